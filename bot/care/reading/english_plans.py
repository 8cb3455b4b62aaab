"""English: a plan typed without a command. Takes only what can be nothing else; the grammar is that of `planning`."""

from __future__ import annotations

import re
from typing import Final

from bot.care.reading.amounts import MG, TABLET, Trouble
from bot.care.reading.life_meanings import PlanRefused, PlanSaid
from bot.care.reading.meanings import Meaning
from bot.care.reading.planning import PlanWords, read_plan
from bot.care.reading.sentence import Sentence

# What a plan has and other talk has not: so many tablets of a strength, how often, or "1-0-1".
_A_PLAN: Final = re.compile(
    rf"\d ?(?:x|\u00d7|\*) ?\d|{TABLET} of \d|\d ?{MG}\b.* (?:od|bd|bid|tds|daily|a day|at|in the|every)\b|\b(?:od|bd"
    rf"|bid|tds|daily|a day)\b"
    rf"|\d ?{MG},? (?:\S+ ){{1,5}}{TABLET}"
    rf"|\d ?- ?\d ?- ?\d|\d ?{MG} {TABLET}|(?:azathioprine|imuran|aza) \d|(?:alternat)",
)
# Who somebody is says nothing of what they take: "hi im Ana in London i take ...".
_INTRODUCED: Final = re.compile(
    r"^(?:(?:hi|hello|hey|good (?:morning|afternoon|evening))\b[ ,.!]*)?"
    r"(?:(?:i am|i'm|im|my name is|this is) [^\W\d_]+(?: (?:in|from) [^\W\d_]+(?: [^\W\d_]+)?)?[ ,.]*(?:and )?)?"
    r"(?=(?:i|i'm|im) (?:take|am|on|taking)\b)",
    re.IGNORECASE,
)
_REFUSED: Final = frozenset({Trouble.HOURLY, Trouble.OTHER_MEDICINE, Trouble.MG_DISAGREE, Trouble.BAD_EVERY})


def read_plan_said(said: Sentence) -> Meaning | None:
    """Return the plan that the whole text is, or that it is one which is not kept."""
    if said.asked or not _A_PLAN.search(said.folded):
        return None
    read = read_plan(_INTRODUCED.sub("", said.words))
    if isinstance(read, PlanWords):
        return PlanSaid(read)
    return PlanRefused(read.kind) if read.kind in _REFUSED else None
