"""What each error of the Bot API means for a message."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    NetworkError,
    TelegramError,
    TimedOut,
)

from bot.channels.telegram_fate import fate
from bot.channels.telegram_wire import Lost, NoSuchMethod, ServerTrouble, TooMany, Unauthorized, Unreached
from bot.messages import Ambiguous, ChannelStopped, Moved, NotSent, Permanent, Refused

NOW = datetime(2026, 12, 1, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (Unreached("ClientConnectorError"), NotSent),
        (NoSuchMethod("the method is not known"), NotSent),
        (Conflict("terminated by other getUpdates request"), NotSent),
        (TooMany(None), NotSent),
        (NetworkError("Request URI Too Long"), NotSent),
        (TelegramError("anything else"), NotSent),
        (Lost("ServerDisconnectedError"), Ambiguous),
        (ServerTrouble("status 502"), Ambiguous),
        (TimedOut(), Ambiguous),
        (Unauthorized("the token is not known"), ChannelStopped),
        (Forbidden("bot was blocked by the user"), Permanent),
        (Forbidden("user is deactivated"), Permanent),
        (Forbidden("bot was kicked from the supergroup chat"), Permanent),
        (Forbidden("bot can't initiate conversation with a user"), Permanent),
        (BadRequest("Bad Request: chat not found"), Permanent),
        (BadRequest("PEER_ID_INVALID"), Permanent),
        (BadRequest("Bad Request: not enough rights to send text messages to the chat"), Permanent),
        (BadRequest("Bad Request: have no rights to send a message"), Permanent),
        (BadRequest("Bad Request: CHAT_WRITE_FORBIDDEN"), Permanent),
        (BadRequest("Bad Request: message is too long"), Refused),
        (BadRequest("Bad Request: message to edit not found"), Refused),
        (BadRequest("Bad Request: message can't be edited"), Refused),
        (BadRequest("Bad Request: BUTTON_DATA_INVALID"), Refused),
        (NetworkError("Request Entity Too Large"), Refused),
        (ChatMigrated(-1001234567890), Moved),
    ],
)
def test_what_becomes_of_a_message(error: TelegramError, kind: type[Exception]) -> None:
    assert type(fate(error, NOW)) is kind


def test_it_waits_for_as_long_as_it_is_asked_to() -> None:
    waits = fate(TooMany(30.0), NOW)
    assert isinstance(waits, NotSent)
    assert waits.retry_at == NOW + timedelta(seconds=30)


def test_it_follows_a_chat_that_moved() -> None:
    moved = fate(ChatMigrated(-1001234567890), NOW)
    assert isinstance(moved, Moved)
    assert moved.address == "-1001234567890"


def test_who_runs_azalea_is_told_what_to_look_at() -> None:
    assert "AZALEA_TELEGRAM_TOKEN" in str(fate(Unauthorized("-"), NOW))
