"""Lines nobody would think of: none stops the reading, and none is "taken" that a second opinion does not allow."""

# ruff: noqa: RUF001 - signs that look like other signs are what is tested here

from __future__ import annotations

import time

import pytest

from bot.care.reading import Took, TookMine, read_plan, understand
from tests.corpus import fuzz
from tests.corpus import reading as corpus

TEXTS = [row.text for row in corpus.rows()]
TAKEN = [row.text for row in corpus.rows() if row.kinds & {"Took", "TookMine"}]
LINES = 2_000
SEED = 20_261_122
SLOWEST = 0.02  # seconds of the processor, for the longest message of a chat

# Worst cases for grammars of this kind: what repeats, what almost fits, what can be cut in two ways.
LONG = [
    *("i have " * 45 + "x", "im i am " * 38, "ive got " * 40, "took it at 8 " * 24, "took it " + "yesterday " * 30),
    *("sorry oh no " * 26, "yes yep ok " * 28 + "took it x", "wbc 4.2 " * 39, "WBC 3,2 (4,0-11,0) " * 16 + "x"),
    *("1 x 50 mg and " * 22, "1 and a half " * 24, "flying to " + "a b " * 75, "flying to " + "on monday back " * 20),
    *("nights mon " * 28, "nights " + "mon " * 75, "1-0-1-" * 50, "from monday " * 25, "1 x 50 mg from monday, " * 13),
    *("half an hour and a half " * 13, "forgot " * 45 + "can i take it", "i feel " + "so very " * 38, "a " * 2_048),
    *("took it, but " * 20, "took it but " + "sick " * 55, "a" * 4_096, "1" * 4_096, "'" * 4_096, "?" * 4_096),
    *(
        "\u0301" * 4_096,
        "e\u0301\u0323" * 1_365,
        ", " * 2_048,
        "- " * 2_048,
        "took " * 819,
        "at 8 " * 819,
        ". a " * 1_024,
    ),
]


def test_the_second_opinion_agrees_with_every_row_that_is_taken() -> None:
    for text in TAKEN:
        assert not fuzz.is_false(text, understand(text)), text


@pytest.mark.parametrize(
    "text", ["took 2", "took it?", "not taken", "she took it", "took half", "took it at 8 mum", "taken if", "tаken"]
)
def test_the_second_opinion_allows_nothing_else(text: str) -> None:
    assert fuzz.is_false(text, Took(None))


def test_a_day_that_was_named_may_not_be_lost() -> None:
    assert fuzz.is_false("took it yesterday", Took(None))


def test_the_lines_are_the_same_for_the_same_seed() -> None:
    one, other = (list(fuzz.lines(TEXTS, TAKEN, 200, SEED)) for _ in range(2))
    assert one == other
    assert one != list(fuzz.lines(TEXTS, TAKEN, 200, SEED + 1))


def test_no_line_is_falsely_taken() -> None:
    read = [(text, understand(text)) for text in fuzz.lines(TEXTS, TAKEN, LINES, SEED)]
    assert not [text for text, meaning in read if fuzz.is_false(text, meaning)]
    assert sum(isinstance(meaning, Took | TookMine) for _, meaning in read) > LINES / 50


def test_no_line_stops_the_reading_of_a_plan() -> None:
    for text in fuzz.lines(TEXTS, TAKEN, LINES // 4, SEED + 1):
        read_plan(text)


@pytest.mark.parametrize("text", LONG, ids=[text[:20].encode("unicode-escape").decode() for text in LONG])
def test_the_longest_text_is_read_at_once(text: str) -> None:
    assert min(_seconds(text) for _ in range(3)) < SLOWEST


def _seconds(text: str) -> float:
    began = time.process_time()
    understand(text)
    read_plan(text)
    return time.process_time() - began
