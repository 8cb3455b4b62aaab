"""Rows of what falls on a day and is neither dose nor test. `next_step_at` says when something is to be said of one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Connection, Select, bindparam, or_, select, update
from sqlalchemy.engine import Row

from bot.care.occasions import Occasion, State, What
from bot.store import THESE, new_row, new_uid
from bot.store.keys import Owner, Secret
from bot.store.tables import occasions

_OF_CIRCLE = (
    select(occasions)
    .where(occasions.c.circle_id == bindparam("circle"))
    .order_by(occasions.c.local_day, occasions.c.id)
)
_BY_IDS = select(occasions).where(occasions.c.id.in_(THESE))


def _values(one: Occasion) -> dict[str, Any]:
    kept = {
        "at": one.at.isoformat() if one.at else None,
        "title": one.title,
        "every": one.every,
        "said_of": one.said_of.isoformat() if one.said_of else None,
        "said": one.said,
        "waits_until": one.waits_until.isoformat() if one.waits_until else None,
    }
    return {
        "circle_id": one.circle_id,
        "made_by": one.by,
        "kind": one.what.value,
        "local_day": one.day,
        "state": one.state.value,
        "next_step_at": one.next_step_at,
        "sealed": Secret(Owner.of_circle(one.circle_id), kept),
    }


def _occasion(row: Row[Any]) -> Occasion:
    kept = row.sealed
    return Occasion(
        row.id,
        row.uid,
        row.circle_id,
        row.made_by,
        What(row.kind),
        row.local_day,
        time.fromisoformat(kept["at"]) if kept["at"] else None,
        kept["title"],
        kept["every"],
        State(row.state),
        _day(kept["said_of"]),
        kept["said"],
        _day(kept["waits_until"]),
        row.next_step_at,
    )


def _day(kept: str | None) -> date | None:
    return date.fromisoformat(kept) if kept else None


def _read(conn: Connection, query: Select[Any], given: dict[str, Any]) -> list[Occasion]:
    return [_occasion(row) for row in conn.execute(query, given)]


def of_circle(conn: Connection, circle_id: int) -> list[Occasion]:
    """Return all of a circle, in the order of their days."""
    return _read(conn, _OF_CIRCLE, {"circle": circle_id})


def by_ids(conn: Connection, ids: Iterable[int]) -> dict[int, Occasion]:
    """Return some by their ids."""
    return {one.id: one for one in _read(conn, _BY_IDS, {"these": list(ids)})}


def add(conn: Connection, fresh: Occasion) -> Occasion:
    """Make a row of one, and return it."""
    made = replace(fresh, uid=new_uid())
    return replace(made, id=new_row(conn, occasions, _values(made) | {"uid": made.uid}))


def save(conn: Connection, one: Occasion) -> None:
    """Write how one stands."""
    conn.execute(update(occasions).where(occasions.c.id == one.id).values(_values(one)))


def due(conn: Connection, now: datetime, limit: int, aside: Sequence[int] = ()) -> list[int]:
    """Return those of which something is to be said at *now*, the longest waiting first. *aside* are left out."""
    query = select(occasions.c.id).where(occasions.c.next_step_at <= now)
    if aside:
        query = query.where(occasions.c.id.not_in(aside))
    return list(conn.execute(query.order_by(occasions.c.next_step_at, occasions.c.id).limit(limit)).scalars())


def circles_ahead_of(conn: Connection, now: datetime, after: int, limit: int) -> list[int]:
    """Return circles with one of which something is to be said later than *now*, or nothing any more.

    By id from *after* on.
    """
    later = or_(occasions.c.next_step_at > now, occasions.c.next_step_at.is_(None))
    query = select(occasions.c.circle_id).where(
        occasions.c.circle_id > after, occasions.c.state == State.OPEN.value, later
    )
    return list(conn.execute(query.distinct().order_by(occasions.c.circle_id).limit(limit)).scalars())
