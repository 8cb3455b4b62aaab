"""Buttons that were pressed: each spins on its phone until it is answered, and none for long."""

from __future__ import annotations

import asyncio
import logging

from telegram import Bot
from telegram.error import TelegramError

LONGEST_TOAST = 200
SPINS = 2.0  # seconds that a pressed button may show that it is busy

log = logging.getLogger(__name__)


class Presses:
    """The presses that are not answered yet."""

    def __init__(self, bot: Bot) -> None:
        """Take what answers them."""
        self._bot = bot
        self._spinning: dict[str, asyncio.Task[None]] = {}

    def came(self, press: str) -> None:
        """Let a button stop soon, whether what it does is done by then or not."""
        task = asyncio.create_task(self._stop(press))
        self._spinning[press] = task
        task.add_done_callback(lambda _: self._spinning.pop(press, None))

    async def answer(self, press: str, words: str | None) -> None:
        """Let a button stop, and show *words* for a moment."""
        spinning = self._spinning.pop(press, None)
        if spinning is not None:
            spinning.cancel()
        await self._answer(press, words)

    def let_go(self) -> None:
        """Answer none of those that are left."""
        for task in self._spinning.values():
            task.cancel()

    async def _stop(self, press: str) -> None:
        await asyncio.sleep(SPINS)
        await self._answer(press, None)

    async def _answer(self, press: str, words: str | None) -> None:
        try:
            async with asyncio.timeout(SPINS):  # what else came in waits meanwhile
                await self._bot.answer_callback_query(press, words and words[:LONGEST_TOAST])
        except (TelegramError, TimeoutError) as error:  # it may be too old by now, and what it did is done
            log.info("a press was not acknowledged: %s", type(error).__name__)
