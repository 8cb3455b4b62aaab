"""A chart in letters of one width, for where no picture can be shown: a line for each value, its mark on a scale.

ALT, U/L
             5                  110
 2 Nov 2026  ------*--------------   31
30 Nov 2026  dose changed
14 Dec 2026  o---------------------  <5
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from bot.care.charts import Captions, Chart, Panel, Point, changes_within, has_ranges, scale, span

VALUE, LIMIT, RANGE = "*", "o", "-"
SPACE = "  "
LEAST_CELLS = 6  # on fewer nothing can be told apart, and the scale is left out
MOST_CELLS = 40
Scale = tuple[Decimal, Decimal]


@dataclass(frozen=True, slots=True)
class _Columns:
    """How many letters the days, the scale and the values of all panels have; without *cells* there is no scale."""

    day: int
    cells: int
    value: int


def text_plot(chart: Chart, captions: Captions, width: int) -> str:
    """Return a chart as lines of at most *width* letters, as far as its names, days and values fit into that."""
    between = span(chart)
    changes = changes_within(chart, between) if between else []
    columns = _columns(chart, changes, captions, width)
    key = [f"{RANGE * 3}{SPACE}{captions.band}"] if columns.cells and has_ranges(chart) else []
    return "\n\n".join([*(_panel(panel, changes, captions, columns) for panel in chart.panels), *key])


def _columns(chart: Chart, changes: Sequence[date], captions: Captions, width: int) -> _Columns:
    points = [point for panel in chart.panels for point in panel.points]
    day = max((len(_day(day, captions)) for day in [*changes, *(point.day for point in points)]), default=0)
    value = max((len(point.text) for point in points), default=0)
    cells = min(width - day - value - 2 * len(SPACE), MOST_CELLS)
    return _Columns(day, cells if cells >= LEAST_CELLS else 0, value)


def _panel(panel: Panel, changes: Sequence[date], captions: Captions, columns: _Columns) -> str:
    ends = scale(panel) if columns.cells else None
    rows = [(day, 0, captions.changed) for day in changes]
    rows += [(point.day, 1, _row(point, ends, columns)) for point in panel.points]
    rows.sort(key=lambda row: row[:2])
    head = f"{panel.title}, {panel.unit}" if panel.unit else panel.title
    lines = [f"{_day(day, captions):>{columns.day}}{SPACE}{shown}" for day, _, shown in rows]
    return "\n".join([head, *_ends(ends, columns), *lines])


def _day(day: date, captions: Captions) -> str:
    return f"{captions.day(day)} {day.year}"


def _ends(ends: Scale | None, columns: _Columns) -> list[str]:
    """Return the line that says where a scale begins and ends, if it does both and there is room to say it."""
    if ends is None or ends[0] == ends[1]:
        return []
    low, high = (f"{one.normalize():f}" for one in ends)
    gap = columns.cells - len(low) - len(high)
    return [f"{'':{columns.day}}{SPACE}{low}{' ' * gap}{high}"] if gap > 0 else []


def _row(point: Point, ends: Scale | None, columns: _Columns) -> str:
    shown = [" "] * columns.cells
    if ends is not None and point.number is not None:
        if point.low is not None or point.high is not None:
            first = 0 if point.low is None else _cell(point.low, ends, columns)
            last = columns.cells - 1 if point.high is None else _cell(point.high, ends, columns)
            shown[first : last + 1] = RANGE * (last + 1 - first)
        shown[_cell(point.number, ends, columns)] = LIMIT if point.bound else VALUE
    gap = SPACE if shown else ""
    return f"{''.join(shown)}{gap}{point.text:>{columns.value}}"


def _cell(number: Decimal, ends: Scale, columns: _Columns) -> int:
    low, high = ends
    if low == high:
        return (columns.cells - 1) // 2
    return int(((number - low) / (high - low) * (columns.cells - 1)).to_integral_value(ROUND_HALF_UP))
