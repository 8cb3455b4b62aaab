"""The real processes on a local Telegram: a set-up, a restart, and codes that are made beside a running azalea."""

from __future__ import annotations

import json
import re
import signal
import socket
import sqlite3
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from tests.e2e.processes import LONGEST_WAIT, Running, daytime, town_of, until

SET_UP = ("/start", "yes", "/timezone Europe/London", "/plan 1.5 x 50 mg at 08:00", "yes")
REPLIES = ("Shall I start", "How shall I write to you?", "London", "Is that what your label says?", "Saved.")
PROMPT = re.compile(r"\d\d:\d\d\. Your usual\?")
WALLS = ("06:00", "07:00", "08:00")
NOTED = re.compile(r"Noted, \d\d:\d\d")
STRANGER = "This azalea is for people who have a code."


def test_a_set_up_in_five_lines_is_there_after_a_restart(start: Callable[..., Running], tmp_path: Path) -> None:
    words = ("sandbox", "--data", str(tmp_path / "data"), "--port", "0")
    first = start(*words)
    town = town_of(first)
    ana = town.person("Ana")
    for line, reply in zip(SET_UP, REPLIES, strict=True):
        assert reply in town.say(ana, line)
    assert "Feeling sick" in town.say(ana, "/sideeffects nausea")
    before = town.texts(ana)
    first.stop()
    again = start(*words)
    town = town_of(again)
    assert town.texts(ana) == before
    assert "75 mg" in town.say(ana, "/plan")
    again.stop(signal.SIGINT)


def test_a_clock_that_ran_fast_goes_on_from_where_it_stood(start: Callable[..., Running], tmp_path: Path) -> None:
    words = ("sandbox", "--data", str(tmp_path / "data"), "--port", "0")
    dates = []
    for speed in ("10000", "1"):
        running = start(*words, "--clock-speed", speed)
        town = town_of(running)
        ana = town.person("Ana")
        town.say(ana, "/help")
        dates += [one["date"] for one in town.ask("GET", f"chats/{ana}/messages")]
        running.stop()
    assert dates == sorted(dates)
    assert dates[-1] > time.time() + 60  # ahead of the machine's, as it was


def test_updates_are_handed_over_and_then_asked_for_again(start: Callable[..., Running], tmp_path: Path) -> None:
    town = town_of(start("sandbox", "--server-only", "--data", str(tmp_path / "town"), "--port", "0"))
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    polls = {"AZALEA_TELEGRAM_TOKEN": "1:sandbox", "AZALEA_TELEGRAM_API": f"http://{town.address}"}
    hook = {
        "AZALEA_TELEGRAM_WEBHOOK": f"http://127.0.0.1:{port}/telegram",
        "AZALEA_TELEGRAM_WEBHOOK_SECRET": "Kestrel",
        "AZALEA_TELEGRAM_WEBHOOK_PORT": str(port),
    }
    ana = town.person("Ana")
    first = start("run", "--data", str(tmp_path / "data"), **polls, **hook)
    first.see("azalea runs on Telegram")
    assert REPLIES[0] in town.say(ana, "/start")
    assert "getUpdates" not in town.ask("GET", "stats")["calls"]
    first.stop()
    again = start("run", "--data", str(tmp_path / "data"), **polls)
    again.see("azalea runs on Telegram")
    assert REPLIES[1] in town.say(ana, "yes")
    assert "getUpdates" in town.ask("GET", "stats")["calls"]
    again.stop()


def test_a_reminder_and_a_tap_are_there_after_a_restart(start: Callable[..., Running], tmp_path: Path) -> None:
    words = ("sandbox", "--data", str(tmp_path / "data"), "--port", "0", "--clock-speed", "60")
    first = start(*words)
    town = town_of(first)
    ana = town.person("Ana")
    zone = daytime()
    times = [f"{datetime.now(zone) + timedelta(minutes=15 * turn + 5):%H:%M}" for turn in range(12)]
    for line in ("/start", "yes", f"/timezone {zone.key}", f"/plan 1 x 50 mg at {', '.join(times)}", "yes"):
        town.say(ana, line)
    prompt = until(lambda: next((one for one in town.told(ana) if PROMPT.match(one["text"])), None), "no reminder")
    wall = prompt["text"][:5]
    # Time flies: whether the time of it is known depends on how soon it was pressed.
    assert re.match(r"Noted\b", town.press(ana, prompt["message_id"], "Done") or "")
    until(lambda: any(text.startswith(f"{wall}: had it") for text in town.texts(ana)), "the bubble did not change")
    assert "Feeling sick" in town.say(ana, "/sideeffects nausea")
    before = town.texts(ana)
    first.stop()
    town = town_of(start(*words))
    assert town.texts(ana)[: len(before)] == before
    assert f"{wall}: had it" in town.say(ana, "/today")


def kept(folder: Path) -> Counter[str]:
    """Count what azalea has heard and kept, by what became of it."""
    with closing(sqlite3.connect(folder / "azalea.db")) as connection:
        return Counter(state for (state,) in connection.execute("SELECT state FROM inbox"))


