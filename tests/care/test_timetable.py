"""When a wall time happens: once per local day, around every change of every clock from 2020 to 2037."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.care import timetable
from bot.care.places import DAY, Places
from bot.care.plans import DosePlan, Part, Schedule, Version
from bot.care.timetable import DoseName, Occurrence

AMOUNT = (Part(Decimal("1.5"), Decimal(50)),)
FIRST, LAST = datetime(2020, 1, 1, tzinfo=UTC), datetime(2038, 1, 1, tzinfo=UTC)
WEEK, SECOND = timedelta(days=7), timedelta(seconds=1)
LONDON = ZoneInfo("Europe/London")
HOME = Places("Europe/London")
# The first example finds the changes of all clocks, which takes longer than the others.
CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@dataclass(frozen=True)
class Change:
    """A clock goes from one offset to another at an instant."""

    at: datetime
    before: timedelta
    after: timedelta


def offset(moment: datetime, zone: ZoneInfo) -> timedelta:
    found = moment.astimezone(zone).utcoffset()
    assert found is not None
    return found


def change_between(low: datetime, high: datetime, zone: ZoneInfo) -> Change:
    before, after = offset(low, zone), offset(high, zone)
    while high - low > SECOND:
        middle = low + ((high - low) // SECOND // 2) * SECOND
        low, high = (middle, high) if offset(middle, zone) == before else (low, middle)
    return Change(high, before, after)


def changes(zone: ZoneInfo) -> tuple[Change, ...]:
    found = []
    moment = FIRST
    while moment < LAST:
        if offset(moment, zone) != offset(moment + WEEK, zone):
            found.append(change_between(moment, moment + WEEK, zone))
        moment += WEEK
    return tuple(found)


@cache
def clocks() -> dict[tuple[Change, ...], str]:
    """Return one zone of the allow-list for each set of changes there is."""
    return {found: name for name in sorted(timetable.zone_names().values()) if (found := changes(ZoneInfo(name)))}


def expected(local: datetime, change: Change) -> datetime:
    """Tell the rule from the change alone: before it counts first, after it next, and the gap ends with it."""
    early, late = (local.replace(tzinfo=UTC) - offset for offset in (change.before, change.after))
    if early < change.at:
        return early
    return max(late, change.at)


def near(change: Change) -> Iterator[datetime]:
    """Yield local times around both edges of a change, between them, and at the ends of the day."""
    edges = [(change.at + shift).replace(tzinfo=None) for shift in (change.before, change.after)]
    minutes = timedelta(minutes=1)
    for edge in edges:
        for step in (-61, -31, -1, 0, 1, 29, 31, 59, 61):
            yield edge + step * minutes
    yield min(edges) + (max(edges) - min(edges)) / 2
    yield from (datetime.combine(edge.date(), wall) for edge in edges for wall in (time(0, 0), time(23, 59)))


def test_around_every_change_of_every_clock_a_wall_time_happens_when_the_rule_says() -> None:
    wrong = []
    for found, name in clocks().items():
        zone = ZoneInfo(name)
        for change in found:
            for local in near(change):
                at = timetable.instant(local.date(), local.time(), zone)
                if at != expected(local, change):
                    wrong.append((name, local, at, expected(local, change)))
    assert wrong == []
    assert len(clocks()) > 40


def test_around_every_change_each_dose_comes_once_and_one_moment_after_the_other() -> None:
    for found, name in clocks().items():
        zone = ZoneInfo(name)
        for change in found:
            there = change.at.astimezone(zone)
            plan = a_plan(there.time().replace(second=0), begins=there.date() - 9 * DAY)
            since, until = change.at - 3 * DAY, change.at + 3 * DAY
            owed = due(plan, Places(name), since, until)
            days = [o.day for o in owed]
            assert days == [days[0] + n * DAY for n in range(len(days))], (name, change)
            gaps = {b.at - a.at for a, b in pairwise(owed)}
            assert max(gaps) - min(gaps) <= 2 * abs(change.after - change.before), (name, change)


@pytest.mark.parametrize(
    ("zone", "local", "utc"),
    [
        ("Europe/London", "2026-03-29 01:30", "2026-03-29 01:00"),
        ("Europe/London", "2026-03-29 00:59", "2026-03-29 00:59"),
        ("Europe/London", "2026-03-29 02:00", "2026-03-29 01:00"),
        ("Europe/London", "2026-10-25 01:30", "2026-10-25 00:30"),
        ("Europe/London", "2026-10-25 02:00", "2026-10-25 02:00"),
        ("America/Havana", "2026-03-08 00:30", "2026-03-08 05:00"),
        ("America/Havana", "2026-11-01 00:30", "2026-11-01 04:30"),
        ("America/Havana", "2026-11-01 01:00", "2026-11-01 06:00"),
        ("Australia/Lord_Howe", "2026-10-04 02:15", "2026-10-03 15:30"),
        ("Australia/Lord_Howe", "2026-04-05 01:45", "2026-04-04 14:45"),
        ("America/Nuuk", "2026-03-28 23:30", "2026-03-29 01:00"),
        ("Antarctica/Troll", "2026-03-29 02:00", "2026-03-29 01:00"),
        ("Pacific/Apia", "2011-12-30 08:00", "2011-12-30 10:00"),
        ("Pacific/Kwajalein", "1993-08-21 08:00", "1993-08-21 12:00"),
        ("Europe/Helsinki", "2026-10-25 03:30", "2026-10-25 00:30"),
        ("Asia/Kathmandu", "2026-06-01 08:00", "2026-06-01 02:15"),
        ("UTC", "2026-06-01 08:00", "2026-06-01 08:00"),
    ],
)
def test_a_wall_time_happens_at_one_moment(zone: str, local: str, utc: str) -> None:
    moment = datetime.fromisoformat(local)
    at = timetable.instant(moment.date(), moment.time(), ZoneInfo(zone))
    assert at == datetime.fromisoformat(utc).replace(tzinfo=UTC)
    assert at.tzinfo is UTC


def test_the_second_reading_of_a_wall_time_is_not_asked_for() -> None:
    assert timetable.instant(date(2026, 10, 25), time(1, 30, fold=1), LONDON) == datetime(
        2026, 10, 25, 0, 30, tzinfo=UTC
    )


# Plans over time.


def a_plan(*walls: time, begins: date = date(2026, 1, 1)) -> DosePlan:
    version = Version(1, begins, Schedule.daily(AMOUNT, walls))
    return DosePlan(1, "plan", 1, datetime(2026, 1, 1, tzinfo=UTC), (version,))


minutes = st.integers(0, 24 * 60 - 1).map(lambda n: time(n // 60, n % 60))
schedules = st.lists(minutes, min_size=1, max_size=4, unique=True).map(lambda walls: Schedule.daily(AMOUNT, walls))


@st.composite
def scenes(draw: st.DrawFn) -> tuple[DosePlan, Places, datetime]:
    """Make a plan, its place, and a moment some days after it began, mostly near a change of that zone's clock."""
    found, name = draw(st.sampled_from(sorted(clocks().items(), key=lambda each: each[1])))
    change = draw(st.sampled_from(found))
    moment = (change.at + timedelta(minutes=draw(st.integers(-3 * 1440, 3 * 1440)))).replace(second=0)
    begins = moment.astimezone(ZoneInfo(name)).date() - draw(st.integers(0, 6)) * DAY
    days = [begins, *sorted(begins + n * DAY for n in draw(st.lists(st.integers(0, 12), max_size=3)))]
    versions = tuple(Version(n, day, draw(schedules)) for n, day in enumerate(days, start=1))
    return DosePlan(1, "plan", 1, moment, versions), Places(name), moment


