"""Reads the sources: where each fact and each number was read, how good that place is, and when it was seen."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from bot.care.guide import Source
from bot.content.tables import checked_keys, head_of, parsed, refuse_future
from bot.content.texts import read_text

_GRADES = frozenset("ABC")
_SOURCE_KEYS = {"name": str, "url": str, "grade": str, "seen": date}


def read_sources(path: Path, today: date | None) -> dict[str, Source]:
    """Read *path*; what was seen after *today*, where that is given, is refused."""
    text = read_text(path)
    sources = {}
    for key, values in parsed(text).items():
        head = head_of(key)
        if not isinstance(values, dict):
            text.refuse_key(key, f"{key} is not a table")
        table = text.starting(head)
        checked_keys(values, _SOURCE_KEYS, {}, table, head)
        if values["grade"] not in _GRADES:
            table.refuse_key("grade", f"the grade of {key} is not A, B or C")
        if not re.match(r"https?://[^\s/]", values["url"]):
            table.refuse_key("url", f"the url of {key} is not one")
        refuse_future(values["seen"], today, table, "seen")
        sources[key] = Source(key=key, **values)
    return sources
