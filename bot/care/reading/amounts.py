"""How many tablets of what strength, as typed, and what keeps words from being read. Knows no times."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from typing import Final

from bot.care.plans import STRENGTHS, Amount, Part
from bot.care.reading.spelling import fold, piece

MOST_TABLETS: Final = 20
MOST_PARTS: Final = 6
STRONGEST_MG: Final = 1000


class Trouble(Enum):
    """What kept the words of a plan from being read."""

    EMPTY = "empty"
    NO_TIME = "no time"
    NO_AMOUNT = "no amount"
    MG_ALONE = "mg alone"
    BAD_TIME = "bad time"
    BAD_COUNT = "bad count"
    BAD_STRENGTH = "bad strength"
    SAME_TIME = "same time"
    HOURLY = "hourly"
    OTHER_MEDICINE = "other medicine"
    MG_DISAGREE = "mg disagree"
    BAD_EVERY = "bad every"
    NOT_UNDERSTOOD = "not understood"


@dataclass(frozen=True, slots=True)
class PlanTrouble:
    """Why a plan was not read, and the piece that stopped it; *amount* is the tablets that disagree with that piece."""

    kind: Trouble
    words: str = ""
    amount: Amount | None = field(default=None, compare=False)


class NotReadError(Exception):
    """Carries the first trouble out of the grammar; never leaves this package."""

    def __init__(self, kind: Trouble, words: str = "", amount: Amount | None = None) -> None:
        """Keep a short, clean piece of *words*."""
        super().__init__(kind, words)
        self.trouble = PlanTrouble(kind, piece(words), amount)


MG = r"(?:mgs?|mil{1,2}i?gram{1,2}e?s?)"
TABLET = "(?:tablets?|tabs?|pills?|tabets?|tablests?|tabelts?)"
MEDICINE: Final = re.compile(r"\b(?:of )?(?:azathioprine|imuran|imurel|azasan|azapress|aza)\b")
OPENING: Final = re.compile(r"^(?:i )?take |^(?:i am|im|i'm|i have been|ive been)(?: now| currently)? (?:on|taking) ")
_PLUS: Final = re.compile(r" ?(?:\+|&|,(?!\d)|\band\b|\bplus\b) ?")
_TIMES_SIGN: Final = re.compile(
    rf" ?(?:(?<![a-z])x(?![a-z])|[\u00d7*]|\b{TABLET}(?: of\b| ?[x\u00d7*])?|\bof\b(?! an?\b)) ?"
)
_ONLY_A_COUNT: Final = re.compile(rf"(?P<count>(?:[^,+&]|,(?=\d)){{1,40}}?)(?: ?{TABLET})?[.!]?")
_ONLY_A_STRENGTH: Final = re.compile(rf"(?P<strength>[\d.,]{{1,12}}?) ?(?:{MG})?(?: ?{TABLET})?[.!]?")
_NUMBER: Final = re.compile(r"(\d{1,4})(?:[.,](\d{1,3}))?")
_STRENGTH: Final = re.compile(rf"(?P<number>[\d.,]{{1,12}}) ?{MG}\b ?(?P<rest>.*)")
_AFTER_STRENGTH: Final = re.compile(rf"(?:{TABLET})?(?: ?each)?")
_A_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_MADE: Final = "|".join(str(mg) for mg in STRENGTHS)
_MADE_ALONE: Final = re.compile(rf"(?P<strength>{_MADE})s?(?: ?{TABLET})?(?: each)?")
# "one 50 and half a 25": the number is in words, or ends in a fraction, so that two figures are never run together.
_COUNT_AND_MADE: Final = re.compile(
    rf"(?P<count>(?:\d{{1,2}} )?[13]/[24](?: of)?(?: an?)?|[a-z]+(?: an?| of an?)?) "
    rf"(?P<strength>{_MADE})s?(?: ?{MG})?(?: {TABLET})?"
)
_STRENGTH_WORDS: Final = {
    "twenty five": "25", "twenty-five": "25", "fifty": "50", "seventy five": "75", "seventy-five": "75",
    "a hundred": "100", "one hundred": "100", "hundred": "100",
}  # fmt: skip
_SPELLED: Final = "|".join(_STRENGTH_WORDS)
_SPELLED_STRENGTH: Final = re.compile(rf"\b({_SPELLED}) ?(?={MG}\b)|^({_SPELLED})$")
_OF_THE: Final = re.compile(r"\bof the (?=\d)")
_TABLET_AND_HALF: Final = re.compile(rf"\b(a|one|two|three|four|[1-4]) {TABLET} and a (half|quarter)\b")

_ONES: Final = {
    "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5,
    "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip
_FRACTIONS: Final = {
    "half": "1/2", "a half": "1/2", "half a": "1/2", "half of a": "1/2", "one half": "1/2", "1/2 a": "1/2",
    "quarter": "1/4", "a quarter": "1/4", "quarter of a": "1/4", "a quarter of a": "1/4", "1/4 a": "1/4",
    "three quarters": "3/4", "three quarters of a": "3/4",
}  # fmt: skip
_QUARTERS: Final = {"": Decimal(0), "1/4": Decimal("0.25"), "1/2": Decimal("0.5"), "3/4": Decimal("0.75")}
_AND_FRACTION: Final = re.compile(
    rf"\b({'|'.join(_ONES)}|1?\d|20) (?:and|n) (a half|half|a quarter|quarter|three quarters|1/2|1/4|3/4)\b",
)
_MIXED: Final = re.compile(r"(?:(\d{1,2})(?: |$))?(1/2|1/4|3/4)?")
# Words that begin a piece of a plan which is not read yet: not the name of a medicine.
_NOT_A_MEDICINE: Final = re.compile(
    "every|each|on|from|for|until|till|the|my|in|then|and|or|alternate|alternating|twice|once|tomorrow|today|with"
    "|they|it|its|i|im|ive|we|he|she|you|got|have|has|takes?|taking|yes|no|ok|well|so|hi|hello|hey|just|only|about"
    "|around|usually|normally|both|some|this|that|there|these|those|box|label|pack|says?|tabs?|tablets?|pills?|dose"
    "|mine|me|am|is|are|was|had|been|maybe|think|at|of|to"
    "|weeks?|days?|(?:mon|tue|tues|wed|wednes|thu|thurs|fri|sat|satur|sun)(?:day)?s?",
)


def figured(folded: str) -> str:
    """Return folded text with "fifty mg" and "a tablet and a half" in figures; other numbers in words stay."""
    text = _SPELLED_STRENGTH.sub(lambda match: f"{_STRENGTH_WORDS[match[1] or match[2]]} ", _OF_THE.sub("of ", folded))
    return _TABLET_AND_HALF.sub(
        lambda match: f"{_ONES.get(match[1], match[1])} {_FRACTIONS[match[2]]} tablets", text
    ).strip()


def read_amount(head: str) -> Amount:
    """Return the amount that folded text is; raise NotReadError where it is anything else or more."""
    text = " ".join(MEDICINE.sub(" ", OPENING.sub("", head)).split())
    if not text:
        raise NotReadError(Trouble.NO_AMOUNT)
    text = _AND_FRACTION.sub(_in_figures, text)
    parts: list[Part] = []
    start = 0
    for end, following in pieces(_PLUS, text):
        if len(parts) == MOST_PARTS:
            raise NotReadError(Trouble.NOT_UNDERSTOOD, text[start:])
        parts.append(_part(text[start:end], text[end:]))
        start = following
    return tuple(parts)


def _in_figures(match: re.Match[str]) -> str:
    return f"{_ONES.get(match[1], match[1])} {_FRACTIONS.get(match[2], match[2])}"


def _part(text: str, after: str) -> Part:
    sign = _TIMES_SIGN.search(text)
    if sign is None:
        made = _COUNT_AND_MADE.fullmatch(text)
        if made is None or _other_medicine(text):
            raise _without_count(text, after)
        return Part(_count(made["count"], text), strength_of(made["strength"]))
    return Part(_count(text[: sign.start()], text), _strength(text[sign.end() :], text, after))


def _without_count(text: str, after: str) -> NotReadError:
    medicine = _other_medicine(text)
    if medicine:
        return NotReadError(Trouble.OTHER_MEDICINE, medicine)
    if _STRENGTH.match(text):
        return NotReadError(Trouble.MG_ALONE, text)
    # Figures without a strength ("2", "50 bd"), or figures that are none ("1e3 mg").
    figures = text[:1].isdigit() or text[:1] == "-"
    if figures:
        return NotReadError(Trouble.BAD_STRENGTH, text)
    return NotReadError(Trouble.NOT_UNDERSTOOD, text + after or "+")


def _other_medicine(text: str) -> str | None:
    """Return the name that stands before an amount, if it can be one."""
    word = _A_WORD.match(text)
    if word is None or _NOT_A_MEDICINE.fullmatch(word[0]) or word[0] in _ONES or word[0] in _FRACTIONS:
        return None
    return word[0] if re.search(r"\d", text[word.end() :]) else None


def count_of(text: str) -> Decimal:
    """Return how many tablets folded text says: figures or words, halves and quarters."""
    in_figures = _AND_FRACTION.sub(_in_figures, text)
    return _count(in_figures, in_figures)


def read_count(words: str) -> Decimal | None:
    """Return how many tablets *words* are, where that was asked: "2", "one and a half", "1½ tablets"; else None."""
    match = _ONLY_A_COUNT.fullmatch(figured(fold(words)))
    try:
        return count_of(match["count"]) if match else None
    except NotReadError:
        return None


def read_strength(words: str) -> Decimal | None:
    """Return how many mg one tablet has, where that was asked: "50", "62.5 mg"; else None."""
    text = " ".join(MEDICINE.sub(" ", figured(fold(words))).split())
    match = _ONLY_A_STRENGTH.fullmatch(text)
    try:
        return strength_of(match["strength"]) if match else None
    except NotReadError:
        return None


def _count(text: str, whole: str) -> Decimal:
    medicine = _other_medicine(text)
    if medicine:
        raise NotReadError(Trouble.OTHER_MEDICINE, medicine)
    if _STRENGTH.fullmatch(text):
        raise NotReadError(Trouble.MG_ALONE, whole)
    first = text.partition(" ")[0]
    if _NOT_A_MEDICINE.fullmatch(first):
        raise NotReadError(Trouble.NOT_UNDERSTOOD, text)
    written = str(_ONES.get(text, _FRACTIONS.get(text, text)))
    mixed = _MIXED.fullmatch(written)
    count = Decimal(mixed[1] or 0) + _QUARTERS[mixed[2] or ""] if mixed else number(written)
    if count is None or not 0 < count <= MOST_TABLETS or count % Decimal("0.25"):
        raise NotReadError(Trouble.BAD_COUNT, text or whole)
    return count


def strength_of(text: str) -> Decimal:
    """Return the milligrams that a bare figure says."""
    strength = number(text)
    if strength is None or not 0 < strength <= STRONGEST_MG:
        raise NotReadError(Trouble.BAD_STRENGTH, text)
    return strength


def _strength(text: str, whole: str, after: str) -> Decimal:
    made = _MADE_ALONE.fullmatch(text)
    if made:
        return strength_of(made["strength"])
    match = _STRENGTH.match(text)
    strength = number(match["number"]) if match else None
    if match is None or strength is None or not 0 < strength <= STRONGEST_MG:
        raise NotReadError(Trouble.BAD_STRENGTH, text or whole)
    rest = _AFTER_STRENGTH.sub("", match["rest"], count=1)
    if rest:
        raise NotReadError(Trouble.NOT_UNDERSTOOD, rest + after)
    return strength


def pieces(between: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    """Return where each piece of *text* ends, and where the one after it starts."""
    return [match.span() for match in between.finditer(text)] + [(len(text), len(text))]


# How many figures stand behind the sign that some write in a thousand.
_THOUSANDS: Final = 3


def number(text: str) -> Decimal | None:
    """Return a plain decimal number, with a point or a comma; None for all else that Python would call a number."""
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None
    whole, decimals = match[1], match[2] or "0"
    # "1.000" and "1,250" are a thousand and more to some, one and a bit to others.
    if len(decimals) == _THOUSANDS and int(whole):
        return None
    return Decimal(f"{whole}.{decimals}").normalize() + 0
