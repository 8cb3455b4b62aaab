"""The command line as scripts meet it: exit codes, one sentence on standard error, answers on standard output."""

from __future__ import annotations

import asyncio
import json
import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from bot import __main__ as command_line
from bot import reports
from bot.sandbox.server import open_sandbox
from bot.settings import read_settings
from bot.store.database_file import FILE_NAME
from bot.store.engine import open_store
from bot.wiring import Clock

ROOT = Path(__file__).parents[1]
SET_UP = ("/start", "yes", "/timezone Europe/London", "/plan 1.5 x 50 mg at 08:00", "yes")
NINE = (*SET_UP, "/today", "took it at 7:15", "/log", "/sideeffects nausea")

TOKEN = "1234:Made-up"

# 1 can be reached, 2 by one account of two, 3 by none, 4 left; and of 5 nobody knows who it is.
UNREACHED = [
    *(
        f"INSERT INTO people (id, uid, created_at, left_at, sealed) VALUES ({one}, '{one}', 1, {left}, x'00')"  # noqa: S608
        for one, left in ((1, "NULL"), (2, "NULL"), (3, "NULL"), (4, "1"))
    ),
    *(
        "INSERT INTO accounts (uid, channel, address, chat, person_id, created_at, unreached_at) "  # noqa: S608
        f"VALUES ('{number}', 'telegram', '{number}', '{number}', {person}, 1, {since})"
        for number, (person, since) in enumerate(
            [(1, "NULL"), (2, "NULL"), (2, "1"), (3, "1"), (3, "2"), (4, "1"), ("NULL", "1")]
        )
    ),
]

Ended = subprocess.CompletedProcess[str]


@cache
def faketime_works() -> bool:
    """Tell whether faketime is here and changes something: without its library it runs and changes nothing."""
    if shutil.which("faketime") is None:
        return False
    told = subprocess.run(
        ["faketime", "2020-01-01 12:00:00", "date", "+%Y"], capture_output=True, text=True, check=False
    )
    return told.stdout.strip() == "2020"


needs_faketime = pytest.mark.skipif(not faketime_works(), reason="faketime is not installed here")


