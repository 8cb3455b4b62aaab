"""English: not taken, not yet, forgotten, and what is asked about a late one or about what the diary says."""

from __future__ import annotations

import re
from typing import Final

from bot.care.reading.days import DayWord, FromToday
from bot.care.reading.dose_meanings import AskedWhether, Forgot, ForgotMayI, NotTaken, NotYet
from bot.care.reading.english_days import DAY, WEEKDAY, read_day
from bot.care.reading.english_pieces import IT, MY, OPENERS, POLITE, SORRY, TABLETS, listed
from bot.care.reading.english_took import only_feelings, split
from bot.care.reading.meanings import Meaning
from bot.care.reading.sentence import BREAK, Sentence

_SO_FAR: Final = "today|this morning|this afternoon|this evening|tonight|now|at all|either"
_DATED: Final = rf"(?: (?P<day>{DAY}))?"
_WHOSE_DAY: Final = (
    rf"(?:(?:todays|yesterdays|{WEEKDAY}s)(?: (?:dose|tablets?|one|ones|pills?|meds))?|last nights(?: dose)?)"
)
_THINGS: Final = rf"(?:{IT}|mine|{MY} (?:morning|evening) (?:{TABLETS})|{_WHOSE_DAY})"

# What was said before is taken back.
_BACK: Final = re.compile(
    rf"{SORRY}(?:(?:actually|wait|hang on|hold on|i lied|lied|i was lying|scrap that|correction|my mistake|ignore that"
    rf"|thats wrong|that was wrong) {SORRY}){{1,2}}"
)

# --- not taken --------------------------------------------------------------------------------------------------------

_DID_NOT: Final = "(?:did not|didnt|never)"
_HAVE_NOT: Final = "(?:have not|havent|has not|hasnt|not|ive not|i have not|i havent|ive never|i have never|hadnt)"
_NOT_TAKEN: Final = re.compile(
    rf"{SORRY}(?:(?:i|he|she|they) )?(?:{_DID_NOT} (?:take|tak|have|swallow)"
    rf"|{_HAVE_NOT} (?:taken|had|swallowed|given)|never (?:took|had)"
    rf"|{_DID_NOT} give)(?: (?P<what>{_THINGS}|any))?{_DATED}(?: (?:{_SO_FAR}))?{POLITE}"
    rf"|{SORRY}(?:it )?(?:was not|wasnt|not) taken(?: it)?(?: (?:{_SO_FAR}))?{POLITE}"
    rf"|{SORRY}(?:i|s?he|they) (?:did not|didnt|havent|have not|hasnt|has not)(?: (?:{_SO_FAR}))?{POLITE}"
    rf"|{SORRY}(?:s?he|they)(?:s|ve| has| have)? (?:just )?"
    rf"(?:refused|(?:wouldnt|wont) (?:take|have|swallow))(?: to take)?(?: (?:{_THINGS}|hers|his|theirs))?"
    rf"(?: (?:{_SO_FAR}))?{POLITE}",
)
_NOT_YET: Final = re.compile(
    rf"(?:{SORRY}|{OPENERS})(?:(?:i )?(?:{_HAVE_NOT} )(?:(?:taken|had"
    rf"|done)(?: {_THINGS})?(?: {_SO_FAR.split('|')[0]})? yet"
    rf"|yet(?: (?:taken|had)(?: {_THINGS})?)?)|not yet(?: (?:taken|had|done)(?: {_THINGS})?)?|(?:its )?not taken yet"
    rf"|(?:i )?(?:havent|have not) yet)(?: (?:but soon|soon|busy|driving)){{0,2}}{POLITE}",
)

# --- forgotten --------------------------------------------------------------------------------------------------------

_FORGOT: Final = re.compile(
    rf"(?:{SORRY}|{OPENERS})(?:i (?:have |think i |must have )?|ive |i think i |i think ive )?"
    r"(?:completely |totally |just |clean |only )?"
    rf"(?:(?:forgot|forgotten|missed)(?: (?:to take|taking|about|to have))?|missed taking)"
    rf"(?: (?P<what>{_THINGS}|one|a dose|a tablet|a pill|again))?{_DATED}(?: again)?{POLITE}",
)
_LATE_ONE: Final = re.compile(
    rf"{SORRY}(?:so )?(?:(?:can|could|may|should|shall|do|must) i (?:still |just )?(?:take|have) (?:{IT}|mine)"
    rf"(?: (?:now|late|still|anyway|today|later|tonight|this late|now or (?:later|wait|skip|skip it|leave it"
    rf"|not))){{0,2}}"
    rf"|(?:is it|its|am i|i am|its not) (?:now )?too late(?: now)?(?: (?:to take|to have|for) {IT})?(?: now| today)?"
    rf"|(?:is it|would it be) (?:ok|okay|alright|fine|all right|bad) (?:to (?:still )?(?:take|have)"
    rf"|if i take) {IT}(?: now| late)?"
    rf"|too late(?: now)?(?: to take {IT})?(?: now)?)",
)
_FORGOT_FIRST: Final = re.compile(r"\b(?:forgot|forgotten|missed)\b")

