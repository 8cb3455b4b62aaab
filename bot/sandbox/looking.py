"""One request to see what is there: JSON out.

GET  /sandbox/people        GET /sandbox/chats        GET /sandbox/stats
GET  /sandbox/chats/{id}/messages?after=N&before=N&last=N    those between, oldest first; the last so many
GET  /sandbox/commands?chat=ID&person=ID              the menu they see
GET  /sandbox/bot                                     what the bot says of itself before anybody wrote to it
GET  /sandbox/clock                                   {"now": timestamp, "speed": or null where it cannot be set,
                                                      "coming": when the bot has something to do next, or null}
GET  /sandbox/files/{id}                              what the bot or a person sent
GET  /sandbox/events                                  what happens, as server-sent events with JSON: message,
                                                      chats, people, action, clock
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping

from aiohttp import web

from bot.sandbox.bot_profile import introduced, menu
from bot.sandbox.people import People
from bot.sandbox.refusals import Unfit
from bot.sandbox.showing import END, Onlookers, view
from bot.sandbox.state import PRESENT, State
from bot.sandbox.state_file import Json
from bot.sandbox.timing import Timing

RETRY = b"retry: 500\n\n"  # milliseconds after which whoever lost the connection comes again

Seen = Json | list[Json]


class Looking:
    """What can be seen. *stats* counts what the bot called."""

    def __init__(self, state: State, onlookers: Onlookers, timing: Timing, stats: Callable[[], Json]) -> None:
        self._state = state
        self._people = People(state)
        self._onlookers = onlookers
        self._timing = timing
        self._stats = stats

    async def show(self, request: web.BaseRequest, path: list[str]) -> web.StreamResponse:
        """Answer one request. Raises Unfit."""
        match path:
            case ["events"]:
                return await self._events(request)
            case ["files", key] if key in self._state.files:
                return self._file(key)
            case ["chats", chat, "messages"]:
                return web.json_response(self._messages(_number(chat), request.query))
            case ["clock"]:
                return web.json_response(await self._timing.looked_at())
            case ["commands"]:
                return web.json_response(self._menu(request.query))
            case [what] if (seen := self._seen(what)) is not None:
                return web.json_response(seen)
        raise Unfit(f"there is no GET {request.path}", 404)

    def _seen(self, what: str) -> Seen | None:
        match what:
            case "people":
                return [self._person(one) for one in self._state.people]
            case "chats":
                return [self._chat(one) for one in self._state.chats]
            case "bot":
                return introduced(self._state)
            case "stats":
                return self._stats()
        return None

    def _menu(self, asked: Mapping[str, str]) -> list[Json]:
        chat, person = (_number(asked.get(name, "")) for name in ("chat", "person"))
        return menu(self._state, self._people.chat(chat), self._people.person(person))

    def _person(self, number: int) -> Json:
        person = self._state.people[number]
        return {"id": number, "name": person.name, "language": person.language, "blocked": person.blocked}

    def _chat(self, number: int) -> Json:
        chat = self._state.chats[number]
        there = {int(one): status for one, status in chat.members.items() if status in PRESENT}
        last = next((view(one) for one in reversed(chat.messages.values()) if not one.deleted), None)
        shown: Json = {"id": number, "kind": chat.kind, "title": chat.title, "members": there}
        return shown | {"moved_to": chat.moved_to, "last": last}

    def _messages(self, chat: int, asked: Mapping[str, str]) -> list[Json]:
        messages = self._people.chat(chat).messages
        after, before = _number(asked.get("after", "0")), _number(asked.get("before", str(sys.maxsize)))
        there = [one for number, one in messages.items() if after < number < before]
        most = _number(asked.get("last", str(len(there))))
        return [view(one) for one in there[max(len(there) - max(most, 0), 0) :]]

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
            await response.write(RETRY)
            while (told := await queue.get()) != END:
                await response.write(told.encode())
        except ConnectionResetError:
            pass
        finally:
            self._onlookers.leave(queue)
        return response


def _number(text: str) -> int:
    try:
        return int(text)
    except ValueError as error:
        raise Unfit(f'"{text}" is not a whole number') from error
