"""Having taken it, and fever, in languages that are not read: known so as to be answered, and never a record."""

from __future__ import annotations

import re
from typing import Final

_SAYINGS: Final[dict[str, tuple[str, ...]]] = {
    "de": (
        r"\b(?:eingenommen|geschluckt|nicht genommen)\b",
        r"\btabletten? (?:schon |bereits )?genommen\b",
        r"\b(?:habe?|hab ?'?s|schon|bereits|ja,?) .{0,24}?genommen\b",
        r"^genommen$",
        r"\b(?:fieber|schüttelfrost)\b",
    ),
    "pl": (
        r"\b(?:wzięła|wziął|wzięłam|wziąłem|wzielam|wzialem|wzięt[eay]|zażyłam|zażyłem|połknęłam|połknąłem)\b",
        r"\bgorączk[aęi]\b",
    ),
    "fr": (
        r"\b(?:j'?ai|l'?ai|c'?est) (?:déjà |deja |bien )?pris(?:e|es)?\b",
        r"\bpris (?:ce matin|mes|mon|le|les)\b",
        r"^pris$",
        r"\bfi[èe]vre\b",
    ),
    "es": (
        r"\btomad[oa]s?\b",
        r"\b(?:la|lo|las|los|me|ya) tomé\b",
        r"\btomé (?:la|el|mi|mis|las|los)\b",
        r"\bfiebre\b",
    ),
    "it": (
        r"\b(?:l'?ho|ho|già|gia) (?:già |gia )?pres[oaie]\b",
        r"\bpres[oaie] (?:stamattina|oggi|adesso|ora|la|le)\b",
        r"^pres[oaie]$",
        r"\bfebbre\b",
    ),
    "ru": (r"\b(?:принял|приняла|выпил|выпила|взял|взяла)\b",),
}
_PATTERNS: Final = {code: re.compile("|".join(sayings)) for code, sayings in _SAYINGS.items()}


def other_language(folded: str) -> str | None:
    """Return the code of the language in which folded text seems to say that it was taken."""
    return next((code for code, pattern in _PATTERNS.items() if pattern.search(folded)), None)
