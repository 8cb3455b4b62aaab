"""Other times for some days: a week of nights, say. They end by themselves, and never make or take away a dose."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, time
from typing import Any

from bot.care import drafts, timetable
from bot.care.people import Right, may
from bot.care.places import DAY
from bot.care.plans import DosePlan, Version
from bot.care.reading import (
    Choice,
    DaySaid,
    Half,
    Meaning,
    ShiftSaid,
    TimeSaid,
    Unclear,
    nearest,
    read_clock,
    resolve_span,
    understand,
)
from bot.conversation import choosing, coming, drafting, noting, planning, quieting
from bot.conversation.talk import Talk
from bot.store import doses, new_uid
from bot.store.people import Step
from bot.wording import Said, clock
from bot.wording.planning import walls_of

SHIFT = "shift"
MOST_DAYS = 62
MOST_LISTED = 10  # days that are read back one by one
OFFERED = (time(16), time(20))

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
    if words.at is not None and len(drafts.walls(talk.plan, talk.today)) == 1:
        kept["times"] = [[words.at.hour, words.at.minute, words.at.half.name]]
    return _go_on(talk, kept)


def _runs(talk: Talk, words: ShiftSaid) -> list[list[str]] | None:
    """Return the first and last day of each run of days; None where a day is not clear, past, or far."""
    days = words.days
    if isinstance(days, tuple):
        found = {nearest(day, talk.today) for day in days}
        exact = sorted(day for day in found if day is not None)
        if None in found:
            return None
    else:
        span = resolve_span(days, talk.today) if days else None
        if span is None or span[1] is None or (span[1] - span[0]).days > MOST_DAYS:
            return None
        exact = [span[0] + number * DAY for number in range((span[1] - span[0]).days + 1)]
    return [[run[0].isoformat(), run[-1].isoformat()] for run in _in_runs(day for day in exact if day >= talk.today)]


def _in_runs(days: Iterable[date]) -> list[list[date]]:
    runs: list[list[date]] = []
    for day in days:
        if runs and runs[-1][-1] + DAY == day:
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs


def _go_on(talk: Talk, kept: Kept) -> list[Said]:
    plan = talk.plan
    if plan is None:
        return []
    if not kept["days"]:
        return _wait(talk, kept, "days", talk.wording.shift_days(_act(kept, "days"), _act(kept, "leave")))
    walls = drafts.walls(plan, _first(kept))
    if kept["times"] is None:
        offered = [[*walls], *([one] for one in OFFERED)] if len(walls) == 1 else [walls]
        return _wait(talk, kept, "times", talk.wording.shift_times(_act(kept, "times"), offered, _act(kept, "leave")))
    unclear = next((at for at in drafting.times_back(kept["times"]) if at.half is Half.EITHER), None)
    if unclear is not None:
        asked = talk.wording.shift_half(_act(kept, "half"), unclear, _act(kept, "leave"))
        return _wait(talk, kept, "half", asked)
    made = _made(talk, plan, kept)
    if not made:
        return _as_ever(talk, plan)
    return _wait(talk, {**kept, "read": _what_is_read(made)}, "yes", _read_back(talk, plan, kept, made))


def _as_ever(talk: Talk, plan: DosePlan) -> list[Said]:
    talk.settle(SHIFT)
    return [talk.wording.plain("shift-as-ever", times=talk.wording.times(drafts.walls(plan, talk.today)))]


def _what_is_read(made: Iterable[Version]) -> list[str]:
    """Return the days and times that a person is shown before they say yes."""
    return [f"{one.from_day} {one.until} {' '.join(map(clock, walls_of(one)))}" for one in made]


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
        lines.append(talk.wording.shift_back(last + DAY, drafts.walls(plan, last + DAY)))
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
    answered = _answer(talk, step.draft, meaning)
    if answered is None and choosing.fits_nothing(talk, meaning):
        return _go_on(talk, step.draft)
    return answered


def _answer(talk: Talk, kept: Kept, meaning: Meaning) -> list[Said] | None:
    words = talk.heard.text
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
    return None


def press(talk: Talk, rest: str) -> list[Said]:
    """Take a pressed answer: what it is about, the step, and its value."""
    pressed = choosing.pressed(talk, SHIFT, rest)
    if pressed is None:
        return []
    what, kept, value = pressed
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
    return []


def _take_times(talk: Talk, kept: Kept, words: str) -> list[Said] | None:
    times = drafting.clock_times(words)
    if talk.plan is None or times is None or len(times) != len(drafts.walls(talk.plan, _first(kept))):
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
    if not made:
        return _as_ever(talk, plan)
    if _what_is_read(made) != kept["read"]:
        return _go_on(talk, kept)  # a day went by since it was read back, or the plan changed
    plan = planning.save_versions(talk, plan, replace(plan, versions=(*plan.versions, *made)))
    coming.point(talk, plan, talk.places)
    planning.note(talk, talk.wording.shift_event(made))
    talk.settle(SHIFT)
    if quieting.fits(made):
        return quieting.offer(talk, made)
    return [talk.wording.plain("plan-saved-next", next=coming.asked(talk, plan, talk.places))]
