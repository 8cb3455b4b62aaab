"""/results: the last value of each test as it was typed, and the one before. Ranks, joins and judges none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.care.diary import results
from bot.care.results import Value, converted, kind_named, kind_of
from bot.conversation.results.taking import ask_for, still, take
from bot.conversation.talk import Talk
from bot.store import diary
from bot.wording import Said

Told = tuple[date, Value]

_LAST = r"(?:my |the )?(?:last|latest|most recent|previous|newest)"
_ASKED = re.compile(
    rf"(?:(?:please )?(?:can you |could you )?(?:show|list|tell)(?: me)? (?:{_LAST}|my)|(?:what(?:'s|s| is| was| were|"
    rf" are)|when was) {_LAST}) (?:(?P<all>(?:test |blood |lab )*(?:results?|values?))|(?P<name>[^?,]{{1,40}}?))"
    r"(?: (?:results?|values?|counts?|numbers?|levels?))?(?: please)?"
)


def command(talk: Talk, words: str) -> list[Said]:
    """Answer /results: show what is written down; with values behind it, write them down."""
    if talk.circle is None or talk.person is None:
        return [talk.wording.plain("start-first")]
    if words:
        return take(talk, words) or ask_for(talk)
    told, waits = by_kind(talk), still(talk)
    return [*_listed(talk, [*told.values()]), *waits] if told else waits or ask_for(talk)


def _listed(talk: Talk, told: Sequence[list[Told]]) -> list[Said]:
    lines = "\n".join(_line(talk, those) for those in told)
    return [replace(talk.wording.plain("values-list", values=lines), page=True)]


def asked(talk: Talk) -> list[Said] | None:
    """Show the last value of a test, or of each, where words ask for them; None for other words."""
    found = _ASKED.fullmatch(" ".join(talk.heard.text.replace("\u2019", "'").casefold().split()).rstrip(" .?!"))
    if found is None or talk.person is None or not (found["all"] or found["name"]):
        return None
    if found["all"]:
        return command(talk, "")
    kind = kind_named(found["name"], talk.desk.kinds)
    told = by_kind(talk).get(kind.key) if kind else None
    return [*_listed(talk, [told]), *still(talk)] if told else [talk.wording.plain("value-none")] if kind else None


def by_kind(talk: Talk) -> dict[str, list[Told]]:
    """Return all values that stand, oldest first, by what they are of, in the order in which tests are listed."""
    known = results(diary.events(talk.conn, talk.circle.id)) if talk.circle else []
    found: dict[str, list[Told]] = {kind.key: [] for kind in talk.desk.kinds}
    for event in sorted(known, key=lambda one: (one.day, one.id)):
        for value in event.values:
            found.setdefault(value.kind, []).append((event.day, value))
    return {key: those for key, those in found.items() if those}


def _line(talk: Talk, told: list[Told]) -> str:
    day, value = told[-1]
    before = ""
    if told[:-1]:
        then, older = told[-2]
        before = talk.wording.value_before(older, then, _beside(talk, older, value.unit))
    return talk.wording.value_line(value, day, before, talk.desk.kinds)


def _beside(talk: Talk, value: Value, unit: str | None) -> str:
    """Return a value in another unit, to stand beside it."""
    kind = kind_of(value.kind, talk.desk.kinds)
    if kind is None or not unit or not value.unit or value.unit == unit:
        return ""
    other = converted(value, kind, unit)
    return talk.wording.value_in(other, unit) if other else ""
