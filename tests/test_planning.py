"""What is taken, as people tell it: read, asked for, read back, and saved only as it was said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from tests.chats import planned, pressed


async def standing(chat: Any) -> str:
    return "\n".join(await chat.says("/plan"))


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (
            "2 x 50 mg at 08:00 on mon, wed and fri",
            ["on Mondays, Wednesdays and Fridays at 08:00", "Wed 2 Dec 08:00, Fri"],
        ),
        (
            "1 x 50 mg every other day at 08:00",
            ["every other day from Wed 2 Dec at", "Wed 2 Dec 08:00, Fri 4 Dec 08:00"],
        ),
        (
            "1 x 50 mg every 2 weeks at 08:00 on mon",
            ["on Mondays from Mon 7 Dec at 08:00", "Mon 7 Dec 08:00, Mon 21 Dec 08:00"],
        ),
        (
            "1 x 50 mg every 3 days at 08:00",
            ["every 3 days from Wed 2 Dec at 08:00", "Wed 2 Dec 08:00, Sat 5 Dec 08:00"],
        ),
        ("1 x 50 mg + 1 x 25 mg at 09:00", ["one tablet of 50 mg and one tablet of 25 mg", "= 75 mg"]),
        (
            "from 4 dec 1.5 x 50 mg at 08:00, from 18 dec 2 x 50 mg at 08:00",
            ["From Fri 4 Dec: one and a half", "From Fri 18 Dec: two tablets", "holds from Fri 4 Dec"],
        ),
        ("2 x 50 mg at 08:00 and 1 x 50 mg at 20:00", ["two tablets of 50 mg, every day at 08:00", "at 20:00"]),
    ],
)
async def test_every_kind_of_plan_is_read_back_as_a_label_says_it(
    open_chat: Callable[..., Any], typed: str, read: list[str]
) -> None:
    chat = await planned(open_chat)
    echo = (await chat.says(f"/plan {typed}"))[0].replace("                 | ", "")
    assert all(words in echo for words in read), echo


@pytest.mark.parametrize("command", ["azathioprine 50mg twice daily", "imuran 50 bd"])
async def test_milligrams_are_asked_about_and_times_too(open_chat: Callable[..., Any], command: str) -> None:
    chat = await planned(open_chat)
    assert "How many tablets of 50 mg at one time" in (await chat.says(command))[0]
    assert "At which two times?" in (await chat.says("1"))[0]
    assert "at 07:00 and 19:00" in await pressed(chat, "07:00 and 19:00")
    assert "Saved" in await pressed(chat, "Yes")


async def test_a_first_plan_is_asked_for_one_thing_at_a_time(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(datetime(2026, 11, 30, 19, 40))
    await chat.says("/start", "yes", "/timezone Europe/London")
    assert "How many mg has one tablet" in (await chat.says("/plan 100 mg od"))[0]
    assert "How many tablets of 25 mg" in await pressed(chat, "25 mg")
    assert "At what time?" in (await chat.says("4"))[0]
    assert "morning or in the evening" in (await chat.says("8"))[0]
    assert "four tablets of 25 mg, every day at 20:00" in await pressed(chat, "20:00")
    assert "Saved" in await pressed(chat, "Yes")


async def test_a_figure_that_is_the_strength_is_not_taken_for_the_dose(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(datetime(2026, 11, 30, 19, 40))
    await chat.says("/start", "yes", "/timezone Europe/London", "/plan 50 mg at 08:00")
    await pressed(chat, "50 mg")
    assert "two tablets of 50 mg" in (await chat.says("2"))[0]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("/plan 3 x 50 mg = 100 mg at 08:00", "three tablets of 50 mg, which is 150 mg, and you wrote 100 mg"),
        ("/plan 1 x 50 mg + 1 x 25 mg = 100 mg at 08:00", "1 x 50 mg + 1 x 25 mg = 75 mg, you wrote 100 mg"),
        ("/plan 1 x 50 mg every 6 hours", "times of the day"),
        ("1 x 50 mg every 6 hours", "times of the day"),
        ("/plan prednisolone 5 mg at 8", "only know azathioprine"),
        ("/plan 1 x 50 mg at 8 and 9", "morning or in the evening"),
        ("/plan 1 x 50 mg at 08:00 and 8am", "same time"),
        ("/plan 1 x 50 mg every 90 days at 08:00", "farther apart"),
        ("/plan from 30 feb 1 x 50 mg at 08:00", "calendar"),
    ],
)
async def test_what_cannot_be_kept_saves_nothing(open_chat: Callable[..., Any], typed: str, said: str) -> None:
    chat = await planned(open_chat)
    before = await standing(chat)
    assert said in (await chat.says(typed))[0].replace("\n                 | ", " ")
    assert await standing(chat) == before


async def test_tablets_that_are_no_strength_of_the_total_save_nothing(open_chat: Callable[..., Any]) -> None:
    chat = await planned(open_chat)
    await chat.says("clinic rang, up to 100")
    assert "three tablets of 50 mg, which is 150 mg, and you wrote 100 mg" in (await chat.says("3"))[0]
    assert "one tablet of 50 mg" in await standing(chat)


async def test_a_change_of_an_amount_is_typed_again_and_a_yes_does_not_save_it(open_chat: Callable[..., Any]) -> None:
    chat = await planned(open_chat)
    await chat.says("/plan 2 x 50 mg at 08:00")
    assert "A yes is not enough" in (await chat.says("yes"))[0]
    assert "From Wed 2 Dec" not in await standing(chat)
    assert "Saved" in (await chat.says("two"))[0]
    assert "From Wed 2 Dec: two tablets" in await standing(chat)


async def test_a_change_of_times_alone_is_saved_with_a_yes(open_chat: Callable[..., Any]) -> None:
    chat = await planned(open_chat)
    await chat.says("/plan 1 x 50 mg at 09:00")
    assert "Saved" in (await chat.says("yes"))[0]


@pytest.mark.parametrize("slip", ["1.5", "25", "31", "2 or 3"])
async def test_another_number_saves_nothing_and_says_what_holds(open_chat: Callable[..., Any], slip: str) -> None:
    chat = await planned(open_chat)
    await chat.says("/plan 2 x 50 mg at 08:00")
    shown = (await chat.says(slip))[0]
    assert "That is not the same number. Nothing saved. Still: one tablet of 50 mg" in shown
    assert "1 x 50 mg = 50 mg" in await standing(chat)
    await chat.says("/plan 2 x 50 mg at 08:00", slip)
    assert "as the label says" in await pressed(chat, "Try again")
    assert "two tablets" in (await chat.says("2 x 50 mg at 08:00"))[0]


async def test_a_letter_is_a_choice_and_no_number(open_chat: Callable[..., Any]) -> None:
    chat = await planned(open_chat, "1 x 50 mg + 1 x 25 mg at 08:00")
    await chat.says("clinic rang, up to 100 from tomorrow", "2")
    assert "two tablets of 50 mg, every day" in (await chat.says("a"))[0]  # [a] none of 25 mg


async def test_many_tablets_are_typed_again_in_a_first_plan_too(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(datetime(2026, 11, 30, 19, 40))
    await chat.says("/start", "yes", "/timezone Europe/London")
    assert "five tablets of 50 mg at one time (250 mg)" in (await chat.says("/plan 5 x 50 mg at 08:00"))[0]
    assert "type the number" in (await chat.says("yes"))[0]
    assert "I read: five tablets" in (await chat.says("5"))[0]
    assert "Saved" in (await chat.says("yes"))[0]


async def test_a_mistyped_number_leaves_all_as_it_is(open_chat: Callable[..., Any]) -> None:
    chat = await planned(open_chat)
    await chat.says("/plan 15 x 50 mg at 08:00")
    assert "Nothing saved. Still: one tablet" in await pressed(chat, "I mistyped")


async def test_from_today_the_open_dose_is_the_new_amount(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(datetime(2026, 11, 30, 19, 40))
    await chat.set_up("2 x 50 mg at 08:00")
    await chat.until(datetime(2026, 12, 1, 8, 20))
    await chat.says("/plan 1.5 x 50 mg at 08:00")
    await pressed(chat, "From today's 08:00")
    assert "still open: one and a half tablets of 50 mg" in (await chat.says("1.5"))[0]
    await chat.says("took it")
    taken = [entry for entry in await chat.diary() if entry["kind"] == "taken"]
    assert [(one["day"], one["mg"]) for one in taken] == [("2026-12-01", 75)]


async def test_from_tomorrow_the_open_dose_keeps_its_amount(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(datetime(2026, 11, 30, 19, 40))
    await chat.set_up("2 x 50 mg at 08:00")
    await chat.until(datetime(2026, 12, 1, 8, 20))
    await chat.says("2.5 tabs from tomorrow", "yes", "took it")
    await chat.says("/plan 2.5 x 50 mg at 08:00 ", "2.5")
    await chat.until(datetime(2026, 12, 2, 8, 1))
    await chat.says("took it")
    taken = [(one["day"], one["mg"]) for one in await chat.diary() if one["kind"] == "taken"]
    assert taken == [("2026-12-01", 100), ("2026-12-02", 125)]


async def test_a_number_belongs_to_a_prompt_that_came_after_the_question(open_chat: Callable[..., Any]) -> None:
    chat = await planned(open_chat)
    await chat.says("/plan 2 x 50 mg at 08:00")
    await chat.until(datetime(2026, 12, 2, 8, 0))
    assert "Noted" in (await chat.says("1"))[0]
    assert "From" not in await standing(chat)


async def test_an_old_button_does_not_act_on_a_new_draft(open_chat: Callable[..., Any]) -> None:
    chat = await planned(open_chat)
    await chat.says("/plan 1 x 50 mg at 09:00")
    old = chat.channel.sent[-1]
    await chat.says("/plan 1 x 50 mg at 10:00", "yes", "/plan 1 x 50 mg at 11:00")
    yes = next(button.data for button in old.buttons if button.label == "Yes")
    assert yes.startswith("plan:yes:")
    assert "10:00" in await standing(chat)


async def test_a_change_of_an_amount_keeps_the_other_times_of_some_days(open_chat: Callable[..., Any]) -> None:
    chat = await planned(open_chat)
    await chat.says("nights wed to fri 16:00", "yes", "no")
    await chat.says("clinic rang, up to 100 from thursday", "2")
    assert "The other times until Fri 4 Dec stay: 16:00." in "\n".join(chat.terminal.shown)
    await chat.says("yes", "no")
    for day, hour in ((2, 16), (3, 16), (4, 16), (5, 8)):
        await chat.until(datetime(2026, 12, day, hour, 1))
        await chat.says("took it")
    taken = [(one["day"][-2:], one["wall"], one["mg"]) for one in await chat.diary() if one["kind"] == "taken"]
    nights = [("02", "16:00", 50), ("03", "16:00", 100), ("04", "16:00", 100)]
    assert taken == [("01", "08:00", 50), *nights, ("05", "08:00", 100)]


async def test_new_times_end_the_other_times_of_some_days(open_chat: Callable[..., Any]) -> None:
    chat = await planned(open_chat)
    await chat.says("nights wed to fri 16:00", "yes", "no")
    await chat.says("/plan 1 x 50 mg at 10:00", "yes")
    assert "16:00" not in await standing(chat)


async def test_a_plan_of_different_amounts_is_typed_in_full(open_chat: Callable[..., Any]) -> None:
    chat = await planned(open_chat, "2 x 50 mg at 08:00 and 1 x 50 mg at 20:00")
    await chat.until(datetime(2026, 12, 1, 13, 0))
    assert "Type all of it" in (await chat.says("clinic rang, up to 150"))[0]


async def test_what_changed_stands_in_the_diary_with_who_told_it(open_chat: Callable[..., Any]) -> None:
    chat = await planned(open_chat)
    await chat.says("/tests 15 dec", "skip", "clinic rang, up to 100 from tomorrow", "2", "yes", "I'll ask")
    told = [(one["kind"], one["by"], one["text"][:16]) for one in await chat.diary() if one["wall"] is None]
    assert told[1:] == [("plan", "Ana", "From Wed 2 Dec: "), ("parked", "Ana", "Should the dates")]


async def test_a_day_that_was_chosen_before_midnight_stays_that_day(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(datetime(2026, 11, 30, 19, 40))
    await chat.set_up("1 x 50 mg at 20:00")
    await chat.until(datetime(2026, 12, 1, 23, 58))
    await chat.says("/plan 2 x 50 mg at 20:00")
    assert "It holds from Wed 2 Dec" in await pressed(chat, "From tomorrow")
    await chat.until(datetime(2026, 12, 2, 0, 3))
    assert "Saved, as told by you, from today" in "\n".join(await chat.says("2"))


async def test_another_day_than_was_read_back_is_read_back_first(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(datetime(2026, 11, 30, 12, 0))
    await chat.set_up("1 x 50 mg at 08:00")
    await chat.until(datetime(2026, 12, 1, 23, 58))
    assert "It holds from Wed 2 Dec" in (await chat.says("/plan 2 x 50 mg at 09:00"))[0]
    await chat.until(datetime(2026, 12, 2, 9, 3))
    shown = "\n".join(await chat.says("two"))
    assert "Saved" not in shown
    assert "It holds from Thu 3 Dec" in shown
    assert "from tomorrow" in (await chat.says("yes"))[-1]


async def test_a_dose_can_be_told_while_a_number_is_asked_for(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(datetime(2026, 11, 30, 12, 0))
    await chat.set_up("1 x 50 mg at 08:00")
    await chat.until(datetime(2026, 12, 1, 8, 10))
    await chat.says("/plan 2 x 50 mg at 08:00 from tomorrow")
    assert "Nothing saved" not in "\n".join(await chat.says("8:05 took it"))
    assert [one["status"] for one in await chat.diary() if one["wall"]][-1] == "taken"
    assert "Saved" in "\n".join(await chat.says("two"))


async def test_words_in_place_of_a_number_are_not_called_a_yes(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(datetime(2026, 11, 30, 12, 0))
    await chat.set_up("1 x 50 mg at 08:00")
    assert "A yes is not enough" not in (await chat.says("/plan 2 x 50 mg at 08:00", "from tomorrow"))[-1]
    assert "A yes is not enough" in (await chat.says("yes"))[-1]


async def test_a_change_before_there_is_a_plan_waits_for_nothing(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(datetime(2026, 11, 30, 12, 0))
    shown = await chat.says("/start", "yes", "clinic rang, up to 100 from tomorrow", "/timezone Europe/London")
    assert "Something went wrong" not in "\n".join(shown)


async def test_what_is_owed_next_stands_under_its_own_amount(open_chat: Callable[..., Any]) -> None:
    chat = await planned(open_chat)
    await chat.says("/plan 2 x 50 mg at 08:00 from fri", "2", "no")
    shown = (await standing(chat)).replace("             | ", "").splitlines()
    assert [line.partition(":")[0] for line in shown[1:]] == ["Next", "From Fri 4 Dec", "Next"]
    assert shown[1] == "Next: Wed 2 Dec 08:00, Thu 3 Dec 08:00."
    assert shown[3] == "Next: Fri 4 Dec 08:00."


async def test_alternating_amounts_say_from_which_day_each_holds(open_chat: Callable[..., Any]) -> None:
    chat = await planned(open_chat)
    echo = (await chat.says("/plan 1 x 50 mg alternating with 2 x 50 mg at 08:00"))[0]
    assert "one tablet of 50 mg, every other day from Wed 2 Dec at 08:00" in echo
    assert "two tablets of 50 mg, every other day from Thu 3 Dec at 08:00" in echo


async def test_a_strength_that_is_not_made_is_to_be_looked_at_and_kept_as_typed(open_chat: Callable[..., Any]) -> None:
    chat = await planned(open_chat)
    echo = (await chat.says("/plan 2 x 500 mg at 08:00"))[0]
    assert "500 mg: please look whether the box says that." in echo
    assert "two tablets of 500 mg" in echo
    assert "Saved" in (await chat.says("2"))[0]
    await chat.until(datetime(2026, 12, 2, 12, 0))
    assert "box" not in (await chat.says("/plan 1 x 500 mg at 08:00"))[0]


async def test_the_same_time_twice_without_a_day_is_still_asked_about(open_chat: Callable[..., Any]) -> None:
    chat = await planned(open_chat)
    assert "same time" in (await chat.says("/plan 1 x 50 mg at 8am, 1.5 x 50 mg at 8am"))[0]
    assert "same time" in (await chat.says("/plan 1 x 50 mg at 8am and 8pm, 2 x 50 mg at 8am from 20 jan"))[0]


async def test_a_pressed_strength_is_not_read_by_the_network(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(datetime(2026, 11, 30, 19, 40))
    await chat.says("/start", "yes", "/timezone Europe/London", "/plan 100 mg od")
    strengths = [button.data for button in chat.channel.sent[-1].buttons if button.label.endswith(" mg")]
    assert strengths
    assert all(data.rpartition(":")[2] in "0123" for data in strengths)


async def test_tablets_of_weekdays_and_weekends_are_of_the_strength_that_is_taken(
    open_chat: Callable[..., Any],
) -> None:
    chat = await planned(open_chat)
    assert "At what time?" in (await chat.says("/plan 1 tablet on weekdays and 2 at weekends"))[0]
    echo = (await pressed(chat, "08:00")).replace("\n                 | ", " ")
    assert "one tablet of 50 mg, on Mondays" in echo
    assert "two tablets of 50 mg, on Saturdays and Sundays at 08:00" in echo


async def test_a_change_that_takes_turns_can_be_turned_round_before_it_is_typed_again(
    open_chat: Callable[..., Any],
) -> None:
    chat = await planned(open_chat)
    await chat.says("/plan 1 x 50 mg alternating with 2 x 50 mg at 08:00")
    echo = (await chat.says("the other way round"))[0].replace("\n                 | ", " ")
    assert "Next: Wed 2 Dec 08:00 (2 x 50 mg), Thu 3 Dec 08:00 (1 x 50 mg)" in echo
    assert "type the number of tablets" in echo


async def test_a_change_that_waits_offers_to_leave_the_plan_as_it_is(open_chat: Callable[..., Any]) -> None:
    chat = await planned(open_chat)
    assert "Leave it as it is" in (await chat.says("/plan 2 x 50 mg at 8"))[0]
    assert "stays as it was" in await pressed(chat, "Leave it as it is")


async def test_a_no_to_the_question_after_a_saved_plan_answers_that(open_chat: Callable[..., Any]) -> None:
    chat = await planned(open_chat, "1 x 50 mg at 08:00")
    await chat.says("/tests 15 dec", "skip")
    assert "blood tests?" in (await chat.says("clinic rang, up to 2 tablets from friday", "2"))[-1]
    assert "what was saved stays" not in (await chat.says("no"))[-1]


# Another time alone


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("/plan 9pm", "21:00"),
        ("move it to 9pm", "21:00"),
        ("can we do 9 instead of 8?", "09:00"),
        ("please change my reminder to half past nine am", "09:30"),
        ("remind me at 9pm every day", "21:00"),
    ],
)
async def test_another_time_alone_keeps_the_tablets_and_takes_a_yes(
    open_chat: Callable[..., Any], typed: str, at: str
) -> None:
    chat = await planned(open_chat, "1.5 x 50 mg at 08:00")
    echo = (await chat.says(typed))[0]
    assert f"New: one and a half tablets of 50 mg, every day at {at}." in echo
    assert "Is that right?" in echo
    assert "Saved, as told by you, from tomorrow" in (await chat.says("yes"))[0]


async def test_of_two_times_the_one_that_is_named_moves(open_chat: Callable[..., Any]) -> None:
    chat = await planned(open_chat, "1 x 50 mg at 08:00 and 2 x 25 mg at 20:00")
    echo = (await chat.says("can we do 9 instead of 8pm"))[0]
    assert "New:" in echo
    assert "two tablets of 25 mg, every day at 21:00" in echo
    assert "09:00" not in echo


async def test_of_two_times_both_are_asked_for_where_none_is_named(open_chat: Callable[..., Any]) -> None:
    chat = await planned(open_chat, "1 x 50 mg at 08:00 and 20:00")
    assert "New:" not in (await chat.says("move it to 9pm"))[0]
    assert "at 09:00 and 21:00" in (await chat.says("9am and 9pm"))[0]


@pytest.mark.parametrize("typed", ["2 instead of 1", "can we do 2 instead of 1", "change it to 2"])
async def test_figures_that_may_be_tablets_are_no_times(open_chat: Callable[..., Any], typed: str) -> None:
    chat = await planned(open_chat)
    assert "New:" not in (await chat.says(typed))[0]


@pytest.mark.parametrize(("typed", "agrees"), [("/plan 2 x 50 mg at 08:00", "2"), ("move it to 9pm", "yes")])
async def test_a_no_behind_a_saved_plan_shows_what_stays(
    open_chat: Callable[..., Any], typed: str, agrees: str
) -> None:
    chat = await planned(open_chat, "1 x 50 mg at 08:00")
    before = (await chat.says(typed, agrees, "no"))[-1]
    assert "what was saved stays" in before
    assert "From Wed 2 Dec" in before
    await chat.until(datetime(2026, 12, 1, 14, 0))
    assert "Nothing changed" not in (await chat.says("no"))[0]
