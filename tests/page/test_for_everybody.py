"""The rules for everybody, held against axe-core in each state of the page: contrast, names, roles, order."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.async_api import expect

from tests.page.conftest import PHONE, Look, Screen
from tests.sandbox.conftest import Town

pytestmark = [
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.parametrize("colours", ["light", "dark"]),
    pytest.mark.parametrize("size", ["desktop", "phone"]),
]

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")


def seen_in(colours: str, size: str) -> dict[str, Any]:
    return {"color_scheme": colours} | ({"viewport": PHONE} if size == "phone" else {})


async def opens(screen: Screen, title: str, size: str) -> None:
    """Open a chat: on a phone from the list, which alone has room there."""
    back = screen.page.get_by_role("button", name="Back to the chats")
    if size == "phone" and await back.is_visible():
        await back.click()
    await screen.page.get_by_role("navigation", name="Chats").get_by_role("button").filter(has_text=title).click()


async def faultless(screen: Screen, state: str) -> None:
    if not await screen.page.evaluate("'axe' in window"):
        await screen.page.evaluate(AXE.read_text(encoding="utf-8"))
    found = await screen.page.evaluate("axe.run({ resultTypes: ['violations'] })")  # of the others one node each
    told = [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found["violations"]]
    assert (state, told) == (state, [])
    assert len(found["passes"]) > 10  # it did look


async def test_a_talk_is_for_everybody(bare: Town, look_at: Look, colours: str, size: str) -> None:
    ana = await bare.person()
    await bare.say(ana, ana, "took it")
    await bare.call("sendMessage", chat_id=ana, text="Noted\nlong\nlong", entities=[
        {"type": "bold", "offset": 0, "length": 5}, {"type": "expandable_blockquote", "offset": 6, "length": 9},
    ])  # fmt: skip
    keys = [[{"text": name, "callback_data": name, "style": name} for name in ("primary", "success", "danger")]]
    keys += [[{"text": "Later", "callback_data": "later"}]]
    await bare.call("setMyCommands", commands=[{"command": "today", "description": "What is owed today"}])
    sent = await bare.call("sendMessage", chat_id=ana, text="?", reply_markup={"inline_keyboard": keys})
    await bare.act("reactions", {"from": ana, "chat": ana, "message_id": sent["message_id"], "emoji": "👍"})
    screen = await look_at(bare.sandbox.address, **seen_in(colours, size))
    page = screen.page
    await expect(page.get_by_role("navigation", name="Chats")).to_be_visible()
    await faultless(screen, "list")
    if size == "phone":  # else it is open, and would be loaded again under what follows
        await opens(screen, "azalea", size)
    await screen.sees("Later")
    await page.get_by_role("textbox", name="Message").fill("/")
    await expect(page.get_by_role("listbox")).to_be_visible()
    await faultless(screen, "menu of commands")
    await page.keyboard.press("Escape")
    await screen.newest.locator(".more").click()
    await expect(page.get_by_role("menu")).to_be_visible()
    await faultless(screen, "menu of a message")
    await page.keyboard.press("Escape")
    await page.get_by_role("button", name="azalea bot").click()
    await page.get_by_role("menuitem", name="Block azalea").click()
    await expect(page.get_by_role("button", name="Unblock azalea")).to_be_visible()
    await faultless(screen, "blocked")


async def test_groups_and_tools_are_for_everybody(bare: Town, look_at: Look, colours: str, size: str) -> None:
    group = await bare.group(await bare.person())
    await bare.send(group, "I do not work in this group.")
    screen = await look_at(bare.sandbox.address, **seen_in(colours, size))
    page = screen.page
    await opens(screen, "Circle", size)
    await screen.sees("I do not work in this group.")
    await page.get_by_role("button", name="Circle 2 members").click()
    await expect(page.get_by_role("dialog", name="Circle")).to_be_visible()
    await faultless(screen, "who is in a group")
    await page.keyboard.press("Escape")
    if size == "phone":
        await page.get_by_role("button", name="Clock, phone and faults").click()
    await page.get_by_label("How often").fill("3")
    await page.get_by_role("button", name="Let it happen").click()
    await expect(page.get_by_role("button", name="Take it back")).to_be_visible()
    await faultless(screen, "a group, or a fault on its way")
    if size == "phone":
        await page.get_by_role("button", name="Back to the chat", exact=True).click()
        await page.get_by_role("button", name="Back to the chats").click()
    await page.get_by_role("button", name="A new person or group").click()
    await page.get_by_role("menuitem", name="A new group").click()
    await faultless(screen, "a new group")
