"""The database file: what is refused, what survives, and that one hand writes."""

from __future__ import annotations

import asyncio
import hashlib
import os
import random
import re
import shutil
import sqlite3
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, create_engine, insert, select
from sqlalchemy.exc import IntegrityError, OperationalError

from bot.store import database_file, engine, new_uid, people, tables
from bot.store.database_file import FILE_NAME, SCHEMA, BadStore, check_file
from bot.store.engine import open_reader, open_store
from bot.store.key_file import new_key
from bot.store.keys import HOUSE, Secret

SCHEMAS = Path(__file__).parent / "schemas"
ROOT = Path(__file__).parents[2]
NOON = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)
NOBODY = 65534
NEXT_MIGRATION = "UPDATE alembic_version SET version_num = printf('%04d', version_num + 1)"

Spoil = Callable[[Path], None]
Photo = dict[str, tuple[int, int, str]]


def photo(folder: Path) -> Photo:
    """Return every name below *folder*, with its mode, its time of change, and what is in it.

    The -shm is an index that SQLite makes anew for whoever reads beside a -wal; it holds nothing of people.
    """
    found = {}
    for path in [folder, *sorted(folder.rglob("*"))]:
        about = path.lstat()
        regular = stat.S_ISREG(about.st_mode)
        digest = hashlib.sha256(path.read_bytes()).hexdigest() if regular else ""
        scratch = path.name.endswith("-shm")
        found[str(path.relative_to(folder))] = (
            (about.st_mode, 0, "") if scratch else (about.st_mode, about.st_mtime_ns, digest)
        )
    return found


