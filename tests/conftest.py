"""A person at a terminal, with a clock that tests set by hand. All behind the terminal is real."""

from __future__ import annotations

import asyncio
import atexit
import json
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot import reports, wiring
from bot.care.joining import OPEN, Door
from bot.channels.console_channel import ConsoleChannel
from bot.channels.console_looks import Piece, plain
from bot.messages import Outgoing, Raw, Receipt
from bot.store.engine import open_store

LONDON = ZoneInfo("Europe/London")
MEMORY, ENOUGH = Path("/dev/shm"), 2 * 1024**3  # noqa: S108 - where Linux keeps files in memory; bytes


def pytest_configure() -> None:
    """Let folders of tests be in memory where there is room: a disk takes half of all time to sync every commit."""
    if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ENOUGH:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


@pytest.fixture(scope="session", autouse=True)
def keys_of_their_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let keys lie in a folder of this run, also those of processes that tests start."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("config")))
        patch.delenv("AZALEA_KEY_FILE", raising=False)
        yield


@cache
def fresh_folder() -> Path:
    """Return a folder in which azalea was started once; its key lies beside it, in a folder of the same settings."""
    folder = Path(tempfile.mkdtemp(prefix="azalea-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)

    async def make() -> None:
        async with open_store(folder / "data"):
            pass

    with ThreadPoolExecutor(1) as apart, pytest.MonkeyPatch.context() as patch:  # a test's own loop is running here
        patch.setenv("XDG_CONFIG_HOME", str(folder / "config"))
        apart.submit(asyncio.run, make()).result()
    return folder / "data"


class HandClock:
    """Stands still until it is set."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment


@dataclass
class PaperTerminal:
    """Keeps what is shown, and can be told to fail: each of *trouble* is raised once, before or after showing."""

    typed: list[str] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)
    trouble: list[tuple[str, OSError]] = field(default_factory=list)
    width: int | None = None

    async def lines(self) -> AsyncIterator[str]:
        while self.typed:
            yield self.typed.pop(0)

    def greet(self, words: str) -> None:
        del words

    def show(self, message: Sequence[Piece]) -> None:
        when, error = self.trouble.pop(0) if self.trouble else ("", None)
        if when != "before":
            self.shown.append(plain(message))
        if error is not None:
            raise error


class Recording(ConsoleChannel):
    """The terminal's channel, which also remembers what it was asked to send."""

    def __init__(self, terminal: PaperTerminal, name: str, now: Callable[[], datetime], folder: Path) -> None:
        super().__init__(terminal, name, now, folder)
        self.sent: list[Outgoing] = []

    async def send(self, out: Outgoing) -> Receipt:
        receipt = await super().send(out)
        self.sent.append(out)
        return receipt


class Chat:
    """One person's conversation with azalea on a data folder."""

    channel: Any  # which also remembers what it was asked to send
    overlay: Path | None = None  # the folder of an operator, from the next start on

    def __init__(
        self, folder: Path, start: datetime, zone: ZoneInfo = LONDON, name: str = "Ana", door: Door = OPEN
    ) -> None:
        self.folder = folder
        self.door = door
        self.zone = zone
        self.name = name
        self.clock = HandClock(start.replace(tzinfo=zone).astimezone(UTC) if start.tzinfo is None else start)
        self.terminal = PaperTerminal()
        self._stack = AsyncExitStack()

    async def open(self) -> Chat:
        """Start azalea on the folder, and let it catch up."""
        if not self.folder.exists():
            # A copy of one that was made in full; making it anew each time would take most of a test's time.
            shutil.copytree(fresh_folder(), self.folder)
        self.channel = Recording(self.terminal, self.name, self.clock.now, self.folder.parent)
        channels = {self.channel.name: self.channel}
        self.azalea = await self._stack.enter_async_context(
            wiring.open_azalea(self.folder, channels, zone=self.zone.key, door=self.door, overlay=self.overlay)
        )
        await self.azalea.settle(self.clock.now())
        return self

    async def close(self) -> None:
        """Stop azalea."""
        await self._stack.aclose()

    async def restart(self) -> None:
        """Stop azalea and start it again."""
        await self.close()
        await self.open()

    async def says(self, *lines: str) -> list[str]:
        """Type lines, one after the other, and return what is shown from the first on."""
        before = len(self.terminal.shown)
        self.terminal.typed += lines
        await self.channel.listen(self._hear)
        return self.terminal.shown[before:]

    async def _hear(self, raws: Sequence[Raw]) -> None:
        await self.azalea.hear(raws)
        await self.azalea.settle(self.clock.now())

    async def until(self, moment: datetime) -> list[str]:
        """Let time pass up to a moment (local if it has no zone), stopping wherever something is owed."""
        target = moment.replace(tzinfo=self.zone).astimezone(UTC) if moment.tzinfo is None else moment
        before = len(self.terminal.shown)
        while (owed := await self.azalea.next_owed()) is not None and owed <= target:
            self.clock.moment = max(owed, self.clock.moment)
            await self.azalea.settle(self.clock.now())
        self.clock.moment = target
        await self.azalea.settle(target)
        return self.terminal.shown[before:]

    async def diary(self) -> list[dict[str, Any]]:
        """Return the diary as the command line tells it."""
        entries: list[dict[str, Any]] = json.loads(await reports.diary(self.folder, as_json=True))
        return entries

    async def set_up(self, plan: str = "1.5 x 50 mg at 08:00") -> list[str]:
        """Agree, name the zone, and save a plan."""
        return await self.says("/start", "yes", f"/timezone {self.zone.key}", f"/plan {plan}", "yes")


@pytest.fixture(scope="session", autouse=True)
def no_leftovers_of_faketime() -> None:
    """Take away what killed processes left: faketime refuses to start under a number that one of them had."""
    for left in Path("/dev/shm").glob("*faketime_*_*"):  # noqa: S108 - where the system keeps it
        if not Path("/proc", left.name.rpartition("_")[2]).exists():
            left.unlink(missing_ok=True)


@pytest.fixture
async def open_chat(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Callable[..., Any]]:
    """Return what opens a chat on a fresh folder; closed at the end. Keys are this test's own: some strike them out."""
    shutil.copytree(fresh_folder().parent / "config", tmp_path / "config", dirs_exist_ok=True)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    opened: list[Chat] = []

    async def opening(
        start: datetime, zone: ZoneInfo = LONDON, name: str = "Ana", folder: str = "data", door: Door = OPEN
    ) -> Chat:
        chat = await Chat(tmp_path / folder, start, zone, name, door).open()
        opened.append(chat)
        return chat

    yield opening
    for chat in reversed(opened):
        await chat.close()
    await asyncio.sleep(0)
