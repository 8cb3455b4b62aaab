"""Somebody asks to be forgotten: what stops at once, when they can be erased, and which rows are theirs.

    leave(conn, ...)   they are nobody any more, and nothing is asked or sent but the goodbye that is added after it
    ready(conn, ...)   who left, and whose goodbye is on its way no longer
    erase(conn, ...)   their rows go; returns whose keys have to go with them
    finish(conn)       rows whose key is struck out go, as after a crash, or in a copy from before
    strangers(conn)    who has no code, and was told so; drop(conn, ...) lets their rows go

A circle goes with its patient, and with the last keeper of a patient without an account, who goes too. What somebody
wrote into a circle that stays, stays in it, without saying by whom.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, LargeBinary, and_, bindparam, delete, exists, or_, select, type_coerce, update

from bot.store.columns import keys_of
from bot.store.keys import Kind, Owner, owner_of
from bot.store.outbox import SENDING, WAITING
from bot.store.tables import (
    accounts,
    circles,
    consents,
    diary,
    doses,
    inbox,
    keepers,
    occasions,
    operator_acts,
    outbox,
    people,
    plan_versions,
    plans,
    steps,
    test_plans,
    tests,
)

log = logging.getLogger(__name__)

BATCH = 250  # owners in one statement, which may name each more than once: databases bound how many values it has
TIP = "tip"  # what goes with whoever asked for it, of the occasions of a circle that stays
GOODBYE = timedelta(days=1)  # a goodbye that cannot be said for so long is not waited for


def leave(conn: Connection, person_id: int, now: datetime) -> None:
    """Let somebody be nobody from now on. What is said to their account after this is the goodbye."""
    conn.execute(update(people).where(people.c.id == person_id).values(left_at=now))
    persons, gone = _with_them(conn, [person_id])
    conn.execute(update(plans).where(plans.c.circle_id.in_(gone)).values(next_at=None, ask_at=None))
    conn.execute(update(doses).where(doses.c.circle_id.in_(gone)).values(next_step_at=None))
    conn.execute(update(tests).where(tests.c.circle_id.in_(gone)).values(next_step_at=None))
    tips = and_(occasions.c.made_by.in_(persons), occasions.c.kind == TIP)
    about = or_(occasions.c.circle_id.in_(gone), tips)
    conn.execute(update(occasions).where(about).values(next_step_at=None))
    theirs = _accounts_of(conn, persons)
    conn.execute(update(accounts).where(accounts.c.id.in_(theirs)).values(let_in_at=None))
    conn.execute(delete(steps).where(steps.c.account_id.in_(theirs)))
    said = or_(outbox.c.circle_id.in_(gone), outbox.c.account_id.in_(theirs))
    conn.execute(delete(outbox).where(said, outbox.c.state == WAITING))


_to_come = exists().where(outbox.c.account_id == accounts.c.id, outbox.c.state.in_((WAITING, SENDING)))
_STRANGERS = (
    select(accounts.c.id).where(accounts.c.person_id.is_(None), accounts.c.let_in_at.is_(None), ~_to_come).limit(BATCH)
)
_on_its_way = exists().where(
    accounts.c.person_id == people.c.id,
    outbox.c.account_id == accounts.c.id,
    outbox.c.state.in_((WAITING, SENDING)),
)
_READY = select(people.c.id).where(
    people.c.left_at.is_not(None), or_(~_on_its_way, people.c.left_at <= bindparam("given_up"))
)


def strangers(conn: Connection) -> list[int]:
    """Return the accounts of those who came without a code, once nothing is on its way to them any more."""
    return list(conn.execute(_STRANGERS).scalars())


def drop(conn: Connection, strange: Sequence[int]) -> None:
    """Remove the rows of accounts that nobody agreed with."""
    for table in (outbox, steps):
        conn.execute(delete(table).where(table.c.account_id.in_(strange)))
    conn.execute(delete(accounts).where(accounts.c.id.in_(strange)))


def ready(conn: Connection, now: datetime) -> list[int]:
    """Return the persons who left and can be erased."""
    return list(conn.execute(_READY, {"given_up": now - GOODBYE}).scalars())


def erase(conn: Connection, person_id: int) -> list[Owner]:
    """Remove the rows of a person, and return whose keys are to be struck out."""
    persons, gone = _with_them(conn, [person_id])
    _remove(conn, persons, gone)
    return [*map(Owner.of_person, persons), *map(Owner.of_circle, gone)]


def finish(conn: Connection) -> None:
    """Remove the rows of those whose keys are struck out."""
    erased = keys_of(conn).erased()
    for start in range(0, len(erased), BATCH):
        _finish(conn, erased[start : start + BATCH])


def _finish(conn: Connection, erased: Sequence[Owner]) -> None:
    persons, gone = (
        list(
            conn.execute(
                select(table.c.id).where(table.c.id.in_([one.id for one in erased if one.kind is kind]))
            ).scalars()
        )
        for table, kind in ((people, Kind.PERSON), (circles, Kind.CIRCLE))
    )
    if persons or gone:
        log.info("removing what is left of %s erased persons and their circles", len(persons))
        persons, with_them = _with_them(conn, persons)
        _remove(conn, persons, sorted({*gone, *with_them}))


def _with_them(conn: Connection, persons: Sequence[int]) -> tuple[list[int], list[int]]:
    """Return who goes when some persons go: they, the patients whom nobody else keeps, and the circles of all these."""
    others = keepers.alias()
    kept_on = exists().where(others.c.circle_id == keepers.c.circle_id, others.c.person_id.not_in(persons))
    last = select(keepers.c.circle_id).where(keepers.c.person_id.in_(persons), ~kept_on)
    query = select(circles.c.id, circles.c.patient_id)
    rows = conn.execute(query.where(or_(circles.c.patient_id.in_(persons), circles.c.id.in_(last)))).all()
    return sorted({*persons, *(row.patient_id for row in rows)}), sorted(row.id for row in rows)


def _accounts_of(conn: Connection, persons: Sequence[int]) -> list[int]:
    return list(conn.execute(select(accounts.c.id).where(accounts.c.person_id.in_(persons))).scalars())


def _remove(conn: Connection, persons: Sequence[int], gone: Sequence[int]) -> None:
    theirs = _accounts_of(conn, persons)
    _remove_heard(conn, [*map(Owner.of_person, persons)])
    conn.execute(delete(outbox).where(or_(outbox.c.circle_id.in_(gone), outbox.c.account_id.in_(theirs))))
    for table in (diary, doses, plan_versions, plans, tests, test_plans, occasions, keepers):
        conn.execute(delete(table).where(table.c.circle_id.in_(gone)))
    conn.execute(update(operator_acts).where(operator_acts.c.circle_id.in_(gone)).values(circle_id=None))
    conn.execute(delete(circles).where(circles.c.id.in_(gone)))
    conn.execute(delete(steps).where(steps.c.account_id.in_(theirs)))
    conn.execute(delete(accounts).where(accounts.c.id.in_(theirs)))
    conn.execute(delete(consents).where(consents.c.person_id.in_(persons)))
    conn.execute(delete(keepers).where(keepers.c.person_id.in_(persons)))
    conn.execute(update(diary).where(diary.c.by.in_(persons)).values(by=None))
    conn.execute(update(plan_versions).where(plan_versions.c.made_by.in_(persons)).values(made_by=None))
    conn.execute(update(test_plans).where(test_plans.c.made_by.in_(persons)).values(made_by=None))
    conn.execute(update(occasions).where(occasions.c.made_by.in_(persons)).values(made_by=None))
    conn.execute(delete(people).where(people.c.id.in_(persons)))


def _remove_heard(conn: Connection, owners: Iterable[Owner]) -> None:
    # A row of the inbox says whose it is only in what is sealed; few wait at any time.
    leaves = {owner.leaf for owner in owners}
    sealed = type_coerce(inbox.c.sealed, LargeBinary).label("sealed")
    rows = conn.execute(select(inbox.c.id, sealed).where(inbox.c.sealed.is_not(None)))
    conn.execute(delete(inbox).where(inbox.c.id.in_([row.id for row in rows if owner_of(row.sealed) in leaves])))
