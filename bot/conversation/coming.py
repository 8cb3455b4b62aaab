"""What a plan owes next, as it is read back: doses that are settled or asked about already are not named."""

from __future__ import annotations

from datetime import timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from bot.care import timetable
from bot.care.plans import DosePlan
from bot.care.timetable import DoseName, Occurrence
from bot.conversation.talk import Talk
from bot.store import doses, plans

SHOWN = 3  # doses that are read back


def first(talk: Talk, plan: DosePlan) -> Occurrence:
    """Return the dose that the plan owes next.

    What fell due a moment ago and was not opened yet is owed as well: the pointer still stands at it.
    """
    pointer = plans.pointers(talk.conn, [plan.id]).get(plan.id, talk.now)
    owed = timetable.first_owed(plan, talk.zone, min(pointer, talk.now) - timedelta(microseconds=1))
    while owed.at <= plan.since or doses.find(talk.conn, plan.id, owed) is not None:
        owed = timetable.first_owed(plan, talk.zone, owed.at)
    return owed


def in_zone(plan: DosePlan, zone: ZoneInfo, owed: Occurrence) -> Occurrence:
    """Return the same dose, by its name, on the clock of *zone*: a change of zone neither adds a dose nor drops one."""
    return timetable.named(plan, zone, DoseName(plan.uid, owed.day, owed.turn, owed.lap)) or owed


def ahead(talk: Talk, plan: DosePlan, zone: ZoneInfo) -> list[Occurrence]:
    """Return the doses that the plan owes next, on the clock of *zone*."""
    start = in_zone(plan, zone, first(talk, plan))
    following = (o for o in timetable.from_day(plan, zone, start.day) if (o.day, o.turn) >= (start.day, start.turn))
    return list(islice((o for o in following if doses.find(talk.conn, plan.id, o) is None), SHOWN))
