"""English: days that are past, as somebody names them who wants to see what is written down of them."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Final

from bot.care.reading.days import FARTHEST, Dated, DayWord, Either, resolve
from bot.care.reading.english_days import DAY, MONTH, NUMBER_OF_MONTH, read_day
from bot.care.reading.english_pieces import CLINIC, NUMBER, ONES, POLITE, SORRY
from bot.care.reading.life_meanings import SummaryAsked
from bot.care.reading.sentence import Sentence
from bot.care.reading.spelling import fold

_UNITS: Final = {"day": 1, "week": 7, "fortnight": 14}
_MONTHS_IN: Final = {"month": 1, "quarter": 3, "year": 12}
_TO: Final = r" ?(?:to|till|til|until|up to|-|\u2013|\u2014) ?"

_BEFORE: Final = re.compile(r"^(?:for|of|over|in|about) ")
_YEAR: Final = r"(?: (?P<year>2\d{3}))?"
_ALL: Final = re.compile(r"(?:since |from )?(?:everything|all(?: of it)?|(?:the )?(?:start|beginning)|ever)")
_SINCE: Final = re.compile(rf"(?:since|from|starting) (?:(?P<day>{DAY})|(?P<month>{MONTH}){_YEAR})")
_SPAN: Final = re.compile(rf"(?:from )?(?P<first>{DAY}){_TO}(?P<last>{DAY})")
_CALENDAR: Final = re.compile(rf"(?:last|this|the) month|(?P<month>{MONTH}){_YEAR}")
_COUNTED: Final = re.compile(
    rf"(?:the )?(?:(?:last|past|previous) )?(?:(?P<count>{NUMBER}|a couple of) )?"
    rf"(?P<unit>{'|'.join((*_UNITS, *_MONTHS_IN))})s?"
)


class PeriodTrouble(Enum):
    """Why days that were named cannot be shown."""

    AHEAD = "ahead"  # they are still to come
    EITHER = "either"  # two days can be meant
    NOT_READ = "not-read"


@dataclass(frozen=True, slots=True)
class PeriodSaid:
    """Local days from *first* to *last*, both of them in it; all that there are where *first* is None."""

    first: date | None
    last: date


def read_period(words: str, today: date) -> PeriodSaid | PeriodTrouble:
    """Return which days up to *today* words name."""
    text = _plain(words)
    if _ALL.fullmatch(text):
        return PeriodSaid(None, today)
    if since := _SINCE.fullmatch(text):
        return _since(since, today)
    if span := _SPAN.fullmatch(text):
        return _between(read_day(span["first"]), read_day(span["last"]), today)
    if calendar := _CALENDAR.fullmatch(text):
        return _calendar(calendar, today)
    counted = _COUNTED.fullmatch(text)
    return _counted(counted, today) if counted else PeriodTrouble.NOT_READ


def _plain(words: str) -> str:
    return _BEFORE.sub("", fold(words).strip(" .!?"), count=1)


def _names_days(words: str) -> bool:
    text = _plain(words)
    return any(one.fullmatch(text) for one in (_ALL, _SINCE, _SPAN, _CALENDAR, _COUNTED))


def _counted(match: re.Match[str], today: date) -> PeriodSaid | PeriodTrouble:
    written, unit = match["count"] or "1", match["unit"]
    if written != "a couple of" and written not in ONES and not written.isdecimal():
        return PeriodTrouble.NOT_READ
    number = 2 if written == "a couple of" else ONES.get(written) or int(written)
    days = number * _UNITS[unit] if unit in _UNITS else (number * _MONTHS_IN[unit] * 365 + 6) // 12
    if not 1 <= days <= FARTHEST:
        return PeriodTrouble.NOT_READ
    return PeriodSaid(today - timedelta(days=days - 1), today)


def _month(name: str, year: str | None, today: date) -> date:
    """Return the first day of a month: of the last one of that name, where no year was said."""
    number = NUMBER_OF_MONTH[name]
    return date(int(year) if year else today.year - (number > today.month), number, 1)


def _calendar(match: re.Match[str], today: date) -> PeriodSaid | PeriodTrouble:
    if match["month"]:
        return _whole(_month(match["month"], match["year"], today), today)
    first = today.replace(day=1)
    return _whole(first - timedelta(days=1) if match[0] == "last month" else first, today)


def _whole(day: date, today: date) -> PeriodSaid | PeriodTrouble:
    """Return the month that a day is in, as far as it is past."""
    first, last = day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
    return PeriodSaid(first, min(last, today)) if first <= today else PeriodTrouble.AHEAD


def _since(match: re.Match[str], today: date) -> PeriodSaid | PeriodTrouble:
    if match["month"]:
        first = _month(match["month"], match["year"], today)
        return PeriodSaid(first, today) if first <= today else PeriodTrouble.AHEAD
    return _between(read_day(match["day"]), Dated(today.day, today.month, today.year), today)


def _between(first: DayWord | None, last: DayWord | None, today: date) -> PeriodSaid | PeriodTrouble:
    ends = resolve(last, today, past=True) if last else None
    begins = resolve(first, ends, past=True) if first and isinstance(ends, date) else None
    if isinstance(begins, Either) or isinstance(ends, Either):
        return PeriodTrouble.EITHER
    if begins is None or ends is None:
        return PeriodTrouble.NOT_READ
    return PeriodSaid(begins, ends) if begins <= ends <= today else PeriodTrouble.AHEAD


# What is said in words

_EVENT: Final = r"(?:(?:the|my|our|this) )?(?:next )?(?:appointments?|visit|consultation|review|check ?up|clinic)"
_WHO: Final = rf"(?:{CLINIC}|dr [^\W\d_]{{2,20}}|(?:the )?doctors?|them|{_EVENT})"
_FOR: Final = rf"(?: (?:for|to show|to take to|to bring to|at) {_WHO}(?: (?:at|in|on) {_EVENT})?(?: tomorrow| today)?)"
_ASKS: Final = (
    r"(?:(?:can|could|may) (?:i|you) |i (?:need|want|would like)(?: to)? |please )*"
    r"(?:(?:have|get|see|show|give|make|send|print|write|export|do)(?: me| out)? )?"
)
_SUMMARY: Final = re.compile(rf"{SORRY}{_ASKS}(?:(?:a|the|my|another) )?summary{_FOR}?(?: (?P<words>.+?))??{POLITE}")
_LOG: Final = re.compile(rf"{SORRY}{_ASKS}(?:(?:a|the|my) )?(?:log|diary|doses|records?|history){_FOR}{POLITE}")
_SHOW: Final = re.compile(
    rf"{SORRY}what (?:do|can|could|should|shall) i (?:show|bring|take|bring along|take along|hand|print)"
    rf"(?: (?:to|for))? {_WHO}(?: (?:at|in|on) {_EVENT})?{POLITE}"
)


def read_summary(said: Sentence) -> SummaryAsked | None:
    """Return that somebody wants what is written down, for an appointment, and the words that say of which days."""
    if _LOG.fullmatch(said.text) or _SHOW.fullmatch(said.text):
        return SummaryAsked("")
    match = _SUMMARY.fullmatch(said.text)
    if match is None or (match["words"] and not _names_days(match["words"])):
        return None
    return SummaryAsked(match["words"] or "")
