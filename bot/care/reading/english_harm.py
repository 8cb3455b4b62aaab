"""English: what went wrong with a dose: sick after it, too much, somebody else's tablets. Judges none of it."""

from __future__ import annotations

import re
from typing import Final

from bot.care.reading.dose_meanings import NotTheirs, SickAfter, TooMuch
from bot.care.reading.english_pieces import (
    DURATION,
    IT,
    NUMBER,
    OPENERS,
    POLITE,
    RELATION,
    SORRY,
    TABLETS,
    listed,
    number_of,
)
from bot.care.reading.english_when import ONE_WHEN
from bot.care.reading.meanings import Meaning
from bot.care.reading.sentence import Sentence

_SICK: Final = "threw up|thrown up|throwing up|been sick|was sick|sick|vomited|vomiting|puked|puked up|chucked up"
_TOOK_IT: Final = rf"(?:(?:took|taken|had|taking|having) (?:{IT}|mine)|taking|(?:{IT}|mine))"
_AFTER: Final = (
    rf"(?: (?:right|straight|just|soon|shortly|about|ages))?(?: (?:{NUMBER}|half an|an) ?(?:m|mins?|minutes?|h|hrs?"
    rf"|hours?))?"
    rf"(?: (?:right|straight))? ?(?:after|since|afterwards|later)(?: {_TOOK_IT})?"
)
_SOMEBODY: Final = r"(?!(?:not|never|no|havent|didnt|isnt|hasnt|wasnt|when|if)\b)[^\W\d_]{1,20}"
_SICK_AFTER: Final = re.compile(
    rf"(?:{SORRY}|{OPENERS})(?:(?:i |ive |i have |i was |i just |just |s?he |s?hes |s?he has "
    rf"|s?he was )?(?:{_SICK})(?:{_AFTER}|(?: up)?(?: (?:{IT}"
    rf"|mine))?)"
    rf"|i (?:threw|chucked|sicked|brought|puked) (?:{IT}|mine) (?:back )?up|(?:threw|brought|puked|sicked) (?:{IT}"
    rf"|mine) (?:back )?up"
    rf"|(?:{_SOMEBODY} )?(?:threw|chucked|sicked|brought|puked|vomited) (?:it|them) (?:back )?up"
    rf"|{_SOMEBODY} (?:{_SICK}) (?:after|within) (?:about )?{DURATION}"
    rf"|(?:i )?(?:took|had) (?:{IT}|mine) (?:and|then|but|and then|but then) (?:i )?(?:just )?(?:{_SICK}"
    rf"|threw (?:{IT}) up)"
    rf"(?:(?: it)? up)?(?:{_AFTER})?)(?: (?:again|today|this morning|now))?{POLITE}",
)
_SPAT: Final = re.compile(
    rf"(?:{SORRY}|{OPENERS})(?:(?:i|ive|s?he|s?hes|[^\W\d_]{{2,20}}) )?(?:just |has )?spat "
    rf"(?:{IT}|mine|hers|his|half of it|some of it|most of it)(?: back| straight| right)?(?: (?:out|up))?"
    rf"(?: (?:again|today|this morning|now))?{POLITE}"
)
# "sick" alone and "been sick" without a tablet in sight is for the guide.
_ONLY_SICK: Final = re.compile(
    rf"(?:{SORRY}|{OPENERS})(?:i |ive |i have |i was |s?he |s?hes |s?he has )?"
    "(?:sick|been sick|was sick|vomiting|throwing up)(?: .*)?"
)
_ABOUT_IT: Final = re.compile(rf"\b(?:after|since|it|mine|taking|took|had|{TABLETS})\b|\blater\b")

_TWO: Final = (
    "(?:two|2|double|a double dose|double dose|an extra one|one extra|an extra(?: (?:tablet|pill|dose))?|too many"
    "|too much"
)
_MANY: Final = (
    rf"{_TWO}|two (?:doses|tablets|pills)|2 (?:doses|tablets|pills)|one too many|all (?:of )?my (?:{TABLETS})"
    rf"|the (?:whole|entire) (?:box|pack|packet|bottle|strip)|(?:three|four|3|4) (?:doses))"
)
_HAD: Final = "(?:took|taken|had|gave|given|swallowed)"
_MAYBE: Final = (
    "(?:(?:i )?think |i might |i may |maybe |i (?:have )?accidentally |accidentally |oops |oh no |sorry |help ){0,2}"
    "(?:i have |ive |i |have |may have |might have |might've )?(?:accidentally )?(?:just )?"
)
_SLIP: Final = "(?: (?:by (?:mistake|accident)|accidentally|in error|instead of one|instead of 1))"
_TODAY: Final = rf"(?: {ONE_WHEN}| today)?"

