"""Which clocks people may mean by the name of a place: a city, a country, or what either is called for short."""

from __future__ import annotations

import importlib.resources
import re
import string
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from difflib import get_close_matches
from functools import cache
from zoneinfo import ZoneInfo

from bot.care.cities import BIG, SEVERAL, TOWNS, Spot
from bot.care.timetable import zone_named, zone_names

MOST = 8  # places that are offered
MOST_ASKED = 4  # of which one is picked without much reading
QUARTER = timedelta(days=91)

# What people say, and the zone or the country (ISO 3166) that they mean.
CALLED = {
    "nyc": "America/New_York", "new york city": "America/New_York", "ny": "America/New_York",
    "washington dc": "America/New_York", "dc": "America/New_York", "la": "America/Los_Angeles",
    "boston": "America/New_York", "sf": "America/Los_Angeles", "vegas": "America/Los_Angeles",
    "manchester": "Europe/London", "aberdeen": "Europe/London", "plymouth": "Europe/London",
    "rio": "America/Sao_Paulo", "rio de janeiro": "America/Sao_Paulo",
    "barcelona": "Europe/Madrid", "malaga": "Europe/Madrid", "mallorca": "Europe/Madrid", "majorca": "Europe/Madrid",
    "ibiza": "Europe/Madrid", "tenerife": "Atlantic/Canary", "lanzarote": "Atlantic/Canary",
    "gran canaria": "Atlantic/Canary", "canaries": "Atlantic/Canary", "faro": "Europe/Lisbon",
    "algarve": "Europe/Lisbon", "porto": "Europe/Lisbon", "milan": "Europe/Rome", "venice": "Europe/Rome",
    "florence": "Europe/Rome", "naples": "Europe/Rome", "sicily": "Europe/Rome", "nice": "Europe/Paris",
    "lyon": "Europe/Paris", "munich": "Europe/Berlin", "hamburg": "Europe/Berlin", "frankfurt": "Europe/Berlin",
    "cologne": "Europe/Berlin", "geneva": "Europe/Zurich", "basel": "Europe/Zurich", "crete": "Europe/Athens",
    "rhodes": "Europe/Athens", "corfu": "Europe/Athens", "krakow": "Europe/Warsaw", "bali": "Asia/Makassar",
    "phuket": "Asia/Bangkok", "delhi": "Asia/Kolkata", "new delhi": "Asia/Kolkata", "mumbai": "Asia/Kolkata",
    "bangalore": "Asia/Kolkata", "goa": "Asia/Kolkata", "calcutta": "Asia/Kolkata", "chennai": "Asia/Kolkata",
    "islamabad": "Asia/Karachi", "lahore": "Asia/Karachi", "abu dhabi": "Asia/Dubai", "tel aviv": "Asia/Jerusalem",
    "beijing": "Asia/Shanghai", "osaka": "Asia/Tokyo", "kyoto": "Asia/Tokyo", "cape town": "Africa/Johannesburg",
    "marrakesh": "Africa/Casablanca", "marrakech": "Africa/Casablanca",
    "uk": "GB", "england": "GB", "scotland": "GB", "wales": "GB", "britain": "GB", "great britain": "GB",
    "united kingdom": "GB", "northern ireland": "GB", "usa": "US", "us": "US", "america": "US", "the states": "US",
    "united states": "US", "holland": "NL", "the netherlands": "NL", "korea": "KR", "south korea": "KR",
    "russia": "RU", "vietnam": "VN", "czech republic": "CZ", "czechia": "CZ", "uae": "AE", "emirates": "AE",
    "turkey": "TR", "bosnia": "BA", "macedonia": "MK", "tanzania": "TZ", "ivory coast": "CI", "iran": "IR",
    "syria": "SY", "moldova": "MD", "laos": "LA", "bolivia": "BO", "venezuela": "VE", "taiwan": "TW",
}  # fmt: skip

# Parts of a country that are named like one.
PARTS = {"england", "scotland", "wales", "northern ireland"}
# Towns and states that no zone is named after.
REGIONS = {name: zone for zone, names in TOWNS.items() for name in names.split(", ")}

_I_AM_IN = re.compile(
    r"^(?:(?:well|erm?|um|no|hi|hello|sorry)[\s,]+)?"
    r"(?:(?:i am|i'm|im|we are|we're|s?he is|s?he's|they are|i live|we live|s?he lives|they live|it is|it's|living"
    r"|based|i am living|i'm living|i am based)(?: (?:now|currently|living|based))? (?=in|at|near|from|outside))?"
    r"(?:(?:(?:my |our )?home is )?(?:in|at|near|from|outside)\s+|(?:it is|it's|its|(?:my |our )?home is)\s+)",
    re.IGNORECASE,
)
_AROUND = re.compile(r"^(?:the (?:city|town) of|near|the) | (?:time|area|city|now|please|thanks|thank you)$")


COUNTRIES = {  # as people call them, where the table's name is another
    "GB": "UK", "US": "USA", "KR": "South Korea", "AE": "Emirates", "CZ": "Czechia",
}  # fmt: skip
SPELLED_SO = {
    "nyc": "New York", "ny": "New York", "la": "Los Angeles", "sf": "San Francisco", "dc": "Washington, DC",
    "nsw": "New South Wales", "vegas": "Las Vegas", "washington dc": "Washington, DC", "rio": "Rio de Janeiro",
    "canary": "Canary Islands",
}  # fmt: skip
FEWEST_GUESSED = 5  # letters: of a shorter name a slip leaves too little
NEARLY = 0.8  # alike enough for a slip of the finger


