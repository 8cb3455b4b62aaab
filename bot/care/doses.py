"""What becomes of a dose: the ladder of prompts, answers, corrections, and the end.

Pure functions of a dose and *now*; each returns a new dose and what is to be written down. Sends and stores nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.care import timetable
from bot.care.diary import Entry, Kind, NewEntry
from bot.care.places import Places
from bot.care.plans import DosePlan, Pause
from bot.care.timetable import Occurrence

LOG_LATE = timedelta(days=7)  # how long after its end a dose can still be logged
MOST_PROMPTS = 3
HUSHED = MOST_PROMPTS + 1  # instead of a number of prompts: nobody is asked any more


class State(StrEnum):
    """How a dose stands."""

    OPEN = "open"
    TAKEN = "taken"
    NOT_HAD = "not_had"
    UNANSWERED = "unanswered"
    OFF = "off"
    PAUSED = "paused"


ANSWERED = frozenset({State.TAKEN, State.NOT_HAD})


@dataclass(frozen=True, slots=True)
class Dose:
    """One planned intake that was opened, answered early or closed. Instants are in UTC.

    *prompts* counts those that left, or is HUSHED; *next_step_at* is when something is to be done with it, None once it
    is settled. *zone* is the clock that *wall* is read on: its times are told in it for ever.
    """

    id: int
    uid: str
    circle_id: int
    plan_id: int
    version: int
    day: date
    turn: int
    lap: int
    wall: time
    due_at: datetime
    closes_at: datetime
    state: State
    prompts: int
    next_step_at: datetime | None
    zone: str


def planned(plan: DosePlan, places: Places, occurrence: Occurrence) -> Dose:
    """Return an occurrence as a dose that is open from its instant on. It has no row yet: its id is 0."""
    return begun(plan, occurrence, timetable.span(plan, places, occurrence).end)


def begun(plan: DosePlan, occurrence: Occurrence, end: datetime) -> Dose:
    """Return an occurrence as a dose, as `planned` does, where the *end* of its own time is known."""
    return Dose(
        id=0,
        uid="",
        circle_id=plan.circle_id,
        plan_id=plan.id,
        version=occurrence.version.number,
        day=occurrence.day,
        turn=occurrence.turn,
        lap=occurrence.lap,
        wall=occurrence.wall,
        due_at=occurrence.at,
        closes_at=end,
        state=State.OPEN,
        prompts=0,
        next_step_at=occurrence.at,
        zone=occurrence.zone,
    )


@dataclass(frozen=True, slots=True)
class Ladder:
    """How long after one prompt left the next one follows."""

    gaps: tuple[timedelta, ...]

    def place(self, rung: int) -> timedelta:
        """Return how long after the due time a rung comes, if each one leaves when it is due."""
        return sum(self.gaps[: rung - 1], timedelta())


ONCE_A_DAY = Ladder((timedelta(minutes=30), timedelta(minutes=150)))
MORE_OFTEN = Ladder((timedelta(minutes=30), timedelta(minutes=90)))


def ladder_for(times_a_day: int) -> Ladder:
    """Return the ladder: follow up after 30 minutes; the last one 3 hours after the first, 2 where doses are closer."""
    return ONCE_A_DAY if times_a_day == 1 else MORE_OFTEN


def ladder_of(plan: DosePlan, dose: Dose) -> Ladder:
    """Return the ladder of a dose."""
    return ladder_for(plan.times_on(dose.day))


def is_back(plan: DosePlan, places: Places, dose: Dose) -> bool:
    """Tell whether a dose is the first one after other times that ended by themselves, and is at another time again."""
    if plan.on(dose.day).until is not None or all(version.until is None for version in plan.versions):
        return False
    before = timetable.last_until(plan, places, dose.due_at - timetable.INSTANT)
    if before is None or before.version.until is None:
        return False
    walls = [tuple(intake.wall for intake in plan.on(day).schedule.on(day)) for day in (before.day, dose.day)]
    return walls[0] != walls[1]


@dataclass(frozen=True, slots=True)
class Prompt:
    """Ask about the dose, for the *rung*-th time."""

    rung: int


@dataclass(frozen=True, slots=True)
class Close:
    """Nobody said anything in the dose's own time."""


