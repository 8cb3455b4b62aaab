"""English: in hospital, told to stop, nothing to be asked for a while; home again, or back to what is usual."""

from __future__ import annotations

import re
from typing import Final

from bot.care.reading.english_days import DAY, day_said, without_length
from bot.care.reading.english_life import AM
from bot.care.reading.english_pieces import CLINIC, IT, POLITE, RELATION, SORRY
from bot.care.reading.life_meanings import BackSaid, NotGoing, Pause, PauseSaid
from bot.care.reading.meanings import Meaning
from bot.care.reading.sentence import Sentence

_TODAY: Final = (
    "(?: (?:now|today|tonight|still|overnight|again|yesterday|last night|this morning|since yesterday|atm)){0,2}"
)
_UNTIL: Final = (
    rf"(?:(?:until|till|til|to|through) (?:further notice|next week|(?P<until>{DAY}))"
    rf"|for (?:now|a while|(?:a few|some|several) (?:days|weeks)))"
)
_FOR: Final = "(?: for (?:an |a |my |the |some )?(?:op|operation|surgery|procedure|tests|treatment|infusion))?"
_OUT: Final = rf"(?:and |then )?(?:ill be |im )?(?:home|back|back home|out)(?: again)? (?P<out>{DAY})"
_STAYING: Final = (
    rf"{_FOR}(?: (?:since (?:{DAY}|next week)|(?:from )?(?:(?P<from>{DAY})|next week)))?{_FOR}(?: (?:{_UNTIL}|{_OUT}))?"
)
_SOMEONE: Final = (
    rf"(?:(?:hes|shes|(?:he|she|(?:my )?(?:{RELATION})"
    r"|(?!(?:this|that|it|there|who|what|where|nobody|noone|nurse|doctor)\b)"
    r"[^\W\d_]{2,20})(?: is|s| has been)) (?:just |now |back |being )?)"
)

# --- hospital ---------------------------------------------------------------------------------------------------------

_WARD: Final = "(?:the )?(?:hospital|hosp|a ?[&+] ?e|a and e|er|icu|ward|ed|intensive care)"
_HOSPITAL: Final = re.compile(
    rf"(?:{SORRY})(?:{AM}(?:in|at|on|(?:going |back )?into|going (?:in )?to|back in|rushed to|taken to"
    rf"|still in) {_WARD}"
    rf"|{AM}admitted(?: to {_WARD})?|theyre (?:keeping|admitting) me(?: in)?|they are keeping me in"
    rf"|{_SOMEONE}(?:in|going into|still in|taken to|rushed to|admitted to) {_WARD}|{_SOMEONE}admitted"
    rf"|(?P<alone>hospital)){_TODAY}{_STAYING}{POLITE}",
)
_BEEN: Final = re.compile(r"\b(?:been|was|were|now|already)\b")
_PAUSE: Final = re.compile(
    rf"(?:{SORRY})(?:pause|(?P<stop>stop(?: (?:asking|reminding)(?: me)?)?))"
    rf"(?: (?:it|this|everything|(?:my |the )?(?:reminders|questions|plan)))?(?: (?:from )?(?P<from>{DAY}))?"
    rf"(?: {_UNTIL})?{POLITE}"
)
_OFF: Final = re.compile(
    rf"(?:{SORRY})(?:{AM}not going (?:in ?to|to|in) {_WARD}|(?:the |my )?(?:hospital(?: stay)?|admission|op|operation"
    r"|surgery|pause)(?: (?:is|has been|was|been|got))? (?:off|cancelled|canceled|called off)"
    r"|(?:ive |weve |theyve |they |i |we )?(?:cancel|cancelled|canceled|call off|called off)"
    r" (?:the |my )?(?:hospital(?: stay)?|admission|op|operation|surgery|pause)|no pause|dont pause)"
    rf"(?: (?:any ?more|after all|now)){{0,2}}{POLITE}"
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
    rf"|{AM}back on (?:{IT})"
    rf"|(?:they|theyve) (?:have )?let me (?:out|go|go home|home)(?: early)?{_TODAY}"
    rf"|{_SOMEONE}(?:home|discharged|out of (?:the )?hospital|let out)(?: from hospital)?(?: early)?{_TODAY}"
    rf"|{AM}(?:just )?(?:back )?(?:home|discharged|out of (?:the )?hospital|back|let out of hospital"
    rf"|let out|let home|sent home)"
    rf"(?: (?:from|out of) (?:the )?hospital)?(?: (?:now|again|today|safe|at last|from hospital|safely)){{0,2}}"
    rf"|(?:just )?got (?:home|back|discharged){_TODAY}"
    rf"|(?:{AM}?back|{AM}?going back|go back) (?:to normal|to (?:my )?(?:usual|old|normal) times?|to days|on days)"
    rf"|(?:{AM}?(?:done|finished) with|no more|{AM}?off) (?:the |my )?nights?(?: shifts?)?"
    rf"|{_NIGHTS} (?:(?:is|are|got|have been) )?(?:over|done|finished|off|cancelled|canceled)"
    rf"(?: (?:from )?(?P<from>{DAY})| now)?"
    rf"|{_NIGHTS} (?:end|ends|finish|finishes|stop|stops)(?: (?:(?P<last>{DAY})|now|early))?){POLITE}",
)


def read_hospital(said: Sentence) -> Meaning | None:
    """Return that nothing is to be asked for a while, or that this is over."""
    if said.asked:
        return None
    if _OFF.fullmatch(said.text):
        return NotGoing(pause=True)
    text, long = without_length(said.text)
    hospital = _HOSPITAL.fullmatch(text)
    if hospital:
        # How long, and since when, they have been there says nothing of how long they will.
        been = _BEEN.search(text)
        until = day_said(hospital["until"] or hospital["out"]) or (None if been else long)
        # The word alone may be an appointment there, or what somebody asks about.
        if until is not None or not hospital["alone"]:
            return PauseSaid(Pause.HOSPITAL, None if been else day_said(hospital["from"]), until)
    stopped = _STOPPED.fullmatch(text)
    if stopped and (_TEAM.search(text) or "told" not in text):
        return PauseSaid(Pause.TOLD_TO_STOP, None, day_said(stopped["until"]) or long)
    pause = _PAUSE.fullmatch(text)
    if pause:
        first, last = day_said(pause["from"]), day_said(pause["until"]) or long
        # "stop" alone is for good.
        return None if pause["stop"] and not (first or last) else PauseSaid(Pause.OTHER, first, last)
    back = _BACK.fullmatch(said.text)
    return BackSaid(day_said(back["last"]), day_said(back["from"])) if back else None
