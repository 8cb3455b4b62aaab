"""What is answered to what, at the terminal, one line at a time."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

MORNING = datetime(2026, 12, 1, 9, 30)


async def replies(open_chat: Callable[..., Any], *lines: str, start: datetime = MORNING) -> list[str]:
    chat = await open_chat(start)
    await chat.set_up("1 x 50 mg at 08:00")
    for line in lines[:-1]:
        await chat.says(line)
    shown: list[str] = await chat.says(lines[-1])
    return shown


@pytest.mark.parametrize(
    "line",
    ["took it", "/today", "/log", "/plan 1 x 50 mg at 08:00", "/timezone Europe/London", "/taken", "/skip"],
)
async def test_before_consent_nothing_is_kept_and_start_is_named(open_chat: Callable[..., Any], line: str) -> None:
    chat = await open_chat(MORNING)
    shown = await chat.says(line)
    assert len(shown) == 1
    assert "/start" in shown[0]
    assert await chat.diary() == []


@pytest.mark.parametrize("line", ["/sideeffects nausea", "/help", "hello", "I am shivering"])
async def test_the_guide_and_help_answer_before_consent(open_chat: Callable[..., Any], line: str) -> None:
    chat = await open_chat(MORNING)
    shown = await chat.says(line)
    assert "you have not told me yet" not in shown[0]


async def test_no_thanks_writes_nothing_down_and_start_begins_again(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(MORNING)
    await chat.says("/start")
    assert "write nothing down" in (await chat.says("no"))[0]
    assert "Shall I start" in (await chat.says("/start"))[0]


async def test_a_plan_typed_before_the_zone_is_kept_until_the_zone_is_known(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(MORNING)
    await chat.says("/start", "yes")
    assert "Where are you?" in (await chat.says("/plan 1.5 x 50 mg at 08:00"))[0]
    shown = await chat.says("/timezone europe/london")
    assert "75 mg" in shown[-1]
    assert "Saved" in (await chat.says("yes"))[0]


async def test_a_guide_question_in_the_middle_of_a_set_up_leaves_the_question_open(
    open_chat: Callable[..., Any],
) -> None:
    chat = await open_chat(MORNING)
    await chat.says("/start", "yes", "/timezone Europe/London", "/plan 1 x 50 mg at 08:00")
    await chat.says("/sideeffects")
    assert "Saved" in (await chat.says("yes"))[0]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("/plan", "at 08:00"),
        ("/plan 75 mg at 08:00", "How many tablets of 50 mg"),
        ("/plan 1.5 x 50 mg", "At what time"),
        ("/plan prednisolone 5 mg at 8", "I only know azathioprine"),
        ("/plan 1.5 x 50 mg = 100 mg at 08:00", "you wrote 100 mg"),
        ("/plan 1 x 50 mg every 6 hours", "times of the day"),
        ("/plan 1.3 x 50 mg at 08:00", "halves and quarters"),
        ("/plan 1 x 50 mg at 25:00", "25:00"),
        ("/plan 1 x 50 mg at 8 and 9", "morning or in the evening"),
        ("/timezone Mars/Olympus", "I do not know the place"),
        ("/timezone Etc/GMT+5", "I do not know the place"),
        ("/nonsense", "I do not know the command /nonsense"),
        ("/sideeffects tattoos", "nothing on that"),
        ("/sideeffects nausia", "Feeling sick"),
        ("gibberish", "I did not understand"),
        ("7", 'no choice "7"'),
        ("x" * 5000, "too long"),
        ("'; DROP TABLE diary;--", "I did not understand"),
        ("{0.__class__} ${jndi:ldap://x} %s%n <b>x</b>", "I did not understand"),
    ],
)
async def test_one_clear_sentence_answers(open_chat: Callable[..., Any], line: str, says: str) -> None:
    shown = await replies(open_chat, line)
    assert len(shown) == 1
    assert says in shown[0]


@pytest.mark.parametrize(("answer", "wall"), [("a", "08:00"), ("b", "20:00"), ("8pm", "20:00"), ("20:00", "20:00")])
async def test_a_time_without_am_or_pm_is_asked_about(open_chat: Callable[..., Any], answer: str, wall: str) -> None:
    chat = await open_chat(MORNING)
    await chat.says("/start", "yes", "/timezone Europe/London")
    assert "[a] 08:00  [b] 20:00" in (await chat.says("/plan 1 x 50 mg at 8"))[0]
    assert f"every day at {wall}" in (await chat.says(answer))[0]


async def test_a_no_leaves_the_plan_as_it_was(open_chat: Callable[..., Any]) -> None:
    shown = await replies(open_chat, "/plan 2 x 50 mg at 09:00", "no", "/plan")
    assert "one tablet of 50 mg, every day at 08:00" in shown[0]


async def test_yes_with_two_questions_open_asks_which(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(datetime(2026, 12, 1, 7, 50))
    await chat.set_up("1 x 50 mg at 08:00")
    await chat.says("/plan 2 x 50 mg at 09:00")
    await chat.until(datetime(2026, 12, 1, 8, 5))
    shown = await chat.says("yes")
    assert "Was that about Tue 1 Dec 08:00?" in shown[0]
    assert await chat.diary() == []


async def test_the_other_reading_of_a_time_is_one_letter_away(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(datetime(2026, 12, 1, 23, 30))
    await chat.set_up("1 x 50 mg at 08:00")
    assert "[b] It was 07:15" in (await chat.says("took it at 7:15"))[0]
    assert "had it 07:15" in (await chat.says("b"))[0]
    assert [entry["taken_at"][11:16] for entry in await chat.diary()] == ["19:15", "07:15"]


async def test_had_it_earlier_is_noted_without_a_time(open_chat: Callable[..., Any]) -> None:
    shown = await replies(open_chat, "took some", "2")
    assert "time not known" in shown[0]


async def test_both_questions_of_a_morning_keep_their_numbers(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(datetime(2026, 11, 30, 7, 0))
    await chat.set_up("1 x 50 mg at 08:00")
    shown = await chat.until(datetime(2026, 12, 1, 8, 0))
    assert "[1] Done" in shown[-2]
    assert "[4] Had it" in shown[-1]
    assert "for Tue 1 Dec" in (await chat.says("1"))[0]
    assert "for Mon 30 Nov" in (await chat.says("4"))[0]


async def test_had_it_with_both_questions_open_asks_which(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(datetime(2026, 11, 30, 7, 0))
    await chat.set_up("1 x 50 mg at 08:00")
    await chat.until(datetime(2026, 12, 1, 8, 0))
    shown = await chat.says("had it")
    assert "[a] Tue 1 Dec 08:00  [b] Mon 30 Nov 08:00" in shown[0]


async def test_done_after_the_end_of_a_dose_asks(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(datetime(2026, 11, 30, 7, 0))
    await chat.set_up("1 x 50 mg at 08:00")
    await chat.until(datetime(2026, 11, 30, 21, 0))
    assert "Which one?" in (await chat.says("done"))[0]


@pytest.mark.parametrize(
    "line", ["fever and shivering", "took it but temp 39", "/plan my temperature is 39 and I shiver"]
)
async def test_urgent_words_bring_the_block_first_wherever_they_stand(open_chat: Callable[..., Any], line: str) -> None:
    shown = await replies(open_chat, line)
    assert "999" in shown[0]
    assert "High temperature or shivering" in shown[1]


async def test_twenty_times_taken_makes_one_entry(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(MORNING)
    await chat.set_up("1 x 50 mg at 08:00")
    shown = await chat.says(*["taken"] * 20)
    assert len(shown) == 20
    assert len(await chat.diary()) == 1


async def two_questions(open_chat: Callable[..., Any]) -> Any:
    """Return a chat on a morning after a day without an answer: today's prompt, and the question about yesterday."""
    chat = await open_chat(datetime(2026, 11, 30, 7, 0))
    await chat.set_up("1 x 50 mg at 08:00")
    await chat.until(datetime(2026, 12, 1, 8, 1))
    return chat


