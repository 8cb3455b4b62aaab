"""How many messages a second are answered over a local Telegram, and how long one answer takes, beside an echo.

    python tests/bench/bench_answers.py                 300 people, four messages each
    python tests/bench/bench_answers.py --people 50     a quick look
    python tests/bench/bench_answers.py --no-peer       azalea alone

Everybody has a dose that is open. All write at once, three times: "took it", "/today", "/note x"; and then one after
the other, at a steady pace. azalea keeps each message, acts on it and commits, on a disk that is written through,
before it answers; its pacing is off. The peer is python-telegram-bot saying back what was said, and keeping nothing:
as it comes, and over aiohttp with as many at a time as come. Telegram runs in a process of its own.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import logging
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))  # a script is not a package: it finds azalea beside itself

from tests.bench.bench_rounds import MANY_DUE, fill  # noqa: E402 - found only now
from tests.bench.town import town  # noqa: E402

TOKEN = "1:sandbox"
TEXTS = ["took it", "/today", "/note x"]
BEFORE_FIRST = 999  # the first person of the local Telegram is 1001; the first plan that is due is the second
IN_FLIGHT = 64
BUDGET_A_SECOND, BUDGET_P50, BUDGET_P99 = 400, 5, 25

Result = dict[str, Any]


def at_the_end_of_input() -> asyncio.Future[str]:
    """Say that all is ready, and return what is done once nothing more is asked for."""
    print("ready", flush=True)  # noqa: T201 - who started this reads it
    return asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


async def azalea(asked: argparse.Namespace) -> None:
    """Run as `azalea run` does, but as fast as it can."""
    from bot import wiring  # noqa: PLC0415 - the peer's process has no azalea
    from bot.channels.telegram_channel import open_telegram  # noqa: PLC0415
    from bot.serving import serve  # noqa: PLC0415

    class Ahead(wiring.Clock):
        """The clock of the local Telegram."""

        def now(self) -> datetime:
            """Return this moment there."""
            return datetime.now(UTC) + timedelta(seconds=asked.ahead)

    clock = Ahead()
    async with open_telegram(TOKEN, asked.api, clock.now, rates=None) as channel:
        channels = {channel.name: channel}
        async with wiring.open_azalea(asked.folder, channels) as opened:
            wiring.settle_in()
            await opened.settle(clock.now())
            serving = asyncio.create_task(serve(opened, channels, clock))
            await at_the_end_of_input()
            serving.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await serving


async def echo(asked: argparse.Namespace) -> None:
    """Say back what was said, with python-telegram-bot."""
    from telegram import Update  # noqa: PLC0415 - azalea's process has none of it
    from telegram.ext import Application, CallbackContext, MessageHandler, filters  # noqa: PLC0415

    from bot.channels.telegram_wire import Wire  # noqa: PLC0415

    logging.disable()
    building = Application.builder().token(TOKEN).base_url(f"{asked.api}/bot")
    if asked.child == "eased":
        building = (
            building.request(Wire(IN_FLIGHT, asked.api))
            .get_updates_request(Wire(1, asked.api))
            .concurrent_updates(IN_FLIGHT)
        )
    application = building.build()

    async def answer(update: Update, _context: CallbackContext[Any, Any, Any, Any]) -> None:
        if update.message is not None and update.message.text is not None:
            await update.message.reply_text(update.message.text)

    application.add_handler(MessageHandler(filters.TEXT, answer))
    async with application:
        if application.updater is None:
            raise AssertionError
        await application.start()
        await application.updater.start_polling()
        await at_the_end_of_input()
        await application.updater.stop()
        await application.stop()


async def within(asked: argparse.Namespace) -> Result:
    """Return how long one answer takes in the process: kept, acted on, committed, sent to a channel that takes all."""
    from bot import wiring  # noqa: PLC0415
    from bot.messages import Abilities, Hear, Incoming, Outgoing, Raw, Receipt  # noqa: PLC0415

    class TakesAll:
        """A channel that hears what it is handed, and takes everything at once."""

        name = "telegram"
        can = Abilities(buttons=True, edits=True, longest_text=4096)
        sent = 0

        async def listen(self, hear: Hear) -> None:
            """Hear nothing."""

        def read(self, raw: Raw) -> Incoming:
            """Return what was handed over."""
            return Incoming(self.name, raw.body["from"], raw.body["from"], "Ana", raw.body["text"], raw.at)

        async def send(self, out: Outgoing) -> Receipt:
            """Count."""
            del out
            self.sent += 1
            return Receipt(str(self.sent))

        async def acknowledge(self, heard: Incoming, words: str | None) -> None:
            """Do nothing."""

    channel, took, now = TakesAll(), [], MANY_DUE
    async with wiring.open_azalea(asked.folder, {channel.name: channel}) as opened:
        wiring.settle_in()
        await opened.settle(now)
        for number, text in enumerate(TEXTS):
            for person in range(asked.people):
                now += timedelta(milliseconds=1)
                said = {"from": str(person + 2 + BEFORE_FIRST), "text": text}
                before, at = channel.sent, time.perf_counter()
                await opened.hear([Raw(channel.name, f"{number}/{person}", said, now)])
                await opened.settle(now)
                took.append(time.perf_counter() - at)
                if channel.sent == before:
                    raise AssertionError
    return {"took": took}


def show_within(took: list[float]) -> Result:
    """Return what is told of it."""
    return {"p50": statistics.median(took) * 1000, "p99": statistics.quantiles(took, n=100)[98] * 1000}


NAMES = {
    "azalea": "azalea",
    "echo": "echo without storage, default",
    "eased": f"echo over aiohttp, {IN_FLIGHT} at a time",
}


def command(name: str, asked: argparse.Namespace, *more: str) -> list[str]:
    """Return what runs one of them in a process of its own."""
    return [sys.executable, str(Path(__file__)), "--child", name, "--people", str(asked.people), *more]


def measure(name: str, asked: argparse.Namespace, folder: Path) -> Result:
    """Measure one: a town of its own, everybody at once, and then one after the other."""
    ahead = (MANY_DUE + timedelta(seconds=1) - datetime.now(UTC)).total_seconds()
    with town(asked.people, ahead) as there:
        call = command(name, asked, "--folder", str(folder), "--api", there.address, "--ahead", str(ahead))
        with subprocess.Popen(call, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
            if process.stdout is None or process.stdout.readline().strip() != "ready":
                raise SystemExit(f"{name} did not start")
            there.write(["/today"])  # connections are opened, and code is read
            at_once = [there.write([text]) for text in TEXTS]
            paced = there.write(TEXTS[1:], asked.a_second)["took"]
            process.communicate()
    answered = sum(len(one["took"]) for one in at_once)
    return {
        "a_second": answered / sum(one["seconds"] for one in at_once),
        "lost": asked.people * (len(TEXTS) + 1) - answered - len(paced),
        **show_within(paced),
    }


def make_people(asked: argparse.Namespace, folder: Path) -> None:
    """Make a database in which everybody is a person of the local Telegram, and has a plan that is due."""
    fill(folder, asked.people + 1, asked.people, Console(stderr=True))
    with contextlib.closing(sqlite3.connect(folder / "azalea.db")) as connection, connection:
        address = f"id + {BEFORE_FIRST}"
        connection.execute(f"UPDATE accounts SET channel = 'telegram', address = {address}, chat = {address}")  # noqa: S608
        connection.execute("UPDATE plans SET next_at = NULL WHERE id = 1")  # nobody's, in this bench


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=300, help="who write (default %(default)s)")
    parser.add_argument("--a-second", type=float, default=25, help="the steady pace (default %(default)s)")
    parser.add_argument("--no-peer", action="store_true", help="leave the peer out")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--child", choices=[*NAMES, "within"], help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--api", help=argparse.SUPPRESS)
    parser.add_argument("--ahead", type=float, help=argparse.SUPPRESS)
    return parser.parse_args()


def show(measured: dict[str, Result], alone: Result, asked: argparse.Namespace) -> None:
    """Print the tables."""
    table = Table(title=f"{asked.people} people write over a local Telegram")
    table.add_column("")
    paced = f"at {asked.a_second:g} a second"
    for heading in ("all at once: a second", f"{paced}: p50, ms", f"{paced}: p99, ms", "lost", ""):
        table.add_column(heading, justify="right")
    for name, one in measured.items():
        good = one["a_second"] >= BUDGET_A_SECOND and not one["lost"]
        shown = f"{one['a_second']:.0f}", f"{one['p50']:.1f}", f"{one['p99']:.1f}", f"{one['lost']}"
        table.add_row(NAMES[name], *shown, "" if name != "azalea" else "ok" if good else "OVER")
    Console().print(table)
    good = alone["p50"] <= BUDGET_P50 and alone["p99"] <= BUDGET_P99
    inside = f"One answer in the process, p50 {alone['p50']:.1f} ms, p99 {alone['p99']:.1f} ms"
    Console().print(f"{inside}: {'ok' if good else 'OVER'}")
    budget = f"at least {BUDGET_A_SECOND} a second, none lost; in the process {BUDGET_P50} and {BUDGET_P99} ms"
    Console().print(f"Budget: {budget}. {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")


def run(asked: argparse.Namespace, below: Path) -> None:
    """Make the databases, measure each, and print."""
    console = Console(stderr=True)
    os.environ["XDG_CONFIG_HOME"] = str(below / "config")
    measured = {}
    for name in NAMES if not asked.no_peer else ["azalea"]:
        if name == "azalea":
            make_people(asked, below / "served")
        console.print(f"Measuring {NAMES[name]} ...")
        measured[name] = measure(name, asked, below / "served")
    make_people(asked, below / "within")
    console.print("Measuring one answer in the process ...")
    came = subprocess.run(
        command("within", asked, "--folder", str(below / "within")), check=True, capture_output=True
    ).stdout
    alone = show_within(json.loads(came)["took"])
    if asked.json:
        sys.stdout.write(json.dumps(measured | {"within": alone}) + "\n")
    else:
        show(measured, alone, asked)


def main() -> None:
    """Run the bench, or one part of it."""
    asked = arguments()
    if asked.child == "within":
        sys.stdout.write(json.dumps(asyncio.run(within(asked))) + "\n")
    elif asked.child:
        asyncio.run(azalea(asked) if asked.child == "azalea" else echo(asked))
    else:
        with tempfile.TemporaryDirectory(prefix="azalea-bench-") as below:
            run(asked, Path(below))


if __name__ == "__main__":
    main()
