"""The environment becomes frozen Settings. Reads this machine's zone and the token's file besides; refuses plainly.

What is refused is named and never quoted: it may be a token that stands in the wrong place.
"""

from __future__ import annotations

import difflib
import ipaddress
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from bot.care.joining import Door, Join
from bot.care.timetable import zone_named

LOCALTIME = Path("/etc/localtime")  # a link into the tz database, where a machine was told its zone
PREFIX = "AZALEA_"
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")

KEY_FILE = "AZALEA_KEY_FILE"
TOKEN, TOKEN_FILE, API = "AZALEA_TELEGRAM_TOKEN", "AZALEA_TELEGRAM_TOKEN_FILE", "AZALEA_TELEGRAM_API"
JOIN = "AZALEA_JOIN"
OPERATOR, CONTACT, PRIVACY = "AZALEA_OPERATOR_NAME", "AZALEA_OPERATOR_CONTACT", "AZALEA_OPERATOR_PRIVACY"
TELEGRAM = "https://api.telegram.org"

LONGEST = 1000  # letters of a setting that is shown to people
NO_ADDRESS = f"{API} is no address, as {TELEGRAM} is one."

# The names that azalea answers to. Those that are reserved belong to what this version does not have yet: they are no
# mistake of whoever set them, and `azalea check` says that they do nothing.
USED = ("AZALEA_DATA", KEY_FILE, "AZALEA_LOG_LEVEL", TOKEN, TOKEN_FILE, API, JOIN, OPERATOR, CONTACT, PRIVACY)
RESERVED = (
    "AZALEA_DATABASE",
    "AZALEA_SIGNAL_RPC",
    "AZALEA_SIGNAL_ACCOUNT",
    "AZALEA_SIGNAL_ON_KEY_CHANGE",
    "AZALEA_SIGNAL_LINK",
    "AZALEA_COUNTRY",
    "AZALEA_CONTENT",
)

_ADDRESS = re.compile(r"[!-~]+")
_TOKEN = re.compile(r"[0-9]{1,20}:[A-Za-z0-9_-]{1,100}")  # it becomes a part of an address


class BadSettings(Exception):  # noqa: N818 - said as a state
    """A setting cannot be used as it is. Its text is one sentence that names it."""


@dataclass(frozen=True, slots=True)
class Telegram:
    """A bot of Telegram's, and the address of the Bot API that it lives at, without a slash at its end."""

    token: str = field(repr=False)
    api: str = TELEGRAM

    @property
    def is_here(self) -> bool:
        """Tell whether that is on this machine: nobody else can write to the bot, or read what is written."""
        return _is_loopback(urlsplit(self.api).hostname)


@dataclass(frozen=True, slots=True)
class Settings:
    """What was set: the data folder, where the key lies if that was chosen, how much is logged, what has no effect.

    *zone* is the IANA name of the clock that this machine is on, None where it has none; *telegram* is None where no
    token was set, *join* where it was not chosen who may start. The operator is who runs azalea for others.
    """

    data: Path
    key_file: Path | None
    log_level: str
    zone: str | None
    without_effect: tuple[str, ...]
    telegram: Telegram | None = None
    join: Join | None = None
    operator: str = ""
    contact: str = ""
    privacy: str = ""

    def door(self, telegram: Telegram) -> Door:
        """Return who may start there: whoever has a code, or anybody where only this machine reaches."""
        usual = Join.OPEN if telegram.is_here else Join.CODE
        return Door(self.join or usual, self.operator, self.contact, self.privacy)

    def lacking(self) -> str:
        """Return what is to be set before azalea runs for other people, as one sentence; empty where nothing is."""
        if self.telegram is None or self.telegram.is_here:
            return ""
        told = {KEY_FILE: self.key_file, OPERATOR: self.operator, CONTACT: self.contact, PRIVACY: self.privacy}
        names = [name for name, value in told.items() if not value]
        return f"To run azalea for other people, set {_listed(names)} as well." if names else ""

    def ready(self) -> Telegram:
        """Return the one channel that azalea runs on. Raises BadSettings that name all that is to be set for it."""
        if self.telegram is None:
            message = (
                f"No channel is set up: set {TOKEN_FILE} to a file that holds the token of your bot, which @BotFather "
                f"on Telegram makes, or try `azalea sandbox` first."
            )
            raise BadSettings(message)
        if lacking := self.lacking():
            raise BadSettings(lacking)
        return self.telegram


