"""Rows of plans and their versions. `next_at` points at what is owed next, `ask_at` at a question; rounds move both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam, insert, select, update

from bot.care.plans import EVERY_DAY, Days, DosePlan, Intake, Part, Pause, Reason, Schedule, Version
from bot.store import THESE, new_row, new_uid
from bot.store.keys import Owner, Secret
from bot.store.tables import plan_versions, plans

ACTIVE, ENDED = "active", "ended"
DOSE = "dose"


def _sealed(version: Version) -> dict[str, Any]:
    return {
        "intakes": [_of_intake(intake) for intake in version.schedule.intakes],
        "until": version.until.isoformat() if version.until else None,
    }


def _of_intake(intake: Intake) -> list[Any]:
    """Return an intake as a row keeps it: wall time, parts and, where it is not for every day, the days."""
    days = intake.days
    parts = [[str(part.count), str(part.strength_mg)] for part in intake.amount]
    return [
        intake.wall.strftime("%H:%M"),
        parts,
        [days.every, days.phase, sorted(days.weekdays)] if days != EVERY_DAY else None,
    ]


@lru_cache(256)  # half a tablet to four of each strength: most have one of a few
def _part(count: str, strength: str) -> Part:
    return Part(Decimal(count), Decimal(strength))


def _intake(wall: str, parts: list[list[str]], days: list[Any] | None) -> Intake:
    amount = tuple([_part(count, strength) for count, strength in parts])
    some = Days(days[0], days[1], frozenset(days[2])) if days else EVERY_DAY
    return Intake(time.fromisoformat(wall), amount, some)


def _version(number: int, from_day: date, sealed: dict[str, Any]) -> Version:
    until = sealed["until"]
    schedule = Schedule(tuple([_intake(*kept) for kept in sealed["intakes"]]))
    return Version(number, from_day, schedule, date.fromisoformat(until) if until else None)


def _of_pauses(plan: DosePlan) -> Secret | None:
    kept = [
        [one.reason.value, _iso(one.since), one.until.isoformat() if one.until else None, _iso(one.ended)]
        for one in plan.pauses
    ]
    return Secret(Owner.of_circle(plan.circle_id), {"pauses": kept}) if kept else None


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _pauses(sealed: dict[str, Any] | None) -> tuple[Pause, ...]:
    return tuple(
        Pause(
            Reason(reason),
            datetime.fromisoformat(since),
            date.fromisoformat(until) if until else None,
            datetime.fromisoformat(ended) if ended else None,
        )
        for reason, since, until, ended in (sealed["pauses"] if sealed else ())
    )


_PLAN = select(plans.c.id, plans.c.uid, plans.c.circle_id, plans.c.since, plans.c.sealed)
_OF_CIRCLE = _PLAN.where(plans.c.circle_id == bindparam("circle"))
_ACTIVE = _OF_CIRCLE.where(plans.c.kind == DOSE, plans.c.state == ACTIVE)
_BY_IDS = _PLAN.where(plans.c.id.in_(THESE))
_VERSIONS: Select[Any] = (
    select(plan_versions.c.plan_id, plan_versions.c.number, plan_versions.c.from_day, plan_versions.c.sealed)
    .where(plan_versions.c.plan_id.in_(THESE))
    .order_by(plan_versions.c.plan_id, plan_versions.c.number)
)


def of_circle(conn: Connection, circle_id: int) -> DosePlan | None:
    """Return the active dose plan of a circle."""
    return next(iter(_read(conn, _ACTIVE, {"circle": circle_id}).values()), None)


def ever_of_circle(conn: Connection, circle_id: int) -> list[DosePlan]:
    """Return every dose plan that a circle has or had, oldest first."""
    return sorted(_read(conn, _OF_CIRCLE, {"circle": circle_id}).values(), key=lambda plan: plan.since)


def by_ids(conn: Connection, ids: Sequence[int]) -> dict[int, DosePlan]:
    """Return plans by their ids."""
    return _read(conn, _BY_IDS, {"these": ids})


def _read(conn: Connection, wanted: Select[Any], given: dict[str, Any]) -> dict[int, DosePlan]:
    """Return the plans that are wanted, each with all its versions."""
    heads = conn.execute(wanted, given).all()
    if not heads:
        return {}
    versions: dict[int, list[Version]] = {}
    for plan_id, *kept in conn.execute(_VERSIONS, {"these": [head[0] for head in heads]}):
        versions.setdefault(plan_id, []).append(_version(*kept))
    return {
        plan_id: DosePlan(plan_id, uid, circle_id, since, tuple(versions[plan_id]), _pauses(sealed))
        for plan_id, uid, circle_id, since, sealed in heads
    }


def makers(conn: Connection, plan_ids: Sequence[int]) -> dict[tuple[int, int], int | None]:
    """Return who made each version of some plans, by plan and number; None for somebody who was erased."""
    columns = (plan_versions.c.plan_id, plan_versions.c.number, plan_versions.c.made_by)
    rows = conn.execute(select(*columns).where(plan_versions.c.plan_id.in_(plan_ids)))
    return {(plan_id, number): by for plan_id, number, by in rows}


def add(conn: Connection, circle_id: int, version: Version, by: int, now: datetime) -> DosePlan:
    """Make a dose plan with its first version. It has no pointer yet."""
    uid = new_uid()
    values = {"uid": uid, "circle_id": circle_id, "kind": DOSE, "state": ACTIVE, "since": now, "next_at": None}
    plan_id = new_row(conn, plans, values)
    plan = DosePlan(plan_id, uid, circle_id, now, (version,))
    _add_version(conn, plan, version, by, now)
    return plan


def change(conn: Connection, plan: DosePlan, version: Version, by: int, now: datetime) -> DosePlan:
    """Add a version."""
    _add_version(conn, plan, version, by, now)
    return plan.changed(version)


def begin_on(conn: Connection, plan: DosePlan, day: date) -> DosePlan:
    """Let a plan about which nobody was asked yet begin on another local day."""
    first = plan.versions[0].begun_on(day)
    where = (plan_versions.c.plan_id == plan.id, plan_versions.c.number == first.number)
    sealed = Secret(Owner.of_circle(plan.circle_id), _sealed(first))
    conn.execute(update(plan_versions).where(*where).values(from_day=day, sealed=sealed))
    return replace(plan, versions=(first, *plan.versions[1:]))


def _add_version(conn: Connection, plan: DosePlan, version: Version, by: int, now: datetime) -> None:
    conn.execute(
        insert(plan_versions).values(
            plan_id=plan.id,
            circle_id=plan.circle_id,
            number=version.number,
            from_day=version.from_day,
            made_at=now,
            made_by=by,
            sealed=Secret(Owner.of_circle(plan.circle_id), _sealed(version)),
        )
    )


def save_pauses(conn: Connection, plan: DosePlan, ask_at: datetime | None) -> None:
    """Write the pauses of a plan, and when azalea has a question about them."""
    values = {"sealed": _of_pauses(plan), "ask_at": ask_at}
    conn.execute(update(plans).where(plans.c.id == plan.id).values(values))


def end(conn: Connection, plan_id: int) -> None:
    """Let a plan owe nothing more, and have no questions; it stays as it was."""
    conn.execute(update(plans).where(plans.c.id == plan_id).values(state=ENDED, next_at=None, ask_at=None))


def due(conn: Connection, now: datetime, limit: int, aside: Sequence[int] = ()) -> list[int]:
    """Return the plans that owe a dose at *now*, the longest owed first. *aside* are left out."""
    query = select(plans.c.id).where(plans.c.next_at <= now)
    if aside:
        query = query.where(plans.c.id.not_in(aside))
    return list(conn.execute(query.order_by(plans.c.next_at, plans.c.id).limit(limit)).scalars())


def pointers(conn: Connection, ids: Sequence[int]) -> dict[int, datetime]:
    """Return what some plans point at; a plan that was just made points at nothing yet."""
    rows = conn.execute(select(plans.c.id, plans.c.next_at).where(plans.c.id.in_(ids)))
    return {plan_id: at for plan_id, at in rows if at is not None}


def point(conn: Connection, pointers: Sequence[tuple[int, datetime | None]]) -> None:
    """Move the pointers of plans."""
    statement = update(plans).where(plans.c.id == bindparam("plan")).values(next_at=bindparam("at"))
    conn.execute(statement, [{"plan": plan_id, "at": at} for plan_id, at in pointers])


def questioned(conn: Connection, now: datetime, limit: int, aside: Sequence[int] = ()) -> list[int]:
    """Return the plans about which azalea has a question at *now*, the longest waiting first. *aside* are left out."""
    query = select(plans.c.id).where(plans.c.ask_at <= now)
    if aside:
        query = query.where(plans.c.id.not_in(aside))
    return list(conn.execute(query.order_by(plans.c.ask_at, plans.c.id).limit(limit)).scalars())


def question_of(conn: Connection, circle_id: int) -> tuple[DosePlan | None, datetime | None]:
    """Return the active plan of a circle, and when azalea has a question about it."""
    plan = of_circle(conn, circle_id)
    query = select(plans.c.ask_at).where(plans.c.id == (plan.id if plan else 0))
    return plan, conn.execute(query).scalar()


def ask_next(conn: Connection, moments: Sequence[tuple[int, datetime | None]]) -> None:
    """Write when azalea has the next question about plans."""
    statement = update(plans).where(plans.c.id == bindparam("plan")).values(ask_at=bindparam("at"))
    if moments:
        conn.execute(statement, [{"plan": plan_id, "at": at} for plan_id, at in moments])


def ahead_of(conn: Connection, now: datetime, after: int, limit: int) -> list[int]:
    """Return plans, by id from *after* on, that point at a time to come."""
    query = select(plans.c.id).where(plans.c.id > after, plans.c.next_at > now)
    return list(conn.execute(query.order_by(plans.c.id).limit(limit)).scalars())
