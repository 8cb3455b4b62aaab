"""Reads the phrases, a Fluent file, and holds it against what is wanted of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from bot.content.texts import BadContent, Text, read_text

if TYPE_CHECKING:
    from fluent.runtime import FluentBundle
    from fluent.syntax import ast

# What the networks or Fluent itself would take for a mark at the start of a line.
_MARKS = ("*", "[", ".")


SAID_AGAIN = 1024  # texts that are kept: at eight in the morning thousands are told the same


class Phrases:
    """Every word azalea says that is not in the guide, by name. What was said is kept until it is to be forgotten."""

    def __init__(self, bundle: FluentBundle, wants: Mapping[str, frozenset[str]]) -> None:
        """Take the phrases, and the names of the arguments of each."""
        self._bundle = bundle
        self._wants = wants
        self._said = lru_cache(SAID_AGAIN)(self._say)

    def forget(self) -> None:
        """Forget what was said: people's own words are in it."""
        self._said.cache_clear()

    def say(self, name: str, /, **arguments: str | int) -> str:
        """Return the phrase called *name* with its *arguments* in it, which are the ones it was declared with."""
        if self._wants[name] != arguments.keys():
            message = f"{name} takes {sorted(self._wants[name])}, not {sorted(arguments)}"
            raise TypeError(message)
        return self._said(name, frozenset(arguments.items()))

    def _say(self, name: str, arguments: frozenset[tuple[str, str | int]]) -> str:
        pattern = self._bundle.get_message(name).value
        if pattern is None:
            raise LookupError(name)
        said, errors = self._bundle.format_pattern(pattern, dict(arguments))
        if errors:
            raise errors[0]
        return str(said)


def read_phrases(folder: Path, wants: Mapping[str, frozenset[str]], language: str = "en") -> Phrases:
    """Read the phrases under *folder*; *wants* names each that is needed, with its arguments, and none else may be."""
    # Lazily, for they bring Babel: who only wants the guide does without.
    from fluent.runtime import FluentBundle  # noqa: PLC0415
    from fluent.syntax import FluentParser  # noqa: PLC0415

    text = read_text(folder / "phrases" / f"{language}.ftl")
    resource = FluentParser().parse(text.text)
    _check_phrases(_entries(resource, text), wants, text)
    for node in _nodes(resource):
        # Where it stood was needed for the checks; kept, it is a third of the memory.
        vars(node).pop("span", None)
    bundle = FluentBundle([language], use_isolating=False)
    bundle.add_resource(resource)
    return Phrases(bundle, {name: frozenset(arguments) for name, arguments in wants.items()})


@dataclass(frozen=True, slots=True)
class _Entry:
    """A phrase or a term ("-name") of the file: where it stands, what it names and what must be given to it."""

    line: int
    refers: Mapping[str, int]
    variables: Mapping[str, int]


def _nodes(node: ast.BaseNode) -> Iterator[ast.BaseNode]:
    """Yield *node* and all that is in it."""
    yield node
    for value in vars(node).values():
        for inner in value if isinstance(value, list) else [value]:
            if hasattr(inner, "to_json"):
                yield from _nodes(inner)


def _entries(resource: ast.Resource, text: Text) -> dict[str, _Entry]:
    """Return the phrases and terms of the file by name, each of them well formed by itself."""
    from fluent.syntax import ast  # noqa: PLC0415

    entries: dict[str, _Entry] = {}
    for node in resource.body:
        if isinstance(node, ast.Junk):
            raise _junk(node, text)
        if isinstance(node, ast.Message | ast.Term):
            name = f"-{node.id.name}" if isinstance(node, ast.Term) else node.id.name
            # The node itself begins with its comment.
            line = _line(node.id, text)
            if name in entries:
                raise BadContent(text.path, line, f"the phrase {name} stands here twice")
            if node.attributes:
                raise BadContent(text.path, _line(node.attributes[0], text), f"the phrase {name} has an attribute")
            if node.value is None:
                raise BadContent(text.path, line, f"the phrase {name} says nothing")
            _check_marks(node.value, name, text)
            entries[name] = _entry(node, name, text)
    return entries


def _junk(node: ast.Junk, text: Text) -> BadContent:
    said = node.annotations[0] if node.annotations else None
    what = said.message if said and said.message else "nothing that Fluent knows"
    return BadContent(text.path, _line(said or node, text), f"this is not Fluent: {what}")


