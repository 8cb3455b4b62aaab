"""How often the bot may write: about what Telegram says in its FAQ, which leaves the exact numbers open.

One a second in a chat with short bursts, 20 a minute in a group, 30 a second in all. What is refused costs nothing.
A fetch that asks for the same again at once is slowed down, as Telegram does.
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass, field

from bot.sandbox.refusals import too_many

BURST = 5  # in one chat
IN_ALL = 30  # a second
IN_A_GROUP = 20  # a minute
MINUTE = 60.0
SAME_AGAIN = 3.0  # seconds: a fetch of the same offset within them waits as long
SAME_AT_ONCE = 0.5  # seconds: a fetch of the same offset within them gets one update


@dataclass(slots=True)
class Bucket:
    """Holds *size* messages and gets *a_second* back."""

    size: float
    a_second: float
    left: float
    since: float

    def wait(self, now: float) -> float:
        """Return for how long nothing fits, in seconds."""
        self.left = min(self.size, self.left + max(now - self.since, 0.0) * self.a_second)
        self.since = now
        return max(1.0 - self.left, 0.0) / self.a_second


@dataclass(slots=True)
class Limits:
    """What was written lately, by timestamp. Switched off, all is allowed."""

    on: bool
    _all: Bucket | None = None
    _chats: dict[int, Bucket] = field(default_factory=dict)
    _groups: dict[int, deque[float]] = field(default_factory=dict)
    _fetched: tuple[int, float] = (0, 0.0)

    def spend(self, chat: int, now: float) -> None:
        """Count one message or edit in a chat. Raises Refused."""
        if not self.on:
            return
        self._all = self._all or Bucket(IN_ALL, IN_ALL, IN_ALL, now)
        buckets = [self._all, self._chats.setdefault(chat, Bucket(BURST, 1, BURST, now))]
        wait = max(one.wait(now) for one in buckets)
        lately = self._groups.setdefault(chat, deque())
        while lately and lately[0] <= now - MINUTE:
            lately.popleft()
        if chat < 0 and len(lately) >= IN_A_GROUP:
            wait = max(wait, lately[0] + MINUTE - now)
        if wait > 0:
            raise too_many(math.ceil(wait))
        for one in buckets:
            one.left -= 1
        if chat < 0:
            lately.append(now)

    def fetch(self, offset: int, now: float, limit: int, seconds: int) -> tuple[int, int]:
        """Return how many updates a fetch gets and how long it waits, in seconds."""
        before, when = self._fetched
        self._fetched = offset, now
        if not self.on or offset != before:
            return limit, seconds
        slow = max(seconds, int(SAME_AGAIN)) if now < when + SAME_AGAIN else seconds
        return (1 if now < when + SAME_AT_ONCE else limit), slow
