"""What people say stays out of every log, whatever goes wrong, and lies in the open in no file."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

from bot import reports, wiring
from bot.inbox import Inbox
from bot.messages import Channel, Incoming, Raw
from bot.store import people
from bot.store.engine import Store, open_store

ROOT = Path(__file__).parents[1]
NAME = "Quillwort"
MEDICINE = "Zanthoxyl"
MESSAGE = "marmalade kestrel"
ZONE = "Pacific/Chatham"
PLAN = "2.25 x 37 mg at 16:43"
CANARIES = (NAME, MEDICINE, MESSAGE, "marmalade", "kestrel", "Chatham", "2.25 x", "37 mg", "16:43")
TALK = (
    "/start",
    "yes",
    f"/timezone {ZONE}",
    f"/plan {PLAN}",
    "yes",
    f"/plan 1 {MEDICINE} tablet at 08:00",
    f"{MESSAGE}, {MEDICINE}",
    f"took my {MEDICINE}",
    f"/{MEDICINE} {MESSAGE}",
    f"/sideeffects {MESSAGE}",
    f"/timezone {MESSAGE}",
    "took it",
    "a",
    "/today",
    "/log",
)


class Everything(logging.Handler):
    """Keeps every record as it would be written, with its traceback and all that it carries."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.written: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.written.append(f"{record.name} {self.format(record)} {record.__dict__!r}")


class Loud(logging.Logger):
    """A logger that is made later, and is as loud as those there were before."""

    def __init__(self, name: str) -> None:
        super().__init__(name, logging.DEBUG)


@pytest.fixture
def everything() -> Iterator[Everything]:
    """Turn every logger up, those that are there and those to come, and put all back afterwards."""
    handler = Everything()
    manager = logging.Logger.manager
    there = [each for each in manager.loggerDict.values() if isinstance(each, logging.Logger)]
    loggers = [logging.getLogger(), *there]
    before = [(each, each.level, each.disabled, each.propagate) for each in loggers]
    made_of = manager.loggerClass
    for each in loggers:
        each.setLevel(logging.DEBUG)
        each.disabled = False
        each.propagate = True
    manager.setLoggerClass(Loud)
    logging.getLogger().addHandler(handler)
    yield handler
    logging.getLogger().removeHandler(handler)
    manager.loggerClass = made_of
    for each, level, disabled, propagate in before:
        each.setLevel(level)
        each.disabled = disabled
        each.propagate = propagate


def told(everything: Everything) -> list[str]:
    return [line for line in everything.written if any(canary.casefold() in line.casefold() for canary in CANARIES)]


async def test_no_log_holds_what_was_said_in_a_chat(everything: Everything, open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(datetime(2026, 12, 1, 9, 30), name=NAME)
    shown = [line for said in TALK for line in await chat.says(said)]
    shown += await chat.until(datetime(2026, 12, 4, 12, 0))
    chat.terminal.trouble += [
        ("before", OSError(MESSAGE)),
        ("after", TimeoutError(MESSAGE)),
        ("before", OSError(MESSAGE)),
    ]
    shown += await chat.says(f"{MESSAGE} again")
    shown += await chat.until(datetime(2026, 12, 4, 13, 0))
    await chat.restart()
    entries = await reports.diary(chat.folder, as_json=True)
    await reports.diary(chat.folder, as_json=False)
    assert NAME in entries
    assert any("Chatham" in line for line in shown)
    assert everything.written, "nothing was logged at all: the test shows nothing"
    assert told(everything) == []


def in_the_open(folder: Path) -> list[str]:
    """Return what can be read in the files of a folder, as they are at this moment. Wall times may be."""
    held = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file()).lower()
    return [canary for canary in CANARIES if canary != "16:43" and canary.casefold().encode() in held]


