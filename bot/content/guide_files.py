"""Reads the guide: the facts, each found in its sources, and the pages of each shelf, which rest on the facts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from bot.care.guide import Clinician, Crisis, CrisisWords, Excerpt, Guide, Source, folded
from bot.content.aliases import spelled_out
from bot.content.sources import read_sources
from bot.content.tables import checked_keys, head_of, parsed, refuse_future
from bot.content.texts import BadContent, Text, read_text

SHELVES = (
    "about",
    "howitworks",
    "benefits",
    "sideeffects",
    "stories",
    "tips",
    "bloodtests",
    "missed",
    "interactions",
    "vaccines",
    "pregnancy",
    "urgent",
)
# One message on every channel, with room for the fixed block above it and the sources below.
LONGEST_BODY = 900

_CRISIS = "crisis.toml"
_FENCE = "+++"
_FACT_COLUMNS = ("id", "fact", "sources")
_NEEDED_KEYS = {"title": str, "aliases": list, "facts": list, "checked": date}
_OTHER_KEYS = {"clinician": dict, "urgent": bool, "neutral": str, "unless": list, "alone": list}
_NAMES = ("aliases", "unless", "alone")
_CLINICIAN_KEYS = {"name": str, "date": date}
_TOPIC = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# What a form without the medicine's name must not hold.
_MEDICINE = re.compile(
    r"azathioprine|\baza\b|imuran|imurel|azasan|azapress|azamun|azafalk|mercaptopurine|\b6-?mp\b|thiopurine",
    re.IGNORECASE,
)


def read_guide(folder: Path, *, language: str = "en", today: date | None = None) -> Guide:
    """Read the guide under *folder*; a date after *today*, where that is given, is as wrong as no date."""
    sources = read_sources(folder / "sources.toml", today)
    facts = _read_facts(folder / "facts.tsv", sources)
    shelves = folder / "guide" / language
    if not shelves.is_dir():
        raise BadContent(shelves, None, "the folder of the guide is missing")
    for path in _seen(shelves):
        if path.name != _CRISIS and (path.name not in SHELVES or not path.is_dir()):
            raise BadContent(path, None, f"this is not one of the shelves {', '.join(SHELVES)}")
    excerpts: list[Excerpt] = []
    for shelf in SHELVES:
        taken: dict[tuple[str, ...], str] = {}
        excerpts += [_read_excerpt(path, facts, taken, today) for path in _seen(shelves / shelf)]
    return Guide(tuple(excerpts), _read_crises(shelves / _CRISIS))


def _seen(folder: Path) -> list[Path]:
    """Return what lies in *folder*, sorted, without hidden files."""
    return sorted(path for path in folder.glob("*") if not path.name.startswith("."))


def _read_facts(path: Path, sources: Mapping[str, Source]) -> dict[str, tuple[Source, ...]]:
    """Return, for the id of each fact, where it was read."""
    lines = read_text(path).text.rstrip("\n").split("\n")
    if tuple(lines[0].split("\t")) != _FACT_COLUMNS:
        raise BadContent(path, 1, "the columns are not id, fact, sources")
    facts: dict[str, tuple[Source, ...]] = {}
    for number, line in enumerate(lines[1:], start=2):
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) != len(_FACT_COLUMNS):
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
        facts[name] = tuple(sources[key] for key in keys.split(";"))
    return facts


def _read_excerpt(
    path: Path, facts: Mapping[str, tuple[Source, ...]], taken: dict[tuple[str, ...], str], today: date | None
) -> Excerpt:
    """Read one page; its aliases are added to those *taken* on its shelf."""
    if path.suffix != ".md" or not _TOPIC.fullmatch(path.stem) or not path.is_file():
        raise BadContent(path, None, "this is not a page called topic.md, in small letters")
    front, body = _split(read_text(path))
    values = parsed(front)
    checked_keys(values, _NEEDED_KEYS, _OTHER_KEYS, front, r"\A")
    names = _names(values, front, taken)
    _check_facts(values["facts"], facts, front)
    refuse_future(values["checked"], today, front, "checked")
    shelf = path.parent.name
    if shelf == "urgent" and not values.get("urgent"):
        front.refuse_key("urgent", "a page on the urgent shelf says urgent = true")
    _check_length(body, r"\S", "the body")
    neutral = _neutral(values, front, body)
    return Excerpt(
        shelf=shelf,
        topic=path.stem,
        title=values["title"].strip(),
        body=body.text.strip(),
        facts=tuple(values["facts"]),
        checked=values["checked"],
        sources=_sources_of(values["facts"], facts),
        clinician=_clinician(values, front, today),
        urgent=values.get("urgent", False),
        neutral=neutral,
        **names,
    )


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
        lists = {key: tuple(spelled_out(tables[crisis].get(key, ()), table, key)) for key in _NAMES}
        words.append(CrisisWords(crisis, **lists))
    return tuple(words)


def _split(text: Text) -> tuple[Text, Text]:
    """Part the front matter from the body; each knows how many lines of the file stand above it."""
    lines = text.text.split("\n")
    if lines[0].rstrip() != _FENCE:
        raise BadContent(text.path, 1, "a page begins with a line +++")
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == _FENCE:
            front = Text(text.path, "\n".join(lines[1:number]) + "\n", above=1)
            return front, Text(text.path, "\n".join(lines[number + 1 :]), above=number + 1)
    raise BadContent(text.path, 1, "the front matter has no second line +++")


def _names(values: Mapping[str, Any], front: Text, taken: dict[tuple[str, ...], str]) -> dict[str, tuple[str, ...]]:
    """Return what the page is called; a title or name that cannot be searched for or is taken on the shelf is refused.

    *taken* are the names of the shelf so far, with the pages whose they are.
    """
    if not folded(values["title"]) or "\n" in values["title"].strip():
        front.refuse_key("title", "a title is one line and has a word in it")
    if not values["aliases"]:
        front.refuse_key("aliases", "aliases is empty")
    names = {key: spelled_out(values.get(key, ()), front, key) for key in _NAMES}
    for key in ("aliases", "alone"):
        for name, pattern in names[key].items():
            words = folded(name)
            if not words:
                front.refuse_item(key, pattern, f'the alias "{name}" has no word in it')
            if words in taken:
                front.refuse_item(key, pattern, f'the alias "{name}" is taken on this shelf, by {taken[words]}')
            taken[words] = front.path.name
    return {key: tuple(found) for key, found in names.items()}


def _check_facts(named: list[str], facts: Mapping[str, tuple[Source, ...]], front: Text) -> None:
    if not named:
        front.refuse_key("facts", "facts is empty")
    for fact in named:
        if fact not in facts:
            front.refuse_item("facts", fact, f"the fact {fact} is not in facts.tsv")


def _check_length(body: Text, pattern: str, whose: str) -> None:
    shown = body.text.strip()
    if not folded(shown):
        body.refuse(pattern, f"{whose} is empty")
    if len(shown) > LONGEST_BODY:
        body.refuse(pattern, f"{whose} has {len(shown)} characters, {LONGEST_BODY} at most")


def _neutral(values: Mapping[str, Any], front: Text, body: Text) -> str | None:
    """Return the form that names no medicine: its own, or the body where that names none either."""
    text: str | None = values.get("neutral")
    if text is None:
        return None if _MEDICINE.search(body.text) else body.text.strip()
    line = front.line_of(r"^neutral\b")
    _check_length(Text(front.path, text, above=line - 1), r"\A", "neutral")
    named = _MEDICINE.search(text)
    if named:
        front.refuse_key("neutral", f"neutral names the medicine ({named[0]})")
    return text.strip()


def _clinician(values: Mapping[str, Any], front: Text, today: date | None) -> Clinician | None:
    given = values.get("clinician")
    if given is None:
        return None
    checked_keys(given, _CLINICIAN_KEYS, {}, front, r"^[ \t]*\[?clinician\b")
    refuse_future(given["date"], today, front, "date")
    return Clinician(**given)


def _sources_of(named: list[str], facts: Mapping[str, tuple[Source, ...]]) -> tuple[Source, ...]:
    """Return where the facts *named* were read, once each, the best grade first."""
    return tuple(sorted(dict.fromkeys(source for fact in named for source in facts[fact]), key=lambda one: one.grade))
