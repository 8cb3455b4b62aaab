"""TOML, refused by the line in which a key is wrong."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from bot.content.texts import BadContent, Text

_KINDS = {
    str: "a text",
    list: "a list of texts",
    date: "a date",
    dict: "a table",
    bool: "true or false",
    int: "a whole number",
}


def parsed(text: Text) -> dict[str, Any]:
    """Return *text* as TOML."""
    try:
        return tomllib.loads(text.text)
    except tomllib.TOMLDecodeError as error:
        where = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)$", str(error))
        lines = text.text.count("\n") or 1
        line = int(where[1]) if where and where[1] else lines
        what = str(error)[: where.start()] if where else str(error)
        raise BadContent(text.path, text.above + line, f"this is not TOML: {what}") from error


def checked_keys(
    values: Mapping[str, Any], needed: Mapping[str, type], other: Mapping[str, type], text: Text, whose: str
) -> None:
    """Refuse missing and unknown keys, and values of another kind. *whose* is where the line is if a key is missing."""
    for key in needed:
        if key not in values:
            text.refuse(whose, f"{key} is missing")
    kinds = {**needed, **other}
    for key, value in values.items():
        if key not in kinds:
            text.refuse_key(key, f"{key} is not a key known here")
        kind: Any = kinds[key]
        if not isinstance(value, kind) or _passes_for(value, kind):
            text.refuse_key(key, f"{key} is not {_KINDS[kind]}")
        if kind is str and not value.strip():
            text.refuse_key(key, f"{key} is empty")
        if kind is list and not all(isinstance(item, str) and item.strip() for item in value):
            text.refuse_key(key, f"{key} is not a list of texts")


def _passes_for(value: object, kind: type) -> bool:
    """Tell whether a *value* is of a *kind* to Python alone: true is no number, and a date has no time of day."""
    return isinstance(value, datetime) or (kind is int and isinstance(value, bool))


def heads(text: Text, key: str) -> list[Text]:
    """Return *text* from each line on in which a table of the list *key* begins."""
    found = re.finditer(rf"^[ \t]*\[\[[ \t]*{re.escape(key)}[ \t]*\]\]", text.text, re.MULTILINE)
    return [Text(text.path, text.text[one.start() :], text.line_at(one.start()) - 1) for one in found]


def refuse_future(day: date, today: date | None, text: Text, key: str) -> None:
    """Refuse a *day* that is after *today*, where that is given."""
    if today is not None and day > today:
        text.refuse_key(key, f"{key} lies in the future")


def head_of(key: str) -> str:
    """Return what finds the line in which the table *key* begins, a regular expression."""
    return rf"^[ \t]*\[[ \t]*\"?{re.escape(key)}\"?[ \t]*\]"