def first_owed(plan: DosePlan, places: Places, moment: datetime) -> Occurrence:
    found = timetable.first_owed(plan, places, moment)
    assert found is not None
    return found


def due(plan: DosePlan, places: Places, since: datetime, until: datetime) -> list[Occurrence]:
    return [o for o, _ in timetable.owed_between(plan, places, since, until).due]


def names(owed: Sequence[Occurrence]) -> list[tuple[date, int]]:
    return [(o.day, o.turn) for o in owed]


def distinct(owed: Sequence[Occurrence]) -> bool:
    return len({o.at for o in owed}) == len(owed)


@settings(CALM, max_examples=150)
@given(scenes(), st.lists(st.integers(-4 * 1440, 4 * 1440), max_size=12))
def test_every_moment_belongs_to_one_dose_at_most(scene: tuple[DosePlan, Places, datetime], steps: list[int]) -> None:
    plan, places, moment = scene
    between = timetable.owed_between(plan, places, moment - 8 * DAY, moment + 8 * DAY)
    around = [o for o, _ in between.due]
    assert between.following == timetable.first_owed(plan, places, moment + 8 * DAY)
    spans = [timetable.span(plan, places, o) for o in around]
    for (o, end), span in zip(between.due, spans, strict=True):
        assert end == span.end
        assert o.at in span
        assert span.end not in span
        assert span.end - o.at <= timetable.LONGEST_REACH
        assert o.at - span.start <= timetable.LONGEST_REACH
    for (a, one), (b, other) in pairwise(zip(around, spans, strict=True)):
        # Two times that a spring gap throws together share their moment, and so their span.
        assert one.end <= other.start or a.at == b.at
    for step in steps:
        at = moment + timedelta(minutes=step)
        owners = [o for o, span in zip(around, spans, strict=True) if at in span]
        found = timetable.owner(plan, places, at)
        assert (found in owners) if owners else found is None
        assert len(owners) <= 1 or not distinct(owners)


