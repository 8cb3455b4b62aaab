"""Rows of what is to be said. Each is decided once, by its key; its words are wiped when it left."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, delete, func, insert, or_, select, true, update
from sqlalchemy.engine import Row

from bot.store import new_uid, people
from bot.store.keys import Owner, Secret
from bot.store.tables import accounts, outbox

# A row waits, is being sent, and ends in one of the others.
WAITING, SENDING, SENT, FAILED, DROPPED = "waiting", "sending", "sent", "failed", "dropped"
SAY, EDIT = "say", "edit"
ANSWER, REMINDER = 0, 1  # priorities: who wrote something comes before what time brought
CHANGEABLE = timedelta(hours=24)  # a change that could not be made by then is let go
RECENT = 5  # messages with choices that are looked through for a typed label or number


@dataclass(frozen=True, slots=True)
class Draft:
    """Something to be said. *body* holds a text, or what time decided and is put into words when it leaves.

    A prompt has none: its dose and *rung* say all.
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


@dataclass(frozen=True, slots=True)
class Letter:
    """A row on its way out. *attempt* fences its end; *repeats*: it may have arrived before."""

    id: int
    account_id: int
    channel: str
    chat: str
    circle_id: int | None
    body: dict[str, Any]
    buttons: dict[str, Any] | None
    about: int | None
    rung: int | None
    valid_until: datetime | None
    repeats: bool
    attempt: int
    edits: str | None = None  # what the network calls the message that is to read so from now on


@dataclass(frozen=True, slots=True)
class Claim:
    """Who takes rows, when, and until when they are theirs."""

    by: str
    at: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class End:
    """What became of one attempt. *buttons* are what was shown; *not_before* is set when it waits again."""

    letter: Letter
    state: str
    at: datetime
    ref: str | None = None
    buttons: dict[str, Any] | None = None
    not_before: datetime | None = None
    repeats: bool = field(default=False)


def add(conn: Connection, draft: Draft) -> None:
    """Add one row."""
    add_all(conn, [draft])


def add_all(conn: Connection, drafts: Sequence[Draft]) -> None:
    """Add rows; what was decided already, by its key, is left as it is, unless it was dropped before it left."""
    if not drafts:
        return
    keys = [draft.key for draft in drafts]
    conn.execute(delete(outbox).where(outbox.c.key.in_(keys), outbox.c.state == DROPPED))
    known = set(conn.execute(select(outbox.c.key).where(outbox.c.key.in_(keys))).scalars())
    owners = people.owners(conn, (draft.account_id for draft in drafts if draft.circle_id is None))
    rows = [_values(draft, _owner(draft, owners)) for draft in drafts if draft.key not in known]
    if rows:
        conn.execute(insert(outbox), rows)


def _owner(about: Draft | Letter, owners: Mapping[int, Owner]) -> Owner:
    return owners[about.account_id] if about.circle_id is None else Owner.of_circle(about.circle_id)


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


def claim(
    conn: Connection, channels: Sequence[str], claim: Claim, limit: int, busy: Collection[int] = ()
) -> list[Letter]:
    """Take what is owed on some channels, answers first, marking each row before anything is sent.

    Not to accounts that are *busy*: something is under way to them, and order is to hold.
    """
    query = (
        select(*LETTER)
        .join(accounts, accounts.c.id == outbox.c.account_id)
        .where(outbox.c.state == WAITING, outbox.c.not_before <= claim.at, accounts.c.channel.in_(list(channels)))
        .where(outbox.c.account_id.not_in(list(busy)) if busy else true())
        .order_by(outbox.c.priority, outbox.c.id)
        .limit(limit)
    )
    letters = [_letter(row) for row in conn.execute(query)]
    if letters:
        taken = update(outbox).where(outbox.c.id.in_([letter.id for letter in letters]))
        values = {"state": SENDING, "claimed_by": claim.by, "claimed_until": claim.until}
        conn.execute(taken.values(attempt=outbox.c.attempt + 1, **values))
    return letters


LETTER: tuple[ColumnElement[Any], ...] = (
    outbox.c.id, outbox.c.account_id, accounts.c.channel, accounts.c.chat, outbox.c.circle_id, outbox.c.sealed,
    outbox.c.buttons, outbox.c.about, outbox.c.rung, outbox.c.valid_until, outbox.c.repeats, outbox.c.attempt,
    outbox.c.act, outbox.c.ref,
)  # fmt: skip


def _letter(row: Row[Any]) -> Letter:
    return Letter(
        row.id, row.account_id, row.channel, row.chat, row.circle_id, row.sealed or {}, row.buttons,
        row.about, row.rung, row.valid_until, row.repeats, row.attempt + 1, row.ref if row.act == EDIT else None,
    )  # fmt: skip


