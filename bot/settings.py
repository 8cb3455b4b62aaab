"""The environment becomes frozen Settings. Reads this machine's zone and files of secrets besides; refuses plainly.

What is refused is named and never quoted: it may be a token that stands in the wrong place.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.care.joining import Door, Join
from bot.care.timetable import zone_named
from bot.settings_reading import BadSettings, said
from bot.settings_telegram import NAMES, TOKEN_FILE, Telegram, read_telegram

LOCALTIME = Path("/etc/localtime")  # a link into the tz database, where a machine was told its zone
PREFIX = "AZALEA_"
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")

KEY_FILE = "AZALEA_KEY_FILE"
CONTENT = "AZALEA_CONTENT"
JOIN = "AZALEA_JOIN"
OPERATOR, CONTACT, PRIVACY = "AZALEA_OPERATOR_NAME", "AZALEA_OPERATOR_CONTACT", "AZALEA_OPERATOR_PRIVACY"

# The names that azalea answers to. Those that are reserved belong to what this version does not have yet: they are no
# mistake of whoever set them, and `azalea check` says that they do nothing.
USED = ("AZALEA_DATA", KEY_FILE, CONTENT, "AZALEA_LOG_LEVEL", *NAMES, JOIN, OPERATOR, CONTACT, PRIVACY)
RESERVED = (
    "AZALEA_DATABASE",
    "AZALEA_SIGNAL_RPC",
    "AZALEA_SIGNAL_ACCOUNT",
    "AZALEA_SIGNAL_ON_KEY_CHANGE",
    "AZALEA_SIGNAL_LINK",
    "AZALEA_COUNTRY",
)


@dataclass(frozen=True, slots=True)
class Settings:
    """What was set: the data folder, where the key lies if that was chosen, how much is logged, what has no effect.

    *zone* is the IANA name of the clock that this machine is on, None where it has none; *telegram* is None where no
    token was set, *join* where it was not chosen who may start, *overlay* (the folder of what an operator laid over the
    guide) where there is nothing. The operator is who runs azalea for others.
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
    overlay: Path | None = None

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
        telegram=read_telegram(ours),
        join=_join(ours),
        operator=said(ours, OPERATOR),
        contact=said(ours, CONTACT),
        privacy=said(ours, PRIVACY),
        overlay=Path(ours[CONTENT]) if ours.get(CONTENT) else None,
    )


def _join(ours: Mapping[str, str]) -> Join | None:
    chosen = said(ours, JOIN).lower()
    if chosen and chosen not in set(Join):
        raise BadSettings(f"{JOIN} is one of {', '.join(Join)}.")
    return Join(chosen) if chosen else None


def _listed(names: list[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def _machine_zone(environment: Mapping[str, str]) -> str | None:
    named = environment.get("TZ", "").removeprefix(":") or str(LOCALTIME.resolve()).partition("/zoneinfo/")[2]
    return zone_named(named)


def _unknown(name: str) -> str:
    near = difflib.get_close_matches(name.upper(), USED + RESERVED, n=1, cutoff=0)
    return f"I do not know the setting {name}. Did you mean {near[0]}?"
