"""Clock times as people type them: what is exact, what is left open, and what is no time."""

# ruff: noqa: RUF001 - signs that look like other signs are what is tested here

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.care.reading import ClockTime, Half, read_clock

AM, PM, EITHER, DAY24 = Half.AM, Half.PM, Half.EITHER, Half.DAY24

TIMES = {
    "8": (8, 0, EITHER),
    "8:00": (8, 0, EITHER),
    "7:15": (7, 15, EITHER),
    "12:30": (12, 30, EITHER),
    "10.15": (10, 15, EITHER),
    "8h": (8, 0, EITHER),
    "8h30": (8, 30, EITHER),
    "8 o'clock": (8, 0, EITHER),
    "8 o clock": (8, 0, EITHER),
    "8 oclock": (8, 0, EITHER),
    "8am sharp please": (8, 0, AM),
    "8 o’clock": (8, 0, EITHER),
    "1215": (12, 15, EITHER),
    "08": (8, 0, DAY24),
    "08.00": (8, 0, DAY24),
    "08:00": (8, 0, DAY24),
    "07:15": (7, 15, DAY24),
    "0715": (7, 15, DAY24),
    "0:30": (0, 30, DAY24),
    "00:00": (0, 0, DAY24),
    "0:00": (0, 0, DAY24),
    "19:15": (19, 15, DAY24),
    "20:00": (20, 0, DAY24),
    "20h": (20, 0, DAY24),
    "20": (20, 0, DAY24),
    "2000": (20, 0, DAY24),
    "23:59": (23, 59, DAY24),
    "noon": (12, 0, DAY24),
    "Midday": (12, 0, DAY24),
    "12 noon": (12, 0, DAY24),
    "midnight": (0, 0, DAY24),
    "8am": (8, 0, AM),
    "8 AM": (8, 0, AM),
    "8 a.m.": (8, 0, AM),
    "08:00 am": (8, 0, AM),
    "12am": (0, 0, AM),
    "12:30am": (0, 30, AM),
    "8 pm": (20, 0, PM),
    "8.15pm": (20, 15, PM),
    "8 p.m.": (20, 0, PM),
    "12pm": (12, 0, PM),
    "8 o'clock pm": (20, 0, PM),
    "at 10": (10, 0, EITHER),
    "@8pm": (20, 0, PM),
    "8 this morning": (8, 0, AM),
    "12:30 in the morning": (0, 30, AM),
    "8am this morning": (8, 0, AM),
    "3 in the afternoon": (15, 0, PM),
    "8 in the evening": (20, 0, PM),
    "8 tonight": (20, 0, PM),
    "10 at night": (22, 0, PM),
    "20:00 tonight": (20, 0, DAY24),
    " 8 : 00 ".replace(" : ", ":"): (8, 0, EITHER),
    "８：３０": (8, 30, EITHER),
    "٠٨:٠٠": (8, 0, DAY24),
    "٨": (8, 0, EITHER),
    "8\u200b:00": (8, 0, EITHER),
}

NO_TIMES = [
    "", " ", "24:00", "25:00", "8:60", "-1:00", "-8", "24", "99", "0", "00", "0am", "13am", "13pm", "20:00 pm",
    "00:30 am", "half 7", "half eight", "halb acht", "²", "8²", "8:5", "8:000", "815", "08000", "8:00:00",
    "8,30", "8.5", "1e1", "+8", "8-9", "8 or 9", "8 8", "eight", "8ish", "8 tomorrow", "yesterday 8", "at", "@",
    "am", "8 xm", "8am pm", "8pm this morning", "12 at night", "1 tonight", "noon tonight",
    "9 in the afternoon", "8:00\x008:00 9", "3000", "1960", "a" * 5000, "9" * 5000, "8" + " " * 5000 + "9",
    "é" * 5000,
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TIMES.items())
def test_a_time_is_read_as_it_stands(text: str, expected: tuple[int, int, Half]) -> None:
    assert read_clock(text) == ClockTime(*expected)


@pytest.mark.parametrize("text", NO_TIMES)
def test_what_is_no_time_is_not_made_into_one(text: str) -> None:
    assert read_clock(text) is None


@pytest.mark.parametrize(
    ("clock", "readings"),
    [
        (ClockTime(8, 0, EITHER), (time(8), time(20))),
        (ClockTime(12, 30, EITHER), (time(0, 30), time(12, 30))),
        (ClockTime(8, 0, AM), (time(8),)),
        (ClockTime(20, 0, PM), (time(20),)),
        (ClockTime(0, 0, DAY24), (time(0),)),
    ],
)
def test_a_time_without_its_half_has_two_readings_and_any_other_has_one(
    clock: ClockTime, readings: tuple[time, ...]
) -> None:
    assert clock.readings() == readings


@pytest.mark.parametrize(
    ("hour", "minute", "half"),
    [
        (24, 0, DAY24),
        (-1, 0, DAY24),
        (0, 0, EITHER),
        (13, 0, EITHER),
        (12, 0, AM),
        (11, 0, PM),
        (8, 60, DAY24),
        (8, -1, AM),
    ],
)
def test_a_time_that_no_clock_shows_cannot_be_made(hour: int, minute: int, half: Half) -> None:
    with pytest.raises(ValueError, match="no such time"):
        ClockTime(hour, minute, half)


@given(st.times())
def test_every_minute_of_the_day_is_read_in_each_way_of_writing_it(at: time) -> None:
    minute = at.replace(second=0, microsecond=0)
    padded = read_clock(f"{at:%H:%M}")
    assert padded is not None
    assert minute in padded.readings()
    assert padded.half is (EITHER if at.hour in {10, 11, 12} else DAY24)
    spoken = read_clock(f"{at.hour % 12 or 12}:{at:%M} {'pm' if at.hour >= 12 else 'am'}")
    assert spoken is not None
    assert spoken.readings() == (minute,)


@given(st.text(alphabet="0123456789:.hapm @²½٨-", max_size=12))
def test_any_text_is_a_time_of_the_day_or_none(text: str) -> None:
    clock = read_clock(text)
    assert clock is None or len(clock.readings()) in {1, 2}
