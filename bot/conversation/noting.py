"""What is written down about a dose, and how it is acknowledged. Which dose is meant is settled before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.care import doses as rules
from bot.care import timetable
from bot.care.diary import Entry, Kind, NewEntry, standing
from bot.care.doses import ANSWERED, Already, Differs, Dose, Noted, State, TooOld
from bot.care.people import Right, may
from bot.care.plans import DosePlan
from bot.care.timetable import DoseName, Occurrence
from bot.conversation.talk import Talk
from bot.store import diary, doses
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

    @property
    def is_open(self) -> bool:
        """Tell whether it is being asked about."""
        return self.dose is not None and self.dose.state is State.OPEN

    @property
    def is_settled(self) -> bool:
        """Tell whether a person said what became of it."""
        return self.dose is not None and self.dose.state in ANSWERED


def find(talk: Talk, plan: DosePlan, occurrence: Occurrence) -> Target:
    """Return a dose as it stands."""
    dose = doses.find(talk.conn, plan.id, occurrence)
    return Target(plan, occurrence, dose, tuple(diary.of_dose(talk.conn, dose.id)) if dose else ())


def named(talk: Talk, name: DoseName) -> Target | None:
    """Return the dose that a button names, or None where there is none that this person may note for."""
    plan = talk.plan
    if plan is None or talk.person is None or talk.circle is None or plan.uid != name.plan:
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
    return talk.wording.history(target.dose, target.entries)


def facts(talk: Talk, target: Target) -> str:
    """Return in words what the diary says of a dose."""
    return talk.wording.plain("facts-dose", dose=label(talk, target), stands=stands(talk, target)).text


def write(  # noqa: PLR0913 - each is a fact of its own
    talk: Talk,
    target: Target,
    kind: Kind,
    taken_at: datetime | None,
    *,
    change: bool = False,
    stated: bool = False,
) -> Said:
    """Write down what became of a dose, if it is new; with *change* also if it corrects what was said before.

    *stated*: the person named the time, so another time than the one written down is asked about.
    """
    if talk.person is None:
        return talk.wording.plain("start-first")
    dose = target.dose or rules.planned(target.plan, talk.zone, target.occurrence)
    said = NewEntry(kind, talk.now, talk.person.id, taken_at)
    match rules.answer(dose, target.standing, said, change=change, stated=stated):
        case Noted() as noted:
            return _keep(talk, target, noted)
        case Already():
            text = talk.wording.plain("already", dose=label(talk, target), stands=stands(talk, target)).text
            return talk.wording.noted(text, target.name)
        case Differs():
            return _differs(talk, target, kind, taken_at)
        case TooOld():
            return talk.wording.plain("too-old", dose=label(talk, target))


def _keep(talk: Talk, target: Target, noted: Noted) -> Said:
    if target.dose is None:
        row = doses.add_all(talk.conn, [noted.dose])[0]
    else:
        row = noted.dose
        doses.save(talk.conn, row)
    diary.write(talk.conn, row, noted.entry)
    now = find(talk, target.plan, target.occurrence)
    if noted.before is not None and noted.before.by is not None:
        return _changed(talk, now, noted)
    dose = label(talk, now)
    if noted.entry.kind is Kind.NOT_HAD:
        return talk.wording.noted(talk.wording.plain("noted-not-had", dose=dose).text, now.name)
    if noted.entry.taken_at is None:
        return talk.wording.noted(talk.wording.plain("noted-no-time", dose=dose).text, now.name)
    early = talk.now < row.due_at
    at = _time(talk, noted.entry.taken_at, now)
    return talk.wording.noted(
        talk.wording.plain("noted-early" if early else "noted", time=at, dose=dose).text, now.name
    )


def moment(talk: Talk, at: datetime) -> str:
    """Return a moment by day and time where the person is."""
    there = at.astimezone(talk.zone)
    return talk.wording.dose(there.date(), there.time())


def _time(talk: Talk, taken_at: datetime, target: Target) -> str:
    there = taken_at.astimezone(ZoneInfo(target.dose.zone) if target.dose else talk.zone)
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
