"""Hours from one clock time to another, as people type them: "22 to 7", "10pm-7am". Asks nothing, guesses nothing."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from itertools import product
from typing import Final

from bot.care.reading.clock import read_clock
from bot.care.reading.spelling import fold

Hours = tuple[time, time]

# Of hours whose half of the day was left out: with the other halves they would take up most of a day.
LONGEST: Final = timedelta(hours=14)
_HOURS: Final = re.compile(
    r"(?:from |between )?(?P<start>.{1,20}?) ?(?:[-\u2013\u2014]| to | till | til | until | and ) ?(?P<end>.{1,20})"
)
_SOME_DAY: Final = date(2000, 1, 1)


def read_hours(words: str) -> tuple[Hours, ...]:
    """Return what *words* can mean: nothing, one pair of wall times, or several where the halves of the day are open.

    A pair may be two equal times, if that is what was typed.
    """
    match = _HOURS.fullmatch(fold(words))
    start, end = (read_clock(match["start"]), read_clock(match["end"])) if match else (None, None)
    if start is None or end is None:
        return ()
    pairs = tuple(product(start.readings(), end.readings()))
    return pairs if len(pairs) == 1 else tuple(pair for pair in pairs if timedelta(0) < length(*pair) <= LONGEST)


def length(start: time, end: time) -> timedelta:
    """Return how long it is from one wall time to the next time that the other one comes."""
    between = datetime.combine(_SOME_DAY, end) - datetime.combine(_SOME_DAY, start)
    return between % timedelta(days=1)
