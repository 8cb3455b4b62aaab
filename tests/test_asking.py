"""How people ask the guide in a chat: with a command and without one, in every state; and nothing of it is written."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import Connection, select

from bot.care.guide import Excerpt
from bot.content import plain
from bot.conversation.asking_the_guide.tips import TIPS
from bot.store.tables import steps
from tests.chats import DESK, data_of, pressed, pressed_late

Open = Callable[..., Any]
EVENING = datetime(2026, 12, 8, 18, 0)
GUIDE = DESK.guide


async def evening(open_chat: Open, plan: str = "1.5 x 50 mg at 08:00") -> Any:
    """Return a chat on Tue 8 Dec 2026, with a plan that begins on the day after."""
    chat = await open_chat(EVENING)
    await chat.set_up(plan)
    return chat


def labels(chat: Any) -> list[str]:
    return [button.label for button in chat.channel.sent[-1].buttons]


async def say(chat: Any, *lines: str) -> str:
    sent = len(chat.channel.sent)
    await chat.says(*lines)
    return "\n".join(out.text for out in chat.channel.sent[sent:])


async def kept_steps(chat: Any) -> list[str]:
    """Return the kinds of what is remembered of an account beside its questions and among them."""

    def work(conn: Connection) -> list[str]:
        return sorted(conn.execute(select(steps.c.kind)).scalars())

    kinds: list[str] = await chat.azalea._store.write(work)
    return kinds


# With a command


@pytest.mark.parametrize("command", ["/ask", "/guide", "/question"])
async def test_a_command_asks_all_shelves(open_chat: Open, command: str) -> None:
    chat = await evening(open_chat)
    assert "From the guide: Alcohol" in await say(chat, f"{command} alcohol")
    assert labels(chat) == ["Not what I asked", "More on this", "When to ring"]


async def test_asking_nothing_says_how_and_offers_the_shelves(open_chat: Open) -> None:
    chat = await evening(open_chat)
    assert "Ask in your own words" in await say(chat, "/ask")
    assert len(labels(chat)) == len(GUIDE.shelves)
    assert "Which one?" in await pressed(chat, "Side effects")
    assert labels(chat)[0] == "When to ring today, and what can wait"
    assert len(labels(chat)) == 9


async def test_a_shelf_is_offered_to_its_end(open_chat: Open) -> None:
    chat = await evening(open_chat)
    await chat.says("/sideeffects")
    seen = labels(chat)
    while seen[-1] == "More of these":
        await pressed(chat, "More of these")
        seen = [*seen[:-1], *labels(chat)]
    assert sorted(seen) == sorted(one.title for one in GUIDE.shelf("sideeffects"))


async def test_side_effects_are_looked_for_on_their_shelf_first_and_then_on_all(open_chat: Open) -> None:
    chat = await evening(open_chat)
    assert "From the guide: Feeling sick" in await say(chat, "/sideeffects sick")
    assert "From the guide: Alcohol" in await say(chat, "/sideeffects alcohol")


async def test_what_sounds_urgent_is_shown_once(open_chat: Open) -> None:
    chat = await evening(open_chat)
    said = await say(chat, "/ask fever and shivering")
    assert said.startswith("Ring 999 now")
    assert said.count("From the guide") == 1


# Without a command


@pytest.mark.parametrize(
    ("typed", "page"),
    [
        ("can i drink alcohol", "Alcohol"),
        ("is it ok to have grapefruit", "Coffee, juice and grapefruit"),
        ("my hair is falling out", "Thinning hair"),
        ("nausea", "Feeling sick"),
        ("im knackered all the time", "Tiredness"),
        ("can he go swimming", "You need not shut yourself in"),
        ("can i take st johns wort", "St John's wort and other herbs"),
    ],
)
async def test_a_question_needs_no_command_and_writes_nothing(open_chat: Open, typed: str, page: str) -> None:
    chat = await evening(open_chat)
    assert f"From the guide: {page}" in await say(chat, typed)
    assert await chat.diary() == []


async def test_close_calls_are_offered_and_may_be_none(open_chat: Open) -> None:
    chat = await evening(open_chat)
    assert "Which of these do you mean?" in await say(chat, "planning a baby, husband on it")
    assert 2 < len(labels(chat)) <= 5
    assert labels(chat)[-1] == "None of these"
    assert "found nothing nearer" in await pressed(chat, "None of these")
    assert labels(chat)[0] == "Keep it for my clinic"


async def test_not_what_was_asked_offers_what_lies_nearest(open_chat: Open) -> None:
    chat = await evening(open_chat)
    await chat.says("why is my hair falling out")
    await pressed(chat, "Not what I asked")
    assert labels(chat)[-1] == "None of these"
    assert "Thinning hair" not in labels(chat)


async def test_outside_the_guide_it_says_so_and_offers_to_keep_the_question(open_chat: Open) -> None:
    chat = await evening(open_chat)
    assert "The guide has nothing on that." in await say(chat, "will it change my tattoos")
    assert "Kept for your clinic, 18:00. /parked shows the list." in await pressed(chat, "Keep it for my clinic")
    assert [(one["kind"], one["text"]) for one in await chat.diary()] == [("parked", "will it change my tattoos")]


@pytest.mark.parametrize("typed", ["gibberish", "why?", "busy for 3 days", "fever gone", "is for me"])
async def test_what_asks_nothing_the_guide_has_is_answered_as_ever(open_chat: Open, typed: str) -> None:
    chat = await evening(open_chat)
    said = await say(chat, typed)
    assert "From the guide" not in said
    assert "The guide has nothing" not in said


async def test_what_was_had_is_asked_about_below_the_page(open_chat: Open) -> None:
    chat = await evening(open_chat)
    await chat.until(datetime(2026, 12, 9, 8, 5))
    said = await say(chat, "took it but is it ok with milk")
    assert "From the guide: Milk and dairy" in said
    assert "I wrote nothing down. What shall I write for Wed 9 Dec 08:00?" in said
    assert labels(chat)[0] == "Had it just now"
    assert await chat.diary() == []


async def test_an_answer_is_no_question(open_chat: Open) -> None:
    chat = await evening(open_chat)
    await chat.until(datetime(2026, 12, 9, 8, 5))
    assert "Noted, 08:05" in await say(chat, "took it with food")
    assert "What shall stop?" in await say(chat, "stop")


async def test_what_was_told_can_be_written_down(open_chat: Open) -> None:
    chat = await evening(open_chat)
    await chat.says("my knees ache since I started")
    assert 'Write "my knees ache since I started" in the diary?' in await pressed(chat, "Write it down")
    assert await chat.diary() == []
    await chat.says("yes")
    assert [one["kind"] for one in await chat.diary()] == ["symptom"]


async def test_an_open_prompt_keeps_its_numbers_behind_a_page(open_chat: Open) -> None:
    chat = await evening(open_chat)
    await chat.until(datetime(2026, 12, 9, 8, 5))
    await chat.says("will i lose my hair")
    assert "Noted, 08:05" in await say(chat, "1")


# While something else is asked


@pytest.mark.parametrize(
    ("lines", "asked"),
    [
        (("/start",), "Shall I start, and keep your answers?"),
        (("/start", "yes"), "How shall I write to you?"),
        (("/start", "yes", "my own words"), "What shall I call the tablets?"),
        (("/start", "yes", "private words"), "Who takes the tablets?"),
        (("/start", "yes", "private words", "me"), "where you are?"),
        (("/start", "yes", "private words", "me", "yes"), "What does the box say?"),
        (("/start", "yes", "private words", "me", "yes", "50 mg", "1"), "At what time?"),
        (("/start", "yes", "private words", "me", "yes", "50 mg", "1", "8am"), "Is that what your label says?"),
        (("/start", "yes", "private words", "me", "yes", "50 mg", "1", "8am", "yes"), "Have you had today's?"),
    ],
)
async def test_the_set_up_asks_again_behind_the_page_in_one_message(
    open_chat: Open, lines: tuple[str, ...], asked: str
) -> None:
    chat = await open_chat(EVENING)
    await chat.says(*lines)
    choices = labels(chat)
    sent = len(chat.channel.sent)
    said = await say(chat, "can i drink alcohol")
    assert len(chat.channel.sent) == sent + 1
    assert said.startswith("From the guide, in short: Alcohol\n\nSources do not agree on alcohol")
    assert "Ring today for yellow eyes" in said
    assert "What people do" not in said
    assert asked in said
    assert labels(chat)[: len(choices)] == choices
    assert await chat.diary() == []


async def test_the_whole_page_is_a_press_away_and_the_question_comes_back_behind_it(open_chat: Open) -> None:
    chat = await open_chat(EVENING)
    await chat.says("/start", "1", "1", "can i drink alcohol")
    said = await pressed(chat, "The whole page")
    assert "From the guide: Alcohol" in said
    assert "What people do" in said
    assert "Who takes the tablets?" in said


@pytest.mark.parametrize("excerpt", GUIDE.excerpts, ids=lambda one: one.topic)
def test_a_page_in_short_still_says_when_to_ring(excerpt: Excerpt) -> None:
    said = DESK.wording.in_short(excerpt, plain(excerpt.body))
    assert re.search(r"\bring\b", said, re.IGNORECASE)
    assert len(said) < len(plain(excerpt.body)) + 80


async def test_of_who_did_not_agree_no_question_is_kept(open_chat: Open) -> None:
    chat = await open_chat(EVENING)
    await chat.says("can i drink alcohol")
    assert labels(chat) == ["More on this", "When to ring"]
    assert await kept_steps(chat) == []


@pytest.mark.parametrize(
    ("waiting", "then", "done", "asked"),
    [
        (("/plan 2 x 50 mg at 08:00",), "2", "Saved", "still waits for your answer"),
        (("log: slept badly",), "yes", "Written down", 'Write "slept badly" in the diary?'),
        (("/settings", "clinic"), "St Anne's 020 7946 0000", "Saved, as you typed it", "still waits for your answer"),
    ],
)
async def test_a_question_that_waits_comes_back_with_its_choices_and_is_answered(
    open_chat: Open, waiting: tuple[str, ...], then: str, done: str, asked: str
) -> None:
    chat = await evening(open_chat)
    await chat.says(*waiting)
    first = labels(chat)[0]
    for question in ("can i drink wine", "will i lose my hair"):
        said = await say(chat, question)
        assert "From the guide" in said
        assert asked in said
        assert labels(chat)[0] == first
        assert labels(chat).count("When to ring") == 1
        assert labels(chat).count("Not what I asked") == 1
    assert done in await say(chat, then)


async def test_a_question_that_was_overtaken_is_not_brought_up(open_chat: Open) -> None:
    chat = await evening(open_chat)
    await chat.says("log: slept badly", "/help")
    assert "still waits" not in await say(chat, "will i lose my hair")
    assert labels(chat)[0] == "Not what I asked"


async def test_a_note_that_was_asked_for_may_be_a_question(open_chat: Open) -> None:
    chat = await evening(open_chat)
    assert "Written down" in await say(chat, "/note", "can i drink wine")


# What only the team can say


@pytest.mark.parametrize(
    "typed",
    [
        "am i on too much?", "is my dose too high", "am I on too much for my weight", "is 150 mg a lot",
        "should i be on more", "can you lower my dose", "how many mg should i take for 70 kg",
        "my doctor wants to put me up to 150 is that safe",
    ],
)  # fmt: skip
async def test_a_dose_is_never_judged(open_chat: Open, typed: str) -> None:
    chat = await evening(open_chat)
    said = await say(chat, typed)
    assert "I never work out a dose" in said
    assert "1½ x 50 mg = 75 mg" in said
    assert "Only your team can say. Who can be asked: your team or a pharmacist." in said
    assert labels(chat) == ["Keep it for my clinic", "When to ring"]
    assert await chat.diary() == []


async def test_what_a_value_means_is_for_the_team(open_chat: Open) -> None:
    chat = await evening(open_chat)
    said = await say(chat, "WBC 3.2 what does it mean")
    assert "From the guide: White cells (WBC)" in said
    assert "Only your team can say what yours means. Who can be asked: your team or a pharmacist." in said
    assert "From the guide" not in await say(chat, "is 4.2 ok?")


# Kept for the clinic


async def test_what_is_kept_is_shown_with_its_day_and_ticked_off(open_chat: Open) -> None:
    chat = await evening(open_chat)
    await chat.says("/parked which jabs", "ask them: can I fly")
    assert "- Tue 8 Dec: which jabs\n- Tue 8 Dec: can I fly" in await say(chat, "my questions")
    assert "Kept on Tue 8 Dec: which jabs" in await pressed(chat, "which jabs")
    gone = data_of(chat, "Asked it")
    assert "Ticked off" in await pressed(chat, "Asked it")
    said = await say(chat, "questions")
    assert "can I fly" in said
    assert "which jabs" not in said
    assert await pressed_late(chat, gone) == ""
    first, _, asked = await chat.diary()
    assert (asked["kind"], asked["text"], asked["corrects"]) == ("asked", "which jabs", first["id"])
    assert "asked at the clinic: which jabs" in await say(chat, "/log")


async def test_the_list_is_cleared_and_the_diary_keeps_it(open_chat: Open) -> None:
    chat = await evening(open_chat)
    await chat.says(*(f"/parked question {number}" for number in range(10)), "/parked")
    assert "- and 2 more" in chat.channel.sent[-1].text
    assert "empty" in await pressed(chat, "Clear the list")
    assert "Nothing is kept" in await say(chat, "/parked")
    assert len([one for one in await chat.diary() if one["kind"] == "parked"]) == 10


async def test_a_question_is_kept_once(open_chat: Open) -> None:
    chat = await evening(open_chat)
    await chat.says("will it change my tattoos")
    keep = data_of(chat, "Keep it for my clinic")
    assert "Kept" in await pressed_late(chat, keep)
    assert await pressed_late(chat, keep) == ""
    assert len(await chat.diary()) == 1


async def test_no_words_of_a_question_are_carried_by_a_button(open_chat: Open) -> None:
    chat = await evening(open_chat)
    for line in ("will it change my tattoos", "/parked about my tattoos", "/parked more about tattoos", "/parked"):
        await chat.says(line)
        assert not [button for button in chat.channel.sent[-1].buttons if "tattoo" in button.data]


async def test_what_was_asked_is_forgotten_within_a_day(open_chat: Open) -> None:
    chat = await evening(open_chat)
    await chat.says("will it change my tattoos")
    assert "asked" in await kept_steps(chat)
    keep = data_of(chat, "Keep it for my clinic")
    await chat.until(datetime(2026, 12, 9, 18, 0))
    assert "asked" not in await kept_steps(chat)
    assert await pressed_late(chat, keep) == ""


# Tips


async def test_no_tip_is_shown_twice_within_a_month(open_chat: Open) -> None:
    chat = await evening(open_chat)
    tips = len(GUIDE.shelf(TIPS))
    shown = [await say(chat, "/tips") for _ in range(tips)]
    assert all(said.startswith("A tip, for when you have a minute.") for said in shown)
    assert len(set(shown)) == tips
    assert "From Fri 8 Jan on" in await say(chat, "/tips")
    await chat.restart()
    assert "You have seen all" in await say(chat, "/tips")
    await chat.until(datetime(2027, 1, 8, 12, 0))
    assert await say(chat, "/tips") in shown


async def test_another_tip_is_another_one_and_words_look_for_one(open_chat: Open) -> None:
    chat = await evening(open_chat)
    first = await say(chat, "/tips")
    await pressed(chat, "Another")
    assert chat.channel.sent[-1].text != first
    assert "From the guide: At the dentist" in await say(chat, "/tips dentist")


async def test_the_copy_says_which_tips_were_shown(open_chat: Open) -> None:
    chat = await evening(open_chat)
    await chat.says("/tips", "/privacy", "a copy of my data")
    files = chat.channel.sent[-1].files
    assert b"A tip was shown on Tue 8 Dec 2026" in files[0].body
    assert b'"tips": {' in files[1].body