def next_step(dose: Dose, now: datetime) -> Prompt | Close | None:
    """Tell what is to be done with a dose at *now*: one rung at a time."""
    if dose.state is not State.OPEN or dose.next_step_at is None or now < dose.next_step_at:
        return None
    if now >= dose.closes_at:
        return Close()
    return Prompt(dose.prompts + 1) if dose.prompts < MOST_PROMPTS else None


def queued(dose: Dose) -> Dose:
    """Return the dose while a prompt is on its way: nothing more until it left, or until the end, if it is open."""
    return replace(dose, next_step_at=dose.closes_at if dose.state is State.OPEN else None)


def left(dose: Dose, rung: int, at: datetime, ladder: Ladder) -> Dose:
    """Return the dose after its prompt number *rung* really left at *at*.

    The next one counts from there, not from when this one was due: azalea may have been off.
    """
    if dose.state is not State.OPEN or rung <= dose.prompts:
        return dose
    if rung > len(ladder.gaps):
        return replace(dose, prompts=rung, next_step_at=dose.closes_at)
    # People read clocks in minutes: counting from the minute keeps 08:00 -> 08:30 -> 11:00 from drifting.
    after = at.replace(second=0, microsecond=0) + ladder.gaps[rung - 1]
    return replace(dose, prompts=rung, next_step_at=min(after, dose.closes_at))


def put_off(dose: Dose) -> bool:
    """Tell whether someone moved the next prompt while one was on its way: then they had seen it."""
    return dose.next_step_at is not None and dose.next_step_at < dose.closes_at


def seen(dose: Dose, rung: int) -> Dose:
    """Return the dose after its prompt number *rung* turned out to have arrived; what was put off stays put off."""
    return replace(dose, prompts=max(rung, dose.prompts))


def hush(dose: Dose) -> Dose:
    """Return the dose with no more prompts, even one that is on its way; it stays as it is until its end.

    It then ends without an answer, asked about or not: azalea kept quiet for what somebody said, and was not off.
    """
    return replace(dose, prompts=HUSHED, next_step_at=dose.closes_at if dose.next_step_at else None)


def is_hushed(dose: Dose) -> bool:
    """Tell whether nobody is to be asked about the dose any more."""
    return dose.prompts == HUSHED


def ask_again(dose: Dose, prompts: int, now: datetime, ladder: Ladder) -> Dose:
    """Return a hushed dose as it is asked about again: *prompts* of it had left before."""
    return _open_again(replace(dose, prompts=prompts), now, ladder)


def close(dose: Dose, standing: Entry | None, now: datetime) -> tuple[Dose, NewEntry | None]:
    """End a dose that nobody settled: without an answer if it was asked about, else as not asked."""
    asked = dose.prompts or (standing is not None and standing.kind is Kind.UNANSWERED)
    return _end(dose, standing, NewEntry(Kind.UNANSWERED if asked else Kind.OFF, now, None))


def pause_of(plan: DosePlan, dose: Dose, now: datetime) -> Pause | None:
    """Return the pause that a dose falls into: the one that it is due in, or one that began in its own time and lasts.

    The second is for a dose that nobody was asked about yet when the pause began. One that is still to come at *now* is
    none: a dose that is due before it is asked about.
    """
    lasts = (one for one in plan.pauses if one.ended is None and one.since < dose.closes_at and one.since <= now)
    return plan.paused_at(dose.due_at) or next(lasts, None)


def pause(dose: Dose, standing: Entry | None, why: Pause, now: datetime) -> tuple[Dose, NewEntry | None]:
    """End a dose that is not settled and falls into a pause, or is open when one begins. Nobody is asked about it."""
    return _end(dose, standing, NewEntry(Kind.PAUSED, now, None, reason=why.reason.value))


