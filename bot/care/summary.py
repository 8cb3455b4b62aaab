"""What is told of some days for an appointment: which days, and their doses counted so that all of them add up.

Pure functions of rows. Every dose is counted once, as it stands: a late one is one that was had. Nothing is rated, and
no share of anything is worked out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum
from typing import TypeVar

from bot.care.bloodtests import BloodTest
from bot.care.diary import Entry, Event, Kind
from bot.care.doses import ANSWERED, Dose, State
from bot.care.occasions import Occasion
from bot.care.places import DAY
from bot.care.plans import DosePlan, Reason, Schedule
from bot.care.reading import RunningOut, understand

DAYS = 28  # that are told of, where no others were asked for
LONGER = 91
LEAST = 3  # blood tests, and values, that are told of: fewer fall into a month
TOLD = frozenset({Kind.NOTE, Kind.SYMPTOM, Kind.SICK_AFTER, Kind.TOO_MUCH})  # what stands in the diary in words

_Any = TypeVar("_Any")


@dataclass(frozen=True, slots=True)
class Period:
    """Local days, the *first* and the *last* of them too."""

    first: date
    last: date

    def __contains__(self, day: object) -> bool:
        """Tell whether a local day is one of them."""
        return isinstance(day, date) and self.first <= day <= self.last


def last_days(days: int, last: date, begun: date) -> Period:
    """Return so many days up to *last*; none from before *begun*, the first day of which anything is known."""
    return since(last - (days - 1) * DAY, last, begun)


def since(first: date, last: date, begun: date) -> Period:
    """Return the days from *first* to *last*, none from before *begun*."""
    return Period(min(max(first, begun), last), last)


# Doses


class Became(StrEnum):
    """What became of a dose, as it is counted."""

    HAD = "had"
    NOT_HAD = "not_had"
    RAN_OUT = "ran_out"  # not had, as none were left
    HOSPITAL = "hospital"
    TEAM = "team"
    PAUSED = "paused"
    UNANSWERED = "unanswered"
    OFF = "off"
    OPEN = "open"


_BECAME = {
    State.TAKEN: Became.HAD, State.NOT_HAD: Became.NOT_HAD, State.PAUSED: Became.PAUSED,
    State.UNANSWERED: Became.UNANSWERED, State.OFF: Became.OFF, State.OPEN: Became.OPEN,
}  # fmt: skip
_PAUSED = {Reason.HOSPITAL: Became.HOSPITAL, Reason.TEAM: Became.TEAM, Reason.OTHER: Became.PAUSED}


@dataclass(frozen=True, slots=True)
class Told:
    """A dose, and the one entry about it that holds."""

    dose: Dose
    standing: Entry | None

    @property
    def words(self) -> str:
        """Return what was typed beside the answer: why it was not had, or how much of it was."""
        said = self.standing is not None and self.standing.kind in {Kind.TAKEN, Kind.NOT_HAD}
        return (self.standing.reason or "") if self.standing and said and self.dose.state in ANSWERED else ""

    @property
    def became(self) -> Became:
        """Return what became of it."""
        reason = self.standing.reason if self.standing else None
        if self.dose.state is State.PAUSED and reason:
            return _PAUSED[Reason(reason)]
        if self.dose.state is State.NOT_HAD and self.words and isinstance(understand(self.words), RunningOut):
            return Became.RAN_OUT
        return _BECAME[self.dose.state]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days, one after the other, of which the same is told: of all their doses, or of the one at *wall*."""

    first: date
    last: date
    wall: time | None
    words: str


@dataclass(frozen=True, slots=True)
class Count:
    """So many doses of which the same became, and when they were."""

    became: Became
    number: int
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Doses:
    """All doses of some days: how many, what became of them, and those of which another amount was had than planned."""

    planned: int
    counts: tuple[Count, ...]
    other_amounts: tuple[Stretch, ...]


