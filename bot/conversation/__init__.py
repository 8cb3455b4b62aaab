"""Someone wrote: who, what did they mean, what is written down, what is answered. All in one transaction.

`answer` routes, in this order: what sounds urgent; commands; the words of a choice that is in view; the answer to a
question that waits; a number, a yes or a no; and then what the words mean by themselves. Each story has a file:

    setting_up      from the first word to the trial            planning    what is taken, and every change of it
    moving          other places and clocks, journeys           shifting    other times for some days
    pausing         nothing asked for a while, and going on     answers     what became of a dose, in words
    presses         the buttons under a dose                    correcting  another time, another day
    putting_off     asked again later                           asides      what was said besides, and waits for a yes
    telling         notes, symptoms, and what is not a dose     sheets      /today and /log
    preferences     how azalea writes, quiet, clinic, country   leaving     /stop, a copy, deleting everything
    helping         /help, and who azalea is                    asking_the_guide

`choosing` finds what a number stands for, `noting` writes down what became of a dose, `coming` knows what is owed next,
`drafting` asks for what is missing of a plan.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection

from bot.care import reading
from bot.care.reading import Meaning
from bot.conversation import (
    answers,
    asides,
    asking_the_guide,
    choosing,
    correcting,
    helping,
    leaving,
    moving,
    pausing,
    planning,
    preferences,
    presses,
    putting_off,
    setting_up,
    sheets,
    shifting,
    telling,
)
from bot.conversation.choosing import Chosen
from bot.conversation.talk import Desk, Talk, open_talk, say
from bot.messages import Heard, Incoming
from bot.store import outbox, people
from bot.store.people import Step
from bot.wording import Said

__all__ = ["Desk", "answer", "put_aside"]

LONGEST = 4096  # characters; Telegram sends no more in one message
LONGEST_COMMAND = 30  # letters of an unknown command that are repeated

Command = Callable[[Talk, str], list[Said]]

# Both names of each pair that people mix up work.
COMMANDS: dict[str, Command] = {
    "start": lambda talk, _: setting_up.start(talk),
    "help": lambda talk, _: helping.show(talk),
    "menu": lambda talk, _: helping.show(talk),
    "more": lambda talk, _: helping.more(talk),
    "today": lambda talk, _: sheets.today(talk),
    "log": sheets.log,
    "diary": sheets.log,
    "taken": lambda talk, words: _known(talk) or _said(talk, f"took it {words}"),
    "skip": lambda talk, words: _known(talk) or _said(talk, f"skip {words}"),
    "missed": lambda talk, _: _known(talk) or answers.forgot(talk, reading.Forgot()),
    "plan": planning.plan,
    "timezone": moving.timezone,
    "travel": moving.travel,
    "pause": pausing.pause,
    "hold": pausing.pause,
    "note": telling.note,
    "symptom": telling.symptom,
    "sideeffects": asking_the_guide.side_effects,
    "settings": lambda talk, _: preferences.show(talk),
    "privacy": lambda talk, _: leaving.privacy(talk),
    "stop": lambda talk, _: _stop(talk),
    "tests": lambda talk, _: helping.no_tests(talk),
    "test": lambda talk, _: helping.no_tests(talk),
    "bloodtest": lambda talk, _: helping.no_tests(talk),
    "bloodtests": lambda talk, _: helping.no_tests(talk),
    "results": telling.result,
    "result": telling.result,
}

# Words that are a command without their slash, where they mean nothing else.
SPOKEN = {
    name: name for name in ("settings", "privacy", "today", "plan", "log", "diary", "timezone", "travel", "sideeffects")
} | {"my plan": "plan", "side effects": "sideeffects", "my log": "log", "my diary": "log"}

# What a button does, by the word that its data begins with; the buttons under a dose are in `presses`.
PRESSED: dict[str, Command] = {
    "agree": lambda talk, _: setting_up.agree(talk),
    "more": lambda talk, _: setting_up.more(talk),
    "decline": lambda talk, _: setting_up.decline(talk),
    "setup": setting_up.press,
    "plan": planning.press,
    "move": moving.press,
    "journey-off": lambda talk, _: moving.cancel(talk),
    "shift": shifting.press,
    "pause": pausing.press,
    "tell": telling.press,
    "correct": correcting.press,
    "prefer": preferences.press,
    leaving.ACT: leaving.press,
    "do": lambda talk, words: _command(talk, reading.Command(words, "")),
    "guide": asking_the_guide.show,
    "ring": lambda talk, _: asking_the_guide.ring(talk),
    "late": lambda talk, _: asking_the_guide.late(talk),
    "setup-again": setting_up.again,
    "none": lambda talk, _: [talk.wording.plain("unchanged")],
}

# Who takes words as the answer to a question that waits, by the kind of the question.
Waiting = Callable[[Talk, Step, Meaning], list[Said] | None]
WAITING: dict[str, Waiting] = {
    planning.PLAN: planning.typed,
    moving.MOVE: moving.typed,
    shifting.SHIFT: shifting.typed,
    pausing.PAUSE: pausing.typed,
    putting_off.TIME: correcting.typed,
    asides.TELL: telling.typed,
    preferences.PREFER: preferences.typed,
    leaving.LEAVE: leaving.typed,
}


def answer(desk: Desk, conn: Connection, heard: Incoming, key: str, now: datetime) -> None:
    """Act on what someone wrote and put the replies into the outbox, under names that begin with *key*."""
    talk = open_talk(conn, heard, now, desk)
    crisis = asking_the_guide.crisis(talk)
    if crisis is not None:
        say(talk, key, [crisis])
        return
    replies = asking_the_guide.urgent(talk)
    if len(heard.text) > LONGEST:
        replies.append(talk.wording.plain("too-long"))
    else:
        replies = _then_set_up(talk, [*replies, *_replied(talk, urgent=bool(replies))])
    say(talk.again(), key, choosing.numbered_on(talk, replies))


def put_aside(desk: Desk, conn: Connection, heard: Incoming, key: str, now: datetime) -> None:
    """Tell someone that what they wrote could not be acted on."""
    talk = open_talk(conn, heard, now, desk)
    say(talk, key, [talk.wording.plain("put-aside")])


def _then_set_up(talk: Talk, replies: list[Said]) -> list[Said]:
    """Return replies, and the question of the set-up that waits behind them."""
    after = talk.again()
    if not replies or setting_up.asked_in(replies) or talk.person is None or after.person is None:
        return replies
    return setting_up.joined(replies, setting_up.remind(after))


def _known(talk: Talk) -> list[Said]:
    return [] if talk.person else [talk.wording.plain("start-first")]


def _stop(talk: Talk, *, delete: bool = False) -> list[Said]:
    return setting_up.leave(talk) or leaving.stop(talk, delete=delete)


def _replied(talk: Talk, *, urgent: bool) -> list[Said]:
    if talk.heard.kind is not Heard.TEXT:
        return answers.no_words(talk)
    if talk.heard.edits:
        return _known(talk) or answers.edited(talk, reading.understand(talk.heard.text))
    return _replies(talk, urgent=urgent)


def _replies(talk: Talk, *, urgent: bool) -> list[Said]:  # noqa: C901 - in the order of the docstring above
    meaning = reading.understand(talk.heard.text)
    if isinstance(meaning, reading.Command):
        talk.settle(leaving.LEAVE)  # a word that deletes everything does not stay armed
        return _command(talk, meaning)
    labelled = choosing.by_label(talk, meaning)
    if labelled is not None:
        return _press(talk, labelled)
    waited_for = setting_up.typed(talk, meaning, urgent=urgent)
    if waited_for is None and not urgent:
        waited_for = _waiting(talk, meaning)
    if waited_for is not None:
        return waited_for
    match meaning:
        case reading.Choice():
            return _chosen(talk, meaning)
        case reading.Yes():
            return _yes_or_no(talk, "yes")
        case reading.No():
            return _yes_or_no(talk, "no")
        case reading.Help() | reading.HalfSaid():  # "morning" and "evening" are greetings as well
            return helping.show(talk)
        case reading.StopSaid(delete):
            return _stop(talk, delete=delete)
        case reading.Unclear() if urgent:
            # A question that waits is not pushed aside by the offer to write it down.
            return telling.aside(talk, talk.heard.text) if talk.person and not _asked(talk) else []
        case reading.Unclear() if (name := " ".join(talk.heard.text.casefold().split())) in SPOKEN:
            return _command(talk, reading.Command(SPOKEN[name], ""))
        case reading.HelpMe() if urgent:  # it names nothing that could be written down
            return []
    return _about_azalea(talk, meaning) or _known(talk) or _meant(talk, meaning)


def _asked(talk: Talk) -> bool:
    """Tell whether a question waits that is none of the set-up's."""
    step = people.step(talk.conn, talk.account.id)
    return step is not None and step.kind in WAITING


