"""The ways in: a plan that was typed, other times, a place that a plan waited for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import time, timedelta
from decimal import Decimal

from bot.care import drafts
from bot.care.diary import Kind
from bot.care.people import Right, may
from bot.care.places import DAY, Places
from bot.care.reading import (
    ClockTime,
    OtherTime,
    PlanTrouble,
    PlanWords,
    Trouble,
    read_counted,
    read_plan,
    read_strength,
)
from bot.conversation import coming, drafting, journeys, unsure
from bot.conversation.planning.reading_back import SET_UP, go_on
from bot.conversation.planning.waiting import PLAN, Kept, ask_words, flags_of, fresh, let_go
from bot.conversation.talk import Talk
from bot.store import diary, people
from bot.wording import Choice, Said, local, place

TROUBLES = {
    Trouble.EMPTY: "trouble-empty",
    Trouble.NO_TIME: "trouble-no-time",
    Trouble.NO_AMOUNT: "trouble-no-amount",
    Trouble.MG_ALONE: "trouble-mg-alone",
    Trouble.BAD_TIME: "trouble-bad-time",
    Trouble.BAD_COUNT: "trouble-bad-count",
    Trouble.BAD_STRENGTH: "trouble-bad-strength",
    Trouble.SAME_TIME: "trouble-same-time",
    Trouble.HOURLY: "trouble-hourly",
    Trouble.OTHER_MEDICINE: "trouble-other-medicine",
    Trouble.MG_DISAGREE: "trouble-mg-disagree",
    Trouble.BAD_EVERY: "trouble-bad-every",
    Trouble.NOT_UNDERSTOOD: "trouble-not-understood",
}

LATELY = timedelta(hours=1)  # for so long a no may be about what was saved

QUOTING = {Trouble.BAD_TIME, Trouble.BAD_COUNT, Trouble.BAD_STRENGTH, Trouble.NOT_UNDERSTOOD}


def plan(talk: Talk, words: str) -> list[Said]:
    """/plan alone shows the plan; with words it reads them, and asks."""
    if not may_change(talk):
        return [talk.wording.plain("start-first")]
    times = drafting.clock_times(words) if talk.plan is not None else None
    if times:
        return at_other_times(talk, times)
    return begin(talk, read_counted(words), _boxes(talk)) if words else [show(talk)]


def _boxes(talk: Talk) -> Sequence[str]:
    """Return the strengths that a set-up was told of."""
    in_set_up = people.waiting(talk.conn, talk.account.id, SET_UP)
    return in_set_up.draft.get("mgs", ()) if in_set_up is not None else ()


def said(talk: Talk, words: PlanWords) -> list[Said]:
    """Take a plan that was typed without the command."""
    return begin(talk, words) if may_change(talk) else [talk.wording.plain("not-yours")]


def refused(talk: Talk, kind: Trouble) -> list[Said]:
    """Say which plans are not kept."""
    read = read_plan(talk.heard.text)
    return [not_read(talk, read if isinstance(read, PlanTrouble) else PlanTrouble(kind))]


def other_time(talk: Talk, words: OtherTime) -> list[Said]:
    """Take another time of every day; which of several it is for is asked, unless the old one was said."""
    if talk.plan is None:
        return [talk.wording.plain("plan-try-example")]
    owed = drafts.walls(talk.plan, talk.today + DAY)
    same = [wall for wall in owed if words.old and wall in words.old.readings()]
    if words.old is not None and not same:  # nothing is planned for then, so it may be no time at all
        return [unsure.unclear(talk)]
    if len(same) != 1:
        return at_other_times(talk, [words.at])
    return at_other_times(talk, [_near(words.at, wall) if wall in same else drafts.clock_time(wall) for wall in owed])


def _near(at: ClockTime, wall: time) -> ClockTime:
    """Return a time in the half of the day that another one is in, where it may be in either."""
    return drafts.clock_time(min(at.readings(), key=lambda one: abs(one.hour - wall.hour)))


def at_other_times(talk: Talk, times: Sequence[ClockTime]) -> list[Said]:
    """Read the plan back at other times, its tablets and days as they are; ask for them if it has not as many."""
    if talk.plan is None or not may_change(talk):
        return [talk.wording.plain("not-yours")]
    before = drafts.from_schedule(drafts.lasting(talk.plan, talk.today + DAY).schedule)
    open_again = drafts.without_times(before)
    lacking = drafts.missing(open_again)
    fits = isinstance(lacking, drafts.NoTimes) and lacking.count == len(times)
    flags = flags_of(talk)
    return go_on(talk, fresh(drafts.with_times(open_again, times) if fits else open_again) | flags)


def changed_after(talk: Talk, flags: Kept) -> list[Said]:
    """Ask for the plan as it stands on a letter; *flags* say what else the saving of it ends."""
    return ask_words(talk, "plan-as-on-letter", flags)


def begin(talk: Talk, read: PlanWords | PlanTrouble, sure: Sequence[str] = ()) -> list[Said]:
    """Begin with a plan as it was typed. What was read back before no longer waits for a yes.

    Strengths that are *sure* were said before, and whether the box says so.
    """
    flags = flags_of(talk)
    let_go(talk)
    if isinstance(read, PlanTrouble):
        return [not_read(talk, read)]
    draft = drafts.from_words(read, talk.today)
    if draft is None:
        return [talk.wording.plain("no-such-day")]
    if sure:
        draft = drafts.with_known_strength(draft, set(map(Decimal, sure)))
    if talk.plan is not None:
        taken = drafts.lasting(talk.plan, talk.today + DAY).schedule.intakes
        draft = drafts.with_known_strength(draft, {part.strength_mg for one in taken for part in one.amount})
    return go_on(talk, fresh(draft) | flags | {"sure": list(sure)})


def may_change(talk: Talk) -> bool:
    """Tell whether this person may change the plan."""
    return talk.circle is not None and talk.person is not None and may(talk.person, Right.CHANGE, talk.circle)


def not_read(talk: Talk, trouble: PlanTrouble) -> Said:
    """Say what kept a plan from being read."""
    stated = read_strength(trouble.words)
    if trouble.amount is not None and stated is not None:
        return talk.wording.plan_disagrees(trouble.amount, stated)
    quoted = {"words": trouble.words} if trouble.kind in QUOTING else {}
    return talk.wording.plain(TROUBLES[trouble.kind], **quoted)


def is_answered(talk: Talk, choice: Choice) -> bool:
    """Tell whether a choice is of a question about a plan that was answered already, by typing."""
    return choice.data.partition(":")[0] == PLAN and talk.step(PLAN) is None


def stays(talk: Talk) -> list[Said]:
    """Take a no behind what was saved: it stays, as it stands, until it is said anew. Nothing, if it is long ago."""
    told = diary.events(talk.conn, talk.circle.id)[-1:] if talk.circle else []
    if talk.plan is None or not told or told[0].kind is not Kind.PLAN or talk.now - told[0].at > LATELY:
        return []
    shown = show(talk)
    return [replace(shown, text=f"{talk.wording.plain('plan-stays').text}\n{shown.text}")]


def placed(talk: Talk, zone: str) -> list[Said]:
    """Keep where the patient is, said for the first time, and go on with a plan that waited for it."""
    saved = begin_in(talk, zone)
    waiting = talk.step(PLAN)
    waits = waiting is not None and waiting.draft["asked"] == "place"
    return [saved, *(go_on(talk.again(), waiting.draft) if waiting and waits else [])]


def begin_in(talk: Talk, zone: str) -> Said:
    """Keep where the patient is, said for the first time."""
    places = Places(zone)
    if talk.circle is not None:
        people.save_circle(talk.conn, replace(talk.circle, places=places))
    return talk.wording.plain("zone-saved", place=place(zone), time=local(talk.now, places.zone_at(talk.now)))


def show(talk: Talk) -> Said:
    """Show the plan: what holds, what follows, and whether it rests; what is owed next stands under its own part."""
    standing, here = talk.plan, talk.zone
    if standing is None:
        return talk.wording.plain("plan-none", ask=talk.wording.plain("ask-plan").text)
    pause = standing.paused_at(talk.now)
    later = drafts.told(standing, talk.today)
    upcoming = [] if pause else coming.ahead(talk, standing, talk.places)
    parts = {one.day: next((v for v in reversed(later) if v.holds(one.day)), None) for one in upcoming}
    now = [one for one in upcoming if parts[one.day] is None]
    lines = [talk.wording.plan_now(drafts.lasting(standing, talk.today).schedule, talk.today, now, here)]
    if pause is not None:
        lines.append(talk.wording.stopped(pause, talk.places))
    owed = ([one for one in upcoming if parts[one.day] is version] for version in later)
    lines += [talk.wording.plan_later(version, these, here) for version, these in zip(later, owed, strict=True)]
    return journeys.with_saved(talk, Said("\n".join(lines)))
