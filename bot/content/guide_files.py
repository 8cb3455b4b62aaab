"""Reads the guide: the sources, the facts found in them, and the pages of each shelf, which rest on the facts."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from bot.care.guide import Clinician, Excerpt, Guide, Source, folded
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

_FENCE = "+++"
_GRADES = frozenset("ABC")
_FACT_COLUMNS = ("id", "fact", "sources")
_SOURCE_KEYS = {"name": str, "url": str, "grade": str, "seen": date}
_NEEDED_KEYS = {"title": str, "aliases": list, "facts": list, "checked": date}
_OTHER_KEYS = {"clinician": dict, "urgent": bool, "neutral": str, "unless": list}
_CLINICIAN_KEYS = {"name": str, "date": date}
_KINDS = {str: "a text", list: "a list of texts", date: "a date", dict: "a table", bool: "true or false"}
_TOPIC = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# What a form without the medicine's name must not hold.
_MEDICINE = re.compile(
    r"azathioprine|\baza\b|imuran|imurel|azasan|azapress|azamun|azafalk|mercaptopurine|\b6-?mp\b|thiopurine",
    re.IGNORECASE,
)


def read_guide(folder: Path, *, language: str = "en", today: date | None = None) -> Guide:
    """Read the guide under *folder*; a date after *today*, where that is given, is as wrong as no date."""
    sources = _read_sources(folder / "sources.toml", today)
    facts = _read_facts(folder / "facts.tsv", sources)
    shelves = folder / "guide" / language
    if not shelves.is_dir():
        raise BadContent(shelves, None, "the folder of the guide is missing")
    for path in _seen(shelves):
        if path.name not in SHELVES or not path.is_dir():
            raise BadContent(path, None, f"this is not one of the shelves {', '.join(SHELVES)}")
    excerpts: list[Excerpt] = []
    for shelf in SHELVES:
        taken: dict[tuple[str, ...], str] = {}
        excerpts += [_read_excerpt(path, facts, taken, today) for path in _seen(shelves / shelf)]
    return Guide(tuple(excerpts))


def _seen(folder: Path) -> list[Path]:
    """Return what lies in *folder*, sorted, without hidden files."""
    return sorted(path for path in folder.glob("*") if not path.name.startswith("."))


def _parsed(text: Text) -> dict[str, Any]:
    try:
        return tomllib.loads(text.text)
    except tomllib.TOMLDecodeError as error:
        where = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)$", str(error))
        lines = text.text.count("\n") or 1
        line = int(where[1]) if where and where[1] else lines
        what = str(error)[: where.start()] if where else str(error)
        raise BadContent(text.path, text.above + line, f"this is not TOML: {what}") from error


def _checked_keys(
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
        # A date with a time of day is not a date, though Python thinks so.
        kind: Any = kinds[key]
        if not isinstance(value, kind) or isinstance(value, datetime):
            text.refuse_key(key, f"{key} is not {_KINDS[kind]}")
        if kind is str and not value.strip():
            text.refuse_key(key, f"{key} is empty")
        if kind is list and not all(isinstance(item, str) and item.strip() for item in value):
            text.refuse_key(key, f"{key} is not a list of texts")


def _refuse_future(day: date, today: date | None, text: Text, key: str) -> None:
    if today is not None and day > today:
        text.refuse_key(key, f"{key} lies in the future")


def _read_sources(path: Path, today: date | None) -> dict[str, Source]:
    text = read_text(path)
    sources = {}
    for key, values in _parsed(text).items():
        head = rf"^[ \t]*\[[ \t]*\"?{re.escape(key)}\"?[ \t]*\]"
        if not isinstance(values, dict):
            text.refuse_key(key, f"{key} is not a table")
        table = Text(path, text.text[_offset(text, head) :], text.line_of(head) - 1)
        _checked_keys(values, _SOURCE_KEYS, {}, table, head)
        if values["grade"] not in _GRADES:
            table.refuse_key("grade", f"the grade of {key} is not A, B or C")
        if not re.match(r"https?://[^\s/]", values["url"]):
            table.refuse_key("url", f"the url of {key} is not one")
        _refuse_future(values["seen"], today, table, "seen")
        sources[key] = Source(key=key, **values)
    return sources


def _offset(text: Text, pattern: str) -> int:
    found = re.search(pattern, text.text, re.MULTILINE)
    return found.start() if found else 0


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
    values = _parsed(front)
    _checked_keys(values, _NEEDED_KEYS, _OTHER_KEYS, front, r"\A")
    _check_names(values, front, taken)
    _check_facts(values["facts"], facts, front)
    _refuse_future(values["checked"], today, front, "checked")
    shelf = path.parent.name
    if shelf == "urgent" and not values.get("urgent"):
        front.refuse_key("urgent", "a page on the urgent shelf says urgent = true")
    _check_length(body, r"\S", "the body")
    neutral = _neutral(values, front)
    return Excerpt(
        shelf=shelf,
        topic=path.stem,
        title=values["title"].strip(),
        aliases=tuple(values["aliases"]),
        body=body.text.strip(),
        facts=tuple(values["facts"]),
        checked=values["checked"],
        sources=_sources_of(values["facts"], facts),
        clinician=_clinician(values, front, today),
        urgent=values.get("urgent", False),
        neutral=neutral,
        unless=tuple(values.get("unless", ())),
    )


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


def _check_names(values: Mapping[str, Any], front: Text, taken: dict[tuple[str, ...], str]) -> None:
    """Refuse a title or alias that cannot be searched for, and an alias that stands on the shelf already."""
    if not folded(values["title"]) or "\n" in values["title"].strip():
        front.refuse_key("title", "a title is one line and has a word in it")
    if not values["aliases"]:
        front.refuse_key("aliases", "aliases is empty")
    for alias in values["aliases"]:
        words = folded(alias)
        if not words:
            front.refuse_item("aliases", alias, f'the alias "{alias}" has no word in it')
        if words in taken:
            front.refuse_item("aliases", alias, f'the alias "{alias}" is taken on this shelf, by {taken[words]}')
        taken[words] = front.path.name


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


def _neutral(values: Mapping[str, Any], front: Text) -> str | None:
    text: str | None = values.get("neutral")
    if text is None:
        return None
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
    _checked_keys(given, _CLINICIAN_KEYS, {}, front, r"^[ \t]*\[?clinician\b")
    _refuse_future(given["date"], today, front, "date")
    return Clinician(**given)


def _sources_of(named: list[str], facts: Mapping[str, tuple[Source, ...]]) -> tuple[Source, ...]:
    """Return where the facts *named* were read, once each, the best grade first."""
    return tuple(sorted(dict.fromkeys(source for fact in named for source in facts[fact]), key=lambda one: one.grade))
