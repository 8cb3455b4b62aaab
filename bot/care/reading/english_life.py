"""English: where someone is and how they live: journeys, shifts, and what their clock says."""

from __future__ import annotations

import re
from typing import Final

from bot.care.reading.clock import DAY_PART, TIME, read_clock
from bot.care.reading.days import DaySpan, DayWord, Week, Weekday
from bot.care.reading.english_days import (
    DAY,
    NUMBER_OF_DAY,
    SEVERAL,
    SPAN,
    day_said,
    read_days,
    read_span,
    without_length,
)
from bot.care.reading.english_pieces import NUMBER, OPENERS, POLITE, SORRY, number_of
from bot.care.reading.life_meanings import (
    ComingHome,
    NotGoing,
    ShiftSaid,
    TravelSaid,
    ZoneSaid,
)
from bot.care.reading.meanings import Meaning
from bot.care.reading.places import place
from bot.care.reading.sentence import BREAK, Sentence

AM: Final = "(?:im |i am |ive been |i have been |i was |was |been |got |being |weve been |were |we are )?"

# --- journeys ---------------------------------------------------------------------------------------------------------

_NEXT_WEEK: Final = "next week|this week|for (?:a few|some|several|\\d+) (?:days|weeks|nights|months)"
_WEEKEND: Final = "(?:this|at the|for the|over the) weekend"
_FROM: Final = rf"(?: (?:from )?(?P<from>{DAY})| (?P<week>next week)| (?P<weekend>{_WEEKEND})| (?:{_NEXT_WEEK}))?"
_BACK_ON: Final = (
    rf"(?: (?:{_NEXT_WEEK}))?(?: ?(?:and |then )?(?:im |ill be |i am )?(?:back|home|coming back|coming home|returning"
    rf"|until|till|til|to|return|-)"
    rf"(?: home)? (?P<until>{DAY}))?"
)
_GO: Final = (
    "(?:(?:im|i am|were|we are|ill be|i will be|just|we|i) )?(?:(?:going|off|flying|fly|travelling|traveling|driving"
    "|moving|heading|going away|trip|away)"
    "(?: on holiday)?(?: out| back)? to|(?:on )?(?:holiday|vacation|hols) (?:in|to)|go to|off on holiday to|visiting)"
)
_AT: Final = (
    "(?:(?:im|i am|were|we are|ive|i have|just|we|i) ){0,2}(?:on holiday |on vacation |away |over |staying "
    "|now )?(?:in|landed in|arrived in|got to|back in|arrived at)"
)
_PLACE: Final = r"(?P<place>[^\W\d_][^\d\x01]{1,38}?)"
_TRAVEL: Final = (
    *(re.compile(rf"(?:{OPENERS}|{SORRY})(?:{way}) {_PLACE}{_FROM}{_BACK_ON}(?: now)?{POLITE}") for way in (_GO, _AT)),
    # Without a day, who is "back to" something need not have been away.
    re.compile(
        rf"(?:{SORRY})(?:{AM})back to {_PLACE} (?:from )?(?:(?P<from>{DAY})|(?P<week>next week))"
        rf"(?P<until>)(?P<weekend>){POLITE}"
    ),
)
# "3 days in Paris", "a weekend in Paris": how long comes first.
_LONG_IN: Final = re.compile(
    rf"(?:{OPENERS}|{SORRY})(?:(?P<long>{NUMBER} (?:day|night|week|month)s?)|(?:(?:a|the) )?weekend)"
    r" (?:away )?in (?P<rest>.+)"
)
_SATURDAY: Final = Weekday(NUMBER_OF_DAY["saturday"])
_SUNDAY: Final = Weekday(NUMBER_OF_DAY["sunday"])
_OFF: Final = re.compile(
    rf"(?:{SORRY})(?:(?:im |i am |were |we are |ive |weve )?not (?:going|flying|travelling|traveling)"
    r"(?: (?:to (?P<place>[^\d\x01]{2,38}?)|away))? (?:any ?more|after all|now)"
    r"|(?:im |i am |were |we are )not (?:going|going away|flying|travelling|traveling)"
    # "not going to" a place may be "not going to take it": only who flies or travels says it of a journey.
    r"|(?:im |i am |were |we are )?not (?:flying|travelling|traveling) to (?P<flight>[^\d\x01]{2,38}?)|call it off"
    r"|(?:(?:ive |weve |i |we )?(?:cancelled|canceled|called off|cancel|call off) (?:the|my|our) "
    r"(?:trip|journey|flight|holiday)"
    r"|(?:(?:the|my|our) )?(?:trip|journey|flight|holiday)(?:s| is|s been| has been| was)? (?:off|cancelled|canceled))"
    rf"(?: now)?){POLITE}",
)
_HOME: Final = re.compile(
    rf"(?:{SORRY})(?:(?:im|i am|were|we are|ill be|well be|i|we) )?"
    rf"(?:(?:coming|flying|going|heading|travelling|traveling|come|fly|go|travel) (?:back )?(?:home|back)"
    rf"(?:(?: (?P<early>{NUMBER}) days? (?:early|earlier|sooner))| (?P<day>{DAY})| early)?"
    rf"|(?:back home|home|back) (?P<then>{DAY})"
    rf"|(?:(?:came|got) )?(?:back home|home|back) (?:(?P<sooner>{NUMBER}) days? )?(?:early|earlier|sooner)){POLITE}",
)

