"""The days of blood tests: counted from an anchor, in phases, with or without an end."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import islice, pairwise, takewhile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.care.testplans import Anchor, Phase, Schedule, days_from, next_day, offsets

WEEKLY_THEN_MONTHLY = Schedule(Anchor.START, (Phase(7, 7, 4), Phase(56, 28, None)))
FEW = 60


@st.composite
def schedules(draw: st.DrawFn) -> Schedule:
    """Draw phases that follow one another; the last may go on."""
    phases: list[Phase] = []
    free = 0
    for _ in range(draw(st.integers(1, 4))):
        first = free + draw(st.integers(0, 90))
        phases.append(Phase(first, draw(st.integers(1, 120)), draw(st.integers(1, 8))))
        free = (phases[-1].last or 0) + 1
    if draw(st.booleans()):
        phases[-1] = Phase(phases[-1].first, phases[-1].every, None)
    return Schedule(draw(st.sampled_from(Anchor)), tuple(phases))


def test_phases_are_counted_from_the_same_day() -> None:
    assert list(islice(offsets(WEEKLY_THEN_MONTHLY), 7)) == [7, 14, 21, 28, 56, 84, 112]
    assert next(days_from(WEEKLY_THEN_MONTHLY, date(2026, 12, 28))) == date(2027, 1, 4)


def test_the_next_day_is_later_than_the_day_asked_about() -> None:
    start = date(2026, 1, 1)
    assert next_day(WEEKLY_THEN_MONTHLY, start, start) == date(2026, 1, 8)
    assert next_day(WEEKLY_THEN_MONTHLY, start, date(2026, 1, 8)) == date(2026, 1, 15)
    assert next_day(Schedule(Anchor.DRAW, (Phase(0, 7, 2),)), start, date(2026, 1, 8)) is None


def test_days_end_where_the_calendar_does() -> None:
    assert list(days_from(WEEKLY_THEN_MONTHLY, date(9999, 12, 20))) == [date(9999, 12, 27)]
    assert next_day(WEEKLY_THEN_MONTHLY, date(9999, 12, 20), date(9999, 12, 27)) is None
    assert list(days_from(WEEKLY_THEN_MONTHLY, date(9999, 12, 24))) == [date.max]


@pytest.mark.parametrize(("first", "every", "times"), [(-1, 7, 4), (7, 0, 4), (7, -7, None), (7, 7, 0), (7, 7, -1)])
def test_a_phase_that_cannot_be_counted_is_refused(first: int, every: int, times: int | None) -> None:
    with pytest.raises(ValueError, match=r"day|days|test"):
        Phase(first, every, times)


@pytest.mark.parametrize(
    ("phases", "why"),
    [
        ((), "one phase at least"),
        ((Phase(7, 7, None), Phase(56, 28, 2)), "without an end"),
        ((Phase(7, 7, 4), Phase(28, 28, None)), "begins on day 28, and the one before it ends on 28"),
        ((Phase(70, 7, 1), Phase(7, 7, 1)), "begins on day 7"),
    ],
)
def test_phases_that_do_not_follow_one_another_are_refused(phases: tuple[Phase, ...], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        Schedule(Anchor.START, phases)


@given(schedules())
def test_days_only_go_forward(schedule: Schedule) -> None:
    counted = list(islice(offsets(schedule), FEW))
    assert all(before < after for before, after in pairwise(counted))
    assert counted[0] == schedule.phases[0].first


@given(schedules())
def test_there_is_an_end_only_where_each_phase_has_one(schedule: Schedule) -> None:
    times = [phase.times for phase in schedule.phases]
    counted = len(list(islice(offsets(schedule), FEW)))
    assert counted == (FEW if None in times else sum(one or 0 for one in times))


@given(schedules(), st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(-10, 900))
def test_the_next_day_is_the_first_one_later(schedule: Schedule, anchor: date, passed: int) -> None:
    after = anchor + timedelta(days=passed)
    found = next_day(schedule, anchor, after)
    until_then = list(takewhile(lambda day: day <= after, islice(days_from(schedule, anchor), 1000)))
    assert found == next(islice(days_from(schedule, anchor), len(until_then), None), None)
    assert found is None or found > after
