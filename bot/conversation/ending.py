"""Other times that end before their last day: nights that are over, and those of a journey that is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from bot.care import drafts, timetable
from bot.care.places import DAY
from bot.care.plans import DosePlan, Version
from bot.care.reading import BackSaid, Meaning, resolve
from bot.conversation import choosing, coming, planning
from bot.conversation.talk import Talk
from bot.store import doses, new_uid
from bot.store.people import Step
from bot.wording import Said

END = "end"  # a step: "id", and "day", the first one that is as ever
WEEK = timedelta(days=7)


def back(talk: Talk, words: BackSaid) -> list[Said]:
    """Offer to end other times before their last day; nothing where there are none."""
    plan = talk.plan
    if plan is None or not _runs(plan, talk.today):
        return []
    named = words.last or words.from_day
    day = resolve(named, talk.today) if named else talk.today
    if not isinstance(day, date):
        return [talk.wording.plain("no-such-day")]
    first = max(day + DAY if words.last else day, talk.today)
    return _ask(talk, plan, {"id": new_uid(), "day": first.isoformat()})


def _ask(talk: Talk, plan: DosePlan, kept: dict[str, str]) -> list[Said]:
    first = date.fromisoformat(kept["day"])
    runs = _runs(plan, talk.today)
    ended = _without(talk, plan, runs, first)
    if ended == plan:
        talk.settle(END)
        return [_nothing_to_end(talk, plan, runs)]
    begins = ended.versions[len(plan.versions)].from_day
    nexts = coming.following(talk, ended)
    talk.ask(Step(END, {**kept, "begins": begins.isoformat()}))
    return [talk.wording.shift_end(begins, drafts.walls(ended, begins), nexts, kept["id"])]


def _nothing_to_end(talk: Talk, plan: DosePlan, runs: Sequence[Version]) -> Said:
    if not runs:
        return talk.wording.plain("shift-as-ever", times=talk.wording.times(drafts.walls(plan, talk.today)))
    return talk.wording.shift_over(max(one.until or one.from_day for one in runs) + DAY)


def _runs(plan: DosePlan, today: date) -> list[Version]:
    """Return the other times that are over when one says so: the nearest ones, and what follows within a week."""
    found: list[Version] = []
    for one in drafts.overrides(plan, today):
        if found and one.from_day > (found[-1].until or one.from_day) + WEEK:
            break
        found.append(one)
    return found


def _without(talk: Talk, plan: DosePlan, runs: Iterable[Version], day: date) -> DosePlan:
    """Return the plan without some other times, from a *day* on or the first it can be; all else stays."""
    base = drafts.lasting(plan, talk.today).schedule
    begun = doses.days_begun(talk.conn, plan.id, talk.today)
    begins = max(day, timetable.begins(plan, talk.places, base, begun, talk.now))
    for one in runs:
        plan = drafts.ended(plan, one, begins)
    return plan


def typed(talk: Talk, step: Step, meaning: Meaning) -> list[Said] | None:
    """Ask once more, where a number fits nothing in view."""
    return _ask(talk, talk.plan, step.draft) if talk.plan and choosing.fits_nothing(talk, meaning) else None


def press(talk: Talk, rest: str) -> list[Said]:
    """Take a pressed answer, and the question it is an answer to."""
    pressed, plan = choosing.pressed(talk, END, rest), talk.plan
    if plan is None or pressed is None:
        return []
    what, kept, _ = pressed
    if what == "no":
        talk.settle(END)
        return [talk.wording.plain("unchanged")]
    ended = _without(talk, plan, _runs(plan, talk.today), date.fromisoformat(kept["day"]))
    if ended == plan or ended.versions[len(plan.versions)].from_day.isoformat() != kept["begins"]:
        return _ask(talk, plan, kept)  # a day went by since it was asked, or the plan changed
    talk.settle(END)
    ended = planning.save_versions(talk, plan, ended)
    planning.note(talk, talk.wording.changed_event(ended.versions[len(plan.versions) :]))
    coming.point(talk, ended, talk.places)
    return [talk.wording.plain("plan-saved-next", next=coming.asked(talk, ended, talk.places))]


def without_journey(talk: Talk, plan: DosePlan, began: date, last: date | None, day: date) -> DosePlan:
    """Return the plan without the other times of a journey, from a *day* on: it is over, or off.

    They *began* with its first day or, changed since, later; they end with its *last* day, if that was known.
    """
    ends = {drafts.UNTIL_HOME, last}
    found = [one for one in drafts.overrides(plan, min(began, talk.today)) if one.from_day >= began]
    return _without(talk, plan, [one for one in found if one.from_day == began or one.until in ends], day)
