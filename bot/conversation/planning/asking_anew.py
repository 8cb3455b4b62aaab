"""A plan that was read back and is not right yet, put right with a choice: what differs is asked for anew."""

from __future__ import annotations

from dataclasses import replace

from bot.care import drafts
from bot.care.plans import Part
from bot.conversation import drafting
from bot.conversation.planning.putting_right import anew, changed
from bot.conversation.planning.reading_back import go_on
from bot.conversation.planning.waiting import PLAN, Kept
from bot.conversation.talk import Talk
from bot.wording import Said


def times_anew(talk: Talk) -> list[Said]:
    """Ask for other times; the tablets and the days of each turn stay."""
    step = talk.step(PLAN)
    if step is None:
        return []
    before = drafting.back(step.draft["draft"])
    return changed(talk, step.draft, before, drafts.without_times(before))


def tablets_anew(talk: Talk) -> list[Said]:
    """Ask for other tablets; the times and the days stay. Where the turns differ, ask for all of it."""
    step = talk.step(PLAN)
    if step is None:
        return []
    before = drafting.back(step.draft["draft"])
    return changed(talk, step.draft, before, drafts.without_tablets(before))


def count_anew(talk: Talk, kept: Kept, part: Part, phrase: str) -> list[Said]:
    """Ask again how many of some tablets are taken, behind a phrase."""
    left = drafts.without_count(drafting.back(kept["draft"]), part)
    first, *others = go_on(talk, anew(kept, left))
    return [replace(first, text=f"{talk.wording.plain(phrase).text} {first.text}"), *others]


def kept_before(talk: Talk, kept: Kept) -> list[Said]:
    """Read back again what was to be changed, and is left as it is."""
    return go_on(talk, anew(kept, drafting.back(kept["before"])))
