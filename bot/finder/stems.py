"""What is left of a word when endings and spellings that change nothing are taken off: "tests" and "tested" are one.

English alone, and rough: two words may meet here that are strangers, which costs a little order among what is found.
"""

from __future__ import annotations

import re

_SHORTEST = 3  # letters that a stem keeps
# British and American: haemoglobin, diarrhoea, tumour, immunise, paediatric.
_SPELLINGS = (
    (re.compile("(?<=.)[ao]e(?=[a-z])"), "e"),
    (re.compile("our$"), "or"),
    (re.compile("is(?=e|ing|ation)"), "iz"),
)
_DOUBLING = ("ingly", "edly", "ing", "ed")
_ENDINGS = ("ingly", "edly", "ing", "ies", "ied", "es", "ed", "ly", "s", "y", "e")
# What looks like an ending and is none: without these "story" and "store" are one, "illness" and "I'll".
_WHOLE = {
    **dict.fromkeys(("story", "stories"), "story"),
    **dict.fromkeys(("illness", "illnesses"), "illness"),
    **{word: word for word in ("evening", "expecting", "hives", "mine", "ready", "sickly")},
}
_DOUBLED = re.compile(r"([bdgklmnprtv])\1$")


def stem(word: str) -> str:
    """Return what *word*, in small letters, has in common with its other forms."""
    if word in _WHOLE:
        return _WHOLE[word]
    for spelling, one in _SPELLINGS:
        word = spelling.sub(one, word)
    word = word.removesuffix("ness") if len(word) >= len("ness") + _SHORTEST else word
    if word.endswith("ss"):
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            word = word[: -len(ending)]
            return _DOUBLED.sub(r"\1", word) if ending in _DOUBLING else word
    return word
