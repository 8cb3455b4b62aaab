"""How azalea writes, quiet hours, the clinic card and the country: asked, typed, pressed, kept, and never guessed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time
from typing import Any

import pytest
from sqlalchemy import Connection

from bot import wiring
from bot.care.people import Circle, Clinic, Person, Quiet, Style, Voice
from bot.channels.console_channel import NAME, address_of
from bot.conversation import clinic
from bot.conversation.talk import open_talk
from bot.messages import Incoming
from bot.store import people
from bot.wording import Said

MORNING = datetime(2026, 12, 1, 9, 0)
Open = Callable[..., Any]


@pytest.fixture
async def chat(open_chat: Open) -> Any:
    """Return a chat in which Ana is set up."""
    opened = await open_chat(MORNING)
    await opened.set_up()
    return opened


async def known(chat: Any) -> tuple[Person, Circle]:
    """Return who writes, and their circle, as they are kept."""

    def read(conn: Connection) -> tuple[Person, Circle]:
        account = people.account(conn, NAME, address_of(chat.name))
        assert account is not None
        assert account.person_id is not None
        return people.person(conn, account.person_id), people.circle_of(conn, account.person_id)

    found: tuple[Person, Circle] = await chat.azalea._store.read(read)
    return found


async def press(chat: Any, label: str) -> str:
    """Press a button of the newest message that has it, and return what is said."""
    for out in reversed(chat.channel.sent):
        for button, mark in zip(out.buttons, out.marks, strict=True):
            if button.label == label:
                return "\n".join(await chat.says(mark))
    pytest.fail(f"there is no button [{label}]")


async def say(chat: Any, words: str) -> str:
    return "\n".join(await chat.says(words))


async def test_settings_show_what_is_set_and_offer_to_change_it(chat: Any) -> None:
    shown = await say(chat, "/settings")
    assert "private words" in shown
    assert "999 (the UK)" in shown
    assert "London, 09:00" in shown
    labels = [button.label for button in chat.channel.sent[-1].buttons]
    assert labels == ["How I write", "Quiet hours", "Clinic", "Country", "Clock and place", "Plan"]


async def test_before_set_up_there_is_nothing_to_set(open_chat: Open) -> None:
    chat = await open_chat(MORNING)
    assert "/start" in await say(chat, "/settings")


# Quiet hours


@pytest.mark.parametrize(
    ("words", "quiet"),
    [("22 to 7", Quiet(time(22), time(7))), ("10pm-7am", Quiet(time(22), time(7))), ("b", Quiet(time(21), time(8)))],
)
async def test_quiet_hours_are_typed_or_chosen(chat: Any, words: str, quiet: Quiet) -> None:
    await say(chat, "/settings")
    await press(chat, "Quiet hours")
    assert "own time" in await say(chat, words)
    assert (await known(chat))[0].quiet == quiet


async def test_quiet_hours_can_be_taken_away(chat: Any) -> None:
    for choice, quiet in (("22:00 to 07:00", Quiet(time(22), time(7))), ("None", None)):
        await say(chat, "/settings")
        await press(chat, "Quiet hours")
        await press(chat, choice)
        assert (await known(chat))[0].quiet == quiet


async def test_a_plain_no_means_no_quiet_hours(chat: Any) -> None:
    await say(chat, "/settings")
    await press(chat, "Quiet hours")
    assert "No quiet hours" in await say(chat, "no")


async def test_hours_that_can_be_two_are_asked_about(chat: Any) -> None:
    await say(chat, "/settings")
    await press(chat, "Quiet hours")
    assert "10:00 to 19:00" in await say(chat, "10 to 7")
    assert (await known(chat))[0].quiet is None
    await press(chat, "22:00 to 07:00")
    assert (await known(chat))[0].quiet == Quiet(time(22), time(7))


async def test_equal_times_and_other_words_are_asked_about_again(chat: Any) -> None:
    await say(chat, "/settings")
    await press(chat, "Quiet hours")
    assert "different times" in await say(chat, "22-22")
    assert '"all day"' in await say(chat, "all day")
    await say(chat, "22 to 6")
    assert (await known(chat))[0].quiet == Quiet(time(22), time(6))


async def test_an_answer_that_means_something_is_not_taken_for_a_preference(chat: Any) -> None:
    await say(chat, "/settings")
    await press(chat, "Clinic")
    assert "[1] Today" in await say(chat, "help")
    await say(chat, "St Anne's")
    assert "number" in chat.channel.sent[-1].text or "phone" in chat.channel.sent[-1].text


# The clinic card


async def fill_in(chat: Any, *lines: str) -> str:
    await say(chat, "/settings")
    await press(chat, "Clinic")
    return "\n".join([await say(chat, line) for line in lines][-1:])


async def test_the_clinic_card_is_kept_as_typed_and_shown_back(chat: Any) -> None:
    shown = await fill_in(chat, "St Anne's IBD, 020 7188 7188 ext 7, Mon to Fri 9 to 5, closed: 111")
    for line in ("St Anne's IBD", "020 7188 7188 ext 7", "Mon to Fri 9 to 5", "When closed: 111"):
        assert line in shown
    kept = Clinic("St Anne's IBD", "020 7188 7188 ext 7", "Mon to Fri 9 to 5", "111")
    assert (await known(chat))[1].clinic == kept


async def test_the_number_may_come_behind_the_name(chat: Any) -> None:
    assert "phone number of St Anne's" in await fill_in(chat, "my clinic is St Anne's")
    assert "three digits" in await say(chat, "12")
    await say(chat, "111")
    assert (await known(chat))[1].clinic == Clinic("St Anne's", "111", "", "")


@pytest.mark.parametrize("words", ["dont know it", "not sure", "no idea", "skip"])
async def test_not_knowing_is_neither_a_name_nor_a_number(chat: Any, words: str) -> None:
    assert "no clinic card" in await fill_in(chat, words)
    assert "no clinic card" in await fill_in(chat, "St Anne's", words)
    assert (await known(chat))[1].clinic is None
    assert await chat.diary() == []


@pytest.mark.parametrize("lines", [(), ("St Anne's",)], ids=["nothing", "a name"])
async def test_without_a_number_there_is_no_card(chat: Any, lines: tuple[str, ...]) -> None:
    await fill_in(chat, *lines)
    assert "no clinic card" in await press(chat, "Leave out")
    assert (await known(chat))[1].clinic is None


async def test_the_card_can_be_changed_and_removed(chat: Any) -> None:
    await fill_in(chat, "St Anne's 111")
    await say(chat, "/settings")
    assert "St Anne's" in await press(chat, "Clinic")
    await press(chat, "Change")
    await say(chat, "St Barts")
    assert (await known(chat))[1].clinic == Clinic("St Anne's", "111", "", "")
    await say(chat, "/settings")
    await press(chat, "Clinic")
    assert "gone" in await press(chat, "Remove")
    assert (await known(chat))[1].clinic is None


async def test_an_old_button_leaves_no_later_question(chat: Any) -> None:
    await fill_in(chat)
    leave_out = chat.channel.sent[-1].buttons[0].data.removeprefix(f"{clinic.CLINIC}:")
    await say(chat, "St Anne's 111")

    def press_again(conn: Connection) -> list[Said]:
        heard = Incoming(NAME, address_of(chat.name), address_of(chat.name), chat.name, "", chat.clock.now())
        return clinic.press(open_talk(conn, heard, chat.clock.now(), wiring.read_desk()), leave_out)

    assert await chat.azalea._store.write(press_again) == []


async def test_a_number_presses_what_was_shown_last(chat: Any) -> None:
    await fill_in(chat, "St Anne's")
    await say(chat, "help")
    assert "Today, Tue 1 Dec" in await say(chat, "1")
    await say(chat, "020 7188")
    assert (await known(chat))[1].clinic == Clinic("St Anne's", "020 7188", "", "")


@pytest.mark.parametrize(("choice", "words"), [("Quiet hours", "skip"), ("Country", "not sure")])
async def test_leaving_a_question_says_nothing_of_a_dose(chat: Any, choice: str, words: str) -> None:
    await say(chat, "/settings")
    await press(chat, choice)
    assert "Nothing changed." in await say(chat, words)
    assert await chat.diary() == []


# The country


@pytest.mark.parametrize(
    ("words", "code", "number"), [("Spain", "ES", "112"), ("the us", "US", "911"), ("UK", "GB", "999")]
)
async def test_a_country_is_typed(chat: Any, words: str, code: str, number: str) -> None:
    await say(chat, "/settings")
    await press(chat, "Country")
    assert number in await say(chat, words)
    assert (await known(chat))[1].country == code


async def test_a_country_is_chosen_and_left_to_the_clock_again(chat: Any) -> None:
    await say(chat, "/settings")
    await press(chat, "Country")
    assert "000 (Australia)" in await press(chat, "Australia")
    assert (await known(chat))[1].country == "AU"
    await say(chat, "/settings")
    await press(chat, "Country")
    assert "999 (the UK)" in await press(chat, "By my clock")
    assert (await known(chat))[1].country is None


async def test_where_no_numbers_are_known_several_are_shown(chat: Any) -> None:
    await say(chat, "/settings")
    await press(chat, "Country")
    shown = await say(chat, "Japan")
    assert "999 (UK), 112 (Europe) or 911" in shown
    assert "999 (UK), 112 (Europe) or 911" in await say(chat, "help")


async def test_what_is_no_country_is_asked_about_again(chat: Any) -> None:
    await say(chat, "/settings")
    await press(chat, "Country")
    assert '"Atlantis"' in await say(chat, "Atlantis")
    await say(chat, "Ireland")
    assert (await known(chat))[1].country == "IE"


# How azalea writes


async def test_how_azalea_writes_is_chosen_anew(chat: Any) -> None:
    await say(chat, "/settings")
    await press(chat, "How I write")
    assert "plain words" in await press(chat, "Plain words")
    assert (await known(chat))[0].voice == Voice(Style.PLAIN)


async def test_own_words_are_shown_as_they_would_stand_there(chat: Any) -> None:
    await say(chat, "/settings")
    await press(chat, "How I write")
    await press(chat, "My own words")
    assert "08:00. Feed the dog?" in await say(chat, "feed the dog")
    assert (await known(chat))[0].voice == Voice(Style.OWN, "Feed the dog")


async def test_an_old_question_changes_nothing(chat: Any) -> None:
    await say(chat, "/settings")
    await press(chat, "How I write")
    await say(chat, "/settings")
    await press(chat, "Quiet hours")
    await say(chat, "feed the cat")
    assert (await known(chat))[0].voice == Voice()
