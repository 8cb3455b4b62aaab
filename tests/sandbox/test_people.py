"""What people do, and what the bot hears of it."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from tests.sandbox.conftest import Clock, Town, open_town

TOO_OLD = 400, "Bad Request: query is too old and response timeout expired or query ID is invalid"


async def press(town: Town, who: int, chat: int, number: int, button: str, **more: Any) -> asyncio.Task[dict[str, Any]]:
    """Let someone press a button, and not wait for it."""
    body = {"from": who, "chat": chat, "message_id": number, "button": button} | more
    return asyncio.create_task(town.act("presses", body))


async def queries(town: Town) -> list[dict[str, Any]]:
    """Return the presses that the bot hears of next."""
    return [one["callback_query"] for one in await town.heard(wait=50)]


async def test_a_message_comes_with_who_wrote_it_and_its_commands(town: Town) -> None:
    ana = await town.person("Ana", "en-GB")
    number = await town.say(ana, ana, " 😀 see /today@azalea_sandbox_bot \n")
    (heard,) = await town.heard()
    assert heard["message"] == {
        "message_id": number,
        "from": {"id": ana, "is_bot": False, "first_name": "Ana", "language_code": "en-GB"},
        "chat": {"id": ana, "type": "private", "first_name": "Ana"},
        "date": int(town.clock.moment.timestamp()),
        "text": "😀 see /today@azalea_sandbox_bot",
        "entities": [{"type": "bot_command", "offset": 7, "length": 25}],
    }


async def test_a_press_gets_its_answer(town: Town) -> None:
    ana = await town.person()
    number = await town.send(ana, "x", "Taken", "Later")
    pressing = await press(town, ana, ana, number, "Taken")
    (query,) = await queries(town)
    assert query["data"] == "taken"
    assert query["from"]["id"] == ana
    assert query["message"]["message_id"] == number
    assert await town.call("answerCallbackQuery", callback_query_id=query["id"], text="Noted") is True
    assert await pressing == {"answer": "Noted"}
    long = await town.refused("answerCallbackQuery", callback_query_id=query["id"], text="x" * 201)
    assert long == (400, "Bad Request: MESSAGE_TOO_LONG")


async def test_a_press_by_its_data_and_an_answer_without_words(town: Town) -> None:
    ana = await town.person()
    pressing = await press(town, ana, ana, await town.send(ana, "x", "Taken", "Later"), "later")
    (query,) = await queries(town)
    await town.call("answerCallbackQuery", callback_query_id=query["id"])
    assert await pressing == {"answer": None}


async def test_a_press_nobody_answers_ends_and_grows_too_old(town: Town) -> None:
    ana = await town.person()
    assert await (await press(town, ana, ana, await town.send(ana, "x", "Taken"), "Taken", wait=0)) == {"answer": None}
    (query,) = await queries(town)
    town.clock.pass_by(149)
    assert await town.call("answerCallbackQuery", callback_query_id=query["id"]) is True
    town.clock.pass_by(1)
    assert await town.refused("answerCallbackQuery", callback_query_id=query["id"]) == TOO_OLD
    assert await town.refused("answerCallbackQuery", callback_query_id="0") == TOO_OLD
    await (await press(town, ana, ana, query["message"]["message_id"], "Taken", wait=0))
    assert len(town.sandbox.state.queries) == 1


@pytest.mark.parametrize(
    ("path", "more", "status", "error"),
    [
        ("presses", {"message_id": 2, "button": "No"}, 404, "there is no such button under message 2"),
        ("presses", {"message_id": 9, "button": "Yes"}, 404, "there is no message 9 in chat 1001"),
        ("presses", {"message_id": 2}, 400, '"button" is not a text'),
        ("presses", {"message_id": True, "button": "Yes"}, 400, '"message_id" is not a whole number'),
        ("messages", {"text": " "}, 400, "a text has 1 to 4096 characters"),
        ("messages", {"text": "x" * 4097}, 400, "a text has 1 to 4096 characters"),
        ("messages", {"text": "x", "reply_to": 9}, 404, "there is no message 9 in chat 1001"),
        ("messages", {"text": "x", "from": 7}, 404, "there is no person 7"),
        ("messages", {"text": "x", "chat": 7}, 404, "there is no chat 7"),
        ("messages", {"text": "x", "anonymous": True}, 403, "only an administrator of a supergroup can be anonymous"),
        ("messages", {"kind": "elephant"}, 400, "a message of kind elephant cannot be sent here"),
        ("messages", {"start": "a b"}, 400, "a link carries 1 to 64 of A-Z a-z 0-9 _ -"),
        ("edits", {"message_id": 2, "text": "x"}, 403, "message 2 is no text of 1001"),
        ("people", {"name": " "}, 400, '"name" has 1 to 64 characters'),
        ("groups", {"title": "x", "members": []}, 400, "a group or supergroup has members, each once"),
        ("groups", {"title": "x", "members": "1001"}, 400, '"members" is not a list of whole numbers'),
        ("members", {"chat": 1001, "id": 1, "status": "left"}, 403, "chat 1001 has no members to change"),
        ("members", {"id": 1, "status": "king"}, 400, '"status" is one of administrator, kicked, left, member'),
        ("blocks", {"blocked": "yes"}, 400, '"blocked" is not true or false'),
        ("presses", {"message_id": 2, "button": "Yes", "wait": "long"}, 400, '"wait" is not a number'),
        ("migrations", {}, 403, "chat 1001 is no group that can become a supergroup"),
        ("faults", {"method": "*", "kind": "boredom"}, 400, None),
        ("faults", {"method": "sendMesage", "kind": "500"}, 404, "there is no method sendmesage"),
        ("faults", {"method": "*", "kind": "500", "count": -1}, 400, '"count" is 0 or more, "retry_after" 1 or more'),
        ("nowhere", {}, 404, "there is no POST /sandbox/nowhere"),
    ],
)
async def test_what_a_phone_would_not_offer(
    town: Town, path: str, more: dict[str, Any], status: int, error: str | None
) -> None:
    ana = await town.person()
    await town.send(ana, "x", "Yes")
    found, answer = await town.try_to(path, {"from": ana, "chat": ana} | more)
    assert (found, answer["error"]) == (status, error or answer["error"])
    assert await town.heard() == []


@pytest.mark.parametrize(("kind", "field"), [("voice", "duration"), ("sticker", "type"), ("document", "file_name")])
async def test_what_is_no_text(town: Town, kind: str, field: str) -> None:
    ana = await town.person()
    await town.act("messages", {"from": ana, "chat": ana, "kind": kind})
    (heard,) = await town.heard()
    assert field in heard["message"][kind]
    assert "text" not in heard["message"]


async def test_a_picture_with_words(town: Town) -> None:
    ana = await town.person()
    await town.act("messages", {"from": ana, "chat": ana, "kind": "photo", "caption": "my box"})
    (heard,) = await town.heard()
    assert heard["message"]["caption"] == "my box"
    assert heard["message"]["photo"][0]["file_id"] == (await town.messages(ana))[-1]["photo"]


async def test_a_link_carries_its_payload(town: Town) -> None:
    ana = await town.person()
    circle = await town.group(ana)
    for chat in (ana, circle):
        await town.act("messages", {"from": ana, "chat": chat, "start": "invite-1"})
    texts = [one["message"]["text"] for one in await town.heard()]
    assert texts == ["/start invite-1", "/start@azalea_sandbox_bot invite-1"]


async def test_in_a_group_the_bot_hears_what_is_for_it(town: Town) -> None:
    ana, ben = await town.person("Ana"), await town.person("Ben")
    circle = await town.group(ana, ben)
    asked = await town.send(circle)
    unheard = await town.say(ben, circle, "between us")
    for text in ("@azalea_sandbox_bot hello", "/today@another_bot", "say /today", "took it"):
        await town.say(ben, circle, text)
    await town.say(ben, circle, "not to the bot", reply_to=unheard)
    assert await town.heard() == []
    for text in ("/today", "/today@Azalea_Sandbox_Bot please"):
        await town.say(ben, circle, text)
    await town.say(ben, circle, "took it", reply_to=asked)
    heard = [one["message"] for one in await town.heard()]
    assert [one["text"] for one in heard] == ["/today", "/today@Azalea_Sandbox_Bot please", "took it"]
    assert heard[2]["reply_to_message"]["message_id"] == asked


async def test_an_administrator_hears_all(town: Town) -> None:
    ana = await town.person()
    circle = await town.group(ana)
    await town.act("members", {"chat": circle, "id": 1, "status": "administrator"})
    (change,) = await town.heard()
    assert change["my_chat_member"]["new_chat_member"]["status"] == "administrator"
    await town.say(ana, circle, "between us")
    assert [one["message"]["text"] for one in await town.heard()] == ["between us"]


async def test_who_comes_and_goes(town: Town) -> None:
    ana, ben = await town.person("Ana"), await town.person("Ben")
    made = await town.act("groups", {"title": "Circle", "members": [ana]})
    mine, added = await town.heard()
    assert mine["my_chat_member"]["old_chat_member"]["status"] == "left"
    assert [one["id"] for one in added["message"]["new_chat_members"]] == [1]
    assert added["message"]["chat"] == {"id": made["id"], "type": "group", "title": "Circle"}
    await town.act("members", {"chat": made["id"], "id": ben, "status": "member"})
    await town.act("members", {"chat": made["id"], "id": ben, "status": "left"})
    came, went = await town.heard()
    assert came["message"]["new_chat_members"][0]["id"] == ben
    assert went["message"]["left_chat_member"]["id"] == ben
    assert (await town.call("getChatMember", chat_id=made["id"], user_id=ben))["status"] == "left"
    assert (await town.try_to("messages", {"from": ben, "chat": made["id"], "text": "/today"}))[0] == 403


@pytest.mark.parametrize(
    ("status", "description"),
    [("kicked", "bot was kicked from the group chat"), ("left", "bot is not a member of the group chat")],
)
async def test_a_bot_that_was_sent_away_cannot_write_or_hear(town: Town, status: str, description: str) -> None:
    ana = await town.person()
    circle = await town.group(ana)
    await town.act("members", {"chat": circle, "id": 1, "status": status})
    await town.heard()
    await town.say(ana, circle, "/today")
    assert await town.heard() == []
    assert await town.refused("sendMessage", chat_id=circle, text="x") == (403, f"Forbidden: {description}")


async def test_the_bot_leaves(town: Town) -> None:
    ana = await town.person()
    circle = await town.group(ana)
    assert await town.call("leaveChat", chat_id=circle) is True
    assert (await town.refused("sendMessage", chat_id=circle, text="x"))[0] == 403


async def test_a_group_becomes_a_supergroup(town: Town) -> None:
    ana = await town.person()
    circle = await town.group(ana)
    moved = (await town.act("migrations", {"chat": circle}))["id"]
    old, new = [one["message"] for one in await town.heard()]
    assert (old["chat"]["id"], old["migrate_to_chat_id"]) == (circle, moved)
    assert (new["chat"]["id"], new["migrate_from_chat_id"], new["message_id"]) == (moved, circle, 1)
    status, answer = await town.raw("sendMessage", {"chat_id": circle, "text": "x"})
    assert status == 400
    assert answer["description"] == "Bad Request: group chat was upgraded to a supergroup chat"
    assert answer["parameters"] == {"migrate_to_chat_id": moved}
    assert await town.send(moved) == 2
    assert (await town.try_to("messages", {"from": ana, "chat": circle, "text": "/today"}))[0] == 410


async def test_an_anonymous_administrator_is_nobody(town: Town) -> None:
    ana = await town.person()
    circle = await town.group(ana, kind="supergroup")
    await town.say(ana, circle, "/today", anonymous=True)
    (heard,) = await town.heard()
    assert heard["message"]["from"]["username"] == "GroupAnonymousBot"
    assert heard["message"]["sender_chat"]["id"] == circle
    assert (await town.messages(circle))[-1]["from"] == circle


async def test_reactions_in_a_group_are_told_to_administrators(town: Town) -> None:
    ana = await town.person()
    circle = await town.group(ana)
    await town.heard(allowed_updates=["message", "message_reaction"])
    thumb = {"from": ana, "chat": circle, "message_id": await town.send(circle), "emoji": "👍"}
    await town.act("reactions", thumb)
    assert await town.heard() == []
    await town.act("members", {"chat": circle, "id": 1, "status": "administrator"})
    await town.act("reactions", thumb | {"emoji": "❤"})
    (heard,) = await town.heard()
    assert heard["message_reaction"]["new_reaction"][0]["emoji"] == "❤"
    await town.call(
        "setMessageReaction",
        chat_id=circle,
        message_id=thumb["message_id"],
        reaction=[{"type": "emoji", "emoji": "👀"}],
    )
    assert (await town.messages(circle))[-1]["reactions"] == {str(ana): "❤", "1": "👀"}


async def test_who_blocked_the_bot_does_not_write_to_it(town: Town) -> None:
    ana = await town.person()
    for _ in range(2):
        await town.act("blocks", {"from": ana, "blocked": True})
    assert len(await town.heard()) == 1
    assert (await town.try_to("messages", {"from": ana, "chat": ana, "text": "x"}))[0] == 403


@pytest.mark.parametrize("path", ["chats/x/messages", "chats/1001/messages?after=x", "commands?chat=1001"])
async def test_numbers_are_numbers(town: Town, path: str) -> None:
    await town.person()
    async with town.web.get(f"/sandbox/{path}") as response:
        assert response.status == 400
        assert "is not a whole number" in (await response.json())["error"]


async def test_people_and_chats_can_be_listed(town: Town) -> None:
    ana = await town.person("Ana", "de")
    circle = await town.group(ana)
    assert await town.look("people") == [{"id": ana, "name": "Ana", "language": "de", "blocked": False}]
    private, group = await town.look("chats")
    assert (private["id"], private["kind"]) == (ana, "private")
    assert (group["id"], group["kind"], group["title"]) == (circle, "group", "Circle")
    assert group["members"] == {str(ana): "creator", "1": "member"}


async def test_people_see_the_menu_that_is_meant_for_them(town: Town) -> None:
    ana, ben = await town.person("Ana", "de-AT"), await town.person("Ben", "en")
    circle = await town.group(ana, ben)

    async def offer(name: str, scope: dict[str, Any] | None = None, language: str = "") -> None:
        given = {"scope": scope} if scope else {}
        commands = [{"command": name, "description": "x"}]
        await town.call("setMyCommands", commands=commands, language_code=language, **given)

    async def seen(chat: int, person: int) -> str | None:
        menu = await town.look(f"commands?chat={chat}&person={person}")
        return menu[0]["command"] if menu else None

    assert await seen(ana, ana) is None
    await offer("all")
    await offer("alle", language="de")
    assert [await seen(ana, ana), await seen(ben, ben), await seen(circle, ben)] == ["alle", "all", "all"]
    await offer("private", {"type": "all_private_chats"})
    await offer("groups", {"type": "all_group_chats"})
    assert [await seen(ana, ana), await seen(circle, ana)] == ["private", "groups"]
    await offer("admins", {"type": "all_chat_administrators"})
    await offer("ben", {"type": "chat_member", "chat_id": circle, "user_id": ben})
    assert [await seen(circle, ana), await seen(circle, ben)] == ["admins", "ben"]
    await offer("here", {"type": "chat", "chat_id": ana})
    assert await seen(ana, ana) == "here"
    assert await town.call("getMyCommands", scope={"type": "chat", "chat_id": ana}) == [
        {"command": "here", "description": "x"}
    ]
    await town.call("deleteMyCommands", scope={"type": "chat", "chat_id": ana})
    assert await seen(ana, ana) == "private"


async def test_a_keyboard_that_is_not_inline_belongs_to_the_screen(town: Town) -> None:
    ana = await town.person()
    sent = await town.call("sendMessage", chat_id=ana, text="x", reply_markup={"keyboard": [["Yes", {"text": "No"}]]})
    assert "reply_markup" not in sent
    await town.call("sendMessage", chat_id=ana, text="x", reply_markup={"force_reply": True})
    first, second = await town.messages(ana, after=1)
    assert first["keyboard"] == [["Yes", "No"]]
    assert second["force_reply"] is True


async def test_files_of_the_bot_can_be_fetched(town: Town) -> None:
    ana = await town.person()
    png = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000100000002008")
    for name, data in (("photo", png), ("document", b"diary")):
        await town.upload(ana, name, data)
    photo, document = await town.messages(ana, after=1)
    async with town.web.get(f"/sandbox/files/{photo['photo']}") as response:
        assert await response.read() == png
        assert response.headers["Content-Disposition"] == "attachment"
    async with town.web.get(f"/sandbox/files/{document['document']['file']}") as response:
        assert await response.read() == b"diary"
    again = await town.call("sendDocument", chat_id=ana, document=document["document"]["file"], caption="again")
    assert again["document"]["file_id"] == document["document"]["file"]
    assert again["caption"] == "again"


async def test_whoever_looks_on_is_told(town: Town) -> None:
    ana = await town.person()
    async with town.web.get("/sandbox/events") as events:
        assert events.content_type == "text/event-stream"
        number = await town.send(ana, "one")
        await town.call("editMessageText", chat_id=ana, message_id=number, text="two")
        _, *told = [await events.content.readuntil(b"\n\n") for _ in range(3)]
    assert [one.startswith(b"event: message\ndata: {") for one in told] == [True, True]
    assert [b'"one"' in told[0], b'"two"' in told[1]] == [True, True]


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "evil.example:8081", ""])
@pytest.mark.parametrize("path", ["/sandbox/people", "/bot1:sandbox/getMe"])
async def test_another_host_is_not_let_in(town: Town, host: str, path: str) -> None:
    async with town.web.get(path, headers={"Host": host}) as response:
        assert response.status == 421
    async with town.web.get(path, headers={"Host": "localhost:8081"}) as response:
        assert response.status == 200


@pytest.mark.parametrize("path", ["/sandbox/people", "/bot1:sandbox/getMe"])
async def test_a_page_of_another_address_is_not_let_in(town: Town, path: str) -> None:
    here = town.sandbox.address
    others = (
        "https://evil.example",
        "null",
        "http://127.0.0.1:1",
        f"{here}.evil.example",
        here.replace("http", "https"),
    )
    for origin, status in (*((other, 403) for other in others), (here, 200)):
        async with town.web.get(path, headers={"Origin": origin}) as response:
            assert response.status == status


async def test_only_json_makes_people_act(town: Town) -> None:
    for kind, status in (("text/plain", 415), ("application/x-www-form-urlencoded", 415), ("application/json", 200)):
        headers = {"Content-Type": kind}
        async with town.web.post("/sandbox/people", data='{"name": "Ana"}', headers=headers) as response:
            assert response.status == status
    assert len(await town.look("people")) == 1
    for body in ("{", "[]"):
        headers = {"Content-Type": "application/json"}
        async with town.web.post("/sandbox/people", data=body, headers=headers) as response:
            assert response.status == 400
            assert "error" in await response.json()


async def test_the_clock_gives_the_date(clock: Clock) -> None:
    async with open_town(clock) as town:
        ana = await town.person()
        clock.pass_by(3600)
        sent = await town.call("sendMessage", chat_id=ana, text="x")
        assert sent["date"] == int(clock.moment.timestamp())
