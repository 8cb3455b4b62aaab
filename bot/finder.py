"""Searches the guide in memory: which excerpt some words mean, and whether anything in them sounds urgent.

Leaves alone what is done with the answer; keeps nothing of what it was asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from bot.care.guide import Excerpt, Guide, folded

# The known words of which a word, itself unknown, may be a slip.
_Meant = dict[str, frozenset[str]]

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


@dataclass(frozen=True, slots=True)
class _Alias:
    """One alias of the excerpt at *place*, and the phrases in which it means nothing, with how many words before it."""

    words: tuple[str, ...]
    place: int
    unless: tuple[tuple[tuple[str, ...], int], ...]

    def idles(self, typed: tuple[str, ...], start: int) -> bool:
        """Tell whether the alias, standing in *typed* at *start*, is part of such a phrase, to the letter."""
        return any(
            start >= before and typed[start - before : start - before + len(phrase)] == phrase
            for phrase, before in self.unless
        )


@dataclass(frozen=True, slots=True)
class _Standing:
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
        self._urgent = frozenset(place for place, one in enumerate(guide.excerpts) if one.shelf == _URGENT)
        self._exact: dict[tuple[str, ...], list[int]] = {}
        aliases: list[_Alias] = []
        for place, excerpt in enumerate(guide.excerpts):
            unless = _different(excerpt.unless)
            aliases += [_Alias(words, place, _around(words, unless)) for words in _different(excerpt.aliases)]
            for words in _different((excerpt.title, excerpt.topic, *excerpt.aliases)):
                self._exact.setdefault(words, []).append(place)
        self._aliases = _Aliases(aliases)
        # Apart, for every text from a person is held against these.
        self._alarms = _Aliases(alias for alias in aliases if alias.place in self._urgent)

    def find(self, shelf: str | None, words: str) -> Found:
        """Return what *words* mean on *shelf* (None: on any): by whole name, by an alias in them, else what is near."""
        typed = folded(words[:_READ])
        wanted = {place for place, excerpt in enumerate(self._excerpts) if shelf in (None, excerpt.shelf)}
        exact = [place for place in self._exact.get(typed, ()) if place in wanted]
        if exact:
            return self._found(exact)
        standing = [one for one in self._aliases.standing(typed) if one.place in wanted]
        if standing:
            return self._found(_longest_first(standing))
        return Found(self._shown(self._near(typed, wanted)))

    def urgent(self, words: str) -> Excerpt | None:
        """Return the first page of the urgent shelf of which an alias stands in *words*, whatever else they say."""
        place = min((one.place for one in self._alarms.standing(folded(words))), default=None)
        return None if place is None else self._excerpts[place]

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

        names = {
            name: " ".join(name)
            for name, places in self._exact.items()
            if not wanted.isdisjoint(places) and sum(map(len, name)) >= _NAME_LETTERS
        }
        best: dict[int, float] = {}
        searches = [(piece, fuzz.ratio) for piece in _windows(typed)] + [(" ".join(typed), fuzz.token_sort_ratio)]
        for piece, likeness in searches:
            for text, score, name in process.extract(piece, names, scorer=likeness, score_cutoff=_LIKE, limit=_OFFERED):
                # "never" is not "fever": people seldom get the first letter wrong.
                if text[0] == piece[0] or likeness is fuzz.token_sort_ratio:
                    for place in wanted.intersection(self._exact[name]):
                        best[place] = max(score, best.get(place, 0))
        return sorted(best, key=lambda place: -best[place])[:_OFFERED]


class _Aliases:
    """Aliases, to be found where they stand in a text as whole words, one slip in a long word forgiven."""

    def __init__(self, aliases: Iterable[_Alias]) -> None:
        self._starting: dict[str, list[_Alias]] = {}
        for alias in aliases:
            self._starting.setdefault(alias.words[0], []).append(alias)
        self._slips = _Slips(word for some in self._starting.values() for alias in some for word in alias.words)

    def standing(self, typed: tuple[str, ...]) -> Iterator[_Standing]:
        """Yield each alias that stands in *typed* and means something there."""
        different = set(typed)
        meant = {word: slips for word in different if (slips := self._slips.meant(word))}
        heads = {
            word: [alias for first in (word, *meant.get(word, ())) for alias in self._starting.get(first, ())]
            for word in different & (self._starting.keys() | meant.keys())
        }
        if not heads:
            return
        for start, word in enumerate(typed):
            for alias in heads.get(word, ()):
                end = start + len(alias.words)
                if _same(typed[start:end], alias.words, meant) and not alias.idles(typed, start):
                    yield _Standing(alias.place, start, end)


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
    return [words for words in dict.fromkeys(map(folded, names)) if words]


def _around(words: tuple[str, ...], phrases: Iterable[tuple[str, ...]]) -> tuple[tuple[tuple[str, ...], int], ...]:
    """Return those *phrases* that hold *words*, or a slip of them, each with how many words it has before them."""
    return tuple(
        (phrase, before)
        for phrase in phrases
        for before in range(len(phrase) - len(words) + 1)
        if all(map(_alike, phrase[before : before + len(words)], words))
    )


@cache
def _alike(one: str, other: str) -> bool:
    # The same few hundred words are compared with each other at every start, and most differ at first sight.
    if one == other:
        return True
    return abs(len(one) - len(other)) <= 1 and one[0] in other[:2] and _one_slip(one, other)


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


def _same(typed: tuple[str, ...], alias: tuple[str, ...], meant: _Meant) -> bool:
    """Tell whether *typed* is *alias*, or is but for one word with one slip."""
    if typed == alias or len(typed) != len(alias):
        return typed == alias
    slips = [(one, other) for one, other in zip(typed, alias, strict=True) if one != other]
    return len(slips) == 1 and slips[0][1] in meant.get(slips[0][0], ())


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
