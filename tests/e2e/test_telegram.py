"""azalea on Telegram, end to end, by a clock set by hand: each fault at a reminder and at an answer, other servers."""

from __future__ import annotations

import asyncio
import atexit
import contextlib
import json
import logging
import shutil
import tempfile
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot import reports, wiring
from bot.channels import telegram_wire
from bot.channels.telegram_channel import RATES, open_telegram
from bot.messages import ChannelStopped, Moved, Outgoing, Raw
from tests.channels.conftest import TOKEN, Answer, Other, open_other, soon
from tests.conftest import fresh_folder
from tests.sandbox.conftest import Clock, Town, open_town

EVE = datetime(2026, 11, 30, 19, 40, tzinfo=UTC)
DUE = datetime(2026, 12, 1, 8, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
QUICK = replace(RATES, a_second=1000, burst=50, chat_gap=0.001, chat_burst=50)
AGAIN = "Again, in case it did not reach you:\n"
PROMPT = "08:00. Your usual?"
NOTED = "Noted, 08:06, for Tue 1 Dec 08:00."
SET_UP = ("/start", "yes", "/timezone Europe/London", "/plan 1 x 50 mg at 08:00", "yes")

# What arrives of a message that meets a fault: at once, and in the five minutes after that.
FAULTS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "429": ((), ("",)),
    "409": ((), ("",)),
    "403": ((), ()),
    "400_chat_not_found": ((), ()),
    "500": ((), (AGAIN,)),
    "drop_before": ((), (AGAIN,)),
    "hang": ((), (AGAIN,)),
    "drop_after": (("",), (AGAIN,)),
    "truncated": (("",), (AGAIN,)),
    "badjson": (("",), (AGAIN,)),
}


@dataclass
class Home:
    """azalea at a Bot API: it settles whenever something is heard, and whenever the clock is moved."""

    api: str
    folder: Path
    clock: Clock
    _stack: AsyncExitStack = field(default_factory=AsyncExitStack)

    async def start(self) -> None:
        """Start azalea."""
        channel = await self._stack.enter_async_context(open_telegram(TOKEN, self.api, self.clock.now, rates=QUICK))
        channels = {channel.name: channel}
        opened = wiring.open_azalea(self.folder, channels, zone="Europe/London")
        self.azalea = await self._stack.enter_async_context(opened)
        channel.ran_until(await self.azalea.ran_until())
        await self.settle()
        self.listening = listening = asyncio.create_task(channel.listen(self._hear))

        async def end() -> None:
            async with self.azalea.resting():
                listening.cancel()
            await asyncio.gather(listening, return_exceptions=True)

        self._stack.push_async_callback(end)

    async def stop(self) -> None:
        """Stop azalea."""
        await self._stack.aclose()

    async def _hear(self, raws: Sequence[Raw]) -> None:
        await self.azalea.hear(raws)
        await self.settle()

    async def settle(self) -> None:
        """Do all there is to do now."""
        with contextlib.suppress(ChannelStopped):
            await self.azalea.settle(self.clock.now())

    async def until(self, moment: datetime) -> None:
        """Let time pass, stopping wherever something is owed."""
        while (owed := await self.azalea.next_owed()) is not None and owed <= moment:
            self.clock.moment = max(owed, self.clock.moment)
            await self.azalea.settle(self.clock.now())
        self.clock.moment = moment
        await self.azalea.settle(moment)

    async def diary(self) -> list[str]:
        """Return what is written down about doses."""
        lines = json.loads(await reports.diary(self.folder, as_json=True))
        return [f"{line['day']} {line['kind']}" for line in lines if line["wall"]]


