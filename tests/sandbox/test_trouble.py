"""Faults on demand, limits, and what is still there after a restart."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.sandbox.server import open_sandbox
from bot.sandbox.state_file import BadState
from tests.sandbox.conftest import Clock, Town, open_town


@pytest.mark.parametrize(
    ("kind", "status", "description"),
    [
        ("429", 429, "Too Many Requests: retry after 7"),
        ("403", 403, "Forbidden: bot was blocked by the user"),
        ("400_chat_not_found", 400, "Bad Request: chat not found"),
        ("401", 401, "Unauthorized"),
        (
            "409",
            409,
            "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
        ),
        ("500", 500, "Internal Server Error"),
    ],
)
async def test_a_fault_refuses_as_often_as_it_was_told_to(town: Town, kind: str, status: int, description: str) -> None:
    ana = await town.person()
    await town.hurt(kind, count=2, retry_after=7)
    for _ in range(2):
        assert await town.refused("sendMessage", chat_id=ana, text="x") == (status, description)
    assert len(await town.messages(ana)) == 1
    await town.send(ana)


async def test_429_says_how_long_in_a_number_too(town: Town) -> None:
    ana = await town.person()
    await town.hurt("429", retry_after=7)
    _, answer = await town.raw("sendMessage", {"chat_id": ana, "text": "x"})
    assert answer["parameters"] == {"retry_after": 7}


@pytest.mark.parametrize(("kind", "taken"), [("drop_before", 0), ("drop_after", 1)])
async def test_a_connection_is_cut_before_or_after(town: Town, kind: str, taken: int) -> None:
    ana = await town.person()
    await town.hurt(kind)
    with pytest.raises(aiohttp.ClientConnectionError):
        await town.raw("sendMessage", {"chat_id": ana, "text": "x"})
    assert len(await town.messages(ana, after=1)) == taken


async def test_an_answer_breaks_off(town: Town) -> None:
    ana = await town.person()
    await town.hurt("truncated")
    with pytest.raises(aiohttp.ClientPayloadError):
        await town.raw("sendMessage", {"chat_id": ana, "text": "x"})
    assert len(await town.messages(ana, after=1)) == 1


async def test_an_answer_is_no_json(town: Town) -> None:
    ana = await town.person()
    await town.hurt("badjson")
    async with town.web.post("/bot1:sandbox/sendMessage", json={"chat_id": ana, "text": "x"}) as response:
        assert (response.status, await response.text()) == (200, "<html>Bad Gateway</html>")
    assert len(await town.messages(ana, after=1)) == 1


async def test_an_answer_never_comes(town: Town) -> None:
    ana = await town.person()
    await town.hurt("hang")
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.1):
            await town.raw("sendMessage", {"chat_id": ana, "text": "x"})
    assert (await town.look("stats"))["faults"] == []
    assert len(await town.messages(ana)) == 1


async def test_a_group_moves_in_the_middle_of_a_call(town: Town) -> None:
    ana = await town.person()
    circle = await town.group(ana)
    await town.hurt("migrate")
    await town.send(ana)
    _, answer = await town.raw("sendMessage", {"chat_id": circle, "text": "x"})
    await town.send(answer["parameters"]["migrate_to_chat_id"])
    assert [one["message"]["chat"]["type"] for one in await town.heard()] == ["group", "supergroup"]


async def test_a_fault_meets_its_method_or_any_and_can_be_taken_back(town: Town) -> None:
    ana = await town.person()
    await town.hurt("500", "getMe", count=5)
    await town.send(ana)
    assert (await town.refused("getMe"))[0] == 500
    await town.hurt("500", "GETME", count=0)
    assert (await town.call("getMe"))["username"] == "azalea_sandbox_bot"
    await town.hurt("403", "*")
    assert (await town.refused("getMe"))[0] == 403
    assert (await town.call("getMe"))["id"] == 1


async def test_what_was_called_is_counted(town: Town) -> None:
    await town.person()
    await town.call("getMe")
    await town.refused("sendMessage")
    stats = await town.look("stats")
    assert stats["calls"] == {"getUpdates": 2, "getMe": 1, "sendMessage": 1}
    assert stats["refusals"] == {"400": 1}
    assert (stats["people"], stats["chats"], stats["messages"]) == (1, 1, 1)


async def waits(town: Town, chat: int) -> int | None:
    """Return for how long the bot is told to wait, if it is."""
    status, answer = await town.raw("sendMessage", {"chat_id": chat, "text": "x"})
    return int(answer["parameters"]["retry_after"]) if status == 429 else None


async def test_one_a_second_in_a_chat_after_a_burst(clock: Clock) -> None:
    async with open_town(clock, limits=True) as town:
        ana = await town.person()
        assert [await waits(town, ana) for _ in range(6)] == [None] * 5 + [1]
        clock.pass_by(1)
        assert [await waits(town, ana) for _ in range(2)] == [None, 1]


async def test_twenty_a_minute_in_a_group(clock: Clock) -> None:
    async with open_town(clock, limits=True) as town:
        circle = await town.group(await town.person())
        for _ in range(20):
            assert await waits(town, circle) is None
            clock.pass_by(1)
        assert await waits(town, circle) == 40
        clock.pass_by(40)
        assert await waits(town, circle) is None


async def test_thirty_a_second_in_all_and_edits_count(clock: Clock) -> None:
    async with open_town(clock, limits=True) as town:
        people = [await town.person() for _ in range(16)]
        sent = [(one, await town.send(one, "x")) for one in people]
        for chat, number in sent[:14]:
            await town.call("editMessageText", chat_id=chat, message_id=number, text="y")
        assert await waits(town, people[-1]) == 1
        clock.pass_by(1)
        assert await waits(town, people[-1]) is None


async def test_all_is_still_there_after_a_restart(clock: Clock, tmp_path: Path) -> None:
    async with open_town(clock, tmp_path) as town:
        ana = await town.person("Ana", "de")
        circle = await town.group(ana)
        number = await town.send(ana, "x", "Taken")
        await town.act("reactions", {"from": ana, "chat": ana, "message_id": number, "emoji": "👍"})
        await town.act("presses", {"from": ana, "chat": ana, "message_id": number, "button": "Taken", "wait": 0})
        await town.call("setMyCommands", commands=[{"command": "today", "description": "x"}])
        key = (await town.upload(ana, "document", b"diary"))["document"]["file_id"]
        offset = town.offset
        before = await everything(town, ana, circle, key)
    async with open_town(clock, tmp_path) as town:
        assert await everything(town, ana, circle, key) == before
        (update,) = await town.call("getUpdates", offset=offset)
        assert await town.call("answerCallbackQuery", callback_query_id=update["callback_query"]["id"]) is True
        await town.call("getUpdates", offset=update["update_id"] + 1)
        assert await town.send(ana) == before["messages"][-1]["message_id"] + 1
        assert (await town.act("people", {"name": "Ben"}))["id"] == ana + 1
    async with open_town(clock, tmp_path) as town:
        assert await town.call("getUpdates") == []


async def everything(town: Town, ana: int, circle: int, key: str) -> dict[str, Any]:
    """Return all there is to see."""
    async with town.web.get(f"/sandbox/files/{key}") as response:
        file = await response.read()
    return {
        "people": await town.look("people"),
        "chats": await town.look("chats"),
        "messages": await town.messages(ana),
        "group": await town.messages(circle),
        "menu": await town.look(f"commands?chat={ana}&person={ana}"),
        "file": file,
    }


async def test_what_was_written_outlasts_a_kill(clock: Clock, tmp_path: Path) -> None:
    """The files as they lie there while the sandbox runs are what a kill -9 leaves."""
    async with open_town(clock, tmp_path / "running") as town:
        ana = await town.person()
        town.sandbox.state.file.write()
        shutil.copytree(tmp_path / "running", tmp_path / "killed")
    async with open_town(clock, tmp_path / "killed") as town:
        assert [one["text"] for one in await town.messages(ana)] == ["/start"]


async def test_two_sandboxes_do_not_share_a_folder(clock: Clock, tmp_path: Path) -> None:
    async with open_town(clock, tmp_path):
        with pytest.raises(BadState, match="Is another sandbox running on it"):
            async with open_sandbox(tmp_path, clock.now):
                pass


async def test_without_a_folder_all_is_forgotten(clock: Clock) -> None:
    async with open_town(clock) as town:
        await town.person()
    async with open_town(clock) as town:
        assert await town.look("people") == []
