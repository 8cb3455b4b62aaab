"""What keeps a draft from being read back, in the order in which it is asked; and the draft once it was answered."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date, time
from decimal import Decimal

from bot.care.drafts.said import Draft, IntakeSaid, PartSaid, StepSaid, versions_from
from bot.care.plans import Amount, total_mg
from bot.care.reading import ClockTime, Half


@dataclass(frozen=True, slots=True)
class NoDay:
    """It is not known from which of two days on."""

    first: date
    second: date


@dataclass(frozen=True, slots=True)
class NoStrength:
    """It is not known how strong the tablets are: *count* of them, or *mg*, was said."""

    count: Decimal | None
    mg: Decimal | None


@dataclass(frozen=True, slots=True)
class NoCount:
    """It is not known how many tablets of *strength* there are; *of_two*: there is another kind besides."""

    strength: Decimal
    mg: Decimal | None
    of_two: bool


@dataclass(frozen=True, slots=True)
class NoTablets:
    """Of every kind none was said."""


@dataclass(frozen=True, slots=True)
class Disagrees:
    """The tablets are one figure, and another one was typed: nothing is saved."""

    amount: Amount
    mg: Decimal


@dataclass(frozen=True, slots=True)
class NoTimes:
    """So many times of a day are not known."""

    count: int


@dataclass(frozen=True, slots=True)
class NoHalf:
    """It is not known whether a time is in the morning or in the evening."""

    at: ClockTime


@dataclass(frozen=True, slots=True)
class SameTime:
    """Two intakes of a day have one time."""


Missing = NoDay | NoStrength | NoCount | NoTablets | Disagrees | NoTimes | NoHalf | SameTime


def missing(draft: Draft) -> Missing | None:
    """Return the first thing that keeps a draft from being read back."""
    return _missing_day(draft) or _missing_tablets(draft) or _disagrees(draft) or _missing_times(draft)


def _missing_day(draft: Draft) -> NoDay | None:
    unclear = next((step.either for step in draft.steps if step.either), None)
    return NoDay(*unclear) if unclear else None


def _missing_tablets(draft: Draft) -> NoStrength | NoCount | NoTablets | None:
    for one in draft.intakes:
        for part in one.parts:
            if part.strength is None:
                return NoStrength(part.count, one.mg)
            if part.count is None:
                return NoCount(part.strength, one.mg, of_two=len(one.parts) > 1)
        if not one.amount:
            return NoTablets()
    return None


def _disagrees(draft: Draft) -> Disagrees | None:
    for one in draft.intakes:
        for mg in (one.mg, draft.stated_mg):
            if one.amount and mg is not None and total_mg(one.amount) != mg:
                return Disagrees(one.amount, mg)
    return None


def _missing_times(draft: Draft) -> NoTimes | NoHalf | SameTime | None:
    lacking = max(len(group) for step in draft.steps for group in _timeless(step).values())
    if lacking:
        return NoTimes(lacking)
    unclear = (one.at for one in draft.intakes if one.at is not None and one.at.half is Half.EITHER)
    found = next(unclear, None)
    if found is not None:
        return NoHalf(found)
    try:
        versions_from(draft, date(2000, 1, 1), 1)
    except ValueError:  # what a schedule refuses: two of one time on one day
        return SameTime()
    return None


def _timeless(step: StepSaid) -> dict[tuple[int, int, frozenset[int]], list[int]]:
    """Return which intakes of a step have no time, by the days on which they are taken together."""
    groups: dict[tuple[int, int, frozenset[int]], list[int]] = {}
    for place, one in enumerate(step.intakes):
        group = groups.setdefault((one.every, one.phase, one.weekdays), [])
        if one.at is None:
            group.append(place)
    return groups


# Answers


def with_day(draft: Draft, asked: NoDay, day: date) -> Draft:
    """Return the draft once it is known from which of two days on."""
    unclear = (asked.first, asked.second)
    return replace(
        draft,
        steps=tuple(replace(one, from_day=day, either=None) if one.either == unclear else one for one in draft.steps),
    )


def with_strength(draft: Draft, asked: NoStrength, strength: Decimal) -> Draft:
    """Return the draft once the strength of the tablets is known; a figure that was the strength is no total.

    Other times without a strength have the same tablets. Beside another kind only those that were asked about have it.
    """

    def wanted(part: PartSaid, one: IntakeSaid) -> bool:
        return part == PartSaid(asked.count) or (len(one.parts) == 1 and part.strength is None)

    def filled(one: IntakeSaid) -> IntakeSaid:
        if one.mg != asked.mg or not any(wanted(part, one) for part in one.parts):
            return one
        parts = tuple(replace(part, strength=strength) if wanted(part, one) else part for part in one.parts)
        return replace(one, parts=parts, mg=one.mg if one.in_all or one.mg != strength else None)

    return draft.each(filled)


def with_count(draft: Draft, asked: NoCount, count: Decimal) -> Draft:
    """Return the draft once it is known how many tablets of a strength there are."""
    wanted = PartSaid(None, asked.strength)

    def filled(one: IntakeSaid) -> IntakeSaid:
        parts = tuple(replace(part, count=count) if part == wanted else part for part in one.parts)
        return replace(one, parts=parts) if one.mg == asked.mg else one

    return draft.each(filled)


def with_times(draft: Draft, times: Sequence[ClockTime]) -> Draft:
    """Return the draft once its times are known, in the order of the day."""

    def filled(step: StepSaid) -> StepSaid:
        at = {place: clock for group in _timeless(step).values() for place, clock in zip(group, times, strict=False)}
        return replace(
            step, intakes=tuple(replace(one, at=at.get(place, one.at)) for place, one in enumerate(step.intakes))
        )

    return replace(draft, steps=tuple(map(filled, draft.steps)))


def with_half(draft: Draft, wall: time) -> Draft | None:
    """Return the draft once the half of the day of the first unclear time is known; None: it is another time."""
    unclear = next((one.at for one in draft.intakes if one.at is not None and one.at.half is Half.EITHER), None)
    if unclear is None or wall not in unclear.readings():
        return None
    exact = ClockTime(wall.hour, wall.minute, Half.DAY24)
    left = [step for step in draft.steps if any(one.at == unclear for one in step.intakes)]
    return replace(
        draft, steps=tuple(_first_exact(step, unclear, exact) if step in left else step for step in draft.steps)
    )


def _first_exact(step: StepSaid, unclear: ClockTime, exact: ClockTime) -> StepSaid:
    """Return a step in which the first of some equal times is exact: "8 and 8" are two."""
    place = next(n for n, one in enumerate(step.intakes) if one.at == unclear)
    return replace(
        step, intakes=tuple(replace(one, at=exact) if n == place else one for n, one in enumerate(step.intakes))
    )


def with_known_strength(draft: Draft, strengths: AbstractSet[Decimal]) -> Draft:
    """Return the draft with the strength of the tablets that are known of, where none was said and they have one."""
    asked = _missing_tablets(draft)
    while len(strengths) == 1 and isinstance(asked, NoStrength):
        draft = with_strength(draft, asked, *strengths)
        asked = _missing_tablets(draft)
    return draft
