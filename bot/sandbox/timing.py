"""The clock as people set it: how fast it runs, and a leap to what comes next. Without one to set, it is only read."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from bot.sandbox.asked import Asked
from bot.sandbox.refusals import Unfit
from bot.sandbox.state import State
from bot.sandbox.state_file import Json

FASTEST = 10_000.0


class Clockwork(Protocol):
    """What drives the clock of the sandbox and of the bot alike. A speed of 0 stands still."""

    @property
    def speed(self) -> float:
        """How many times as fast as the machine's time goes by."""

    def turn(self, speed: float) -> None:
        """Go on from this moment at another speed."""

    async def leap(self, to: datetime) -> None:
        """Be at a later moment at once, between two steps of the bot."""

    def machine(self) -> datetime:
        """Return the machine's own time, which nobody sets: by it things grow old and are said too often."""

    async def coming(self) -> datetime | None:
        """Return when the bot has something to do next; None where that is not known."""


class Timing:
    """Shows the clock of a *state*, and sets it where there is a *clockwork*. *tell* hears of each change."""

    def __init__(self, state: State, clockwork: Clockwork | None, tell: Callable[[str, Json], None]) -> None:
        self._state = state
        self._now = state.now
        self._clockwork = clockwork
        self._tell = tell

    def shown(self) -> Json:
        """Return the time as a timestamp in seconds, and how fast it goes by; a speed of null cannot be set."""
        return {"now": self._now().timestamp(), "speed": None if self._clockwork is None else self._clockwork.speed}

    async def looked_at(self) -> Json:
        """Return the same, and when the bot has something to do next, as a timestamp or null."""
        coming = None if self._clockwork is None else await self._clockwork.coming()
        return self.shown() | {"coming": None if coming is None else coming.timestamp()}

    async def set(self, asked: Asked) -> Json:
        """Do what was asked: {"speed"} or {"leap": true}. Tells whether it leapt, beside the clock."""
        if (clockwork := self._clockwork) is None:
            raise Unfit("the bot runs apart, on a clock of its own", 409)
        leapt = False
        if asked.has("speed"):
            speed = asked.number("speed", 1)
            if not math.isfinite(speed) or not 0 <= speed <= FASTEST:
                raise Unfit(f'"speed" is a number from 0 to {FASTEST:.0f}')
            clockwork.turn(speed)
        if asked.has("leap") and asked.flag("leap"):
            coming = await clockwork.coming()
            leapt = coming is not None and coming > self._now()
            if coming is not None and leapt:
                await clockwork.leap(coming)
        self._state.keep_clock()
        shown = self.shown()
        self._tell("clock", shown)
        return shown | {"leapt": leapt}
