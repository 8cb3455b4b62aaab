"""Rows of the log. Only ever added to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Select, bindparam, insert, select
from sqlalchemy.engine import Row

from bot.care.diary import Entry, Event, Kind, NewEntry, NewEvent
from bot.care.doses import Dose
from bot.care.results import Value
from bot.store import THESE, new_uid
from bot.store.columns import keys_of
from bot.store.keys import Owner, Secret
from bot.store.tables import diary


def _entry(row: Row[Any]) -> Entry:
    reason = row.sealed["reason"] if row.sealed else None
    return Entry(row.id, row.dose_id, Kind(row.kind), row.at, row.by, row.taken_at, row.corrects, reason)


def _event(row: Row[Any]) -> Event:
    told = row.sealed
    return Event(
        row.id, Kind(row.kind), row.at, row.by, date.fromisoformat(told["day"]), told["zone"], told["text"],
        row.corrects, tuple(map(to_value, told.get("values", ()))), told.get("tick", ""),
    )  # fmt: skip


def of_value(one: Value) -> list[Any]:
    """Return a laboratory value as a row keeps it."""
    number = str(one.number) if one.number is not None else None
    return [one.kind, one.text, number, one.bound, one.unit, one.low, one.high]


def to_value(kept: Sequence[Any]) -> Value:
    """Return a laboratory value."""
    kind, text, number, *rest = kept
    return Value(kind, text, Decimal(number) if number is not None else None, *rest)


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
            "sealed": Secret(Owner.of_circle(dose.circle_id), {"reason": entry.reason}) if entry.reason else None,
        }
        for dose, entry in entries
    ]
    if rows:
        conn.execute(_ADD, rows)


def tell(conn: Connection, circle_id: int, event: NewEvent) -> None:
    """Add a line that is about no dose."""
    told: dict[str, Any] = {"day": event.day.isoformat(), "zone": event.zone, "text": event.text}
    if event.values:
        told["values"] = [of_value(one) for one in event.values]
    if event.tick:
        told["tick"] = event.tick
    values = {
        "uid": new_uid(),
        "circle_id": circle_id,
        "corrects": event.corrects,
        "kind": event.kind.value,
        "at": event.at,
        "by": event.by,
        "sealed": Secret(Owner.of_circle(circle_id), told),
    }
    conn.execute(_ADD, values)


_OF_DOSES = select(diary).where(diary.c.dose_id.in_(THESE)).order_by(diary.c.id)
_EVENTS = select(diary).where(diary.c.circle_id == bindparam("circle"), diary.c.dose_id.is_(None)).order_by(diary.c.id)
_ADD = insert(diary)


def of_dose(conn: Connection, dose_id: int) -> list[Entry]:
    """Return all that was ever written about a dose, oldest first."""
    return of_doses(conn, [dose_id]).get(dose_id, [])


def of_doses(conn: Connection, dose_ids: Iterable[int]) -> dict[int, list[Entry]]:
    """Return all that was ever written about some doses, oldest first, by dose."""
    found: dict[int, list[Entry]] = {}
    for row in conn.execute(_OF_DOSES, {"these": list(dose_ids)}):
        found.setdefault(row.dose_id, []).append(_entry(row))
    return found


def events(conn: Connection, circle_id: int) -> list[Event]:
    """Return what a circle was told of that is about no dose, oldest first."""
    return [_event(row) for row in conn.execute(_EVENTS, {"circle": circle_id})]


def of_circle(conn: Connection, circle_id: int) -> list[Entry | Event]:
    """Return the whole log of a circle, oldest first."""
    return _lines(conn, select(diary).where(diary.c.circle_id == circle_id))


def last_by(conn: Connection, person_id: int, since: datetime) -> Entry | None:
    """Return what a person wrote down last about a dose, from a moment on."""
    query = select(diary).where(diary.c.by == person_id, diary.c.dose_id.is_not(None), diary.c.at >= since)
    row = conn.execute(query.order_by(diary.c.id.desc()).limit(1)).first()
    return _entry(row) if row else None


def everything(conn: Connection) -> list[Entry | Event]:
    """Return the whole log, oldest first; in a copy from before an erasure, without what nobody can read any more."""
    keys = keys_of(conn)
    circles = conn.execute(select(diary.c.circle_id).distinct()).scalars()
    kept = [circle_id for circle_id in circles if not keys.struck_out(Owner.of_circle(circle_id))]
    return _lines(conn, select(diary).where(diary.c.circle_id.in_(kept)))


def _lines(conn: Connection, query: Select[Any]) -> list[Entry | Event]:
    rows = conn.execute(query.order_by(diary.c.id))
    return [_event(row) if row.dose_id is None else _entry(row) for row in rows]
