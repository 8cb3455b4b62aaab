"""What stands after the name of a test: its value with unit and range, or what is to be asked, or nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from bot.care.results.english import (
    BOUND,
    DATE_OR_TIME,
    DAY,
    FLAG,
    JOINS,
    MANY,
    NO_NUMBERS,
    NOT_OF_A_TEST,
    RANGE,
    WORDS_PRINTED,
)
from bot.care.results.figures import as_number
from bot.care.results.units import unit_at
from bot.care.results.values import Kind, Odd, Unit, Value, Why

LONGEST_SHOWN = 40  # characters of what is asked about

NUMBER = re.compile(r"[0-9]+(?:[.,'][0-9]+)*|\.[0-9]+")
# What laboratories print of tests that are not known here; mg/day and mg/ml are of medicines.
_UNIT_LIKE = re.compile(
    r"\s?(?:[munpfk]?(?:g|mol|iu|u|eq|kat)/(?:[dunpf]?l|m?mol)|(?:ng|pg|ug|[mu]?iu|u)/ml)(?![a-z0-9])"
)
_OPENED = re.compile(r"[\s,:]*[(\[]?")
_SHUT = re.compile(r"[)\]]?[\s:=|]*(?=[0-9<>])")
_SIGNED = re.compile(r"[-+]\s?[.,]?[0-9][0-9.,]*")
_SPACED = re.compile(r"[0-9]{1,3}(?: [0-9]{3})+(?![0-9.,/^*-])")
_PAIRED = re.compile(r"\s?(?:/|->?|\u2192|\bto\b)\s?[0-9][0-9.,]*")
_GLUED = re.compile(r"[\w^%][^\s,;()\[\]]*")
_LISTED = re.compile(r"[0-9]{1,2}[.)]\s+[a-z]")
_CLOSED = re.compile(r"[ \t]*[)\]]")
# What stands between a value and another number of the same test: "was 45, now 31".
_NEXT = re.compile(r"[ \t,;|)\]]*(?:(?:but|and|then|now|today|is|are|it'?s|up|down|to)[ \t]+){0,4}")


@dataclass(frozen=True, slots=True)
class Item:
    """What was found from *start* to *end*: a value or something odd. A *weak* one counts only beside others."""

    start: int
    end: int
    found: Value | Odd
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """The words as typed, the same *folded*, what finds the name of a test in them, and every unit there is."""

    words: str
    folded: str
    names: re.Pattern[str]
    units: tuple[Unit, ...]

    def odd(self, why: Why, start: int, end: int, kind: Kind, *, weak: bool = False) -> Item:
        """Return that what stands from *start* to *end* is to be asked about."""
        return Item(start, end, Odd(why, self.words[start : min(end, start + LONGEST_SHOWN)], kind.key), weak)


def read_item(line: Line, named: int, start: int, kind: Kind) -> Item:
    """Read what follows the name of *kind*, which stands from *named* to *start*."""
    early, at = _early_unit(line.folded, start, kind)
    joined = JOINS.match(line.folded, at)
    at = joined.end() if joined else at
    said = WORDS_PRINTED.match(line.folded, at)
    if said:
        return Item(named, said.end(), Value(kind.key, line.words[at : said.end()], None))
    refused = NO_NUMBERS.match(line.folded, at)
    if refused:
        return line.odd(Why.NOT_A_NUMBER, named, refused.end(), kind)
    return _numbered(line, named, at, kind, early) or line.odd(Why.NO_NUMBER, named, start, kind, weak=True)


def _early_unit(text: str, start: int, kind: Kind) -> tuple[Unit | None, int]:
    """Return the unit that stands before the number, as in a table: WBC (10^9/L) 4.2; and where to read on."""
    opened = _OPENED.match(text, start)
    found = unit_at(text, opened.end() if opened else start, kind.units)
    shut = _SHUT.match(text, found[1]) if found else None
    return (found[0], shut.end()) if found and shut else (None, start)


def _numbered(line: Line, named: int, at: int, kind: Kind, early: Unit | None) -> Item | None:
    """Return what the number at *at* is, if there is one and it is not that of a day, a time or a dose."""
    text = line.folded
    bound = BOUND.match(text, at)
    digits = bound.end() if bound else at
    signed = _SIGNED.match(text, digits)
    if signed:
        return line.odd(Why.NEGATIVE, named, signed.end(), kind)
    number = NUMBER.match(text, digits)
    if not number or DATE_OR_TIME.match(text, digits):
        return None
    read = as_number(number[0])
    if read is Why.TOO_LONG:
        return line.odd(read, named, number.end(), kind)
    if text[at - 1 : at] == "," and "," in number[0]:  # ALT,31,28: a table, and no decimal comma
        return line.odd(Why.TWO_NUMBERS, named, number.end(), kind)
    unit = unit_at(text, number.end(), kind.units)
    odd = None if unit else _not_alone(line, named, digits, number.end(), kind)
    if odd:
        return odd
    if not isinstance(read, Decimal):
        return line.odd(read, named, unit[1] if unit else number.end(), kind)
    sign = None if not bound else bound["sign"] or ("<" if bound["less"] else ">")
    value = Value(kind.key, line.words[at : number.end()], read, sign, early.name if early else None)
    return _with_rest(line, named, number.end(), value, kind)


def _not_alone(line: Line, named: int, start: int, end: int, kind: Kind) -> Item | None:
    """Return what is odd about the number from *start* to *end* by what stands beside it, where that is no unit."""
    text = line.folded
    spaced = _SPACED.match(text, start)
    if spaced:
        return line.odd(Why.THOUSANDS, named, spaced.end(), kind)
    paired = _PAIRED.match(text, end)
    if paired:
        return line.odd(Why.TWO_NUMBERS, named, paired.end(), kind)
    if FLAG.match(text, end):
        return None
    strange = strange_unit(line, end)
    if strange:
        return line.odd(Why.UNKNOWN_UNIT, named, strange, kind)
    other = NOT_OF_A_TEST.match(text, end) or DAY.match(text, start)
    if other:
        return line.odd(Why.UNKNOWN_UNIT, named, other.end(), kind, weak=True)
    glued = MANY.match(text, end) or _GLUED.match(text, end)
    return line.odd(Why.NOT_A_NUMBER, named, glued.end(), kind) if glued else None


def strange_unit(line: Line, at: int) -> int | None:
    """Return where the unit at *at* ends, of whatever test, known or not; None if there is none."""
    found = unit_at(line.folded, at, line.units)
    like = _UNIT_LIKE.match(line.folded, at)
    return found[1] if found else like.end() if like else None


def _with_rest(line: Line, named: int, at: int, value: Value, kind: Kind) -> Item:
    """Return *value* with the unit, the marks and the range that follow it, or what is odd about them."""
    unit, low, high = value.unit, None, None
    while True:
        flag = FLAG.match(line.folded, at)
        found = unit_at(line.folded, at, kind.units)
        reversed_ = _reversed_range(line, at)
        if reversed_:
            shut = _CLOSED.match(line.folded, reversed_)
            reversed_ = shut.end() if shut else reversed_
            return line.odd(Why.RANGE_ORDER, named, reversed_, kind)
        printed = _range_at(line, at) if low is None and high is None else None
        if found and unit not in {None, found[0].name}:
            return line.odd(Why.TWO_UNITS, named, found[1], kind)
        if found:
            unit, at = found[0].name, found[1]
        elif flag:
            at = flag.end()
        elif printed:
            low, high, at = printed
        else:
            break
        shut = _CLOSED.match(line.folded, at)
        at = shut.end() if shut else at
    second = _second_number(line, at)
    if second:
        return line.odd(Why.TWO_NUMBERS, named, second, kind)
    return Item(named, at, Value(value.kind, value.text, value.number, value.bound, unit, low, high))


def _range_at(line: Line, at: int) -> tuple[str | None, str | None, int] | None:
    """Return the range that is printed at *at*, low and high as typed, and where it ends."""
    found = RANGE.match(line.folded, at)
    if not found or NOT_OF_A_TEST.match(line.folded, found.end()):
        return None
    if found["limit"]:
        limit = line.words[found.start("limit") : found.end("limit")]
        return (None, limit, found.end()) if found["sign"] == "<" else (limit, None, found.end())
    low, high = as_number(found["low"]), as_number(found["high"])
    if isinstance(low, Decimal) and isinstance(high, Decimal) and low >= high:
        return None
    return (
        line.words[found.start("low") : found.end("low")],
        line.words[found.start("high") : found.end("high")],
        found.end(),
    )


def _reversed_range(line: Line, at: int) -> int | None:
    """Return where a range ends whose higher number stands first. Bare whole numbers may be a date: 31-12."""
    found = RANGE.match(line.folded, at)
    if not found or found["limit"]:
        return None
    low, high = as_number(found["low"]), as_number(found["high"])
    bare = found[0].strip(" ,;|") == f"{found['low']}-{found['high']}" and found["low"].isdecimal()
    return found.end() if isinstance(low, Decimal) and isinstance(high, Decimal) and low > high and not bare else None


def _second_number(line: Line, at: int) -> int | None:
    """Return where a second number on the same line ends, if it is of the same test by all that can be seen."""
    text = line.folded
    gap = _NEXT.match(text, at)
    start = gap.end() if gap else at
    number = NUMBER.match(text, start)
    if not number or line.names.match(text, start) or _LISTED.match(text, start):
        return None
    if DATE_OR_TIME.match(text, start) or DAY.match(text, start) or NOT_OF_A_TEST.match(text, number.end()):
        return None
    return number.end()
