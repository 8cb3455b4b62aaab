"""How long a message waits for its turn: never more than the network takes, and a slow chat holds up no other."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import pace
from bot.messages import Rates
from bot.pace import Pace

RATES = Rates(a_second=25, burst=5, chat_gap=1, chat_burst=3, group_a_minute=18, group_begins="-")


def left(chats: list[tuple[str, float]], rates: Rates = RATES) -> list[tuple[str, float]]:
    """Send to chats, each from a moment on, as `Sending` does; return when each left."""
    turns = Pace(rates)
    moments = []
    for chat, at in chats:
        free = at + turns.free_in(chat, at)
        turns.take(chat, free)
        moments.append((chat, free))
    return [(chat, turns.turn(at)) for chat, at in sorted(moments, key=lambda one: one[1])]


def most_within(moments: list[float], seconds: float) -> int:
    """Return how many there are at most in any window of so many seconds."""
    moments = sorted(moments)
    return max(sum(begin <= one < begin + seconds for one in moments) for begin in moments)


CHATS = st.lists(
    st.tuples(st.sampled_from(["1", "2", "3", "-1", "-2"]), st.floats(0, 90, allow_nan=False)), min_size=1, max_size=120
)


@settings(max_examples=60, deadline=None)
@given(CHATS, st.sampled_from([2, pace.KEPT]))
def test_never_more_than_the_network_takes(chats: list[tuple[str, float]], kept: int) -> None:
    chats = sorted(chats, key=lambda one: one[1])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pace, "KEPT", kept)
        moments = left(chats)
    assert most_within([at for _, at in moments], 0.999) <= RATES.a_second + RATES.burst
    assert most_within([at for _, at in moments], 9.999) <= 10 * RATES.a_second + RATES.burst
    for chat in {chat for chat, _ in chats}:
        turns = Pace(RATES)
        own = []
        for at in (at for name, at in chats if name == chat):
            own.append(at + turns.free_in(chat, at))
            turns.take(chat, own[-1])
        assert most_within(own, 9.999) <= 10 + RATES.chat_burst
        if chat.startswith("-"):
            assert most_within(own, 59.999) <= RATES.group_a_minute
        assert own == sorted(own)


def test_thirty_a_second_is_never_passed() -> None:
    moments = [at for _, at in left([(str(number), 0.0) for number in range(200)])]
    assert most_within(moments, 0.999) <= 30
    assert moments == sorted(moments)
    assert max(moments) == pytest.approx(195 / 25)


def test_a_chat_gets_a_few_at_once_and_then_one_a_second() -> None:
    own = [at for _, at in left([("1", 0.0)] * 6)]
    assert own == pytest.approx([0, 0.04, 0.08, 1, 2, 3], abs=0.1)


def test_a_group_gets_no_more_in_a_minute() -> None:
    own = [at for _, at in left([("-1", 0.0)] * 20)]
    assert own[17] == pytest.approx(15)
    assert own[18] >= 60


def test_what_was_taken_counts_as_long_as_it_has_to_however_many_chats_there_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pace, "KEPT", 2)
    turns = Pace(RATES)
    for _ in range(17):
        turns.take("-1", 0.0)
    turns.take("1", 20.0)
    turns.take("2", 20.0)
    turns.take("3", 20.0)
    turns.take("-1", 21.0)
    assert turns.free_in("-1", 21.0) == 39.0


def test_chats_whose_time_is_over_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "KEPT", 10)
    turns = Pace(RATES)
    for number in range(1000):
        turns.take(str(number), number * 10.0)
    assert len(turns._chats) <= 10
