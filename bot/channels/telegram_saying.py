"""What azalea says on Telegram: a message in pieces, of which none that arrived is sent again, and its changes."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

from telegram import Bot, InputFile
from telegram.error import BadRequest

from bot.channels.telegram_fate import SAME
from bot.channels.telegram_lacks import Lacks
from bot.channels.telegram_reading import NAME
from bot.channels.telegram_shaping import LONGEST_CAPTION, LONGEST_TEXT, Plot, in_letters, keyboard, parts, spoiler
from bot.channels.telegram_wire import NoSuchMethod, ServerTrouble, Wire
from bot.messages import Ambiguous, Button, File, Outgoing, Receipt

log = logging.getLogger(__name__)

PLAIN = '{"is_disabled": true}'  # no preview of an address


class QuietBot(Bot):
    """Logs nothing: python-telegram-bot would quote every message, and the token, to who asks for DEBUG."""

    _LOGGER = logging.Logger(NAME, logging.CRITICAL)  # noqa: LOG001 - belongs to no other, so that none can turn it up

    def __init__(self, token: str, api: str, sending: Wire, polling: Wire) -> None:
        """Take a pool to send with, and one to poll with."""
        base, files = f"{api}/bot", f"{api}/file/bot"
        super().__init__(token, base_url=base, base_file_url=files, request=sending, get_updates_request=polling)
        self._wire = sending

    async def ask(self, method: str, **given: object) -> Any:  # noqa: ANN401 - whatever the method returns
        """Call a method with plain values: to make objects of them, and of the answer, costs as much as to send."""
        payload = await self._wire.fetch(f"{self.base_url}/{method}", given)
        return self._wire.parse_json_payload(payload)["result"]

    async def upload(self, method: str, **given: object) -> Any:  # noqa: ANN401 - whatever the method returns
        """Call a method with files among its values."""
        return await self._post(method, given)


class Saying:
    """Says what goes to chats, and remembers how far a message came that could not go on."""

    def __init__(self, bot: QuietBot, lacks: Lacks) -> None:
        """Take what sends, and what is told of a method that the server does not know."""
        self._bot = bot
        self._lacks = lacks
        self._begun: dict[str, tuple[object, int]] = {}

    def forget(self, chat: str) -> None:
        """Forget how far the message to a chat came: it does not go on."""
        self._begun.pop(chat, None)

    def go_without(self) -> None:
        """Tell that the server does less than Telegram."""
        self._lacks.tell("it does not know every method, so files, pictures or changes of what was said are left out")

    async def say(self, out: Outgoing) -> Receipt:
        """Send a message piece by piece; one that could not go on before goes on where it was.

        A picture comes last, with the words under it; they end with what is to be seen, for Telegram has no other
        place for that.
        """
        picture = out.picture
        if picture is None or picture.body is None:
            words, longest, plots = out.text, LONGEST_TEXT, in_letters(picture) if picture else []
        else:
            words, longest, plots = f"{out.text}\n\n{picture.alt}", LONGEST_CAPTION, []
        *first, last = parts(words, longest)
        pieces: list[File | Plot | str] = [*out.files, *plots, *first]
        message = out.text, out.files, picture
        before, there = self._begun.pop(out.chat, (message, 0))
        lost = False
        for place in range(there if before == message else 0, len(pieces)):
            self._begun[out.chat] = message, place
            lost |= await self._piece(out.chat, pieces[place])
        self._begun[out.chat] = message, len(pieces)
        sent, unsure = await self._last(out, last)
        self._begun.pop(out.chat, None)
        if lost or unsure:
            raise Ambiguous
        return sent

    async def _piece(self, chat: str, piece: File | Plot | str) -> bool:
        """Send a piece, and tell whether it may be lost: a file that the server fails at keeps no words back."""
        try:
            match piece:
                case str():
                    await self._message(chat, piece)
                case Plot():
                    await self._message(chat, piece.text, entities=piece.entities)
                case File():
                    await self._bot.send_document(chat, InputFile(piece.body, filename=piece.name))
        except NoSuchMethod:
            if not isinstance(piece, File):
                raise
            self.go_without()
        except ServerTrouble:
            if not isinstance(piece, File):
                raise
            return True
        return False

    async def _last(self, out: Outgoing, words: str) -> tuple[Receipt, bool]:
        """Send the last piece with the buttons, and tell whether a picture may be lost: it keeps no words back."""
        picture, unsure = out.picture, False
        if picture is None or picture.body is None:
            return await self._message(out.chat, words, out.buttons, spoiler(words, out.covered)), unsure
        try:
            sent = await self._bot.upload(
                "sendPhoto", chat_id=out.chat, photo=InputFile(picture.body, filename=picture.name), caption=words,
                reply_markup=keyboard(out.buttons),
            )  # fmt: skip
        except NoSuchMethod:
            self.go_without()
        except ServerTrouble:
            unsure = True
        except BadRequest:
            # A group may take no pictures; where the chat takes nothing at all, the words raise it again.
            log.info("a picture was refused, and is shown in letters")
        else:
            return Receipt(str(sent["message_id"])), unsure
        for plot in in_letters(picture):
            await self._piece(out.chat, plot)
        return await self._message(out.chat, words, out.buttons), unsure

    async def _message(
        self, chat: str, text: str, buttons: Sequence[Button] = (), entities: list[dict[str, object]] | None = None
    ) -> Receipt:
        sent = await self._bot.ask(
            "sendMessage", chat_id=chat, text=text, entities=entities, reply_markup=keyboard(buttons),
            link_preview_options=PLAIN,
        )  # fmt: skip
        return Receipt(str(sent["message_id"]))

    async def change(self, out: Outgoing) -> Receipt:
        """Change what was said: its text and buttons, or without a text its buttons alone."""
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
