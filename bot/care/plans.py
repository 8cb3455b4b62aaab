"""What is owed and when: amounts, and dose plans with their versions and pauses.

Says nothing of instants (timetable) and nothing of what became of a dose (doses).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from itertools import combinations, pairwise
from math import lcm

Amount = tuple["Part", ...]

# mg of the tablets that are made: F1-25 and F1-27 in content/facts.tsv. Any other strength is asked about once.
STRENGTHS = (Decimal(25), Decimal(50), Decimal(75), Decimal(100))


@dataclass(frozen=True, slots=True)
class Part:
    """Some tablets of one strength: *count* tablets (halves and quarters allowed) of *strength_mg* milligrams."""

    count: Decimal
    strength_mg: Decimal

    def __post_init__(self) -> None:
        """Refuse what no box says."""
        if self.count <= 0 or self.count % Decimal("0.25"):
            message = "a count of tablets is a positive number of quarters"
            raise ValueError(message)
        if self.strength_mg <= 0:
            message = "a strength is a positive number of milligrams"
            raise ValueError(message)


def total_mg(amount: Amount) -> Decimal:
    """Return strength x count, summed, in milligrams: the only arithmetic azalea does with a dose."""
    return sum((part.count * part.strength_mg for part in amount), Decimal(0))


def tablets(amount: Amount) -> Decimal:
    """Return how many tablets are taken at one time."""
    return sum((part.count for part in amount), Decimal(0))


EVERY_WEEKDAY = frozenset(range(7))  # Monday is 0
LONGEST_EVERY = 28  # days; so that a plan asks again within half a year, whatever its weekdays
WEEK = 7


@dataclass(frozen=True, slots=True)
class Days:
    """Some local days, for ever: each *every*-th one, counted so that it leaves *phase*, if it is a day of *weekdays*.

    A phase is `day.toordinal() % every` of any of the days.
    """

    every: int = 1
    phase: int = 0
    weekdays: frozenset[int] = EVERY_WEEKDAY

    def __post_init__(self) -> None:
        """Refuse days of which there is none, or which are too far apart."""
        if not 1 <= self.every <= LONGEST_EVERY or not 0 <= self.phase < self.every:
            message = f"days are 1 to {LONGEST_EVERY} apart, and their phase is less than that"
            raise ValueError(message)
        if not self.weekdays <= EVERY_WEEKDAY or not self.meets(self):
            message = "days fall on at least one weekday, of 0 to 6"
            raise ValueError(message)

    def __contains__(self, day: object) -> bool:
        """Tell whether a local day is one of these."""
        return isinstance(day, date) and self._has(day.toordinal())

    def _has(self, ordinal: int) -> bool:
        return ordinal % self.every == self.phase and (ordinal - 1) % WEEK in self.weekdays

    def until_next(self, day: date) -> int:
        """Return how many local days it is from one to the first of these that comes."""
        return next(number for number in range(self.every * WEEK) if self._has(day.toordinal() + number))

    def later(self, number: int) -> Days:
        """Return the days that come so many days later, on the same weekdays."""
        return replace(self, phase=(self.phase + number) % self.every)

    def meets(self, other: Days) -> bool:
        """Tell whether some day is one of these and of the *other* ones."""
        again = lcm(self.every, other.every, WEEK)
        return any(self._has(day) and other._has(day) for day in range(self.phase, self.phase + again, self.every))


EVERY_DAY = Days()


@dataclass(frozen=True, slots=True)
class Intake:
    """An amount that is due at a wall time, on some days."""

    wall: time
    amount: Amount
    days: Days = EVERY_DAY

    def __post_init__(self) -> None:
        """Refuse an intake of nothing."""
        if not self.amount:
            message = "an intake has an amount"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Schedule:
    """Intakes in the order of their wall times; turn n of a local day is the n-th of those that fall on it."""

    intakes: tuple[Intake, ...]

    def __post_init__(self) -> None:
        """Keep the intakes in order, so that turns are, and apart: no two of one wall time fall on one day."""
        if not self.intakes:
            message = "a schedule has at least one time"
            raise ValueError(message)
        for one, other in pairwise(self.intakes):
            if one.wall > other.wall:
                message = "the times of a schedule are sorted"
                raise ValueError(message)
        for one, other in combinations(self.intakes, 2):
            if one.wall == other.wall and one.days.meets(other.days):
                message = "the times of one day differ"
                raise ValueError(message)

    @classmethod
    def daily(cls, amount: Amount, walls: Iterable[time]) -> Schedule:
        """Return the same amount at each of some wall times, every day."""
        return cls(tuple(Intake(wall, amount) for wall in sorted(walls)))

    def on(self, day: date) -> tuple[Intake, ...]:
        """Return the intakes of a local day, in order."""
        return tuple([intake for intake in self.intakes if intake.days is EVERY_DAY or day in intake.days])


@dataclass(frozen=True, slots=True)
class Version:
    """A schedule as it stands from one local day on: until the next version begins, or to the end of *until*.

    One with *until*, the last local day of it, is an override: what held before holds again after it.
    """

    number: int
    from_day: date
    schedule: Schedule
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Tell whether a local day lies in it, if nothing newer does."""
        return self.from_day <= day and (self.until is None or day <= self.until)

    def begun_on(self, day: date) -> Version:
        """Return it from another local day on. Where none of its every so many days is that one, they count from it."""
        moved = replace(self, from_day=day)
        intakes = self.schedule.intakes
        if self.schedule.on(day) or any(one.days.weekdays != EVERY_WEEKDAY for one in intakes):
            return moved
        first = min(one.days.until_next(day) for one in intakes)
        counted = (replace(one, days=one.days.later(-first)) for one in intakes)
        return replace(moved, schedule=Schedule(tuple(counted)))


