"""By which clock to go: /timezone, a place that must be picked out of several, and what a clock shows."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from bot.care.cities import on_clock
from bot.care.reading import ClockTime
from bot.content.whereabouts import zones_named
from bot.conversation import journeys, planning, previewing
from bot.conversation.journeys import MOVE, Kept
from bot.conversation.talk import Talk
from bot.wording import Said, local, place

LONGEST_PLACE = 60
MOST_PLACES = 8


def timezone(talk: Talk, words: str) -> list[Said]:
    """/timezone: take the place, at once where nothing is planned yet, else after a yes."""
    if not journeys.allowed(talk):
        return [talk.wording.plain("start-first")]
    if not words:
        return [talk.wording.plain("ask-zone")]
    zones = zones_named(words, talk.now)
    return _to_zone(talk, zones[0]) if len(zones) == 1 else which(talk, {**journeys.fresh(), "words": words})


def _to_zone(talk: Talk, zone: str) -> list[Said]:
    if talk.circle is None or talk.circle.places is None:
        return planning.placed(talk, zone)
    if talk.plan is None:
        talk.settle(MOVE)
        return [planning.begin_in(talk, zone)]
    if zone == talk.zone.key and not talk.places.ahead(talk.now):
        talk.settle(MOVE)
        return [agrees(talk)]
    return previewing.go_on(talk, {**journeys.fresh(), "zone": zone, "at_once": True})


def said(talk: Talk, at: ClockTime) -> list[Said]:
    """Take what a clock shows where they are: offer the places where it is that late."""
    if not journeys.allowed(talk) or talk.circle is None or talk.circle.places is None:
        return [talk.wording.plain("start-first")]
    near = on_clock(at.readings(), talk.now)[:MOST_PLACES]
    if not near:
        return [talk.wording.plain("ask-zone")]
    if any(_same_clock(ZoneInfo(zone), talk) for zone in near):
        return [agrees(talk)]
    return which(talk, {**journeys.fresh(), "at_once": True, "near": near})


def _same_clock(zone: ZoneInfo, talk: Talk) -> bool:
    return talk.now.astimezone(zone).utcoffset() == talk.now.astimezone(talk.zone).utcoffset()


def agrees(talk: Talk) -> Said:
    """Say that the clock that was named is the one gone by."""
    return talk.wording.plain("clock-agrees", place=place(talk.zone.key), time=local(talk.now, talk.zone))


def which(talk: Talk, kept: Kept) -> list[Said]:
    """Ask which of several places is meant: of those near a clock, or of those that words may mean."""
    act = f"move:zone:{kept['id']}"
    if kept.get("near"):
        return journeys.wait(talk, kept, "zone", talk.wording.ask_zones("ask-clock-where", act, kept["near"]))
    words = kept["words"][:LONGEST_PLACE]
    zones = zones_named(kept["words"], talk.now)
    if not zones:
        return [talk.wording.plain("zone-unknown", words=words)]
    return journeys.wait(talk, kept, "zone", talk.wording.which_zone(words, act, zones))


def take(talk: Talk, kept: Kept, zone: str) -> list[Said]:
    """Take the place that was picked."""
    if kept.get("at_once") or (kept["leaves"] is None and kept["returns"] is None):
        return _to_zone(talk, zone)
    return previewing.go_on(talk, {**kept, "zone": zone})
