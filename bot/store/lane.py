"""One connection to the database, in a thread of its own: a whole transaction is one visit there.

aiosqlite keeps the thread. Visited statement by statement, as its own cursors do, an answer went there and back some
250 times, and that took several times as long as the statements. SQLite only.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar, cast

import aiosqlite
from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import StaticPool

from bot.store.columns import unlock
from bot.store.keys import Keys
from bot.store.preparing import prepare_connections, transaction

T = TypeVar("T")
Work = Callable[[Connection], T]

ROWS_AT_ONCE = 64  # aiosqlite asks how many rows its own cursors fetch; ours fetch for themselves


class Lane:
    """Runs works one after the other, each in a transaction that starts with *begin*."""

    def __init__(self, path: Path, keys: Keys, begin: str, pragmas: tuple[str, ...]) -> None:
        """Open nothing yet."""
        self._thread = aiosqlite.Connection(lambda: self._opened(path), ROWS_AT_ONCE)
        self._engine = create_engine(
            "sqlite://", creator=lambda: self._connection, poolclass=StaticPool, hide_parameters=True
        )
        prepare_connections(self._engine, pragmas)
        unlock(self._engine, keys)
        self._begin = begin
        self.waiting = 0

    def _opened(self, path: Path) -> sqlite3.Connection:
        self._connection = sqlite3.connect(path)
        return self._connection

    async def open(self) -> None:
        """Connect."""
        _ = await self._thread

    async def run(self, work: Work[T]) -> T:
        """Run *work* in a transaction. Who is cancelled stops waiting; what was begun goes on to its end."""
        self.waiting += 1
        try:
            # aiosqlite offers no other way to have something done in its thread; SQLAlchemy's dialect reaches in too.
            visit = cast("Awaitable[T]", self._thread._execute(self._transact, work))  # type: ignore[no-untyped-call]  # noqa: SLF001
            return await visit
        finally:
            self.waiting -= 1

    def _transact(self, work: Work[T]) -> T:
        with transaction(self._engine, self._begin) as connection:
            return work(connection)

    async def outside(self, statement: str) -> None:
        """Run a statement that cannot be in a transaction."""
        await self._thread.execute_fetchall(statement)

    async def close(self) -> None:
        """Finish what was begun, then let go of the file."""
        await self._thread.close()
