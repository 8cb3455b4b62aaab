"""What people do: write, press, react, edit, block, come and go. Each becomes a message, an update, or both.

In a group the bot hears what privacy mode lets through: commands, replies to its messages, and what Telegram itself
says there. As an administrator it hears all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.sandbox.checks import LONGEST_TEXT, wide
from bot.sandbox.refusals import Unfit
from bot.sandbox.state import (
    ANONYMOUS_USER,
    BOT,
    BOT_USER,
    FIRST_GROUP,
    FIRST_PERSON,
    FIRST_SUPERGROUP,
    PRESENT,
    USERNAME,
    Chat,
    Person,
    Posted,
    Query,
    State,
    quoted,
)
from bot.sandbox.state_file import Json
from bot.sandbox.updates import SHORT

COMMAND = re.compile(r"(?<![^\s])/\w{1,64}(?:@\w{3,32})?", re.ASCII)
FOR_THE_BOT = re.compile(rf"/\w{{1,64}}(?:@{USERNAME})?(?!\S)", re.ASCII | re.IGNORECASE)
STATUSES = {"administrator", "member", "left", "kicked"}
RIGHTS = (
    *("can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats"),
    *("can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories"),
    *("can_edit_stories", "can_delete_stories"),
)


class People:
    """People who act on one *state*. Raises Unfit where a phone would not offer it."""

    def __init__(self, state: State) -> None:
        self._state = state

    def arrive(self, name: str, language: str) -> int:
        """Let a person join Telegram. They do not know the bot yet."""
        person = Person(self._state.next("person", FIRST_PERSON), name, language)
        self._state.keep_person(person)
        private = Chat(person.id, "private", name, {str(person.id): "member", str(BOT): "member"})
        self._state.keep_chat(private)
        return person.id

    def gather(self, title: str, members: Sequence[int], kind: str) -> int:
        """Let the first of *members* make a group with the others."""
        creator, *others = [self.person(one) for one in members]
        number = self._number(kind)
        statuses = {str(creator.id): "creator"} | {str(one.id): "member" for one in others}
        group = Chat(number, kind, title, statuses)
        self._state.keep_chat(group)
        return number

    def _number(self, kind: str) -> int:
        return self._state.next(kind, FIRST_GROUP if kind == "group" else FIRST_SUPERGROUP, -1)

    def person(self, number: int) -> Person:
        """Return somebody who is there."""
        if (found := self._state.people.get(number)) is None:
            raise Unfit(f"there is no person {number}", 404)
        return found

    def chat(self, number: int) -> Chat:
        """Return a chat that is there."""
        if (found := self._state.chats.get(number)) is None:
            raise Unfit(f"there is no chat {number}", 404)
        return found

    def seat(self, sender: int, chat: int) -> tuple[Person, Chat]:
        """Return somebody in a chat in which they can do something."""
        person, place = self.person(sender), self.chat(chat)
        if place.status(sender) not in PRESENT:
            raise Unfit(f"{sender} is not in chat {chat}", 403)
        if place.moved_to is not None:
            raise Unfit(f"chat {chat} is now {place.moved_to}", 410)
        if place.private and person.blocked:
            raise Unfit(f"{sender} blocked the bot", 403)
        return person, place

    def message(self, chat: Chat, number: int) -> Posted:
        """Return a message that is still there."""
        found = chat.messages.get(number)
        if found is None or found.deleted:
            raise Unfit(f"there is no message {number} in chat {chat.id}", 404)
        return found

    def say(self, sender: int, chat: int, content: Json, reply_to: int | None, *, anonymous: bool) -> int:
        """Put what someone wrote or sent into a chat."""
        person, place = self.seat(sender, chat)
        if reply_to is not None:
            content = content | {"reply_to_message": quoted(self.message(place, reply_to))}
        if place.private and not person.started:
            person.started = True
            self._state.keep_person(person)
        if anonymous:
            if place.kind != "supergroup" or place.status(sender) not in {"creator", "administrator"}:
                raise Unfit("only an administrator of a supergroup can be anonymous", 403)
            posted = self._state.post(place, place.id, ANONYMOUS_USER, {"sender_chat": place.shown()} | content)
        else:
            posted = self._state.post(place, sender, person.user(), content)
        self._hear("message", place, posted)
        return int(posted.body["message_id"])

    def edit(self, sender: int, chat: int, number: int, text: str) -> None:
        """Let someone change what they wrote."""
        _, place = self.seat(sender, chat)
        posted = self.message(place, number)
        if posted.sender != sender or "text" not in posted.body:
            raise Unfit(f"message {number} is no text of {sender}", 403)
        body = {name: value for name, value in posted.body.items() if name != "entities"}
        posted.body = body | written(text) | {"edit_date": self._state.timestamp()}
        posted.reworded = True
        self._state.keep_message(place, posted)
        self._hear("edited_message", place, posted)

    def press(self, sender: int, chat: int, number: int, button: str) -> str:
        """Let someone press a button under a message, named by its label or its data; return the query's id."""
        person, place = self.seat(sender, chat)
        posted = self.message(place, number)
        rows = posted.body.get("reply_markup", {}).get("inline_keyboard", [])
        there = [one for row in rows for one in row]
        found = next((one for one in there if button in {one.get("callback_data"), one["text"]}), None)
        if found is None or "callback_data" not in found:
            raise Unfit(f"there is no such button under message {number}", 404)
        key = str(4_000_000_000 + self._state.next("query"))
        self._state.keep_query(key, Query(chat, number, (self._state.aging() + SHORT).timestamp()))
        body = {"id": key, "from": person.user(), "message": posted.body, "chat_instance": str(chat)}
        self._state.updates.add("callback_query", body | {"data": found["callback_data"]})
        return key

    def react(self, sender: int, chat: int, number: int, emoji: str) -> None:
        """Let someone put an emoji to a message, or take it away with an empty one."""
        person, place = self.seat(sender, chat)
        posted = self.message(place, number)
        before = posted.reactions.pop(str(sender), "")
        if emoji:
            posted.reactions[str(sender)] = emoji
        self._state.keep_message(place, posted)
        if place.private or place.status(BOT) == "administrator":
            body = {"chat": place.shown(), "message_id": number, "user": person.user()}
            changed = {"old_reaction": _reactions(before), "new_reaction": _reactions(emoji)}
            self._state.updates.add("message_reaction", body | {"date": self._state.timestamp()} | changed)

    def block(self, sender: int, *, blocked: bool) -> None:
        """Let someone block the bot, or no more."""
        person = self.person(sender)
        if person.blocked == blocked:
            return
        person.blocked = blocked
        self._state.keep_person(person)
        old, new = ("member", "kicked") if blocked else ("kicked", "member")
        self._tell_status("my_chat_member", self.chat(sender), person.user(), BOT_USER, (old, new))

    def set_status(self, group: Chat, number: int, status: str) -> None:
        """Let someone, or the bot, come into a group, leave it, or become its administrator."""
        if group.private or group.moved_to is not None:
            raise Unfit(f"chat {group.id} has no members to change", 403)
        user = BOT_USER if number == BOT else self.person(number).user()
        before = group.status(number)
        if before == status:
            return
        creator = self.person(int(next(one for one, what in group.members.items() if what == "creator")))
        came, went = status in PRESENT and before not in PRESENT, before in PRESENT and status not in PRESENT
        group.members[str(number)] = status
        self._state.keep_chat(group)
        kind = "my_chat_member" if number == BOT else "chat_member"
        if kind == "my_chat_member" or group.status(BOT) == "administrator":
            self._tell_status(kind, group, creator.user(), user, (before, status))
        if came or went:
            change = {"new_chat_members": [user]} if came else {"left_chat_member": user}
            posted = self._state.post(group, creator.id, creator.user(), change)
            if number == BOT or group.status(BOT) in PRESENT:
                self._state.updates.add("message", posted.body)

    def migrate(self, group: Chat) -> int:
        """Let a group become a supergroup: another chat, with another number."""
        if group.kind != "group" or group.moved_to is not None:
            raise Unfit(f"chat {group.id} is no group that can become a supergroup", 403)
        creator = self.person(int(next(iter(group.members))))
        after = Chat(self._number("supergroup"), "supergroup", group.title, dict(group.members))
        group.moved_to = after.id
        self._state.keep_chat(group)
        self._state.keep_chat(after)
        for chat, news in ((group, {"migrate_to_chat_id": after.id}), (after, {"migrate_from_chat_id": group.id})):
            self._hear("message", chat, self._state.post(chat, creator.id, creator.user(), news))
        return after.id

    def _hear(self, kind: str, chat: Chat, posted: Posted) -> None:
        if _heard(chat, posted):
            self._state.updates.add(kind, posted.body)

    def _tell_status(self, kind: str, chat: Chat, by: Json, user: Json, change: tuple[str, str]) -> None:
        old, new = (membership(user, status) for status in change)
        body = {"chat": chat.shown(), "from": by, "date": self._state.timestamp()}
        self._state.updates.add(kind, body | {"old_chat_member": old, "new_chat_member": new})


