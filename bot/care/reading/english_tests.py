"""English: blood tests and their values. Judges none of them, and keeps values as they were typed."""

from __future__ import annotations

import re
from typing import Final

from bot.care.reading.english_days import DAY, read_day
from bot.care.reading.english_pieces import CLOSERS, OPENERS, POLITE, SORRY
from bot.care.reading.life_meanings import ResultAsked, ResultSaid, TestAsked, TestSaid
from bot.care.reading.meanings import Meaning
from bot.care.reading.sentence import Sentence
from bot.care.reading.test_days import without_time

_BLOODS: Final = (
    "(?:my |the |a )?(?:bloods?|blood ?tests?|blood ?work|fbc|cbc|full blood count|labs?|lab ?work|lab tests?)"
)
_DONE: Final = re.compile(
    rf"(?:{OPENERS}|{SORRY})(?:(?:i |ive |i have |just |been and ){{0,4}}(?:had|got|been for|went for|have had|done"
    rf"|gave|did) {_BLOODS}"
    rf"(?: (?:done|taken|drawn))?|{_BLOODS} (?:(?:is|was|were|are|have been|has been|all) )?(?:done|taken"
    rf"|drawn))(?: (?P<day>{DAY}))?"
    rf"{CLOSERS}",
)
_BOOKED: Final = re.compile(
    rf"(?:{OPENERS})(?:(?:i )?(?:have|got|ive got|i have got|im having|having|going for|booked) )?{_BLOODS} (?:(?:is"
    rf"|are|booked|due|booked for) )?"
    rf"(?:for )?(?P<day>{DAY}){POLITE}",
)
_WHEN_TEST: Final = re.compile(
    rf"(?:{OPENERS})(?:(?:when|whens|when s|what (?:day|date)|what time)(?: is| are| do i (?:need|have|get)"
    rf"| am i (?:due|having)|s)?"
    rf" (?:my |the |for )?(?:next |a )?{_BLOODS}(?: (?:due|next|again|test)){{0,2}}|(?:my )?next {_BLOODS}"
    rf"|{_BLOODS} when"
    rf"|do i (?:have|need) (?:a |any )?{_BLOODS}(?: (?:coming up|soon|due|this week|next week))?|(?:am i"
    rf"|are my {_BLOODS}) due(?: {_BLOODS})?)",
)

_ANALYTE: Final = (
    "wbc|wcc|white cells?|white blood cells?|neut|neuts|neutrophils?|lymph|lymphs|lymphocytes?|plt|platelets?|hb|hgb"
    "|haemoglobin|hemoglobin|mcv|alt|ast|alp|ggt|bilirubin|bili|albumin|crp|esr|creatinine|creat|egfr|urea|potassium"
    "|sodium|amylase|lipase|6-?tgn?|6-?mmpn?|tgn|mmpn?|tpmt|hct|rbc|monocytes?|eosinophils?|calprotectin|ferritin|b12"
)
_FIGURE: Final = r"[<>]?=?\d{1,6}(?:[.,]\d{1,4})?"
_UNIT: Final = r"(?: ?(?:x ?)?(?:10\^?9/l|10e9/l|g/l|g/dl|u/l|iu/l|mg/l|mmol/l|umol/l|%|fl|k/ul|mm/h|mm/hr))?"
_ONE_VALUE: Final = (
    rf"(?:{_ANALYTE})(?: (?:is|was|of|at|count|level|came back(?: at)?|now))?(?: ?[:=])? ?{_FIGURE}{_UNIT}"
    rf"(?: ?\({_FIGURE} ?(?:-|\u2013|to) ?{_FIGURE}\))?"
)
_VALUES: Final = re.compile(
    rf"(?:(?:my|the|results?) ){{0,4}}{_ONE_VALUE}(?:(?:,| and|;)? (?:my )?{_ONE_VALUE}){{0,20}}"
)
_JUDGE: Final = (
    "ok|okay|fine|good|bad|normal|high|low|too high|too low|alright|all right|dangerous|worrying|safe|serious"
)
_ASKED_VALUE: Final = re.compile(
    rf"(?:(?:is|are|was|were|isnt|so is|and is) )?(?:that|this|it|they|these|those|{_FIGURE}|(?:my "
    rf"|the )?(?:{_ANALYTE})(?: of)?(?: {_FIGURE})?"
    rf"|(?:my |the )?(?:results?|{_BLOODS}|counts?|numbers?)(?: results?)?) ?(?:{_JUDGE}|a bit (?:high"
    rf"|low))(?: or (?:not|{_JUDGE}))?"
    rf"|what (?:does|do) (?:it|that|this|they|these|(?:my |the )?(?:{_ANALYTE})(?: {_FIGURE})?|my results?) mean"
    rf"|(?:is it )?(?:{_JUDGE})",
)
_MEANS: Final = re.compile(
    rf"(?:(?:{_ANALYTE})\b.{{0,60}}) (?:what does (?:it|that|this) mean|is (?:it|that|this) (?:{_JUDGE}))"
)
_BARE_JUDGEMENT: Final = tuple(_JUDGE.split("|"))
_NO_JUDGEMENT: Final = frozenset({"ok", "okay", "fine", "good", "alright", "all right"})


def read_tests(said: Sentence) -> Meaning | None:
    """Return what is said or asked of a blood test or its values."""
    if _WHEN_TEST.fullmatch(said.text):
        return TestAsked()
    asked = said.asked or not said.text.startswith(_BARE_JUDGEMENT)
    if asked and said.text not in _NO_JUDGEMENT and _ASKED_VALUE.fullmatch(said.text):
        return ResultAsked()
    if _MEANS.fullmatch(said.text):
        return ResultAsked()
    if said.asked:
        return None
    if _VALUES.fullmatch(said.text):
        return ResultSaid(said.words)
    text = without_time(said.text)
    done = _DONE.fullmatch(text)
    if done:
        return TestSaid(done=True, day=read_day(done["day"]) if done["day"] else None)
    booked = _BOOKED.fullmatch(text)
    return TestSaid(done=False, day=read_day(booked["day"])) if booked else None
