"""A picture from its row to where it is shown: kept as what is to be drawn, drawn when it leaves."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, select

from bot.channels.console_channel import NAME
from bot.channels.console_looks import plain, rendered
from bot.drawing import drawer
from bot.drawing.drawer import PNG
from bot.messages import Outgoing
from bot.store import outbox
from bot.store.tables import accounts
from bot.wiring import read_desk
from bot.wording import Said, choices_kept, picture_back, text_kept
from tests.charts import MONTHS, chart, picture, point

EVENING = datetime(2026, 11, 30, 19, 40)
Open = Callable[..., Any]


async def says(chat: Any, said: Said) -> str:
    """Let azalea say something to Ana, and return how it is shown."""

    def write(conn: Connection) -> None:
        ana = conn.execute(select(accounts.c.id).where(accounts.c.channel == NAME)).scalar_one()
        now = chat.clock.now()
        body, buttons = text_kept(said), choices_kept(said)
        outbox.add(conn, outbox.Draft("picture/1", ana, None, body, outbox.ANSWER, now, buttons=buttons))

    await chat.azalea._store.write(write)
    await chat.azalea.settle(chat.clock.now())
    shown: str = chat.terminal.shown[-1]
    return shown


def test_what_is_kept_comes_back() -> None:
    said = Said("Your values.", picture=picture())
    assert text_kept(said) == text_kept(Said("Your values.", picture=picture(body=PNG)))  # it is drawn when it leaves
    assert picture_back(json.loads(json.dumps(text_kept(said)))) == said.picture
    assert picture_back(text_kept(Said("Your values."))) is None


def test_the_words_of_a_picture_are_those_of_the_phrases() -> None:
    shown = chart(point("2026-11-02", "31"))
    made = read_desk().wording.picture("alt.png", shown, "ALT: 31 on 2 Nov.")
    assert made == picture(shown)
    assert made.captions.months == MONTHS


async def test_the_terminal_shows_letters_and_leaves_the_picture(open_chat: Open) -> None:
    chat = await open_chat(EVENING)
    await chat.says("/start")
    shown = await says(chat, Said("Your values.", picture=picture()))
    lines = [line.partition("| ")[2] for line in shown.splitlines()]
    left = Path(lines[-1])
    assert lines[0] == "Your values."
    assert lines[2] == "ALT, U/L"
    assert (lines[3].split(), len(lines)) == (["2", "Nov", "2026", "*", "31"], 6)
    assert (left.name, first_bytes(left)) == ("alt.png", PNG)


def first_bytes(file: Path) -> bytes:
    return file.read_bytes()[: len(PNG)]


async def test_where_nothing_can_be_drawn_the_terminal_shows_letters_alone(
    open_chat: Open, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(drawer, "CHILD", ("-c", "raise SystemExit(1)"))
    chat = await open_chat(EVENING)
    await chat.says("/start")
    shown = await says(chat, Said("Your values.", picture=picture()))
    assert "ALT, U/L" in shown
    assert not (chat.folder.parent / "alt.png").exists()
    assert [record.getMessage().partition(":")[2] for record in caplog.records] == [" code 1"]


def test_a_narrow_terminal_breaks_no_line_of_a_chart() -> None:
    out = Outgoing("1", "Your values.", picture=picture(chart(point("2026-11-02", "31", "5", "40"))))
    shown = plain(rendered(out, 48)).splitlines()
    assert max(map(len, shown)) <= 48
    assert [line for line in shown if "*" in line and line.endswith("31")]
