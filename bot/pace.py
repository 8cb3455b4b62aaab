"""How fast a network may be spoken to: when the next message to a chat may leave. Knows no network by name.

Seconds here are those of a clock that only goes forward. Telegram's figures (core.telegram.org/bots/faq): about 30
messages a second in all, one a second in a chat with short bursts, 20 a minute in a group.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from bot.messages import Rates

MINUTE = 60.0
KEPT = 10_000  # chats that are remembered; those whose time is over are forgotten beyond that


@dataclass(slots=True)
class _Bucket:
    """Turns *gap* seconds apart, of which *burst* may come at once. *full* is when it holds all of them again.

    `over` is when nothing of the past counts any more; so below.
    """

    gap: float
    burst: int
    full: float = 0.0

    def free_at(self, at: float) -> float:
        return max(at, self.full - (self.burst - 1) * self.gap)

    def over(self) -> float:
        return self.full

    def take(self, at: float) -> None:
        self.full = max(self.full, at) + self.gap


@dataclass(slots=True)
class _Window:
    """At most so many turns in any minute: as many as *taken* remembers."""

    taken: deque[float]

    def free_at(self, at: float) -> float:
        return at if len(self.taken) < (self.taken.maxlen or 0) else max(at, self.taken[0] + MINUTE)

    def over(self) -> float:
        return self.taken[-1] + MINUTE if self.taken else 0.0

    def take(self, at: float) -> None:
        self.taken.append(at)


Turns = tuple[_Bucket | _Window, ...]


class Pace:
    """Tells how long to wait. A chat's turn and the network's are taken apart: a slow chat holds up no other."""

    def __init__(self, rates: Rates) -> None:
        """Begin with all turns free."""
        self._rates = rates
        self._all = _Bucket(1 / rates.a_second, rates.burst)
        self._chats: dict[str, Turns] = {}

    def free_in(self, chat: str, at: float) -> float:
        """Return in how many seconds a chat has a turn, without taking it."""
        free = [one.free_at(at) for one in self._chats.get(chat, ())]
        return max([at, *free]) - at

    def take(self, chat: str, at: float) -> None:
        """Take the turn of a chat at a moment."""
        for one in self._chats.get(chat) or self._new(chat, at):
            one.take(at)

    def turn(self, at: float) -> float:
        """Take the network's next turn, and return when it is."""
        free = self._all.free_at(at)
        self._all.take(free)
        return free

    def _new(self, chat: str, at: float) -> Turns:
        if len(self._chats) >= KEPT:
            self._chats = {
                known: turns for known, turns in self._chats.items() if any(one.over() > at for one in turns)
            }
        turns: Turns = (_Bucket(self._rates.chat_gap, self._rates.chat_burst),)
        if chat.startswith(self._rates.group_begins):
            turns += (_Window(deque(maxlen=self._rates.group_a_minute)),)
        self._chats[chat] = turns
        return turns
