"""The hazard log names what is there: modules, tests, and an honest state for each hazard."""

from __future__ import annotations

import ast
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
SAFETY = ROOT / "deploy" / "safety"
STATES = {"guarded", "partly", "not yet"}
SENTENCES = ("hazard", "harm", "guard", "remains")
LISTS = ("modules", "tests")

HAZARDS: list[dict[str, Any]] = tomllib.loads((SAFETY / "hazards.toml").read_text(encoding="utf-8"))["hazard"]
each_hazard = pytest.mark.parametrize("hazard", HAZARDS, ids=lambda hazard: hazard["id"])


@cache
def functions(path: Path) -> frozenset[str]:
    """Name the functions at the top of the file at *path*; of a file that is not there, none."""
    if not path.is_file():
        return frozenset()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def is_test(named: str) -> bool:
    """Whether *named*, a path and a name, is a test that pytest would run."""
    path, _, name = named.partition("::")
    return path.startswith("tests/") and name.startswith("test_") and name in functions(ROOT / path)


def is_module(named: str) -> bool:
    """Whether *named* is a file or a folder of the program."""
    path = ROOT / named
    return named.startswith("bot/") and (path.suffix == ".py" if path.is_file() else path.is_dir())


def test_ids_are_in_order_and_none_is_left_out() -> None:
    assert len(HAZARDS) >= 30
    assert [hazard["id"] for hazard in HAZARDS] == [f"H{number:02}" for number in range(1, len(HAZARDS) + 1)]


@each_hazard
def test_a_hazard_says_all_that_is_to_be_said(hazard: dict[str, Any]) -> None:
    assert hazard.keys() == {"id", "state", *SENTENCES, *LISTS}
    assert hazard["state"] in STATES
    assert [key for key in SENTENCES if not re.fullmatch(r"[A-Za-z`].+\.", hazard[key])] == []
    assert [key for key in LISTS if len(set(hazard[key])) < len(hazard[key])] == []


@each_hazard
def test_every_test_that_is_named_is_there(hazard: dict[str, Any]) -> None:
    assert [named for named in hazard["tests"] if not is_test(named)] == []


@each_hazard
def test_every_module_that_is_named_is_there(hazard: dict[str, Any]) -> None:
    assert hazard["modules"]
    assert [named for named in hazard["modules"] if not is_module(named)] == []


@each_hazard
def test_what_is_guarded_is_guarded_by_a_test(hazard: dict[str, Any]) -> None:
    assert hazard["tests"] or hazard["state"] == "not yet"


@pytest.mark.parametrize(
    "named",
    [
        "tests/test_safety.py::test_that_nobody_wrote",
        "tests/test_safety.py::functions",
        "tests/test_nowhere.py::test_a_thing",
        "tests/test_safety.py",
        "bot/outbox.py::test_a_thing",
    ],
)
def test_what_is_no_test_is_seen(named: str) -> None:
    assert not is_test(named)


@pytest.mark.parametrize("named", ["bot/nowhere.py", "bot/py.typed", "tests/test_safety.py", "content"])
def test_what_is_no_module_is_seen(named: str) -> None:
    assert not is_module(named)


def test_every_hazard_that_the_log_speaks_of_is_in_it() -> None:
    spoken_of = {each for hazard in HAZARDS for key in SENTENCES for each in re.findall(r"\bH\d\d\b", hazard[key])}
    assert spoken_of - {hazard["id"] for hazard in HAZARDS} == set()


def test_the_readme_names_the_hazards_that_nothing_stops() -> None:
    named = re.findall(r"\bH\d\d\b", (SAFETY / "README.md").read_text(encoding="utf-8"))
    assert named == [hazard["id"] for hazard in HAZARDS if hazard["state"] == "not yet"]


def test_the_readme_counts_the_states_as_they_are() -> None:
    rows = re.findall(r"^\| `([a-z ]+)` \| (\d+) \|", (SAFETY / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    states = [hazard["state"] for hazard in HAZARDS]
    assert {state: int(count) for state, count in rows} == {state: states.count(state) for state in STATES}
