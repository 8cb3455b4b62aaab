"""What is typed where the set-up asks about the tablets: the answer, and whatever was said beyond it.

Each reader returns what a choice would carry, or None. That begins with a word of its own where it is more than the
question asked for: a `WHOLE` plan, another `BOX`, a `COUNT` of the tablets that were read back, `WHICH` of two, or the
milligrams of a whole `DOSE`.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from bot.care.plans import STRENGTHS
from bot.care.reading import (
    Half,
    PlanTrouble,
    PlanWords,
    read_count,
    read_counted,
    read_label,
    read_plan,
    read_strength,
)
from bot.conversation import drafting
from bot.wording import clock, figure

Draft = dict[str, Any]

WHOLE, BOX, COUNT, WHICH, DOSE = "all ", "box ", "count ", "which ", "dose "
MOST_KINDS = 2
MOST_COUNTED = 4  # where tablets were read back, so small a figure alone is a number of them
MOST_TABLETS = 20  # mg: a figure up to it is no strength, unless mg stands beside it
PARTS = {"morning", "evening", "afternoon"}
LARGEST_ON_A_LABEL = 50  # mg beside how often: more of them is as often the whole dose as one tablet, so it is asked

_AND = re.compile(r"\s*(?:,(?!\d)|[+&;/]|\band\b)\s*")
_BEFORE_TIMES = re.compile(r"\s*,?\s*(?:\bat\b|@)\s*|\s+(?!and\b)(?=[^\W\d])")
_OPENING = re.compile(
    r"^(?:(?:no|yes|well|so|erm?|um|oh|sorry|actually|wait|i mean|just|only)[\s,]+)*"
    r"(?:(?:it is|it's|its|it says|they are|they're|that is|that's|at the moment"
    r"|(?:the|my|his|her|their|both) (?:(?:small|big|yellow|white|peach|pink|orange|new) )?"
    r"(?:box|boxes|label|pack|packet|bottle|tablets?) (?:says?|reads?|is|are)|box says?"
    r"|(?:i|s?he|they|we)(?:'ve| have|'s| has)? (?:takes?|got|ha(?:ve|s)|am on|is on)"
    r"(?: it| them| (?:the|my|his|her) tablets?)?)[\s:]+)?(?:two kinds[\s,:]+)?(?:(?:just|only|like) )?"
    r"(?:the (?=one\b))?(?:(?:the )?(?:(?:little|small|big|round|yellow|white|peach|pink|orange|pale)\b[\s,]*)+)?",
    re.IGNORECASE,
)
_AT_ONCE = re.compile(r" (?:at (?:one|a) time|at once|each time)$")
_CLOSING = re.compile(
    r"(?:,? (?:on the (?:box|label|packet)|of them|i (?:think|believe|guess)|dear|love|please|pls|thanks|thank you))+$",
    re.IGNORECASE,
)
_DAILY = re.compile(r",? (?:o\.?d\.?|(?:once )?daily|once a day|(?:every|each) day)$", re.IGNORECASE)
_ABOUT = re.compile(r"^(?:at )?(?:about|around|roughly|usually) ", re.IGNORECASE)
_STRENGTH_FIRST = re.compile(
    r"(?:(?:azathioprine|imuran|aza)\b[\s:]*)?(?P<mg>\d[\d.,]*) ?mgs?\b(?: tab(?:let)?s?\b)?[\s,.:]*"
    r"(?P<times>x |(?:(?:i|we|s?he) )?(?:takes?|has|have) )?(?P<rest>.+)",
    re.IGNORECASE,
)
_OFTEN = re.compile(r"\b(?:od|bd|daily|a day|(?:every|each) day|mane|nocte)$", re.IGNORECASE)
_HALF = re.compile(r"(?:[ap]\.?m|o'? ?clock)\b", re.IGNORECASE)
_PLURAL = re.compile(r"(?<=\d)'?s\b")
_CORRECTS = re.compile(r"(?:no|sorry|actually|wait|oops|i mean|i take|s?he takes)\b|.*\b(?:tab|pill)", re.IGNORECASE)
_OF_THE_BOX = re.compile(
    r"(?:no|sorry|oops|wait|actually)\b|.*\b(?:box|boxes|label|pack|packet|strength)\b", re.IGNORECASE
)
_NOT_THAT = re.compile(r",? not \S+$", re.IGNORECASE)
_NAMES_MG = re.compile(r"\d ?mgs?\b", re.IGNORECASE)
_EACH = re.compile(r"(?P<count>.+?) (?:of )?each(?: (?:kind|one|box))?|each (?P<after>.+)", re.IGNORECASE)


def bare(words: str) -> str:
    """Return words without what opens and closes a sentence: "the box says 50 mg, I think" is "50 mg"."""
    said = drafting.spelled(drafting.without_pictures(words).rstrip(".! "))
    return _CLOSING.sub("", _OPENING.sub("", said))


# What the box says


def strengths(draft: Draft, words: str) -> str | None:
    """Return one strength, or two, with the times beside them; where tablets "stood" before, a number of them too."""
    count = read_count(bare(words))
    if "stood" in draft and count is not None and count not in STRENGTHS:
        certain = count <= MOST_COUNTED or not words.strip()[-1].isdigit()
        return f"{COUNT if certain else WHICH}{figure(count)}"
    label = _label(words)
    if label is None:
        return _strength_first(words) or _strengths(draft, words) or _whole(words)
    return _said_by(draft, label) if label[0] <= LARGEST_ON_A_LABEL or not label[1] else None


def _label(words: str) -> tuple[Decimal, str] | None:
    """Return the figure of a label's line and how often it says."""
    label = read_label(bare(words))
    return label if label and not isinstance(read_plan(f"1 x 50 mg {label[1]}"), PlanTrouble) else None


