"""What else happens to a person, and what it does to the dates of their blood tests: nothing without a yes."""

from __future__ import annotations

import json
import sqlite3
from datetime import datetime
from typing import Any

import pytest

from bot import rounds
from tests.chats import data_of, pressed_late

GIVEN = "/tests 15 dec, 29 dec"
BSR = ("/tests", "What published plans say", "BSR's guideline of 2017", "24 nov", "skip")
ASKED = "Did they also change the blood tests?"


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


def labels(chat: Any) -> list[str]:
    return [button.label for button in chat.channel.sent[-1].buttons]


async def come(chat: Any, day: int, hour: int, month: int = 12) -> list[str]:
    """Let time pass until a day of this winter; return what came that is about no dose."""
    sent = len(chat.channel.sent)
    await chat.until(datetime(2026 if month == 12 else 2027, month, day, hour))
    dose = ("08:00", "No answers since")
    return [one.text for one in chat.channel.sent[sent:] if not any(part in one.text for part in dose)]


# A change of dose


@pytest.mark.parametrize(
    "change",
    [
        ("/plan 2 x 50 mg at 08:00", "2"),
        ("/plan 1 x 50 mg at 08:00 and 20:00", "1"),
        ("clinic rang, 2 tablets from tomorrow", "2"),
    ],
)
async def test_a_change_of_dose_asks_whether_the_tests_changed_too(ana: Any, change: tuple[str, ...]) -> None:
    await ana.says(GIVEN, "skip")
    assert (await say(ana, *change)).endswith(ASKED)
    assert labels(ana) == ["Yes", "No", "I'll ask"]


@pytest.mark.parametrize("plan", ["/plan 1 x 50 mg at 09:00", "/plan at 09:00"])
async def test_other_times_of_the_same_dose_ask_nothing_of_tests(ana: Any, plan: str) -> None:
    await ana.says(GIVEN, "skip")
    said = await say(ana, plan, "yes")
    assert "Saved" in said
    assert ASKED not in said


async def test_where_no_dates_are_kept_nothing_is_asked_of_tests(ana: Any) -> None:
    said = await say(ana, "clinic rang, 2 tablets from tomorrow", "2")
    assert "Saved" in said
    assert ASKED not in said


async def test_a_yes_leads_into_new_dates_and_a_no_into_nothing(ana: Any) -> None:
    await ana.says(GIVEN, "skip", "/plan 2 x 50 mg at 08:00", "2")
    assert "stay as they are; the next is Tue 15 Dec" in await say(ana, "no")
    await ana.says("/plan 1 x 50 mg at 08:00", "1")
    assert "Type the new dates" in await say(ana, "yes")
    await ana.says("5 jan 2027", "In their place")
    assert "- Tue 5 Jan 2027" in await say(ana, "/tests")
    assert "15 Dec" not in ana.channel.sent[-1].text


async def test_what_is_to_be_asked_is_kept_for_the_clinic(ana: Any) -> None:
    await ana.says(GIVEN, "skip", "/plan 2 x 50 mg at 08:00", "2")
    assert "Kept for your clinic" in await say(ana, "I'll ask")
    assert "Should the dates of the blood tests change?" in await say(ana, "/parked")
    assert "- Tue 15 Dec: not done yet\n- Tue 29 Dec: not done yet" in await say(ana, "/tests")


async def test_tests_counted_from_a_change_are_counted_anew_only_after_a_yes(ana: Any) -> None:
    await ana.says(*BSR)
    said = await say(ana, "clinic rang, 2 tablets from 3 dec", "2")
    assert "Counted from Thu 3 Dec, the next would be Thu 17 Dec. It stands at Tue 8 Dec." in said
    assert labels(ana) == ["Yes", "No", "New dates", "I'll ask"]
    assert "- Tue 8 Dec: not done yet\n- Tue 22 Dec" in await say(ana, "no", "/tests")


async def test_a_yes_counts_anew_from_the_change_and_leaves_what_was_moved(ana: Any) -> None:
    await ana.says(*BSR, "/tests", "Other date", "10 dec")
    await ana.says("clinic rang, 2 tablets from 3 dec", "2")
    assert "Counted from Thu 3 Dec. The next is Thu 10 Dec." in await say(ana, "yes")
    listed = await say(ana, "/tests")
    assert "- Thu 10 Dec: not done yet, first planned for Tue 8 Dec\n- Thu 17 Dec" in listed
    assert "22 Dec" not in listed
    assert "counted from Thu 3 Dec" in str((await ana.diary())[-1]["text"])


