"""English: the dates of blood tests as a clinic gives them, one by one or as a rule. Chooses none of them.

Counted plans are read in weeks: a month is four of them, three months are thirteen. Whoever uses them reads them back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum
from typing import Final

from bot.care.bloodtests import LONGEST_AWAY, MOST_DATES
from bot.care.reading.days import WEEK, Dated, DayWord, Either, nearest_either_side, resolve
from bot.care.reading.english_days import DAY, NUMBER_OF_DAY, WEEKDAY, read_day
from bot.care.reading.spelling import fold
from bot.care.reading.test_days import NUMBER, as_number, length, pieces
from bot.care.testplans import Anchor, Phase, Schedule

MOST_PHASES: Final = 8
MOST_TIMES: Final = 60
_ANY_DAY: Final = date(2000, 1, 1)  # to be seen from, where it does not matter which dates are named
LONGEST_UNSAID: Final = 300  # days: a date that far ahead was past when it was typed, if nobody said its year

_NEXT: Final = rf"next(?! {WEEKDAY})"  # "next friday" is a day
_BEFORE: Final = re.compile(
    rf"^(?:(?:my|the|{_NEXT}|bloods?|blood ?tests?|tests?|dates?|are|is|on|now|clinic|gave|me|they|said|says?)\b:? ?)+"
    r"(?=\S)"
)
_ONE: Final = re.compile(
    rf"(?:(?:{_NEXT}|(?:the )?first(?: one| test)?|starting|starts?|from|beginning|the next(?: one)?)(?: is| on)? )?"
    rf"(?:(?P<weekday>{WEEKDAY}) (?=(?:the )?[\da-z]))?(?P<day>{DAY})"
)
_A_DAY: Final = re.compile(rf"\b{DAY}")
_NO_ONE_DAY: Final = re.compile(
    rf"\b(?:(?:last|earlier (?:this|last)|this|the other|the past) (?:week|weekend|month|year|day)|a while (?:ago|back)"
    rf"|(?:a few|a couple of|some|several) (?:days|weeks|months) (?:ago|back)"
    rf"|(?:{NUMBER}|a) (?:weeks?|months?|years?) (?:ago|back)|(?:the|over the|at the) weekend)\b"
)
_FROM_LAST: Final = re.compile(
    r"(?:^| )(?:(?:(?:counted )?(?:from|after|since) )?(?:the |my |each |every )?(?:last|previous|one before)"
    r"(?: (?:one|test|draw|blood ?test|bloods?))?|(?:from|after) each(?: (?:one|test|draw))?)$"
)
_EVERY: Final = re.compile(
    rf"(?:(?:every|each|once (?:a|every)) (?:(?P<count>{NUMBER}|other|second|third)(?:nd|rd|th)? )?(?P<unit>days?"
    rf"|weeks?|months?|fortnight|quarter|year)|(?P<number>{NUMBER})[ -]?(?P<ly>weekly|monthly)"
    r"|(?P<word>weekly|fortnightly|monthly|quarterly|yearly|annually))"
    rf"(?: ?(?:x|\u00d7|for) ?(?P<times>{NUMBER})(?: (?P<for>times|weeks?|months?|tests?|goes))?"
    rf"| (?P<counted>{NUMBER}) times)?"
)
_WORDS: Final = {"weekly": 1, "fortnightly": 2, "monthly": 4, "quarterly": 13, "yearly": 52, "annually": 52}


_CANNOT: Final = (
    r"(?:i )?(?:can't|cant|cannot|can not|won't|wont)"
    r"(?: (?:go|come|make (?:it|that)|do it|do|then|that(?: day)?)){0,3}"
)
_NOT_THERE: Final = (
    r"(?:i(?:'m| am|m|'ll be|ll be) )?(?:away|busy|abroad|working|off|on holiday|not (?:here|around|there))"
    r"(?: then| that day)?"
)
_AWAY: Final = re.compile(
    rf"(?:(?:no|sorry|oh|hi) ?,? ?)*(?:{_CANNOT}(?:,? (?:as |because |cos )?{_NOT_THERE})?|{_NOT_THERE})"
    rf"(?: (?:till|til|until|up to|to) (?P<until>{DAY}))?"
)


@dataclass(frozen=True, slots=True)
class Away:
    """Somebody cannot go on the day that was named; *until* is the last day of that, where it was said."""

    until: DayWord | None


class DatesTrouble(Enum):
    """Why dates are not kept."""

    PAST = "past"
    FAR = "far"
    MANY = "many"
    EITHER = "either"  # two dates can be meant
    NO_SUCH = "no-such"  # the calendar has no such day
    WEEKDAY = "weekday"  # the weekday beside a date is not the calendar's
    RULE = "rule"  # the parts of a rule do not follow each other


@dataclass(frozen=True, slots=True)
class Given:
    """Dates that a clinic gave, in order."""

    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """How often tests are: *first* is the day of the next one, where it was said. Its schedule counts from there."""

    schedule: Schedule
    first: date | None


def read_dates(words: str, today: date) -> Given | Rule | DatesTrouble | None:
    """Return the dates that words name, seen from *today*, or what is wrong with them; None where they name none."""
    said = pieces(_BEFORE.sub("", fold(words.replace("\n", ", "))), today)
    said = [one for piece in said if (one := _BEFORE.sub("", piece))]
    if not said:
        return None
    if any(_EVERY.match(one) for one in said):
        return _rule(said, today)
    days = [_day(one) for one in said]
    named = [day for day in days if day is not None]
    # A number alone is a choice, or anything else; beside a month it is a day.
    if len(named) != len(days) or (len(said) == 1 and said[0].isdecimal()):
        return None
    return _given(named, today)


def away_until(words: str) -> Away | None:
    """Return what words say of not being able to go: "cant im away till the 30th"."""
    match = _AWAY.fullmatch(fold(words).strip(" .!"))
    if match is None:
        return None
    return Away(read_day(match["until"]) if match["until"] else None)


def read_past_day(words: str, today: date) -> date | None:
    """Return the day until *today* that is named somewhere in words, if it is one: of which day values are."""
    named = [_dots_day_first(one[0]) for one in _A_DAY.finditer(fold(words))]
    found = [resolve(day, today, past=True) for day in named if day]
    days = {one for one in found if isinstance(one, date) and one <= today}
    return days.pop() if len(days) == 1 else None


def _dots_day_first(words: str) -> DayWord | None:
    """Return the day that words name; with dots in it the day stands first: 10.12.26."""
    day = read_day(words)
    return replace(day, either_order=False) if isinstance(day, Dated) and "." in words else day


def is_no_one_day(words: str, today: date) -> bool:
    """Tell whether words say when values are of, and no one day until *today*: "last week", a date to come, two."""
    if read_past_day(words, today) is not None:
        return False
    text = fold(words)
    dated = any(isinstance(read_day(one[0]), Dated) for one in _A_DAY.finditer(text))
    return dated or _NO_ONE_DAY.search(text) is not None


def names_dates(words: str) -> bool:
    """Tell whether words are of dates or of how often, though they may not be read: no name of anything."""
    text = fold(words)
    return _EVERY.search(text) is not None or any(_day(one) is not None for one in pieces(text, _ANY_DAY))


def read_anchor(words: str, today: date) -> date | DatesTrouble | None:
    """Return the day from which tests are counted, the nearer one of two, past or ahead; None where words name none."""
    day = _day(_BEFORE.sub("", fold(words)).strip(" ."))
    if day is None or words.strip().isdecimal():
        return None
    found = nearest_either_side(day.said, today)
    if found is None or isinstance(resolve(day.said, today, past=True), Either):
        return DatesTrouble.EITHER if found else DatesTrouble.NO_SUCH
    return found if found <= today + timedelta(days=LONGEST_AWAY) else DatesTrouble.FAR


@dataclass(frozen=True, slots=True)
class _Day:
    """A day as it was *said*, and the *weekday* that was said beside it; Monday is 0."""

    said: DayWord
    weekday: int | None = None


def _day(piece: str) -> _Day | None:
    match = _ONE.fullmatch(piece)
    bare = re.fullmatch(r"(?:the )?([1-3]?\d)(?:st|nd|rd|th)?", piece)
    if bare:
        return _Day(Dated(int(bare[1])))
    said = read_day(match["day"]) if match else None
    if match is None or said is None:
        return None
    return _Day(said, NUMBER_OF_DAY[match["weekday"]] if match["weekday"] else None)


def _given(named: list[_Day], today: date) -> Given | DatesTrouble:
    found: set[date] = set()
    month: int | None = None
    year: int | None = None
    for one in reversed(named):  # in "15 and 29 dec" the month stands once, in "12, 26 jan 2028" the year too
        bare = isinstance(one.said, Dated) and one.said.month is None
        day = Dated(one.said.day, month, year) if isinstance(one.said, Dated) and bare else one.said
        if isinstance(day, Dated) and not day.either_order:
            month, year = day.month, day.year
        resolved = _resolved(_Day(day, one.weekday), today)
        if isinstance(resolved, DatesTrouble):
            return resolved
        found.add(resolved)
    return Given(tuple(sorted(found))) if len(found) <= MOST_DATES else DatesTrouble.MANY


def _resolved(one: _Day, today: date) -> date | DatesTrouble:
    day, found = one.said, resolve(one.said, today)
    if isinstance(found, Either):
        return DatesTrouble.EITHER
    if found is None:
        return DatesTrouble.NO_SUCH
    unsaid = isinstance(day, Dated) and day.month is not None and day.year is None
    if found < today or (unsaid and found > today + timedelta(days=LONGEST_UNSAID)):
        return DatesTrouble.PAST
    if one.weekday is not None and found.weekday() != one.weekday:
        return DatesTrouble.WEEKDAY
    return found if found <= today + timedelta(days=LONGEST_AWAY) else DatesTrouble.FAR


def _rule(pieces: list[str], today: date) -> Rule | DatesTrouble | None:
    steps: list[tuple[int, int | None]] = []
    first: date | None = None
    anchor = Anchor.START
    for one in pieces:
        piece, from_last = _without_last(one)
        every = _EVERY.match(piece)
        rest = piece[every.end() :].strip() if every else piece
        if from_last:
            anchor = Anchor.DRAW
        if every:
            steps.append(_step(every))
        if not rest:
            continue
        day = _day(rest)
        if day is None:
            return None
        resolved = _resolved(day, today)
        if isinstance(resolved, DatesTrouble) or first is not None:
            return resolved if isinstance(resolved, DatesTrouble) else DatesTrouble.RULE
        first = resolved
    schedule = _schedule(steps, anchor)
    return Rule(schedule, first) if schedule else DatesTrouble.RULE


def _without_last(piece: str) -> tuple[str, bool]:
    match = _FROM_LAST.search(piece)
    return (piece[: match.start()].strip(), True) if match else (piece, False)


def _step(match: re.Match[str]) -> tuple[int, int | None]:
    """Return the days from one test to the next, and how many there are; None: it goes on."""
    if match["word"]:
        days = _WORDS[match["word"]] * WEEK
    elif match["ly"]:
        days = length(as_number(match["number"]), match["ly"].removesuffix("ly"))
    else:
        days = length(as_number(match["count"] or "1"), match["unit"].rstrip("s"))
    written = match["times"] or match["counted"]
    if written is None:
        return days, None
    unit = (match["for"] or "").rstrip("s")
    number = as_number(written)
    return days, max(length(number, unit) // max(days, 1), 1) if unit in {"week", "month"} else number


def _schedule(steps: list[tuple[int, int | None]], anchor: Anchor) -> Schedule | None:
    """Return steps one after the other: the first test of each comes one of its own steps after the one before."""
    last = [times for _, times in steps[:-1] if times is None]
    if not steps or last or len(steps) > MOST_PHASES or any(times and times > MOST_TIMES for _, times in steps):
        return None
    if any(not 1 <= every <= LONGEST_AWAY for every, _ in steps):
        return None
    phases: list[Phase] = []
    for every, times in steps:
        first = phases[-1].first + ((phases[-1].times or 1) - 1) * phases[-1].every + every if phases else 0
        phases.append(Phase(first, every, times))
    return Schedule(anchor, tuple(phases))
