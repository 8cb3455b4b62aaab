"""Nothing asked for a while, and what is asked before it goes on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
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


@pytest.mark.parametrize("words", ["nurse said hold it until friday", "dr said stop for 3 days"])
async def test_told_to_stop_until_a_day_keeps_the_day(open_chat: Callable[..., Any], words: str) -> None:
    chat = await prompted(open_chat)
    await chat.says(words)
    assert "On Thu 3 Dec at 18:00 I ask" in await pressed(chat, "Until Fri 4 Dec")
    assert [one["text"] for one in await chat.diary() if one["kind"] == "plan"] == [
        "stopped by the team until Fri 4 Dec"
    ]


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


@pytest.mark.parametrize(
    ("answer", "page"),
    [
        ("yes", "A new medicine"),
        ("septrin", "Trimethoprim and co-trimoxazole"),
        ("yes, septrin", "Trimethoprim and co-trimoxazole"),
        ("yes some cream", "A new medicine"),
    ],
)
async def test_a_new_medicine_is_met_with_the_guide(open_chat: Callable[..., Any], answer: str, page: str) -> None:
    chat = await prompted(open_chat)
    await chat.says("in hospital", "yes", "home")
    await pressed(chat, "Same as before: 2 x 50 mg = 100 mg at 08:00")
    shown = await chat.says(answer)
    assert f"From the guide: {page}" in shown[0]
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
    assert "On Thu 3 Dec at 18:00 I ask" in shown
    assert await chat.until(datetime(2026, 12, 3, 17, 59)) == []
    (shown,) = await chat.until(datetime(2026, 12, 3, 18, 0))
    assert "You said until Fri 4 Dec, which is tomorrow" in shown
    (shown,) = await chat.until(datetime(2026, 12, 4, 12, 0))
    assert "I was to ask on Fri 4 Dec" in shown
    assert await chat.until(datetime(2026, 12, 11, 9, 59)) == [], "after the day itself each week"
    assert len(await chat.until(datetime(2026, 12, 11, 10, 0))) == 1


async def test_what_goes_on_with_a_day_goes_on_at_once_where_it_is_that_day(open_chat: Callable[..., Any]) -> None:
    chat = await agreed_ahead(open_chat)
    assert "Fri 4 Dec 08:00 Tokyo (Thu 3 Dec 23:00 London)" in (await chat.says("no", "/timezone Tokyo"))[-1]
    await pressed(chat, "Yes")
    assert "Next: Fri 4 Dec 08:00" in (await chat.says("/plan"))[0]
    assert "08:00. Your usual?" in (await chat.until(datetime(2026, 12, 3, 23, 0)))[0]
    assert await chat.until(datetime(2026, 12, 3, 23, 1)) == []


async def test_a_later_pause_begins_at_once_where_it_is_that_day(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    await chat.says("took it", "in hospital from tomorrow until friday")
    await pressed(chat, "Until Fri 4 Dec")
    await chat.until(datetime(2026, 12, 1, 18, 5))
    await chat.says("/timezone Tokyo")
    await pressed(chat, "Yes")
    assert await chat.until(datetime(2026, 12, 3, 8, 59)) == []
    assert "What holds from then on?" in (await chat.until(datetime(2026, 12, 3, 9, 0)))[0]  # 18:00 in Tokyo


async def test_the_same_said_on_the_evening_before_begins_with_the_day(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat, "1 x 50 mg at 08:00 and 20:00")
    await chat.says("stop until friday")
    await pressed(chat, "Until Fri 4 Dec")
    await chat.until(datetime(2026, 12, 3, 18, 0))
    assert "I ask next on Fri 4 Dec 08:00" in await pressed(chat, "Same as before")
    assert "until Fri 4 Dec" in (await chat.says("no", "/plan"))[-1]
    assert await chat.until(datetime(2026, 12, 4, 7, 59)) == []
    assert "08:00. Your usual?" in (await chat.until(datetime(2026, 12, 4, 8, 0)))[0]


async def test_changed_on_the_evening_before_asks_nothing_of_the_old_amount(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat, "1 x 50 mg at 08:00 and 20:00")
    await chat.says("stop until friday")
    await pressed(chat, "Until Fri 4 Dec")
    await chat.until(datetime(2026, 12, 3, 18, 0))
    await pressed(chat, "Changed")
    assert "Fri 4 Dec" in (await chat.says("2 x 50 mg at 08:00 and 20:00", "2"))[-1]
    assert await chat.until(datetime(2026, 12, 4, 7, 59)) == []
    assert "08:00. Your usual?" in (await chat.until(datetime(2026, 12, 4, 8, 0)))[0]


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
    assert "Shall I go on asking? If nobody says, I do." in chat.terminal.shown[-1]
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
    assert "On Thu 3 Dec at 18:00 I ask" in await pressed(chat, "Until Fri 4 Dec")
    (shown,) = await chat.until(datetime(2026, 12, 3, 23, 0))
    assert "What holds from then on?" in shown


@pytest.mark.parametrize("typed", ["in hospital on monday", "pause from 7 dec", "/pause monday", "/pause from monday"])
async def test_a_pause_for_a_later_day_begins_with_it(open_chat: Callable[..., Any], typed: str) -> None:
    chat = await prompted(open_chat)
    assert "from Mon 7 Dec on" in (await chat.says(typed))[0]
    shown = await pressed(chat, "Until I say")
    assert "from Mon 7 Dec" in shown
    assert "I ask next on" in shown
    assert "08:00 is still open" in (await chat.until(datetime(2026, 12, 1, 8, 30)))[0]
    assert "from Mon 7 Dec. I ask nothing then." in (await chat.says("took it", "/today"))[-1]
    for day in range(2, 7):
        assert "08:00. Your usual?" in (await chat.until(datetime(2026, 12, day, 8, 0)))[0]
        await chat.says("took it")
    assert await chat.until(datetime(2026, 12, 13, 23, 0)) == []
    assert [status for day, status in await kinds(chat) if day >= "2026-12-07"] == ["paused"] * 7
    assert len(await chat.until(datetime(2026, 12, 14, 10, 0))) == 1, "a week after it began"
    await chat.says("home")
    assert "Tue 15 Dec 08:00" in await pressed(chat, "Same as before: 2 x 50 mg = 100 mg at 08:00")


async def test_a_dose_that_is_due_before_a_later_pause_is_asked_about(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat, "1 x 50 mg at 08:00 and 20:00")
    await chat.says("1", "pause from tomorrow", "yes")
    assert "20:00. Your usual?" in (await chat.until(datetime(2026, 12, 1, 20, 0)))[0]
    await chat.says("took it")
    assert await chat.until(datetime(2026, 12, 2, 23, 0)) == []
    ended = [one for one in await kinds(chat) if one[0] > "2026-11-30"]
    assert ended == [("2026-12-01", "taken")] * 2 + [("2026-12-02", "paused")] * 2


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        (("later", "c"), [datetime(2026, 12, 1, 0, 35)]),
        ((), [datetime(2026, 12, 1, 0, 0), datetime(2026, 12, 1, 1, 30)]),
    ],
)
async def test_a_dose_that_is_due_before_a_later_pause_is_asked_about_in_it_too(
    open_chat: Callable[..., Any], typed: tuple[str, ...], asked: list[datetime]
) -> None:
    chat = await open_chat(datetime(2026, 11, 30, 19, 40))
    await chat.set_up("1 x 50 mg at 08:00 and 23:30")
    await chat.says("in hospital from tomorrow until thursday", "1")
    await chat.until(datetime(2026, 11, 30, 23, 35))
    await chat.says(*typed)
    for moment in asked:
        assert await chat.until(moment - timedelta(minutes=1)) == []
        assert "23:30 is still open" in (await chat.until(moment))[0]
    await chat.says("took it")
    assert await chat.until(datetime(2026, 12, 2, 17, 59)) == []
    assert (await kinds(chat))[:2] == [("2026-11-30", "taken"), ("2026-12-01", "paused")]


async def test_a_stay_with_both_its_days_is_shown_and_asked_about_before_it_ends(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    await chat.says("took it", "in hospital from thursday to sunday")
    assert "in hospital from Thu 3 Dec until Sun 6 Dec" in await pressed(chat, "Until Sun 6 Dec")
    assert "Kept: in hospital from Thu 3 Dec until Sun 6 Dec" in (await chat.says("/plan"))[0]
    await chat.until(datetime(2026, 12, 2, 8, 5))
    await chat.says("took it")
    assert await chat.until(datetime(2026, 12, 5, 17, 59)) == []
    assert "What holds from then on?" in (await chat.until(datetime(2026, 12, 5, 18, 0)))[0]
    assert "Sun 6 Dec 08:00" in await pressed(chat, "Same as before")


@pytest.mark.parametrize(
    "typed", ["going into hospital on thursday for an op, home on sunday", "in hospital from thursday, back on sunday"]
)
async def test_the_day_of_coming_home_is_the_end_of_a_stay(open_chat: Callable[..., Any], typed: str) -> None:
    chat = await prompted(open_chat)
    await chat.says("took it", typed)
    assert "in hospital from Thu 3 Dec until Sun 6 Dec" in await pressed(chat, "Until Sun 6 Dec")


@pytest.mark.parametrize(
    "typed", ["not going to hospital after all", "hospital is cancelled", "cancel the pause", "not going after all"]
)
async def test_a_later_pause_can_be_called_off(open_chat: Callable[..., Any], typed: str) -> None:
    chat = await prompted(open_chat)
    await chat.says("in hospital from tomorrow", "yes")
    assert "I ask next on Wed 2 Dec 08:00" in (await chat.says("took it", typed))[-1]
    assert "Kept" not in (await chat.says("/plan"))[0]
    assert "08:00. Your usual?" in (await chat.until(datetime(2026, 12, 2, 8, 0)))[0]
    assert [one["text"] for one in await chat.diary() if one["kind"] == "plan"] == [
        "Planned: in hospital from Wed 2 Dec",
        "Called off: in hospital from Wed 2 Dec",
    ]


async def test_a_later_pause_can_be_called_off_by_its_button_once(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    await chat.says("pause from friday", "yes", "/plan")
    old = data_of(chat, "Cancel the pause")
    assert "I go on asking as planned" in await pressed(chat, "Cancel the pause")
    await chat.says("pause from saturday", "yes")
    assert "That question is an old one" in await pressed_late(chat, old)
    assert "Kept: paused from Sat 5 Dec" in (await chat.says("/plan"))[0]


async def test_a_pause_from_now_takes_the_place_of_a_later_one(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    await chat.says("in hospital from friday to sunday", "yes", "in hospital", "yes")
    assert "Kept" not in (await chat.says("/plan"))[0]
    await chat.says("home")
    assert "Wed 2 Dec 08:00" in await pressed(chat, "Same as before: 2 x 50 mg = 100 mg at 08:00")
    await chat.says("no")
    assert "08:00. Your usual?" in (await chat.until(datetime(2026, 12, 4, 8, 0)))[-2]


@pytest.mark.parametrize(
    ("typed", "noted"),
    [
        ("in hospital now until thursday", "in hospital until Thu 3 Dec"),
        ("in hospital from saturday to sunday", "Planned: in hospital from Sat 5 Dec until Sun 6 Dec"),
    ],
)
async def test_a_later_pause_that_another_takes_the_place_of_is_said_to_be_off(
    open_chat: Callable[..., Any], typed: str, noted: str
) -> None:
    chat = await prompted(open_chat)
    await chat.says("in hospital from friday to sunday", "yes", typed)
    shown = (await chat.says("yes"))[-1]
    assert "takes the place of what was kept: in hospital from Fri 4 Dec until Sun 6 Dec." in shown
    assert [one["text"] for one in await chat.diary() if one["kind"] == "plan"] == [
        "Planned: in hospital from Fri 4 Dec until Sun 6 Dec",
        "Called off: in hospital from Fri 4 Dec until Sun 6 Dec",
        noted,
    ]


async def test_a_later_pause_that_is_said_again_takes_the_place_of_none(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    await chat.says("in hospital from friday to sunday", "yes", "in hospital from friday to sunday")
    assert "takes the place" not in "".join(await chat.says("yes"))
    assert "Called off" not in "".join(one["text"] for one in await chat.diary() if one["kind"] == "plan")


async def test_the_day_out_of_hospital_can_be_said_before_it_begins(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    await chat.says("in hospital from friday", "yes")
    assert "On Sun 6 Dec at 18:00 I ask" in (await chat.says("home on monday"))[0]
    assert "from Fri 4 Dec until Mon 7 Dec" in (await chat.says("/plan"))[0]


async def test_admitted_on_a_date_just_past_is_in_hospital_now(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    assert "while the ward gives the tablets" in (await chat.says("admitted on the 29th"))[0]


@pytest.mark.parametrize(
    "typed",
    [
        ("in hospital until monday", "1"),
        ("in hospital", "monday"),
        ("my doctor told me to stop it until monday", "2"),
        ("/pause until monday", "1"),
    ],
)
async def test_a_weekday_that_is_today_ends_a_pause_in_a_week(
    open_chat: Callable[..., Any], typed: tuple[str, ...]
) -> None:
    chat = await open_chat(datetime(2026, 11, 30, 19, 40))
    await chat.set_up("2 x 50 mg at 08:00")
    assert "On Sun 6 Dec at 18:00 I ask whether to start again" in (await chat.says(*typed))[-1]


@pytest.mark.parametrize(
    "typed",
    ["stop until yesterday", "in hospital until today", "stop until 1 dec", "pause until 30 feb", "pause from 30 feb"],
)
async def test_a_day_on_no_calendar_pauses_nothing(open_chat: Callable[..., Any], typed: str) -> None:
    chat = await prompted(open_chat)
    assert "calendar" in (await chat.says(typed))[0]


async def test_the_day_out_of_hospital_is_asked_about(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    await chat.says("in hospital", "yes")
    assert "On Thu 3 Dec at 18:00 I ask whether to start again" in (await chat.says("home on friday"))[0]
    assert "What holds from then on?" in (await chat.until(datetime(2026, 12, 3, 18, 0)))[0]
    assert "what did the hospital say?" in (await chat.says("home yesterday"))[0]


async def agreed_ahead(open_chat: Callable[..., Any]) -> Any:
    """Return a chat on Thu 3 Dec at 18:05, in hospital until Friday, and the same as before agreed for then."""
    chat = await prompted(open_chat)
    await chat.says("in hospital until friday")
    await pressed(chat, "Until Fri 4 Dec")
    await chat.until(datetime(2026, 12, 3, 18, 5))
    assert "I ask next on Fri 4 Dec 08:00" in await pressed(chat, "Same as before")
    return chat


async def test_a_later_day_out_of_hospital_takes_back_what_was_agreed_ahead(open_chat: Callable[..., Any]) -> None:
    chat = await agreed_ahead(open_chat)
    assert "On Sun 6 Dec at 18:00 I ask whether to start again" in (await chat.says("home on monday"))[0]
    assert await chat.until(datetime(2026, 12, 6, 17, 59)) == []
    assert "What holds from then on?" in (await chat.until(datetime(2026, 12, 6, 18, 0)))[0]
    assert await kinds(chat) == [(f"2026-12-0{day}", "paused") for day in range(1, 7)]


async def test_the_day_out_of_hospital_that_was_agreed_already_changes_nothing(open_chat: Callable[..., Any]) -> None:
    chat = await agreed_ahead(open_chat)
    assert "I ask next on Fri 4 Dec 08:00" in (await chat.says("home on friday"))[0]
    assert "08:00. Your usual?" in (await chat.until(datetime(2026, 12, 4, 8, 0)))[0]


@pytest.mark.parametrize("words", ["in hospital until friday", "stop until friday"])
async def test_not_known_any_more_takes_back_what_was_agreed_ahead(open_chat: Callable[..., Any], words: str) -> None:
    chat = await prompted(open_chat)
    await chat.says(words)
    await pressed(chat, "Until Fri 4 Dec")
    await chat.until(datetime(2026, 12, 3, 18, 0))
    unknown = data_of(chat, "Don't know yet")
    await pressed(chat, "Same as before")
    assert "Fri 4 Dec" in await pressed_late(chat, unknown)
    assert await chat.until(datetime(2026, 12, 4, 9, 59)) == []


@pytest.mark.parametrize("question", ["/pause", "in hospital", "nurse said hold it", "pause from tomorrow"])
async def test_a_number_after_an_aside_brings_the_question_back(open_chat: Callable[..., Any], question: str) -> None:
    chat = await prompted(open_chat)
    await chat.says("took it")
    asked = (await chat.says(question))[0]
    await chat.says("took it")
    assert (await chat.says("7"))[-1].split("|")[1] == asked.split("|")[1]


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
    assert f"until {until}" in await pressed(chat, f"Until {until}")


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


@pytest.mark.parametrize(
    ("place", "at", "last"),
    [
        ("New York", "22:00", datetime(2026, 12, 7, 3, 0)),  # of the 6th there, when it is the 7th in London
        ("Tokyo", "08:00", datetime(2026, 12, 5, 23, 0)),  # of the 6th there; that of the 7th is on the 6th in London
    ],
)
async def test_a_later_pause_begins_with_its_day_where_the_journey_leads(
    open_chat: Callable[..., Any], place: str, at: str, last: datetime
) -> None:
    chat = await prompted(open_chat, f"1 x 50 mg at {at}")
    await chat.says("in hospital from 7 dec")
    await pressed(chat, "Until I say")
    await chat.says(f"flying to {place} on 3 dec")
    await pressed(chat, f"{at} in {place}")
    await chat.says("yes")
    assert "from Mon 7 Dec. I ask nothing then." in (await chat.says("/today"))[-1]
    await chat.until(last - timedelta(minutes=1))
    assert f"{at}. Your usual?" in "".join(await chat.until(last))
    await chat.says("1")
    assert await chat.until(datetime(2026, 12, 11, 23, 0)) == []
    ended = [one for one in await kinds(chat) if one[0] >= "2026-12-06"]
    assert ended[:2] == [("2026-12-06", "taken"), ("2026-12-07", "paused")]


async def test_a_later_pause_begins_with_its_day_at_home_once_the_journey_is_off(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat, "1 x 50 mg at 22:00")
    await chat.says("in hospital from 7 dec")
    await pressed(chat, "Until I say")
    await chat.says("flying to new york on 3 dec")
    await pressed(chat, "22:00 in New York")
    await chat.says("yes", "the trip is off")
    assert "from Mon 7 Dec. I ask nothing then." in (await chat.says("/today"))[-1]
    await chat.until(datetime(2026, 12, 6, 22, 0))
    await chat.says("1")
    assert await chat.until(datetime(2026, 12, 8, 3, 0)) == []
