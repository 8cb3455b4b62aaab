"""A message as people see it, and who is told at once that one came or changed."""

from __future__ import annotations

import asyncio
import json

from bot.sandbox.state import Chat, Posted
from bot.sandbox.state_file import Json

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
        "edited": "edit_date" in body,
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
    if posted.reactions:
        more["reactions"] = posted.reactions
    if "keyboard" in posted.keys:
        more["keyboard"] = [[one["text"] for one in row] for row in posted.keys["keyboard"]]
    if "force_reply" in posted.keys:
        more["force_reply"] = True
    return more


class Onlookers:
    """Those who are told of messages as they come and change."""

    def __init__(self) -> None:
        self._queues: set[asyncio.Queue[str]] = set()

    def tell(self, chat: Chat, posted: Posted) -> None:
        """Tell everybody who looks on."""
        if self._queues:
            text = json.dumps({"chat": chat.id, "message": view(posted)})
            for queue in self._queues:
                queue.put_nowait(text)

    def join(self) -> asyncio.Queue[str]:
        """Return where one more of them will be told."""
        queue: asyncio.Queue[str] = asyncio.Queue()
        self._queues.add(queue)
        return queue

    def leave(self, queue: asyncio.Queue[str]) -> None:
        """Tell this one no more."""
        self._queues.discard(queue)