async def make(folder: Path, key_file: Path | None = None) -> Path:
    """Make a store with a person in it, and return its file."""
    async with open_store(folder, key_file) as store:
        await store.write(add_person)
    return folder / FILE_NAME


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a store in it, to be copied: making one takes longer than most of these tests."""
    return asyncio.run(make(tmp_path_factory.mktemp("made") / "data")).parent


@pytest.fixture
def path(tmp_path: Path, made: Path) -> Path:
    """Return the file of a store that is not open."""
    shutil.copytree(made, tmp_path / "data")
    return tmp_path / "data" / FILE_NAME


def listed(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def add_person(conn: Connection, name: str = "Ana") -> None:
    conn.execute(insert(tables.people).values(uid=new_uid(), created_at=NOON, sealed=Secret(HOUSE, {"name": name})))


def names(conn: Connection) -> list[str]:
    return [sealed["name"] for sealed in conn.execute(select(tables.people.c.sealed)).scalars()]


def in_sqlite(path: Path, script: str) -> None:
    connection = sqlite3.connect(path)
    try:
        connection.executescript(script)
    finally:
        connection.close()


def one_sentence(refused: pytest.ExceptionInfo[BadStore], name: Path) -> str:
    """Return what was said, if it is one line that names the file and tells nothing of the machinery."""
    said = str(refused.value)
    assert "\n" not in said
    assert said.endswith(".")
    assert ". " not in said
    assert "nothing was changed" in said or "I cannot read" in said or "Another azalea" in said
    assert str(name) in said
    assert "sqlite3" not in said
    assert "Error" not in said
    return said


# What lies under our name and is not ours


def text_file(path: Path) -> None:
    path.write_text("Dear diary, this is not a database.\n" * 10, encoding="utf-8")


def short_text_file(path: Path) -> None:
    path.write_text("hello", encoding="utf-8")


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def cut(size: int) -> Spoil:
    def spoil(path: Path) -> None:
        path.write_bytes(path.read_bytes()[:size])

    spoil.__name__ = f"cut_to_{size}_bytes"
    return spoil


def cut_in_half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def without_its_last_page(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-4096])


def of_another_program(path: Path) -> None:
    path.unlink()
    in_sqlite(path, "CREATE TABLE bookmarks (url TEXT); INSERT INTO bookmarks VALUES ('https://example.org');")


def of_another_program_with_a_number(path: Path) -> None:
    path.unlink()
    in_sqlite(path, "PRAGMA application_id = 1; CREATE TABLE alembic_version (version_num TEXT);")


def newer_by_alembic(path: Path) -> None:
    in_sqlite(path, NEXT_MIGRATION)


def newer_by_user_version(path: Path) -> None:
    in_sqlite(path, f"PRAGMA user_version = {SCHEMA + 1}")


def in_a_process_that_dies(path: Path, statement: str) -> None:
    """Change the file from a process that dies at once, so that the -wal and the -shm stay behind."""
    code = (
        "import os, sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('PRAGMA journal_mode = WAL');"
        "c.execute(sys.argv[2]); c.commit(); os._exit(0)"
    )
    subprocess.run([sys.executable, "-I", "-S", "-c", code, str(path), statement], check=True)
    assert path.with_name(path.name + "-wal").stat().st_size


def newer_and_killed(path: Path) -> None:
    in_a_process_that_dies(path, NEXT_MIGRATION)


def newer_by_user_version_and_killed(path: Path) -> None:
    in_a_process_that_dies(path, f"PRAGMA user_version = {SCHEMA + 1}")


def half_made(path: Path) -> None:
    path.unlink()
    in_sqlite(path, f"PRAGMA application_id = {database_file.APPLICATION_ID}; PRAGMA user_version = {SCHEMA};")


def half_made_without_its_number(path: Path) -> None:
    in_sqlite(path, "DELETE FROM alembic_version")


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()
    (path / "inside").write_text("kept", encoding="utf-8")


def a_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def one_byte_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def without_its_diary(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("DROP TABLE diary")
    connection.close()


def without_a_version(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("DELETE FROM alembic_version")
    connection.commit()
    connection.close()


def a_link_to_nowhere(path: Path) -> None:
    path.unlink()
    path.symlink_to("nowhere")


def gone_but_for_its_wal(path: Path) -> None:
    in_a_process_that_dies(path, "DELETE FROM people")
    path.unlink()


BAD: list[tuple[Spoil, str]] = [
    (text_file, "is not a database"),
    (short_text_file, "is not a database"),
    (emptied, "is empty"),
    (cut(50), "belongs to another program"),
    (cut(100), "is damaged"),
    (cut(5000), "is damaged"),
    (cut_in_half, "is damaged"),
    (without_its_last_page, "is damaged"),
    (of_another_program, "belongs to another program"),
    (of_another_program_with_a_number, "belongs to another program"),
    (newer_by_alembic, "newer azalea"),
    (newer_by_user_version, "newer azalea"),
    (newer_and_killed, "newer azalea"),
    (newer_by_user_version_and_killed, "newer azalea"),
    (half_made, "is damaged"),
    (half_made_without_its_number, "nothing was changed"),
    (gone_but_for_its_wal, "is gone"),
    (a_folder, "is not a file"),
    (a_pipe, "is not a file"),
    (one_byte_short, "is damaged"),
    (without_its_diary, "is damaged"),
    (without_a_version, "is damaged"),
    (a_link_to_nowhere, "cannot read"),
]

# For a reader these are a database that is not there yet.
BAD_TO_READ = [(spoil, said) for spoil, said in BAD if spoil not in {a_link_to_nowhere, gone_but_for_its_wal}]


@pytest.mark.parametrize(("spoil", "said"), BAD, ids=[spoil.__name__ for spoil, _ in BAD])
async def test_what_is_not_ours_is_refused_in_one_sentence_and_left_as_it_is(
    path: Path, spoil: Spoil, said: str
) -> None:
    spoil(path)
    before = photo(path.parent)
    with pytest.raises(BadStore) as refused:
        async with open_store(path.parent):
            pass
    assert said in one_sentence(refused, path)
    assert photo(path.parent) == before


@pytest.mark.parametrize(("spoil", "said"), BAD_TO_READ, ids=[spoil.__name__ for spoil, _ in BAD_TO_READ])
async def test_a_reader_refuses_the_same_and_changes_nothing(path: Path, spoil: Spoil, said: str) -> None:
    spoil(path)
    before = photo(path.parent)
    with pytest.raises(BadStore) as refused:
        async with open_reader(path.parent):
            pass
    assert said in one_sentence(refused, path)
    assert photo(path.parent) == before


async def test_what_was_refused_starts_again_once_a_backup_is_brought_back(path: Path) -> None:
    backup = shutil.copy(path, path.with_name("backup"))
    text_file(path)
    with pytest.raises(BadStore):
        async with open_store(path.parent):
            pass
    shutil.copy(backup, path)
    async with open_store(path.parent) as store:
        assert await store.read(names) == ["Ana"]


async def test_a_reader_finds_nothing_where_nothing_is_and_makes_nothing(tmp_path: Path) -> None:
    async with open_reader(tmp_path / "data") as reader:
        assert reader is None
    assert listed(tmp_path) == []


@pytest.mark.parametrize("name", ["my Größe", "a?b", "a%20b", "a#b:c@d", "?mode=memory"])
async def test_a_folder_may_have_any_name(tmp_path: Path, name: str) -> None:
    path = await make(tmp_path / name)
    assert listed(tmp_path) == [name]
    assert listed(path.parent) == [FILE_NAME]
    async with open_store(path.parent) as store:
        assert await store.read(names) == ["Ana"]
    async with open_reader(path.parent) as reader:
        assert reader is not None
        assert await reader.read(names) == ["Ana"]


# Rights


@pytest.fixture
def shared_folder() -> Iterator[Path]:
    """Return a folder that an ordinary user can reach; pytest's own are for their owner alone."""
    folder = Path(tempfile.mkdtemp(prefix="azalea-test-"))
    folder.chmod(0o755)
    yield folder
    for path in folder.rglob("*"):
        path.chmod(0o700)
    shutil.rmtree(folder)


