"""Each way in which a request fails is told apart, and none of them tells the token."""

from __future__ import annotations

import asyncio
import logging
import socket
import struct
import traceback

import aiohttp
import pytest
from telegram.error import BadRequest, Conflict, Forbidden, NetworkError, TelegramError

from bot.channels import telegram_wire
from bot.channels.telegram_channel import open_telegram
from bot.channels.telegram_wire import Lost, NoSuchMethod, ServerTrouble, TooMany, Unauthorized, Unreached, Wire
from bot.messages import NotDelivered, Outgoing
from tests.channels.conftest import Talk, http, open_socket
from tests.sandbox.conftest import Clock, Town

TOKEN = "123456:Kestrel-marmalade-Kestrel-marmalade"
WORDS = "marmalade"
REDIRECTS = b"HTTP/1.1 307 -\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n"


async def ask(address: str, read: float = 0.2) -> bytes:
    wire = Wire(1, address)
    await wire.initialize()
    try:
        return await wire.fetch(f"{address}/bot{TOKEN}/sendMessage", {"text": WORDS}, read)
    finally:
        await wire.shutdown()


async def trouble(address: str) -> TelegramError:
    with pytest.raises(TelegramError) as raised:
        await ask(address)
    shown = "".join(traceback.format_exception(raised.value))
    remembered, each = "", raised.value.__cause__ or raised.value.__context__
    while each is not None:
        remembered, each = f"{remembered}{each!r}{each}", each.__cause__ or each.__context__
    assert WORDS not in f"{raised.value}{raised.value!r}{shown}{remembered}"
    return raised.value


async def heard(reader: asyncio.StreamReader) -> None:
    await reader.readuntil(b"\r\n\r\n")


def says(answer: bytes) -> Talk:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await heard(reader)
        writer.write(answer)
        await writer.drain()

    return talk


