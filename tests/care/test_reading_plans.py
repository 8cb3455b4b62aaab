"""The words of /plan: what is read, what is asked about, and that nothing is left out in silence."""

# ruff: noqa: RUF001 - signs that look like other signs are what is tested here

from __future__ import annotations

import time
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.care.plans import Amount, Part
from bot.care.reading import (
    ClockTime,
    Dated,
    DayWord,
    FromToday,
    Half,
    IntakeWords,
    PlanTrouble,
    PlanWords,
    Step,
    Trouble,
    Weekday,
    read_count,
    read_label,
    read_plan,
    read_strength,
)


def parts(*written: str) -> Amount:
    """Return an amount from "count strength" pairs."""
    return tuple(Part(Decimal(count), Decimal(strength)) for count, strength in map(str.split, written))


def daily(amount: Amount, times: tuple[ClockTime, ...], stated: Decimal | None = None) -> PlanWords:
    """Return the plan of one amount at fixed times every day."""
    return PlanWords((Step(None, tuple(IntakeWords(amount=amount, time=at) for at in times)),), stated)


def amounts(plan: PlanWords) -> set[Amount | None]:
    """Return every amount in a plan."""
    return {one.amount for step in plan.steps for one in step.intakes}


def on_mondays(plan: PlanWords) -> bool:
    """Tell whether all of a plan is owed on Mondays only."""
    return all(one.weekdays == frozenset({0}) for step in plan.steps for one in step.intakes)


AT_8 = (ClockTime(8, 0, Half.DAY24),)
AM_8 = (ClockTime(8, 0, Half.AM),)
AM_PM = (ClockTime(8, 0, Half.AM), ClockTime(20, 0, Half.PM))
OPEN_8 = (ClockTime(8, 0, Half.EITHER),)
DAY = (ClockTime(8, 0, Half.DAY24), ClockTime(20, 0, Half.DAY24))

