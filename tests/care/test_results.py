"""Laboratory values are read as typed or asked about; none is read wrongly, judged, or changed."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.care.results import (
    Kind,
    Value,
    Why,
    converted,
    doubtful,
    kind_named,
    kind_of,
    read_range,
    read_value,
    read_values,
    unit_named,
    unit_to_ask,
)
from bot.content import content_folder, read_test_kinds
from tests.corpus import results as corpus

KINDS = read_test_kinds(content_folder())
ROWS = corpus.rows()
NEGATIVE = [row for row in ROWS if row.id.startswith("negative")]
SLOWEST = 0.2  # seconds of the processor, for the longest message of a chat
# Worst cases for a reading of this kind: what repeats, what almost fits, what can be cut in two ways.
LONG = [
    *("wbc 4.2 " * 500, "wbc " * 1000, "wbc" + " " * 4000, "wbc 4.2" + " " * 4000 + "x", "wbc 4.2 (" + "4" * 4000),
    *("WBC 3,2 (4,0-11,0) " * 200, "alt (" * 800, "alt " + "is " * 1300, "1 000 " * 680, "wbc 1" + ",000" * 1000),
    *(
        "wbc " + "1 " * 2000,
        "ferritin 44 ug/l " * 240,
        "a " * 2000,
        "wbc 4.2 10^9/l " * 270,
        "-" * 4000,
        "wbc\n" * 1000,
    ),
]


def kind(key: str) -> Kind:
    found = kind_of(key, KINDS)
    assert found is not None
    return found


def value(key: str, text: str, unit: str | None = None, bound: str | None = None) -> Value:
    return Value(key, text, Decimal(text.lstrip("<>").replace(",", ".")), bound, unit)


# Reading.


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_what_people_type_is_read_as_it_was_typed(row: corpus.Row) -> None:
    read = read_values(row.text, KINDS)
    assert corpus.told(read) == (row.values, row.odd)
    assert read.rest == (row.rest if row.values or row.odd else row.text.strip())


def test_the_corpus_holds_what_is_read_and_what_is_not() -> None:
    assert len(ROWS) >= 200
    assert len(NEGATIVE) >= 50
    assert not any(row.values or row.odd for row in NEGATIVE)
    assert {odd.partition(":")[0] for row in ROWS for odd in row.odd} == set(Why)


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("CRP 5,5", "5.5"),
        ("CRP 5.5", "5.5"),
        ("ALT 0,123", "0.123"),
        ("lipase 1,234,567", "1234567"),
        ("lipase 1.234,5", "1234.5"),
        ("lipase 1,234.5", "1234.5"),
        ("ALT .5", "0.5"),
        ("ALT ٣١", "31"),
        ("CRP <0,1", "0.1"),
    ],
)
def test_a_decimal_comma_is_a_decimal_point(words: str, number: str) -> None:
    (read,) = read_values(words, KINDS).values
    assert read.number == Decimal(number)
    assert read.text in words


@pytest.mark.parametrize(
    ("words", "values", "odd"),
    [
        ("CRP 5,5", ["crp=5,5"], []),
        ("CRP 5.5", ["crp=5.5"], []),
        ("CRP 1.000", [], ["thousands:crp"]),
        ("CRP 1,000", [], ["thousands:crp"]),
        ("CRP 1 000", [], ["thousands:crp"]),
        ("CRP 1\u00a0000", [], ["thousands:crp"]),
        ("CRP nan", [], ["not_a_number:crp"]),
        ("CRP inf", [], ["not_a_number:crp"]),
        ("CRP 1e400", [], ["not_a_number:crp"]),
        ("CRP 1_000", [], ["not_a_number:crp"]),
        ("CRP 0", ["crp=0"], []),
        ("CRP -1", [], ["negative:crp"]),
        ("CRP 0.0000001", ["crp=0.0000001"], []),
        ("CRP 1000000000000", [], ["too_long:crp"]),
        ("CRP 10^12", [], ["not_a_number:crp"]),
        ("CRP " + "7" * 5_000, [], ["too_long:crp"]),
        ("CRP 3 ug/L", [], ["unknown_unit:crp"]),
        ("CRP 3 µg/mL", [], ["unknown_unit:crp"]),
        ("CRP 3 tab", [], []),
        ("CRP ½", [], []),
        ("CRP 3", ["crp=3"], []),
        ("CRP 3 mg/L mg/L", ["crp=3 mg/L"], []),
        ("CRP 3 mg/L mg/dL", [], ["two_units:crp"]),
        ("CRP 3mg/L", ["crp=3 mg/L"], []),
        ("CRP 500mg", [], []),
        ("CRP <0.1", ["crp=<0.1"], []),
        ("CRP >100", ["crp=>100"], []),
        ("CRP positive", ["crp=positive"], []),
        ("CRP 1:160", ["crp=1:160"], []),
        ("CRP trace", ["crp=trace"], []),
        ("ferritin 3", [], []),
        ("CRP 3, ferritin 3", ["crp=3"], ["unknown_test:-"]),
        ("ferritin 3 ng/mL", [], ["unknown_test:-"]),
        ("CRP 120/80", [], ["two_numbers:crp"]),
        ("INR -2", [], []),
        ("potassium 55", ["potassium=55"], []),
        ("CRP 9223372036854775808", [], ["too_long:crp"]),
    ],
)
def test_no_hostile_quantity_is_read_wrongly(words: str, values: list[str], odd: list[str]) -> None:
    assert corpus.told(read_values(words, KINDS)) == (values, odd)


def test_what_is_asked_about_stays_short() -> None:
    (odd,) = read_values("CRP " + "7" * 5_000, KINDS).odd
    assert len(odd.words) == 40


def test_words_without_a_value_come_back_whole() -> None:
    read = read_values("  what is ALT, and ferritin 44? ", KINDS)
    assert (read.values, read.odd, read.rest) == ((), (), "what is ALT, and ferritin 44?")


def test_a_short_name_counts_with_a_unit_or_beside_another_value() -> None:
    assert read_values("K 4.1", KINDS).values == ()
    assert [one.kind for one in read_values("K 4.1 mmol/L", KINDS).values] == ["potassium"]
    assert [one.kind for one in read_values("Na 140, K 4.1, ALT 31", KINDS).values] == ["sodium", "potassium", "alt"]


def test_the_same_value_twice_is_one() -> None:
    assert len(read_values("ALT 31. ALT: 31", KINDS).values) == 1


@pytest.mark.parametrize("words", LONG)
def test_no_message_takes_long_to_read(words: str) -> None:
    read_values("ALT 31", KINDS)
    before = time.process_time()
    read_values(words, KINDS)
    assert time.process_time() - before < SLOWEST


PRINTED = "WBC ALT potassium 6-TGN K 4.2 5,5 1.000 nan < > - ( ) [ 4-11 % U/L 10^9/L umol/L x e / : , . ² ٣ mg at 8 ref"
PIECES = st.sampled_from([*PRINTED.split(), "ferritin", "\n", "\t", " "])


@given(st.one_of(st.text(), st.lists(PIECES).map(" ".join), st.lists(PIECES).map("".join)))
def test_any_text_is_read_and_nothing_is_made_up(words: str) -> None:
    read = read_values(words, KINDS)
    for one in read.values:
        assert one.text in words
        assert one.low is None or one.low in words
        assert one.high is None or one.high in words
        assert one.number is None or one.number.is_finite()
        assert one.number is None or one.number >= 0
    assert all(odd.words in words for odd in read.odd if odd.why is not Why.TWICE)


@given(st.one_of(st.text(), st.lists(PIECES).map(" ".join)), st.sampled_from(KINDS))
def test_any_answer_is_read(words: str, asked: Kind) -> None:
    for one in read_value(words, asked).values:
        assert one.text in words
        assert isinstance(doubtful(one, asked), bool)
        assert unit_to_ask(one, asked, "GB")
        for unit in asked.units:
            shown = converted(one, asked, unit.name)
            assert shown is None or "E" not in shown


@given(st.sampled_from(KINDS), st.decimals(Decimal("0.1"), 999, places=1), st.data())
def test_what_is_typed_with_a_unit_is_read_with_it(asked: Kind, number: Decimal, data: st.DataObject) -> None:
    unit = data.draw(st.sampled_from(asked.units))
    name = data.draw(st.sampled_from((asked.name, *asked.spellings)))
    spelling = data.draw(st.sampled_from((unit.name, *unit.spellings)))
    (read,) = read_values(f"{name} {number} {spelling}", KINDS).values
    assert (read.kind, read.text, read.number, read.unit) == (asked.key, f"{number}", number, unit.name)


# Answers to a question.


@pytest.mark.parametrize(
    ("words", "text", "unit"),
    [
        ("5.5", "5.5", None),
        ("it's 5.5", "5.5", None),
        ("5,5 mmol/l", "5,5", "mmol/L"),
        ("potassium 5.5", "5.5", None),
        ("K 5.5", "5.5", None),
        ("< 0.1", "< 0.1", None),
        ("5.5 (3.5-5.3)", "5.5", None),
    ],
)
def test_an_answer_needs_no_name(words: str, text: str, unit: str | None) -> None:
    (read,) = read_value(words, kind("potassium")).values
    assert (read.kind, read.text, read.unit) == ("potassium", text, unit)


@pytest.mark.parametrize(
    ("words", "why"), [("1.000", Why.THOUSANDS), ("nan", Why.NOT_A_NUMBER), ("5 5", Why.TWO_NUMBERS)]
)
def test_an_odd_answer_is_asked_about(words: str, why: Why) -> None:
    assert [odd.why for odd in read_value(words, kind("potassium")).odd] == [why]


@pytest.mark.parametrize("words", ["", "no idea", "at 8", "5 mg", "8:30", "tomorrow", "?"])
def test_an_answer_that_is_none_comes_back(words: str) -> None:
    read = read_value(words, kind("potassium"))
    assert (read.values, read.odd, read.rest) == ((), (), words)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("4.0-11.0", ("4.0", "11.0")),
        ("(4,0 - 11,0)", ("4,0", "11,0")),
        ("ref 4 to 11", ("4", "11")),
        ("<5", (None, "5")),
        ("> 60", ("60", None)),
        ("4", None),
        ("11-4-2", None),
        ("no", None),
    ],
)
def test_a_range_is_kept_as_typed(words: str, expected: tuple[str | None, str | None] | None) -> None:
    assert read_range(words) == expected


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("umol/l", "µmol/L"),
        ("mg per dl", "mg/dL"),
        (" µmol / L. ", "µmol/L"),
        ("mg", None),
        ("", None),
        ("U/L", None),
        ("mg/dl or so", None),
    ],
)
def test_a_unit_is_known_by_what_people_type(words: str, unit: str | None) -> None:
    assert unit_named(words, kind("creatinine")) == unit


def test_a_test_is_known_by_its_names() -> None:
    assert kind_named("White cells?", KINDS) == kind("wbc")
    assert kind_named("k", KINDS) == kind("potassium")
    assert kind_named("6 TGN", KINDS) == kind("tgn")
    assert kind_named("TPMT", KINDS) is None
    assert kind_named("ALT 31", KINDS) is None


# Doubt, units, conversion.


@pytest.mark.parametrize(
    ("key", "text", "unit", "asked"),
    [
        ("potassium", "55", None, True),
        ("potassium", "5.5", None, False),
        ("potassium", "42", "mmol/L", True),
        ("haemoglobin", "13.5", None, False),
        ("haemoglobin", "13.5", "g/L", True),
        ("haemoglobin", "135", "g/dL", True),
        ("creatinine", "0.9", "µmol/L", True),
        ("creatinine", "80", "mg/dL", True),
        ("creatinine", "900", "µmol/L", False),
        ("wbc", "0.2", "10⁹/L", False),
        ("wbc", "4200", "10⁹/L", True),
        ("wbc", "4200", None, False),
        ("neutrophils", "0.0", "10⁹/L", False),
        ("neutrophils", "620", "%", True),
        ("alt", "0", None, True),
        ("wbc", "52", "10⁹/L", True),
        ("wbc", "48", "10⁹/L", False),
        ("wbc", "52000", "/µL", True),
        ("platelets", "2500", "10⁹/L", True),
        ("alt", "4500", "U/L", True),
        ("alt", "2900", "U/L", False),
        ("sodium", "14", None, True),
        ("mcv", "920", None, True),
        ("platelets", "3", "10⁹/L", False),
    ],
)
def test_a_slip_is_asked_about_and_what_people_can_have_is_not(
    key: str,
    text: str,
    unit: str | None,
    asked: bool,  # noqa: FBT001
) -> None:
    assert doubtful(value(key, text, unit), kind(key)) is asked


@pytest.mark.parametrize(
    ("country", "text", "asked"),
    [("GB", "8", True), ("GB", "80", False), ("US", "80", True), ("US", "0.8", False), ("DE", "8", False)],
)
def test_a_number_without_a_unit_is_held_against_the_unit_of_the_country(
    country: str,
    text: str,
    asked: bool,  # noqa: FBT001
) -> None:
    assert doubtful(value("creatinine", text), kind("creatinine"), country) is asked


def test_words_are_never_doubted() -> None:
    assert not doubtful(Value("crp", "negative", None), kind("crp"))


@pytest.mark.parametrize(
    ("key", "text", "country", "offered"),
    [
        ("wbc", "4.2", "GB", ("10⁹/L", "10³/µL")),
        ("wbc", "4.2", "US", ("10³/µL", "10⁹/L")),
        ("wbc", "4200", "US", ("10³/µL", "/µL")),
        ("wbc", "4200", "DE", ("/µL",)),
        ("creatinine", "80", "US", ("mg/dL", "µmol/L")),
        ("creatinine", "0.9", "GB", ("µmol/L", "mg/dL")),
        ("creatinine", "0.9", "DE", ("mg/dL",)),
        ("creatinine", "30", "US", ("mg/dL", "µmol/L")),
        ("alt", "31", "DE", ("U/L",)),
        ("potassium", "55", "DE", ("mmol/L", "mEq/L")),
    ],
)
def test_units_are_offered_that_fit_the_number_and_the_country(
    key: str, text: str, country: str, offered: tuple[str, ...]
) -> None:
    assert unit_to_ask(value(key, text), kind(key), country) == offered


@pytest.mark.parametrize(
    ("key", "text", "unit", "to_unit", "shown"),
    [
        ("creatinine", "180", "µmol/L", "mg/dL", "2.04"),
        ("creatinine", "80", "µmol/L", "mg/dL", "0.90"),
        ("creatinine", "1.1", "mg/dL", "µmol/L", "97"),
        ("creatinine", "7", "mg/dL", "µmol/L", "620"),
        ("bilirubin", "0,6", "mg/dL", "µmol/L", "10"),
        ("bun", "14", "mg/dL", "mmol/L", "5.0"),
        ("haemoglobin", "13.5", "g/dL", "g/L", "135"),
        ("haemoglobin", "140", "g/L", "g/dL", "14.0"),
        ("albumin", "4", "g/dL", "g/L", "40"),
        ("wbc", "4.2", "10³/µL", "10⁹/L", "4.2"),
        ("wbc", "4200", "/µL", "10⁹/L", "4.200"),
        ("wbc", "4.2", "10⁹/L", "/µL", "4200"),
        ("crp", "5", "mg/L", "mg/dL", "0.5"),
        ("creatinine", "0", "mg/dL", "µmol/L", "0"),
        ("neutrophils", "62", "%", "10⁹/L", None),
        ("potassium", "4.1", "mEq/L", "mmol/L", None),
        ("wbc", "4.2", None, "10⁹/L", None),
        ("wbc", "4.2", "10⁹/L", "mg/dL", None),
    ],
)
def test_a_value_is_shown_in_another_unit_with_the_digits_that_were_typed(
    key: str, text: str, unit: str | None, to_unit: str, shown: str | None
) -> None:
    assert converted(value(key, text, unit), kind(key), to_unit) == shown


def test_a_bound_stays_one_when_converted() -> None:
    assert converted(value("crp", "<0.1", "mg/dL", "<"), kind("crp"), "mg/L") == "<1"


@given(st.sampled_from([kind for kind in KINDS if len(kind.units) > 1]), st.data())
def test_a_conversion_leads_back(asked: Kind, data: st.DataObject) -> None:
    one, other = data.draw(st.sampled_from(asked.units)), data.draw(st.sampled_from(asked.units))
    number = data.draw(st.decimals(Decimal("1.000"), Decimal("999.999"), places=3))
    there = converted(Value(asked.key, f"{number}", number, None, one.name), asked, other.name)
    if one.factor is None or other.factor is None:
        assert there is None
        return
    assert there is not None
    back = converted(Value(asked.key, there, Decimal(there), None, other.name), asked, one.name)
    assert back is not None
    assert abs(Decimal(back) - number) <= number / 1000
