"""English: times and days beside what is said. Both are carried as they were said; nothing is judged."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from bot.care.reading.clock import DAY_PART, HALF, MARKED_TIME, SPOKEN, TIME, reading
from bot.care.reading.days import DayWord, FromToday
from bot.care.reading.dose_meanings import Ago, TimeUnknown, When
from bot.care.reading.english_days import DAY_TAKEN, WEEKDAY, read_day
from bot.care.reading.english_pieces import DURATION, HOUR, NUMBER, number_of
from bot.care.reading.english_vetoes import ABOUT, AT, DOTTED

_MEAL: Final = "breakfast|lunch|dinner|tea|supper|bed|bedtime|work|school|coffee|my coffee"
_VAGUE: Final = (
    rf"earlier(?: on)?|(?:a|quite a|a little) while ago|a (?:few|couple of) (?:minutes|mins|hours|hrs) ago"
    rf"|(?:when|as soon as|after|once) i (?:got|woke) up|(?:at|with|before|after|over) (?:my )?(?:{_MEAL})|on waking"
)
_FIRST_THING: Final = "first thing(?: this morning)?"
_PART: Final = rf"{DAY_PART}|(?:yesterday|{WEEKDAY}) (?:morning|afternoon|evening|night)|last night"
_AGO: Final = rf"(?:(?:about|around|like|roughly|some|bout|just) )?{DURATION} ago|a (?:minute|moment|sec|second) ago"
ONE_WHEN: Final = (
    rf"(?:(?:{AT}|{ABOUT})?{HALF}|(?:{AT}|{ABOUT})(?:{TIME})|(?:(?:around|about) )?(?:{MARKED_TIME}|{SPOKEN})"
    rf"|{DOTTED}|{AT}"
    rf"?\d{{1,2}}h(?:[0-5]\d)?\b|{_AGO}|{_VAGUE}|{_FIRST_THING}|{_PART}|{DAY_TAKEN})"
)
_PIECES: Final = re.compile(
    rf" ?(?:(?P<half>(?:{AT}|{ABOUT})?{HALF})|(?P<ago>{_AGO})|(?P<vague>{_VAGUE})|(?P<first>{_FIRST_THING})"
    rf"|(?P<part>{_PART})(?!\w)|(?:{AT}|{ABOUT})(?P<at>{TIME})|(?:(?:around|about) )?(?P<marked>{MARKED_TIME}|{SPOKEN})"
    rf"|(?P<dotted>{DOTTED})|{AT}?(?P<hours>\d{{1,2}}h(?:[0-5]\d)?)\b|(?P<day>{DAY_TAKEN})(?!\w))",
)
_SPAN_OF: Final = re.compile(rf"({NUMBER}) ?(m|h)(?:[a-z]*)")
_PARTS: Final = ("morning", "afternoon", "evening", "night", "tonight")


def read_when(text: str, *between: tuple[int, int]) -> tuple[When | None, DayWord | None] | None:
    """Return the time and the day that *text* names *between* some places; None where not all of it can be meant."""
    ats: list[When] = []
    days: list[DayWord] = []
    parts: list[str] = []
    written: list[str] = []
    for piece in _pieces(text, between):
        if piece is None or piece["half"]:
            return None
        clock = piece["at"] or piece["marked"] or piece["dotted"] or piece["hours"]
        if clock:
            written.append(clock)
        elif piece["ago"]:
            ats.append(Ago(_minutes(piece["ago"])))
        elif piece["vague"]:
            ats.append(TimeUnknown())
        elif piece["first"]:
            ats.append(TimeUnknown("morning"))
        else:
            _note_day(piece["part"] or piece["day"], parts, days)
    return _joined(ats, days, parts, written)


def _pieces(text: str, between: Sequence[tuple[int, int]]) -> Iterator[re.Match[str] | None]:
    """Yield each piece, and None where something is none."""
    for start, end in between:
        at = start
        while text[at:end].strip():
            piece = _PIECES.match(text, at, end)
            yield piece
            at = piece.end() if piece else end


def _note_day(name: str, parts: list[str], days: list[DayWord]) -> None:
    part = name.rsplit(maxsplit=1)[-1]
    if part in _PARTS:
        parts.append("evening" if part == "tonight" else part)
        name = name.removesuffix(part).strip() if part != "tonight" else "today"
        name = {"last": "yesterday", "this": "today", "in the": "today", "at": "today"}.get(name, name)
    day = read_day(name)
    days.extend([day] if day else [])


def _joined(
    ats: list[When], days: list[DayWord], parts: list[str], written: list[str]
) -> tuple[When | None, DayWord | None] | None:
    others = {day for day in days if day != FromToday(0)}
    if len(written) + len(ats) > 1 or len(set(parts)) > 1 or len(others) > 1:
        return None
    if others and (len(others) != len(set(days)) or any(isinstance(at, Ago) for at in ats)):
        return None
    day = next(iter(others), None)
    part = parts[0] if parts else None
    if written:
        clock = reading(written[0], part)
        return None if clock is None else (clock, day)
    if ats:
        vague = isinstance(ats[0], TimeUnknown) and part
        return (TimeUnknown(part) if vague else ats[0], day)
    if part:
        return TimeUnknown(part), day
    return (None, day) if day else (TimeUnknown(), None)


def _minutes(ago: str) -> int:
    duration = ago.removesuffix(" ago")
    return minutes_of(duration) or 1


def minutes_of(duration: str) -> int:
    """Return how many minutes a `DURATION` is, or 0 where it is none."""
    if "quarter" in duration:
        return 45 if "three" in duration else 15
    extra = 0
    if duration.endswith(" and a half") or " and a half hours" in duration:
        extra, duration = 30, duration.replace(" and a half", "")
    elif re.search(r"\bhalf (?:an |a )?hour", duration):
        return 30
    total = sum(
        (number_of(match[1]) * (HOUR if match[2] == "h" else 1) for match in _SPAN_OF.finditer(duration)), start=0
    )
    return int(total) + extra
