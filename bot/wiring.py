"""Builds the parts, owns the Clock, runs them. Nothing is decided here."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from pathlib import Path

from sqlalchemy import Connection

from bot import content, conversation
from bot.care.joining import OPEN, Door, Join
from bot.conversation import Desk
from bot.finder import Finder
from bot.inbox import Inbox
from bot.messages import Channel, Raw
from bot.outbox import Outbox
from bot.rounds import Rounds
from bot.store import codes, doses, erasing, inbox, outbox, plans
from bot.store.engine import Store, open_store
from bot.wording import WANTS, Wording

LOOK_EVERY = timedelta(minutes=1)
TIDY_EVERY = timedelta(hours=1)
PATIENCE = 5.0  # seconds that what is being sent has to arrive, once azalea is told to stop
KEPT = timedelta(days=7)  # rows that are over; their words are wiped at once


class Clock:
    """Tells the time: the one place that asks the machine for it. It may run at another *speed* than the machine's."""

    def __init__(self, speed: float = 1) -> None:
        """Begin now."""
        self.speed = speed
        self._began = datetime.now(UTC)

    def now(self) -> datetime:
        """Return this moment, in UTC."""
        now = datetime.now(UTC)
        return now if self.speed == 1 else self._began + (now - self._began) * self.speed


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
        self._desk = desk
        self._channels = list(channels)
        self._inbox = Inbox(store, channels, partial(conversation.answer, desk), partial(conversation.put_aside, desk))
        self._rounds = Rounds(store)
        self._outbox = Outbox(store, channels, desk.wording)
        self._turn = asyncio.Lock()
        self._posting = asyncio.Lock()
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
            await self._work(now)
            await self._outbox.post(lambda: now)
            await self._let_go(now)
            await self._look_ahead(now, heard)

    async def work(self, now: datetime) -> None:
        """Do the same, but leave it to `post` to send: for where the two go on side by side."""
        if not self._is_idle(now):
            async with self._turn:
                heard = self._heard
                await self._work(now)
                await self._let_go(now)
                await self._look_ahead(now, heard)
        self._outbox.nudge()

    async def post(self, clock: Callable[[], datetime]) -> None:
        """Send what is owed, for ever. Raises ChannelStopped when a channel can send no more."""
        while True:
            async with self._posting:
                await self._outbox.post(clock)
            await self._outbox.nudged()

    async def keep_first_code(self, hashed: str, now: datetime) -> bool:
        """Keep a code that lets one person start, if there was never a code; tell whether it was kept."""
        return await self._store.write(lambda conn: codes.add_first(conn, hashed, now))

    async def _work(self, now: datetime) -> None:
        if self._tidied is None or not self._tidied <= now < self._tidied + TIDY_EVERY:
            await self._tidy(now)
        await self._inbox.work()
        await self._rounds.make_rounds(now)

    async def _look_ahead(self, now: datetime, heard: int) -> None:
        owed = min(await self.next_owed() or now + LOOK_EVERY, now + LOOK_EVERY)
        self._idle = (now, owed) if heard == self._heard else None

    def _is_idle(self, now: datetime) -> bool:
        return self._idle is not None and self._idle[0] <= now < self._idle[1]

    async def _tidy(self, now: datetime) -> None:
        """Take over what was left half sent, and let what is over be gone."""
        await self._outbox.adopt(now)
        await self._store.write(lambda conn: outbox.tidy(conn, now - KEPT))
        await self._store.write(lambda conn: inbox.tidy(conn, now - KEPT))
        await self._store.forget()
        self._tidied = now

    async def _let_go(self, now: datetime) -> None:
        """Erase who left, once their goodbye was said, and whoever has no code, once they were told."""
        for person_id in await self._store.read(lambda conn: erasing.ready(conn, now)):
            await self._store.erase(person_id)
        if self._desk.door.join is Join.CODE and (told := await self._store.read(erasing.strangers)):
            await self._store.write(lambda conn: erasing.drop(conn, told))

    @asynccontextmanager
    async def resting(self) -> AsyncIterator[None]:
        """Wait until no step is under way, and let none begin inside the block; for what hangs, not for long."""
        self._outbox.rest(rests=True)
        async with self._turn:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(PATIENCE), self._posting:
                    pass
            yield
        self._outbox.rest(rests=False)

    async def tick(self, now: datetime) -> None:
        """Settle, unless it is known that nothing is owed yet. A clock that was set back makes nothing known."""
        if not self._is_idle(now):
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
    folder: Path,
    channels: Mapping[str, Channel],
    key_file: Path | None = None,
    zone: str | None = None,
    door: Door = OPEN,
) -> AsyncIterator[Azalea]:
    """Open the database in *folder* and put the parts together; *zone* is offered to who sets up.

    *door* says who may start: anybody, as a rule. Raises BadStore, BadKey and BadContent.
    """
    desk = replace(read_desk(), zone=zone, door=door)
    async with open_store(folder, key_file) as store:
        yield Azalea(store, channels, desk)


def leave_what_stays() -> None:
    """Let the collector leave alone what is there now: words, guide and code stay for the whole run.

    It would look through all of it again and again, and hold the loop up each time.
    """
    gc.collect()
    gc.freeze()


def quiet_logs(level: str) -> None:
    """Let our own logger speak at *level*, on standard error; all others only warn."""
    logging.basicConfig(format="%(levelname)s %(name)s: %(message)s", level=logging.WARNING)
    logging.getLogger("bot").setLevel(level)
    logging.getLogger("apscheduler").setLevel(logging.ERROR)  # it warns of a skipped ring, which the next one makes up
