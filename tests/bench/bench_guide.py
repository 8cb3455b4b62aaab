"""How well a question finds its page, beside plain rapidfuzz and SQLite's FTS5 over the same texts.

    python tests/bench/bench_guide.py                        the corpus, built and held
    python tests/bench/bench_guide.py --questions FILE       other questions: a TSV with the columns question and topics
                                                             (shelf/topic, any of several parted by |; none) or fact_ids
    python tests/bench/bench_guide.py --misses held          which questions of a set find another page first

Ends with 1 if azalea is less than wanted in a set, or if the slowest of a hundred takes longer than five milliseconds.
"""

from __future__ import annotations

import argparse
import csv
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz, process
from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))  # a script is not a package: it finds azalea beside itself

from bot import content  # noqa: E402 - the path comes first
from bot.care.guide import Guide, folded  # noqa: E402
from bot.finder import Finder  # noqa: E402
from tests.corpus.questions import Question, questions  # noqa: E402

BUDGET = 5.0  # ms
TRIES = 3  # of each question; the quickest counts, for the machine has other work
WANTED = {"first": 0.9, "in three": 0.97, "outside": 0.9}
LIKE = 60  # of 100: below it rapidfuzz is taken to find nothing

Search = Callable[[str], list[str]]


@dataclass(frozen=True, slots=True)
class Figures:
    """What a search did with a set: shares from 0 to 1 (None: nothing to count), times in milliseconds, misses."""

    shares: dict[str, float | None]
    median: float
    p99: float
    misses: list[str]

    def hold(self) -> bool:
        """Tell whether all is as wanted."""
        enough = all(share is None or share >= WANTED[name] for name, share in self.shares.items())
        return enough and self.p99 <= BUDGET


def azalea(guide: Guide) -> Search:
    """Return the search that azalea has."""
    finder = Finder(guide)
    return lambda words: [f"{one.excerpt.shelf}/{one.excerpt.topic}" for one in finder.ranked(None, words)]


def rapidfuzz_alone(guide: Guide) -> Search:
    """Return the search of whoever holds the words against every name, and is content."""
    names, topics = _names(guide)

    def search(words: str) -> list[str]:
        found = process.extract(
            " ".join(folded(words)), names, scorer=fuzz.token_set_ratio, score_cutoff=LIKE, limit=60
        )
        return list(dict.fromkeys(topics[place] for _, _, place in found))[:4]

    return search


def _names(guide: Guide) -> tuple[list[str], list[str]]:
    pairs = [
        (" ".join(folded(name)), f"{one.shelf}/{one.topic}")
        for one in guide.excerpts
        for name in (one.title, *one.aliases, *one.asked)
    ]
    return [name for name, _ in pairs], [topic for _, topic in pairs]


def fts5(guide: Guide) -> Search:
    """Return a full-text search: SQLite's own, with Porter's stems, ranked by bm25, names over text."""
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE page USING fts5(topic UNINDEXED, title, names, body, tokenize='porter')")
    rows = (
        (f"{one.shelf}/{one.topic}", one.title, " ".join((*one.aliases, *one.asked)), content.plain(one.body))
        for one in guide.excerpts
    )
    base.executemany("INSERT INTO page VALUES (?, ?, ?, ?)", rows)

    def search(words: str) -> list[str]:
        wanted = " OR ".join(f'"{word}"' for word in folded(words))
        asked = "SELECT topic FROM page WHERE page MATCH ? ORDER BY bm25(page, 0, 8, 4, 1) LIMIT 4"
        return [topic for (topic,) in base.execute(asked, (wanted,))] if wanted else []

    return search


def ask(search: Search, asked: Sequence[Question]) -> Figures:
    """Put each question, and count."""
    times: list[float] = []
    first = in_three = outside = 0
    misses: list[str] = []
    held = [one for one in asked if one.topics]
    for one in asked:
        took: list[float] = []
        found: list[str] = []
        for _ in range(TRIES):
            began = time.perf_counter()
            found = search(one.text)
            took.append((time.perf_counter() - began) * 1000)
        times.append(min(took))
        if one.topics:
            first += found[:1] != [] and found[0] in one.topics
            in_three += not one.topics.isdisjoint(found[:3])
            right = bool(found) and found[0] in one.topics
        else:
            outside += not found
            right = not found
        if not right:
            wanted = " or ".join(sorted(one.topics)) or "nothing"
            misses.append(f"{one.text}\n    wanted {wanted}; found {', '.join(found[:3]) or 'nothing'}")
    other = len(asked) - len(held)
    shares = {
        "first": first / len(held) if held else None,
        "in three": in_three / len(held) if held else None,
        "outside": outside / other if other else None,
    }
    return Figures(shares, statistics.median(times), statistics.quantiles(times, n=100)[98], misses)


def read_questions(path: Path, guide: Guide) -> list[Question]:
    """Return the questions in *path*; where it names facts, each page that rests on one of them answers."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    if "topics" in rows[0]:
        return [Question("asked", one["question"], frozenset(one["topics"].split("|")) - {"none"}) for one in rows]
    return [
        Question("asked", one["question"], _resting_on(frozenset(one["fact_ids"].split(";")), guide)) for one in rows
    ]


def _resting_on(facts: frozenset[str], guide: Guide) -> frozenset[str]:
    if facts == {"NONE"}:
        return frozenset()
    pages = (f"{one.shelf}/{one.topic}" for one in guide.excerpts if not facts.isdisjoint(one.facts))
    return frozenset(pages) or frozenset({"a page that rests on them"})


def main() -> None:
    """Ask, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--questions", type=Path)
    parser.add_argument("--misses", default="built", help="the set of which misses are printed")
    asked = parser.parse_args()
    guide = content.read_guide(content.content_folder())
    every = read_questions(asked.questions, guide) if asked.questions else questions()
    console = Console()
    table = Table("set", "search", "first", "in three", "outside, said so", "p50, ms", "p99, ms")
    good = True
    for which in dict.fromkeys(one.set for one in every):
        own = [one for one in every if one.set == which]
        for name, search in (("azalea", azalea(guide)), ("rapidfuzz", rapidfuzz_alone(guide)), ("FTS5", fts5(guide))):
            figures = ask(search, own)
            shares = ("-" if share is None else f"{share:.1%}" for share in figures.shares.values())
            table.add_row(f"{which} ({len(own)})", name, *shares, f"{figures.median:.2f}", f"{figures.p99:.2f}")
            if name == "azalea":
                good = good and figures.hold()
                if which == asked.misses or asked.questions:
                    console.print(*figures.misses, sep="\n", markup=False, highlight=False)
    console.print(table)
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
