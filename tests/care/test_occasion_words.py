"""Appointments, days to reorder and weekly tips in people's own words."""

from __future__ import annotations

import pytest

from bot.care.reading.occasions import (
    Became,
    Supply,
    read_appointment,
    read_reorder,
    read_supply,
    read_weekly,
    read_when,
)


@pytest.mark.parametrize(
    ("words", "at", "title"),
    [
        ("appointment 3 feb 14:30 dr shah", "14:30", "dr shah"),
        ("I have an appointment with Dr Shah on 3 Feb at 14:30", "14:30", "Dr Shah"),
        ("appointment wed 3 feb 2:30pm", "14:30", ""),
        ("clinic wed 3 feb 2:30pm", "14:30", "clinic"),
        ("seeing dr shah wednesday 3rd february at half past two", "14:30", "dr shah"),
        ("seeing the consultant on 3 feb at 2", "14:00", "consultant"),
        ("rheumatology 3 feb 10am", "10:00", "rheumatology"),
        ("dentist on 3 feb 3pm", "15:00", "dentist"),
        ("ive got an appt 3 feb", None, ""),
        ("remind me of my appointment on 3 feb", None, ""),
        ("doctors appointment feb 3 at noon", "12:00", "doctors"),
        ("apointment 3/2/2027 at 9.15am", "09:15", ""),
        ("appointment 2027-02-03 14:30 Dr Shah, room 4", "14:30", "Dr Shah, room 4"),
    ],
)
def test_an_appointment_has_a_day_a_time_and_a_name(words: str, at: str | None, title: str) -> None:
    said = read_appointment(words)
    assert said is not None
    assert said.became is Became.KEPT
    assert said.when is not None
    assert (said.when.wall and f"{said.when.wall:%H:%M}", said.when.title) == (at, title)


@pytest.mark.parametrize(
    ("words", "became"),
    [
        ("my appointment moved to 5 feb 10:00", Became.MOVED),
        ("appt has been rescheduled to friday", Became.MOVED),
        ("the hospital changed my appointment to 9 feb", Became.MOVED),
        ("appointment cancelled", Became.OFF),
        ("i need to cancel my appointment", Became.OFF),
        ("they cancelled my appointment", Became.OFF),
        ("when is my appointment?", Became.ASKED),
        ("what time is my next appointment", Became.ASKED),
        ("my appointments", Became.ASKED),
    ],
)
def test_an_appointment_is_moved_off_or_asked_for(words: str, became: Became) -> None:
    said = read_appointment(words)
    assert said is not None
    assert said.became is became


@pytest.mark.parametrize(
    "words",
    [
        "what do i ask at my appointment on friday",
        "should i cancel my appointment if i have a cold",
        "gp said stop tomorrow at 9am",
        "clinic rang, up to 100 from tomorrow",
        "the hospital gave me septrin on friday",
        "seeing the consultant on friday",  # no time: it may be talk
        "my appointment went well",
        "nervous about the appointment",
        "took it at 9 on friday",
        "liver",
        "is the clinic open on 3 feb at 9?",
    ],
)
def test_what_tells_of_no_appointment_is_none(words: str) -> None:
    assert read_appointment(words) is None


@pytest.mark.parametrize("words", ["14:30", "dr shah", "3 feb and 9 feb at 10", ""])
def test_without_one_day_there_is_no_when(words: str) -> None:
    assert read_when(words) is None


@pytest.mark.parametrize(
    ("words", "when"),
    [
        ("remind me to reorder every 28 days", "every 28 days"),
        ("reorder every 28 days from 20 feb", "every 28 days from 20 feb"),
        ("remind me to order more on 20 feb", "on 20 feb"),
        ("remind me to reorder", ""),
        ("reorder", None),
        ("ordered them", None),
        ("repeat prescription refused", None),
    ],
)
def test_a_reminder_to_reorder_is_asked_for(words: str, when: str | None) -> None:
    assert read_reorder(words) == when


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("got them", Supply.GOT),
        ("Ive got my tablets now", Supply.GOT),
        ("picked up my prescription", Supply.GOT),
        ("ordered them", Supply.ORDERED),
        ("just reordered", Supply.ORDERED),
        ("i ordered my tablets", Supply.ORDERED),
        ("had them", None),
        ("took them", None),
        ("havent ordered them", None),
        ("got them mixed up", None),
    ],
)
def test_a_supply_is_ordered_or_there(words: str, said: Supply | None) -> None:
    assert read_supply(words) is said


@pytest.mark.parametrize(
    ("words", "on"),
    [
        ("a tip a week please", True),
        ("send me a tip every week", True),
        ("weekly tips", True),
        ("stop the tips", False),
        ("no more tips", False),
        ("please stop sending me weekly tips", False),
        ("tips for nausea", None),
        ("tip", None),
    ],
)
def test_weekly_tips_are_wanted_or_no_more(words: str, on: bool | None) -> None:  # noqa: FBT001 - as it is read
    assert read_weekly(words) is on
