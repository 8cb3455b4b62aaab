"""Rows of the outbox on their way out: claimed, and what became of each attempt. Its words are wiped when it left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, or_, select, update

from bot.store import THESE, people
from bot.store.columns import Instant
from bot.store.keys import Owner, Secret
from bot.store.outbox import EDIT, SENDING, WAITING, owner_of
from bot.store.tables import accounts, outbox


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
    unreached: bool = False  # nothing got through to the account for a while


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


_LETTER: tuple[ColumnElement[Any], ...] = (
    outbox.c.id, outbox.c.account_id, accounts.c.channel, accounts.c.chat, outbox.c.circle_id, outbox.c.sealed,
    outbox.c.buttons, outbox.c.about, outbox.c.rung, outbox.c.valid_until, outbox.c.repeats, outbox.c.attempt,
    outbox.c.act, outbox.c.ref, accounts.c.unreached_at,
)  # fmt: skip
_OWED = (
    select(*_LETTER)
    .join(accounts, accounts.c.id == outbox.c.account_id)
    .where(outbox.c.state == WAITING, outbox.c.not_before <= bindparam("at"), accounts.c.channel.in_(THESE))
    .where(outbox.c.account_id.not_in(bindparam("busy", expanding=True)))
    .order_by(outbox.c.priority, outbox.c.id)
    .limit(bindparam("most"))
)
_TAKE = (
    update(outbox)
    .where(outbox.c.id.in_(THESE))
    .values(state=SENDING, claimed_by=bindparam("by"), claimed_until=bindparam("until"), attempt=outbox.c.attempt + 1)
)
_ours = (
    outbox.c.id == bindparam("row"),
    outbox.c.state == SENDING,
    outbox.c.claimed_by == bindparam("by"),
    outbox.c.attempt == bindparam("tries"),
)
_OVER = update(outbox).where(*_ours).values(
    state=bindparam("end_state"), sent_at=bindparam("end_at"), ref=bindparam("end_ref"),
    buttons=bindparam("end_buttons"), sealed=None, claimed_by=None, claimed_until=None,
)  # fmt: skip
_its_priority = select(outbox.c.priority).where(outbox.c.id == bindparam("row")).scalar_subquery()
_HOLD_BACK = (
    update(outbox)
    .where(outbox.c.account_id == bindparam("account"), outbox.c.state == WAITING)
    .where(outbox.c.not_before < bindparam("until", type_=Instant))
    .where(
        (outbox.c.priority > _its_priority) | ((outbox.c.priority == _its_priority) & (outbox.c.id > bindparam("row")))
    )
    .values(not_before=bindparam("until", type_=Instant))
)
_AGAIN = update(outbox).where(*_ours).values(
    state=WAITING, not_before=bindparam("end_before"), repeats=bindparam("end_repeats"),
    claimed_by=None, claimed_until=None,
)  # fmt: skip


def claim(  # noqa: PLR0913, PLR0917 - what, for whom, and how many
    conn: Connection, channels: Sequence[str], claim: Claim, limit: int, each: int, busy: Collection[int] = ()
) -> list[Letter]:
    """Take what is owed on some channels, answers first, marking each row before anything is sent.

    Not to accounts that are *busy*: something is under way to them, and order is to hold. Not more than *each* to an
    account: what was taken counts as what may have arrived, should azalea be killed before it left.
    """
    wanted = {"these": list(channels), "at": claim.at}
    letters: list[Letter] = []
    passed, more = set(busy), True
    while more and len(letters) < limit:
        room = limit - len(letters)
        found = [_letter(row) for row in conn.execute(_OWED, wanted | {"busy": list(passed), "most": room})]
        letters += _first(found, each)
        passed |= {letter.account_id for letter in found}
        more = len(found) == room  # those of one account may have stood before the others
    if letters:
        conn.execute(_TAKE, {"these": [letter.id for letter in letters], "by": claim.by, "until": claim.until})
    return letters


def hold_back(conn: Connection, stuck: End) -> None:
    """Let what stands behind a letter that could not leave wait with it, so that a chat keeps its order."""
    conn.execute(_HOLD_BACK, {"account": stuck.letter.account_id, "row": stuck.letter.id, "until": stuck.not_before})


def _first(letters: Iterable[Letter], each: int) -> list[Letter]:
    """Return the first *each* to every account."""
    counts: Counter[int] = Counter()
    found = []
    for letter in letters:
        counts[letter.account_id] += 1
        if counts[letter.account_id] <= each:
            found.append(letter)
    return found


def _letter(row: Sequence[Any]) -> Letter:
    (
        number, account_id, channel, chat, circle_id, sealed, buttons, about, rung, valid_until, repeats, attempt, act,
        ref, unreached_at,
    ) = row  # fmt: skip
    return Letter(
        number, account_id, channel, chat, circle_id, sealed or {}, buttons, about, rung, valid_until, repeats,
        attempt + 1, ref if act == EDIT else None, unreached_at is not None,
    )  # fmt: skip


def finish(conn: Connection, ends: Iterable[End], by: str) -> None:
    """Write down what became of attempts. An attempt that is no longer ours changes nothing."""
    over = [end for end in ends if end.state != WAITING]
    again = [end for end in ends if end.state == WAITING]
    if over:
        owners = people.owners(conn, (end.letter.account_id for end in over if end.letter.circle_id is None))
        conn.execute(_OVER, [_over(end, owner_of(end.letter, owners), by) for end in over])
    if again:
        conn.execute(_AGAIN, [_again(end, by) for end in again])


def _over(end: End, owner: Owner, by: str) -> dict[str, Any]:
    return {
        "row": end.letter.id,
        "tries": end.letter.attempt,
        "by": by,
        "end_state": end.state,
        "end_at": end.at,
        "end_ref": end.ref,
        "end_buttons": Secret(owner, end.buttons) if end.buttons is not None else None,
    }


def _again(end: End, by: str) -> dict[str, Any]:
    return {
        "row": end.letter.id,
        "tries": end.letter.attempt,
        "by": by,
        "end_before": end.not_before,
        "end_repeats": end.repeats,
    }


def orphans(conn: Connection, by: str, now: datetime) -> list[Letter]:
    """Return what was being sent when its run ended, or for longer than it was claimed: each may have arrived."""
    query = (
        select(*_LETTER)
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
