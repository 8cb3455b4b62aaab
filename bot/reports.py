"""What the command line reports: the diary, whether all is well, an excerpt. Reads; never writes."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import Connection

from bot import content
from bot.copying import Line, Record
from bot.settings import Settings
from bot.store import diary as diary_rows
from bot.store.database_file import FILE_NAME, BadStore, Found, check_file, find_key, trouble
from bot.store.engine import open_reader
from bot.store.key_file import BadKey, key_path
from bot.wording import WANTS, Wording, local


class UnknownExcerpt(Exception):  # noqa: N818 - said as a state
    """The guide has no such excerpt. Its text is one sentence that names those there are."""


async def diary(folder: Path, key_file: Path | None = None, *, as_json: bool) -> str:
    """Return all that is written down in *folder*, oldest first. Raises BadStore and BadKey."""
    async with open_reader(folder, key_file) as reader:
        lines = await reader.read(_lines) if reader else []
    if as_json:
        return json.dumps(lines, indent=1, ensure_ascii=False)
    return "\n".join(_spoken(line) for line in lines)


def _lines(conn: Connection) -> list[Line]:
    return Record(conn, diary_rows.everything(conn)).data()


def _spoken(line: Line) -> str:
    if line["wall"] is None:
        text = str(line["text"]).replace("\n", " ")
        return f"{line['id']:>5}  {line['day']}        {line['kind']}  by {line['by'] or 'azalea'}: {text}"
    taken = f" {str(line['taken_at'])[11:16]}" if line["taken_at"] else ""
    corrects = f" (corrects {line['corrects']})" if line["corrects"] else ""
    return (
        f"{line['id']:>5}  {line['day']} {line['wall']}  {line['kind']}{taken}  by {line['by'] or 'azalea'}{corrects}"
    )


async def check(settings: Settings, now: datetime) -> tuple[list[str], bool]:
    """Return a line each for settings, database, content, clock and channels, and whether all are well."""
    idle = ", ".join(settings.without_effect)
    lines = [f"settings   ok{f'; set, but of no effect in this version: {idle}' if idle else ''}"]
    found, database, sound = _database(settings.data)
    key, fits = _key(settings, found)
    words, readable = _tried("content", check_content)
    clock_line, right = _tried("clock", lambda: _clock(now))
    return [*lines, database, key, words, clock_line, "channels   ok: terminal"], sound and fits and readable and right


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


def check_content() -> str:
    """Read the guide and the phrases. Raises BadContent at the first thing that is wrong."""
    folder = content.content_folder()
    guide = content.read_guide(folder)
    content.read_phrases(folder, WANTS)
    content.read_countries(folder)
    return f"{len(guide.excerpts)} excerpts on {len(guide.shelves)} shelves, {len(WANTS)} phrases"


def excerpt(topic: str) -> str:
    """Return one excerpt as a chat would show it, with the addresses of its sources. Raises UnknownExcerpt."""
    folder = content.content_folder()
    guide = content.read_guide(folder)
    shelf, _, name = topic.partition("/")
    found = guide.get(shelf, name)
    if found is None:
        known = ", ".join(f"{one.shelf}/{one.topic}" for one in guide.excerpts)
        message = f"There is no excerpt {topic}. There are: {known}."
        raise UnknownExcerpt(message)
    return Wording(content.read_phrases(folder, WANTS)).excerpt(found, content.plain(found.body), in_full=True).text
