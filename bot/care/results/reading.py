"""Reads laboratory values as people type them or copy them from a report. What is not surely read is asked about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from bot.care.results.english import NO_TESTS, NOT_KEPT, NOT_OF_A_TEST, RANGE, RULES
from bot.care.results.figures import folded
from bot.care.results.item import LONGEST_SHOWN, NUMBER, Item, Line, read_item, strange_unit
from bot.care.results.values import Kind, Odd, Read, Unit, Value, Why, kind_of

_UNKNOWN = re.compile(
    r"(?<![\w])(?P<name>[a-z][a-z0-9-]{1,20}(?: [a-z][a-z-]{1,20})?)\s?[:=]?\s?[<>]?\s?"
    rf"(?P<number>{NUMBER.pattern})"
)
_LIST_MARK = re.compile(r"[0-9]{1,2}[.)]|[a-z]\)")
_JOINING = frozenset({"and", "&", "plus", "serum", "plasma"})


def read_values(words: str, kinds: Sequence[Kind]) -> Read:
    """Read the values of *kinds* in *words*. Never raises; what has the look of a value and is none is `odd`.

    Where no value and nothing odd is found, *words* are about something else: `rest` is all of them.
    """
    line = _line(words, tuple(kinds))
    short = {name for kind in kinds for name in map(folded, kind.short)}
    known = [_weakened(line, item, short) for item in _items(line, kinds)]
    items = sorted([*known, *_unknown(line, known)], key=lambda item: item.start)
    if all(item.weak for item in items):
        return Read((), (), words.strip())
    values, odd = _once([item.found for item in items], kinds)
    return Read(values, odd, _rest(words, items))


def read_value(words: str, kind: Kind) -> Read:
    """Read the value of *kind* in *words*, as an answer to "what is printed?": its name may be left out."""
    named = read_values(words, (kind,))
    if named.values or named.odd:
        return named
    line = _line(words, (kind,))
    name = line.names.match(line.folded)
    item = read_item(line, 0, name.end() if name else 0, kind)
    if isinstance(item.found, Odd) and item.weak:
        return Read((), (), words.strip())
    found = item.found
    rest = _rest(words, [item])
    return Read((found,), (), rest) if isinstance(found, Value) else Read((), (found,), rest)


def read_range(words: str) -> tuple[str | None, str | None] | None:
    """Return the printed range that *words* are, low and high as typed, as an answer to "which range is printed?"."""
    text = folded(words).rstrip(" .)]")
    found = RANGE.fullmatch(text)
    if not found:
        return None
    if found["limit"]:
        limit = words[found.start("limit") : found.end("limit")]
        return (None, limit) if found["sign"] == "<" else (limit, None)
    return words[found.start("low") : found.end("low")], words[found.start("high") : found.end("high")]


def kind_named(words: str, kinds: Sequence[Kind]) -> Kind | None:
    """Return the test that *words* are the name of, as "ALT" or "white cells"."""
    found = _names(tuple(kinds)).fullmatch(folded(words).strip(" .:?"))
    return _kind(found, kinds) if found else None


def _line(words: str, kinds: tuple[Kind, ...]) -> Line:
    return Line(words, folded(words), _names(kinds), _units(kinds))


@cache
def _units(kinds: tuple[Kind, ...]) -> tuple[Unit, ...]:
    return tuple({unit.name: unit for kind in kinds for unit in kind.units}.values())


@cache
def _names(kinds: tuple[Kind, ...]) -> re.Pattern[str]:
    """Return what finds the name of a test in folded words; `lastgroup` says which: k and its place among *kinds*."""
    spelled = sorted(
        {
            (folded(name), place)
            for place, kind in enumerate(kinds)
            for name in (kind.name, *kind.spellings, *kind.short)
        },
        key=lambda one: (-len(one[0]), one),
    )
    begins = re.escape("".join(sorted({name[0] for name, _ in spelled})))
    choices = (f"(?P<k{place}_{number}>{_loosely(name)})" for number, (name, place) in enumerate(spelled))
    return re.compile(rf"(?<![\w^])(?=[{begins}])(?:{'|'.join(choices)})(?![a-z_])")


def _loosely(name: str) -> str:
    """Return what finds *name* whatever parts its words: 6-TGN, 6 TGN, 6TGN."""
    parted = re.sub(r"\\?[ -]", "~", re.escape(name))
    return parted.replace("~", "[ \\t_-]{0,2}" if "-" in name else "[ \\t_-]{1,2}")


def _kind(found: re.Match[str], kinds: Sequence[Kind]) -> Kind:
    return kinds[int((found.lastgroup or "k0").removeprefix("k").partition("_")[0])]


def _items(line: Line, kinds: Sequence[Kind]) -> Iterator[Item]:
    """Yield what stands after each name of a test, in its order; what is said of a rule is passed over."""
    at = 0
    while found := line.names.search(line.folded, at):
        item = read_item(line, found.start(), found.end(), _kind(found, kinds))
        if not RULES.search(line.folded, line.folded.rfind("\n", 0, found.start()) + 1, found.start()):
            yield item
        at = max(item.end, found.end())


def _weakened(line: Line, item: Item, short: set[str]) -> Item:
    """Return *item* as one that counts only beside others, where its name is a *short* one and it has no unit."""
    name = re.match(r"[a-z+]*", line.folded[item.start : item.end])
    if not name or name[0] not in short or (isinstance(item.found, Value) and item.found.unit):
        return item
    return Item(item.start, item.end, item.found, weak=True)


def _unknown(line: Line, items: Sequence[Item]) -> Iterator[Item]:
    """Yield what has the look of a value between *items*, of a test that is not known."""
    edges = [0, *(edge for item in items for edge in (item.start, item.end)), len(line.folded)]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        yield from _not_kept(line, start, end)
        for found in _UNKNOWN.finditer(line.folded, start, end):
            if NO_TESTS.intersection(found["name"].split()):
                continue
            unit = strange_unit(line, found.end())
            stop = unit or found.end()
            printed = "/" in line.folded[found.end() : stop]  # 10% and 5 units are said of other things too
            alone = _is_edge(line.folded[start : found.start()]) and _is_edge(line.folded[stop:end][::-1])
            if printed or alone:
                odd = Odd(Why.UNKNOWN_TEST, line.words[found.start() : stop][:LONGEST_SHOWN])
                yield Item(found.start(), stop, odd, weak=not printed)


def _not_kept(line: Line, start: int, end: int) -> Iterator[Item]:
    """Yield the values of tests of which no values are kept, so that nothing typed goes by in silence."""
    for found in NOT_KEPT.finditer(line.folded, start, end):
        if not strange_unit(line, found.end()) and not NOT_OF_A_TEST.match(line.folded, found.end()):
            odd = Odd(Why.UNKNOWN_TEST, line.words[found.start() : found.end()][:LONGEST_SHOWN])
            yield Item(found.start(), found.end(), odd)


def _is_edge(before: str) -> bool:
    """Tell whether an item may begin after *before*: nothing, a comma, a new line."""
    bare = before.rstrip(" \t")
    return not bare or bare[-1] in ",;\n"


def _once(found: Iterable[Value | Odd], kinds: Sequence[Kind]) -> tuple[tuple[Value, ...], tuple[Odd, ...]]:
    """Return the values, each test once, and what is odd; two that differ are asked about and neither is taken."""
    values: list[Value] = []
    odd: list[Odd] = []
    for one in dict.fromkeys(found):
        if isinstance(one, Odd):
            odd.append(one)
            continue
        same = [other for other in values if _is_same(one, other, kinds)]
        if same:
            odd.append(Odd(Why.TWICE, f"{same[0].text}, {one.text}"[:LONGEST_SHOWN], one.kind))
        else:
            values.append(one)
    twice = {one.kind for one in odd if one.why is Why.TWICE}
    told = {value.kind for value in values} | {one.kind for one in odd if one.why is not Why.NO_NUMBER}
    return (
        tuple(value for value in values if value.kind not in twice),
        tuple(one for one in odd if one.why is not Why.NO_NUMBER or one.kind not in told),
    )


def _is_same(one: Value, other: Value, kinds: Sequence[Kind]) -> bool:
    """Tell whether two values are of the same thing: a share of all cells is another than their count."""
    kind = kind_of(one.kind, kinds)
    if one.kind != other.kind or kind is None:
        return False
    unit, also = kind.unit(one.unit), kind.unit(other.unit)
    return unit is None or also is None or (unit.factor is None) == (also.factor is None)


def _rest(words: str, items: Sequence[Item]) -> str:
    """Return what is left of *words* without *items* and without what only joined them."""
    edges = [0, *(edge for item in items for edge in (item.start, item.end)), len(words)]
    left = " ".join(words[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)).split()
    kept = [one.lstrip(",;:|)]").rstrip(",;:|([") for one in left if "?" in one or any(map(str.isalnum, one))]
    said = [one for one in kept if not _LIST_MARK.fullmatch(one)]
    return "" if all(one.casefold() in _JOINING for one in said) else " ".join(said)
