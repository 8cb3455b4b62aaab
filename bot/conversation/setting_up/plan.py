"""The questions about the tablets. What they gather is read and read back as one line, as if it had been typed.

Whoever types more than was asked, as "2 at 8am", has answered the next question as well.
"""

from __future__ import annotations

import re
from datetime import time
from decimal import Decimal
from typing import Any

from bot.care import drafts
from bot.care.plans import EVERY_WEEKDAY, STRENGTHS
from bot.care.reading import (
    Half,
    PlanTrouble,
    PlanWords,
    read_count,
    read_counted,
    read_plan,
    read_strength,
)
from bot.conversation import drafting, planning
from bot.conversation.setting_up.question import Draft, Question, Taken
from bot.conversation.talk import Talk
from bot.wording import clock, figure

OTHER = "other"
BACK = "back"
ALL = "all "  # before a whole plan that was typed
TWICE = "twice"
TWO = "two"
MOST_KINDS = 2
OTHER_TIMES = tuple(time(hour) for hour in (6, 7, 9, 10, 12, 18, 21, 22))
TWICE_A_DAY = ((time(8), time(20)), (time(7), time(19)), (time(9), time(21)))

_AND = re.compile(r"\s*(?:,(?!\d)|[+&;/]|\band\b)\s*")
_BEFORE_TIMES = re.compile(r"\s*(?:\bat\b|@)\s*|\s+(?=[^\W\d])")
_OPENING = re.compile(
    r"^(?:(?:no|yes|well|so|erm?|um|oh|sorry)[\s,]+)?(?:it is|it's|its|it says|they are|they're"
    r"|that is|that's|at the moment"
    r"|(?:the|my|his|her|their|both) (?:box|boxes|label|pack|packet|bottle|tablets?) (?:says?|reads?|is|are)"
    r"|(?:i|s?he|they|we) (?:takes?|ha(?:ve|s)|am on|is on))[\s:]+",
    re.IGNORECASE,
)
_AT_ONCE = re.compile(r" (?:at (?:one|a) time|at once|each time)$")


def _asked(talk: Talk) -> bool:
    return talk.plan is None


def _kinds(draft: Draft) -> int:
    return MOST_KINDS if draft.get(TWO) else 1


def _without(draft: Draft, *names: str) -> Draft:
    return {name: kept for name, kept in draft.items() if name not in names}


def known(draft: Draft, read_back: dict[str, Any]) -> Draft | None:
    """Return what was gathered with the times that were read back, its tablets open again.

    None where the questions of the set-up cannot ask for the whole of it: turns or days that differ.
    """
    read = drafting.back(read_back)
    one = drafts.alike(read)
    if one is None or one.every != 1 or one.weekdays != EVERY_WEEKDAY or read.steps[0].from_day is not None:
        return None
    times = " and ".join(clock(each.at.readings()[0]) for each in read.intakes if each.at)
    return {**_without(draft, TWO, "mgs", "counts", "sure", OTHER, "strength"), TWO: len(one.parts) > 1, "times": times}


def bare(words: str) -> str:
    """Return words without what opens a sentence: "the box says 50 mg" is "50 mg"."""
    return _OPENING.sub("", words.strip().replace("\u2019", "'")).rstrip(".! ")


def _one_time(words: str) -> str:
    """Return a time with its part of the day as a clock shows it: "every morning at eight o'clock" is 08:00."""
    at = drafting.read_time(words)
    return words if at is None or at.half is Half.EITHER else clock(at.readings()[0])


def _with_times(draft: Draft, words: str) -> tuple[str, str]:
    """Return words without the times and days at their end, and those where they can be read: "2 on mondays at 8"."""
    said = _AT_ONCE.sub("", bare(words))
    one = {**draft, "mgs": ["1"], "counts": ["1"]}
    for between in _BEFORE_TIMES.finditer(said):
        if between.start() and _read_times(one, said[between.end() :]):
            return said[: between.start()], said[between.end() :]
    return said, ""


# What the box says


def _take_strength(_talk: Talk, draft: Draft, value: str) -> Taken:
    match value:
        case "back":
            return Taken(_without(draft, TWO, "mgs", "sure", "strength"))
        case "two":
            return Taken({**draft, TWO: True})
        case "other":
            return Taken({**draft, "strength": OTHER})
    mgs, _, times = value.partition("@")
    kinds = mgs.split(",")
    return Taken({**draft, TWO: len(kinds) > 1, "mgs": kinds} | ({"times": times} if times else {}))


def _read_strength(_talk: Talk, draft: Draft, words: str) -> str | None:
    said, times = _with_times(draft, words)
    strengths = [read_strength(one) for one in _AND.split(said)]
    mgs = [figure(one) for one in strengths if one]
    if len(mgs) != len(strengths) or len(set(mgs)) != len(mgs) or len(mgs) > MOST_KINDS:
        return None
    return f"{','.join(mgs)}@{times}"


# How many


def _take_count(talk: Talk, draft: Draft, value: str) -> Taken:
    if value == BACK:
        return Taken(_without(draft, OTHER))
    if value == OTHER:
        return Taken({**draft, OTHER: True})
    if value.startswith(ALL):
        read = read_counted(value.removeprefix(ALL))
        return Taken(_without(draft, OTHER), planning.begin(talk, read, sure=draft["mgs"]), goes_on=False)
    counts, _, said = value.partition("@")
    after = {**_without(draft, OTHER), "counts": counts.split(",")}
    times = said or after.get("times", OTHER)
    return Taken(after) if times in {OTHER, TWICE} else _take_times(talk, after, times)


