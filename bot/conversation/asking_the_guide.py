"""Someone asks the guide: /sideeffects and the words after it. Asking is private: nothing of it is written down."""

from __future__ import annotations

from datetime import timedelta

from bot.care import timetable
from bot.care.doses import State
from bot.care.guide import Crisis, Excerpt
from bot.content import plain
from bot.conversation import noting
from bot.conversation.talk import Talk
from bot.store import diary, doses
from bot.wording import Said

SIDE_EFFECTS = "sideeffects"
LATE = "missed/late-tablet"
LOOK_BACK = timedelta(days=30)  # how far back the last noted dose is looked for


def side_effects(talk: Talk, words: str) -> list[Said]:
    """Show one excerpt, or offer the ones there are."""
    finder = talk.desk.finder
    if not words:
        return [talk.wording.topics("guide-shelf", talk.desk.guide.shelf(SIDE_EFFECTS))]
    found = finder.find(SIDE_EFFECTS, words)
    if found.winner is not None:
        return [_excerpt(talk, found.winner)]
    if found.close:
        return [talk.wording.topics("guide-close", found.close)]
    return [talk.wording.topics("guide-none", talk.desk.guide.shelf(SIDE_EFFECTS))]


def show(talk: Talk, name: str) -> list[Said]:
    """Show the excerpt that a button names."""
    shelf, _, topic = name.partition("/")
    found = talk.desk.guide.get(shelf, topic)
    return [_excerpt(talk, found)] if found else []


def crisis(talk: Talk) -> Said | None:
    """Say whom to ring, and nothing else, where someone wants to die or took too much on purpose."""
    if not isinstance(talk.alarm, Crisis):
        return None
    return talk.wording.crisis(talk.country, talk.home, overdose=talk.alarm is Crisis.OVERDOSE)


def urgent(talk: Talk) -> list[Said]:
    """Show the one fixed block, and the excerpt below it, where words sound urgent: the reader picks the tier."""
    if not isinstance(talk.alarm, Excerpt):
        return []
    return [*ring(talk), _excerpt(talk, talk.alarm)]


def ring(talk: Talk) -> list[Said]:
    """Show when to ring, and whom: the one fixed block."""
    return [talk.wording.urgent(talk.country, talk.home, talk.circle.clinic if talk.circle else None)]


def clinic_line(talk: Talk) -> str:
    """Return whom to ask, as it stands in a sentence."""
    return talk.wording.clinic(talk.circle.clinic if talk.circle else None)


def excerpt(talk: Talk, name: str) -> Said:
    """Return an excerpt that is there for sure, by shelf and topic."""
    shelf, _, topic = name.partition("/")
    return _excerpt(talk, next(one for one in talk.desk.guide.shelf(shelf) if one.topic == topic))


def late(talk: Talk) -> list[Said]:
    """Show what is noted and what comes next, and what the guide says about a late tablet; record nothing.

    Whether it may be taken now, nobody here can say.
    """
    shown = excerpt(talk, LATE)
    plan = talk.plan
    if plan is None:
        return [shown]
    following = timetable.first_owed(plan, talk.places, talk.now)
    planned = talk.wording.next_ones([following]) if following else talk.wording.plain("late-none").text
    due = timetable.last_until(plan, talk.places, talk.now)
    target = noting.find(talk, plan, due) if due and due.day >= plan.versions[0].from_day else None
    today = noting.facts(talk, target) if target else ""
    facts = talk.wording.plain("late-facts", last=_last_noted(talk), today=today, next=planned).text
    ask = talk.wording.plain("late-ask", team=clinic_line(talk)).text
    open_one = target is not None and not target.is_settled
    choices = talk.wording.late_choices(target.name) if target is not None and open_one else ()
    return [Said(f"{facts}\n\n{shown.text}\n\n{ask}", choices)]


def _last_noted(talk: Talk) -> str:
    """Return the last dose that is noted as had, and when."""
    known = doses.of_circle(talk.conn, talk.circle.id, talk.today - LOOK_BACK) if talk.circle else []
    had = next((one for one in known if one.state is State.TAKEN), None)
    if had is None:
        return talk.wording.plain("late-none").text
    stands = noting.history(talk, had, diary.of_dose(talk.conn, had.id))
    return talk.wording.plain("late-last", dose=talk.wording.dose(had.day, had.wall), stands=stands).text


def _excerpt(talk: Talk, found: Excerpt) -> Said:
    return talk.wording.excerpt(found, plain(found.body))
