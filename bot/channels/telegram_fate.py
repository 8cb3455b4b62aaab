"""What an error of the Bot API means for a message: one pure table.

The order matters: python-telegram-bot's BadRequest is a NetworkError. The texts are those of Telegram's own server
(tdlib/telegram-bot-api, Client.cpp).
"""

from __future__ import annotations

from datetime import datetime, timedelta

from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, TelegramError, TimedOut

from bot.channels.telegram_wire import Lost, TooMany, Unauthorized
from bot.messages import Ambiguous, ChannelStopped, Moved, NotSent, Permanent, Refused

# Of a chat, not of a message: nothing can be said there any more.
GONE = (
    "chat not found",
    "user not found",
    "peer_id_invalid",
    "user is deactivated",
    "chat_write_forbidden",
    "have no rights to send",
    "not enough rights",
    "need administrator rights",
    "group chat was deactivated",
)
SAME = "message is not modified"
TOO_LARGE = "entity too large"
UNAUTHORIZED = "Telegram does not know the token: look at AZALEA_TELEGRAM_TOKEN."


def fate(error: TelegramError, now: datetime) -> Exception:
    """Return what to raise where a message met *error* at *now*."""
    match error:
        case TooMany(seconds=float(wait)):
            return NotSent(now + timedelta(seconds=wait))
        case ChatMigrated(new_chat_id=chat):
            return Moved(str(chat))
        case Unauthorized():
            return ChannelStopped(UNAUTHORIZED)
        case Forbidden():
            return Permanent()
        case BadRequest(message=message):
            return Permanent() if any(text in message.casefold() for text in GONE) else Refused()
        case Lost() | TimedOut():
            return Ambiguous()
        case NetworkError(message=message) if TOO_LARGE in message.casefold():
            return Refused()
    return NotSent()  # unreached, or turned away: a conflict, a method that is not known