async def test_a_question_about_tests_stands_beside_a_dose_that_is_open(ana: Any) -> None:
    await ana.says(GIVEN, "skip")
    await ana.until(datetime(2026, 12, 2, 8, 30))
    said = await say(ana, "/plan 2 x 50 mg at 09:00", "2")
    assert "Today's 08:00 is still open" in said
    assert said.endswith(ASKED)
    assert "stay as they are" in await say(ana, "no")
    assert "08:30" in await say(ana, "done")


# A pause

IN_HOSPITAL = ("in hospital", "Until I say")
HOME = ("home", "Same as before: 1 x 50 mg = 50 mg at 08:00")


@pytest.mark.parametrize(
    "pause", [IN_HOSPITAL, ("/pause", "Other", "Until I say"), ("in hospital from thursday", "Until I say")]
)
async def test_a_pause_asks_whether_the_tests_rest_too(ana: Any, pause: tuple[str, ...]) -> None:
    await ana.says(GIVEN, "skip")
    assert (await say(ana, *pause)).endswith("Stop the blood-test dates too?")
    assert labels(ana) == ["Yes", "No"]


async def test_a_pause_without_dates_of_tests_asks_nothing_of_them(ana: Any) -> None:
    assert "Stopped" in await say(ana, *IN_HOSPITAL)
    assert labels(ana) == []


async def test_tests_that_rest_are_listed_and_nothing_is_asked_of_them(ana: Any) -> None:
    await ana.says(GIVEN, "library", *IN_HOSPITAL)
    assert "nothing about the blood tests either, from Tue 1 Dec on" in await say(ana, "yes")
    listed = await say(ana, "/tests")
    assert (
        "- Tue 15 Dec: not done yet, resting\n- Tue 29 Dec: not done yet, resting\nThey rest since Tue 1 Dec" in listed
    )
    assert "nothing asked about blood tests from Tue 1 Dec on" in await say(ana, "/log")
    await ana.restart()
    assert {*await come(ana, 31, 12)} == {"Still in hospital since Tue 1 Dec?"}
    assert "Blood test of Tue 29 Dec: not done yet, resting" in await say(ana, "/today")


async def test_what_is_arranged_while_tests_rest_promises_no_question(ana: Any) -> None:
    await ana.says(GIVEN, "library", *IN_HOSPITAL, "yes")
    assert await say(ana, "bloods on 15 dec") == "Noted: Tue 15 Dec is arranged."


async def test_new_dates_that_are_given_while_tests_rest_rest_as_well(ana: Any) -> None:
    await ana.says(GIVEN, "library", *IN_HOSPITAL, "yes", "/tests 20 dec")
    assert "- Sun 20 Dec" in await say(ana, "In their place")
    assert "They rest since Tue 1 Dec: I ask nothing about them." in ana.channel.sent[-1].text
    assert not any("Library" in one for one in await come(ana, 31, 12))


async def test_tests_go_on_after_a_no_and_where_nobody_says(ana: Any) -> None:
    await ana.says(GIVEN, "library", *IN_HOSPITAL)
    assert "stay as they are; the next is Tue 15 Dec" in await say(ana, "no")
    assert "Library, Tue 15 Dec. Arranged?" in await come(ana, 12, 9)


async def test_the_team_stopping_the_tablets_leaves_the_tests_as_they_are(ana: Any) -> None:
    await ana.says(GIVEN, "library")
    said = await say(ana, "/pause", "My team told me to stop", "Until I say")
    assert "Stopped" in said
    assert "blood" not in said
    assert "Library, Tue 15 Dec. Arranged?" in await come(ana, 12, 9)


async def test_going_on_asks_whether_the_dates_are_the_same_and_asks_about_them_again(ana: Any) -> None:
    await ana.says(GIVEN, "library", *IN_HOSPITAL, "yes")
    await come(ana, 16, 12)
    said = await say(ana, *HOME)
    assert "Blood-test dates: the same?\nAny new medicine?" in said
    assert "the next is Tue 29 Dec" in await say(ana, "same")
    assert "Then that is all." in await say(ana, "no")
    assert await come(ana, 20, 12) == ["Library of 15 Dec: was it done?"]


async def test_other_dates_after_a_pause_leave_the_question_of_a_new_medicine(ana: Any) -> None:
    await ana.says(GIVEN, "library", *IN_HOSPITAL, "yes")
    await ana.says(*HOME)
    medicine = data_of(ana, "Yes")
    assert "Type the new dates" in await say(ana, "New dates")
    assert "- Tue 5 Jan 2027" in await say(ana, "5 jan 2027", "In their place")
    assert "From the guide: A new medicine" in await pressed_late(ana, medicine)


