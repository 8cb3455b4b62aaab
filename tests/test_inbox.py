"""What is heard is kept first, acted on once, in order; what cannot be read or acted on holds nobody up."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

from bot.inbox import TOGETHER, Inbox, place
from bot.messages import Abilities, Hear, Incoming, Outgoing, Raw, Receipt
from bot.store import inbox as rows
from bot.store import people
from bot.store.engine import open_store
from bot.store.keys import HOUSE, Owner, owner_of

NOW = datetime(2026, 12, 1, 8, 0, tzinfo=UTC)


class Paper:
    """A network whose messages say what becomes of them."""

    can = Abilities(buttons=False, edits=False, longest_text=4096)

    def __init__(self, name: str) -> None:
        self.name = name

    async def listen(self, hear: Hear) -> None:
        """Hear nothing by itself."""

    def read(self, raw: Raw) -> Incoming | None:
        if raw.body["text"] == "poison":
            message = "Ana Ipswich"
            raise ValueError(message)
        if raw.body["text"] == "not for us":
            return None
        return Incoming(self.name, "Ana", "Ana", "Ana", raw.body["text"], raw.at)

    async def send(self, out: Outgoing) -> Receipt:
        del out
        return Receipt(None)

    async def acknowledge(self, heard: Incoming, words: str | None) -> None:
        """Show nothing."""


@dataclass
class Desk:
    """Answers, and fails as often as it was told to."""

    answered: list[tuple[str, str, datetime]] = field(default_factory=list)
    tried: list[str] = field(default_factory=list)
    sorry: list[tuple[str, str, datetime]] = field(default_factory=list)
    failures: dict[str, int] = field(default_factory=dict)
    transactions: list[object] = field(default_factory=list)

    def answer(self, conn: Connection, heard: Incoming, key: str, now: datetime) -> None:
        self.tried.append(heard.text)
        self.transactions.append(conn.get_transaction())
        # What is written before a failure is taken back with it.
        conn.exec_driver_sql("UPDATE inbox SET attempts = attempts + 10 WHERE key = 'canary'")
        if self.failures.get(heard.text, 0):
            self.failures[heard.text] -= 1
            message = "Ana Ipswich"
            raise RuntimeError(message)
        self.answered.append((heard.text, key, now))

    def apologise(self, conn: Connection, heard: Incoming, key: str, now: datetime) -> None:
        assert conn.in_transaction()
        self.sorry.append((heard.text, key, now))
        if heard.text == "hopeless":
            message = "Ana Ipswich"
            raise RuntimeError(message)


class Box:
    """An inbox over a real database."""

    def __init__(self, inbox: Inbox, desk: Desk, folder: Path) -> None:
        self.inbox, self.desk, self.folder = inbox, desk, folder

    async def hears(self, *texts: str, channel: str = "paper") -> None:
        await self.inbox.hear([a_raw(text, channel) for text in texts])
        await self.inbox.work()

    def rows(self) -> list[tuple[Any, ...]]:
        with sqlite3.connect(self.folder / "azalea.db") as connection:
            found = connection.execute("SELECT key, state, attempts, sealed FROM inbox ORDER BY id").fetchall()
        connection.close()
        return found


def a_raw(text: str, channel: str = "paper") -> Raw:
    return Raw(channel, f"key of {text}", {"text": text}, NOW)


@pytest.fixture
async def box(tmp_path: Path) -> AsyncIterator[Box]:
    async with open_store(tmp_path) as store:
        desk = Desk()
        inbox = Inbox(store, {"paper": Paper("paper")}, desk.answer, desk.apologise)
        yield Box(inbox, desk, tmp_path)


async def test_what_was_heard_is_kept_before_it_is_acted_on(box: Box) -> None:
    await box.inbox.hear([a_raw("one"), a_raw("two")])
    assert [row[:3] for row in box.rows()] == [("key of one", "new", 0), ("key of two", "new", 0)]
    assert box.desk.tried == []


async def test_messages_are_answered_in_order_each_once_and_from_when_they_came(box: Box) -> None:
    await box.hears("one", "two", "three")
    assert [(text, now) for text, _, now in box.desk.answered] == [(text, NOW) for text in ("one", "two", "three")]
    assert box.rows() == [(f"key of {text}", "done", 0, None) for text in ("one", "two", "three")]


async def test_what_is_heard_is_sealed_for_who_said_it_where_they_are_known(box: Box) -> None:
    def join(conn: Connection) -> None:
        people.join(conn, people.add_account(conn, "paper", "Ana", "chat", NOW), "Ana", "1", NOW)

    await box.inbox.hear([a_raw("before Ana is known")])
    await box.inbox._store.write(join)
    await box.inbox.hear([a_raw("from Ana"), a_raw("poison"), a_raw("not for us"), a_raw("from Ana", "elsewhere")])
    sealed = [row[3] for row in box.rows()]
    owners = [HOUSE, Owner.of_person(1), HOUSE, HOUSE, HOUSE]
    assert [owner_of(one) for one in sealed] == [owner.leaf for owner in owners]
    assert not any(b"Ana" in one for one in sealed)


async def test_the_same_message_handed_over_again_is_acted_on_once(box: Box) -> None:
    await box.hears("one", "one")
    await box.hears("one")
    assert [text for text, *_ in box.desk.answered] == ["one"]


async def test_the_same_key_on_another_channel_is_another_message(box: Box) -> None:
    await box.hears("one")
    await box.inbox.hear([a_raw("one", "elsewhere")])
    assert [row[1] for row in box.rows()] == ["done", "new"]


async def test_what_came_from_a_channel_that_is_not_there_waits_for_it(box: Box) -> None:
    await box.hears("one", channel="elsewhere")
    await box.hears("two")
    assert [text for text, *_ in box.desk.answered] == ["two"]
    (waiting, _) = box.rows()
    assert waiting[1:3] == ("new", 0)
    assert waiting[3]


async def test_what_cannot_be_read_is_put_aside_wiped_and_not_quoted(
    box: Box, caplog: pytest.LogCaptureFixture
) -> None:
    await box.hears("one", "poison", "two")
    assert [text for text, *_ in box.desk.answered] == ["one", "two"]
    assert box.rows()[1] == ("key of poison", "aside", 0, None)
    assert "ValueError at test_inbox.py" in caplog.text
    assert "Ipswich" not in caplog.text


async def test_what_comes_together_is_acted_on_in_one_transaction(box: Box) -> None:
    texts = [str(number) for number in range(TOGETHER + 2)]
    await box.hears(*texts)
    assert [text for text, *_ in box.desk.answered] == texts
    assert len(set(box.desk.transactions[:TOGETHER])) == 1
    assert len(set(box.desk.transactions)) == 2
    assert {row[1] for row in box.rows()} == {"done"}


async def test_what_fails_takes_back_what_was_acted_on_with_it_and_all_is_done_once(box: Box) -> None:
    box.desk.failures["three"] = 1
    await box.inbox.hear([Raw("elsewhere", "canary", {"text": ""}, NOW)])
    await box.hears("one", "two", "three", "four")
    assert box.desk.tried == ["one", "two", "three", "one", "two", "three", "four"]
    assert len(set(box.desk.transactions[3:])) == 4
    assert box.rows()[0][2] == 40  # of the seven tries those four that were kept


async def test_what_is_not_for_us_is_done_without_a_word(box: Box) -> None:
    await box.hears("not for us", "one")
    assert box.desk.tried == ["one"]
    assert box.rows()[0] == ("key of not for us", "done", 0, None)


@pytest.mark.parametrize("failures", [1, 2])
async def test_an_answer_that_fails_is_tried_again_before_the_next_message(box: Box, failures: int) -> None:
    box.desk.failures["one"] = failures
    await box.hears("one", "two")
    assert box.desk.tried == ["one"] * (failures + 1) + ["two"]
    assert [text for text, *_ in box.desk.answered] == ["one", "two"]
    assert box.desk.sorry == []


async def test_after_three_tries_there_is_an_apology_and_the_next_message_is_worked(
    box: Box, caplog: pytest.LogCaptureFixture
) -> None:
    box.desk.failures["one"] = 99
    await box.hears("one", "two")
    assert box.desk.tried == ["one"] + ["one"] * 3 + ["two"]  # with the other, and then alone
    assert [(text, now) for text, _, now in box.desk.sorry] == [("one", NOW)]
    assert [text for text, *_ in box.desk.answered] == ["two"]
    assert box.rows()[0] == ("key of one", "aside", 2, None)
    assert "RuntimeError at test_inbox.py" in caplog.text
    assert "Ipswich" not in caplog.text


async def test_no_message_is_answered_under_a_name_that_was_used_before(box: Box) -> None:
    await box.hears("one")
    await box.inbox._store.write(lambda conn: rows.tidy(conn, NOW + timedelta(days=1)))
    assert box.rows() == []
    await box.hears("two")
    first, second = (key for _, key, _ in box.desk.answered)
    assert first != second
    assert "one" not in first, "a network's key may say who wrote"


async def test_who_cannot_even_be_told_holds_nobody_up(box: Box, caplog: pytest.LogCaptureFixture) -> None:
    box.desk.failures["hopeless"] = 99
    await box.hears("hopeless", "two")
    assert [text for text, *_ in box.desk.answered] == ["two"]
    assert box.rows()[0] == ("key of hopeless", "aside", 2, None)
    assert "not told: RuntimeError" in caplog.text
    assert "Ipswich" not in caplog.text


async def test_what_a_failed_try_wrote_is_taken_back(box: Box) -> None:
    await box.inbox.hear([Raw("paper", "canary", {"text": "one"}, NOW)])
    box.desk.failures["one"] = 2
    await box.inbox.work()
    assert box.rows() == [("canary", "done", 2 + 10, None)]


def test_the_place_of_an_error_that_was_never_raised_is_not_known() -> None:
    assert place(ValueError("Ana Ipswich")) == "ValueError at ?"


# With the whole of azalea behind it.


def damage(folder: Path, statement: str) -> None:
    with sqlite3.connect(folder / "azalea.db") as connection:
        connection.execute(statement)
    connection.close()


async def test_who_wrote_hears_that_it_could_not_be_acted_on_and_is_heard_again(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(datetime(2026, 12, 1, 9, 0))
    await chat.set_up()
    damage(chat.folder, "UPDATE plan_versions SET sealed = x'7b7d'")
    sorry, helped = await chat.says("took it", "/help")
    assert "I could not act on your last message. I wrote nothing down." in sorry
    assert "/ask" in helped
    assert await chat.diary() == []


async def test_nothing_that_was_written_is_kept_in_the_inbox(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(datetime(2026, 12, 1, 9, 0))
    await chat.set_up()
    await chat.says("took it at 8:15", "my cat is called Wenceslas")
    await chat.close()
    assert b"Wenceslas" not in (chat.folder / "azalea.db").read_bytes()


async def test_two_names_on_one_folder_are_two_people(open_chat: Callable[..., Any]) -> None:
    ana = await open_chat(datetime(2026, 12, 1, 9, 0))
    await ana.set_up()
    await ana.says("took it at 8:15")
    await ana.close()
    ben = await open_chat(datetime(2026, 12, 1, 9, 10), name="Ben")
    assert "There is no plan yet" in (await ben.says("/log"))[0]
    await ben.set_up("1 x 25 mg at 09:00")
    shown = "".join(await ben.says("/log", "/today", "/plan"))
    assert "08:15" not in shown
    assert "50 mg" not in shown
    await ben.until(datetime(2026, 12, 2, 9, 5))
    assert [text[:5] for text in ben.terminal.shown if "09:00. Your usual?" in text] == ["09:00"]
    assert [entry["wall"] for entry in await ben.diary()] == ["08:00"]


def keys(raws: Sequence[Raw]) -> set[str]:
    return {raw.key for raw in raws}


async def test_no_line_of_one_run_is_taken_for_a_line_of_another(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(datetime(2026, 12, 1, 9, 0))
    heard: list[Raw] = []

    async def hear(raws: Sequence[Raw]) -> None:
        heard.extend(raws)

    chat.terminal.typed += ["one", "two"]
    await chat.channel.listen(hear)
    await chat.restart()
    chat.terminal.typed += ["one", "two"]
    await chat.channel.listen(hear)
    assert len(keys(heard)) == 4


@pytest.mark.parametrize("body", ["not json", "[]", None])
async def test_a_body_that_cannot_be_read_is_put_aside_and_the_next_is_answered(
    open_chat: Callable[..., Any], body: str | None
) -> None:
    chat = await open_chat(datetime(2026, 12, 1, 9, 0, tzinfo=UTC))
    connection = sqlite3.connect(chat.folder / "azalea.db")
    row = (chat.channel.name, "broken", 0, "new", 0, body.encode() if body else None)
    connection.execute(
        "INSERT INTO inbox (channel, key, received_at, state, attempts, sealed) VALUES (?, ?, ?, ?, ?, ?)", row
    )
    connection.commit()
    connection.close()
    assert "Worth remembering" in (await chat.says("/help"))[0]