async def resets(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await heard(reader)
    there: socket.socket = writer.get_extra_info("socket")
    there.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


async def closes(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await heard(reader)


async def is_silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await heard(reader)
    await reader.read()


async def drips(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await heard(reader)
    writer.write(http(200, b"", 10**9))
    while not writer.is_closing():
        writer.write(b" ")
        await writer.drain()
        await asyncio.sleep(0)


@pytest.mark.parametrize(
    ("talk", "kind"),
    [
        (resets, Lost),
        (closes, Lost),
        (is_silent, Lost),
        (says(http(200, b'{"ok":true,"resu', 100)), Lost),
        (says(b"SSH-2.0-OpenSSH_9.2\r\n"), Lost),
        (says(http(401, b'{"ok":false,"error_code":401,"description":"Unauthorized"}')), Unauthorized),
        (says(http(401, b"")), Unauthorized),
        (says(http(404, b'{"ok":false,"error_code":404,"description":"Not Found"}')), NoSuchMethod),
        (says(http(500, b'{"ok":false,"error_code":500,"description":"Internal Server Error"}')), ServerTrouble),
        (says(http(502, b"<html>Bad Gateway</html>")), ServerTrouble),
        (says(http(400, b'{"ok":false,"error_code":400,"description":"Bad Request: chat not found"}')), BadRequest),
        (says(http(403, b'{"ok":false,"error_code":403,"description":"Forbidden"}')), Forbidden),
        (says(http(409, b'{"ok":false,"error_code":409,"description":"Conflict"}')), Conflict),
        (says(http(429, b'{"ok":false,"description":"-","parameters":{"retry_after":7}}')), TooMany),
        (says(http(429, b"<html>slow down</html>")), TooMany),
        (says(http(403, b"<html>who are you</html>")), Unreached),
        (says(REDIRECTS), Unreached),
    ],
)
async def test_what_goes_wrong_on_the_way_is_told_apart(talk: Talk, kind: type[TelegramError]) -> None:
    async with open_socket(talk) as address:
        assert type(await trouble(address)) is kind


REFUSES = b"HTTP/1.1 407 -\r\nContent-Length: 0\r\n\r\n"


async def test_https_goes_by_the_proxy_which_does_not_see_the_token(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[bytes] = []

    async def refuses(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        told.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(REFUSES)
        await writer.drain()

    async with open_socket(refuses) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy)
        assert type(await trouble("https://telegram.invalid")) is Unreached
    assert [head.partition(b" HTTP")[0] for head in told] == [b"CONNECT telegram.invalid:443"]
    assert TOKEN.encode() not in b"".join(told)


@pytest.mark.parametrize("proxy", ["http://127.0.0.1:1", "nonsense"])
async def test_a_proxy_that_is_not_there_has_passed_nothing_on(monkeypatch: pytest.MonkeyPatch, proxy: str) -> None:
    monkeypatch.setenv("HTTPS_PROXY", proxy)
    assert type(await trouble("https://telegram.invalid")) is Unreached


async def test_on_this_machine_there_is_no_proxy(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    assert type(await trouble(town.sandbox.address)) is Unauthorized  # so it was asked


async def test_an_answer_that_drips_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telegram_wire, "CONNECT", 0.1)
    async with open_socket(drips) as address:
        assert type(await trouble(address)) is Lost


@pytest.mark.parametrize("body", [b"<html>", b"[]", b"null", b"\xff", b"[" * 200_000])
def test_an_answer_that_is_no_object_is_lost(body: bytes) -> None:
    with pytest.raises(Lost) as raised:
        Wire.parse_json_payload(body)
    assert str(raised.value) == "the answer is no JSON object"
    assert raised.value.__context__ is None


async def test_where_nobody_listens_a_request_did_not_arrive() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    assert type(await trouble(f"http://127.0.0.1:{port}")) is Unreached


async def test_where_there_is_no_such_name_a_request_did_not_arrive(monkeypatch: pytest.MonkeyPatch) -> None:
    async def nowhere(*_: object, **__: object) -> list[object]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(aiohttp.DefaultResolver, "resolve", nowhere)
    assert type(await trouble("http://telegram.invalid")) is Unreached


@pytest.mark.parametrize("address", ["http://", "nonsense", "http://[", "http://a:99999"])
async def test_what_is_no_address_is_not_reached(address: str) -> None:
    assert isinstance(await trouble(address), NetworkError)


async def test_who_does_not_take_the_connection_is_not_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telegram_wire, "CONNECT", 0.1)
    with socket.create_server(("127.0.0.1", 0), backlog=0) as full:
        port = full.getsockname()[1]
        waiting = [socket.socket() for _ in range(4)]  # they fill the queue of those who knock
        for each in waiting:
            each.setblocking(False)  # noqa: FBT003 - Python's own
            each.connect_ex(("127.0.0.1", port))
        assert type(await trouble(f"http://127.0.0.1:{port}")) is Unreached
        for each in waiting:
            each.close()


async def test_who_waits_in_vain_for_a_free_connection_did_not_send(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telegram_wire, "CONNECT", 0.1)
    came = asyncio.Event()

    async def keeps_it(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        came.set()
        await is_silent(reader, writer)

    async with open_socket(keeps_it) as address:
        wire = Wire(1, address)
        await wire.initialize()
        first = asyncio.create_task(wire.fetch(address, {}, 1))
        await came.wait()
        with pytest.raises(Unreached):
            await wire.fetch(address, {}, 1)
        first.cancel()
        await asyncio.gather(first, return_exceptions=True)
        await wire.shutdown()


async def test_a_closed_pool_sends_nothing() -> None:
    with pytest.raises(Unreached):
        await Wire(1, "http://127.0.0.1:1").fetch("http://127.0.0.1:1", {}, 1)


async def test_no_log_tells_the_token_or_the_words(town: Town, clock: Clock, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    ana = await town.person()
    async with open_telegram("1:sandbox", town.sandbox.address, clock.now) as channel:
        await channel.send(Outgoing(str(ana), WORDS))
        for kind in ("429", "403", "500", "drop_before", "drop_after", "truncated", "badjson", "400_chat_not_found"):
            await town.hurt(kind)
            with pytest.raises(NotDelivered) as raised:
                await channel.send(Outgoing(str(ana), WORDS))
            shown = "".join(traceback.format_exception(raised.value))
            assert "sandbox" not in shown.replace("tests/sandbox", "").replace("bot/sandbox", "")
    written = "\n".join(f"{one.name} {one.getMessage()} {one.__dict__!r}" for one in caplog.records)
    assert "1:sandbox" not in written
    assert WORDS not in written
    assert repr(channel) == object.__repr__(channel)


@pytest.mark.parametrize(
    ("answer", "seconds"),
    [
        (b'{"description":"-","parameters":{"retry_after":7}}', 7.0),
        (b'{"description":"-","parameters":{"retry_after":"soon"}}', None),
        (b'{"description":"-","parameters":7}', None),
        (b'{"description":"-"}', None),
        (b"", None),
    ],
)
async def test_how_long_to_wait_is_told_where_it_is_known(answer: bytes, seconds: float | None) -> None:
    async with open_socket(says(http(429, answer))) as address:
        error = await trouble(address)
    assert isinstance(error, TooMany)
    assert error.seconds == seconds
