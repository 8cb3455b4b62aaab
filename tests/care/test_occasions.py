"""What falls on a day and is neither dose nor blood test: when something is said of it, and what follows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.care import occasions
from bot.care.occasions import Occasion, Tell, What
from bot.care.people import Person, Quiet
from bot.care.places import Move, Places

LONDON, AUCKLAND = ZoneInfo("Europe/London"), ZoneInfo("Pacific/Auckland")
HOME, ANA = Places("Europe/London"), Person(7, "Ana")
SHAH = Occasion(1, "a", 1, 7, What.APPOINTMENT, date(2027, 2, 3), time(14, 30), "dr shah")
ORDER = Occasion(2, "b", 1, 7, What.REORDER, date(2027, 2, 20), every=28)
TIP = Occasion(3, "c", 1, 7, What.TIP, date(2027, 2, 1), every=7)


def steps(one: Occasion, count: int, zone: ZoneInfo = LONDON, person: Person | None = ANA) -> list[str]:
    """Return the next moments at which something is said, each once the one before was, on the clock of the zone."""
    found = []
    now, places = datetime(2027, 1, 25, tzinfo=UTC), Places(zone.key)
    for _ in range(count):
        step = occasions.following(one, now, places, person)
        if step is None:
            break
        found.append(f"{step.at.astimezone(zone):%d %b %H:%M}")
        one, now = occasions.told(one, step), max(now, step.at)
    return found


def test_an_appointment_is_spoken_of_the_evening_before_and_asked_about_afterwards() -> None:
    assert steps(SHAH, 5) == ["02 Feb 18:00", "03 Feb 17:00"]
    assert steps(SHAH, 5, AUCKLAND) == ["02 Feb 18:00", "03 Feb 17:00"]


@pytest.mark.parametrize(
    ("at", "asked"),
    [
        (time(0, 30), "03 Feb 10:00"),
        (time(6), "03 Feb 10:00"),
        (time(7), "03 Feb 09:30"),
        (time(17, 20), "03 Feb 19:50"),
        (time(17, 30), "04 Feb 10:00"),
        (time(23, 30), "04 Feb 10:00"),
        (None, "03 Feb 18:00"),
    ],
)
def test_it_is_asked_about_by_day_after_it_began(at: time | None, asked: str) -> None:
    assert steps(replace(SHAH, at=at), 5)[1] == asked


def test_where_the_evening_is_quiet_it_is_spoken_of_earlier_that_day() -> None:
    assert steps(SHAH, 1, person=replace(ANA, quiet=Quiet(time(17), time(8)))) == ["02 Feb 12:00"]


def test_a_day_to_reorder_is_named_and_once_more_and_comes_again() -> None:
    assert steps(ORDER, 4) == ["20 Feb 10:00", "23 Feb 10:00", "20 Mar 10:00", "23 Mar 10:00"]
    assert steps(replace(ORDER, every=None), 4) == ["20 Feb 10:00", "23 Feb 10:00"]


def test_a_tip_comes_each_week() -> None:
    assert steps(TIP, 3) == ["01 Feb 10:00", "08 Feb 10:00", "15 Feb 10:00"]
    assert steps(occasions.weekly_tip(1, 7, date(2027, 1, 25)), 1) == ["01 Feb 10:00"]


def test_what_is_over_or_off_is_spoken_of_no_more() -> None:
    assert steps(occasions.over(SHAH, SHAH.day), 1) == []
    assert steps(occasions.off(ORDER), 1) == []
    assert not occasions.off(TIP).is_open


def test_what_comes_again_is_over_for_its_day_alone() -> None:
    assert occasions.over(ORDER, ORDER.day) == replace(ORDER, day=date(2027, 3, 20))
    assert occasions.over(ORDER, date(2027, 3, 20)).day == date(2027, 4, 17)


def at(day: int, hour: int, month: int = 2) -> datetime:
    return datetime(2027, month, day, hour, tzinfo=UTC)  # London goes by UTC in winter


@pytest.mark.parametrize(
    ("now", "tell"),
    [(at(1, 12), Tell.TOMORROW), (at(2, 23), Tell.TOMORROW), (at(3, 0), Tell.AFTER), (at(16, 12), Tell.AFTER)],
)
def test_a_step_that_is_late_is_due_until_it_is_out_of_date(now: datetime, tell: Tell) -> None:
    step = occasions.following(SHAH, now, HOME, ANA)
    assert step is not None
    assert step.tell is tell


def test_what_was_not_asked_for_two_weeks_is_not_asked_any_more() -> None:
    assert occasions.following(SHAH, at(17, 0), HOME, ANA) is None


def test_after_weeks_off_what_comes_again_is_named_once() -> None:
    step = occasions.following(ORDER, at(1, 12, month=6), HOME, ANA)
    assert step is not None
    assert (step.day, step.number) == (date(2027, 6, 12), 1)  # the one of 15 May is two weeks past


def test_what_waits_is_not_before_its_day() -> None:
    step = occasions.following(occasions.put_off(ORDER, date(2027, 2, 22)), at(20, 10), HOME, ANA)
    assert step is not None
    assert step.at == at(22, 10)


def test_in_another_zone_what_was_not_said_yet_still_is() -> None:
    moved = Places("Europe/London", (Move("Asia/Dubai", date(2027, 2, 2), 1, at(2, 15)),))
    step = occasions.following(SHAH, at(2, 15), moved, ANA)
    assert step is not None
    assert (step.tell, step.at <= at(2, 15)) == (Tell.TOMORROW, True)


def test_what_they_said_is_asked_by_the_clock_of_the_day() -> None:
    there = Places("Europe/London", (Move("Asia/Tokyo", date(2027, 2, 2), 1, at(2, 3)),))
    assert occasions.afterwards(SHAH, SHAH.day, there) == at(3, 8)  # 17:00 in Tokyo


@pytest.mark.parametrize(
    ("now", "applies"),
    [(at(3, 9), False), (at(3, 16), False), (at(3, 17), True), (at(9, 12), True)],
)
def test_what_they_said_is_not_asked_before_they_can_have_said_it(now: datetime, applies: bool) -> None:  # noqa: FBT001
    assert occasions.applies(SHAH, SHAH.day, Tell.AFTER, now, HOME) is applies


def test_that_it_is_tomorrow_is_said_on_no_later_day() -> None:
    assert occasions.applies(SHAH, SHAH.day, Tell.TOMORROW, at(2, 12), HOME)
    assert not occasions.applies(SHAH, SHAH.day, Tell.TOMORROW, at(3, 1), HOME)
    assert not occasions.applies(occasions.moved(SHAH, date(2027, 2, 9), None), SHAH.day, Tell.TOMORROW, at(2, 1), HOME)


def test_a_day_that_was_answered_is_named_no_more() -> None:
    assert not occasions.applies(occasions.over(ORDER, ORDER.day), ORDER.day, Tell.REORDER, at(20, 15), HOME)


def test_a_clock_that_ran_ahead_leaves_what_was_said_in_its_time() -> None:
    said = replace(ORDER, said_of=date(2027, 4, 17), said=2)
    back = occasions.rewound(said, at(21, 12), HOME, ANA)
    assert (back.said_of, back.said, back.day) == (date(2027, 2, 20), 1, ORDER.day)
    assert occasions.rewound(said, at(1, 12), HOME, ANA) == ORDER


def test_what_got_lost_was_not_said() -> None:
    step = occasions.following(ORDER, at(20, 10), HOME, ANA)
    assert step is not None
    lost = occasions.untold(occasions.told(ORDER, step), ORDER.day, date(2027, 2, 21))
    again = occasions.following(lost, at(20, 21), HOME, ANA)
    assert again is not None
    assert (again.number, again.at) == (1, at(21, 10))


@pytest.mark.parametrize(
    ("today", "day"),
    [
        (date(2027, 2, 1), None),
        (date(2027, 2, 14), date(2027, 2, 20)),
        (date(2027, 2, 25), date(2027, 2, 20)),
        (date(2027, 3, 25), date(2027, 3, 20)),
    ],
)
def test_ordered_without_a_day_is_about_the_one_that_is_near(today: date, day: date | None) -> None:
    assert occasions.answered_day(ORDER, today) == day


def test_moved_it_keeps_its_time_where_no_other_is_said() -> None:
    there = occasions.moved(SHAH, date(2027, 2, 9), None)
    assert (there.day, there.at) == (date(2027, 2, 9), time(14, 30))
    assert occasions.moved(SHAH, date(2027, 2, 9), time(10)).at == time(10)


@given(
    day=st.dates(date(2026, 1, 1), date(2030, 12, 31)),
    every=st.integers(1, 90),
    now=st.datetimes(datetime(2026, 1, 1), datetime(2031, 1, 1), timezones=st.just(UTC)),
    zone=st.sampled_from(["Europe/London", "Pacific/Apia", "America/New_York", "Asia/Kolkata", "Africa/Casablanca"]),
)
def test_every_step_comes_by_day_and_once(day: date, every: int, now: datetime, zone: str) -> None:
    for what in What:
        one = Occasion(1, "a", 1, 7, what, day, time(9, 30), every=None if what is What.APPOINTMENT else every)
        seen = set()
        for _ in range(4):
            step = occasions.following(one, now, Places(zone), ANA)
            assert step is not None or what is What.APPOINTMENT
            if step is None:
                break
            assert (step.day, step.number) not in seen
            assert 9 <= step.at.astimezone(ZoneInfo(zone)).hour < 20
            seen.add((step.day, step.number))
            one, now = occasions.told(one, step), max(now, step.at)
