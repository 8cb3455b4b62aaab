"""Runs azalea: the bell, and the loops that hear, work and send side by side. Decides nothing."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
import signal
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bot.care.joining import Join
from bot.channels.console_channel import ConsoleChannel, this_terminal
from bot.messages import ChannelStopped, Raw
from bot.serving import keep, serve, until_left
from bot.settings import Settings
from bot.settings_reading import BadSettings
from bot.settings_telegram import API, TOKEN, Telegram
from bot.store import rotating
from bot.store.database_file import FILE_NAME, BadStore, check_file
from bot.store.engine import open_store
from bot.wiring import Azalea, Clock, open_azalea, read_desk, settle_in

if TYPE_CHECKING:
    from bot.sandbox.server import Sandbox

HOST = "127.0.0.1"  # a webhook listens here alone: what ends https stands before it
STOPS = (signal.SIGINT, signal.SIGTERM)

# What whoever starts azalea is told.
PAGE = """Open {address} in a browser: a Telegram on this machine alone, with azalea on it.
Press Start there and answer by tapping. Once a plan is saved, press "See it now" for its first reminder."""
STAYS = """What is said stays in {folder}. Ctrl-C stops it.
Programs act there as people, with JSON: bot/sandbox/acting.py lists the ways."""
AHEAD = "The clock there stands at {at:%a %d %b %Y %H:%M} UTC, ahead of this machine's, where it was left."
AZALEA_THERE = "azalea runs on Telegram, at {api}. Ctrl-C stops it."
TO_START = """Nothing else runs here. To start azalea on it, in another terminal:
  {token} {api} azalea run"""
OWNER_CODE = """Whoever writes to the bot needs a code. This one is yours. It works once, and is not shown again:
{code}
For other people: azalea invite"""

A_MOMENT = timedelta(minutes=1)  # a clock that is less ahead was not set

Tell = Callable[[str], None]  # says something to whoever started azalea

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Trial:
    """How to try azalea here: the port of the local Telegram (0 takes a free one), and how fast time goes by.

    *server_only*: without azalea.
    """

    port: int
    speed: float
    server_only: bool


async def chat(settings: Settings, name: str) -> None:
    """Talk with the person at this terminal until they leave; reminders arrive meanwhile."""
    clock = Clock()
    terminal = this_terminal()
    channel = ConsoleChannel(terminal, name, clock.now, _outside(settings.data))
    channels = {channel.name: channel}
    opened = open_azalea(settings.data, channels, settings.key_file, settings.zone, overlay=settings.overlay)
    async with opened as azalea:
        settle_in()

        async def hear(raws: Sequence[Raw]) -> None:
            await azalea.hear(raws)
            await azalea.settle(clock.now())

        with contextlib.suppress(ChannelStopped):  # the terminal is gone, and with it whom to tell
            terminal.greet(read_desk(settings.overlay).wording.plain("opening").text)
            await azalea.settle(clock.now())
            await until_left(azalea, channel.listen(hear), keep(azalea, clock))
            await azalea.settle(clock.now())


def _outside(folder: Path) -> Path:
    """Return where files for the person are left: where they are, but never in the data folder."""
    here, data = Path.cwd(), folder.resolve()
    return data.parent if here.is_relative_to(data) else here


async def run(settings: Settings, tell: Tell) -> bool:
    """Run azalea on every channel that is set up, until it is told to stop. False: the last channel stopped before.

    Raises BadSettings, BadStore, BadKey and BadContent.
    """
    with _told_to_stop() as told:
        return await _run(settings, Clock(), told, tell)


async def sandbox(settings: Settings, trial: Trial, tell: Tell) -> bool:
    """Run a local Telegram and azalea on it, until it is told to stop. False: azalea stopped before.

    Raises BadSettings, BadStore, BadKey and BadContent.
    """
    clock = Clock(trial.speed, _stood_at(settings.data))
    with _told_to_stop() as told:
        hands = None if trial.server_only else Hands(clock)
        async with _town(settings, clock, trial.port, hands) as town:
            tell(PAGE.format(address=town.address))
            if clock.now() - clock.machine() > A_MOMENT:
                tell(AHEAD.format(at=clock.now()))
            tell(STAYS.format(folder=settings.data))
            if trial.server_only:
                tell(TO_START.format(token=f"{TOKEN}={town.token}", api=f"{API}={town.address}"))
                return await told.wait()
            there = replace(settings, telegram=Telegram(town.token, town.address))
            return await _run(there, clock, told, tell, hands)


class Hands:
    """What people who try azalea may do with its clock, and with the sandbox's, which is the same."""

    def __init__(self, clock: Clock) -> None:
        """Hold *clock*; what is owed is known once azalea is there."""
        self._clock = clock
        self.azalea: Azalea | None = None

    @property
    def speed(self) -> float:
        """How fast time goes by."""
        return self._clock.speed

    def turn(self, speed: float) -> None:
        """Go on at another speed."""
        self._clock.turn(speed)

    async def leap(self, to: datetime) -> None:
        """Be at a later moment at once: between two steps, for what is under way would look as if it hung."""
        async with contextlib.AsyncExitStack() as resting:
            if self.azalea is not None:
                await resting.enter_async_context(self.azalea.resting())
            self._clock.leap(max(to, self._clock.now()))  # it went on while it was waited for

    def machine(self) -> datetime:
        """Return the time of the machine, which nobody sets."""
        return self._clock.machine()

    async def coming(self) -> datetime | None:
        """Return when azalea has something to do next."""
        return None if self.azalea is None else await self.azalea.next_owed()


