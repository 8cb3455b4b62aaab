"""What else happens to a person, and may mean other dates of tests: another dose, a pause. Moves none without a yes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot import checkups
from bot.care.bloodtests import BloodTestPlan
from bot.care.diary import Kind
from bot.care.resting import Rest
from bot.care.testplans import Anchor, next_day
from bot.conversation import noting, parking
from bot.conversation.bloodtests import kept
from bot.conversation.bloodtests.dates import begin
from bot.conversation.bloodtests.kept import DATES
from bot.conversation.talk import Talk
from bot.store import bloodtests
from bot.wording import Said


def dose_changed(talk: Talk, begins: date) -> Said | None:
    """Ask whether a change of the dose, from a local day on, changes the tests too; None where no dates are kept."""
    plan = kept.plan(talk)
    if plan is None or not kept.allowed(talk):
        return None
    would = _counted_anew(plan, begins, talk.today)
    if would is not None:
        return _ask_anew(talk, begins, would)
    choices = {f"{DATES}:new": "yes", f"{DATES}:stay": "no", f"{DATES}:ask": "i-will-ask"}
    return talk.wording.ask("tests-changed", choices)


def _counted_anew(plan: BloodTestPlan, begins: date, today: date) -> date | None:
    """Return the next test, if tests that are counted from a change of dose were counted from this one."""
    if plan.schedule is None or not _counts_from_change(plan) or plan.counted == begins:
        return None
    return next_day(plan.schedule, begins, today)


def _counts_from_change(plan: BloodTestPlan) -> bool:
    return plan.schedule is not None and plan.schedule.anchor is Anchor.CHANGE


def _ask_anew(talk: Talk, begins: date, would: date) -> Said:
    """Ask whether tests that are counted from the last change of dose are counted from this one."""
    coming = kept.ahead(talk)
    stands = talk.wording.day(coming.day) if coming else "none"
    since, following = talk.wording.day(begins), talk.wording.day(would)
    choices = {
        f"{DATES}:anew:{begins.isoformat()}": "yes",
        f"{DATES}:stay": "no",
        f"{DATES}:new": "new-dates",
        f"{DATES}:ask": "i-will-ask",
    }
    return talk.wording.ask("tests-count-anew", choices, since=since, would=following, stands=stands)


def press_around(talk: Talk, rest: str) -> list[Said]:
    """Take a choice about all dates at once: new ones, the same, to be asked, counted anew, at rest or not."""
    verb, _, value = rest.partition(":")
    if kept.plan(talk) is None or not kept.allowed(talk):
        return kept.gone(talk)
    match verb:
        case "new":
            return begin(talk)
        case "ask":
            return [parking.keep(talk, talk.wording.plain("question-tests").text), *_stay(talk)]
        case "stay":
            return _stay(talk) or [talk.wording.plain("tests-stay-none")]
        case "anew":
            return _count_anew(talk, date.fromisoformat(value))
        case "rest":
            return _rest(talk, date.fromisoformat(value))
        case "wake":
            wake(talk, talk.today)
            return [talk.wording.plain("tests-asked-again"), *_stay(talk)]
    return []


# Rest


def ask_rest(talk: Talk, first: date) -> Said | None:
    """Ask whether a pause from a local day on is one of blood tests too; None where no dates are kept."""
    if kept.plan(talk) is None or not kept.allowed(talk):
        return None
    return talk.wording.ask("tests-rest-too", {f"{DATES}:rest:{first.isoformat()}": "yes", f"{DATES}:stay": "no"})


def _rest(talk: Talk, first: date) -> list[Said]:
    """Ask nothing of tests from a day on, for as long as the pause lasts that begins on it."""
    pause = (talk.plan.paused_at(talk.now) or talk.plan.pause_ahead(talk.now)) if talk.plan else None
    if pause is None or pause.ended is not None or talk.places.today(pause.since) != first:
        return [talk.wording.plain("not-this-pause")]
    _save_rest(talk, Rest(first))
    since = talk.wording.day(first)
    noting.tell(talk, Kind.TEST, talk.wording.plain("event-tests-rest", day=since).text)
    return [talk.wording.plain("tests-rest", day=since)]


def wake(talk: Talk, day: date) -> bool:
    """Ask about tests again from a local day on; tell whether they rested, or would have."""
    plan = kept.plan(talk)
    if plan is None or plan.rest is None or plan.rest.is_over(talk.today):
        return False
    _save_rest(talk, replace(plan.rest, until=day) if plan.rest.first < day else None)
    noting.tell(talk, Kind.TEST, talk.wording.plain("event-tests-asked", day=talk.wording.day(day)).text)
    return True


def rest_off(talk: Talk) -> None:
    """Take back a rest that is still to come: the pause that it goes with is off."""
    plan = kept.plan(talk)
    if plan is not None and plan.rest is not None and plan.rest.first > talk.today:
        wake(talk, talk.today)


def _save_rest(talk: Talk, rest: Rest | None) -> None:
    plan = kept.plan(talk)
    if plan is not None:
        bloodtests.save_plan(talk.conn, replace(plan, rest=rest))
        checkups.reschedule(talk.conn, plan.circle_id, talk.places, talk.person, talk.now)


def goes_on(talk: Talk, day: date, *, changed: bool = False) -> Said | None:
    """Ask about tests again as doses are, from a local day on; return what is asked of dates that rested.

    *changed*: the doses go on as other ones.
    """
    plan, rested = kept.plan(talk), wake(talk, day)
    if changed and plan and (not rested or _counted_anew(plan, day, talk.today)):
        return dose_changed(talk, day)
    choices = {f"{DATES}:stay": "dates-same", f"{DATES}:new": "new-dates", f"{DATES}:ask": "i-will-ask"}
    return talk.wording.ask("dates-the-same", choices) if rested else None


def _stay(talk: Talk) -> list[Said]:
    coming = kept.ahead(talk)
    return [talk.wording.plain("tests-stay", day=talk.wording.day(coming.day))] if coming else []


def _count_anew(talk: Talk, begins: date) -> list[Said]:
    """Count the tests that come after the change of dose from it; one that was moved stays where it is."""
    plan = kept.plan(talk)
    if plan is None or not _counts_from_change(plan):
        return kept.gone(talk)
    anew = replace(plan, counted=begins, until=None)
    bloodtests.drop_coming(talk.conn, plan, max(begins, talk.today))
    bloodtests.save_plan(talk.conn, anew)
    checkups.fill(talk.conn, anew, talk.places, talk.person, talk.now)
    since = talk.wording.day(begins)
    noting.tell(talk, Kind.TEST, talk.wording.plain("event-tests-anew", day=since).text)
    coming = kept.ahead(talk)
    if coming is None:
        return [talk.wording.plain("test-next-none")]
    return [talk.wording.plain("tests-counted-anew", since=since, day=talk.wording.day(coming.day))]
