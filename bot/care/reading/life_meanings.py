"""What words can mean that are about plans, days, tests, supplies and notes. Says nothing of what is to be done.

Words that are kept (`place`, `text`, `words`) stand as they were typed.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from bot.care.reading.amounts import Trouble
from bot.care.reading.clock import ClockTime
from bot.care.reading.days import DaySpan, DayWord, Week
from bot.care.reading.planning import PlanWords

# --- plans and days ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PlanSaid:
    """A plan typed without a command."""

    plan: PlanWords


@dataclass(frozen=True, slots=True)
class PlanRefused:
    """Words that are a plan azalea does not keep, such as an hourly one."""

    kind: Trouble


@dataclass(frozen=True, slots=True)
class ChangeSaid:
    """The clinic changed the dose: *count* tablets, or *mg* in all, or tablets of *strength*, whichever were typed.

    *words* are what was typed of the amount. Milligrams are never made into tablets. *instead*: it puts right a change
    that was told before; then it may be its day alone.
    """

    words: str
    count: Decimal | None = None
    mg: Decimal | None = None
    strength: Decimal | None = None
    from_day: DayWord | None = None
    instead: bool = False


@dataclass(frozen=True, slots=True)
class OtherTime:
    """Wants to be asked *at* another time every day, in the place of *old* where that was said; the tablets stay."""

    at: ClockTime
    old: ClockTime | None = None


@dataclass(frozen=True, slots=True)
class ShiftSaid:
    """Other times for some days: *shift* is the word used, *at* the time of the tablets, where one was said."""

    shift: str
    days: tuple[DayWord, ...] | DaySpan | Week | None
    at: ClockTime | None


@dataclass(frozen=True, slots=True)
class TravelSaid:
    """Is, or will be, in another place; *until_day* is the day of the journey back.

    *from_day* is a week where no day of it was named.
    """

    place: str
    from_day: DayWord | Week | None = None
    until_day: DayWord | None = None


@dataclass(frozen=True, slots=True)
class NotGoing:
    """A journey that was planned is off, or a *pause* that was: a stay in hospital, mostly."""

    pause: bool = False


@dataclass(frozen=True, slots=True)
class ComingHome:
    """A journey ends: on *day*, or *early* days before it was to, where that was said."""

    day: DayWord | None = None
    early: int = 0


@dataclass(frozen=True, slots=True)
class ZoneSaid:
    """Says what time it is where they are."""

    at: ClockTime


class Pause(Enum):
    """Why nothing is to be asked for a while."""

    HOSPITAL = "hospital"
    TOLD_TO_STOP = "told to stop"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class PauseSaid:
    """Nothing is to be asked for a while; offered, never done by itself. *until*: when to ask whether it goes on."""

    reason: Pause
    from_day: DayWord | None = None
    until: DayWord | None = None


@dataclass(frozen=True, slots=True)
class BackSaid:
    """All is as before again: home from a hospital or a journey, or off the nights. What was going on tells which.

    Of nights, the *last* day of them may be named, or the first one that is as before.
    """

    last: DayWord | None = None
    from_day: DayWord | None = None


# --- tests, stock, notes ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RunningOut:
    """Tablets are short: *left* of them where a number was typed; *words* as typed."""

    words: str
    left: Decimal | None = None


@dataclass(frozen=True, slots=True)
class TestSaid:
    """A blood test was done, or is to be (not *done*), on *day* if one was named."""

    done: bool
    day: DayWord | None = None


@dataclass(frozen=True, slots=True)
class TestAsked:
    """Asks when the next blood test is."""


@dataclass(frozen=True, slots=True)
class ResultSaid:
    """Values of a blood test, as typed."""

    text: str


@dataclass(frozen=True, slots=True)
class ResultAsked:
    """Asks whether a value is all right: only the team can say."""


@dataclass(frozen=True, slots=True)
class AmountAsked:
    """Asks whether a dose is too much, too little or right, or what it should be: only the team can say."""


@dataclass(frozen=True, slots=True)
class NoteSaid:
    """To be written into the diary, as typed."""

    text: str


@dataclass(frozen=True, slots=True)
class SummaryAsked:
    """Wants to show an appointment what is written down; *words* say of which days, where that was said."""

    words: str = ""


@dataclass(frozen=True, slots=True)
class ParkSaid:
    """A question to keep for the clinic, as typed."""

    text: str