def doses_of(told: Iterable[Told], period: Period, now: datetime) -> Doses:
    """Count the doses of some days. What is still to come, and not answered yet, is left out."""
    counted = sorted((one for one in told if _counts(one.dose, period, now)), key=lambda one: one.dose.due_at)
    a_day = Counter(one.dose.day for one in counted)
    became = [(one.became, one) for one in counted]
    groups = {kind: [one for what, one in became if what is kind] for kind in Became}
    amounts = [one for one in groups[Became.HAD] if one.words]
    counts = (Count(kind, len(those), _stretches(those, a_day)) for kind, those in groups.items() if those)
    return Doses(len(counted), tuple(counts), _stretches(amounts, a_day))


def _counts(dose: Dose, period: Period, now: datetime) -> bool:
    return dose.day in period and (dose.due_at <= now or dose.state in ANSWERED)


def _stretches(told: Sequence[Told], a_day: Counter[date]) -> tuple[Stretch, ...]:
    """Put days together that follow each other, if the same is told of all the doses of each."""
    alike = Counter((one.dose.day, one.words) for one in told)
    found: list[Stretch] = []
    for one in told:
        day, words = one.dose.day, one.words
        whole = alike[day, words] == a_day[day]
        before = found[-1] if found else None
        if whole and before and before.wall is None and before.words == words and day - before.last <= DAY:
            found[-1] = replace(before, last=day)
        else:
            found.append(Stretch(day, day, None if whole else one.dose.wall, words))
    return tuple(found)


# Plans, tests and words


@dataclass(frozen=True, slots=True)
class Held:
    """A schedule that held from a local day on, by the version of that *number*."""

    day: date
    number: int
    schedule: Schedule


def held(plan: DosePlan, period: Period, *, ahead: bool) -> tuple[Held, ...]:
    """Return the schedules of a plan that held in some days, in order; *ahead*: and those that are to hold later."""
    begins = max(plan.versions[0].from_day, period.first)
    ends = (one.until for one in plan.versions if one.until is not None and one.until < date.max - DAY)
    turns = {begins, *(one.from_day for one in plan.versions), *(day + DAY for day in ends)}
    found: list[Held] = []
    for day in sorted(one for one in turns if one >= begins and (ahead or one <= period.last)):
        version = plan.on(day)
        if not found or found[-1].schedule != version.schedule:
            found.append(Held(day, version.number, version.schedule))
    return tuple(found)


def lately(items: Iterable[_Any], day_of: Callable[[_Any], date], period: Period) -> list[_Any]:
    """Return what is of some days, in order; where that is little, with the last ones from before them."""
    until = sorted((one for one in items if day_of(one) <= period.last), key=day_of)
    within = sum(day_of(one) >= period.first for one in until)
    return until[-max(within, LEAST) :]


def in_words(events: Iterable[Event], period: Period) -> list[Event]:
    """Return the notes and symptoms of some days, oldest first."""
    return sorted((one for one in events if one.kind in TOLD and one.day in period), key=lambda one: one.at)


@dataclass(frozen=True, slots=True)
class PauseTold:
    """Nothing was asked, for a *reason*, from a local day up to the day on which that ended; None: it lasts."""

    reason: Reason
    first: date
    last: date | None


@dataclass(frozen=True, slots=True)
class Summary:
    """All that is told of some days. Each schedule stands with the name of who told it, where that was not the reader.

    *asks*: doses are asked about now. *values*, *diary*, *questions* for the clinic and what was answered of the
    *baseline* are lines of the log.
    """

    period: Period
    doses: Doses
    plan: tuple[tuple[Held, str], ...]
    asks: bool
    pauses: tuple[PauseTold, ...]
    appointments: tuple[Occasion, ...]
    tests: tuple[BloodTest, ...]
    values: tuple[Event, ...]
    diary: tuple[Event, ...]
    questions: tuple[Event, ...]
    baseline: tuple[Event, ...]
