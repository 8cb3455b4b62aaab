"""azalea's commands in processes of their own, and what people do on a local Telegram, as other programs do it."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from http.client import HTTPConnection
from pathlib import Path
from time import monotonic
from typing import Any
from zoneinfo import ZoneInfo

ROOT = Path(__file__).parents[2]
LONGEST_WAIT = 30.0  # seconds of a test's own patience
LOOK_AGAIN = 0.02  # seconds
ADDRESS = re.compile(r"http://(127\.0\.0\.1:\d+)")
RUNS = "azalea runs on Telegram"
ZONES = ("Europe/London", "Asia/Tokyo", "America/New_York", "Pacific/Honolulu", "Pacific/Auckland")
DAYTIME = range(9, 18)  # the hours of a day on which a minute more or less is no other day


class Running:
    """A command in a process of its own, that says where it is. *more* is its environment."""

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
        said, complaints = self.stop_after_complaints(how)
        assert complaints == ""
        return said

    def stop_after_complaints(self, how: signal.Signals = signal.SIGTERM) -> tuple[str, str]:
        """Tell it to stop, see that it does so in good order, and return all that it said, and all it complained of."""
        self.process.send_signal(how)
        rest, complaints = self.process.communicate(timeout=LONGEST_WAIT)
        assert self.process.returncode == 0, complaints
        return self.said + rest, complaints

    def kill(self) -> str:
        """Kill it, and return what it complained of."""
        self.process.kill()
        return self.process.communicate()[1]


class Town:
    """What people do on a local Telegram, as programs do it."""

    def __init__(self, address: str) -> None:
        self.address = address

    def settings(self) -> dict[str, str]:
        """Return what sets azalea up for it."""
        return {"AZALEA_TELEGRAM_TOKEN": "1:sandbox", "AZALEA_TELEGRAM_API": f"http://{self.address}"}

    def raw(self, method: str, path: str, body: str | None = None) -> tuple[int, Any]:
        """Ask for something, whether it works or not."""
        with closing(HTTPConnection(self.address, timeout=LONGEST_WAIT)) as connection:
            connection.request(method, f"/sandbox/{path}", body, {"Content-Type": "application/json"})
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read())

    def ask(self, method: str, path: str, body: object = None) -> Any:
        """Ask for something that works."""
        status, found = self.raw(method, path, None if body is None else json.dumps(body))
        assert status == 200, found
        return found

    def person(self, name: str) -> int:
        """Let somebody come."""
        return int(self.ask("POST", "people", {"name": name})["id"])

    def told(self, person: int, after: int = 0) -> list[dict[str, Any]]:
        """Return the messages of azalea's to somebody."""
        messages: list[dict[str, Any]] = self.ask("GET", f"chats/{person}/messages?after={after}")
        return [one for one in messages if one["from"] != person]

    def texts(self, person: int, after: int = 0) -> list[str]:
        """Return what azalea said to somebody."""
        return [one["text"] for one in self.told(person, after)]

    def write(self, person: int, words: str) -> int:
        """Let somebody write, and wait for nothing."""
        return int(self.ask("POST", "messages", {"from": person, "chat": person, "text": words})["message_id"])

    def say(self, person: int, words: str) -> str:
        """Let somebody write, and return the first answer."""
        said = self.write(person, words)
        answers: list[str] = until(lambda: self.texts(person, said), f"no answer to {words}")
        return answers[0]

    def press(self, person: int, message: int, button: str, wait: float = LONGEST_WAIT) -> str | None:
        """Let somebody press a button, and return what is shown for a moment."""
        where = {"from": person, "chat": person, "message_id": message, "button": button, "wait": wait}
        answer: str | None = self.ask("POST", "presses", where)["answer"]
        return answer


def until(holds: Callable[[], Any], otherwise: str, within: float = LONGEST_WAIT) -> Any:
    """Wait until something holds in another process, and return it."""
    end = monotonic() + within
    while not (found := holds()):
        assert monotonic() < end, otherwise
        wait(LOOK_AGAIN)
    return found


def wait(seconds: float) -> None:
    """Let other processes run for some time."""
    threading.Event().wait(seconds)


def town_of(running: Running) -> Town:
    """Return the local Telegram that a process says it runs."""
    found = ADDRESS.search(running.see(ADDRESS.pattern))
    assert found is not None
    return Town(found[1])


def daytime() -> ZoneInfo:
    """Return a zone in which it is day now, so that a minute from now is today."""
    zones = [ZoneInfo(one) for one in ZONES]
    return next(one for one in zones if datetime.now(one).hour in DAYTIME)
