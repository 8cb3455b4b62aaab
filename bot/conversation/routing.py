"""Who acts on what someone wrote or pressed: the tables of buttons and of questions that wait, and their order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.care import reading
from bot.care.reading import Meaning
from bot.conversation import (
    answers,
    asides,
    asking_the_guide,
    baseline,
    bloodtests,
    choosing,
    clinic,
    commands,
    correcting,
    ending,
    going_on,
    helping,
    homecoming,
    journeys,
    leaving,
    meant,
    moving,
    occasions,
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
    summary,
    telling,
    touching,
    unsure,
    waiting,
    which,
)
from bot.conversation.choosing import Chosen
from bot.conversation.spoken import SPOKEN
from bot.conversation.talk import Talk
from bot.messages import Heard
from bot.store import outbox
from bot.store.people import Step
from bot.wording import Said

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
    bloodtests.DATES: bloodtests.press_around,
    "date": occasions.press,
    "type": results.ask_for,
    results.VALUES: results.press,
    results.HEARD: results.press_heard,
    results.CHANGE: results.press_change,
    results.OUT: results.press_out,
    "summary": summary.press,
    "baseline": baseline.press,
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
    occasions.DATES: occasions.typed,
    parking.PARK: parking.typed,
}
ANY_WORDS = {
    asides.TELL,
    leaving.LEAVE,
    parking.PARK,
}  # questions to which a question may be the answer, or that anything ends


def replied(talk: Talk, *, urgent: bool) -> list[Said]:
    """Do what was written or pressed, and return what is said. *urgent*: the block for urgent words stands before."""
    if talk.heard.kind in TOUCHES:
        return TOUCHES[talk.heard.kind](talk)
    if talk.heard.kind is Heard.FORWARDED:
        return unsure.passed_on(talk)
    if talk.heard.kind is not Heard.TEXT:
        return unsure.no_words(talk)
    if talk.heard.edits:
        return commands.known(talk) or answers.edited(talk, reading.understand(talk.heard.text))
    return _replies(talk, urgent=urgent)


def _replies(talk: Talk, *, urgent: bool) -> list[Said]:  # noqa: C901 - in the order that the package tells
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
            return _removed(talk) or commands.stop(talk, delete=delete)
        case reading.Unclear() if urgent:
            # A question that waits is not pushed aside by the offer to write it down.
            return telling.aside(talk, talk.heard.text) if talk.person and not waiting.besides_set_up(talk) else []
        case reading.Unclear() if (named := _named(talk)) is not None:
            return named
        case reading.HelpMe() if urgent:  # it names nothing that could be written down
            return []
    return meant.about_azalea(talk, meaning) or commands.known(talk) or meant.follow(talk, meaning)


def _removed(talk: Talk) -> list[Said] | None:
    """Take "remove" alone as about the dates of tests or the values that it stands below; it deletes nothing else."""
    if talk.heard.text.casefold().strip(" .!") != "remove":
        return None
    return bloodtests.removed_alone(talk) or (results.last_taken_out(talk) if results.written_last(talk) else None)


def _waited_for(talk: Talk, meaning: Meaning, *, urgent: bool) -> list[Said] | None:
    """Return what follows where words answer a prompt that they were sent as a reply to, or a question that waits."""
    replied = None if urgent else touching.replied(talk, meaning)
    if replied is not None:
        return replied
    below = None if urgent else (bloodtests.in_words(talk) or occasions.take_words(talk, meaning))
    if below is not None:
        return below
    typed = setting_up.typed(talk, meaning, urgent=urgent)
    if typed is not None or urgent:
        return typed
    # A day that is told is none of the guide's, and no answer but to a question that any words answer.
    dated = isinstance(meaning, reading.Unclear) and not (talk.waits and talk.waits.kind in ANY_WORDS)
    return (occasions.in_words(talk) if dated else None) or _waiting(talk, meaning)


def _pressed(talk: Talk) -> list[Said]:
    chosen = touching.chosen(talk)
    return _press(talk, chosen) if chosen is not None else touching.pressed_of_old(talk)


TOUCHES: dict[Heard, Callable[[Talk], list[Said]]] = {Heard.PRESS: _pressed, Heard.REACTION: touching.reacted}


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
    several = bloodtests.which_of(talk, asked)
    return [several or talk.wording.plain("which-choice" if role == "yes" else "unchanged")]


def _press(talk: Talk, chosen: Chosen) -> list[Said]:
    """Do what a choice says. A question that is answered with it is no longer in view."""
    if not choosing.lasts(chosen):
        outbox.drop_choices(talk.conn, chosen.message.id, talk.now)
    act, _, rest = chosen.choice.data.partition(":")
    if act != leaving.ACT:
        talk.settle(leaving.LEAVE)
    pressed = PRESSED[act](talk, rest) if act in PRESSED else other_amount.below_a_dose(talk, act, rest)
    return pressed or [talk.wording.plain("button-gone")]
