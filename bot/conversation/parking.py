"""Questions kept for the clinic, in the person's own words: kept, shown, ticked off. Nothing is sent to anybody.

Each is a line of the diary. One that was asked, or is to be asked no more, gets a line that says so and points at it.
"""

from __future__ import annotations

from bot.care.diary import Event, Kind, parked
from bot.care.reading import Doubt, Meaning, NoteSaid, Unclear
from bot.care.reading.english_questions import asks
from bot.conversation import choosing, noting
from bot.conversation.talk import Talk
from bot.store import diary
from bot.store.people import Step
from bot.wording import Said

AT_ONCE = 8  # questions in one message
PARK = "park"  # a question for the clinic is to be typed


def keep(talk: Talk, words: str) -> Said:
    """Keep a question for the clinic, as typed."""
    if not noting.tell(talk, Kind.PARKED, words):
        return talk.wording.plain("start-first")
    also = "yes" if talk.alarm is not None else "no"
    return talk.wording.kept_for_clinic(talk.now.astimezone(talk.zone).time(), also)


def ask(talk: Talk) -> list[Said]:
    """Ask for a question to keep."""
    talk.ask(Step(PARK, {}))
    return [talk.wording.plain("parked-ask")]


def typed(talk: Talk, step: Step, meaning: Meaning) -> list[Said] | None:
    """Take words as the question that was asked for. None: they mean something else."""
    lately = choosing.asked_lately(talk)
    talk.settle(step.kind)
    if not lately or not (isinstance(meaning, Unclear | Doubt | NoteSaid) or asks(talk.heard.text)):
        return None
    return [keep(talk, talk.heard.text)]


def show(talk: Talk, words: str = "") -> list[Said]:
    """/parked: show what is kept; with words behind it, keep them."""
    if words:
        return [keep(talk, words)]
    kept = _kept(talk)
    if not kept:
        return [talk.wording.plain("parked-none")]
    return [talk.wording.parked([(one.id, one.day, one.text) for one in kept[:AT_ONCE]], len(kept[AT_ONCE:]))]


def press(talk: Talk, rest: str) -> list[Said]:
    """Take what was pressed: one of the questions, what became of it, or all of them."""
    verb, _, number = rest.partition(":")
    if verb == "ask":
        return ask(talk)
    kept = _kept(talk)
    if verb == "clear":
        for one in kept:
            _settle(talk, one, Kind.DROPPED)
        return [talk.wording.plain("parked-cleared")] if kept else []
    found = next((one for one in kept if str(one.id) == number), None)
    if found is None:
        return []
    if verb == "leave":
        return [talk.wording.plain("unchanged")]
    if verb == "one":
        return [talk.wording.parked_one(found.id, found.day, found.text)]
    _settle(talk, found, Kind.ASKED if verb == "asked" else Kind.DROPPED)
    return [
        talk.wording.plain("parked-asked" if verb == "asked" else "parked-dropped"),
        *(show(talk) if kept[1:] else ()),
    ]


def _settle(talk: Talk, one: Event, what: Kind) -> None:
    noting.tell(talk, what, one.text, one.id)


def _kept(talk: Talk) -> list[Event]:
    """Return what is kept, oldest first."""
    return parked(diary.events(talk.conn, talk.circle.id)) if talk.circle is not None else []
