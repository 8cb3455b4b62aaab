"""Someone wrote: who, what did they mean, what is written down, what is answered. All in one transaction.

`answer` routes, in this order: what sounds urgent; commands; the words of a choice that is in view; the answer to a
question that waits; a number, a yes or a no; and then what the words mean by themselves. `commands` and `meant` are its
tables. Each story has a file:

    setting_up      from the first word to the trial            planning    what is taken, and every change of it
    moving          journeys as people tell of them             homecoming  journeys that end, or are off
    clocks          by which clock to go                        previewing  what a journey means for the doses
    shifting        other times for some days                   ending      other times that end early
    quieting        quiet hours of their own for some days      pausing     nothing asked for a while
    had             a dose was had, in words                    answers     it was not; yes or no to a prompt; edits
    unsure          asks, where words do not plainly say        presses     the buttons under a dose
    correcting      another time, another day                   other_amount  another number of tablets than planned
    touching        a message was pressed, answered, reacted to  groups     where others read
    putting_off     asked again later                           asides      what was said besides, and waits for a yes
    telling         notes, symptoms, and what is not a dose     sheets      /today and /log
    preferences     how azalea writes, quiet, country           clinic      the clinic card
    going_on        what holds after a pause                    helping     /help, and who azalea is
    joining         somebody wrote where a code is needed       leaving     /stop, a copy, deleting everything
    asking_the_guide    a question, a tip                   parking     questions kept for the clinic
    bloodtests      their dates, and what became of each    results     values that are typed, and shown

`choosing` finds what a number stands for, `which` knows the doses that words may be about, `noting` writes down what
became of one, `coming` knows what is owed next, `drafting` asks for what is missing of a plan, `offering` keeps what
the choices of a question stand for, `waiting` brings back a question that was not answered, `spoken` has the commands
that need no slash. `journeys` holds a journey as it is asked about, and the one that is saved; `date_line` asks where a
day is met twice or not at all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from bot.care import reading
from bot.care.reading import Meaning
from bot.conversation import (
    answers,
    asides,
    asking_the_guide,
    bloodtests,
    choosing,
    clinic,
    commands,
    correcting,
    ending,
    going_on,
    groups,
    helping,
    homecoming,
    joining,
    journeys,
    leaving,
    meant,
    moving,
    other_amount,
    parking,
    pausing,
    planning,
    preferences,
    putting_off,
    quieting,
    results,
    setting_up,
    shifting,
    telling,
    touching,
    unsure,
    waiting,
    which,
)
from bot.conversation.choosing import Chosen
from bot.conversation.spoken import SPOKEN
from bot.conversation.talk import Desk, Talk, open_talk, say
from bot.messages import Heard, Incoming
from bot.store import outbox, reaching
from bot.store.people import Step
from bot.wording import Said

__all__ = ["Desk", "answer", "put_aside"]

LONGEST = 4096  # characters; Telegram sends no more in one message

# What a button does, by the word that its data begins with; the buttons under a dose are in `presses`.
PRESSED: dict[str, commands.Command] = {
    "agree": lambda talk, _: setting_up.agree(talk),
    "more": lambda talk, _: setting_up.more(talk),
    "decline": lambda talk, _: setting_up.decline(talk),
    "setup": setting_up.press,
    "plan": planning.press,
    "move": moving.press,
    "journey-off": homecoming.press,
    "shift": shifting.press,
    "end": ending.press,
    quieting.QUIET: quieting.press,
    "pause": pausing.press,
    "pause-off": pausing.call_off,
    "tell": telling.press,
    "correct": correcting.press,
    "amount": other_amount.press,
    "prefer": preferences.press,
    clinic.CLINIC: clinic.press,
    leaving.ACT: leaving.press,
    "do": lambda talk, words: commands.obey(talk, reading.Command(words, "")),
    "guide": asking_the_guide.show,
    "more-on": asking_the_guide.more,
    "not-asked": asking_the_guide.not_meant,
    "keep": asking_the_guide.keep,
    "write": asking_the_guide.write_down,
    "shelf": asking_the_guide.shelf,
    "tip": lambda talk, _: asking_the_guide.tips(talk, ""),
    "parked": parking.press,
    "ring": lambda talk, _: asking_the_guide.ring(talk),
    "late": lambda talk, _: asking_the_guide.late(talk),
    "setup-again": setting_up.again,
    "test": bloodtests.press,
    "type": results.ask_for,
    results.VALUES: results.press,
    "heard": results.press_heard,
    results.CHANGE: results.press_change,
    "none": lambda talk, _: [talk.wording.plain("unchanged")],
}

# Buttons that are typed by their name, also where none is in view, and mean nothing else: what each one carries.
NAMED = {
    "when to ring": "ring", "quiet hours": "prefer:quiet", "clinic": "clinic", "copy": f"{leaving.ACT}:copy",
    "a copy of my data": f"{leaving.ACT}:copy",
}  # fmt: skip

# Who takes words as the answer to a question that waits, by the kind of the question.
Waiting = Callable[[Talk, Step, Meaning], list[Said] | None]
WAITING: dict[str, Waiting] = {
    planning.PLAN: planning.typed,
    journeys.MOVE: moving.typed,
    shifting.SHIFT: shifting.typed,
    ending.END: ending.typed,
    quieting.QUIET: quieting.typed,
    going_on.PAUSE: pausing.typed,
    putting_off.TIME: correcting.typed,
    asides.TELL: telling.typed,
    other_amount.AMOUNT: other_amount.typed,
    preferences.PREFER: preferences.typed,
    clinic.CLINIC: clinic.typed,
    leaving.LEAVE: leaving.typed,
    bloodtests.TESTS: bloodtests.typed,
    results.VALUES: results.typed,
}
ANY_WORDS = {asides.TELL, leaving.LEAVE}  # questions to which a question may be the answer, or that anything ends


def answer(desk: Desk, conn: Connection, heard: Incoming, key: str, now: datetime) -> str | None:
    """Act on what someone wrote or pressed, and put the replies into the outbox, under names that begin with *key*.

    Returns what is to be shown for a moment where a button was pressed, if that says it all.
    """
    if heard.kind is Heard.SILENCE:
        touching.press_again(conn, heard)
        return None
    if not heard.private:
        groups.answer(desk, conn, heard, key, now)
        return None
    talk = open_talk(conn, heard, now, desk)
    if heard.kind in UNHEARD:
        UNHEARD[heard.kind](talk)
        return None
    crisis = asking_the_guide.crisis(talk)
    if crisis is not None:
        if talk.plan is not None:  # a set-up goes on where it was
            choosing.retire(talk)
        say(talk, key, [crisis])
        return None
    if joining.is_stranger(talk):
        say(talk, key, joining.answer(talk))
        return None
    replies, after = _answered(talk), talk.again()
    replies = waiting.then_set_up(talk, after, replies)
    toast = touching.toast(talk, replies) if heard.kind is Heard.PRESS else None
    if toast is None:
        say(after, key, choosing.numbered_on(talk, replies))
    return toast


def _answered(talk: Talk) -> list[Said]:
    replies = asking_the_guide.urgent(talk)
    if len(talk.heard.text) > LONGEST:
        return [*replies, talk.wording.plain("too-long")]
    if not replies:
        replies = _replied(talk, urgent=False)
        return waiting.behind_the_guide(talk, replies) if choosing.from_guide(replies) else replies
    waits = waiting.besides_set_up(talk)
    replies += _replied(talk, urgent=True)
    return [*replies, *waiting.shown_again(talk, waits)]


def put_aside(desk: Desk, conn: Connection, heard: Incoming, key: str, now: datetime) -> None:
    """Tell someone that what they wrote could not be acted on."""
    if heard.kind is Heard.SILENCE:  # nobody wrote it
        return
    talk = open_talk(conn, heard, now, desk)
    say(talk, key, [talk.wording.plain("put-aside")])


def _replied(talk: Talk, *, urgent: bool) -> list[Said]:
    if talk.heard.kind in TOUCHES:
        return TOUCHES[talk.heard.kind](talk)
    if talk.heard.kind is Heard.FORWARDED:
        return unsure.passed_on(talk)
    if talk.heard.kind is not Heard.TEXT:
        return unsure.no_words(talk)
    if talk.heard.edits:
        return commands.known(talk) or answers.edited(talk, reading.understand(talk.heard.text))
    return _replies(talk, urgent=urgent)


def _replies(talk: Talk, *, urgent: bool) -> list[Said]:  # noqa: C901 - in the order of the docstring above
    meaning = reading.understand(talk.heard.text)
    if isinstance(meaning, reading.Command):
        if talk.waits is not None:
            talk.settle(leaving.LEAVE)  # a word that deletes everything does not stay armed
        return commands.obey(talk, meaning)
    labelled = choosing.by_label(talk, meaning)
    if labelled is not None:
        return _press(talk, labelled)
    waited_for = _waited_for(talk, meaning, urgent=urgent)
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
            return commands.stop(talk, delete=delete)
        case reading.Unclear() if urgent:
            # A question that waits is not pushed aside by the offer to write it down.
            return telling.aside(talk, talk.heard.text) if talk.person and not waiting.besides_set_up(talk) else []
        case reading.Unclear() if (named := _named(talk)) is not None:
            return named
        case reading.HelpMe() if urgent:  # it names nothing that could be written down
            return []
    return meant.about_azalea(talk, meaning) or commands.known(talk) or meant.follow(talk, meaning)


def _waited_for(talk: Talk, meaning: Meaning, *, urgent: bool) -> list[Said] | None:
    """Return what follows where words answer a prompt that they were sent as a reply to, or a question that waits."""
    replied = None if urgent else touching.replied(talk, meaning)
    if replied is not None:
        return replied
    below = None if urgent else bloodtests.in_words(talk)
    if below is not None:
        return below
    typed = setting_up.typed(talk, meaning, urgent=urgent)
    return typed if typed is not None or urgent else _waiting(talk, meaning)


def _pressed(talk: Talk) -> list[Said]:
    chosen = touching.chosen(talk)
    return _press(talk, chosen) if chosen is not None else touching.pressed_of_old(talk)


TOUCHES: dict[Heard, Callable[[Talk], list[Said]]] = {Heard.PRESS: _pressed, Heard.REACTION: touching.reacted}
# What is no word to azalea, and is not answered.
UNHEARD: dict[Heard, Callable[[Talk], None]] = {
    Heard.BLOCKED: lambda talk: reaching.lose(talk.conn, [talk.account.id], talk.now),
    Heard.UNBLOCKED: lambda talk: reaching.reach(talk.conn, [talk.account.id]),
    Heard.ADDED: lambda _: None,
    Heard.NOBODY: lambda _: None,
}


def _named(talk: Talk) -> list[Said] | None:
    """Do what the name of a command or a button says, typed alone."""
    name = " ".join(talk.heard.text.casefold().split())
    if name in SPOKEN:
        return commands.obey(talk, reading.Command(SPOKEN[name], ""))
    if name not in NAMED:
        return None
    act, _, rest = NAMED[name].partition(":")
    return PRESSED[act](talk, rest) or commands.known(talk)


def _waiting(talk: Talk, meaning: Meaning) -> list[Said] | None:
    step = talk.waits  # `setting_up.typed` took nothing, so it changed nothing
    answers_a_prompt = isinstance(meaning, reading.Choice | reading.Yes | reading.No) and choosing.prompted_last(talk)
    if answers_a_prompt and (step is None or step.kind != other_amount.AMOUNT):
        return None
    take = WAITING.get(step.kind) if step else None
    beside = asking_the_guide.beside(talk, meaning) if step and take and step.kind not in ANY_WORDS else []
    if beside:
        return beside
    return take(talk, step, meaning) if step and take else None


def _chosen(talk: Talk, typed: reading.Choice) -> list[Said]:
    found = choosing.by_mark(talk, typed)
    if found is not None and found.message.id < outbox.on_its_way(talk.conn, talk.account.id):
        return unsure.nod(talk) or [unsure.unclear(talk)]
    if found is not None and choosing.may_be_newer(talk, found):
        return unsure.meant_by(talk, found.message)
    if found is not None:
        return _press(talk, found)
    if not talk.shown():
        return commands.known(talk) or [unsure.unclear(talk)]
    mark = str(typed.number) if typed.number is not None else str(typed.letter)
    said = talk.wording.plain("no-such-choice", mark=mark)
    asked = choosing.question(talk)
    again = asked is not None and choosing.is_last(talk, asked) and not choosing.about_dose(asked)
    return [replace(said, choices=asked.choices, letters=asked.letters) if asked and again else said]


def _yes_or_no(talk: Talk, role: str) -> list[Said]:
    """Take a yes or no as the answer to the last question asked; ask where two are open, or it is no answer."""
    asked = choosing.question(talk)
    if talk.person is None and asked is None:
        return commands.known(talk)
    old = asked is not None and choosing.corrects(asked) and not choosing.is_last(talk, asked)
    if asked is None or old or (choosing.about_dose(asked) and not choosing.still_open(talk, asked)):
        stays = planning.stays(talk) if role == "no" else []
        return unsure.nod(talk) or stays or [talk.wording.plain("nothing-open", facts=which.facts(talk))]
    if choosing.about_dose(asked):
        return answers.to_prompt(talk, asked, role)
    found = choosing.by_role(asked, role)
    if role == "no" and found is not None and planning.is_answered(talk, found.choice):
        return planning.stays(talk) or [talk.wording.plain("nothing-open", facts=which.facts(talk))]
    if found is not None:
        return _press(talk, found)
    return [talk.wording.plain("which-choice" if role == "yes" else "unchanged")]


def _press(talk: Talk, chosen: Chosen) -> list[Said]:
    """Do what a choice says. A question that is answered with it is no longer in view."""
    if not choosing.lasts(chosen):
        outbox.drop_choices(talk.conn, chosen.message.id, talk.now)
    act, _, rest = chosen.choice.data.partition(":")
    if act != leaving.ACT:
        talk.settle(leaving.LEAVE)
    pressed = PRESSED[act](talk, rest) if act in PRESSED else other_amount.below_a_dose(talk, act, rest)
    return pressed or [talk.wording.plain("button-gone")]
