"""What the command line tells of the guide: an excerpt, what a question finds, counts, what carries which claim.

Reads, and writes nothing. Questions come and go; nothing of them is kept.
"""

from __future__ import annotations

import json
import statistics
from collections.abc import Iterable, Iterator
from pathlib import Path

from bot import content
from bot.care.guide import Guide
from bot.finder import Finder, Ranked
from bot.settings import CONTENT
from bot.wording import WANTS, Wording


class UnknownExcerpt(Exception):  # noqa: N818 - said as a state
    """The guide has no such excerpt. Its text is one sentence that names those there are."""


def check_content(overlay: Path | None) -> str:
    """Read all of the content, with what an operator laid over the guide. Raises BadContent at the first wrong one."""
    folder = content.content_folder()
    shipped, guide = content.read_guide(folder), content.read_guide(folder, overlay)
    content.read_phrases(folder, WANTS)
    content.read_countries(folder)
    plans = content.read_published_plans(folder, overlay)
    kinds = content.read_test_kinds(folder)
    laid = f"; {_changes(shipped, guide)} by {CONTENT} ({overlay})" if overlay else ""
    pages = f"{len(guide.excerpts)} excerpts on {len(guide.shelves)} shelves"
    return f"{pages}, {len(WANTS)} phrases, {len(plans)} test plans, {len(kinds)} tests{laid}"


def _changes(shipped: Guide, guide: Guide) -> str:
    """Return how many pages differ between the guide as it is *shipped* and as it is shown."""
    before = {(one.shelf, one.topic): one for one in shipped.excerpts}
    after = {(one.shelf, one.topic): one for one in guide.excerpts}
    replaced = sum(before[name] != after[name] for name in before.keys() & after.keys())
    added, withheld = len(after.keys() - before.keys()), len(before.keys() - after.keys())
    return f"{replaced} replaced, {added} added, {withheld} withheld"


def excerpt(topic: str, overlay: Path | None) -> str:
    """Return one excerpt as a chat would show it, with the addresses of its sources. Raises UnknownExcerpt."""
    folder = content.content_folder()
    guide = content.read_guide(folder, overlay)
    shelf, _, name = topic.partition("/")
    found = guide.get(shelf, name)
    if found is None:
        known = ", ".join(f"{one.shelf}/{one.topic}" for one in guide.excerpts)
        message = f"There is no excerpt {topic}. There are: {known}."
        raise UnknownExcerpt(message)
    return Wording(content.read_phrases(folder, WANTS)).excerpt(found, content.plain(found.body), in_full=True).text


def search(questions: Iterable[str], overlay: Path | None, *, as_json: bool) -> Iterator[str]:
    """Yield, for each of *questions*, what the guide holds of it, best first: to read, or as a line of JSON."""
    finder = Finder(content.read_guide(content.content_folder(), overlay))
    for question in questions:
        ranked = finder.ranked(None, question)
        yield json.dumps([_found(one) for one in ranked], ensure_ascii=False) if as_json else _listed(ranked)


def _found(one: Ranked) -> dict[str, object]:
    shown = one.excerpt
    topic, score = f"{shown.shelf}/{shown.topic}", round(one.score, 3)
    return {"topic": topic, "score": score, "title": shown.title, "facts": list(shown.facts)}


def _listed(ranked: tuple[Ranked, ...]) -> str:
    if not ranked:
        return "The guide does not hold this."
    return "\n".join(f"{one.score:.2f}  {one.excerpt.shelf}/{one.excerpt.topic}  {one.excerpt.title}" for one in ranked)


def stats(overlay: Path | None) -> str:
    """Return counts of what the guide holds, how old it is, how plainly it reads and who read it."""
    folder = content.content_folder()
    guide = content.read_guide(folder, overlay)
    ages = sorted((content.reading_age(content.plain(one.body)), f"{one.shelf}/{one.topic}") for one in guide.excerpts)
    median = statistics.median(age for age, _ in ages)
    most, hardest = ages[-1]
    oldest = min(guide.excerpts, key=lambda one: one.checked)
    read = sum(one.clinician is not None for one in guide.excerpts)
    lines = [
        *((shelf, f"{len(guide.shelf(shelf))} excerpts") for shelf in guide.shelves),
        ("all", f"{len(guide.excerpts)} excerpts"),
        ("facts", f"{len({fact for one in guide.excerpts for fact in one.facts})} that excerpts rest on"),
        ("sources", f"{len({source.key for one in guide.excerpts for source in one.sources})}"),
        ("oldest check", f"{oldest.checked:%Y-%m-%d} ({oldest.shelf}/{oldest.topic})"),
        (
            "reading age",
            f"{median:.1f} in the median, {most:.1f} at most ({hardest})",
        ),
        ("read by a clinician", f"{read or 'none'}, {len(guide.excerpts) - read} not yet"),
    ]
    return "\n".join(f"{name:<20} {value}" for name, value in lines)


def coverage() -> str:
    """Return which excerpts carry each claim and each fact, as a page of Markdown."""
    return content.coverage(content.content_folder())
