"""Plans of tests that others publish: offered where somebody asks, never proposed, and kept once its day is named.

The day that a plan is counted from is asked for as a step of the kind TESTS.
"""

from __future__ import annotations

from dataclasses import replace

from bot.care.reading.test_dates import DatesTrouble, read_anchor
from bot.content import PublishedPlan
from bot.conversation.bloodtests.keeping import fresh, keep
from bot.conversation.bloodtests.kept import TESTS
from bot.conversation.talk import Talk
from bot.store.people import Step
from bot.wording import Said

AT_ONCE = 6  # published plans in one message
JURISDICTIONS = {"GB": "UK", "US": "US", "CA": "CA"}  # as the plans name them, by the code of a country


def offer(talk: Talk, after: str) -> list[Said]:
    """Offer the operator's own, then what others publish, those of the person's country first. None is a proposal."""
    begin = int(after) if after.isdecimal() else 0
    own = JURISDICTIONS.get(talk.home.code)
    plans = sorted(talk.desk.published, key=lambda one: (not one.own, one.jurisdiction != own))
    shown = [(one.id, one.title, one.own) for one in plans[begin : begin + AT_ONCE]]
    further = begin + AT_ONCE if plans[begin + AT_ONCE :] else 0
    return [talk.wording.tests_published(shown, further)] if shown else []


def ask_anchor(talk: Talk, name: str) -> list[Said]:
    """Show what a plan says, and ask for the day that it is counted from."""
    plan = _published(talk, name)
    if plan is None:
        return []
    talk.ask(Step(TESTS, {"at": "anchor", "plan": name}))
    sources = ", ".join(source.name for source in plan.sources)
    told = {"title": plan.title, "note": plan.note, "sources": sources, "checked": talk.wording.full_day(plan.checked)}
    return [talk.wording.plain("tests-anchor", anchor=plan.schedule.anchor.value, **told)]


def _published(talk: Talk, name: str) -> PublishedPlan | None:
    return next((one for one in talk.desk.published if one.id == name), None)


def take_anchor(talk: Talk, name: str) -> list[Said] | None:
    """Take the day that a plan is counted from, and keep its dates; None where words name no day."""
    plan, day = _published(talk, name), read_anchor(talk.heard.text, talk.today)
    if plan is None or day is None:
        return None
    if isinstance(day, DatesTrouble):
        return [talk.wording.plain(f"tests-{day.value}")]
    return keep(talk, replace(fresh(talk), schedule=plan.schedule, counted=day, published=name))
