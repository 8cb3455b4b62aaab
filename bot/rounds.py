"""TIME PASSED: one walk over everything that is due at *now*.

Plans that owe a dose open it and point at the next one; open doses climb their ladder. Decides nothing itself: the
rules do, in `care`. Sends nothing: what is to be said goes into the outbox, in the transaction that decided it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.care import doses as rules
from bot.care import timetable
from bot.care.diary import NewEntry, standing
from bot.care.doses import Close, Dose, Prompt, State
from bot.store import bell, diary, doses, outbox, people, plans
from bot.store.bell import Outage
from bot.store.engine import Store
from bot.store.outbox import Draft

BATCH = 250  # rows in one transaction: few enough that the loop is never held up for long
WRITTEN_EVERY = timedelta(minutes=1)
OFF_AFTER = timedelta(minutes=10)  # a shorter silence is nothing to speak of
INSTANT = timedelta(microseconds=1)
MOVED_BY = timedelta(hours=3)  # no change of a zone's rules was larger but at the date line
ASIDE = timedelta(minutes=1)  # how long one that failed waits before it is tried again

log = logging.getLogger(__name__)

Due = Callable[[Connection, Sequence[int]], list[int]]
Work = Callable[[Connection, Sequence[int]], None]


class Rounds:
    """Makes the rounds."""

    def __init__(self, store: Store) -> None:
        """Keep the store. What failed is remembered for a minute, so that one plan cannot hold up the others."""
        self._store = store
        self._aside: dict[tuple[str, int], datetime] = {}

    async def make_rounds(self, now: datetime) -> None:
        """Do all that is due at *now*."""
        rang_at, plan_owed, dose_owed = await self._store.read(
            lambda conn: (bell.rang_at(conn), plans.earliest(conn), doses.earliest(conn))
        )
        if rang_at is not None and now < rang_at - WRITTEN_EVERY:
            await self._rewind(now)
            dose_owed = now
        if rang_at is None or not rang_at <= now < rang_at + WRITTEN_EVERY:
            await self._store.write(lambda conn: _write_down(conn, now))
        if plan_owed is not None and plan_owed <= now:
            await self._batches("plan", lambda c, aside: plans.due(c, now, BATCH, aside), _opening(now), now)
            dose_owed = now
        if dose_owed is not None and dose_owed <= now:
            await self._batches("dose", lambda c, aside: doses.due(c, now, BATCH, aside), _climbing(now), now)

    async def _rewind(self, now: datetime) -> None:
        """Undo what a clock that ran ahead did, now that it was set right: else azalea would be silent until then."""
        await self._store.write(lambda conn: doses.rewind(conn, now))
        last = 0
        while ids := await self._store.read(lambda conn, after=last: plans.ahead_of(conn, now, after, BATCH)):  # type: ignore[misc]
            await self._batch("plan", ids, lambda conn, some: _point_again(conn, some, now), now)
            last = ids[-1]

    async def _batches(self, kind: str, due: Due, work: Work, now: datetime) -> None:
        self._aside = {name: until for name, until in self._aside.items() if until > now}
        while True:
            aside = [number for one, number in self._aside if one == kind]
            ids = await self._store.read(lambda conn, aside=aside: due(conn, aside))  # type: ignore[misc]
            if not ids:
                return
            await self._batch(kind, ids, work, now)

    async def _batch(self, kind: str, ids: Sequence[int], work: Work, now: datetime) -> None:
        try:
            await self._store.write(lambda conn: work(conn, ids))
        except Exception:  # noqa: BLE001 - each is tried alone below, and logged there
            for one in ids:
                await self._alone(kind, one, work, now)

    async def _alone(self, kind: str, one: int, work: Work, now: datetime) -> None:
        try:
            await self._store.write(lambda conn: work(conn, [one]))
        except Exception as error:  # noqa: BLE001 - one that fails, fails alone
            self._aside[kind, one] = now + ASIDE
            log.error("round for %s %s: %s", kind, one, type(error).__name__)  # noqa: TRY400 - a traceback would quote people


def _write_down(conn: Connection, now: datetime) -> None:
    before = bell.rang_at(conn)
    if before is not None and now - before > OFF_AFTER:
        bell.was_off(conn, Outage(before, now))
    bell.ring(conn, now)


def _opening(now: datetime) -> Work:
    """Return the work that opens what plans owe at *now*, and moves their pointers."""

    def work(conn: Connection, ids: Sequence[int]) -> None:
        due = plans.by_ids(conn, ids)
        circles = people.circles_by_ids(conn, {plan.circle_id for plan in due.values()})
        since = plans.pointers(conn, ids)
        owed: list[Dose] = []
        pointers: list[tuple[int, datetime | None]] = []
        for plan in due.values():
            zone = ZoneInfo(circles[plan.circle_id].zone or "UTC")
            # A little back: new rules of a zone may have moved what the pointer stood at to an earlier instant.
            start = max(since[plan.id] - MOVED_BY, plan.since + INSTANT)
            owed += [rules.planned(plan, zone, o) for o in timetable.owed_between(plan, zone, start, now)]
            pointers.append((plan.id, timetable.first_owed(plan, zone, now).at))
        if owed:
            known = doses.known(conn, [_name(dose) for dose in owed])
            doses.add_all(conn, [dose for dose in owed if _name(dose) not in known])
        plans.point(conn, pointers)

    return work


def _name(dose: Dose) -> doses.Name:
    return dose.plan_id, dose.day, dose.turn, dose.lap


def _point_again(conn: Connection, ids: Sequence[int], now: datetime) -> None:
    due = plans.by_ids(conn, ids)
    circles = people.circles_by_ids(conn, {plan.circle_id for plan in due.values()})
    zones = {circle.id: ZoneInfo(circle.zone or "UTC") for circle in circles.values()}
    owed = [(plan.id, timetable.first_owed(plan, zones[plan.circle_id], now).at) for plan in due.values()]
    plans.point(conn, owed)


def _climbing(now: datetime) -> Work:
    """Return the work that takes open doses one step on at *now*."""

    def work(conn: Connection, ids: Sequence[int]) -> None:
        due = doses.by_ids(conn, ids)
        steps = [(dose, rules.next_step(dose, now)) for dose in due.values()]
        _close(conn, [dose for dose, step in steps if isinstance(step, Close)], now)
        _prompt(conn, [(dose, step.rung) for dose, step in steps if isinstance(step, Prompt)], now)
        doses.save_all(conn, [rules.queued(dose) for dose, step in steps if step is None])

    return work


def _close(conn: Connection, over: Sequence[Dose], now: datetime) -> None:
    if not over:
        return
    entries = diary.of_doses(conn, [dose.id for dose in over])
    closed = [rules.close(dose, standing(entries.get(dose.id, ())), now) for dose in over]
    written: list[tuple[Dose, NewEntry]] = [(dose, entry) for dose, entry in closed if entry is not None]
    diary.write_all(conn, written)
    doses.save_all(conn, [dose for dose, _ in closed])


def _prompt(conn: Connection, asked: Sequence[tuple[Dose, int]], now: datetime) -> None:
    if not asked:
        return
    chats = people.chats_of(conn, [dose.circle_id for dose, _ in asked])
    first = min(dose.day for dose, _ in asked) - timetable.DAY
    around = doses.of_plans(conn, {dose.plan_id for dose, rung in asked if rung == 1}, first)
    drafts = []
    for dose, rung in asked:
        before = _unanswered_before(dose, around.get(dose.plan_id, ())) if rung == 1 else None
        for account in chats.get(dose.circle_id, ()):
            drafts.append(_draft(dose, account.id, {"prompt": rung}, now, dose.closes_at))
            if before is not None:
                drafts.append(_draft(before, account.id, {"before": True}, now, dose.closes_at))
    outbox.add_all(conn, drafts)
    doses.save_all(conn, [rules.queued(dose) for dose, _ in asked])


def _draft(about: Dose, account_id: int, body: dict[str, Any], now: datetime, until: datetime) -> Draft:
    rung = body.get("prompt")
    return Draft(
        key=f"dose {about.uid}/{f'rung {rung}' if rung else 'before'}/account {account_id}",
        account_id=account_id,
        circle_id=about.circle_id,
        body=body,
        priority=outbox.REMINDER,
        not_before=now,
        about=about.id,
        rung=rung,
        valid_until=until,
    )


def _unanswered_before(dose: Dose, around: Sequence[Dose]) -> Dose | None:
    """Return the dose right before this one, if nobody said what became of it."""
    before = [one for one in around if one.due_at < dose.due_at]
    return before[-1] if before and before[-1].state in {State.UNANSWERED, State.OFF} else None
