"""A plan in the making, between two messages: how a step keeps it, what is asked about it, how an answer is read."""

from __future__ import annotations

import re
from datetime import date, time
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from bot.care import drafts
from bot.care.drafts import Draft, IntakeSaid, NoCount, NoDay, NoHalf, NoStrength, NoTimes, PartSaid, StepSaid
from bot.care.plans import Schedule
from bot.care.reading import (
    ClockTime,
    Half,
    HalfSaid,
    apart,
    between_times,
    read_clock,
    read_count,
    read_strength,
    understand,
)
from bot.conversation.talk import Talk
from bot.wording import Said, clock, figure

Asked = NoDay | NoStrength | NoCount | NoTimes | NoHalf
ASKED = (NoDay, NoStrength, NoCount, NoTimes, NoHalf)
USUAL_TIMES = ((time(8),), (time(20),))
USUAL_PAIRS = ((time(8), time(20)), (time(7), time(19)), (time(9), time(21)))


# How a step keeps it


def kept(draft: Draft) -> dict[str, Any]:
    """Return a draft as a row keeps it."""
    return {
        "steps": [
            {
                "from": step.from_day.isoformat() if step.from_day else None,
                "either": [day.isoformat() for day in step.either] if step.either else None,
                "intakes": [_kept_intake(one) for one in step.intakes],
            }
            for step in draft.steps
        ],
        "mg": _text(draft.stated_mg),
    }


def _kept_intake(one: IntakeSaid) -> dict[str, Any]:
    return {
        "parts": [[_text(part.count), _text(part.strength)] for part in one.parts],
        "at": [one.at.hour, one.at.minute, one.at.half.name] if one.at else None,
        "mg": _text(one.mg),
        "in_all": one.in_all,
        "days": [one.every, one.phase, sorted(one.weekdays), one.fixed],
    }


def back(row: dict[str, Any]) -> Draft:
    """Return the draft that a row kept."""
    steps = (
        StepSaid(
            date.fromisoformat(step["from"]) if step["from"] else None,
            tuple(_intake(one) for one in step["intakes"]),
            (date.fromisoformat(step["either"][0]), date.fromisoformat(step["either"][1])) if step["either"] else None,
        )
        for step in row["steps"]
    )
    return Draft(tuple(steps), _number(row["mg"]))


def _intake(row: dict[str, Any]) -> IntakeSaid:
    every, phase, weekdays, fixed = row["days"]
    at = ClockTime(row["at"][0], row["at"][1], Half[row["at"][2]]) if row["at"] else None
    parts = tuple(PartSaid(_number(count), _number(strength)) for count, strength in row["parts"])
    return IntakeSaid(parts, at, _number(row["mg"]), row["in_all"], every, phase, frozenset(weekdays), fixed)


def _text(number: Decimal | None) -> str | None:
    return None if number is None else str(number)


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


# What is asked


def ask(talk: Talk, asked: Asked, act: str, standing: Schedule | None) -> Said:
    """Ask for what is missing of a draft; *act* is what its choices begin with, *standing* what is taken now."""
    match asked:
        case NoDay(first, second):
            return talk.wording.plan_day(act, (first, second))
        case NoStrength():
            return talk.wording.plan_strength(act)
        case NoCount(strength, mg, of_two):
            return talk.wording.plan_count(act, strength, mg, none=of_two)
        case NoTimes(count):
            return talk.wording.plan_times(act, _times_offered(count, standing), count)
        case NoHalf(at):
            return talk.wording.plan_half(act, f"{at.hour}:{at.minute:02}", at.readings())


def _times_offered(count: int, standing: Schedule | None) -> list[tuple[time, ...]]:
    usual: dict[int, tuple[tuple[time, ...], ...]] = {1: USUAL_TIMES, 2: USUAL_PAIRS}
    own = tuple(sorted({one.wall for one in standing.intakes})) if standing else ()
    first = [own] if len(own) == count else []
    return first + [walls for walls in usual.get(count, ()) if walls != own]


# How an answer is read


def read(asked: Asked, words: str) -> str | None:
    """Return what a choice would carry, of words that were typed; None where they are no answer."""
    match asked:
        case NoDay():
            return None
        case NoStrength():
            mg = read_strength(words)
            return figure(mg) if mg else None
        case NoCount():
            count = read_count(words)
            return figure(count) if count else None
        case NoTimes(count):
            times = clock_times(words)
            return words if times and len(times) == count else None
        case NoHalf(at):
            said = understand(words)
            if isinstance(said, HalfSaid):
                return clock(at.readings()[said.half is Half.PM])
            wall = read_clock(words)
            exact = wall is not None and wall.half is not Half.EITHER and wall.readings()[0] in at.readings()
            return clock(wall.readings()[0]) if wall and exact else None


