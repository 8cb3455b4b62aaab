"""When a wall time happens: a local day and a wall time become an instant, exactly once per local day.

In the autumn hour that is lived twice the first instant counts; in the spring gap, the first valid instant after it.
Knows plans and the clocks they are on, nothing of what became of a dose. Instants are aware and in UTC.
"""

from __future__ import annotations

import zoneinfo
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from bot.care.places import DAY, Places
from bot.care.plans import Amount, DosePlan, Intake, Schedule, Version

INSTANT = timedelta(microseconds=1)
LOOK_AHEAD = 400  # days; intakes of a plan are never farther apart
FARTHEST_EAST = timedelta(hours=15)  # no clock is farther ahead of UTC
LONGEST_REACH = timedelta(hours=12)  # how far a dose's own time reaches to either side, at most


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One planned intake: the plan, *day*, *turn* and *lap* name it for ever; *at* is its instant, in UTC.

    *zone* is the IANA name of the clock that *wall* is read on.
    """

    day: date
    turn: int
    lap: int
    wall: time
    at: datetime
    version: Version
    zone: str

    @property
    def amount(self) -> Amount:
        """Return what is had then."""
        return self.version.schedule.on(self.day)[self.turn - 1].amount


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


def day_begins(day: date, places: Places) -> datetime:
    """Return the instant (UTC) at which a local day begins where the patient is then."""
    near = instant(day, time.min, places.zone_of(day, 1))
    return instant(day, time.min, places.zone_at(near))


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


def on_day(plan: DosePlan, places: Places, day: date) -> tuple[Occurrence, ...]:
    """Return what the plan asks for on a local *day*, in the order of their instants.

    Nothing on a day that is left out; on one that is lived twice, what is asked about once more is lap 1.
    """
    version = plan.on(day)
    turns = list(enumerate(version.schedule.on(day), start=1))
    once = [_occurrence(day, turn, 0, one, places.zone_of(day, turn), version) for turn, one in turns]
    if not places.moves:
        return tuple(once)
    if not places.lives(day):
        once = []
    for move in places.again_on(day):
        there = ZoneInfo(move.zone)
        more = (_occurrence(day, turn, 1, one, there, version) for turn, one in turns)
        once += [o for o in more if o.at >= move.at]
    return tuple(sorted(once, key=_in_time))


def _occurrence(  # noqa: PLR0913, PLR0917 - what an occurrence is made of
    day: date, turn: int, lap: int, intake: Intake, zone: ZoneInfo, version: Version
) -> Occurrence:
    return Occurrence(day, turn, lap, intake.wall, instant(day, intake.wall, zone), version, zone.key)


def _in_time(occurrence: Occurrence) -> tuple[datetime, date, int, int]:
    return occurrence.at, occurrence.day, occurrence.lap, occurrence.turn


def from_day(plan: DosePlan, places: Places, day: date, days: int = LOOK_AHEAD) -> Iterator[Occurrence]:
    """Walk the occurrences of some local *days*, from the start of *day* on, in the order of their instants."""
    if not places.moves:  # on one clock the days follow each other
        for number in range(days):
            yield from on_day(plan, places, day + number * DAY)
        return
    ahead: list[Occurrence] = []
    for number in range(days):
        ahead = sorted((*ahead, *on_day(plan, places, day + number * DAY)), key=_in_time)
        begins = datetime.combine(day + (number + 1) * DAY, time.min, tzinfo=UTC) - FARTHEST_EAST
        while ahead and ahead[0].at < begins:
            yield ahead.pop(0)
    yield from ahead


def _around(places: Places, moment: datetime) -> tuple[date, date]:
    """Return the first local day of which a dose may come after *moment*, and the last of which one may come before."""
    if not places.moves:
        today = places.today(moment)
        return today - DAY, today
    day = moment.astimezone(UTC).date()
    return day - 2 * DAY, day + DAY


def first_after(plan: DosePlan, places: Places, moment: datetime) -> Occurrence | None:
    """Return the first occurrence strictly after *moment*. It may lie before the plan began: see `first_owed`."""
    start, _ = _around(places, moment)
    return next((o for o in from_day(plan, places, start) if o.at > moment), None)


def last_until(plan: DosePlan, places: Places, moment: datetime) -> Occurrence | None:
    """Return the last occurrence at or before *moment*; the first version also stands for the days before it."""
    _, day = _around(places, moment)
    found: list[Occurrence] = []
    behind = 2 if places.moves else 0  # days, on other clocks, that may hold a later one
    for _ in range(LOOK_AHEAD):
        found += [o for o in on_day(plan, places, day) if o.at <= moment]
        if found and not behind:
            break
        behind -= bool(found)
        day -= DAY
    return max(found, key=_in_time, default=None)


def first_owed(plan: DosePlan, places: Places, moment: datetime) -> Occurrence | None:
    """Return the first occurrence after *moment* that the plan owes, on or after its first local day; None: no more."""
    start, _ = _around(places, moment)
    owed = from_day(plan, places, max(start, plan.versions[0].from_day))
    return next((o for o in owed if o.at > moment), None)


@dataclass(frozen=True, slots=True)
class Owed:
    """What fell due in some time, each with the end of its own time (UTC), and what is owed next; None: no more."""

    due: list[tuple[Occurrence, datetime]]
    following: Occurrence | None


def owed_between(plan: DosePlan, places: Places, since: datetime, until: datetime) -> Owed:
    """Return what the plan owes from *since* up to and with *until*, and what it owes after that, found in one walk."""
    (start, _), (_, last), begun = _around(places, since), _around(places, until), plan.versions[0].from_day
    near: list[Occurrence] = []  # up to and with what is owed next: the time of the last ends where that one's begins
    following = None
    for one in from_day(plan, places, start, (max(last, begun) - start).days + LOOK_AHEAD):
        near.append(one)
        if one.at > until and one.day >= begun:
            following = one
            break
    due = (one for one in near if since <= one.at <= until and one.day >= begun)
    return Owed([(one, one.at + _reach(one, _after(near, one.at))) for one in due], following)


def _after(near: list[Occurrence], moment: datetime) -> Occurrence | None:
    place = bisect_right(near, moment, key=lambda one: one.at)
    return near[place] if place < len(near) else None


def _reach(one: Occurrence, other: Occurrence | None) -> timedelta:
    """Return how far the own time of an occurrence reaches towards another one."""
    return min(abs(other.at - one.at) / 2, LONGEST_REACH) if other else LONGEST_REACH


def span(plan: DosePlan, places: Places, occurrence: Occurrence) -> Span:
    """Return the time an occurrence owns: half-way to its neighbours, twelve hours at most on either side."""
    before = last_until(plan, places, occurrence.at - INSTANT)
    after = first_after(plan, places, occurrence.at)
    return Span(occurrence.at - _reach(occurrence, before), occurrence.at + _reach(occurrence, after))


def owner(plan: DosePlan, places: Places, moment: datetime) -> Occurrence | None:
    """Return the occurrence whose time *moment* is, or None where it belongs to none (or to one before the plan)."""
    for candidate in (last_until(plan, places, moment), first_after(plan, places, moment)):
        if candidate is None or candidate.day < plan.versions[0].from_day:
            continue
        if moment in span(plan, places, candidate):
            return candidate
    return None


def begins(plan: DosePlan, places: Places, schedule: Schedule, asked: frozenset[date], now: datetime) -> date:
    """Return the local day from which a change of a plan to *schedule* holds.

    Today, if none of today's doses was asked about or settled (*asked*: the days on which one was) and all of the old
    and the new times are still to come; else the next day. Never before the end of a later day on which one was, for
    that can be answered early. So a change never adds a dose to a day, nor takes one away.
    """
    today = places.today(now)
    old = [o.at for o in on_day(plan, places, today)]
    new = [
        instant(today, intake.wall, places.zone_of(today, turn))
        for turn, intake in enumerate(schedule.on(today), start=1)
    ]
    day = today if all(at > now for at in (*old, *new)) else today + DAY
    return max([day, *(one + DAY for one in asked)])


@dataclass(frozen=True, slots=True)
class DoseName:
    """What names a dose for ever: the plan's uid, the local day, turn and lap. Fits a button."""

    plan: str
    day: date
    turn: int
    lap: int

    def __str__(self) -> str:
        """Return the name as buttons carry it."""
        day = self.day.isoformat().replace("-", "")  # strftime takes ten times as long, and every prompt says three
        return f"{self.plan}.{day}.{self.turn}.{self.lap}"

    @classmethod
    def read(cls, text: str) -> DoseName:
        """Read what a button carried. Raises ValueError for anything else."""
        plan, day, turn, lap = text.split(".")
        return cls(plan, datetime.strptime(day, "%Y%m%d").replace(tzinfo=UTC).date(), int(turn), int(lap))


def named(plan: DosePlan, places: Places, name: DoseName) -> Occurrence | None:
    """Return the occurrence of a plan that *name* names, or None where the plan asks for no such thing."""
    if name.day < plan.versions[0].from_day:
        return None
    found = (o for o in on_day(plan, places, name.day) if (o.turn, o.lap) == (name.turn, name.lap))
    return next(found, None)
