"""A browser without a window, and people who look at azalea with it. Without Chromium these tests are skipped."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Locator, Page, Playwright, async_playwright, expect

from bot import running
from bot.settings import read_settings
from tests.conftest import fresh_folder
from tests.sandbox.conftest import Clock, Town, open_town

PATIENCE = 20_000  # milliseconds, for a machine that has much to do
# The address bar of a window that nobody sees would keep a process of its own busy for each context. The switch takes
# the place of Playwright's own, of which the others are what matters to a page.
UNSEEN = "WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup"
UNWANTED = "HttpsUpgrades,MediaRouter,OptimizationHints,PaintHolding"
ALONE = (
    *("--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync"),
    f"--disable-features={UNSEEN},{UNWANTED}",
)
PLACE = {"timezone_id": "Europe/London", "locale": "en-GB"}
DESKTOP = {"width": 1280, "height": 820}
PHONE = {"width": 390, "height": 844}

# What a person taps from the first screen on, and what azalea says to it.
G1 = (
    ("I agree", "How shall I write to you?"),
    ("Private words", "Who takes the tablets?"),
    ("Me", "where you are?"),
    ("Yes", "What does the box say?"),
    ("50 mg", "How many tablets of 50 mg"),
    ("1½", "At what time?"),
    ("08:00", "I read: one and a half tablets of 50 mg, every day at 08:00."),
    ("Yes", "Saved."),
)

expect.set_options(timeout=PATIENCE)


def chromium() -> str | None:
    """Return where Chromium is, if it is here."""
    found = os.environ.get("AZALEA_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    return found or shutil.which("google-chrome")


async def launch(playwright: Playwright) -> Browser:
    """Open the Chromium that is here."""
    # As root, as in a container, it only runs without its own walls; it opens nothing but our page.
    walls = ["--no-sandbox"] if os.geteuid() == 0 else []
    return await playwright.chromium.launch(executable_path=chromium(), args=[*ALONE, *walls])


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """Open one browser for all tests."""
    if chromium() is None:
        pytest.skip("no Chromium is here: install it, or name it in AZALEA_CHROMIUM")
    async with async_playwright() as playwright:
        opened = await launch(playwright)
        yield opened
        await opened.close()


@dataclass
class Screen:
    """Somebody in front of the page."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    @property
    def lines(self) -> Locator:
        """All that was said, from the top."""
        return self.page.locator(".line")

    @property
    def newest(self) -> Locator:
        """What was said last."""
        return self.lines.last

    async def sees(self, words: str) -> None:
        """Wait until that was said last."""
        await expect(self.newest).to_contain_text(words)

    async def taps(self, label: str) -> None:
        """Press a button under what was said last."""
        await self.newest.get_by_role("button", name=label, exact=True).click()

    async def starts(self) -> None:
        """Press Start."""
        await self.page.get_by_role("button", name="Start", exact=True).click()
        await self.sees("Shall I start")

    async def says(self, words: str) -> None:
        """Write something."""
        await self.page.get_by_role("textbox", name="Message").fill(words)
        await self.page.keyboard.press("Enter")

    async def sets_up(self) -> None:
        """Make a plan, by tapping alone."""
        await self.starts()
        for label, answer in G1:
            await self.taps(label)
            await self.sees(answer)

    async def becomes(self, name: str) -> None:
        """Be somebody else."""
        await self.page.get_by_role("button", name="You are").click()
        await self.page.get_by_role("menuitem", name=name, exact=True).click()
        await expect(self.page.get_by_role("button", name=f"You are {name}")).to_be_visible()


Look = Callable[..., Awaitable[Screen]]


@pytest_asyncio.fixture(loop_scope="session")
async def look_at(browser: Browser) -> AsyncIterator[Look]:
    """Return what opens the page at an address: nobody's script may fail, nothing of another host be asked for."""
    opened: list[tuple[BrowserContext, Screen, str]] = []

    async def looking(address: str, **how: Any) -> Screen:
        context = await browser.new_context(**({"viewport": DESKTOP} | PLACE | how))
        context.set_default_timeout(PATIENCE)
        screen = Screen(await context.new_page())
        opened.append((context, screen, address))
        screen.page.on("request", lambda asked: screen.requests.append(asked.url))
        screen.page.on("pageerror", lambda error: screen.complaints.append(str(error)))
        screen.page.on("console", lambda said: screen.complaints.append(said.text) if said.type == "error" else None)
        await screen.page.goto(address)
        return screen

    yield looking
    for context, screen, address in opened:
        await context.close()
        assert [url for url in screen.requests if not url.startswith(f"{address}/")] == []
        # A connection that was lost is told of by the browser itself.
        assert [said for said in screen.complaints if "Failed to load resource" not in said] == []


@dataclass
class Home:
    """azalea on a local Telegram, as `azalea sandbox` runs it."""

    folder: Path
    port: int = 0
    address: str = ""
    _stack: AsyncExitStack = field(default_factory=AsyncExitStack)

    async def start(self) -> None:
        """Start it, where it was if it ran before."""
        settings = read_settings({"TZ": "Europe/London"}, self.folder)
        there: asyncio.Future[str] = asyncio.get_running_loop().create_future()

        def tell(words: str) -> None:
            if not there.done():
                there.set_result(words.split()[1])

        trial = running.Trial(self.port, 1, server_only=False)
        ran = asyncio.create_task(running.sandbox(settings, trial, tell))

        async def end() -> None:
            if not ran.done():
                signal.raise_signal(signal.SIGTERM)  # as whoever runs it stops it
            await ran

        self._stack.push_async_callback(end)
        self.address = await there
        self.port = int(self.address.rpartition(":")[2])

    async def stop(self) -> None:
        """Stop it."""
        await self._stack.aclose()


@pytest_asyncio.fixture(loop_scope="session")
async def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Home]:
    """Run azalea on a local Telegram, on data of its own."""
    shutil.copytree(fresh_folder().parent / "config", tmp_path / "config", dirs_exist_ok=True)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    shutil.copytree(fresh_folder(), tmp_path / "data")
    home = Home(tmp_path / "data")
    await home.start()
    yield home
    await home.stop()


@pytest_asyncio.fixture(loop_scope="session")
async def bare() -> AsyncIterator[Town]:
    """Run a local Telegram where the test is the bot."""
    async with open_town(Clock()) as town:
        yield town