def _said_by(draft: Draft, label: tuple[Decimal, str]) -> str:
    mg, often = label
    return f"{figure(mg)}@{_when(draft, often) or ''}"


def _strengths(draft: Draft, words: str) -> str | None:
    said, when = _with_times(draft, words)
    found = [_strength(one) for one in _AND.split(said)]
    mgs = [figure(one) for one in found if one]
    if len(mgs) != len(found) or len(set(mgs)) != len(mgs) or len(mgs) > MOST_KINDS:
        return None
    return f"{','.join(mgs)}@{when}"


def _strength(words: str) -> Decimal | None:
    """Return a strength; so small a figure alone is a number of tablets or of a choice, and no box says it."""
    mg = read_strength(_PLURAL.sub("", words))
    return None if mg is not None and mg <= MOST_TABLETS and not _NAMES_MG.search(words) else mg


def _strength_first(words: str) -> str | None:
    """Return a plan whose strength stands before the number: "50mg tabs 1.5 od", "50 mg tablets, 2 twice a day"."""
    found = _STRENGTH_FIRST.fullmatch(bare(words))
    if found is None or not (found["times"] or _OFTEN.search(found["rest"])):
        return None
    said = found["rest"].split()
    for end in range(len(said), 0, -1):
        count, after = read_count(" ".join(said[:end])), " ".join(said[end:])
        if count is not None and count <= MOST_COUNTED and not _HALF.match(after):
            return _whole(f"{figure(count)} x {found['mg']} mg {after}".strip())
    return None


def _whole(words: str) -> str | None:
    """Return a plan whose tablets were said in full, each with its strength."""
    read = read_counted(bare(words))
    if isinstance(read, PlanTrouble) or any(one.amount is None for step in read.steps for one in step.intakes):
        return None
    return f"{WHOLE}{bare(words)}"


# How many


def counts(draft: Draft, words: str) -> str | None:
    """Return how many tablets of each strength, with the times beside them."""
    mgs, said = draft["mgs"], bare(words)
    if len(mgs) == 1 and read_count(said) is None and _counted(said):
        return f"{WHOLE}{said}"
    beside = _whole(words) or _beside(draft, words)
    if beside is not None:
        return beside
    found, when = _counts(_AT_ONCE.sub("", said), len(mgs)), ""
    if not found:
        said, when = _with_times(draft, words)
        found = _counts(said, len(mgs))
    return f"{','.join(map(figure, found))}@{when}" if found else _other_box(mgs, words)


def _other_box(mgs: list[str], words: str) -> str | None:
    """Return another strength than was said before, where words say that it is on the box; else it may be a dose."""
    mg = _strength(bare(words))
    if mg is None or len(mgs) > 1 or [figure(mg)] == mgs:
        return None
    return f"{BOX}{figure(mg)}@" if mg in STRENGTHS and _OF_THE_BOX.match(words.strip()) else f"{DOSE}{figure(mg)}@"


def _counted(words: str) -> bool:
    """Tell whether words are a plan that says how many tablets."""
    read = read_counted(words)
    return isinstance(read, PlanWords) and all(one.count or one.amount for step in read.steps for one in step.intakes)


