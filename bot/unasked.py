"""What is said unasked that is no reminder of a dose: of tests, of occasions, of a plan that rests. One message a day.

Whatever of a circle is due on a day is said together, when the first of it is. What can wait does, for a day on which
nothing else is said; a tip waits for a day of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection

from bot import checkups
from bot.care import notices
from bot.care import occasions as rules
from bot.care.notices import Notice
from bot.care.occasions import Occasion, Step, Tell
from bot.care.people import Person
from bot.care.places import DAY, NOWHERE, Places
from bot.checkups import Due
from bot.prompting import Reader, readers
from bot.store import occasions, outbox, people, plans
from bot.store.outbox import Draft

KEYS = "unasked "  # what the keys of all such messages begin with


@dataclass(frozen=True, slots=True)
class _Day:
    """A circle at a moment, and who hears of it."""

    conn: Connection
    circle_id: int
    now: datetime
    places: Places
    heard_by: Sequence[Reader]

    @property
    def first(self) -> Person | None:
        return self.heard_by[0].person if self.heard_by else None

    @property
    def today(self) -> date:
        return self.places.today(self.now)

    @property
    def after(self) -> datetime:
        """Return the end of the hours of this day in which anything of the kind is said (UTC)."""
        return max(self.now, notices.said_until(self.now, self.places.zone_at(self.now)))

    def at(self, reader: Reader) -> datetime:
        """Return when a reader can be told something (UTC)."""
        return notices.said_from(reader.person, self.now, self.places.zone_at(self.now))

    def prefix(self, reader: Reader) -> str:
        """Return what the keys of all that a reader is told on one day begin with: the day on which they hear of it."""
        return f"{KEYS}{self.places.today(self.at(reader))} account {reader.account_id}/"

    @property
    def is_begun(self) -> bool:
        """Tell whether something is said already on the day on which this would be."""
        return any(outbox.is_begun(self.conn, self.prefix(reader)) for reader in self.heard_by)

    @property
    def next_free(self) -> date:
        """Return the first day after the one on which this would be said."""
        return max((self.places.today(self.at(reader)) for reader in self.heard_by), default=self.today) + DAY


def say(conn: Connection, circle_ids: Sequence[int], now: datetime) -> None:
    """Let what is due in some circles be said, and move all of it on to its next step."""
    known = people.places_of(conn, set(circle_ids))
    heard_by = readers(conn, circle_ids)
    for circle_id in set(circle_ids):
        _say(_Day(conn, circle_id, now, known.get(circle_id) or NOWHERE, heard_by.get(circle_id, ())))


def _say(day: _Day) -> None:
    tests = checkups.due(day.conn, day.circle_id, day.places, day.now)
    plan, asks_at = plans.question_of(day.conn, day.circle_id)
    pause = plan.paused_at(day.now) if plan else None
    asks = asks_at is not None and day.places.today(asks_at) <= day.today
    notice = notices.about_pause(pause, day.today) if pause and asks else None
    told, waiting = _told(day, alone=not (day.is_begun or tests.asked or notice), rests=pause is not None)
    for reader in day.heard_by:
        mine = [(one, step) for one, step in told if step.tell is not Tell.TIP or one.by == reader.person.id]
        body = _body(tests, mine, (plan.id, notice) if plan and notice else None)
        if body:
            outbox.add(day.conn, _draft(day, reader, body))
    free = day.next_free
    checkups.asked(day.conn, tests, day.after, day.places, day.first)
    for one, step in told:
        _save(day, rules.told(one, step))
    for one in waiting:
        _save(day, rules.put_off(one, free))
    if plan is not None and asks:
        following = notices.next_question(pause, day.after, day.places) if pause else None
        plans.ask_next(day.conn, [(plan.id, following)])


def _save(day: _Day, one: Occasion) -> None:
    occasions.save(day.conn, rules.scheduled(one, day.now, day.places, day.first))


def _told(day: _Day, *, alone: bool, rests: bool) -> tuple[list[tuple[Occasion, Step]], list[Occasion]]:
    """Return what is said of occasions now, and what waits for a day on which it comes *alone*.

    That an appointment is near cannot wait. While a plan *rests*, as in hospital, no tip comes.
    """
    every = occasions.of_circle(day.conn, day.circle_id)
    steps = [(one, rules.following(one, day.now, day.places, day.first)) for one in every]
    due = [(one, step) for one, step in steps if step is not None and _is_due(day, step)]
    told = [each for each in due if each[1].tell is Tell.TOMORROW]
    for kind in ({Tell.AFTER, Tell.REORDER}, set() if rests else {Tell.TIP}):
        if alone and not told:
            told = [each for each in due if each[1].tell in kind]
    _let_go(day, every, steps)
    return told, [one for one, step in due if (one, step) not in told and step.at <= day.now]


def _let_go(day: _Day, every: Sequence[Occasion], steps: Sequence[tuple[Occasion, Step | None]]) -> None:
    """Move on those whose step was out of date before it could be said."""
    for one, step in zip(every, (step for _, step in steps), strict=True):
        if one.next_step_at is not None and one.next_step_at <= day.now and (step is None or step.at > day.now):
            _save(day, one)


def _is_due(day: _Day, step: Step) -> bool:
    """Tell whether it is said now: it is time, or it is near enough to be said with what is."""
    ahead = step.tell is not Tell.AFTER and day.places.today(step.at) <= day.today
    return step.at <= day.now or ahead


def _body(tests: Due, told: Sequence[tuple[Occasion, Step]], asked: tuple[int, Notice] | None) -> dict[str, Any]:
    """Return what a message is about: tests, occasions, and a plan of which something is asked."""
    parts: dict[str, Any] = {
        "tests": [[one.id, asks.value] for one, asks in tests.asked],
        "occasions": [[one.id, step.tell.value, step.day.isoformat()] for one, step in told],
    }
    if asked is not None:
        plan_id, notice = asked
        parts |= {"notice": notice.value, "plan": plan_id}
    return {name: part for name, part in parts.items() if part}


def _draft(day: _Day, reader: Reader, body: dict[str, Any]) -> Draft:
    at = day.at(reader)
    what = "+".join(" ".join(map(str, one)) for kind in ("tests", "occasions") for one in body.get(kind, ()))
    return Draft(
        key=f"{day.prefix(reader)}{what or 'pause'}",
        account_id=reader.account_id,
        circle_id=day.circle_id,
        body=body,
        priority=outbox.REMINDER,
        not_before=at,
        valid_until=notices.said_until(at, day.places.zone_at(at)),
    )


def lost(conn: Connection, circle_id: int, body: Mapping[str, Any], now: datetime) -> None:
    """Let what could not be said in its hours be said on another day: nobody heard of it."""
    day = _Day(
        conn,
        circle_id,
        now,
        people.places_of(conn, [circle_id]).get(circle_id) or NOWHERE,
        readers(conn, [circle_id]).get(circle_id, ()),
    )
    known = occasions.by_ids(conn, [number for number, *_ in body.get("occasions", ())])
    for number, _, of_day in body.get("occasions", ()):
        if number in known:
            _save(day, rules.untold(known[number], date.fromisoformat(of_day), day.today + DAY))
    checkups.lost(conn, [number for number, _ in body.get("tests", ())], day.places, now)


def reschedule(conn: Connection, circle_id: int, places: Places, person: Person | None, now: datetime) -> None:
    """Work out anew when tests and occasions are spoken of: the clock that holds is another one."""
    checkups.reschedule(conn, circle_id, places, person, now)
    for one in occasions.of_circle(conn, circle_id):
        occasions.save(conn, rules.scheduled(one, now, places, person))


def rewind(conn: Connection, circle_id: int, places: Places, person: Person | None, now: datetime) -> None:
    """Undo what a clock that ran ahead did: what was said too early is said again in its time."""
    for one in occasions.of_circle(conn, circle_id):
        occasions.save(conn, rules.rewound(one, now, places, person))
    reschedule(conn, circle_id, places, person, now)
