"""One request to act as a person: JSON in, JSON out.

    POST /sandbox/people        {"name", "language"?}                                  {"id"}
    POST /sandbox/groups        {"title", "members": [ids], "kind"?: "supergroup"}     {"id"}; the bot is in it,
                                {..., "bot": false}: it is not, until somebody adds it
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
    POST /sandbox/clock         {"speed"?, "leap"?: true}                              {"now", "speed", "leapt"}

A press waits for its answer, *wait* real seconds at most; null is an empty answer, or none yet.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable

from bot.sandbox.asked import Asked
from bot.sandbox.faults import ANY, KINDS, RETRY_AFTER, Fault
from bot.sandbox.people import STATUSES, People, written
from bot.sandbox.refusals import Unfit
from bot.sandbox.state import BOT, USERNAME, State
from bot.sandbox.state_file import Json
from bot.sandbox.timing import Timing

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
    """What can be done, each a method. *hurt* lets a fault come."""

    def __init__(
        self,
        state: State,
        people: People,
        timing: Timing,
        hurt: Callable[[Fault], None],
    ) -> None:
        self._state = state
        self._people = people
        self._timing = timing
        self._hurt = hurt
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

    async def do(self, what: str, asked: Asked) -> Json:
        """Do one thing as a person. Raises Unfit."""
        if what == "presses":
            return {"answer": await self._press(asked)}
        if what == "clock":
            return await self._timing.set(asked)
        if what not in self._posts:
            raise Unfit(f"there is no POST /sandbox/{what}", 404)
        return self._posts[what](asked)

    def _arrive(self, asked: Asked) -> Json:
        return {"id": self._people.arrive(asked.title("name", LONGEST_NAME), asked.text("language", ""))}

    def _gather(self, asked: Asked) -> Json:
        members, kind = asked.wholes("members"), asked.text("kind", "group")
        if not members or len(set(members)) != len(members) or kind not in {"group", "supergroup"}:
            raise Unfit("a group or supergroup has members, each once")
        number = self._people.gather(asked.title("title", LONGEST_TITLE), members, kind)
        if asked.flag("bot", default=True):
            self._people.set_status(self._people.chat(number), BOT, "member")
        return {"id": number}

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
