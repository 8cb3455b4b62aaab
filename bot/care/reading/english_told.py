"""English: the clinic, or whoever else treats them, said to stop the tablets. What a friend says of it is none of this.

Only the tablets, or no thing at all, can be what is stopped: "stop the steroids" and "stop smoking" are not read here.
"""

from __future__ import annotations

import re
from typing import Final

from bot.care.reading.dose_meanings import ToldToStop
from bot.care.reading.english_days import DAY, day_said, without_length
from bot.care.reading.english_pieces import CLINIC, IT, NUMBER, POLITE, SORRY
from bot.care.reading.english_vetoes import speaks_of_taking
from bot.care.reading.life_meanings import Pause, PauseSaid
from bot.care.reading.meanings import Meaning
from bot.care.reading.sentence import BREAK, Sentence

# --- who --------------------------------------------------------------------------------------------------------------

_KIND: Final = "ibd|gastro|rheum|rheumatology|derm|dermatology|liver|transplant|renal|specialist|practice|ward|on call"
_TREATS: Final = (
    "dr|doc|doctor|gp|nurse|consultant|specialist|clinic|hospital|team|rheumatologist|gastroenterologist|dermatologist"
    "|hepatologist|neurologist|pharmacist|registrar|surgeon|surgery|professor|prof|gastro|rheumatology|dermatology"
    "|helpline|advice line|sister on the ward|a ?[&+] ?e|111"
)
# A name is no word that turns round what was said, nor the word that says it.
_NO_NAME: Final = (
    "not|never|hasnt|havent|hadnt|didnt|doesnt|dont|isnt|wont|wouldnt|nearly|almost|may|might|maybe|could|would|should"
    "|will|shall|can|must|only|who|when|if|unless|has|have|had|was|is|are|just|now|also|said|says|say|told|tells|wants"
    "|want|rang|called|phoned|stopped|took|put|and|or|but|did|does|do|no|nobody|once|before|after"
)
_NAME: Final = rf"(?!(?:{_NO_NAME})\b)[^\W\d_]{{2,20}}"
_WHO: Final = (
    rf"(?:(?:(?:my|the|our|his|her|their|[^\W\d_]{{2,15}}s) )?(?:(?:{_KIND}) )?(?:{_TREATS})s?(?: {_NAME})?"
    r"(?: (?:at|on|from|in) (?:the )?(?:clinic|hospital|ward|phone|surgery|helpline))?|they|theyve|theyre)"
)
_ALSO: Final = "(?: (?:has|have|had|just|now|also|already|all|today|yesterday|this morning)){0,3}"

# --- what -------------------------------------------------------------------------------------------------------------

_STOP: Final = (
    "(?:(?:to )?(?:stop(?: taking| having)?|hold(?: off(?: on| taking)?)?|pause|skip|leave(?: off| out)?|come off"
    "|stay off|get off|go off)|(?:to )?not (?:to )?(?:take|have)|(?:dont|do not) take|no more(?= ))"
)
_THEM: Final = (
    rf"(?: (?:any more |any of )?(?:{IT}|todays(?: (?:one|dose|tablets?))?)(?: (?:any ?more|off|out))?"
    "| any ?more| off| out)"
)
_NOW: Final = (
    "(?: (?:now|for now|today|tonight|for today|yesterday|this morning|this week|at the moment|for the moment|at once"
    "|straight away|right away|immediately|completely|altogether|again|too|as well)){0,2}"
)
_THE_TEST: Final = (
    "(?:(?:the|my|a|after the|after my) )?(?:next )?(?:bloods?|blood tests?|tests?|results?)"
    "(?: (?:(?:is|are|come|comes) )?(?:back|in|done|up|better|ok|okay|repeated))?"
)
_SO_LONG: Final = (
    rf"(?: (?:for (?:(?:about )?{NUMBER}|a few|the next few|a couple of) (?:days?|weeks?|months?)|for a (?:while|bit)"
    rf"|(?:until|till|til) (?:{DAY}|further notice|then|next week|my (?:next )?appointment|im (?:better|well)"
    rf"|(?:they|s?he|{CLINIC}) (?:says?(?: so)?|rings?|calls?|phones?)(?: me)?(?: back)?"
    rf"|i (?:hear|see them|hear back|hear from them|see (?:{CLINIC}))|{_THE_TEST})|for good|for ever|forever))?"
)
_UNTIL_DAY: Final = re.compile(rf"\b(?:until|till|til) (?P<day>{DAY})")
_FROM_DAY: Final = re.compile(rf" (?:from|starting|as of) (?P<day>{DAY})")
_THEN: Final = rf"{_NOW}{_SO_LONG}{_NOW}"

# --- sentences --------------------------------------------------------------------------------------------------------

