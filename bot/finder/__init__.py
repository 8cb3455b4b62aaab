"""Searches the guide in memory: which excerpt some words mean, and whether anything in them sounds urgent.

Leaves alone what is done with the answer; keeps nothing of what it was asked.

`standing` finds names where they stand in a text; `likeness` weighs all of its words. `vocabulary` knows which of them
say something, and `stems` takes their endings off.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bot.care.guide import Crisis, Excerpt, Guide, folded
from bot.finder.likeness import WHOLE, Index, Likeness
from bot.finder.standing import Aliases, Named, Phrases, Standing, different
from bot.finder.vocabulary import Vocabulary

__all__ = ["Finder", "Found", "Ranked"]

_URGENT = "urgent"
_OFFERED = 4
# A question is put in the first characters; what follows is the story. (What is urgent is looked for in all.)
_READ = 1000
# What stands for each other medicine in a phrase.
_OTHER = "othermedicine"
# Of two words that are guessed at, nobody is sure.
_GUESSES = 2
# A name that stands in the words, letter by letter, counts for this much more than the same words here and there.
_STANDING = 0.5
# Where nothing in the words is urgent, another page may well be meant than the urgent one that says the same words.
_CALM = 0.85
# What lies outside the guide may be so much less like the words than the likest excerpt, and still be what was meant.
# Where this medicine is named, little speaks for something else.
_OUTSIDE, _OUTSIDE_OWN = 0.76, 1.2
# Of what a whole name would be, how much is to be said for an excerpt at the least; more if the words are everyday ones
# all. `make bench-guide` measures these.
_LEAST, _LEAST_TELLING = 0.58, 0.12
# One is shown at once if it is so much more like the words than any other, and than any other that is named in them.
_AHEAD, _AHEAD_NAMED = 1.15, 1.3
_OFFER = 0.7  # of the best: what is less like the words, and not named in them, is not offered beside it


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


class Ranked(NamedTuple):
    """An excerpt, and how like it is to what was asked: 1 is one of its names, and nothing else."""

    excerpt: Excerpt
    score: float


class _Candidate(NamedTuple):
    """A place in the guide, and how like it is to what was asked; *whole* if that is its name.

    *named* if a name of it stands in the words, *alarmed* if that is an urgent one.
    """

    place: int
    score: float
    whole: bool
    named: bool
    alarmed: bool


class Finder:
    """The guide, indexed by what people call things."""

    def __init__(self, guide: Guide) -> None:
        """Index *guide* once; searching changes nothing."""
        self._excerpts = guide.excerpts
        self._crises = guide.crises
        self._urgent = frozenset(place for place, one in enumerate(guide.excerpts) if one.shelf == _URGENT)
        self._exact: dict[tuple[str, ...], list[int]] = {}
        for place, excerpt in enumerate(guide.excerpts):
            for words in different((excerpt.title, excerpt.topic, *excerpt.aliases, *excerpt.alone)):
                self._exact.setdefault(words, []).append(place)
        # Apart, for every text from a person is held against the alarms. A crisis has a place before all excerpts.
        alarms: dict[int, Named] = dict(enumerate(guide.crises, -len(guide.crises)))
        others: dict[int, Named] = {}
        for place, excerpt in enumerate(guide.excerpts):
            (alarms if place in self._urgent else others)[place] = excerpt
        self._alarms, self._others = Aliases(alarms), Aliases(others)
        self._alone = {words: place for place, one in alarms.items() for words in different(one.alone)}
        self._vocabulary = Vocabulary(guide.words)
        self._index = Index(guide.excerpts, self._vocabulary)
        self._beyond = Phrases(guide.words.beyond)
        self._own, self._medicines = frozenset(guide.words.own), frozenset(guide.words.medicines)

    def find(self, shelf: str | None, words: str) -> Found:
        """Return what *words* mean on *shelf* (None: on any): by whole name, by names in them, by what they are about.

        What sounds urgent goes first among several: whatever else was meant, it can wait.
        """
        likeness = self._index.like(folded(words[:_READ]))
        candidates = self._candidates(shelf, words, likeness)
        sure = bool(candidates) and likeness.guesses < _GUESSES and _stands_out(candidates)
        near = (one for one in candidates if _is_near(one, candidates))
        shown = candidates[:1] if sure else sorted(near, key=lambda one: not (one.whole or one.alarmed))
        return Found(tuple(self._excerpts[one.place] for one in shown), sure)

    def ranked(self, shelf: str | None, words: str) -> tuple[Ranked, ...]:
        """Return up to four excerpts that *words* may mean, in that order, also where the first is clearly meant."""
        candidates = self._candidates(shelf, words, self._index.like(folded(words[:_READ])))
        return tuple(Ranked(self._excerpts[one.place], min(1.0, one.score)) for one in candidates)

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

    def _candidates(self, shelf: str | None, words: str, likeness: Likeness) -> list[_Candidate]:
        """Return up to four places that *words* may mean, best first; none where the guide does not hold it."""
        typed = folded(words[:_READ])
        whole = self._exact.get(typed, [])
        alarmed = self._alarms.standing(typed)
        standing = _outermost([*self._others.standing(typed), *alarmed])
        if not whole and not alarmed and self._lies_beyond(typed, standing):
            return []
        scores = self._scored(typed, standing, likeness)
        named, urgent = {one.place for one in standing}, {one.place for one in alarmed}
        found = [
            _Candidate(place, score, place in whole, place in named, place in urgent)
            for place, score in scores.items()
            if shelf in (None, self._excerpts[place].shelf)
        ]
        found.sort(key=lambda one: (not one.whole, -one.score, one.place))
        share = _OUTSIDE if self._own.isdisjoint(typed) else _OUTSIDE_OWN
        first = [*found[: _OFFERED - 1], *(one for one in found[_OFFERED - 1 :] if one.alarmed), *found[_OFFERED - 1 :]]
        return list(dict.fromkeys(first))[:_OFFERED] if _is_held(found, likeness, share) else []

    def _lies_beyond(self, typed: tuple[str, ...], standing: Sequence[Standing]) -> bool:
        """Tell whether a phrase stands in *typed* that asks what the guide does not hold, and is no part of a name."""
        phrases = self._beyond.standing(typed)
        if self._own.isdisjoint(typed):
            phrases += self._beyond.standing(tuple(_OTHER if one in self._medicines else one for one in typed))
        return any(not any(one.within(name) for name in standing) for one in phrases)

    def _scored(self, typed: tuple[str, ...], standing: Sequence[Standing], likeness: Likeness) -> dict[int, float]:
        """Return how like each place is to *typed*, with what the names *standing* in it add."""
        calm = self._urgent - {one.place for one in standing}
        set_aside = self._others.idle(typed) - {one.place for one in standing}
        scores = {
            place: score * (_CALM if place in calm else 1)
            for place, score in likeness.scores.items()
            if place not in set_aside
        }
        for one in standing:
            if one.place >= 0:
                said = self._index.weight(self._vocabulary.of(typed[one.start : one.end]))
                scores[one.place] = scores.get(one.place, 0) + _STANDING * max(said, 1) / likeness.mass / WHOLE
        for place in self._exact.get(typed, ()):
            scores[place] = 1.0
        return scores


def _is_held(found: Sequence[_Candidate], likeness: Likeness, share: float) -> bool:
    """Tell whether the guide holds what was asked, *found* being what is likest to it, best first.

    What lies outside may be a *share* of that.
    """
    if not found or found[0].whole or found[0].alarmed:
        return bool(found)
    least = _LEAST_TELLING if likeness.telling else _LEAST
    return found[0].score >= least and likeness.outside <= share * found[0].score


def _stands_out(candidates: Sequence[_Candidate]) -> bool:
    """Tell whether the first of *candidates* is clearly the one that is meant."""
    first, *others = candidates
    if first.whole:
        return not any(other.whole for other in others)
    if first.alarmed or any(other.alarmed for other in others):
        return first.alarmed
    return all(first.score >= (_AHEAD_NAMED if other.named else _AHEAD) * other.score for other in others)


def _is_near(one: _Candidate, candidates: Sequence[_Candidate]) -> bool:
    """Tell whether *one* is worth offering beside the others."""
    if candidates[0].whole:
        return one.whole
    return one.named or one.alarmed or one.score >= _OFFER * max(other.score for other in candidates)


def _outermost(standing: Sequence[Standing]) -> list[Standing]:
    """Return *standing* without names that are only part of a longer one of something else."""
    inside = {
        one
        for one in standing
        for other in standing
        if one.place != other.place and one.within(other) and not other.within(one)
    }
    return list(dict.fromkeys(one for one in standing if one not in inside))
