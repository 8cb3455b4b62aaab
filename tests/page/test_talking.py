"""azalea on the page, as a person has it: by tapping, by keyboard, on a phone, with somebody else, after a restart."""

from __future__ import annotations

import asyncio
import re

import pytest
from playwright.async_api import expect

from tests.page.conftest import G1, PHONE, Home, Look, Screen

QUICK = 10.0  # seconds for all of the set-up, where at Telegram's pace seventeen messages alone take longer

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_by_tapping_alone_a_reminder_is_had_and_answered(home: Home, look_at: Look) -> None:
    ana = await look_at(home.address)
    async with asyncio.timeout(QUICK):
        await ana.sets_up()
    await ana.taps("Not yet")
    await ana.sees("In an emergency")
    await ana.page.get_by_role("button", name="See it now").click()
    await ana.sees("08:00. Your usual?")
    await expect(ana.page.get_by_role("button", name="See it now")).to_be_hidden()
    await expect(ana.page.get_by_text("ahead of this machine")).to_be_visible()
    await expect(ana.lines.filter(has_text="Again, in case")).to_have_count(0)  # a leap cuts nothing off
    await expect(ana.page.get_by_role("img", name="The locked phone shows")).to_have_attribute(
        "aria-label", re.compile("08:00. Your usual")
    )
    prompt = ana.lines.nth(await ana.lines.count() - 1)
    await ana.taps("Done")
    await expect(prompt).to_contain_text("edited")  # the bubble tells what was written down
    await expect(prompt.get_by_role("button", name="Done", exact=True)).to_have_count(0)
    await ana.page.get_by_role("button", name="Next reminder").click()
    await ana.sees("08:00. Your usual?")
    said = await ana.lines.all_inner_texts()
    await ana.page.reload()
    await expect(ana.lines).to_have_text(said, use_inner_text=True)


async def test_a_restart_is_found_and_nothing_is_lost(home: Home, look_at: Look) -> None:
    ana = await look_at(home.address)
    await ana.starts()
    await ana.taps(G1[0][0])
    await ana.sees(G1[0][1])
    said = await ana.lines.all_inner_texts()
    await home.stop()
    await expect(ana.page.locator(".talk .about")).to_have_text("connecting…")
    await ana.says("hello")
    await expect(ana.page.get_by_role("alert").filter(has_text="does not answer")).to_be_visible()
    await expect(ana.page.get_by_role("textbox", name="Message")).to_have_value("hello")
    await home.start()
    await expect(ana.page.locator(".talk .about")).to_have_text("bot")
    await expect(ana.lines).to_have_text(said, use_inner_text=True)
    await ana.taps("Private words")
    await ana.sees("Who takes the tablets?")


async def test_two_people_each_have_their_own_talk(home: Home, look_at: Look) -> None:
    ana = await look_at(home.address)
    await ana.starts()
    await ana.becomes("Ben")
    await expect(ana.lines).to_have_count(0)
    await ana.starts()
    ben = await look_at(home.address)  # another browser, another person
    await ben.becomes("Ben")
    await ben.sees("Shall I start")
    await ana.becomes("Ana")
    await ana.sees("Shall I start")
    await ben.taps("I agree")
    await ben.sees(G1[0][1])
    await ana.becomes("Ben")
    await ana.sees(G1[0][1])


async def test_what_comes_while_somebody_looks_elsewhere_is_counted(home: Home, look_at: Look) -> None:
    ana = await look_at(home.address)
    await ana.starts()
    chats = ana.page.get_by_role("navigation", name="Chats")
    await chats.get_by_role("button", name="Family").click()
    other = await look_at(home.address)
    await other.sees("Shall I start")
    await other.taps("I agree")
    await expect(chats.get_by_role("button", name="azalea")).to_contain_text("1 unread")
    await chats.get_by_role("button", name="azalea").click()
    await expect(chats.get_by_text("unread")).to_have_count(0)


