"""Days on which nothing is asked of blood tests."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.care.resting import Rest

LONDON = ZoneInfo("Europe/London")
FIRST, UNTIL = date(2027, 1, 16), date(2027, 1, 24)
STEPS = [datetime(2027, 1, day, 10, tzinfo=UTC) for day in (15, 16, 23, 24)]


def days(rest: Rest, steps: list[datetime]) -> list[tuple[int, int]]:
    return [(at.day, at.hour) for at in rest.around(steps, time(9), LONDON)]


def test_nothing_is_asked_in_it_and_once_behind_it_for_what_was() -> None:
    assert days(Rest(FIRST, UNTIL), STEPS) == [(15, 10), (24, 10), (25, 9)]


def test_where_nothing_was_to_be_asked_in_it_nothing_is_asked_for_it() -> None:
    assert days(Rest(FIRST, UNTIL), [STEPS[0], STEPS[3]]) == [(15, 10), (24, 10)]


def test_while_its_end_is_not_known_nothing_is_asked_from_its_first_day_on() -> None:
    assert days(Rest(FIRST), STEPS) == [(15, 10)]


@pytest.mark.parametrize(
    ("rest", "today", "over"),
    [
        (Rest(FIRST), date(2028, 1, 1), False),
        (Rest(FIRST, UNTIL), date(2027, 1, 23), False),
        (Rest(FIRST, UNTIL), UNTIL, True),
        (Rest(FIRST, FIRST), date(2027, 1, 1), True),
    ],
)
def test_it_is_over_once_its_days_are(rest: Rest, today: date, over: bool) -> None:  # noqa: FBT001 - a table
    assert rest.is_over(today) is over
