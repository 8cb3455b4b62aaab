"""The methods that put something into a chat, or change what is there. Each takes what was given, or raises Refused.

The order of the checks is Telegram's: what can be read, then the chat, the message replied to, the content, and last
whether the person wants it.
"""

from __future__ import annotations

from datetime import timedelta

from bot.sandbox.checks import fitted_caption, fitted_text, formatted, inline_only, keyboard
from bot.sandbox.given import Given, Upload
from bot.sandbox.limits import Limits
from bot.sandbox.pictures import is_picture, size
from bot.sandbox.refusals import bad, forbidden, moved
from bot.sandbox.state import BOT, BOT_USER, PRESENT, Chat, Posted, State, quoted
from bot.sandbox.state_file import Json

DELETABLE = timedelta(hours=48)
LONGEST_ANSWER = 200
ACTIONS = {
    *("typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document"),
    *("choose_sticker", "find_location", "record_video_note", "upload_video_note", "cancel"),
}
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)


class BotMessages:
    """What the bot does in chats."""

    def __init__(self, state: State, limits: Limits) -> None:
        self._state = state
        self._limits = limits

    def send_message(self, given: Given) -> Json:
        """Write a text."""
        if not given.text("text"):
            raise bad("message text is empty")
        text, entities = formatted(given, "text", "entities")
        _check_object(given, "link_preview_options", "link preview options")
        markup = _read_keyboard(given)
        chat, more = self._place(given)
        return self._send(chat, given, fitted_text(text, entities) | more, markup)

    def send_photo(self, given: Given) -> Json:
        """Send a picture."""
        upload = self._upload(given, "photo")
        if not is_picture(upload.data):
            raise bad("IMAGE_PROCESS_FAILED")
        width, height = size(upload.data)
        return self._send_file(given, upload, "photo", {"width": width, "height": height})

    def send_document(self, given: Given) -> Json:
        """Send a file."""
        upload = self._upload(given, "document")
        return self._send_file(given, upload, "document", {"file_name": upload.name, "mime_type": upload.media})

    def _upload(self, given: Given, name: str) -> Upload:
        if (upload := given.upload(name) or self._state.files.get(given.text(name))) is None:
            raise bad(
                "wrong file identifier/HTTP URL specified" if given.text(name) else f"there is no {name} in the request"
            )
        if not upload.data:
            raise bad("file must be non-empty")
        return upload

    def _send_file(self, given: Given, upload: Upload, name: str, more: Json) -> Json:
        caption, entities = formatted(given, "caption", "caption_entities")
        markup = _read_keyboard(given)
        chat, rest = self._place(given)
        under = fitted_caption(caption, entities)
        self._check_reachable(chat)
        known = given.text(name) if given.text(name) in self._state.files else None
        key = known or self._state.keep_file(upload)
        body = {"file_id": key, "file_unique_id": key, "file_size": len(upload.data)} | more
        content: Json = {name: [body] if name == "photo" else body}
        return self._send(chat, given, content | under | rest, markup)

    def _place(self, given: Given) -> tuple[Chat, Json]:
        """Return where to write, and what of the message says to which other one it replies."""
        chat = self.writable(given)
        if given.whole("message_thread_id"):
            raise bad("message thread not found")
        reply = given.structure("reply_parameters", "reply parameters")
        if reply is None:
            number, optional = given.whole("reply_to_message_id"), given.flag("allow_sending_without_reply")
        elif not isinstance(reply, dict):
            raise bad("object expected as reply parameters")
        else:
            number = Given({"message_id": str(reply.get("message_id"))}).whole("message_id")
            optional = bool(reply.get("allow_sending_without_reply"))
        if not number:
            return chat, {}
        replied = chat.messages.get(number)
        if replied is not None and not replied.deleted:
            return chat, {"reply_to_message": quoted(replied)}
        if optional:
            return chat, {}
        raise bad("message to be replied not found")

    def _send(self, chat: Chat, given: Given, content: Json, markup: Json | None) -> Json:
        self._check_reachable(chat)
        self._limits.spend(chat.id, self._state.aging().timestamp())
        inline = markup is not None and "inline_keyboard" in markup
        if inline:
            content["reply_markup"] = markup
        if given.flag("protect_content"):
            content["has_protected_content"] = True
        posted = self._state.post(chat, BOT, BOT_USER, content, None if inline else markup)
        return posted.body

    def _check_reachable(self, chat: Chat) -> None:
        if chat.private and self._state.people[chat.id].blocked:
            raise forbidden("bot was blocked by the user")

    def known(self, given: Given) -> Chat:
        """Return a chat that the bot knows. Raises Refused."""
        if not given.text("chat_id"):
            raise bad("chat_id is empty")
        chat = self._state.chats.get(given.whole("chat_id"))
        if chat is None or (chat.private and not self._state.people[chat.id].started):
            raise bad("chat not found")
        return chat

    def writable(self, given: Given) -> Chat:
        """Return a chat of which the bot is a member. Raises Refused."""
        chat = self.known(given)
        if chat.moved_to is not None:
            raise moved(chat.moved_to)
        if chat.status(BOT) == "kicked":
            raise forbidden(f"bot was kicked from the {chat.kind} chat")
        if chat.status(BOT) not in PRESENT:
            raise forbidden(f"bot is not a member of the {chat.kind} chat")
        return chat

    def edit_text(self, given: Given) -> Json:
        """Change a text of the bot, and its buttons with it."""
        if not given.text("text"):
            raise bad("message text is empty")
        text, entities = formatted(given, "text", "entities")
        markup = _read_keyboard(given)
        chat, posted = self._own(given)
        if "text" not in posted.body:
            raise bad("there is no text in the message to edit")
        return self._change(chat, posted, fitted_text(text, entities), inline_only(markup))

    def edit_markup(self, given: Given) -> Json:
        """Change or take away the buttons of a message of the bot."""
        markup = _read_keyboard(given)
        chat, posted = self._own(given)
        same: Json = {name: posted.body[name] for name in ("text", "entities") if name in posted.body}
        return self._change(chat, posted, same, inline_only(markup))

    def _own(self, given: Given) -> tuple[Chat, Posted]:
        if not given.text("chat_id") and not given.whole("message_id"):
            raise bad("message identifier is not specified")
        chat = self.writable(given)
        posted = self._message(chat, given, "message to edit")
        if posted.sender != BOT:
            raise bad("message can't be edited")
        return chat, posted

    def _message(self, chat: Chat, given: Given, what: str) -> Posted:
        posted = chat.messages.get(given.whole("message_id"))
        if posted is None or posted.deleted:
            raise bad(f"{what} not found")
        return posted

    def _change(self, chat: Chat, posted: Posted, content: Json, markup: Json | None) -> Json:
        gone = {"text", "entities", "reply_markup"}
        body = {name: value for name, value in posted.body.items() if name not in gone}
        body |= content | ({"reply_markup": markup} if markup else {})
        if body == posted.body:
            raise bad(NOT_MODIFIED)
        self._limits.spend(chat.id, self._state.aging().timestamp())
        posted.reworded |= any(posted.body.get(name) != body.get(name) for name in ("text", "entities"))
        posted.body = body | {"edit_date": self._state.timestamp()}
        self._state.keep_message(chat, posted)
        return posted.body

    def delete(self, given: Given) -> bool:
        """Take a message away for everybody."""
        chat = self.writable(given)
        posted = self._message(chat, given, "message to delete")
        foreign = posted.sender != BOT and not chat.private and chat.status(BOT) != "administrator"
        age = self._state.timestamp() - posted.body["date"]
        if foreign or age >= DELETABLE.total_seconds():
            raise bad("message can't be deleted")
        posted.deleted = True
        self._state.keep_message(chat, posted)
        return True

    def answer_press(self, given: Given) -> bool:
        """Answer a press of a button: once it is answered the button stops to turn."""
        key = given.text("callback_query_id")
        query = self._state.queries.get(key)
        if query is None or query.expires <= self._state.aging().timestamp():
            raise bad("query is too old and response timeout expired or query ID is invalid")
        if len(text := given.text("text")) > LONGEST_ANSWER:
            raise bad("MESSAGE_TOO_LONG")
        answer = self._state.answers.get(key)
        if answer is not None and not answer.done():
            answer.set_result(text or None)
        return True

    def react(self, given: Given) -> bool:
        """Put an emoji to a message, or take it away."""
        listed = given.structure("reaction", "reaction types")
        listed = [] if listed is None else listed
        if not isinstance(listed, list):
            raise bad("expected an Array of ReactionType")
        if any(not isinstance(one, dict) or not one.get("emoji") for one in listed):
            raise bad("REACTION_INVALID")
        chat = self.writable(given)
        posted = self._message(chat, given, "message to react")
        if len(listed) > 1:
            raise bad("REACTIONS_TOO_MANY")
        posted.reactions.pop(str(BOT), None)
        posted.reactions.update({str(BOT): one["emoji"] for one in listed})
        self._state.keep_message(chat, posted)
        return True

    def show_action(self, given: Given) -> bool:
        """Show that the bot is writing."""
        if given.text("action").lower() not in ACTIONS:
            raise bad("wrong parameter action in request")
        self._check_reachable(chat := self.writable(given))
        self._state.announce("action", {"chat": chat.id, "action": given.text("action").lower()})
        return True


def _read_keyboard(given: Given) -> Json | None:
    return keyboard(given) if given.text("reply_markup") else None


def _check_object(given: Given, name: str, what: str) -> None:
    found = given.structure(name, what)
    if given.text(name) and not isinstance(found, dict):
        raise bad(f"object expected as {what}")
