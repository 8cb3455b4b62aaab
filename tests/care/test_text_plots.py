"""A chart in letters: legible with one value, with two and with thirty, and without a word about any."""

from __future__ import annotations

from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.care.charts import Chart
from bot.care.text_plots import text_plot
from tests.care.test_charts import CHARTS
from tests.charts import CAPTIONS, chart, many, point


def shown(drawn: Chart, width: int = 44) -> str:
    return text_plot(drawn, CAPTIONS, width)


def plain(expected: str) -> str:
    return dedent(expected).strip("\n")


def test_one_value() -> None:
    assert shown(chart(point("2026-11-02", "31"))) == plain("""
        ALT, U/L
        2 Nov 2026               *                31
    """)


def test_values_with_their_ranges_and_a_change_of_dose() -> None:
    first, second = point("2026-12-14", "4,1", "4", "11"), point("2026-11-02", "12", "4", "10")
    assert shown(chart(first, second, changes=("2026-11-20",))) == plain("""
        ALT, U/L
                     4                       12
         2 Nov 2026  --------------------     *   12
        20 Nov 2026  dose changed
        14 Dec 2026  *----------------------     4,1

        ---  range on the report
    """)


def test_words_and_bounds_stand_as_they_were_typed() -> None:
    drawn = chart(point("2026-11-02", "<5", high="5"), point("2026-12-14", "negative"), point("2027-01-14", "12,4"))
    lines = shown(drawn, 60).splitlines()
    assert [line.split()[-1] for line in lines[2:5]] == ["<5", "negative", "12,4"]
    assert ["o" in line.partition("2026")[2] for line in lines[2:4]] == [True, False]


def test_thirty_values_are_thirty_lines() -> None:
    lines = shown(many(1, 30)).splitlines()
    assert sum("*" in line for line in lines) == 30
    assert max(map(len, lines)) <= 44


def test_panels_stand_in_the_same_columns() -> None:
    first, second, _ = shown(many(2, 3)).split("\n\n")
    assert first.splitlines()[1:] == second.splitlines()[1:]
    assert (first.splitlines()[0], second.splitlines()[0]) == ("Test 1, U/L", "Test 2, U/L")


def test_where_it_is_narrow_days_and_values_are_left() -> None:
    assert shown(chart(point("2026-11-02", "31", "5", "40")), 18) == "ALT, U/L\n2 Nov 2026  31"


@given(CHARTS, st.integers(0, 120))
def test_every_value_is_there_as_it_was_typed(drawn: Chart, width: int) -> None:
    plot = shown(drawn, width)
    assert all(point.text in plot for panel in drawn.panels for point in panel.points)


@pytest.mark.parametrize("value", ["2", "31", "400"])
def test_a_value_is_the_same_mark_wherever_it_lies(value: str) -> None:
    [line] = [line for line in shown(chart(point("2026-11-02", value, "5", "40"))).splitlines() if "2026" in line]
    assert set(line.removeprefix("2 Nov 2026").removesuffix(value)) <= set(" -*")
