"""Values that somebody types: what is not sure is asked about, one thing at a time, and nothing is kept before that.

What was read waits as a step of the kind VALUES: *values* and *odd* as read, *sure* the places of those numbers that
were asked about, *ask* what is asked now. *no_day*: words named a time and no one day of the past. *after* is what
waited before these were typed, and is asked about when these are done.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.care.reading.test_dates import is_no_one_day, read_past_day
from bot.care.results import Odd, Value, Why, doubtful, kind_of, read_values, unit_to_ask
from bot.conversation import asking_the_guide
from bot.conversation.bloodtests import kept as tests
from bot.conversation.bloodtests.kept import allowed
from bot.conversation.results import kept
from bot.conversation.results.putting_right import Draft, values_of
from bot.conversation.talk import Talk
from bot.store import new_uid
from bot.store.diary import of_value
from bot.store.people import Step
from bot.wording import Said

VALUES = "values"
SHELF = "bloodtests"
MOST = 40  # values in one message


def ask_for(talk: Talk, uid: str = "") -> list[Said]:
    """Ask for the values that are printed: of the test with that *uid*, else of the last one that was done."""
    test = tests.named(talk, uid) if uid else None
    of = (test.uid, test.drawn or test.day) if test else kept.of_day(talk, None)
    talk.ask(Step(VALUES, fresh([], [], *of)))
    return [talk.wording.plain("values-ask")]


def take(talk: Talk, words: str, *, explain: bool = False) -> list[Said] | None:
    """Take values that words name; None where they name none. *explain*: it was also asked what they mean."""
    if not allowed(talk):
        return None
    read = read_values(words, talk.desk.kinds)
    if not read.values and not read.odd:
        return None
    test, day = kept.of_day(talk, read_past_day(read.rest, talk.today))
    draft = fresh(read.values[:MOST], read.odd, test, day)
    draft = {**draft, "no_day": is_no_one_day(read.rest, talk.today), "after": _before(talk, draft)}
    return [*(_explained(talk, read.values) if explain else ()), *go_on(talk, draft)]


def _before(talk: Talk, draft: Draft) -> Draft | None:
    """Return what waits, without what is typed again now; None where nothing is left of it."""
    step = talk.step(VALUES)
    if step is None or "ask" not in step.draft:
        return None
    again = {one[0] for one in draft["values"]} if step.draft["day"] == draft["day"] else set()
    values = [one for one in step.draft["values"] if one[0] not in again]
    if not values and not step.draft["odd"]:
        return step.draft.get("after")
    return {**step.draft, "values": values, "sure": step.draft["sure"] if values == step.draft["values"] else []}


def names_some(talk: Talk) -> bool:
    """Tell whether words plainly are values: several, or one with its unit, and little besides."""
    read = read_values(talk.heard.text, talk.desk.kinds)
    return len(read.values) > 1 or (len(read.values) == 1 and read.values[0].unit is not None and not read.rest)


def fresh(values: Sequence[Value], odd: Sequence[Odd], test: str | None, day: date) -> Draft:
    """Return a draft of values of a day that nothing was asked about yet."""
    return {
        "id": new_uid(),
        "test": test,
        "day": day.isoformat(),
        "values": [of_value(one) for one in values],
        "odd": [[one.why.value, one.words, one.kind] for one in odd],
        "sure": [],
        "units": False,
    }


# What is asked next


def go_on(talk: Talk, draft: Draft) -> list[Said]:
    """Ask about the first thing that is not sure; where all is, whether all is what is printed."""
    act = f"{VALUES}:{draft['id']}"
    kinds, values, day = talk.desk.kinds, values_of(draft), date.fromisoformat(draft["day"])
    if draft["odd"]:
        why, words, kind = draft["odd"][0]
        return _ask(talk, draft, "odd", talk.wording.value_odd(Odd(Why(why), words, kind), act))
    for place, value in enumerate(values):
        if place not in draft["sure"] and is_doubted(talk, value):
            return _ask(talk, draft, f"doubt {place}", talk.wording.value_doubted(value, kinds, act))
    if not values:
        return left_out(talk, draft)
    if draft.get("no_day"):
        return _ask(talk, draft, "day", talk.wording.values_day(day, act))
    lacking = [place for place, value in enumerate(values) if units_of(talk, value)]
    # A number that is unlikely in the unit of the country may be in another one; which one is not for azalea to say.
    asked = lacking if draft["units"] else [one for one in lacking if _may_be_another(talk, draft, one)]
    if asked:
        first = values[asked[0]]
        return _ask(talk, draft, f"unit {asked[0]}", talk.wording.value_unit(first, units_of(talk, first), kinds, act))
    lines = [f"- {_line(talk, value)}" for value in values]
    return _ask(talk, draft, "all", talk.wording.values_right(lines, day, act, units=bool(lacking)))


def is_doubted(talk: Talk, value: Value) -> bool:
    """Tell whether to ask if a number is what is printed."""
    kind = kind_of(value.kind, talk.desk.kinds)
    return kind is not None and doubtful(value, kind, talk.home.code)


def _may_be_another(talk: Talk, draft: Draft, place: int) -> bool:
    value = values_of(draft)[place]
    return place in draft["sure"] and is_doubted(talk, value) and len(units_of(talk, value)) > 1


def _line(talk: Talk, value: Value) -> str:
    """Return a value as it is read back, with the unit of the country, or the likeliest, where none was typed."""
    units = units_of(talk, value)
    if units:
        return talk.wording.proposed(value, units[0], talk.desk.kinds)
    return talk.wording.value(value, talk.desk.kinds)


def units_of(talk: Talk, value: Value) -> tuple[str, ...]:
    """Return the units to choose from, of a value that has a number and no unit yet."""
    kind = kind_of(value.kind, talk.desk.kinds)
    return unit_to_ask(value, kind, talk.home.code) if kind and value.number is not None and value.unit is None else ()


def _ask(talk: Talk, draft: Draft, what: str, said: Said) -> list[Said]:
    talk.ask(Step(VALUES, {**draft, "ask": what}))
    return [said]


# What follows


def still(talk: Talk) -> list[Said]:
    """Ask again about values that wait to be confirmed; empty where none do."""
    step = talk.step(VALUES)
    waits = step is not None and "ask" in step.draft and (step.draft["values"] or step.draft["odd"])
    return _again(talk, step.draft) if step is not None and waits else []


def _again(talk: Talk, draft: Draft) -> list[Said]:
    still_open = talk.wording.plain("values-still").text
    return [replace(one, text=f"{still_open}\n\n{one.text}") for one in go_on(talk, draft)]


def _after(talk: Talk, draft: Draft) -> list[Said]:
    """Go on with what waited before a draft that is done."""
    talk.settle(VALUES)
    before = draft.get("after")
    return _again(talk, before) if before else []


def left_out(talk: Talk, draft: Draft) -> list[Said]:
    """Keep nothing of a draft."""
    return [talk.wording.plain("values-left-out"), *_after(talk, draft)]


def write(talk: Talk, draft: Draft) -> list[Said]:
    """Write the values of a draft down, each with the unit that was read back."""
    values = [replace(one, unit=units_of(talk, one)[0]) if units_of(talk, one) else one for one in values_of(draft)]
    day = date.fromisoformat(draft["day"])
    kept.write(talk, values, draft["test"], day)
    return [kept.written(talk, values, draft["test"], day), *_after(talk, draft)]


def _explained(talk: Talk, values: Sequence[Value]) -> list[Said]:
    """Show what the guide says of what was tested, and who can say what a value means."""
    names = " ".join(name_of(talk, one.kind) for one in values)
    only = talk.wording.plain("only-your-team", line=asking_the_guide.clinic_line(talk)).text
    pages = asking_the_guide.pages(talk, SHELF, names)[:1]
    shown = (asking_the_guide.excerpt(talk, f"{one.shelf}/{one.topic}") for one in pages)
    return [replace(one, text=f"{one.text}\n\n{only}") for one in shown]


def name_of(talk: Talk, kind: str) -> str:
    """Return what a test is called."""
    found = kind_of(kind, talk.desk.kinds)
    return found.name if found else kind
