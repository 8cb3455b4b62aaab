"""Rows of blood tests and the plans of them. `next_step_at` says when something is to be asked of one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, bindparam, delete, insert, or_, select, update
from sqlalchemy.engine import Row

from bot.care.bloodtests import COMING, BloodTest, BloodTestPlan, State
from bot.care.resting import Rest
from bot.care.testplans import Anchor, Phase, Schedule
from bot.store import THESE, new_row, new_uid
from bot.store.keys import Owner, Secret
from bot.store.tables import test_plans, tests

_OF_CIRCLE = select(tests).where(tests.c.circle_id == bindparam("circle")).order_by(tests.c.local_day, tests.c.id)
_BY_IDS = select(tests).where(tests.c.id.in_(THESE))
_STANDING = select(test_plans).where(test_plans.c.circle_id == bindparam("circle"), test_plans.c.ended_at.is_(None))

_STANDING_IN = select(test_plans).where(test_plans.c.circle_id.in_(THESE), test_plans.c.ended_at.is_(None))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(kept: str | None) -> date | None:
    return date.fromisoformat(kept) if kept else None


# Plans


def _of_schedule(schedule: Schedule) -> dict[str, Any]:
    phases = [[one.first, one.every, one.times] for one in schedule.phases]
    return {"anchor": schedule.anchor.value, "phases": phases}


def _schedule(kept: dict[str, Any] | None) -> Schedule | None:
    return Schedule(Anchor(kept["anchor"]), tuple(Phase(*one) for one in kept["phases"])) if kept else None


def kept_plan(plan: BloodTestPlan) -> dict[str, Any]:
    """Return what says when tests are, as a row keeps it."""
    return {
        "days": [day.isoformat() for day in plan.days],
        "schedule": _of_schedule(plan.schedule) if plan.schedule else None,
        "counted": _iso(plan.counted),
        "published": plan.published,
        "sends": plan.sends,
        "until": _iso(plan.until),
        "rest": [_iso(plan.rest.first), _iso(plan.rest.until)] if plan.rest else None,
    }


def plan_kept(plan: BloodTestPlan, told: dict[str, Any]) -> BloodTestPlan:
    """Return a plan with what a row keeps of when tests are."""
    return replace(
        plan,
        days=tuple(date.fromisoformat(day) for day in told["days"]),
        schedule=_schedule(told["schedule"]),
        counted=_day(told["counted"]),
        published=told["published"],
        sends=told["sends"],
        until=_day(told["until"]),
        rest=_rest(told.get("rest")),  # not yet in rows of the first days
    )


def _rest(kept: list[str | None] | None) -> Rest | None:
    if kept is None:
        return None
    first, until = map(_day, kept)
    return Rest(first, until) if first else None


def _of_plan(plan: BloodTestPlan) -> Secret:
    return Secret(Owner.of_circle(plan.circle_id), kept_plan(plan))


def _plan(row: Row[Any]) -> BloodTestPlan:
    return plan_kept(BloodTestPlan(row.id, row.uid, row.circle_id), row.sealed)


def plan_of(conn: Connection, circle_id: int) -> BloodTestPlan | None:
    """Return the plan that holds in a circle."""
    row = conn.execute(_STANDING, {"circle": circle_id}).first()
    return _plan(row) if row else None


def plans_by_circle(conn: Connection, circle_ids: Iterable[int]) -> dict[int, BloodTestPlan]:
    """Return the plans that hold in some circles, by circle."""
    return {row.circle_id: _plan(row) for row in conn.execute(_STANDING_IN, {"these": list(circle_ids)})}


def plans_of(conn: Connection, circle_id: int) -> list[tuple[datetime, BloodTestPlan]]:
    """Return every plan that a circle has or had, and when it was made, oldest first."""
    query = select(test_plans).where(test_plans.c.circle_id == circle_id).order_by(test_plans.c.id)
    return [(row.made_at, _plan(row)) for row in conn.execute(query)]


def replace_plan(conn: Connection, plan: BloodTestPlan, by: int, now: datetime, today: date) -> BloodTestPlan:
    """Let a new plan hold in its circle, and return it. Tests of the one before that come after *today* are gone."""
    end_plan(conn, plan.circle_id, now, today)
    made = replace(plan, uid=new_uid())
    values = {"uid": made.uid, "circle_id": plan.circle_id, "made_at": now, "made_by": by, "sealed": _of_plan(plan)}
    return replace(made, id=new_row(conn, test_plans, values))


def end_plan(conn: Connection, circle_id: int, now: datetime, after: date) -> None:
    """Let no plan hold in a circle; its tests that are still to come *after* a local day go with it."""
    standing = (test_plans.c.circle_id == circle_id, test_plans.c.ended_at.is_(None))
    conn.execute(update(test_plans).where(*standing).values(ended_at=now))
    coming = tests.c.state.in_([one.value for one in COMING])
    conn.execute(delete(tests).where(tests.c.circle_id == circle_id, coming, tests.c.local_day > after))


def save_plan(conn: Connection, plan: BloodTestPlan) -> None:
    """Write how a plan stands."""
    conn.execute(update(test_plans).where(test_plans.c.id == plan.id).values(sealed=_of_plan(plan)))


# Tests


def _of_test(test: BloodTest) -> Secret:
    days = {"moved_from": test.moved_from, "drawn": test.drawn, "told": test.told, "typed": test.typed}
    kept = {"gap": test.gap} | {name: _iso(day) for name, day in days.items()}
    return Secret(Owner.of_circle(test.circle_id), kept)


def _test(row: Row[Any]) -> BloodTest:
    kept = row.sealed
    days = (_day(kept[name]) for name in ("moved_from", "drawn", "told", "typed"))
    return BloodTest(
        row.id,
        row.uid,
        row.circle_id,
        row.plan_id,
        row.local_day,
        kept["gap"],
        State(row.state),
        row.next_step_at,
        *days,
    )


def _read(conn: Connection, query: Select[Any], given: dict[str, Any]) -> list[BloodTest]:
    return [_test(row) for row in conn.execute(query, given)]


def of_circle(conn: Connection, circle_id: int) -> list[BloodTest]:
    """Return the tests of a circle that have a row, in the order of their days."""
    return _read(conn, _OF_CIRCLE, {"circle": circle_id})


def by_ids(conn: Connection, ids: Iterable[int]) -> dict[int, BloodTest]:
    """Return tests by their ids."""
    return {one.id: one for one in _read(conn, _BY_IDS, {"these": list(ids)})}


def add_all(conn: Connection, fresh: Sequence[BloodTest]) -> None:
    """Make rows of tests."""
    if fresh:
        conn.execute(insert(tests), [_values(one) | {"uid": new_uid()} for one in fresh])


def save(conn: Connection, test: BloodTest) -> None:
    """Write how a test stands."""
    conn.execute(update(tests).where(tests.c.id == test.id).values(_values(test)))


def _values(test: BloodTest) -> dict[str, Any]:
    return {
        "circle_id": test.circle_id,
        "plan_id": test.plan_id,
        "local_day": test.day,
        "state": test.state.value,
        "next_step_at": test.next_step_at,
        "sealed": _of_test(test),
    }


def due(conn: Connection, now: datetime, limit: int, aside: Sequence[int] = ()) -> list[int]:
    """Return the tests with something to be asked at *now*, the longest waiting first. *aside* are left out."""
    query = select(tests.c.id).where(tests.c.next_step_at <= now)
    if aside:
        query = query.where(tests.c.id.not_in(aside))
    return list(conn.execute(query.order_by(tests.c.next_step_at, tests.c.id).limit(limit)).scalars())


def drop_coming(conn: Connection, plan: BloodTestPlan, after: date) -> None:
    """Remove the tests of a plan that are still to come after a day; what a person moved stays."""
    coming = [one for one in of_circle(conn, plan.circle_id) if one.plan_id == plan.id and one.is_coming]
    gone = [one.id for one in coming if one.day > after and one.moved_from is None]
    conn.execute(delete(tests).where(tests.c.id.in_(gone)))


def circles_ahead_of(conn: Connection, now: datetime, after: int, limit: int) -> list[int]:
    """Return circles, by id from *after* on, with a test that is asked about later than *now*, or no more."""
    open_ = tests.c.state.in_([State.PLANNED.value, State.ARRANGED.value, State.DRAWN.value, State.TYPED.value])
    later = or_(tests.c.next_step_at > now, tests.c.next_step_at.is_(None))
    query = select(tests.c.circle_id).where(tests.c.circle_id > after, open_, later).distinct()
    return list(conn.execute(query.order_by(tests.c.circle_id).limit(limit)).scalars())
