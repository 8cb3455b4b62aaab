"""How much some words are about each excerpt: by the names it goes by, and by what its text says.

A name counts for as much of it as was said, and a rare word for more than a common one. Order, endings and spelling do
not matter, and words that mean the same are one. Two words side by side say more than each alone, and pieces of words
find what is spelled in a way that nobody foresaw. What lies outside the guide is compared in the same way. Decides
nothing about how sure that is.
"""

from __future__ import annotations

import math
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.care.guide import Excerpt, folded
from bot.finder.vocabulary import Vocabulary

# A question has few words; of a letter the first of them are held against the guide.
_MOST = 30
# Shorter words lie too close together for a guess at what was meant; longer ones may hold two slips.
_GUESSED, _TWO_SLIPS = 5, 8
# How often a word counts for an excerpt: in its title, in another name, and once for its text. A question that somebody
# asked says more than an alias, of which one line stands for many.
_IN_TITLE, _IN_ALIAS, _IN_ASKED, _IN_TEXT = 14, 3, 6, 1
# What signs of a kind are worth, and how many of one are half of what it can say of an excerpt; no number is all of it.
_WORD, _PAIR, _PIECE = (1.5, 10.0), (0.4, 1.5), (0.2, 3.0)
_SPREAD = 0.9  # how much of that half grows with the number of names of an excerpt
_LETTERS = 4  # of a piece
_NAME = 1.0
# What a filler weighs, where names are compared: "why" and "can i" tell names apart that are one without them.
_FILLER = 0.3
WHOLE = _NAME + _WORD[0]
_NEAREST = 4
_LEAST = 3.0  # what words say at least: those of "can i have it now" are fillers all
_ELSEWHERE = 3.0  # what a word of other matters says for what lies outside the guide

_Sign = TypeVar("_Sign", str, tuple[str, str])
_Counts = dict[_Sign, dict[int, float]]