async def test_no_file_holds_what_was_said(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(datetime(2026, 12, 1, 9, 30), name=NAME)
    for number, said in enumerate(TALK):
        heard = Raw(chat.channel.name, f"run/{number}", {"text": said, "name": NAME}, chat.clock.now())
        await chat.azalea.hear([heard])
        assert in_the_open(chat.folder) == []
        await chat.azalea.settle(chat.clock.now())
        assert in_the_open(chat.folder) == []
    await chat.until(datetime(2026, 12, 4, 12, 0))
    assert any("Chatham" in line for line in chat.terminal.shown)
    assert in_the_open(chat.folder) == []
    await chat.close()
    assert in_the_open(chat.folder) == []


class Failing:
    """An answer that raises, with what the person wrote in its words."""

    def __init__(self) -> None:
        self.asked = 0

    def answer(self, conn: Connection, heard: Incoming, key: str, now: datetime) -> None:
        del key
        self.asked += 1
        try:
            for _ in range(2):
                people.add_account(conn, heard.channel, heard.sender, heard.text, now)
        except Exception as error:
            message = f"{heard.name} wrote {heard.text}"
            raise RuntimeError(message) from error


@pytest.mark.parametrize("apology", ["said", "fails too"])
async def test_no_log_holds_what_an_answer_failed_over(
    everything: Everything, open_chat: Callable[..., Any], tmp_path: Path, apology: str
) -> None:
    chat = await open_chat(datetime(2026, 12, 1, 9, 30), name=NAME, folder="other")
    channels: dict[str, Channel] = {chat.channel.name: chat.channel}
    failing = Failing()
    apologise = failing.answer if apology == "fails too" else nothing
    async with open_store(tmp_path / "data") as store:
        inbox = Inbox(store, channels, failing.answer, apologise)
        body = {"text": f"{MESSAGE} {MEDICINE}", "name": NAME}
        await inbox.hear([Raw(chat.channel.name, "run/1", body, chat.clock.now())])
        with contextlib.suppress(RuntimeError):
            await inbox.work()
    assert failing.asked >= 3
    assert any("bot.inbox" in line for line in everything.written), "the failure itself was not logged"
    assert told(everything) == []


def nothing(conn: Connection, heard: Incoming, key: str, now: datetime) -> None:
    """Say nothing."""


@pytest.mark.parametrize(
    "body",
    [{"text": MESSAGE}, {"name": NAME}, {}, {"words": MESSAGE, "who": NAME}],
    ids=["no name", "no text", "nothing", "other"],
)
async def test_no_log_holds_what_could_not_be_read(
    everything: Everything, open_chat: Callable[..., Any], body: dict[str, str]
) -> None:
    chat = await open_chat(datetime(2026, 12, 1, 9, 30), name=NAME)
    await chat.azalea.hear([Raw(chat.channel.name, "run/poison", body, chat.clock.now())])
    await chat.azalea.settle(chat.clock.now())
    assert any("unreadable" in line for line in everything.written)
    assert told(everything) == []


async def test_no_log_holds_what_a_write_failed_over(everything: Everything, tmp_path: Path) -> None:
    def twice(conn: Connection) -> None:
        for _ in range(2):
            people.add_account(conn, "terminal", NAME, MESSAGE, datetime.fromisoformat("2026-12-01T08:00Z"))

    async def tries(store: Store, works: Sequence[Callable[[Connection], None]]) -> None:
        ended = await asyncio.gather(*(store.write(work) for work in works), return_exceptions=True)
        for end in ended:
            logging.getLogger("somebody.else").error("failed: %s %r", end, end)

    async with open_store(tmp_path / "data") as store:
        await tries(store, [twice, partial(twice)])
    assert everything.written
    assert told(everything) == []


def test_nothing_is_on_standard_error_where_our_log_is_turned_up(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("AZALEA_")}
    command = [sys.executable, "-m", "bot", "chat", "--data", str(tmp_path), "--name", NAME]
    ended = subprocess.run(
        command,
        cwd=ROOT,
        env=environment | {"AZALEA_LOG_LEVEL": "DEBUG"},
        input="".join(f"{line}\n" for line in TALK),
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0
    assert "Chatham" in ended.stdout
    assert [canary for canary in CANARIES if canary.casefold() in ended.stderr.casefold()] == []
    assert ended.stderr == ""


def test_turning_our_log_up_leaves_all_others_quiet() -> None:
    levels = {"": logging.getLogger().level, "bot": logging.getLogger("bot").level}
    handlers = list(logging.getLogger().handlers)
    try:
        wiring.quiet_logs("DEBUG")
        assert logging.getLogger("bot.inbox").getEffectiveLevel() == logging.DEBUG
    finally:
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)
        logging.getLogger().handlers[:] = handlers
