"""What azalea says unasked that is no reminder: when it may, and what it asks of a plan that is paused or not answered.

Pure functions of a plan, its doses and *now*. Sends nothing, and decides nothing about a dose.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import groupby, takewhile
from zoneinfo import ZoneInfo

from bot.care import timetable
from bot.care.doses import Dose, State, is_hushed
from bot.care.people import Person
from bot.care.places import DAY, Places
from bot.care.plans import DosePlan, Pause, Reason

WEEK = timedelta(days=7)
ASKS_AT = time(10, 0)  # local, for questions about a pause
AHEAD_AT = (time(18, 0), time(12, 0), time(9, 0))  # local, on the day before something; earlier where that is quiet
ASKS_AHEAD_AT = time(18, 0)  # local, on the day before one that was named: so no dose of that day goes by unasked
FROM, UNTIL = time(9, 0), time(20, 0)  # local: when what is no reminder may come
DAYS_TRIED = 8  # a week in which each day may have a quiet of its own
SILENT_DAYS = 3


class Notice(StrEnum):
    """What is said."""

    PAUSED = "pause-check"  # is it still so?
    TEAM = "team"  # did they say to start again?
    RETURN = "return"  # the day that was named is near, or there: is it the same as before?
    SILENCE = "silence"  # no answers for some days: shall I go on asking?


def rest_name(plan: DosePlan, pause: Pause) -> str:
    """Return what tells a plan that rests, as it stands, from other pauses and other amounts: of its buttons."""
    return f"{plan.uid}.{pause.since.timestamp():.0f}.{plan.versions[-1].number}"


def about_pause(pause: Pause, today: date) -> Notice:
    """Return what is asked about a pause on a local day."""
    if pause.until is not None and today >= pause.until - DAY:
        return Notice.RETURN
    return Notice.TEAM if pause.reason is Reason.TEAM else Notice.PAUSED


def next_question(pause: Pause, now: datetime, places: Places) -> datetime:
    """Return when the next question about a pause comes (UTC), after *now*.

    On the evening before the day that was named for it, else a week after the pause began; where nobody says what
    holds, on the day itself, and from then on each week.
    """
    zone = places.zone_at(now)
    if pause.until is not None:
        ahead = timetable.instant(pause.until - DAY, ASKS_AHEAD_AT, zone)
        if ahead > now:
            return ahead
    day = pause.until or places.today(pause.since) + WEEK
    while (at := timetable.instant(day, ASKS_AT, zone)) <= now:
        day += WEEK
    return at


def said_from(person: Person, now: datetime, zone: ZoneInfo) -> datetime:
    """Return the first moment from *now* on (UTC) for what is no reminder: by day, and not in the person's quiet.

    Someone whose quiet leaves nothing of any day is not spared it: that they are asked matters more.
    """
    moment = now
    for _ in range(DAYS_TRIED):
        moment = _by_day(moment, zone)
        calm = person.disturbed_from(moment, zone)
        if calm == moment:
            return moment
        moment = calm
    return _by_day(now, zone)


def said_until(moment: datetime, zone: ZoneInfo) -> datetime:
    """Return the end of the hours (UTC) in which what is no reminder may come, on the local day of a moment."""
    return timetable.instant(moment.astimezone(zone).date(), UNTIL, zone)


def ahead_of(day: date, zone: ZoneInfo, person: Person | None) -> datetime:
    """Return when, on the day before a local day (UTC), it is said that it is near; *person* is who hears of it."""
    moments = [timetable.instant(day - DAY, wall, zone) for wall in AHEAD_AT]
    return next((at for at in moments if person is None or person.disturbed_from(at, zone) == at), moments[0])


def _by_day(moment: datetime, zone: ZoneInfo) -> datetime:
    here = moment.astimezone(zone)
    if FROM <= here.time() < UNTIL:
        return moment
    day = here.date() if here.time() < FROM else here.date() + DAY
    return timetable.instant(day, FROM, zone)


def silent_since(dose: Dose, around: Sequence[Dose]) -> date | None:
    """Return the first of exactly three days with doses of which none has an answer, where *dose* is the next one.

    *around* are doses of its plan, in the order of their days. A day that azalea did not ask about ends the count, for
    silence is only where somebody was asked.
    """
    today = [one for one in around if one.day == dose.day]
    if any(one.due_at < dose.due_at for one in today):
        return None
    before = sorted((one for one in around if one.day < dose.day), key=lambda one: one.day)
    days = [(day, all(map(_is_silent, of_day))) for day, of_day in groupby(before, key=lambda one: one.day)]
    silent = list(takewhile(lambda each: each[1], reversed(days)))
    return silent[-1][0] if len(silent) == SILENT_DAYS else None


def _is_silent(dose: Dose) -> bool:
    """Tell whether somebody was asked about a dose, and nobody said anything."""
    return dose.state is State.UNANSWERED and not is_hushed(dose)
