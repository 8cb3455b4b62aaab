"""One spelling for what people type in many: width, case, digits, quotes and things nobody sees. Knows no language."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# The longest message of a chat. Normalising takes time that grows with the square of the accents in a row.
LONGEST: Final = 4096
UNREADABLE: Final = "\ufffd"
PIECE_LONGEST: Final = 40

# Controls (but not the ones that separate words), zero-width and bidi marks, lone surrogates.
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]",
)
# Variation selectors, the keycap and skin tones: they change how a sign looks, not what it says.
_LOOKS: Final = re.compile("[\ufe00-\ufe0f\u20e3\U0001f3fb-\U0001f3ff]")
_APOSTROPHES: Final = "\u2018\u2019\u201b\u02bc\u02b9\u0060\u00b4\u2032\u055a"
_RAISED: Final = "¹²³⁰⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉"
_SINGLE: Final = str.maketrans(
    dict.fromkeys(_APOSTROPHES, "'")
    # Unicode's own forms would turn "8²" into 82 and "1½" into 11/2.
    | dict.fromkeys(_RAISED, UNREADABLE)
    | dict.fromkeys("❓❔؟¿", "?")
    | {"½": " 1/2", "¼": " 1/4", "¾": " 3/4", "✕": "x", "✖": "x"},
)
_DIGIT: Final = re.compile(r"\d")
_SPACES: Final = re.compile(r"\s+")


def tidy(words: str) -> str:
    """Return *words* without what cannot be seen or stored; everything else stays as it was typed."""
    return _UNSEEN.sub("", words).strip()


def fold(words: str) -> str:
    """Return *words* in the one spelling that the grammars read: compatibility forms, lower case, ASCII digits."""
    seen = tidy(words)
    if seen.isascii():
        return _SPACES.sub(" ", seen.casefold().replace("`", "'"))
    if len(seen) > LONGEST:
        return UNREADABLE
    plain = unicodedata.normalize("NFKC", _LOOKS.sub("", seen).translate(_SINGLE)).casefold()
    return _SPACES.sub(" ", _DIGIT.sub(_ascii_digit, plain)).strip()


def piece(folded: str) -> str:
    """Return what a refusal may repeat of a text."""
    return tidy(folded)[:PIECE_LONGEST].strip()


def _ascii_digit(match: re.Match[str]) -> str:
    return str(unicodedata.decimal(match[0]))
