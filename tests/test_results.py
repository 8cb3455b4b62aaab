"""Values of blood tests as people type them: asked about where they are not sure, kept as typed, never judged."""

from __future__ import annotations

import re
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

SAME = "Written down as you typed it. I cannot tell what it means. Have you heard from your clinic about it?"
VERDICT = re.compile(
    r"\b(high|low|raised|normal|abnormal|good|bad|fine|ok|okay|safe|out of range|worry\w*|better|worse)\b",
    re.IGNORECASE,
)


@pytest.fixture
async def ana(open_chat: Any) -> Any:
    chat = await open_chat(datetime(2027, 1, 28, 19, 0))
    await chat.set_up("1 x 50 mg at 08:00")
    await chat.says("took it")
    return chat


async def say(chat: Any, *lines: str) -> str:
    sent = len(chat.channel.sent)
    await chat.says(*lines)
    return "\n".join(out.text for out in chat.channel.sent[sent:])


def labels(chat: Any) -> list[str]:
    return [button.label for button in chat.channel.sent[-1].buttons]


async def results(chat: Any) -> list[str]:
    return [one["text"] for one in await chat.diary() if one["kind"] == "result"]


async def test_values_are_read_back_with_the_units_that_are_likeliest(ana: Any) -> None:
    shown = await say(ana, "WBC 5.2 neut 3.1 ALT 28")
    assert "- white cells 5.2 (10⁹/L?)\n- neutrophils 3.1 (10⁹/L?)\n- ALT 28 (U/L?)" in shown
    assert labels(ana) == ["Yes", "Another unit", "I mistyped"]
    assert await results(ana) == []
    assert SAME in await say(ana, "yes all")
    assert await results(ana) == ["white cells 5.2 10⁹/L, neutrophils 3.1 10⁹/L, ALT 28 U/L"]


@pytest.mark.parametrize("value", ["0.9", "3.2", "5.2", "14", "49"])
async def test_after_every_value_stands_the_same_sentence_and_no_word_on_it(ana: Any, value: str) -> None:
    shown = await say(ana, f"WBC {value} 10^9/L (4.0-11.0)", "yes")
    assert SAME in shown
    assert VERDICT.findall(shown) == []
    assert VERDICT.findall(await say(ana, "/results")) == []
    assert labels(ana) == ["Yes", "Not yet"] or labels(ana) == []


async def test_a_slip_is_asked_about_and_typed_again(ana: Any) -> None:
    assert "potassium 55: is that what is printed?" in await say(ana, "potassium 55")
    assert "Which number is printed for potassium?" in await say(ana, "I mistyped")
    assert "potassium 5.5 (mmol/L?)" in await say(ana, "5.5")
    assert SAME in await say(ana, "yes")
    assert await results(ana) == ["potassium 5.5 mmol/L"]


async def test_what_was_doubted_is_kept_if_it_is_printed_so(ana: Any) -> None:
    await ana.says("potassium 55 mmol/L", "yes", "yes")
    assert await results(ana) == ["potassium 55 mmol/L"]


async def test_it_is_kept_as_typed_with_comma_and_range(ana: Any) -> None:
    await ana.says("WBC 3,2 (4,0-11,0)", "yes")
    kept = next(one for one in await ana.diary() if one["kind"] == "result")["values"]
    assert kept == [
        {"kind": "wbc", "text": "3,2", "number": "3.2", "bound": None, "unit": "10⁹/L", "low": "4,0", "high": "11,0"}
    ]


async def test_what_it_means_shows_what_the_test_looks_for_and_who_can_say(ana: Any) -> None:
    shown = await say(ana, "WBC 3,2 (4,0-11,0) what does it mean", "yes")
    assert "From the guide: White cells" in shown
    assert "Only your team can say what yours means" in shown
    assert SAME in shown


