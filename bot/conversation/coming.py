"""What a plan owes next, as it is read back: doses that are settled or asked about already are not named."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice

from bot import unasked
from bot.care import timetable
from bot.care.places import DAY, Places
from bot.care.plans import DosePlan
from bot.care.timetable import Occurrence
from bot.conversation.talk import Talk
from bot.store import doses, plans

SHOWN = 3  # doses that are read back


def first(talk: Talk, plan: DosePlan, places: Places) -> Occurrence | None:
    """Return the dose that the plan owes next, in *places*.

    What fell due a moment ago and was not opened yet is owed as well: the pointer still stands at it.
    """
    return next(_asked(talk, plan, places), None)


def ahead(talk: Talk, plan: DosePlan, places: Places) -> list[Occurrence]:
    """Return the doses that the plan owes next, in *places*."""
    return list(islice(_asked(talk, plan, places), SHOWN))


def point(talk: Talk, plan: DosePlan, places: Places) -> Occurrence | None:
    """Let the pointer of a plan stand at what it owes next, in *places*, and return that.

    What is due in a pause is owed too: its row says that nobody was asked.
    """
    owed = next(_owed(talk, plan, places), None)
    plans.point(talk.conn, [(plan.id, owed.at if owed else None)])
    unasked.reschedule(talk.conn, plan.circle_id, places, talk.person, talk.now)  # the clock may be another one
    return owed


def rests(talk: Talk, plan: DosePlan) -> bool:
    """Tell whether nothing is asked of the plan, whatever it owes, and nobody said yet when it goes on."""
    pause = plan.paused_at(talk.now)
    return pause is not None and pause.ended is None


def asked(talk: Talk, plan: DosePlan, places: Places) -> str:
    """Return what is asked about next, as a sentence; of a plan that rests, that it does, and how to go on."""
    if rests(talk, plan):
        return talk.wording.plain("still-stopped").text
    return talk.wording.asks_next(first(talk, plan, places), places.zone_at(talk.now))


def following(talk: Talk, plan: DosePlan) -> str:
    """Return what is asked about next, as a list; of a plan that rests, that it does, and how to go on."""
    if rests(talk, plan):
        return talk.wording.plain("still-stopped").text
    owed = ahead(talk, plan, talk.places)
    if not owed:
        return talk.wording.asks_next(None, talk.zone)
    return talk.wording.plain("plan-next", next=talk.wording.next_ones(owed, talk.zone)).text


def _asked(talk: Talk, plan: DosePlan, places: Places) -> Iterator[Occurrence]:
    """Walk what is owed and asked about. In a pause that holds already all counts: it is for what comes after it."""
    holds = rests(talk, plan)
    return (o for o in _owed(talk, plan, places) if holds or plan.paused_at(o.at) is None)


def _owed(talk: Talk, plan: DosePlan, places: Places) -> Iterator[Occurrence]:
    pointer = plans.pointers(talk.conn, [plan.id]).get(plan.id, talk.now)
    # All that fell due before the pointer has a row; another clock may put what has none some hours before it.
    start = max(min(pointer, talk.now).date() - 2 * DAY, plan.versions[0].from_day)
    known = {(one.day, one.turn, one.lap) for one in doses.on_days(talk.conn, plan.id, start, date.max)}
    owed = timetable.from_day(plan, places, start)
    return (o for o in owed if o.at > plan.since and (o.day, o.turn, o.lap) not in known)
