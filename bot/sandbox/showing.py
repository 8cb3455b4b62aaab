"""A message as people see it, and who is told at once that one came or changed."""

from __future__ import annotations

import asyncio
import json

from bot.sandbox.state import Chat, Posted
from bot.sandbox.state_file import Json

MOST_WAITING = 10_000  # events; a page that was put to sleep takes none, and stays connected
END = ""

MEDIA = ("voice", "sticker", "video", "audio")


def view(posted: Posted) -> Json:
    """Return what stands in the chat. A deleted message keeps its number and nothing else."""
    body = posted.body
    rows = [] if posted.deleted else body.get("reply_markup", {}).get("inline_keyboard", [])
    shown: Json = {
        "message_id": body["message_id"],
        "from": posted.sender,
        "date": body["date"],
        "text": "" if posted.deleted else body.get("text", body.get("caption", "")),
        "entities": [] if posted.deleted else body.get("entities", body.get("caption_entities", [])),
        "buttons": [[one["text"] for one in row] for row in rows],
        "styles": [[one.get("style", "") for one in row] for row in rows],
        "edited": "edit_date" in body,
        "reworded": posted.reworded,
        "deleted": posted.deleted,
    }
    return shown if posted.deleted else shown | _more(posted)


def _more(posted: Posted) -> Json:
    body = posted.body
    more: Json = {}
    if "photo" in body:
        more["photo"] = body["photo"][-1]["file_id"]
    if "document" in body:
        more["document"] = {"file": body["document"]["file_id"], "name": body["document"]["file_name"]}
    if kind := next((name for name in MEDIA if name in body), None):
        more["kind"] = kind
    if "reply_to_message" in body:
        more["reply_to"] = body["reply_to_message"]["message_id"]
    if (event := _event(body)) is not None:
        more["event"] = event
    if posted.reactions:
        more["reactions"] = posted.reactions
    if "keyboard" in posted.keys:
        more["keyboard"] = [[one["text"] for one in row] for row in posted.keys["keyboard"]]
    if "force_reply" in posted.keys:
        more["force_reply"] = True
    return more


def _event(body: Json) -> Json | None:
    """Return what Telegram itself says there, None where somebody says something."""
    if "new_chat_members" in body:
        return {"kind": "joined", "who": ", ".join(one["first_name"] for one in body["new_chat_members"])}
    if "left_chat_member" in body:
        return {"kind": "left", "who": body["left_chat_member"]["first_name"]}
    if "migrate_to_chat_id" in body or "migrate_from_chat_id" in body:
        return {"kind": "moved"}
    return None


class Onlookers:
    """Those who are told at once of what happens: what it is called, and JSON that says it."""

    def __init__(self) -> None:
        self._queues: set[asyncio.Queue[str]] = set()

    def tell(self, event: str, body: Json) -> None:
        """Tell everybody who looks on."""
        if self._queues:
            text = f"event: {event}\ndata: {json.dumps(body)}\n\n"
            for queue in list(self._queues):
                if queue.qsize() < MOST_WAITING:
                    queue.put_nowait(text)
                else:
                    self._let_go(queue)

    def tell_of(self, chat: Chat, posted: Posted) -> None:
        """Tell them of a message that came or changed."""
        if self._queues:
            self.tell("message", {"chat": chat.id, "message": view(posted)})

    def join(self) -> asyncio.Queue[str]:
        """Return where one more of them will be told, as server-sent events; END is the last."""
        queue: asyncio.Queue[str] = asyncio.Queue()
        self._queues.add(queue)
        return queue

    def _let_go(self, queue: asyncio.Queue[str]) -> None:
        """Keep nothing more for who does not listen: who is told of the end comes again, and looks for itself."""
        self.leave(queue)
        while not queue.empty():
            queue.get_nowait()
        queue.put_nowait(END)

    def leave(self, queue: asyncio.Queue[str]) -> None:
        """Tell this one no more."""
        self._queues.discard(queue)
