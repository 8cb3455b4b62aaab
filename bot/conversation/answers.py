"""Someone says what became of a dose: by a button or in words. Asks where it is not clear; never guesses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from bot.care import doses as rules
from bot.care import owning, timetable
from bot.care.diary import Entry, Kind, NewEntry, standing
from bot.care.doses import ANSWERED, Already, Differs, Dose, Noted, Refused, State, TooOld
from bot.care.owning import Fit
from bot.care.people import Right, may
from bot.care.plans import DosePlan
from bot.care.reading import ClockTime
from bot.care.timetable import DoseName, Occurrence
from bot.conversation.talk import Talk
from bot.store import diary, doses, plans
from bot.wording import Said, clock, local

MINUTES = "%Y%m%d%H%M"


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


def _target(talk: Talk, plan: DosePlan, occurrence: Occurrence) -> Target:
    dose = doses.find(talk.conn, plan.id, occurrence)
    return Target(plan, occurrence, dose, tuple(diary.of_dose(talk.conn, dose.id)) if dose else ())


def _named(talk: Talk, name: DoseName) -> Target | None:
    plan = plans.by_uid(talk.conn, name.plan)
    if plan is None or talk.person is None or talk.circle is None or plan.circle_id != talk.circle.id:
        return None
    if not may(talk.person, Right.NOTE, talk.circle):
        return None
    occurrence = timetable.named(plan, talk.zone, name)
    return _target(talk, plan, occurrence) if occurrence else None


def _label(talk: Talk, target: Target) -> str:
    wall = target.dose.wall if target.dose else target.occurrence.wall
    return talk.wording.dose(target.occurrence.day, wall)


def _stands(talk: Talk, target: Target) -> str:
    day = target.occurrence.day
    if target.dose is None:
        passed = target.occurrence.at <= target.plan.since
        coming = "before" if passed else "open" if target.occurrence.at <= talk.now else "to-come"
        return talk.wording.stands(coming, None, day, talk.zone)
    return talk.wording.history(target.dose, target.entries, talk.zone)


def _plan(talk: Talk) -> DosePlan | None:
    return plans.of_circle(talk.conn, talk.circle.id) if talk.circle else None


def _settled(talk: Talk, plan: DosePlan, occurrence: Occurrence) -> bool:
    dose = doses.find(talk.conn, plan.id, occurrence)
    return dose is not None and dose.state in ANSWERED


def _here(talk: Talk, plan: DosePlan) -> Target | None:
    """Return the dose that is talked about now: the one that owns this moment, or the one before if it is not due."""
    here = timetable.owner(plan, talk.zone, talk.now)
    if here is None:
        return None
    if here.at > talk.now:
        before = timetable.last_until(plan, talk.zone, talk.now)
        today = talk.now.astimezone(talk.zone).date()
        if before.day >= plan.versions[0].from_day and (here.day != today or not _settled(talk, plan, before)):
            return _target(talk, plan, before)
    return _target(talk, plan, here)


def facts(talk: Talk) -> str:
    """Return what the diary says of the dose that is talked about now."""
    plan = _plan(talk)
    target = _here(talk, plan) if plan else None
    if target is None:
        return talk.wording.plain("facts-none").text if plan is None else ""
    return talk.wording.plain("facts-dose", dose=_label(talk, target), stands=_stands(talk, target)).text


# In words


def took(talk: Talk, at: ClockTime | None) -> list[Said]:
    """Take "took it" and "took it at 7:15"."""
    plan = _plan(talk)
    if plan is None:
        return [talk.wording.plain("wrote-nothing", facts=facts(talk))]
    fits = _fits(talk, plan, at)
    if not fits:
        spoken = clock(at.readings()[0]) if at else local(talk.now, talk.zone)
        return [_bare(talk.wording.plain("when-was-it", time=spoken, facts=facts(talk)))]
    if len(fits) > 1:
        targets = [_target(talk, plan, fit.occurrence) for fit in fits]
        moment = f"{fits[-1].at:{MINUTES}}"
        return [talk.wording.which([_option(one, f"had:{one.name}:{moment}") for one in targets])]
    return [_had(talk, plan, fits[0])]


def _option(target: Target, data: str) -> tuple[date, time, str]:
    return target.occurrence.day, target.dose.wall if target.dose else target.occurrence.wall, data


def done(talk: Talk) -> list[Said]:
    """Take "done": the open dose was had; where none is open it is asked about."""
    plan = _plan(talk)
    target = _here(talk, plan) if plan else None
    open_now = target is not None and target.dose is not None and target.dose.state is State.OPEN
    return took(talk, None) if open_now else doubt(talk)


def which_of_two(talk: Talk, other: str) -> list[Said]:
    """Ask which, where today's dose is open and the newest question is about another one; *other* names that."""
    plan = _plan(talk)
    here = _here(talk, plan) if plan else None
    before = _named(talk, DoseName.read(other))
    if here is None or before is None or here.dose is None or here.dose.state is not State.OPEN:
        return []
    if _settled_before(before) or before.name == here.name:
        return []
    options = [_option(here, f"had:{here.name}"), _option(before, f"had-then:{before.name}")]
    return [talk.wording.which(options)]


