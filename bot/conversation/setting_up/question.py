"""What a question of the set-up is: when it is needed, how it is asked, what is read as an answer, what that does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.conversation.talk import Talk
from bot.wording import Said

Draft = dict[str, Any]
ON = "on"  # of a draft: the local day on which its question was asked last

ABOUT = {
    "voice": "voice", "whose": "who", "patient": "who", "clock": "where", "place": "where", "strength": "strength",
    "kinds": "strength", "strength-typed": "strength", "strength-sure": "strength", "count": "count",
    "count-typed": "count", "times": "times", "twice": "times", "other-times": "times",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Taken:
    """An answer that was taken: the draft after it, what is said to it, and whether the next question follows."""

    draft: Draft
    said: Sequence[Said] = ()
    goes_on: bool = True


def nothing_typed(_talk: Talk, _draft: Draft, _words: str) -> str | None:
    """Read nothing: the question is answered by its choices alone."""
    return None


@dataclass(frozen=True, slots=True)
class Question:
    """*ask* is given what its choices begin with; *read* returns what a choice would carry, or None.

    *free*: it takes any words but those that mean something by themselves.
    """

    name: str
    needed: Callable[[Talk, Draft], bool]
    ask: Callable[[Talk, Draft, str], list[Said]]
    take: Callable[[Talk, Draft, str], Taken]
    read: Callable[[Talk, Draft, str], str | None] = nothing_typed
    free: bool = False

    @property
    def about(self) -> str:
        """Return what it is about, where an answer was not understood."""
        return ABOUT.get(self.name, "other")