PLANS = {
    "1.5 x 50 mg at 08:00": (parts("1.5 50"), AT_8),
    "1 x 50 mg + 1 x 25 mg at 8am and 8pm": (parts("1 50", "1 25"), AM_PM),
    "1 x 50 mg and 1 x 25 mg at 8am": (parts("1 50", "1 25"), AM_8),
    "1 x 50 mg, ½ x 25 mg at 8am": (parts("1 50", "0.5 25"), AM_8),
    "1½ x 50mg at 8 am": (parts("1.5 50"), AM_8),
    "1 ½ x 50mg at 8 am": (parts("1.5 50"), AM_8),
    "1 1/2 x 50mg at 8 am": (parts("1.5 50"), AM_8),
    "¾ x 50mg at 8 am": (parts("0.75 50"), AM_8),
    "1,5 x 50 mg at 08:00": (parts("1.5 50"), AT_8),
    "1.50 x 50.0 mg at 08:00": (parts("1.5 50"), AT_8),
    "1.25 × 62,5 MG at 08:00": (parts("1.25 62.5"), AT_8),
    "1 x 0.125 mg at 08:00": (parts("1 0.125"), AT_8),
    "2 tablets of 50 mg at 08:00, 20:00": (parts("2 50"), DAY),
    "2 tabs 50mg at 08:00": (parts("2 50"), AT_8),
    "2 pills x 50mg at 08:00": (parts("2 50"), AT_8),
    "1 x 50 mg tablet at 08:00": (parts("1 50"), AT_8),
    "two tablets of 25 mg each at 08:00": (parts("2 25"), AT_8),
    "half a tablet of 50 mg at 08:00": (parts("0.5 50"), AT_8),
    "a tablet of 50 mg at 08:00": (parts("1 50"), AT_8),
    "a quarter of a tablet of 50 mg at 08:00": (parts("0.25 50"), AT_8),
    "one and a half x 50mg at 08:00": (parts("1.5 50"), AT_8),
    "2 and a quarter x 50mg at 08:00": (parts("2.25 50"), AT_8),
    "one and a half x 50mg and 1 x 25 mg at 08:00": (parts("1.5 50", "1 25"), AT_8),
    "azathioprine 1 x 50 mg at 08:00": (parts("1 50"), AT_8),
    "1 x 50 mg of azathioprine at 08:00": (parts("1 50"), AT_8),
    "imuran 1x50mg at 8am": (parts("1 50"), AM_8),
    "take 1x50mg @ 8am": (parts("1 50"), AM_8),
    "I take 1*50 milligrams at 8am.": (parts("1 50"), AM_8),
    "1 x 50 mg every day at 08:00": (parts("1 50"), AT_8),
    "1 x 50 mg daily at 08:00": (parts("1 50"), AT_8),
    "1 x 50 mg at 08:00 every day": (parts("1 50"), AT_8),
    "1 x 50 mg 08:00": (parts("1 50"), AT_8),
    "1 x 50 mg 8am": (parts("1 50"), AM_8),
    "1 x 50 mg at 8": (parts("1 50"), OPEN_8),
    "1 x 50 mg at 8am and 8pm": (parts("1 50"), AM_PM),
    "1 x 50 mg at 8am & at 8pm,": (parts("1 50"), AM_PM),
    "1 x 50 mg at 8am, 2pm and 8pm": (parts("1 50"), (AM_PM[0], ClockTime(14, 0, Half.PM), AM_PM[1])),
    "1 x 50 mg at 8am, 2pm, and 8pm": (parts("1 50"), (AM_PM[0], ClockTime(14, 0, Half.PM), AM_PM[1])),
    "1 x 50 mg at 8 in the morning and 8 at night": (parts("1 50"), AM_PM),
    "1 x 50 mg at noon": (parts("1 50"), (ClockTime(12, 0, Half.DAY24),)),
    "1 x 50 mg at 12:00": (parts("1 50"), (ClockTime(12, 0, Half.DAY24),)),
    "1 x 50 mg at 10:30": (parts("1 50"), (ClockTime(10, 30, Half.DAY24),)),
    "1 x 50 mg at 08:00, 12:00, 20:00": (parts("1 50"), (DAY[0], ClockTime(12, 0, Half.DAY24), DAY[1])),
    "1 x 50 mg at 8 and 20:00": (parts("1 50"), DAY),
    "1 x 50 mg at 8 and 20": (parts("1 50"), DAY),
    "1 x 50 mg at 8 and 8": (parts("1 50"), DAY),
    "1 x 50 mg at 8 and 8am": (parts("1 50"), (DAY[1], AM_8[0])),
    "1 x 50 mg at 08:00 20:00": (parts("1 50"), DAY),
    "1 x 50 mg at 0800 2000": (parts("1 50"), DAY),
    "1 x 50 mg 8am 8pm": (parts("1 50"), AM_PM),
    "1 x 50 at 8am": (parts("1 50"), AM_8),
    "1 of 25 and 2 of 50 at 8am": (parts("1 25", "2 50"), AM_8),
    "a 25 and a 50 at 8am": (parts("1 25", "1 50"), AM_8),
    "one 50 and half a 25 at 8am": (parts("1 50", "0.5 25"), AM_8),
    "one and a half 50s at 8am": (parts("1.5 50"), AM_8),
    "1 x fiftymg at 8am": (parts("1 50"), AM_8),
    "2 x 50 miligrams at 8am": (parts("2 50"), AM_8),
    "a tablet and a half of 50 mg at 8am": (parts("1.5 50"), AM_8),
    "٢ x ٥٠ mg at ٠٨:٠٠": (parts("2 50"), AT_8),
    "１ｘ５０ｍｇ ａｔ ０８：００": (parts("1 50"), AT_8),
    "20 x 1000 mg at 08:00": (parts("20 1000"), AT_8),
    "1 x\u200b 50\n mg\tat 08:00": (parts("1 50"), AT_8),
}

