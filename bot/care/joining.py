"""Who may start with azalea: anybody, or whoever has a code. How codes are spelled, and read as they are typed.

A code is 80 bits in 16 signs without look-alikes; who reads one aloud or from a poster may write O for 0, and I or L
for 1. Only its hash is kept.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

SIGNS = "0123456789abcdefghjkmnpqrstvwxyz"  # crockford.com/base32
BYTES = 10
LOOKS_LIKE = str.maketrans("oil", "011")

_STARTED = re.compile(r"/start\s+(\S.*)", re.IGNORECASE | re.DOTALL)
_CODE = re.compile(r"[0-9a-z]{4}(?:[- ]?[0-9a-z]{4}){3}", re.IGNORECASE)


class Join(StrEnum):
    """Who may start."""

    CODE = "code"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Door:
    """Who may start, and who runs this azalea: a name, how to reach them, their privacy text; empty if not told."""

    join: Join = Join.OPEN
    operator: str = ""
    contact: str = ""
    privacy: str = ""


OPEN = Door()


def spelled(chance: bytes) -> str:
    """Return the code that ten bytes of chance stand for, as it is handed out: k7q2-m9xd-4f8h-w3np."""
    number = int.from_bytes(chance, "big")
    signs = "".join(SIGNS[number >> shift & 31] for shift in range(8 * BYTES - 5, -1, -5))
    return "-".join(signs[start : start + 4] for start in range(0, len(signs), 4))


def tried(words: str) -> str | None:
    """Return what somebody tries as a code: what a link brought with /start, or what looks like one. None: nothing."""
    started = _STARTED.fullmatch(words.strip())
    if started is not None:
        return bare(started[1])
    return bare(words) if _CODE.fullmatch(words.strip()) else None


def bare(code: str) -> str:
    """Return the signs of a code alone, as a link carries them; however it was typed."""
    return re.sub(r"[-\s]", "", code.casefold()).translate(LOOKS_LIKE)


def hashed(code: str) -> str:
    """Return what is kept of a code."""
    return hashlib.sha256(bare(code).encode()).hexdigest()


def end_of(last: date, zone: ZoneInfo) -> datetime:
    """Return when the day after *last* begins in a zone: so long a code works."""
    return datetime.combine(last + timedelta(days=1), time(), zone)
