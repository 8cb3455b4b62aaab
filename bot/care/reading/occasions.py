"""English: appointments, days to reorder and weekly tips, as people tell of them. Keeps and resolves none of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time
from enum import Enum
from typing import Final

from bot.care.reading.clock import HALF, MARKED_TIME, TIME, ClockTime, read_clock
from bot.care.reading.days import DayWord, Weekday
from bot.care.reading.english_days import DAY, read_day
from bot.care.reading.english_pieces import POLITE, SORRY, TABLETS
from bot.care.reading.spelling import fold

FIRST_HOUR, LAST_HOUR = 7, 18  # between which a time without am or pm is, where it is one of an appointment
LONGEST_TITLE = 60

_VISIT: Final = r"(?:appointments?|apt|appt|appts|ap+oint?e?ments?|check-?ups?|consultations?|follow-? ?ups?)"
_SOMEBODY: Final = (
    r"(?:clinic|hospital|doctors?(?:'s)?|dr|gp|consultant|specialist|rheum(?:y|atolog(?:y|ist))?|gastro(?:enterolog(?:y"
    r"|ist))?|derm(?:atolog(?:y|ist))?|hepatolog(?:y|ist)|neurolog(?:y|ist)|nephrolog(?:y|ist)|ibd|nurse|outpatients?"
    r"|dentist|transplant|renal|liver|kidney|optician|physio)"
)
_NAMES_ONE: Final = re.compile(rf"\b{_VISIT}\b")
_BEGINS: Final = re.compile(
    rf"(?:{SORRY})(?:(?:i|ive|i've|i have|got|have|theres|there is|my|the|a|an|next|new|another|remind me (?:of|about)"
    rf"|add|keep|book(?:ed)?|remember|seeing|see|meeting|im|i'm|going to|off to) )*(?:{_VISIT}|{_SOMEBODY})\b"
)
_ASKS: Final = re.compile(
    rf"(?:when|what time|what day)(?:'?s| is| are| was)? (?:my |the |our )?(?:next )?(?:{_SOMEBODY} )?{_VISIT}.*"
    rf"|(?:show )?(?:my |all my )?{_VISIT}"
)
_QUESTION: Final = re.compile(
    r"(?:what|how|should|shall|can|could|do|does|is|are|why|who|if|will|would|did|when|where|which|has|have i)\b.*"
    r"|.*\?"
)
_WHICH: Final = rf"(?: with [^,.]{{1,40}}?)?(?: (?:on|of|for) (?P<day>{DAY}))?"
_OFF: Final = (
    re.compile(
        rf"(?:{SORRY})(?:(?:i|they|need to|want to|have to|had to|ive|theyve|have|can you|please) )*"
        rf"(?:cancel+(?:ed)?|called off|delete|remove) (?:my |the |that )?(?:{_SOMEBODY} )?{_VISIT}{_WHICH}{POLITE}"
    ),
    re.compile(
        rf"(?:my |the |that )?(?:{_SOMEBODY} )?{_VISIT}{_WHICH}"
        rf" (?:is |was |has been |got |is now )?(?:cancel+(?:ed)?|called off|off|not happening){POLITE}"
    ),
)
_MOVED: Final = re.compile(
    r"\b(?:moved?|changed?|rescheduled?|is now|postponed|put (?:back|off)|brought forward|rebooked)\b"
    r"(?: (?:to|until|till))?"
)
# Words of a sentence that tells of something else, or of what is over.
_TOLD: Final = re.compile(
    r"\b(?:said|says|told|tell|rang|rings?|called|gave|wants?|wrote|prescribed|started|put|stopped|went|was|were|had|took"
    r"|felt|got a|letter|results?|bloods?|numbers|due|after|before|since|until|because|so|but|if)\b"
)
_NOT_A_TIME: Final = re.compile(rf"\d[:.]\d|\b{HALF}\b")
_CANCELLED: Final = re.compile(r"\b(?:cancel\w*|called off|is off|not happening)\b")
_MORE_BEHIND: Final = re.compile(r"[,;] (?!(?:room|ward|floor|level|building|clinic|suite)\b)\D")
MOST_WORDS: Final = 4  # of a name, beyond which it is a sentence
_AT: Final = re.compile(rf"\b(?:at|@) ?(?P<at>{TIME})|(?P<marked>{MARKED_TIME})")
_DAY: Final = re.compile(rf"\b(?:{DAY})")
_FILLING: Final = re.compile(
    rf"\b(?:{_VISIT}|i|ive|i've|have|got|theres|there is|my|the|an|a|next|new|another|remind me|of|about|remember"
    r"|add|keep|book(?:ed)?|seeing|see|meeting|im|i'm|going|to|off|with|on|at|is|for|please|in|its|it's|and|it|was|been)\b"
)


class Became(Enum):
    """What is said of an appointment."""

    KEPT = "kept"
    MOVED = "moved"
    OFF = "off"
    ASKED = "asked"  # when is it?


@dataclass(frozen=True, slots=True)
class When:
    """A day and a time as they were typed, and what else was: *title*, in the person's words."""

    day: DayWord
    at: ClockTime | None
    title: str

    @property
    def wall(self) -> time | None:
        """Return the wall time that is meant: of two the one in which people are seen."""
        readings = self.at.readings() if self.at else ()
        return next((one for one in readings if FIRST_HOUR <= one.hour <= LAST_HOUR), next(iter(readings), None))


