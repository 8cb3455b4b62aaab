"""English, the first language: asks each subject in turn what the text means. Asks nobody and records nothing.

Every list in the subjects is closed: a phrase is read only if the whole text is made of its pieces, so a word that is
not there can only lead to a question. What harms is read before what is plain, and what is plain before what is loose.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from bot.care.reading.dose_meanings import AskedWhether, Doubt, Why
from bot.care.reading.english_amount_asked import read_amount_asked
from bot.care.reading.english_answers import read_later, read_not_had, read_short
from bot.care.reading.english_azalea import read_about_azalea, read_note, read_stop
from bot.care.reading.english_changes import read_change, read_other_time
from bot.care.reading.english_corrections import read_change_answer, read_correction, read_half, read_when_alone
from bot.care.reading.english_counts import read_count_taken
from bot.care.reading.english_harm import read_harm
from bot.care.reading.english_health import (
    read_need,
    read_other_medicine,
    read_pregnancy,
    read_supplies,
    read_without,
)
from bot.care.reading.english_life import read_shift, read_travel, read_zone
from bot.care.reading.english_missed import read_asked_whether, read_forgot, read_not_taken
from bot.care.reading.english_pauses import read_hospital
from bot.care.reading.english_pieces import TYPOS
from bot.care.reading.english_plans import read_plan_said
from bot.care.reading.english_tests import read_tests
from bot.care.reading.english_told import read_told
from bot.care.reading.english_took import doubt, read_took, says_took
from bot.care.reading.english_vetoes import speaks_of_taking
from bot.care.reading.meanings import Help, Meaning, Nod, Unclear
from bot.care.reading.periods import read_summary
from bot.care.reading.sentence import DECORATION, Sentence, sentence
from bot.care.reading.spelling import LONGEST, tidy

# A longer text is a story: it may be asked about, and says nothing plainly.
LONGEST_SAID: Final = 320

_Reads = Callable[[Sentence], Meaning | None]
_FIRST: Final[tuple[_Reads, ...]] = (read_stop, read_harm, read_short, read_half)
_THEN: Final[tuple[_Reads, ...]] = (
    read_about_azalea, read_summary, read_forgot, read_asked_whether, read_not_taken, read_later, read_hospital,
    read_told, read_not_had, read_correction, read_change_answer, read_zone, read_when_alone, read_tests,
    read_supplies, read_without,
)  # fmt: skip
_LAST: Final[tuple[_Reads, ...]] = (
    read_count_taken, read_amount_asked, read_pregnancy, read_other_medicine, read_change, read_other_time,
    read_plan_said, read_shift, read_need, read_travel,
)  # fmt: skip


def understand(words: str) -> Meaning:
    """Return what English *words* mean. A bare option is left to the caller."""
    if len(tidy(words)) > LONGEST:
        return Unclear()
    said = sentence(words, TYPOS)
    noted = read_note(said)
    if noted is not None:
        return noted
    if not said.text:
        return _without_words(said)
    if len(said.text) > LONGEST_SAID:
        return doubt(said) or Unclear()
    return _read(said)


def _read(said: Sentence) -> Meaning:
    found = _first(said, (*_FIRST, *_THEN))
    if found is not None:
        return found
    taken = _question(said) if said.asked else read_took(said)
    if taken is not None and not isinstance(taken, Doubt):
        return taken
    return _first(said, _LAST) or taken or doubt(said) or Unclear()


def _first(said: Sentence, subjects: tuple[_Reads, ...]) -> Meaning | None:
    return next((meaning for meaning in (read(said) for read in subjects) if meaning is not None), None)


def _without_words(said: Sentence) -> Meaning:
    if said.asked:
        return Help() if set(said.folded) <= set("?! ") else Unclear()
    return Nod() if any(sign in DECORATION for sign in said.folded) else Unclear()


def _question(said: Sentence) -> Meaning | None:
    if says_took(said.text):
        return AskedWhether()
    return Doubt(Why.QUESTION) if speaks_of_taking(said.text) else None