def read_settings(environment: Mapping[str, str], data: Path | None = None) -> Settings:
    """Read *environment*; a *data* folder given on the command line wins. Raises BadSettings."""
    ours = {name: value for name, value in environment.items() if name.startswith(PREFIX)}
    for name in sorted(ours):
        if name not in USED and name not in RESERVED:
            raise BadSettings(_unknown(name))
    level = ours.get("AZALEA_LOG_LEVEL", "INFO").strip().upper()
    if level not in LEVELS:
        message = f"AZALEA_LOG_LEVEL is one of {', '.join(LEVELS)}."
        raise BadSettings(message)
    return Settings(
        data=data or Path(ours.get("AZALEA_DATA") or "data"),
        key_file=Path(ours[KEY_FILE]) if ours.get(KEY_FILE) else None,
        log_level=level,
        zone=_machine_zone(environment),
        without_effect=tuple(name for name in RESERVED if name in ours),
        telegram=_telegram(ours),
        join=_join(ours),
        operator=_said(ours, OPERATOR),
        contact=_said(ours, CONTACT),
        privacy=_said(ours, PRIVACY),
    )


def _said(ours: Mapping[str, str], name: str) -> str:
    said = " ".join(ours.get(name, "").split())
    if len(said) > LONGEST:
        raise BadSettings(f"{name} takes {LONGEST} letters at most.")
    return said


def _telegram(ours: Mapping[str, str]) -> Telegram | None:
    api = _api(_said(ours, API) or TELEGRAM)
    token, place = _said(ours, TOKEN), _said(ours, TOKEN_FILE)
    if token and place:
        raise BadSettings(f"{TOKEN} and {TOKEN_FILE} are both set: set one of them.")
    name = TOKEN_FILE if place else TOKEN
    token = _in_file(Path(place)) if place else token
    if not token and not place:
        return None
    if not _TOKEN.fullmatch(token):
        raise BadSettings(f"{name} holds no token: that is a number, a colon, and letters, as @BotFather shows it.")
    return Telegram(token, api)


def _in_file(path: Path) -> str:
    try:
        if path.stat().st_mode & stat.S_IRWXO:
            raise BadSettings(f"{TOKEN_FILE} may be read by anybody on this machine: say `chmod 600 {path}` first.")
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError as error:
        raise BadSettings(f"{TOKEN_FILE} cannot be read: {error.strerror}.") from error


def _api(address: str) -> str:
    try:
        parts = urlsplit(address)
        there = bool(parts.hostname) and parts.port != 0
    except ValueError as error:
        raise BadSettings(NO_ADDRESS) from error
    if not there or "@" in parts.netloc or parts.query or parts.fragment or not _ADDRESS.fullmatch(address):
        raise BadSettings(NO_ADDRESS)
    if parts.scheme != "https" and not (parts.scheme == "http" and _is_loopback(parts.hostname)):
        raise BadSettings(f"{API} begins with https; http is for this machine alone, as http://127.0.0.1:8081 is.")
    return address.rstrip("/")


def _is_loopback(host: str | None) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host or "").is_loopback
    except ValueError:
        return False


def _join(ours: Mapping[str, str]) -> Join | None:
    said = _said(ours, JOIN).lower()
    if said and said not in set(Join):
        raise BadSettings(f"{JOIN} is one of {', '.join(Join)}.")
    return Join(said) if said else None


def _listed(names: list[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def _machine_zone(environment: Mapping[str, str]) -> str | None:
    named = environment.get("TZ", "").removeprefix(":") or str(LOCALTIME.resolve()).partition("/zoneinfo/")[2]
    return zone_named(named)


def _unknown(name: str) -> str:
    near = difflib.get_close_matches(name.upper(), USED + RESERVED, n=1, cutoff=0)
    return f"I do not know the setting {name}. Did you mean {near[0]}?"