def _bare(said: Said) -> Said:
    return Said(said.text.strip(), said.choices)


def _fits(talk: Talk, plan: DosePlan, at: ClockTime | None) -> tuple[Fit, ...]:
    def settled(occurrence: Occurrence) -> bool:
        return _settled(talk, plan, occurrence)

    if at is None:
        return owning.just_now(plan, talk.zone, talk.now, settled)
    return owning.at_clock(plan, talk.zone, at.readings(), talk.now, settled)


def _had(talk: Talk, plan: DosePlan, fit: Fit) -> Said:
    target = _target(talk, plan, fit.occurrence)
    said = _write(talk, target, Kind.TAKEN, fit.at)
    if fit.other is None or _settled_before(target):
        return said
    other = talk.wording.it_was(fit.other, target.name, talk.zone)
    return Said(said.text, (*said.choices, other), letters=True)


def _settled_before(target: Target) -> bool:
    return target.dose is not None and target.dose.state in ANSWERED


def not_had(talk: Talk) -> list[Said]:
    """Take "skip" and "not today"."""
    return _about_here(talk, lambda target: _write(talk, target, Kind.NOT_HAD, None))


def put_off(talk: Talk) -> list[Said]:
    """Take "later" and "not yet"."""
    return _about_here(talk, lambda target: _later(talk, target))


def doubt(talk: Talk) -> list[Said]:
    """Ask, where words speak of taking and do not plainly say so."""
    return _about_here(talk, lambda target: _ask(talk, target, "do-you-mean"))


def nod(talk: Talk) -> list[Said]:
    """Ask, where someone was only polite while a dose is open; else say nothing."""
    plan = _plan(talk)
    target = _here(talk, plan) if plan else None
    if target is None or target.dose is None or target.dose.state is not State.OPEN:
        return []
    return [_ask(talk, target, "ask-nod")]


def _ask(talk: Talk, target: Target, phrase: str) -> Said:
    if _settled_before(target):
        return talk.wording.noted(talk.wording.plain("wrote-nothing", facts=facts(talk)).text, target.name)
    due = target.dose is not None and target.dose.state is State.OPEN
    return talk.wording.mean(phrase, _label(talk, target), target.name, due=due)


def _about_here(talk: Talk, act: Callable[[Target], Said]) -> list[Said]:
    plan = _plan(talk)
    target = _here(talk, plan) if plan else None
    if target is None:
        return [_bare(talk.wording.plain("wrote-nothing", facts=facts(talk)))]
    return [act(target)]


# By a button


