"""The range that a report prints, typed after its value: "the range is 4-11". Kept beside it; nothing is said of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.care.diary import results
from bot.care.results import Kind, Value, kind_named, kind_of, read_range, unit_named
from bot.care.results.figures import as_number
from bot.conversation.bloodtests.kept import allowed
from bot.conversation.results import kept
from bot.conversation.talk import Talk
from bot.store import diary
from bot.wording import Said

LONGEST = 120  # letters of such a sentence

_FIGURES = r"[(\[]?[<>]?=? ?[\d.,']+(?: ?(?:-|\u2013|to) ?[\d.,']+)?[)\]]?"
_CALLED = r"(?:(?:normal|reference|ref|printed|lab|lab's) )*range"
_TOLD = (
    re.compile(
        rf"(?:(?:and|its|it's|the|my) )*(?:(?P<name>\D{{2,40}}?)(?:'s)? )??{_CALLED}"
        rf"(?: (?:for|of) (?:the |my )?(?P<of>\D{{2,40}}?))?(?: (?:is|was|says|given|printed(?: is)?))?:? ?"
        rf"(?P<figures>{_FIGURES})(?: ?(?P<unit>\S+(?: \S+)?))?"
    ),
    re.compile(
        rf"(?P<figures>{_FIGURES})(?: (?P<unit>\S+))? (?:is|was) (?:the )?{_CALLED}"
        rf"(?: (?:for|of) (?:the |my )?(?P<of>\D{{2,40}}?))?"
    ),
)


@dataclass(frozen=True, slots=True)
class Range:
    """A printed range as typed, either end of which may be missing; its test and its *unit*, if they were said."""

    low: str | None
    high: str | None
    kind: Kind | None
    unit: str | None


def read(talk: Talk) -> Range | None:
    """Return the printed range that words tell of; None where they tell of none, or name a test that is not known."""
    words = " ".join(talk.heard.text.split()).rstrip(".!")
    if len(words) > LONGEST or not allowed(talk):
        return None
    found = next((match for one in _TOLD if (match := one.fullmatch(words.casefold())) is not None), None)
    printed = read_range(found["figures"].replace("\u2013", "-")) if found else None
    if found is None or printed is None:
        return None
    named = next((found[name] for name in ("name", "of") if name in found.re.groupindex and found[name]), None)
    kind = kind_named(named, talk.desk.kinds) if named else None
    return None if named and kind is None else Range(*printed, kind, found["unit"])


def is_reversed(told: Range) -> bool:
    """Tell whether the higher number of a range was typed first."""
    low, high = as_number(told.low or ""), as_number(told.high or "")
    return isinstance(low, Decimal) and isinstance(high, Decimal) and low > high


def place_of(told: Range, values: Sequence[Value]) -> int | None:
    """Return the place of the one value that a range can be of; None where it is none of them, or any."""
    places = [place for place, one in enumerate(values) if told.kind is None or one.kind == told.kind.key]
    return places[0] if len(places) == 1 else None


def beside(talk: Talk, value: Value, told: Range) -> Value | None:
    """Return a value with a range beside it; None where that is in another unit."""
    kind = kind_of(value.kind, talk.desk.kinds)
    unit = unit_named(told.unit, kind) if told.unit and kind else None
    if told.unit and (unit is None or (value.unit and unit != value.unit)):
        return None
    return replace(value, low=told.low, high=told.high)


def ranged(talk: Talk) -> list[Said] | None:
    """Take words as the range of a value that was written down; None for other words."""
    told = read(talk)
    if told is None:
        return None
    return [talk.wording.plain("range-order")] if is_reversed(told) else keep(talk, told)


def keep(talk: Talk, told: Range) -> list[Said]:
    """Keep a range beside the last value that was written down; the entry as it was first is kept."""
    known = results(diary.events(talk.conn, talk.circle.id)) if talk.circle else []
    of_kind = [one for one in known if told.kind is None or any(value.kind == told.kind.key for value in one.values)]
    if not of_kind:
        return [talk.wording.plain("range-no-value")]
    event = of_kind[-1]
    place = place_of(told, event.values)
    if place is None:
        return [talk.wording.plain("range-which")]
    changed = beside(talk, event.values[place], told)
    if changed is None:
        return [talk.wording.plain("range-other-unit")]
    values = (*event.values[:place], changed, *event.values[place + 1 :])
    kept.put_right(talk, event, values)
    shown = talk.wording.value(changed, talk.desk.kinds)
    return [talk.wording.plain("range-kept", value=shown, day=talk.wording.full_day(event.day))]