class Reason(StrEnum):
    """Why nothing is asked for a while."""

    HOSPITAL = "hospital"
    TEAM = "team"  # my team told me to stop
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Pause:
    """Nothing is asked from *since* until it is *ended* (both UTC); either may be still to come. Only a person ends it.

    *until* is the local day before which azalea asks whether to go on; None where no day was named.
    """

    reason: Reason
    since: datetime
    until: date | None = None
    ended: datetime | None = None

    def holds(self, moment: datetime) -> bool:
        """Tell whether a moment lies in it."""
        return self.since <= moment and (self.ended is None or moment < self.ended)

    def turns_after(self, now: datetime) -> bool:
        """Tell whether its begin, or its end, is still to come."""
        return self.since > now or (self.ended is not None and self.ended > now)


@dataclass(frozen=True, slots=True)
class DosePlan:
    """A dose plan: stable, with a version for each change, oldest first. *since* (UTC): when the person said yes."""

    id: int
    uid: str
    circle_id: int
    since: datetime
    versions: tuple[Version, ...]
    pauses: tuple[Pause, ...] = ()

    def on(self, day: date) -> Version:
        """Return the version that holds on a local *day*: the newest of those in which it lies.

        The first one also stands for the days before the plan began.
        """
        for version in reversed(self.versions):
            if version.holds(day):
                return version
        return self.versions[0]

    def amount(self, day: date, turn: int, number: int) -> Amount:
        """Return what the dose of a local day and turn is, as the version of that number says."""
        version = next(version for version in self.versions if version.number == number)
        return version.schedule.on(day)[turn - 1].amount

    def times_on(self, day: date) -> int:
        """Return how many doses a local day has."""
        return len(self.on(day).schedule.on(day))

    def changed(self, version: Version) -> DosePlan:
        """Return the plan with a new *version*. The old ones stay: doses name the version they were made under."""
        return replace(self, versions=(*self.versions, version))

    def paused_at(self, moment: datetime) -> Pause | None:
        """Return the pause that a moment lies in."""
        return next((pause for pause in reversed(self.pauses) if pause.holds(moment)), None)

    def pause_ahead(self, now: datetime) -> Pause | None:
        """Return the pause that is planned and has not begun."""
        return next((pause for pause in self.pauses if pause.since > now), None)

    def without_pause_ahead(self, now: datetime) -> DosePlan:
        """Return the plan without the pause that has not begun: nothing came of it, so nothing is left of it."""
        return replace(self, pauses=tuple(pause for pause in self.pauses if pause.since <= now))

    def paused(self, pause: Pause) -> DosePlan:
        """Return the plan with a pause: one that lasts as it begins ends then, one that began with it is changed."""
        before = (one for one in self.resumed(pause.since).pauses if one.since != pause.since)
        return replace(self, pauses=(*before, pause))

    def resumed(self, moment: datetime) -> DosePlan:
        """Return the plan with the pause that a *moment* lies in ended there."""
        ended = (replace(pause, ended=moment) if pause.holds(moment) else pause for pause in self.pauses)
        return replace(self, pauses=tuple(ended))
