"""What the command line reports: the diary, whether all is well, an excerpt. Reads; never writes."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from bot import content
from bot.care.diary import Entry
from bot.care.doses import Dose
from bot.care.plans import DosePlan, total_mg
from bot.settings import Settings
from bot.store import diary as diary_rows
from bot.store import doses, people, plans
from bot.store.engine import FILE_NAME, BadStore, check_file, open_reader
from bot.wording import WANTS, Wording, clock, local


class UnknownExcerpt(Exception):  # noqa: N818 - said as a state
    """The guide has no such excerpt. Its text is one sentence that names those there are."""


Line = dict[str, str | int | float | None]
BATCH = 500  # ids in one question; a database takes only so many


async def diary(folder: Path, *, as_json: bool) -> str:
    """Return all that is written down in *folder*, oldest first. Raises BadStore."""
    async with open_reader(folder) as reader:
        lines = await reader.read(_lines) if reader else []
    if as_json:
        return json.dumps(lines, indent=1, ensure_ascii=False)
    return "\n".join(_spoken(line) for line in lines)


def _lines(conn: Connection) -> list[Line]:
    entries = diary_rows.everything(conn)
    about: dict[int, Dose] = {}
    for start in range(0, len(entries), BATCH):
        about |= doses.by_ids(conn, {entry.dose_id for entry in entries[start : start + BATCH]})
    known = plans.by_ids(conn, list({dose.plan_id for dose in about.values()}))
    names = {one: people.person(conn, one).name for one in {entry.by for entry in entries} if one is not None}
    return [_line(entry, about[entry.dose_id], known[about[entry.dose_id].plan_id], names) for entry in entries]


def _line(entry: Entry, dose: Dose, plan: DosePlan, names: Mapping[int, str]) -> Line:
    version = next(one for one in plan.versions if one.number == dose.version)
    mg = total_mg(version.schedule.amount)
    zone = ZoneInfo(dose.zone)
    return {
        "id": entry.id,
        "at": entry.at.astimezone(zone).isoformat(timespec="seconds"),
        "kind": entry.kind.value,
        "day": dose.day.isoformat(),
        "wall": clock(dose.wall),
        "mg": int(mg) if mg == int(mg) else float(mg),
        "taken_at": entry.taken_at.astimezone(zone).isoformat(timespec="seconds") if entry.taken_at else None,
        "by": names[entry.by] if entry.by is not None else None,
        "corrects": entry.corrects,
        "status": dose.state.value,
    }


def _spoken(line: Line) -> str:
    taken = f" {str(line['taken_at'])[11:16]}" if line["taken_at"] else ""
    corrects = f" (corrects {line['corrects']})" if line["corrects"] else ""
    return (
        f"{line['id']:>5}  {line['day']} {line['wall']}  {line['kind']}{taken}  by {line['by'] or 'azalea'}{corrects}"
    )


async def check(settings: Settings, now: datetime) -> tuple[list[str], bool]:
    """Return a line each for settings, database, content, clock and channels, and whether all are well."""
    idle = ", ".join(settings.without_effect)
    lines = [f"settings   ok{f'; set, but of no effect in this version: {idle}' if idle else ''}"]
    database, sound = await _database(settings.data)
    words, readable = _tried("content", check_content)
    clock_line, right = _tried("clock", lambda: _clock(now))
    return [*lines, database, words, clock_line, "channels   ok: terminal"], sound and readable and right


async def _database(folder: Path) -> tuple[str, bool]:
    path = folder / FILE_NAME
    if not path.exists():
        return f"database   ok: none yet in {folder}; azalea chat makes it", True
    try:
        check_file(path)
        async with open_reader(folder) as reader:
            found = await reader.read(_integrity) if reader else "gone"
    except BadStore as error:
        return f"database   bad: {error}", False
    except DatabaseError:
        return f"database   bad: {path} is damaged", False
    return (f"database   ok: {path}", True) if found == "ok" else (f"database   bad: {path}: {found}", False)


def _integrity(conn: Connection) -> str:
    return str(conn.exec_driver_sql("PRAGMA quick_check").scalar())


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
