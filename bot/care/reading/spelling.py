"""One spelling for what people type in many: width, case, digits, quotes and things nobody sees. Knows no language."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# The longest message of a chat. Normalising takes time that grows with the square of the accents in a row.
LONGEST: Final = 4096
UNREADABLE: Final = "\ufffd"
PIECE_LONGEST: Final = 40
SHORTEST_SLIPPED: Final = 3  # letters: of a shorter word a slip makes another one

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
_DOUBLED: Final = re.compile(r"([^\W\d_])\1+")
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


def same_but_for_a_slip(typed: str, meant: str) -> bool:
    """Tell whether folded words are *meant* with letters doubled or undoubled, or with two neighbours changed over.

    No letter is another, so that no other word is met by a slip: "yse" and "yess" are a yes, "yet" is none.
    """
    if len(meant) < SHORTEST_SLIPPED:
        return typed == meant
    one, other = _single(typed), _single(meant)
    if one == other:
        return True
    apart = [place for place, letters in enumerate(zip(one, other, strict=False)) if letters[0] != letters[1]]
    if len(one) != len(other) or len(apart) != len("ab"):
        return False
    first, second = apart
    return second == first + 1 and one[first] == other[second] and one[second] == other[first]


def _single(words: str) -> str:
    return _DOUBLED.sub(r"\1", words)
