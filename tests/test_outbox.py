"""A network that fails in every way there is: what arrives, how often, and what the diary says of it."""

from __future__ import annotations

import asyncio
import json
import shutil
import sqlite3
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot import reports
from bot.messages import (
    Abilities,
    Ambiguous,
    ChannelStopped,
    Hear,
    Incoming,
    Moved,
    NotSent,
    Outgoing,
    Permanent,
    Rates,
    Raw,
    Receipt,
)
from bot.running import Hands
from bot.sending import next_try
from bot.store import outbox as rows
from bot.store.keys import HOUSE, Secret
from bot.store.outbox import Draft
from bot.wiring import Clock, open_azalea

AGAIN = "Again, in case it did not reach you:"
SECOND = timedelta(seconds=1)
SET_UP = ("/start", "yes", "/timezone Europe/London", "/plan 1 x 50 mg at 08:00", "yes")


def at(day: int, hour: int, minute: int = 0, second: int = 0) -> datetime:
    return datetime(2026, 12, day, hour, minute, second, tzinfo=UTC)  # London goes by UTC in December


class PowerCut(BaseException):
    """The machine goes dark in the middle of a send."""


@dataclass(frozen=True)
class Outcome:
    """How a send ends: with an error, or well; and whether the message arrives all the same."""

    error: BaseException | None = None
    arrives: bool = False


class Paper:
    """A network that does as its script says, and well once that is at its end."""

    can = Abilities(buttons=True, edits=False, longest_text=4096)

    def __init__(self, name: str = "paper") -> None:
        self.name = name
        self.script: list[Outcome] = []
        self.tried: list[tuple[datetime, Outgoing]] = []
        self.arrived: list[tuple[datetime, Outgoing]] = []
        self.now = at(1, 0)
        self.gate = asyncio.Event()  # while it is shut, nothing that is sent gets on
        self.gate.set()

    async def listen(self, hear: Hear) -> None:
        """Hear nothing by itself."""

    def read(self, raw: Raw) -> Incoming:
        return Incoming(self.name, raw.body["who"], raw.body["who"], raw.body["who"], raw.body["text"], raw.at)

    async def send(self, out: Outgoing) -> Receipt:
        self.tried.append((self.now, out))
        outcome = self.script.pop(0) if self.script else Outcome()
        await asyncio.sleep(0)
        await self.gate.wait()
        if outcome.error is None or outcome.arrives:
            self.arrived.append((self.now, out))
        if outcome.error is not None:
            raise outcome.error
        return Receipt(None)

    async def acknowledge(self, heard: Incoming, words: str | None) -> None:
        """Show nothing."""

    def fails(self, *errors: BaseException) -> None:
        self.script += [Outcome(error) for error in errors]

    def fails_after_all(self, *errors: BaseException) -> None:
        self.script += [Outcome(error, arrives=True) for error in errors]


class Room:
    """azalea on a data folder and on paper, with a clock that is set by hand."""

    def __init__(self, folder: Path, now: datetime) -> None:
        self.folder = folder
        self.now = now
        self.papers = {name: Paper(name) for name in ("paper", "other")}
        self.paper = self.papers["paper"]
        self._stack = AsyncExitStack()
        self._heard = 0

    async def open(self) -> Room:
        self.azalea = await self._stack.enter_async_context(open_azalea(self.folder, self.papers))
        return self

    async def close(self) -> None:
        await self._stack.aclose()

    async def reopen(self) -> None:
        await self.close()
        await self.open()

    async def settle(self) -> None:
        for paper in self.papers.values():
            paper.now = self.now
        await self.azalea.settle(self.now)

    async def says(self, *texts: str, who: str = "Ana", paper: str = "paper", day: int = 0) -> list[str]:
        before = len(self.papers[paper].arrived)
        for text in texts:
            self._heard += 1
            key = f"{self.now.timestamp()}/{self._heard}/{day}"
            await self.azalea.hear([Raw(paper, key, {"who": who, "text": text}, self.now)])
            await self.settle()
        return [out.text for _, out in self.papers[paper].arrived[before:]]

    async def until(self, moment: datetime) -> list[str]:
        """Let time pass, stopping wherever something is owed, and return what arrived meanwhile, with its time."""
        before = len(self.paper.arrived)
        while (owed := await self.azalea.next_owed()) is not None and owed <= moment:
            self.now = owed if owed > self.now else self.now + SECOND
            await self.settle()
        self.now = moment
        await self.settle()
        return [f"{when:%H:%M:%S} {out.text}".replace("\n", " ") for when, out in self.paper.arrived[before:]]

    async def diary(self) -> list[dict[str, Any]]:
        entries: list[dict[str, Any]] = json.loads(await reports.diary(self.folder, as_json=True))
        return entries

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        with sqlite3.connect(self.folder / "azalea.db", isolation_level=None) as connection:
            found = connection.execute(query, values).fetchall()
        connection.close()
        return found


