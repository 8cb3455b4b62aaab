"""How much some words are about each excerpt: by the names it goes by, and by what its text says.

A name counts for as much of it as was said, and a rare word for more than a common one. Order, endings and spelling do
not matter, and words that mean the same are one. Decides nothing about how sure that is.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.care.guide import Excerpt, Words, folded
from bot.finder.stems import stem

# A question has few words; of a letter the first of them are held against the guide.
_MOST = 30
# Shorter words lie too close together for a guess at what was meant; longer ones may hold two slips.
_GUESSED, _TWO_SLIPS = 5, 8
# How often a word counts for an excerpt: for each time that it is in the title, in another name, and once for its text.
# Of so many it is half its word; no number makes it all of it.
_IN_TITLE, _IN_NAME, _IN_TEXT = 8, 3, 1
_HALF = 10
_NAMES, _BAG = 1.0, 1.6
# What a filler weighs, where names are compared: "why" and "can i" tell names apart that are one without them.
_FILLER = 0.3
WHOLE = _NAMES + _BAG
_NEAREST = 4
_LEAST = 1.0  # what words say at least: those of "can i have it now" are fillers all


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like the words are to each place (1: to one of its names, and to nothing else).

    *mass* is how much they say all together; of them *guesses* were slips, *telling* are known and not everyday words,
    and *elsewhere* are of other matters.
    """

    scores: Mapping[int, float]
    mass: float
    guesses: int
    telling: int
    elsewhere: int


class _Name(NamedTuple):
    """A name of what is at *place*, and how much it says, *fillers* and all."""

    place: int
    fillers: frozenset[str]
    mass: float


class Vocabulary:
    """Words as they are compared: without endings, fillers and numbers, those that mean the same made one."""

    def __init__(self, words: Words) -> None:
        self._fillers = frozenset(stem(word) for word in words.fillers)
        self.everyday = frozenset(stem(word) for word in words.everyday)
        self.elsewhere = frozenset(words.elsewhere)
        self._same: dict[str, str] = {}
        self._pairs: dict[tuple[str, str], str] = {}
        for group in words.same:
            first = "".join(map(stem, folded(group[0])))
            for one in group:
                match [stem(word) for word in folded(one)]:
                    case [alone]:
                        self._same[alone] = first
                    case [before, after]:
                        self._pairs[before, after] = first

    def fillers(self, typed: Sequence[str]) -> frozenset[str]:
        """Return the fillers in *typed*, folded words."""
        return self._fillers.intersection(map(stem, typed))

    def of(self, typed: Sequence[str]) -> list[str]:
        """Return what *typed*, folded words, says."""
        return [word for word, _ in self.read(typed)]

    def read(self, typed: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Yield each word that *typed*, folded words, says, and how it was written; a pair that is one word as that."""
        stems = [stem(word) for word in typed]
        place = 0
        while place < len(stems):
            pair = self._pairs.get((stems[place], stems[place + 1])) if place + 1 < len(stems) else None
            if pair:
                yield pair, f"{typed[place]} {typed[place + 1]}"
            elif not stems[place].isdigit() and stems[place] not in self._fillers:
                yield self._same.get(stems[place], stems[place]), typed[place]
            place += 2 if pair else 1


class Index:
    """Excerpts, to be compared with words."""

    def __init__(self, excerpts: Sequence[Excerpt], vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._spelled: dict[str, str] = {}
        names: dict[tuple[int, frozenset[str], frozenset[str]], None] = {}
        bags: dict[str, dict[int, float]] = defaultdict(dict)
        for place, excerpt in enumerate(excerpts):
            named = [folded(name) for name in (excerpt.title, excerpt.topic, *excerpt.aliases, *excerpt.asked)]
            written = [list(vocabulary.read(name)) for name in named]
            self._spelled.update((spelled, word) for name in written for word, spelled in name)
            texts = [frozenset(word for word, _ in name) for name in written]
            names |= {
                (place, text, vocabulary.fillers(name)): None for text, name in zip(texts, named, strict=True) if text
            }
            counts = Counter(dict.fromkeys(vocabulary.of(folded(excerpt.body)), _IN_TEXT))
            counts.update({word: _IN_TITLE for text in texts[:2] for word in text})
            for text in dict.fromkeys(texts):
                counts.update(dict.fromkeys(text, _IN_NAME))
            for word, count in counts.items():
                bags[word][place] = count / (count + _HALF)
        self._weights = {word: math.log(1 + len(excerpts) / sum(bag.values())) for word, bag in bags.items()}
        self._bags = {word: tuple(bag.items()) for word, bag in bags.items()}
        self._unknown = math.log(1 + len(excerpts))
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
        """Compare *typed*, folded words, with each excerpt."""
        read = list(dict(self._vocabulary.read(typed)).items())[:_MOST]
        everyday = self._vocabulary.everyday
        meant = {
            word: self._meant(word, spelled) for word, spelled in read if word in self._held_by or word not in everyday
        }
        scores: dict[int, float] = defaultdict(float)
        shared: dict[int, float] = defaultdict(float)
        for word in {one for known in meant.values() for one in known}:
            weight = self._weights[word]
            for place, share in self._bags[word]:
                scores[place] += _BAG * weight * share
            for number in self._held_by.get(word, ()):
                shared[number] += weight
        fillers = self._vocabulary.fillers(typed)
        best: dict[int, float] = defaultdict(float)
        for number, weight in shared.items():
            place, own, whole = self._names[number]
            likest = weight + _FILLER * len(own)
            if likest * likest <= best[place] * whole:
                continue  # most names are out of it before their fillers are looked at
            mass = weight + _FILLER * len(fillers & own)
            best[place] = max(best[place], mass * mass / whole)
        for place, likeness in best.items():
            scores[place] += _NAMES * likeness
        told = sum(self.weight(known[:1] or (word,)) for word, known in meant.items()) + _FILLER * len(fillers)
        mass = max(_LEAST, told)
        shares = {place: score / mass / WHOLE for place, score in scores.items()}
        return Likeness(
            shares,
            mass,
            guesses=sum(known != (word,) and bool(known) for word, known in meant.items()),
            telling=sum(bool(known) and word not in everyday for word, known in meant.items()),
            elsewhere=sum(spelled in self._vocabulary.elsewhere for _, spelled in read),
        )

    def _meant(self, word: str, spelled: str) -> tuple[str, ...]:
        """Return the known words that *word*, written as *spelled*, may be."""
        if spelled in self._vocabulary.elsewhere:
            return ()
        return (word,) if word in self._bags else self._guesses(spelled)

    def _guesses(self, word: str) -> tuple[str, ...]:
        """Return the known words that *word* may be a slip of, all as near as the nearest."""
        if len(word) < _GUESSED:
            return ()
        slips = 1 if len(word) < _TWO_SLIPS else 2
        initials = self._initials.get(word[0], ())
        near = process.extract(word, initials, scorer=OSA.distance, score_cutoff=slips, limit=_NEAREST)
        return tuple(dict.fromkeys(self._spelled[name] for name, distance, _ in near if distance == near[0][1]))
