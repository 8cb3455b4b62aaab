"""Setting up: tablets, days and times as nurses, parents and old men type them, understood at the first try."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

EVENING = datetime(2026, 11, 30, 19, 40)
AGREED = ("/start", "1", "1", "me", "yes")
TWO_TABLETS = ("50", "2", "8am")
TURNS = ("50", "1 and 1.5 on alternate days", "8am")


async def told(open_chat: Callable[..., Any], *lines: str) -> str:
    """Return what is said last, in one line, after the tablets were asked for and some lines were typed."""
    chat = await open_chat(EVENING)
    shown = await chat.says(*AGREED, *lines)
    return " ".join(shown[-1].replace("|", " ").split())


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("1", "one tablet of 50 mg, every day at 08:00"),
        ("1.5", "one and a half tablets of 50 mg, every day at 08:00"),
        ("half a tablet", "half a tablet of 50 mg, every day at 08:00"),
        ("6 tablets", "six tablets of 50 mg at one time"),
        ("25", "How many tablets of 25 mg"),
        ("25 mg", "How many tablets of 25 mg"),
        ("10", "Is 10 the mg of one tablet, or how many tablets? [a] 10 mg [b] ten tablets"),
    ],
)
async def test_a_small_number_is_a_number_of_the_tablets_that_differ(
    open_chat: Callable[..., Any], typed: str, read: str
) -> None:
    assert read in await told(open_chat, *TWO_TABLETS, "2", typed)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("a", "10 mg: is that what the box says?"),
        ("b", "ten tablets of 50 mg at one time"),
        ("tablets", "ten tablets of 50 mg at one time"),
        ("mg", "10 mg: is that what the box says?"),
        ("2", "two tablets of 50 mg, every day"),
    ],
)
async def test_a_number_that_may_be_either_is_asked_about_once(
    open_chat: Callable[..., Any], typed: str, read: str
) -> None:
    assert read in await told(open_chat, *TWO_TABLETS, "2", "10", typed)


async def test_of_two_kinds_that_differ_a_number_asks_for_both(open_chat: Callable[..., Any]) -> None:
    said = await told(open_chat, "25 and 50", "1 and 1", "8am", "2", "2")
    assert "How many tablets of 25 mg and of 50 mg at one time?" in said


async def test_a_small_number_counts_on_some_days_too(open_chat: Callable[..., Any]) -> None:
    said = await told(open_chat, "/plan 2 x 50 mg at 8am mon-fri", "2", "1")
    assert "one tablet of 50 mg, on Mondays" in said


@pytest.mark.parametrize(
    ("typed", "tomorrow", "after"),
    [
        ("the other way round", "1 x", "1½ x"),
        ("swap them", "1 x", "1½ x"),
        ("no, other way about", "1 x", "1½ x"),
        ("start with 1½", "1½ x", "1 x"),
        ("start with 1", "1 x", "1½ x"),
        ("1 first", "1 x", "1½ x"),
        ("1 tomorrow", "1 x", "1½ x"),
        ("1.5 tomorrow", "1½ x", "1 x"),
        ("tomorrow is the 1 day", "1 x", "1½ x"),
        ("1 tablet on wednesday", "1½ x", "1 x"),
    ],
)
async def test_which_amount_comes_first_can_be_said(
    open_chat: Callable[..., Any], typed: str, tomorrow: str, after: str
) -> None:
    said = await told(open_chat, *TURNS, typed)
    assert f"Next: Tue 1 Dec 08:00 ({tomorrow} 50 mg), Wed 2 Dec 08:00 ({after} 50 mg)" in said
    assert "Is that what your label says?" in said


async def test_a_count_that_takes_no_turn_turns_nothing(open_chat: Callable[..., Any]) -> None:
    assert "What is different?" in await told(open_chat, *TURNS, "3 tomorrow")


async def test_who_starts_tomorrow_is_asked_tomorrow(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(EVENING)
    await chat.says(*AGREED, "50", "1 every other day at 8am", "yes")
    assert "Then I ask first on Tue 1 Dec 08:00." in (await chat.says("I start tomorrow"))[0]
    assert "every other day from Tue 1 Dec at 08:00" in (await chat.says("/plan"))[0]
    assert any("08:00" in one for one in await chat.until(datetime(2026, 12, 1, 8, 1)))


@pytest.mark.parametrize(
    ("lines", "read"),
    [
        (("25 and 50", "one of each"), "At what time?"),
        (("25 and 50", "one of each", "8am"), "one tablet of 25 mg and one tablet of 50 mg, every day"),
        (("1 of 25 and 2 of 50", "8am"), "one tablet of 25 mg and two tablets of 50 mg, every day"),
        (("a 25 and a 50", "8am"), "one tablet of 25 mg and one tablet of 50 mg, every day"),
        (("25 and 50", "one 50 and half a 25", "8am"), "one tablet of 50 mg and half a tablet of 25 mg"),
        (("25+50 mg OD",), "How many tablets of 25 mg and of 50 mg"),
        (("25 and 50", "one of the 25 and 2 of the 50", "8am"), "one tablet of 25 mg and two tablets of 50 mg"),
        (("it's fifty miligrams dear",), "How many tablets of 50 mg"),
        (("50", "a tablet and a half i think"), "At what time?"),
        (("50", "2", "about eight"), "Is 8:00 in the morning or in the evening?"),
        (("50", "1 tablet morning and evening", "8 and 20"), "every day at 08:00 and 20:00"),
        (("50", "1 alternating with 1.5", "8am"), "one and a half tablets of 50 mg, every other day from Tue 1 Dec"),
        (("50 and 25", "1 and 1", "8am", "no, half of the 25"), "one tablet of 50 mg and half a tablet of 25 mg"),
        (("50 and 25", "1 and 1", "8am", "no, 2 of the 50"), "two tablets of 50 mg and one tablet of 25 mg, every"),
        (("azathioprine 50mg BD",), "How many tablets of 50 mg"),
        (("azathioprine 50mg BD", "1"), "At which two times?"),
        (("azathioprine 50mg twice daily 8am 8pm", "1"), "one tablet of 50 mg, every day at 08:00 and 20:00"),
        (("imuran 50 od", "1"), "At what time?"),
        (("imuran 100 od",), "How many mg has one tablet"),
        (("50", "1 tab BD"), "At which two times?"),
        (("50", "azathioprine 50mg BD", "1"), "At which two times?"),
        (("50", "azathioprine 25mg BD"), "25 mg: how many tablets of 50 mg is that"),
        (("50", "2", "azathioprine 50mg twice daily 8am 8pm"), "two tablets of 50 mg, every day at 08:00 and 20:00"),
        (("50", "2", "1 tab at 9pm"), "one tablet of 50 mg, every day at 21:00"),
        (("50", "1", "morning and evening"), "At which two times?"),
        (("50", "1", "0800 2000"), "every day at 08:00 and 20:00"),
        (("50", "1", "8 and 8"), "every day at 08:00 and 20:00"),
        (("fiftymg",), "How many tablets of 50 mg"),
        (("50 miligrams",), "How many tablets of 50 mg"),
        (("50", "a tablet and a half", "8am"), "one and a half tablets of 50 mg"),
        (("50", "/plan 1 tablet on weekdays and 2 at weekends", "8am"), "one tablet of 50 mg, on Mondays"),
        (("/plan 1 tablet on weekdays and 2 at weekends",), "How many mg has one tablet"),
        (("/plan 1 tablet on weekdays and 2 at weekends", "50 mg", "8am"), "two tablets of 50 mg, on Saturdays"),
        (("50", "2 tabs from tomorrow", "8am"), "It holds from Tue 1 Dec"),
        (("50", "2 from tomorrow", "8am"), "It holds from Tue 1 Dec"),
    ],
)  # fmt: skip
async def test_what_is_typed_as_people_type_it_is_taken_whole(
    open_chat: Callable[..., Any], lines: tuple[str, ...], read: str
) -> None:
    assert read in await told(open_chat, *lines)


@pytest.mark.parametrize(
    ("lines", "read"),
    [
        (("no, it is 1½ at half past seven", "07:30"), "one and a half tablets of 50 mg, every day at 07:30"),
        (("no, 25 mg tablets", "2"), "two tablets of 25 mg, every day at 08:00"),
        (("change it to 9pm and 2 tablets",), "two tablets of 50 mg, every day at 21:00"),
        (("9pm and 1 tablet",), "one tablet of 50 mg, every day at 21:00"),
        (("no 1 tablet, 7:15am",), "one tablet of 50 mg, every day at 07:15"),
        (("no, 8 in the evening",), "two tablets of 50 mg, every day at 20:00"),
        (("no, 6 in the morning",), "two tablets of 50 mg, every day at 06:00"),
        (("tablets are 25", "2"), "two tablets of 25 mg, every day at 08:00"),
        (("no, every other day",), "two tablets of 50 mg, every other day from Mon 30 Nov at 08:00"),
        (("its tue thu sat",), "on Tuesdays, Thursdays and Saturdays at 08:00"),
        (("no, 1 x 25 mg",), "one tablet of 25 mg, every day at 08:00"),
        (("wrong, twice a day 8 and 20",), "two tablets of 50 mg, every day at 08:00 and 20:00"),
    ],
)
async def test_two_corrections_in_one_line_are_both_taken(
    open_chat: Callable[..., Any], lines: tuple[str, ...], read: str
) -> None:
    said = await told(open_chat, *TWO_TABLETS, *lines)
    assert read in said
    assert "Is that what your label says?" in said


@pytest.mark.parametrize("line", ["/plan 100 mg at 08:00", "/plan 1 x 50 mg at 8"])
async def test_nothing_is_left_as_it_is_where_nothing_is(open_chat: Callable[..., Any], line: str) -> None:
    chat = await open_chat(EVENING)
    shown = (await chat.says(*AGREED, line))[-1]
    assert "Leave it as it is" not in shown
    assert "What does the box say?" in (await chat.says("Start again"))[-1]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("25s and 50s", "How many tablets of 25 mg and of 50 mg"),
        ("he has 25s and 50s", "How many tablets of 25 mg and of 50 mg"),
        ("its like 50 i think", "How many tablets of 50 mg"),
        ("I take 2 of the 50s", "At what time?"),
        ("50 mg 2", "for example: 50 mg"),
        ("2 tabs bd", "How many mg has one tablet, as the box says?"),
    ],
)
async def test_a_box_is_named_as_people_call_it(open_chat: Callable[..., Any], typed: str, read: str) -> None:
    assert read in await told(open_chat, typed)


@pytest.mark.parametrize(
    ("typed", "then", "read"),
    [
        ("50mg tabs 1.5 od", "8am", "one and a half tablets of 50 mg, every day at 08:00"),
        ("50 mg 2 tabs daily", "8am", "two tablets of 50 mg, every day at 08:00"),
        ("50mg x 2 od", "8am", "two tablets of 50 mg, every day at 08:00"),
        ("50mg 2 od", "8am", "two tablets of 50 mg, every day at 08:00"),
        ("50 mg tablets, 2 twice a day", "8am and 8pm", "two tablets of 50 mg, every day at 08:00 and 20:00"),
    ],
)
async def test_a_number_behind_the_strength_is_a_number_of_tablets(
    open_chat: Callable[..., Any], typed: str, then: str, read: str
) -> None:
    assert read in await told(open_chat, typed, then)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("50", "[g] The box says 50 mg"),
        ("no sorry its 50", "How many tablets of 50 mg at one time?"),
        ("25", "A number is enough, for example: 2."),
        ("1 n a half", "At what time?"),
        ("just the one", "At what time?"),
        ("1 and 2", "A number is enough, for example: 2."),
    ],
)
async def test_the_box_can_be_put_right_where_the_number_is_asked(
    open_chat: Callable[..., Any], typed: str, read: str
) -> None:
    assert read in await told(open_chat, "25", typed)


@pytest.mark.parametrize("typed", ["one and two", "1 and 2"])
async def test_two_numbers_in_words_are_of_two_kinds(open_chat: Callable[..., Any], typed: str) -> None:
    read = "one tablet of 25 mg and two tablets of 50 mg, every day at 08:00"
    assert read in await told(open_chat, "25 and 50", typed, "8am")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("actually 1.5", "one and a half tablets of 50 mg"),
        ("sorry i take 1.5 not 2", "one and a half tablets of 50 mg"),
        ("no, one tablet", "one tablet of 50 mg"),
    ],
)
async def test_the_number_can_be_put_right_where_the_time_is_asked(
    open_chat: Callable[..., Any], typed: str, read: str
) -> None:
    assert f"{read}, every day at 08:00" in await told(open_chat, "50", "2", typed, "8am")


async def test_the_box_can_be_put_right_where_the_time_is_asked(open_chat: Callable[..., Any]) -> None:
    assert "How many tablets of 25 mg" in await told(open_chat, "50", "2", "no, the box says 25 mg")


@pytest.mark.parametrize("before", [("50", "2"), ("50", "2 tabs od")], ids=["set-up", "plan"])
@pytest.mark.parametrize(
    "typed",
    [
        "EIGHT IN THE MORNING", "8 oclock in the mornign", "8 in the morning before school", "morning 8", "8 morning",
        "at 8 o'clock morning", "mornings at 8", "0800hrs", "8am with breakfast",
    ],
)  # fmt: skip
async def test_a_time_with_its_part_of_the_day_is_read(
    open_chat: Callable[..., Any], before: tuple[str, ...], typed: str
) -> None:
    assert "every day at 08:00" in await told(open_chat, *before, typed)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("morning", "At what time? Type it, or choose."),
        ("evening", "At what time? Type it, or choose."),
        ("8ish", "8:00 in the morning or in the evening?"),
        ("two in the morning", "At what time? Type it, or choose."),
    ],
)
async def test_what_a_part_of_the_day_leaves_open_is_asked(
    open_chat: Callable[..., Any], typed: str, read: str
) -> None:
    assert read in await told(open_chat, "50", "2", typed)


async def test_a_time_that_is_not_read_is_not_said_to_mix_up_the_tablets(open_chat: Callable[..., Any]) -> None:
    asked = await told(open_chat, "50", "2 tabs od", "whenever")
    assert "For example: 8am" in asked
    assert "which tablets belong" not in asked
