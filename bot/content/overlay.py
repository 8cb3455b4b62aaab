"""Reads what an operator laid over the guide: pages that replace a page, add one, or withhold one.

A page of theirs rests on facts and sources as ours do: on ours, or on their own, in facts.tsv and sources.toml there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from bot.care.guide import SHELVES, Excerpt, Guide, Source, folded
from bot.content.facts import Fact, read_facts
from bot.content.pages import read_page, split
from bot.content.sources import read_sources
from bot.content.tables import checked_keys, parsed
from bot.content.texts import BadContent, read_text, seen

_LANGUAGES = ("en",)
_FILES = ("guide", "testplans", "sources.toml", "facts.tsv")
_WITHHELD_KEYS = {"withheld": bool, "reason": str}
# What azalea shows by itself, as when somebody says that they were sick after a tablet.
NEEDED = (
    "missed/late-tablet",
    "missed/sick-after",
    "missed/running-out",
    "interactions/new-medicine",
    "sideeffects/nausea",
    "bloodtests/how-often",
    "bloodtests/before-the-start",
    "bloodtests/tpmt",
    "bloodtests/nudt15",
)


def laid_over(
    guide: Guide, folder: Path, sources: Mapping[str, Source], facts: Mapping[str, Fact], today: date | None
) -> Guide:
    """Return *guide* with the pages in *folder*, which may rest on *sources* and *facts* of ours and on its own."""
    _refuse_others(folder, _FILES)
    every_fact = facts_with(folder, sources, facts, today)
    pages = {(one.shelf, one.topic): one for one in guide.excerpts}
    for path in _pages(folder):
        name = path.parent.name, path.stem
        shipped = guide.get(*name)
        if _is_withheld(path, shipped):
            del pages[name]
        else:
            taken = _taken(pages.values(), *name)
            pages[name] = read_page(path, every_fact, taken, today, shipped)
    excerpts = sorted(pages.values(), key=lambda one: (SHELVES.index(one.shelf), f"{one.topic}.md"))
    return Guide(tuple(excerpts), guide.crises, guide.words)


def facts_with(
    folder: Path, sources: Mapping[str, Source], facts: Mapping[str, Fact], today: date | None
) -> dict[str, Fact]:
    """Return *facts* of ours and those in *folder*, which are read in *sources* of ours or in its own."""
    own_sources = read_sources(folder / "sources.toml", today) if (folder / "sources.toml").exists() else {}
    _refuse_ours(folder / "sources.toml", own_sources, sources)
    every_source = {**sources, **own_sources}
    own_facts = read_facts(folder / "facts.tsv", every_source) if (folder / "facts.tsv").exists() else {}
    _refuse_ours(folder / "facts.tsv", own_facts, facts)
    return {**facts, **own_facts}


def _pages(folder: Path) -> list[Path]:
    """Return the pages in *folder*, in the order of their names; what is none is refused."""
    if not (folder / "guide").exists():
        return []
    _refuse_others(folder / "guide", _LANGUAGES)
    pages: list[Path] = []
    for language in seen(folder / "guide"):
        _refuse_others(language, SHELVES)
        pages += [path for shelf in seen(language) for path in _listed(shelf)]
    return pages


def _listed(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise BadContent(folder, None, "this is not a folder that can be read")
    return seen(folder)


def _refuse_others(folder: Path, known: tuple[str, ...]) -> None:
    for path in _listed(folder):
        if path.name not in known:
            raise BadContent(path, None, f"this is not one of {', '.join(known)}")


def _refuse_ours(path: Path, own: Mapping[str, object], ours: Mapping[str, object]) -> None:
    for key in own:
        if key in ours:
            read_text(path).refuse(rf"^\[?\"?{key}\b", f"azalea has a {key} of its own: choose another name")


def _is_withheld(path: Path, shipped: Excerpt | None) -> bool:
    """Tell whether the page *path* only says that a page is not to be shown; where that cannot be, it is refused."""
    if not path.is_file():
        return False
    front, body = split(read_text(path))
    values = parsed(front)
    if "withheld" not in values:
        return False
    checked_keys(values, _WITHHELD_KEYS, {}, front, r"\A")
    name = f"{path.parent.name}/{path.stem}"
    if not values["withheld"]:
        front.refuse_key("withheld", "withheld is true, or not said")
    if body.text.strip():
        body.refuse(r"\S", "a page that is withheld says nothing")
    if shipped is None:
        front.refuse_key("withheld", f"there is no page {name} to withhold")
    if shipped.shelf == "urgent" or shipped.urgent:
        front.refuse_key("withheld", "a page about what is urgent can be replaced, never withheld")
    if name in NEEDED:
        front.refuse_key("withheld", "azalea shows this page by itself: it can be replaced, never withheld")
    return True


def _taken(pages: Iterable[Excerpt], shelf: str, topic: str) -> dict[tuple[str, ...], str]:
    """Return what the other pages on the *shelf* of a *topic* are called, with the files whose names those are."""
    others = [one for one in pages if one.shelf == shelf and one.topic != topic]
    return {folded(name): f"{one.topic}.md" for one in others for name in (*one.aliases, *one.alone)}
