"""Rows of the log. Only ever added to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, insert, select
from sqlalchemy.engine import Row

from bot.care.diary import Entry, Kind, NewEntry
from bot.care.doses import Dose
from bot.store import new_uid
from bot.store.tables import diary


def _entry(row: Row[Any]) -> Entry:
    return Entry(row.id, row.dose_id, Kind(row.kind), row.at, row.by, row.taken_at, row.corrects)


def write(conn: Connection, dose: Dose, entry: NewEntry) -> None:
    """Add an entry about a dose."""
    write_all(conn, [(dose, entry)])


def write_all(conn: Connection, entries: Sequence[tuple[Dose, NewEntry]]) -> None:
    """Add entries about doses."""
    rows = [
        {
            "uid": new_uid(),
            "circle_id": dose.circle_id,
            "dose_id": dose.id,
            "corrects": entry.corrects,
            "kind": entry.kind.value,
            "at": entry.at,
            "by": entry.by,
            "taken_at": entry.taken_at,
        }
        for dose, entry in entries
    ]
    if rows:
        conn.execute(insert(diary), rows)


def of_dose(conn: Connection, dose_id: int) -> list[Entry]:
    """Return all that was ever written about a dose, oldest first."""
    return of_doses(conn, [dose_id]).get(dose_id, [])


def of_doses(conn: Connection, dose_ids: Iterable[int]) -> dict[int, list[Entry]]:
    """Return all that was ever written about some doses, oldest first, by dose."""
    found: dict[int, list[Entry]] = {}
    query = select(diary).where(diary.c.dose_id.in_(list(dose_ids))).order_by(diary.c.id)
    for row in conn.execute(query):
        found.setdefault(row.dose_id, []).append(_entry(row))
    return found


def everything(conn: Connection) -> list[Entry]:
    """Return the whole log, oldest first."""
    return [_entry(row) for row in conn.execute(select(diary).order_by(diary.c.id))]
