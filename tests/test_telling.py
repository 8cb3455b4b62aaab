"""What people tell that is no answer about a dose: written down, asked about, shown; and nobody reads it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import Connection

from bot.channels.console_channel import NAME, address_of
from bot.conversation import telling
from bot.conversation.talk import open_talk
from bot.messages import Incoming
from bot.wiring import read_desk
from tests.chats import data_of, keep_for, pressed_late

DAY = datetime(2026, 12, 1, 8, 20)


async def morning(open_chat: Callable[..., Any], at: datetime = DAY) -> Any:
    """Return a chat in which the dose of eight is open, twenty minutes later."""
    chat = await open_chat(datetime(2026, 11, 30, 20, 30))
    await chat.set_up("1 x 50 mg at 08:00")
    await chat.until(at)
    return chat


async def told(chat: Any) -> list[tuple[str, str]]:
    """Return what the diary holds that is about no dose."""
    return [(entry["kind"], entry["text"]) for entry in await chat.diary() if entry["wall"] is None]


def labels(chat: Any) -> list[str]:
    return [button.label for button in chat.channel.sent[-1].buttons]


@pytest.mark.parametrize(
    ("line", "kind"),
    [("/note slept badly", "note"), ("/symptom funny taste", "symptom"), ("ask them: which jabs", "parked")],
)
async def test_what_is_told_is_written_down_as_typed(open_chat: Callable[..., Any], line: str, kind: str) -> None:
    chat = await morning(open_chat)
    assert "Nobody reads this." in (await chat.says(line))[0]
    assert "When to ring" in labels(chat)
    words = line.partition(" ")[2].removeprefix("them: ")
    assert await told(chat) == [(kind, words)]
    for sheet in ("/log", "/today"):
        assert words in (await chat.says(sheet))[0]


@pytest.mark.parametrize("line", ["i took 4 tablets is that too much", "did i take too many?", "have i had too much"])
async def test_asking_whether_it_was_too_much_is_urgent(open_chat: Callable[..., Any], line: str) -> None:
    chat = await morning(open_chat)
    said = await chat.says(line)
    assert "Ring 999 now" in said[0]
    assert "From the guide: Taken too much" in said[1]
    assert await chat.diary() == []


@pytest.mark.parametrize("command", ["/note", "/symptom"])
async def test_a_command_alone_asks_for_the_words(open_chat: Callable[..., Any], command: str) -> None:
    chat = await morning(open_chat)
    said = await chat.says(command, "funny taste in my mouth")
    assert "?" in said[0]
    assert "Written down, 08:20. Nobody reads this." in said[1]
    assert await told(chat) == [(command[1:], "funny taste in my mouth")]


async def test_an_answer_about_a_dose_is_no_text_of_a_note(open_chat: Callable[..., Any]) -> None:
    chat = await morning(open_chat)
    said = await chat.says("/note", "took it")
    assert "Noted, 08:20" in said[1]
    assert await told(chat) == []


@pytest.mark.parametrize("line", ["log: felt rough", "/log felt rough"])
async def test_what_begins_like_a_note_is_asked_about(open_chat: Callable[..., Any], line: str) -> None:
    chat = await morning(open_chat)
    assert 'Write "felt rough" in the diary? Nobody reads this.' in (await chat.says(line))[0]
    assert await told(chat) == []
    await chat.says("yes")
    assert await told(chat) == [("note", "felt rough")]


async def test_log_with_an_answer_asks_before_it_is_one(open_chat: Callable[..., Any]) -> None:
    chat = await morning(open_chat)
    assert 'Shall I write down "had it 08:00"' in (await chat.says("/log taken 8am"))[0]
    assert await chat.diary() == []
    await chat.says("yes")
    assert [entry["status"] for entry in await chat.diary()] == ["taken"]


@pytest.mark.parametrize("answer", ["no", "No"])
async def test_a_no_writes_nothing(open_chat: Callable[..., Any], answer: str) -> None:
    chat = await morning(open_chat)
    assert "write nothing down" in (await chat.says("log: felt rough", answer))[1]
    assert await told(chat) == []


async def test_a_yes_that_was_given_is_not_given_twice(open_chat: Callable[..., Any]) -> None:
    chat = await morning(open_chat)
    await chat.says("log: felt rough", "yes", "yes")
    assert await told(chat) == [("note", "felt rough")]


async def test_an_old_yes_does_not_write_a_newer_question(open_chat: Callable[..., Any]) -> None:
    chat = await morning(open_chat)
    await chat.says("log: felt rough")
    old = chat.channel.sent[-1].buttons[0].data.removeprefix("tell:")
    await chat.says("log: slept badly")
    heard, now = Incoming(NAME, address_of("Ana"), address_of("Ana"), "Ana", "", chat.clock.now()), chat.clock.now()

    def press(conn: Connection) -> None:
        assert telling.press(open_talk(conn, heard, now, read_desk()), old) == []

    await chat.azalea._store.write(press)
    assert await told(chat) == []


async def test_what_is_said_beside_an_answer_is_offered_for_the_diary(open_chat: Callable[..., Any]) -> None:
    chat = await morning(open_chat)
    said = await chat.says("I took it but I feel dizzy")
    assert "Noted, 08:20" in said[0]
    assert "in the diary? Nobody reads this." in said[1]
    assert labels(chat) == ["Yes", "No", "When to ring"]
    await chat.says("yes")
    assert [kind for kind, _ in await told(chat)] == ["symptom"]


async def test_urgent_words_beside_a_skip_bring_the_card_first(open_chat: Callable[..., Any]) -> None:
    chat = await morning(open_chat)
    said = await chat.says("skip, temp 38.9 and shivering")
    assert "Ring 999 now" in said[0]
    assert "High temperature or shivering" in said[1]
    assert "Noted: not had, temp 38.9 and shivering, Tue 1 Dec 08:00." in said[2]
    assert 'Write "temp 38.9 and shivering" in the diary? Nobody reads this.' in said[3]
    assert "Written down, 08:20." in (await chat.says("yes"))[0]
    assert await chat.until(datetime(2026, 12, 1, 19, 0)) == []


@pytest.mark.parametrize("line", ["/symptom eyes look yellow", "/note been sick five times today"])
async def test_the_card_comes_before_an_entry(open_chat: Callable[..., Any], line: str) -> None:
    chat = await morning(open_chat)
    said = await chat.says(line)
    assert "Ring 999 now" in said[0]
    assert "Written down" in said[-1]
    assert len(await told(chat)) == 1


async def test_urgent_words_alone_are_offered_for_the_diary(open_chat: Callable[..., Any]) -> None:
    chat = await morning(open_chat)
    said = await chat.says("my eyes look yellow")
    assert "Ring 999 now" in said[0]
    assert 'Write "my eyes look yellow" in the diary?' in said[-1]
    assert await told(chat) == []


async def test_when_to_ring_shows_the_card(open_chat: Callable[..., Any]) -> None:
    chat = await morning(open_chat)
    assert "Ring 999 now" in (await chat.says("/symptom funny taste", "when to ring"))[1]


async def test_a_question_that_waits_is_shown_again_below_urgent_words(open_chat: Callable[..., Any]) -> None:
    chat = await morning(open_chat)
    said = await chat.says("log: felt rough", "i cant breathe")
    assert "Ring 999 now" in said[1]
    assert 'Write "felt rough" in the diary?' in said[-1]
    assert labels(chat) == ["Yes", "No", "When to ring"]
    await chat.says("yes")
    assert await told(chat) == [("note", "felt rough")]


async def test_a_question_for_words_still_waits_below_urgent_words(open_chat: Callable[..., Any]) -> None:
    chat = await morning(open_chat)
    said = await chat.says("/note", "i cant breathe")
    assert "still waits" in said[-1]
    assert labels(chat) == []
    await chat.says("slept badly")
    assert await told(chat) == [("note", "slept badly")]


async def test_a_question_of_long_ago_is_not_shown_below_urgent_words(open_chat: Callable[..., Any]) -> None:
    chat = await morning(open_chat)
    await chat.says("/note")
    await chat.until(datetime(2026, 12, 1, 10, 0))
    assert not [one for one in await chat.says("i cant breathe") if "still waits" in one]


async def test_choices_of_another_question_are_not_shown_for_the_one_that_waits(open_chat: Callable[..., Any]) -> None:
    chat = await morning(open_chat)
    await chat.says("took it", "no i didnt take it", "/note", "i cant breathe")
    assert labels(chat) == []


async def test_urgent_words_that_ask_something_push_the_older_question_aside(open_chat: Callable[..., Any]) -> None:
    chat = await morning(open_chat)
    said = await chat.says("log: felt rough", "took it twice")
    assert "more than planned" in said[-1]
    assert not [one for one in said if "still waits" in one]


async def test_sick_after_leaves_the_dose_as_it_was(open_chat: Callable[..., Any]) -> None:
    chat = await morning(open_chat)
    said = await chat.says("took it", "threw up after")
    assert "Sick after the tablet" in said[1]
    assert "your team or a pharmacist" in said[2]
    assert 'Shall I write down "sick after, Tue 1 Dec"?' in said[3]
    await chat.says("yes")
    assert await told(chat) == [("sick_after", "sick after, Tue 1 Dec")]
    assert (await chat.diary())[0]["status"] == "taken"


async def test_more_than_planned_is_never_a_tick_and_asks_no_more(open_chat: Callable[..., Any]) -> None:
    chat = await morning(open_chat)
    said = await chat.says("took 2 by mistake")
    assert "Ring 999 now" in said[0]
    assert 'Shall I write down "more than planned, Tue 1 Dec"?' in said[-1]
    assert "Tue 1 Dec 08:00 will not be asked for again." in (await chat.says("yes"))[0]
    assert await told(chat) == [("too_much", "more than planned, Tue 1 Dec")]
    assert await chat.until(datetime(2026, 12, 1, 23, 0)) == []
    assert "taken" not in [entry["kind"] for entry in await chat.diary()]


async def test_more_than_planned_asks_no_more_before_it_is_answered(open_chat: Callable[..., Any]) -> None:
    chat = await morning(open_chat)
    assert "I do not ask about Tue 1 Dec 08:00 for now." in (await chat.says("oops took 3"))[-1]
    assert await chat.until(datetime(2026, 12, 1, 23, 0)) == []
    assert [entry["kind"] for entry in await chat.diary()] == ["unanswered"]


async def test_more_than_planned_that_is_taken_back_is_asked_about_as_before(open_chat: Callable[..., Any]) -> None:
    chat = await morning(open_chat)
    assert "and ask about Tue 1 Dec 08:00 as before" in (await chat.says("took it twice", "no"))[-1]
    assert "08:00 is still open." in (await chat.until(datetime(2026, 12, 1, 8, 30)))[0]
    assert "last time" in (await chat.until(datetime(2026, 12, 1, 11, 0)))[0]
    assert await chat.until(datetime(2026, 12, 1, 23, 0)) == []


async def test_more_than_planned_that_is_taken_back_before_the_dose_is_due(open_chat: Callable[..., Any]) -> None:
    chat = await morning(open_chat, datetime(2026, 12, 1, 7, 0))
    await chat.says("took 2 by mistake", "no")
    assert "Your usual?" in (await chat.until(datetime(2026, 12, 1, 8, 0)))[0]


async def test_more_than_planned_said_twice_is_taken_back_once(open_chat: Callable[..., Any]) -> None:
    chat = await morning(open_chat)
    assert "as before" in (await chat.says("took it twice", "oops took 3", "no"))[-1]
    assert "08:00 is still open." in (await chat.until(datetime(2026, 12, 1, 8, 30)))[0]


async def test_a_later_no_does_not_take_back_an_earlier_yes(open_chat: Callable[..., Any]) -> None:
    chat = await morning(open_chat)
    assert "as before" not in (await chat.says("took it twice", "yes", "took it twice", "no"))[-1]
    assert await chat.until(datetime(2026, 12, 1, 23, 0)) == []


async def test_a_dose_that_was_answered_meanwhile_is_not_asked_about_again(open_chat: Callable[..., Any]) -> None:
    chat = await morning(open_chat)
    said = await chat.says("took it twice", "skip", "took it twice", "no")
    assert "as before" not in said[-1]
    assert await chat.until(datetime(2026, 12, 1, 23, 0)) == []


async def test_more_than_planned_before_the_dose_is_due_asks_nothing_that_day(open_chat: Callable[..., Any]) -> None:
    chat = await morning(open_chat, datetime(2026, 12, 1, 7, 0))
    await chat.says("took 2 by mistake", "yes")
    assert await chat.until(datetime(2026, 12, 1, 23, 0)) == []


async def test_more_than_planned_after_an_answer_hushes_nothing(open_chat: Callable[..., Any]) -> None:
    chat = await morning(open_chat)
    assert "will not be asked" not in (await chat.says("took it", "think i took it twice", "yes"))[-1]


async def test_a_blood_test_is_offered_as_a_note_where_no_dates_are_kept(open_chat: Callable[..., Any]) -> None:
    chat = await morning(open_chat)
    assert "/tests begins with them" in (await chat.says("bloods done"))[0]
    await chat.says("yes")
    assert [kind for kind, _ in await told(chat)] == ["note"]


@pytest.mark.parametrize(
    "line",
    [
        "took my tacro",
        "prednisolone 5 mg at 8",
        "I also take allopurinol",
        "i take warfarin too",
        "started prednisolone",
    ],
)
async def test_another_medicine_is_not_known_and_nothing_is_saved(open_chat: Callable[..., Any], line: str) -> None:
    chat = await morning(open_chat)
    said = await chat.says(line)
    assert "I only know azathioprine" in said[0]
    assert "What shall I write for" not in "".join(said)
    assert await chat.diary() == []


async def test_a_long_note_is_shown_short_and_kept_whole(open_chat: Callable[..., Any]) -> None:
    chat = await morning(open_chat)
    words = "felt rough " * 60
    assert len((await chat.says(f"log: {words}"))[0]) < 500
    await chat.says("yes")
    assert [text for _, text in await told(chat)] == [words.strip()]


async def test_no_words_of_a_question_are_carried_by_a_button(open_chat: Callable[..., Any]) -> None:
    chat = await morning(open_chat)
    await chat.says("log: felt rough")
    assert not [button for button in chat.channel.sent[-1].buttons if "rough" in button.data]


@pytest.mark.parametrize("between", [("note: my arm itches", "no"), ("note: my arm itches", "yes")])
async def test_an_aside_leaves_the_way_back_to_a_dose_that_is_not_asked_about(
    open_chat: Callable[..., Any], between: tuple[str, ...]
) -> None:
    chat = await morning(open_chat, datetime(2026, 12, 1, 7, 30))
    await chat.says("took two by mistake")
    assert "I do not ask about Tue 1 Dec 08:00 for now" in (await chat.says(*between))[-1]
    await chat.says("no")
    assert await chat.until(datetime(2026, 12, 1, 12, 0)) != []


async def test_another_question_leaves_the_buttons_of_a_dose_that_is_not_asked_about(
    open_chat: Callable[..., Any],
) -> None:
    chat = await morning(open_chat)
    await chat.says("took two by mistake")
    old = data_of(chat, "No")
    await chat.says("/pause")
    assert "Tue 1 Dec 08:00" in await pressed_late(chat, old)
    assert await chat.until(datetime(2026, 12, 1, 12, 0)) != []


async def test_a_yes_of_days_later_writes_nothing_under_another_day(open_chat: Callable[..., Any]) -> None:
    chat = await morning(open_chat)
    await chat.says("log: felt rough")
    old = data_of(chat, "Yes")
    await chat.until(datetime(2026, 12, 8, 12, 0))
    assert "no longer fits" in await pressed_late(chat, old)
    assert await told(chat) == []


async def test_another_medicine_leads_to_the_pages_on_it(open_chat: Callable[..., Any]) -> None:
    chat = await morning(open_chat)
    await chat.says("I also take allopurinol")
    assert labels(chat) == ["Allopurinol and other gout tablets", "A new medicine", "When to ring"]


@pytest.mark.parametrize(
    ("line", "page"),
    [
        ("I am pregnant", "You are pregnant"),
        ("can i get pregnant", "Planning a baby"),
        ("what if i get pregnant?", "Planning a baby"),
        ("trying for a baby", "Planning a baby"),
    ],
)
async def test_of_pregnancy_the_guide_says_what_it_has(open_chat: Callable[..., Any], line: str, page: str) -> None:
    chat = await morning(open_chat)
    assert f"From the guide: {page}" in (await chat.says(line))[0]
    assert await chat.diary() == []


async def test_what_was_spat_out_is_asked_about_as_typed(open_chat: Callable[..., Any]) -> None:
    chat = await morning(open_chat)
    await keep_for(chat, "Mia")
    assert 'Write "he spat it out" in the diary?' in (await chat.says("he spat it out"))[-1]


async def test_a_symptom_without_words_waits_no_longer_than_an_hour(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(datetime(2026, 11, 30, 19, 40))
    await chat.set_up("1 x 50 mg at 08:00")
    await chat.says("/symptom")
    await chat.until(datetime(2026, 11, 30, 20, 41))
    assert "Written down" not in "".join(await chat.says("my knee hurts"))
    assert await chat.diary() == []


@pytest.mark.parametrize("words", ["its in me", "gone down with water"])
async def test_a_note_that_waits_takes_no_words_after_a_prompt(open_chat: Callable[..., Any], words: str) -> None:
    chat = await open_chat(datetime(2026, 11, 30, 19, 40))
    await chat.set_up("1 x 50 mg at 08:00")
    await chat.until(datetime(2026, 12, 1, 7, 30))
    await chat.says("/note")
    await chat.until(datetime(2026, 12, 1, 8, 5))
    assert "Written down" not in "".join(await chat.says(words))
    assert await chat.diary() == []


@pytest.mark.parametrize("line", ["no fever this morning", "no temperature", "i have no fever and no rash today"])
async def test_what_does_not_ail_is_offered_for_the_diary_without_the_card(
    open_chat: Callable[..., Any], line: str
) -> None:
    chat = await morning(open_chat)
    assert (await chat.says(line))[0].startswith(f'{chat.clock.now():%H:%M} azalea | Write "{line}" in the diary?')
    await chat.says("yes")
    assert await told(chat) == [("note", line)]


@pytest.mark.parametrize("line", ["no fever this morning but 39 now", "i dont have a fever any more"])
async def test_what_may_ail_after_all_brings_the_card(open_chat: Callable[..., Any], line: str) -> None:
    chat = await morning(open_chat)
    shown = await chat.says(line)
    assert "Ring 999 now" in shown[0]
    assert f'Write "{line}" in the diary?' in shown[-1]


async def test_what_does_not_ail_beside_an_answer_keeps_it_an_answer(open_chat: Callable[..., Any]) -> None:
    chat = await morning(open_chat)
    await chat.says("took it, no fever")
    assert [entry["kind"] for entry in await chat.diary()] == ["taken"]


@pytest.mark.parametrize("line", ["yes, no fever", "done, no fever today"])
async def test_an_answer_is_not_swallowed_by_what_does_not_ail(open_chat: Callable[..., Any], line: str) -> None:
    chat = await morning(open_chat)
    assert "in the diary?" not in (await chat.says(line))[-1]
