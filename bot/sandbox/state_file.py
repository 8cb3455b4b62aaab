"""What the sandbox keeps, in one SQLite file: a table for each kind of thing, a row for each thing, as JSON.

Rows are written in batches, a few times a second, so that a message costs no commit of its own. An orderly stop
writes the last batch. After a kill -9 of the sandbox the last fraction of a second is lost; the file stays whole.
"""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

FILE_NAME = "sandbox.sqlite3"
TABLES = ("people", "chats", "messages", "updates", "queries", "files", "facts")
CLOCK = "clock"  # the fact that says what the time was
BATCH = 0.2  # seconds until what changed is written

Json = dict[str, Any]


class BadState(Exception):  # noqa: N818 - a state of a folder, said as one
    """The folder cannot be used, said in one sentence."""


class StateFile:
    """The file in *folder*, for this process alone; without a folder nothing is kept. Raises BadState."""

    def __init__(self, folder: Path | None) -> None:
        self._changed: dict[tuple[str, str], Json | None] = {}
        self._timer: asyncio.TimerHandle | None = None
        self._connection = None if folder is None else _opened(folder / FILE_NAME)

    def read(self, table: str) -> Iterator[tuple[str, Json]]:
        """Yield what was kept in one table, in the order in which it came."""
        if self._connection is not None:
            query = f"SELECT key, body FROM {table} ORDER BY rowid"  # noqa: S608 - one of TABLES
            yield from ((key, json.loads(body)) for key, body in self._connection.execute(query))

    def put(self, table: str, key: object, body: Json | None) -> None:
        """Keep *body* as it will be when the batch is written; None removes the row."""
        if self._connection is None:
            return
        self._changed[table, str(key)] = body
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(BATCH, self.write)

    def write(self) -> None:
        """Write what changed since the last batch."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._connection is None or not self._changed:
            return
        with self._connection:
            for table in TABLES:
                rows = [(key, body) for (where, key), body in self._changed.items() if where == table]
                gone = [(key,) for key, body in rows if body is None]
                kept = [(key, json.dumps(body)) for key, body in rows if body is not None]
                self._connection.executemany(f"DELETE FROM {table} WHERE key = ?", gone)  # noqa: S608 - one of TABLES
                upsert = (
                    f"INSERT INTO {table} (key, body) VALUES (?, ?) "  # noqa: S608 - one of TABLES
                    f"ON CONFLICT (key) DO UPDATE SET body = excluded.body"
                )
                self._connection.executemany(upsert, kept)
        self._changed.clear()

    def close(self) -> None:
        """Write the last batch and let go of the file."""
        self.write()
        if self._connection is not None:
            self._connection.close()


def stood_at(folder: Path) -> datetime | None:
    """Return what the time was when a sandbox on *folder* was stopped; None where there was none. Raises BadState."""
    if not (folder / FILE_NAME).exists():
        return None
    file = StateFile(folder)
    try:
        kept = dict(file.read("facts")).get(CLOCK)
    finally:
        file.close()
    return datetime.fromisoformat(kept["at"]) if kept else None


def _opened(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    connection = sqlite3.connect(path, timeout=0)
    try:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        for table in TABLES:
            connection.execute(f"CREATE TABLE IF NOT EXISTS {table} (key TEXT PRIMARY KEY, body TEXT NOT NULL)")
    except sqlite3.DatabaseError as error:
        connection.close()
        raise BadState(f"{path} cannot be used: {error}. Is another sandbox running on it?") from error
    return connection