TROUBLES = {
    Trouble.EMPTY: {"": "", "  \n": "", "\u200b": "", "...": ""},
    Trouble.NO_TIME: {"1 x 50 mg at": "", "1 x 50 mg at every day": ""},
    Trouble.NO_AMOUNT: {"at 8am": "", "8am": "", "azathioprine at 8am": "", "daily at 8am": "", "08:00 1 x 50 mg": ""},
    Trouble.MG_ALONE: {
        "50 mg x 2 at 8am": "50 mg x 2",
    },
    Trouble.BAD_TIME: {
        "1 x 50 mg at 24:00": "24:00",
        "1 x 50 mg at 25:00": "25:00",
        "1 x 50 mg at 8:60": "8:60",
        "1 x 50 mg at -1:00": "-1:00",
        "1 x 50 mg at half 7": "half 7",
        "1 x 50 mg at 8am and 25:00": "25:00",
        "1 x 50 mg at 8 15": "8 15",
        "1 x 50 mg at 8,30": "30",
        "1 x 50 mg at 8am,,8pm": ",8pm",
        "1 x 50 mg at 25:00 on mon": "25:00",
    },
    Trouble.BAD_COUNT: {
        "0 x 50 mg at 08:00": "0",
        "-1 x 50 mg at 08:00": "-1",
        "1.3 x 50 mg at 08:00": "1.3",
        "1/3 x 50 mg at 08:00": "1/3",
        "⅓ x 50 mg at 08:00": "1⁄3",
        "11/2 x 50 mg at 08:00": "11/2",
        "21 x 50 mg at 08:00": "21",
        "20.25 x 50 mg at 08:00": "20.25",
        "nan x 50 mg at 08:00": "nan",
        "inf x 50 mg at 08:00": "inf",
        "1e3 x 50 mg at 08:00": "1e3",
        "1_000 x 50 mg at 08:00": "1_000",
        "1.000 x 50 mg at 08:00": "1.000",
        "1.250 x 50 mg at 08:00": "1.250",
        "1² x 50 mg at 08:00": "1\ufffd",
        "x 50 mg at 08:00": "x 50 mg",
        "9" * 500 + " x 50 mg at 08:00": "9" * 40,
        "0x10 mg at 08:00": "0",
    },
    Trouble.BAD_STRENGTH: {
        "1 x 60 at 8am": "60",
        "1 x 1000 at 8am": "1000",
        "1 50 mg at 8": "1 50 mg",
        "1 x 0 mg at 8am": "0 mg",
        "1 x -50 mg at 8am": "-50 mg",
        "1 x 1001 mg at 8am": "1001 mg",
        "1 x 1.000 mg at 8am": "1.000 mg",
        "1 x 1,250 mg at 8am": "1,250 mg",
        "1 x 0.0001 mg at 8am": "0.0001 mg",
        "1 x nan mg at 8am": "nan mg",
        "1 x inf mg at 8am": "inf mg",
        "1 x 1e3 mg at 8am": "1e3 mg",
        "1 x 1_000 mg at 8am": "1_000 mg",
        "1 x 50 mcg at 8am": "50 mcg",
        "1 x 50 g at 8am": "50 g",
        "1 x 50² mg at 8am": "50\ufffd mg",
        "1 x 1 000 mg at 8am": "1 000 mg",
        "2 at 8am": "2",
        "-75 mg at 8": "-75 mg",
        "1 x " + "9" * 500 + " mg at 8am": "9" * 40,
    },
    Trouble.SAME_TIME: {
        "1 x 50 mg at 8am and 08:00": "08:00",
        "1 x 50 mg at 8, 8 and 8": "8",
        "1 x 50 mg at noon, 12pm": "12pm",
    },
    Trouble.HOURLY: {
        "1 x 50 mg every 6 hours": "every 6 hours",
        "1 x 50 mg every 0 hours": "every 0 hours",
        "1 x 50 mg every -6 h at 8": "every -6 h",
        "1 x 50 mg every hour": "every hour",
        "1 x 50 mg every six hours at 8am": "every six hours",
        "1 x 50 mg every 1 second": "every 1 second",
        "1 x 50 mg 6-hourly": "6-hourly",
        "1 x 50 mg q6h": "q6h",
    },
    Trouble.OTHER_MEDICINE: {
        "prednisolone 5 mg at 8": "prednisolone",
        "Prednisolone 1 x 5 mg at 8": "prednisolone",
        "1 x 50 mg + prednisolone 5 mg at 8": "prednisolone",
        "mercaptopurine 50mg": "mercaptopurine",
    },
    Trouble.MG_DISAGREE: {"1.5 x 50 mg = 80 mg at 08:00": "80 mg", "1 x 50 mg at 08:00 = 50.5 mg": "50.5 mg"},
    Trouble.NOT_UNDERSTOOD: {
        "1 x 50 mg at 8 for 3 weeks": "for 3 weeks",
        "1 x 50 mg 2 x daily at 8": "1 x 50 mg 2 x daily at 8",
        "1 x 5 mg prednisolone at 8": "prednisolone",
        "1 x 50 mg + at 8": "+",
        "foo at 8": "foo",
        "half at 8": "half",
        "one 60 mg at 8": "one 60 mg",
        "1 x 50 mg = 1.000 mg at 8": "= 1.000 mg",
        "1 x 50 mg = 75 at 8": "= 75",
        " + ".join(["1 x 5 mg"] * 7) + " at 8": "1 x 5 mg",
        "1 x 5 mg at " + ", ".join(f"{hour:02}:00" for hour in range(14)): "12:00, 13:00",
        "<b>y</b> " * 3 + "at 8": "<b>y</b> <b>y</b> <b>y</b>",
        "é" * 5000: "\ufffd",
        "a" * 100_000: "a" * 40,
    },
}
ROWS = [(kind, text, words) for kind, texts in TROUBLES.items() for text, words in texts.items()]


