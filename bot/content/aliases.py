"""What people call things, written short: "hurt(|ing) (my|her)self" stands for four names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import product

from bot.content.texts import Text

_CHOICE = re.compile(r"\(([^()]*)\)")


def spelled_out(patterns: Iterable[str], front: Text, key: str) -> dict[str, str]:
    """Return each name that one of *patterns* stands for, with that pattern; they are what *key* of *front* holds."""
    names: dict[str, str] = {}
    for pattern in patterns:
        pieces = [piece.split("|") if place % 2 else [piece] for place, piece in enumerate(_CHOICE.split(pattern))]
        if any(set("()|") & set(piece[0]) for piece in pieces[::2]):
            front.refuse_item(key, pattern, f'the brackets of "{pattern}" do not pair')
        for chosen in product(*pieces):
            name = " ".join("".join(chosen).split())
            if name in names:
                front.refuse_item(key, pattern, f'"{name}" stands in {key} twice')
            names[name] = pattern
    return names