async def test_a_value_is_put_right_and_the_first_entry_is_kept(ana: Any) -> None:
    await ana.says("WBC 3.2 10^9/L, ALT 28 U/L", "yes")
    assert "Shall I change white cells of 28 Jan from 3.2 to 5.2?" in await say(ana, "actually the wbc was 5.2 not 3.2")
    assert "the first entry is kept" in await say(ana, "yes")
    assert await results(ana) == ["white cells 3.2 10⁹/L, ALT 28 U/L", "white cells 5.2 10⁹/L, ALT 28 U/L"]
    shown = await say(ana, "/results")
    assert "white cells 5.2" in shown
    assert "3.2" not in shown


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("ALT 1.000", "can be read in two ways"),
        ("wbc nan", 'cannot read "wbc nan"'),
        ("wbc 1e400", "cannot read"),
        ("ALT -5", "below nothing"),
        (f"ALT {'9' * 3000}", "more digits than a report prints"),
        ("ALT 31 45", "two numbers"),
        ("WBC 4.2 mmol/L", "do not know the unit"),
        ("WBC 4.2, XYZ 7", 'do not know the test in "XYZ 7"'),
    ],
)
async def test_what_is_no_value_is_asked_about_and_nothing_is_kept(ana: Any, typed: str, says: str) -> None:
    assert says in await say(ana, f"/results {typed}")
    assert labels(ana) == ["Leave it out"]
    assert await results(ana) == []


async def test_what_is_left_out_leaves_the_rest(ana: Any) -> None:
    await ana.says("/results wbc nan, creatinine 80 umol/L", "Leave it out", "yes")
    assert await results(ana) == ["creatinine 80 µmol/L"]


async def test_another_unit_is_asked_for_value_by_value(ana: Any) -> None:
    await ana.says("WBC 5.2, sodium 140", "Another unit")
    assert "white cells 5.2: which unit is printed?" in ana.channel.sent[-1].text
    await ana.says("10³/µL", "mEq/L", "yes")
    assert await results(ana) == ["white cells 5.2 10³/µL, sodium 140 mEq/L"]


async def test_no_unit_is_a_unit_too(ana: Any) -> None:
    await ana.says("WBC 5.2", "Another unit", "None is printed", "yes")
    assert await results(ana) == ["white cells 5.2"]


async def test_of_two_units_the_older_value_stands_in_both(ana: Any) -> None:
    await ana.says("creatinine 80 umol/L", "yes", "not yet", "creatinine 1.0 mg/dL", "yes", "not yet")
    shown = await say(ana, "/results")
    assert "creatinine 1.0 mg/dL" in shown
    assert "before: 80 µmol/L = 0.90 mg/dL" in shown


async def test_bounds_are_kept(ana: Any) -> None:
    await ana.says("CRP <0.6 mg/L", "yes")
    assert await results(ana) == ["CRP <0.6 mg/L"]


async def test_a_restart_in_the_middle_loses_nothing(ana: Any) -> None:
    await ana.says("potassium 55")
    await ana.restart()
    await ana.says("5.5")
    await ana.restart()
    await ana.says("yes")
    assert await results(ana) == ["potassium 5.5 mmol/L"]


async def test_skipping_keeps_nothing(ana: Any) -> None:
    await ana.says("WBC 5.2")
    assert "wrote nothing down" in await say(ana, "skip")
    assert await results(ana) == []