_OTHERS: Final = r"(?:(?!not\b|never\b|half\b)[^\W\d_]{2,20} (?:his|hers|theirs|it)|it to [^\W\d_]{2,20})"
_TOO_MUCH: Final = (
    re.compile(rf"{_MAYBE}{_HAD} (?:{_MANY}){_SLIP}?{_TODAY}{POLITE}"),
    re.compile(
        rf"{_MAYBE}{_HAD} (?:{IT}|mine|{_OTHERS}) (?:twice|two times|2 times|again{_SLIP}){_SLIP}?{_TODAY}{POLITE}",
    ),
    re.compile(
        rf"{_MAYBE}{_HAD} (?:the wrong (?:one|tablets?|pills?|dose)|{IT}{_SLIP}|(?:his|hers){_SLIP}){_TODAY}{POLITE}"
    ),
    re.compile(
        rf"(?:{_MAYBE})(?:double[d]? (?:dosed|my dose|up)|doubled|overdosed|had an overdose){_SLIP}?{_TODAY}{POLITE}"
    ),
)
# Whoever asks whether what they took was too much took it.
_ASKS_TOO_MUCH: Final = re.compile(
    rf"(?:did i (?:take|have)|(?:have i |i |ive )?(?:just |accidentally )?{_HAD}) (?:(?!on |with )[^\W_]+ ){{0,6}}"
    rf"(?:(?:is|was|isnt) (?:it|that|this) )?too (?:much|many)(?: (?:of (?:it|them)|{TABLETS}))?{POLITE}"
)
_COUNT: Final = "(?:two|three|four|five|six|seven|eight|[2-9])"
_WHOM: Final = r"(?!(?:not|never|half|it|them|at|about|around|my|the)\b)[^\W\d_]{2,20}"
_BY_MISTAKE: Final = "(?: (?:oops|whoops|by (?:mistake|accident)|accidentally|in error))"
_HIS_OR_HERS: Final = (
    r"(?:(?:my |our |the )?(?!(?:todays|yesterdays|nights|[a-z]+days|mornings|evenings)\b)[^\W\d_]{2,20}s)"
)
_PET: Final = "dog|cat|puppy|kitten|pet|rabbit"
_GOT: Final = "(?:took|taken|had|swallowed|ate|eaten|chewed|got into)"
# More than planned, of somebody who is named.
_THEIR_TOO_MUCH: Final = re.compile(
    rf"(?P<whose>(?:my )?{_WHOM}) (?:has |have )?(?:just |accidentally )?{_HAD}"
    rf" (?:{_COUNT}(?: (?:tablets|pills|tabs|doses))?|(?:it|them|hers|his|theirs) twice)"
    rf"(?:{_BY_MISTAKE}{_TODAY}|{_TODAY}{_BY_MISTAKE}){POLITE}"
)
# Tablets that went to somebody, or something, that they are not for.
_NOT_THEIRS: Final = (
    re.compile(
        rf"{_MAYBE}(?:took|taken|had|swallowed) (?:{_HIS_OR_HERS}|his|her|their|someone elses)"
        rf" (?:{TABLETS}){_SLIP}{_TODAY}{POLITE}"
    ),
    re.compile(
        rf"{SORRY}(?:her|his|their) (?:little |big |older |younger |baby )?(?:{RELATION}|{_PET})"
        rf" (?:has |have |just ){{0,2}}{_GOT} (?:it|them|one|hers|his|(?:her|his|their|my|the) (?:{TABLETS}))"
        rf"{_SLIP}?{_TODAY}{POLITE}"
    ),
    re.compile(
        rf"{SORRY}(?:(?:my|our|the) )?(?:{RELATION}|kid|toddler|{_PET}) (?:has |have |just ){{0,2}}"
        rf"{_GOT} (?:one of )?(?:mine|my (?:{TABLETS})){_SLIP}?{_TODAY}{POLITE}"
    ),
    re.compile(
        rf"{SORRY}(?:(?:my|our|the|her|his) )?(?:{_PET}) (?:has |have |just ){{0,2}}"
        rf"{_GOT} (?:it|them|one|(?:her|his|their|my|the) (?:{TABLETS})){_TODAY}{POLITE}"
    ),
)
# Each says by itself that it was more than planned, or not the right tablet.
_MORE_THAN_MEANT: Final = (
    re.compile(
        rf"{_MAYBE}{_HAD} (?:{_WHOM} )?{_COUNT}(?: (?:tablets|pills|tabs|doses))?"
        rf"(?:{_BY_MISTAKE}{_TODAY}|{_TODAY}{_BY_MISTAKE}){POLITE}"
    ),
    re.compile(rf"(?:oops|whoops) (?:i )?(?:just )?{_HAD} {_COUNT}(?: (?:tablets|pills|tabs|doses))?{_TODAY}{POLITE}"),
    re.compile(
        rf"{_MAYBE}{_HAD} (?:my |the |both (?:my |the )?)?morning and (?:my |the )?(?:evening|night)"
        rf"(?: (?:ones|doses|tablets|pills|meds))? (?:together|at once|at the same time){_TODAY}{POLITE}"
    ),
    re.compile(
        rf"{_MAYBE}(?:forgot |forgot that )?(?:i |id |i had |ive |i have )?already (?:took|taken|had) (?:{IT}|mine)"
        rf" (?:and|then|and then) (?:i )?(?:took|had) (?:another(?: one| tablet| pill| dose)?|(?:{IT}) again){POLITE}"
    ),
    re.compile(rf"{SORRY}(?:{_WHOM} and i|me and {_WHOM}|we|they) both gave (?:{_OTHERS}|{_WHOM}|it){_TODAY}{POLITE}"),
    re.compile(rf"{_MAYBE}(?:gave|given) {_WHOM} the wrong (?:one|tablets?|pills?|dose){_SLIP}?{_TODAY}{POLITE}"),
)
_INSTEAD: Final = re.compile(
    rf"{_MAYBE}{_HAD} (?:{_WHOM} )?(?P<took>{NUMBER})(?: (?:tablets|pills|tabs|doses))? instead of (?P<meant>{NUMBER})"
    rf"(?: (?:tablets?|pills?))?{_TODAY}{POLITE}"
)
# "took 2" may be the plan; only a slip, a "think" or a plain too-much makes it more than planned.
_MAY_BE_THE_PLAN: Final = re.compile(
    rf"(?:(?:i|ive|i have|have) )?(?:just )?{_HAD} (?:two|2|(?:two|2) (?:tablets|pills)){_TODAY}{POLITE}"
)

