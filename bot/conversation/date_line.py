"""What is asked where a local day is met twice, or not at all: what is planned each way, and a word for each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from bot.care import moving, timetable
from bot.care.moving import Proposal, Way
from bot.care.places import DAY, Move, Places
from bot.care.plans import DosePlan
from bot.care.timetable import Occurrence
from bot.conversation import coming, planning
from bot.conversation.journeys import Kept
from bot.conversation.talk import Talk
from bot.store import doses
from bot.wording import Said
from bot.wording.away import DateLine

SHOWN = 4  # days that are listed of each way
CROSSED = frozenset({Way.AGAIN, Way.LEFT_OUT})

ByWay = Mapping[Way, Proposal]


def ask_out(talk: Talk, plan: DosePlan, kept: Kept, by_way: ByWay) -> Said:
    """Ask how to go on in the other place."""
    move = _over_the_line(talk, _special(by_way).places)[0]
    day, act = move.day - DAY, f"move:way:{kept['id']}"
    offered = _again(talk, act, by_way) | _nexts(talk, plan, act, by_way, replace(move, day=talk.today))
    line = DateLine(day, talk.zone.key, kept["zone"], _stands_on(talk, plan, day), {})
    return _ask(talk, plan, line, by_way, {**offered, **_team(talk, kept)})


def ask_back(talk: Talk, plan: DosePlan, kept: Kept, by_way: ByWay) -> Said:
    """Ask how to go on after the way back."""
    move = _over_the_line(talk, _special(by_way).places)[-1]
    act = f"move:back:{kept['id']}"
    offered = _again(talk, act, by_way) | _nexts(talk, plan, act, by_way, move)
    line = DateLine(move.day - DAY, kept["zone"], move.zone, "", {})
    return _ask(talk, plan, line, by_way, {**offered, **_team(talk, kept)})


def _special(by_way: ByWay) -> Proposal:
    return by_way.get(Way.AGAIN) or by_way[Way.LEFT_OUT]


def _over_the_line(talk: Talk, places: Places) -> list[Move]:
    """Return the new moves on which a local day is met twice, or not at all."""
    standing = talk.places.moved(now=talk.now)
    return [one for one in places.moves if (one.again or one.left_out) and one not in standing.moves]


def _again(talk: Talk, act: str, by_way: ByWay) -> dict[str, str]:
    return {f"{act}:again": talk.wording.plain("move-ask-again").text} if Way.AGAIN in by_way else {}


def _nexts(talk: Talk, plan: DosePlan, act: str, by_way: ByWay, move: Move) -> dict[str, str]:
    """Return the ways that are named by a dose."""
    offered = {}
    for way in (Way.MOVED, Way.LEFT_OUT):
        first = _named_by(talk, plan, by_way, way, move) if way in by_way else None
        if first is not None:
            offered[f"{act}:{way.value}"] = talk.wording.move_next(first)
    return offered


def _team(talk: Talk, kept: Kept) -> dict[str, str]:
    return {f"move:way:{kept['id']}:team": talk.wording.plain("move-team-first").text}


def _ask(talk: Talk, plan: DosePlan, line: DateLine, by_way: ByWay, offered: Mapping[str, str]) -> Said:
    here = ZoneInfo(line.here)
    lists: dict[Way, list[str]] = {
        way: _list(talk, plan, one.places, line.day, here) for way, one in by_way.items() if way is not Way.KEPT
    }
    return talk.wording.date_line(replace(line, lists=lists), offered, planning.who_can_say(talk, times=True))


def _list(talk: Talk, plan: DosePlan, places: Places, start: date, here: ZoneInfo) -> list[str]:
    """Return what is planned; nothing while the plan rests, for then nothing is asked."""
    if coming.rests(talk, plan):
        return []
    found = moving.planned_list(plan, places, start, SHOWN, here)
    return [talk.wording.planned(one) for one in found if one.occurrence.at > talk.now]


def _stands_on(talk: Talk, plan: DosePlan, day: date) -> str:
    """Return how the first dose of a local day stands here, if it is written down already."""
    known = [one for one in doses.on_days(talk.conn, plan.id, day, day) if one.lap == 0]
    return talk.wording.dose(known[0].day, known[0].wall) if known and known[0].next_step_at is None else ""


def _named_by(talk: Talk, plan: DosePlan, by_way: ByWay, way: Way, move: Move) -> Occurrence | None:
    """Return the dose that a way is named by: the first one there, or the one that is left out on the other way."""
    start = move.day - DAY
    owed = (one for one in timetable.from_day(plan, by_way[way].places, start) if one.at > talk.now)
    if way is Way.MOVED and Way.LEFT_OUT in by_way:
        other = timetable.from_day(plan, by_way[Way.LEFT_OUT].places, start)
        met = {(one.day, one.turn) for one in other}
        return next((one for one in owed if (one.day, one.turn) not in met), None)
    return next((one for one in owed if one.zone == move.zone), None)
