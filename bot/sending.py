"""One message to one chat: waits for its turn, hands it to its channel, and says how the attempt ended.

not sent    it waits, until the network said or a little longer each time
ambiguous   it is said once more, marked; a change of a bubble is not, for the next change says all
permanent, refused   it ended; nobody can be told there, or not this
moved       it is sent to the new address at once

A picture is drawn just before it leaves; a message whose picture fails leaves without.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.care.charts import Captions, Chart
from bot.care.doses import Dose, Ladder
from bot.drawing.drawer import Drawer, DrawingFailed
from bot.messages import Ambiguous, Channel, ChannelStopped, Moved, NotSent, Outgoing, Permanent, Refused
from bot.pace import Pace
from bot.store import outbox as rows
from bot.store.posting import End, Letter

FIRST_PAUSE = timedelta(seconds=1)
LONGEST_PAUSE = timedelta(minutes=1)
REPEAT_PROMPT = timedelta(minutes=2)  # long enough for an answer to the first one to come in
REPEAT_ANSWER = timedelta(seconds=10)
LONGEST_TURN = 5.0  # seconds that a message waits in memory; for a later turn it waits in its row

Draw = Callable[[Chart, Captions], Awaitable[bytes]]  # raises DrawingFailed

log = logging.getLogger(__name__)


def next_try(attempt: int, now: datetime) -> datetime:
    """Return when to try again after the *attempt*-th failure: 1, 2, 4 ... seconds, a minute at most."""
    pause: timedelta = FIRST_PAUSE * 2.0 ** min(attempt - 1, 10)
    return now + min(pause, LONGEST_PAUSE)


@dataclass(frozen=True, slots=True)
class Prompted:
    """What a prompt is: the dose as it was when it was claimed, its rung, and the ladder that goes on from there."""

    dose: Dose
    rung: int
    ladder: Ladder


@dataclass(frozen=True, slots=True)
class Ready:
    """A letter in words."""

    letter: Letter
    out: Outgoing
    buttons: dict[str, object] | None
    asked: Prompted | None


@dataclass(frozen=True, slots=True)
class Sent:
    """How one attempt ended, and what the channel said besides: *gone*, that nothing can be said there any more."""

    ready: Ready
    end: End
    moved_to: str | None = None
    gone: bool = False
    stopped: ChannelStopped | None = None


class Sending:
    """Sends, chat by chat, at the pace that each channel asks for."""

    def __init__(self, channels: Mapping[str, Channel], draw: Draw | None = None) -> None:
        """Take the channels by name, and what draws pictures."""
        self.channels = dict(channels)
        self._paces = {name: Pace(one.can.rates) for name, one in channels.items() if one.can.rates is not None}
        self._draw = draw or Drawer().draw
        self._held: dict[tuple[str, str], datetime] = {}  # chats that a network asked to leave alone until then

    async def chat(self, letters: Sequence[Ready], now: datetime) -> list[Sent]:
        """Send what goes to one chat, in order: what stands behind one that could not leave waits with it."""
        sent: list[Sent] = []
        for one in letters:
            before = sent[-1].end if sent else None
            if before is not None and is_stuck(before):
                sent.append(Sent(one, replace(before, letter=one.letter, repeats=one.letter.repeats)))
            else:
                sent.append(await self._one(one, now))
        return sent

    async def _one(self, ready: Ready, now: datetime) -> Sent:
        letter = ready.letter
        turn = await self._turn(letter, now)
        channel = self.channels.get(letter.channel)
        if turn > now or channel is None:  # not its turn yet, or it stopped while this one waited
            return Sent(ready, _waits(letter, now, turn))
        try:
            receipt = await channel.send(await self._drawn(ready))
        except NotSent as error:
            if error.retry_at is not None:
                self._held[letter.channel, letter.chat] = error.retry_at
            return Sent(ready, _waits(letter, now, error.retry_at or next_try(letter.attempt, now)))
        except Ambiguous:
            return Sent(ready, _perhaps(ready, now))
        except Permanent:
            log.warning("account %s cannot be reached, outbox %s", letter.account_id, letter.id)
            return Sent(ready, End(letter, rows.FAILED, now), gone=True)
        except Refused:
            log.warning("outbox %s was refused", letter.id)
            return Sent(ready, End(letter, rows.FAILED, now))
        except Moved as error:
            again = now if letter.attempt == 1 else next_try(letter.attempt, now)
            return Sent(ready, _waits(letter, now, again), moved_to=error.address)
        except ChannelStopped as error:
            self.channels.pop(letter.channel, None)
            return Sent(ready, _waits(letter, now, now), stopped=error)
        except Exception as error:  # noqa: BLE001 - one message must not stop the others; what it did is not known
            log.error("outbox %s broke its channel: %s", letter.id, type(error).__name__)  # noqa: TRY400 - no traceback
            return Sent(ready, _perhaps(ready, now))
        return Sent(ready, End(letter, rows.SENT, now, ref=receipt.ref, buttons=ready.buttons))

    async def _drawn(self, ready: Ready) -> Outgoing:
        """Return what is to be sent, with its picture drawn; where that fails, the channel shows it in letters."""
        picture = ready.out.picture
        if picture is None:
            return ready.out
        try:
            body = await self._draw(picture.chart, picture.captions)
        except DrawingFailed as error:
            log.warning("outbox %s goes without its picture: %s", ready.letter.id, error)
            return ready.out
        return replace(ready.out, picture=replace(picture, body=body))

    async def _turn(self, letter: Letter, now: datetime) -> datetime:
        """Wait for the turn of a letter and return *now*; where that is too long to wait for, return when it is."""
        held = self._held.get((letter.channel, letter.chat), now)
        if held > now:
            return held
        self._held.pop((letter.channel, letter.chat), None)
        pace = self._paces.get(letter.channel)
        if pace is None:
            return now
        clock = asyncio.get_running_loop().time
        wait = pace.free_in(letter.chat, clock())
        if wait > LONGEST_TURN:
            return now + timedelta(seconds=wait)
        pace.take(letter.chat, clock() + wait)
        if wait > 0:
            await asyncio.sleep(wait)
        # The turn among all chats is taken only now, so that a slow chat holds up no other.
        wait = pace.turn(clock()) - clock()
        if wait > 0:
            await asyncio.sleep(wait)
        return now


def is_stuck(end: End) -> bool:
    """Tell whether a letter could not leave; one that may have arrived waits to be repeated, and holds up none."""
    return end.state == rows.WAITING and end.repeats == end.letter.repeats


def _waits(letter: Letter, now: datetime, again: datetime) -> End:
    return End(letter, rows.WAITING, now, not_before=again, repeats=letter.repeats)


def _perhaps(ready: Ready, now: datetime) -> End:
    letter = ready.letter
    if letter.repeats or letter.edits is not None:
        return End(letter, rows.SENT, now, buttons=ready.buttons)
    again = now + (REPEAT_ANSWER if letter.about is None else REPEAT_PROMPT)
    return End(letter, rows.WAITING, now, not_before=again, repeats=True)
