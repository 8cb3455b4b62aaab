"""Texts, entities and keyboards as Telegram takes them; what it does not take it refuses in these words.

Offsets and lengths of entities count UTF-16 units, longest texts count characters.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from bot.sandbox.given import Given
from bot.sandbox.refusals import bad
from bot.sandbox.state_file import Json

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
LONGEST_DATA = 64  # bytes
MOST_BUTTONS = 100
LONGEST_MARKUP = 10_240  # characters of JSON
FURTHEST = 1_000_000  # entities are not even looked at beyond it
BLANK = " \t\r\n"
STYLES = {"primary", "success", "danger"}
FORMATS = {
    *("bold", "italic", "underline", "strikethrough", "spoiler", "code", "pre", "text_link", "text_mention"),
    *("custom_emoji", "blockquote", "expandable_blockquote", "date_time"),
}
FOUND_BY_TELEGRAM = {
    *("mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bank_card_number"),
}
WEB_ADDRESS = re.compile(r"(https?://|tg://)\S+|[^\s/:]+\.[^\s/:]+", re.IGNORECASE)


def wide(text: str) -> int:
    """Count the UTF-16 units of a text."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def formatted(given: Given, name: str, entities: str) -> tuple[str, list[Json]]:
    """Return a text and its entities as they were given. Raises Refused."""
    text = given.text(name)
    if text and given.text("parse_mode").lower() not in {"", "none"}:
        raise bad("unsupported parse_mode")
    try:
        listed = json.loads(given.text(entities) or "null")
    except (ValueError, RecursionError):
        listed = None  # Telegram passes over entities it cannot read
    return text, [_entity(one) for one in listed] if isinstance(listed, list) else []


def _entity(one: object) -> Json:
    complaint = "can't parse MessageEntity: {}"
    if not isinstance(one, dict):
        raise bad(complaint.format("expected an Object"))
    offset, length = (_whole(one, name, complaint) for name in ("offset", "length"))
    kind = _string(one, "type", complaint)
    if kind not in FORMATS | FOUND_BY_TELEGRAM:
        raise bad(complaint.format("Unsupported type specified"))
    if kind == "text_link":
        _string(one, "url", complaint)
    return {**one, "type": kind, "offset": offset, "length": length}


def _whole(one: Json, name: str, complaint: str) -> int:
    if name not in one:
        raise bad(complaint.format(f'Can\'t find field "{name}"'))
    try:
        return int(one[name])
    except (TypeError, ValueError, OverflowError) as error:
        raise bad(complaint.format(f'Field "{name}" must be of type Number')) from error


def _string(one: Json, name: str, complaint: str) -> str:
    if name not in one:
        raise bad(complaint.format(f'Can\'t find field "{name}"'))
    value = one[name]
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise bad(complaint.format(f'Field "{name}" must be of type String'))
    return str(value)


def fitted_text(text: str, entities: list[Json]) -> Json:
    """Return a text as a part of a message, without blanks at its ends, with its entities moved along."""
    shown, kept = _fitted(text, entities)
    if not shown:
        raise bad("text must be non-empty")
    if len(shown) > LONGEST_TEXT:
        raise bad("message is too long")
    return {"text": shown} | ({"entities": kept} if kept else {})


def fitted_caption(text: str, entities: list[Json]) -> Json:
    """Return what stands under a file, as `fitted_text` does; it may be empty."""
    shown, kept = _fitted(text, entities)
    if len(shown) > LONGEST_CAPTION:
        raise bad("message caption is too long")
    return ({"caption": shown} if shown else {}) | ({"caption_entities": kept} if kept else {})


