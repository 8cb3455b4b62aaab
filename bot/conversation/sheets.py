"""/today and /log: what is planned for today, and what is written down. Writes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.care import reading, timetable
from bot.care.diary import Event, Kind
from bot.care.doses import Dose
from bot.care.plans import DosePlan
from bot.care.timetable import Occurrence
from bot.conversation import asides, bloodtests, had, journeys, noting, occasions
from bot.conversation.talk import Talk
from bot.store import diary, doses
from bot.wording import Said, clock

DAYS = timedelta(days=14)  # how far /log looks back


def today(talk: Talk) -> list[Said]:
    """Show today's doses, those before set-up too, and what else was told today."""
    if talk.circle is None:
        return [talk.wording.plain("start-first")]
    plan = talk.plan
    if plan is None:
        return [talk.wording.plain("plan-none", ask=talk.wording.plain("ask-plan").text)]
    day = talk.today
    known = {(dose.turn, dose.lap): dose for dose in doses.on_days(talk.conn, plan.id, day, day)}
    planned = timetable.on_day(plan, talk.places, day) if day >= plan.versions[0].from_day else ()
    rows = {(o.turn, o.lap): (o.at, _planned(talk, plan, o)) for o in planned} | {
        name: (dose.due_at, _line(talk, _clock(talk, dose), dose)) for name, dose in known.items()
    }
    told = [(event.at, _told(talk, _time(event), event)) for event in _events(talk, day)]
    lines = [
        *(line for _, line in sorted([*rows.values(), *told])),
        *bloodtests.open_lines(talk),
        *occasions.open_lines(talk),
    ]
    if not lines:
        return [journeys.with_saved(talk, talk.wording.plain("today-none", day=talk.wording.day(day)))]
    said = Said("\n".join([talk.wording.plain("today", day=talk.wording.day(day)).text, *lines]))
    return [replace(journeys.with_saved(talk, said), page=True)]


def _clock(talk: Talk, dose: Dose) -> str:
    return talk.wording.placed(clock(dose.wall), noting.place(talk, ZoneInfo(dose.zone), dose.due_at))


def _planned(talk: Talk, plan: DosePlan, occurrence: Occurrence) -> str:
    zone = ZoneInfo(occurrence.zone)
    what = talk.wording.placed(clock(occurrence.wall), noting.place(talk, zone, occurrence.at))
    state = "before" if occurrence.at <= plan.since else "to-come"
    if state == "to-come" and plan.paused_at(occurrence.at) is not None:
        state = "paused"
    stands = talk.wording.stands(state, None, occurrence.day, zone)
    return talk.wording.plain("line", what=what, stands=stands).text


def _line(talk: Talk, what: str, dose: Dose) -> str:
    stands = noting.history(talk, dose, diary.of_dose(talk.conn, dose.id))
    return talk.wording.plain("line", what=what, stands=stands).text


def _events(talk: Talk, since: date) -> list[Event]:
    told = diary.events(talk.conn, talk.circle.id) if talk.circle else []
    return [event for event in told if event.day >= since]


def _time(event: Event) -> str:
    return clock(event.at.astimezone(ZoneInfo(event.zone)).time())


def _told(talk: Talk, what: str, event: Event) -> str:
    kept = event.kind in {Kind.PARKED, Kind.ASKED, Kind.DROPPED}
    words = talk.wording.plain(f"told-{event.kind.value}", words=event.text).text if kept else event.text
    return talk.wording.plain("line", what=what, stands=words).text


def log(talk: Talk, words: str = "") -> list[Said]:
    """Show the diary of the last two weeks, newest first; with words behind it, ask whether to write them down."""
    if talk.circle is None:
        return [talk.wording.plain("start-first")]
    if words:
        return _wanted(talk, words)
    since = talk.today - DAYS
    about_doses = [(dose.due_at, _dose_line(talk, dose)) for dose in doses.of_circle(talk.conn, talk.circle.id, since)]
    told = [(event.at, _event_line(talk, event)) for event in _events(talk, since)]
    rows: list[tuple[datetime, str]] = sorted([*about_doses, *told], key=lambda row: row[0], reverse=True)
    if not rows:
        return [talk.wording.plain("log-empty")]
    return [Said("\n".join([talk.wording.plain("log").text, *(line for _, line in rows)]), page=True)]


def _dose_line(talk: Talk, dose: Dose) -> str:
    what = talk.wording.placed(
        talk.wording.dose(dose.day, dose.wall), noting.place(talk, ZoneInfo(dose.zone), dose.due_at)
    )
    return _line(talk, what, dose)


def _event_line(talk: Talk, event: Event) -> str:
    said = event.at.astimezone(ZoneInfo(event.zone)).date() if event.kind is Kind.RESULT else event.day
    return _told(talk, f"{talk.wording.day(said)} {_time(event)}", event)


def _wanted(talk: Talk, words: str) -> list[Said]:
    """Ask whether to write down what stands behind /log: an answer about a dose, or a note."""
    meaning = reading.understand(words)
    if isinstance(meaning, reading.Took | reading.TookMine):
        return had.took(talk, meaning.at, meaning.day, ask=True)
    return [asides.ask(talk, Kind.NOTE, words)]
