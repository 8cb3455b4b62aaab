"""What is said unasked that is no reminder: when it may be, what is asked about a pause, and what silence is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from bot.care import doses, notices
from bot.care.doses import Dose, State
from bot.care.notices import Notice, rest_name
from bot.care.people import Person, Quiet
from bot.care.places import Move, Places
from bot.care.plans import DosePlan, Part, Pause, Reason, Schedule, Version

LONDON, HOME = ZoneInfo("Europe/London"), Places("Europe/London")
ANA = Person(7, "Ana")


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2027, 1, day, hour, minute, tzinfo=UTC)  # London goes by UTC in January


# Pauses.

HOSPITAL, TEAM = Pause(Reason.HOSPITAL, at(16, 7)), Pause(Reason.TEAM, at(16, 7))
UNTIL = replace(HOSPITAL, until=date(2027, 1, 20))


@pytest.mark.parametrize(
    ("pause", "now", "asks"),
    [
        (HOSPITAL, at(16, 7), at(23, 10)),
        (HOSPITAL, at(23, 9, 59), at(23, 10)),
        (HOSPITAL, at(23, 10), at(30, 10)),
        (TEAM, at(16, 7), at(23, 10)),
        (UNTIL, at(16, 7), at(19, 18)),  # the evening before, so that no dose of the day goes by
        (UNTIL, at(19, 17, 59), at(19, 18)),
        (UNTIL, at(19, 18), at(20, 10)),  # nobody answered: nothing is asked about doses meanwhile
        (UNTIL, at(20, 10), at(27, 10)),
    ],
)
def test_a_pause_is_asked_about_each_week_or_on_the_day_that_was_named(
    pause: Pause, now: datetime, asks: datetime
) -> None:
    assert notices.next_question(pause, now, HOME) == asks


def test_the_question_comes_by_the_clock_of_where_the_patient_is() -> None:
    places = Places("Europe/London", (Move("America/New_York", date(2027, 1, 18), 1, at(18, 5)),))
    assert notices.next_question(HOSPITAL, at(17, 7), places) == at(23, 10)
    assert notices.next_question(HOSPITAL, at(19, 7), places) == at(23, 15)


@pytest.mark.parametrize(
    ("pause", "day", "asked"),
    [
        (HOSPITAL, 23, Notice.PAUSED),
        (replace(HOSPITAL, reason=Reason.OTHER), 23, Notice.PAUSED),
        (TEAM, 23, Notice.TEAM),
        (UNTIL, 18, Notice.PAUSED),
        (UNTIL, 19, Notice.RETURN),
        (UNTIL, 20, Notice.RETURN),
        (replace(TEAM, until=date(2027, 1, 20)), 27, Notice.RETURN),
    ],
)
def test_what_is_asked_about_a_pause(pause: Pause, day: int, asked: Notice) -> None:
    assert notices.about_pause(pause, date(2027, 1, day)) is asked


# By day, and not in somebody's quiet.


@pytest.mark.parametrize(
    ("quiet", "now", "said"),
    [
        (None, at(5, 9), at(5, 9)),
        (None, at(5, 19, 59), at(5, 19, 59)),
        (None, at(5, 20), at(6, 9)),
        (None, at(5, 8, 59), at(5, 9)),
        (Quiet(time(9), time(15, 30)), at(5, 10), at(5, 15, 30)),
        (Quiet(time(22), time(7)), at(5, 23), at(6, 9)),
        (Quiet(time(15), time(21)), at(5, 16), at(6, 9)),
        (Quiet(time(8), time(20)), at(5, 10), at(5, 10)),  # nothing of any day is left, and they are asked
    ],
)
def test_what_is_no_reminder_waits_for_the_day_and_the_end_of_quiet(
    quiet: Quiet | None, now: datetime, said: datetime
) -> None:
    assert notices.said_from(replace(ANA, quiet=quiet), now, LONDON) == said


def test_quiet_of_some_days_counts_too() -> None:
    nights = {date(2027, 1, day): Quiet(time(9), time(15, 30)) for day in (5, 6)}
    person = replace(ANA, quiet_on=nights)
    assert [notices.said_from(person, at(day, 11), LONDON) for day in (5, 6, 7)] == [
        at(5, 15, 30),
        at(6, 15, 30),
        at(7, 11),
    ]


def test_what_is_no_reminder_is_over_in_the_evening() -> None:
    assert notices.said_until(at(5, 9), LONDON) == at(5, 20)


# Silence.


def a_dose(day: int, state: State = State.UNANSWERED, turn: int = 1) -> Dose:
    due = at(day, 8 if turn == 1 else 20)
    return Dose(
        id=day, uid=f"{day}/{turn}", circle_id=1, plan_id=1, version=1, day=date(2027, 1, day), turn=turn, lap=0,
        wall=due.time(), due_at=due, closes_at=due + timedelta(hours=12), state=state, prompts=3, next_step_at=None,
        zone=LONDON.key,
    )  # fmt: skip


TODAY = a_dose(5, State.OPEN)


@pytest.mark.parametrize(
    ("before", "since"),
    [
        ([2, 3, 4], 2),
        ([3, 4], None),
        ([1, 2, 3, 4], None),  # it was said on the fourth day
        ([], None),
    ],
)
def test_three_days_without_any_answer_are_silence(before: list[int], since: int | None) -> None:
    found = notices.silent_since(TODAY, [*(a_dose(day) for day in before), TODAY])
    assert found == (date(2027, 1, since) if since else None)


@pytest.mark.parametrize("state", [State.TAKEN, State.NOT_HAD, State.PAUSED, State.OFF, State.OPEN])
def test_a_day_with_anything_else_begins_the_count_anew(state: State) -> None:
    days = [a_dose(1, state), a_dose(2), a_dose(3), a_dose(4), TODAY]
    assert notices.silent_since(TODAY, days) == date(2027, 1, 2)
    assert notices.silent_since(TODAY, [*days[:2], a_dose(3, state), *days[3:]]) is None
    assert notices.silent_since(TODAY, [*days[:4], a_dose(4, state, turn=2), TODAY]) is None


def test_a_dose_that_nobody_was_to_be_asked_about_is_no_silence() -> None:
    days = [a_dose(2), a_dose(3), doses.hush(a_dose(4)), TODAY]
    assert notices.silent_since(TODAY, days) is None


def test_days_without_doses_do_not_count() -> None:
    days = [a_dose(1), a_dose(3), a_dose(4), TODAY]
    assert notices.silent_since(TODAY, days) == date(2027, 1, 1)


def test_it_is_said_with_the_first_prompt_of_the_day_alone() -> None:
    days = [a_dose(day, turn=turn) for day in (2, 3, 4) for turn in (1, 2)]
    evening = a_dose(5, State.OPEN, turn=2)
    assert notices.silent_since(TODAY, [*days, TODAY, evening]) == date(2027, 1, 2)
    assert notices.silent_since(evening, [*days, TODAY, evening]) is None


def test_a_plan_that_rests_has_another_name_in_each_pause_and_after_each_change() -> None:
    since = datetime(2026, 12, 1, 8, 5, tzinfo=UTC)
    first = Version(1, date(2026, 12, 1), Schedule.daily((Part(Decimal(1), Decimal(50)),), [time(8)]))
    plan = DosePlan(1, "p", 1, since, (first,))
    changed = plan.changed(replace(first, number=2))
    one, other = Pause(Reason.HOSPITAL, since), Pause(Reason.HOSPITAL, since + timedelta(days=1))
    assert len({rest_name(plan, one), rest_name(plan, other), rest_name(changed, one)}) == 3
    assert rest_name(plan, replace(one, until=date(2026, 12, 2))) == rest_name(plan, one)
