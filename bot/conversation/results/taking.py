"""Values that somebody types: what is not sure is asked about, one thing at a time, and nothing is kept before that.

What was read waits as a step of the kind VALUES: *values* and *odd* as read, *sure* the places of those numbers that
were asked about, *ask* what is asked now.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from bot.care.reading import Meaning
from bot.care.reading.not_known import is_not_known
from bot.care.reading.test_dates import read_past_day
from bot.care.results import (
    Kind,
    Odd,
    Read,
    Value,
    Why,
    doubtful,
    kind_of,
    read_value,
    read_values,
    unit_named,
    unit_to_ask,
)
from bot.conversation import asking_the_guide, choosing
from bot.conversation.bloodtests import kept as tests
from bot.conversation.bloodtests.kept import allowed
from bot.conversation.results import kept
from bot.conversation.talk import Talk
from bot.store import new_uid
from bot.store.diary import of_value, to_value
from bot.store.people import Step
from bot.wording import Said

VALUES = "values"
SHELF = "bloodtests"
MOST = 40  # values in one message

Draft = dict[str, Any]
_ALL_RIGHT = re.compile(r"(?:(?:yes|yep|yeah|ok|all|of|them|it|that'?s|right|correct)[,.! ]*)+", re.IGNORECASE)


def ask_for(talk: Talk, uid: str = "") -> list[Said]:
    """Ask for the values that are printed: of the test with that *uid*, else of the last one that was done."""
    test = tests.named(talk, uid) if uid else None
    of = (test.uid, test.drawn or test.day) if test else kept.of_day(talk, None)
    talk.ask(Step(VALUES, _fresh([], [], *of)))
    return [talk.wording.plain("values-ask")]


def take(talk: Talk, words: str, *, explain: bool = False) -> list[Said] | None:
    """Take values that words name; None where they name none. *explain*: it was also asked what they mean."""
    if not allowed(talk):
        return None
    read = read_values(words, talk.desk.kinds)
    if not read.values and not read.odd:
        return None
    test, day = kept.of_day(talk, read_past_day(read.rest, talk.today))
    asked = _go_on(talk, _fresh(read.values[:MOST], read.odd, test, day))
    return [*(_explained(talk, read.values) if explain else ()), *asked]


def names_some(talk: Talk) -> bool:
    """Tell whether words plainly are values: several, or one with its unit, and little besides."""
    read = read_values(talk.heard.text, talk.desk.kinds)
    return len(read.values) > 1 or (len(read.values) == 1 and read.values[0].unit is not None and not read.rest)


def _fresh(values: Sequence[Value], odd: Sequence[Odd], test: str | None, day: date) -> Draft:
    return {
        "id": new_uid(),
        "test": test,
        "day": day.isoformat(),
        "values": [of_value(one) for one in values],
        "odd": [[one.why.value, one.words, one.kind] for one in odd],
        "sure": [],
        "units": False,
    }


def _values(draft: Draft) -> list[Value]:
    return [to_value(one) for one in draft["values"]]


# What is asked next


def _go_on(talk: Talk, draft: Draft) -> list[Said]:
    """Ask about the first thing that is not sure; where all is, write it down."""
    act = f"{VALUES}:{draft['id']}"
    kinds, values = talk.desk.kinds, _values(draft)
    if draft["odd"]:
        why, words, kind = draft["odd"][0]
        return _ask(talk, draft, "odd", talk.wording.value_odd(Odd(Why(why), words, kind), act))
    for place, value in enumerate(values):
        kind_of_it = kind_of(value.kind, kinds)
        if place not in draft["sure"] and kind_of_it is not None and doubtful(value, kind_of_it):
            return _ask(talk, draft, f"doubt {place}", talk.wording.value_doubted(value, kinds, act))
    if not values:
        talk.settle(VALUES)
        return [talk.wording.plain("values-left-out")]
    lacking = [place for place, value in enumerate(values) if _units(talk, value)]
    if lacking and draft["units"]:
        first = values[lacking[0]]
        return _ask(talk, draft, f"unit {lacking[0]}", talk.wording.value_unit(first, _units(talk, first), kinds, act))
    lines = [f"- {_line(talk, value)}" for value in values]
    day = date.fromisoformat(draft["day"])
    return _ask(talk, draft, "all", talk.wording.values_right(lines, day, act, units=bool(lacking)))


def _line(talk: Talk, value: Value) -> str:
    """Return a value as it is read back, with the unit that is likeliest where none was typed."""
    units = _units(talk, value)
    if units:
        return talk.wording.proposed(value, units[0], talk.desk.kinds)
    return talk.wording.value(value, talk.desk.kinds)


def _units(talk: Talk, value: Value) -> tuple[str, ...]:
    """Return the units to choose from, of a value that has a number."""
    kind = kind_of(value.kind, talk.desk.kinds)
    return unit_to_ask(value, kind, talk.home.code) if kind and value.number is not None and value.unit is None else ()


def _ask(talk: Talk, draft: Draft, what: str, said: Said) -> list[Said]:
    talk.ask(Step(VALUES, {**draft, "ask": what}))
    return [said]


def _write(talk: Talk, draft: Draft) -> list[Said]:
    talk.settle(VALUES)
    values = _values(draft)
    day = date.fromisoformat(draft["day"])
    kept.write(talk, values, draft["test"], day)
    return [kept.written(talk, values, draft["test"], day)]


def _explained(talk: Talk, values: Sequence[Value]) -> list[Said]:
    """Show what the guide says of what was tested, and who can say what a value means."""
    names = " ".join(_name(talk, one.kind) for one in values)
    only = talk.wording.plain("only-your-team", line=asking_the_guide.clinic_line(talk)).text
    pages = asking_the_guide.pages(talk, SHELF, names)[:1]
    shown = (asking_the_guide.excerpt(talk, f"{one.shelf}/{one.topic}") for one in pages)
    return [replace(one, text=f"{one.text}\n\n{only}") for one in shown]


# What is answered


def press(talk: Talk, rest: str) -> list[Said]:
    """Take a choice of a question about values."""
    name, _, value = rest.partition(":")
    step = talk.step(VALUES)
    if step is None or step.draft["id"] != name or "ask" not in step.draft:
        return []
    return _answered(talk, step.draft, value)


def _answered(talk: Talk, draft: Draft, value: str) -> list[Said]:
    what, _, number = draft["ask"].partition(" ")
    if value == "out":
        return _leave_out(talk, draft, what, number)
    if value == "no":
        return _mistyped(talk, draft, what, number)
    if what == "doubt" and value == "yes":
        return _go_on(talk, {**draft, "sure": [*draft["sure"], int(number)]})
    if what == "all" and value == "units":
        return _go_on(talk, {**draft, "units": True})
    if what == "all" and value == "yes":
        values = [replace(one, unit=_units(talk, one)[0]) if _units(talk, one) else one for one in _values(draft)]
        return _write(talk, {**draft, "values": [of_value(one) for one in values]})
    if what == "unit" and value.startswith("unit-"):
        return _set_unit(talk, draft, int(number), value.removeprefix("unit-"))
    return []


def _leave_out(talk: Talk, draft: Draft, what: str, number: str) -> list[Said]:
    if what == "odd":
        return _go_on(talk, {**draft, "odd": draft["odd"][1:]})
    return _go_on(talk, _without(draft, int(number))) if number else []


def _without(draft: Draft, place: int) -> Draft:
    values = draft["values"]
    sure = [one - (one > place) for one in draft["sure"] if one != place]
    return {**draft, "values": [*values[:place], *values[place + 1 :]], "sure": sure}


def _mistyped(talk: Talk, draft: Draft, what: str, number: str) -> list[Said]:
    """Ask again for what was mistyped: one value, or all of them."""
    if what == "doubt":
        kind = draft["values"][int(number)][0]
        odd = [[Why.NO_NUMBER.value, _name(talk, kind), kind], *draft["odd"]]
        return _go_on(talk, {**_without(draft, int(number)), "odd": odd})
    talk.ask(Step(VALUES, {**_fresh([], [], draft["test"], date.fromisoformat(draft["day"])), "id": draft["id"]}))
    return [talk.wording.plain("values-ask")]


def _name(talk: Talk, kind: str) -> str:
    found = kind_of(kind, talk.desk.kinds)
    return found.name if found else kind


def _set_unit(talk: Talk, draft: Draft, place: int, chosen: str) -> list[Said]:
    units = _units(talk, to_value(draft["values"][place]))
    if chosen == "none":
        return _with_unit(talk, draft, place, "")
    return _with_unit(talk, draft, place, units[int(chosen)]) if chosen.isdecimal() and int(chosen) < len(units) else []


def _with_unit(talk: Talk, draft: Draft, place: int, unit: str) -> list[Said]:
    values = [*draft["values"]]
    values[place] = of_value(replace(to_value(values[place]), unit=unit))
    return _go_on(talk, {**draft, "values": values})


def typed(talk: Talk, step: Step, meaning: Meaning) -> list[Said] | None:
    """Take words as the answer to a question about values; None where they mean something else."""
    draft, words = step.draft, talk.heard.text
    what, _, number = draft.get("ask", "").partition(" ")
    again = _typed_again(talk, draft, what, number)
    if again is not None:
        return again
    if what == "unit":
        chosen = _unit_typed(talk, draft["values"][int(number)][0], words)
        if chosen is not None:
            return _with_unit(talk, draft, int(number), chosen)
    if is_not_known(words) and not choosing.prompted_last(talk):
        talk.settle(VALUES)
        return [talk.wording.plain("values-left-out")]
    if what == "all" and _ALL_RIGHT.fullmatch(words.strip()):
        return _answered(talk, draft, "yes")
    if choosing.is_else(talk, meaning):
        return None
    return [talk.wording.plain("values-ask")] if not what else None


def _unit_typed(talk: Talk, key: str, words: str) -> str | None:
    """Return the unit that words name; empty where it is not known, or none is printed."""
    kind = kind_of(key, talk.desk.kinds)
    return "" if is_not_known(words) else unit_named(words, kind) if kind else None


def _typed_again(talk: Talk, draft: Draft, what: str, number: str) -> list[Said] | None:
    """Take a value that was asked for again; None where words have none."""
    kind: Kind | None = None
    if what == "odd":
        kind = kind_of(draft["odd"][0][2] or "", talk.desk.kinds)
    elif what == "doubt":
        kind = kind_of(draft["values"][int(number)][0], talk.desk.kinds)
    read = read_value(talk.heard.text, kind) if kind else Read((), (), "")
    if not read.values and not read.odd:
        read = read_values(talk.heard.text, talk.desk.kinds)
    if not read.values and not read.odd:
        return None
    rest = _without(draft, int(number)) if what == "doubt" else draft
    rest = {**rest, "odd": rest["odd"][1:]} if what == "odd" else rest
    named = read_past_day(read.rest, talk.today)
    if named is not None:
        test, day = kept.of_day(talk, named)
        rest = {**rest, "test": test, "day": day.isoformat()}
    fresh = {one.kind for one in read.values}
    values = [one for one in rest["values"] if one[0] not in fresh] + [of_value(one) for one in read.values]
    odd = [[one.why.value, one.words, one.kind] for one in read.odd]
    return _go_on(talk, {**rest, "values": values, "odd": [*odd, *rest["odd"]]})
