"""Values that are spoken of again: put right, taken out, confirmed, asked for; and of which day they are."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

YES_NO = ["Yes", "No"]


@pytest.fixture
async def ana(open_chat: Any) -> Any:
    chat = await open_chat(datetime(2026, 12, 1, 12, 0))
    await chat.set_up("1 x 50 mg at 08:00 from 2027-06-01")
    return chat


async def say(chat: Any, *lines: str) -> str:
    sent = len(chat.channel.sent)
    await chat.says(*lines)
    return "\n".join(out.text for out in chat.channel.sent[sent:])


def labels(chat: Any) -> list[str]:
    return [button.label for button in chat.channel.sent[-1].buttons]


async def entries(chat: Any) -> list[dict[str, Any]]:
    return [one for one in await chat.diary() if one["kind"] == "result"]


async def texts(chat: Any) -> list[str]:
    return [one["text"] for one in await entries(chat)]


# Put right


@pytest.mark.parametrize("words", ["wbc was 6", "the wbc was 6", "no i mean wbc 6", "wbc was 6 today", "sorry wbc 6"])
async def test_what_is_said_of_a_value_of_today_is_about_that_value(ana: Any, words: str) -> None:
    await ana.says("wbc 4.2", "yes")
    assert "Shall I change white cells of 1 Dec from 4.2 to 6?" in await say(ana, words)
    await ana.says("yes")
    shown = await say(ana, "/results")
    assert "white cells 6" in shown
    assert "4.2" not in shown
    assert await texts(ana) == ["white cells 4.2 10⁹/L", "white cells 6 10⁹/L"]


async def test_a_value_of_another_day_is_put_right_on_its_day(ana: Any) -> None:
    await ana.says("alt 40 on 20 nov", "yes")
    assert "Shall I change ALT of 20 Nov from 40 to 50?" in await say(ana, "no i mean alt 50")


@pytest.mark.parametrize("words", ["wbc was 6 on 20 nov", "wbc 6 on 20 nov"])
async def test_a_value_of_another_day_is_one_of_its_own(ana: Any, words: str) -> None:
    await ana.says("wbc 4.2", "yes")
    assert "I read, of Fri 20 Nov 2026" in await say(ana, words)


async def test_what_is_said_days_later_is_a_value_of_its_own(ana: Any) -> None:
    await ana.says("wbc 4.2", "yes")
    await ana.until(datetime(2026, 12, 5, 12, 0))
    assert "I read, of Sat 5 Dec 2026" in await say(ana, "wbc was 6")


# Taken out


@pytest.mark.parametrize(
    "words", ["delete the wbc", "remove that value", "remove", "undo", "take out the white cells", "delete that"]
)
async def test_a_value_is_taken_out_after_a_yes(ana: Any, words: str) -> None:
    await ana.says("wbc 4.2", "yes")
    assert "Take white cells 4.2 of 1 Dec out?" in await say(ana, words)
    assert labels(ana) == YES_NO
    assert len(await entries(ana)) == 1
    assert "the first entry is kept" in await say(ana, "yes")
    assert "Type the values as they are printed" in await say(ana, "/results")
    assert "no values to draw" in await say(ana, "/chart")
    assert "4.2" not in (await say(ana, "/summary")).replace("taken out", "")


async def test_the_entry_that_takes_a_value_out_points_at_the_first_one(ana: Any) -> None:
    await ana.says("wbc 4.2", "yes", "delete the wbc", "yes")
    first, out = await entries(ana)
    assert out["corrects"] == first["id"]
    assert (first["text"], out["text"]) == ("white cells 4.2 10⁹/L", "taken out, of Tue 1 Dec: white cells 4.2 10⁹/L")


async def test_of_several_values_one_is_taken_out_and_the_others_stay(ana: Any) -> None:
    await ana.says("wbc 4.2, alt 30", "yes")
    assert "Which one?" in await say(ana, "remove that value")
    await ana.says("remove the alt", "yes")
    shown = await say(ana, "/results")
    assert "white cells 4.2" in shown
    assert "ALT" not in shown


async def test_after_a_no_a_value_stays(ana: Any) -> None:
    await ana.says("wbc 4.2", "yes", "delete the wbc", "no")
    assert "white cells 4.2" in await say(ana, "/results")


async def test_what_was_not_written_down_cannot_be_taken_out(ana: Any) -> None:
    assert "I have no value of that test." in await say(ana, "delete the alt")


# Not sure yet


async def test_a_bare_number_that_could_be_a_choice_is_no_value_out_of_nowhere(ana: Any) -> None:
    await ana.says("hb 1200")
    shown = await say(ana, "1")
    assert "To choose, type a letter." in shown
    assert "haemoglobin 1200: is that what is printed?" in shown
    assert "- haemoglobin 120 (g/L?)" in await say(ana, "120")


async def test_a_no_to_several_values_asks_which_is_wrong_and_keeps_the_others(ana: Any) -> None:
    await ana.says("WBC 5, ALT 28, AST 30, platelets 200, creatinine 80, CRP 3")
    assert "Which one is wrong?" in await say(ana, "no")
    assert labels(ana) == ["white cells", "ALT", "AST", "platelets", "creatinine", "CRP", "All of them"]
    assert "Which number is printed for ALT?" in await say(ana, "b")
    shown = await say(ana, "29")
    assert "- ALT 29" in shown
    assert "- CRP 3" in shown


@pytest.mark.parametrize("words", ["alt 29", "sorry alt 29"])
async def test_the_wrong_one_may_be_typed(ana: Any, words: str) -> None:
    await ana.says("WBC 5, ALT 28", "no")
    shown = await say(ana, words)
    assert "- white cells 5 (10⁹/L?)\n- ALT 29 (U/L?)" in shown


async def test_all_of_them_are_typed_anew(ana: Any) -> None:
    await ana.says("WBC 5, ALT 28", "no")
    assert "Type the values as they are printed" in await say(ana, "All of them")
    assert "- white cells 6 (10⁹/L?)" in await say(ana, "wbc 6")


async def test_what_waits_is_asked_about_again_below_the_list(ana: Any) -> None:
    await ana.says("alt 30", "yes", "not yet", "hb 120")
    shown = await say(ana, "/results")
    assert "- ALT 30" in shown
    assert "Still to confirm:" in shown
    assert "- haemoglobin 120 (g/L?)" in shown
    await ana.says("yes")
    assert await texts(ana) == ["ALT 30 U/L", "haemoglobin 120 g/L"]


async def test_a_value_of_another_day_does_not_drop_the_one_that_waits(ana: Any) -> None:
    await ana.says("hb 120")
    assert "haemoglobin" not in await say(ana, "alt 30 on 28 nov")
    assert "Still to confirm:" in await say(ana, "yes")
    await ana.says("yes")
    assert [(one["day"], one["text"]) for one in await entries(ana)] == [
        ("2026-11-28", "of Sat 28 Nov: ALT 30 U/L"),
        ("2026-12-01", "haemoglobin 120 g/L"),
    ]


async def test_a_number_that_is_unlikely_in_the_unit_of_the_country_is_not_given_another_unit(ana: Any) -> None:
    assert "creatinine 8: is that what is printed?" in await say(ana, "creatinine 8")
    assert "creatinine 8: which unit is printed?" in await say(ana, "yes")
    await ana.says("mg/dL", "yes")
    assert await texts(ana) == ["creatinine 8 mg/dL"]


@pytest.mark.parametrize("words", ["wbc 52", "alt 4500", "plts 2500"])
async def test_a_number_that_no_report_is_likely_to_print_is_asked_about(ana: Any, words: str) -> None:
    assert "is that what is printed?" in (await say(ana, words)).splitlines()[0]


# Of which day


@pytest.mark.parametrize("words", ["alt was 60 last week", "alt 60 a few days ago", "wbc 3.2 4.0-11.0 10.12.26"])
async def test_where_words_name_no_one_day_of_the_past_it_is_asked_for(ana: Any, words: str) -> None:
    assert "Of which day are they?" in await say(ana, words)
    assert labels(ana) == ["Tue 1 Dec 2026"]
    assert "I read, of Wed 25 Nov 2026" in await say(ana, "25 nov")
    await ana.says("yes")
    assert [one["day"] for one in await entries(ana)] == ["2026-11-25"]


async def test_the_day_that_is_offered_may_be_taken(ana: Any) -> None:
    await ana.says("alt was 60 last week")
    assert "I read, of Tue 1 Dec 2026" in await say(ana, "a")


async def test_a_date_behind_the_range_is_the_day_with_the_day_first(ana: Any) -> None:
    await ana.until(datetime(2026, 12, 20, 12, 0))
    assert "I read, of Thu 10 Dec 2026" in await say(ana, "wbc 3.2 4.0-11.0 10.12.26")


async def test_a_test_that_is_not_known_is_said_to_be_none(ana: Any) -> None:
    assert 'do not know the test in "calprotectin 250"' in await say(ana, "calprotectin 250 on 1 dec")


# Asked for


@pytest.mark.parametrize("words", ["what was my last wbc", "whats my last wbc", "what's my latest wbc?", "show my wbc"])
async def test_the_last_value_of_a_test_is_shown(ana: Any, words: str) -> None:
    await ana.says("wbc 4.2, alt 30", "yes", "not yet")
    shown = await say(ana, words)
    assert "- white cells 4.2 10⁹/L (Tue 1 Dec 2026)" in shown
    assert "ALT" not in shown


@pytest.mark.parametrize("words", ["show my results", "show me my blood results", "what are my last results?"])
async def test_all_last_values_are_shown(ana: Any, words: str) -> None:
    await ana.says("wbc 4.2, alt 30", "yes", "not yet")
    shown = await say(ana, words)
    assert "- white cells 4.2" in shown
    assert "- ALT 30" in shown


async def test_a_test_without_a_value_has_none_to_show(ana: Any) -> None:
    assert "I have no value of that test." in await say(ana, "whats my last alt")
