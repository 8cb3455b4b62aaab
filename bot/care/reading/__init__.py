"""What a person's words mean: a whitelist with a veto list. Does not know what was asked, of whom, or what time it is.

No text is read as "taken" unless the whole of it says so. What speaks of taking in any other way is a `Doubt`, to be
asked about. Urgent words are not looked for here: they are held against the guide before anything is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from bot.care.reading import english
from bot.care.reading.amounts import PlanTrouble, Trouble
from bot.care.reading.clock import ClockTime, Half, read_clock
from bot.care.reading.meanings import (
    AskedWhether,
    Choice,
    Command,
    Done,
    Doubt,
    Help,
    Later,
    Meaning,
    No,
    Nod,
    NotHad,
    Took,
    Unclear,
    Why,
    Yes,
)
from bot.care.reading.planning import PlanWords, read_plan
from bot.care.reading.spelling import fold, tidy

__all__ = [
    "AskedWhether",
    "Choice",
    "ClockTime",
    "Command",
    "Done",
    "Doubt",
    "Half",
    "Help",
    "Later",
    "Meaning",
    "No",
    "Nod",
    "NotHad",
    "PlanTrouble",
    "PlanWords",
    "Took",
    "Trouble",
    "Unclear",
    "Why",
    "Yes",
    "read_clock",
    "read_plan",
    "understand",
]

_LANGUAGES: Final[dict[str, Callable[[str], Meaning]]] = {"en": english.understand}
_COMMAND: Final = re.compile(r"[/\uff0f](?P<name>[^\s/@]{1,64})(?:@\S*)?(?:\s+(?P<words>.*))?", re.DOTALL)
_OPTION: Final = re.compile(r"(?:number |no |option |choice )?[(#\[]?(?:(?P<number>[1-9]\d?)|(?P<letter>[a-z]))[.)\]]?")


def understand(words: str, language: str = "en") -> Meaning:
    """Return what *words* mean to someone who writes *language*; a language not known here is read as English."""
    command = _COMMAND.fullmatch(tidy(words))
    if command:
        return Command(fold(command["name"]).rstrip(".,:!"), command["words"] or "")
    folded = fold(words)
    meaning = _LANGUAGES.get(language.partition("-")[0], english.understand)(folded)
    return _option(folded) if meaning == Unclear() else meaning


def _option(folded: str) -> Meaning:
    match = _OPTION.fullmatch(folded)
    if match is None:
        return Unclear()
    number: str | None = match["number"]
    return Choice(int(number) if number else None, match["letter"])
