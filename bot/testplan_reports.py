"""What the command line tells of published test plans: the days of one, counted from a day. Writes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from difflib import get_close_matches
from itertools import takewhile
from pathlib import Path

from bot import content
from bot.care.testplans import Phase, Schedule, days_from

YEAR = 365
NEARLY = 0.4  # alike enough to be worth naming: "bsr" for "bsr2017"


class UnknownPlan(Exception):  # noqa: N818 - said as a state
    """There is no such published plan. Its text is one sentence that names the nearest and those there are."""


def preview(name: str, start: date, until: date | None, overlay: Path | None) -> str:
    """Return the days of the plan *name* counted from *start*, to *until* or for a year. Raises UnknownPlan.

    The plan may be one that an operator has in *overlay*.
    """
    plans = {plan.id: plan for plan in content.read_published_plans(content.content_folder(), overlay)}
    if name not in plans:
        raise UnknownPlan(_unknown(name, list(plans)))
    plan = plans[name]
    last = until or start + timedelta(days=min(YEAR, (date.max - start).days))
    planned = zip(days_from(plan.schedule, start), _phases(plan.schedule), strict=False)
    return "\n".join(
        [
            *(_line(day, (day - start).days, *phase) for day, phase in takewhile(lambda one: one[0] <= last, planned)),
            f"{plan.title}, {plan.jurisdiction}. For: {plan.indication}. Tests: {', '.join(plan.tests)}.",
            plan.note,
            *(f"Source: {source.name}, {source.url}" for source in plan.sources),
        ]
    )


def _phases(schedule: Schedule) -> Iterator[tuple[int, Phase]]:
    """Yield, for each test of *schedule*, the phase that it belongs to and its number."""
    return ((number, phase) for number, phase in enumerate(schedule.phases, start=1) for _ in phase.offsets())


def _line(day: date, offset: int, number: int, phase: Phase) -> str:
    return f"{day:%Y-%m-%d}  {f'{day:%A}':<9}  day {offset:<4} phase {number}, every {phase.every} days"


def _unknown(name: str, known: Sequence[str]) -> str:
    near = get_close_matches(name.lower(), known, 1, NEARLY)
    nearest = f"the nearest is {near[0]}, " if near else ""
    return f"There is no plan {name}: {nearest}there are {', '.join(known)}."
