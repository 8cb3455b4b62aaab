"""The methods about the bot itself, and about chats and who is in them. Each raises Refused."""

from __future__ import annotations

import json
import re

from bot.sandbox.bot_messages import BotMessages
from bot.sandbox.given import Given
from bot.sandbox.people import People, membership
from bot.sandbox.refusals import bad
from bot.sandbox.state import BOT, BOT_USER, PRESENT, Chat, Person, State
from bot.sandbox.state_file import Json

MOST_COMMANDS = 100
LONGEST_DESCRIPTION = 256
COMMAND = re.compile(r"[a-z0-9_]{1,32}")
LANGUAGE = re.compile(r"([a-z]{2})?")
FOR_ALL = {"default", "all_private_chats", "all_group_chats", "all_chat_administrators"}
FOR_SOME = {"chat", "chat_administrators", "chat_member"}
WORDS = {"description": 512, "short_description": 120}
ME = BOT_USER | {
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": False,
    "can_connect_to_business": False,
    "has_main_web_app": False,
}


class BotProfile:
    """What the bot says of itself, and asks about chats."""

    def __init__(self, state: State, messages: BotMessages, people: People) -> None:
        self._state = state
        self._messages = messages
        self._people = people

    def get_me(self, _given: Given) -> Json:
        """Say who the bot is."""
        return ME

    def set_commands(self, given: Given) -> bool:
        """Set the menu for some readers."""
        listed = given.structure("commands", "commands")
        if listed is not None and not isinstance(listed, list):
            raise bad("expected an Array of BotCommand")
        commands = [_command(one) for one in listed or []]
        if len(commands) > MOST_COMMANDS:
            raise bad("BOT_COMMANDS_TOO_MUCH")
        key = self._readers(given)
        self._state.profile["commands"][key] = commands
        self._state.keep_profile()
        return True

    def get_commands(self, given: Given) -> list[Json]:
        """Return the menu of some readers, as it was set."""
        found: list[Json] = self._state.profile["commands"].get(self._readers(given), [])
        return found

    def delete_commands(self, given: Given) -> bool:
        """Take the menu of some readers away."""
        self._state.profile["commands"].pop(self._readers(given), None)
        self._state.keep_profile()
        return True

    def _readers(self, given: Given) -> str:
        complaint = "can't parse BotCommandScope: {}"
        scope = given.structure("scope", "BotCommandScope")
        scope = {"type": "default"} if scope is None else scope
        if not isinstance(scope, dict):
            raise bad(complaint.format("BotCommandScope must be an Object"))
        kind = scope.get("type")
        if kind is None:
            raise bad(complaint.format('Can\'t find field "type"'))
        if kind not in FOR_ALL | FOR_SOME:
            raise bad(complaint.format("Unsupported type specified"))
        chat = person = ""
        if kind in FOR_SOME:
            chat = str(self._messages.known(Given({"chat_id": str(scope.get("chat_id", ""))})).id)
        if kind == "chat_member":
            person = str(scope.get("user_id", ""))
            if not person.isdecimal():
                raise bad(complaint.format("Invalid user_id specified"))
        return readers(kind, _language(given), chat, person)

    def set_words(self, name: str, given: Given) -> bool:
        """Set the description or the short description of the bot."""
        if len(given.text(name)) > WORDS[name]:
            raise bad(f"bot {name.replace('_', ' ')} is too long")
        self._state.profile[f"{name}/{_language(given)}"] = given.text(name)
        self._state.keep_profile()
        return True

    def get_chat(self, given: Given) -> Json:
        """Return what is known of a chat."""
        chat = self._messages.known(given)
        return chat.shown() | {
            "accent_color_id": 0,
            "max_reaction_count": 11,
            "accepted_gift_types": dict.fromkeys(
                ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"),
                False,
            ),
        }

    def get_member(self, given: Given) -> Json:
        """Return what someone is in a chat."""
        number = given.whole("user_id")
        if number <= 0:
            raise bad("invalid user_id specified")
        chat = self._messages.known(given)
        if number == BOT:
            return membership(BOT_USER, chat.status(BOT))
        if (person := self._state.people.get(number)) is None:
            raise bad("member not found")
        return membership(person.user(), chat.status(number))

    def leave(self, given: Given) -> bool:
        """Leave a group."""
        chat = self._messages.writable(given)
        if chat.private:
            raise bad("chat member status can't be changed in private chats")
        self._people.set_status(chat, BOT, "left")
        return True


def introduced(state: State) -> Json:
    """Return what somebody sees who opens the chat for the first time."""
    words = {name: state.profile.get(f"{name}/", "") for name in WORDS}
    return {"id": BOT, "name": BOT_USER["first_name"], "username": BOT_USER["username"]} | words


def readers(kind: str, language: str, chat: str = "", person: str = "") -> str:
    """Return the key under which a menu is kept."""
    return json.dumps([kind, chat, person, language])


def menu(state: State, chat: Chat, person: Person) -> list[Json]:
    """Return the commands that someone sees in a chat: those said for the fewest, in their language before none."""
    here, admin = str(chat.id), chat.status(person.id) in PRESENT - {"member"}
    scopes = [("chat_member", here, str(person.id))] if not chat.private else []
    scopes += [("chat_administrators", here, "")] if admin else []
    scopes += [("chat", here, "")]
    scopes += [("all_chat_administrators", "", "")] if admin else []
    scopes += [("all_private_chats" if chat.private else "all_group_chats", "", ""), ("default", "", "")]
    for kind, where, who in scopes:
        for language in (person.language[:2], ""):
            if found := state.profile["commands"].get(readers(kind, language, where, who)):
                return list(found)
    return []


def _command(one: object) -> Json:
    complaint = "can't parse BotCommand: {}"
    if not isinstance(one, dict):
        raise bad(complaint.format("expected an Object"))
    for name in ("command", "description"):
        if name not in one:
            raise bad(complaint.format(f'Can\'t find field "{name}"'))
        if not isinstance(one[name], str):
            raise bad(complaint.format(f'Field "{name}" must be of type String'))
    command, description = one["command"].removeprefix("/"), one["description"].strip()
    if not COMMAND.fullmatch(command):
        raise bad("BOT_COMMAND_INVALID")
    if not 0 < len(description) <= LONGEST_DESCRIPTION:
        raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": command, "description": description}


def _language(given: Given) -> str:
    if not LANGUAGE.fullmatch(language := given.text("language_code")):
        raise bad("invalid language code specified")
    return language
