"""When a blood test is asked about, and what follows from an answer."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.care.bloodtests import (
    AHEAD,
    ALONE,
    Ask,
    BloodTest,
    BloodTestPlan,
    State,
    applies,
    arranged,
    drawn,
    due,
    heard,
    lacking,
    moved,
    nearest,
    not_going,
    scheduled,
    typed,
)
from bot.care.people import Person, Quiet
from bot.care.testplans import Anchor, Phase, Schedule

LONDON = ZoneInfo("Europe/London")
DAY = date(2026, 12, 15)
SET_UP = datetime(2026, 11, 1, 12, tzinfo=UTC)
ANA = Person(1, "Ana")


def a_test(gap: int = 28) -> BloodTest:
    return BloodTest(1, "t", 1, 1, DAY, gap)


def asked(test: BloodTest, person: Person = ANA, count: int = 6, after: datetime = SET_UP) -> list[str]:
    """Return when a test is asked about if nobody answers, and what it is asked."""
    told = []
    for _ in range(count):
        test = scheduled(test, after, LONDON, person)
        if test.next_step_at is None:
            break
        after = test.next_step_at
        here = after.astimezone(LONDON)
        told.append(f"{here:%d %b %H:%M} {due(test, here.date())}")
    return told


def test_a_weekly_one_is_asked_about_the_evening_before_in_the_morning_and_two_days_after() -> None:
    assert asked(a_test(7)) == ["14 Dec 18:00 day", "15 Dec 09:00 day", "17 Dec 10:00 done"]


def test_one_every_two_weeks_is_arranged_three_days_before() -> None:
    assert asked(a_test(14), count=5) == [
        "12 Dec 09:00 arranged", "14 Dec 18:00 day", "18 Dec 10:00 done", "25 Dec 10:00 done", "24 Jan 10:00 done",
    ]  # fmt: skip


@pytest.mark.parametrize("gap", [28, 84, ALONE])
def test_a_monthly_one_or_rarer_is_arranged_ten_days_before_and_then_told_of_once_a_month(gap: int) -> None:
    assert asked(a_test(gap)) == [
        "05 Dec 09:00 arranged", "14 Dec 18:00 day", "18 Dec 10:00 done", "25 Dec 10:00 done", "24 Jan 10:00 done",
        "23 Feb 10:00 done",
    ]  # fmt: skip


def test_one_that_is_arranged_is_not_asked_about_before_the_evening() -> None:
    assert asked(arranged(a_test()))[0] == "14 Dec 18:00 day"


def test_nothing_is_asked_of_the_past() -> None:
    assert asked(a_test(), after=datetime(2026, 12, 14, 19, tzinfo=UTC))[0] == "18 Dec 10:00 done"


def test_the_evening_before_moves_earlier_where_it_is_to_be_quiet_and_a_quiet_morning_says_nothing() -> None:
    early = Person(1, "Ana", quiet=Quiet(time(17), time(10)))
    assert asked(a_test(7), early) == ["14 Dec 12:00 day", "17 Dec 10:00 done"]
    never = Person(1, "Ana", quiet=Quiet(time(8), time(19)))
    assert asked(a_test(7), never)[0] == "14 Dec 18:00 day"


def test_after_the_draw_it_is_asked_twice_whether_anything_is_back() -> None:
    assert asked(drawn(a_test(), DAY, DAY, sends=True)) == ["20 Dec 10:00 result", "25 Dec 10:00 result"]
    assert asked(drawn(a_test(), DAY, DAY, sends=False)) == []


def test_once_values_are_typed_it_is_asked_once_whether_the_clinic_spoke() -> None:
    waits = typed(drawn(a_test(), DAY, DAY, sends=True), date(2026, 12, 20))
    assert asked(waits) == ["22 Dec 18:00 heard"]
    assert asked(heard(waits, yes=True)) == asked(heard(waits, yes=False)) == asked(not_going(a_test())) == []


def test_a_question_that_was_answered_is_one_no_more() -> None:
    assert applies(a_test(), Ask.ARRANGED, DAY)
    assert not applies(arranged(a_test()), Ask.ARRANGED, DAY)
    assert applies(arranged(a_test()), Ask.DAY, DAY)
    assert not applies(a_test(), Ask.DAY, DAY + timedelta(days=1))
    assert not applies(drawn(a_test(), DAY, DAY, sends=True), Ask.DONE, DAY)


def test_one_that_was_moved_keeps_the_day_it_was_planned_for_first() -> None:
    twice = moved(moved(a_test(), date(2026, 12, 18)), date(2026, 12, 21))
    assert (twice.day, twice.moved_from, twice.state) == (date(2026, 12, 21), DAY, State.PLANNED)


@given(st.integers(1, 200), st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC)))
def test_a_next_question_is_always_later(gap: int, now: datetime) -> None:
    following = scheduled(a_test(gap), now, LONDON, ANA).next_step_at
    assert following is None or following > now
    assert following is not None or now.date() > DAY + timedelta(days=2 if gap <= 10 else 160)


def test_rows_are_made_for_what_is_near_and_no_day_gets_two() -> None:
    plan = BloodTestPlan(1, "p", 1, schedule=Schedule(Anchor.START, (Phase(7, 7, None),)), counted=DAY)
    plan, days = lacking(plan, 0, DAY)
    assert len(days) == AHEAD
    assert days[0] == date(2026, 12, 22)
    assert lacking(plan, AHEAD, DAY) == (plan, [])
    again, more = lacking(plan, AHEAD - 1, DAY + timedelta(days=8))
    assert more == [days[-1] + timedelta(days=7)]
    assert again.until == more[-1]


def test_how_far_apart_tests_are_is_told_by_the_nearest() -> None:
    plan = BloodTestPlan(1, "p", 1, days=(date(2026, 12, 15), date(2026, 12, 29), date(2027, 1, 26)))
    assert [plan.gap(day) for day in plan.days] == [14, 14, 28]
    assert BloodTestPlan(1, "p", 1, days=(DAY,)).gap(DAY) == ALONE


def test_what_is_said_of_a_day_is_about_the_nearest_that_is_to_come() -> None:
    other = BloodTest(2, "u", 1, 1, date(2026, 12, 29), 14)
    assert nearest([a_test(), other], date(2026, 12, 20)) == a_test()
    assert nearest([drawn(a_test(), DAY, DAY, sends=True), other], DAY) == other
    assert nearest([], DAY) is None