async def test_values_of_a_test_that_was_done_are_of_its_day_and_the_clinic_is_asked_after_once(open_chat: Any) -> None:
    chat = await open_chat(datetime(2026, 12, 14, 19, 40))
    await chat.set_up("1 x 50 mg at 08:00")
    await chat.says("/tests 15 dec, 12 jan", "library")
    await chat.until(datetime(2026, 12, 15, 16, 0))
    await chat.says("bloods done")
    await chat.until(datetime(2026, 12, 20, 18, 0))
    await chat.says("Type it")
    assert "Type the values as they are printed" in chat.channel.sent[-1].text
    await chat.says("WBC 5.2 10^9/L", "yes")
    assert "I ask once more on Tue 22 Dec." in await say(chat, "not yet")
    sent = len(chat.channel.sent)
    await chat.until(datetime(2026, 12, 22, 18, 0))
    assert [out.text for out in chat.channel.sent[sent:] if "Library" in out.text] == [
        "Library of 15 Dec: heard from them?"
    ]
    assert "It stays noted as not heard" in await say(chat, "no")
    sent = len(chat.channel.sent)
    await chat.until(datetime(2027, 1, 1, 18, 0))
    assert [out.text for out in chat.channel.sent[sent:] if "15 Dec" in out.text] == []
    assert next(one for one in await chat.diary() if one["kind"] == "result")["day"] == "2026-12-15"


@pytest.mark.parametrize(
    "words", ["appointment 3 feb 14:30", "WBC test tomorrow", "platelets?", "temp 37.2", "potassium tablets", "ALT"]
)
async def test_what_is_no_result_is_not_taken_for_one(ana: Any, words: str) -> None:
    shown = await say(ana, words)
    assert "Is that what is printed?" not in shown
    assert await results(ana) == []


async def test_a_chart_shows_points_the_printed_range_and_when_the_dose_changed(ana: Any) -> None:
    await ana.says("WBC 5.2 10^9/L, ALT 28 U/L", "yes", "not yet")
    await ana.until(datetime(2027, 2, 20, 12, 0))
    await ana.says(
        "WBC 4.1 10^9/L (4.0-11.0)", "yes", "not yet", "/plan 2 x 50 mg at 08:00 from tomorrow", "2", "/chart WBC"
    )
    picture = ana.channel.sent[-1].picture
    (panel,) = picture.chart.panels
    assert [(point.day.isoformat(), point.text) for point in panel.points] == [
        ("2027-01-28", "5.2"),
        ("2027-02-20", "4.1"),
    ]
    assert (panel.points[1].low, panel.points[1].high) == (Decimal("4.0"), Decimal("11.0"))
    assert [day.isoformat() for day in picture.chart.changes] == ["2027-02-21"]
    assert picture.alt == "white cells, 10⁹/L: 5.2 (Thu 28 Jan 2027), 4.1 (Sat 20 Feb 2027)"
    assert VERDICT.findall(ana.channel.sent[-1].text) == []


async def test_two_units_are_two_panels_and_a_chart_without_a_name_has_every_test(ana: Any) -> None:
    await ana.says("creatinine 80 umol/L, ALT 28 U/L", "yes", "not yet", "creatinine 1.0 mg/dL", "yes", "/chart")
    panels = [(one.title, one.unit) for one in ana.channel.sent[-1].picture.chart.panels]
    assert sorted(panels) == [("ALT", "U/L"), ("creatinine", "mg/dL"), ("creatinine", "µmol/L")]


@pytest.mark.parametrize(("typed", "says"), [("/chart", "no values to draw yet"), ("/chart foo", 'called "foo"')])
async def test_without_values_there_is_no_chart(ana: Any, typed: str, says: str) -> None:
    assert says in await say(ana, typed)
    assert ana.channel.sent[-1].picture is None


@pytest.mark.parametrize("words", ["yes but alt is 45", "yesterday's alt was 45"])
async def test_a_yes_with_more_in_it_is_no_plain_yes(ana: Any, words: str) -> None:
    await ana.says("alt 54, wbc 4.2", words)
    assert not [one for one in await results(ana) if "54" in one]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("FBC 15/12/2026 WBC 6.1 10*9/L (4.0 - 11.0)", "2026-12-15"),
        ("my results from 15 dec wbc 5.1 alt 28", "2026-12-15"),
    ],
)
async def test_a_day_that_is_named_is_the_day_of_the_values(ana: Any, words: str, day: str) -> None:
    assert "of Tue 15 Dec 2026" in await say(ana, f"/results {words}")
    await ana.says("yes")
    assert [one["day"] for one in await ana.diary() if one["kind"] == "result"] == ["2026-12-15"]


