"""The questions about the tablets. What they gather is read and read back as one line, as if it had been typed."""

from __future__ import annotations

from datetime import time

from bot.care.plans import Part
from bot.care.reading import PlanTrouble, read_plan
from bot.conversation import planning
from bot.conversation.setting_up.question import Draft, Question, Taken
from bot.conversation.talk import Talk
from bot.wording import figure
from bot.wording.setting_up import STRENGTHS

OTHER = "other"
BACK = "back"
TWICE = "twice"
OTHER_TIMES = tuple(time(hour) for hour in (6, 7, 9, 10, 12, 18, 21, 22))
TWICE_A_DAY = ((time(8), time(20)), (time(7), time(19)), (time(9), time(21)))
# What of the draft is asked again, where something that was read back differs.
AGAIN = {"tablets": ("parts", "mg", "two", "count", "sure"), "times": ("times",)}


def _asked(talk: Talk) -> bool:
    return talk.plan is None


def _parts_missing(draft: Draft) -> bool:
    return len(draft.get("parts", ())) < (2 if draft.get("two") else 1)


def _part(line: str) -> Part | None:
    """Return the tablets that a line, read as one typed in full, speaks of."""
    read = read_plan(line)
    amount = None if isinstance(read, PlanTrouble) else read.steps[0].intakes[0].amount
    return amount[0] if amount and len(amount) == 1 else None


# What the box says


def _box(draft: Draft) -> str:
    if draft.get("parts"):
        return "other"
    return "first" if draft.get("two") else "only"


def _take_strength(_talk: Talk, draft: Draft, value: str) -> Taken:
    if value == BACK:
        return Taken({name: kept for name, kept in draft.items() if name != "mg"})
    return Taken({**draft, "two": True} if value == "two" else {**draft, "mg": value})


def _read_strength(_talk: Talk, _draft: Draft, words: str) -> str | None:
    unit = "" if "mg" in words.casefold() else " mg"
    part = _part(f"1 x {words}{unit} at 08:00")
    return figure(part.strength_mg) if part else None


# How many


def _take_count(talk: Talk, draft: Draft, value: str) -> Taken:
    if value == BACK:
        return Taken({name: kept for name, kept in draft.items() if name != "count"})
    if value == OTHER:
        return Taken({**draft, "count": OTHER})
    parts = [*draft.get("parts", ()), [value, draft["mg"]]]
    after = {name: kept for name, kept in draft.items() if name not in {"mg", "count", "sure"}} | {"parts": parts}
    times = after.get("times", OTHER)
    if _parts_missing(after) or times in {OTHER, TWICE}:
        return Taken(after)
    return _take_times(talk, after, times)  # the tablets differed, the times did not


def _read_count(_talk: Talk, _draft: Draft, words: str) -> str | None:
    part = _part(f"{words} x 1 mg at 08:00")
    return figure(part.count) if part else None


# At what times, and the line that all of it makes


def _take_times(talk: Talk, draft: Draft, value: str) -> Taken:
    if value in {OTHER, TWICE}:
        return Taken({**draft, "times": value})
    said = planning.read_back(talk, _line(draft, value))
    return Taken({**draft, "times": value}, said, goes_on=False)


def _spoken(value: str) -> str:
    """Return times as they would be typed: those of a choice are digits alone."""
    digits = value.replace("-", "")
    if digits.isdigit() and len(digits) in {4, 8}:
        return " and ".join(f"{one[:2]}:{one[2:]}" for one in value.split("-"))
    return value


def _amount(draft: Draft) -> str:
    return " + ".join(f"{count} x {mg} mg" for count, mg in draft["parts"])


def _line(draft: Draft, times: str) -> str:
    """Return what was gathered as a line that could have been typed; days may stand beside the times."""
    spoken = _spoken(times)
    lines = (f"{_amount(draft)} at {spoken}", f"{_amount(draft)} {spoken}")
    return next((line for line in lines if not isinstance(read_plan(line), PlanTrouble)), lines[0])


def _read_times(_talk: Talk, draft: Draft, words: str) -> str | None:
    read = read_plan(_line(draft, words))
    if isinstance(read, PlanTrouble) or any(one.time is None for step in read.steps for one in step.intakes):
        return None
    return words


def _times_open(talk: Talk, draft: Draft) -> bool:
    return _asked(talk) and not _parts_missing(draft)


QUESTIONS = (
    Question(
        "strength",
        lambda talk, draft: _asked(talk) and _parts_missing(draft) and "mg" not in draft,
        lambda talk, draft, act: [talk.wording.ask_strength(act, _box(draft))],
        _take_strength,
        _read_strength,
    ),
    Question(
        "strength-typed",
        lambda talk, draft: _asked(talk) and draft.get("mg") == OTHER,
        lambda talk, _draft, act: [talk.wording.ask("ask-strength-typed", {f"{act}:{BACK}": "back"}, letters=True)],
        _take_strength,
        _read_strength,
    ),
    Question(
        "strength-sure",
        lambda talk, draft: _asked(talk) and draft.get("mg", "50") not in {*STRENGTHS, OTHER} and "sure" not in draft,
        lambda talk, draft, act: [
            talk.wording.ask("ask-strength-sure", {f"{act}:yes": "yes", f"{act}:{BACK}": "no"}, strength=draft["mg"])
        ],
        lambda talk, draft, value: (
            _take_strength(talk, draft, BACK) if value == BACK else Taken({**draft, "sure": True})
        ),
    ),
    Question(
        "count",
        lambda talk, draft: _asked(talk) and "mg" in draft and "count" not in draft,
        lambda talk, draft, act: [talk.wording.ask_count(act, draft["mg"])],
        _take_count,
        _read_count,
    ),
    Question(
        "count-typed",
        lambda talk, draft: _asked(talk) and draft.get("count") == OTHER,
        lambda talk, draft, act: [talk.wording.ask_other_count(act, draft["mg"])],
        _take_count,
        _read_count,
    ),
    Question(
        "times",
        lambda talk, draft: _times_open(talk, draft) and draft.get("times") not in {OTHER, TWICE},
        lambda talk, _draft, act: [talk.wording.ask_times(act)],
        _take_times,
        _read_times,
    ),
    Question(
        "twice",
        lambda talk, draft: _times_open(talk, draft) and draft.get("times") == TWICE,
        lambda talk, _draft, act: [talk.wording.ask_twice(act, TWICE_A_DAY)],
        _take_times,
        _read_times,
    ),
    Question(
        "other-times",
        lambda talk, draft: _times_open(talk, draft) and draft.get("times") == OTHER,
        lambda talk, _draft, act: [talk.wording.ask_other_time(act, OTHER_TIMES)],
        _take_times,
        _read_times,
    ),
)
