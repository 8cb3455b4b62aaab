"""What a change of place would mean for the doses: shown in both clocks first, and saved only as it was shown."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from bot.care import drafts, moving, timetable
from bot.care.moving import Proposal, Way
from bot.care.places import DAY, Places
from bot.care.plans import DosePlan, Version
from bot.care.timetable import Occurrence
from bot.content import Country
from bot.conversation import coming, date_line, drafting, ending, journeys, planning
from bot.conversation.journeys import MOVE, Kept
from bot.conversation.talk import Talk
from bot.store import doses
from bot.wording import Said, clock, local, place

SHOWN = 4  # days of a preview at its beginning, and at its end


def proposals(talk: Talk, plan: DosePlan, kept: Kept) -> tuple[Proposal, ...]:
    """Return the ways to go that are left after what was answered."""
    owed = coming.first(talk, plan, talk.places)
    found = moving.moves_for(plan, talk.places, journeys.trip(kept), owed, talk.now)
    way, back = kept["way"], kept["back"]
    return tuple(one for one in found if way in {None, one.way} and back in {None, one.back})


def go_on(talk: Talk, kept: Kept) -> list[Said]:
    """Ask how doses go on in the other place, where there are several ways; then read back."""
    plan = talk.plan
    if plan is None:
        return []
    found = proposals(talk, plan, kept)
    ways = list(dict.fromkeys(one.way for one in found))
    if Way.MOVED in ways and len(ways) == len((Way.MOVED, Way.KEPT)) and kept.get("at_once"):
        kept = {**kept, "way": Way.MOVED.value}  # who names a clock wants to go by it
        found = proposals(talk, plan, kept)
    if kept["way"] is None:
        return journeys.wait(talk, kept, "way", _ask_way(talk, plan, kept, found))
    if kept["times"] == []:
        return journeys.wait(talk, kept, "times", talk.wording.plain("move-type-times", place=place(kept["zone"])))
    backs: dict[Way, Proposal] = {one.back: one for one in reversed(found) if one.back is not None}
    if len(backs) > 1:
        if backs.keys() & date_line.CROSSED:
            return journeys.wait(talk, kept, "back", date_line.ask_back(talk, plan, kept, backs))
        kept = {**kept, "back": Way.MOVED.value}
    if not found:  # what was chosen cannot be any more
        return go_on(talk, {**kept, "way": None, "back": None})
    made = _what_is_read(found[0], plan, _plan_after(talk, plan, kept))
    return journeys.wait(talk, {**kept, "read": made}, "yes", _read_back(talk, plan, kept, found[0]))


def _ask_way(talk: Talk, plan: DosePlan, kept: Kept, found: tuple[Proposal, ...]) -> Said:
    there = ZoneInfo(kept["zone"])
    act = f"move:way:{kept['id']}"
    by_way = {one.way: one for one in reversed(found)}
    if by_way.keys() & date_line.CROSSED:
        return date_line.ask_out(talk, plan, kept, by_way)
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
    when = talk.wording.journey(place(there.key), journeys.day(kept, "leaves"), journeys.day(kept, "returns"))
    return talk.wording.move_how(when, planning.who_can_say(talk, times=True), offered, f"move:no:{kept['id']}")


def _first_there(plan: DosePlan, places: Places, kept: Kept, talk: Talk) -> Occurrence | None:
    """Return the first dose that is due in the other place, on whatever clock."""
    day = (journeys.day(kept, "leaves") or talk.today - DAY) + DAY
    coming_up = timetable.from_day(plan, places, day - DAY)
    return next((one for one in coming_up if one.day >= day and one.at > talk.now), None)


# Read back


def _what_is_read(chosen: Proposal, plan: DosePlan, after: DosePlan) -> list[list[str]]:
    """Return what a yes would save, so that it saves nothing else than was read back."""
    moves = [
        [one.zone, one.day.isoformat(), str((one.turn, one.doses, one.again, one.left_out))]
        for one in chosen.places.moves
    ]
    added = after.versions[len(plan.versions) :]
    return moves + [[one.from_day.isoformat(), str(one.until), str(one.schedule)] for one in added]


def _read_back(talk: Talk, plan: DosePlan, kept: Kept, chosen: Proposal) -> Said:
    there = ZoneInfo(kept["zone"])
    lines = _lines(talk, _plan_after(talk, plan, kept), chosen.places, kept)
    act = kept["id"]
    if coming.rests(talk, plan):
        lines = [talk.wording.plain("move-paused", journey=journeys.told(talk, kept)).text]
    else:
        lines = [f"- {line}" for line in lines]
    planned = moving.planned_trip(talk.places, talk.now)
    only_back = planned is not None and planned.leaves is None
    home_first = moving.home_before(talk.places, journeys.trip(kept), talk.now) is not None
    saved = None if home_first or (kept.get("home") and only_back) else journeys.saved_line(talk)
    if saved is not None:
        lines.append(talk.wording.plain("move-replaces", saved=saved).text)
    if kept.get("at_once"):
        return talk.wording.zone_echo(there, talk.now, lines, f"move:yes:{act}", f"move:no:{act}")
    numbers = talk.wording.numbers(_to_ring(talk, there))
    return talk.wording.move_echo([*lines, *numbers], f"move:yes:{act}", f"move:change:{act}")


def _to_ring(talk: Talk, there: ZoneInfo) -> dict[str, Country | None]:
    """Return the countries to ring in, there and here, by zone; None for one whose number is not known."""
    known = talk.desk.countries
    by_zone = {there.key: known.of_zone(there.key), talk.zone.key: talk.country}
    if there.key == talk.places.home:
        by_zone[there.key] = talk.home
    return {zone: None if country is known.default else country for zone, country in by_zone.items()}


def _lines(talk: Talk, plan: DosePlan, places: Places, kept: Kept) -> list[str]:
    """Return the doses of a journey in both clocks: those around its beginning and around its end."""
    leaves, returns = journeys.day(kept, "leaves") or talk.today, journeys.day(kept, "returns")
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
    planned = talk.places.ahead(talk.now)
    last = planned[-1].day - DAY if planned else None
    if kept.get("home") and out is not None:
        plan = ending.without_journey(talk, plan, out.day, last, (journeys.day(kept, "leaves") or talk.today) + DAY)
    elif planned and moving.home_before(talk.places, journeys.trip(kept), talk.now) is None:
        # another journey takes its place
        plan = ending.without_journey(talk, plan, planned[0].day, last, planned[0].day)
    for version in _other_times(talk, plan, kept):
        plan = plan.changed(version)
    return plan


def _other_times(talk: Talk, plan: DosePlan, kept: Kept) -> list[Version]:
    if not kept["times"]:
        return []
    first = (journeys.day(kept, "leaves") or talk.today) + DAY
    walls = [at.readings()[0] for at in drafting.times_back(kept["times"])]
    other = drafts.overridden(drafts.lasting(plan, first).schedule, walls)
    last = journeys.day(kept, "returns") or drafts.UNTIL_HOME
    return [Version(plan.versions[-1].number + 1, first, other, last)] if other else []


def save(talk: Talk, kept: Kept) -> list[Said]:
    """Make true what was read back; read it back again where it would be something else by now."""
    plan = talk.plan
    if plan is None or talk.circle is None or talk.person is None:
        return []
    found, after = proposals(talk, plan, kept), _plan_after(talk, plan, kept)
    if not found or _what_is_read(found[0], plan, after) != kept["read"]:
        return go_on(talk, kept)  # a day, or a dose, went by since it was read back
    talk.settle(MOVE)
    plan = planning.save_versions(talk, journeys.save(talk, found[0].places).plan or plan, after)
    moved = talk.again()
    coming.point(moved, plan, moved.places)
    if kept.get("at_once"):
        planning.note(talk, talk.wording.plain("event-clock", place=place(kept["zone"])).text)
        there = ZoneInfo(kept["zone"])
        return [talk.wording.plain("zone-saved", place=place(there.key), time=local(talk.now, there))]
    planning.note(talk, journeys.told(talk, kept))
    saved = talk.wording.plain("plan-saved-next", next=coming.asked(moved, plan, moved.places))
    return [journeys.with_button(moved, saved) if moved.places.ahead(moved.now) else saved]