def take(draft: Draft, asked: Asked, value: str) -> Draft | None:
    """Return the draft with an answer; None where that answers something else."""
    match asked:
        case NoDay(first, second):
            day = next((one for one in (first, second) if one.isoformat() == value), None)
            return drafts.with_day(draft, asked, day) if day else None
        case NoStrength():
            return drafts.with_strength(draft, asked, Decimal(value))
        case NoCount():
            return drafts.with_count(draft, asked, Decimal(value))
        case NoTimes():
            return drafts.with_times(draft, clock_times(value) or [])
        case NoHalf():
            return drafts.with_half(draft, time.fromisoformat(value))


_PART = r"(?:(?:every|each|in the|on the) )?(?P<part{}>morning|afternoon|evening)s?"
_WITH_PART = re.compile(
    rf"(?:at )?{_PART.format(1)},? (?:at )?(?P<at1>.+)|(?:at )?(?P<at2>.+?),? {_PART.format(2)}", re.IGNORECASE
)
_FEW = {"one", "two", "three", "four"}
_SPELLED = ("morning", "evening", "afternoon")
_NITE = re.compile(r"\bnites?\b", re.IGNORECASE)
_NO_ARTICLE = re.compile(r"\bin (morning|evening|afternoon)\b")
NEARLY = 0.85  # of 1: how alike a word is to what it is a slip of
_ISH = re.compile(r"(?<=[\dm]) ?ish\b|(?<=\d{4}) ?(?:hrs?|hours)\b", re.IGNORECASE)
# What a time goes with says nothing more, where the time is said as well.
_GOES_WITH = (
    r"(?:just |right )?(?:before|after|with) (?:my |the |s?his |her )?"
    r"(?:school|work|breakfast|lunch|dinner|tea|supper|food|bed(?:time)?|a meal|meals?|porridge|toast|coffee|cereal)"
)
_BESIDE = re.compile(rf"(?<=[\dmg]),? {_GOES_WITH}$", re.IGNORECASE)
_BEFORE = re.compile(rf"^{_GOES_WITH},? (?=.*\d)", re.IGNORECASE)
_PART_BEFORE = re.compile(
    r"^(?:in the )?(morning|evening|afternoon),? (?:at |around |about )?(\d{1,2}(?:[:.]\d\d)?)$", re.IGNORECASE
)
_ABOUT = re.compile(r"(?:^|(?<=, )|(?<=at ))(?:about|bout|abt|around|roughly|usually|like|say) (?=\d)", re.IGNORECASE)
_SPACED = re.compile(r"(?<=\b\d) (?=[0-5]\d\b)|(?<=\b\d\d) (?=[0-5]\d\b)")  # 7 30


def read_time(words: str) -> ClockTime | None:
    """Return the time that words are; its part of the day may stand before it: "every morning at eight"."""
    bare = _BESIDE.sub("", _ISH.sub("", spelled(without_pictures(words).rstrip(".! "))))
    bare = _SPACED.sub(":", _ABOUT.sub("", bare)).strip(" ,")
    found = _WITH_PART.fullmatch(bare)
    if found is None:
        return read_clock(bare)
    said, part = found["at1"] or found["at2"], (found["part1"] or found["part2"]).casefold()
    at = "" if said.casefold() in _FEW else "at "  # "two in the morning" may be two tablets
    return read_clock(f"{at}{said} in the {part}")


_SIGNS = re.compile(r"[^\w\s.,;:!?/+&@'()\u00bd\u00bc\u00be\u00d7*=-]+")


def without_pictures(words: str) -> str:
    """Return words without pictures and other signs that say nothing of tablets or times, and one kind of quote."""
    return " ".join(_SIGNS.sub(" ", words.replace("\u2019", "'")).split())


def spelled(words: str) -> str:
    """Return words with a part of the day as it is spelled: "8 in the mornign"."""
    said = " ".join((get_close_matches(word.casefold(), _SPELLED, 1, NEARLY) or [word])[0] for word in words.split())
    return _NO_ARTICLE.sub(r"in the \1", _NITE.sub("night", said))


def clock_times(words: str) -> list[ClockTime] | None:
    """Return the times that are listed, or None where something else stands among them."""
    said = _PART_BEFORE.sub(r"\2 in the \1", _BEFORE.sub("", spelled(without_pictures(words))))
    times = [read_time(piece) for piece in between_times.split(said) if piece.strip()]
    found = [one for one in times if one is not None]
    return list(apart(found)) if found and len(found) == len(times) else None


def times_kept(times: list[ClockTime]) -> list[list[int | str]]:
    """Return times as a row keeps them."""
    return [[at.hour, at.minute, at.half.name] for at in times]


def times_back(row: list[Any]) -> list[ClockTime]:
    """Return the times that a row kept."""
    return [ClockTime(hour, minute, Half[half]) for hour, minute, half in row]
