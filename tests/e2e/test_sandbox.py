"""The real processes on a local Telegram: a set-up, a restart, and codes that are made beside a running azalea."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
LONGEST_WAIT = 30.0  # seconds of the test's own patience
LOOK_AGAIN = 0.02  # seconds
ADDRESS = re.compile(r"http://(127\.0\.0\.1:\d+)")
SET_UP = ("/start", "yes", "/timezone Europe/London", "/plan 1.5 x 50 mg at 08:00", "yes")
REPLIES = ("Shall I start", "How shall I write to you?", "London", "Is that what your label says?", "Saved.")
STRANGER = "This azalea is for people who have a code."


class Running:
    """A command in a process of its own, that says where it is."""

    def __init__(self, *words: str, **more: str) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("AZALEA_")}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bot", *words],
            cwd=ROOT,
            env=kept | {"TZ": "UTC", "PYTHONUTF8": "1"} | more,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.said = ""

    def see(self, wanted: str) -> str:
        """Read until it has said what is wanted, and return the line."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said += line
            if re.search(wanted, line):
                return line
        raise AssertionError(f"it left: {self.said} {self.process.communicate()}")

    def stop(self, how: signal.Signals = signal.SIGTERM) -> str:
        """Tell it to stop, see that it does so in good order, and return all that it said."""
        self.process.send_signal(how)
        rest, complaints = self.process.communicate(timeout=LONGEST_WAIT)
        assert (self.process.returncode, complaints) == (0, "")
        return self.said + rest


@pytest.fixture
def start() -> Iterator[Callable[..., Running]]:
    """Return what starts a command; none is left behind."""
    started: list[Running] = []

    def starting(*words: str, **more: str) -> Running:
        started.append(Running(*words, **more))
        return started[-1]

    yield starting
    for one in started:
        one.process.kill()
        one.process.communicate()


class Town:
    """What people do on a local Telegram, as programs do it."""

    def __init__(self, address: str) -> None:
        self.address = address

    def ask(self, method: str, path: str, body: object = None) -> Any:
        with closing(HTTPConnection(self.address, timeout=LONGEST_WAIT)) as connection:
            told = None if body is None else json.dumps(body)
            connection.request(method, f"/sandbox/{path}", told, {"Content-Type": "application/json"})
            answer = connection.getresponse()
            found = json.loads(answer.read())
        assert answer.status == 200, found
        return found

    def person(self, name: str) -> int:
        return int(self.ask("POST", "people", {"name": name})["id"])

    def texts(self, person: int, after: int = 0) -> list[str]:
        """Return what azalea said to somebody."""
        messages = self.ask("GET", f"chats/{person}/messages?after={after}")
        return [one["text"] for one in messages if one["from"] != person]

    def say(self, person: int, words: str) -> str:
        """Let somebody write, and return the first answer."""
        said = self.ask("POST", "messages", {"from": person, "chat": person, "text": words})["message_id"]
        end = monotonic() + LONGEST_WAIT
        while not (answers := self.texts(person, said)):
            assert monotonic() < end, f"no answer to {words}"
            threading.Event().wait(LOOK_AGAIN)
        return answers[0]


def town_of(running: Running) -> Town:
    found = ADDRESS.search(running.see(ADDRESS.pattern))
    assert found is not None
    return Town(found[1])


def test_a_set_up_in_five_lines_is_there_after_a_restart(start: Callable[..., Running], tmp_path: Path) -> None:
    words = ("sandbox", "--data", str(tmp_path / "data"), "--port", "0")
    first = start(*words)
    town = town_of(first)
    ana = town.person("Ana")
    for line, reply in zip(SET_UP, REPLIES, strict=True):
        assert reply in town.say(ana, line)
    assert "Feeling sick" in town.say(ana, "/sideeffects nausea")
    before = town.texts(ana)
    first.stop()
    again = start(*words)
    town = town_of(again)
    assert town.texts(ana) == before
    assert "75 mg" in town.say(ana, "/plan")
    again.stop(signal.SIGINT)


def test_codes_are_made_beside_a_running_azalea_and_nothing_is_lost(
    start: Callable[..., Running], tmp_path: Path
) -> None:
    server = start("sandbox", "--server-only", "--data", str(tmp_path / "town"), "--port", "0")
    town = town_of(server)
    settings = {
        "AZALEA_TELEGRAM_TOKEN": "1:sandbox",
        "AZALEA_TELEGRAM_API": f"http://{town.address}",
        "AZALEA_JOIN": "code",
    }
    folder = ("--data", str(tmp_path / "data"))
    azalea = start("run", *folder, **settings)
    azalea.see(f"azalea runs on Telegram, at http://{town.address}")
    owner_code = azalea.see(r"^\w{4}(-\w{4}){3}$").strip()
    assert azalea.see(r"^https://t\.me/\w+\?start=").strip().endswith(owner_code.replace("-", ""))
    ana, ben = town.person("Ana"), town.person("Ben")
    assert STRANGER in town.say(ana, "/start")
    assert REPLIES[0] in town.say(ana, f"/start {owner_code.replace('-', '')}")
    assert STRANGER in town.say(ben, owner_code)
    made = start("invite", *folder, **settings)
    code = made.see(r"^\w{4}(-\w{4}){3}$").strip()
    assert "For one person" in made.see("shown again")
    made.process.communicate(timeout=LONGEST_WAIT)
    assert REPLIES[0] in town.say(ben, code.upper())
    for line, reply in zip(SET_UP[1:], REPLIES[1:], strict=True):
        assert reply in town.say(ben, line)
    azalea.process.kill()
    azalea.process.communicate()
    # What was written after another process had the file open is there, and the first code is shown once.
    again = start("run", *folder, **settings)
    assert "75 mg" in town.say(ben, "/plan")
    assert STRANGER in town.say(town.person("Cem"), code)
    assert "start=" not in again.stop()
    server.stop()


def test_an_api_that_is_not_there_yet_is_waited_for(start: Callable[..., Running], tmp_path: Path) -> None:
    before = start("sandbox", "--server-only", "--data", str(tmp_path / "town"), "--port", "0")
    address = town_of(before).address
    before.stop()
    settings = {"AZALEA_TELEGRAM_TOKEN": "1:sandbox", "AZALEA_TELEGRAM_API": f"http://{address}"}
    azalea = start("run", "--data", str(tmp_path / "data"), **settings)
    assert azalea.process.stderr is not None
    assert "cannot be asked" in azalea.process.stderr.readline()
    port = address.rpartition(":")[2]
    town = town_of(start("sandbox", "--server-only", "--data", str(tmp_path / "town"), "--port", port))
    assert REPLIES[0] in town.say(town.person("Ana"), "/start")
    azalea.stop()
