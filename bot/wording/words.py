"""What every kind of wording stands on: the phrases, who reads them, and days, lists and yes or no in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Self

from bot.care.people import Circle, Person, Voice
from bot.wording.said import Choice, Phrases, Said

PRIVATE = Voice()
Wants = dict[str, frozenset[str]]


def wanted(phrases: Mapping[str, str]) -> Wants:
    """Return phrases with the names of their arguments, which stand in one text apart."""
    return {name: frozenset(arguments.split()) for name, arguments in phrases.items()}


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: how they want to be written to, and the patient's name where they act for somebody else."""

    voice: Voice = PRIVATE
    patient: str | None = None

    @classmethod
    def of(cls, person: Person | None, circle: Circle | None) -> Reader:
        """Return how a person is spoken to about a circle."""
        if person is None or circle is None:
            return cls()
        return cls(person.voice, None if person.id == circle.patient_id else circle.name)

    def arguments(self) -> dict[str, str]:
        """Return what phrases may ask about the reader; they need not be given it."""
        return {
            "style": self.voice.style.value,
            "usual": self.voice.words,
            "whose": "own" if self.patient is None else "kept",
            "patient": self.patient or "",
            "called": self.voice.words or self.patient or "",  # on a locked phone
        }


class Words:
    """Says phrases to one reader. A phrase that is declared with what concerns the reader is told it."""

    wants: ClassVar[Wants] = {}

    def __init__(self, phrases: Phrases, reader: Reader = Reader()) -> None:
        """Take the phrases and the reader."""
        self._phrases = phrases
        self._reader = reader
        self._about = reader.arguments()
        self._labels: dict[str, str] = {}  # phrases that are given nothing stand under every prompt: each is said once

    def to(self, reader: Reader) -> Self:
        """Return the same words, said to *reader*."""
        return self if reader == self._reader else type(self)(self._phrases, reader)

    def forget(self) -> None:
        """Forget what was said: people's own words are in it."""
        self._phrases.forget()

    def _say(self, phrase: str, /, **arguments: str) -> str:
        if arguments:
            return self._said(phrase, arguments)
        if phrase not in self._labels:
            self._labels[phrase] = self._said(phrase, arguments)
        return self._labels[phrase]

    def _said(self, phrase: str, arguments: Mapping[str, str]) -> str:
        known = self.wants[phrase]
        told = {name: value for name, value in self._about.items() if name in known and name not in arguments}
        said = self._phrases.say(phrase, **told, **arguments)
        patient = self._reader.patient  # "your child" as well, which may begin a sentence
        return f"{said[0].upper()}{said[1:]}" if patient and said.startswith(patient) else said

    def plain(self, phrase: str, /, **arguments: str) -> Said:
        """Return a phrase without choices. An argument at its end may be empty."""
        return Said(self._say(phrase, **arguments).rstrip())

    def day(self, day: date) -> str:
        """Return a day: Tue 1 Dec."""
        from babel.dates import format_date  # noqa: PLC0415 - takes megabytes that `azalea --help` does not need

        return format_date(day, "EEE d MMM", locale="en")

    def full_day(self, day: date) -> str:
        """Return a day with its year: Tue 1 Dec 2026."""
        return f"{self.day(day)} {day.year}"

    def listed(self, items: Sequence[str]) -> str:
        """Return items as people list them."""
        if len(items) == 1:
            return items[0]
        return self._say("and", first=", ".join(items[:-1]), last=items[-1])

    def yes_no(self, yes: str, no: str) -> tuple[Choice, Choice]:
        """Return the two choices of a question; *yes* and *no* are their data."""
        return Choice(self._say("yes"), yes, "yes"), Choice(self._say("no"), no, "no")

    def ask(self, phrase: str, choices: Mapping[str, str], *, letters: bool = False, **arguments: str) -> Said:
        """Ask something: *choices* are phrases by what pressing them means."""
        offered = tuple(
            Choice(self._say(label), data, label if label in {"yes", "no"} else "") for data, label in choices.items()
        )
        return Said(self._say(phrase, **arguments), offered, letters=letters)
