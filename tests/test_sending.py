"""How each attempt to send ends, and that a chat that hangs delays no other."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot import sending
from bot.care.charts import Captions, Chart
from bot.drawing.drawer import DrawingFailed
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
    Refused,
)
from bot.sending import Ready, Sending, next_try
from bot.store import outbox as rows
from bot.store.posting import Letter
from tests.charts import CAPTIONS, picture

NOW = datetime(2026, 12, 1, 8, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


class Line:
    """A network that meets one message after the other with what is planned for it, and takes the rest."""

    name = "line"

    def __init__(self, *planned: Exception | None, rates: Rates | None = None) -> None:
        self.can = Abilities(buttons=True, edits=True, longest_text=4096, rates=rates)
        self.tried: list[tuple[str, str, float]] = []
        self.taken: list[Outgoing] = []
        self.hangs: set[str] = set()
        self._planned = deque(planned)

    async def listen(self, hear: Hear) -> None:
        """Hear nothing."""

    def read(self, raw: Raw) -> Incoming | None:
        raise NotImplementedError(raw.key)

    async def send(self, out: Outgoing) -> Receipt:
        self.tried.append((out.chat, out.text, asyncio.get_running_loop().time()))
        if out.chat in self.hangs:
            await asyncio.Event().wait()
        error = self._planned.popleft() if self._planned else None
        if error is not None:
            raise error
        self.taken.append(out)
        return Receipt(str(len(self.tried)))

    async def acknowledge(self, heard: Incoming, words: str | None) -> None:
        """Show nothing."""


def ready(  # noqa: PLR0913 - what a letter is made of
    number: int = 1, chat: str = "7", *, attempt: int = 1, repeats: bool = False, about: int | None = None,
    edits: str | None = None,
) -> Ready:  # fmt: skip
    letter = Letter(
        id=number, account_id=int(chat), channel="line", chat=chat, circle_id=None, body={}, buttons=None, about=about,
        rung=None, valid_until=None, repeats=repeats, attempt=attempt, edits=edits,
    )  # fmt: skip
    return Ready(letter, Outgoing(chat, f"words {number}"), {"choices": []}, None)


async def test_what_arrived_is_sent() -> None:
    [sent] = await Sending({"line": Line()}).chat([ready()], NOW)
    assert (sent.end.state, sent.end.at, sent.end.ref, sent.end.buttons) == (rows.SENT, NOW, "1", {"choices": []})


@pytest.mark.parametrize(
    ("attempt", "error", "again"),
    [
        (1, NotSent(), SECOND),
        (4, NotSent(), 8 * SECOND),
        (9, NotSent(), 60 * SECOND),
        (1, NotSent(NOW + 30 * SECOND), 30 * SECOND),
    ],
)
async def test_what_did_not_leave_waits(attempt: int, error: NotSent, again: timedelta) -> None:
    [sent] = await Sending({"line": Line(error)}).chat([ready(attempt=attempt)], NOW)
    assert (sent.end.state, sent.end.not_before, sent.end.repeats) == (rows.WAITING, NOW + again, False)


@pytest.mark.parametrize(("about", "again"), [(None, 10 * SECOND), (3, 120 * SECOND)])
async def test_what_may_have_arrived_is_repeated_once(about: int | None, again: timedelta) -> None:
    [sent] = await Sending({"line": Line(Ambiguous())}).chat([ready(about=about)], NOW)
    assert (sent.end.state, sent.end.not_before, sent.end.repeats) == (rows.WAITING, NOW + again, True)
    [sent] = await Sending({"line": Line(Ambiguous())}).chat([ready(about=about, repeats=True)], NOW)
    assert (sent.end.state, sent.end.buttons) == (rows.SENT, {"choices": []})


async def test_a_change_that_may_have_arrived_is_not_repeated() -> None:
    [sent] = await Sending({"line": Line(Ambiguous())}).chat([ready(edits="3")], NOW)
    assert sent.end.state == rows.SENT


@pytest.mark.parametrize("error", [Permanent(), Refused()])
async def test_what_will_never_arrive_is_over(error: Exception, caplog: pytest.LogCaptureFixture) -> None:
    [sent] = await Sending({"line": Line(error)}).chat([ready()], NOW)
    assert sent.end.state == rows.FAILED
    assert "words" not in caplog.text


async def test_what_moved_is_tried_at_once_and_then_ever_later() -> None:
    [sent] = await Sending({"line": Line(Moved("-100"))}).chat([ready()], NOW)
    assert (sent.end.state, sent.end.not_before, sent.moved_to) == (rows.WAITING, NOW, "-100")
    [sent] = await Sending({"line": Line(Moved("-100"))}).chat([ready(attempt=3)], NOW)
    assert sent.end.not_before == NOW + 4 * SECOND


async def test_a_channel_that_stopped_is_asked_no_more() -> None:
    line = Line(ChannelStopped("the token"))
    sender = Sending({"line": line})
    first, second = await sender.chat([ready(1), ready(2)], NOW)
    assert str(first.stopped) == "the token"
    assert (first.end.state, second.end.state) == (rows.WAITING, rows.WAITING)
    [third] = await sender.chat([ready(3)], NOW)
    assert third.end.state == rows.WAITING
    assert len(line.tried) == 1


async def test_a_fault_of_ours_ends_one_message_alone(caplog: pytest.LogCaptureFixture) -> None:
    first, second = await Sending({"line": Line(ZeroDivisionError("words 1"))}).chat([ready(1), ready(2)], NOW)
    assert (first.end.state, first.end.repeats, second.end.state) == (rows.WAITING, True, rows.SENT)
    assert "ZeroDivisionError" in caplog.text
    assert "words" not in caplog.text


@pytest.mark.parametrize("repeats", [True, False])
async def test_what_stands_behind_one_that_could_not_leave_waits_with_it(*, repeats: bool) -> None:
    line = Line(NotSent())
    first, second = await Sending({"line": line}).chat([ready(1, repeats=repeats), ready(2)], NOW)
    assert (first.end.state, first.end.repeats) == (rows.WAITING, repeats)
    assert (second.end.state, second.end.repeats, second.end.letter.id) == (rows.WAITING, False, 2)
    assert second.end.not_before == NOW + SECOND
    assert len(line.tried) == 1


async def test_what_stands_behind_one_that_may_have_arrived_goes_on() -> None:
    first, second = await Sending({"line": Line(Ambiguous())}).chat([ready(1), ready(2)], NOW)
    assert (first.end.state, second.end.state) == (rows.WAITING, rows.SENT)


async def test_a_chat_that_hangs_delays_no_other() -> None:
    line = Line(rates=Rates(1000, 5, 1, 3, 18, "-"))
    line.hangs.add("7")
    sender = Sending({"line": line})
    hanging = asyncio.create_task(sender.chat([ready(1)], NOW))
    await asyncio.sleep(0)
    async with asyncio.timeout(1):
        [sent] = await sender.chat([ready(2, "8")], NOW)
    assert sent.end.state == rows.SENT
    hanging.cancel()


async def test_a_chat_waits_for_its_turn_and_delays_no_other() -> None:
    line = Line(rates=Rates(a_second=1000, burst=5, chat_gap=0.1, chat_burst=1, group_a_minute=18, group_begins="-"))
    sender = Sending({"line": line})
    slow, quick = await asyncio.gather(
        sender.chat([ready(1), ready(2), ready(3)], NOW), sender.chat([ready(4, "8")], NOW)
    )
    assert [one.end.state for one in [*slow, *quick]] == [rows.SENT] * 4
    began = line.tried[0][2]
    when = {text: at - began for _, text, at in line.tried}
    assert when["words 4"] < 0.05
    assert when["words 2"] == pytest.approx(0.1, abs=0.04)
    assert when["words 3"] == pytest.approx(0.2, abs=0.04)


async def test_a_chat_that_is_to_be_left_alone_is_and_delays_no_other() -> None:
    line = Line(NotSent(NOW + 30 * SECOND), rates=Rates(1000, 5, 1, 3, 18, "-"))
    sender = Sending({"line": line})
    await sender.chat([ready(1)], NOW)
    [sent] = await sender.chat([ready(2)], NOW + SECOND)
    assert (sent.end.state, sent.end.not_before) == (rows.WAITING, NOW + 30 * SECOND)
    [other] = await sender.chat([ready(3, "8")], NOW + SECOND)
    [after] = await sender.chat([ready(2)], NOW + 30 * SECOND)
    assert (other.end.state, after.end.state) == (rows.SENT, rows.SENT)
    assert [text for _, text, _ in line.tried] == ["words 1", "words 3", "words 2"]


async def test_a_turn_that_is_far_off_is_waited_for_in_the_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "LONGEST_TURN", 0.05)
    line = Line(rates=Rates(a_second=1000, burst=5, chat_gap=30, chat_burst=1, group_a_minute=18, group_begins="-"))
    first, second = await Sending({"line": line}).chat([ready(1), ready(2)], NOW)
    assert (first.end.state, second.end.state) == (rows.SENT, rows.WAITING)
    assert second.end.not_before is not None
    assert timedelta(0) <= NOW + 30 * SECOND - second.end.not_before < SECOND
    assert len(line.tried) == 1


def test_pauses_grow_to_a_minute() -> None:
    assert [(next_try(attempt, NOW) - NOW) / SECOND for attempt in (1, 2, 3, 6, 7, 10_000)] == [1, 2, 4, 32, 60, 60]


async def test_a_picture_is_drawn_before_its_message_leaves() -> None:
    line = Line()

    async def draw(shown: Chart, captions: Captions) -> bytes:
        assert captions == CAPTIONS
        return repr(shown).encode()

    [sent] = await Sending({"line": line}, draw).chat([with_picture()], NOW)
    [out] = line.taken
    assert sent.end.state == rows.SENT
    assert out.picture == picture(body=repr(picture().chart).encode())


async def test_a_message_whose_picture_fails_leaves_without_and_the_log_says_why(
    caplog: pytest.LogCaptureFixture,
) -> None:
    line = Line()

    async def draw(_shown: Chart, _captions: Captions) -> bytes:
        raise DrawingFailed(TimeoutError.__name__)

    [sent] = await Sending({"line": line}, draw).chat([with_picture()], NOW)
    assert (sent.end.state, line.taken[0].picture) == (rows.SENT, picture())
    assert [record.getMessage() for record in caplog.records] == ["outbox 1 goes without its picture: TimeoutError"]


def with_picture() -> Ready:
    one = ready()
    return replace(one, out=replace(one.out, picture=picture()))