LABELS = [
    "Azathioprine 50mg tablets. Take TWO tablets once a day with or after food",
    "AZATHIOPRINE 50MG TABLETS Take TWO tablets once a day, swallow whole with water",
    "azathioprine 50mg tablets - take 2 daily. Swallow whole.",
]


@pytest.mark.parametrize("text", LABELS)
def test_a_label_is_read_as_it_is_printed(text: str) -> None:
    read = read_plan(text)
    assert isinstance(read, PlanWords)
    assert [intake.amount for step in read.steps for intake in step.intakes] == [parts("2 50")]


def test_behind_take_few_are_counted() -> None:
    read = read_plan("TAKE TWO ONCE A DAY")
    assert isinstance(read, PlanWords)
    assert [intake.count for step in read.steps for intake in step.intakes] == [Decimal(2)]


@pytest.mark.parametrize(("text", "expected"), PLANS.items())
def test_a_plan_is_read_as_typed(text: str, expected: tuple[Amount, tuple[ClockTime, ...]]) -> None:
    assert read_plan(text) == daily(*expected)


@pytest.mark.parametrize(
    "text", ["1.5 x 50 mg = 75 mg at 08:00", "1.5 x 50 mg at 08:00 = 75 mg daily", "1,5 x 50 mg =75,0mg at 08:00"]
)
def test_a_total_that_agrees_is_kept_beside_the_tablets(text: str) -> None:
    assert read_plan(text) == daily(parts("1.5 50"), AT_8, Decimal(75))


@pytest.mark.parametrize(("kind", "text", "words"), ROWS, ids=[f"{kind.value}-{text[:30]}" for kind, text, _ in ROWS])
def test_a_plan_that_is_not_read_says_why_and_where(kind: Trouble, text: str, words: str) -> None:
    assert read_plan(text) == PlanTrouble(kind, words)


@pytest.mark.parametrize(
    "word", ["not", "maybe", "monday", "twice", "25", "prednisolone", "½", "mg", "or", "<b>", "👍"]
)
def test_a_word_more_anywhere_is_never_left_out_in_silence(word: str) -> None:
    words = ["1", "x", "50", "mg", "at", "08:00", "and", "20:00"]
    for place in range(len(words) + 1):
        text = " ".join([*words[:place], word, *words[place:]])
        read = read_plan(text)
        # "½" after the 1 is one and a half; a weekday is kept wherever it stands.
        kept = not isinstance(read, PlanTrouble) and (amounts(read) == {parts("1.5 50")} or on_mondays(read))
        assert isinstance(read, PlanTrouble) or kept, text


