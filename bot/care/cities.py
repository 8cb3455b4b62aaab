"""Places to choose from where somebody's clock is asked for: one for each clock that people are likely to be on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

# The first eight are offered unasked: where azathioprine is known by the names that the guide uses.
CITIES: Final = (
    "Europe/London", "Europe/Dublin", "America/New_York", "America/Chicago", "America/Los_Angeles", "America/Toronto",
    "Australia/Sydney", "Pacific/Auckland", "Europe/Berlin", "Europe/Athens", "Europe/Moscow", "Atlantic/Reykjavik",
    "Atlantic/Azores", "America/Sao_Paulo", "America/St_Johns", "America/Halifax", "America/Denver", "America/Phoenix",
    "America/Anchorage", "Pacific/Honolulu", "Asia/Dubai", "Asia/Tehran", "Asia/Karachi", "Asia/Kolkata",
    "Asia/Kathmandu", "Asia/Dhaka", "Asia/Bangkok", "Asia/Singapore", "Asia/Tokyo", "Australia/Perth",
    "Australia/Adelaide", "Australia/Darwin", "Australia/Brisbane", "Africa/Lagos", "Africa/Johannesburg",
    "Africa/Nairobi", "Africa/Cairo",
)  # fmt: skip
# Of a country with several clocks: where most of its people live, a city for each of their clocks.
BIG: Final = {
    "AU": ("Australia/Sydney", "Australia/Brisbane", "Australia/Adelaide", "Australia/Perth"),
    "BR": ("America/Sao_Paulo", "America/Manaus", "America/Rio_Branco", "America/Noronha"),
    "CA": ("America/Toronto", "America/Vancouver", "America/Winnipeg", "America/Halifax"),
    "CD": ("Africa/Kinshasa", "Africa/Lubumbashi"),
    "ES": ("Europe/Madrid", "Atlantic/Canary"),
    "ID": ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"),
    "MX": ("America/Mexico_City", "America/Tijuana", "America/Cancun", "America/Hermosillo"),
    "NZ": ("Pacific/Auckland",),
    "PT": ("Europe/Lisbon", "Atlantic/Azores"),
    "RU": ("Europe/Moscow", "Asia/Yekaterinburg", "Asia/Novosibirsk", "Asia/Vladivostok"),
    "US": ("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as people name it, with its country, and the zone whose clock it has: Leeds, UK."""

    name: str
    zone: str


# Names that are well known in more than one place: never taken without asking. Britain first, then by size.
SEVERAL: Final = {
    name.casefold(): tuple(Spot(f"{name}, {where}", zone) for where, zone in places)
    for name, places in (
        ("Alexandria", (("Egypt", "Africa/Cairo"), ("Virginia, USA", "America/New_York"))),
        ("Birmingham", (("UK", "Europe/London"), ("Alabama, USA", "America/Chicago"))),
        ("Cambridge", (("UK", "Europe/London"), ("Massachusetts, USA", "America/New_York"))),
        ("Cordoba", (("Argentina", "America/Argentina/Cordoba"), ("Spain", "Europe/Madrid"))),
        ("Durham", (("UK", "Europe/London"), ("North Carolina, USA", "America/New_York"))),
        ("Granada", (("Spain", "Europe/Madrid"), ("Nicaragua", "America/Managua"))),
        ("Halifax", (("Canada", "America/Halifax"), ("UK", "Europe/London"))),
        ("Hamilton", (("Canada", "America/Toronto"), ("New Zealand", "Pacific/Auckland"), ("UK", "Europe/London"),
                      ("Bermuda", "Atlantic/Bermuda"))),
        ("Hyderabad", (("India", "Asia/Kolkata"), ("Pakistan", "Asia/Karachi"))),
        ("Kingston", (("Jamaica", "America/Jamaica"), ("UK", "Europe/London"), ("Canada", "America/Toronto"))),
        ("Lancaster", (("UK", "Europe/London"), ("Pennsylvania, USA", "America/New_York"),
                       ("California, USA", "America/Los_Angeles"))),
        ("Leon", (("Mexico", "America/Mexico_City"), ("Spain", "Europe/Madrid"), ("Nicaragua", "America/Managua"))),
        ("Lincoln", (("UK", "Europe/London"), ("Nebraska, USA", "America/Chicago"))),
        ("Merida", (("Mexico", "America/Merida"), ("Spain", "Europe/Madrid"), ("Venezuela", "America/Caracas"))),
        ("Newcastle", (("UK", "Europe/London"), ("Australia", "Australia/Sydney"))),
        ("Perth", (("Australia", "Australia/Perth"), ("UK", "Europe/London"))),
        ("Portland", (("Oregon, USA", "America/Los_Angeles"), ("Maine, USA", "America/New_York"))),
        ("Richmond", (("Virginia, USA", "America/New_York"), ("UK", "Europe/London"),
                      ("Canada", "America/Vancouver"))),
        ("Rochester", (("New York, USA", "America/New_York"), ("Minnesota, USA", "America/Chicago"),
                       ("UK", "Europe/London"))),
        ("San Jose", (("California, USA", "America/Los_Angeles"), ("Costa Rica", "America/Costa_Rica"))),
        ("San Juan", (("Puerto Rico", "America/Puerto_Rico"), ("Argentina", "America/Argentina/San_Juan"))),
        ("Santiago", (("Chile", "America/Santiago"), ("Spain", "Europe/Madrid"))),
        ("Springfield", (("Missouri, USA", "America/Chicago"), ("Massachusetts, USA", "America/New_York"))),
        ("St Petersburg", (("Russia", "Europe/Moscow"), ("Florida, USA", "America/New_York"))),
        ("Toledo", (("Spain", "Europe/Madrid"), ("Ohio, USA", "America/New_York"))),
        ("Tripoli", (("Libya", "Africa/Tripoli"), ("Lebanon", "Asia/Beirut"))),
        ("Valencia", (("Spain", "Europe/Madrid"), ("Venezuela", "America/Caracas"))),
        ("Victoria", (("Canada", "America/Vancouver"), ("Australia", "Australia/Melbourne"))),
        ("Worcester", (("UK", "Europe/London"), ("Massachusetts, USA", "America/New_York"))),
    )
} | {
    "georgia": (Spot("Tbilisi, Georgia", "Asia/Tbilisi"), Spot("Atlanta, Georgia, USA", "America/New_York")),
    "washington": (
        Spot("Washington, DC, USA", "America/New_York"), Spot("Washington State, USA", "America/Los_Angeles"),
    ),
    "congo": (Spot("Brazzaville, Congo", "Africa/Brazzaville"), Spot("Lubumbashi, DR Congo", "Africa/Lubumbashi")),
}  # fmt: skip

