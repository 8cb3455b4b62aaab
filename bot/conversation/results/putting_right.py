"""Values that were typed, put right before they are written down: another number, or the range that was left out."""

from __future__ import annotations

from typing import Any

from bot.care.results import Value
from bot.conversation.results import ranging
from bot.conversation.results.correcting import Meant, in_place_of, meant
from bot.conversation.talk import Talk
from bot.store.diary import of_value, to_value
from bot.wording import Said

Draft = dict[str, Any]  # as a step keeps it: see `taking`
ONE_ASKED = {"odd", "doubt"}  # what is asked of one value alone: a number is its answer


def values_of(draft: Draft) -> list[Value]:
    """Return the values of a draft."""
    return [to_value(one) for one in draft["values"]]


def without(draft: Draft, place: int) -> Draft:
    """Return a draft without the value in a place."""
    values = draft["values"]
    sure = [one - (one > place) for one in draft["sure"] if one != place]
    return {**draft, "values": [*values[:place], *values[place + 1 :]], "sure": sure}


def put_right(talk: Talk, draft: Draft) -> Draft | list[Said] | None:
    """Return a draft as words put it right, or what is said where they do not fit; None for other words."""
    told, said = ranging.read(talk), meant(talk.heard.text)
    if told is not None and ranging.is_reversed(told):
        return [talk.wording.plain("range-order")]
    if told is not None:
        return _ranged(talk, draft, told)
    asked = draft.get("ask", "").partition(" ")[0]
    return _instead(talk, draft, said) if said and draft["values"] and asked not in ONE_ASKED else None


def _ranged(talk: Talk, draft: Draft, told: ranging.Range) -> Draft | list[Said]:
    """Take a range as that of a value which is not written down yet, else of one that is."""
    values = values_of(draft)
    if not any(told.kind is None or one.kind == told.kind.key for one in values):
        return ranging.keep(talk, told)
    place = ranging.place_of(told, values)
    if place is None:
        return [talk.wording.plain("range-which")]
    changed = ranging.beside(talk, values[place], told)
    return _with(draft, place, changed) if changed else [talk.wording.plain("range-other-unit")]


def _instead(talk: Talk, draft: Draft, said: Meant) -> Draft | list[Said]:
    """Take a number as that of a value; whether it is what is printed is asked anew."""
    values = values_of(draft)
    place = said.place_in(values)
    read = in_place_of(talk, values[place], said.new) if place is not None else None
    if place is None or read is None:
        return [talk.wording.plain("value-which")]
    left = {**draft, "sure": [one for one in draft["sure"] if one != place]}
    if read.values:
        return _with(left, place, read.values[0])
    odd = [[one.why.value, one.words, one.kind] for one in read.odd]
    return {**without(left, place), "odd": [*odd, *draft["odd"]]}


def _with(draft: Draft, place: int, value: Value) -> Draft:
    values = draft["values"]
    return {**draft, "values": [*values[:place], of_value(value), *values[place + 1 :]]}