async def _furnish(folder: Path) -> None:
    room = await Room(folder, at(1, 19, 40) - timedelta(days=1)).open()
    await room.says(*SET_UP)
    await room.close()


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder on which Ana was set up on 30 November, with a dose at 08:00."""
    folder = tmp_path_factory.mktemp("furnished")
    asyncio.run(_furnish(folder))
    return folder


@pytest.fixture
async def enter(furnished: Path, tmp_path: Path) -> AsyncIterator[Callable[..., Any]]:
    opened: list[Room] = []

    async def entering() -> Room:
        folder = tmp_path / f"data-{len(opened)}"
        shutil.copytree(furnished, folder)
        opened.append(await Room(folder, at(1, 7, 55)).open())
        await opened[-1].settle()
        return opened[-1]

    yield entering
    for room in opened:
        await room.close()


def states(entries: Sequence[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(entry["day"][-2:], entry["kind"]) for entry in entries]


# Tried again.


@pytest.mark.parametrize(
    ("attempt", "seconds"), [(1, 1), (2, 2), (3, 4), (4, 8), (5, 16), (6, 32), (7, 60), (8, 60), (10**9, 60)]
)
def test_the_pause_doubles_up_to_a_minute(attempt: int, seconds: int) -> None:
    assert next_try(attempt, at(1, 8)) == at(1, 8) + seconds * SECOND


async def test_what_certainly_did_not_arrive_is_tried_again_and_is_no_repeat(enter: Callable[..., Any]) -> None:
    room = await enter()
    room.paper.fails(*[NotSent()] * 8)
    assert await room.until(at(1, 8, 5)) == ["08:03:03 08:00. Your usual?"]
    tried = [(when - at(1, 8)) // SECOND for when, _ in room.paper.tried]
    assert tried == [0, 1, 3, 7, 15, 31, 63, 123, 183]


async def test_a_network_that_names_a_moment_is_tried_again_then(enter: Callable[..., Any]) -> None:
    room = await enter()
    room.paper.fails(NotSent(at(1, 8, 7, 30)))
    assert await room.until(at(1, 8, 20)) == ["08:07:30 08:00. Your usual?"]
    assert len(room.paper.tried) == 2


async def test_the_ladder_counts_from_when_a_prompt_really_left(enter: Callable[..., Any]) -> None:
    room = await enter()
    room.paper.script = [Outcome(NotSent(at(1, 8, 7, 30))), Outcome(), Outcome(NotSent(at(1, 8, 47)))]
    assert await room.until(at(1, 20, 0)) == [
        "08:07:30 08:00. Your usual?",
        "08:47:00 08:00 is still open.",
        "11:17:00 08:00 is still open. This is the last time I ask about it.",
    ]


async def test_what_stands_behind_a_message_that_did_not_leave_waits_with_it(enter: Callable[..., Any]) -> None:
    room = await enter()
    room.paper.fails(NotSent())
    assert await room.says("my eyes look yellow", who="Ben") == []
    assert len(room.paper.tried) == 1
    first, second = await room.until(at(1, 7, 56))
    assert first.startswith("07:55:01 Ring ")
    assert second.startswith("07:55:01 From the guide")


async def test_what_cannot_be_put_into_words_fails_alone(
    enter: Callable[..., Any], caplog: pytest.LogCaptureFixture
) -> None:
    room = await enter()
    await room.says(*SET_UP, who="Ben")
    room.paper.fails(NotSent(at(1, 8, 10)), NotSent(at(1, 8, 10)))
    await room.until(at(1, 8, 5))
    nothing_to_say = room.azalea._store.key.keys.seal("outbox.sealed", Secret(HOUSE, {"a": 1}))
    room.rows(
        "UPDATE outbox SET sealed = ?, about = NULL, rung = NULL WHERE state = 'waiting' AND account_id = 1",
        nothing_to_say,
    )
    await room.until(at(1, 8, 10))
    assert [(out.chat, out.text) for _, out in room.paper.arrived[-1:]] == [("Ben", "08:00. Your usual?")]
    assert room.rows("SELECT sealed FROM outbox WHERE account_id = 1 AND state = 'failed'") == [(None,)]
    assert "cannot be said: KeyError" in caplog.text


# Repeats.


@pytest.mark.parametrize("arrives", [True, False])
async def test_a_prompt_that_may_have_arrived_is_said_once_more_and_marked(
    enter: Callable[..., Any],
    arrives: bool,  # noqa: FBT001 - a situation
) -> None:
    room = await enter()
    room.paper.script = [Outcome(Ambiguous(), arrives=arrives)]
    heard = await room.until(at(1, 8, 40))
    first = ["08:00:00 08:00. Your usual?"] * arrives
    assert heard == [*first, f"08:02:00 {AGAIN} 08:00. Your usual?", "08:32:00 08:00 is still open."]
    await room.says("took it")
    assert states(await room.diary()) == [("01", "taken")]


async def test_a_repeat_that_may_have_arrived_is_not_said_a_third_time(enter: Callable[..., Any]) -> None:
    room = await enter()
    room.paper.fails_after_all(Ambiguous(), Ambiguous())
    heard = await room.until(at(1, 8, 31))
    assert heard == ["08:00:00 08:00. Your usual?", f"08:02:00 {AGAIN} 08:00. Your usual?"]
    assert (await room.until(at(1, 8, 32))) == ["08:32:00 08:00 is still open."]


async def test_a_prompt_that_is_answered_before_its_repeat_is_not_repeated(enter: Callable[..., Any]) -> None:
    room = await enter()
    room.paper.fails_after_all(Ambiguous())
    await room.until(at(1, 8, 1))
    assert (await room.says("took it"))[0].startswith("Noted, 08:01")
    assert await room.until(at(1, 20, 0)) == []
    assert states(await room.diary()) == [("01", "taken")]


async def test_an_answer_that_may_have_arrived_is_said_once_more_after_ten_seconds(enter: Callable[..., Any]) -> None:
    room = await enter()
    await room.until(at(1, 8, 0))
    room.paper.fails_after_all(Ambiguous())
    (first,) = await room.says("took it")
    (second,) = await room.until(at(1, 8, 1))
    assert second == f"08:00:10 {AGAIN} {first}".replace("\n", " ")
    assert await room.until(at(1, 20, 0)) == []
    assert states(await room.diary()) == [("01", "taken")]


async def test_who_puts_off_a_prompt_that_may_have_arrived_has_seen_it_and_hears_no_repeat(
    enter: Callable[..., Any],
) -> None:
    room = await enter()
    room.paper.fails_after_all(Ambiguous())
    await room.until(at(1, 8, 1))
    await room.says("later", "c")
    assert await room.until(at(1, 9, 30)) == ["09:01:00 08:00 is still open."]


async def test_a_repeat_that_certainly_did_not_arrive_stays_a_repeat(enter: Callable[..., Any]) -> None:
    room = await enter()
    room.paper.fails(Ambiguous(), NotSent())
    assert await room.until(at(1, 8, 5)) == [f"08:02:02 {AGAIN} 08:00. Your usual?"]


# Given up.


async def test_a_chat_that_cannot_be_reached_is_tried_once_and_the_dose_ends_as_not_asked(
    enter: Callable[..., Any], caplog: pytest.LogCaptureFixture
) -> None:
    room = await enter()
    room.paper.fails(Permanent())
    assert await room.until(at(1, 21, 0)) == []
    assert len(room.paper.tried) == 1
    assert states(await room.diary()) == [("01", "off")]
    assert [record.getMessage() for record in caplog.records if "cannot be reached" in record.getMessage()]
    assert "Ana" not in caplog.text
    prompt, before = await room.until(at(2, 8, 0))
    assert prompt == "08:00:00 08:00. Your usual?"
    assert "Yesterday 08:00 was not asked about" in before


async def test_a_reply_to_a_chat_that_cannot_be_reached_is_left_and_the_answer_stays(enter: Callable[..., Any]) -> None:
    room = await enter()
    await room.until(at(1, 8, 0))
    room.paper.fails(Permanent())
    assert await room.says("took it") == []
    assert await room.until(at(1, 21, 0)) == []
    assert states(await room.diary()) == [("01", "taken")]


async def test_a_prompt_whose_time_is_over_is_not_said_any_more(enter: Callable[..., Any]) -> None:
    room = await enter()
    room.paper.fails(NotSent(at(1, 20, 0)))
    assert await room.until(at(1, 23, 0)) == []
    assert len(room.paper.tried) == 1
    assert states(await room.diary()) == [("01", "off")]


async def test_a_reply_is_kept_for_a_day_and_then_dropped(enter: Callable[..., Any]) -> None:
    room = await enter()
    room.paper.fails(NotSent(at(2, 7, 55)))
    assert await room.says("/help") == []
    await room.until(at(1, 8, 0))
    await room.says("took it")
    await room.until(at(2, 7, 59))
    assert not [out for _, out in room.paper.arrived if "/sideeffects" in out.text]
    assert room.rows("SELECT rung FROM outbox WHERE state = 'dropped' AND sealed IS NULL") == [(None,), (1,)]


# Another address.


async def test_a_chat_that_moved_is_followed_at_once_and_from_then_on(enter: Callable[..., Any]) -> None:
    room = await enter()
    room.paper.fails(Moved("Ana at sea"))
    await room.until(at(1, 8, 30))
    said = [(out.chat, out.text) for _, out in room.paper.arrived]
    assert said == [("Ana at sea", "08:00. Your usual?"), ("Ana at sea", "08:00 is still open.")]
    assert [out.chat for _, out in room.paper.tried] == ["Ana", "Ana at sea", "Ana at sea"]


# Checked once more before it leaves.


async def test_a_prompt_settled_meanwhile_is_not_said(enter: Callable[..., Any]) -> None:
    room = await enter()
    room.paper.fails(NotSent(at(1, 8, 10)))
    await room.until(at(1, 8, 5))
    await room.says("took it")
    # The network asked to leave the chat alone until then, and with it what stands behind.
    assert await room.until(at(1, 20, 0)) == ["08:10:00 Noted, 08:05, for Tue 1 Dec 08:00."]


async def test_a_prompt_that_was_dropped_can_be_said_once_the_dose_is_open_again(enter: Callable[..., Any]) -> None:
    room = await enter()
    room.paper.fails(NotSent(at(1, 8, 10)))
    await room.until(at(1, 8, 5))
    await room.says("took it")
    await room.until(at(1, 8, 20))
    await room.says("not today", "yes")
    assert await room.until(at(1, 11, 30)) == ["11:20:00 This was due at 08:00. Your usual?"]


async def test_a_prompt_for_an_account_that_is_no_longer_bound_is_not_said(enter: Callable[..., Any]) -> None:
    room = await enter()
    room.paper.fails(NotSent(at(1, 8, 10)))
    await room.until(at(1, 8, 5))
    room.rows("UPDATE accounts SET person_id = NULL WHERE address = 'Ana'")
    assert await room.until(at(1, 20, 30)) == []
    assert len(room.paper.tried) == 1


async def test_what_someone_wrote_for_is_said_before_what_time_brought(enter: Callable[..., Any]) -> None:
    room = await enter()
    room.paper.fails(NotSent(at(1, 8, 0, 10)))
    await room.until(at(1, 8, 0))
    room.now = at(1, 8, 0, 10)
    helped, prompt = await room.says("/help")
    assert "/ask" in helped
    assert prompt == "08:00. Your usual?"


async def test_where_there_are_only_numbers_a_prompt_leaves_those_of_an_open_question_alone(
    open_chat: Callable[..., Any],
) -> None:
    chat = await open_chat(datetime(2026, 11, 30, 19, 40))
    await chat.set_up("1 x 50 mg at 08:00")
    await chat.until(datetime(2026, 12, 1, 7, 59))
    assert "[4] Carry on" in (await chat.says("/stop"))[0]
    (prompt,) = await chat.until(datetime(2026, 12, 1, 8, 0))
    assert "[5] Done" in prompt
    assert "Nothing changed" in (await chat.says("4"))[0]
    assert "What shall I write for Tue 1 Dec 08:00" in (await chat.says("5"))[0]  # words came between


# A channel that stops.


async def test_a_channel_that_stopped_is_said_to_have_and_what_was_owed_waits_for_the_next_start(
    enter: Callable[..., Any],
) -> None:
    room = await enter()
    room.paper.fails(ChannelStopped())
    with pytest.raises(ChannelStopped):
        await room.until(at(1, 8, 0))
    await room.settle()
    assert len(room.paper.tried) == 1
    room.now = at(1, 8, 4)
    await room.reopen()
    await room.settle()
    assert [(when, out.text) for when, out in room.paper.arrived] == [(at(1, 8, 4), "08:00. Your usual?")]


async def test_where_every_channel_stopped_nothing_is_tried_any_more(enter: Callable[..., Any]) -> None:
    room = await enter()
    await room.says(*SET_UP, who="Ben", paper="other")
    room.paper.fails(ChannelStopped())
    room.papers["other"].fails(ChannelStopped())
    room.now = at(1, 8, 0)
    with pytest.raises(ChannelStopped):
        await room.settle()
    tried = [len(paper.tried) for paper in room.papers.values()]
    room.now = at(1, 8, 30)
    await room.settle()
    assert [len(paper.tried) for paper in room.papers.values()] == tried


async def test_what_a_stopped_channel_owes_keeps_nobody_awake(enter: Callable[..., Any]) -> None:
    room = await enter()
    room.paper.fails(ChannelStopped())
    with pytest.raises(ChannelStopped):
        await room.until(at(1, 8, 0))
    assert await room.azalea.next_owed() > at(1, 8, 0)


async def test_what_is_under_way_is_not_taken_over_however_long_it_takes(enter: Callable[..., Any]) -> None:
    room = await enter()
    room.paper.gate.clear()
    room.now = at(1, 8, 0)
    await room.azalea.work(room.now)
    posting = asyncio.create_task(room.azalea.post(lambda: room.now))
    async with asyncio.timeout(5):
        while not room.paper.tried:  # noqa: ASYNC110 - what is waited for has no event
            await asyncio.sleep(0)
    room.now = at(1, 9, 30)  # longer than a claim lasts, and time to look for what was left half sent
    await room.azalea.work(room.now)
    room.paper.gate.set()
    async with room.azalea.resting():
        posting.cancel()
    await asyncio.gather(posting, return_exceptions=True)
    room.now = at(1, 9, 40)
    await room.settle()
    assert [out.text for _, out in room.paper.tried] == ["08:00. Your usual?"]


async def test_the_other_channels_go_on(enter: Callable[..., Any]) -> None:
    room = await enter()
    await room.says(*SET_UP, who="Ben", paper="other")
    room.paper.fails(ChannelStopped())
    with pytest.raises(ChannelStopped):
        await room.until(at(1, 8, 0))
    await room.settle()
    assert room.papers["other"].arrived[-1][1].text == "08:00. Your usual?"
    assert (await room.says("took it", who="Ben", paper="other"))[0].startswith("Noted, 08:00")


async def test_nobody_sees_what_is_said_to_somebody_else(enter: Callable[..., Any]) -> None:
    room = await enter()
    await room.says(*SET_UP, who="Ben")
    await room.says(*SET_UP, who="Ana", paper="other")
    before = len(room.paper.arrived)
    await room.until(at(1, 8, 10))
    assert (await room.says("took it"))[0].startswith("Noted, 08:10")
    await room.until(at(1, 8, 30))
    heard = [(out.chat, out.text) for _, out in room.paper.arrived[before:]]
    assert [text for chat, text in heard if chat == "Ben"] == ["08:00. Your usual?", "08:00 is still open."]
    assert len(heard) == 2 + 2
    assert [out.text for _, out in room.papers["other"].arrived[-2:]] == ["08:00. Your usual?", "08:00 is still open."]
    assert "08:10" not in "".join(await room.says("/log", "/today", who="Ben"))


# A crash.


@pytest.mark.parametrize("arrives", [True, False])
async def test_what_was_being_sent_in_a_crash_is_said_once_more_and_marked(
    enter: Callable[..., Any],
    arrives: bool,  # noqa: FBT001 - a situation
) -> None:
    room = await enter()
    room.paper.script = [Outcome(PowerCut(), arrives=arrives)]
    with pytest.raises(PowerCut):
        await room.until(at(1, 8, 0))
    room.now = at(1, 8, 1)
    await room.reopen()
    await room.settle()
    heard = await room.until(at(1, 8, 40))
    assert heard == [f"08:03:00 {AGAIN} 08:00. Your usual?", "08:33:00 08:00 is still open."]
    await room.says("took it")
    assert states(await room.diary()) == [("01", "taken")]


async def slowed(room: Room) -> None:
    """Let the network ask for a pace, so that a chat has one message under way."""
    paced = Rates(a_second=1000, burst=50, chat_gap=0.001, chat_burst=50, group_a_minute=1000, group_begins="-")
    room.paper.can = Abilities(buttons=True, edits=False, longest_text=4096, rates=paced)
    await room.reopen()


async def hears(room: Room, *texts: str) -> None:
    """Let Ana have written this and that, which nobody has acted on."""
    said = [{"who": "Ana", "text": text} for text in texts]
    await room.azalea.hear([Raw("paper", f"{number}", one, room.now) for number, one in enumerate(said)])


async def test_what_could_not_leave_is_overtaken_by_nothing(enter: Callable[..., Any]) -> None:
    room = await enter()
    await slowed(room)
    before, said = len(room.paper.arrived), ["one", "two", "three"]
    drafts = [Draft(text, 1, None, {"text": text}, 0, room.now) for text in said]
    await room.azalea._store.write(lambda conn: rows.add_all(conn, drafts))
    room.paper.script = [Outcome(NotSent())]
    await room.settle()
    assert len(room.paper.arrived) == before
    room.now += timedelta(minutes=1)
    await room.settle()
    assert [out.text for _, out in room.paper.arrived[before:]] == said


async def test_what_is_too_late_leaves_its_turn_to_what_stands_behind_it(enter: Callable[..., Any]) -> None:
    room = await enter()
    await slowed(room)
    before, long_ago = len(room.paper.arrived), room.now - timedelta(hours=1)
    late = Draft("late", 1, None, {"text": "late"}, 0, long_ago, valid_until=long_ago)
    good = Draft("good", 1, None, {"text": "good"}, 0, long_ago)
    await room.azalea._store.write(lambda conn: rows.add_all(conn, [late, good]))
    await room.settle()
    assert [out.text for _, out in room.paper.arrived[before:]] == ["good"]


async def test_what_waited_for_its_turn_in_a_crash_is_no_repeat(enter: Callable[..., Any]) -> None:
    room = await enter()
    await slowed(room)
    room.paper.script = [Outcome(PowerCut())]
    await hears(room, *(f"/note number {number}" for number in range(3)))
    with pytest.raises(PowerCut):
        await room.settle()
    before = len(room.paper.arrived)
    await room.reopen()
    await room.settle()
    said = [out.text for _, out in room.paper.arrived[before:]]
    assert [text.startswith(AGAIN) for text in said] == [True, False, False]


async def test_a_rest_that_is_given_up_ends(enter: Callable[..., Any]) -> None:
    room = await enter()

    async def rest() -> None:
        async with room.azalea.resting():
            pass

    async with room.azalea._turn:
        resting = asyncio.create_task(rest())
        await asyncio.sleep(0)
        resting.cancel()
        await asyncio.gather(resting, return_exceptions=True)
    assert await room.says("/today")


async def test_a_leap_that_had_to_wait_does_not_go_back(enter: Callable[..., Any]) -> None:
    room = await enter()
    clock = Clock(10_000)
    hands = Hands(clock)
    hands.azalea = room.azalea
    async with room.azalea._turn:
        leaping = asyncio.create_task(hands.leap(clock.now()))
        await asyncio.sleep(0)
        before = clock.now()
    await leaping
    assert clock.now() >= before


async def test_an_answer_whose_acknowledgement_was_cut_off_is_written_once(enter: Callable[..., Any]) -> None:
    room = await enter()
    await room.until(at(1, 8, 0))
    room.paper.script = [Outcome(PowerCut())]
    with pytest.raises(PowerCut):
        await room.says("took it")
    await room.reopen()
    await room.until(at(1, 8, 1))
    assert room.paper.arrived[-1][1].text.startswith(f"{AGAIN}\nNoted, 08:00")
    assert len(room.paper.arrived) == 2
    assert states(await room.diary()) == [("01", "taken")]


# Nothing is kept.


async def test_what_was_said_or_could_not_be_said_is_wiped(enter: Callable[..., Any]) -> None:
    room = await enter()
    room.paper.fails(Permanent())
    await room.says("/today")
    await room.until(at(1, 8, 0))
    await room.says("took it", "/log")
    left = room.rows("SELECT DISTINCT state, sealed IS NULL FROM outbox")
    assert sorted(left) == [("failed", 1), ("sent", 1)]
    assert room.rows("SELECT count(*) FROM inbox WHERE sealed IS NOT NULL") == [(0,)]
    await room.close()
    assert b"Noted, 08:00" not in (room.folder / "azalea.db").read_bytes()


class AtOnce(Paper):
    """A network that never makes anyone wait: what fails, fails before another chat is tried."""

    async def send(self, out: Outgoing) -> Receipt:
        self.tried.append((self.now, out))
        outcome = self.script.pop(0) if self.script else Outcome()
        if outcome.error is not None:
            raise outcome.error
        self.arrived.append((self.now, out))
        return Receipt(None)


async def test_where_a_channel_stops_what_other_chats_were_to_hear_waits_unmarked(tmp_path: Path) -> None:
    room = Room(tmp_path / "data", at(1, 7))
    room.papers["paper"] = room.paper = AtOnce("paper")
    await room.open()
    await room.says(*SET_UP)
    await room.says(*SET_UP, who="Ben")
    room.paper.fails(ChannelStopped())
    room.now = at(1, 8)
    with pytest.raises(ChannelStopped):
        await room.settle()
    before = len(room.paper.arrived)
    await room.reopen()
    await room.settle()
    said = [out.text for _, out in room.paper.arrived[before:]]
    await room.close()
    assert said == ["08:00. Your usual?", "08:00. Your usual?"]


async def test_a_letter_about_a_plan_that_cannot_be_read_fails_alone(enter: Callable[..., Any]) -> None:
    room = await enter()
    await room.says(*SET_UP, who="Ben", paper="other")
    room.paper.fails(NotSent())
    room.now = at(1, 8)
    await room.settle()
    room.rows("UPDATE plan_versions SET sealed = x'7b7d' WHERE plan_id = 1")
    room.now = at(1, 8, 30)
    await room.settle()
    assert room.papers["other"].arrived[-1][1].text == "08:00 is still open."


async def test_a_letter_that_cannot_be_put_into_words_fails_alone(enter: Callable[..., Any]) -> None:
    room = await enter()
    await room.says(*SET_UP, who="Ben", paper="other")
    nowhere = json.dumps({"places": {"home": "Nowhere/Atall", "moves": []}, "country": None, "clinic": None})
    room.rows(f"UPDATE circles SET sealed = CAST('{nowhere}' AS BLOB) WHERE id = 1")  # noqa: S608 - words of our own
    await room.azalea.hear([Raw("paper", "one", {"who": "Ana", "text": "/help"}, room.now)])
    await room.settle()
    assert (await room.says("/help", who="Ben", paper="other"))[0].startswith("I ask at the times you choose")


async def test_a_prompt_that_may_have_arrived_before_a_long_stop_counts_as_asked(enter: Callable[..., Any]) -> None:
    room = await enter()
    room.paper.script = [Outcome(PowerCut(), arrives=True)]
    with pytest.raises(PowerCut):
        await room.until(at(1, 8))
    room.now = at(1, 20, 30)
    await room.reopen()
    await room.settle()
    assert [entry["kind"] for entry in await room.diary()] == ["unanswered"]


async def test_a_network_that_always_moves_a_chat_is_not_asked_without_end(enter: Callable[..., Any]) -> None:
    room = await enter()
    room.paper.fails(*[Moved("elsewhere")] * 100)
    room.now = at(1, 8)
    await room.settle()
    assert len(room.paper.tried) < 10


async def test_what_is_under_way_is_not_taken_over_however_fast_time_goes_by(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(datetime(2026, 11, 30, 19, 40))
    send, reached, goes_on = chat.channel.send, asyncio.Event(), asyncio.Event()

    async def slow(out: Outgoing) -> Receipt:
        reached.set()
        await goes_on.wait()
        receipt: Receipt = await send(out)
        return receipt

    chat.channel.send = slow
    saying = asyncio.create_task(chat.says("/start"))
    await reached.wait()
    chat.clock.moment += timedelta(minutes=2)
    await chat.azalea._outbox.adopt(chat.clock.now())
    goes_on.set()
    await saying
    await chat.azalea.settle(chat.clock.now())
    assert [text.count("Hello, I am azalea") for text in chat.terminal.shown] == [1]
