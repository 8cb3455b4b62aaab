"""A journey that ends, or is off: home on another day than planned, and the plan of a journey taken back."""

from __future__ import annotations

from datetime import date

from bot.care import moving
from bot.care.moving import Trip, Way
from bot.care.places import DAY
from bot.care.reading import ComingHome, DaySaid, Meaning, nearest
from bot.conversation import coming, ending, journeys, planning, previewing
from bot.conversation.journeys import Kept
from bot.conversation.talk import Talk
from bot.wording import Said, place


def press(talk: Talk, rest: str) -> list[Said]:
    """Call off the journey that a button was made for, and no other."""
    return cancel(talk) if rest == journeys.name(talk) else []


def cancel(talk: Talk) -> list[Said]:
    """Call off what is planned of a journey; where it has begun, the way back is asked about."""
    if talk.circle is None or talk.plan is None:
        return [talk.wording.plain("start-first")]
    planned = talk.places.ahead(talk.now)
    if not planned:
        return [talk.wording.plain("travel-none")]
    if _ahead(talk) is None:
        return coming_home(talk, ComingHome())
    there = journeys.save(talk, talk.places.moved(now=talk.now))
    standing = there.plan or talk.plan
    ended = ending.without_journey(there, standing, planned[0].day, planned[-1].day - DAY, planned[0].day)
    plan = planning.save_versions(there, standing, ended)
    coming.point(there, plan, there.places)
    planning.note(talk, talk.wording.plain("event-no-journey", place=place(planned[0].zone)).text)
    return [talk.wording.plain("travel-off", place=place(planned[0].zone), next=coming.following(there, plan))]


def coming_home(talk: Talk, words: ComingHome) -> list[Said]:
    """End a journey, or its plan, on another day: read back in both clocks, and saved after a yes."""
    if not journeys.allowed(talk) or talk.plan is None:
        return [talk.wording.plain("start-first")]
    planned = moving.planned_trip(talk.places, talk.now)
    if planned is None and not journeys.is_away(talk):
        return [talk.wording.plain("travel-none")]
    day = nearest(words.day, talk.today) if words.day else None
    if words.day is not None and day is None:
        return [talk.wording.plain("no-such-day")]
    last = planned.returns if planned else None
    if day is None and last is not None and words.early:
        day = last - words.early * DAY
    return ask_when(talk) if day is None and planned is not None else until(talk, day)


def ask_when(talk: Talk) -> list[Said]:
    """Ask from which day on all is as at home."""
    kept = journeys.fresh()
    act = f"move:home:{kept['id']}"
    offered = {f"{act}:0": "today-label", f"{act}:1": "tomorrow-label"}
    return journeys.wait(talk, kept, "home", talk.wording.ask("move-home-when", offered, letters=True))


def chosen(talk: Talk, ahead: str) -> list[Said]:
    """Take the first day at home as so many days from now."""
    return until(talk, talk.today + int(ahead) * DAY - DAY)


def typed(talk: Talk, meaning: Meaning) -> list[Said] | None:
    """Take the first day at home."""
    if not isinstance(meaning, DaySaid):
        return None
    day = nearest(meaning.day, talk.today)
    return until(talk, day - DAY) if day else [talk.wording.plain("no-such-day")]


def until(talk: Talk, last: date | None) -> list[Said]:
    """Read back a journey that lasts until a local day, its *last*; without one it ends at once."""
    planned = _ahead(talk)
    if planned is None:
        return home_from(talk, last)
    if last is None or planned.leaves is None or last <= planned.leaves:
        return [talk.wording.plain("no-such-day")]
    return previewing.go_on(talk, {**journeys.fresh(planned.leaves, last), "zone": planned.zone})


def _ahead(talk: Talk) -> Trip | None:
    """Return the journey that is planned, unless it is no more than the way home."""
    planned = moving.planned_trip(talk.places, talk.now)
    if planned is None or planned.leaves is None:
        return None
    return planned if planned.returns is not None or not journeys.is_away(talk) else None


def home_from(talk: Talk, last: date | None) -> list[Said]:
    """Read back the way home after a local day, or at once."""
    home = moving.home_of(talk.places, talk.now)
    if home is None or talk.plan is None:
        return [talk.wording.plain("travel-none")]
    kept: Kept = {**journeys.fresh(last if last and last >= talk.today else None), "zone": home, "home": True}
    ways = {one.way for one in previewing.proposals(talk, talk.plan, kept)}
    if ways <= {Way.MOVED, Way.KEPT}:
        kept["way"] = Way.MOVED.value
    return previewing.go_on(talk, kept)
