"""Rows of what is to be said. Each is decided once, by its key; its words are wiped when it left."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update
from sqlalchemy.engine import Row

from bot.store import THESE, new_uid, people
from bot.store.keys import Owner, Secret
from bot.store.tables import accounts, doses, outbox

# A row waits, is being sent, and ends in one of the others.
WAITING, SENDING, SENT, FAILED, DROPPED = "waiting", "sending", "sent", "failed", "dropped"
SAY, EDIT = "say", "edit"
ANSWER, REMINDER = 0, 1  # priorities: who wrote something comes before what time brought
CHANGEABLE = timedelta(hours=24)  # a change that could not be made by then is let go
RECENT = 5  # messages with choices that are looked through for a typed label or number


@dataclass(frozen=True, slots=True)
class Draft:
    """Something to be said. *body* holds a text, or what time decided and is put into words when it leaves.

    A prompt of a rung has none: its dose and *rung* say all.
    """

    key: str
    account_id: int
    circle_id: int | None
    body: dict[str, Any]
    priority: int
    not_before: datetime
    buttons: dict[str, Any] | None = None
    about: int | None = None
    rung: int | None = None
    valid_until: datetime | None = None
    edits: str | None = None  # what the network calls the message that is to read so


_DECIDED = select(outbox.c.id, outbox.c.key, outbox.c.state).where(outbox.c.key.in_(THESE))
_ADD = insert(outbox)


def add(conn: Connection, draft: Draft) -> None:
    """Add one row."""
    add_all(conn, [draft])


def add_all(conn: Connection, drafts: Sequence[Draft]) -> None:
    """Add rows; what was decided already, by its key, is left as it is, unless it was dropped before it left."""
    if not drafts:
        return
    known = {row.key: row for row in conn.execute(_DECIDED, {"these": [draft.key for draft in drafts]})}
    dropped = [row.id for row in known.values() if row.state == DROPPED]
    if dropped:
        conn.execute(delete(outbox).where(outbox.c.id.in_(dropped)))
    owners = people.owners(conn, (draft.account_id for draft in drafts if draft.circle_id is None))
    rows = [
        _values(draft, owner_of(draft, owners))
        for draft in drafts
        if draft.key not in known or known[draft.key].state == DROPPED
    ]
    if rows:
        conn.execute(_ADD, rows)


class _Said(Protocol):
    @property
    def account_id(self) -> int: ...
    @property
    def circle_id(self) -> int | None: ...


def owner_of(said: _Said, owners: Mapping[int, Owner]) -> Owner:
    """Return under whose key something said is sealed; *owners* are those of accounts."""
    return owners[said.account_id] if said.circle_id is None else Owner.of_circle(said.circle_id)


def _values(draft: Draft, owner: Owner) -> dict[str, Any]:
    return {
        "uid": new_uid(),
        "key": draft.key,
        "circle_id": draft.circle_id,
        "account_id": draft.account_id,
        "act": SAY if draft.edits is None else EDIT,
        "ref": draft.edits,
        "about": draft.about,
        "rung": draft.rung,
        "sealed": Secret(owner, draft.body) if draft.body else None,
        "buttons": Secret(owner, draft.buttons) if draft.buttons is not None else None,
        "priority": draft.priority,
        "not_before": draft.not_before,
        "valid_until": draft.valid_until,
        "state": WAITING,
        "repeats": False,
        "attempt": 0,
    }


def is_begun(conn: Connection, prefix: str) -> bool:
    """Tell whether something was decided to be said under a key that begins with a *prefix*, in ASCII."""
    query = select(outbox.c.id).where(outbox.c.key >= prefix, outbox.c.key < f"{prefix}~", outbox.c.state != DROPPED)
    return conn.execute(query.limit(1)).first() is not None


def take_back(conn: Connection, prefix: str, after: datetime) -> None:
    """Forget what was said after a moment under keys that begin with a *prefix*, in ASCII: a clock had run ahead."""
    said = (outbox.c.key >= prefix, outbox.c.key < f"{prefix}~", outbox.c.not_before > after)
    conn.execute(delete(outbox).where(*said, outbox.c.state != SENDING))


_to_them = outbox.c.account_id == bindparam("account")
_WITH_CHOICES = (
    select(outbox.c.id, outbox.c.sent_at, outbox.c.buttons)
    .where(_to_them, outbox.c.state == SENT, outbox.c.buttons.is_not(None), outbox.c.act == SAY)
    .order_by(outbox.c.id.desc())  # not by time: a clock can be set back
    .limit(RECENT)
)
_LAST_SAID = select(func.max(outbox.c.id)).where(_to_them, outbox.c.state == SENT, outbox.c.act == SAY)


def with_choices(conn: Connection, account_id: int) -> list[tuple[int, datetime, dict[str, Any]]]:
    """Return the last messages an account got that had choices, newest first: id, when it left, and choices."""
    return [(row.id, row.sent_at, row.buttons) for row in conn.execute(_WITH_CHOICES, {"account": account_id})]


def last_said(conn: Connection, account_id: int) -> int | None:
    """Return the last message that an account got."""
    return conn.execute(_LAST_SAID, {"account": account_id}).scalar()


def said_since(conn: Connection, account_id: int, row_id: int) -> list[dict[str, Any] | None]:
    """Return what an account got after a message, oldest first: the choices of each, None for words alone."""
    query = (
        select(outbox.c.buttons)
        .where(outbox.c.account_id == account_id, outbox.c.state == SENT, outbox.c.id > row_id)
        .order_by(outbox.c.id)
    )
    return list(conn.execute(query).scalars())


def on_its_way(conn: Connection, account_id: int) -> int:
    """Return the last prompt that may have reached an account without azalea knowing, or 0."""
    query = select(func.max(outbox.c.id)).where(
        outbox.c.account_id == account_id, outbox.c.state == WAITING, outbox.c.repeats, outbox.c.rung.is_not(None)
    )
    return conn.execute(query).scalar() or 0


@dataclass(frozen=True, slots=True)
class Told:
    """A message that left, or what it was changed to: its row, when, its choices, and the dose it is about."""

    id: int
    at: datetime
    buttons: dict[str, Any] | None
    about: int | None
    rung: int | None


def by_ref(conn: Connection, account_id: int, ref: str) -> Told | None:
    """Return how a message to an account reads now, by what its network calls it."""
    query = select(outbox.c.id, outbox.c.sent_at, outbox.c.buttons, outbox.c.about, outbox.c.rung)
    mine = (outbox.c.account_id == account_id, outbox.c.ref == ref, outbox.c.state == SENT)
    row = conn.execute(query.where(*mine).order_by(outbox.c.id.desc()).limit(1)).first()
    return Told(*row) if row else None


@dataclass(frozen=True, slots=True)
class OpenPrompt:
    """A prompt that left, of a dose that is still open: its row, where it went, what it is about, and when it left."""

    row_id: int
    account_id: int
    about: int
    rung: int
    ref: str | None
    sent_at: datetime


def open_prompts(conn: Connection, channel: str) -> list[OpenPrompt]:
    """Return the prompts about doses that are open which left on a channel, oldest first."""
    columns = (outbox.c.id, outbox.c.account_id, outbox.c.about, outbox.c.rung, outbox.c.ref, outbox.c.sent_at)
    query = (
        select(*columns)
        .join(doses, doses.c.id == outbox.c.about)
        .join(accounts, accounts.c.id == outbox.c.account_id)
        .where(doses.c.next_step_at.is_not(None), accounts.c.channel == channel, outbox.c.rung.is_not(None))
        .where(outbox.c.act == SAY, outbox.c.state == SENT)
        .order_by(outbox.c.id)
    )
    return [OpenPrompt(*row) for row in conn.execute(query)]


def drop_choices(conn: Connection, row_id: int, now: datetime) -> None:
    """Take the choices from a message: its question is answered. Where its network can, they vanish there as well."""
    conn.execute(update(outbox).where(outbox.c.id == row_id).values(buttons=None))
    row = conn.execute(select(outbox).where(outbox.c.id == row_id, outbox.c.ref.is_not(None))).first()
    if row is not None:
        add(conn, _edit(row, {"bare": True}, ANSWER, now))


_PROMPTS_LEFT = select(outbox).where(
    outbox.c.about.in_(THESE), outbox.c.act == SAY, outbox.c.state == SENT, outbox.c.rung.is_not(None),
    outbox.c.ref.is_not(None),
)  # fmt: skip
_DROP_CHANGES = delete(outbox).where(
    outbox.c.about.in_(THESE), outbox.c.act == EDIT, outbox.c.state == WAITING,
    outbox.c.ref.in_(bindparam("refs", expanding=True)),
)  # fmt: skip


def renew(conn: Connection, dose_ids: Collection[int], priority: int, now: datetime) -> None:
    """Let the prompts about some doses read as the doses stand, wherever a network can still change them.

    What they read is found when the change leaves, so one that waits already is enough.
    """
    rows = conn.execute(_PROMPTS_LEFT, {"these": list(dose_ids)}).all()
    if rows:
        conn.execute(_DROP_CHANGES, {"these": list(dose_ids), "refs": [row.ref for row in rows]})
        add_all(conn, [_edit(row, {"stands": True}, priority, now) for row in rows])


def change(conn: Connection, bodies: Mapping[int, dict[str, Any]], priority: int, now: datetime) -> None:
    """Let messages, by their rows, read as some bodies say."""
    rows = conn.execute(select(outbox).where(outbox.c.id.in_(list(bodies))).order_by(outbox.c.id))
    add_all(conn, [_edit(row, bodies[row.id], priority, now) for row in rows])


def _edit(row: Row[Any], body: dict[str, Any], priority: int, now: datetime) -> Draft:
    return Draft(
        key=f"edit {new_uid()}",
        account_id=row.account_id,
        circle_id=row.circle_id,
        body=body,
        priority=priority,
        not_before=now,
        about=row.about,
        valid_until=now + CHANGEABLE,
        edits=row.ref,
    )


def tidy(conn: Connection, before: datetime) -> None:
    """Forget what ended before a moment."""
    ended = outbox.c.state.in_((SENT, FAILED, DROPPED))
    conn.execute(delete(outbox).where(ended, outbox.c.not_before < before))


_EARLIEST = (
    select(func.min(outbox.c.not_before))
    .join(accounts, accounts.c.id == outbox.c.account_id)
    .where(outbox.c.state == WAITING, accounts.c.channel.in_(THESE))
)


def earliest(conn: Connection, channels: Sequence[str]) -> datetime | None:
    """Return when the next row is to be sent on some channels."""
    return conn.execute(_EARLIEST, {"these": channels}).scalar()
