"""Rows of plans and their versions. `next_at` points at what is owed next; rounds move it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, time
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, bindparam, func, insert, select, update
from sqlalchemy.engine import Row

from bot.care.plans import Amount, DosePlan, Part, Schedule, Version
from bot.store import new_row, new_uid
from bot.store.tables import plan_versions, plans

ACTIVE = "active"
DOSE = "dose"


def _sealed(schedule: Schedule) -> dict[str, Any]:
    return {
        "amount": [[str(part.count), str(part.strength_mg)] for part in schedule.amount],
        "walls": [wall.strftime("%H:%M") for wall in schedule.walls],
    }


def _amount(parts: Iterable[Sequence[str]]) -> Amount:
    return tuple(Part(Decimal(count), Decimal(strength)) for count, strength in parts)


def _version(row: Row[Any]) -> Version:
    walls = tuple(time.fromisoformat(wall) for wall in row.sealed["walls"])
    return Version(row.number, row.from_day, Schedule(_amount(row.sealed["amount"]), walls))


def of_circle(conn: Connection, circle_id: int) -> DosePlan | None:
    """Return the active dose plan of a circle."""
    active = and_(plans.c.circle_id == circle_id, plans.c.kind == DOSE, plans.c.state == ACTIVE)
    return next(iter(_read(conn, active).values()), None)


def by_ids(conn: Connection, ids: Sequence[int]) -> dict[int, DosePlan]:
    """Return plans by their ids."""
    return _read(conn, plans.c.id.in_(ids))


def _read(conn: Connection, wanted: ColumnElement[bool]) -> dict[int, DosePlan]:
    """Return the plans that are wanted, each with all its versions."""
    heads = conn.execute(select(plans).where(wanted)).all()
    if not heads:
        return {}
    query = select(plan_versions).where(plan_versions.c.plan_id.in_([head.id for head in heads]))
    versions: dict[int, list[Version]] = {}
    for row in conn.execute(query.order_by(plan_versions.c.plan_id, plan_versions.c.number)):
        versions.setdefault(row.plan_id, []).append(_version(row))
    return {
        head.id: DosePlan(head.id, head.uid, head.circle_id, head.since, tuple(versions[head.id])) for head in heads
    }


def add(conn: Connection, circle_id: int, version: Version, by: int, now: datetime) -> DosePlan:
    """Make a dose plan with its first version. It has no pointer yet."""
    uid = new_uid()
    values = {"uid": uid, "circle_id": circle_id, "kind": DOSE, "state": ACTIVE, "since": now, "next_at": None}
    plan_id = new_row(conn, plans, values)
    plan = DosePlan(plan_id, uid, circle_id, now, (version,))
    _add_version(conn, plan, version, by, now)
    return plan


def change(conn: Connection, plan: DosePlan, version: Version, by: int, now: datetime) -> DosePlan:
    """Add a version."""
    _add_version(conn, plan, version, by, now)
    return plan.changed(version)


def _add_version(conn: Connection, plan: DosePlan, version: Version, by: int, now: datetime) -> None:
    conn.execute(
        insert(plan_versions).values(
            plan_id=plan.id,
            circle_id=plan.circle_id,
            number=version.number,
            from_day=version.from_day,
            made_at=now,
            made_by=by,
            sealed=_sealed(version.schedule),
        )
    )


def due(conn: Connection, now: datetime, limit: int, aside: Sequence[int] = ()) -> list[int]:
    """Return the plans that owe a dose at *now*, the longest owed first. *aside* are left out."""
    query = select(plans.c.id).where(plans.c.next_at <= now)
    if aside:
        query = query.where(plans.c.id.not_in(aside))
    return list(conn.execute(query.order_by(plans.c.next_at, plans.c.id).limit(limit)).scalars())


def pointers(conn: Connection, ids: Sequence[int]) -> dict[int, datetime]:
    """Return what some plans point at; a plan that was just made points at nothing yet."""
    rows = conn.execute(select(plans.c.id, plans.c.next_at).where(plans.c.id.in_(ids), plans.c.next_at.is_not(None)))
    return {row.id: row.next_at for row in rows}


def point(conn: Connection, pointers: Sequence[tuple[int, datetime | None]]) -> None:
    """Move the pointers of plans."""
    statement = update(plans).where(plans.c.id == bindparam("plan")).values(next_at=bindparam("at"))
    conn.execute(statement, [{"plan": plan_id, "at": at} for plan_id, at in pointers])


def ahead_of(conn: Connection, now: datetime, after: int, limit: int) -> list[int]:
    """Return plans, by id from *after* on, that point at a time to come."""
    query = select(plans.c.id).where(plans.c.id > after, plans.c.next_at > now)
    return list(conn.execute(query.order_by(plans.c.id).limit(limit)).scalars())


def earliest(conn: Connection) -> datetime | None:
    """Return when the next plan owes something."""
    return conn.execute(select(func.min(plans.c.next_at))).scalar()
