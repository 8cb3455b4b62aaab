"""Menus and descriptions are set in the background, and never stand in the way."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest

from bot import wiring
from bot.channels import telegram_menus
from bot.channels.telegram_channel import open_telegram
from bot.channels.telegram_menus import introduce
from bot.conversation.commands import COMMANDS
from bot.messages import Introduction
from tests.channels.conftest import TOKEN, Answer, Other, newcomer, open_other, soon
from tests.sandbox.conftest import Clock, Town

INTRODUCTION = wiring.read_desk().wording.introduction()
SETTING = ("setMyCommands", "deleteMyCommands", "setMyDescription", "setMyShortDescription")


async def hear(_raws: object) -> None:
    """Do nothing with what comes."""


def test_a_menu_names_what_works_and_fits_telegram() -> None:
    assert len(INTRODUCTION.private) <= 8
    assert all(name in COMMANDS and 0 < len(words) <= 256 for name, words in INTRODUCTION.private)
    assert len(INTRODUCTION.description) <= 512
    assert len(INTRODUCTION.short) <= 120


def test_nothing_a_glance_at_a_phone_shows_names_medicine_or_illness() -> None:
    shown = str(INTRODUCTION).casefold()
    for word in (
        "azathioprine",
        "medicine",
        "tablet",
        "dose",
        "pill",
        "crohn",
        "colitis",
        "illness",
        "blood",
        "clinic",
    ):
        assert word not in shown


async def test_people_find_the_menu_where_azalea_stays(town: Town, clock: Clock) -> None:
    ana = await newcomer(town)
    circle = (await town.act("groups", {"title": "Circle", "members": [ana]}))["id"]
    in_groups = {"scope": {"type": "all_group_chats"}}
    await town.call("setMyCommands", commands=[{"command": "today", "description": "Of an older azalea"}], **in_groups)
    async with open_telegram(TOKEN, town.sandbox.address, clock.now, introduction=INTRODUCTION) as channel:
        task = asyncio.create_task(channel.listen(hear))
        await soon(lambda: "description/" in str(town.sandbox.state.profile) or None)
        await soon(lambda: town.sandbox.state.profile.get("short_description/"))
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    seen = [await town.look(f"commands?chat={chat}&person={ana}") for chat in (ana, circle)]
    assert [tuple((one["command"], one["description"]) for one in menu) for menu in seen] == [
        INTRODUCTION.private, ()
    ]  # fmt: skip
    assert town.sandbox.state.profile["description/"] == INTRODUCTION.description


def taking(fails: int, began: Callable[[], bool] = lambda: True) -> Other:
    """Return a server whose first *fails* settings of a menu fail."""
    left = [fails]

    async def get_updates(given: dict[str, Any]) -> Answer:
        if given["timeout"] != "0":
            await asyncio.Event().wait()
        if not began():
            return 502, b""
        return 200, {"ok": True, "result": []}

    async def set_it(_given: dict[str, Any]) -> Answer:
        left[0] -= 1
        return (500, {}) if left[0] >= 0 else (200, {"ok": True, "result": True})

    return Other({"getUpdates": get_updates} | dict.fromkeys(SETTING, set_it))


@pytest.mark.parametrize(("fails", "calls", "told"), [(0, 4, 0), (1, 5, 0), (7, 11, 0), (9, 12, 1), (99, 12, 1)])
async def test_what_fails_is_tried_three_times_and_told_once(
    fails: int, calls: int, told: int, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(telegram_menus, "PAUSES", (0.0, 0.0))
    async with open_other(taking(fails)) as other, open_telegram(TOKEN, other.address, Clock().now) as channel:
        await introduce(channel._bot, INTRODUCTION, channel._source.lacks)
    assert [name for name, _ in other.calls if name in SETTING] == [name for name, _ in other.calls]
    assert len(other.calls) == calls
    assert [one.levelno for one in caplog.records] == [logging.WARNING] * told


@asynccontextmanager
async def listening(other: Other, introduction: Introduction | None) -> AsyncIterator[None]:
    clock = Clock()
    async with open_other(other), open_telegram(TOKEN, other.address, clock.now, introduction=introduction) as channel:
        task = asyncio.create_task(channel.listen(hear))
        yield
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def test_nothing_is_set_before_the_first_answer_to_a_poll() -> None:
    tries: list[int] = []

    def began() -> bool:
        tries.append(1)
        return len(tries) > 2

    other = taking(0, began)
    async with listening(other, INTRODUCTION):
        await soon(lambda: other.called("setMyShortDescription"))
    names = [name for name, _ in other.calls]
    assert names.index("setMyCommands") > [place for place, name in enumerate(names) if name == "getUpdates"][2]


async def test_without_an_introduction_nothing_is_set() -> None:
    other = taking(0)
    async with listening(other, None):
        await soon(lambda: len(other.called("getUpdates")) == 2)
    assert not any(name in SETTING for name, _ in other.calls)
