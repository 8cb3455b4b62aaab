"""The words of /plan: how many tablets of what strength, and at what times. Never turns milligrams into tablets.

Reads fixed daily times of one medicine. What it does not understand it hands back; it leaves nothing out in silence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from bot.care.plans import Amount, total_mg
from bot.care.reading.amounts import MG, NotReadError, PlanTrouble, Trouble, number, pieces, read_amount
from bot.care.reading.clock import MARKED_TIME, ClockTime, Half, read_clock
from bot.care.reading.spelling import fold

MOST_TIMES: Final = 12
LONGEST_PLAN: Final = 16_384


@dataclass(frozen=True, slots=True)
class PlanWords:
    """A plan as typed: a time may still be a morning or an evening; *stated_mg* is the total, where one was typed."""

    amount: Amount
    times: tuple[ClockTime, ...]
    stated_mg: Decimal | None


_EVERY_DAY: Final = re.compile(r"\b(?:every ?day|each day|daily)\b")
_HOURLY: Final = re.compile(
    r"\bevery -?(?:\d{1,4} ?|[a-z]{1,10} )?(?:hours?|hrs?|h|minutes?|mins?|seconds?|secs?)\b"
    r"|(?:\d{1,4}[ -])?\b(?:hourly|hrly)\b|\bq\d{1,2}h\b",
)
_TOTAL: Final = re.compile(rf"= ?([\d.,]{{1,12}}) ?{MG}\b")
_AT: Final = re.compile(rf"(?:^| )(?:at\b|@)|(?:^| )(?={MARKED_TIME})")
_TIMES: Final = re.compile(r" ?(?:[,;&/+]|\band\b) ?(?:\band\b ?)?")
_TIME_FIRST: Final = re.compile(rf"(?P<time>{MARKED_TIME}|\d{{1,2}}(?:[:.h]\d\d)?)(?=[ ])")
_DAY_CLOCK: Final = re.compile(r"\d\d[:.]?\d\d")


def read_plan(words: str) -> PlanWords | PlanTrouble:
    """Return the plan that *words* are, or the one thing to ask about. Every word of it counts."""
    try:
        return _plan(fold(words).rstrip(".,;! "))
    except NotReadError as not_read:
        return not_read.trouble


def _plan(text: str) -> PlanWords:
    if not text:
        raise NotReadError(Trouble.EMPTY)
    if len(text) > LONGEST_PLAN:
        raise NotReadError(Trouble.NOT_UNDERSTOOD, text)
    hourly = _HOURLY.search(text)
    if hourly:
        raise NotReadError(Trouble.HOURLY, hourly[0])
    total = _TOTAL.search(text)
    rest = _tight(_EVERY_DAY.sub(" ", _TOTAL.sub(" ", text, count=1)))
    at = _AT.search(rest)
    amount = read_amount(_tight(rest[: at.start()] if at else rest))
    if at is None or not rest[at.end() :].strip():
        raise NotReadError(Trouble.NO_TIME)
    times = _times(rest[at.end() :].strip())
    return PlanWords(amount, times, _stated(total, amount))


def _tight(text: str) -> str:
    return " ".join(text.split())


def _stated(total: re.Match[str] | None, amount: Amount) -> Decimal | None:
    """Return the total that was typed: it is held against the tablets, and never used in their place."""
    if total is None:
        return None
    stated = number(total[1])
    if stated is None:
        raise NotReadError(Trouble.NOT_UNDERSTOOD, total[0])
    if stated != total_mg(amount):
        raise NotReadError(Trouble.MG_DISAGREE, total[0].removeprefix("=").strip())
    return stated


def _times(tail: str) -> tuple[ClockTime, ...]:
    times: list[ClockTime] = []
    written: list[str] = []
    start = 0
    for end, following in pieces(_TIMES, tail):
        at = read_clock(tail[start:end])
        if at is None:
            raise _without_time(tail[start:end], tail[end:], first=not times)
        if len(times) == MOST_TIMES:
            raise NotReadError(Trouble.NOT_UNDERSTOOD, tail[start:])
        times.append(at)
        written.append(tail[start:end])
        start = following
    return _distinct(_on_one_clock(times, written), written)


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


def _distinct(times: tuple[ClockTime, ...], written: list[str]) -> tuple[ClockTime, ...]:
    readings = [at.readings() for at in times]
    for index, reading in enumerate(readings):
        if reading in readings[:index]:
            raise NotReadError(Trouble.SAME_TIME, written[index])
    return times
