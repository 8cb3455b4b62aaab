"""Reads the published schedules of blood tests: each a file, with whom it is for and what it rests on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from bot.care.guide import Source
from bot.care.testplans import Anchor, Phase, Schedule
from bot.content.facts import Fact, check_facts, read_facts, sources_of
from bot.content.overlay import facts_with
from bot.content.sources import read_sources
from bot.content.tables import checked_keys, heads, parsed, refuse_future
from bot.content.texts import BadContent, Text, read_text, seen

_ID = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_KEYS = {
    **dict.fromkeys(("title", "jurisdiction", "indication", "anchor", "note"), str),
    **dict.fromkeys(("tests", "facts"), list),
    "checked": date,
}
_PHASE_KEYS = {"first": int, "every": int}
_OTHER_PHASE_KEYS = {"times": int}


@dataclass(frozen=True, slots=True)
class PublishedPlan:
    """When somebody else says that blood is tested: an offer, and nobody's plan until a person takes it.

    *title* names who says so, short enough for a button; *note* says in plain words what it counts from
    and what it leaves open. *checked* is the day on which it was held against its sources. *own*: it is the operator's.
    """

    id: str
    title: str
    jurisdiction: str
    indication: str
    schedule: Schedule
    tests: tuple[str, ...]
    sources: tuple[Source, ...]
    checked: date
    note: str
    facts: tuple[str, ...] = ()
    own: bool = False


def read_published_plans(
    folder: Path, overlay: Path | None = None, *, today: date | None = None
) -> tuple[PublishedPlan, ...]:
    """Read the plans under *folder*, by their ids, with those that an operator has in *overlay* before them.

    One of the operator's takes the place of ours with its id. A date after *today*, where that is given, is refused.
    """
    sources = read_sources(folder / "sources.toml", today)
    facts = read_facts(folder / "facts.tsv", sources)
    ours = _read_plans(folder / "testplans", facts, today)
    if overlay is None or not (overlay / "testplans").exists():
        return ours
    theirs = _read_plans(overlay / "testplans", facts_with(overlay, sources, facts, today), today)
    replaced = {plan.id for plan in theirs}
    return (*(replace(plan, own=True) for plan in theirs), *(plan for plan in ours if plan.id not in replaced))


def _read_plans(folder: Path, facts: Mapping[str, Fact], today: date | None) -> tuple[PublishedPlan, ...]:
    if not folder.is_dir():
        raise BadContent(folder, None, "the folder of the test plans is missing")
    return tuple(_read_plan(path, facts, today) for path in seen(folder))


def _read_plan(path: Path, facts: Mapping[str, Fact], today: date | None) -> PublishedPlan:
    if path.suffix != ".toml" or not _ID.fullmatch(path.stem):
        raise BadContent(path, None, "this is not a plan called name.toml, in small letters")
    text = read_text(path)
    values = parsed(text)
    tables = values.pop("phases", None)
    checked_keys(values, _KEYS, {}, text, r"\A")
    for key in ("tests", "facts"):
        if not values[key]:
            text.refuse_key(key, f"{key} is empty")
    check_facts(values["facts"], facts, text)
    refuse_future(values["checked"], today, text, "checked")
    return PublishedPlan(
        id=path.stem,
        title=values["title"],
        jurisdiction=values["jurisdiction"],
        indication=values["indication"],
        schedule=_schedule(values["anchor"], tables, text),
        tests=tuple(values["tests"]),
        sources=sources_of(values["facts"], facts),
        checked=values["checked"],
        note=values["note"],
        facts=tuple(values["facts"]),
    )


def _schedule(anchor: str, tables: object, text: Text) -> Schedule:
    if anchor not in set(Anchor):
        text.refuse_key("anchor", f"anchor is not one of {', '.join(Anchor)}")
    phases = heads(text, "phases")
    if not phases or not isinstance(tables, list) or len(phases) != len(tables):
        text.refuse_key("phases", "the phases are not each a table [[phases]]")
    read: tuple[Phase, ...] = ()
    for values, phase in zip(tables, phases, strict=True):
        checked_keys(values, _PHASE_KEYS, _OTHER_PHASE_KEYS, phase, r"\A")
        try:
            read = (*read, Phase(values["first"], values["every"], values.get("times")))
            Schedule(Anchor(anchor), read)  # refused here, where the line of the phase is known
        except ValueError as error:
            phase.refuse(r"\A", str(error))
    return Schedule(Anchor(anchor), read)