_NOBODY_ELSE: Final = listed("i ive we think have just accidentally might may maybe")


def read_harm(said: Sentence) -> Meaning | None:
    """Return what went wrong with a dose: more than planned, or sick after it."""
    if _ASKS_TOO_MUCH.fullmatch(said.text):
        return TooMuch()
    if said.asked:
        return None
    if any(pattern.fullmatch(said.text) for pattern in _NOT_THEIRS):
        return NotTheirs()
    if _is_too_much(said.text):
        return TooMuch()
    if _SPAT.fullmatch(said.text):
        return SickAfter(spat=True)
    theirs = _THEIR_TOO_MUCH.fullmatch(said.text)
    if theirs and theirs["whose"] not in _NOBODY_ELSE:
        return TooMuch(said.typed(theirs["whose"]))
    sick = _SICK_AFTER.fullmatch(said.text)
    if sick and (not _ONLY_SICK.fullmatch(said.text) or _ABOUT_IT.search(said.text)):
        return SickAfter()
    return None


def _is_too_much(text: str) -> bool:
    instead = _INSTEAD.fullmatch(text)
    if instead:
        return number_of(instead["took"]) > number_of(instead["meant"])
    if any(pattern.fullmatch(text) for pattern in _MORE_THAN_MEANT):
        return True
    return any(pattern.fullmatch(text) for pattern in _TOO_MUCH) and not _MAY_BE_THE_PLAN.fullmatch(text)
