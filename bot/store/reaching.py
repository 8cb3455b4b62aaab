"""Who is behind an account, where people can be reached, and since when they cannot."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, select, update

from bot.store import THESE
from bot.store.people import ACCOUNT, Account, account_of
from bot.store.tables import accounts, circles, keepers, people

_BEHIND = (
    select(people.c.id)
    .join(accounts, accounts.c.person_id == people.c.id)
    .where(accounts.c.channel == bindparam("channel"), accounts.c.address == bindparam("address"))
    .where(people.c.left_at.is_(None))
)
_REACHED = (
    select(*ACCOUNT)
    .join(people, people.c.id == accounts.c.person_id)
    .where(people.c.left_at.is_(None))
    .order_by(accounts.c.id)
)
_OF_PATIENTS = (
    _REACHED.add_columns(circles.c.id.label("circle"))
    .join(circles, circles.c.patient_id == accounts.c.person_id)
    .where(circles.c.id.in_(THESE))
)
_OF_KEEPERS = (
    _REACHED.add_columns(keepers.c.circle_id.label("circle"))
    .join(keepers, keepers.c.person_id == accounts.c.person_id)
    .where(keepers.c.circle_id.in_(THESE))
)


def behind(conn: Connection, channel: str, address: str) -> int | None:
    """Return the person behind the account at an address, if they agreed and did not leave. Opens nothing sealed."""
    return conn.execute(_BEHIND, {"channel": channel, "address": address}).scalar()


def chats_of(conn: Connection, circle_ids: Sequence[int]) -> dict[int, list[Account]]:
    """Return where the patients of some circles, and those who keep them, can be reached, by circle."""
    found: dict[int, list[Account]] = {}
    for query in (_OF_PATIENTS, _OF_KEEPERS):
        for *kept, circle_id in conn.execute(query, {"these": circle_ids}):
            found.setdefault(circle_id, []).append(account_of(kept))
    return found


def move_account(conn: Connection, account_id: int, chat: str) -> None:
    """Note the new chat of an account."""
    conn.execute(update(accounts).where(accounts.c.id == account_id).values(chat=chat))


def lose(conn: Connection, account_ids: Collection[int], now: datetime) -> None:
    """Note that nothing can be said to some accounts any more; since when stays as it was noted first."""
    unknown = accounts.c.unreached_at.is_(None)
    conn.execute(update(accounts).where(accounts.c.id.in_(account_ids), unknown).values(unreached_at=now))


_REACH = (
    update(accounts).where(accounts.c.id.in_(THESE), accounts.c.unreached_at.is_not(None)).values(unreached_at=None)
)


def reach(conn: Connection, account_ids: Collection[int]) -> None:
    """Note that some accounts can be reached."""
    if account_ids:
        conn.execute(_REACH, {"these": list(account_ids)})


def unreached(conn: Connection) -> int:
    """Return how many people cannot be reached anywhere."""
    by_person = select(accounts.c.person_id).join(people, people.c.id == accounts.c.person_id)
    alone = by_person.where(people.c.left_at.is_(None)).group_by(accounts.c.person_id)
    silent = alone.having(func.count() == func.count(accounts.c.unreached_at))
    return conn.execute(select(func.count()).select_from(silent.subquery())).scalar_one()
