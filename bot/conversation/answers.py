"""Someone says in words what became of a dose. Asks where it is not clear which one is meant; never guesses."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.care import owning, timetable
from bot.care.diary import Kind
from bot.care.doses import ANSWERED
from bot.care.owning import Fit
from bot.care.plans import DosePlan
from bot.care.reading import ClockTime, Why
from bot.care.timetable import DoseName, Occurrence
from bot.conversation import choosing, noting, presses
from bot.conversation.noting import MINUTES, Target
from bot.conversation.talk import Shown, Talk
from bot.store import doses
from bot.wording import Option, Said, clock, local


def _fits(talk: Talk, plan: DosePlan, at: ClockTime | None) -> tuple[Fit, ...]:
    def settled(occurrence: Occurrence) -> bool:
        dose = doses.find(talk.conn, plan.id, occurrence)
        return dose is not None and dose.state in ANSWERED

    if at is None:
        return owning.just_now(plan, talk.zone, talk.now, settled)
    return owning.at_clock(plan, talk.zone, at.readings(), talk.now, settled)


def _meant(talk: Talk) -> list[Target]:
    """Return the doses that words said now may be about."""
    plan = talk.plan
    return [noting.find(talk, plan, fit.occurrence) for fit in _fits(talk, plan, None)] if plan else []


def facts(talk: Talk) -> str:
    """Return what the diary says of the doses around now: the last one that fell due, and one still to come today."""
    plan = talk.plan
    if plan is None:
        return talk.wording.plain("facts-none").text
    last = timetable.last_until(plan, talk.zone, talk.now)
    following = timetable.first_owed(plan, talk.zone, talk.now)
    around = [last] if last.day >= plan.versions[0].from_day else []
    around += [following] if following.day == talk.now.astimezone(talk.zone).date() else []
    return " ".join(noting.facts(talk, noting.find(talk, plan, occurrence)) for occurrence in around)


def _nothing(talk: Talk) -> list[Said]:
    return [talk.wording.plain("wrote-nothing", facts=facts(talk))]


def took(talk: Talk, at: ClockTime | None) -> list[Said]:
    """Take "took it" and "took it at 7:15"."""
    plan = talk.plan
    if plan is None:
        return _nothing(talk)
    fits = _fits(talk, plan, at)
    targets = [noting.find(talk, plan, fit.occurrence) for fit in fits]
    if not fits:
        spoken = clock(at.readings()[0]) if at else local(talk.now, talk.zone)
        return [talk.wording.plain("when-was-it", time=spoken, facts=facts(talk))]
    options = [
        _option(talk, one, f"had:{one.name}:{fit.at:{MINUTES}}", fit.at if at else None)
        for one, fit in zip(targets, fits, strict=True)
    ]
    if at is None:
        options += [_option(talk, one, f"had-then:{one.name}") for one in _asked_about(talk, targets)]
    if len(options) > 1 or not fits[0].sure or _elsewhere(talk, targets[0], at):
        return [talk.wording.which(options)]
    return [_had(talk, targets[0], fits[0], stated=at is not None)]


def _elsewhere(talk: Talk, target: Target, at: ClockTime | None) -> bool:
    """Tell whether a time was said on another clock than the one the dose was opened on."""
    return at is not None and target.dose is not None and target.dose.zone != talk.zone.key


def _option(talk: Talk, target: Target, data: str, had: datetime | None = None) -> Option:
    """Return a dose to choose: what it is, what is written down for it if anything is, and the time that was said."""
    stands = noting.stands(talk, target) if target.is_settled else None
    return Option(noting.label(talk, target), data, stands, noting.moment(talk, had) if had else None)


def _asked_about(talk: Talk, targets: Sequence[Target]) -> list[Target]:
    """Return the dose before, where the newest question is about it and today's is open as well."""
    asked = choosing.question(talk)
    if asked is None or asked.first == 1 or not choosing.still_open(talk, asked):
        return []
    before = noting.named(talk, DoseName.read(asked.choices[0].data.partition(":")[2]))
    if before is None or not any(one.is_open for one in targets) or before.name in {one.name for one in targets}:
        return []
    return [before]


def _had(talk: Talk, target: Target, fit: Fit, *, stated: bool) -> Said:
    said = noting.write(talk, target, Kind.TAKEN, fit.at, stated=stated)
    if fit.other is None or target.is_settled:
        return said
    other = talk.wording.it_was(fit.other, target.name, talk.zone)
    return Said(said.text, (*said.choices, other), letters=True)


def done(talk: Talk) -> list[Said]:
    """Take "done": the open dose was had; where none is open it is asked about."""
    return took(talk, None) if any(one.is_open for one in _meant(talk)) else doubt(talk)


def to_prompt(talk: Talk, asked: Shown, role: str) -> list[Said]:
    """Take a yes or no to a prompt, or to the question about the dose before.

    It answers only the last thing that was said: a "yes" after a page of the guide is not about a dose.
    """
    if not choosing.is_last(talk, asked):
        return nod(talk)
    meant = _meant(talk)
    if asked.first == 1 or (role == "yes" and any(one.is_open for one in meant)):
        return done(talk) if role == "yes" else doubt(talk)
    before = noting.named(talk, DoseName.read(asked.choices[0].data.partition(":")[2]))
    return [presses.mean(talk, before, "do-you-mean")] if before else _nothing(talk)


def not_had(talk: Talk) -> list[Said]:
    """Take "skip" and "not today": they are about a dose of today, or it is asked what they are about."""
    today = talk.now.astimezone(talk.zone).date()
    targets = [one for one in _meant(talk) if one.occurrence.day == today]
    if len(targets) > 1:
        return [talk.wording.which([_option(talk, one, f"not:{one.name}") for one in targets])]
    return [noting.write(talk, targets[0], Kind.NOT_HAD, None)] if targets else doubt(talk)


def put_off(talk: Talk) -> list[Said]:
    """Take "later" and "not yet"."""
    targets = [one for one in _meant(talk) if one.is_open]
    if not targets:
        return [talk.wording.plain("nothing-open", facts=facts(talk))]
    return [presses.later(talk, targets[0])]


def doubt(talk: Talk, why: Why = Why.UNCLEAR) -> list[Said]:
    """Ask, where words speak of taking and do not plainly say so. A question is not answered with a form."""
    if why is Why.QUESTION:
        return [talk.wording.plain("cannot-say", facts=facts(talk))]
    targets = _of_two_days(talk) if why is Why.OTHER_DAY else _meant(talk)
    if len(targets) > 1:
        return [talk.wording.which([_option(talk, one, f"mean:{one.name}") for one in targets])]
    return [presses.mean(talk, targets[0], "do-you-mean")] if targets else _nothing(talk)


def _of_two_days(talk: Talk) -> list[Target]:
    """Return what fell due yesterday and today."""
    plan = talk.plan
    if plan is None:
        return []
    today = talk.now.astimezone(talk.zone).date()
    days = (day for day in (today - timetable.DAY, today) if day >= plan.versions[0].from_day)
    due = (o for day in days for o in timetable.on_day(plan, talk.zone, day) if o.at <= talk.now)
    return [noting.find(talk, plan, occurrence) for occurrence in due]


def nod(talk: Talk) -> list[Said]:
    """Ask, where someone was only polite while a dose is open; else say nothing."""
    return [presses.mean(talk, one, "ask-nod") for one in _meant(talk) if one.is_open][:1]
