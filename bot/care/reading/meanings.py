"""What a person's words can mean. Says nothing of which dose, which person, or what is to be done about it.

Here stand the short answers and what is about azalea itself; `dose_meanings` and `life_meanings` hold the rest.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.care.reading.dose_meanings import (
    Actually,
    AskedWhether,
    ChangeAnswer,
    DaySaid,
    Doubt,
    Forgot,
    ForgotMayI,
    HalfSaid,
    Later,
    NotHad,
    NotTaken,
    NotTheirs,
    NotYet,
    OtherDay,
    OtherLanguage,
    OtherMedicine,
    PregnancySaid,
    SickAfter,
    TheyTook,
    TimeSaid,
    ToldToStop,
    Took,
    TookBoth,
    TookMine,
    TooMuch,
)
from bot.care.reading.life_meanings import (
    AmountAsked,
    BackSaid,
    ChangeSaid,
    ComingHome,
    NoteSaid,
    NotGoing,
    OtherTime,
    ParkSaid,
    PauseSaid,
    PlanRefused,
    PlanSaid,
    ResultAsked,
    ResultSaid,
    RunningOut,
    ShiftSaid,
    SummaryAsked,
    TestAsked,
    TestSaid,
    TravelSaid,
    ZoneSaid,
)

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
    | Forgot | ForgotMayI | Actually | OtherDay | ChangeAnswer | SickAfter | TooMuch | NotTheirs | OtherMedicine
    | OtherLanguage | PregnancySaid
)  # fmt: skip
AboutDays = (
    TimeSaid
    | HalfSaid
    | DaySaid
    | PlanSaid
    | PlanRefused
    | ChangeSaid
    | OtherTime
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
    | Died | HelpMe | Help | AmountAsked | SummaryAsked | Unclear
)  # fmt: skip
Meaning = Command | Yes | No | Nod | Done | Choice | AboutADose | AboutDays | AboutTheRest
