"""How long the last of many reminders waits that are due in one second, over Telegram, beside jobs in memory.

    python tests/bench/bench_burst.py                  10,000 reminders, 64 in flight, a server that answers at once
    python tests/bench/bench_burst.py --due 1000       a quick look
    python tests/bench/bench_burst.py --no-peer        azalea alone

azalea has a database with a plan for each, and sends through its Telegram channel with its pacing off; what is late is
counted from when they fall due. The peer is python-telegram-bot's JobQueue with a job for each, first as it comes and
then eased: without its grace time, and eight at a time. The server answers in a process of its own.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import logging
import os
import sqlite3
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

from tests.bench.answering import TOKEN, answering  # noqa: E402 - found only now
from tests.bench.bench_rounds import MANY_DUE, Watch, fill, memory_mb  # noqa: E402

TEXT = "08:00. Your usual?"
AT_A_TIME = 8  # with more, the peer's requests get slower
LONGEST = 300.0  # seconds that each may take
BUDGETS = {"last": 6.0, "lost": 0, "blocked": 50}

Result = dict[str, Any]


async def azalea(folder: Path, api: str, due: int) -> Result:
    """Let *due* doses fall due at one second, and send a prompt for each."""
    from bot import wiring  # noqa: PLC0415 - the peer's process has no azalea
    from bot.channels.telegram_channel import TelegramChannel, open_telegram  # noqa: PLC0415
    from bot.messages import Outgoing, Receipt  # noqa: PLC0415

    sent: list[tuple[str, float]] = []
    over = asyncio.Event()

    class Remembers(TelegramChannel):
        """Remembers when what left."""

        async def send(self, out: Outgoing) -> Receipt:
            """Send."""
            receipt = await super().send(out)
            sent.append((out.chat, time.perf_counter()))
            if len(sent) == due:
                over.set()
            return receipt

    watch = Watch()
    async with open_telegram(TOKEN, api, lambda: MANY_DUE) as plain:
        channel = Remembers(plain._bot, plain._source, lambda: MANY_DUE, rates=None)
        async with wiring.open_azalea(folder, {channel.name: channel}) as opened:
            wiring.settle_in()
            await opened.settle(MANY_DUE - timedelta(seconds=1))
            sent.clear()
            watch.taken()
            at = time.perf_counter()
            posting = asyncio.create_task(opened.post(lambda: MANY_DUE))  # side by side, as a running azalea does
            await opened.work(MANY_DUE)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(over.wait(), LONGEST)
            blocked = watch.taken()
            async with opened.resting():
                posting.cancel()
            await opened.settle(MANY_DUE)  # what was lost or came twice would show now
    watch.stop()
    chats = [chat for chat, _ in sent]
    return {
        "lost": due - len(set(chats)),
        "doubled": len(chats) - len(set(chats)),
        "first": sent[0][1] - at,
        "last": sent[-1][1] - at,
        "blocked": blocked,
        "rss": memory_mb("VmHWM"),
    }


async def peer(api: str, due: int, *, eased: bool) -> Result:
    """Let *due* jobs of python-telegram-bot's JobQueue run at one second, and each send a message."""
    # azalea's process has none of it
    from apscheduler.events import EVENT_JOB_ERROR, EVENT_JOB_EXECUTED, EVENT_JOB_MISSED  # noqa: PLC0415
    from telegram.ext import Application, CallbackContext  # noqa: PLC0415

    sent: list[float] = []
    gate = asyncio.Semaphore(AT_A_TIME if eased else due)
    application = Application.builder().token(TOKEN).base_url(f"{api}/bot").pool_timeout(LONGEST).build()
    queue = application.job_queue
    if queue is None:
        raise AssertionError
    ahead = 2 + due / 2000  # seconds, so that all are added by then
    at = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=int(ahead) + 1)
    began = time.perf_counter() + (at - datetime.now(UTC)).total_seconds()

    async def job(context: CallbackContext[Any, Any, Any, Any]) -> None:
        async with gate:
            await context.bot.send_message(context.job.chat_id if context.job else 0, TEXT)
            sent.append(time.perf_counter())

    over = asyncio.Event()
    ends = iter(range(1, due + 1))

    def ended(_event: object) -> None:
        if next(ends, due) == due:
            over.set()

    queue.scheduler.add_listener(ended, EVENT_JOB_EXECUTED | EVENT_JOB_MISSED | EVENT_JOB_ERROR)
    grace = {"misfire_grace_time": None} if eased else {}
    async with application:
        for chat in range(1, due + 1):
            queue.run_once(job, at, chat_id=chat, job_kwargs=grace)
        await queue.start()
        watch = Watch()
        asyncio.get_running_loop().call_later(began - time.perf_counter(), watch.taken)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(ahead + LONGEST):
                await over.wait()
        blocked = watch.taken()
        watch.stop()
        await queue.stop(wait=False)
    result = {"lost": due - len(sent), "doubled": 0, "blocked": blocked, "rss": memory_mb("VmHWM")}
    return result | ({"first": sent[0] - began, "last": sent[-1] - began} if sent else {})


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--due", type=int, default=10_000, help="due in one second (default %(default)s)")
    parser.add_argument("--no-peer", action="store_true", help="leave the peer out")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--child", choices=NAMES, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--api", help=argparse.SUPPRESS)
    return parser.parse_args()


