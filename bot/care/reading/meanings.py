"""What a person's words can mean. Says nothing of which dose, which person, or what is to be done about it.

Words that are kept (`aside`, `reason`, `place`, `text`, `name`, `whose`) stand as they were typed.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from bot.care.reading.amounts import Trouble
from bot.care.reading.clock import ClockTime, Half
from bot.care.reading.days import DaySpan, DayWord, Week
from bot.care.reading.planning import PlanWords

# --- answers to a question, whatever it was ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Command:
    """A word with a slash before it, in lower case, without "@bot"; *words* are the rest, as typed."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Yes:
    """A plain yes to whatever was asked last."""


@dataclass(frozen=True, slots=True)
class No:
    """A plain no to whatever was asked last."""


@dataclass(frozen=True, slots=True)
class Nod:
    """Politeness: "ok", "thanks", a thumb. Heard, but never a yes."""


@dataclass(frozen=True, slots=True)
class Done:
    """The word "done", which may be said of a dose or of a blood test."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A bare number or letter: an option, if anything with options is in view."""

    number: int | None
    letter: str | None


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
    *instead*: it takes back what was said before, so that whoever hears it asks before an entry is changed.
    """

    at: When | None
    day: DayWord | None = None
    aside: str = ""
    instead: bool = False


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
    """Someone else is said to have had theirs; *whose* is the word they were called by."""

    whose: str
    at: When | None
    day: DayWord | None = None


@dataclass(frozen=True, slots=True)
class AskedWhether:
    """Asks what the diary says: "did I take it?"; *whose* is empty for one's own, "anyone" left out."""

    whose: str = ""
    day: DayWord | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """Speaks of taking, but must be asked about. *why* only helps to ask well: the first reason that was found."""

    why: Why


@dataclass(frozen=True, slots=True)
class NotTaken:
    """Says that it was not taken; not whether it still will be."""

    day: DayWord | None = None
    aside: str = ""


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
    """Leaving it out because a doctor, nurse or clinic said so: today, or until they say, is to be asked."""

    reason: str


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
class SickAfter:
    """Was sick after it. The dose stays as it was."""


@dataclass(frozen=True, slots=True)
class TooMuch:
    """Took, or may have taken, more than planned: never a tick."""


@dataclass(frozen=True, slots=True)
class OtherMedicine:
    """Speaks of a medicine that azalea does not know; *name* may be empty ("a new medicine"). Never a record."""

    name: str


@dataclass(frozen=True, slots=True)
class OtherLanguage:
    """Seems to say, in a language azalea does not read, that it was taken; *code* as in ISO 639-1. Never a record."""

    code: str


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

    *words* are what was typed of the amount. Milligrams are never made into tablets.
    """

    words: str
    count: Decimal | None = None
    mg: Decimal | None = None
    strength: Decimal | None = None
    from_day: DayWord | None = None


@dataclass(frozen=True, slots=True)
class ShiftSaid:
    """Other times for some days: *shift* is the word used, *at* the time of the tablets, where one was said."""

    shift: str
    days: tuple[DayWord, ...] | DaySpan | Week | None
    at: ClockTime | None


@dataclass(frozen=True, slots=True)
class TravelSaid:
    """Is, or will be, in another place."""

    place: str
    from_day: DayWord | None = None
    until_day: DayWord | None = None


@dataclass(frozen=True, slots=True)
class NotGoing:
    """A journey that was planned is off."""


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
    """Nothing is to be asked for a while; offered, never done by itself."""

    reason: Pause


@dataclass(frozen=True, slots=True)
class BackSaid:
    """All is as before again: home from a hospital or a journey, or off the nights. What was going on tells which."""


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
class NoteSaid:
    """To be written into the diary, as typed."""

    text: str


@dataclass(frozen=True, slots=True)
class ParkSaid:
    """A question to keep for the clinic, as typed."""

    text: str


# --- azalea itself ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class WhoSees:
    """Asks who reads this, or who azalea is."""


@dataclass(frozen=True, slots=True)
class PassOn:
    """Wants something told to somebody: azalea passes nothing on."""


@dataclass(frozen=True, slots=True)
class StopSaid:
    """Wants it to stop; *delete*: asked for everything to be deleted."""

    delete: bool = False


@dataclass(frozen=True, slots=True)
class Died:
    """Somebody has died; *whose* as typed, empty where it was not said."""

    whose: str = ""


@dataclass(frozen=True, slots=True)
class HelpMe:
    """Is in need, in words that name nothing. The urgent words are held against the guide before this is read."""


@dataclass(frozen=True, slots=True)
class Help:
    """Asks what there is, or only greets."""


@dataclass(frozen=True, slots=True)
class Unclear:
    """Anything else."""


AboutADose = (
    Took | TookMine | TookBoth | TheyTook | AskedWhether | Doubt | NotTaken | NotYet | Later | NotHad | ToldToStop
    | Forgot | ForgotMayI | Actually | OtherDay | SickAfter | TooMuch | OtherMedicine | OtherLanguage
)  # fmt: skip
AboutDays = (
    TimeSaid
    | HalfSaid
    | DaySaid
    | PlanSaid
    | PlanRefused
    | ChangeSaid
    | ShiftSaid
    | TravelSaid
    | NotGoing
    | ComingHome
    | ZoneSaid
    | PauseSaid
    | BackSaid
)
AboutTheRest = (
    RunningOut | TestSaid | TestAsked | ResultSaid | ResultAsked | NoteSaid | ParkSaid | WhoSees | PassOn | StopSaid
    | Died | HelpMe | Help | Unclear
)  # fmt: skip
Meaning = Command | Yes | No | Nod | Done | Choice | AboutADose | AboutDays | AboutTheRest
