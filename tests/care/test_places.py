"""Where a patient is: journeys, both directions of the date line, and no dose too many or too few on any day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.care import moving, timetable
from bot.care.diary import Entry, standing
from bot.care.doses import Close, Dose, Prompt, State, close, left, next_step, pause, planned, queued
from bot.care.doses import ladder_of as ladder
from bot.care.moving import Proposal, Trip, Way
from bot.care.places import DAY, Move, Places
from bot.care.plans import Days, DosePlan, Intake, Part, Pause, Reason, Schedule, Version
from bot.care.timetable import DoseName, Occurrence

AMOUNT = (Part(Decimal(1), Decimal(50)),)
LONDON, NEW_YORK, SINGAPORE = "Europe/London", "America/New_York", "Asia/Singapore"
AUCKLAND, LOS_ANGELES, TOKYO = "Pacific/Auckland", "America/Los_Angeles", "Asia/Tokyo"


def a_plan(*hours: int) -> DosePlan:
    version = Version(1, date(2026, 11, 1), Schedule.daily(AMOUNT, [time(hour) for hour in hours]))
    return DosePlan(1, "plan", 1, datetime(2026, 11, 1, tzinfo=UTC), (version,))


ONCE, TWICE = a_plan(8), a_plan(8, 20)


def at(zone: str, local: str) -> datetime:
    return datetime.fromisoformat(f"2026-12-{local}").replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def day(number: int) -> date:
    return date(2026, 12, number)


def city(zone: str) -> str:
    return zone.rsplit("/", 1)[-1].replace("_", " ")


def told(o: Occurrence) -> str:
    return f"{o.day:%a} {o.day.day} {o.wall:%H:%M} {city(o.zone)}{' again' if o.lap else ''}"


def owed(plan: DosePlan, places: Places, first: int, last: int) -> list[str]:
    """Tell the doses of some days of December, in the order of their moments."""
    return [told(o) for o in timetable.from_day(plan, places, day(first), last - first + 1)]


def ways(found: Sequence[Proposal]) -> list[Way]:
    return [one.way for one in found]


# A place.


def test_a_move_holds_for_doses_from_one_on_and_for_moments_from_its_own() -> None:
    move = Move(NEW_YORK, day(23), 2, at(NEW_YORK, "23 00:00"))
    places = Places(LONDON, (move,))
    assert [places.zone_of(day(23), turn).key for turn in (1, 2)] == [LONDON, NEW_YORK]
    assert places.zone_of(day(24), 1).key == NEW_YORK
    assert places.zone_at(move.at - timedelta(seconds=1)).key == LONDON
    assert places.zone_at(move.at).key == NEW_YORK
    assert places.today(move.at - timedelta(seconds=1)) == day(23)
    assert places.today(at(NEW_YORK, "23 23:59")) == day(23)


def test_a_move_of_moments_alone_leaves_the_doses() -> None:
    places = Places(LONDON, (Move(NEW_YORK, day(23), 1, at(NEW_YORK, "23 00:00"), doses=False),))
    assert places.zone_of(day(24), 1).key == LONDON
    assert places.zone_at(at(NEW_YORK, "24 12:00")).key == NEW_YORK


def test_what_is_planned_is_replaced_and_what_is_past_stays() -> None:
    gone = Move(NEW_YORK, day(23), 1, at(NEW_YORK, "23 00:00"))
    back = Move(LONDON, day(30), 1, at(LONDON, "30 00:00"))
    places = Places(LONDON, (gone, back))
    sooner = replace(back, day=day(28))
    assert places.moved(sooner, now=at(NEW_YORK, "27 10:00")).moves == (gone, sooner)
    assert places.moved(now=at(LONDON, "20 12:00")) == Places(LONDON)


# A journey.

NEW_YEAR = Trip(NEW_YORK, leaves=day(22), returns=day(29))
LONDON_TIME = Places(LONDON)


def proposed(plan: DosePlan, trip: Trip, here: str, now: str) -> tuple[Proposal, ...]:
    places, moment = Places(here), at(here, now)
    return moving.moves_for(plan, places, trip, timetable.first_owed(plan, places, moment), moment)


def test_a_journey_moves_doses_after_the_day_of_departure_and_back_after_the_day_of_return() -> None:
    local, kept = proposed(ONCE, NEW_YEAR, LONDON, "20 12:00")
    assert (local.way, local.back, kept.way, kept.back) == (Way.MOVED, Way.MOVED, Way.KEPT, Way.KEPT)
    assert owed(ONCE, local.places, 22, 31) == [
        "Tue 22 08:00 London",
        *(f"{name} {n} 08:00 New York" for n, name in enumerate(["Wed", "Thu", "Fri", "Sat", "Sun", "Mon", "Tue"], 23)),
        "Wed 30 08:00 London",
        "Thu 31 08:00 London",
    ]
    assert {o.split()[-1] for o in owed(ONCE, kept.places, 22, 31)} == {"London"}
    there = at(NEW_YORK, "25 12:00")
    assert [one.places.zone_at(there).key for one in (local, kept)] == [NEW_YORK, NEW_YORK]
    assert [one.places.zone_at(at(LONDON, "30 00:00")).key for one in (local, kept)] == [LONDON, LONDON]


def test_a_preview_tells_both_clocks() -> None:
    local, kept = proposed(ONCE, NEW_YEAR, LONDON, "20 12:00")
    here = ZoneInfo(LONDON)

    def spoken(places: Places) -> list[str]:
        planned = moving.planned_list(ONCE, places, day(22), 9, here)
        return [f"{told(one.occurrence)}{f' ({one.other:%H:%M %Z})' if one.other else ''}" for one in planned]

    assert spoken(local.places)[:2] == ["Tue 22 08:00 London", "Wed 23 08:00 New York (13:00 GMT)"]
    assert spoken(local.places)[-2:] == ["Tue 29 08:00 New York (13:00 GMT)", "Wed 30 08:00 London"]
    assert spoken(kept.places)[:2] == ["Tue 22 08:00 London", "Wed 23 08:00 London (03:00 EST)"]
    assert spoken(kept.places)[-1] == "Wed 30 08:00 London"


def test_nothing_is_previewed_before_a_plan_begins() -> None:
    plan = replace(ONCE, versions=(replace(ONCE.versions[0], from_day=day(10)),))
    planned = moving.planned_list(plan, LONDON_TIME, day(8), 3, ZoneInfo(LONDON))
    assert [one.occurrence.day.day for one in planned] == [10, 11, 12]


def test_a_journey_can_be_cancelled_and_cut_short() -> None:
    gone = proposed(ONCE, NEW_YEAR, LONDON, "20 12:00")[0].places
    assert gone.moved(now=at(LONDON, "21 12:00")) == LONDON_TIME
    now = at(NEW_YORK, "27 10:00")
    coming = timetable.first_owed(ONCE, gone, now)
    sooner = moving.moves_for(ONCE, gone, Trip(LONDON, leaves=day(27)), coming, now)[0]
    assert owed(ONCE, sooner.places, 26, 29) == [
        "Sat 26 08:00 New York",
        "Sun 27 08:00 New York",
        "Mon 28 08:00 London",
        "Tue 29 08:00 London",
    ]


def test_east_over_the_date_line_a_day_that_is_met_twice_is_a_question() -> None:
    trip = Trip(LOS_ANGELES, leaves=day(2))
    again, once, kept = proposed(ONCE, trip, AUCKLAND, "02 09:00")
    assert (again.way, once.way, kept.way) == (Way.AGAIN, Way.MOVED, Way.KEPT)
    assert owed(ONCE, again.places, 1, 3) == [
        "Tue 1 08:00 Auckland",
        "Wed 2 08:00 Auckland",
        "Wed 2 08:00 Los Angeles again",
        "Thu 3 08:00 Los Angeles",
    ]
    assert owed(ONCE, once.places, 1, 3) == [
        "Tue 1 08:00 Auckland",
        "Wed 2 08:00 Auckland",
        "Thu 3 08:00 Los Angeles",
    ]
    assert owed(ONCE, kept.places, 2, 3) == ["Wed 2 08:00 Auckland", "Thu 3 08:00 Auckland"]
    on_the_way = moving.planned_list(ONCE, kept.places, day(3), 1, ZoneInfo(AUCKLAND))[0]
    assert f"{on_the_way.other:%H:%M %a}" == "11:00 Wed"


def test_the_day_that_is_met_twice_is_asked_about_twice_in_full() -> None:
    again = proposed(TWICE, Trip(LOS_ANGELES, leaves=day(2)), AUCKLAND, "02 09:00")[0]
    assert owed(TWICE, again.places, 2, 3) == [
        "Wed 2 08:00 Auckland",
        "Wed 2 20:00 Auckland",
        "Wed 2 08:00 Los Angeles again",
        "Wed 2 20:00 Los Angeles again",
        "Thu 3 08:00 Los Angeles",
        "Thu 3 20:00 Los Angeles",
    ]
    name = DoseName("plan", day(2), 1, 1)
    found = timetable.named(TWICE, again.places, name)
    assert found is not None
    assert (found.lap, found.zone, found.at) == (1, LOS_ANGELES, at(LOS_ANGELES, "02 08:00"))
    assert timetable.named(TWICE, Places(AUCKLAND), name) is None


def test_of_a_day_that_is_met_twice_what_was_over_before_the_move_is_not_asked_about() -> None:
    move = Move(LOS_ANGELES, day(3), 1, at(LOS_ANGELES, "02 12:00"), again=True)
    assert owed(TWICE, Places(AUCKLAND, (move,)), 2, 2) == [
        "Wed 2 08:00 Auckland",
        "Wed 2 20:00 Auckland",
        "Wed 2 20:00 Los Angeles again",
    ]


def test_west_over_the_date_line_a_day_that_is_not_met_is_left_out() -> None:
    gone, kept = proposed(ONCE, Trip(AUCKLAND, leaves=day(1)), LOS_ANGELES, "01 09:00")
    assert (gone.way, kept.way) == (Way.LEFT_OUT, Way.KEPT)
    assert owed(ONCE, gone.places, 1, 4) == [
        "Tue 1 08:00 Los Angeles",
        "Thu 3 08:00 Auckland",
        "Fri 4 08:00 Auckland",
    ]
    assert not gone.places.lives(day(2))
    assert timetable.named(ONCE, gone.places, DoseName("plan", day(2), 1, 0)) is None


def test_half_way_to_the_date_line_whether_a_day_is_met_is_a_question() -> None:
    there, without, _ = proposed(ONCE, Trip(AUCKLAND, leaves=day(1)), LONDON, "01 09:00")
    assert (there.way, without.way) == (Way.MOVED, Way.LEFT_OUT)
    assert owed(ONCE, there.places, 1, 3) == ["Tue 1 08:00 London", "Wed 2 08:00 Auckland", "Thu 3 08:00 Auckland"]
    assert owed(ONCE, without.places, 1, 3) == ["Tue 1 08:00 London", "Thu 3 08:00 Auckland"]
    home = proposed(ONCE, Trip(LONDON, leaves=day(20)), AUCKLAND, "19 09:00")
    assert ways(home) == [Way.AGAIN, Way.MOVED, Way.KEPT]


def test_there_and_back_are_proposed_with_each_other() -> None:
    found = proposed(ONCE, Trip(AUCKLAND, leaves=day(1), returns=day(20)), LONDON, "01 09:00")
    assert [(one.way, one.back) for one in found] == [
        (Way.MOVED, Way.AGAIN),
        (Way.MOVED, Way.MOVED),
        (Way.LEFT_OUT, Way.AGAIN),
        (Way.LEFT_OUT, Way.MOVED),
        (Way.KEPT, Way.KEPT),
    ]
    assert owed(ONCE, found[2].places, 20, 21) == [
        "Sun 20 08:00 Auckland",
        "Sun 20 08:00 London again",
        "Mon 21 08:00 London",
    ]


def test_two_doses_at_one_moment_are_never_proposed() -> None:
    plan = a_plan(8, 21)  # 21:00 in New York is 10:00 of the next day in Singapore
    assert Way.MOVED in ways(proposed(plan, Trip(SINGAPORE, leaves=day(1)), NEW_YORK, "01 09:00"))
    plan = a_plan(9, 20)  # 20:00 is 09:00
    assert ways(proposed(plan, Trip(SINGAPORE, leaves=day(1)), NEW_YORK, "01 09:00")) == [Way.LEFT_OUT, Way.KEPT]


# At once.


def test_the_next_dose_keeps_its_name_and_moves() -> None:
    moved, kept = proposed(ONCE, Trip(NEW_YORK), LONDON, "01 09:00")
    assert owed(ONCE, moved.places, 1, 3) == ["Tue 1 08:00 London", "Wed 2 08:00 New York", "Thu 3 08:00 New York"]
    assert moved.places.zone_at(at(LONDON, "01 09:00")).key == NEW_YORK
    assert owed(ONCE, kept.places, 2, 2) == ["Wed 2 08:00 London"]


def test_a_dose_whose_own_time_would_be_over_there_keeps_its_moment() -> None:
    moved = proposed(ONCE, Trip(TOKYO), LONDON, "01 07:30")[0]
    assert owed(ONCE, moved.places, 1, 2)[0] == "Tue 1 08:00 Tokyo", "its own time there is not over"
    moved, without, _ = proposed(ONCE, Trip(AUCKLAND), LONDON, "01 07:30")
    assert owed(ONCE, moved.places, 1, 2) == ["Tue 1 08:00 London", "Wed 2 08:00 Auckland"]
    assert owed(ONCE, without.places, 1, 2) == ["Wed 2 08:00 Auckland"]


def test_a_change_typed_after_landing_gives_the_same_list() -> None:
    before = proposed(ONCE, Trip(LOS_ANGELES, leaves=day(2)), AUCKLAND, "02 09:00")
    after = proposed(ONCE, Trip(LOS_ANGELES), AUCKLAND, "03 07:00")  # 10:00 on the 2nd there
    assert ways(after) == ways(before)
    for one, other in zip(before[:2], after[:2], strict=True):
        assert owed(ONCE, one.places, 1, 6) == owed(ONCE, other.places, 1, 6)
    before = proposed(ONCE, Trip(AUCKLAND, leaves=day(1)), LOS_ANGELES, "01 09:00")
    after = proposed(ONCE, Trip(AUCKLAND), LOS_ANGELES, "02 05:00")  # 02:00 on the 3rd there
    assert ways(after) == ways(before)
    assert owed(ONCE, before[0].places, 1, 6) == owed(ONCE, after[0].places, 1, 6)


def test_a_day_whose_dose_was_opened_is_not_left_out() -> None:
    found = proposed(ONCE, Trip(AUCKLAND), LOS_ANGELES, "02 09:00")
    assert ways(found) == [Way.MOVED, Way.KEPT]
    assert owed(ONCE, found[0].places, 2, 3) == ["Wed 2 08:00 Los Angeles", "Thu 3 08:00 Auckland"]
    assert ways(proposed(TWICE, Trip(AUCKLAND), LOS_ANGELES, "02 18:00")) == [Way.MOVED, Way.KEPT]


def test_every_dose_whose_own_time_would_be_over_there_keeps_its_moment() -> None:
    moved = proposed(TWICE, Trip(AUCKLAND), LOS_ANGELES, "02 18:00")[0]
    assert owed(TWICE, moved.places, 2, 3) == [
        "Wed 2 08:00 Los Angeles",
        "Wed 2 20:00 Los Angeles",
        "Thu 3 20:00 Auckland",
        "Thu 3 08:00 Los Angeles",
    ]


def test_a_dose_that_would_be_from_before_the_set_up_there_keeps_its_moment() -> None:
    plan = replace(TWICE, since=at(NEW_YORK, "01 19:00"))
    places, now = Places(NEW_YORK), at(NEW_YORK, "01 19:01")
    coming = timetable.first_owed(plan, places, now)
    moved = moving.moves_for(plan, places, Trip("America/Sao_Paulo"), coming, now)[0]
    assert owed(plan, moved.places, 1, 2)[1:] == [
        "Tue 1 20:00 New York",
        "Wed 2 08:00 Sao Paulo",
        "Wed 2 20:00 Sao Paulo",
    ]


def test_on_a_journey_that_begins_today_what_is_past_there_keeps_its_moment() -> None:
    moved = proposed(ONCE, Trip(AUCKLAND, leaves=day(1)), LONDON, "01 21:00")[0]
    assert moved.way is Way.MOVED
    assert owed(ONCE, moved.places, 1, 3) == ["Tue 1 08:00 London", "Wed 2 08:00 London", "Thu 3 08:00 Auckland"]


def test_the_rest_of_a_day_that_is_met_twice_is_asked_about_where_it_began_too() -> None:
    again = proposed(TWICE, Trip(LOS_ANGELES), AUCKLAND, "02 18:00")[0]  # 21:00 on the 1st there
    assert again.way is Way.AGAIN
    assert owed(TWICE, again.places, 2, 3)[:4] == [
        "Wed 2 08:00 Auckland",
        "Wed 2 20:00 Auckland",
        "Wed 2 08:00 Los Angeles again",
        "Wed 2 20:00 Los Angeles again",
    ]


def test_a_day_that_is_over_there_is_not_asked_about_again() -> None:
    now = at(LOS_ANGELES, "02 23:30")
    coming = timetable.first_owed(ONCE, Places(AUCKLAND), at(AUCKLAND, "03 07:00"))
    found = moving.moves_for(ONCE, Places(AUCKLAND), Trip(LOS_ANGELES), coming, now)
    assert ways(found) == [Way.MOVED, Way.KEPT]


def test_while_a_day_is_asked_about_again_the_next_one_moves() -> None:
    again = proposed(ONCE, Trip(LOS_ANGELES, leaves=day(2)), AUCKLAND, "02 09:00")[0].places
    now = at(LOS_ANGELES, "02 07:00")
    coming = timetable.first_owed(ONCE, again, now)
    assert coming is not None
    assert coming.lap == 1
    on = moving.moves_for(ONCE, again, Trip("America/Denver"), coming, now)[0]
    assert owed(ONCE, on.places, 2, 3) == [
        "Wed 2 08:00 Auckland",
        "Wed 2 08:00 Los Angeles again",
        "Thu 3 08:00 Denver",
    ]


def test_where_nothing_is_owed_only_moments_move() -> None:
    now = at(LONDON, "01 09:00")
    moved, _ = moving.moves_for(ONCE, LONDON_TIME, Trip(TOKYO), None, now)
    assert moved.places.moves == (Move(TOKYO, day(1), 1, now),)


def test_a_place_before_a_plan_begins_takes_the_plan_along() -> None:
    plan = replace(ONCE, versions=(replace(ONCE.versions[0], from_day=day(10)),))
    moved = proposed(plan, Trip(TOKYO), LONDON, "01 09:00")[0]
    assert owed(plan, moved.places, 10, 10) == ["Thu 10 08:00 Tokyo"]


# Sparse plans, and doses that are out of order.


def test_a_journey_between_two_doses_that_are_far_apart_moves_the_next_one() -> None:
    mondays = Schedule((Intake(time(8), AMOUNT, Days(weekdays=frozenset({0}))),))
    plan = replace(ONCE, versions=(Version(1, day(1), mondays),))
    moved = proposed(plan, Trip(TOKYO, leaves=day(1)), LONDON, "01 09:00")[0]
    assert owed(plan, moved.places, 1, 14) == ["Mon 7 08:00 Tokyo", "Mon 14 08:00 Tokyo"]


def test_what_comes_next_may_be_weeks_away_or_never() -> None:
    mondays = Intake(time(8), AMOUNT, Days(2, day(7).toordinal() % 2, frozenset({0})))
    plan = replace(ONCE, versions=(Version(1, day(1), Schedule((mondays,))),))
    first, moment = timetable.first_owed(plan, LONDON_TIME, at(LONDON, "01 09:00")), at(LONDON, "07 08:00")
    assert first is not None
    assert first.at == moment
    after, last = timetable.first_after(plan, LONDON_TIME, moment), timetable.last_until(plan, LONDON_TIME, moment)
    assert (after and after.day, last and last.day) == (day(21), day(7))
    span = timetable.span(plan, LONDON_TIME, first)
    assert (span.start, span.end) == (moment - timedelta(hours=12), moment + timedelta(hours=12))
    assert timetable.owner(plan, LONDON_TIME, at(LONDON, "10 08:00")) is None
    # Other times that never fall on one of their own days, one after the other, for longer than azalea looks ahead.
    never = tuple(
        Version(
            n, day(8) + n * 20 * DAY, Schedule((_not_within(day(8) + n * 20 * DAY, 20),)), day(7) + (n + 1) * 20 * DAY
        )
        for n in range(2, 45)
    )
    gap = replace(plan, versions=(plan.versions[0], *never))
    inside = datetime.combine(day(8) + 3 * 20 * DAY, time(8), tzinfo=UTC)
    assert timetable.first_owed(gap, LONDON_TIME, inside) is None
    assert timetable.first_after(gap, LONDON_TIME, inside) is None
    far = datetime.combine(day(8) + 44 * 20 * DAY, time(8), tzinfo=UTC)
    assert timetable.last_until(gap, LONDON_TIME, far) is None
    assert timetable.owner(gap, LONDON_TIME, far) is None
    alone = Occurrence(far.date(), 1, 0, time(8), far, never[0], LONDON)
    assert timetable.span(gap, LONDON_TIME, alone).end == far + timedelta(hours=12)


def _not_within(first: date, length: int) -> Intake:
    """Return an intake that falls on no day of a stretch that is shorter than four weeks."""
    return Intake(time(8), AMOUNT, Days(28, (first + length * DAY).toordinal() % 28))


def test_doses_out_of_order_are_walked_by_their_moments() -> None:
    plan = a_plan(6, 22)
    places = Places(LONDON, (Move(AUCKLAND, day(3), 1, at(LONDON, "02 15:00")),))
    told_in_order = owed(plan, places, 2, 3)
    assert told_in_order == ["Wed 2 06:00 London", "Thu 3 06:00 Auckland", "Wed 2 22:00 London", "Thu 3 22:00 Auckland"]
    between = timetable.owed_between(plan, places, at(LONDON, "02 05:00"), at(LONDON, "03 12:00"))
    walked = [o for o, _ in between.due]
    assert [told(o) for o in walked] == told_in_order
    moment = at(LONDON, "02 16:00")
    for o in walked:
        first = timetable.first_after(plan, places, moment)
        assert (first == o) == (o.at == min(one.at for one in walked if one.at > moment))
    last = timetable.last_until(plan, places, at(LONDON, "02 21:00"))
    assert last is not None
    assert told(last) == "Thu 3 06:00 Auckland"
    last = timetable.last_until(plan, places, at(LONDON, "02 23:00"))
    assert last is not None
    assert told(last) == "Wed 2 22:00 London", "a later day does not hide it"


# Whatever is changed, each day that is lived has its doses once.

zones = st.sampled_from([LONDON, NEW_YORK, SINGAPORE, AUCKLAND, LOS_ANGELES, TOKYO, "Asia/Kolkata", "Pacific/Apia"])
walls = st.lists(st.integers(0, 95), min_size=1, max_size=3, unique=True).map(
    lambda quarters: [time(n // 4, n % 4 * 15) for n in quarters]
)
some_days = st.sampled_from([Days(), Days(), Days(), Days(2, 0), Days(weekdays=frozenset({0, 2, 4}))])
changes = st.one_of(
    st.tuples(st.just("go"), zones, st.integers(0, 4)),
    st.tuples(st.just("travel"), zones, st.integers(0, 4), st.integers(0, 5), st.integers(1, 8)),
    st.tuples(st.just("cancel")),
    st.tuples(st.just("plan"), walls, some_days),
    st.tuples(st.just("override"), walls, st.integers(1, 4)),
    st.tuples(st.just("pause")),
    st.tuples(st.just("resume")),
    st.tuples(st.just("answer early")),
    st.tuples(st.just("nothing")),
)


class Life:
    """A plan lived through by the rules alone, as rounds and talks would use them."""

    def __init__(self, start: datetime, home: str, schedule: Schedule) -> None:
        self.now = start
        self.places = Places(home)
        self.plan = DosePlan(1, "plan", 1, start, (Version(1, self.places.today(start), schedule),))
        self.doses: dict[tuple[date, int, int], Dose] = {}
        self.entries: dict[tuple[date, int, int], list[Entry]] = {}
        self.pointer: datetime | None = start
        self.point()

    def unopened(self) -> list[Occurrence]:
        start = max(self.now.date() - 3 * DAY, self.plan.versions[0].from_day)
        walk = timetable.from_day(self.plan, self.places, start, 60)
        return [o for o in walk if o.at > self.plan.since and (o.day, o.turn, o.lap) not in self.doses]

    def point(self) -> None:
        self.pointer = next((o.at for o in self.unopened()), None)

    def write(self, dose: Dose, entry: Entry | None) -> None:
        name = (dose.day, dose.turn, dose.lap)
        self.doses[name] = dose
        if entry is not None:
            self.entries.setdefault(name, []).append(entry)

    def open(self, o: Occurrence) -> None:
        dose = planned(self.plan, self.places, o)
        why = self.plan.paused_at(dose.due_at)
        self.write(*self.ended(*pause(dose, None, why, self.now)) if why else (dose, None))

    def ended(self, dose: Dose, new: object) -> tuple[Dose, Entry | None]:
        if new is None:
            return dose, None
        name = (dose.day, dose.turn, dose.lap)
        number = 1 + sum(map(len, self.entries.values()))
        kept = {field: getattr(new, field) for field in ("kind", "at", "by", "taken_at", "corrects", "reason")}
        assert kept["corrects"] is None or name in self.entries
        return dose, Entry(number, 1, **kept)

    def round(self) -> None:
        if self.pointer is not None and self.pointer <= self.now:
            since = max(self.pointer - timedelta(hours=3), self.plan.since + timetable.INSTANT)
            between = timetable.owed_between(self.plan, self.places, since, self.now)
            for o, end in between.due:
                assert end == timetable.span(self.plan, self.places, o).end
                if (o.day, o.turn, o.lap) not in self.doses:
                    self.open(o)
            assert between.following == timetable.first_owed(self.plan, self.places, self.now)
            self.pointer = between.following.at if between.following else None
        for dose in list(self.doses.values()):
            match next_step(dose, self.now):
                case Prompt(rung):
                    self.write(left(queued(dose), rung, self.now, ladder(self.plan, dose)), None)
                case Close():
                    name = (dose.day, dose.turn, dose.lap)
                    self.write(*self.ended(*close(dose, standing(self.entries.get(name, ())), self.now)))

    def change(self, how: tuple[object, ...]) -> None:  # noqa: C901 - a table
        today = self.places.today(self.now)
        match how:
            case ("go", str(zone), int(choice)):
                self.move(Trip(zone), choice)
            case ("travel", str(zone), int(choice), int(wait), int(length)):
                leaves = today + wait * DAY
                self.move(Trip(zone, leaves, leaves + length * DAY), choice)
            case ("cancel",):
                self.places = self.places.moved(now=self.now)
            case ("plan", list(times), Days() as days):
                self.replan(Schedule(tuple(Intake(wall, AMOUNT, days) for wall in sorted(times))), None)
            case ("override", list(times), int(length)):
                self.replan(Schedule.daily(AMOUNT, times), length)
            case ("pause",):
                self.plan = self.plan.paused(Pause(Reason.OTHER, self.now))
                for dose in [one for one in self.doses.values() if one.state is State.OPEN]:
                    self.write(*self.ended(*pause(dose, None, self.plan.pauses[-1], self.now)))
            case ("resume",):
                self.plan = self.plan.resumed(self.now)
            case ("answer early",):
                for o in self.unopened()[:1]:
                    if self.now in timetable.span(self.plan, self.places, o):
                        early = replace(planned(self.plan, self.places, o), state=State.TAKEN, next_step_at=None)
                        self.write(early, None)
        self.point()

    def move(self, trip: Trip, choice: int) -> None:
        coming = next(iter(self.unopened()), None)
        found = moving.moves_for(self.plan, self.places, trip, coming, self.now)
        self.places = found[choice % len(found)].places

    def replan(self, schedule: Schedule, length: int | None) -> None:
        today = self.places.today(self.now)
        begun = frozenset(each for each, _, _ in self.doses if each >= today)
        begins = timetable.begins(self.plan, self.places, schedule, begun, self.now)
        until = begins + (length - 1) * DAY if length else None
        self.plan = self.plan.changed(Version(len(self.plan.versions) + 1, begins, schedule, until))


@settings(max_examples=120, deadline=None)
@given(
    st.datetimes(datetime(2026, 9, 1), datetime(2027, 4, 30)),
    zones,
    walls,
    st.lists(st.tuples(st.integers(1, 2500), changes), max_size=8),
)
def test_whatever_is_changed_each_day_that_is_lived_has_its_doses_once(
    start: datetime, home: str, times: list[time], steps: list[tuple[int, tuple[object, ...]]]
) -> None:
    life = Life(start.replace(second=0, microsecond=0, tzinfo=UTC), home, Schedule.daily(AMOUNT, times))
    for minutes, how in [*steps, (14_400, ("nothing",))]:
        end = life.now + timedelta(minutes=minutes)
        while life.now < end:
            life.now = min(end, life.now + timedelta(minutes=45))
            life.round()
        life.change(how)
    days = sorted({each for each, _, lap in life.doses if not lap})
    opened = Counter((each, lap) for each, _, lap in life.doses)
    for each in (days[0] + n * DAY for n in range(1, (days[-1] - days[0]).days)):
        versions = {dose.version for dose in life.doses.values() if dose.day == each}
        assert len(versions) <= 1, "one version holds for the whole of a day"
        turns = sorted(turn for one, turn, lap in life.doses if one == each and not lap)
        if life.places.lives(each) or turns:
            assert turns == list(range(1, life.plan.times_on(each) + 1)), each
        if opened[each, 1]:
            assert life.places.again_on(each), "no second dose on a day without a yes"
    for entries in life.entries.values():
        assert sum(entry.corrects is None for entry in entries) <= 1, "one standing entry for each dose"


def test_a_planned_journey_is_told_by_its_last_days_on_either_clock() -> None:
    now = datetime(2026, 12, 1, 12, tzinfo=UTC)
    for trip in (
        Trip(NEW_YORK, day(22), day(29)),
        Trip("Pacific/Auckland", day(4), day(10)),
        Trip("Asia/Tokyo", day(4)),
    ):
        for proposal in moving.moves_for(ONCE, LONDON_TIME, trip, None, now):
            assert moving.planned_trip(proposal.places, now) == trip
    assert moving.planned_trip(LONDON_TIME, now) is None


def test_home_is_where_the_way_back_leads_and_nowhere_else() -> None:
    now, later = datetime(2026, 12, 1, 12, tzinfo=UTC), datetime(2026, 12, 24, 12, tzinfo=UTC)
    gone = moving.moves_for(ONCE, LONDON_TIME, NEW_YEAR, None, now)[0].places
    assert moving.home_of(gone, now) is None
    assert moving.home_of(gone, later) == LONDON
    assert moving.planned_trip(gone, later) == Trip(NEW_YORK, None, day(29))
    onward = moving.moves_for(ONCE, gone, Trip("Asia/Tokyo", day(26)), None, later)[0].places
    assert moving.home_of(onward, later) == LONDON
    assert moving.planned_trip(onward, later) == Trip("Asia/Tokyo", day(26))