def press(talk: Talk, act: str, rest: str) -> list[Said] | None:
    """Do what a button under a dose says. None: it is not a button of ours, or no longer fits."""
    code, _, minutes = rest.partition(":")
    try:
        name = DoseName.read(code)
        moment = datetime.strptime(minutes, MINUTES).replace(tzinfo=UTC) if minutes else None
    except ValueError:
        return None
    target = _named(talk, name)
    if target is None:
        return [talk.wording.plain("not-yours")]
    said = _pressed(talk, act, target, moment)
    return None if said is None else [said]


def _pressed(talk: Talk, act: str, target: Target, moment: datetime | None) -> Said | None:  # noqa: C901 - a table
    match act:
        case "had":
            return _write(talk, target, Kind.TAKEN, moment or _moment_of_press(talk, target))
        case "had-then":
            return _write(talk, target, Kind.TAKEN, None)
        case "not":
            return _write(talk, target, Kind.NOT_HAD, None)
        case "later":
            return _later(talk, target)
        case "wait10" | "wait30" | "wait60":
            return _wait(talk, target, timedelta(minutes=int(act.removeprefix("wait"))))
        case "unknown":
            return talk.wording.noted(talk.wording.plain("left-unknown", dose=_label(talk, target)).text, target.name)
        case "change":
            return _change_what(talk, target)
        case "fix-had":
            return _write(talk, target, Kind.TAKEN, moment, change=True)
        case "fix-had-then":
            return _write(talk, target, Kind.TAKEN, None, change=True)
        case "fix-not":
            return _write(talk, target, Kind.NOT_HAD, None, change=True)
        case "again":
            return _open_again(talk, target)
        case "leave":
            return talk.wording.plain("unchanged")
    return None


def _moment_of_press(talk: Talk, target: Target) -> datetime | None:
    # A button pressed after the dose's own time says that it was had, not when.
    if target.dose is not None:
        return talk.now if talk.now < target.dose.closes_at else None
    return talk.now if talk.now in timetable.span(target.plan, talk.zone, target.occurrence) else None


# Writing it down


def _write(talk: Talk, target: Target, kind: Kind, taken_at: datetime | None, *, change: bool = False) -> Said:
    if talk.person is None:
        return talk.wording.plain("start-first")
    dose = target.dose or _opened(talk, target)
    said = NewEntry(kind, talk.now, talk.person.id, taken_at)
    outcome = rules.answer(dose, target.standing, said, change=change)
    label = _label(talk, target)
    match outcome:
        case Noted():
            return _keep(talk, target, outcome)
        case Already():
            stands = _stands(talk, target)
            return talk.wording.noted(talk.wording.plain("already", dose=label, stands=stands).text, target.name)
        case Differs():
            return _differs(talk, target, kind, taken_at)
        case TooOld():
            return talk.wording.plain("too-old", dose=label)


def _opened(talk: Talk, target: Target) -> Dose:
    span = timetable.span(target.plan, talk.zone, target.occurrence)
    owed = [(target.plan.circle_id, target.plan.id, target.occurrence, span)]
    return doses.open_all(talk.conn, owed)[0]


def _keep(talk: Talk, target: Target, noted: Noted) -> Said:
    diary.write(talk.conn, noted.dose, noted.entry)
    doses.save(talk.conn, noted.dose)
    now = _target(talk, target.plan, target.occurrence)
    label = _label(talk, now)
    corrected = noted.before is not None and noted.before.by is not None
    if corrected:
        return _changed(talk, now, noted, label)
    if noted.entry.kind is Kind.NOT_HAD:
        return talk.wording.noted(talk.wording.plain("noted-not-had", dose=label).text, now.name)
    if noted.entry.taken_at is None:
        return talk.wording.noted(talk.wording.plain("noted-no-time", dose=label).text, now.name)
    early = talk.now < noted.dose.due_at
    at = _time(talk, noted.entry.taken_at, now)
    text = talk.wording.plain("noted-early" if early else "noted", time=at, dose=label).text
    return talk.wording.noted(text, now.name)


