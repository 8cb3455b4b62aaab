"""English: days in words and figures. Which date they are, `days.resolve` says."""

from __future__ import annotations

import re
from typing import Final

from bot.care.reading.days import MONTHS, After, Dated, DaySpan, DayWord, FromToday, Week, Weekday, Which
from bot.care.reading.english_pieces import ONES

_WEEKDAYS: Final = (
    "mon|monday", "tue|tues|tuesday", "wed|weds|wednesday", "thu|thur|thurs|thursday", "fri|friday", "sat|saturday",
    "sun|sunday",
)  # fmt: skip
_MONTHS: Final = (
    "jan|january", "feb|february", "mar|march", "apr|april", "may", "jun|june", "jul|july", "aug|august",
    "sep|sept|september", "oct|october", "nov|november", "dec|december",
)  # fmt: skip
NUMBER_OF_DAY: Final = {name: n for n, names in enumerate(_WEEKDAYS) for name in names.split("|")}
NUMBER_OF_MONTH: Final = {name: n for n, names in enumerate(_MONTHS, start=1) for name in names.split("|")}
_COUNTED: Final = {
    "the day before yesterday": -2, "day before yesterday": -2, "yesterday": -1, "yesterdays": -1, "last night": -1,
    "today": 0, "todays": 0, "tonight": 0, "tonights": 0, "this morning": 0, "this afternoon": 0, "this evening": 0,
    "tomorrow": 1, "tomorrows": 1, "tomorrow night": 1, "tomorrow morning": 1, "tomorrow evening": 1,
    "the day after tomorrow": 2, "day after tomorrow": 2,
}  # fmt: skip


def _longest_first(names: list[str]) -> str:
    return "|".join(sorted(names, key=len, reverse=True))


WEEKDAY: Final = rf"(?:{_longest_first(list(NUMBER_OF_DAY))})"
MONTH: Final = rf"(?:{_longest_first(list(NUMBER_OF_MONTH))})"
_FEW = rf"(?:[1-9]\d?|{_longest_first([name for name in ONES if ' ' not in name])})"
_NTH = r"(?:[1-3]?\d(?:st|nd|rd|th))"
_DATE = (
    rf"(?:the )?(?:{_NTH}|[1-3]?\d)(?: of)? {MONTH}\b(?: \d{{4}})?|{MONTH} {_NTH}(?: \d{{4}})?|{MONTH} [1-3]?\d\b"
    rf"(?![:.]\d)(?: \d{{4}})?|the {_NTH}|{_NTH}|\d{{4}}-\d\d?-\d\d?|\d{{1,2}}/\d{{1,2}}(?:/\d{{2,5}})?"
    r"|\d{1,2}\.\d{1,2}\.\d{2,4}"
)
DAY: Final = (
    rf"(?:{_longest_first(list(_COUNTED))}|{_FEW} days? ago|in {_FEW} days?|a week ago"
    rf"|(?:on )?(?:(?:last|next|this|coming) )?{WEEKDAY}s?\b(?! (?:night|evening)s\b)|(?:on )?(?:{_DATE}))"
)
# A day beside "took": "the 2nd" and "1/2" may be a tablet and a half of one there, unless "on" says that it is a day.
DAY_TAKEN: Final = (
    rf"(?:{_longest_first([name for name, days in _COUNTED.items() if days <= 0])}|{_FEW} days? ago|a week ago"
    rf"|(?:on )?(?:(?:last|this) )?{WEEKDAY}s?\b"
    rf"|on (?:{_DATE})|(?:the )?(?:{_NTH}|[1-3]?\d)(?: of)? {MONTH}\b|\d{{4}}-\d\d?-\d\d?)"
)
_IN_DAYS: Final = re.compile(rf"(?P<past>{_FEW}) days? ago|in (?P<ahead>{_FEW}) days?")
_NAMED: Final = re.compile(rf"(?:on )?(?:(?P<which>last|next|this|coming) )?(?P<name>{WEEKDAY})s?")
_WRITTEN: Final = re.compile(
    rf"(?:on )?(?:the )?(?:(?P<day>[1-3]?\d)(?:st|nd|rd|th)?(?: of)?(?: (?P<month>{MONTH}))?"
    rf"|(?P<month_first>{MONTH}) (?P<day_second>[1-3]?\d)(?:st|nd|rd|th)?)(?: (?P<year>\d{{4}}))?",
)
_ISO: Final = re.compile(r"(?:on )?(\d{4})-(\d\d?)-(\d\d?)")
_FIGURES: Final = re.compile(r"(?:on )?(\d{1,2})[/.](\d{1,2})(?:[/.](\d{2,5}))?")
_CENTURY: Final = 2000

