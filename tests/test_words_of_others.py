"""What is said of somebody else's dose, or by somebody else: of whom the diary is, and whose word it goes by."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from bot.messages import Heard
from tests.chats import keep_for
from tests.test_answers import hears, kinds, labels, prompted

# From the one who keeps somebody


@pytest.mark.parametrize("words", ["she had it", "he had it", "mia had it", "mia's had it", "Mia\u2019s had it"])
async def test_who_keeps_somebody_answers_for_them(open_chat: Callable[..., Any], words: str) -> None:
    chat = await prompted(open_chat)
    await keep_for(chat, "Mia")
    assert "Noted: given 08:05" in (await chat.says(words))[0]
    assert await kinds(chat) == [("01", "taken")]


async def test_a_time_is_taken_from_the_one_who_keeps_somebody(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    await keep_for(chat, "Mia")
    assert "Noted: given 08:00" in (await chat.says("she had it at 8"))[0]


@pytest.mark.parametrize(("name", "words"), [("", "she had it"), ("Mia", "tom had it"), ("Mia", "my dad had it")])
async def test_what_somebody_else_had_is_asked_about(open_chat: Callable[..., Any], name: str, words: str) -> None:
    chat = await prompted(open_chat)
    if name:
        await keep_for(chat, name)
    assert "I wrote nothing down" in (await chat.says(words))[0]
    assert await chat.diary() == []


async def test_without_an_open_dose_she_had_it_is_asked_about(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    await keep_for(chat, "Mia")
    await chat.says("not today")
    await chat.says("she had it")
    assert await kinds(chat) == [("01", "not_had")]


# Of somebody whose diary is not kept here


@pytest.mark.parametrize(
    ("name", "words", "keeps"),
    [
        ("", "mia took hers", "your own diary"),
        ("", "gave dad his at 8", "your own diary"),
        ("", "my wife took hers", "your own diary"),
        ("Mia", "tom took his", "the diary of Mia"),
    ],
)
async def test_what_somebody_else_had_says_how_the_own_stands_and_asks_nothing(
    open_chat: Callable[..., Any], name: str, words: str, keeps: str
) -> None:
    chat = await prompted(open_chat)
    if name:
        await keep_for(chat, name)
    (shown,) = await chat.says(words)
    assert keeps in shown
    assert "I wrote nothing down. Tue 1 Dec 08:00: open, no answer yet." in shown
    assert chat.channel.sent[-1].buttons == ()
    assert await chat.diary() == []
    assert "still open" in (await chat.until(datetime(2026, 12, 1, 8, 30)))[0]


async def test_the_prompt_is_answered_as_before_once_somebody_else_was_spoken_of(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    await chat.says("mia took hers", "took mine")
    assert await kinds(chat) == [("01", "taken")]


# Passed on


async def test_a_message_that_was_passed_on_is_nobodys_answer(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    (shown,) = await hears(chat, "took it", Heard.FORWARDED)
    assert "passed on is no answer" in shown.text
    assert labels(shown)[:3] == ["Done", "Later", "Not today"]
    assert await chat.diary() == []
    await chat.says("1")
    assert await kinds(chat) == [("01", "taken")]


async def test_what_was_passed_on_is_held_against_what_is_urgent(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    first, *_ = await hears(chat, "chest pain and cant breathe", Heard.FORWARDED)
    assert "Ring 999 now" in first.text
