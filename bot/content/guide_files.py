"""Reads the guide: the pages of each shelf, the words of a crisis, and what an operator laid over it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from bot.care.guide import SHELVES, Crisis, CrisisWords, Excerpt, Guide
from bot.content.aliases import spelled_out
from bot.content.facts import read_facts
from bot.content.overlay import laid_over
from bot.content.pages import NAMES, read_page
from bot.content.sources import read_sources
from bot.content.tables import checked_keys, head_of, parsed
from bot.content.texts import BadContent, read_text, seen
from bot.content.words import read_words

_CRISIS = "crisis.toml"
_WORDS = "words.toml"
_OUTSIDE = "outside.toml"


def read_guide(folder: Path, overlay: Path | None = None, *, language: str = "en", today: date | None = None) -> Guide:
    """Read the guide under *folder*, and what an operator laid over it in *overlay*.

    A date after *today*, where that is given, is as wrong as no date.
    """
    sources = read_sources(folder / "sources.toml", today)
    facts = read_facts(folder / "facts.tsv", sources)
    shelves = folder / "guide" / language
    if not shelves.is_dir():
        raise BadContent(shelves, None, "the folder of the guide is missing")
    for path in seen(shelves):
        if path.name not in {_CRISIS, _WORDS, _OUTSIDE} and (path.name not in SHELVES or not path.is_dir()):
            raise BadContent(path, None, f"this is not one of the shelves {', '.join(SHELVES)}")
    excerpts: list[Excerpt] = []
    for shelf in SHELVES:
        taken: dict[tuple[str, ...], str] = {}
        excerpts += [read_page(path, facts, taken, today) for path in seen(shelves / shelf)]
    guide = Guide(tuple(excerpts), _read_crises(shelves / _CRISIS), read_words(shelves / _WORDS, shelves / _OUTSIDE))
    return laid_over(guide, overlay, sources, facts, today) if overlay else guide


def _read_crises(path: Path) -> tuple[CrisisWords, ...]:
    """Read the words of each crisis there is, the one that leaves least time first."""
    text = read_text(path)
    tables = parsed(text)
    for name, values in tables.items():
        if name not in set(Crisis):
            text.refuse_key(name, f"{name} is not one of {', '.join(Crisis)}")
        if not isinstance(values, dict):
            text.refuse_key(name, f"{name} is not a table")
    words: list[CrisisWords] = []
    for crisis in (Crisis.OVERDOSE, Crisis.DIE):
        if crisis not in tables:
            text.refuse(r"\A", f"{crisis} is missing")
        table = text.starting(head_of(crisis))
        checked_keys(tables[crisis], {"aliases": list}, {"unless": list, "alone": list}, table, r"\A")
        lists = {key: tuple(spelled_out(tables[crisis].get(key, ()), table, key)) for key in NAMES}
        words.append(CrisisWords(crisis, **lists))
    return tuple(words)