def _stood_at(folder: Path) -> datetime | None:
    from bot.sandbox.state_file import BadState, stood_at  # noqa: PLC0415 - a talk here does not need it

    try:
        return stood_at(folder)
    except BadState as error:
        raise BadStore(str(error)) from error


@asynccontextmanager
async def _town(settings: Settings, clock: Clock, port: int, hands: Hands | None) -> AsyncIterator[Sandbox]:
    from bot.sandbox.server import open_sandbox  # noqa: PLC0415 - a talk here does not need it
    from bot.sandbox.state_file import BadState  # noqa: PLC0415

    async with contextlib.AsyncExitStack() as opened:
        try:
            town = await opened.enter_async_context(
                open_sandbox(settings.data, clock.now, port, limits=hands is None, clockwork=hands)
            )
        except BadState as error:
            raise BadStore(str(error)) from error
        except OSError as error:
            taken = error.errno == errno.EADDRINUSE
            what = "is taken" if taken else f"cannot be used ({error.strerror})"
            raise BadSettings(f"Port {port} {what}: name another one with --port.") from error
        yield town


async def _run(settings: Settings, clock: Clock, told: asyncio.Event, tell: Tell, hands: Hands | None = None) -> bool:
    telegram = settings.ready()
    # These take megabytes that a talk here does not need.
    from bot import inviting  # noqa: PLC0415
    from bot.channels.telegram_channel import RATES, open_telegram  # noqa: PLC0415
    from bot.channels.telegram_webhook import Address  # noqa: PLC0415

    door = settings.door(telegram)
    told_of, hook = read_desk(settings.overlay).wording.introduction(), telegram.webhook
    where = Address(hook.public, HOST, hook.port, hook.secret) if hook else None
    rates = RATES if hands is None else None  # a trial spares no network, and answers each tap at once
    opening = open_telegram(telegram.token, telegram.api, clock.now, webhook=where, introduction=told_of, rates=rates)
    async with opening as channel:
        channels = {channel.name: channel}
        opened = open_azalea(settings.data, channels, settings.key_file, settings.zone, door, overlay=settings.overlay)
        async with opened as azalea:
            settle_in()
            channel.ran_until(await azalea.ran_until())
            if hands is None:
                tell(AZALEA_THERE.format(api=telegram.api))
            else:
                hands.azalea = azalea
            if door.join is Join.CODE:
                keep = partial(azalea.keep_first_code, now=clock.now())
                if code := await inviting.invite_owner(settings, keep):
                    tell(OWNER_CODE.format(code=code))
            return await _until_told(serve(azalea, channels, clock), told)


@contextlib.contextmanager
def _told_to_stop() -> Iterator[asyncio.Event]:
    """Let SIGTERM and Ctrl-C set an event, as long as the block lasts."""
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for one in STOPS:
        loop.add_signal_handler(one, told.set)
    try:
        yield told
    finally:
        for one in STOPS:
            loop.remove_signal_handler(one)


async def _until_told(work: Coroutine[None, None, None], told: asyncio.Event) -> bool:
    """Run a work until it ends, or until it is told to stop: then it ends between two steps. Tell whether it was told.

    Raises what the work raised.
    """
    working, waiting = asyncio.create_task(work), asyncio.create_task(told.wait())
    await asyncio.wait({working, waiting}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    working.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await working
    return told.is_set()


async def rotate(folder: Path, key_file: Path | None, tell: rotating.Tell) -> str:
    """Seal everything in *folder* with a new key, and return where that lies. Raises BadStore and BadKey."""
    check_file(folder / FILE_NAME)
    async with open_store(folder, key_file) as store:
        await rotating.rotate(store, tell)
        return str(store.key.path)
