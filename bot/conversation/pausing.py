"""Nothing asked for a while: in hospital, or because the team said so; and what is pressed about that."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from bot.care import notices, reading
from bot.care.diary import Kind
from bot.care.notices import rest_name
from bot.care.people import Right, may
from bot.care.plans import Pause, Reason
from bot.care.reading import (
    BackSaid,
    DaySaid,
    Meaning,
    PauseSaid,
    last_from,
    nearest,
    nearest_either_side,
)
from bot.conversation import answers, choosing, going_on, noting, planning, which
from bot.conversation.going_on import PAUSE
from bot.conversation.talk import Talk
from bot.store import new_uid, plans
from bot.store.people import Step
from bot.wording import Said

REASONS = {
    reading.Pause.HOSPITAL: Reason.HOSPITAL,
    reading.Pause.TOLD_TO_STOP: Reason.TEAM,
    reading.Pause.OTHER: Reason.OTHER,
}
OFFERED = (timedelta(days=3), timedelta(days=7), timedelta(days=14))  # until when, where a date is asked for

# Of a step: "id", "asked", "reason", "until", "first" (a later day), "words" and "day" (of who told).
Kept = dict[str, Any]


# Beginning


def pause(talk: Talk, words: str) -> list[Said]:
    """/pause, /hold: ask why, or take the reason that was typed."""
    refused = _refused(talk)
    if refused:
        return refused
    meaning = reading.understand(words) if words else None
    if isinstance(meaning, PauseSaid):
        return said(talk, meaning)
    return _ask(talk, _fresh(""), "why")


def said(talk: Talk, words: PauseSaid) -> list[Said]:
    """Offer to ask nothing for a while. What is to begin on a later day is not taken for now, nor kept for then."""
    refused = _refused(talk)
    if refused:
        return refused
    first = nearest_either_side(words.from_day, talk.today) if words.from_day else talk.today
    if first is None:
        return [talk.wording.plain("no-such-day")]
    begins = max(first, talk.today)
    until = _until(words, begins, talk.today)
    if words.until is not None and (until is None or until <= begins):
        return [talk.wording.plain("no-such-day")]
    kept = _fresh(REASONS[words.reason], until)
    return _ask(talk, kept, "until") if first <= talk.today else _ask(talk, {**kept, "first": first.isoformat()}, "now")


def _until(words: PauseSaid, begins: date, today: date) -> date | None:
    """Return the day on which a pause is over, seen from its first day where one was said."""
    if words.until is None:
        return None
    return last_from(words.until, begins, today) if words.from_day else nearest(words.until, today)


def told(talk: Talk, reason: str) -> list[Said]:
    """Take that somebody said to leave it out: ask whether today, or until they say."""
    refused = _refused(talk)
    if refused:
        return refused
    return _ask(talk, {**_fresh(Reason.TEAM), "words": reason, "day": talk.today.isoformat()}, "told")


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


def _fresh(reason: str, until: date | None = None) -> Kept:
    return {"id": new_uid(), "reason": reason, "until": until.isoformat() if until else None}


def _ask(talk: Talk, kept: Kept, asked: str) -> list[Said]:
    """Ask something of a pause: why, until when, whether now."""
    talk.ask(Step(PAUSE, {**kept, "asked": asked}))
    act, leave = f"pause:{asked}:{kept['id']}", f"pause:leave:{kept['id']}"
    match asked:
        case "why":
            return [talk.wording.pause_why(act, leave)]
        case "now":
            return [talk.wording.pause_ahead(date.fromisoformat(kept["first"]), act, leave)]
        case "told":
            return [
                talk.wording.ask("pause-told", {f"{act}:today": "pause-today", f"{act}:team": "pause-until-they-say"})
            ]
        case "date":
            return [talk.wording.pause_date([talk.today + ahead for ahead in OFFERED], act, leave)]
    until = date.fromisoformat(kept["until"]) if kept["until"] else None
    return [talk.wording.pause_until(Reason(kept["reason"]), until, act, leave)]


def _begin(talk: Talk, reason: Reason, until: date | None) -> list[Said]:
    """Ask nothing from now on. An open dose is ended as paused; one that is due later will be opened as that."""
    plan = talk.plan
    talk.settle(PAUSE)
    if plan is None:
        return []
    why = Pause(reason, talk.now, until)
    plans.save_pauses(talk.conn, plan.paused(why), notices.next_question(why, talk.now, talk.places))
    going_on.end_open(talk, plan, why)
    planning.note(talk, talk.wording.pause_event(reason))
    return [talk.wording.paused(why)]


# Answers


def press(talk: Talk, rest: str) -> list[Said]:
    """Take a pressed answer: what it says, what it is about, and its value."""
    what, _, tail = rest.partition(":")
    name = tail.partition(":")[0]
    plan = talk.plan
    if plan is not None and what in {"going-on", "hold"}:
        return _about_silence(talk, what) if plan.uid == name else []
    rests = plan.paused_at(talk.now) if plan else None
    if plan is not None and what in {"still", "on", "same", "changed", "stopped", "unknown"}:
        mine = rests is not None and rest_name(plan, rests) == name
        return going_on.about_the_rest(talk, plan, what) if mine else [talk.wording.plain("not-this-pause")]
    pressed = choosing.pressed(talk, PAUSE, rest)
    return _refused(talk) or _answered(talk, pressed[1], what, pressed[2]) if pressed else []


def _answered(talk: Talk, kept: Kept, what: str, value: str) -> list[Said]:
    """Take what was pressed under a question about a pause."""
    match what, kept["asked"]:
        case "leave", _:
            talk.settle(PAUSE)
            return [talk.wording.plain("goes-on")]
        case "why", "why":
            return _ask(talk, _fresh(value), "until")
        case "told", "told":
            return _told(talk, kept, value)
        case "now", "now":
            return _ask(talk, kept, "until")
        case "until", "until" if value == "date":
            return _ask(talk, kept, "date")
        case "until", "until" if value == "say":
            return _begin(talk, Reason(kept["reason"]), None)
        case "until" | "date", "until" | "date":
            return _begin_until(talk, kept, date.fromisoformat(value))
    return []


def _begin_until(talk: Talk, kept: Kept, until: date | None) -> list[Said]:
    """Ask nothing until a day that is still to come."""
    if until is None or until <= talk.today:
        return [talk.wording.plain("no-such-day")]
    return _begin(talk, Reason(kept["reason"]), until)


def _about_silence(talk: Talk, what: str) -> list[Said]:
    """Do what a question about a plan that nobody answers offers."""
    return pause(talk, "") if what == "hold" else [talk.wording.plain("goes-on")]


def _told(talk: Talk, kept: Kept, value: str) -> list[Said]:
    if value == "team":
        return _begin(talk, Reason.TEAM, None)
    talk.settle(PAUSE)
    had = [one for one in which.meant(talk) if one.standing is not None and one.standing.kind is Kind.TAKEN]
    if had:  # it cannot be left out any more; what is to come is for "until they say"
        return [talk.wording.plain("told-had", facts=" ".join(noting.facts(talk, one) for one in had))]
    # Pressed on a later day it would leave out that day's dose.
    return answers.not_had(talk, kept["words"]) if kept["day"] == talk.today.isoformat() else []


def typed(talk: Talk, step: Step, meaning: Meaning) -> list[Said] | None:
    """Take words as the answer to what is asked about a pause. None: they are none."""
    kept = step.draft
    match kept["asked"], meaning:
        case "until" | "date", DaySaid(day):
            return _begin_until(talk, kept, nearest(day, talk.today))
        case "why", PauseSaid():
            return said(talk, meaning)
        case "until" | "date" | "why" | "told" | "now", BackSaid(None, None):
            talk.settle(PAUSE)
            return [talk.wording.plain("goes-on")]
        case asked, _ if choosing.fits_nothing(talk, meaning):
            return _ask(talk, kept, asked)
    return None
