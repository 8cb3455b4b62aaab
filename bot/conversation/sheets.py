"""/today and /log: what is planned for today, and what is written down. Writes nothing."""

from __future__ import annotations

from datetime import timedelta

from bot.care import timetable
from bot.care.doses import Dose
from bot.care.plans import DosePlan
from bot.care.timetable import Occurrence
from bot.conversation.talk import Talk
from bot.store import diary, doses
from bot.wording import Said, clock

DAYS = timedelta(days=14)  # how far /log looks back


def today(talk: Talk) -> list[Said]:
    """Show today's doses, those before set-up too."""
    if talk.circle is None:
        return [talk.wording.plain("start-first")]
    plan = talk.plan
    if plan is None:
        return [talk.wording.plain("plan-none", ask=talk.wording.plain("ask-plan").text)]
    day = talk.now.astimezone(talk.zone).date()
    known = {(dose.turn, dose.lap): dose for dose in doses.on_days(talk.conn, plan.id, day, day)}
    planned = timetable.on_day(plan, talk.zone, day) if day >= plan.versions[0].from_day else ()
    rows = {(o.turn, o.lap): _planned(talk, plan, o) for o in planned} | {
        name: _line(talk, clock(dose.wall), dose) for name, dose in known.items()
    }
    if not rows:
        return [talk.wording.plain("today-none", day=talk.wording.day(day))]
    lines = [rows[name] for name in sorted(rows)]
    return [Said("\n".join([talk.wording.plain("today", day=talk.wording.day(day)).text, *lines]))]


def _planned(talk: Talk, plan: DosePlan, occurrence: Occurrence) -> str:
    state = "before" if occurrence.at <= plan.since else "to-come"
    stands = talk.wording.stands(state, None, occurrence.day, talk.zone)
    return talk.wording.plain("line", what=clock(occurrence.wall), stands=stands).text


def _line(talk: Talk, what: str, dose: Dose) -> str:
    stands = talk.wording.history(dose, diary.of_dose(talk.conn, dose.id))
    return talk.wording.plain("line", what=what, stands=stands).text


def log(talk: Talk) -> list[Said]:
    """Show the diary of the last two weeks, newest first."""
    if talk.circle is None:
        return [talk.wording.plain("start-first")]
    since = talk.now.astimezone(talk.zone).date() - DAYS
    rows = [
        _line(talk, talk.wording.dose(dose.day, dose.wall), dose)
        for dose in doses.of_circle(talk.conn, talk.circle.id, since)
    ]
    if not rows:
        return [talk.wording.plain("log-empty")]
    return [Said("\n".join([talk.wording.plain("log").text, *rows]))]
