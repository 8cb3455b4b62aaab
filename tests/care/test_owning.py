"""Which dose is meant: the one whose time it is; where two fit, or none, it is a question."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from bot.care import owning
from bot.care.owning import Fit
from bot.care.places import Places
from bot.care.plans import DosePlan, Part, Schedule, Version
from bot.care.timetable import Occurrence, Span

LONDON = ZoneInfo("Europe/London")
HOME = Places("Europe/London")
AMOUNT = (Part(Decimal(1), Decimal(50)),)
MORNING, EVENING = time(8, 0), time(20, 0)


def a_plan(*walls: time, begins: date = date(2026, 11, 1)) -> DosePlan:
    since = datetime(2026, 11, 1, tzinfo=UTC)
    return DosePlan(1, "plan", 1, since, (Version(1, begins, Schedule.daily(AMOUNT, walls)),))


ONCE, TWICE = a_plan(MORNING), a_plan(MORNING, EVENING)


def moment(local: str) -> datetime:
    return datetime.fromisoformat(f"2026-12-{local}").replace(tzinfo=LONDON).astimezone(UTC)


def spoken(fits: Sequence[Fit]) -> list[str]:
    """Say fits as "day wall", with a question mark after one that is to be asked about."""
    return [f"{fit.occurrence.day:%d} {fit.occurrence.wall:%H:%M}{'' if fit.sure else '?'}" for fit in fits]


def nothing(_: Occurrence) -> bool:
    return False


def those(*names: str) -> owning.Settled:
    return lambda o: f"{o.day:%d} {o.wall:%H:%M}" in names


@pytest.mark.parametrize(
    ("plan", "now", "settled", "meant"),
    [
        (ONCE, "02 08:00", nothing, ["02 08:00"]),
        (ONCE, "02 19:59", nothing, ["02 08:00"]),
        (ONCE, "02 08:05", those("02 08:00"), ["02 08:00"]),  # settled: it is told, nothing is changed
        (ONCE, "02 07:00", those("01 08:00"), ["02 08:00"]),  # early
        (ONCE, "02 07:00", nothing, ["01 08:00", "02 08:00"]),  # yesterday's is open as well
        (ONCE, "02 07:00", those("02 08:00"), ["02 08:00"]),
        (ONCE, "02 21:00", nothing, ["02 08:00", "03 08:00"]),  # the evening before: a question
        (ONCE, "02 21:00", those("02 08:00"), ["02 08:00", "03 08:00"]),  # and still one
        (ONCE, "02 21:00", those("03 08:00"), ["03 08:00"]),
        (TWICE, "02 08:05", nothing, ["02 08:00"]),
        (TWICE, "02 13:59", nothing, ["02 08:00"]),
        (TWICE, "02 14:00", nothing, ["02 08:00", "02 20:00"]),
        (TWICE, "02 15:00", those("02 08:00"), ["02 08:00", "02 20:00"]),  # so early that it may be the first one again
        (TWICE, "02 17:59", those("02 08:00"), ["02 08:00", "02 20:00"]),
        (TWICE, "02 18:00", those("02 08:00"), ["02 20:00"]),
        (TWICE, "02 20:00", nothing, ["02 20:00"]),
        (TWICE, "03 01:00", nothing, ["02 20:00"]),  # after midnight, and still the evening's
        (TWICE, "03 02:30", those("02 20:00"), ["02 20:00", "03 08:00"]),
        (TWICE, "03 06:30", those("02 20:00"), ["03 08:00"]),
        (TWICE, "03 02:30", nothing, ["02 20:00", "03 08:00"]),
        (a_plan(MORNING, begins=date(2026, 12, 2)), "02 07:00", nothing, ["02 08:00"]),  # there is none before
        (
            a_plan(MORNING, begins=date(2026, 12, 3)),
            "02 21:00",
            nothing,
            ["03 08:00?"],
        ),  # tomorrow's, on the eve of a plan
        (a_plan(MORNING, begins=date(2026, 12, 5)), "02 08:05", nothing, []),
    ],
)
def test_words_without_a_time_are_about(plan: DosePlan, now: str, settled: owning.Settled, meant: list[str]) -> None:
    fits = owning.just_now(plan, HOME, moment(now), settled)
    assert spoken(fits) == meant
    assert {fit.at for fit in fits} <= {moment(now)}


@pytest.mark.parametrize(
    ("plan", "readings", "now", "settled", "meant", "had"),
    [
        (ONCE, [time(7, 15)], "02 08:04", nothing, ["02 08:00"], "02 07:15"),
        (ONCE, [time(7, 15), time(19, 15)], "02 08:04", nothing, ["02 08:00"], "02 07:15"),  # 19:15 is to come
        (ONCE, [time(7, 15), time(19, 15)], "02 19:30", nothing, ["02 08:00"], "02 19:15"),
        (ONCE, [time(8, 15)], "02 08:04", nothing, ["01 08:00?"], "01 08:15"),  # not yet: yesterday's
        (ONCE, [time(23, 0)], "02 08:04", nothing, ["02 08:00?"], "01 23:00"),  # whose time it was
        (ONCE, [time(23, 0)], "02 08:04", those("02 08:00"), ["02 08:00"], "01 23:00"),
        (ONCE, [time(7, 15)], "02 08:04", those("02 08:00"), ["02 08:00"], "02 07:15"),
        (TWICE, [time(8, 0), time(20, 0)], "02 20:05", nothing, ["02 20:00", "02 08:00"], "02 20:00"),
        (TWICE, [time(8, 0), time(20, 0)], "02 20:05", those("02 08:00"), ["02 20:00"], "02 20:00"),
        (TWICE, [time(8, 0), time(20, 0)], "02 20:05", those("02 20:00"), ["02 08:00"], "02 08:00"),
        (TWICE, [time(8, 0), time(20, 0)], "02 20:05", those("02 08:00", "02 20:00"), ["02 20:00"], "02 20:00"),
        (TWICE, [time(1, 0)], "03 08:30", nothing, ["02 20:00"], "03 01:00"),
        (TWICE, [time(21, 0)], "03 08:30", nothing, ["02 20:00?"], "02 21:00"),
        (a_plan(MORNING, begins=date(2026, 12, 2)), [time(7, 0)], "02 06:30", nothing, [], None),
        (a_plan(MORNING, begins=date(2026, 12, 3)), [time(21, 0)], "02 21:30", nothing, ["03 08:00?"], "02 21:00"),
        (a_plan(MORNING, begins=date(2026, 12, 9)), [time(7, 0)], "02 08:00", nothing, [], None),
    ],
)
def test_words_with_a_time_are_about(  # noqa: PLR0913, PLR0917 - each is a fact of its own
    plan: DosePlan, readings: list[time], now: str, settled: owning.Settled, meant: list[str], had: str | None
) -> None:
    fits = owning.at_clock(plan, HOME, readings, moment(now), settled)
    assert spoken(fits) == meant
    if had is not None:
        assert fits[0].at == moment(had)


def test_a_second_reading_for_the_same_dose_is_kept_for_a_button() -> None:
    (fit,) = owning.at_clock(ONCE, HOME, [time(7, 15), time(19, 15)], moment("02 19:30"), nothing)
    assert (fit.at, fit.other) == (moment("02 19:15"), moment("02 07:15"))


def test_what_has_not_come_yet_never_counts() -> None:
    for hour in range(24):
        for fit in owning.at_clock(TWICE, HOME, [time(hour), time((hour + 12) % 24)], moment("02 10:30"), nothing):
            assert fit.at <= moment("02 10:30")


@pytest.mark.parametrize(
    ("said", "near"),
    [
        (["01 07:30", "02 07:30", "03 07:30"], ["02 07:30"]),
        (["02 07:30", "02 19:30"], ["02 19:30", "02 07:30"]),
        (["02 07:30", "02 22:30"], ["02 07:30"]),
        (["02 21:30", "03 07:30"], ["02 21:30"]),
        (["03 21:30"], []),
        (["03 23:30"], []),
    ],
)
def test_a_time_said_of_one_dose_is_of_its_own_time_or_soon_after(said: list[str], near: list[str]) -> None:
    own = Span(moment("01 20:00"), moment("02 20:00"))
    found = owning.near(own, [moment(one) for one in said], moment("03 22:00"))
    assert found == tuple(moment(one) for one in near)


@pytest.mark.parametrize(
    ("wall", "part", "fits"),
    [
        (time(4), "morning", True),
        (time(3, 59), "morning", False),
        (time(12), "afternoon", True),
        (time(17), "evening", True),
        (time(16, 59), "evening", False),
        (time(20), "night", True),
    ],
)
def test_a_part_of_the_day_narrows_which_dose_is_meant(wall: time, part: str, fits: bool) -> None:  # noqa: FBT001
    assert owning.is_in_part(wall, part) is fits