def _fitted(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    if not _clean(text):
        raise bad("strings must be encoded in UTF-8")
    kept = [one for one in entities if one["type"] not in FOUND_BY_TELEGRAM and one["length"] != 0]
    for one in kept:
        _check_bounds(text, one)
    shown = text.strip(BLANK)
    if not kept:
        return shown, []
    start, end = len(text) - len(text.lstrip(BLANK)), wide(shown)
    moved = []
    for one in kept:
        first, last = max(one["offset"] - start, 0), min(one["offset"] + one["length"] - start, end)
        if first < last:
            moved.append({**one, "offset": first, "length": last - first})
    return shown, sorted(moved, key=lambda one: (one["offset"], -one["length"]))


def _clean(text: str) -> bool:
    """Return whether a text is one: JSON can smuggle in halves of symbols."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _check_bounds(text: str, one: Json) -> None:
    first, length = one["offset"], one["length"]
    for name, number in (("offset", first), ("length", length)):
        if not 0 <= number <= FURTHEST:
            raise bad(f"receive an entity with incorrect {name} {number}")
    if one["type"] == "text_link" and not WEB_ADDRESS.match(str(one["url"])):
        raise bad(f"entity URL '{one['url']}' is invalid: Wrong HTTP URL")
    end, last = wide(text), first + length
    if first >= end:
        raise bad(f"entity begins after the end of the text at UTF-16 offset {first}")
    if last > end:
        raise bad(f"entity beginning at UTF-16 offset {first} ends after the end of the text at UTF-16 offset {last}")
    if (place := _inside_a_symbol(text, first)) is not None:
        raise bad(f"entity begins in a middle of a UTF-16 symbol at byte offset {place}")
    if (place := _inside_a_symbol(text, last)) is not None:
        raise bad(
            f"entity beginning at UTF-16 offset {first} ends in a middle of a UTF-16 symbol at byte offset {place}"
        )


def _inside_a_symbol(text: str, offset: int) -> int | None:
    """Return the byte at which the symbol ends that *offset* cuts in two."""
    if text.isascii():
        return None
    units = size = 0
    for letter in text:
        if units >= offset:
            break
        units += wide(letter)
        size += len(letter.encode())
    return size if units > offset else None


def keyboard(given: Given) -> Json | None:
    """Return the reply markup of a call in the one shape it is kept in; None where there is none. Raises Refused."""
    found = given.structure("reply_markup", "reply keyboard markup")
    if found is None and not given.text("reply_markup"):
        return None
    if not isinstance(found, dict):
        raise bad("object expected as reply markup")
    if len(given.text("reply_markup")) > LONGEST_MARKUP:
        raise bad("reply markup is too long")
    for name in ("keyboard", "inline_keyboard"):
        if not isinstance(found.get(name, []), list):
            raise bad(f'field "{name}" must be of type Array')
    if found.get("keyboard"):
        return {**found, "keyboard": [_row(row, 'field "keyboard" must', _key) for row in found["keyboard"]]}
    if found.get("inline_keyboard"):
        where = 'field "inline_keyboard" of the InlineKeyboardMarkup must'
        return _inline([_row(row, where, _button) for row in found["inline_keyboard"]])
    return {name: found[name] for name in ("remove_keyboard", "force_reply") if found.get(name)} or None


def _row(row: object, where: str, read: Callable[[object], Json]) -> list[Json]:
    if not isinstance(row, list):
        raise bad(f"{where} be an Array of Arrays")
    return [read(one) for one in row]


def _key(one: object) -> Json:
    complaint = "can't parse keyboard button: {}"
    if isinstance(one, str):
        return {"text": one}
    if not isinstance(one, dict):
        raise bad(complaint.format("KeyboardButton must be a String or an Object"))
    return {**one, "text": _string(one, "text", complaint)}


def _button(one: object) -> Json:
    complaint = "can't parse inline keyboard button: {}"
    if not isinstance(one, dict):
        raise bad(complaint.format("InlineKeyboardButton must be an Object"))
    text = _string(one, "text", complaint)
    target = next((name for name in ("url", "callback_data") if one.get(name)), None)
    if target is None:
        raise bad(complaint.format("Text buttons are unallowed in the inline keyboard"))
    style = {"style": one["style"]} if one.get("style") in STYLES else {}
    return {"text": text, target: _string(one, target, complaint)} | style


def _inline(rows: list[list[Json]]) -> Json | None:
    buttons = [one for row in rows for one in row]
    for one in buttons:
        if not all(_clean(value) for value in one.values()):
            raise bad("inline keyboard button text must be encoded in UTF-8")
        if not one["text"].strip(BLANK):
            raise bad("inline keyboard button text must be non-empty")
        if len(one.get("callback_data", "").encode()) > LONGEST_DATA:
            raise bad("BUTTON_DATA_INVALID")
        if "url" in one and not WEB_ADDRESS.match(one["url"]):
            raise bad(f"inline keyboard button URL '{one['url']}' is invalid: Wrong HTTP URL")
    if len(buttons) > MOST_BUTTONS:
        raise bad("reply markup is too long")
    return {"inline_keyboard": [row for row in rows if row]} if buttons else None


def inline_only(markup: Json | None) -> Json | None:
    """Return a markup that an edit may carry. Raises Refused."""
    if markup is not None and "inline_keyboard" not in markup:
        raise bad("inline keyboard expected")
    return markup