def _end(dose: Dose, standing: Entry | None, entry: NewEntry) -> tuple[Dose, NewEntry | None]:
    """End a dose by azalea. One that was corrected to "not had", and so opened again, goes back to that."""
    if standing is not None and standing.kind in {Kind.NOT_HAD, entry.kind}:
        return replace(dose, state=State(standing.kind), next_step_at=None), None
    ended = replace(dose, state=State(entry.kind), next_step_at=None)
    return ended, replace(entry, corrects=standing.id if standing else None)


@dataclass(frozen=True, slots=True)
class Noted:
    """The answer is written down. *reopened*: it was taken back, and the dose is asked about again."""

    dose: Dose
    entry: NewEntry
    before: Entry | None
    reopened: bool = False


@dataclass(frozen=True, slots=True)
class Already:
    """The diary says so already. Nothing changes."""

    standing: Entry


@dataclass(frozen=True, slots=True)
class Differs:
    """The diary says something else. Nothing changes until someone says so."""

    standing: Entry


@dataclass(frozen=True, slots=True)
class TooOld:
    """The dose ended more than seven days ago. Nothing changes."""


@dataclass(frozen=True, slots=True)
class Over:
    """The dose's own time is over, so it cannot be opened again. Nothing changes."""


def answer(  # noqa: PLR0913 - each is a fact of its own
    dose: Dose, standing: Entry | None, said: NewEntry, ladder: Ladder, *, change: bool = False, stated: bool = False
) -> Noted | Already | Differs | TooOld:
    """Decide what an answer does to a dose.

    With *change* it corrects what a person said before. *stated*: the time is one that the person named, so another
    time than the one written down is a difference, not the same thing said twice.
    """
    if said.at >= dose.closes_at + LOG_LATE and not (change and dose.state in ANSWERED):
        return TooOld()
    if standing is not None and dose.state in ANSWERED:
        told_again = not (change or stated) or standing.taken_at == said.taken_at
        says_more = said.reason is not None and said.reason != standing.reason
        if standing.kind is said.kind and told_again and not says_more:
            return Already(standing)
        if not change:
            return Differs(standing)
    entry = replace(said, corrects=standing.id if standing else None)
    if change and said.kind is Kind.NOT_HAD and dose.state is State.TAKEN and said.at < dose.closes_at:
        return Noted(_open_again(dose, said.at, ladder), entry, standing, reopened=True)
    return Noted(replace(dose, state=State(said.kind), next_step_at=None), entry, standing)


def open_again(dose: Dose, standing: Entry | None, by: int, now: datetime, ladder: Ladder) -> Noted | Over:
    """Take an answer back inside the dose's own time: it is open, and asked about again."""
    if now >= dose.closes_at:
        return Over()
    entry = NewEntry(Kind.OPEN, now, by, None, standing.id if standing else None)
    return Noted(_open_again(dose, now, ladder), entry, standing, reopened=True)


def _open_again(dose: Dose, now: datetime, ladder: Ladder) -> Dose:
    """Open a dose again: it is asked about at its next place on the ladder, or the ladder's length from *now*."""
    place = dose.due_at + ladder.place(dose.prompts + 1)
    asks = place if place > now else now.replace(second=0, microsecond=0) + ladder.place(MOST_PROMPTS)
    step = min(asks, dose.closes_at) if dose.prompts < MOST_PROMPTS else dose.closes_at
    return replace(dose, state=State.OPEN, next_step_at=step)


@dataclass(frozen=True, slots=True)
class Refused:
    """Later is not possible: it would be past the dose's own time, or it was asked about three times already."""

    spent: bool


def later(dose: Dose, wait: timedelta, now: datetime) -> Dose | Refused:
    """Move the next prompt of an open dose to *wait* from now; never a fourth one, never past its own time."""
    if dose.prompts >= MOST_PROMPTS:
        return Refused(spent=True)
    if now + wait >= dose.closes_at:
        return Refused(spent=False)
    return replace(dose, next_step_at=now + wait)
