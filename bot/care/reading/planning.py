"""The words of a plan: how many tablets of what strength, how often, at what times, from which day.

Never turns milligrams into tablets. What was not said is left open, to be asked; what is not understood is handed back,
and nothing is left out in silence. Reads one medicine.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from bot.care.plans import total_mg
from bot.care.reading.amounts import MEDICINE, MG, OPENING, NotReadError, PlanTrouble, Trouble, figured, number
from bot.care.reading.clock import ClockTime
from bot.care.reading.days import DayWord
from bot.care.reading.english_days import DAY, WEEKDAY, read_day
from bot.care.reading.plan_intakes import (
    STARTS_AMOUNT,
    IntakeWords,
    clauses,
    meet,
    read_clause,
    read_intakes,
    tight,
)
from bot.care.reading.spelling import fold

MOST_STEPS: Final = 12
LONGEST_PLAN: Final = 1000  # characters; a label has fewer by far


@dataclass(frozen=True, slots=True)
class Step:
    """What is owed from a day on, until the next step begins; *from_day* is None where none was said."""

    from_day: DayWord | None
    intakes: tuple[IntakeWords, ...]


@dataclass(frozen=True, slots=True)
class PlanWords:
    """A plan as typed, in the order it was typed; *stated_mg* is the total of one intake, where one was typed."""

    steps: tuple[Step, ...]
    stated_mg: Decimal | None = None


_HOURLY: Final = re.compile(
    r"\bevery -?(?:\d{1,4} ?|[a-z]{1,10} )?(?:hours?|hrs?|h|minutes?|mins?|seconds?|secs?)\b"
    r"|(?:\d{1,4}[ -])?\b(?:hourly|hrly)\b|\bq\d{1,2}h\b",
)
_TOTAL: Final = re.compile(rf"= ?([\d.,]{{1,12}}) ?{MG}\b")


# What a label says besides: it changes neither how many nor when.
_ADVICE: Final = re.compile(
    r",?(?: by mouth| orally)\b|[,.]? (?:qty|quantity|refills?)\b:? ?\d{1,4}"
    r"|,? (?:to be taken )?(?:with|after|with or after|with or just after|just after)"
    r" (?:food|meals|a meal|water|plenty of water|a glass of water)\b"
    r"|[,.;]? (?:and )?swallow(?:ed)? (?:them |it )?whole\b"
)
_PACK: Final = re.compile(r"^\d{2,3} ?x? ?(?=(?:azathioprine|imuran)\b)")  # how many the box holds
_TAKE: Final = re.compile(r"(?:\. ?| [-\u2013] ?)take ")


def read_plan(words: str) -> PlanWords | PlanTrouble:
    """Return the plan that *words* are, or the one thing to ask about. Every word of it counts."""
    try:
        text = _TAKE.sub(" take ", _PACK.sub("", fold(words)))
        return _plan(figured(_ADVICE.sub("", _TAKEN.sub(r"\g<0> tablets", text)).rstrip(".,;! ")))
    except NotReadError as not_read:
        return not_read.trouble


_SO_MANY: Final = (
    r"(?:[1-4](?:[.,]\d{1,2})?(?: [13]/[24])?|[13]/[24]"
    r"|(?:(?:one|two|three|four)(?: and a (?:half|quarter))?)|(?:a )?half)"
)
# Behind "take" few are counted, and not weighed: "take two once a day".
_TAKEN: Final = re.compile(rf"\btake {_SO_MANY}(?= (?:once|twice|three times|daily|a day|each|every|at|in the)\b)")
_ALONE: Final = re.compile(
    rf"(?:^|(?<=, )|(?<=; )|(?<=\+ )|(?<=& )|(?<=\band )|(?<=\bthen )){_SO_MANY}"
    rf"(?= (?:at|in|on|every|each|with|from|mane|nocte|daily|alternating|one day|the (?:next|other)"
    rf"|weekdays?|weekends?|{WEEKDAY}s?)\b)"
)


def read_counted(words: str) -> PlanWords | PlanTrouble:
    """Return the plan that *words* are where it is known that tablets are counted: "2 at 8am and 1 at 8pm".

    Only few are: "8 in the morning" is a time. What keeps them from being read is said of the words as they are.
    """
    read = read_plan(words)
    if isinstance(read, PlanWords):
        return read
    counted = read_plan(_ALONE.sub(r"\g<0> tablets", fold(words)))
    return counted if isinstance(counted, PlanWords) else read


def _plan(text: str) -> PlanWords:
    if not text:
        raise NotReadError(Trouble.EMPTY)
    if len(text) > LONGEST_PLAN:
        raise NotReadError(Trouble.NOT_UNDERSTOOD, text)
    hourly = _HOURLY.search(text)
    if hourly:
        raise NotReadError(Trouble.HOURLY, hourly[0])
    total = _TOTAL.search(text)
    rest = tight(_TOTAL.sub(" ", text, count=1))
    steps = _steps(rest)
    return PlanWords(steps, _stated(total, steps))


def _stated(total: re.Match[str] | None, steps: tuple[Step, ...]) -> Decimal | None:
    """Return the total that was typed: it is held against the tablets, and never used in their place."""
    if total is None:
        return None
    stated = number(total[1])
    if stated is None:
        raise NotReadError(Trouble.NOT_UNDERSTOOD, total[0])
    amounts = [one.amount for step in steps for one in step.intakes if one.amount is not None]
    other = next((amount for amount in amounts if stated != total_mg(amount)), None)
    if other is not None:
        raise NotReadError(Trouble.MG_DISAGREE, total[0].removeprefix("=").strip(), other)
    return stated


# --- steps: from which day --------------------------------------------------------------------------------------------

_FROM: Final = re.compile(rf"(?:^| )(?:starting |beginning )?(?:from|starting|as of) (?P<day>{DAY})(?![\w:])")
_BETWEEN_STEPS: Final = re.compile(r"^(?: ?(?:,|;|\band\b|\bthen\b) ?)+|(?: ?(?:,|;|\band\b|\bthen\b) ?)+$")
_THEN: Final = re.compile(r" ?[,;]? ?(?:\band )?\bthen\b ")


def _steps(text: str) -> tuple[Step, ...]:
    found = list(_FROM.finditer(text))
    if not found:
        return (Step(None, read_intakes(text)),)
    if len(found) > MOST_STEPS:
        raise NotReadError(Trouble.NOT_UNDERSTOOD, text)
    before = _trimmed(MEDICINE.sub(" ", OPENING.sub("", text[: found[0].start()])))
    if not before:
        written = _said_after(text, found)
    elif STARTS_AMOUNT.match(_trimmed(text[found[-1].end() :])):  # "1 x 50 mg at 8am; from friday 2 x 50 mg at 8am"
        written = [(None, _trimmed(text[: found[0].start()])), *_said_after(text, found)]
    else:
        written = _said_before(text, found)
    return _with_times(tuple(Step(day, read_intakes(words)) for day, words in written))


def _said_after(text: str, found: list[re.Match[str]]) -> list[tuple[DayWord | None, str]]:
    """Return the steps of "from monday 1 x 50 mg, from friday 2 x 50 mg"."""
    ends = [match.start() for match in found[1:]] + [len(text)]
    return [(read_day(at["day"]), _trimmed(text[at.end() : end])) for at, end in zip(found, ends, strict=True)]


def _said_before(text: str, found: list[re.Match[str]]) -> list[tuple[DayWord | None, str]]:
    """Return the steps of "1 x 50 mg from monday, 2 x 50 mg from friday at 8": the end belongs to the last."""
    starts = [0] + [match.end() for match in found[:-1]]
    steps: list[tuple[DayWord | None, str]] = []
    for start, at in zip(starts, found, strict=True):
        words = _trimmed(text[start : at.start()])
        if at is found[-1]:
            words = f"{words} {text[at.end() :].strip()}".strip()
        *earlier, own = _THEN.split(words)
        if not earlier and not steps:
            *earlier, own = _at_first(words)
        steps += [(None, one) for one in earlier]
        steps.append((read_day(at["day"]), own))
    return steps


def _at_first(text: str) -> list[str]:
    """Return "1 x 50 mg at 8am, 2 x 50 mg at 8am" as what holds at first and what follows: the times are the same.

    Where some days have the one and some the other amount, both hold together.
    """
    *first, last = [_trimmed(one) for one in clauses(text)]
    if not first:
        return [text]
    before, after = [one for each in first for one in read_clause(each)], read_clause(last)
    same = [one.time for one in before] == [one.time for one in after]
    follows = same and all(meet(one, other) for one, other in zip(before, after, strict=True))
    return [" and ".join(first), last] if follows else [text]


def _trimmed(text: str) -> str:
    return _BETWEEN_STEPS.sub("", text.strip()).strip()


def _with_times(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """Return the steps where one that says no time keeps the times of the one beside it that does."""
    timed = [step for step in steps if all(one.time is not None for one in step.intakes)]
    same = {tuple(one.time for one in step.intakes) for step in timed}
    if len(same) != 1:
        return steps
    times = next(iter(same))
    return tuple(step if step in timed else _at_times(step, times) for step in steps)


def _at_times(step: Step, times: tuple[ClockTime | None, ...]) -> Step:
    if len(step.intakes) != 1 or step.intakes[0].part is not None:
        return step
    return Step(step.from_day, tuple(replace(step.intakes[0], time=time) for time in times))
