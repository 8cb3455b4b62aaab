"""Someone says that a dose was not had, answers a prompt with yes or no, or changes what was sent. Never guesses."""

from __future__ import annotations

from bot.care.diary import Kind
from bot.care.places import DAY
from bot.care.reading import DayWord, Forgot, Later, Meaning, NotHad, NotTaken, NotYet, Took, TookMine
from bot.conversation import asides, choosing, correcting, had, noting, presses, unsure, which
from bot.conversation.talk import Shown, Talk
from bot.wording import Said


def not_had(talk: Talk, reason: str = "") -> list[Said]:
    """Take "skip" and "not today": they are about a dose of today, or it is asked what they are about.

    Why is written down with it; where it sounded urgent it is also offered for the diary by itself.
    """
    also = asides.also(talk, reason) if talk.alarm else []
    targets = [one for one in which.meant(talk) if one.occurrence.day == talk.today]
    if len(targets) > 1:
        return [*which.ask_which(talk, targets, "not"), *also]
    if not targets:
        return [*unsure.doubt(talk), *also]
    return [noting.write(talk, targets[0], Kind.NOT_HAD, None, reason=reason), *also]


def not_taken(talk: Talk, day: DayWord | None = None, aside: str = "", *, back: bool = False) -> list[Said]:
    """Take "I didn't take it": nobody said yet whether it still will be, so that is asked.

    What is taken *back* is what was noted last, unless a dose is asked about by now.
    """
    noted = correcting.last_noted(talk) if back and day is None and not which.open_now(talk) else None
    found = [presses.lack(talk, noted)] if noted else _lack(talk, day)
    return [*found, *asides.also(talk, aside)]


def _lack(talk: Talk, day: DayWord | None) -> list[Said]:
    if day is None:
        last = noting.latest(talk)
        return [presses.lack(talk, last)] if last else which.nothing(talk)
    targets = which.due_on(talk, day)
    if len(targets) == 1:
        return [presses.lack(talk, targets[0])]
    return which.ask_which(talk, targets, "lack") if targets else which.nothing(talk)


def forgot(talk: Talk, said: Forgot) -> list[Said]:
    """Take "forgot it": asks which one, and offers what the guide says; writes nothing."""
    if said.day is not None:
        return _lack(talk, said.day)
    days = (talk.today, talk.today - DAY)
    found = [one for day in days for one in which.due(talk, day) if not one.is_settled]
    labels = {day: "todays" if day == talk.today else "yesterdays" for day in days}
    alone = {day for day in days if sum(one.occurrence.day == day for one in found) == 1}
    offered = {
        f"lack:{one.name}": talk.wording.plain(labels[one.occurrence.day]).text
        if one.occurrence.day in alone
        else noting.label(talk, one)
        for one in found
    }
    return [talk.wording.which_forgotten(offered)]


# To a prompt, and to a message that was changed


def to_prompt(talk: Talk, asked: Shown, role: str) -> list[Said]:
    """Take a yes or no to a prompt, or to the question about the dose before.

    It answers only the last thing that was said: a "yes" after a page of the guide is not about a dose.
    """
    if not choosing.is_last(talk, asked) or not choosing.asks_now(talk, asked):
        return unsure.nod(talk)
    if choosing.is_prompt(asked) or (role == "yes" and which.open_now(talk)):
        return had.done(talk) if role == "yes" else unsure.doubt(talk)
    before = noting.coded(talk, asked.choices[0].data.partition(":")[2])
    return [presses.mean(talk, before)] if before else which.nothing(talk)


def edited(talk: Talk, meaning: Meaning) -> list[Said]:
    """Take a message that was changed after it was sent: what it says now is asked about, and never simply written."""
    match meaning:
        case Took(at, day, _) | TookMine(at, day):
            return had.took(talk, at, day, ask=True)
        case NotTaken(day) if day is not None:
            return _lack(talk, day)
        case NotTaken() | NotHad() | NotYet() | Later():
            noted = correcting.last_noted(talk)
            return [presses.lack(talk, noted)] if noted else _lack(talk, None)
    return [talk.wording.plain("edit-seen")]
