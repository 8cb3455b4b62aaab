"""Other times for some days: asked for, read back day by day, and over by themselves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from bot.store import people
from tests.chats import data_of, planned, pressed, pressed_late


async def test_days_and_time_are_asked_for(open_chat: Callable[..., Any]) -> None:
    chat = await planned(open_chat)
    assert "On which days?" in (await chat.says("night shifts"))[0]
    assert "On which days?" in (await chat.says("some of them"))[0]
    assert "At what time on those days?" in (await chat.says("wed and fri"))[0]
    assert "Type the time" in await pressed(chat, "Other")
    assert "in the morning or in the evening?" in (await chat.says("9"))[0]
    echo = await pressed(chat, "21:00")
    assert "Wed 2 Dec: 21:00" in echo
    assert "Fri 4 Dec: 21:00" in echo
    assert "from Thu 3 Dec back to 08:00" in echo
    assert "Saved" in await pressed(chat, "Yes")


async def test_a_week_is_a_choice(open_chat: Callable[..., Any]) -> None:
    chat = await planned(open_chat)
    await chat.says("night shifts")
    await pressed(chat, "Next week")
    assert "Mon 7 Dec, Tue 8 Dec" in await pressed(chat, "16:00")


async def test_as_ever_changes_nothing(open_chat: Callable[..., Any]) -> None:
    chat = await planned(open_chat)
    await chat.says("nights wed to fri")
    assert "Then nothing changes" in await pressed(chat, "08:00 as ever")
    assert "Wed 2 Dec 08:00, Thu 3 Dec 08:00, Fri 4 Dec 08:00" in (await chat.says("/plan"))[0]


async def test_twice_a_day_has_two_other_times(open_chat: Callable[..., Any]) -> None:
    chat = await planned(open_chat, "1 x 50 mg at 08:00 and 20:00")
    assert "At which 2 times" in (await chat.says("nights wed to fri 16:00"))[0]
    assert "04:00 and 16:00" in (await chat.says("4am and 4pm"))[0]


async def test_quiet_hours_of_those_days_can_be_typed(open_chat: Callable[..., Any]) -> None:
    chat = await planned(open_chat)
    await chat.says("nights wed to fri 16:00", "yes")
    assert "Type from when to when" in await pressed(chat, "Other")
    assert "Quiet from 10:00 to 15:00" in (await chat.says("10:00 to 15:00"))[0]


async def test_a_time_in_the_quiet_hours_is_not_offered_quiet(open_chat: Callable[..., Any]) -> None:
    chat = await planned(open_chat)
    await chat.says("nights wed to fri 11am")
    assert "Saved. I ask next on Wed 2 Dec 11:00" in await pressed(chat, "Yes")


async def test_a_long_run_of_days_is_told_in_short(open_chat: Callable[..., Any]) -> None:
    chat = await planned(open_chat)
    assert "Wed 2 Dec to Thu 31 Dec: 16:00" in (await chat.says("nights 2 dec to 31 dec 16:00"))[0]


@pytest.mark.parametrize("typed", ["nights 2 dec to 31 mar 16:00", "nights 30 feb 16:00"])
async def test_days_too_far_or_on_no_calendar_change_nothing(open_chat: Callable[..., Any], typed: str) -> None:
    chat = await planned(open_chat)
    assert "calendar" in (await chat.says(typed))[0]


async def test_a_day_that_was_asked_about_keeps_its_time(open_chat: Callable[..., Any]) -> None:
    chat = await planned(open_chat)
    echo = (await chat.says("nights this week 16:00"))[0]
    assert "Tue 1 Dec 08:00: had it 08:01" in echo
    assert "Wed 2 Dec, Thu 3 Dec, Fri 4 Dec, Sat 5 Dec, Sun 6 Dec: 16:00" in echo


async def test_left_as_it_is_nothing_changes(open_chat: Callable[..., Any]) -> None:
    chat = await planned(open_chat)
    await chat.says("nights wed to fri")
    assert "Nothing changed" in await pressed(chat, "Leave it as it is")


async def test_another_amount_keeps_all_other_times(open_chat: Callable[..., Any]) -> None:
    chat = await planned(open_chat)
    await chat.says("nights 7 dec to 9 dec 16:00", "yes", "no", "nights 4 jan to 8 jan 17:00", "yes", "no")
    echo = (await chat.says("/plan 2 x 50 mg at 08:00"))[0]
    assert "until Wed 9 Dec stay: 16:00" in echo
    assert "until Fri 8 Jan stay: 17:00" in echo
    await chat.says("2")
    plan = (await chat.says("/plan"))[0]
    assert "Mon 7 Dec to Wed 9 Dec: at 16:00" in plan
    assert "Mon 4 Jan to Fri 8 Jan: at 17:00" in plan


async def test_nights_that_are_over_leave_those_of_later_and_their_quiet(open_chat: Callable[..., Any]) -> None:
    chat = await planned(open_chat)
    await chat.says("nights wed to fri 16:00", "yes", "yes", "nights 4 jan to 8 jan 16:00", "yes", "yes")
    await chat.says("nights are over", "yes")
    plan = (await chat.says("/plan"))[0]
    assert "Wed 2 Dec 08:00, Thu 3 Dec 08:00, Fri 4 Dec 08:00" in plan
    assert "to Fri 4 Dec" not in plan
    assert "Mon 4 Jan to Fri 8 Jan: at 16:00" in plan
    person = await chat.azalea._store.read(lambda conn: people.person(conn, 1))
    assert sorted(person.quiet_on) == [date(2027, 1, day) for day in range(4, 9)]


@pytest.mark.parametrize("typed", ["nights end thursday", "nights finish on the 3rd", "nights are over from friday"])
async def test_nights_end_on_the_day_that_is_named(open_chat: Callable[..., Any], typed: str) -> None:
    chat = await planned(open_chat)
    await chat.says("nights wed to sat 16:00", "yes", "no")
    assert "Back to 08:00 from Fri 4 Dec on?" in (await chat.says(typed))[0]
    await chat.says("yes")
    plan = (await chat.says("/plan"))[0]
    assert "Next: Fri 4 Dec 08:00." in plan
    assert "Next: Wed 2 Dec 16:00, Thu 3 Dec 16:00." in plan


async def test_nights_that_end_no_earlier_change_nothing(open_chat: Callable[..., Any]) -> None:
    chat = await planned(open_chat)
    await chat.says("nights wed to sat 16:00", "yes", "no")
    assert "from Sun 6 Dec on all is as ever" in (await chat.says("nights end sunday"))[0]
    assert "calendar" in (await chat.says("nights end on 30 feb"))[0]


async def test_a_number_after_an_aside_brings_the_question_back(open_chat: Callable[..., Any]) -> None:
    chat = await planned(open_chat)
    await chat.says("nights wed to sat 16:00", "took it")
    assert "Is that what you want?" in (await chat.says("2"))[-1]
    await chat.says("yes", "took it")
    assert "Shall I be quiet" in (await chat.says("3"))[-1]
    await chat.says("no", "nights are over", "took it")
    assert "Back to 08:00" in (await chat.says("2"))[-1]


async def test_nights_that_begin_on_the_weekday_it_is_begin_today(open_chat: Callable[..., Any]) -> None:
    chat = await planned(open_chat)
    await chat.until(datetime(2026, 12, 7, 7, 0))
    assert "Mon 7 Dec" in (await chat.says("nights mon to thu 16:00"))[0]


async def test_an_old_yes_to_other_times_changes_nothing(open_chat: Callable[..., Any]) -> None:
    chat = await planned(open_chat)
    await chat.says("nights tomorrow until friday, 4pm")
    old = data_of(chat, "Yes")
    await chat.until(datetime(2026, 12, 9, 12, 0))
    assert "Then nothing changes: 08:00, as ever." in await pressed_late(chat, old)
    assert await pressed_late(chat, old) == ""
    assert "16:00" not in (await chat.says("/plan"))[0]


async def test_a_yes_to_other_times_that_are_fewer_by_now_is_asked_again(open_chat: Callable[..., Any]) -> None:
    chat = await planned(open_chat)
    await chat.says("nights tomorrow until friday, 4pm")
    old = data_of(chat, "Yes")
    await chat.until(datetime(2026, 12, 3, 12, 0))
    assert "?" in await pressed_late(chat, old)
    assert "16:00" not in (await chat.says("/plan"))[0]


async def test_an_old_yes_to_the_end_of_other_times_changes_nothing(open_chat: Callable[..., Any]) -> None:
    chat = await planned(open_chat)
    await chat.says("nights tomorrow until friday, 4pm", "yes", "no", "nights are over")
    old = data_of(chat, "Yes")
    await chat.until(datetime(2026, 12, 9, 12, 0))
    assert "Then nothing changes: 08:00, as ever." in await pressed_late(chat, old)
    assert await pressed_late(chat, old) == ""


async def test_an_old_answer_to_quiet_for_days_that_are_over_changes_nothing(open_chat: Callable[..., Any]) -> None:
    chat = await planned(open_chat)
    await chat.says("nights tomorrow until friday, 4pm", "yes")
    old = data_of(chat, "Yes")
    await chat.until(datetime(2026, 12, 9, 12, 0))
    assert await pressed_late(chat, old) == ""
