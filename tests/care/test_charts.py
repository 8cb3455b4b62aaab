"""Charts as values: kept and back, parted at gaps, with the ranges that were printed, and few marks on their axes."""

from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.care.charts import (
    GAP,
    Band,
    Chart,
    Panel,
    Point,
    bands,
    changes_within,
    chart_back,
    chart_kept,
    day_labels,
    day_ticks,
    runs,
    scale,
    span,
    ticks,
)
from tests.charts import CAPTIONS, chart, point

DAY = timedelta(days=1)
NUMBERS = st.decimals(0, 10**9, places=3)
DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))
POINTS = st.builds(
    Point, DAYS, st.none() | NUMBERS, st.text(max_size=12), st.sampled_from(["<", ">", None]), st.none() | NUMBERS,
    st.none() | NUMBERS,
)  # fmt: skip
PANELS = st.builds(Panel, st.text(max_size=20), st.text(max_size=10), st.lists(POINTS, max_size=8).map(tuple))
CHARTS = st.builds(Chart, st.lists(PANELS, max_size=3).map(tuple), st.lists(DAYS, max_size=3).map(tuple))


@given(CHARTS)
def test_what_is_kept_comes_back(drawn: Chart) -> None:
    assert chart_back(json.loads(json.dumps(chart_kept(drawn)))) == drawn


@pytest.mark.parametrize("kept", [{}, {"panels": [["a", "b", [["2026-11-02", "31", None, "x", None, None]]]]}])
def test_what_is_no_chart_is_refused(kept: dict[str, object]) -> None:
    with pytest.raises((ValueError, KeyError, ArithmeticError)):
        chart_back({"changes": []} | kept)


@given(PANELS)
def test_runs_hold_every_number_once_and_in_order(panel: Panel) -> None:
    found = runs(panel)
    flat = [one for run in found for one in run]
    assert sorted(map(repr, flat)) == sorted(repr(one) for one in panel.points if one.number is not None)
    assert [one.day for one in flat] == sorted(one.day for one in flat)


def test_a_line_ends_where_half_a_year_and_more_lies_between_two_values() -> None:
    near, far = date(2026, 1, 1) + GAP, date(2026, 1, 2) + 2 * GAP
    [panel] = chart(point("2026-01-01", "1"), point(far.isoformat(), "3"), point(near.isoformat(), "2")).panels
    assert [[one.text for one in run] for run in runs(panel)] == [["1", "2"], ["3"]]


def test_a_range_holds_half_way_to_the_next_value() -> None:
    run = [
        point("2026-01-01", "5", "4", "11"),
        point("2026-01-11", "6", "4", "11"),
        point("2026-01-21", "7", "3", "10"),
    ]
    four, three, ten, eleven = map(Decimal, (4, 3, 10, 11))
    assert bands(run, 2 * DAY) == [
        Band(date(2025, 12, 30), date(2026, 1, 16), four, eleven),
        Band(date(2026, 1, 16), date(2026, 1, 23), three, ten),
    ]


def test_a_range_is_there_only_where_one_was_printed() -> None:
    run = [point("2026-01-01", "5"), point("2026-01-11", "<5", high="5"), point("2026-01-21", "7")]
    assert bands(run, DAY) == [Band(date(2026, 1, 6), date(2026, 1, 16), None, Decimal(5))]


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ([], None),
        ([point("2026-01-01", "negative", "1", "2")], None),
        ([point("2026-01-01", "31")], (31, 31)),
        ([point("2026-01-01", "31", "5", "40"), point("2026-02-01", "50")], (5, 50)),
        ([point("2026-01-01", "12", high="5")], (0, 12)),
        ([point("2026-01-01", "70", low="60")], (60, 70)),
    ],
)
def test_a_scale_holds_values_and_printed_ranges(points: list[Point], expected: tuple[int, int] | None) -> None:
    [panel] = chart(*points).panels
    assert scale(panel) == (None if expected is None else tuple(map(Decimal, expected)))


def test_only_changes_between_the_first_and_the_last_value_are_shown() -> None:
    shown = chart(
        point("2026-01-05", "1"), point("2026-03-05", "2"), point("2027-01-01", "negative"),
        changes=("2026-01-04", "2026-03-05", "2026-02-01", "2026-02-01", "2026-03-06"),
    )  # fmt: skip
    between = span(shown)
    assert between == (date(2026, 1, 5), date(2026, 3, 5))
    assert changes_within(shown, between) == [date(2026, 2, 1), date(2026, 3, 5)]
    assert span(chart(point("2027-01-01", "negative"))) is None


@given(NUMBERS, NUMBERS)
def test_ticks_are_few_and_within(one: Decimal, other: Decimal) -> None:
    low, high = sorted((one, other))
    found = ticks(low, high)
    assert found == sorted(set(found))
    assert all(low <= number <= high for number in found)
    assert len(found) == 1 if low == high else 2 <= len(found) <= 5


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        ("5", "110", ["50", "100"]),
        ("0", "12.4", ["0", "10"]),
        ("4", "11", ["5", "10"]),
        ("0.3", "0.9", ["0.4", "0.6", "0.8"]),
    ],
)
def test_ticks_are_round(low: str, high: str, expected: list[str]) -> None:
    assert ticks(Decimal(low), Decimal(high)) == list(map(Decimal, expected))


@given(st.lists(DAYS, min_size=1, max_size=40), st.integers(2, 6))
def test_named_days_are_few_and_within(days: list[date], most: int) -> None:
    found = day_ticks(days, most)
    assert 1 <= len(found) <= most
    assert found == sorted(set(found))
    assert all(min(days) <= day <= max(days) for day in found)


def test_few_days_are_named_themselves_and_many_by_firsts_of_months() -> None:
    few = [date(2026, 11, 2), date(2026, 12, 14)]
    assert day_ticks(few, 4) == few
    assert day_ticks([date(2026, 1, 5) + 20 * DAY * place for place in range(10)], 4) == [
        date(2026, 3, 1), date(2026, 5, 1), date(2026, 7, 1)
    ]  # fmt: skip
    assert day_ticks([date(2026, 1, 5) + 2 * DAY * place for place in range(10)], 4) == [
        date(2026, 1, 5), date(2026, 1, 23)
    ]  # fmt: skip


def test_the_year_is_said_first_and_where_it_changes() -> None:
    days = [date(2026, 11, 2), date(2026, 12, 15), date(2027, 1, 4), date(2027, 2, 1)]
    assert day_labels(days, CAPTIONS) == ["2 Nov\n2026", "15 Dec", "4 Jan\n2027", "1 Feb"]