# The first start, on a folder of its own, imports all that is needed: where Python is kept may be closed to others.
AS_AN_ORDINARY_USER = """
import asyncio, os, sys
from pathlib import Path
from bot.store.database_file import BadStore
from bot.store.engine import open_store
async def start(folder):
    async with open_store(folder, folder.parent / "keys" / f"{folder.name}.key") as store:
        await store.read(lambda conn: conn.exec_driver_sql("SELECT count(*) FROM people").scalar())
asyncio.run(start(Path(sys.argv[2])))
if os.geteuid() == 0:
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
os.chdir("/")
try:
    asyncio.run(start(Path(sys.argv[1])))
except BadStore as error:
    print(error)
"""


def as_an_ordinary_user(folder: Path) -> str:
    """Start on *folder* as an ordinary user, and return what was refused."""
    with tempfile.TemporaryDirectory() as own:
        command = [sys.executable, "-c", AS_AN_ORDINARY_USER, str(folder), str(Path(own, "data"))]
        ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout.strip()


async def make_for_nobody(shared_folder: Path) -> Path:
    """Make a store and its key that belong to an ordinary user."""
    key = shared_folder / "keys" / "data.key"
    path = await make(shared_folder / "data", key)
    if os.geteuid() == 0:
        for one in (path, path.parent, key, key.parent):
            os.chown(one, NOBODY, NOBODY)
    return path


def not_to_be_written_in(folder: Path) -> Path:
    folder.chmod(0o555)
    return folder


def not_to_be_entered(folder: Path) -> Path:
    folder.chmod(0o000)
    return folder


def not_to_be_made(folder: Path) -> Path:
    (folder / FILE_NAME).unlink(missing_ok=True)
    folder.chmod(0o555)
    return folder / "data"


def file_not_to_be_written(folder: Path) -> Path:
    (folder / FILE_NAME).chmod(0o444)
    return folder


def file_not_to_be_read(folder: Path) -> Path:
    (folder / FILE_NAME).chmod(0o000)
    return folder


@pytest.mark.parametrize(
    "rights",
    [not_to_be_written_in, not_to_be_entered, not_to_be_made, file_not_to_be_written, file_not_to_be_read],
    ids=lambda rights: rights.__name__,
)
async def test_an_ordinary_user_without_rights_is_told_in_one_sentence(
    shared_folder: Path, rights: Callable[[Path], Path]
) -> None:
    path = await make_for_nobody(shared_folder)
    folder = rights(path.parent)
    before = photo(shared_folder) if os.geteuid() == 0 else None
    said = as_an_ordinary_user(folder)
    assert str(folder) in said
    assert "\n" not in said
    assert before is None or photo(shared_folder) == before


async def test_an_ordinary_user_with_rights_starts(shared_folder: Path) -> None:
    path = await make_for_nobody(shared_folder)
    assert as_an_ordinary_user(path.parent) == ""


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
async def test_folder_and_file_are_for_their_owner_alone(tmp_path: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        async with open_store(tmp_path / "data") as store:
            await store.write(add_person)
            modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "data").iterdir()}
    finally:
        os.umask(before)
    assert modes == dict.fromkeys([FILE_NAME, f"{FILE_NAME}-wal", f"{FILE_NAME}-shm"], 0o600)
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700


