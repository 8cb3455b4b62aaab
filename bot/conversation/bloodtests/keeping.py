"""Keeps dates of tests: read back at once, so that what was misread is seen, and asked about from then on.

What a test is called on a locked phone is asked for once, as a step of the kind TESTS.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import islice

from bot import checkups
from bot.care import bloodtests as rules
from bot.care.bloodtests import MOST_DATES, OFFERED_AHEAD, BloodTest, BloodTestPlan
from bot.care.diary import Kind
from bot.care.people import LONGEST_WORDS, Style
from bot.care.places import DAY
from bot.care.testplans import Anchor
from bot.conversation import choosing, noting
from bot.conversation.bloodtests import kept
from bot.conversation.bloodtests.kept import DATES, TESTS
from bot.conversation.naming import Unfit, name_in
from bot.conversation.talk import Talk
from bot.store import bloodtests, people
from bot.store.people import Step
from bot.wording import Said

HOW_OFTEN = "bloodtests/how-often"


def with_guide(talk: Talk, said: Said) -> Said:
    """Return a message with the page of the guide on how often tests are."""
    page = talk.desk.guide.get(*HOW_OFTEN.split("/"))
    return talk.wording.with_pages(said, {HOW_OFTEN: page.title}) if page else said


def fresh(talk: Talk) -> BloodTestPlan:
    """Return a plan of the patient's that has no dates yet."""
    return BloodTestPlan(0, "", talk.circle.id if talk.circle else 0)


def keep(talk: Talk, plan: BloodTestPlan, *, sure: bool = False) -> list[Said]:
    """Keep a plan in place of the one before it, and read it back; where that one has dates to come, ask first."""
    if talk.person is None or talk.circle is None or not kept.allowed(talk):
        return [talk.wording.plain("start-first")]
    days = list(islice(plan.after(talk.today - DAY), MOST_DATES if plan.days else OFFERED_AHEAD))
    if not days:
        return [talk.wording.plain("tests-over")]
    if kept.ahead(talk) is not None and not sure:
        return _ask_whether(talk, plan, days)
    talk.settle(TESTS)
    standing = kept.plan(talk)
    plan = replace(plan, sends=standing.sends, rest=standing.rest) if standing else plan
    made = bloodtests.replace_plan(talk.conn, plan, talk.person.id, talk.now, talk.today)
    checkups.fill(talk.conn, made, talk.places, talk.person, talk.now)
    noting.tell(talk, Kind.TEST, talk.wording.plain("event-tests", days=_listed(talk, made, days)).text)
    return [_read_back(talk, made, days), *_ask_word(talk)]


def _ask_whether(talk: Talk, plan: BloodTestPlan, days: list[date]) -> list[Said]:
    """Ask whether dates come to those that are kept, or take their place. A rule can only take it."""
    talk.ask(Step(TESTS, {"at": "instead", "plan": bloodtests.kept_plan(plan)}))
    lines = "\n".join(talk.wording.dated(day, talk.today) for day in days)
    instead = {"test:instead": "in-their-place", "none": "leave-it"}
    if plan.schedule:
        return [talk.wording.ask("tests-rule-instead", instead, days=lines)]
    return [talk.wording.ask("tests-instead", {"test:add": "as-well", **instead}, days=lines)]


def decided(talk: Talk, *, add: bool) -> list[Said]:
    """Keep the dates that wait, beside those that are kept or in their place."""
    step, standing = talk.step(TESTS), kept.plan(talk)
    if step is None or "plan" not in step.draft or step.draft["at"] != "instead" or talk.circle is None:
        return []
    plan = bloodtests.plan_kept(fresh(talk), step.draft["plan"])
    talk.settle(TESTS)
    if not add or standing is None:
        return keep(talk, plan, sure=True)
    known = {one.day for one in kept.tests(talk) if one.is_coming}
    days = [day for day in plan.days if day not in known]
    every = replace(standing, days=tuple(sorted({*standing.days, *plan.days}))) if standing.days else standing
    added = [BloodTest(0, "", talk.circle.id, standing.id, day, min(every.gap(day), plan.gap(day))) for day in days]
    bloodtests.save_plan(talk.conn, every)
    bloodtests.add_all(
        talk.conn, [rules.scheduled(one, talk.now, talk.zone, talk.person, standing.rest) for one in added]
    )
    noting.tell(talk, Kind.TEST, talk.wording.plain("event-tests", days=_listed(talk, plan, days)).text)
    return [talk.wording.plain("tests-added", days="\n".join(talk.wording.dated(day, talk.today) for day in plan.days))]


def _listed(talk: Talk, plan: BloodTestPlan, days: list[date]) -> str:
    return talk.wording.test_rule(plan.schedule.phases) if plan.schedule else ", ".join(map(talk.wording.day, days))


def _read_back(talk: Talk, plan: BloodTestPlan, days: list[date]) -> Said:
    lines = "\n".join(talk.wording.dated(day, talk.today) for day in days)
    if plan.schedule is None:
        said = talk.wording.plain("tests-given", days=lines)
    else:
        rule, begun = talk.wording.test_rule(plan.schedule.phases), plan.counted or talk.today
        said = talk.wording.plain("tests-counted", rule=rule, begun=talk.wording.full_day(begun), days=lines)
        if plan.schedule.anchor is Anchor.DRAW:
            said = replace(said, text=f"{said.text}\n\n{talk.wording.plain('tests-from-last').text}")
    if plan.rest is not None and plan.rests(talk.today):
        said = talk.wording.tests_resting(said, plan.rest, f"{DATES}:wake")
    return with_guide(talk, talk.wording.tests_menu(said))


def _ask_word(talk: Talk) -> Iterator[Said]:
    """Ask what a test is called on a locked phone, of whoever wants private words and was not asked yet."""
    if talk.person is not None and talk.person.voice.style is not Style.PLAIN and not talk.person.voice.tests:
        talk.ask(Step(TESTS, {"at": "word"}))
        yield talk.wording.ask("tests-word", {"test:word": "your-date"}, letters=True)


def take_word(talk: Talk, words: str) -> list[Said] | None:
    """Take what a test is to be called on a locked phone; None where words are no name, or it was asked long ago."""
    if talk.person is None or not choosing.asked_lately(talk):
        talk.settle(TESTS)
        return None
    word = name_in(words)
    match word:
        case Unfit.NONE:
            return None
        case Unfit.LONG:
            return [talk.wording.plain("name-long", most=str(LONGEST_WORDS))]
        case Unfit.TELLS:
            return [talk.wording.ask("name-tells", {"test:word": "your-date"}, letters=True)]
        case str():
            people.save_person(talk.conn, replace(talk.person, voice=replace(talk.person.voice, tests=word)))
    talk.settle(TESTS)
    return [talk.wording.plain("tests-word-saved", test=talk.again().wording.test_called())]


def ask_end(talk: Talk) -> list[Said]:
    """Ask whether no dates are to be kept any more."""
    return [talk.wording.ask("tests-end", {"test:off": "yes", "none": "no"})]


def end(talk: Talk) -> list[Said]:
    """Keep no dates any more; what was noted stays noted."""
    if talk.circle is None or not kept.allowed(talk) or kept.plan(talk) is None:
        return []
    bloodtests.end_plan(talk.conn, talk.circle.id, talk.now, date.min)
    noting.tell(talk, Kind.TEST, talk.wording.plain("event-tests-off").text)
    return [talk.wording.plain("tests-ended")]
