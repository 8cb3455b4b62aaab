"""Rows about people: accounts, persons, circles, consents, and the question somebody is being asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, delete, func, insert, select, update

from bot.care.people import Circle, Person
from bot.care.places import Places
from bot.store import THESE, new_owner, new_row, new_uid
from bot.store.keys import HOUSE, Owner, Secret
from bot.store.sealed_people import of_circle, of_person, to_circle, to_person, to_places
from bot.store.tables import accounts, circles, consents, keepers, people, steps

LASTING = ("consent", "setup")  # kinds of questions that other questions stand on, and do not replace
ASKED = "asked"  # what the guide was asked last: no question that waits
HUSH = "hush"  # the question because of which a dose is not asked about; no other one takes its place
_STAYING = (*LASTING, HUSH, ASKED)


@dataclass(frozen=True, slots=True)
class Account:
    """An address in a channel, and the person behind it once they agreed."""

    id: int
    channel: str
    address: str
    chat: str
    person_id: int | None
    is_let_in: bool = False  # by a code


@dataclass(frozen=True, slots=True)
class Step:
    """A question that waits for an account's answer, and what was said to it so far."""

    kind: str
    draft: dict[str, Any]


ACCOUNT: tuple[ColumnElement[Any], ...] = (
    accounts.c.id, accounts.c.channel, accounts.c.address, accounts.c.chat, accounts.c.person_id, accounts.c.let_in_at,
)  # fmt: skip
_patient = people.alias("patient")
_CIRCLE = (
    circles.c.id.label("circle"), circles.c.uid.label("circle_uid"), circles.c.patient_id,
    circles.c.sealed.label("circle_sealed"), _patient.c.sealed.label("patient"), keepers.c.person_id.label("keeper"),
)  # fmt: skip
# The circle that somebody keeps, or in which they are the patient.
_THEIR_CIRCLE = func.coalesce(
    select(keepers.c.circle_id).where(keepers.c.person_id == people.c.id).correlate(people).scalar_subquery(),
    select(circles.c.id).where(circles.c.patient_id == people.c.id).correlate(people).scalar_subquery(),
)
_WHO = (
    select(*ACCOUNT, people.c.left_at, people.c.sealed.label("person"), *_CIRCLE)
    .outerjoin(people, people.c.id == accounts.c.person_id)
    .outerjoin(circles, circles.c.id == _THEIR_CIRCLE)
    .outerjoin(_patient, _patient.c.id == circles.c.patient_id)
    .outerjoin(keepers, keepers.c.circle_id == circles.c.id)
    .where(accounts.c.channel == bindparam("channel"), accounts.c.address == bindparam("address"))
)


def who(conn: Connection, channel: str, address: str) -> tuple[Account, Person | None, Circle | None] | None:
    """Return the account at an address, and the person behind it with their circle, if they agreed.

    Behind the account of somebody who left there is nobody any more.
    """
    rows = conn.execute(_WHO, {"channel": channel, "address": address}).all()
    if not rows:
        return None
    row, account = rows[0], account_of(rows[0][: len(ACCOUNT)])
    if row.person_id is None or row.left_at is not None:
        return replace(account, person_id=None), None, None
    circle = _circles([one[-len(_CIRCLE) :] for one in rows])[row.circle]
    return account, to_person(row.person_id, row.person), circle


def account(conn: Connection, channel: str, address: str) -> Account | None:
    """Return the account at an address. Behind that of somebody who left there is nobody any more."""
    found = who(conn, channel, address)
    return found[0] if found else None


def add_account(conn: Connection, channel: str, address: str, chat: str, now: datetime) -> Account:
    """Keep an address, and nothing else."""
    values = {"channel": channel, "address": address, "chat": chat, "created_at": now, "uid": new_uid()}
    return Account(new_row(conn, accounts, values), channel, address, chat, None)


_OWNERS = select(accounts.c.id, accounts.c.person_id).where(accounts.c.id.in_(THESE))


