"""What a draft would make of the plan, worked out anew each time: nothing is saved, nothing is asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.care import drafts, timetable
from bot.care.doses import Dose, State
from bot.care.drafts import Draft
from bot.care.plans import STRENGTHS, Amount, DosePlan, Part, Version, tablets
from bot.conversation import drafting
from bot.conversation.planning.waiting import Kept
from bot.conversation.talk import Talk
from bot.store import doses
from bot.wording import figure

MANY = 4  # more tablets than these at one time are asked about once more, whatever the dose


@dataclass(frozen=True, slots=True)
class Made:
    """What a draft would make of the plan: the versions it *adds*, and the plan after it.

    *now* is what holds today, *old* what would hold from then on without the draft.
    """

    now: Version | None
    old: Version | None
    adds: tuple[Version, ...]
    kept_times: tuple[Version, ...]
    plan: DosePlan

    @property
    def begins(self) -> date:
        """Return the local day from which it holds."""
        return self.adds[0].from_day

    def again(self) -> list[Part]:
        """Return the tablets whose number is to be typed again."""
        before = [one.schedule for one in (self.now, self.old) if one]
        return drafts.changed_parts(before, [one.schedule for one in self.adds])


def make(talk: Talk, kept: Kept) -> Made:
    """Return what a draft would make of the plan as it stands."""
    draft = drafting.back(kept["draft"])
    standing = talk.plan
    begins = _begins(talk, draft, date.fromisoformat(kept["from"]) if kept.get("from") else None)
    number = standing.versions[-1].number + 1 if standing else 1
    adds = drafts.versions(draft, begins, number)
    if standing is None:
        return Made(None, None, adds, (), DosePlan(0, "", 0, talk.now, adds))
    over = drafts.keeps_times(standing, adds)
    changed = standing
    for one in (*adds, *over):
        changed = changed.changed(one)
    now, old = drafts.lasting(standing, talk.today), drafts.lasting(standing, begins)
    return Made(now, old, adds, over, changed)


def _begins(talk: Talk, draft: Draft, chosen: date | None) -> date:
    standing, today, wanted = talk.plan, talk.today, chosen or draft.steps[0].from_day
    if standing is None:
        return max(today, wanted or today)
    if wanted is not None and wanted > today:
        return wanted
    schedule = drafts.versions(draft, today, 1)[0].schedule
    if wanted is not None and drafts.same_times(drafts.lasting(standing, today).schedule, schedule):
        return today
    begun = doses.days_begun(talk.conn, standing.id, today)
    return timetable.begins(standing, talk.places, schedule, begun, talk.now)


def unusual(talk: Talk, draft: Draft, kept: Kept) -> list[str]:
    """Return the strengths that no tablet is known to have, unless they were asked about or are taken now."""
    standing = drafts.lasting(talk.plan, talk.today).schedule.intakes if talk.plan else ()
    known = {*STRENGTHS, *(part.strength_mg for one in standing for part in one.amount)}
    said = (part.strength for one in draft.intakes for part in one.parts)
    odd = [figure(mg) for mg in dict.fromkeys(said) if mg is not None and mg not in known]
    return [mg for mg in odd if mg not in kept["sure"]]


def many_of(made: Made, kept: Kept) -> tuple[Amount, Part] | None:
    """Return tablets of which there are many at one time, and that were not typed again yet."""
    known = {one.amount for one in made.old.schedule.intakes} if made.old else set()
    for one in (intake for version in made.adds for intake in version.schedule.intakes):
        if tablets(one.amount) > MANY and one.amount not in known:
            left = [part for part in one.amount if row(part) not in kept["many"]]
            if left:
                return one.amount, left[0]
    return None


def row(part: Part) -> list[str]:
    """Return tablets as a row keeps those whose number was typed."""
    return [figure(part.count), figure(part.strength_mg)]


def open_dose_of_today(talk: Talk, made: Made) -> Dose | None:
    """Return the dose of today that is open, where a change of its amount could hold for it."""
    standing, today = talk.plan, talk.today
    if standing is None or not made.again():
        return None
    if not drafts.same_times(drafts.lasting(standing, today).schedule, made.adds[0].schedule):
        return None
    known = doses.on_days(talk.conn, standing.id, today, today)
    return next((one for one in known if one.state is State.OPEN and one.due_at <= talk.now), None)


def replaced(talk: Talk, made: Made) -> list[Version]:
    """Return what was planned for later and is not any more."""
    if talk.plan is None:
        return []
    later = [one for one in drafts.ahead(talk.plan, talk.today) if one.until is None or not made.kept_times]
    return [one for one in later if made.plan.on(max(one.from_day, talk.today)) is not one]
