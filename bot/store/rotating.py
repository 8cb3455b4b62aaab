"""A new tree of keys in place of the old one: everything is sealed anew, batch by batch.

The key file holds both trees until nothing is left of the old one. So it can stop at any moment: what is sealed under
either can be read, azalea can be started in between, and to do it again goes on where it stopped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from sqlalchemy import Column, Connection, LargeBinary, Table, bindparam, func, select, type_coerce, update

from bot.store.columns import Sealed, keys_of
from bot.store.engine import Store
from bot.store.tables import metadata

BATCH = 500  # values of one transaction

Place = tuple[Table, Column[Any], str]
Tell = Callable[[int, int], None]  # how many values were looked at, and how many there are; once a hundredth


async def rotate(store: Store, tell: Tell) -> None:
    """Seal everything with a new key, and let the old one be gone. Raises BadKey."""
    key = store.key
    if len(key.keys.trees) == 1:
        key.change((key.keys.trees[0].renewed(), *key.keys.trees))
    places = list(_places())
    of = await store.read(lambda conn: sum(_count(conn, place) for place in places))
    done = 0
    for place in places:
        last = 0
        while ids := await store.write(partial(_renew, place=place, after=last)):
            last = ids[-1]
            before, done = done, done + len(ids)
            if 100 * before // of < 100 * done // of:
                tell(done, of)
    await store.forget()
    key.change(key.keys.trees[:1])


def _places() -> Iterator[Place]:
    for table in metadata.sorted_tables:
        for column in table.c:
            if isinstance(column.type, Sealed):
                yield table, column, column.type.place


def _count(conn: Connection, place: Place) -> int:
    return conn.execute(select(func.count(place[1]))).scalar_one()


def _renew(conn: Connection, place: Place, after: int) -> list[int]:
    """Seal the next values of a column anew, and return the ids of their rows."""
    table, column, name = place
    blob = type_coerce(column, LargeBinary).label("blob")
    query = select(table.c.id, blob).where(table.c.id > after, column.is_not(None)).order_by(table.c.id).limit(BATCH)
    rows = conn.execute(query).all()
    keys = keys_of(conn)
    renewed = [{"row": row.id, "new": keys.renewed(name, row.blob)} for row in rows]
    changed = [one for one in renewed if one["new"] is not None]
    if changed:
        statement = update(table).where(table.c.id == bindparam("row"))
        conn.execute(statement.values({column: bindparam("new", type_=LargeBinary)}), changed)
    return [row.id for row in rows]
