"""Which choice a typed number, letter, label, yes or no stands for. Does not know what a choice does.

It belongs to the newest message with choices. Behind that one, what has numbers of its own stays in view, and so do
questions about a dose that are still open.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from bot.care import reading
from bot.care.doses import State
from bot.care.reading import Meaning
from bot.care.reading.meanings import AboutADose
from bot.care.timetable import DoseName
from bot.conversation.talk import Shown, Talk
from bot.store import doses, outbox, people
from bot.wording import Choice, Said, choices_back

GUIDE = {"guide", "more-on", "not-asked", "keep", "write", "shelf", "tip", "ring"}  # what leads on from an excerpt
# What offers nothing else asks nothing.
PASSING = GUIDE | {"change", "late", "parked", "journey-off", "pause-off", "summary"}
TESTS = {"test", "type"}  # under a question about a blood test
AROUND = {"dates"}  # under a question about all their dates
PROMPT, BEFORE = "later", "unknown"  # what a prompt offers, and only the question about the dose before
ASKED = ({"had", "later", "not"}, {"had-then", "not", "unknown"})  # all that those two offer
# What is no answer to a question that takes any words: it means something by itself.
ELSEWHERE = (
    AboutADose | reading.Command | reading.Yes | reading.No | reading.Nod | reading.Done | reading.WhoSees
    | reading.PassOn | reading.StopSaid | reading.Died | reading.HelpMe | reading.Help
)  # fmt: skip
A_WHILE = timedelta(hours=1)  # for so long a question may be about to be answered


@dataclass(frozen=True, slots=True)
class Chosen:
    """A choice, and the message it stands under."""

    message: Shown
    choice: Choice


def _acts(message: Shown) -> set[str]:
    return {choice.data.partition(":")[0] for choice in message.choices}


def about_dose(message: Shown) -> bool:
    """Tell whether a message is a prompt, or the question about the dose before."""
    return is_prompt(message) or BEFORE in _acts(message)


def about_test(message: Shown) -> bool:
    """Tell whether a message asks about a blood test."""
    return _acts(message) <= TESTS


def is_prompt(message: Shown) -> bool:
    """Tell whether a message asks about a dose with the choices of a prompt."""
    return PROMPT in _acts(message)


def asks_now(talk: Talk, message: Shown) -> bool:
    """Tell whether a typed yes or no can only be about the dose that a message asks about.

    Not where the same choices stand under something else that was said, nor where another question was asked just
    before: its answer may be on the way.
    """
    if _acts(message) not in ASKED or people.waits_since(talk.conn, talk.account.id, talk.now - A_WHILE):
        return False
    others = (one for one in talk.shown() if one.id < message.id and by_role(one, "yes"))
    return not any(talk.now - one.sent_at < A_WHILE for one in others)


def from_guide(replies: Sequence[Said]) -> bool:
    """Tell whether replies come from the guide: an aside, and no answer to anything."""
    acts = {choice.data.partition(":")[0] for said in replies for choice in said.choices}
    return bool(acts - {"ring"}) and acts <= GUIDE


def without_guide(choices: Sequence[Choice]) -> tuple[Choice, ...]:
    """Return the choices of a question, without those of a page of the guide that it stood behind."""
    return tuple(choice for choice in choices if choice.data.partition(":")[0] not in GUIDE)


def corrects(message: Shown) -> bool:
    """Tell whether a message asks before it changes what was said."""
    return any(act.startswith("fix-") for act in _acts(message))


def lasts(chosen: Chosen) -> bool:
    """Tell whether the choices of a message stay, once one was pressed: an answered question is no longer in view."""
    act = chosen.choice.data.partition(":")[0]
    return act in PASSING or (about_dose(chosen.message) and act != BEFORE)


def still_open(talk: Talk, message: Shown) -> bool:
    """Tell whether a message asks about a dose that is not settled yet."""
    if not about_dose(message):
        return False
    wanted = {State.OPEN} if is_prompt(message) else {State.UNANSWERED, State.OFF}
    name = DoseName.read(message.choices[0].data.split(":")[1])
    if talk.plan is None or talk.plan.uid != name.plan:
        return False
    known = doses.on_days(talk.conn, talk.plan.id, name.day, name.day)
    return any((dose.turn, dose.lap) == (name.turn, name.lap) and dose.state in wanted for dose in known)


def by_mark(talk: Talk, typed: reading.Choice) -> Chosen | None:
    """Return the choice that a bare number or letter stands for."""
    shown = talk.shown()
    for place, message in enumerate(shown):
        apart = all(_apart(message, newer) for newer in shown[:place])
        if not apart and not still_open(talk, message):
            continue
        position = _position(message, typed)
        if position is not None:
            return Chosen(message, message.choices[position])
        if message.letters:
            named = _named_minutes(message, typed)  # its answer is a number, so a number is no choice of another one
            return Chosen(message, named) if named else None
    return None


def is_else(talk: Talk, meaning: Meaning) -> bool:
    """Tell whether words are no answer to a question that takes any: they mean something, or are meant for a choice.

    A bare number is meant for no choice where the choices have letters.
    """
    if not isinstance(meaning, reading.Choice):
        return isinstance(meaning, ELSEWHERE)
    newest = next(iter(talk.shown()), None)
    return meaning.letter is not None or (newest is not None and not newest.letters)


def fits_nothing(talk: Talk, meaning: Meaning) -> bool:
    """Tell whether a number fits nothing in view: it was meant for the question that still waits."""
    return isinstance(meaning, reading.Choice) and by_mark(talk, meaning) is None


def pressed(talk: Talk, kind: str, rest: str) -> tuple[str, dict[str, Any], str] | None:
    """Return what a button under a question says: what it does, what the question holds, and the button's value.

    None where that question waits no longer: the button is an old one.
    """
    what, _, tail = rest.partition(":")
    name, _, value = tail.partition(":")
    step = talk.step(kind)
    return (what, step.draft, value) if step is not None and step.draft.get("id") == name else None


def _apart(message: Shown, newer: Shown) -> bool:
    """Tell whether no number belongs to both of two messages."""
    return newer.first >= message.first + len(message.choices) or message.first >= newer.first + len(newer.choices)


def may_be_newer(talk: Talk, chosen: Chosen) -> bool:
    """Tell whether a bare number that presses a prompt may be meant for something newer.

    So it is where the prompt is over, and where anything was said since that may have asked something: words without
    choices, or another question, unless the choice in that place there does the same.
    """
    if not about_dose(chosen.message):
        return False
    if not still_open(talk, chosen.message):
        return True
    position = chosen.message.choices.index(chosen.choice)
    since = outbox.said_since(talk.conn, talk.account.id, chosen.message.id)
    return any(_asks_else(kept, position, chosen.choice.data) for kept in since)


def _asks_else(kept: dict[str, Any] | None, position: int, data: str) -> bool:
    """Tell whether a newer message may be what a number in a *position* answers, and then not with *data*."""
    if kept is None:
        return True
    choices, *_ = choices_back(kept)
    acts = {choice.data.partition(":")[0] for choice in choices}
    if acts <= PASSING or acts & {PROMPT, BEFORE}:
        return False
    return data not in [choice.data for choice in choices[position : position + 1]]


def retire(talk: Talk) -> None:
    """Take the choices from all that was said before, but what asks about a dose: its numbers are asked about."""
    for message in talk.shown():
        if not about_dose(message):
            outbox.drop_choices(talk.conn, message.id, talk.now)


def _position(message: Shown, typed: reading.Choice) -> int | None:
    if message.letters:
        position = ord(typed.letter) - ord("a") if typed.letter else -1
    else:
        position = typed.number - message.first if typed.number is not None else -1
    return position if 0 <= position < len(message.choices) else None


def _named_minutes(message: Shown, typed: reading.Choice) -> Choice | None:
    """Return the choice that names the minutes which were typed: 10, where it is asked when to ask again."""
    wanted = f"wait{typed.number}"
    return next((choice for choice in message.choices if choice.data.partition(":")[0] == wanted), None)


def by_label(talk: Talk, meaning: Meaning) -> Chosen | None:
    """Return the choice whose label was typed, or the beginning of the only one that it can be.

    It is one of the newest message, or a "Change" or a question about tests that stands before it. A yes or no is left
    to `question`; so are words that also mean something alone, where the newest message is about a dose.
    """
    shown = talk.shown()
    if not shown or isinstance(meaning, reading.Yes | reading.No):
        return None
    newest, *older = shown
    if about_dose(newest) and not isinstance(meaning, reading.Unclear | reading.Doubt):
        return None
    typed = _folded(talk.heard.text)
    open_ = isinstance(meaning, reading.Unclear | reading.Doubt)
    lasting = (
        message for message in older if _acts(message) <= PASSING or (open_ and _acts(message) <= TESTS | AROUND)
    )
    for message in (newest, *lasting):
        named = next((choice for choice in message.choices if _folded(choice.label) == typed), None)
        if named is not None:
            return Chosen(message, named)
    begun = [
        choice
        for choice in newest.choices
        if _folded(choice.label).startswith((f"{typed} ", f"{typed}, ", f"{typed}: "))
    ]
    return Chosen(newest, begun[0]) if len(begun) == 1 and isinstance(meaning, reading.Unclear) else None


def _folded(words: str) -> str:
    return " ".join(words.casefold().replace("\u2019", "'").split())


def question(talk: Talk) -> Shown | None:
    """Return the last message that asked something."""
    return next((message for message in talk.shown() if not _acts(message) <= PASSING), None)


def is_last(talk: Talk, message: Shown) -> bool:
    """Tell whether a message is the last thing that was said to the account."""
    return outbox.last_said(talk.conn, talk.account.id) == message.id


def prompted_last(talk: Talk) -> bool:
    """Tell whether a prompt is the last thing that was said: a number, yes or no is no answer to what was before."""
    newest = next(iter(talk.shown()), None)
    return newest is not None and about_dose(newest) and is_last(talk, newest)


def asked_lately(talk: Talk) -> bool:
    """Tell whether a question that waits may be about to be answered: within a while, and no prompt came after it."""
    prompts = [message.sent_at for message in talk.shown() if is_prompt(message)]
    since = max([talk.now - A_WHILE, *prompts])
    return people.waits_since(talk.conn, talk.account.id, since)


def by_role(message: Shown, role: str) -> Chosen | None:
    """Return the yes or the no of a question."""
    return next((Chosen(message, choice) for choice in message.choices if choice.role == role), None)


def numbered_on(talk: Talk, replies: Sequence[Said]) -> list[Said]:
    """Return replies whose choices take no number of each other, nor of questions about doses that are still open."""
    kept = [message for message in talk.shown() if not message.letters and still_open(talk, message)]
    free = max((message.first + len(message.choices) for message in kept), default=1)
    firsts: dict[int, int] = {}
    for place, said in [*list(enumerate(replies))[-1:], *list(enumerate(replies))[:-1]]:  # a bare number is of the last
        if said.choices and not said.letters:
            firsts[place] = free
            free += len(said.choices)
    return [replace(said, first=firsts.get(place, said.first)) for place, said in enumerate(replies)]
