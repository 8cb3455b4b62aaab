"""Charts for tests: values as people type them, on days, with the ranges that were printed beside them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from bot.care.charts import Bound, Captions, Chart, Panel, Point
from bot.messages import Picture

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
CAPTIONS = Captions("dose changed", "range on the report", MONTHS)


def point(day: str, text: str, low: str | None = None, high: str | None = None) -> Point:
    """Return a value as it was typed: 31, <5, 12,4 or "negative"."""
    digits = text.lstrip("<>").replace(",", ".")
    number = Decimal(digits) if digits[0].isdigit() else None
    bound: dict[str, Bound] = {"<": "<", ">": ">"}
    ends = (None if end is None else Decimal(end) for end in (low, high))
    return Point(date.fromisoformat(day), number, text, bound.get(text[0]), *ends)


def chart(*points: Point, title: str = "ALT", unit: str = "U/L", changes: tuple[str, ...] = ()) -> Chart:
    """Return a chart of one panel."""
    return Chart((Panel(title, unit, points),), tuple(map(date.fromisoformat, changes)))


def many(panels: int, values: int) -> Chart:
    """Return a chart of panels with so many values each, one a month."""
    first = date(2024, 11, 5)
    points = tuple(
        Point(
            first + timedelta(days=30 * place),
            Decimal(20 + place % 7),
            str(20 + place % 7),
            None,
            Decimal(5),
            Decimal(40),
        )
        for place in range(values)
    )
    return Chart(tuple(Panel(f"Test {number}", "U/L", points) for number in range(1, panels + 1)), (date(2025, 3, 1),))


def picture(shown: Chart | None = None, **more: Any) -> Picture:
    """Return a chart as it comes with a message."""
    return Picture("alt.png", shown or chart(point("2026-11-02", "31")), CAPTIONS, "ALT: 31 on 2 Nov.", **more)
