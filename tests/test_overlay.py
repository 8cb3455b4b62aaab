"""What an operator lays over the guide is shown, found by the same words, and refused by file and line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from bot.care.guide import SHELVES, Clinician
from bot.content import BadContent, content_folder, read_guide
from bot.content.overlay import NEEDED
from bot.finder import Finder

ROOT = Path(__file__).parents[1]
SHIPPED = read_guide(content_folder())

SOURCES = """\
[ANNES]
name = "St Anne's: a leaflet"
url = "https://annes.example/leaflet"
grade = "C"
seen = 2026-11-20
"""
FACTS = "id\tfact\tsources\nA1\tAt St Anne's nurses answer until nine.\tANNES\n"
WINE = """\
+++
title = "Wine at St Anne's"
facts = ["A1"]
checked = 2026-11-22
[clinician]
name = "Dr A. Example"
date = 2026-11-22
+++
Ring the nurses before a party.
"""
PARKING = """\
+++
title = "Parking"
aliases = ["where to park"]
facts = ["F4-02"]
checked = 2026-11-22
+++
Ring the gate.
"""
FEVER = """\
+++
title = "Fever at St Anne's"
facts = ["A1"]
checked = 2026-11-22
urgent = true
+++
Ring the ward today.
"""
WITHHELD = '+++\nwithheld = true\nreason = "Ours is on paper."\n+++\n'
PLACES = {
    "wine": "guide/en/interactions/alcohol.md",
    "parking": "guide/en/tips/parking.md",
    "fever": "guide/en/urgent/high-temperature.md",
    "coffee": "guide/en/interactions/coffee-and-juice.md",
}
GOOD = {
    "sources.toml": SOURCES,
    "facts.tsv": FACTS,
    PLACES["wine"]: WINE,
    PLACES["parking"]: PARKING,
    PLACES["fever"]: FEVER,
    PLACES["coffee"]: WITHHELD,
}


def write(folder: Path, files: Mapping[str, str]) -> Path:
    """Write *files*, by their path in *folder*."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def refusal(folder: Path) -> str:
    """Return what reading the guide with *folder* over it is refused with, the folder's own path left out."""
    with pytest.raises(BadContent) as refused:
        read_guide(content_folder(), folder, today=date(2026, 11, 30))
    return str(refused.value).removeprefix(f"{folder}/")


def test_a_page_is_replaced_with_its_own_source_and_reader(tmp_path: Path) -> None:
    page = read_guide(content_folder(), write(tmp_path, GOOD)).get("interactions", "alcohol")
    assert page
    assert (page.title, page.body) == ("Wine at St Anne's", "Ring the nurses before a party.")
    assert [source.key for source in page.sources] == ["ANNES"]
    assert page.clinician == Clinician("Dr A. Example", date(2026, 11, 22))


def test_a_page_is_added_and_one_withheld_and_all_others_stay(tmp_path: Path) -> None:
    guide = read_guide(content_folder(), write(tmp_path, GOOD))
    before = {(one.shelf, one.topic) for one in SHIPPED.excerpts}
    after = [(one.shelf, one.topic) for one in guide.excerpts]
    assert set(after) - before == {("tips", "parking")}
    assert before - set(after) == {("interactions", "coffee-and-juice")}
    assert after == sorted(after, key=lambda name: (SHELVES.index(name[0]), f"{name[1]}.md"))
    assert (guide.crises, guide.words) == (SHIPPED.crises, SHIPPED.words)


def test_a_page_that_replaces_one_is_found_by_the_same_words(tmp_path: Path) -> None:
    guide = read_guide(content_folder(), write(tmp_path, GOOD))
    finder = Finder(guide)
    assert finder.find(None, "can i have a glass of wine").winner == guide.get("interactions", "alcohol")
    assert finder.find(None, "where to park").winner == guide.get("tips", "parking")
    fever = SHIPPED.get("urgent", "high-temperature")
    assert fever
    for alias in fever.aliases:
        assert finder.urgent(f"took it at 8, {alias}. ok?") == guide.get("urgent", "high-temperature"), alias


