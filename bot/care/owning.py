"""Which dose an answer is about: each dose owns the time around it; two that fit, or none, are a question.

Knows the timetable and which doses are settled; decides nothing about what is written down.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.care import timetable
from bot.care.plans import DosePlan
from bot.care.timetable import Occurrence

Settled = Callable[[Occurrence], bool]

EARLY = timedelta(hours=2)  # what is said to be had earlier than this before it is due is asked about


@dataclass(frozen=True, slots=True)
class Fit:
    """A dose that an answer may be about, and when (UTC) it was had.

    *other* is a second reading of the same words. Not *sure*: it is to be asked about, even if it is the only one.
    """

    occurrence: Occurrence
    at: datetime
    other: datetime | None = None
    sure: bool = True


def just_now(plan: DosePlan, zone: ZoneInfo, now: datetime, settled: Settled) -> tuple[Fit, ...]:
    """Return what "took it" is about at *now*: one dose, two to ask about, or none."""
    here = timetable.owner(plan, zone, now)
    if here is None:
        return ()
    if here.at <= now or settled(here):
        return (Fit(here, now),)
    return _not_due(plan, zone, Fit(here, now), now, settled)


def at_clock(
    plan: DosePlan, zone: ZoneInfo, readings: Sequence[time], now: datetime, settled: Settled
) -> tuple[Fit, ...]:
    """Return what "took it at 7:15" is about: the readings of the time are those of today that are past, latest first.

    Where today has none yet, yesterday's latest counts, and is asked about unless it belongs to a dose of yesterday
    that owns this moment. What has not come yet never counts.
    """
    today = _past(readings, _day(now, zone), zone, now)
    moments = today or _past(readings, _day(now, zone) - timetable.DAY, zone, now)[:1]
    found: dict[Occurrence, list[datetime]] = {}
    for moment in moments:
        occurrence = timetable.owner(plan, zone, moment)
        if occurrence is not None:
            found.setdefault(occurrence, []).append(moment)
    unsettled = {o: times for o, times in found.items() if not settled(o)}
    fits = [
        Fit(o, times[0], next(iter(times[1:]), None))
        for o, times in (unsettled or dict(list(found.items())[:1])).items()
    ]
    if len(fits) != 1 or settled(fits[0].occurrence):
        return tuple(fits)
    if not today and not _own_evening(plan, zone, fits[0], now):
        return (replace(fits[0], sure=False),)
    return (fits[0],) if fits[0].occurrence.at <= now else _not_due(plan, zone, fits[0], now, settled)


def _own_evening(plan: DosePlan, zone: ZoneInfo, fit: Fit, now: datetime) -> bool:
    """Tell whether a moment of yesterday belongs to a dose of yesterday that still owns this moment."""
    return fit.occurrence == timetable.owner(plan, zone, now) and fit.occurrence.day == _day(fit.at, zone)


def _not_due(plan: DosePlan, zone: ZoneInfo, fit: Fit, now: datetime, settled: Settled) -> tuple[Fit, ...]:
    """Return a dose that is said to be had before it is due; asked about where it may be another one's answer again."""
    before = _before(plan, zone, fit.occurrence, _day(now, zone))
    soon = fit.occurrence.at - fit.at <= EARLY and fit.occurrence.day == _day(fit.at, zone)
    if soon and (before is None or settled(before)):
        return (fit,)
    return (replace(fit, sure=False),) if before is None else (replace(fit, occurrence=before), fit)


def _past(readings: Sequence[time], day: date, zone: ZoneInfo, now: datetime) -> list[datetime]:
    moments = (timetable.instant(day, reading, zone) for reading in readings)
    return sorted((moment for moment in moments if moment <= now), reverse=True)


def _day(moment: datetime, zone: ZoneInfo) -> date:
    return moment.astimezone(zone).date()


def _before(plan: DosePlan, zone: ZoneInfo, occurrence: Occurrence, today: date) -> Occurrence | None:
    """Return the dose before, if anybody waited for it: of those from before the set-up, only today's are spoken of."""
    found = timetable.last_until(plan, zone, occurrence.at - timedelta(microseconds=1))
    owed = found.at > plan.since or found.day == today
    return found if owed and found.day >= plan.versions[0].from_day else None
