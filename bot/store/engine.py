"""The database, open: locked, read by some, written to by one hand. With database_file, what knows SQLite.

    open_store(folder, key_file)   ->  Store: `await store.write(work)`, `await store.read(work)`
    open_reader(folder, key_file)  ->  the same without `write`, beside a running azalea

`work(conn)` is a plain function over a SQLAlchemy connection; it may be run again. *key_file* is where the key lies
that was chosen; None is the usual place.
"""

from __future__ import annotations

import asyncio
import fcntl
import logging
import os
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any, TypeVar, cast

import aiosqlite
from sqlalchemy import URL, Connection
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.store import erasing
from bot.store.columns import unlock
from bot.store.database_file import FILE_NAME, BadStore, check_file, find_key, prepare, prepare_connections
from bot.store.key_file import KeyFile, key_path
from bot.store.keys import Keys, Tree

T = TypeVar("T")
Work = Callable[[Connection], T]

READERS = 2

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

    def __init__(self, path: Path, keys: Keys, readers: int = READERS) -> None:
        """Open nothing yet: connections are made when they are first needed."""
        _hush()
        self._reading = _engine(path, keys, readers, begin="BEGIN", extra=("PRAGMA query_only = ON",))

    async def read(self, work: Work[T]) -> T:
        """Run *work* over one consistent view of the data."""
        async with self._reading.begin() as connection:
            return await connection.run_sync(work)

    async def close(self) -> None:
        """Let go of the connections."""
        await self._reading.dispose()


class Store(Reader):
    """The database, with its one writer."""

    def __init__(self, path: Path, key: KeyFile) -> None:
        """Open nothing yet."""
        super().__init__(path, key.keys)
        self.key = key
        self._writing = _engine(path, key.keys, 1, begin="BEGIN IMMEDIATE")
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

    async def erase(self, person_id: int) -> None:
        """Let somebody be gone: their rows, and their key, so that every copy of them is noise. Raises BadKey.

        The key file is written before the rows are committed. After a crash in between a start removes the rows.
        """

        def work(conn: Connection) -> tuple[Tree, ...]:
            trees = self.key.without(erasing.erase(conn, person_id))
            self.key.write(trees)
            return trees

        self.key.keys.use(await self.write(work))
        await self.forget()

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


def _engine(path: Path, keys: Keys, size: int, begin: str, extra: tuple[str, ...] = ()) -> AsyncEngine:
    url = URL.create("sqlite+aiosqlite", database=str(path))  # not as text: a folder's name may hold "?" or "%"
    engine = create_async_engine(url, pool_size=size, max_overflow=0, hide_parameters=True)
    prepare_connections(engine.sync_engine, begin, PRAGMAS + extra)
    unlock(engine.sync_engine, keys)
    return engine


@asynccontextmanager
async def open_store(folder: Path, key_file: Path | None = None) -> AsyncIterator[Store]:
    """Open the database in *folder*, made new where there is none, for this process alone. Raises BadStore, BadKey."""
    key_path(folder, "any", key_file)
    with _alone(folder):
        path = folder / FILE_NAME
        store = Store(path, await asyncio.to_thread(prepare, path, key_file))
        try:
            await store.write(erasing.finish)
            yield store
        finally:
            await store.close()


@asynccontextmanager
async def open_reader(folder: Path, key_file: Path | None = None) -> AsyncIterator[Reader | None]:
    """Open the database in *folder* for reading, beside an azalea that may be running; None where there is none."""
    path = folder / FILE_NAME
    if not path.exists():
        yield None
        return
    found = await asyncio.to_thread(check_file, path)
    if found.behind:
        message = (
            f"{path} was made by an older azalea than this one: say `azalea chat` once, which brings it up to date."
        )
        raise BadStore(message)
    reader = Reader(path, find_key(path, found, key_file).keys, readers=1)
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
