"""Files that are on the disk whole or not at all, for their owner alone; and files that are gone from it."""

from __future__ import annotations

import os
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

PRIVATE = 0o600
CHUNK = 1 << 20


def make_private(path: Path) -> BinaryIO:
    """Make a file that nobody but its owner can read. Raises FileExistsError."""
    return os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, PRIVATE), "w+b")


def write_whole(path: Path, data: bytes) -> None:
    """Write a private file: after a crash at any moment there is the old one or the new one. The old one is wiped."""
    part = path.with_name(path.name + ".part")
    part.unlink(missing_ok=True)
    with make_private(part) as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    with ExitStack() as stack:
        old = stack.enter_context(path.open("r+b")) if path.exists() else None
        part.replace(path)
        sync_folder(path.parent)
        if old is not None:
            _wipe(old)


def read_whole(path: Path) -> bytes:
    """Read a file that another process may write in the meantime."""
    while True:
        with path.open("rb") as file:
            data = file.read()
            if os.fstat(file.fileno()).st_nlink > 0:
                return data


def remove(path: Path) -> None:
    """Remove a file, and wipe it."""
    with path.open("r+b") as file:
        path.unlink()
        sync_folder(path.parent)
        _wipe(file)


def _wipe(file: BinaryIO) -> None:
    # As far as that can be done: some disks and file systems write elsewhere. A file that has another name is left.
    if os.fstat(file.fileno()).st_nlink > 0:
        return
    left = file.seek(0, os.SEEK_END)
    file.seek(0)
    while left > 0:
        left -= file.write(bytes(min(left, CHUNK)))
    file.flush()
    os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Return once it is on the disk what was made, renamed or removed in a folder."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
