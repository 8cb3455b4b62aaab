"""The database file, while it is not open: looked at, made, brought up to date, matched with its key."""

from __future__ import annotations

import logging
import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, Connection, create_engine, event, insert
from sqlalchemy.engine import Engine
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import StaticPool

from bot.store.columns import unlock
from bot.store.disk import make_private, remove, sync_folder
from bot.store.key_file import BadKey, KeyFile, key_path, new_key, read_key
from bot.store.keys import HOUSE, Keys, Secret
from bot.store.tables import metadata, origin

FILE_NAME = "azalea.db"
APPLICATION_ID = 0x617A616C  # "azal"
SCHEMA = 3  # the newest migration
SINCE = {"keepers": 2, "origin": 2, "codes": 3}  # tables that older schemas do not have
HEADER = 100  # bytes of a SQLite file that say what it is (sqlite.org/fileformat.html)
KEPT = "nothing was changed: move it away or bring back a backup, then start again."

log = logging.getLogger(__name__)


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


def prepare(path: Path, chosen: Path | None) -> KeyFile:
    """Make the database, or bring it up to date, and return its key. Raises BadStore and BadKey."""
    if not path.exists() and not path.is_symlink():
        return _make(path, chosen)
    found = check_file(path)
    key = find_key(path, found, chosen) if found.uid else new_key(path.parent, chosen)
    if not os.access(key.path.parent, os.W_OK | os.X_OK):
        message = f"I may not write in {key.path.parent}, as I must when somebody is erased: give me the right to."
        raise BadKey(message)
    if found.behind:
        _upgrade(path, key)
    key.settle()
    _drop_copy(path)
    return key


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


def _make(path: Path, chosen: Path | None) -> KeyFile:
    left = next((one for one in (f"{path}-wal", f"{path}-shm") if Path(one).exists()), None)
    if left is not None:
        message = f"{path} is gone but {left} is there and nothing was changed: move that away too, then start again."
        raise BadStore(message)
    key = new_key(path.parent, chosen)
    # Built under another name and renamed when it is whole: a half-made file under our name is never ours.
    fresh = path.with_name(path.name + ".new")
    for leftover in path.parent.glob(fresh.name + "*"):
        leftover.unlink()
    make_private(fresh).close()
    with _opened(fresh, key.keys, f"PRAGMA application_id = {APPLICATION_ID}") as engine, engine.begin() as connection:
        _migrate(connection, key)
    fresh.rename(path)
    sync_folder(path.parent)
    key.settle()
    return key


def _upgrade(path: Path, key: KeyFile) -> None:
    """Bring a database up to date in one transaction, with a copy of what it was beside it until that is done.

    Until schema 2 nothing was sealed: neither the copy nor a page of the file may outlast what replaces them.
    """
    copy = _copy_of(path)
    copy.unlink(missing_ok=True)
    log.info("bringing %s up to date; until that is done %s is what it was", path, copy.name)
    try:
        _copy(path, copy)
        with _opened(path, key.keys, "PRAGMA secure_delete = ON") as engine, engine.begin() as connection:
            _migrate(connection, key)
    except (OSError, sqlite3.Error, DatabaseError) as error:
        message = f"{path} could not be brought up to date and nothing was changed: is there room on the disk?"
        raise BadStore(message) from error


def _copy_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.before-{SCHEMA:04}")


def _copy(path: Path, copy: Path) -> None:
    with make_private(copy) as file:
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
        os.fsync(file.fileno())
    sync_folder(copy.parent)


def _drop_copy(path: Path) -> None:
    copy = _copy_of(path)
    if not copy.exists():
        return
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    if trouble(path):
        message = f"{path} is damaged, {copy} is what it was before it was brought up to date, and nothing was changed."
        raise BadStore(message)
    remove(copy)


@contextmanager
def _opened(path: Path, keys: Keys, pragma: str) -> Iterator[Engine]:
    engine = create_engine(URL.create("sqlite", database=str(path)), poolclass=StaticPool, hide_parameters=True)
    prepare_connections(engine, "BEGIN IMMEDIATE", (pragma, "PRAGMA synchronous = FULL", "PRAGMA busy_timeout = 5000"))
    unlock(engine, keys)
    try:
        yield engine
    finally:
        engine.dispose()


def prepare_connections(engine: Engine, begin: str, pragmas: tuple[str, ...]) -> None:
    """Let every connection of an engine start with some pragmas, and every transaction with *begin*."""

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


def _migrate(connection: Connection, key: KeyFile) -> None:
    # Alembic takes a quarter of a second and several megabytes to import, and is needed when a schema is behind.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA}")
    if connection.execute(origin.select()).first() is None:
        value = Secret(HOUSE, {"uid": key.database})
        connection.execute(insert(origin).values(uid=key.database, sealed=value))
