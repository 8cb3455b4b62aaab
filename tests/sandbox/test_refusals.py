"""What Telegram does not take, in its own codes and words."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.sandbox.conftest import Town

BAD = "Bad Request: "
BUTTON = BAD + "can't parse inline keyboard button: "
ENTITY = BAD + "can't parse MessageEntity: "


def keys(*buttons: object) -> dict[str, Any]:
    return {"text": "x", "reply_markup": {"inline_keyboard": [list(buttons)]}}


def marked(text: str, **entity: object) -> dict[str, Any]:
    return {"text": text, "entities": [{"type": "bold", "offset": 0, "length": 1} | entity]}


@pytest.mark.parametrize(
    ("given", "description"),
    [
        ({}, "message text is empty"),
        ({"text": ""}, "message text is empty"),
        ({"text": " \n "}, "text must be non-empty"),
        ({"text": "x" * 4097}, "message is too long"),
        ({"text": "<b>x</b>", "parse_mode": "HTML"}, "unsupported parse_mode"),
        ({"text": "x", "message_thread_id": 7}, "message thread not found"),
        ({"text": "x", "reply_parameters": {"message_id": 99}}, "message to be replied not found"),
        ({"text": "x", "reply_parameters": "{"}, "can't parse reply parameters JSON object"),
        ({"text": "x", "link_preview_options": "[]"}, "object expected as link preview options"),
        ({"text": "x", "reply_markup": "{"}, "can't parse reply keyboard markup JSON object"),
        ({"text": "x", "reply_markup": None}, "object expected as reply markup"),
        ({"text": "x", "reply_markup": {"inline_keyboard": {}}}, 'field "inline_keyboard" must be of type Array'),
        (
            {"text": "x", "reply_markup": {"inline_keyboard": [{}]}},
            'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
        ),
        ({"text": "x", "reply_markup": {"keyboard": ["x"]}}, 'field "keyboard" must be an Array of Arrays'),
        ({"text": "x\ud83d"}, "strings must be encoded in UTF-8"),
        ({"text": "x", "reply_markup": "[" * 100_000}, "can't parse reply keyboard markup JSON object"),
        (keys({"text": "x\ud83d", "callback_data": "x"}), "inline keyboard button text must be encoded in UTF-8"),
        (keys({"text": "x", "callback_data": "x" * 65}), "BUTTON_DATA_INVALID"),
        (keys({"text": "x", "callback_data": "ö" * 33}), "BUTTON_DATA_INVALID"),
        (keys({"text": " ", "callback_data": "x"}), "inline keyboard button text must be non-empty"),
        (keys({"text": "x", "url": "nowhere"}), "inline keyboard button URL 'nowhere' is invalid: Wrong HTTP URL"),
        (keys(*[{"text": "x", "callback_data": "x"}] * 101), "reply markup is too long"),
        (keys(*[{"text": "x" * 200, "callback_data": "x"}] * 50), "reply markup is too long"),
    ],
)
async def test_a_message_is_refused(town: Town, given: dict[str, Any], description: str) -> None:
    ana = await town.person()
    assert await town.refused("sendMessage", chat_id=ana, **given) == (400, BAD + description)
    assert len(await town.messages(ana)) == 1


@pytest.mark.parametrize(
    ("button", "description"),
    [
        ("x", "InlineKeyboardButton must be an Object"),
        ({"callback_data": "x"}, 'Can\'t find field "text"'),
        ({"text": True, "callback_data": "x"}, 'Field "text" must be of type String'),
        ({"text": "x", "callback_data": ["x"]}, 'Field "callback_data" must be of type String'),
        ({"text": "x"}, "Text buttons are unallowed in the inline keyboard"),
        ({"text": "x", "callback_data": ""}, "Text buttons are unallowed in the inline keyboard"),
    ],
)
async def test_a_button_is_refused(town: Town, button: object, description: str) -> None:
    ana = await town.person()
    assert await town.refused("sendMessage", chat_id=ana, **keys(button)) == (400, BUTTON + description)


@pytest.mark.parametrize(
    ("given", "description"),
    [
        ({"text": "x", "entities": ["bold"]}, ENTITY + "expected an Object"),
        ({"text": "x", "entities": [{"type": "bold", "length": 1}]}, ENTITY + 'Can\'t find field "offset"'),
        (marked("x", length="long"), ENTITY + 'Field "length" must be of type Number'),
        (marked("x", type="sparkle"), ENTITY + "Unsupported type specified"),
        (marked("x", type="text_link"), ENTITY + 'Can\'t find field "url"'),
        (marked("x", type="text_link", url="nowhere"), BAD + "entity URL 'nowhere' is invalid: Wrong HTTP URL"),
        (marked("x", offset=-1), BAD + "receive an entity with incorrect offset -1"),
        (marked("hello", offset=100), BAD + "entity begins after the end of the text at UTF-16 offset 100"),
        (
            marked("hello", length=100),
            BAD + "entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 100",
        ),
        (marked("😀 hello", offset=1), BAD + "entity begins in a middle of a UTF-16 symbol at byte offset 4"),
        (
            marked("😀 hello", length=1),
            BAD + "entity beginning at UTF-16 offset 0 ends in a middle of a UTF-16 symbol at byte offset 4",
        ),
    ],
)
async def test_an_entity_is_refused(town: Town, given: dict[str, Any], description: str) -> None:
    ana = await town.person()
    assert await town.refused("sendMessage", chat_id=ana, **given) == (400, description)


async def test_entities_count_in_utf_16_and_move_with_the_blanks(town: Town) -> None:
    ana = await town.person()
    entities = [{"type": "bold", "offset": 7, "length": 6}, {"type": "bot_command", "offset": 0, "length": 1}]
    sent = await town.call("sendMessage", chat_id=ana, text="  a 😀 bold \n", entities=json.dumps(entities))
    assert sent["text"] == "a 😀 bold"
    assert sent["entities"] == [{"type": "bold", "offset": 5, "length": 4}]
    assert (await town.messages(ana))[-1]["entities"] == sent["entities"]


async def test_the_longest_text_is_counted_in_characters(town: Town) -> None:
    ana = await town.person()
    assert len((await town.call("sendMessage", chat_id=ana, text="😀" * 4096 + " "))["text"]) == 4096


@pytest.mark.parametrize(
    ("chat", "description"),
    [("", "chat_id is empty"), ("nobody", "chat not found"), ("@ana", "chat not found"), (4711, "chat not found")],
)
async def test_a_chat_that_is_none(town: Town, chat: object, description: str) -> None:
    for method in ("sendMessage", "editMessageText"):
        given = {"chat_id": chat, "text": "x", "message_id": 1}
        assert await town.refused(method, **given) == (400, BAD + description)


async def test_the_bot_cannot_write_first_nor_to_who_blocked_it(town: Town) -> None:
    ben = (await town.act("people", {"name": "Ben"}))["id"]
    assert await town.refused("sendMessage", chat_id=ben, text="x") == (400, BAD + "chat not found")
    await town.say(ben, ben, "/start")
    await town.act("blocks", {"from": ben, "blocked": True})
    blocked = 403, "Forbidden: bot was blocked by the user"
    assert await town.refused("sendMessage", chat_id=ben, text="x") == blocked
    assert await town.refused("sendChatAction", chat_id=ben, action="typing") == blocked
    await town.act("blocks", {"from": ben, "blocked": False})
    await town.send(ben)
    changes = [one["my_chat_member"]["new_chat_member"]["status"] for one in (await town.heard())[1:]]
    assert changes == ["kicked", "member"]


@pytest.mark.parametrize(
    ("method", "given", "description"),
    [
        ("editMessageText", {"text": "x", "message_id": 99}, "message to edit not found"),
        ("editMessageText", {"text": "x", "message_id": "x"}, "message to edit not found"),
        ("editMessageText", {"text": "x", "message_id": 1}, "message can't be edited"),
        ("editMessageText", {"text": "", "message_id": 2}, "message text is empty"),
        ("editMessageText", {"text": "x", "message_id": 2, "reply_markup": {"force_reply": True}}, None),
        ("editMessageReplyMarkup", {"message_id": 99}, "message to edit not found"),
        ("deleteMessage", {"message_id": 99}, "message to delete not found"),
        ("setMessageReaction", {"message_id": 99}, "message to react not found"),
        ("setMessageReaction", {"message_id": 1, "reaction": [{"type": "emoji"}]}, "REACTION_INVALID"),
        ("sendChatAction", {"action": "dancing"}, "wrong parameter action in request"),
        ("sendPhoto", {}, "there is no photo in the request"),
        ("sendDocument", {}, "there is no document in the request"),
        ("sendDocument", {"document": "unknown"}, "wrong file identifier/HTTP URL specified"),
        ("getChatMember", {"user_id": "x"}, "invalid user_id specified"),
        ("leaveChat", {}, "chat member status can't be changed in private chats"),
        ("setMyCommands", {"commands": "{"}, "can't parse commands JSON object"),
        ("setMyCommands", {"commands": {}}, "expected an Array of BotCommand"),
        ("setMyCommands", {"commands": [{"command": "a"}]}, "can't parse BotCommand: Can't find field \"description\""),
        ("setMyCommands", {"commands": [{"command": "A b", "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ("setMyCommands", {"commands": [{"command": "a", "description": ""}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ("setMyCommands", {"commands": [{"command": "a", "description": "x"}] * 101}, "BOT_COMMANDS_TOO_MUCH"),
        ("setMyCommands", {"scope": {"type": "moon"}}, "can't parse BotCommandScope: Unsupported type specified"),
        ("setMyCommands", {"scope": {"type": "chat", "chat_id": 99}}, "chat not found"),
        ("setMyCommands", {"language_code": "english"}, "invalid language code specified"),
        ("answerCallbackQuery", {}, "query is too old and response timeout expired or query ID is invalid"),
        (
            "setWebhook",
            {"url": "https://example.com"},
            "bad webhook: the sandbox reaches addresses of this machine only",
        ),
    ],
)
async def test_other_methods_are_as_strict(
    town: Town, method: str, given: dict[str, Any], description: str | None
) -> None:
    ana = await town.person()
    assert await town.send(ana) == 2
    expected = description or "inline keyboard expected"
    assert await town.refused(method, chat_id=ana, **given) == (400, BAD + expected)


async def test_what_names_no_message_at_all(town: Town) -> None:
    assert await town.refused("editMessageText", text="x") == (400, BAD + "message identifier is not specified")


async def test_an_edit_that_changes_nothing(town: Town) -> None:
    ana = await town.person()
    number = await town.send(ana, "x", "Yes")
    status, description = await town.refused(
        "editMessageText",
        chat_id=ana,
        message_id=number,
        text="x ",
        reply_markup={"inline_keyboard": [[{"text": "Yes", "callback_data": "yes"}]]},
    )
    assert status == 400
    assert description.startswith(BAD + "message is not modified: specified new message content and reply markup are")
    assert (await town.messages(ana))[-1]["edited"] is False
    assert "reply_markup" not in await town.call("editMessageText", chat_id=ana, message_id=number, text="x")
    assert (await town.messages(ana))[-1]["buttons"] == []
    assert (await town.messages(ana))[-1]["edited"] is True


async def test_a_message_older_than_two_days_stays(town: Town) -> None:
    ana = await town.person()
    number = await town.send(ana)
    town.clock.pass_by(48 * 3600)
    gone = await town.refused("deleteMessage", chat_id=ana, message_id=number)
    assert gone == (400, BAD + "message can't be deleted")


async def test_a_deleted_message_is_gone(town: Town) -> None:
    ana = await town.person()
    number = await town.send(ana, "x", "Yes")
    assert await town.call("deleteMessage", chat_id=ana, message_id=number) is True
    (shown,) = await town.messages(ana, after=1)
    assert (shown["deleted"], shown["text"], shown["buttons"]) == (True, "", [])
    gone = await town.refused("editMessageText", chat_id=ana, message_id=number, text="y")
    assert gone == (400, BAD + "message to edit not found")


@pytest.mark.parametrize(
    ("path", "status", "description"),
    [
        ("/bot1:wrong/getMe", 401, "Unauthorized"),
        ("/bot2:sandbox/getMe", 401, "Unauthorized"),
        ("/botsandbox/getMe", 404, "Not Found"),
        ("/bot1:sandbox/getFile", 404, "Not Found"),
        ("/bot1:sandbox/", 404, "Not Found"),
    ],
)
async def test_a_wrong_token_and_an_unknown_method(town: Town, path: str, status: int, description: str) -> None:
    async with town.web.get(path) as response:
        assert response.status == status
        assert await response.json() == {"ok": False, "error_code": status, "description": description}


async def test_parameters_come_in_four_ways(town: Town) -> None:
    ana = await town.person()
    path, given = "/bot1:sandbox/SENDmessage", {"chat_id": str(ana), "text": "ä & b"}
    parts = [given | {}, json.dumps(given)]
    async with town.web.get(path, params=given) as response:
        assert (await response.json())["result"]["text"] == "ä & b"
    async with town.web.post(path, data=parts[0]) as response:
        assert (await response.json())["result"]["text"] == "ä & b"
    async with town.web.post(path, data=parts[1], headers={"Content-Type": "application/json"}) as response:
        assert (await response.json())["result"]["text"] == "ä & b"
    async with town.web.post(path, data="[]", headers={"Content-Type": "application/json"}) as response:
        assert (await response.json())["description"] == "Bad Request: object expected"