def _read_count(_talk: Talk, draft: Draft, words: str) -> str | None:
    one_kind = len(draft["mgs"]) == 1
    if one_kind and read_count(bare(words)) is None and isinstance(read_counted(bare(words)), PlanWords):
        return f"{ALL}{bare(words)}"
    said, times = _with_times(draft, words)
    counts = _counts(said, len(draft["mgs"]))
    return f"{','.join(map(figure, counts))}@{times}" if counts else None


def _counts(words: str, kinds: int) -> list[Decimal] | None:
    """Return so many counts; of two kinds "one and a half" is none, for it may be one and a half of either."""
    whole = read_count(words)
    if kinds == 1 or whole is not None:
        return [whole] if whole is not None and kinds == 1 else None
    counts = [read_count(one) for one in _AND.split(words)]
    found = [one for one in counts if one is not None]
    return found if len(found) == len(counts) == kinds else None


# At what times, and the line that all of it makes


def _take_times(talk: Talk, draft: Draft, value: str) -> Taken:
    after = {**draft, "times": value}
    if value in {OTHER, TWICE}:
        return Taken(after)
    return Taken(after, planning.begin(talk, read_plan(_line(draft, value)), sure=draft["mgs"]), goes_on=False)


def _spoken(value: str) -> str:
    """Return times as they would be typed: those of a choice are digits alone."""
    digits = value.replace("-", "")
    if digits.isdigit() and len(digits) in {4, 8}:
        return " and ".join(f"{one[:2]}:{one[2:]}" for one in value.split("-"))
    return value


def _line(draft: Draft, times: str) -> str:
    """Return what was gathered as a line that could have been typed; days may stand beside the times."""
    spoken = _spoken(times)
    amount = " + ".join(f"{count} x {mg} mg" for count, mg in zip(draft["counts"], draft["mgs"], strict=True))
    lines = (f"{amount} at {spoken}", f"{amount} {spoken}")
    return next((line for line in lines if not isinstance(read_plan(line), PlanTrouble)), lines[0])


def _read_times(draft: Draft, words: str) -> str | None:
    said = _one_time(bare(words))
    read = read_plan(_line(draft, said))
    if isinstance(read, PlanTrouble):
        return None
    intakes = [one for step in read.steps for one in step.intakes]
    first = intakes[0]
    says_when = len(intakes) > 1 or first.time or first.part or first.weekdays or first.every > 1
    return said if says_when else None


def _counts_open(talk: Talk, draft: Draft) -> bool:
    return _asked(talk) and "mgs" in draft and "counts" not in draft


def _times_open(talk: Talk, draft: Draft) -> bool:
    return _asked(talk) and "counts" in draft


def _unusual(draft: Draft) -> list[str]:
    """Return the strengths that no tablet is known to have."""
    return [mg for mg in draft.get("mgs", ()) if Decimal(mg) not in STRENGTHS]


def _take_sure(talk: Talk, draft: Draft, value: str) -> Taken:
    return Taken({**draft, "sure": True}) if value == "yes" else _take_strength(talk, draft, value)


QUESTIONS = (
    Question(
        "strength",
        lambda talk, draft: _asked(talk) and "mgs" not in draft and _kinds(draft) == 1 and "strength" not in draft,
        lambda talk, _draft, act: [talk.wording.ask_strength(act)],
        _take_strength,
        _read_strength,
    ),
    Question(
        "kinds",
        lambda talk, draft: _asked(talk) and "mgs" not in draft and _kinds(draft) > 1,
        lambda talk, _draft, act: [talk.wording.ask_kinds(act)],
        _take_strength,
        _read_strength,
    ),
    Question(
        "strength-typed",
        lambda talk, draft: _asked(talk) and "mgs" not in draft,
        lambda talk, _draft, act: [talk.wording.ask("ask-strength-typed", {f"{act}:{BACK}": "back"}, letters=True)],
        _take_strength,
        _read_strength,
    ),
    Question(
        "strength-sure",
        lambda talk, draft: _asked(talk) and bool(_unusual(draft)) and "sure" not in draft,
        lambda talk, draft, act: [talk.wording.ask_sure(_unusual(draft), f"{act}:yes", f"{act}:{BACK}")],
        _take_sure,
        _read_strength,
    ),
    Question(
        "count",
        lambda talk, draft: _counts_open(talk, draft) and OTHER not in draft,
        lambda talk, draft, act: [talk.wording.ask_count(act, draft["mgs"])],
        _take_count,
        _read_count,
    ),
    Question(
        "count-typed",
        _counts_open,
        lambda talk, draft, act: [talk.wording.ask_other_count(act, draft["mgs"])],
        _take_count,
        _read_count,
    ),
    Question(
        "times",
        lambda talk, draft: _times_open(talk, draft) and draft.get("times") not in {OTHER, TWICE},
        lambda talk, _draft, act: [talk.wording.ask_times(act)],
        _take_times,
        lambda _talk, draft, words: _read_times(draft, words),
    ),
    Question(
        "twice",
        lambda talk, draft: _times_open(talk, draft) and draft.get("times") == TWICE,
        lambda talk, _draft, act: [talk.wording.ask_twice(act, TWICE_A_DAY)],
        _take_times,
        lambda _talk, draft, words: _read_times(draft, words),
    ),
    Question(
        "other-times",
        lambda talk, draft: _times_open(talk, draft) and draft.get("times") == OTHER,
        lambda talk, _draft, act: [talk.wording.ask_other_time(act, OTHER_TIMES)],
        _take_times,
        lambda _talk, draft, words: _read_times(draft, words),
    ),
)
