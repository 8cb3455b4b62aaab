"""The pieces of a plan besides amounts and times: how often, on which days and in which part of them, shorthand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from bot.care.plans import LONGEST_EVERY, Amount, Part
from bot.care.reading.amounts import (
    MEDICINE,
    MG,
    OPENING,
    TABLET,
    NotReadError,
    Trouble,
    count_of,
    figured,
    strength_of,
)
from bot.care.reading.days import WEEK
from bot.care.reading.english_days import NUMBER_OF_DAY, WEEKDAY
from bot.care.reading.spelling import fold

MOST_A_DAY: Final = 6

_ONES: Final = {
    "once": 1, "one": 1, "single": 1, "twice": 2, "two": 2, "other": 2, "second": 2, "thrice": 3, "three": 3,
    "third": 3, "four": 4, "fourth": 4, "five": 5, "six": 6, "seven": 7, "ten": 10, "fourteen": 14,
}  # fmt: skip
_A_NUMBER: Final = rf"-?\d{{1,6}}|{'|'.join(sorted(_ONES, key=len, reverse=True))}"
_EVERY: Final = re.compile(
    rf"\b(?:every (?:(?P<every>{_A_NUMBER})(?:nd|rd|th)? )?(?P<unit>days?|weeks?)"
    rf"|(?:on )?(?P<alternate>alternate days|alternating days))\b",
)
_TIMES_A_DAY: Final = re.compile(
    rf"\b(?:(?P<words>once|twice|thrice)(?: a day| daily| per day| each day| every day)|(?P<count>{_A_NUMBER}) ?(?:x"
    rf"|\u00d7|times)"
    r" ?(?:a|per|each|every)? ?(?:day|daily)"
    r"|(?P<latin>o\.?d|b\.?d|b\.?i\.?d|q\.?d|t\.?d\.?s|t\.?i\.?d|q\.?d\.?s|q\.?i\.?d)|(?P<daily>(?:a|per|each"
    r"|every) ?day|daily))(?![\w-])\.?",
)
_LATIN: Final = {"od": 1, "qd": 1, "bd": 2, "bid": 2, "tds": 3, "tid": 3, "qds": 4, "qid": 4}
_WEEKEND: Final = {5, 6}
_DAY_LIST: Final = re.compile(
    rf"\b(?:only )?(?:on |at )?(?:every )?(?:(?P<group>weekdays|(?:the )?weekends?|week ?days)"
    rf"|(?P<first>{WEEKDAY})s? ?(?:to|-|\u2013|till|until|through|thru) ?"
    rf"(?P<last>{WEEKDAY})s?"
    rf"|(?P<list>{WEEKDAY}s?(?:(?: ?, ?(?:and )?| and | & | ?/ ?| ){WEEKDAY}s?){{0,6}}))\b(?: only\b)?",
)
_ONE_WEEKDAY: Final = re.compile(WEEKDAY)
_PART: Final = re.compile(
    r"(?<!\d )(?<!\d)(?<!am )(?<!pm )\b(?:in the (?P<in>morning|afternoon|evening)|(?P<at>at (?:night|bedtime"
    r"|breakfast|lunch|dinner|supper|lunchtime|teatime))|every (?P<every>morning|evening|night)"
    r"|each (?P<each>morning|evening|night)|with (?P<with>breakfast|lunch|dinner|tea)|(?P<latin>mane|nocte))\b",
)
_A_PART: Final = "morning|breakfast|lunchtime|lunch|afternoon|evening|dinner|tea|night|bedtime|mane|nocte|am|pm"
_WITH: Final = "(?:(?:in the|at|every|each|with) )?"
# "8 in the morning and evening" is a time.
_TWO_PARTS: Final = re.compile(
    rf"(?<!\d )(?<!\d in the )\b{_WITH}(?P<one>{_A_PART})s?(?: ?[&+/,] ?| and ){_WITH}(?P<two>{_A_PART})s?\b"
)
_PARTS: Final = {
    "am": "morning", "pm": "evening",
    "bedtime": "night", "lunchtime": "noon", "teatime": "evening", "breakfast": "morning", "lunch": "noon",
    "supper": "evening", "dinner": "evening", "tea": "evening", "mane": "morning", "nocte": "night",
}  # fmt: skip
_DASHED: Final = re.compile(
    rf"^(?P<before>.*?)(?:^| "
    rf")(?P<n1>[0-9/.,]{{1,4}}) ?- ?(?P<n2>[0-9/.,]{{1,4}}) ?- ?(?P<n3>[0-9/.,]{{1,4}})"
    r"(?: ?- ?(?P<n4>[0-9/.,]{1,4}))?"
    rf"(?: (?:x )?(?P<after>[\d.,]{{1,6}} ?{MG}(?: {TABLET})?|{TABLET}))?$",
)
_DASHED_PARTS: Final = ("morning", "noon", "evening", "night")


@dataclass(frozen=True, slots=True)
class Often:
    """How often an intake is owed; *a_day* is None where the text does not say how many times."""

    every: int = 1
    weekdays: frozenset[int] | None = None
    a_day: int | None = None
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tablets:
    """What is taken at one time, as far as it was said: `IntakeWords` tells what each means."""

    amount: Amount | None = None
    count: Decimal | None = None
    mg: Decimal | None = None


def take_often(text: str) -> tuple[Often, str]:
    """Return how often it is owed, and *text* without the words that said so."""
    every, rest = _take_every(text)
    weekdays, rest = _take_weekdays(rest)
    a_day, rest = _take_a_day(rest)
    parts, rest = _take_parts(rest)
    return Often(every, weekdays, a_day, parts), " ".join(rest.split())


def _take_parts(text: str) -> tuple[tuple[str, ...], str]:
    two = _TWO_PARTS.search(text)
    if two:
        return tuple(_PARTS.get(name, name) for name in two.groups()), _TWO_PARTS.sub(" ", text, count=1)
    return tuple(_part(match) for match in _PART.finditer(text)), _PART.sub(" ", text)


def _take_every(text: str) -> tuple[int, str]:
    match = _EVERY.search(text)
    if match is None or (match["unit"] and not match["every"] and match["unit"].startswith("day")):
        return 1, text
    if match["alternate"]:
        days = 2
    else:
        written = match["every"] or "1"
        days = (_ONES.get(written) or int(written)) * (WEEK if match["unit"].startswith("week") else 1)
    if not 1 <= days <= LONGEST_EVERY:
        raise NotReadError(Trouble.BAD_EVERY, match[0])
    return days, _EVERY.sub(" ", text, count=1)


def _take_weekdays(text: str) -> tuple[frozenset[int] | None, str]:
    match = _DAY_LIST.search(text)
    if match is None:
        return None, text
    rest = _DAY_LIST.sub(" ", text, count=1)
    if match["group"]:
        return frozenset(_WEEKEND if "end" in match["group"] else set(range(WEEK)) - _WEEKEND), rest
    if match["first"]:
        first, last = NUMBER_OF_DAY[match["first"]], NUMBER_OF_DAY[match["last"]]
        return frozenset((first + n) % WEEK for n in range((last - first) % WEEK + 1)), rest
    return frozenset(NUMBER_OF_DAY[one[0]] for one in _ONE_WEEKDAY.finditer(match["list"])), rest


def _take_a_day(text: str) -> tuple[int | None, str]:
    match = _TIMES_A_DAY.search(text)
    if match is None:
        return None, text
    rest = _TIMES_A_DAY.sub(" ", text, count=1)
    if match["daily"]:
        return None, rest
    named = match["latin"].replace(".", "") if match["latin"] else ""
    written = match["words"] or match["count"] or ""
    times = _LATIN.get(named) or _ONES.get(written) or int(written)
    if not 1 <= times <= MOST_A_DAY:
        raise NotReadError(Trouble.BAD_EVERY, match[0])
    return times, rest


def _part(match: re.Match[str]) -> str:
    name = next(found for found in match.groups() if found).removeprefix("at ")
    return _PARTS.get(name, name)


# --- amounts as labels and clinics write them -------------------------------------------------------------------------

_COUNT: Final = r"(?:[\d/]{1,4}(?:[.,]\d{1,2})?(?: [13]/[24])?|[a-z]+(?: and [a-z0-9/]+(?: [a-z]+)?)?|half a|a half)"
_FIGURE: Final = r"\d{1,4}(?:[.,]\d{1,3})?"
_OF_STRENGTH: Final = (
    re.compile(rf"(?P<count>{_COUNT}) (?P<strength>{_FIGURE}) ?{MG} {TABLET}(?: each)?"),
    re.compile(rf"(?P<count>{_COUNT}) {TABLET} of (?P<strength>{_FIGURE})(?: ?{MG})?"),
    re.compile(
        rf"(?P<strength>{_FIGURE}) ?{MG}(?: {TABLET})?,?(?: to be taken| take)? (?P<count>{_COUNT})(?: {TABLET})"
    ),
)
_TABLETS_ONLY: Final = re.compile(rf"(?P<count>{_COUNT}) {TABLET}")
_MG_ONLY: Final = re.compile(rf"(?P<mg>{_FIGURE}) ?{MG}(?: {TABLET})?")
_FIGURE_ONLY: Final = re.compile(_FIGURE)
_LEAST_BARE_MG: Final = 10


def read_tablets(text: str, *, labelled: bool) -> Tablets | None:
    """Return what a label's shorthand says is taken at one time; None where it is not shorthand.

    *labelled*: the medicine or the times a day stand beside it, so that a bare figure of 10 or more is milligrams (of
    what, is open) and a smaller one is tablets.
    """
    bare = " ".join(MEDICINE.sub(" ", OPENING.sub("", text)).split())
    for pattern in _OF_STRENGTH:
        match = pattern.fullmatch(bare)
        if match:
            return Tablets(amount=(Part(count_of(match["count"]), strength_of(match["strength"])),))
    only = _TABLETS_ONLY.fullmatch(bare)
    if only:
        return Tablets(count=count_of(only["count"]))
    mg = _MG_ONLY.fullmatch(bare)
    if mg:
        return Tablets(mg=strength_of(mg["mg"]))
    if _FIGURE_ONLY.fullmatch(bare) and (labelled or bare != text):
        figure = strength_of(bare)
        return Tablets(mg=figure) if figure >= _LEAST_BARE_MG else Tablets(count=count_of(bare))
    return None


_LABEL: Final = re.compile(rf"(?P<mg>{_FIGURE}) ?(?:{MG})?(?: {TABLET})?(?: (?P<often>.+))?")
_NAMED: Final = re.compile(rf"{MEDICINE.pattern}|\d ?{MG}\b")


def read_label(words: str) -> tuple[Decimal, str] | None:
    """Return the figure of a label's line and what follows it, "azathioprine 50mg BD" as 50 and "bd"; None: it is none.

    Whether the figure is the strength of a tablet or the whole dose is left open.
    """
    text = figured(fold(words))
    match = _LABEL.fullmatch(" ".join(MEDICINE.sub(" ", text).split()))
    if match is None or not _NAMED.search(text):
        return None
    return strength_of(match["mg"]), match["often"] or ""


def read_dashed(text: str) -> tuple[tuple[str, Tablets], ...] | None:
    """Return what "1-0-1" says for each part of the day: morning, noon, evening, and night where a fourth figure is."""
    match = _DASHED.fullmatch(text)
    if match is None:
        return None
    before = " ".join(MEDICINE.sub(" ", OPENING.sub("", match["before"])).split())
    strength = _beside(before) or _beside(match["after"] or "")
    if before and strength is None:
        return None
    found: list[tuple[str, Tablets]] = []
    for part, written in zip(_DASHED_PARTS, match.group("n1", "n2", "n3", "n4"), strict=True):
        if written is None or written == "0":
            continue
        count = count_of(written)
        found.append((part, Tablets(amount=(Part(count, strength),)) if strength else Tablets(count=count)))
    if not found:
        raise NotReadError(Trouble.BAD_COUNT, text)
    return tuple(found)


def _beside(text: str) -> Decimal | None:
    mg = _MG_ONLY.fullmatch(text)
    return strength_of(mg["mg"]) if mg else None
