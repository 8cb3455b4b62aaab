"""Draws one chart: JSON comes in on standard input, a PNG leaves on standard output. Runs as a process of its own.

For a phone: as wide as one shows in full, on a card of its own that does not change with the background of a chat.
Every value is the same mark, within a printed range or not, and hollow where a report says only "<" or ">".
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from bot.care import charts
from bot.care.charts import Captions, Chart, Panel, Point
from bot.drawing.labels import FEW, INK, at, number, write_values

DPI = 200
WIDTH = 5.4  # inches: 1080 pixels
HEIGHTS = (2.7, 1.75, 1.4, 1.15, 1.0, 0.9)  # inches: of each panel, by how many there are
HEAD, FOOT, KEY, EDGE = 0.46, 0.64, 0.3, 0.16  # inches: above each panel, below the last, of the key, around all
RIGHT, BESIDE, LETTER = 0.42, 0.3, 0.13  # inches: right of panels; left of them, without and for each letter
CARD, SOFT, BAND, MARK = "#fcfbf8", "#6a6f7a", "#e4e8ee", "#3f5673"
TITLE, SMALL = 15.5, 13.0  # points
MOST_DAYS = 4  # that are named below
LEAST_MARGIN = timedelta(days=4)
DOTTED: dict[str, Any] = {"color": SOFT, "linewidth": 1.2, "linestyle": (0, (1, 2.5))}


def main() -> None:
    """Draw what standard input holds."""
    try:
        told = json.load(sys.stdin)
        captions = Captions(told["changed"], told["band"], tuple(told["months"]))
        picture = draw(charts.chart_back(told["chart"]), captions)
    except Exception as error:  # noqa: BLE001 - its traceback would quote values
        sys.exit(type(error).__name__)
    sys.stdout.buffer.write(picture)


def draw(chart: Chart, captions: Captions) -> bytes:
    """Return a PNG of the panels that have a number. Raises ValueError where none has."""
    shown = Chart(tuple(panel for panel in chart.panels if charts.scale(panel)), chart.changes)
    between = charts.span(shown)
    if between is None:
        message = "nothing to draw"
        raise ValueError(message)
    mpl.rc("font", family="DejaVu Sans")  # comes with matplotlib
    mpl.rc("text", parse_math=False)  # what people typed is no formula
    figure, axes = _laid_out(shown)
    margin = max((between[1] - between[0]) * 0.05, LEAST_MARGIN)
    changes = charts.changes_within(shown, between)
    for each, panel in zip(axes, shown.panels, strict=True):
        each.set_xlim(at(between[0] - margin), at(between[1] + margin))
        _draw_panel(each, panel, margin)
        for day in changes:
            each.axvline(at(day), zorder=2, **DOTTED)
        write_values(each, panel, changes)
    _name_days(axes, shown, captions)
    _explain(figure, shown, changes, captions)
    out = io.BytesIO()
    figure.savefig(out, format="png", facecolor=CARD)
    return out.getvalue()


def _laid_out(chart: Chart) -> tuple[Figure, list[Axes]]:
    """Return a figure with panels below each other, sized in inches so that letters are as large on any."""
    panels = len(chart.panels)
    height = HEIGHTS[min(panels, len(HEIGHTS)) - 1]
    whole = panels * (HEAD + height) + FOOT + KEY + EDGE
    figure = Figure(figsize=(WIDTH, whole), dpi=DPI)
    FigureCanvasAgg(figure)
    left = BESIDE + LETTER * max(len(label) for panel in chart.panels for label in _ticks(panel))
    tops = [whole - EDGE / 2 - HEAD - place * (HEAD + height) for place in range(panels)]
    wide = (WIDTH - left - RIGHT) / WIDTH
    return figure, [figure.add_axes((left / WIDTH, (top - height) / whole, wide, height / whole)) for top in tops]


def _ticks(panel: Panel) -> dict[str, float]:
    """Return the numbers beside a panel, by how they are written."""
    return {f"{one.normalize():f}": float(one) for one in charts.ticks(*_ends(panel))}


def _ends(panel: Panel) -> tuple[Decimal, Decimal]:
    ends = charts.scale(panel)
    if ends is None:
        message = "a panel without a number"
        raise ValueError(message)
    return ends


def _draw_panel(axes: Axes, panel: Panel, margin: timedelta) -> None:
    low, high = map(float, _ends(panel))
    room = (high - low) * 0.14 or abs(high) * 0.2 or 1.0
    bottom, top = low if low == 0 else low - room, high + room
    axes.set_ylim(bottom, top)
    axes.set_facecolor(CARD)
    for run in charts.runs(panel):
        for band in charts.bands(run, margin):
            since, until = at(band.since), at(band.until)
            least = bottom if band.low is None else float(band.low)
            most = top if band.high is None else float(band.high)
            axes.fill_between([since, until], least, most, color=BAND, linewidth=0, zorder=1)
        _draw_run(axes, run)
    axes.set_yticks(list(_ticks(panel).values()), list(_ticks(panel)))
    axes.tick_params(axis="both", length=0, labelsize=SMALL, labelcolor=SOFT, pad=5)
    for side in axes.spines.values():
        side.set_visible(False)
    _name(axes, panel)


def _draw_run(axes: Axes, run: Sequence[Point]) -> None:
    days, numbers = [at(point.day) for point in run], [number(point) for point in run]
    axes.plot(days, numbers, color=MARK, linewidth=1.2, alpha=0.55, zorder=3, clip_on=False)
    size = 6.0 if len(run) <= FEW * 2 else 4.5
    for day, value, point in zip(days, numbers, run, strict=True):
        face = CARD if point.bound else MARK
        axes.plot(day, value, "o", markersize=size, markerfacecolor=face, markeredgecolor=MARK, zorder=4, clip_on=False)


def _name(axes: Axes, panel: Panel) -> None:
    """Write the title and the unit above a panel, smaller where they would not fit."""
    title = axes.annotate(
        panel.title, (EDGE * DPI, 1), (0, 9), xycoords=("figure pixels", "axes fraction"), textcoords="offset points",
        fontsize=TITLE, fontweight="bold", color=INK, annotation_clip=False,
    )  # fmt: skip
    unit = axes.annotate(
        panel.unit, (1, 1), (8, 9), xycoords=(title, "axes fraction"), textcoords="offset points", fontsize=SMALL,
        color=SOFT, annotation_clip=False,
    )  # fmt: skip
    most = (WIDTH - EDGE) * DPI
    right = max(one.get_window_extent().x1 for one in (title, unit))
    for one, size in ((title, TITLE), (unit, SMALL)):
        one.set_fontsize(size * min(1.0, most / right))


def _name_days(axes: Sequence[Axes], chart: Chart, captions: Captions) -> None:
    drawn = (point.day for panel in chart.panels for run in charts.runs(panel) for point in run)
    days = charts.day_ticks(drawn, MOST_DAYS)
    # Each has a second line: one line alone would stand a little higher.
    labels = [label if "\n" in label else f"{label}\n " for label in charts.day_labels(days, captions)]
    for each in axes:
        each.set_xticks([at(day) for day in days], [""] * len(days))
    lowest = axes[-1]
    lowest.set_xticks([at(day) for day in days], labels)
    lowest.spines["bottom"].set(visible=True, color=SOFT)
    lowest.tick_params(axis="x", length=4, color=SOFT)


def _explain(figure: Figure, chart: Chart, changes: Sequence[date], captions: Captions) -> None:
    """Say below what the band and the dotted lines are, where there are any."""
    signs: list[Patch | Line2D] = []
    if charts.has_ranges(chart):
        signs.append(Patch(color=BAND, label=captions.band))
    if changes:
        signs.append(Line2D([], [], label=captions.changed, **DOTTED))
    if signs:
        figure.legend(
            handles=signs, loc="lower left", bbox_to_anchor=(EDGE / WIDTH, EDGE / figure.get_figheight()),
            ncols=len(signs), frameon=False, fontsize=SMALL, labelcolor=SOFT, borderpad=0, borderaxespad=0,
            handlelength=1.4, handletextpad=0.6, columnspacing=1.6,
        )  # fmt: skip


if __name__ == "__main__":
    main()
