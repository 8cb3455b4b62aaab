"""Whoever is erased is gone: from the data folder, and from every copy of it. All others are as they were."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any, cast

import pytest
from sqlalchemy import Connection, LargeBinary, Table, func, insert, select, type_coerce

from bot.messages import Raw
from bot.store import erasing, inbox, new_uid, outbox, people, posting, reaching, tables
from bot.store.columns import Sealed
from bot.store.engine import Store, open_reader, open_store
from bot.store.key_file import BadKey
from bot.store.keys import HOUSE, Owner, Secret
from bot.store.outbox import Draft
from bot.store.people import Account, Step
from bot.store.posting import Claim, End
from bot.wiring import open_azalea

NOON = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)
TERMINAL = ["terminal"]

# Each person has words of their own in each place, and so has their address.
PLACES = ["name", "plan", "zone", "note", "draft", "said", "button", "heard", "address"]


def canaries(name: str) -> list[str]:
    return [f"{name}-{place}" for place in PLACES]


@pytest.fixture
async def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a data folder in which Ana and Ben live, and whose key is this test's own."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    async with open_store(tmp_path / "data") as store:
        for name in ("Ana", "Ben"):
            await store.write(lambda conn, name=name: live(conn, name))  # type: ignore[misc]
    return tmp_path / "data"


def live(conn: Connection, name: str) -> Account:
    """Let somebody come, and leave a trace everywhere."""
    account = people.add_account(conn, "terminal", f"{name}-address", f"{name}-address", NOON)
    person, circle = people.join(conn, account, f"{name}-name", "1", NOON)
    whose = Owner.of_circle(circle.id)

    def add(table: Table, **values: Any) -> int:
        made: int = conn.execute(insert(table).values(values).returning(table.c.id)).scalar_one()
        return made

    plan = add(
        tables.plans, uid=new_uid(), circle_id=circle.id, kind="dose", state="active", since=NOON, next_at=NOON,
        ask_at=NOON, sealed=Secret(whose, {"pauses": [f"{name}-plan"]}),
    )  # fmt: skip
    add(
        tables.plan_versions, plan_id=plan, circle_id=circle.id, number=1, from_day=date(2026, 12, 1), made_at=NOON,
        made_by=person.id, sealed=Secret(whose, {"intakes": f"{name}-plan"}),
    )  # fmt: skip
    dose = add(
        tables.doses, uid=new_uid(), circle_id=circle.id, plan_id=plan, version=1, local_day=date(2026, 12, 1), turn=1,
        lap=0, wall=time(8), due_at=NOON, closes_at=NOON, state="open", prompts=1, next_step_at=NOON,
        sealed=Secret(whose, {"zone": f"{name}-zone"}),
    )  # fmt: skip
    note = {"circle_id": circle.id, "at": NOON, "by": person.id}
    first = add(tables.diary, uid=new_uid(), dose_id=dose, kind="taken", **note)
    add(tables.diary, uid=new_uid(), dose_id=dose, kind="not_had", corrects=first, **note)
    add(tables.diary, uid=new_uid(), kind="note", sealed=Secret(whose, {"text": f"{name}-note"}), **note)
    add(tables.operator_acts, at=NOON, verb="relink", circle_id=circle.id, sealed=Secret(HOUSE, {"operator": "Lena"}))
    people.ask(conn, account.id, Step("plan", {"words": f"{name}-draft"}), NOON)
    outbox.add(conn, said(name, account, circle.id, dose))
    inbox.keep(conn, [(heard(name), f"{name}-address")])
    return people.account(conn, "terminal", f"{name}-address") or account


def said(name: str, account: Account, circle_id: int | None, dose: int | None = None) -> Draft:
    body, buttons = {"text": f"{name}-said"}, {"id": [f"{name}-button"]}
    return Draft(f"{name} {circle_id} {dose}", account.id, circle_id, body, 0, NOON, buttons, dose)


def heard(name: str) -> Raw:
    return Raw("terminal", f"run of {name}", {"text": f"{name}-heard"}, NOON)


def number_of(conn: Connection, name: str) -> int:
    who = people.account(conn, "terminal", f"{name}-address")
    assert who is not None
    assert who.person_id is not None
    return who.person_id


def counts(conn: Connection) -> dict[str, int]:
    return {
        name: conn.execute(select(func.count()).select_from(table)).scalar_one()
        for name, table in tables.metadata.tables.items()
    }


def words(conn: Connection) -> str:
    """Return all that can be read."""
    rows = [
        str(row)
        for table in tables.metadata.tables.values()
        for row in conn.execute(select(table).order_by(table.c.id))
    ]
    return "\n".join(rows)


def blobs(conn: Connection) -> set[bytes]:
    """Return all sealed values as they lie there."""
    sealed = [
        column for table in tables.metadata.tables.values() for column in table.c if isinstance(column.type, Sealed)
    ]
    return {
        blob
        for column in sealed
        for blob in conn.execute(select(type_coerce(column, LargeBinary)).where(column.is_not(None))).scalars()
    }


def held(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


async def erase(store: Store, name: str) -> None:
    await store.erase(await store.read(lambda conn: number_of(conn, name)))


async def test_what_is_sealed_is_never_in_the_open(home: Path) -> None:
    async with open_store(home) as store:
        readable = await store.read(words)
        await store.write(lambda conn: people.ask(conn, 1, Step("zone", {"words": "Ana-draft"}), NOON))
        open_files = held(home)
    for name in ("Ana", "Ben"):
        assert all(canary in readable for canary in canaries(name))
        sealed = [canary for canary in canaries(name) if not canary.endswith("address")]
        assert not any(canary.encode() in open_files + held(home) for canary in sealed)


async def test_whoever_is_erased_is_gone_and_all_others_are_as_they_were(home: Path) -> None:
    async with open_store(home) as store:
        before = await store.read(counts)
        await erase(store, "Ana")
        readable, after = await store.read(words), await store.read(counts)
    assert not any(canary in readable for canary in canaries("Ana"))
    assert all(canary in readable for canary in canaries("Ben"))
    stay = {"origin", "operator_acts", "keepers", "outages", "bell"}
    assert after == {name: count if name in stay else count // 2 for name, count in before.items()}


async def test_nothing_of_them_is_left_on_the_disk(home: Path) -> None:
    async with open_store(home) as store:
        before = await store.read(blobs)
        await erase(store, "Ana")
        lost = before - await store.read(blobs)
        assert len(lost) >= len(PLACES) - 1
        for left in (held(home), held(home.parent / "config")):
            assert not any(blob in left for blob in lost)
            assert b"Ana" not in left


async def test_a_copy_from_before_holds_nothing_that_can_be_read(home: Path, tmp_path: Path) -> None:
    shutil.copytree(home, tmp_path / "backup")
    async with open_store(home) as store:
        await erase(store, "Ana")
    async with open_reader(tmp_path / "backup") as reader:
        assert reader is not None
        found = await reader.read(words)
    assert [canary for canary in canaries("Ana") if canary in found] == ["Ana-address"]
    async with open_store(tmp_path / "backup") as store:
        restored = await store.read(words)
        await store.forget()
    assert not any(canary in restored for canary in canaries("Ana"))
    assert all(canary in restored for canary in canaries("Ben"))
    assert b"Ana" not in held(tmp_path / "backup")


async def test_a_number_of_somebody_who_was_erased_is_never_given_out_again(home: Path) -> None:
    async with open_store(home) as store:
        await erase(store, "Ben")
        await store.write(lambda conn: live(conn, "Carl"))
        assert await store.read(lambda conn: number_of(conn, "Carl")) == 3


async def test_a_restored_copy_gives_out_no_number_that_was_erased_after_it(home: Path, tmp_path: Path) -> None:
    shutil.copytree(home, tmp_path / "backup")
    async with open_store(home) as store:
        await store.write(lambda conn: live(conn, "Carl"))
        await erase(store, "Carl")
    async with open_store(tmp_path / "backup") as store:
        await store.write(lambda conn: live(conn, "Dana"))
        assert await store.read(lambda conn: number_of(conn, "Dana")) == 4
        found = await store.read(words)
    assert all(canary in found for canary in canaries("Dana"))


async def test_a_key_file_that_cannot_be_written_erases_nobody(home: Path) -> None:
    async with open_store(home) as store:
        before = await store.read(words)
        part = store.key.path.with_name(f"{store.key.path.name}.part")
        part.mkdir()
        with pytest.raises(BadKey, match="cannot write the key file"):
            await erase(store, "Ana")
        assert await store.read(words) == before
        part.rmdir()
        await erase(store, "Ana")
        assert "Ana" not in await store.read(words)


async def test_killed_between_key_and_rows_it_is_finished_by_the_next_start(home: Path) -> None:
    async with open_store(home) as store:
        gone = [Owner.of_person(1), Owner.of_circle(1)]
        store.key.write(store.key.without(gone))
        assert "Ana-name" in await store.read(words)
    async with open_store(home) as store:
        found = await store.read(words)
    assert "Ana" not in found
    assert all(canary in found for canary in canaries("Ben"))


async def test_it_is_finished_however_many_were_erased(home: Path) -> None:
    def finish(conn: Connection) -> None:
        of_driver = cast("sqlite3.Connection", conn.connection.driver_connection)
        of_driver.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 999)
        erasing.finish(conn)

    async with open_store(home) as store:
        others = [Owner.of_person(number) for number in range(3, 1500)]
        store.key.change(store.key.without([Owner.of_person(1), Owner.of_circle(1), *others]))
        await store.write(finish)
        found = await store.read(words)
    assert "Ana" not in found
    assert all(canary in found for canary in canaries("Ben"))


async def test_erasing_twice_is_erasing_once(home: Path) -> None:
    async with open_store(home) as store:
        for _ in range(2):
            await store.erase(1)
        assert "Ana" not in await store.read(words)


# Keepers


def keep(conn: Connection, name: str) -> None:
    """Let somebody turn their circle into that of a child whom they keep."""
    person = people.person(conn, number_of(conn, name))
    people.keep(conn, person, people.circle_of(conn, person.id), f"child of {name}", NOON)


async def test_a_child_goes_with_the_last_who_keeps_them(home: Path) -> None:
    async with open_store(home) as store:
        await store.write(lambda conn: keep(conn, "Ana"))
        before = await store.read(words)
        await erase(store, "Ana")
        after = await store.read(words)
    assert "child of Ana" in before
    assert "Ana" not in after
    assert all(canary in after for canary in canaries("Ben"))


async def test_a_child_stays_with_whoever_else_keeps_them(home: Path) -> None:
    async with open_store(home) as store:
        await store.write(lambda conn: keep(conn, "Ana"))
        await store.write(
            lambda conn: conn.execute(insert(tables.keepers).values(circle_id=1, person_id=2, since=NOON))
        )
        await erase(store, "Ana")
        found = await store.read(words)
        authors = await store.read(
            lambda conn: [*conn.execute(select(tables.diary.c.by).where(tables.diary.c.circle_id == 1)).scalars()]
        )
    assert "child of Ana" in found
    assert "Ana-note" in found
    assert authors == [None, None, None]
    assert not any(f"Ana-{place}" in found for place in ("name", "draft", "heard", "address"))


# Leaving


async def test_who_leaves_is_nobody_at_once_and_only_the_goodbye_is_waited_for(home: Path) -> None:
    def leave(conn: Connection) -> None:
        erasing.leave(conn, 1, NOON)
        ana = people.account(conn, "terminal", "Ana-address")
        assert ana is not None
        assert ana.person_id is None
        outbox.add(conn, Draft("goodbye", ana.id, None, {"text": "Goodbye"}, 0, NOON))

    async with open_store(home) as store:
        await store.write(leave)
        assert await store.read(lambda conn: reaching.chats_of(conn, [1])) == {}
        assert await store.read(owed) == [(2, NOON, NOON, NOON)]
        claimed = await store.write(lambda conn: posting.claim(conn, TERMINAL, Claim("run", NOON, NOON), 9, 9))
        assert [letter.body["text"] for letter in claimed] == ["Ben-said", "Goodbye"]
        assert await store.read(lambda conn: erasing.ready(conn, NOON)) == []
        await store.write(lambda conn: posting.finish(conn, [End(one, outbox.SENT, NOON) for one in claimed], "run"))
        assert await store.read(lambda conn: erasing.ready(conn, NOON)) == [1]


async def test_who_left_is_erased_in_the_next_step(home: Path) -> None:
    early = NOON - timedelta(hours=1)
    async with open_azalea(home, {}) as azalea:
        await azalea.settle(early)
        assert "Ana-name" in await azalea._store.read(words)
        await azalea._store.write(lambda conn: erasing.leave(conn, 1, early))
        await azalea.settle(early)
        found = await azalea._store.read(words)
    assert "Ana" not in found
    assert all(canary in found for canary in canaries("Ben"))


def owed(conn: Connection) -> Sequence[Any]:
    query = select(tables.plans.c.circle_id, tables.plans.c.next_at, tables.plans.c.ask_at, tables.doses.c.next_step_at)
    rows = conn.execute(query.join(tables.doses, tables.doses.c.plan_id == tables.plans.c.id))
    return [tuple(row) for row in rows if any(row[1:])]


async def test_a_goodbye_that_cannot_be_said_is_not_waited_for_for_ever(home: Path) -> None:
    def leave(conn: Connection) -> None:
        erasing.leave(conn, 1, NOON)
        outbox.add(conn, Draft("goodbye", 1, None, {"text": "Goodbye"}, 0, NOON))

    async with open_store(home) as store:
        await store.write(leave)
        assert await store.read(lambda conn: erasing.ready(conn, NOON + timedelta(hours=23))) == []
        assert await store.read(lambda conn: erasing.ready(conn, NOON + timedelta(days=1))) == [1]