def written(text: str) -> Json:
    """Return a text as a person sends it: without blanks at its ends, its commands marked."""
    text = text.encode("utf-8", "replace").decode().strip()
    if not text or len(text) > LONGEST_TEXT:
        raise Unfit(f"a text has 1 to {LONGEST_TEXT} characters")
    commands = [
        {"type": "bot_command", "offset": wide(text[: one.start()]), "length": wide(one.group())}
        for one in COMMAND.finditer(text)
    ]
    return {"text": text} | ({"entities": commands} if commands else {})


def membership(user: Json, status: str) -> Json:
    """Return what someone is in a chat, with the fields that belong to it."""
    more: Json = {}
    if status == "administrator":
        more = dict.fromkeys(RIGHTS, False)
    elif status == "creator":
        more = {"is_anonymous": False}
    elif status == "kicked":
        more = {"until_date": 0}
    return {"user": user, "status": status} | more


def _heard(chat: Chat, posted: Posted) -> bool:
    if chat.private or chat.status(BOT) == "administrator":
        return True
    if chat.status(BOT) not in PRESENT:
        return False
    body = posted.body
    by_telegram = "migrate_to_chat_id" in body or "migrate_from_chat_id" in body
    to_the_bot = body.get("reply_to_message", {}).get("from", {}).get("id") == BOT
    return by_telegram or to_the_bot or FOR_THE_BOT.match(body.get("text", "")) is not None


def _reactions(emoji: str) -> list[Json]:
    return [{"type": "emoji", "emoji": emoji}] if emoji else []