@given(st.text(alphabet="0123456789.,½x×* mgat:+=and-eE_²\x00\u202e\ud800", max_size=60))
def test_any_text_is_a_plan_or_a_trouble_with_a_short_clean_piece(text: str) -> None:
    read = read_plan(text)
    if isinstance(read, PlanTrouble):
        assert len(read.words) <= 40
        assert read.words.isprintable()
    else:
        every = [part for amount in amounts(read) for part in amount or ()]
        assert all(0 < part.count <= 20 and 0 < part.strength_mg <= 1000 for part in every)
        assert all(step.intakes for step in read.steps)


@given(
    st.integers(1, 80).map(lambda quarters: Decimal(quarters) / 4),
    st.integers(1, 100_000).map(lambda hundredths: Decimal(hundredths) / 100),
    st.times(),
)
def test_every_amount_and_time_comes_back_as_it_went_in(count: Decimal, strength: Decimal, at: object) -> None:
    read = read_plan(f"{count} x {strength} mg at {at:%H:%M}")
    assert isinstance(read, PlanWords)
    assert amounts(read) == {(Part(count, strength),)}


@pytest.mark.parametrize(
    "text",
    [
        "1 x 5 mg + " * 9_000,
        "1 x 50 mg at " + "8am, " * 20_000,
        "1 and a half " * 1_200,
        "= 1," * 4_000,
        "1.1." * 4_000,
        "at " * 5_000,
    ],
)
def test_long_plans_are_refused_quickly(text: str) -> None:
    began = time.process_time()
    assert isinstance(read_plan(text), PlanTrouble)
    assert time.process_time() - began < 0.2


# --- more than the same tablets at the same times ---------------------------------------------------------------------

FIFTY = parts("1 50")
TWO = parts("2 50")
HALF_MORE = parts("1.5 50")
EVE = ClockTime(20, 0, Half.DAY24)
OPEN, EIGHT = ClockTime(8, 0, Half.EITHER), ClockTime(8, 0, Half.DAY24)
WORKDAYS, WEEKEND = frozenset(range(5)), frozenset({5, 6})


def plan(*intakes: IntakeWords) -> PlanWords:
    return PlanWords((Step(None, intakes),))


def steps(*written: tuple[DayWord | None, IntakeWords]) -> PlanWords:
    return PlanWords(tuple(Step(day, (intake,)) for day, intake in written))


