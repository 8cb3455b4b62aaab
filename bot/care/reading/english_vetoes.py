"""English: what speaks of taking, and the words that stop a text from being "taken". Accepts nothing by itself."""

from __future__ import annotations

import re
from typing import Final

from bot.care.reading.clock import MARKED_TIME, TIME
from bot.care.reading.dose_meanings import Why

AT: Final = "(?:at |(?:at )?@ ?|at (?:about|around|roughly) )"
# "took about 2" may be a number of tablets, "took it about 2" and "took about 2pm" are times.
ABOUT: Final = "(?:(?<!took )(?<!taken )(?<!tkn )(?<!given )(?<!swallowed )(?:around|about|roughly|approx) )"
DOTTED: Final = r"(?<=\bit )\d{1,2}\.\d\d(?![\w:]|\.\w)"

_HANDLED = "it|mine|them|my|the|his|hers|both|one|two|half|todays|yesterdays"
_MENTIONS: Final = re.compile(
    r"\b(?:take|takes|took|taken|taking|tkn|swallow(?:ed|ing)?|popped|gave|given|giving|doses?|skip(?:ped|ping)?|done"
    r"|forgot|forgotten|miss|missed|about to|hadnt|havent|hasnt"
    rf"|(?:had|have|has|having) (?:not |never |already |just )?(?:{_HANDLED}))\b",
)
_NOT_THE_TABLETS: Final = re.compile(r"\b(?:bloods?|fbc|labs?|tests?|results?|a (?:headache|fever|temperature))\b")
_PERSONS = (
    "mum|mom|mam|mums|moms|mummy|mother|dad|dads|daddy|father|parents?|kids?|son|daughter|child|children|baby|boy|girl"
    "|wife|husband|partner|boyfriend|girlfriend|sister|brother|nan|nana|gran|granny|grandma|grandad|grandpa|aunt|uncle"
    "|cousin|friend|neighbour|neighbor|nurse|doctor|dr|dog|cat|he|hes|him|his|she|shes|her|hers|they|theyve|their"
    "|theirs"
    "|we|weve|our|ours|us|(?<!thank )you|youve|your|yours|someone|somebody|everyone|everybody|anyone|anybody|people|who"
)
_NUMBERS = "one|two|three|four|five|six|seven|eight|nine|ten|dozen"
_DAYS = (
    "yesterday|yesterdays|tomorrow|tomorrows|monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|tues|wed"
    "|thu|thur|thurs|fri|sat|sun|last|other day|days|week|weeks|weekend|month|night before|day before"
)
_QUESTION = (
    r"\?|^(?:did|do|does|has|have (?:i|you|we|they|he|she|any\w+)|can|could|should|shall|may|is|was|were|am|what|why)\b"
    r"|^(?:who|whose|how|where|which)\b|\b(?:can|could|should|may|shall|do|did|have|must) i\b|\bwhether\b"
    r"|\b(?:too late|or not|right)$"
)
_CONDITION = (
    "if|when|whenever|unless|until|till|would|wouldve|could|couldve|should|shouldve|might|id|wish|wished|otherwise"
    "|pretend|pretended|suppose|supposed|imagine|hope|hoping|provided|meant|nearly|almost"
)
_AMOUNT = (
    "half|halves|quarter|double|doubled|twice|thrice|triple|extra|another|second|again|more|less|all(?! good)|every"
    "|most|some|several|few|only|whole|rest|too many|too much|mg"
    f"|(?:(?!one)(?:{_NUMBERS}))|(?<!wrong )(?<!this )(?<!no )one"
)
_WRONG = "wrong|mistake|mistakenly|accident|accidentally|oops|whoops|instead|mixed up|someone elses|different|expired"
_FUTURE = (
    "will|ill|going to|gonna|about to|need to|have to|got to|gotta|must|want to|plan to|planning|taking|giving"
    "|later|soon|shortly|let me|trying|try"
)
_NEGATED = (
    "no|not|never|none|nobody|noone|nothing|neither|nor|cannot|without|hardly|barely|skip|skipped|skipping"
    "|didnt|dont|doesnt|havent|hasnt|hadnt|isnt|wasnt|arent|werent|wont|cant|couldnt|shouldnt|wouldnt|aint|nope|nah"
    "|forgot|forget|forgotten|miss|missed|refused|refuse|stopped|unable|failed|vomited|lie|lied|lying|joking|kidding"
)
# The first that is found names the doubt: safety before grammar, whose and how much before when.
_VETOES: Final[tuple[tuple[Why, re.Pattern[str]], ...]] = (
    (Why.QUESTION, re.compile(_QUESTION)),
    (Why.CONDITION, re.compile(rf"\b(?:{_CONDITION})\b")),
    (Why.OTHER_PERSON, re.compile(rf"\b(?:{_PERSONS})s?\b")),
    (Why.AMOUNT, re.compile(rf"\d|\b(?:{_AMOUNT})\b")),
    (Why.WRONG, re.compile(rf"\b(?:{_WRONG})\b")),
    (Why.OTHER_DAY, re.compile(rf"\b(?:{_DAYS})\b")),
    (Why.FUTURE, re.compile(rf"\b(?:{_FUTURE})\b")),
    (Why.NEGATED, re.compile(rf"\b(?:{_NEGATED})\b")),
)
_HALF_PAST: Final = re.compile(rf"\b(?:{AT}|{ABOUT})half(?: past)? (?:\d{{1,2}}|{_NUMBERS})\b")
_SPAN: Final = re.compile(rf"\b(?:\d{{1,3}}|{_NUMBERS}|half an|a few) ?(?:m|mins?|minutes?|h|hrs?|hours?)\b")
_ANY_TIME: Final = re.compile(rf"(?<!\w)(?:(?:{AT}|{ABOUT})(?:{TIME})|{MARKED_TIME}|{DOTTED})")


def veto(text: str, *besides: Why) -> Why | None:
    """Return why *text* may not be "taken", or None: times and spans are taken out first, they are no amounts.

    The reasons in *besides* are no reason here: who says what someone else took may name that person.
    """
    bare = _HALF_PAST.sub("", text)
    for times in (_ANY_TIME, _SPAN):
        bare = times.sub("", bare)
    return next((why for why, pattern in _VETOES if why not in besides and pattern.search(bare)), None)


def speaks_of_taking(text: str) -> bool:
    """Return whether *text* is about a dose at all, and not about a blood test."""
    return bool(_MENTIONS.search(text)) and not _NOT_THE_TABLETS.search(text)
