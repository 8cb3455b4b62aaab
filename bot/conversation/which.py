"""Which doses words may be about, and what there is to say of them. Writes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from bot.care import owning, timetable
from bot.care.doses import ANSWERED
from bot.care.owning import Fit
from bot.care.plans import DosePlan
from bot.care.reading import Ago, ClockTime, DayWord, Either, resolve
from bot.care.timetable import Occurrence
from bot.conversation import noting
from bot.conversation.noting import Target
from bot.conversation.talk import Talk
from bot.store import doses
from bot.wording import Option, Said


def fits(talk: Talk, plan: DosePlan, at: ClockTime | Ago | None) -> tuple[Fit, ...]:
    """Return what "took it" fits, said of a time or of now."""

    def settled(occurrence: Occurrence) -> bool:
        dose = doses.find(talk.conn, plan.id, occurrence)
        return dose is not None and dose.state in ANSWERED

    match at:
        case None:
            return owning.just_now(plan, talk.places, talk.now, settled)
        case Ago(minutes):
            then = (talk.now - timedelta(minutes=minutes)).astimezone(talk.zone)
            return owning.at_clock(
                plan, talk.places, (then.time().replace(second=0, microsecond=0),), talk.now, settled
            )
    return owning.at_clock(plan, talk.places, at.readings(), talk.now, settled)


def meant(talk: Talk) -> list[Target]:
    """Return the doses that words said now may be about."""
    plan = talk.plan
    return [noting.find(talk, plan, fit.occurrence) for fit in fits(talk, plan, None)] if plan else []


def open_now(talk: Talk) -> list[Target]:
    """Return those that are being asked about."""
    return [one for one in meant(talk) if one.is_open]


def on(talk: Talk, day: date) -> list[Target]:
    """Return the doses of a local day on which the plan held."""
    plan = talk.plan
    if plan is None or day < plan.versions[0].from_day:
        return []
    return [noting.find(talk, plan, one) for one in timetable.on_day(plan, talk.places, day)]


def due(talk: Talk, day: date) -> list[Target]:
    """Return the doses of a local day that fell due, or were answered early."""
    return [one for one in on(talk, day) if one.occurrence.at <= talk.now or one.is_settled]


def due_on(talk: Talk, day: DayWord) -> list[Target]:
    """Return the doses that fell due on a day that was named; where the name fits two days, those of both."""
    found = resolve(day, talk.today, past=True)
    days = (found.first, found.second) if isinstance(found, Either) else (found,)
    return [one for each in days if each is not None for one in due(talk, each)]


def facts(talk: Talk) -> str:
    """Return what the diary says of the doses around now: the last one that fell due, and one still to come today."""
    plan = talk.plan
    if plan is None:
        return talk.wording.plain("facts-none").text
    last = noting.latest(talk)
    following = timetable.first_owed(plan, talk.places, talk.now)
    around = [last] if last else []
    around += [noting.find(talk, plan, following)] if following and following.day == talk.today else []
    return " ".join(noting.facts(talk, target) for target in around)


def nothing(talk: Talk) -> list[Said]:
    """Say that nothing was written down, and how the doses around now stand."""
    return [talk.wording.plain("wrote-nothing", facts=facts(talk))]


def ask_which(talk: Talk, targets: Sequence[Target], act: str) -> list[Said]:
    """Ask which of several doses is meant; each choice does *act*."""
    return [talk.wording.which([option(talk, one, f"{act}:{one.name}") for one in targets])]


def option(talk: Talk, target: Target, data: str, had: datetime | None = None) -> Option:
    """Return a dose to choose: what it is, what is written down for it if anything is, and the time that was said."""
    stands = noting.stands(talk, target) if target.is_settled else None
    return Option(noting.label(talk, target), data, stands, noting.moment(talk, had) if had else None)
