"""A plan as far as it was said: intakes, steps, and the versions that they become once nothing is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, time
from decimal import Decimal
from itertools import pairwise

from bot.care.places import DAY
from bot.care.plans import EVERY_WEEKDAY, WEEK, Amount, Days, Intake, Part, Schedule, Version
from bot.care.reading import ClockTime, Either, Half, IntakeWords, PlanWords, Step, resolve

PARTS_OF_DAY = ("morning", "noon", "afternoon", "evening", "night")


@dataclass(frozen=True, slots=True)
class PartSaid:
    """Some tablets of one strength; what was not said is None. *count* may be nothing at all, of one of two kinds."""

    count: Decimal | None = None
    strength: Decimal | None = None


@dataclass(frozen=True, slots=True)
class IntakeSaid:
    """One intake as far as it was said.

    *mg* is a figure that was typed: the whole of it, or, unless it is *in_all*, the strength of a tablet. Its days are
    each *every*-th one, *phase* after the first day of the plan, or counted as `Days` does where they are *fixed*.
    """

    parts: tuple[PartSaid, ...]
    at: ClockTime | None = None
    mg: Decimal | None = None
    in_all: bool = False
    every: int = 1
    phase: int = 0
    weekdays: frozenset[int] = EVERY_WEEKDAY
    fixed: bool = False

    @property
    def amount(self) -> Amount | None:
        """Return the tablets, once all of them are known."""
        known = [(part.count, part.strength) for part in self.parts]
        if any(count is None or strength is None for count, strength in known):
            return None
        return tuple(Part(count, strength) for count, strength in known if count and strength)

    def intake(self, first: date) -> Intake:
        """Return what it becomes in a plan that begins on *first*; everything was said."""
        if self.amount is None or self.at is None:
            message = "an intake is made once all of it was said"
            raise ValueError(message)
        return Intake(self.at.readings()[0], self.amount, Days(self.every, self._phase(first), self.weekdays))

    def _phase(self, first: date) -> int:
        if self.fixed:
            return self.phase
        begins = first + self.phase * DAY
        while self.every % WEEK == 0 and begins.weekday() not in self.weekdays:  # every second week on a Monday
            begins += DAY
        return begins.toordinal() % self.every


@dataclass(frozen=True, slots=True)
class StepSaid:
    """The intakes from a day on; *from_day* is None where none was said. *either* are two days that one may be."""

    from_day: date | None
    intakes: tuple[IntakeSaid, ...]
    either: tuple[date, date] | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """What was said of a plan so far; *stated_mg* is the total of one time, where one was typed."""

    steps: tuple[StepSaid, ...]
    stated_mg: Decimal | None = None

    @property
    def intakes(self) -> tuple[IntakeSaid, ...]:
        """Return the intakes of all steps, in the order they were said."""
        return tuple(one for step in self.steps for one in step.intakes)

    @property
    def said_mg(self) -> Decimal | None:
        """Return the whole of one time in milligrams, if it was said."""
        return self.stated_mg or next((one.mg for one in self.intakes if one.mg is not None), None)

    def each(self, change: Callable[[IntakeSaid], IntakeSaid]) -> Draft:
        """Return the draft with every intake changed."""
        return replace(self, steps=tuple(replace(s, intakes=tuple(map(change, s.intakes))) for s in self.steps))


# Where drafts come from


def from_words(words: PlanWords, today: date) -> Draft | None:
    """Return a plan as it was typed on a local day; None where a day was named that no calendar has."""
    begins = [resolve(step.from_day, today) if step.from_day else None for step in words.steps]
    if any(step.from_day and day is None for step, day in zip(words.steps, begins, strict=True)):
        return None
    steps = (step_from(day, map(_said, _in_order(step))) for step, day in zip(words.steps, begins, strict=True))
    return Draft(tuple(steps), words.stated_mg)


def _in_order(step: Step) -> list[IntakeWords]:
    """Return the intakes of a step; those that name parts of the day in its order, as their times will be asked."""
    if any(one.part not in PARTS_OF_DAY for one in step.intakes):
        return list(step.intakes)
    return sorted(step.intakes, key=lambda one: PARTS_OF_DAY.index(one.part or ""))


def step_from(day: date | Either | None, intakes: Iterable[IntakeSaid]) -> StepSaid:
    """Return a step from a day on, which may be two."""
    if isinstance(day, Either):
        return StepSaid(None, tuple(intakes), (day.first, day.second))
    return StepSaid(day, tuple(intakes))


def _said(words: IntakeWords) -> IntakeSaid:
    parts: tuple[PartSaid, ...] = (PartSaid(words.count),)
    if words.amount:
        parts = tuple(PartSaid(part.count, part.strength_mg) for part in words.amount)
    days = EVERY_WEEKDAY if words.weekdays is None else words.weekdays
    return IntakeSaid(parts, words.time, words.mg, every=words.every, phase=words.phase, weekdays=days)


def from_change(
    base: Schedule, day: date | Either | None, count: Decimal | None, mg: Decimal | None, strength: Decimal | None
) -> Draft:
    """Return *base*, the same amount at each of its times, with another amount, as far as it was said.

    Where two kinds of tablets are taken, or none was named, the count of each is asked for.
    """
    kinds = [part.strength_mg for part in base.intakes[0].amount] if strength is None else [strength]
    parts = tuple(PartSaid(count if len(kinds) == 1 else None, kind) for kind in kinds)
    intakes = (
        IntakeSaid(
            parts, clock_time(one.wall), mg, in_all=True, every=one.days.every, phase=one.days.phase,
            weekdays=one.days.weekdays, fixed=True,
        )
        for one in base.intakes
    )  # fmt: skip
    return Draft((step_from(day, intakes),))


def from_schedule(base: Schedule) -> Draft:
    """Return *base* as a draft in which everything is said."""
    intakes = (
        IntakeSaid(
            tuple(PartSaid(part.count, part.strength_mg) for part in one.amount), clock_time(one.wall),
            every=one.days.every, phase=one.days.phase, weekdays=one.days.weekdays, fixed=True,
        )
        for one in base.intakes
    )  # fmt: skip
    return Draft((step_from(None, intakes),))


def clock_time(wall: time) -> ClockTime:
    """Return a wall time as one that was typed without doubt."""
    return ClockTime(wall.hour, wall.minute, Half.DAY24)


def one_amount(schedule: Schedule) -> bool:
    """Tell whether the same tablets are taken at every time of a schedule."""
    return len({one.amount for one in schedule.intakes}) == 1


# What a draft becomes


def versions(draft: Draft, begins: date, number: int) -> tuple[Version, ...]:
    """Return the versions that a draft makes from the local day *begins* on, counted on from *number*.

    A step whose time is over already is left out; the one that is under way begins with the plan.
    """
    made = versions_from(draft, begins, number)
    over = sum(following.from_day <= begins for _, following in pairwise(made))
    return tuple(
        replace(version, number=number + place, from_day=max(version.from_day, begins))
        for place, version in enumerate(made[over:])
    )


def versions_from(draft: Draft, begins: date, number: int) -> tuple[Version, ...]:
    """Return a version for each step of a draft; raise ValueError where two intakes of a day have one time."""
    made = []
    for place, step in enumerate(draft.steps):
        first = step.from_day or begins
        intakes = sorted((one.intake(first) for one in step.intakes), key=lambda one: one.wall)
        made.append(Version(number + place, first, Schedule(tuple(intakes))))
    return tuple(made)
