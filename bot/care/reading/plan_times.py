"""The times of a plan, one after another: all of them are read, or the one that is none is named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from bot.care.reading.amounts import NotReadError, Trouble, pieces
from bot.care.reading.clock import MARKED_TIME, ClockTime, Half, read_clock

MOST_TIMES: Final = 12

between_times: Final = re.compile(
    r" ?(?:[,;&/+]|\band\b) ?(?:\band\b ?)?"
    r"|(?<=[ap]m) (?=\d)|(?<=[:.]\d\d) (?=\d{1,2}[:.]\d\d)|(?<=\b\d{4}) (?=\d{4}\b)"
)
_TIME_FIRST: Final = re.compile(rf"(?P<time>{MARKED_TIME}|\d{{1,2}}(?:[:.h]\d\d)?)(?=[ ])")
_DAY_CLOCK: Final = re.compile(r"\d\d[:.]?\d\d")


def read_times(tail: str) -> tuple[ClockTime, ...]:
    """Return the times at the end of a plan; raise NotReadError where a piece is none, or one is there twice."""
    times: list[ClockTime] = []
    written: list[str] = []
    start = 0
    for end, following in pieces(between_times, tail):
        at = read_clock(tail[start:end])
        if at is None:
            raise _without_time(tail[start:end], tail[end:], first=not times)
        if len(times) == MOST_TIMES:
            raise NotReadError(Trouble.NOT_UNDERSTOOD, tail[start:])
        times.append(at)
        written.append(tail[start:end])
        start = following
    return _distinct(apart(_on_one_clock(times, written)), written)


def _without_time(text: str, after: str, *, first: bool) -> NotReadError:
    time = _TIME_FIRST.match(text)
    rest = text[time.end() :].strip() if time else ""
    if time and read_clock(time["time"]) and not rest[:1].isdigit():
        return NotReadError(Trouble.NOT_UNDERSTOOD, rest + after)
    if first or text[:1].isdigit() or text[:1] in {"-", ""}:
        return NotReadError(Trouble.BAD_TIME, text or after)
    return NotReadError(Trouble.NOT_UNDERSTOOD, text + after)


def _on_one_clock(times: list[ClockTime], written: list[str]) -> tuple[ClockTime, ...]:
    """Return "12:00" as noon: a plan with hours of two digits is written on the 24-hour clock, and is read back so."""
    digital = [_DAY_CLOCK.fullmatch(text) is not None for text in written]
    return tuple(ClockTime(at.hour, at.minute, Half.DAY24) if on else at for on, at in zip(digital, times, strict=True))


def apart(times: Sequence[ClockTime]) -> tuple[ClockTime, ...]:
    """Return the times of one day where each can only be what no other one is.

    Of "8 and 20:00" the 8 is 08:00; "8 and 8" are one of each half of the day.
    """
    told = list(times)
    for place, at in enumerate(told):
        taken = {other.readings()[0] for other in told if other.half is not Half.EITHER}
        left = [wall for wall in at.readings() if wall not in taken]
        if at.half is Half.EITHER and left and (len(left) == 1 or told.count(at) == len(left)):
            told[place] = ClockTime(left[0].hour, left[0].minute, Half.DAY24)
    return tuple(told) if told == list(times) else apart(told)


def _distinct(times: tuple[ClockTime, ...], written: list[str]) -> tuple[ClockTime, ...]:
    readings = [at.readings() for at in times]
    for index, reading in enumerate(readings):
        if reading in readings[:index]:
            raise NotReadError(Trouble.SAME_TIME, written[index])
    return times
