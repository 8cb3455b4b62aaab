"""Time passes: doses open and climb, azalea is off and comes back, the clock is set, one plan is broken."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Connection

from bot.care import doses as rules
from bot.care.notices import next_question
from bot.care.people import Quiet, Style, Voice
from bot.care.places import Places
from bot.care.plans import Days, DosePlan, Intake, Part, Pause, Reason, Schedule, Version
from bot.store import doses, people, plans

PROMPT, FOLLOW_UP = "08:00. Your usual?", "08:00 is still open."
LAST = f"{FOLLOW_UP} This is the last time I ask about it."
EVE = datetime(2026, 11, 30, 19, 40)
AMOUNT = (Part(Decimal("1.5"), Decimal(50)),)


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
    lived = (await chat.azalea._store.read(lambda conn: people.circles_by_ids(conn, [1])))[1].places
    assert [lived.home, *(move.zone for move in lived.moves)][-1] == zone
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
    assert "round for plan 2: TypeError" in caplog.text
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


# Some days, other times, quiet and pauses.


async def change(chat: Any, work: Callable[[Connection], None]) -> None:
    await chat.azalea._store.write(work)


def the_plan(conn: Connection) -> DosePlan:
    return plans.by_ids(conn, [1])[1]


async def pause(chat: Any, reason: Reason, until: date | None = None) -> None:
    """Pause the plan, as a talk would: what is open ends, and the next question is set."""
    now = chat.clock.now()
    why = Pause(reason, now, until)

    def work(conn: Connection) -> None:
        plan = the_plan(conn).paused(why)
        plans.save_pauses(conn, plan, next_question(why, now, LONDON))

    await change(chat, work)


async def resume(chat: Any) -> None:
    await change(chat, lambda conn: plans.save_pauses(conn, the_plan(conn).resumed(chat.clock.now()), None))


async def be_quiet(chat: Any, start: time, end: time) -> None:
    def work(conn: Connection) -> None:
        people.save_person(conn, replace(people.person(conn, 1), quiet=Quiet(start, end)))

    await change(chat, work)


LONDON = Places("Europe/London")


def buttons(chat: Any) -> list[str]:
    return [button.label for button in chat.channel.sent[-1].buttons]


async def test_nobody_is_asked_while_a_plan_is_paused_and_the_diary_says_why(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(EVE)
    await chat.set_up()
    await pause(chat, Reason.HOSPITAL)
    assert await chat.until(at(3, 12)) == []
    entries = await chat.diary()
    assert [(e["day"][-2:], e["kind"], e["status"], e["by"]) for e in entries] == [
        ("01", "paused", "paused", None),
        ("02", "paused", "paused", None),
        ("03", "paused", "paused", None),
    ]
    assert "Thu 3 Dec 08:00: in hospital, not asked" in (await chat.says("/log"))[0]
    await resume(chat)
    assert timed(await chat.until(at(4, 8))) == [f"08:00 {PROMPT}"]


async def test_a_dose_of_a_pause_can_still_be_logged(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(EVE)
    await chat.set_up()
    await pause(chat, Reason.OTHER)
    await chat.until(at(1, 8, 30))
    assert "Noted, 08:30" in (await chat.says("took it"))[0]
    assert [e["status"] for e in await chat.diary()] == ["taken", "taken"]


async def test_a_pause_is_asked_about_each_week_by_day(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(EVE)
    await chat.set_up()
    await pause(chat, Reason.HOSPITAL)
    shown = timed(await chat.until(at(15, 12)))
    assert shown == ["10:00 Still in hospital since Mon 30 Nov?"] * 2
    assert buttons(chat) == ["Yes", "I'm home"]
    await resume(chat)
    assert [text[:5] for text in await chat.until(at(16, 8))] == ["08:00"]
    assert rows(chat.folder, "SELECT ask_at FROM plans WHERE ask_at > 0") == []


async def test_a_pause_that_was_ended_is_not_asked_about_any_more(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(EVE)
    await chat.set_up()
    await pause(chat, Reason.HOSPITAL)
    await be_quiet(chat, time(9), time(15, 30))
    assert await chat.until(at(7, 12)) == [], "the question waits for the end of quiet"
    await change(
        chat,
        lambda conn: plans.save_pauses(conn, the_plan(conn).resumed(chat.clock.now()), at(7, 13).replace(tzinfo=UTC)),
    )
    assert await chat.until(at(7, 23)) == []
    assert rows(chat.folder, "SELECT state FROM outbox WHERE key LIKE 'unasked%'") == [("dropped",)]
    assert rows(chat.folder, "SELECT ask_at FROM plans") == [(None,)]


async def test_what_was_not_asked_because_azalea_was_off_is_asked_the_next_morning(
    open_chat: Callable[..., Any],
) -> None:
    chat = await open_chat(EVE)
    await chat.set_up()
    await pause(chat, Reason.TEAM)
    await chat.until(at(7, 9))
    await chat.close()
    chat.clock.moment = at(7, 21).replace(tzinfo=UTC)
    await chat.open()
    assert timed(await chat.until(at(8, 12))) == ["09:00 Did they say to start again?"]
    assert buttons(chat) == ["Yes", "No"]


@pytest.mark.parametrize(("style", "same"), [(Style.PRIVATE, ""), (Style.PLAIN, ": 1½ x 50 mg = 75 mg at 08:00")])
async def test_on_the_day_that_was_named_it_is_asked_what_holds(
    open_chat: Callable[..., Any], style: Style, same: str
) -> None:
    chat = await open_chat(EVE)
    await chat.set_up()
    await change(chat, lambda conn: people.save_person(conn, replace(people.person(conn, 1), voice=Voice(style))))
    await pause(chat, Reason.OTHER, until=date(2026, 12, 3))
    shown = await chat.until(at(3, 12))
    assert [text[:5] for text in shown] == ["18:00", "10:00"]  # the evening before, and on the day
    assert buttons(chat) == [f"Same as before{same}", "Changed", "They stopped it", "Don't know yet"]


async def test_a_clock_that_is_set_right_asks_about_a_pause_when_it_is_time(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(EVE)
    await chat.set_up()
    await pause(chat, Reason.OTHER)
    chat.clock.moment = at(30, 9).replace(tzinfo=UTC)
    await chat.azalea.settle(chat.clock.now())
    chat.clock.moment = at(1, 7).replace(tzinfo=UTC)
    await chat.azalea.settle(chat.clock.now())
    shown = timed(await chat.until(at(8, 12)))
    assert shown == ["10:00 I have asked nothing since Mon 30 Nov, as you said. Is that still right?"]


async def test_after_three_days_without_any_answer_it_is_asked_once_whether_to_go_on(
    open_chat: Callable[..., Any],
) -> None:
    chat = await open_chat(EVE)
    await chat.set_up()
    await chat.until(at(4, 7))
    assert timed(await chat.until(at(4, 8))) == [
        f"08:00 {PROMPT}",
        "08:00 No answers since Tue 1 Dec. Shall I go on asking? If nobody says, I do.",
    ]
    assert buttons(chat) == ["Yes", "Pause", "Stop"]
    assert chat.channel.sent[-1].marks == ("4", "5", "6"), "the numbers of the prompt stay its own"
    shown = words(await chat.until(at(6, 8)))
    assert [text for text in shown if "go on" in text] == []
    assert shown.count("Yesterday 08:00 has no answer.") == 2


async def off_at_night(chat: Any, day: int) -> list[str]:
    """Let azalea be off from noon to five past eight the next morning, and return what it says then."""
    await chat.until(at(day, 12))
    await chat.close()
    chat.clock.moment = at(day + 1, 8, 5).replace(tzinfo=UTC)
    before = len(chat.terminal.shown)
    await chat.open()
    return words(chat.terminal.shown[before:])


async def test_yesterday_is_asked_about_after_a_night_off(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(EVE)
    await chat.set_up()
    shown = await off_at_night(chat, 1)
    assert shown == [PROMPT, "Yesterday 08:00 has no answer."]
    assert [(one["day"], one["kind"]) for one in await chat.diary()] == [("2026-12-01", "unanswered")]


async def test_after_days_without_any_answer_and_nights_off_it_is_asked_whether_to_go_on(
    open_chat: Callable[..., Any],
) -> None:
    chat = await open_chat(EVE)
    await chat.set_up()
    mornings = [await off_at_night(chat, day) for day in (1, 2, 3)]
    assert mornings[-1][-1] == "No answers since Tue 1 Dec. Shall I go on asking? If nobody says, I do."


async def test_days_on_which_azalea_was_off_are_no_silence(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(EVE)
    await chat.set_up()
    await chat.until(at(3, 7))
    await chat.close()
    chat.clock.moment = at(3, 21).replace(tzinfo=UTC)
    await chat.open()
    shown = words(await chat.until(at(4, 8)))
    assert shown == [PROMPT, "Yesterday 08:00 was not asked about: I was off, or could not reach you."]


async def test_where_doses_are_weeks_apart_the_last_one_is_asked_about_while_it_can_be_logged(
    open_chat: Callable[..., Any],
) -> None:
    chat = await open_chat(EVE)
    await chat.set_up()
    week, fortnight = (Days(every, date(2026, 12, 1).toordinal() % every) for every in (7, 14))
    for number, (first, days) in enumerate([(1, week), (9, fortnight)], start=2):
        some = Version(number, day(first), Schedule((Intake(time(8), AMOUNT, days),)))
        await change(chat, partial(add_version, version=some, now=chat.clock.now()))
    shown = words(await chat.until(datetime(2027, 1, 13)))
    opened = [each for each, _, _ in dose_rows(chat)]
    assert opened == ["2026-12-01", "2026-12-08", "2026-12-15", "2026-12-29", "2027-01-12"]
    assert [text for text in shown if text not in {FOLLOW_UP, LAST}] == [
        PROMPT,
        PROMPT,
        "Tue 1 Dec 08:00 has no answer.",
        PROMPT,
        "Tue 8 Dec 08:00 has no answer.",
        PROMPT,
        "No answers since Tue 1 Dec. Shall I go on asking? If nobody says, I do.",
        PROMPT,  # the one before can no longer be logged
    ]


def add_version(conn: Connection, version: Version, now: datetime) -> None:
    plans.change(conn, the_plan(conn), version, 1, now)


async def test_other_times_end_by_themselves_and_the_first_prompt_says_so(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(EVE)
    await chat.set_up()
    for number, (first, hour, last) in enumerate([(2, 16, 3), (4, 17, 4)], start=2):
        other = Version(number, day(first), Schedule.daily(AMOUNT, [time(hour)]), until=day(last))
        await change(chat, partial(add_version, version=other, now=chat.clock.now()))
    prompts = []
    for each, hour in ((1, 8), (2, 16), (3, 16), (4, 17), (5, 8), (6, 8)):
        prompts += [text for text in await chat.until(at(each, hour)) if "Your usual?" in text]
        await chat.says("took it")
    assert timed(prompts) == [f"{hour}:00 {hour}:00. Your usual?" for hour in ("08", "16", "16", "17", "08", "08")]
    assert ["Back to 08:00 from today." in text for text in prompts] == [False, False, False, False, True, False]


def day(number: int) -> date:
    return date(2026, 12, number)


async def test_quiet_hours_hold_the_second_and_the_third_prompt(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(EVE)
    await chat.set_up()
    await be_quiet(chat, time(7), time(9, 30))
    assert timed(await chat.until(at(1, 20))) == [f"08:00 {PROMPT}", f"09:30 {FOLLOW_UP}", f"12:00 {LAST}"]


async def test_a_prompt_that_quiet_hours_hold_until_the_end_is_left_away(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(EVE)
    await chat.set_up()
    await be_quiet(chat, time(8, 15), time(20))
    assert timed(await chat.until(at(2, 7))) == [f"08:00 {PROMPT}"]
    assert [e["kind"] for e in await chat.diary()] == ["unanswered"]


async def test_a_prompt_that_waits_does_not_leave_once_nobody_is_to_be_asked(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(EVE)
    await chat.set_up()
    await be_quiet(chat, time(8, 15), time(12))
    await chat.until(at(1, 9))

    def hush(conn: Connection) -> None:
        (dose,) = doses.by_ids(conn, [1]).values()
        doses.save(conn, rules.hush(dose))

    await change(chat, hush)
    assert await chat.until(at(1, 19)) == []
    await chat.until(at(1, 20))
    assert dose_rows(chat) == [("2026-12-01", 1, "unanswered")]
    assert words(await chat.until(at(2, 8))) == [PROMPT], "the next morning does not ask about it either"
