"""English, the first language: the phrases that are understood. Asks nothing and records nothing.

Every list here is closed. A phrase is read only if the whole text is made of these pieces, so a word that is not here
can only lead to a question. The veto list stands beside the grammar and holds even where the grammar would not.
"""

from __future__ import annotations

import re
from typing import Final

from bot.care.reading.clock import DAY_PART, MARKED_TIME, TIME, reading
from bot.care.reading.english_vetoes import ABOUT, AT, DOTTED, speaks_of_taking, veto
from bot.care.reading.meanings import (
    AskedWhether,
    Done,
    Doubt,
    Help,
    Later,
    Meaning,
    No,
    Nod,
    NotHad,
    Took,
    Unclear,
    Why,
    Yes,
)
from bot.care.reading.spelling import LONGEST

# --- the pieces -------------------------------------------------------------------------------------------------------

_YES = "yes|yess+|yep|yeah|yup|yea|y|(?:yes )?i (?:did|have)"
_THANKS = "thanks|thank you|thx|ty|cheers|ta"
_TABLETS = "tablets?|pills?|tabs?|meds?|medicine|medication|dose|azathioprine|aza|imuran|usual"
_IT = rf"(?:it|mine|them|(?:(?:my|the) )?(?:{_TABLETS}))"
# Not "y", which may stand for "why"; not "morning", which may name the dose.
_OPENERS = (
    rf"(?:(?:yes|yep|yeah|yup|yea|ok|okay|sorry|oh|ah|hi|hello|hey|good morning|all good|done|{_THANKS}) ){{0,3}}"
)
_CLOSERS = rf"(?: (?:now|just now|already|sorry|ok|okay|yes|x{{1,3}}|{_THANKS})){{0,2}}"
# Who gave "my tablets" or "them" gave them away, or to two people.
_IT_GIVEN = rf"(?:it|the (?:{_TABLETS}))"
_ADVERBS = "(?:(?:just|already|finally|now) )?"
_TOOK = (
    # "had", "popped" and anything said with "i" need their object: "i took" may be half of a longer message.
    rf"(?:i )?{_ADVERBS}(?:(?:took|had|swallowed|popped) {_IT}|gave {_IT_GIVEN})"
    rf"|(?:i have|ive|have) {_ADVERBS}(?:(?:taken|had|swallowed) {_IT}|given {_IT_GIVEN})"
    rf"|i did take {_IT}"
    rf"|{_ADVERBS}(?:(?:taken|tkn)(?: {_IT})?|given(?: {_IT_GIVEN})?)|took|swallowed"
    rf"|(?:(?:my|the) )?(?:{_TABLETS}) {_ADVERBS}(?:taken|swallowed|given)"
)
_WHEN = (
    rf"(?: (?:(?:{AT}|{ABOUT})(?P<at>{TIME})|(?:(?:around|about) )?(?P<marked>{MARKED_TIME})|(?P<dotted>{DOTTED}))"
    rf"(?: (?P<part>{DAY_PART}))?(?: today)?| (?P<early_part>{DAY_PART}) {AT}(?P<late>{TIME}))?"
)
_TODAY = "(?: (?:today|this morning|this afternoon|this evening|tonight|already|yet|now|or not)){0,2}"

_SAYS_TOOK: Final = re.compile(rf"{_OPENERS}(?:{_TOOK}){_WHEN}{_CLOSERS}")
_ASKS_WHETHER: Final = re.compile(
    rf"{_OPENERS}(?:so )?(?:(?:did i {_ADVERBS}(?:take|have)|have i {_ADVERBS}(?:taken|had)) (?:{_IT}|todays)"
    rf"|(?:is|was) it taken|did i|have i){_TODAY}",
)

_UNIT = "(?: ?(?:m|min|mins|minutes?|h|hours?|hrs?))?"
_DELAY = rf"(?:\d{{1,3}}|a few|a couple of|five|ten|fifteen|twenty|thirty)(?: more)?{_UNIT}"
_MOMENT = "(?:sec|second|moment|minute|min|bit|while)"
_MEAL = "breakfast|lunch|dinner|tea|supper|work|school|my shift|the shift|the meeting|this meeting"
_LATER = (
    "later|not yet|not now|soon|snooze|wait|hang on|hold on|(?:im )?(?:busy|driving|at work|in a meeting)"
    rf"|(?:in )?(?:a|one|an) (?:{_MOMENT}|hour)|in {_DELAY}|give me (?:{_DELAY}|a {_MOMENT})|{_DELAY} more minutes"
    rf"|(?:remind|ask)(?: me)?(?: again)?(?: later| soon| in a {_MOMENT}| in an hour| in {_DELAY})"
    rf"|(?:remind|ask) me (?:again )?(?:at|after) (?:{_MEAL}|{TIME})|(?:at|after) (?:{_MEAL})"
    "|(?:ill |will |i will )?do (?:it )?later"
)
_THIS_ONE = "(?: (?:it|this one|this time|today|for today|todays?))?"
_PART_OF_DAY = "(?:this morning|this afternoon|this evening|tonight)"
_NOT_HAD = (
    rf"(?:im |i am )?(?:skip|skipping|skipped){_THIS_ONE}(?: today)?|i skipped (?:it|this one)(?: today)?|not today"
    "|(?:im |i am |ill )?(?:leave|leaving|left) (?:it|this one) out(?: today)?"
)
_NODS = (
    rf"ok|okay|okey|k|kk|fine|{_THANKS}|great|good|cool|perfect|nice|sure|alright|all right|all good|got it|noted"
    "|will do"
)
_HELLO = "help|menu|start|hi|hello|hey|hiya|hi there|hello there|help please|please help|commands|what can you do"

