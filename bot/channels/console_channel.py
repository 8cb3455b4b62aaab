"""The terminal as a channel: a prompt that stays where both ends are terminals, line by line where it is piped.

Buttons print as "[1] Done"; typing 1 is sent on as it is, for a number belongs to what was said last.
"""

from __future__ import annotations

import asyncio
import hashlib
import io
import secrets
import shutil
import sys
import textwrap
import threading
import unicodedata
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Protocol

from bot.channels.console_files import files_of, leave_file
from bot.channels.console_looks import QUIET, Piece, plain, rendered
from bot.messages import Abilities, Ambiguous, ChannelStopped, Hear, Incoming, NotSent, Outgoing, Raw, Receipt

NAME = "terminal"
KEPT_CONTROLS = "\n\t"


class Terminal(Protocol):
    """What people sit at. *width* is how many letters a line holds, None where lines are not to be broken."""

    @property
    def width(self) -> int | None:
        """Return the width as it is now."""

    def lines(self) -> AsyncIterator[str]:
        """Yield what they type, line by line, until they leave."""

    def greet(self, words: str) -> None:
        """Show how to begin, where someone sits and looks."""

    def show(self, message: Sequence[Piece]) -> None:
        """Show a message at once. Raises OSError."""


class ConsoleChannel:
    """One person at one terminal, known by *name*. *now* tells when a line came in; files are left in *folder*."""

    name = NAME
    can = Abilities(buttons=False, edits=False, longest_text=100_000)

    def __init__(self, terminal: Terminal, name: str, now: Callable[[], datetime], folder: Path) -> None:
        """Give this run a name of its own, so that no line of another run is taken for one of this."""
        self._terminal = terminal
        self._person = name
        self._now = now
        self._folder = folder
        self._run = secrets.token_hex(8)
        self._heard = 0

    async def listen(self, hear: Hear) -> None:
        """Hand over each line, and wait until it is kept before the next is read."""
        async for line in self._terminal.lines():
            words = clean(line)
            if words:
                self._heard += 1
                body = {"text": words, "name": self._person}
                await hear([Raw(NAME, f"{self._run}/{self._heard}", body, self._now())])

    def read(self, raw: Raw) -> Incoming | None:
        """Return the line as words of the person at the terminal. Raises ValueError where it is not a line."""
        try:
            name, text = raw.body["name"], raw.body["text"]
        except KeyError as error:
            message = "a line has a name and a text"
            raise ValueError(message) from error
        address = address_of(name)
        return Incoming(NAME, address, address, name, text, raw.at)

    async def send(self, out: Outgoing) -> Receipt:
        """Show a message. Another person's message waits until they are at the terminal."""
        if out.chat != address_of(self._person):
            raise NotSent
        try:
            left = [leave_file(self._folder, file) for file in files_of(out)]
            self._terminal.show(rendered(out, self._terminal.width, left))
        except (BrokenPipeError, ValueError) as error:  # ValueError: it was closed
            raise ChannelStopped from error
        except TimeoutError as error:
            raise Ambiguous from error
        except OSError as error:
            raise NotSent from error
        return Receipt(None)

    async def acknowledge(self, heard: Incoming, words: str | None) -> None:
        """Do nothing: the answer follows on the next line."""


def address_of(name: str) -> str:
    """Return what an account is kept under: not the name itself, though whoever guesses the name can tell."""
    return hashlib.sha256(name.casefold().encode()).hexdigest()[:16]


def clean(line: str) -> str:
    """Return a line without what no keyboard makes: control characters and lone halves of characters."""
    kept = (c for c in line if c in KEPT_CONTROLS or unicodedata.category(c) not in {"Cc", "Cs"})
    return "".join(kept).strip()


class PipedTerminal:
    """Lines from a pipe or file, answers to standard output."""

    width = None

    def __init__(self, source: BinaryIO) -> None:
        """Take what to read; any bytes will do."""
        self._source = source

    async def lines(self) -> AsyncIterator[str]:
        """Yield line by line; the next is read only when it is asked for."""
        loop = asyncio.get_running_loop()
        asked = threading.Semaphore(0)
        came: asyncio.Queue[bytes] = asyncio.Queue()

        def read() -> None:
            while asked.acquire():
                line = self._source.readline()
                loop.call_soon_threadsafe(came.put_nowait, line)
                if not line:
                    return

        # A daemon, so that leaving does not wait for a line that may never come.
        threading.Thread(target=read, name="terminal", daemon=True).start()
        while True:
            asked.release()
            line = await came.get()
            if not line:
                return
            yield line.decode("utf-8", errors="replace")

    def show(self, message: Sequence[Piece]) -> None:
        """Print the words alone, and flush: who reads a pipe wants nothing drawn."""
        if sys.stdout is None:
            raise BrokenPipeError
        print(plain(message), flush=True)  # noqa: T201 - this is where azalea speaks

    def greet(self, words: str) -> None:
        """Say nothing: whoever pipes lines knows what to type."""


class PromptTerminal:
    """A prompt that stays at the bottom while messages appear above it."""

    @property
    def width(self) -> int:
        """Return the width of the window as it is now."""
        return shutil.get_terminal_size().columns

    async def lines(self) -> AsyncIterator[str]:
        """Yield what is typed, until Ctrl-D or Ctrl-C."""
        from prompt_toolkit import PromptSession  # noqa: PLC0415 - not needed where lines are piped
        from prompt_toolkit.patch_stdout import patch_stdout  # noqa: PLC0415

        session: PromptSession[str] = PromptSession()
        with patch_stdout():
            while True:
                try:
                    line = await session.prompt_async("> ")
                except (EOFError, KeyboardInterrupt):
                    return
                yield line

    def greet(self, words: str) -> None:
        """Say how to begin."""
        self.show([(QUIET, "\n".join(textwrap.wrap(words, self.width)))])

    def show(self, message: Sequence[Piece]) -> None:
        """Draw above the prompt, in colours unless the terminal or its owner wants none."""
        from prompt_toolkit import print_formatted_text  # noqa: PLC0415
        from prompt_toolkit.formatted_text import FormattedText  # noqa: PLC0415

        print_formatted_text(FormattedText(message), flush=True)


def this_terminal() -> Terminal:
    """Return the terminal that this process was started in. Letters that it does not have are shown as "?"."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    if sys.stdin.isatty() and sys.stdout.isatty():
        return PromptTerminal()
    return PipedTerminal(sys.stdin.buffer)