def owners(conn: Connection, account_ids: Iterable[int]) -> dict[int, Owner]:
    """Return under whose keys that is sealed which is said to accounts: nobody's, as long as nobody agreed."""
    wanted = set(account_ids)
    if not wanted:
        return {}
    rows = conn.execute(_OWNERS, {"these": list(wanted)})
    return {row.id: HOUSE if row.person_id is None else Owner.of_person(row.person_id) for row in rows}


def account_of(kept: Sequence[Any]) -> Account:
    """Return an account from what ACCOUNT names of its row."""
    number, channel, address, chat, person_id, let_in_at = kept
    return Account(number, channel, address, chat, person_id, let_in_at is not None)


def let_in(conn: Connection, account_id: int, now: datetime) -> None:
    """Note that a code was right."""
    conn.execute(update(accounts).where(accounts.c.id == account_id).values(let_in_at=now))


def join(conn: Connection, who: Account, name: str, text_version: str, now: datetime) -> tuple[Person, Circle]:
    """Make the person behind an account, their consent, and the circle in which they are the patient."""
    person = _add_person(conn, name, now)
    conn.execute(update(accounts).where(accounts.c.id == who.id).values(person_id=person.id))
    conn.execute(
        insert(consents).values(person_id=person.id, text_version=text_version, channel=who.channel, given_at=now)
    )
    circle = Circle(new_owner(conn, circles, Owner.of_circle), new_uid(), person.id, name)
    values = {"id": circle.id, "uid": circle.uid, "patient_id": person.id, "created_at": now}
    conn.execute(insert(circles).values(sealed=of_circle(circle), **values))
    return person, circle


def keep(conn: Connection, keeper: Person, circle: Circle, name: str, now: datetime) -> Circle:
    """Make *circle* that of a patient without an account, called *name*, whom *keeper* acts for."""
    patient = _add_person(conn, name, now)
    conn.execute(update(circles).where(circles.c.id == circle.id).values(patient_id=patient.id))
    conn.execute(insert(keepers).values(circle_id=circle.id, person_id=keeper.id, since=now))
    return circle_of(conn, keeper.id)


def keep_no_more(conn: Connection, keeper: Person, circle: Circle, now: datetime) -> None:
    """Make *circle* that of *keeper* again; the patient whom they acted for leaves, and is erased as whoever leaves."""
    conn.execute(update(circles).where(circles.c.id == circle.id).values(patient_id=keeper.id))
    conn.execute(delete(keepers).where(keepers.c.circle_id == circle.id))
    conn.execute(update(people).where(people.c.id == circle.patient_id).values(left_at=now))


def _add_person(conn: Connection, name: str, now: datetime) -> Person:
    person = Person(new_owner(conn, people, Owner.of_person), name)
    conn.execute(insert(people).values(id=person.id, uid=new_uid(), created_at=now, sealed=of_person(person)))
    return person


_PERSONS = select(people.c.id, people.c.sealed).where(people.c.id.in_(THESE))


def person(conn: Connection, person_id: int) -> Person:
    """Return a person by id."""
    return persons(conn, [person_id])[person_id]


def persons(conn: Connection, person_ids: Iterable[int]) -> dict[int, Person]:
    """Return persons by their ids."""
    rows = conn.execute(_PERSONS, {"these": list(person_ids)})
    return {person_id: to_person(person_id, sealed) for person_id, sealed in rows}


def save_person(conn: Connection, changed: Person) -> None:
    """Write a person's name, how they are written to, and their quiet hours."""
    conn.execute(update(people).where(people.c.id == changed.id).values(sealed=of_person(changed)))


_PLACES = select(circles.c.id, circles.c.sealed).where(circles.c.id.in_(THESE))
_CIRCLES = (
    select(*_CIRCLE)
    .join(_patient, _patient.c.id == circles.c.patient_id)
    .outerjoin(keepers, keepers.c.circle_id == circles.c.id)
    .where(circles.c.id.in_(THESE))
)


