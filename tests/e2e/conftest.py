"""Processes that a test starts, none of which outlives it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.e2e.processes import Running


@pytest.fixture
def start() -> Iterator[Callable[..., Running]]:
    """Return what starts a command."""
    started: list[Running] = []

    def starting(*words: str, **more: str) -> Running:
        started.append(Running(*words, **more))
        return started[-1]

    yield starting
    for one in started:
        one.kill()
