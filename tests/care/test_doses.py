"""What becomes of a dose: the ladder, answers, second thoughts, and the end."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.care import doses, timetable
from bot.care.diary import Entry, Kind, NewEntry
from bot.care.doses import (
    Already,
    Close,
    Differs,
    Dose,
    Ladder,
    Noted,
    Over,
    Prompt,
    Refused,
    State,
    TooOld,
    ladder_for,
)
from bot.care.places import Places
from bot.care.plans import DosePlan, Part, Pause, Reason, Schedule, Version

ANA = 7
DUE = datetime(2026, 12, 1, 8, 0, tzinfo=UTC)
END = datetime(2026, 12, 1, 20, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
OPEN = Dose(1, "uid", 1, 1, 1, date(2026, 12, 1), 1, 1, time(8, 0), DUE, END, State.OPEN, 0, DUE, "Europe/London")
ONCE, TWICE = ladder_for(1), ladder_for(2)


def at(hour: int, minute: int = 0, second: int = 0) -> datetime:
    return datetime(2026, 12, 1, hour, minute, second, tzinfo=UTC)


def an_entry(kind: Kind, taken_at: datetime | None = None, by: int | None = ANA) -> Entry:
    return Entry(40, 1, kind, at(8, 4), by, taken_at, None)


def answer(  # noqa: PLR0913 - each is a fact of its own
    dose: Dose,
    standing: Entry | None,
    kind: Kind,
    taken_at: datetime | None,
    now: datetime,
    *,
    change: bool = False,
    stated: bool = False,
) -> Noted | Already | Differs | TooOld:
    return doses.answer(dose, standing, NewEntry(kind, now, ANA, taken_at), ONCE, change=change, stated=stated)


TAKEN = an_entry(Kind.TAKEN, at(8, 4))
NOT_HAD = an_entry(Kind.NOT_HAD)
UNANSWERED = an_entry(Kind.UNANSWERED, by=None)
OFF = an_entry(Kind.OFF, by=None)
TAKEN_BACK = an_entry(Kind.OPEN)
TAKEN_DOSE = replace(OPEN, state=State.TAKEN, prompts=1, next_step_at=None)
NOT_HAD_DOSE = replace(TAKEN_DOSE, state=State.NOT_HAD)


# The ladder.


def climb(dose: Dose, times_a_day: int, delay: timedelta = timedelta(0)) -> list[datetime]:
    """Let time pass with nobody answering, each prompt leaving *delay* after it was owed; return when each left."""
    left: list[datetime] = []
    for _ in range(50):
        if dose.next_step_at is None:
            return left
        now = dose.next_step_at
        step = doses.next_step(dose, now)
        if isinstance(step, Close):
            dose, _ = doses.close(dose, None, now)
        elif isinstance(step, Prompt):
            assert step.rung == len(left) + 1
            dose = doses.queued(dose)
            assert doses.next_step(dose, now) is None
            if now + delay < dose.closes_at:
                left.append(now + delay)
                dose = doses.left(dose, step.rung, now + delay, ladder_for(times_a_day))
        else:
            pytest.fail("a step was owed, and is none")
    pytest.fail("the ladder has no end")


def test_a_dose_once_a_day_is_asked_about_at_once_after_half_an_hour_and_after_three() -> None:
    assert climb(OPEN, 1) == [at(8), at(8, 30), at(11)]


@pytest.mark.parametrize("times_a_day", [2, 3, 4])
def test_where_doses_are_closer_the_last_time_is_after_two_hours(times_a_day: int) -> None:
    assert climb(OPEN, times_a_day) == [at(8), at(8, 30), at(10)]


def test_each_rung_counts_from_when_the_one_before_really_left() -> None:
    assert climb(OPEN, 1, 20 * MINUTE) == [at(8, 20), at(9, 10), at(12)]


def test_seconds_do_not_add_up_from_rung_to_rung() -> None:
    assert doses.left(OPEN, 1, at(8, 0, 59), ONCE).next_step_at == at(8, 30)


@pytest.mark.parametrize("end", [at(8, 10), at(8, 30), at(9), at(11), at(11, 1)])
def test_nothing_is_asked_at_or_after_the_end(end: datetime) -> None:
    assert all(moment < end for moment in climb(replace(OPEN, closes_at=end), 1))


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 14 * 60), st.integers(1, 4), st.integers(1, 12 * 60))
def test_there_are_never_more_than_three_prompts_nor_any_past_the_end(delay: int, times: int, length: int) -> None:
    end = DUE + length * MINUTE
    left = climb(replace(OPEN, closes_at=end), times, delay * MINUTE)
    assert len(left) <= 3
    assert all(moment < end for moment in left)


def test_before_its_moment_nothing_is_to_be_done() -> None:
    assert doses.next_step(OPEN, DUE - timedelta(seconds=1)) is None
    assert doses.next_step(OPEN, DUE) == Prompt(1)
    assert doses.next_step(OPEN, END) == Close()


def test_a_fourth_prompt_is_never_owed() -> None:
    assert doses.next_step(replace(OPEN, prompts=3), at(12)) is None


@pytest.mark.parametrize("settled", [TAKEN_DOSE, NOT_HAD_DOSE, replace(TAKEN_DOSE, next_step_at=DUE)])
def test_a_settled_dose_climbs_no_further(settled: Dose) -> None:
    assert doses.next_step(settled, END) is None
    assert doses.left(settled, 2, at(9), ONCE) == settled


def test_a_prompt_that_leaves_twice_moves_the_ladder_once() -> None:
    first = doses.left(OPEN, 1, at(8), ONCE)
    assert doses.left(first, 1, at(8, 2), ONCE) == first


def test_what_was_put_off_before_its_prompt_was_known_to_have_arrived_stays_put_off() -> None:
    queued = doses.queued(OPEN)
    assert not doses.put_off(queued)
    waiting = doses.later(queued, 60 * MINUTE, at(8, 1))
    assert isinstance(waiting, Dose)
    assert doses.put_off(waiting)
    seen = doses.seen(waiting, 1)
    assert (seen.prompts, seen.next_step_at) == (1, at(9, 1))
    assert doses.seen(replace(seen, prompts=2), 1).prompts == 2
    assert not doses.put_off(TAKEN_DOSE)


def test_after_the_last_prompt_only_the_end_is_owed() -> None:
    dose = doses.left(replace(OPEN, prompts=2), 3, at(11), ONCE)
    assert (dose.prompts, dose.next_step_at) == (3, END)


# Other times that ended by themselves.


def test_the_first_dose_after_other_times_is_back() -> None:
    amount, home = (Part(Decimal(1), Decimal(50)),), Places("Europe/London")
    usual = Version(1, date(2026, 12, 1), Schedule.daily(amount, [time(8), time(20)]))
    other = Version(2, date(2026, 12, 2), Schedule.daily(amount, [time(16)]), until=date(2026, 12, 3))
    plan = DosePlan(1, "plan", 1, DUE, (usual,))
    days = [date(2026, 12, day) for day in (1, 2, 3, 4)]

    def back(plan: DosePlan) -> list[bool]:
        around = (o for day in days for o in timetable.on_day(plan, home, day))
        return [doses.is_back(plan, home, doses.planned(plan, home, o)) for o in around]

    assert back(plan) == [False] * 8
    assert back(plan.changed(other)) == [False, False, False, False, True, False]


# The end.


@pytest.mark.parametrize(("prompts", "state"), [(0, State.OFF), (1, State.UNANSWERED), (3, State.UNANSWERED)])
def test_an_end_without_an_answer_says_whether_azalea_asked(prompts: int, state: State) -> None:
    dose, entry = doses.close(replace(OPEN, prompts=prompts), None, END)
    assert (dose.state, dose.next_step_at) == (state, None)
    assert entry == NewEntry(Kind(state), END, None)


def test_a_dose_opened_again_by_not_had_is_settled_by_a_second_not_had() -> None:
    noted = answer(OPEN, NOT_HAD, Kind.NOT_HAD, None, at(10))
    assert isinstance(noted, Noted)
    assert (noted.dose.state, noted.dose.next_step_at, noted.entry.corrects) == (State.NOT_HAD, None, NOT_HAD.id)


def test_a_dose_opened_again_by_not_had_ends_as_not_had() -> None:
    dose, entry = doses.close(replace(OPEN, prompts=2), NOT_HAD, END)
    assert (dose.state, dose.next_step_at, entry) == (State.NOT_HAD, None, None)


def test_an_answer_taken_back_ends_as_unanswered_and_stays_one_chain() -> None:
    dose, entry = doses.close(replace(OPEN, prompts=2), TAKEN_BACK, END)
    assert dose.state is State.UNANSWERED
    assert entry == NewEntry(Kind.UNANSWERED, END, None, corrects=TAKEN_BACK.id)


# Answers.


@pytest.mark.parametrize("kind", [Kind.TAKEN, Kind.NOT_HAD])
@pytest.mark.parametrize("now", [at(7), at(8, 4), at(19, 59)], ids=["early", "in time", "just before the end"])
def test_an_answer_settles_an_open_dose(kind: Kind, now: datetime) -> None:
    noted = answer(OPEN, None, kind, None, now)
    assert noted == Noted(
        replace(OPEN, state=State(kind), next_step_at=None), NewEntry(kind, now, ANA, None, None), None
    )


@pytest.mark.parametrize("before", [UNANSWERED, OFF], ids=["unanswered", "azalea was off"])
@pytest.mark.parametrize("late", [timedelta(0), timedelta(days=1), timedelta(days=7) - timedelta(seconds=1)])
def test_a_closed_dose_can_be_logged_for_seven_days(before: Entry, late: timedelta) -> None:
    dose = replace(OPEN, state=State(before.kind), next_step_at=None)
    noted = answer(dose, before, Kind.TAKEN, at(8), END + late)
    assert isinstance(noted, Noted)
    assert (noted.dose.state, noted.entry.corrects, noted.reopened) == (State.TAKEN, before.id, False)


def test_after_seven_days_a_dose_is_left_as_it_is() -> None:
    late = END + timedelta(days=7)
    assert answer(OPEN, UNANSWERED, Kind.TAKEN, None, late) == TooOld()
    assert answer(TAKEN_DOSE, TAKEN, Kind.NOT_HAD, None, late) == TooOld()


def test_why_it_was_not_had_can_be_said_afterwards_and_once() -> None:
    said = NewEntry(Kind.NOT_HAD, at(9), 7, reason="felt sick")
    told = replace(NOT_HAD, reason="felt sick")
    noted = doses.answer(NOT_HAD_DOSE, NOT_HAD, said, ONCE, change=True)
    assert isinstance(noted, Noted)
    assert (noted.entry.reason, noted.entry.corrects, noted.reopened) == ("felt sick", NOT_HAD.id, False)
    assert doses.answer(NOT_HAD_DOSE, told, said, ONCE, change=True) == Already(told)


@pytest.mark.parametrize(
    ("dose", "standing", "kind", "taken_at", "change", "outcome"),
    [
        (TAKEN_DOSE, TAKEN, Kind.TAKEN, at(8, 4), False, Already(TAKEN)),
        (TAKEN_DOSE, TAKEN, Kind.TAKEN, at(9), False, Already(TAKEN)),
        (TAKEN_DOSE, TAKEN, Kind.TAKEN, at(8, 4), True, Already(TAKEN)),
        (TAKEN_DOSE, TAKEN, Kind.NOT_HAD, None, False, Differs(TAKEN)),
        (NOT_HAD_DOSE, NOT_HAD, Kind.NOT_HAD, None, False, Already(NOT_HAD)),
        (NOT_HAD_DOSE, NOT_HAD, Kind.NOT_HAD, None, True, Already(NOT_HAD)),
        (NOT_HAD_DOSE, NOT_HAD, Kind.TAKEN, at(9), False, Differs(NOT_HAD)),
    ],
)
def test_a_second_answer_changes_nothing_until_someone_says_so(  # noqa: PLR0913, PLR0917 - each is a fact of its own
    dose: Dose,
    standing: Entry,
    kind: Kind,
    taken_at: datetime | None,
    change: bool,  # noqa: FBT001 - a situation
    outcome: Already | Differs,
) -> None:
    assert answer(dose, standing, kind, taken_at, at(9), change=change) == outcome


@pytest.mark.parametrize(
    ("taken_at", "outcome"), [(at(8, 4), Already(TAKEN)), (at(7, 15), Differs(TAKEN)), (None, Differs(TAKEN))]
)
def test_another_time_that_someone_names_is_a_difference(taken_at: datetime | None, outcome: Already | Differs) -> None:
    assert answer(TAKEN_DOSE, TAKEN, Kind.TAKEN, taken_at, at(9), stated=True) == outcome


def test_a_correction_points_at_what_it_corrects() -> None:
    noted = answer(NOT_HAD_DOSE, NOT_HAD, Kind.TAKEN, at(9), at(9), change=True)
    assert isinstance(noted, Noted)
    assert (noted.entry.corrects, noted.before, noted.dose.state) == (NOT_HAD.id, NOT_HAD, State.TAKEN)


def test_the_time_of_an_answer_can_be_corrected() -> None:
    noted = answer(TAKEN_DOSE, TAKEN, Kind.TAKEN, at(7, 15), at(9), change=True)
    assert isinstance(noted, Noted)
    assert (noted.entry.taken_at, noted.entry.corrects, noted.reopened) == (at(7, 15), TAKEN.id, False)


def test_corrected_to_not_had_in_its_own_time_a_dose_is_open_again_and_asked_about() -> None:
    noted = answer(TAKEN_DOSE, TAKEN, Kind.NOT_HAD, None, at(9), change=True)
    assert isinstance(noted, Noted)
    assert noted.reopened
    assert (noted.dose.state, noted.dose.next_step_at) == (State.OPEN, at(12))
    had = answer(noted.dose, an_entry(Kind.NOT_HAD), Kind.TAKEN, at(9, 40), at(9, 40))
    assert isinstance(had, Noted)
    assert (had.dose.state, had.entry.corrects) == (State.TAKEN, 40)


def test_corrected_to_not_had_after_its_own_time_a_dose_stays_closed() -> None:
    noted = answer(TAKEN_DOSE, TAKEN, Kind.NOT_HAD, None, END, change=True)
    assert isinstance(noted, Noted)
    assert (noted.dose.state, noted.dose.next_step_at, noted.reopened) == (State.NOT_HAD, None, False)


@pytest.mark.parametrize(
    ("prompts", "now", "ladder", "asks"),
    [
        (1, at(8, 1), ONCE, at(8, 30)),
        (2, at(8, 40), ONCE, at(11)),
        (2, at(8, 40), TWICE, at(10)),
        (1, at(13), ONCE, at(16)),
        (1, at(13), TWICE, at(15)),
        (1, at(8, 30), ONCE, at(11, 30)),
        (1, at(13, 0, 59), ONCE, at(16)),
        (2, at(19, 45), ONCE, END),
        (3, at(9), ONCE, END),
        (0, at(7), ONCE, DUE),
        (0, at(7, 45), ONCE, DUE),
    ],
    ids=[
        "its place", "its last place", "its last place of two", "the place is past", "past, of two", "in that moment",
        "by the minute", "not past the end", "not a fourth time", "not before it is due", "nor soon before",
    ],
)  # fmt: skip
def test_a_dose_that_was_opened_again_is_asked_about(
    prompts: int, now: datetime, ladder: Ladder, asks: datetime
) -> None:
    dose = replace(NOT_HAD_DOSE, prompts=prompts)
    noted = doses.open_again(dose, NOT_HAD, ANA, now, ladder)
    assert isinstance(noted, Noted)
    assert (noted.dose.state, noted.dose.next_step_at, noted.reopened) == (State.OPEN, asks, True)
    assert (noted.entry.kind, noted.entry.corrects) == (Kind.OPEN, NOT_HAD.id)


def test_a_dose_without_an_entry_can_be_opened_again() -> None:
    noted = doses.open_again(NOT_HAD_DOSE, None, ANA, at(9), ONCE)
    assert isinstance(noted, Noted)
    assert noted.entry.corrects is None


def test_after_its_own_time_a_dose_cannot_be_opened_again() -> None:
    assert doses.open_again(NOT_HAD_DOSE, NOT_HAD, ANA, END, ONCE) == Over()


@pytest.mark.parametrize("kind", [Kind.TAKEN, Kind.NOT_HAD])
def test_an_answer_after_one_was_taken_back_corrects_that(kind: Kind) -> None:
    noted = answer(OPEN, TAKEN_BACK, kind, None, at(10))
    assert isinstance(noted, Noted)
    assert (noted.dose.state, noted.entry.corrects) == (State(kind), TAKEN_BACK.id)


# Nobody is asked any more.


def test_a_hushed_dose_is_not_asked_about_and_stays_as_it_is_until_its_end() -> None:
    hushed = doses.hush(replace(OPEN, prompts=1))
    assert doses.is_hushed(hushed)
    assert not doses.is_hushed(replace(OPEN, prompts=3))
    assert (hushed.state, hushed.next_step_at) == (State.OPEN, END)
    assert doses.next_step(hushed, at(11)) is None
    assert doses.left(hushed, 2, at(8, 30), ONCE) == hushed, "a prompt that was on its way moves nothing"
    assert doses.later(hushed, 10 * MINUTE, at(9)) == Refused(spent=True)
    assert doses.next_step(hushed, END) == Close()
    closed, entry = doses.close(hushed, None, END)
    assert (closed.state, entry) == (State.UNANSWERED, NewEntry(Kind.UNANSWERED, END, None))


def test_a_settled_dose_that_is_hushed_stays_settled() -> None:
    assert doses.hush(TAKEN_DOSE).next_step_at is None
    noted = doses.open_again(doses.hush(TAKEN_DOSE), TAKEN, ANA, at(9), ONCE)
    assert isinstance(noted, Noted)
    assert noted.dose.next_step_at == END


@pytest.mark.parametrize(
    ("prompts", "moment", "asks"), [(0, at(7), at(8)), (1, at(8, 5), at(8, 30)), (2, at(9), at(11))]
)
def test_a_dose_that_was_hushed_is_asked_about_where_it_stood(prompts: int, moment: datetime, asks: datetime) -> None:
    hushed = doses.hush(replace(OPEN, prompts=prompts))
    again = doses.ask_again(hushed, prompts, moment, ONCE)
    assert (again.prompts, again.state, again.next_step_at) == (prompts, State.OPEN, asks)


# Paused.

HOSPITAL = Pause(Reason.HOSPITAL, at(7))


def test_a_dose_that_falls_into_a_pause_says_why_nobody_asked() -> None:
    dose, entry = doses.pause(OPEN, None, HOSPITAL, DUE)
    assert (dose.state, dose.next_step_at) == (State.PAUSED, None)
    assert entry == NewEntry(Kind.PAUSED, DUE, None, reason="hospital")


def test_an_answer_that_was_taken_back_before_the_pause_stays_one_chain() -> None:
    dose, entry = doses.pause(replace(OPEN, prompts=1), TAKEN_BACK, HOSPITAL, at(9))
    assert dose.state is State.PAUSED
    assert entry == NewEntry(Kind.PAUSED, at(9), None, corrects=TAKEN_BACK.id, reason="hospital")


def test_a_dose_that_was_corrected_to_not_had_stays_so_in_a_pause() -> None:
    dose, entry = doses.pause(replace(OPEN, prompts=1), NOT_HAD, HOSPITAL, at(9))
    assert (dose.state, dose.next_step_at, entry) == (State.NOT_HAD, None, None)


def test_a_paused_dose_can_still_be_logged() -> None:
    paused = an_entry(Kind.PAUSED, by=None)
    noted = answer(replace(OPEN, state=State.PAUSED, next_step_at=None), paused, Kind.TAKEN, at(8), at(9))
    assert isinstance(noted, Noted)
    assert (noted.dose.state, noted.entry.corrects) == (State.TAKEN, paused.id)


# Later.


@pytest.mark.parametrize("wait", [10, 30, 60])
def test_later_moves_the_next_prompt(wait: int) -> None:
    dose = doses.later(replace(OPEN, prompts=1), wait * MINUTE, at(8, 5))
    assert isinstance(dose, Dose)
    assert dose.next_step_at == at(8, 5) + wait * MINUTE


def test_later_is_refused_after_three_prompts_and_past_the_end() -> None:
    assert doses.later(replace(OPEN, prompts=3), 10 * MINUTE, at(12)) == Refused(spent=True)
    assert doses.later(replace(OPEN, prompts=1), 10 * MINUTE, at(19, 50)) == Refused(spent=False)
    assert isinstance(doses.later(replace(OPEN, prompts=1), 10 * MINUTE, at(19, 49)), Dose)
