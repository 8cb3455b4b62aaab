"""Setting up: by tapping alone, with a new start after any line, and leaving nothing behind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

EVENING = datetime(2026, 11, 30, 19, 40)
MORNING = datetime(2026, 12, 1, 8, 1)
MOST = 18  # messages

SHORT = ("/start", "1", "1", "1", "1", "b", "b", "a", "1", "2", "4", "2")
# Own words, somebody else's tablets, two kinds, twice a day, a trial.
LONG = ("/start", "1", "3", "1", "2", "2", "1", "e", "b", "c", "a", "b", "c", "a", "1", "2", "4", "1", "1")


@pytest.mark.parametrize(
    ("taps", "prompt"), [(SHORT, "08:00. Your usual?"), (LONG, "08:00. Water the plants?")], ids=["short", "long"]
)
async def test_tapping_is_enough_and_takes_few_messages(
    open_chat: Callable[..., Any], taps: tuple[str, ...], prompt: str
) -> None:
    chat = await open_chat(EVENING)
    shown = await chat.says(*taps)
    assert "That is all." in shown[-1]
    assert len(shown) <= MOST + (taps is LONG)  # the trial itself is one that nobody needs
    assert all(out.buttons for out in chat.channel.sent[:-1])
    assert any(prompt in text for text in await chat.until(MORNING))


async def test_a_new_start_after_any_line_goes_on_at_the_same_question(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(EVENING)
    shown: list[str] = []
    for tap in LONG:
        shown += await chat.says(tap)
        await chat.restart()
        assert chat.channel.sent == []
    assert "That is all." in shown[-1]
    assert any("08:00. Water the plants?" in text for text in await chat.until(MORNING))


@pytest.mark.parametrize("lines", [SHORT[:1], SHORT[:4], SHORT[:7]], ids=["before a yes", "early", "with tablets"])
async def test_stop_leaves_and_keeps_nothing(open_chat: Callable[..., Any], lines: tuple[str, ...]) -> None:
    chat = await open_chat(EVENING)
    await chat.says(*lines)
    await chat.says("stop")
    assert "you have not told me yet" in (await chat.says("/log"))[0]
    assert await chat.until(MORNING) == []


async def test_a_number_that_is_shown_is_never_a_time_or_a_tablet(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(EVENING)
    boxes = (await chat.says(*SHORT[:5]))[-1]
    assert "What does the box say?" in boxes
    assert "Does the box really say 1 mg?" in (await chat.says("1"))[0]
    assert "What does the box say?" in (await chat.says("no"))[0]
