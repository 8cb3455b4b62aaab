"""azalea killed again and again in a busy minute: is anything lost, is anything there twice, is every repeat marked?

    python tests/bench/bench_kills.py              200 kills, some ten minutes
    python tests/bench/bench_kills.py 5 --seed 7   a quick look, at other moments

A local Telegram and azalea run in processes of their own. People write notes all the time, doses fall due every minute,
and prompts are pressed, some of them twice, some only after minutes. azalea is killed with SIGKILL: a quarter of the
times as it starts, else at any moment after that. At the end it may finish what it has heard, and the diary and the
chats are held against what was done. The moments are drawn from the seed; how far azalea is by then is not.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import re
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import Any

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))  # a script is not a package: it finds azalea beside itself

from tests.e2e.processes import RUNS, Running, Town, daytime, town_of, until, wait  # noqa: E402 - found only now

PEOPLE = 24
APART = 6  # minutes between two doses of somebody, so that each is open for long enough to be asked about
TIMES = 12  # the most that a plan has a day
A_KILL = 4  # seconds that one takes
SETTLING = 300.0  # seconds that what was heard may take at the end
QUIET = 130.0  # seconds: longer than what may have arrived waits to be repeated
NEWS = 20  # kills between two words of how far it is
AGAIN = "Again, in case it did not reach you:\n"
PROMPT = re.compile(r"(\d\d:\d\d)\. Your usual\?")
WRITTEN = "Written down, "
BAD = ("notes lost", "notes doubled", "reminders lost", "repeats unmarked", "taps lost", "doses with two entries")


@dataclass
class Life:
    """What one person did, and what they were told. A message counts as it was first seen: later it is changed."""

    id: int
    name: str
    notes: int = 0
    seen: int = 0
    due: list[datetime] = field(default_factory=list)
    prompts: Counter[tuple[str, bool]] = field(default_factory=Counter)
    waiting: list[tuple[float, str, int]] = field(default_factory=list)
    pressed: Counter[str] = field(default_factory=Counter)
    answers: Counter[bool] = field(default_factory=Counter)


class Minute:
    """Some people at a local Telegram, and an azalea that is killed."""

    def __init__(self, town: Town, folder: Path, chance: random.Random) -> None:
        self.town = town
        self.folder = folder
        self.chance = chance
        self.lives: list[Life] = []
        self.starts: list[float] = []
        self.azalea = self.start()

    def start(self) -> Running:
        """Start azalea."""
        return Running("run", "--data", str(self.folder), **self.town.settings())

    def move_in(self, minutes: int) -> None:
        """Let people make plans that together ask every minute, for as long as azalea is killed."""
        zone = daytime()
        turns = min(TIMES, math.ceil(minutes / APART))
        first = datetime.now(zone).replace(second=0, microsecond=0) + timedelta(minutes=1)
        for number in range(PEOPLE):
            life = Life(self.town.person(f"P{number}"), f"P{number}")
            life.due = [first + timedelta(minutes=number % APART + turn * APART) for turn in range(turns)]
            times = ", ".join(f"{one:%H:%M}" for one in life.due)
            for line in ("/start", "yes", f"/timezone {zone.key}", f"/plan 1 x 50 mg at {times}"):
                self.town.say(life.id, line)
            if not self.town.say(life.id, "yes").startswith("Saved."):
                raise AssertionError
            life.due = [one for one in life.due if one > datetime.now(zone)]
            life.seen = self.town.told(life.id)[-1]["message_id"]
            self.lives.append(life)
        self.azalea.kill()

    def kill_once(self) -> None:
        """Start azalea, let people do things, and kill it."""
        before = self.polls()
        self.azalea, began = self.start(), monotonic()
        if self.chance.random() < 1 / 4:
            end = began + self.chance.uniform(0.1, 1.5)
        else:
            until(lambda: self.act() > 0 and self.polls() > before, "azalea does not start")
            self.starts.append(monotonic() - began)
            end = monotonic() + self.chance.uniform(0, 1.7)
        while monotonic() < end:
            self.act()
        self.azalea.kill()

    def polls(self) -> int:
        """Return how often azalea asked for what came in."""
        return int(self.town.ask("GET", "stats")["calls"].get("getUpdates", 0))

    def act(self) -> int:
        """Let one of them write a note, and whoever wants to press something do so; return how many they wrote."""
        life = self.chance.choice(self.lives)
        life.notes += 1
        self.town.write(life.id, f"/note {life.name} {life.notes}")
        for one in self.lives:
            self.look(one)
            self.press(one)
        wait(self.chance.uniform(0.05, 0.5))
        return life.notes

    def look(self, life: Life) -> None:
        """Let somebody read what is new; a prompt is answered at once or after minutes, when it was repeated."""
        for one in self.town.told(life.id, life.seen):
            life.seen = one["message_id"]
            text = one["text"].removeprefix(AGAIN)
            marked = text != one["text"]
            if found := PROMPT.match(text):
                life.prompts[found[1], marked] += 1
                later = self.chance.choice((0, 0.5, 3, 150))
                life.waiting.append((monotonic() + later, found[1], one["message_id"]))
            elif text.startswith(WRITTEN):
                life.answers[marked] += 1

    def press(self, life: Life, before: float = math.inf) -> None:
        """Let somebody press what they wanted to press by now, a third of it twice; all, without a moment."""
        now = monotonic()
        ready = [one for one in life.waiting if one[0] <= min(now, before)]
        for one in ready:
            life.waiting.remove(one)
            _, wall, message = one
            for _ in range(self.chance.choice((1, 1, 2))):
                status, _ = self.town.raw("POST", "presses", _press(life.id, message))
                life.pressed[wall] += status == 200  # else its other prompt was pressed before

    def settle(self) -> str:
        """Let azalea finish all that it has heard and owes, and stop it; return what it complained of."""
        self.azalea = self.start()
        self.azalea.see(RUNS)
        until(lambda: self.town.ask("GET", "stats")["updates_waiting"] == 0, "azalea does not listen", SETTLING)
        asked = {one.id: self.town.write(one.id, "/today") for one in self.lives}
        until(
            lambda: all(any(said.startswith("Today, ") for said in self.town.texts(*one)) for one in asked.items()),
            "what was heard is not worked",
            SETTLING,
        )
        quiet = -1
        while quiet != (now := sum(len(self.town.texts(one)) for one in asked)):
            quiet = now
            wait(QUIET)
        for life in self.lives:
            self.look(life)
        return self.azalea.stop_after_complaints()[1]


def _press(person: int, message: int) -> str:
    return json.dumps({"from": person, "chat": person, "message_id": message, "button": "Done", "wait": 0})


def diary(folder: Path) -> list[dict[str, Any]]:
    """Return what is written down."""
    said = subprocess.run(
        [sys.executable, "-m", "bot", "diary", "--json", "--data", str(folder)],
        cwd=ROOT, env=os.environ | {"TZ": "UTC", "PYTHONUTF8": "1"}, check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    found: list[dict[str, Any]] = json.loads(said)
    return found


def found(minute: Minute, entries: list[dict[str, Any]], over: datetime) -> dict[str, float]:
    """Hold the diary and the chats against what was done."""
    notes = Counter(one["text"] for one in entries if one["kind"] == "note")
    wanted = {f"{life.name} {number + 1}" for life in minute.lives for number in range(life.notes)}
    taken = Counter((one["by"], one["wall"]) for one in entries if one["kind"] == "taken" and one["corrects"] is None)
    pressed = {(life.name, wall) for life in minute.lives for wall in life.pressed if life.pressed[wall]}
    due = {(life.name, f"{one:%H:%M}") for life in minute.lives for one in life.due if one < over}
    asked = {(life.name, wall) for life in minute.lives for wall, _ in life.prompts}
    return {
        "notes": len(wanted),
        "notes lost": len(wanted - set(notes)),
        "notes doubled": sum(count > 1 for count in notes.values()),
        "reminders": len(due),
        "reminders lost": len(due - asked),
        "repeats marked": sum(one.answers[True] + _marked(one) for one in minute.lives),
        "repeats unmarked": sum(max(0, one.answers[False] - one.notes) + _unmarked(one) for one in minute.lives),
        "taps": sum(one.pressed.total() for one in minute.lives),
        "taps lost": len(pressed - set(taken)),
        "doses with two entries": sum(count > 1 for count in taken.values()) + len(set(taken) - pressed),
    }


def _marked(life: Life) -> int:
    return sum(count for (_, marked), count in life.prompts.items() if marked)


def _unmarked(life: Life) -> int:
    return sum(count - 1 for (_, marked), count in life.prompts.items() if not marked)


def measure(kills: int, seed: int, folder: Path, console: Console) -> dict[str, float]:
    """Kill azalea *kills* times, and return the figures."""
    os.environ["XDG_CONFIG_HOME"] = str(folder / "config")
    server = Running("sandbox", "--server-only", "--data", str(folder / "town"), "--port", "0")
    minute = Minute(town_of(server), folder / "data", random.Random(seed))  # noqa: S311 - drawn anew alike
    try:
        minute.move_in(math.ceil(kills * A_KILL / 60) + 2)
        began = monotonic()
        for number in range(1, kills + 1):
            minute.kill_once()
            if number % NEWS == 0:
                written = sum(one.notes for one in minute.lives)
                console.print(f"{number} kills, {written} notes, {monotonic() - began:.0f} s")
        over = datetime.now().astimezone()
        complaints = minute.settle()
    finally:
        minute.azalea.kill()
        server.kill()
    figures: dict[str, float] = {"kills": kills} | found(minute, diary(folder / "data"), over)
    starts = sorted(minute.starts)
    return figures | {
        "median start, s": round(starts[len(starts) // 2], 2) if starts else 0,
        "complaints at the end": len(complaints.splitlines()),
    }


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kills", type=int, nargs="?", default=200, help="how often (default %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="which moments (default %(default)s)")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    return parser.parse_args()


def show(figures: dict[str, float], seed: int) -> None:
    """Print a table."""
    table = Table(title=f"Killed in a busy minute, seed {seed}")
    table.add_column("")
    table.add_column("", justify="right")
    table.add_column("")
    for name, figure in figures.items():
        table.add_row(name, f"{figure:g}", ("BAD" if figure else "ok") if name in BAD else "")
    Console().print(table)


def main() -> None:
    """Run the bench."""
    asked = arguments()
    with tempfile.TemporaryDirectory(prefix="azalea-bench-") as below:
        figures = measure(asked.kills, asked.seed, Path(below), Console(stderr=True))
    if asked.json:
        sys.stdout.write(json.dumps(figures) + "\n")
    else:
        show(figures, asked.seed)
    sys.exit(any(figures[name] for name in BAD))


if __name__ == "__main__":
    main()
