"""English: short answers, and what puts a dose off or leaves it out. Each phrase is the whole text."""

from __future__ import annotations

import re
from typing import Final

from bot.care.reading.clock import TIME, read_clock
from bot.care.reading.dose_meanings import Doubt, Later, NotHad, ToldToStop, Why
from bot.care.reading.english_pieces import (
    CLINIC,
    DURATION,
    HOUR,
    IT,
    NUMBER,
    OPENERS,
    POLITE,
    THANKS,
    YES,
    number_of,
)
from bot.care.reading.english_told import told_in
from bot.care.reading.english_took import only_feelings
from bot.care.reading.english_vetoes import speaks_of_taking
from bot.care.reading.english_when import minutes_of
from bot.care.reading.meanings import Done, Meaning, No, Nod, Yes
from bot.care.reading.sentence import BREAK, Sentence

# --- yes, no and the like ---------------------------------------------------------------------------------------------

_AGREED: Final = "i agree|agreed|correct|thats right|right|exactly|that is right|indeed"
_NODS: Final = (
    rf"ok|okay|okey|okey dokey|k|kk|fine|{THANKS}|great|good|cool|perfect|nice|sure|alright|all right|all good|got it"
    "|noted|will do|lovely|brilliant|sounds good|no worries|no problem|np|understood"
    "|(?:that|this|it) (?:helps|helped|was (?:helpful|useful))|helpful|useful"
)
_NO: Final = "no|nope|nah|naah|n|not really"
_SHORT: Final[tuple[tuple[re.Pattern[str], Meaning], ...]] = (
    (re.compile(rf"(?:{YES}|{_AGREED})(?: (?:{YES}|{_AGREED}))?{POLITE}"), Yes()),
    (re.compile(rf"(?:{_NO})(?: (?:{_NO}))?{POLITE}"), No()),
    (re.compile(rf"(?:{_NODS})(?: (?:{_NODS})){{0,3}}"), Nod()),
    (re.compile(rf"(?:{OPENERS})(?:(?:all|i have|ive|its|just) )?done(?: it)?{POLITE}"), Done()),
)

# --- later ------------------------------------------------------------------------------------------------------------

_MOMENT: Final = "(?:sec|second|moment|minute|min|bit|while|mo|tick)"
_MEAL: Final = (
    "breakfast|lunch|dinner|tea|supper|work|school|bed|(?:my|the|this) (?:shift|meeting|class|lesson|call|nap)"
)
_WAIT: Final = (
    rf"(?:(?:{DURATION}|an hour|half an hour)|(?:five|ten|fifteen|twenty|thirty|\d{{1,3}})(?: more)?(?: {_MOMENT}s)?)"
)
_REMIND: Final = "(?:(?:can|could) you )?(?:remind|ask|tell|text|message|ping)(?: me)?(?: again)?"
# "I'll take it later" speaks of taking, and is asked about as such.
_UNTIMED: Final = "|".join(
    (
        "(?:a )?(?:bit )?later(?: today| on| tonight)?|not now|soon|snooze|wait|hang on|hold on",
        rf"in (?:a|one) {_MOMENT}|(?:just )?(?:a|one) {_MOMENT}|give me a {_MOMENT}",
        r"(?:im |am |i am )?(?:busy|driving|working|at work|in (?:a|the) (?:meeting|car|shower))",
        r"in an hour or so|(?:in |give me )?(?:a )?(?:couple of|few) (?:minutes|mins|hours)",
        r"(?:cant|cannot) (?:talk|now)(?: now| right now)?",
        rf"{_REMIND}(?: again)? (?:later|soon|tonight|in a {_MOMENT})",
        rf"(?:{_REMIND} )?(?:at|after|during) (?:{_MEAL})",
        rf"(?:{_REMIND} )?(?:when|once) (?:i get|im|i am|i finish) (?:home|back|up|work|there)",
        rf"(?:ill |will |i will )?do (?:{IT} )?(?:later|soon|in a {_MOMENT}|in a few minutes)",
    )
)
_WILL_TAKE: Final = rf"(?:(?:ill|i will|will|im going to|i am going to|going to|gonna) (?:take|have|do) (?:{IT}|mine))"
_LATER: Final = (
    re.compile(rf"(?:no |not yet |{OPENERS})(?:{_UNTIMED})(?: (?:{_UNTIMED}))?{POLITE}"),
    re.compile(
        rf"(?:no |not yet |{OPENERS})(?:{_REMIND} |(?:ask|remind) again )?(?:in )?(?:about )?(?:another |(?:give me "
        rf"|give us )"
        rf"(?:another )?)?(?P<wait>{_WAIT})(?: more)?(?: (?:minutes|mins))?{POLITE}",
    ),
    re.compile(rf"(?:no |not yet |{OPENERS})(?:{_REMIND} (?:again )?|{_WILL_TAKE} )at (?P<at>{TIME}){POLITE}"),
    re.compile(
        rf"(?:no |not yet |{OPENERS}){_WILL_TAKE} in (?:about )?(?P<wait>{_WAIT})(?: (?:minutes|mins))?{POLITE}"
    ),
)
_BARE_NUMBER: Final = re.compile(r"\d{1,3}")