def test_what_was_fetched_and_not_handled_is_handled_once(start: Callable[..., Running], tmp_path: Path) -> None:
    server = start("sandbox", "--server-only", "--data", str(tmp_path / "town"), "--port", "0")
    town, folder = town_of(server), tmp_path / "data"
    own = {"XDG_CONFIG_HOME": str(tmp_path / "config")}
    azalea = start("run", "--data", str(folder), **town.settings(), **own)
    ana = town.person("Ana")
    for line in ("/start", "yes", f"/timezone {daytime().key}", f"/plan 1 x 50 mg at {', '.join(WALLS)}", "yes"):
        town.say(ana, line)
    asked = next(one for one in town.told(ana) if one["buttons"])
    handled = kept(folder)["done"]
    # Whoever pressed is told first, and for as long as that takes nothing else is handled.
    town.ask("POST", "faults", {"method": "answerCallbackQuery", "kind": "hang", "count": 1})
    town.press(ana, asked["message_id"], asked["buttons"][0][0], wait=0)
    until(lambda: kept(folder)["done"] == handled + 1, "the press is not handled")
    before = town.told(ana)[-1]["message_id"]
    for wall in WALLS:
        town.write(ana, f"took it at {wall}")
    until(lambda: not town.ask("GET", "stats")["updates_waiting"], "what was stored is not confirmed")
    azalea.kill()
    assert kept(folder)["new"] == len(WALLS)
    assert not any("Noted" in text for text in town.texts(ana))
    again = start("run", "--data", str(folder), **town.settings(), **own)
    noted = [f"Noted, {wall}" for wall in WALLS]
    until(lambda: noted == NOTED.findall(" ".join(town.texts(ana, before))), "they are not answered, each once")
    again.stop()
    assert kept(folder)["new"] == 0
    told = start("diary", "--json", "--data", str(folder), **own).process.communicate(timeout=LONGEST_WAIT)[0]
    assert [entry["wall"] for entry in json.loads(told) if entry["kind"] == "taken"] == list(WALLS)


def test_codes_are_made_beside_a_running_azalea_and_nothing_is_lost(
    start: Callable[..., Running], tmp_path: Path
) -> None:
    server = start("sandbox", "--server-only", "--data", str(tmp_path / "town"), "--port", "0")
    town = town_of(server)
    settings = {
        "AZALEA_TELEGRAM_TOKEN": "1:sandbox",
        "AZALEA_TELEGRAM_API": f"http://{town.address}",
        "AZALEA_JOIN": "code",
    }
    folder = ("--data", str(tmp_path / "data"))
    azalea = start("run", *folder, **settings)
    azalea.see(f"azalea runs on Telegram, at http://{town.address}")
    owner_code = azalea.see(r"^\w{4}(-\w{4}){3}$").strip()
    assert azalea.see(r"^https://t\.me/\w+\?start=").strip().endswith(owner_code.replace("-", ""))
    ana, ben = town.person("Ana"), town.person("Ben")
    assert STRANGER in town.say(ana, "/start")
    assert REPLIES[0] in town.say(ana, f"/start {owner_code.replace('-', '')}")
    assert STRANGER in town.say(ben, owner_code)
    made = start("invite", *folder, **settings)
    code = made.see(r"^\w{4}(-\w{4}){3}$").strip()
    assert "For one person" in made.see("shown again")
    made.process.communicate(timeout=LONGEST_WAIT)
    assert REPLIES[0] in town.say(ben, code.upper())
    for line, reply in zip(SET_UP[1:], REPLIES[1:], strict=True):
        assert reply in town.say(ben, line)
    azalea.process.kill()
    azalea.process.communicate()
    # What was written after another process had the file open is there, and the first code is shown once.
    again = start("run", *folder, **settings)
    said = town.write(ben, "/plan")  # what was under way may be said once more before it
    until(lambda: any("75 mg" in text for text in town.texts(ben, said)), "the plan is not there")
    assert STRANGER in town.say(town.person("Cem"), code)
    assert "start=" not in again.stop()
    server.stop()


def test_an_api_that_is_not_there_yet_is_waited_for(start: Callable[..., Running], tmp_path: Path) -> None:
    before = start("sandbox", "--server-only", "--data", str(tmp_path / "town"), "--port", "0")
    address = town_of(before).address
    before.stop()
    settings = {"AZALEA_TELEGRAM_TOKEN": "1:sandbox", "AZALEA_TELEGRAM_API": f"http://{address}"}
    azalea = start("run", "--data", str(tmp_path / "data"), **settings)
    assert azalea.process.stderr is not None
    assert "cannot be asked" in azalea.process.stderr.readline()
    port = address.rpartition(":")[2]
    town = town_of(start("sandbox", "--server-only", "--data", str(tmp_path / "town"), "--port", port))
    assert REPLIES[0] in town.say(town.person("Ana"), "/start")
    azalea.stop()