_RANG: Final = (
    "(?: (?:rang|called|phoned|emailed|texted|wrote)(?: me| us)?(?: back)?(?: today| just now| this morning)?(?: and)?)"
)
_SAYS: Final = (
    "(?: (?:said|says|say|advised|told me|tell me|tells me|told us|wants? me|asked me|advised me|needs? me)"
    "(?: (?:that )?(?:i (?:should|must|can|could|may|have to|need to)|im to|that))?)"
)
_TOLD_BY: Final = (
    "(?:(?:ive|i have|i|weve|we) )?(?:just )?(?:(?:was|been|have been|got|were) )?(?:told|advised|asked)(?: me)?"
    rf"(?: by {_WHO})?"
)
_MUST: Final = "(?:i have|ive got|ive|i must|im|i am|im supposed|im meant|i am supposed|supposed|meant)"
_DONE: Final = "(?:stopped|paused|halted|suspended|withheld|discontinued)"
_DOING: Final = "(?:stopping|pausing|halting|suspending)"
_BY: Final = rf"(?: by {_WHO})"
_TOLD: Final = tuple(
    re.compile(rf"{SORRY}(?:{sentence}){_THEN}{POLITE}")
    for sentence in (
        rf"{_WHO}{_ALSO}(?:{_RANG}{_SAYS}?|{_SAYS}) {_STOP}{_THEM}?",
        rf"{_TOLD_BY} (?:i (?:should|must) )?{_STOP}{_THEM}?{_BY}?",
        rf"{_WHO}{_ALSO} (?:{_DONE} {IT}|(?:put|placed) {IT} on hold|(?:taken|took) me off {IT})",
        rf"{_WHO}{_ALSO}(?: (?:is|are))? (?:{_DOING} {IT}|taking me off {IT}|putting {IT} on hold)",
        rf"{_WHO}{_ALSO} wants? (?:me off {IT}|{IT} stopped|to (?:stop|pause) {IT})",
        rf"(?:ive |i have |i )?(?:was |been |got )?taken off {IT}{_BY}?",
        rf"{IT}s? (?:(?:has|have|is|are|was|were) )?(?:been |being )?(?:{_DONE}|put on hold|on hold){_BY}",
        rf"(?:its|{IT} (?:has|have)) been (?:{_DONE}|put on hold)|(?!it |this )(?:{IT}) (?:is|are) (?:on hold|{_DONE})",
        rf"{_MUST} to stop(?: taking)? {IT}",
        rf"{_STOP}{_THEM}?{_THEN} {_WHO} (?:said|says|say|told me)",
        rf"(?:please )?(?:stop|hold)(?: taking)? (?!(?:it|them|em|this one)\b){IT}",
        rf"(?:stop|hold)(?: it)? (?:until|till|til) {_THE_TEST}",
    )
)
# Nobody else is named; led to by something, it is what somebody did, and the guide has a page on that.
_STOPPED: Final = re.compile(rf"(?:i |ive |i have )(?:stopped|come off|came off)(?: taking)? {IT}{_THEN}{POLITE}")
_BEFORE: Final = re.compile(rf" (?:{BREAK} (?:(?:so|and|but) )?|(?:so|and|but) )")
_AFTER: Final = re.compile(
    rf" (?:{BREAK} (?:(?:because|as|since) )?|(?:because|as|since|due to) |and (?=(?:started|start|put|switched|given"
    r"|gave|moved|changed|are|want|will)\b))"
)
# What is asked, or may never be, is nobody's word; nor is what somebody only thinks. Why one is left out comes later.
_OPEN: Final = re.compile(
    r"\b(?:if|when|unless|whether|would|should|did|do|what|why|until|might|may|thinks?|hope|wish|joking|not|didnt|skip)\b"
)
_SOMEBODY: Final = re.compile("s?he ")
_TREATED: Final = re.compile(rf"\b(?:{_TREATS})\b")
_MOST_CUTS: Final = 3


def read_told(said: Sentence) -> Meaning | None:
    """Return that they were told to stop, with the day that was named; from a later day on it is a pause.

    What led to it, and what follows, may stand beside it, unless that speaks of taking.
    """
    if said.asked:
        return None
    starts = [(0, 0), *((at.start(), at.end()) for at in _BEFORE.finditer(said.paused))][: _MOST_CUTS + 1]
    ends = [(at.start(), at.end()) for at in _AFTER.finditer(said.paused)][:_MOST_CUTS]
    for before, start in starts:
        for end, after in [(len(said.paused), len(said.paused)), *ends]:
            beside = f"{said.paused[:before]} {said.paused[after:]}"
            if end > start and not _OPEN.search(beside) and not speaks_of_taking(beside):
                core = " ".join(said.paused[start:end].replace(BREAK, " ").split())
                core = _SOMEBODY.sub("they ", core, count=1) if _TREATED.search(beside) else core
                found = told_in(said, core, said.text, alone=start == 0)
                if found is not None:
                    return found
    return None


def told_in(said: Sentence, text: str, reason: str, *, alone: bool = False) -> Meaning | None:
    """Return that a part of what was typed says that they were told to stop.

    *reason* is what is kept of it, as typed. *alone*: nothing stands before it.
    """
    later = _FROM_DAY.search(text)
    now = text[: later.start()] + text[later.end() :] if later else text
    if not any(pattern.fullmatch(now) for pattern in (*_TOLD, *([_STOPPED] if alone else ()))):
        return None
    rest, long = without_length(now)
    named = _UNTIL_DAY.search(rest)
    until = (day_said(named["day"]) if named else None) or long
    first = day_said(later["day"]) if later else None
    if first is not None:
        return PauseSaid(Pause.TOLD_TO_STOP, first, until)
    return ToldToStop(said.typed(reason), until)
