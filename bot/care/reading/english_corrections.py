"""English: a time or a day alone, and what puts right the time or the day that was said before."""

from __future__ import annotations

import re
from typing import Final

from bot.care.reading.clock import HALF, TIME, Half
from bot.care.reading.days import FromToday
from bot.care.reading.dose_meanings import (
    Actually,
    ChangeAnswer,
    DaySaid,
    Doubt,
    HalfSaid,
    OtherDay,
    TimeSaid,
    TimeUnknown,
    Why,
)
from bot.care.reading.english_days import DAY, WEEKDAY, read_day
from bot.care.reading.english_pieces import POLITE
from bot.care.reading.english_when import ONE_WHEN, read_when
from bot.care.reading.meanings import Meaning
from bot.care.reading.sentence import Sentence

_SORRY: Final = "(?:(?:sorry|oops|oh|no|nope|ah|wait) )"
_MEANT: Final = (
    rf"(?:{_SORRY}{{0,3}}(?:actually|i meant?|i mean|make (?:it|that)|it was(?: actually| more like)?|that was"
    rf"|it should be|should be)(?: (?:actually|it was|at))? |{_SORRY}{{1,3}})"
)
_ACTUALLY: Final = re.compile(
    rf"{_MEANT}(?P<when>{ONE_WHEN}|{TIME})(?: not (?:at )?(?:{TIME}))?"
    rf"|not (?:at )?(?:{TIME}) (?P<then>(?:at )?(?:{TIME}))",
)
_DAYS_OWN: Final = rf"(?:(?:for )?{DAY}|(?:yesterdays|{WEEKDAY}s)(?: (?:one|dose|tablets?))?)"
_OTHER_DAY: Final = re.compile(
    rf"(?:{_SORRY}{{0,3}}(?:(?:actually )?(?:that|it|that one|this|this one)(?: was|s)(?: actually)?"
    rf"|i meant?(?: for)?|i mean)"
    rf"|{_SORRY}{{0,3}}actually) (?P<day>{_DAYS_OWN})",
)
_SLIP: Final = "(?:(?:sorry|oops|whoops|oh|oh no|no|ah|wait|damn) )"
_ANSWER: Final = "(?:my |the )?(?:last )?(?:one|answer|entry)"
_UNDO: Final = re.compile(
    rf"{_SLIP}{{0,3}}(?:oops|whoops|i lied|(?:please )?undo(?: (?:that|it|this|{_ANSWER}))?"
    rf"|(?:(?:that|it|this) (?:was|is) |thats |its )?(?:a |my )?mistake"
    r"|(?:i |ive )?(?:just )?(?:pressed|tapped|hit|clicked|pushed|typed)(?: on)? (?:the )?wrong"
    r" (?:button|one|thing|number)"
    r"|(?:that was (?:the )?|it was (?:the )?)?wrong (?:button|number|press|tap|answer)|(?:that|it) was wrong"
    rf"|(?:please )?(?:change|correct|edit)(?: (?:that|it|this|{_ANSWER}))?"
    rf"|(?:i )?(?:mis ?(?:typed|clicked|pressed|tapped))){POLITE}"
)
_CHANGE_DAY: Final = re.compile(
    rf"{_SLIP}{{0,3}}(?:please )?(?:change|correct|edit)(?: {_ANSWER} (?:of|for|from|on))? (?P<day>{_DAYS_OWN})"
    rf"(?: (?:answer|entry))?{POLITE}"
)
_AHEAD: Final = ("next ", "on next ", "coming ", "on coming ", "in ")
_WHEN_ALONE: Final = re.compile(rf"(?P<when>{ONE_WHEN}(?: {ONE_WHEN}){{0,2}})")

_HALF_ALONE: Final = re.compile(
    rf"(?:in the |the |its |at )?(?:(?P<am>am|morning)|pm|afternoon|evening|night)(?: one)?{POLITE}"
)


def read_half(said: Sentence) -> Meaning | None:
    """Return the half of the day that the whole text names."""
    match = _HALF_ALONE.fullmatch(said.text)
    if match is None or said.asked:
        return None
    return HalfSaid(Half.AM if match["am"] else Half.PM)


def read_correction(said: Sentence) -> Meaning | None:
    """Return the other time or the other day that is meant."""
    if said.asked:
        return None
    other = _OTHER_DAY.fullmatch(said.text)
    if other:
        day = read_day(other["day"].removeprefix("for ")) or read_day(other["day"].removeprefix("for ").split()[0])
        return OtherDay(day) if day else None
    match = _ACTUALLY.fullmatch(said.text)
    if match is None:
        return None
    return _corrected(match["when"] or match["then"])


def read_change_answer(said: Sentence) -> Meaning | None:
    """Return that something noted shall be changed, and of which day; what is to come is a plan, and none of this."""
    if said.asked:
        return None
    if _UNDO.fullmatch(said.text):
        return ChangeAnswer()
    match = _CHANGE_DAY.fullmatch(said.text)
    if match is None or match["day"].startswith(_AHEAD):
        return None
    day = read_day(match["day"]) or read_day(match["day"].split()[0])
    ahead = isinstance(day, FromToday) and day.days > 0
    return ChangeAnswer(day) if day and not ahead else None


def _corrected(written: str) -> Meaning | None:
    when = read_when(written, (0, len(written))) or read_when(f"at {written}", (0, len(written) + len("at ")))
    if when is None:
        return Doubt(Why.TIME)
    at, day = when
    if at is None or (isinstance(at, TimeUnknown) and day is not None):
        return OtherDay(day) if day else None
    return Actually(at)


def read_when_alone(said: Sentence) -> Meaning | None:
    """Return the time or the day that the whole text is."""
    if said.asked:
        return None
    if re.fullmatch(HALF, said.text):
        return Doubt(Why.TIME)
    match = _WHEN_ALONE.fullmatch(said.text)
    when = read_when(said.text, (0, len(said.text))) if match else None
    at, day = when or (None, None if said.text.isdigit() else read_day(said.text))
    if at is None:
        return DaySaid(day) if day else None
    return TimeSaid(at, day)
