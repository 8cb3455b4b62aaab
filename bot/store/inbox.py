"""Rows of what was heard. A body is wiped as soon as it was acted on."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from bot.messages import Raw
from bot.store import people
from bot.store.keys import HOUSE, Owner, Secret
from bot.store.tables import inbox

NEW, DONE, ASIDE = "new", "done", "aside"


@dataclass(frozen=True, slots=True)
class Heard:
    """Something that was heard and is not done yet."""

    id: int
    raw: Raw
    attempts: int

    @property
    def name(self) -> str:
        """Return what names it for ever, as an id does not, and does not tell who wrote it, as a network's key may."""
        return f"inbox {hashlib.sha256(f'{self.raw.channel} {self.raw.key}'.encode()).hexdigest()[:32]}"


def keep(conn: Connection, heard: Sequence[tuple[Raw, str | None]]) -> None:
    """Store what came in, each with the address of its sender where that can be read.

    What is there already, by its key, is left as it is.
    """
    for raw, sender in heard:
        known = select(inbox.c.id).where(inbox.c.channel == raw.channel, inbox.c.key == raw.key)
        if conn.execute(known).first() is None:
            body = Secret(_owner(conn, raw.channel, sender), raw.body)
            values = {"channel": raw.channel, "key": raw.key, "received_at": raw.at, "sealed": body}
            conn.execute(insert(inbox).values(state=NEW, attempts=0, **values))


def _owner(conn: Connection, channel: str, sender: str | None) -> Owner:
    account = people.account(conn, channel, sender) if sender is not None else None
    return HOUSE if account is None or account.person_id is None else Owner.of_person(account.person_id)


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
