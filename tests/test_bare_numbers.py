"""A bare number ticks a dose only where nothing but an acknowledgement or a page was said after its prompt."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

Open = Callable[..., Any]


@pytest.fixture
async def chat(open_chat: Open) -> Any:
    """Return a chat at 08:05, with the prompt of 08:00 open."""
    opened = await open_chat(datetime(2026, 11, 30, 19, 40))
    await opened.set_up("1 x 50 mg at 08:00")
    await opened.until(datetime(2026, 12, 1, 8, 5))
    return opened


async def kinds(chat: Any) -> list[str]:
    return [one["kind"] for one in await chat.diary()]


@pytest.mark.parametrize("words", ["i want to die", "fever", "xyzzy", "home now", "/note"])
async def test_words_that_may_have_asked_something_come_between(chat: Any, words: str) -> None:
    await chat.says(words)
    await chat.says("1")
    assert "taken" not in await kinds(chat)


@pytest.mark.parametrize("words", ["i want to die", "xyzzy", "home now"])
async def test_then_it_is_asked_what_to_write(chat: Any, words: str) -> None:
    await chat.says(words)
    assert "What shall I write for Tue 1 Dec 08:00" in (await chat.says("1"))[0]


@pytest.mark.parametrize("words", ["/sideeffects nausea", "/today", "/log"])
async def test_a_page_asks_nothing(chat: Any, words: str) -> None:
    await chat.says(words)
    assert "Noted" in (await chat.says("1"))[0]


async def test_a_crisis_retires_the_numbers_before_it(chat: Any) -> None:
    await chat.says("done", "i want to die")
    assert "What shall it say" not in (await chat.says("1"))[0]


async def test_a_prompt_alone_is_answered_by_its_number(chat: Any) -> None:
    await chat.says("1")
    assert await kinds(chat) == ["taken"]
