"""Searches the guide in memory: which excerpt some words mean, and whether anything in them sounds urgent.

Leaves alone what is done with the answer; keeps nothing of what it was asked.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from bot.care.guide import Crisis, CrisisWords, Excerpt, Guide, folded

# The known words of which a word, itself unknown, may be a slip.
_Meant = dict[str, frozenset[str]]
_NONE: frozenset[str] = frozenset()
# What has names that people type.
_Named = Excerpt | CrisisWords

_URGENT = "urgent"
_OFFERED = 4
# One slip is forgiven in a word of this many letters; shorter ones lie too close together ("sun", "sum").
_LONG = 6
# A question is put in the first characters; what follows is the story. (What is urgent is looked for in all.)
_READ = 1000
# Near matches are for a few words, not for a letter home; and below this likeness (of 100) they are noise.
_FEW_WORDS = 10
_WINDOW = 3
_LIKE = 80
_NAME_LETTERS = 5


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: one clear winner, up to four that are close, or nothing."""

    excerpts: tuple[Excerpt, ...] = ()
    sure: bool = False

    @property
    def winner(self) -> Excerpt | None:
        """The one excerpt that is meant, if that is clear."""
        return self.excerpts[0] if self.sure else None

    @property
    def close(self) -> tuple[Excerpt, ...]:
        """What to offer, best first, where it is not clear."""
        return () if self.sure else self.excerpts


class _Standing(NamedTuple):
    """An alias that stands in a text: which excerpt it names, from which word up to which."""

    place: int
    start: int
    end: int

    def within(self, other: _Standing) -> bool:
        return other.start <= self.start and self.end <= other.end


class Finder:
    """The guide, indexed by what people call things."""

    def __init__(self, guide: Guide) -> None:
        """Index *guide* once; searching changes nothing."""
        self._excerpts = guide.excerpts
        self._crises = guide.crises
        self._urgent = frozenset(place for place, one in enumerate(guide.excerpts) if one.shelf == _URGENT)
        self._exact: dict[tuple[str, ...], list[int]] = {}
        for place, excerpt in enumerate(guide.excerpts):
            for words in _different((excerpt.title, excerpt.topic, *excerpt.aliases, *excerpt.alone)):
                self._exact.setdefault(words, []).append(place)
        # Apart, for every text from a person is held against the alarms. A crisis has a place before all excerpts.
        alarms: dict[int, _Named] = dict(enumerate(guide.crises, -len(guide.crises)))
        others: dict[int, _Named] = {}
        for place, excerpt in enumerate(guide.excerpts):
            (alarms if place in self._urgent else others)[place] = excerpt
        self._alarms, self._others = _Aliases(alarms), _Aliases(others)
        self._alone = {words: place for place, one in alarms.items() for words in _different(one.alone)}

    def find(self, shelf: str | None, words: str) -> Found:
        """Return what *words* mean on *shelf* (None: on any): by whole name, by an alias in them, else what is near."""
        typed = folded(words[:_READ])
        wanted = {place for place, excerpt in enumerate(self._excerpts) if shelf in (None, excerpt.shelf)}
        exact = [place for place in self._exact.get(typed, ()) if place in wanted]
        if exact:
            return self._found(exact)
        standing = [*self._others.standing(typed), *self._alarms.standing(typed)]
        standing = [one for one in standing if one.place in wanted]
        if standing:
            return self._found(_longest_first(standing))
        return Found(self._shown(self._near(typed, wanted)))

    def urgent(self, words: str) -> Crisis | Excerpt | None:
        """Return what *words* sound like, whatever else they say: a crisis before any excerpt of the urgent shelf.

        Of several excerpts it is the first on the shelf; how bad anything is, is not for the code to say.
        """
        typed = folded(words)
        places = self._alarms.places(typed)
        if typed in self._alone:
            places.add(self._alone[typed])
        if not places:
            return None
        first = min(places)
        return self._excerpts[first] if first >= 0 else self._crises[first].crisis

    def _found(self, places: Sequence[int]) -> Found:
        return Found(self._shown(places), sure=len(places) == 1)

    def _shown(self, places: Iterable[int]) -> tuple[Excerpt, ...]:
        """Return the excerpts at *places*, urgent ones first: whatever else was meant, it can wait."""
        ordered = sorted(places, key=lambda place: place not in self._urgent)
        return tuple(self._excerpts[place] for place in ordered[:_OFFERED])

    def _near(self, typed: tuple[str, ...], wanted: set[int]) -> list[int]:
        """Return the places of up to four excerpts with a name like *typed* or like some words in it, best first."""
        if not typed or len(typed) > _FEW_WORDS:
            return []
        # Six megabytes that most runs never need: most people type a name that is there.
        from rapidfuzz import fuzz, process  # noqa: PLC0415

        whole = " ".join(typed)
        found = process.extract(whole, self._names[""], scorer=fuzz.token_sort_ratio, score_cutoff=_LIKE, limit=None)
        for piece in _windows(typed):
            # "never" is not "fever": people seldom get the first letter wrong.
            names = self._names.get(piece[0], [])
            found += process.extract(piece, names, scorer=fuzz.ratio, score_cutoff=_LIKE, limit=None)
        best: dict[int, float] = {}
        for name, score, _ in found:
            for place in wanted.intersection(self._exact[tuple(name.split())]):
                best[place] = max(score, best.get(place, 0))
        return sorted(best, key=lambda place: -best[place])[:_OFFERED]

    @cached_property
    def _names(self) -> dict[str, list[str]]:
        """Return the names that are long enough to be like others, by their first letter; all of them under ""."""
        names: dict[str, list[str]] = {"": []}
        for words in self._exact:
            if sum(map(len, words)) >= _NAME_LETTERS:
                name = " ".join(words)
                names[""].append(name)
                names.setdefault(name[0], []).append(name)
        return names


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


