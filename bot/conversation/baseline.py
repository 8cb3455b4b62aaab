"""/baseline: whether tests from before the start are on file, as the person says. Kept, and never interpreted.

An answer is a line of the diary. A later one takes its place and points at it.
"""

from __future__ import annotations

from dataclasses import replace

from bot.care.diary import Event, Kind, parked, ticks
from bot.conversation import noting
from bot.conversation.bloodtests.kept import allowed
from bot.conversation.talk import Talk
from bot.store import diary
from bot.wording import Said

# What is asked, each with the pages of the guide that tell of it.
TICKS = {"genes": ("bloodtests/tpmt", "bloodtests/nudt15"), "chickenpox": ("bloodtests/before-the-start",)}
ANSWERS = {"yes", "no", "ask"}


def show(talk: Talk) -> list[Said]:
    """/baseline: show what was answered, and ask what was not."""
    if talk.circle is None or talk.person is None:
        return [talk.wording.plain("start-first")]
    told = answered(talk)
    return [talk.wording.baseline([(one.text, one.day) for one in told], _asked(talk), list(TICKS))]


def answered(talk: Talk) -> list[Event]:
    """Return what was answered, as it stands, in the order in which it is asked."""
    told = ticks(diary.events(talk.conn, talk.circle.id)) if talk.circle else {}
    return [told[tick] for tick in TICKS if tick in told]


def _asked(talk: Talk) -> Said | None:
    """Return the first question that was not answered."""
    known = {one.tick for one in answered(talk)}
    return next((_ask(talk, tick) for tick in TICKS if tick not in known), None)


def _ask(talk: Talk, tick: str) -> Said:
    found = (talk.desk.guide.get(*name.split("/")) for name in TICKS[tick])
    return talk.wording.baseline_ask(tick, {f"{page.shelf}/{page.topic}": page.title for page in found if page})


def press(talk: Talk, rest: str) -> list[Said]:
    """Take an answer, or ask once more."""
    answer, _, tick = rest.partition(":")
    if tick not in TICKS or not allowed(talk):
        return []
    if answer == "open":
        return [_ask(talk, tick)]
    return [_note(talk, tick, answer)] if answer in ANSWERS else []


def _note(talk: Talk, tick: str, answer: str) -> Said:
    """Write an answer down; one that is to be asked is kept for the clinic as well."""
    told = talk.wording.baseline_told(tick, answer)
    standing = next((one for one in answered(talk) if one.tick == tick), None)
    if talk.person is None or talk.circle is None:
        return talk.wording.plain("start-first")
    if standing is None or standing.text != told:
        event = noting.event(talk, talk.person, Kind.BASELINE, told, standing.id if standing else None)
        diary.tell(talk.conn, talk.circle.id, replace(event, tick=tick))
    if answer == "ask":
        _keep(talk, talk.wording.plain("baseline-question", about=talk.wording.baseline_about(tick)).text)
    return talk.wording.baseline_noted(told, tick, _asked(talk), kept=answer == "ask")


def _keep(talk: Talk, question: str) -> None:
    """Keep a question for the clinic, unless it is kept already."""
    kept = parked(diary.events(talk.conn, talk.circle.id)) if talk.circle else []
    if question not in {one.text for one in kept}:
        noting.tell(talk, Kind.PARKED, question)
