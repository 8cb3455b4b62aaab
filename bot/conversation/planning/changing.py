"""A change that the clinic made: told for the first time, or put right while what was told before is still to come."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.care import drafts
from bot.care.drafts import Draft
from bot.care.places import DAY
from bot.care.plans import DosePlan, Version
from bot.care.reading import ChangeSaid, Either, PlanWords, Weekday, read_plan, resolve
from bot.conversation import drafting, unsure
from bot.conversation.planning.beginning import begin, may_change
from bot.conversation.planning.making import row
from bot.conversation.planning.putting_right import anew, beginning_on
from bot.conversation.planning.reading_back import go_on
from bot.conversation.planning.waiting import PLAN, flags_of, fresh, let_go, waiting
from bot.conversation.talk import Talk
from bot.wording import Said


def change(talk: Talk, words: ChangeSaid) -> list[Said]:
    """Take what the clinic changed: a number of tablets, or milligrams, which are never made into tablets."""
    standing = talk.plan
    if not may_change(talk):
        return [talk.wording.plain("not-yours")]
    if standing is None:  # there is nothing to change: "azathioprine 100 mg daily" is a plan
        read = read_plan(talk.heard.text)
        return begin(talk, read) if isinstance(read, PlanWords) else [talk.wording.plain("plan-try-example")]
    day = resolve(words.from_day, talk.today) if words.from_day else None
    if words.from_day is not None and day is None:
        return [talk.wording.plain("no-such-day")]
    told = _still_to_come(standing, talk.today) if words.instead else None
    if words.instead and isinstance(day, Either) and isinstance(words.from_day, Weekday):
        day = day.second  # what is still to begin is put right, and today would be called so
    if told is not None and isinstance(day, Either):
        return [unsure.unclear(talk)]
    if words.count is None and words.mg is None and words.strength is None:
        return _from_another_day(talk, standing, told, day)
    if told is not None and day is None:  # it is what was told that is put right, so it is from its day on
        day = told.from_day
    base = drafts.lasting(standing, day if isinstance(day, date) else talk.today + DAY).schedule
    if not drafts.one_amount(base):
        return [talk.wording.plain("plan-differ", schedule=talk.wording.schedule(base, talk.today))]
    draft = drafts.from_change(base, day, words.count, words.mg, words.strength)
    if words.instead and told is None and drafts.missing(draft) is None and _is_as_it_was(standing, draft, talk.today):
        let_go(talk)
        return [talk.wording.plain("plan-kept-old")]
    return _begun(talk, standing, told, draft)


def _still_to_come(standing: DosePlan, today: date) -> Version | None:
    """Return the one change that was told and does not hold yet; None where there is none, or more than one."""
    later = [one for one in drafts.ahead(standing, today) if one.until is None]
    return later[0] if len(later) == 1 else None


def _is_as_it_was(standing: DosePlan, draft: Draft, today: date) -> bool:
    made = drafts.versions(draft, today, 1)[0].schedule
    return all(drafts.lasting(standing, one.from_day).schedule == made for one in _from_now_on(standing, today))


def _from_now_on(standing: DosePlan, today: date) -> list[Version]:
    return [drafts.lasting(standing, today), *drafts.ahead(standing, today)]


def _from_another_day(talk: Talk, standing: DosePlan, told: Version | None, day: date | Either | None) -> list[Said]:
    """Take another day for a change: for the one that waits to be agreed to, else for the one that is to come."""
    step = talk.step(PLAN)
    kept = step.draft if step is not None and waiting(talk) is not None else None
    if not isinstance(day, date) or (kept is None and told is None):
        return [unsure.unclear(talk)]
    if kept is not None:
        return go_on(talk, anew(kept, beginning_on(drafting.back(kept["draft"]), day)))
    return _begun(talk, standing, told, beginning_on(drafts.from_schedule(told.schedule), day)) if told else []


def _begun(talk: Talk, standing: DosePlan, told: Version | None, draft: Draft) -> list[Said]:
    """Go on with a draft; where it begins later than what was *told*, what held before goes on in between.

    The number of tablets that goes on need not be typed again.
    """
    begins = draft.steps[0].from_day
    kept = fresh(draft) | flags_of(talk)
    if told is not None and begins is not None and begins > told.from_day:
        holds = drafts.lasting(standing, told.from_day - DAY).schedule
        before = beginning_on(drafts.from_schedule(holds), told.from_day)
        both = drafting.kept(replace(draft, steps=(*before.steps, *draft.steps)))
        kept |= {"draft": both, "typed": [row(part) for one in holds.intakes for part in one.amount]}
    return go_on(talk, kept)
