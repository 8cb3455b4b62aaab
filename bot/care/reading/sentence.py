"""What someone wrote, made ready for a grammar, and the way back to how they typed it. Knows hardly any language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bot.care.reading.spelling import fold, tidy

DECORATION: Final = "👍👌✅✔☑💊🙂😊😀😃😄☺🙏💪🎉❤👏"
BREAK: Final = "\x01"  # stands in `paused` where a comma, a full stop or a dash stood; `tidy` leaves none of these in

_SMILEYS: Final = (":)", ":-)", ";)")
_MERIDIEM: Final = re.compile(r"\b([ap])\.\s?m\b\.?|(?<=\d)([ap])\.m\b\.?")
_APOSTROPHE: Final = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")
_PAUSE: Final = re.compile(r"!+|,(?!\d)|(?<![.\s])\.(?=\s|$)|(?<=\s)[-\u2013\u2014](?=\s)")
_EDGES: Final = " ,.!?-\u2013\u2014"
_MOST_REPEATS: Final = 400


@dataclass(frozen=True, slots=True)
class Sentence:
    """One message: *words* as typed, *folded* as `fold` spells them, *text* as plain words only.

    *paused* is *text* with a `BREAK` where a pause was typed. *asked*: it ends in a question mark.
    """

    words: str
    folded: str
    text: str
    paused: str
    asked: bool

    def typed(self, part: str) -> str:
        """Return a *part* of `text` as it was typed, or as it is where it cannot be found again."""
        wanted = part.split()
        typed = self.words.split()
        plain = [_plain(word) for word in typed]
        for start in range(len(plain) - len(wanted) + 1):
            if plain[start : start + len(wanted)] == wanted:
                return " ".join(typed[start : start + len(wanted)]).strip(_EDGES)
        return part


def sentence(words: str, spelled: Mapping[str, str]) -> Sentence:
    """Return *words* without signs at the ends, pauses and repeats; *spelled* mends what is often mistyped."""
    folded = fold(words)
    # Two pills in a row may be meant as a number.
    many = folded.count("💊") > 1 and folded.strip("💊 ")
    text = folded if many else _undecorated(folded)
    body = text.rstrip("?! ")
    asked = "?" in text[len(body) :]
    marked = _PAUSE.sub(f" {BREAK} ", _APOSTROPHE.sub("", _MERIDIEM.sub(_half, body)))
    tokens = [spelled.get(token, token) for token in marked.split()]
    plain = _once([token for token in tokens if token != BREAK])
    return Sentence(tidy(words), folded, plain, " ".join(tokens).strip(f"{BREAK} "), asked)


def _plain(word: str) -> str:
    return _APOSTROPHE.sub("", fold(word)).strip(_EDGES)


def _undecorated(folded: str) -> str:
    signs = DECORATION + " "
    text = folded.strip(signs)
    for smiley in _SMILEYS:
        text = text.removesuffix(smiley)
    return text.rstrip(signs)


def _half(match: re.Match[str]) -> str:
    return f"{match[1] or match[2]}m"


def _once(tokens: list[str]) -> str:
    """Return a phrase that is typed again and again as the phrase; one with a figure in it stands as it is."""
    text = " ".join(tokens)
    if len(tokens) > _MOST_REPEATS or any(sign.isdigit() for sign in text):
        return text
    for period in range(1, len(tokens) // 2 + 1):
        if len(tokens) % period == 0 and tokens[period:] == tokens[:-period]:
            return " ".join(tokens[:period])
    return text
