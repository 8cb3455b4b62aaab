"""Plays the conversations in tests/dialogues and fails on silence and on one answer too many.

    2026-12-01 08:00 | azalea | what it says, of which the "quoted" words must be there, and [Buttons]
    08:04            | Ana    | [Done]              presses; anything else is typed
    11:00            | --     |                     nothing is said
    02:10            | off    |                     azalea is stopped; `on` starts it again
    diary            | 2026-12-01 08:00 | taken 07:15 taken      the whole diary at the end: kind, time, how it stands
    diary            | 2026-12-01 | note felt rough              what is about no dose: kind and words

The first lines set the scene: `zone Europe/London` and, if given, `set-up 2026-11-30 19:40 | 1.5 x 50 mg at 08:00`.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.messages import Outgoing
from tests.conftest import LONDON, fresh_folder
from tests.telegram_chat import TelegramChat

FILES = sorted((Path(__file__).parent / "dialogues").glob("*.txt"))


@dataclass(frozen=True)
class Line:
    number: int
    at: datetime
    who: str
    said: str


@dataclass(frozen=True)
class Dialogue:
    zone: str
    set_up: tuple[datetime, str] | None
    lines: list[Line]
    diary: list[str]


def read(path: Path) -> Dialogue:
    zone, set_up, lines, diary, day = "Europe/London", None, [], [], ""
    for number, row in enumerate(path.read_text().splitlines(), start=1):
        cells = [cell.strip() for cell in row.split("|", 2)]
        if not row.strip() or row.startswith("#"):
            continue
        if row.startswith("zone "):
            zone = row.split()[1]
        elif row.startswith("set-up "):
            set_up = datetime.fromisoformat(cells[0].removeprefix("set-up ")), cells[1]
        elif cells[0] == "diary":
            diary.append(" ".join(cells[1:]))
        else:
            *dated, clock = cells[0].split()
            day = dated[0] if dated else day
            lines.append(Line(number, datetime.fromisoformat(f"{day} {clock}"), cells[1], cells[2]))
    return Dialogue(zone, set_up, lines, diary)


def agrees(expected: str, out: Outgoing) -> list[str]:
    """Return what *expected* asks for and *out* lacks."""
    lacking = [words for words in re.findall(r'"([^"]+)"', expected) if words.casefold() not in out.text.casefold()]
    labels = {button.label for button in out.buttons}
    return lacking + [f"[{label}]" for label in re.findall(r"\[([^\]]+)\]", expected) if label not in labels]


@pytest.fixture
async def open_telegram_chat(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Callable[..., Any]]:
    """Return what opens a chat on the local Telegram."""
    shutil.copytree(fresh_folder().parent / "config", tmp_path / "config")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    opened: list[TelegramChat] = []

    async def opening(start: datetime, zone: ZoneInfo = LONDON) -> TelegramChat:
        opened.append(await TelegramChat(tmp_path / "data", start, zone).open())
        return opened[-1]

    yield opening
    for chat in opened:
        await chat.leave()


def mark_of(label: str, sent: list[Outgoing]) -> str:
    for out in reversed(sent):
        for button, mark in zip(out.buttons, out.marks, strict=True):
            if button.label == label:
                return mark
    pytest.fail(f"there is no button [{label}]")


class Stage:
    """Plays one dialogue."""

    def __init__(self, chat: Any) -> None:
        self.chat = chat
        self.heard: list[Outgoing] = []
        self.running = True

    def pending(self) -> list[Outgoing]:
        return list(self.chat.channel.sent[len(self.heard) :])

    def nothing_more(self, line: Line | None) -> None:
        if self.pending():
            where = f"line {line.number}" if line else "the end"
            pytest.fail(f"before {where}, azalea also said: {self.pending()[0].text!r}")

    async def play(self, line: Line) -> None:
        moment = line.at.replace(tzinfo=self.chat.zone)
        if line.who != "azalea":
            self.nothing_more(line)
        if self.running and moment > self.chat.clock.moment:
            self.nothing_more(line)
            await self.chat.until(moment)
        if line.who == "off":
            await self.chat.close()
            self.running = False
        elif line.who == "on":
            self.chat.clock.moment = moment
            self.heard = []
            await self.chat.open()
            self.running = True
        elif line.who == "azalea":
            self.expect(line)
        elif line.who == "--":
            self.nothing_more(line)
        else:
            pressed = re.fullmatch(r"\[([^\]]+)\]", line.said)
            await self.chat.says(mark_of(pressed[1], self.chat.channel.sent) if pressed else line.said)

    def expect(self, line: Line) -> None:
        if not self.pending():
            pytest.fail(f"line {line.number}: azalea says nothing")
        out = self.pending()[0]
        lacking = agrees(line.said, out)
        if lacking:
            pytest.fail(f"line {line.number}: {lacking} not in {out.text!r} {[b.label for b in out.buttons]}")
        self.heard.append(out)


def spoken(entry: dict[str, Any]) -> str:
    if entry["wall"] is None:
        return f"{entry['day']} {entry['kind']} {entry['text']}"
    taken = entry["taken_at"][11:16] if entry["taken_at"] else "-"
    return f"{entry['day']} {entry['wall']} {entry['kind']} {taken} {entry['status']}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
async def test_dialogue(path: Path, open_chat: Callable[..., Any]) -> None:
    dialogue = read(path)
    start = dialogue.set_up[0] if dialogue.set_up else dialogue.lines[0].at
    chat = await open_chat(start, ZoneInfo(dialogue.zone))
    stage = Stage(chat)
    if dialogue.set_up:
        await chat.set_up(dialogue.set_up[1])
        stage.heard = list(chat.channel.sent)
    for line in dialogue.lines:
        await stage.play(line)
    stage.nothing_more(None)
    assert [spoken(entry) for entry in await chat.diary()] == dialogue.diary


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
async def test_dialogue_on_telegram(path: Path, open_telegram_chat: Callable[..., Any]) -> None:
    await test_dialogue(path, open_telegram_chat)


async def test_the_runner_fails_on_silence_and_on_one_answer_too_many(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(datetime(2026, 12, 1, 9, 0))
    stage = Stage(chat)
    with pytest.raises(pytest.fail.Exception, match="says nothing"):
        stage.expect(Line(1, datetime(2026, 12, 1, 9, 0), "azalea", '"hello"'))
    await chat.says("hello")
    with pytest.raises(pytest.fail.Exception, match="also said"):
        stage.nothing_more(None)
    with pytest.raises(pytest.fail.Exception, match="not in"):
        stage.expect(Line(2, datetime(2026, 12, 1, 9, 0), "azalea", '"goodbye" [Wave]'))
