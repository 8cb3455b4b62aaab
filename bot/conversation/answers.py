"""Someone says in words what became of a dose. Asks where it is not clear which one is meant; never guesses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

from bot.care import owning, timetable
from bot.care.diary import Kind
from bot.care.doses import ANSWERED, State
from bot.care.owning import Fit
from bot.care.plans import DosePlan
from bot.care.reading import ClockTime
from bot.care.timetable import DoseName, Occurrence
from bot.conversation import noting, presses
from bot.conversation.noting import MINUTES, Target
from bot.conversation.talk import Talk
from bot.store import doses, plans
from bot.wording import Said, clock, local


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
            return noting.find(talk, plan, before)
    return noting.find(talk, plan, here)


def facts(talk: Talk) -> str:
    """Return what the diary says of the dose that is talked about now."""
    plan = _plan(talk)
    target = _here(talk, plan) if plan else None
    if target is None:
        return talk.wording.plain("facts-none").text if plan is None else ""
    return noting.facts(talk, target)


def took(talk: Talk, at: ClockTime | None) -> list[Said]:
    """Take "took it" and "took it at 7:15"."""
    plan = _plan(talk)
    if plan is None:
        return [talk.wording.plain("wrote-nothing", facts=facts(talk))]
    fits = _fits(talk, plan, at)
    if not fits:
        spoken = clock(at.readings()[0]) if at else local(talk.now, talk.zone)
        return [talk.wording.plain("when-was-it", time=spoken, facts=facts(talk))]
    if len(fits) > 1:
        targets = [noting.find(talk, plan, fit.occurrence) for fit in fits]
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
    before = noting.named(talk, DoseName.read(other))
    if here is None or before is None or here.dose is None or here.dose.state is not State.OPEN:
        return []
    if _settled_before(before) or before.name == here.name:
        return []
    options = [_option(here, f"had:{here.name}"), _option(before, f"had-then:{before.name}")]
    return [talk.wording.which(options)]


def _fits(talk: Talk, plan: DosePlan, at: ClockTime | None) -> tuple[Fit, ...]:
    def settled(occurrence: Occurrence) -> bool:
        return _settled(talk, plan, occurrence)

    if at is None:
        return owning.just_now(plan, talk.zone, talk.now, settled)
    return owning.at_clock(plan, talk.zone, at.readings(), talk.now, settled)


def _had(talk: Talk, plan: DosePlan, fit: Fit) -> Said:
    target = noting.find(talk, plan, fit.occurrence)
    said = noting.write(talk, target, Kind.TAKEN, fit.at)
    if fit.other is None or _settled_before(target):
        return said
    other = talk.wording.it_was(fit.other, target.name, talk.zone)
    return Said(said.text, (*said.choices, other), letters=True)


def _settled_before(target: Target) -> bool:
    return target.dose is not None and target.dose.state in ANSWERED


def not_had(talk: Talk) -> list[Said]:
    """Take "skip" and "not today"."""
    return _about_here(talk, lambda target: noting.write(talk, target, Kind.NOT_HAD, None))


def put_off(talk: Talk) -> list[Said]:
    """Take "later" and "not yet"."""
    return _about_here(talk, lambda target: presses.later(talk, target))


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
    return talk.wording.mean(phrase, noting.label(talk, target), target.name, due=due)


def _about_here(talk: Talk, act: Callable[[Target], Said]) -> list[Said]:
    plan = _plan(talk)
    target = _here(talk, plan) if plan else None
    if target is None:
        return [talk.wording.plain("wrote-nothing", facts=facts(talk))]
    return [act(target)]
