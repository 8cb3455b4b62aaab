"""The tests that a talk is about, and how one is written down. Decides nothing."""

from __future__ import annotations

from datetime import date

from bot import checkups
from bot.care import bloodtests as rules
from bot.care.bloodtests import BloodTest, BloodTestPlan
from bot.care.diary import Kind
from bot.care.people import Right, may
from bot.conversation import noting
from bot.conversation.talk import Talk
from bot.store import bloodtests
from bot.wording import Said

TESTS = "tests"  # the kind of the question that waits
DATES = "dates"  # what is chosen about all dates at once


def allowed(talk: Talk) -> bool:
    """Tell whether whoever wrote may note and change dates of tests."""
    return talk.person is not None and talk.circle is not None and may(talk.person, Right.NOTE, talk.circle)


def plan(talk: Talk) -> BloodTestPlan | None:
    """Return the plan of tests that holds."""
    return bloodtests.plan_of(talk.conn, talk.circle.id) if talk.circle else None


def tests(talk: Talk) -> list[BloodTest]:
    """Return the tests that have a row, in the order of their days."""
    return bloodtests.of_circle(talk.conn, talk.circle.id) if talk.circle else []


def named(talk: Talk, uid: str) -> BloodTest | None:
    """Return the test that a button names, if whoever pressed may note for it."""
    return next((one for one in tests(talk) if one.uid == uid), None) if allowed(talk) else None


def ahead(talk: Talk, after: BloodTest | None = None) -> BloodTest | None:
    """Return the next test that is still to come, today or later, besides the one *after* which it is asked for."""
    tried = (one for one in tests(talk) if one.is_coming and one.day >= talk.today)
    return next((one for one in tried if after is None or (one.id != after.id and one.day >= after.day)), None)


def save(talk: Talk, test: BloodTest, event: str) -> BloodTest:
    """Write how a test stands, with its next question, and what happened into the diary."""
    kept = schedule(talk, test)
    noting.tell(talk, Kind.TEST, event)
    holds = plan(talk)
    if holds is not None:
        checkups.fill(talk.conn, holds, talk.places, talk.person, talk.now)
    return kept


def schedule(talk: Talk, test: BloodTest) -> BloodTest:
    """Write how a test stands, with its next question."""
    holds = plan(talk)
    kept = rules.scheduled(test, talk.now, talk.zone, talk.person, holds.rest if holds else None)
    bloodtests.save(talk.conn, kept)
    return kept


def event(talk: Talk, test: BloodTest) -> str:
    """Return in words what became of a test."""
    return talk.wording.plain("event-test", day=talk.wording.day(test.day), stands=talk.wording.test_stands(test)).text


def asks_on(talk: Talk, test: BloodTest) -> date | None:
    """Return the local day of the next question about a test."""
    return talk.places.today(test.next_step_at) if test.next_step_at else None


def gone(talk: Talk) -> list[Said]:
    """Say that a button is about a test that is not kept any more."""
    return [talk.wording.plain("test-gone")]
