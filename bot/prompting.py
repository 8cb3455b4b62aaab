"""What open doses are asked with: their prompts, who hears them and when, and what stands below the first."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from bot.care import doses as rules
from bot.care import notices
from bot.care.doses import Dose, State
from bot.care.notices import Notice
from bot.care.people import Person
from bot.care.places import DAY, NOWHERE
from bot.care.plans import LONGEST_EVERY
from bot.store import doses, outbox, people, reaching
from bot.store.outbox import Draft

SILENCE = (notices.SILENT_DAYS + 1) * LONGEST_EVERY * DAY  # how far back days without an answer may lie


@dataclass(frozen=True, slots=True)
class Reader:
    """A person who hears of a circle, and the account where they do."""

    account_id: int
    person: Person


def readers(conn: Connection, circle_ids: Sequence[int]) -> dict[int, list[Reader]]:
    """Return who hears of some circles, and where, by circle."""
    chats = reaching.chats_of(conn, circle_ids)
    known = people.persons(conn, {one.person_id for found in chats.values() for one in found if one.person_id})
    return {
        circle_id: [Reader(one.id, known[one.person_id or 0]) for one in found] for circle_id, found in chats.items()
    }


def prompt(conn: Connection, asked: Sequence[tuple[Dose, int]], now: datetime) -> None:
    """Let doses be asked about, each at a rung of its ladder. How they stand is written down by the caller."""
    if not asked:
        return
    chats = reaching.chats_of(conn, [dose.circle_id for dose, _ in asked])
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


def _calm(conn: Connection, circle_ids: Collection[int], now: datetime) -> dict[int, datetime]:
    """Return from when on the accounts that hear of some circles may be disturbed."""
    if not circle_ids:
        return {}
    places = people.places_of(conn, circle_ids)
    return {
        reader.account_id: reader.person.disturbed_from(now, (places[circle_id] or NOWHERE).zone_at(now))
        for circle_id, found in readers(conn, list(circle_ids)).items()
        for reader in found
    }


def _asks(dose: Dose, account_id: int, rung: int, at: datetime) -> Draft:
    """Return a prompt; its dose and rung say all that it is."""
    return _question(dose, account_id, f"rung {rung}", {}, at, dose.closes_at, rung)


def _question(  # noqa: PLR0913, PLR0917 - what a question is made of
    about: Dose,
    account_id: int,
    name: str,
    body: dict[str, Any],
    at: datetime,
    until: datetime,
    rung: int | None = None,
) -> Draft:
    return Draft(
        key=f"dose {about.uid}/{name}/account {account_id}",
        account_id=account_id,
        circle_id=about.circle_id,
        body=body,
        priority=outbox.REMINDER,
        not_before=at,
        about=about.id,
        rung=rung,
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
    near = doses.before(conn, begun, first - DAY)
    # Most have answered yesterday's; only where that is not so is it worth while to look far back.
    unclear = [dose for dose in begun if not _is_clear(_before(dose, near.get(dose.plan_id, ())))]
    far = doses.before(conn, unclear, first - SILENCE, first - DAY) if unclear else {}
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
