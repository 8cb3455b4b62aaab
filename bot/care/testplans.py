"""When blood tests fall by a schedule: phases of equal steps, counted in days from the start, a change or a draw.

Only counts. What a person's clinic said, and whether a date is moved, is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import count, pairwise


class Anchor(StrEnum):
    """What the days of a schedule are counted from: the first tablet, the last change of dose, the last draw."""

    START = "start"
    CHANGE = "change"
    DRAW = "draw"


@dataclass(frozen=True, slots=True)
class Phase:
    """Tests in equal steps: the first on day *first* from the anchor, then one every *every* days.

    There are *times* of them; None goes on without an end.
    """

    first: int
    every: int
    times: int | None

    def __post_init__(self) -> None:
        """Refuse days that cannot be counted to."""
        if self.first < 0:
            raise ValueError("the first day of a phase is not before the day it is counted from")
        if self.every < 1:
            raise ValueError("the days from one test to the next are one at least")
        if self.times is not None and self.times < 1:
            raise ValueError("a phase has one test at least")

    @property
    def last(self) -> int | None:
        """The day of the last test, if there is a last one."""
        return None if self.times is None else self.first + (self.times - 1) * self.every

    def offsets(self) -> Iterator[int]:
        """Yield the days of its tests, counted from the anchor."""
        return iter(
            count(self.first, self.every) if self.last is None else range(self.first, self.last + 1, self.every)
        )


@dataclass(frozen=True, slots=True)
class Schedule:
    """Phases one after the other, all counted from the same day. Only the last may go on without an end."""

    anchor: Anchor
    phases: tuple[Phase, ...]

    def __post_init__(self) -> None:
        """Refuse phases that are not one after the other."""
        if not self.phases:
            raise ValueError("a schedule has one phase at least")
        for before, phase in pairwise(self.phases):
            if before.last is None:
                raise ValueError("a phase follows one that goes on without an end")
            if phase.first <= before.last:
                raise ValueError(f"a phase begins on day {phase.first}, and the one before it ends on {before.last}")


def offsets(schedule: Schedule) -> Iterator[int]:
    """Yield the days of the tests, counted from the anchor; without an end if the last phase has none."""
    for phase in schedule.phases:
        yield from phase.offsets()


def days_from(schedule: Schedule, anchor_day: date) -> Iterator[date]:
    """Yield the days of the tests where *anchor_day* is what they are counted from, as far as a calendar goes."""
    furthest = (date.max - anchor_day).days
    for offset in offsets(schedule):
        if offset > furthest:
            return
        yield anchor_day + timedelta(days=offset)


def next_day(schedule: Schedule, anchor_day: date, after: date) -> date | None:
    """Return the first day of a test that is later than *after*, or None if none comes."""
    return next((day for day in days_from(schedule, anchor_day) if day > after), None)
