"""The corpus of laboratory values as people type or copy them, and of what is none.

A row's id begins with where it is from: typed plainly, copied from a portal of the UK, the US or Europe, and so on. A
value is `key=text unit (low..high)`, what is asked about `why:key`. In a row without either nothing is to be read.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from bot.care.results import Read

ROWS = Path(__file__).with_suffix(".tsv")


@dataclass(frozen=True, slots=True)
class Row:
    id: str
    text: str
    values: list[str]
    odd: list[str]
    rest: str


def rows() -> list[Row]:
    """Return every row, with the escapes of its text made into what they stand for."""
    with ROWS.open(encoding="utf-8", newline="") as file:
        read = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        Row(
            one["id"],
            one["text"].replace(r"\n", "\n").replace(r"\t", "\t"),
            [value for value in one["values"].split("; ") if value],
            [odd for odd in one["odd"].split("; ") if odd],
            one["rest"],
        )
        for one in read
    ]


def told(read: Read) -> tuple[list[str], list[str]]:
    """Return values and what is asked about as a row has them."""
    values = []
    for value in read.values:
        unit = f" {value.unit}" if value.unit else ""
        printed = f" ({value.low or ''}..{value.high or ''})" if value.low or value.high else ""
        values.append(f"{value.kind}={value.text}{unit}{printed}")
    return values, [f"{odd.why}:{odd.kind or '-'}" for odd in read.odd]
