"""The column types: the only ones a table may use, so that SQLite (STRICT) and, later, PostgreSQL hold the same."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import BigInteger, Connection, Dialect, Integer, LargeBinary, Text
from sqlalchemy.engine import Engine
from sqlalchemy.types import TypeDecorator

from bot.store.keys import Keys, Secret

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)

Number = BigInteger().with_variant(Integer(), "sqlite")  # STRICT tables know INTEGER alone


class Instant(TypeDecorator[datetime]):
    """A moment: whole milliseconds since 1970, UTC. Only aware datetimes get in."""

    impl = Number
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """Refuse a naive datetime, count the milliseconds of an aware one."""
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            message = "an instant needs a zone"
            raise ValueError(message)
        return (value - EPOCH) // MILLISECOND

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        """Return an aware datetime in UTC."""
        del dialect
        return None if value is None else EPOCH + value * MILLISECOND


class Day(TypeDecorator[date]):
    """A local day, as 2026-12-01."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        """Write the ISO form."""
        del dialect
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:
        """Read the ISO form."""
        del dialect
        return None if value is None else date.fromisoformat(value)


class Wall(TypeDecorator[time]):
    """A wall time, as 08:00."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: time | None, dialect: Dialect) -> str | None:
        """Write hours and minutes."""
        del dialect
        return None if value is None else value.strftime("%H:%M")

    def process_result_value(self, value: str | None, dialect: Dialect) -> time | None:
        """Read hours and minutes."""
        del dialect
        return None if value is None else time.fromisoformat(value)


class Flag(TypeDecorator[bool]):
    """Yes or no, as 1 or 0."""

    impl = Number
    cache_ok = True

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> int | None:  # noqa: FBT001 - SQLAlchemy's shape
        """Write 1 or 0."""
        del dialect
        return None if value is None else int(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> bool | None:
        """Read 1 or 0."""
        del dialect
        return None if value is None else bool(value)


class Sealed(TypeDecorator[Any]):
    """Everything personal in a row, as one value that no query looks into.

    A Secret goes in, sealed under its owner's key; a dict comes out. What cannot be opened comes out as None, so that
    only who needs it fails, not the rows beside it. *place*, the column's own name, is sealed in with the value.
    """

    impl = LargeBinary
    cache_ok = True

    def __init__(self, place: str) -> None:
        """Keep the name of table and column."""
        super().__init__()
        self.place = place

    def process_bind_param(self, value: Secret | None, dialect: Dialect) -> bytes | None:
        """Seal it."""
        return None if value is None else _KEYS[dialect].seal(self.place, value)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> dict[str, Any] | None:
        """Open it."""
        return None if value is None else _KEYS[dialect].open(self.place, value)


# A column type sees no connection, only its dialect, and each engine has one of its own.
_KEYS: WeakKeyDictionary[Dialect, Keys] = WeakKeyDictionary()


def unlock(engine: Engine, keys: Keys) -> None:
    """Let an engine seal and open values with some keys."""
    _KEYS[engine.dialect] = keys


def keys_of(conn: Connection) -> Keys:
    """Return the keys that the engine of a connection was given."""
    return _KEYS[conn.dialect]
