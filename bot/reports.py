"""What the command line reports: the diary, and whether all is well. Reads; never writes."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import Connection

from bot import content
from bot.copying import SAID, Line, Record
from bot.guide_reports import check_content
from bot.settings import Settings
from bot.settings_telegram import TOKEN_FILE, Telegram
from bot.store import diary as diary_rows
from bot.store import reaching
from bot.store.database_file import FILE_NAME, BadStore, Found, check_file, find_key, trouble
from bot.store.engine import open_reader
from bot.store.key_file import BadKey, key_path
from bot.wording import local


async def diary(folder: Path, key_file: Path | None = None, *, as_json: bool) -> str:
    """Return all that is written down in *folder*, oldest first. Raises BadStore and BadKey."""
    async with open_reader(folder, key_file) as reader:
        lines = await reader.read(_lines if as_json else _lines_with_reasons) if reader else []
    if as_json:
        return json.dumps(lines, indent=1, ensure_ascii=False)
    return "\n".join(_spoken(line) for line in lines)


def _lines(conn: Connection) -> list[Line]:
    return Record(conn, diary_rows.everything(conn)).data()


def _lines_with_reasons(conn: Connection) -> list[Line]:
    return Record(conn, diary_rows.everything(conn)).with_reasons()


def _spoken(line: Line) -> str:
    if line["wall"] is None:
        text = str(line["text"]).replace("\n", " ")
        return f"{line['id']:>5}  {line['day']}        {line['kind']}  by {line['by'] or 'azalea'}: {text}"
    taken = f" {str(line['taken_at'])[11:16]}" if line["taken_at"] else ""
    corrects = f" (corrects {line['corrects']})" if line["corrects"] else ""
    said = line["reason"] and line["kind"] in SAID
    beside = f": {str(line['reason']).replace(chr(10), ' ')}" if said else ""
    who = line["by"] or "azalea"
    return f"{line['id']:>5}  {line['day']} {line['wall']}  {line['kind']}{taken}  by {who}{corrects}{beside}"


async def check(settings: Settings, now: datetime) -> tuple[list[str], bool]:
    """Return a line each for settings, database, key, content, clock, channels and people, and whether all are well."""
    first, set_up = _settings(settings)
    found, database, sound = _database(settings.data)
    key, fits = _key(settings, found)
    words, readable = _tried("content", lambda: check_content(settings.overlay))
    clock_line, right = _tried("clock", lambda: _clock(now))
    channels, reached = await _channels(settings.telegram)
    lines = [first, database, key, words, clock_line, channels, await _people(settings)]
    return lines, set_up and sound and fits and readable and right and reached


def _settings(settings: Settings) -> tuple[str, bool]:
    if lacking := settings.lacking():
        return f"settings   bad: {lacking}", False
    idle = ", ".join(settings.without_effect)
    return f"settings   ok{f'; set, but of no effect in this version: {idle}' if idle else ''}", True


async def _channels(telegram: Telegram | None) -> tuple[str, bool]:
    if telegram is None:
        return f"channels   ok: terminal; Telegram is not set up ({TOKEN_FILE})", True
    from bot.channels.telegram_greeting import NoBot, bot_name  # noqa: PLC0415 - takes megabytes no other report needs

    try:
        return f"channels   ok: terminal; Telegram, as @{await bot_name(telegram.token, telegram.api)}", True
    except NoBot as error:
        return f"channels   bad: {error}", False


async def _people(settings: Settings) -> str:
    """Return how many cannot be reached; where that cannot be read, the lines before say why."""
    try:
        async with open_reader(settings.data, settings.key_file) as reader:
            silent = await reader.read(reaching.unreached) if reader else 0
    except (BadStore, BadKey):
        return "people     ok: not looked at"
    return f"people     ok: {silent or 'none'} that cannot be reached"


def _database(folder: Path) -> tuple[Found | None, str, bool]:
    path = folder / FILE_NAME
    if not path.exists():
        return None, f"database   ok: none yet in {folder}; azalea chat makes it", True
    try:
        found = check_file(path)
    except BadStore as error:
        return None, f"database   bad: {error}", False
    wrong = trouble(path)
    if wrong:
        return found, f"database   bad: {path}: {wrong}", False
    older = ", of an older azalea; the next start brings it up to date" if found.behind else ""
    return found, f"database   ok: {path}{older}", True


def _key(settings: Settings, found: Found | None) -> tuple[str, bool]:
    """Return the line about the key."""
    path = settings.data / FILE_NAME
    if found is None and path.exists():
        return "key        ok: not looked at, for that is told by the database", True
    if found is None or not found.uid:
        return "key        ok: none yet; azalea chat makes it", True
    try:
        key = find_key(path, found, settings.key_file)
    except BadKey as error:
        return f"key        bad: {error}", False
    unfinished = "; its renewal was interrupted, say azalea key rotate again" if len(key.keys.trees) > 1 else ""
    return f"key        ok: {key.path}{unfinished}", True


def key_place(settings: Settings) -> Path:
    """Return where the key of the database lies. Raises BadStore and BadKey."""
    found = check_file(settings.data / FILE_NAME)
    return key_path(settings.data, found.uid, settings.key_file)


def _tried(name: str, look: Callable[[], str]) -> tuple[str, bool]:
    try:
        return f"{name:<10} ok: {look()}", True
    except (content.BadContent, ZoneInfoNotFoundError, ValueError) as error:
        return f"{name:<10} bad: {error}", False


def _clock(now: datetime) -> str:
    return f"local times are known, London has {local(now, ZoneInfo('Europe/London'))}"
