"""A person on the local Telegram, for tests that are written for a person at a terminal."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Sequence
from contextlib import AsyncExitStack, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot import wiring
from bot.channels.telegram_channel import TelegramChannel, open_telegram
from bot.messages import Hear, Incoming, Outgoing, Raw, Receipt
from tests.conftest import LONDON, Chat, HandClock, fresh_folder
from tests.sandbox.conftest import Clock, Town, open_town

PRESS = "press"  # how a mark begins that stands for a button: the message and the button's place follow


class SameClock(Clock):
    """Telegram's clock is the one that the test sets."""

    def __init__(self, hand: HandClock) -> None:
        super().__init__()
        self._hand = hand

    def now(self) -> datetime:
        return self._hand.now()


class Recording:
    """Telegram's channel, which also remembers what it was asked to send, each button with a mark of its own.

    What is shown for a moment where a button was pressed is a message here, with the buttons of the bubble.
    """

    name = "telegram"

    def __init__(self, channel: TelegramChannel) -> None:
        self._channel = channel
        self.can = channel.can
        self.sent: list[Outgoing] = []

    async def listen(self, hear: Hear) -> None:
        await self._channel.listen(hear)

    def read(self, raw: Raw) -> Incoming | None:
        return self._channel.read(raw)

    async def send(self, out: Outgoing) -> Receipt:
        receipt = await self._channel.send(out)
        marks = tuple(f"{PRESS} {receipt.ref} {place}" for place in range(len(out.buttons)))
        if out.edits is None:
            self.sent.append(replace(out, marks=marks))
        elif self.sent and self.sent[-1].edits == out.edits:
            self.sent[-1] = replace(self.sent[-1], buttons=out.buttons, marks=marks)
        return receipt

    async def acknowledge(self, heard: Incoming, words: str | None) -> None:
        await self._channel.acknowledge(heard, words)
        if words is not None:
            self.sent.append(Outgoing(heard.chat, words, edits=heard.about))


class TelegramChat(Chat):
    """One person's conversation with azalea on the local Telegram."""

    def __init__(self, folder: Path, start: datetime, zone: ZoneInfo = LONDON, name: str = "Ana") -> None:
        super().__init__(folder, start, zone, name)
        self._town: Town | None = None
        self._towns = AsyncExitStack()
        self._came = asyncio.Event()

    async def open(self) -> TelegramChat:
        if not self.folder.exists():
            shutil.copytree(fresh_folder(), self.folder)
        if self._town is None:
            self._town = await self._towns.enter_async_context(open_town(SameClock(self.clock)))
            self.person = int((await self._town.act("people", {"name": self.name, "language": "en"}))["id"])
        address = self._town.sandbox.address
        opened = await self._stack.enter_async_context(
            open_telegram(self._town.sandbox.token, address, self.clock.now, rates=None)
        )
        self.channel = Recording(opened)
        self.azalea = await self._stack.enter_async_context(
            wiring.open_azalea(self.folder, {self.channel.name: self.channel}, zone=self.zone.key)
        )
        await self._stack.enter_async_context(self._listening())
        await self.azalea.settle(self.clock.now())
        return self

    def _listening(self) -> AsyncExitStack:
        stack = AsyncExitStack()
        task = asyncio.create_task(self.channel.listen(self._hear))

        async def stop() -> None:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

        stack.push_async_callback(stop)
        return stack

    async def _hear(self, raws: Sequence[Raw]) -> None:
        await self.azalea.hear(raws)
        self._came.set()

    async def says(self, *lines: str) -> list[str]:
        """Write lines, or press what a mark stands for, and return what is said from the first on."""
        before = len(self.channel.sent)
        for line in lines:
            self._came.clear()
            await self._do(line)
            await asyncio.wait_for(self._came.wait(), 10)
            await self.azalea.settle(self.clock.now())
        return [out.text for out in self.channel.sent[before:]]

    async def _do(self, line: str) -> None:
        town = self._town
        assert town is not None
        if not line.startswith(PRESS):
            await town.say(self.person, self.person, line)
            return
        _, message, place = line.split()
        out = next(out for out in reversed(self.channel.sent) if line in out.marks)
        button = out.buttons[int(place)].data
        where = {"from": self.person, "chat": self.person, "message_id": int(message), "button": button, "wait": 0}
        await town.act("presses", where)

    async def until(self, moment: datetime) -> list[str]:
        before = len(self.channel.sent)
        await super().until(moment)
        return [out.text for out in self.channel.sent[before:]]

    async def leave(self) -> None:
        """Stop azalea, and the local Telegram."""
        await self.close()
        await self._towns.aclose()
