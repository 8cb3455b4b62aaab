"""What the command line tells of the guide: what a question finds, counts, and what carries which claim and fact."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot import content
from bot.__main__ import app
from bot.content import BadContent, content_folder, plain, read_guide
from bot.content.coverage import read_claims
from tests.corpus.questions import questions

GUIDE = read_guide(content_folder())
CLAIMS = (content_folder() / "claims.tsv").read_text(encoding="utf-8")


@pytest.fixture
def guide() -> Callable[..., str]:
    """Return what runs `azalea guide` here and hands back what it printed."""

    def run(*words: str, typed: str = "", code: int = 0, **settings: str) -> str:
        ended = CliRunner().invoke(app, ["guide", *words], input=typed, env=settings)
        assert ended.exit_code == code
        return ended.stdout

    return run


# Searching.


def test_a_question_finds_its_page_first_as_json(guide: Callable[..., str]) -> None:
    found = json.loads(guide("search", "--json", "can", "i", "have", "a", "glass", "of", "wine"))
    assert [list(one) for one in found] == [["topic", "score", "title", "facts"]] * len(found)
    assert (found[0]["topic"], found[0]["title"]) == ("interactions/alcohol", "Alcohol")
    assert set(found[0]["facts"]) >= {"F6-20", "F6-21"}
    assert 1 >= found[0]["score"] > found[1]["score"] > 0


def test_each_line_is_answered_by_a_line(guide: Callable[..., str]) -> None:
    lines = guide("search", "--stdin", typed="fever\nwhat is the capital of peru\n\nsunbrun\n").splitlines()
    first, *_, last = found = [json.loads(line) for line in lines]
    assert [bool(one) for one in found] == [True, False, False, True]
    assert first[0]["topic"] == "urgent/high-temperature"
    assert last[0]["topic"] == "sideeffects/sun"


def test_what_the_guide_does_not_hold_is_said(guide: Callable[..., str]) -> None:
    assert guide("search", "--json", "write me a prescription") == "[]\n"
    assert guide("search", "write me a prescription") == "The guide does not hold this.\n"


@pytest.mark.parametrize("words", [[], ["--stdin", "wine"]])
def test_words_or_lines_are_needed(guide: Callable[..., str], words: list[str]) -> None:
    assert guide("search", *words, code=2) == ""


def test_most_questions_of_the_corpus_find_their_page() -> None:
    from bot.finder import Finder  # noqa: PLC0415 - indexed when this test is run

    finder = Finder(GUIDE)
    asked = [one for one in questions() if one.set == "built"]
    inside = [one for one in asked if one.topics]
    found = {
        one.text: [f"{each.excerpt.shelf}/{each.excerpt.topic}" for each in finder.ranked(None, one.text)]
        for one in asked
    }
    assert sum(found[one.text][:1] != [] and found[one.text][0] in one.topics for one in inside) >= 0.9 * len(inside)
    assert sum(not one.topics.isdisjoint(found[one.text][:3]) for one in inside) >= 0.97 * len(inside)
    outside = [one for one in asked if not one.topics]
    assert sum(not found[one.text] for one in outside) >= 0.9 * len(outside)


def test_every_question_of_the_corpus_names_pages_that_there_are() -> None:
    assert {one.set for one in questions()} == {"built", "held"}
    for one in questions():
        for topic in one.topics:
            assert GUIDE.get(*topic.split("/")), one.text


# Counting.


def test_the_counts_are_those_of_the_guide(guide: Callable[..., str]) -> None:
    lines = dict(line.split("  ", 1) for line in guide("stats").splitlines())
    counts = {name.strip(): value.strip() for name, value in lines.items()}
    assert counts["all"] == f"{len(GUIDE.excerpts)} excerpts"
    assert counts["tips"] == f"{len(GUIDE.shelf('tips'))} excerpts"
    assert counts["oldest check"].startswith(min(one.checked for one in GUIDE.excerpts).isoformat())
    assert counts["read by a clinician"] == f"none, {len(GUIDE.excerpts)} not yet"


def test_the_guide_reads_as_for_eleven() -> None:
    ages = sorted(content.reading_age(plain(one.body)) for one in GUIDE.excerpts)
    assert ages[-1] <= 13
    assert ages[len(ages) // 2] <= 11


def test_the_reading_age_tells_plain_words_from_a_leaflet() -> None:
    leaflet = "Immunosuppressive medication predisposes individuals to opportunistic infections requiring evaluation."
    assert content.reading_age("The cat sat on the mat.\n\n- It was warm.") < 7
    assert content.reading_age(leaflet) > 20
    assert content.reading_age(f"{leaflet} Azathioprine.") == content.reading_age(leaflet)
    assert content.reading_age("") == 5


# What is covered.


def test_the_page_of_what_is_covered_is_true(guide: Callable[..., str]) -> None:
    written = (content_folder() / "COVERAGE.md").read_text(encoding="utf-8")
    assert written == guide("coverage"), "make coverage writes it anew"
    assert all(f"| C{number:02} | " in written for number in range(1, 31))
    assert "| none |" not in written


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("id\tclaim", "id\tsaid", "line 1: the columns are not id, claim, verdict, answer, excerpts."),
        ("\tholds\t", "\ttrue\t", "line 3: true is not one of holds, qualified, does not hold."),
        ("\tqualified\t", "\t", "line 2: a claim has id, claim, verdict, answer, excerpts."),
        ("C02", "C01", "line 3: the claim C01 stands here twice."),
        ("about/what-it-is-for;", "about/what-it-was-for;", "line 2: there is no page about/what-it-was-for."),
    ],
)
def test_a_claim_is_refused_by_its_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    path = tmp_path / "claims.tsv"
    path.write_text(CLAIMS.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BadContent) as refused:
        read_claims(path, GUIDE)
    assert str(refused.value) == f"{path}, {said}"


# What an operator laid over it.


def test_the_commands_tell_of_the_guide_as_it_is_shown(guide: Callable[..., str], tmp_path: Path) -> None:
    shelf = tmp_path / "guide" / "en" / "interactions"
    shelf.mkdir(parents=True)
    (shelf / "coffee-and-juice.md").write_text('+++\nwithheld = true\nreason = "x"\n+++\n', encoding="utf-8")
    laid = {"AZALEA_CONTENT": str(tmp_path)}
    assert f"0 replaced, 0 added, 1 withheld by AZALEA_CONTENT ({tmp_path})" in guide("check", **laid)
    assert "by" not in guide("check")
    found = json.loads(guide("search", "--json", "coffee and juice", **laid))
    assert "interactions/coffee-and-juice" not in [one["topic"] for one in found]
    assert f"all                  {len(GUIDE.excerpts) - 1} excerpts" in guide("stats", **laid)
