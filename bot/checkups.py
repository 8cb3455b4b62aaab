"""What is asked of blood tests: who hears it and when, and which have a row to be asked about. Decides no date."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from bot.care import bloodtests as rules
from bot.care import notices
from bot.care.bloodtests import Ask, BloodTest, BloodTestPlan
from bot.care.people import Person
from bot.care.places import Places
from bot.prompting import NOWHERE, Reader, readers
from bot.store import bloodtests, outbox, people
from bot.store.outbox import Draft

MOST_FOLDED = 2  # open tests of the past in one question


def ask(conn: Connection, ids: Sequence[int], now: datetime) -> None:
    """Let tests that are due be asked about, and move on to their next questions.

    What else of the same circle would be asked that day is asked with them: two open tests are one question.
    """
    circles = {one.circle_id for one in bloodtests.by_ids(conn, ids).values()}
    places_of = people.places_of(conn, circles)
    heard_by = readers(conn, list(circles))
    for circle_id in circles:
        places = places_of.get(circle_id) or NOWHERE
        _ask(conn, circle_id, places, heard_by.get(circle_id, ()), now)


def _ask(conn: Connection, circle_id: int, places: Places, heard_by: Sequence[Reader], now: datetime) -> None:
    today = places.today(now)
    tests = bloodtests.of_circle(conn, circle_id)
    due = [one for one in tests if _is_due(one, places, now)]
    # What is open and would not be asked about any more stands beside what is.
    folded = [one for one in tests if one.is_coming and one.day < today and one.next_step_at is None][-MOST_FOLDED:]
    asked = [(one, what) for one in [*folded, *due] if (what := rules.due(one, today)) is not None]
    if asked:
        outbox.add_all(conn, [_draft(circle_id, asked, reader, places, now) for reader in heard_by])
    first = heard_by[0].person if heard_by else None
    after = max(now, notices.said_until(now, places.zone_at(now)))
    for one in due:
        bloodtests.save(conn, rules.scheduled(one, after, places.zone_at(now), first))
    plan = bloodtests.plan_of(conn, circle_id)
    if plan is not None:
        fill(conn, plan, places, first, now)


def _is_due(test: BloodTest, places: Places, now: datetime) -> bool:
    step = test.next_step_at
    return step is not None and (step <= now or places.today(step) <= places.today(now))


def _draft(
    circle_id: int, asked: Sequence[tuple[BloodTest, Ask]], reader: Reader, places: Places, now: datetime
) -> Draft:
    zone = places.zone_at(now)
    at = notices.said_from(reader.person, now, zone)
    first, what = asked[-1]
    return Draft(
        key=f"test {first.uid}/{what.value} {places.today(now)}/account {reader.account_id}",
        account_id=reader.account_id,
        circle_id=circle_id,
        body={"tests": [[one.id, asks.value] for one, asks in asked]},
        priority=outbox.REMINDER,
        not_before=at,
        valid_until=notices.said_until(at, zone),
    )


def reschedule(conn: Connection, circle_id: int, places: Places, person: Person | None, now: datetime) -> None:
    """Work out anew when tests are asked about: a clock was set back, or the patient is in another zone."""
    for one in bloodtests.of_circle(conn, circle_id):
        fresh = rules.scheduled(one, now, places.zone_at(now), person)
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
    bloodtests.add_all(conn, [rules.scheduled(one, now, places.zone_at(now), person) for one in fresh])
    bloodtests.save_plan(conn, plan)
