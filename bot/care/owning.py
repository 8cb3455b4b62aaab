"""Which dose an answer is about: each dose owns the time around it; two that fit, or none, are a question.

Knows the timetable and which doses are settled; decides nothing about what is written down.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.care import timetable
from bot.care.places import DAY, Places
from bot.care.plans import DosePlan
from bot.care.timetable import Occurrence, Span

Settled = Callable[[Occurrence], bool]

EARLY = timedelta(hours=2)  # what is said to be had earlier than this before it is due is asked about
_PARTS = {
    "morning": (time(4), time(12)),
    "afternoon": (time(12), time(18)),
    "evening": (time(17), time(23, 59)),
    "night": (time(20), time(23, 59)),
}


@dataclass(frozen=True, slots=True)
class Fit:
    """A dose that an answer may be about, and when (UTC) it was had.

    *other* is a second reading of the same words. Not *sure*: it is to be asked about, even if it is the only one.
    """

    occurrence: Occurrence
    at: datetime
    other: datetime | None = None
    sure: bool = True


def is_in_part(wall: time, part: str) -> bool:
    """Tell whether a dose at a time of day can be the one of a *part* of the day that somebody named."""
    start, end = _PARTS[part]
    return start <= wall <= end


def just_now(plan: DosePlan, places: Places, now: datetime, settled: Settled) -> tuple[Fit, ...]:
    """Return what "took it" is about at *now*: one dose, two to ask about, or none."""
    here = timetable.owner(plan, places, now)
    if here is None:
        return ()
    if here.at <= now or settled(here):
        return (Fit(here, now),)
    return _not_due(plan, places, Fit(here, now), now, settled)


def at_clock(
    plan: DosePlan, places: Places, readings: Sequence[time], now: datetime, settled: Settled
) -> tuple[Fit, ...]:
    """Return what "took it at 7:15" is about: the readings of the time are those of today that are past, latest first.

    Where today has none yet, yesterday's latest counts, and is asked about unless it belongs to a dose of yesterday
    that owns this moment. What has not come yet never counts.
    """
    zone, day = places.zone_at(now), places.today(now)
    today = _past(readings, day, zone, now)
    moments = today or _past(readings, day - DAY, zone, now)[:1]
    found: dict[Occurrence, list[datetime]] = {}
    for moment in moments:
        occurrence = timetable.owner(plan, places, moment)
        if occurrence is not None:
            found.setdefault(occurrence, []).append(moment)
    unsettled = {o: times for o, times in found.items() if not settled(o)}
    fits = [
        Fit(o, times[0], next(iter(times[1:]), None))
        for o, times in (unsettled or dict(list(found.items())[:1])).items()
    ]
    if len(fits) != 1 or settled(fits[0].occurrence):
        return tuple(fits)
    if not today and not _own_evening(plan, places, fits[0], now):
        return (replace(fits[0], sure=False),)
    return (fits[0],) if fits[0].occurrence.at <= now else _not_due(plan, places, fits[0], now, settled)


def _own_evening(plan: DosePlan, places: Places, fit: Fit, now: datetime) -> bool:
    """Tell whether a moment of yesterday belongs to a dose of yesterday that still owns this moment."""
    return fit.occurrence == timetable.owner(plan, places, now) and fit.occurrence.day == _day(fit)


def _not_due(plan: DosePlan, places: Places, fit: Fit, now: datetime, settled: Settled) -> tuple[Fit, ...]:
    """Return a dose that is said to be had before it is due; asked about where it may be another one's answer again."""
    before = _before(plan, places, fit.occurrence, places.today(now))
    soon = fit.occurrence.at - fit.at <= EARLY and fit.occurrence.day == _day(fit)
    if soon and (before is None or settled(before)):
        return (fit,)
    return (replace(fit, sure=False),) if before is None else (replace(fit, occurrence=before), fit)


def _past(readings: Sequence[time], day: date, zone: ZoneInfo, now: datetime) -> list[datetime]:
    moments = (timetable.instant(day, reading, zone) for reading in readings)
    return sorted((moment for moment in moments if moment <= now), reverse=True)


def _day(fit: Fit) -> date:
    """Return the day on which it was had, on the clock of its dose."""
    return fit.at.astimezone(ZoneInfo(fit.occurrence.zone)).date()


def _before(plan: DosePlan, places: Places, occurrence: Occurrence, today: date) -> Occurrence | None:
    """Return the dose before, if anybody waited for it: of those from before the set-up, only today's are spoken of."""
    found = timetable.last_until(plan, places, occurrence.at - timetable.INSTANT)
    if found is None or found.day < plan.versions[0].from_day:
        return None
    return found if found.at > plan.since or found.day == today else None


def near(own: Span, moments: Sequence[datetime], now: datetime) -> tuple[datetime, ...]:
    """Return which of some *moments* a dose that is named can have been had at, the latest first.

    Those of its *own* time that are past; if there is none, the first one within a day after that.
    """
    past = sorted({moment for moment in moments if moment <= now}, reverse=True)
    inside = [moment for moment in past if moment in own]
    after = [moment for moment in past if own.end <= moment < own.end + DAY]
    return tuple(inside or after[-1:])
