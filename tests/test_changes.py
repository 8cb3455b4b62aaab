"""Changes of plan, place and pause at awkward moments: one dose a day, none lost, one entry for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import Connection

from bot.care.diary import Event, Kind, standing
from bot.care.doses import State
from bot.store import diary, doses, people, plans

DAY = timedelta(days=1)

# What is typed at random. No words here say when something was had, so that all of them may come at any time.
TYPED = (
    "took it", "took it", "took it", "skip", "not today", "yes", "no", "1", "a", "2",
    "/plan 1 x 50 mg at 08:00", "/plan 2 x 50 mg at 13:00", "/plan 1.5 x 50 mg at 22:30", "clinic rang, up to 100",
    "2 tabs from tomorrow", "from friday 1 x 25 mg at 07:00", "nights mon to thu 16:00", "night shift this week",
    "back to normal", "flying to new york tomorrow", "off to tokyo today, back on friday", "im in spain",
    "/timezone Pacific/Auckland", "/timezone America/Los_Angeles", "/timezone Europe/London", "/travel cancel",
    "coming home tomorrow", "home", "in hospital", "/pause", "nurse said hold it",
)  # fmt: skip
WRONG = "Something went wrong"


@pytest.mark.parametrize("change", ["/plan 2 x 50 mg at 08:00", "/plan 1 x 50 mg at 09:00", "/plan 1 x 50 mg at 07:00"])
async def test_a_plan_changed_in_the_second_a_dose_falls_due_still_asks_about_it(
    open_chat: Callable[..., Any], change: str
) -> None:
    chat = await open_chat(datetime(2026, 11, 30, 12, 0))
    await chat.set_up("1 x 50 mg at 08:00")
    await chat.until(datetime(2026, 12, 1, 7, 59))
    await chat.says(change)
    chat.clock.moment = datetime(2026, 12, 1, 8, 0, 1, tzinfo=chat.zone)
    shown = await chat.says("yes", "2")
    assert any("08:00. Your usual?" in message for message in shown)


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/Los_Angeles", "Pacific/Kiritimati"])
@pytest.mark.parametrize("hour", [1, 8, 19])
async def test_a_zone_change_neither_adds_nor_drops_a_dose(open_chat: Callable[..., Any], zone: str, hour: int) -> None:
    chat = await open_chat(datetime(2026, 11, 29, 12, 0))
    await chat.set_up("1 x 50 mg at 08:00")
    await chat.until(datetime(2026, 12, 1, hour, 30))
    await chat.says(f"/timezone {zone}", "yes")
    await chat.until(datetime(2026, 12, 5, 12, 0))
    await chat.says("took it")
    days = [entry["day"] for entry in await chat.diary() if entry["corrects"] is None and entry["wall"]]
    assert days == sorted(set(days))
    first, last = days[0], days[-1]
    assert first == "2026-11-30"
    assert len(days) == (datetime.fromisoformat(last) - datetime.fromisoformat(first)).days + 1


@pytest.mark.parametrize("seed", range(2))
async def test_whatever_is_said_a_day_has_one_dose_and_a_dose_one_entry(
    open_chat: Callable[..., Any], seed: int
) -> None:
    chance = Random(seed)  # noqa: S311 - the same each time
    chat = await open_chat(datetime(2026, 11, 30, 6, 0) + timedelta(hours=chance.randrange(24)))
    await chat.set_up("1 x 50 mg at 08:00")
    for _ in range(20):
        shown = await chat.says(chance.choice(TYPED))
        for _ in range(chance.randrange(4)):
            shown += await chat.says(pressed(chat, chance) or "2")
        assert not any(WRONG in message for message in shown)
        await chat.until(chat.clock.moment + timedelta(minutes=chance.choice((1, 30, 300, 720, 1500))))
    await chat.azalea._store.read(check)


def pressed(chat: Any, chance: Random) -> str | None:
    """Return the mark of some choice of the last message; what would end everything is left out."""
    last = chat.channel.sent[-1]
    safe = [
        mark
        for mark, button in zip(last.marks, last.buttons, strict=True)
        if button.label not in {"They stopped it", "Stop asking", "Delete everything"}
    ]
    return chance.choice(safe) if safe else None


def check(conn: Connection) -> None:
    """Hold all that was written against what must be true of it."""
    found = doses.of_circle(conn, 1, date(2026, 1, 1))
    entries = diary.of_doses(conn, [dose.id for dose in found])
    for dose in found:
        chain = entries.get(dose.id, [])
        assert sum(one.corrects is None for one in chain) <= 1
        said = standing(chain)
        replayed = State(said.kind) if said and said.kind is not Kind.OPEN else State.OPEN
        assert dose.state in {replayed, State.OPEN}
        assert dose.state is replayed or (said is not None and said.kind is Kind.NOT_HAD)
    by_day = Counter((dose.day, dose.lap) for dose in found)
    assert set(by_day.values()) == {1}
    places = people.circles_by_ids(conn, [1])[1].places
    plan = plans.of_circle(conn, 1)
    assert plan is not None
    assert places is not None
    first, last = min(dose.day for dose in found), max(dose.day for dose in found)
    between = {first + number * DAY for number in range((last - first).days)}
    assert {day for day in between if places.lives(day)} <= {dose.day for dose in found}
    assert [one.number for one in plan.versions] == list(range(1, len(plan.versions) + 1))
    events = [one for one in diary.everything(conn) if isinstance(one, Event)]
    assert all(one.text and one.by for one in events)