EIGHT_50 = IntakeWords(amount=FIFTY, time=EIGHT)
OTHER_PLANS = {
    "1 x 50 mg on mon,wed,fri at 08:00": plan(replace(EIGHT_50, weekdays=frozenset({0, 2, 4}))),
    "1 x 50 mg at 08:00 on mon, wed and fri": plan(replace(EIGHT_50, weekdays=frozenset({0, 2, 4}))),
    "1 x 50 mg on weekdays at 08:00": plan(replace(EIGHT_50, weekdays=WORKDAYS)),
    "1 x 50 mg at 08:00 weekends": plan(replace(EIGHT_50, weekdays=WEEKEND)),
    "1 x 50 mg every monday at 08:00": plan(replace(EIGHT_50, weekdays=frozenset({0}))),
    "1 x 50 mg fri to mon at 08:00": plan(replace(EIGHT_50, weekdays=frozenset({4, 5, 6, 0}))),
    "1 x 50 mg every 2 days at 08:00": plan(replace(EIGHT_50, every=2)),
    "1 x 50 mg at 08:00 every 2 days": plan(replace(EIGHT_50, every=2)),
    "1 x 50 mg at 08:00, every 2 days": plan(replace(EIGHT_50, every=2)),
    "every 2 days 1 x 50 mg at 08:00": plan(replace(EIGHT_50, every=2)),
    "1 x 50 mg every other day at 08:00": plan(replace(EIGHT_50, every=2)),
    "1 x 50 mg on alternate days at 08:00": plan(replace(EIGHT_50, every=2)),
    "1 x 50 mg every third day at 08:00": plan(replace(EIGHT_50, every=3)),
    "1 x 50 mg every week at 08:00": plan(replace(EIGHT_50, every=7)),
    "1 x 50 mg every 28 days at 08:00": plan(replace(EIGHT_50, every=28)),
    "1 x 50 mg at 08:00 alternating 1.5 x 50 mg": plan(
        replace(EIGHT_50, every=2), replace(EIGHT_50, amount=HALF_MORE, every=2, phase=1)
    ),
    "1 x 50 mg alternating with 1.5 x 50 mg at 08:00": plan(
        replace(EIGHT_50, every=2), replace(EIGHT_50, amount=HALF_MORE, every=2, phase=1)
    ),
    "1 and 1.5 tablets on alternate days": plan(
        IntakeWords(count=Decimal(1), every=2), IntakeWords(count=Decimal("1.5"), every=2, phase=1)
    ),
    "1 and 1.5 x 50 mg on alternate days at 08:00": plan(
        replace(EIGHT_50, every=2), replace(EIGHT_50, amount=HALF_MORE, every=2, phase=1)
    ),
    "1 x 50 mg one day and 2 x 50 mg the next at 08:00": plan(
        replace(EIGHT_50, every=2), replace(EIGHT_50, amount=TWO, every=2, phase=1)
    ),
    "2 x 50 mg at 8 and 1 x 50 mg at 20:00": plan(
        IntakeWords(amount=TWO, time=OPEN), IntakeWords(amount=FIFTY, time=EVE)
    ),
    "2 x 50 mg at 08:00, then 1 x 50 mg at 20:00": plan(
        IntakeWords(amount=TWO, time=EIGHT), IntakeWords(amount=FIFTY, time=EVE)
    ),
    "1 x 50 mg at 8am and then 1 x 25 mg at 8pm": plan(
        IntakeWords(amount=FIFTY, time=AM_PM[0]), IntakeWords(amount=parts("1 25"), time=AM_PM[1])
    ),
    "2 x 50 mg mon to fri, 1 x 50 mg sat sun at 08:00": plan(
        IntakeWords(amount=TWO, weekdays=WORKDAYS), IntakeWords(amount=FIFTY, time=EIGHT, weekdays=WEEKEND)
    ),
    "2 x 50 mg mon to fri at 08:00, 1 x 50 mg sat and sun at 08:00": plan(
        IntakeWords(amount=TWO, time=EIGHT, weekdays=WORKDAYS), IntakeWords(amount=FIFTY, time=EIGHT, weekdays=WEEKEND)
    ),
    "1 x 50 mg at 08:00 from 2026-12-01, 2 x 25 mg from 2026-12-15": steps(
        (Dated(1, 12, 2026), EIGHT_50), (Dated(15, 12, 2026), replace(EIGHT_50, amount=parts("2 25")))
    ),
    "1 x 50 mg from 2026-12-01, 2 x 25 mg from 2026-12-15 at 08:00": steps(
        (Dated(1, 12, 2026), EIGHT_50), (Dated(15, 12, 2026), replace(EIGHT_50, amount=parts("2 25")))
    ),
    "1 x 50 mg at 08:00, then 2 x 50 mg from monday": steps(
        (None, EIGHT_50), (Weekday(0), replace(EIGHT_50, amount=TWO))
    ),
    "from 1 dec 1 x 50 mg at 08:00, from 15 dec 2 x 50 mg at 08:00": steps(
        (Dated(1, 12), EIGHT_50), (Dated(15, 12), replace(EIGHT_50, amount=TWO))
    ),
    "1 x 50 mg at 08:00 from 1 dec, 1-0-1 from 15 dec": PlanWords(
        (
            Step(Dated(1, 12), (EIGHT_50,)),
            Step(
                Dated(15, 12),
                (IntakeWords(count=Decimal(1), part="morning"), IntakeWords(count=Decimal(1), part="evening")),
            ),
        )
    ),
    "2 x 50 mg from tomorrow": steps((FromToday(1), IntakeWords(amount=TWO))),
    "take 2 x 50 mg at 08:00 from tomorrow": steps((FromToday(1), replace(EIGHT_50, amount=TWO))),
    "1-0-1": plan(IntakeWords(count=Decimal(1), part="morning"), IntakeWords(count=Decimal(1), part="evening")),
    "imuran 2-0-1": plan(IntakeWords(count=Decimal(2), part="morning"), IntakeWords(count=Decimal(1), part="evening")),
    "1-0-0-1/2 50 mg": plan(
        IntakeWords(amount=FIFTY, part="morning"), IntakeWords(amount=parts("0.5 50"), part="night")
    ),
    "azathioprine 50mg 1-1-0": plan(IntakeWords(amount=FIFTY, part="morning"), IntakeWords(amount=FIFTY, part="noon")),
    "imuran 50 od": plan(IntakeWords(mg=Decimal(50))),
    "50 od": plan(IntakeWords(mg=Decimal(50))),
    "azathioprine 50": plan(IntakeWords(mg=Decimal(50))),
    "imuran 50 bd": plan(IntakeWords(mg=Decimal(50)), IntakeWords(mg=Decimal(50))),
    "azathioprine 50mg twice daily": plan(IntakeWords(mg=Decimal(50)), IntakeWords(mg=Decimal(50))),
    "75 mg at 08:00": plan(IntakeWords(mg=Decimal(75), time=EIGHT)),
    "75 mg tablets at 08:00": plan(IntakeWords(mg=Decimal(75), time=EIGHT)),
    "1 tab of 50 once a day": plan(IntakeWords(amount=FIFTY)),
    "one 50mg tablet in the morning": plan(IntakeWords(amount=FIFTY, part="morning")),
    "two 50 mg tablets at 08:00": plan(IntakeWords(amount=TWO, time=EIGHT)),
    "1 x 50 mg morning and evening": plan(
        IntakeWords(amount=FIFTY, part="morning"), IntakeWords(amount=FIFTY, part="evening")
    ),
    "1 tablet with breakfast and at bedtime": plan(
        IntakeWords(count=Decimal(1), part="morning"), IntakeWords(count=Decimal(1), part="night")
    ),
    "two tablets daily": plan(IntakeWords(count=Decimal(2))),
    "1 tablet at night": plan(IntakeWords(count=Decimal(1), part="night")),
    "1 tablet nocte": plan(IntakeWords(count=Decimal(1), part="night")),
    "one and a half tablets with breakfast": plan(IntakeWords(count=Decimal("1.5"), part="morning")),
    "2 tablets of 50 mg 3 times a day": plan(*(IntakeWords(amount=TWO) for _ in range(3))),
    "1 x 50 mg 4x a day": plan(*(IntakeWords(amount=FIFTY) for _ in range(4))),
    "1 x 50 mg twice a day at 08:00 and 20:00": plan(EIGHT_50, IntakeWords(amount=FIFTY, time=EVE)),
    "1 tablet of 50mg in the morning and 1 at night": plan(
        IntakeWords(amount=FIFTY, part="morning"), IntakeWords(count=Decimal(1), part="night")
    ),
    "1 x 50 mg": plan(IntakeWords(amount=FIFTY)),
    "1 x 50 mg daily": plan(IntakeWords(amount=FIFTY)),
    "2 tablets = 100 mg at 08:00": PlanWords((Step(None, (IntakeWords(count=Decimal(2), time=EIGHT),)),), Decimal(100)),
}
OTHER_TROUBLES = {
    "1 x 50 mg every 0 days at 8": Trouble.BAD_EVERY,
    "1 x 50 mg every -2 days at 8": Trouble.BAD_EVERY,
    "1 x 50 mg every 401 days at 8": Trouble.BAD_EVERY,
    "1 x 50 mg 7x a day": Trouble.BAD_EVERY,
    "1 x 50 mg 0 times a day": Trouble.BAD_EVERY,
    "1 x 50 mg twice a day at 8": Trouble.NOT_UNDERSTOOD,
    "1 x 50 mg in the morning at 8am and noon": Trouble.NOT_UNDERSTOOD,
    "1 x 50 mg twice daily in the morning": Trouble.NOT_UNDERSTOOD,
    "1 x 50 mg mon and 2 x 50 mg tue alternating 3 x 50 mg at 8": Trouble.NOT_UNDERSTOOD,
    "1 x 50 mg every 3 days alternating 2 x 50 mg at 8": Trouble.NOT_UNDERSTOOD,
    "1 x 50 mg at 8 from 1 dec until 5 dec": Trouble.NOT_UNDERSTOOD,
    "2 x 50 mg at 08:00 and 1 x 50 mg at 08:00": Trouble.SAME_TIME,
    "2 x 50 mg mon to fri at 08:00, 1 x 50 mg fri sat at 08:00": Trouble.SAME_TIME,
    "0-0-0": Trouble.BAD_COUNT,
    "prednisolone 1-0-1": Trouble.OTHER_MEDICINE,
    "1 x 50 mg every 25 h": Trouble.HOURLY,
    "1 x 50 mg every 6 hours": Trouble.HOURLY,
    "1 x 50 mg at 8 = 60 mg": Trouble.MG_DISAGREE,
    "2 x 50 mg at 8 and 1 x 50 mg at 20:00 = 100 mg": Trouble.MG_DISAGREE,
    ", ".join(f"{n} x 50 mg from {n} dec" for n in range(1, 15)): Trouble.NOT_UNDERSTOOD,
    "2000 mg od": Trouble.BAD_STRENGTH,
}