@dataclass(frozen=True, slots=True)
class AppointmentSaid:
    """Something was said of an appointment. *when* is None where no day was, or a time that is none.

    *sure*: it is plainly one to keep, and not something that is told.
    """

    became: Became
    when: When | None
    sure: bool = True


def read_when(words: str) -> When | None:
    """Return the day, the time and the name of an appointment; None where words name no day, or several."""
    text = _without_weekday(fold(words))
    days = list(_DAY.finditer(text))
    day = read_day(days[0][0]) if len(days) == 1 else None
    if day is None:
        return None
    rest = f"{text[: days[0].start()]} {text[days[0].end() :]}"
    at = _AT.search(rest)
    clock = read_clock(f"at {at['at']}" if at["at"] else at["marked"]) if at else None
    if at is not None and clock is not None:
        rest = f"{rest[: at.start()]} {rest[at.end() :]}"
    return When(day, clock, _title(words, rest))


def _without_weekday(text: str) -> str:
    """Return folded text with the date alone where a weekday stands before it: it is seen when it is read back."""
    days = list(_DAY.finditer(text))
    if len(days) == 2 and isinstance(read_day(days[0][0]), Weekday):  # noqa: PLR2004 - the weekday and the date
        return f"{text[: days[0].start()]} {text[days[0].end() :]}"
    return text


def _title(words: str, rest: str) -> str:
    """Return what is left of words beside day and time, spelt as it was typed where it stands together."""
    left = " ".join(_FILLING.sub(" ", rest).split()).strip(" ,.:;-?!")
    begins = words.casefold().find(left) if left else -1
    return (words[begins : begins + len(left)] if begins >= 0 else left)[:LONGEST_TITLE]


def read_appointment(words: str) -> AppointmentSaid | None:
    """Return what words say of an appointment; None where they tell of none."""
    text = fold(words).strip(" .!")
    if _ASKS.fullmatch(text.rstrip(" ?")):
        return AppointmentSaid(Became.ASKED, None)
    if _QUESTION.fullmatch(text):
        return None
    for off in _OFF:
        match = off.fullmatch(text)
        if match is not None:
            return AppointmentSaid(Became.OFF, read_when(match["day"]) if match["day"] else None)
    moved = _MOVED.search(text)
    if moved and _NAMES_ONE.search(text):
        when = read_when(text[: moved.start()] + text[moved.end() :])
        return AppointmentSaid(Became.MOVED, when) if when else None
    return _kept(words, text)


def _kept(words: str, text: str) -> AppointmentSaid | None:
    when = read_when(words) if _BEGINS.match(text) and not _TOLD.search(text) else None
    if when is None or len(when.title.split()) > MOST_WORDS:
        return None
    if _NOT_A_TIME.search(when.title.casefold()):
        return AppointmentSaid(Became.KEPT, None)
    if _NAMES_ONE.search(text):
        return AppointmentSaid(Became.KEPT, when, sure=_MORE_BEHIND.search(text) is None)
    return AppointmentSaid(Became.KEPT, when, sure=False) if when.at else None


