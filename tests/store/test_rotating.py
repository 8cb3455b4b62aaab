"""A new key: everything is sealed with it, nothing is lost whenever it is stopped, and the old key opens nothing."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, insert, select

from bot.store import new_uid, rotating, tables
from bot.store.engine import Store, open_store
from bot.store.key_file import BadKey
from bot.store.keys import Keys, Owner, Secret

NOON = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)
NAMES = [f"Ana {number}" for number in range(7)]


@pytest.fixture
async def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a data folder with more people than one batch takes, and with somebody who was erased."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setattr(rotating, "BATCH", 3)
    async with open_store(tmp_path / "data") as store:
        await store.write(lambda conn: add(conn, [*NAMES, "Ben"]))
        await store.erase(len(NAMES) + 1)
    return tmp_path / "data"


def add(conn: Connection, names: list[str]) -> None:
    for number, name in enumerate(names, start=1):
        sealed = Secret(Owner.of_person(number), {"name": name})
        conn.execute(insert(tables.people).values(id=number, uid=new_uid(), created_at=NOON, sealed=sealed))


def named(conn: Connection) -> list[str]:
    return [sealed["name"] for sealed in conn.execute(select(tables.people.c.sealed)).scalars()]


async def rotate(store: Store) -> list[tuple[int, int]]:
    told: list[tuple[int, int]] = []
    await rotating.rotate(store, lambda done, of: told.append((done, of)))
    return told


async def test_everything_is_sealed_with_the_new_key_and_the_old_one_opens_nothing(home: Path) -> None:
    async with open_store(home) as store:
        old = Keys(store.key.keys.trees)
        assert await rotate(store) == [(1, 8), (4, 8), (7, 8), (8, 8)]
        assert await store.read(named) == NAMES
        new = store.key.keys
        assert [tree.name for tree in new.trees] != [tree.name for tree in old.trees]
    async with open_store(home) as store:
        assert await store.read(named) == NAMES
        assert len(store.key.keys.trees) == 1
        store.key.keys.use(old.trees)
        assert set(await store.read(lambda conn: conn.execute(select(tables.people.c.sealed)).scalars().all())) == {
            None
        }


async def test_who_was_erased_stays_erased(home: Path) -> None:
    async with open_store(home) as store:
        await rotate(store)
        assert store.key.keys.erased() == [Owner.of_person(len(NAMES) + 1)]


class Killed(BaseException):
    """What ends a rotation between two batches."""


@pytest.mark.parametrize("batches", [1, 2, 3, 4])
async def test_one_that_was_killed_is_gone_on_with(home: Path, batches: int) -> None:
    def tell(done: int, of: int) -> None:
        del done, of
        told.append(None)
        if len(told) == batches:
            raise Killed

    told: list[None] = []
    with pytest.raises(Killed):
        async with open_store(home) as store:
            await rotating.rotate(store, tell)
    async with open_store(home) as store:
        assert len(store.key.keys.trees) == 2
        assert await store.read(named) == NAMES
        await store.erase(1)
        await rotate(store)
    async with open_store(home) as store:
        assert await store.read(named) == NAMES[1:]
        assert len(store.key.keys.trees) == 1
        assert len(store.key.keys.erased()) == 2


async def test_what_cannot_be_opened_is_left_as_it_is(home: Path) -> None:
    async with open_store(home) as store:
        await store.write(lambda conn: conn.exec_driver_sql("UPDATE people SET sealed = x'0102' WHERE id = 1"))
        await rotate(store)
        assert await store.read(lambda conn: conn.exec_driver_sql("SELECT sealed FROM people").scalar()) == b"\x01\x02"


async def test_a_backup_from_before_is_refused_with_the_new_key(home: Path, tmp_path: Path) -> None:
    shutil.copytree(home, tmp_path / "backup")
    async with open_store(home) as store:
        await rotate(store)
    with pytest.raises(BadKey, match="does not open"):
        async with open_store(tmp_path / "backup"):
            pass