# Starting


async def test_a_second_azalea_is_refused_while_the_first_runs(tmp_path: Path) -> None:
    async with open_store(tmp_path / "data") as first:
        await first.write(add_person)
        with pytest.raises(BadStore) as refused:
            async with open_store(tmp_path / "data"):
                pass
        assert "Another azalea is running" in one_sentence(refused, tmp_path / "data")
        await first.write(add_person)
    async with open_store(tmp_path / "data") as after:
        assert await after.read(names) == ["Ana", "Ana"]


async def test_the_lock_goes_with_a_start_that_was_refused(path: Path) -> None:
    backup = shutil.copy(path, path.with_name("backup"))
    for _ in range(2):
        text_file(path)
        with pytest.raises(BadStore, match="is not a database"):
            async with open_store(path.parent):
                pass
    shutil.copy(backup, path)
    async with open_store(path.parent):
        pass


@pytest.mark.parametrize("leftover", ["", "-journal", "-wal", "-shm"])
async def test_what_a_killed_first_start_left_behind_is_cleared(tmp_path: Path, leftover: str) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / f"{FILE_NAME}.new").write_bytes(b"SQLite format 3\x00 and then it was killed")
    (folder / f"{FILE_NAME}.new{leftover}").write_bytes(b"half a page")
    path = await make(folder)
    assert listed(folder) == [FILE_NAME]
    check_file(path)