def _waiting(talk: Talk, meaning: Meaning) -> list[Said] | None:
    if isinstance(meaning, reading.Choice | reading.Yes | reading.No) and choosing.prompted_last(talk):
        return None
    step = people.step(talk.conn, talk.account.id)
    take = WAITING.get(step.kind) if step else None
    return take(talk, step, meaning) if step and take else None


def _command(talk: Talk, meaning: reading.Command) -> list[Said]:
    command = COMMANDS.get(meaning.name)
    if command is None:
        name = "".join(c for c in meaning.name if unicodedata.category(c)[0] != "C")
        return [talk.wording.plain("unknown-command", name=name[:LONGEST_COMMAND])]
    return command(talk, meaning.words)


def _said(talk: Talk, words: str) -> list[Said]:
    """Answer a command as the words it stands for."""
    return _meant(talk, reading.understand(words))


def _about_azalea(talk: Talk, meaning: Meaning) -> list[Said]:
    """Answer what may be asked before anything is set up."""
    match meaning:
        case reading.WhoSees():
            return helping.who_sees(talk)
        case reading.PassOn():
            return helping.pass_on(talk)
        case reading.ForgotMayI() if talk.person is None:
            return asking_the_guide.late(talk)
    return []


def _meant(talk: Talk, meaning: Meaning) -> list[Said]:
    return _about_a_dose(talk, meaning) or _about_days(talk, meaning) or _about_the_rest(talk, meaning)


