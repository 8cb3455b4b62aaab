"""The log: append-only entries. A correction is an entry that points at what it corrects; nothing is overwritten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.care.results import Value


class Kind(StrEnum):
    """What an entry says: what became of a dose, or what else was told."""

    TAKEN = "taken"
    NOT_HAD = "not_had"
    UNANSWERED = "unanswered"  # nobody said anything: azalea does not know
    OFF = "off"  # azalea did not ask, because it was off
    OPEN = "open"  # a correction that takes an answer back inside the dose's own time
    PAUSED = "paused"  # azalea did not ask, because it was told not to

    # What is about no dose.
    NOTE = "note"
    SYMPTOM = "symptom"
    SICK_AFTER = "sick_after"
    TOO_MUCH = "too_much"  # more than planned
    PLAN = "plan"  # a change, in words
    PARKED = "parked"  # a question kept for the clinic
    ASKED = "asked"  # one that was kept, and asked
    DROPPED = "dropped"  # one that was kept, and is not to be asked any more
    TEST = "test"  # dates of blood tests, and what became of one, in words
    RESULT = "result"  # values as they were typed
    APPOINTMENT = "appointment"  # what became of one, in words
    REORDER = "reorder"  # a supply: the day to reorder, and that it was done
    BASELINE = "baseline"  # whether a test from before the start is on file, as it was answered


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log about a dose. *taken_at* (UTC) is None where the time is not known.

    *by* is None for azalea itself. *reason* is why it was not had, or not asked about, where that was said.
    """

    id: int
    dose_id: int
    kind: Kind
    at: datetime
    by: int | None
    taken_at: datetime | None
    corrects: int | None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An entry about to be written."""

    kind: Kind
    at: datetime
    by: int | None
    taken_at: datetime | None = None
    corrects: int | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class NewEvent:
    """A line of the log about no dose, about to be written: of a local *day*, on the clock of *zone*, in words.

    *corrects* is the question that was kept, where this says what became of it, or the values that this puts right, or
    the answer that this one takes the place of. *tick* names what a baseline answer is about.
    """

    kind: Kind
    at: datetime
    by: int | None
    day: date
    zone: str
    text: str
    corrects: int | None = None
    values: tuple[Value, ...] = ()
    tick: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """A line of the log about no dose."""

    id: int
    kind: Kind
    at: datetime
    by: int | None
    day: date
    zone: str
    text: str
    corrects: int | None = None
    values: tuple[Value, ...] = ()
    tick: str = ""


def standing(entries: Sequence[Entry]) -> Entry | None:
    """Return the end of a dose's chain: the one entry that no other corrects."""
    corrected = {entry.corrects for entry in entries}
    return next((entry for entry in entries if entry.id not in corrected), None)


def results(events: Sequence[Event]) -> list[Event]:
    """Return the values that were written down as they stand, oldest first: without those put right or taken out."""
    corrected = {event.corrects for event in events}
    return [event for event in events if event.kind is Kind.RESULT and event.values and event.id not in corrected]


def ticks(events: Sequence[Event]) -> dict[str, Event]:
    """Return what was answered of tests from before the start, as it stands, by what each answer is about."""
    corrected = {event.corrects for event in events}
    told = (event for event in events if event.kind is Kind.BASELINE and event.id not in corrected)
    return {event.tick: event for event in told}


def parked(events: Sequence[Event]) -> list[Event]:
    """Return the questions that are kept for the clinic, without those of which it was said what became of them."""
    settled = {event.corrects for event in events}
    return [event for event in events if event.kind is Kind.PARKED and event.id not in settled]
