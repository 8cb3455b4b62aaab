"""Values of blood tests as they are drawn: when, how much, and the range that was printed. Never what they mean.

A value is the same mark wherever it lies; a range is shown where a report printed one. Which values belong on one
axis, and what they are called, is the caller's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal
from itertools import pairwise
from typing import Any, Literal

GAP = timedelta(days=190)  # between values further apart, more than half a year, no line is drawn
MONTHS_APART = (1, 2, 3, 6, 12, 24, 60, 120)
TICK_STEPS = (Decimal(10), Decimal(5), Decimal(2), Decimal(1))

Bound = Literal["<", ">"]
Span = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Point:
    """A value as it was typed; *number* is None where words were. *low* and *high* are the range on that report."""

    day: date
    number: Decimal | None
    text: str
    bound: Bound | None = None
    low: Decimal | None = None
    high: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Panel:
    """One test in one *unit*, which is empty where none was typed."""

    title: str
    unit: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Panels above each other on one axis of days, and the days from which another dose held."""

    panels: tuple[Panel, ...]
    changes: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Captions:
    """The words in a chart: what a dotted line is, what the pale band is, and the twelve months, short."""

    changed: str
    band: str
    months: tuple[str, ...]

    def day(self, day: date) -> str:
        """Return a day without its year: 15 Dec."""
        return f"{day.day} {self.months[day.month - 1]}"


@dataclass(frozen=True, slots=True)
class Band:
    """A printed range, from day to day; one end of it may be open."""

    since: date
    until: date
    low: Decimal | None
    high: Decimal | None


def chart_kept(chart: Chart) -> dict[str, Any]:
    """Return a chart as JSON holds it."""
    panels = [[one.title, one.unit, [_point_kept(point) for point in one.points]] for one in chart.panels]
    return {"panels": panels, "changes": [day.isoformat() for day in chart.changes]}


def chart_back(kept: dict[str, Any]) -> Chart:
    """Return the chart that JSON holds. Raises ValueError, KeyError or ArithmeticError where it holds none."""
    panels = tuple(Panel(title, unit, tuple(map(_point_back, points))) for title, unit, points in kept["panels"])
    return Chart(panels, tuple(date.fromisoformat(day) for day in kept["changes"]))


def _point_kept(point: Point) -> list[str | None]:
    numbers = (None if one is None else str(one) for one in (point.number, point.low, point.high))
    return [point.day.isoformat(), point.text, point.bound, *numbers]


def _point_back(kept: Sequence[Any]) -> Point:
    day, text, bound, *numbers = kept
    number, low, high = (None if one is None else Decimal(one) for one in numbers)
    return Point(date.fromisoformat(day), number, text, bound, low, high)


def ordered(panel: Panel) -> list[Point]:
    """Return the values of a panel by their days; those of one day stay as they were given."""
    return sorted(panel.points, key=lambda point: point.day)


def span(chart: Chart) -> Span | None:
    """Return the first and the last day on which there is a number to draw."""
    days = [point.day for panel in chart.panels for point in panel.points if point.number is not None]
    return (min(days), max(days)) if days else None


def changes_within(chart: Chart, between: Span) -> list[date]:
    """Return the days between two on which the dose was changed, each once."""
    return sorted({day for day in chart.changes if between[0] <= day <= between[1]})


def runs(panel: Panel) -> list[list[Point]]:
    """Return the values that a line joins: those with a number, parted where too long a time lies between two."""
    found: list[list[Point]] = []
    for point in ordered(panel):
        if point.number is None:
            continue
        if not found or point.day - found[-1][-1].day > GAP:
            found.append([])
        found[-1].append(point)
    return found


def bands(run: Sequence[Point], margin: timedelta) -> list[Band]:
    """Return the ranges printed with the values of a run: each holds half-way to its neighbours.

    Before the first and behind the last it reaches *margin* further, so that a single value has one as well.
    """
    middles = [one.day + (other.day - one.day) / 2 for one, other in pairwise(run)]
    edges = [run[0].day - margin, *middles, run[-1].day + margin]
    found: list[Band] = []
    for point, (since, until) in zip(run, pairwise(edges), strict=True):
        if point.low is None and point.high is None:
            continue
        last = found[-1] if found else None
        if last and (last.until, last.low, last.high) == (since, point.low, point.high):
            found[-1] = Band(last.since, until, point.low, point.high)
        else:
            found.append(Band(since, until, point.low, point.high))
    return found


def has_ranges(chart: Chart) -> bool:
    """Tell whether a range was printed beside any number."""
    points = (point for panel in chart.panels for point in panel.points if point.number is not None)
    return any(point.low is not None or point.high is not None for point in points)


def scale(panel: Panel) -> tuple[Decimal, Decimal] | None:
    """Return the least and the greatest that a panel shows, ranges included; None where it has no number.

    A range that only says "less than" begins at nothing, so that it can be seen.
    """
    points = [point for point in panel.points if point.number is not None]
    shown = [one for point in points for one in (point.number, point.low, point.high) if one is not None]
    shown += [min(Decimal(0), point.high) for point in points if point.high is not None and point.low is None]
    return (min(shown), max(shown)) if points else None


def ticks(low: Decimal, high: Decimal, least: int = 2) -> list[Decimal]:
    """Return round numbers from *low* to *high*: as few as there can be, and not fewer than *least* (2 or more)."""
    if low >= high:
        return [low]
    power = Decimal(1).scaleb((high - low).adjusted())
    while True:
        for step in TICK_STEPS:
            first = (low / (step * power)).to_integral_value(ROUND_CEILING)
            last = (high / (step * power)).to_integral_value("ROUND_FLOOR")
            if last - first + 1 >= least:
                return [number * step * power for number in range(int(first), int(last) + 1)]
        power = power.scaleb(-1)


def day_ticks(days: Iterable[date], most: int) -> list[date]:
    """Return at most *most* (2 or more) days to name: those with a value if they are few, or firsts of months."""
    there = sorted(set(days))
    first, last = there[0], there[-1]
    room = (last - first) / most
    if len(there) <= most and all(other - one >= room for one, other in pairwise(there)):
        return there
    months = [date(number // 12, number % 12 + 1, 1) for number in range(_month(first), _month(last) + 1)]
    inside = [day for day in months if day >= first]
    for step in MONTHS_APART:
        found = [day for day in inside if _month(day) % step == 0]
        if len(found) <= most:
            return found if len(found) > 1 else [first, last]
    return [first, last]


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def day_labels(days: Sequence[date], captions: Captions) -> list[str]:
    """Return what stands under each day; the year stands under the first, and where it changes."""
    before = [0, *(day.year for day in days)]
    return [
        captions.day(day) if day.year == year else f"{captions.day(day)}\n{day.year}"
        for day, year in zip(days, before, strict=False)
    ]
