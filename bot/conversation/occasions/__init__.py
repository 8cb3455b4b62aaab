"""What falls on a day and is neither dose nor blood test, as people speak of it.

appointments  kept, spoken of the evening before, and asked about afterwards
reorders      the day to reorder
weekly        a tip a week
kept          what is kept of them, and how it is written down
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from bot.care import occasions as rules
from bot.care.diary import parked as still_parked
from bot.care.occasions import Occasion, Tell, What
from bot.care.reading import Meaning, No
from bot.care.reading.occasions import read_appointment, read_reorder, read_supply, read_weekly, read_when
from bot.conversation import asking_the_guide, choosing
from bot.conversation.occasions import appointments, reorders, weekly
from bot.conversation.occasions.appointments import open_lines, take_words
from bot.conversation.occasions.kept import DATES, allowed, end, named
from bot.conversation.talk import Talk
from bot.store import diary
from bot.store.people import Step
from bot.wording import Here, Said

__all__ = [
    "DATES",
    "appointments",
    "end",
    "in_words",
    "open_lines",
    "press",
    "press_of_old",
    "reorders",
    "take_words",
    "typed",
    "weekly",
]


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _open(talk: Talk, one: Occasion, step: str) -> list[Said]:
    """Say alone what was said of it together with other things; where that is out of date, show it."""
    tell, _, on = step.partition(":")
    day = _day(on)
    if tell not in set(Tell) or day is None or not rules.applies(one, day, Tell(tell), talk.now, talk.places):
        return appointments.show_one(talk, one) if one.what is What.APPOINTMENT else [talk.wording.plain("unchanged")]
    parked = [kept.text for kept in still_parked(diary.events(talk.conn, one.circle_id))]
    return [talk.wording.occasion(one, day, Tell(tell), parked, Here(talk.now, talk.zone))]


# What a button does, by the word behind "date:"; those in NAMED are about the one that they name.
ALONE: dict[str, Callable[[Talk, str], list[Said]]] = {
    "appointment": lambda talk, _: appointments.ask(talk),
    "keep": appointments.keep_offered,
    "usual": lambda talk, _: appointments.name(talk, talk.wording.plain("appointment-called").text),
    "name": lambda talk, _: appointments.ask_name(talk),
    "reorder": lambda talk, _: reorders.ask(talk),
    "lasts": lambda talk, _: reorders.ask_day(talk, "lasts"),
    "day": lambda talk, _: reorders.ask_day(talk, "reorder"),
    "confirm": reorders.confirmed,
    "weekly": lambda talk, _: weekly.switch(talk, on=True),
    "no-tips": lambda talk, _: weekly.switch(talk, on=False),
}
NAMED: dict[str, Callable[[Talk, Occasion, str], list[Said]]] = {
    "open": _open,
    "one": lambda talk, one, _: appointments.show_one(talk, one),
    "move": lambda talk, one, _: (
        reorders.ask_other_day(talk, one) if one.what is What.REORDER else appointments.ask_day(talk, one)
    ),
    "off": lambda talk, one, _: appointments.call_off(talk, one),
    "is-off": lambda talk, one, _: appointments.ask_off(talk, one),
    "put": lambda talk, one, _: appointments.put(talk, one),
    "done": lambda talk, one, day: reorders.done(talk, one, _day(day)),
    "tomorrow": lambda talk, one, _: reorders.tomorrow(talk, one),
    "end": lambda talk, one, _: reorders.ask_end(talk, one),
    "stop": lambda talk, one, _: reorders.stop(talk, one),
    "tip": lambda talk, *_: asking_the_guide.tips(talk, ""),
}
AFTER = ("nothing", "plan", "tests", "next")  # what they said; it leads on, also once it was said before


def press(talk: Talk, rest: str) -> list[Said]:
    """Take a choice: what it does, and the occasion that it names, if it names one."""
    verb, _, tail = rest.partition(":")
    if verb in ALONE:
        return ALONE[verb](talk, tail)
    uid, _, value = tail.partition(":")
    one = named(talk, uid)
    if one is None:
        return []
    if verb in AFTER:
        return appointments.after(talk, one, verb)
    if verb in NAMED and not one.is_open:
        return [talk.wording.plain("unchanged")]
    return NAMED[verb](talk, one, value) if verb in NAMED else []


def press_of_old(talk: Talk, rest: str) -> list[Said]:
    """Take a choice of a message that is no longer known, if it names what it is about; the yes to a question not."""
    verb = rest.partition(":")[0]
    return press(talk, rest) if verb in {*NAMED, *AFTER} - {"off", "stop", "put"} else []


def typed(talk: Talk, step: Step, meaning: Meaning) -> list[Said] | None:
    """Take words as the answer to a question about a date that waits; None where they mean something else."""
    if isinstance(meaning, No) and not choosing.prompted_last(talk):
        talk.settle(DATES)
        return [talk.wording.plain("unchanged")]
    text, draft = talk.heard.text, step.draft
    when = read_when(text)
    match draft["at"]:
        case "word":
            return appointments.take_name(talk, meaning)
        case "appointment":
            return appointments.keep(talk, when) if when else None
        case "move":
            one = named(talk, draft["uid"])
            if one is None or not one.is_open:
                return None
            if one.what is What.REORDER:
                return reorders.move(talk, one)
            return appointments.move(talk, one, when) if when else None
        case "reorder" | "first" | "lasts":
            return reorders.take(talk, text, every=draft.get("every"), lasts=draft["at"] == "lasts")
        case "confirm":
            return reorders.take(talk, text)
    return None


def in_words(talk: Talk) -> list[Said] | None:
    """Take what words say of an appointment, of reordering, of weekly tips; None where they speak of none."""
    if not allowed(talk):
        return None
    weekly_tips = read_weekly(talk.heard.text)
    if weekly_tips is not None:
        return weekly.switch(talk, on=weekly_tips)
    changed = appointments.changed(talk)
    if changed is not None:
        return changed
    visit = read_appointment(talk.heard.text)
    if visit is not None:
        return appointments.said(talk, visit)
    again = read_reorder(talk.heard.text)
    if again is not None:
        return reorders.take(talk, again) or (reorders.command(talk, "") if not again else None)
    supply = read_supply(talk.heard.text)
    return reorders.supply(talk, supply) if supply else None
