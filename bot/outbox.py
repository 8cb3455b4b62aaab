"""THE ONE WAY OUT: claims what is owed, checks it once more, sends, tries again, gives up aloud.

At least once: what may have arrived is said once more, marked as a repeat. Decides nothing about doses but that a
prompt left.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot import unasked
from bot.care import doses as rules
from bot.letters import Letters
from bot.messages import Channel, ChannelStopped
from bot.sending import REPEAT_PROMPT, Prompted, Ready, Sending, Sent, is_stuck
from bot.store import doses, posting, reaching
from bot.store import outbox as rows
from bot.store.engine import Store
from bot.store.posting import Claim, End, Letter
from bot.views import View, is_lost, stale, views_of
from bot.wording import Wording

BATCH = 250
PACED = 50  # at most under way where a network asks for a pace: some two seconds of it
IN_FLIGHT = 64
TOGETHER = 0.05  # seconds
CLAIM_FOR = timedelta(minutes=1)

log = logging.getLogger(__name__)


class Outbox:
    """Sends what is to be said."""

    def __init__(self, store: Store, channels: Mapping[str, Channel], wording: Wording) -> None:
        """Keep the store, the channels by name and the words; this run's claims carry a name of their own."""
        self._store = store
        self._sending = Sending(channels)
        # Few at a time where they leave one by one: an answer is not to wait behind hundreds of reminders.
        paced = any(one.can.rates for one in channels.values())
        self._most = PACED if paced else BATCH
        # What waits in memory for its turn is said twice after a kill, though it never left.
        self._each = 1 if paced else BATCH
        self._letters = Letters(wording, {name: one.can for name, one in channels.items()})
        self._run = secrets.token_hex(8)
        self._gate = asyncio.Semaphore(IN_FLIGHT)
        self._under_way: dict[asyncio.Task[list[Sent]], set[int]] = {}  # with the accounts they go to
        self._nudged = asyncio.Event()
        self._ends: list[Sent] = []  # of what is no longer under way, and is not written down yet
        self._resting = False

    @property
    def channels(self) -> list[str]:
        """Return the channels that can still send."""
        return list(self._sending.channels)

    async def adopt(self, now: datetime) -> None:
        """Take over what was left half sent. Each may have arrived, so each is marked.

        What is under way here is left alone, however long ago it was claimed: a clock may jump, or run fast.
        """
        busy = self._busy() | {one.end.letter.account_id for one in self._ends}
        await self._store.write(lambda conn: self._adopt(conn, now, busy))

    def _busy(self) -> set[int]:
        return {account for accounts in self._under_way.values() for account in accounts}

    def _adopt(self, conn: Connection, now: datetime, busy: Collection[int]) -> None:
        left_over = [one for one in posting.orphans(conn, self._run, now) if one.account_id not in busy]
        posting.adopt(conn, left_over, [now if one.about is None else now + REPEAT_PROMPT for one in left_over])
        # A prompt that can no longer be repeated may have arrived: its dose was asked about, as far as is known.
        over = [one for one in left_over if one.rung and one.valid_until is not None and one.valid_until <= now]
        asked = doses.by_ids(conn, [one.about for one in over if one.about])
        doses.save_all(conn, [rules.seen(asked[one.about or 0], one.rung or 0) for one in over])

    async def post(self, now: Callable[[], datetime]) -> None:
        """Send until nothing is owed and nothing is under way; what comes up meanwhile is sent as well.

        A message that hangs holds up its own chat alone. Raises ChannelStopped when a channel can send no more.
        """
        stopped: ChannelStopped | None = None
        try:
            while self._sending.channels or self._under_way or self._ends:
                await self._turn(now(), begins=stopped is None and not self._resting)
                if not self._under_way:
                    break
                self._ends = await self._ended()
                stopped = stopped or next((end.stopped for end in self._ends if end.stopped is not None), None)
        finally:
            self._ends = []
            for task in self._under_way:
                task.cancel()
            self._under_way.clear()
            self._letters.forget()
        if stopped is not None:
            raise stopped

    def rest(self, *, rests: bool) -> None:
        """Begin to send nothing more, or go on; what is under way goes on to its end."""
        self._resting = rests
        self.nudge()

    def nudge(self) -> None:
        """Tell that there may be more to send, while it is waited for what is under way."""
        self._nudged.set()

    async def nudged(self) -> None:
        """Wait until there may be more to send."""
        await self._nudged.wait()
        self._nudged.clear()

    async def _turn(self, now: datetime, *, begins: bool) -> None:
        """Write down what ended, claim what is owed to chats that nothing is under way to, and begin to send it."""
        busy, ends = self._busy(), self._ends

        def write(conn: Connection) -> list[Ready]:
            self._finish(conn, ends, now)
            return self._claim(conn, now, busy) if begins else []

        ready = await self._store.write(write) if ends or begins else []
        self._ends = []
        chats: dict[tuple[str, str], list[Ready]] = {}
        for one in ready:
            chats.setdefault((one.letter.channel, one.letter.chat), []).append(one)
        for letters in chats.values():
            task = asyncio.create_task(self._send(letters, now))
            self._under_way[task] = {one.letter.account_id for one in letters}

    async def _send(self, letters: Sequence[Ready], now: datetime) -> list[Sent]:
        async with self._gate:
            return await self._sending.chat(letters, now)

    async def _ended(self) -> list[Sent]:
        """Wait until something that is under way ended, or there is more to send; return how it ended."""
        self._nudged.clear()
        nudged = asyncio.create_task(self._nudged.wait())
        try:
            await asyncio.wait({*self._under_way, nudged}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            nudged.cancel()
        # Most end at about the same time, and are written down in one transaction.
        done, _ = await asyncio.wait(self._under_way, timeout=TOGETHER)
        over = [task for task in self._under_way if task in done]
        for task in over:
            del self._under_way[task]
        return [end for task in over for end in task.result()]

    def _claim(self, conn: Connection, now: datetime, busy: Collection[int]) -> list[Ready]:
        room = self._most - len(self._under_way)
        if room <= 0:
            return []
        claim = Claim(self._run, now, now + CLAIM_FOR)
        ready: list[Ready] = []
        while not ready:  # what is dropped leaves room for what stands behind it
            letters = posting.claim(conn, list(self._sending.channels), claim, room, self._each, busy)
            if not letters:
                break
            ready = self._to_send(conn, letters, now)
        return ready

    def _to_send(self, conn: Connection, letters: Sequence[Letter], now: datetime) -> list[Ready]:
        """Return in words those that are to be sent; the others are done with."""
        views = views_of(conn, letters)
        ready = []
        for letter, view in zip(letters, views, strict=True):
            if view is None or not (letter.body or letter.rung):
                log.error("outbox %s: what it is about cannot be read", letter.id)
                posting.finish(conn, [End(letter, rows.FAILED, now)], self._run)
                continue
            ready += self._alone(conn, letter, view, now)
        return ready

    def _alone(self, conn: Connection, letter: Letter, view: View, now: datetime) -> list[Ready]:
        """Return a letter in words, if it is to be sent; one that fails, fails alone."""
        try:
            return self._checked(conn, letter, view, now)
        except Exception as error:  # noqa: BLE001 - the others are to be sent
            log.error("outbox %s cannot be said: %s", letter.id, type(error).__name__)  # noqa: TRY400 - no traceback
            posting.finish(conn, [End(letter, rows.FAILED, now)], self._run)
            return []

    def _checked(self, conn: Connection, letter: Letter, view: View, now: datetime) -> list[Ready]:
        dose = view.doses.get(letter.about or 0)
        if stale(letter, view, now) or not self._can(letter):
            if is_lost(letter, now):
                unasked.lost(conn, letter.circle_id or 0, letter.body, now)
            posting.finish(conn, [End(letter, rows.DROPPED, now)], self._run)
            return []
        if letter.repeats and letter.rung and dose is not None and rules.put_off(dose):
            # It did arrive: someone put the next one off.
            doses.save(conn, rules.seen(dose, letter.rung))
            shown = self._letters.worded(conn, letter, view, now).buttons
            posting.finish(conn, [End(letter, rows.SENT, now, buttons=shown)], self._run)
            return []
        return [self._letters.worded(conn, letter, view, now)]

    def _can(self, letter: Letter) -> bool:
        return letter.edits is None or self._sending.channels[letter.channel].can.edits

    def _finish(self, conn: Connection, ends: Sequence[Sent], now: datetime) -> None:
        if not ends:
            return
        posting.finish(conn, [one.end for one in ends], self._run)
        for one in ends:
            if is_stuck(one.end):
                posting.hold_back(conn, one.end)
            if one.moved_to is not None:
                reaching.move_account(conn, one.end.letter.account_id, one.moved_to)
        gone = {one.end.letter.account_id for one in ends if one.gone}
        if gone:
            reaching.lose(conn, gone, now)
        reaching.reach(conn, {one.end.letter.account_id for one in ends if one.end.ref and one.end.letter.unreached})
        left = [one.ready.asked for one in ends if one.end.state == rows.SENT]
        _left(conn, [asked for asked in left if asked is not None], now)


def _left(conn: Connection, prompts: Sequence[Prompted], now: datetime) -> None:
    """Move the ladder of each dose whose prompt left."""
    if not prompts:
        return
    # Someone may have answered while the prompt was on its way.
    stand = doses.as_they_stand(conn, [one.dose for one in prompts])
    for one in prompts:
        stand[one.dose.id] = rules.left(stand[one.dose.id], one.rung, now, one.ladder)
    doses.save_all(conn, list(stand.values()))
