"""A local Telegram full of people who write when they are told to: what bench_answers asks. A process of its own.

python tests/bench/town.py --people 300    prints its address; then reads orders, a line each, and tells what came back

    {"texts": ["took it"], "a_second": 0}   each person writes one of the texts, all at once, or so many a second

What comes back: the seconds from the first message to the last answer, and those that each answer took.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))  # a script is not a package: it finds azalea beside itself

from bot.sandbox.people import People, written  # noqa: E402 - found only now
from bot.sandbox.server import open_sandbox  # noqa: E402
from bot.sandbox.state import BOT, Chat, Posted, State  # noqa: E402

LONGEST = 60.0  # seconds that all answers may take

Result = dict[str, Any]


class Town:
    """People, each in a chat with the bot. An answer is the first that the bot says after somebody wrote."""

    def __init__(self, state: State, number: int) -> None:
        """Let them arrive; each has talked with the bot before."""
        self._people = People(state)
        self._ids = [self._people.arrive(f"Person {one}", "en") for one in range(number)]
        for one in self._ids:
            self._people.person(one).started = True
        self._wrote: dict[int, float] = {}
        self._took: list[float] = []
        self._over = asyncio.Event()
        state.tell = self._seen

    def _seen(self, chat: Chat, posted: Posted) -> None:
        at = self._wrote.pop(chat.id, None) if posted.sender == BOT and "edit_date" not in posted.body else None
        if at is not None:
            self._took.append(time.perf_counter() - at)
            if len(self._took) == len(self._ids):
                self._over.set()

    def _say(self, one: int, text: str) -> None:
        self._wrote[one] = time.perf_counter()
        self._people.say(one, one, written(text), None, anonymous=False)

    async def write(self, texts: list[str], a_second: float) -> Result:
        """Let each of them write once, and wait for the answers."""
        self._took.clear()
        self._over.clear()
        began, loop = time.perf_counter(), asyncio.get_running_loop()
        for place, one in enumerate(self._ids):
            loop.call_later(place / a_second if a_second else 0, self._say, one, texts[place % len(texts)])
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._over.wait(), LONGEST)
        self._wrote.clear()
        return {"seconds": time.perf_counter() - began, "took": self._took}


async def serve(number: int, ahead: float) -> None:
    """Do as the orders say until standard input ends; *ahead* is by how many seconds its clock is before this one's."""
    loop = asyncio.get_running_loop()
    async with open_sandbox(None, lambda: datetime.now(UTC) + timedelta(seconds=ahead), limits=False) as sandbox:
        town = Town(sandbox.state, number)
        print(sandbox.address, flush=True)  # noqa: T201 - who started this reads it
        while line := await loop.run_in_executor(None, sys.stdin.readline):
            order = json.loads(line)
            print(json.dumps(await town.write(order["texts"], order["a_second"])), flush=True)  # noqa: T201


class Orders:
    """Tells a town what to do."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        """Wait until it is there."""
        self._process = process
        self.address = self._line()

    def _line(self) -> str:
        if self._process.stdout is None:
            raise AssertionError
        return self._process.stdout.readline().strip()

    def write(self, texts: list[str], a_second: float = 0) -> Result:
        """Let everybody write."""
        if self._process.stdin is None:
            raise AssertionError
        self._process.stdin.write(json.dumps({"texts": texts, "a_second": a_second}) + "\n")
        self._process.stdin.flush()
        came: Result = json.loads(self._line())
        return came


@contextlib.contextmanager
def town(people: int, ahead: float) -> Iterator[Orders]:
    """Run one in a process of its own."""
    command = [sys.executable, str(Path(__file__)), "--people", str(people), "--ahead", str(ahead)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Orders(process)
        process.communicate()


def main() -> None:
    """Serve."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=100, help="who live there (default %(default)s)")
    parser.add_argument("--ahead", type=float, default=0.0, help="seconds its clock is ahead (default %(default)s)")
    asked = parser.parse_args()
    asyncio.run(serve(asked.people, asked.ahead))


if __name__ == "__main__":
    main()
