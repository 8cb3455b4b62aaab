"""Nothing asked for a while: in hospital, or because the team said so. Going on always asks first what holds now."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from bot.care import doses as rules
from bot.care import notices, reading
from bot.care.diary import Entry, standing
from bot.care.doses import State
from bot.care.drafts import DAY, lasting
from bot.care.notices import ASKS_AT, rest_name
from bot.care.people import Right, may
from bot.care.plans import DosePlan, Pause, Reason
from bot.care.reading import BackSaid, DaySaid, Either, Meaning, PauseSaid, resolve
from bot.care.timetable import instant
from bot.conversation import answers, coming, moving, planning, shifting
from bot.conversation.talk import Talk
from bot.store import diary, doses, new_uid, plans
from bot.store.people import Step
from bot.wording import Said

PAUSE = "pause"
REASONS = {
    reading.Pause.HOSPITAL: Reason.HOSPITAL,
    reading.Pause.TOLD_TO_STOP: Reason.TEAM,
    reading.Pause.OTHER: Reason.OTHER,
}
OFFERED = (timedelta(days=3), timedelta(days=7), timedelta(days=14))  # until when, where a date is asked for

Kept = dict[str, Any]  # of a step: "id", "asked", "reason"


# Beginning


def pause(talk: Talk, words: str) -> list[Said]:
    """/pause, /hold: ask why, or take the reason that was typed."""
    refused = _refused(talk)
    if refused:
        return refused
    meaning = reading.understand(words) if words else None
    if isinstance(meaning, PauseSaid):
        return said(talk, meaning.reason)
    kept = _fresh("")
    talk.ask(Step(PAUSE, {**kept, "asked": "why"}))
    return [talk.wording.pause_why(f"pause:why:{kept['id']}", f"pause:leave:{kept['id']}")]


def said(talk: Talk, reason: reading.Pause) -> list[Said]:
    """Offer to ask nothing for a while."""
    return _refused(talk) or _ask_until(talk, REASONS[reason])


def told(talk: Talk, reason: str) -> list[Said]:
    """Take that somebody said to leave it out: ask whether today, or until they say."""
    refused = _refused(talk)
    if refused:
        return refused
    kept = _fresh(Reason.TEAM)
    talk.ask(Step(PAUSE, {**kept, "asked": "told", "words": reason}))
    act = f"pause:told:{kept['id']}"
    return [talk.wording.ask("pause-told", {f"{act}:today": "pause-today", f"{act}:team": "pause-until-they-say"})]


def _refused(talk: Talk) -> list[Said]:
    """Return why nothing can be paused: there is no plan, or it is paused already."""
    if talk.person is None or talk.circle is None or not may(talk.person, Right.CHANGE, talk.circle):
        return [talk.wording.plain("start-first")]
    if talk.plan is None:
        return [planning.show(talk)]
    rests = talk.plan.paused_at(talk.now)
    if rests is not None:
        return [talk.wording.paused_already(rests, talk.zone, f"pause:on:{rest_name(talk.plan, rests)}")]
    return []


def _fresh(reason: str) -> Kept:
    return {"id": new_uid(), "reason": reason}


def _ask_until(talk: Talk, reason: Reason) -> list[Said]:
    kept = _fresh(reason.value)
    talk.ask(Step(PAUSE, {**kept, "asked": "until"}))
    return [talk.wording.pause_until(reason, f"pause:until:{kept['id']}", f"pause:leave:{kept['id']}")]


def _ask_date(talk: Talk, kept: Kept) -> list[Said]:
    talk.ask(Step(PAUSE, {**kept, "asked": "date"}))
    days = [talk.today + ahead for ahead in OFFERED]
    return [talk.wording.pause_date(days, f"pause:date:{kept['id']}", f"pause:leave:{kept['id']}")]


def _begin(talk: Talk, reason: Reason, until: date | None) -> list[Said]:
    """Ask nothing from now on. An open dose is ended as paused; one that is due later will be opened as that."""
    plan = talk.plan
    talk.settle(PAUSE)
    if plan is None:
        return []
    why = Pause(reason, talk.now, until)
    plans.save_pauses(talk.conn, plan.paused(why), notices.next_question(why, talk.now, talk.places))
    _end_open(talk, plan, why)
    planning.note(talk, talk.wording.pause_event(reason))
    return [talk.wording.paused(why)]


def _end_open(talk: Talk, plan: DosePlan, why: Pause) -> None:
    for dose in doses.on_days(talk.conn, plan.id, talk.today - DAY, talk.today + DAY):
        if dose.state is State.OPEN:
            ended, entry = rules.pause(dose, _standing(talk, dose.id), why, talk.now)
            doses.save(talk.conn, ended)
            if entry is not None:
                diary.write(talk.conn, ended, entry)


def _standing(talk: Talk, dose_id: int) -> Entry | None:
    return standing(diary.of_dose(talk.conn, dose_id))


# Going on


def back(talk: Talk) -> list[Said]:
    """Take "home again", or "back": what was going on before tells from where."""
    if talk.plan is None:
        return [talk.wording.plain("start-first")]
    if talk.plan.paused_at(talk.now) is not None:
        return _ask_what_holds(talk)
    if moving.is_away(talk):
        return moving.coming_home(talk, reading.ComingHome())
    return shifting.back(talk) or [talk.wording.plain("welcome-home")]


def _ask_what_holds(talk: Talk) -> list[Said]:
    """Ask what holds now, before anything is asked for again."""
    plan = talk.plan
    rests = plan.paused_at(talk.now) if plan else None
    if plan is None or rests is None:
        return [talk.wording.plain("not-paused")]
    talk.settle(PAUSE)
    schedule = lasting(plan, talk.today).schedule
    return [talk.wording.what_holds(rests.reason, schedule, rest_name(plan, rests))]


def press(talk: Talk, rest: str) -> list[Said]:
    """Take a pressed answer: what it says, what it is about, and its value."""
    what, _, tail = rest.partition(":")
    name, _, value = tail.partition(":")
    plan = talk.plan
    if plan is not None and what in {"going-on", "hold"}:
        return _about_silence(talk, what) if plan.uid == name else []
    rests = plan.paused_at(talk.now) if plan else None
    if plan is not None and what in {"still", "on", "same", "changed", "stopped", "unknown"}:
        mine = rests is not None and rest_name(plan, rests) == name
        return _about_the_rest(talk, plan, what) if mine else [talk.wording.plain("not-this-pause")]
    step = talk.step(PAUSE)
    if step is None or step.draft["id"] != name:
        return []
    kept = step.draft
    match what, kept["asked"]:
        case "leave", _:
            talk.settle(PAUSE)
            return [talk.wording.plain("goes-on")]
        case "why", "why":
            return _ask_until(talk, Reason(value))
        case "told", "told":
            return _told(talk, kept, value)
        case "until", "until":
            return _ask_date(talk, kept) if value == "date" else _begin(talk, Reason(kept["reason"]), None)
        case "date", "date":
            return _begin(talk, Reason(kept["reason"]), date.fromisoformat(value))
    return []


def _about_silence(talk: Talk, what: str) -> list[Said]:
    """Do what a question about a plan that nobody answers offers."""
    return pause(talk, "") if what == "hold" else [talk.wording.plain("goes-on")]


def _about_the_rest(talk: Talk, plan: DosePlan, what: str) -> list[Said]:
    """Do what a question about a plan that rests offers."""
    match what:
        case "still":
            return [talk.wording.plain("stays-paused")]
        case "on":
            return _ask_what_holds(talk)
        case "same":
            return _same(talk, plan)
        case "changed":
            return planning.changed_after(talk, {"resumes": True})
        case "stopped":
            return _stopped(talk)
    return _unknown(talk, plan)


def _told(talk: Talk, kept: Kept, value: str) -> list[Said]:
    if value == "team":
        return _begin(talk, Reason.TEAM, None)
    talk.settle(PAUSE)
    return answers.not_had(talk, kept["words"])


def _same(talk: Talk, plan: DosePlan) -> list[Said]:
    saved = plan.resumed(talk.now)
    plans.save_pauses(talk.conn, saved, None)
    coming.point(talk, saved, talk.places)
    planning.note(talk, talk.wording.plain("event-goes-on").text)
    following = coming.asked(talk, saved, talk.places)
    return planning.ask_medicine(talk, talk.wording.plain("plan-saved-next", next=following).text)


def _stopped(talk: Talk) -> list[Said]:
    end(talk)
    return [talk.wording.plain("plan-ended")]


def end(talk: Talk) -> None:
    """Ask nothing more, for good. What is open is ended as what was not asked for; the diary stays."""
    plan = talk.plan
    if plan is None:
        return
    _end_open(talk, plan, Pause(Reason.TEAM, talk.now))
    plans.end(talk.conn, plan.id)
    planning.note(talk, talk.wording.plain("event-stopped").text)


def _unknown(talk: Talk, plan: DosePlan) -> list[Said]:
    """Let it rest, and ask on the next day again what holds."""
    rests, tomorrow = plan.paused_at(talk.now), talk.today + DAY
    if rests is not None:
        # Whom the team told to stop is asked whether they said to start; else what was said is asked for again.
        waits = rests if rests.reason is Reason.TEAM else replace(rests, until=tomorrow)
        plans.save_pauses(talk.conn, plan.paused(waits), instant(tomorrow, ASKS_AT, talk.zone))
    day = talk.wording.day(tomorrow)
    return [talk.wording.plain("stays-stopped", day=day, clinic=planning.who_can_say(talk))]


def typed(talk: Talk, step: Step, meaning: Meaning) -> list[Said] | None:
    """Take words as the answer to what is asked about a pause. None: they are none."""
    kept = step.draft
    match kept["asked"], meaning:
        case "until" | "date", DaySaid(day):
            found = resolve(day, talk.today)
            until = found.first if isinstance(found, Either) else found
            if until is None or until <= talk.today:
                return [talk.wording.plain("no-such-day")]
            return _begin(talk, Reason(kept["reason"]), until)
        case "why", PauseSaid(reason):
            return _ask_until(talk, REASONS[reason])
        case "until" | "date" | "why" | "told", BackSaid():
            talk.settle(PAUSE)
            return [talk.wording.plain("goes-on")]
    return None
