"""Days on which nothing is asked of blood tests, as while their patient is in hospital. Moves no date of any test."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot.care import timetable
from bot.care.places import DAY


@dataclass(frozen=True, slots=True)
class Rest:
    """The local days from *first* on, and before *until*; None: nobody said yet when it is over."""

    first: date
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Tell whether nothing is asked on a local day."""
        return self.first <= day and (self.until is None or day < self.until)

    def around(self, steps: Iterable[datetime], wall: time, zone: ZoneInfo) -> Iterator[datetime]:
        """Yield the moments of *steps*, in order, that are not in it; behind them one for those that were.

        That one is on the day after it is over, at a *wall* time.
        """
        held = False
        for at in steps:
            if self.holds(at.astimezone(zone).date()):
                held = True
            else:
                yield at
        if held and self.until is not None:
            yield timetable.instant(self.until + DAY, wall, zone)

    def is_over(self, today: date) -> bool:
        """Tell whether no day of it is today or still to come."""
        return self.until is not None and self.until <= max(today, self.first)
