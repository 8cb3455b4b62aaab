"""English: how many tablets were taken, where somebody says a number. Whether that is the plan is not known here."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from bot.care.reading.dose_meanings import Count, Doubt, Why
from bot.care.reading.english_pieces import POLITE, SORRY, TABLETS, number_of
from bot.care.reading.meanings import Meaning
from bot.care.reading.sentence import Sentence

# "took 7.15" is more likely a time.
_COUNT: Final = r"(?:[0-4][.,]5|\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)"
_THEM: Final = rf"(?:them|(?:my |the )?(?:{TABLETS}))"
_SAID: Final = (
    rf"(?:(?P<half>(?:a )?half(?: (?:of )?(?:it|one|(?:(?:a|my|the|one|1) )?(?:{TABLETS})))?)"
    rf"|(?P<count>{_COUNT})(?P<named> (?:{TABLETS}))?"
    rf"(?P<of> (?:(?:out )?of|instead of|not) (?:my |the )?{_COUNT}(?: (?:{TABLETS}))?| (?:out )?of {_THEM})?)"
    "(?P<last> only)?"
)
_ONLY: Final = "(?:(?:only|just) ){1,2}"
_TODAY: Final = "(?: (?:so far|today|this morning|this afternoon|this evening|tonight|now|by (?:mistake|accident)))?"
_TOOK_COUNT: Final = re.compile(
    rf"(?:(?P<yes>(?:yes|yeah|yep|yup|done) but )|{SORRY})(?:actually )?"
    rf"(?:i |ive |i have )?(?P<only>{_ONLY})?(?:(?:took|taken|swallowed|managed|(?P<had>had)) )?"
    rf"(?P<just>{_ONLY})?{_SAID}{_TODAY}{POLITE}"
)
_TOOK: Final = re.compile(r"\b(?:took|taken|swallowed|managed)\b")
_HALF_A_TABLET: Final = Decimal("0.5")


def read_count_taken(said: Sentence) -> Meaning | None:
    """Return how many tablets are said to have been taken; "had one" and a bare number may be something else."""
    match = _TOOK_COUNT.fullmatch(said.text)
    if match is None or said.asked:
        return None
    only = match["only"] or match["just"] or match["last"]
    counted = match["half"] or match["named"] or match["of"]
    said_had = match["had"] and (only or counted)
    plainly = _TOOK.search(said.text) or said_had or (only and (match["half"] or match["yes"]))
    if not plainly:
        return None
    number = _HALF_A_TABLET if match["half"] else number_of(match["count"])
    return Doubt(Why.AMOUNT, Count(number, named=bool(counted)))
