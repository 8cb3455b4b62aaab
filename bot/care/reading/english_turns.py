"""English: which of two amounts that take turns is had on which day, said of a plan that was read back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from bot.care.reading.amounts import read_count
from bot.care.reading.days import DayWord
from bot.care.reading.english_days import DAY, read_day
from bot.care.reading.spelling import fold


@dataclass(frozen=True, slots=True)
class TurnSaid:
    """*count* tablets are had on a *day*: None is the first one. No count: it is the other way round."""

    count: Decimal | None = None
    day: DayWord | None = None


_OTHER_WAY: Final = re.compile(
    r"(?:(?:it is|its|it's) )?(?:the )?(?:other|wrong) way (?:round|around|about)|vice versa|(?:the )?opposite"
    r"|(?:please )?(?:swap|switch|reverse|turn)(?: (?:them|it|that|the days|the two))?(?: (?:round|around|over|about))?"
)
_STARTS: Final = re.compile(
    r"(?:i |we |it )?(?:start|begin)(?:s|ing)? (?:with|on) (?:the )?(?P<with>.+?)"
    r"|(?:the )?(?P<first>.+?) (?:comes )?first"
)
_DAY_FIRST: Final = re.compile(
    rf"(?P<day>{DAY})(?:'s)?,?(?: (?:is|was|should be|has|it is|i have|i take))?(?: (?:the|a))?"
    r" (?P<count>.+?)(?: day)?"
)
_COUNT_FIRST: Final = re.compile(rf"(?:the )?(?P<count>.+?)(?: (?:is|are|for))? (?P<day>{DAY})")


def read_turn(words: str) -> TurnSaid | None:
    """Return what words say of two amounts that take turns, or None: "start with 1½", "tomorrow is the 1 day"."""
    said = fold(words).rstrip(".! ").removesuffix(" please")
    if _OTHER_WAY.fullmatch(said):
        return TurnSaid()
    starts = _STARTS.fullmatch(said)
    if starts:
        count = read_count(starts["with"] or starts["first"])
        return TurnSaid(count) if count else None
    for pattern in (_DAY_FIRST, _COUNT_FIRST):
        found = pattern.fullmatch(said)
        count, day = (read_count(found["count"]), read_day(found["day"])) if found else (None, None)
        if count and day:
            return TurnSaid(count, day)
    return None
