"""Blood tests as people speak of them: dates a clinic gave, what became of each, and what is asked in between."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from tests.chats import data_of, pressed_late

GIVEN = "/tests 15 dec, 29 dec, 26 jan, 23 feb"


@pytest.fixture
async def ana(open_chat: Any) -> Any:
    chat = await open_chat(datetime(2026, 12, 1, 19, 40))
    await chat.set_up("1 x 50 mg at 08:00")
    await chat.says("took it")
    return chat


async def say(chat: Any, *lines: str) -> str:
    sent = len(chat.channel.sent)
    await chat.says(*lines)
    return "\n".join(out.text for out in chat.channel.sent[sent:])


async def come(chat: Any, day: int, hour: int, minute: int = 0, after: int = 0) -> str:
    """Let time pass until a day of December, or so many months *after* it; return what came that is about no dose."""
    sent = len(chat.channel.sent)
    await chat.until(datetime(2027 if after else 2026, after or 12, day, hour, minute))
    dose = ("08:00", "No answers since")
    texts = [out.text for out in chat.channel.sent[sent:]]
    return "\n".join(text for text in texts if not any(part in text for part in dose))


def labels(chat: Any) -> list[str]:
    return [button.label for button in chat.channel.sent[-1].buttons]


async def test_dates_are_read_back_and_may_have_a_name_of_their_own(ana: Any) -> None:
    shown = await say(ana, GIVEN)
    assert "as your clinic gave them:\n- Tue 15 Dec\n- Tue 29 Dec\n- Tue 26 Jan 2027\n- Tue 23 Feb 2027" in shown
    assert "What may I call it on a locked phone?" in shown
    assert "On a locked phone I call it: Library." in await say(ana, "library")
    assert "- Tue 15 Dec: not done yet" in await say(ana, "/bloodtest")


async def test_who_wants_plain_words_is_not_asked_for_a_name(open_chat: Any) -> None:
    chat = await open_chat(datetime(2026, 12, 1, 19, 40))
    await chat.set_up("1 x 50 mg at 08:00")
    await chat.says("/settings", "How I write", "Plain words")
    assert "locked phone" not in await say(chat, GIVEN)
    assert "Blood test, Tue 15 Dec. Arranged?" in await come(chat, 12, 9)


async def test_without_a_name_nothing_is_said_of_blood_on_a_locked_phone(ana: Any) -> None:
    await ana.says(GIVEN, "skip")
    assert "Your date, Tue 15 Dec. Arranged?" in await come(ana, 12, 9)


@pytest.mark.parametrize(
    "words", ["/tests hello", "/tests 3/4", "/tests 2025-01-01", "/tests 30 feb", "/tests 1 x 50 mg"]
)
async def test_what_is_no_date_keeps_nothing_and_says_what_to_type(ana: Any, words: str) -> None:
    assert "15 dec" in await say(ana, words) or "calendar" in await say(ana, words) or "past" in await say(ana, words)
    assert "I keep no dates of blood tests yet" in await say(ana, "/tests")


async def test_a_rule_without_a_date_asks_for_the_next_one(ana: Any) -> None:
    assert "When is the next one?" in await say(ana, "/tests every 2 weeks x 2, then every 12 weeks")
    shown = await say(ana, "15 dec")
    assert "every 2 weeks (14 days), 2 times; every 12 weeks (84 days)" in shown
    assert "- Tue 15 Dec\n- Tue 29 Dec\n- Tue 23 Mar 2027" in shown


async def test_a_published_plan_is_offered_never_proposed_and_counted_from_a_day_one_names(ana: Any) -> None:
    await ana.says("/tests", "What published plans say")
    assert "None is meant for you alone" in ana.channel.sent[-1].text
    await ana.says("More of these", "NHS pharmacy service: bowel disease")
    assert "Source:" in ana.channel.sent[-1].text
    shown = await say(ana, "24 nov")
    assert "- Tue 8 Dec\n- Tue 22 Dec\n- Tue 19 Jan 2027\n- Tue 16 Feb 2027" in shown


async def test_the_loop_from_arranged_to_the_result(ana: Any) -> None:
    await ana.says(GIVEN, "library")
    assert await come(ana, 12, 9) == "Library, Tue 15 Dec. Arranged?"
    assert labels(ana) == ["Yes", "Not yet", "Other date"]
    assert "Tue 15 Dec is arranged" in await say(ana, "yes")
    assert await come(ana, 14, 18) == "Library tomorrow."
    assert labels(ana) == ["Other date", "Not going"]
    assert await come(ana, 15, 16, 20) == ""
    noted = await say(ana, "bloods done")
    assert "Noted: done Tue 15 Dec. The next is Tue 29 Dec, the date your clinic gave." in noted
    assert "I ask about the result on Sun 20 Dec." in noted
    assert labels(ana) == ["Change", "My clinic doesn't send results"]
    assert await come(ana, 20, 10) == "Library of 15 Dec: anything back?"
    assert "once more on Fri 25 Dec" in await say(ana, "not yet")
    assert await come(ana, 25, 10) == "Library of 15 Dec: anything back?"
    assert "will not ask again" in await say(ana, "not yet")


async def test_one_that_is_moved_says_so_and_leaves_the_others(ana: Any) -> None:
    await ana.says(GIVEN, "library")
    await come(ana, 12, 9)
    assert "to which date?" in await say(ana, "cant im away till the 16th")
    assert labels(ana) == ["Thu 17 Dec", "Ask my clinic first", "Leave it"]
    moved = await say(ana, "Thu 17 Dec")
    assert "Moved, from Tue 15 Dec to Thu 17 Dec. Your clinic does not see this." in moved
    assert "The later dates stay." in moved
    listed = await say(ana, "/tests")
    assert "- Thu 17 Dec: not done yet, first planned for Tue 15 Dec" in listed
    assert "- Tue 29 Dec" in listed


async def test_moved_twice_and_cancelled(ana: Any) -> None:
    await ana.says(GIVEN, "library", "/tests", "Other date", "17 dec", "/tests", "Other date", "18 dec")
    assert "first planned for Tue 15 Dec" in await say(ana, "/tests")
    await come(ana, 17, 18)
    assert "not going on Fri 18 Dec" in await say(ana, "Not going")
    assert await come(ana, 24, 12) == ""
    assert "Library, Tue 29 Dec. Arranged?" in await come(ana, 26, 9)


async def test_one_that_nobody_says_anything_of_is_asked_about_and_stays_in_today(ana: Any) -> None:
    await ana.says("/tests 15 dec", "library")
    said = await come(ana, 16, 9)
    assert said == "Library, Tue 15 Dec. Arranged?\nLibrary tomorrow."
    assert "Blood test of Tue 15 Dec: not done yet" in await say(ana, "/today")
    assert await come(ana, 25, 12) == "Library of 15 Dec: was it done?\nLibrary of 15 Dec: was it done?"
    assert await come(ana, 23, 12, after=1) == ""
    assert await come(ana, 24, 12, after=1) == "Library of 15 Dec: was it done?"
    assert "done Tue 15 Dec" in await say(ana, "It was done")
    assert await come(ana, 24, 12, after=2) == "Library of 15 Dec: anything back?\nLibrary of 15 Dec: anything back?"


async def test_two_open_tests_are_one_question(ana: Any) -> None:
    await ana.says("/tests every week x 3, next 8 dec", "library")
    await come(ana, 14, 17)
    assert await come(ana, 14, 18) == "Library of 8 Dec: was it done?\nLibrary tomorrow."
    await ana.says("8 dec was done on 8 dec", "/tests 15 dec, 18 dec", "In their place")
    said = await come(ana, 17, 18)
    assert said.splitlines()[-2:] == ["Library of 15 Dec: was it done?", "Library tomorrow."]
    await ana.says("Tue 15 Dec")
    assert ana.channel.sent[-1].text == "Library of 15 Dec: was it done?"


async def test_done_twice_notes_it_once(ana: Any) -> None:
    await ana.says(GIVEN, "library")
    await come(ana, 15, 16)
    await ana.says("bloods done")
    assert "noted already: done Tue 15 Dec" in await say(ana, "had my bloods today")
    assert [one["kind"] for one in await ana.diary()].count("test") == 2


async def test_one_that_fits_no_date_is_asked_about(ana: Any) -> None:
    await ana.says(GIVEN, "library")
    assert "which one is that?" in await say(ana, "bloods done")
    assert labels(ana)[-2:] == ["An extra one", "Leave it"]
    assert "Noted: done Tue 1 Dec. The next is Tue 15 Dec" in await say(ana, "An extra one")


async def test_one_counted_from_the_draw_moves_the_next_only_after_a_yes(ana: Any) -> None:
    await ana.says("/tests every 4 weeks from the last one, next 15 dec", "library")
    await come(ana, 18, 12)
    shown = await say(ana, "had my bloods today")
    assert "The next is Tue 12 Jan" in shown
    assert "Counted from Fri 18 Dec, the next would be Fri 15 Jan. It stands at Tue 12 Jan." in shown
    assert "- Tue 12 Jan 2027" in await say(ana, "/tests")
    await ana.says("had my bloods today")
    before = ana.channel.sent[-1].text
    assert "noted already" in before


async def test_a_yes_counts_from_the_draw(ana: Any) -> None:
    await ana.says("/tests every 4 weeks from the last one, next 15 dec", "library")
    await come(ana, 18, 12)
    await ana.says("had my bloods today")
    assert "The next is Fri 15 Jan" in await say(ana, "yes")
    assert "- Fri 15 Jan 2027: not done yet\n- Fri 12 Feb 2027" in await say(ana, "/tests")


async def test_a_clinic_that_sends_no_results_is_not_waited_for(ana: Any) -> None:
    await ana.says(GIVEN, "library")
    await come(ana, 15, 16)
    await ana.says("bloods done")
    assert "ask no more about results" in await say(ana, "My clinic doesn't send results")
    assert await come(ana, 25, 12) == ""


async def test_no_more_dates_asks_nothing_more(ana: Any) -> None:
    await ana.says(GIVEN, "library")
    assert "keep no dates of blood tests any more" in await say(ana, "/tests", "Remove", "yes")
    assert await come(ana, 31, 12) == ""


async def test_all_survives_a_restart(ana: Any) -> None:
    await ana.says(GIVEN)
    await ana.restart()
    await ana.says("library")
    await ana.restart()
    assert await come(ana, 12, 9) == "Library, Tue 15 Dec. Arranged?"


async def test_when_is_answered_with_the_date_first_and_the_guide_under_it(ana: Any) -> None:
    await ana.says(GIVEN, "library")
    assert await say(ana, "when are my bloods") == "The next blood test: Tue 15 Dec, not done yet."
    assert labels(ana) == ["Other date", "How often the tests are", "When to ring"]


async def test_what_would_come_in_the_quiet_of_the_evening_comes_earlier(ana: Any) -> None:
    await ana.says("/settings", "Quiet hours", "17:00 to 07:00", GIVEN, "library", "/tests")
    assert "Arranged?" in await come(ana, 12, 9)
    assert await come(ana, 14, 11, 59) == ""
    assert await come(ana, 14, 12) == "Library tomorrow."


async def test_done_on_a_day_with_an_open_test_asks_which(ana: Any) -> None:
    await ana.says("/tests 15 dec, 29 dec", "library")
    await ana.until(datetime(2026, 12, 15, 8, 1))
    assert "The tablets, or the blood test of Tue 15 Dec?" in await say(ana, "done")
    assert labels(ana) == ["The tablets", "The blood test"]
    assert "done Tue 15 Dec" in await say(ana, "The blood test")
    await ana.says("done")
    assert [(one["kind"], one["day"]) for one in await ana.diary()][-2:] == [
        ("test", "2026-12-15"),
        ("taken", "2026-12-15"),
    ]


@pytest.mark.parametrize("typed", ["1", "2"])
async def test_a_number_is_a_choice_and_no_date(ana: Any, typed: str) -> None:
    await ana.says("/tests", typed)
    assert "keep no dates of blood tests yet" in await say(ana, "/tests")


@pytest.mark.parametrize(
    "words",
    ["when is my next blood test", "blood test", "my bloods are booked", "delete the dates", "what", "3 dec", "1"],
)
async def test_what_is_no_name_is_not_what_a_locked_phone_shows(ana: Any, words: str) -> None:
    await ana.says(GIVEN)
    said = await say(ana, words)
    assert "On a locked phone I call it: " not in said
    assert "went wrong" not in said
    assert "blood" not in (await come(ana, 12, 9)).casefold()


async def test_after_a_while_nothing_is_a_name_any_more(ana: Any) -> None:
    await ana.says(GIVEN)
    await ana.until(datetime(2026, 12, 3, 12, 0))
    assert "On a locked phone" not in await say(ana, "shopping")


async def test_new_dates_take_no_place_without_being_asked(ana: Any) -> None:
    await ana.says(GIVEN, "library")
    assert "There are dates already." in await say(ana, "/tests 10 jan 2027")
    await ana.says("As well")
    listed = await say(ana, "/tests")
    assert "- Tue 15 Dec" in listed
    assert "- Sun 10 Jan 2027" in listed


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("yes its booked", "Tue 15 Dec is arranged"),
        ("arranged", "Tue 15 Dec is arranged"),
        ("moved to 31 dec", "of Tue 15 Dec to Thu 31 Dec?"),
        ("clinic moved it to the 31st", "of Tue 15 Dec to Thu 31 Dec?"),
        ("cant make it", "to which date?"),
        ("i forgot", "stays open"),
        ("blood test cancelled", "stays open"),
    ],
)
async def test_a_question_is_answered_in_words_of_ones_own(ana: Any, words: str, says: str) -> None:
    await ana.says(GIVEN, "library")
    await come(ana, 12, 9)
    assert says in await say(ana, words)


async def test_weekly_ones_that_nobody_answers_do_not_fall_silent(ana: Any) -> None:
    await ana.says("/tests every 7 days from 8 dec", "library")
    await come(ana, 20, 12, after=1)
    assert "Library tomorrow." in await come(ana, 15, 12, after=2)


async def test_an_old_button_changes_nothing_by_itself(ana: Any) -> None:
    await ana.says(GIVEN, "library")
    await come(ana, 14, 18)
    old = data_of(ana, "Not going")
    await ana.until(datetime(2026, 12, 15, 12, 0))
    await ana.says("bloods done")
    assert "What holds?" in await pressed_late(ana, old)
    assert "done Tue 15 Dec" in await say(ana, "/tests")


async def test_one_far_ahead_is_not_noted_as_done(ana: Any) -> None:
    await ana.says("/tests 30 apr", "library")
    assert "which one is that?" in await say(ana, "bloods done")


async def test_a_clock_that_ran_ahead_and_was_set_right_skips_no_test(ana: Any) -> None:
    await ana.says(GIVEN, "library")
    await ana.until(datetime(2027, 3, 1, 12, 0))
    ana.clock.moment = datetime(2026, 12, 8, 12, 0, tzinfo=ana.zone)
    await ana.azalea.settle(ana.clock.now())
    assert "Library, Tue 29 Dec. Arranged?" in await come(ana, 27, 9)