class _Table(Generic[_Sign]):
    """What signs say of places, all in two rows of plain numbers: as tuples they would take ten times the memory."""

    def __init__(self) -> None:
        self._begins: dict[_Sign, int] = {}
        self._ends = array("I")
        self._places, self._scores = array("H"), array("d")

    def __contains__(self, sign: object) -> bool:
        return sign in self._begins

    def add(self, sign: _Sign, places: Iterable[int], scores: Iterable[float]) -> None:
        """Keep what a sign says, once."""
        self._begins[sign] = len(self._ends)
        self._places.extend(places)
        self._scores.extend(scores)
        self._ends.append(len(self._places))

    def of(self, sign: _Sign) -> Iterator[tuple[int, float]]:
        """Yield each place of which a sign says anything, and what."""
        number = self._begins.get(sign)
        if number is None:
            return
        begin = self._ends[number - 1] if number else 0
        yield from zip(self._places[begin : self._ends[number]], self._scores[begin : self._ends[number]], strict=True)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like the words are to each place (about 1: to one of its names, and to nothing else).

    *outside* is how like they are to what the guide does not hold. *mass* is how much they say all together; of them
    *guesses* were slips, and *telling* are known and not everyday words.
    """

    scores: Mapping[int, float]
    outside: float
    mass: float
    guesses: int
    telling: int


class _Name(NamedTuple):
    """A name of what is at *place*, and how much it says, *fillers* and all."""

    place: int
    fillers: frozenset[str]
    mass: float


class Index:
    """Excerpts, and after them what lies outside the guide, to be compared with words."""

    def __init__(self, excerpts: Sequence[Excerpt], vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._excerpts = len(excerpts)
        every = [*map(_names, excerpts), *([(folded(name), _IN_ASKED) for name in one] for one in vocabulary.outside)]
        vocabulary.know({word for named in every for typed, _ in named for word in typed})
        self._spelled: dict[str, str] = {}
        names: dict[tuple[int, frozenset[str], frozenset[str]], None] = {}
        words: _Counts[str] = defaultdict(dict)
        pairs: _Counts[tuple[str, str]] = defaultdict(dict)
        pieces: _Counts[str] = defaultdict(dict)
        said: list[dict[frozenset[str], int]] = []
        alike: dict[frozenset[str], frozenset[str]] = {}  # few fillers stand in many names
        for place, named in enumerate(every):
            said.append({})
            for typed, count in named:
                written = list(vocabulary.read(typed))
                self._spelled.update((spelled, word) for word, spelled in written)
                text = frozenset(word for word, _ in written)
                _add(pairs, set(vocabulary.pairs(typed)), place, 1)
                _add(pieces, _pieces(typed), place, 1)
                if text:
                    fillers = vocabulary.fillers(typed)
                    names[place, text, alike.setdefault(fillers, fillers)] = None
                    said[place].setdefault(text, count)
            for text, count in said[place].items():
                _add(words, text, place, count)
        for place, excerpt in enumerate(excerpts):
            _add(words, set(vocabulary.of(folded(excerpt.body))), place, _IN_TEXT)
        mean = max(1, sum(map(len, said))) / max(1, len(said))
        halves = [1 - _SPREAD + _SPREAD * len(one) / mean for one in said]
        even = [1.0] * len(said)
        self._words, self._weights = _weighed(words, halves, *_WORD)
        self._pairs, _ = _weighed(pairs, even, *_PAIR)
        self._pieces, _ = _weighed(pieces, even, *_PIECE)
        self._unknown = math.log(1 + len(every))
        self._names = [
            _Name(place, fillers, self.weight(text) + _FILLER * len(fillers)) for place, text, fillers in names
        ]
        held_by: dict[str, list[int]] = defaultdict(list)
        for number, (_, text, _) in enumerate(names):
            for word in text:
                held_by[word].append(number)
        self._held_by = dict(held_by)
        self._initials: dict[str, list[str]] = defaultdict(list)
        for spelled in self._spelled:
            if len(spelled) >= _GUESSED - 1:
                self._initials[spelled[0]].append(spelled)

    def weight(self, words: Iterable[str]) -> float:
        """Return how much *words* say, all together."""
        return sum(self._weights.get(word, self._unknown) for word in words)

    def like(self, typed: Sequence[str]) -> Likeness:
        """Compare *typed*, folded words, with each excerpt and with what lies outside."""
        read = list(dict(self._vocabulary.read(typed)).items())[:_MOST]
        everyday = self._vocabulary.everyday
        meant = {
            word: (word,) if word in self._words else self._guesses(spelled)
            for word, spelled in read
            if word in self._held_by or word not in everyday
        }
        known = {one for words in meant.values() for one in words}
        scores: dict[int, float] = defaultdict(float)
        first = typed[: _MOST * 2]
        _say(scores, self._words, known)
        _say(scores, self._pairs, set(self._vocabulary.pairs(first)))
        _say(scores, self._pieces, _pieces(first))
        fillers = self._vocabulary.fillers(typed)
        for place, likeness in self._likest(known, fillers).items():
            scores[place] += _NAME * likeness
        told = sum(self.weight(words[:1] or (word,)) for word, words in meant.items()) + _FILLER * len(fillers)
        mass = max(_LEAST, told)
        elsewhere = sum(spelled in self._vocabulary.elsewhere for _, spelled in read)
        outside = max((score for place, score in scores.items() if place >= self._excerpts), default=0.0)
        return Likeness(
            {place: score / mass / WHOLE for place, score in scores.items() if place < self._excerpts},
            (outside + _ELSEWHERE * elsewhere) / mass / WHOLE,
            mass,
            guesses=sum(words != (word,) and bool(words) for word, words in meant.items()),
            telling=sum(bool(words) and word not in everyday for word, words in meant.items()),
        )

    def _likest(self, words: Iterable[str], fillers: frozenset[str]) -> dict[int, float]:
        """Return how much of one of its names is said of each place by *words* and *fillers*, at best."""
        shared: dict[int, float] = defaultdict(float)
        for word in words:
            for number in self._held_by.get(word, ()):
                shared[number] += self._weights[word]
        best: dict[int, float] = defaultdict(float)
        for number, weight in shared.items():
            place, own, whole = self._names[number]
            likest = weight + _FILLER * len(own)
            if likest * likest <= best[place] * whole:
                continue  # most names are out of it before their fillers are looked at
            mass = weight + _FILLER * len(fillers & own)
            best[place] = max(best[place], mass * mass / whole)
        return best

    def _guesses(self, word: str) -> tuple[str, ...]:
        """Return the known words that *word* may be a slip of, all as near as the nearest."""
        if len(word) < _GUESSED or word in self._vocabulary.elsewhere:
            return ()
        slips = 1 if len(word) < _TWO_SLIPS else 2
        initials = self._initials.get(word[0], ())
        near = process.extract(word, initials, scorer=OSA.distance, score_cutoff=slips, limit=_NEAREST)
        return tuple(dict.fromkeys(self._spelled[name] for name, distance, _ in near if distance == near[0][1]))


def _names(excerpt: Excerpt) -> list[tuple[tuple[str, ...], int]]:
    """Return the names of *excerpt* as folded words, each with how often a word of it counts."""
    titles = (excerpt.title, excerpt.topic)
    kinds = ((titles, _IN_TITLE), (excerpt.aliases, _IN_ALIAS), (excerpt.asked, _IN_ASKED))
    return [(folded(name), count) for names, count in kinds for name in names]


def _pieces(typed: Sequence[str]) -> set[str]:
    """Return the pieces of *typed*, folded words: letters in a row, with where the word begins and ends."""
    return set(_cut(typed))


def _cut(typed: Sequence[str]) -> Iterator[str]:
    for word in set(typed):
        if len(word) >= _LETTERS:
            bound = f"^{word}$"
            for start in range(len(bound) - _LETTERS + 1):
                yield bound[start : start + _LETTERS]


def _add(counts: _Counts[_Sign], signs: Iterable[_Sign], place: int, count: int) -> None:
    """Count each of *signs* for *place* so often."""
    for sign in signs:
        counts[sign][place] = counts[sign].get(place, 0) + count


def _weighed(
    counts: _Counts[_Sign], halves: Sequence[float], worth: float, half: float
) -> tuple[_Table[_Sign], dict[_Sign, float]]:
    """Return what each sign says of each place in which it is, and how much it says at all: the rarer, the more."""
    table, weights = _Table[_Sign](), {}
    for sign, places in counts.items():
        shares = [count / (count + half * halves[place]) for place, count in places.items()]
        weights[sign] = math.log(1 + len(halves) / sum(shares))
        table.add(sign, places, [worth * weights[sign] * share for share in shares])
    return table, weights


def _say(scores: dict[int, float], table: _Table[_Sign], signs: Iterable[_Sign]) -> None:
    """Add to *scores* what each of *signs* says."""
    for sign in signs:
        for place, score in table.of(sign):
            scores[place] += score
