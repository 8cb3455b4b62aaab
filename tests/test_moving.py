"""Other clocks and journeys: shown in both clocks first, and true only after a yes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.content.whereabouts import CALLED, zones_named

NOW = datetime.fromisoformat("2026-12-01T12:00:00+00:00")


async def at_home(open_chat: Callable[..., Any], plan: str = "1 x 50 mg at 08:00") -> Any:
    """Return a chat in London on Tue 1 Dec at noon, with a plan, and today's dose answered."""
    chat = await open_chat(datetime(2026, 11, 30, 19, 40))
    await chat.set_up(plan)
    await chat.until(datetime(2026, 12, 1, 8, 1))
    await chat.says("took it")
    await chat.until(datetime(2026, 12, 1, 12, 0))
    return chat


async def pressed(chat: Any, label: str) -> str:
    """Press a choice of the last message by its label, and return what is said."""
    last = chat.channel.sent[-1]
    mark = next(mark for mark, button in zip(last.marks, last.buttons, strict=True) if button.label == label)
    return "\n".join(await chat.says(mark))


@pytest.mark.parametrize(
    ("words", "zones"),
    [
        ("nyc", ("America/New_York",)),
        ("New York", ("America/New_York",)),
        ("LA", ("America/Los_Angeles",)),
        ("the uk", ("Europe/London",)),
        ("Japan", ("Asia/Tokyo",)),
        ("germany", ("Europe/Berlin",)),
        ("spain", ("Europe/Madrid", "Atlantic/Canary")),
        ("Narnia", ()),
        ("", ()),
    ],
)
def test_places_are_known_as_people_say_them(words: str, zones: tuple[str, ...]) -> None:
    assert zones_named(words, NOW) == zones


def test_a_country_of_many_clocks_offers_each_clock_once() -> None:
    found = zones_named("usa", NOW)
    assert found[:2] == ("America/New_York", "America/Chicago")
    assert len(found) == len(set(found)) == 8


@pytest.mark.parametrize("words", sorted(CALLED))
def test_each_name_that_people_say_leads_somewhere(words: str) -> None:
    assert zones_named(words, NOW)


async def test_a_country_of_several_clocks_is_asked_about(open_chat: Callable[..., Any]) -> None:
    chat = await at_home(open_chat)
    assert "Madrid and Canary" in (await chat.says("im in spain"))[0]
    assert "clock of Madrid" in await pressed(chat, "Madrid")
    assert "08:00 Madrid (07:00 London)" in chat.terminal.shown[-1]


async def test_where_they_are_already_changes_nothing(open_chat: Callable[..., Any]) -> None:
    chat = await at_home(open_chat)
    for typed in ("/timezone London", "im in london", "its 12 here"):
        assert "That is what I go by: London" in (await chat.says(typed))[0]


async def test_what_the_clock_shows_there_is_enough(open_chat: Callable[..., Any]) -> None:
    chat = await at_home(open_chat)
    await chat.says("its 9pm here")
    assert "clock of Tokyo" in await pressed(chat, "Tokyo")
    assert "It is 21:00 there" in (await chat.says("yes"))[0]


@pytest.mark.parametrize("way", ["no", "took it", "/today"])
async def test_without_a_yes_no_clock_changes(open_chat: Callable[..., Any], way: str) -> None:
    chat = await at_home(open_chat)
    await chat.says("/timezone Asia/Tokyo", way)
    await chat.until(datetime(2026, 12, 2, 7, 59))
    assert "08:00. Your usual?" in (await chat.until(datetime(2026, 12, 2, 8, 0)))[0]


async def test_a_journey_may_keep_the_clock_of_home(open_chat: Callable[..., Any]) -> None:
    chat = await at_home(open_chat)
    await chat.says("flying to tokyo tomorrow, back on 5 dec")
    assert "Thu 3 Dec 08:00 London (17:00 Tokyo)" in await pressed(chat, "Keep London time: 17:00 in Tokyo")
    await chat.says("yes")
    await chat.until(datetime(2026, 12, 2, 8, 1))
    await chat.says("done")
    shown = await chat.until(datetime(2026, 12, 3, 8, 0))
    assert "08:00 (London). Your usual?" in shown[0]


