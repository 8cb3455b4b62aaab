"""Someone wants to be asked later: the next prompt of an open dose moves, within its own time and its three prompts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from bot.care import doses as rules
from bot.care import timetable
from bot.care.doses import Refused
from bot.care.places import DAY
from bot.care.reading import ClockTime
from bot.conversation import noting, which
from bot.conversation.noting import Target
from bot.conversation.talk import Talk
from bot.store import doses
from bot.store.people import Step
from bot.wording import Said

TIME = "time"  # a question that waits for a time; the draft says what for
LATER = "later"
WAITS = tuple(timedelta(minutes=minutes) for minutes in (10, 30, 60))


def said(talk: Talk, minutes: int | None = None, at: ClockTime | None = None) -> list[Said]:
    """Take "later", "in 10 minutes" and "at 12:30"; without a time that can be read, one is asked for."""
    targets = which.open_now(talk)
    if not targets:
        return [talk.wording.plain("nothing-open", facts=which.facts(talk))]
    if minutes is not None:
        return [wait(talk, targets[0], minutes)]
    if at is not None:
        return [at_clock(talk, targets[0], at.readings())]
    return [choose(talk, targets[0])]


def choose(talk: Talk, target: Target) -> Said:
    """Ask for how long to wait, if there is still something to wait for; the choices end with the dose's own time."""
    dose = target.dose
    if dose is None or not target.is_open:
        return talk.wording.plain("nothing-open", facts=noting.facts(talk, target))
    if dose.prompts >= rules.MOST_PROMPTS:
        return _refused(talk, target, "later-spent")
    waits = [wait for wait in WAITS if talk.now + wait < dose.closes_at]
    if not waits:
        return _refused(talk, target, "later-past")
    talk.ask(Step(TIME, {"for": LATER, "dose": str(target.name)}))  # a time may be typed as well
    return talk.wording.later(noting.label(talk, target), target.name, waits)


def wait(talk: Talk, target: Target, minutes: int) -> Said:
    """Ask again in some minutes."""
    return until(talk, target, talk.now + timedelta(minutes=minutes))


def at_clock(talk: Talk, target: Target, readings: Sequence[time]) -> Said:
    """Ask again when the clock shows one of *readings* next."""
    days = (talk.today, talk.today + DAY)
    moments = (timetable.instant(day, reading, talk.zone) for day in days for reading in readings)
    return until(talk, target, min(moment for moment in moments if moment > talk.now))


def until(talk: Talk, target: Target, moment: datetime) -> Said:
    """Ask again at a moment, or say why not."""
    if target.dose is None or not target.is_open:
        return talk.wording.plain("nothing-open", facts=noting.facts(talk, target))
    outcome = rules.later(target.dose, moment - talk.now, talk.now)
    if isinstance(outcome, Refused):
        return _refused(talk, target, "later-spent" if outcome.spent else "later-past")
    doses.save(talk.conn, outcome)
    return talk.wording.plain("asks-later", time=noting.time_of(talk, target, moment))


def _refused(talk: Talk, target: Target, phrase: str) -> Said:
    end = target.dose.closes_at if target.dose else talk.now
    return talk.wording.plain(phrase, dose=noting.label(talk, target), until=noting.time_of(talk, target, end))