async def test_a_line_of_a_portal_is_read(ana: Any) -> None:
    shown = await say(ana, "WBC 2,9 x 10^9/L; ALT 41 iu/l; Platelets 398 10*9/L")
    assert "- white cells 2.9 10⁹/L\n- ALT 41 U/L\n- platelets 398 10⁹/L" in shown


async def test_not_to_know_a_unit_keeps_the_value(ana: Any) -> None:
    await ana.says("WBC 5.2, ALT 28", "Another unit", "dont know", "dont know", "yes")
    assert await results(ana) == ["white cells 5.2, ALT 28"]


# A range that is typed after its value


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("the range is 4-11", "4 to 11"),
        ("range 4.0-11.0", "4.0 to 11.0"),
        ("normal range 4,0-11,0", "4.0 to 11.0"),
        ("its range is 4 to 11", "4 to 11"),
        ("WBC range (4-11)", "4 to 11"),
        ("white cells normal range: 4-11 10^9/L", "4 to 11"),
        ("the range for wbc is 4\u201311", "4 to 11"),
        ("4-11 is the reference range", "4 to 11"),
        ("range <11", "<11"),
        ("printed range > 4", ">4"),
    ],
)
async def test_a_range_is_kept_beside_its_value_without_a_word_on_it(ana: Any, words: str, shown: str) -> None:
    await ana.says("WBC 12.2 10^9/L", "yes")
    said = await say(ana, words)
    assert f"- white cells 12.2 10⁹/L, printed range {shown}" in said
    assert VERDICT.findall(said) == []
    assert await results(ana) == ["white cells 12.2 10⁹/L", f"white cells 12.2 10⁹/L, printed range {shown}"]
    assert f"- white cells 12.2 10⁹/L, printed range {shown} (Thu 28 Jan 2027)" in await say(ana, "/results")


async def test_a_range_that_is_typed_before_the_value_is_kept_is_read_back_with_it(ana: Any) -> None:
    await ana.says("WBC 5.2, ALT 28")
    assert "Which test is that range of?" in await say(ana, "the range is 4-11")
    assert "- ALT 28, printed range 10 to 50 (U/L?)" in await say(ana, "ALT range 10-50")
    assert await results(ana) == []
    await ana.says("yes all")
    assert await results(ana) == ["white cells 5.2 10⁹/L, ALT 28 U/L, printed range 10 to 50"]


async def test_a_range_is_of_the_test_that_is_named_and_of_no_other(ana: Any) -> None:
    await ana.says("WBC 5.2, ALT 28", "yes all")
    assert "Which test is that range of?" in await say(ana, "range 10-50")
    assert "no value of that test" in await say(ana, "potassium range 3.5-5.1")
    assert "- ALT 28 U/L, printed range 10 to 50" in await say(ana, "alt range 10-50")
    assert (await results(ana))[1:] == ["white cells 5.2 10⁹/L, ALT 28 U/L, printed range 10 to 50"]


async def test_a_range_in_another_unit_than_its_value_is_not_kept(ana: Any) -> None:
    await ana.says("creatinine 80 umol/L", "yes")
    assert "another unit than the value has" in await say(ana, "creatinine range 0.6-1.1 mg/dL")
    assert len(await results(ana)) == 1


@pytest.mark.parametrize("words", ["what is the normal range", "what is a normal range for alt", "my range is wide"])
async def test_what_only_speaks_of_a_range_is_none(ana: Any, words: str) -> None:
    await ana.says("WBC 5.2 10^9/L", "yes", words)
    assert len(await results(ana)) == 1


async def test_a_chart_has_the_range_that_was_typed_later(ana: Any) -> None:
    await ana.says("WBC 5.2 10^9/L", "yes", "the range is 4-11", "/chart WBC")
    (point,) = ana.channel.sent[-1].picture.chart.panels[0].points
    assert (point.low, point.high) == (Decimal(4), Decimal(11))


