"""Reads how the words of a question are compared: fillers, words that mean the same, phrases beyond the guide."""

from __future__ import annotations

from pathlib import Path

from bot.care.guide import Words, folded
from bot.content.aliases import spelled_out
from bot.content.tables import checked_keys, parsed
from bot.content.texts import read_text

_KEYS = {"fillers": list, "same": list, "beyond": list}
_LONGEST = 2  # words that may mean the same as one


def read_words(path: Path) -> Words:
    """Read *path*. No word stands for two others, and none that means something is a filler."""
    text = read_text(path)
    values = parsed(text)
    checked_keys(values, _KEYS, {}, text, r"\A")
    fillers = frozenset(folded(word) for word in values["fillers"])
    groups: list[tuple[str, ...]] = []
    seen: set[tuple[str, ...]] = set()
    for line in values["same"]:
        group = tuple(word.strip() for word in line.split(","))
        for word in group:
            said = folded(word)
            if not 0 < len(said) <= _LONGEST:
                text.refuse_item("same", line, f'"{word}" is not one word or two')
            if said in seen or said in fillers:
                text.refuse_item("same", line, f'"{word}" stands in this file twice')
            seen.add(said)
        groups.append(group)
    return Words(tuple(values["fillers"]), tuple(groups), tuple(spelled_out(values["beyond"], text, "beyond")))
