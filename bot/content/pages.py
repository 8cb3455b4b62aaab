"""Reads one page of the guide: what stands above it, and what is shown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from bot.care.guide import Clinician, Excerpt, folded
from bot.content.aliases import spelled_out
from bot.content.facts import Fact, check_facts, sources_of
from bot.content.tables import checked_keys, parsed, refuse_future
from bot.content.texts import BadContent, Text, read_text

# One message on every channel, with room for the fixed block above it and the sources below.
LONGEST_BODY = 900


_FENCE = "+++"
_NEEDED_KEYS = {"title": str, "facts": list, "checked": date}
_OTHER_KEYS = {"clinician": dict, "urgent": bool, "neutral": str, "unless": list, "alone": list, "asked": list}
_ALIASES = {"aliases": list}
NAMES = ("aliases", "unless", "alone")
_CLINICIAN_KEYS = {"name": str, "date": date}
_TOPIC = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# What a form without the medicine's name must not hold.
_MEDICINE = re.compile(
    r"azathioprine|\baza\b|imuran|imurel|azasan|azapress|azamun|azafalk|mercaptopurine|\b6-?mp\b|thiopurine",
    re.IGNORECASE,
)


def read_page(
    path: Path,
    facts: Mapping[str, Fact],
    taken: dict[tuple[str, ...], str],
    today: date | None,
    replaced: Excerpt | None = None,
) -> Excerpt:
    """Read one page; its aliases are added to those *taken* on its shelf.

    What it is called by is added to what the page was that it *replaced*: by those words people go on to look for it.
    """
    if path.suffix != ".md" or not _TOPIC.fullmatch(path.stem) or not path.is_file():
        raise BadContent(path, None, "this is not a page called topic.md, in small letters")
    front, body = split(read_text(path))
    values = parsed(front)
    if replaced:
        checked_keys(values, _NEEDED_KEYS, _ALIASES | _OTHER_KEYS, front, r"\A")
    else:
        checked_keys(values, _NEEDED_KEYS | _ALIASES, _OTHER_KEYS, front, r"\A")
    names = _names(values, front, taken)
    check_facts(values["facts"], facts, front)
    refuse_future(values["checked"], today, front, "checked")
    shelf = path.parent.name
    if shelf == "urgent" and not values.get("urgent"):
        front.refuse_key("urgent", "a page on the urgent shelf says urgent = true")
    if shelf == "urgent" and replaced and not set(names["unless"]) <= set(replaced.unless):
        front.refuse_key("unless", "what is urgent cannot be unsaid here")
    _check_length(body, r"\S", "the body")
    neutral = _neutral(values, front, body)
    if replaced:
        names = {key: tuple(dict.fromkeys((*getattr(replaced, key), *own))) for key, own in names.items()}
    return Excerpt(
        shelf=shelf,
        topic=path.stem,
        title=values["title"].strip(),
        body=body.text.strip(),
        facts=tuple(values["facts"]),
        checked=values["checked"],
        sources=sources_of(values["facts"], facts),
        clinician=_clinician(values, front, today),
        urgent=values.get("urgent", False),
        neutral=neutral,
        asked=tuple(dict.fromkeys((*(replaced.asked if replaced else ()), *values.get("asked", ())))),
        **names,
    )


def split(text: Text) -> tuple[Text, Text]:
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
    if values.get("aliases") == []:
        front.refuse_key("aliases", "aliases is empty")
    names = {key: spelled_out(values.get(key, ()), front, key) for key in NAMES}
    for key in ("aliases", "alone"):
        for name, pattern in names[key].items():
            words = folded(name)
            if not words:
                front.refuse_item(key, pattern, f'the alias "{name}" has no word in it')
            if words in taken:
                front.refuse_item(key, pattern, f'the alias "{name}" is taken on this shelf, by {taken[words]}')
            taken[words] = front.path.name
    return {key: tuple(found) for key, found in names.items()}


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
