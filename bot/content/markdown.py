"""Takes the marks out of our Markdown, for where marks are not shown."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token


@cache
def _markdown() -> MarkdownIt:
    # Lazily: six megabytes, and most of what is said holds no Markdown.
    from markdown_it import MarkdownIt  # noqa: PLC0415

    return MarkdownIt("commonmark", {"html": False})


def plain(markdown: str) -> str:
    """Return *markdown* of ours as plain text; what a person typed never comes here."""
    lines: list[str] = []
    lists, bullet = 0, ""
    for token in _markdown().parse(markdown):
        if token.type == "list_item_open":
            bullet = "- "
        elif token.type in {"bullet_list_open", "ordered_list_open"}:
            lists += 1
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            lists -= 1
        elif token.content.strip():
            lines.append(bullet + ("".join(map(_said, token.children or ())) or token.content).strip())
            bullet = ""
        # A list is one block, whatever its items hold.
        if not lists and token.nesting <= 0:
            lines.append("")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _said(token: Token) -> str:
    """Return what is left of a piece of a line without its marks."""
    return {"softbreak": " ", "hardbreak": "\n"}.get(token.type, token.content)
