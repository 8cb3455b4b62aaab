"""Days in words, and which day of the calendar that is: one, two to ask about, or none."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.care.reading import (
    Dated,
    DaySpan,
    DayWord,
    Either,
    FromToday,
    Week,
    Weekday,
    Which,
    last_from,
    nearest,
    nearest_either_side,
    resolve,
    resolve_span,
)
from bot.care.reading.english_days import read_day, read_span

SUNDAY = date(2026, 12, 13)
TUESDAY = date(2026, 12, 15)

READ = {
    "yesterday": FromToday(-1),
    "last night": FromToday(-1),
    "tonight": FromToday(0),
    "tomorrow": FromToday(1),
    "the day before yesterday": FromToday(-2),
    "3 days ago": FromToday(-3),
    "two days ago": FromToday(-2),
    "in 2 days": FromToday(2),
    "a week ago": FromToday(-7),
    "mon": Weekday(0),
    "tues": Weekday(1),
    "on tuesday": Weekday(1),
    "sundays": Weekday(6),
    "next friday": Weekday(4, Which.NEXT),
    "last thurs": Weekday(3, Which.LAST),
    "the 29th": Dated(29),
    "3 dec": Dated(3, 12),
    "3rd of december": Dated(3, 12),
    "december 3rd": Dated(3, 12),
    "15 dec 2026": Dated(15, 12, 2026),
    "2026-12-29": Dated(29, 12, 2026),
    "2026-02-30": Dated(30, 2, 2026),
    "03/04/2026": Dated(3, 4, 2026, either_order=True),
    "3/12": Dated(3, 12, either_order=True),
    "25/12": Dated(25, 12),
    "12/25/26": Dated(25, 12, 2026),
    "04/04": Dated(4, 4),
    "25.12.2026": Dated(25, 12, 2026),
    "someday": None,
    "8am": None,
    "": None,
}

RESOLVED: list[tuple[DayWord, date, date | Either | None]] = [
    (FromToday(-1), TUESDAY, date(2026, 12, 14)),
    (Weekday(4), TUESDAY, date(2026, 12, 18)),
    (Weekday(0), TUESDAY, date(2026, 12, 21)),
    (Weekday(1), TUESDAY, Either(TUESDAY, date(2026, 12, 22))),
    (Weekday(1, Which.NEXT), TUESDAY, date(2026, 12, 22)),
    (Weekday(1, Which.LAST), TUESDAY, date(2026, 12, 8)),
    (Weekday(4, Which.NEXT), TUESDAY, Either(date(2026, 12, 18), date(2026, 12, 25))),
    (Dated(29), TUESDAY, date(2026, 12, 29)),
    (Dated(3), TUESDAY, date(2027, 1, 3)),
    (Dated(31), date(2026, 11, 22), None),
    (Dated(15), TUESDAY, TUESDAY),
    (Dated(3, 1), TUESDAY, date(2027, 1, 3)),
    (Dated(30, 2, 2026), TUESDAY, None),
    (Dated(29, 2), TUESDAY, None),
    (Dated(29, 2, 2028), TUESDAY, date(2028, 2, 29)),
    (Dated(1, 1, 9999), TUESDAY, None),
    (Dated(1, 1, 1), TUESDAY, None),
    (Dated(1, 1, 99_999), TUESDAY, None),
    (Dated(3, 4, 2026, either_order=True), TUESDAY, Either(date(2026, 3, 4), date(2026, 4, 3))),
    (Dated(0, 5), TUESDAY, None),
    (FromToday(99_999), TUESDAY, None),
]

BEFORE: list[tuple[DayWord, date, date | Either | None]] = [
    (Weekday(0), TUESDAY, date(2026, 12, 14)),
    (Weekday(2), TUESDAY, date(2026, 12, 9)),
    (Weekday(1), TUESDAY, Either(date(2026, 12, 8), TUESDAY)),
    (Dated(3), TUESDAY, date(2026, 12, 3)),
    (Dated(29), TUESDAY, date(2026, 11, 29)),
    (Dated(29, 12), TUESDAY, date(2025, 12, 29)),
]

SPANS: list[tuple[str, date, tuple[date, date | None] | None]] = [
    ("mon to thu", SUNDAY, (date(2026, 12, 14), date(2026, 12, 17))),
    ("mon-thu", SUNDAY, (date(2026, 12, 14), date(2026, 12, 17))),
    ("fri to mon", SUNDAY, (date(2026, 12, 18), date(2026, 12, 21))),
    ("tomorrow to friday", SUNDAY, (date(2026, 12, 14), date(2026, 12, 18))),
    ("15 dec to the 29th", SUNDAY, (date(2026, 12, 15), date(2026, 12, 29))),
    ("this week", date(2026, 12, 16), (date(2026, 12, 16), date(2026, 12, 20))),
    ("next week", date(2026, 12, 16), (date(2026, 12, 21), date(2026, 12, 27))),
    ("sun to tue", SUNDAY, (SUNDAY, date(2026, 12, 15))),
    ("friday to tomorrow", SUNDAY, None),
    ("3/4 to 5/6", SUNDAY, None),
    ("2026-02-30 to friday", SUNDAY, None),
    ("mon to 3/4", SUNDAY, None),
]


@pytest.mark.parametrize(("written", "day"), READ.items())
def test_a_day_is_read_as_it_was_written(written: str, day: DayWord | None) -> None:
    assert read_day(written) == day


@pytest.mark.parametrize(("day", "today", "found"), RESOLVED)
def test_a_day_to_come_is_the_nearest_one(day: DayWord, today: date, found: date | Either | None) -> None:
    assert resolve(day, today) == found


@pytest.mark.parametrize(("day", "today", "found"), BEFORE)
def test_a_day_gone_by_is_the_latest_one(day: DayWord, today: date, found: date | Either | None) -> None:
    assert resolve(day, today, past=True) == found


@pytest.mark.parametrize(("written", "today", "found"), SPANS)
def test_a_span_has_both_its_ends(written: str, today: date, found: tuple[date, date | None] | None) -> None:
    span = read_span(written)
    assert span is not None
    assert resolve_span(span, today) == found


def test_a_span_without_an_end_has_none() -> None:
    assert resolve_span(DaySpan(Weekday(0), None), SUNDAY) == (date(2026, 12, 14), None)
    assert resolve_span(Week(0), SUNDAY) == (SUNDAY, SUNDAY)


@given(
    st.one_of(
        st.integers(-9_999, 9_999).map(FromToday),
        st.builds(Weekday, st.integers(0, 6), st.sampled_from(Which)),
        st.builds(
            Dated, st.integers(0, 40), st.none() | st.integers(0, 13), st.none() | st.integers(0, 10_000), st.booleans()
        ),
    ),
    st.dates(date(2020, 1, 1), date(2037, 12, 31)),
    st.booleans(),
)
def test_every_day_is_a_date_near_by_or_two_or_none(day: DayWord, today: date, past: bool) -> None:  # noqa: FBT001
    found = resolve(day, today, past=past)
    dates = (found.first, found.second) if isinstance(found, Either) else (found,)
    for one in dates:
        assert one is None or abs(one - today) <= timedelta(days=3660)
    if isinstance(found, Either):
        assert found.first < found.second


def test_the_end_of_something_is_seen_from_its_beginning() -> None:
    monday, friday = date(2026, 12, 7), date(2026, 12, 11)
    assert last_from(Weekday(0), friday, monday) == date(2026, 12, 14)
    assert last_from(FromToday(1), friday, monday) is None


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (Dated(30), date(2026, 11, 30)),
        (Dated(5), date(2026, 12, 5)),
        (Weekday(4), date(2026, 12, 4)),
        (Dated(31, 2), None),
    ],
)
def test_what_has_begun_is_the_nearer_date_on_either_side(day: Dated | Weekday, found: date | None) -> None:
    assert nearest_either_side(day, date(2026, 12, 1)) == found


def test_of_two_days_the_earlier_one_is_the_nearest() -> None:
    assert nearest(Weekday(1), date(2026, 12, 1)) == date(2026, 12, 1)
