"""Values as a picture, each test by itself: /chart. It is drawn when it leaves, and nothing in it judges a value."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from bot.care.charts import Bound, Chart, Panel, Point
from bot.care.results import Kind, Value, kind_named
from bot.care.results.figures import as_number
from bot.conversation.results.showing import Told, by_kind
from bot.conversation.talk import Talk
from bot.wording import Said, figures

MOST = 6  # tests in one picture
MOST_LETTERS = 40  # of a name that is not known


def chart(talk: Talk, words: str) -> list[Said]:
    """Answer /chart: one test that is named, or the first six of which there are values."""
    if talk.circle is None or talk.person is None:
        return [talk.wording.plain("start-first")]
    told = by_kind(talk)
    if words:
        kind = kind_named(words, talk.desk.kinds)
        if kind is None:
            return [talk.wording.plain("chart-unknown", words=words[:MOST_LETTERS])]
        told = {kind.key: told[kind.key]} if kind.key in told else {}
    panels = [panel for kind in talk.desk.kinds if kind.key in told for panel in _panels(kind, told[kind.key])]
    if not panels:
        return [talk.wording.plain("chart-none")]
    shown = Chart(tuple(panels[:MOST]), _changes(talk))
    return [replace(talk.wording.chart(shown, len(panels[MOST:])), page=True)]


def _panels(kind: Kind, told: list[Told]) -> list[Panel]:
    """Return the values of a test, those of each unit by themselves."""
    units = dict.fromkeys(value.unit or "" for _, value in told)
    return [
        Panel(kind.name, unit, tuple(_point(day, value) for day, value in told if (value.unit or "") == unit))
        for unit in units
        if any(value.number is not None for _, value in told if (value.unit or "") == unit)
    ]


def _point(day: date, value: Value) -> Point:
    bound: Bound | None = "<" if value.bound == "<" else ">" if value.bound == ">" else None
    return Point(day, value.number, figures(value), bound, _printed(value.low), _printed(value.high))


def _printed(text: str | None) -> Decimal | None:
    number = as_number(text) if text else None
    return number if isinstance(number, Decimal) else None


def _changes(talk: Talk) -> tuple[date, ...]:
    """Return the days from which another dose held."""
    versions = talk.plan.versions if talk.plan else ()
    return tuple(one.from_day for one in versions[1:] if one.until is None)
