"""Answers about a dose, in words and by buttons: which dose, what is written, what is asked, what is corrected."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from bot import conversation, reports
from bot.channels.console_channel import NAME, address_of
from bot.conversation import presses
from bot.conversation.talk import open_talk, say
from bot.messages import Heard, Incoming
from bot.wiring import read_desk
from tests.chats import pressed_late

ONCE = "1 x 50 mg at 08:00"
TWICE = "1 x 50 mg at 8am and 8pm"


async def prompted(open_chat: Callable[..., Any], plan: str = ONCE, at: datetime | None = None) -> Any:
    """Return a chat in which the plan was saved the evening before, at five past eight or another time."""
    chat = await open_chat(datetime(2026, 11, 30, 20, 30))
    await chat.set_up(plan)
    await chat.until(at or datetime(2026, 12, 1, 8, 5))
    return chat


async def kinds(chat: Any) -> list[tuple[str, str]]:
    return [(entry["day"][8:], entry["kind"]) for entry in await chat.diary()]


async def hears(chat: Any, text: str = "", kind: Heard = Heard.TEXT, *, edits: bool = False) -> Any:
    """Let azalea hear something that a terminal never sends, and return what it says."""
    sent, now, address = len(chat.channel.sent), chat.clock.now(), address_of("Ana")
    heard = Incoming(NAME, address, address, "Ana", text, now, kind, edits)
    await chat.azalea._store.write(lambda conn: conversation.answer(read_desk(), conn, heard, f"test {sent}", now))
    await chat.azalea.settle(now)
    return chat.channel.sent[sent:]


def labels(out: Any) -> list[str]:
    return [button.label for button in out.buttons]


# Had, and when


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("took it about an hour ago", "Noted, 07:05, for Tue 1 Dec 08:00."),
        ("took it when i got up", "Noted for Tue 1 Dec 08:00, time not known."),
        ("took it earlier", "Noted for Tue 1 Dec 08:00, time not known."),
        ("took it this morning", "Noted for Tue 1 Dec 08:00, time not known."),
    ],
)
async def test_a_time_that_is_counted_or_not_known_is_written_as_such(
    open_chat: Callable[..., Any], words: str, says: str
) -> None:
    chat = await prompted(open_chat)
    assert says in (await chat.says(words))[0]
    assert await kinds(chat) == [("01", "taken")]


async def test_a_part_of_the_day_tells_which_dose_is_meant(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat, TWICE, datetime(2026, 12, 1, 20, 5))
    assert "Noted for Tue 1 Dec 08:00, time not known." in (await chat.says("took it this morning"))[0]


@pytest.mark.parametrize(
    ("words", "asks"),
    [
        ("took it yesterday at 8", 'Shall I write down "had it 08:00" for Tue 1 Dec 08:00?'),
        ("took it yesterday", 'Shall I write down "had it, time not known" for Tue 1 Dec 08:00?'),
        ("took it on tuesday", 'Shall I write down "had it, time not known" for Tue 1 Dec 08:00?'),
    ],
)
async def test_a_day_that_is_named_is_asked_about_once(open_chat: Callable[..., Any], words: str, asks: str) -> None:
    chat = await prompted(open_chat, at=datetime(2026, 12, 2, 8, 5))
    assert asks in (await chat.says(words))[0]
    assert await kinds(chat) == [("01", "unanswered")]
    await chat.says("yes")
    assert await kinds(chat) == [("01", "unanswered"), ("01", "taken")]


async def test_a_day_with_two_doses_asks_which(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat, TWICE, datetime(2026, 12, 2, 8, 5))
    said = (await chat.says("took it yesterday"))[0]
    assert "[a] Tue 1 Dec 08:00  [b] Tue 1 Dec 20:00" in said
    await chat.says("b")
    assert (await chat.diary())[-1]["wall"] == "20:00"


async def test_a_time_on_a_day_with_two_doses_tells_them_apart(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat, TWICE, datetime(2026, 12, 2, 8, 5))
    assert '"had it 20:10" for Tue 1 Dec 20:00' in (await chat.says("took it yesterday at 8.10pm"))[0]


async def test_what_is_longer_ago_than_seven_days_is_left(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat, at=datetime(2026, 12, 12, 8, 5))
    before = await kinds(chat)
    assert "seven days" in (await chat.says("took it on 2 december"))[0]
    assert await kinds(chat) == before


async def test_both_of_two_doses_is_one_question(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat, TWICE, datetime(2026, 12, 1, 20, 5))
    said = (await chat.says("took both"))[0]
    assert "[a] Both  [b] Tue 1 Dec 08:00  [c] Tue 1 Dec 20:00" in said
    assert ("01", "taken") not in await kinds(chat)
    await chat.says("a")
    assert [entry["status"] for entry in await chat.diary()] == ["taken", "taken", "taken"]


async def test_both_where_one_is_open_is_asked_about(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    assert "nothing down" in (await chat.says("took both"))[0]
    assert await kinds(chat) == []


async def test_a_time_alone_is_asked_about(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    assert 'Shall I write down "had it 07:30"' in (await chat.says("at 7:30 this morning"))[0]
    assert await kinds(chat) == []


# Asked from the diary


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("did i take it?", "Yes. Wed 2 Dec 08:00: had it 08:05."),
        ("did i take it yesterday", "Tue 1 Dec 08:00: no answer."),
        ("have i taken it on monday?", "Mon 30 Nov 08:00: before set-up"),
    ],
)
async def test_the_diary_answers_whether_it_was_had(open_chat: Callable[..., Any], words: str, says: str) -> None:
    chat = await prompted(open_chat, at=datetime(2026, 12, 2, 8, 5))
    await chat.says("1")
    before = await kinds(chat)
    assert says in (await chat.says(words))[0]
    assert await kinds(chat) == before


# Not had


async def test_not_taken_of_an_open_dose_asks_whether_it_still_will_be(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    assert "Not had today" in (await chat.says("i haven't had it"))[0]
    assert await kinds(chat) == []
    assert "Noted: not had" in (await chat.says("not had today"))[0]


async def test_not_taken_of_a_closed_dose_asks_to_write_that(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat, at=datetime(2026, 12, 1, 21, 0))
    assert 'Shall I write down "not had" for Tue 1 Dec 08:00?' in (await chat.says("didn't take it"))[0]
    await chat.says("yes")
    assert await kinds(chat) == [("01", "unanswered"), ("01", "not_had")]


async def test_a_reason_is_kept_and_shown(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    assert "Want to say why?" in (await chat.says("skip"))[0]
    said = await chat.says("felt sick")
    assert "Noted: not had, felt sick, Tue 1 Dec 08:00." in said[0]
    assert "Feeling sick" in said[0]
    assert "Tue 1 Dec 08:00: not had, felt sick" in (await chat.says("/log"))[0]


async def test_nobody_has_to_say_why(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    await chat.says("skip")
    assert "leave it at that" in (await chat.says("no"))[0]
    assert await kinds(chat) == [("01", "not_had")]


async def test_none_left_shows_the_guide_and_whom_to_ring(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    said = await chat.says("skip", "none left")
    assert "Noted: not had, none left" in said[1]
    assert "Running out" in said[2]
    assert "your team or a pharmacist" in said[3]


async def test_a_reason_that_is_typed_is_kept(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    assert "Noted: not had, felt rough, Tue 1 Dec 08:00." in (await chat.says("skip, felt rough"))[0]
    assert "Tue 1 Dec 08:00: not had, felt rough" in (await chat.says("/log"))[0]


async def test_a_reason_can_be_typed_afterwards(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    assert "Noted: not had, felt rough" in (await chat.says("skip", "skip, felt rough"))[1]
    assert await kinds(chat) == [("01", "not_had"), ("01", "not_had")]


@pytest.mark.parametrize("words", ["forgot it", "missed", "/missed"])
async def test_forgotten_asks_which_and_offers_the_guide(open_chat: Callable[..., Any], words: str) -> None:
    chat = await prompted(open_chat, at=datetime(2026, 12, 2, 8, 5))
    assert "Yesterday's" in (await chat.says(words))[0]
    before = await kinds(chat)
    assert "left out, or not had yet" in (await chat.says("today's"))[0]
    assert await kinds(chat) == before


async def test_the_guide_says_something_about_a_forgotten_one(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    assert "A late tablet" in (await chat.says("forgot it", "what does the guide say?"))[1]


# Later


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("in 20 minutes", "I ask again at 08:25."),
        ("remind me at 12:30", "I ask again at 12:30."),
        ("remind me at 9", "I ask again at 09:00."),
        ("driving", "When shall I ask again"),
        ("remind me at 10pm", "after 20:00"),
    ],
)
async def test_later_takes_a_time_or_asks_for_one(open_chat: Callable[..., Any], words: str, says: str) -> None:
    chat = await prompted(open_chat)
    assert says in (await chat.says(words))[0]
    assert await kinds(chat) == []


async def test_a_time_to_ask_at_can_be_typed(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    said = await chat.says("later", "at a time", "9:30am")
    assert "At what time" in said[1]
    assert "I ask again at 09:30." in said[2]
    assert await chat.until(datetime(2026, 12, 1, 9, 29)) == []
    assert len(await chat.until(datetime(2026, 12, 1, 9, 30))) == 1


async def test_the_choices_of_later_end_with_the_doses_own_time(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    await chat.says("took it")
    await chat.until(datetime(2026, 12, 1, 19, 20))
    assert labels(chat.channel.sent[-1])
    await chat.says("didn't take it", "yes", "later")
    assert labels(chat.channel.sent[-1]) == ["In 10 minutes", "In 30 minutes", "At a time"]


async def test_a_question_for_a_time_does_not_swallow_an_answer(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    await chat.says("later", "at a time")
    assert "Noted, 08:05" in (await chat.says("took it"))[0]


# Changed


async def test_another_time_can_be_given_for_ever(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    await chat.says("took it")
    await chat.until(datetime(2026, 12, 1, 21, 0))
    said = await chat.says("change", "another time", "7am")
    assert "[a] Another time  [b] Not had  [c] Leave it" in said[0]
    assert "When did you have it" in said[1]
    assert "now says had it 07:00" in said[2]
    assert "had it 07:00 (first: had it 08:05, changed 21:00)" in (await chat.says("/log"))[0]


async def test_two_readings_of_another_time_are_asked_about(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat, "1 x 50 mg at 14:00", datetime(2026, 12, 1, 23, 0))
    said = await chat.says("took it at 3pm", "change", "another time", "9")
    assert "[a] Tue 1 Dec 21:00  [b] Tue 1 Dec 09:00" in said[3]
    assert [entry["taken_at"][11:16] for entry in await chat.diary() if entry["taken_at"]] == ["15:00"]


async def test_another_time_that_has_not_come_is_asked_for_again(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    said = await chat.says("took it", "change", "another time", "11:30am", "8:01")
    assert "has not come yet" in said[3]
    assert "now says had it 08:01" in said[4]


async def test_the_time_can_be_not_known(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    assert "time not known" in (await chat.says("took it", "change", "another time", "time not known"))[3]


async def test_a_week_later_an_answer_can_still_be_changed(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    await chat.says("took it")
    code = chat.channel.sent[-1].buttons[0].data
    for day in range(2, 12):
        await chat.until(datetime(2026, 12, day, 8, 5))
    await press(chat, code)
    assert "Tue 1 Dec 08:00 says: had it 08:05" in chat.terminal.shown[-1]
    await press(chat, code.replace("change:", "fix-not:"))
    assert ("01", "not_had") in await kinds(chat)


async def press(chat: Any, data: str) -> None:
    """Press a button that is no longer in view, as can be done where buttons stay."""
    sent, now = len(chat.channel.sent), chat.clock.now()
    address = address_of("Ana")
    heard = Incoming(NAME, address, address, "Ana", "", now)

    def work(conn: Any) -> None:
        talk = open_talk(conn, heard, now, read_desk())
        act, _, rest = data.partition(":")
        say(talk, f"press {sent}", presses.press(talk, act, rest) or [])

    await chat.azalea._store.write(work)
    await chat.azalea.settle(now)


async def test_an_old_prompt_says_whose_day_it_was_and_how_today_stands(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    code = chat.channel.sent[-1].buttons[0].data
    await chat.says("1")
    await chat.until(datetime(2026, 12, 2, 8, 5))
    await press(chat, code)
    said = chat.channel.sent[-1]
    assert "That was Tue 1 Dec 08:00, which already says: had it 08:05. Nothing changed." in said.text
    assert "Wed 2 Dec 08:00: open" in said.text
    assert labels(said)[:3] == ["Done", "Later", "Not today"]
    assert await kinds(chat) == [("01", "taken")]


async def test_an_answer_after_a_change_that_opened_it_again_is_simply_noted(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    await chat.says("took it", "didn't take it", "yes")
    assert "Noted, 08:05, for Tue 1 Dec 08:00." in (await chat.says("took it"))[0]


# Corrected in words


async def test_actually_asks_about_what_was_said_last(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    await chat.says("took it")
    assert 'from "had it 08:05" to "had it 07:30"?' in (await chat.says("actually 7:30am"))[0]
    assert "now says had it 07:30" in (await chat.says("yes"))[0]


async def test_actually_without_anything_said_guesses_nothing(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    assert "do not know which one" in (await chat.says("actually 7:30am"))[0]
    assert await kinds(chat) == []


async def test_that_was_yesterday_moves_the_answer_after_one_yes(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat, at=datetime(2026, 12, 2, 8, 5))
    await chat.says("1")
    assert "for Tue 1 Dec 08:00 instead" in (await chat.says("sorry that was yesterday"))[0]
    assert await kinds(chat) == [("01", "unanswered"), ("02", "taken")]
    said = await chat.says("yes")
    assert "Noted for Tue 1 Dec 08:00, time not known." in said[0]
    assert "Wed 2 Dec 08:00: open" in said[1]
    assert {entry["day"][8:]: entry["status"] for entry in await chat.diary()} == {"01": "taken", "02": "open"}


async def test_that_was_yesterday_can_be_left(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat, at=datetime(2026, 12, 2, 8, 5))
    await chat.says("1", "sorry that was yesterday", "no")
    assert await kinds(chat) == [("01", "unanswered"), ("02", "taken")]


# What is no text, or no English


@pytest.mark.parametrize("kind", [Heard.VOICE, Heard.PICTURE, Heard.OTHER])
async def test_what_is_not_text_gets_the_buttons_again(open_chat: Callable[..., Any], kind: Heard) -> None:
    chat = await prompted(open_chat)
    said = await hears(chat, kind=kind)
    assert "I can only read words and buttons" in said[0].text
    assert labels(said[0]) == ["Done", "Later", "Not today", "When to ring"]
    assert await kinds(chat) == []


async def test_a_yes_under_the_fallback_is_asked_about(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    said = await chat.says("Tabletten genommen", "yes")
    assert "English" in said[0]
    assert "Was that about Tue 1 Dec 08:00?" in said[1]
    assert await kinds(chat) == []


async def test_a_changed_message_is_asked_about_and_both_are_kept(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    await chat.says("taken")
    said = await hears(chat, "not taken", edits=True)
    assert 'from "had it 08:05" to "not had"?' in said[0].text
    assert await kinds(chat) == [("01", "taken")]
    await chat.says("yes")
    assert await kinds(chat) == [("01", "taken"), ("01", "not_had")]


async def test_a_message_changed_to_taken_is_asked_about(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    await chat.says("not yet")
    said = await hears(chat, "taken", edits=True)
    assert 'Shall I write down "had it 08:05"' in said[0].text
    assert await kinds(chat) == []


async def test_a_message_changed_to_anything_else_changes_nothing(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    assert "changed nothing" in (await hears(chat, "what a day", edits=True))[0].text


# A prompt while another question waits


async def test_a_number_under_a_prompt_is_no_answer_to_an_older_question(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat, at=datetime(2026, 12, 1, 7, 50))
    await chat.says("/plan 2 x 50 mg at 09:00")
    await chat.until(datetime(2026, 12, 1, 8, 5))
    assert "When shall I ask again" in (await chat.says("2"))[0]
    assert "one tablet of 50 mg" in (await chat.says("/plan"))[0]


@pytest.mark.parametrize("line", ["log: felt rough", "/plan 2 x 50 mg at 09:00"])
async def test_a_question_of_hours_ago_does_not_hold_up_a_yes(open_chat: Callable[..., Any], line: str) -> None:
    chat = await prompted(open_chat, at=datetime(2026, 12, 1, 6, 0))
    await chat.says(line)
    await chat.until(datetime(2026, 12, 1, 8, 5))
    assert "Noted, 08:05" in (await chat.says("yes"))[0]


async def test_a_question_of_a_moment_ago_does(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat, at=datetime(2026, 12, 1, 7, 55))
    await chat.says("log: felt rough")
    await chat.until(datetime(2026, 12, 1, 8, 5))
    assert "Was that about Tue 1 Dec 08:00?" in (await chat.says("yes"))[0]
    assert await chat.diary() == []


# Shown


async def test_days_of_a_pause_have_their_own_word(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat, at=datetime(2026, 12, 1, 7, 50))
    await chat.says("in hospital", "until i say")
    await chat.until(datetime(2026, 12, 2, 9, 0))
    assert "Wed 2 Dec 08:00: in hospital, not asked" in (await chat.says("/log"))[0]
    assert "08:00: in hospital, not asked" in (await chat.says("/today"))[0]
    assert "Noted, 09:00" in (await chat.says("took it"))[0]


async def test_on_a_journey_times_are_told_with_their_place(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    await chat.says("took it", "/timezone America/New_York", "yes")
    await chat.until(datetime(2026, 12, 2, 13, 5))
    assert "Noted, 08:00, for Wed 2 Dec 08:00 (New York)." in (await chat.says("took it at 8"))[0]
    assert "08:00 (New York): had it 08:00" in (await chat.says("/today"))[0]
    assert "Tue 1 Dec 08:00 (London): had it 08:05" in (await chat.says("/log"))[0]


# A number behind a newer question


@pytest.mark.parametrize(
    ("asks", "number"),
    [("log: felt rough", "1"), ("log: felt rough", "3"), ("i haven't had it", "1")],
)
async def test_a_number_of_a_prompt_behind_a_newer_question_writes_nothing(
    open_chat: Callable[..., Any], asks: str, number: str
) -> None:
    chat = await prompted(open_chat)
    await chat.says(asks)
    assert "I wrote nothing down. What shall I write for Tue 1 Dec 08:00?" in (await chat.says(number))[0]
    assert labels(chat.channel.sent[-1])[0] == "Had it just now"
    assert await chat.diary() == []


async def test_a_number_that_means_the_same_in_both_is_taken(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    assert "Noted, 08:05" in (await chat.says("ok", "1"))[1]


async def test_a_number_behind_an_answer_that_asks_nothing_is_taken(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat, TWICE, datetime(2026, 12, 1, 20, 5))
    await chat.says("took it this morning")
    assert "Noted, 20:05" in (await chat.says("1"))[0]


# Another day, and a slip


@pytest.mark.parametrize(
    ("words", "asks"),
    [
        ("on tuesday i took it at 9", 'Shall I write down "had it 09:00" for Tue 1 Dec 08:00?'),
        ("2 days ago i had it at 9", 'Shall I write down "had it 09:00" for Tue 1 Dec 08:00?'),
        ("i had tuesdays at 8", 'Shall I write down "had it 08:00" for Tue 1 Dec 08:00?'),
        ("had yesterdays at 10pm", 'Shall I write down "had it 22:00" for Wed 2 Dec 08:00?'),
        ("yesterday evening i took it at 10", 'Shall I write down "had it 22:00" for Wed 2 Dec 08:00?'),
    ],
)
async def test_a_day_and_a_time_are_both_kept(open_chat: Callable[..., Any], words: str, asks: str) -> None:
    chat = await prompted(open_chat, at=datetime(2026, 12, 3, 8, 5))
    assert asks in (await chat.says(words))[0]
    assert ("03", "taken") not in await kinds(chat)
    await chat.says("yes")
    assert (await kinds(chat))[-1] == ("01" if "1 Dec" in asks else "02", "taken")


async def test_another_day_that_says_something_leaves_it_and_opens_today(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    await chat.says("took it")
    await chat.until(datetime(2026, 12, 2, 8, 5))
    said = await chat.says("took it", "sorry, that was yesterday")
    assert 'Wed 2 Dec 08:00 says "had it 08:05". Shall I take that back?' in said[1]
    assert "stays as it is: Tue 1 Dec 08:00: had it 08:05." in said[1]
    assert await kinds(chat) == [("01", "taken"), ("02", "taken")]
    assert "Wed 2 Dec 08:00: open, no answer yet" in (await chat.says("yes"))[0]
    assert await kinds(chat) == [("01", "taken"), ("02", "taken"), ("02", "open")]
    assert "08:00 is still open." in (await chat.until(datetime(2026, 12, 2, 8, 30)))[0]


@pytest.mark.parametrize("words", ["oops", "undo", "mistake", "wrong button", "change today", "change todays"])
async def test_a_slip_opens_what_was_noted_last(open_chat: Callable[..., Any], words: str) -> None:
    chat = await prompted(open_chat)
    said = await chat.says("took it", words)
    assert "Tue 1 Dec 08:00 says: had it 08:05. What shall it say?" in said[1]
    assert await kinds(chat) == [("01", "taken")]


async def test_a_slip_where_nothing_was_noted_changes_nothing(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    assert "I do not know which one" in (await chat.says("oops"))[0]
    assert labels(chat.channel.sent[-1])[:1] == ["Done"]
    assert await chat.diary() == []


@pytest.mark.parametrize("words", ["change last tuesday", "change 1 dec", "change the 1st", "correct 2026-12-01"])
async def test_a_day_a_week_ago_can_still_be_changed(open_chat: Callable[..., Any], words: str) -> None:
    chat = await prompted(open_chat)
    await chat.says("took it")
    await chat.until(datetime(2026, 12, 8, 10, 0))
    said = await chat.says("took it", words, "not had")
    assert "Tue 1 Dec 08:00 says: had it 08:05. What shall it say?" in said[1]
    assert "Changed: Tue 1 Dec 08:00 now says not had" in said[2]


async def test_a_day_with_two_doses_asks_which_to_change(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat, TWICE, datetime(2026, 12, 2, 8, 5))
    said = await chat.says("change yesterday", "b")
    assert "[a] Tue 1 Dec 08:00  [b] Tue 1 Dec 20:00" in said[0]
    assert "Tue 1 Dec 20:00 says: no answer. What shall it say?" in said[1]


async def test_done_after_not_today_is_asked_about(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    said = await chat.says("not today", "done")
    assert 'Shall I change Tue 1 Dec 08:00 from "not had" to "had it 08:05"?' in said[1]
    assert await kinds(chat) == [("01", "not_had")]
    await chat.says("yes")
    assert await kinds(chat) == [("01", "not_had"), ("01", "taken")]


# Another number of tablets


async def test_what_was_had_in_part_claims_no_whole_dose_in_figures(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(datetime(2026, 11, 30, 19, 40))
    await chat.set_up("1 x 50 mg at 08:00")
    await chat.until(datetime(2026, 12, 1, 8, 5))
    await chat.says("took half", "had it")
    await chat.until(datetime(2026, 12, 2, 8, 5))
    await chat.says("took it")
    assert [(one["kind"], one["mg"]) for one in await chat.diary()] == [("taken", None), ("taken", 50)]


@pytest.mark.parametrize("words", ["took half", "only took 1", "took 1 of 2", "i only had one", "took 1 instead of 2"])
async def test_less_than_planned_is_never_a_silent_whole_dose(open_chat: Callable[..., Any], words: str) -> None:
    chat = await prompted(open_chat, "2 x 50 mg at 08:00")
    asked = (await chat.says(words))[0]
    assert f'What shall I note for Tue 1 Dec 08:00? "{words}" will stand beside it.' in asked
    assert labels(chat.channel.sent[-1]) == ["Had it", "Not had", "Leave it"]
    assert not [button for button in chat.channel.sent[-1].buttons if words in button.data]
    assert await chat.diary() == []
    assert f"Noted for Tue 1 Dec 08:00: had it 08:05, {words}." in (await chat.says("had it"))[0]
    assert f"had it 08:05, {words}" in (await chat.says("/log"))[0]


@pytest.mark.parametrize("answer", ["done", "took it", "4"])
async def test_had_after_less_than_planned_keeps_the_words(open_chat: Callable[..., Any], answer: str) -> None:
    chat = await prompted(open_chat, "2 x 50 mg at 08:00")
    assert "had it 08:05, only took 1." in (await chat.says("only took 1", answer))[1]


@pytest.mark.parametrize(
    ("answer", "noted"),
    [
        ("took it at 8", "had it 08:00"),
        ("at 8", "had it 08:00"),
        ("took it 5 minutes ago", "had it 08:00"),
        ("not today", "not had"),
    ],
)
async def test_less_than_planned_stands_beside_what_is_said_next_of_the_dose(
    open_chat: Callable[..., Any], answer: str, noted: str
) -> None:
    chat = await prompted(open_chat, "1.5 x 50 mg at 08:00")
    await chat.says("only took 1", answer)
    assert f"{noted}, only took 1" in (await chat.says("/log"))[0]


@pytest.mark.parametrize("answer", ["1", "done", "yes"])
async def test_a_later_prompt_makes_no_whole_dose_of_less_than_planned(
    open_chat: Callable[..., Any], answer: str
) -> None:
    chat = await prompted(open_chat, "1.5 x 50 mg at 08:00")
    await chat.says("only took 1")
    assert await chat.until(datetime(2026, 12, 1, 8, 31)) != []
    assert "only took 1" in (await chat.says(answer))[0]
    assert "had it 08:31." not in (await chat.says("/log"))[0]


async def test_a_button_below_a_prompt_makes_no_whole_dose_of_less_than_planned(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat, "1.5 x 50 mg at 08:00")
    old = chat.channel.sent[-1].buttons[0].data
    await chat.says("only took 1")
    assert "will stand beside it" in await pressed_late(chat, old)
    assert await chat.diary() == []


async def test_a_number_of_the_prompt_behind_less_than_planned_asks_again(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat, "2 x 50 mg at 08:00")
    assert '"only took 1" will stand beside it' in (await chat.says("only took 1", "1"))[1]
    assert await chat.diary() == []


async def test_less_than_planned_is_forgotten_with_the_next_dose(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat, "2 x 50 mg at 08:00 and 20:00")
    await chat.says("only took 1")
    await chat.until(datetime(2026, 12, 1, 20, 5))
    assert "Noted, 20:05, for Tue 1 Dec 20:00." in (await chat.says("1"))[0]


async def test_less_than_planned_can_be_noted_as_not_had_or_left(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat, "2 x 50 mg at 08:00")
    await chat.says("took half", "leave it")
    assert await chat.diary() == []
    assert "Noted: not had, took half, Tue 1 Dec 08:00." in (await chat.says("took half", "not had"))[1]


async def test_less_than_planned_said_after_a_tick_stands_beside_it(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat, "2 x 50 mg at 08:00")
    await chat.says("took it")
    await chat.until(datetime(2026, 12, 1, 9, 0))
    said = await chat.says("actually only took 1", "had it")
    assert "Tue 1 Dec 08:00 now says had it 08:05, actually only took 1" in said[1]


@pytest.mark.parametrize("words", ["took 2", "took 2 tablets", "took both tablets"])
async def test_as_many_as_planned_is_asked_about_and_no_alarm(open_chat: Callable[..., Any], words: str) -> None:
    chat = await prompted(open_chat, "2 x 50 mg at 08:00")
    said = await chat.says(words)
    assert "Had it just now" in labels(chat.channel.sent[-1])
    assert not [one for one in said if "999" in one]
    assert await chat.diary() == []


async def test_more_tablets_than_a_day_has_is_more_than_planned(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    said = await chat.says("took 3 tablets")
    assert "Ring 999 now" in said[0]
    assert "Taken too much" in said[1]
    assert "more than planned, Tue 1 Dec" in said[2]
    assert await chat.diary() == []


# Less, more, and parts of the day


async def test_yes_but_only_one_is_no_whole_dose(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat, "2 x 50 mg at 08:00")
    assert "will stand beside it" in (await chat.says("yes but only one"))[0]
    assert await chat.diary() == []


async def test_told_to_hold_one_that_was_had_changes_nothing(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(datetime(2026, 11, 30, 19, 40))
    await chat.set_up("1 x 50 mg at 08:00")
    await chat.until(datetime(2026, 12, 1, 8, 5))
    await chat.says("done", "nurse said hold it")
    assert "Tue 1 Dec 08:00: had it 08:05. That stays as it is" in "".join(await chat.says("1"))
    assert [entry["kind"] for entry in await chat.diary()] == ["taken"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("took this morning's at 8", 'from "had it 08:05" to "had it 08:00"'),
        ("took the morning one", "already says: had it 08:05"),
        ("took last night's at 10", "Mon 30 Nov 22:00, for Mon 30 Nov 20:00"),
    ],
)
async def test_the_part_of_the_day_that_is_named_decides_the_dose(
    open_chat: Callable[..., Any], words: str, said: str
) -> None:
    chat = await open_chat(datetime(2026, 11, 30, 7, 0))
    await chat.set_up("1 x 50 mg at 08:00 and 20:00")
    await chat.until(datetime(2026, 12, 1, 8, 5))
    await chat.says("took it at 8:05")
    await chat.until(datetime(2026, 12, 1, 20, 5))
    before = len(await chat.diary())
    assert said in "".join(await chat.says(words))
    assert len(await chat.diary()) == before


async def test_tonights_is_never_this_mornings(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(datetime(2026, 11, 30, 21, 0))
    await chat.set_up("1 x 50 mg at 08:00 and 20:00")
    await chat.until(datetime(2026, 12, 1, 8, 5))
    assert "Noted" not in "".join(await chat.says("took tonight's at 8"))


async def test_a_smaller_amount_stands_beside_what_was_had(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(datetime(2026, 11, 30, 19, 40))
    await chat.set_up("2 x 50 mg at 08:00")
    await chat.until(datetime(2026, 12, 1, 8, 5))
    await chat.says("only took 1", "4")
    assert "had it 08:05, only took 1" in "".join(await chat.says("/log"))
    assert "taken 08:05  by Ana: only took 1" in await reports.diary(chat.folder, as_json=False)
