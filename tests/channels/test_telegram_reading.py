"""Every kind of update, as Telegram hands it over, and some that it never would."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.telegram_polling import kept, raw_of
from bot.channels.telegram_reading import READERS, read
from bot.messages import Heard, Incoming

NOW = datetime(2026, 12, 1, 8, 0, tzinfo=UTC)
SENT = NOW - timedelta(minutes=5)
ANA = {"id": 7, "is_bot": False, "first_name": "Ana", "language_code": "en"}
BOT = {"id": 1, "is_bot": True, "first_name": "azalea"}
ALONE = {"id": 7, "type": "private", "first_name": "Ana"}
GROUP = {"id": -100, "type": "supergroup", "title": "Circle"}
PROMPT = {"message_id": 3, "from": BOT, "chat": ALONE, "date": 1, "text": "Did you take it?"}
MINE = {"message_id": 4, "from": ANA, "chat": ALONE, "date": 1, "text": "yes"}


def update(**what: Any) -> Incoming | None:
    return read(raw_of({"update_id": 5} | what, NOW))


def message(**more: Any) -> Incoming | None:
    body = {"message_id": 9, "from": ANA, "chat": ALONE, "date": int(SENT.timestamp())} | more
    return update(message={name: value for name, value in body.items() if value is not None})


def press(**more: Any) -> Incoming | None:
    body = {"id": "42", "from": ANA, "message": PROMPT, "chat_instance": "1", "data": "had:1"} | more
    return update(callback_query={name: value for name, value in body.items() if value is not None})


def member(old: dict[str, Any] | str, new: dict[str, Any] | str, chat: dict[str, Any]) -> Incoming | None:
    statuses = [one if isinstance(one, dict) else {"status": one, "user": BOT} for one in (old, new)]
    return update(
        my_chat_member={
            "chat": chat,
            "from": ANA,
            "date": int(SENT.timestamp()),
            "old_chat_member": statuses[0],
            "new_chat_member": statuses[1],
        }
    )


def reaction(old: list[Any], new: list[Any], **more: Any) -> Incoming | None:
    body = {"chat": ALONE, "message_id": 3, "user": ANA, "date": int(SENT.timestamp())} | more
    changed = {"old_reaction": old, "new_reaction": new}
    return update(message_reaction={name: one for name, one in (body | changed).items() if one is not None})


def emoji(one: str) -> dict[str, str]:
    return {"type": "emoji", "emoji": one}


CUSTOM = {"type": "custom_emoji", "custom_emoji_id": "1"}


def test_words() -> None:
    assert message(text="took it") == Incoming("telegram", "7", "7", "Ana", "took it", SENT)


def test_what_was_passed_on_is_told_apart_from_what_was_written() -> None:
    heard = message(text="took it", forward_origin={"type": "hidden_user", "sender_user_name": "Tom", "date": 1})
    assert heard is not None
    assert (heard.kind, heard.text, heard.sender) == (Heard.FORWARDED, "took it", "7")


def test_without_a_date_it_counts_from_when_it_came() -> None:
    heard = message(text="took it", date=None)
    assert heard is not None
    assert heard.at == NOW


def test_a_clock_ahead_of_ours_counts_from_when_it_came() -> None:
    heard = message(text="took it", date=int(NOW.timestamp()) + 90)
    assert heard is not None
    assert heard.at == NOW


@pytest.mark.parametrize("date", [10**18, -(10**18), "today", [1], 10**400])
def test_a_date_that_is_none_is_poison(date: object) -> None:
    with pytest.raises(ValueError, match="not the shape of an update"):
        message(text="took it", date=date)


def test_ten_thousand_characters_stay_whole() -> None:
    heard = message(text="took it " * 1250)
    assert heard is not None
    assert heard.text == "took it " * 1250


def test_a_name_full_of_markup_is_only_a_name() -> None:
    name = '<b>*_[Ana](tg://user?id=1)`\u202e&lt;{ $day }"'
    heard = message(text="yes", **{"from": ANA | {"first_name": name}})
    assert heard is not None
    assert heard.name == name


@pytest.mark.parametrize("name", [None, ""])
def test_somebody_without_a_name_has_an_empty_one(name: str | None) -> None:
    heard = message(text="yes", **{"from": ANA | {"first_name": name}})
    assert heard is not None
    assert heard.name == ""


def test_a_lone_half_of_a_character_is_no_poison() -> None:
    heard = message(text="took \ud83d it", **{"from": ANA | {"first_name": "A\udc00na"}})
    assert heard is not None
    assert (heard.text, heard.name) == ("took \ufffd it", "A\ufffdna")


@pytest.mark.parametrize(
    ("what", "kind"),
    [
        ({"voice": {}}, Heard.VOICE),
        ({"audio": {}}, Heard.VOICE),
        ({"photo": [{}]}, Heard.PICTURE),
        ({"video_note": {}}, Heard.PICTURE),
        ({"sticker": {}}, Heard.OTHER),
        ({"document": {}}, Heard.OTHER),
        ({"contact": {}}, Heard.OTHER),
    ],
)
def test_what_is_no_text_is_heard_as_what_it_is(what: dict[str, Any], kind: Heard) -> None:
    heard = message(caption="this one", **what)
    assert heard is not None
    assert (heard.kind, heard.text) == (kind, "this one")


@pytest.mark.parametrize(
    "what",
    [
        {"new_chat_members": [BOT], "chat": GROUP},
        {"left_chat_member": BOT, "chat": GROUP},
        {"migrate_to_chat_id": -100, "chat": GROUP},
        {"migrate_from_chat_id": -5, "chat": GROUP},
        {"pinned_message": PROMPT},
        {"text": "from another bot", "from": BOT},
        {"text": "from nobody", "from": None},
    ],
)
def test_what_telegram_says_itself_is_not_for_us(what: dict[str, Any]) -> None:
    assert message(**what) is None


@pytest.mark.parametrize("kind", ["channel_post", "edited_channel_post", "inline_query", "chat_member", "poll"])
def test_what_was_not_asked_for_is_not_for_us(kind: str) -> None:
    assert update(**{kind: {"text": "took it", "chat": {"id": -3, "type": "channel"}}}) is None


def test_an_edit_is_what_it_reads_now_from_when_it_was_changed() -> None:
    changed = int(SENT.timestamp()) + 60
    body = {"message_id": 9, "from": ANA, "chat": ALONE, "date": 1, "edit_date": changed, "text": "took two"}
    heard = update(edited_message=body)
    assert heard == Incoming("telegram", "7", "7", "Ana", "took two", SENT + timedelta(minutes=1), edits=True)


def test_a_reply_to_azalea_is_about_its_message() -> None:
    heard = message(text="yes", reply_to_message=PROMPT)
    assert heard is not None
    assert heard.about == "3"


@pytest.mark.parametrize("replied", [MINE, {"message_id": 4, "chat": ALONE, "date": 1}])
def test_a_reply_to_somebody_else_is_about_nothing(replied: dict[str, Any]) -> None:
    heard = message(text="yes", reply_to_message=replied)
    assert heard is not None
    assert heard.about is None


def test_in_a_group_a_command_loses_the_name_of_its_bot() -> None:
    heard = message(text="/taken@azalea_bot at 8", chat=GROUP)
    assert heard is not None
    assert (heard.text, heard.chat, heard.private) == ("/taken at 8", "-100", False)


@pytest.mark.parametrize(
    "who",
    [
        {"from": {"id": 1087968824, "is_bot": True, "first_name": "Group"}, "sender_chat": GROUP},
        {"from": {"id": 136817688, "is_bot": True, "first_name": "Channel"}, "sender_chat": {"id": -3}},
        {"from": {"id": 777000, "is_bot": False, "first_name": "Telegram"}},
        {"sender_chat": {"id": -3, "type": "channel"}},
    ],
)
def test_who_is_no_person_is_nobody(who: dict[str, Any]) -> None:
    heard = message(text="took it", chat=GROUP, **who)
    assert heard is not None
    assert heard.kind is Heard.NOBODY


def test_a_press() -> None:
    expected = Incoming("telegram", "7", "7", "Ana", "had:1", NOW, Heard.PRESS, about="3", press="42")
    assert press() == expected


def test_a_press_in_a_group_is_not_private() -> None:
    heard = press(message=PROMPT | {"chat": GROUP})
    assert heard is not None
    assert (heard.chat, heard.private) == ("-100", False)


def test_a_press_under_a_message_that_is_gone_is_theirs_alone() -> None:
    heard = press(message=None)
    assert heard is not None
    assert (heard.chat, heard.about, heard.text, heard.press) == ("7", None, "had:1", "42")


def test_a_press_under_a_message_too_old_to_be_seen() -> None:
    heard = press(message={"chat": ALONE, "message_id": 3, "date": 0})
    assert heard is not None
    assert (heard.about, heard.at) == ("3", NOW)


def test_a_press_with_data_that_azalea_never_made() -> None:
    heard = press(data="x" * 5000)
    assert heard is not None
    assert heard.text == "x" * 5000
    none = press(data=None)
    assert none is not None
    assert none.text == ""


def test_a_press_that_no_person_stands_behind_is_nobodys() -> None:
    heard = press(**{"from": {"id": 1087968824, "is_bot": True, "first_name": "Group"}})
    assert heard is not None
    assert (heard.kind, heard.press) == (Heard.NOBODY, "42")


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        ([], [emoji("👍")], "👍"),
        ([emoji("👍")], [], ""),
        ([emoji("👍")], [emoji("👎")], "👎"),
        ([emoji("👍")], [CUSTOM], ""),
        ([CUSTOM], [CUSTOM, emoji("👍")], "👍"),
    ],
)
def test_a_reaction(old: list[Any], new: list[Any], text: str) -> None:
    expected = Incoming("telegram", "7", "7", "Ana", text, SENT, Heard.REACTION, about="3")
    assert reaction(old, new) == expected


@pytest.mark.parametrize(
    ("old", "new"), [([], [CUSTOM]), ([CUSTOM], []), ([emoji("👍")], [emoji("👍"), CUSTOM]), ([], [{"type": "paid"}])]
)
def test_a_picture_that_says_nothing_is_not_for_us(old: list[Any], new: list[Any]) -> None:
    assert reaction(old, new) is None


def test_a_reaction_of_nobody_is_not_for_us() -> None:
    assert reaction([], [emoji("👍")], user=None, actor_chat=GROUP) is None


@pytest.mark.parametrize(
    ("old", "new", "chat", "kind"),
    [
        ("member", "kicked", ALONE, Heard.BLOCKED),
        ("kicked", "member", ALONE, Heard.UNBLOCKED),
        ("left", "member", GROUP, Heard.ADDED),
        ("kicked", "administrator", GROUP, Heard.ADDED),
        ({"status": "restricted", "is_member": False}, "member", GROUP, Heard.ADDED),
        ("left", {"status": "restricted", "is_member": True}, GROUP, Heard.ADDED),
    ],
)
def test_azalea_comes_and_goes(
    old: dict[str, Any] | str, new: dict[str, Any] | str, chat: dict[str, Any], kind: Heard
) -> None:
    heard = member(old, new, chat)
    assert heard is not None
    assert (heard.kind, heard.sender, heard.chat, heard.text, heard.at) == (kind, "7", str(chat["id"]), "", SENT)


@pytest.mark.parametrize(
    ("old", "new", "chat"),
    [
        ("member", "administrator", GROUP),
        ("member", "left", GROUP),
        ({"status": "restricted", "is_member": False}, "left", GROUP),
        ("left", "administrator", {"id": -3, "type": "channel"}),
    ],
)
def test_what_changes_nothing_is_not_for_us(
    old: dict[str, Any] | str, new: dict[str, Any] | str, chat: dict[str, Any]
) -> None:
    assert member(old, new, chat) is None


@pytest.mark.parametrize(
    "text",
    ["", "nonsense", '{"message": ', '{"message": null}', '{"message": []}', '{"message": "took it"}', "7", "null"],
)
def test_what_is_no_update_is_poison(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - JSON and the shape are refused in words of their own
        read(kept(5, text, NOW))


def test_what_is_nested_too_deep_is_poison() -> None:
    with pytest.raises((RecursionError, ValueError)):
        read(kept(5, '{"update_id": 5, "message": ' + "[" * 100_000, NOW))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["from", "chat", "id", "type", "text", "date", "message", "data", "is_bot", "status"]),
            inner,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(sorted(READERS)), JSON)
def test_whatever_comes_is_read_or_is_poison(kind: str, body: object) -> None:
    try:
        heard = read(kept(5, json.dumps({"update_id": 5, kind: body}), NOW))
    except (ValueError, RecursionError):
        return
    assert heard is None or isinstance(heard, Incoming)
