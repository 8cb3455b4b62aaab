"""Telegram as a channel: real buttons, bubbles that change, and a network that may lose a request or its answer.

Over python-telegram-bot's Bot, with a pool of its own for polling. Its Updater, which keeps what came in memory alone,
its JobQueue and its persistence are not used. Of the Bot API only getUpdates, sendMessage, editMessageText and
answerCallbackQuery are needed: another server that knows no more will do.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

from telegram import Bot, InputFile
from telegram.error import BadRequest, TelegramError

from bot.channels import telegram_reading
from bot.channels.telegram_fate import SAME, fate
from bot.channels.telegram_menus import introduce
from bot.channels.telegram_polling import Polling
from bot.channels.telegram_reading import NAME
from bot.channels.telegram_webhook import Address, Webhook
from bot.channels.telegram_wire import NoSuchMethod, ServerTrouble, Wire
from bot.messages import (
    Abilities,
    Ambiguous,
    Button,
    File,
    Hear,
    Incoming,
    Introduction,
    NotSent,
    Outgoing,
    Rates,
    Raw,
    Receipt,
)

LONGEST_TEXT = 4096  # UTF-16 units (core.telegram.org/bots/api#sendmessage)
LONGEST_TOAST = 200
IN_FLIGHT = 64
SPINS = 2.0  # seconds that a pressed button may show that it is busy
ROW = 24  # letters of labels that a row of buttons holds on a narrow phone
MOST_IN_ROW = 3

PLAIN = {"is_disabled": True}  # no preview of an address
# Telegram takes about thirty a second in all, one in a chat with short bursts (core.telegram.org/bots/faq).
RATES = Rates(a_second=25, burst=5, chat_gap=1, chat_burst=3, group_a_minute=18, group_begins="-")

log = logging.getLogger(__name__)


class _Quiet(Bot):
    """Logs nothing: python-telegram-bot would quote every message, and the token, to who asks for DEBUG."""

    _LOGGER = logging.Logger(NAME, logging.CRITICAL)  # noqa: LOG001 - belongs to no other, so that none can turn it up

    async def ask(self, method: str, **given: object) -> Any:  # noqa: ANN401 - whatever the method returns
        """Call a method with plain values: to make objects of them, and of the answer, costs as much as to send."""
        return await self._post(method, given)


class TelegramChannel:
    """One bot at one Bot API."""

    name = NAME

    def __init__(
        self,
        bot: _Quiet,
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
        self._spinning: dict[str, asyncio.Task[None]] = {}
        self._begun: dict[str, tuple[object, int]] = {}
        self._warned = False

    async def listen(self, hear: Hear) -> None:
        """Hand over what comes in, for ever; a button that was pressed does not spin for long."""

        async def stored(raws: Sequence[Raw]) -> None:
            for raw in raws:
                self._stop_spinning_soon(raw)
            await hear(raws)

        introducing = asyncio.create_task(self._introduce())
        try:
            await self._source.listen(stored)
        finally:
            for task in (introducing, *self._spinning.values()):
                task.cancel()

    async def _introduce(self) -> None:
        await self._source.began.wait()
        if self._introduction is not None:
            await introduce(self._bot, self._introduction)

    def read(self, raw: Raw) -> Incoming | None:
        """Return what an update says. Raises ValueError for poison."""
        return telegram_reading.read(raw)

    async def send(self, out: Outgoing) -> Receipt:
        """Send a message, or change one; a long one in parts, the buttons under the last."""
        if self._source.held:
            raise NotSent
        try:
            if out.leaves:
                await self._bot.leave_chat(out.chat)
                return Receipt(None)
            return await self._change(out) if out.edits else await self._say(out)
        except NoSuchMethod:
            if not (out.edits or out.leaves):
                raise NotSent from None
            self._warn()
            return Receipt(out.edits)
        except TelegramError as error:
            trouble = fate(error, self._now())
            if not isinstance(trouble, NotSent):
                self._begun.pop(out.chat, None)
            raise trouble from None

    async def _say(self, out: Outgoing) -> Receipt:
        """Send a message piece by piece; one that could not go on before goes on where it was."""
        *first, last = parts(out.text)
        pieces: list[File | str] = [*out.files, *first]
        message = out.text, out.files
        before, there = self._begun.pop(out.chat, (message, 0))
        lost = False
        for place in range(there if before == message else 0, len(pieces)):
            self._begun[out.chat] = message, place
            lost |= await self._piece(out.chat, pieces[place])
        self._begun[out.chat] = message, len(pieces)
        sent = await self._message(out.chat, last, out.buttons)
        self._begun.pop(out.chat, None)
        if lost:
            raise Ambiguous
        return sent

    async def _piece(self, chat: str, piece: File | str) -> bool:
        """Send a piece, and tell whether it may be lost: a file that the server fails at keeps no words back."""
        try:
            if isinstance(piece, str):
                await self._message(chat, piece)
            else:
                await self._bot.send_document(chat, InputFile(piece.body, filename=piece.name))
        except NoSuchMethod:
            if isinstance(piece, str):
                raise
            self._warn()
        except ServerTrouble:
            if isinstance(piece, str):
                raise
            return True
        return False

    def _warn(self) -> None:
        if not self._warned:
            log.warning("the Bot API does not know every method: files, or changes of what was said, are left out")
        self._warned = True

    async def _message(self, chat: str, text: str, buttons: Sequence[Button] = ()) -> Receipt:
        sent = await self._bot.ask(
            "sendMessage", chat_id=chat, text=text, reply_markup=keyboard(buttons), link_preview_options=PLAIN
        )
        return Receipt(str(sent["message_id"]))

    async def _change(self, out: Outgoing) -> Receipt:
        where = {"chat_id": out.chat, "message_id": out.edits, "reply_markup": keyboard(out.buttons)}
        try:
            if out.text:
                await self._bot.ask("editMessageText", text=out.text, link_preview_options=PLAIN, **where)
            else:
                await self._bot.ask("editMessageReplyMarkup", **where)
        except BadRequest as error:
            if SAME not in error.message.casefold():
                raise
        return Receipt(out.edits)

    async def acknowledge(self, heard: Incoming, words: str | None) -> None:
        """Let a pressed button stop spinning, and show *words* for a moment."""
        if heard.press is None:
            return
        spinning = self._spinning.pop(heard.press, None)
        if spinning is not None:
            spinning.cancel()
        await self._answer(heard.press, words)

    async def _answer(self, press: str, words: str | None) -> None:
        try:
            async with asyncio.timeout(SPINS):  # what else came in waits meanwhile
                await self._bot.answer_callback_query(press, words and words[:LONGEST_TOAST])
        except (TelegramError, TimeoutError) as error:  # it may be too old by now, and what it did is done
            log.info("a press was not acknowledged: %s", type(error).__name__)

    def _stop_spinning_soon(self, raw: Raw) -> None:
        try:
            heard = self.read(raw)
        except (ValueError, RecursionError):
            return  # it is put aside when its turn comes
        if heard is None or heard.press is None:
            return
        press = heard.press
        task = asyncio.create_task(self._stop_spinning(press))
        self._spinning[press] = task
        task.add_done_callback(lambda _: self._spinning.pop(press, None))

    async def _stop_spinning(self, press: str) -> None:
        await asyncio.sleep(SPINS)
        await self._answer(press, None)


def keyboard(buttons: Sequence[Button]) -> dict[str, list[list[dict[str, str]]]] | None:
    """Return buttons in rows that a narrow phone shows whole."""
    rows: list[list[dict[str, str]]] = []
    room = 0
    for button in buttons:
        if not rows or len(rows[-1]) == MOST_IN_ROW or len(button.label) > room:
            rows.append([])
            room = ROW
        rows[-1].append({"text": button.label, "callback_data": button.data})
        room -= len(button.label)
    return {"inline_keyboard": rows} if rows else None


def parts(text: str, longest: int = LONGEST_TEXT) -> list[str]:
    """Cut a text, at lines or words where it has any, into parts of at most *longest* UTF-16 units."""
    found, text = [], text.strip()  # Telegram shows no blanks there, and takes no part that is nothing else
    while _units(text) > longest:
        end = _fitting(text, longest)
        borders = (text.rfind(border, 0, end) for border in ("\n\n", "\n", " "))
        cut = next((border for border in borders if border > 0), end)
        found.append(text[:cut].rstrip())
        text = text[cut:].lstrip()
    return [*found, text]


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _fitting(text: str, longest: int) -> int:
    """Return how many characters of a text fit into *longest* UTF-16 units."""
    end = min(len(text), longest)
    while _units(text[:end]) > longest:
        end -= (_units(text[:end]) - longest + 1) // 2
    return end


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
    sending, polling = Wire(IN_FLIGHT), Wire(1)
    await sending.initialize()
    await polling.initialize()
    base = f"{api}/bot"
    bot = _Quiet(token, base_url=base, base_file_url=f"{api}/file/bot", request=sending, get_updates_request=polling)
    source = Polling(f"{base}{token}", polling, now) if webhook is None else Webhook(bot, webhook, now)
    try:
        yield TelegramChannel(bot, source, now, introduction, rates)
    finally:
        await polling.shutdown()
        await sending.shutdown()
