"""The terminal as a person sits at it: a prompt that stays, reminders above it, Ctrl-D, and all is there again."""

from __future__ import annotations

import asyncio
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot import reports

pexpect = pytest.importorskip("pexpect", reason="pexpect is not installed here")

ROOT = Path(__file__).parents[1]
PATIENCE = 15  # seconds until something that was expected counts as missing
DRAWN = r"(?:\x1b\[[0-9;?]*[A-Za-z]|[\x08\r])*"  # where the cursor goes and how letters look, between two letters
STYLE = re.compile(DRAWN)
COLOUR = re.compile(r"\x1b\[(?:\d+;)*(?:3|9)\d[;m]")
PROMPT = r"\x1b\[0m>"


def typed(line: str) -> str:
    """Return the pattern of a prompt with a half-typed line behind it."""
    return PROMPT + "".join(DRAWN + " *" + re.escape(letter) for letter in line)


def drawn(words: str) -> str:
    """Return the pattern of words, however each letter is drawn."""
    return DRAWN.join(re.escape(letter) for letter in words)


@cache
def faketime_works() -> bool:
    """Tell whether faketime is here and changes something: without its library it runs and changes nothing."""
    if shutil.which("faketime") is None:
        return False
    told = subprocess.run(
        ["faketime", "2020-01-01 12:00:00", "date", "+%Y"], capture_output=True, text=True, check=False
    )
    return told.stdout.strip() == "2020"


pytestmark = pytest.mark.skipif(not faketime_works(), reason="faketime is not installed here")


class Screen:
    """A chat in a terminal of its own, at a moment from which time runs *speed* times as fast."""

    def __init__(self, folder: Path, moment: str, speed: int, **settings: str) -> None:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("AZALEA_")}
        command = ["-f", f"@{moment} x{speed}", sys.executable, "-m", "bot", "chat", "--data", str(folder)]
        self.process: Any = pexpect.spawn(
            "faketime",
            [*command, "--name", "Ana"],
            cwd=str(ROOT),
            # Without an answer to "where is the cursor?" prompt_toolkit warns after some seconds, which run fast here.
            env=environment | {"TZ": "UTC", "TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1"} | settings,
            encoding="utf-8",
            timeout=PATIENCE,
            dimensions=(40, 120),
        )
        self.process.delaybeforesend = None

    def sees(self, words: str) -> str:
        """Wait until *words* (a pattern) are shown, and return all that was shown up to them, without its style."""
        self.process.expect(words)
        return STYLE.sub("", self.process.before + self.process.after)

    def types(self, keys: str) -> None:
        self.process.send(keys)

    def leaves(self) -> int:
        """Press Ctrl-D, as often as it takes, and return the exit code.

        A key that is pressed in the instant in which a message is drawn goes to the terminal, not to the prompt.
        """
        for _ in range(PATIENCE):
            self.process.sendeof()
            if self.process.expect([pexpect.EOF, pexpect.TIMEOUT], timeout=1) == 0:
                break
        self.process.close()
        code: int = self.process.exitstatus
        return code


Open = Callable[..., Screen]


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Open]:
    opened: list[Screen] = []

    def opening(moment: str, speed: int = 1, **settings: str) -> Screen:
        opened.append(Screen(tmp_path / "data", moment, speed, **settings))
        return opened[-1]

    yield opening
    for each in opened:
        each.process.close(force=True)


@pytest.fixture
async def set_up(open_chat: Callable[..., Any]) -> None:
    """Leave a folder on which Ana's set-up is done."""
    chat = await open_chat(datetime(2026, 12, 1, 7, 0, tzinfo=UTC))
    await chat.set_up()
    await chat.close()


def diary(folder: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(asyncio.run(reports.diary(folder, as_json=True)))
    return found


@pytest.mark.usefixtures("set_up")
def test_a_reminder_arrives_while_a_line_is_half_typed_and_a_number_presses(tmp_path: Path, screen: Open) -> None:
    chat = screen("2026-12-01 07:55:00", speed=60)
    chat.sees(PROMPT)
    chat.types("/to")
    chat.sees(drawn("08:00 azalea | 08:00. Your usual?"))
    chat.sees(drawn("[1] Done"))
    chat.sees(typed("/to"))
    chat.types("day\r")
    chat.sees(r"08:00: open, no answer yet")
    chat.sees(PROMPT)
    chat.types("1\r")
    chat.sees(r"Noted, \d\d:\d\d, for Tue 1 Dec 08:00\.")
    chat.sees(PROMPT)
    assert chat.leaves() == 0
    (entry,) = diary(tmp_path / "data")
    assert (entry["kind"], entry["day"], entry["wall"], entry["status"]) == ("taken", "2026-12-01", "08:00", "taken")


def test_ctrl_d_leaves_and_the_next_start_knows_everything(tmp_path: Path, screen: Open) -> None:
    first = screen("2026-12-01 09:30:00")
    first.sees(PROMPT)
    for line, answer in (
        ("/start", drawn("[1] I agree")),
        ("1", "How shall I write to you"),
        ("/timezone Europe/London", "How shall I write to you"),
        ("/plan 1.5 x 50 mg at 08:00", drawn("[1] Yes")),
        ("yes", "Saved"),
        ("took it at 7:15", r"Noted, 07:15, for Tue 1 Dec 08:00\."),
    ):
        first.types(f"{line}\r")
        first.sees(answer)
        first.sees(PROMPT)
    other = [sys.executable, "-m", "bot", "chat", "--data", str(tmp_path / "data")]
    refused = subprocess.run(other, cwd=ROOT, input="", capture_output=True, text=True, check=False)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "Another azalea is running" in refused.stderr
    assert first.leaves() == 0
    before = diary(tmp_path / "data")
    again = screen("2026-12-01 09:40:00")
    again.sees(PROMPT)
    again.types("/log\r")
    again.sees("Tue 1 Dec 08:00: had it 07:15")
    again.sees(PROMPT)
    assert again.leaves() == 0
    assert diary(tmp_path / "data") == before
    assert len(before) == 1


@pytest.mark.parametrize("keys", ["half a line\x03", "\x03"], ids=["Ctrl-C in a line", "Ctrl-C"])
@pytest.mark.usefixtures("set_up")
def test_leaving_says_nothing_of_the_machinery(screen: Open, keys: str) -> None:
    chat = screen("2026-12-01 07:30:00")
    chat.sees(PROMPT)
    chat.types(keys)
    chat.process.expect(pexpect.EOF)
    chat.process.close()
    assert chat.process.exitstatus == 0
    assert "Traceback" not in chat.process.before
    assert "Warning" not in chat.process.before


@pytest.mark.parametrize(("asked", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)], ids=["as it is", "NO_COLOR"])
def test_there_is_colour_unless_its_owner_wants_none(screen: Open, asked: dict[str, str], coloured: bool) -> None:  # noqa: FBT001
    chat = screen("2026-12-01 07:30:00", **asked)
    chat.sees(PROMPT)
    chat.types("/start\r")
    chat.process.expect(drawn("[1] I agree"))
    assert bool(COLOUR.search(chat.process.before + chat.process.after)) is coloured
    assert chat.leaves() == 0


def test_a_pipe_gets_words_alone(tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "bot", "chat", "--data", str(tmp_path / "data")],
        cwd=ROOT, input="/start\n", capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert told.stdout.endswith("       | [1] I agree  [2] Tell me more  [3] No thanks\n")
    assert "\x1b" not in told.stdout
