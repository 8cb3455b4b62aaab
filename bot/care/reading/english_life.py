"""English: where someone is and how they live: hospital, home, journeys, shifts, and what their clock says."""

from __future__ import annotations

import re
from typing import Final

from bot.care.reading.clock import DAY_PART, TIME, read_clock
from bot.care.reading.days import After, DaySpan, DayWord, Week
from bot.care.reading.english_days import DAY, LENGTH, SEVERAL, SPAN, read_day, read_days, read_length, read_span
from bot.care.reading.english_pieces import CLINIC, IT, NUMBER, OPENERS, POLITE, RELATION, SORRY, number_of
from bot.care.reading.life_meanings import (
    BackSaid,
    ComingHome,
    NotGoing,
    Pause,
    PauseSaid,
    ShiftSaid,
    TravelSaid,
    ZoneSaid,
)
from bot.care.reading.meanings import Meaning
from bot.care.reading.places import place
from bot.care.reading.sentence import BREAK, Sentence

_TODAY: Final = "(?: (?:now|today|tonight|overnight|again|yesterday|last night|this morning|since yesterday|atm)){0,2}"
_UNTIL: Final = (
    rf"(?:(?:until|till|til) (?:further notice|next week|(?P<until>{DAY}))"
    rf"|for (?:now|a while|(?:a few|some|several) (?:days|weeks)))"
)
_STAYING: Final = rf"(?: (?:since (?:{DAY}|next week)|(?:from )?(?:(?P<from>{DAY})|next week)))?(?: {_UNTIL})?"
_HOW_LONG: Final = re.compile(rf" {LENGTH}")
_SOMEONE: Final = (
    rf"(?:(?:hes|shes|(?:he|she|(?:my )?(?:{RELATION})"
    r"|(?!(?:this|that|it|there|who|what|where|nobody|noone|nurse|doctor)\b)"
    r"[^\W\d_]{2,20})(?: is|s| has been)) (?:just |now |back |being )?)"
)
_AM: Final = "(?:im |i am |ive been |i have been |i was |was |been |got |being |weve been |were |we are )?"

# --- hospital ---------------------------------------------------------------------------------------------------------

_WARD: Final = "(?:the )?(?:hospital|hosp|a ?[&+] ?e|a and e|er|icu|ward|ed|intensive care)"
_HOSPITAL: Final = re.compile(
    rf"(?:{SORRY})(?:{_AM}(?:in|at|on|going into|going in to|back in|rushed to|taken to|still in) {_WARD}"
    rf"|{_AM}admitted(?: to {_WARD})?|theyre (?:keeping|admitting) me(?: in)?|they are keeping me in"
    rf"|{_SOMEONE}(?:in|going into|still in|taken to|rushed to|admitted to) {_WARD}|{_SOMEONE}admitted)"
    rf"{_TODAY}{_STAYING}{POLITE}",
)
_BEEN: Final = re.compile(r"\b(?:been|was|were|now|already)\b")
_PAUSE: Final = re.compile(
    rf"(?:{SORRY})(?:pause|(?P<stop>stop(?: (?:asking|reminding)(?: me)?)?))"
    rf"(?: (?:it|this|everything|(?:my |the )?(?:reminders|questions|plan)))?(?: from (?P<from>{DAY}))?(?: {_UNTIL})?"
    rf"{POLITE}"
)
_WHAT: Final = rf"(?:{IT}|my azathioprine|my aza|the aza|taking it|taking my tablets|everything)"
_STOPPED: Final = re.compile(
    rf"(?:{SORRY})(?:(?:{CLINIC}|they) (?:has |have |ve )?(?:just )?(?:stopped|paused|halted) {_WHAT}|(?:{CLINIC}"
    rf"|they) (?:has |have )?"
    rf"(?:told|asked) me to (?:stop|pause|come off)(?: {_WHAT})?|(?:{CLINIC}|they|theyve) (?:has |have )?(?:taken"
    rf"|took) me off {_WHAT})"
    rf"{_TODAY}(?: {_UNTIL})?{POLITE}",
)
_TEAM: Final = re.compile(r"\b(?:team|clinics?|they|theyve|consultant|specialist)\b")
_TEAM_SAYS: Final = (
    rf"(?:(?:{CLINIC}|they) (?:has |have )?(?:said|says|say|told me|want me|wants me)(?: (?:i|we) (?:can|should|may))?"
    "(?: to| i)? )"
)
_NIGHTS: Final = "(?:actually )?(?:the |my )?nights?(?: shifts?)?"
_BACK: Final = re.compile(
    rf"(?:{SORRY})(?:(?:{_TEAM_SAYS}|(?:i|we) (?:can|may|am to) (?:now )?)?(?:start (?:it |taking it )?again"
    rf"|restart(?: (?:{IT}))?|resume(?: (?:{IT}))?|carry on(?: with (?:{IT}))?|go back on (?:{IT}))"
    rf"|{_AM}back on (?:{IT})"
    rf"|(?:they|theyve) (?:have )?let me (?:out|go|go home|home)(?: early)?{_TODAY}"
    rf"|{_SOMEONE}(?:home|discharged|out of (?:the )?hospital|let out)(?: from hospital)?(?: early)?{_TODAY}"
    rf"|{_AM}(?:just )?(?:back )?(?:home|discharged|out of (?:the )?hospital|back|let out of hospital"
    rf"|let out|let home|sent home)"
    rf"(?: (?:from|out of) (?:the )?hospital)?(?: (?:now|again|today|safe|at last|from hospital|safely)){{0,2}}"
    rf"|(?:just )?got (?:home|back|discharged){_TODAY}"
    rf"|(?:{_AM}?back|{_AM}?going back|go back) (?:to normal|to (?:my )?(?:usual|old|normal) times?|to days|on days)"
    rf"|(?:{_AM}?(?:done|finished) with|no more|{_AM}?off) (?:the |my )?nights?(?: shifts?)?"
    rf"|{_NIGHTS} (?:(?:is|are|got|have been) )?(?:over|done|finished|off|cancelled|canceled)"
    rf"(?: (?:from )?(?P<from>{DAY})| now)?"
    rf"|{_NIGHTS} (?:end|ends|finish|finishes|stop|stops)(?: (?:(?P<last>{DAY})|now|early))?){POLITE}",
)

