"""Whether a late tablet may be taken: azalea cannot say. It shows what is noted and planned, and the guide's page."""

from __future__ import annotations

from datetime import timedelta

from bot.care import timetable
from bot.care.doses import State
from bot.care.timetable import Occurrence
from bot.conversation import noting
from bot.conversation.asking_the_guide.showing import clinic_line, excerpt
from bot.conversation.noting import Target
from bot.conversation.talk import Talk
from bot.store import diary, doses
from bot.wording import Choice, Said

LATE = "missed/late-tablet"
LOOK_BACK = timedelta(days=30)  # how far back the last noted dose is looked for


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
    today = f" {noting.facts(talk, target)}" if target else ""
    facts = talk.wording.plain("late-facts", last=_last_noted(talk), today=today, next=planned).text
    ask = talk.wording.plain("late-ask", team=clinic_line(talk)).text
    return [Said(f"{facts}\n\n{shown.text}\n\n{ask}", _choices(talk, target, following))]


def _choices(talk: Talk, target: Target | None, following: Occurrence | None) -> tuple[Choice, ...]:
    """Return what can be noted of the open dose; before the first of all, of that one, if it is today's."""
    if target is not None:
        return () if target.is_settled else talk.wording.late_choices(target.name)
    if talk.plan is not None and following is not None and following.day == talk.today:
        return talk.wording.early_choices(noting.find(talk, talk.plan, following).name)
    return talk.wording.below_excerpt(LATE, "")


def _last_noted(talk: Talk) -> str:
    """Return the last dose that is noted as had, and when."""
    known = doses.of_circle(talk.conn, talk.circle.id, talk.today - LOOK_BACK) if talk.circle else []
    had = next((one for one in known if one.state is State.TAKEN), None)
    if had is None:
        return talk.wording.plain("late-none").text
    stands = noting.history(talk, had, diary.of_dose(talk.conn, had.id))
    return talk.wording.plain("late-last", dose=talk.wording.dose(had.day, had.wall), stands=stands).text
