"""The channel against the sandbox: what people see, and what a trouble on the way comes to."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels import telegram_presses
from bot.channels.telegram_channel import TelegramChannel, open_telegram
from bot.channels.telegram_shaping import MOST_IN_ROW, ROW, keyboard, parts
from bot.messages import (
    Ambiguous,
    Button,
    ChannelStopped,
    File,
    Heard,
    Incoming,
    NotSent,
    Outgoing,
    Permanent,
    Raw,
    Refused,
    Weight,
)
from tests.channels.conftest import TOKEN, Answer, Other, newcomer, open_other, soon
from tests.sandbox.conftest import Clock, Town

DONE = (Button("Done", "had:1"), Button("Later", "later:1"))


@pytest.fixture
async def channel(town: Town, clock: Clock) -> AsyncIterator[TelegramChannel]:
    async with open_telegram(TOKEN, town.sandbox.address, clock.now) as channel:
        yield channel


def rows(*labels: str) -> list[list[str]]:
    markup = keyboard([Button(label, label) for label in labels])
    assert markup is not None
    return [[button["text"] for button in row] for row in markup["inline_keyboard"]]


def test_buttons_stand_in_rows_that_a_narrow_phone_shows_whole() -> None:
    assert keyboard([]) is None
    assert rows("Done", "Later", "Not today") == [["Done", "Later", "Not today"]]
    assert rows("1", "2", "3", "4") == [["1", "2", "3"], ["4"]]
    assert rows("I had it at another time", "Done", "Later") == [["I had it at another time"], ["Done", "Later"]]
    assert rows("Done", "x" * 60, "Later") == [["Done"], ["x" * 60], ["Later"]]


def test_a_button_has_a_colour_only_where_it_weighs_something() -> None:
    markup = keyboard([Button(weight.value, "x", weight) for weight in Weight])
    assert markup is not None
    styles = {one["text"]: one.get("style") for row in markup["inline_keyboard"] for one in row}
    assert styles == {"plain": None, "usual": "success", "goes on": "primary", "erases": "danger"}


@given(st.lists(st.text("ab", min_size=1, max_size=30), min_size=1, max_size=10))
def test_every_button_is_there_in_its_order(labels: list[str]) -> None:
    found = rows(*labels)
    assert [label for row in found for label in row] == labels
    assert all(len(row) == 1 or sum(map(len, row)) <= ROW for row in found)
    assert all(len(row) <= MOST_IN_ROW for row in found)


def test_a_long_text_is_cut_between_paragraphs() -> None:
    text = "\n\n".join(["a" * 30, "b" * 30, "c" * 30])
    assert parts(text, 70) == ["a" * 30 + "\n\n" + "b" * 30, "c" * 30]
    assert parts("a a\nb b", 5) == ["a a", "b b"]
    assert parts("aaa bbb", 5) == ["aaa", "bbb"]
    assert parts("a" * 12, 5) == ["aaaaa", "aaaaa", "aa"]
    assert parts("short") == ["short"]


def test_parts_are_measured_as_telegram_measures() -> None:
    assert parts("😀" * 5, 4) == ["😀😀", "😀😀", "😀"]
    assert parts("😀" * 4096) == ["😀" * 2048] * 2


@given(st.text(st.sampled_from("ab😀 \n"), max_size=200), st.integers(2, 20))
def test_parts_fit_and_lose_nothing_but_blanks(text: str, longest: int) -> None:
    found = parts(text, longest)
    assert all(len(part.encode("utf-16-le")) // 2 <= longest for part in found)
    assert "".join("".join(found).split()) == "".join(text.split())
    assert all(found[:-1])


async def test_a_message_with_buttons(town: Town, channel: TelegramChannel) -> None:
    ana = await newcomer(town)
    receipt = await channel.send(Outgoing(str(ana), "Did you <b>take</b> *it*?\nhttps://example.org", DONE))
    [said] = await town.messages(ana, after=1)
    assert (str(said["message_id"]), said["text"]) == (receipt.ref, "Did you <b>take</b> *it*?\nhttps://example.org")
    assert said["buttons"] == [["Done", "Later"]]


async def test_what_a_locked_phone_is_not_to_show_is_covered(town: Town, channel: TelegramChannel) -> None:
    ana = await newcomer(town)
    await channel.send(
        Outgoing(
            str(ana),
            "Tomorrow \U0001f600.\n\n- is this \u00e9 why\n- and that",
            covered="- is this \u00e9 why\n- and that",
        )
    )
    [said] = await town.messages(ana, after=1)
    assert said["entities"] == [{"type": "spoiler", "offset": 14, "length": 26}]


async def test_every_sign_arrives_as_it_was_sent(town: Town, channel: TelegramChannel) -> None:
    said = "".join(map(chr, range(33, 127))) + " a+b %41 &c;d=e\n\u00bd\u2028\U0001f642 \u05d0"
    ana = await newcomer(town)
    await channel.send(Outgoing(str(ana), said))
    assert [one["text"] for one in await town.messages(ana, after=1)] == [said]


async def test_a_long_message_comes_in_parts_with_its_buttons_under_the_last(
    town: Town, channel: TelegramChannel
) -> None:
    ana = await newcomer(town)
    receipt = await channel.send(Outgoing(str(ana), "a" * 3000 + "\n\n" + "😀" * 2000, DONE))
    first, last = await town.messages(ana, after=1)
    assert (first["text"], first["buttons"], last["text"]) == ("a" * 3000, [], "😀" * 2000)
    assert (str(last["message_id"]), last["buttons"]) == (receipt.ref, [["Done", "Later"]])


async def test_a_file_comes_before_its_message(town: Town, channel: TelegramChannel) -> None:
    ana = await newcomer(town)
    await channel.send(Outgoing(str(ana), "This is your copy.", files=(File("diary.json", b'{"a": 1}'),)))
    sent, said = await town.messages(ana, after=1)
    assert said["text"] == "This is your copy."
    [key] = town.sandbox.state.files
    async with town.web.get(f"/sandbox/files/{key}") as response:
        assert await response.read() == b'{"a": 1}'
    assert "diary.json" in str(sent)


async def test_a_message_is_changed_and_its_buttons_go(town: Town, channel: TelegramChannel) -> None:
    ana = await newcomer(town)
    receipt = await channel.send(Outgoing(str(ana), "Did you take it?", DONE))
    changed = Outgoing(str(ana), "Written down: 08:03.", edits=receipt.ref)
    assert await channel.send(changed) == receipt
    assert await channel.send(changed) == receipt  # Telegram says that it is not modified, and that is well
    [said] = await town.messages(ana, after=1)
    assert (said["text"], said["buttons"]) == ("Written down: 08:03.", [])


async def test_what_cannot_be_changed_is_refused(town: Town, channel: TelegramChannel) -> None:
    ana = await newcomer(town)
    with pytest.raises(Refused):
        await channel.send(Outgoing(str(ana), "changed", edits="999"))


@pytest.mark.parametrize(
    ("kind", "error", "arrived"),
    [
        ("403", Permanent, 0),
        ("400_chat_not_found", Permanent, 0),
        ("409", NotSent, 0),
        ("500", Ambiguous, 0),
        ("drop_before", Ambiguous, 0),
        ("drop_after", Ambiguous, 1),
        ("truncated", Ambiguous, 1),
        ("badjson", Ambiguous, 1),
    ],
)
async def test_what_a_trouble_comes_to(
    town: Town, channel: TelegramChannel, kind: str, error: type[Exception], arrived: int
) -> None:
    ana = await newcomer(town)
    await town.hurt(kind)
    with pytest.raises(error):
        await channel.send(Outgoing(str(ana), "hello"))
    assert len(await town.messages(ana, after=1)) == arrived


async def test_parts_that_arrived_are_not_sent_again(clock: Clock) -> None:
    arrived: list[str] = []
    slow = [False, True, False, False, False, False, False]

    async def send(given: dict[str, Any]) -> Answer:
        if slow.pop(0):
            return 429, {"ok": False, "description": "Too Many Requests", "parameters": {"retry_after": 1}}
        arrived.append(given["text"][0])
        return 200, {"ok": True, "result": {"message_id": 1, "date": 1, "chat": {"id": 7, "type": "private"}}}

    out = Outgoing("7", "\n\n".join(["a" * 3000, "b" * 3000, "c" * 3000]))
    async with open_other(Other({"sendMessage": send})) as other, open_telegram(TOKEN, other.address, clock.now) as it:
        with pytest.raises(NotSent):
            await it.send(out)
        await it.send(out)
        assert arrived == ["a", "b", "c"]
        await it.send(out)  # somebody asked for the same again
    assert arrived == ["a", "b", "c"] * 2


async def test_what_was_refused_half_way_is_begun_anew(town: Town, channel: TelegramChannel) -> None:
    ana = await newcomer(town)
    out = Outgoing(str(ana), "words", files=(File("a.txt", b"a"),))
    await town.hurt("400_chat_not_found")
    with pytest.raises(Permanent):
        await channel.send(out)
    await channel.send(out)
    assert len(await town.messages(ana, after=1)) == 3


async def test_a_token_that_what_is_sent_is_refused_for_stops_the_listening(
    town: Town, channel: TelegramChannel
) -> None:
    ana = await newcomer(town)

    async def stores(_raws: Sequence[Raw]) -> None:
        pass

    listening = asyncio.create_task(channel.listen(stores))
    await soon(lambda: town.sandbox.state.updates.fetching)
    await town.hurt("401")
    sentence = r"^Telegram does not know the token: look at AZALEA_TELEGRAM_TOKEN\.$"
    with pytest.raises(ChannelStopped, match=sentence):
        await channel.send(Outgoing(str(ana), "08:00. Your usual?"))
    with pytest.raises(ChannelStopped, match=sentence):
        await asyncio.wait_for(listening, 5)


async def test_nothing_is_sent_while_another_takes_the_updates(town: Town, channel: TelegramChannel) -> None:
    ana = await newcomer(town)
    channel._source.held = True
    with pytest.raises(NotSent):
        await channel.send(Outgoing(str(ana), "hello"))
    assert await town.messages(ana, after=1) == []


class Ears:
    """Hears through a channel, and does nothing with it."""

    def __init__(self, channel: TelegramChannel) -> None:
        self.heard: list[Incoming] = []
        self._channel = channel
        self.task = asyncio.create_task(channel.listen(self.hear))

    async def hear(self, raws: Sequence[Raw]) -> None:
        self.heard += [one for raw in raws if (one := self._channel.read(raw)) is not None]


@pytest.fixture
async def ears(channel: TelegramChannel) -> AsyncIterator[Ears]:
    ears = Ears(channel)
    yield ears
    ears.task.cancel()
    await asyncio.gather(ears.task, return_exceptions=True)


async def pressed(town: Town, ana: int, ears: Ears, wait: float = 5) -> tuple[Incoming, asyncio.Task[Any]]:
    number = await town.send(ana, "Did you take it?", "Done")
    press = {"from": ana, "chat": ana, "message_id": number, "button": "Done", "wait": wait}
    task = asyncio.create_task(town.act("presses", press))
    await soon(lambda: ears.heard and ears.heard[-1].kind is Heard.PRESS)
    return ears.heard[-1], task


async def test_a_press_is_answered_with_its_outcome(town: Town, channel: TelegramChannel, ears: Ears) -> None:
    heard, press = await pressed(town, await newcomer(town), ears)
    spinning = channel._presses._spinning[heard.press or ""]
    await channel.acknowledge(heard, "Written down: 08:03.")
    await asyncio.gather(spinning, return_exceptions=True)
    assert spinning.cancelled()
    assert await press == {"answer": "Written down: 08:03."}
    assert channel._presses._spinning == {}
    assert (await town.look("stats"))["calls"]["answerCallbackQuery"] == 1


async def test_a_button_does_not_spin_for_long(town: Town, ears: Ears, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telegram_presses, "SPINS", 0.1)
    began = asyncio.get_running_loop().time()
    _, press = await pressed(town, await newcomer(town), ears)
    assert await press == {"answer": None}
    assert 0.1 <= asyncio.get_running_loop().time() - began < 1


async def test_long_words_are_cut_where_they_are_shown_for_a_moment(
    town: Town, channel: TelegramChannel, ears: Ears
) -> None:
    heard, press = await pressed(town, await newcomer(town), ears)
    await channel.acknowledge(heard, "x" * 300)
    assert await press == {"answer": "x" * 200}


async def test_a_press_too_old_to_be_answered_is_no_trouble(
    town: Town, channel: TelegramChannel, ears: Ears, clock: Clock
) -> None:
    heard, press = await pressed(town, await newcomer(town), ears, wait=0.05)
    await press
    clock.pass_by(200)
    await channel.acknowledge(heard, "Written down.")


async def test_words_need_no_acknowledgement(town: Town, channel: TelegramChannel, ears: Ears) -> None:
    ana = await newcomer(town)
    await town.say(ana, ana, "took it")
    await soon(lambda: ears.heard and ears.heard[-1].text == "took it")
    await channel.acknowledge(ears.heard[-1], "Written down.")
    assert "answerCallbackQuery" not in (await town.look("stats"))["calls"]


async def test_a_command_that_names_another_bot_is_not_for_us(town: Town, ears: Ears) -> None:
    ana = await newcomer(town)
    group = (await town.act("groups", {"title": "Circle", "members": [ana]}))["id"]
    for chat in (ana, group):
        await town.say(ana, chat, "/today@Another_bot")
        await town.say(ana, chat, "/today@Azalea_Sandbox_Bot")
    await soon(lambda: ears.heard and ears.heard[-1].chat == str(group) and ears.heard[-1].text)
    texts = [one.text for one in ears.heard if one.kind is Heard.TEXT]
    assert texts == ["/start", "/today", "/today"]
    assert (await town.look("stats"))["calls"]["getMe"] == 1


async def test_where_nobody_says_what_it_is_called_every_command_is_for_us(town: Town, ears: Ears) -> None:
    ana = await newcomer(town)
    await town.hurt("500", "getMe")
    await town.say(ana, ana, "/today@Another_bot")
    await soon(lambda: len(ears.heard) == 2)
    assert ears.heard[1].text == "/today"
