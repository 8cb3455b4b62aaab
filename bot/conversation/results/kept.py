"""Writes values down as they were typed, and asks whether the clinic has spoken. Says nothing of any value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.care import bloodtests as rules
from bot.care.bloodtests import State
from bot.care.diary import Event, Kind
from bot.care.results import Value
from bot.conversation import asking_the_guide, bloodtests, noting
from bot.conversation.bloodtests import kept as tests
from bot.conversation.talk import Talk
from bot.store import diary
from bot.wording import Said

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


def _tell(talk: Talk, values: Sequence[Value], day: date, corrects: int | None) -> None:
    if talk.person is not None and talk.circle is not None:
        shown = ", ".join(talk.wording.value(one, talk.desk.kinds) for one in values)
        text = (
            shown
            if day == talk.today
            else talk.wording.plain("event-result", day=talk.wording.day(day), values=shown).text
        )
        event = noting.event(talk, talk.person, Kind.RESULT, text, corrects)
        diary.tell(talk.conn, talk.circle.id, replace(event, day=day, values=tuple(values)))


def written(talk: Talk, values: Sequence[Value], uid: str | None, day: date) -> Said:
    """Say that values were written down, and ask whether the clinic has spoken: the same words, whatever they are."""
    lines = "\n".join(f"- {talk.wording.value(one, talk.desk.kinds)}" for one in values)
    name = uid or "none"
    return talk.wording.values_written(lines, day, f"heard:yes:{name}", f"heard:no:{name}")


def press_heard(talk: Talk, rest: str) -> list[Said]:
    """Take the answer to whether the clinic has spoken: it is asked once more where a test is waited for."""
    answer, _, uid = rest.partition(":")
    test = tests.named(talk, uid)
    if answer == "yes":
        return bloodtests.press(talk, f"heard:{uid}") if test else [talk.wording.plain("test-heard-yes")]
    again = tests.asks_on(talk, test) if test else None
    later = talk.wording.plain("heard-later", day=talk.wording.day(again)).text if again else ""
    return [talk.wording.plain("heard-not-yet", clinic=asking_the_guide.clinic_line(talk), again=later)]