# --- journeys ---------------------------------------------------------------------------------------------------------

_NEXT_WEEK: Final = (
    "next week|this week|this weekend|at the weekend|for (?:a few|some|several|\\d+) (?:days|weeks|nights|months)"
)
_FROM: Final = rf"(?: (?:from )?(?P<from>{DAY})| (?P<week>next week)| (?:{_NEXT_WEEK}))?"
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
        rf"(?:{SORRY})(?:{_AM})back to {_PLACE} (?:from )?(?:(?P<from>{DAY})|(?P<week>next week))(?P<until>){POLITE}"
    ),
)
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


def read_hospital(said: Sentence) -> Meaning | None:
    """Return that nothing is to be asked for a while, or that this is over."""
    if said.asked:
        return None
    text, long = _without_length(said.text)
    hospital = _HOSPITAL.fullmatch(text)
    if hospital:
        # How long, and since when, they have been there says nothing of how long they will.
        been = _BEEN.search(text)
        return PauseSaid(
            Pause.HOSPITAL,
            None if been else _day(hospital["from"]),
            _day(hospital["until"]) or (None if been else long),
        )
    stopped = _STOPPED.fullmatch(text)
    if stopped and (_TEAM.search(text) or "told" not in text):
        return PauseSaid(Pause.TOLD_TO_STOP, None, _day(stopped["until"]) or long)
    pause = _PAUSE.fullmatch(text)
    if pause:
        first, last = _day(pause["from"]), _day(pause["until"]) or long
        # "stop" alone is for good.
        return None if pause["stop"] and not (first or last) else PauseSaid(Pause.OTHER, first, last)
    back = _BACK.fullmatch(said.text)
    return BackSaid(_day(back["last"]), _day(back["from"])) if back else None


def _without_length(text: str) -> tuple[str, After | None]:
    """Return a text without the words that say how long something lasts, and how long that is."""
    match = _HOW_LONG.search(text)
    if match is None:
        return text, None
    return text[: match.start()] + text[match.end() :], read_length(match["how_many"], match["unit"])


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
        return ComingHome(_day(home["day"] or home["then"]), int(number_of(early)) if early else 0)
    text, long = _without_length(" ".join(said.paused.replace(BREAK, " ").split()))
    for pattern in _TRAVEL:
        match = pattern.fullmatch(text)
        name = place(said.typed(match["place"])) if match else None
        if match and name:
            first = Week(1) if match["week"] else _day(match["from"])
            return TravelSaid(name, first, _day(match["until"]) or long)
    return None


def _day(written: str | None) -> DayWord | None:
    return read_day(written) if written else None


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