def surroundings(**more: str) -> dict[str, str]:
    """Return this environment without what would change azalea, and with *more*."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("AZALEA_")}
    return kept | {"TZ": "UTC", "PYTHONUTF8": "1"} | more


def azalea(*words: str, typed: str | bytes = "", at: str = "", folder: Path = ROOT, **more: str) -> Ended:
    """Run a command to its end, at a time of day on 1 December 2026 if *at* names one."""
    command = [*(("faketime", f"2026-12-01 {at}:00") if at else ()), sys.executable, "-m", "bot", *words]
    told = typed.encode() if isinstance(typed, str) else typed
    environment = surroundings(PYTHONPATH=str(ROOT), **more)
    ended = subprocess.run(command, cwd=folder, input=told, capture_output=True, env=environment, check=False)
    return Ended(ended.args, ended.returncode, ended.stdout.decode(), ended.stderr.decode())


def lines(*each: str) -> str:
    return "".join(f"{line}\n" for line in each)


def diary(folder: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(asyncio.run(reports.diary(folder, as_json=True)))
    return found


def refused(ended: Ended, code: int) -> str:
    """Return what was said, if it is one line on standard error, and nothing else was said."""
    assert ended.returncode == code
    assert ended.stdout == ""
    (said,) = ended.stderr.splitlines()
    return said


async def make(folder: Path) -> None:
    async with open_store(folder):
        pass


# Refusals


def test_an_unknown_setting_is_refused_and_the_nearest_named(tmp_path: Path) -> None:
    said = refused(azalea("chat", folder=tmp_path, AZALEA_DTA="/nowhere"), 2)
    assert "AZALEA_DTA" in said
    assert "AZALEA_DATA" in said
    assert list(tmp_path.iterdir()) == []


def test_a_level_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    assert "AZALEA_LOG_LEVEL" in refused(azalea("diary", folder=tmp_path, AZALEA_LOG_LEVEL="LOUD"), 2)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["chat", "--datta", "x"], "--datta"),
        (["guide", "show"], "TOPIC"),
        (["sandbox", "--clock-speed", "nan"], "--clock-speed"),
        (["invite", "--uses", "0"], "--uses"),
        (["invite", "--until", "2020-01-01"], "2020-01-01"),
    ],
    ids=str,
)
def test_a_wrong_word_on_the_command_line_is_refused_with_two(tmp_path: Path, words: list[str], said: str) -> None:
    assert said in refused(azalea(*words, folder=tmp_path), 2)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["chat", "diary"])
def test_a_bad_database_is_refused_with_one(tmp_path: Path, command: str) -> None:
    (tmp_path / FILE_NAME).write_text("not a database", encoding="utf-8")
    said = refused(azalea(command, "--data", str(tmp_path), typed="/start\n"), 1)
    assert str(tmp_path / FILE_NAME) in said
    assert (tmp_path / FILE_NAME).read_text(encoding="utf-8") == "not a database"
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]


def test_a_data_folder_that_is_a_file_is_refused_with_one(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("mine", encoding="utf-8")
    assert str(tmp_path / "data") in refused(azalea("chat", folder=tmp_path, AZALEA_DATA=str(tmp_path / "data")), 1)


def test_a_wrong_page_of_an_operator_stops_the_start_and_is_named_by_its_line(tmp_path: Path) -> None:
    page = tmp_path / "laid" / "guide" / "en" / "tips" / "parking.md"
    page.parent.mkdir(parents=True)
    page.write_text('+++\ntitle = "Parking"\naliases = ["parking"]\n+++\nRing.\n', encoding="utf-8")
    laid = str(tmp_path / "laid")
    said = refused(azalea("chat", "--data", str(tmp_path / "data"), typed="/start\n", AZALEA_CONTENT=laid), 1)
    assert said == f"{page}, line 2: facts is missing."
    assert not (tmp_path / "data").exists()
    checked = azalea("check", "--data", str(tmp_path / "data"), AZALEA_CONTENT=laid)
    assert (checked.returncode, said in checked.stdout) == (1, True)


@pytest.mark.parametrize("topic", ["../../etc/passwd"])
def test_an_unknown_excerpt_is_refused_and_those_there_are_named(tmp_path: Path, topic: str) -> None:
    said = refused(azalea("guide", "show", topic, folder=tmp_path), 1)
    assert topic in said
    assert "sideeffects/nausea" in said


def test_without_a_channel_run_says_what_to_set(tmp_path: Path) -> None:
    assert "AZALEA_TELEGRAM_TOKEN_FILE" in refused(azalea("run", folder=tmp_path), 2)
    assert list(tmp_path.iterdir()) == []


def test_for_other_people_run_names_all_that_is_missing(tmp_path: Path) -> None:
    said = refused(azalea("run", folder=tmp_path, AZALEA_TELEGRAM_TOKEN=TOKEN, AZALEA_OPERATOR_NAME="St Anne's"), 2)
    assert [one for one in ("KEY_FILE", "NAME", "CONTACT", "PRIVACY") if one in said] == [
        "KEY_FILE",
        "CONTACT",
        "PRIVACY",
    ]
    assert list(tmp_path.iterdir()) == []


def test_a_port_that_is_taken_is_said_in_one_sentence(tmp_path: Path) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = str(taken.getsockname()[1])
        said = refused(azalea("sandbox", "--data", str(tmp_path / "data"), "--port", port), 2)
    assert said == f"Port {port} is taken: name another one with --port."


async def test_a_token_that_telegram_does_not_know_ends_run_with_one(tmp_path: Path) -> None:
    async with open_sandbox(None, Clock().now) as town:
        command = partial(azalea, "run", "--data", str(tmp_path / "data"), AZALEA_LOG_LEVEL="DEBUG")
        command = partial(command, AZALEA_TELEGRAM_TOKEN=TOKEN)
        ended = await asyncio.to_thread(partial(command, AZALEA_TELEGRAM_API=town.address))
    assert ended.returncode == 1
    assert "does not know the token: look at AZALEA_TELEGRAM_TOKEN." in ended.stderr
    assert "Made-up" not in ended.stdout + ended.stderr


BROKEN = """
import sys
from bot.__main__ import app, main

