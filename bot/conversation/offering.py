"""What a choice stands for is kept with its question: the network that carries the choice reads a number alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.wording import Said


def kept_back(asked: Sequence[Said], act: str) -> tuple[list[Said], list[str]]:
    """Return a question whose choices that begin with *act* carry their place alone, and what each of them means."""
    values: list[str] = []
    told = []
    for said in asked:
        choices = []
        for choice in said.choices:
            meant = choice.data.removeprefix(f"{act}:")
            if meant != choice.data:
                choices.append(replace(choice, data=f"{act}:{len(values)}"))
                values.append(meant)
            else:
                choices.append(choice)
        told.append(replace(said, choices=tuple(choices)))
    return told, values


def meant_by(offered: Sequence[str], place: str) -> str | None:
    """Return what the choice at a place means; None where there is no such choice."""
    found = int(place) if place.isdecimal() else len(offered)
    return offered[found] if found < len(offered) else None
