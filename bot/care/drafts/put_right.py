"""A draft put right where it was read: other times, another number of tablets. The rest stays, turn by turn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time
from decimal import Decimal

from bot.care.drafts.said import Draft, IntakeSaid, PartSaid
from bot.care.plans import EVERY_WEEKDAY, Part
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


def with_said(draft: Draft, said: Draft) -> Draft | None:
    """Return a draft with the tablets, or the days, that were said without a time; its times stay.

    Of two kinds, the one that was not named stays too. None where more was said, or turns differ.
    """
    one = alike(draft)
    if one is None or len(said.steps) != 1 or said.steps[0].from_day or said.steps[0].either or len(said.intakes) != 1:
        return None
    (other,) = said.intakes
    if other.at is not None or other.amount is None:
        return None
    counts = {part.strength: part for part in other.parts}
    parts = tuple(counts.get(part.strength, part) for part in one.parts)
    kept = parts if set(counts) <= {part.strength for part in one.parts} else other.parts
    if (other.every, other.weekdays) == (1, EVERY_WEEKDAY):
        return Draft(draft.steps).each(lambda each: replace(each, parts=kept, mg=None))
    return Draft(draft.steps).each(
        lambda each: replace(each, parts=kept, mg=None, every=other.every, phase=0, weekdays=other.weekdays)
    )


def with_other_strength(draft: Draft, strength: Decimal) -> Draft | None:
    """Return a draft of one kind of tablets with another strength; how many of them are taken is open again."""
    if {len(one.parts) for one in draft.intakes} != {1} or alike(draft) is None:
        return None
    return Draft(draft.steps).each(lambda one: replace(one, parts=(PartSaid(None, strength),), mg=None))


TURNS = 2  # of days: one amount and the other


def turned(draft: Draft) -> Draft | None:
    """Return a draft in which two amounts that take turns have changed days; None where there are no such two."""
    if {(one.every, one.phase, one.fixed) for one in draft.intakes} != {(2, 0, False), (2, 1, False)}:
        return None
    other = draft.each(lambda one: replace(one, phase=1 - one.phase))
    in_order = (replace(step, intakes=tuple(sorted(step.intakes, key=lambda one: one.phase))) for step in other.steps)
    return replace(other, steps=tuple(in_order))


def with_turn(draft: Draft, first: date, day: date, count: Decimal) -> Draft | None:
    """Return a draft that begins on *first*, in which so many tablets are taken on a *day*; None: no turn has them."""
    other = turned(draft)
    phase = (day - first).days % TURNS
    for each in (draft, other) if other else ():
        that_day = [one for one in each.intakes if one.phase == phase]
        if all(sum(part.count or 0 for part in one.parts) == count for one in that_day):
            return each
    return None


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
