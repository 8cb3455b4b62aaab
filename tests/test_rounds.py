"""Time passes: doses open and climb, azalea is off and comes back, the clock is set, one plan is broken."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

PROMPT, FOLLOW_UP = "08:00. Your usual?", "08:00 is still open."
LAST = f"{FOLLOW_UP} This is the last time I ask about it."
EVE = datetime(2026, 11, 30, 19, 40)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 12, day, hour, minute)


def rows(folder: Path, query: str, *values: object) -> list[tuple[Any, ...]]:
    with sqlite3.connect(folder / "azalea.db") as connection:
        found = connection.execute(query, values).fetchall()
    connection.close()
    return found


def dose_rows(chat: Any) -> list[tuple[str, int, str]]:
    return rows(chat.folder, "SELECT local_day, turn, state FROM doses ORDER BY due_at, turn")


def words(shown: list[str]) -> list[str]:
    """Leave away who speaks, and the line of choices."""
    return [text.split(" | ", 1)[1].split("\n")[0] for text in shown]


def timed(shown: list[str]) -> list[str]:
    return [f"{text[:5]} {said}" for text, said in zip(shown, words(shown), strict=True)]


async def test_a_dose_is_asked_about_three_times_and_then_left(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(EVE)
    await chat.set_up()
    shown = await chat.until(at(2, 7, 59))
    assert timed(shown) == [f"08:00 {PROMPT}", f"08:30 {FOLLOW_UP}", f"11:00 {LAST}"]
    assert [(e["kind"], e["by"], e["at"][11:16]) for e in await chat.diary()] == [("unanswered", None, "20:00")]


async def test_twice_a_day_each_dose_has_its_own_ladder(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(at(1, 0, 5))
    await chat.set_up("1 x 50 mg at 08:00 and 20:00")
    shown = await chat.until(at(2, 3, 0))
    assert [text[:5] for text in shown] == ["08:00", "08:30", "10:00", "20:00", "20:00", "20:30", "22:00"]
    assert [(e["wall"], e["kind"], e["at"][:16]) for e in await chat.diary()] == [
        ("08:00", "unanswered", "2026-12-01T14:00"),
        ("20:00", "unanswered", "2026-12-02T02:00"),
    ]


async def test_every_reminder_of_the_next_day_asks_once_about_the_day_before(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(EVE)
    await chat.set_up()
    await chat.until(at(2, 7, 59))
    shown = words(await chat.until(at(2, 19, 0)))
    assert shown == [PROMPT, "Yesterday 08:00 has no answer.", FOLLOW_UP, LAST]


# azalea was off.


@pytest.mark.parametrize(
    ("on", "first"),
    [
        (at(1, 8, 5), PROMPT),
        (at(1, 8, 11), "I was off from 07:50 to 08:11 and did not ask about 08:00."),
        (at(1, 9, 20), "I was off from 07:50 to 09:20 and did not ask about 08:00."),
        (at(1, 19, 59), "I was off from 07:50 to 19:59 and did not ask about 08:00."),
    ],
    ids=["five minutes late", "eleven minutes late", "more than an hour late", "just before the end"],
)
async def test_a_late_reminder_says_why_and_the_ladder_counts_from_it(
    open_chat: Callable[..., Any], on: datetime, first: str
) -> None:
    chat = await open_chat(EVE)
    await chat.set_up()
    await chat.until(at(1, 7, 50))
    await chat.close()
    chat.clock.moment = on.replace(tzinfo=UTC)
    await chat.open()
    shown = chat.terminal.shown[-1:] + await chat.until(at(1, 20, 0))
    assert words(shown)[0].startswith(first)
    steps = [on, on + timedelta(minutes=30), on + timedelta(minutes=180)]
    assert [text[:5] for text in shown] == [f"{step:%H:%M}" for step in steps if step < at(1, 20, 0)]


async def test_a_short_silence_is_not_noted(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(EVE)
    for minutes in (10, 20, 30):
        chat.clock.moment = EVE.replace(tzinfo=UTC) + timedelta(minutes=minutes)
        await chat.restart()
    assert rows(chat.folder, "SELECT count(*) FROM outages") == [(0,)]
    chat.clock.moment += timedelta(minutes=10, seconds=1)
    await chat.restart()
    assert rows(chat.folder, "SELECT off_until - off_from FROM outages") == [(601_000,)]


async def test_the_bell_is_written_down_once_a_minute(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(EVE)
    rang = []
    for _ in range(26):
        chat.clock.moment += timedelta(seconds=5)
        await chat.azalea.settle(chat.clock.now())
        rang += rows(chat.folder, "SELECT rang_at FROM bell")
    assert len(set(rang)) == 3


async def test_after_three_days_off_each_day_has_one_dose_and_only_todays_is_asked_about(
    open_chat: Callable[..., Any],
) -> None:
    chat = await open_chat(EVE)
    await chat.set_up()
    await chat.until(at(1, 7, 50))
    await chat.close()
    chat.clock.moment = at(4, 9, 20).replace(tzinfo=UTC)
    before = len(chat.terminal.shown)
    await chat.open()
    prompt, yesterday = words(chat.terminal.shown[before:])
    assert prompt.startswith("I was off from Tue 1 Dec 07:50 to Fri 4 Dec 09:20 and did not ask about 08:00.")
    assert yesterday.startswith("Yesterday 08:00 was not asked about")
    assert dose_rows(chat) == [
        ("2026-12-01", 1, "off"),
        ("2026-12-02", 1, "off"),
        ("2026-12-03", 1, "off"),
        ("2026-12-04", 1, "open"),
    ]
    assert [(e["day"], e["kind"]) for e in await chat.diary()] == [(f"2026-12-0{n}", "off") for n in (1, 2, 3)]


async def test_catching_up_does_not_ask_about_a_dose_whose_time_is_over(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(EVE)
    await chat.set_up()
    await chat.until(at(1, 7, 50))
    await chat.close()
    chat.clock.moment = at(1, 20, 0).replace(tzinfo=UTC)
    before = len(chat.terminal.shown)
    await chat.open()
    assert chat.terminal.shown[before:] == []
    assert [e["kind"] for e in await chat.diary()] == ["off"]


async def test_an_answered_dose_is_not_opened_again_after_an_outage(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(EVE)
    await chat.set_up()
    await chat.until(at(1, 8, 0))
    await chat.says("took it")
    await chat.until(at(2, 7, 30))
    await chat.says("took it")
    await chat.close()
    chat.clock.moment = at(2, 12, 0).replace(tzinfo=UTC)
    before = len(chat.terminal.shown)
    await chat.open()
    assert chat.terminal.shown[before:] == []
    assert dose_rows(chat) == [("2026-12-01", 1, "taken"), ("2026-12-02", 1, "taken")]
    assert timed(await chat.until(at(3, 8, 0))) == [f"08:00 {PROMPT}"]


@pytest.mark.parametrize(
    ("asked", "zone"), [("/plan 2 x 50 mg at 08:00", "Europe/London"), ("/timezone Europe/Dublin", "Europe/Dublin")]
)
@pytest.mark.parametrize("seconds", [-1, 0, 1])
async def test_a_change_in_the_very_moment_a_dose_falls_due_does_not_lose_it(
    open_chat: Callable[..., Any], asked: str, zone: str, seconds: int
) -> None:
    chat = await open_chat(EVE)
    await chat.set_up()
    await chat.until(at(1, 7, 59))
    await chat.says(asked)
    chat.clock.moment = at(1, 8, 0).replace(tzinfo=UTC) + timedelta(seconds=seconds)
    await chat.says("yes")
    await chat.until(at(1, 8, 10))
    assert rows(chat.folder, "SELECT json_extract(CAST(sealed AS TEXT), '$.zone') FROM circles") == [(zone,)]
    assert dose_rows(chat) == [("2026-12-01", 1, "open")]
    assert [text for text in words(chat.terminal.shown) if text.endswith("Your usual?")] == [PROMPT]


# The clock.


@pytest.mark.parametrize("back_to", [at(1, 8, 1), at(1, 7, 15), at(1, 0, 5)])
async def test_a_clock_that_is_set_back_makes_nothing_be_said_twice(
    open_chat: Callable[..., Any], back_to: datetime
) -> None:
    chat = await open_chat(EVE)
    await chat.set_up()
    assert timed(await chat.until(at(1, 8, 15))) == [f"08:00 {PROMPT}"]
    chat.clock.moment = back_to.replace(tzinfo=UTC)
    await chat.azalea.settle(chat.clock.now())
    assert timed(await chat.until(at(1, 8, 31))) == [f"08:30 {FOLLOW_UP}"]
    assert dose_rows(chat) == [("2026-12-01", 1, "open")]


async def test_a_clock_that_is_set_back_by_an_hour_does_not_ask_again_about_what_was_answered(
    open_chat: Callable[..., Any],
) -> None:
    chat = await open_chat(EVE)
    await chat.set_up()
    await chat.until(at(1, 8, 15))
    await chat.says("took it")
    chat.clock.moment = at(1, 7, 15).replace(tzinfo=UTC)
    await chat.azalea.settle(chat.clock.now())
    assert await chat.until(at(1, 23, 0)) == []
    assert [(e["kind"], e["status"]) for e in await chat.diary()] == [("taken", "taken")]
    assert timed(await chat.until(at(2, 8, 0))) == [f"08:00 {PROMPT}"]


async def test_a_clock_that_ran_days_ahead_and_is_set_right_asks_on_the_right_days(
    open_chat: Callable[..., Any],
) -> None:
    chat = await open_chat(EVE)
    await chat.set_up()
    chat.clock.moment = at(5, 9, 0).replace(tzinfo=UTC)
    await chat.azalea.settle(chat.clock.now())
    chat.clock.moment = at(1, 7, 0).replace(tzinfo=UTC)
    await chat.azalea.settle(chat.clock.now())
    assert timed(await chat.until(at(1, 8, 0))) == [f"08:00 {PROMPT}"]
    await chat.says("took it")
    assert timed(await chat.until(at(2, 8, 0))) == [f"08:00 {PROMPT}"]
    await chat.says("took it")
    await chat.until(at(5, 7, 0))
    assert dose_rows(chat) == [
        ("2026-12-01", 1, "taken"),
        ("2026-12-02", 1, "taken"),
        ("2026-12-03", 1, "unanswered"),
        ("2026-12-04", 1, "unanswered"),
        ("2026-12-05", 1, "open"),
    ]
    entries = await chat.diary()
    assert Counter(e["day"] for e in entries if e["corrects"] is None) == {f"2026-12-0{n}": 1 for n in (1, 2, 3, 4)}


@pytest.mark.parametrize(
    ("zone", "start", "wall", "days"),
    [
        ("Europe/London", datetime(2026, 10, 23, 12, 0), "01:30", 4),
        ("Europe/London", datetime(2026, 3, 27, 12, 0), "01:30", 4),
        ("America/Havana", datetime(2026, 3, 6, 12, 0), "00:30", 4),
        ("Australia/Lord_Howe", datetime(2026, 4, 3, 12, 0), "01:45", 4),
    ],
)
async def test_where_the_clock_changes_each_day_has_one_dose(
    open_chat: Callable[..., Any], zone: str, start: datetime, wall: str, days: int
) -> None:
    chat = await open_chat(start, ZoneInfo(zone))
    await chat.set_up(f"1 x 50 mg at {wall}")
    await chat.until(start + timedelta(days=days))
    opened = Counter(day for day, _, _ in dose_rows(chat))
    expected = [f"{(start + timedelta(days=n)).date()}" for n in range(1, days + 1)]
    assert opened == dict.fromkeys(expected, 1)
    prompts = [text for text in words(chat.terminal.shown) if text.endswith("Your usual?")]
    assert prompts == [f"{wall}. Your usual?"] * days


# One that fails, fails alone.


async def three_people(open_chat: Callable[..., Any]) -> Any:
    """Set up Ben, Eve and Ana on one folder; Ana is at the terminal."""
    for name in ("Ben", "Eve"):
        chat = await open_chat(EVE, name=name)
        await chat.set_up()
        await chat.close()
    chat = await open_chat(EVE, name="Ana")
    await chat.set_up()
    return chat


async def test_a_plan_that_cannot_be_read_fails_alone_and_is_tried_again(
    open_chat: Callable[..., Any], caplog: pytest.LogCaptureFixture
) -> None:
    chat = await three_people(open_chat)
    ((kept,),) = rows(chat.folder, "SELECT sealed FROM plan_versions WHERE plan_id = 2")
    rows(chat.folder, "UPDATE plan_versions SET sealed = x'7b7d' WHERE plan_id = 2")
    chat.clock.moment = at(1, 8, 0).replace(tzinfo=UTC)
    await chat.azalea.settle(chat.clock.now())
    assert words(chat.terminal.shown)[-1] == PROMPT
    assert rows(chat.folder, "SELECT plan_id FROM doses ORDER BY plan_id") == [(1,), (3,)]
    assert "round for plan 2: KeyError" in caplog.text
    said = caplog.text.count("plan 2")
    rows(chat.folder, "UPDATE plan_versions SET sealed = ? WHERE plan_id = 2", kept)
    for seconds, opened in ((30, 2), (60, 3)):
        chat.clock.moment = at(1, 8, 0).replace(tzinfo=UTC) + timedelta(seconds=seconds)
        await chat.azalea.settle(chat.clock.now())
        assert rows(chat.folder, "SELECT count(*) FROM doses") == [(opened,)]
    assert caplog.text.count("plan 2") == said


async def test_a_dose_that_cannot_be_read_fails_alone(
    open_chat: Callable[..., Any], caplog: pytest.LogCaptureFixture
) -> None:
    chat = await three_people(open_chat)
    await chat.until(at(1, 8, 29))
    rows(chat.folder, "DELETE FROM outbox WHERE state = 'waiting'")
    rows(chat.folder, "UPDATE doses SET next_step_at = (SELECT next_step_at FROM doses WHERE plan_id = 3)")
    rows(chat.folder, "UPDATE doses SET wall = 'noon' WHERE plan_id = 1")
    before = len(chat.terminal.shown)
    chat.clock.moment = at(1, 8, 30).replace(tzinfo=UTC)
    await chat.azalea.settle(chat.clock.now())
    assert words(chat.terminal.shown[before:]) == [FOLLOW_UP]
    ((broken,),) = rows(chat.folder, "SELECT id FROM doses WHERE plan_id = 1")
    assert f"round for dose {broken}: ValueError" in caplog.text
    assert "noon" not in caplog.text


async def test_a_pointer_that_stands_too_early_finds_nothing_and_moves_on(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(EVE)
    await chat.set_up()
    ((pointer,),) = rows(chat.folder, "SELECT next_at FROM plans")
    rows(chat.folder, "UPDATE plans SET next_at = next_at - 3600 * 1000")
    assert await chat.until(at(1, 7, 59)) == []
    assert dose_rows(chat) == []
    assert rows(chat.folder, "SELECT next_at FROM plans") == [(pointer,)]
    assert timed(await chat.until(at(1, 8, 0))) == [f"08:00 {PROMPT}"]


async def test_a_dose_with_nothing_left_to_ask_waits_for_its_end(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(EVE)
    await chat.set_up()
    await chat.until(at(1, 11, 30))
    rows(chat.folder, "UPDATE doses SET next_step_at = next_step_at - 8 * 3600 * 1000")
    assert await chat.until(at(1, 19, 59)) == []
    assert await chat.until(at(1, 20, 0)) == []
    assert dose_rows(chat) == [("2026-12-01", 1, "unanswered")]
