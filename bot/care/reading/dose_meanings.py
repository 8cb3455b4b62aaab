"""What words can mean that are about a dose, and when it was. Says nothing of which dose, nor what is to be done.

Words that are kept (`aside`, `reason`, `name`, `whose`) stand as they were typed.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from bot.care.reading.clock import ClockTime, Half
from bot.care.reading.days import DayWord

# --- when -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Ago:
    """So many minutes before the words were written."""

    minutes: int


@dataclass(frozen=True, slots=True)
class TimeUnknown:
    """A time was meant and not said: "when I got up", "earlier". *part* is "morning" ... "night", if it was named."""

    part: str | None = None


When = ClockTime | Ago | TimeUnknown


@dataclass(frozen=True, slots=True)
class TimeSaid:
    """A time and nothing else: an answer, if a time was asked for."""

    at: When
    day: DayWord | None = None


@dataclass(frozen=True, slots=True)
class HalfSaid:
    """A half of the day and nothing else, AM or PM: an answer, if that was asked for."""

    half: Half


@dataclass(frozen=True, slots=True)
class DaySaid:
    """A day and nothing else: an answer, if a day was asked for."""

    day: DayWord


# --- a dose -----------------------------------------------------------------------------------------------------------


class Why(Enum):
    """Why words about taking are asked about and never written down as taken."""

    QUESTION = "question"
    CONDITION = "condition"
    OTHER_PERSON = "other person"
    AMOUNT = "amount"
    WRONG = "wrong"
    OTHER_DAY = "other day"
    FUTURE = "future"
    NEGATED = "negated"
    TIME = "time"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Took:
    """The whole text says that this person's dose was taken (or given), at *at* if it says when.

    *day* is there only where a day was named, and then which dose is meant must be asked: it is never silently today's.
    *aside* is what else was said, and holds nothing that speaks against the taking.
    *part* is the part of the day that the dose was called by, beside a clock time: it decides which dose is meant.
    """

    at: When | None
    day: DayWord | None = None
    aside: str = ""
    part: str | None = None


@dataclass(frozen=True, slots=True)
class TookMine:
    """As `Took`, said of one's own: in a group it is about the sender's plan only."""

    at: When | None
    day: DayWord | None = None


@dataclass(frozen=True, slots=True)
class TookBoth:
    """Says "both", which may be two people, two doses or two tablets: always asked about."""


@dataclass(frozen=True, slots=True)
class TheyTook:
    """Someone else is said to have had theirs; *whose* is the word they were called by.

    *by* is who gave it, where that was somebody other than the writer.
    """

    whose: str
    at: When | None
    day: DayWord | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class AskedWhether:
    """Asks what the diary says: "did I take it?"; *whose* is empty for one's own, "anyone" left out."""

    whose: str = ""
    day: DayWord | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """So many tablets. Not *named* as such it is a bare number, which may be a time as well."""

    number: Decimal
    named: bool


@dataclass(frozen=True, slots=True)
class Doubt:
    """Speaks of taking, but must be asked about. *why* only helps to ask well: the first reason that was found.

    *count* is how many were taken, where that is all that is doubtful.
    """

    why: Why
    count: Count | None = None


@dataclass(frozen=True, slots=True)
class NotTaken:
    """Says that it was not taken; not whether it still will be. *back*: that takes back what was said before."""

    day: DayWord | None = None
    aside: str = ""
    back: bool = False


@dataclass(frozen=True, slots=True)
class NotYet:
    """Not taken so far, and meant to be."""


@dataclass(frozen=True, slots=True)
class Later:
    """Not now, and no word of never: for *wait* minutes or until a time, where one was said."""

    wait: int | None = None
    until: ClockTime | None = None


@dataclass(frozen=True, slots=True)
class NotHad:
    """Leaving this one out on purpose, for *reason* if one was typed."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class ToldToStop:
    """Leaving it out because a doctor, nurse or clinic said so: today, or until they say, is to be asked.

    *until*: the day that they named, or how long.
    """

    reason: str
    until: DayWord | None = None


@dataclass(frozen=True, slots=True)
class Forgot:
    """Says that one was forgotten: which is to be asked, unless *day* is named."""

    day: DayWord | None = None


@dataclass(frozen=True, slots=True)
class ForgotMayI:
    """Asks whether a late one may be taken. Nobody here can say; nothing is written down."""


@dataclass(frozen=True, slots=True)
class Actually:
    """Corrects the time that was said before."""

    at: When


@dataclass(frozen=True, slots=True)
class OtherDay:
    """Corrects the day that was said or understood before."""

    day: DayWord


@dataclass(frozen=True, slots=True)
class ChangeAnswer:
    """Wants what was noted to say something else: of *day*, or what was noted last. To what, is to be asked."""

    day: DayWord | None = None


@dataclass(frozen=True, slots=True)
class SickAfter:
    """Was sick after it, or *spat* it out. The dose stays as it was."""

    spat: bool = False


@dataclass(frozen=True, slots=True)
class TooMuch:
    """Took, or may have taken, more than planned: never a tick. *whose* is the word they were called by, if any."""

    whose: str = ""


@dataclass(frozen=True, slots=True)
class NotTheirs:
    """Tablets went to somebody, or something, that they are not for: never a tick."""


@dataclass(frozen=True, slots=True)
class OtherMedicine:
    """Speaks of a medicine that azalea does not know; *name* may be empty ("a new medicine"). Never a record."""

    name: str


@dataclass(frozen=True, slots=True)
class PregnancySaid:
    """Speaks of pregnancy, had, wanted or asked about. Never a record."""


@dataclass(frozen=True, slots=True)
class OtherLanguage:
    """Seems to say, in a language azalea does not read, that it was taken; *code* as in ISO 639-1. Never a record."""

    code: str
