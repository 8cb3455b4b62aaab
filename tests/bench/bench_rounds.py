"""How azalea does with many plans: start, idle rounds, memory, and many doses due in one second.

    python tests/bench/bench_rounds.py                      1,000,000 plans, 10,000 of them due in one second
    python tests/bench/bench_rounds.py --plans 20000        a quick look
    python tests/bench/bench_rounds.py --profile            also tells where the time goes while the many are due

Makes a database of its own in a temporary folder and removes it. Time stands where the bench puts it; only what the
work takes is measured, by the machine's own clock, in a process of its own. What was not measured is not shown.
The peer is APScheduler with a job for each dose, in the same run on the same machine.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import cProfile
import gc
import io
import json
import os
import pstats
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.progress import track
from rich.table import Table

if TYPE_CHECKING:
    from bot.store.keys import Keys

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))  # a script is not a package: it finds azalea beside itself

NOW = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)
FIRST_DUE = NOW + timedelta(minutes=10)  # one dose, to see how long a start takes to its first send
MANY_DUE = NOW + timedelta(minutes=34)
QUIET = timedelta(minutes=40)  # no other dose falls due in this time
CHANNEL = "bench"
IDLE_ROUNDS = 300
SAMPLED_EVERY = 0.005  # seconds
CHUNK = 20_000
SEED = 1
TOP = 30

Result = dict[str, Any]

# What is measured, how it is shown, and its budget.
ROWS: tuple[tuple[str, str, str, float | None], ...] = (
    ("start_s", "start to first send, s", "{:.2f}", 2.0),
    ("rss_mb", "resident after the start, MB", "{:.0f}", 120),
    ("peak_mb", "resident at most, all through, MB", "{:.0f}", 120),
    ("tick_ms", "idle tick, median, ms", "{:.3f}", None),
    ("settle_ms", "idle round, median, ms", "{:.2f}", None),
    ("settle_p99_ms", "idle round, p99, ms", "{:.2f}", None),
    ("idle_blocked_ms", "loop blocked at most, idle, ms", "{:.0f}", 50),
    ("last_s", "many due in one second: last one sent, s", "{:.2f}", 6.0),
    ("settled_s", "many due in one second: all settled, s", "{:.2f}", None),
    ("blocked_ms", "loop blocked at most meanwhile, ms", "{:.0f}", 50),
    ("lost", "lost", "{:.0f}", 0),
    ("doubled", "doubled", "{:.0f}", 0),
    ("start_blocked_ms", "loop blocked at most, from start to first send, ms", "{:.0f}", None),
)
PEER_ROWS: tuple[tuple[str, str, str], ...] = (
    ("peer_dropped", "a job each, as it comes: dropped", "{:.0f}"),
    ("peer_last_s", "a job each, none dropped: last one ran, s", "{:.2f}"),
    ("peer_blocked_ms", "a job each, none dropped: loop blocked at most, ms", "{:.0f}"),
    ("peer_kib", "a job each: memory a job, KiB", "{:.1f}"),
)


# Making the database


def rows(keys: Keys, plans: int, due: int) -> Iterator[tuple[tuple[Any, ...], ...]]:
    """Yield, for each person, their rows: person, account, circle, plan, version, as the store would write them."""
    from sqlalchemy.dialects import sqlite  # noqa: PLC0415 - a child that measures memory must not have it

    from bot.care.people import Circle, Person  # noqa: PLC0415
    from bot.care.places import Places  # noqa: PLC0415
    from bot.care.plans import Part, Schedule, Version  # noqa: PLC0415
    from bot.store import new_uid  # noqa: PLC0415
    from bot.store.columns import Instant  # noqa: PLC0415
    from bot.store.keys import Owner, Secret  # noqa: PLC0415
    from bot.store.plans import ACTIVE, DOSE, _sealed  # noqa: PLC0415
    from bot.store.sealed_people import of_circle, of_person  # noqa: PLC0415

    dialect = sqlite.dialect()
    instant = partial(Instant().process_bind_param, dialect=dialect)
    chance = random.Random(SEED)  # noqa: S311 - to be the same each time
    amount = (Part(Decimal("1.5"), Decimal(50)),)
    made = instant(NOW - timedelta(days=30))
    day = (NOW - timedelta(days=30)).date()
    free = timedelta(days=1) - QUIET
    for number in range(1, plans + 1):
        at = NOW + QUIET + timedelta(minutes=chance.randrange(1, free // timedelta(minutes=1)))
        if number == 1:
            at = FIRST_DUE
        elif number <= due + 1:
            at = MANY_DUE
        person = keys.seal("people.sealed", of_person(Person(number, f"Person {number}")))
        circle = keys.seal("circles.sealed", of_circle(Circle(number, "", number, "", Places("UTC"))))
        intakes = _sealed(Version(1, day, Schedule.daily(amount, [at.time()])))
        version = keys.seal("plan_versions.sealed", Secret(Owner.of_circle(number), intakes))
        yield (
            (number, new_uid(), made, person),
            (number, new_uid(), CHANNEL, str(number), str(number), number, made),
            (number, new_uid(), number, made, circle),
            (number, new_uid(), number, DOSE, ACTIVE, made, instant(at)),
            (number, number, number, 1, day.isoformat(), made, number, version),
        )


INSERTS = (
    "INSERT INTO people (id, uid, created_at, sealed) VALUES (?, ?, ?, ?)",
    "INSERT INTO accounts (id, uid, channel, address, chat, person_id, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
    "INSERT INTO circles (id, uid, patient_id, created_at, sealed) VALUES (?, ?, ?, ?, ?)",
    "INSERT INTO plans (id, uid, circle_id, kind, state, since, next_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
    """INSERT INTO plan_versions (id, plan_id, circle_id, number, from_day, made_at, made_by, sealed)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
)


