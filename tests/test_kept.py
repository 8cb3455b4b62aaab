"""What the keeper of somebody types about that one's tablets: answers, and never a tick where it went wrong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

Open = Callable[..., Any]


@pytest.fixture
async def chat(open_chat: Open) -> Any:
    """Return a chat in which Ana keeps Mia, with the prompt of 08:00 open."""
    opened = await open_chat(datetime(2026, 11, 30, 19, 40))
    await opened.says("/start", "1", "1", "mia", "yes", "50", "1", "8am", "yes", "not yet", "done")
    await opened.until(datetime(2026, 12, 1, 8, 5))
    return opened


async def say(chat: Any, words: str) -> str:
    sent = len(chat.channel.sent)
    await chat.says(words)
    return "\n".join(out.text for out in chat.channel.sent[sent:])


async def today(chat: Any) -> list[tuple[str, str | None]]:
    return [(one["kind"], one["taken_at"]) for one in await chat.diary() if one["day"] == "2026-12-01"]


@pytest.mark.parametrize(
    ("words", "at"),
    [
        ("she took it", "08:05"),
        ("she took it at 7:30", "07:30"),
        ("mia took it", "08:05"),
        ("mia had her tablet", "08:05"),
        ("gave Mia hers", "08:05"),
        ("I gave Mia her tablet at 8", "08:00"),
    ],
)
async def test_who_keeps_mia_says_that_she_had_it(chat: Any, words: str, at: str) -> None:
    assert f"Noted: given {at}" in await say(chat, words)
    assert await today(chat) == [("taken", f"2026-12-01T{at}:00+00:00")]


async def test_what_somebody_else_gave_is_asked_about_once(chat: Any) -> None:
    assert 'write down "given 07:00"' in await say(chat, "her dad gave it at 7")
    await chat.says("yes")
    assert await today(chat) == [("taken", "2026-12-01T07:00:00+00:00")]


@pytest.mark.parametrize("words", ["no she didn't", "she refused it"])
async def test_that_she_did_not_have_it_is_asked_about(chat: Any, words: str) -> None:
    assert "left out, or not given yet" in await say(chat, words)
    assert await today(chat) == []


async def test_whether_it_was_given_is_answered_from_the_diary(chat: Any) -> None:
    assert "open, no answer yet" in await say(chat, "did i give it?")
    await chat.says("she took it")
    assert "Yes. Tue 1 Dec 08:00: given 08:05." in await say(chat, "did i give it?")


@pytest.mark.parametrize("words", ["leo took it", "gave Leo hers", "mum took it"])
async def test_of_anybody_else_nothing_is_written_down(chat: Any, words: str) -> None:
    assert "wrote nothing" in await say(chat, words)
    assert await today(chat) == []


async def test_more_than_planned_is_urgent_and_asks_no_more(chat: Any) -> None:
    said = await say(chat, "mia took 2 by mistake")
    assert "Ring 999 now" in said
    assert "Taken too much" in said
    assert "I do not ask about Tue 1 Dec 08:00 for now" in said
    assert await chat.until(datetime(2026, 12, 1, 12, 0)) == []
    assert await today(chat) == []


@pytest.mark.parametrize(
    "words", ["i took mia's tablet by mistake", "i took her tablet by mistake", "her brother took it"]
)
async def test_tablets_that_went_to_somebody_else_are_urgent_and_no_answer(chat: Any, words: str) -> None:
    said = await say(chat, words)
    assert "Ring 999 now" in said
    assert "Taken too much" in said
    assert "What shall I write for" not in said
    assert await today(chat) == []
    assert "08:00: still open" in "\n".join(await chat.until(datetime(2026, 12, 1, 8, 30)))


async def test_what_came_up_again_is_asked_about(chat: Any) -> None:
    assert "sick after" in await say(chat, "mia vomited it up")


async def test_the_dose_before_is_asked_about_in_one_sentence(chat: Any) -> None:
    shown = await chat.until(datetime(2026, 12, 2, 8, 0))
    assert "Mia: yesterday 08:00 has no answer." in shown[-1]
