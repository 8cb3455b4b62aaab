"""Amounts, times and prompts in words; and that nothing sent unasked names a medicine."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from bot.care.doses import Dose, State
from bot.care.plans import Part
from bot.care.timetable import DoseName
from bot.wiring import read_desk
from bot.wording import Here

WORDING = read_desk().wording
LONDON = ZoneInfo("Europe/London")
DUE = datetime(2026, 12, 1, 8, 0, tzinfo=UTC)
NAME = DoseName("plan-uid", date(2026, 12, 1), 1, 0)
DOSE = Dose(
    id=1, uid="uid", circle_id=1, plan_id=1, version=1, day=date(2026, 12, 1), turn=1, lap=0, wall=time(8),
    due_at=DUE, closes_at=DUE + timedelta(hours=12), state=State.OPEN, prompts=0, next_step_at=DUE, zone=LONDON.key,
)  # fmt: skip
NAMES_A_MEDICINE = re.compile(r"azathioprine|imuran|\bmg\b|tablet|pill|dose|medicine|blood|illness", re.IGNORECASE)


def amount(*parts: str) -> tuple[Part, ...]:
    return tuple(Part(Decimal(count), Decimal(strength)) for count, strength in (part.split() for part in parts))


@pytest.mark.parametrize(
    ("parts", "words", "total"),
    [
        (("1 50",), "one tablet of 50 mg", "1 x 50 mg = 50 mg"),
        (("1.5 50",), "one and a half tablets of 50 mg", "1½ x 50 mg = 75 mg"),
        (("0.5 50",), "half a tablet of 50 mg", "½ x 50 mg = 25 mg"),
        (("0.25 50",), "a quarter of a tablet of 50 mg", "¼ x 50 mg = 12.5 mg"),
        (("2.75 25",), "two and three quarter tablets of 25 mg", "2¾ x 25 mg = 68.75 mg"),
        (("20 50",), "twenty tablets of 50 mg", "20 x 50 mg = 1000 mg"),
        (("1 50", "1 25"), "one tablet of 50 mg and one tablet of 25 mg", "1 x 50 mg + 1 x 25 mg = 75 mg"),
    ],
)
def test_an_amount_is_read_back_in_words_and_summed(parts: tuple[str, ...], words: str, total: str) -> None:
    assert WORDING.amount(amount(*parts)) == words
    assert WORDING.sum(amount(*parts)) == total


@pytest.mark.parametrize("rung", [1, 2, 3])
@pytest.mark.parametrize("minutes", [0, 59, 60, 600])
@pytest.mark.parametrize("off", [None, (DUE - timedelta(hours=6), DUE + timedelta(hours=1))])
def test_nothing_sent_unasked_names_a_medicine(rung: int, minutes: int, off: tuple[datetime, datetime] | None) -> None:
    said = WORDING.prompt(DOSE, NAME, rung, Here(DUE + timedelta(minutes=minutes), LONDON), off)
    assert "08:00" in said.text
    assert not NAMES_A_MEDICINE.search(said.text + "".join(choice.label for choice in said.choices))
    assert len(said.choices) == 3


@pytest.mark.parametrize("state", [State.UNANSWERED, State.OFF])
@pytest.mark.parametrize("days", [0, 1, 4])
def test_nor_does_the_question_about_the_one_before(state: State, days: int) -> None:
    said = WORDING.before(replace(DOSE, state=state), NAME, Here(DUE + timedelta(days=days), LONDON))
    assert not NAMES_A_MEDICINE.search(said.text + "".join(choice.label for choice in said.choices))
    assert ["Today 08:00", "Yesterday 08:00", "", "", "Tue 1 Dec 08:00"][days] in said.text


def test_from_an_hour_on_a_prompt_says_that_its_time_is_past() -> None:
    assert "was due" not in WORDING.prompt(DOSE, NAME, 1, Here(DUE + timedelta(minutes=59), LONDON), None).text
    assert "was due at 08:00" in WORDING.prompt(DOSE, NAME, 1, Here(DUE + timedelta(minutes=60), LONDON), None).text


def test_a_prompt_after_midnight_says_whose_day_it_was() -> None:
    late = replace(DOSE, wall=time(23, 30), due_at=DUE.replace(hour=23, minute=30))
    here = Here(datetime(2026, 12, 2, 0, 10, tzinfo=UTC), LONDON)
    assert WORDING.prompt(late, NAME, 2, here, None).text.startswith("Tue 1 Dec 23:30")
