"""The bell, and the loops that hear, work and send side by side. Decides nothing."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Coroutine, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC

from bot.messages import Channel, ChannelStopped, Hear, Raw
from bot.wiring import Azalea, Clock

QUIET = 5.0  # seconds on the loop's own clock without a ring, after which the bell is wound again
FASTEST = 0.1  # seconds between two rings, however fast the clock runs

log = logging.getLogger(__name__)


class Bell:
    """Rings once a second of *clock*. Carries no data: the tables know what is due."""

    def __init__(self, clock: Clock) -> None:
        """Ring no one yet."""
        self._clock = clock
        self._rung = asyncio.Event()

    @asynccontextmanager
    async def ringing(self) -> AsyncIterator[None]:
        """Ring for as long as the block lasts."""
        from apscheduler.schedulers.asyncio import AsyncIOScheduler  # noqa: PLC0415 - only a running azalea needs it

        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._wind()
        self._scheduler.start()
        self._clock.when_turned(self._turn)
        try:
            yield
        finally:
            self._scheduler.shutdown(wait=False)

    def _wind(self) -> None:
        self._scheduler.add_job(
            self._ring, "interval", seconds=_every(self._clock.speed), id="bell", replace_existing=True,
            coalesce=True, max_instances=1, misfire_grace_time=None,
        )  # fmt: skip

    def _turn(self) -> None:
        if self._scheduler.running:
            self._wind()
        self.ring()

    async def _ring(self) -> None:
        self.ring()

    def ring(self) -> None:
        """Ring now."""
        self._rung.set()

    async def rung(self) -> None:
        """Wait for the next ring.

        The scheduler sleeps until a time of day, so a clock that is set back would silence it for as long: a bell that
        is quiet for some seconds of the loop's own clock is wound again.
        """
        while not self._rung.is_set():
            try:
                await asyncio.wait_for(self._rung.wait(), QUIET)
            except TimeoutError:
                self._wind()
        self._rung.clear()


def _every(speed: float) -> float:
    return max(1 / speed, FASTEST) if speed > 1 else 1


async def keep(azalea: Azalea, clock: Clock) -> None:
    """Settle at every ring, for ever."""
    bell = Bell(clock)
    async with bell.ringing():
        while True:
            await bell.rung()
            await azalea.tick(clock.now())


async def serve(azalea: Azalea, channels: Mapping[str, Channel], clock: Clock) -> None:
    """Hear, work and send side by side, until the last channel stopped, or for ever.

    What hangs on its way out holds up neither what comes in nor what falls due. A channel that stops leaves the others.
    """
    bell = Bell(clock)

    async def hear(raws: Sequence[Raw]) -> None:
        await azalea.hear(raws)
        bell.ring()

    async def work() -> None:
        while True:
            await azalea.work(clock.now())
            await bell.rung()

    async def send() -> None:
        while True:
            with _stopping():
                await azalea.post(clock.now)

    async with bell.ringing():
        listening = [_listen(channel, hear) for channel in channels.values()]
        await until_left(azalea, _all(listening), work(), send())


async def _all(works: Sequence[Coroutine[None, None, None]]) -> None:
    async with asyncio.TaskGroup() as tasks:
        for work in works:
            tasks.create_task(work)


async def _listen(channel: Channel, hear: Hear) -> None:
    with _stopping():
        await channel.listen(hear)


@contextlib.contextmanager
def _stopping() -> Iterator[None]:
    try:
        yield
    except ChannelStopped as stopped:
        log.error("a channel stopped: %s", stopped)  # noqa: TRY400 - its sentence says all


async def until_left(azalea: Azalea, *works: Coroutine[None, None, None]) -> None:
    """Run some works until one ends, end the others between two steps, and raise what any of them raised."""
    tasks = [asyncio.create_task(work) for work in works]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        async with azalea.resting():
            for task in tasks:
                task.cancel()
        ended = await asyncio.gather(*tasks, return_exceptions=True)
    for end in ended:
        if isinstance(end, Exception):
            raise end
