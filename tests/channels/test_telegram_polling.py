"""The long poll: what came is stored before it is confirmed, and each kind of trouble is met in its own way."""

from __future__ import annotations

import asyncio
import json
import logging
from collections import deque
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.channels import telegram_polling
from bot.channels.telegram_polling import Polling
from bot.channels.telegram_reading import WANTED, read
from bot.channels.telegram_wire import Wire
from bot.messages import ChannelStopped, Hear, Heard, Raw
from tests.channels.conftest import TOKEN, Answer, Other, open_other, soon
from tests.sandbox.conftest import Clock, Town

NOTHING: Answer = (200, {"ok": True, "result": []})
CONFLICT: Answer = (409, {"ok": False, "error_code": 409, "description": "Conflict: terminated by other getUpdates"})
UNAUTHORIZED: Answer = (401, {"ok": False, "error_code": 401, "description": "Unauthorized"})


def came(*numbers: int) -> Answer:
    return 200, {"ok": True, "result": [an_update(number) for number in numbers]}


def an_update(number: int, text: str = "hello") -> dict[str, Any]:
    person = {"id": 7, "is_bot": False, "first_name": "Ana"}
    chat = {"id": 7, "type": "private"}
    return {"update_id": number, "message": {"message_id": 1, "from": person, "chat": chat, "date": 1, "text": text}}


@dataclass
class Script:
    """A server that answers getUpdates with one thing after the other, and then waits."""

    answers: deque[Answer]

    async def get_updates(self, _given: dict[str, Any]) -> Answer:
        if not self.answers:
            await asyncio.Event().wait()
        return self.answers.popleft()


