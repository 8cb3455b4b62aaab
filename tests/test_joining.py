"""Where a code is needed: who has none is told so, and nothing of what they write is kept."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, select

from bot import inviting
from bot.care.joining import Door, Join, hashed
from bot.conversation import joining
from bot.conversation.talk import open_talk
from bot.messages import Heard, Incoming
from bot.settings import read_settings
from bot.settings_reading import BadSettings
from bot.store import codes, tables
from bot.store.engine import open_reader

START = datetime(2026, 12, 1, 10, 0)
CODE = "k7q2-m9xd-4f8h-w3np"
DOOR = Door(Join.CODE, "St Anne's", "020 7188", "https://stannes.example/privacy")
NAMELESS = Door(Join.CODE)
LINE = "This azalea is for people who have a code from St Anne's. In an emergency ring"
REFUSED = "That code does not open this azalea."
BLOCK = "Nobody reads this chat."
ASKED = "Shall I start"
CANARY = "Quillwort"


@pytest.fixture
def at_the_door(open_chat: Callable[..., Any]) -> Callable[..., Any]:
    """Return what opens a chat that needs a code, with one that lets *uses* people in for a day."""

    async def opening(uses: int = 1, door: Door = DOOR, **more: Any) -> Any:
        chat = await open_chat(START, door=door, **more)
        ends_at = chat.clock.now() + timedelta(days=1)
        await written(chat, lambda conn: codes.add(conn, hashed(CODE), uses, chat.clock.now(), ends_at))
        return chat

    return opening


async def written(chat: Any, work: Callable[[Connection], Any]) -> Any:
    return await chat.azalea._store.write(work)


def rows(conn: Connection) -> dict[str, int]:
    """Count the rows that could tell of somebody."""
    wanted = (tables.accounts, tables.people, tables.circles, tables.steps, tables.outbox)
    return {table.name: len(conn.execute(select(table.c.id)).all()) for table in wanted}


def uses_left(conn: Connection) -> int:
    left: int = conn.execute(select(tables.codes.c.uses_left)).scalar_one()
    return left


def whole(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


async def said(chat: Any, words: str) -> str:
    return "\n".join(await chat.says(words))


@pytest.mark.parametrize("words", ["/start", "hello", "yes", "/today", "took it", "1.5 x 50 mg", "x" * 5000, "delete"])
async def test_a_stranger_is_told_that_a_code_is_needed(at_the_door: Callable[..., Any], words: str) -> None:
    chat = await at_the_door()
    told = await said(chat, words)
    assert LINE in told
    assert "I keep nothing of what you write." in told
    assert "I have a code" in told
    assert ASKED not in told


async def test_nothing_of_a_stranger_is_kept(at_the_door: Callable[..., Any], tmp_path: Path) -> None:
    chat = await at_the_door(name=CANARY)
    for words in (CANARY, f"/start {CANARY}", f"{CANARY} feels awful, black stools", "i have a code"):
        await said(chat, words)
        assert set((await written(chat, rows)).values()) == {0}
    await chat.close()
    assert CANARY.encode() not in whole(tmp_path)


async def test_urgent_words_of_a_stranger_get_the_fixed_block_and_the_line(at_the_door: Callable[..., Any]) -> None:
    chat = await at_the_door()
    told = await said(chat, "i have crohns and my stools are black")
    assert told.index(BLOCK) < told.index(LINE)


async def test_words_of_a_crisis_bring_numbers_to_ring_and_nothing_else(at_the_door: Callable[..., Any]) -> None:
    chat = await at_the_door()
    told = await said(chat, "i want to die")
    assert "116 123" in told
    assert LINE not in told


@pytest.mark.parametrize("typed", [CODE, CODE.upper(), f"/start {CODE.replace('-', '')}"])
async def test_a_code_lets_in(at_the_door: Callable[..., Any], typed: str) -> None:
    chat = await at_the_door()
    assert ASKED in await said(chat, typed)
    assert await written(chat, uses_left) == 0
    # From here on everything is as it is where no code is needed.
    assert "How shall I write to you?" in await said(chat, "yes")
    assert "Shall I start" not in await said(chat, f"/start {CODE}")
    await chat.restart()
    assert LINE not in await said(chat, "/today")


async def test_who_was_let_in_may_think_it_over(at_the_door: Callable[..., Any]) -> None:
    chat = await at_the_door()
    await said(chat, CODE)
    assert "write nothing down" in await said(chat, "no")
    assert ASKED in await said(chat, "/start")


async def test_a_code_used_once_too_often_is_refused_as_a_wrong_one_is(at_the_door: Callable[..., Any]) -> None:
    ana = await at_the_door(uses=2)
    await said(ana, CODE)
    await ana.close()
    refusals = []
    for name, typed in (("Ben", CODE), ("Cem", CODE), ("Cem", "aaaa-bbbb-cccc-dddd"), ("Cem", "/start x")):
        ana.name = name
        await ana.open()
        refusals.append(await said(ana, typed))
        await ana.close()
    ben, *others = refusals
    assert ASKED in ben
    assert len({one.partition("azalea |")[2] for one in others}) == 1
    assert all(REFUSED in one and LINE in one for one in others)


async def test_a_code_that_is_over_is_refused(at_the_door: Callable[..., Any]) -> None:
    chat = await at_the_door()
    await chat.until(START + timedelta(days=1))
    assert REFUSED in await said(chat, CODE)
    assert await written(chat, uses_left) == 1


async def test_who_has_a_code_is_asked_for_it(at_the_door: Callable[..., Any]) -> None:
    chat = await at_the_door()
    await said(chat, "/start")
    for typed in ("1", "I have a code"):
        assert "Codes come from St Anne's: 020 7188." in await said(chat, typed)
    assert ASKED in await said(chat, CODE)


async def test_nobody_is_named_where_nobody_was(at_the_door: Callable[..., Any]) -> None:
    chat = await at_the_door(door=NAMELESS)
    assert "for people who have a code." in await said(chat, "/start")
    assert "Type it here, or open the link" in await said(chat, "1")


async def test_who_left_is_a_stranger(at_the_door: Callable[..., Any]) -> None:
    chat = await at_the_door()
    await chat.says(CODE, "yes", "/timezone Europe/London", "/plan 1 x 50 mg at 08:00", "yes")
    await chat.says("delete my data", "no")
    chat.terminal.trouble = [("before", OSError())]  # so that they are still there: their goodbye is on its way
    await chat.says("delete")
    assert (await written(chat, rows))["people"] == 1
    assert LINE in await said(chat, "/today")
    assert REFUSED in await said(chat, CODE)


async def test_a_person_stays_where_a_code_is_needed_from_now_on(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(START)
    await chat.set_up()
    await chat.close()
    chat.door = DOOR
    await chat.open()
    assert LINE not in await said(chat, "/today")


@pytest.mark.parametrize(
    "change",
    [{"kind": kind, "text": ""} for kind in (Heard.BLOCKED, Heard.REACTION, Heard.NOBODY)],
    ids=str,
)
async def test_to_what_is_no_message_nothing_is_said(at_the_door: Callable[..., Any], change: dict[str, Any]) -> None:
    chat = await at_the_door()
    heard = Incoming("telegram", "1", "1", "Ana", "/start", chat.clock.now())

    def answered(conn: Connection, one: Incoming) -> int:
        talk = open_talk(conn, one, chat.clock.now(), chat.azalea._desk)
        assert joining.is_stranger(talk)
        return len(joining.answer(talk))

    assert await written(chat, lambda conn: answered(conn, replace(heard, **change))) == 0
    assert await written(chat, lambda conn: answered(conn, heard)) == 1


async def test_the_consent_says_who_runs_azalea(at_the_door: Callable[..., Any]) -> None:
    chat = await at_the_door()
    told = await said(chat, CODE)
    assert all(one in " ".join(told.split()) for one in ("St Anne's", "020 7188", "https://stannes.example/privacy"))
    await said(chat, "yes")
    version = await written(chat, lambda conn: conn.execute(select(tables.consents.c.text_version)).scalar_one())
    assert version == "2 with operator"


async def test_the_first_code_is_made_once(at_the_door: Callable[..., Any], open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(START, door=DOOR)
    now = chat.clock.now()
    assert await chat.azalea.keep_first_code(hashed(CODE), now)
    assert not await chat.azalea.keep_first_code(hashed("aaaa-bbbb-cccc-dddd"), now)
    assert ASKED in await said(chat, CODE)
    assert not await chat.azalea.keep_first_code(hashed("aaaa-bbbb-cccc-dddd"), now)


async def test_no_code_is_kept_as_it_is_spelled(at_the_door: Callable[..., Any], tmp_path: Path) -> None:
    chat = await at_the_door()
    await said(chat, CODE)
    await chat.close()
    async with open_reader(tmp_path / "data") as reader:
        assert reader is not None
        assert await reader.read(uses_left) == 0
    kept = whole(tmp_path)
    assert hashed(CODE).encode() in kept
    assert CODE.encode() not in kept
    assert CODE.replace("-", "").encode() not in kept


@pytest.mark.parametrize(
    ("uses", "last", "said", "ends_at"),
    [
        (1, None, "For one person, until the end of 2026-12-31.", datetime(2026, 12, 31, 23, tzinfo=UTC)),
        (800, date(2026, 12, 1), "For 800 people, until the end of 2026-12-01.", datetime(2026, 12, 1, 23, tzinfo=UTC)),
    ],
)
async def test_an_invitation_says_for_how_many_it_is_and_until_when(
    tmp_path: Path, uses: int, last: date | None, said: str, ends_at: datetime
) -> None:
    settings = read_settings({"TZ": "Europe/Berlin"}, tmp_path / "data")
    told = await inviting.invite(settings, uses, last, datetime(2026, 12, 1, 22, 30, tzinfo=UTC))
    code, line = told.splitlines()
    assert line == f"{said} It is not shown again."
    async with open_reader(tmp_path / "data") as reader:
        assert reader is not None
        (row,) = await reader.read(lambda conn: conn.execute(select(tables.codes)).all())
    assert (row.hash, row.uses_left, row.ends_at) == (hashed(code), uses, ends_at)


async def test_no_invitation_is_over_already(tmp_path: Path) -> None:
    settings = read_settings({"TZ": "Europe/Berlin"}, tmp_path / "data")
    with pytest.raises(BadSettings, match="2026-12-01"):
        await inviting.invite(settings, 1, date(2026, 12, 1), datetime(2026, 12, 1, 23, 0, tzinfo=UTC))
    assert not await asyncio.to_thread((tmp_path / "data").exists)


@pytest.mark.parametrize("words", ["/privacy", "who can see this"])
async def test_who_runs_it_is_named_where_it_is_said_who_can_read_it(open_chat: Callable[..., Any], words: str) -> None:
    run_by = "I am run by St Anne's: 020 7188. https://stannes.example/privacy"
    chat = await open_chat(START, door=replace(DOOR, join=Join.OPEN))
    assert run_by in (await chat.says(words))[0]
    await chat.set_up("1 x 50 mg at 08:00")
    assert run_by in "\n".join(await chat.says(words))


@pytest.mark.parametrize("words", ["/privacy", "who can see this"])
async def test_where_nobody_is_named_nobody_is(open_chat: Callable[..., Any], words: str) -> None:
    chat = await open_chat(START)
    await chat.set_up("1 x 50 mg at 08:00")
    assert "run by" not in "\n".join(await chat.says(words))
