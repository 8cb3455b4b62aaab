"""Stopping, copying, deleting, and a death: nothing goes but by the word, and after it nothing is left or sent."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, func, select

from bot import running
from bot.channels.console_channel import NAME, address_of
from bot.channels.console_files import leave_file
from bot.messages import File, NotSent, Outgoing
from bot.store.tables import diary
from bot.wording import Said, files_back, text_kept
from tests.chats import keep_for

EVENING = datetime(2026, 11, 30, 19, 40)
Open = Callable[..., Any]


@pytest.fixture
async def chat(open_chat: Open) -> Any:
    """Return a chat in which Ana is set up, and noted one dose."""
    opened = await open_chat(EVENING)
    await opened.set_up()
    await opened.until(datetime(2026, 12, 1, 8, 4))
    await opened.says("took it")
    return opened


async def say(chat: Any, words: str) -> str:
    return "\n".join(await chat.says(words))


async def press(chat: Any, label: str) -> str:
    for out in reversed(chat.channel.sent):
        for button, mark in zip(out.buttons, out.marks, strict=True):
            if button.label == label:
                return await say(chat, mark)
    pytest.fail(f"there is no button [{label}]")


async def entries(chat: Any) -> int:
    def count(conn: Connection) -> int:
        return conn.execute(select(func.count()).select_from(diary)).scalar_one()

    number: int = await chat.azalea._store.read(count)
    return number


def labels(chat: Any) -> list[str]:
    return [button.label for button in chat.channel.sent[-1].buttons]


# Stopping


@pytest.mark.parametrize("words", ["STOP", "/stop", "stop"])
async def test_stop_asks_what_it_is_to_mean(chat: Any, words: str) -> None:
    await say(chat, words)
    assert labels(chat) == ["Stop asking for now", "My clinic stopped it", "Delete everything", "Carry on"]


async def test_carry_on_changes_nothing(chat: Any) -> None:
    await say(chat, "/stop")
    assert "Nothing changed" in await press(chat, "Carry on")
    assert "08:00" in "\n".join(await chat.until(datetime(2026, 12, 2, 8, 0)))


async def test_when_the_clinic_stopped_it_nothing_more_is_asked_and_the_diary_stays(chat: Any) -> None:
    await say(chat, "/stop")
    assert "nothing more about your tablets" in await press(chat, "My clinic stopped it")
    assert await chat.until(datetime(2026, 12, 5, 9, 0)) == []
    assert "08:04" in await say(chat, "/log")
    await say(chat, "/stop")
    assert labels(chat) == ["Delete everything", "Carry on"]


# Deleting


@pytest.mark.parametrize("words", ["delete my data", "forget me"])
async def test_who_says_delete_is_asked_once(chat: Any, words: str) -> None:
    assert "Want a copy first?" in await say(chat, words)
    assert "Deleted" in await say(chat, "delete")


@pytest.mark.parametrize("word", ["delete", "DELETE", ' "Delete". ', "\u201cdelete\u201d"])
async def test_only_the_word_deletes(chat: Any, word: str) -> None:
    await say(chat, "/stop")
    await press(chat, "Delete everything")
    assert "Deleted. This is the last message." in await say(chat, word)
    assert await chat.until(datetime(2026, 12, 5, 9, 0)) == []


@pytest.mark.parametrize("words", ["keep it", "ok", "delet", "deleted", "not delete"])
async def test_anything_else_deletes_nothing_and_says_so(chat: Any, words: str) -> None:
    await say(chat, "/stop")
    await press(chat, "Delete everything")
    assert "I deleted nothing" in await say(chat, words)
    await say(chat, "delete")
    assert await entries(chat) == 1


async def test_who_says_delete_in_other_words_is_told_the_word(chat: Any) -> None:
    await say(chat, "delete my data")
    assert 'Type "delete"' in await say(chat, "delete everything")
    assert "Deleted" in await say(chat, "delete")


async def test_no_copy_is_no_reason_not_to_delete(chat: Any) -> None:
    await say(chat, "/stop")
    await press(chat, "Delete everything")
    assert 'Type "delete"' in await say(chat, "no")
    assert "I deleted nothing" in await say(chat, "no")
    assert not list(chat.folder.parent.glob("azalea-copy*"))


async def test_what_means_something_is_done_and_deletes_nothing(chat: Any) -> None:
    await chat.until(datetime(2026, 12, 2, 8, 0))
    await say(chat, "/stop")
    await press(chat, "Delete everything")
    assert "08:00" in await say(chat, "took it")
    assert await entries(chat) == 2
    assert "Deleted" not in await say(chat, "delete")


async def test_who_left_is_a_stranger(chat: Any) -> None:
    await say(chat, "/stop")
    await press(chat, "Delete everything")
    await say(chat, "delete")
    await say(chat, "hi")
    assert labels(chat) == ["Begin"]
    assert "/start" in await say(chat, "took it")


async def test_the_last_message_is_the_last(chat: Any) -> None:
    await chat.until(datetime(2026, 12, 2, 8, 0))
    await say(chat, "/stop")
    await press(chat, "Delete everything")
    await say(chat, "delete")
    assert chat.channel.sent[-1].text == "Deleted. This is the last message."
    assert chat.channel.sent[-1].buttons == ()
    assert await chat.until(datetime(2026, 12, 3, 9, 0)) == []


async def test_stop_in_the_set_up_keeps_nothing(open_chat: Open) -> None:
    chat = await open_chat(EVENING)
    await chat.says("/start", "yes")
    assert "keep nothing" in await say(chat, "/stop")
    assert chat.channel.sent[-1].buttons == ()


async def test_a_stranger_has_nothing_to_stop(open_chat: Open) -> None:
    chat = await open_chat(EVENING)
    assert "/start" in await say(chat, "/stop")


# The copy


async def copied(chat: Any) -> tuple[str, dict[str, Any]]:
    await say(chat, "/privacy")
    await press(chat, "A copy of my data")
    folder = chat.folder.parent
    data: dict[str, Any] = json.loads((folder / "azalea-copy.json").read_text())
    return (folder / "azalea-copy.txt").read_text(), data


async def test_the_copy_has_first_entries_and_what_corrects_them(chat: Any) -> None:
    await chat.says("no i didn't take it this morning", "yes")
    text, data = await copied(chat)
    assert "not a medical record" in text
    assert "- Tue 1 Dec 2026 08:00: had it 08:04. By Ana, Tue 1 Dec 2026 08:04" in text
    assert "- Tue 1 Dec 2026 08:00: changed to not had. By Ana, Tue 1 Dec 2026 08:04" in text
    assert [line["corrects"] for line in data["diary"]] == [None, data["diary"][0]["id"]]
    assert [{**line, "reason": None} for line in await chat.diary()] == data["diary"]


async def test_the_copy_has_why_something_was_not_had(chat: Any) -> None:
    await chat.until(datetime(2026, 12, 2, 8, 0))
    await say(chat, "not today")
    await press(chat, "Felt sick")
    text, data = await copied(chat)
    assert "not had (felt sick)" in text
    assert "felt sick" in [line["reason"] for line in data["diary"]]


async def test_the_copy_has_every_version_and_what_else_was_told(chat: Any) -> None:
    await chat.says("/note slept badly", "/plan 2 x 50 mg at 08:00", "2")
    text, data = await copied(chat)
    assert "- From Mon 30 Nov 2026: one and a half tablets of 50 mg" in text
    assert "- From Wed 2 Dec 2026: two tablets of 50 mg" in text
    assert "- Tue 1 Dec 2026, note, by Ana, Tue 1 Dec 2026 08:04: slept badly" in text
    versions = data["plans"][0]["versions"]
    assert [one["intakes"][0]["parts"] for one in versions] == [
        [{"tablets": 1.5, "mg": 50}],
        [{"tablets": 2, "mg": 50}],
    ]
    assert "slept badly" in [line.get("text") for line in data["diary"]]


async def test_the_copy_has_pauses(chat: Any) -> None:
    await say(chat, "admitted to hospital")
    await press(chat, "Until I say")
    text, data = await copied(chat)
    assert "- Paused from Tue 1 Dec 2026 08:04, and it goes on: in hospital" in text
    assert [one["reason"] for one in data["plans"][0]["pauses"]] == ["hospital"]


async def test_the_copy_of_an_ended_plan_still_has_it(chat: Any) -> None:
    await say(chat, "/stop")
    await press(chat, "My clinic stopped it")
    text, _ = await copied(chat)
    assert "one and a half tablets of 50 mg" in text


async def test_the_copy_has_the_settings(chat: Any) -> None:
    await say(chat, "/settings")
    await press(chat, "Quiet hours")
    await say(chat, "22 to 7")
    text, data = await copied(chat)
    assert "Quiet hours: 22:00 to 07:00" in text
    assert data["person"]["quiet"] == {"from": "22:00", "until": "07:00"}
    assert data["places"] == {"home": "Europe/London", "moves": []}
    assert data["consents"][0]["channel"] == NAME


async def test_the_copy_is_of_nobody_else(chat: Any, open_chat: Open) -> None:
    await say(chat, "/stop")
    await chat.close()
    other = await open_chat(datetime(2026, 12, 1, 10, 0), name="Quillwort")
    await other.set_up("1 x 25 mg at 21:00")
    text, data = await copied(other)
    assert "Ana" not in text + json.dumps(data)
    assert data["diary"] == []


# Files that come with a message


def test_a_row_keeps_files_beside_the_text() -> None:
    files = (File("a.txt", b"\x00\xffone"), File("b.json", b""))
    kept = json.loads(json.dumps(text_kept(Said("words", files=files))))
    assert kept["text"] == "words"
    assert files_back(kept) == files
    assert files_back(text_kept(Said("words"))) == ()


def test_a_file_is_for_its_owner_only_and_replaces_nothing(tmp_path: Path) -> None:
    (tmp_path / "copy.txt").write_text("mine")
    assert leave_file(tmp_path, File("copy.txt", b"one")) == str(tmp_path / "copy-2.txt")
    assert leave_file(tmp_path, File("copy.txt", b"two")) == str(tmp_path / "copy-3.txt")
    assert (tmp_path / "copy.txt").read_text() == "mine"
    assert (tmp_path / "copy-2.txt").read_bytes() == b"one"
    assert stat.S_IMODE((tmp_path / "copy-2.txt").stat().st_mode) == 0o600


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "copy.txt").symlink_to(tmp_path / "elsewhere")
    leave_file(tmp_path, File("copy.txt", b"one"))
    assert not (tmp_path / "elsewhere").exists()


def test_a_file_that_cannot_be_left_is_told_in_its_place(tmp_path: Path) -> None:
    assert "No such file" in leave_file(tmp_path / "gone", File("copy.txt", b"one"))


@pytest.mark.parametrize(("here", "left"), [("home", "home"), ("home/data", "home"), ("home/data/old", "home")])
def test_files_are_never_left_in_the_data_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, here: str, left: str
) -> None:
    (tmp_path / here).mkdir(parents=True)
    monkeypatch.chdir(tmp_path / here)
    assert running._outside(tmp_path / "home" / "data") == tmp_path / left


async def test_where_files_are_is_shown_under_the_message(chat: Any) -> None:
    out = Outgoing(address_of("Ana"), "Here.", files=(File("copy.txt", b"one"),))
    await chat.channel.send(out)
    assert str(chat.folder.parent / "copy.txt") in chat.terminal.shown[-1]


async def test_files_of_another_person_are_not_left(chat: Any) -> None:
    with pytest.raises(NotSent):
        await chat.channel.send(Outgoing("somebody else", "Here.", files=(File("copy.txt", b"one"),)))
    assert not (chat.folder.parent / "copy.txt").exists()


# A death


async def test_a_kept_patient_who_died_is_asked_about_no_more(chat: Any) -> None:
    await keep_for(chat, "Mum")
    assert "stopped everything for Mum" in await say(chat, "mum died")
    assert labels(chat) == ["Keep the diary", "Delete it", "Later"]
    assert await chat.until(datetime(2026, 12, 9, 9, 0)) == []


async def test_of_a_patient_who_died_no_blood_test_is_asked_about(chat: Any) -> None:
    await keep_for(chat, "Mum")
    await say(chat, "/tests 15 dec, 29 dec")
    await say(chat, "mum died")
    assert await chat.until(datetime(2026, 12, 31, 12, 0)) == []


async def test_the_diary_of_a_patient_who_died_stays_unless_it_is_deleted(chat: Any) -> None:
    await keep_for(chat, "Mum")
    await say(chat, "mum died")
    assert "stays" in await press(chat, "Keep the diary")
    await say(chat, "mum died")
    assert "Want a copy first?" in await press(chat, "Delete it")


async def test_an_open_dose_of_a_patient_who_died_is_not_asked_about_again(chat: Any) -> None:
    await keep_for(chat, "Mum")
    await chat.until(datetime(2026, 12, 2, 8, 10))
    await say(chat, "mum died")
    assert await chat.until(datetime(2026, 12, 3, 9, 0)) == []


async def test_somebody_else_who_died_stops_nothing(chat: Any) -> None:
    assert "I am sorry" in await say(chat, "mum died")
    assert labels(chat) == ["Carry on", "Stop asking"]
    assert "08:00" in "\n".join(await chat.until(datetime(2026, 12, 2, 8, 0)))


async def test_a_keeper_who_says_another_name_is_asked(chat: Any) -> None:
    await keep_for(chat, "Mum")
    assert "Is it Mum?" in await say(chat, "dad died")
    assert "08:00" in "\n".join(await chat.until(datetime(2026, 12, 2, 8, 0)))
    await say(chat, "dad died")
    assert "stopped everything for Mum" in await say(chat, "yes")
