"""What falls on a day and is neither dose nor blood test: an appointment, the day to reorder, the tip of a week.

Each is spoken of in steps: an appointment the evening before and afterwards, a day to reorder and once more, a tip.
What is kept is the day, and how far it was spoken of; when the next step is follows from those, wherever the patient
is. Pure functions of an occasion and *now*. All of it is asked for by the person; azalea moves no date by itself.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import count, islice, takewhile
from zoneinfo import ZoneInfo

from bot.care import timetable
from bot.care.notices import FROM, UNTIL, ahead_of
from bot.care.people import Person
from bot.care.places import DAY, Places

LATER, EVENING = time(10), time(18)  # local
AFTERWARDS = timedelta(minutes=150)  # from the time of an appointment until it is asked about
ONCE_MORE = 3 * DAY  # after a day to reorder of which nobody said anything
LATELY = 14 * DAY  # for so long one that is past is still spoken of
A_WEEK = 7


class What(StrEnum):
    """What it is."""

    APPOINTMENT = "appointment"
    REORDER = "reorder"
    TIP = "tip"


class State(StrEnum):
    """How it stands."""

    OPEN = "open"
    OVER = "over"
    OFF = "off"  # it is not to be


class Tell(StrEnum):
    """What is said of it, unasked."""

    TOMORROW = "tomorrow"  # an appointment is near
    AFTER = "after"  # what did they say?
    REORDER = "reorder"
    TIP = "tip"


@dataclass(frozen=True, slots=True)
class Occasion:
    """One of them, on a local *day*: of what comes again *every* so many days, the first that nobody answered.

    *by* is the id of the person who asked for it (None: they were erased), *at* the wall time of an appointment, if it
    was said, and *title* what it was called, in their words. It was spoken of *said* times for the day *said_of*, and
    is not before *waits_until*. *next_step_at* (UTC) is when something is to be said, None where nothing is.
    """

    id: int
    uid: str
    circle_id: int
    by: int | None
    what: What
    day: date
    at: time | None = None
    title: str = ""
    every: int | None = None
    state: State = State.OPEN
    said_of: date | None = None
    said: int = 0
    waits_until: date | None = None
    next_step_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Tell whether it is neither over nor off; it may be past."""
        return self.state is State.OPEN

    def days(self) -> Iterator[date]:
        """Yield its day, and those on which it comes again."""
        yield self.day
        if self.every is not None:
            yield from (self.day + number * self.every * DAY for number in count(1))

    def falls_on(self, day: date) -> bool:
        """Tell whether a local day is one of its days."""
        if self.every is None:
            return day == self.day
        return day >= self.day and (day - self.day).days % self.every == 0


@dataclass(frozen=True, slots=True)
class Step:
    """Something to say of an occasion for one of its days, from one moment until another (UTC)."""

    day: date
    number: int
    tell: Tell
    at: datetime
    until: datetime


def following(one: Occasion, now: datetime, places: Places, person: Person | None) -> Step | None:
    """Return the next step of an occasion: the first that was not said, and is not out of date; it may be due already.

    *person* is who hears of it.
    """
    if not one.is_open:
        return None
    said = (one.said_of or date.min, one.said)
    steps = (step for day in one.days() for step in _steps(one, day, places, person))
    found = next((step for step in steps if (step.day, step.number) > said and step.at < step.until > now), None)
    if found is None or one.waits_until is None:
        return found
    return replace(found, at=max(found.at, _instant(one.waits_until, LATER, places)))


def _steps(one: Occasion, day: date, places: Places, person: Person | None) -> Iterator[Step]:
    match one.what:
        case What.APPOINTMENT:
            ahead, begins = ahead_of(day, _zone(day, places), person), timetable.day_begins(day, places)
            yield Step(day, 1, Tell.TOMORROW, ahead, begins)
            yield Step(day, 2, Tell.AFTER, afterwards(one, day, places), timetable.day_begins(day + LATELY, places))
        case What.REORDER:
            again = day + ONCE_MORE
            end = min(day + LATELY, day + one.every * DAY) if one.every else day + LATELY
            yield Step(
                day, 1, Tell.REORDER, _instant(day, LATER, places), timetable.day_begins(min(again, end), places)
            )
            yield Step(day, 2, Tell.REORDER, _instant(again, LATER, places), timetable.day_begins(end, places))
        case What.TIP:
            end = timetable.day_begins(day + (one.every or A_WEEK) * DAY, places)
            yield Step(day, 1, Tell.TIP, _instant(day, LATER, places), end)


