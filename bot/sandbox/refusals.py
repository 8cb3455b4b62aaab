"""How Telegram says no, in its own codes and words; and how the JSON interface does."""

from __future__ import annotations


class Refused(Exception):  # noqa: N818 - a state of a call, said as one
    """A call of the bot that is not done. *parameters* go with the answer, for programs to read."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


class Unfit(Exception):  # noqa: N818 - as Refused
    """A request to act as a person that makes no sense; *status* is HTTP's."""

    def __init__(self, sentence: str, status: int = 400) -> None:
        super().__init__(sentence)
        self.status = status


def bad(what: str) -> Refused:
    """Return the refusal that most mistakes of a bot meet."""
    return Refused(400, f"Bad Request: {what}")


def forbidden(what: str) -> Refused:
    """Return the refusal of someone who does not want the bot."""
    return Refused(403, f"Forbidden: {what}")


def conflict(what: str) -> Refused:
    """Return the refusal of one of two that want the same updates."""
    return Refused(409, f"Conflict: {what}")


def too_many(seconds: int) -> Refused:
    """Return the refusal of a bot that writes too often."""
    return Refused(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)


def moved(chat: int) -> Refused:
    """Return the refusal of a group that became the supergroup *chat*."""
    return Refused(400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat)
