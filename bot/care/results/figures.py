"""Numbers as laboratories print them: decimal commas, thousands, and nothing that only Python takes for one."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from bot.care.results.values import Why

LONGEST = 12  # digits and marks; reports print fewer
_SIGNS = {
    "\u03bc": "u",
    "\u00b5": "u",
    "\u00d7": "x",
    "\u00b7": "x",
    "\u2212": "-",
    "\u2013": "-",
    "\u2014": "-",
    "\u2010": "-",
    "\u2011": "-",
    "\u2019": "'",
    "\u2264": "<",
    "\u2265": ">",
}

_PLAIN = re.compile(r"[0-9]+(?:[.,][0-9]+)?|[.,][0-9]+")
_UNSURE = re.compile(r"[1-9][0-9]{0,2}[.,'][0-9]{3}")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:(?P<mark>[.,'])[0-9]{3})(?:(?P=mark)[0-9]{3})+")
_GROUPED_WITH_FRACTION = re.compile(r"[1-9][0-9]{0,2}(?:(?:,[0-9]{3})+\.[0-9]+|(?:\.[0-9]{3})+,[0-9]+)")


def folded(words: str) -> str:
    """Return *words* in small letters and plain signs, each in the place of the one it stands for.

    Raised numbers stay as they are: 4² is not 42.
    """
    return "".join(map(_folded, words))


def _folded(char: str) -> str:
    if char.isascii():
        # What cannot be seen parts words, and never joins two numbers.
        return char.lower() if char.isprintable() or char == "\n" else " "
    if char in _SIGNS:
        return _SIGNS[char]
    category = unicodedata.category(char)
    if category == "Nd":
        return str(unicodedata.decimal(char))
    if category[0] in "CZ":
        return " "
    plain = char if category == "No" else unicodedata.normalize("NFKC", char).lower()
    return plain if len(plain) == 1 else char


def as_number(text: str) -> Decimal | Why:
    """Return the number that *text* is, digits and marks alone, or why it is not surely one."""
    if len(text) > LONGEST:
        return Why.TOO_LONG
    if _UNSURE.fullmatch(text):
        return Why.THOUSANDS
    if _PLAIN.fullmatch(text):
        return Decimal(text.replace(",", "."))
    if _GROUPED.fullmatch(text):
        return Decimal(re.sub(r"[.,']", "", text))
    if _GROUPED_WITH_FRACTION.fullmatch(text):
        whole, fraction = text[: (cut := max(text.rfind("."), text.rfind(",")))], text[cut + 1 :]
        return Decimal(re.sub(r"[.,]", "", whole) + "." + fraction)
    return Why.NOT_A_NUMBER
