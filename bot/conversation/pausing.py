"""Nothing asked for a while: in hospital, or because the team said so; and what is pressed about that.

It begins at once, or is kept for a later day: then all goes on as before until that day begins.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from bot.care import notices, reading
from bot.care.diary import Kind
from bot.care.notices import WEEK, rest_name
from bot.care.people import Right, may
from bot.care.plans import DosePlan, Pause, Reason
from bot.care.reading import (
    BackSaid,
    DaySaid,
    DayWord,
    Meaning,
    PauseSaid,
    Weekday,
    last_from,
    nearest,
    nearest_either_side,
)
from bot.care.timetable import day_begins
from bot.conversation import answers, bloodtests, choosing, coming, going_on, homecoming, noting, planning, which
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

# Of a step: "id", "asked", "reason", "first" (a later day) and "until", "words" and "day" (of who told).
Kept = dict[str, Any]


# Beginning


def pause(talk: Talk, words: str) -> list[Said]:
    """/pause, /hold: ask why, or take the reason that was typed."""
    refused = _refused(talk)
    if refused:
        return refused
    for typed_out in (words, f"pause {words}") if words else ():  # "/pause in hospital", "/pause from monday"
        meaning = reading.understand(typed_out)
        if isinstance(meaning, PauseSaid):
            return said(talk, meaning)
    return _ask(talk, _fresh(""), "why")


def said(talk: Talk, words: PauseSaid) -> list[Said]:
    """Offer to ask nothing for a while, from now or from a later day on."""
    refused = _refused(talk)
    if refused:
        return refused
    first = nearest_either_side(words.from_day, talk.today) if words.from_day else talk.today
    if first is None:
        return [talk.wording.plain("no-such-day")]
    begins = max(first, talk.today)
    until = _until(talk, words.until, begins if words.from_day else None) if words.until else None
    if words.until is not None and (until is None or until <= begins):
        return [talk.wording.plain("no-such-day")]
    return _ask(talk, _fresh(REASONS[words.reason], first if first > talk.today else None, until), "until")


def _until(talk: Talk, day: DayWord, first: date | None) -> date | None:
    """Return the day on which a pause is over, seen from its *first* day where one was said.

    A weekday that is today is the one in a week: nothing is over on the day on which it is said.
    """
    if first is not None:
        return last_from(day, first, talk.today)
    over = nearest(day, talk.today)
    return over + WEEK if over == talk.today and isinstance(day, Weekday) else over


def told(talk: Talk, reason: str, named: DayWord | None = None) -> list[Said]:
    """Take that somebody said to leave it out: ask whether today, until the day they *named*, or until they say."""
    refused = _refused(talk)
    if refused:
        return refused
    until = _until(talk, named, None) if named else None
    until = until if until and until > talk.today else None
    return _ask(talk, {**_fresh(Reason.TEAM, None, until), "words": reason, "day": talk.today.isoformat()}, "told")


def _refused(talk: Talk) -> list[Said]:
    """Return why nothing can be paused: there is no plan, or it is paused already, and nobody said until when."""
    if talk.person is None or talk.circle is None or not may(talk.person, Right.CHANGE, talk.circle):
        return [talk.wording.plain("start-first")]
    if talk.plan is None:
        return [planning.show(talk)]
    rests = talk.plan.paused_at(talk.now)
    if rests is not None and rests.ended is None:
        return [talk.wording.paused_already(rests, talk.places, f"pause:on:{rest_name(talk.plan, rests)}")]
    return []


def _fresh(reason: str, first: date | None = None, until: date | None = None) -> Kept:
    days = {"first": first.isoformat() if first else None, "until": until.isoformat() if until else None}
    return {"id": new_uid(), "reason": reason, **days}


def _day(kept: Kept, name: str) -> date | None:
    return date.fromisoformat(kept[name]) if kept.get(name) else None


def _begins(talk: Talk, kept: Kept) -> date:
    """Return the local day on which a pause begins, if it is agreed to now."""
    return max(_day(kept, "first") or talk.today, talk.today)


def _ask(talk: Talk, kept: Kept, asked: str) -> list[Said]:
    """Ask something of a pause: why, until when, whether for today only."""
    talk.ask(Step(PAUSE, {**kept, "asked": asked}))
    act, leave = f"pause:{asked}:{kept['id']}", f"pause:leave:{kept['id']}"
    match asked:
        case "why":
            return [talk.wording.pause_why(act, leave)]
        case "told":
            return [talk.wording.pause_told(_day(kept, "until"), act)]
        case "date":
            return [talk.wording.pause_date([_begins(talk, kept) + ahead for ahead in OFFERED], act, leave)]
    days = _day(kept, "first"), _day(kept, "until")
    return [talk.wording.pause_until(Reason(kept["reason"]), days, act, leave)]


def _begin(talk: Talk, kept: Kept, until: date | None) -> list[Said]:
    """Ask nothing from now on, or from the start of a later day on, in place of what was planned before.

    An open dose is ended as paused where it begins at once; one that is due in it will be opened as that. A plan has
    one pause ahead at most, and none while it rests: what was planned is said to be off.
    """
    plan, begins = talk.plan, _begins(talk, kept)
    talk.settle(PAUSE)
    if plan is None:
        return []
    bloodtests.rest_off(talk)
    since = talk.now if begins == talk.today else day_begins(begins, talk.places)
    why = Pause(Reason(kept["reason"]), since, until)
    asks_at = notices.next_question(why, talk.now, talk.places)
    saved = plan.without_pause_ahead(talk.now).paused(why)
    plans.save_pauses(talk.conn, saved, asks_at)
    replaced = _replaced(talk, plan, why)
    if since > talk.now:
        planning.note(talk, talk.wording.pause_planned(why, talk.places))
        kept_for = talk.wording.pause_kept(why, asks_at, talk.places, coming.asked(talk, saved, talk.places))
        return _with_tests(talk, [kept_for, *replaced], why)
    going_on.end_open(talk, plan, why)
    planning.note(talk, talk.wording.pause_event(why.reason, until))
    return _with_tests(talk, [talk.wording.paused(why, asks_at, talk.zone), *replaced], why)


def _with_tests(talk: Talk, replies: list[Said], why: Pause) -> list[Said]:
    """Ask behind replies whether blood tests rest as well; not where the team stopped the doses: then tests go on."""
    asked = bloodtests.ask_rest(talk, talk.places.today(why.since)) if why.reason is not Reason.TEAM else None
    return [*replies[:-1], asked.behind(replies[-1].text)] if asked else replies


def _replaced(talk: Talk, plan: DosePlan, why: Pause) -> list[Said]:
    """Write down and tell which pause that was planned is off, as another one takes its place."""
    planned = plan.pause_ahead(talk.now)
    if planned is None or planned == why:
        return []
    planning.note(talk, talk.wording.pause_off(planned, talk.places))
    return [talk.wording.pause_replaces(planned, talk.places)]


# Off


def not_going(talk: Talk, *, pause: bool) -> list[Said]:
    """Take "not going after all": of a pause that is planned, or of a journey."""
    planned = talk.plan.pause_ahead(talk.now) if talk.plan else None
    if talk.plan and planned and (pause or not talk.places.ahead(talk.now)):
        return call_off(talk, rest_name(talk.plan, planned))
    if pause:
        return _refused(talk) or [talk.wording.plain("not-paused")]
    return homecoming.cancel(talk)


def call_off(talk: Talk, name: str) -> list[Said]:
    """Take back the pause that is planned, if it is the one of that name: of a button, or of what was typed now."""
    plan = talk.plan
    pause = plan.pause_ahead(talk.now) if plan else None
    if plan is None or pause is None or rest_name(plan, pause) != name:
        return [talk.wording.plain("not-this-pause")]
    saved = plan.without_pause_ahead(talk.now)
    plans.save_pauses(talk.conn, saved, None)
    planning.note(talk, talk.wording.pause_off(pause, talk.places))
    bloodtests.rest_off(talk)
    return [talk.wording.plain("pause-called-off", next=coming.asked(talk, saved, talk.places))]


# Answers


def press(talk: Talk, rest: str) -> list[Said]:
    """Take a pressed answer: what it says, what it is about, and its value."""
    what, _, tail = rest.partition(":")
    name = tail.partition(":")[0]
    plan = talk.plan
    if plan is not None and what in {"going-on", "hold"}:
        return _about_silence(talk, what) if plan.uid == name else []
    rests = plan.paused_at(talk.now) if plan else None
    if plan is not None and what in going_on.OFFERED:
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
        case "until", "until" if value == "date":
            return _ask(talk, kept, "date")
        case "until", "until" if value == "say":
            return _begin(talk, kept, None)
        case "until" | "date", "until" | "date":
            return _begin_until(talk, kept, date.fromisoformat(value))
    return []


def _begin_until(talk: Talk, kept: Kept, until: date | None) -> list[Said]:
    """Ask nothing until a day that lies behind the one on which it begins."""
    if until is None or until <= _begins(talk, kept):
        return [talk.wording.plain("no-such-day")]
    return _begin(talk, kept, until)


def _about_silence(talk: Talk, what: str) -> list[Said]:
    """Do what a question about a plan that nobody answers offers."""
    return pause(talk, "") if what == "hold" else [talk.wording.plain("goes-on")]


def _told(talk: Talk, kept: Kept, value: str) -> list[Said]:
    if value == "team":
        return _begin(talk, kept, None)
    if value != "today":
        return _begin_until(talk, kept, date.fromisoformat(value))
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
            return _begin_until(talk, kept, _until(talk, day, _day(kept, "first")))
        case "why", PauseSaid():
            return said(talk, meaning)
        case "until" | "date" | "why" | "told", BackSaid(None, None):
            talk.settle(PAUSE)
            return [talk.wording.plain("goes-on")]
        case asked, _ if choosing.fits_nothing(talk, meaning):
            return _ask(talk, kept, asked)
    return None
