"""What is answered to what, at the terminal, one line at a time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

MORNING = datetime(2026, 12, 1, 9, 30)


async def replies(open_chat: Callable[..., Any], *lines: str, start: datetime = MORNING) -> list[str]:
    chat = await open_chat(start)
    await chat.set_up("1 x 50 mg at 08:00")
    for line in lines[:-1]:
        await chat.says(line)
    shown: list[str] = await chat.says(lines[-1])
    return shown


@pytest.mark.parametrize(
    "line",
    ["took it", "/today", "/log", "/plan 1 x 50 mg at 08:00", "/timezone Europe/London", "/taken", "/skip", "yes"],
)
async def test_before_consent_nothing_is_kept_and_start_is_named(open_chat: Callable[..., Any], line: str) -> None:
    chat = await open_chat(MORNING)
    shown = await chat.says(line)
    assert len(shown) == 1
    assert "/start" in shown[0]
    assert await chat.diary() == []


@pytest.mark.parametrize("line", ["/sideeffects nausea", "/help", "hello", "I am shivering"])
async def test_the_guide_and_help_answer_before_consent(open_chat: Callable[..., Any], line: str) -> None:
    chat = await open_chat(MORNING)
    shown = await chat.says(line)
    assert "/start" not in shown[0]


async def test_no_thanks_writes_nothing_down_and_start_begins_again(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(MORNING)
    await chat.says("/start")
    assert "write nothing down" in (await chat.says("no"))[0]
    assert "Shall I start" in (await chat.says("/start"))[0]


async def test_a_plan_typed_before_the_zone_is_kept_until_the_zone_is_known(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(MORNING)
    await chat.says("/start", "yes")
    assert "Where are you?" in (await chat.says("/plan 1.5 x 50 mg at 08:00"))[0]
    shown = await chat.says("/timezone europe/london")
    assert "75 mg" in shown[-1]
    assert "Saved" in (await chat.says("yes"))[0]


async def test_a_guide_question_in_the_middle_of_a_set_up_leaves_the_question_open(
    open_chat: Callable[..., Any],
) -> None:
    chat = await open_chat(MORNING)
    await chat.says("/start", "yes", "/timezone Europe/London", "/plan 1 x 50 mg at 08:00")
    await chat.says("/sideeffects")
    assert "Saved" in (await chat.says("yes"))[0]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("/plan", "at 08:00"),
        ("/plan 75 mg at 08:00", "I do not work that out"),
        ("/plan 1.5 x 50 mg", "At what time"),
        ("/plan prednisolone 5 mg at 8", "I only know azathioprine"),
        ("/plan 1.5 x 50 mg = 100 mg at 08:00", "do not agree"),
        ("/plan 1 x 50 mg every 6 hours", "times of the day"),
        ("/plan 1.3 x 50 mg at 08:00", "halves and quarters"),
        ("/plan 1 x 50 mg at 25:00", "25:00"),
        ("/plan 1 x 50 mg at 8 and 20:00", "morning or in the evening"),
        ("/timezone Mars/Olympus", "I do not know the place"),
        ("/timezone Etc/GMT+5", "I do not know the place"),
        ("/nonsense", "I do not know the command /nonsense"),
        ("/sideeffects tattoos", "nothing on that"),
        ("/sideeffects nausia", "Feeling sick"),
        ("gibberish", "I did not understand"),
        ("7", "I did not understand"),
        ("x" * 5000, "too long"),
        ("'; DROP TABLE diary;--", "I did not understand"),
        ("{0.__class__} ${jndi:ldap://x} %s%n <b>x</b>", "I did not understand"),
    ],
)
async def test_one_clear_sentence_answers(open_chat: Callable[..., Any], line: str, says: str) -> None:
    shown = await replies(open_chat, line)
    assert len(shown) == 1
    assert says in shown[0]


async def test_more_than_four_tablets_are_asked_about_once_more(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(MORNING)
    await chat.says("/start", "yes", "/timezone Europe/London", "/plan 5 x 50 mg at 08:00")
    assert "five tablets at one time" in (await chat.says("yes"))[0]
    assert "Saved" in (await chat.says("yes"))[0]


@pytest.mark.parametrize(("answer", "wall"), [("a", "08:00"), ("b", "20:00"), ("8pm", "20:00"), ("20:00", "20:00")])
async def test_a_time_without_am_or_pm_is_asked_about(open_chat: Callable[..., Any], answer: str, wall: str) -> None:
    chat = await open_chat(MORNING)
    await chat.says("/start", "yes", "/timezone Europe/London")
    assert "[a] 08:00  [b] 20:00" in (await chat.says("/plan 1 x 50 mg at 8"))[0]
    assert f"every day at {wall}" in (await chat.says(answer))[0]


async def test_a_no_leaves_the_plan_as_it_was(open_chat: Callable[..., Any]) -> None:
    shown = await replies(open_chat, "/plan 2 x 50 mg at 09:00", "no", "/plan")
    assert "one tablet of 50 mg, every day at 08:00" in shown[0]


async def test_yes_with_two_questions_open_asks_which(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(datetime(2026, 12, 1, 7, 50))
    await chat.set_up("1 x 50 mg at 08:00")
    await chat.says("/plan 2 x 50 mg at 09:00")
    await chat.until(datetime(2026, 12, 1, 8, 5))
    shown = await chat.says("yes")
    assert "Two questions are open" in shown[0]
    assert await chat.diary() == []
    assert "Saved" in (await chat.says("yes"))[0]


async def test_the_other_reading_of_a_time_is_one_letter_away(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(datetime(2026, 12, 1, 23, 30))
    await chat.set_up("1 x 50 mg at 08:00")
    assert "[b] It was 07:15" in (await chat.says("took it at 7:15"))[0]
    assert "had it 07:15" in (await chat.says("b"))[0]
    assert [entry["taken_at"][11:16] for entry in await chat.diary()] == ["19:15", "07:15"]


async def test_had_it_earlier_is_noted_without_a_time(open_chat: Callable[..., Any]) -> None:
    shown = await replies(open_chat, "didn't take it, or did I", "2")
    assert "time not known" in shown[0]


async def test_both_questions_of_a_morning_keep_their_numbers(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(datetime(2026, 11, 30, 7, 0))
    await chat.set_up("1 x 50 mg at 08:00")
    shown = await chat.until(datetime(2026, 12, 1, 8, 0))
    assert "[1] Done" in shown[-2]
    assert "[4] Had it" in shown[-1]
    assert "for Tue 1 Dec" in (await chat.says("1"))[0]
    assert "for Mon 30 Nov" in (await chat.says("4"))[0]


async def test_had_it_with_both_questions_open_asks_which(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(datetime(2026, 11, 30, 7, 0))
    await chat.set_up("1 x 50 mg at 08:00")
    await chat.until(datetime(2026, 12, 1, 8, 0))
    shown = await chat.says("had it")
    assert "[a] Tue 1 Dec 08:00  [b] Mon 30 Nov 08:00" in shown[0]


async def test_done_after_the_end_of_a_dose_asks(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(datetime(2026, 11, 30, 7, 0))
    await chat.set_up("1 x 50 mg at 08:00")
    await chat.until(datetime(2026, 11, 30, 21, 0))
    assert "I wrote nothing down" in (await chat.says("done"))[0]


@pytest.mark.parametrize(
    "line", ["fever and shivering", "took it but temp 39", "/plan my temperature is 39 and I shiver"]
)
async def test_urgent_words_bring_the_block_first_wherever_they_stand(open_chat: Callable[..., Any], line: str) -> None:
    shown = await replies(open_chat, line)
    assert "999" in shown[0]
    assert "High temperature or shivering" in shown[1]


async def test_twenty_times_taken_makes_one_entry(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(MORNING)
    await chat.set_up("1 x 50 mg at 08:00")
    shown = await chat.says(*["taken"] * 20)
    assert len(shown) == 20
    assert len(await chat.diary()) == 1
