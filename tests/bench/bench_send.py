"""How many messages a second leave through azalea's Telegram channel, beside other clients of the Bot API.

    python tests/bench/bench_send.py                            3,000 sends each, 64 in flight, 50 ms round trip
    python tests/bench/bench_send.py --sends 500                a quick look
    python tests/bench/bench_send.py --aiogram ENV/bin/python   aiogram too, from an environment that has it

The server answers on this machine, after the round trip asked for, in a process of its own; each client runs in
another. Pacing is off: it is what the client itself takes. Every client sends a text with three buttons and reads the
answer.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))  # a script is not a package: it finds azalea beside itself

from tests.bench.answering import TOKEN, answering  # noqa: E402 - found only now

TEXT = "08:00. Your usual?"
LABELS = ("Done", "Later", "Not today")
CHATS = 50  # as many as write to azalea at once
WARM_UP = 64
BUDGET_A_SECOND, BUDGET_P99 = 1000, 150

Send = Callable[[int], Awaitable[object]]
Result = dict[str, Any]


@asynccontextmanager
async def azalea(api: str, in_flight: int) -> AsyncIterator[Send]:
    """Send as azalea does."""
    del in_flight  # it has its own
    from bot.channels.telegram_channel import open_telegram  # noqa: PLC0415 - another client's process has no azalea
    from bot.messages import Button, Outgoing  # noqa: PLC0415

    buttons = tuple(Button(label, f"had:{label}") for label in LABELS)
    async with open_telegram(TOKEN, api, lambda: datetime.now(UTC)) as channel:
        yield lambda chat: channel.send(Outgoing(str(chat), TEXT, buttons))


@asynccontextmanager
async def ptb(api: str, in_flight: int) -> AsyncIterator[Send]:
    """Send as python-telegram-bot does by default, its pool as large as what is in flight."""
    from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup  # noqa: PLC0415
    from telegram.request import HTTPXRequest  # noqa: PLC0415

    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton(label, callback_data=label) for label in LABELS]])
    request = HTTPXRequest(connection_pool_size=in_flight, pool_timeout=60, read_timeout=60)
    async with Bot(TOKEN, base_url=f"{api}/bot", request=request) as bot:
        yield lambda chat: bot.send_message(chat, TEXT, reply_markup=keyboard)


@asynccontextmanager
async def aiogram(api: str, in_flight: int) -> AsyncIterator[Send]:
    """Send as aiogram does."""
    from aiogram import Bot  # noqa: PLC0415
    from aiogram.client.session.aiohttp import AiohttpSession  # noqa: PLC0415
    from aiogram.client.telegram import TelegramAPIServer  # noqa: PLC0415
    from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup  # noqa: PLC0415

    row = [InlineKeyboardButton(text=label, callback_data=label) for label in LABELS]
    keyboard = InlineKeyboardMarkup(inline_keyboard=[row])
    session = AiohttpSession(api=TelegramAPIServer.from_base(api), limit=in_flight)
    async with Bot(TOKEN, session=session) as bot:
        yield lambda chat: bot.send_message(chat, TEXT, reply_markup=keyboard)


CLIENTS = {"azalea": azalea, "ptb": ptb, "aiogram": aiogram}
NAMES = {"azalea": "azalea", "ptb": "python-telegram-bot, default", "aiogram": "aiogram"}


async def measure(client: str, api: str, sends: int, in_flight: int) -> Result:
    """Send, and return what that took."""
    took: list[float] = []
    async with CLIENTS[client](api, in_flight) as send:
        left = iter(range(sends))

        async def sender() -> None:
            for number in left:
                at = time.perf_counter()
                await send(number % CHATS + 1)
                took.append(time.perf_counter() - at)

        await asyncio.gather(*(send(chat) for chat in range(1, WARM_UP + 1)))
        at, cpu = time.perf_counter(), time.process_time()
        await asyncio.gather(*(sender() for _ in range(in_flight)))
        seconds, cpu = time.perf_counter() - at, time.process_time() - cpu
    return {
        "a_second": sends / seconds,
        "p50": statistics.median(took) * 1000,
        "p99": statistics.quantiles(took, n=100)[98] * 1000,
        "cpu": cpu / sends * 1000,
    }


def child(client: str, python: str, api: str, asked: argparse.Namespace) -> Result:
    """Measure one client in a process of its own."""
    sizes = ("--sends", str(asked.sends), "--in-flight", str(asked.in_flight))
    command = [python, str(Path(__file__)), "--child", client, "--api", api, *sizes]
    measured: Result = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return measured


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sends", type=int, default=3000, help="messages each client sends (default %(default)s)")
    parser.add_argument("--in-flight", type=int, default=64, help="at a time (default %(default)s)")
    parser.add_argument("--round-trip", type=float, default=0.05, help="in seconds (default %(default)s)")
    parser.add_argument("--aiogram", metavar="PYTHON", help="an interpreter that has aiogram, if this one has not")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--child", choices=CLIENTS, help=argparse.SUPPRESS)
    parser.add_argument("--api", help=argparse.SUPPRESS)
    return parser.parse_args()


def show(measured: dict[str, Result], asked: argparse.Namespace) -> None:
    """Print a table; a client that was not measured is not in it."""
    from rich.console import Console  # noqa: PLC0415 - another client's process has none
    from rich.table import Table  # noqa: PLC0415

    trip = f"{asked.round_trip * 1000:g} ms round trip"
    table = Table(title=f"{asked.sends:,} sends, {asked.in_flight} in flight, {trip}")
    table.add_column("")
    for heading in ("a second", "p50, ms", "p99, ms", "CPU, ms each", ""):
        table.add_column(heading, justify="right")
    for client, one in measured.items():
        good = one["a_second"] >= BUDGET_A_SECOND and one["p99"] < BUDGET_P99
        verdict = "" if client != "azalea" else "ok" if good else "OVER"
        table.add_row(
            NAMES[client],
            f"{one['a_second']:.0f}",
            f"{one['p50']:.0f}",
            f"{one['p99']:.0f}",
            f"{one['cpu']:.2f}",
            verdict,
        )
    Console().print(table)
    budget = f"Budget: at least {BUDGET_A_SECOND:,} a second, p99 below {BUDGET_P99} ms."
    Console().print(f"{budget} {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")


def main() -> None:
    """Run the bench, or one client of it."""
    asked = arguments()
    if asked.child:
        sys.stdout.write(json.dumps(asyncio.run(measure(asked.child, asked.api, asked.sends, asked.in_flight))) + "\n")
        return
    pythons = {"azalea": sys.executable, "ptb": sys.executable}
    if asked.aiogram or find_spec("aiogram"):
        pythons["aiogram"] = asked.aiogram or sys.executable
    with answering(asked.round_trip) as api:
        measured = {client: child(client, python, api, asked) for client, python in pythons.items()}
    if asked.json:
        sys.stdout.write(json.dumps(measured) + "\n")
    else:
        show(measured, asked)


if __name__ == "__main__":
    main()