async def new_database(folder: Path) -> Keys:
    """Make the database as azalea makes it, and return its keys."""
    from bot.store.engine import open_store  # noqa: PLC0415

    async with open_store(folder) as store:
        return store.key.keys


def fill(folder: Path, plans: int, due: int, console: Console) -> None:
    """Insert *plans* plans and their people, straight and fast, in chunks; the file is whole afterwards."""
    from bot.store.database_file import FILE_NAME  # noqa: PLC0415

    keys = asyncio.run(new_database(folder))
    connection = sqlite3.connect(folder / FILE_NAME, isolation_level=None)
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA cache_size = -500000")
    made = rows(keys, plans, due)
    for _ in track(range(0, plans, CHUNK), f"Making {plans:,} plans ...", console=console):
        chunk = list(zip(*islice(made, CHUNK), strict=True))
        connection.execute("BEGIN")
        for insert, values in zip(INSERTS, chunk, strict=True):
            connection.executemany(insert, values)
        connection.execute("COMMIT")
    connection.close()


# What is measured, in a process of its own


def memory_mb(field: str) -> float:
    """Return VmRSS or VmHWM of this process."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith(field):
            return int(line.split()[1]) / 1024
    return float("nan")


class Watch:
    """Wakes each 5 ms, and keeps the longest time by which it came late: for so long the loop was blocked."""

    def __init__(self) -> None:
        """Begin at once."""
        self._loop = asyncio.get_running_loop()
        self.longest = 0.0
        self._expected = 0.0
        self._next()

    def _next(self) -> None:
        self._expected = time.perf_counter() + SAMPLED_EVERY
        self._handle = self._loop.call_later(SAMPLED_EVERY, self._woke)

    def _woke(self) -> None:
        self.longest = max(self.longest, time.perf_counter() - self._expected)
        self._next()

    def taken(self) -> float:
        """Return the longest time so far, in milliseconds, and begin anew."""
        late = max(self.longest, time.perf_counter() - self._expected, 0.0)
        self.longest = 0.0
        return late * 1000

    def stop(self) -> None:
        """Wake no more."""
        self._handle.cancel()


async def measure(folder: Path, began: float, due: int, *, profile: bool) -> Result:
    """Start azalea on *folder* and measure. *began* is when this process was started, by the monotonic clock."""
    from bot import wiring  # noqa: PLC0415 - its import is a part of the start
    from bot.messages import Abilities, Hear, Incoming, Outgoing, Raw, Receipt  # noqa: PLC0415

    class TakesAll:
        """A channel that takes everything at once."""

        name = CHANNEL
        can = Abilities(buttons=True, edits=False, longest_text=4096)

        def __init__(self) -> None:
            self.sent: Counter[str] = Counter()
            self.last = 0.0
            self.first = 0.0

        async def listen(self, hear: Hear) -> None:
            """Hear nothing."""

        def read(self, raw: Raw) -> Incoming | None:
            """Read nothing."""

        async def send(self, out: Outgoing) -> Receipt:
            """Count."""
            self.last = time.perf_counter()
            self.first = self.first or time.monotonic()
            self.sent[out.chat] += 1
            return Receipt(out.chat)

        async def acknowledge(self, heard: Incoming, words: str | None) -> None:
            """Do nothing."""

    result: Result = {}
    channel = TakesAll()
    watch = Watch()
    async with wiring.open_azalea(folder, {CHANNEL: channel}) as azalea:
        wiring.settle_in()
        await azalea.settle(FIRST_DUE)
        if channel.first:
            result["start_s"] = channel.first - began
        result["start_blocked_ms"] = watch.taken()
        result["rss_mb"] = memory_mb("VmRSS")
        result |= await idle(azalea, watch)
        channel.sent.clear()
        profiler = cProfile.Profile()
        if profile:
            profiler.enable()
        watch.taken()
        at = time.perf_counter()
        await azalea.settle(MANY_DUE)
        result["settled_s"] = time.perf_counter() - at
        result["last_s"] = channel.last - at
        result["blocked_ms"] = watch.taken()
        if profile:
            profiler.disable()
            result["profile"] = told(profiler)
        expected = {str(number) for number in range(2, due + 2)}
        result["lost"] = len(expected - channel.sent.keys())
        result["doubled"] = channel.sent.total() - len(channel.sent)
        result["peak_mb"] = memory_mb("VmHWM")
    watch.stop()
    return result


async def idle(azalea: Any, watch: Watch) -> Result:
    """Make rounds while nothing is owed."""
    moment = FIRST_DUE + timedelta(seconds=1)
    settles, ticks = [], []
    for _ in range(IDLE_ROUNDS):
        at = time.perf_counter()
        await azalea.settle(moment)
        settles.append(time.perf_counter() - at)
        await asyncio.sleep(0)
        moment += timedelta(seconds=1)
        at = time.perf_counter()
        await azalea.tick(moment)
        ticks.append(time.perf_counter() - at)
    return {
        "settle_ms": statistics.median(settles) * 1000,
        "settle_p99_ms": statistics.quantiles(settles, n=100)[98] * 1000,
        "tick_ms": statistics.median(ticks) * 1000,
        "idle_blocked_ms": watch.taken(),
    }


def told(profiler: cProfile.Profile) -> str:
    """Return where the time went: by what each function took itself, and with all it called."""
    text = io.StringIO()
    stats = pstats.Stats(profiler, stream=text).strip_dirs()
    stats.sort_stats("tottime").print_stats(TOP)
    stats.sort_stats("cumtime").print_stats(TOP * 2)
    return text.getvalue()


async def measure_peer(due: int) -> Result:
    """Let APScheduler run *due* jobs that are due at the same second: as it comes, and so that none is dropped."""
    from apscheduler.schedulers.asyncio import AsyncIOScheduler  # noqa: PLC0415

    result: Result = {}
    for grace, dropped_as, last_as in ((1, "peer_dropped", ""), (None, "", "peer_last_s")):
        ran = 0
        last = 0.0
        over = asyncio.Event()

        async def job() -> None:
            nonlocal ran, last
            ran += 1
            last = time.time()
            if ran == due:
                over.set()  # noqa: B023 - each scheduler has its own, and is done with before the next

        gc.collect()
        before = memory_mb("VmRSS")
        scheduler = AsyncIOScheduler(timezone=UTC)
        scheduler.start(paused=True)
        # Far enough ahead that all are added by then: 10,000 take some seconds.
        ahead = 2 + due / 2000
        at = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=int(ahead) + 1)
        for _ in range(due):
            scheduler.add_job(job, "date", run_date=at, misfire_grace_time=grace)
        result.setdefault("peer_kib", (memory_mb("VmRSS") - before) * 1024 / due)  # later ones use what was let go
        watch = Watch()
        scheduler.resume()
        if datetime.now(UTC) >= at:
            return result
        watch.taken()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(over.wait(), ahead + 60 if last_as else ahead + 15)
        if dropped_as:
            result[dropped_as] = due - ran
        if last_as and ran == due:
            result[last_as] = last - at.timestamp()
            result["peer_blocked_ms"] = watch.taken()
        watch.stop()
        scheduler.shutdown(wait=False)
    return result


# The run


def child(*arguments: str) -> Result:
    """Measure in a process of its own."""
    command = [sys.executable, __file__, "--child", *arguments, "--began", str(time.monotonic())]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    if ended.returncode:
        raise SystemExit(ended.stderr)
    measured: Result = json.loads(ended.stdout.splitlines()[-1])
    return measured


def shown(measured: Result, plans: int, due: int) -> Iterable[Table]:
    """Yield the tables; only what was measured is in them."""
    table = Table(title=f"{plans:,} plans, {due:,} due in one second")
    for heading in ("", "azalea", "budget", ""):
        table.add_column(heading, justify="left" if not heading else "right")
    for key, label, form, budget in ROWS:
        if key in measured:
            verdict = "" if budget is None else "ok" if measured[key] <= budget else "OVER"
            limit = "" if budget is None else f"<= {budget:g}"
            table.add_row(label, form.format(measured[key]), limit, verdict)
    yield table
    peer = Table(title=f"peer: APScheduler, {due:,} date jobs in memory")
    peer.add_column("")
    peer.add_column("measured", justify="right")
    for key, label, form in PEER_ROWS:
        if key in measured:
            peer.add_row(label, form.format(measured[key]))
    if peer.row_count:
        yield peer


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--plans", type=int, default=1_000_000, help="plans in the database (default %(default)s)")
    parser.add_argument("--due", type=int, default=10_000, help="of them due in one second (default %(default)s)")
    parser.add_argument("--folder", type=Path, help="keep the database in this folder; used again if it is there")
    parser.add_argument("--no-peer", action="store_true", help="leave the peer out")
    parser.add_argument("--profile", action="store_true", help="profile once more while the many are due")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--child", choices=["azalea", "peer"], help=argparse.SUPPRESS)
    parser.add_argument("--began", type=float, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.plans <= asked.due:
        parser.error("--plans is more than --due")
    return asked


def fresh_copy(original: Path, to: Path) -> Path:
    """Return a copy of the database: what is measured changes it."""
    to.mkdir()
    subprocess.run(["cp", "--reflink=auto", *map(str, original.glob("azalea.db*")), str(to)], check=True)
    return to


def run(asked: argparse.Namespace, console: Console, below: Path) -> None:
    """Make what is needed, measure, and print."""
    original = asked.folder or below / "original"
    os.environ["XDG_CONFIG_HOME"] = str(original.with_name(f"{original.name}.keys").absolute())
    if not (original / "azalea.db").exists():
        at = time.perf_counter()
        fill(original, asked.plans, asked.due, console)
        size = (original / "azalea.db").stat().st_size / 2**20
        console.print(f"The database has {size:,.0f} MB, made in {time.perf_counter() - at:.0f} s.")
    sizes = ("--plans", str(asked.plans), "--due", str(asked.due))
    console.print("Measuring azalea ...")
    measured = child("azalea", *sizes, "--folder", str(fresh_copy(original, below / "measured")))
    if not asked.no_peer:
        console.print("Measuring the peer ...")
        measured |= child("peer", *sizes)
    if asked.profile:
        console.print("Profiling ...")
        profiled = child("azalea", *sizes, "--folder", str(fresh_copy(original, below / "profiled")), "--profile")
        sys.stdout.write(profiled["profile"])
    if asked.json:
        sys.stdout.write(json.dumps(measured) + "\n")
        return
    for table in shown(measured, asked.plans, asked.due):
        Console().print(table)
    Console().print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")


def main() -> None:
    """Run the bench, or one measurement of it."""
    asked = arguments()
    if asked.child == "azalea":
        measured = asyncio.run(measure(asked.folder, asked.began, asked.due, profile=asked.profile))
        sys.stdout.write(json.dumps(measured) + "\n")
    elif asked.child == "peer":
        sys.stdout.write(json.dumps(asyncio.run(measure_peer(asked.due))) + "\n")
    else:
        with tempfile.TemporaryDirectory(prefix="azalea-bench-") as below:
            run(asked, Console(stderr=True), Path(below))


if __name__ == "__main__":
    main()
