"""Hours from one clock time to another, as people type them."""

from __future__ import annotations

import pytest

from bot.care.reading.hours import read_hours


def shown(words: str) -> list[str]:
    return [f"{start:%H:%M} {end:%H:%M}" for start, end in read_hours(words)]


@pytest.mark.parametrize(
    ("words", "hours"),
    [
        ("22 to 7", "22:00 07:00"),
        ("10pm-7am", "22:00 07:00"),
        ("10 pm \u2013 7 am", "22:00 07:00"),
        ("from 22:00 until 06:30", "22:00 06:30"),
        ("between 11pm and 6", "23:00 06:00"),
        ("9 PM to midnight", "21:00 00:00"),
        ("2200-0700", "22:00 07:00"),
    ],
)
def test_hours_are_read(words: str, hours: str) -> None:
    assert shown(words) == [hours]


@pytest.mark.parametrize(
    ("words", "both"),
    [
        ("10 to 7", ["10:00 19:00", "22:00 07:00"]),
        ("8pm to 9", ["20:00 09:00", "20:00 21:00"]),
        ("10 to 10", ["10:00 22:00", "22:00 10:00"]),
    ],
)
def test_where_the_half_of_the_day_is_open_both_are_returned(words: str, both: list[str]) -> None:
    assert shown(words) == both


def test_equal_times_are_returned_as_they_were_typed() -> None:
    assert shown("22 to 22") == ["22:00 22:00"]


@pytest.mark.parametrize("words", ["", "22", "all day", "10pm", "to 7", "25 to 7", "22 to 7 on weekdays", "-"])
def test_what_is_no_hours_is_not_read(words: str) -> None:
    assert shown(words) == []
