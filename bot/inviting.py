"""Makes the codes that let people start. Each is shown once: only its hash is kept."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.care import joining
from bot.channels.telegram_greeting import NoBot, bot_name, link
from bot.settings import Settings
from bot.settings_reading import BadSettings
from bot.store import codes
from bot.store.engine import write_beside

USUAL = timedelta(days=30)  # for so long a code works, where nobody said


async def invite(settings: Settings, uses: int, last: date | None, now: datetime) -> str:
    """Make a code that lets *uses* people start, up to the end of its *last* day here; return how it is handed out.

    azalea may be running. Raises BadSettings, BadStore and BadKey.
    """
    zone = ZoneInfo(settings.zone or "UTC")
    last = last or now.astimezone(zone).date() + USUAL
    ends_at = joining.end_of(last, zone)
    if ends_at <= now:
        raise BadSettings(f"--until takes a day that is not over yet: {last} is.")
    code = _fresh()
    await write_beside(
        settings.data, settings.key_file, lambda conn: codes.add(conn, joining.hashed(code), uses, now, ends_at)
    )
    people = "one person" if uses == 1 else f"{uses} people"
    return f"{await _with_link(settings, code)}\nFor {people}, until the end of {last}. It is not shown again."


async def invite_owner(settings: Settings, keep: Callable[[str], Awaitable[bool]]) -> str | None:
    """Make the code for whoever starts azalea for the first time, and return how it is handed out.

    *keep* takes its hash, and tells whether that was kept; if not, there was a code before, and None is returned.
    """
    code = _fresh()
    return await _with_link(settings, code) if await keep(joining.hashed(code)) else None


def _fresh() -> str:
    return joining.spelled(secrets.token_bytes(joining.BYTES))


async def _with_link(settings: Settings, code: str) -> str:
    """Return a code, and the link that brings it where Telegram says what the bot is called."""
    if settings.telegram is None:
        return code
    try:
        name = await bot_name(settings.telegram.token, settings.telegram.api)
    except NoBot:
        return code
    return f"{code}\n{link(name, joining.bare(code))}"
