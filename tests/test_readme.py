"""The morning in the README is what azalea says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from textwrap import dedent
from typing import Any

README = Path(__file__).parents[1] / "README.md"
TIME_PASSES = "later"  # after this line the clock goes on to one minute past eight


def recorded() -> list[str]:
    """Return the lines of the morning, as they stand there."""
    text = README.read_text(encoding="utf-8")
    start, end = text.index("    > /start"), text.index("## Design notes")
    return dedent(text[start:end]).rstrip().split("\n")


async def test_the_morning_is_as_it_was_recorded(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(datetime(2026, 12, 1, 7, 30))
    said: list[str] = []
    for line in (line.removeprefix("> ") for line in recorded() if line.startswith("> ")):
        said += [f"> {line}", *"\n".join(await chat.says(line)).split("\n")]
        if line == TIME_PASSES:
            said += "\n".join(await chat.until(datetime(2026, 12, 1, 8, 1))).split("\n")
    assert said == recorded()
