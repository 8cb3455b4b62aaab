"""Updates: in order, until they are confirmed or too old, for one fetcher at a time, or handed over."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from tests.sandbox.conftest import Clock, Town, open_town


async def fetching(town: Town) -> asyncio.Task[tuple[int, dict[str, Any]]]:
    """Let somebody wait for updates, and return once they do."""
    task = asyncio.create_task(town.raw("getUpdates", {"offset": town.offset, "timeout": 50}))
    while not (await town.look("stats"))["fetching"]:
        pass
    return task


async def test_updates_come_in_order_until_they_are_confirmed(town: Town) -> None:
    ana = await town.person()
    for text in ("one", "two", "three"):
        await town.say(ana, ana, text)
    first = await town.call("getUpdates", limit=2)
    assert [one["message"]["text"] for one in first] == ["one", "two"]
    assert await town.call("getUpdates", limit=2) == first
    (last,) = await town.call("getUpdates", offset=first[-1]["update_id"] + 1)
    assert last["message"]["text"] == "three"
    assert await town.call("getUpdates") == [last]
    assert last["update_id"] == first[0]["update_id"] + 2


async def test_a_negative_offset_counts_from_the_end(town: Town) -> None:
    ana = await town.person()
    for text in ("one", "two", "three"):
        await town.say(ana, ana, text)
    (last,) = await town.call("getUpdates", offset=-1)
    assert last["message"]["text"] == "three"
    assert await town.call("getUpdates") == [last]


async def test_a_fetch_waits_for_what_comes(town: Town) -> None:
    ana = await town.person()
    waiting = await fetching(town)
    await town.say(ana, ana, "here")
    _, answer = await waiting
    assert [one["message"]["text"] for one in answer["result"]] == ["here"]


async def test_of_two_fetchers_the_one_who_waits_is_sent_away(town: Town) -> None:
    ana = await town.person()
    first = await fetching(town)
    second = asyncio.create_task(town.raw("getUpdates", {"offset": town.offset, "timeout": 50}))
    status, answer = await first
    assert status == 409
    assert answer["description"] == (
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    )
    await town.say(ana, ana, "here")
    assert (await second)[0] == 200


async def test_a_fetcher_who_left_is_nobody(town: Town) -> None:
    waiting = await fetching(town)
    waiting.cancel()
    while (await town.look("stats"))["fetching"]:
        pass
    assert (await town.look("stats"))["refusals"] == {}


async def test_updates_are_kept_for_a_day_and_presses_for_150_seconds(town: Town) -> None:
    ana = await town.person()
    number = await town.send(ana, "x", "Yes")
    press = {"from": ana, "chat": ana, "message_id": number, "button": "Yes", "wait": 0}
    await town.say(ana, ana, "early")
    await town.act("presses", press)
    town.clock.pass_by(149)
    assert [next(iter(one.keys() - {"update_id"})) for one in await town.call("getUpdates")] == [
        "message",
        "callback_query",
    ]
    town.clock.pass_by(1)
    assert [one["message"]["text"] for one in await town.call("getUpdates")] == ["early"]
    town.clock.pass_by(24 * 3600 - 151)
    assert len(await town.call("getUpdates")) == 1
    town.clock.pass_by(1)
    assert await town.call("getUpdates") == []
    assert (await town.look("stats"))["updates_expired"] == 2


async def test_kinds_that_were_not_asked_for_do_not_come_and_the_choice_stays(town: Town) -> None:
    ana = await town.person()
    number = await town.send(ana)
    thumb = {"from": ana, "chat": ana, "message_id": number, "emoji": "👍"}
    await town.act("reactions", thumb)
    assert await town.heard() == []
    await town.heard(allowed_updates=["message_reaction"])
    await town.say(ana, ana, "unheard")
    await town.act("reactions", thumb | {"emoji": ""})
    (heard,) = await town.heard()
    assert heard["message_reaction"]["old_reaction"] == [{"type": "emoji", "emoji": "👍"}]
    assert heard["message_reaction"]["new_reaction"] == []
    await town.heard(allowed_updates=[])
    await town.say(ana, ana, "heard again")
    assert len(await town.heard()) == 1


async def test_a_fetch_of_the_same_again_is_slowed_down(clock: Clock) -> None:
    async with open_town(clock, limits=True) as town:
        ana = await town.person()
        await town.say(ana, ana, "one")
        await town.say(ana, ana, "two")
        offset = town.offset
        clock.pass_by(5)
        assert len(await town.call("getUpdates", offset=offset)) == 2
        assert len(await town.call("getUpdates", offset=offset)) == 1
        clock.pass_by(1)
        assert len(await town.call("getUpdates", offset=offset)) == 2


class Receiver:
    """Somewhere updates are handed over to. Answers with *statuses* first, then with 200."""

    def __init__(self, *statuses: int) -> None:
        self.statuses = list(statuses)
        self.came: asyncio.Queue[tuple[str, dict[str, Any]]] = asyncio.Queue()

    async def take(self, request: web.Request) -> web.Response:
        self.came.put_nowait((request.headers.get("X-Telegram-Bot-Api-Secret-Token", ""), await request.json()))
        return web.Response(status=self.statuses.pop(0) if self.statuses else 200)


async def test_a_webhook_gets_each_update_until_it_takes_it(town: Town) -> None:
    receiver = Receiver(500)
    app = web.Application()
    app.router.add_post("/", receiver.take)
    ana = await town.person()
    async with TestServer(app) as server:
        assert await town.call("setWebhook", url=str(server.make_url("/")), secret_token="hush") is True
        assert (await town.refused("getUpdates"))[1].startswith("Conflict: can't use getUpdates method while webhook")
        await town.say(ana, ana, "one")
        await town.say(ana, ana, "two")
        came = [await receiver.came.get() for _ in range(3)]
        assert [(secret, one["message"]["text"]) for secret, one in came] == [
            ("hush", "one"),
            ("hush", "one"),
            ("hush", "two"),
        ]
        assert (await town.call("getWebhookInfo"))["url"] == str(server.make_url("/"))
        assert await town.call("deleteWebhook") is True
    await town.say(ana, ana, "three")
    assert [one["message"]["text"] for one in await town.heard()][-1] == "three"


async def test_a_webhook_that_is_set_outlasts_a_restart_and_a_silent_receiver(clock: Clock, tmp_path: Path) -> None:
    receiver = Receiver()
    app = web.Application()
    app.router.add_post("/", receiver.take)
    server = TestServer(app)
    await server.start_server()
    url, port = str(server.make_url("/")), server.port
    await server.close()
    async with open_town(clock, tmp_path) as town:
        assert await town.call("setWebhook", url=url) is True
        ana = (await town.act("people", {"name": "Ana"}))["id"]
        await town.say(ana, ana, "one")
    async with open_town(clock, tmp_path):
        app = web.Application()
        app.router.add_post("/", receiver.take)
        async with TestServer(app, port=port):
            _, update = await receiver.came.get()
            assert update["message"]["text"] == "one"


async def test_what_waits_can_be_dropped(town: Town) -> None:
    ana = await town.person()
    await town.say(ana, ana, "one")
    assert (await town.call("getWebhookInfo"))["pending_update_count"] == 1
    await town.call("deleteWebhook", drop_pending_updates=True)
    assert (await town.call("getWebhookInfo"))["pending_update_count"] == 0
    assert await town.heard() == []


async def test_an_update_is_what_was_so_when_it_came(town: Town) -> None:
    ana = await town.person()
    number = await town.say(ana, ana, "taken")
    await town.act("edits", {"from": ana, "chat": ana, "message_id": number, "text": "not taken"})
    first, second = await town.heard()
    assert first["message"]["text"] == "taken"
    assert second["edited_message"]["text"] == "not taken"
    assert "edit_date" in second["edited_message"]
    (shown,) = await town.messages(ana, after=number - 1)
    assert (shown["text"], shown["edited"]) == ("not taken", True)


@pytest.mark.parametrize("given", ["{", '{"a": 1}', '"x"'])
async def test_a_choice_of_kinds_that_makes_no_sense(town: Town, given: str) -> None:
    status, answer = await town.raw("getUpdates", {"allowed_updates": given})
    assert status == (400 if given == "{" else 200), json.dumps(answer)
