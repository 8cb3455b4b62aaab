"""TIME PASSED: one walk over everything that is due at *now*.

Plans that owe a dose open it and point at the next one; open doses climb their ladder; where a plan is paused it is
asked now and then whether to go on. Decides nothing itself: the rules do, in `care`. Sends nothing: what is to be said
goes into the outbox, in the transaction that decided it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from bot.care import doses as rules
from bot.care import notices, timetable
from bot.care.diary import NewEntry, standing
from bot.care.doses import Close, Dose, Prompt, State
from bot.care.notices import Notice
from bot.care.people import Person
from bot.care.places import DAY, Places
from bot.care.plans import LONGEST_EVERY, DosePlan
from bot.store import bell, diary, doses, outbox, people, plans
from bot.store.bell import Outage
from bot.store.engine import Store
from bot.store.outbox import Draft

BATCH = 250  # rows in one transaction: few enough that the loop is never held up for long
WRITTEN_EVERY = timedelta(minutes=1)
OFF_AFTER = timedelta(minutes=10)  # a shorter silence is nothing to speak of
NOWHERE = Places("UTC")  # until somebody says where they are
SILENCE = (notices.SILENT_DAYS + 1) * LONGEST_EVERY * DAY  # how far back days without an answer may lie
MOVED_BY = timedelta(hours=3)  # no change of a zone's rules was larger but at the date line
ASIDE = timedelta(minutes=1)  # how long one that failed waits before it is tried again

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Reader:
    """A person who hears of a circle, and the account where they do."""

    account_id: int
    person: Person


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
        rang_at, plan_owed, question, dose_owed = await self._store.read(
            lambda conn: (
                bell.rang_at(conn), plans.earliest(conn), plans.earliest_question(conn), doses.earliest(conn)
            )
        )  # fmt: skip
        if rang_at is not None and now < rang_at - WRITTEN_EVERY:
            await self._rewind(now)
            dose_owed = now
        if rang_at is None or not rang_at <= now < rang_at + WRITTEN_EVERY:
            await self._store.write(lambda conn: _write_down(conn, now))
        # Doses before plans: what a new prompt says of the dose before is to be what became of it.
        if dose_owed is not None and dose_owed <= now:
            await self._batches("dose", lambda c, aside: doses.due(c, now, BATCH, aside), _climbing(now), now)
        if plan_owed is not None and plan_owed <= now:
            await self._batches("plan", lambda c, aside: plans.due(c, now, BATCH, aside), _opening(now), now)
        if question is not None and question <= now:
            await self._batches("question", lambda c, aside: plans.questioned(c, now, BATCH, aside), _asking(now), now)

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
            owed += [rules.planned(plan, places, o) for o in timetable.owed_between(plan, places, start, now)]
            pointers.append((plan.id, _next(plan, places, now)))
        if owed:
            known = doses.known(conn, [_name(dose) for dose in owed])
            _climb(
                conn, _open(conn, [(due[dose.plan_id], dose) for dose in owed if _name(dose) not in known], now), now
            )
        plans.point(conn, pointers)

    return work


def _open(conn: Connection, fresh: Sequence[tuple[DosePlan, Dose]], now: datetime) -> list[Dose]:
    """Make rows of doses and return them; those that fall into a pause are ended at once, and nobody is asked."""
    opened = [_paused(plan, dose, now) for plan, dose in fresh]
    rows = doses.add_all(conn, [dose for dose, _ in opened])
    diary.write_all(conn, [(row, entry) for row, (_, entry) in zip(rows, opened, strict=True) if entry is not None])
    return rows


def _paused(plan: DosePlan, dose: Dose, now: datetime) -> tuple[Dose, NewEntry | None]:
    why = rules.pause_of(plan, dose)
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


def _asking(now: datetime) -> Work:
    """Return the work that asks about plans that are paused, and moves on to their next questions."""

    def work(conn: Connection, ids: Sequence[int]) -> None:
        due = plans.by_ids(conn, ids)
        places_of = _places(conn, due)
        heard_by = _readers(conn, list(places_of))
        drafts: list[Draft] = []
        following: list[tuple[int, datetime | None]] = []
        for plan in due.values():
            pause, places = plan.paused_at(now), places_of[plan.circle_id]
            if pause is not None:
                asked = notices.about_pause(pause, places.today(now))
                drafts += [_notice(plan, asked, one, places, now) for one in heard_by.get(plan.circle_id, ())]
            following.append((plan.id, notices.next_question(pause, now, places) if pause else None))
        outbox.add_all(conn, drafts)
        plans.ask_next(conn, following)

    return work


def _readers(conn: Connection, circle_ids: Sequence[int]) -> dict[int, list[Reader]]:
    """Return who hears of some circles, and where, by circle."""
    chats = people.chats_of(conn, circle_ids)
    known = people.persons(conn, {one.person_id for found in chats.values() for one in found if one.person_id})
    return {
        circle_id: [Reader(one.id, known[one.person_id or 0]) for one in found] for circle_id, found in chats.items()
    }


def _notice(plan: DosePlan, notice: Notice, reader: Reader, places: Places, now: datetime) -> Draft:
    """Return a question about a plan, at a moment that suits; its key keeps it to one a day."""
    zone = places.zone_at(now)
    at = notices.said_from(reader.person, now, zone)
    return Draft(
        key=f"notice {at.astimezone(zone).date()}/account {reader.account_id}",
        account_id=reader.account_id,
        circle_id=plan.circle_id,
        body={"notice": notice.value, "plan": plan.id},
        priority=outbox.REMINDER,
        not_before=at,
        valid_until=notices.said_until(at, zone),
    )


def _climbing(now: datetime) -> Work:
    """Return the work that takes open doses one step on at *now*."""

    def work(conn: Connection, ids: Sequence[int]) -> None:
        _climb(conn, list(doses.by_ids(conn, ids).values()), now)

    return work


def _climb(conn: Connection, due: Sequence[Dose], now: datetime) -> None:
    steps = [(dose, rules.next_step(dose, now)) for dose in due]
    _close(conn, [dose for dose, step in steps if isinstance(step, Close)], now)
    _prompt(conn, [(dose, step.rung) for dose, step in steps if isinstance(step, Prompt)], now)
    doses.save_all(conn, [rules.queued(dose) for dose, step in steps if step is None])


def _close(conn: Connection, over: Sequence[Dose], now: datetime) -> None:
    if not over:
        return
    entries = diary.of_doses(conn, [dose.id for dose in over])
    closed = [rules.close(dose, standing(entries.get(dose.id, ())), now) for dose in over]
    written: list[tuple[Dose, NewEntry]] = [(dose, entry) for dose, entry in closed if entry is not None]
    diary.write_all(conn, written)
    doses.save_all(conn, [dose for dose, _ in closed])
    outbox.renew(conn, [dose.id for dose, _ in closed], outbox.REMINDER, now)


def _prompt(conn: Connection, asked: Sequence[tuple[Dose, int]], now: datetime) -> None:
    if not asked:
        return
    chats = people.chats_of(conn, [dose.circle_id for dose, _ in asked])
    below = _below(conn, [dose for dose, rung in asked if rung == 1])
    calm = _calm(conn, {dose.circle_id for dose, rung in asked if rung > 1}, now)
    drafts = []
    for dose, rung in asked:
        for account in chats.get(dose.circle_id, ()):
            held = calm.get(account.id, now) if rung > 1 else now
            drafts.append(_asks(dose, account.id, rung, held))
            if rung == 1 and dose.id in below:
                about, body = below[dose.id]
                drafts.append(_question(about, account.id, next(iter(body)), body, now, dose.closes_at))
    outbox.add_all(conn, drafts)
    doses.save_all(conn, [rules.queued(dose) for dose, _ in asked])


def _calm(conn: Connection, circle_ids: Collection[int], now: datetime) -> dict[int, datetime]:
    """Return from when on the accounts that hear of some circles may be disturbed."""
    if not circle_ids:
        return {}
    places = people.places_of(conn, circle_ids)
    return {
        reader.account_id: reader.person.disturbed_from(now, (places[circle_id] or NOWHERE).zone_at(now))
        for circle_id, found in _readers(conn, list(circle_ids)).items()
        for reader in found
    }


def _asks(dose: Dose, account_id: int, rung: int, at: datetime) -> Draft:
    """Return a prompt; its dose and rung say all that it is."""
    return replace(_question(dose, account_id, f"rung {rung}", {}, at, dose.closes_at), rung=rung)


def _question(  # noqa: PLR0913, PLR0917 - what a question is made of
    about: Dose, account_id: int, name: str, body: dict[str, Any], at: datetime, until: datetime
) -> Draft:
    return Draft(
        key=f"dose {about.uid}/{name}/account {account_id}",
        account_id=account_id,
        circle_id=about.circle_id,
        body=body,
        priority=outbox.REMINDER,
        not_before=at,
        about=about.id,
        valid_until=until,
    )


def _below(conn: Connection, begun: Sequence[Dose]) -> dict[int, tuple[Dose, dict[str, Any]]]:
    """Return what stands below the first prompts of some doses, by their ids, and the dose that it is about.

    The dose right before is asked about if nobody said what became of it; after days without any answer it is asked
    instead whether to go on.
    """
    if not begun:
        return {}
    first = min(dose.day for dose in begun)
    near = doses.of_plans(conn, {dose.plan_id for dose in begun}, first - DAY)
    # Most have answered yesterday's; only where that is not so is it worth while to look far back.
    unclear = [dose for dose in begun if not _is_clear(_before(dose, near.get(dose.plan_id, ())))]
    far = doses.of_plans(conn, {dose.plan_id for dose in unclear}, first - SILENCE, first - DAY) if unclear else {}
    found: dict[int, tuple[Dose, dict[str, Any]]] = {}
    for dose in unclear:
        others = sorted([*far.get(dose.plan_id, ()), *near.get(dose.plan_id, ())], key=lambda one: one.due_at)
        before, since = _before(dose, others), notices.silent_since(dose, others)
        if since is not None:
            found[dose.id] = dose, {"notice": Notice.SILENCE.value, "since": since.isoformat()}
        elif before is not None and not _is_clear(before) and dose.due_at < before.closes_at + rules.LOG_LATE:
            found[dose.id] = before, {"before": True}
    return found


def _before(dose: Dose, around: Sequence[Dose]) -> Dose | None:
    """Return the dose right before one, of those in the order of their time."""
    return next((one for one in reversed(around) if one.due_at < dose.due_at), None)


def _is_clear(before: Dose | None) -> bool:
    """Tell whether it is known what became of a dose, or why nobody asked, or is to ask."""
    return before is not None and (before.state not in {State.UNANSWERED, State.OFF} or rules.is_hushed(before))
