"""THE ONE WAY IN: what is heard is stored, then worked in order, tried three times, put aside, wiped.

Does not know what anything means: `answer` does, and is handed in.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType

from sqlalchemy import Connection

from bot.messages import Channel, Incoming, Raw
from bot.store import inbox as rows
from bot.store.engine import Store
from bot.store.inbox import Heard

TRIES = 3
TOGETHER = 32  # messages in one transaction: few enough that nothing else waits for long

Answer = Callable[[Connection, Incoming, str, datetime], str | None]

log = logging.getLogger(__name__)


def place(error: BaseException) -> str:
    """Return the type of an error and where it was raised: all that may be logged of it, for it may quote people."""
    at = "?"
    trace: TracebackType | None = error.__traceback__
    while trace is not None:
        at = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return f"{type(error).__name__} at {at}"


class Inbox:
    """Takes in what channels hear and has it answered."""

    def __init__(self, store: Store, channels: Mapping[str, Channel], answer: Answer, apologise: Answer) -> None:
        """Keep the store, the channels by name, and what answers and what apologises."""
        self._store = store
        self._channels = channels
        self._answer = answer
        self._apologise = apologise

    async def hear(self, raws: Sequence[Raw]) -> None:
        """Store what came in. Returns after the commit: only then may a channel confirm it to its network."""
        heard = [(raw, self._sender(raw)) for raw in raws]
        await self._store.write(lambda conn: rows.keep(conn, heard))

    def _sender(self, raw: Raw) -> str | None:
        # Only to seal it under the right key; what cannot be read is put aside when its turn comes, and told then.
        try:
            words = self._channels[raw.channel].read(raw)
        except Exception:  # noqa: BLE001 - poison, as in `_read`
            return None
        return words.sender if words else None

    async def work(self) -> None:
        """Act on everything that was heard, in the order it came."""
        names = list(self._channels)
        more = True
        while more:
            new = await self._store.read(lambda conn: rows.new(conn, names, TOGETHER))
            more = len(new) == TOGETHER
            known = [(heard, words) for heard in new if (words := await self._read(heard)) is not None]
            # To have it on the disk takes as long for many as for one; what fails among others is tried alone.
            if len(known) > 1 and await self._act_on_all(known):
                continue
            for heard, words in known:
                await self._act_on_one(heard, words)

    async def _read(self, heard: Heard) -> Incoming | None:
        """Return what was said; what says nothing is done with, or put aside."""
        state = rows.DONE
        try:
            words = self._channels[heard.raw.channel].read(heard.raw)
        except Exception as error:  # noqa: BLE001 - poison: whatever it is, it must not hold up the others
            log.warning("inbox %s put aside, unreadable: %s", heard.id, place(error))
            words, state = None, rows.ASIDE
        if words is None:
            await self._store.write(lambda conn: rows.finish(conn, heard.id, state))
        return words

    async def _act_on_all(self, known: Sequence[tuple[Heard, Incoming]]) -> bool:
        try:
            said = await self._store.write(lambda conn: [self._act(conn, heard, words) for heard, words in known])
        except Exception:  # noqa: BLE001 - each is tried alone, and logged there
            return False
        told = zip(known, said, strict=True)
        await asyncio.gather(*(self._acknowledge(heard, words, toast) for (heard, words), toast in told))
        return True

    async def _acknowledge(self, heard: Heard, words: Incoming, toast: str | None) -> None:
        await self._channels[heard.raw.channel].acknowledge(words, toast)

    async def _act_on_one(self, heard: Heard, words: Incoming) -> None:
        for attempt in range(heard.attempts + 1, TRIES + 1):
            try:
                said = await self._store.write(lambda conn: self._act(conn, heard, words))
            except Exception as error:  # noqa: BLE001 - one message must not stop the others; it is tried again, then told
                log.error("inbox %s: %s", heard.id, place(error))  # noqa: TRY400 - a traceback would quote people
                if attempt < TRIES:
                    await self._store.write(lambda conn: rows.try_again(conn, heard.id))
            else:
                await self._acknowledge(heard, words, said)
                return
        await self._give_up(heard, words)

    def _act(self, conn: Connection, heard: Heard, words: Incoming) -> str | None:
        # What was written while azalea was off counts from when it was written.
        said = self._answer(conn, words, heard.name, words.at)
        rows.finish(conn, heard.id)
        return said

    async def _give_up(self, heard: Heard, words: Incoming) -> None:
        await self._store.write(lambda conn: rows.finish(conn, heard.id, rows.ASIDE))
        try:
            await self._store.write(lambda conn: self._apologise(conn, words, heard.name, words.at))
        except Exception as error:  # noqa: BLE001 - who cannot even be told must not hold up the others
            log.error("inbox %s, not told: %s", heard.id, place(error))  # noqa: TRY400 - a traceback would quote people