async def test_clearing_leaves_what_is_not_a_leftover(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    for name in ("azalea.db.bak", "azalea.db.2026-11-01", "notes.txt"):
        (folder / name).write_text("mine", encoding="utf-8")
    await make(folder)
    assert listed(folder) == sorted([FILE_NAME, "azalea.db.bak", "azalea.db.2026-11-01", "notes.txt"])


async def test_what_a_killed_azalea_left_in_its_wal_is_there_after_the_next_start(path: Path) -> None:
    in_a_process_that_dies(path, "INSERT INTO people (uid, created_at, sealed) SELECT 'x', 0, sealed FROM people")
    async with open_store(path.parent) as store:
        assert await store.read(names) == ["Ana", "Ana"]


async def test_a_reader_beside_a_running_azalea_sees_what_was_committed(tmp_path: Path) -> None:
    async with open_store(tmp_path / "data") as store:
        await store.write(add_person)
        async with open_reader(tmp_path / "data") as reader:
            assert reader is not None
            assert await reader.read(names) == ["Ana"]
            await store.write(add_person)
            assert await reader.read(names) == ["Ana", "Ana"]


# Writing


async def test_six_hundred_cancelled_writes_are_whole_or_never_begun(tmp_path: Path) -> None:
    chance = random.Random(600)  # noqa: S311 - to be the same each time
    ran: list[int] = []
    hands: list[object] = []

    def work(number: int) -> Callable[[Connection], None]:
        def pair(conn: Connection) -> None:
            hands.append(conn.connection.driver_connection)
            add_person(conn, f"{number} first")
            add_person(conn, f"{number} second")
            ran.append(number)

        return pair

    async def called_off(number: int) -> None:
        task = asyncio.create_task(store.write(work(number)))
        for _ in range(chance.randrange(12)):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    async with open_store(tmp_path / "data") as store:
        await asyncio.gather(*(called_off(number) for number in range(300)))
        for number in range(300, 600):
            await called_off(number)
        await store.write(work(600))
    assert len({id(hand) for hand in hands}) == 1
    assert len(ran) > 300
    async with open_store(tmp_path / "data") as store:
        found = await store.read(names)
    assert sorted(found) == sorted(f"{number} {half}" for number in ran for half in ("first", "second"))
    assert len(set(ran)) == len(ran)


async def test_closing_waits_for_what_was_begun(tmp_path: Path) -> None:
    async with open_store(tmp_path / "data") as store:
        begun = [asyncio.create_task(store.write(add_person)) for _ in range(20)]
        await asyncio.sleep(0)
        for task in begun:
            task.cancel()
    async with open_store(tmp_path / "data") as store:
        assert len(await store.read(names)) == 20


class Stop(Exception):  # noqa: N818 - a test's own
    """What a work raises."""


async def test_a_work_that_fails_is_rolled_back_alone(tmp_path: Path) -> None:
    def failing(conn: Connection) -> None:
        add_person(conn, "lost")
        raise Stop

    def kept(conn: Connection) -> None:
        add_person(conn, "kept")

    async with open_store(tmp_path / "data") as store:
        works = [failing if number % 3 == 1 else kept for number in range(30)]
        ends = await asyncio.gather(*(store.write(work) for work in works), return_exceptions=True)
        assert [isinstance(end, Stop) for end in ends] == [work is failing for work in works]
        assert await store.read(names) == ["kept"] * 20


async def test_a_work_that_breaks_a_promise_between_rows_is_refused(tmp_path: Path) -> None:
    def stranger(conn: Connection) -> None:
        values = {"uid": new_uid(), "channel": "c", "address": "a", "chat": "c", "person_id": 7, "created_at": NOON}
        conn.execute(insert(tables.accounts).values(values))

    async with open_store(tmp_path / "data") as store:
        with pytest.raises(IntegrityError):
            await store.write(stranger)
        assert await store.read(lambda conn: people.account(conn, "c", "a")) is None


async def test_what_goes_wrong_does_not_quote_what_people_wrote(tmp_path: Path) -> None:
    def twice(conn: Connection) -> None:
        for _ in range(2):
            people.add_account(conn, "terminal", "Quillwort", "Quillwort", NOON)

    async with open_store(tmp_path / "data") as store:
        with pytest.raises(IntegrityError) as failed:
            await store.write(twice)
    assert "Quillwort" not in str(failed.value)


async def test_ddl_is_rolled_back_too(tmp_path: Path) -> None:
    def failing(conn: Connection) -> None:
        conn.exec_driver_sql("CREATE TABLE half (id INTEGER) STRICT")
        raise Stop

    async with open_store(tmp_path / "data") as store:
        with pytest.raises(Stop):
            await store.write(failing)
        found = await store.read(lambda conn: conn.exec_driver_sql("PRAGMA table_info(half)").all())
    assert found == []


async def test_a_transaction_begins_before_its_first_read(tmp_path: Path) -> None:
    """Another hand that writes between our reading and our writing would make the decision wrong."""

    def other_hand() -> str:
        connection = sqlite3.connect(tmp_path / "data" / FILE_NAME, timeout=0)
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            return str(error)
        finally:
            connection.close()
        return "written"

    def work(conn: Connection) -> str:
        names(conn)
        return other_hand()

    async with open_store(tmp_path / "data") as store:
        assert await store.write(work) == "database is locked"
        assert await asyncio.to_thread(other_hand) == "written"


# What is promised of every connection

PROMISED = {"synchronous": 2, "foreign_keys": 1, "journal_mode": "wal", "secure_delete": 1, "busy_timeout": 5000}


def pragmas(conn: Connection) -> dict[str, Any]:
    asked = (*PROMISED, "query_only")
    return {name: conn.exec_driver_sql(f"PRAGMA {name}").scalar() for name in asked}


async def test_every_connection_keeps_what_is_promised(tmp_path: Path) -> None:
    async with open_store(tmp_path / "data") as store:
        assert await store.write(pragmas) == PROMISED | {"query_only": 0}
        assert [await lane.run(pragmas) for lane in store._reading] == [PROMISED | {"query_only": 1}] * engine.READERS
        async with open_reader(tmp_path / "data") as reader:
            assert reader is not None
            assert await reader.read(pragmas) == PROMISED | {"query_only": 1}


async def test_a_reader_cannot_write(tmp_path: Path) -> None:
    async with open_store(tmp_path / "data") as store:
        with pytest.raises(OperationalError, match="readonly"):
            await store.read(add_person)
        assert await store.read(names) == []


# The schema


def dump(path: Path) -> str:
    """Return what makes a database of this schema anew: its numbers, tables and indexes, and its migration."""
    connection = sqlite3.connect(path)
    try:
        numbers = [
            (name, *connection.execute(f"PRAGMA {name}").fetchone()) for name in ("application_id", "user_version")
        ]
        made = connection.execute(
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type = 'index', tbl_name, name"
        ).fetchall()
        ((at,),) = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    finally:
        connection.close()
    statements = [re.sub(r"\s*\n\s*STRICT\s*$", " STRICT", re.sub(r"[ \t]+\n", "\n", sql)) for (sql,) in made]
    lines = [
        "-- A database of this schema as it is made. What was released is never changed: a newer one has its own file.",
        *(f"PRAGMA {name} = {number};" for name, number in numbers),
        *(statement.strip().replace("\t", "  ") + ";" for statement in statements),
        f"INSERT INTO alembic_version VALUES ('{at}');",  # noqa: S608 - a number of our own
    ]
    return "\n".join(lines) + "\n"


def facts(conn: Connection, table: str) -> dict[str, Any]:
    """Return what SQLite knows of a table, whatever words it was made with."""
    columns = conn.exec_driver_sql(f"PRAGMA table_xinfo({table})").all()
    keys = conn.exec_driver_sql(f"PRAGMA foreign_key_list({table})").all()
    indexes = {
        index.name if index.origin == "c" else index.origin: None
        for index in conn.exec_driver_sql(f"PRAGMA index_list({table})")
    }
    unique = sorted(
        (
            index.origin,
            index.unique,
            index.partial,
            tuple(each.name for each in conn.exec_driver_sql(f"PRAGMA index_info({index.name})")),
        )
        for index in conn.exec_driver_sql(f"PRAGMA index_list({table})")
    )
    strict = conn.exec_driver_sql(f"PRAGMA table_list({table})").one().strict
    return {
        "columns": sorted(tuple(column)[1:] for column in columns),
        "keys": sorted(tuple(key)[2:] for key in keys),
        "indexes": sorted(indexes),
        "unique": unique,
        "strict": strict,
    }


async def test_the_sum_of_the_migrations_is_the_tables(tmp_path: Path) -> None:
    path = await make(tmp_path / "data")
    migrated = create_engine("sqlite://", creator=lambda: sqlite3.connect(path))
    made = create_engine("sqlite://")
    with migrated.connect() as conn, made.begin() as wanted:
        context = MigrationContext.configure(conn, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, tables.metadata) == []
        tables.metadata.create_all(wanted)
        for table in tables.metadata.tables:
            assert facts(conn, table) == facts(wanted, table), table
    migrated.dispose()
    made.dispose()


async def test_every_table_is_strict(tmp_path: Path) -> None:
    async with open_store(tmp_path / "data") as store:
        rows = await store.read(lambda conn: conn.exec_driver_sql("PRAGMA table_list").all())
    strict = {row.name: row.strict for row in rows if not row.name.startswith(("sqlite_", "alembic_"))}
    assert strict == dict.fromkeys(tables.metadata.tables, 1)


async def test_a_number_is_not_taken_for_a_text(tmp_path: Path) -> None:
    async with open_store(tmp_path / "data") as store:
        with pytest.raises(IntegrityError, match="cannot store TEXT value in INTEGER column"):
            await store.write(lambda conn: conn.exec_driver_sql("INSERT INTO bell (rang_at) VALUES ('soon')"))


def test_the_newest_schema_has_a_file() -> None:
    assert max(path.name for path in SCHEMAS.glob("*.sql")) == f"{SCHEMA:04}.sql"


async def test_a_fresh_database_has_exactly_the_newest_schema(tmp_path: Path) -> None:
    """To write the file of a new schema: python tests/store/test_engine.py >tests/store/schemas/NUMBER.sql"""
    released = SCHEMAS / f"{SCHEMA:04}.sql"
    assert dump(await make(tmp_path / "data")) == await asyncio.to_thread(released.read_text, encoding="utf-8")


def from_dump(path: Path, number: int) -> sqlite3.Connection:
    connection = sqlite3.connect(path)
    connection.executescript((SCHEMAS / f"{number:04}.sql").read_text(encoding="utf-8"))
    return connection


@pytest.mark.parametrize("number", range(1, SCHEMA + 1))
async def test_a_database_of_every_released_schema_is_opened(tmp_path: Path, number: int) -> None:
    (tmp_path / "data").mkdir()
    connection = from_dump(tmp_path / "data" / FILE_NAME, number)
    if number >= database_file.SINCE["origin"]:
        key = new_key(tmp_path / "data", tmp_path / "key")
        proof = key.keys.seal("origin.sealed", Secret(HOUSE, {"uid": key.database}))
        connection.execute("INSERT INTO origin (uid, sealed) VALUES (?, ?)", (key.database, proof))
        connection.commit()
    connection.close()
    async with open_store(tmp_path / "data", tmp_path / "key") as store:
        await store.write(add_person)
        assert await store.read(names) == ["Ana"]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        sys.stdout.write(dump(asyncio.run(make(Path(folder) / "data"))))
