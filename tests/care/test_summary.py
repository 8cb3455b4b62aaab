"""What is told of some days: every dose is counted once, so the counts add up, and none is rated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.care import doses as rules
from bot.care.diary import Entry, Event, Kind, NewEntry, standing, ticks
from bot.care.doses import Dose, Noted, State
from bot.care.places import DAY
from bot.care.plans import DosePlan, Part, Pause, Reason, Schedule, Version
from bot.care.summary import (
    LEAST,
    Became,
    Doses,
    Period,
    Stretch,
    Told,
    doses_of,
    held,
    in_words,
    last_days,
    lately,
    since,
)

FIRST = date(2027, 1, 6)
LAST = date(2027, 2, 2)
PERIOD = Period(FIRST, LAST)
NOW = datetime(2027, 2, 2, 18, 1, tzinfo=UTC)
WALLS = (time(8), time(20))
REASONS = ["", "temp 38.9", "none left", "ran out", "told to"]


def a_dose(number: int, day: date, turn: int = 1, state: State = State.OPEN) -> Dose:
    due = datetime.combine(day, WALLS[turn - 1], tzinfo=UTC)
    return Dose(
        number, f"d{number}", 1, 1, 1, day, turn, 0, WALLS[turn - 1], due, due + timedelta(hours=6), state, 0, due,
        "Europe/London",
    )  # fmt: skip


def told(day: date, state: State, reason: str | None = None, turn: int = 1) -> Told:
    entry = Entry(1, 1, Kind(state.value), NOW, 1, None, None, reason)
    return Told(a_dose(1, day, turn, state), entry)


# What happens to a dose, by its own rules

ACTS = st.sampled_from(["taken", "not_had", "part", "close", "off", "hospital", "team", "other", "open"])


def happen(dose: Dose, acts: Sequence[tuple[str, str, int]]) -> Told:
    """Let things happen to a dose, one after the other, as they would, and return how it then stands."""
    chain: list[Entry] = []
    for act, reason, minutes in acts:
        now = dose.due_at + timedelta(minutes=minutes)
        dose, new = _after(dose, chain, act, reason or None, now)
        if new is not None:
            chain.append(
                Entry(len(chain) + 1, dose.id, new.kind, new.at, new.by, new.taken_at, new.corrects, new.reason)
            )
    return Told(dose, standing(chain))


def _after(
    dose: Dose, chain: Sequence[Entry], act: str, reason: str | None, now: datetime
) -> tuple[Dose, NewEntry | None]:
    stands = standing(chain)
    if act in {"taken", "not_had", "part"}:
        kind = Kind.NOT_HAD if act == "not_had" else Kind.TAKEN
        beside = "took half" if act == "part" else reason if act == "not_had" else None
        said = NewEntry(kind, now, 1, now if kind is Kind.TAKEN else None, reason=beside)
        noted = rules.answer(dose, stands, said, rules.ONCE_A_DAY, change=bool(chain))
        return (noted.dose, noted.entry) if isinstance(noted, Noted) else (dose, None)
    if act == "open":
        again = rules.open_again(dose, stands, 1, now, rules.ONCE_A_DAY)
        return (again.dose, again.entry) if isinstance(again, Noted) else (dose, None)
    if dose.state is not State.OPEN:
        return dose, None
    if act in {"close", "off"}:
        return rules.close(replace(dose, prompts=3 if act == "close" else 0), stands, now)
    return rules.pause(dose, stands, Pause(Reason(act), now), now)


MOMENTS = st.integers(min_value=-200, max_value=20_000)
HAPPENS = st.lists(st.tuples(ACTS, st.sampled_from(REASONS), MOMENTS), max_size=4)


@st.composite
def diaries(draw: st.DrawFn) -> list[Told]:
    """Return doses of up to seven weeks around the period, one or two a day, each with a life of its own."""
    found: list[Told] = []
    for number in range(draw(st.integers(1, 49))):
        day = FIRST - 10 * DAY + number * DAY
        for turn in range(1, draw(st.integers(0, 2)) + 1):
            found.append(happen(a_dose(len(found) + 1, day, turn), sorted(draw(HAPPENS), key=lambda one: one[2])))
    return found


def meant(diary: Sequence[Told]) -> list[Told]:
    """Return the doses that the period has: those that fell due, or were answered before."""
    answered = {State.TAKEN, State.NOT_HAD}
    return [one for one in diary if one.dose.day in PERIOD and (one.dose.due_at <= NOW or one.dose.state in answered)]


def spelled(stretches: Sequence[Stretch], a_day: Counter[date]) -> int:
    """Return how many doses some stretches speak of."""
    days = [(one.first + number * DAY, one) for one in stretches for number in range((one.last - one.first).days + 1)]
    return sum(a_day[day] if one.wall is None else 1 for day, one in days)


@given(diaries())
def test_the_counts_add_up_to_what_was_planned(diary: list[Told]) -> None:
    counted = doses_of(diary, PERIOD, NOW)
    assert counted.planned == len(meant(diary))
    assert sum(one.number for one in counted.counts) == counted.planned
    assert len({one.became for one in counted.counts}) == len(counted.counts)


@given(diaries())
def test_the_days_that_are_named_are_as_many_doses_as_the_count_says(diary: list[Told]) -> None:
    a_day = Counter(one.dose.day for one in meant(diary))
    counted = doses_of(diary, PERIOD, NOW)
    for count in counted.counts:
        assert spelled(count.stretches, a_day) == count.number
    part = [one for one in meant(diary) if one.dose.state is State.TAKEN and one.words]
    assert spelled(counted.other_amounts, a_day) == len(part)


@given(diaries())
def test_each_dose_is_counted_as_it_stands(diary: list[Told]) -> None:
    wanted = Counter(one.dose.state for one in meant(diary))
    had = {one.became: one.number for one in doses_of(diary, PERIOD, NOW).counts}
    assert had.get(Became.HAD, 0) == wanted[State.TAKEN]
    assert had.get(Became.NOT_HAD, 0) + had.get(Became.RAN_OUT, 0) == wanted[State.NOT_HAD]
    assert sum(had.get(one, 0) for one in (Became.HOSPITAL, Became.TEAM, Became.PAUSED)) == wanted[State.PAUSED]
    assert had.get(Became.UNANSWERED, 0) == wanted[State.UNANSWERED]
    assert had.get(Became.OFF, 0) == wanted[State.OFF]
    assert had.get(Became.OPEN, 0) == wanted[State.OPEN]


# One by one


def counted(*some: Told) -> Doses:
    return doses_of(some, PERIOD, NOW)


def test_days_in_a_row_are_one_stretch_and_a_gap_begins_another() -> None:
    days = [FIRST, FIRST + DAY, FIRST + 3 * DAY]
    (count,) = counted(*(told(day, State.PAUSED, "hospital") for day in days)).counts
    assert count.became is Became.HOSPITAL
    assert count.stretches == (Stretch(days[0], days[1], None, ""), Stretch(days[2], days[2], None, ""))


def test_another_reason_begins_another_stretch() -> None:
    (count,) = counted(told(FIRST, State.NOT_HAD, "temp 38.9"), told(FIRST + DAY, State.NOT_HAD, "forgot")).counts
    assert [one.words for one in count.stretches] == ["temp 38.9", "forgot"]


def test_one_of_a_days_two_doses_is_named_by_its_time() -> None:
    counts = counted(told(FIRST, State.TAKEN), told(FIRST, State.UNANSWERED, turn=2)).counts
    assert counts[1].stretches == (Stretch(FIRST, FIRST, time(20), ""),)


@pytest.mark.parametrize("words", ["none left", "ran out", "no tablets left"])
def test_having_run_out_is_a_reason_of_its_own(words: str) -> None:
    (count,) = counted(told(FIRST, State.NOT_HAD, words)).counts
    assert (count.became, count.stretches[0].words) == (Became.RAN_OUT, words)


def test_part_of_a_dose_is_one_that_was_had_and_is_named() -> None:
    found = counted(told(FIRST, State.TAKEN, "took half"), told(FIRST + DAY, State.TAKEN))
    assert [(one.became, one.number) for one in found.counts] == [(Became.HAD, 2)]
    assert found.other_amounts == (Stretch(FIRST, FIRST, None, "took half"),)


def test_one_that_is_still_to_come_is_left_out_unless_it_was_answered() -> None:
    assert counted(told(LAST, State.OPEN, turn=2)).planned == 0
    assert counted(told(LAST, State.TAKEN, turn=2)).planned == 1


def test_nothing_is_told_of_days_before_the_first_one() -> None:
    begun = LAST - 5 * DAY
    assert last_days(28, LAST, FIRST) == PERIOD
    assert last_days(28, LAST, begun) == Period(begun, LAST)
    assert since(FIRST - 90 * DAY, LAST, begun) == Period(begun, LAST)
    assert since(FIRST, LAST, LAST + DAY) == Period(LAST, LAST)


# Plans, tests, words


def amount(count: int) -> Schedule:
    return Schedule.daily((Part(Decimal(count), Decimal(50)),), [time(8)])


def test_what_held_is_told_from_the_first_day_on_with_every_change() -> None:
    nights = Version(
        2, date(2027, 1, 13), Schedule.daily((Part(Decimal(1), Decimal(50)),), [time(22)]), LAST - 10 * DAY
    )
    later = Version(3, LAST + 6 * DAY, amount(2))
    plan = DosePlan(1, "p", 1, NOW, (Version(1, FIRST - 40 * DAY, amount(1)), nights, later))
    assert [(one.day, one.number) for one in held(plan, PERIOD, ahead=True)] == [
        (FIRST, 1), (date(2027, 1, 13), 2), (LAST - 9 * DAY, 1), (LAST + 6 * DAY, 3),
    ]  # fmt: skip
    assert [one.number for one in held(plan, PERIOD, ahead=False)] == [1, 2, 1]


def test_a_change_that_never_held_is_not_told() -> None:
    plan = DosePlan(
        1, "p", 1, NOW, (Version(1, FIRST, amount(1)), Version(2, LAST, amount(2)), Version(3, LAST, amount(3)))
    )
    assert [one.number for one in held(plan, PERIOD, ahead=True)] == [1, 3]


def test_what_is_rare_is_told_from_before_the_days_too() -> None:
    days = [FIRST - number * 30 * DAY for number in range(1, 9)]
    assert lately(days, lambda day: day, PERIOD) == sorted(days)[-LEAST:]
    within = [FIRST + number * DAY for number in range(5)]
    assert lately([*days, *within, LAST + DAY], lambda day: day, PERIOD) == within


def event(number: int, kind: Kind, day: date, tick: str = "", corrects: int | None = None) -> Event:
    at = datetime.combine(day, time(9), tzinfo=UTC)
    return Event(number, kind, at, 1, day, "UTC", f"words {number}", corrects, (), tick)


def test_notes_and_symptoms_of_the_days_are_told_and_nothing_else() -> None:
    events = [
        event(1, Kind.NOTE, LAST), event(2, Kind.SYMPTOM, FIRST), event(3, Kind.PLAN, FIRST),
        event(4, Kind.PARKED, FIRST), event(5, Kind.NOTE, FIRST - DAY), event(6, Kind.TOO_MUCH, FIRST + DAY),
        event(7, Kind.SICK_AFTER, FIRST + 2 * DAY),
    ]  # fmt: skip
    assert [one.id for one in in_words(events, PERIOD)] == [2, 6, 7, 1]


def test_a_later_answer_about_a_baseline_test_takes_the_place_of_the_first() -> None:
    events = [event(1, Kind.BASELINE, FIRST, "genes"), event(2, Kind.BASELINE, LAST, "genes", 1)]
    assert {tick: one.id for tick, one in ticks(events).items()} == {"genes": 2}
