"""Other times for some days: a week of nights, say. They end by themselves, and never make or take away a dose."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, time
from typing import Any

from bot.care import drafts, timetable
from bot.care.drafts import DAY
from bot.care.people import Quiet, Right, may
from bot.care.plans import DosePlan, Version
from bot.care.reading import (
    Choice,
    DaySaid,
    Either,
    Half,
    Meaning,
    ShiftSaid,
    TimeSaid,
    Unclear,
    read_clock,
    resolve,
    resolve_span,
    understand,
)
from bot.care.reading.hours import read_hours
from bot.conversation import coming, drafting, noting, planning
from bot.conversation.talk import Talk
from bot.store import doses, new_uid, people
from bot.store.people import Step
from bot.wording import Said, clock
from bot.wording.planning import walls_of

SHIFT = "shift"
MOST_DAYS = 62
WEEK = 7 * DAY
MOST_LISTED = 10  # days that are read back one by one
OFFERED = (time(16), time(20))
QUIET = Quiet(time(9), time(15, 30))

Kept = dict[str, Any]  # of a step: "id", "asked", "days" (first and last of each run), "times" as typed


def said(talk: Talk, words: ShiftSaid) -> list[Said]:
    """Take other times for some days: ask which days, and at what time; then read them back."""
    if talk.person is None or talk.circle is None or not may(talk.person, Right.CHANGE, talk.circle):
        return [talk.wording.plain("start-first")]
    if talk.plan is None:
        return [planning.show(talk)]
    kept: Kept = {"id": new_uid(), "days": [], "times": None}
    if words.days is not None:
        runs = _runs(talk, words)
        if runs is None:
            return [talk.wording.plain("no-such-day")]
        kept["days"] = runs
    if words.at is not None and len(_walls(talk.plan, talk.today)) == 1:
        kept["times"] = [[words.at.hour, words.at.minute, words.at.half.name]]
    return _go_on(talk, kept)


def _runs(talk: Talk, words: ShiftSaid) -> list[list[str]] | None:
    """Return the first and last day of each run of days; None where a day is not clear, past, or far."""
    days = words.days
    if isinstance(days, tuple):
        found = [resolve(day, talk.today) for day in days]
        exact = sorted({_nearest(day) for day in found if day is not None})
        if len(found) != len([day for day in found if day is not None]):
            return None
    else:
        span = resolve_span(days, talk.today) if days else None
        if span is None or span[1] is None or (span[1] - span[0]).days > MOST_DAYS:
            return None
        exact = [span[0] + number * DAY for number in range((span[1] - span[0]).days + 1)]
    return [[run[0].isoformat(), run[-1].isoformat()] for run in _in_runs(day for day in exact if day >= talk.today)]


def _nearest(day: date | Either) -> date:
    return day.first if isinstance(day, Either) else day  # what is read back names the date


def _in_runs(days: Iterable[date]) -> list[list[date]]:
    runs: list[list[date]] = []
    for day in days:
        if runs and runs[-1][-1] + DAY == day:
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs


def _walls(plan: DosePlan, day: date) -> list[time]:
    return sorted({one.wall for one in drafts.lasting(plan, day).schedule.intakes})


def _go_on(talk: Talk, kept: Kept) -> list[Said]:
    plan = talk.plan
    if plan is None:
        return []
    if not kept["days"]:
        return _wait(talk, kept, "days", talk.wording.shift_days(_act(kept, "days"), _act(kept, "leave")))
    walls = _walls(plan, _first(kept))
    if kept["times"] is None:
        offered = [[*walls], *([one] for one in OFFERED)] if len(walls) == 1 else [walls]
        return _wait(talk, kept, "times", talk.wording.shift_times(_act(kept, "times"), offered, _act(kept, "leave")))
    unclear = next((at for at in drafting.times_back(kept["times"]) if at.half is Half.EITHER), None)
    if unclear is not None:
        asked = talk.wording.shift_half(_act(kept, "half"), unclear, _act(kept, "leave"))
        return _wait(talk, kept, "half", asked)
    made = _made(talk, plan, kept)
    if not made:
        talk.settle(SHIFT)
        return [talk.wording.plain("shift-as-ever", times=talk.wording.times(walls))]
    return _wait(talk, kept, "yes", _read_back(talk, plan, kept, made))


def _first(kept: Kept) -> date:
    return date.fromisoformat(kept["days"][0][0])


def _act(kept: Kept, what: str) -> str:
    return f"shift:{what}:{kept['id']}"


def _wait(talk: Talk, kept: Kept, asked: str, question: Said) -> list[Said]:
    talk.ask(Step(SHIFT, {**kept, "asked": asked}))
    return [question]


def _made(talk: Talk, plan: DosePlan, kept: Kept) -> list[Version]:
    """Return the versions that the other times make; none where they are the times of every day."""
    walls = [at.readings()[0] for at in drafting.times_back(kept["times"])]
    made: list[Version] = []
    number = plan.versions[-1].number
    for first, last in ((date.fromisoformat(one), date.fromisoformat(two)) for one, two in kept["days"]):
        base = drafts.lasting(plan, first).schedule
        other = drafts.overridden(base, walls)
        if other is None or drafts.same_times(base, other):
            continue
        begun = doses.days_begun(talk.conn, plan.id, talk.today)
        begins = max(first, timetable.begins(plan, talk.places, other, begun, talk.now))
        if begins <= last:
            number += 1
            made.append(Version(number, begins, other, last))
    return made


def _read_back(talk: Talk, plan: DosePlan, kept: Kept, made: list[Version]) -> Said:
    lines = []
    today = [noting.find(talk, plan, one) for one in timetable.on_day(plan, talk.places, talk.today)]
    lines += [f"{noting.label(talk, one)}: {noting.stands(talk, one)}" for one in today if one.is_settled]
    for version in made:
        last = version.until or version.from_day
        lines.append(_run_of_days(talk, version, last))
        lines.append(talk.wording.shift_back(last + DAY, _walls(plan, last + DAY)))
    act = kept["id"]
    return talk.wording.shift_echo(
        lines, planning.who_can_say(talk, times=True), f"shift:yes:{act}", f"shift:change:{act}"
    )


def _run_of_days(talk: Talk, version: Version, last: date) -> str:
    """Return other times day by day, as far as that can be read."""
    days = [version.from_day + number * DAY for number in range((last - version.from_day).days + 1)]
    if len(days) > MOST_LISTED:
        return talk.wording.shift_span(version.from_day, last, walls_of(version))
    return talk.wording.shift_line([day for day in days if version.schedule.on(day)], walls_of(version))


def typed(talk: Talk, step: Step, meaning: Meaning) -> list[Said] | None:
    """Take words as the answer to what is asked about other times. None: they are none."""
    kept, words = step.draft, talk.heard.text
    match kept["asked"]:
        case "days":
            again = understand(f"nights {words}")
            runs = _runs(talk, again) if isinstance(again, ShiftSaid) and again.days is not None else None
            if runs:
                return _go_on(talk, {**kept, "days": runs})
            return _go_on(talk, kept) if isinstance(meaning, Unclear) else None
        case "times" if isinstance(meaning, TimeSaid | Unclear | Choice | DaySaid):
            return _take_times(talk, kept, words)
        case "half":
            at = read_clock(words)
            return _take_half(talk, kept, clock(at.readings()[0])) if at and at.half is not Half.EITHER else None
        case "quiet":
            return _typed_quiet(talk, kept, words)
    return None


def press(talk: Talk, rest: str) -> list[Said]:
    """Take a pressed answer: what it is about, the step, and its value."""
    what, _, tail = rest.partition(":")
    name, _, value = tail.partition(":")
    step = talk.step(SHIFT)
    if step is None or step.draft["id"] != name:
        return []
    kept = step.draft
    match what, kept["asked"]:
        case "leave", _:
            talk.settle(SHIFT)
            return [talk.wording.plain("unchanged")]
        case "days", "days":
            again = understand(f"nights {value.replace('-', ' ')}")
            return _go_on(talk, {**kept, "days": _runs(talk, again) if isinstance(again, ShiftSaid) else []})
        case "times", "times":
            return [talk.wording.plain("shift-type-time")] if value == "other" else _take_times(talk, kept, value) or []
        case "half", "half":
            return _take_half(talk, kept, value) or []
        case "change", "yes":
            return _go_on(talk, {**kept, "times": None})
        case "yes", "yes":
            return _save(talk, kept)
        case "back", "back":
            return _save_back(talk, kept)
        case "quiet", "quiet":
            return _quiet(talk, kept, value)
    return []


def _take_times(talk: Talk, kept: Kept, words: str) -> list[Said] | None:
    times = drafting.clock_times(words)
    if talk.plan is None or times is None or len(times) != len(_walls(talk.plan, _first(kept))):
        return None
    return _go_on(talk, {**kept, "times": drafting.times_kept(times)})


def _take_half(talk: Talk, kept: Kept, value: str) -> list[Said] | None:
    wall = time.fromisoformat(value)
    times = drafting.times_back(kept["times"])
    place = next((n for n, at in enumerate(times) if at.half is Half.EITHER), None)
    if place is None or wall not in times[place].readings():
        return None
    times[place] = drafts.clock_time(wall)
    return _go_on(talk, {**kept, "times": drafting.times_kept(times)})


def _save(talk: Talk, kept: Kept) -> list[Said]:
    plan = talk.plan
    if plan is None or talk.person is None:
        return []
    made = _made(talk, plan, kept)
    plan = planning.save_versions(talk, plan, replace(plan, versions=(*plan.versions, *made)))
    coming.point(talk, plan, talk.places)
    planning.note(talk, talk.wording.shift_event(made))
    walls = {one.wall for version in made for one in version.schedule.intakes}
    if any(QUIET.start <= wall < QUIET.end for wall in walls):
        talk.settle(SHIFT)
        return [talk.wording.plain("plan-saved-next", next=coming.asked(talk, plan, talk.places))]
    days = [[one.from_day.isoformat(), one.until.isoformat()] for one in made if one.until]
    return _wait(talk, {**kept, "days": days}, "quiet", talk.wording.shift_quiet(_act(kept, "quiet"), QUIET))


def _quiet(talk: Talk, kept: Kept, value: str) -> list[Said]:
    if value == "other":
        return [talk.wording.plain("shift-quiet-type")]
    talk.settle(SHIFT)
    return _keep_quiet(talk, kept, QUIET) if value == "yes" else [talk.wording.plain("shift-no-quiet")]


def _typed_quiet(talk: Talk, kept: Kept, words: str) -> list[Said] | None:
    found = read_hours(words)
    if len(found) != 1 or found[0][0] == found[0][1]:
        return [talk.wording.plain("shift-quiet-type")] if found else None
    talk.settle(SHIFT)
    return _keep_quiet(talk, kept, Quiet(*found[0]))


def _keep_quiet(talk: Talk, kept: Kept, quiet: Quiet) -> list[Said]:
    if talk.person is None:
        return []
    future = {day: one for day, one in talk.person.quiet_on.items() if day >= talk.today - DAY}
    for first, last in ((date.fromisoformat(one), date.fromisoformat(two)) for one, two in kept["days"]):
        future |= dict.fromkeys((first + number * DAY for number in range((last - first).days + 1)), quiet)
    people.save_person(talk.conn, replace(talk.person, quiet_on=future))
    return [talk.wording.plain("shift-quiet-saved", start=clock(quiet.start), end=clock(quiet.end))]


# Earlier than planned


def back(talk: Talk) -> list[Said]:
    """Offer to end other times before their last day; nothing where there are none."""
    plan = talk.plan
    runs = _runs_of_nights(plan, talk.today) if plan else []
    if plan is None or not runs:
        return []
    kept: Kept = {"id": new_uid(), "days": [], "times": None}
    ended = _ended(talk, plan, runs, talk.today)
    nexts = talk.wording.next_ones(coming.ahead(talk, ended, talk.places), talk.zone)
    text = talk.wording.plain("shift-end", times=talk.wording.times(_walls(plan, talk.today)), next=nexts).text
    yes = talk.wording.yes_no(f"shift:back:{kept['id']}", f"shift:leave:{kept['id']}")
    return _wait(talk, kept, "back", Said(text, yes))


def _runs_of_nights(plan: DosePlan, today: date) -> list[Version]:
    """Return the other times that are over when one says so: the nearest ones, and what follows within a week."""
    found: list[Version] = []
    for one in drafts.overrides(plan, today):
        if found and one.from_day > (found[-1].until or one.from_day) + WEEK:
            break
        found.append(one)
    return found


def _ended(talk: Talk, plan: DosePlan, runs: Iterable[Version], day: date) -> DosePlan:
    """Return the plan without some other times, from a *day* on or the first it can be; all else stays."""
    base = drafts.lasting(plan, talk.today).schedule
    begun = doses.days_begun(talk.conn, plan.id, talk.today)
    begins = max(day, timetable.begins(plan, talk.places, base, begun, talk.now))
    for one in runs:
        plan = drafts.ended(plan, one, begins)
    return plan


def _save_back(talk: Talk, kept: Kept) -> list[Said]:
    plan = talk.plan
    if plan is None or talk.person is None:
        return []
    del kept
    talk.settle(SHIFT)
    runs = _runs_of_nights(plan, talk.today)
    ended = planning.save_versions(talk, plan, _ended(talk, plan, runs, talk.today))
    planning.note(talk, talk.wording.changed_event(ended.versions[len(plan.versions) :]))
    coming.point(talk, ended, talk.places)
    return [talk.wording.plain("plan-saved-next", next=coming.asked(talk, ended, talk.places))]


def without(talk: Talk, plan: DosePlan, began: date, last: date | None, day: date) -> DosePlan:
    """Return the plan without the other times of a journey, from a *day* on: it is over, or off.

    They *began* with its first day or, changed since, later; they end with its *last* day, if that was known.
    """
    ends = {drafts.UNTIL_HOME, last}
    found = [one for one in drafts.overrides(plan, min(began, talk.today)) if one.from_day >= began]
    return _ended(talk, plan, [one for one in found if one.from_day == began or one.until in ends], day)