def _about_a_dose(talk: Talk, meaning: Meaning) -> list[Said]:  # noqa: C901, PLR0912 - a table
    match meaning:
        case reading.Took(at, day, aside):
            return answers.took(talk, at, day, aside)
        case reading.TookMine(at, day):
            # Who keeps somebody has no plan of their own here.
            return answers.doubt(talk) if talk.keeps else answers.took(talk, at, day)
        case reading.TimeSaid(at, day):
            return answers.took(talk, at, day, ask=True)
        case reading.Done():
            return answers.done(talk)
        case reading.AskedWhether(whose, day):
            return answers.asked_whether(talk, day, whose)
        case reading.Doubt(why):
            return answers.doubt(talk, why)
        case reading.TookBoth():
            return answers.both(talk)
        case reading.TheyTook():
            return answers.doubt(talk)
        case reading.NotTaken(day, aside):
            return answers.not_taken(talk, day, aside)
        case reading.NotYet():
            return answers.put_off(talk)
        case reading.Later(wait, until):
            return answers.put_off(talk, wait, until)
        case reading.NotHad(reason):
            return answers.not_had(talk, reason)
        case reading.ToldToStop(reason):
            return pausing.told(talk, reason)
        case reading.Forgot():
            return answers.forgot(talk, meaning)
        case reading.ForgotMayI():
            return asking_the_guide.late(talk)
        case reading.Actually(at):
            return correcting.actually(talk, at)
        case reading.OtherDay(day):
            return correcting.other_day(talk, day)
        case reading.SickAfter():
            return telling.sick_after(talk)
        case reading.TooMuch():
            return telling.too_much(talk)
        case reading.OtherMedicine():
            return telling.other_medicine(talk)
        case reading.OtherLanguage():
            return answers.other_language(talk)
        case reading.Nod():
            return answers.nod(talk) or [talk.wording.plain("nod")]
    return []


