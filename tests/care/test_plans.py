"""Amounts and plans: what a box says, on which days, and for how long."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.care.plans import (
    EVERY_DAY,
    LONGEST_EVERY,
    Days,
    DosePlan,
    Intake,
    Part,
    Pause,
    Reason,
    Schedule,
    Version,
    tablets,
    total_mg,
)

ONE = (Part(Decimal(1), Decimal(50)),)
TWO = (Part(Decimal(2), Decimal(50)),)


@pytest.mark.parametrize("count", ["0.25", "0.5", "0.75", "1", "1.5", "12.25"])
def test_a_count_of_tablets_is_made_of_quarters(count: str) -> None:
    assert Part(Decimal(count), Decimal(50)).count == Decimal(count)


TUESDAY = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("days", "begun"),
    [
        (Days(2, TUESDAY.toordinal() % 2), TUESDAY + timedelta(days=1)),
        (Days(2, (TUESDAY.toordinal() + 1) % 2), TUESDAY + timedelta(days=1)),
        (Days(5, TUESDAY.toordinal() % 5), TUESDAY + timedelta(days=1)),
        (EVERY_DAY, TUESDAY + timedelta(days=1)),
        (Days(weekdays=frozenset({4})), TUESDAY + timedelta(days=3)),
    ],
)
def test_every_so_many_days_begin_on_the_day_that_was_said(days: Days, begun: date) -> None:
    version = Version(1, TUESDAY, Schedule((Intake(time(8), ONE, days),)))
    later = version.begun_on(TUESDAY + timedelta(days=1))
    found = (TUESDAY + timedelta(days=number) for number in range(1, 30))
    assert later.from_day == TUESDAY + timedelta(days=1)
    assert next(day for day in found if later.schedule.on(day)) == begun


@pytest.mark.parametrize("count", ["0", "-1", "0.3", "1.1", "0.125"])
def test_other_counts_are_refused(count: str) -> None:
    with pytest.raises(ValueError, match="quarters"):
        Part(Decimal(count), Decimal(50))


@pytest.mark.parametrize("strength", ["0", "-25"])
def test_a_strength_is_positive(strength: str) -> None:
    with pytest.raises(ValueError, match="milligrams"):
        Part(Decimal(1), Decimal(strength))


def test_the_only_arithmetic_is_strength_times_count() -> None:
    amount = (Part(Decimal("1.5"), Decimal(50)), Part(Decimal(1), Decimal("12.5")))
    assert total_mg(amount) == Decimal("87.5")
    assert tablets(amount) == Decimal("2.5")


def an_intake(hour: int, days: Days = EVERY_DAY) -> Intake:
    return Intake(time(hour), ONE, days)


def test_times_are_sorted_and_differ() -> None:
    with pytest.raises(ValueError, match="sorted"):
        Schedule((an_intake(20), an_intake(8)))
    with pytest.raises(ValueError, match="differ"):
        Schedule((an_intake(8), an_intake(8)))


def test_a_schedule_has_an_amount_and_a_time() -> None:
    with pytest.raises(ValueError, match="amount"):
        Intake(time(8), ())
    with pytest.raises(ValueError, match="at least one"):
        Schedule(())


def test_the_same_every_day_is_sorted_by_itself() -> None:
    assert Schedule.daily(ONE, [time(20), time(8)]) == Schedule((an_intake(8), an_intake(20)))


# Days.

MONDAY = date(2026, 11, 30)
A_WEEK = [MONDAY + timedelta(days=n) for n in range(7)]
AGAIN = 28 * 27 * 7  # days after which all that can be said of days comes round


def test_every_day_is_every_day() -> None:
    assert all(day in EVERY_DAY for day in A_WEEK)
    assert "2026-11-30" not in EVERY_DAY


def test_some_weekdays_are_those_weekdays() -> None:
    days = Days(weekdays=frozenset({0, 3}))
    assert [day in days for day in A_WEEK] == [True, False, False, True, False, False, False]


def test_every_second_day_leaves_one_out() -> None:
    days = Days(2, MONDAY.toordinal() % 2)
    assert [day in days for day in A_WEEK] == [True, False, True, False, True, False, True]


@pytest.mark.parametrize(
    ("every", "phase", "weekdays"),
    [
        (0, 0, {0}),
        (LONGEST_EVERY + 1, 0, {0}),
        (2, 2, {0}),
        (2, -1, {0}),
        (1, 0, set()),
        (1, 0, {7}),
        (7, MONDAY.toordinal() % 7, {1}),  # each seventh day is a Monday
    ],
)
def test_days_of_which_there_is_none_are_refused(every: int, phase: int, weekdays: set[int]) -> None:
    with pytest.raises(ValueError, match="days"):
        Days(every, phase, frozenset(weekdays))


@st.composite
def some_days(draw: st.DrawFn) -> Days:
    every = draw(st.sampled_from([1, 2, 3, 4, 6, 10, 13, 15, 22, 27]))  # none counts in weeks, so each day comes
    return Days(every, draw(st.integers(0, every - 1)), frozenset(draw(st.sets(st.integers(0, 6), min_size=1))))


@settings(max_examples=60, deadline=None)
@given(some_days(), some_days())
def test_days_meet_where_the_calendar_says_so(one: Days, other: Days) -> None:
    found = [n for n in range(AGAIN) if MONDAY + timedelta(days=n) in one]
    assert max(b - a for a, b in pairwise(found)) <= 27 * 7, "days are not far apart"
    assert one.meets(other) == any(MONDAY + timedelta(days=n) in other for n in found)


def test_alternating_amounts_have_one_turn_a_day() -> None:
    even, odd = Days(2, 0), Days(2, 1)
    schedule = Schedule((Intake(time(8), ONE, even), Intake(time(8), TWO, odd), an_intake(20)))
    for day in A_WEEK:
        assert [intake.wall.hour for intake in schedule.on(day)] == [8, 20]
        assert schedule.on(day)[0].amount == (ONE if day in even else TWO)
    with pytest.raises(ValueError, match="differ"):
        Schedule((Intake(time(8), ONE, even), Intake(time(8), TWO, Days(weekdays=frozenset({0})))))


def test_a_day_may_have_no_dose() -> None:
    schedule = Schedule((an_intake(8, Days(weekdays=frozenset({0}))),))
    assert [len(schedule.on(day)) for day in A_WEEK] == [1, 0, 0, 0, 0, 0, 0]


# Versions.


def a_version(number: int, day: int, hour: int, until: int | None = None) -> Version:
    last = date(2026, 12, until) if until else None
    return Version(number, date(2026, 12, day), Schedule.daily(ONE, [time(hour)]), last)


def a_plan(*versions: Version) -> DosePlan:
    return DosePlan(1, "plan", 1, datetime(2026, 12, 1, tzinfo=UTC), versions)


def held(plan: DosePlan, *days: int) -> list[int]:
    return [plan.on(date(2026, 12, day)).number for day in days]


def test_a_change_leaves_the_old_version_as_it_was() -> None:
    first, second = a_version(1, 1, 8), a_version(2, 2, 9)
    plan = a_plan(first)
    changed = plan.changed(second)
    assert plan.versions == (first,)
    assert changed.versions == (first, second)
    assert held(changed, 1, 2, 3) == [1, 2, 2]


def test_what_ends_by_itself_gives_way_to_what_held_before() -> None:
    plan = a_plan(a_version(1, 1, 8), a_version(2, 14, 16, until=17))
    assert held(plan, 13, 14, 17, 18) == [1, 2, 2, 1]


def test_a_lasting_change_inside_other_days_is_followed_by_them_again() -> None:
    other_days, lasting = a_version(2, 14, 16, until=17), a_version(3, 15, 9)
    plan = a_plan(a_version(1, 1, 8), other_days, lasting, replace(other_days, number=4))
    assert held(plan, 13, 14, 15, 17, 18) == [1, 4, 4, 4, 3]


def test_steps_from_dates_are_several_versions() -> None:
    plan = a_plan(a_version(1, 1, 8), a_version(2, 8, 8), a_version(3, 15, 8))
    assert held(plan, 7, 8, 14, 15, 30) == [1, 2, 2, 3, 3]


def test_the_first_version_stands_for_the_days_before() -> None:
    assert held(a_plan(a_version(1, 10, 8)), 1, 9) == [1, 1]


def test_the_amount_of_a_dose_is_the_one_of_its_version() -> None:
    plan = a_plan(a_version(1, 1, 8), Version(2, date(2026, 12, 2), Schedule.daily(TWO, [time(8), time(20)])))
    day = date(2026, 12, 2)
    assert plan.amount(day, 1, 1) == ONE
    assert plan.amount(day, 2, 2) == TWO
    assert [plan.times_on(date(2026, 12, n)) for n in (1, 2)] == [1, 2]


# Pauses.


def at(day: int) -> datetime:
    return datetime(2026, 12, day, 8, tzinfo=UTC)


def test_a_pause_holds_from_its_beginning_until_somebody_ends_it() -> None:
    pause = Pause(Reason.HOSPITAL, at(5))
    plan = a_plan(a_version(1, 1, 8)).paused(pause)
    assert [plan.paused_at(at(day)) for day in (4, 5, 30)] == [None, pause, pause]
    going_on = plan.resumed(at(9))
    assert [going_on.paused_at(at(day)) is not None for day in (4, 5, 8, 9)] == [False, True, True, False]
    assert going_on.resumed(at(12)) == going_on


def test_the_day_that_was_named_ends_no_pause() -> None:
    plan = a_plan(a_version(1, 1, 8)).paused(Pause(Reason.OTHER, at(5), until=date(2026, 12, 7)))
    assert plan.paused_at(at(20)) is not None


def test_a_pause_inside_another_takes_its_place() -> None:
    team, later = Pause(Reason.TEAM, at(8)), Pause(Reason.TEAM, at(8), until=date(2026, 12, 12))
    plan = a_plan(a_version(1, 1, 8)).paused(Pause(Reason.HOSPITAL, at(5))).paused(team)
    reasons = [pause.reason if (pause := plan.paused_at(at(day))) else None for day in (4, 7, 8)]
    assert reasons == [None, Reason.HOSPITAL, Reason.TEAM]
    assert plan.paused(later).pauses == (*plan.pauses[:1], later)
