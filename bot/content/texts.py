"""A text file of the content that knows its lines, and the refusal that names the file and the line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn


class BadContent(Exception):  # noqa: N818 - a refusal, named for what it says
    """The content folder holds something that cannot be shown; the sentence names the file and the line."""

    def __init__(self, path: Path, line: int | None, what: str) -> None:
        """Say *what* is wrong in *path*; without *line* it is wrong as a whole."""
        super().__init__(f"{path}, line {line}: {what}." if line else f"{path}: {what}.")
        self.path = path
        self.line = line


@dataclass(frozen=True, slots=True)
class Text:
    """A file's text, which knows where in it something stands."""

    path: Path
    text: str
    above: int = 0

    def line_of(self, pattern: str) -> int:
        """Return the number of the first line in which *pattern*, a regular expression, is found; else of the first."""
        found = re.search(pattern, self.text, re.MULTILINE)
        return self.line_at(found.start() if found else 0)

    def line_at(self, offset: int) -> int:
        """Return the number of the line that holds the character at *offset*."""
        return self.above + self.text.count("\n", 0, offset) + 1

    def starting(self, pattern: str) -> Text:
        """Return the text from the line in which *pattern* is found, else all of it."""
        found = re.search(pattern, self.text, re.MULTILINE)
        start = self.text.rfind("\n", 0, found.start()) + 1 if found else 0
        return Text(self.path, self.text[start:], self.line_at(start) - 1)

    def refuse(self, pattern: str, what: str) -> NoReturn:
        """Refuse *what* is wrong where *pattern* is found."""
        raise BadContent(self.path, self.line_of(pattern), what)

    def refuse_key(self, key: str, what: str) -> NoReturn:
        """Refuse *what* is wrong with *key*."""
        self.refuse(rf"(?:^|[{{,])[ \t]*\[{{0,2}}\"?{re.escape(key)}\b", what)

    def refuse_item(self, key: str, item: str, what: str) -> NoReturn:
        """Refuse *what* is wrong with the text *item*, which stands after *key*."""
        start = re.search(rf"^[ \t]*{key}\b", self.text, re.MULTILINE)
        offset = self.text.find(f'"{item}"', start.start() if start else 0)
        if offset < 0:
            self.refuse_key(key, what)
        raise BadContent(self.path, self.line_at(offset), what)


def read_text(path: Path) -> Text:
    """Read *path*, whatever its line ends; refuse what cannot be read or is not UTF-8."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise BadContent(path, None, "this file cannot be read") from error
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadContent(path, raw.count(b"\n", 0, error.start) + 1, "this is not UTF-8") from error
    return Text(path, text.replace("\r\n", "\n"))


def seen(folder: Path) -> list[Path]:
    """Return what lies in *folder*, sorted, without hidden files."""
    return sorted(path for path in folder.glob("*") if not path.name.startswith("."))