async def test_other_times_hold_for_the_journey_alone(open_chat: Callable[..., Any]) -> None:
    chat = await at_home(open_chat)
    await chat.says("/travel new york tomorrow to 5 dec")
    await pressed(chat, "Other times")
    assert "Type it with am or pm" in (await chat.says("9"))[0]
    echo = (await chat.says("9pm"))[0]
    assert "Thu 3 Dec 21:00 New York (Fri 4 Dec 02:00 London)" in echo
    assert "Sun 6 Dec 08:00 London" in echo
    await chat.says("yes")
    assert "Thu 3 Dec to Sat 5 Dec: at 21:00" in (await chat.says("/plan"))[0]


@pytest.mark.parametrize("words", ["not going to new york any more", "/travel cancel", "the trip is off"])
async def test_a_journey_is_called_off_in_one_sentence(open_chat: Callable[..., Any], words: str) -> None:
    chat = await at_home(open_chat)
    await chat.says("/travel new york tomorrow to 5 dec")
    await pressed(chat, "Other times")
    await chat.says("9pm", "yes")
    shown = (await chat.says(words))[0]
    assert "The journey to New York is off" in shown
    assert "Wed 2 Dec 08:00, Thu 3 Dec 08:00, Fri 4 Dec 08:00" in shown
    assert "21:00" not in (await chat.says("/plan"))[0]
    assert "No journey is planned" in (await chat.says("/travel cancel"))[0]


async def test_a_journey_is_called_off_with_its_button(open_chat: Callable[..., Any]) -> None:
    chat = await at_home(open_chat)
    await chat.says("/travel new york tomorrow to 5 dec")
    await pressed(chat, "08:00 in New York")
    await chat.says("yes")
    assert "is off" in await pressed(chat, "Call it off")


async def test_home_early_is_read_back_and_ends_the_other_times(open_chat: Callable[..., Any]) -> None:
    chat = await at_home(open_chat)
    await chat.says("/travel new york tomorrow to 9 dec")
    await pressed(chat, "Other times")
    await chat.says("9pm", "yes")
    await chat.until(datetime(2026, 12, 4, 15, 0))
    assert "Back from which morning" in (await chat.says("home"))[0]
    echo = (await chat.says("sunday"))[0]
    assert "Sat 5 Dec 21:00 New York" in echo
    assert "Sun 6 Dec 08:00 London (03:00 New York)" in echo
    await chat.says("yes")
    assert "Sun 6 Dec 08:00 (London)" in (await chat.says("/plan"))[0]


async def test_another_way_home_is_asked_for_again(open_chat: Callable[..., Any]) -> None:
    chat = await at_home(open_chat)
    await chat.says("/timezone Asia/Tokyo", "yes", "coming home tomorrow")
    assert "Back from which morning" in await pressed(chat, "Change")


async def test_a_journey_can_be_cut_short_before_it_begins(open_chat: Callable[..., Any]) -> None:
    chat = await at_home(open_chat)
    await chat.says("/travel new york 4 dec to 12 dec")
    await pressed(chat, "08:00 in New York")
    await chat.says("yes", "coming home a day early")
    await pressed(chat, "08:00 in New York")
    await chat.says("yes")
    assert "From Sat 12 Dec: London" in (await chat.says("/travel"))[0]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("off to narnia friday", "I do not know the place"),
        ("flying to tokyo on 30 feb", "calendar"),
        ("flying to tokyo on 4 dec, back on 2026-12-03", "calendar"),
        ("/travel", "Tell me where to"),
        ("/travel 12", "Tell me where to"),
        ("coming home tomorrow", "No journey is planned"),
        ("/timezone", "Where are you?"),
    ],
)
async def test_what_is_not_clear_changes_nothing(open_chat: Callable[..., Any], typed: str, said: str) -> None:
    chat = await at_home(open_chat)
    assert said in (await chat.says(typed))[0]
    assert "Wed 2 Dec 08:00, Thu 3 Dec 08:00, Fri 4 Dec 08:00" in (await chat.says("/plan"))[0]


async def test_an_old_button_of_a_journey_changes_nothing(open_chat: Callable[..., Any]) -> None:
    chat = await at_home(open_chat)
    await chat.says("/travel new york tomorrow to 5 dec")
    old = chat.channel.sent[-1]
    await chat.says("/travel tokyo tomorrow to 5 dec")
    chat.channel.sent.append(old)
    assert "New York" not in await pressed(chat, "08:00 in New York")