def _time(talk: Talk, taken_at: datetime, target: Target) -> str:
    there = taken_at.astimezone(talk.zone)
    same_day = there.date() == target.occurrence.day
    return clock(there.time()) if same_day else talk.wording.dose(there.date(), there.time())


def _changed(talk: Talk, target: Target, noted: Noted, label: str) -> Said:
    entry = noted.entry
    stands = talk.wording.stands(entry.kind, entry.taken_at, target.occurrence.day, talk.zone)
    if not noted.reopened:
        return talk.wording.noted(talk.wording.plain("changed", dose=label, stands=stands).text, target.name)
    until = local(noted.dose.closes_at, talk.zone)
    text = talk.wording.plain("changed-open", dose=label, stands=stands, until=until).text
    return talk.wording.noted(text, target.name)


def _differs(talk: Talk, target: Target, kind: Kind, taken_at: datetime | None) -> Said:
    new = talk.wording.stands(kind, taken_at, target.occurrence.day, talk.zone)
    if kind is Kind.NOT_HAD:
        yes = f"fix-not:{target.name}"
    elif taken_at is None:
        yes = f"fix-had-then:{target.name}"
    else:
        yes = f"fix-had:{target.name}:{taken_at:{MINUTES}}"
    return talk.wording.differs(_label(talk, target), _stands(talk, target), new, yes, target.name)


def _change_what(talk: Talk, target: Target) -> Said:
    if target.dose is None:
        return talk.wording.mean("do-you-mean", _label(talk, target), target.name, due=False)
    inside = talk.now < target.dose.closes_at
    offered: dict[State, Sequence[str]] = {
        State.TAKEN: ("fix-not",),
        State.NOT_HAD: ("fix-had-then", "again") if inside else ("fix-had-then",),
    }
    acts = (*offered.get(target.dose.state, ("fix-had-then", "fix-not")), "leave")
    return talk.wording.change_what(_label(talk, target), _stands(talk, target), target.name, acts)


def _open_again(talk: Talk, target: Target) -> Said | None:
    if target.dose is None or talk.person is None or target.dose.state is State.OPEN:
        return None
    outcome = rules.open_again(target.dose, target.standing, talk.person.id, talk.now)
    label = _label(talk, target)
    if isinstance(outcome, TooOld):
        return talk.wording.plain("too-old", dose=label)
    diary.write(talk.conn, outcome.dose, outcome.entry)
    doses.save(talk.conn, outcome.dose)
    asks = outcome.dose.next_step_at
    if asks is None or asks >= outcome.dose.closes_at:
        return talk.wording.plain("open-again", dose=label, until=local(outcome.dose.closes_at, talk.zone))
    return talk.wording.plain("open-again-asks", dose=label, time=local(asks, talk.zone))


def _later(talk: Talk, target: Target) -> Said:
    label = _label(talk, target)
    if target.dose is None or target.dose.state is not State.OPEN:
        return _bare(talk.wording.plain("nothing-open", facts=facts(talk)))
    if target.dose.prompts >= rules.MOST_PROMPTS:
        return talk.wording.plain("later-spent", dose=label, until=local(target.dose.closes_at, talk.zone))
    return talk.wording.later(label, target.name)


def _wait(talk: Talk, target: Target, wait: timedelta) -> Said:
    label = _label(talk, target)
    if target.dose is None or target.dose.state is not State.OPEN:
        return _bare(talk.wording.plain("nothing-open", facts=facts(talk)))
    outcome = rules.later(target.dose, wait, talk.now)
    if isinstance(outcome, Refused):
        phrase = "later-spent" if outcome.spent else "later-past"
        return talk.wording.plain(phrase, dose=label, until=local(target.dose.closes_at, talk.zone))
    doses.save(talk.conn, outcome)
    return talk.wording.plain("asks-later", time=local(talk.now + wait, talk.zone))
