"""Rows of doses: they exist once opened, answered early or closed. Plan, local day, turn and lap name one for ever."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, and_, bindparam, delete, insert, or_, select, update
from sqlalchemy.engine import Row

from bot.care.doses import Dose, State
from bot.care.timetable import Occurrence
from bot.store import THESE, new_uid
from bot.store.keys import Owner, Secret
from bot.store.tables import doses, outbox

Name = tuple[int, date, int, int]  # plan id, local day, turn, lap
ENDED_BY_AZALEA = (State.UNANSWERED.value, State.OFF.value)


def _dose(row: Row[Any]) -> Dose:
    return Dose(
        row.id, row.uid, row.circle_id, row.plan_id, row.version, row.local_day, row.turn, row.lap, row.wall,
        row.due_at, row.closes_at, State(row.state), row.prompts, row.next_step_at,
        row.sealed["zone"],
    )  # fmt: skip


_FIND = select(doses).where(
    doses.c.plan_id == bindparam("plan"),
    doses.c.local_day == bindparam("day"),
    doses.c.turn == bindparam("turn"),
    doses.c.lap == bindparam("lap"),
)
_BY_IDS = select(doses).where(doses.c.id.in_(THESE))
_ON_DAYS = (
    select(doses)
    .where(doses.c.plan_id == bindparam("plan"), doses.c.local_day.between(bindparam("first"), bindparam("last")))
    .order_by(doses.c.due_at, doses.c.turn)
)
_STAND = select(
    doses.c.id, doses.c.version, doses.c.state, doses.c.prompts, doses.c.next_step_at
).where(doses.c.id.in_(THESE))  # fmt: skip
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
    return {row.id: _dose(row) for row in rows}


def as_they_stand(conn: Connection, seen: Iterable[Dose]) -> dict[int, Dose]:
    """Return doses that were read before as they are now, by their ids. Only what can change is read."""
    before = {dose.id: dose for dose in seen}
    return {
        row.id: replace(
            before[row.id],
            version=row.version,
            state=State(row.state),
            prompts=row.prompts,
            next_step_at=row.next_step_at,
        )
        for row in conn.execute(_STAND, {"these": list(before)})
    }


def on_days(conn: Connection, plan_id: int, first: date, last: date) -> list[Dose]:
    """Return the doses of a plan on local days from *first* to *last*, in order."""
    return [_dose(row) for row in conn.execute(_ON_DAYS, {"plan": plan_id, "first": first, "last": last})]


def of_circle(conn: Connection, circle_id: int, since: date) -> list[Dose]:
    """Return the doses of a circle from a local day on, newest first."""
    query = select(doses).where(doses.c.circle_id == circle_id, doses.c.local_day >= since)
    return [_dose(row) for row in conn.execute(query.order_by(doses.c.due_at.desc(), doses.c.turn.desc()))]


def known(conn: Connection, names: Sequence[Name]) -> set[Name]:
    """Return which of *names* have a row already."""
    columns = (doses.c.plan_id, doses.c.local_day, doses.c.turn, doses.c.lap)
    first = min(name[1] for name in names)
    query = select(*columns).where(doses.c.plan_id.in_({name[0] for name in names}), doses.c.local_day >= first)
    return {tuple(row) for row in conn.execute(query)} & set(names)


def _values(dose: Dose, uid: str) -> dict[str, Any]:
    return {
        "uid": uid,
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
    uids = [new_uid() for _ in planned]
    conn.execute(insert(doses), [_values(dose, uid) for dose, uid in zip(planned, uids, strict=True)])
    # Asked for afterwards: an INSERT that returns its rows goes to the database once a row.
    ids = {row.uid: row.id for row in conn.execute(select(doses.c.id, doses.c.uid).where(doses.c.uid.in_(uids)))}
    return [replace(dose, id=ids[uid], uid=uid) for dose, uid in zip(planned, uids, strict=True)]


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


def of_plans(conn: Connection, plan_ids: Iterable[int], since: date, before: date = date.max) -> dict[int, list[Dose]]:
    """Return the doses of some plans from a local day on, and *before* another one, oldest first, by plan."""
    days = and_(doses.c.local_day >= since, doses.c.local_day < before)
    query = select(doses).where(doses.c.plan_id.in_(list(plan_ids)), days)
    found: dict[int, list[Dose]] = {}
    for row in conn.execute(query.order_by(doses.c.due_at, doses.c.turn)):
        found.setdefault(row.plan_id, []).append(_dose(row))
    return found


def days_begun(conn: Connection, plan_id: int, since: date) -> frozenset[date]:
    """Return the local days, from *since* on, on which a dose of the plan was opened or settled."""
    query = select(doses.c.local_day).where(doses.c.plan_id == plan_id, doses.c.local_day >= since)
    return frozenset(conn.execute(query).scalars())