class _Aliases:
    """Aliases, to be found where they stand in a text as whole words, one slip in a long word forgiven.

    A tree of words, so that a text full of first words costs little more than one without.
    """

    def __init__(self, named: Mapping[int, _Named]) -> None:
        self._names, self._idle = _Node(), _Node()
        known: set[str] = set()
        self._longest = 0
        for place, one in named.items():
            for words in _different(one.aliases):
                self._names.grow(words, place)
                known.update(words)
            for words in _different(one.unless):
                self._idle.grow(words, place)
                self._longest = max(self._longest, len(words))
        self._slips = _Slips(known)

    def standing(self, typed: tuple[str, ...]) -> list[_Standing]:
        """Return each alias that stands in *typed* and means something there."""
        named = (_Standing(*one) for one in self._names.names(typed, self._meant(typed)))
        return [one for one in named if not self._idles(one, typed)]

    def places(self, typed: tuple[str, ...]) -> set[int]:
        """Return the places of which an alias stands in *typed* and means something there."""
        found: set[int] = set()
        for one in self._names.names(typed, self._meant(typed)):
            if one[0] not in found and not self._idles(_Standing(*one), typed):
                found.add(one[0])
        return found

    def _meant(self, typed: tuple[str, ...]) -> _Meant:
        return {word: slips for word in set(typed) if (slips := self._slips.meant(word))}

    def _idles(self, one: _Standing, typed: tuple[str, ...]) -> bool:
        """Tell whether *one* is part of a phrase in which it means nothing, to the letter."""
        return any(
            place == one.place and end >= one.end
            for start in range(max(0, one.start - self._longest + 1), one.start + 1)
            if typed[start] in self._idle.goes_on
            for place, end in self._idle.beginning(typed, start, {})
        )


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


def _different(names: Iterable[str]) -> list[tuple[str, ...]]:
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


def _longest_first(standing: Sequence[_Standing]) -> list[int]:
    """Return the excerpts named, the longest name first, without names that are only part of a longer one."""
    inside = {
        one
        for one in standing
        for other in standing
        if one.place != other.place and one.within(other) and not other.within(one)
    }
    kept = sorted(set(standing) - inside, key=lambda one: (one.start - one.end, one.start, one.place))
    return list(dict.fromkeys(one.place for one in kept))


def _windows(typed: tuple[str, ...]) -> set[str]:
    """Return the runs of one to three words in *typed* that are long enough to be a name."""
    runs = {
        " ".join(typed[start : start + length])
        for length in range(1, _WINDOW + 1)
        for start in range(len(typed) - length + 1)
    }
    return {run for run in runs if len(run) >= _NAME_LETTERS}
