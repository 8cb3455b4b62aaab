"""Rows: the database and the questions put to it, a file for each kind of row. No rules.

The questions are plain functions over a connection; `engine` hands them one, in a transaction. The statement of one
that is put for every answer stands above it, made once: to make a statement takes several times as long as to run it.
Where many rows are read, each is unpacked: a column that is asked for by its name takes longer than all of them so.
"""

from __future__ import annotations

import itertools
import secrets
from collections.abc import Callable
from typing import Any

from sqlalchemy import BindParameter, Connection, Table, bindparam, func, insert, select

from bot.store.columns import keys_of
from bot.store.keys import Owner

THESE: BindParameter[Any] = bindparam("these", expanding=True)  # a list of values, in a statement that is made once


def new_uid() -> str:
    """Return a fresh opaque name for a row: 72 bits, fit for a button."""
    return secrets.token_urlsafe(9)


def new_row(conn: Connection, table: Table, values: dict[str, Any]) -> int:
    """Add one row and return its id."""
    added: int = conn.execute(insert(table).values(values).returning(table.c.id)).scalar_one()
    return added


def new_owner(conn: Connection, table: Table, owner: Callable[[int], Owner]) -> int:
    """Return the id for a row that others' values are sealed for. One that was erased is never given out again."""
    newest: int = conn.execute(select(func.max(table.c.id))).scalar() or 0
    keys = keys_of(conn)
    return next(one for one in itertools.count(newest + 1) if not keys.struck_out(owner(one)))