# --- shifts -----------------------------------------------------------------------------------------------------------

_SHIFT: Final = (
    r"(?P<shift>(?:night|late|early|day|twilight|back|long day|evening|morning) shifts?|nights|earlies|lates"
    r"|nightshifts?)"
)
_SHIFTS: Final = re.compile(
    rf"(?:{OPENERS}|{SORRY})(?:(?:im |i am |ive got |i have |got |working |doing |on |back on |i work |ill be "
    rf"|starting ){{0,3}}){_SHIFT}"
    rf"(?: (?:on )?(?P<days>{SPAN}|{SEVERAL}))?(?:(?: ?,)? (?:at )?(?P<at>{TIME}))?{POLITE}",
)

# --- the clock there --------------------------------------------------------------------------------------------------

_HERE: Final = "(?:here|where i am|my time|over here|at mine|for me|in my time|here now)"
_ZONE: Final = re.compile(
    rf"(?:{OPENERS}|{SORRY})(?:(?:its|it is|the time is|time is|now its) (?:now |already |just "
    rf"|about )?(?P<at>(?:{TIME})(?: (?:{DAY_PART}))?)(?: now)? {_HERE}"
    rf"|{_HERE} (?:its|it is|the time is) (?:now |already )?(?P<then>(?:{TIME})(?: (?:{DAY_PART}))?)"
    rf"|(?:my|the|local) (?:local )?(?:time|clock)(?: here)? (?:is|says)(?: now)? (?P<mine>(?:{TIME})(?: "
    rf"(?:{DAY_PART}))?)(?: here)?)",
)


def read_travel(said: Sentence) -> Meaning | None:
    """Return a journey, with place and days as typed."""
    if said.asked:
        return None
    off = _OFF.fullmatch(said.text)
    if off:
        where = off["place"] or off["flight"]
        if where is None or place(where):
            return NotGoing()
    home = _HOME.fullmatch(said.text)
    if home:
        early = home["early"] or home["sooner"]
        return ComingHome(day_said(home["day"] or home["then"]), int(number_of(early)) if early else 0)
    text, long = without_length(_length_last(" ".join(said.paused.replace(BREAK, " ").split())))
    for pattern in _TRAVEL:
        match = pattern.fullmatch(text)
        name = place(said.typed(match["place"])) if match else None
        if match and name and match["weekend"]:
            return TravelSaid(name, _SATURDAY, day_said(match["until"]) or _SUNDAY)
        if match and name:
            first = Week(1) if match["week"] else day_said(match["from"])
            return TravelSaid(name, first, day_said(match["until"]) or long)
    return None


def _length_last(text: str) -> str:
    """Return a text with the length of a stay behind its place: "in Paris for 3 days"."""
    match = _LONG_IN.fullmatch(text)
    return f"in {match['rest']} for {match['long'] or 'the weekend'}" if match else text


def read_shift(said: Sentence) -> Meaning | None:
    """Return other times for some days."""
    match = _SHIFTS.fullmatch(said.text)
    if match is None or said.asked:
        return None
    return ShiftSaid(match["shift"], _days(match["days"]), read_clock(match["at"]) if match["at"] else None)


def _days(written: str | None) -> tuple[DayWord, ...] | DaySpan | Week | None:
    return read_span(written) or read_days(written) if written else None


def read_zone(said: Sentence) -> Meaning | None:
    """Return what the clock shows where they are."""
    match = _ZONE.fullmatch(said.text)
    at = read_clock(match["at"] or match["then"] or match["mine"]) if match and not said.asked else None
    return ZoneSaid(at) if at else None
