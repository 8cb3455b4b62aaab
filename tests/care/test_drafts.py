"""A plan in the making: what is asked, in which order, and that nothing is filled in that nobody said."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest

from bot.care import drafts
from bot.care.drafts import (
    Disagrees,
    Draft,
    IntakeSaid,
    NoCount,
    NoDay,
    NoHalf,
    NoStrength,
    NoTablets,
    NoTimes,
    PartSaid,
    SameTime,
    StepSaid,
)
from bot.care.plans import Days, DosePlan, Intake, Part, Schedule, Version
from bot.care.reading import ClockTime, Half, PlanTrouble, read_plan

TODAY = date(2026, 12, 1)  # a Tuesday
ONE = (Part(Decimal(1), Decimal(50)),)
TWO = (Part(Decimal(2), Decimal(50)),)
EIGHT = ClockTime(8, 0, Half.DAY24)


def draft_of(words: str) -> Draft:
    read = read_plan(words)
    assert not isinstance(read, PlanTrouble)
    found = drafts.from_words(read, TODAY)
    assert found is not None
    return found


def plan_of(*versions: Version) -> DosePlan:
    return DosePlan(1, "p", 1, datetime(2026, 11, 1, tzinfo=UTC), versions)


def daily(number: int, day: date, amount: tuple[Part, ...] = ONE, hour: int = 8, until: date | None = None) -> Version:
    return Version(number, day, Schedule.daily(amount, [time(hour)]), until)


def test_what_is_missing_is_asked_one_thing_at_a_time() -> None:
    draft = draft_of("azathioprine 100mg twice daily")
    assert drafts.missing(draft) == NoStrength(None, Decimal(100))
    draft = drafts.with_strength(draft, NoStrength(None, Decimal(100)), Decimal(50))
    assert drafts.missing(draft) == NoCount(Decimal(50), Decimal(100), of_two=False)
    draft = drafts.with_count(draft, NoCount(Decimal(50), Decimal(100), of_two=False), Decimal(2))
    assert drafts.missing(draft) == NoTimes(2)
    draft = drafts.with_times(draft, [ClockTime(8, 0, Half.EITHER), ClockTime(20, 0, Half.DAY24)])
    asked = drafts.missing(draft)
    assert asked == NoHalf(ClockTime(8, 0, Half.EITHER))
    assert drafts.with_half(draft, time(9)) is None
    done = drafts.with_half(draft, time(8))
    assert done is not None
    assert drafts.missing(done) is None
    assert drafts.with_half(done, time(8)) is None
    (version,) = drafts.versions(done, TODAY, 1)
    assert version.schedule == Schedule.daily(TWO, [time(8), time(20)])


def test_a_day_that_may_be_two_is_asked_first() -> None:
    draft = draft_of("from tuesday 1 x 50 mg at 08:00")
    asked = NoDay(date(2026, 12, 1), date(2026, 12, 8))
    assert drafts.missing(draft) == asked
    known = drafts.with_day(draft, asked, date(2026, 12, 8))
    assert drafts.missing(known) is None
    assert [one.from_day for one in drafts.versions(known, TODAY, 4)] == [date(2026, 12, 8)]


def test_steps_whose_time_is_over_are_left_out() -> None:
    draft = draft_of(
        "from 1 nov 2026 1 x 50 mg at 08:00, from 15 nov 2026 2 x 50 mg at 08:00, from 9 dec 1 x 50 mg at 09:00"
    )
    made = drafts.versions(draft, TODAY, 3)
    assert [(one.number, one.from_day) for one in made] == [(3, TODAY), (4, date(2026, 12, 9))]
    assert made[0].schedule == Schedule.daily(TWO, [time(8)])


def test_a_day_that_no_calendar_has_is_no_draft() -> None:
    read = read_plan("from 30 feb 1 x 50 mg at 08:00")
    assert not isinstance(read, PlanTrouble)
    assert drafts.from_words(read, TODAY) is None


def test_no_tablets_of_two_kinds_are_no_dose() -> None:
    none = (PartSaid(Decimal(0), Decimal(50)), PartSaid(Decimal(0), Decimal(25)))
    draft = Draft((StepSaid(None, (IntakeSaid(none, EIGHT),)),))
    assert drafts.missing(draft) == NoTablets()


def test_an_intake_is_not_made_before_all_of_it_was_said() -> None:
    with pytest.raises(ValueError, match="once all of it was said"):
        IntakeSaid((PartSaid(Decimal(1)),), EIGHT).intake(TODAY)


def test_two_amounts_that_take_turns_are_turned_round_in_the_order_of_their_days() -> None:
    draft = draft_of("1 x 50 mg alternating with 2 x 50 mg at 08:00")
    other = drafts.turned(draft)
    assert other is not None
    assert [(one.phase, one.amount) for one in other.intakes] == [(0, TWO), (1, ONE)]
    assert drafts.with_turn(draft, TODAY, TODAY, Decimal(2)) == other
    assert drafts.with_turn(draft, TODAY, TODAY, Decimal(1)) == draft
    assert drafts.with_turn(draft, TODAY, TODAY, Decimal(3)) is None


@pytest.mark.parametrize("words", ["1 x 50 mg at 08:00", "1 x 50 mg every other day at 08:00"])
def test_what_takes_no_turns_is_not_turned_round(words: str) -> None:
    assert drafts.turned(draft_of(words)) is None


def test_tablets_of_other_times_have_the_strength_that_was_asked_for_once() -> None:
    draft = draft_of("1 tablet at 08:00 and 2 tablets at 20:00")
    asked = drafts.missing(draft)
    assert isinstance(asked, drafts.NoStrength)
    assert drafts.missing(drafts.with_strength(draft, asked, Decimal(50))) is None


def test_the_strength_is_filled_in_only_where_there_is_one() -> None:
    draft = draft_of("1-0-1")
    known = drafts.with_known_strength(draft, {Decimal(50)})
    assert drafts.missing(known) == NoTimes(2)
    assert drafts.with_known_strength(draft, {Decimal(50), Decimal(25)}) == draft


def test_a_change_counts_its_days_as_before() -> None:
    other = Schedule((Intake(time(8), ONE, Days(2, TODAY.toordinal() % 2)),))
    changed = drafts.from_change(other, None, Decimal(2), None, None)
    for begins in (TODAY, date(2026, 12, 2)):
        assert drafts.versions(changed, begins, 2)[0].schedule == Schedule((replace(other.intakes[0], amount=TWO),))


def test_a_typed_plan_counts_its_days_from_its_first() -> None:
    draft = draft_of("1 x 50 mg every other day at 08:00")
    for begins in (TODAY, date(2026, 12, 2)):
        assert begins in drafts.versions(draft, begins, 1)[0].schedule.intakes[0].days


def test_the_plan_of_every_day_is_found_below_other_times() -> None:
    plan = plan_of(daily(1, date(2026, 11, 1)), daily(2, TODAY, hour=16, until=date(2026, 12, 3)))
    assert drafts.lasting(plan, date(2026, 12, 2)).number == 1
    assert drafts.lasting(plan, date(2026, 10, 1)).number == 1
    assert [one.number for one in drafts.ahead(plan, TODAY)] == [2]
    assert drafts.ahead(plan, date(2026, 12, 4)) == []


def test_what_follows_is_named_only_if_it_is_another_plan() -> None:
    plan = plan_of(
        daily(1, date(2026, 11, 1)), daily(2, date(2026, 12, 9), TWO), daily(3, date(2026, 12, 9)),
        daily(4, date(2026, 12, 20), TWO),
    )  # fmt: skip
    assert [one.number for one in drafts.ahead(plan, TODAY)] == [4]


def test_steps_inside_other_times_keep_them() -> None:
    over = daily(2, TODAY, hour=16, until=date(2026, 12, 6))
    plan = plan_of(daily(1, date(2026, 11, 1)), over)
    adds = (daily(3, date(2026, 12, 2), TWO), daily(4, date(2026, 12, 5)), daily(5, date(2026, 12, 20), TWO))
    kept = drafts.keeps_times(plan, adds)
    assert [(one.number, one.from_day.day, one.until and one.until.day) for one in kept] == [(6, 2, 4), (7, 5, 6)]
    assert [one.schedule.intakes[0].amount for one in kept] == [TWO, ONE]
    assert {one.schedule.intakes[0].wall for one in kept} == {time(16)}


def test_other_times_do_not_outlast_new_ones() -> None:
    plan = plan_of(daily(1, date(2026, 11, 1)), daily(2, TODAY, hour=16, until=date(2026, 12, 6)))
    assert drafts.keeps_times(plan, (daily(3, date(2026, 12, 2), TWO, hour=9),)) == ()
    assert drafts.keeps_times(plan_of(daily(1, TODAY)), (daily(2, TODAY, TWO),)) == ()


def test_other_times_are_as_many_as_before() -> None:
    twice = Schedule.daily(ONE, [time(8), time(20)])
    assert drafts.overridden(twice, [time(16)]) is None
    assert drafts.overridden(twice, [time(22), time(12)]) == Schedule.daily(ONE, [time(12), time(22)])


def test_a_first_plan_has_nothing_to_type_again() -> None:
    assert drafts.changed_parts([], [Schedule.daily(TWO, [time(8)])]) == []
    assert drafts.changed_parts([Schedule.daily(ONE, [time(8)])], [Schedule.daily(TWO, [time(8)])]) == list(TWO)
    assert drafts.changed_parts([Schedule.daily(ONE, [time(8)])], [Schedule.daily(ONE, [time(9)])]) == []
    assert drafts.changed_parts([Schedule.daily(ONE, [time(8)])], [Schedule.daily(ONE, [time(9), time(21)])]) == list(
        ONE
    )


def test_every_second_week_falls_on_the_day_that_is_named() -> None:
    draft = draft_of("1 x 50 mg every 2 weeks at 08:00 on mon")
    days = drafts.versions(draft, TODAY, 1)[0].schedule.intakes[0].days
    assert [day for day in range(1, 31) if date(2026, 12, day) in days] == [7, 21]


def test_two_of_one_time_are_one_too_many() -> None:
    intake = IntakeSaid((PartSaid(Decimal(1), Decimal(50)),), EIGHT)
    assert drafts.missing(Draft((StepSaid(None, (intake, intake)),))) == SameTime()


def test_tablets_are_held_against_what_was_typed() -> None:
    draft = drafts.from_change(Schedule.daily(ONE, [time(8)]), TODAY, Decimal(3), Decimal(100), None)
    assert drafts.missing(draft) == Disagrees((Part(Decimal(3), Decimal(50)),), Decimal(100))
    assert draft.said_mg == Decimal(100)
    assert draft_of("2 x 50 mg = 100 mg at 08:00").said_mg == Decimal(100)


def test_a_figure_of_another_intake_is_left_alone() -> None:
    one = IntakeSaid((PartSaid(Decimal(1), Decimal(50)),), EIGHT)
    draft = Draft((StepSaid(None, (one, replace(one, parts=(PartSaid(),), mg=Decimal(25)))),))
    asked = NoStrength(None, Decimal(25))
    assert drafts.missing(draft) == asked
    filled = drafts.with_strength(draft, asked, Decimal(25))
    assert filled.intakes[0] == one
    assert filled.intakes[1].mg is None  # it was the strength


def test_other_amounts_at_other_times_are_not_one_amount() -> None:
    assert drafts.one_amount(Schedule.daily(ONE, [time(8), time(20)]))
    assert not drafts.one_amount(Schedule((Intake(time(8), ONE), Intake(time(20), TWO))))


def test_other_times_that_begin_after_a_step_are_kept_for_that_one_alone() -> None:
    over = daily(2, date(2026, 12, 10), hour=16, until=date(2026, 12, 12))
    plan = plan_of(daily(1, date(2026, 11, 1)), over)
    (kept,) = drafts.keeps_times(plan, (daily(3, TODAY), daily(4, date(2026, 12, 5), TWO)))
    assert (kept.from_day, kept.until) == (over.from_day, over.until)
    assert kept.schedule == Schedule.daily(TWO, [time(16)])