@dataclass
class Poll:
    """A polling under way, and all that it heard."""

    other: Other
    polling: Polling
    task: asyncio.Task[None]
    heard: list[Raw]

    def offsets(self) -> list[str | None]:
        return [given.get("offset") for given in self.other.called("getUpdates")]

    def texts(self) -> list[str]:
        return [words.text for raw in self.heard if (words := read(raw)) is not None]


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Let no wait between two questions last, and return how long each would have been."""
    asked: list[float] = []

    async def at_once(seconds: float) -> None:
        asked.append(seconds)
        await asyncio.sleep(0)

    class Quick:
        """asyncio, as the polling knows it."""

        sleep = staticmethod(at_once)

        def __getattr__(self, name: str) -> Any:
            return getattr(asyncio, name)

    monkeypatch.setattr(telegram_polling, "asyncio", Quick())
    return asked


async def stores(_raws: Sequence[Raw]) -> None:
    """Store what came, in no time."""


@asynccontextmanager
async def polls(clock: Clock, *answers: Answer, webhooks: bool = False) -> AsyncIterator[Poll]:
    script = Script(deque(answers))
    other = Other({"getUpdates": script.get_updates})
    if webhooks:
        other.methods["deleteWebhook"] = nothing
    async with open_other(other), polls_at(other, clock) as poll:
        yield poll


async def nothing(_given: dict[str, Any]) -> Answer:
    return 200, {"ok": True, "result": True}


@asynccontextmanager
async def polls_at(other: Other, clock: Clock, store: Hear = stores) -> AsyncIterator[Poll]:
    wire = Wire(1, other.address)
    await wire.initialize()
    polling = Polling(f"{other.address}/bot{TOKEN}", wire, clock.now)
    heard: list[Raw] = []

    async def hear(raws: Sequence[Raw]) -> None:
        heard.extend(raws)
        await store(raws)

    task = asyncio.create_task(polling.listen(hear))
    try:
        yield Poll(other, polling, task, heard)
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await wire.shutdown()


async def test_the_next_question_confirms_the_last_of_what_was_stored(clock: Clock) -> None:
    async with polls(clock, came(5, 6, 7), came(8)) as poll:
        await soon(lambda: len(poll.offsets()) == 3)
        assert poll.offsets() == [None, "8", "9"]
        asked = poll.other.called("getUpdates")[1]
        assert json.loads(asked["allowed_updates"]) == list(WANTED)
        assert (asked["limit"], asked["timeout"]) == ("100", "30")


async def test_nothing_is_confirmed_before_it_is_stored(clock: Clock) -> None:
    stored = asyncio.Event()

    async def takes_long(_raws: Sequence[Raw]) -> None:
        await stored.wait()

    script = Script(deque([came(5)]))
    other = Other({"getUpdates": script.get_updates})
    async with open_other(other), polls_at(other, clock, takes_long) as poll:
        await soon(lambda: poll.heard)
        assert poll.offsets() == [None]
        stored.set()
        await soon(lambda: poll.offsets() == [None, "6"])


async def test_what_cannot_be_stored_is_not_confirmed_and_ends_the_listening(clock: Clock) -> None:
    async def fails(_raws: Sequence[Raw]) -> None:
        raise BlockingIOError

    script = Script(deque([came(5)]))
    other = Other({"getUpdates": script.get_updates})
    async with open_other(other), polls_at(other, clock, fails) as poll:
        with pytest.raises(BlockingIOError):
            await poll.task
        assert poll.offsets() == [None]


async def test_numbers_that_begin_again_are_followed(clock: Clock) -> None:
    async with polls(clock, came(900), came(3, 4)) as poll:
        await soon(lambda: len(poll.offsets()) == 3)
        assert poll.offsets() == [None, "901", "5"]


async def test_the_same_number_with_other_words_is_something_else(clock: Clock) -> None:
    other_words = 200, {"ok": True, "result": [an_update(5, "took it")]}
    async with polls(clock, came(5), came(5), other_words) as poll:
        await soon(lambda: len(poll.heard) == 3)
        first, again, other = (raw.key for raw in poll.heard)
        assert first == again != other


@pytest.mark.parametrize(
    "poison",
    [
        b'{"ok":true,"result":[{"update_id":6,"message":' + b"[" * 100_000 + b"]" * 100_000 + b"}]}",
        b'{"ok":true,"result":[{"update_id":6,"message":{"text":"\xff',
        b'{"ok":true,"result":[{"update_id": 6, "message": nonsense}]}',
    ],
)
async def test_poison_is_kept_alone_and_holds_up_nothing(clock: Clock, poison: bytes) -> None:
    async def get_updates(given: dict[str, Any]) -> Answer:
        offset, limit = int(given.get("offset", 0)), int(given["limit"])
        there = [number for number in (5, 6, 7) if number >= offset][:limit]
        if 6 in there:
            return came(5) if there[0] == 5 and limit == 1 else (200, poison)
        if not there:
            await asyncio.Event().wait()
        return came(*there)

    async with open_other(Other({"getUpdates": get_updates})) as other, polls_at(other, clock) as poll:
        await soon(lambda: len(poll.heard) == 3)
        assert [raw.key.partition("/")[0] for raw in poll.heard] == ["5", "6", "7"]
        with pytest.raises((ValueError, RecursionError)):
            read(poll.heard[1])


@pytest.mark.parametrize(
    "odd",
    [
        {"ok": True},
        {"ok": True, "result": None},
        {"ok": True, "result": [None]},
        {"ok": True, "result": [{"update_id": "6"}]},
        {"ok": True, "result": [{"update_id": None}]},
        [],
    ],
)
async def test_an_answer_in_another_shape_is_asked_for_again(clock: Clock, waits: list[float], odd: object) -> None:
    async with polls(clock, (200, odd), (200, odd), came(7)) as poll:
        await soon(lambda: poll.heard)
        assert poll.texts() == ["hello"]


async def test_lone_halves_of_characters_are_stored(clock: Clock) -> None:
    async with polls(clock, (200, {"ok": True, "result": [an_update(5, "took \ud83d it")]})) as poll:
        await soon(lambda: poll.heard)
        assert poll.texts() == ["took \ufffd it"]
        poll.heard[0].body["update"].encode()


async def test_conflicts_hold_what_is_sent_and_the_third_within_five_minutes_stops(
    clock: Clock, waits: list[float]
) -> None:
    async with polls(clock, came(5), CONFLICT, CONFLICT, CONFLICT) as poll:
        with pytest.raises(ChannelStopped, match=r"^Another program takes this bot's messages: stop it, .*\.$"):
            await poll.task
        assert poll.polling.held
        assert waits == [5.0, 15.0]


async def test_a_conflict_that_ends_lets_go_again(clock: Clock, waits: list[float]) -> None:
    async with polls(clock, CONFLICT, came(5), came(6)) as poll:
        await soon(lambda: len(poll.heard) == 2)
        assert not poll.polling.held
        assert waits == [5.0]


async def test_it_is_held_at_once(clock: Clock) -> None:
    async with polls(clock, CONFLICT) as poll:
        await soon(lambda: poll.polling.held)
        assert not poll.polling.began.is_set()


async def test_conflicts_that_come_again_and_again_are_waited_for_longer(clock: Clock, waits: list[float]) -> None:
    async def get_updates(_given: dict[str, Any]) -> Answer:
        if len(waits) == 4:
            await asyncio.Event().wait()
        clock.pass_by(200)
        return CONFLICT

    async with open_other(Other({"getUpdates": get_updates})) as other, polls_at(other, clock):
        await soon(lambda: len(waits) == 4)
    assert waits == [5.0, 15.0, 60.0, 60.0]


async def test_a_token_that_is_not_known_stops_with_a_sentence(clock: Clock) -> None:
    async with polls(clock, UNAUTHORIZED) as poll:
        with pytest.raises(
            ChannelStopped, match=r"^Telegram does not know the token: look at AZALEA_TELEGRAM_TOKEN\.$"
        ):
            await poll.task


async def test_a_method_that_is_not_known_stops_nothing(clock: Clock, waits: list[float]) -> None:
    not_there: Answer = (404, {"ok": False, "error_code": 404, "description": "Not Found"})
    async with polls(clock, not_there, came(5)) as poll:
        await soon(lambda: poll.heard)


async def test_a_server_that_is_in_trouble_is_asked_ever_later_and_told_of_once(
    clock: Clock, waits: list[float], caplog: pytest.LogCaptureFixture
) -> None:
    async with polls(clock, *[(500, {})] * 10, came(5), (502, b"<html>"), came(6)) as poll:
        await soon(lambda: len(poll.heard) == 2)
    assert waits == [0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 25.6, 30.0, 30.0, 0.2]
    assert [one.levelno for one in caplog.records] == [logging.WARNING] * 2


async def test_it_waits_for_as_long_as_it_is_asked_to(clock: Clock, waits: list[float]) -> None:
    slow: Answer = (429, {"ok": False, "description": "Too Many Requests", "parameters": {"retry_after": 7}})
    async with polls(clock, slow, came(5)) as poll:
        await soon(lambda: poll.heard)
    assert waits == [7.0]


async def test_a_server_that_does_not_wait_is_asked_once_a_second_and_told_of_once(
    clock: Clock, waits: list[float], caplog: pytest.LogCaptureFixture
) -> None:
    async with polls(clock, *[NOTHING] * 5) as poll:
        await soon(lambda: len(poll.offsets()) == 6)
    assert waits == [1.0] * 4  # the first question asks for no waiting
    told = [one.getMessage() for one in caplog.records if one.levelno == logging.WARNING]
    assert [one.rpartition(": ")[2] for one in told] == [
        "it does not wait for messages to come, so it is asked once a second"
    ]


async def test_a_server_that_waits_is_asked_again_at_once(clock: Clock, waits: list[float], town: Town) -> None:
    async with polls_at(Other({}, address=town.sandbox.address), clock) as poll:
        await soon(poll.polling.began.is_set)
        ana = await town.act("people", {"name": "Ana"})
        for text in ("one", "two", "three"):
            await town.say(ana["id"], ana["id"], text)
        await soon(lambda: len(poll.heard) == 3)
        assert poll.texts() == ["one", "two", "three"]
        await soon(lambda: not len(town.sandbox.state.updates))
    assert waits == []


async def test_a_server_that_is_not_there_yet_is_waited_for(clock: Clock) -> None:
    other = Other({"getUpdates": Script(deque([came(5)])).get_updates}, address="http://127.0.0.1:1")
    async with polls_at(other, clock) as poll, open_other(other):
        poll.polling._address = f"{other.address}/bot{TOKEN}"
        await soon(lambda: poll.heard, within=1.0)


async def test_a_question_without_an_answer_is_given_up(
    clock: Clock, waits: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telegram_polling, "POLL", 0)
    monkeypatch.setattr(telegram_polling, "PATIENCE", 0.1)

    async def get_updates(_given: dict[str, Any]) -> Answer:
        if len(waits) < 2:
            await asyncio.Event().wait()
        return came(5)

    async with open_other(Other({"getUpdates": get_updates})) as other, polls_at(other, clock) as poll:
        await soon(lambda: poll.heard)
    assert waits[:2] == [0.2, 0.4]


def silences(poll: Poll) -> list[tuple[str, datetime]]:
    """Return the silences that were handed over: since when, and until when."""
    read_all = [read(raw) for raw in poll.heard]
    return [(one.text, one.at) for one in read_all if one is not None and one.kind is Heard.SILENCE]


@pytest.mark.parametrize(("trouble", "seconds", "told"), [
    ((500, {}), 121, True), ((500, {}), 120, False), (CONFLICT, 121, True), (NOTHING, 3600, False),
])  # fmt: skip
async def test_a_silence_is_told_of_behind_what_came_after_all(
    clock: Clock, waits: list[float], trouble: Answer, seconds: float, *, told: bool
) -> None:
    """A clock that went on while nothing failed is no silence."""
    answers = deque([came(5), trouble, came(6)])

    async def get_updates(_given: dict[str, Any]) -> Answer:
        if not answers:
            await asyncio.Event().wait()
        if len(answers) == 2:
            clock.pass_by(seconds)
        return answers.popleft()

    start = clock.now()
    async with open_other(Other({"getUpdates": get_updates})) as other, polls_at(other, clock) as poll:
        await soon(lambda: not answers and len(poll.offsets()) == 4)
        assert silences(poll) == ([(start.isoformat(), clock.now())] if told else [])
        if told:
            assert [raw.key.partition("/")[0] for raw in poll.heard[:2]] == ["5", "6"]


@pytest.mark.parametrize(("seconds", "told"), [(None, 0), (120, 0), (121, 1)])
async def test_before_it_began_it_was_silent_as_well(clock: Clock, seconds: int | None, told: int) -> None:
    answers = deque([came(5)])
    other = Other({"getUpdates": Script(answers).get_updates}, address="http://127.0.0.1:1")
    async with polls_at(other, clock) as poll, open_other(other):
        poll.polling.heard_at = None if seconds is None else clock.now() - timedelta(seconds=seconds)
        poll.polling._address = f"{other.address}/bot{TOKEN}"
        await soon(lambda: poll.heard)
        assert len(silences(poll)) == told


@pytest.mark.parametrize("webhooks", [True, False])
async def test_a_webhook_that_is_left_over_is_taken_away_first(clock: Clock, *, webhooks: bool) -> None:
    async with polls(clock, came(5), webhooks=webhooks) as poll:
        await soon(lambda: len(poll.offsets()) == 2)
        assert [name for name, _ in poll.other.calls] == ["deleteWebhook", "getUpdates", "getUpdates"]
        assert "drop_pending_updates" not in poll.other.called("deleteWebhook")[0]


async def test_what_waits_in_a_webhook_is_polled_for(clock: Clock, town: Town) -> None:
    await town.call("setWebhook", url="http://127.0.0.1:1/")
    ana = await town.act("people", {"name": "Ana"})
    await town.say(ana["id"], ana["id"], "took it")
    async with polls_at(Other({}, address=town.sandbox.address), clock) as poll:
        await soon(lambda: poll.heard)
        assert poll.texts() == ["took it"]