def test_a_page_may_be_copied_whole_and_changed(tmp_path: Path) -> None:
    fever = (content_folder() / PLACES["fever"]).read_text(encoding="utf-8")
    write(
        tmp_path,
        {PLACES["fever"]: fever.replace("\ntitle = ", '\nclinician = {name = "A", date = 2026-11-22}\ntitle = ')},
    )
    page, shipped = (
        read_guide(content_folder(), tmp_path).get("urgent", "high-temperature"),
        SHIPPED.get("urgent", "high-temperature"),
    )
    assert page
    assert shipped
    assert page.clinician == Clinician("A", date(2026, 11, 22))
    assert (page.aliases, page.unless, page.asked) == (shipped.aliases, shipped.unless, shipped.asked)


def test_an_empty_folder_changes_nothing(tmp_path: Path) -> None:
    assert read_guide(content_folder(), tmp_path) == SHIPPED


@pytest.mark.parametrize(
    ("place", "old", "new", "said"),
    [
        (PLACES["wine"], 'facts = ["A1"]', 'facts = ["A2"]', "line 3: the fact A2 is not in facts.tsv."),
        (PLACES["wine"], "title", "titel", "line 2: title is missing."),
        (PLACES["wine"], "2026-11-22\n[", "2027-11-22\n[", "line 4: checked lies in the future."),
        (PLACES["parking"], 'aliases = ["where to park"]\n', "", "line 2: aliases is missing."),
        (
            PLACES["parking"],
            "where to park",
            "dentist",
            'line 3: the alias "dentist" is taken on this shelf, by dentist.md.',
        ),
        (PLACES["fever"], "urgent = true\n", "", "line 2: a page on the urgent shelf says urgent = true."),
        (PLACES["fever"], "facts =", 'unless = ["fever"]\nfacts =', "line 3: what is urgent cannot be unsaid here."),
        (PLACES["coffee"], "true", "false", "line 2: withheld is true, or not said."),
        (PLACES["coffee"], 'reason = "Ours is on paper."\n', "", "line 2: reason is missing."),
        (PLACES["coffee"], "Ours is on paper.", " ", "line 3: reason is empty."),
        (PLACES["coffee"], '."\n+++\n', '."\n+++\n\nText.\n', "line 6: a page that is withheld says nothing."),
        ("sources.toml", "[ANNES]", "[emc-2540]", "line 1: azalea has a emc-2540 of its own: choose another name."),
        ("facts.tsv", "A1", "F4-02", "line 2: azalea has a F4-02 of its own: choose another name."),
        ("facts.tsv", "ANNES", "ANNE", "line 2: the source ANNE of the fact A1 is not in sources.toml."),
    ],
)
def test_what_is_wrong_is_refused_by_file_and_line(tmp_path: Path, place: str, old: str, new: str, said: str) -> None:
    assert old in GOOD[place]
    folder = write(tmp_path, {**GOOD, place: GOOD[place].replace(old, new)})
    assert refusal(folder).startswith(f"{place}, {said}")


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("guide/en/urgent/bleeding.md", "line 2: a page about what is urgent can be replaced, never withheld."),
        ("guide/en/tips/nothing.md", "line 2: there is no page tips/nothing to withhold."),
        *(
            (f"guide/en/{name}.md", "line 2: azalea shows this page by itself: it can be replaced, never withheld.")
            for name in NEEDED
        ),
    ],
)
def test_what_cannot_be_withheld_is_refused(tmp_path: Path, place: str, said: str) -> None:
    assert refusal(write(tmp_path, {place: WITHHELD})) == f"{place}, {said}"


@pytest.mark.parametrize(
    "place", ["pages/x.md", "guide/fr/tips/x.md", "guide/en/tipps/x.md", "guide/en/words.toml", "notes.txt"]
)
def test_what_is_read_by_nobody_is_refused(tmp_path: Path, place: str) -> None:
    assert "this is not one of " in refusal(write(tmp_path, {place: "x"}))


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none").endswith("none: this is not a folder that can be read.")


def test_every_page_that_azalea_shows_by_itself_can_not_be_withheld() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "bot" / "conversation").rglob("*.py"))
    named = set(re.findall(rf'"((?:{"|".join(SHELVES)})/[a-z0-9-]+)"', code))
    assert named
    assert {name for name in named if not name.startswith("urgent/")} <= set(NEEDED)
    assert all(SHIPPED.get(*name.split("/")) for name in {*named, *NEEDED})
