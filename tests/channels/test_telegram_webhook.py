"""Updates that Telegram hands over itself: only who knows the secret is heard, and only what is stored is taken."""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import aiohttp
import pytest

from bot.channels import telegram_webhook
from bot.channels.telegram_channel import TelegramChannel, open_telegram
from bot.channels.telegram_polling import raw_of
from bot.channels.telegram_reading import WANTED
from bot.channels.telegram_webhook import LARGEST, SECRET_HEADER, Address
from bot.messages import ChannelStopped, Heard, Raw
from tests.channels.conftest import TOKEN, Answer, Other, newcomer, open_other, soon
from tests.sandbox.conftest import Clock, Town

SECRET = "Kestrel_marmalade-7"
UPDATE = {"update_id": 5, "message": {"message_id": 1, "date": 1, "text": "took it"}}


@dataclass
class Door:
    """Where updates are handed over, and all that was stored."""

    address: str
    task: asyncio.Task[None]
    came: list[Raw]
    stored: list[Raw]
    gate: asyncio.Event  # while it is shut, nothing that came is stored
    web: aiohttp.ClientSession

    async def knock(self, body: bytes | dict[str, Any], secret: str | None = SECRET, path: str = "/tg") -> int:
        """Hand something over, and return the status."""
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        headers = {SECRET_HEADER: secret} if secret is not None else {}
        async with self.web.post(self.address + path, data=data, headers=headers) as response:
            return response.status


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


@asynccontextmanager
async def listening(api: str, clock: Clock, trouble: Exception | None = None) -> AsyncIterator[Door]:
    port = free_port()
    where = Address(f"http://127.0.0.1:{port}/tg", "127.0.0.1", port, SECRET)
    async with open_telegram(TOKEN, api, clock.now, webhook=where) as channel, aiohttp.ClientSession() as web:
        came: list[Raw] = []
        stored: list[Raw] = []
        gate = asyncio.Event()
        gate.set()

        async def store(raws: Sequence[Raw]) -> None:
            came.extend(raws)
            if trouble is not None:
                raise trouble
            await gate.wait()
            stored.extend(raws)

        task = asyncio.create_task(channel.listen(store))
        await began(channel, task)
        try:
            yield Door(f"http://127.0.0.1:{port}", task, came, stored, gate, web)
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


async def began(channel: TelegramChannel, task: asyncio.Task[None]) -> None:
    """Wait until it listens, or ended."""
    started = asyncio.create_task(channel._source.began.wait())
    await asyncio.wait([started, task], return_when=asyncio.FIRST_COMPLETED)
    started.cancel()


@pytest.fixture
async def door(town: Town, clock: Clock) -> AsyncIterator[Door]:
    async with listening(town.sandbox.address, clock) as door:
        yield door


async def test_what_is_handed_over_is_stored_and_taken(town: Town, door: Door, clock: Clock) -> None:
    ana = await newcomer(town)
    await town.say(ana, ana, "took it")
    await soon(lambda: len(door.stored) == 2)
    info = await town.call("getWebhookInfo")
    assert (info["url"], info["pending_update_count"], info["allowed_updates"]) == (
        f"{door.address}/tg", 0, list(WANTED)
    )  # fmt: skip
    assert json.loads(door.stored[1].body["update"])["message"]["text"] == "took it"


async def test_it_has_the_same_name_however_it_came(door: Door, clock: Clock) -> None:
    assert await door.knock(UPDATE) == 200
    assert door.stored == [raw_of(UPDATE, clock.now())]


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET[:-1], SECRET + "x", "é"])
async def test_who_does_not_know_the_secret_is_not_heard(door: Door, secret: str | None) -> None:
    assert await door.knock(UPDATE, secret) == 403
    assert door.stored == []


async def test_another_place_is_not_listened_at(door: Door) -> None:
    assert await door.knock(UPDATE, path="/") == 404
    async with door.web.get(f"{door.address}/tg", headers={SECRET_HEADER: SECRET}) as response:
        assert response.status == 404
    assert door.stored == []


async def test_it_is_taken_only_after_it_is_stored(door: Door) -> None:
    door.gate.clear()
    knocking = asyncio.create_task(door.knock(UPDATE))
    await soon(lambda: door.came)
    assert not knocking.done()
    door.gate.set()
    assert await knocking == 200


async def test_what_cannot_be_stored_is_not_taken_and_ends_the_listening(town: Town, clock: Clock) -> None:
    async with listening(town.sandbox.address, clock, BlockingIOError()) as door:
        assert await door.knock(UPDATE) == 503
        with pytest.raises(BlockingIOError):
            await door.task


