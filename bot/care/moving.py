"""What a change of place may mean for a plan: proposals to be previewed. Only a yes makes one of them true.

Local days decide, never the hours between two doses. Saves nothing, and judges nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.care import timetable
from bot.care.places import DAY, Move, Places
from bot.care.plans import DosePlan
from bot.care.timetable import DoseName, Occurrence

MIDNIGHT = time(0, 0)
# How much farther ahead the new clock is: from the first a day may not be met, over the last it surely is not; farther
# behind than the first, a day is met twice.
MAY_MISS = timedelta(hours=12)
MISSES = timedelta(hours=18)
AROUND = 4  # days before and after a move within which clocks can meet


class Way(StrEnum):
    """How doses go on after a change of place."""

    MOVED = "moved"  # on the new clock, each day once
    AGAIN = "again"  # on the new clock, and the day that is met twice is asked about twice
    LEFT_OUT = "left_out"  # on the new clock, and the day that is not met is left out
    KEPT = "kept"  # on the clock they are on


@dataclass(frozen=True, slots=True)
class Trip:
    """Where to (an IANA name), and the last local days on either clock: of departure, and of the journey back.

    *leaves* None: at once. *returns* None: no way back is known.
    """

    zone: str
    leaves: date | None = None
    returns: date | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """One way to go, and to come *back* if that is known; *places* is what a yes makes true."""

    way: Way
    back: Way | None
    places: Places


@dataclass(frozen=True, slots=True)
class Planned:
    """A dose of a preview, and its moment on the *other* clock that matters, if there is one."""

    occurrence: Occurrence
    other: datetime | None


Leg = tuple[Way, Move]


def with_pause_kept(plan: DosePlan, before: Places, after: Places, now: datetime) -> DosePlan:
    """Return the plan with what is to come of its pauses: each begins and ends with its local day where that moved.

    Where that day is there already, they do at once.
    """

    def kept(moment: datetime) -> datetime:
        if moment <= now:
            return moment
        day = before.today(moment)
        return now if day <= after.today(now) else timetable.day_begins(day, after)

    pauses = (replace(one, since=kept(one.since), ended=one.ended and kept(one.ended)) for one in plan.pauses)
    return replace(plan, pauses=tuple(pauses))


def moves_for(
    plan: DosePlan, places: Places, trip: Trip, owed: Occurrence | None, now: datetime
) -> tuple[Proposal, ...]:
    """Return the ways to go on a trip, of which the last keeps the clock. What was planned after *now* is replaced.

    *owed* is the dose that is owed next and not opened yet. A way on which two doses would share a moment is left away.
    """
    first = home_before(places, trip, now)
    standing = places.moved(*([first] if first else ()), now=now)
    if trip.leaves is not None:
        out = _after(plan, standing, trip.zone, trip.leaves, now)
    else:
        out = _at_once(plan, standing, trip.zone, owed, now)
    start = standing.zone_at(first.at if first else now).key
    found = [proposal for leg in out for proposal in _with_way_back(plan, standing, leg, start, trip.returns, now)]
    return tuple(one for one in found if one.way is Way.KEPT or _apart(plan, standing, one.places))


def home_before(places: Places, trip: Trip, now: datetime) -> Move | None:
    """Return the way home that is planned for before a trip begins: the trip begins, and ends, at home."""
    planned = places.ahead(now)[:1]
    fits = (one for one in planned if one.zone == home_of(places, now) and trip.leaves and one.day <= trip.leaves)
    return next(fits, None)


def _with_way_back(  # noqa: PLR0913, PLR0917 - each is a fact of its own
    plan: DosePlan, places: Places, leg: Leg, start: str, returns: date | None, now: datetime
) -> Iterator[Proposal]:
    way, move = leg
    gone = _with(places, move)
    if returns is None:
        yield Proposal(way, None, gone)
        return
    for back, home in _after(plan, gone, start, returns, now):
        if (way is Way.KEPT) == (back is Way.KEPT):
            yield Proposal(way, back, _with(gone, home))


def _with(places: Places, move: Move) -> Places:
    return replace(places, moves=(*places.moves, move))


def _after(plan: DosePlan, places: Places, zone: str, last: date, now: datetime) -> list[Leg]:
    """Return the ways to be in *zone* after a local day, the *last* one on the clock before."""
    new, day = ZoneInfo(zone), last + DAY
    at = timetable.instant(day, MIDNIGHT, new)
    move = Move(zone, day, 1, at)
    again = replace(move, at=timetable.instant(last, MIDNIGHT, new), again=True)
    left_out = Move(zone, day + DAY, 1, timetable.instant(day + DAY, MIDNIGHT, new), left_out=1)
    moved = _from_when(plan, places, move, lambda dose, _: dose.at > now)
    return _by_shift(_shift(at, places.zone_of(day, 0), new), moved, again, left_out)


def _at_once(plan: DosePlan, places: Places, zone: str, owed: Occurrence | None, now: datetime) -> list[Leg]:
    """Return the ways to be in *zone* now. The dose that is *owed* keeps its name, and moves if it can."""
    new = ZoneInfo(zone)
    if owed is None or owed.lap:  # a day that is asked about once more stays where it is
        day = owed.day + DAY if owed else now.astimezone(new).date()
        return _by_shift(timedelta(), Move(zone, day, 1, now), None, None)
    left_out = None
    if owed.turn == 1 and timetable.instant(owed.day, owed.wall, new) <= now:
        left_out = Move(zone, owed.day + DAY, 1, now, left_out=1)
    again = _again_at_once(plan, places, zone, owed.day if owed.turn == 1 else owed.day + DAY, now)
    moved = _from_when(
        plan,
        places,
        Move(zone, owed.day, owed.turn, now),
        lambda dose, there: dose.at > plan.since and timetable.span(plan, there, dose).end > now,
    )
    return _by_shift(_shift(now, ZoneInfo(owed.zone), new), moved, again, left_out)


def _from_when(plan: DosePlan, places: Places, move: Move, can: Callable[[Occurrence, Places], bool]) -> Move:
    """Return a move from the first dose on that can be on the new clock; until then doses keep their moments."""
    days = (move.day + number * DAY for number in range(AROUND))
    names = ((day, turn) for day in days for turn in range(1, plan.times_on(day) + 1))
    for day, turn in (name for name in names if name >= move.first):
        later = replace(move, day=day, turn=turn)
        there = _with(places, later)
        dose = timetable.named(plan, there, DoseName(plan.uid, day, turn, 0))
        if dose is None or can(dose, there):
            return later
    return move


def _again_at_once(plan: DosePlan, places: Places, zone: str, day: date, now: datetime) -> Move | None:
    """Return the move from *day* on that asks about the day before once more, if some time of it is not over there."""
    move = Move(zone, day, 1, timetable.instant(day - DAY, MIDNIGHT, ZoneInfo(zone)), again=True)
    there = _with(places, move)
    once_more = (dose for dose in timetable.on_day(plan, there, day - DAY) if dose.lap)
    first = next((dose for dose in once_more if timetable.span(plan, there, dose).end > now), None)
    return replace(move, at=min(now, first.at)) if first else None


def _shift(at: datetime, old: ZoneInfo, new: ZoneInfo) -> timedelta:
    """Return how much farther ahead the new clock is than the old one at a moment."""
    naive = [at.astimezone(zone).replace(tzinfo=None) for zone in (old, new)]
    return naive[1] - naive[0]


def _by_shift(shift: timedelta, move: Move, again: Move | None, left_out: Move | None) -> list[Leg]:
    kept = replace(move, doses=False)
    if shift > MISSES and left_out is not None:
        return [(Way.LEFT_OUT, left_out), (Way.KEPT, kept)]
    if shift >= MAY_MISS and left_out is not None:
        return [(Way.MOVED, move), (Way.LEFT_OUT, left_out), (Way.KEPT, kept)]
    if shift < -MAY_MISS and again is not None:
        # The day that is met twice is lived on the new clock, whatever clock doses are on.
        return [(Way.AGAIN, again), (Way.MOVED, move), (Way.KEPT, replace(kept, at=again.at))]
    return [(Way.MOVED, move), (Way.KEPT, kept)]


def _apart(plan: DosePlan, before: Places, after: Places) -> bool:
    """Tell whether no two doses on different clocks, or laps, share a moment around the moves that are new."""
    for move in after.moves:
        clocks: dict[datetime, set[tuple[str, int]]] = defaultdict(set)
        near = () if move in before.moves else timetable.from_day(plan, after, move.day - AROUND * DAY, 2 * AROUND)
        for dose in near:
            clocks[dose.at].add((dose.zone, dose.lap))
        if any(len(found) > 1 for found in clocks.values()):
            return False
    return True


def home_of(places: Places, now: datetime) -> str | None:
    """Return the zone to come home to, for a patient who is away: of a way back that is planned, or that of before."""
    here, planned = places.zone_at(now).key, places.ahead(now)
    if here == places.home:
        return None
    past = [move.zone for move in places.moves if move.at <= now]
    before = past[-2] if len(past) > 1 else places.home
    return before if [move.zone for move in planned] == [before] else places.home


def planned_trip(places: Places, now: datetime) -> Trip | None:
    """Return the journey that is planned for later than *now*. Of one that has begun only the way back is left."""
    planned = places.ahead(now)
    if not planned:
        return None
    first, *rest = planned
    if first.zone == home_of(places, now):
        if not rest:
            return Trip(places.zone_at(now).key, None, _last_before(first))
        first, *rest = rest
    return Trip(first.zone, _last_before(first), _last_before(rest[0]) if rest else None)


def _last_before(move: Move) -> date:
    """Return the last local day on the clock before a move."""
    return move.day - DAY * (1 + move.left_out)


def planned_list(plan: DosePlan, places: Places, start: date, days: int, here: ZoneInfo) -> tuple[Planned, ...]:
    """Return the doses of some local days, from *start* on, as a preview tells them to somebody whose clock is *here*.

    The other clock is the one of *here*; for a dose that is on it, the one of where the patient will be.
    """
    first = max(start, plan.versions[0].from_day)
    return tuple(_planned(places, dose, here) for dose in timetable.from_day(plan, places, first, days))


def _planned(places: Places, dose: Occurrence, here: ZoneInfo) -> Planned:
    other = here if dose.zone != here.key else places.zone_at(dose.at)
    return Planned(dose, dose.at.astimezone(other) if other.key != dose.zone else None)
