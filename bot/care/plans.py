"""What is owed and when: amounts, and dose plans with their versions.

Says nothing of instants (timetable) and nothing of what became of a dose (doses).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal

Amount = tuple["Part", ...]


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


@dataclass(frozen=True, slots=True)
class Schedule:
    """The same amount at each of the wall times in *walls*, every day. Walls are sorted; turn n is walls[n - 1]."""

    amount: Amount
    walls: tuple[time, ...]

    def __post_init__(self) -> None:
        """Keep the walls in order, so that turns are."""
        if not self.amount or not self.walls:
            message = "a schedule has an amount and at least one time"
            raise ValueError(message)
        if list(self.walls) != sorted(set(self.walls)):
            message = "the times of a schedule are sorted and differ"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Version:
    """A schedule as it stands from one local day on, until the next version begins."""

    number: int
    from_day: date
    schedule: Schedule


@dataclass(frozen=True, slots=True)
class DosePlan:
    """A dose plan: stable, with a version for each change, oldest first. *since* (UTC): when the person said yes."""

    id: int
    uid: str
    circle_id: int
    since: datetime
    versions: tuple[Version, ...]

    def on(self, day: date) -> Version:
        """Return the version that holds on a local *day*: the newest of those that have begun by then.

        The first one also stands for the days before the plan began.
        """
        begun = [version for version in self.versions if version.from_day <= day]
        return begun[-1] if begun else self.versions[0]

    def changed(self, version: Version) -> DosePlan:
        """Return the plan with a new *version*. The old ones stay: doses name the version they were made under."""
        return replace(self, versions=(*self.versions, version))
