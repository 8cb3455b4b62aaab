"""Rows: the database and the questions put to it, a file for each kind of row. No rules.

The questions are plain functions over a connection; `engine` hands them one, in a transaction.
"""

from __future__ import annotations

import secrets
from typing import Any

from sqlalchemy import Connection, Table, insert


def new_uid() -> str:
    """Return a fresh opaque name for a row: 72 bits, fit for a button."""
    return secrets.token_urlsafe(9)


def new_row(conn: Connection, table: Table, values: dict[str, Any]) -> int:
    """Add one row and return its id."""
    added: int = conn.execute(insert(table).values(values).returning(table.c.id)).scalar_one()
    return added
