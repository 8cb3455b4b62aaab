"""A sandbox on a clock that tests set by hand, and both ways into it: as the bot, and as people."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.sandbox.server import Sandbox, open_sandbox

START = datetime(2026, 12, 1, 8, 0, tzinfo=UTC)


@dataclass
class Clock:
    """Stands still until it is moved."""

    moment: datetime = START

    def now(self) -> datetime:
        return self.moment

    def pass_by(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)


@dataclass
class Town:
    """A sandbox, and a client that talks to it over HTTP."""

    sandbox: Sandbox
    web: aiohttp.ClientSession
    clock: Clock
    offset: int = 0

    async def act(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """Do something as a person."""
        status, answer = await self.try_to(path, body)
        assert status == 200, answer
        return answer

    async def try_to(self, path: str, body: object) -> tuple[int, dict[str, Any]]:
        """Ask for something as a person, whether it works or not."""
        async with self.web.post(f"/sandbox/{path}", json=body) as response:
            return response.status, await response.json()

    async def look(self, path: str) -> Any:
        """Return what there is to see."""
        async with self.web.get(f"/sandbox/{path}") as response:
            assert response.status == 200
            return await response.json()

    async def raw(self, method: str, given: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """Call a method as the bot, whether it works or not."""
        async with self.web.post(f"/bot{self.sandbox.token}/{method}", json=given) as response:
            return response.status, await response.json()

    async def call(self, method: str, **given: Any) -> Any:
        """Call a method as the bot."""
        status, answer = await self.raw(method, given)
        assert status == 200, answer
        assert answer["ok"] is True
        return answer["result"]

    async def refused(self, method: str, **given: Any) -> tuple[int, str]:
        """Return how a call is refused."""
        status, answer = await self.raw(method, given)
        assert answer["ok"] is False, answer
        assert answer["error_code"] == status
        return status, answer["description"]

    async def person(self, name: str = "Ana", language: str = "en") -> int:
        """Let someone come who has started the bot, which has heard of it."""
        number = int((await self.act("people", {"name": name, "language": language}))["id"])
        await self.say(number, number, "/start")
        await self.heard()
        return number

    async def group(self, *members: int, kind: str = "group") -> int:
        """Let people make a group with the bot, which has heard of it."""
        made = await self.act("groups", {"title": "Circle", "members": list(members), "kind": kind})
        await self.heard()
        return int(made["id"])

    async def say(self, sender: int, chat: int, text: str, **more: Any) -> int:
        """Let someone write."""
        said = await self.act("messages", {"from": sender, "chat": chat, "text": text} | more)
        return int(said["message_id"])

    async def send(self, chat: int, text: str = "Did you take it?", *buttons: str, **more: Any) -> int:
        """Let the bot write, each button with its label as its data."""
        keys = [[{"text": one, "callback_data": one.lower()} for one in buttons]]
        markup = {"reply_markup": {"inline_keyboard": keys}} if buttons else {}
        return int((await self.call("sendMessage", chat_id=chat, text=text, **markup, **more))["message_id"])

    async def upload(self, chat: int, kind: str, data: bytes) -> Any:
        """Let the bot send a photo or a document."""
        form = aiohttp.FormData({"chat_id": str(chat)})
        form.add_field(kind, data, filename=f"{kind}.bin")
        async with self.web.post(f"/bot{self.sandbox.token}/send{kind}", data=form) as response:
            return (await response.json())["result"]

    async def heard(self, wait: int = 0, **given: Any) -> list[dict[str, Any]]:
        """Fetch and confirm what the bot has not heard yet; waits at most *wait* seconds."""
        updates = await self.call("getUpdates", offset=self.offset, timeout=wait, **given)
        if updates:
            self.offset = updates[-1]["update_id"] + 1
            await self.call("getUpdates", offset=self.offset)
        return list(updates)

    async def messages(self, chat: int, after: int = 0) -> Any:
        """Return what stands in a chat."""
        return await self.look(f"chats/{chat}/messages?after={after}")

    async def hurt(self, kind: str, method: str = "sendMessage", count: int = 1, **more: int) -> None:
        """Let a fault come."""
        await self.act("faults", {"method": method, "kind": kind, "count": count} | more)


@asynccontextmanager
async def open_town(clock: Clock, folder: Path | None = None, *, limits: bool = False) -> AsyncIterator[Town]:
    """Run a sandbox for a test."""
    async with (
        open_sandbox(folder, clock.now, limits=limits) as sandbox,
        aiohttp.ClientSession(sandbox.address) as web,
    ):
        yield Town(sandbox, web, clock)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def town(clock: Clock) -> AsyncIterator[Town]:
    async with open_town(clock) as town:
        yield town
