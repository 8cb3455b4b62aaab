"""What a person's words mean: a whitelist with a veto list. Does not know what was asked, of whom, or what time it is.

No text is read as "taken" unless the whole of it says so. What speaks of taking in any other way is a `Doubt`, to be
asked about. Urgent words are not looked for here: they are held against the guide before anything is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from bot.care.reading import english
from bot.care.reading.amounts import PlanTrouble, Trouble, read_count, read_strength
from bot.care.reading.clock import ClockTime, Half, read_clock
from bot.care.reading.days import (
    After,
    Dated,
    DaySpan,
    DayWord,
    Either,
    FromToday,
    Week,
    Weekday,
    Which,
    last_from,
    nearest,
    nearest_either_side,
    resolve,
    resolve_span,
)
from bot.care.reading.dose_meanings import (
    Actually,
    Ago,
    AskedWhether,
    ChangeAnswer,
    Count,
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
    TimeUnknown,
    ToldToStop,
    Took,
    TookBoth,
    TookMine,
    TooMuch,
    When,
    Why,
)
from bot.care.reading.english_days import read_day
from bot.care.reading.english_turns import TurnSaid, read_turn
from bot.care.reading.life_meanings import (
    AmountAsked,
    BackSaid,
    ChangeSaid,
    ComingHome,
    NoteSaid,
    NotGoing,
    OtherTime,
    ParkSaid,
    Pause,
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
from bot.care.reading.meanings import (
    Choice,
    Command,
    Died,
    Done,
    Help,
    HelpMe,
    Meaning,
    No,
    Nod,
    PassOn,
    StopSaid,
    Unclear,
    WhoSees,
    Yes,
)
from bot.care.reading.other_languages import other_language
from bot.care.reading.plan_intakes import IntakeWords
from bot.care.reading.plan_pieces import read_label
from bot.care.reading.plan_times import apart, between_times
from bot.care.reading.planning import PlanWords, Step, read_counted, read_plan
from bot.care.reading.spelling import fold, tidy

__all__ = [
    "Actually",
    "After",
    "Ago",
    "AmountAsked",
    "AskedWhether",
    "BackSaid",
    "ChangeAnswer",
    "ChangeSaid",
    "Choice",
    "ClockTime",
    "ComingHome",
    "Command",
    "Count",
    "Dated",
    "DaySaid",
    "DaySpan",
    "DayWord",
    "Died",
    "Done",
    "Doubt",
    "Either",
    "Forgot",
    "ForgotMayI",
    "FromToday",
    "Half",
    "HalfSaid",
    "Help",
    "HelpMe",
    "IntakeWords",
    "Later",
    "Meaning",
    "No",
    "Nod",
    "NotGoing",
    "NotHad",
    "NotTaken",
    "NotTheirs",
    "NotYet",
    "NoteSaid",
    "OtherDay",
    "OtherLanguage",
    "OtherMedicine",
    "OtherTime",
    "ParkSaid",
    "PassOn",
    "Pause",
    "PauseSaid",
    "PlanRefused",
    "PlanSaid",
    "PlanTrouble",
    "PlanWords",
    "PregnancySaid",
    "ResultAsked",
    "ResultSaid",
    "RunningOut",
    "ShiftSaid",
    "SickAfter",
    "Step",
    "StopSaid",
    "SummaryAsked",
    "TestAsked",
    "TestSaid",
    "TheyTook",
    "TimeSaid",
    "TimeUnknown",
    "ToldToStop",
    "TooMuch",
    "Took",
    "TookBoth",
    "TookMine",
    "TravelSaid",
    "Trouble",
    "TurnSaid",
    "Unclear",
    "Week",
    "Weekday",
    "When",
    "Which",
    "WhoSees",
    "Why",
    "Yes",
    "ZoneSaid",
    "apart",
    "between_times",
    "last_from",
    "nearest",
    "nearest_either_side",
    "read_clock",
    "read_count",
    "read_counted",
    "read_day",
    "read_label",
    "read_plan",
    "read_strength",
    "read_turn",
    "resolve",
    "resolve_span",
    "understand",
]

# Each reads words as they were typed.
_LANGUAGES: Final[dict[str, Callable[[str], Meaning]]] = {"en": english.understand}
_COMMAND: Final = re.compile(r"[/\uff0f](?P<name>[^\s/@]{1,64})(?:@\S*)?(?:\s+(?P<words>.*))?", re.DOTALL)
_OPTION: Final = re.compile(r"(?:number |no |option |choice )?[(#\[]?(?:(?P<number>[1-9]\d?)|(?P<letter>[a-z]))[.)\]]?")


def understand(words: str, language: str = "en") -> Meaning:
    """Return what *words* mean to someone who writes *language*; a language not known here is read as English."""
    command = _COMMAND.fullmatch(tidy(words))
    if command:
        return Command(fold(command["name"]).rstrip(".,:!"), command["words"] or "")
    meaning = _LANGUAGES.get(language.partition("-")[0], english.understand)(words)
    if meaning != Unclear():
        return meaning
    folded = fold(words)
    other = other_language(folded)
    return OtherLanguage(other) if other else _option(folded)


def _option(folded: str) -> Meaning:
    match = _OPTION.fullmatch(folded)
    if match is None:
        return Unclear()
    number: str | None = match["number"]
    return Choice(int(number) if number else None, match["letter"])