# --- leaving it out ---------------------------------------------------------------------------------------------------

_THIS_ONE: Final = "(?: (?:it|this one|this time|today|for today|todays?|mine|this dose)){0,2}"
_AM: Final = "(?:im |i am |ill |i will |im going to |going to |gonna |im gonna |i think ill )?"
_SKIP: Final = (
    rf"{_AM}(?:skip|skipping|skipped){_THIS_ONE}|i (?:skipped|am skipping) (?:it|this one)(?: today)?|not today"
    rf"|{_AM}(?:leave|leaving|left) (?:it|this one) out(?: today| for today)?"
    rf"|(?:not (?:taking|having)|(?:i )?(?:wont|will not) (?:take|have|be taking)|im not (?:taking|having)) {IT} today"
)
_NOT_HAD: Final = re.compile(rf"(?:no |{OPENERS})(?:{_SKIP}){POLITE}")
_NO_PAUSE: Final = re.compile(
    rf"(?:no |{OPENERS})(?:{_SKIP}) (?P<reason>(?:felt|feel|feeling|none left|no tablets|ran out|ive run out|been"
    rf"|too ill"
    r"|not well).*)",
)
_REASON: Final = re.compile(rf" (?:{BREAK} )?(?:because|as|since|due to|cause|so) | {BREAK} ")
_MORNING: Final = "(?:this morning|this afternoon|this evening|tonight)"
# Which dose that is, only the plan says.
_WHICH: Final = re.compile(rf"(?:im |i am )?(?:skip|skipping|skipped)(?: it)? {_MORNING}")
_SPEAKS: Final = re.compile(r"\b(?:take|took|taken|later|tomorrow|tonight|actually|had it|but|dont|yesterday)\b")

_SAID_SO: Final = re.compile(rf"{CLINIC} (?:said|says|told me|told me to|said so|said to)(?: so| stop| hold(?: it)?)?")


def read_short(said: Sentence) -> Meaning | None:
    """Return the answer that the whole text is, whatever was asked."""
    if said.asked:
        return None
    return next((meaning for pattern, meaning in _SHORT if pattern.fullmatch(said.text)), None)


def read_later(said: Sentence) -> Meaning | None:
    """Return that it is for later, with the wait or the time that was said; no number is made up."""
    if said.asked:
        return None
    untimed, waiting, until, taking = _LATER
    if untimed.fullmatch(said.text):
        return Later()
    wait = waiting.fullmatch(said.text) or taking.fullmatch(said.text)
    # A bare number is an option, or a time; what "10" stands for, the question says.
    if wait and not _BARE_NUMBER.fullmatch(said.text):
        return Later(wait=_minutes(wait["wait"]))
    at = until.fullmatch(said.text)
    return Later(until=read_clock(at["at"])) if at else None


def _minutes(written: str) -> int | None:
    if written == "an hour":
        return HOUR
    minutes = minutes_of(written)
    first = re.match(NUMBER, written)
    return minutes or (int(number_of(first[0])) if first else None)


def read_not_had(said: Sentence) -> Meaning | None:
    """Return that it is left out, with the reason as typed; what else it says of taking makes it a doubt."""
    if said.asked:
        return None
    if _WHICH.fullmatch(said.text):
        return Doubt(Why.UNCLEAR)
    if _NOT_HAD.fullmatch(said.text):
        return NotHad()
    for at in _REASON.finditer(said.paused[:200]):
        head = said.paused[: at.start()].replace(f" {BREAK}", "")
        if _NOT_HAD.fullmatch(head):
            return _for(said, said.paused[at.end() :])
    run_on = _NO_PAUSE.fullmatch(said.text)
    return _for(said, run_on["reason"]) if run_on else None


def _for(said: Sentence, tail: str) -> Meaning:
    reason = " ".join(tail.replace(BREAK, " ").split())
    told = told_in(said, reason, reason) or (ToldToStop(said.typed(reason)) if _SAID_SO.fullmatch(reason) else None)
    if told is not None:
        return told
    if _SPEAKS.search(reason) or (speaks_of_taking(reason) and not only_feelings(tail)):
        return Doubt(Why.UNCLEAR)
    return NotHad(said.typed(reason))