def spots_said(words: str, now: datetime) -> tuple[Spot, ...]:
    """Return the places that a sentence may name: several where a name is known in several, or a country has clocks.

    Each stands with its country. A slip of the finger is read as the nearest name, so what was read is to be shown.
    """
    name = _name_in(words)
    return _spelled(name, now) or _nearly(name, now)


def names_place(words: str, now: datetime) -> bool:
    """Tell whether words name a place as it is spelled."""
    return bool(_spelled(_name_in(words), now))


def _name_in(words: str) -> str:
    """Return the name of a place without the sentence around it."""
    bare = _I_AM_IN.sub("", " ".join(words.replace("\u2019", "'").split()))
    return " ".join(_AROUND.sub("", _folded(bare).replace(",", " ")).split())


def _spelled(name: str, now: datetime) -> tuple[Spot, ...]:
    return _spots(name, now) or _qualified(name, now)


def spot_of(zone: str) -> Spot:
    """Return the place that a zone is named after, with its country."""
    city = zone.rsplit("/", 1)[-1].replace("_", " ")
    return _with_country(SPELLED_SO.get(city.casefold(), city), zone)


def _with_country(name: str, zone: str) -> Spot:
    country = _country_of().get(zone)
    return Spot(f"{name}, {country}" if country not in {None, name} else name, zone)


def _folded(words: str) -> str:
    return " ".join(words.casefold().replace("_", " ").split()).strip(" .,!?")


def _spots(name: str, now: datetime) -> tuple[Spot, ...]:
    """Return the places of a name as it is spelled."""
    if name in SEVERAL:
        return SEVERAL[name]
    code = _code(name)
    if code is not None and name not in PARTS:
        big = _big(code, now)
        return tuple(map(spot_of, big)) if len(big) > 1 else tuple(Spot(str(_country_name(code)), one) for one in big)
    zones = zones_named(name, now)
    if len(zones) != 1:
        return tuple(map(spot_of, zones[:MOST_ASKED]))
    return (spot_of(zones[0]) if "/" in name else _in_country(name, zones[0]),)


def _in_country(name: str, zone: str) -> Spot:
    return _with_country(SPELLED_SO.get(name, string.capwords(name)), zone)


def _big(code: str, now: datetime) -> tuple[str, ...]:
    return BIG.get(code) or _apart(_zones_in().get(code, ()), now)[:MOST_ASKED]


def _qualified(name: str, now: datetime) -> tuple[Spot, ...]:
    """Return the places of a name with its country or state behind it: "birmingham alabama", "cairo egypt"."""
    pieces = name.split()
    for cut in range(1, len(pieces)):
        head, tail = " ".join(pieces[:cut]), " ".join(pieces[cut:])
        around = _spots(tail, now) if tail in REGIONS or _code(tail) else ()
        if not around:
            continue
        within = tuple(one for one in _spots(head, now) if _is_within(one, tail, around))
        if within:
            return within
        if len(around) == 1:  # a small town: the clock is that of the country or state
            return (Spot(f"{string.capwords(head)}, {_region(tail, around[0])}", around[0].zone),)
        return around
    return ()


def _is_within(spot: Spot, tail: str, around: Sequence[Spot]) -> bool:
    named = {part.casefold() for part in spot.name.split(", ")[1:]}
    country = _country_name(_code(tail))
    if country is not None:
        return country.casefold() in named
    return tail in named or (len(named) == 1 and len(around) == 1 and spot.zone == around[0].zone)


def _region(tail: str, around: Spot) -> str:
    country = _country_name(_code(tail))
    return country if country is not None else around.name


def _nearly(name: str, now: datetime) -> tuple[Spot, ...]:
    """Return the places of the name that a slip of the finger is nearest to."""
    if len(name) < FEWEST_GUESSED:
        return ()
    near = [one for one in get_close_matches(name, _names(), 3, NEARLY) if one[0] == name[0]]
    return _spots(near[0], now) if near else ()


def zones_said(words: str, now: datetime) -> tuple[str, ...]:
    """Return the zones of the place that a sentence says somebody is in: "I am in Leeds"."""
    return zones_named(_I_AM_IN.sub("", " ".join(words.replace("\u2019", "'").split())), now)


def zones_named(words: str, now: datetime) -> tuple[str, ...]:
    """Return the zones that a place may be in: none where it is not known, several where a country has several clocks.

    Of zones whose clocks agree, from *now* on through a year, only the first is named.
    """
    folded = _folded(words)
    if folded in SEVERAL:
        return tuple(dict.fromkeys(one.zone for one in SEVERAL[folded]))
    zone = zone_named(folded)
    if zone is not None:
        return (zone,)
    bare = folded.removeprefix("the ")
    called = CALLED.get(folded) or CALLED.get(bare) or REGIONS.get(bare) or _countries().get(bare)
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


@cache
def _country_of() -> dict[str, str]:
    """Return the country of each zone that lies in one, as people call it."""
    return {zone: str(_country_name(code)) for code, zones in _zones_in().items() for zone in zones}


def _country_name(code: str | None) -> str | None:
    if code is None:
        return None
    return COUNTRIES.get(code) or next((row[1] for row in _rows("iso3166.tab") if row[0] == code), None)


def _code(name: str) -> str | None:
    """Return the country (ISO 3166) that a name is of."""
    bare = name.removeprefix("the ")
    called = CALLED.get(name) or CALLED.get(bare) or _countries().get(bare)
    return called if called is not None and "/" not in called else None


@cache
def _names() -> tuple[str, ...]:
    """Return every name that a slip of the finger may have been meant for."""
    cities = {key.rsplit("/", 1)[-1].replace("_", " ") for key in zone_names()}
    return tuple(sorted(cities | {*CALLED, *REGIONS, *SEVERAL, *_countries()}))
