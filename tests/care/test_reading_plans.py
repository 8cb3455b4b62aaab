"""The words of /plan: what is read, what is asked about, and that nothing is left out in silence."""

# ruff: noqa: RUF001 - signs that look like other signs are what is tested here

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.care.plans import Amount, Part
from bot.care.reading import ClockTime, Half, PlanTrouble, PlanWords, Trouble, read_plan


def parts(*written: str) -> Amount:
    """Return an amount from "count strength" pairs."""
    return tuple(Part(Decimal(count), Decimal(strength)) for count, strength in map(str.split, written))


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
    "1 x 50 mg at 8 and 20:00": (parts("1 50"), (OPEN_8[0], DAY[1])),
    "٢ x ٥٠ mg at ٠٨:٠٠": (parts("2 50"), AT_8),
    "１ｘ５０ｍｇ ａｔ ０８：００": (parts("1 50"), AT_8),
    "20 x 1000 mg at 08:00": (parts("20 1000"), AT_8),
    "1 x\u200b 50\n mg\tat 08:00": (parts("1 50"), AT_8),
}

TROUBLES = {
    Trouble.EMPTY: {"": "", "  \n": "", "\u200b": "", "...": ""},
    Trouble.NO_TIME: {"1 x 50 mg": "", "1 x 50 mg at": "", "1 x 50 mg daily": "", "1 x 50 mg at every day": ""},
    Trouble.NO_AMOUNT: {"at 8am": "", "8am": "", "azathioprine at 8am": "", "daily at 8am": "", "08:00 1 x 50 mg": ""},
    Trouble.MG_ALONE: {
        "75 mg at 08:00": "75 mg",
        "azathioprine 75mg at 08:00": "75mg",
        "75 mg tablets at 08:00": "75 mg tablets",
        "azathioprine 50mg twice daily": "50mg twice",
        "50 mg x 2 at 8am": "50 mg x 2",
    },
    Trouble.BAD_TIME: {
        "1 x 50 mg at 24:00": "24:00",
        "1 x 50 mg at 25:00": "25:00",
        "1 x 50 mg at 8:60": "8:60",
        "1 x 50 mg at -1:00": "-1:00",
        "1 x 50 mg at half 7": "half 7",
        "1 x 50 mg at breakfast": "breakfast",
        "1 x 50 mg at 8am and 25:00": "25:00",
        "1 x 50 mg at 8 15": "8 15",
        "1 x 50 mg at 08:00 20:00": "08:00 20:00",
        "1 x 50 mg at 8,30": "30",
        "1 x 50 mg at 8am,,8pm": ",8pm",
        "1 x 50 mg at 25:00 on mon": "25:00 on mon",
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
        "9" * 5000 + " x 50 mg at 08:00": "9" * 40,
        "0x10 mg at 08:00": "0",
    },
    Trouble.BAD_STRENGTH: {
        "1 x 50 at 8am": "50",
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
        "2 tablets at 8am": "2 tablets",
        "2 at 8am": "2",
        "imuran 50 bd": "50 bd",
        "1-0-1": "1-0-1",
        "-75 mg at 8": "-75 mg",
        "1 x " + "9" * 5000 + " mg at 8am": "9" * 40,
    },
    Trouble.SAME_TIME: {
        "1 x 50 mg at 8am and 08:00": "08:00",
        "1 x 50 mg at 8 and 8": "8",
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
        "1 x 50 mg at 08:00 on mon,wed": "on mon,wed",
        "1 x 50 mg on mon,wed at 08:00": "on mon,wed",
        "1 x 50 mg every 2 days at 08:00": "every 2 days",
        "every 2 days 1 x 50 mg at 08:00": "every 2 days 1",
        "1 x 50 mg at 08:00 every 2 days": "every 2 days",
        "1 x 50 mg at 8am, every 2 days": "every 2 days",
        "1 x 50 mg at 8am and then 1 x 25 mg at 8pm": "then 1 x 25 mg at 8pm",
        "1 x 50 mg at 8 for 3 weeks": "for 3 weeks",
        "1 x 50 mg 2 x daily at 8": "2 x",
        "1 x 5 mg prednisolone at 8": "prednisolone",
        "1 x 50 mg + at 8": "+",
        "foo at 8": "foo",
        "half at 8": "half",
        "one 50 mg at 8": "one 50 mg",
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


@pytest.mark.parametrize(("text", "expected"), PLANS.items())
def test_a_plan_is_read_as_typed(text: str, expected: tuple[Amount, tuple[ClockTime, ...]]) -> None:
    assert read_plan(text) == PlanWords(*expected, None)


@pytest.mark.parametrize(
    "text", ["1.5 x 50 mg = 75 mg at 08:00", "1.5 x 50 mg at 08:00 = 75 mg daily", "1,5 x 50 mg =75,0mg at 08:00"]
)
def test_a_total_that_agrees_is_kept_beside_the_tablets(text: str) -> None:
    assert read_plan(text) == PlanWords(parts("1.5 50"), AT_8, Decimal(75))


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
        # "½" after the 1 is one and a half; a second "mg" stands for nothing.
        assert isinstance(read, PlanTrouble) or read.amount == parts("1.5 50"), text


@given(st.text(alphabet="0123456789.,½x×* mgat:+=and-eE_²\x00\u202e\ud800", max_size=60))
def test_any_text_is_a_plan_or_a_trouble_with_a_short_clean_piece(text: str) -> None:
    read = read_plan(text)
    if isinstance(read, PlanTrouble):
        assert len(read.words) <= 40
        assert read.words.isprintable()
    else:
        assert all(0 < part.count <= 20 and 0 < part.strength_mg <= 1000 for part in read.amount)
        assert read.times


@given(
    st.integers(1, 80).map(lambda quarters: Decimal(quarters) / 4),
    st.integers(1, 100_000).map(lambda hundredths: Decimal(hundredths) / 100),
    st.times(),
)
def test_every_amount_and_time_comes_back_as_it_went_in(count: Decimal, strength: Decimal, at: object) -> None:
    read = read_plan(f"{count} x {strength} mg at {at:%H:%M}")
    assert isinstance(read, PlanWords)
    assert read.amount == (Part(count, strength),)


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
