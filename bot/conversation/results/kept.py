"""Writes values down as they were typed, and asks whether the clinic has spoken. Says nothing of any value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.care import bloodtests as rules
from bot.care.bloodtests import State
from bot.care.diary import Event, Kind
from bot.care.results import Value
from bot.conversation import asking_the_guide, bloodtests, choosing, noting
from bot.conversation.bloodtests import kept as tests
from bot.conversation.talk import Talk
from bot.store import diary
from bot.wording import Said

HEARD = "heard"  # has the clinic spoken?
LATELY = timedelta(days=14)  # how long ago the test was, at most, whose values are typed


def of_day(talk: Talk, day: date | None) -> tuple[str | None, date]:
    """Return the test whose values are waited for, and its day; where another *day* was named, that one and no test."""
    done = [one for one in tests.tests(talk) if one.drawn is not None]
    lately = [one for one in done if (day or talk.today) - (one.drawn or one.day) <= LATELY]
    near = [one for one in lately if day is None or one.drawn == day]
    test = max(near, key=lambda one: one.drawn or one.day, default=None)
    return (test.uid, test.drawn or test.day) if test else (None, day or talk.today)


def write(talk: Talk, values: Sequence[Value], uid: str | None, day: date) -> None:
    """Write values of a local day into the diary; the test they are of now waits for the clinic."""
    _tell(talk, values, day, None)
    test = tests.named(talk, uid) if uid else None
    if test is not None and test.state is State.DRAWN:
        tests.schedule(talk, rules.typed(test, talk.today))


def put_right(talk: Talk, event: Event, values: Sequence[Value]) -> None:
    """Write values in the place of those of an entry, which is kept."""
    _tell(talk, values, event.day, event.id)


def take_out(talk: Talk, event: Event, values: Sequence[Value]) -> None:
    """Write down that values of an entry hold no more; the entry is kept, and so are its other values."""
    text = talk.wording.plain("event-values-out", day=talk.wording.day(event.day), values=_shown(talk, values)).text
    _write_down(talk, [one for one in event.values if one not in values], event.day, event.id, text)


def _tell(talk: Talk, values: Sequence[Value], day: date, corrects: int | None) -> None:
    shown = _shown(talk, values)
    of_the_day = talk.wording.plain("event-result", day=talk.wording.day(day), values=shown).text
    _write_down(talk, values, day, corrects, shown if day == talk.today else of_the_day)


def _shown(talk: Talk, values: Sequence[Value]) -> str:
    return ", ".join(talk.wording.value(one, talk.desk.kinds) for one in values)


def _write_down(talk: Talk, values: Sequence[Value], day: date, corrects: int | None, text: str) -> None:
    if talk.person is not None and talk.circle is not None:
        event = noting.event(talk, talk.person, Kind.RESULT, text, corrects)
        diary.tell(talk.conn, talk.circle.id, replace(event, day=day, values=tuple(values)))


def written(talk: Talk, values: Sequence[Value], uid: str | None, day: date) -> Said:
    """Say that values were written down, and ask whether the clinic has spoken: the same words, whatever they are."""
    lines = "\n".join(f"- {talk.wording.value(one, talk.desk.kinds)}" for one in values)
    name = uid or "none"
    return talk.wording.values_written(lines, day, f"{HEARD}:yes:{name}", f"{HEARD}:no:{name}")


def written_last(talk: Talk) -> bool:
    """Tell whether the last thing that was said is that values were written down."""
    newest = next(iter(talk.shown()), None)
    asks = newest is not None and {choice.data.partition(":")[0] for choice in newest.choices} == {HEARD}
    return newest is not None and asks and choosing.is_last(talk, newest)


def press_heard(talk: Talk, rest: str) -> list[Said]:
    """Take the answer to whether the clinic has spoken: it is asked once more where a test is waited for."""
    answer, _, uid = rest.partition(":")
    test = tests.named(talk, uid)
    if answer == "yes":
        return bloodtests.press(talk, f"heard:{uid}") if test else [talk.wording.plain("test-heard-yes")]
    again = tests.asks_on(talk, test) if test else None
    later = talk.wording.plain("heard-later", day=talk.wording.day(again)).text if again else ""
    return [talk.wording.plain("heard-not-yet", clinic=asking_the_guide.clinic_line(talk), again=later)]
