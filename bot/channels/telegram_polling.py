"""Asks Telegram for what came in, for ever: a batch is stored before the next question confirms it.

    409   another program, or a webhook, takes the updates: sending is held at once, and it is asked again after 5
          seconds, then 15, then 60; the third within five minutes stops the channel
    401   stops the channel
    else  it is asked again after a fifth of a second, then ever later, up to half a minute: a server that is not
          there yet is waited for

A webhook that is left over is taken away first. The first question, and one after a failure, waits for nothing: all is
well, once it is answered.

What was pressed lives 150 seconds at Telegram, what was typed a day (telegram-bot-api, Client.cpp): where azalea heard
nothing for longer than two minutes, it is told of that, behind what came in after all.

What cannot even be read as JSON is asked for once more one by one, and stored as it came: it is put aside like any
other poison, and holds up nothing behind it.
"""

from __future__ import annotations

import asyncio
import json
import logging
import re
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from telegram.error import Conflict, TelegramError

from bot.channels.telegram_fate import UNAUTHORIZED
from bot.channels.telegram_lacks import Lacks
from bot.channels.telegram_reading import NAME, WANTED, silence
from bot.channels.telegram_wire import Lost, TooMany, Unauthorized, Unreached, Wire
from bot.messages import ChannelStopped, Hear, Raw

POLL = 30  # seconds that Telegram may wait for something to come
PATIENCE = 10.0  # seconds more that an answer may take: one that is silent for longer is given up, and asked again
MOST = 100  # updates in an answer
AT_ONCE = 1.0  # seconds: an empty answer that comes sooner did not wait for anything
PAUSE = 1.0  # seconds until a server that does not wait is asked again
FIRST_WAIT, LONGEST_WAIT = 0.2, 30.0  # seconds
CONFLICT_WAITS = (5.0, 15.0, 60.0)  # seconds
CONFLICTS_WITHIN = timedelta(minutes=5)
LOST_AFTER = timedelta(seconds=120)  # without an answer, from which on a press may be gone
ID = re.compile(rb'"update_id"\s*:\s*(\d{1,18})(?![\d.eE])')

CONFLICT = "Another program takes this bot's messages: stop it, or give azalea a bot of its own."

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Batch:
    """What came in one answer, and the id behind which the next is asked for."""

    raws: Sequence[Raw]
    next_id: int | None