async def test_a_range_with_the_higher_number_first_is_not_kept(ana: Any) -> None:
    assert "The lower number of a range comes first" in await say(ana, "wbc 4.2 (11-4)")
    assert "printed range 4 to 11" in await say(ana, "wbc 4.2 (4-11)")
    assert "The lower number of a range comes first" in await say(ana, "range 12-3")
    await ana.says("yes")
    assert "The lower number of a range comes first" in await say(ana, "wbc range 12-3")
    assert await results(ana) == ["white cells 4.2 10⁹/L, printed range 4 to 11"]


# Another number than the one that was typed

SLIPS = [
    "no i mean 5.2",
    "No, I meant 5.2",
    "i meant 5.2",
    "sorry 5.2",
    "should be 5.2",
    "it should be 5.2",
    "5.2 not 3.2",
]


@pytest.mark.parametrize("words", SLIPS)
async def test_a_number_is_put_right_before_it_is_written_down(ana: Any, words: str) -> None:
    await ana.says("WBC 3.2 (4-11)")
    assert "- white cells 5.2, printed range 4 to 11 (10⁹/L?)" in await say(ana, words)
    assert await results(ana) == []


@pytest.mark.parametrize("words", [*SLIPS, "wbc 5.2 not 3.2", "my wbc 5.2, not 3.2"])
async def test_a_number_is_put_right_after_it_was_written_down_with_a_yes(ana: Any, words: str) -> None:
    await ana.says("WBC 3.2 10^9/L", "yes")
    assert "Shall I change white cells of 28 Jan from 3.2 to 5.2?" in await say(ana, words)
    assert len(await results(ana)) == 1
    assert "the first entry is kept" in await say(ana, "yes")
    assert await results(ana) == ["white cells 3.2 10⁹/L", "white cells 5.2 10⁹/L"]


async def test_a_number_alone_is_of_no_test_where_there_are_several(ana: Any) -> None:
    await ana.says("WBC 5.2, ALT 300")
    assert "Which test is that of?" in await say(ana, "sorry 30")
    assert "- ALT 30 (U/L?)" in await say(ana, "30 not 300")
    await ana.says("yes all")
    assert "Which test is that of?" in await say(ana, "sorry 31")
    assert "Shall I change ALT of 28 Jan from 30 to 31?" in await say(ana, "alt 31 not 30")


@pytest.mark.parametrize("words", ["sorry 8", "i meant 8", "no 8"])
async def test_a_whole_number_is_of_a_value_only_just_below_it(ana: Any, words: str) -> None:
    await ana.says("CRP 18 mg/L", "yes")
    assert "from 18 to 8?" in await say(ana, words)
    await ana.says("no")
    assert "from 18 to 8?" not in await say(ana, words)


async def test_what_is_put_right_is_asked_about_where_a_slip_is_likely(ana: Any) -> None:
    await ana.says("potassium 4.5")
    assert "potassium 55: is that what is printed?" in await say(ana, "no i mean 55")
    assert "- potassium 5.5 (mmol/L?)" in await say(ana, "sorry 5.5")


async def test_a_number_alone_is_of_no_value_once_a_while_has_passed(ana: Any) -> None:
    await ana.says("WBC 3.2 10^9/L", "yes")
    await ana.until(datetime(2027, 1, 28, 20, 30))
    assert "Shall I change" not in await say(ana, "sorry 5.2")


async def test_a_number_alone_below_a_prompt_is_of_no_value(ana: Any) -> None:
    await ana.until(datetime(2027, 1, 29, 7, 59))
    await ana.says("WBC 3.2 10^9/L", "yes")
    await ana.until(datetime(2027, 1, 29, 8, 0))
    assert "Shall I change" not in await say(ana, "sorry 5.2")
