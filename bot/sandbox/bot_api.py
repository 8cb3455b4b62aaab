"""One call of the bot: is it the bot, does something go wrong, what is asked, how is it answered."""

from __future__ import annotations

import asyncio
import json
import re
from collections import Counter
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from typing import Any

from aiohttp import web

from bot.sandbox.bot_messages import BotMessages
from bot.sandbox.bot_profile import BotProfile
from bot.sandbox.faults import ANY, REFUSALS, Fault, Faults, refusal
from bot.sandbox.given import Given, read_given
from bot.sandbox.limits import Limits
from bot.sandbox.people import People
from bot.sandbox.refusals import Refused, Unfit, conflict, moved
from bot.sandbox.state import TOKEN, State
from bot.sandbox.state_file import Json
from bot.sandbox.updates import LONGEST_WAIT, MOST
from bot.sandbox.webhook import Webhook, allow

ADDRESS = re.compile(r"/bot(\d+:[\w-]+)/(\w+)", re.ASCII)
Method = Callable[[Given], Any]


class BotApi:
    """The Bot API over one state."""

    def __init__(self, state: State, people: People, limits: Limits, webhook: Webhook) -> None:
        self._state = state
        self._people = people
        self._limits = limits
        self._webhook = webhook
        self._faults = Faults()
        self._calls: Counter[str] = Counter()
        self._refusals: Counter[str] = Counter()
        messages = BotMessages(state, limits)
        self._methods = _methods(messages, BotProfile(state, messages, people), webhook)
        self._names = {name.lower(): name for name in (*self._methods, "getUpdates")}
        self._by_small_name = {name.lower(): method for name, method in self._methods.items()}

    async def serve(self, request: web.BaseRequest) -> web.Response:
        """Answer one call."""
        found = ADDRESS.fullmatch(request.path)
        if found is None:
            return _refused(Refused(404, "Not Found"))
        token, name = found.groups()
        small = name.lower()
        if token != TOKEN:
            return _refused(Refused(401, "Unauthorized"))
        if small not in self._names:
            self._refusals["404"] += 1
            return _refused(Refused(404, "Not Found"))
        self._calls[self._names[small]] += 1
        try:
            given = await read_given(request)
            fault = self._faults.take(small, in_a_group=self._in_a_group(given))
            if fault is not None:
                await self._hurt_before(fault, given, request)
            answer = await self._call(small, given)
            return _answered(answer) if fault is None else await _hurt_after(fault, answer, request)
        except Refused as error:
            self._refusals[str(error.code)] += 1
            return _refused(error)

    async def _call(self, small: str, given: Given) -> str:
        if small == "getupdates":
            return f'{{"ok":true,"result":[{",".join(await self._fetch(given))}]}}'
        return json.dumps({"ok": True, "result": self._by_small_name[small](given)})

    async def _fetch(self, given: Given) -> list[str]:
        if self._webhook.url:
            why = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
            raise conflict(why)
        offset, limit = given.whole("offset"), given.whole("limit", MOST, 1, MOST)
        seconds = given.whole("timeout", 0, 0, LONGEST_WAIT)
        allow(self._state, given)
        limit, seconds = self._limits.fetch(offset, self._state.aging().timestamp(), limit, seconds)
        return [one.body for one in await self._state.updates.fetch(offset, limit, seconds)]

    def _in_a_group(self, given: Given) -> bool:
        chat = self._state.chats.get(given.whole("chat_id"))
        return chat is not None and chat.kind == "group" and chat.moved_to is None

    async def _hurt_before(self, fault: Fault, given: Given, request: web.BaseRequest) -> None:
        if fault.kind in REFUSALS:
            raise refusal(fault, in_a_group=given.whole("chat_id") < 0)
        if fault.kind == "migrate":
            raise moved(self._people.migrate(self._state.chats[given.whole("chat_id")]))
        if fault.kind == "hang":
            await _gone()
        if fault.kind == "drop_before":
            await _cut(request)

    def hurt(self, fault: Fault) -> None:
        """Let a fault come. Raises Unfit."""
        if fault.method not in {ANY, *self._names}:
            raise Unfit(f"there is no method {fault.method}", 404)
        self._faults.add(fault)

    def stats(self) -> Json:
        """Return what was called and refused since the start, and what waits now."""
        return {
            "calls": dict(self._calls),
            "refusals": dict(self._refusals),
            "people": len(self._state.people),
            "chats": len(self._state.chats),
            "messages": sum(len(chat.messages) for chat in self._state.chats.values()),
            "updates_waiting": len(self._state.updates),
            "updates_expired": self._state.updates.expired,
            "fetching": self._state.updates.fetching,
            "faults": self._faults.coming(),
        }


def _methods(messages: BotMessages, profile: BotProfile, webhook: Webhook) -> dict[str, Method]:
    return {
        "getMe": profile.get_me,
        "setWebhook": webhook.set,
        "deleteWebhook": webhook.delete,
        "getWebhookInfo": webhook.info,
        "sendMessage": messages.send_message,
        "sendPhoto": messages.send_photo,
        "sendDocument": messages.send_document,
        "editMessageText": messages.edit_text,
        "editMessageReplyMarkup": messages.edit_markup,
        "deleteMessage": messages.delete,
        "answerCallbackQuery": messages.answer_press,
        "setMessageReaction": messages.react,
        "sendChatAction": messages.show_action,
        "setMyCommands": profile.set_commands,
        "getMyCommands": profile.get_commands,
        "deleteMyCommands": profile.delete_commands,
        "setMyDescription": partial(profile.set_words, "description"),
        "setMyShortDescription": partial(profile.set_words, "short_description"),
        "getChat": profile.get_chat,
        "getChatMember": profile.get_member,
        "leaveChat": profile.leave,
    }


def _answered(text: str) -> web.Response:
    return web.Response(body=text.encode(), content_type="application/json")


def _refused(error: Refused) -> web.Response:
    body: Json = {"ok": False, "error_code": error.code, "description": error.description}
    if error.parameters:
        body["parameters"] = error.parameters
    return web.json_response(body, status=error.code)


async def _hurt_after(fault: Fault, answer: str, request: web.BaseRequest) -> web.Response:
    match fault.kind:
        case "drop_after":
            await _cut(request)
        case "truncated":
            await _break_off(answer.encode(), request)
    return web.Response(body=b"<html>Bad Gateway</html>", content_type="text/html", status=HTTPStatus.OK)


async def _break_off(answer: bytes, request: web.BaseRequest) -> None:
    half = web.StreamResponse(headers={"Content-Type": "application/json", "Content-Length": str(len(answer))})
    await half.prepare(request)
    await half.write(answer[: len(answer) // 2])
    if request.transport is not None:
        request.transport.close()
    await _gone()


async def _cut(request: web.BaseRequest) -> None:
    if request.transport is not None:
        request.transport.abort()
    await _gone()


async def _gone() -> None:
    # The server cancels this call when the other end, or the cut above, has closed the connection.
    await asyncio.get_running_loop().create_future()
