"""The column types: the only ones a table may use, so that SQLite (STRICT) and, later, PostgreSQL hold the same."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import BigInteger, Dialect, Integer, LargeBinary, Text
from sqlalchemy.types import TypeDecorator

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


class Sealed(TypeDecorator[dict[str, Any]]):
    """Everything personal in a row, as one value that no query looks into. JSON, for now, in bytes."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: dict[str, Any] | None, dialect: Dialect) -> bytes | None:
        """Write compact JSON."""
        del dialect
        return None if value is None else json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> dict[str, Any] | None:
        """Read it back; None for what cannot be read, so that only who needs it fails, not the rows beside it."""
        del dialect
        try:
            read = json.loads(value.decode()) if value is not None else None
        except ValueError:
            return None
        return read if isinstance(read, dict) else None
