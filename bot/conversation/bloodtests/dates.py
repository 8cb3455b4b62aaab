"""Someone says when their tests are: dates a clinic gave, or how often; or asks when the next one is.

The day of the next one, where a rule was typed without it, is asked for as a step of the kind TESTS.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.care.bloodtests import ASKED_FOR, MOST_DATES, BloodTest, BloodTestPlan
from bot.care.people import LONGEST_WORDS
from bot.care.places import DAY
from bot.care.reading import Meaning, No
from bot.care.reading.not_known import is_not_known
from bot.care.reading.test_dates import DatesTrouble, Given, Rule, read_dates
from bot.care.testplans import Anchor, Phase, Schedule
from bot.conversation import choosing
from bot.conversation.bloodtests import kept
from bot.conversation.bloodtests.keeping import ask_end, decided, end, fresh, keep, take_word, with_guide
from bot.conversation.bloodtests.kept import DATES, TESTS
from bot.conversation.bloodtests.published import ask_anchor, offer, take_anchor
from bot.conversation.talk import Talk
from bot.store.people import Step
from bot.wording import Said

LATELY = 30 * DAY
AT_ONCE = 6  # tests of a schedule in one message, of those to come and of those before


def command(talk: Talk, words: str) -> list[Said]:
    """Answer /tests: show the dates that are kept; with words behind it, keep those instead."""
    if talk.circle is None or talk.person is None:
        return [talk.wording.plain("start-first")]
    if words:
        return take(talk, words) or [talk.wording.plain("tests-not-read", words=words[:LONGEST_WORDS])]
    return show(talk)


def show(talk: Talk) -> list[Said]:
    """Show the dates that are kept, and how each stands; ask for them where there are none."""
    plan = kept.plan(talk)
    if plan is None:
        return begin(talk)
    listed = talk.wording.plain("tests-list", days="\n".join(_lines(talk, plan)))
    coming = next((one for one in kept.tests(talk) if one.is_coming and one.day <= talk.today), kept.ahead(talk))
    labels = ("test-was-done", "other-date", "not-going") if coming and coming.day <= talk.today else ("other-date",)
    said = talk.wording.under_test(listed, coming, *labels) if coming else listed
    if plan.rest is not None and plan.rests(talk.today):
        said = talk.wording.tests_resting(said, plan.rest, f"{DATES}:wake")
    return [with_guide(talk, talk.wording.tests_menu(said))]


def _lines(talk: Talk, plan: BloodTestPlan) -> list[str]:
    """Return what is open or coming, a line each, oldest first; what is over only if it was lately.

    An open one is shown for as long as it is asked about.
    """
    lately = [one for one in kept.tests(talk) if one.day > talk.today - (ASKED_FOR if one.is_coming else LATELY)]
    before = [one for one in lately if one.day < talk.today]
    coming = [one for one in lately if one.day >= talk.today]
    rows = lately if plan.days else [*before[-AT_ONCE:], *coming[:AT_ONCE]]
    far = () if plan.schedule else plan.after(plan.until or talk.today)
    lines = [talk.wording.dated(one.day, talk.today, one, rests=_rests(talk, plan, one)) for one in rows]
    return [*lines, *(talk.wording.dated(day, talk.today) for day in far)]


def _rests(talk: Talk, plan: BloodTestPlan | None, test: BloodTest) -> bool:
    """Tell whether a test that is open or coming is not asked about, now or on its day."""
    return plan is not None and test.is_coming and plan.rests(max(test.day, talk.today))


def open_lines(talk: Talk) -> list[str]:
    """Return a line for each test that is today, tomorrow, or past and still open."""
    near = [one for one in kept.tests(talk) if one.is_coming and one.day <= talk.today + DAY]
    plan = kept.plan(talk) if near else None
    stands = [(one, talk.wording.how_it_stands(one, rests=_rests(talk, plan, one))) for one in near]
    return [talk.wording.plain("test-open", day=talk.wording.day(one.day), stands=how).text for one, how in stands]


def begin(talk: Talk) -> list[Said]:
    """Ask which dates the clinic gave."""
    talk.ask(Step(TESTS, {"at": "dates"}))
    phrase = "tests-new" if kept.plan(talk) else "tests-none"
    return [with_guide(talk, talk.wording.ask(phrase, {"test:published": "published-plans"}))]


def typed(talk: Talk, step: Step, meaning: Meaning) -> list[Said] | None:
    """Take words as the answer to what was asked; None where they mean something else."""
    said_no = isinstance(meaning, No) and not choosing.prompted_last(talk)
    if said_no or (is_not_known(talk.heard.text) and not choosing.prompted_last(talk)):
        talk.settle(TESTS)
        return [talk.wording.plain("unchanged")]
    match step.draft["at"]:
        case "dates":
            return take(talk, talk.heard.text)
        case "first":
            return _take_first(talk, step.draft)
        case "anchor":
            return take_anchor(talk, step.draft["plan"])
        case "word":
            if choosing.is_else(talk, meaning):
                return None
            return take(talk, talk.heard.text) or take_word(talk, talk.heard.text)
    return None


def press(talk: Talk, rest: str) -> list[Said]:
    """Take a choice: "new" dates in place of those that are kept, "off", a published plan, or the usual "word"."""
    verb, _, value = rest.partition(":")
    match verb:
        case "published":
            return offer(talk, value)
        case "plan":
            return ask_anchor(talk, value)
        case "new":
            return begin(talk)
        case "add" | "instead":
            return decided(talk, add=verb == "add")
        case "ask-off":
            return ask_end(talk)
        case "off":
            return end(talk)
        case "word" if talk.step(TESTS):
            talk.settle(TESTS)
            return [talk.wording.plain("tests-word-saved", test=talk.wording.test_called())]
    return []


def take(talk: Talk, words: str) -> list[Said] | None:
    """Keep the dates that words name; None where they name none."""
    match read_dates(words, talk.today):
        case Given(days):
            return keep(talk, replace(fresh(talk), days=days))
        case Rule(schedule, None):
            phases = [[one.first, one.every, one.times] for one in schedule.phases]
            return _wait_for_first(talk, {"at": "first", "anchor": schedule.anchor.value, "phases": phases})
        case Rule(schedule, first):
            return keep(talk, replace(fresh(talk), schedule=schedule, counted=first))
        case DatesTrouble.MANY:
            return [talk.wording.plain("tests-many", most=str(MOST_DATES))]
        case DatesTrouble() as trouble:
            return [talk.wording.plain(f"tests-{trouble.value}")]
    return None


def _wait_for_first(talk: Talk, draft: dict[str, Any]) -> list[Said]:
    talk.ask(Step(TESTS, draft))
    return [talk.wording.plain("tests-first")]


def _take_first(talk: Talk, draft: dict[str, Any]) -> list[Said] | None:
    match read_dates(talk.heard.text, talk.today):
        case Given((first,)):
            schedule = Schedule(Anchor(draft["anchor"]), tuple(Phase(*one) for one in draft["phases"]))
            return keep(talk, replace(fresh(talk), schedule=schedule, counted=first))
        case Given():
            return [talk.wording.plain("tests-first")]
        case DatesTrouble() as trouble:
            return [talk.wording.plain(f"tests-{trouble.value}")]
    return None


def asked(talk: Talk) -> list[Said]:
    """Say when the next one is, with the guide under it: "when are my bloods"."""
    coming = kept.ahead(talk)
    if talk.circle is None or coming is None:
        return command(talk, "")
    said = talk.wording.plain("test-when", day=talk.wording.day(coming.day), stands=talk.wording.test_stands(coming))
    return [with_guide(talk, talk.wording.under_test(said, coming, "other-date"))]
