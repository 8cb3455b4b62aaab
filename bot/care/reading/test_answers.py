"""English: what became of a blood test, as people say it below a question about one, or naming it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import Final

from bot.care.reading.days import DayWord
from bot.care.reading.english_days import DAY, day_said
from bot.care.reading.spelling import fold
from bot.care.reading.test_days import without_time

_TEST: Final = r"(?:(?:my|the) )?(?:next )?(?:bloods?|blood ?tests?|blood ?work|fbc|cbc|labs)"
_NAMES: Final = re.compile(rf"\b{_TEST}\b")
_IT: Final = rf"(?:it|that|{_TEST})"
_BEGIN: Final = r"(?:(?:yes|yeah|yep|ok|okay|sorry|oh|no|hi|actually|wait)[,!.]? )*"
_WHO: Final = r"(?:(?:the |my )?(?:clinic|hospital|nurse|gp)|they|ive|i've|i have|i)"
_MOVED: Final = r"(?:moved?|changed?|rescheduled?|rebook(?:ed)?)"
_WENT: Final = r"(?:went|been|have been|ive been|i've been)"
_ON: Final = rf"(?:,? (?:(?:on|for|to) )?(?P<day>{DAY}))?"


class Became(Enum):
    """What is said of a test."""

    ARRANGED = "arranged"
    DONE = "done"
    MOVED = "moved"
    MISSED = "missed"  # it was not had, and whether it will be was not said
    NO_MORE = "no more"  # no dates are to be kept any more


@dataclass(frozen=True, slots=True)
class TestAnswer:
    """What became of a test, and a *day* that was said with it. *named*: the words name a blood test."""

    became: Became
    day: DayWord | None
    named: bool


_SAID: Final = {
    Became.ARRANGED: (
        rf"(?:(?:{_IT})(?:'s|s| is| are| has been| have been)? )?(?:all )?(?:booked|arranged|sorted)(?: in)?{_ON}",
        rf"(?:i )?(?:have |ive |i've )?(?:booked|arranged|sorted)(?: {_IT})?(?: in)?{_ON}",
    ),
    Became.MOVED: (
        rf"(?:{_WHO} )?(?:have |has )?{_MOVED}(?: {_IT})?,? (?:to|for|on) (?P<day>{DAY})(?: instead)?",
        rf"{_IT} (?:was |were |has been |have been |is |are |got )?{_MOVED} (?:to|for|on) (?P<day>{DAY})",
        rf"(?:the )?new date is (?P<day>{DAY})",
        rf"(?:{_IT}(?:'s|s| is)? )?(?:now )?(?:on )?(?P<day>{DAY}) (?:instead|now)",
    ),
    Became.DONE: (
        rf"(?:i )?(?:have |ive |i've )?(?:just )?(?:went|been|done it|did it|got it done|had it done|had it){_ON}",
        rf"(?:i )?{_WENT}(?: (?P<day>{DAY}))? (?:for|to have|to get) {_IT}(?: done)?",
        rf"(?:i )?{_WENT} (?:for|to have|to get) {_IT}(?: done)?{_ON}",
        rf"{_IT} was done{_ON}",
        rf"was done{_ON}",
    ),
    Became.MISSED: (
        rf"(?:i )?(?:totally |completely |just )?(?:forgot|missed)(?: (?:to go|about {_IT}|to have {_IT}))?(?:,? .*)?",
        rf"(?:i )?(?:forgot|missed|didn't have|didnt have|didn't get|didnt get) {_IT}",
        r"(?:i )?(?:didn't|didnt|couldn't|couldnt|could not|did not) (?:go|make it)(?:,? .*)?",
        rf"{_IT} (?:was|were|is|are|got|has been|have been) cancell?ed",
        rf"(?:they|the clinic|clinic) cancell?ed(?: {_IT})?",
        rf"{_IT} cancell?ed",
    ),
    Became.NO_MORE: (
        rf"(?:delete|remove|forget|stop) (?:all )?(?:{_TEST}|(?:my|the)(?: test)?) dates",
        rf"stop asking (?:me )?about (?:{_TEST}|(?:my |the )?tests)",
    ),
}
_PATTERNS: Final = [(became, re.compile(_BEGIN + one)) for became, those in _SAID.items() for one in those]


def names_a_test(words: str) -> bool:
    """Tell whether words name a blood test."""
    return _NAMES.search(fold(words)) is not None


def read_test_answer(words: str) -> TestAnswer | None:
    """Return what words say became of a test; None where they say nothing of the kind."""
    text = without_time(fold(words)).strip(" .!")
    for became, pattern in _PATTERNS:
        match = pattern.fullmatch(text)
        if match is not None:
            named = became is Became.NO_MORE or _NAMES.search(text) is not None
            return TestAnswer(became, day_said(match.groupdict().get("day")), named)
    return None
