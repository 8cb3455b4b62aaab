"""A database of an older azalea is brought up to date: all of it or none of it, and nothing of it stays in the open."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import sqlite3
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Column, Connection, LargeBinary, Select, Table, select, type_coerce
from sqlalchemy.exc import OperationalError

from bot.store import preparing, tables
from bot.store.columns import Sealed
from bot.store.database_file import FILE_NAME, SCHEMA, BadStore, check_file
from bot.store.engine import open_reader, open_store
from bot.store.keys import HOUSE, Owner, owner_of

SCHEMAS = Path(__file__).parent / "schemas"
ROOT = Path(__file__).parents[2]
CANARY = "Quillwort"
PLACES = 10  # at which it is killed, from the first step to the last

# What the first schema held of two people: Ana, who has a plan and a day behind her, and someone who only said hello.
ROWS: dict[str, list[dict[str, Any]]] = {
    "people": [
        {"id": 1, "uid": "p1", "created_at": 1, "sealed": {"name": CANARY, "language": "en"}},
        {"id": 7, "uid": "p7", "created_at": 2, "sealed": {"name": "Ben", "language": "en"}},
    ],
    "accounts": [
        {"id": 1, "uid": "a1", "channel": "terminal", "address": "x", "chat": "x", "person_id": 1, "created_at": 1},
        {"id": 2, "uid": "a2", "channel": "terminal", "address": "y", "chat": "y", "person_id": None, "created_at": 1},
    ],
    "consents": [{"id": 1, "person_id": 1, "text_version": "1", "channel": "terminal", "given_at": 1}],
    "circles": [
        {"id": 1, "uid": "c1", "patient_id": 1, "created_at": 1, "sealed": {"zone": "Europe/London"}},
        {"id": 2, "uid": "c2", "patient_id": 7, "created_at": 2, "sealed": {"zone": None}},
    ],
    "plans": [{"id": 1, "uid": "l1", "circle_id": 1, "kind": "dose", "state": "active", "since": 1, "next_at": 90}],
    "plan_versions": [
        {
            "id": 1, "plan_id": 1, "circle_id": 1, "number": 1, "from_day": "2026-12-01", "made_at": 1, "made_by": 1,
            "sealed": {"amount": [["1.5", "50"], ["1", "25"]], "walls": ["08:00", "20:00"]},
        },
    ],
    "doses": [
        {
            "id": number, "uid": f"d{number}", "circle_id": 1, "plan_id": 1, "version": 1,
            "local_day": f"{2000 + number}-01-01", "turn": 1, "lap": 0, "wall": "08:00", "due_at": number,
            "closes_at": number + 1, "state": "taken", "prompts": 1, "sealed": {"zone": "Europe/London"},
        }
        for number in range(1, 1202)
    ],
    "diary": [
        {"id": 1, "uid": "e1", "circle_id": 1, "dose_id": 1, "kind": "taken", "at": 1, "by": 1, "taken_at": 1},
        {"id": 2, "uid": "e2", "circle_id": 1, "dose_id": 1, "kind": "not_had", "at": 2, "by": 1, "corrects": 1},
    ],
    "outbox": [
        {
            "id": number, "uid": f"o{number}", "key": f"k{number}", "circle_id": circle, "account_id": account,
            "act": "say", "sealed": {"text": CANARY} if number == 1 else None, "buttons": {"id": [CANARY]},
            "priority": 0, "not_before": 1, "state": "waiting" if number == 1 else "sent", "repeats": 0, "attempt": 0,
        }
        for number, circle, account in ((1, 1, 1), (2, None, 1), (3, None, 2))
    ],
    "inbox": [
        {"id": 1, "channel": "terminal", "key": "1", "received_at": 1, "state": "new", "attempts": 0,
         "sealed": {"text": CANARY, "name": CANARY}},
        {"id": 2, "channel": "terminal", "key": "2", "received_at": 1, "state": "done", "attempts": 0, "sealed": None},
    ],
    "operator_acts": [{"id": 1, "at": 1, "verb": "relink", "circle_id": 1, "sealed": {"operator": "Lena"}}],
    "bell": [{"id": 1, "rang_at": 5}],
    "outages": [{"id": 1, "off_from": 1, "off_until": 2}],
}  # fmt: skip


def stored(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() if isinstance(value, dict) else value


@pytest.fixture
def old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with a database of the first schema, as azalea left it."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    (tmp_path / "data").mkdir(mode=0o700)
    with closing(sqlite3.connect(tmp_path / "data" / FILE_NAME)) as connection:
        connection.executescript((SCHEMAS / "0001.sql").read_text(encoding="utf-8"))
        connection.execute("PRAGMA journal_mode = WAL")
        for table, rows in ROWS.items():
            for row in rows:
                names, marks = ", ".join(f'"{name}"' for name in row), ", ".join("?" * len(row))
                values = [stored(value) for value in row.values()]
                connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", values)  # noqa: S608 - our own names
        connection.commit()
    return tmp_path / "data"


def everything(conn: Connection, table: Table) -> list[dict[str, Any]]:
    return [dict(row._mapping) for row in conn.execute(select(table).order_by(table.c.id))]


def people(conn: Connection) -> list[dict[str, Any]]:
    return everything(conn, tables.people)


def raw(path: Path) -> list[Any]:
    """Return all rows of a database of the first schema as they lie there."""
    with closing(sqlite3.connect(path)) as connection:
        return [connection.execute(f"SELECT * FROM {table} ORDER BY id").fetchall() for table in ROWS]  # noqa: S608


def held(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def listed(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


async def test_all_that_was_written_down_can_be_read(old: Path) -> None:
    async with open_store(old) as store:
        found = await store.read(lambda conn: {name: everything(conn, tables.metadata.tables[name]) for name in ROWS})
    assert {name: len(rows) for name, rows in found.items()} == {name: len(rows) for name, rows in ROWS.items()}
    assert [row["sealed"] for row in found["people"]] == [
        {"name": name, "language": "en", "voice": ["private", ""], "quiet": None, "quiet_on": {}}
        for name in (CANARY, "Ben")
    ]
    assert [row["sealed"] for row in found["circles"]] == [
        {"places": {"home": "Europe/London", "moves": []}, "country": None, "clinic": None},
        {"places": None, "country": None, "clinic": None},
    ]
    assert [row["made_by"] for row in found["plan_versions"]] == [1]
    assert {row["sealed"]["zone"] for row in found["doses"]} == {"Europe/London"}
    assert [(row["corrects"], row["sealed"]) for row in found["diary"]] == [(None, None), (1, None)]
    assert [row["sealed"] for row in found["outbox"]] == [{"text": CANARY}, None, None]
    assert [row["buttons"] for row in found["outbox"]] == [{"id": [CANARY]}] * 3
    assert [row["sealed"] for row in found["inbox"]] == [{"text": CANARY, "name": CANARY}, None]
    assert found["operator_acts"][0]["sealed"] == {"operator": "Lena"}
    assert found["plans"][0]["next_at"] == datetime(1970, 1, 1, 0, 0, 0, 90_000, tzinfo=UTC)


async def test_everything_is_sealed_for_whose_it_is(old: Path) -> None:
    def stored(column: Column[Any]) -> Select[Any]:
        return select(type_coerce(column, LargeBinary)).where(column.is_not(None)).order_by(column.table.c.id)

    def owners(conn: Connection) -> dict[str, list[str | None]]:
        return {
            str(column): [owner_of(blob) for blob in conn.execute(stored(column)).scalars()]
            for table in tables.metadata.tables.values()
            for column in table.c
            if isinstance(column.type, Sealed)
        }

    async with open_store(old) as store:
        found = await store.read(owners)
    ana, circle, house = Owner.of_person(1).leaf, Owner.of_circle(1).leaf, HOUSE.leaf
    assert found["people.sealed"] == [ana, Owner.of_person(7).leaf]
    assert found["circles.sealed"] == [circle, Owner.of_circle(2).leaf]
    assert found["plan_versions.sealed"] == [circle]
    assert set(found["doses.sealed"]) == {circle}
    assert found["outbox.sealed"] == [circle]
    assert found["outbox.buttons"] == [circle, ana, house]
    assert found["operator_acts.sealed"] == found["inbox.sealed"] == found["origin.sealed"] == [house]


async def test_nothing_stays_in_the_open(old: Path) -> None:
    assert CANARY.encode() in held(old)
    async with open_store(old):
        assert CANARY.encode() not in held(old)
    assert CANARY.encode() not in held(old)
    assert listed(old) == [FILE_NAME]


async def test_nothing_stays_in_the_open_though_somebody_else_has_the_file_open(old: Path) -> None:
    with closing(sqlite3.connect(old / FILE_NAME)) as other:
        other.execute("SELECT count(*) FROM people").fetchone()
        async with open_store(old):
            assert CANARY.encode() not in held(old)


async def test_it_is_brought_up_to_date_once(old: Path) -> None:
    for _ in range(2):
        async with open_store(old) as store:
            assert len(await store.read(people)) == 2
    assert len(listed(old.parent / "config" / "azalea" / "keys")) == 1


async def test_what_could_not_be_read_is_kept_and_hidden(old: Path) -> None:
    with closing(sqlite3.connect(old / FILE_NAME)) as connection:
        connection.execute("UPDATE people SET sealed = ? WHERE id = 7", (b'{"name":"Quillwort',))
        connection.commit()
    async with open_store(old) as store:
        found = await store.read(people)
    assert found[1]["sealed"] == {"unread": '{"name":"Quillwort'}
    assert CANARY.encode() not in held(old)


async def test_a_reader_does_not_bring_it_up_to_date(old: Path) -> None:
    before = held(old)
    with pytest.raises(BadStore, match="older azalea"):
        async with open_reader(old):
            pass
    assert held(old) == before
    assert listed(old.parent) == ["data"]


# Crashes and trouble


# Starts on a folder, and dies at the n-th step: a statement, a commit, a sync, or a change of a file's name.
DIES = """
import asyncio, os, sys
from pathlib import Path
from sqlalchemy import event
from sqlalchemy.engine import Engine
from bot.store.engine import open_store

