"""Nothing asked for a while, and what is asked before it goes on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from tests.chats import data_of, pressed, pressed_late


async def prompted(open_chat: Callable[..., Any], plan: str = "2 x 50 mg at 08:00") -> Any:
    """Return a chat on Tue 1 Dec, five minutes after the prompt."""
    chat = await open_chat(datetime(2026, 11, 30, 19, 40))
    await chat.set_up(plan)
    await chat.until(datetime(2026, 12, 1, 8, 5))
    return chat


async def kinds(chat: Any) -> list[tuple[str, str]]:
    return [(one["day"], one["status"]) for one in await chat.diary() if one["wall"]]


async def test_a_pause_ends_what_is_open_and_asks_nothing(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    await chat.says("in hospital")
    assert 'The diary will say "in hospital"' in await pressed(chat, "Until I say")
    assert await chat.until(datetime(2026, 12, 8, 9, 59)) == []
    assert await kinds(chat) == [(f"2026-12-0{day}", "paused") for day in range(1, 9)]


@pytest.mark.parametrize("settled", [datetime(2026, 12, 1, 8, 0, 0, 400_000), datetime(2026, 12, 1, 8, 20)])
async def test_a_pause_that_begins_before_rounds_come_to_a_dose_holds_for_it(
    open_chat: Callable[..., Any], settled: datetime
) -> None:
    chat = await open_chat(datetime(2026, 11, 30, 19, 40))
    await chat.set_up("2 x 50 mg at 08:00")
    await chat.until(datetime(2026, 12, 1, 7, 59))
    await chat.says("in hospital")
    chat.clock.moment = datetime(2026, 12, 1, 8, 0, 0, 400_000, tzinfo=chat.zone)
    chat.terminal.typed.append("1")
    await chat.channel.listen(chat.azalea.hear)
    (shown,) = await chat.until(settled)
    assert "in hospital" in shown
    assert await chat.until(datetime(2026, 12, 2, 12, 0)) == []
    assert await kinds(chat) == [("2026-12-01", "paused"), ("2026-12-02", "paused")]


async def test_a_dose_whose_time_was_over_before_a_pause_is_not_part_of_it(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(datetime(2026, 11, 30, 19, 40))
    await chat.set_up("2 x 50 mg at 08:00")
    await chat.says("in hospital")
    chat.clock.moment = datetime(2026, 12, 1, 21, 0, tzinfo=chat.zone)
    chat.terminal.typed.append("1")
    await chat.channel.listen(chat.azalea.hear)
    await chat.until(datetime(2026, 12, 1, 21, 1))
    assert await kinds(chat) == [("2026-12-01", "off")]


async def test_what_waits_below_a_prompt_does_not_leave_in_a_pause(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    await chat.until(datetime(2026, 12, 2, 7, 59))
    await chat.says("in hospital")
    chat.terminal.trouble = [("before", OSError())]
    assert await chat.until(datetime(2026, 12, 2, 8, 0)) == []
    assert "in hospital" in await pressed(chat, "Until I say")
    assert await chat.until(datetime(2026, 12, 2, 20, 0)) == []


async def test_asked_and_declined_goes_on(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    assert "Then I go on asking" in (await chat.says("in hospital", "no"))[-1]
    assert "08:00 is still open" in (await chat.until(datetime(2026, 12, 1, 8, 30)))[0]


@pytest.mark.parametrize("words", ["nurse said hold it", "dr said stop"])
async def test_held_for_today_is_one_dose(open_chat: Callable[..., Any], words: str) -> None:
    chat = await prompted(open_chat)
    assert "today, or until they say?" in (await chat.says(words))[0]
    await pressed(chat, "Just today")
    assert await kinds(chat) == [("2026-12-01", "not_had")]
    assert "08:00. Your usual?" in (await chat.until(datetime(2026, 12, 2, 8, 0)))[0]


async def test_no_reminder_comes_before_it_is_known_what_holds(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    await chat.says("in hospital", "yes", "home")
    assert await chat.until(datetime(2026, 12, 3, 12, 0)) == []


async def test_the_same_as_before_goes_on(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    await chat.says("in hospital", "yes", "home")
    assert "Wed 2 Dec 08:00" in await pressed(chat, "Same as before: 2 x 50 mg = 100 mg at 08:00")
    assert "Then that is all." in (await chat.says("no"))[0]
    assert "08:00. Your usual?" in (await chat.until(datetime(2026, 12, 2, 8, 0)))[0]


async def test_a_slip_in_the_letter_leaves_it_paused(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    await chat.says("in hospital", "yes", "home")
    await pressed(chat, "Changed")
    assert "Nothing saved" in (await chat.says("1 x 50 mg at 08:00", "2"))[-1]
    assert await chat.until(datetime(2026, 12, 2, 12, 0)) == []
    assert "type the number" in (await chat.says("1 x 50 mg at 08:00"))[0]
    assert "Any new medicine?" in (await chat.says("1"))[0]
    assert "08:00. Your usual?" in (await chat.until(datetime(2026, 12, 3, 8, 0)))[0]


@pytest.mark.parametrize("answer", ["yes", "septrin", "yes, septrin"])
async def test_a_new_medicine_is_met_with_the_guide(open_chat: Callable[..., Any], answer: str) -> None:
    chat = await prompted(open_chat)
    await chat.says("in hospital", "yes", "home")
    await pressed(chat, "Same as before: 2 x 50 mg = 100 mg at 08:00")
    shown = await chat.says(answer)
    assert "From the guide: A new medicine" in shown[0]
    assert "is not safe because of that" in shown[-1]


async def test_stopped_for_good_asks_no_more_until_a_new_plan(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    await chat.says("in hospital", "yes", "home")
    assert "I ask nothing more" in await pressed(chat, "They stopped it")
    assert await chat.until(datetime(2026, 12, 12, 12, 0)) == []
    await chat.says("/plan 1 x 50 mg at 08:00", "yes")
    assert "08:00. Your usual?" in (await chat.until(datetime(2026, 12, 13, 8, 0)))[0]


async def test_not_known_yet_is_asked_next_day_at_ten(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    await chat.says("in hospital", "yes", "home")
    assert "Wed 2 Dec at 10:00" in await pressed(chat, "Don't know yet")
    assert await chat.until(datetime(2026, 12, 2, 9, 59)) == []
    assert "What holds from now on?" in (await chat.until(datetime(2026, 12, 2, 10, 0)))[0]
    assert "I ask again on Thu 3 Dec at 10:00" in await pressed(chat, "Don't know yet")
    assert "What holds from now on?" in (await chat.until(datetime(2026, 12, 3, 10, 0)))[0]


@pytest.mark.parametrize("typed", ["4 dec", "on friday", "[Fri 4 Dec]"])
async def test_a_named_day_asks_and_does_not_start_again(open_chat: Callable[..., Any], typed: str) -> None:
    chat = await prompted(open_chat)
    await chat.says("in hospital")
    await pressed(chat, "Until a date")
    shown = await pressed(chat, typed[1:-1]) if typed.startswith("[") else (await chat.says(typed))[0]
    assert "On Fri 4 Dec I ask" in shown
    shown = await chat.until(datetime(2026, 12, 4, 12, 0))
    assert len(shown) == 1
    assert "I was to ask on Fri 4 Dec" in shown[0]
    assert len(await chat.until(datetime(2026, 12, 10, 12, 0))) == 1, "once more on the next day"


async def test_a_day_that_is_past_is_not_taken(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    await chat.says("in hospital")
    await pressed(chat, "Until a date")
    assert "calendar" in (await chat.says("yesterday"))[0]
    assert "08:00 is still open" in (await chat.until(datetime(2026, 12, 1, 8, 30)))[0]


async def test_paused_twice_is_paused_once(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    await chat.says("in hospital", "yes")
    assert "I ask nothing since Tue 1 Dec: in hospital." in (await chat.says("/pause"))[0]
    assert "what did the hospital say?" in await pressed(chat, "Start again")


async def test_the_reason_can_be_typed_with_the_command(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    assert "while the ward gives the tablets" in (await chat.says("/pause in hospital"))[0]
    await chat.says("/hold")
    labels = [button.label for button in chat.channel.sent[-1].buttons]
    assert labels == ["In hospital", "My team told me to stop", "Other", "Leave it as it is"]


async def test_silence_can_be_answered(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    await chat.until(datetime(2026, 12, 4, 8, 0))
    assert "Shall I go on asking?" in chat.terminal.shown[-1]
    assert "I go on asking" in await pressed(chat, "Yes")


async def test_silence_can_be_a_pause(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    await chat.until(datetime(2026, 12, 4, 8, 0))
    assert "Why shall I ask nothing" in await pressed(chat, "Pause")


async def test_back_where_nothing_was_paused_changes_nothing(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    assert "Nothing was paused" in (await chat.says("home"))[0]


async def test_a_pause_that_is_over_cannot_be_ended_again(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    await chat.says("in hospital", "yes", "home")
    old = chat.channel.sent[-1]
    await pressed(chat, "Same as before: 2 x 50 mg = 100 mg at 08:00")
    chat.channel.sent.append(old)
    await pressed(chat, "They stopped it")
    assert "Your plan: two tablets" in (await chat.says("/plan"))[0]


@pytest.mark.parametrize("typed", ["/plan 1 x 50 mg at 08:00", "clinic rang, down to 1 tablet"])
async def test_a_plan_by_command_after_changed_ends_the_pause(open_chat: Callable[..., Any], typed: str) -> None:
    chat = await prompted(open_chat)
    await chat.says("in hospital", "yes", "home")
    await pressed(chat, "Changed")
    assert "Any new medicine?" in (await chat.says(typed, "1"))[-1]
    assert "08:00. Your usual?" in (await chat.until(datetime(2026, 12, 2, 8, 0)))[0]


async def test_a_slip_and_another_try_end_the_pause(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    await chat.says("in hospital", "yes", "home")
    await pressed(chat, "Changed")
    await chat.says("1 x 50 mg at 08:00", "2")
    await pressed(chat, "Try again")
    assert "Any new medicine?" in (await chat.says("1 x 50 mg at 08:00", "1"))[-1]
    assert "08:00. Your usual?" in (await chat.until(datetime(2026, 12, 2, 8, 0)))[0]


@pytest.mark.parametrize(
    "typed",
    [
        ("/plan 1 x 50 mg at 08:00", "1"),
        ("/plan 2 x 50 mg at 09:00", "yes"),
        ("nights wed to fri 11am", "yes"),
        ("/travel new york tomorrow to 5 dec", "b", "yes"),
    ],
)
async def test_while_it_rests_nothing_is_promised(open_chat: Callable[..., Any], typed: tuple[str, ...]) -> None:
    chat = await prompted(open_chat)
    await chat.says("in hospital", "yes")
    shown = await chat.says(*typed)
    assert "I ask next on" not in "\n".join(shown)
    assert "It is still stopped" in "\n".join(shown)


@pytest.mark.parametrize("typed", ["stop until friday", "pause for 3 days", "in hospital until 4 dec"])
async def test_a_day_that_was_typed_is_offered_and_asks_first(open_chat: Callable[..., Any], typed: str) -> None:
    chat = await prompted(open_chat)
    await chat.says(typed)
    assert "On Fri 4 Dec I ask" in await pressed(chat, "Until Fri 4 Dec")
    shown = await chat.until(datetime(2026, 12, 4, 12, 0))
    assert len(shown) == 1
    assert "What holds from now on?" in shown[0]


@pytest.mark.parametrize("typed", ["in hospital on monday", "pause from 7 dec", "going into hospital on the 7th"])
async def test_a_pause_for_a_later_day_does_not_begin_today(open_chat: Callable[..., Any], typed: str) -> None:
    chat = await prompted(open_chat)
    assert "I go on asking for now. Type it again on Mon 7 Dec" in (await chat.says(typed))[0]
    assert "08:00 is still open" in (await chat.until(datetime(2026, 12, 1, 8, 30)))[0]


async def test_a_pause_for_a_later_day_can_begin_today(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    await chat.says("pause from tomorrow until friday")
    await pressed(chat, "Stop now")
    assert "On Fri 4 Dec I ask" in await pressed(chat, "Until Fri 4 Dec")


async def test_admitted_on_a_date_just_past_is_in_hospital_now(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    assert "while the ward gives the tablets" in (await chat.says("admitted on the 29th"))[0]


@pytest.mark.parametrize("typed", ["stop until yesterday", "pause until 30 feb", "pause from 30 feb"])
async def test_a_day_on_no_calendar_pauses_nothing(open_chat: Callable[..., Any], typed: str) -> None:
    chat = await prompted(open_chat)
    assert "calendar" in (await chat.says(typed))[0]


async def test_the_day_out_of_hospital_is_asked_about(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    await chat.says("in hospital", "yes")
    assert "On Fri 4 Dec I ask whether to start again" in (await chat.says("home on friday"))[0]
    assert "What holds from now on?" in (await chat.until(datetime(2026, 12, 4, 10, 0)))[0]
    assert "what did the hospital say?" in (await chat.says("home yesterday"))[0]


@pytest.mark.parametrize("question", ["/pause", "in hospital", "nurse said hold it", "pause from tomorrow"])
async def test_a_number_after_an_aside_brings_the_question_back(open_chat: Callable[..., Any], question: str) -> None:
    chat = await prompted(open_chat)
    await chat.says("took it")
    asked = (await chat.says(question))[0]
    await chat.says("took it")
    assert (await chat.says("7"))[-1].split("|")[1] == asked.split("|")[1]


async def test_a_pause_for_a_later_day_does_not_begin_at_once(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    shown = (await chat.says("/pause", "in hospital from friday until monday"))[-1]
    assert "Type it again on Fri 4 Dec" in shown
    assert "08:00" in (await chat.until(datetime(2026, 12, 1, 8, 30)))[0]


@pytest.mark.parametrize(
    ("day", "typed", "until"),
    [
        (7, "in hospital from friday until monday", "Mon 14 Dec"),
        (1, "in hospital from monday until sunday", "Sun 13 Dec"),
    ],
)
async def test_the_end_of_a_pause_is_seen_from_its_first_day(
    open_chat: Callable[..., Any], day: int, typed: str, until: str
) -> None:
    chat = await prompted(open_chat)
    await chat.until(datetime(2026, 12, day, 8, 5))
    await chat.says(typed)
    assert until in await pressed(chat, "Stop now")


async def test_an_old_answer_for_today_leaves_out_no_dose_of_another_day(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    await chat.says("nurse said hold it")
    old = data_of(chat, "Just today")
    await chat.until(datetime(2026, 12, 8, 8, 5))
    assert await pressed_late(chat, old) == ""
    assert ("2026-12-08", "not_had") not in await kinds(chat)


async def test_an_old_day_until_which_to_pause_is_over(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    await chat.says("in hospital until friday")
    old = data_of(chat, "Until Fri 4 Dec")
    await chat.until(datetime(2026, 12, 9, 8, 5))
    assert "cannot find that day" in await pressed_late(chat, old)
    assert "paused" not in [status for _, status in await kinds(chat)]


async def test_an_old_button_of_a_pause_that_was_asked_anew_changes_nothing(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    await chat.says("in hospital")
    old = data_of(chat, "Until I say")
    await chat.says("/pause")
    assert await pressed_late(chat, old) == ""
