"""The real sandbox, or a server that does what a test says, and a channel to it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web

from tests.sandbox.conftest import Clock, Town, open_town

TOKEN = "1:sandbox"
Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def town(clock: Clock) -> AsyncIterator[Town]:
    async with open_town(clock) as town:
        yield town


async def soon(holds: Callable[[], Any], within: float = 5.0) -> Any:
    """Wait until something holds, and return it."""
    async with asyncio.timeout(within):
        while not (found := holds()):  # noqa: ASYNC110 - what is waited for has no event
            await asyncio.sleep(0)
    return found


async def newcomer(town: Town, name: str = "Ana") -> int:
    """Let somebody come who writes to the bot; it has not heard of that yet."""
    number = int((await town.act("people", {"name": name, "language": "en"}))["id"])
    await town.say(number, number, "/start")
    return number


@asynccontextmanager
async def open_socket(talk: Talk) -> AsyncIterator[str]:
    """Listen, do with each connection what a test says, and yield the address."""

    async def served(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await talk(reader, writer)
        finally:
            writer.close()

    server = await asyncio.start_server(served, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()


def http(status: int, body: bytes, length: int | None = None) -> bytes:
    """Return an answer as it goes over the wire; *length* is what it claims to be long."""
    head = f"HTTP/1.1 {status} -\r\nContent-Type: application/json\r\nContent-Length: {length or len(body)}\r\n\r\n"
    return head.encode() + body


Answer = tuple[int, Any]


@dataclass
class Other:
    """A Bot API of a test's own: *methods* by name answer what they are given; all others answer *unknown*.

    An answer is a status, and the body: bytes as they are, anything else as JSON.
    """

    methods: dict[str, Callable[[dict[str, Any]], Awaitable[Answer]]]
    unknown: int = 404
    address: str = ""
    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    def called(self, method: str) -> list[dict[str, Any]]:
        """Return what a method was given each time."""
        return [given for name, given in self.calls if name == method]

    async def serve(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answer a call."""
        method = request.path.rpartition("/")[2]
        given = {name: value if isinstance(value, str) else "" for name, value in (await request.post()).items()}
        self.calls.append((method, given))
        if method not in self.methods:
            return _said(self.unknown, {"ok": False, "error_code": self.unknown, "description": "Not Found"})
        status, body = await self.methods[method](given)
        return web.Response(status=status, body=body) if isinstance(body, bytes) else _said(status, body)


def _said(status: int, body: object) -> web.Response:
    return web.Response(status=status, body=json.dumps(body).encode(), content_type="application/json")


@asynccontextmanager
async def open_other(other: Other) -> AsyncIterator[Other]:
    """Run a Bot API of a test's own."""
    runner = web.ServerRunner(web.Server(other.serve, access_log=None, handler_cancellation=True), shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        other.address = f"http://127.0.0.1:{runner.addresses[0][1]}"
        yield other
    finally:
        await runner.cleanup()
