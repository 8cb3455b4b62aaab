"""The corpus: nothing in it is falsely "taken", and what is plain is understood, seen before or not."""

from __future__ import annotations

import pytest

from bot.care.reading import Took, TookMine, Unclear, understand
from tests.corpus import reading as corpus
from tests.corpus.reading import Row

ROWS = corpus.rows()
UNDERSTOOD = 0.95  # of the plain ones


def plain(which: str) -> list[Row]:
    return [row for row in ROWS if row.tag == "plain" and row.set == which]


def test_the_corpus_is_as_large_as_it_claims_and_its_rows_differ() -> None:
    assert len(ROWS) >= 1400
    assert len({row.id for row in ROWS}) == len(ROWS)
    assert len({row.text for row in ROWS}) == len(ROWS)
    assert len([row for row in ROWS if row.set == "held"]) * 4 >= len(ROWS)
    assert {row.tag for row in ROWS} == {"plain", "odd", "open"}


def test_nothing_is_falsely_taken() -> None:
    false = [row.text for row in ROWS if not row.kinds & {"Took", "TookMine"} and _is_taken(row.text)]
    assert not false


def _is_taken(text: str) -> bool:
    return isinstance(understand(text), Took | TookMine)


@pytest.mark.parametrize("which", ["built", "held"])
def test_what_is_plain_is_understood(which: str) -> None:
    rows = plain(which)
    not_understood = [row.text for row in rows if not row.is_understood(understand(row.text))]
    assert len(not_understood) <= (1 - UNDERSTOOD) * len(rows), not_understood


def test_a_call_for_help_is_never_not_understood() -> None:
    calls = [row.text for row in ROWS if row.kinds == {"HelpMe"}]
    assert len(calls) >= 15
    assert not [text for text in calls if understand(text) == Unclear()]


@pytest.mark.parametrize("kind", ["TooMuch", "SickAfter", "ToldToStop", "StopSaid", "Died", "PauseSaid"])
def test_what_must_not_be_overheard_is_never_a_plain_record(kind: str) -> None:
    for row in ROWS:
        if row.kinds == {kind}:
            assert type(understand(row.text)).__name__ not in {"Took", "TookMine", "NotHad", "Later", "Nod"}, row.text
