"""Takes pictures of the page, to be looked at: its main states, light and dark, on a desktop and on a phone."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
from pathlib import Path

from playwright.async_api import Browser, async_playwright, expect

from tests.page.conftest import DESKTOP, G1, PHONE, PLACE, Home, Screen, launch

ROOT = Path(__file__).parents[2]
SIZES = {"desktop": {"viewport": DESKTOP}, "phone": {"viewport": PHONE, "has_touch": True, "is_mobile": True}}


class Album:
    """A walk through the page in one size and one set of colours; each state becomes a picture."""

    def __init__(self, screen: Screen, folder: Path, name: str) -> None:
        self._screen = screen
        self._folder = folder
        self._name = name
        self._narrow = name.startswith("phone")

    async def take(self, state: str) -> None:
        """Take a picture."""
        await self._screen.page.screenshot(path=self._folder / f"{self._name}-{state}.png", animations="disabled")

    async def walk(self) -> None:
        """Go from the first visit to a reminder that is answered."""
        page = self._screen.page
        chat = page.get_by_role("navigation", name="Chats").get_by_role("button", name="azalea")
        await expect(chat).to_be_visible()
        await self.take("1-first-visit")
        if self._narrow:
            await chat.click()
            await self.take("2-start")
        await self._screen.starts()
        await self.take("3-agree")
        for label, answer in G1:
            await self._screen.taps(label)
            await self._screen.sees(answer)
        await self._screen.taps("Not yet")
        await expect(page.get_by_role("button", name="See it now")).to_be_visible()
        await self.take("4-plan")
        await page.get_by_role("button", name="See it now").click()
        await self._screen.sees("08:00. Your usual?")
        await self.take("5-reminder")
        await self._screen.taps("Done")
        await self._screen.sees("edited")
        await self._screen.says("took it at 7:50 but i feel dizzy")
        await self._screen.sees("dizzy")
        await self.take("6-answered")
        await self._around()

    async def _around(self) -> None:
        page = self._screen.page
        await page.get_by_role("button", name="Commands").click()
        await self.take("7-commands")
        await page.keyboard.press("Escape")
        await self._screen.newest.locator(".more").click()
        await self.take("8-message-menu")
        await page.keyboard.press("Escape")
        await page.get_by_role("button", name="azalea bot").click()
        await page.get_by_role("menuitem", name="Block azalea").click()
        await expect(page.get_by_role("button", name="Unblock azalea")).to_be_visible()
        await self.take("9-blocked")
        if self._narrow:
            await page.get_by_role("button", name="Clock, phone and faults").click()
            await self.take("10-clock-and-phone")
            await page.get_by_role("button", name="Back to the chat", exact=True).click()
            await page.get_by_role("button", name="Back to the chats").click()
            await self.take("11-chats")
        await page.get_by_role("button", name="A new person or group").click()
        await page.get_by_role("menuitem", name="A new group").click()
        await self.take("12-new-group")
        await page.keyboard.press("Escape")
        await page.get_by_role("navigation", name="Chats").get_by_role("button", name="Family").click()
        await page.get_by_role("button", name="Family 3 members").click()
        await self.take("13-group-members")
        await page.get_by_role("button", name="Do it").click()
        await self._screen.sees("I do not work in this group.")
        await self.take("14-group")


async def visit(browser: Browser, folder: Path, size: str, colours: str) -> None:
    """Take all pictures of one size and one set of colours, on an azalea of their own."""
    with tempfile.TemporaryDirectory() as data:
        os.environ["XDG_CONFIG_HOME"] = data
        home = Home(Path(data, "data"))
        await home.start()
        context = await browser.new_context(**SIZES[size], **PLACE, color_scheme=colours)  # type: ignore[arg-type]
        screen = Screen(await context.new_page())
        await screen.page.goto(home.address)
        await Album(screen, folder, f"{size}-{colours}").walk()
        await context.close()
        await home.stop()


async def main() -> None:
    """Take all of them into a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=ROOT / "build" / "screens", help="where they go")
    folder = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    async with async_playwright() as playwright:
        browser = await launch(playwright)
        for size in SIZES:
            for colours in ("light", "dark"):
                await visit(browser, folder, size, colours)
        await browser.close()
    sys.stdout.write(f"The pictures are in {folder}.\n")


if __name__ == "__main__":
    asyncio.run(main())
