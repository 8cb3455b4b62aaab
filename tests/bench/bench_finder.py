"""How long a question to the guide takes, with a guide of four hundred pages: what it finds, and what sounds urgent.

    python tests/bench/bench_finder.py                  400 pages, 200 rounds
    python tests/bench/bench_finder.py --pages 100      a smaller guide

Ends with 1 where the slowest of a hundred takes longer than five milliseconds.
"""

from __future__ import annotations

import argparse
import statistics
import string
import sys
import time
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))  # a script is not a package: it finds azalea beside itself

from bot import content  # noqa: E402 - the path comes first
from bot.care.guide import Guide  # noqa: E402
from bot.finder import Finder  # noqa: E402

BUDGET = 5.0  # ms
NAMES = 26  # that a page is found by
ASKED = ("is it ok to drink alcohol on this", "noseea", "i have nausia", "my eyes look yellow", "x " * 2000)


def full_guide(pages: int) -> Guide:
    """Return the guide with pages of made-up names beside its own."""
    shipped = content.read_guide(content.content_folder())
    letters = string.ascii_lowercase
    first = next(one for one in shipped.excerpts if one.shelf != "urgent")
    made = (
        replace(
            first,
            topic=f"made{one}",
            asked=(),
            aliases=tuple(f"{letters[one % 26] * 2}{letters[two]}word{one * two} thing{two}" for two in range(NAMES)),
        )
        for one in range(pages - len(shipped.excerpts))
    )
    return Guide((*shipped.excerpts, *made))


def main() -> None:
    """Ask, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=200)
    asked = parser.parse_args()
    finder = Finder(full_guide(asked.pages))
    table = Table("asked", "median, ms", "p99, ms", title=f"A guide of {asked.pages} pages")
    slowest = 0.0
    for words in ASKED:
        taken = []
        for _ in range(asked.rounds):
            began = time.perf_counter()
            finder.find(None, words)
            finder.urgent(words)
            taken.append((time.perf_counter() - began) * 1000)
        p99 = statistics.quantiles(taken, n=100)[98]
        slowest = max(slowest, p99)
        table.add_row(words[:40], f"{statistics.median(taken):.2f}", f"{p99:.2f}")
    Console().print(table)
    sys.exit(0 if slowest <= BUDGET else 1)


if __name__ == "__main__":
    main()
