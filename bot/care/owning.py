"""Which dose an answer is about: each dose owns the time around it; two that fit, or none, are a question.

Knows the timetable and which doses are settled; decides nothing about what is written down.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.care import timetable
from bot.care.plans import DosePlan
from bot.care.timetable import Occurrence

Settled = Callable[[Occurrence], bool]


@dataclass(frozen=True, slots=True)
class Fit:
    """A dose that an answer may be about, and when (UTC) it was had. *other* is a second reading of the same words."""

    occurrence: Occurrence
    at: datetime
    other: datetime | None = None


def just_now(plan: DosePlan, zone: ZoneInfo, now: datetime, settled: Settled) -> tuple[Fit, ...]:
    """Return what "took it" is about at *now*: one dose, two to ask about, or none."""
    here = timetable.owner(plan, zone, now)
    if here is None:
        return ()
    if here.at <= now or settled(here):
        return (Fit(here, now),)
    before = _before(plan, zone, here)
    if before is None:
        return (Fit(here, now),) if here.day == _day(now, zone) else ()
    if settled(before) and here.day == _day(now, zone):
        return (Fit(here, now),)
    return Fit(before, now), Fit(here, now)


def at_clock(
    plan: DosePlan, zone: ZoneInfo, readings: Sequence[time], now: datetime, settled: Settled
) -> tuple[Fit, ...]:
    """Return what "took it at 7:15" is about: the readings of the time are those of today that are past, latest first.

    Where today has none yet, yesterday's latest counts; what has not come yet never does.
    """
    moments = _past(readings, _day(now, zone), zone, now)
    moments = moments or _past(readings, _day(now, zone) - timetable.DAY, zone, now)[:1]
    owners = [(moment, timetable.owner(plan, zone, moment)) for moment in moments]
    found: dict[Occurrence, list[datetime]] = {}
    for moment, occurrence in owners:
        if occurrence is not None:
            found.setdefault(occurrence, []).append(moment)
    open_ones = {o: times for o, times in found.items() if not settled(o)} or dict(list(found.items())[:1])
    fits = tuple(_fit(o, times) for o, times in open_ones.items())
    if len(fits) == 1 and not settled(fits[0].occurrence) and fits[0].occurrence.day > _day(fits[0].at, zone):
        before = _before(plan, zone, fits[0].occurrence)
        return (Fit(before, fits[0].at), *fits) if before else ()
    return fits


def _fit(occurrence: Occurrence, moments: Sequence[datetime]) -> Fit:
    return Fit(occurrence, moments[0], moments[1] if len(moments) > 1 else None)


def _past(readings: Sequence[time], day: date, zone: ZoneInfo, now: datetime) -> list[datetime]:
    moments = (timetable.instant(day, reading, zone) for reading in readings)
    return sorted((moment for moment in moments if moment <= now), reverse=True)


def _day(moment: datetime, zone: ZoneInfo) -> date:
    return moment.astimezone(zone).date()


def _before(plan: DosePlan, zone: ZoneInfo, occurrence: Occurrence) -> Occurrence | None:
    found = timetable.last_until(plan, zone, occurrence.at - timedelta(microseconds=1))
    return found if found.day >= plan.versions[0].from_day else None
