"""Builds the parts, owns the Clock, runs them. Nothing is decided here."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import sys
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
from bot.store import bell, codes, erasing, inbox, outbox, people
from bot.store.engine import Store, open_store
from bot.wording import WANTS, Wording

LOOK_EVERY = timedelta(minutes=1)
TIDY_EVERY = timedelta(hours=1)
PATIENCE = 5.0  # seconds that what is being sent has to arrive, once azalea is told to stop
SWITCH = 0.0005  # seconds that a thread keeps the interpreter while another waits for it
MADE = 20_000  # objects, more than were let go, after which the collector looks
ASKED_FOR = timedelta(days=1) - TIDY_EVERY  # what the guide was asked is forgotten within a day
KEPT = timedelta(days=7)  # rows that are over; their words are wiped at once


class Clock:
    """Tells the time: the one place that asks the machine for it.

    It may run at another *speed* than the machine's, or ahead of it. Where nobody turns it, it is the machine's own.
    """

    def __init__(self, speed: float = 1, stood_at: datetime | None = None) -> None:
        """Begin now, or where it stood before if that is later: time does not go back."""
        self.speed = speed
        self._since = datetime.now(UTC)
        self._at = max(stood_at or self._since, self._since)
        self._turned: list[Callable[[], None]] = []

    def now(self) -> datetime:
        """Return this moment, in UTC."""
        return self._at + (datetime.now(UTC) - self._since) * self.speed

    def machine(self) -> datetime:
        """Return the machine's own time, in UTC, whatever this clock was set to."""
        return datetime.now(UTC)

    def turn(self, speed: float) -> None:
        """Go on from this moment at another speed; at 0 time stands still."""
        self._set(self.now(), speed)

    def leap(self, to: datetime) -> None:
        """Be at another moment at once, and go on from there."""
        self._set(to, self.speed)

    def when_turned(self, call: Callable[[], None]) -> None:
        """Let *call* know whenever the clock is set."""
        self._turned.append(call)

    def _set(self, at: datetime, speed: float) -> None:
        self._since, self._at, self.speed = datetime.now(UTC), at, speed
        for call in self._turned:
            call()


@cache
def read_desk(overlay: Path | None = None) -> Desk:
    """Read the words and the guide, with what an operator laid over it, once. Raises content.BadContent."""
    folder = content.content_folder()
    guide = content.read_guide(folder, overlay)
    wording = Wording(content.read_phrases(folder, WANTS))
    published, kinds = content.read_published_plans(folder, overlay), content.read_test_kinds(folder)
    return Desk(wording, guide, Finder(guide), content.read_countries(folder), published=published, kinds=kinds)


