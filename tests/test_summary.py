"""What is told for an appointment: counts that add up, days and words as they were told, nothing that rates them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import Connection, select

from bot.care.summary import Became, Count, Doses, Period, Stretch, Summary
from bot.channels.console_channel import NAME, address_of
from bot.conversation import answer
from bot.messages import Incoming
from bot.store import people, plans
from bot.store.tables import outbox
from bot.wording import Here
from tests.chats import DESK, keep_for, planned, pressed, pressed_late
from tests.conftest import LONDON
from tests.test_phrases import BANNED

Open = Callable[..., Any]
HEAD = "Told by you, not a medical record."
RATES = re.compile(
    r"%|per ?cent|\b(adheren\w*|complian\w*|good|only|poor|well|late|high|low|out of|rate)\b", re.IGNORECASE
)


@pytest.fixture
async def chat(open_chat: Open) -> Any:
    """Return a chat on Tue 1 Dec 2026 at noon, with one dose that was had."""
    return await planned(open_chat)


async def say(chat: Any, *lines: str) -> str:
    sent = len(chat.channel.sent)
    await chat.says(*lines)
    return "\n".join(out.text for out in chat.channel.sent[sent:])


def labels(chat: Any) -> list[str]:
    return [button.label for button in chat.channel.sent[-1].buttons]


async def told(chat: Any, words: str = "/summary") -> str:
    """Return a summary, after looking whether its counts add up and nothing in it is rated."""
    text = await say(chat, words)
    assert text.startswith(HEAD)
    adds_up(text)
    assert [found[0] for found in (*RATES.finditer(text), *BANNED.finditer(text))] == []
    return text


def adds_up(text: str) -> None:
    """Hold the number that was planned against those that it is made of."""
    doses = next(part for part in text.split("\n\n") if "planned" in part)
    number = re.search(r": (\d+|nothing was) planned", doses)
    assert number is not None
    parts = [int(one) for one in re.findall(r"^- (\d+) ", doses, re.MULTILINE)]
    assert sum(parts) == (0 if number[1] == "nothing was" else int(number[1]))


async def filed(chat: Any) -> tuple[str, str]:
    """Press [As a file], and return the name and the text of what comes."""
    await pressed(chat, "As a file")
    (file,) = chat.channel.sent[-1].files
    text = file.body.decode()
    adds_up(text)
    return file.name, text


async def until(chat: Any, day: int, hour: int = 12, minute: int = 0) -> None:
    await chat.until(datetime(2026, 12, day, hour, minute))


# What became of doses


async def test_before_anything_is_set_up_there_is_nothing_to_show(open_chat: Open) -> None:
    chat = await open_chat(datetime(2026, 11, 30, 19, 40))
    assert "/start" in await say(chat, "/summary")
    await chat.says("/start", "yes")
    assert "Nothing is written down yet" in await say(chat, "/summary")


async def test_each_dose_is_counted_under_what_became_of_it(chat: Any) -> None:
    await until(chat, 2, 8, 5)
    await chat.says("skip, bad stomach")
    await until(chat, 3, 8, 5)
    await chat.says("not today")
    await pressed(chat, "None left")
    await until(chat, 4, 8, 5)
    await chat.close()
    chat.clock.moment = datetime(2026, 12, 6, 21, 0, tzinfo=chat.zone)
    await chat.open()
    await until(chat, 7, 7)
    await chat.says("im in hospital", "1")
    await until(chat, 9, 9)
    await chat.says("home", "1")
    await until(chat, 10, 8, 5)
    text = await told(chat)
    assert (
        "30 Nov to 10 Dec 2026: 10 planned\n- 1 had\n- 1 not had (2 Dec, bad stomach)\n- 1 ran out (3 Dec, none left)"
        in text
    )
    assert "- 3 in hospital (7-9 Dec)" in text
    assert (
        "- 1 no answer (4 Dec)\n- 2 not asked, azalea was off or could not reach you (5-6 Dec)\n- 1 still open (10 Dec)"
        in text
    )


async def test_the_dose_from_before_set_up_and_those_to_come_today_are_not_counted(open_chat: Open) -> None:
    chat = await open_chat(datetime(2026, 11, 30, 20, 40))
    await chat.set_up("1 x 50 mg at 08:00 and 20:00")
    assert "30 Nov 2026: nothing was planned." in await told(chat)
    await until(chat, 1, 8, 5)
    await chat.says("took it")
    assert "30 Nov to 1 Dec 2026: 1 planned\n- 1 had" in await told(chat)


async def test_a_late_one_was_had_and_a_corrected_one_counts_once_as_it_stands(chat: Any) -> None:
    await until(chat, 2, 11, 59)
    await chat.says("took it at 11:30")
    await until(chat, 3, 8, 5)
    await chat.says("not today", "change", "had it")
    assert "3 planned\n- 3 had\n\n" in await told(chat)


async def test_part_of_a_dose_is_had_and_named(chat: Any) -> None:
    await until(chat, 2, 8, 5)
    await chat.says("took half a tablet")
    await pressed(chat, "Had it")
    assert "- 2 had\nOther amount than planned: 2 Dec, took half a tablet" in await told(chat)


async def test_one_of_two_a_day_is_named_by_its_time(open_chat: Open) -> None:
    chat = await open_chat(datetime(2026, 11, 30, 20, 40))
    await chat.set_up("1 x 50 mg at 08:00 and 20:00")
    await until(chat, 1, 8, 5)
    await chat.says("took it")
    await until(chat, 2, 21, 0)
    assert "- 2 no answer (1 Dec 20:00; 2 Dec 08:00)\n- 1 still open (2 Dec 20:00)" in await told(chat)


# Which days


async def test_the_last_four_weeks_are_told_and_longer_is_offered_where_there_is_more(chat: Any) -> None:
    await until(chat, 15)
    assert "30 Nov to 15 Dec 2026: 15 planned" in await told(chat)
    assert labels(chat) == ["As a file"]
    await chat.until(datetime(2027, 2, 2, 12, 0))
    assert "6 Jan to 2 Feb 2027: 28 planned" in await told(chat)
    assert labels(chat) == ["Longer", "As a file"]
    longer = await pressed(chat, "Longer")
    assert "30 Nov 2026 to 2 Feb 2027: 64 planned" in longer
    assert labels(chat) == ["As a file"]
    await chat.until(datetime(2027, 5, 2, 12, 0))
    await told(chat)
    assert "1 Feb to 2 May 2027: 91 planned" in await pressed(chat, "Longer")


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("/summary 8 weeks", "9 Dec 2026 to 2 Feb 2027: 56 planned"),
        ("/summary since 1 jan", "1 Jan to 2 Feb 2027: 33 planned"),
        ("/summary december", "1 Dec to 31 Dec 2026: 31 planned"),
        ("/summary everything", "30 Nov 2026 to 2 Feb 2027: 64 planned"),
        ("summary for my doctor since 1 feb", "1 Feb to 2 Feb 2027: 2 planned"),
        ("what do i show the consultant?", "6 Jan to 2 Feb 2027: 28 planned"),
        ("print my log for the appointment", "6 Jan to 2 Feb 2027: 28 planned"),
        ("summary", "6 Jan to 2 Feb 2027: 28 planned"),
    ],
)
async def test_other_days_can_be_named(chat: Any, words: str, days: str) -> None:
    await chat.until(datetime(2027, 2, 2, 12, 0))
    assert days in await told(chat, words)


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("/summary november 2027", "still to come"),
        ("/summary since 3/4", "two different days"),
        ("/summary of my life", 'I could not read days in "of my life"'),
    ],
)
async def test_days_that_are_not_clear_are_not_guessed(chat: Any, words: str, line: str) -> None:
    assert line in await say(chat, words)


@pytest.mark.parametrize("data", ["summary:show:", "summary:file:1:2", "summary:show:20261399:20270101"])
async def test_a_button_that_names_no_days_shows_nothing(chat: Any, data: str) -> None:
    assert await pressed_late(chat, data) == ""


# The plan, tests, words


async def test_changes_of_the_plan_and_pauses_stand_with_their_days(chat: Any) -> None:
    await chat.says("/plan 2 x 50 mg at 08:00", "2")
    await until(chat, 5, 7)
    await chat.says("im in hospital")
    await pressed(chat, "Until I say")
    await until(chat, 7, 9)
    text = await told(chat)
    plan = "Plan:\n- 1 x 50 mg = 50 mg, every day at 08:00\n- from 2 Dec: 2 x 50 mg = 100 mg, every day at 08:00"
    assert f"{plan}\n- in hospital from 5 Dec" in text
    await chat.says("home")
    await pressed(chat, "Same as before: 2 x 50 mg = 100 mg at 08:00")
    await until(chat, 8, 9)
    assert "- in hospital from 5 Dec until 7 Dec" in await told(chat)


async def test_a_change_after_the_days_is_told_only_where_they_end_today(chat: Any) -> None:
    await until(chat, 3, 12)
    await chat.says("took it", "/plan 2 x 50 mg at 08:00", "2")
    assert "from 4 Dec" in await told(chat)
    assert "from 4 Dec" not in await told(chat, "/summary 1 dec to 2 dec")


async def test_amounts_that_differ_by_day_say_so(open_chat: Open) -> None:
    chat = await planned(open_chat, "1 x 50 mg at 08:00 mon, wed, fri and 2 x 50 mg at 08:00 tue, thu, sat, sun")
    assert "= 50 mg, on Mondays, Wednesdays and Fridays at 08:00; 2 x 50 mg = 100 mg, on Tuesdays," in await told(chat)


async def test_a_plan_that_was_ended_is_told_as_it_was(chat: Any) -> None:
    await until(chat, 2, 8, 5)
    await chat.says("stop")
    await pressed(chat, "My clinic stopped it")
    text = await told(chat)
    assert "- 1 stopped by the team (2 Dec)" in text
    assert "- I ask about no doses now" in text


async def test_who_told_a_change_is_named_where_it_was_another_person(chat: Any) -> None:
    await keep_for(chat, "Mia")

    def ben_changes(conn: Connection) -> None:
        account = people.account(conn, NAME, address_of("Ana"))
        assert account is not None
        assert account.person_id is not None
        circle = people.circle_of(conn, account.person_id)
        ben = people._add_person(conn, "Ben", chat.clock.now())
        plan = plans.of_circle(conn, circle.id)
        assert plan is not None
        other = replace(plan.versions[0], number=2, from_day=chat.clock.now().date())
        intake = other.schedule.intakes[0]
        twice = replace(intake, amount=(replace(intake.amount[0], count=2 * intake.amount[0].count),))
        changed = replace(other, schedule=replace(other.schedule, intakes=(twice,)))
        plans.change(conn, plan, changed, ben.id, chat.clock.now())

    await chat.azalea._store.write(ben_changes)
    text = await told(chat)
    assert "- from 1 Dec: 2 x 50 mg = 100 mg, every day at 08:00, told by Ben" in text
    assert "by Ana" not in text


async def test_a_keeper_gets_what_is_told_of_the_child(chat: Any) -> None:
    await keep_for(chat, "Mia")
    assert f"{HEAD} It is about Mia." in await told(chat)
    _, text = await filed(chat)
    assert "Mia, made on Tue 1 Dec 2026 12:00." in text


async def test_tests_and_values_stand_as_typed_with_whether_the_clinic_spoke(chat: Any) -> None:
    await chat.says("/tests 15 dec, 29 dec, 26 jan", "library")
    await until(chat, 15, 16)
    await chat.says("bloods done", "WBC 3,2 10^9/L (4.0-11.0), ALT 28 U/L", "yes")
    await pressed(chat, "Yes")
    await until(chat, 29, 8)
    await chat.says("bloods on 30 dec", "yes")
    await until(chat, 30, 16)
    text = await told(chat)
    tests = (
        "- Tue 15 Dec: done Tue 15 Dec, heard from the clinic\n- Wed 30 Dec: not done yet, first planned for Tue 29 Dec"
    )
    assert f"Blood tests:\n{tests}\n- Tue 26 Jan 2027: not done yet" in text
    assert "Values as typed:\n- Tue 15 Dec 2026: white cells 3.2 10⁹/L, printed range 4.0 to 11.0, ALT 28 U/L" in text
    await chat.says("actually the ALT was 29 not 28", "yes")
    text = await told(chat)
    assert "ALT 29 U/L" in text
    assert "ALT 28" not in text


async def test_the_last_tests_are_told_also_from_before_the_days(chat: Any) -> None:
    await chat.says("/tests 2 dec, 1 apr 2027", "library")
    await until(chat, 2, 16)
    await chat.says("bloods done")
    await chat.until(datetime(2027, 2, 2, 12, 0))
    assert "Blood tests:\n- Wed 2 Dec 2026: done Wed 2 Dec" in await told(chat)


async def test_notes_symptoms_and_questions_stand_in_the_words_they_were_told_in(chat: Any) -> None:
    await chat.says("/note felt rough, slept in", "/symptom sore knee", "ask them: which jabs")
    text = await told(chat)
    assert "Diary:\n- 1 Dec 12:00: felt rough, slept in\n- 1 Dec 12:00: sore knee" in text
    assert "Questions:\n- which jabs" in text
    await chat.says("/parked")
    await pressed(chat, "Asked it")
    assert "Questions" not in await told(chat)


async def test_what_there_is_nothing_of_has_no_heading(chat: Any) -> None:
    text = await told(chat)
    assert [line for line in text.split("\n") if line.endswith(":")] == ["Plan:"]


# The file


async def test_a_long_list_is_cut_in_the_message_and_whole_in_the_file(chat: Any) -> None:
    long = f"note {'very ' * 60}long"
    for number in range(12):
        await chat.says(f"/note {long if number == 11 else f'number {number}'}")
    text = await told(chat)
    assert "- and 2 more in the file" in text
    assert "number 1\n" not in text
    assert "number 2\n" in text
    assert long not in text
    name, whole = await filed(chat)
    assert name == "summary-2026-12-01.txt"
    assert whole.startswith(HEAD)
    assert "number 0\n" in whole
    assert long in whole
    assert "more in the file" not in whole


async def test_many_days_of_one_count_are_cut_in_the_message_alone(chat: Any) -> None:
    for day in range(2, 21):
        await until(chat, day, 8, 5)
        await chat.says("skip, sore" if day % 2 else "took it")
    assert "17 Dec, sore; 19 Dec, sore; and 3 more in the file)" in await told(chat)
    _, whole = await filed(chat)
    assert "(3 Dec, sore; 5 Dec, sore;" in whole


async def test_the_file_has_the_days_that_were_shown(chat: Any) -> None:
    await chat.until(datetime(2027, 2, 2, 12, 0))
    await told(chat, "/summary december")
    await chat.until(datetime(2027, 2, 4, 12, 0))
    sent = next(out for out in reversed(chat.channel.sent) if "As a file" in [one.label for one in out.buttons])
    data = next(one.data for one in sent.buttons if one.label == "As a file")
    assert data == "summary:file:20261201:20261231"


async def test_a_change_of_clocks_is_named_in_the_diary(chat: Any) -> None:
    await chat.says("/note felt rough", "/timezone Europe/Berlin", "yes")
    assert "(London): felt rough" in await told(chat)


async def test_appointments_stand_in_it_those_to_come_too(chat: Any) -> None:
    await chat.says(
        "appointment 20 dec 2027 9:00 dr shah", "appointment 21 dec 2027 9:00", "my appointment is cancelled"
    )
    await chat.says("2", "yes")
    shown = "\n".join(await chat.says("/summary"))
    assert "dr shah" in shown
    assert "21 Dec" not in shown


def test_a_day_of_long_ago_has_its_year() -> None:
    days = (
        Stretch(date(2025, 12, 3), date(2025, 12, 4), None, ""),
        Stretch(date(2027, 1, 3), date(2027, 1, 3), None, ""),
    )
    doses = Doses(3, (Count(Became.UNANSWERED, 3, days),), ())
    shown = Summary(
        Period(date(2025, 12, 1), date(2027, 2, 2)), doses, plan=(), asks=True, pauses=(), appointments=(),
        tests=(), values=(), diary=(), questions=(), baseline=(),
    )  # fmt: skip
    here = Here(datetime(2027, 2, 2, 12, 0, tzinfo=LONDON), LONDON)
    text = DESK.wording.summary(shown, here, DESK.kinds, None).text
    assert "1 Dec 2025 to 2 Feb 2027: 3 planned\n- 3 no answer (3-4 Dec 2025; 3 Jan)" in text


# Who sees it


async def test_nothing_of_it_is_shown_where_others_read(chat: Any) -> None:
    def ask(conn: Connection) -> None:
        heard = Incoming(NAME, address_of("Ana"), "circle", "Ana", "/summary", chat.clock.now(), private=False)
        answer(DESK, conn, heard, "in-a-group", chat.clock.now())

    def replies(conn: Connection) -> list[str]:
        said = select(outbox.c.sealed).where(outbox.c.key.startswith("in-a-group/"), outbox.c.act == "say")
        return [body.get("text", "") for body in conn.execute(said).scalars()]

    await chat.azalea._store.write(ask)
    shown = await chat.azalea._store.read(replies)
    assert any(shown)
    assert [text for text in shown if HEAD in text or "planned" in text] == []


async def test_showing_it_writes_nothing_down_and_asks_nothing(chat: Any) -> None:
    before = await chat.diary()
    await told(chat)
    await pressed(chat, "As a file")
    assert await chat.diary() == before
    await until(chat, 2, 8, 5)
    await told(chat)
    assert "Noted, 08:05" in await say(chat, "1")


# Tests from before the start


async def answers(chat: Any) -> list[str]:
    return [one["text"] for one in await chat.diary() if one["kind"] == "baseline"]


async def test_whether_a_test_is_on_file_is_asked_and_written_down(chat: Any) -> None:
    assert "TPMT or NUDT15 test on file?" in await say(chat, "/baseline")
    assert labels(chat) == ["Yes", "No", "I'll ask", "TPMT: a gene test", "NUDT15: another gene"]
    assert "Noted: TPMT or NUDT15 test on file: yes." in await say(chat, "yes")
    assert "Chickenpox immunity on file?" in chat.channel.sent[-1].text
    await chat.says("no")
    assert await answers(chat) == ["TPMT or NUDT15 test on file: yes", "Chickenpox immunity on file: no"]
    text = await told(chat)
    assert "From before the start:\n- TPMT or NUDT15 test on file: yes\n- Chickenpox immunity on file: no" in text


async def test_a_later_answer_takes_the_place_of_the_first_which_is_kept(chat: Any) -> None:
    await chat.says("/baseline", "no", "no", "/baseline")
    assert "- TPMT or NUDT15 test on file: no (Tue 1 Dec 2026)" in chat.channel.sent[-1].text
    await pressed(chat, "TPMT or NUDT15 test")
    await chat.says("yes")
    told_so = [one for one in await chat.diary() if one["kind"] == "baseline"]
    assert [one["text"].rpartition(" ")[2] for one in told_so] == ["no", "no", "yes"]
    assert told_so[2]["corrects"] == told_so[0]["id"]
    assert "on file: yes\n- Chickenpox immunity on file: no" in await told(chat)


async def test_one_to_be_asked_is_kept_for_the_clinic_once(chat: Any) -> None:
    await chat.says("/baseline")
    await pressed(chat, "I'll ask")
    assert await pressed_late(chat, "baseline:ask:genes") != ""
    kept = [one["text"] for one in await chat.diary() if one["kind"] == "parked"]
    assert kept == ["TPMT or NUDT15 test: is a result on file?"]
    assert await answers(chat) == ["TPMT or NUDT15 test on file: to be asked"]


async def test_the_pages_of_the_guide_are_there_to_read(chat: Any) -> None:
    await chat.says("/baseline")
    assert "From the guide: TPMT: a gene test" in await pressed(chat, "TPMT: a gene test")


@pytest.mark.parametrize("data", ["baseline:yes:hiv", "baseline:high:genes", "baseline:"])
async def test_nothing_else_is_written_down_as_an_answer(chat: Any, data: str) -> None:
    assert await pressed_late(chat, data) == ""
    assert await answers(chat) == []


async def test_answers_are_in_the_log_and_in_a_copy(chat: Any) -> None:
    await chat.says("baseline", "yes")
    assert "TPMT or NUDT15 test on file: yes" in await say(chat, "/log")
    await chat.says("a copy of my data")
    text, data = (file.body.decode() for file in chat.channel.sent[-1].files)
    assert "tests from before the start, by Ana, Tue 1 Dec 2026 12:00: TPMT or NUDT15 test on file: yes" in text
    assert '"tick": "genes"' in data


async def test_who_is_not_set_up_is_asked_nothing(open_chat: Open) -> None:
    chat = await open_chat(datetime(2026, 11, 30, 19, 40))
    assert "/start" in await say(chat, "/baseline")
