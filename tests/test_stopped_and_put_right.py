"""What people say of stopping, and what takes back or puts right what they said before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from tests.chats import pressed

TOLD = "they said go up to 2 tablets from friday"


async def prompted(open_chat: Callable[..., Any], plan: str = "1 x 50 mg at 08:00") -> Any:
    """Return a chat on Tue 1 Dec, five minutes after the prompt."""
    chat = await open_chat(datetime(2026, 11, 30, 19, 40))
    await chat.set_up(plan)
    await chat.until(datetime(2026, 12, 1, 8, 5))
    return chat


async def plans_told(chat: Any) -> list[str]:
    return [one["text"] for one in await chat.diary() if one["kind"] == "plan"]


# Stopped by the team


async def test_stop_is_heard_where_a_question_about_the_plan_waits(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    assert "Please type the number" in (await chat.says(TOLD, "hm"))[-1]
    assert "today, or until they say?" in (await chat.says("they said stop the tablets for now"))[0]
    await pressed(chat, "Until they say")
    await chat.says("2")
    assert await plans_told(chat) == ["stopped by the team"]


async def test_stop_from_a_later_day_is_a_pause_from_that_day(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    await chat.says("took it", "they said stop from thursday")
    await pressed(chat, "Until I say")
    assert "08:00. Your usual?" in (await chat.until(datetime(2026, 12, 2, 8, 0)))[0]
    await chat.says("took it")
    assert await chat.until(datetime(2026, 12, 3, 12, 0)) == []


async def test_what_was_had_though_the_team_stopped_it_is_noted_with_a_word(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    await chat.says("nurse rang and said stop")
    await pressed(chat, "Until they say")
    await chat.until(datetime(2026, 12, 2, 9, 0))
    said = (await chat.says("took it"))[0]
    assert "Noted, 09:00, for Wed 2 Dec 08:00. The plan rests since Tue 1 Dec, as the team said." in said


async def test_what_was_had_before_the_team_stopped_it_is_noted_as_ever(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    await chat.says("nurse rang and said stop")
    await pressed(chat, "Until they say")
    assert "rests since" not in "".join(await chat.says("took yesterday's at 8", "yes"))


async def test_what_was_had_in_hospital_is_noted_as_ever(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    await chat.says("hospital until 12 dec", "yes")
    await chat.until(datetime(2026, 12, 2, 9, 0))
    said = (await chat.says("took it"))[0]
    assert "Noted, 09:00" in said
    assert "rests since" not in said


# Not meant for what waits


@pytest.mark.parametrize("asked", [TOLD, "they said go up to 100 mg"])
async def test_other_words_are_no_answer_to_a_question_about_the_plan_of_long_ago(
    open_chat: Callable[..., Any], asked: str
) -> None:
    chat = await prompted(open_chat)
    await chat.says("took it", asked)
    again = (await chat.says("dietitian said eat more fish"))[0]
    assert "number of tablets" in again or "How many tablets" in again
    await chat.until(datetime(2026, 12, 1, 10, 0))
    assert "did not understand" in (await chat.says("dietitian said eat more fish"))[0]
    assert "not understand" not in (await chat.says("2"))[0]  # a number still is one


# Taken back


@pytest.mark.parametrize("words", ["actually i didn't take it", "no wait i havent", "i lied, didnt take it"])
async def test_what_was_noted_is_taken_back_after_one_question(open_chat: Callable[..., Any], words: str) -> None:
    chat = await prompted(open_chat)
    said = (await chat.says("took it", words))[-1]
    assert 'change Tue 1 Dec 08:00 from "had it 08:05" to "not had"?' in said
    await chat.says("yes")
    assert [one["kind"] for one in await chat.diary()] == ["taken", "not_had"]


async def test_what_is_taken_back_is_what_was_noted_last(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat, "1 x 50 mg at 08:00 and 20:00")
    await chat.says("took this morning's", "yes")
    await chat.until(datetime(2026, 12, 1, 19, 40))
    await chat.says("took tonight's", "yes")
    noted = [one["wall"] for one in await chat.diary() if one["kind"] == "taken"]
    said = (await chat.says("actually i didn't take it"))[0]
    assert f"change Tue 1 Dec {noted[-1]}" in said


# A change that was told, put right


async def test_a_change_put_off_is_read_back_and_its_number_typed_again(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    await chat.says("took it", TOLD, "2")
    said = (await chat.says("actually from monday"))[0]
    assert "From Fri 4 Dec: one tablet" in said
    assert "From Mon 7 Dec: two tablets" in said
    assert "once more: Mon 7 Dec" in said
    assert "Saved" in (await chat.says("2"))[0]
    shown = "\n".join(await chat.says("/plan"))
    assert "From Mon 7 Dec: two tablets" in shown
    assert "Fri 4 Dec:" not in shown


async def test_a_change_told_again_for_later_does_not_begin_before(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    await chat.says("took it", TOLD, "2", "actually dr says 3 tablets from monday", "3")
    shown = "\n".join(await chat.says("/plan"))
    assert "From Mon 7 Dec: three tablets" in shown
    assert "two tablets" not in shown


async def test_a_second_step_is_no_change_of_the_first(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    await chat.says("took it", TOLD, "2", "they said 3 tablets from monday", "3")
    shown = "\n".join(await chat.says("/plan"))
    assert "From Fri 4 Dec: two tablets" in shown
    assert "From Mon 7 Dec: three tablets" in shown


@pytest.mark.parametrize("words", ["they changed their mind, stay on 1", "no stay on 1 tablet"])
async def test_a_change_that_is_off_leaves_what_is_taken_now(open_chat: Callable[..., Any], words: str) -> None:
    chat = await prompted(open_chat)
    await chat.says("took it", TOLD, "2")
    assert "No longer planned: From Fri 4 Dec: two tablets" in (await chat.says(words))[0]
    await chat.says("1")
    assert "two tablets" not in "\n".join(await chat.says("/plan"))


async def test_a_change_that_waits_for_its_number_begins_on_the_other_day(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    said = (await chat.says("took it", TOLD, "actually from monday"))[-1]
    assert "It holds from Mon 7 Dec" in said
    await chat.says("2")
    assert "From Mon 7 Dec: two tablets" in "\n".join(await chat.says("/plan"))


async def test_what_stays_as_it_is_lets_go_of_what_waits(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    assert "stays as it was" in (await chat.says("took it", TOLD, "no stay on 1"))[-1]
    await chat.says("2")
    assert await plans_told(chat) == []


async def test_another_day_alone_says_nothing_where_no_change_is_to_come(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    assert "did not understand" in (await chat.says("took it", "actually from monday"))[-1]