def circle_of(conn: Connection, person_id: int) -> Circle:
    """Return the circle in which a person is the patient, or keeps one."""
    circle_id = conn.execute(select(_THEIR_CIRCLE).where(people.c.id == person_id)).scalar_one()
    return circles_by_ids(conn, [circle_id])[circle_id]


def places_of(conn: Connection, circle_ids: Iterable[int]) -> dict[int, Places | None]:
    """Return where the patients of some circles are, by circle."""
    rows = conn.execute(_PLACES, {"these": list(circle_ids)})
    return {circle_id: to_places(sealed["places"]) for circle_id, sealed in rows}


def circles_by_ids(conn: Connection, circle_ids: Iterable[int]) -> dict[int, Circle]:
    """Return circles by their ids."""
    return _circles(conn.execute(_CIRCLES, {"these": list(circle_ids)}).all())


def _circles(rows: Sequence[Sequence[Any]]) -> dict[int, Circle]:
    """Return circles, of each of which there is a row of _CIRCLE, or as many as it has keepers."""
    kept: dict[int, frozenset[int]] = {}
    found: dict[int, Circle] = {}
    for one, uid, patient_id, sealed, patient, keeper in rows:
        kept[one] = kept.get(one, frozenset()) | ({keeper} - {None})
        found[one] = to_circle((one, uid, patient_id), patient["name"], kept[one], sealed)
    return found


def save_circle(conn: Connection, changed: Circle) -> None:
    """Write where a circle's patient is, their country, and the clinic card."""
    conn.execute(update(circles).where(circles.c.id == changed.id).values(sealed=of_circle(changed)))


_mine = steps.c.account_id == bindparam("account")
_STEP = select(steps).where(_mine, steps.c.kind != ASKED).order_by(steps.c.id.desc()).limit(1)
_SINCE = select(steps.c.id).where(_mine, steps.c.kind != ASKED, steps.c.asked_at >= bindparam("moment")).limit(1)
_OF_KIND = select(steps).where(_mine, steps.c.kind == bindparam("of_kind"))
_SETTLE = delete(steps).where(_mine, steps.c.kind == bindparam("of_kind"))


def step(conn: Connection, account_id: int) -> Step | None:
    """Return the question an account was asked last and has not answered."""
    row = conn.execute(_STEP, {"account": account_id}).first()
    return Step(row.kind, row.sealed) if row else None


def waits_since(conn: Connection, account_id: int, moment: datetime) -> bool:
    """Tell whether an account was asked something since a moment, and has not answered."""
    return conn.execute(_SINCE, {"account": account_id, "moment": moment}).first() is not None


def waiting(conn: Connection, account_id: int, kind: str) -> Step | None:
    """Return the question of a kind that waits, even below others."""
    row = conn.execute(_OF_KIND, {"account": account_id, "of_kind": kind}).first()
    return Step(row.kind, row.sealed) if row else None


def ask(conn: Connection, account_id: int, asked: Step, now: datetime) -> None:
    """Put a question on top of those that wait; where one of its kind waits already, it takes its place there."""
    sealed = Secret(owners(conn, [account_id])[account_id], asked.draft)
    same = (steps.c.account_id == account_id, steps.c.kind == asked.kind)
    if conn.execute(update(steps).where(*same).values(asked_at=now, sealed=sealed)).rowcount == 0:
        conn.execute(insert(steps).values(account_id=account_id, kind=asked.kind, asked_at=now, sealed=sealed))


def settle_others(conn: Connection, account_id: int) -> None:
    """Forget every question but those that stay: something else is asked now."""
    conn.execute(delete(steps).where(steps.c.account_id == account_id, steps.c.kind.not_in(_STAYING)))


def settle_step(conn: Connection, account_id: int, kind: str) -> None:
    """Forget the question of a kind: it was answered, or left."""
    conn.execute(_SETTLE, {"account": account_id, "of_kind": kind})


def forget_asked(conn: Connection, before: datetime) -> None:
    """Forget what the guide was asked before a moment."""
    conn.execute(delete(steps).where(steps.c.kind == ASKED, steps.c.asked_at < before))
