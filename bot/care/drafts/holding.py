"""What holds on which days: what lasts, other times for some days, and what a change leaves of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, time

from bot.care.places import DAY
from bot.care.plans import Amount, Days, DosePlan, Part, Schedule, Version

UNTIL_HOME = date.max  # the last day of other times whose end is not known: a journey's without a way back


def lasting(plan: DosePlan, day: date) -> Version:
    """Return the version that holds on a local day, whatever other times hold for some days."""
    begun = [one for one in plan.versions if one.until is None and one.from_day <= day]
    return begun[-1] if begun else plan.versions[0]


def ahead(plan: DosePlan, today: date) -> list[Version]:
    """Return what else holds today or will: other times for some days, and what follows, in the order of days."""
    now = lasting(plan, today)
    later = [one for one in plan.versions if one is not now and _is_met(plan, one, today)]
    return sorted(later, key=lambda one: one.from_day)


def _is_met(plan: DosePlan, version: Version, today: date) -> bool:
    if version.until is None:
        before = lasting(plan, version.from_day - DAY).schedule
        met = version.from_day > today and lasting(plan, version.from_day) is version
        return met and version.schedule != before
    first = max(version.from_day, today)
    shown = [first, *(one.until + DAY for one in plan.versions if one.until and one.until < version.until)]
    met = any(first <= day <= version.until and plan.on(day) is version for day in shown)
    return met and not same_times(version.schedule, lasting(plan, first).schedule)


def told(plan: DosePlan, today: date) -> list[Version]:
    """Return what is ahead as it is told: other times that were ended early up to the last day they hold."""
    return [_cut(plan, one) for one in ahead(plan, today)]


def _cut(plan: DosePlan, version: Version) -> Version:
    if version.until is None or plan.on(version.until) is version:
        return version
    newer = (one.from_day for one in plan.versions if one.number > version.number)
    return replace(version, until=min(day for day in newer if version.from_day < day <= version.until) - DAY)


def overrides(plan: DosePlan, today: date) -> list[Version]:
    """Return the other times that hold for some days, now or later, in the order of days."""
    return [one for one in ahead(plan, today) if one.until is not None]


def keeps_times(plan: DosePlan, adds: Sequence[Version]) -> tuple[Version, ...]:
    """Return what keeps the other times of some days, where lasting versions that change only amounts are added.

    New times of every day end them, for then nobody knows what was meant for those days.
    """
    made: list[Version] = []
    ends = [*(later.from_day - DAY for later in adds[1:]), date.max]
    for over in sorted(overrides(plan, adds[0].from_day), key=lambda one: one.number):
        for one, end in zip(adds, ends, strict=True):
            first, last = max(one.from_day, over.from_day), min(over.until or date.max, end)
            if first > last:
                continue
            times = _other_times(lasting(plan, first).schedule, over.schedule, one.schedule)
            if times is None:
                return ()
            made.append(Version(adds[-1].number + len(made) + 1, first, times, last))
    return tuple(made)


def walls(plan: DosePlan, day: date) -> list[time]:
    """Return the times of every day, as they stand on a local *day*, each once."""
    return sorted({one.wall for one in lasting(plan, day).schedule.intakes})


def ended(plan: DosePlan, over: Version, day: date) -> DosePlan:
    """Return the plan with what holds every day in the place of other times, from a *day* on; all else stays."""
    first, last = max(over.from_day, day), over.until or date.max
    turns = sorted({one.from_day for one in plan.versions if one.until is None and first < one.from_day <= last})
    ends = [*(turn - DAY for turn in turns), last]
    for begins, end in zip([first, *turns], ends, strict=True):
        if begins <= end:
            base = lasting(plan, begins).schedule
            plan = plan.changed(Version(plan.versions[-1].number + 1, begins, base, end))
    return plan


def _other_times(base: Schedule, over: Schedule, new: Schedule) -> Schedule | None:
    if not same_times(base, new):
        return None
    return overridden(new, sorted({one.wall for one in over.intakes}))


def changed_parts(old: Sequence[Schedule], new: Iterable[Schedule]) -> list[Part]:
    """Return the tablets that are not what they were in each of *old*, each once. A first plan changes nothing."""
    changed = [schedule for schedule in new if any(_amounts(schedule) != _amounts(one) for one in old)]
    return list(dict.fromkeys(part for schedule in changed for one in schedule.intakes for part in one.amount))


def _amounts(schedule: Schedule) -> list[tuple[Amount, Days]]:
    return [(one.amount, one.days) for one in schedule.intakes]


def overridden(base: Schedule, walls: Sequence[time]) -> Schedule | None:
    """Return a schedule at other times, in the order of the day; None where it has not as many."""
    own = sorted({one.wall for one in base.intakes})
    if len(own) != len(walls):
        return None
    other = dict(zip(own, sorted(walls), strict=True))
    moved = (replace(one, wall=other[one.wall]) for one in base.intakes)
    return Schedule(tuple(sorted(moved, key=lambda one: one.wall)))


def same_times(one: Schedule, other: Schedule) -> bool:
    """Tell whether two schedules ask at the same times, so that their turns are the same."""
    return [(a.wall, a.days) for a in one.intakes] == [(b.wall, b.days) for b in other.intakes]
