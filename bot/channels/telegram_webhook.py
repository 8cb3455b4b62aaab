"""Waits for what Telegram hands over itself: each update is stored before it is told that it was taken.

The address is public, and anybody may knock: only who knows the secret is heard, and nobody for long.
"""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

from aiohttp import web
from telegram import Bot
from telegram.error import TelegramError

from bot.channels.telegram_fate import UNAUTHORIZED
from bot.channels.telegram_lacks import Lacks
from bot.channels.telegram_polling import later, lost, one_of
from bot.channels.telegram_reading import WANTED
from bot.channels.telegram_wire import Unauthorized
from bot.messages import ChannelStopped, Hear

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
LARGEST = 2**20  # bytes of an update; Telegram's own have some ten thousand
TAKEN = "Port {port} cannot be listened on: look at AZALEA_TELEGRAM_WEBHOOK_PORT."
PATIENCE = 10.0  # seconds that an update may take to come in whole
STOPPING = 5.0  # seconds that an update may take to be stored while all ends


@dataclass(frozen=True, slots=True)
class Address:
    """Where Telegram hands updates over: the *public* address, what listens behind it, and the secret they share."""

    public: str
    host: str
    port: int
    secret: str = field(repr=False)


class Webhook:
    """What listens. *held* is what it is for polling: here none can take the updates away unseen.

    *heard_at* is when azalea last ran, where that is known. While it runs it cannot tell whether Telegram reaches it.
    """

    held = False

    def __init__(self, bot: Bot, address: Address, now: Callable[[], datetime]) -> None:
        """Take what asks Telegram to hand over, where to, and what tells the time."""
        self._bot = bot
        self._address = address
        self._now = now
        self.lacks = Lacks()
        self.heard_at: datetime | None = None
        self.began = asyncio.Event()

    async def listen(self, hear: Hear) -> None:
        """Hand over all that comes, for ever. Raises ChannelStopped, OSError, and what *hear* raises."""
        await self._announce()
        failed: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        server = web.Server(self._door(hear, failed), access_log=None)
        runner = web.ServerRunner(server, shutdown_timeout=STOPPING)
        await runner.setup()
        try:
            await self._open(runner)
            if raws := lost(self.heard_at, self._now()):
                await hear(raws)
            self.began.set()
            await failed
        finally:
            await runner.cleanup()

    async def _open(self, runner: web.ServerRunner) -> None:
        try:
            await web.TCPSite(runner, self._address.host, self._address.port).start()
        except OSError as error:
            raise ChannelStopped(TAKEN.format(port=self._address.port)) from error

    async def _announce(self) -> None:
        failures = 0
        while True:
            try:
                secret = self._address.secret
                await self._bot.set_webhook(self._address.public, allowed_updates=WANTED, secret_token=secret)
            except Unauthorized:
                raise ChannelStopped(UNAUTHORIZED) from None
            except TelegramError as error:
                failures += 1
                await asyncio.sleep(later(failures, error))
            else:
                return

    def _door(
        self, hear: Hear, failed: asyncio.Future[None]
    ) -> Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]:
        """Return what answers a request; what fails while it is stored ends the listening."""

        async def serve(request: web.BaseRequest) -> web.StreamResponse:
            given = request.headers.get(SECRET_HEADER, "").encode(errors="replace")
            if not hmac.compare_digest(given, self._address.secret.encode()):
                return web.Response(status=403)
            if request.method != "POST" or request.path != (urlsplit(self._address.public).path or "/"):
                return web.Response(status=404)
            if (request.content_length or 0) > LARGEST:
                return web.Response(status=413)
            try:
                async with asyncio.timeout(PATIENCE):
                    body = await request.read()
            except TimeoutError:
                return web.Response(status=408)
            raw = one_of(body, self._now())
            if raw is None:
                return web.Response(status=400)
            try:
                await hear([raw])
            except Exception as error:  # noqa: BLE001 - it is raised where this is listened for
                if not failed.done():
                    failed.set_exception(error)
                return web.Response(status=503)
            return web.Response()

        return serve
