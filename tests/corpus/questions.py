"""Questions to the guide, in people's own words, and the pages that answer them.

A row's `set` is "built" (looked at while the search was tuned) or "held" (only counted); its `topics` are the pages of
which any answers it, or "none" where the guide holds nothing of it.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

ROWS = Path(__file__).with_suffix(".tsv")
OUTSIDE = "none"


@dataclass(frozen=True, slots=True)
class Question:
    set: str
    text: str
    topics: frozenset[str]


def questions() -> list[Question]:
    """Return every row."""
    with ROWS.open(encoding="utf-8", newline="") as file:
        read = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [Question(one["set"], one["question"], _topics(one["topics"])) for one in read]


def _topics(cell: str) -> frozenset[str]:
    return frozenset(cell.split("|")) - {OUTSIDE}
