"""Who and what is there: people, chats, messages, files. Holds it, keeps it on the disk, and knows no rules."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from bot.sandbox.given import Upload
from bot.sandbox.state_file import CLOCK, Json, StateFile
from bot.sandbox.updates import Updates

BOT = 1
TOKEN = "1:sandbox"  # noqa: S105 - nothing is behind it
USERNAME = "azalea_sandbox_bot"
BOT_USER: Json = {"id": BOT, "is_bot": True, "first_name": "azalea", "username": USERNAME}
ANONYMOUS_USER: Json = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}

FIRST_PERSON = 1001
FIRST_GROUP = -2001
FIRST_SUPERGROUP = -1_002_000_000_001
FIRST_UPDATE = 500_000_001
PRESENT = {"creator", "administrator", "member"}


@dataclass(slots=True)
class Person:
    """Somebody with Telegram on a phone. The bot may write once they *started* it, until they *blocked* it."""

    id: int
    name: str
    language: str
    started: bool = False
    blocked: bool = False

    def user(self) -> Json:
        """Return the person as the bot sees them."""
        user: Json = {"id": self.id, "is_bot": False, "first_name": self.name}
        return user | ({"language_code": self.language} if self.language else {})


@dataclass(slots=True)
class Posted:
    """A message: its *body* as the bot sees it, who sent it, and what became of it. Reactions are by person.

    *keys* are what a keyboard that is not inline asks for: it belongs to the person's screen, not to the message.
    *reworded* is one whose words changed; where only buttons did, Telegram shows no sign of an edit.
    """

    body: Json
    sender: int
    keys: Json = field(default_factory=dict)
    deleted: bool = False
    reactions: dict[str, str] = field(default_factory=dict)
    reworded: bool = False


@dataclass(slots=True)
class Chat:
    """A chat of *kind* private, group or supergroup; members with their status, the bot among them."""

    id: int
    kind: str
    title: str
    members: dict[str, str] = field(default_factory=dict)
    moved_to: int | None = None
    last_message: int = 0
    messages: dict[int, Posted] = field(default_factory=dict)

    @property
    def private(self) -> bool:
        """Whether it is between one person and the bot."""
        return self.kind == "private"

    def status(self, person: int) -> str:
        """Return what someone is in this chat."""
        return self.members.get(str(person), "left")

    def shown(self) -> Json:
        """Return the chat as the bot sees it."""
        return {"id": self.id, "type": self.kind, "first_name" if self.private else "title": self.title}


@dataclass(slots=True)
class Query:
    """A press that can be answered until *expires*, a timestamp."""

    chat: int
    message: int
    expires: float


class State:
    """All of it. *now* gives the date of everything; by *aging* what waits grows old, and the bot writes too often."""

    def __init__(self, file: StateFile, now: Callable[[], datetime], aging: Callable[[], datetime]) -> None:
        self.file = file
        self.now = now
        self.aging = aging
        facts = dict(file.read("facts"))
        self._counters: dict[str, int] = facts.get("counters", {})
        self.profile: Json = facts.get("profile", {"commands": {}, "webhook": {}, "allowed": []})
        self.people = {int(key): Person(**body) for key, body in file.read("people")}
        self.chats = {int(key): Chat(**body) for key, body in file.read("chats")}
        for key, body in file.read("messages"):
            chat, number = key.split("/")
            self.chats[int(chat)].messages[int(number)] = Posted(**body)
        for chat_there in self.chats.values():
            chat_there.last_message = max(chat_there.messages, default=0)
        self.queries = {key: Query(**body) for key, body in file.read("queries")}
        self.files = {key: _file(body) for key, body in file.read("files")}
        self.updates = Updates(file, aging, lambda: self.next("update", FIRST_UPDATE))
        self.updates.allowed = self.profile["allowed"]
        self.answers: dict[str, asyncio.Future[str | None]] = {}
        self.tell: Callable[[Chat, Posted], None] = lambda _chat, _posted: None
        self.announce: Callable[[str, Json], None] = lambda _event, _body: None

    def next(self, what: str, first: int = 1, step: int = 1) -> int:
        """Return a number for something, never twice the same."""
        number = self._counters.get(what, first - step) + step
        self._counters[what] = number
        self.keep_clock()
        self.file.put("facts", "counters", self._counters)
        return number

    def timestamp(self) -> int:
        """Return the date of what happens now."""
        return int(self.now().timestamp())

    def keep_clock(self) -> None:
        """Keep what the time is: the next start goes on from there."""
        self.file.put("facts", CLOCK, {"at": self.now().isoformat()})

    def keep_profile(self) -> None:
        """Keep what was changed in the profile."""
        self.file.put("facts", "profile", self.profile)
        self.announce("people", {"id": BOT})

    def keep_person(self, person: Person) -> None:
        """Keep a person who is new or changed."""
        self.people[person.id] = person
        self.file.put("people", person.id, asdict(person))
        self.announce("people", {"id": person.id})

    def keep_chat(self, chat: Chat) -> None:
        """Keep a chat that is new or changed; its messages are kept one by one."""
        self.chats[chat.id] = chat
        body = {"id": chat.id, "kind": chat.kind, "title": chat.title}
        self.file.put("chats", chat.id, body | {"members": dict(chat.members), "moved_to": chat.moved_to})
        self.announce("chats", {"id": chat.id})

    def keep_message(self, chat: Chat, posted: Posted) -> None:
        """Keep a message that is new or changed, and tell whoever looks on."""
        fields = {"body": posted.body, "sender": posted.sender, "keys": posted.keys}
        fields |= {"deleted": posted.deleted, "reactions": posted.reactions, "reworded": posted.reworded}
        self.file.put("messages", f"{chat.id}/{posted.body['message_id']}", fields)
        self.tell(chat, posted)

    def post(self, chat: Chat, sender: int, user: Json, content: Json, keys: Json | None = None) -> Posted:
        """Put a message into a chat. Numbers run through all chats, but each supergroup counts for itself."""
        number = chat.last_message + 1 if chat.kind == "supergroup" else self.next("message")
        body = {"message_id": number, "from": user, "chat": chat.shown(), "date": self.timestamp()}
        posted = Posted(body | content, sender, keys or {})
        chat.messages[number] = posted
        chat.last_message = number
        self.keep_message(chat, posted)
        return posted

    def keep_file(self, upload: Upload) -> str:
        """Keep a file and return what it is called by."""
        key = f"file{self.next('file')}"
        self.files[key] = upload
        data = base64.b64encode(upload.data).decode()
        self.file.put("files", key, {"name": upload.name, "media": upload.media, "data": data})
        return key

    def keep_query(self, key: str, query: Query) -> None:
        """Keep a press until it is too old."""
        now = self.aging().timestamp()
        for old in [name for name, one in self.queries.items() if one.expires <= now]:
            del self.queries[old]
            self.file.put("queries", old, None)
        self.queries[key] = query
        self.file.put("queries", key, asdict(query))


def _file(body: dict[str, Any]) -> Upload:
    return Upload(body["name"], body["media"], base64.b64decode(body["data"]))


def quoted(posted: Posted) -> Json:
    """Return a message as it stands in a reply to it: one level, as Telegram does it."""
    return {name: value for name, value in posted.body.items() if name != "reply_to_message"}
