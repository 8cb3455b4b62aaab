"""Whose key seals what: a key for every person and circle, derived from one tree, and struck out of it for good.

A value is sealed with AES-256-GCM under the key of its owner. Erasing somebody strikes their key out of the tree, and
with it every copy of what was sealed under it turns into noise, backups of the data folder included. That is why no
key lies in the database, wrapped or not: it would be in each backup together with what it opens, and to destroy it
here would destroy nothing there.

The tree: a root, and from every node sixteen more, each HMAC-SHA256(parent, hex digit). An owner's key is the leaf at
their twelve digits: one for the kind, eleven for the id. What is kept is a map from paths to nodes from which all
others follow; at first {"": root}. To strike a leaf out, the node above it is replaced by the others along the way.
So the map stays small, nobody can derive the leaf again, and no key has to be written when somebody comes.

Does not know where the tree is kept: key_file does.
"""

from __future__ import annotations

import hmac
import json
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from functools import lru_cache
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

DIGITS = "0123456789abcdef"
DEPTH = 12  # digits of a leaf: one for the kind, eleven for the id
KEY = 32  # bytes of a node

# A sealed value: version, name of the tree, owner (the leaf's digits), nonce; then what AES-GCM made of it.
VERSION = b"\x01"
TREE_NAME = 4
OWNER = DEPTH // 2
HEADER = len(VERSION) + TREE_NAME + OWNER
NONCE = 12
SHORTEST = HEADER + NONCE + 16  # with the tag that AES-GCM puts behind

COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))

CACHED = 4096  # nodes, and as many ciphers


class Kind(IntEnum):
    """What an owner is. The numbers are the first digits of leaves, and stay what they are."""

    HOUSE = 0
    PERSON = 1
    CIRCLE = 2


@dataclass(frozen=True, slots=True)
class Owner:
    """Under whose key a value is sealed: once that key is struck out, nobody can read it."""

    kind: Kind
    id: int

    @classmethod
    def of_person(cls, person_id: int) -> Owner:
        """Return a person as an owner."""
        return cls(Kind.PERSON, person_id)

    @classmethod
    def of_circle(cls, circle_id: int) -> Owner:
        """Return a circle as an owner."""
        return cls(Kind.CIRCLE, circle_id)

    @property
    def leaf(self) -> str:
        """Return the path of the owner's key. Raises ValueError for an id that no row has."""
        if not 0 <= self.id < 16 ** (DEPTH - 1):
            message = "an owner's id has eleven hex digits at most"
            raise ValueError(message)
        return f"{self.kind:x}{self.id:0{DEPTH - 1}x}"


HOUSE = Owner(Kind.HOUSE, 0)  # what is nobody's: questions before consent, acts of the operator


@dataclass(frozen=True, slots=True)
class Secret:
    """A value on its way into a Sealed column, and whose it is. Never shown: it may be in an error."""

    owner: Owner
    value: dict[str, Any] = field(repr=False)


class Tree:
    """One tree of keys. *name* tells its values from those of another; *nodes* is the map that is kept of it."""

    def __init__(self, name: bytes, nodes: Mapping[str, bytes]) -> None:
        """Take a map whose paths are no beginnings of one another."""
        self.name = name
        self.nodes = nodes
        self._node: Callable[[str], bytes | None] = lru_cache(CACHED)(self.key)

    @classmethod
    def fresh(cls) -> Tree:
        """Make a tree that nobody has seen."""
        return cls(secrets.token_bytes(TREE_NAME), {"": secrets.token_bytes(KEY)})

    def key(self, path: str) -> bytes | None:
        """Return the node at a path, None where nothing leads to it."""
        kept = self.nodes.get(path)
        if kept is not None or not path:
            return kept
        parent = self._node(path[:-1])
        return None if parent is None else hmac.digest(parent, path[-1].encode(), "sha256")

    def struck_out(self, leaf: str) -> bool:
        """Return whether a leaf cannot be derived."""
        return not any(leaf[:length] in self.nodes for length in range(DEPTH + 1))

    def without(self, leaves: Iterable[str]) -> Tree:
        """Return the tree with some leaves struck out."""
        nodes = dict(self.nodes)
        for leaf in leaves:
            above = next((leaf[:length] for length in range(DEPTH + 1) if leaf[:length] in nodes), None)
            if above is not None:
                _strike(nodes, above, leaf)
        return Tree(self.name, nodes)

    def renewed(self) -> Tree:
        """Return a tree with nothing in common but the leaves that are struck out."""
        fresh = Tree.fresh()
        return Tree(fresh.name, {path: secrets.token_bytes(KEY) for path in self.nodes})

    def gaps(self) -> Iterator[str]:
        """Yield the leaves that are struck out."""
        return self._gaps("")

    def _gaps(self, path: str) -> Iterator[str]:
        # Where neither a node nor anything below it is kept, every leaf was struck out one by one: they are few.
        if path in self.nodes:
            return
        if len(path) == DEPTH:
            yield path
            return
        for digit in DIGITS:
            yield from self._gaps(path + digit)


