"""English: the clinic changed the dose, or its time changes. Figures are as typed; mg are never made into tablets."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from bot.care.reading.amounts import MG, NotReadError, count_of, number
from bot.care.reading.clock import TIME, read_clock
from bot.care.reading.english_days import DAY, read_day
from bot.care.reading.english_pieces import CLINIC, OPENERS, POLITE
from bot.care.reading.life_meanings import ChangeSaid, OtherTime
from bot.care.reading.meanings import Meaning
from bot.care.reading.sentence import BREAK, Sentence

_COUNT: Final = (
    r"(?:\d{1,2}(?:[.,]\d{1,3})?(?: ?[13]/[24])?|[13]/[24]|(?:one|two|three|four|five|six|a)(?: and (?:a half"
    r"|a quarter|three quarters))?"
    r"|half(?: a)?|a half)"
)
_TABS: Final = "(?:tablets?|tabs?|pills?)"
_STRENGTH: Final = rf"(?P<strength>\d{{1,4}}(?:[.,]\d{{1,3}})?) ?{MG}"
_TO: Final = (
    rf"(?P<amount>(?P<count>{_COUNT}) (?:x|\u00d7|{_TABS}(?: of| x)?) ?{_STRENGTH}|(?P<tablets>{_COUNT}) {_TABS}"
    rf"|(?P<mg>\d{{1,4}}(?:[.,]\d{{1,3}})?) ?{MG}|(?P<bare>{_COUNT}|\d{{1,4}}))"
)
_EVERY: Final = "(?: (?:a day|daily|every day|each day|per day|at a time))?"
_FROM: Final = (
    rf"(?: (?:from|starting|as of|starting from|beginning) (?P<from>{DAY}|now)| (?P<now>now|today|tomorrow))?"
)
_RANG: Final = (
    rf"(?:(?:{CLINIC}|they) (?:rang|called|phoned|emailed|says|said|wrote|texted|told me)(?: me| to say| that| to go"
    rf"| to take| to)?(?: its| go| to)? )"
)
_DOSE: Final = "(?:(?:my |the |new )?(?:dose|dosage|azathioprine|aza|imuran|tablets|amount))"
_MOVED: Final = (
    "(?:(?:is |has |has been |was |have |been |its |be )?(?:gone |going |go |goes |put |moved |increased |reduced "
    "|changed |upped |cut |lowered |raised |now |set |bumped )?"
    "(?:up |down |back )?(?:to )?)"
)
_WAY: Final = (
    "(?:going |go |gone |been put |been moved |moving |now |im now |put )?(?:up to|down to|back to|back up to"
    "|back down to)"
)
_WHOM: Final = "(?:me|him|her|them|us)"
_WHOSE: Final = "(?:(?:his|her|their|(?:my )?[a-z]{2,15}s) )?"  # "mias doctor", "my daughters doctor"
_THEY: Final = (
    rf"(?:(?:{_WHOSE}{CLINIC}|they|theyve|he|she) (?:has |have |ve )?(?:just )?(?:(?:put|moved|bumped|dropped|took"
    rf"|taken|cut) (?:{_WHOM} |it |my dose |the dose )?(?:up |down |back )?(?:to|on|onto)"
    rf"|put (?!it\b)[a-z]{{2,15}} (?:(?:up|down|back) to|on|onto)"
    rf"|(?:upped|cut|raised|lowered|reduced|increased|changed|decreased|doubled|halved|dropped) (?:it|{_WHOM}|my dose"
    rf"|the dose|that) (?:to|down to|up to)|wants? {_WHOM} (?:on|to take|to go to|to go up to|to go down to)))"
)
_CHANGES: Final = (
    re.compile(
        rf"(?:{OPENERS})(?:{_RANG})?(?:{_WAY}|{_DOSE} {_MOVED}|{_THEY}|(?:im|i am) (?:now on|now taking|to take"
        rf"|going to be on|going up to|going down to)|now on|new dose(?: is)?) ?{_TO}{_EVERY}{_FROM}{POLITE}"
    ),
    re.compile(
        rf"(?:{OPENERS})(?:{_RANG})?{_TO}{_EVERY} (?:from|starting|as of|starting from) (?P<from>{DAY}"
        rf"|now)(?P<now>)?{POLITE}"
    ),
    re.compile(rf"(?:{OPENERS})(?:{_RANG}){_TO}{_EVERY}{_FROM}{POLITE}"),
)
# A change that was told before is put right.
_INSTEAD: Final = re.compile(
    rf"(?:(?:actually|no|nope|sorry|wait|oops|oh|hang on|scrap that|(?:{CLINIC}|they|theyve) (?:has |have )?(?:just )?"
    r"changed (?:their|his|her) minds?)(?: (?:and|so|but|its|it is|now))? ){1,3}"
)
_STAYS: Final = re.compile(
    rf"(?:{OPENERS})(?:{_RANG})?(?:(?:i |im |i am )?(?:to |should )?)?(?:stay|staying|stick|sticking|keep"
    rf"|remain|carry on)(?: (?:on|at|with|to)){{1,2}} {_TO}{_EVERY}{_FROM}{POLITE}"
)
_ITS_DAY: Final = re.compile(
    rf"(?:{_RANG})?(?:it )?(?:from|starts?|starting|not until|not before)(?: on)? (?P<day>{DAY})(?: (?:not|instead of)"
    rf" {DAY}| instead)?{POLITE}"
)
_ASKS: Final = (
    "(?:(?:can|could|may|would) (?:we|i|you) (?:please )?|please |lets |i(?:d| would) (?:like|prefer|want) to "
    "|i want to )?"
)
_TIMED: Final = (
    "(?:it|this|that|(?:the |my )?(?:time|times|reminder|reminders|alarm|dose|tablets?|pills?|prompt)(?: time)?)"
)
_MOVE: Final = rf"(?:move|change|switch|shift|set|put) {_TIMED} (?:to|for|at)"
_EVER: Final = "(?:from now on|every day|each day|always|for good|permanently|from tomorrow)"
_NEW: Final = rf"(?P<at>{TIME})"
_OLD: Final = rf"(?:instead of|rather than|not) (?:at )?(?P<old>{TIME})"
_OTHER_TIMES: Final = (
    re.compile(rf"{_ASKS}{_MOVE} {_NEW}(?: instead)?(?: {_EVER})?{POLITE}"),
    re.compile(
        rf"{_ASKS}(?:{_MOVE}|(?:do|make it|have it|remind me|ask me)(?: at)?) {_NEW} {_OLD}(?: {_EVER})?{POLITE}"
    ),
    re.compile(rf"{_ASKS}(?:remind|ask) me (?:at )?{_NEW}(?: instead)? {_EVER}{POLITE}"),
)
# A small bare figure is tablets, a larger one milligrams; in between it is not said which.
_MOST_TABLETS: Final = 6
_LEAST_MG: Final = 20


def read_change(said: Sentence) -> Meaning | None:
    """Return how much it is now, as typed, and from which day."""
    if said.asked:
        return None
    text = " ".join(said.paused.replace(BREAK, " ").split())
    turns = _INSTEAD.match(text)
    rest = text[turns.end() :] if turns else text
    for pattern in (*_CHANGES, _STAYS):
        match = pattern.fullmatch(rest)
        if match:
            return _change(said, match, instead=turns is not None or pattern is _STAYS)
    its_day = _ITS_DAY.fullmatch(rest) if turns else None
    day = read_day(its_day["day"]) if its_day else None
    return ChangeSaid("", from_day=day, instead=True) if day else None


def read_other_time(said: Sentence) -> Meaning | None:
    """Return another time of every day; a wish may be put as a question. A small bare figure may be tablets."""
    for pattern in _OTHER_TIMES:
        match = pattern.fullmatch(said.text)
        figure = number(match["at"]) if match and match["at"].isdigit() else None
        at = read_clock(match["at"]) if match and (figure is None or figure > _MOST_TABLETS) else None
        if match and at:
            old = match.groupdict().get("old")
            return OtherTime(at, read_clock(old) if old else None)
    return None


def _change(said: Sentence, match: re.Match[str], *, instead: bool) -> Meaning | None:
    try:
        count = count_of(match["count"] or match["tablets"]) if match["count"] or match["tablets"] else None
        strength = number(match["strength"]) if match["strength"] else None
        mg = number(match["mg"]) if match["mg"] else None
        if match["bare"]:
            count, mg = _bare(match["bare"])
    except NotReadError:
        return None
    named = match["from"] or match["now"]
    day = read_day("today" if named == "now" else named) if named else None
    return ChangeSaid(said.typed(match["amount"]), count, mg, strength, day, instead)


def _bare(written: str) -> tuple[Decimal | None, Decimal | None]:
    figure = number(written)
    if figure is not None and figure >= _LEAST_MG:
        return None, figure
    if figure is None or figure <= _MOST_TABLETS:
        return count_of(written), None
    return None, None
