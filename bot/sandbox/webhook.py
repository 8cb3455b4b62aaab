"""Hands updates over where the bot asked for that: one after another, again until they are taken or too old."""

from __future__ import annotations

import asyncio
import re
from urllib.parse import urlsplit

import aiohttp

from bot.sandbox.given import Given
from bot.sandbox.refusals import bad
from bot.sandbox.state import State
from bot.sandbox.state_file import Json
from bot.sandbox.updates import KINDS

LOOPBACK = {"localhost", "127.0.0.1", "::1"}
SECRET = re.compile(r"[A-Za-z0-9_-]{0,256}")
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
PATIENCE = aiohttp.ClientTimeout(total=60)
FIRST_PAUSE = 0.05  # seconds between two tries; then twice as long each time. Telegram begins with a second
LONGEST_PAUSE = 60.0


class Webhook:
    """The address to which updates go, kept in the profile."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._task: asyncio.Task[None] | None = None

    @property
    def url(self) -> str:
        """Where updates go; empty while they are fetched."""
        return str(self._state.profile["webhook"].get("url", ""))

    def set(self, given: Given) -> bool:
        """Let updates go to an address of this machine; an empty one ends it. Raises Refused."""
        url, secret = given.text("url"), given.text("secret_token")
        if url and urlsplit(url).hostname not in LOOPBACK:
            raise bad("bad webhook: the sandbox reaches addresses of this machine only")
        if not SECRET.fullmatch(secret):
            raise bad("secret token contains unallowed characters")
        allow(self._state, given)
        return self._turn({"url": url, "secret": secret} if url else {}, drop=given.flag("drop_pending_updates"))

    def delete(self, given: Given) -> bool:
        """Let updates be fetched again."""
        return self._turn({}, drop=given.flag("drop_pending_updates"))

    def _turn(self, webhook: Json, *, drop: bool) -> bool:
        if drop:
            self._state.updates.clear()
        self._state.profile["webhook"] = webhook
        self._state.keep_profile()
        self._state.updates.interrupt("terminated by setWebhook request")
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self.start()
        return True

    def info(self, _given: Given) -> Json:
        """Return what is set."""
        info: Json = {"url": self.url, "has_custom_certificate": False}
        info["pending_update_count"] = len(self._state.updates)
        return info | ({"allowed_updates": allowed} if (allowed := self._state.updates.allowed) else {})

    def start(self) -> None:
        """Begin to hand over, if an address is set."""
        if self.url:
            self._task = asyncio.create_task(self._hand_over())

    async def stop(self) -> None:
        """Stop handing over."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait([self._task])

    async def _hand_over(self) -> None:
        headers = {"Content-Type": "application/json"}
        if secret := self._state.profile["webhook"]["secret"]:
            headers[SECRET_HEADER] = secret
        pause = FIRST_PAUSE
        async with aiohttp.ClientSession(timeout=PATIENCE, headers=headers) as session:
            while True:
                update = await self._state.updates.first()
                if await _taken(session, self.url, update.body):
                    self._state.updates.confirm(update.number + 1)
                    pause = FIRST_PAUSE
                else:
                    await asyncio.sleep(pause)
                    pause = min(2 * pause, LONGEST_PAUSE)


async def _taken(session: aiohttp.ClientSession, url: str, body: str) -> bool:
    try:
        async with session.post(url, data=body) as response:
            return response.ok
    except (aiohttp.ClientError, TimeoutError):
        return False


def allow(state: State, given: Given) -> None:
    """Keep which kinds of updates the bot wants from now on; not given, all stays as it is."""
    listed = given.structure("allowed_updates", "allowed updates") if given.text("allowed_updates") else None
    if isinstance(listed, list):
        wanted = [one for one in listed if one in KINDS]
        if wanted != state.profile["allowed"]:
            state.profile["allowed"] = state.updates.allowed = wanted
            state.keep_profile()