async def test_on_a_phone_nothing_is_cut(home: Home, look_at: Look) -> None:
    ana = await look_at(home.address, viewport=PHONE, has_touch=True, is_mobile=True)
    chat = ana.page.get_by_role("navigation", name="Chats").get_by_role("button", name="azalea")
    await expect(chat).to_be_visible()
    await fits(ana)
    await chat.click()
    await ana.starts()
    await fits(ana)
    await ana.page.get_by_role("button", name="Clock, phone and faults").click()
    await expect(ana.page.get_by_role("button", name="Next reminder")).to_be_visible()
    await fits(ana)
    await ana.page.get_by_role("button", name="Back to the chat", exact=True).click()
    await ana.page.get_by_role("button", name="Back to the chats").click()
    await expect(chat).to_contain_text("Hello, I am azalea")


async def fits(screen: Screen) -> None:
    """See that nothing is wider than the screen, nor wider than what it stands in."""
    too_wide = """() => [document.documentElement, ...document.querySelectorAll("#town *")]
        .filter((one) => one.checkVisibility() && one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 1
            && getComputedStyle(one).textOverflow !== "ellipsis" && getComputedStyle(one).display !== "inline")
        .map((one) => `${one.tagName}.${one.className}`)"""
    assert await screen.page.evaluate(too_wide) == []
    beyond = """() => [...document.querySelectorAll("#town *")]
        .filter((one) => one.checkVisibility() && one.getBoundingClientRect().right > innerWidth + 1)
        .map((one) => `${one.tagName}.${one.className}`)"""
    assert await screen.page.evaluate(beyond) == []


async def test_all_is_reached_by_the_keyboard_alone(home: Home, look_at: Look) -> None:
    ana = await look_at(home.address)
    press = ana.page.keyboard.press
    writing = ana.page.get_by_role("textbox", name="Message")
    await expect(ana.page.get_by_role("button", name="Start", exact=True)).to_be_visible()
    await walk_to(ana, "Start")
    await press("Enter")
    await ana.sees("Shall I start")
    await walk_to(ana, "I agree")
    await press("Enter")
    await ana.sees(G1[0][1])
    # The menu of commands.
    await writing.focus()
    await ana.page.keyboard.type("/hel")
    await expect(ana.page.get_by_role("listbox", name="Commands").get_by_role("option")).to_contain_text(["/help"])
    await press("ArrowDown")
    await press("Enter")
    await expect(ana.lines.filter(has_text="/help").first).to_be_visible()
    await expect(writing).to_have_value("")
    # A reply: from the messages, with the arrows.
    await expect(ana.newest).to_have_class("line theirs")
    await ana.page.get_by_role("log").focus()
    await press("ArrowUp")
    await press("Enter")
    await expect(ana.page.get_by_role("menuitem", name="Reply")).to_be_focused()
    await press("Enter")
    await ana.page.keyboard.type("thank you")
    await press("Enter")
    mine = ana.page.locator(".line.mine").last
    await expect(mine.locator(".quoted")).to_contain_text("azalea")
    # What was written can be changed.
    await expect(writing).to_have_value("")
    await press("ArrowUp")
    await expect(writing).to_have_value("thank you")
    await writing.fill("many thanks")
    await press("Enter")
    await expect(mine).to_contain_text("many thanks")
    await expect(mine).to_contain_text("edited")
    # A reaction.
    await ana.page.get_by_role("log").focus()
    await press("ArrowUp")
    await press("Enter")
    await press("ArrowDown")
    await press("Enter")
    await expect(ana.page.locator(".reactions")).to_have_text("👍")


async def walk_to(screen: Screen, label: str) -> None:
    """Go on with the Tab key until a button has the keyboard."""
    for _ in range(60):
        if await screen.page.evaluate("document.activeElement.textContent") == label:
            return
        await screen.page.keyboard.press("Tab")
    raise AssertionError(f"the Tab key never comes to {label}")


async def test_a_fault_is_let_come_and_taken_back(home: Home, look_at: Look) -> None:
    ana = await look_at(home.address)
    await ana.starts()
    faults = ana.page.get_by_role("region", name="Let something go wrong")
    await faults.get_by_label("What goes wrong").select_option("500")
    await faults.get_by_label("How often").fill("3")
    await faults.get_by_role("button", name="Let it happen").click()
    await expect(faults.get_by_role("listitem")).to_contain_text("Telegram has trouble, when azalea writes")
    await faults.get_by_role("button", name="Take it back").click()
    await expect(faults.get_by_role("listitem")).to_have_count(0)
    await ana.taps("I agree")
    await ana.sees(G1[0][1])
