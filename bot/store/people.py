"""Rows about people: accounts, persons, circles, consents, and the question somebody is being asked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Connection, delete, func, insert, or_, select, update
from sqlalchemy.engine import Row

from bot.care.people import Circle, Clinic, Person, Quiet, Style, Voice
from bot.care.places import Move, Places
from bot.store import new_owner, new_row, new_uid
from bot.store.keys import HOUSE, Owner, Secret
from bot.store.tables import accounts, circles, consents, keepers, people, steps

LASTING = ("consent", "setup")  # kinds of questions that other questions stand on, and do not replace
HUSH = "hush"  # the question because of which a dose is not asked about; no other one takes its place
_STAYING = (*LASTING, HUSH)


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


@dataclass(frozen=True, slots=True)
class Consent:
    """What a person agreed to, and when (UTC)."""

    text_version: str
    channel: str
    given_at: datetime
    withdrawn_at: datetime | None


def account(conn: Connection, channel: str, address: str) -> Account | None:
    """Return the account at an address. Behind that of somebody who left there is nobody any more."""
    query = select(accounts, people.c.left_at).outerjoin(people, people.c.id == accounts.c.person_id)
    row = conn.execute(query.where(accounts.c.channel == channel, accounts.c.address == address)).first()
    if row is None:
        return None
    return _account(row) if row.left_at is None else replace(_account(row), person_id=None)


def add_account(conn: Connection, channel: str, address: str, chat: str, now: datetime) -> Account:
    """Keep an address, and nothing else."""
    values = {"channel": channel, "address": address, "chat": chat, "created_at": now, "uid": new_uid()}
    return Account(new_row(conn, accounts, values), channel, address, chat, None)


def chats_of(conn: Connection, circle_ids: Sequence[int]) -> dict[int, list[Account]]:
    """Return where the patients of some circles, and those who keep them, can be reached, by circle."""
    of_patient = select(accounts, circles.c.id.label("circle")).join(
        circles, circles.c.patient_id == accounts.c.person_id
    )
    of_keeper = select(accounts, keepers.c.circle_id.label("circle")).join(
        keepers, keepers.c.person_id == accounts.c.person_id
    )
    found: dict[int, list[Account]] = {}
    for query in (of_patient.where(circles.c.id.in_(circle_ids)), of_keeper.where(keepers.c.circle_id.in_(circle_ids))):
        here = query.join(people, people.c.id == accounts.c.person_id).where(people.c.left_at.is_(None))
        for row in conn.execute(here.order_by(accounts.c.id)):
            found.setdefault(row.circle, []).append(_account(row))
    return found


def owners(conn: Connection, account_ids: Iterable[int]) -> dict[int, Owner]:
    """Return under whose keys that is sealed which is said to accounts: nobody's, as long as nobody agreed."""
    wanted = set(account_ids)
    if not wanted:
        return {}
    rows = conn.execute(select(accounts.c.id, accounts.c.person_id).where(accounts.c.id.in_(wanted)))
    return {row.id: HOUSE if row.person_id is None else Owner.of_person(row.person_id) for row in rows}


def _account(row: Row[Any]) -> Account:
    return Account(row.id, row.channel, row.address, row.chat, row.person_id, row.let_in_at is not None)


def move_account(conn: Connection, account_id: int, chat: str) -> None:
    """Note the new chat of an account."""
    conn.execute(update(accounts).where(accounts.c.id == account_id).values(chat=chat))


def let_in(conn: Connection, account_id: int, now: datetime) -> None:
    """Note that a code was right."""
    conn.execute(update(accounts).where(accounts.c.id == account_id).values(let_in_at=now))


def lose(conn: Connection, account_ids: Collection[int], now: datetime) -> None:
    """Note that nothing can be said to some accounts any more; since when stays as it was noted first."""
    unknown = accounts.c.unreached_at.is_(None)
    conn.execute(update(accounts).where(accounts.c.id.in_(account_ids), unknown).values(unreached_at=now))


