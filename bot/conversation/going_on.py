"""After a pause: going on always asks first what holds now. Nothing is asked for before that is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.care import doses as rules
from bot.care import notices, reading
from bot.care.diary import Entry, standing
from bot.care.doses import State
from bot.care.drafts import lasting
from bot.care.notices import ASKS_AT, rest_name
from bot.care.occasions import What, off
from bot.care.places import DAY
from bot.care.plans import DosePlan, Pause, Reason
from bot.care.reading import BackSaid, nearest
from bot.care.timetable import day_begins, instant
from bot.conversation import bloodtests, coming, ending, homecoming, journeys, planning
from bot.conversation.talk import Talk
from bot.store import diary, doses, occasions, outbox, plans
from bot.wording import About, Here, Said

OF_TABLETS = {What.REORDER, What.TIP}  # what ends with the tablets
PAUSE = "pause"  # a question about a pause that waits
OFFERED = {"ask", "still", "on", "same", "then", "changed", "stopped", "unknown"}  # about a plan that rests


def back(talk: Talk, words: BackSaid) -> list[Said]:
    """Take "home again", or "back": what was going on before tells from where. Only of nights a day is named."""
    if talk.plan is None:
        return [talk.wording.plain("start-first")]
    if words != BackSaid():
        return ending.back(talk, words) or [talk.wording.plain("no-other-times")]
    if talk.plan.paused_at(talk.now) is not None:
        return _ask_what_holds(talk)
    if journeys.is_away(talk):
        return homecoming.coming_home(talk, reading.ComingHome())
    return ending.back(talk, words) or [talk.wording.plain("welcome-home")]


def coming_home(talk: Talk, words: reading.ComingHome) -> list[Said]:
    """Take a day on which somebody comes home: out of hospital, or from a journey."""
    plan = talk.plan
    rests = plan.paused_at(talk.now) or plan.pause_ahead(talk.now) if plan else None
    day = nearest(words.day, talk.today) if words.day else None
    if plan is None or rests is None or journeys.is_away(talk) or not journeys.allowed(talk):
        return homecoming.coming_home(talk, words)
    if rests.since <= talk.now and (day is None or day <= talk.today):
        return _ask_what_holds(talk)
    if day is None or day <= talk.places.today(rests.since):
        return homecoming.coming_home(talk, words)
    if rests.ended is not None and day == talk.places.today(rests.ended):
        return [talk.wording.plain("plan-saved-next", next=coming.asked(talk, plan, talk.places))]
    waits = replace(rests, until=day, ended=None)  # what was agreed ahead was for another day
    asks_at = notices.next_question(waits, talk.now, talk.places)
    plans.save_pauses(talk.conn, plan.paused(waits), asks_at)
    return [Said(talk.wording.pause_asks(asks_at, talk.zone))]


def _ask_what_holds(talk: Talk) -> list[Said]:
    """Ask what holds now, before anything is asked for again."""
    plan = talk.plan
    rests = plan.paused_at(talk.now) if plan else None
    if plan is None or rests is None:
        return [talk.wording.plain("not-paused")]
    talk.settle(PAUSE)
    schedule = lasting(plan, talk.today).schedule
    return [talk.wording.what_holds(rests.reason, schedule, rest_name(plan, rests))]


def _asked(talk: Talk, plan: DosePlan) -> list[Said]:
    """Ask alone what was asked together with other things."""
    rests = plan.paused_at(talk.now)
    if rests is None or talk.person is None or talk.circle is None:
        return [talk.wording.plain("not-paused")]
    notice, about = notices.about_pause(rests, talk.today), About(plan, rests, None)
    return [talk.wording.notice(notice, about, talk.person, talk.circle, Here(talk.now, talk.zone))]


def about_the_rest(talk: Talk, plan: DosePlan, what: str) -> list[Said]:
    """Do what a question about a plan that rests offers."""
    match what:
        case "ask":
            return _asked(talk, plan)
        case "still":
            return [talk.wording.plain("stays-paused")]
        case "on":
            return _ask_what_holds(talk)
        case "same":
            return _same(talk, plan, talk.now)
        case "then":
            return _same(talk, plan, _named_day(talk, plan))
        case "changed":
            return planning.changed_after(talk, {"resumes": True})
        case "stopped":
            return _stopped(talk)
    return _unknown(talk, plan)


def _named_day(talk: Talk, plan: DosePlan) -> datetime:
    """Return the start of the day until which a plan rests, where it is asked about ahead; never a moment past."""
    rests = plan.paused_at(talk.now)
    day = rests.until if rests and rests.until else talk.today
    return max(day_begins(day, talk.places), talk.now)


def _same(talk: Talk, plan: DosePlan, moment: datetime) -> list[Said]:
    saved = plan.resumed(moment)
    plans.save_pauses(talk.conn, saved, None)
    coming.point(talk, saved, talk.places)
    planning.note(talk, talk.wording.plain("event-goes-on").text)
    following = coming.asked(talk, saved, talk.places)
    said = talk.wording.plain("plan-saved-next", next=following).text
    return planning.ask_after_pause(talk, said, talk.places.today(moment))


def _stopped(talk: Talk) -> list[Said]:
    end(talk)
    ended, asked = talk.wording.plain("plan-ended"), bloodtests.goes_on(talk, talk.today)
    return [asked.behind(ended.text) if asked else ended]


def _unknown(talk: Talk, plan: DosePlan) -> list[Said]:
    """Let it rest, and ask on the next day again what holds."""
    rests, tomorrow = plan.paused_at(talk.now), talk.today + DAY
    if rests is not None:
        # Whom the team told to stop is asked whether they said to start; else what was said is asked for again.
        waits = replace(rests, ended=None, until=rests.until if rests.reason is Reason.TEAM else tomorrow)
        plans.save_pauses(talk.conn, plan.paused(waits), instant(tomorrow, ASKS_AT, talk.zone))
    day = talk.wording.day(tomorrow)
    return [talk.wording.plain("stays-stopped", day=day, clinic=planning.who_can_say(talk))]


def end(talk: Talk) -> None:
    """Ask nothing more, for good. What is open is ended as what was not asked for; the diary stays."""
    plan = talk.plan
    if plan is None:
        return
    end_open(talk, plan, Pause(Reason.TEAM, talk.now))
    plans.end(talk.conn, plan.id)
    planning.note(talk, talk.wording.plain("event-stopped").text)
    for one in occasions.of_circle(talk.conn, plan.circle_id):
        if one.what in OF_TABLETS and one.is_open:
            occasions.save(talk.conn, off(one))


def end_open(talk: Talk, plan: DosePlan, why: Pause) -> None:
    """End each dose that is asked about as paused."""
    for dose in doses.on_days(talk.conn, plan.id, talk.today - DAY, talk.today + DAY):
        if dose.state is State.OPEN:
            ended, entry = rules.pause(dose, _standing(talk, dose.id), why, talk.now)
            doses.save(talk.conn, ended)
            if entry is not None:
                diary.write(talk.conn, ended, entry)
            outbox.renew(talk.conn, [ended.id], outbox.ANSWER, talk.now)


def _standing(talk: Talk, dose_id: int) -> Entry | None:
    return standing(diary.of_dose(talk.conn, dose_id))
