"""What is asked of blood tests, and which have a row to be asked about. Decides no date, and sends nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from bot.care import bloodtests as rules
from bot.care import timetable
from bot.care.bloodtests import Ask, BloodTest, BloodTestPlan
from bot.care.people import Person
from bot.care.places import DAY, Places
from bot.store import bloodtests

MOST_FOLDED = 2  # open tests of the past in one question


@dataclass(frozen=True, slots=True)
class Due:
    """What is asked about the tests of a circle in one message, and the tests that then have a next question."""

    asked: tuple[tuple[BloodTest, Ask], ...] = ()
    tests: tuple[BloodTest, ...] = ()


def due(conn: Connection, circle_id: int, places: Places, now: datetime) -> Due:
    """Return what is to be asked about tests on the local day of *now*: two open tests are one question."""
    today = places.today(now)
    tests = bloodtests.of_circle(conn, circle_id)
    coming = [one for one in tests if _is_due(one, places, now)]
    # What is open and would not be asked about any more stands beside what is.
    folded = [one for one in tests if one.is_coming and one.day < today and one.next_step_at is None][-MOST_FOLDED:]
    asked = [(one, what) for one in [*folded, *coming] if (what := rules.due(one, today)) is not None]
    return Due(tuple(asked), tuple(coming)) if coming else Due()


def _is_due(test: BloodTest, places: Places, now: datetime) -> bool:
    step = test.next_step_at
    return step is not None and (step <= now or places.today(step) <= places.today(now))


def asked(conn: Connection, due: Due, after: datetime, places: Places, person: Person | None) -> None:
    """Move tests on to their next questions, those after a moment; *person* is who hears of them."""
    plan = bloodtests.plan_of(conn, due.tests[0].circle_id) if due.tests else None
    for one in due.tests:
        following = rules.scheduled(one, after, places.zone_at(after), person, plan.rest if plan else None)
        bloodtests.save(conn, following)
    if plan is not None:
        fill(conn, plan, places, person, after)


def lost(conn: Connection, ids: Sequence[int], places: Places, now: datetime) -> None:
    """Let tests be asked about tomorrow whose question did not leave in its hours."""
    tomorrow = places.today(now) + DAY
    at = timetable.instant(tomorrow, rules.LATER, places.zone_at(now))
    for test in bloodtests.by_ids(conn, ids).values():
        later = test.next_step_at is None or test.next_step_at > at
        if later and rules.due(test, tomorrow) is not None:
            bloodtests.save(conn, replace(test, next_step_at=at))


def reschedule(conn: Connection, circle_id: int, places: Places, person: Person | None, now: datetime) -> None:
    """Work out anew when tests are asked about: a clock was set back, the patient is in another zone, a rest began."""
    plan = bloodtests.plan_of(conn, circle_id)
    for one in bloodtests.of_circle(conn, circle_id):
        fresh = rules.scheduled(one, now, places.zone_at(now), person, plan.rest if plan else None)
        if fresh.next_step_at != one.next_step_at:
            bloodtests.save(conn, fresh)


def fill(conn: Connection, plan: BloodTestPlan, places: Places, person: Person | None, now: datetime) -> None:
    """Give the next days of a plan rows of their own; *person* is who hears of them."""
    tests, today = bloodtests.of_circle(conn, plan.circle_id), places.today(now)
    coming = [one for one in tests if one.is_coming and one.plan_id == plan.id and one.day >= today]
    known = {day for one in tests for day in (one.day, one.drawn, one.moved_from)}
    plan, lacking = rules.lacking(plan, len(coming), today)
    days = [day for day in lacking if day not in known]
    if not lacking:
        return
    fresh = [BloodTest(0, "", plan.circle_id, plan.id, day, plan.gap(day)) for day in days]
    bloodtests.add_all(conn, [rules.scheduled(one, now, places.zone_at(now), person, plan.rest) for one in fresh])
    bloodtests.save_plan(conn, plan)
