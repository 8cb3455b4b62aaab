"""Rows of doses: they exist once opened, answered early or closed. Plan, local day, turn and lap name one for ever."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, bindparam, delete, func, insert, or_, select, update

from bot.care.doses import Dose, State
from bot.care.timetable import Occurrence
from bot.store import THESE, new_uid
from bot.store.keys import Owner, Secret
from bot.store.tables import doses, outbox

Name = tuple[int, date, int, int]  # plan id, local day, turn, lap
ENDED_BY_AZALEA = (State.UNANSWERED.value, State.OFF.value)


_DOSE: tuple[ColumnElement[Any], ...] = (
    doses.c.id, doses.c.uid, doses.c.circle_id, doses.c.plan_id, doses.c.version, doses.c.local_day, doses.c.turn,
    doses.c.lap, doses.c.wall, doses.c.due_at, doses.c.closes_at, doses.c.state, doses.c.prompts, doses.c.next_step_at,
    doses.c.sealed,
)  # fmt: skip


def _dose(row: Sequence[Any]) -> Dose:
    (
        number, uid, circle_id, plan_id, version, day, turn, lap, wall, due_at, closes_at, state, prompts, next_step_at,
        sealed,
    ) = row  # fmt: skip
    return Dose(
        number, uid, circle_id, plan_id, version, day, turn, lap, wall, due_at, closes_at, State(state), prompts,
        next_step_at, sealed["zone"],
    )  # fmt: skip


_FIND = select(*_DOSE).where(
    doses.c.plan_id == bindparam("plan"),
    doses.c.local_day == bindparam("day"),
    doses.c.turn == bindparam("turn"),
    doses.c.lap == bindparam("lap"),
)
_BY_IDS = select(*_DOSE).where(doses.c.id.in_(THESE))
# Without those it is about, where they all are due at one moment: they were just written, and each costs its opening.
_BEFORE = (
    select(*_DOSE)
    .where(doses.c.plan_id.in_(THESE), doses.c.local_day >= bindparam("since"), doses.c.local_day < bindparam("until"))
    .where(or_(doses.c.due_at < bindparam("last_due"), doses.c.local_day < bindparam("last_day")))
    .order_by(doses.c.due_at, doses.c.turn)
)
_ON_DAYS = (
    select(*_DOSE)
    .where(doses.c.plan_id == bindparam("plan"), doses.c.local_day.between(bindparam("first"), bindparam("last")))
    .order_by(doses.c.due_at, doses.c.turn)
)
_STAND: Select[Any] = select(
    doses.c.id, doses.c.version, doses.c.state, doses.c.prompts, doses.c.next_step_at
).where(doses.c.id.in_(THESE))  # fmt: skip
_NEWEST = select(func.max(doses.c.id))
_ADD = insert(doses)
_SAVE = (
    update(doses)
    .where(doses.c.id == bindparam("dose"))
    .values(state=bindparam("now_state"), prompts=bindparam("now_prompts"), next_step_at=bindparam("now_next"))
)


def find(conn: Connection, plan_id: int, occurrence: Occurrence) -> Dose | None:
    """Return the dose of an occurrence, if there is one yet."""
    name = {"plan": plan_id, "day": occurrence.day, "turn": occurrence.turn, "lap": occurrence.lap}
    row = conn.execute(_FIND, name).first()
    return _dose(row) if row else None


def by_ids(conn: Connection, ids: Iterable[int]) -> dict[int, Dose]:
    """Return doses by their ids."""
    rows = conn.execute(_BY_IDS, {"these": list(ids)})
    return {dose.id: dose for dose in map(_dose, rows)}


def as_they_stand(conn: Connection, seen: Iterable[Dose]) -> dict[int, Dose]:
    """Return doses that were read before as they are now, by their ids. Only what can change is read."""
    before = {dose.id: dose for dose in seen}
    rows = conn.execute(_STAND, {"these": list(before)})
    return {dose_id: _stands(before[dose_id], *stands) for dose_id, *stands in rows}


def _stands(seen: Dose, version: int, state: str, prompts: int, next_step_at: datetime | None) -> Dose:
    if (version, state, prompts, next_step_at) == (seen.version, seen.state, seen.prompts, seen.next_step_at):
        return seen
    return replace(seen, version=version, state=State(state), prompts=prompts, next_step_at=next_step_at)


def on_days(conn: Connection, plan_id: int, first: date, last: date) -> list[Dose]:
    """Return the doses of a plan on local days from *first* to *last*, in order."""
    return [_dose(row) for row in conn.execute(_ON_DAYS, {"plan": plan_id, "first": first, "last": last})]


def of_circle(conn: Connection, circle_id: int, since: date) -> list[Dose]:
    """Return the doses of a circle from a local day on, newest first."""
    query = select(*_DOSE).where(doses.c.circle_id == circle_id, doses.c.local_day >= since)
    return [_dose(row) for row in conn.execute(query.order_by(doses.c.due_at.desc(), doses.c.turn.desc()))]


def known(conn: Connection, names: Sequence[Name]) -> set[Name]:
    """Return which of *names* have a row already."""
    columns = (doses.c.plan_id, doses.c.local_day, doses.c.turn, doses.c.lap)
    first = min(name[1] for name in names)
    query = select(*columns).where(doses.c.plan_id.in_({name[0] for name in names}), doses.c.local_day >= first)
    return {tuple(row) for row in conn.execute(query)} & set(names)


def _values(dose: Dose) -> dict[str, Any]:
    return {
        "id": dose.id,
        "uid": dose.uid,
        "circle_id": dose.circle_id,
        "plan_id": dose.plan_id,
        "version": dose.version,
        "local_day": dose.day,
        "turn": dose.turn,
        "lap": dose.lap,
        "wall": dose.wall,
        "due_at": dose.due_at,
        "closes_at": dose.closes_at,
        "state": dose.state.value,
        "prompts": dose.prompts,
        "next_step_at": dose.next_step_at,
        "sealed": Secret(Owner.of_circle(dose.circle_id), {"zone": dose.zone}),
    }


def add_all(conn: Connection, planned: Sequence[Dose]) -> list[Dose]:
    """Make rows of planned doses and return them with their ids, in the order given."""
    if not planned:
        return []
    # Numbered here, as SQLite would: an INSERT that returns its rows goes to the database once a row.
    newest: int = conn.execute(_NEWEST).scalar() or 0
    added = [replace(dose, id=number, uid=new_uid()) for number, dose in enumerate(planned, start=newest + 1)]
    conn.execute(_ADD, [_values(dose) for dose in added])
    return added


def rewind(conn: Connection, now: datetime) -> None:
    """Take back what a clock that ran ahead did: doses that it ended too soon are open again, and not asked about yet.

    That is those of the time to come, and those it never asked about whose own time is not over. One that is open and
    was asked about is left: to ask once more would be to ask twice.
    """
    unasked = and_(doses.c.closes_at > now, doses.c.state == State.OFF.value)
    ended = and_(doses.c.due_at > now, doses.c.state.in_(ENDED_BY_AZALEA))
    ahead = select(doses.c.id).where(or_(ended, unasked))
    conn.execute(delete(outbox).where(outbox.c.about.in_(ahead)))
    conn.execute(
        update(doses)
        .where(doses.c.id.in_(ahead))
        .values(state=State.OPEN.value, prompts=0, next_step_at=doses.c.due_at)
    )


def save(conn: Connection, dose: Dose) -> None:
    """Write how a dose stands."""
    save_all(conn, [dose])


def save_all(conn: Connection, changed: Sequence[Dose]) -> None:
    """Write how doses stand."""
    values = [
        {"dose": d.id, "now_state": d.state.value, "now_prompts": d.prompts, "now_next": d.next_step_at}
        for d in changed
    ]
    if values:
        conn.execute(_SAVE, values)


def save_version(conn: Connection, dose: Dose, version: int) -> None:
    """Put a dose under another version of its plan: it is another amount from now on."""
    conn.execute(update(doses).where(doses.c.id == dose.id).values(version=version))


def due(conn: Connection, now: datetime, limit: int, aside: Sequence[int] = ()) -> list[int]:
    """Return the doses with something to be done at *now*, the longest waiting first. *aside* are left out."""
    query = select(doses.c.id).where(doses.c.next_step_at <= now)
    if aside:
        query = query.where(doses.c.id.not_in(aside))
    return list(conn.execute(query.order_by(doses.c.next_step_at, doses.c.id).limit(limit)).scalars())


def before(conn: Connection, some: Sequence[Dose], since: date, until: date = date.max) -> dict[int, list[Dose]]:
    """Return the doses before some others, from a local day on and before the day *until*, oldest first, by plan.

    Before: they are due earlier, or on an earlier day. A few that are not may come along, those others among them.
    """
    given = {
        "these": {dose.plan_id for dose in some},
        "since": since,
        "until": until,
        "last_due": max(dose.due_at for dose in some),
        "last_day": max(dose.day for dose in some),
    }
    found: dict[int, list[Dose]] = {}
    for dose in map(_dose, conn.execute(_BEFORE, given)):
        found.setdefault(dose.plan_id, []).append(dose)
    return found


def days_begun(conn: Connection, plan_id: int, since: date) -> frozenset[date]:
    """Return the local days, from *since* on, on which a dose of the plan was opened or settled."""
    query = select(doses.c.local_day).where(doses.c.plan_id == plan_id, doses.c.local_day >= since)
    return frozenset(conn.execute(query).scalars())
