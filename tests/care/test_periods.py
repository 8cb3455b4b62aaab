"""Days that somebody wants summed up, as they name them; and whether words want that at all."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.care import reading
from bot.care.reading.periods import PeriodSaid, PeriodTrouble, read_period

TODAY = date(2027, 2, 2)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("8 weeks", "2026-12-09", "2027-02-02"),
        ("the last 8 weeks", "2026-12-09", "2027-02-02"),
        ("for the past ten days", "2027-01-24", "2027-02-02"),
        ("a couple of weeks", "2027-01-20", "2027-02-02"),
        ("3 months", "2026-11-04", "2027-02-02"),
        ("a year", "2026-02-03", "2027-02-02"),
        ("since 1 nov", "2026-11-01", "2027-02-02"),
        ("from 1 Nov 2025", "2025-11-01", "2027-02-02"),
        ("since monday", "2027-02-01", "2027-02-02"),
        ("since november", "2026-11-01", "2027-02-02"),
        ("november", "2026-11-01", "2026-11-30"),
        ("in november 2025", "2025-11-01", "2025-11-30"),
        ("feb", "2027-02-01", "2027-02-02"),
        ("march", "2026-03-01", "2026-03-31"),
        ("last month", "2027-01-01", "2027-01-31"),
        ("this month", "2027-02-01", "2027-02-02"),
        ("the last month", "2027-01-04", "2027-02-02"),
        ("1 nov to 15 jan", "2026-11-01", "2027-01-15"),
        ("from 1 nov until 30 nov", "2026-11-01", "2026-11-30"),
    ],
)
def test_days_are_read(words: str, first: str, last: str) -> None:
    assert read_period(words, TODAY) == PeriodSaid(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("words", ["everything", "all", "since the beginning", "from the start"])
def test_all_of_it_has_no_first_day(words: str) -> None:
    assert read_period(words, TODAY) == PeriodSaid(None, TODAY)


@pytest.mark.parametrize("words", ["november 2027", "since tomorrow", "december 2999", "since march 2027"])
def test_days_to_come_are_not_shown(words: str) -> None:
    assert read_period(words, TODAY) is PeriodTrouble.AHEAD


def test_a_day_that_can_be_two_is_not_guessed() -> None:
    assert read_period("since 3/4", TODAY) is PeriodTrouble.EITHER


@pytest.mark.parametrize(
    "words", ["", "hello", "0 weeks", "9999 weeks", "1.5 weeks", "since 31 feb", "weeks 8", "november 0000", "nan days"]
)
def test_what_names_no_days_is_not_read(words: str) -> None:
    assert read_period(words, TODAY) is PeriodTrouble.NOT_READ


@given(st.text(max_size=60), st.dates(min_value=date(2020, 1, 1), max_value=date(2100, 1, 1)))
def test_whatever_is_typed_days_are_past_and_in_order(words: str, today: date) -> None:
    found = read_period(words, today)
    assert isinstance(found, PeriodTrouble) or found.first is None or found.first <= found.last <= today


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("summary", ""),
        ("my summary please", ""),
        ("summary for my doctor", ""),
        ("can i have a summary for the appointment tomorrow?", ""),
        ("print my log for the appointment", ""),
        ("print my diary for dr shah", ""),
        ("what do i show the consultant", ""),
        ("what should I bring to my appointment?", ""),
        ("summary since 1 nov", "since 1 nov"),
        ("give me a summary of the last 8 weeks", "of the last 8 weeks"),
        ("summary for my consultant, last 3 months", "last 3 months"),
    ],
)
def test_a_summary_is_asked_for_in_words(words: str, days: str) -> None:
    assert reading.understand(words) == reading.SummaryAsked(days)


@pytest.mark.parametrize(
    "words",
    [
        "summary of my holiday",
        "what do i tell my doctor",
        "show my log",
        "list for the nurse",
        "in summary i feel rough",
    ],
)
def test_other_words_are_no_request_for_one(words: str) -> None:
    assert not isinstance(reading.understand(words), reading.SummaryAsked)
