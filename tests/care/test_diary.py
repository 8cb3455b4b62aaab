"""The log: a chain of entries for each dose, of which the end stands."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.care.diary import Entry, Kind, standing

NOW = datetime(2026, 12, 1, 8, 0, tzinfo=UTC)


def an_entry(number: int, corrects: int | None) -> Entry:
    return Entry(number, 1, Kind.TAKEN, NOW, None, None, corrects)


@pytest.mark.parametrize(
    ("chain", "stands"),
    [
        ([], None),
        ([(1, None)], 1),
        ([(1, None), (2, 1)], 2),
        ([(1, None), (4, 1), (9, 4)], 9),
        ([(9, 4), (1, None), (4, 1)], 9),
    ],
)
def test_the_end_of_the_chain_stands(chain: list[tuple[int, int | None]], stands: int | None) -> None:
    found = standing([an_entry(*each) for each in chain])
    assert (found.id if found else None) == stands