async def chunks(size: int) -> AsyncIterator[bytes]:
    for _ in range(size // 2**16 + 1):
        yield b" " * 2**16


async def test_what_is_too_large_is_not_read(door: Door) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", int(door.address.rpartition(":")[2]))
    head = f"POST /tg HTTP/1.1\r\nHost: a\r\n{SECRET_HEADER}: {SECRET}\r\nContent-Length: {LARGEST + 1}\r\n\r\n"
    writer.write(head.encode())
    assert b" 413 " in await reader.readline()
    writer.close()
    headers = {SECRET_HEADER: SECRET}
    async with door.web.post(f"{door.address}/tg", data=chunks(LARGEST), headers=headers) as response:
        assert response.status == 413
    assert door.stored == []


async def test_what_takes_too_long_to_come_is_given_up(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telegram_webhook, "PATIENCE", 0.05)
    reader, writer = await asyncio.open_connection("127.0.0.1", int(door.address.rpartition(":")[2]))
    writer.write(f"POST /tg HTTP/1.1\r\nHost: a\r\n{SECRET_HEADER}: {SECRET}\r\nContent-Length: 9\r\n\r\n{{".encode())
    assert b" 408 " in await reader.readline()
    writer.close()
    assert door.stored == []


async def test_poison_is_taken_and_kept_as_it_came(door: Door) -> None:
    deep = b'{"update_id": 6, "message": ' + b"[" * 100_000
    assert await door.knock(deep) == 200
    assert door.stored[0].body == {"update": deep.decode()}
    for nothing in (b"", b"nonsense", b"[]", b'{"message": 1}'):
        assert await door.knock(nothing) == 400
    assert len(door.stored) == 1


async def test_it_is_announced_before_it_listens_and_waits_for_a_server_that_is_not_there_yet(clock: Clock) -> None:
    answers: list[Answer] = [(502, b""), (200, {"ok": True, "result": True})]
    listens: list[bool] = []

    async def set_webhook(given: dict[str, Any]) -> Answer:
        port = int(given["url"].rpartition(":")[2].partition("/")[0])
        with contextlib.closing(socket.socket()) as knocker:
            listens.append(knocker.connect_ex(("127.0.0.1", port)) == 0)
        return answers.pop(0)

    async with open_other(Other({"setWebhook": set_webhook})) as other, listening(other.address, clock) as door:
        assert listens == [False, False]
        assert [name for name, _ in other.calls] == ["setWebhook"] * 2
        given = other.called("setWebhook")[1]
        assert (json.loads(given["allowed_updates"]), given["secret_token"]) == (list(WANTED), SECRET)
        assert await door.knock(UPDATE) == 200


async def test_a_token_that_is_not_known_stops_it(town: Town, clock: Clock) -> None:
    await town.hurt("401", "setWebhook")
    async with listening(town.sandbox.address, clock) as door:
        with pytest.raises(ChannelStopped, match=r"^Telegram does not know the token"):
            await door.task


async def test_a_port_that_is_taken_stops_it_with_a_sentence(town: Town, clock: Clock) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        where = Address(f"http://127.0.0.1:{port}/tg", "127.0.0.1", port, SECRET)
        async with open_telegram(TOKEN, town.sandbox.address, clock.now, webhook=where) as channel:
            with pytest.raises(ChannelStopped, match=rf"^Port {port} cannot .* AZALEA_TELEGRAM_WEBHOOK_PORT\.$"):
                await channel.listen(stores)


async def stores(_raws: Sequence[Raw]) -> None:
    """Store what came, in no time."""


@pytest.mark.parametrize(("seconds", "told"), [(120, []), (121, [Heard.SILENCE])])
async def test_while_azalea_was_off_presses_may_be_gone(
    town: Town, clock: Clock, seconds: float, told: list[Heard]
) -> None:
    port = free_port()
    where = Address(f"http://127.0.0.1:{port}/tg", "127.0.0.1", port, SECRET)
    async with open_telegram(TOKEN, town.sandbox.address, clock.now, webhook=where) as channel:
        stored: list[Raw] = []

        async def store(raws: Sequence[Raw]) -> None:
            stored.extend(raws)

        channel.ran_until(clock.now() - timedelta(seconds=seconds))
        task = asyncio.create_task(channel.listen(store))
        await began(channel, task)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        assert [words.kind for raw in stored if (words := channel.read(raw)) is not None] == told


def test_the_secret_is_not_shown() -> None:
    assert SECRET not in repr(Address("https://example.org/tg", "127.0.0.1", 8443, SECRET))
