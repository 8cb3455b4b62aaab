"""The step in which a plan in the making waits for an answer."""

from __future__ import annotations

from typing import Any

from bot.care.drafts import Draft
from bot.conversation import drafting
from bot.conversation.talk import Talk
from bot.store import new_uid
from bot.store.people import Step
from bot.wording import Said

PLAN = "plan"

Kept = dict[
    str, Any
]  # of a step: "id", "draft", "asked", "answers", what was "typed" or is "many", and what was chosen


def flags_of(talk: Talk) -> Kept:
    """Return what else the saving of the plan ends that is asked for now."""
    waiting = talk.step(PLAN)
    return {"resumes": True} if waiting is not None and waiting.draft.get("resumes") else {}


def let_go(talk: Talk) -> None:
    """Forget the draft that waits, but not what else the saving of a plan was to end."""
    flags = flags_of(talk)
    talk.settle(PLAN)
    if flags:
        talk.ask(Step(PLAN, {"id": new_uid(), "asked": "words", **flags}))


def fresh(draft: Draft) -> Kept:
    """Return a draft at its beginning, as a row keeps it."""
    return {"id": new_uid(), "draft": drafting.kept(draft), "answers": 0, "typed": [], "many": [], "sure": []}


def ask_words(talk: Talk, phrase: str, flags: Kept) -> list[Said]:
    """Ask for a plan in words."""
    talk.ask(Step(PLAN, {"id": new_uid(), "asked": "words", **flags}))
    return [talk.wording.plain(phrase)]


def wait(talk: Talk, kept: Kept, asked: str, question: Said) -> list[Said]:
    """Let a question about a plan wait for its answer."""
    talk.ask(Step(PLAN, {**kept, "asked": asked}))
    return [question]


def waiting(talk: Talk) -> Kept | None:
    """Return the draft that waits to be agreed to, as a row keeps it."""
    step = talk.step(PLAN)
    return step.draft.get("draft") if step else None
