"""Reads which tests have values that are written down: their names, their units, how one unit becomes another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from bot.care.results import Kind, Unit
from bot.care.results.figures import as_number, folded
from bot.content.facts import Fact, check_facts, read_facts
from bot.content.sources import read_sources
from bot.content.tables import checked_keys, parsed
from bot.content.texts import Text, read_text

PAIR = 2
_KIND_KEYS = {"name": str, "spellings": list, "units": list, "between": list}
_OTHER_KEYS = {"short": list, "us": str, "factors": dict, "facts": list, "between_in": dict}


def read_test_kinds(folder: Path) -> tuple[Kind, ...]:
    """Read the tests under *folder*, in the order of the file."""
    facts = read_facts(folder / "facts.tsv", read_sources(folder / "sources.toml", None))
    text = read_text(folder / "tests.toml")
    tables = parsed(text)
    checked_keys(tables, {"units": dict, "tests": dict}, {}, text, r"\A")
    spelled = _spelled(tables["units"], text.starting(r"^[ \t]*\[units\]"))
    kinds = tuple(
        _read_kind(key, values, spelled, facts, text.starting(rf"^[ \t]*\[tests\.{key}\]"))
        for key, values in tables["tests"].items()
    )
    _refuse_taken(kinds, text)
    return kinds


def _refuse_taken(kinds: tuple[Kind, ...], text: Text) -> None:
    """Refuse a name that two tests have."""
    taken: dict[str, str] = {}
    for kind in kinds:
        for name in {folded(name) for name in (kind.name, *kind.spellings, *kind.short)}:
            if taken.setdefault(name, kind.key) != kind.key:
                table = text.starting(rf"^[ \t]*\[tests\.{kind.key}\]")
                table.refuse_key("spellings", f'"{name}" is a name of {taken[name]} already')


def _spelled(units: Mapping[str, Any], table: Text) -> dict[str, tuple[str, ...]]:
    """Return how each of *units* is spelled, by the name it is shown by."""
    checked_keys(units, {}, dict.fromkeys(units, list), table, r"\A")
    return {name: tuple(spellings) for name, spellings in units.items()}


def _read_kind(
    key: str,
    values: Any,  # noqa: ANN401 - as it stands in the file
    spelled: Mapping[str, tuple[str, ...]],
    facts: Mapping[str, Fact],
    table: Text,
) -> Kind:
    if not isinstance(values, dict):
        table.refuse_key(key, f"{key} is not a table")
    checked_keys(values, _KIND_KEYS, _OTHER_KEYS, table, r"\A")
    if "facts" in values:
        check_facts(values["facts"], facts, table)
    units = _units(values, spelled, table)
    us = values.get("us", units[0].name)
    if us not in values["units"]:
        table.refuse_key("us", f"{us} is not one of its units")
    return Kind(key, values["name"], tuple(values["spellings"]), tuple(values.get("short", ())), units, us)


def _units(values: Mapping[str, Any], spelled: Mapping[str, tuple[str, ...]], table: Text) -> tuple[Unit, ...]:
    """Return the units of one test; bounds without a unit are in the first, and go with a factor to the others."""
    names: list[str] = values["units"]
    for name in names or [""]:
        if name not in spelled:
            table.refuse_key("units", f"{name or 'an empty list'} is not one of the units of this file")
    low, high = _bounds(values["between"], "between", table)
    first = Unit(names[0], spelled[names[0]], Decimal(1), low, high)
    return (
        first,
        *(_other(name, values, replace(first, name=name, spellings=spelled[name]), table) for name in names[1:]),
    )


def _other(name: str, values: Mapping[str, Any], unit: Unit, table: Text) -> Unit:
    """Return *unit*, which has the bounds of the first one, as the unit called *name* that it is."""
    factor = as_number(str(values.get("factors", {}).get(name, "")))
    if isinstance(factor, Decimal) and factor > 0:
        if "facts" not in values and factor.normalize().as_tuple().digits != (1,):
            table.refuse_key("factors", f"the factor of {name} rests on no fact")
        return replace(unit, factor=factor, low=unit.low / factor, high=unit.high / factor)
    if name in values.get("factors", {}):
        table.refuse_key("factors", f"the factor of {name} is not a number above 0 in quotes")
    if name not in values.get("between_in", {}):
        table.refuse_key("units", f"{name} has neither a factor nor bounds of its own")
    low, high = _bounds(values["between_in"][name], "between_in", table)
    return replace(unit, factor=None, low=low, high=high)


def _bounds(pair: Any, key: str, table: Text) -> tuple[Decimal, Decimal]:  # noqa: ANN401 - as it stands in the file
    read = [as_number(str(one)) for one in pair] if isinstance(pair, list) else []
    low, high = read if len(read) == PAIR else (None, None)
    if not isinstance(low, Decimal) or not isinstance(high, Decimal) or low >= high:
        table.refuse_key(key, f"{key} is not two numbers in quotes, the lower first")
    return low, high
