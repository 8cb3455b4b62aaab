"""What the page shows of messages, however long or odd they are; here the test is the bot."""

from __future__ import annotations

import re
from time import monotonic
from typing import Any

import pytest
from playwright.async_api import expect

from bot.sandbox import page as served
from bot.sandbox.state import BOT, BOT_USER
from tests.page.conftest import Look, Screen
from tests.sandbox.conftest import Town

pytestmark = pytest.mark.asyncio(loop_scope="session")

HEAVIEST = 150 * 1000  # bytes
MANY = 2000
TO_THE_FIRST = """async (list) => {
    while (!list.textContent.includes("/start")) {
        list.scrollTop = 0;
        await new Promise((painted) => requestAnimationFrame(painted));
    }
    list.scrollTop = 0;
}"""
OPENS = 5.0  # seconds on a machine that has much to do; alone it is a fraction of one


async def shown(town: Town, look_at: Look, **how: Any) -> tuple[int, Screen]:
    """Let Ana come, whom the bot knows, and look at her talk."""
    ana = await town.person()
    screen = await look_at(town.sandbox.address, **how)
    await screen.sees("/start")
    return ana, screen


TEXTS = (
    "<img src=x onerror=alert(1)><script>alert(2)</script>",
    "{{7*7}} ${7*7} &lt;b&gt; &amp;",
    "مرحبا، أخذت الدواء 08:00 (50 mg)",
    "👩‍👩‍👧 🧪 e\u0301 \u202eabc",
    "x" * 4096,
)


async def test_what_anybody_writes_stays_text(bare: Town, look_at: Look) -> None:
    ana, screen = await shown(bare, look_at)
    for text in TEXTS:
        await bare.say(ana, ana, text)
        await expect(screen.newest.locator(".text")).to_have_text(text)
        await bare.send(ana, text, text[:60])
        await expect(screen.newest.locator(".text")).to_have_text(text)
    assert await screen.page.locator("img[src=x], .text script").count() == 0
    assert await screen.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def test_styles_links_quotes_spoilers_and_commands_are_shown(bare: Town, look_at: Look) -> None:
    ana, screen = await shown(bare, look_at)
    text = "😀 bold link secret /today\n" + "line\n" * 12
    entities = [
        {"type": "bold", "offset": 3, "length": 4},
        {"type": "text_link", "offset": 8, "length": 4, "url": "https://example.org/"},
        {"type": "spoiler", "offset": 13, "length": 6},
        {"type": "expandable_blockquote", "offset": 27, "length": 59},
    ]
    await bare.call("sendMessage", chat_id=ana, text=text, entities=entities)
    said = screen.newest
    await expect(said.locator("strong")).to_have_text("bold")
    await expect(said.get_by_role("link", name="link")).to_have_attribute("href", "https://example.org/")
    quote = said.locator("blockquote")
    tall = await quote.evaluate("(one) => one.clientHeight")
    await quote.get_by_role("button", name="Show all").click()
    assert await quote.evaluate("(one) => one.clientHeight") > tall
    spoiler = said.get_by_role("button", name="Hidden words")
    await spoiler.press("Enter")
    await expect(said.get_by_text("secret", exact=True)).to_be_visible()
    await bare.say(ana, ana, "/today")
    await screen.newest.get_by_role("button", name="/today").click()
    await expect(screen.lines.filter(has_text="/today")).to_have_count(3)


async def test_a_locked_phone_shows_nothing_of_what_is_covered(bare: Town, look_at: Look) -> None:
    ana, screen = await shown(bare, look_at)
    spoiler = {"type": "spoiler", "offset": 10, "length": 13}
    await bare.call("sendMessage", chat_id=ana, text="Tomorrow.\nwhy do I bleed", entities=[spoiler])
    await screen.sees("Tomorrow.")
    label = screen.page.get_by_role("img", name="The locked phone shows")
    await expect(label).to_have_attribute("aria-label", re.compile("Tomorrow"))
    await expect(label).not_to_have_attribute("aria-label", re.compile("bleed"))


async def test_a_connection_that_was_lost_is_found(bare: Town, look_at: Look) -> None:
    ana, screen = await shown(bare, look_at)
    await screen.page.context.set_offline(offline=True)
    await screen.says("hello")
    await expect(screen.page.get_by_role("alert").filter(has_text="does not answer")).to_be_visible()
    await screen.page.context.set_offline(offline=False)
    await screen.page.keyboard.press("Enter")
    await screen.sees("hello")
    await bare.send(ana, "There you are")
    await screen.sees("There you are")


async def test_a_blocked_bot_is_said_where_one_writes(bare: Town, look_at: Look) -> None:
    _, screen = await shown(bare, look_at)
    await screen.page.get_by_role("button", name="azalea bot").click()
    await screen.page.get_by_role("menuitem", name="Block azalea").click()
    await screen.page.get_by_role("button", name="Unblock azalea").click()
    await screen.says("hello again")
    await screen.sees("hello again")


async def test_a_group_lets_azalea_in_and_out(bare: Town, look_at: Look) -> None:
    _, screen = await shown(bare, look_at)
    page = screen.page
    await page.get_by_role("button", name="A new person or group").click()
    await page.get_by_role("menuitem", name="A new person").click()
    await page.get_by_label("Name").fill("Ben")
    await page.get_by_role("button", name="Come in").click()
    await expect(page.get_by_role("button", name="You are Ben")).to_be_visible()
    await page.get_by_role("button", name="A new person or group").click()
    await page.get_by_role("menuitem", name="A new group").click()
    await page.get_by_label("Name").fill("Family")
    await page.get_by_role("button", name="Make it").click()
    await expect(page.locator(".talk .about")).to_have_text("2 members")
    for choice, note in (("Add azalea", "azalea joined the group"), ("Take azalea out", "azalea left the group")):
        await page.get_by_role("button", name="Family").last.click()
        await page.get_by_role("combobox", name="azalea").select_option(label=choice)
        await page.get_by_role("button", name="Do it").click()
        await expect(page.locator(".note").last).to_have_text(note)


async def test_the_page_is_light(bare: Town, look_at: Look) -> None:
    _, screen = await shown(bare, look_at)
    assert sum(file.stat().st_size for file in served.FOLDER.iterdir()) < HEAVIEST
    names = {url.rpartition("/")[2] for url in screen.requests if "/web/" in url}
    assert {file.name for file in served.FOLDER.iterdir()} - names == {"index.html"}


async def test_two_thousand_messages_open_scroll_and_go_on(bare: Town, look_at: Look) -> None:
    ana = await bare.person()
    state = bare.sandbox.state
    for number in range(MANY):
        state.post(state.chats[ana], BOT, BOT_USER, {"text": f"message {number}"})
    begun = monotonic()
    screen = await look_at(bare.sandbox.address)
    await screen.sees(f"message {MANY - 1}")
    assert monotonic() - begun < OPENS
    messages = screen.page.get_by_role("log")
    await messages.evaluate(TO_THE_FIRST)
    await expect(screen.lines).to_have_count(MANY + 1)
    await expect(screen.lines.first).to_be_in_viewport()
    await bare.send(ana, "a new one")
    await expect(screen.page.get_by_role("button", name="Go to the newest message")).to_contain_text("1")
    await screen.page.get_by_role("button", name="Go to the newest message").click()
    await expect(screen.lines.filter(has_text="a new one")).to_be_in_viewport()
