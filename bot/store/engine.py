"""The database file: opened, checked, locked, migrated, written to by one hand. The only place that knows SQLite.

    open_store(folder)   ->  Store: `await store.write(work)`, `await store.read(work)`
    open_reader(folder)  ->  the same without `write`, beside a running azalea

`work(conn)` is a plain function over a SQLAlchemy connection; it may be run again.
"""

from __future__ import annotations

import asyncio
import fcntl
import logging
import os
import sqlite3
import stat
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any, TypeVar, cast

import aiosqlite
from sqlalchemy import URL, Connection, create_engine, event
from sqlalchemy.engine import Engine
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import StaticPool

from bot.store.tables import metadata

T = TypeVar("T")
Work = Callable[[Connection], T]

FILE_NAME = "azalea.db"
APPLICATION_ID = 0x617A616C  # "azal"
SCHEMA = 1  # the newest migration
READERS = 2
HEADER = 100  # bytes of a SQLite file that say what it is (sqlite.org/fileformat.html)

PRAGMAS = (
    "PRAGMA busy_timeout = 5000",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # NORMAL loses acknowledged answers in a power cut
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
)

# These libraries print parameters and rows when somebody turns everything on; people's words are among them.
TALKATIVE = (
    "aiosqlite",
    "sqlalchemy.engine.Engine",
    "sqlalchemy.pool.impl.AsyncAdaptedQueuePool",
    "sqlalchemy.pool.impl.QueuePool",
    "sqlalchemy.pool.impl.StaticPool",
)


class BadStore(Exception):  # noqa: N818 - said as a state
    """The data folder or the database in it cannot be used as it is; nothing was changed. Its text is one sentence."""


