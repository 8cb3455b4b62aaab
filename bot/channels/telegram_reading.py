"""What Telegram hands over, read: an update becomes an Incoming. Pure, and repeatable.

The shapes are those of core.telegram.org/bots/api#update. What no person stands behind is no person's answer: anonymous
admins write as 1087968824, channels as 136817688, and posts that are passed on come from 777000 (telegram.me/faq).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.messages import Heard, Incoming, Raw

NAME = "telegram"
WANTED = ("message", "edited_message", "callback_query", "message_reaction", "my_chat_member")
NOBODIES = frozenset({1087968824, 136817688, 777000})
PICTURES = ("photo", "animation", "video", "video_note")
VOICES = ("voice", "audio")
OTHERS = ("sticker", "document", "location", "contact", "venue", "poll", "dice", "story", "game", "checklist")
KEPT = timedelta(days=2)  # Telegram keeps what was not fetched for a day
SILENCE = "silent since"
TO_A_BOT = re.compile(r"^(/\w{1,32})@(\w+)")  # in a group a command names its bot
NAMED = re.compile(r'"/\w{1,32}@')

Thing = Mapping[str, Any]


def silence(since: datetime, until: datetime) -> Raw:
    """Return that Telegram could not be heard for a while, as it is stored among what came."""
    return Raw(NAME, f"silence {since.isoformat()}", {SILENCE: since.isoformat()}, until)


def names_a_bot(raw: Raw) -> bool:
    """Tell whether a command may name the bot that it is for."""
    return NAMED.search(raw.body.get("update", "")) is not None


def read(raw: Raw, called: str | None = None) -> Incoming | None:
    """Return what an update says; None where it is not for us. Raises ValueError, or RecursionError, for poison.

    *called* is the name of our bot, where that is known: a command that names another one is not for us.
    """
    if SILENCE in raw.body:
        return Incoming(NAME, "", "", "", raw.body[SILENCE], raw.at, Heard.SILENCE)
    update = json.loads(raw.body["update"])
    try:
        for name, reader in READERS.items():
            if name in update:
                return None if called and _is_for_another(update[name], called) else reader(update[name], raw)
    except (KeyError, TypeError, AttributeError, OverflowError, OSError) as error:
        message = "not the shape of an update"
        raise ValueError(message) from error
    return None


def _is_for_another(thing: Thing, called: str) -> bool:
    named = TO_A_BOT.match(thing.get("text", ""))
    return named is not None and named[2].casefold() != called.casefold()


def _message(message: Thing, raw: Raw, *, edits: bool = False) -> Incoming | None:
    kind = _kind(message)
    sender = message.get("from")
    if kind is None or sender is None or (sender.get("is_bot") and sender["id"] not in NOBODIES):
        return None
    if sender["id"] in NOBODIES or "sender_chat" in message:
        kind = Heard.NOBODY
    text = TO_A_BOT.sub(r"\1", _whole(message.get("text", message.get("caption", ""))))
    return _incoming(sender, message["chat"], text, kind, _at(message, raw), edits=edits, about=_replied(message))


def _edited(message: Thing, raw: Raw) -> Incoming | None:
    return _message(message, raw, edits=True)


def _kind(message: Thing) -> Heard | None:
    if "text" in message:
        return Heard.FORWARDED if "forward_origin" in message else Heard.TEXT
    if any(name in message for name in VOICES):
        return Heard.VOICE
    if any(name in message for name in PICTURES):
        return Heard.PICTURE
    return Heard.OTHER if any(name in message for name in OTHERS) else None


def _replied(message: Thing) -> str | None:
    replied = message.get("reply_to_message")
    return _number(replied["message_id"]) if replied and replied.get("from", {}).get("is_bot") else None


def _press(query: Thing, raw: Raw) -> Incoming:
    message = query.get("message")
    # An old enough one comes without its message; what it was about is in its data, and a person is their own chat.
    chat = message["chat"] if message else {"id": query["from"]["id"], "type": "private"}
    about = _number(message["message_id"]) if message else None
    kind = Heard.NOBODY if query["from"]["id"] in NOBODIES else Heard.PRESS
    data = _whole(query.get("data", ""))
    return _incoming(query["from"], chat, data, kind, raw.at, about=about, press=_whole(str(query["id"])))


def _reaction(reaction: Thing, raw: Raw) -> Incoming | None:
    if "user" not in reaction:
        return None
    emoji, before = _emoji(reaction["new_reaction"]), _emoji(reaction["old_reaction"])
    if emoji == before:  # it is about pictures that only some have
        return None
    about = _number(reaction["message_id"])
    return _incoming(reaction["user"], reaction["chat"], emoji, Heard.REACTION, _at(reaction, raw), about=about)


def _emoji(reactions: Sequence[Thing]) -> str:
    return next((_whole(one["emoji"]) for one in reactions if one["type"] == "emoji"), "")


def _member(change: Thing, raw: Raw) -> Incoming | None:
    there, was = _is_there(change["new_chat_member"]), _is_there(change["old_chat_member"])
    if there == was or change["chat"]["type"] == "channel":
        return None
    if change["chat"]["type"] == "private":
        kind = Heard.UNBLOCKED if there else Heard.BLOCKED
    elif there:
        kind = Heard.ADDED
    else:
        return None
    return _incoming(change["from"], change["chat"], "", kind, _at(change, raw))


def _is_there(member: Thing) -> bool:
    return member["status"] not in {"left", "kicked"} and member.get("is_member", True)


READERS = {
    "message": _message,
    "edited_message": _edited,
    "callback_query": _press,
    "message_reaction": _reaction,
    "my_chat_member": _member,
}


def _at(thing: Thing, raw: Raw) -> datetime:
    """Return when something was sent, by Telegram's clock; where that cannot be, when it came."""
    said = thing.get("edit_date", thing.get("date"))
    sent = datetime.fromtimestamp(said, UTC) if said else raw.at
    return sent if raw.at - KEPT < sent < raw.at else raw.at


def _number(number: object) -> str:
    """Return the number of a person, a chat or a message as it is kept. Raises TypeError where it is none."""
    if isinstance(number, bool) or not isinstance(number, int):
        raise TypeError
    return str(number)


def _whole(text: str) -> str:
    """Return a text without lone halves of characters, which nothing can be written with."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _incoming(  # noqa: PLR0913 - what an Incoming is made of
    sender: Thing,
    chat: Thing,
    text: str,
    kind: Heard,
    at: datetime,
    *,
    edits: bool = False,
    about: str | None = None,
    press: str | None = None,
) -> Incoming:
    name, private = _whole(sender.get("first_name") or ""), chat["type"] == "private"
    who, where = _number(sender["id"]), _number(chat["id"])
    return Incoming(NAME, who, where, name, text, at, kind, edits, about, press, private)
