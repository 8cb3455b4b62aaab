"""Codes: how they are spelled, read as people type them, and kept."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.care.joining import BYTES, SIGNS, bare, end_of, hashed, spelled, tried

SPELLED = "k7q2-m9xd-4f8h-w3np"
BARE = "k7q2m9xd4f8hw3np"


@given(st.binary(min_size=BYTES, max_size=BYTES))
def test_a_code_holds_all_of_its_chance_and_is_read_back(chance: bytes) -> None:
    code = spelled(chance)
    assert re.fullmatch(f"[{SIGNS}]{{4}}(-[{SIGNS}]{{4}}){{3}}", code)
    number = 0
    for sign in bare(code):
        number = number * len(SIGNS) + SIGNS.index(sign)
    assert number.to_bytes(BYTES, "big") == chance
    assert tried(code) == bare(code) == tried(f"/start {bare(code)}")


@pytest.mark.parametrize(
    "typed",
    [
        SPELLED,
        SPELLED.upper(),
        BARE,
        " k7q2 m9xd 4f8h w3np\n",
        f"/start {BARE}",
        f"/START  {SPELLED}",
        "k7q2m9xd-4f8hw3np",
    ],
)
def test_a_code_is_read_however_it_is_typed(typed: str) -> None:
    assert tried(typed) == BARE
    assert hashed(BARE) == hashed(SPELLED) == hashed(SPELLED.upper())


def test_signs_that_look_alike_are_the_same() -> None:
    assert tried("oOil-ILk7-q2m9-xd4f") == "001111k7q2m9xd4f"


@pytest.mark.parametrize("typed", ["/start x", "/start sooner or later", "/start " + "9" * 5000])
def test_whatever_a_link_brought_is_tried(typed: str) -> None:
    assert tried(typed) is not None


@pytest.mark.parametrize(
    "typed",
    ["", "/start", "/start ", "hello", "took it at 7:15", "k7q2-m9xd-4f8h", f"my code is {SPELLED}", "/help me"],
)
def test_other_words_try_nothing(typed: str) -> None:
    assert tried(typed) is None


def test_a_code_cannot_be_told_from_what_is_kept() -> None:
    assert BARE not in hashed(BARE)
    assert hashed(BARE) != hashed("k7q2m9xd4f8hw3nq")


@pytest.mark.parametrize(
    ("last", "zone", "end"),
    [
        (date(2026, 12, 31), "UTC", datetime(2027, 1, 1, tzinfo=UTC)),
        (date(2026, 12, 31), "Europe/Berlin", datetime(2026, 12, 31, 23, tzinfo=UTC)),
        (date(2027, 3, 28), "Europe/London", datetime(2027, 3, 28, 23, tzinfo=UTC)),
    ],
)
def test_a_code_works_to_the_end_of_its_last_day(last: date, zone: str, end: datetime) -> None:
    assert end_of(last, ZoneInfo(zone)) == end