def read_mention(words: str) -> When | None:
    """Return when an appointment is that is told of somewhere in words, beside other things; it has no name then."""
    when = read_when(words) if _NAMES_ONE.search(fold(words)) else None
    return When(when.day, when.at, "") if when is not None and when.at is not None else None


def read_change(words: str, title: str) -> AppointmentSaid | None:
    """Return what words say became of the appointment of that *title*: "dr shah moved to 11 feb 9am"."""
    text = fold(words).strip(" .!").replace(fold(title), " ")
    if _QUESTION.fullmatch(text.strip()):
        return None
    moved = re.search(r"\b(?:moved?|changed?|rescheduled?|is now|now|postponed|put back|brought forward)\b", text)
    when = read_when(text[: moved.start()] + text[moved.end() :]) if moved else None
    if when is not None:
        return AppointmentSaid(Became.MOVED, when)
    return AppointmentSaid(Became.OFF, None) if _CANCELLED.search(text) else None


# Reordering

_MORE: Final = rf"(?:more|them|it|my (?:{TABLETS}|next box|prescription|meds)|the (?:{TABLETS}|prescription|next box))"
_REORDER: Final = re.compile(
    rf"(?:{SORRY})(?:(?:can you |please |could you )*remind me (?:to|when to) )?"
    rf"(?:re-?order(?:ing)?|order|get a refill|refill|repeat prescription)(?: {_MORE})?(?P<when>(?: |$).*)"
)
_ORDERED: Final = re.compile(
    rf"(?:{SORRY})(?:i |ive |i've |i have |we |weve |have )?(?:just |now )?(?:re-?)?ordered(?: {_MORE})?"
    rf"(?: (?:now|today|already))?{POLITE}"
)
_GOT: Final = re.compile(
    rf"(?:{SORRY})(?:i |ive |i've |i have |we |weve )?(?:just |now |finally )?(?:got|picked up|collected|fetched)"
    rf" {_MORE}(?: (?:now|today|again|back|this morning))?{POLITE}"
)


class Supply(Enum):
    """What is said of a supply."""

    ORDERED = "ordered"
    GOT = "got"


def read_reorder(words: str) -> str | None:
    """Return the words for when to be reminded to reorder, maybe none; None where they ask for no reminder."""
    text = fold(words).strip(" .!")
    match = _REORDER.fullmatch(text)
    wants = match is not None and ("remind me" in text or re.search(rf"\bevery\b|\bmonthly\b|{DAY}", match["when"]))
    return match["when"].strip() if match and wants else None


def read_supply(words: str) -> Supply | None:
    """Return whether a supply was ordered, or is there."""
    text = fold(words).strip(" .!")
    if _ORDERED.fullmatch(text):
        return Supply.ORDERED
    return Supply.GOT if _GOT.fullmatch(text) else None


# Tips

_WEEKLY: Final = r"(?:a|one|1)? ?tips? (?:a|every|each|per|once a|once every) week|weekly tips?|(?:a|one) weekly tip"
_TIP_ON: Final = re.compile(
    rf"(?:{SORRY})(?:(?:can you |could you |please |id like |i'd like |i want |i would like )*"
    rf"(?:send|give|show)? ?(?:me )?)?(?:{_WEEKLY}){POLITE}"
)
_TIP_OFF: Final = re.compile(
    rf"(?:{SORRY})(?:(?:please |can you |i want )*(?:stop|end|cancel|no more|turn off)) (?:sending )?(?:me )?"
    rf"(?:the |my |any )?(?:more )?(?:weekly )?tips?(?: (?:a|every|each) week)?{POLITE}"
)


def read_weekly(words: str) -> bool | None:
    """Return whether a tip a week is wanted, or no more; None where words speak of neither."""
    text = fold(words).strip(" .!?")
    if _TIP_OFF.fullmatch(text):
        return False
    return True if _TIP_ON.fullmatch(text) else None