NAMES = {
    "azalea": "azalea",
    "peer": "JobQueue, as it comes",
    "eased": f"JobQueue, eased, {AT_A_TIME} at a time",
}


def child(name: str, due: int, folder: Path, api: str) -> Result:
    """Measure one in a process of its own."""
    command = [sys.executable, str(Path(__file__)), "--child", name, "--due", str(due), "--folder", str(folder)]
    measured: Result = json.loads(subprocess.run([*command, "--api", api], check=True, capture_output=True).stdout)
    return measured


def run_child(asked: argparse.Namespace) -> Result:
    """Measure one here."""
    if asked.child == "azalea":
        return asyncio.run(azalea(asked.folder, asked.api, asked.due))
    logging.disable()  # it warns of each job that it drops
    return asyncio.run(peer(asked.api, asked.due, eased=asked.child == "eased"))


def show(measured: dict[str, Result], due: int) -> None:
    """Print a table."""
    table = Table(title=f"{due:,} reminders due in one second")
    table.add_column("")
    columns = {
        "lost": ("lost", "{:.0f}"),
        "doubled": ("doubled", "{:.0f}"),
        "first": ("first, s", "{:.2f}"),
        "last": ("last, s", "{:.2f}"),
        "blocked": ("blocked, ms", "{:.0f}"),
        "rss": ("MB", "{:.0f}"),
    }
    for heading, _ in columns.values():
        table.add_column(heading, justify="right")
    table.add_column("")
    for name, one in measured.items():
        good = all(one[key] <= most for key, most in BUDGETS.items()) if name == "azalea" else None
        shown = [form.format(one[key]) if key in one else "-" for key, (_, form) in columns.items()]
        table.add_row(NAMES[name], *shown, {None: "", True: "ok", False: "OVER"}[good])
    Console().print(table)
    budget = "Budget: none lost, the last after 6 s at most, the loop never blocked for more than 50 ms."
    Console().print(f"{budget} {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")


def run(asked: argparse.Namespace, below: Path) -> dict[str, Result]:
    """Make the database, and measure each."""
    folder = below / "data"
    os.environ["XDG_CONFIG_HOME"] = str(below / "config")
    fill(folder, asked.due + 2, asked.due, Console(stderr=True))
    with contextlib.closing(sqlite3.connect(folder / "azalea.db")) as connection, connection:
        connection.execute("UPDATE accounts SET channel = 'telegram'")
    with answering(0) as api:
        return {name: child(name, asked.due, folder, api) for name in NAMES if name == "azalea" or not asked.no_peer}


def main() -> None:
    """Run the bench, or one measurement of it."""
    asked = arguments()
    if asked.child:
        sys.stdout.write(json.dumps(run_child(asked)) + "\n")
        return
    with tempfile.TemporaryDirectory(prefix="azalea-bench-") as below:
        measured = run(asked, Path(below))
    if asked.json:
        sys.stdout.write(json.dumps(measured) + "\n")
    else:
        show(measured, asked.due)


if __name__ == "__main__":
    main()