def reach(conn: Connection, account_ids: Collection[int]) -> None:
    """Note that some accounts can be reached."""
    lost = accounts.c.unreached_at.is_not(None)
    conn.execute(update(accounts).where(accounts.c.id.in_(account_ids), lost).values(unreached_at=None))


def unreached(conn: Connection) -> int:
    """Return how many people cannot be reached anywhere."""
    by_person = select(accounts.c.person_id).join(people, people.c.id == accounts.c.person_id)
    alone = by_person.where(people.c.left_at.is_(None)).group_by(accounts.c.person_id)
    silent = alone.having(func.count() == func.count(accounts.c.unreached_at))
    return conn.execute(select(func.count()).select_from(silent.subquery())).scalar_one()


def join(conn: Connection, who: Account, name: str, text_version: str, now: datetime) -> tuple[Person, Circle]:
    """Make the person behind an account, their consent, and the circle in which they are the patient."""
    person = _add_person(conn, name, now)
    conn.execute(update(accounts).where(accounts.c.id == who.id).values(person_id=person.id))
    conn.execute(
        insert(consents).values(person_id=person.id, text_version=text_version, channel=who.channel, given_at=now)
    )
    circle = Circle(new_owner(conn, circles, Owner.of_circle), new_uid(), person.id, name)
    values = {"id": circle.id, "uid": circle.uid, "patient_id": person.id, "created_at": now}
    conn.execute(insert(circles).values(sealed=_of_circle(circle), **values))
    return person, circle


def keep(conn: Connection, keeper: Person, circle: Circle, name: str, now: datetime) -> Circle:
    """Make *circle* that of a patient without an account, called *name*, whom *keeper* acts for."""
    patient = _add_person(conn, name, now)
    conn.execute(update(circles).where(circles.c.id == circle.id).values(patient_id=patient.id))
    conn.execute(insert(keepers).values(circle_id=circle.id, person_id=keeper.id, since=now))
    return circle_of(conn, keeper.id)


def _add_person(conn: Connection, name: str, now: datetime) -> Person:
    person = Person(new_owner(conn, people, Owner.of_person), name)
    conn.execute(insert(people).values(id=person.id, uid=new_uid(), created_at=now, sealed=_of_person(person)))
    return person


def person(conn: Connection, person_id: int) -> Person:
    """Return a person by id."""
    return persons(conn, [person_id])[person_id]


def persons(conn: Connection, person_ids: Iterable[int]) -> dict[int, Person]:
    """Return persons by their ids."""
    rows = conn.execute(select(people).where(people.c.id.in_(list(person_ids))))
    return {row.id: _person(row) for row in rows}


def consents_of(conn: Connection, person_id: int) -> list[Consent]:
    """Return what a person agreed to, oldest first."""
    rows = conn.execute(select(consents).where(consents.c.person_id == person_id).order_by(consents.c.id))
    return [Consent(row.text_version, row.channel, row.given_at, row.withdrawn_at) for row in rows]


def save_person(conn: Connection, changed: Person) -> None:
    """Write a person's name, how they are written to, and their quiet hours."""
    conn.execute(update(people).where(people.c.id == changed.id).values(sealed=_of_person(changed)))


def _of_person(one: Person) -> Secret:
    value = {
        "name": one.name,
        "language": "en",
        "voice": [one.voice.style.value, one.voice.words],
        "quiet": _of_quiet(one.quiet),
        "quiet_on": {day.isoformat(): _of_quiet(quiet) for day, quiet in one.quiet_on.items()},
    }
    return Secret(Owner.of_person(one.id), value)


def _person(row: Row[Any]) -> Person:
    style, words = row.sealed["voice"]
    quiet_on = {date.fromisoformat(day): _quiet(kept) for day, kept in row.sealed["quiet_on"].items()}
    return Person(row.id, row.sealed["name"], Voice(Style(style), words), _quiet(row.sealed["quiet"]), quiet_on)


def _of_quiet(quiet: Quiet | None) -> list[str] | None:
    return [quiet.start.isoformat("minutes"), quiet.end.isoformat("minutes")] if quiet else None