async def test_what_came_back_while_it_rested_is_asked_after_once(ana: Any) -> None:
    await ana.says("/tests 1 dec, 29 jan", "library", "bloods done", *IN_HOSPITAL, "yes")
    assert {*await come(ana, 14, 12)} == {"Still in hospital since Tue 1 Dec?"}
    await ana.says(*HOME, "no")
    assert await come(ana, 15, 12) == ["Library of 1 Dec: anything back?"]
    assert await come(ana, 18, 12) == []


async def test_another_dose_after_a_pause_is_asked_about_once(ana: Any) -> None:
    await ana.says(*BSR, *IN_HOSPITAL, "yes", "home", "Changed", "2 x 50 mg at 08:00")
    said = await say(ana, "2")
    assert "Counted from Wed 2 Dec, the next would be Wed 16 Dec. It stands at Tue 8 Dec." in said
    assert "the same?" not in said
    assert "- Tue 8 Dec: not done yet\n" in await say(ana, "no", "/tests")


async def test_a_dose_that_changed_in_a_pause_without_a_rest_asks_of_the_tests(ana: Any) -> None:
    await ana.says(GIVEN, "skip", *IN_HOSPITAL, "no", "home", "Changed", "2 x 50 mg at 08:00")
    assert ASKED in await say(ana, "2")


async def test_tablets_that_are_stopped_for_good_end_a_rest(ana: Any) -> None:
    await ana.says(GIVEN, "library", *IN_HOSPITAL, "yes", "home")
    assert "Blood-test dates: the same?" in await say(ana, "They stopped it")
    assert "Library, Tue 15 Dec. Arranged?" in await come(ana, 12, 9)


async def test_a_rest_that_is_planned_begins_with_its_pause_and_goes_with_it(ana: Any) -> None:
    await ana.says("/tests 3 dec, 29 dec", "library", "in hospital from saturday", "Until I say", "yes")
    assert await come(ana, 2, 18) == ["Library tomorrow."]
    listed = await say(ana, "/tests")
    assert "- Thu 3 Dec: not done yet\n- Tue 29 Dec: not done yet, resting" in listed
    await ana.says("not going to hospital after all")
    assert "resting" not in await say(ana, "/tests")


async def test_an_old_yes_rests_nothing(ana: Any) -> None:
    await ana.says(GIVEN, "library", *IN_HOSPITAL)
    late = data_of(ana, "Yes")
    await ana.says(*HOME)
    assert "rest" not in (await pressed_late(ana, late)).split()
    assert "resting" not in await say(ana, "/tests")


async def test_a_rest_can_be_ended_by_itself(ana: Any) -> None:
    await ana.says(GIVEN, "library", *IN_HOSPITAL, "yes", "/tests")
    assert "I ask about the blood tests again" in await say(ana, "Ask about them again")
    assert "Library, Tue 15 Dec. Arranged?" in await come(ana, 12, 9)


async def test_a_rest_survives_a_clock_that_is_set_back_and_another_zone(ana: Any) -> None:
    await ana.says(GIVEN, "library", *IN_HOSPITAL, "yes")
    await come(ana, 20, 12)
    ana.clock.moment = datetime(2026, 12, 8, 12, 0, tzinfo=ana.zone)
    await ana.azalea.settle(ana.clock.now())
    await ana.says("/timezone America/New_York")
    assert not any("Library" in one for one in await come(ana, 31, 12))


async def test_a_question_that_waits_for_the_end_of_quiet_is_dropped_where_tests_rest_by_then(ana: Any) -> None:
    await ana.says("/settings", "Quiet hours", "05:00 to 12:00", GIVEN, "library")
    assert await come(ana, 12, 10) == []
    await ana.says(*IN_HOSPITAL, "yes")
    assert await come(ana, 12, 20) == []


async def test_a_copy_says_that_tests_rest(ana: Any) -> None:
    await ana.says(GIVEN, "library", *IN_HOSPITAL, "yes", "/privacy", "A copy of my data")
    data = json.loads((ana.folder.parent / "azalea-copy.json").read_text())
    assert data["tests"]["plans"][0]["rest"] == {"first": "2026-12-01", "until": None}


# What people write of dates


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("/tests 20 dec 27 dec 3 jan", ["Sun 20 Dec", "Sun 27 Dec", "Sun 3 Jan 2027"]),
        ("/tests 20/12 and 3/1", ["Sun 20 Dec", "Sun 3 Jan 2027"]),
        ("/tests in 2 weeks", ["Tue 15 Dec"]),
        ("/tests next in 6 weeks", ["Tue 12 Jan 2027"]),
        ("/tests tue 15 dec at 9:30", ["Tue 15 Dec"]),
        ("my bloods are 15 dec, 29 dec", ["Tue 15 Dec", "Tue 29 Dec"]),
        ("/tests every 3 months from 15 dec", ["every 13 weeks (91 days)", "Tue 15 Dec", "Tue 16 Mar 2027"]),
    ],
)
async def test_dates_are_read_as_people_write_them(ana: Any, words: str, days: list[str]) -> None:
    shown = await say(ana, words)
    assert [day for day in days if day not in shown] == []


