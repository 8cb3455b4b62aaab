"""The clock as people set it, and the bell that follows it."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

from bot.serving import Bell
from bot.wiring import Clock

LATER = datetime(2100, 12, 1, 8, 0, tzinfo=UTC)
AT_ONCE = 0.3  # seconds; the bell rings each second by itself


def test_a_clock_that_nobody_sets_is_the_machines() -> None:
    clock = Clock()
    before = datetime.now(UTC)
    assert before <= clock.now() <= clock.machine() <= datetime.now(UTC)


def test_a_clock_that_stands_still_goes_on_from_there() -> None:
    clock = Clock()
    clock.turn(0)
    stood = clock.now()
    assert clock.now() == stood
    clock.leap(LATER)
    assert clock.now() == LATER
    clock.turn(600)
    began = clock.machine()
    assert LATER <= clock.now() <= LATER + 600 * (clock.machine() - began + timedelta(seconds=1))


def test_a_turn_takes_no_time_away() -> None:
    clock = Clock(10_000)
    moments = []
    for speed in (600, 0.5, 0, 1):
        clock.turn(speed)
        moments.append(clock.now())
    assert moments == sorted(moments)
    assert clock.speed == 1


async def test_the_bell_rings_at_once_when_the_clock_is_set() -> None:
    clock = Clock()
    bell = Bell(clock)
    async with bell.ringing():
        for speed in (0, 600, 1):
            clock.turn(speed)
            await asyncio.wait_for(bell.rung(), AT_ONCE)
        clock.leap(LATER)
        await asyncio.wait_for(bell.rung(), AT_ONCE)


async def test_the_bell_follows_how_fast_time_goes_by() -> None:
    clock = Clock()
    bell = Bell(clock)
    async with bell.ringing():
        clock.turn(600)
        began = asyncio.get_running_loop().time()
        for _ in range(5):  # at one a second this takes four
            await bell.rung()
        assert asyncio.get_running_loop().time() - began < 3
