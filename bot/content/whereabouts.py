"""Which clocks people may mean by the name of a place: a city, a country, or what either is called for short."""

from __future__ import annotations

import importlib.resources
import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from bot.care.timetable import zone_named

MOST = 8  # places that are offered
QUARTER = timedelta(days=91)

# What people say, and the zone or the country (ISO 3166) that they mean.
CALLED = {
    "nyc": "America/New_York", "new york city": "America/New_York", "ny": "America/New_York",
    "boston": "America/New_York", "miami": "America/New_York", "florida": "America/New_York",
    "orlando": "America/New_York", "washington": "America/New_York", "washington dc": "America/New_York",
    "dc": "America/New_York", "atlanta": "America/New_York", "philadelphia": "America/New_York",
    "texas": "America/Chicago", "dallas": "America/Chicago", "houston": "America/Chicago",
    "new orleans": "America/Chicago", "la": "America/Los_Angeles",
    "sf": "America/Los_Angeles", "san francisco": "America/Los_Angeles", "california": "America/Los_Angeles",
    "san diego": "America/Los_Angeles", "las vegas": "America/Los_Angeles", "vegas": "America/Los_Angeles",
    "seattle": "America/Los_Angeles", "hawaii": "Pacific/Honolulu", "montreal": "America/Toronto",
    "ottawa": "America/Toronto", "quebec": "America/Toronto", "calgary": "America/Edmonton",
    "rio": "America/Sao_Paulo", "rio de janeiro": "America/Sao_Paulo",
    "edinburgh": "Europe/London", "glasgow": "Europe/London", "manchester": "Europe/London", "leeds": "Europe/London",
    "cardiff": "Europe/London", "birmingham": "Europe/London", "liverpool": "Europe/London", "cork": "Europe/Dublin",
    "barcelona": "Europe/Madrid", "malaga": "Europe/Madrid", "mallorca": "Europe/Madrid", "majorca": "Europe/Madrid",
    "ibiza": "Europe/Madrid", "tenerife": "Atlantic/Canary", "lanzarote": "Atlantic/Canary",
    "gran canaria": "Atlantic/Canary", "canaries": "Atlantic/Canary", "faro": "Europe/Lisbon",
    "algarve": "Europe/Lisbon", "porto": "Europe/Lisbon", "milan": "Europe/Rome", "venice": "Europe/Rome",
    "florence": "Europe/Rome", "sicily": "Europe/Rome", "nice": "Europe/Paris", "lyon": "Europe/Paris",
    "munich": "Europe/Berlin", "hamburg": "Europe/Berlin", "frankfurt": "Europe/Berlin", "cologne": "Europe/Berlin",
    "geneva": "Europe/Zurich", "basel": "Europe/Zurich", "crete": "Europe/Athens", "rhodes": "Europe/Athens",
    "corfu": "Europe/Athens", "krakow": "Europe/Warsaw", "bali": "Asia/Makassar", "phuket": "Asia/Bangkok",
    "delhi": "Asia/Kolkata", "new delhi": "Asia/Kolkata", "mumbai": "Asia/Kolkata", "bangalore": "Asia/Kolkata",
    "goa": "Asia/Kolkata", "calcutta": "Asia/Kolkata", "islamabad": "Asia/Karachi", "lahore": "Asia/Karachi",
    "abu dhabi": "Asia/Dubai", "tel aviv": "Asia/Jerusalem", "beijing": "Asia/Shanghai", "osaka": "Asia/Tokyo",
    "kyoto": "Asia/Tokyo", "cape town": "Africa/Johannesburg", "marrakesh": "Africa/Casablanca",
    "marrakech": "Africa/Casablanca", "canberra": "Australia/Sydney", "cairns": "Australia/Brisbane",
    "gold coast": "Australia/Brisbane", "wellington": "Pacific/Auckland", "christchurch": "Pacific/Auckland",
    "uk": "GB", "england": "GB", "scotland": "GB", "wales": "GB", "britain": "GB", "great britain": "GB",
    "united kingdom": "GB", "northern ireland": "GB", "usa": "US", "us": "US", "america": "US", "the states": "US",
    "united states": "US", "holland": "NL", "the netherlands": "NL", "korea": "KR", "south korea": "KR",
    "russia": "RU", "vietnam": "VN", "czech republic": "CZ", "czechia": "CZ", "uae": "AE", "emirates": "AE",
    "turkey": "TR", "bosnia": "BA", "macedonia": "MK", "tanzania": "TZ", "ivory coast": "CI", "iran": "IR",
    "syria": "SY", "moldova": "MD", "laos": "LA", "bolivia": "BO", "venezuela": "VE", "taiwan": "TW",
}  # fmt: skip

_I_AM_IN = re.compile(
    r"^(?:(?:i am|i'm|im|we are|we're|s?he is|s?he's|they are|i live|we live|s?he lives|it is|it's|living|based) )?"
    r"(?:in|at|near|from)\s+",
    re.IGNORECASE,
)


def zones_said(words: str, now: datetime) -> tuple[str, ...]:
    """Return the zones of the place that a sentence says somebody is in: "I am in Leeds"."""
    return zones_named(_I_AM_IN.sub("", " ".join(words.replace("\u2019", "'").split())), now)


def zones_named(words: str, now: datetime) -> tuple[str, ...]:
    """Return the zones that a place may be in: none where it is not known, several where a country has several clocks.

    Of zones whose clocks agree, from *now* on through a year, only the first is named.
    """
    folded = " ".join(words.casefold().replace("_", " ").split()).strip(" .,!?")
    zone = zone_named(folded)
    if zone is not None:
        return (zone,)
    bare = folded.removeprefix("the ")
    called = CALLED.get(folded) or CALLED.get(bare) or _countries().get(bare)
    if called is None:
        return ()
    return (called,) if "/" in called else _apart(_zones_in().get(called, ()), now)


def _apart(zones: Iterable[str], now: datetime) -> tuple[str, ...]:
    found: dict[tuple[timedelta | None, ...], str] = {}
    for name in zones:
        zone = ZoneInfo(name)
        found.setdefault(tuple((now + number * QUARTER).astimezone(zone).utcoffset() for number in range(4)), name)
    return tuple(found.values())[:MOST]


def _rows(table: str) -> Iterable[list[str]]:
    text = (importlib.resources.files("tzdata") / "zoneinfo" / table).read_text(encoding="utf-8")
    return (row.split("\t") for row in text.splitlines() if row and not row.startswith("#"))


@cache
def _countries() -> dict[str, str]:
    return {name.casefold(): code for code, name, *_ in _rows("iso3166.tab")}


@cache
def _zones_in() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for code, _, zone, *_ in _rows("zone.tab"):
        found.setdefault(code, []).append(zone)
    return found