class _WarningsOnly(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        return record.levelno >= logging.WARNING


def _hush() -> None:
    # A filter stays when levels change.
    for name in TALKATIVE:
        logger = logging.getLogger(name)
        if not any(isinstance(known, _WarningsOnly) for known in logger.filters):
            logger.addFilter(_WarningsOnly())


class Reader:
    """Reads the database, without ever writing to it."""

    def __init__(self, path: Path, readers: int = READERS) -> None:
        """Open nothing yet: connections are made when they are first needed."""
        _hush()
        self._reading = _engine(path, readers, begin="BEGIN", extra=("PRAGMA query_only = ON",))

    async def read(self, work: Work[T]) -> T:
        """Run *work* over one consistent view of the data."""
        async with self._reading.begin() as connection:
            return await connection.run_sync(work)

    async def close(self) -> None:
        """Let go of the connections."""
        await self._reading.dispose()


class Store(Reader):
    """The database, with its one writer."""

    def __init__(self, path: Path) -> None:
        """Open nothing yet."""
        super().__init__(path)
        self._writing = _engine(path, 1, begin="BEGIN IMMEDIATE")
        self._turn = asyncio.Lock()
        self._works: set[asyncio.Task[Any]] = set()

    async def write(self, work: Work[T]) -> T:
        """Run *work* in a transaction of its own and return what it returned once that is on the disk.

        A caller that is cancelled stops waiting; the transaction goes on to its end.
        """
        task = asyncio.create_task(self._commit(work))
        self._works.add(task)
        task.add_done_callback(self._works.discard)
        return await asyncio.shield(task)

    async def _commit(self, work: Work[T]) -> T:
        async with self._turn, self._writing.begin() as connection:
            return await connection.run_sync(work)

    async def forget(self) -> None:
        """Let what was wiped be gone from the disk: the write-ahead log keeps it until it is emptied."""
        async with self._turn, self._writing.connect() as connection:
            raw = await connection.get_raw_connection()
            driver = cast("aiosqlite.Connection", raw.driver_connection)  # a checkpoint cannot run in a transaction
            await driver.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")

    async def close(self) -> None:
        """Finish what was begun, then let go of the file."""
        while self._works:
            await asyncio.wait(self._works)
        await self._writing.dispose()
        await super().close()


def _engine(path: Path, size: int, begin: str, extra: tuple[str, ...] = ()) -> AsyncEngine:
    url = URL.create("sqlite+aiosqlite", database=str(path))  # not as text: a folder's name may hold "?" or "%"
    engine = create_async_engine(url, pool_size=size, max_overflow=0, hide_parameters=True)
    _prepare_connections(engine.sync_engine, begin, PRAGMAS + extra)
    return engine


def _prepare_connections(engine: Engine, begin: str, pragmas: tuple[str, ...]) -> None:
    @event.listens_for(engine, "connect")
    def connected(connection: DBAPIConnection, _record: object) -> None:
        # Python's own transaction handling would begin too late and leave DDL outside; ours begins in `begun`.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(pragma)
        cursor.close()

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        connection.exec_driver_sql(begin)


@asynccontextmanager
async def open_store(folder: Path) -> AsyncIterator[Store]:
    """Open the database in *folder*, made new where there is none, for this process alone. Raises BadStore."""
    with _alone(folder):
        path = folder / FILE_NAME
        await asyncio.to_thread(_prepare, path)
        store = Store(path)
        try:
            yield store
        finally:
            await store.close()


@asynccontextmanager
async def open_reader(folder: Path) -> AsyncIterator[Reader | None]:
    """Open the database in *folder* for reading, beside an azalea that may be running; None where there is none."""
    path = folder / FILE_NAME
    if not path.exists():
        yield None
        return
    await asyncio.to_thread(check_file, path)
    reader = Reader(path, readers=1)
    try:
        yield reader
    finally:
        await reader.close()


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    # The lock is on the folder itself, so that refusing to start leaves no trace in it.
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError as error:
        message = f"I cannot use the folder {folder}: {error.strerror}; name another one with --data."
        raise BadStore(message) from error
    try:
        if not os.access(folder, os.W_OK | os.X_OK):
            message = f"I may not write in the folder {folder}: give me the right to, or name another one with --data."
            raise BadStore(message)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            message = (
                f"Another azalea is running on the folder {folder}: stop it first, or name another one with --data."
            )
            raise BadStore(message) from error
        yield
    finally:
        os.close(handle)


def _prepare(path: Path) -> None:
    if path.exists() or path.is_symlink():
        check_file(path)
        return
    left = next((one for one in (f"{path}-wal", f"{path}-shm") if Path(one).exists()), None)
    if left is not None:
        message = f"{path} is gone but {left} is there and nothing was changed: move that away too, then start again."
        raise BadStore(message)
    _create(path)


def check_file(path: Path) -> None:
    """Refuse, with BadStore, a file that is not a database of azalea as this version knows it. Changes nothing."""
    kept = "nothing was changed: move it away or bring back a backup, then start again."
    try:
        header = _head(path) if stat.S_ISREG(path.stat().st_mode) else None
    except OSError as error:
        message = f"I cannot read {path}: {error.strerror}."
        raise BadStore(message) from error
    if header is None:
        message = f"{path} is not a file and {kept}"
    elif not header:
        message = f"{path} is empty and {kept}"
    elif not header.startswith(b"SQLite format 3\x00"):
        message = f"{path} is not a database and {kept}"
    elif int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        message = f"{path} belongs to another program and {kept}"
    elif not os.access(path, os.W_OK):
        message = f"I may not write to {path}: give me the right to, or name another folder with --data."
    else:
        message = _size_trouble(path, header, kept) or _schema_trouble(path, header, kept)
    if message:
        raise BadStore(message)


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(HEADER)


def _wal(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


def _size_trouble(path: Path, header: bytes, kept: str) -> str:
    # Bytes 16-17 are the size of a page (1 for 65536), bytes 28-31 the number of pages.
    page = int.from_bytes(header[16:18], "big")
    page = 65536 if page == 1 else page
    size, pages = path.stat().st_size, int.from_bytes(header[28:32], "big")
    whole = page > 0 and size % page == 0 and (size >= page * pages or _wal(path).exists())
    return "" if whole else f"{path} is damaged and {kept}"


def _schema_trouble(path: Path, header: bytes, kept: str) -> str:
    user_version = int.from_bytes(header[60:64], "big")
    newer = f"{path} was made by a newer azalea than this one and nothing was changed: start the newer one."
    if user_version > SCHEMA:
        return newer
    # Reading with immutable leaves no -wal and -shm behind; with a -wal there, what it holds counts as well.
    how = "mode=ro" if _wal(path).exists() else "mode=ro&immutable=1"
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?{how}", uri=True)
        try:
            found = connection.execute("SELECT version_num FROM alembic_version").fetchall()
            user_version = connection.execute("PRAGMA user_version").fetchone()[0]
            there = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        finally:
            connection.close()
    except sqlite3.DatabaseError:
        return f"{path} is damaged and {kept}"
    known = f"{SCHEMA:04}"
    if user_version > SCHEMA or (len(found) == 1 and str(found[0][0]) > known):
        return newer
    return "" if found == [(known,)] and metadata.tables.keys() <= there else f"{path} is damaged and {kept}"


def _create(path: Path) -> None:
    # Built under another name and renamed when it is whole: a half-made file under our name is never ours.
    fresh = path.with_name(path.name + ".new")
    for leftover in path.parent.glob(fresh.name + "*"):
        leftover.unlink()
    os.close(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    engine = create_engine(URL.create("sqlite", database=str(fresh)), poolclass=StaticPool, hide_parameters=True)
    _prepare_connections(
        engine,
        "BEGIN IMMEDIATE",
        (f"PRAGMA application_id = {APPLICATION_ID}", f"PRAGMA user_version = {SCHEMA}", "PRAGMA synchronous = FULL"),
    )
    with engine.begin() as connection:
        _migrate(connection)
    engine.dispose()
    fresh.rename(path)
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _migrate(connection: Connection) -> None:
    # Alembic takes a quarter of a second and several megabytes to import, and is needed once in a database's life.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
