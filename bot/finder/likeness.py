"""How much some words are about each excerpt: by the names it goes by, and by what its text says.

A name counts for as much of it as was said, and a rare word for more than a common one. Order, endings and spelling do
not matter, and words that mean the same are one. Decides nothing about how sure that is.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.care.guide import Excerpt, Words, folded
from bot.finder.stems import stem

# A question has few words; of a letter the first of them are held against the guide.
_MOST = 30
# Shorter words lie too close together for a guess at what was meant; longer ones may hold two slips.
_GUESSED, _TWO_SLIPS = 5, 8
# What a word weighs for an excerpt whose names hold it seldom, and for one whose text alone does.
_SELDOM, _IN_TEXT = 0.4, 0.15
_NAMES, _BAG = 1.0, 0.8
WHOLE = _NAMES + _BAG
_NEAREST = 4
_LEAST = 1.0  # what words say at least: those of "can i have it now" are fillers all


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like the words are to each place (1: to one of its names, and to nothing else).

    *mass* is how much they say all together; of them *guesses* were slips, and *unknown* stand nowhere in the guide.
    """

    scores: Mapping[int, float]
    mass: float
    guesses: int
    unknown: int


class Vocabulary:
    """Words as they are compared: without endings, fillers and numbers, those that mean the same made one."""

    def __init__(self, words: Words) -> None:
        self._fillers = frozenset(stem(word) for word in words.fillers)
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
        names: dict[tuple[int, frozenset[str]], None] = {}
        bags: dict[str, dict[int, float]] = defaultdict(dict)
        for place, excerpt in enumerate(excerpts):
            named = (excerpt.title, excerpt.topic, *excerpt.aliases, *excerpt.asked)
            written = [list(vocabulary.read(folded(name))) for name in named]
            self._spelled.update((spelled, word) for name in written for word, spelled in name)
            texts = [[word for word, _ in name] for name in written]
            own = dict.fromkeys((place, frozenset(text)) for text in texts if text)
            names |= own
            held = Counter(word for _, name in own for word in name)
            for word in vocabulary.of(folded(excerpt.body)):
                bags[word].setdefault(place, _IN_TEXT)
            for word, count in held.items():
                bags[word][place] = max(_SELDOM, min(1.0, count / 3))
            for word in (*texts[0], *texts[1]):
                bags[word][place] = 1.0
        self._weights = {word: math.log(1 + len(excerpts) / sum(bag.values())) for word, bag in bags.items()}
        self._bags = {word: tuple(bag.items()) for word, bag in bags.items()}
        self._unknown = math.log(1 + len(excerpts))
        self._places = [place for place, _ in names]
        self._masses = [sum(self._weights[word] for word in name) for _, name in names]
        held_by: dict[str, list[int]] = defaultdict(list)
        for number, (_, name) in enumerate(names):
            for word in name:
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
        meant = {word: (word,) if word in self._bags else self._guesses(spelled) for word, spelled in read}
        scores: dict[int, float] = defaultdict(float)
        shared: dict[int, float] = defaultdict(float)
        for word in {one for known in meant.values() for one in known}:
            weight = self._weights[word]
            for place, share in self._bags[word]:
                scores[place] += _BAG * weight * share
            for number in self._held_by.get(word, ()):
                shared[number] += weight
        best: dict[int, float] = defaultdict(float)
        for number, mass in shared.items():
            likeness = mass * mass / self._masses[number]
            best[self._places[number]] = max(best[self._places[number]], likeness)
        for place, likeness in best.items():
            scores[place] += _NAMES * likeness
        mass = max(_LEAST, sum(self.weight(known[:1] or (word,)) for word, known in meant.items()))
        shares = {place: score / mass / WHOLE for place, score in scores.items()}
        guesses = sum(known != (word,) and bool(known) for word, known in meant.items())
        return Likeness(shares, mass, guesses, sum(not known for known in meant.values()))

    def _guesses(self, word: str) -> tuple[str, ...]:
        """Return the known words that *word* may be a slip of, all as near as the nearest."""
        if len(word) < _GUESSED:
            return ()
        # Six megabytes that most runs never need.
        from rapidfuzz import process  # noqa: PLC0415
        from rapidfuzz.distance import OSA  # noqa: PLC0415

        slips = 1 if len(word) < _TWO_SLIPS else 2
        initials = self._initials.get(word[0], ())
        near = process.extract(word, initials, scorer=OSA.distance, score_cutoff=slips, limit=_NEAREST)
        return tuple(dict.fromkeys(self._spelled[name] for name, distance, _ in near if distance == near[0][1]))