def _about_days(talk: Talk, meaning: Meaning) -> list[Said]:  # noqa: C901 - a table
    match meaning:
        case reading.PlanSaid(words):
            return planning.said(talk, words)
        case reading.PlanRefused(kind):
            return planning.refused(talk, kind)
        case reading.ChangeSaid():
            return planning.change(talk, meaning)
        case reading.ShiftSaid():
            return shifting.said(talk, meaning)
        case reading.TravelSaid():
            return moving.said(talk, meaning)
        case reading.NotGoing():
            return moving.cancel(talk)
        case reading.ComingHome():
            return moving.coming_home(talk, meaning)
        case reading.ZoneSaid(at):
            return moving.clock_said(talk, at)
        case reading.PauseSaid(reason):
            return pausing.said(talk, reason)
        case reading.BackSaid():
            return pausing.back(talk)
    return []


def _about_the_rest(talk: Talk, meaning: Meaning) -> list[Said]:
    match meaning:
        case reading.RunningOut():
            return telling.running_out(talk)
        case reading.TestSaid():
            return telling.test(talk)
        case reading.TestAsked():
            return helping.no_tests(talk)
        case reading.ResultSaid(text):
            return telling.result(talk, text)
        case reading.ResultAsked():
            return helping.cannot_judge(talk)
        case reading.NoteSaid(text):
            return telling.note_said(talk, text)
        case reading.ParkSaid(text):
            return telling.park(talk, text)
        case reading.Died(whose):
            return leaving.died(talk, whose)
        case reading.HelpMe():
            return telling.aside(talk, talk.heard.text)
    return [talk.wording.plain("unclear")]


def _chosen(talk: Talk, typed: reading.Choice) -> list[Said]:
    found = choosing.by_mark(talk, typed)
    if found is not None and found.message.id < outbox.on_its_way(talk.conn, talk.account.id):
        return answers.nod(talk) or [talk.wording.plain("unclear")]
    if found is not None and choosing.about_dose(found.message) and not choosing.still_open(talk, found.message):
        # A bare number under a prompt that is over may be meant for something newer.
        return answers.meant_by(talk, found.message)
    if found is not None:
        return _press(talk, found)
    if not talk.shown():
        return _known(talk) or [talk.wording.plain("unclear")]
    mark = str(typed.number) if typed.number is not None else str(typed.letter)
    return [talk.wording.plain("no-such-choice", mark=mark)]


def _yes_or_no(talk: Talk, role: str) -> list[Said]:
    """Take a yes or no as the answer to the last question asked; ask where two are open, or it is no answer."""
    asked = choosing.question(talk)
    if talk.person is None and asked is None:
        return _known(talk)
    old = asked is not None and choosing.corrects(asked) and not choosing.is_last(talk, asked)
    if asked is None or old or (choosing.about_dose(asked) and not choosing.still_open(talk, asked)):
        return answers.nod(talk) or [talk.wording.plain("nothing-open", facts=answers.facts(talk))]
    if choosing.about_dose(asked):
        return answers.to_prompt(talk, asked, role)
    found = choosing.by_role(asked, role)
    if found is not None:
        return _press(talk, found)
    return [talk.wording.plain("which-choice" if role == "yes" else "unchanged")]


def _press(talk: Talk, chosen: Chosen) -> list[Said]:
    """Do what a choice says. A question that is answered with it is no longer in view."""
    if not choosing.lasts(chosen):
        outbox.drop_choices(talk.conn, chosen.message.id)
    act, _, rest = chosen.choice.data.partition(":")
    if act != leaving.ACT:
        talk.settle(leaving.LEAVE)
    pressed = PRESSED[act](talk, rest) if act in PRESSED else presses.press(talk, act, rest)
    return pressed or [talk.wording.plain("button-gone")]
