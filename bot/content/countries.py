"""Reads whom to ring in which country, and finds the country of a zone in the tables that come with the zones."""

from __future__ import annotations

import importlib.resources
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from bot.care.guide import Source
from bot.content.sources import read_sources
from bot.content.tables import checked_keys, head_of, parsed
from bot.content.texts import Text, read_text

ELSEWHERE = "ZZ"

_COUNTRY_KEYS = {"name": str, "emergency": dict, "advice": dict, "crisis": dict}
_OTHER_KEYS = {"poison": dict, "also": list}
_LINES = ("emergency", "advice", "crisis", "poison")
_LINE_KEYS = {"say": str, "sources": list}


@dataclass(frozen=True, slots=True)
class Country:
    """Whom to ring in one country, each in words that fit into a sentence; *name* is how people call it: the UK.

    *emergency* is a number or a choice of them, *advice* what to do about the same day when the team is closed,
    *crisis* who listens, *poison* the line for the public, where there is one. *code* is ISO 3166.
    """

    code: str
    name: str
    emergency: str
    advice: str
    crisis: str
    poison: str | None
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Countries:
    """The countries that are known, by code; a country may stand under the codes of others as well."""

    _by_code: Mapping[str, Country]

    @property
    def default(self) -> Country:
        """What is said where no country is known: several numbers, each with where it works."""
        return self._by_code[ELSEWHERE]

    def get(self, code: str) -> Country | None:
        """Return the country with the code *code*, if it is known."""
        return self._by_code.get(code)

    @property
    def choices(self) -> tuple[Country, ...]:
        """Return the countries to choose from: those with a table of their own, as they stand in the file."""
        return tuple(one for code, one in self._by_code.items() if code == one.code and code != ELSEWHERE)

    def named(self, words: str) -> str | None:
        """Return the code of the country that *words* name, which need not be one that is known here."""
        from babel import Locale  # noqa: PLC0415 - takes megabytes that `azalea --help` does not need

        typed = words.casefold().removeprefix("the ").strip(" .")
        ours = {one.name.casefold().removeprefix("the "): one.code for one in self.choices}
        theirs = {name.casefold(): code for code, name in Locale("en").territories.items() if code.isalpha()}
        return ours.get(typed) or theirs.get(typed)

    def of_zone(self, zone: str | None) -> Country:
        """Return the country in which people go by *zone*, an IANA name; without one, or if unknown, the default."""
        return self._by_code.get(_codes().get(zone or "", ""), self.default)


def read_countries(folder: Path, *, today: date | None = None) -> Countries:
    """Read the countries under *folder*; each line names where its number was read."""
    sources = read_sources(folder / "sources.toml", today)
    text = read_text(folder / "countries.toml")
    found: dict[str, Country] = {}
    stand_ins: dict[str, Country] = {}
    for code, values in parsed(text).items():
        if not isinstance(values, dict):
            text.refuse_key(code, f"{code} is not a table")
        table = text.starting(head_of(code))
        checked_keys(values, _COUNTRY_KEYS, _OTHER_KEYS, table, r"\A")
        found[code] = _country(code, values, sources, table)
        stand_ins |= dict.fromkeys(values.get("also", ()), found[code])
    if ELSEWHERE not in found:
        text.refuse(r"\A", f"{ELSEWHERE}, for wherever nothing else fits, is missing")
    return Countries({**stand_ins, **found})


def _country(code: str, values: Mapping[str, Any], sources: Mapping[str, Source], table: Text) -> Country:
    read = [source for key in _LINES if key in values for source in _read_in(values[key], key, sources, table)]
    return Country(
        code=code,
        name=values["name"],
        emergency=values["emergency"]["say"],
        advice=values["advice"]["say"],
        crisis=values["crisis"]["say"],
        poison=values["poison"]["say"] if "poison" in values else None,
        sources=tuple(dict.fromkeys(read)),
    )


def _read_in(line: Mapping[str, Any], key: str, sources: Mapping[str, Source], table: Text) -> list[Source]:
    """Return where the *line* called *key* was read."""
    text = table.starting(rf"^[ \t]*{key}\b")
    checked_keys(line, _LINE_KEYS, {}, text, r"\A")
    for source in line["sources"] or [""]:
        if source not in sources:
            text.refuse(
                r"\A", f"the source {source} of {key} is not in sources.toml" if source else f"{key} has no source"
            )
    return [sources[source] for source in line["sources"]]


@cache
def _codes() -> dict[str, str]:
    """Return the ISO code of the country of each zone; a zone's other names, which are links, belong where it does."""
    zones = importlib.resources.files("tzdata") / "zoneinfo"
    rows = (zones / "zone.tab").read_text(encoding="utf-8").splitlines()
    codes = {name: code for code, _, name, *_ in (row.split("\t") for row in rows if not row.startswith("#"))}
    links = (line.split() for line in (zones / "tzdata.zi").read_text(encoding="utf-8").splitlines())
    others = {line[2]: codes[line[1]] for line in links if line[0] == "L" and line[1] in codes}
    return {**others, **codes}
