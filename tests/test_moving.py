"""Other clocks and journeys: shown in both clocks first, and true only after a yes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.content.whereabouts import CALLED, zones_named
from tests.chats import data_of, planned, pressed, pressed_late

NOW = datetime.fromisoformat("2026-12-01T12:00:00+00:00")


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
    chat = await planned(open_chat)
    assert "Madrid and Canary" in (await chat.says("im in spain"))[0]
    assert "clock of Madrid" in await pressed(chat, "Madrid")
    assert "08:00 Madrid (07:00 London)" in chat.terminal.shown[-1]


async def test_where_they_are_already_changes_nothing(open_chat: Callable[..., Any]) -> None:
    chat = await planned(open_chat)
    for typed in ("/timezone London", "im in london", "its 12 here"):
        assert "That is what I go by: London" in (await chat.says(typed))[0]


async def test_what_the_clock_shows_there_is_enough(open_chat: Callable[..., Any]) -> None:
    chat = await planned(open_chat)
    await chat.says("its 9pm here")
    assert "clock of Tokyo" in await pressed(chat, "Tokyo")
    assert "It is 21:00 there" in (await chat.says("yes"))[0]


@pytest.mark.parametrize("way", ["no", "took it", "/today"])
async def test_without_a_yes_no_clock_changes(open_chat: Callable[..., Any], way: str) -> None:
    chat = await planned(open_chat)
    await chat.says("/timezone Asia/Tokyo", way)
    await chat.until(datetime(2026, 12, 2, 7, 59))
    assert "08:00. Your usual?" in (await chat.until(datetime(2026, 12, 2, 8, 0)))[0]


async def test_a_journey_may_keep_the_clock_of_home(open_chat: Callable[..., Any]) -> None:
    chat = await planned(open_chat)
    await chat.says("flying to tokyo tomorrow, back on 5 dec")
    assert "Thu 3 Dec 08:00 London (17:00 Tokyo)" in await pressed(chat, "Keep London time: 17:00 in Tokyo")
    await chat.says("yes")
    await chat.until(datetime(2026, 12, 2, 8, 1))
    await chat.says("done")
    shown = await chat.until(datetime(2026, 12, 3, 8, 0))
    assert "08:00 (London). Your usual?" in shown[0]


async def test_other_times_hold_for_the_journey_alone(open_chat: Callable[..., Any]) -> None:
    chat = await planned(open_chat)
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
    chat = await planned(open_chat)
    await chat.says("/travel new york tomorrow to 5 dec")
    await pressed(chat, "Other times")
    await chat.says("9pm", "yes")
    shown = (await chat.says(words))[0]
    assert "The journey to New York is off" in shown
    assert "Wed 2 Dec 08:00, Thu 3 Dec 08:00, Fri 4 Dec 08:00" in shown
    assert "21:00" not in (await chat.says("/plan"))[0]
    assert "No journey is planned" in (await chat.says("/travel cancel"))[0]


async def test_a_journey_is_called_off_with_its_button(open_chat: Callable[..., Any]) -> None:
    chat = await planned(open_chat)
    await chat.says("/travel new york tomorrow to 5 dec")
    await pressed(chat, "08:00 in New York")
    await chat.says("yes")
    assert "is off" in await pressed(chat, "Call it off")


async def test_home_early_is_read_back_and_ends_the_other_times(open_chat: Callable[..., Any]) -> None:
    chat = await planned(open_chat)
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
    chat = await planned(open_chat)
    await chat.says("/timezone Asia/Tokyo", "yes", "coming home tomorrow")
    assert "Back from which morning" in await pressed(chat, "Change")


async def test_a_journey_can_be_cut_short_before_it_begins(open_chat: Callable[..., Any]) -> None:
    chat = await planned(open_chat)
    await chat.says("/travel new york 4 dec to 12 dec")
    await pressed(chat, "08:00 in New York")
    await chat.says("yes", "coming home a day early")
    await pressed(chat, "08:00 in New York")
    await chat.says("yes")
    assert "From Fri 4 Dec to Fri 11 Dec: New York time" in (await chat.says("/travel"))[0]


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
    chat = await planned(open_chat)
    assert said in (await chat.says(typed))[0]
    assert "Wed 2 Dec 08:00, Thu 3 Dec 08:00, Fri 4 Dec 08:00" in (await chat.says("/plan"))[0]


async def test_an_old_button_of_a_journey_changes_nothing(open_chat: Callable[..., Any]) -> None:
    chat = await planned(open_chat)
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
    chat = await planned(open_chat)
    await chat.says("flying to new york on 22 dec")
    await pressed(chat, "Other times")
    await chat.says("07:00", "yes")
    assert "From Wed 23 Dec until you are home: at 07:00" in (await chat.says("/plan"))[0]
    await chat.says("/travel cancel")
    assert "07:00" not in (await chat.says("/plan"))[0]


async def test_home_from_an_open_journey_its_other_times_are_over(open_chat: Callable[..., Any]) -> None:
    chat = await planned(open_chat)
    await chat.says("flying to new york tomorrow")
    await pressed(chat, "Other times")
    await chat.says("07:00", "yes")
    await chat.until(datetime(2026, 12, 5, 15, 0))
    await chat.says("/plan 2 x 50 mg at 08:00", "b", "2", "coming home tomorrow", "yes")
    plan = (await chat.says("/plan"))[0]
    assert "Next: Sun 6 Dec 07:00." in plan
    assert "Mon 7 Dec 08:00 (London)" in plan
    assert "Sun 6 Dec: at 07:00" in plan
    assert "until you are home" not in plan


async def test_a_journey_that_is_off_leaves_the_nights_of_later(open_chat: Callable[..., Any]) -> None:
    chat = await planned(open_chat)
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
    chat = await planned(open_chat)
    await chat.says("flying to tokyo, back on 9 dec")
    await pressed(chat, "Other times")
    assert "Wed 2 Dec 07:00 Tokyo" in (await chat.says("07:00"))[0]
    await chat.until(datetime(2026, 12, 2, 0, 10))
    shown = (await chat.says("yes"))[-1]
    assert "Saved" not in shown
    assert "Is that right?" in shown
    assert "Saved" in (await chat.says("yes"))[0]


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("off to paris for 3 days", "Paris, until Fri 4 Dec"),
        ("im in rome for a week", "Rome, until Tue 8 Dec"),
        ("going to NYC on friday for a fortnight", "New York, from Fri 4 Dec to Fri 18 Dec"),
        ("away in rome until friday", "Rome, until Fri 4 Dec"),
    ],
)
async def test_how_long_a_journey_lasts_is_the_day_of_the_way_back(
    open_chat: Callable[..., Any], typed: str, days: str
) -> None:
    chat = await planned(open_chat)
    assert days in (await chat.says(typed))[0]


async def test_a_new_journey_says_which_one_it_takes_the_place_of(open_chat: Callable[..., Any]) -> None:
    chat = await planned(open_chat)
    await chat.says("/travel new york 22 dec to 29 dec", "b")
    assert "takes the place" not in chat.terminal.shown[-1]
    await chat.says("yes", "/travel tokyo 4 dec to 12 dec", "b")
    assert "takes the place of what is saved: From Tue 22 Dec to Tue 29 Dec: New York time." in chat.terminal.shown[-1]
    await chat.says("/timezone paris")
    assert "takes the place of what is saved: From Tue 22 Dec" in chat.terminal.shown[-1]


@pytest.mark.parametrize("command", ["/plan", "/today", "/travel"])
async def test_a_saved_journey_is_told_of_and_can_be_called_off(open_chat: Callable[..., Any], command: str) -> None:
    chat = await planned(open_chat)
    await chat.says("/travel new york 22 dec to 29 dec", "b", "yes")
    assert "From Tue 22 Dec to Tue 29 Dec: New York time" in (await chat.says(command))[0]
    assert "The journey to New York is off" in await pressed(chat, "Call it off")
    assert "New York" not in (await chat.says("/plan"))[0]


async def test_a_saved_journey_tells_whose_clock_is_kept(open_chat: Callable[..., Any]) -> None:
    chat = await planned(open_chat)
    await chat.says("/travel new york 22 dec to 29 dec", "a", "yes")
    assert "From Tue 22 Dec to Tue 29 Dec: New York, and I ask by London time" in (await chat.says("/plan"))[0]
    await chat.says("off to paris for 3 days", "b", "yes")
    assert "Until Fri 4 Dec: Paris time" in (await chat.says("/plan"))[0]


async def test_the_button_that_calls_a_journey_off_is_old_once_it_has_begun(open_chat: Callable[..., Any]) -> None:
    chat = await planned(open_chat)
    await chat.says("/travel new york today to 12 dec", "b", "yes")
    await chat.until(datetime(2026, 12, 2, 6, 0))
    assert "no longer fits" in await pressed(chat, "Call it off")
    assert "Until Sat 12 Dec: New York time" in (await chat.says("/plan"))[0]


@pytest.mark.parametrize("typed", ["back to london on the 10th", "home on the 10th", "flying home thursday"])
async def test_the_day_home_is_set_while_away(open_chat: Callable[..., Any], typed: str) -> None:
    chat = await planned(open_chat)
    await chat.says("/travel new york tomorrow to 12 dec", "b", "yes")
    await chat.until(datetime(2026, 12, 4, 15, 0))
    echo = (await chat.says(typed))[0]
    assert "Thu 10 Dec 08:00 New York" in echo
    assert "Fri 11 Dec 08:00 London" in echo
    assert "Until Sat 12 Dec: New York time" in (await chat.says("/plan"))[0]
    await chat.says(typed, "yes")
    assert "Until Thu 10 Dec: New York time" in (await chat.says("/plan"))[0]


async def test_the_way_back_is_added_before_a_journey_begins(open_chat: Callable[..., Any]) -> None:
    chat = await planned(open_chat)
    await chat.says("/travel new york 4 dec", "b", "yes", "home on the 10th", "b")
    assert "Fri 11 Dec 08:00 London" in chat.terminal.shown[-1]
    assert "No journey" not in (await chat.says("yes", "coming home early", "9 dec", "b"))[-1]
    assert "Wed 9 Dec 08:00 London" in chat.terminal.shown[-1]
    assert "calendar" in (await chat.says("home tomorrow"))[0]


async def test_at_home_after_a_journey_another_one_is_not_being_away(open_chat: Callable[..., Any]) -> None:
    chat = await planned(open_chat)
    await chat.says("/timezone new york", "yes", "/timezone london", "yes", "/travel tokyo 4 dec to 12 dec", "b", "yes")
    await chat.says("coming home a day early", "b")
    assert "Fri 11 Dec 08:00 Tokyo" in chat.terminal.shown[-1]
    assert "Sat 12 Dec 08:00 London" in chat.terminal.shown[-1]


async def test_an_onward_journey_is_not_the_way_home(open_chat: Callable[..., Any]) -> None:
    chat = await planned(open_chat)
    await chat.says("/timezone new york", "yes", "/travel tokyo 6 dec", "b", "yes", "flying home on 5 dec")
    assert "Sun 6 Dec 08:00 London" in chat.terminal.shown[-1]


async def test_while_it_rests_a_preview_lists_no_dose(open_chat: Callable[..., Any]) -> None:
    chat = await planned(open_chat)
    await chat.says("in hospital", "yes", "/travel new york tomorrow to 5 dec", "b")
    assert "New York, from Wed 2 Dec to Sat 5 Dec. It is still stopped" in chat.terminal.shown[-1]
    assert "08:00" not in chat.terminal.shown[-1]
    await chat.says("flying to auckland on friday")
    assert "Sun 6 Dec 08:00 Auckland (" not in chat.terminal.shown[-1]


async def test_a_country_whose_number_is_not_known_is_given_no_other(open_chat: Callable[..., Any]) -> None:
    chat = await planned(open_chat)
    await chat.says("/travel kathmandu 4 dec to 12 dec", "b")
    assert "ring 999 (the UK)." in chat.terminal.shown[-1]
    assert "I do not know the emergency number of Kathmandu" in chat.terminal.shown[-1]
    assert "911" not in chat.terminal.shown[-1]


async def test_a_number_after_an_aside_brings_the_question_back(open_chat: Callable[..., Any]) -> None:
    chat = await planned(open_chat)
    await chat.says("/travel new york 22 dec to 29 dec")
    assert "How?" in (await chat.says("/today", "2"))[-1]
    await chat.says("b", "took it")
    assert "Is that right?" in (await chat.says("2"))[-1]
    assert "Which place is nearest?" in (await chat.says("im in spain", "/today", "2"))[-1]


async def test_the_way_back_of_a_saved_journey_asks_about_the_day_of_its_beginning(
    open_chat: Callable[..., Any],
) -> None:
    chat = await open_chat(datetime(2026, 12, 1, 9, 0), ZoneInfo("Pacific/Auckland"))
    await chat.set_up("1 x 50 mg at 08:00")
    await chat.says("flying to LA tomorrow for a week", "a", "yes")
    asked = (await chat.says("home on the 7th"))[0]
    assert "You will meet Wed 2 Dec twice" in asked
    assert "Wed 2 Dec 08:00 Los Angeles (Thu 3 Dec 05:00 Auckland)" in asked


@pytest.mark.parametrize("typed", ["off to paris next week for 3 days", "/travel paris next week for 3 days"])
async def test_a_journey_in_some_week_is_asked_for_its_day(open_chat: Callable[..., Any], typed: str) -> None:
    chat = await planned(open_chat)
    assert "Which day do you leave?" in (await chat.says(typed))[0]
    assert "Which day do you leave?" in (await chat.says("2"))[0]
    assert "Paris, from Wed 9 Dec to Sat 12 Dec. How?" in (await chat.says("9 dec"))[0]


async def test_who_is_home_says_so_and_chooses_the_morning(open_chat: Callable[..., Any]) -> None:
    chat = await planned(open_chat)
    await chat.says("off to paris tomorrow, back on the 20th", "b", "yes")
    await chat.until(datetime(2026, 12, 4, 12, 0))
    assert "[a] Today  [b] Tomorrow" in (await chat.says("home now"))[0]
    assert "Sat 5 Dec 08:00 London (09:00 Paris)" in (await chat.says("today"))[0]
    await chat.says("yes")
    assert "Paris" not in (await chat.says("/plan"))[0]


async def test_a_journey_that_is_planned_on_another_one_begins_and_ends_at_home(open_chat: Callable[..., Any]) -> None:
    chat = await planned(open_chat)
    await chat.says("off to paris tomorrow, back on the 7th", "b", "yes")
    await chat.until(datetime(2026, 12, 4, 12, 0))
    await chat.says("flying to new york on the 15th, back on the 29th")
    echo = (await chat.says("b"))[0]
    assert "Tue 15 Dec 08:00 London (09:00 Paris)" in echo
    assert "Wed 30 Dec 08:00 London (09:00 Paris)" in echo
    assert "takes the place" not in echo
    await chat.says("yes")
    assert "From Tue 15 Dec to Tue 29 Dec: New York time" in (await chat.says("/plan"))[0]
    await chat.until(datetime(2026, 12, 9, 12, 0))
    assert "Clock: London" in (await chat.says("/settings"))[0]
    await chat.until(datetime(2027, 1, 4, 12, 0))
    assert "Clock: London" in (await chat.says("/settings"))[0]


@pytest.mark.parametrize(("typed", "leaves"), [("friday", "Fri 11 Dec"), ("tuesday", "Tue 8 Dec")])
async def test_a_weekday_is_the_one_of_the_week_that_was_said(
    open_chat: Callable[..., Any], typed: str, leaves: str
) -> None:
    chat = await planned(open_chat)
    await chat.says("flying to new york next week")
    assert leaves in (await chat.says(typed))[0]


async def test_an_old_yes_to_a_journey_that_would_be_over_changes_no_clock(open_chat: Callable[..., Any]) -> None:
    chat = await planned(open_chat)
    await chat.says("/travel new york tomorrow to 5 dec")
    await pressed(chat, "08:00 in New York")
    old = data_of(chat, "Yes")
    await chat.until(datetime(2026, 12, 10, 12, 0))
    said = [await pressed_late(chat, old) for _ in range(2)]
    assert "Saved" not in "".join(said), said
    assert "New York" not in (await chat.says("/plan"))[0]


@pytest.mark.parametrize(
    ("typed", "echo"),
    [
        ("paris until sunday", "Paris, until Sun 6 Dec"),
        ("Paris for 3 days", "Paris, until Fri 4 Dec"),
        ("new york from friday until sunday", "New York, from Fri 4 Dec to Sun 6 Dec"),
    ],
)
async def test_a_place_and_days_are_a_journey(open_chat: Callable[..., Any], typed: str, echo: str) -> None:
    chat = await planned(open_chat)
    assert echo in (await chat.says(typed))[0]


@pytest.mark.parametrize("typed", ["grandad until monday", "nice and quiet until monday", "busy for 3 days", "paris"])
async def test_days_of_what_is_no_place_and_a_place_alone_are_none(open_chat: Callable[..., Any], typed: str) -> None:
    chat = await planned(open_chat)
    assert "I did not understand" in (await chat.says(typed))[0]