@settings(CALM, max_examples=150)
@given(scenes(), st.lists(st.integers(0, 3000), max_size=10))
def test_walking_in_pieces_meets_each_dose_once(scene: tuple[DosePlan, Places, datetime], pieces: list[int]) -> None:
    plan, places, start = scene
    begun = timetable.instant(plan.versions[0].from_day, time(0, 0), places.zone_at(start)) - DAY
    moment = max(start, begun)
    pointer, walked = first_owed(plan, places, moment).at, list[Occurrence]()
    first = pointer
    for piece in pieces:
        moment += timedelta(minutes=piece)
        if pointer <= moment:
            walked += due(plan, places, pointer, moment)
            pointer = first_owed(plan, places, moment).at
        assert pointer > moment
    assert walked == due(plan, places, first, moment)
    assert len(set(names(walked))) == len(walked)
    assert names(walked) == sorted(names(walked))
    for day in {o.day for o in walked[1:-1]} - {o.day for o in (*walked[:1], *walked[-1:])}:
        turns = [turn for one, turn in names(walked) if one == day]
        assert turns == list(range(1, plan.times_on(day) + 1))


@settings(CALM, max_examples=100)
@given(scenes())
def test_what_comes_next_and_what_came_last_are_neighbours(scene: tuple[DosePlan, Places, datetime]) -> None:
    plan, places, moment = scene
    after, last = timetable.first_after(plan, places, moment), timetable.last_until(plan, places, moment)
    assert after is not None
    assert last is not None
    assert last.at <= moment < after.at
    again = timetable.last_until(plan, places, after.at), timetable.first_after(plan, places, last.at)
    assert {o.at for o in again if o} == {after.at}
    owed = first_owed(plan, places, moment)
    assert owed.day >= plan.versions[0].from_day
    assert owed == after or after.day < plan.versions[0].from_day
    for o in (after, owed):
        name = DoseName(plan.uid, o.day, o.turn, o.lap)
        assert timetable.named(plan, places, name) == (o if o.day >= plan.versions[0].from_day else None)


