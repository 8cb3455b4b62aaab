"""Setting up: one question after the other, each answered by a press, by typing, or by a full command.

What is needed still is found anew each time, from what is known and from the draft: so a command leaves out the
questions that it settles, and a new start of azalea goes on where it was. `person` asks who and how, `plan` what is
taken, `rounding_off` what helps; consent stands before all of them, here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.care.reading import (
    Choice,
    DaySaid,
    Doubt,
    HalfSaid,
    Help,
    Meaning,
    No,
    Nod,
    PlanSaid,
    StopSaid,
    TimeSaid,
    Unclear,
    WhoSees,
    Yes,
)
from bot.care.reading.not_known import is_not_known
from bot.conversation import choosing, offering, planning
from bot.conversation.setting_up import person, plan, rounding_off
from bot.conversation.setting_up.question import ELSEWHERE, ON, Draft, Question
from bot.conversation.talk import Talk
from bot.store import erasing, people
from bot.store.people import Step
from bot.wording import Said

CONSENT, SET_UP = people.LASTING
TEXT_VERSION = "2"  # of the consent; a new text has a new number
RUN_VERSION = "2 with operator"  # of the one that says who runs azalea
LONGEST_NAME = 64
ROUND = "round"  # of a draft: how many answers were given
OFFERED = "offered"  # of a draft: what the choices of its question mean, in their order

UNDERSTOOD = (Choice, Yes, No, Help, WhoSees)  # before anybody agreed; all else asks for that again

AGREED = {
    "agree", "agreed", "i agree", "sure", "yes ok", "ok yes", "yes sure", "sure yes", "yes i agree", "ok i agree",
    "i do", "yes i do", "of course", "yes of course", "i consent", "yes you may", "you may",
}  # fmt: skip
NOT_READ = (Unclear, Nod, Doubt, TimeSaid, HalfSaid, DaySaid)  # what says nothing while there is no plan
ABOUT_TABLETS = {"strength", "count", "times"}

QUESTIONS: tuple[Question, ...] = (*person.QUESTIONS, *plan.QUESTIONS, *rounding_off.QUESTIONS)


def start(talk: Talk) -> list[Said]:
    """/start: ask for consent, or go on where the set-up stands."""
    if talk.person is None:
        return _ask_consent(talk)
    people.settle_others(talk.conn, talk.account.id)  # a question that was left half-way is asked anew
    return go_on(talk) or [talk.wording.plain("welcome-back")]


def _ask_consent(talk: Talk) -> list[Said]:
    people.ask(talk.conn, talk.account.id, Step(CONSENT, {}), talk.now)
    return [talk.wording.consent(talk.desk.door)]


def more(talk: Talk) -> list[Said]:
    """Tell what is kept."""
    if talk.person is not None:
        return []
    people.ask(talk.conn, talk.account.id, Step(CONSENT, {}), talk.now)
    return [talk.wording.consent_more()]


def decline(talk: Talk) -> list[Said]:
    """Keep nothing."""
    if talk.person is not None:
        return []
    people.settle_step(talk.conn, talk.account.id, CONSENT)
    return [talk.wording.plain("declined")]


def agree(talk: Talk) -> list[Said]:
    """Make the person and their circle, and ask the first question."""
    if talk.person is not None:
        return []
    people.settle_step(talk.conn, talk.account.id, CONSENT)
    version = RUN_VERSION if talk.desk.door.operator else TEXT_VERSION
    people.join(talk.conn, talk.account, talk.heard.name[:LONGEST_NAME], version, talk.now)
    people.ask(talk.conn, talk.account.id, Step(SET_UP, {}), talk.now)
    return go_on(talk.again())


def joined(replies: Sequence[Said], following: Sequence[Said]) -> list[Said]:
    """Return replies and the question that follows them, in one message where that is possible."""
    if not replies or not following or replies[-1].choices:
        return [*replies, *following]
    first = replace(following[0], text=f"{replies[-1].text}\n\n{following[0].text}")
    return [*replies[:-1], first, *following[1:]]


def asked_in(replies: Sequence[Said]) -> bool:
    """Tell whether a question of the set-up stands among some replies, or something that ends it."""
    acts = {choice.data.partition(":")[0] for said in replies for choice in said.choices}
    return bool(acts & {SET_UP, "agree"})


def go_on(talk: Talk) -> list[Said]:
    """Ask what the set-up still needs; nothing once it is over, or while another question stands before it."""
    if talk.person is None:
        return _ask_consent(talk)
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
    act = f"{SET_UP}:{question.name}.{step.draft.get(ROUND, 0)}"
    said, offered = offering.kept_back(question.ask(talk, step.draft, act), act)
    asked = {**step.draft, "at": question.name, ON: talk.today.isoformat(), OFFERED: offered}
    people.ask(talk.conn, talk.account.id, Step(SET_UP, asked), talk.now)
    return said


def _next(talk: Talk, draft: Draft) -> Question | None:
    return next((one for one in QUESTIONS if one.needed(talk, draft)), None)


def remind(talk: Talk) -> list[Said]:
    """Ask what the set-up waits for, behind an answer to something else; with a plan only what was not asked yet."""
    step = people.step(talk.conn, talk.account.id)
    if step is not None and step.kind == SET_UP and not person.left_open(step.draft) and talk.plan is not None:
        question = _next(talk, step.draft)
        if (
            question
            and question.name in rounding_off.CAN_WAIT
            and question.name == step.draft.get("at")
            and ON in step.draft
        ):
            return []
    return go_on(talk)


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
    if not _named(name).needed(talk, step.draft):  # its day is over, or a command settled it
        return joined([talk.wording.plain("button-gone")], go_on(talk))
    return _take(talk, step, _named(name), value)


def typed(talk: Talk, meaning: Meaning, *, urgent: bool) -> list[Said] | None:
    """Take words that are no command as the answer to what the set-up asks for. None: they are not.

    Words that sound urgent are never an answer: they were met before, and the question is asked once more.
    """
    step = people.step(talk.conn, talk.account.id)
    if step is None or step.kind not in {CONSENT, SET_UP} or isinstance(meaning, StopSaid):
        return None
    if urgent:
        return go_on(talk) if talk.plan is None else None
    if step.kind == CONSENT:
        return _consented(talk, meaning)
    if isinstance(meaning, Choice) and choosing.by_mark(talk, meaning) is not None:
        return None  # it presses what is in view
    question = _named(step.draft["at"])
    if question.free and isinstance(meaning, ELSEWHERE):
        return None
    value = question.read(talk, step.draft, talk.heard.text)
    if value is not None:
        return _take(talk, step, question, value)
    if question.about in ABOUT_TABLETS and is_not_known(talk.heard.text):
        return joined([talk.wording.plain("set-up-not-known")], go_on(talk))
    if isinstance(meaning, NOT_READ) and talk.plan is None:
        asked = "yes" if "?" in talk.heard.text else "no"
        return joined([talk.wording.plain("set-up-unclear", at=question.about, asked=asked)], go_on(talk))
    return go_on(talk) if isinstance(meaning, PlanSaid) and not person.clock_known(talk) else None


def _consented(talk: Talk, meaning: Meaning) -> list[Said] | None:
    """Take words that agree as plainly as a yes; a mere "ok" is none, for it may be politeness."""
    words = " ".join(talk.heard.text.casefold().replace(",", " ").split()).rstrip(".! ")
    if words in AGREED:
        return agree(talk)
    if isinstance(meaning, Nod):
        return [talk.wording.consent_say()]
    return None if isinstance(meaning, UNDERSTOOD) else _ask_consent(talk)


def _named(name: str) -> Question:
    return next(one for one in QUESTIONS if one.name == name)


def _take(talk: Talk, step: Step, question: Question, value: str) -> list[Said]:
    taken = question.take(talk, step.draft, value)
    draft = _answered(taken.draft)
    people.ask(talk.conn, talk.account.id, Step(SET_UP, draft), talk.now)
    return joined(taken.said, go_on(talk.again()) if taken.goes_on else ())


def _answered(draft: Draft) -> Draft:
    """Return a draft after an answer: the choices of what was asked before act no longer."""
    return {name: kept for name, kept in draft.items() if name != ON} | {ROUND: draft.get(ROUND, 0) + 1}


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
    people.ask(talk.conn, talk.account.id, Step(SET_UP, _answered(simple)), talk.now)
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