async def test_back_over_the_date_line_names_the_day_of_that_journey(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(datetime(2026, 12, 2, 9, 0), ZoneInfo("Pacific/Auckland"))
    await chat.set_up("1 x 50 mg at 08:00")
    await chat.says("i fly to LA tonight")
    await pressed(chat, "Ask me on that one too")
    await chat.says("yes")
    await chat.until(datetime(2026, 12, 3, 5, 5))
    await chat.says("done")
    shown = (await chat.says("flying to auckland friday"))[0]
    assert "you may not meet Sat 5 Dec" in shown
    assert "Sun 6 Dec 08:00 Auckland (Sat 5 Dec 11:00 Los Angeles)" in shown


async def test_a_journey_over_the_date_line_and_back_is_asked_about_twice(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(datetime(2026, 12, 1, 9, 0), ZoneInfo("Pacific/Auckland"))
    await chat.set_up("1 x 50 mg at 08:00")
    assert "You will meet Wed 2 Dec twice" in (await chat.says("flying to LA tomorrow, back on 10 dec"))[0]
    echo = await pressed(chat, "Next on Thu 3 Dec 08:00 Los Angeles")
    if "may not meet" in echo:
        echo = await pressed(chat, "Next on Sat 12 Dec 08:00 Auckland")
    assert "Thu 10 Dec 08:00 Los Angeles" in echo
    assert "Fri 11 Dec is left out" in echo
    await chat.says("yes")
    assert "Next: Wed 2 Dec 08:00, Thu 3 Dec 08:00 (Los Angeles)" in (await chat.says("/plan"))[0]


async def test_an_open_journey_that_is_off_leaves_no_other_times(open_chat: Callable[..., Any]) -> None:
    chat = await at_home(open_chat)
    await chat.says("flying to new york on 22 dec")
    await pressed(chat, "Other times")
    await chat.says("07:00", "yes")
    assert "From Wed 23 Dec until you are home: at 07:00" in (await chat.says("/plan"))[0]
    await chat.says("/travel cancel")
    assert "07:00" not in (await chat.says("/plan"))[0]


async def test_home_from_an_open_journey_its_other_times_are_over(open_chat: Callable[..., Any]) -> None:
    chat = await at_home(open_chat)
    await chat.says("flying to new york tomorrow")
    await pressed(chat, "Other times")
    await chat.says("07:00", "yes")
    await chat.until(datetime(2026, 12, 5, 15, 0))
    await chat.says("/plan 2 x 50 mg at 08:00", "b", "2", "coming home tomorrow", "yes")
    plan = (await chat.says("/plan"))[0]
    assert "Sun 6 Dec 07:00, Mon 7 Dec 08:00 (London)" in plan
    assert "to Sun 6 Dec: at 07:00" in plan
    assert "until you are home" not in plan


async def test_a_journey_that_is_off_leaves_the_nights_of_later(open_chat: Callable[..., Any]) -> None:
    chat = await at_home(open_chat)
    await chat.says("nights 4 jan to 8 jan 16:00", "yes", "yes", "/travel new york tomorrow to 5 dec")
    await pressed(chat, "Other times")
    await chat.says("9pm", "yes", "/travel cancel")
    plan = (await chat.says("/plan"))[0]
    assert "Mon 4 Jan to Fri 8 Jan: at 16:00" in plan
    assert "21:00" not in plan


@pytest.mark.parametrize("choice", ["Next on Wed 2 Dec 08:00 Auckland", "Next on Tue 1 Dec 08:00 London"])
async def test_each_way_over_the_date_line_has_a_name_of_its_own(open_chat: Callable[..., Any], choice: str) -> None:
    chat = await open_chat(datetime(2026, 11, 30, 19, 40))
    await chat.set_up("1 x 50 mg at 08:00")
    await chat.until(datetime(2026, 12, 1, 7, 30))
    await chat.says("/timezone Pacific/Auckland")
    echo = "\n".join(await chat.says(choice))
    assert ("Tue 1 Dec is left out" in echo) == ("Auckland" in choice)
    assert ("Tue 1 Dec 08:00 London" in echo) == ("London" in choice)


async def test_what_is_saved_of_a_journey_is_what_was_read_back(open_chat: Callable[..., Any]) -> None:
    chat = await at_home(open_chat)
    await chat.says("flying to tokyo, back on 9 dec")
    await pressed(chat, "Other times")
    assert "Wed 2 Dec 07:00 Tokyo" in (await chat.says("07:00"))[0]
    await chat.until(datetime(2026, 12, 2, 0, 10))
    shown = (await chat.says("yes"))[-1]
    assert "Saved" not in shown
    assert "Is that right?" in shown
    assert "Saved" in (await chat.says("yes"))[0]