# Towns and states that no zone is named after, by the zone whose clock they have.
TOWNS: Final = {
    "Europe/London": (
        "aberystwyth, bath, bedford, belfast, blackburn, blackpool, bolton, bournemouth, bradford, brighton, bristol, "
        "bury, cardiff, carlisle, chelmsford, cheltenham, chester, colchester, coventry, croydon, crewe, darlington, "
        "derby, derry, doncaster, dover, dundee, eastbourne, edinburgh, essex, exeter, glasgow, gloucester, grimsby, "
        "guildford, harrogate, hastings, hereford, huddersfield, hull, inverness, ipswich, kent, leeds, leicester, "
        "liverpool, luton, maidstone, middlesbrough, milton keynes, northampton, norwich, nottingham, oldham, oxford, "
        "peterborough, poole, portsmouth, preston, reading, rotherham, salford, salisbury, sheffield, shrewsbury, "
        "slough, southampton, southend, st albans, stirling, stockport, stoke, sunderland, surrey, sussex, swansea, "
        "swindon, torquay, wakefield, warrington, warwick, watford, wigan, winchester, wolverhampton, wrexham, york, "
        "yorkshire, cornwall, devon"
    ),
    "Europe/Dublin": "cork, galway, limerick, waterford, kilkenny, sligo, donegal",
    "America/New_York": (
        "philadelphia, atlanta, miami, orlando, tampa, jacksonville, pittsburgh, baltimore, buffalo, cleveland, "
        "cincinnati, charlotte, raleigh, connecticut, delaware, florida, maine, maryland, massachusetts, "
        "new hampshire, new jersey, new york state, north carolina, ohio, pennsylvania, rhode island, south carolina, "
        "vermont, virginia, west virginia, michigan, brooklyn, manhattan"
    ),
    "America/Chicago": (
        "texas, dallas, houston, austin, san antonio, new orleans, memphis, nashville, milwaukee, minneapolis, "
        "st louis, alabama, arkansas, illinois, iowa, kansas city, louisiana, minnesota, mississippi, missouri, "
        "oklahoma, wisconsin, omaha"
    ),
    "America/Denver": "colorado, new mexico, utah, wyoming, montana, salt lake city, albuquerque",
    "America/Phoenix": "arizona, tucson",
    "America/Los_Angeles": (
        "california, san francisco, san diego, sacramento, oakland, las vegas, seattle, nevada, oregon, "
        "washington state"
    ),
    "America/Anchorage": "alaska",
    "Pacific/Honolulu": "hawaii",
    "America/Toronto": "ontario, quebec, montreal, ottawa, quebec city, mississauga",
    "America/Vancouver": "british columbia",
    "America/Edmonton": "alberta, calgary",
    "America/Winnipeg": "manitoba",
    "America/Regina": "saskatchewan, saskatoon",
    "America/Halifax": "nova scotia, new brunswick, prince edward island",
    "Australia/Sydney": "new south wales, nsw, canberra, wollongong",
    "Australia/Melbourne": "geelong",
    "Australia/Brisbane": "queensland, gold coast, cairns, townsville",
    "Australia/Adelaide": "south australia",
    "Australia/Perth": "western australia, fremantle",
    "Pacific/Auckland": "wellington, christchurch, dunedin, queenstown",
}
NEAR: Final = timedelta(minutes=10)  # how far people's clocks, and what they type, may be off


def on_clock(readings: Sequence[time], now: datetime) -> tuple[str, ...]:
    """Return the cities whose clock shows one of *readings*, about, at *now*."""
    return tuple(city for city in CITIES if any(_shows(ZoneInfo(city), at, now) for at in readings))


def _shows(zone: ZoneInfo, at: time, now: datetime) -> bool:
    there = now.astimezone(zone)
    meant = there.replace(hour=at.hour, minute=at.minute, tzinfo=None)
    off = abs(there.replace(tzinfo=None) - meant)
    return min(off, timedelta(days=1) - off) <= NEAR
