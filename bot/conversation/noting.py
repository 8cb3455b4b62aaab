"""What is written down about a dose, and how it is acknowledged. Which dose is meant is settled before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.care import doses as rules
from bot.care import timetable
from bot.care.diary import Entry, Kind, NewEntry, NewEvent, standing
from bot.care.doses import ANSWERED, Already, Differs, Dose, Noted, State, TooOld
from bot.care.people import Person, Right, may
from bot.care.plans import DosePlan, Pause, Reason
from bot.care.timetable import DoseName, Occurrence
from bot.conversation.talk import Talk
from bot.store import diary, doses, outbox, people
from bot.wording import Said

MINUTES = "%Y%m%d%H%M"  # a moment (UTC) as a button carries it
NEAR_A_MOVE = timedelta(days=14)  # around a journey a time is told with its place


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
    def zone(self) -> ZoneInfo:
        """Return the zone in which its times are told."""
        return ZoneInfo(self.dose.zone if self.dose else self.occurrence.zone)

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
    occurrence = timetable.named(plan, talk.places, name)
    return find(talk, plan, occurrence) if occurrence else None


def coded(talk: Talk, code: str) -> Target | None:
    """Return the dose that a code names: what a button or a question carries. Raises ValueError for anything else."""
    return named(talk, DoseName.read(code))


def span(talk: Talk, target: Target) -> timetable.Span:
    """Return the time that a dose owns."""
    owned = timetable.span(target.plan, talk.places, target.occurrence)
    return replace(owned, end=target.dose.closes_at) if target.dose else owned


# In words


def place(talk: Talk, zone: ZoneInfo, at: datetime) -> str:
    """Return the zone that a time is told in, where that is worth a word: near a journey, or on another clock."""
    near = any(abs(move.at - at) <= NEAR_A_MOVE for move in talk.places.moves)
    return zone.key if near or zone.key != talk.zone.key else ""


def label(talk: Talk, target: Target) -> str:
    """Return a dose by its day and time, and its place where that is worth a word."""
    wall = target.dose.wall if target.dose else target.occurrence.wall
    where = place(talk, target.zone, target.occurrence.at)
    return talk.wording.placed(talk.wording.dose(target.occurrence.day, wall), where)


def stands(talk: Talk, target: Target) -> str:
    """Return in words how a dose stands."""
    if target.dose is not None:
        return history(talk, target.dose, target.entries)
    passed = target.occurrence.at <= target.plan.since
    coming = "before" if passed else "open" if target.occurrence.at <= talk.now else "to-come"
    return talk.wording.stands(coming, None, target.occurrence.day, target.zone)


def history(talk: Talk, dose: Dose, entries: Sequence[Entry]) -> str:
    """Return how a dose stands, with what was said first, when, and by whom if that was somebody else."""
    others = {entry.by for entry in entries if entry.by is not None} - {talk.person.id if talk.person else None}
    names = {one: person.name for one, person in people.persons(talk.conn, others).items()} if others else {}
    return talk.wording.history(dose, entries, names)


def facts(talk: Talk, target: Target) -> str:
    """Return in words what the diary says of a dose."""
    return talk.wording.plain("facts-dose", dose=label(talk, target), stands=stands(talk, target)).text


def moment(talk: Talk, at: datetime) -> str:
    """Return a moment by day and time where the person is."""
    there = at.astimezone(talk.zone)
    return talk.wording.dose(there.date(), there.time())


def time_of(talk: Talk, target: Target, at: datetime) -> str:
    """Return a moment on the clock of a dose: by its time alone where that is on the dose's own day."""
    return talk.wording.time_on(target.occurrence.day, at, target.zone)


# Written down


def write(  # noqa: PLR0913 - each is a fact of its own
    talk: Talk,
    target: Target,
    kind: Kind,
    taken_at: datetime | None,
    *,
    change: bool = False,
    stated: bool = False,
    reason: str = "",
) -> Said:
    """Write down what became of a dose, if it is new; with *change* also if it corrects what was said before.

    *stated*: the person named the time, so another time than the one written down is asked about. *reason*: why it was
    not had, in words.
    """
    if talk.person is None:
        return talk.wording.plain("start-first")
    dose = target.dose or rules.planned(target.plan, talk.places, target.occurrence)
    said = NewEntry(kind, talk.now, talk.person.id, taken_at, reason=reason or None)
    ladder = rules.ladder_of(target.plan, dose)
    says_why = bool(reason) and target.standing is not None and target.standing.kind is kind
    match rules.answer(dose, target.standing, said, ladder, change=change or says_why, stated=stated):
        case Noted() as noted:
            return _keep(talk, target, noted)
        case Already():
            return _already(talk, target)
        case Differs():
            return propose(talk, target, kind, taken_at)
        case TooOld():
            return talk.wording.plain("too-old", dose=label(talk, target))


