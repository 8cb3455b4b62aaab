"""The database, open: locked, read by some, written to by one hand. With preparing and database_file, it knows SQLite.

    open_store(folder, key_file)   ->  Store: `await store.write(work)`, `await store.read(work)`
    open_reader(folder, key_file)  ->  the same without `write`, beside a running azalea
    write_beside(folder, key_file, work)   one transaction, beside a running azalea or alone

`work(conn)` is a plain function over a SQLAlchemy connection; it may be run again. *key_file* is where the key lies
that was chosen; None is the usual place.
"""

from __future__ import annotations

import asyncio
import fcntl
import logging
import os
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager, contextmanager
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection

from bot.store import erasing
from bot.store.database_file import FILE_NAME, BadStore, check_file, find_key
from bot.store.key_file import KeyFile, key_path
from bot.store.keys import Keys, Tree
from bot.store.lane import Lane, Work
from bot.store.preparing import prepare

T = TypeVar("T")

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

    def __init__(self, reading: Sequence[Lane]) -> None:
        """Take the connections to read with."""
        self._reading = reading

    async def read(self, work: Work[T]) -> T:
        """Run *work* over one consistent view of the data."""
        return await min(self._reading, key=lambda lane: lane.waiting).run(work)


class Store(Reader):
    """The database, with its one writer."""

    def __init__(self, writing: Lane, reading: Sequence[Lane], key: KeyFile) -> None:
        """Take the connections, and the key that all is sealed with."""
        super().__init__(reading)
        self.key = key
        self._writing = writing

    async def write(self, work: Work[T]) -> T:
        """Run *work* in a transaction of its own and return what it returned once that is on the disk.

        A caller that is cancelled stops waiting; the transaction goes on to its end.
        """
        return await self._writing.run(work)

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
        await self._writing.outside("PRAGMA wal_checkpoint(TRUNCATE)")


@asynccontextmanager
async def _lanes(path: Path, keys: Keys, number: int, begin: str, *extra: str) -> AsyncIterator[list[Lane]]:
    _hush()
    lanes = [Lane(path, keys, begin, PRAGMAS + extra) for _ in range(number)]
    async with AsyncExitStack() as opened:
        for lane in lanes:
            opened.push_async_callback(lane.close)
            await lane.open()
        yield lanes


def _readers(path: Path, keys: Keys, number: int) -> AbstractAsyncContextManager[list[Lane]]:
    return _lanes(path, keys, number, "BEGIN", "PRAGMA query_only = ON")


@asynccontextmanager
async def open_store(folder: Path, key_file: Path | None = None) -> AsyncIterator[Store]:
    """Open the database in *folder*, made new where there is none, for this process alone. Raises BadStore, BadKey."""
    key_path(folder, "any", key_file)
    with _alone(folder):
        path = folder / FILE_NAME
        key = await asyncio.to_thread(prepare, path, key_file)
        async with (
            _lanes(path, key.keys, 1, "BEGIN IMMEDIATE") as (writing,),
            _readers(path, key.keys, READERS) as some,
        ):
            store = Store(writing, some, key)
            await store.write(erasing.finish)
            yield store


@asynccontextmanager
async def open_reader(folder: Path, key_file: Path | None = None) -> AsyncIterator[Reader | None]:
    """Open the database in *folder* for reading, beside an azalea that may be running; None where there is none."""
    if not (folder / FILE_NAME).exists():
        yield None
        return
    path, keys = await _there(folder, key_file)
    async with _readers(path, keys, 1) as reading:
        yield Reader(reading)


async def _there(folder: Path, key_file: Path | None) -> tuple[Path, Keys]:
    """Return the database in *folder*, and its keys."""
    path = folder / FILE_NAME
    found = await asyncio.to_thread(check_file, path)
    if found.behind:
        message = (
            f"{path} was made by an older azalea than this one: say `azalea chat` once, which brings it up to date."
        )
        raise BadStore(message)
    return path, find_key(path, found, key_file).keys


async def write_beside(folder: Path, key_file: Path | None, work: Work[T]) -> T:
    """Run *work* in a transaction of its own, beside an azalea that may be running. Raises BadStore, BadKey.

    For rows that azalea looks up each time, and that nothing is sealed in: it may be erasing somebody meanwhile. Never
    in the process that azalea runs in: looking at the file there lets go of SQLite's locks on it, and whoever closes it
    next would remove the log that azalea writes to (sqlite.org/howtocorrupt.html, 2.2).
    """
    if not (folder / FILE_NAME).exists():
        async with open_store(folder, key_file):
            pass
    path, keys = await _there(folder, key_file)
    async with _lanes(path, keys, 1, "BEGIN IMMEDIATE") as (writing,):
        return await writing.run(work)


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