@app.command()
def broken() -> None:
    raise {error}

sys.argv = ["azalea", "broken"]
main()
"""


@pytest.mark.parametrize("error", ["ValueError('Quillwort')", "ExceptionGroup('Quillwort', [OSError('Quillwort')])"])
def test_a_bug_is_a_line_without_anybodys_words_and_seventy(error: str) -> None:
    command = [sys.executable, "-c", BROKEN.format(error=error)]
    ended = subprocess.run(command, cwd=ROOT, env=surroundings(), capture_output=True, text=True, check=False)
    said = refused(ended, 70)
    assert said.startswith(f"Something is wrong inside azalea ({error.partition('(')[0]} at ")
    assert "Quillwort" not in said


# Help and reports


COMMANDS = [
    *("chat", "run", "sandbox", "invite", "diary", "check"),
    *("guide show", "guide check", "guide search", "guide stats", "guide coverage", "key where", "key rotate"),
    "tests preview",
]


def examples(shown: str) -> list[str]:
    return [line.strip() for line in shown.partition("Example")[2].splitlines()]


@pytest.mark.parametrize("words", ["", "guide", "key", *COMMANDS])
def test_the_help_of_every_command_shows_an_example(words: str) -> None:
    ended = CliRunner().invoke(command_line.app, [*words.split(), "--help"])
    assert ended.exit_code == 0
    assert any(line.startswith(f"azalea {words}".rstrip()) for line in examples(ended.stdout))


@pytest.mark.parametrize("words", ["", "guide", "key"])
def test_the_list_of_commands_cuts_no_sentence_off(words: str) -> None:
    ended = CliRunner().invoke(command_line.app, [*words.split(), "--help"])
    assert "..." not in ended.stdout.partition("Commands:")[2].partition("Examples:")[0]


def test_help_is_an_answer_and_makes_nothing(tmp_path: Path) -> None:
    ended = azalea("chat", "--help", folder=tmp_path)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert any(line.startswith("azalea chat") for line in examples(ended.stdout))
    assert list(tmp_path.iterdir()) == []


def test_every_command_is_among_those_whose_help_is_tested() -> None:
    commands = {
        command.name or command.callback.__name__
        for command in command_line.app.registered_commands
        if command.callback
    }
    below = {
        f"{group.name} {command.name}"
        for group in command_line.app.registered_groups
        if group.typer_instance
        for command in group.typer_instance.registered_commands
    }
    assert commands | below == set(COMMANDS)


def test_a_diary_that_is_not_there_yet_is_empty_and_is_not_made(tmp_path: Path) -> None:
    ended = azalea("diary", "--json", "--data", str(tmp_path / "data"), folder=tmp_path)
    assert (ended.returncode, ended.stdout.strip(), ended.stderr) == (0, "[]", "")
    assert list(tmp_path.iterdir()) == []


def test_check_is_good_where_all_is_well(tmp_path: Path) -> None:
    asyncio.run(make(tmp_path / "data"))
    ended = azalea("check", "--data", str(tmp_path / "data"), AZALEA_SIGNAL_RPC="tcp://made-up:7583")
    assert (ended.returncode, ended.stderr) == (0, "")
    about = [line.split()[0] for line in ended.stdout.splitlines()]
    assert about == ["settings", "database", "key", "content", "clock", "channels", "people"]
    assert "AZALEA_SIGNAL_RPC" in ended.stdout
    assert "made-up" not in ended.stdout
    assert "terminal; Telegram is not set up" in ended.stdout
    assert "none that cannot be reached" in ended.stdout


def test_check_is_good_before_the_first_start_and_makes_nothing(tmp_path: Path) -> None:
    assert azalea("check", "--data", str(tmp_path / "data")).returncode == 0
    assert list(tmp_path.iterdir()) == []


def checked(folder: Path, **environment: str) -> list[str]:
    """Return the lines that are about what was set up for other people, and about them."""
    settings = read_settings({f"AZALEA_{name}": value for name, value in environment.items()}, folder)
    lines, _ = asyncio.run(reports.check(settings, Clock().now()))
    return [line for line in lines if line.startswith(("settings", "channels", "people"))]


def test_check_names_what_azalea_needs_for_other_people(tmp_path: Path) -> None:
    lines = checked(tmp_path / "data", TELEGRAM_TOKEN=TOKEN, TELEGRAM_API="https://azalea.invalid")
    assert "bad: To run azalea for other people, set AZALEA_KEY_FILE" in lines[0]
    assert lines[1].endswith(" bad: Telegram cannot be reached at https://azalea.invalid.")


async def test_check_asks_telegram_which_bot_it_is(tmp_path: Path) -> None:
    async with open_sandbox(None, Clock().now) as town:
        for token, said in ((town.token, " ok: terminal; Telegram, as @"), (TOKEN, " bad: Telegram does not know")):
            where = {"TELEGRAM_TOKEN": token, "TELEGRAM_API": town.address}
            lines = await asyncio.to_thread(partial(checked, tmp_path / "data", **where))
            assert said in lines[1]
            assert not [line for line in lines if token in line]


async def test_check_counts_who_cannot_be_reached(tmp_path: Path) -> None:
    async with open_store(tmp_path / "data") as store:
        await store.write(lambda conn: [conn.execute(text(statement)) for statement in UNREACHED])
    _, _, people = await asyncio.to_thread(checked, tmp_path / "data")
    assert people.endswith(" ok: 1 that cannot be reached")


def spoiled_header(path: Path) -> None:
    path.write_text("not a database", encoding="utf-8")


def spoiled_page(path: Path) -> None:
    """Break a page in the middle, which only a look at the whole file finds."""
    whole = bytearray(path.read_bytes())
    page = 4096
    # The second page of the file that belongs to a table with rows in no order: a root of a table.
    connection = sqlite3.connect(path)
    (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'diary'").fetchone()
    connection.close()
    whole[(root - 1) * page : (root - 1) * page + 100] = b"\xff" * 100
    path.write_bytes(whole)


@pytest.mark.parametrize("spoil", [spoiled_header, spoiled_page], ids=lambda spoil: spoil.__name__)
def test_check_is_bad_where_the_database_is(tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    asyncio.run(make(tmp_path))
    spoil(tmp_path / FILE_NAME)
    ended = azalea("check", "--data", str(tmp_path))
    assert ended.returncode == 1
    assert ended.stderr == ""
    (bad,) = [line for line in ended.stdout.splitlines() if " bad: " in line]
    assert bad.startswith("database")
    assert str(tmp_path) in bad


# The key


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder for the keys of one test alone."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path / "config"


def test_where_the_key_lies_is_told_even_if_it_is_gone(tmp_path: Path, config: Path) -> None:
    asyncio.run(make(tmp_path / "data"))
    (key,) = config.rglob("*.key")
    for _ in range(2):
        ended = azalea("key", "where", "--data", str(tmp_path / "data"))
        assert (ended.returncode, ended.stdout, ended.stderr) == (0, f"{key}\n", "")
        key.unlink(missing_ok=True)
    said = refused(azalea("chat", "--data", str(tmp_path / "data"), typed="/start\n"), 1)
    assert str(key) in said


def test_a_key_in_the_data_folder_is_a_wrong_setting(tmp_path: Path) -> None:
    place = tmp_path / "data" / "key"
    assert str(place) in refused(azalea("chat", "--data", str(tmp_path / "data"), AZALEA_KEY_FILE=str(place)), 2)
    assert list(tmp_path.iterdir()) == []


def test_a_new_key_is_made_on_demand_and_all_can_be_read_with_it(tmp_path: Path) -> None:
    place = str(tmp_path / "key")
    told = azalea("chat", "--data", str(tmp_path / "data"), typed="/start\n", AZALEA_KEY_FILE=place)
    assert (told.returncode, told.stderr) == (0, "")
    before = (tmp_path / "key").read_bytes()
    ended = azalea("key", "rotate", "--data", str(tmp_path / "data"), AZALEA_KEY_FILE=place)
    assert (ended.returncode, ended.stdout) == (0, f"{place}\n")
    *_, last = ended.stderr.splitlines()
    done, of = last.removesuffix(" values").split(" of ")
    assert done == of != "0"
    assert (tmp_path / "key").read_bytes() != before
    assert azalea("check", "--data", str(tmp_path / "data"), AZALEA_KEY_FILE=place).returncode == 0


def test_no_new_key_is_made_where_nothing_is(tmp_path: Path) -> None:
    assert "cannot read" in refused(azalea("key", "rotate", "--data", str(tmp_path / "data")), 1)
    assert list(tmp_path.iterdir()) == []


async def test_no_new_key_is_made_while_azalea_runs(tmp_path: Path) -> None:
    async with open_store(tmp_path / "data"):
        ended = await asyncio.to_thread(azalea, "key", "rotate", "--data", str(tmp_path / "data"))
    assert "Another azalea is running" in refused(ended, 1)


@pytest.mark.parametrize("spoil", [Path.unlink, lambda key: key.chmod(0o644)], ids=["gone", "open"])
def test_check_is_bad_where_the_key_is(tmp_path: Path, config: Path, spoil: Callable[[Path], None]) -> None:
    asyncio.run(make(tmp_path / "data"))
    (key,) = config.rglob("*.key")
    spoil(key)
    ended = azalea("check", "--data", str(tmp_path / "data"))
    assert (ended.returncode, ended.stderr) == (1, "")
    (bad,) = [line for line in ended.stdout.splitlines() if " bad: " in line]
    assert bad.startswith("key ")
    assert str(key) in bad


# The nine lines


@needs_faketime
def test_nine_lines_in_the_morning_make_one_entry_that_is_there_at_the_second_start(tmp_path: Path) -> None:
    first = azalea("chat", "--data", str(tmp_path), typed=lines(*NINE), at="09:30")
    assert (first.returncode, first.stderr) == (0, "")
    assert "Noted, 07:15, for Tue 1 Dec 08:00." in first.stdout
    assert "Feeling sick" in first.stdout
    (entry,) = diary(tmp_path)
    assert entry["taken_at"] == "2026-12-01T07:15:00+00:00"
    assert (entry["kind"], entry["day"], entry["wall"], entry["mg"]) == ("taken", "2026-12-01", "08:00", 75)
    assert (entry["by"], entry["corrects"], entry["status"]) == ("me", None, "taken")
    again = azalea("chat", "--data", str(tmp_path), typed=lines("/log"), at="09:40")
    assert (again.returncode, again.stderr) == (0, "")
    assert "Tue 1 Dec 08:00: had it 07:15" in again.stdout
    assert diary(tmp_path) == [entry]
    shown = azalea("diary", "--data", str(tmp_path), "--json")
    assert (shown.returncode, shown.stderr, json.loads(shown.stdout)) == (0, "", [entry])
    plain = asyncio.run(reports.diary(tmp_path, as_json=False))
    assert plain.split() == ["1", "2026-12-01", "08:00", "taken", "07:15", "by", "me"]


@needs_faketime
def test_nine_lines_after_midnight_ask_about_what_has_not_come_yet(tmp_path: Path) -> None:
    ended = azalea("chat", "--data", str(tmp_path), typed=lines(*NINE), at="00:30")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "I wrote nothing down. 07:15 does not belong to a dose that I know, or has not come yet." in ended.stdout
    assert diary(tmp_path) == []


@needs_faketime
def test_nine_lines_late_in_the_evening_offer_the_other_reading(tmp_path: Path) -> None:
    pressed = tuple(line for told in NINE for line in ((told, "b") if told.startswith("took") else (told,)))
    ended = azalea("chat", "--data", str(tmp_path), typed=lines(*pressed), at="23:30")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert re.search(r"Noted, 19:15, for Tue 1 Dec 08:00.\n.*\[a\] Change  \[b\] It was 07:15\n", ended.stdout)
    assert "Tue 1 Dec 08:00: had it 07:15" in ended.stdout
    found = [(entry["kind"], entry["taken_at"], entry["corrects"]) for entry in diary(tmp_path)]
    assert found == [
        ("taken", "2026-12-01T19:15:00+00:00", None),
        ("taken", "2026-12-01T07:15:00+00:00", 1),
    ]


VETOED = (
    "didn't take it",
    "took it?",
    "will take it later",
    "if I took it I'd be sick",
    "never took it",
    "took my kid to school",
    "mum says she took hers",
)


@needs_faketime
def test_no_line_that_only_speaks_of_taking_is_written_down(tmp_path: Path) -> None:
    ended = azalea("chat", "--data", str(tmp_path), typed=lines(*SET_UP, *VETOED), at="09:30")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "Noted" not in ended.stdout
    assert diary(tmp_path) == []


# Whatever is typed

GARBAGE = (
    b"\xff\xfe\x80 \xc3\x28",
    b"\x00te\x00a \x00\x00",
    b"x" * 100_000,
    b"",
    b"   \t ",
    "🙂👍🏽👨‍👩‍👧".encode(),
    b"{0.__class__}",
    b"{ $dose } { noted }",
    b"'; DROP TABLE diary; --",
    b"<b>x</b> [link](https://example.org) `code`",
    b"%s %n %(name)s",
    b"\x1b[2J\x1b]0;title\x07 \x9b31m",
    "\u202eevil\u202c \u2066\ufeff".encode(),
    b"/" + b"a" * 300,
    b"/timezone ../../etc/passwd",
    b"/timezone {0.__class__}",
    b"/timezone \x1b[31mred\x07 \x9b1m",
    b"/plan \x1b[31m\x07 x 50 mg at 08:00",
    b"/\x1b[31mred\x07",
    b"/plan {0.__class__} x 50 mg at 08:00",
    b"/plan 1e400 x 50 mg at 08:00",
    b"/plan 99999999999999999999 x 0.0000001 mg at 99:99",
    b"/sideeffects ../../pyproject.toml",
    b"/log " + b"9" * 5000,
    b"took it at 99:99",
    b"9" * 4000,
    b"/start\r",
)


def test_whatever_is_typed_is_answered_and_nothing_is_written_down(tmp_path: Path) -> None:
    typed = b"".join(line + b"\n" for line in (*(word.encode() for word in SET_UP), *GARBAGE)) + b"and no end of line"
    ended = azalea("chat", "--data", str(tmp_path), typed=typed)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "Something went wrong here" not in ended.stdout
    assert not set(ended.stdout) & set(map(chr, [*range(10), *range(11, 32), *range(127, 160)]))
    answers = ended.stdout.count("azalea | ")
    heard = [line for line in GARBAGE if line.strip()]
    assert answers >= len(SET_UP) + len(heard) + 1
    assert "root:" not in ended.stdout
    assert diary(tmp_path) == []
    connection = sqlite3.connect(tmp_path / FILE_NAME)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert connection.execute("SELECT DISTINCT state FROM inbox").fetchall() == [("done",)]
    assert connection.execute("SELECT count(*) FROM inbox WHERE sealed IS NOT NULL").fetchone() == (0,)
    connection.close()


@pytest.mark.parametrize("after", ["/log", "yes"], ids=["one answer", "two answers at once"])
def test_a_reader_that_goes_away_ends_the_chat_quietly_and_keeps_what_was_said(tmp_path: Path, after: str) -> None:
    command = [sys.executable, "-m", "bot", "chat", "--data", str(tmp_path)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, env=surroundings(), stdin=pipe, stdout=pipe, stderr=pipe) as chat:
        assert chat.stdin is not None
        assert chat.stdout is not None
        assert chat.stderr is not None
        chat.stdin.write(b"/start\n")
        chat.stdin.flush()
        assert b"Hello, I am azalea." in chat.stdout.readline()
        chat.stdout.close()
        try:
            chat.stdin.write(lines(after, *NINE).encode())
            chat.stdin.close()
        except BrokenPipeError:
            chat.stdin = None  # azalea was quicker
        told = chat.stderr.read()
        assert (chat.wait(), told) == (0, b"")
    asyncio.run(make(tmp_path))


def test_nothing_to_read_is_a_chat_that_ends_at_once(tmp_path: Path) -> None:
    ended = azalea("chat", "--data", str(tmp_path))
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]
