"""Words as they are compared: which of them say something, and which mean the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from bot.care.guide import Words, folded
from bot.finder.stems import stem


class Vocabulary:
    """Words as they are compared: without endings, fillers and numbers, those that mean the same made one."""

    def __init__(self, words: Words) -> None:
        self._fillers = frozenset(stem(word) for word in (*words.fillers, *words.own))
        self.everyday = frozenset(stem(word) for word in words.everyday)
        self.elsewhere = frozenset(words.elsewhere)
        self.outside = words.outside
        self._same: dict[str, str] = {}
        self._pairs: dict[tuple[str, str], str] = {}
        self._stems: dict[str, str] = {}
        for group in words.same:
            first = "".join(map(stem, folded(group[0])))
            for one in group:
                match [stem(word) for word in folded(one)]:
                    case [alone]:
                        self._same[alone] = first
                    case [before, after]:
                        self._pairs[before, after] = first

    def know(self, words: Iterable[str]) -> None:
        """Keep the stems of *words*, folded ones of the guide: it has few, and each stands in many names."""
        self._stems.update((word, stem(word)) for word in words)

    def fillers(self, typed: Sequence[str]) -> frozenset[str]:
        """Return the fillers in *typed*, folded words."""
        return self._fillers.intersection(map(self._stem, typed))

    def of(self, typed: Sequence[str]) -> list[str]:
        """Return what *typed*, folded words, says."""
        return [word for word, _ in self.read(typed)]

    def read(self, typed: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Yield each word that *typed*, folded words, says, and how it was written; a pair that is one word as that."""
        stems = [self._stem(word) for word in typed]
        place = 0
        while place < len(stems):
            pair = self._pairs.get((stems[place], stems[place + 1])) if place + 1 < len(stems) else None
            if pair:
                yield pair, f"{typed[place]} {typed[place + 1]}"
            elif not stems[place].isdigit() and stems[place] not in self._fillers:
                yield self._same.get(stems[place], stems[place]), typed[place]
            place += 2 if pair else 1

    def pairs(self, typed: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Yield what stands side by side in *typed*, folded words, fillers and numbers among them."""
        return pairwise([self._same.get(one, one) for one in map(self._stem, typed)])

    def _stem(self, word: str) -> str:
        return self._stems.get(word) or stem(word)