# --- whole texts ------------------------------------------------------------------------------------------------------

_POLITE = rf"(?: (?:please|{_THANKS})){{0,2}}"
_PHRASES: Final[tuple[tuple[re.Pattern[str], Meaning], ...]] = (
    (re.compile(rf"(?:{_YES}|i agree|agreed|correct|thats right)(?: (?:{_YES}))?{_POLITE}"), Yes()),
    (re.compile(rf"(?:no|nope|nah|n)(?: (?:no|nope|nah))?{_POLITE}"), No()),
    (re.compile(rf"(?:{_NODS})(?: (?:{_NODS})){{0,3}}"), Nod()),
    (re.compile(rf"(?:{_OPENERS})(?:all )?done{_POLITE}"), Done()),
    (re.compile(rf"(?:no |{_OPENERS})(?:{_LATER})(?: (?:{_LATER}))?{_POLITE}"), Later()),
    (re.compile(rf"(?:no |{_OPENERS})(?:{_NOT_HAD}){_POLITE}"), NotHad()),
    (re.compile(rf"(?:{_HELLO})(?: azalea)?"), Help()),
    # Which dose that is, only the plan says.
    (re.compile(rf"(?:im |i am )?(?:skip|skipping|skipped)(?: it)? {_PART_OF_DAY}"), Doubt(Why.UNCLEAR)),
)

# --- reading ----------------------------------------------------------------------------------------------------------

_DECORATION = "👍👌✅✔☑💊🙂😊😀😃😄☺🙏💪🎉❤👏"
_SMILEYS: Final = (":)", ":-)", ";)")
_MERIDIEM: Final = re.compile(r"\b([ap])\.\s?m\b\.?|(?<=\d)([ap])\.m\b\.?")
_APOSTROPHE: Final = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")
_PAUSE: Final = re.compile(r"!+|,(?!\d)|(?<![.\s])\.(?=\s|$)|(?<=\s)[-\u2013\u2014](?=\s)")
_MOST_REPEATS: Final = 400


def understand(folded: str) -> Meaning:
    """Return what English text means, spelled as `fold` leaves it. A bare option is left to the caller."""
    if len(folded) > LONGEST:
        return Unclear()
    text, asked = _sentence(folded)
    if not text:
        return _without_words(folded, asked=asked)
    if asked:
        return _question(text)
    for pattern, meaning in _PHRASES:
        if pattern.fullmatch(text):
            return meaning
    if _ASKS_WHETHER.fullmatch(text):
        return AskedWhether()
    return _statement(text)


def _without_words(folded: str, *, asked: bool) -> Meaning:
    if asked:
        return Help() if set(folded) <= set("?! ") else Unclear()
    return Nod() if any(sign in _DECORATION for sign in folded) else Unclear()


def _question(text: str) -> Meaning:
    if _ASKS_WHETHER.fullmatch(text) or (_SAYS_TOOK.fullmatch(text) and veto(text) is None):
        return AskedWhether()
    return Doubt(Why.QUESTION) if speaks_of_taking(text) else Unclear()


def _statement(text: str) -> Meaning:
    says, why = _SAYS_TOOK.fullmatch(text), veto(text)
    if says and why is None:
        return _took(says)
    return Doubt(why or Why.UNCLEAR) if speaks_of_taking(text) else Unclear()


def _took(says: re.Match[str]) -> Meaning:
    written = says["at"] or says["marked"] or says["dotted"] or says["late"]
    if written is None:
        return Took(None)
    at = reading(written, says["part"] or says["early_part"])
    return Took(at) if at else Doubt(Why.UNCLEAR)


def _sentence(folded: str) -> tuple[str, bool]:
    """Return the words alone, without signs at the ends, pauses and repeats, and whether it asks."""
    # Two pills in a row may be meant as a number.
    many = folded.count("💊") > 1 and folded.strip("💊 ")
    text = folded if many else _undecorated(folded)
    body = text.rstrip("?! ")
    asked = "?" in text[len(body) :]
    words = _PAUSE.sub(" ", _APOSTROPHE.sub("", _MERIDIEM.sub(_half, body)))
    return _once(words.split()), asked


def _undecorated(folded: str) -> str:
    signs = _DECORATION + " "
    text = folded.strip(signs)
    for smiley in _SMILEYS:
        text = text.removesuffix(smiley)
    return text.rstrip(signs)


def _half(match: re.Match[str]) -> str:
    return f"{match[1] or match[2]}m"


def _once(tokens: list[str]) -> str:
    """Return a phrase that is typed again and again as the phrase; one with a figure in it stands as it is."""
    text = " ".join(tokens)
    if len(tokens) > _MOST_REPEATS or any(sign.isdigit() for sign in text):
        return text
    for period in range(1, len(tokens) // 2 + 1):
        if len(tokens) % period == 0 and tokens[period:] == tokens[:-period]:
            return " ".join(tokens[:period])
    return text
