"""A journey as it is asked about, one answer after the other, and the one that is saved."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from bot.care import moving, notices
from bot.care.moving import Trip
from bot.care.notices import rest_name
from bot.care.people import Right, may
from bot.care.places import DAY, Places
from bot.conversation.talk import Talk
from bot.store import new_uid, people, plans
from bot.store.people import Step
from bot.wording import Said, place

MOVE = "move"

# Of a step: "id", "asked", "words" or "near" (of the place), "zone", "leaves", "returns", "way", "back", "times", and
# "read", what was read back. "at_once": a clock was named; "home": it is the way back.
Kept = dict[str, Any]


def allowed(talk: Talk) -> bool:
    """Tell whether the person may say where the patient is."""
    return talk.circle is not None and talk.person is not None and may(talk.person, Right.CHANGE, talk.circle)


def fresh(leaves: date | None = None, returns: date | None = None) -> Kept:
    """Return a journey of which nothing but its days is known."""
    days = {"leaves": _iso(leaves), "returns": _iso(returns)}
    return {"id": new_uid(), **days, "way": None, "back": None, "times": None}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def day(kept: Kept, name: str) -> date | None:
    """Return a day of a journey."""
    return date.fromisoformat(kept[name]) if kept.get(name) else None


def trip(kept: Kept) -> Trip:
    """Return a journey whose place is known."""
    return Trip(kept["zone"], day(kept, "leaves"), day(kept, "returns"))


def wait(talk: Talk, kept: Kept, asked: str, question: Said) -> list[Said]:
    """Ask something of a journey."""
    talk.ask(Step(MOVE, {**kept, "asked": asked}))
    return [question]


def told(talk: Talk, kept: Kept) -> str:
    """Return a journey as it is read back and as the diary tells of it."""
    if kept.get("home"):
        last = day(kept, "leaves")
        first = talk.wording.day(last + DAY if last else talk.today)
        return talk.wording.plain("event-home", place=place(kept["zone"]), day=first).text
    return talk.wording.journey(place(kept["zone"]), day(kept, "leaves"), day(kept, "returns"))


def save(talk: Talk, places: Places) -> Talk:
    """Save where the patient is and will be; a pause yet to begin or end does so with the same local day as before."""
    if talk.circle is None:
        return talk
    people.save_circle(talk.conn, replace(talk.circle, places=places))
    if talk.plan is not None and any(pause.turns_after(talk.now) for pause in talk.plan.pauses):
        kept = moving.with_pause_kept(talk.plan, talk.places, places, talk.now)
        waits = next((pause for pause in kept.pauses if pause.ended is None), None)
        plans.save_pauses(talk.conn, kept, notices.next_question(waits, talk.now, places) if waits else None)
    return talk.again()


# The one that is saved


def is_away(talk: Talk) -> bool:
    """Tell whether the patient is on a journey."""
    return moving.home_of(talk.places, talk.now) is not None


def saved_line(talk: Talk) -> str | None:
    """Return the journey that is saved, and by which clock it goes; None where there is none."""
    planned = moving.planned_trip(talk.places, talk.now)
    if planned is None:
        return None
    day = planned.returns or talk.places.ahead(talk.now)[-1].day
    return talk.wording.saved_journey(planned, talk.places.zone_of(day, 1))


def name(talk: Talk) -> str:
    """Return what tells the journey that is saved from others: of its button."""
    return "".join(f"{one.at.timestamp():.0f}" for one in talk.places.ahead(talk.now)[:1])


def with_saved(talk: Talk, said: Said) -> Said:
    """Return what is said with the journey and the pause that are saved below it, and buttons that call them off."""
    line = saved_line(talk)
    return _with_pause(talk, with_button(talk, replace(said, text=f"{said.text}\n{line}")) if line else said)


def _with_pause(talk: Talk, said: Said) -> Said:
    pause = talk.plan.pause_ahead(talk.now) if talk.plan else None
    if talk.plan is None or pause is None:
        return said
    off = talk.wording.cancel_pause(f"pause-off:{rest_name(talk.plan, pause)}")
    text = f"{said.text}\n{talk.wording.pause_ahead(pause, talk.places)}"
    return replace(said, text=text, choices=(*said.choices, off))


def with_button(talk: Talk, said: Said) -> Said:
    """Return what is said with a button that calls off the journey that is saved."""
    return replace(said, choices=(*said.choices, talk.wording.cancel_journey(f"journey-off:{name(talk)}")))
