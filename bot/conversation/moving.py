"""Other places and other clocks: a journey that is planned, one that is cut short, and a clock that is changed at once.

What a change of place would mean for the doses is shown in both clocks first; only a yes makes it true.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from bot.care import drafts, moving, timetable
from bot.care.cities import on_clock
from bot.care.drafts import DAY
from bot.care.moving import Proposal, Trip, Way
from bot.care.people import Right, may
from bot.care.places import Move, Places
from bot.care.plans import DosePlan, Version
from bot.care.reading import (
    ClockTime,
    ComingHome,
    DaySaid,
    DaySpan,
    DayWord,
    Either,
    Half,
    Meaning,
    TravelSaid,
    resolve,
    resolve_span,
    understand,
)
from bot.care.timetable import Occurrence
from bot.content.whereabouts import zones_named
from bot.conversation import coming, drafting, planning, shifting
from bot.conversation.talk import Talk
from bot.store import doses, new_uid, people
from bot.store.people import Step
from bot.wording import Said, clock, local, place
from bot.wording.away import DateLine

MOVE = "move"
LONGEST_PLACE = 60
MOST_PLACES = 8
SHOWN = 4  # days of a preview at its beginning, and at its end

Kept = dict[str, Any]  # of a step: "id", "asked", "zone", "leaves", "returns", "way", "back", "times", "cancels"


# The ways in


def timezone(talk: Talk, words: str) -> list[Said]:
    """/timezone: take the place, at once where nothing is planned yet, else after a yes."""
    if not _may(talk):
        return [talk.wording.plain("start-first")]
    if not words:
        return [talk.wording.plain("ask-zone")]
    zones = zones_named(words, talk.now)
    if len(zones) != 1:
        return _which_zone(talk, words, zones, _fresh())
    return _to_zone(talk, zones[0])


def _to_zone(talk: Talk, zone: str) -> list[Said]:
    if talk.circle is None or talk.circle.places is None:
        return planning.placed(talk, zone)
    if talk.plan is None:
        talk.settle(MOVE)
        return [planning.begin_in(talk, zone)]
    if zone == talk.zone.key and not any(one.at > talk.now for one in talk.places.moves):
        talk.settle(MOVE)
        return [talk.wording.plain("clock-agrees", place=place(zone), time=local(talk.now, talk.zone))]
    return _go_on(talk, {**_fresh(), "zone": zone, "at_once": True})


def travel(talk: Talk, words: str) -> list[Said]:
    """/travel: a journey in words, or what is planned; "cancel" ends it."""
    if not _may(talk) or talk.plan is None:
        return [talk.wording.plain("start-first")]
    if words.casefold().strip(" .") in {"cancel", "off", "stop", "no"}:
        return cancel(talk)
    meaning = understand(f"flying to {words}") if words else None
    if isinstance(meaning, TravelSaid):
        return said(talk, meaning)
    return _planned(talk) if not words else [talk.wording.plain("travel-how")]


def said(talk: Talk, words: TravelSaid) -> list[Said]:
    """Take a journey: where to, from when, until when."""
    if not _may(talk) or talk.plan is None:
        return [talk.wording.plain("start-first")]
    days = _days(words.from_day, words.until_day, talk.today)
    if days is None:
        return [talk.wording.plain("no-such-day")]
    leaves, returns = days
    kept = {**_fresh(), "leaves": _iso(leaves), "returns": _iso(returns)}
    zones = zones_named(words.place, talk.now)
    if len(zones) != 1:
        return _which_zone(talk, words.place, zones, kept)
    if zones[0] == talk.zone.key:
        return [talk.wording.plain("clock-agrees", place=place(zones[0]), time=local(talk.now, talk.zone))]
    return _go_on(talk, {**kept, "zone": zones[0]})


def _days(first: DayWord | None, last: DayWord | None, today: date) -> tuple[date | None, date | None] | None:
    """Return the last day before a journey and the last day of it; what may be two days is the later one."""
    leaves = _one(resolve(first, today)) if first else None
    if first is not None and (leaves is None or leaves < today):
        return None
    if last is None:
        return leaves, None
    span = resolve_span(DaySpan(first, last), today) if first else None
    returns = span[1] if span else _one(resolve(last, leaves or today))
    return None if returns is None or returns <= (leaves or today) else (leaves, returns)


def _one(day: date | Either | None) -> date | None:
    return day.first if isinstance(day, Either) else day  # what is read back names the date


def clock_said(talk: Talk, at: ClockTime) -> list[Said]:
    """Take what a clock shows where they are: offer the places where it is that late."""
    if not _may(talk) or talk.circle is None or talk.circle.places is None:
        return [talk.wording.plain("start-first")]
    near = on_clock(at.readings(), talk.now)[:MOST_PLACES]
    if not near:
        return [talk.wording.plain("ask-zone")]
    if any(_same_clock(ZoneInfo(zone), talk) for zone in near):
        return [talk.wording.plain("clock-agrees", place=place(talk.zone.key), time=local(talk.now, talk.zone))]
    kept = _fresh()
    talk.ask(Step(MOVE, {**kept, "at_once": True, "asked": "zone"}))
    return [talk.wording.ask_zones("ask-clock-where", f"move:zone:{kept['id']}", near)]


def _same_clock(zone: ZoneInfo, talk: Talk) -> bool:
    return talk.now.astimezone(zone).utcoffset() == talk.now.astimezone(talk.zone).utcoffset()


def _may(talk: Talk) -> bool:
    return talk.circle is not None and talk.person is not None and may(talk.person, Right.CHANGE, talk.circle)


def _fresh() -> Kept:
    return {"id": new_uid(), "leaves": None, "returns": None, "way": None, "back": None, "times": None}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(kept: Kept, name: str) -> date | None:
    return date.fromisoformat(kept[name]) if kept.get(name) else None


def _which_zone(talk: Talk, words: str, zones: tuple[str, ...], kept: Kept) -> list[Said]:
    if not zones:
        return [talk.wording.plain("zone-unknown", words=words[:LONGEST_PLACE])]
    talk.ask(Step(MOVE, {**kept, "asked": "zone"}))
    return [talk.wording.which_zone(words[:LONGEST_PLACE], f"move:zone:{kept['id']}", zones)]


# From a trip to what is read back


def _trip(kept: Kept) -> Trip:
    return Trip(kept["zone"], _day(kept, "leaves"), _day(kept, "returns"))


def _proposals(talk: Talk, plan: DosePlan, kept: Kept) -> tuple[Proposal, ...]:
    found = moving.moves_for(
        plan, talk.places.moved(now=talk.now), _trip(kept), coming.first(talk, plan, talk.places), talk.now
    )
    way, back = kept["way"], kept["back"]
    return tuple(one for one in found if way in {None, one.way} and back in {None, one.back})


def _go_on(talk: Talk, kept: Kept) -> list[Said]:
    """Ask how doses go on in the other place, where there are several ways; then read back."""
    plan = talk.plan
    if plan is None:
        return []
    found = _proposals(talk, plan, kept)
    ways = list(dict.fromkeys(one.way for one in found))
    if Way.MOVED in ways and len(ways) == len((Way.MOVED, Way.KEPT)) and kept.get("at_once"):
        kept = {**kept, "way": Way.MOVED.value}  # who names a clock wants to go by it
        found = _proposals(talk, plan, kept)
    if kept["way"] is None:
        return _wait(talk, kept, "way", _ask_way(talk, plan, kept, found))
    if kept["times"] == []:
        return _wait(talk, kept, "times", talk.wording.plain("move-type-times", place=place(kept["zone"])))
    backs = list(dict.fromkeys(one.back for one in found))
    if len(backs) > 1:
        plain = {Way.MOVED, Way.KEPT}
        if set(backs) <= plain:
            kept = {**kept, "back": Way.MOVED.value}
        else:
            return _wait(talk, kept, "back", _ask_back(talk, plan, kept, found))
    if not found:  # what was chosen cannot be any more
        return _go_on(talk, {**kept, "way": None, "back": None})
    made = _what_is_read(found[0], plan, _plan_after(talk, plan, kept))
    return _wait(talk, {**kept, "read": made}, "yes", _read_back(talk, plan, kept, found[0]))


def _what_is_read(chosen: Proposal, plan: DosePlan, after: DosePlan) -> list[list[str]]:
    """Return what a yes would save, so that it saves nothing else than was read back."""
    moves = [
        [one.zone, one.day.isoformat(), str((one.turn, one.doses, one.again, one.left_out))]
        for one in chosen.places.moves
    ]
    added = after.versions[len(plan.versions) :]
    return moves + [[one.from_day.isoformat(), str(one.until), str(one.schedule)] for one in added]


def _wait(talk: Talk, kept: Kept, asked: str, question: Said) -> list[Said]:
    talk.ask(Step(MOVE, {**kept, "asked": asked}))
    return [question]


def _ask_way(talk: Talk, plan: DosePlan, kept: Kept, found: tuple[Proposal, ...]) -> Said:
    there = ZoneInfo(kept["zone"])
    act = f"move:way:{kept['id']}"
    by_way = {one.way: one for one in reversed(found)}
    if by_way.keys() & {Way.AGAIN, Way.LEFT_OUT}:
        return _ask_date_line(talk, plan, kept, by_way)
    kept_dose = _first_there(plan, by_way[Way.KEPT].places, kept, talk)
    moved_dose = _first_there(plan, by_way[Way.MOVED].places, kept, talk) if Way.MOVED in by_way else None
    offered = {}
    if kept_dose is not None:
        offered[f"{act}:kept"] = talk.wording.plain(
            "move-keep", home=place(kept_dose.zone), time=local(kept_dose.at, there), place=place(there.key)
        ).text
    if moved_dose is not None:
        offered[f"{act}:moved"] = talk.wording.plain(
            "move-there", time=clock(moved_dose.wall), place=place(there.key)
        ).text
    offered[f"{act}:times"] = talk.wording.plain("move-other-times").text
    when = talk.wording.journey(place(there.key), _day(kept, "leaves"), _day(kept, "returns"))
    return talk.wording.move_how(when, planning.who_can_say(talk, times=True), offered, f"move:no:{kept['id']}")


def _first_there(plan: DosePlan, places: Places, kept: Kept, talk: Talk) -> Occurrence | None:
    """Return the first dose that is due in the other place, on whatever clock."""
    day = (_day(kept, "leaves") or talk.today - DAY) + DAY
    coming_up = timetable.from_day(plan, places, day - DAY)
    return next((one for one in coming_up if one.day >= day and one.at > talk.now), None)


def _ask_date_line(talk: Talk, plan: DosePlan, kept: Kept, by_way: dict[Way, Proposal]) -> Said:
    """Ask how to go on where a local day is met twice, or not at all."""
    here, there = talk.zone, ZoneInfo(kept["zone"])
    act = f"move:way:{kept['id']}"
    special = by_way.get(Way.AGAIN) or by_way[Way.LEFT_OUT]
    move = _over_the_line(talk, special.places)[0]
    day = move.day - DAY
    lists: dict[Way, list[str]] = {
        way: _list(talk, plan, one.places, day, here) for way, one in by_way.items() if way is not Way.KEPT
    }
    offered = {}
    if special.way is Way.AGAIN:
        offered[f"{act}:again"] = talk.wording.plain("move-ask-again").text
    for way in (Way.MOVED, Way.LEFT_OUT):
        first = _named_by(talk, plan, by_way, way, replace(move, day=talk.today)) if way in by_way else None
        if first is not None:
            when = talk.wording.dose(first.day, first.wall)
            offered[f"{act}:{way.value}"] = talk.wording.plain("move-next", when=when, place=place(first.zone)).text
    offered[f"{act}:team"] = talk.wording.plain("move-team-first").text
    stands = _stands_on(talk, plan, day)
    line = DateLine(day, here.key, there.key, stands, lists)
    return talk.wording.date_line(line, offered, planning.who_can_say(talk, times=True))


def _over_the_line(talk: Talk, places: Places) -> list[Move]:
    """Return the new moves on which a local day is met twice, or not at all."""
    return [one for one in places.moves if (one.again or one.left_out) and one not in talk.places.moves]


def _stands_on(talk: Talk, plan: DosePlan, day: date) -> str:
    """Return how the first dose of a local day stands here, if it is written down already."""
    known = [one for one in doses.on_days(talk.conn, plan.id, day, day) if one.lap == 0]
    return talk.wording.dose(known[0].day, known[0].wall) if known and known[0].next_step_at is None else ""


def _named_by(talk: Talk, plan: DosePlan, by_way: Mapping[Way, Proposal], way: Way, move: Move) -> Occurrence | None:
    """Return the dose that a way is named by: the first one there, or the one that is left out on the other way."""
    start = move.day - DAY
    owed = (one for one in timetable.from_day(plan, by_way[way].places, start) if one.at > talk.now)
    if way is Way.MOVED and Way.LEFT_OUT in by_way:
        other = timetable.from_day(plan, by_way[Way.LEFT_OUT].places, start)
        met = {(one.day, one.turn) for one in other}
        return next((one for one in owed if (one.day, one.turn) not in met), None)
    return next((one for one in owed if one.zone == move.zone), None)


def _ask_back(talk: Talk, plan: DosePlan, kept: Kept, found: tuple[Proposal, ...]) -> Said:
    """Ask how to go on after the way back, where that meets the date line."""
    there = ZoneInfo(kept["zone"])
    act = f"move:back:{kept['id']}"
    by_way: dict[Way, Proposal] = {
        one.back: one for one in reversed(found) if one.back is not None and one.back is not Way.KEPT
    }
    special = by_way.get(Way.AGAIN) or by_way[Way.LEFT_OUT]
    move = _over_the_line(talk, special.places)[-1]
    day = move.day - DAY
    lists: dict[Way, list[str]] = {way: _list(talk, plan, one.places, day, there) for way, one in by_way.items()}
    offered = {}
    if Way.AGAIN in by_way:
        offered[f"{act}:again"] = talk.wording.plain("move-ask-again").text
    for way in (Way.MOVED, Way.LEFT_OUT):
        first = _named_by(talk, plan, by_way, way, move) if way in by_way else None
        if first is not None:
            when = talk.wording.dose(first.day, first.wall)
            offered[f"{act}:{way.value}"] = talk.wording.plain("move-next", when=when, place=place(first.zone)).text
    offered[f"move:way:{kept['id']}:team"] = talk.wording.plain("move-team-first").text
    line = DateLine(day, there.key, move.zone, "", lists)
    return talk.wording.date_line(line, offered, planning.who_can_say(talk, times=True))


def _list(talk: Talk, plan: DosePlan, places: Places, start: date, here: ZoneInfo) -> list[str]:
    found = moving.planned_list(plan, places, start, SHOWN, here)
    return [talk.wording.planned(one) for one in found if one.occurrence.at > talk.now]


def _read_back(talk: Talk, plan: DosePlan, kept: Kept, chosen: Proposal) -> Said:
    there = ZoneInfo(kept["zone"])
    changed = _plan_after(talk, plan, kept)
    lines = _lines(talk, changed, chosen.places, kept)
    act = kept["id"]
    if kept.get("at_once"):
        return talk.wording.zone_echo(there, talk.now, lines, f"move:yes:{act}", f"move:no:{act}")
    numbers = [_number(talk, zone) for zone in (there.key, talk.zone.key)]
    return talk.wording.move_echo(lines, list(dict.fromkeys(numbers)), f"move:yes:{act}", f"move:change:{act}")


def _number(talk: Talk, zone: str) -> str:
    country = talk.desk.countries.of_zone(zone)
    if country is talk.desk.countries.default:
        return country.emergency  # which says where each number works
    return talk.wording.plain("move-number", place=country.name, number=country.emergency).text


def _lines(talk: Talk, plan: DosePlan, places: Places, kept: Kept) -> list[str]:
    """Return the doses of a journey in both clocks: those around its beginning and around its end."""
    leaves, returns = _day(kept, "leaves") or talk.today, _day(kept, "returns")
    start = leaves - 2 * DAY
    last = (returns or leaves) + (2 if returns else 2 * SHOWN) * DAY
    found = [
        one
        for one in moving.planned_list(plan, places, start, (last - start).days + 1, talk.zone)
        if one.occurrence.at > talk.now and _not_begun(talk, plan, one.occurrence) and one.occurrence.day >= leaves
    ]
    lines = [talk.wording.planned(one) for one in (found if returns else found[:SHOWN])]
    left_out = [
        talk.wording.plain("move-left-out", day=talk.wording.day(day)).text
        for day in (start + number * DAY for number in range((last - start).days + 1))
        if not places.lives(day)
    ]
    most = 2 * SHOWN
    if len(lines) > most:
        lines = [*lines[:SHOWN], talk.wording.plain("and-so-on").text, *lines[-SHOWN:]]
    return [*lines, *left_out]


def _not_begun(talk: Talk, plan: DosePlan, one: Occurrence) -> bool:
    return doses.find(talk.conn, plan.id, one) is None


def _plan_after(talk: Talk, plan: DosePlan, kept: Kept) -> DosePlan:
    """Return the plan with the other times that hold in the other place; without those of a journey that is over."""
    out = next((one for one in reversed(talk.places.moves) if one.at <= talk.now), None)
    planned = [one for one in talk.places.moves if one.at > talk.now]
    last = planned[-1].day - DAY if planned else None
    if kept.get("home") and out is not None:
        plan = shifting.without(talk, plan, out.day, last, (_day(kept, "leaves") or talk.today) + DAY)
    elif planned:  # another journey takes its place
        plan = shifting.without(talk, plan, planned[0].day, last, planned[0].day)
    for version in _other_times(talk, plan, kept):
        plan = plan.changed(version)
    return plan


def _other_times(talk: Talk, plan: DosePlan, kept: Kept) -> list[Version]:
    if not kept["times"]:
        return []
    first = (_day(kept, "leaves") or talk.today) + DAY
    walls = [at.readings()[0] for at in drafting.times_back(kept["times"])]
    other = drafts.overridden(drafts.lasting(plan, first).schedule, walls)
    last = _day(kept, "returns") or drafts.UNTIL_HOME
    return [Version(plan.versions[-1].number + 1, first, other, last)] if other else []


# Answers


def typed(talk: Talk, step: Step, meaning: Meaning) -> list[Said] | None:
    """Take words as the answer to what is asked about a journey. None: they are none."""
    kept, words = step.draft, talk.heard.text
    match kept["asked"]:
        case "zone":
            zones = zones_named(words, talk.now)
            return _take_zone(talk, kept, zones[0]) if len(zones) == 1 else None
        case "times":
            return _take_times(talk, kept, words)
        case "home" if isinstance(meaning, DaySaid):
            day = _one(resolve(meaning.day, talk.today))
            return _home_from(talk, day - DAY) if day else [talk.wording.plain("no-such-day")]
    return None


def press(talk: Talk, rest: str) -> list[Said]:
    """Take a pressed answer: what it is about, the step, and its value."""
    what, _, tail = rest.partition(":")
    name, _, value = tail.partition(":")
    step = talk.step(MOVE)
    if step is None or step.draft["id"] != name:
        return []
    kept = step.draft
    match what, kept["asked"]:
        case "no", _:
            talk.settle(MOVE)
            return [talk.wording.plain("zone-kept", place=place(talk.zone.key))]
        case "zone", "zone":
            return _take_zone(talk, kept, value)
        case "way", "way" | "back":
            return _take_way(talk, kept, value)
        case "back", "back":
            return _go_on(talk, {**kept, "back": value})
        case "change", "yes" if kept.get("home"):
            return _wait(talk, _fresh(), "home", talk.wording.plain("move-home-when"))
        case "change", "yes":
            return _go_on(talk, {**kept, "way": None, "back": None, "times": None, "at_once": False})
        case "yes", "yes":
            return _save(talk, kept)
    return []


def _take_zone(talk: Talk, kept: Kept, zone: str) -> list[Said]:
    if kept.get("at_once") or (kept["leaves"] is None and kept["returns"] is None):
        return _to_zone(talk, zone)
    return _go_on(talk, {**kept, "zone": zone})


def _take_way(talk: Talk, kept: Kept, value: str) -> list[Said]:
    if value == "team":
        return _team_first(talk, kept)
    if value == "times":
        return _go_on(talk, {**kept, "way": Way.MOVED.value, "times": []})
    return _go_on(talk, {**kept, "way": value})


def _team_first(talk: Talk, kept: Kept) -> list[Said]:
    """Change nothing, and name the next dose on the other clock."""
    talk.settle(MOVE)
    there = ZoneInfo(kept["zone"])
    owed = coming.first(talk, talk.plan, talk.places) if talk.plan else None
    when = talk.wording.clock_first(owed.at, there) if owed else ""
    here = place(talk.zone.key)
    return [
        talk.wording.plain(
            "move-unchanged",
            here=here,
            when=when,
            place=place(there.key),
            clinic=planning.who_can_say(talk, times=True),
        )
    ]


def _take_times(talk: Talk, kept: Kept, words: str) -> list[Said] | None:
    times = drafting.clock_times(words)
    plan = talk.plan
    if times is None or plan is None:
        return None
    fits = len(times) == len({one.wall for one in drafts.lasting(plan, talk.today).schedule.intakes})
    if not fits or any(at.half is Half.EITHER for at in times):
        return [talk.wording.plain("move-type-times", place=place(kept["zone"]))]
    return _go_on(talk, {**kept, "times": drafting.times_kept(times)})


def _save(talk: Talk, kept: Kept) -> list[Said]:
    plan = talk.plan
    if plan is None or talk.circle is None or talk.person is None:
        return []
    found, after = _proposals(talk, plan, kept), _plan_after(talk, plan, kept)
    if not found or _what_is_read(found[0], plan, after) != kept["read"]:
        return _go_on(talk, kept)  # a day, or a dose, went by since it was read back
    talk.settle(MOVE)
    people.save_circle(talk.conn, replace(talk.circle, places=found[0].places))
    plan = planning.save_versions(talk, plan, after)
    moved = talk.again()
    coming.point(moved, plan, moved.places)
    if kept.get("at_once"):
        planning.note(talk, talk.wording.plain("event-clock", place=place(kept["zone"])).text)
        there = ZoneInfo(kept["zone"])
        return [talk.wording.plain("zone-saved", place=place(there.key), time=local(talk.now, there))]
    planning.note(talk, _told(talk, kept))
    text = talk.wording.plain("plan-saved-next", next=coming.asked(moved, plan, moved.places)).text
    return [talk.wording.move_saved(text, "journey-off:")]


def _told(talk: Talk, kept: Kept) -> str:
    """Return a journey as the diary tells of it."""
    if kept.get("home"):
        day = (_day(kept, "leaves") or talk.today - DAY) + DAY
        return talk.wording.plain("event-home", place=place(kept["zone"]), day=talk.wording.day(day)).text
    return talk.wording.journey(place(kept["zone"]), _day(kept, "leaves"), _day(kept, "returns"))


# Coming home, and not going


def _planned(talk: Talk) -> list[Said]:
    """Show the journey that is planned, or how to tell of one."""
    moves = [one for one in talk.places.moves if one.at > talk.now]
    if not moves:
        return [talk.wording.plain("travel-how")]
    lines = [
        talk.wording.plain("travel-line", day=talk.wording.day(one.day), place=place(one.zone)).text for one in moves
    ]
    return [talk.wording.move_saved("\n".join(lines), "journey-off:")]


def cancel(talk: Talk) -> list[Said]:
    """Call off what is planned of a journey; where it has begun, the way back is asked about."""
    if talk.circle is None or talk.plan is None:
        return [talk.wording.plain("start-first")]
    planned = [one for one in talk.places.moves if one.at > talk.now]
    if not planned:
        return [talk.wording.plain("travel-none")]
    if len(planned) == 1 and _before(talk.places, planned[0]) != talk.places.home:
        return coming_home(talk, ComingHome())
    people.save_circle(talk.conn, replace(talk.circle, places=talk.places.moved(now=talk.now)))
    there = talk.again()
    ended = shifting.without(there, talk.plan, planned[0].day, planned[-1].day - DAY, planned[0].day)
    plan = planning.save_versions(there, talk.plan, ended)
    coming.point(there, plan, there.places)
    planning.note(talk, talk.wording.plain("event-no-journey", place=place(planned[0].zone)).text)
    nexts = talk.wording.next_ones(coming.ahead(there, plan, there.places), there.zone)
    return [talk.wording.plain("travel-off", place=place(planned[0].zone), next=nexts)]


def _before(places: Places, move: Move) -> str:
    """Return the zone that the patient is in before a move."""
    earlier = [one for one in places.moves if one.at < move.at]
    return earlier[-1].zone if earlier else places.home


def coming_home(talk: Talk, words: ComingHome) -> list[Said]:
    """End a journey, or its plan, on another day: read back in both clocks, and saved after a yes."""
    if not _may(talk) or talk.plan is None:
        return [talk.wording.plain("start-first")]
    planned = [one for one in talk.places.moves if one.at > talk.now]
    away = _home(talk) is not None
    if not planned and not away:
        return [talk.wording.plain("travel-none")]
    last = planned[-1].day - DAY if planned else None
    day = _one(resolve(words.day, talk.today)) if words.day else None
    if words.day is not None and day is None:
        return [talk.wording.plain("no-such-day")]
    returns = day or (last - words.early * DAY if last and words.early else None)
    if not away and returns is not None and len(planned) > 1:
        first = planned[0]
        kept = {**_fresh(), "zone": first.zone, "leaves": _iso(first.day - DAY), "returns": _iso(returns)}
        return _go_on(talk, kept)
    if returns is None and planned:
        kept = _fresh()
        return _wait(talk, kept, "home", talk.wording.plain("move-home-when"))
    return _home_from(talk, returns)


def _home(talk: Talk) -> str | None:
    """Return the zone to come home to: the one before the last move, while away from the one the patient began in."""
    past = [one for one in talk.places.moves if one.at <= talk.now]
    planned = [one for one in talk.places.moves if one.at > talk.now]
    if planned and past:
        return planned[-1].zone
    return talk.places.home if past and past[-1].zone != talk.places.home else None


def _home_from(talk: Talk, last: date | None) -> list[Said]:
    """Read back the way home after a local day, or at once."""
    home = _home(talk)
    if home is None:
        return [talk.wording.plain("travel-none")]
    leaves = _iso(last) if last and last >= talk.today else None
    kept = {**_fresh(), "zone": home, "leaves": leaves, "home": True}
    found = _proposals(talk, talk.plan, kept) if talk.plan else ()
    ways = {one.way for one in found}
    if ways <= {Way.MOVED, Way.KEPT}:
        kept["way"] = Way.MOVED.value
    return _go_on(talk, kept)


def is_away(talk: Talk) -> bool:
    """Tell whether the patient is on a journey."""
    return _home(talk) is not None
