"""TIME PASSED: one walk over everything that is due at *now*.

Plans that owe a dose open it and point at the next one; open doses climb their ladder; where a plan is paused it is
asked now and then whether to go on; tests and occasions are spoken of on their days. Decides nothing itself: the rules
do, in `care`. Sends nothing: what is to be said goes into the outbox, in the transaction that decided it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy import Connection

from bot import unasked
from bot.care import doses as rules
from bot.care import notices, timetable
from bot.care.diary import NewEntry, standing
from bot.care.doses import Close, Dose, Prompt
from bot.care.places import NOWHERE, Places
from bot.care.plans import DosePlan
from bot.prompting import prompt, readers
from bot.store import bell, bloodtests, diary, doses, occasions, outbox, people, plans
from bot.store.bell import Outage
from bot.store.engine import Store

BATCH = 250  # rows in one transaction: few enough that the loop is never held up for long
WRITTEN_EVERY = timedelta(minutes=1)
OFF_AFTER = timedelta(minutes=10)  # a shorter silence is nothing to speak of
MOVED_BY = timedelta(hours=3)  # no change of a zone's rules was larger but at the date line
ASIDE = timedelta(minutes=1)  # how long one that failed waits before it is tried again

log = logging.getLogger(__name__)


Due = Callable[[Connection, Sequence[int]], list[int]]
Work = Callable[[Connection, Sequence[int]], None]
Ahead = Callable[[Connection, datetime, int, int], list[int]]  # ids later than one, so many at most
WorkAt = Callable[[Connection, Sequence[int], datetime], None]


class Rounds:
    """Makes the rounds."""

    def __init__(self, store: Store, made: Callable[[], None]) -> None:
        """Keep the store, and what is told that a batch is done: there may be something to send.

        What failed is remembered for a minute, so that one plan cannot hold up the others.
        """
        self._store = store
        self._made = made
        self._aside: dict[tuple[str, int], datetime] = {}

    async def make_rounds(self, now: datetime) -> None:
        """Do all that is due at *now*."""
        rang_at, owed = await self._store.read(lambda conn: (bell.rang_at(conn), bell.owed(conn)))
        dose_owed = owed.dose
        if rang_at is not None and now < rang_at - WRITTEN_EVERY:
            await self._rewind(now)
            dose_owed = now
        if rang_at is None or not rang_at <= now < rang_at + WRITTEN_EVERY:
            await self._store.write(lambda conn: _write_down(conn, now))
        # Doses before plans: what a new prompt says of the dose before is to be what became of it.
        if dose_owed is not None and dose_owed <= now:
            await self._batches("dose", lambda c, aside: doses.due(c, now, BATCH, aside), _climbing(now), now)
        if owed.plan is not None and owed.plan <= now:
            await self._batches("plan", lambda c, aside: plans.due(c, now, BATCH, aside), _opening(now), now)
        if owed.question is not None and owed.question <= now:
            work = _unasked(now, plans.by_ids)
            await self._batches("question", lambda c, aside: plans.questioned(c, now, BATCH, aside), work, now)
        if owed.test is not None and owed.test <= now:
            work = _unasked(now, bloodtests.by_ids)
            await self._batches("test", lambda c, aside: bloodtests.due(c, now, BATCH, aside), work, now)
        if owed.occasion is not None and owed.occasion <= now:
            work = _unasked(now, occasions.by_ids)
            await self._batches("occasion", lambda c, aside: occasions.due(c, now, BATCH, aside), work, now)

    async def _rewind(self, now: datetime) -> None:
        """Undo what a clock that ran ahead did, now that it was set right: else azalea would be silent until then."""
        await self._store.write(lambda conn: doses.rewind(conn, now))
        await self._through("plan", plans.ahead_of, _point_again, now)
        await self._store.write(lambda conn: outbox.take_back(conn, unasked.KEYS, now))
        for ahead in (bloodtests.circles_ahead_of, occasions.circles_ahead_of):
            await self._through("circle", ahead, _rewind_circles, now)

    async def _through(self, kind: str, ahead: Ahead, work: WorkAt, now: datetime) -> None:
        """Do work on all that waits for a moment to come, in the order of ids."""
        last = 0
        while ids := await self._store.read(lambda conn, after=last: ahead(conn, now, after, BATCH)):  # type: ignore[misc]
            await self._batch(kind, ids, lambda conn, some: work(conn, some, now), now)
            last = ids[-1]

    async def _batches(self, kind: str, due: Due, work: Work, now: datetime) -> None:
        self._aside = {name: until for name, until in self._aside.items() if until > now}
        while True:
            aside = [number for one, number in self._aside if one == kind]
            ids = await self._store.read(lambda conn, aside=aside: due(conn, aside))  # type: ignore[misc]
            if not ids:
                return
            await self._batch(kind, ids, work, now)
            self._made()

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
    """Return the work that opens what plans owe at *now*, takes its first step, and moves their pointers."""

    def work(conn: Connection, ids: Sequence[int]) -> None:
        due = plans.by_ids(conn, ids)
        places_of = _places(conn, due)
        since = plans.pointers(conn, ids)
        owed: list[Dose] = []
        pointers: list[tuple[int, datetime | None]] = []
        for plan in due.values():
            places = places_of[plan.circle_id]
            # A little back: new rules of a zone may have moved what the pointer stood at to an earlier instant.
            start = max(since[plan.id] - MOVED_BY, plan.since + timetable.INSTANT)
            between = timetable.owed_between(plan, places, start, now)
            owed += [rules.begun(plan, occurrence, end) for occurrence, end in between.due]
            pointers.append((plan.id, between.following.at if between.following else None))
        if owed:
            known = doses.known(conn, [_name(dose) for dose in owed])
            _open(conn, [(due[dose.plan_id], dose) for dose in owed if _name(dose) not in known], now)
        plans.point(conn, pointers)

    return work


def _open(conn: Connection, fresh: Sequence[tuple[DosePlan, Dose]], now: datetime) -> None:
    """Make rows of doses and take their first steps; those in a pause are ended at once, and nobody is asked."""
    opened = [_paused(plan, dose, now) for plan, dose in fresh]
    steps = [rules.next_step(dose, now) for dose, _ in opened]
    rows = doses.add_all(conn, [_after(dose, step) for (dose, _), step in zip(opened, steps, strict=True)])
    diary.write_all(conn, [(row, entry) for row, (_, entry) in zip(rows, opened, strict=True) if entry is not None])
    _take(conn, list(zip(rows, steps, strict=True)), now)


def _paused(plan: DosePlan, dose: Dose, now: datetime) -> tuple[Dose, NewEntry | None]:
    why = rules.pause_of(plan, dose, now)
    return rules.pause(dose, None, why, now) if why else (dose, None)


def _places(conn: Connection, due: Mapping[int, DosePlan]) -> dict[int, Places]:
    """Return where the patients of some plans are, by circle."""
    known = people.places_of(conn, {plan.circle_id for plan in due.values()})
    return {circle_id: places or NOWHERE for circle_id, places in known.items()}


def _next(plan: DosePlan, places: Places, now: datetime) -> datetime | None:
    owed = timetable.first_owed(plan, places, now)
    return owed.at if owed else None


def _name(dose: Dose) -> doses.Name:
    return dose.plan_id, dose.day, dose.turn, dose.lap


def _point_again(conn: Connection, ids: Sequence[int], now: datetime) -> None:
    due = plans.by_ids(conn, ids)
    places = _places(conn, due)
    plans.point(conn, [(plan.id, _next(plan, places[plan.circle_id], now)) for plan in due.values()])
    paused = [(plan, pause) for plan in due.values() if (pause := plan.paused_at(now)) is not None]
    asks = [(one.id, notices.next_question(pause, now, places[one.circle_id])) for one, pause in paused]
    plans.ask_next(conn, asks)


def _rewind_circles(conn: Connection, circles: Sequence[int], now: datetime) -> None:
    heard_by = readers(conn, circles)
    for circle_id, places in people.places_of(conn, circles).items():
        heard = heard_by.get(circle_id, ())
        unasked.rewind(conn, circle_id, places or NOWHERE, heard[0].person if heard else None, now)


class _OfCircle(Protocol):
    @property
    def circle_id(self) -> int: ...


def _unasked(now: datetime, by_ids: Callable[[Connection, Sequence[int]], Mapping[int, _OfCircle]]) -> Work:
    """Return the work that says what is due in the circles of some rows."""

    def work(conn: Connection, ids: Sequence[int]) -> None:
        unasked.say(conn, [one.circle_id for one in by_ids(conn, ids).values()], now)

    return work


def _climbing(now: datetime) -> Work:
    """Return the work that takes open doses one step on at *now*."""

    def work(conn: Connection, ids: Sequence[int]) -> None:
        _climb(conn, list(doses.by_ids(conn, ids).values()), now)

    return work


def _climb(conn: Connection, due: Sequence[Dose], now: datetime) -> None:
    steps = [(dose, rules.next_step(dose, now)) for dose in due]
    _take(conn, steps, now)
    doses.save_all(conn, [_after(dose, step) for dose, step in steps if not isinstance(step, Close)])


def _after(dose: Dose, step: Prompt | Close | None) -> Dose:
    """Return a dose as its row is once a step is taken; one that is to be closed is closed later."""
    return dose if isinstance(step, Close) else rules.queued(dose)


def _take(conn: Connection, steps: Sequence[tuple[Dose, Prompt | Close | None]], now: datetime) -> None:
    """Close doses and ask about doses; that they are asked about is not yet in their rows."""
    _close(conn, [dose for dose, step in steps if isinstance(step, Close)], now)
    prompt(conn, [(dose, step.rung) for dose, step in steps if isinstance(step, Prompt)], now)


def _close(conn: Connection, over: Sequence[Dose], now: datetime) -> None:
    if not over:
        return
    entries = diary.of_doses(conn, [dose.id for dose in over])
    closed = [rules.close(dose, standing(entries.get(dose.id, ())), now) for dose in over]
    written: list[tuple[Dose, NewEntry]] = [(dose, entry) for dose, entry in closed if entry is not None]
    diary.write_all(conn, written)
    doses.save_all(conn, [dose for dose, _ in closed])
    outbox.renew(conn, [dose.id for dose, _ in closed], outbox.REMINDER, now)