@dataclass
class Street:
    """A local Telegram, and azalea on it."""

    town: Town
    home: Home

    def people(self) -> list[int]:
        """Return Ana and Ben, who have a plan each."""
        return list(self.town.sandbox.state.people)

    def said(self, person: int) -> list[str]:
        """Return what azalea said to somebody, as it reads now."""
        messages = self.town.sandbox.state.chats[person].messages.values()
        return [one.body["text"] for one in messages if one.sender != person]

    async def says(self, person: int, text: str) -> list[str]:
        """Let somebody write, and return what azalea has answered once it is settled."""
        before = len(self.said(person))
        await self.town.say(person, person, text)
        await soon(lambda: not len(self.town.sandbox.state.updates))  # asked for the next: what came is settled
        return self.said(person)[before:]

    async def moves_in(self, name: str) -> int:
        """Let somebody come and make a plan."""
        person = int((await self.town.act("people", {"name": name, "language": "en"}))["id"])
        for text in SET_UP:
            assert await self.says(person, text)
        return person


def make_home(api: str, folder: Path, clock: Clock) -> Home:
    if not folder.exists():
        shutil.copytree(fresh_folder(), folder)
    return Home(api, folder, clock)


@cache
def lived_in() -> Path:
    """Return a folder in which Ana and Ben have a plan each: what azalea keeps, its key, and what Telegram does."""
    folder = Path(tempfile.mkdtemp(prefix="azalea-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    shutil.copytree(fresh_folder().parent / "config", folder / "config")

    async def make() -> None:
        async with open_street(folder) as street:
            for name in ("Ana", "Ben"):
                await street.moves_in(name)

    with ThreadPoolExecutor(1) as apart, pytest.MonkeyPatch.context() as patch:  # a test's own loop is running here
        patch.setenv("XDG_CONFIG_HOME", str(folder / "config"))
        apart.submit(asyncio.run, make()).result()
    return folder


@asynccontextmanager
async def open_street(folder: Path) -> AsyncIterator[Street]:
    clock = Clock(EVE)
    async with open_town(clock, folder / "town") as town:
        home = make_home(town.sandbox.address, folder / "data", clock)
        await home.start()
        try:
            yield Street(town, home)
        finally:
            await home.stop()


@pytest.fixture(autouse=True)
def quick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing wait for long for an answer; the keys are this test's own."""
    shutil.copytree(lived_in(), tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setattr(telegram_wire, "READ", 0.2)


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    async with open_street(tmp_path) as street:
        yield street


@pytest.mark.parametrize("kind", FAULTS)
async def test_a_fault_at_a_reminder(street: Street, kind: str) -> None:
    people = street.people()
    before = [len(street.said(one)) for one in people]

    def prompts() -> list[list[str]]:
        return sorted(street.said(one)[count:] for one, count in zip(people, before, strict=True))

    at_once, after = FAULTS[kind]
    await street.town.hurt(kind, retry_after=30)
    await street.home.until(DUE)
    assert prompts() == sorted([[f"{mark}{PROMPT}" for mark in at_once], [PROMPT]])  # the other one is not delayed
    await street.home.until(DUE + 29 * SECOND)
    if kind == "429":
        assert prompts() == [[], [PROMPT]]
    await street.home.until(DUE + timedelta(minutes=5))
    assert prompts() == sorted([[f"{mark}{PROMPT}" for mark in at_once + after], [PROMPT]])
    street.home.clock.moment = DUE + timedelta(minutes=6)
    for one in people:
        assert [text.partition("\n")[0] for text in await street.says(one, "took it")] == [NOTED]
    settled = prompts()
    await street.home.until(DUE + timedelta(hours=8))
    assert prompts() == settled
    assert await street.home.diary() == ["2026-12-01 taken"] * 2


@pytest.mark.parametrize("kind", FAULTS)
async def test_a_fault_at_an_answer(street: Street, kind: str) -> None:
    ana, _ = street.people()
    await street.home.until(DUE + timedelta(minutes=6))
    before = len(street.said(ana))
    at_once, after = FAULTS[kind]
    await street.town.hurt(kind, retry_after=30)
    said = await street.says(ana, "took it")
    assert [text.partition(NOTED)[0] for text in said] == list(at_once)
    await street.home.until(DUE + timedelta(minutes=11))
    assert [text.partition(NOTED)[0] for text in street.said(ana)[before:]] == list(at_once + after)
    await street.home.until(DUE + timedelta(hours=8))
    assert len(street.said(ana)) == before + len(at_once + after)
    assert await street.home.diary() == ["2026-12-01 taken"]


@pytest.mark.parametrize("kind", ["drop_after", "truncated", "badjson"])
async def test_what_may_have_arrived_is_not_repeated_once_it_is_answered(street: Street, kind: str) -> None:
    ana, _ = street.people()
    await street.town.hurt(kind)
    await street.home.until(DUE + SECOND)
    before = len(street.said(ana))
    assert len(await street.says(ana, "took it")) == 1
    await street.home.until(DUE + timedelta(hours=8))
    assert len(street.said(ana)) == before + 1
    assert await street.home.diary() == ["2026-12-01 taken"]


async def test_a_repeat_that_may_have_arrived_is_the_last(street: Street) -> None:
    ana, _ = street.people()
    before = len(street.said(ana))
    await street.town.hurt("drop_after", count=2)
    await street.home.until(DUE + timedelta(minutes=20))
    assert street.said(ana)[before:] == [PROMPT, AGAIN + PROMPT]


@pytest.mark.parametrize("at", ["a reminder", "an answer"])
async def test_a_token_that_is_not_known_stops_the_channel_and_loses_nothing(street: Street, at: str) -> None:
    ana, _ = street.people()
    if at == "an answer":
        await street.home.until(DUE)
    before = len(street.said(ana))
    await street.town.hurt("401")
    street.home.clock.moment = DUE
    await street.home.settle()
    if at == "an answer":
        await street.town.say(ana, ana, "took it")
        with pytest.raises(ChannelStopped):
            await asyncio.wait_for(street.home.listening, 5)
    await street.home.settle()
    assert len(street.said(ana)) == before
    await street.home.stop()
    await street.home.start()
    expected = [PROMPT] if at == "a reminder" else ["Noted, 08:00, for Tue 1 Dec 08:00."]
    assert [text.partition("\n")[0] for text in street.said(ana)[before:]] == expected


@pytest.mark.parametrize("kind", ["500", "drop_before", "drop_after", "truncated", "badjson"])
async def test_a_fault_while_listening_loses_nothing(street: Street, kind: str) -> None:
    ana, _ = street.people()
    await street.home.until(DUE)
    await street.town.hurt(kind, "getUpdates")
    before = len(street.said(ana))
    await street.says(ana, "/today")
    await street.says(ana, "took it")
    assert len(street.said(ana)) == before + 2
    assert await street.home.diary() == ["2026-12-01 taken"]


PRESS_AGAIN = "I could not hear you between {} and {}. If you tapped then, please tap again."


async def is_silent(street: Street, seconds: float) -> None:
    """Let Telegram fail where it is asked what came, and time pass until it is asked again."""
    state = street.town.sandbox.state
    await street.town.hurt("500", "getUpdates")
    cleo = (await street.town.act("people", {"name": "Cleo"}))["id"]
    await street.town.say(cleo, cleo, "/help")  # ends the question that is under way; the next one fails
    while (await street.town.look("stats"))["faults"]:
        pass
    street.home.clock.pass_by(seconds)
    await soon(lambda: state.updates.fetching)


async def test_a_press_that_may_be_gone_is_asked_for_again_once(street: Street) -> None:
    ana, ben = street.people()
    await street.home.until(DUE + timedelta(minutes=2))
    assert "Noted" in (await street.says(ben, "took it"))[0]
    counts = len(street.said(ana)), len(street.said(ben))
    await is_silent(street, 13 * 60)
    await street.home.settle()
    asked = f"{PROMPT}\n{PRESS_AGAIN.format('08:02', '08:15')}"
    assert street.said(ana)[-1] == asked
    shown = (await street.town.messages(ana))[-1]
    assert [label for row in shown["buttons"] for label in row] == ["Done", "Later", "Not today"]
    assert (len(street.said(ana)), len(street.said(ben))) == counts  # nothing new, and nothing to who had answered
    assert not any("tap again" in text for text in street.said(ben))
    where = {"from": ana, "chat": ana, "message_id": shown["message_id"], "button": "Done"}
    assert (await street.town.act("presses", where))["answer"].startswith("Noted")
    await soon(lambda: "had it 08:15" in street.said(ana)[-1])
    assert await street.home.diary() == ["2026-12-01 taken"] * 2


async def test_a_short_silence_loses_nothing_and_nothing_is_said(street: Street) -> None:
    ana, _ = street.people()
    await street.home.until(DUE + timedelta(minutes=2))
    await is_silent(street, 119)
    await street.home.settle()
    assert street.said(ana)[-1] == PROMPT


async def test_what_was_typed_in_a_silence_is_worked_first(street: Street) -> None:
    ana, _ = street.people()
    await street.home.until(DUE + timedelta(minutes=2))
    await street.home.stop()
    await street.town.say(ana, ana, "took it")
    street.home.clock.pass_by(600)
    await street.home.start()
    await soon(lambda: street.said(ana)[-1].startswith("Noted, 08:02"))
    await street.home.settle()
    assert not any("tap again" in text for text in street.said(ana))


async def test_while_azalea_was_off_presses_were_lost_as_well(street: Street) -> None:
    ana, _ = street.people()
    await street.home.until(DUE + timedelta(minutes=2))
    for _ in range(2):
        await street.home.stop()
        street.home.clock.pass_by(600)
        await street.home.start()
        await soon(lambda: street.home.clock.moment.strftime("%H:%M") in street.said(ana)[-1])
    # Once for each silence, and told of the last.
    assert street.said(ana)[-1] == f"{PROMPT}\n{PRESS_AGAIN.format('08:12', '08:22')}"


async def test_what_is_asked_anew_after_a_silence_is_not_changed(street: Street) -> None:
    ana, _ = street.people()
    await street.home.until(DUE + timedelta(minutes=2))
    await street.home.stop()
    street.home.clock.moment = DUE + timedelta(minutes=31)
    await street.home.start()
    await soon(lambda: street.town.sandbox.state.updates.fetching)
    await street.home.settle()
    assert street.said(ana)[-2:] == [PROMPT, "08:00 is still open."]


async def test_a_group_that_moves_is_followed(street: Street) -> None:
    ana, _ = street.people()
    group = (await street.town.act("groups", {"title": "Circle", "members": [ana]}))["id"]
    await street.town.hurt("migrate")
    async with open_telegram(TOKEN, street.town.sandbox.address, street.home.clock.now) as channel:
        with pytest.raises(Moved) as moved:
            await channel.send(Outgoing(str(group), "08:00. Your usual?"))
        await channel.send(Outgoing(moved.value.address, "08:00. Your usual?"))
    assert len(await street.town.messages(int(moved.value.address))) == 2  # with Telegram's own, that it moved


@dataclass
class Tiny:
    """A Bot API that knows five methods, and never waits for anything to come."""

    said: list[dict[str, Any]] = field(default_factory=list)
    answered: list[dict[str, Any]] = field(default_factory=list)
    waiting: list[dict[str, Any]] = field(default_factory=list)

    def methods(self) -> dict[str, Callable[[dict[str, Any]], Any]]:
        return {
            "getMe": self.get_me,
            "getUpdates": self.get_updates,
            "sendMessage": self.send,
            "editMessageText": self.edit,
            "answerCallbackQuery": self.answer,
        }

    async def get_me(self, _given: dict[str, Any]) -> Answer:
        return 200, {"ok": True, "result": {"id": 1, "is_bot": True, "first_name": "azalea", "username": "a_bot"}}

    async def get_updates(self, given: dict[str, Any]) -> Answer:
        self.waiting = [one for one in self.waiting if one["update_id"] >= int(given.get("offset", 0))]
        return 200, {"ok": True, "result": self.waiting}

    async def send(self, given: dict[str, Any]) -> Answer:
        self.said.append(given)
        chat = {"id": int(given["chat_id"]), "type": "private"}
        return 200, {"ok": True, "result": {"message_id": len(self.said), "date": 1, "chat": chat}}

    async def edit(self, given: dict[str, Any]) -> Answer:
        self.said[int(given["message_id"]) - 1] |= given
        return 200, {"ok": True, "result": True}

    async def answer(self, given: dict[str, Any]) -> Answer:
        self.answered.append(given)
        return 200, {"ok": True, "result": True}

    async def hears(self, what: dict[str, Any]) -> None:
        """Let something come, and wait until it was fetched."""
        self.waiting.append({"update_id": 7000 + len(self.said) + len(self.answered) * 100} | what)
        await soon(lambda: not self.waiting)


ANA = {"id": 7, "is_bot": False, "first_name": "Ana"}
ALONE = {"id": 7, "type": "private"}


@pytest.mark.parametrize("unknown", [404, 500])
async def test_another_server_that_knows_only_five_methods_will_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, unknown: int
) -> None:
    monkeypatch.setattr("bot.channels.telegram_polling.PAUSE", 0.01)
    monkeypatch.setattr("bot.channels.telegram_menus.PAUSES", (0.0, 0.0))
    tiny, clock = Tiny(), Clock(EVE)
    async with open_other(Other(tiny.methods(), unknown)) as other:
        home = make_home(other.address, tmp_path / "elsewhere", clock)
        await home.start()
        for text in SET_UP:
            before = len(tiny.said)
            await tiny.hears({"message": {"message_id": 1, "from": ANA, "chat": ALONE, "text": text}})
            assert len(tiny.said) > before
        await home.until(DUE)
        assert tiny.said[-1]["text"] == PROMPT
        assert "Done" in tiny.said[-1]["reply_markup"]
        done = json.loads(tiny.said[-1]["reply_markup"])["inline_keyboard"][0][0]["callback_data"]
        prompt = {"message_id": len(tiny.said), "date": 1, "chat": ALONE}
        await tiny.hears({"callback_query": {"id": "42", "from": ANA, "message": prompt, "data": done}})
        await soon(lambda: tiny.answered)
        await home.until(DUE + timedelta(hours=8))
        assert await home.diary() == ["2026-12-01 taken"]
        await tiny.hears({"message": {"message_id": 1, "from": ANA, "chat": ALONE, "text": "/today"}})
        assert "08:00" in tiny.said[-1]["text"]
        await home.stop()
    told = [one.getMessage() for one in caplog.records if one.levelno >= logging.WARNING]
    assert len(told) == 1
    assert "this Bot API does less than Telegram's" in told[0]


async def tap(street: Street, person: int, message: int, button: str) -> str | None:
    """Press a button, and return what is shown for a moment."""
    pressed = {"from": person, "chat": person, "message_id": message, "button": button}
    answer: str | None = (await street.town.act("presses", pressed))["answer"]
    await soon(lambda: not len(street.town.sandbox.state.updates))
    return answer


@pytest.mark.parametrize("first", [0, 1], ids=["the lost one", "its repeat"])
async def test_of_a_prompt_that_came_twice_either_settles_it(street: Street, first: int) -> None:
    ana, _ = street.people()
    messages = street.town.sandbox.state.chats[ana].messages
    before = set(messages)
    await street.town.hurt("drop_after")
    await street.home.until(DUE + timedelta(minutes=5))
    bubbles = sorted(number for number, one in messages.items() if number not in before and one.sender != ana)
    assert [messages[one].body["text"] for one in bubbles] == [PROMPT, AGAIN + PROMPT]
    answer = await tap(street, ana, bubbles[first], "Done")
    assert (answer or "").startswith("Noted, 08:05")
    other = bubbles[1 - first]
    if "Done" in str(messages[other].body.get("reply_markup")):  # what never told its name is found when it is pressed
        assert "Nothing changed." in str(await tap(street, ana, other, "Done"))
    for one in bubbles:
        assert "08:05" in messages[one].body["text"]
        assert "Done" not in str(messages[one].body.get("reply_markup"))
    assert await street.home.diary() == ["2026-12-01 taken"]


async def test_what_a_question_writes_down_is_said_in_a_message(street: Street) -> None:
    ana, _ = street.people()
    messages = street.town.sandbox.state.chats[ana].messages
    await street.home.until(DUE - timedelta(hours=1))
    assert "What shall I write for Tue 1 Dec 08:00?" in (await street.says(ana, "done"))[-1]
    await tap(street, ana, max(messages), "Had it just now")
    assert street.said(ana)[-1].startswith("Noted, 07:00")
    assert await street.home.diary() == ["2026-12-01 taken"]


async def test_yesterdays_bubble_is_still_its_owners(street: Street) -> None:
    ana, _ = street.people()
    messages = street.town.sandbox.state.chats[ana].messages
    await street.home.until(DUE)
    bubble = max(messages)
    await street.home.until(DUE + timedelta(hours=25))
    assert messages[bubble].body["text"] == "08:00: no answer."
    await tap(street, ana, bubble, "Change")
    assert street.said(ana)[-1] == "Tue 1 Dec 08:00 says: no answer. What shall it say?"
    await tap(street, ana, max(messages), "Had it")
    assert "no answer" not in messages[bubble].body["text"]
    assert await street.home.diary() == ["2026-12-01 unanswered", "2026-12-01 unanswered", "2026-12-01 taken"]


@pytest.mark.parametrize("act", ["had", "not", "change", "fix-had", "fix-not", "later"])
async def test_a_made_up_button_changes_nothing_of_somebody_elses(street: Street, act: str) -> None:
    ana, ben = street.people()
    await street.home.until(DUE)
    bubbles = [max(street.town.sandbox.state.chats[one].messages) for one in (ana, ben)]
    buttons = street.town.sandbox.state.chats[ana].messages[bubbles[0]].body["reply_markup"]["inline_keyboard"]
    _, _, dose = buttons[0][0]["callback_data"].partition(":")
    update = {
        "update_id": 10**9,
        "callback_query": {
            "id": "7",
            "from": {"id": ben, "is_bot": False, "first_name": "Ben"},
            "chat_instance": "1",
            "message": {
                "message_id": bubbles[1],
                "date": 0,
                "chat": {"id": ben, "type": "private", "first_name": "Ben"},
            },
            "data": f"{act}:{dose}",
        },
    }
    await street.home._hear([Raw("telegram", "1000000000/x", {"update": json.dumps(update)}, street.home.clock.now())])
    assert await street.home.diary() == []
    assert street.said(ana)[-1] == PROMPT
    assert street.said(ben)[-1] in {PROMPT, "You cannot note for that plan. Nothing changed."}
    await street.says(ana, "took it")
    assert await street.home.diary() == ["2026-12-01 taken"]


async def test_fifty_taps_at_once_are_one_answer(street: Street) -> None:
    ana = street.people()[0]

    async def tap_last(button: str) -> list[str | None]:
        number = max(street.town.sandbox.state.chats[ana].messages)
        tap = {"from": ana, "chat": ana, "message_id": number, "button": button}
        answers = await asyncio.gather(*(street.town.act("presses", tap) for _ in range(50)))
        await soon(lambda: not len(street.town.sandbox.state.updates))
        return [answer["answer"] for answer in answers]

    await street.home.until(DUE)
    before = len(street.said(ana))
    first, *others = await tap_last("Done")
    assert (first or "").startswith("Noted, 08:00")
    # A button stops after two seconds, whether what it does is done by then or not.
    assert {text.partition(". ")[2] for text in others if text} == {"Nothing changed."}
    assert len(street.said(ana)) == before  # the bubble says it
    await street.says(ana, "/plan 1 x 50 mg at 09:00")
    before = len(street.said(ana))
    _, *others = await tap_last("Yes")
    assert {text for text in others if text} == {"That button no longer fits. Nothing changed."}
    assert [text[:5] for text in street.said(ana)[before:]] == ["Saved"]
    assert await street.home.diary() == ["2026-12-01 taken"]
