"""What azalea says about itself: short, true, and with something to press."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from bot.conversation import commands

MORNING = datetime(2026, 12, 1, 9, 0)
Open = Callable[..., Any]


@pytest.fixture
async def chat(open_chat: Open) -> Any:
    """Return a chat in which Ana is set up."""
    opened = await open_chat(MORNING)
    await opened.set_up()
    return opened


async def say(chat: Any, words: str) -> str:
    return "\n".join(await chat.says(words))


def labels(chat: Any) -> list[str]:
    return [button.label for button in chat.channel.sent[-1].buttons]


@pytest.mark.parametrize("words", ["help", "/help", "menu", "hi", "?"])
async def test_help_is_three_lines_and_a_few_buttons(chat: Any, words: str) -> None:
    await say(chat, words)
    text = chat.channel.sent[-1].text
    assert len(text.split("\n")) == 3
    assert "Nobody reads this chat" in text
    assert "999 (the UK)" in text
    assert labels(chat) == ["Today", "My plan", "Settings", "When to ring", "More"]


async def test_help_names_only_commands_that_are_there(chat: Any) -> None:
    await say(chat, "help")
    named = [word.strip("/.,") for word in chat.channel.sent[-1].text.split() if word.startswith("/")]
    assert named
    assert set(named) <= set(commands.COMMANDS)


async def test_more_offers_the_rest_to_press(chat: Any) -> None:
    await chat.says("help", "5")
    assert "My log" in labels(chat)
    offered = [button.data.partition(":") for out in chat.channel.sent for button in out.buttons]
    assert {rest for act, _, rest in offered if act == "do"} <= set(commands.COMMANDS)


async def test_before_set_up_help_offers_to_begin(open_chat: Open) -> None:
    chat = await open_chat(MORNING)
    await say(chat, "help")
    assert labels(chat) == ["Begin"]
    await say(chat, "1")
    assert "I agree" in labels(chat)


async def test_who_runs_azalea_could_read_it_and_that_is_said(chat: Any) -> None:
    shown = await say(chat, "who can see this")
    assert "Whoever runs me" in shown
    assert "could read" in shown
    assert labels(chat) == ["A copy of my data", "Delete everything"]


async def test_nothing_is_passed_on(chat: Any) -> None:
    shown = await say(chat, "can you tell priya i feel rough")
    assert "I cannot pass anything on" in shown
    assert labels(chat) == ["When to ring"]


async def test_the_clinic_is_named_where_it_is_known(chat: Any) -> None:
    await chat.says("/settings", "3", "St Anne's", "020 7188", "no", "no")
    shown = await say(chat, "can you tell priya i feel rough")
    assert "Nobody at St Anne's sees this chat" in shown
    assert "020 7188" in shown


async def test_no_value_is_judged(chat: Any) -> None:
    assert "Only your team can say" in await say(chat, "is 4.2 ok?")
