"""What something may be called on a locked phone: a short name that tells nothing of a test, an illness, a medicine."""

from __future__ import annotations

import re
from enum import Enum

from bot.care.people import LONGEST_WORDS
from bot.care.reading import Unclear, understand
from bot.care.reading.english_questions import asks
from bot.care.reading.test_dates import names_dates

MOST_WORDS = 4
TELLING = re.compile(
    r"\b(bloods?|tests?|testing|labs?|results?|clinic|hospital|doctors?|nurse|needle|jab|med(s|ical|icine)?|drugs?|pills?"
    r"|tablets?|azathioprine|imuran|aza|crohn'?s?|colitis|arthritis|lupus|ibd|ra)\b",
    re.IGNORECASE,
)


class Unfit(Enum):
    """Why words are not taken as a name."""

    NONE = "none"  # they are none: a sentence, a question, or something that azalea knows
    LONG = "long"
    TELLS = "tells"


def name_in(words: str) -> str | Unfit:
    """Return the name that words are, or why they are not taken as one. What reads as dates is none."""
    name = " ".join(words.split()).rstrip("?!.: ")
    if not 0 < len(name) <= LONGEST_WORDS:
        return Unfit.NONE if " " in name else Unfit.LONG
    if TELLING.search(name):
        return Unfit.TELLS
    if not _is_name(words) or names_dates(words):
        return Unfit.NONE
    return name[:1].upper() + name[1:]


def _is_name(words: str) -> bool:
    """Tell whether words can be what something is called: few, no question, no number, and nothing azalea knows."""
    few = len(words.split()) <= MOST_WORDS and not any(sign.isdigit() or sign in "?/" for sign in words)
    return few and isinstance(understand(words), Unclear) and not asks(words)
