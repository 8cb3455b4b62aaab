"""Plans and the log as rows keep them: what was written comes back as it was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Connection

from bot import reports
from bot.care.diary import Event, Kind, NewEntry, NewEvent
from bot.care.places import Move, Places
from bot.care.plans import Days, Intake, Part, Pause, Reason, Schedule, Version
from bot.store import bell, diary, doses, people, plans

EVE = datetime(2026, 11, 30, 19, 40)
NOW = datetime(2026, 11, 30, 19, 40, tzinfo=UTC)
TWO_KINDS = (Part(Decimal("1.5"), Decimal(50)), Part(Decimal(1), Decimal("12.5")))

VERSIONS = (
    Version(2, date(2026, 12, 2), Schedule.daily(TWO_KINDS, [time(8), time(20, 30)])),
    Version(3, date(2026, 12, 9), Schedule((Intake(time(16), TWO_KINDS),)), until=date(2026, 12, 11)),
    Version(
        4,
        date(2026, 12, 20),
        Schedule((
            Intake(time(8), TWO_KINDS, Days(2, 1)),
            Intake(time(8), TWO_KINDS[:1], Days(2, 0)),
            Intake(time(20), TWO_KINDS, Days(weekdays=frozenset({0, 6}))),
        )),
    ),
)  # fmt: skip


async def set_up(open_chat: Callable[..., Any]) -> Any:
    chat = await open_chat(EVE)
    await chat.set_up()
    return chat


@pytest.mark.parametrize("version", VERSIONS, ids=["daily", "with an end", "on some days"])
async def test_a_version_comes_back_as_it_was(open_chat: Callable[..., Any], version: Version) -> None:
    chat = await set_up(open_chat)

    def work(conn: Connection) -> None:
        plan = plans.by_ids(conn, [1])[1]
        changed = plans.change(conn, plan, version, 1, NOW)
        assert plans.by_ids(conn, [1])[1] == changed
        assert changed.versions[-1] == version

    await chat.azalea._store.write(work)


async def test_pauses_come_back_as_they_were(open_chat: Callable[..., Any]) -> None:
    chat = await set_up(open_chat)

    def work(conn: Connection) -> None:
        plan = plans.by_ids(conn, [1])[1]
        paused = plan.paused(Pause(Reason.HOSPITAL, NOW)).resumed(NOW.replace(hour=20))
        paused = paused.paused(Pause(Reason.TEAM, NOW.replace(hour=21), until=date(2026, 12, 7)))
        plans.save_pauses(conn, paused, NOW)
        assert plans.by_ids(conn, [1])[1] == paused
        assert plans.questioned(conn, NOW, 10) == [1]
        assert plans.questioned(conn, NOW, 10, aside=[1]) == []
        assert bell.owed(conn).question == NOW
        plans.save_pauses(conn, plan, None)
        assert plans.by_ids(conn, [1])[1] == plan
        assert bell.owed(conn).question is None

    await chat.azalea._store.write(work)


async def test_places_come_back_as_they_were(open_chat: Callable[..., Any]) -> None:
    chat = await set_up(open_chat)
    moves = (
        Move("America/New_York", date(2026, 12, 23), 1, NOW, again=True, left_out=1),
        Move("Europe/London", date(2026, 12, 30), 2, NOW, doses=False),
    )

    def work(conn: Connection) -> None:
        circle = people.circle_of(conn, 1)
        places = Places("Europe/London", moves)
        people.save_circle(conn, replace(circle, places=places))
        assert people.circle_of(conn, 1).places == places
        assert people.places_of(conn, [circle.id]) == {circle.id: places}

    await chat.azalea._store.write(work)


async def test_the_log_tells_what_is_about_no_dose_beside_the_doses(open_chat: Callable[..., Any]) -> None:
    chat = await set_up(open_chat)
    await chat.until(datetime(2026, 12, 1, 8, 4))
    await chat.says("took it")
    at = datetime(2026, 12, 1, 13, 5, tzinfo=UTC)
    felt = NewEvent(Kind.SYMPTOM, at, 1, date(2026, 12, 1), "America/New_York", "temp 38.9,\nshivering")
    told = NewEvent(Kind.PLAN, at, None, date(2026, 12, 1), "Europe/London", "two tablets of 50 mg")

    def work(conn: Connection) -> list[Event]:
        for event in (felt, told):
            diary.tell(conn, 1, event)
        assert diary.events(conn, 2) == []
        return diary.events(conn, 1)

    first, second = await chat.azalea._store.write(work)
    kept = (first.kind, first.at, first.by, first.day, first.zone, first.text)
    assert kept == (felt.kind, felt.at, felt.by, felt.day, felt.zone, felt.text)
    dose, *events = await chat.diary()
    assert list(dose) == ["id", "at", "kind", "day", "wall", "mg", "taken_at", "by", "corrects", "status"]
    assert events[0] == {
        "id": first.id,
        "at": "2026-12-01T08:05:00-05:00",
        "kind": "symptom",
        "day": "2026-12-01",
        "wall": None,
        "mg": None,
        "taken_at": None,
        "by": "Ana",
        "corrects": None,
        "status": None,
        "text": "temp 38.9,\nshivering",
    }
    assert (events[1]["id"], events[1]["by"]) == (second.id, None)
    spoken = (await reports.diary(chat.folder, as_json=False)).splitlines()
    assert len(spoken) == 3
    assert spoken[1].endswith("2026-12-01        symptom  by Ana: temp 38.9, shivering")


async def test_why_a_dose_was_not_had_is_kept_beside_it(open_chat: Callable[..., Any]) -> None:
    chat = await set_up(open_chat)
    await chat.until(datetime(2026, 12, 1, 8, 4))

    def work(conn: Connection) -> None:
        dose = doses.by_ids(conn, [1])[1]
        diary.write(conn, dose, NewEntry(Kind.NOT_HAD, NOW, 1, reason="none left"))
        assert [entry.reason for entry in diary.of_dose(conn, 1)] == ["none left"]

    await chat.azalea._store.write(work)
