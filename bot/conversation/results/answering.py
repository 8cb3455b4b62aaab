"""What is answered to a question about values that were typed, as `taking` asks it: pressed, or in words."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from bot.care.reading import Meaning
from bot.care.reading.not_known import is_not_known
from bot.care.reading.test_dates import is_no_one_day, read_past_day
from bot.care.results import Read, Value, Why, kind_named, kind_of, read_value, read_values, unit_named
from bot.conversation import choosing
from bot.conversation.results import kept
from bot.conversation.results.correcting import in_place_of, meant
from bot.conversation.results.putting_right import Draft, put_right, values_of, without
from bot.conversation.results.taking import (
    VALUES,
    fresh,
    go_on,
    is_doubted,
    left_out,
    name_of,
    take,
    units_of,
    write,
)
from bot.conversation.talk import Talk
from bot.store.diary import of_value, to_value
from bot.store.people import Step
from bot.wording import Said

MOST_OFFERED = 10  # values to choose the wrong one from

_ALL_RIGHT = re.compile(r"(?:(?:yes|yep|yeah|ok|all|of|them|it|that'?s|right|correct)[,.! ]*)+", re.IGNORECASE)


def press(talk: Talk, rest: str) -> list[Said]:
    """Take a choice of a question about values."""
    name, _, value = rest.partition(":")
    step = talk.step(VALUES)
    if step is None or step.draft["id"] != name or "ask" not in step.draft:
        return []
    return _answered(talk, step.draft, value)


def _answered(talk: Talk, draft: Draft, value: str) -> list[Said]:
    what, _, number = draft["ask"].partition(" ")
    match what, value:
        case _, "out":
            return _leave_out(talk, draft, what, number)
        case (("doubt" | "all"), "no"):
            return _mistyped(talk, draft, what, number)
        case "doubt", "yes":
            return go_on(talk, {**draft, "sure": [*draft["sure"], int(number)]})
        case "day", "yes":
            return go_on(talk, {**draft, "no_day": False})
        case "all", "units":
            return go_on(talk, {**draft, "units": True})
        case "all", "yes":
            return write(talk, draft)
        case "wrong", "every":
            return _typed_anew(talk, draft)
        case "wrong", place if place.isdecimal() and int(place) < len(draft["values"]):
            return _asked_for(talk, draft, int(place))
        case "unit", unit if unit.startswith("unit-"):
            return _set_unit(talk, draft, int(number), unit.removeprefix("unit-"))
    return []


def _leave_out(talk: Talk, draft: Draft, what: str, number: str) -> list[Said]:
    if what == "odd":
        return go_on(talk, {**draft, "odd": draft["odd"][1:]})
    return go_on(talk, without(draft, int(number))) if number else []


def _mistyped(talk: Talk, draft: Draft, what: str, number: str) -> list[Said]:
    """Ask again for what was mistyped: the one value there is, else which one it was. The others stay."""
    if what == "doubt" or len(draft["values"]) == 1:
        return _asked_for(talk, draft, int(number or 0))
    talk.ask(Step(VALUES, {**draft, "ask": "wrong"}))
    names = [name_of(talk, one.kind) for one in values_of(draft)]
    return [talk.wording.values_wrong(names if len(names) <= MOST_OFFERED else (), f"{VALUES}:{draft['id']}")]


def _asked_for(talk: Talk, draft: Draft, place: int) -> list[Said]:
    """Ask which number is printed, in place of one that was mistyped."""
    kind = draft["values"][place][0]
    odd = [[Why.NO_NUMBER.value, name_of(talk, kind), kind], *draft["odd"]]
    return go_on(talk, {**without(draft, place), "odd": odd})


def _typed_anew(talk: Talk, draft: Draft) -> list[Said]:
    again = fresh([], [], draft["test"], date.fromisoformat(draft["day"]))
    talk.ask(Step(VALUES, {**again, "id": draft["id"], "after": draft.get("after")}))
    return [talk.wording.plain("values-ask")]


def _set_unit(talk: Talk, draft: Draft, place: int, chosen: str) -> list[Said]:
    units = units_of(talk, to_value(draft["values"][place]))
    if chosen == "none":
        return _with_unit(talk, draft, place, "")
    return _with_unit(talk, draft, place, units[int(chosen)]) if chosen.isdecimal() and int(chosen) < len(units) else []


def _with_unit(talk: Talk, draft: Draft, place: int, unit: str) -> list[Said]:
    values = [*draft["values"]]
    values[place] = of_value(replace(to_value(values[place]), unit=unit))
    return go_on(talk, {**draft, "values": values})


def typed(talk: Talk, step: Step, meaning: Meaning) -> list[Said] | None:
    """Take words as the answer to a question about values; None where they mean something else."""
    draft, words = step.draft, talk.heard.text
    right = put_right(talk, draft)
    if right is not None:
        return right if isinstance(right, list) else go_on(talk, right)
    what, _, number = draft.get("ask", "").partition(" ")
    found = _typed_for(talk, draft, what, number) or _typed_again(talk, draft, what, number)
    if found is not None:
        return found
    if is_not_known(words) and not choosing.prompted_last(talk):
        return left_out(talk, draft)
    if what == "all" and (named := _units_typed(talk, draft, words)) is not None:
        return go_on(talk, {**draft, "values": [of_value(one) for one in named]})
    if what == "all" and _ALL_RIGHT.fullmatch(words.strip()):
        return _answered(talk, draft, "yes")
    if choosing.is_else(talk, meaning):
        return None
    return [talk.wording.plain("values-ask")] if not what else None


def _typed_for(talk: Talk, draft: Draft, what: str, number: str) -> list[Said] | None:
    """Take a unit, a day, or the name of the wrong value, where that was asked for; None where words are none."""
    words = talk.heard.text
    if what == "unit":
        chosen = _unit_typed(talk, draft["values"][int(number)][0], words)
        return _with_unit(talk, draft, int(number), chosen) if chosen is not None else None
    if what == "wrong":
        kind = kind_named(words, talk.desk.kinds)
        places = [place for place, one in enumerate(draft["values"]) if kind and one[0] == kind.key]
        return _asked_for(talk, draft, places[0]) if places else None
    if what == "day" and (day := read_past_day(words, talk.today)) is not None:
        test, of = kept.of_day(talk, day)
        return go_on(talk, {**draft, "test": test, "day": of.isoformat(), "no_day": False})
    return None


def _units_typed(talk: Talk, draft: Draft, words: str) -> list[Value] | None:
    """Return the values with the unit that words name for those that lack one; None where they name none."""
    values = values_of(draft)
    named = [_unit_typed(talk, one.kind, words) if units_of(talk, one) else None for one in values]
    if not any(named):
        return None
    return [replace(one, unit=unit) if unit else one for one, unit in zip(values, named, strict=True)]


def _unit_typed(talk: Talk, key: str, words: str) -> str | None:
    """Return the unit that words name; empty where it is not known, or none is printed."""
    kind = kind_of(key, talk.desk.kinds)
    return "" if is_not_known(words) else unit_named(words, kind) if kind else None


def _typed_again(talk: Talk, draft: Draft, what: str, number: str) -> list[Said] | None:
    """Take a value that was asked for again; None where words have none."""
    read = _read_again(talk, draft, what, number)
    if not read.values and not read.odd:
        return None
    if what == "doubt" and _is_choice(talk) and any(is_doubted(talk, one) for one in read.values):
        return [talk.wording.plain("value-or-choice"), *go_on(talk, draft)]
    rest = without(draft, int(number)) if what == "doubt" else draft
    rest = {**rest, "odd": rest["odd"][1:]} if what == "odd" else rest
    named = read_past_day(read.rest, talk.today)
    again = {one.kind for one in read.values}
    others = [one for one in rest["values"] if one[0] not in again]
    elsewhere = named is not None and named.isoformat() != draft["day"]
    if others and (elsewhere or is_no_one_day(read.rest, talk.today)):
        return take(talk, talk.heard.text)  # of another day: those that wait are not of it
    if named is not None:
        test, day = kept.of_day(talk, named)
        rest = {**rest, "test": test, "day": day.isoformat()}
    odd = [[one.why.value, one.words, one.kind] for one in read.odd]
    values = [*others, *(of_value(one) for one in read.values)]
    return go_on(talk, {**rest, "values": values, "sure": _still_sure(rest, again), "odd": [*odd, *rest["odd"]]})


def _read_again(talk: Talk, draft: Draft, what: str, number: str) -> Read:
    instead = meant(talk.heard.text)
    words = instead.new if instead else talk.heard.text
    read: Read | None = None
    if what == "odd":
        kind = kind_of(draft["odd"][0][2] or "", talk.desk.kinds)
        read = read_value(words, kind) if kind else None
    elif what == "doubt":
        read = in_place_of(talk, to_value(draft["values"][int(number)]), words)
    return read if read and (read.values or read.odd) else read_values(words, talk.desk.kinds)


def _is_choice(talk: Talk) -> bool:
    """Tell whether words are a bare number that could be meant for a choice of the question above."""
    words, newest = talk.heard.text.strip(), next(iter(talk.shown()), None)
    return newest is not None and words.isdecimal() and 0 < int(words) <= len(newest.choices)


def _still_sure(draft: Draft, again: set[str]) -> list[int]:
    """Return the places of what is sure, once values of the kinds *again* are taken out of their places."""
    kinds = [one[0] for one in draft["values"]]
    left = [place for place, kind in enumerate(kinds) if kind not in again]
    return [number for number, place in enumerate(left) if place in draft["sure"]]
