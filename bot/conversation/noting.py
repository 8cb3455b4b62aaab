"""What is written down about a dose, and how it is acknowledged. Which dose is meant is settled before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.care import doses as rules
from bot.care import timetable
from bot.care.diary import Entry, Kind, NewEntry, standing
from bot.care.doses import Already, Differs, Dose, Noted, TooOld
from bot.care.people import Right, may
from bot.care.plans import DosePlan
from bot.care.timetable import DoseName, Occurrence
from bot.conversation.talk import Talk
from bot.store import diary, doses, plans
from bot.wording import Said, clock, local

MINUTES = "%Y%m%d%H%M"  # a moment (UTC) as a button carries it


@dataclass(frozen=True, slots=True)
class Target:
    """The dose that is talked about: as planned, as it stands, and all that was written about it."""

    plan: DosePlan
    occurrence: Occurrence
    dose: Dose | None
    entries: tuple[Entry, ...]

    @property
    def name(self) -> DoseName:
        """Return what names it for ever."""
        occurrence = self.occurrence
        return DoseName(self.plan.uid, occurrence.day, occurrence.turn, occurrence.lap)

    @property
    def standing(self) -> Entry | None:
        """Return what the diary says of it."""
        return standing(self.entries)


def find(talk: Talk, plan: DosePlan, occurrence: Occurrence) -> Target:
    """Return a dose as it stands."""
    dose = doses.find(talk.conn, plan.id, occurrence)
    return Target(plan, occurrence, dose, tuple(diary.of_dose(talk.conn, dose.id)) if dose else ())


def named(talk: Talk, name: DoseName) -> Target | None:
    """Return the dose that a button names, or None where there is none that this person may note for."""
    plan = plans.by_uid(talk.conn, name.plan)
    if plan is None or talk.person is None or talk.circle is None or plan.circle_id != talk.circle.id:
        return None
    if not may(talk.person, Right.NOTE, talk.circle):
        return None
    occurrence = timetable.named(plan, talk.zone, name)
    return find(talk, plan, occurrence) if occurrence else None


def label(talk: Talk, target: Target) -> str:
    """Return a dose by its day and time."""
    wall = target.dose.wall if target.dose else target.occurrence.wall
    return talk.wording.dose(target.occurrence.day, wall)


def stands(talk: Talk, target: Target) -> str:
    """Return in words how a dose stands."""
    day = target.occurrence.day
    if target.dose is None:
        passed = target.occurrence.at <= target.plan.since
        coming = "before" if passed else "open" if target.occurrence.at <= talk.now else "to-come"
        return talk.wording.stands(coming, None, day, talk.zone)
    return talk.wording.history(target.dose, target.entries, talk.zone)


def facts(talk: Talk, target: Target) -> str:
    """Return in words what the diary says of a dose."""
    return talk.wording.plain("facts-dose", dose=label(talk, target), stands=stands(talk, target)).text


def write(talk: Talk, target: Target, kind: Kind, taken_at: datetime | None, *, change: bool = False) -> Said:
    """Write down what became of a dose, if it is new; with *change* also if it corrects what was said before."""
    if talk.person is None:
        return talk.wording.plain("start-first")
    dose = target.dose or _opened(talk, target)
    said = NewEntry(kind, talk.now, talk.person.id, taken_at)
    outcome = rules.answer(dose, target.standing, said, change=change)
    dose_label = label(talk, target)
    match outcome:
        case Noted():
            return _keep(talk, target, outcome)
        case Already():
            text = talk.wording.plain("already", dose=dose_label, stands=stands(talk, target)).text
            return talk.wording.noted(text, target.name)
        case Differs():
            return _differs(talk, target, kind, taken_at)
        case TooOld():
            return talk.wording.plain("too-old", dose=dose_label)


def _opened(talk: Talk, target: Target) -> Dose:
    span = timetable.span(target.plan, talk.zone, target.occurrence)
    owed = [(target.plan.circle_id, target.plan.id, target.occurrence, span)]
    return doses.open_all(talk.conn, owed)[0]


def _keep(talk: Talk, target: Target, noted: Noted) -> Said:
    diary.write(talk.conn, noted.dose, noted.entry)
    doses.save(talk.conn, noted.dose)
    now = find(talk, target.plan, target.occurrence)
    dose_label = label(talk, now)
    corrected = noted.before is not None and noted.before.by is not None
    if corrected:
        return _changed(talk, now, noted)
    if noted.entry.kind is Kind.NOT_HAD:
        return talk.wording.noted(talk.wording.plain("noted-not-had", dose=dose_label).text, now.name)
    if noted.entry.taken_at is None:
        return talk.wording.noted(talk.wording.plain("noted-no-time", dose=dose_label).text, now.name)
    early = talk.now < noted.dose.due_at
    at = _time(talk, noted.entry.taken_at, now)
    text = talk.wording.plain("noted-early" if early else "noted", time=at, dose=dose_label).text
    return talk.wording.noted(text, now.name)


def _time(talk: Talk, taken_at: datetime, target: Target) -> str:
    there = taken_at.astimezone(talk.zone)
    same_day = there.date() == target.occurrence.day
    return clock(there.time()) if same_day else talk.wording.dose(there.date(), there.time())


def _changed(talk: Talk, target: Target, noted: Noted) -> Said:
    dose_label = label(talk, target)
    entry = noted.entry
    says = talk.wording.stands(entry.kind, entry.taken_at, target.occurrence.day, talk.zone)
    if not noted.reopened:
        return talk.wording.noted(talk.wording.plain("changed", dose=dose_label, stands=says).text, target.name)
    until = local(noted.dose.closes_at, talk.zone)
    text = talk.wording.plain("changed-open", dose=dose_label, stands=says, until=until).text
    return talk.wording.noted(text, target.name)


def _differs(talk: Talk, target: Target, kind: Kind, taken_at: datetime | None) -> Said:
    new = talk.wording.stands(kind, taken_at, target.occurrence.day, talk.zone)
    if kind is Kind.NOT_HAD:
        yes = f"fix-not:{target.name}"
    elif taken_at is None:
        yes = f"fix-had-then:{target.name}"
    else:
        yes = f"fix-had:{target.name}:{taken_at:{MINUTES}}"
    return talk.wording.differs(label(talk, target), stands(talk, target), new, yes, target.name)