@pytest.mark.parametrize("words", ["/tests mon 15 dec", "bloods on mon 15 dec"])
async def test_a_date_with_another_weekday_than_the_calendars_keeps_nothing(ana: Any, words: str) -> None:
    assert "on another weekday, so I kept none" in await say(ana, words)
    assert "I keep no dates of blood tests yet" in await say(ana, "/tests")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("booked for 15 dec at 9:30", "Tue 15 Dec is arranged"),
        ("moved to 17 dec at 10", "of Tue 15 Dec to Thu 17 Dec?"),
        ("bloods in 2 weeks", "of Tue 15 Dec to Sat 19 Dec?"),
    ],
)
async def test_an_answer_may_name_a_time_of_day_and_only_its_day_is_kept(ana: Any, words: str, says: str) -> None:
    await ana.says("/tests 15 dec", "library")
    await come(ana, 5, 9)
    assert says in await say(ana, words)


@pytest.mark.parametrize("word", ["yes", "no"])
async def test_an_answer_to_two_open_tests_asks_which(ana: Any, word: str) -> None:
    await ana.says("/tests 15 dec, 18 dec", "library")
    assert (await come(ana, 17, 10))[-1] == "Library of 15 Dec: was it done?\nLibrary tomorrow."
    assert "Which of them? I wrote nothing down yet." in await say(ana, word)
    assert "Library of 15 Dec: was it done?" in await say(ana, "Tue 15 Dec")
    assert "done Tue 15 Dec" in await say(ana, "done")


@pytest.mark.parametrize("word", ["yes", "no"])
async def test_a_yes_or_no_below_the_list_of_tests_answers_nothing(ana: Any, word: str) -> None:
    await ana.says(GIVEN, "skip", "/tests")
    said = await say(ana, word)
    assert said in {"Nothing changed.", "Yes to which? I wrote nothing down. The number or letter of a choice says it."}


async def test_done_is_asked_about_where_either_of_two_may_be(ana: Any) -> None:
    await ana.says("/tests 15 dec, 17 dec", "library")
    assert (await come(ana, 17, 9))[-1] == "Library of 15 Dec: was it done?\nLibrary today."
    assert "Which of them? I wrote nothing down yet." in await say(ana, "done")


async def test_one_that_nobody_answers_stays_listed_for_as_long_as_it_is_asked_about(ana: Any) -> None:
    await ana.says("/tests 15 dec, 30 nov 2027", "skip")
    await ana.until(datetime(2027, 5, 20, 12, 0))
    assert "- Tue 15 Dec 2026: not done yet" in await say(ana, "/tests")
    await ana.until(datetime(2027, 7, 1, 12, 0))
    assert "2026" not in await say(ana, "/tests")


async def test_open_ones_do_not_hide_those_to_come(ana: Any) -> None:
    await ana.says("/tests every week, next 8 dec", "skip")
    await ana.until(datetime(2027, 3, 3, 12, 0))
    assert "- Tue 9 Mar: not done yet" in await say(ana, "/tests")


# A clock that was set right


def steps(chat: Any) -> list[tuple[Any, ...]]:
    with sqlite3.connect(chat.folder / "azalea.db") as connection:
        query = "select circle_id, local_day, next_step_at from tests where next_step_at is not null order by 1, 2"
        found = connection.execute(query).fetchall()
    connection.close()
    return found


async def test_a_clock_that_is_set_right_leaves_out_no_circle_however_few_are_taken_at_once(
    open_chat: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rounds, "BATCH", 1)
    ana = await open_chat(datetime(2026, 12, 1, 19, 40))
    await ana.set_up("1 x 50 mg at 08:00")
    await ana.says("/tests 4 dec, 25 dec", "skip")
    await ana.close()
    chat = await open_chat(datetime(2026, 12, 1, 19, 40), name="Ben")
    await chat.set_up("1 x 50 mg at 08:00")
    await chat.says("/tests 4 dec, 25 dec", "skip")
    before = steps(chat)
    assert {circle for circle, *_ in before} == {1, 2}
    for day, hour in ((3, 19), (1, 20)):
        chat.clock.moment = datetime(2026, 12, day, hour, tzinfo=chat.zone)
        await chat.azalea.settle(chat.clock.now())
        assert (steps(chat) == before) is (day == 1)
