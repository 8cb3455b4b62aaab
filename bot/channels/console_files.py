"""Files that come with a message in the terminal: left in a folder, for their owner's eyes only."""

from __future__ import annotations

import itertools
import os
from pathlib import Path

from bot.messages import File, Outgoing

PRIVATE = 0o600


def files_of(out: Outgoing) -> list[File]:
    """Return what a message leaves in a folder: its files, and its picture where it was drawn."""
    picture = out.picture
    drawn = [File(picture.name, picture.body)] if picture and picture.body is not None else []
    return [*out.files, *drawn]


def leave_file(folder: Path, file: File) -> str:
    """Write a file for its owner's eyes only, beside what has its name already. Return where it is, or why it is not.

    A file that cannot be written is no reason to keep the message back: what the system says is shown in its place.
    """
    name = Path(file.name)
    for number in itertools.count(1):
        path = folder / (file.name if number == 1 else f"{name.stem}-{number}{name.suffix}")
        try:
            opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE)
        except FileExistsError:
            continue
        except OSError as error:
            return f"{path}: {error.strerror}"
        return _filled(path, opened, file.body)
    raise AssertionError  # a count has no end


def _filled(path: Path, opened: int, body: bytes) -> str:
    try:
        with os.fdopen(opened, "wb") as out:
            out.write(body)
    except OSError as error:
        path.unlink()
        return f"{path}: {error.strerror}"
    return str(path)
