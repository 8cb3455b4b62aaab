"""The key file: where the tree of keys is kept, outside the data folder, and how it is changed without losing it.

    new_key(...)   ->  KeyFile for a database that is about to be made
    read_key(...)  ->  KeyFile of a database that is there; raises BadKey

A key file belongs to one database, which it names. While a database is made its key lies beside its own place, with
".new" behind its name, and is moved there once the database is: so a crash in between leaves no database without its
key, and no key that could be taken for another's.

Whoever erases somebody has this file written anew. A copy of it from before still opens what was sealed for them: one
copy apart from all backups is enough, for nothing is added to it, and it is to be replaced after an erasure.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import stat
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from bot.store.disk import read_whole, sync_folder, write_whole
from bot.store.keys import Keys, Owner, Tree

ABOUT = (
    "The keys of one azalea. Without this file nothing that was told to it can be read. Keep a copy, and keep it apart."
)
FORMAT = 1
SETTING = "AZALEA_KEY_FILE"
OTHERS = stat.S_IRWXG | stat.S_IRWXO


class BadKey(Exception):  # noqa: N818 - said as a state
    """The key file cannot be used as it is; nothing was changed. Its text is one sentence."""


class MisplacedKey(BadKey):
    """The key file would lie in the data folder: whoever has a backup of that would have both."""


class KeyFile:
    """The keys of one database, and the file they are kept in."""

    def __init__(self, path: Path, database: str, keys: Keys) -> None:
        """Take what was read, or is about to be written."""
        self.path = path
        self.database = database
        self.keys = keys

    def settle(self) -> None:
        """Move the key to its own place: its database is there."""
        new = _new(self.path)
        if new.exists() and not self.path.exists():
            new.rename(self.path)
            sync_folder(self.path.parent)

    def change(self, trees: tuple[Tree, ...]) -> None:
        """Keep these trees instead, and go on with them. Raises BadKey."""
        self.write(trees)
        self.keys.use(trees)

    def write(self, trees: Sequence[Tree]) -> None:
        """Keep these trees instead. What is open goes on with those it has. Raises BadKey."""
        try:
            write_whole(self.path, _written(self.database, trees))
        except OSError as error:
            raise BadKey(_not_written(self.path, error)) from error

    def without(self, owners: Iterable[Owner]) -> tuple[Tree, ...]:
        """Return the trees with the keys of some owners struck out."""
        leaves = [owner.leaf for owner in owners]
        return tuple(tree.without(leaves) for tree in self.keys.trees)


def key_folder(environment: Mapping[str, str]) -> Path:
    """Return where key files lie unless another place was chosen."""
    config = environment.get("XDG_CONFIG_HOME", "")
    base = Path(config) if config.startswith("/") else Path.home() / ".config"
    return base / "azalea" / "keys"


def key_path(data: Path, database: str, chosen: Path | None) -> Path:
    """Return where the key of a database lies. Raises MisplacedKey."""
    path = (chosen or key_folder(os.environ) / f"{database}.key").resolve()
    if path.is_relative_to(data.resolve()):
        message = (
            f"The key file {path} would lie in the data folder, where every backup would hold both: "
            f"name another place with {SETTING}."
        )
        raise MisplacedKey(message)
    return path


def new_key(data: Path, chosen: Path | None) -> KeyFile:
    """Write the key of a database that is about to be made. Raises BadKey where there is one already."""
    database = secrets.token_hex(8)
    path = key_path(data, database, chosen)
    if path.exists():
        message = (
            f"{path} is the key of another database and nothing was changed: bring that one back, move its key away, "
            f"or name another place with {SETTING}."
        )
        raise BadKey(message)
    if _new(path).exists():
        # Of a start that was interrupted, at a place that was chosen: it may be needed, and has sealed nothing else. In
        # the usual folder each start has a name of its own, and what an interrupted one left there is never deleted: a
        # database that was made may still need it.
        return _read(path, _new(path))
    key = KeyFile(path, database, Keys([Tree.fresh()]))
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(_new(path), _written(database, key.keys.trees))
    except OSError as error:
        raise BadKey(_not_written(path, error)) from error
    return key


def read_key(path: Path, database: str) -> KeyFile:
    """Read the key of a database. Raises BadKey."""
    key = _read(path, path if path.exists() else _new(path))
    if key.database != database:
        message = (
            f"{path} is the key of another database and nothing was changed: bring back the right one, "
            f"or name its place with {SETTING}."
        )
        raise BadKey(message)
    return key


def _new(path: Path) -> Path:
    return path.with_name(path.name + ".new")


def _read(path: Path, found: Path) -> KeyFile:
    try:
        mode = found.stat().st_mode
        data = read_whole(found) if stat.S_ISREG(mode) else b""
    except FileNotFoundError as error:
        message = (
            f"The key file {path} is gone, without it nothing can be read, and nothing was changed: "
            f"bring back a copy of it, or name its place with {SETTING}."
        )
        raise BadKey(message) from error
    except OSError as error:
        raise BadKey(f"I cannot read the key file {path}: {error.strerror}.") from error
    if mode & OTHERS:
        message = f"The key file {found} may be used by others and nothing was changed: say `chmod 600 {found}` first."
        raise BadKey(message)
    try:
        database, trees = _understood(data)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        message = f"{found} is damaged or no key file and nothing was changed: bring back a copy of the key."
        raise BadKey(message) from error
    return KeyFile(path, database, Keys(trees))


def _not_written(path: Path, error: OSError) -> str:
    return f"I cannot write the key file {path}: {error.strerror}; name another place with {SETTING}."


def _written(database: str, trees: Sequence[Tree]) -> bytes:
    kept = [
        {"name": tree.name.hex(), "nodes": {path: node.hex() for path, node in sorted(tree.nodes.items())}}
        for tree in trees
    ]
    content = {"about": ABOUT, "format": FORMAT, "database": database, "trees": kept}
    return json.dumps(content | {"sum": _sum(content)}, indent=1).encode() + b"\n"


def _understood(data: bytes) -> tuple[str, list[Tree]]:
    content = json.loads(data.decode())
    if content.pop("sum") != _sum(content) or content["format"] != FORMAT:
        raise ValueError
    trees = [
        Tree(bytes.fromhex(kept["name"]), {path: bytes.fromhex(node) for path, node in kept["nodes"].items()})
        for kept in content["trees"]
    ]
    return str(content["database"]), trees


def _sum(content: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
