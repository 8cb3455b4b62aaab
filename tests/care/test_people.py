"""Who may do what."""

from __future__ import annotations

import pytest

from bot.care.people import Circle, Person, Right, may

CIRCLE = Circle(1, "circle", 7, "Ana")


@pytest.mark.parametrize("right", list(Right))
def test_the_patient_has_every_right_and_nobody_else_has_one(right: Right) -> None:
    assert may(Person(7, "Ana"), right, CIRCLE)
    assert not may(Person(8, "Ana"), right, CIRCLE)
