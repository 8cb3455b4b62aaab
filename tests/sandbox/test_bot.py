"""What the bot can do in chats and say of itself."""

from __future__ import annotations

import io
from typing import Any

import aiohttp
import pytest

from tests.sandbox.conftest import Town

PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000100000002008")
BAD = "Bad Request: "


async def test_a_reply_shows_what_it_answers(town: Town) -> None:
    ana = await town.person()
    said = await town.say(ana, ana, "took it")
    sent = await town.call("sendMessage", chat_id=ana, text="Noted", reply_parameters={"message_id": said})
    assert sent["reply_to_message"]["text"] == "took it"
    assert (await town.messages(ana))[-1]["reply_to"] == said
    deep = await town.call("sendMessage", chat_id=ana, text="x", reply_to_message_id=sent["message_id"])
    assert "reply_to_message" not in deep["reply_to_message"]


async def test_a_reply_to_what_is_gone_can_be_sent_without(town: Town) -> None:
    ana = await town.person()
    gone = {"message_id": 99, "allow_sending_without_reply": True}
    assert "reply_to_message" not in await town.call("sendMessage", chat_id=ana, text="x", reply_parameters=gone)
    wrong = await town.refused("sendMessage", chat_id=ana, text="x", reply_parameters="[]")
    assert wrong == (400, BAD + "object expected as reply parameters")


async def test_buttons_can_be_taken_away_alone(town: Town) -> None:
    ana = await town.person()
    number = await town.send(ana, "x", "Yes", "No")
    edited = await town.call("editMessageReplyMarkup", chat_id=ana, message_id=number)
    assert (edited["text"], "reply_markup" in edited) == ("x", False)
    (shown,) = await town.messages(ana, after=1)
    assert (shown["text"], shown["buttons"], shown["edited"]) == ("x", [], True)


async def test_what_is_protected_says_so(town: Town) -> None:
    ana = await town.person()
    assert (await town.call("sendMessage", chat_id=ana, text="x", protect_content=True))[
        "has_protected_content"
    ] is True


async def test_a_picture_has_a_size_and_cannot_be_edited_as_a_text(town: Town) -> None:
    ana = await town.person()
    sent = await town.upload(ana, "photo", PNG)
    assert (sent["photo"][0]["width"], sent["photo"][0]["height"]) == (16, 32)
    assert (await town.upload(ana, "photo", b"\xff\xd8\xff"))["photo"][0]["width"] == 0
    refused = await town.refused("editMessageText", chat_id=ana, message_id=sent["message_id"], text="x")
    assert refused == (400, BAD + "there is no text in the message to edit")


@pytest.mark.parametrize(
    ("kind", "data", "caption", "description"),
    [
        ("photo", b"no picture", "", "IMAGE_PROCESS_FAILED"),
        ("document", b"", "", "file must be non-empty"),
        ("document", b"x", "x" * 1025, "message caption is too long"),
    ],
)
async def test_a_file_is_refused(town: Town, kind: str, data: bytes, caption: str, description: str) -> None:
    ana = await town.person()
    form = aiohttp.FormData({"chat_id": str(ana), "caption": caption})
    form.add_field(kind, data, filename="x")
    async with town.web.post(f"/bot1:sandbox/send{kind}", data=form) as response:
        assert (response.status, (await response.json())["description"]) == (400, BAD + description)
    assert len(await town.messages(ana)) == 1


async def test_a_file_can_be_attached_under_another_name(town: Town) -> None:
    ana = await town.person()
    form = aiohttp.FormData({"chat_id": str(ana), "document": "attach://here", "caption": " the diary "})
    form.add_field("caption_entities", '[{"type": "bold", "offset": 5, "length": 6}]')
    form.add_field("here", b"diary", filename="diary.txt", content_type="text/plain")
    async with town.web.post("/bot1:sandbox/sendDocument", data=form) as response:
        sent = (await response.json())["result"]
    assert sent["caption"] == "the diary"
    assert sent["caption_entities"] == [{"type": "bold", "offset": 4, "length": 5}]
    assert (sent["document"]["file_name"], sent["document"]["mime_type"]) == ("diary.txt", "text/plain")


async def test_more_than_fifty_megabytes_are_too_many(town: Town) -> None:
    body = io.BytesIO(bytes(50 * 1024 * 1024 + 1))
    async with town.web.post("/bot1:sandbox/sendMessage", data=body) as response:
        assert (response.status, (await response.json())["description"]) == (413, "Request Entity Too Large")


async def test_who_the_bot_is_and_where(town: Town) -> None:
    ana = await town.person()
    circle = await town.group(ana)
    me = await town.call("getMe")
    assert (me["id"], me["can_read_all_group_messages"]) == (1, False)
    chat = await town.call("getChat", chat_id=circle)
    assert (chat["id"], chat["type"], chat["title"]) == (circle, "group", "Circle")
    statuses = [await town.call("getChatMember", chat_id=circle, user_id=one) for one in (ana, 1)]
    assert [one["status"] for one in statuses] == ["creator", "member"]
    unknown = await town.refused("getChatMember", chat_id=circle, user_id=4711)
    assert unknown == (400, BAD + "member not found")


@pytest.mark.parametrize(
    ("method", "name", "longest"),
    [("setMyDescription", "description", 512), ("setMyShortDescription", "short_description", 120)],
)
async def test_the_bot_describes_itself(town: Town, method: str, name: str, longest: int) -> None:
    assert await town.call(method, **{name: "x" * longest}) is True
    assert (await town.refused(method, **{name: "x" * (longest + 1)}))[0] == 400
    assert town.sandbox.state.profile[f"{name}/"] == "x" * longest


@pytest.mark.parametrize(
    ("scope", "description"),
    [
        ("[]", "can't parse BotCommandScope: BotCommandScope must be an Object"),
        ({}, "can't parse BotCommandScope: Can't find field \"type\""),
        ({"type": "chat_member", "user_id": "x"}, "can't parse BotCommandScope: Invalid user_id specified"),
    ],
)
async def test_a_menu_for_nobody(town: Town, scope: Any, description: str) -> None:
    ana = await town.person()
    if isinstance(scope, dict) and scope:
        scope = scope | {"chat_id": ana}
    assert await town.refused("getMyCommands", scope=scope) == (400, BAD + description)


async def test_only_its_own_messages_in_a_group_can_be_deleted(town: Town) -> None:
    ana = await town.person()
    circle = await town.group(ana)
    said = await town.say(ana, circle, "/today")
    foreign = await town.refused("deleteMessage", chat_id=circle, message_id=said)
    assert foreign == (400, BAD + "message can't be deleted")
    await town.call("deleteMessage", chat_id=circle, message_id=await town.send(circle))
    await town.act("members", {"chat": circle, "id": 1, "status": "administrator"})
    await town.call("deleteMessage", chat_id=circle, message_id=said)


async def test_more_than_one_reaction_is_too_many(town: Town) -> None:
    ana = await town.person()
    both = [{"type": "emoji", "emoji": "👍"}, {"type": "emoji", "emoji": "👀"}]
    many = await town.refused("setMessageReaction", chat_id=ana, message_id=1, reaction=both)
    assert many == (400, BAD + "REACTIONS_TOO_MANY")
    wrong = await town.refused("setMessageReaction", chat_id=ana, message_id=1, reaction="{}")
    assert wrong == (400, BAD + "expected an Array of ReactionType")


async def test_the_bot_shows_that_it_writes(town: Town) -> None:
    assert await town.call("sendChatAction", chat_id=await town.person(), action="typing") is True
