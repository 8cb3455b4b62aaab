"""Rows about people: accounts, persons, circles, consents, and the question somebody is being asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.engine import Row

from bot.care.people import Circle, Person
from bot.store import new_row, new_uid
from bot.store.tables import accounts, circles, consents, people, steps


@dataclass(frozen=True, slots=True)
class Account:
    """An address in a channel, and the person behind it once they agreed."""

    id: int
    channel: str
    address: str
    chat: str
    person_id: int | None


@dataclass(frozen=True, slots=True)
class Step:
    """The question of a set-up that an account was asked last, and what was said so far."""

    kind: str
    draft: dict[str, Any]


def account(conn: Connection, channel: str, address: str) -> Account | None:
    """Return the account at an address."""
    row = conn.execute(select(accounts).where(accounts.c.channel == channel, accounts.c.address == address)).first()
    return _account(row) if row else None


def add_account(conn: Connection, channel: str, address: str, chat: str, now: datetime) -> Account:
    """Keep an address, and nothing else."""
    values = {"channel": channel, "address": address, "chat": chat, "created_at": now, "uid": new_uid()}
    return Account(new_row(conn, accounts, values), channel, address, chat, None)


def chats_of(conn: Connection, circle_ids: Sequence[int]) -> dict[int, list[Account]]:
    """Return where the patients of some circles can be reached, by circle."""
    query = (
        select(accounts, circles.c.id.label("circle"))
        .join(circles, circles.c.patient_id == accounts.c.person_id)
        .where(circles.c.id.in_(circle_ids))
        .order_by(accounts.c.id)
    )
    found: dict[int, list[Account]] = {}
    for row in conn.execute(query):
        found.setdefault(row.circle, []).append(_account(row))
    return found


def _account(row: Row[Any]) -> Account:
    return Account(row.id, row.channel, row.address, row.chat, row.person_id)


def move_account(conn: Connection, account_id: int, chat: str) -> None:
    """Note the new chat of an account."""
    conn.execute(update(accounts).where(accounts.c.id == account_id).values(chat=chat))


def join(conn: Connection, who: Account, name: str, text_version: str, now: datetime) -> tuple[Person, Circle]:
    """Make the person behind an account, their consent, and the circle in which they are the patient."""
    sealed = {"name": name, "language": "en"}
    person = Person(new_row(conn, people, {"uid": new_uid(), "created_at": now, "sealed": sealed}), name)
    conn.execute(update(accounts).where(accounts.c.id == who.id).values(person_id=person.id))
    conn.execute(
        insert(consents).values(person_id=person.id, text_version=text_version, channel=who.channel, given_at=now)
    )
    uid = new_uid()
    values = {"uid": uid, "patient_id": person.id, "created_at": now, "sealed": {"zone": None}}
    return person, Circle(new_row(conn, circles, values), uid, person.id, None)


def person(conn: Connection, person_id: int) -> Person:
    """Return a person by id."""
    row = conn.execute(select(people.c.id, people.c.sealed).where(people.c.id == person_id)).one()
    return Person(row.id, row.sealed["name"])


def circle_of(conn: Connection, person_id: int) -> Circle:
    """Return the circle in which a person is the patient."""
    return _circle(conn.execute(select(circles).where(circles.c.patient_id == person_id)).one())


def circles_by_ids(conn: Connection, circle_ids: Iterable[int]) -> dict[int, Circle]:
    """Return circles by their ids."""
    rows = conn.execute(select(circles).where(circles.c.id.in_(list(circle_ids))))
    return {row.id: _circle(row) for row in rows}


def _circle(row: Row[Any]) -> Circle:
    return Circle(row.id, row.uid, row.patient_id, row.sealed["zone"])


def save_circle(conn: Connection, changed: Circle) -> None:
    """Write a circle's zone."""
    conn.execute(update(circles).where(circles.c.id == changed.id).values(sealed={"zone": changed.zone}))


def step(conn: Connection, account_id: int) -> Step | None:
    """Return the question an account was asked and has not answered."""
    row = conn.execute(select(steps).where(steps.c.account_id == account_id)).first()
    return Step(row.kind, row.sealed) if row else None


def ask(conn: Connection, account_id: int, asked: Step, now: datetime) -> None:
    """Remember a question put to an account, in place of the one before."""
    settle_step(conn, account_id)
    conn.execute(insert(steps).values(account_id=account_id, kind=asked.kind, asked_at=now, sealed=asked.draft))


def settle_step(conn: Connection, account_id: int) -> None:
    """Forget the question: it was answered, or left."""
    conn.execute(delete(steps).where(steps.c.account_id == account_id))
