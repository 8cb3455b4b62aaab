"""Dates of blood tests as people type them, and what they say of one that is noted already. Nothing moves unasked."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest


@pytest.fixture
async def ana(open_chat: Any) -> Any:
    chat = await open_chat(datetime(2026, 12, 1, 12, 0))
    await chat.set_up("1 x 50 mg at 08:00 from 2027-06-01")
    return chat


async def say(chat: Any, *lines: str) -> str:
    sent = len(chat.channel.sent)
    await chat.says(*lines)
    return "\n".join(out.text for out in chat.channel.sent[sent:])


def labels(chat: Any) -> list[str]:
    return [button.label for button in chat.channel.sent[-1].buttons]


@pytest.mark.parametrize("words", ["8/12 22/12 5/1", "8th and 22nd dec, then 5 jan"])
async def test_dates_are_read_however_they_are_parted(ana: Any, words: str) -> None:
    await ana.says("/tests")
    assert "- Tue 8 Dec\n- Tue 22 Dec\n- Tue 5 Jan 2027" in await say(ana, words)


@pytest.mark.parametrize("first", ["first one 8 dec", "the first test is 8 dec", "first 8 dec"])
async def test_the_first_one_of_a_rule_may_be_said_last(ana: Any, first: str) -> None:
    await ana.says("/tests")
    shown = await say(ana, f"every 2 weeks x 3 then monthly, {first}")
    assert "- Tue 8 Dec\n- Tue 22 Dec\n- Tue 5 Jan 2027\n- Tue 2 Feb 2027" in shown


@pytest.mark.parametrize(
    "words", ["every fortnight from tuesday", "every fortnight from friday", "friday", "monthly", "tuesday then friday"]
)
async def test_what_reads_as_dates_is_no_name(ana: Any, words: str) -> None:
    await ana.says("/tests 8 dec")
    assert "On a locked phone I call it" not in await say(ana, words)


async def test_dates_typed_where_a_name_is_asked_for_are_dates(ana: Any) -> None:
    await ana.says("/tests 8 dec")
    assert "There are dates already. New are:\n- Fri 4 Dec" in await say(ana, "every fortnight from friday")


async def test_a_rule_can_only_take_the_place_of_what_is_kept(ana: Any) -> None:
    await ana.says("/tests 8 dec", "library")
    shown = await say(ana, "/tests every 2 weeks from 15 dec")
    assert labels(ana) == ["In their place", "Leave it"]
    assert "as well" not in shown
    assert "as well" in await say(ana, "/tests 15 dec")
    assert labels(ana) == ["As well", "In their place", "Leave it"]


async def test_a_new_date_for_a_test_moves_it_after_a_yes(ana: Any) -> None:
    await ana.says("/tests 8 dec, 22 dec", "library")
    assert "Shall I move the one of Tue 8 Dec to Thu 10 Dec?" in await say(ana, "bloods now 10 dec")
    assert "- Tue 8 Dec" in await say(ana, "/tests")
    await ana.says("bloods now 10 dec")
    assert "Moved, from Tue 8 Dec to Thu 10 Dec" in await say(ana, "yes")


async def test_another_day_of_what_was_just_noted_is_asked_about(ana: Any) -> None:
    await ana.says("/tests 3 dec, 22 dec", "library", "bloods done today")
    question = "That is noted as done Tue 1 Dec. Shall I change the day to Fri 27 Nov?"
    assert question in await say(ana, "i had my blood test on friday")
    assert "Noted: done Fri 27 Nov" in await say(ana, "yes")


async def test_after_a_no_the_day_stays(ana: Any) -> None:
    await ana.says("/tests 3 dec, 22 dec", "library", "bloods done today", "i had my blood test on friday", "no")
    assert "done Tue 1 Dec" in await say(ana, "/tests")


async def test_the_same_day_again_is_noted_already(ana: Any) -> None:
    await ana.says("/tests 3 dec, 22 dec", "library", "bloods done today")
    assert "noted already" in await say(ana, "bloods done today")


@pytest.mark.parametrize("before", ["bloods done today", "i had my blood test on friday", "/tests"])
async def test_remove_below_a_test_is_about_its_dates(ana: Any, before: str) -> None:
    await ana.says("/tests 3 dec, 22 dec", "library", before)
    shown = await say(ana, "remove")
    assert labels(ana) == ["Yes", "No"]
    assert "your diary" not in shown
    assert "- Tue 22 Dec" in await say(ana, "no", "/tests")
