"""Journeys as people tell of them: where to and when, and the answers to what is asked about it.

What a change of place would mean for the doses is shown in both clocks first; only a yes makes it true.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from bot.care import drafts, moving
from bot.care.moving import Way
from bot.care.reading import (
    Dated,
    DaySaid,
    DaySpan,
    DayWord,
    Half,
    Meaning,
    TravelSaid,
    Week,
    Weekday,
    nearest,
    resolve_span,
    understand,
)
from bot.content.whereabouts import names_place, zones_named
from bot.conversation import choosing, clocks, coming, drafting, homecoming, journeys, planning, previewing
from bot.conversation.journeys import MOVE, Kept
from bot.conversation.talk import Talk
from bot.store.people import Step
from bot.wording import Said, place

# The ways in


def travel(talk: Talk, words: str) -> list[Said]:
    """/travel: a journey in words, or what is planned; "cancel" ends it."""
    if not journeys.allowed(talk) or talk.plan is None:
        return [talk.wording.plain("start-first")]
    if words.casefold().strip(" .") in {"cancel", "off", "stop", "no"}:
        return homecoming.cancel(talk)
    if not words:
        return _planned(talk)
    typed = f"flying to {words}"
    meaning = understand(typed)
    return said(talk, meaning, typed) if isinstance(meaning, TravelSaid) else [talk.wording.plain("travel-how")]


def _planned(talk: Talk) -> list[Said]:
    """Show the journey that is planned, or how to tell of one."""
    line = journeys.saved_line(talk)
    return [journeys.with_button(talk, Said(line)) if line else talk.wording.plain("travel-how")]


def named(talk: Talk) -> list[Said]:
    """Take "Paris until Sunday": days, no verb, and a place that is known. Of anything else nothing is said."""
    typed = f"flying to {talk.heard.text}"
    meaning = understand(typed)
    if not isinstance(meaning, TravelSaid) or not names_place(meaning.place, talk.now):
        return []
    return said(talk, meaning, typed) if meaning.from_day or meaning.until_day else []


def said(talk: Talk, words: TravelSaid, typed: str) -> list[Said]:
    """Take a journey: where to, from when, until when. What was *typed* is read again once a day is known."""
    if not journeys.allowed(talk) or talk.plan is None:
        return [talk.wording.plain("start-first")]
    if isinstance(words.from_day, Week):
        monday, _ = resolve_span(words.from_day, talk.today) or (talk.today, None)
        kept = {**journeys.fresh(), "words": typed, "week": monday.isoformat()}
        return journeys.wait(talk, kept, "leaves", talk.wording.plain("move-leave-when"))
    days = _days(words.from_day, words.until_day, talk.today)
    if days is None:
        return [talk.wording.plain("no-such-day")]
    leaves, returns = days
    kept = journeys.fresh(leaves, returns)
    zones = zones_named(words.place, talk.now)
    if len(zones) != 1:
        return clocks.which(talk, {**kept, "words": words.place})
    if zones[0] == talk.zone.key:
        return _here(talk, leaves, returns)
    if zones[0] == moving.home_of(talk.places, talk.now) and returns is None:
        return homecoming.home_from(talk, leaves)
    return previewing.go_on(talk, {**kept, "zone": zones[0]})


def _here(talk: Talk, leaves: date | None, returns: date | None) -> list[Said]:
    """Take a journey to where they are: how long they stay, or the way back of one that is planned."""
    last = returns if journeys.is_away(talk) else leaves
    planned = moving.planned_trip(talk.places, talk.now)
    if last is not None and (planned is not None or journeys.is_away(talk)):
        return homecoming.until(talk, last)
    return [clocks.agrees(talk)]


def _days(first: DayWord | None, last: DayWord | None, today: date) -> tuple[date | None, date | None] | None:
    """Return the last day before a journey and the last day of it; what may be two days is the earlier one."""
    leaves = nearest(first, today) if first else None
    if first is not None and (leaves is None or leaves < today):
        return None
    if last is None:
        return leaves, None
    span = resolve_span(DaySpan(first, last), today) if first else None
    returns = span[1] if span else nearest(last, leaves or today)
    return None if returns is None or returns <= (leaves or today) else (leaves, returns)


# Answers


def typed(talk: Talk, step: Step, meaning: Meaning) -> list[Said] | None:
    """Take words as the answer to what is asked about a journey. None: they are none."""
    answered = _answer(talk, step.draft, meaning)
    if answered is None and choosing.fits_nothing(talk, meaning):
        return _ask_again(talk, step.draft)
    return answered


def _answer(talk: Talk, kept: Kept, meaning: Meaning) -> list[Said] | None:
    words = talk.heard.text
    match kept["asked"]:
        case "zone":
            zones = zones_named(words, talk.now)
            return clocks.take(talk, kept, zones[0]) if len(zones) == 1 else None
        case "times":
            return _take_times(talk, kept, words)
        case "home":
            return homecoming.typed(talk, meaning)
        case "leaves" if isinstance(meaning, DaySaid):
            return _take_day(talk, kept, meaning.day)
    return None


def _take_day(talk: Talk, kept: Kept, day: DayWord) -> list[Said]:
    """Take the day of departure of a journey of which only the week was said: "Friday" is the one of that week."""
    words = understand(kept["words"])
    inside = max(date.fromisoformat(kept["week"]), talk.today)
    leaves = nearest(day, inside if isinstance(day, Weekday) else talk.today)
    if leaves is None or not isinstance(words, TravelSaid):
        return [talk.wording.plain("no-such-day")]
    talk.settle(MOVE)
    return said(talk, replace(words, from_day=Dated(leaves.day, leaves.month, leaves.year)), kept["words"])


def _ask_again(talk: Talk, kept: Kept) -> list[Said]:
    """Ask once more what still waits."""
    match kept["asked"]:
        case "zone":
            return clocks.which(talk, kept)
        case "home":
            return homecoming.ask_when(talk)
        case "leaves":
            return journeys.wait(talk, kept, "leaves", talk.wording.plain("move-leave-when"))
    return previewing.go_on(talk, kept)


def press(talk: Talk, rest: str) -> list[Said]:
    """Take a pressed answer: what it is about, the step, and its value."""
    pressed = choosing.pressed(talk, MOVE, rest)
    if pressed is None:
        return []
    what, kept, value = pressed
    match what, kept["asked"]:
        case "no", _:
            talk.settle(MOVE)
            return [talk.wording.plain("zone-kept", place=place(talk.zone.key))]
        case "zone", "zone":
            return clocks.take(talk, kept, value)
        case "way", "way" | "back":
            return _take_way(talk, kept, value)
        case "back", "back":
            return previewing.go_on(talk, {**kept, "back": value})
        case "home", "home":
            return homecoming.chosen(talk, value)
        case "change", "yes" if kept.get("home"):
            return homecoming.ask_when(talk)
        case "change", "yes":
            return previewing.go_on(talk, {**kept, "way": None, "back": None, "times": None, "at_once": False})
        case "yes", "yes":
            return _gone_by(talk, kept) or previewing.save(talk, kept)
    return []


def _gone_by(talk: Talk, kept: Kept) -> list[Said]:
    """Return that a journey was to begin before today: a yes that comes so late makes none. The way home is none."""
    leaves = journeys.day(kept, "leaves")
    if kept.get("home") or leaves is None or leaves >= talk.today:
        return []
    talk.settle(MOVE)
    return [talk.wording.plain("no-such-day")]


def _take_way(talk: Talk, kept: Kept, value: str) -> list[Said]:
    if value == "team":
        return _team_first(talk, kept)
    if value == "times":
        return previewing.go_on(talk, {**kept, "way": Way.MOVED.value, "times": []})
    return previewing.go_on(talk, {**kept, "way": value})


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
    fits = len(times) == len(drafts.walls(plan, talk.today))
    if not fits or any(at.half is Half.EITHER for at in times):
        return [talk.wording.plain("move-type-times", place=place(kept["zone"]))]
    return previewing.go_on(talk, {**kept, "times": drafting.times_kept(times)})
