"""Dates of blood tests as clinics give them, and how they are typed."""

from __future__ import annotations

from datetime import date
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.care.reading.days import Dated
from bot.care.reading.test_dates import DatesTrouble, Given, Rule, away_until, read_anchor, read_dates
from bot.care.testplans import Anchor, offsets

TODAY = date(2026, 12, 1)  # a Tuesday


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("15 dec, 29 dec, 26 jan, 23 feb", ["2026-12-15", "2026-12-29", "2027-01-26", "2027-02-23"]),
        ("15 and 29 dec", ["2026-12-15", "2026-12-29"]),
        ("29 dec, 15 dec", ["2026-12-15", "2026-12-29"]),
        ("15 dec\n29 dec", ["2026-12-15", "2026-12-29"]),
        ("my next bloods are on 15 dec", ["2026-12-15"]),
        ("December 15, 2026, January 12, 2027", ["2026-12-15", "2027-01-12"]),
        ("2026-12-15", ["2026-12-15"]),
        ("15/12/26, 29/12/26", ["2026-12-15", "2026-12-29"]),
        ("the 15th, the 29th", ["2026-12-15", "2026-12-29"]),
        ("friday", ["2026-12-04"]),
        ("tomorrow", ["2026-12-02"]),
        ("15 dec, 15 dec", ["2026-12-15"]),
        ("20 dec 27 dec 3 jan", ["2026-12-20", "2026-12-27", "2027-01-03"]),
        ("dec 15 dec 29", ["2026-12-15", "2026-12-29"]),
        ("the 15th the 29th", ["2026-12-15", "2026-12-29"]),
        ("15 dec 2026 12 jan 2027", ["2026-12-15", "2027-01-12"]),
        ("20/12 and 3/1", ["2026-12-20", "2027-01-03"]),
        ("12/20, 1/3", ["2026-12-20", "2027-01-03"]),
        ("20/12/26 3/1/27", ["2026-12-20", "2027-01-03"]),
        ("tue 15 dec", ["2026-12-15"]),
        ("Tue 15 Dec, Tue 29 Dec", ["2026-12-15", "2026-12-29"]),
        ("Tuesday, 15 December, Tuesday, 29 December", ["2026-12-15", "2026-12-29"]),
        ("in 2 weeks", ["2026-12-15"]),
        ("next in 6 weeks", ["2027-01-12"]),
        ("in a couple of weeks", ["2026-12-15"]),
        ("in 3 months", ["2027-03-02"]),
        ("6 weeks from now", ["2027-01-12"]),
        ("15 dec at 9:30", ["2026-12-15"]),
        ("15 dec 9.30am", ["2026-12-15"]),
        ("at 9:30 on 15 dec", ["2026-12-15"]),
        ("15 dec at 9, 29 dec at 10.15", ["2026-12-15", "2026-12-29"]),
    ],
)
def test_dates_are_read(words: str, days: list[str]) -> None:
    assert read_dates(words, TODAY) == Given(tuple(map(date.fromisoformat, days)))


@pytest.mark.parametrize(
    ("words", "first", "days", "anchor"),
    [
        (
            "every 2 weeks x 3, then monthly x 3, then every 12 weeks, next 2026-12-01",
            "2026-12-01", [0, 14, 28, 56, 84, 112, 196, 280], Anchor.START,
        ),
        ("weekly for 4 weeks then fortnightly x 2 then monthly, from 8 dec", "2026-12-08",
         [0, 7, 14, 21, 35, 49, 77, 105], Anchor.START),
        ("every 7 days x 4, then every 14 days x 4, then every 28 days, next tomorrow", "2026-12-02",
         [0, 7, 14, 21, 35, 49, 63, 77], Anchor.START),
        ("every 12 weeks", None, [0, 84, 168], Anchor.START),
        ("3 monthly", None, [0, 91, 182], Anchor.START),
        ("every 3 months from 4 jan", "2027-01-04", [0, 91], Anchor.START),
        ("every other week", None, [0, 14], Anchor.START),
        ("every 2 weeks x 3, next in 6 weeks", "2027-01-12", [0, 14, 28], Anchor.START),
        ("every 2 weeks from tue 15 dec at 9:30", "2026-12-15", [0, 14], Anchor.START),
        ("every 4 weeks from the last one, next 12 jan", "2027-01-12", [0, 28], Anchor.DRAW),
    ],
)  # fmt: skip
def test_rules_are_read(words: str, first: str | None, days: list[int], anchor: Anchor) -> None:
    read = read_dates(words, TODAY)
    assert isinstance(read, Rule)
    assert list(islice(offsets(read.schedule), len(days))) == days
    assert read.schedule.anchor is anchor
    assert read.first == (date.fromisoformat(first) if first else None)


@pytest.mark.parametrize(
    ("words", "trouble"),
    [
        ("2026-11-01", DatesTrouble.PAST),
        ("15 dec 2031", DatesTrouble.FAR),
        ("30 feb", DatesTrouble.NO_SUCH),
        ("3/4", DatesTrouble.EITHER),
        ("tuesday", DatesTrouble.EITHER),
        ("monthly, weekly", DatesTrouble.RULE),
        ("mon 15 dec", DatesTrouble.WEEKDAY),
        ("3/4, 4/5", DatesTrouble.EITHER),
        ("20/12, 12/20, 3/4", DatesTrouble.EITHER),
        (", ".join(f"{day} {month}" for month in ("dec", "jan") for day in range(2, 18)), DatesTrouble.MANY),
    ],
)
def test_what_is_wrong_with_dates_is_told(words: str, trouble: DatesTrouble) -> None:
    assert read_dates(words, TODAY) is trouble


@pytest.mark.parametrize(
    "words",
    ["hello", "", "yesterday at 9:30", "at 9:30", "no idea, will ask", "ask them", "1.5 x 50 mg at 8", "took it at 7"],
)
def test_what_names_no_dates_is_none(words: str) -> None:
    assert read_dates(words, TODAY) is None


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(words: str) -> None:
    read = read_dates(words, TODAY)
    if isinstance(read, Given):
        assert all(day >= TODAY for day in read.days)


@pytest.mark.parametrize(
    ("words", "until"),
    [
        ("cant im away till the 30th", Dated(30)),
        ("I'm away until 30 Dec", Dated(30, 12)),
        ("sorry, can't make it", None),
        ("can't do that day, i'm working", None),
    ],
)
def test_not_being_able_to_go_is_read(words: str, until: Dated | None) -> None:
    away = away_until(words)
    assert away is not None
    assert away.until == until


@pytest.mark.parametrize("words", ["no", "yes", "cant sleep", "away with the fairies", "not yet", ""])
def test_other_words_are_no_such_thing(words: str) -> None:
    assert away_until(words) is None


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("10 nov", date(2026, 11, 10)),
        ("2025-03-01", date(2025, 3, 1)),
        ("today", TODAY),
        ("tomorrow", date(2026, 12, 2)),
        ("3 dec", date(2026, 12, 3)),
        ("ages ago", None),
    ],
)
def test_the_day_that_tests_are_counted_from_is_the_nearer_one(words: str, day: date | DatesTrouble | None) -> None:
    assert read_anchor(words, TODAY) == day
