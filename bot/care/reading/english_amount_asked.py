"""English: whether the dose is too much, too little or right. It is asked of azalea, and only the team can say."""

from __future__ import annotations

import re
from typing import Final

from bot.care.reading.english_pieces import OPENERS, POLITE, RELATION, SORRY
from bot.care.reading.life_meanings import AmountAsked
from bot.care.reading.meanings import Meaning
from bot.care.reading.sentence import Sentence

_MUCH: Final = (
    "(?:(?:too|so|very|a bit|quite|really) )?(?:much|little|low|high|strong|small|big|large|weak)"
    "|enough|right|correct|(?:the )?(?:right|wrong) (?:dose|amount)|ok|okay|fine|normal|safe|usual|typical|a lot"
)
_NAMED: Final = "azathioprine|aza|imuran|it|this"
_MG: Final = r"\d{1,4}(?:\.\d{1,2})? ?(?:mg|milligrams?)?"
_WHO: Final = rf"(?:i|we|you|he|she|they|(?:my |the )?(?:{RELATION}))"
_DOSE: Final = (
    rf"(?:(?:my|the|this|his|her|their|our|a)(?: (?:{RELATION})s)?(?: (?:current|daily|new|starting))?"
    rf" (?:dose|dosage|amount|mg)(?: of (?:{_NAMED}|{_MG}))?|{_MG}(?: a day| daily| of (?:{_NAMED}))?)"
)
_TAIL: Final = (
    r"(?: (?:for|at|of|if|with|considering|because)(?: \S+){1,12})?"
    r"(?: (?:a day|daily|now|or not|or too (?:low|little|much|high))){0,2}"
)
_ON_TOO_MUCH: Final = (
    rf"(?:am|are|is) {_WHO} (?:(?:on|taking|having|getting) (?:{_MUCH})(?: of)?(?: a| the)?(?: (?:{_NAMED}|dose|mg))?"
    "|(?:under|over) ?dos(?:ed|ing))"
)
_TOO_HIGH: Final = rf"(?:(?:is|isnt|could|might) )?{_DOSE} (?:(?:be|is|seems|sounds|feels) )?(?:{_MUCH})(?: dose)?"
_TOLD_OF: Final = rf"(?:\S+ ){{1,8}}(?:on|to) {_MG}(?: a day)? (?:is|isnt) (?:it|that|this) (?:{_MUCH})"
_MAY: Final = rf"(?:should|shall|can|could|do|must) {_WHO} (?:(?:need|have) to )?"
_OTHER: Final = (
    rf"{_MAY}(?:(?:be on|take|have|need) )?(?:(?:more|less)(?: (?:than|of) \S+(?: \S+)?)?"
    rf"|a (?:higher|lower|bigger|smaller|different) dose)"
    rf"|{_MAY}(?:lower|raise|reduce|increase|up|cut|halve|drop|change|double) {_DOSE}"
    rf"(?: (?:down |up )?(?:to|by) {_MG})?"
)
_WHAT_DOSE: Final = (
    rf"(?:what|whats|which|how much|how many)(?: (?:is|the|my|right|dose|dosage|mg|tablets|{_NAMED}|of))*"
    rf" (?:(?:should|do) {_WHO} (?:be )?(?:on|take|taking|have|need)|(?:the )?right (?:dose|amount))(?: {_NAMED})?"
)
_ASKED: Final = re.compile(
    rf"(?:{OPENERS}|{SORRY})(?:(?:so|and|but) )?"
    rf"(?:{_ON_TOO_MUCH}|{_TOO_HIGH}|{_TOLD_OF}|{_OTHER}|{_WHAT_DOSE}){_TAIL}{POLITE}"
)


def read_amount_asked(said: Sentence) -> Meaning | None:
    """Return that somebody asks whether a dose is right, or thinks aloud that it is not."""
    return AmountAsked() if _ASKED.fullmatch(said.text) else None