def finish(conn: Connection, ends: Iterable[End], by: str) -> None:
    """Write down what became of attempts. An attempt that is no longer ours changes nothing."""
    over = [end for end in ends if end.state != WAITING]
    again = [end for end in ends if end.state == WAITING]
    ours = (
        outbox.c.id == bindparam("row"),
        outbox.c.state == SENDING,
        outbox.c.claimed_by == by,
        outbox.c.attempt == bindparam("tries"),
    )
    if over:
        statement = update(outbox).where(*ours).values(
            state=bindparam("end_state"), sent_at=bindparam("end_at"), ref=bindparam("end_ref"),
            buttons=bindparam("end_buttons"), sealed=None, claimed_by=None, claimed_until=None,
        )  # fmt: skip
        owners = people.owners(conn, (end.letter.account_id for end in over if end.letter.circle_id is None))
        conn.execute(statement, [_over(end, _owner(end.letter, owners)) for end in over])
    if again:
        statement = update(outbox).where(*ours).values(
            state=WAITING, not_before=bindparam("end_before"), repeats=bindparam("end_repeats"),
            claimed_by=None, claimed_until=None,
        )  # fmt: skip
        conn.execute(statement, [_again(end) for end in again])


def _over(end: End, owner: Owner) -> dict[str, Any]:
    return {
        "row": end.letter.id,
        "tries": end.letter.attempt,
        "end_state": end.state,
        "end_at": end.at,
        "end_ref": end.ref,
        "end_buttons": Secret(owner, end.buttons) if end.buttons is not None else None,
    }


def _again(end: End) -> dict[str, Any]:
    return {
        "row": end.letter.id,
        "tries": end.letter.attempt,
        "end_before": end.not_before,
        "end_repeats": end.repeats,
    }


def orphans(conn: Connection, by: str, now: datetime) -> list[Letter]:
    """Return what was being sent when its run ended, or for longer than it was claimed: each may have arrived."""
    query = (
        select(*LETTER)
        .join(accounts, accounts.c.id == outbox.c.account_id)
        .where(outbox.c.state == SENDING, or_(outbox.c.claimed_by != by, outbox.c.claimed_until < now))
        .order_by(outbox.c.id)
    )
    return [_letter(row) for row in conn.execute(query)]


def adopt(conn: Connection, letters: Sequence[Letter], repeat_at: Sequence[datetime]) -> None:
    """Let what another run was sending be sent once more, each at its moment, marked as a repeat."""
    statement = (
        update(outbox)
        .where(outbox.c.id == bindparam("row"))
        .values(state=WAITING, repeats=True, not_before=bindparam("at"), claimed_by=None, claimed_until=None)
    )
    if letters:
        conn.execute(statement, [{"row": one.id, "at": at} for one, at in zip(letters, repeat_at, strict=True)])


def with_choices(conn: Connection, account_id: int) -> list[tuple[int, datetime, dict[str, Any]]]:
    """Return the last messages an account got that had choices, newest first: id, when it left, and choices."""
    query = (
        select(outbox.c.id, outbox.c.sent_at, outbox.c.buttons)
        .where(outbox.c.account_id == account_id, outbox.c.state == SENT, outbox.c.buttons.is_not(None))
        .where(outbox.c.act == SAY)
        .order_by(outbox.c.id.desc())  # not by time: a clock can be set back
        .limit(RECENT)
    )
    return [(row.id, row.sent_at, row.buttons) for row in conn.execute(query)]


def last_said(conn: Connection, account_id: int) -> int | None:
    """Return the last message that an account got."""
    query = select(func.max(outbox.c.id)).where(outbox.c.account_id == account_id, outbox.c.state == SENT)
    return conn.execute(query.where(outbox.c.act == SAY)).scalar()


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


def drop_choices(conn: Connection, row_id: int, now: datetime) -> None:
    """Take the choices from a message: its question is answered. Where its network can, they vanish there as well."""
    conn.execute(update(outbox).where(outbox.c.id == row_id).values(buttons=None))
    row = conn.execute(select(outbox).where(outbox.c.id == row_id, outbox.c.ref.is_not(None))).first()
    if row is not None:
        add(conn, _edit(row, {"bare": True}, ANSWER, now))


def renew(conn: Connection, dose_ids: Collection[int], priority: int, now: datetime) -> None:
    """Let the prompts about some doses read as the doses stand, wherever a network can still change them.

    What they read is found when the change leaves, so one that waits already is enough.
    """
    left = (outbox.c.act == SAY, outbox.c.state == SENT, outbox.c.rung.is_not(None), outbox.c.ref.is_not(None))
    rows = conn.execute(select(outbox).where(outbox.c.about.in_(list(dose_ids)), *left)).all()
    waits = (outbox.c.act == EDIT, outbox.c.state == WAITING, outbox.c.ref.in_([row.ref for row in rows]))
    if rows:
        conn.execute(delete(outbox).where(*waits, outbox.c.about.in_(list(dose_ids))))
        add_all(conn, [_edit(row, {"stands": True}, priority, now) for row in rows])


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


def earliest(conn: Connection, channels: Sequence[str]) -> datetime | None:
    """Return when the next row is to be sent on some channels."""
    query = select(func.min(outbox.c.not_before)).join(accounts, accounts.c.id == outbox.c.account_id)
    return conn.execute(query.where(outbox.c.state == WAITING, accounts.c.channel.in_(channels))).scalar()
