"""Brings back a question that still waits behind an answer to something else."""

from __future__ import annotations

from bot.conversation import choosing, setting_up
from bot.conversation.planning import PLAN
from bot.conversation.talk import Talk
from bot.store import people
from bot.store.people import Step
from bot.wording import Said


def then_set_up(talk: Talk, after: Talk, replies: list[Said]) -> list[Said]:
    """Return replies, and the question of the set-up that waits behind them; *after* is the talk as it stands now."""
    began_or_left = (talk.person is None) is not (after.person is None)
    if not replies or began_or_left or setting_up.asked_in(after, replies):
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
    if asked is None or choosing.about_dose(asked) or not choosing.is_last(talk, asked):
        return [talk.wording.still_waits()]
    return [talk.wording.still_waits(asked.choices, letters=asked.letters)]
