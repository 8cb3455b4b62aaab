"""A draft put right where it was read: other times, another number of tablets. The rest stays, turn by turn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import time
from decimal import Decimal

from bot.care.drafts.said import Draft, IntakeSaid, PartSaid
from bot.care.plans import Part
from bot.care.reading import ClockTime


def without_times(draft: Draft) -> Draft:
    """Return a draft that was read back, its times open again; its turns are in the order of the day."""
    steps = (
        replace(step, intakes=tuple(replace(one, at=None) for one in sorted(step.intakes, key=_wall)))
        for step in draft.steps
    )
    return replace(draft, steps=tuple(steps))


def _wall(one: IntakeSaid) -> time:
    return one.at.readings()[0] if one.at else time.min


def alike(draft: Draft) -> IntakeSaid | None:
    """Return what is taken each time, where it is the same at every time and on the same days; its time left out."""
    turns = {replace(one, at=None) for one in draft.intakes}
    return turns.pop() if len(turns) == 1 and len(draft.steps) == 1 else None


def with_more_or_fewer(draft: Draft, times: Sequence[ClockTime]) -> Draft | None:
    """Return a draft at another number of times: how many tablets each of them has is open again.

    None where its turns differ, for then nobody said which of them is gone, or what the new one has.
    """
    one = alike(draft)
    if one is None:
        return None
    each = replace(_uncounted(one), mg=None)
    intakes = tuple(replace(each, at=at) for at in times)
    return Draft((replace(draft.steps[0], intakes=intakes),))


def with_other_count(draft: Draft, count: Decimal) -> Draft | None:
    """Return a draft with another number of tablets each time; None where the turns differ, or two kinds are taken."""
    one = alike(draft)
    if one is None or len(one.parts) > 1:
        return None
    parts = (replace(one.parts[0], count=count),)
    return Draft(draft.steps).each(lambda each: replace(each, parts=parts, mg=None))


def with_other_strength(draft: Draft, strength: Decimal) -> Draft | None:
    """Return a draft of one kind of tablets with another strength; how many of them are taken is open again."""
    if {len(one.parts) for one in draft.intakes} != {1} or alike(draft) is None:
        return None
    return Draft(draft.steps).each(lambda one: replace(one, parts=(PartSaid(None, strength),), mg=None))


def without_count(draft: Draft, part: Part) -> Draft:
    """Return a draft in which it is open again how many of some tablets are taken."""
    said = PartSaid(part.count, part.strength_mg)
    return draft.each(
        lambda one: replace(one, parts=tuple(replace(each, count=None) if each == said else each for each in one.parts))
    )


def without_counts(draft: Draft) -> Draft:
    """Return a draft in which it is open again how many tablets are taken."""
    return draft.each(_uncounted)


def _uncounted(one: IntakeSaid) -> IntakeSaid:
    return replace(one, parts=tuple(replace(part, count=None) for part in one.parts))


def without_tablets(draft: Draft) -> Draft | None:
    """Return a draft whose tablets are open again, its days and times kept; None where its turns differ."""
    if len({one.parts for one in draft.intakes}) > 1:
        return None
    return Draft(draft.steps).each(lambda one: replace(one, parts=(PartSaid(),), mg=None))
