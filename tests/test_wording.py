"""Amounts, times and prompts in words; and that nothing sent unasked names a medicine."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.care.diary import Entry, Kind
from bot.care.doses import Dose, State
from bot.care.joining import OPEN
from bot.care.people import Clinic, Style, Voice
from bot.care.plans import Part
from bot.care.timetable import DoseName
from bot.messages import Weight
from bot.wiring import read_desk
from bot.wording import Asked, Here, Reader

WORDING = read_desk().wording
COUNTRIES = read_desk().countries
LONDON = ZoneInfo("Europe/London")
DUE = datetime(2026, 12, 1, 8, 0, tzinfo=UTC)
NAME = DoseName("plan-uid", date(2026, 12, 1), 1, 0)
DOSE = Dose(
    id=1, uid="uid", circle_id=1, plan_id=1, version=1, day=date(2026, 12, 1), turn=1, lap=0, wall=time(8),
    due_at=DUE, closes_at=DUE + timedelta(hours=12), state=State.OPEN, prompts=0, next_step_at=DUE, zone=LONDON.key,
)  # fmt: skip
ASKED = Asked(DOSE, NAME, (Part(Decimal(1), Decimal(50)),))
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
    said = WORDING.prompt(ASKED, rung, Here(DUE + timedelta(minutes=minutes), LONDON), off)
    assert "08:00" in said.text
    assert not NAMES_A_MEDICINE.search(said.text + "".join(choice.label for choice in said.choices))
    assert len(said.choices) == 3


@pytest.mark.parametrize("state", [State.UNANSWERED, State.OFF])
@pytest.mark.parametrize("days", [0, 1, 4])
def test_nor_does_the_question_about_the_one_before(state: State, days: int) -> None:
    said = WORDING.before(replace(ASKED, dose=replace(DOSE, state=state)), Here(DUE + timedelta(days=days), LONDON))
    assert not NAMES_A_MEDICINE.search(said.text + "".join(choice.label for choice in said.choices))
    assert ["Today 08:00", "Yesterday 08:00", "", "", "Tue 1 Dec 08:00"][days] in said.text


def test_from_an_hour_on_a_prompt_says_that_its_time_is_past() -> None:
    assert "was due" not in WORDING.prompt(ASKED, 1, Here(DUE + timedelta(minutes=59), LONDON), None).text
    assert "was due at 08:00" in WORDING.prompt(ASKED, 1, Here(DUE + timedelta(minutes=60), LONDON), None).text


def test_a_prompt_after_midnight_says_whose_day_it_was() -> None:
    late = replace(DOSE, wall=time(23, 30), due_at=DUE.replace(hour=23, minute=30))
    here = Here(datetime(2026, 12, 2, 0, 10, tzinfo=UTC), LONDON)
    assert WORDING.prompt(replace(ASKED, dose=late), 2, here, None).text.startswith("Tue 1 Dec 23:30")


BRITAIN, AMERICA = COUNTRIES.of_zone("Europe/London"), COUNTRIES.of_zone("America/New_York")
CLINIC = Clinic("St Anne's", "020 7946 0000", "9:00 to 17:00", "020 7946 0001")


def test_the_urgent_block_says_the_number_the_card_and_who_answers_when_they_are_closed() -> None:
    said = WORDING.urgent(BRITAIN, BRITAIN, CLINIC).text
    assert said.startswith("Ring 999 now if someone\n\n- cannot breathe well")
    assert "Otherwise ring your team today: St Anne's, 020 7946 0000, 9:00 to 17:00." in said
    assert "When they are closed: 020 7946 0001. If nobody answers there, ring 111" in said
    assert "Where you live" not in said
    assert said.endswith("\n\nNobody reads this chat.")


def test_a_card_may_be_absent_or_lack_a_line() -> None:
    assert "ring your team today. When they are closed, ring 111" in WORDING.urgent(BRITAIN, None, None).text
    short = WORDING.urgent(BRITAIN, None, Clinic("", "020 7946 0000", "", "")).text
    assert "ring your team today: 020 7946 0000. When they are closed, ring 111" in short


def test_away_from_home_the_number_there_comes_first_and_the_one_at_home_below() -> None:
    said = WORDING.urgent(AMERICA, BRITAIN, None).text
    assert said.startswith("Ring 911 now")
    assert "\n\nWhere you live, in the UK, that is 999.\n\nOtherwise" in said
    assert WORDING.urgent(COUNTRIES.default, None, None).text.startswith(
        "Ring 999 (UK), 112 (Europe) or 911 (US and Canada) now if someone"
    )


def test_a_crisis_says_who_listens_and_after_an_overdose_first_whom_to_ring() -> None:
    die = WORDING.crisis(BRITAIN, None, overdose=False)
    assert "Samaritans, 116 123" in die.text
    assert "ring 999" in die.text
    assert "poison" not in die.text
    overdose = WORDING.crisis(AMERICA, BRITAIN, overdose=True)
    assert overdose.text.startswith("Ring 911 now")
    order = ["911", "1-800-222-1222", "988", "Where you live, in the UK", "116 123", "999"]
    assert sorted(order, key=overdose.text.index) == order
    assert "poison" not in WORDING.crisis(COUNTRIES.of_zone("Europe/Paris"), None, overdose=True).text
    assert not die.choices
    assert not overdose.choices


HERE = Here(DUE, LONDON)


@pytest.mark.parametrize(
    ("reader", "text", "done"),
    [
        (Reader(), "08:00. Your usual?", "Done"),
        (Reader(Voice(Style.OWN, "Feed the cat")), "08:00. Feed the cat?", "Done"),
        (Reader(Voice(Style.PLAIN)), "08:00. Your azathioprine: one tablet of 50 mg?", "Taken"),
        (Reader(patient="Mia"), "Mia, 08:00?", "Given"),
        (Reader(Voice(Style.PLAIN), "Mia"), "Mia, 08:00: azathioprine, one tablet of 50 mg?", "Given"),
    ],
)
def test_a_prompt_is_worded_as_its_reader_wants(reader: Reader, text: str, done: str) -> None:
    said = WORDING.to(reader).prompt(ASKED, 1, HERE)
    assert said.text == text
    assert said.choices[0].label == done


def test_only_what_is_done_every_day_goes_on_or_erases_has_weight() -> None:
    prompt = WORDING.prompt(ASKED, 1, Here(DUE, LONDON))
    assert [choice.weight for choice in prompt.choices] == [Weight.USUAL, Weight.PLAIN, Weight.PLAIN]
    assert [choice.weight for choice in WORDING.not_agreed().choices] == [Weight.GOES_ON]
    assert [choice.weight for choice in WORDING.stop(plan=False).choices] == [Weight.ERASES, Weight.PLAIN]


def test_no_colour_answers_whether_somebody_agrees_to_be_kept() -> None:
    assert {choice.weight for choice in WORDING.consent(OPEN).choices} == {Weight.PLAIN}


def test_a_dose_on_the_clock_of_another_place_says_so() -> None:
    away = Here(DUE, ZoneInfo("America/New_York"))
    assert WORDING.prompt(ASKED, 1, away).text == "08:00 (London). Your usual?"
    assert "08:00 (London) is still open" in WORDING.prompt(ASKED, 2, away).text


def entry(number: int, kind: Kind, by: int | None, corrects: int | None = None, **more: Any) -> Entry:
    return Entry(number, 1, kind, DUE + timedelta(hours=number), by, more.get("taken_at"), corrects, more.get("reason"))


@pytest.mark.parametrize(
    ("entries", "says"),
    [
        ([entry(1, Kind.TAKEN, 9, taken_at=DUE)], "had it 08:00, says Ben"),
        ([entry(1, Kind.TAKEN, 7, taken_at=DUE)], "had it 08:00"),
        ([entry(1, Kind.NOT_HAD, 7), entry(2, Kind.NOT_HAD, 7, 1, reason="felt sick")], "not had, felt sick"),
        (
            [entry(1, Kind.NOT_HAD, 7), entry(2, Kind.TAKEN, 9, 1, taken_at=DUE)],
            "had it 08:00, says Ben (first: not had, changed 10:00)",
        ),
        ([entry(1, Kind.PAUSED, None, reason="team")], "stopped by the team, not asked"),
    ],
)
def test_the_log_tells_who_said_what_and_when(entries: list[Entry], says: str) -> None:
    settled = replace(DOSE, state=State(entries[-1].kind.value))
    assert WORDING.history(settled, entries, {9: "Ben"}) == says