def propose(talk: Talk, target: Target, kind: Kind, taken_at: datetime | None) -> Said:
    """Ask before writing something down, or before changing what was said."""
    new = talk.wording.stands(kind, taken_at, target.occurrence.day, target.zone)
    act = {Kind.TAKEN: "had-then", Kind.NOT_HAD: "not"}[kind]
    data = f"{act}:{target.name}" if taken_at is None else f"had:{target.name}:{taken_at:{MINUTES}}"
    if target.is_settled:
        return talk.wording.differs(label(talk, target), stands(talk, target), new, f"fix-{data}", target.name)
    return talk.wording.write_this(label(talk, target), new, data, target.name)


def _already(talk: Talk, target: Target) -> Said:
    """Say that nothing changed; of an older dose also how today's stands, for that may have been meant."""
    dose, says = label(talk, target), stands(talk, target)
    today = latest(talk)
    if target.occurrence.day == talk.today or today is None or today.name == target.name:
        return talk.wording.noted(talk.wording.plain("already", dose=dose, stands=says).text, target.name)
    text = talk.wording.plain("already-then", dose=dose, stands=says, facts=facts(talk, today)).text
    if today.is_open:
        return talk.wording.with_answers(text, today.name)
    return talk.wording.noted(text, target.name)


def latest(talk: Talk) -> Target | None:
    """Return the dose that fell due last, if the plan owed it."""
    plan = talk.plan
    last = timetable.last_until(plan, talk.places, talk.now) if plan else None
    if plan is None or last is None or last.day < plan.versions[0].from_day:
        return None
    return find(talk, plan, last)


def _keep(talk: Talk, target: Target, noted: Noted) -> Said:
    row = keep(talk, target, noted)
    now = find(talk, target.plan, target.occurrence)
    changes = noted.before is not None and noted.before.by is not None and target.is_settled
    said = _changed(talk, now, noted) if changes else _noted(talk, now, row, noted)
    rests = _stopped_when_had(talk, now, noted.entry)
    return replace(said, text=f"{said.text} {talk.wording.rests_as_told(rests, talk.places)}") if rests else said


def _stopped_when_had(talk: Talk, target: Target, entry: NewEntry) -> Pause | None:
    """Return the pause that the team asked for, where a dose was had in it all the same."""
    rests = target.plan.paused_at(talk.now)
    if rests is None or rests.reason is not Reason.TEAM or entry.kind is not Kind.TAKEN:
        return None
    return rests if (entry.taken_at or target.occurrence.at) >= rests.since else None


def keep(talk: Talk, target: Target, noted: Noted) -> Dose:
    """Write a dose and the entry about it."""
    if target.dose is None:
        row = doses.add_all(talk.conn, [noted.dose])[0]
    else:
        row = noted.dose
        doses.save(talk.conn, row)
    diary.write(talk.conn, row, noted.entry)
    outbox.renew(talk.conn, [row.id], outbox.ANSWER, talk.now)
    return row


def _noted(talk: Talk, target: Target, row: Dose, noted: Noted) -> Said:
    dose, entry = label(talk, target), noted.entry
    if entry.kind is Kind.NOT_HAD and entry.reason:
        text = talk.wording.plain("noted-not-had-why", dose=dose, reason=entry.reason or "").text
        return talk.wording.noted(text, target.name)
    if entry.kind is Kind.NOT_HAD:
        text = talk.wording.plain("noted-not-had", dose=dose).text
        inside = talk.now < row.closes_at
        return talk.wording.why(text, target.name) if inside else talk.wording.noted(text, target.name)
    if entry.reason:
        text = talk.wording.plain("noted-beside", dose=dose, stands=stands(talk, target)).text
        return talk.wording.noted(text, target.name)
    if entry.taken_at is None:
        return talk.wording.noted(talk.wording.plain("noted-no-time", dose=dose).text, target.name)
    phrase = "noted-early" if talk.now < row.due_at else "noted"
    at = time_of(talk, target, entry.taken_at)
    return talk.wording.noted(talk.wording.plain(phrase, time=at, dose=dose).text, target.name)


def _changed(talk: Talk, target: Target, noted: Noted) -> Said:
    dose, entry = label(talk, target), noted.entry
    if noted.reopened:
        until = time_of(talk, target, noted.dose.closes_at)
        text = talk.wording.plain("changed-open", dose=dose, until=until).text
        return talk.wording.with_answers(text, target.name, late=True)
    if noted.before is not None and noted.before.kind is entry.kind is Kind.NOT_HAD:
        text = talk.wording.plain("noted-not-had-why", dose=dose, reason=entry.reason or "").text
        return talk.wording.noted(text, target.name)
    says = talk.wording.stands(entry.kind, entry.taken_at, target.occurrence.day, target.zone, entry.reason)
    return talk.wording.noted(talk.wording.plain("changed", dose=dose, stands=says).text, target.name)


def tell(talk: Talk, kind: Kind, text: str, corrects: int | None = None) -> bool:
    """Write into the diary what is about no dose, in words; tell whether there is a diary to write it into."""
    if talk.circle is None or talk.person is None:
        return False
    diary.tell(talk.conn, talk.circle.id, event(talk, talk.person, kind, text, corrects))
    return True


def event(talk: Talk, by: Person, kind: Kind, text: str, corrects: int | None = None) -> NewEvent:
    """Return a line of the diary that is about no dose, of today."""
    return NewEvent(kind, talk.now, by.id, talk.today, talk.zone.key, text, corrects)