def afterwards(one: Occasion, day: date, places: Places) -> datetime:
    """Return when it is asked what they said (UTC): some hours later, or on the next day where that is late."""
    if one.at is None:
        return _instant(day, EVENING, places)
    at = _instant(day, one.at, places) + AFTERWARDS
    here = at.astimezone(places.zone_at(at))
    if here.date() == day and FROM <= here.time() < UNTIL:
        return at
    early = here.date() == day and here.time() < FROM
    return _instant(day if early else day + DAY, LATER, places)


def _zone(day: date, places: Places) -> ZoneInfo:
    """Return the zone that the patient is in at noon of a local day."""
    near = timetable.instant(day, time(12), places.zone_of(day, 1))
    return places.zone_at(near)


def _instant(day: date, wall: time, places: Places) -> datetime:
    return timetable.instant(day, wall, _zone(day, places))


def applies(one: Occasion, day: date, tell: Tell, now: datetime, places: Places) -> bool:
    """Tell whether something that was to be said for one of its days still is."""
    if not (one.is_open and one.falls_on(day)):
        return False
    match tell:
        case Tell.TOMORROW:
            return places.today(now) < day
        case Tell.AFTER:
            return afterwards(one, day, places) <= now
    return True


def scheduled(one: Occasion, now: datetime, places: Places, person: Person | None) -> Occasion:
    """Return it with the moment of its next step; *person* is who hears of it."""
    step = following(one, now, places, person)
    return replace(one, next_step_at=step.at if step else None)


# What follows from what was said, or from an answer


def told(one: Occasion, step: Step) -> Occasion:
    """Return it as spoken of."""
    return replace(one, said_of=step.day, said=step.number, waits_until=None)


def untold(one: Occasion, day: date, until: date) -> Occasion:
    """Return it as not spoken of for a day, as what was to be said got lost; it waits until another local day."""
    return replace(one, said=max(one.said - 1, 0), waits_until=until) if one.said_of == day else one


def put_off(one: Occasion, until: date) -> Occasion:
    """Return it so that it waits until a local day."""
    return replace(one, waits_until=until)


def rewound(one: Occasion, now: datetime, places: Places, person: Person | None) -> Occasion:
    """Return it with only what can have been said by *now*: a clock had run ahead."""
    if one.said_of is None:
        return one
    last, fresh = one.said_of, replace(one, said_of=None, said=0, waits_until=None)
    steps = (
        step
        for day in takewhile(lambda day: day <= last, one.days())
        for step in _steps(one, day, places, person)
        if step.at <= now and (step.day, step.number) <= (last, one.said)
    )
    kept = next(iter(deque(steps, maxlen=1)), None)
    return told(fresh, kept) if kept else fresh


def over(one: Occasion, day: date) -> Occasion:
    """Return one that is over for a day, as somebody said; what comes again is open for its next day."""
    fresh = replace(one, waits_until=None)
    return replace(fresh, state=State.OVER) if one.every is None else replace(fresh, day=day + one.every * DAY)


def off(one: Occasion) -> Occasion:
    """Return one that is not to be."""
    return replace(one, state=State.OFF, next_step_at=None)


def moved(one: Occasion, day: date, at: time | None) -> Occasion:
    """Return one that is on another day; the time stays where no other one was said. Nothing was said of it then."""
    return replace(one, day=day, at=at or one.at, said_of=None, said=0, waits_until=None)


def answered_day(one: Occasion, today: date) -> date | None:
    """Return the day of a supply that words without a day are about: the last that has come, else one that is near.

    None where it was answered already, and the next is still far.
    """
    come = deque(takewhile(lambda day: day <= today, one.days()), maxlen=1)
    near = one.every is None or (one.day - today).days <= min(A_WEEK, one.every // 2)
    return come[0] if come else one.day if near else None


def coming(one: Occasion, number: int) -> list[date]:
    """Return the first days of it."""
    return list(islice(one.days(), number))


def weekly_tip(circle_id: int, by: int, today: date) -> Occasion:
    """Return what brings a tip each week, the first in one."""
    return Occasion(0, "", circle_id, by, What.TIP, today + A_WEEK * DAY, every=A_WEEK)
