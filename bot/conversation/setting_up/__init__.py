"""Setting up: one question after the other, each answered by a press, by typing, or by a full command.

What is needed still is found anew each time, from what is known and from the draft: so a command leaves out the
questions that it settles, and a new start of azalea goes on where it was. `consent` stands before all; `person` asks
who and how, `plan` what is taken, `rounding_off` what helps; `asking` goes from one to the next, and `turning` takes
what is said beside them.
"""

from __future__ import annotations

from bot.care.reading import Choice, Doubt, Meaning, OtherMedicine, StopSaid
from bot.care.reading.english_set_up import names_oneself
from bot.conversation import choosing, planning
from bot.conversation.setting_up import plan
from bot.conversation.setting_up.asking import (
    CONSENT,
    SET_UP,
    answered,
    ask_consent,
    asked_in,
    go_on,
    joined,
    named,
    plan_again,
    press,
    remind,
    take,
)
from bot.conversation.setting_up.consent import agree, begun, consented, decline, more
from bot.conversation.setting_up.question import Question
from bot.conversation.setting_up.turning import beside_the_plan, held_up, not_an_answer, turned
from bot.conversation.talk import Talk
from bot.store import erasing, people
from bot.store.people import Step
from bot.wording import Said

__all__ = [
    "SET_UP", "again", "agree", "asked_in", "decline", "go_on", "joined", "leave", "more", "press", "remind", "start",
    "typed",
]  # fmt: skip


def start(talk: Talk) -> list[Said]:
    """/start: ask for consent, or go on where the set-up stands."""
    if talk.person is None:
        return ask_consent(talk)
    again = plan_again(talk)
    if again:
        return again
    people.settle_others(talk.conn, talk.account.id)  # a question that was left half-way is asked anew
    return go_on(talk) or [talk.wording.plain("welcome-back")]


def typed(talk: Talk, meaning: Meaning, *, urgent: bool) -> list[Said] | None:
    """Take words that are no command as the answer to what the set-up asks for. None: they are not.

    Words that sound urgent are never an answer: they were met before, and the question is asked once more behind that.
    """
    step = talk.waits
    if step is None and talk.person is None and not urgent:
        return begun(talk, meaning)
    if step is None or isinstance(meaning, StopSaid):
        return None
    if step.kind not in {CONSENT, SET_UP}:
        return None if urgent else beside_the_plan(talk, step, meaning)
    if urgent:
        return [] if talk.plan is None else None
    if step.kind == CONSENT:
        return consented(talk, meaning)
    if isinstance(meaning, Choice) and choosing.by_mark(talk, meaning) is not None:
        return None  # it presses what is in view
    question = named(step.draft["at"])
    said = turned(talk, question, meaning)
    if said is not None:
        return said
    if question.free and isinstance(meaning, choosing.ELSEWHERE) and not _answers(talk, question, meaning):
        return held_up(talk, question, meaning)
    value = question.read(talk, step.draft, talk.heard.text)
    if value is not None:
        return take(talk, step, question, value)
    return not_an_answer(talk, step, question, meaning)


def _answers(talk: Talk, question: Question, meaning: Meaning) -> bool:
    """Tell whether words that mean something by themselves answer a question that takes any words: "I take them"."""
    if question.name == "own":
        return isinstance(meaning, Doubt | OtherMedicine)  # "Vitamins" is a good cover
    return names_oneself(talk.heard.text)


def again(talk: Talk, what: str) -> list[Said]:
    """Ask once more what was read back and differs: the "tablets" or the "times"."""
    read_back = planning.waiting(talk)
    step = people.waiting(talk.conn, talk.account.id, SET_UP)
    if step is None or read_back is None:
        return []
    if what == "times":
        return planning.times_anew(talk)
    simple = plan.known(step.draft, read_back)
    if simple is None:
        return planning.tablets_anew(talk)
    talk.settle(planning.PLAN)
    people.ask(talk.conn, talk.account.id, Step(SET_UP, answered(simple)), talk.now)
    return go_on(talk)


def leave(talk: Talk) -> list[Said] | None:
    """Leave a set-up that has no plan yet, and keep nothing; None where there is none to leave."""
    step = people.step(talk.conn, talk.account.id)
    if step is None or step.kind not in {CONSENT, SET_UP} or talk.plan is not None:
        return None
    if talk.person is None:
        return decline(talk)
    erasing.leave(talk.conn, talk.person.id, talk.now)
    return [talk.wording.plain("left-set-up")]
