"""Reads how the words of a question are compared: fillers, words that mean the same, what lies beyond the guide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from bot.care.guide import Words, folded
from bot.content.aliases import spelled_out
from bot.content.tables import checked_keys, parsed
from bot.content.texts import Text, read_text

_KEYS = dict.fromkeys(("fillers", "everyday", "same", "elsewhere", "beyond", "own", "medicines"), list)
_LONGEST = 2  # words that may mean the same as one

_Seen = set[tuple[str, ...]]


def read_words(path: Path, outside: Path) -> Words:
    """Read *path*, in which no word stands twice, and the questions in *outside*."""
    text = read_text(path)
    values = parsed(text)
    checked_keys(values, _KEYS, {}, text, r"\A")
    seen: _Seen = set()
    return Words(
        fillers=tuple(_alone(values["fillers"], text, "fillers", seen)),
        everyday=tuple(_alone(values["everyday"], text, "everyday", seen)),
        elsewhere=tuple(_alone(values["elsewhere"], text, "elsewhere", seen)),
        same=tuple(_groups(values["same"], text, "same", seen, _LONGEST)),
        beyond=tuple(spelled_out(values["beyond"], text, "beyond")),
        own=tuple(_alone(values["own"], text, "own", seen)),
        medicines=tuple(_alone(values["medicines"], text, "medicines", set())),
        outside=tuple(_questions(outside)),
    )


def _questions(path: Path) -> Iterator[tuple[str, ...]]:
    """Yield the questions of each kind in *path*, none of which stands there twice."""
    text = read_text(path)
    values = parsed(text)
    checked_keys(values, {}, dict.fromkeys(values, list), text, r"\A")
    seen: _Seen = set()
    for kind, questions in values.items():
        for question in questions:
            said = folded(question)
            if said in seen:
                text.refuse_item(kind, question, f'"{question}" stands in this file twice')
            seen.add(said)
        yield tuple(questions)


def _alone(lines: Iterable[str], text: Text, key: str, seen: _Seen) -> Iterator[str]:
    """Yield the words in *lines*, each by itself."""
    for group in _groups(lines, text, key, seen, 1):
        yield from group


def _groups(lines: Iterable[str], text: Text, key: str, seen: _Seen, longest: int) -> Iterator[tuple[str, ...]]:
    """Yield the words of each of *lines*, with commas between them; of up to *longest* words each, and none *seen*."""
    for line in lines:
        group = tuple(word.strip() for word in line.split(","))
        for word in group:
            said = folded(word)
            if not 0 < len(said) <= longest:
                text.refuse_item(key, line, f'"{word}" is not {"one word" if longest == 1 else "one word or two"}')
            if said in seen:
                text.refuse_item(key, line, f'"{word}" stands in this file twice')
            seen.add(said)
        yield group
