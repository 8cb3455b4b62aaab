"""How azalea does with what people type: the corpus, and a hundred thousand lines made out of it by chance.

    python tests/bench/bench_reading.py                     100,000 lines
    python tests/bench/bench_reading.py --lines 5000        a quick look
    python tests/bench/bench_reading.py --seed 7            other lines

Ends with 1 if a line is "taken" that may not be, or if too few of the plain ones are understood. Nothing is stored.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from pathlib import Path

from rich.console import Console
from rich.progress import track
from rich.table import Table

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))  # a script is not a package: it finds azalea beside itself

from bot.care.reading import Took, TookMine, understand  # noqa: E402 - the path comes first
from tests.corpus import fuzz  # noqa: E402
from tests.corpus import reading as corpus  # noqa: E402

LINES = 100_000
SEED = 1
UNDERSTOOD = 0.95
SHOWN = 10  # false ones that are printed


def arguments() -> argparse.Namespace:
    """Return what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=int, default=LINES)
    parser.add_argument("--seed", type=int, default=SEED)
    return parser.parse_args()


def read_corpus(rows: list[corpus.Row], table: Table) -> bool:
    """Read the corpus into *table*, and tell whether it holds."""
    good = True
    for which in ("built", "held"):
        own = [row for row in rows if row.set == which]
        plain = [row for row in own if row.tag == "plain"]
        understood = sum(row.is_understood(understand(row.text)) for row in plain)
        false = [row for row in own if not row.kinds & {"Took", "TookMine"} and _is_taken(row.text)]
        share = understood / len(plain)
        table.add_row(f"corpus, {which}: rows", f"{len(own):,}")
        table.add_row(f"corpus, {which}: plain ones understood", f"{understood:,} of {len(plain):,} ({share:.1%})")
        table.add_row(f"corpus, {which}: falsely taken", str(len(false)))
        good = good and not false and share >= UNDERSTOOD
    return good


def _is_taken(text: str) -> bool:
    return isinstance(understand(text), Took | TookMine)


def read_lines(rows: list[corpus.Row], asked: argparse.Namespace, table: Table, console: Console) -> bool:
    """Read the lines of chance into *table*, and tell whether none is falsely taken."""
    texts = [row.text for row in rows]
    taken = [row.text for row in rows if row.kinds & {"Took", "TookMine"}]
    kinds: Counter[str] = Counter()
    false: list[str] = []
    slowest, slowest_text, spent = 0.0, "", 0.0
    lines = fuzz.lines(texts, taken, asked.lines, asked.seed)
    for text in track(lines, "Reading ...", total=asked.lines, console=console):
        began = time.process_time()
        meaning = understand(text)
        took = time.process_time() - began
        spent += took
        kinds[type(meaning).__name__] += 1
        if took > slowest:
            slowest, slowest_text = took, text
        if fuzz.is_false(text, meaning):
            false.append(text)
    table.add_row("lines of chance", f"{asked.lines:,} (seed {asked.seed})")
    table.add_row("taken / falsely taken", f"{kinds['Took'] + kinds['TookMine']:,} / {len(false)}")
    table.add_row("asked about / not understood", f"{kinds['Doubt']:,} / {kinds['Unclear']:,}")
    table.add_row("lines a second (of the processor)", f"{asked.lines / spent:,.0f}")
    table.add_row("slowest line", f"{slowest * 1000:.1f} ms, {len(slowest_text):,} characters")
    for text in false[:SHOWN]:
        console.print(f"falsely taken: {text!r}", markup=False)
    return not false


def main() -> None:
    """Read all, and print the figures."""
    asked = arguments()
    table = Table("what", "figure", title="Reading what people type")
    rows = corpus.rows()
    good = read_corpus(rows, table)
    good = read_lines(rows, asked, table, Console(stderr=True)) and good
    Console().print(table)
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
