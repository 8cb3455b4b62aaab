"""What the bot has not fetched yet: in order, each until it is confirmed or too old, for one fetcher at a time."""

from __future__ import annotations

import asyncio
import json
import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice, takewhile

from bot.sandbox.refusals import conflict
from bot.sandbox.state_file import Json, StateFile

DAY = timedelta(hours=24)
SHORT = timedelta(seconds=150)  # how long Telegram keeps a press, against a day for all else
LONGEST_WAIT = 50  # seconds
MOST = 100
NOT_BY_DEFAULT = {"chat_member", "message_reaction", "message_reaction_count"}
KINDS = {
    *("message", "edited_message", "callback_query", "my_chat_member"),
    *NOT_BY_DEFAULT,
}


@dataclass(frozen=True, slots=True)
class Update:
    """Something that happened, as JSON; *expires* is a timestamp."""

    number: int
    body: str
    expires: float


class Updates:
    """The queue. *next_number* numbers updates."""

    def __init__(self, file: StateFile, now: Callable[[], datetime], next_number: Callable[[], int]) -> None:
        self._file = file
        self._now = now
        self._next_number = next_number
        self._waiting = {int(key): Update(int(key), **body) for key, body in file.read("updates")}
        self._soonest = min((one.expires for one in self._waiting.values()), default=math.inf)
        self._fetcher: asyncio.Future[None] | None = None
        self._arrived = asyncio.Event()
        self.expired = 0
        self.allowed: list[str] = []

    def add(self, kind: str, body: Json) -> None:
        """Take in an update, if the bot wants to hear of its kind."""
        if kind not in (self.allowed or KINDS - NOT_BY_DEFAULT):
            return
        number = self._next_number()
        kept_for = SHORT if kind == "callback_query" else DAY
        text = json.dumps({"update_id": number, kind: body})
        update = Update(number, text, (self._now() + kept_for).timestamp())
        self._waiting[number] = update
        self._soonest = min(self._soonest, update.expires)
        self._file.put("updates", number, {"body": text, "expires": update.expires})
        self._arrived.set()
        if self._fetcher is not None and not self._fetcher.done():
            self._fetcher.set_result(None)

    def ready(self, limit: int = MOST) -> list[Update]:
        """Return the oldest updates that are not too old yet."""
        now = self._now().timestamp()
        if self._soonest <= now:
            for old in [one for one in self._waiting.values() if one.expires <= now]:
                self._drop(old.number)
                self.expired += 1
            self._soonest = min((one.expires for one in self._waiting.values()), default=math.inf)
        return list(islice(self._waiting.values(), limit))

    def confirm(self, offset: int) -> None:
        """Forget the updates before *offset*; a negative one counts from the end."""
        if offset < 0:
            offset = next(iter(list(self._waiting)[offset:]), 0)
        for number in list(takewhile(lambda one: one < offset, self._waiting)):
            self._drop(number)

    def clear(self) -> None:
        """Forget them all."""
        for number in list(self._waiting):
            self._drop(number)

    def _drop(self, number: int) -> None:
        del self._waiting[number]
        self._file.put("updates", number, None)

    async def fetch(self, offset: int, limit: int, seconds: int) -> list[Update]:
        """Return what is there, or what comes within some real seconds. Whoever waited before is refused."""
        self.confirm(offset)
        self.interrupt("terminated by other getUpdates request; make sure that only one bot instance is running")
        if (there := self.ready(limit)) or not seconds:
            return there
        self._fetcher = mine = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(seconds):
                await mine
        except TimeoutError:
            return []
        finally:
            if self._fetcher is mine:
                self._fetcher = None
        return self.ready(limit)

    def interrupt(self, why: str) -> None:
        """Refuse whoever waits for updates."""
        if self._fetcher is not None and not self._fetcher.done():
            self._fetcher.set_exception(conflict(why))
        self._fetcher = None

    @property
    def fetching(self) -> bool:
        """Whether somebody waits for updates now."""
        return self._fetcher is not None

    def __len__(self) -> int:
        return len(self._waiting)

    async def first(self) -> Update:
        """Wait for the oldest update."""
        while not (there := self.ready(1)):
            self._arrived.clear()
            await self._arrived.wait()
        return there[0]
