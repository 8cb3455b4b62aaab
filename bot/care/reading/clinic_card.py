"""A clinic card as people type it, in one line or several: a name, a number, hours, and who answers after them."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

FEWEST_DIGITS: Final = 3  # of a number that can be rung
FULL_NUMBER: Final = 6  # digits of a number that is neither a ward nor a short code

_NUMBER: Final = re.compile(
    r"(?<![\w:])\+?\(?\d[\d ()/.-]*\d(?![\w:])(?:,? ?(?:ext|extension|x)\.? ?\d+)?", re.IGNORECASE
)
_SPAN: Final = re.compile(r"(?<=\d)\s+\d{1,2} ?- ?\d{1,2}$")  # hours right behind a number
_CLOCKS: Final = re.compile(r"\d{1,2}(?:[.:]?\d\d)? ?- ?\d{1,2}(?:[.:]?\d\d)?|\d{1,2}[.:]\d\d")
_PIECES: Final = re.compile(r"[,;\n]|\.\s")
_LEADS: Final = re.compile(
    r"^(?:(?:(?:my|our|the) (?:clinic|team|hospital|unit)(?:'?s)?(?: name)?(?: is| are|:)"
    r"|(?:it|they|we)(?:'s| is|'re| are) called|it is|it's|its|called|(?:i )?(?:ring|call|phone))[:\s]+)+",
    re.IGNORECASE,
)
_LINKS: Final = re.compile(
    r"(?:[\s,;:(-]|\b(?:and|on|at|tel|telephone|phone|number|no|ring|call|is|the|their|its)\b\.?)+$", re.IGNORECASE
)
_CLOSED: Final = re.compile(
    r"(?:\b(?:and|or|if|when|while|once) )*(?:\b(?:they|it|we)(?:'re| are| is|'s) )?\b(?:closed|shut)\b"
    r"|\bout of hours\b|\booh\b|\bafter (?:hours|that)\b|\b(?:at|by) night\b|\b(?:nights|evenings|weekends)\b"
    r"|\b(?:otherwise|else|then)\b",
    re.IGNORECASE,
)
_RING: Final = re.compile(
    r"^(?:[\s:,;-]|\b(?:and|or|ring|call|phone|dial|try|it's|its|is|on|weekends?)\b)+", re.IGNORECASE
)


_HOURS: Final = re.compile(
    r"\d|\b(?:mon|tue|wed|thu|fri|sat|sun|week|dai|every|open|closed|shut|hours|night)", re.IGNORECASE
)
_EDGES: Final = " -.:()"


class Card(NamedTuple):
    """What was read of a card, each part as it was typed; what was not said is empty."""

    name: str
    number: str
    hours: str
    after_hours: str


def read_card(words: str) -> Card:
    """Return what *words* say: before the number stands the name, behind it hours and who answers when they are over.

    Words without a number are a name.
    """
    found = _number(words)
    if found is None:
        return Card(_name(words), "", "", "")
    number = found.group()
    span = _SPAN.search(number)
    if span is not None and _digits(number[: span.start()]) >= FULL_NUMBER:
        number = number[: span.start()]
    behind = words[found.start() + len(number) :]
    pieces = [piece for piece in _PIECES.split(behind) if piece.strip(_EDGES)]
    name = _name(words[: found.start()])
    if not name and pieces and not _HOURS.search(pieces[0]):
        name = _name(pieces.pop(0).strip(_EDGES))  # "020 7946 0000 (St Anne's)"
    parts = [_part(piece) for piece in pieces]
    return Card(
        name,
        number.strip(" -/."),
        ", ".join(hours for hours, _ in parts if hours),
        ", ".join(after for _, after in parts if after),
    )


def _number(words: str) -> re.Match[str] | None:
    """Return the number to ring: the first that is long enough for one, else a short code."""
    found = [one for one in _NUMBER.finditer(words) if not _CLOCKS.fullmatch(one.group().strip())]
    for fewest in (FULL_NUMBER, FEWEST_DIGITS):
        fitting = [one for one in found if _digits(one.group()) >= fewest]
        if fitting:
            return fitting[0]
    return None


def _digits(words: str) -> int:
    return sum(letter.isdecimal() for letter in words)


def _name(words: str) -> str:
    name = " ".join(_LINKS.sub("", _LEADS.sub("", words.strip())).split())
    return name if any(letter.isalpha() for letter in name) else ""


def _part(piece: str) -> tuple[str, str]:
    """Return what a piece behind the number says of the hours, and of who answers when they are over."""
    whole = " ".join(piece.split()).strip(_EDGES)
    closed = _CLOSED.search(whole)
    if closed is None:
        return ("", whole) if _number(whole) else (whole, "")
    before, after = whole[: closed.start()].strip(" ,:-"), _RING.sub("", whole[closed.end() :])
    if after:
        return before, after
    return ("", _RING.sub("", before)) if _number(before) else (whole, "")