class Azalea:
    """The parts, and the step they all take together."""

    def __init__(self, store: Store, channels: Mapping[str, Channel], desk: Desk) -> None:
        """Put the parts together."""
        self._store = store
        self._desk = desk
        self._inbox = Inbox(store, channels, partial(conversation.answer, desk), partial(conversation.put_aside, desk))
        self._outbox = Outbox(store, channels, desk.wording)
        self._rounds = Rounds(store, self._outbox.nudge)
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
            await self._look_ahead(now, heard)

    async def work(self, now: datetime) -> None:
        """Do the same, but leave it to `post` to send: for where the two go on side by side."""
        if not self._is_idle(now):
            async with self._turn:
                heard = self._heard
                await self._work(now)
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

    async def ran_until(self) -> datetime | None:
        """Return when the last round was made, to the minute; None where none was."""
        return await self._store.read(bell.rang_at)

    async def _work(self, now: datetime) -> None:
        if self._tidied is None or not self._tidied <= now < self._tidied + TIDY_EVERY:
            await self._tidy(now)
        await self._inbox.work()
        self._outbox.nudge()
        await self._rounds.make_rounds(now)

    async def _look_ahead(self, now: datetime, heard: int) -> None:
        """Let go of who is to be let go of, and find out when something is owed next."""
        left, told, next_owed = await self._store.read(
            lambda conn: (erasing.ready(conn, now), self._told(conn), self._next_owed(conn))
        )
        await self._let_go(left, told)
        owed = min(next_owed or now + LOOK_EVERY, now + LOOK_EVERY)
        self._idle = (now, owed) if heard == self._heard else None

    def _is_idle(self, now: datetime) -> bool:
        return self._idle is not None and self._idle[0] <= now < self._idle[1]

    async def _tidy(self, now: datetime) -> None:
        """Take over what was left half sent, and let what is over be gone."""
        await self._outbox.adopt(now)
        await self._store.write(lambda conn: outbox.tidy(conn, now - KEPT))
        await self._store.write(lambda conn: inbox.tidy(conn, now - KEPT))
        await self._store.write(lambda conn: people.forget_asked(conn, now - ASKED_FOR))
        await self._store.forget()
        self._tidied = now

    def _told(self, conn: Connection) -> list[int]:
        return erasing.strangers(conn) if self._desk.door.join is Join.CODE else []

    async def _let_go(self, left: Sequence[int], told: Sequence[int]) -> None:
        """Erase who left, once their goodbye was said, and whoever has no code, once they were told."""
        for person_id in left:
            await self._store.erase(person_id)
        if told:
            await self._store.write(lambda conn: erasing.drop(conn, told))

    @asynccontextmanager
    async def resting(self) -> AsyncIterator[None]:
        """Wait until no step is under way, and let none begin inside the block; for what hangs, not for long."""
        self._outbox.rest(rests=True)
        try:
            async with self._turn:
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(PATIENCE), self._posting:
                        pass
                yield
        finally:
            self._outbox.rest(rests=False)

    async def tick(self, now: datetime) -> None:
        """Settle, unless it is known that nothing is owed yet. A clock that was set back makes nothing known."""
        if not self._is_idle(now):
            await self.settle(now)

    async def next_owed(self) -> datetime | None:
        """Return when something will be owed next, as far as is known now."""
        return await self._store.read(self._next_owed)

    def _next_owed(self, conn: Connection) -> datetime | None:
        owed = bell.owed(conn)
        rounds = owed.plan, owed.question, owed.dose, owed.test, owed.occasion
        known = *rounds, outbox.earliest(conn, self._outbox.channels)
        return min((moment for moment in known if moment is not None), default=None)


@asynccontextmanager
async def open_azalea(  # noqa: PLR0913 - the two that every caller names come first
    folder: Path,
    channels: Mapping[str, Channel],
    key_file: Path | None = None,
    zone: str | None = None,
    door: Door = OPEN,
    *,
    overlay: Path | None = None,
) -> AsyncIterator[Azalea]:
    """Open the database in *folder* and put the parts together; *zone* is offered to who sets up.

    *door* says who may start: anybody, as a rule. *overlay* is the folder of what an operator laid over the guide.
    Raises BadStore, BadKey and BadContent.
    """
    desk = replace(read_desk(overlay), zone=zone, door=door)
    async with open_store(folder, key_file) as store:
        yield Azalea(store, channels, desk)


def settle_in() -> None:
    """Let this process be one that runs for long, beside a thread that works.

    The collector leaves alone what is there now: words, guide and code stay for the whole run, and it would look
    through all of it again and again. It looks seldom: what a batch makes lives as long as the batch, and would be
    looked through three times. The loop gets its turn soon while the database's thread is busy.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(MADE, *gc.get_threshold()[1:])
    sys.setswitchinterval(SWITCH)


def quiet_logs(level: str) -> None:
    """Let our own logger speak at *level*, on standard error; all others only warn."""
    logging.basicConfig(format="%(levelname)s %(name)s: %(message)s", level=logging.WARNING)
    logging.getLogger("bot").setLevel(level)
    logging.getLogger("apscheduler").setLevel(logging.ERROR)  # it warns of a skipped ring, which the next one makes up
