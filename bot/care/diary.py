"""The log: append-only entries. A correction is an entry that points at what it corrects; nothing is overwritten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """What an entry says became of a dose."""

    TAKEN = "taken"
    NOT_HAD = "not_had"
    UNANSWERED = "unanswered"  # nobody said anything: azalea does not know
    OFF = "off"  # azalea did not ask, because it was off
    OPEN = "open"  # a correction that takes an answer back inside the dose's own time


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log. *taken_at* (UTC) is None where the time is not known; *by* is None for azalea itself."""

    id: int
    dose_id: int
    kind: Kind
    at: datetime
    by: int | None
    taken_at: datetime | None
    corrects: int | None


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An entry about to be written."""

    kind: Kind
    at: datetime
    by: int | None
    taken_at: datetime | None = None
    corrects: int | None = None


def standing(entries: Sequence[Entry]) -> Entry | None:
    """Return the end of a dose's chain: the one entry that no other corrects."""
    corrected = {entry.corrects for entry in entries}
    return next((entry for entry in entries if entry.id not in corrected), None)
