"""What tests of the conversation do again and again with a chat."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from bot.channels.console_channel import NAME, address_of
from bot.conversation import other_amount
from bot.conversation.routing import PRESSED
from bot.conversation.talk import open_talk
from bot.messages import Incoming
from bot.store import people
from bot.wiring import read_desk


async def planned(open_chat: Callable[..., Any], plan: str = "1 x 50 mg at 08:00") -> Any:
    """Return a chat on Tue 1 Dec 2026 at noon, with a plan, and today's dose answered."""
    chat = await open_chat(datetime(2026, 11, 30, 19, 40))
    await chat.set_up(plan)
    await chat.until(datetime(2026, 12, 1, 8, 1))
    await chat.says("took it")
    await chat.until(datetime(2026, 12, 1, 12, 0))
    return chat


async def pressed(chat: Any, label: str) -> str:
    """Press a choice of the last message by its label, and return what is said."""
    last = chat.channel.sent[-1]
    mark = next(mark for mark, button in zip(last.marks, last.buttons, strict=True) if button.label == label)
    return "\n".join(await chat.says(mark))


def data_of(chat: Any, label: str) -> str:
    """Return what a button of the last message carries."""
    found: str = next(button.data for button in chat.channel.sent[-1].buttons if button.label == label)
    return found


async def pressed_late(chat: Any, data: str) -> str:
    """Press a button that carries *data*, however old, and return what is said; empty where it fits no longer."""
    said: list[str] = []
    act, _, rest = data.partition(":")

    def press(conn: Connection) -> None:
        where = address_of(chat.name)
        talk = open_talk(conn, Incoming(NAME, where, where, chat.name, "", chat.clock.now()), chat.clock.now(), DESK)
        found = PRESSED[act](talk, rest) if act in PRESSED else other_amount.below_a_dose(talk, act, rest)
        said.extend(one.text for one in found or [])

    await chat.azalea._store.write(press)
    return "\n".join(said)


async def keep_for(chat: Any, name: str) -> None:
    """Let Ana be the keeper of somebody without an account."""

    def work(conn: Connection) -> None:
        account = people.account(conn, NAME, address_of(chat.name))
        assert account is not None
        assert account.person_id is not None
        keeper, circle = people.person(conn, account.person_id), people.circle_of(conn, account.person_id)
        people.keep(conn, keeper, circle, name, chat.clock.now())

    await chat.azalea._store.write(work)


DESK = read_desk()
