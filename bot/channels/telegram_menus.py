"""Tells Telegram how azalea introduces itself: its menu and descriptions. Nothing waits for that."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from telegram import Bot, BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats
from telegram.error import TelegramError

from bot.channels.telegram_lacks import Lacks
from bot.messages import Introduction

PAUSES = (5.0, 60.0)  # seconds before the second try, and before the third


async def introduce(bot: Bot, how: Introduction, lacks: Lacks) -> None:
    """Set the menu and descriptions, and no menu in groups; what fails is tried three times, and then told once."""
    private, groups = BotCommandScopeAllPrivateChats(), BotCommandScopeAllGroupChats()
    left: Sequence[Callable[[], Awaitable[bool]]] = (
        lambda: bot.set_my_commands(how.private, private),
        lambda: bot.delete_my_commands(groups),
        lambda: bot.set_my_description(how.description),
        lambda: bot.set_my_short_description(how.short),
    )
    left, error = await _tried(left)
    for pause in PAUSES:
        if error is None:
            return
        await asyncio.sleep(pause)
        left, error = await _tried(left)
    if error is not None:
        lacks.tell(f"the menus or descriptions ({type(error).__name__})")


async def _tried(
    calls: Sequence[Callable[[], Awaitable[bool]]],
) -> tuple[Sequence[Callable[[], Awaitable[bool]]], TelegramError | None]:
    """Try each call, and return those that failed, and how the last one did."""
    failed, last = [], None
    for call in calls:
        try:
            await call()
        except TelegramError as error:
            failed.append(call)
            last = error
    return failed, last
