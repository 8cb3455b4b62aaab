"""The database file, before it is opened: made, or brought up to date."""

from __future__ import annotations

import logging
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, create_engine, event, insert
from sqlalchemy.engine import Engine
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import StaticPool

from bot.store.columns import unlock
from bot.store.database_file import APPLICATION_ID, SCHEMA, BadStore, check_file, find_key, trouble
from bot.store.disk import make_private, remove, sync_folder
from bot.store.key_file import BadKey, KeyFile, new_key
from bot.store.keys import HOUSE, Keys, Secret
from bot.store.tables import origin

log = logging.getLogger(__name__)


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
    with _opened(fresh, key.keys, f"PRAGMA application_id = {APPLICATION_ID}") as connection:
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
        with _opened(path, key.keys, "PRAGMA secure_delete = ON") as connection:
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
def _opened(path: Path, keys: Keys, pragma: str) -> Iterator[Connection]:
    engine = create_engine(URL.create("sqlite", database=str(path)), poolclass=StaticPool, hide_parameters=True)
    prepare_connections(engine, (pragma, "PRAGMA synchronous = FULL", "PRAGMA busy_timeout = 5000"))
    unlock(engine, keys)
    try:
        with transaction(engine, "BEGIN IMMEDIATE") as connection:
            yield connection
    finally:
        engine.dispose()


def prepare_connections(engine: Engine, pragmas: tuple[str, ...]) -> None:
    """Let every connection of an engine start with some pragmas, and no transaction begin unless it is told to."""

    @event.listens_for(engine, "connect")
    def connected(connection: DBAPIConnection, _record: object) -> None:
        # Python's own transaction handling would begin too late and leave DDL outside.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(pragma)
        cursor.close()


@contextmanager
def transaction(engine: Engine, begin: str) -> Iterator[Connection]:
    """Begin a transaction with *begin*, which SQLAlchemy does not; it ends as `Engine.begin` says.

    A listener to the engine's "begin" would do it too, and slow every statement by a tenth.
    """
    with engine.begin() as connection:
        connection.exec_driver_sql(begin)
        yield connection


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