def _beside(draft: Draft, words: str) -> str | None:
    """Return the times of a label's line whose strength is known already; other milligrams may be the whole dose."""
    label = _label(words)
    if label is None:
        return None
    mg, _, when = _said_by(draft, label).partition("@")
    if [mg] == draft["mgs"]:
        return f"@{when}"
    kind = BOX if len(draft["mgs"]) > 1 or _OF_THE_BOX.match(words.strip()) else DOSE
    return f"{kind}{mg}@{when}"


def _counts(words: str, kinds: int) -> list[Decimal] | None:
    """Return so many counts; of two kinds "one and a half" is none, for it may be one and a half of either."""
    each = _EACH.fullmatch(words)
    count = read_count(each["count"] or each["after"]) if each and kinds > 1 else None
    if count is not None:
        return [count] * kinds
    whole = read_count(words)
    if kinds == 1 or whole is not None:
        return [whole] if whole is not None and kinds == 1 else None
    found = [read_count(one) for one in _AND.split(words)]
    known = [one for one in found if one is not None]
    return known if len(known) == len(found) == kinds else None


# At what times


def times(draft: Draft, words: str) -> str | None:
    """Return the times, with their days; or a whole plan where that was typed."""
    when = _when(draft, words)
    if when is not None:
        return when
    said = bare(words)
    if len(draft["mgs"]) == 1 and read_count(said) is None and _counted(said):
        return f"{WHOLE}{said}"
    beside = _whole(words) or _beside(draft, words)
    if beside:
        return beside.removeprefix("@") or None
    return _put_right(draft, words)


def _put_right(draft: Draft, words: str) -> str | None:
    """Return what was said before and is put right now: "sorry, I take 1.5 not 2", "no, the box says 25 mg"."""
    said = bare(_NOT_THAT.sub("", words.strip().rstrip(".! ")))
    count = read_count(said)
    if count is not None and len(draft["mgs"]) == 1 and _CORRECTS.match(words.strip()):
        return f"{COUNT}{figure(count)}"
    return _other_box(draft["mgs"], said) if _NAMES_MG.search(said) else None


def _when(draft: Draft, words: str) -> str | None:
    said = _on_a_clock(bare(words))
    one = draft if "counts" in draft else {"mgs": ["1"], "counts": ["1"]}
    read = read_plan(line(one, said))
    if isinstance(read, PlanTrouble):
        return None
    intakes = [each for step in read.steps for each in step.intakes]
    first = intakes[0]
    says_when = len(intakes) > 1 or first.time or first.part or first.weekdays or first.every > 1
    return said if says_when else None


def _on_a_clock(words: str) -> str:
    """Return times with their parts of the day as a clock shows them: "every morning at eight o'clock" is 08:00."""
    said = _ABOUT.sub("", words)
    if said.casefold() in PARTS:
        return f"in the {said}"
    times = drafting.clock_times(said) or drafting.clock_times(f"at {said}")
    if times is None or (len(times) > 1 and any(at.half is Half.EITHER for at in times)):
        return words
    return " and ".join(
        f"{at.hour}:{at.minute:02}" if at.half is Half.EITHER else clock(at.readings()[0]) for at in times
    )


def _with_times(draft: Draft, words: str) -> tuple[str, str]:
    """Return words without the times and days at their end, and those where they can be read: "2 on mondays at 8"."""
    said = _AT_ONCE.sub("", bare(words))
    one = {**draft, "mgs": ["1"], "counts": ["1"]}
    for between in _BEFORE_TIMES.finditer(said):
        when = said[between.end() :]
        counted = not between.group().strip() and read_count(bare(when)) is not None  # "50mg i take two"
        spoken = None if counted else _when(one, when)
        if between.start() and spoken:
            return said[: between.start()], spoken
    return _DAILY.sub("", said), ""


# The line that all of it makes


def line(draft: Draft, when: str) -> str:
    """Return what was gathered as a line that could have been typed; days may stand beside the times."""
    spoken = _spoken(when)
    amount = " + ".join(f"{count} x {mg} mg" for count, mg in zip(draft["counts"], draft["mgs"], strict=True))
    total = f" = {draft[DOSE]} mg" if DOSE in draft else ""
    lines = (f"{amount} at {spoken}{total}", f"{amount} {spoken}{total}")
    return next((one for one in lines if not isinstance(read_plan(one), PlanTrouble)), lines[0])


def _spoken(value: str) -> str:
    """Return times as they would be typed: those of a choice are digits alone."""
    digits = value.replace("-", "")
    if digits.isdigit() and len(digits) in {4, 8}:
        return " and ".join(f"{one[:2]}:{one[2:]}" for one in value.split("-"))
    return value