async def test_a_number_is_no_choice_while_the_answer_is_a_number(open_chat: Callable[..., Any]) -> None:
    chat = await two_questions(open_chat)
    assert "[c] In an hour" in (await chat.says("later"))[0]
    assert "no choice" in (await chat.says("1"))[0]
    assert "no choice" not in (await chat.says("c"))[0]
    assert [entry["kind"] for entry in await chat.diary()] == ["unanswered"]


async def test_pressing_one_again_and_again_notes_once_and_undoes_nothing(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(datetime(2026, 12, 1, 7, 0))
    await chat.set_up("1 x 50 mg at 08:00")
    await chat.until(datetime(2026, 12, 1, 8, 0))
    await chat.says("1", "1", "1", "1")
    assert [(entry["kind"], entry["status"]) for entry in await chat.diary()] == [("taken", "taken")]


async def test_answering_yesterday_first_leaves_one_for_today(open_chat: Callable[..., Any]) -> None:
    chat = await two_questions(open_chat)
    assert "for Mon 30 Nov" in (await chat.says("4"))[0]
    assert "for Tue 1 Dec" in (await chat.says("1"))[0]


@pytest.mark.parametrize("words", ["yes", "took it", "done"])
async def test_with_two_questions_open_words_that_fit_both_are_asked_about(
    open_chat: Callable[..., Any], words: str
) -> None:
    chat = await two_questions(open_chat)
    assert "Which one?" in (await chat.says(words))[0]


@pytest.mark.parametrize("words", ["no", "ok"])
async def test_a_no_or_a_nod_under_a_prompt_is_asked_about(open_chat: Callable[..., Any], words: str) -> None:
    chat = await open_chat(datetime(2026, 12, 1, 7, 0))
    await chat.set_up("1 x 50 mg at 08:00")
    await chat.until(datetime(2026, 12, 1, 8, 0))
    assert "nothing down" in (await chat.says(words))[0]
    assert await chat.diary() == []


async def test_yes_after_later_is_no_answer(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(datetime(2026, 12, 1, 7, 0))
    await chat.set_up("1 x 50 mg at 08:00")
    await chat.until(datetime(2026, 12, 1, 8, 0))
    await chat.says("later")
    assert "Yes to which?" in (await chat.says("yes"))[0]
    assert await chat.diary() == []


async def test_a_question_left_open_is_not_answered_the_next_day(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(datetime(2026, 12, 1, 7, 0))
    await chat.set_up("1 x 50 mg at 08:00")
    await chat.until(datetime(2026, 12, 1, 8, 0))
    await chat.says("1", "skip")
    await chat.until(datetime(2026, 12, 2, 8, 0))
    await chat.says("yes", "yes")
    assert [(entry["day"], entry["status"]) for entry in await chat.diary()] == [
        ("2026-12-01", "taken"),
        ("2026-12-02", "taken"),
    ]


@pytest.mark.parametrize(("words", "day"), [("not today", "2026-12-02"), ("/skip", "2026-12-02")])
async def test_not_today_before_breakfast_is_about_today(open_chat: Callable[..., Any], words: str, day: str) -> None:
    chat = await open_chat(datetime(2026, 12, 1, 7, 0))
    await chat.set_up("1 x 50 mg at 08:00")
    await chat.until(datetime(2026, 12, 2, 7, 10))
    await chat.says(words)
    assert (await chat.diary())[-1]["day"] == day


@pytest.mark.parametrize("words", ["/skip yesterday", "/skip tomorrow", "/taken yesterday", "/taken half"])
async def test_words_after_a_command_are_read(open_chat: Callable[..., Any], words: str) -> None:
    chat = await open_chat(datetime(2026, 12, 1, 7, 0))
    await chat.set_up("1 x 50 mg at 08:00")
    await chat.until(datetime(2026, 12, 1, 8, 0))
    await chat.says(words)
    assert await chat.diary() == []


async def test_each_dose_that_is_asked_about_keeps_its_own_time(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(datetime(2026, 12, 1, 7, 0))
    await chat.set_up("1 x 50 mg at 8am and 8pm")
    await chat.until(datetime(2026, 12, 1, 21, 0))
    shown = await chat.says("took it at 8")
    assert "[a] Tue 1 Dec 20:00  [b] Tue 1 Dec 08:00" in shown[0]
    assert "Noted, 20:00, for Tue 1 Dec 20:00" in (await chat.says("a"))[0]


async def test_saying_it_again_hours_before_the_next_dose_is_asked_about(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(datetime(2026, 12, 1, 7, 0))
    await chat.set_up("1 x 50 mg at 8am and 8pm")
    await chat.until(datetime(2026, 12, 1, 8, 1))
    await chat.says("took it")
    await chat.until(datetime(2026, 12, 1, 14, 5))
    assert "which says: had it 08:01" in (await chat.says("took it"))[0]
    assert len(await chat.diary()) == 1


async def test_a_time_can_be_corrected_by_saying_it(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(datetime(2026, 12, 1, 7, 0))
    await chat.set_up("1 x 50 mg at 08:00")
    await chat.until(datetime(2026, 12, 1, 9, 4))
    await chat.says("took it")
    assert 'to "had it 07:15"?' in (await chat.says("took it at 7:15"))[0]
    assert "now says had it 07:15" in (await chat.says("yes"))[0]


async def test_after_the_clock_was_set_back_the_newest_message_is_still_the_newest(
    open_chat: Callable[..., Any],
) -> None:
    chat = await open_chat(datetime(2026, 12, 1, 7, 0))
    await chat.set_up("1 x 50 mg at 08:00")
    await chat.until(datetime(2026, 12, 1, 8, 0))
    chat.clock.moment = datetime(2026, 12, 1, 7, 50, tzinfo=chat.zone)
    shown = await chat.says("log: felt rough")
    number = shown[0].split("] Yes")[0].split("[")[-1]
    assert "Written down" in (await chat.says(number))[0]


async def test_a_plan_that_cannot_be_read_closes_the_question_before_it(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(MORNING)
    await chat.set_up("1 x 50 mg at 08:00")
    await chat.says("/plan 15 x 50 mg at 08:00", "/plan 1.5 x 50")
    assert "Saved" not in (await chat.says("yes"))[0]
    assert "one tablet of 50 mg" in (await chat.says("/plan"))[0]


async def test_what_is_asked_next_is_what_is_named_as_next(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(datetime(2026, 12, 1, 6, 50))
    await chat.set_up("1 x 50 mg at 08:00")
    await chat.says("took it at 6:40")
    assert "Next: Wed 2 Dec 08:00" in (await chat.says("/plan"))[0]
    assert "I ask next on Wed 2 Dec" in (await chat.says("/plan 2 x 50 mg at 08:00", "2"))[-1]


async def test_a_reminder_does_not_take_the_numbers_of_an_open_question(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(datetime(2026, 12, 1, 7, 0))
    await chat.set_up("1 x 50 mg at 08:00")
    await chat.until(datetime(2026, 12, 1, 7, 59))
    listed = await chat.says("/sideeffects")
    after = 1 + max(int(number) for number in re.findall(r"\[(\d+)\]", listed[0]))
    shown = await chat.until(datetime(2026, 12, 1, 8, 0))
    assert f"[{after}] Done" in shown[0]
    assert "From the guide" in (await chat.says("1"))[0]
    assert "Noted" in (await chat.says(str(after)))[0]


async def test_the_log_shows_what_was_taken_back(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(datetime(2026, 12, 1, 7, 0))
    await chat.set_up("1 x 50 mg at 08:00")
    await chat.until(datetime(2026, 12, 1, 8, 5))
    await chat.says("took it", "change", "not had")
    assert "open, no answer yet (first: had it 08:05, changed 08:05)" in (await chat.says("/log"))[0]


async def test_times_of_the_past_stay_as_they_were_told_after_a_change_of_zone(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(MORNING)
    await chat.set_up("1 x 50 mg at 08:00")
    await chat.says("took it at 7:15", "/timezone Asia/Tokyo", "yes")
    assert "Tue 1 Dec 08:00 (London): had it 07:15" in (await chat.says("/log"))[0]
    assert (await chat.diary())[0]["taken_at"] == "2026-12-01T07:15:00+00:00"


async def test_a_dose_whose_time_is_over_in_the_new_zone_is_still_asked_about(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(datetime(2026, 11, 30, 12, 0))
    await chat.set_up("1 x 50 mg at 08:00")
    await chat.until(datetime(2026, 12, 1, 7, 30))
    assert "Tue 1 Dec 08:00 London (21:00 Auckland)" in (await chat.says("/timezone Pacific/Auckland"))[0]
    await chat.says("a", "yes")
    shown = await chat.until(datetime(2026, 12, 1, 8, 0))
    assert len(shown) == 1
    assert "08:00 (London). Your usual?" in shown[0]


async def test_a_plan_that_begins_tomorrow_is_shown_with_the_one_of_today(open_chat: Callable[..., Any]) -> None:
    shown = await replies(open_chat, "took it", "/plan 2 x 50 mg at 09:00", "2", "/plan")
    assert "Your plan: one tablet" in shown[0]
    assert "From Wed 2 Dec: two tablets" in shown[0]


@pytest.mark.parametrize("words", ["should i take it now", "can i take it now?", "too late to take it?"])
async def test_whether_to_take_one_is_not_for_azalea_to_say(open_chat: Callable[..., Any], words: str) -> None:
    shown = await replies(open_chat, words)
    assert "your team or a pharmacist can say" in shown[0]


async def test_took_it_yesterday_is_asked_about_yesterday(open_chat: Callable[..., Any]) -> None:
    chat = await two_questions(open_chat)
    shown = await chat.says("took it yesterday")
    assert '"had it, time not known" for Mon 30 Nov 08:00' in shown[0]
    assert [entry["kind"] for entry in await chat.diary()] == ["unanswered"]
    assert "Noted for Mon 30 Nov 08:00, time not known" in (await chat.says("yes"))[0]


async def test_a_time_of_yesterday_evening_is_asked_about(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(datetime(2026, 11, 30, 7, 0))
    await chat.set_up("1 x 50 mg at 08:00")
    await chat.until(datetime(2026, 12, 1, 8, 5))
    assert "[a] Mon 30 Nov 19:15, for Mon 30 Nov 08:00  [b] None of these" in (await chat.says("took it at 7.15pm"))[0]
    assert "Nothing changed" in (await chat.says("b"))[0]


async def prompted(open_chat: Callable[..., Any], plan: str = "1 x 50 mg at 08:00") -> Any:
    """Return a chat in which today's morning dose was just asked about."""
    chat = await open_chat(datetime(2026, 12, 1, 7, 0))
    await chat.set_up(plan)
    await chat.until(datetime(2026, 12, 1, 8, 5))
    return chat


@pytest.mark.parametrize(
    "lines",
    [
        ["i have a temperature of 39"],
        ["my lips are swollen"],
        ["should i take it now"],
        ["did i take it?"],
        ["/sideeffects"],
        ["/sideeffects skin"],
        ["/plan"],
        ["/today"],
        ["later", "a"],
        ["/plan 2 x 50 mg at 09:00", "yes"],
        ["/plan 2 x 50 mg at 09:00", "/plan blah"],
        ["3", "change", "will have it later"],
    ],
    ids=" + ".join,
)
async def test_a_yes_to_something_else_is_never_taken(open_chat: Callable[..., Any], lines: list[str]) -> None:
    chat = await prompted(open_chat)
    await chat.says(*lines, "yes")
    assert "taken" not in [entry["kind"] for entry in await chat.diary()]


async def test_a_second_yes_does_not_change_back_what_the_first_one_changed(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    await chat.says("1", "not today", "yes", "yes")
    assert [entry["kind"] for entry in await chat.diary()] == ["taken", "not_had"]


async def test_the_same_change_asked_for_twice_is_made_once(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    await chat.says("1", "not today", "not today", "yes", "yes")
    assert [entry["kind"] for entry in await chat.diary()] == ["taken", "not_had"]


@pytest.mark.parametrize("left_open", [["3", "took it"], ["/plan 2 x 50 mg at 09:00"], ["ok"]])
async def test_the_first_number_of_the_morning_is_the_prompts(
    open_chat: Callable[..., Any], left_open: list[str]
) -> None:
    chat = await prompted(open_chat)
    await chat.says(*left_open)
    shown = await chat.until(datetime(2026, 12, 2, 8, 0))
    assert any("[1] Done" in message for message in shown)
    assert "for Wed 2 Dec 08:00" in (await chat.says("1"))[0]


@pytest.mark.parametrize("words", ["skip tonight", "skip this morning", "/skip tonight"])
async def test_a_part_of_the_day_is_asked_about(open_chat: Callable[..., Any], words: str) -> None:
    chat = await prompted(open_chat, "1 x 50 mg at 8am and 8pm")
    assert "nothing down" in (await chat.says(words))[0]
    assert await chat.diary() == []


@pytest.mark.parametrize("words", ["not today", "/skip"])
async def test_not_today_is_not_written_for_a_dose_of_last_night(open_chat: Callable[..., Any], words: str) -> None:
    chat = await open_chat(datetime(2026, 12, 1, 20, 0))
    await chat.set_up("1 x 50 mg at 23:30")
    await chat.until(datetime(2026, 12, 2, 8, 30))
    assert "nothing down" in (await chat.says(words))[0]
    assert await chat.diary() == []


async def test_eight_tonight_said_in_the_morning_is_asked_about(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    assert "Which one?" in (await chat.says("took it at 8 tonight"))[0]
    assert await chat.diary() == []


async def test_no_to_yesterdays_question_is_about_yesterday(open_chat: Callable[..., Any]) -> None:
    chat = await two_questions(open_chat)
    assert "What shall I write for Mon 30 Nov 08:00?" in (await chat.says("no"))[0]


async def test_a_time_said_on_another_clock_is_asked_about_and_told_on_the_doses(
    open_chat: Callable[..., Any],
) -> None:
    chat = await prompted(open_chat)
    await chat.says("/timezone Asia/Tokyo", "yes")
    assert "Which one?" in (await chat.says("took it at 8:10"))[0]
    assert "Noted, Mon 30 Nov 23:10, for Tue 1 Dec 08:00" in (await chat.says("a"))[0]


@pytest.mark.parametrize(("typed", "asks"), [("10", "08:15"), ("30", "08:35"), ("b", "08:35"), ("c", "09:05")])
async def test_minutes_can_be_typed_where_minutes_are_asked_for(
    open_chat: Callable[..., Any], typed: str, asks: str
) -> None:
    chat = await prompted(open_chat)
    assert f"I ask again at {asks}" in (await chat.says("later", typed))[-1]


@pytest.mark.parametrize("words", ["i did", "yes i did", "yess", "number 1", "[1]"])
async def test_common_answers_to_a_prompt_are_understood(open_chat: Callable[..., Any], words: str) -> None:
    chat = await prompted(open_chat)
    assert "Noted, 08:05" in (await chat.says(words))[0]


async def test_a_prompt_is_numbered_from_one_beside_a_question_with_letters(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(datetime(2026, 12, 1, 7, 0))
    await chat.set_up("1 x 50 mg at 08:00")
    await chat.until(datetime(2026, 12, 1, 7, 59))
    await chat.says("/plan 1 x 50 mg at 9")
    assert "[1] Done" in (await chat.until(datetime(2026, 12, 1, 8, 0)))[0]


async def test_an_old_question_about_a_change_is_not_answered_by_a_later_yes(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    await chat.says("took it", "skip", "/sideeffects nausea", "/today", "yes")
    assert [entry["kind"] for entry in await chat.diary()] == ["taken"]


async def test_a_dose_that_was_opened_again_can_be_left_out(open_chat: Callable[..., Any]) -> None:
    chat = await prompted(open_chat)
    await chat.says("took it", "change", "not had", "not today")
    assert (await chat.diary())[-1]["status"] == "not_had"
    assert await chat.until(datetime(2026, 12, 1, 19, 0)) == []


async def test_a_number_is_not_yesterdays_while_todays_prompt_may_be_on_the_screen(
    open_chat: Callable[..., Any],
) -> None:
    chat = await open_chat(datetime(2026, 11, 30, 7, 0))
    await chat.set_up("1 x 50 mg at 08:00")
    await chat.until(datetime(2026, 12, 1, 7, 59))
    chat.terminal.trouble = [("after", TimeoutError())]
    await chat.until(datetime(2026, 12, 1, 8, 0))
    assert "Was that about Tue 1 Dec 08:00?" in (await chat.says("1"))[0]


async def test_a_clock_set_right_asks_about_a_dose_whose_time_is_not_over(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(datetime(2026, 12, 1, 7, 50))
    await chat.set_up("1 x 50 mg at 08:00")
    await chat.until(datetime(2026, 12, 1, 7, 55))
    for wrong_then_right in (datetime(2026, 12, 1, 21, 0), datetime(2026, 12, 1, 8, 5)):
        chat.clock.moment = wrong_then_right.replace(tzinfo=chat.zone)
        await chat.azalea.settle(chat.clock.now())
    assert "08:00" in chat.terminal.shown[-1]
    assert "Your usual?" in chat.terminal.shown[-1] or "was due" in chat.terminal.shown[-1]


async def test_a_clock_in_the_past_leaves_the_history_as_it_is(open_chat: Callable[..., Any]) -> None:
    chat = await open_chat(datetime(2026, 12, 1, 7, 0))
    await chat.set_up("1 x 50 mg at 08:00")
    await chat.until(datetime(2026, 12, 3, 21, 0))
    before = await chat.diary()
    chat.clock.moment = datetime(2001, 1, 1, tzinfo=chat.zone)
    await chat.azalea.settle(chat.clock.now())
    chat.clock.moment = datetime(2026, 12, 3, 21, 5, tzinfo=chat.zone)
    await chat.azalea.settle(chat.clock.now())
    assert await chat.diary() == before