def test_nothing_is_owed_before_the_first_day_of_a_plan() -> None:
    plan = a_plan(time(8, 0), begins=date(2026, 12, 10))
    owed = first_owed(plan, HOME, datetime(2026, 12, 1, tzinfo=UTC))
    assert (owed.day, owed.turn) == (date(2026, 12, 10), 1)
    between = timetable.owed_between(plan, HOME, datetime(2026, 12, 1, tzinfo=UTC), datetime(2026, 12, 9, tzinfo=UTC))
    assert between == timetable.Owed([], owed)
    assert timetable.owner(plan, HOME, datetime(2026, 12, 9, 9, 0, tzinfo=UTC)) is None
    assert timetable.owner(plan, HOME, datetime(2026, 12, 9, 21, 0, tzinfo=UTC)) == owed
    assert timetable.named(plan, HOME, DoseName("plan", date(2026, 12, 9), 1, 1)) is None


def test_on_the_long_autumn_day_an_hour_belongs_to_no_dose() -> None:
    plan = a_plan(time(8, 0))
    owners = {
        hour: timetable.owner(plan, HOME, datetime(2026, 10, 24, hour, 30, tzinfo=LONDON)) for hour in (19, 20, 21)
    }
    assert {hour: o.day.day if o else None for hour, o in owners.items()} == {19: 24, 20: None, 21: 25}


def test_the_end_of_a_span_belongs_to_the_next_dose() -> None:
    plan = a_plan(time(8, 0), time(20, 0))
    morning, evening = timetable.on_day(plan, HOME, date(2026, 12, 1))
    assert timetable.span(plan, HOME, morning).end == datetime(2026, 12, 1, 14, 0, tzinfo=UTC)
    assert timetable.owner(plan, HOME, datetime(2026, 12, 1, 14, 0, tzinfo=UTC)) == evening
    assert timetable.owner(plan, HOME, datetime(2026, 12, 1, 13, 59, 59, tzinfo=UTC)) == morning
    assert "14:00" not in timetable.span(plan, HOME, morning)


def test_two_times_in_one_gap_are_two_doses_at_one_moment() -> None:
    plan = a_plan(time(1, 15), time(1, 45))
    owed = timetable.on_day(plan, HOME, date(2026, 3, 29))
    assert [o.turn for o in owed] == [1, 2]
    assert {o.at for o in owed} == {datetime(2026, 3, 29, 1, 0, tzinfo=UTC)}
    assert timetable.owner(plan, HOME, datetime(2026, 3, 29, 1, 0, tzinfo=UTC)) == owed[1]


# A change of plan.


def test_a_newer_version_wins_from_the_day_it_begins_on() -> None:
    plan = a_plan(time(8, 0))
    later = Version(2, date(2026, 12, 3), Schedule.daily(AMOUNT, [time(9, 0)]))
    sooner = Version(3, date(2026, 12, 2), Schedule.daily(AMOUNT, [time(10, 0)]))
    plan = plan.changed(later).changed(sooner)
    held = [plan.on(date(2026, 12, day)).number for day in (1, 2, 3, 4)]
    assert held == [1, 3, 3, 3]
    assert plan.on(date(2020, 1, 1)).number == 1


@pytest.mark.parametrize(
    ("now", "new", "asked", "begins"),
    [
        ("2026-12-01 07:00", (time(9, 0),), set(), 1),
        ("2026-12-01 07:00", (time(9, 0),), {2}, 3),  # tomorrow's was answered early
        ("2026-12-01 07:00", (time(9, 0),), {3}, 4),
        ("2026-12-01 07:00", (time(6, 0),), set(), 2),
        ("2026-12-01 08:00", (time(9, 0),), set(), 2),
        ("2026-12-01 07:59", (time(8, 0), time(20, 0)), set(), 1),
        ("2026-12-01 07:00", (time(9, 0),), {1}, 2),
        ("2026-12-01 21:00", (time(22, 0),), set(), 2),
    ],
)
def test_a_change_begins_today_only_where_the_whole_day_is_still_to_come(
    now: str, new: tuple[time, ...], asked: set[int], begins: int
) -> None:
    moment = datetime.fromisoformat(now).replace(tzinfo=LONDON)
    days = frozenset(date(2026, 12, day) for day in asked)
    assert timetable.begins(a_plan(time(8, 0)), HOME, Schedule.daily(AMOUNT, new), days, moment) == date(
        2026, 12, begins
    )


