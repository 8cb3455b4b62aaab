"""The guide as values: shelves of short, sourced excerpts, and how their names are compared with what people type.

Reads no files (content does) and decides nothing about which excerpt is meant (finder does).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

SHELVES = (
    "about",
    "howitworks",
    "benefits",
    "sideeffects",
    "stories",
    "tips",
    "bloodtests",
    "missed",
    "interactions",
    "vaccines",
    "pregnancy",
    "urgent",
)

# Letters and digits part company, so that "temp38.9" is three words; everything else only separates.
_WORD = re.compile(r"[^\W\d_]+|\d+")
# Apostrophes, and what stands between letters unseen: soft hyphen, zero-width space and joiners, word joiner, byte
# order mark. Taken out, so that "can't" is "cant" and nothing hides in a word.
_DROPPED = re.compile("['`\u2018\u2019\u00ad\u200b-\u200d\u2060\ufeff]")
MOST_NEAR = 3  # others that are offered below an excerpt
_DRAWN_OUT = re.compile(r"(\D)\1\1+")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact was read: an authority (grade A), a copy of one (B) or one hospital's or charity's leaflet (C)."""

    key: str
    name: str
    url: str
    grade: str
    seen: date


@dataclass(frozen=True, slots=True)
class Clinician:
    """Who read an excerpt and stands by it, and when."""

    name: str
    date: date


@dataclass(frozen=True, slots=True)
class Excerpt:
    """One page of the guide: what is shown word for word, and what it rests on.

    *body* and *neutral* are Markdown; *neutral* is the form that names no medicine. *unless* are phrases that hold an
    alias and mean nothing by it ("room temperature"); *alone* are names that mean it only if nothing else is said
    ("help me"). *asked* are questions as people put them: what is like one of them may mean this excerpt. Without
    *clinician* nobody has read it yet.
    """

    shelf: str
    topic: str
    title: str
    aliases: tuple[str, ...]
    body: str
    facts: tuple[str, ...]
    checked: date
    sources: tuple[Source, ...]
    clinician: Clinician | None = None
    urgent: bool = False
    neutral: str | None = None
    unless: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()


class Crisis(StrEnum):
    """What is answered with numbers to ring and nothing else."""

    DIE = "die"
    OVERDOSE = "overdose"


@dataclass(frozen=True, slots=True)
class CrisisWords:
    """The words by which a crisis is heard; *unless* and *alone* as in an excerpt."""

    crisis: Crisis
    aliases: tuple[str, ...]
    unless: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """How the words of a question are compared with the guide.

    *fillers* say nothing about what is meant; *everyday* words say little, and nothing where no page has them; each of
    *same* are words that mean the same, the first stands for them; *elsewhere* are words of other matters; *beyond* are
    phrases by which a question lies outside the guide, whatever else stands in it, "othermedicine" in them being any of
    *medicines* where none of this one's *own* names is said; each of *outside* are questions of one kind that the guide
    does not hold.
    """

    fillers: tuple[str, ...] = ()
    everyday: tuple[str, ...] = ()
    same: tuple[tuple[str, ...], ...] = ()
    elsewhere: tuple[str, ...] = ()
    beyond: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    medicines: tuple[str, ...] = ()
    outside: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Guide:
    """All excerpts, in the order in which they are listed, the words of a crisis, and how words are compared."""

    excerpts: tuple[Excerpt, ...]
    crises: tuple[CrisisWords, ...] = ()
    words: Words = Words()

    @property
    def shelves(self) -> tuple[str, ...]:
        """The names of the shelves that hold something, in order."""
        return tuple(dict.fromkeys(excerpt.shelf for excerpt in self.excerpts))

    def shelf(self, name: str) -> tuple[Excerpt, ...]:
        """Return what stands on the shelf *name*; nothing if there is no such shelf."""
        return tuple(excerpt for excerpt in self.excerpts if excerpt.shelf == name)

    def get(self, shelf: str, topic: str) -> Excerpt | None:
        """Return the excerpt called *topic* on *shelf*, if there is one."""
        return next((one for one in self.excerpts if one.shelf == shelf and one.topic == topic), None)

    def near(self, excerpt: Excerpt) -> tuple[Excerpt, ...]:
        """Return up to three others that rest on the same facts, those with most in common first.

        Of equals one of the same shelf comes first. Nothing else is said to be related.
        """
        facts = set(excerpt.facts)
        others = [one for one in self.excerpts if one != excerpt and facts.intersection(one.facts)]
        others.sort(key=lambda one: (-len(facts.intersection(one.facts)), one.shelf != excerpt.shelf))
        return tuple(others[:MOST_NEAR])


def folded(text: str) -> tuple[str, ...]:
    """Return the words of *text* as the guide compares them: no case, no punctuation, no letters drawn out."""
    plain = _DROPPED.sub("", unicodedata.normalize("NFKC", text).casefold())
    return tuple(_WORD.findall(_DRAWN_OUT.sub(r"\1", plain)))
