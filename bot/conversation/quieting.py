"""Quiet hours of their own for some days: someone who works at night sleeps by day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time
from typing import Any

from bot.care.people import Quiet
from bot.care.places import DAY
from bot.care.plans import Version
from bot.care.reading import Meaning
from bot.care.reading.hours import read_hours
from bot.conversation import choosing
from bot.conversation.talk import Talk
from bot.store import new_uid, people
from bot.store.people import Step
from bot.wording import Said, clock

QUIET = "quiet-days"
OFFERED = Quiet(time(9), time(15, 30))

Kept = dict[str, Any]  # of a step: "id", "days" (first and last of each run)


def fits(made: Sequence[Version]) -> bool:
    """Tell whether nothing is to be asked for in the quiet that is offered."""
    walls = {one.wall for version in made for one in version.schedule.intakes}
    return not any(OFFERED.start <= wall < OFFERED.end for wall in walls)


def offer(talk: Talk, made: Sequence[Version]) -> list[Said]:
    """Offer quiet on the days of other times."""
    days = [[one.from_day.isoformat(), one.until.isoformat()] for one in made if one.until]
    return _ask(talk, {"id": new_uid(), "days": days})


def _ask(talk: Talk, kept: Kept) -> list[Said]:
    talk.ask(Step(QUIET, kept))
    return [talk.wording.shift_quiet(f"{QUIET}:{kept['id']}", OFFERED)]


def typed(talk: Talk, step: Step, meaning: Meaning) -> list[Said] | None:
    """Take hours. None: the words are none."""
    if choosing.fits_nothing(talk, meaning):
        return _ask(talk, step.draft)
    found = read_hours(talk.heard.text)
    if len(found) != 1 or found[0][0] == found[0][1]:
        return [talk.wording.plain("shift-quiet-type")] if found else None
    return _save(talk, step.draft, Quiet(*found[0]))


def press(talk: Talk, rest: str) -> list[Said]:
    """Take a pressed answer: the question, and what was chosen."""
    name, _, value = rest.partition(":")
    step = talk.step(QUIET)
    if step is None or step.draft["id"] != name:
        return []
    if value == "yes":
        return _save(talk, step.draft, OFFERED)
    if value == "other":
        return [talk.wording.plain("shift-quiet-type")]
    talk.settle(QUIET)
    return [talk.wording.plain("shift-no-quiet")]


def _save(talk: Talk, kept: Kept, quiet: Quiet) -> list[Said]:
    talk.settle(QUIET)
    if talk.person is None or max(last for _, last in kept["days"]) < talk.today.isoformat():
        return []
    future = {day: one for day, one in talk.person.quiet_on.items() if day >= talk.today - DAY}
    for first, last in ((date.fromisoformat(one), date.fromisoformat(two)) for one, two in kept["days"]):
        future |= dict.fromkeys((first + number * DAY for number in range((last - first).days + 1)), quiet)
    people.save_person(talk.conn, replace(talk.person, quiet_on=future))
    return [talk.wording.plain("shift-quiet-saved", start=clock(quiet.start), end=clock(quiet.end))]
