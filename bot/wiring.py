"""Builds the parts, owns the Clock, runs them. Nothing is decided here."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
from collections.abc import AsyncIterator, Coroutine, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from pathlib import Path

from sqlalchemy import Connection

from bot import content, conversation
from bot.channels.console_channel import ConsoleChannel, this_terminal
from bot.conversation import Desk
from bot.finder import Finder
from bot.inbox import Inbox
from bot.messages import Channel, ChannelStopped, Raw
from bot.outbox import Outbox
from bot.rounds import Rounds
from bot.settings import Settings
from bot.store import doses, erasing, inbox, outbox, plans, rotating
from bot.store.database_file import FILE_NAME, check_file
from bot.store.engine import Store, open_store
from bot.wording import WANTS, Wording

LOOK_EVERY = timedelta(minutes=1)
TIDY_EVERY = timedelta(hours=1)
KEPT = timedelta(days=7)  # rows that are over; their words are wiped at once
QUIET = 5.0  # seconds on the loop's own clock without a ring, after which the bell is wound again


class Clock:
    """Tells the time: the one place that asks the machine for it."""

    def now(self) -> datetime:
        """Return this moment, in UTC."""
        return datetime.now(UTC)


@cache
def read_desk() -> Desk:
    """Read the words and the guide, once. Raises content.BadContent."""
    folder = content.content_folder()
    guide = content.read_guide(folder)
    wording = Wording(content.read_phrases(folder, WANTS))
    return Desk(wording, guide, Finder(guide), content.read_countries(folder))


class Azalea:
    """The parts, and the step they all take together."""

    def __init__(self, store: Store, channels: Mapping[str, Channel], desk: Desk) -> None:
        """Put the parts together."""
        self._store = store
        self._channels = list(channels)
        self._inbox = Inbox(store, channels, partial(conversation.answer, desk), partial(conversation.put_aside, desk))
        self._rounds = Rounds(store)
        self._outbox = Outbox(store, channels, desk.wording)
        self._turn = asyncio.Lock()
        self._idle: tuple[datetime, datetime] | None = None  # settled at the first, nothing owed before the second
        self._heard = 0
        self._tidied: datetime | None = None

    async def hear(self, raws: Sequence[Raw]) -> None:
        """Keep what a channel heard."""
        await self._inbox.hear(raws)
        self._heard += 1
        self._idle = None

    async def settle(self, now: datetime) -> None:
        """Inbox, rounds, outbox, until nothing is owed at *now*: answers are heard before anything is prompted."""
        async with self._turn:
            heard = self._heard
            if self._tidied is None or not self._tidied <= now < self._tidied + TIDY_EVERY:
                await self._tidy(now)
            await self._inbox.work()
            await self._rounds.make_rounds(now)
            await self._outbox.post(now)
            await self._let_go(now)
            owed = min(await self.next_owed() or now + LOOK_EVERY, now + LOOK_EVERY)
            self._idle = (now, owed) if heard == self._heard else None

    async def _tidy(self, now: datetime) -> None:
        """Take over what was left half sent, and let what is over be gone."""
        await self._outbox.adopt(now)
        await self._store.write(lambda conn: outbox.tidy(conn, now - KEPT))
        await self._store.write(lambda conn: inbox.tidy(conn, now - KEPT))
        await self._store.forget()
        self._tidied = now

    async def _let_go(self, now: datetime) -> None:
        """Erase who left, once their goodbye was said."""
        for person_id in await self._store.read(lambda conn: erasing.ready(conn, now)):
            await self._store.erase(person_id)

    @asynccontextmanager
    async def resting(self) -> AsyncIterator[None]:
        """Wait until no step is under way, and let none begin inside the block."""
        async with self._turn:
            yield

    async def tick(self, now: datetime) -> None:
        """Settle, unless it is known that nothing is owed yet. A clock that was set back makes nothing known."""
        if self._idle is None or not self._idle[0] <= now < self._idle[1]:
            await self.settle(now)

    async def next_owed(self) -> datetime | None:
        """Return when something will be owed next, as far as is known now."""

        def ask(conn: Connection) -> tuple[datetime | None, ...]:
            owed = plans.earliest(conn), plans.earliest_question(conn), doses.earliest(conn)
            return *owed, outbox.earliest(conn, self._channels)

        known = await self._store.read(ask)
        return min((moment for moment in known if moment is not None), default=None)


@asynccontextmanager
async def open_azalea(
    folder: Path, channels: Mapping[str, Channel], key_file: Path | None = None, zone: str | None = None
) -> AsyncIterator[Azalea]:
    """Open the database in *folder* and put the parts together; *zone* is offered to who sets up.

    Raises BadStore, BadKey and BadContent.
    """
    desk = replace(read_desk(), zone=zone)
    async with open_store(folder, key_file) as store:
        yield Azalea(store, channels, desk)


def leave_what_stays() -> None:
    """Let the collector leave alone what is there now: words, guide and code stay for the whole run.

    It would look through all of it again and again, and hold the loop up each time.
    """
    gc.collect()
    gc.freeze()


class Bell:
    """Rings once a second. Carries no data: the tables know what is due."""

    def __init__(self) -> None:
        """Ring no one yet."""
        self._rung = asyncio.Event()

    @asynccontextmanager
    async def ringing(self) -> AsyncIterator[None]:
        """Ring for as long as the block lasts."""
        from apscheduler.schedulers.asyncio import AsyncIOScheduler  # noqa: PLC0415 - only a running azalea needs it

        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._wind()
        self._scheduler.start()
        try:
            yield
        finally:
            self._scheduler.shutdown(wait=False)

    def _wind(self) -> None:
        self._scheduler.add_job(
            self.ring, "interval", seconds=1, id="bell", replace_existing=True,
            coalesce=True, max_instances=1, misfire_grace_time=None,
        )  # fmt: skip

    async def ring(self) -> None:
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


async def chat(settings: Settings, name: str) -> None:
    """Talk with the person at this terminal until they leave; reminders arrive meanwhile."""
    clock = Clock()
    terminal = this_terminal()
    channel = ConsoleChannel(terminal, name, clock.now, _outside(settings.data))
    async with open_azalea(settings.data, {channel.name: channel}, settings.key_file, settings.zone) as azalea:
        leave_what_stays()

        async def hear(raws: Sequence[Raw]) -> None:
            await azalea.hear(raws)
            await azalea.settle(clock.now())

        with contextlib.suppress(ChannelStopped):  # the terminal is gone, and with it whom to tell
            terminal.greet(read_desk().wording.plain("opening").text)
            await azalea.settle(clock.now())
            await _until_left(azalea, channel.listen(hear), _keep(azalea, clock))
            await azalea.settle(clock.now())


def _outside(folder: Path) -> Path:
    """Return where files for the person are left: where they are, but never in the data folder."""
    here, data = Path.cwd(), folder.resolve()
    return data.parent if here.is_relative_to(data) else here


async def _keep(azalea: Azalea, clock: Clock) -> None:
    """Settle at every ring, for ever."""
    bell = Bell()
    async with bell.ringing():
        while True:
            await bell.rung()
            await azalea.tick(clock.now())


async def _until_left(azalea: Azalea, *works: Coroutine[None, None, None]) -> None:
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


async def rotate(folder: Path, key_file: Path | None, tell: rotating.Tell) -> str:
    """Seal everything in *folder* with a new key, and return where that lies. Raises BadStore and BadKey."""
    check_file(folder / FILE_NAME)
    async with open_store(folder, key_file) as store:
        await rotating.rotate(store, tell)
        return str(store.key.path)


def quiet_logs(level: str) -> None:
    """Let our own logger speak at *level*, on standard error; all others only warn."""
    logging.basicConfig(format="%(levelname)s %(name)s: %(message)s", level=logging.WARNING)
    logging.getLogger("bot").setLevel(level)
    logging.getLogger("apscheduler").setLevel(logging.ERROR)  # it warns of a skipped ring, which the next one makes up
