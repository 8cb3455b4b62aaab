"""What the content covers: what is widely claimed of this medicine, and each fact, against what carries it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.care.guide import Guide
from bot.content.facts import read_facts
from bot.content.guide_files import read_guide
from bot.content.sources import read_sources
from bot.content.testplans import read_published_plans
from bot.content.texts import BadContent, read_text

_COLUMNS = ("id", "claim", "verdict", "answer", "excerpts")
_VERDICTS = ("holds", "qualified", "does not hold")
_HEAD = """\
# What the guide covers

Written by `make coverage` from `claims.tsv`, `facts.tsv`, the front matter of the pages and the test plans; a test
keeps it true.

## What is claimed of this medicine

Claims of popular articles, in our own words; whether they hold by the facts below; and the pages that say so.

| claim | | verdict | what the guide says | pages |
|---|---|---|---|---|
"""
_FACTS = """
## The facts

Each fact of `facts.tsv`, and the pages and test plans that rest on it.

| fact | says | rest on it |
|---|---|---|
"""


@dataclass(frozen=True, slots=True)
class Claim:
    """What is said of this medicine elsewhere, whether it holds, what the guide says instead and on which pages."""

    key: str
    says: str
    verdict: str
    answer: str
    excerpts: tuple[str, ...]


def coverage(folder: Path) -> str:
    """Return which excerpts carry each claim and each fact of *folder*, as a page of Markdown."""
    guide = read_guide(folder)
    claims = read_claims(folder / "claims.tsv", guide)
    facts = read_facts(folder / "facts.tsv", read_sources(folder / "sources.toml", None))
    carried: dict[str, list[str]] = {fact: [] for fact in facts}
    for one in guide.excerpts:
        for fact in one.facts:
            carried[fact].append(_link(f"{one.shelf}/{one.topic}"))
    for plan in read_published_plans(folder):
        for fact in plan.facts:
            carried[fact].append(f"[{plan.id}](testplans/{plan.id}.toml)")
    told = [_row(one.key, one.says, one.verdict, one.answer, ", ".join(map(_link, one.excerpts))) for one in claims]
    known = [_row(fact.key, fact.says, ", ".join(carried[fact.key]) or "none") for fact in facts.values()]
    return f"{_HEAD}{''.join(told)}{_FACTS}{''.join(known)}"


def read_claims(path: Path, guide: Guide) -> list[Claim]:
    """Return the claims in *path*; each names pages that *guide* has."""
    lines = read_text(path).text.rstrip("\n").split("\n")
    if tuple(lines[0].split("\t")) != _COLUMNS:
        raise BadContent(path, 1, f"the columns are not {', '.join(_COLUMNS)}")
    claims: list[Claim] = []
    for number, line in enumerate(lines[1:], start=2):
        cells = tuple(cell.strip() for cell in line.split("\t"))
        if len(cells) != len(_COLUMNS) or not all(cells):
            raise BadContent(path, number, f"a claim has {', '.join(_COLUMNS)}")
        key, says, verdict, answer, names = cells
        if verdict not in _VERDICTS:
            raise BadContent(path, number, f"{verdict} is not one of {', '.join(_VERDICTS)}")
        if any(key == one.key for one in claims):
            raise BadContent(path, number, f"the claim {key} stands here twice")
        for name in names.split(";"):
            shelf, _, topic = name.partition("/")
            if guide.get(shelf, topic) is None:
                raise BadContent(path, number, f"there is no page {name}")
        claims.append(Claim(key, says, verdict, answer, tuple(names.split(";"))))
    return claims


def _row(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |\n"


def _link(name: str) -> str:
    return f"[{name}](guide/en/{name}.md)"
