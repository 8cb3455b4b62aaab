"""The environment becomes frozen Settings. Reads nothing else but this machine's zone, and refuses plainly."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.care.timetable import zone_named

LOCALTIME = Path("/etc/localtime")  # a link into the tz database, where a machine was told its zone
PREFIX = "AZALEA_"
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")

# The names that azalea answers to. Those after the first three belong to channels that this version does not have yet:
# they are no mistake of whoever set them, and `azalea check` says that they do nothing.
USED = ("AZALEA_DATA", "AZALEA_KEY_FILE", "AZALEA_LOG_LEVEL")
RESERVED = (
    "AZALEA_DATABASE",
    "AZALEA_TELEGRAM_TOKEN",
    "AZALEA_TELEGRAM_TOKEN_FILE",
    "AZALEA_TELEGRAM_API",
    "AZALEA_SIGNAL_RPC",
    "AZALEA_SIGNAL_ACCOUNT",
    "AZALEA_SIGNAL_ON_KEY_CHANGE",
    "AZALEA_SIGNAL_LINK",
    "AZALEA_JOIN",
    "AZALEA_COUNTRY",
    "AZALEA_CONTENT",
    "AZALEA_OPERATOR_NAME",
    "AZALEA_OPERATOR_CONTACT",
    "AZALEA_OPERATOR_PRIVACY",
)


class BadSettings(Exception):  # noqa: N818 - said as a state
    """A setting cannot be used as it is. Its text is one sentence that names it."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What was set: the data folder, where the key lies if that was chosen, how much is logged, what has no effect.

    *zone* is the IANA name of the clock that this machine is on, None where it has none.
    """

    data: Path
    key_file: Path | None
    log_level: str
    zone: str | None
    without_effect: tuple[str, ...]


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
    folder = data or Path(ours.get("AZALEA_DATA") or "data")
    key_file = Path(ours["AZALEA_KEY_FILE"]) if ours.get("AZALEA_KEY_FILE") else None
    return Settings(
        folder, key_file, level, _machine_zone(environment), tuple(name for name in RESERVED if name in ours)
    )


def _machine_zone(environment: Mapping[str, str]) -> str | None:
    named = environment.get("TZ", "").removeprefix(":") or str(LOCALTIME.resolve()).partition("/zoneinfo/")[2]
    return zone_named(named)


def _unknown(name: str) -> str:
    near = difflib.get_close_matches(name.upper(), USED + RESERVED, n=1, cutoff=0)
    return f"I do not know the setting {name}. Did you mean {near[0]}?"
