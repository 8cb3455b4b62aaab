"""Answers that come late, and what happens meanwhile: the page shows what is so now, not what was so once."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Locator, Page, Request, Route, expect

from tests.page.conftest import Look, Screen
from tests.sandbox.conftest import Town

pytestmark = pytest.mark.asyncio(loop_scope="session")


@asynccontextmanager
async def late(page: Page, what: str) -> AsyncIterator[asyncio.Event]:
    """Hold back the next answer of a kind, as it is when it is asked for, until the block is over and it was taken."""
    kind, asked, over = re.compile(what), asyncio.Event(), asyncio.Event()

    async def hold(route: Route) -> None:
        answer = await route.fetch()
        asked.set()
        await over.wait()
        await route.fulfill(response=answer)

    def of_the_kind(request: Request) -> bool:
        return kind.search(request.url) is not None

    await page.route(kind, hold, times=1)
    yield asked
    async with page.expect_event("requestfinished", of_the_kind):
        over.set()
    await page.evaluate("new Promise((painted) => requestAnimationFrame(painted))")


def listed(screen: Screen, title: str) -> Locator:
    """Return a chat as it stands in the list."""
    chats = screen.page.get_by_role("navigation", name="Chats")
    return chats.get_by_role("button", name=re.compile(f"^{title}"))


async def opens(screen: Screen, title: str) -> None:
    await listed(screen, title).click()


async def open_as(town: Town, look_at: Look, name: str) -> Screen:
    screen = await look_at(town.sandbox.address)
    await expect(screen.lines.first).to_be_visible()
    await screen.becomes(name)
    return screen


async def test_the_list_never_goes_back_to_what_was_said_before(bare: Town, look_at: Look) -> None:
    ana = await bare.person()
    screen = await open_as(bare, look_at, "Ana")
    async with late(screen.page, r"/sandbox/chats$") as asked:
        await bare.act("groups", {"title": "Walks", "members": [ana], "bot": False})
        await asked.wait()
        await bare.send(ana, "What was said last")
        await screen.sees("What was said last")
    await expect(listed(screen, "Walks")).to_be_visible()
    await expect(listed(screen, "azalea")).to_contain_text("What was said last")


async def test_the_menu_is_that_of_the_chat_that_is_open(bare: Town, look_at: Look) -> None:
    group = await bare.group(await bare.person())
    for scope, command in (("all_private_chats", "alone"), ("all_group_chats", "together")):
        shown = [{"command": command, "description": "Something"}]
        await bare.call("setMyCommands", commands=shown, scope={"type": scope})
    screen = await open_as(bare, look_at, "Ana")
    async with late(screen.page, rf"commands\?chat={group}") as asked:
        await opens(screen, "Circle")
        await asked.wait()
        await opens(screen, "azalea")
        await screen.sees("/start")
    await expect(screen.page.locator(".talk .about")).to_have_text("bot")
    await screen.page.get_by_role("button", name="Commands").click()
    menu = screen.page.get_by_role("listbox", name="Commands")
    await expect(menu.get_by_role("option")).to_have_text([re.compile("^/alone")])


async def test_a_chat_that_is_left_and_opened_again_shows_its_newest(bare: Town, look_at: Look) -> None:
    ana = await bare.person()
    await bare.group(ana)
    screen = await open_as(bare, look_at, "Ana")
    await opens(screen, "Circle")
    async with late(screen.page, rf"chats/{ana}/messages\?last") as asked:
        await opens(screen, "azalea")
        await asked.wait()
        await opens(screen, "Circle")
        await opens(screen, "azalea")
        await bare.send(ana, "What was said last")
        await screen.sees("What was said last")
    await screen.sees("What was said last")


async def test_what_comes_while_the_page_begins_is_shown(bare: Town, look_at: Look) -> None:
    ana = await bare.person()
    screen = await open_as(bare, look_at, "Ana")
    async with late(screen.page, r"commands\?chat") as asked:
        await screen.page.reload()
        await asked.wait()
        await screen.sees("/start")
        await bare.send(ana, "What was said last")
    await screen.sees("What was said last")


async def test_who_somebody_became_last_is_who_they_are(bare: Town, look_at: Look) -> None:
    ana, ben = await bare.person("Ana"), await bare.person("Ben")
    screen = await open_as(bare, look_at, "Ben")
    await bare.send(ana, "For Ana alone")
    async with late(screen.page, rf"chats/{ana}/messages") as asked:
        await screen.becomes("Ana")
        await asked.wait()
        await screen.becomes("Ben")
        await bare.send(ben, "For Ben alone")
        await screen.sees("For Ben alone")
    await screen.sees("For Ben alone")


async def test_what_comes_during_a_count_counts_once(bare: Town, look_at: Look) -> None:
    ana, ben = await bare.person("Ana"), await bare.person("Ben")
    group = await bare.group(ana, ben)
    await bare.send(group, "one")
    screen = await open_as(bare, look_at, "Ana")
    async with late(screen.page, rf"chats/{group}/messages\?after") as asked:
        await screen.becomes("Ben")
        await asked.wait()
        await bare.send(group, "two")
        await expect(listed(screen, "Circle")).to_contain_text("two")
    there = len(await bare.messages(group))
    await expect(listed(screen, "Circle")).to_contain_text(f"{there} unread")


async def test_what_was_deleted_stands_nowhere(bare: Town, look_at: Look) -> None:
    ana = await bare.person()
    screen = await open_as(bare, look_at, "Ana")
    await bare.send(ana, "The first")
    number = await bare.send(ana, "The second")
    await screen.sees("The second")
    await bare.call("deleteMessage", chat_id=ana, message_id=number)
    await expect(screen.page.get_by_text("Message deleted")).to_be_visible()
    await expect(listed(screen, "azalea")).to_contain_text("The first")
    await expect(screen.page.get_by_role("img", name="The locked phone shows")).to_have_attribute(
        "aria-label", re.compile("The first")
    )


async def test_the_keyboard_stays_where_it_is_when_something_comes(bare: Town, look_at: Look) -> None:
    ana = await bare.person()
    screen = await open_as(bare, look_at, "Ana")
    for place in (
        listed(screen, "azalea"),
        screen.page.get_by_role("button", name="azalea bot"),
        screen.page.get_by_role("button", name="You are Ana"),
    ):
        await place.focus()
        number = await bare.send(ana, "What was said last")
        await screen.sees("What was said last")
        await bare.call("deleteMessage", chat_id=ana, message_id=number)
        await bare.act("people", {"name": "Eva"})
        await expect(screen.page.get_by_text("What was said last")).to_have_count(0)
        await expect(place).to_be_focused()


async def test_what_is_written_while_a_message_leaves_is_sent_after_it(bare: Town, look_at: Look) -> None:
    await bare.person()
    screen = await open_as(bare, look_at, "Ana")
    async with late(screen.page, r"/sandbox/messages$") as asked:
        await screen.says("the first")
        await asked.wait()
        await screen.says("the second")
    await screen.sees("the second")
    await expect(screen.page.locator(".line.mine .text")).to_have_text(["/start", "the first", "the second"])
