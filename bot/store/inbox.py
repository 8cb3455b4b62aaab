"""Rows of what was heard. A body is wiped as soon as it was acted on."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from bot.messages import Raw
from bot.store import THESE, reaching
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


_KNOWN = select(inbox.c.channel, inbox.c.key).where(
    inbox.c.channel.in_(THESE), inbox.c.key.in_(bindparam("keys", expanding=True))
)
_KEEP = insert(inbox)
_NEW = (
    select(inbox).where(inbox.c.state == NEW, inbox.c.channel.in_(THESE)).order_by(inbox.c.id).limit(bindparam("most"))
)
_FINISH = update(inbox).where(inbox.c.id == bindparam("row")).values(state=bindparam("end"), sealed=None)


def keep(conn: Connection, heard: Sequence[tuple[Raw, str | None]]) -> None:
    """Store what came in, each with the address of its sender where that can be read.

    What is there already, by its key, is left as it is.
    """
    fresh = {(raw.channel, raw.key): (raw, sender) for raw, sender in reversed(heard)}  # the first of equals is kept
    channels, keys = {channel for channel, _ in fresh}, [key for _, key in fresh]
    for row in conn.execute(_KNOWN, {"these": list(channels), "keys": keys}):
        fresh.pop((row.channel, row.key), None)
    values = [
        {
            "channel": raw.channel,
            "key": raw.key,
            "received_at": raw.at,
            "sealed": Secret(_owner(conn, raw.channel, sender), raw.body),
            "state": NEW,
            "attempts": 0,
        }
        for raw, sender in reversed(fresh.values())
    ]
    if values:
        conn.execute(_KEEP, values)


def _owner(conn: Connection, channel: str, sender: str | None) -> Owner:
    person_id = reaching.behind(conn, channel, sender) if sender is not None else None
    return HOUSE if person_id is None else Owner.of_person(person_id)


def new(conn: Connection, channels: Sequence[str], most: int) -> list[Heard]:
    """Return what was heard on some channels and is not done, the oldest first."""
    rows = conn.execute(_NEW, {"these": channels, "most": most})
    return [Heard(row.id, Raw(row.channel, row.key, row.sealed, row.received_at), row.attempts) for row in rows]


def try_again(conn: Connection, heard_id: int) -> None:
    """Count a try that failed."""
    conn.execute(update(inbox).where(inbox.c.id == heard_id).values(attempts=inbox.c.attempts + 1))


def tidy(conn: Connection, before: datetime) -> None:
    """Forget what was acted on before a moment. Networks repeat nothing that is older than a day."""
    conn.execute(delete(inbox).where(inbox.c.state.in_((DONE, ASIDE)), inbox.c.received_at < before))


def finish(conn: Connection, heard_id: int, state: str = DONE) -> None:
    """Mark as done (or put aside), and wipe what was said."""
    conn.execute(_FINISH, {"row": heard_id, "end": state})
