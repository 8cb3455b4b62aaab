"""Changes of plan and zone at awkward moments: one dose a day, none lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest


@pytest.mark.parametrize("change", ["/plan 2 x 50 mg at 08:00", "/plan 1 x 50 mg at 09:00", "/plan 1 x 50 mg at 07:00"])
async def test_a_plan_changed_in_the_second_a_dose_falls_due_still_asks_about_it(
    open_chat: Callable[..., Any], change: str
) -> None:
    chat = await open_chat(datetime(2026, 11, 30, 12, 0))
    await chat.set_up("1 x 50 mg at 08:00")
    await chat.until(datetime(2026, 12, 1, 7, 59))
    await chat.says(change)
    chat.clock.moment = datetime(2026, 12, 1, 8, 0, 1, tzinfo=chat.zone)
    shown = await chat.says("yes")
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
    days = [entry["day"] for entry in await chat.diary() if entry["corrects"] is None]
    assert days == sorted(set(days))
    first, last = days[0], days[-1]
    assert first == "2026-11-30"
    assert len(days) == (datetime.fromisoformat(last) - datetime.fromisoformat(first)).days + 1
