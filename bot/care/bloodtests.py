"""A blood test from planned to heard back: what is asked of it and when, and what follows from an answer.

Pure functions of a test, a plan of them and *now*. Dates are the clinic's or the person's: azalea moves none by itself,
and reads nothing into a value.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum
from itertools import islice
from zoneinfo import ZoneInfo

from bot.care import notices, timetable
from bot.care.people import Person
from bot.care.places import DAY
from bot.care.resting import Rest
from bot.care.testplans import Schedule, days_from

WEEKLY, OFTEN = 10, 27  # days between two tests, at most, for which the questions are closer
ALONE = 365  # days: how far apart the tests of a plan with one date are
MONTH = 30 * DAY
MOST_MONTHS = 6  # for which one that nobody says anything of is asked about
ASKED_FOR = 10 * DAY + MOST_MONTHS * MONTH  # and so it is listed
AHEAD = 6  # tests to come that have a row of their own
LONGEST_AWAY = 731  # days; a date beyond that is a slip
MOST_DATES = 24
OFFERED_AHEAD = 4  # dates of a schedule that are read back

MORNING, LATER, EVENING = time(9), time(10), time(18)  # local
RESULT_AFTER = 5 * DAY
HEARD_AFTER = 2 * DAY


class State(StrEnum):
    """How a test stands."""

    PLANNED = "planned"
    ARRANGED = "arranged"
    NOT_GOING = "not_going"
    DRAWN = "drawn"  # what came of it is waited for
    TYPED = "typed"  # values were typed, and the clinic was not heard yet
    HEARD = "heard"
    NOT_HEARD = "not_heard"
    DONE = "done"  # and nothing is waited for


COMING = frozenset({State.PLANNED, State.ARRANGED})


class Ask(StrEnum):
    """What is asked, or told, of a test."""

    ARRANGED = "arranged"
    DAY = "day"  # that it is tomorrow, or today
    DONE = "done"
    RESULT = "result"  # is anything back?
    HEARD = "heard"  # has the clinic spoken?


# Of a test that stands otherwise a question is out of date.
_ASKED_WHILE = {
    Ask.ARRANGED: {State.PLANNED}, Ask.DAY: COMING, Ask.DONE: COMING, Ask.RESULT: {State.DRAWN},
    Ask.HEARD: {State.TYPED},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class BloodTest:
    """One test. *day* is its local day as planned, *gap* the days to the nearest other one of its plan.

    *moved_from* is the day that was planned first, *drawn* the day it was done, *told* the day on which that was said,
    *typed* the day its values were typed.
    *next_step_at* (UTC) is when something is asked, None where nothing is to be.
    """

    id: int
    uid: str
    circle_id: int
    plan_id: int
    day: date
    gap: int
    state: State = State.PLANNED
    next_step_at: datetime | None = None
    moved_from: date | None = None
    drawn: date | None = None
    told: date | None = None
    typed: date | None = None

    @property
    def is_coming(self) -> bool:
        """Tell whether it is not known yet what became of it."""
        return self.state in COMING


@dataclass(frozen=True, slots=True)
class BloodTestPlan:
    """The dates of a patient's tests: *days* that were given, or a *schedule* and the day it is *counted* from.

    *published* is the id of the published plan it was taken from. *sends*: the clinic lets results be known.
    *until* is the last day for which there is a row, *rest* when nothing is asked of them, the last time it was said.
    """

    id: int
    uid: str
    circle_id: int
    days: tuple[date, ...] = ()
    schedule: Schedule | None = None
    counted: date | None = None
    published: str | None = None
    sends: bool = True
    until: date | None = None
    rest: Rest | None = None

    def after(self, day: date) -> Iterator[date]:
        """Yield the planned days that come after one."""
        if self.schedule is None or self.counted is None:
            return (one for one in self.days if one > day)
        return (one for one in days_from(self.schedule, self.counted) if one > day)

    def rests(self, today: date) -> bool:
        """Tell whether nothing is asked on a local day."""
        return self.rest is not None and self.rest.holds(today)

    def gap(self, day: date) -> int:
        """Return how many days it is from one of its days to the nearest other one."""
        around = list(islice(self.after(day - ALONE * DAY), ALONE))
        return min((abs((one - day).days) for one in around if one != day), default=ALONE)


def lacking(plan: BloodTestPlan, coming: int, today: date) -> tuple[BloodTestPlan, list[date]]:
    """Return the days of a plan that get a row now, where so many are *coming* from today on, and the plan then."""
    start = max(plan.until or today - DAY, today - DAY)
    days = list(islice(plan.after(start), max(AHEAD - coming, 0)))
    return (replace(plan, until=days[-1]), days) if days else (plan, [])


# What is asked, and when


def applies(test: BloodTest, ask: Ask, today: date) -> bool:
    """Tell whether a question about a test is still one on a local day."""
    return test.state in _ASKED_WHILE[ask] and (ask is not Ask.DAY or today <= test.day)


def due(test: BloodTest, today: date) -> Ask | None:
    """Return what is asked of a test on a local day on which it is to be asked about."""
    if test.state is State.DRAWN:
        return Ask.RESULT
    if test.state is State.TYPED:
        return Ask.HEARD
    if not test.is_coming:
        return None
    if today > test.day:
        return Ask.DONE
    return Ask.DAY if today >= test.day - DAY or test.state is State.ARRANGED else Ask.ARRANGED


def scheduled(
    test: BloodTest, now: datetime, zone: ZoneInfo, person: Person | None, rest: Rest | None = None
) -> BloodTest:
    """Return a test with its next step after *now*, on the clock of *zone*; *person* is who hears of it.

    Nothing is asked in a *rest*. A test whose last questions would have been in it is asked about once behind it.
    """
    steps = _steps(test, zone, person)
    around = rest.around(steps, LATER, zone) if rest else steps
    return replace(test, next_step_at=next((at for at in around if at > now), None))


def _steps(test: BloodTest, zone: ZoneInfo, person: Person | None) -> Iterator[datetime]:
    for day, wall in _asked_on(test):
        at = timetable.instant(day, wall, zone)
        if test.is_coming and day == test.day - DAY:
            yield notices.ahead_of(test.day, zone, person)
        elif not test.is_coming or day != test.day or _may(at, zone, person):
            yield at


def _may(at: datetime, zone: ZoneInfo, person: Person | None) -> bool:
    return person is None or person.disturbed_from(at, zone) == at


def _asked_on(test: BloodTest) -> Iterator[tuple[date, time]]:
    """Yield the local days and wall times at which a test is asked about, in order."""
    if test.state is State.DRAWN and test.drawn is not None:
        begun = max(test.drawn, (test.told or test.drawn) - RESULT_AFTER + DAY)  # told late: not at once
        yield from ((begun + number * RESULT_AFTER, LATER) for number in (1, 2))
    elif test.state is State.TYPED and test.typed is not None:
        yield test.typed + HEARD_AFTER, EVENING
    elif test.is_coming and test.gap <= WEEKLY:
        # What is still open then stands beside the next one's question.
        yield from ((test.day - DAY, EVENING), (test.day, MORNING), (test.day + 2 * DAY, LATER))
    elif test.is_coming:
        ahead = 3 if test.gap <= OFTEN else 10
        if test.state is State.PLANNED:
            yield test.day - ahead * DAY, MORNING
        yield from ((test.day - DAY, EVENING), (test.day + 3 * DAY, LATER))
        yield from ((test.day + 10 * DAY + number * MONTH, LATER) for number in range(MOST_MONTHS))


# What follows from an answer


def arranged(test: BloodTest) -> BloodTest:
    """Return a test that is arranged for its day."""
    return replace(test, state=State.ARRANGED)


def moved(test: BloodTest, day: date) -> BloodTest:
    """Return a test that is on another day, as the person says; what was planned first stays known."""
    return replace(
        test, day=day, state=State.PLANNED, moved_from=test.moved_from or test.day, drawn=None, told=None, typed=None
    )


def drawn(test: BloodTest, day: date, today: date, *, sends: bool) -> BloodTest:
    """Return a test that was done on a local day, as is said *today*; where the clinic *sends* nothing, that is all."""
    return replace(test, state=State.DRAWN if sends else State.DONE, drawn=day, told=today, typed=None)


def typed(test: BloodTest, day: date) -> BloodTest:
    """Return a test whose values were typed on a local day."""
    return replace(test, state=State.TYPED, drawn=test.drawn or test.day, typed=day)


def heard(test: BloodTest, *, yes: bool) -> BloodTest:
    """Return a test of which the clinic has spoken, or has not, as far as it will be asked."""
    return replace(test, state=State.HEARD if yes else State.NOT_HEARD)


def not_going(test: BloodTest) -> BloodTest:
    """Return a test that the person does not go to."""
    return replace(test, state=State.NOT_GOING)


def nearest(tests: Sequence[BloodTest], day: date) -> BloodTest | None:
    """Return the coming test that something said of a local day is about: the nearest planned one."""
    return min(
        (one for one in tests if one.is_coming), key=lambda one: (abs((one.day - day).days), one.day), default=None
    )