def _quiet(kept: list[str] | None) -> Quiet | None:
    return Quiet(*map(time.fromisoformat, kept)) if kept else None


def circle_of(conn: Connection, person_id: int) -> Circle:
    """Return the circle in which a person is the patient, or keeps one."""
    kept = select(keepers.c.circle_id).where(keepers.c.person_id == person_id)
    query = select(circles.c.id).where(or_(circles.c.patient_id == person_id, circles.c.id.in_(kept)))
    circle_id = conn.execute(query).scalar_one()
    return circles_by_ids(conn, [circle_id])[circle_id]


def places_of(conn: Connection, circle_ids: Iterable[int]) -> dict[int, Places | None]:
    """Return where the patients of some circles are, by circle."""
    rows = conn.execute(select(circles.c.id, circles.c.sealed).where(circles.c.id.in_(list(circle_ids))))
    return {row.id: _places(row.sealed["places"]) for row in rows}


def circles_by_ids(conn: Connection, circle_ids: Iterable[int]) -> dict[int, Circle]:
    """Return circles by their ids."""
    wanted = list(circle_ids)
    query = select(circles, people.c.sealed.label("patient")).join(people, people.c.id == circles.c.patient_id)
    rows = conn.execute(query.where(circles.c.id.in_(wanted))).all()
    kept: dict[int, set[int]] = {}
    for one in conn.execute(select(keepers).where(keepers.c.circle_id.in_(wanted))):
        kept.setdefault(one.circle_id, set()).add(one.person_id)
    return {row.id: _circle(row, frozenset(kept.get(row.id, ()))) for row in rows}


def _circle(row: Row[Any], kept_by: frozenset[int]) -> Circle:
    clinic = row.sealed["clinic"]
    return Circle(
        row.id,
        row.uid,
        row.patient_id,
        row.patient["name"],
        _places(row.sealed["places"]),
        kept_by,
        row.sealed["country"],
        Clinic(**clinic) if clinic else None,
    )


def _places(kept: dict[str, Any] | None) -> Places | None:
    if kept is None:
        return None
    moves = (
        Move(zone, date.fromisoformat(day), turn, datetime.fromisoformat(at), again, left_out, doses)
        for zone, day, turn, at, again, left_out, doses in kept["moves"]
    )
    return Places(kept["home"], tuple(moves))


def _of_circle(circle: Circle) -> Secret:
    places = circle.places
    moves = [
        [move.zone, move.day.isoformat(), move.turn, move.at.isoformat(), move.again, move.left_out, move.doses]
        for move in (places.moves if places else ())
    ]
    value = {
        "places": {"home": places.home, "moves": moves} if places else None,
        "country": circle.country,
        "clinic": asdict(circle.clinic) if circle.clinic else None,
    }
    return Secret(Owner.of_circle(circle.id), value)


def save_circle(conn: Connection, changed: Circle) -> None:
    """Write where a circle's patient is, their country, and the clinic card."""
    conn.execute(update(circles).where(circles.c.id == changed.id).values(sealed=_of_circle(changed)))


def step(conn: Connection, account_id: int) -> Step | None:
    """Return the question an account was asked last and has not answered."""
    query = select(steps).where(steps.c.account_id == account_id).order_by(steps.c.id.desc()).limit(1)
    row = conn.execute(query).first()
    return Step(row.kind, row.sealed) if row else None


def waits_since(conn: Connection, account_id: int, moment: datetime) -> bool:
    """Tell whether an account was asked something since a moment, and has not answered."""
    query = select(steps.c.id).where(steps.c.account_id == account_id, steps.c.asked_at >= moment)
    return conn.execute(query.limit(1)).first() is not None


def waiting(conn: Connection, account_id: int, kind: str) -> Step | None:
    """Return the question of a kind that waits, even below others."""
    row = conn.execute(select(steps).where(steps.c.account_id == account_id, steps.c.kind == kind)).first()
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
    conn.execute(delete(steps).where(steps.c.account_id == account_id, steps.c.kind == kind))
