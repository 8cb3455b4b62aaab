"""English: the small pieces that phrases are made of, and the numbers among them. Means nothing by itself."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

YES: Final = "yes|yess+|yep|yeah|yup|yea|yh|ya|y|(?:yes )?i (?:did|have)"
THANKS: Final = (
    "thanks|thank you|thank u|thx|ty|cheers|ta|(?:thanks|thank you) (?:so|very) much|many thanks|thanks a lot"
)
TABLETS: Final = "tablets?|pills?|tabs?|meds?|medicines?|medication|dose|capsules?|azathioprine|aza|imuran|usual|usuals"
MY: Final = "(?:my|the|me)"
IT: Final = rf"(?:it|them|'?em|(?:{MY} )?(?:{TABLETS})|this one)"
# Not "y", which may stand for "why"; not "morning" alone, which may name the dose.
OPENERS: Final = (
    "(?:(?:yes|yep|yeah|yup|yea|ok|okay|sorry|oh|ah|hi|hiya|hello|hey|good morning|all good|done"
    rf"|{THANKS}) ){{0,4}}"
)
CLOSERS: Final = rf"(?: (?:now|just now|already|sorry|ok|okay|yes|x{{1,3}}|mate|love|all good|{THANKS})){{0,3}}"
POLITE: Final = rf"(?: (?:please|pls|mate|love|sorry|x{{1,3}}|{THANKS})){{0,2}}"
SORRY: Final = "(?:(?:sorry|oh|oh no|oops|no|nope|ok|hi|hello|hey|yes|well|ah|nah|erm|um|please|pls) ){0,3}"

# Words for people that are no names; a name is any other single word.
RELATION: Final = (
    "mum|mom|mam|mummy|mother|dad|daddy|father|son|daughter|child|baby|boy|girl|wife|husband|partner|boyfriend"
    "|girlfriend|sister|brother|nan|nana|gran|granny|grandma|grandad|grandpa|aunt|uncle|cousin|friend|neighbour"
    "|neighbor"
)
CLINIC: Final = (
    "(?:my |the |our )?(?:dr|doc|doctor|gp|nurse|consultant|specialist|clinic|hospital|team|rheumatologist"
    "|gastroenterologist|dermatologist|pharmacist|ibd nurse|ibd team|ibd clinic)s?"
)
FEEL: Final = "feel|feels|felt|feeling"
HEALTHY: Final = "well|good|great|right|too good|too great|myself|too well|so good|so great|very well|ok|okay"
UNWELL: Final = (
    "rough|awful|terrible|dreadful|horrible|unwell|ill|sick|bad|poorly|rotten|dizzy|weird|shaky|faint|grim|crap|shit"
)

ONES: Final = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40,
    "forty five": 45, "fifty": 50, "sixty": 60, "ninety": 90,
}  # fmt: skip
NUMBER: Final = rf"(?:\d{{1,3}}(?:[.,]\d{{1,2}})?|{'|'.join(sorted(ONES, key=len, reverse=True))})"

MINUTE: Final = "(?:m|min|mins|minutes?)"
HOURS: Final = "(?:h|hr|hrs|hours?)"
_COUNTED: Final = rf"(?:{NUMBER} |\d{{1,3}})"  # "5mins" is written, "fivemins" is not
DURATION: Final = (
    rf"(?:{_COUNTED}{MINUTE}\b|(?:a |one )?half (?:an |a )?hour|(?:an?|one|1) hour and a half"
    rf"|{NUMBER} and a half hours|{_COUNTED}{HOURS}\b(?: (?:and )?{NUMBER} ?{MINUTE}\b)?|(?:a )?quarter of an hour"
    rf"|three quarters of an hour)"
)
HOUR: Final = 60

TYPOS: Final = {
    "tokk": "took", "tookk": "took", "tok": "took", "toook": "took", "tooken": "taken", "takne": "taken",
    "takn": "taken", "takin": "taking", "alredy": "already", "allready": "already", "jst": "just", "jus": "just",
    "swalowed": "swallowed", "dint": "didnt", "didint": "didnt", "dident": "didnt", "didn": "didnt", "hav": "have",
    "havnt": "havent", "haven": "havent", "tablest": "tablets", "tablits": "tablets", "tabelt": "tablet",
    "tablet's": "tablet", "medecine": "medicine", "medicin": "medicine", "yesturday": "yesterday",
    "yeserday": "yesterday", "yday": "yesterday", "tmrw": "tomorrow", "tomorow": "tomorrow", "tommorow": "tomorrow",
    "tommorrow": "tomorrow", "tmr": "tomorrow", "2moro": "tomorrow", "2day": "today", "tonite": "tonight",
    "forgott": "forgot", "forgor": "forgot", "bout": "about", "gunna": "gonna", "pls": "please", "plz": "please",
    "coz": "because", "cos": "because", "cuz": "because", "cause": "because", "hospitl": "hospital",
    "hosptial": "hospital", "azathiaprine": "azathioprine", "azothioprine": "azathioprine",
    "azathoprine": "azathioprine", "im'm": "im", "breakie": "breakfast", "brekkie": "breakfast", "min's": "mins",
}  # fmt: skip


def listed(words: str) -> frozenset[str]:
    """Return the words of a list."""
    return frozenset(words.split())


def number_of(written: str) -> Decimal:
    """Return what a `NUMBER` says."""
    named = ONES.get(written)
    return Decimal(named) if named is not None else Decimal(written.replace(",", "."))
