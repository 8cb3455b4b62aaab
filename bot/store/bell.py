"""Rows about azalea itself: when the last round was made, what is owed next, and when azalea was off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, insert, select, update

from bot.store.tables import bell, doses, occasions, outages, plans, tests


@dataclass(frozen=True, slots=True)
class Outage:
    """azalea was off from *off_from* until *off_until* (UTC)."""

    off_from: datetime
    off_until: datetime


@dataclass(frozen=True, slots=True)
class Owed:
    """When something is owed next (UTC): by a plan, a question about one, a dose, a test, an occasion; or None."""

    plan: datetime | None
    question: datetime | None
    dose: datetime | None
    test: datetime | None
    occasion: datetime | None


_RANG_AT = select(bell.c.rang_at).limit(1)
_OWED = select(
    select(func.min(plans.c.next_at)).scalar_subquery(),
    select(func.min(plans.c.ask_at)).scalar_subquery(),
    select(func.min(doses.c.next_step_at)).scalar_subquery(),
    select(func.min(tests.c.next_step_at)).scalar_subquery(),
    select(func.min(occasions.c.next_step_at)).scalar_subquery(),
)


def rang_at(conn: Connection) -> datetime | None:
    """Return when the last round that was written down was made."""
    return conn.execute(_RANG_AT).scalar()


def owed(conn: Connection) -> Owed:
    """Return when rounds will have something to do."""
    return Owed(*conn.execute(_OWED).one())


def ring(conn: Connection, now: datetime) -> None:
    """Write down that a round is made at *now*."""
    if conn.execute(update(bell).values(rang_at=now)).rowcount == 0:
        conn.execute(insert(bell).values(rang_at=now))


def was_off(conn: Connection, outage: Outage) -> None:
    """Write down an outage."""
    conn.execute(insert(outages).values(off_from=outage.off_from, off_until=outage.off_until))


def outage_at(conn: Connection, moment: datetime) -> Outage | None:
    """Return the outage in which *moment* lies."""
    query = select(outages).where(outages.c.off_from <= moment, outages.c.off_until >= moment)
    row = conn.execute(query.order_by(outages.c.id.desc()).limit(1)).first()
    return Outage(row.off_from, row.off_until) if row else None
