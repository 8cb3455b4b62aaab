"""Reads the facts that pages and test plans rest on, each found in its sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.care.guide import Source
from bot.content.texts import BadContent, Text, read_text

_COLUMNS = ("id", "fact", "sources")


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is so, in our words, and where it was read."""

    key: str
    says: str
    sources: tuple[Source, ...]


def read_facts(path: Path, sources: Mapping[str, Source]) -> dict[str, Fact]:
    """Return the facts in *path*, by their ids."""
    lines = read_text(path).text.rstrip("\n").split("\n")
    if tuple(lines[0].split("\t")) != _COLUMNS:
        raise BadContent(path, 1, "the columns are not id, fact, sources")
    facts: dict[str, Fact] = {}
    for number, line in enumerate(lines[1:], start=2):
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) != len(_COLUMNS):
            raise BadContent(path, number, "a fact has three columns: id, fact, sources")
        name, fact, keys = cells
        if not name or not fact:
            raise BadContent(path, number, "a fact has an id and says something")
        if name in facts:
            raise BadContent(path, number, f"the fact {name} stands here twice")
        if not keys:
            raise BadContent(path, number, f"the fact {name} has no source")
        for key in keys.split(";"):
            if key not in sources:
                raise BadContent(path, number, f"the source {key} of the fact {name} is not in sources.toml")
        facts[name] = Fact(name, fact, tuple(sources[key] for key in keys.split(";")))
    return facts


def check_facts(named: list[str], facts: Mapping[str, Fact], front: Text) -> None:
    """Refuse what rests on no fact, or *named* one that is not among *facts*; they stand in *front*."""
    if not named:
        front.refuse_key("facts", "facts is empty")
    for fact in named:
        if fact not in facts:
            front.refuse_item("facts", fact, f"the fact {fact} is not in facts.tsv")


def sources_of(named: list[str], facts: Mapping[str, Fact]) -> tuple[Source, ...]:
    """Return where the facts *named* were read, once each, the best grade first."""
    return tuple(
        sorted(dict.fromkeys(source for fact in named for source in facts[fact].sources), key=lambda one: one.grade)
    )
