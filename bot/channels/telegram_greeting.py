"""Asks Telegram which bot a token is of: once, and not for long."""

from __future__ import annotations

import asyncio

from telegram import Bot
from telegram.error import TelegramError

from bot.channels.telegram_fate import UNAUTHORIZED
from bot.channels.telegram_wire import NoSuchMethod, Unauthorized, Wire

LONGEST = 5.0  # seconds
SOON = 2.0  # seconds that what came in may wait for it


class NoBot(Exception):  # noqa: N818 - said as a state
    """Telegram does not say which bot it is. Its text is one sentence."""


async def bot_name(token: str, api: str) -> str:
    """Return what the bot is called, without the @. Raises NoBot."""
    wire = Wire(1, api)
    await wire.initialize()
    try:
        async with asyncio.timeout(LONGEST):
            answer = wire.parse_json_payload(await wire.fetch(f"{api}/bot{token}/getMe", {}, LONGEST))
        return str(answer["result"]["username"])
    except (Unauthorized, NoSuchMethod) as error:  # a token that is cut short makes an address that is not there
        raise NoBot(UNAUTHORIZED) from error
    except (TelegramError, TimeoutError, KeyError, TypeError) as error:
        message = f"Telegram cannot be reached at {api}."
        raise NoBot(message) from error
    finally:
        await wire.shutdown()


async def called(bot: Bot) -> str | None:
    """Return what the bot of a running azalea is called; None where Telegram does not say so soon."""
    try:
        async with asyncio.timeout(SOON):
            return (await bot.get_me()).username
    except (TelegramError, TimeoutError):
        return None


def link(name: str, code: str) -> str:
    """Return the address that opens a chat with a bot and brings a code along."""
    return f"https://t.me/{name}?start={code}"
