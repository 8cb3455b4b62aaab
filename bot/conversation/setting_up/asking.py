"""What the set-up asks next, what was asked, and what an answer leads on to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.care.reading import PlanSaid, understand
from bot.conversation import offering, planning
from bot.conversation.planning import reading_back
from bot.conversation.setting_up import person, plan, rounding_off
from bot.conversation.setting_up.question import ON, Draft, Question, Taken
from bot.conversation.talk import Talk
from bot.store import people
from bot.store.people import Step
from bot.wording import Said

CONSENT, SET_UP = people.LASTING
ROUND = "round"  # of a draft: how many answers were given
TOLD = "told"  # of a draft: a plan that was typed before it could be read back
OFFERED = "offered"  # of a draft: what the choices of its question mean, in their order
ABOUT_TABLETS = {"strength", "count", "times"}
BEGINS = "do:start"  # what the choice to begin carries

QUESTIONS: tuple[Question, ...] = (*person.QUESTIONS, *plan.QUESTIONS, *rounding_off.QUESTIONS)


def ask_consent(talk: Talk) -> list[Said]:
    """Ask whether anything may be kept."""
    people.ask(talk.conn, talk.account.id, Step(CONSENT, {}), talk.now)
    return [talk.wording.consent(talk.desk.door)]


def go_on(talk: Talk) -> list[Said]:
    """Ask what the set-up still needs; nothing once it is over, or while another question stands before it."""
    if talk.person is None:
        return ask_consent(talk)
    step = people.step(talk.conn, talk.account.id)
    if step is None or step.kind != SET_UP:
        return []
    if person.left_open(step.draft) and talk.plan is not None:
        # Whoever gave the plan in one line, without a word on all else, is content with what the last echo named.
        people.settle_step(talk.conn, talk.account.id, SET_UP)
        return []
    if talk.plan is not None and step.draft.get(ON, talk.today.isoformat()) != talk.today.isoformat():
        # What is left helps and is not needed: it is asked on the day of the plan, and then left alone.
        people.settle_step(talk.conn, talk.account.id, SET_UP)
        return []
    question = _next(talk, step.draft)
    if question is None:
        people.settle_step(talk.conn, talk.account.id, SET_UP)
        return [talk.wording.plain("set-up-done")]
    if TOLD in step.draft and question.about in ABOUT_TABLETS:
        return _begin_told(talk, step.draft)
    act = f"{SET_UP}:{question.name}.{step.draft.get(ROUND, 0)}"
    said, offered = offering.kept_back(question.ask(talk, step.draft, act), act)
    asked = {**step.draft, "at": question.name, ON: talk.today.isoformat(), OFFERED: offered}
    people.ask(talk.conn, talk.account.id, Step(SET_UP, asked), talk.now)
    return said


def _begin_told(talk: Talk, draft: Draft) -> list[Said]:
    """Go on with the plan that was typed before its time."""
    told = understand(draft[TOLD])
    left = {name: kept for name, kept in draft.items() if name != TOLD}
    people.ask(talk.conn, talk.account.id, Step(SET_UP, left), talk.now)
    return planning.begin(talk, told.plan) if isinstance(told, PlanSaid) else go_on(talk)


def _next(talk: Talk, draft: Draft) -> Question | None:
    return next((one for one in QUESTIONS if one.needed(talk, draft)), None)


def named(name: str) -> Question:
    """Return the question of a name."""
    return next(one for one in QUESTIONS if one.name == name)


def remind(talk: Talk) -> list[Said]:
    """Ask what the set-up waits for, behind an answer to something else; with a plan only what was not asked yet."""
    step = people.step(talk.conn, talk.account.id)
    if talk.person is None:
        return [talk.wording.consent_waits()] if step is not None and step.kind == CONSENT else []
    if step is not None and step.kind == SET_UP and not person.left_open(step.draft) and talk.plan is not None:
        question = _next(talk, step.draft)
        if (
            question
            and question.name in rounding_off.CAN_WAIT
            and question.name == step.draft.get("at")
            and ON in step.draft
        ):
            return []
    return plan_again(talk) or go_on(talk)


def plan_again(talk: Talk) -> list[Said]:
    """Ask once more what a first plan waits for; nothing where none does."""
    step = talk.step(planning.PLAN)
    if step is None or talk.plan is not None or "draft" not in step.draft or not person.clock_known(talk):
        return []
    return reading_back.go_on(talk, step.draft)


def press(talk: Talk, rest: str) -> list[Said]:
    """Take a pressed answer; *rest* names the question, which time it is asked, and the place of the choice."""
    asked, _, pressed = rest.partition(":")
    name, _, number = asked.partition(".")
    step = people.step(talk.conn, talk.account.id)
    if step is None or step.kind != SET_UP or step.draft.get("at") != name:
        return [talk.wording.plain("button-gone")]
    value = offering.meant_by(step.draft[OFFERED], pressed)
    if value is None or number != str(step.draft.get(ROUND, 0)):
        return [talk.wording.plain("button-gone")]
    if not named(name).needed(talk, step.draft):  # its day is over, or a command settled it
        return joined([talk.wording.plain("button-gone")], go_on(talk))
    return take(talk, step, named(name), value)


def take(talk: Talk, step: Step, question: Question, value: str) -> list[Said]:
    """Take the answer to a question, and ask the next one."""
    return taken(talk, question.take(talk, step.draft, value))


def taken(talk: Talk, taken: Taken) -> list[Said]:
    """Keep what was taken, and ask the next one where it leads on."""
    draft = answered(taken.draft)
    people.ask(talk.conn, talk.account.id, Step(SET_UP, draft), talk.now)
    return joined(taken.said, go_on(talk.again()) if taken.goes_on else ())


def answered(draft: Draft) -> Draft:
    """Return a draft after an answer: the choices of what was asked before act no longer."""
    return {name: kept for name, kept in draft.items() if name != ON} | {ROUND: draft.get(ROUND, 0) + 1}


def joined(replies: Sequence[Said], following: Sequence[Said]) -> list[Said]:
    """Return replies and the question that follows them, in one message: its choices first, for they lead on.

    A yes or a no that is typed is for the question, and who is asked one need not begin.
    """
    if not replies or not following:
        return [*replies, *following]
    *before, last = replies
    asked, *others = following
    there = {BEGINS, *(choice.data for choice in asked.choices)}
    besides = tuple(replace(choice, role="") for choice in last.choices if choice.data not in there)
    text = f"{last.text}\n\n{asked.text}"
    return [*before, replace(asked, text=text, choices=(*asked.choices, *besides), files=last.files), *others]


def asked_in(talk: Talk, replies: Sequence[Said]) -> bool:
    """Tell whether a question of the set-up or its plan stands among some replies, or something that ends it."""
    acts = {choice.data.partition(":")[0] for said in replies for choice in said.choices}
    return bool(acts & {SET_UP, "agree"}) or (planning.PLAN in acts and talk.plan is None)
