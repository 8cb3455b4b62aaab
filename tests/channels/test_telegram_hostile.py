"""What no Telegram would hand over, changed at random: nothing of it may stop the poll, or be asked for for ever."""

from __future__ import annotations

import asyncio
import copy
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from bot.channels.telegram_polling import as_it_came, raw_of
from bot.channels.telegram_reading import read
from bot.messages import Incoming, Raw
from bot.store import inbox
from bot.store.engine import open_store
from tests.channels.conftest import Answer, Other, open_other, soon
from tests.channels.test_telegram_polling import polls_at
from tests.sandbox.conftest import START, Clock

MUTANTS = 600
SEED = 5
ANA = {"id": 7, "is_bot": False, "first_name": "Ana", "language_code": "en"}
ALONE = {"id": 7, "type": "private", "first_name": "Ana"}
PROMPT = {"message_id": 3, "from": {"id": 1, "is_bot": True}, "chat": ALONE, "date": 1, "text": "08:00. Your usual?"}
MESSAGE = {"message_id": 9, "from": ANA, "chat": ALONE, "date": 1, "text": "took it", "reply_to_message": PROMPT}
MEMBER = {"user": {"id": 1, "is_bot": True}, "status": "member"}
REAL: tuple[dict[str, Any], ...] = (
    {"message": MESSAGE},
    {"edited_message": MESSAGE | {"edit_date": 2}},
    {"callback_query": {"id": "42", "from": ANA, "message": PROMPT, "chat_instance": "1", "data": "had:1"}},
    {
        "message_reaction": {
            "chat": ALONE, "message_id": 3, "user": ANA, "date": 1,
            "old_reaction": [], "new_reaction": [{"type": "emoji", "emoji": "\U0001f44d"}],
        }
    },
    {
        "my_chat_member": {
            "chat": ALONE, "from": ANA, "date": 1,
            "old_chat_member": MEMBER, "new_chat_member": MEMBER | {"status": "kicked"},
        }
    },
)  # fmt: skip
ODD: tuple[Any, ...] = (
    None, True, False, 0, -1, 7, 2**63, -(2**80), 10**400, 1e308,
    float("nan"), float("inf"), "", " ", "7", "\x00", "\ud83d",
    "a" * 10_000, "\u202e\u200b", [], {}, [None], {"id": 7}, [[[]]], {"id": [], "type": {}}, ["\udc00"],
)  # fmt: skip


def places(thing: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the way to everything inside something."""
    inside = thing.items() if isinstance(thing, dict) else enumerate(thing) if isinstance(thing, list) else ()
    return [one for key, value in inside for one in [(*way, key), *places(value, (*way, key))]]


def mutated(update: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """Return an update with one to three things in it replaced, taken away, or put elsewhere."""
    update = copy.deepcopy(update)
    for _ in range(chance.randrange(1, 4)):
        ways = [way for way in places(update) if way[0] != "update_id"]
        if not ways:
            break
        way = chance.choice(ways)
        holder = update
        for step in way[:-1]:
            holder = holder[step]
        if chance.random() < 0.2:
            del holder[way[-1]]
        else:
            holder[way[-1]] = copy.deepcopy(chance.choice(ODD))
    return update


def mutants() -> list[dict[str, Any]]:
    chance = random.Random(SEED)  # noqa: S311 - drawn anew alike
    return [{"update_id": 100 + number} | mutated(chance.choice(REAL), chance) for number in range(MUTANTS)]


def reads(raw: Raw) -> Incoming | None:
    """Read something as azalea does; what is poison is put aside."""
    try:
        return read(raw)
    except (ValueError, RecursionError):
        return None


def server(waiting: list[dict[str, Any]]) -> Other:
    """Return a server that hands over what waits, as Telegram does."""

    async def get_updates(given: dict[str, Any]) -> Answer:
        offset = int(given.get("offset", 0))
        waiting[:] = [one for one in waiting if one["update_id"] >= offset]
        if not waiting:
            await asyncio.Event().wait()
        return 200, {"ok": True, "result": waiting[: int(given["limit"])]}

    return Other({"getUpdates": get_updates})


async def test_what_is_changed_at_random_is_stored_and_confirmed(clock: Clock, tmp_path: Path) -> None:
    waiting = mutants()
    numbers = [one["update_id"] for one in waiting]
    async with open_store(tmp_path / "data") as store:

        async def stores(raws: Sequence[Raw]) -> None:
            heard = [(raw, words.sender if (words := reads(raw)) else None) for raw in raws]
            await store.write(lambda conn: inbox.keep(conn, heard))

        async with open_other(server(waiting)) as other, polls_at(other, clock, stores) as poll:
            await soon(lambda: not waiting or poll.task.done(), within=20)
            assert not poll.task.done(), poll.task.exception()
    assert sorted({int(raw.key.partition("/")[0]) for raw in poll.heard}) == numbers
    words = [one for one in map(reads, poll.heard) if one is not None]
    assert len(words) > MUTANTS / 10
    for one in words:
        for text in (one.sender, one.chat, one.text, one.name, one.about or "", one.press or ""):
            assert isinstance(text, str)
            text.encode()


@pytest.mark.parametrize("number", [b"true", b"-5", b"6.0e400", b"9" * 5000, b'"6"', b"null"])
async def test_a_number_that_is_none_neither_ends_the_poll_nor_moves_it(
    clock: Clock, monkeypatch: pytest.MonkeyPatch, number: bytes
) -> None:
    monkeypatch.setattr("bot.channels.telegram_polling.FIRST_WAIT", 0.001)
    answers = [b'{"ok":true,"result":[{"update_id":' + number + b',"message":{}}]}'] * 2

    async def get_updates(given: dict[str, Any]) -> Answer:
        assert int(given.get("offset", 0)) >= 0
        return (200, answers.pop()) if answers else (200, {"ok": True, "result": [{"update_id": 8} | REAL[0]]})

    async with open_other(Other({"getUpdates": get_updates})) as other, polls_at(other, clock) as poll:
        await soon(lambda: poll.heard or poll.task.done())
        assert not poll.task.done(), poll.task.exception()
        assert poll.heard[0].key.partition("/")[0] == "8"
        assert as_it_came(b'{"update_id":' + number + b"}", clock.now()) is None


@pytest.mark.parametrize("date", [0, 1, 86_400, 4_102_444_800, int(START.timestamp()) - 3 * 86_400])
def test_a_date_that_cannot_be_counts_as_none(date: int) -> None:
    heard = read(raw_of({"update_id": 5, "message": MESSAGE | {"date": date}}, START))
    assert heard is not None
    assert heard.at == START