steps = 0
def step(*_, **__):
    global steps
    steps += 1
    if steps == int(sys.argv[2]):
        os._exit(9)

def counted(real):
    return lambda *args, **named: (step(), real(*args, **named))[1]

for name in ("rename", "replace", "unlink"):
    setattr(Path, name, counted(getattr(Path, name)))
os.fsync = counted(os.fsync)
event.listen(Engine, "before_cursor_execute", step)
event.listen(Engine, "commit", step)

async def start():
    async with open_store(Path(sys.argv[1])):
        print(steps)
asyncio.run(start())
"""


async def killed_at(folder: Path, step: int) -> str:
    """Start on *folder* in a process that dies at a step; return what it said if it did not."""
    config = {"XDG_CONFIG_HOME": str(folder.parent / "config")}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", DIES, folder, str(step), env=os.environ | config, cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    said, _ = await process.communicate()
    assert process.returncode in (0, 9)
    return said.decode()


async def test_whenever_it_is_killed_there_is_the_old_one_or_the_new(
    old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = raw(old / FILE_NAME)
    copies = [Path(shutil.copytree(old, tmp_path / str(number) / "data")) for number in range(PLACES + 1)]
    steps = int(await killed_at(copies.pop(), 0))
    assert steps > 2 * PLACES
    places = [round(1 + number * (steps - 2) / (PLACES - 1)) for number in range(PLACES)]
    said = await asyncio.gather(*map(killed_at, copies, places))
    assert said == [""] * PLACES
    for folder in copies:
        schema = check_file(folder / FILE_NAME).schema
        assert schema == SCHEMA or raw(folder / FILE_NAME) == before
        monkeypatch.setenv("XDG_CONFIG_HOME", str(folder.parent / "config"))
        async with open_store(folder) as store:
            assert [row["sealed"]["name"] for row in await store.read(people)] == [CANARY, "Ben"]
        assert listed(folder) == [FILE_NAME]
        assert CANARY.encode() not in held(folder)


@pytest.mark.parametrize("step", ["_copy", "_migrate"])
@pytest.mark.parametrize(
    "error", [OSError(28, "full"), sqlite3.OperationalError("full"), OperationalError("", None, Exception("full"))]
)
async def test_trouble_leaves_all_as_it_was(
    old: Path, monkeypatch: pytest.MonkeyPatch, step: str, error: Exception
) -> None:
    before = raw(old / FILE_NAME)

    def full(*_: object) -> None:
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(preparing, step, full)
        with pytest.raises(BadStore, match="could not be brought up to date and nothing was changed"):
            async with open_store(old):
                pass
    assert raw(old / FILE_NAME) == before
    async with open_store(old) as store:
        assert len(await store.read(people)) == 2
    assert listed(old) == [FILE_NAME]
