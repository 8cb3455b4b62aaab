"""The page: its files, what it looks at, what it hears, and its clock."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from yarl import URL

from bot.sandbox import page
from bot.sandbox.server import open_sandbox
from bot.sandbox.showing import END, MOST_WAITING, Onlookers
from bot.sandbox.state_file import stood_at
from tests.sandbox.conftest import START, Clock, Town

MINUTE = timedelta(minutes=1)


# Its files


async def test_the_page_is_served_under_a_policy_that_lets_nothing_else_in(town: Town) -> None:
    async with town.web.get("/") as response:
        text, headers = await response.text(), response.headers
    assert '<script type="module" src="/web/main.js">' in text
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    assert policy.pop("default-src") == "'none'"
    assert set(policy.values()) == {"'self'", "'none'"}
    assert headers["X-Content-Type-Options"] == "nosniff"


async def test_each_file_of_the_page_is_there_and_says_what_it_is(town: Town) -> None:
    for file in page.FOLDER.iterdir():
        async with town.web.get(f"/web/{file.name}") as response:
            assert (response.status, response.content_type) == (200, page.MEDIA[file.suffix])
            assert await response.read() == file.read_bytes()


@pytest.mark.parametrize(
    "path", ["/web/", "/web/none.js", "/web/../page.py", "/web/%2e%2e/page.py", "/web/..%2fpage.py", "/index.html"]
)
async def test_nothing_else_is_served(town: Town, path: str) -> None:
    url = URL(town.sandbox.address + path, encoded=True)
    async with town.web.get(url) as response:
        assert response.status == 404


async def test_the_page_is_for_names_of_this_machine_only(town: Town) -> None:
    async with town.web.get("/", headers={"Host": "azalea.example"}) as response:
        assert response.status == 421


# What it looks at


async def test_a_chat_names_the_last_thing_said_there(town: Town) -> None:
    ana = await town.person()
    said = await town.send(ana, "Did you take it?")
    (chat,) = await town.look("chats")
    assert (chat["last"]["message_id"], chat["last"]["text"]) == (said, "Did you take it?")
    await town.call("deleteMessage", chat_id=ana, message_id=said)
    (chat,) = await town.look("chats")
    assert chat["last"]["text"] == "/start"


async def test_messages_can_be_had_from_the_end_backwards(town: Town) -> None:
    ana = await town.person()
    numbers = [(await town.messages(ana))[0]["message_id"]] + [await town.send(ana, f"{n}") for n in range(5)]

    async def those(query: str) -> list[int]:
        return [one["message_id"] for one in await town.look(f"chats/{ana}/messages?{query}")]

    assert await those("last=2") == numbers[-2:]
    assert await those(f"before={numbers[3]}&last=2") == numbers[1:3]
    assert await those(f"after={numbers[1]}&before={numbers[4]}") == numbers[2:4]
    assert await those("last=0") == []
    async with town.web.get(f"/sandbox/chats/{ana}/messages?last=x") as response:
        assert response.status == 400


async def test_what_the_bot_says_of_itself_is_there_before_anybody_wrote(town: Town) -> None:
    assert (await town.look("bot"))["description"] == ""
    await town.call("setMyDescription", description="I ask at the times you choose.")
    seen = await town.look("bot")
    assert (seen["name"], seen["description"]) == ("azalea", "I ask at the times you choose.")


async def test_each_sees_the_menu_that_is_for_them(town: Town) -> None:
    ana = await town.person()
    await town.call("setMyCommands", commands=[{"command": "today", "description": "What is owed today"}])
    assert await town.look(f"commands?chat={ana}&person={ana}") == [
        {"command": "today", "description": "What is owed today"}
    ]
    async with town.web.get(f"/sandbox/commands?chat={ana}&person=7") as response:
        assert response.status == 404


async def test_a_button_has_the_style_that_the_bot_gave_it(town: Town) -> None:
    ana = await town.person()
    keys = [[{"text": "Done", "callback_data": "d", "style": "success"}, {"text": "Later", "callback_data": "l"}]]
    await town.call("sendMessage", chat_id=ana, text="?", reply_markup={"inline_keyboard": keys})
    assert (await town.messages(ana))[-1]["styles"] == [["success", ""]]


async def test_a_group_can_be_made_without_the_bot(town: Town) -> None:
    ana = await town.person()
    made = await town.act("groups", {"title": "Family", "members": [ana], "bot": False})
    (group,) = [one for one in await town.look("chats") if one["id"] == made["id"]]
    assert group["members"] == {str(ana): "creator"}
    assert await town.heard() == []
    assert (await town.refused("sendMessage", chat_id=made["id"], text="x"))[0] == 403
    await town.act("members", {"chat": made["id"], "id": 1, "status": "member"})
    assert "my_chat_member" in (await town.heard())[0]


# What it hears


@dataclass
class Ear:
    """Somebody who looks on."""

    content: aiohttp.StreamReader

    async def hears(self) -> tuple[str, dict[str, Any]]:
        """Return what happens next."""
        event, data, end = [await asyncio.wait_for(self.content.readline(), 10) for _ in range(3)]
        assert end == b"\n"
        return event.decode().removeprefix("event: ").strip(), json.loads(data.decode().removeprefix("data: "))


@asynccontextmanager
async def listening(town: Town) -> AsyncIterator[Ear]:
    async with town.web.get("/sandbox/events") as response:
        assert response.content_type == "text/event-stream"
        assert await response.content.readuntil(b"\n\n") == b"retry: 500\n\n"
        yield Ear(response.content)


async def test_who_looks_on_hears_of_all_that_happens(town: Town) -> None:
    async with listening(town) as ear:
        ana = int((await town.act("people", {"name": "Ana"}))["id"])
        assert await ear.hears() == ("people", {"id": ana})
        assert await ear.hears() == ("chats", {"id": ana})
        said = await town.say(ana, ana, "<b>hi</b>")
        assert await ear.hears() == ("people", {"id": ana})
        kind, body = await ear.hears()
        assert (kind, body["chat"], body["message"]["message_id"]) == ("message", ana, said)
        assert body["message"]["text"] == "<b>hi</b>"
        await town.call("sendChatAction", chat_id=ana, action="typing")
        assert await ear.hears() == ("action", {"chat": ana, "action": "typing"})
        sent = await town.send(ana, "x", "Yes")
        await ear.hears()
        await town.call("editMessageText", chat_id=ana, message_id=sent, text="y")
        kind, body = await ear.hears()
        assert (kind, body["message"]["text"], body["message"]["buttons"]) == ("message", "y", [])


async def test_one_who_left_holds_nobody_up(town: Town) -> None:
    ana = await town.person()
    async with listening(town):
        pass
    async with listening(town) as ear:
        await town.say(ana, ana, "hi")
        assert (await ear.hears())[1]["message"]["text"] == "hi"


# Its clock


@dataclass
class Wheel(Clock):
    """A clock that people may set; the bot has something to do at *next*. It stands still between their hands."""

    speed: float = 1
    next: datetime | None = None
    turned: list[float] = field(default_factory=list)

    def turn(self, speed: float) -> None:
        self.speed = speed
        self.turned.append(speed)

    async def leap(self, to: datetime) -> None:
        self.moment = to

    def machine(self) -> datetime:
        return START

    async def coming(self) -> datetime | None:
        return self.next


@asynccontextmanager
async def wound(wheel: Wheel, folder: Path | None = None) -> AsyncIterator[Town]:
    async with (
        open_sandbox(folder, wheel.now, clockwork=wheel) as sandbox,
        aiohttp.ClientSession(sandbox.address) as web,
    ):
        yield Town(sandbox, web, wheel)


async def test_the_clock_can_be_set_and_tells_who_looks_on() -> None:
    wheel = Wheel()
    async with wound(wheel) as town, listening(town) as ear:
        assert await town.look("clock") == {"now": START.timestamp(), "speed": 1, "coming": None}
        wheel.next = START + MINUTE
        assert (await town.look("clock"))["coming"] == (START + MINUTE).timestamp()
        answer = await town.act("clock", {"speed": 600})
        assert answer == {"now": START.timestamp(), "speed": 600, "leapt": False}
        assert await ear.hears() == ("clock", {"now": START.timestamp(), "speed": 600})
        await town.act("clock", {"speed": 0})
        assert wheel.turned == [600, 0]


@pytest.mark.parametrize("speed", [-1, 10_001, float("nan"), float("inf"), "fast", [60], True])
async def test_a_speed_that_is_none_is_refused(speed: object) -> None:
    wheel = Wheel()
    async with wound(wheel) as town:
        status, answer = await town.try_to("clock", {"speed": speed})
        assert (status, "speed" in answer["error"], wheel.turned) == (400, True, [])


async def test_a_leap_goes_to_what_comes_next_and_never_back() -> None:
    wheel = Wheel()
    async with wound(wheel) as town:
        assert (await town.act("clock", {"leap": True}))["leapt"] is False
        wheel.next = START + MINUTE
        answer = await town.act("clock", {"leap": True})
        assert (answer["now"], answer["leapt"]) == ((START + MINUTE).timestamp(), True)
        wheel.next = START
        assert (await town.act("clock", {"leap": True}))["leapt"] is False
        assert wheel.moment == START + MINUTE


async def test_where_the_bot_runs_apart_the_clock_is_only_shown(town: Town) -> None:
    assert await town.look("clock") == {"now": START.timestamp(), "speed": None, "coming": None}
    assert (await town.try_to("clock", {"speed": 60}))[0] == 409
    assert (await town.try_to("clock", {"leap": True}))[0] == 409


async def test_where_the_clock_stood_is_kept(tmp_path: Path) -> None:
    assert stood_at(tmp_path) is None
    async with wound(Wheel(), tmp_path) as town:
        ana = await town.person()
        town.clock.pass_by(3600)
        await town.say(ana, ana, "later")
        town.clock.pass_by(60)
    assert stood_at(tmp_path) == START + 61 * MINUTE


async def test_where_the_clock_stood_is_kept_by_a_sandbox_that_was_killed(tmp_path: Path) -> None:
    async with wound(Wheel(), tmp_path / "data") as town:
        ana = await town.person()
        town.clock.pass_by(3600)
        await town.say(ana, ana, "later")
        town.sandbox.state.file.write()
        shutil.copytree(tmp_path / "data", tmp_path / "copy")
    assert stood_at(tmp_path / "copy") == START + 60 * MINUTE


async def test_how_often_the_bot_may_write_does_not_follow_the_clock() -> None:
    wheel = Wheel()
    async with wound(wheel) as town:
        ana = await town.person()
        for _ in range(5):
            await town.send(ana)
        wheel.pass_by(3600)  # and none of it on the machine
        assert (await town.refused("sendMessage", chat_id=ana, text="x"))[0] == 429


async def test_a_press_is_not_too_old_after_a_leap() -> None:
    wheel = Wheel(next=START + timedelta(days=1))
    async with wound(wheel) as town:
        ana = await town.person()
        sent = await town.send(ana, "x", "Yes")
        await town.act("presses", {"from": ana, "chat": ana, "message_id": sent, "button": "Yes", "wait": 0})
        await town.act("clock", {"leap": True})
        (update,) = await town.heard()
        assert await town.call("answerCallbackQuery", callback_query_id=update["callback_query"]["id"]) is True


async def test_a_page_that_was_put_to_sleep_is_told_of_the_end_and_of_nothing_else() -> None:
    onlookers = Onlookers()
    asleep, awake = onlookers.join(), onlookers.join()
    for number in range(MOST_WAITING + 1):
        onlookers.tell("action", {"chat": number})
        awake.get_nowait()
    assert [asleep.get_nowait() for _ in range(asleep.qsize())] == [END]
    onlookers.tell("action", {"chat": 1})
    assert (asleep.qsize(), awake.qsize()) == (0, 1)