def _line(node: ast.SyntaxNode, text: Text) -> int:
    return text.line_at(node.span.start if node.span else 0)


def _entry(node: ast.Message | ast.Term, name: str, text: Text) -> _Entry:
    """Return what *node* refers to, each with the line where it first does."""
    from fluent.runtime.builtins import BUILTINS  # noqa: PLC0415
    from fluent.syntax import ast  # noqa: PLC0415

    refers: dict[str, int] = {}
    variables: dict[str, int] = {}
    for inner in _nodes(node):
        if isinstance(inner, ast.VariableReference):
            variables.setdefault(inner.id.name, _line(inner, text))
        elif isinstance(inner, ast.MessageReference | ast.TermReference):
            sign = "-" if isinstance(inner, ast.TermReference) else ""
            if inner.attribute:
                raise BadContent(text.path, _line(inner, text), f"the phrase {name} names an attribute")
            refers.setdefault(sign + inner.id.name, _line(inner, text))
        elif isinstance(inner, ast.FunctionReference) and inner.id.name not in BUILTINS:
            raise BadContent(text.path, _line(inner, text), f"the phrase {name} calls the unknown {inner.id.name}")
    # What a term is given stands in its call; the caller's variables do not reach it.
    return _Entry(_line(node.id, text), refers, {} if isinstance(node, ast.Term) else variables)


def _check_marks(pattern: ast.Pattern, name: str, text: Text, *, at_start: bool = True) -> bool:
    """Refuse a line that would begin with a mark; return whether what follows *pattern* begins a line."""
    from fluent.syntax import ast  # noqa: PLC0415

    for element in pattern.elements:
        inner = element.expression if isinstance(element, ast.Placeable) else element
        if isinstance(inner, ast.SelectExpression):
            # A list, since each variant is to be looked at.
            after = [_check_marks(one.value, name, text, at_start=at_start) for one in inner.variants]
            at_start = any(after)
        elif isinstance(inner, ast.TextElement | ast.StringLiteral):
            said = inner.value if isinstance(inner, ast.TextElement) else str(inner.parse()["value"])
            for number, line in enumerate(said.split("\n")):
                if (number or at_start) and line.lstrip().startswith(_MARKS):
                    where = _line(element, text) + (number if isinstance(inner, ast.TextElement) else 0)
                    raise BadContent(text.path, where, f"a line of the phrase {name} begins with {line.lstrip()[0]}")
                at_start = (bool(number) or at_start) and not line.strip()
        else:
            at_start = False
    return at_start


def _check_phrases(entries: Mapping[str, _Entry], wants: Mapping[str, frozenset[str]], text: Text) -> None:
    """Hold the file against what is wanted: nothing missing, nothing over, and each phrase takes what it is given."""
    for name in wants:
        if name not in entries:
            raise BadContent(text.path, text.text.rstrip().count("\n") + 1, f"the phrase {name} is missing")
    used: set[str] = set()
    for name, declared in wants.items():
        takes, said = _reached(name, entries, text)
        used |= said
        for variable, line in takes.items():
            if variable not in declared:
                raise BadContent(text.path, line, f"the phrase {name} uses ${variable}, which it is not given")
        for variable in sorted(declared - takes.keys()):
            raise BadContent(text.path, entries[name].line, f"the phrase {name} does not use ${variable}")
    for name, entry in entries.items():
        if name not in used:
            raise BadContent(text.path, entry.line, f"the phrase {name} is unused")


def _reached(
    name: str, entries: Mapping[str, _Entry], text: Text, above: tuple[str, ...] = ()
) -> tuple[dict[str, int], set[str]]:
    """Return the variables that *name* takes, itself and in what it refers to, and the names of all that it says."""
    entry = entries[name]
    takes, said = dict(entry.variables), {name}
    for other, line in entry.refers.items():
        if other not in entries:
            raise BadContent(text.path, line, f"the phrase {name} refers to {other}, which is not here")
        if other in (*above, name):
            raise BadContent(text.path, line, f"the phrase {name} refers to itself")
        more, names = _reached(other, entries, text, (*above, name))
        takes = more | takes
        said |= names
    return takes, said
