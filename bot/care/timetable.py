"""When a wall time happens: a local day and a wall time become an instant, exactly once per local day.

In the autumn hour that is lived twice the first instant counts; in the spring gap, the first valid instant after it.
Knows plans and zones (IANA), nothing of what became of a dose. Instants are aware and in UTC.
"""

from __future__ import annotations

import zoneinfo
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from itertools import takewhile
from zoneinfo import ZoneInfo

from bot.care.plans import DosePlan, Version

DAY = timedelta(days=1)
LONGEST_REACH = timedelta(hours=12)  # how far a dose's own time reaches to either side, at most


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One planned intake: the plan, *day*, *turn* and *lap* name it for ever; *at* is its instant, in UTC."""

    day: date
    turn: int
    lap: int
    wall: time
    at: datetime
    version: Version


@dataclass(frozen=True, slots=True)
class Span:
    """The time a dose owns: from *start* up to, and without, *end*. Both in UTC."""

    start: datetime
    end: datetime

    def __contains__(self, instant: object) -> bool:
        """Tell whether an aware datetime lies in the span."""
        return isinstance(instant, datetime) and self.start <= instant < self.end


@cache
def zone_names() -> dict[str, str]:
    """Return the allow-list: the folded name of every place in the tz database, with its proper spelling.

    Places only: abbreviations such as "EST" stand still all year, and "Etc/GMT+5" means five hours BEHIND.
    """
    places = (name for name in zoneinfo.available_timezones() if "/" in name)
    chosen = {
        name.casefold(): name for name in places if name.split("/")[0] not in {"Etc", "SystemV", "posix", "right"}
    }
    return chosen | {"utc": "UTC"}


def zone_named(words: str) -> str | None:
    """Return the zone that *words* name, whatever their case ("europe/london", "new york"), or None."""
    folded = "_".join(words.split()).casefold()
    if folded in zone_names():
        return zone_names()[folded]
    cities = [name for key, name in zone_names().items() if key.rsplit("/", 1)[-1] == folded]
    return cities[0] if len(cities) == 1 else None


@lru_cache(maxsize=4096)  # many people have the same times, and each dose is looked at from several sides
def instant(day: date, wall: time, zone: ZoneInfo) -> datetime:
    """Return the one instant (UTC) at which *wall* happens on *day* in *zone*."""
    first = datetime.combine(day, wall.replace(fold=0), tzinfo=zone)
    at = first.astimezone(UTC)
    if at.astimezone(zone).replace(tzinfo=None) == first.replace(tzinfo=None):
        return at
    return _end_of_gap(day, wall, zone)


def _end_of_gap(day: date, wall: time, zone: ZoneInfo) -> datetime:
    # In a gap fold=0 uses the offset before the change and fold=1 the one after it (PEP 495), so the change itself
    # lies between the two readings; halving finds its second.
    before = datetime.combine(day, wall.replace(fold=1), tzinfo=zone).astimezone(UTC)
    after = datetime.combine(day, wall.replace(fold=0), tzinfo=zone).astimezone(UTC)
    offset_after = after.astimezone(zone).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = (before + (after - before) / 2).replace(microsecond=0)
        if middle.astimezone(zone).utcoffset() == offset_after:
            after = middle
        else:
            before = middle
    return after


def on_day(plan: DosePlan, zone: ZoneInfo, day: date) -> tuple[Occurrence, ...]:
    """Return what the plan asks for on a local *day*, in order."""
    version = plan.on(day)
    return tuple(
        Occurrence(day, turn, 0, wall, instant(day, wall, zone), version)
        for turn, wall in enumerate(version.schedule.walls, start=1)
    )


def from_day(plan: DosePlan, zone: ZoneInfo, day: date) -> Iterator[Occurrence]:
    """Walk the occurrences of a plan from the start of a local *day* on, without end."""
    while True:
        yield from on_day(plan, zone, day)
        day += DAY


def first_after(plan: DosePlan, zone: ZoneInfo, moment: datetime) -> Occurrence:
    """Return the first occurrence strictly after *moment*. It may lie before the plan began: see `first_owed`."""
    start = moment.astimezone(zone).date() - DAY
    return next(o for o in from_day(plan, zone, start) if o.at > moment)


def last_until(plan: DosePlan, zone: ZoneInfo, moment: datetime) -> Occurrence:
    """Return the last occurrence at or before *moment*; the first version also stands for the days before it."""
    today = moment.astimezone(zone).date()
    days = (today - 2 * DAY, today - DAY, today, today + DAY)
    return [o for day in days for o in on_day(plan, zone, day) if o.at <= moment][-1]


def first_owed(plan: DosePlan, zone: ZoneInfo, moment: datetime) -> Occurrence:
    """Return the first occurrence after *moment* that the plan owes: on or after its first local day."""
    found = first_after(plan, zone, moment)
    if found.day >= plan.versions[0].from_day:
        return found
    return on_day(plan, zone, plan.versions[0].from_day)[0]


def owed_between(plan: DosePlan, zone: ZoneInfo, since: datetime, until: datetime) -> Iterator[Occurrence]:
    """Walk what fell due from *since* up to and with *until*."""
    first_day = max(since.astimezone(zone).date() - DAY, plan.versions[0].from_day)
    due = takewhile(lambda occurrence: occurrence.at <= until, from_day(plan, zone, first_day))
    return (occurrence for occurrence in due if occurrence.at >= since)


def span(plan: DosePlan, zone: ZoneInfo, occurrence: Occurrence) -> Span:
    """Return the time an occurrence owns: half-way to its neighbours, twelve hours at most on either side."""
    before = last_until(plan, zone, occurrence.at - timedelta(microseconds=1))
    after = first_after(plan, zone, occurrence.at)
    return Span(
        occurrence.at - min((occurrence.at - before.at) / 2, LONGEST_REACH),
        occurrence.at + min((after.at - occurrence.at) / 2, LONGEST_REACH),
    )


def owner(plan: DosePlan, zone: ZoneInfo, moment: datetime) -> Occurrence | None:
    """Return the occurrence whose time *moment* is, or None where it belongs to none (or to one before the plan)."""
    for candidate in (last_until(plan, zone, moment), first_after(plan, zone, moment)):
        if moment in span(plan, zone, candidate) and candidate.day >= plan.versions[0].from_day:
            return candidate
    return None


def begins(plan: DosePlan, zone: ZoneInfo, walls: tuple[time, ...], asked: frozenset[date], now: datetime) -> date:
    """Return the local day from which a change of a plan to *walls* holds.

    Today, if none of today's doses was asked about or settled (*asked*: the days on which one was) and all of the old
    and the new times are still to come; else tomorrow. So a change never adds a dose to a day, nor takes one away.
    """
    today = now.astimezone(zone).date()
    first_old = on_day(plan, zone, today)[0].at
    first_new = instant(today, walls[0], zone)
    if today not in asked and now < min(first_old, first_new):
        return today
    return today + DAY


@dataclass(frozen=True, slots=True)
class DoseName:
    """What names a dose for ever: the plan's uid, the local day, turn and lap. Fits a button."""

    plan: str
    day: date
    turn: int
    lap: int

    def __str__(self) -> str:
        """Return the name as buttons carry it."""
        return f"{self.plan}.{self.day:%Y%m%d}.{self.turn}.{self.lap}"

    @classmethod
    def read(cls, text: str) -> DoseName:
        """Read what a button carried. Raises ValueError for anything else."""
        plan, day, turn, lap = text.split(".")
        return cls(plan, datetime.strptime(day, "%Y%m%d").replace(tzinfo=UTC).date(), int(turn), int(lap))


def named(plan: DosePlan, zone: ZoneInfo, name: DoseName) -> Occurrence | None:
    """Return the occurrence of a plan that *name* names, or None where the plan asks for no such thing."""
    if name.day < plan.versions[0].from_day:
        return None
    found = (o for o in on_day(plan, zone, name.day) if (o.turn, o.lap) == (name.turn, name.lap))
    return next(found, None)
