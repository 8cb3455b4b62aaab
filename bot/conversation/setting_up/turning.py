"""Words that answer no question of the set-up: why it asks, that it is to wait, or begin anew, or something else."""

from __future__ import annotations

from dataclasses import replace

from bot.care.reading import (
    BackSaid,
    Choice,
    DaySaid,
    Done,
    Doubt,
    Forgot,
    HalfSaid,
    Meaning,
    Nod,
    NotHad,
    NotTaken,
    NotYet,
    PlanSaid,
    TimeSaid,
    Took,
    TookMine,
    TravelSaid,
    Unclear,
    Yes,
)
from bot.care.reading import Later as LaterSaid
from bot.care.reading.english_questions import asks
from bot.care.reading.english_set_up import (
    asks_why,
    away_in,
    goes_on,
    greets,
    leaves_for_now,
    says_where,
    says_yes,
    starts_over,
)
from bot.care.reading.not_known import is_not_known
from bot.content.whereabouts import names_place
from bot.conversation import asking_the_guide, choosing, planning
from bot.conversation.setting_up import person
from bot.conversation.setting_up.asking import (
    ABOUT_TABLETS,
    ROUND,
    SET_UP,
    TOLD,
    answered,
    go_on,
    joined,
    plan_again,
    press,
    taken,
)
from bot.conversation.setting_up.question import Question
from bot.conversation.talk import Talk
from bot.store import people
from bot.store.people import Step
from bot.wording import Said, local, place

NOT_READ = (Unclear, Nod, Doubt, TimeSaid, HalfSaid, DaySaid, TravelSaid)  # what says nothing while there is no plan
PUT_OFF = (NotYet, LaterSaid, NotHad, NotTaken)
ABOUT_A_DOSE = (Took, TookMine, Done, Forgot)


def turned(talk: Talk, question: Question, meaning: Meaning) -> list[Said] | None:
    """Take what is said whatever the set-up asks: why, something of the guide, to begin anew, to leave, to go on."""
    words = talk.heard.text
    if wants_to_know_why(talk, meaning) and not choosing.prompted_last(talk):
        return joined([talk.wording.plain("set-up-why", at=_asked_for(question))], go_on(talk))
    # Own words may end with a question mark: "feed the cat?" asks nothing.
    asked = question.free and (question.name != "own" or asks(words.rstrip("?!. ")))
    from_guide = asking_the_guide.beside(talk, meaning) if asked else []
    if from_guide:  # before it is taken for a name, or a place
        return joined(from_guide, go_on(talk))
    if talk.plan is not None:
        return None
    if starts_over(words):
        return _anew(talk)
    if leaves_for_now(words):
        return joined([talk.wording.plain("set-up-waits", at="other")], go_on(talk))
    nodded = question.free and isinstance(meaning, Nod)  # what stands above the question is good
    return go_on(talk) if goes_on(words) or greets(words) or nodded or isinstance(meaning, BackSaid) else None


def wants_to_know_why(talk: Talk, meaning: Meaning) -> bool:
    """Tell whether somebody asks why; "y" is a yes as well, and here it is one."""
    return asks_why(talk.heard.text) and not isinstance(meaning, Yes)


def _asked_for(question: Question) -> str:
    return question.name if question.name == "today" else question.about


def _anew(talk: Talk) -> list[Said]:
    """Ask from the first question on; what is known so far is asked for again."""
    step = people.waiting(talk.conn, talk.account.id, SET_UP)
    if step is None or talk.circle is None or talk.person is None:
        return []
    if talk.keeps:
        people.keep_no_more(talk.conn, talk.person, talk.circle, talk.now)
    people.save_circle(talk.conn, replace(people.circle_of(talk.conn, talk.person.id), places=None))
    people.ask(talk.conn, talk.account.id, Step(SET_UP, answered({ROUND: step.draft.get(ROUND, 0)})), talk.now)
    return go_on(talk.again())