# --- did I take it ----------------------------------------------------------------------------------------------------

_ADVERBS: Final = "(?:(?:just|already|finally|now|even|actually|last) )?"
_TODAY: Final = (
    "(?: (?:today|this morning|this afternoon|this evening|tonight|already|yet|now|or not|at all|so far)){0,2}"
)
_MINE: Final = rf"(?:{IT}|mine|todays|a tablet|a pill|{MY} (?:morning|evening) (?:{TABLETS}))"
_ASKS_MINE: Final = re.compile(
    rf"{OPENERS}(?:so )?(?:(?:(?:when|what time) )?(?:did i {_ADVERBS}(?:take|have|had|get)|have i {_ADVERBS}(?:taken"
    rf"|had))"
    rf" (?:{_MINE}|(?P<dated>{_WHOSE_DAY}))|(?:did i {_ADVERBS}give|have i {_ADVERBS}given)"
    rf" (?:it|(?:her|him|them)(?: (?:it|hers|his|theirs|(?:her|his|their|the) (?:{TABLETS})))?)"
    rf"|(?:is|was|has) it (?:been )?taken|did i|have i){_TODAY}{_DATED}",
)
_THEIRS: Final = rf"(?:it|his|hers|theirs|them|(?:his|her|their|the) (?:{TABLETS})|her|(?:yesterdays|todays))"
_WHO: Final = r"(?:my )?[^\W\d_]{2,20}"
_ASKS_THEIRS: Final = re.compile(
    rf"{OPENERS}(?:so )?(?:(?:did|has) (?!it )(?P<who>{_WHO}) {_ADVERBS}(?:take|taken|have|had|get) {_THEIRS}"
    rf"|(?:has|did|have) (?:anyone|anybody|someone|somebody) (?:give|given) (?P<to>{_WHO}) {_THEIRS}){_TODAY}{_DATED}",
)


def _day(match: re.Match[str]) -> DayWord | None:
    """Return the day that was named; today is no other day."""
    written = match["day"] or match.groupdict().get("what") or match.groupdict().get("dated") or ""
    found = read_day("last night" if written.startswith("last night") else written) or read_day(written.split(" ")[0])
    return None if found == FromToday(0) and not written.startswith("today") else found


def read_not_taken(said: Sentence) -> Meaning | None:
    """Return that it was not taken, or not yet."""
    if said.asked:
        return None
    back = _BACK.match(said.text)
    text = said.text[back.end() :] if back else said.text
    if _NOT_YET.fullmatch(text):
        return NotTaken(back=True) if back else NotYet()
    match = _NOT_TAKEN.fullmatch(text)
    if match:
        return NotTaken(_other_day(match), back=back is not None)
    for head, tail in split(said):
        match = _NOT_TAKEN.fullmatch(head)
        if match and only_feelings(tail):
            return NotTaken(_other_day(match), said.typed(" ".join(tail.replace(BREAK, " ").split())))
    return None


def _other_day(match: re.Match[str]) -> DayWord | None:
    day = _day(match)
    return None if day == FromToday(0) else day


def read_forgot(said: Sentence) -> Meaning | None:
    """Return that one was forgotten, or the question whether a late one may be taken."""
    if _LATE_ONE.fullmatch(said.text) or (_FORGOT_FIRST.search(said.text) and _ends_asking(said)):
        return ForgotMayI()
    match = _FORGOT.fullmatch(said.text)
    return Forgot(_day(match)) if match and not said.asked else None


def _ends_asking(said: Sentence) -> bool:
    words = said.text.split()
    starts = (place for place, word in enumerate(words) if word in _ASKING)
    return any(_LATE_ONE.fullmatch(" ".join(words[place:])) for place in list(starts)[:_MOST_STARTS])


_ASKING: Final = listed("can could may should shall do must is its am too would")
_MOST_STARTS: Final = 6


def read_asked_whether(said: Sentence) -> Meaning | None:
    """Return what the diary is asked for."""
    mine = _ASKS_MINE.fullmatch(said.text)
    if mine:
        return AskedWhether(day=_other_day(mine))
    theirs = _ASKS_THEIRS.fullmatch(said.text)
    if theirs is None or (theirs["who"] or theirs["to"]) in _NOT_WHO:
        return None
    return AskedWhether(said.typed(theirs["who"] or theirs["to"]), _other_day(theirs))


_NOT_WHO: Final = listed("i not never you it anyone anybody someone somebody")