class Polling:
    """One long poll after the other.

    *held*: another one takes the updates, so nothing may be sent. *began* is set once the first answer is there.
    *heard_at* is when Telegram answered last, before this run as well where that is known. *lacks* is what this Bot API
    does not do.
    """

    def __init__(self, address: str, wire: Wire, now: Callable[[], datetime]) -> None:
        """Take the *address* of the bot, its token included, a pool of its own, and what tells the time."""
        self._address = address
        self._wire = wire
        self._now = now
        self._next_id: int | None = None
        self._conflicts: deque[datetime] = deque(maxlen=len(CONFLICT_WAITS))
        self._failures = 0
        self._silent = True  # no answer since the last question
        self._alone = False  # no webhook takes the updates, as far as is known
        self.held = False
        self.lacks = Lacks()
        self.heard_at: datetime | None = None
        self.began = asyncio.Event()

    async def listen(self, hear: Hear) -> None:
        """Hand over all that comes, for ever. Raises ChannelStopped."""
        while True:
            asked, waits = asyncio.get_running_loop().time(), not self._silent
            try:
                await self._end_webhook()
                batch = await self._ask(MOST)
            except TelegramError as error:
                self._silent = True
                await asyncio.sleep(self._wait(error))
                continue
            self.held, self._failures = False, 0
            if raws := [*batch.raws, *self._silence()]:
                await hear(raws)
            elif waits and asyncio.get_running_loop().time() - asked < AT_ONCE:
                self.lacks.tell("it does not wait for messages to come, so it is asked once a second")
                await asyncio.sleep(PAUSE)
            self._next_id = batch.next_id
            self.began.set()

    def _silence(self) -> list[Raw]:
        """Return the silence that an answer has just ended, if presses may be gone with it."""
        # An answer may take as long as it likes, and a clock may run fast: only what failed is a silence.
        now, since, was_silent = self._now(), self.heard_at, self._silent
        self.heard_at, self._silent = now, False
        return lost(since, now) if was_silent else []

    async def _end_webhook(self) -> None:
        """Take away a webhook that is left over, and leave what waits in it. Raises TelegramError."""
        if self._alone:
            return
        try:
            await self._wire.fetch(f"{self._address}/deleteWebhook", {}, PATIENCE)
        except (Unauthorized, Unreached):
            raise
        except TelegramError as error:  # a server without webhooks has none to take away
            log.info("a webhook was not taken away: %s", type(error).__name__)
        self._alone = True

    def _wait(self, error: TelegramError) -> float:
        """Return how many seconds to wait after an error. Raises ChannelStopped."""
        match error:
            case Unauthorized():
                raise ChannelStopped(UNAUTHORIZED)
            case Conflict():
                return self._conflict()
        self._failures += 1
        return later(self._failures, error)

    def _conflict(self) -> float:
        self.held = True
        self._conflicts.append(self._now())
        full = len(self._conflicts) == len(CONFLICT_WAITS)
        if full and self._conflicts[-1] - self._conflicts[0] < CONFLICTS_WITHIN:
            raise ChannelStopped(CONFLICT)
        log.warning("another program takes this bot's messages: nothing is sent until it stops")
        return CONFLICT_WAITS[len(self._conflicts) - 1]

    async def _ask(self, most: int) -> Batch:
        """Ask for up to *most* updates. Raises TelegramError."""
        asked: dict[str, Any] = {
            "timeout": 0 if self._silent else POLL,
            "limit": most,
            "allowed_updates": json.dumps(WANTED),
        }
        if self._next_id is not None:
            asked["offset"] = self._next_id
        payload = await self._wire.fetch(f"{self._address}/getUpdates", asked, POLL + PATIENCE)
        try:
            raws = [raw_of(update, self._now()) for update in json.loads(payload)["result"]]
        except (ValueError, RecursionError, KeyError, TypeError):
            return await self._apart(payload, most)
        return Batch(raws, _after(raws[-1]) if raws else self._next_id)

    async def _apart(self, payload: bytes, most: int) -> Batch:
        """Get what cannot be read alone, and keep it as it came."""
        if most > 1:
            return await self._ask(1)
        alone = as_it_came(payload, self._now())
        if alone is None:
            message = "an answer without updates"
            raise Lost(message)
        return Batch([alone], _after(alone))


def lost(since: datetime | None, now: datetime) -> list[Raw]:
    """Return that Telegram was not heard since then, if presses may be gone with it; None: that is not known."""
    return [silence(since, now)] if since is not None and now - since > LOST_AFTER else []


def later(failures: int, error: TelegramError) -> float:
    """Return how many seconds to wait after so many failures in a row, of which *error* is the last."""
    if isinstance(error, TooMany) and error.seconds is not None:
        return error.seconds
    if failures == 1:
        log.warning("the Bot API cannot be asked: %s; it is tried again", type(error).__name__)
    return float(min(FIRST_WAIT * 2 ** min(failures - 1, 10), LONGEST_WAIT))


def one_of(payload: bytes, at: datetime) -> Raw | None:
    """Return an update that came alone, or None where nothing tells which one it is."""
    try:
        return raw_of(json.loads(payload), at)
    except (ValueError, RecursionError, KeyError, TypeError):
        return as_it_came(payload, at)


def as_it_came(payload: bytes, at: datetime) -> Raw | None:
    """Return what cannot be read, to be put aside when its turn comes; None where not even its number is there."""
    named = ID.search(payload)
    return kept(int(named[1]), payload.decode(errors="replace"), at) if named else None


def raw_of(update: Mapping[str, Any], at: datetime) -> Raw:
    """Return an update as it is stored, however it came. Raises KeyError and TypeError where it is none."""
    number = update["update_id"]
    if isinstance(number, bool) or not isinstance(number, int) or number < 0:  # below 0 an offset means another thing
        raise TypeError
    return kept(number, json.dumps(update), at)


def kept(number: int, text: str, at: datetime) -> Raw:
    """Return something that came, by its number.

    After a quiet week Telegram counts from anywhere: the same number may come again, but not with the same words.
    """
    return Raw(NAME, f"{number}/{sha256(text.encode()).hexdigest()[:16]}", {"update": text}, at)


def _after(raw: Raw) -> int:
    return int(raw.key.partition("/")[0]) + 1