@settings(CALM, max_examples=120)
@given(scenes(), st.lists(st.tuples(st.integers(0, 2200), st.none() | schedules), max_size=12))
def test_changes_of_plan_neither_add_a_dose_to_a_day_nor_drop_one(
    scene: tuple[DosePlan, Places, datetime], steps: list[tuple[int, Schedule | None]]
) -> None:
    plan, places, now = scene
    plan = DosePlan(1, "plan", 1, now, plan.versions[:1])
    first = first_owed(plan, places, now)
    pointer, opened = first.at, dict[tuple[date, int], int]()
    for wait, schedule in [*steps, (4000, None)]:
        now += timedelta(minutes=wait)
        for o in due(plan, places, pointer, now):
            assert (o.day, o.turn) not in opened
            opened[o.day, o.turn] = o.version.number
        if schedule is not None:
            today = places.today(now)
            asked = frozenset(day for day, _ in opened if day >= today)
            begins = timetable.begins(plan, places, schedule, asked, now)
            plan = plan.changed(Version(len(plan.versions) + 1, begins, schedule))
        pointer = first_owed(plan, places, now).at
    lengths = {version.number: len(version.schedule.intakes) for version in plan.versions}
    days = sorted({day for day, _ in opened})
    assert days == [days[0] + n * DAY for n in range(len(days))]
    for day in days[1:-1]:
        held = {version for (one, _), version in opened.items() if one == day}
        assert len(held) == 1, "one version holds for the whole of a day"
        assert sorted(turn for one, turn in opened if one == day) == list(range(1, lengths[held.pop()] + 1))


# Names.


@settings(CALM)
@given(
    st.text("abcXYZ-_019", min_size=1, max_size=12), st.dates(date(2000, 1, 1)), st.integers(1, 9), st.integers(1, 2)
)
def test_a_doses_name_can_be_read_back_and_fits_a_button(uid: str, day: date, turn: int, lap: int) -> None:
    name = DoseName(uid, day, turn, lap)
    assert DoseName.read(str(name)) == name
    assert len(f"fix-had:{name}:202612010804".encode()) <= 64


@pytest.mark.parametrize(
    "text", ["", "plan", "plan.20261201.1", "plan.20261301.1.1", "plan.20261201.a.1", "a.b.20261201.1.1"]
)
def test_what_is_not_a_doses_name_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        DoseName.read(text)


def test_a_name_of_a_turn_that_is_not_planned_names_nothing() -> None:
    plan = a_plan(time(8, 0))
    assert timetable.named(plan, HOME, DoseName("plan", date(2026, 12, 1), 2, 1)) is None
    assert timetable.named(plan, HOME, DoseName("plan", date(2026, 12, 1), 1, 2)) is None


# Zones.


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Europe/London", "Europe/London"),
        ("europe/london", "Europe/London"),
        ("EUROPE/LONDON", "Europe/London"),
        ("  Europe/London ", "Europe/London"),
        ("london", "Europe/London"),
        ("new york", "America/New_York"),
        ("America/New York", "America/New_York"),
        ("buenos aires", None),  # two zones bear this city's name
        ("utc", "UTC"),
        ("EST", None),
        ("GMT", None),
        ("Etc/GMT+5", None),
        ("posix/Europe/London", None),
        ("right/Europe/London", None),
        ("../../etc/passwd", None),
        ("/etc/passwd", None),
        ("Europe/London\0", None),
        ("\0", None),
        ("", None),
        ("here", None),
    ],
)
def test_a_zone_is_known_by_its_place_alone(words: str, name: str | None) -> None:
    assert timetable.zone_named(words) == name


@settings(CALM)
@given(st.text())
def test_any_words_name_a_place_of_the_list_or_none(words: str) -> None:
    name = timetable.zone_named(words)
    assert name is None or name in timetable.zone_names().values()


def test_every_place_of_the_list_is_a_zone_and_finds_itself() -> None:
    for name in timetable.zone_names().values():
        assert timetable.zone_named(name.lower()) == name
        assert ZoneInfo(name).key == name
