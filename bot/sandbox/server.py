"""The door of the sandbox: one address on this machine, for the bot, for people and for tests."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from aiohttp import StreamReader, web
from aiohttp.abc import AbstractStreamWriter
from aiohttp.http import RawRequestMessage

from bot.sandbox.acting import Acting
from bot.sandbox.bot_api import BotApi
from bot.sandbox.limits import Limits
from bot.sandbox.people import People
from bot.sandbox.showing import Onlookers
from bot.sandbox.state import TOKEN, State
from bot.sandbox.state_file import StateFile
from bot.sandbox.webhook import Webhook

HOST = "127.0.0.1"
NAMES = {"127.0.0.1", "localhost", "[::1]"}
LARGEST = 50 * 1024 * 1024  # bytes, as Telegram's uploads
STOPPING = 0.1  # seconds that open calls get at the end


@dataclass(frozen=True, slots=True)
class Sandbox:
    """A local Telegram that runs. *state* is what it knows, for tests to look at."""

    address: str
    state: State
    token: str = TOKEN


@asynccontextmanager
async def open_sandbox(
    folder: Path | None, now: Callable[[], datetime], port: int = 0, *, limits: bool = True
) -> AsyncIterator[Sandbox]:
    """Run a local Telegram on this machine. It keeps its state in *folder*, without one it forgets all at the end.

    *now* gives the date of everything; it may run fast, stand still or jump. Port 0 takes a free one. With *limits* the
    bot may write about as often as Telegram lets it. Raises BadState and OSError.
    """
    file = StateFile(folder)
    try:
        state = State(file, now)
        onlookers, people, webhook = Onlookers(), People(state), Webhook(state)
        state.tell = onlookers.tell
        api = BotApi(state, people, Limits(limits), webhook)
        acting = Acting(state, people, onlookers, api.hurt, api.stats)
        runner = web.ServerRunner(_server(api, acting), shutdown_timeout=STOPPING)
        await runner.setup()
        try:
            site = web.TCPSite(runner, HOST, port)
            await site.start()
            webhook.start()
            _, bound = runner.addresses[0][:2]
            yield Sandbox(f"http://{HOST}:{bound}", state)
        finally:
            await webhook.stop()
            await runner.cleanup()
    finally:
        file.close()


def _server(api: BotApi, acting: Acting) -> web.Server:
    async def serve(request: web.BaseRequest) -> web.StreamResponse:
        # A page of another name that points here would otherwise be let in by a browser.
        if _host(request) not in NAMES:
            return web.json_response({"error": "the sandbox answers to names of this machine only"}, status=421)
        if request.path.startswith("/bot"):
            return await api.serve(request)
        return await acting.serve(request)

    return web.Server(serve, request_factory=_request, handler_cancellation=True, access_log=None)


def _request(
    message: RawRequestMessage,
    payload: StreamReader,
    protocol: web.RequestHandler,
    writer: AbstractStreamWriter,
    task: asyncio.Task[None],
) -> web.BaseRequest:
    return web.BaseRequest(message, payload, protocol, writer, task, task.get_loop(), client_max_size=LARGEST)


def _host(request: web.BaseRequest) -> str:
    name, colon, port = request.headers.get("Host", "").rpartition(":")
    return name if colon and port.isdecimal() else request.headers.get("Host", "")
