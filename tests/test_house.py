"""The house keeps its own rules: directions, names, the clock, and a map that is true."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import bot

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
BOT = ROOT / "bot"
TESTS = ROOT / "tests"

CLOCKS = {
    ("date", "today"),
    ("datetime", "now"),
    ("datetime", "today"),
    ("datetime", "utcnow"),
    ("time", "time"),
    ("time", "time_ns"),
}
DRAWERS = {"common", "handlers", "helpers", "manager", "misc", "service", "utils"}
MOCKERS = {"mock", "mocker", "unittest.mock", "pytest_mock", "asynctest", "flexmock"}
WORDS = {
    *("person", "patient", "caregiver", "keeper", "circle", "plan", "dose", "turn", "lap", "ladder", "unanswered"),
    *("wording", "round", "diary", "inbox", "outbox", "channel", "shelf", "topic", "excerpt"),
}
# A path of somebody's machine; the slash of a web address does not count.
SOMEBODYS_PATH = re.compile(r"(?<![\w.:/-])/(work|root)/")


def trees(folder: Path) -> Iterator[tuple[Path, ast.Module]]:
    """Yield each Python file below *folder* with its syntax tree."""
    for path in sorted(folder.rglob("*.py")):
        yield path.relative_to(ROOT), ast.parse(path.read_text(encoding="utf-8"))


def dotted(node: ast.expr) -> tuple[str, ...]:
    """Split `a.b.c` into its names; what is not a plain name counts as empty."""
    match node:
        case ast.Name(id=name):
            return (name,)
        case ast.Attribute(value=value, attr=name):
            return (*dotted(value), name)
        case _:
            return ("",)


def imported(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Yield (name it goes by here, full name) of everything *tree* imports."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from ((each.asname or each.name, each.name) for each in names)
            case ast.ImportFrom(module=module, level=0, names=names):
                yield from ((each.asname or each.name, f"{module}.{each.name}") for each in names)


def clock_readings(tree: ast.Module) -> Iterator[int]:
    """Yield the lines on which *tree* names a clock, called or handed on, under whatever name it was imported."""
    full_names = {short: full.split(".") for short, full in imported(tree)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute | ast.Name):
            first, *rest = dotted(node)
            if tuple([*full_names.get(first, [first]), *rest][-2:]) in CLOCKS:
                yield node.lineno


def rooms(folder: Path) -> set[str]:
    """Name the modules and packages directly in *folder*."""
    modules = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    return modules | {path.parent.name for path in folder.glob("*/__init__.py")}


def read_map(text: str) -> dict[str, set[str]]:
    """Read *text*, the part of a docstring that is indented: each room, with the rooms in it that have a line."""
    drawn: dict[str, set[str]] = {}
    room = ""
    for line in text.splitlines():
        if found := re.match(r"( +)(\w+)  +\S", line):
            indent, name = found.groups()
            if len(indent) == len("    "):
                room = name
                drawn[room] = set()
            else:
                drawn[room].add(name)
    return drawn


def map_and_glossary() -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Read both lists of the docstring of bot/__init__.py."""
    the_map, glossary = (bot.__doc__ or "").split("\nThe glossary;")
    return read_map(the_map), read_map(glossary)


