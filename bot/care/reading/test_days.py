"""English: how days of blood tests are written one after another: with a weekday, a time, no comma, or from today on.

A time of day is left out: a test has a day. Which dates the days are is decided elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from bot.care.reading.days import MONTHS, WEEK
from bot.care.reading.english_days import DAY, WEEKDAY
from bot.care.reading.english_pieces import ONES
from bot.care.reading.spelling import fold

NUMBER: Final = rf"(?:[1-9]\d?|{'|'.join(sorted((one for one in ONES if ' ' not in one), key=len, reverse=True))})"
_ORDINALS: Final = {"other": 2, "second": 2, "third": 3, "couple of": 2, "a couple of": 2}
_UNITS: Final = {"week": 1, "fortnight": 2, "quarter": 13, "year": 52}
_WEEKS_OF_MONTHS: Final = (0, 4, 9, 13, 17, 22, 26, 30, 35, 39, 43, 48, 52)

_MONTH_NAMES: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH: Final = "|".join(_MONTH_NAMES)
_SPLIT: Final = re.compile(r" ?(?:,|;|/(?= )|\band then\b|\bthen\b|\band\b|&|\+) ?|\n")
_YEAR_APART: Final = re.compile(r"(\b[a-z]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?), (?=\d{4}\b)")
_WEEKDAY_APART: Final = re.compile(rf"\b({WEEKDAY})(?:,|\.|\.,) ?(?=(?:the )?(?:\d|(?:{_MONTH})[a-z]* \d))")
_WEEKDAY_BEFORE: Final = rf"(?:{WEEKDAY} (?=(?:the )?(?:\d|(?:{_MONTH})[a-z]* \d)))"
_SEVERAL: Final = re.compile(rf"{_WEEKDAY_BEFORE}?{DAY}(?: {_WEEKDAY_BEFORE}?{DAY})+")
_EACH: Final = re.compile(rf"{_WEEKDAY_BEFORE}?{DAY}")
_TIME: Final = re.compile(
    r",? ?(?:\bat|@) ?(?:noon|midday|\d{1,2}(?![\d/]|(?:st|nd|rd|th)|(?: of)? ?(?:" + _MONTH + r"))(?:[:.]\d\d)?"
    r"(?: ?[ap]\.?m\b\.?)?(?: ?o'?clock)?)|,? \d{1,2}(?::\d\d(?: ?[ap]m)?|(?:\.\d\d)? ?[ap]m)\b"
)
_OF_A_DOSE: Final = re.compile(r"\b(?:yesterday|today|tonight|last night|this (?:morning|afternoon|evening))\b")
_FROM_NOW: Final = re.compile(
    rf"\bin (?:about )?(?P<ahead>{NUMBER}|a couple of) (?P<unit>days?|weeks?|fortnights?|months?)(?:'? ?time)?\b"
    rf"|(?<!every )\b(?P<later>{NUMBER}|a couple of) (?P<units>days?|weeks?|fortnights?|months?)"
    r"(?:'? time| from (?:now|today))\b"
)
_FIGURES: Final = re.compile(r"(?P<first>\d{1,2})[/.](?P<second>\d{1,2})(?P<year>[/.]\d{2,4})?")


def pieces(words: str, today: date) -> list[str]:
    """Return folded words piece by piece, a day each where they are days; those counted from *today* as dates."""
    text = _WEEKDAY_APART.sub(r"\1 ", _YEAR_APART.sub(r"\1 ", fold(words.replace("\n", ", "))))
    text = text if _OF_A_DOSE.search(text) else without_time(text)
    dated = _FROM_NOW.sub(lambda found: _from_now(found, today), text)
    return _in_order([one for piece in _SPLIT.split(dated) for one in _apart(piece.strip(" ."))])


def without_time(text: str) -> str:
    """Return a folded text without a time of day."""
    return _TIME.sub("", text)


def as_number(written: str) -> int:
    """Return the number that is written in words or figures."""
    return _ORDINALS.get(written) or ONES.get(written) or int(written)


def length(count: int, unit: str) -> int:
    """Return how many days so many of a unit are: a month is four weeks, three months are thirteen."""
    if unit == "month":
        years, months = divmod(count, 12)
        return (years * _WEEKS_OF_MONTHS[12] + _WEEKS_OF_MONTHS[months]) * WEEK
    return count if unit == "day" else count * _UNITS[unit] * WEEK


def _from_now(found: re.Match[str], today: date) -> str:
    unit = (found["unit"] or found["units"]).removesuffix("s")
    return (today + timedelta(days=length(as_number(found["ahead"] or found["later"]), unit))).isoformat()


def _apart(piece: str) -> Iterator[str]:
    """Yield the days of a piece that is days and nothing else, else the piece."""
    if _SEVERAL.fullmatch(piece):
        yield from (one[0] for one in _EACH.finditer(piece))
    elif piece:
        yield piece


def _in_order(days: list[str]) -> list[str]:
    """Return days of which "3/1" is read as another one tells that is written beside it: 20/12 has the day first."""
    figures = [_FIGURES.fullmatch(one) for one in days]
    day_first = any(one and int(one["first"]) > MONTHS for one in figures)
    month_first = any(one and int(one["second"]) > MONTHS for one in figures)
    if day_first == month_first:
        return days
    return [_named(one, day_first=day_first) if one else day for one, day in zip(figures, days, strict=True)]


def _named(figures: re.Match[str], *, day_first: bool) -> str:
    day, month = (figures["first"], figures["second"]) if day_first else (figures["second"], figures["first"])
    year = (figures["year"] or "")[1:]
    if not 1 <= int(month) <= MONTHS:
        return figures[0]
    full = f" 20{year}" if len(year) == len("26") else f" {year}" if year else ""
    return f"{int(day)} {_MONTH_NAMES[int(month) - 1]}{full}"
