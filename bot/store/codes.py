"""Rows of codes, each by its hash: made, used up one by one."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, insert, or_, select, update

from bot.store.tables import codes


def add(conn: Connection, hashed: str, uses: int, now: datetime, ends_at: datetime | None) -> None:
    """Keep a code that lets *uses* people start, until *ends_at* (UTC) if it has an end."""
    conn.execute(insert(codes).values(hash=hashed, made_at=now, uses_left=uses, ends_at=ends_at))


def use(conn: Connection, hashed: str, now: datetime) -> bool:
    """Use a code once. False: there is none, or it was used by as many as it is for, or it is over."""
    valid = (codes.c.hash == hashed, codes.c.uses_left > 0, or_(codes.c.ends_at.is_(None), codes.c.ends_at > now))
    return conn.execute(update(codes).where(*valid).values(uses_left=codes.c.uses_left - 1)).rowcount == 1


def add_first(conn: Connection, hashed: str, now: datetime) -> bool:
    """Keep a code that works once and has no end, if there was never a code; tell whether it was kept."""
    if conn.execute(select(codes.c.id).limit(1)).first() is not None:
        return False
    add(conn, hashed, 1, now, None)
    return True