_LONG: Final = {"day": 1, "night": 1, "week": 7, "fortnight": 14, "month": 30}
# How long something lasts; "a few days" is no length.
LENGTH: Final = (
    rf"for (?:about |around |the next |another )?(?P<how_many>{_FEW}|a couple of) (?P<unit>{'|'.join(_LONG)})s?\b"
)
_HOW_LONG: Final = re.compile(rf" {LENGTH}")

_TO: Final = r" ?(?:to|till|til|until|through|thru|-|\u2013|\u2014) ?"
SPAN: Final = rf"(?:from )?{DAY}{_TO}{DAY}|(?:this|next) week|(?:the )?rest of (?:this|the) week"
_BETWEEN: Final = re.compile(rf"(?:from )?(?P<first>{DAY}){_TO}(?P<last>{DAY})")
_AND: Final = r" ?(?:,|and|&|\+| ) ?"
SEVERAL: Final = rf"{DAY}(?:{_AND}{DAY}){{0,6}}"
_ONE_DAY: Final = re.compile(DAY)


def read_day(written: str) -> DayWord | None:
    """Return the day that folded text names, or None; whether the calendar has it is not asked here."""
    if written in _COUNTED:
        return FromToday(_COUNTED[written])
    if written == "a week ago":
        return FromToday(-7)
    counted = _IN_DAYS.fullmatch(written)
    if counted:
        few = counted["past"] or counted["ahead"]
        number = ONES.get(few) or int(few)
        return FromToday(-number if counted["past"] else number)
    named = _NAMED.fullmatch(written)
    if named:
        which = {"last": Which.LAST, "next": Which.NEXT}.get(named["which"], Which.PLAIN)
        return Weekday(NUMBER_OF_DAY[named["name"]], which)
    return _date(written)


def day_said(written: str | None) -> DayWord | None:
    """Return the day that a part of a text names, if it was there."""
    return read_day(written) if written else None


def without_length(text: str) -> tuple[str, After | None]:
    """Return a text without the words that say how long something lasts, and how long that is."""
    match = _HOW_LONG.search(text)
    if match is None:
        return text, None
    return text[: match.start()] + text[match.end() :], _length(match["how_many"], match["unit"])


def _length(how_many: str, unit: str) -> After:
    number = 2 if how_many == "a couple of" else ONES.get(how_many) or int(how_many)
    return After(number * _LONG[unit])


def _date(written: str) -> DayWord | None:
    iso = _ISO.fullmatch(written)
    if iso:
        return Dated(int(iso[3]), int(iso[2]), int(iso[1]))
    figures = _FIGURES.fullmatch(written)
    if figures:
        return _in_figures(int(figures[1]), int(figures[2]), figures[3])
    named = _WRITTEN.fullmatch(written)
    if named is None:
        return None
    month = named["month"] or named["month_first"]
    year = int(named["year"]) if named["year"] else None
    return Dated(int(named["day"] or named["day_second"]), NUMBER_OF_MONTH[month] if month else None, year)


def _in_figures(first: int, second: int, year: str | None) -> Dated:
    full = None if year is None else int(year) + (_CENTURY if len(year) == len("26") else 0)
    if second > MONTHS:
        return Dated(second, first, full)
    return Dated(first, second, full, either_order=first <= MONTHS and first != second)


def read_span(written: str) -> DaySpan | Week | None:
    """Return the span of days that folded text names: "mon to thu", "this week"."""
    if written.endswith("week"):
        return Week(1 if "next" in written else 0)
    match = _BETWEEN.fullmatch(written)
    first, last = (read_day(match["first"]), read_day(match["last"])) if match else (None, None)
    return DaySpan(first, last) if first and last else None


def read_days(written: str) -> tuple[DayWord, ...]:
    """Return the days named one after another in text that matches `SEVERAL`."""
    found = (read_day(match[0]) for match in _ONE_DAY.finditer(written))
    return tuple(day for day in found if day is not None)
