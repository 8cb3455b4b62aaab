"""The questions about the tablets. What they gather is read and read back as one line, as if it had been typed.

Whoever types more than was asked, as "2 at 8am", has answered the next question as well.
"""

from __future__ import annotations

from datetime import time
from decimal import Decimal
from typing import Any

from bot.care import drafts
from bot.care.plans import EVERY_WEEKDAY, STRENGTHS
from bot.care.reading import PlanTrouble, Trouble, read_counted, read_plan
from bot.conversation import drafting, planning
from bot.conversation.setting_up import tablets_typed
from bot.conversation.setting_up.question import Draft, Question, Taken
from bot.conversation.setting_up.tablets_typed import BOX, COUNT, DOSE, MOST_KINDS, WHICH, WHOLE
from bot.conversation.talk import Talk
from bot.wording import clock, figure

OTHER = "other"
BACK = "back"
TWICE = "twice"
TWO = "two"
STOOD = "stood"  # of a draft: the strengths that were read back, where tablets differ
OTHER_TIMES = tuple(time(hour) for hour in (6, 7, 9, 10, 12, 18, 21, 22))
TWICE_A_DAY = ((time(8), time(20)), (time(7), time(19)), (time(9), time(21)))


def _asked(talk: Talk) -> bool:
    return talk.plan is None


def _kinds(draft: Draft) -> int:
    return MOST_KINDS if draft.get(TWO) else 1


def _without(draft: Draft, *names: str) -> Draft:
    return {name: kept for name, kept in draft.items() if name not in names}


def known(draft: Draft, read_back: dict[str, Any]) -> Draft | None:
    """Return what was gathered with the times that were read back, its tablets open again.

    None where the questions of the set-up cannot ask for the whole of it: turns or days that differ.
    """
    read = drafting.back(read_back)
    one = drafts.alike(read)
    if one is None or one.every != 1 or one.weekdays != EVERY_WEEKDAY or read.steps[0].from_day is not None:
        return None
    times = " and ".join(clock(each.at.readings()[0]) for each in read.intakes if each.at)
    stood = [figure(part.strength) for part in one.parts if part.strength]
    left = _without(draft, TWO, "mgs", "counts", "sure", OTHER, "strength", "which", DOSE)
    return {**left, TWO: len(stood) > 1, "times": times, STOOD: stood}


# What the box says


def _take_strength(talk: Talk, draft: Draft, value: str) -> Taken:
    match value:
        case "back":
            return Taken(_without(draft, TWO, "mgs", "sure", "strength"))
        case "two":
            return Taken({**draft, TWO: True})
        case "other":
            return Taken({**draft, "strength": OTHER})
    if value.startswith(WHOLE):
        return _take_whole(talk, draft, value)
    if value.startswith(WHICH):
        return Taken({**draft, "which": value.removeprefix(WHICH)})
    if value.startswith(COUNT):
        return _take_stood(talk, draft, value.removeprefix(COUNT))
    mgs, _, times = value.removeprefix(BOX).partition("@")
    kinds = mgs.split(",")
    left = _without(draft, "counts", "which", OTHER, DOSE)
    return Taken({**left, TWO: len(kinds) > 1, "mgs": kinds} | ({"times": times} if times else {}))


def _take_stood(talk: Talk, draft: Draft, count: str) -> Taken:
    """Take another number of the tablets that were read back; of two kinds it is asked how many of each."""
    after = {**_without(draft, "which"), "mgs": draft[STOOD], "sure": True}
    return Taken(after) if len(draft[STOOD]) > 1 else _take_count(talk, after, count)


def _take_which(talk: Talk, draft: Draft, value: str) -> Taken:
    return _take_strength(talk, draft, f"{draft['which']}@" if value == "mg" else value)


def _read_which(_talk: Talk, draft: Draft, words: str) -> str | None:
    named = {"mg": "mg", "tablets": f"{COUNT}{draft['which']}"}
    return named.get(tablets_typed.bare(words).casefold()) or tablets_typed.strengths(draft, words)


def _take_whole(talk: Talk, draft: Draft, value: str) -> Taken:
    read = read_counted(value.removeprefix(WHOLE))
    return Taken(_without(draft, OTHER), planning.begin(talk, read, sure=draft.get("mgs", ())), goes_on=False)


# How many


def _take_count(talk: Talk, draft: Draft, value: str) -> Taken:
    if value == BACK:
        return Taken(_without(draft, OTHER))
    if value == OTHER:
        return Taken({**draft, OTHER: True})
    if value.startswith(WHOLE):
        return _take_whole(talk, draft, value)
    if value.startswith(BOX):
        return _take_strength(talk, draft, value)
    if value.startswith(DOSE):
        return _take_dose(draft, value.removeprefix(DOSE))
    counts, _, said = value.partition("@")
    if not counts:
        return Taken({**draft, "times": said} if said else draft)
    after = {**_without(draft, OTHER), "counts": counts.split(",")}
    times = said or after.get("times", OTHER)
    return Taken(after) if times in {OTHER, TWICE} else _take_times(talk, after, times)


