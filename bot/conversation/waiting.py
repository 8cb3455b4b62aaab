"""Brings back a question that still waits behind an answer to something else."""

from __future__ import annotations

from dataclasses import replace

from bot.conversation import asides, choosing, setting_up
from bot.conversation.planning import PLAN
from bot.conversation.talk import Shown, Talk
from bot.store import people
from bot.store.people import Step
from bot.wording import Said


def then_set_up(talk: Talk, after: Talk, replies: list[Said]) -> list[Said]:
    """Return replies, and the question of the set-up that waits behind them; *after* is the talk as it stands now."""
    began_or_left = (talk.person is None) is not (after.person is None)
    if not replies or began_or_left or after.waits is None or setting_up.asked_in(after, replies):
        return replies
    return setting_up.joined(replies, setting_up.remind(after))


def besides_set_up(talk: Talk) -> Step | None:
    """Return the question that waits, if it is none of the set-up's."""
    step = people.step(talk.conn, talk.account.id)
    return step if step is not None and step.kind not in people.LASTING else None


def shown_again(talk: Talk, waits: Step | None) -> list[Said]:
    """Show again what urgent words left waiting: its choices, where it was the last thing that was said.

    What was asked long before is not brought up at such a moment.
    """
    lately = people.waits_since(talk.conn, talk.account.id, talk.now - choosing.A_WHILE)
    first_plan = talk.plan is None and waits is not None and waits.kind == PLAN  # the set-up brings that back
    if waits is None or first_plan or not lately or besides_set_up(talk) != waits:
        return []
    asked = choosing.question(talk)
    if asked is None or not _asks_for(asked, waits) or not choosing.is_last(talk, asked):
        return [talk.wording.still_waits()]
    # "Yes" and "No" below a page from the guide would seem to answer that.
    return [asides.again(talk, waits) or talk.wording.still_waits(asked.choices, letters=asked.letters)]


def behind_the_guide(talk: Talk, replies: list[Said]) -> list[Said]:
    """Return replies from the guide, and the question that waits, in one message: asking the guide answers nothing.

    Where something else was asked or said since, it is left alone.
    """
    again = shown_again(talk, besides_set_up(talk))
    asked = [replace(said, choices=choosing.without_guide(said.choices)) for said in again if said.choices]
    return setting_up.joined(replies, asked)


def _asks_for(asked: Shown, waits: Step) -> bool:
    """Tell whether a message asks what waits: its choices carry the id of that question, if it has one."""
    if choosing.about_dose(asked):
        return False
    name = waits.draft.get("id")
    return name is None or any(name in choice.data for choice in asked.choices)
