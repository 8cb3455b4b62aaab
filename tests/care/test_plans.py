"""Amounts and plans: what a box says, and nothing else."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest

from bot.care.plans import DosePlan, Part, Schedule, Version, tablets, total_mg

ONE = (Part(Decimal(1), Decimal(50)),)


@pytest.mark.parametrize("count", ["0.25", "0.5", "0.75", "1", "1.5", "12.25"])
def test_a_count_of_tablets_is_made_of_quarters(count: str) -> None:
    assert Part(Decimal(count), Decimal(50)).count == Decimal(count)


@pytest.mark.parametrize("count", ["0", "-1", "0.3", "1.1", "0.125"])
def test_other_counts_are_refused(count: str) -> None:
    with pytest.raises(ValueError, match="quarters"):
        Part(Decimal(count), Decimal(50))


@pytest.mark.parametrize("strength", ["0", "-25"])
def test_a_strength_is_positive(strength: str) -> None:
    with pytest.raises(ValueError, match="milligrams"):
        Part(Decimal(1), Decimal(strength))


def test_the_only_arithmetic_is_strength_times_count() -> None:
    amount = (Part(Decimal("1.5"), Decimal(50)), Part(Decimal(1), Decimal("12.5")))
    assert total_mg(amount) == Decimal("87.5")
    assert tablets(amount) == Decimal("2.5")


@pytest.mark.parametrize("walls", [(time(20), time(8)), (time(8), time(8))])
def test_times_are_sorted_and_differ(walls: tuple[time, ...]) -> None:
    with pytest.raises(ValueError, match="sorted"):
        Schedule(ONE, walls)


def test_a_schedule_has_an_amount_and_a_time() -> None:
    with pytest.raises(ValueError, match="at least one"):
        Schedule((), (time(8),))
    with pytest.raises(ValueError, match="at least one"):
        Schedule(ONE, ())


def test_a_change_leaves_the_old_version_as_it_was() -> None:
    first = Version(1, date(2026, 12, 1), Schedule(ONE, (time(8),)))
    second = Version(2, date(2026, 12, 2), Schedule(ONE, (time(9),)))
    plan = DosePlan(1, "plan", 1, datetime(2026, 12, 1, tzinfo=UTC), (first,))
    changed = plan.changed(second)
    assert plan.versions == (first,)
    assert changed.versions == (first, second)
    assert [changed.on(date(2026, 12, day)) for day in (1, 2, 3)] == [first, second, second]
