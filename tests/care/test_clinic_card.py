"""A clinic card as people type it: each part is found where it stands, and nothing is made up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.care.reading.clinic_card import read_card

NUMBER = "020 7946 0000"
CARDS = {
    "St Anne's": ("St Anne's", "", "", ""),
    f"St Anne's, {NUMBER}, Mon to Fri 9 to 5, closed: 111": ("St Anne's", NUMBER, "Mon to Fri 9 to 5", "111"),
    f"St Anne's\n{NUMBER}\nMon-Fri 9-5\n111": ("St Anne's", NUMBER, "Mon-Fri 9-5", "111"),
    f"St Anne's {NUMBER} mon-fri 9-5, 111 at night": ("St Anne's", NUMBER, "mon-fri 9-5", "111"),
    f"St Anne's {NUMBER} and 111 if closed": ("St Anne's", NUMBER, "", "111"),
    f"St Anne's {NUMBER} 9am-4pm otherwise A&E": ("St Anne's", NUMBER, "9am-4pm", "A&E"),
    f"St Anne's, {NUMBER}, Mon-Fri 9-5, NHS 111": ("St Anne's", NUMBER, "Mon-Fri 9-5", "NHS 111"),
    f"my clinic is St Anne's and the number is {NUMBER}": ("St Anne's", NUMBER, "", ""),
    f"{NUMBER} (St Anne's)": ("St Anne's", NUMBER, "", ""),
    f"{NUMBER} Mon-Fri 0830-1630": ("", NUMBER, "Mon-Fri 0830-1630", ""),
    f"ward 305 St Barts {NUMBER} 9-5": ("ward 305 St Barts", NUMBER, "9-5", ""),
    "it's called the IBD unit, tel. (020) 7946-0000 ext 7; 8:30-16:30; out of hours ring 111": (
        "the IBD unit", "(020) 7946-0000 ext 7", "8:30-16:30", "111",
    ),
    "Dr O'Neill 555-1234 x204 closed weekends": ("Dr O'Neill", "555-1234 x204", "closed weekends", ""),
    "nurse Priya +44 7700 900123 weekdays, when they are closed ring 111": (
        "nurse Priya", "+44 7700 900123", "weekdays", "111",
    ),
    "NHS 111": ("NHS", "111", "", ""),
    "ward 12": ("ward 12", "", "", ""),
}  # fmt: skip


@pytest.mark.parametrize("words", CARDS)
def test_each_part_is_found_where_it_stands(words: str) -> None:
    assert tuple(read_card(words)) == CARDS[words]


@given(st.text(max_size=300))
def test_no_letter_is_made_up(words: str) -> None:
    for part in read_card(words):
        assert set(part) <= {*words, ",", " "}
