"""What passes between azalea and a network: the values, the promise a channel keeps, and how sending can fail.

Knows no network by name and nothing of doses.

    NotDelivered
    ├── NotSent      certainly not delivered: try again
    ├── Ambiguous    perhaps delivered
    ├── Permanent    this chat cannot be reached
    ├── Refused      the chat can, but will never take this message
    └── Moved        the chat has another address now
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.care.charts import Captions, Chart


@dataclass(frozen=True, slots=True)
class Raw:
    """Something a network handed over, as it came. *key* names it for ever within its channel."""

    channel: str
    key: str
    body: dict[str, str]
    at: datetime  # when it arrived, UTC


class Heard(StrEnum):
    """What kind of thing came. azalea reads text and presses; of pictures and the like only that they came."""

    TEXT = "text"
    PRESS = "press"  # of a button; the text is its data
    REACTION = "reaction"  # to a message of azalea's; the text is the emoji, empty once it is taken back
    FORWARDED = "forwarded"  # what was written by somebody, or to somebody else, and passed on
    VOICE = "voice"
    PICTURE = "picture"
    OTHER = "other"
    BLOCKED = "blocked"  # nothing can be said there any more
    UNBLOCKED = "unblocked"
    ADDED = "added"  # azalea was brought into a group
    NOBODY = "nobody"  # words that no person stands behind: a group's, or a channel's
    SILENCE = "silence"  # of the network itself, which is over; the text is since when it was silent (ISO, UTC)


@dataclass(frozen=True, slots=True)
class Incoming:
    """What someone wrote, read from a Raw: *sender* and *chat* are addresses in the channel, *at* is in UTC.

    *edits*: it is an earlier message as it reads now. *about* is what the network calls the message of azalea's that
    was pressed, replied to or reacted to; *press* is what it calls the press. *private*: nobody else reads that chat.
    """

    channel: str
    sender: str
    chat: str
    name: str
    text: str
    at: datetime
    kind: Heard = Heard.TEXT
    edits: bool = False
    about: str | None = None
    press: str | None = None
    private: bool = True


class Weight(StrEnum):
    """What pressing a button would mean, where it is worth a colour."""

    PLAIN = "plain"
    USUAL = "usual"  # what is done every day
    GOES_ON = "goes on"  # what was read back is as it was meant
    ERASES = "erases"


@dataclass(frozen=True, slots=True)
class Button:
    """A choice under a message: the *label* a person sees, and the opaque *data* that comes back."""

    label: str
    data: str
    weight: Weight = Weight.PLAIN


@dataclass(frozen=True, slots=True)
class File:
    """Something to keep that comes with a message: a plain *name*, without a folder, and what is in it."""

    name: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart to be shown with a message: the plain *name* of its file, and *alt*, what is to be seen in words.

    *body* is a PNG once it is drawn. Where there is none, a channel shows the chart in letters.
    """

    name: str
    chart: Chart
    captions: Captions
    alt: str
    body: bytes | None = None


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message on its way to *chat*. *at* is the moment, in the reader's own zone where that is known.

    *marks* are what a channel without real buttons shows before each label: the words that press it. *edits* is what
    the network calls the message that is to read so from now on; without a text only its buttons change. *leaves*:
    there is nothing to say, and azalea goes out of that group. *covered* is the part of the text that a locked phone is
    not to show, where a network can cover it.
    """

    chat: str
    text: str
    buttons: tuple[Button, ...] = ()
    marks: tuple[str, ...] = ()
    at: datetime | None = None
    files: tuple[File, ...] = ()
    edits: str | None = None
    leaves: bool = False
    picture: Picture | None = None
    covered: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """A network took a message; *ref* is what it calls it, where it can be changed or answered by that."""

    ref: str | None


@dataclass(frozen=True, slots=True)
class Introduction:
    """How azalea introduces itself, where a network has a place for that.

    The menu is commands, without their slash, and what each is for: for talk alone, for azalea stays in no group.
    """

    description: str
    short: str
    private: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Rates:
    """What a network takes: *a_second* in all, in bursts of *burst*; a chat once in *chat_gap* seconds, after a burst.

    A group, known by how its address begins, takes no more than *group_a_minute*.
    """

    a_second: float
    burst: int
    chat_gap: float
    chat_burst: int
    group_a_minute: int
    group_begins: str


@dataclass(frozen=True, slots=True)
class Abilities:
    """What a network can do, the longest text it takes (in its own measure), and how fast it may be spoken to."""

    buttons: bool
    edits: bool
    longest_text: int
    rates: Rates | None = None


class NotDelivered(Exception):  # noqa: N818 - a state of a message, said as one
    """The message was not taken by the network."""


class NotSent(NotDelivered):
    """It certainly did not arrive. *retry_at* (UTC) is when the network asks to be tried again, if it said."""

    def __init__(self, retry_at: datetime | None = None) -> None:
        """Keep *retry_at*."""
        super().__init__()
        self.retry_at = retry_at


class Ambiguous(NotDelivered):
    """It may have arrived, and may not."""


class Permanent(NotDelivered):
    """The chat cannot be reached, now or later."""


class Refused(NotDelivered):
    """The chat can be reached, but this message is taken neither now nor later."""


class Moved(NotDelivered):
    """The chat lives at *address* now."""

    def __init__(self, address: str) -> None:
        """Keep the new *address*."""
        super().__init__()
        self.address = address


class ChannelStopped(Exception):  # noqa: N818 - a state of a channel, said as one
    """The channel can neither hear nor send any more; the others go on."""


Hear = Callable[[Sequence[Raw]], Awaitable[None]]  # returns after the commit


class Channel(Protocol):
    """One network. Everything it hears goes through *hear* before it confirms anything to the network."""

    name: str
    can: Abilities

    async def listen(self, hear: Hear) -> None:
        """Hand over what comes in, until the network has nothing more to say."""

    def read(self, raw: Raw) -> Incoming | None:
        """Turn a Raw into words. Pure and repeatable; None is not for us; ValueError is poison."""

    async def send(self, out: Outgoing) -> Receipt:
        """Deliver one message, or raise one of the five kinds of NotDelivered, or ChannelStopped."""

    async def acknowledge(self, heard: Incoming, words: str | None) -> None:
        """Show that something was heard (a toast, a read receipt): best effort, never a row, and waits for nobody."""
