"""Setting up: by tapping alone, with a new start after any line, and leaving nothing behind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

EVENING = datetime(2026, 11, 30, 19, 40)
MORNING = datetime(2026, 12, 1, 8, 1)
MOST = 18  # messages

SHORT = ("/start", "1", "1", "1", "1", "b", "b", "a", "1", "2", "5")
# Own words, somebody else's tablets, two kinds, twice a day, a trial: all of it by tapping.
LONG = ("/start", "1", "3", "1", "2", "1", "e", "a", "c", "c", "a", "1", "2", "4", "1")
# The longest honest way: own words and a name that are typed, two kinds, a time that can be two, and one correction.
TOLD = ("/start", "1", "3", "water the cactus", "Leo", "1", "e", "25 and 50", "1 and 2", "8", "a")
REST = ("1", "2", "4", "1")  # it is right, not yet, a trial, which is answered
CORRECTED = {
    "as it was": (),
    "two kinds again": ("2", "a", "2 and 1"),
    "one kind": ("2", "50 mg", "2"),
    "another time": ("3", "9", "a"),
}


@pytest.mark.parametrize(
    ("taps", "prompt"), [(SHORT, "08:00. Your usual?"), (LONG, "08:00. Water the plants?")], ids=["short", "long"]
)
async def test_tapping_is_enough_and_takes_few_messages(
    open_chat: Callable[..., Any], taps: tuple[str, ...], prompt: str
) -> None:
    chat = await open_chat(EVENING)
    shown = await chat.says(*taps)
    assert "That is all." in shown[-1]
    assert len(shown) <= MOST
    assert all(out.buttons for out in chat.channel.sent[:-1])
    assert any(prompt in text for text in await chat.until(MORNING))


@pytest.mark.parametrize("correction", CORRECTED)
async def test_the_longest_way_with_one_correction_takes_no_more(
    open_chat: Callable[..., Any], correction: str
) -> None:
    chat = await open_chat(EVENING)
    shown = await chat.says(*TOLD, *CORRECTED[correction], *REST)
    assert "That is all." in shown[-1]
    assert len(shown) <= MOST


@pytest.mark.parametrize(
    ("lines", "read"),
    [
        (("2 x 50 mg at 8am",), "two tablets of 50 mg, every day at 08:00"),
        (("50 mg at 8am", "2"), "two tablets of 50 mg, every day at 08:00"),
        (("50 mg", "2 at 8am"), "two tablets of 50 mg, every day at 08:00"),
        (("50 mg", "one and a half at a time", "8am and 8pm"), "one and a half tablets of 50 mg, every day at 08:00"),
        (("two kinds", "50 and 25", "½ and 1", "8am"), "half a tablet of 50 mg and one tablet of 25 mg"),
        (("two kinds", "50 and 25", "one and a half", "1, 1.5", "8am"), "and one and a half tablets of 25 mg"),
        (("50 mg", "2 every other day at 8am"), "two tablets of 50 mg, every other day from Mon 30 Nov at 08:00"),
        (("50 mg", "2 mon to fri at 8am"), "on Mondays, Tuesdays, Wednesdays, Thursdays and Fridays at 08:00"),
        (("50 and 25", "1, 2", "8am"), "one tablet of 50 mg and two tablets of 25 mg"),
        (("azathioprine 100mg daily", "62.5", "yes", "1 and a half"), "you wrote 100 mg"),
        (("50 and 25 mg", "1 + 2 at 20:00"), "one tablet of 50 mg and two tablets of 25 mg, every day at 20:00"),
    ],
)
async def test_an_answer_that_says_more_is_not_asked_for_it_again(
    open_chat: Callable[..., Any], lines: tuple[str, ...], read: str
) -> None:
    chat = await open_chat(EVENING)
    await chat.says(*SHORT[:5])
    assert read in (await chat.says(*lines))[-1].replace("\n             | ", " ")


async def test_what_differs_is_asked_again_and_nothing_else(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(EVENING)
    await chat.says(*SHORT[:5], "50 mg", "2", "8", "a")
    assert "two tablets of 50 mg, every day at 20:00" in (await chat.says("3", "8", "b"))[-1]
    assert "one tablet of 25 mg, every day at 20:00" in (await chat.says("2", "25", "1"))[-1]


@pytest.mark.parametrize("typed", ["me", "Just me.", "I do", "its for me", "Ana"])
async def test_oneself_is_no_name(open_chat: Callable[..., Any], typed: str) -> None:
    chat = await open_chat(EVENING)
    assert "where you are" in (await chat.says("/start", "1", "1", typed))[-1]


@pytest.mark.parametrize("typed", ["what", "who is asking", "my husband takes them every day"])
async def test_what_may_be_no_name_is_not_kept_as_one(open_chat: Callable[..., Any], typed: str) -> None:
    chat = await open_chat(EVENING)
    assert "Who takes the tablets?" in (await chat.says("/start", "1", "1", typed))[-1]


async def test_of_somebody_else_nothing_is_said_to_you(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(EVENING)
    shown = await chat.says("/start", "1", "1", "for Leo", "1", "b", "b", "a")
    assert "where Leo is" in shown[3]
    assert "It is for Leo." in shown[-1]
    assert "your label" not in shown[-1]
    assert "[3] Leo starts tomorrow" in (await chat.says("1"))[-1]
    assert "Leo takes: one tablet" in (await chat.says("/plan"))[0]


@pytest.mark.parametrize(
    ("typed", "name"), [("my mum", "Mum"), ("for my daughter Mia", "Mia"), ("It's for leo.", "Leo")]
)
async def test_a_name_is_kept_as_azalea_would_say_it(open_chat: Callable[..., Any], typed: str, name: str) -> None:
    chat = await open_chat(EVENING)
    assert f"where {name} is" in (await chat.says("/start", "1", "1", typed))[-1]


async def test_the_last_questions_are_answered_in_words_too(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(EVENING)
    await chat.says("/start", "1", "1", "Leo", "1", "2 x 50 mg at 8am", "yes")
    assert "Tue 1 Dec 08:00" in (await chat.says("he starts tomorrow"))[0]
    assert "This is a trial" in (await chat.says("a trial please"))[0]


async def test_no_button_carries_what_was_asked_for(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(EVENING)
    await chat.says(*TOLD)
    data = [button.data for out in chat.channel.sent for button in out.buttons]
    assert not [one for one in data if one.startswith(("setup:", "plan:answer:")) and not one.rsplit(":")[-1].isdigit()]
    assert not [one for one in data if "Europe" in one or "0800" in one]


async def test_an_old_button_does_not_answer_the_question_that_is_asked_again(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(EVENING)
    await chat.says(*SHORT[:5])
    old = next(button.data for button in chat.channel.sent[-1].buttons if button.label == "25 mg")
    await chat.says("50 mg", "2", "8am", "2")
    new = next(button.data for button in chat.channel.sent[-1].buttons if button.label == "25 mg")
    assert old.rpartition(":")[0] != new.rpartition(":")[0]


async def test_a_new_start_after_any_line_goes_on_at_the_same_question(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(EVENING)
    shown: list[str] = []
    for tap in LONG:
        shown += await chat.says(tap)
        await chat.restart()
        assert chat.channel.sent == []
    assert "That is all." in shown[-1]
    assert any("08:00. Water the plants?" in text for text in await chat.until(MORNING))


@pytest.mark.parametrize("lines", [SHORT[:1], SHORT[:4], SHORT[:7]], ids=["before a yes", "early", "with tablets"])
async def test_stop_leaves_and_keeps_nothing(open_chat: Callable[..., Any], lines: tuple[str, ...]) -> None:
    chat = await open_chat(EVENING)
    await chat.says(*lines)
    await chat.says("stop")
    assert "There is no plan yet" in (await chat.says("/log"))[0]
    assert await chat.until(MORNING) == []


async def test_a_number_that_is_shown_is_never_a_time_or_a_tablet(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(EVENING)
    boxes = (await chat.says(*SHORT[:5]))[-1]
    assert "What does the box say?" in boxes
    for pressed in ("1", "2"):
        again = (await chat.says(pressed))[0]
        assert "for example: 50 mg" in again
        assert "What does the box say?" in again
    assert "1 mg: is that what the box says?" in (await chat.says("1 mg"))[0]
    assert "What does the box say?" in (await chat.says("no"))[0]


async def test_a_y_is_a_yes_to_each_question_that_has_one(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(EVENING)
    shown = await chat.says("/start", "y", "private", "me", "y", "2 x 50 mg at 8am", "y", "y", "later")
    assert len(shown) == len(("consent", "voice", "whose", "clock", "box", "echo", "saved", "helps", "over"))
    assert "That is all." in shown[-1]


async def test_what_the_guide_has_nothing_on_is_shown_the_way_to_it(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(EVENING)
    told = (await chat.says(*SHORT[:5], "will it change my tattoos?"))[-1]
    assert "for example: 50 mg\n" in told
    assert "/ask shows what the guide says" in told
    assert "What does the box say?" in told


async def test_what_today_was_is_asked_with_one_set_of_choices(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(EVENING)
    asked = (await chat.says(*SHORT[:9], "nah forgot lol"))[-1]
    assert "Have you had today's?" in asked
    assert asked.count("Not yet") == 1
    assert "not yet" not in asked


AGREED = ("/start", "1", "1", "me", "yes")
TWO_TURNS = "/plan 2 x 50 mg at 8am and 1 x 50 mg at 8pm"


@pytest.mark.parametrize(
    ("lines", "read"),
    [
        ((TWO_TURNS, "3", "9am and 9pm"), ("two tablets of 50 mg, every day at 09", "every day at 21")),
        ((TWO_TURNS, "3", "9am"), ("At which two times",)),
        (("/plan 2 x 50 mg at 8am every other day", "3", "9am"), ("every other day from Mon 30 Nov at 09:00",)),
        (("/plan 2 x 50 mg at 8am every other day", "from tomorrow"), ("every other day from Tue 1 Dec at 08:00",)),
        (("/plan 2 x 50 mg at 8am on weekdays", "no, i start tomorrow"), ("on Mondays", "Fridays at 08:00")),
        (("/plan 2 x 50 mg at 8am mon-fri", "3", "9am"), ("Mondays", "Fridays at 09:00")),
        (("/plan 2 x 50 mg at 8am mon-fri", "2", "25", "1"), ("one tablet of 25 mg, on Mondays", "Fridays at 08:00")),
        (("/plan 2 x 50 mg at 8am", "3", "8am and 8pm"), ("How many tablets of 50 mg",)),
        (("/plan 2 x 50 mg at 8am", "3", "Leave it as it is"), ("two tablets of 50 mg, every day at 08:00", "[1] Yes")),
        (("50", "20", "8am", "I mistyped"), ("How many tablets",)),
        (("50", "20", "8am", "2"), ("not the same number", "How many tablets")),
        (("50", "20", "8am", "a", "5"), ("five tablets of 50 mg at one time", "again")),
        (("/plan 4 x 100 mg at 8am",), ("I read: four tablets",)),
        (("50 mg", "2 at 8am and 1 at 8pm"), ("two tablets of 50 mg, every day at 08", "every day at 20")),
        (("50 mg", "one one day and two the next", "8am"), ("one tablet", "two tablets", "every other day")),
        (("50 mg", "1 at night and 2 in the morning", "7am and 10pm"), ("two tablets of 50 mg, every day at 07",)),
        (("50 mg", "2", "BD"), ("At which two times",)),
        (("50 mg", "2", "3 times a day"), ("At which 3 times",)),
        (("50 mg", "2", "with breakfast"), ("At what time",)),
        (("50 mg", "2", "in the evening"), ("At what time",)),
        (("The box says 50 mg.", "I take two tablets.", "Every morning at eight o'clock."), ("two tablets", "08:00")),
        (("1", "50"), ("How many tablets of 50 mg",)),
    ],
)  # fmt: skip
async def test_nothing_that_was_said_is_lost(
    open_chat: Callable[..., Any], lines: tuple[str, ...], read: tuple[str, ...]
) -> None:
    chat = await open_chat(EVENING)
    said = (await chat.says(*AGREED, *lines))[-1].replace("\n             | ", " ")
    assert not [one for one in read if one not in said]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("No, it is one and a half tablets", "one and a half tablets of 50 mg, every day at 08:00"),
        ("no, 1.5 tablets", "one and a half tablets of 50 mg, every day at 08:00"),
        ("yes, but at 9pm", "two tablets of 50 mg, every day at 21:00"),
        ("no 9pm", "two tablets of 50 mg, every day at 21:00"),
        ("no, 2 in the morning and 1 at night", "At which two times"),
        ("no, mon to fri at 9am", "Fridays at 09:00"),
        ("the box says 25 mg", "How many tablets of 25 mg"),
        ("no", "What is different?"),
        ("i am confused", "What is different?"),
        ("50", "What is different?"),
        ("wrong", "What is different?"),
        ("i had it at 8", "What is different?"),
        ("ok", "a yes saves it"),
        ("Yes, that is correct.", "Saved"),
        ("yes it is", "Saved"),
        ("correct", "Saved"),
        ("that's right", "Saved"),
    ],
)
async def test_what_was_read_back_is_agreed_to_or_put_right(
    open_chat: Callable[..., Any], typed: str, read: str
) -> None:
    chat = await open_chat(EVENING)
    shown = await chat.says(*AGREED, "/plan 2 x 50 mg at 8am", typed)
    assert read in shown[-1].replace("\n             | ", " ")
    assert "Saved" in shown[-1] or "[" in shown[-1]


async def test_what_was_read_back_before_is_not_saved_by_its_old_button(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(EVENING)
    await chat.says(*AGREED, "/plan 2 x 50 mg at 8am")
    old = next(button.data for button in chat.channel.sent[-1].buttons if button.label == "Yes")
    await chat.says("no 9pm")
    assert old not in [button.data for button in chat.channel.sent[-1].buttons]


CLOCK = ("/start", "1", "1", "me")


@pytest.mark.parametrize(
    ("lines", "read"),
    [
        (("/start", "ok"), "clear yes"),
        (("/start", "sure"), "How shall I write to you?"),
        (("/start", "yes ok"), "How shall I write to you?"),
        (("/start", "1", "I should like plain words, please."), "Who takes the tablets?"),
        (("/start", "1", "1", "myslef"), "Is it 19:40 where you are?"),
        (("/start", "1", "1", "Leo"), "Someone else"),
        (("/start", "1", "1", "Leo", "3", "Mia"), "where Mia is"),
        ((*CLOCK, "Yes, it is."), "What does the box say?"),
        ((*CLOCK, "I am in Toronto"), "What does the box say?"),
        ((*CLOCK, "We are in Leeds."), "What does the box say?"),
        ((*CLOCK, "Mumbai"), "What does the box say?"),
        ((*CLOCK, "India"), "What does the box say?"),
        ((*CLOCK, "Scotland"), "What does the box say?"),
        ((*CLOCK, "New Zealand"), "New Zealand, where it is 08:40 now."),
        ((*CLOCK, "it is 1:10 am here"), "Somewhere else"),
        ((*CLOCK, "it is 1:10 am here", "2"), "Where are you?"),
        ((*CLOCK, "no, it is 7.40pm"), "London"),
        ((*CLOCK, "it is 19:35"), "London"),
        ((*AGREED, "dunno"), "ask the pharmacist"),
        ((*AGREED, "50", "not sure"), "ask the pharmacist"),
        ((*AGREED, "50", "2", "half eight"), "8am, or: 7:30"),
        ((*AGREED, "50", "loads"), "A number is enough"),
        ((*AGREED, "azathioprine 100 mg daily", "50", "3"), "How many tablets"),
        ((*AGREED, "azathioprine 100 mg daily", "50", "3"), "three tablets of 50 mg, which is 150 mg"),
        (("/start", "sure", "/plan 2 x 50 mg at 8am", "I am in Leeds"), "I read: two tablets of 50 mg"),
        (("/start", "sure", "1", "/timezone Europe/London", "/plan 2 x 50 mg at 8am", "yes"), "Who takes the tablets?"),
        (("/start", "sure", "1", "/timezone Europe/London", "/plan 2 x 50 mg at 8am", "yes", "me"), "had today's?"),
        ((*AGREED, "/plan 2 x 50 mg at 8am", "yes", "later"), "These help"),
        ((*AGREED, "/plan 2 x 50 mg at 8am", "yes", "is this private", "2"), "These help"),
    ],
)  # fmt: skip
async def test_plain_sentences_are_answers(open_chat: Callable[..., Any], lines: tuple[str, ...], read: str) -> None:
    chat = await open_chat(EVENING)
    assert read in (await chat.says(*lines))[-1].replace("\n             | ", " ")


@pytest.mark.parametrize(
    "typed", ["both", "both of us", "the cat", "settings", "wrong", "go back", "again", "looks good", "Two tablets"]
)
async def test_what_is_no_name_is_never_the_patient(open_chat: Callable[..., Any], typed: str) -> None:
    chat = await open_chat(EVENING)
    assert "Who takes the tablets?" in (await chat.says("/start", "1", "1", typed))[-1]


async def test_a_time_said_of_todays_dose_is_written_down(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(EVENING)
    await chat.says(*AGREED, "/plan 2 x 50 mg at 8am", "yes", "yes at 8:15 this morning")
    assert (await chat.diary())[-1]["taken_at"].startswith("2026-11-30T08:15")


async def test_a_bare_number_belongs_to_the_question_behind_an_aside(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(EVENING)
    shown = await chat.says("/start", "1", "1", "is this private")
    assert "[1] Me" in shown[-1]
    assert "where you are" in (await chat.says("1"))[-1]


async def test_a_plan_said_too_early_is_read_back_in_its_place(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(EVENING)
    early = await chat.says("/start", "yes", "hi im Ana in London i take imuran 50mg two tabs at 8pm")
    assert "I come to your plan" in early[-1]
    await chat.restart()
    shown = await chat.says("private", "me", "yes")
    assert "two tablets of 50 mg, every day at 20:00" in shown[-1]


async def test_what_helps_may_be_said_at_once(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(EVENING)
    await chat.says(*SHORT[:-1])
    await chat.says("quiet hours 22 to 7", "St Anne's 020 7946 0000", "Ireland")
    shown = (await chat.says("/settings"))[-1]
    for kept in ("22:00 to 07:00", "St Anne's, 020 7946 0000", "(Ireland)"):
        assert kept in shown


# As people talk: whole sentences; slips of the finger; corrections in words. Errors are counted too.
TALKS = {
    "in sentences": (
        "/start", "ok", "yes ok", "I should like plain words, please.", "It is for me.", "dunno", "Yes, it is.",
        "not sure", "The box says 50 mg.", "I take two tablets.", "half eight", "Every morning at eight o'clock.",
        "Yes, that is correct.", "yes at 8:15 this morning", "Later",
    ),
    "with slips": (
        "/start", "sure", "1", "myslef", "Londn", "yes", "5", "50", "20", "8am", "I mistyped", "2", "yse", "yes",
        "later",
    ),
    "put right in words": (
        "/start", "sure", "1", "me", "yes", "50", "2", "8am", "no, 1.5 tablets", "yes, but at 9pm", "ok",
        "no, 2 in the morning and 1 at night", "8am and 8pm", "that's right", "not yet", "5",
    ),
    "with all that can wait": (
        "/start", "yes", "my own words", "feed the cat", "me", "yes", "50 mg", "1 and a half", "8", "morning",
        "yes", "i start tomorrow", "quiet hours", "22 to 7", "St Anne's 020 7946 0000 Mon to Fri 9 to 5, closed 111",
        "Ireland", "a trial", "done",
    ),
    "by tapping all that can wait": (*SHORT[:-2], "2", "1", "a", "1", "St Anne's", "020 7946 0000", "2", "1"),
}  # fmt: skip


@pytest.mark.parametrize("talk", TALKS)
async def test_whoever_talks_gets_there_in_few_messages(open_chat: Callable[..., Any], talk: str) -> None:
    chat = await open_chat(EVENING)
    shown = await chat.says(*TALKS[talk])
    assert "That is all." in shown[-1]
    assert len(shown) <= MOST


CONSENT = ("/start",)
WHOSE = ("/start", "1", "1")
TIMES = (*AGREED, "50", "2")
REVIEW = (*TIMES, "8am")
HELPS = (*REVIEW, "yes", "not yet")


@pytest.mark.parametrize(
    ("lines", "read"),
    [
        ((*CLOCK, "Georgia"), ("[1] Tbilisi, Georgia (23:40)", "[2] Atlanta, Georgia, USA (14:40)")),
        ((*CLOCK, "Perth"), ("[1] Perth, Australia (03:40)", "[2] Perth, UK (19:40)")),
        ((*CLOCK, "Birmingham"), ("[1] Birmingham, UK (19:40)", "[2] Birmingham, Alabama, USA (13:40)")),
        ((*CLOCK, "I am in Australia"), ("[1] Sydney, Australia (06:40)", "[4] Perth, Australia (03:40)")),
        ((*CLOCK, "Georgia", "1"), ("azalea | Tbilisi, Georgia, where it is 23:40 now.", "What does the box say?")),
        ((*CLOCK, "Birmingham, Alabama"), ("azalea | Birmingham, Alabama, USA, where it is 13:40 now.",)),
        ((*CLOCK, "londn"), ("azalea | London, UK, where it is 19:40 now.",)),
        ((*CLOCK, "Cairo, Egypt"), ("azalea | Cairo, Egypt, where it is 21:40 now.",)),
        ((*CLOCK, "Dublin, Ireland"), ("azalea | Dublin, Ireland, where it is 19:40 now.",)),
        ((*CLOCK, "i live in manchester uk"), ("azalea | Manchester, UK, where it is 19:40 now.",)),
        ((*CLOCK, "Leeds", "Tokyo"), ("azalea | Tokyo, Japan, where it is 04:40 now.", "What does the box say?")),
        ((*CLOCK, "Leeds", "Perth"), ("[1] Perth, Australia (03:40)",)),
        ((*CLOCK, "I am on holiday in Spain"), ("By which clock", "[1] London, UK (19:40)", "Madrid, Spain (20:40)")),
        ((*CLOCK, "I am on holiday in Spain", "Leeds"), ("azalea | Leeds, UK, where it is 19:40 now.",)),
        ((*AGREED, "I am on holiday in Spain"), ("I go by London for now", "What does the box say?")),
    ],
)  # fmt: skip
async def test_a_place_is_shown_with_its_clock_and_asked_about_where_it_may_be_two(
    open_chat: Callable[..., Any], lines: tuple[str, ...], read: tuple[str, ...]
) -> None:
    chat = await open_chat(EVENING)
    said = (await chat.says(*lines))[-1]
    assert not [one for one in read if one not in said]
    assert "/start" not in said


@pytest.mark.parametrize(
    ("before", "typed", "answer", "question"),
    [
        (CONSENT, "is this private", "I am azalea, a program", "[1] I agree"),
        (CONSENT, "what is this for", "delete my data", "[1] I agree"),
        (WHOSE, "is this private", "no person reads along", "[1] Me"),
        (WHOSE, "help", "write down what you answer", "[1] Me"),
        (WHOSE, "what is this for", "whom a reminder is about", "[1] Me"),
        (CLOCK, "why", "by the right clock", "[1] Yes"),
        (AGREED, "why do you ask", "the same as the box", "[b] 50 mg"),
        (AGREED, "not now", "There is no hurry", "[b] 50 mg"),
        (AGREED, "not yet", "There is no hurry", "[b] 50 mg"),
        (AGREED, "had it at 8", "do not know the plan yet", "[b] 50 mg"),
        (AGREED, "my eyes look yellow", "From the guide", "[b] 50 mg"),
        (TIMES, "after breakfast", "a time that a clock shows", "[a] 08:00"),
        (TIMES, "is this private", "no person reads along", "[a] 08:00"),
        ((*TIMES, "8"), "not yet", "There is no hurry", "08:00"),
        (REVIEW, "is this private", "no person reads along", "[1] Yes  [2] Tablets differ  [3] Time differs"),
        (REVIEW, "help", "write down what you answer", "[1] Yes  [2] Tablets differ  [3] Time differs"),
        (REVIEW, "my eyes look yellow", "From the guide", "[1] Yes  [2] Tablets differ  [3] Time differs"),
        (REVIEW, "why", "nothing is saved", "[1] Yes  [2] Tablets differ"),
        (REVIEW, "/start", "I read: two tablets", "[1] Yes  [2] Tablets differ"),
        (REVIEW, "start", "I read: two tablets", "[1] Yes  [2] Tablets differ"),
        ((*REVIEW, "yes"), "why", "not asked about twice", "[2] Not yet"),
    ],
)  # fmt: skip
async def test_an_aside_and_the_question_behind_it_are_one_message(
    open_chat: Callable[..., Any], before: tuple[str, ...], typed: str, answer: str, question: str
) -> None:
    chat = await open_chat(EVENING)
    await chat.says(*before)
    shown = await chat.says(typed)
    assert answer in shown[-1]
    assert question in shown[-1]
    assert len(shown) == (2 if "yellow" in typed else 1)  # what to do comes before the page of the guide
    assert "nothing is open" not in shown[-1]


async def test_a_typed_yes_behind_an_aside_is_for_the_question(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(EVENING)
    assert "Saved" in (await chat.says(*REVIEW, "is this private", "yes"))[-1]


@pytest.mark.parametrize("typed", ["i agre", "yse", "yess", "I AGREE", "i aggree"])
async def test_a_slip_of_the_finger_still_agrees(open_chat: Callable[..., Any], typed: str) -> None:
    chat = await open_chat(EVENING)
    assert "How shall I write to you?" in (await chat.says("/start", typed))[-1]


@pytest.mark.parametrize("typed", ["i disagree", "yet", "eyes", "i dont agree", "agree?", "i agree not", "yew"])
async def test_no_other_word_agrees(open_chat: Callable[..., Any], typed: str) -> None:
    chat = await open_chat(EVENING)
    assert "How shall I write to you?" not in (await chat.says("/start", typed))[-1]


async def test_whoever_declines_politely_is_kept_nowhere(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(EVENING)
    assert "I write nothing down" in (await chat.says("/start", "Not now, thank you"))[-1]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("my son Leo, he is 9", "where Leo is"),
        ("Leo, my son", "where Leo is"),
        ("my mother in law", "where your mother-in-law is"),
        ("its for my daughter mia", "where Mia is"),
        ("my son takes them", "Who takes the tablets?"),
        ("uk", "Who takes the tablets?"),
        ("mee", "where you are"),
        ("is for me", "where you are"),
        ("yes is correct", "Who takes the tablets?"),
        ("I live in Cairo, Egypt", "azalea | Cairo, Egypt, where it is 21:40 now."),
    ],
)
async def test_who_takes_it_is_read_from_a_sentence(open_chat: Callable[..., Any], typed: str, read: str) -> None:
    chat = await open_chat(EVENING)
    assert read in (await chat.says(*WHOSE, typed))[-1]


@pytest.mark.parametrize(
    ("lines", "read"),
    [
        (("2", "Leo"), "where Leo is"),
        (("2", "Leeds"), "Leeds, UK, where it is"),
        (("Leo", "no, it's me"), "where you are"),
        (("2", "3", "for myself"), "where you are"),
        (("someone else", "actually me"), "where you are"),
        (("someone else", "4"), "where you are"),
    ],
)
async def test_a_child_is_named_later_and_it_can_be_oneself_after_all(
    open_chat: Callable[..., Any], lines: tuple[str, ...], read: str
) -> None:
    chat = await open_chat(EVENING)
    assert read in (await chat.says(*WHOSE, *lines))[-1]


async def test_who_turned_out_to_take_it_has_a_plan_of_their_own(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(EVENING)
    await chat.says(*WHOSE, "Leo", "no, it's me", "yes", "50", "2", "8am", "yes")
    assert "Leo" not in (await chat.says("/plan"))[-1]


@pytest.mark.parametrize(
    "typed",
    ["Not now, thank you", "That will do", "no thanks", "skip", "later maybe", "nothing else", "thats all", "No."],
)
async def test_what_can_wait_is_left_politely(open_chat: Callable[..., Any], typed: str) -> None:
    chat = await open_chat(EVENING)
    assert "That is all." in (await chat.says(*HELPS, typed))[-1]


async def test_a_trial_is_left_as_it_is_answered(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(EVENING)
    assert "That is all." in (await chat.says(*HELPS, "a trial", "done"))[-1]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("feed the cat?", "08:00. Feed the cat?\n"),
        ("vitamins", "08:00. Vitamins?"),
        ("\N{CAT FACE} feed", "08:00. \N{CAT FACE} feed?"),
        ("a" * 31, "That has 31 letters, and 30 fit."),
        ("...", "Some words, please"),
    ],
)
async def test_own_words_are_shown_as_they_will_stand(open_chat: Callable[..., Any], typed: str, read: str) -> None:
    chat = await open_chat(EVENING)
    assert read in (await chat.says("/start", "1", "my own words", typed))[-1]


@pytest.mark.parametrize("typed", ["plian words", "privat", "Plain, please"])
async def test_a_wording_is_read_with_a_slip(open_chat: Callable[..., Any], typed: str) -> None:
    chat = await open_chat(EVENING)
    assert "Who takes the tablets?" in (await chat.says("/start", "1", typed))[-1]


SEVEN = (
    "/start", "what is this for", "1", "why do you ask", "1", "is this private", "me", "who can see this", "yes",
    "why", "50", "2", "is this private", "8am", "why", "yes", "not yet", "thats all",
)  # fmt: skip


async def test_seven_questions_in_between_still_fit(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(EVENING)
    shown = await chat.says(*SEVEN)
    assert "That is all." in shown[-1]
    assert len(shown) <= MOST


@pytest.mark.parametrize("words", ["start", "start again", "ok", "yes", "go ahead"])
async def test_who_is_not_known_begins_in_their_own_words(open_chat: Callable[..., Any], words: str) -> None:
    chat = await open_chat(EVENING)
    await chat.says("hi")
    assert "Shall I start" in (await chat.says(words))[-1]


@pytest.mark.parametrize("words", ["brb", "hang on", "gotta go", "i dont know, ill check"])
async def test_who_leaves_for_a_while_is_no_name_and_comes_back_to_the_question(
    open_chat: Callable[..., Any], words: str
) -> None:
    chat = await open_chat(EVENING)
    await chat.says(*SHORT[:3])
    assert "This waits until you come back" in (await chat.says(words))[-1]
    assert (await chat.says("hi im back"))[-1].startswith("azalea | Who takes the tablets?")


async def test_a_home_and_a_place_for_a_while_are_asked_about(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(EVENING)
    asked = (await chat.says(*SHORT[:4], "im in thailand right now, live in manchester"))[-1]
    assert "By which clock" in asked
    assert "Manchester, UK" in asked
    assert "Thailand" in asked


async def test_a_dose_that_she_had_is_written_without_a_time(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(EVENING)
    await chat.says(*SHORT[:3], "my mother in law, 81", "yes", "50", "1", "9am", "yes")
    assert "time not known" in (await chat.says("yes she had it"))[-1]
    await chat.says("clinic number", "Royal Infirmary 0131 496 0000")
    assert "0131 496 0000" in (await chat.says("/settings"))[-1]


async def test_the_milligrams_of_a_whole_dose_are_held_against_the_tablets(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(EVENING)
    asked = (await chat.says(*SHORT[:5], "50 mg", "150mg every morning at 7"))[-1]
    assert "150 mg: how many tablets of 50 mg is that" in asked
    assert "you wrote 150 mg" in (await chat.says("2"))[-1]
    assert "three tablets of 50 mg, every day at 07:00" in (await chat.says("3"))[-1]


async def test_what_was_just_saved_is_put_right_in_words(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(EVENING)
    await chat.says(*SHORT[:5], "50 mg", "2", "8am", "yes")
    assert "every day at 07:00" in (await chat.says("actually make it 7am"))[-1]
    assert "Have you had today's?" in (await chat.says("yes"))[-1]
    assert "New: three tablets" in (await chat.says("no, that's wrong, it's 3 tablets"))[-1]
    assert await chat.says("3")
    assert "three tablets of 50 mg, every day at 07:00" in (await chat.says("/plan"))[-1]


async def test_a_dose_that_is_still_to_come_is_named_where_it_is_asked_about(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(datetime(2026, 11, 30, 6, 50))
    shown = (await chat.says(*SHORT[:5], "50 mg", "2", "8pm", "yes"))[-1]
    assert "Have you already had the one for Mon 30 Nov 20:00?" in shown


# What was said, at which question, and what of it is taken: each was typed by somebody who tried.
AS_TYPED = {
    "consent": (("/start", "yes, please do start"), "How shall I write to you?"),
    "oneself": (("/start", "1", "1", "I take them myself."), "where you are"),
    "place": ((*SHORT[:4], "yes, i live in Leeds"), "Leeds, UK"),
    "colour": ((*SHORT[:5], "They are the yellow 50 milligram tablets."), "tablets of 50 mg at one time"),
    "label": (
        (*SHORT[:5], "AZATHIOPRINE 50MG TABLETS. TAKE TWO TABLETS ONCE A DAY WITH FOOD", "8am"),
        "two tablets of 50 mg",
    ),
    "strength first": ((*SHORT[:5], "50mg i take two", "8am"), "two tablets of 50 mg"),
    "every morning at": ((*SHORT[:5], "take 2 tablets of 50mg every morning at 8"), "every day at 08:00"),
    "slips": ((*SHORT[:5], "50", "2", "half past 7 in the mornig"), "every day at 07:30"),
    "a meal": ((*SHORT[:5], "50", "2", "with dinner, around 6.30pm 🍝"), "every day at 18:30"),
    "by mouth": ((*SHORT[:5], "imuran 50 mg take 3 tablets by mouth once daily", "8am"), "three tablets of 50 mg"),
    "a comma": ((*SHORT[:5], "50 mg tabets", "2, at 8am"), "two tablets of 50 mg, every day at 08:00"),
    "porridge": ((*SHORT[:5], "the pink box says 50 mg 💊", "3 with my porridge at 7.30am"), "every day at 07:30"),
    "agreed for": (("/start", "yes but its for my father, not for me"), "How shall I write to you?"),
    "perfect": ((*SHORT[:5], "50", "2", "8am", "yes perfect, thank you so much! 🙏"), "Saved."),
    "chatty": ((*SHORT[:5], "50", "2", "8am", "yes thats right, dark already here!"), "Saved."),
    "agreeing but": ((*SHORT[:5], "50", "2", "8am", "yes that's right, but not on sundays"), "Nothing is saved yet."),
    "named": (("/start", "1", "1", "dad", "perth", "Perth, Australia"), "Perth, Australia"),
    "a question": (("/start", "1", "what is private words?"), "How shall I write to you?"),
    "a refusal": (("/start", "1", "not private"), "How shall I write to you?"),
    "a name": (("/start", "1", "1", "I'm Martin"), "where you are"),
    "right place": ((*SHORT[:4], "Yes, that is right. I live in York."), "York, UK"),
    "on the box": ((*SHORT[:5], "It says 50 mg on the box."), "tablets of 50 mg at one time"),
    "has": ((*SHORT[:5], "50 mg, she has one and a half", "8am"), "one and a half tablets of 50 mg"),
    "two kinds": ((*SHORT[:5], "two kinds, 50 and 25"), "of 50 mg and of 25 mg"),
    "them at": ((*SHORT[:5], "50", "2", "I take them at eight in the morning, after breakfast."), "every day at 08:00"),
    "nite": ((*SHORT[:5], "50", "2", "9ish at nite"), "every day at 21:00"),
    "no article": ((*SHORT[:5], "50", "2", "8 in morning"), "every day at 08:00"),
    "around": ((*SHORT[:5], "50", "2", "evening, around 8"), "every day at 20:00"),
    "oh wait": ((*SHORT[:5], "50", "3", "8am", "oh wait its 2 tablets not 3"), "two tablets of 50 mg"),
    "just about to": ((*SHORT[:5], "50", "3", "8am", "yes", "not yet, we are just about to"), '"took it" writes'),
    "a question at the card": ((*SHORT[:-1], "2", "what do you need the number for"), "still waits"),
    "a pack": (
        (*SHORT[:5], "28 Azathioprine 50mg tablets. Take TWO tablets once a day with or after food", "8am"),
        "two tablets of 50 mg",
    ),
    "marks": ((*SHORT[:5], "50", "2", "8am", "Yes! Perfect, thank you 🙏"), "Saved."),
    "later on": ((*SHORT[:-1], "I'll do it later"), "That is all."),
    "whose country": (("/start", "1", "1", "dad", "perth", "1", "50", "2", "8am", "yes", "3"), "if Dad lives in"),
    "agreeing to that": (("/start", "Yes, I agree to that, thank you."), "How shall I write to you?"),
    "is correct": ((*SHORT[:4], "yes, is correct"), "What does the box say?"),
    "its own time": ((*SHORT[:5], "50", "2", "7:30am", "yes", "yes at 7:30"), "07:30, for Mon 30 Nov 07:30"),
    "all for now": ((*SHORT[:-1], "That will be all for now, thank you."), "That is all."),
    "agreeing": ((*SHORT[:5], "50", "2", "8am", "yes thats it 🙏"), "Saved."),
    "not that": ((*SHORT[:5], "50", "2", "8am", "actually it's 3 tablets not 2"), "three tablets of 50 mg"),
    "not yet": ((*SHORT[:5], "50", "2", "8am", "yes", "not yet"), '"took it" writes it down'),
    "country": ((*SHORT[:-1], "I live in Ireland"), "(Ireland)"),
    "enough": ((*SHORT[:-1], "No quiet hours, thank you. That is all."), "That is all."),
}  # fmt: skip


@pytest.mark.parametrize("what", AS_TYPED)
async def test_what_people_typed_to_it_is_taken(open_chat: Callable[..., Any], what: str) -> None:
    lines, shown = AS_TYPED[what]
    chat = await open_chat(EVENING)
    assert shown in (await chat.says(*lines))[-1].replace("\n             | ", " ")
