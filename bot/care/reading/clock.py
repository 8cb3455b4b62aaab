"""Clock times as people type them. Leaves open what they leave open: "8" is not made into a morning or an evening."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time
from enum import Enum
from typing import Final

from bot.care.reading.spelling import fold

NOON: Final = 12
HOUR: Final = 60


class Half(Enum):
    """Which half of the day a clock time names."""

    AM = "am"
    PM = "pm"
    EITHER = "either"
    DAY24 = "day24"


@dataclass(frozen=True, slots=True)
class ClockTime:
    """A wall time as typed: *hour* is 0-23, or 1-12 where the half of the day was left out (EITHER)."""

    hour: int
    minute: int
    half: Half

    def __post_init__(self) -> None:
        """Refuse what no clock shows."""
        low, high = _HOURS[self.half]
        if not (low <= self.hour <= high and 0 <= self.minute < HOUR):
            message = "a clock has no such time"
            raise ValueError(message)

    def readings(self) -> tuple[time, ...]:
        """Return the wall times this can be, earliest first: one, or two where the half of the day was left out."""
        if self.half is Half.EITHER:
            early = self.hour % NOON
            return time(early, self.minute), time(early + NOON, self.minute)
        return (time(self.hour, self.minute),)


_HOURS: Final = {Half.AM: (0, 11), Half.PM: (12, 23), Half.EITHER: (1, 12), Half.DAY24: (0, 23)}

# What may be a time, for grammars that look for one inside a sentence; whether it is one, `reading` says.
_HOURS_NAMED: Final = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
_STEPS: Final = {"five": 5, "ten": 10, "quarter": 15, "a quarter": 15, "twenty": 20, "twenty five": 25, "half": 30}
_OCLOCK: Final = "o[' ]?clock"
_HOUR: Final = rf"(?:{'|'.join(_HOURS_NAMED)}|1[0-2]|[1-9])\b(?![:.]\d)"
_STEP: Final = rf"(?:{'|'.join(sorted(_STEPS, key=len, reverse=True))}|[1-5]?\d)(?: min(?:ute)?s)?"
# "half 7" is half past six to some and half past seven to others: it is known as a time, and never read as one.
HALF: Final = rf"half {_HOUR}"
_SPOKEN: Final = (
    rf"(?:(?:(?P<step>{_STEP}) (?P<way>past|to) )?(?P<hour>{_HOUR}))(?: ?{_OCLOCK})?(?: ?(?P<half>[ap])\.?m\b\.?)?"
)
# A time in words: "half past seven", "ten to 8". "seven" alone is one only behind "at".
SPOKEN: Final = rf"{_STEP} (?:past|to) {_HOUR}(?: ?[ap]m\b)?"
TIME: Final = (
    r"(?:12 )?(?:noon|midday|midnight)\b"
    rf"|{SPOKEN}|(?:{'|'.join(_HOURS_NAMED)})\b(?: {_OCLOCK}\b)?(?: ?[ap]m\b)?"
    rf"|\d{{1,4}}(?:[:.h]\d{{1,2}})?h?(?: ?{_OCLOCK})?(?: ?[ap]\.?m\b\.?)?(?![\w:]|\.\w)"
)
# A time that cannot be taken for a number of tablets.
MARKED_TIME: Final = (
    r"(?:12 )?(?:noon|midday|midnight)\b"
    r"|\d{1,2}(?:[:.]\d\d)?(?: ?[ap]\.?m\b\.?)(?![\w:]|\.\w)"
    r"|\d{1,2}:\d\d(?![\w:]|\.\w)"
)
DAY_PART: Final = r"(?:this|in the) (?:morning|afternoon|evening)|tonight|at night"

_NAMED: Final = {"noon": (12, 0), "midday": (12, 0), "midnight": (0, 0), "12 noon": (12, 0), "12 midnight": (0, 0)}
_NUMERIC: Final = re.compile(
    r"(?:(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d\d)|h)?|(?P<hh>\d\d)(?P<mm>\d\d))"
    rf"(?: ?{_OCLOCK})?(?: ?(?P<half>[ap])\.?m\.?)?",
)
_IN_WORDS: Final = re.compile(_SPOKEN)
_WHOLE: Final = re.compile(
    rf"(?P<at>at |@ ?)?(?P<time>.{{1,24}}?)(?: (?P<part>{DAY_PART}))?(?: sharp)?(?: (?:please|pls))?"
)
_PART_HOURS: Final = {
    "morning": range(12),
    "afternoon": range(12, 19),
    "evening": range(16, 24),
    "tonight": range(16, 24),
    "night": range(18, 24),
}


def read_clock(words: str) -> ClockTime | None:
    """Return the time that *words* are, or None where they are anything else or more than a time."""
    match = _WHOLE.fullmatch(fold(words))
    if match is None or (match["time"] in _HOURS_NAMED and not match["at"]):
        return None  # "eight" is a number, "at eight" a time
    return reading(match["time"], match["part"])


def reading(written: str, part: str | None = None) -> ClockTime | None:
    """Return the time that folded text names, held against the *part* of the day beside it; None if they disagree."""
    named = _NAMED.get(written)
    clock = ClockTime(*named, Half.DAY24) if named else _numeric(written) or _spoken(written)
    return clock if clock is None or part is None else _within(clock, _PART_HOURS[part.split()[-1]])


def _numeric(written: str) -> ClockTime | None:
    match = _NUMERIC.fullmatch(written)
    if match is None:
        return None
    hour, minute = match["hour"] or match["hh"], match["minute"] or match["mm"]
    try:
        return _clock(hour, minute, match["half"])
    except ValueError:
        return None


def _spoken(written: str) -> ClockTime | None:
    match = _IN_WORDS.fullmatch(written)
    if match is None:
        return None
    hour = _HOURS_NAMED.get(match["hour"]) or int(match["hour"])
    step = (match["step"] or "0").partition(" min")[0]
    minutes = _STEPS[step] if step in _STEPS else int(step)
    if match["way"] == "to" and minutes > _STEPS["half"]:
        return None
    if match["way"] == "to" and minutes:
        hour, minutes = (hour - 2) % NOON + 1, HOUR - minutes
    return _clock(str(hour), f"{minutes:02}", match["half"])


def _clock(hour: str, minute: str | None, half: str | None) -> ClockTime:
    number, minutes = int(hour), int(minute or 0)
    if half:
        either = ClockTime(number, minutes, Half.EITHER)
        at = either.readings()[half == "p"]
        return ClockTime(at.hour, at.minute, Half.PM if half == "p" else Half.AM)
    if minute is None and not number:
        message = "a bare 0 is a number, not a time"
        raise ValueError(message)
    exact = hour.startswith("0") or number > NOON
    return ClockTime(number, minutes, Half.DAY24 if exact else Half.EITHER)


def _within(clock: ClockTime, hours: range) -> ClockTime | None:
    fitting = [at for at in clock.readings() if at.hour in hours]
    if len(fitting) != 1:
        return None
    if clock.half is not Half.EITHER:
        return clock
    at = fitting[0]
    return ClockTime(at.hour, at.minute, Half.AM if at.hour < NOON else Half.PM)
