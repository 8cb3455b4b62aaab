"""Appointments, days to reorder and weekly tips as people speak of them; and one message a day of all that can wait."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.chats import data_of, keep_for, pressed_late

PLAN = "1 x 50 mg at 08:00 from 2027-06-01"  # nothing is due while these are tried


@pytest.fixture
async def ana(open_chat: Any) -> Any:
    chat = await open_chat(datetime(2026, 12, 1, 9, 0))
    await chat.set_up(PLAN)
    return chat


async def say(chat: Any, *lines: str) -> str:
    sent = len(chat.channel.sent)
    await chat.says(*lines)
    return "\n".join(out.text for out in chat.channel.sent[sent:])


async def come(chat: Any, day: int, hour: int, minute: int = 0) -> list[str]:
    """Let time pass until a day of December; return what came, each message with its moment."""
    sent = len(chat.channel.sent)
    await chat.until(datetime(2026, 12, day, hour, minute))
    return [f"{out.at:%d %H:%M} {out.text}" for out in chat.channel.sent[sent:]]


def labels(chat: Any) -> list[str]:
    return [button.label for button in chat.channel.sent[-1].buttons]


# Appointments


async def test_an_appointment_is_kept_and_read_back(ana: Any) -> None:
    shown = await say(ana, "I have an appointment with Dr Shah on 3 Feb at 14:30")
    assert "Kept: Wed 3 Feb 2027 14:30, Dr Shah. I show your list the evening before" in shown
    assert "Wed 3 Feb 2027 14:30, Dr Shah" in await say(ana, "when is my appointment")
    assert "Wed 3 Feb 2027 14:30, Dr Shah" in await say(ana, "/appointments")


async def test_it_may_have_a_name_on_a_locked_phone_and_is_asked_for_it_once(ana: Any) -> None:
    await ana.says("appointment 3 dec 14:30", "My own word", "coffee")
    assert "locked phone" not in await say(ana, "appointment 10 dec 9:00")
    assert await come(ana, 2, 20) == ["02 18:00 Coffee. Tomorrow 14:30."]


@pytest.mark.parametrize(
    ("word", "answer"),
    [
        ("clinic", "That would tell what it is"),
        ("a" * 31, "too long"),
        ("when should i ring them?", "From the guide"),
    ],
)
async def test_what_tells_too_much_or_is_no_name_is_not_taken_as_one(ana: Any, word: str, answer: str) -> None:
    await ana.says("appointment 3 dec 14:30", "My own word")
    assert answer in await say(ana, word)
    assert await come(ana, 2, 20) == ["02 18:00 Appointment. Tomorrow 14:30."]


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("/appointment dr shah", "I could not read a day"),
        ("/appointment 3/2/2027 9:00", "two different days"),
        ("appointment 31 feb 9:00", "cannot find that day"),
        ("appointment 1 jan 2025 9:00", "That day is past"),
        ("appointment 3 feb 2031 9:00", "more than two years"),
    ],
)
async def test_a_day_that_cannot_be_is_not_kept(ana: Any, words: str, answer: str) -> None:
    assert answer in await say(ana, words)
    assert "When is it?" in await say(ana, "/appointments")


async def test_the_same_one_twice_is_kept_once(ana: Any) -> None:
    await ana.says("appointment 3 dec 14:30", "1")
    assert "kept already" in await say(ana, "appointment on thursday at 14:30")
    assert (await say(ana, "/appointments")).count("14:30") == 1


async def test_one_is_moved_in_words_or_by_a_choice_and_the_old_day_is_silent(ana: Any) -> None:
    await ana.says("appointment 3 dec 14:30", "1")
    assert "Moved, from Thu 3 Dec 14:30 to Wed 9 Dec 10:00." in await say(ana, "appointment moved to 9 dec 10:00")
    await ana.says("/appointments", "Move")
    assert "Moved, from Wed 9 Dec 10:00 to Thu 10 Dec 10:00." in await say(ana, "10 dec")
    assert await come(ana, 10, 9) == ["09 18:00 Appointment. Tomorrow 10:00."]


async def test_one_that_is_off_is_asked_about_first_and_then_silent(ana: Any) -> None:
    await ana.says("appointment 3 dec 14:30", "1")
    assert "Is this one off: Thu 3 Dec 14:30?" in await say(ana, "my appointment is cancelled")
    await ana.says("yes")
    assert await come(ana, 6, 12) == []


async def test_of_several_it_is_asked_which_unless_one_is_named(ana: Any) -> None:
    await ana.says("appointment 3 dec 14:30 dr shah", "1", "add appointment 9 dec 10:00 nurse ann")
    assert await say(ana, "move my appointment to 11 dec") == "Which one?"
    assert labels(ana) == ["Thu 3 Dec 14:30, dr shah", "Wed 9 Dec 10:00, nurse ann", "None of these"]
    assert "Moved, from Wed 9 Dec 10:00, nurse ann to Fri 11 Dec 10:00." in await say(ana, "2")
    assert "Is this one off: Thu 3 Dec 14:30, dr shah?" in await say(ana, "my appointment with dr shah is off")
    await ana.says("no")
    assert await say(ana, "they cancelled my appointment") == "Which one?"
    assert "Is this one off: Fri 11 Dec 10:00, nurse ann?" in await say(ana, "2")
    await ana.says("yes")
    assert [one[:8] for one in await come(ana, 12, 12)] == ["02 18:00", "03 17:00"]


async def test_what_they_said_is_written_down_as_typed(ana: Any) -> None:
    await ana.says("appointment 3 dec 14:30", "1")
    assert (await come(ana, 3, 18))[-1] == (
        "03 17:00 Appointment of 3 Dec: what did they say? If you type it here, I write it down as your own note."
    )
    await ana.says("Keep going, see you in March")
    told = [(one["kind"], one["text"]) for one in await ana.diary() if one["kind"] in {"note", "appointment"}]
    assert told[1:] == [
        ("note", "Keep going, see you in March"),
        ("appointment", "Thu 3 Dec 14:30: a note was written"),
    ]
    assert labels(ana) == ["Plan changed", "Dates changed", "They stopped it"]
    assert await say(ana, "when is my appointment") == (
        "When is it? Type the day, the time and with whom, such as: 3 feb 14:30 dr shah"
    )


async def test_a_question_below_it_is_no_note(ana: Any) -> None:
    await ana.says("appointment 3 dec 14:30", "1")
    await come(ana, 3, 18)
    assert "From the guide" in await say(ana, "can i drink beer?")
    assert [one for one in await ana.diary() if one["kind"] == "note"] == []


async def test_urgent_words_below_it_bring_the_block_first(ana: Any) -> None:
    await ana.says("appointment 3 dec 14:30", "1")
    await come(ana, 3, 18)
    shown = await say(ana, "they sent me home but i have a fever of 39 and shivering")
    assert shown.startswith("Ring 999 now")


async def test_plan_changed_leads_to_the_plan(ana: Any) -> None:
    await ana.says("appointment 3 dec 14:30", "1")
    await come(ana, 3, 18)
    assert "50 mg" in await say(ana, "Plan changed")
    assert await come(ana, 8, 12) == []


async def test_a_late_one_is_asked_about_the_next_morning_and_once(ana: Any) -> None:
    await ana.says("appointment 3 dec 19:00", "1")
    await come(ana, 3, 23)
    assert [one[:8] for one in await come(ana, 20, 12)] == ["04 10:00"]


async def test_one_of_today_is_asked_about_and_not_announced(ana: Any) -> None:
    shown = await say(ana, "appointment today 14:30")
    assert "I ask afterwards" in shown
    assert "evening before" not in shown
    assert [one[:8] for one in await come(ana, 5, 12)] == ["01 17:00"]


async def test_it_stands_in_today(ana: Any) -> None:
    await ana.says("appointment tomorrow 14:30 dr shah", "1")
    assert "- Appointment: Wed 2 Dec 14:30, dr shah" in await say(ana, "/today")


MOVED_ON = [
    ("dr shah moved to 11 feb 9am", "Moved, from Wed 3 Feb 2027 14:30, dr shah to Thu 11 Feb 2027 09:00."),
    ("move the shah one to 11 feb", "Moved, from Wed 3 Feb 2027 14:30, dr shah to Thu 11 Feb 2027 14:30."),
    ("dr shah cancelled", "Is this one off: Wed 3 Feb 2027 14:30, dr shah?"),
    ("cancel my appointment on 10 jan", "Is this one off: Sun 10 Jan 2027 14:00, dietitian?"),
    ("cancel the dietitian", "Is this one off: Sun 10 Jan 2027 14:00, dietitian?"),
]


@pytest.mark.parametrize(("words", "answer"), MOVED_ON)
async def test_one_of_several_is_meant_by_its_name_or_day(ana: Any, words: str, answer: str) -> None:
    await ana.says("appointment 10 jan 2pm dietitian", "1", "appointment 3 feb 14:30 dr shah")
    assert answer in await say(ana, words)


async def test_of_a_list_one_is_chosen_before_anything_is_done_to_it(ana: Any) -> None:
    await ana.says("appointment 10 dec 2pm dietitian", "1", "appointment 11 dec 14:30 dr shah", "/appointments")
    assert labels(ana) == ["Thu 10 Dec 14:00, dietitian", "Fri 11 Dec 14:30, dr shah", "Another one"]
    await ana.says("2", "It is off")
    assert "Is this one off: Fri 11 Dec 14:30, dr shah?" in ana.channel.sent[-1].text
    await ana.says("yes")
    assert "dietitian" in await say(ana, "/appointments")


@pytest.mark.parametrize(
    "words",
    [
        "my appointment on monday went well",
        "my appointment on 30 nov was awful",
        "gp took blood today at 9am",
        "got an appointment letter today",
        "liver numbers due monday at 9am",
    ],
)
async def test_what_tells_of_something_else_keeps_no_appointment(ana: Any, words: str) -> None:
    await ana.says(words)
    assert "When is it?" in await say(ana, "/appointments")


async def test_what_may_be_one_is_kept_after_a_yes(ana: Any) -> None:
    assert await say(ana, "clinic thu 3 dec 2:30pm") == "Shall I keep this as an appointment: Thu 3 Dec 14:30?"
    assert "Kept: Thu 3 Dec 14:30, clinic." in await say(ana, "yes")


@pytest.mark.parametrize("words", ["appointment 15 dec 25:00 dr x", "appointment 15 dec at half two with dr shah"])
async def test_a_time_that_is_none_is_not_kept_without_it(ana: Any, words: str) -> None:
    assert "I could not read" in await say(ana, words)


async def test_a_day_of_last_year_is_not_taken_for_the_next(open_chat: Any) -> None:
    chat = await open_chat(datetime(2027, 1, 4, 9, 0))
    await chat.set_up(PLAN)
    assert "That day is past" in await say(chat, "appointment 2 jan 9am gp")


async def test_below_the_question_a_note_comes_first_and_an_appointment_in_it_is_offered(ana: Any) -> None:
    await ana.says("appointment 3 dec 14:30", "1", "appointment 3 dec 16:00")
    await come(ana, 4, 12)
    await ana.says("follow-up on 3 feb at 10, carry on with two tablets")
    notes = [one["text"] for one in await ana.diary() if one["kind"] == "note"]
    assert notes == ["follow-up on 3 feb at 10, carry on with two tablets"]
    assert labels(ana) == ["Plan changed", "Dates changed", "They stopped it", "Keep Wed 3 Feb 2027 10:00"]
    assert "Kept: Wed 3 Feb 2027 10:00." in await say(ana, "Keep Wed 3 Feb 2027 10:00")


async def test_an_appointment_and_nothing_else_is_no_note(ana: Any) -> None:
    await ana.says("appointment 3 dec 14:30", "1")
    await come(ana, 3, 18)
    assert "Kept: Tue 12 Jan 2027 10:00." in await say(ana, "next appointment 12 jan 10am")
    assert [one for one in await ana.diary() if one["kind"] == "note"] == []


async def test_after_many_that_nobody_answered_another_can_be_kept(ana: Any) -> None:
    for day in range(2, 14):
        await ana.says(f"appointment {day} dec 9:00", "1")
    assert "up to 12" in await say(ana, "appointment 20 dec 9:00")
    await come(ana, 14, 12)
    assert "Kept: Sun 20 Dec 09:00." in await say(ana, "appointment 20 dec 9:00")


async def test_one_that_was_this_morning_is_asked_about_and_not_announced(ana: Any) -> None:
    await ana.until(datetime(2026, 12, 1, 18, 0))
    assert "I ask afterwards" in await say(ana, "appointment today at 8am")
    assert ana.channel.sent[-1].text.startswith("Appointment of 1 Dec: what did they say?")


async def test_the_list_is_covered_on_a_locked_phone(ana: Any) -> None:
    await ana.says("appointment 3 dec 14:30", "1", "ask them: is this why i bleed")
    await come(ana, 2, 19)
    assert ana.channel.sent[-1].covered == "- is this why i bleed"


async def test_an_old_button_of_what_is_over_changes_nothing(ana: Any) -> None:
    await ana.says("appointment 3 dec 14:30", "1", "/appointments")
    move = data_of(ana, "Move")
    await ana.says("It is off", "yes")
    assert "Nothing changed" in await pressed_late(ana, move)
    assert await come(ana, 6, 12) == []


# Reordering


async def test_a_week_before_the_tablets_run_out(ana: Any) -> None:
    await ana.says("/reorder", "Every 28 days, a week before")
    assert "- Thu 10 Dec\n- Thu 7 Jan 2027\n- Thu 4 Feb 2027" in await say(ana, "17 dec")
    await ana.says("yes")
    assert await come(ana, 10, 12) == ["10 10:00 Thu 10 Dec: your day to reorder."]
    assert "The next day to reorder is Thu 7 Jan 2027." in await say(ana, "Ordered")
    again = f"date:done:{await kept_uid(ana)}:2026-12-10"
    assert await pressed_late(ana, again) == "That is noted already. The next day to reorder is Thu 7 Jan 2027."
    assert "noted already" in await say(ana, "ordered them")
    assert "The next day to reorder is Thu 7 Jan 2027." in await say(ana, "yes reordered")


async def kept_uid(chat: Any) -> str:
    await chat.says("/reorder")
    return data_of(chat, "Ordered").split(":")[2]


async def test_unanswered_it_is_named_once_more_and_then_at_its_next_day(ana: Any) -> None:
    await ana.says("reorder every 10 days from 5 dec", "yes")
    assert [one[:8] for one in await come(ana, 20, 12)] == ["05 10:00", "08 10:00", "15 10:00", "18 10:00"]


async def test_tomorrow_and_another_day(ana: Any) -> None:
    await ana.says("remind me to reorder on 5 dec", "yes")
    await come(ana, 5, 12)
    await ana.says("Tomorrow")
    assert [one[:8] for one in await come(ana, 6, 12)] == ["06 10:00"]
    await ana.says("Other date", "9 dec")
    assert [one[:8] for one in await come(ana, 9, 12)] == ["09 10:00"]
    assert await say(ana, "ordered them") == "Noted."
    assert await come(ana, 30, 12) == []


async def test_a_new_one_takes_the_place_of_the_old(ana: Any) -> None:
    await ana.says("reorder every 28 days from 5 dec", "yes", "reorder every 28 days from 9 dec", "yes")
    assert [one[:8] for one in await come(ana, 11, 12)] == ["09 10:00"]


@pytest.mark.parametrize("words", ["5 dec, 9 dec", "every week x 4", "every 28 days from 31 feb", "soon"])
async def test_what_is_no_day_to_reorder_is_not_kept(ana: Any, words: str) -> None:
    await ana.says(f"/reorder {words}", "yes")
    assert await come(ana, 30, 12) == []


async def test_done_below_it_is_no_tablet_that_was_had(open_chat: Any) -> None:
    chat = await open_chat(datetime(2026, 12, 1, 9, 0))
    await chat.set_up("1 x 50 mg at 09:30")
    await chat.says("reorder on 2 dec", "yes")
    await come(chat, 2, 10)
    assert "The tablets, or the order?" in await say(chat, "done")
    assert [one["kind"] for one in await chat.diary() if one["day"] == "2026-12-02"] == []


# Tips


async def test_a_tip_a_week_comes_with_a_tap_and_names_nothing(ana: Any) -> None:
    assert "from Tue 8 Dec on" in await say(ana, "/tips weekly")
    assert await come(ana, 9, 12) == ["08 10:00 Something small to try, when you have a minute."]
    first = await say(ana, "Show it")
    assert "From the guide" in first
    assert [one[:8] for one in await come(ana, 22, 12)] == ["15 10:00", "22 10:00"]
    second = await say(ana, "Show it")
    assert second != first
    await ana.says("no more tips")
    assert await come(ana, 31, 12) == []


async def test_tips_are_offered_weekly_until_they_come_so(ana: Any) -> None:
    await ana.says("/tips")
    assert labels(ana) == ["Another", "One a week"]
    await ana.says("One a week")
    await ana.says("/tips weekly", "/tips")
    assert labels(ana) == ["Another"]
    assert len(await come(ana, 9, 12)) == 1


async def test_while_a_plan_rests_no_tip_comes(open_chat: Any) -> None:
    chat = await open_chat(datetime(2026, 12, 1, 9, 0))
    await chat.set_up("1 x 50 mg at 08:00")
    await chat.says("/tips weekly", "im in hospital", "Until I say")
    assert not any("small to try" in one for one in await come(chat, 14, 12))
    await chat.says("home", "Same as before")
    assert any("small to try" in one for one in await come(chat, 16, 12))


# One message a day


async def test_what_falls_on_one_day_is_one_message_and_each_can_be_chosen(ana: Any) -> None:
    await ana.says("/tests 3 dec, 30 dec", "library", "appointment 3 dec 14:30", "1")
    assert await come(ana, 2, 20) == ["02 18:00 Library tomorrow.\nAppointment. Tomorrow 14:30."]
    assert labels(ana) == ["Thu 3 Dec", "Appointment, 3 Dec 14:30"]
    assert await say(ana, "Appointment") == "Appointment. Tomorrow 14:30."
    assert labels(ana) == ["Summary", "Add", "Move"]


async def test_what_can_wait_comes_on_a_day_of_its_own(ana: Any) -> None:
    await ana.says("/tests 9 dec, 30 dec", "library", "reorder on 8 dec", "yes", "/tips weekly")
    came = [one for one in await come(ana, 12, 12) if "Arranged" not in one]
    assert [one[:8] for one in came] == ["08 10:00", "09 10:00", "10 10:00", "11 10:00", "12 10:00"]
    assert [one[9:20] for one in came[:3]] == ["Library tom", "Tue 8 Dec: ", "Something s"]


async def test_a_pause_is_asked_about_in_the_same_message(open_chat: Any) -> None:
    chat = await open_chat(datetime(2026, 12, 1, 9, 0))
    await chat.set_up("1 x 50 mg at 08:00")
    await chat.says("/tests 9 dec, 30 dec", "library", "took it", "im in hospital", "Until I say", "No")
    [asked] = [one for one in await come(chat, 8, 20) if "Arranged" not in one]
    assert asked == "08 10:00 Library tomorrow.\nStill in hospital since Tue 1 Dec?"
    assert await say(chat, "The pause") == "Still in hospital since Tue 1 Dec?"
    assert labels(chat) == ["Yes", "I'm home"]


async def test_after_an_appointment_on_a_day_with_another_message_it_is_asked_the_next_day(ana: Any) -> None:
    await ana.says("appointment 3 dec 10:00", "1", "appointment 4 dec 10:00")
    assert [one[:8] for one in await come(ana, 4, 23)] == ["02 18:00", "03 12:30", "04 10:00"]
    assert [one[9:30] for one in await come(ana, 5, 23)] == ["Appointment of 4 Dec:"]


# Kept


async def test_nothing_is_lost_or_doubled_over_a_restart(ana: Any) -> None:
    await ana.says("appointment 3 dec 14:30", "1", "reorder on 5 dec", "yes", "/tips weekly")
    for day, hour in ((2, 18), (3, 17), (5, 10), (8, 10)):
        await come(ana, day, hour - 1, 59)
        await ana.close()
        ana.clock.moment = datetime(2026, 12, day, hour, 30, tzinfo=ana.zone)
        await ana.open()
        assert len(ana.channel.sent) == 1, (day, hour)
    assert await come(ana, 9, 12) == ["09 10:00 Something small to try, when you have a minute."]


async def test_a_clock_that_ran_ahead_and_was_set_right_skips_nothing(ana: Any) -> None:
    await ana.says("appointment 10 dec 14:30", "1")
    await come(ana, 20, 12)
    ana.clock.moment = datetime(2026, 12, 5, 12, 0, tzinfo=ana.zone)
    await ana.azalea.settle(ana.clock.now())
    assert [one[:8] for one in await come(ana, 10, 12)] == ["09 18:00"]


async def test_a_clock_that_ran_ahead_and_was_set_right_skips_no_reorder_and_no_tip(ana: Any) -> None:
    await ana.says("reorder every 28 days from 5 dec", "yes", "/tips weekly")
    await ana.until(datetime(2027, 2, 15, 12, 0))
    ana.clock.moment = datetime(2026, 12, 2, 12, 0, tzinfo=ana.zone)
    await ana.azalea.settle(ana.clock.now())
    assert [one[:8] for one in await come(ana, 9, 12)] == ["05 10:00", "08 10:00", "09 10:00"]


async def test_after_a_night_off_nobody_is_asked_what_they_said_before_they_can_have(ana: Any) -> None:
    await ana.says("appointment 3 dec 14:30", "1")
    await come(ana, 2, 17)
    await ana.close()
    ana.clock.moment = datetime(2026, 12, 3, 8, 0, tzinfo=ana.zone)
    await ana.open()
    assert [one[:8] for one in await come(ana, 4, 12)] == ["03 17:00"]


async def test_what_could_not_leave_in_its_hours_comes_the_next_day(ana: Any) -> None:
    await ana.says("appointment 3 dec 14:30", "1")
    await come(ana, 3, 16)
    ana.terminal.trouble = [("before", OSError())] * 400
    await come(ana, 3, 21)
    ana.terminal.trouble = []
    assert [one[:8] for one in await come(ana, 4, 12)] == ["04 10:00"]


async def test_another_clock_loses_nothing_that_waits(ana: Any) -> None:
    await ana.says("appointment 3 dec 14:30", "1", "/tests 3 dec, 30 dec", "library", "reorder on 2 dec", "yes")
    await come(ana, 2, 19)  # the reorder waits, for the day had its message
    await ana.says("/timezone Europe/Paris", "yes")
    assert any("reorder" in one for one in await come(ana, 6, 12))


async def test_what_waits_for_the_end_of_quiet_is_not_said_once_it_is_answered(ana: Any) -> None:
    await ana.says("reorder every 28 days from 5 dec", "yes", "/settings", "Quiet hours", "08:00 to 15:30")
    await come(ana, 5, 12)
    await ana.says("ordered them")
    assert await come(ana, 7, 23) == []


async def test_quiet_in_the_evening_makes_no_two_messages_of_one_morning(ana: Any) -> None:
    await ana.says("/settings", "Quiet hours", "16:00 to 22:00")
    await ana.says("appointment 3 dec 15:00", "1", "reorder on 4 dec", "yes")
    days = [one[:2] for one in await come(ana, 8, 23)]
    assert len(days) == len(set(days))


async def test_days_are_those_of_where_the_patient_is(open_chat: Any) -> None:
    chat = await open_chat(datetime(2026, 12, 1, 9, 0), zone=ZoneInfo("Pacific/Auckland"))
    await chat.set_up(PLAN)
    await chat.says("appointment 3 dec 14:30", "1")
    assert [one[:8] for one in await come(chat, 3, 18)] == ["02 18:00", "03 17:00"]


async def test_all_of_it_is_in_the_copy(ana: Any) -> None:
    await ana.says("appointment 3 dec 14:30 dr shah", "1", "reorder every 28 days from 5 dec", "yes", "/privacy")
    await ana.says("A copy of my data")
    text, data = (file.body.decode() for file in ana.channel.sent[-1].files)
    assert "appointment Thu 3 Dec 2026 14:30, dr shah" in text
    assert "day to reorder Sat 5 Dec 2026, every 28 days" in text
    dates = json.loads(data)["dates"]
    assert [(one["what"], one["day"], one["at"], one["every"]) for one in dates] == [
        ("appointment", "2026-12-03", "14:30", None),
        ("reorder", "2026-12-05", None, 28),
    ]


async def test_who_was_erased_hears_no_more(ana: Any) -> None:
    await ana.says("appointment 3 dec 14:30", "1", "/tips weekly", "/stop", "Delete everything", "No", "delete")
    assert await come(ana, 12, 12) == []
    left = await ana.azalea._store.read(lambda conn: conn.exec_driver_sql("SELECT count(*) FROM occasions").scalar())
    assert left == 0


async def test_of_a_child_that_died_nothing_is_said_any_more(open_chat: Any) -> None:
    chat = await open_chat(datetime(2026, 12, 1, 9, 0))
    await chat.set_up(PLAN)
    await keep_for(chat, "Leo")
    await chat.says("appointment 3 dec 14:30", "1", "reorder on 5 dec", "yes", "/tips weekly", "leo died")
    assert await come(chat, 20, 12) == []


async def test_where_the_clinic_stopped_the_tablets_none_are_reordered(ana: Any) -> None:
    await ana.says("appointment 9 dec 14:30", "1", "reorder on 5 dec", "yes", "/stop", "My clinic stopped it")
    assert [one[:8] for one in await come(ana, 9, 12)] == ["08 18:00"]


async def test_a_keeper_hears_of_the_childs_appointment_by_name(open_chat: Any) -> None:
    chat = await open_chat(datetime(2026, 12, 1, 9, 0))
    await chat.set_up(PLAN)
    await keep_for(chat, "Leo")
    await chat.says("appointment 3 dec 14:30", "1")
    assert await come(chat, 2, 20) == ["02 18:00 Leo: Appointment. Tomorrow 14:30."]


@pytest.mark.parametrize("words", ["appointment 3 dec 14:30", "remind me to reorder on 5 dec", "a tip a week"])
async def test_who_has_not_agreed_keeps_no_date(open_chat: Any, words: str) -> None:
    chat = await open_chat(datetime(2026, 12, 1, 9, 0))
    await chat.says(words, "yes")
    kept = await chat.azalea._store.read(lambda conn: conn.exec_driver_sql("SELECT kind FROM steps").scalars().all())
    assert "occasion" not in kept
