"""Rows of what was heard. A body is wiped as soon as it was acted on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from bot.messages import Raw
from bot.store.tables import inbox

NEW, DONE, ASIDE = "new", "done", "aside"


@dataclass(frozen=True, slots=True)
class Heard:
    """Something that was heard and is not done yet."""

    id: int
    raw: Raw
    attempts: int


def keep(conn: Connection, raws: Sequence[Raw]) -> None:
    """Store what came in; what is there already, by its key, is left as it is."""
    for raw in raws:
        known = select(inbox.c.id).where(inbox.c.channel == raw.channel, inbox.c.key == raw.key)
        if conn.execute(known).first() is None:
            values = {"channel": raw.channel, "key": raw.key, "received_at": raw.at, "sealed": raw.body}
            conn.execute(insert(inbox).values(state=NEW, attempts=0, **values))


def first_new(conn: Connection, channels: Sequence[str]) -> Heard | None:
    """Return the oldest thing heard on some channels that is not done."""
    query = select(inbox).where(inbox.c.state == NEW, inbox.c.channel.in_(channels))
    row = conn.execute(query.order_by(inbox.c.id).limit(1)).first()
    if row is None:
        return None
    return Heard(row.id, Raw(row.channel, row.key, row.sealed, row.received_at), row.attempts)


def try_again(conn: Connection, heard_id: int) -> None:
    """Count a try that failed."""
    conn.execute(update(inbox).where(inbox.c.id == heard_id).values(attempts=inbox.c.attempts + 1))


def tidy(conn: Connection, before: datetime) -> None:
    """Forget what was acted on before a moment. Networks repeat nothing that is older than a day."""
    conn.execute(delete(inbox).where(inbox.c.state.in_((DONE, ASIDE)), inbox.c.received_at < before))


def finish(conn: Connection, heard_id: int, state: str = DONE) -> None:
    """Mark as done (or put aside), and wipe what was said."""
    conn.execute(update(inbox).where(inbox.c.id == heard_id).values(state=state, sealed=None))
