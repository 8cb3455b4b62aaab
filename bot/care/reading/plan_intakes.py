"""What is taken at one time, and when: different amounts at different times, or on different days."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from bot.care.plans import Amount
from bot.care.reading.amounts import MG, TABLET, NotReadError, Trouble, read_amount
from bot.care.reading.clock import MARKED_TIME, ClockTime
from bot.care.reading.plan_pieces import Often, Tablets, read_dashed, read_tablets, take_often
from bot.care.reading.plan_times import read_times


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


_AT: Final = re.compile(rf"(?:^| )(?:at\b|@)|(?:^| )(?={MARKED_TIME})")
_WORD_COUNT: Final = r"(?:one|two|three|four|five|six|half|a)"
_AMOUNT_STARTS: Final = (
    rf"(?:\d[\d.,/]*(?: [13]/[24])?|{_WORD_COUNT}(?: and [a-z0-9/]+(?: [a-z]+)?)?)(?: ?(?:x|\u00d7|\*) ?\d"
    rf"| ?{TABLET}\b| \d+ ?{MG}| of \d"
    r"| (?:at|in) (?:the )?(?:night|bedtime|morning|evening|lunchtime)\b)"
)
STARTS_AMOUNT: Final = re.compile(_AMOUNT_STARTS)
_NEXT_AMOUNT: Final = re.compile(
    rf" ?(?:[,;&+]|\band then\b|\bthen\b|\band\b) ?(?:\band\b |\bthen\b )?(?={_AMOUNT_STARTS})"
)
_BARE_AT_PART: Final = re.compile(rf"(?:\d+|{_WORD_COUNT}) (?:at|in) (?:the )?[a-z]+")
# "2 in the morning" are tablets, "8 in the morning" is a time.
_FEW_AT_PART: Final = re.compile(
    r"((?:[1-3] )?1/2|[1-4](?:[.,]5)?|one|two|three|four|half|a)( (?:at|in) (?:the )?[a-z]+)"
)
# "at 8 every morning" and "every morning at 8" are "at 8 in the morning", every day.
_EACH_PART: Final = re.compile(r"(\bat \S+) (?:every|each) (morning|evening|night)\b")
_PART_FIRST: Final = re.compile(r"\b(?:every|each) (morning|evening|night) (at \S+)(?! (?:in|and|&|,))")
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


def tight(text: str) -> str:
    """Return text with one space between its words."""
    return " ".join(text.split())


def read_intakes(text: str) -> tuple[IntakeWords, ...]:
    """Return the intakes that folded text says, in its order; raise NotReadError where a word of it is not read."""
    dashed = read_dashed(text)
    if dashed is not None:
        return tuple(_intake(tablets, None, part, Often()) for part, tablets in dashed)
    days = _alternating(text)
    if days is not None:
        return days
    found: list[IntakeWords] = []
    for clause in clauses(text):
        found += read_clause(clause)
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
    unit, other_unit = _UNIT.search(second), _UNIT.search(first)
    first += unit[0] if unit and _BARE_COUNT.fullmatch(first) else ""
    second += other_unit[0] if other_unit and _BARE_COUNT.fullmatch(second) else ""
    one, other = read_clause(first + rest), read_clause(second + rest)
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


def clauses(text: str) -> list[str]:
    """Return the clauses of text: a new amount begins one, if the clause before it has said when."""
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


def read_clause(text: str) -> tuple[IntakeWords, ...]:
    """Return the intakes of one clause: an amount at each of its times."""
    text = _EACH_PART.sub(lambda at: _in_part(at[1], at[2]), _PART_FIRST.sub(lambda at: _in_part(at[2], at[1]), text))
    often, rest = take_often(_FEW_AT_PART.sub(r"\1 tablets\2", text) if _FEW_AT_PART.fullmatch(text) else text)
    rest = re.sub(r" ,|,$", "", rest) if often != Often() else rest
    at = _AT.search(rest)
    head = tight(rest[: at.start()] if at else rest)
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


def _in_part(at: str, part: str) -> str:
    return f"{at} at night" if part == "night" else f"{at} in the {part}"


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
            if one.time is not None and other.time is not None and meet(one, other):
                raise NotReadError(Trouble.SAME_TIME, f"{one.time.hour}:{one.time.minute:02}")
    return intakes


def meet(one: IntakeWords, other: IntakeWords) -> bool:
    """Tell whether two intakes are owed at one time of one day."""
    same_day = one.weekdays is None or other.weekdays is None or bool(one.weekdays & other.weekdays)
    return same_day and one.time is not None and other.time is not None and one.time.readings() == other.time.readings()