def _strike(nodes: dict[str, bytes], above: str, leaf: str) -> None:
    node = nodes.pop(above)
    for length in range(len(above), DEPTH):
        for digit in DIGITS:
            if digit != leaf[length]:
                nodes[leaf[:length] + digit] = hmac.digest(node, digit.encode(), "sha256")
        node = hmac.digest(node, leaf[length].encode(), "sha256")


class Keys:
    """Seals and opens values. The first tree seals; the others, if any, only open what an unfinished change left."""

    trees: tuple[Tree, ...]

    def __init__(self, trees: Sequence[Tree]) -> None:
        """Take the trees, the newest first."""
        self.use(trees)

    def use(self, trees: Sequence[Tree]) -> None:
        """Go on with other trees."""
        self.trees = tuple(trees)
        self._cipher: Callable[[bytes], AESGCM | None] = lru_cache(CACHED)(self._made)

    def _made(self, header: bytes) -> AESGCM | None:
        tree = next((tree for tree in self.trees if header.startswith(VERSION + tree.name)), None)
        key = tree.key(header[-OWNER:].hex()) if tree is not None and len(header) == HEADER else None
        return None if key is None else AESGCM(key)

    def seal(self, place: str, secret: Secret) -> bytes:
        """Return a value sealed for its owner and its *place* (table and column). Raises LookupError once struck out.

        Compact JSON, so that the values of one row do not grow with their sealing.
        """
        return self._sealed(place, secret.owner.leaf, COMPACT.encode(secret.value).encode())

    def _sealed(self, place: str, leaf: str, words: bytes) -> bytes:
        header = VERSION + self.trees[0].name + bytes.fromhex(leaf)
        cipher = self._cipher(header)
        if cipher is None:
            message = "there is no key to seal this with: its owner was erased"
            raise LookupError(message)
        nonce = secrets.token_bytes(NONCE)
        return header + nonce + cipher.encrypt(nonce, words, header + place.encode())

    def open(self, place: str, blob: bytes) -> dict[str, Any] | None:
        """Return a value, or None where it cannot be opened: damaged, moved, of another tree, or its key struck out."""
        words = self._opened(place, blob)
        try:
            value = None if words is None else json.loads(words.decode())
        except ValueError:
            return None
        return value if isinstance(value, dict) else None

    def _opened(self, place: str, blob: bytes) -> bytes | None:
        header = blob[:HEADER]
        cipher = self._cipher(header)
        if cipher is None or len(blob) < SHORTEST:
            return None
        try:
            return cipher.decrypt(blob[HEADER : HEADER + NONCE], blob[HEADER + NONCE :], header + place.encode())
        except InvalidTag:
            return None

    def renewed(self, place: str, blob: bytes) -> bytes | None:
        """Return what is sealed under an older tree sealed under the newest; None if it is, or cannot be opened."""
        if blob.startswith(VERSION + self.trees[0].name):
            return None
        owner, words = owner_of(blob), self._opened(place, blob)
        return None if owner is None or words is None else self._sealed(place, owner, words)

    def struck_out(self, owner: Owner) -> bool:
        """Return whether an owner was erased."""
        return self.trees[0].struck_out(owner.leaf)

    def erased(self) -> list[Owner]:
        """Return all who were erased."""
        return [Owner(Kind(int(leaf[0], 16)), int(leaf[1:], 16)) for leaf in self.trees[0].gaps()]


def owner_of(blob: bytes) -> str | None:
    """Return the leaf under which something is sealed, as its header says it; None if it is not sealed."""
    if not blob.startswith(VERSION) or len(blob) < SHORTEST:
        return None
    return blob[HEADER - OWNER : HEADER].hex()
