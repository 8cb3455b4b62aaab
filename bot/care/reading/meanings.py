"""What a person's words can mean. Says nothing of which dose, which person, or what is to be done about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from bot.care.reading.clock import ClockTime


class Why(Enum):
    """Why words about taking are asked about and never written down as taken."""

    QUESTION = "question"
    CONDITION = "condition"
    OTHER_PERSON = "other person"
    AMOUNT = "amount"
    WRONG = "wrong"
    OTHER_DAY = "other day"
    FUTURE = "future"
    NEGATED = "negated"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Command:
    """A word with a slash before it, in lower case, without "@bot"; *words* are the rest, as typed."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Yes:
    """A plain yes to whatever was asked last."""


@dataclass(frozen=True, slots=True)
class No:
    """A plain no to whatever was asked last."""


@dataclass(frozen=True, slots=True)
class Nod:
    """Politeness: "ok", "thanks", a thumb. Heard, but never a yes."""


@dataclass(frozen=True, slots=True)
class Done:
    """The word "done", which may be said of a dose or of a blood test."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A bare number or letter: an option, if anything with options is in view."""

    number: int | None
    letter: str | None


@dataclass(frozen=True, slots=True)
class Took:
    """The whole text says that this person's dose was taken (or given), at *at* if it says when."""

    at: ClockTime | None


@dataclass(frozen=True, slots=True)
class AskedWhether:
    """Asks what the diary says: "did I take it?"."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Speaks of taking, but must be asked about. *why* only helps to ask well: the first reason that was found."""

    why: Why


@dataclass(frozen=True, slots=True)
class Later:
    """Not now, and no word of never."""


@dataclass(frozen=True, slots=True)
class NotHad:
    """Leaving this one out on purpose."""


@dataclass(frozen=True, slots=True)
class Help:
    """Asks what there is, or only greets."""


@dataclass(frozen=True, slots=True)
class Unclear:
    """Anything else."""


Meaning = Command | Yes | No | Nod | Done | Choice | Took | AskedWhether | Doubt | Later | NotHad | Help | Unclear
