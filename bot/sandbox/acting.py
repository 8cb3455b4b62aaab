"""One request to act as a person: JSON in, JSON out, errors as {"error": "..."} with a 4xx.

    POST /sandbox/people        {"name", "language"?}                                  {"id"}
    POST /sandbox/groups        {"title", "members": [ids], "kind"?: "supergroup"}     {"id"}; the bot is in it
    POST /sandbox/messages      {"from", "chat", "text", "reply_to"?, "anonymous"?}    {"message_id"}
                                {"from", "chat", "kind": "voice|photo|sticker|document", "caption"?}
                                {"from", "chat", "start": PAYLOAD}: they opened a link
    POST /sandbox/edits         {"from", "chat", "message_id", "text"}                 {}
    POST /sandbox/presses       {"from", "chat", "message_id", "button", "wait"?}      {"answer": text or null}
    POST /sandbox/reactions     {"from", "chat", "message_id", "emoji"}                {}; an empty emoji takes it away
    POST /sandbox/blocks        {"from", "blocked": true or false}                     {}
    POST /sandbox/members       {"chat", "id", "status"}                               {}; 1 is the bot
    POST /sandbox/migrations    {"chat"}                                               {"id"} of the supergroup
    POST /sandbox/faults        {"method", "kind", "count"?, "retry_after"?}           {}; count 0 takes them back
    GET  /sandbox/people        GET /sandbox/chats        GET /sandbox/stats
    GET  /sandbox/chats/{id}/messages?after=N             newer than N, oldest first
    GET  /sandbox/commands?chat=ID&person=ID              the menu they see
    GET  /sandbox/files/{id}                              what the bot or a person sent
    GET  /sandbox/events                                  new and changed messages, as server-sent events

A press waits for its answer, *wait* real seconds at most; null is an empty answer, or none yet.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable

from aiohttp import web

from bot.sandbox.asked import Asked, read_asked
from bot.sandbox.bot_profile import menu
from bot.sandbox.faults import ANY, KINDS, RETRY_AFTER, Fault
from bot.sandbox.people import STATUSES, People, written
from bot.sandbox.refusals import Unfit
from bot.sandbox.showing import Onlookers, view
from bot.sandbox.state import PRESENT, USERNAME, State
from bot.sandbox.state_file import Json

WAIT = 10.0  # seconds
LONGEST_WAIT = 60.0  # seconds
LONGEST_NAME = 64
LONGEST_TITLE = 128
PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")
FIELDS: dict[str, Json] = {
    "voice": {"duration": 3, "mime_type": "audio/ogg"},
    "sticker": {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False},
    "document": {"file_name": "document.pdf", "mime_type": "application/pdf"},
    "photo": {"width": 640, "height": 480},
}


class Acting:
    """The ways in, each a method. *hurt* lets a fault come, *stats* counts what the bot called."""

    def __init__(
        self,
        state: State,
        people: People,
        onlookers: Onlookers,
        hurt: Callable[[Fault], None],
        stats: Callable[[], Json],
    ) -> None:
        self._state = state
        self._people = people
        self._onlookers = onlookers
        self._hurt = hurt
        self._stats = stats
        self._posts: dict[str, Callable[[Asked], Json]] = {
            "people": self._arrive,
            "groups": self._gather,
            "messages": self._say,
            "edits": self._edit,
            "reactions": self._react,
            "blocks": self._block,
            "members": self._set_status,
            "migrations": self._migrate,
            "faults": self._fail,
        }

    async def serve(self, request: web.BaseRequest) -> web.StreamResponse:
        """Do one request."""
        try:
            return await self._serve(request)
        except Unfit as error:
            return web.json_response({"error": str(error)}, status=error.status)

    async def _serve(self, request: web.BaseRequest) -> web.StreamResponse:
        match request.method, request.path.removeprefix("/sandbox/").split("/"):
            case "POST", ["presses"]:
                return web.json_response({"answer": await self._press(await read_asked(request))})
            case "POST", [what] if what in self._posts:
                return web.json_response(self._posts[what](await read_asked(request)))
            case "GET", ["people"]:
                return web.json_response([self._person(one) for one in self._state.people])
            case "GET", ["chats"]:
                return web.json_response([self._chat(one) for one in self._state.chats])
            case "GET", ["chats", chat, "messages"]:
                return web.json_response(self._messages(_number(chat), _number(request.query.get("after", "0"))))
            case "GET", ["commands"]:
                seen = [_number(request.query.get(name, "")) for name in ("chat", "person")]
                where, who = self._people.chat(seen[0]), self._people.person(seen[1])
                return web.json_response(menu(self._state, where, who))
            case "GET", ["stats"]:
                return web.json_response(self._stats())
            case "GET", ["files", key] if key in self._state.files:
                return self._file(key)
            case "GET", ["events"]:
                return await self._events(request)
        raise Unfit(f"there is no {request.method} {request.path}", 404)

    def _arrive(self, asked: Asked) -> Json:
        return {"id": self._people.arrive(asked.title("name", LONGEST_NAME), asked.text("language", ""))}

    def _gather(self, asked: Asked) -> Json:
        members, kind = asked.wholes("members"), asked.text("kind", "group")
        if not members or len(set(members)) != len(members) or kind not in {"group", "supergroup"}:
            raise Unfit("a group or supergroup has members, each once")
        return {"id": self._people.gather(asked.title("title", LONGEST_TITLE), members, kind)}

    def _say(self, asked: Asked) -> Json:
        chat = asked.whole("chat")
        reply_to = asked.whole("reply_to") if asked.has("reply_to") else None
        anonymous = asked.flag("anonymous", default=False)
        content = self._content(asked, in_a_group=chat < 0)
        number = self._people.say(asked.whole("from"), chat, content, reply_to, anonymous=anonymous)
        return {"message_id": number}

    def _content(self, asked: Asked, *, in_a_group: bool) -> Json:
        if asked.has("start"):
            if not PAYLOAD.fullmatch(payload := asked.text("start")):
                raise Unfit("a link carries 1 to 64 of A-Z a-z 0-9 _ -")
            return written(f"/start@{USERNAME} {payload}" if in_a_group else f"/start {payload}")
        kind = asked.text("kind", "text")
        if kind == "text":
            return written(asked.text("text"))
        if kind not in FIELDS:
            raise Unfit(f"a message of kind {kind} cannot be sent here")
        key = f"sent{self._state.next('sent')}"
        body: Json = {"file_id": key, "file_unique_id": key} | FIELDS[kind]
        caption = {"caption": asked.text("caption")} if asked.has("caption") else {}
        return {kind: [body] if kind == "photo" else body} | caption

    def _edit(self, asked: Asked) -> Json:
        self._people.edit(asked.whole("from"), asked.whole("chat"), asked.whole("message_id"), asked.text("text"))
        return {}

    async def _press(self, asked: Asked) -> str | None:
        where = asked.whole("from"), asked.whole("chat"), asked.whole("message_id")
        wait = min(asked.number("wait", WAIT), LONGEST_WAIT)
        key = self._people.press(*where, asked.text("button"))
        answer: asyncio.Future[str | None] = asyncio.get_running_loop().create_future()
        self._state.answers[key] = answer
        try:
            async with asyncio.timeout(wait):
                return await answer
        except TimeoutError:
            return None
        finally:
            del self._state.answers[key]

    def _react(self, asked: Asked) -> Json:
        self._people.react(asked.whole("from"), asked.whole("chat"), asked.whole("message_id"), asked.text("emoji"))
        return {}

    def _block(self, asked: Asked) -> Json:
        self._people.block(asked.whole("from"), blocked=asked.flag("blocked"))
        return {}

    def _set_status(self, asked: Asked) -> Json:
        if (status := asked.text("status")) not in STATUSES:
            raise Unfit(f'"status" is one of {", ".join(sorted(STATUSES))}')
        self._people.set_status(self._people.chat(asked.whole("chat")), asked.whole("id"), status)
        return {}

    def _migrate(self, asked: Asked) -> Json:
        return {"id": self._people.migrate(self._people.chat(asked.whole("chat")))}

    def _fail(self, asked: Asked) -> Json:
        kind = asked.text("kind")
        if kind not in KINDS:
            raise Unfit(f'"kind" is one of {", ".join(sorted(KINDS))}')
        count = asked.whole("count") if asked.has("count") else 1
        after = asked.whole("retry_after") if asked.has("retry_after") else RETRY_AFTER
        if count < 0 or after < 1:
            raise Unfit('"count" is 0 or more, "retry_after" 1 or more')
        self._hurt(Fault(asked.text("method", ANY).lower(), kind, count, after))
        return {}

    def _person(self, number: int) -> Json:
        person = self._state.people[number]
        return {"id": number, "name": person.name, "language": person.language, "blocked": person.blocked}

    def _chat(self, number: int) -> Json:
        chat = self._state.chats[number]
        there = {int(one): status for one, status in chat.members.items() if status in PRESENT}
        return {"id": number, "kind": chat.kind, "title": chat.title, "members": there, "moved_to": chat.moved_to}

    def _messages(self, chat: int, after: int) -> list[Json]:
        messages = self._people.chat(chat).messages
        return [view(one) for number, one in messages.items() if number > after]

    def _file(self, key: str) -> web.Response:
        upload = self._state.files[key]
        # As a download: what the bot sends is not to be run as a page of this address.
        headers = {"Content-Disposition": "attachment", "X-Content-Type-Options": "nosniff"}
        return web.Response(body=upload.data, headers={"Content-Type": upload.media} | headers)

    async def _events(self, request: web.BaseRequest) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        queue = self._onlookers.join()
        try:
            await response.prepare(request)
            while True:
                await response.write(f"event: message\ndata: {await queue.get()}\n\n".encode())
        except ConnectionResetError:
            return response
        finally:
            self._onlookers.leave(queue)


def _number(text: str) -> int:
    try:
        return int(text)
    except ValueError as error:
        raise Unfit(f'"{text}" is not a whole number') from error