def beside_the_plan(talk: Talk, step: Step, meaning: Meaning) -> list[Said] | None:
    """Take what is said to the question about a first plan, and is no answer to it."""
    if step.kind != planning.PLAN or talk.plan is not None:
        return None
    if wants_to_know_why(talk, meaning):
        return joined([talk.wording.plain("set-up-why", at="plan")], plan_again(talk))
    from_guide = asking_the_guide.beside(talk, meaning)
    if from_guide:
        return joined(from_guide, plan_again(talk))
    if step.draft["asked"] == "missing" and isinstance(meaning, PUT_OFF):
        return joined([talk.wording.plain("set-up-waits", at="other")], plan_again(talk))
    if step.draft["asked"] == "yes" and says_yes(talk.heard.text):
        return planning.press(talk, f"yes:{step.draft['id']}")
    nodded = isinstance(meaning, Nod) and step.draft["asked"] == "missing"
    waits = goes_on(talk.heard.text) or greets(talk.heard.text) or nodded
    return (plan_again(talk) if waits else None) or None


def not_an_answer(talk: Talk, step: Step, question: Question, meaning: Meaning) -> list[Said] | None:
    """Take words that the question that waits could not read; None where they are about something else."""
    agreed = _slipped_yes(talk)
    if agreed is not None:
        return press(talk, agreed)
    put_right = planning.saved_wrong(talk)
    if put_right is not None:
        return put_right
    from_guide = asking_the_guide.beside(talk, meaning, unread=True)
    if from_guide:
        return joined(from_guide, go_on(talk))
    if question.name == "today" and isinstance(meaning, Doubt):
        return joined([talk.wording.plain("set-up-unclear", at="other", asked="no")], go_on(talk))
    if talk.plan is not None:
        return None
    if question.about in ABOUT_TABLETS and is_not_known(talk.heard.text):
        return joined([talk.wording.plain("set-up-not-known")], go_on(talk))
    moved = _place_between(talk, step, question, meaning)
    if moved is not None:
        return moved
    if isinstance(meaning, (*NOT_READ, Choice)):
        asked = "yes" if "?" in talk.heard.text else "no"
        return joined([talk.wording.plain("set-up-unclear", at=question.about, asked=asked)], go_on(talk))
    if isinstance(meaning, PlanSaid) and not person.clock_known(talk):
        people.ask(talk.conn, talk.account.id, Step(SET_UP, {**step.draft, TOLD: talk.heard.text}), talk.now)
        return joined([talk.wording.plain("set-up-plan-kept")], go_on(talk))
    return held_up(talk, question, meaning)


def _slipped_yes(talk: Talk) -> str | None:
    """Return what the yes of the set-up's question carries, where a yes was typed with a slip of the finger."""
    asked = choosing.question(talk) if says_yes(talk.heard.text) else None
    found = choosing.by_role(asked, "yes") if asked is not None else None
    act, _, rest = found.choice.data.partition(":") if found is not None else ("", "", "")
    return rest if act == SET_UP else None


def held_up(talk: Talk, question: Question, meaning: Meaning) -> list[Said] | None:
    """Say that what is asked waits, where somebody puts it off or speaks of a dose; None where they say neither."""
    if talk.plan is not None or not isinstance(meaning, PUT_OFF + ABOUT_A_DOSE):
        return None
    at = "dose" if isinstance(meaning, ABOUT_A_DOSE) else question.about
    return joined([talk.wording.plain("set-up-waits", at=at)], go_on(talk))


def _place_between(talk: Talk, step: Step, question: Question, meaning: Meaning) -> list[Said] | None:
    """Take a place that was said to another question: where somebody is, or that it is another than was read."""
    words = talk.heard.text
    if person.spots_of_both(words, talk.now):
        return taken(talk, person.take_said(talk, step.draft, words))
    away = away_in(words)
    says = isinstance(meaning, TravelSaid) or away is not None
    asked = question.about in ABOUT_TABLETS or says_where(words)
    if not says and not (asked and names_place(words, talk.now)):
        return None
    if person.clock_known(talk) and (away is not None or not names_place(words, talk.now)):
        here = talk.wording.plain("set-up-journey", place=place(talk.zone.key), time=local(talk.now, talk.zone))
        return joined([here], go_on(talk))
    if away is None and not names_place(words, talk.now):
        return None
    return taken(talk, person.take_said(talk, step.draft, words))
