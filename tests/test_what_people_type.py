"""Types what people type, line by line of what_people_type.txt, each into a chat of its own."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

TABLE = Path(__file__).with_name("what_people_type.txt")


@dataclass(frozen=True)
class Row:
    number: int
    state: str
    typed: str
    expected: str
    written: str


def rows() -> list[Row]:
    found = []
    for number, line in enumerate(TABLE.read_text().splitlines(), start=1):
        if line.strip() and not line.startswith("#"):
            state, typed, expected, written = (cell.strip() for cell in line.split("|"))
            found.append(Row(number, state, typed, expected, written))
    return found


async def in_state(state: str, open_chat: Callable[..., Any]) -> Any:
    """Return a chat in which time has come to the state that is named."""
    chat = await open_chat(datetime(2026, 11, 30, 19, 40))
    if state == "stranger":
        return chat
    await chat.set_up()
    await chat.until(datetime(2026, 12, 1, 8, 4))
    if state == "answered":
        await chat.says("took it")
    last = {
        "open": datetime(2026, 12, 1, 8, 5),
        "answered": datetime(2026, 12, 1, 10, 0),
        "closed": datetime(2026, 12, 2, 7, 0),
    }
    await chat.until(last[state])
    return chat


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row.number}-{row.typed}")
async def test_each_line_gives_what_is_expected(row: Row, open_chat: Callable[..., Any]) -> None:
    chat = await in_state(row.state, open_chat)
    before = len(await chat.diary())
    sent = len(chat.channel.sent)
    await chat.says(row.typed)
    said = chat.channel.sent[sent:]
    text = "\n".join(out.text for out in said)
    labels = {button.label for out in said for button in out.buttons}
    if row.expected == "--":
        assert not said
    assert not [words for words in re.findall(r'"([^"]+)"', row.expected) if words.casefold() not in text.casefold()]
    assert set(re.findall(r"\[([^\]]+)\]", row.expected)) <= labels
    written = [entry["kind"] for entry in (await chat.diary())[before:]]
    assert written == ([] if row.written == "-" else [row.written])