def _take_dose(draft: Draft, value: str) -> Taken:
    """Take the milligrams of a whole dose: how many tablets that is, the label says, and both are compared."""
    mg, _, times = value.partition("@")
    return Taken({**_without(draft, OTHER, "counts"), DOSE: mg} | ({"times": times} if times else {}))


# At what times, and the line that all of it makes


def _take_times(talk: Talk, draft: Draft, value: str) -> Taken:
    if value.startswith(WHOLE):
        return _take_whole(talk, draft, value)
    if value.startswith(BOX):
        return _take_strength(talk, draft, value)
    if value.startswith(COUNT):
        return _take_count(talk, draft, value.removeprefix(COUNT))
    if value.startswith(DOSE):
        return _take_dose(draft, value.removeprefix(DOSE))
    after = {**draft, "times": value}
    if value in {OTHER, TWICE}:
        return Taken(after)
    read = read_plan(tablets_typed.line(draft, value))
    disagree = isinstance(read, PlanTrouble) and read.kind is Trouble.MG_DISAGREE
    left = _without(after, "counts", DOSE) if disagree else after
    return Taken(left, planning.begin(talk, read, sure=draft["mgs"]), goes_on=False)


def _counts_open(talk: Talk, draft: Draft) -> bool:
    return _asked(talk) and "mgs" in draft and "counts" not in draft


def _times_open(talk: Talk, draft: Draft) -> bool:
    return _asked(talk) and "counts" in draft


def _unusual(draft: Draft) -> list[str]:
    """Return the strengths that no tablet is known to have."""
    return [mg for mg in draft.get("mgs", ()) if Decimal(mg) not in STRENGTHS]


def _take_sure(talk: Talk, draft: Draft, value: str) -> Taken:
    return Taken({**draft, "sure": True}) if value == "yes" else _take_strength(talk, draft, value)


QUESTIONS = (
    Question(
        "which",
        lambda talk, draft: _asked(talk) and "mgs" not in draft and "which" in draft,
        lambda talk, draft, act: [
            talk.wording.ask_which_figure(draft["which"], f"{act}:mg", f"{act}:{COUNT}{draft['which']}")
        ],
        _take_which,
        _read_which,
    ),
    Question(
        "strength",
        lambda talk, draft: _asked(talk) and "mgs" not in draft and _kinds(draft) == 1 and "strength" not in draft,
        lambda talk, _draft, act: [talk.wording.ask_strength(act)],
        _take_strength,
        lambda _talk, draft, words: tablets_typed.strengths(draft, words),
    ),
    Question(
        "kinds",
        lambda talk, draft: _asked(talk) and "mgs" not in draft and _kinds(draft) > 1,
        lambda talk, _draft, act: [talk.wording.ask_kinds(act)],
        _take_strength,
        lambda _talk, draft, words: tablets_typed.strengths(draft, words),
    ),
    Question(
        "strength-typed",
        lambda talk, draft: _asked(talk) and "mgs" not in draft,
        lambda talk, _draft, act: [talk.wording.ask("ask-strength-typed", {f"{act}:{BACK}": "back"}, letters=True)],
        _take_strength,
        lambda _talk, draft, words: tablets_typed.strengths(draft, words),
    ),
    Question(
        "strength-sure",
        lambda talk, draft: _asked(talk) and bool(_unusual(draft)) and "sure" not in draft,
        lambda talk, draft, act: [talk.wording.ask_sure(_unusual(draft), f"{act}:yes", f"{act}:{BACK}")],
        _take_sure,
        lambda _talk, draft, words: tablets_typed.strengths(draft, words),
    ),
    Question(
        "count",
        lambda talk, draft: _counts_open(talk, draft) and OTHER not in draft,
        lambda talk, draft, act: [talk.wording.ask_count(act, draft["mgs"], draft.get(DOSE))],
        _take_count,
        lambda _talk, draft, words: tablets_typed.counts(draft, words),
    ),
    Question(
        "count-typed",
        _counts_open,
        lambda talk, draft, act: [talk.wording.ask_other_count(act, draft["mgs"])],
        _take_count,
        lambda _talk, draft, words: tablets_typed.counts(draft, words),
    ),
    Question(
        "times",
        lambda talk, draft: _times_open(talk, draft) and draft.get("times") not in {OTHER, TWICE},
        lambda talk, _draft, act: [talk.wording.ask_times(act)],
        _take_times,
        lambda _talk, draft, words: tablets_typed.times(draft, words),
    ),
    Question(
        "twice",
        lambda talk, draft: _times_open(talk, draft) and draft.get("times") == TWICE,
        lambda talk, _draft, act: [talk.wording.ask_twice(act, TWICE_A_DAY)],
        _take_times,
        lambda _talk, draft, words: tablets_typed.times(draft, words),
    ),
    Question(
        "other-times",
        lambda talk, draft: _times_open(talk, draft) and draft.get("times") == OTHER,
        lambda talk, _draft, act: [talk.wording.ask_other_time(act, OTHER_TIMES)],
        _take_times,
        lambda _talk, draft, words: tablets_typed.times(draft, words),
    ),
)