def test_imports_go_in_one_direction() -> None:
    check = "from importlinter.cli import lint_imports_command as check; check()"
    command = [sys.executable, "-c", check, "--no-cache", "--no-logo"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr


def test_every_folder_with_code_is_a_package() -> None:
    """Import-linter passes by a folder without `__init__.py`, and mypy and the wheel may too."""
    without = {path.parent for path in BOT.rglob("*.py") if not (path.parent / "__init__.py").exists()}
    scripts = BOT / "store" / "migrations"  # run by path, never imported
    assert {folder for folder in without if not folder.is_relative_to(scripts)} == set()


def test_the_rules_import_the_standard_library_only() -> None:
    strangers = [
        f"{path}: {name}"
        for path, tree in trees(BOT / "care")
        for _, name in imported(tree)
        if name.split(".")[0] not in sys.stdlib_module_names and not name.startswith("bot.care")
    ]
    assert strangers == []


def test_only_the_wiring_reads_the_clock() -> None:
    readings = [
        f"{path}:{line}" for path, tree in trees(BOT) if path != Path("bot/wiring.py") for line in clock_readings(tree)
    ]
    assert readings == []


@pytest.mark.parametrize(
    "code",
    [
        "import datetime\ndatetime.datetime.now()",
        "import datetime as dt\nnow = dt.datetime.utcnow()",
        "from datetime import datetime as moment\nmoment.now(tz)",
        "from datetime import date\ndate.today()",
        "from time import time as read\nread()",
        "import time\nrun(clock=time.time)",
    ],
)
def test_a_clock_is_seen_under_any_name(code: str) -> None:
    assert list(clock_readings(ast.parse(code)))


def test_no_file_is_a_drawer_or_shadows_a_standard_module() -> None:
    names = {path.relative_to(ROOT): path.stem for path in BOT.rglob("*") if path.suffix in {"", ".py"}}
    assert [str(path) for path, name in names.items() if name in DRAWERS | sys.stdlib_module_names] == []


def test_no_test_sleeps() -> None:
    sleeps = [
        f"{path}:{node.lineno}"
        for path, tree in trees(TESTS)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and dotted(node.func)[-1] in {"sleep", "wait_for_timeout"}
        # asyncio.sleep(0) lets others run and waits for nothing.
        and not (len(node.args) == 1 and isinstance(node.args[0], ast.Constant) and node.args[0].value == 0)
    ]
    assert sleeps == []


def test_no_test_mocks() -> None:
    mocks = [
        f"{path}: {name}"
        for path, tree in trees(TESTS)
        for _, name in imported(tree)
        if any(name == mocker or name.startswith(f"{mocker}.") for mocker in MOCKERS)
    ]
    fixtures = [
        f"{path}:{node.lineno}"
        for path, tree in trees(TESTS)
        for node in ast.walk(tree)
        if isinstance(node, ast.arg) and node.arg in MOCKERS
    ]
    assert mocks + fixtures == []


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="only a git checkout knows which files are its own")
def test_no_file_names_a_path_of_somebodys_machine() -> None:
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    ours = [ROOT / name for name in listed.split("\0") if name]
    named = [
        f"{path.relative_to(ROOT)}: {found.group()}"
        for path in ours
        if path.is_file() and (found := SOMEBODYS_PATH.search(path.read_bytes().decode("utf-8", "ignore")))
    ]
    assert ours
    assert named == []


def test_the_package_itself_holds_only_a_docstring() -> None:
    (only,) = ast.parse((BOT / "__init__.py").read_text(encoding="utf-8")).body
    assert isinstance(only, ast.Expr)


def test_the_map_shows_every_room_and_no_other() -> None:
    drawn, _ = map_and_glossary()
    assert set(drawn) == rooms(BOT)


@pytest.mark.parametrize("room", ["care", "channels"])
def test_the_map_shows_what_is_in_a_room(room: str) -> None:
    drawn, _ = map_and_glossary()
    assert drawn[room] == rooms(BOT / room)


def test_the_map_follows_the_order_of_imports() -> None:
    """What the contract calls a layer stands below the layer above it, here too."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = config["tool"]["importlinter"]["contracts"][0]["layers"]
    depth = {name: place for place, layer in enumerate(layers) for name in re.findall(r"\w+", layer)}
    drawn, _ = map_and_glossary()
    depths = [depth[room] for room in drawn]
    assert depths == sorted(depths)


def test_the_glossary_has_every_word() -> None:
    _, glossary = map_and_glossary()
    assert WORDS - set(glossary) == set()


def test_every_ignored_lint_rule_has_its_reason_beside_it() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    lint = tomllib.loads(text)["tool"]["ruff"]["lint"]
    lists = [lint["ignore"], *lint["per-file-ignores"].values()]
    ignored = sum(len(each) for each in lists)
    section = text[text.index("[tool.ruff.lint]") : text.index("[tool.mypy]")]
    with_reason = re.findall(r'^ +"[A-Z]+\d*",  # \w.+$', section, flags=re.MULTILINE)
    assert len(with_reason) == ignored
