"""The words of a plan: how many tablets of what strength, how often, at what times, from which day.

Never turns milligrams into tablets. What was not said is left open, to be asked; what is not understood is handed back,
and nothing is left out in silence. Reads one medicine.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from bot.care.plans import Amount, total_mg
from bot.care.reading.amounts import (
    MEDICINE,
    MG,
    OPENING,
    TABLET,
    NotReadError,
    PlanTrouble,
    Trouble,
    number,
    read_amount,
)
from bot.care.reading.clock import MARKED_TIME, ClockTime
from bot.care.reading.days import DayWord
from bot.care.reading.english_days import DAY, WEEKDAY, read_day
from bot.care.reading.plan_pieces import Often, Tablets, read_dashed, read_tablets, take_often
from bot.care.reading.plan_times import read_times
from bot.care.reading.spelling import fold

MOST_STEPS: Final = 12
LONGEST_PLAN: Final = 1000  # characters; a label has fewer by far


@dataclass(frozen=True, slots=True)
class IntakeWords:
    """One intake as typed; what was not said is None, and is to be asked.

    *amount* is tablets of a strength; else *count* is tablets of a strength that was not said, or *mg* a figure that
    may be a strength or a dose. *part* names the part of the day where no *time* was said. It is owed on every
    *every*-th day, *phase* days after the first, and on *weekdays* only (Monday is 0) where they are named.
    """

    amount: Amount | None = None
    count: Decimal | None = None
    mg: Decimal | None = None
    time: ClockTime | None = None
    part: str | None = None
    every: int = 1
    weekdays: frozenset[int] | None = None
    phase: int = 0


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
_AT: Final = re.compile(rf"(?:^| )(?:at\b|@)|(?:^| )(?={MARKED_TIME})")


def read_plan(words: str) -> PlanWords | PlanTrouble:
    """Return the plan that *words* are, or the one thing to ask about. Every word of it counts."""
    try:
        return _plan(fold(words).rstrip(".,;! "))
    except NotReadError as not_read:
        return not_read.trouble


_SO_MANY: Final = (
    r"(?:[1-4](?:[.,]\d{1,2})?(?: [13]/[24])?|[13]/[24]"
    r"|(?:(?:one|two|three|four)(?: and a (?:half|quarter))?)|(?:a )?half)"
)
_ALONE: Final = re.compile(
    rf"(?:^|(?<=, )|(?<=; )|(?<=\+ )|(?<=& )|(?<=\band )|(?<=\bthen )){_SO_MANY}"
    rf"(?= (?:at|in|on|every|each|with|mane|nocte|daily|one day|the (?:next|other)|weekdays?|weekends?|{WEEKDAY}s?)\b)"
)


def read_counted(words: str) -> PlanWords | PlanTrouble:
    """Return the plan that *words* are where it is known that tablets are counted: "2 at 8am and 1 at 8pm".

    Only few are: "8 in the morning" is a time.
    """
    return read_plan(_ALONE.sub(r"\g<0> tablets", fold(words)))


def _plan(text: str) -> PlanWords:
    if not text:
        raise NotReadError(Trouble.EMPTY)
    if len(text) > LONGEST_PLAN:
        raise NotReadError(Trouble.NOT_UNDERSTOOD, text)
    hourly = _HOURLY.search(text)
    if hourly:
        raise NotReadError(Trouble.HOURLY, hourly[0])
    total = _TOTAL.search(text)
    rest = _tight(_TOTAL.sub(" ", text, count=1))
    steps = _steps(rest)
    return PlanWords(steps, _stated(total, steps))


def _tight(text: str) -> str:
    return " ".join(text.split())


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
        return (Step(None, _intakes(text)),)
    if len(found) > MOST_STEPS:
        raise NotReadError(Trouble.NOT_UNDERSTOOD, text)
    before = _trimmed(MEDICINE.sub(" ", OPENING.sub("", text[: found[0].start()])))
    if not before:
        written = _said_after(text, found)
    elif _STARTS_AMOUNT.match(_trimmed(text[found[-1].end() :])):  # "1 x 50 mg at 8am; from friday 2 x 50 mg at 8am"
        written = [(None, _trimmed(text[: found[0].start()])), *_said_after(text, found)]
    else:
        written = _said_before(text, found)
    return _with_times(tuple(Step(day, _intakes(words)) for day, words in written))


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
    *first, last = [_trimmed(one) for one in _clauses(text)]
    if not first:
        return [text]
    before, after = [one for clause in first for one in _clause(clause)], _clause(last)
    same = [one.time for one in before] == [one.time for one in after]
    follows = same and all(_meet(one, other) for one, other in zip(before, after, strict=True))
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


# --- intakes: different amounts at different times, or on different days ----------------------------------------------

_WORD_COUNT: Final = r"(?:one|two|three|four|five|six|half|a)"
_AMOUNT_STARTS: Final = (
    rf"(?:\d[\d.,/]*(?: [13]/[24])?|{_WORD_COUNT}(?: and [a-z0-9/]+(?: [a-z]+)?)?)(?: ?(?:x|\u00d7|\*) ?\d"
    rf"| ?{TABLET}\b| \d+ ?{MG}| of \d"
    r"| (?:at|in) (?:the )?(?:night|bedtime|morning|evening|lunchtime)\b)"
)
_STARTS_AMOUNT: Final = re.compile(_AMOUNT_STARTS)
_NEXT_AMOUNT: Final = re.compile(
    rf" ?(?:[,;&+]|\band then\b|\bthen\b|\band\b) ?(?:\band\b |\bthen\b )?(?={_AMOUNT_STARTS})"
)
_BARE_AT_PART: Final = re.compile(rf"(\d+|{_WORD_COUNT})( (?:at|in) (?:the )?[a-z]+)")
_ALTERNATING: Final = re.compile(
    r" ?,? ?(?:and )?(?:alternat(?:ing|e|es|ed)(?: (?:with|and))?|one day(?: and| then|,)?"
    r"|every other day then) (?!days?\b)",
)
_ON_ALTERNATE: Final = re.compile(
    r"(?P<first>.+?)(?: one day)? (?:and|then|/) (?P<second>.+?)"
    r" (?:(?:the )?next(?: day)?|on alternate days|on alternating days"
    r"|alternate days|alternating|every other day)"
    r"(?P<rest>(?: .*)?)",
)
_TAKES_TURNS: Final = re.compile(r"alternat|next|other day|one day")
_BARE_COUNT: Final = re.compile(r"[\d.,/]{1,6}(?: [13]/[24])?|[a-z]+(?: and [a-z ]+)?")
_UNIT: Final = re.compile(rf"(?: ?(?:x|\u00d7|\*) ?[\d.,]+ ?{MG}| {TABLET}(?: of [\d.,]+ ?{MG})?).*")


def _intakes(text: str) -> tuple[IntakeWords, ...]:
    dashed = read_dashed(text)
    if dashed is not None:
        return tuple(_intake(tablets, None, part, Often()) for part, tablets in dashed)
    days = _alternating(text)
    if days is not None:
        return days
    found: list[IntakeWords] = []
    for clause in _clauses(text):
        found += _clause(clause)
    return _apart(tuple(found))


def _alternating(text: str) -> tuple[IntakeWords, ...] | None:
    """Return the intakes of two amounts that take turns: the first is the plan's first day's."""
    if _TAKES_TURNS.search(text) is None:
        return None
    on = _ON_ALTERNATE.fullmatch(text)
    if on and not _AT.search(on["first"]):
        first, second, rest = on["first"], on["second"], on["rest"]
    else:
        halves = _ALTERNATING.split(text)
        if len(halves) != 1 + 1 or not all(halves):
            return None
        first, second, rest = halves[0], halves[1], ""
    unit = _UNIT.search(second)
    first += unit[0] if unit and _BARE_COUNT.fullmatch(first) else ""
    one, other = _clause(first + rest), _clause(second + rest)
    if any(each.every != 1 or each.weekdays for each in (*one, *other)):
        raise NotReadError(Trouble.NOT_UNDERSTOOD, text)
    one, other = _same_times(one, other), _same_times(other, one)
    return (
        *(replace(each, every=2, phase=0) for each in one),
        *(replace(each, every=2, phase=1) for each in other),
    )


def _same_times(intakes: tuple[IntakeWords, ...], beside: tuple[IntakeWords, ...]) -> tuple[IntakeWords, ...]:
    if len(intakes) == 1 and intakes[0].time is None and intakes[0].part is None:
        return tuple(replace(intakes[0], time=each.time, part=each.part) for each in beside)
    return intakes


def _clauses(text: str) -> list[str]:
    """Return the clauses: a new amount begins one, if the clause before it has said when."""
    found: list[str] = []
    start = 0
    for between in _NEXT_AMOUNT.finditer(text):
        often, rest = take_often(text[start : between.start()])
        at = _AT.search(rest)
        # "8 in the morning and 8 at night" are times, "1 in the morning and 1 at night" are tablets.
        if (at and not _BARE_AT_PART.match(text, between.end())) or ((often.weekdays or often.parts) and not at):
            found.append(text[start : between.start()])
            start = between.end()
    return [*found, text[start:]]


def _clause(text: str) -> tuple[IntakeWords, ...]:
    often, rest = take_often(_BARE_AT_PART.sub(r"\1 tablets\2", text) if _BARE_AT_PART.fullmatch(text) else text)
    rest = re.sub(r" ,|,$", "", rest) if often != Often() else rest
    at = _AT.search(rest)
    head = _tight(rest[: at.start()] if at else rest)
    labelled = often.a_day is not None or bool(often.parts)
    tablets = read_tablets(head, labelled=labelled) or Tablets(amount=read_amount(head))
    if at is None:
        return _untimed(tablets, often)
    tail = rest[at.end() :].strip()
    if not tail:
        raise NotReadError(Trouble.NO_TIME)
    times = read_times(tail)
    if often.parts or (often.a_day is not None and often.a_day != len(times)):
        raise NotReadError(Trouble.NOT_UNDERSTOOD, text)
    return tuple(_intake(tablets, time, None, often) for time in times)


def _untimed(tablets: Tablets, often: Often) -> tuple[IntakeWords, ...]:
    if often.parts and often.a_day is not None and often.a_day != len(often.parts):
        raise NotReadError(Trouble.NOT_UNDERSTOOD, " ".join(often.parts))
    if often.parts:
        return tuple(_intake(tablets, None, part, often) for part in often.parts)
    return tuple(_intake(tablets, None, None, often) for _ in range(often.a_day or 1))


def _intake(tablets: Tablets, time: ClockTime | None, part: str | None, often: Often) -> IntakeWords:
    return IntakeWords(tablets.amount, tablets.count, tablets.mg, time, part, often.every, often.weekdays)


def _apart(intakes: tuple[IntakeWords, ...]) -> tuple[IntakeWords, ...]:
    """Return the intakes if no two of them are owed at one time of one day."""
    for index, one in enumerate(intakes):
        for other in intakes[:index]:
            if one.time is not None and other.time is not None and _meet(one, other):
                raise NotReadError(Trouble.SAME_TIME, f"{one.time.hour}:{one.time.minute:02}")
    return intakes


def _meet(one: IntakeWords, other: IntakeWords) -> bool:
    same_day = one.weekdays is None or other.weekdays is None or bool(one.weekdays & other.weekdays)
    return same_day and one.time is not None and other.time is not None and one.time.readings() == other.time.readings()
