"""Finds names where they stand in a text, as whole words: the surest way to know what somebody means.

Leaves alone what the names are of; a place is a number that whoever asks knows the meaning of.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from bot.care.guide import CrisisWords, Excerpt, folded

# The known words of which a word, itself unknown, may be a slip.
_Meant = dict[str, frozenset[str]]
_NONE: frozenset[str] = frozenset()
# What has names that people type.
Named = Excerpt | CrisisWords

# One slip is forgiven in a word of this many letters; shorter ones lie too close together ("sun", "sum").
_LONG = 6


class Standing(NamedTuple):
    """An alias that stands in a text: which excerpt it names, from which word up to which."""

    place: int
    start: int
    end: int

    def within(self, other: Standing) -> bool:
        """Tell whether this one is part of *other*."""
        return other.start <= self.start and self.end <= other.end


@dataclass(slots=True)
class _Node:
    """Where the words of some names have led so far: the places of those that end here, and the words that go on."""

    ends: tuple[int, ...] = ()
    goes_on: dict[str, _Node] = field(default_factory=dict)

    def grow(self, words: Iterable[str], place: int) -> None:
        """Add the name *words* of what is at *place*."""
        node = self
        for word in words:
            node = node.goes_on.setdefault(word, _Node())
        node.ends = (*node.ends, place)

    def names(self, typed: tuple[str, ...], meant: _Meant) -> Iterator[tuple[int, int, int]]:
        """Yield each name in *typed*: its place, where it begins and where it ends; one word may be a slip."""
        begin = self.goes_on
        heads = {word for word in set(typed) if word in begin or not meant.get(word, _NONE).isdisjoint(begin)}
        for start, (word, after) in enumerate(zip(typed, (*typed[1:], ""), strict=False)):
            if word not in heads:
                continue
            # Most first words lead nowhere, and looking at the second one is quick.
            if word in begin and not begin[word].ends and after not in begin[word].goes_on and after not in meant:
                continue
            for place, end in self.beginning(typed, start, meant):
                yield place, start, end

    def beginning(self, typed: tuple[str, ...], start: int, meant: _Meant) -> Iterator[tuple[int, int]]:
        """Yield each name that begins at *start*: its place and where it ends."""
        ways = [(self, start, True)]
        while ways:
            node, at, forgiving = ways.pop()
            for place in node.ends:
                yield place, at
            if at == len(typed):
                continue
            if typed[at] in node.goes_on:
                ways.append((node.goes_on[typed[at]], at + 1, forgiving))
            elif forgiving:
                slips = meant.get(typed[at], _NONE)
                ways += [(node.goes_on[word], at + 1, False) for word in slips if word in node.goes_on]


class Aliases:
    """Aliases, to be found where they stand in a text as whole words, one slip in a long word forgiven.

    A tree of words, so that a text full of first words costs little more than one without.
    """

    def __init__(self, named: Mapping[int, Named]) -> None:
        self._names, self._idle = _Node(), _Node()
        known: set[str] = set()
        self._longest = 0
        for place, one in named.items():
            for words in different(one.aliases):
                self._names.grow(words, place)
                known.update(words)
            for words in different(one.unless):
                self._idle.grow(words, place)
                self._longest = max(self._longest, len(words))
        self._slips = _Slips(known)

    def standing(self, typed: tuple[str, ...]) -> list[Standing]:
        """Return each alias that stands in *typed* and means something there."""
        named = (Standing(*one) for one in self._names.names(typed, self._meant(typed)))
        return [one for one in named if not self._idles(one, typed)]

    def places(self, typed: tuple[str, ...]) -> set[int]:
        """Return the places of which an alias stands in *typed* and means something there."""
        found: set[int] = set()
        for one in self._names.names(typed, self._meant(typed)):
            if one[0] not in found and not self._idles(Standing(*one), typed):
                found.add(one[0])
        return found

    def idle(self, typed: tuple[str, ...]) -> set[int]:
        """Return the places of which a phrase stands in *typed* in which their aliases mean nothing."""
        return {place for place, _, _ in self._idle.names(typed, {})}

    def _meant(self, typed: tuple[str, ...]) -> _Meant:
        return {word: slips for word in set(typed) if (slips := self._slips.meant(word))}

    def _idles(self, one: Standing, typed: tuple[str, ...]) -> bool:
        """Tell whether *one* is part of a phrase in which it means nothing, to the letter."""
        return any(
            place == one.place and end >= one.end
            for start in range(max(0, one.start - self._longest + 1), one.start + 1)
            if typed[start] in self._idle.goes_on
            for place, end in self._idle.beginning(typed, start, {})
        )


class Phrases:
    """Phrases, to be found where they stand in a text, to the letter; all of them are of one place."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._phrases = _Node()
        for words in different(phrases):
            self._phrases.grow(words, 0)

    def standing(self, typed: tuple[str, ...]) -> list[Standing]:
        """Return where one of them stands in *typed*."""
        return [Standing(*one) for one in self._phrases.names(typed, {})]


class _Slips:
    """Long words, findable by what one slip of the fingers makes of them: a letter lost, added, changed or swapped."""

    def __init__(self, words: Iterable[str]) -> None:
        self._known = frozenset(words)
        self._without: dict[str, set[str]] = {}
        # One slip leaves either the first two letters (perhaps swapped) or the first and the last two: a quick test
        # which most words of a long text fail.
        self._hints: set[str] = set()
        for word in self._known:
            if len(word) >= _LONG and word.isalpha():
                self._hints |= {word[:2], word[1::-1], word[0] + word[-2:]}
                for short in _shortened(word):
                    self._without.setdefault(short, set()).add(word)
        longest = max((len(word) for word in self._known), default=0)
        self._lengths = range(_LONG - 1, longest + 2)

    def meant(self, typed: str) -> frozenset[str]:
        """Return the known words of which *typed*, itself unknown, may be a slip."""
        if len(typed) not in self._lengths or typed in self._known:
            return frozenset()
        if typed[:2] not in self._hints and typed[0] + typed[-2:] not in self._hints:
            return frozenset()
        near = {word for short in _shortened(typed) for word in self._without.get(short, ())}
        return frozenset(word for word in near if _one_slip(typed, word))


def different(names: Iterable[str]) -> list[tuple[str, ...]]:
    """Return the words of each of *names*, once each; names without a word name nothing."""
    # The same few hundred words stand in thousands of names; kept once each, they are a few kilobytes.
    return [tuple(map(sys.intern, words)) for words in dict.fromkeys(map(folded, names)) if words]


def _shortened(word: str) -> set[str]:
    """Return *word*, and *word* without each of its letters: two words one slip apart share one of these."""
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}


def _one_slip(typed: str, meant: str) -> bool:
    """Tell whether one slip makes *typed* of *meant*. The first letter holds, or is swapped with the second."""
    start = 0
    while start < min(len(typed), len(meant)) and typed[start] == meant[start]:
        start += 1
    end = 0
    while end < min(len(typed), len(meant)) - start and typed[-1 - end] == meant[-1 - end]:
        end += 1
    wrong, right = typed[start : len(typed) - end], meant[start : len(meant) - end]
    if len(wrong) == len(right) == 2:  # noqa: PLR2004 - two letters that changed places
        return wrong == right[::-1]
    return start > 0 and max(len(wrong), len(right)) == 1
