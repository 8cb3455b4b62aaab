"""Pictures on Telegram: over their words and buttons, and in letters where no picture can be sent."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.channels.telegram_channel import TelegramChannel, open_telegram
from bot.channels.telegram_shaping import LONGEST_CAPTION, PLOT_WIDTH, in_letters
from bot.drawing.drawer import PNG
from bot.messages import Ambiguous, Button, File, NotSent, Outgoing, Permanent
from tests.channels.conftest import TOKEN, Answer, Other, newcomer, open_other
from tests.charts import many, picture
from tests.sandbox.conftest import Clock, Town

DONE = (Button("Done", "had:1"), Button("Later", "later:1"))
DRAWN = PNG + bytes(8) + b"\0\0\4\x38\0\0\3\0"
ALT = picture().alt
PLOT = "ALT, U/L\n2 Nov 2026          *           31"


@pytest.fixture
async def channel(town: Town, clock: Clock) -> AsyncIterator[TelegramChannel]:
    async with open_telegram(TOKEN, town.sandbox.address, clock.now) as channel:
        yield channel


async def test_a_picture_stands_over_its_words_and_buttons(town: Town, channel: TelegramChannel) -> None:
    ana = await newcomer(town)
    receipt = await channel.send(Outgoing(str(ana), "Your values.", DONE, picture=picture(body=DRAWN)))
    [said] = await town.messages(ana, after=1)
    assert (str(said["message_id"]), said["text"]) == (receipt.ref, f"Your values.\n\n{ALT}")
    assert said["buttons"] == [["Done", "Later"]]
    async with town.web.get(f"/sandbox/files/{said['photo']}") as response:
        assert await response.read() == DRAWN


async def test_its_buttons_can_be_taken_away(town: Town, channel: TelegramChannel) -> None:
    ana = await newcomer(town)
    receipt = await channel.send(Outgoing(str(ana), "Your values.", DONE, picture=picture(body=DRAWN)))
    await channel.send(Outgoing(str(ana), "", edits=receipt.ref))
    [said] = await town.messages(ana, after=1)
    assert (said["text"], said["buttons"]) == (f"Your values.\n\n{ALT}", [])


async def test_long_words_begin_before_the_picture(town: Town, channel: TelegramChannel) -> None:
    ana = await newcomer(town)
    await channel.send(Outgoing(str(ana), "a" * LONGEST_CAPTION + "\n\nb", DONE, picture=picture(body=DRAWN)))
    first, last = await town.messages(ana, after=1)
    assert (first["text"], "photo" in first, first["buttons"]) == ("a" * LONGEST_CAPTION, False, [])
    assert (last["text"], "photo" in last, last["buttons"]) == (f"b\n\n{ALT}", True, [["Done", "Later"]])


async def test_what_was_not_drawn_is_shown_in_letters_of_one_width(town: Town, channel: TelegramChannel) -> None:
    ana = await newcomer(town)
    await channel.send(Outgoing(str(ana), "Your values.", DONE, picture=picture()))
    plot, said = await town.messages(ana, after=1)
    assert (plot["text"], plot["entities"]) == (PLOT, [{"type": "pre", "offset": 0, "length": len(PLOT)}])
    assert (said["text"], said["buttons"], "photo" in said) == ("Your values.", [["Done", "Later"]], False)


def test_a_long_chart_in_letters_is_cut_between_panels() -> None:
    plots = in_letters(picture(many(6, 30)))
    assert [plot.text.splitlines()[0] for plot in plots] == ["Test 1, U/L", "Test 4, U/L"]
    assert all(len(line) <= PLOT_WIDTH for plot in plots for line in plot.text.splitlines())


@pytest.mark.parametrize(
    ("status", "description", "unsure"),
    [
        (400, "Bad Request: IMAGE_PROCESS_FAILED", False),
        (400, "Bad Request: not enough rights to send photos to the chat", False),
        (404, "Not Found", False),
        (500, "Internal Server Error", True),
    ],
)
async def test_a_picture_that_is_refused_keeps_no_words_back(
    clock: Clock, status: int, description: str, *, unsure: bool
) -> None:
    said: list[str] = []

    async def refuse(_given: dict[str, Any]) -> Answer:
        return status, {"ok": False, "error_code": status, "description": description}

    async def send(given: dict[str, Any]) -> Answer:
        said.append(given["text"])
        return 200, {"ok": True, "result": {"message_id": 1, "date": 1, "chat": {"id": 7, "type": "private"}}}

    out = Outgoing("7", "Your values.", picture=picture(body=DRAWN))
    other = Other({"sendPhoto": refuse, "sendMessage": send})
    async with open_other(other), open_telegram(TOKEN, other.address, clock.now) as it:
        if unsure:
            with pytest.raises(Ambiguous):
                await it.send(out)
        else:
            await it.send(out)
    assert said == [PLOT, f"Your values.\n\n{ALT}"]


@pytest.mark.parametrize(
    ("kind", "error"), [("403", Permanent), ("429", NotSent), ("drop_before", Ambiguous), ("drop_after", Ambiguous)]
)
async def test_what_a_trouble_comes_to(town: Town, channel: TelegramChannel, kind: str, error: type[Exception]) -> None:
    ana = await newcomer(town)
    await town.hurt(kind, "sendPhoto")
    with pytest.raises(error):
        await channel.send(Outgoing(str(ana), "Your values.", picture=picture(body=DRAWN)))
    assert len(await town.messages(ana, after=1)) == (kind == "drop_after")


async def test_files_that_arrived_are_not_sent_again(town: Town, channel: TelegramChannel) -> None:
    ana = await newcomer(town)
    out = Outgoing(str(ana), "Your values.", files=(File("a.txt", b"a"),), picture=picture(body=DRAWN))
    await town.hurt("429", "sendPhoto")
    with pytest.raises(NotSent):
        await channel.send(out)
    await channel.send(out)
    assert ["photo" in one for one in await town.messages(ana, after=1)] == [False, True]
