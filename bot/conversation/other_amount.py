"""Another number of tablets was had than planned. What that is noted as is asked once; the words stand beside it.

It is never a silent whole dose, and nobody is told what it means.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from bot.care import plans
from bot.care.diary import Kind
from bot.care.reading import (
    Choice,
    Count,
    Done,
    Meaning,
    No,
    NotHad,
    TimeSaid,
    TimeUnknown,
    Took,
    TookMine,
    When,
    Why,
    Yes,
)
from bot.conversation import asides, choosing, noting, presses, telling, unsure, which
from bot.conversation.noting import Target
from bot.conversation.talk import Talk
from bot.store import new_uid
from bot.store.people import Step
from bot.wording import Said

AMOUNT = "amount"  # a question that waits; the words stand in it, and in no button
ANSWERS = {"had", "had-then", "had-both", "not", "fix-had", "fix-had-then", "fix-not"}  # what settles a dose


def said(talk: Talk, count: Count) -> list[Said]:
    """Take "only took 1": less than planned is asked about; more than a whole day's is more than planned."""
    targets = which.meant(talk)
    if len(targets) != 1:
        return unsure.doubt(talk, Why.AMOUNT)
    target = targets[0]
    if count.named and count.number > _of_its_day(target):
        return telling.too_much(talk)
    if count.number >= plans.tablets(target.occurrence.amount):
        return unsure.doubt(talk, Why.AMOUNT)
    draft = {"id": new_uid(), "dose": str(target.name), "words": talk.heard.text}
    talk.ask(Step(AMOUNT, draft))
    return [talk.wording.other_amount(noting.label(talk, target), draft["words"], draft["id"])]


def _of_its_day(target: Target) -> Decimal:
    occurrence = target.occurrence
    return sum((plans.tablets(one.amount) for one in occurrence.version.schedule.on(occurrence.day)), Decimal(0))


def typed(talk: Talk, step: Step, meaning: Meaning) -> list[Said] | None:
    """Take what is said of the same dose as the answer: the words stand beside it, with the time that is said.

    So nothing makes a whole dose of what was not one. None: the words are about something else.
    """
    target = noting.coded(talk, step.draft["dose"])
    if target is None or target.name not in [one.name for one in which.meant(talk)]:
        return None
    match meaning:
        case Done() | Took(None, None):
            return press(talk, f"had:{step.draft['id']}")
        case Took(at, None, aside):
            return [*_had_then(talk, step, target, at), *asides.also(talk, aside)]
        case TimeSaid(at, None) | TookMine(at, None):
            return _had_then(talk, step, target, at)
        case NotHad():
            return press(talk, f"not:{step.draft['id']}")
        case Choice() if (pressed := choosing.by_mark(talk, meaning)) and choosing.is_prompt(pressed.message):
            return [_ask(talk, step, target)]
        case Yes() | No() if choosing.prompted_last(talk):
            return [_ask(talk, step, target)]
    return None


def _ask(talk: Talk, step: Step, target: Target) -> Said:
    return talk.wording.other_amount(noting.label(talk, target), step.draft["words"], step.draft["id"])


def _had_then(talk: Talk, step: Step, target: Target, at: When | None) -> list[Said]:
    """Note the dose at the time that was said; ask once more, where that may be another dose or another time."""
    if isinstance(at, TimeUnknown) or at is None:
        return _note(talk, step, target, Kind.TAKEN, None)
    fits = which.fits(talk, target.plan, at)
    if len(fits) != 1 or noting.find(talk, target.plan, fits[0].occurrence).name != target.name or not fits[0].sure:
        return [_ask(talk, step, target)]
    return _note(talk, step, target, Kind.TAKEN, fits[0].at)


def _note(talk: Talk, step: Step, target: Target, kind: Kind, at: datetime | None) -> list[Said]:
    talk.settle(AMOUNT)
    return [noting.write(talk, target, kind, at, change=True, reason=step.draft["words"])]


def below_a_dose(talk: Talk, act: str, rest: str) -> list[Said] | None:
    """Do what a button under a dose says; where a part of that dose is asked about, that question comes first."""
    step = talk.step(AMOUNT)
    if step is None or act not in ANSWERS or rest.partition(":")[0] != step.draft["dose"]:
        return presses.press(talk, act, rest)
    target = noting.coded(talk, step.draft["dose"])
    return [_ask(talk, step, target)] if target else None


def press(talk: Talk, rest: str) -> list[Said]:
    """Note the dose as the person chose, and their words beside it."""
    verb, _, asked = rest.partition(":")
    step = talk.step(AMOUNT)
    if step is None or step.draft["id"] != asked:
        return []
    talk.settle(AMOUNT)
    target = noting.coded(talk, step.draft["dose"])
    if verb == "leave" or target is None:
        return [talk.wording.plain("unchanged")]
    kind = Kind.TAKEN if verb == "had" else Kind.NOT_HAD
    at = _had_at(talk, target) if kind is Kind.TAKEN else None
    return _note(talk, step, target, kind, at)


def _had_at(talk: Talk, target: Target) -> datetime | None:
    """Return the time that is noted already, or the one that a press says."""
    standing = target.standing
    if standing is not None and standing.kind is Kind.TAKEN:
        return standing.taken_at
    return presses.moment_of_press(talk, target)
