"""The database file, while it is not open: looked at, and matched with its key."""

from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bot.store.key_file import BadKey, KeyFile, key_path, read_key
from bot.store.tables import metadata

FILE_NAME = "azalea.db"
APPLICATION_ID = 0x617A616C  # "azal"
SCHEMA = 5  # the newest migration
SINCE = {
    "keepers": 2,
    "origin": 2,
    "codes": 3,
    "test_plans": 4,
    "tests": 4,
    "occasions": 5,
}  # tables that are not in older ones
HEADER = 100  # bytes of a SQLite file that say what it is (sqlite.org/fileformat.html)
KEPT = "nothing was changed: move it away or bring back a backup, then start again."


class BadStore(Exception):  # noqa: N818 - said as a state
    """The data folder or the database in it cannot be used as it is; nothing was changed. Its text is one sentence."""


@dataclass(frozen=True, slots=True)
class Found:
    """A database that is ours: its schema; and, since schema 2, which one it is, and that once more under its key."""

    schema: int
    uid: str = ""
    sealed: bytes = b""

    @property
    def behind(self) -> bool:
        """Return whether it is of an older schema."""
        return self.schema < SCHEMA


def find_key(path: Path, found: Found, chosen: Path | None) -> KeyFile:
    """Return the key of a database that is there. Raises BadKey. Changes nothing."""
    key = read_key(key_path(path.parent, found.uid, chosen), found.uid)
    if key.keys.open("origin.sealed", found.sealed) != {"uid": found.uid}:
        message = (
            f"{key.path} does not open {path} and nothing was changed: one of them is older than the last new key, "
            f"so bring back the two as they belong together."
        )
        raise BadKey(message)
    return key


def check_file(path: Path) -> Found:
    """Refuse, with BadStore, a file that is not a database of azalea as this version knows it. Changes nothing."""
    try:
        header = _head(path) if stat.S_ISREG(path.stat().st_mode) else None
    except OSError as error:
        message = f"I cannot read {path}: {error.strerror}."
        raise BadStore(message) from error
    if header is None:
        message = f"{path} is not a file and {KEPT}"
    elif not header:
        message = f"{path} is empty and {KEPT}"
    elif not header.startswith(b"SQLite format 3\x00"):
        message = f"{path} is not a database and {KEPT}"
    elif int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        message = f"{path} belongs to another program and {KEPT}"
    elif not os.access(path, os.W_OK):
        message = f"I may not write to {path}: give me the right to, or name another folder with --data."
    elif not _whole(path, header):
        message = f"{path} is damaged and {KEPT}"
    else:
        return _schema(path, header)
    raise BadStore(message)


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(HEADER)


def _wal(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


def _whole(path: Path, header: bytes) -> bool:
    # Bytes 16-17 are the size of a page (1 for 65536), bytes 28-31 the number of pages.
    page = int.from_bytes(header[16:18], "big")
    page = 65536 if page == 1 else page
    size, pages = path.stat().st_size, int.from_bytes(header[28:32], "big")
    return page > 0 and size % page == 0 and (size >= page * pages or _wal(path).exists())


def _schema(path: Path, header: bytes) -> Found:
    newer = f"{path} was made by a newer azalea than this one and nothing was changed: start the newer one."
    if int.from_bytes(header[60:64], "big") > SCHEMA:
        raise BadStore(newer)
    try:
        with closing(_reading(path)) as connection:
            versions = [str(one) for (one,) in connection.execute("SELECT version_num FROM alembic_version")]
            user_version = connection.execute("PRAGMA user_version").fetchone()[0]
            there = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            signed = connection.execute("SELECT uid, sealed FROM origin").fetchall() if "origin" in there else []
    except sqlite3.DatabaseError as error:
        raise BadStore(f"{path} is damaged and {KEPT}") from error
    if user_version > SCHEMA or (len(versions) == 1 and versions[0] > f"{SCHEMA:04}"):
        raise BadStore(newer)
    schema = next((number for number in range(1, SCHEMA + 1) if versions == [f"{number:04}"]), 0)
    wanted = {name for name in metadata.tables if SINCE.get(name, 1) <= schema}
    if not schema or not wanted <= there or len(signed) != ("origin" in wanted):
        raise BadStore(f"{path} is damaged and {KEPT}")
    return Found(schema, *(signed[0] if signed else ()))


def _reading(path: Path) -> sqlite3.Connection:
    # Reading with immutable leaves no -wal and -shm behind; with a -wal there, what it holds counts as well.
    how = "mode=ro" if _wal(path).exists() else "mode=ro&immutable=1"
    return sqlite3.connect(f"{path.absolute().as_uri()}?{how}", uri=True)


def trouble(path: Path) -> str:
    """Return what SQLite finds wrong in the pages of a database, if anything."""
    try:
        with closing(_reading(path)) as connection:
            found = str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
    except sqlite3.DatabaseError:
        return "damaged"
    return "" if found == "ok" else found
