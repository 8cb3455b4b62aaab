"""Telegram as a channel: real buttons, bubbles that change, and a network that may lose a request or its answer.

Over python-telegram-bot's Bot, with a pool of its own for polling. Its Updater, which keeps what came in memory alone,
its JobQueue and its persistence are not used. Of the Bot API only getUpdates, sendMessage, editMessageText and
answerCallbackQuery are needed: another server that knows no more will do.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime

from telegram.error import TelegramError

from bot.channels import telegram_reading
from bot.channels.telegram_fate import UNAUTHORIZED, fate
from bot.channels.telegram_greeting import called
from bot.channels.telegram_menus import introduce
from bot.channels.telegram_polling import Polling
from bot.channels.telegram_presses import Presses
from bot.channels.telegram_reading import NAME
from bot.channels.telegram_saying import QuietBot, Saying
from bot.channels.telegram_shaping import LONGEST_TEXT
from bot.channels.telegram_webhook import Address, Webhook
from bot.channels.telegram_wire import NoSuchMethod, Wire
from bot.messages import (
    Abilities,
    ChannelStopped,
    Hear,
    Incoming,
    Introduction,
    NotSent,
    Outgoing,
    Rates,
    Raw,
    Receipt,
)

IN_FLIGHT = 64

# Telegram takes about thirty a second in all, one in a chat with short bursts (core.telegram.org/bots/faq).
RATES = Rates(a_second=25, burst=5, chat_gap=1, chat_burst=3, group_a_minute=18, group_begins="-")


class TelegramChannel:
    """One bot at one Bot API."""

    name = NAME

    def __init__(
        self,
        bot: QuietBot,
        source: Polling | Webhook,
        now: Callable[[], datetime],
        introduction: Introduction | None = None,
        rates: Rates | None = RATES,
    ) -> None:
        """Take what sends, where updates come from, what tells the time, how azalea is introduced, and how fast."""
        self.can = Abilities(buttons=True, edits=True, longest_text=LONGEST_TEXT, rates=rates)
        self._bot = bot
        self._source = source
        self._now = now
        self._introduction = introduction
        self._presses = Presses(bot)
        self._unknown = asyncio.Event()  # Telegram does not know the token any more
        self._saying = Saying(bot, source.lacks)
        self._called: str | None = None  # what the bot is called, once somebody names one

    def ran_until(self, moment: datetime | None) -> None:
        """Take when azalea last ran, before it listens: what was pressed since then may be gone."""
        self._source.heard_at = moment

    async def listen(self, hear: Hear) -> None:
        """Hand over what comes in, for ever; a button that was pressed does not spin for long.

        Raises ChannelStopped, also where it is what is sent that Telegram does not know the token of.
        """
        storing = asyncio.Lock()

        async def stored(raws: Sequence[Raw]) -> None:
            for raw in raws:
                if press := self._pressed(raw):
                    self._presses.came(press)
            if self._called is None and any(map(telegram_reading.names_a_bot, raws)):
                self._called = await called(self._bot)
            async with storing:
                await hear(raws)

        introducing = asyncio.create_task(self._introduce())
        listening = asyncio.create_task(self._source.listen(stored))
        refused = asyncio.create_task(self._unknown.wait())
        try:
            await asyncio.wait({listening, refused}, return_when=asyncio.FIRST_COMPLETED)
            if not listening.done():
                async with storing:  # what came in comes to its end
                    raise ChannelStopped(UNAUTHORIZED)
            listening.result()
        finally:
            self._presses.let_go()
            for task in (introducing, listening, refused):
                task.cancel()
            await asyncio.gather(listening, return_exceptions=True)

    async def _introduce(self) -> None:
        await self._source.began.wait()
        if self._introduction is not None:
            await introduce(self._bot, self._introduction, self._source.lacks)

    def _pressed(self, raw: Raw) -> str | None:
        try:
            heard = self.read(raw)
        except (ValueError, RecursionError):
            return None  # it is put aside when its turn comes
        return heard.press if heard else None

    def read(self, raw: Raw) -> Incoming | None:
        """Return what an update says. Raises ValueError for poison."""
        return telegram_reading.read(raw, self._called)

    async def send(self, out: Outgoing) -> Receipt:
        """Send a message, or change one; a long one in parts, the buttons under the last."""
        if self._source.held:
            raise NotSent
        try:
            if out.leaves:
                await self._bot.leave_chat(out.chat)
                return Receipt(None)
            return await (self._saying.change(out) if out.edits else self._saying.say(out))
        except NoSuchMethod:
            if not (out.edits or out.leaves):
                raise NotSent from None
            self._saying.go_without()
            return Receipt(out.edits)
        except TelegramError as error:
            trouble = fate(error, self._now())
            if isinstance(trouble, ChannelStopped):
                self._unknown.set()
            if not isinstance(trouble, NotSent):
                self._saying.forget(out.chat)
            raise trouble from None

    async def acknowledge(self, heard: Incoming, words: str | None) -> None:
        """Let a pressed button stop spinning, and show *words* for a moment."""
        if heard.press is not None:
            await self._presses.answer(heard.press, words)


@asynccontextmanager
async def open_telegram(  # noqa: PLR0913 - what a bot at a Bot API is made of
    token: str,
    api: str,
    now: Callable[[], datetime],
    *,
    webhook: Address | None = None,
    introduction: Introduction | None = None,
    rates: Rates | None = RATES,
) -> AsyncIterator[TelegramChannel]:
    """Open the pools to the Bot API at *api*, an address without a slash at its end.

    Updates are polled for; with *webhook* they are waited for there instead. *introduction* is set in the background.
    """
    sending, polling = Wire(IN_FLIGHT, api), Wire(1, api)
    await sending.initialize()
    await polling.initialize()
    bot = QuietBot(token, api, sending, polling)
    source = Polling(bot.base_url, polling, now) if webhook is None else Webhook(bot, webhook, now)
    try:
        yield TelegramChannel(bot, source, now, introduction, rates)
    finally:
        await polling.shutdown()
        await sending.shutdown()