@pytest.mark.parametrize(("text", "expected"), OTHER_PLANS.items())
def test_other_plans_are_read_and_leave_open_what_was_not_said(text: str, expected: PlanWords) -> None:
    assert read_plan(text) == expected


@pytest.mark.parametrize(("text", "kind"), OTHER_TROUBLES.items(), ids=[text[:40] for text in OTHER_TROUBLES])
def test_what_cannot_be_kept_says_why(text: str, kind: Trouble) -> None:
    read = read_plan(text)
    assert isinstance(read, PlanTrouble)
    assert read.kind is kind


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("azathioprine 50mg BD", (50, "bd")),
        ("imuran 50 od", (50, "od")),
        ("50 miligrams", (50, "")),
        ("azathioprine 50mg twice daily 8am 8pm", (50, "twice daily 8am 8pm")),
        ("50 od", None),
        ("8 in the morning", None),
        ("prednisolone 5 mg od", None),
    ],
)
def test_the_figure_of_a_label_is_told_from_what_follows(typed: str, label: tuple[int, str] | None) -> None:
    assert read_label(typed) == (None if label is None else (Decimal(label[0]), label[1]))


@pytest.mark.parametrize(
    ("typed", "count"),
    [("one and half", "1.5"), ("a tablet and a half", "1.5"), ("1 1/2", "1.5"), ("2 tablets and a quarter", "2.25")],
)
def test_a_count_in_words_is_read(typed: str, count: str) -> None:
    assert read_count(typed) == Decimal(count)


@pytest.mark.parametrize("typed", ["fiftymg", "fifty", "50 miligrams", "Imuran 50mg", "50mgs"])
def test_a_strength_however_it_is_spelled_is_read(typed: str) -> None:
    assert read_strength(typed) == Decimal(50)


@given(st.sampled_from(["od", "bd", "twice daily", "once a day", "tds"]), st.integers(10, 500))
def test_a_bare_figure_is_never_made_into_tablets(often: str, mg: int) -> None:
    read = read_plan(f"imuran {mg} {often}")
    assert isinstance(read, PlanWords)
    assert all(one == IntakeWords(mg=Decimal(mg)) for step in read.steps for one in step.intakes)
