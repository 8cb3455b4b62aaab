"""The corpus of what people type: its rows, and what a meaning is called in it.

A row's `set` is "built" (known while the grammar was written) or "held" (written apart, and looked at only afterwards);
its `tag` is "plain" where anybody would understand the text at once.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass, fields
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any

from bot.care import reading

ROWS = Path(__file__).with_suffix(".tsv")
ESCAPES = {r"\n": "\n", r"\t": "\t", r"\u200b": "\u200b", r"\u202e": "\u202e"}
NAMES = {"from_day": "from", "until_day": "until"}
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Row:
    id: str
    set: str
    tag: str
    text: str
    kinds: frozenset[str]
    details: frozenset[str]

    def is_understood(self, meaning: reading.Meaning) -> bool:
        """Tell whether *meaning* is what the row expects: its kind, and every detail that is named."""
        kind = type(meaning).__name__
        return bool(self.kinds & {kind, "*"}) and all(_holds(detail, meaning) for detail in self.details)


def _holds(detail: str, meaning: reading.Meaning) -> bool:
    """Tell whether one "key=value" holds; a value may name several with "|"."""
    key, _, wanted = detail.partition("=")
    found = details(meaning).get(key, "")
    return found == wanted or (bool(found) and found in wanted.split("|"))


def rows() -> list[Row]:
    """Return every row, with the escapes of its text made into what they stand for."""
    with ROWS.open(encoding="utf-8", newline="") as file:
        read = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        Row(
            one["id"],
            one["set"],
            one["tag"],
            _unescaped(one["text"]),
            frozenset(one["kind"].split("|")),
            frozenset(one["detail"].split(";")) - {""},
        )
        for one in read
    ]


def _unescaped(text: str) -> str:
    for escape, sign in ESCAPES.items():
        text = text.replace(escape, sign)
    return text


def details(meaning: reading.Meaning) -> dict[str, str]:
    """Return the fields of a meaning in the short form of the corpus, without what was left out."""
    named = {NAMES.get(one.name, one.name): _short(getattr(meaning, one.name)) for one in fields(meaning)}
    return {name: value for name, value in named.items() if value is not None}


def _short(value: Any) -> str | None:
    if value is None or value == "" or value is False:
        return None
    if value is True:
        return ""
    shorten = next((each for kind, each in SHORT if isinstance(value, kind)), str)
    return shorten(value)


def _clock(at: reading.ClockTime) -> str:
    return f"{at.hour}:{at.minute:02}?" if at.half is reading.Half.EITHER else f"{at.hour:02}:{at.minute:02}"


def _date(day: reading.Dated) -> str:
    return ".".join(str(one) for one in (day.day, day.month, day.year) if one is not None)


SHORT: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (reading.ClockTime, _clock),
    (reading.Ago, lambda ago: f"{ago.minutes}m"),
    (reading.TimeUnknown, lambda at: f"unknown {at.part}" if at.part else "unknown"),
    (reading.FromToday, lambda day: f"{day.days}d"),
    (reading.After, lambda day: f"+{day.days}d"),
    (reading.Weekday, lambda day: WEEKDAYS[day.number]),
    (reading.Dated, _date),
    (reading.DaySpan, lambda span: f"{_short(span.first)}-{_short(span.last)}"),
    (reading.Week, lambda week: f"week{week.ahead}"),
    (tuple, lambda days: ",".join(str(_short(one)) for one in days)),
    (Decimal, lambda figure: f"{figure.normalize():f}"),
    (Enum, lambda member: str(member.value)),
)
