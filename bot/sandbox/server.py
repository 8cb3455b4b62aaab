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

from bot.sandbox import page
from bot.sandbox.acting import Acting
from bot.sandbox.asked import read_asked
from bot.sandbox.bot_api import BotApi
from bot.sandbox.limits import Limits
from bot.sandbox.looking import Looking
from bot.sandbox.people import People
from bot.sandbox.refusals import Unfit
from bot.sandbox.showing import Onlookers
from bot.sandbox.state import TOKEN, State
from bot.sandbox.state_file import StateFile
from bot.sandbox.timing import Clockwork, Timing
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
    folder: Path | None,
    now: Callable[[], datetime],
    port: int = 0,
    *,
    limits: bool = True,
    clockwork: Clockwork | None = None,
) -> AsyncIterator[Sandbox]:
    """Run a local Telegram on this machine. It keeps its state in *folder*, without one it forgets all at the end.

    *now* gives the date of everything; it may run fast, stand still or jump. Port 0 takes a free one. With *limits* the
    bot may write about as often as Telegram lets it. With a *clockwork* people may set the clock. Raises BadState
    and OSError.
    """
    file = StateFile(folder)
    try:
        state = State(file, now, now if clockwork is None else clockwork.machine)
        onlookers, people, webhook = Onlookers(), People(state), Webhook(state)
        state.tell, state.announce = onlookers.tell_of, onlookers.tell
        api = BotApi(state, people, Limits(limits), webhook)
        timing = Timing(state, clockwork, onlookers.tell)
        acting = Acting(state, people, timing, api.hurt)
        looking = Looking(state, onlookers, timing, api.stats)
        runner = web.ServerRunner(_server(api, acting, looking), shutdown_timeout=STOPPING)
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
            state.keep_clock()
    finally:
        file.close()


def _server(api: BotApi, acting: Acting, looking: Looking) -> web.Server:
    async def serve(request: web.BaseRequest) -> web.StreamResponse:
        # A page of another name that points here would otherwise be let in by a browser.
        if _host(request) not in NAMES:
            return web.json_response({"error": "the sandbox answers to names of this machine only"}, status=421)
        # And one of another place may send here without asking, only not see what is answered.
        if request.headers.get("Origin") not in {None, f"http://{request.headers['Host']}"}:
            return web.json_response({"error": "the sandbox answers to no page of another address"}, status=403)
        if request.path.startswith("/bot"):
            return await api.serve(request)
        if request.method == "GET" and (file := page.find(request.path)) is not None:
            return file
        try:
            return await _serve(request, acting, looking)
        except Unfit as error:
            return web.json_response({"error": str(error)}, status=error.status)

    return web.Server(serve, request_factory=_request, handler_cancellation=True, access_log=None)


async def _serve(request: web.BaseRequest, acting: Acting, looking: Looking) -> web.StreamResponse:
    match request.method, request.path.split("/")[1:]:
        case "POST", ["sandbox", what]:
            return web.json_response(await acting.do(what, await read_asked(request)))
        case "GET", ["sandbox", *path]:
            return await looking.show(request, path)
    raise Unfit(f"there is no {request.method} {request.path}", 404)


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
