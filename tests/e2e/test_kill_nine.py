"""kill -9 at any instant: what was answered with "Noted" is in the diary exactly once, and azalea starts again.

Kills 10 times in the suite, and a third as many first starts. For more:

    AZALEA_TEST_KILLS=200 python -m pytest tests/e2e/test_kill_nine.py

The instants are drawn from a seed, which a failure shows; AZALEA_TEST_SEED=7 draws others.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot import reports
from bot.store.database_file import FILE_NAME
from bot.store.engine import open_store

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("AZALEA_TEST_KILLS", "10"))
FIRST_STARTS = max(KILLS // 3, 1)
SEED = int(os.environ.get("AZALEA_TEST_SEED", "9"))
NAME = "Ana"
DAY = date(2026, 12, 1)
WALLS = tuple(f"{hour}:00" for hour in range(13, 23))  # in the afternoon: "at 10:00" could also be the evening's
NOTED = re.compile(r"Noted, \d\d:\d\d, for \w+ (\d+ \w+) (\d\d:\d\d)\.")
LONGEST_WAIT = 60.0  # seconds of the test's own patience


@cache
def faked(moment: str) -> dict[str, str]:
    """Return what makes a process believe that it starts at *moment*; empty where faketime is not installed.

    Without the faketime command: it stands before its process, and would be killed instead.
    """
    if shutil.which("faketime") is None:
        return {}
    told = subprocess.run(["faketime", moment, "env"], capture_output=True, text=True, check=True).stdout
    (library,) = [line.partition("=")[2] for line in told.splitlines() if line.startswith("LD_PRELOAD=")]
    environment = {"LD_PRELOAD": library, "FAKETIME": f"@{moment}", "TZ": "UTC"}
    year = subprocess.run(["date", "+%Y"], env=os.environ | environment, capture_output=True, text=True, check=False)
    return environment if year.stdout.strip() == moment[:4] else {}


pytestmark = pytest.mark.skipif(not faked("2020-01-01 12:00:00"), reason="faketime is not installed here")


class Piped:
    """A chat on a folder, in a process of its own, that can be killed at any moment."""

    def __init__(self, folder: Path, moment: str) -> None:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("AZALEA_")}
        command = [sys.executable, "-m", "bot", "chat", "--data", str(folder), "--name", NAME]
        self.process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment | faked(moment),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self.shown = ""

    def type(self, *lines: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write("".join(f"{line}\n" for line in lines).encode())
        self.process.stdin.flush()

    def see(self, times: int) -> None:
        """Read until "Noted" was shown *times* times in this run."""
        assert self.process.stdout is not None
        while len(NOTED.findall(self.shown)) < times:
            line = self.process.stdout.readline().decode()
            assert line, f"azalea left: {self.shown}"
            self.shown += line

    def kill(self) -> str:
        """Kill it, and return all that it had shown by then."""
        self.process.kill()
        return self._end()[0]

    def end(self) -> str:
        """Let it come to its end by itself, and return all that it showed."""
        shown, told = self._end()
        assert (self.process.returncode, told) == (0, "")
        return shown

    def _end(self) -> tuple[str, str]:
        rest, told = self.process.communicate(timeout=LONGEST_WAIT)
        self.shown += rest.decode()
        return self.shown, told.decode()


def diary(folder: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(asyncio.run(reports.diary(folder, as_json=True)))
    return found


def sound(folder: Path) -> None:
    """Look at the whole file."""
    connection = sqlite3.connect(folder / FILE_NAME)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    finally:
        connection.close()


async def starts(folder: Path) -> None:
    async with open_store(folder) as store:
        await store.write(lambda conn: conn.exec_driver_sql("SELECT count(*) FROM diary").scalar())


def spoken(day: date) -> str:
    return f"{day.day} {day:%b}"


def acknowledged(shown: str) -> set[tuple[str, str]]:
    return set(NOTED.findall(shown))


def taken(entries: list[dict[str, Any]]) -> Counter[tuple[str, str]]:
    """Count the entries that say "taken", by the day and the wall time of their doses."""
    found = (entry for entry in entries if entry["kind"] == "taken")
    return Counter((spoken(date.fromisoformat(entry["day"])), entry["wall"]) for entry in found)


async def test_what_was_noted_is_there_once_whenever_it_is_killed(
    tmp_path: Path, open_chat: Callable[..., Any]
) -> None:
    set_up = await open_chat(datetime.combine(DAY, datetime.min.time(), UTC), name=NAME)
    await set_up.says("/start", "yes", "/timezone Europe/London", f"/plan 1 x 50 mg at {', '.join(WALLS)}", "yes")
    await set_up.close()
    await asyncio.to_thread(kill_again_and_again, tmp_path / "data", random.Random(SEED))  # noqa: S311 - drawn anew alike


def kill_again_and_again(folder: Path, chance: random.Random) -> None:
    noted: set[tuple[str, str]] = set()
    typed: set[tuple[str, str]] = set()
    for number in range(KILLS):
        day = DAY + timedelta(days=number)
        chat = Piped(folder, f"{day} 23:50:00")
        answers = [f"took it at {wall}" for wall in WALLS]
        typed |= {(spoken(day), wall) for wall in WALLS}
        # A quarter of the kills falls into the start, the others between two answers or in the midst of one.
        if chance.random() < 0.25:
            chat.type(*answers)
            after = chance.random() * 1.2
        else:
            before = chance.randrange(len(WALLS))
            chat.type(*answers[:before])
            chat.see(before)
            chat.type(*answers[before:])
            after = chance.random() * 0.05
        wait(after)
        noted |= acknowledged(chat.kill())
        entries = taken(diary(folder))
        case = f"seed {SEED}, kill {number + 1}: noted {sorted(noted)}, found {entries}"
        assert set(entries) >= noted, case
        assert set(entries) <= typed, case
        assert set(entries.values()) <= {1}, case
        sound(folder)
    # Whatever was heard and not answered yet is answered at the next start, once.
    last = Piped(folder, f"{DAY + timedelta(days=KILLS)} 00:10:00")
    noted |= acknowledged(last.end())
    entries = taken(diary(folder))
    assert noted, "nothing was noted at all: the test shows nothing"
    assert set(entries) >= noted
    assert set(entries.values()) <= {1}
    sound(folder)


def wait(seconds: float) -> None:
    """Let the other process run for some time: there is nothing to wait for, the instant itself is the test."""
    threading.Event().wait(seconds)


def test_a_first_start_that_is_killed_leaves_nothing_in_the_way_of_the_next(tmp_path: Path) -> None:
    chance = random.Random(SEED)  # noqa: S311 - drawn anew alike
    for number in range(FIRST_STARTS):
        folder = tmp_path / f"data {number}"
        chat = Piped(folder, "2026-12-01 09:30:00")
        chat.type("/start")
        while not folder.exists():  # before that there is nothing that could be left half-made
            assert chat.process.poll() is None
            wait(0.001)
        wait(chance.random() * 0.5)
        chat.kill()
        left = sorted(path.name for path in folder.iterdir())
        asyncio.run(starts(folder))
        assert [path.name for path in folder.iterdir()] == [FILE_NAME], f"seed {SEED}, kill {number + 1}: {left}"
        sound(folder)
    again = Piped(tmp_path / f"data {FIRST_STARTS - 1}", "2026-12-01 09:40:00")
    again.type("/start")
    assert "Shall I start" in again.end()
