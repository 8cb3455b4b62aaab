"""Writes values beside their marks: as they were typed, where there is room, and rather beside a line than on it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from matplotlib.axes import Axes
from matplotlib.text import Annotation
from matplotlib.transforms import Bbox

from bot.care import charts
from bot.care.charts import Panel, Point

INK = "#2e3138"
SIZE = 14.5  # points
FEW = 6  # values that are all written
ROUND_A_MARK, ON_A_LINE, APART = 12.0, 3.0, 10.0  # pixels: half of what each takes, and between places on a line
# Where a value may stand, best first: how far from its mark, in points, and which part of it is there.
PLACES = (
    ((0, 7), "center", "bottom"), ((0, -7), "center", "top"), ((9, 0), "left", "center"), ((-9, 0), "right", "center"),
    ((5, 5), "left", "bottom"), ((-5, 5), "right", "bottom"), ((5, -5), "left", "top"), ((-5, -5), "right", "top"),
)  # fmt: skip


def write_values(axes: Axes, panel: Panel, changes: Sequence[date]) -> None:
    """Write values beside their marks, as they were typed: all of a few, else the last, the first, and open ones."""
    points = [point for run in charts.runs(panel) for point in run]
    chosen = [points[-1], points[0], *(point for point in points[1:-1] if point.bound or len(points) <= FEW)]
    taken = [_square(*_pixels(axes, point), ROUND_A_MARK) for point in points]
    lines = _along_lines(axes, panel, changes)
    for point in dict.fromkeys(chosen):
        label = _write_value(axes, point, taken, lines)
        if label is not None:
            taken.append(label.get_window_extent())


def _write_value(axes: Axes, point: Point, taken: Sequence[Bbox], lines: Sequence[Bbox]) -> Annotation | None:
    """Write a value where it lies on the fewest lines; where other values leave no room, not at all."""
    found: list[tuple[int, int, Annotation]] = []
    for place, (offset, across, along) in enumerate(PLACES):
        label = axes.annotate(
            point.text, (at(point.day), number(point)), offset, textcoords="offset points", fontsize=SIZE,
            color=INK, ha=across, va=along, annotation_clip=False, zorder=5,
        )  # fmt: skip
        box = label.get_window_extent()
        if _is_inside(box, axes) and _on(box, taken) == 0:
            found.append((_on(box, lines), place, label))
        else:
            label.remove()
    found.sort(key=lambda one: one[:2])
    for _, _, label in found[1:]:
        label.remove()
    return found[0][2] if found else None


def _on(box: Bbox, others: Sequence[Bbox]) -> int:
    return sum(bool(box.overlaps(other)) for other in others)


def _is_inside(box: Bbox, axes: Axes) -> bool:
    """Tell whether something lies on the card, between the title and the days of a panel."""
    panel, card = axes.get_window_extent(), axes.figure.bbox
    return bool(box.x0 >= 0 and box.x1 <= card.x1 and box.y0 >= panel.y0 and box.y1 <= panel.y1)


def _along_lines(axes: Axes, panel: Panel, changes: Sequence[date]) -> list[Bbox]:
    """Return small squares along the lines of a panel."""
    ends = [(_pixels(axes, one), _pixels(axes, other)) for run in charts.runs(panel) for one, other in pairwise(run)]
    box = axes.get_window_extent()
    for day in changes:
        across = float(axes.transData.transform((at(day), 0))[0])
        ends.append(((across, box.y0), (across, box.y1)))
    found = []
    for (x0, y0), (x1, y1) in ends:
        steps = max(int(max(abs(x1 - x0), abs(y1 - y0)) / APART), 1)
        found += [
            _square(x0 + (x1 - x0) * step / steps, y0 + (y1 - y0) * step / steps, ON_A_LINE)
            for step in range(steps + 1)
        ]
    return found


def _pixels(axes: Axes, point: Point) -> tuple[float, float]:
    across, along = axes.transData.transform((at(point.day), number(point)))
    return float(across), float(along)


def at(day: date) -> float:
    """Return where a day stands on the axis of days."""
    return float(day.toordinal())


def number(point: Point) -> float:
    """Return where a value stands; it has a number."""
    return float(point.number or 0)


def _square(across: float, along: float, half: float) -> Bbox:
    return Bbox.from_extents(across - half, along - half, across + half, along + half)
