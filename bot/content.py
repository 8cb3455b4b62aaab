"""Reads the content folder into a guide and phrases, and refuses what is wrong in it by naming the file and the line.

Knows nothing of chats: which phrases are wanted is told to it, what they are for is not.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from bot.care.guide import Clinician, Excerpt, Guide, Source, folded

if TYPE_CHECKING:
    from fluent.runtime import FluentBundle
    from fluent.syntax import ast
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

SHELVES = (
    "about",
    "howitworks",
    "benefits",
    "sideeffects",
    "stories",
    "tips",
    "bloodtests",
    "missed",
    "interactions",
    "vaccines",
    "pregnancy",
    "urgent",
)
# One message on every channel, with room for the fixed block above it and the sources below.
LONGEST_BODY = 900

_FENCE = "+++"
_GRADES = frozenset("ABC")
_FACT_COLUMNS = ("id", "fact", "sources")
_SOURCE_KEYS = {"name": str, "url": str, "grade": str, "seen": date}
_NEEDED_KEYS = {"title": str, "aliases": list, "facts": list, "checked": date}
_OTHER_KEYS = {"clinician": dict, "urgent": bool, "neutral": str, "unless": list}
_CLINICIAN_KEYS = {"name": str, "date": date}
_KINDS = {str: "a text", list: "a list of texts", date: "a date", dict: "a table", bool: "true or false"}
_TOPIC = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# What a form without the medicine's name must not hold.
_MEDICINE = re.compile(
    r"azathioprine|\baza\b|imuran|imurel|azasan|azapress|azamun|azafalk|mercaptopurine|\b6-?mp\b|thiopurine",
    re.IGNORECASE,
)
# What the networks or Fluent itself would take for a mark at the start of a line.
_MARKS = ("*", "[", ".")


class BadContent(Exception):  # noqa: N818 - a refusal, named for what it says
    """The content folder holds something that cannot be shown; the sentence names the file and the line."""

    def __init__(self, path: Path, line: int | None, what: str) -> None:
        """Say *what* is wrong in *path*; without *line* it is wrong as a whole."""
        super().__init__(f"{path}, line {line}: {what}." if line else f"{path}: {what}.")
        self.path = path
        self.line = line


@dataclass(frozen=True, slots=True)
class _Text:
    """A file's text, which knows where in it something stands."""

    path: Path
    text: str
    above: int = 0

    def line_of(self, pattern: str) -> int:
        """Return the number of the first line in which *pattern*, a regular expression, is found; else of the first."""
        found = re.search(pattern, self.text, re.MULTILINE)
        return self.line_at(found.start() if found else 0)

    def line_at(self, offset: int) -> int:
        """Return the number of the line that holds the character at *offset*."""
        return self.above + self.text.count("\n", 0, offset) + 1

    def refuse(self, pattern: str, what: str) -> NoReturn:
        """Refuse *what* is wrong where *pattern* is found."""
        raise BadContent(self.path, self.line_of(pattern), what)

    def refuse_key(self, key: str, what: str) -> NoReturn:
        """Refuse *what* is wrong with *key*."""
        self.refuse(rf"(?:^|[{{,])[ \t]*\[?\"?{re.escape(key)}\b", what)

    def refuse_item(self, key: str, item: str, what: str) -> NoReturn:
        """Refuse *what* is wrong with the text *item*, which stands after *key*."""
        start = re.search(rf"^[ \t]*{key}\b", self.text, re.MULTILINE)
        offset = self.text.find(f'"{item}"', start.start() if start else 0)
        if offset < 0:
            self.refuse_key(key, what)
        raise BadContent(self.path, self.line_at(offset), what)


def content_folder() -> Path:
    """Return the folder with the content: beside the package in a checkout, inside it where the wheel was installed."""
    package = Path(__file__).resolve().parent
    beside = package.parent / "content"
    # A stranger's site-packages/content is not ours.
    return beside if (beside / "sources.toml").is_file() else package / "_content"


def read_guide(folder: Path, *, language: str = "en", today: date | None = None) -> Guide:
    """Read the guide under *folder*; a date after *today*, where that is given, is as wrong as no date."""
    sources = _read_sources(folder / "sources.toml", today)
    facts = _read_facts(folder / "facts.tsv", sources)
    shelves = folder / "guide" / language
    if not shelves.is_dir():
        raise BadContent(shelves, None, "the folder of the guide is missing")
    for path in _seen(shelves):
        if path.name not in SHELVES or not path.is_dir():
            raise BadContent(path, None, f"this is not one of the shelves {', '.join(SHELVES)}")
    excerpts: list[Excerpt] = []
    for shelf in SHELVES:
        taken: dict[tuple[str, ...], str] = {}
        excerpts += [_read_excerpt(path, facts, taken, today) for path in _seen(shelves / shelf)]
    return Guide(tuple(excerpts))


def _seen(folder: Path) -> list[Path]:
    """Return what lies in *folder*, sorted, without hidden files."""
    return sorted(path for path in folder.glob("*") if not path.name.startswith("."))


def _read(path: Path) -> _Text:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise BadContent(path, None, "this file cannot be read") from error
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadContent(path, raw.count(b"\n", 0, error.start) + 1, "this is not UTF-8") from error
    return _Text(path, text.replace("\r\n", "\n"))


def _parsed(text: _Text) -> dict[str, Any]:
    try:
        return tomllib.loads(text.text)
    except tomllib.TOMLDecodeError as error:
        where = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)$", str(error))
        lines = text.text.count("\n") or 1
        line = int(where[1]) if where and where[1] else lines
        what = str(error)[: where.start()] if where else str(error)
        raise BadContent(text.path, text.above + line, f"this is not TOML: {what}") from error


def _checked_keys(
    values: Mapping[str, Any], needed: Mapping[str, type], other: Mapping[str, type], text: _Text, whose: str
) -> None:
    """Refuse missing and unknown keys, and values of another kind. *whose* is where the line is if a key is missing."""
    for key in needed:
        if key not in values:
            text.refuse(whose, f"{key} is missing")
    kinds = {**needed, **other}
    for key, value in values.items():
        if key not in kinds:
            text.refuse_key(key, f"{key} is not a key known here")
        # A date with a time of day is not a date, though Python thinks so.
        kind: Any = kinds[key]
        if not isinstance(value, kind) or isinstance(value, datetime):
            text.refuse_key(key, f"{key} is not {_KINDS[kind]}")
        if kind is str and not value.strip():
            text.refuse_key(key, f"{key} is empty")
        if kind is list and not all(isinstance(item, str) and item.strip() for item in value):
            text.refuse_key(key, f"{key} is not a list of texts")


def _refuse_future(day: date, today: date | None, text: _Text, key: str) -> None:
    if today is not None and day > today:
        text.refuse_key(key, f"{key} lies in the future")


def _read_sources(path: Path, today: date | None) -> dict[str, Source]:
    text = _read(path)
    sources = {}
    for key, values in _parsed(text).items():
        head = rf"^[ \t]*\[[ \t]*\"?{re.escape(key)}\"?[ \t]*\]"
        if not isinstance(values, dict):
            text.refuse_key(key, f"{key} is not a table")
        table = _Text(path, text.text[_offset(text, head) :], text.line_of(head) - 1)
        _checked_keys(values, _SOURCE_KEYS, {}, table, head)
        if values["grade"] not in _GRADES:
            table.refuse_key("grade", f"the grade of {key} is not A, B or C")
        if not re.match(r"https?://[^\s/]", values["url"]):
            table.refuse_key("url", f"the url of {key} is not one")
        _refuse_future(values["seen"], today, table, "seen")
        sources[key] = Source(key=key, **values)
    return sources


def _offset(text: _Text, pattern: str) -> int:
    found = re.search(pattern, text.text, re.MULTILINE)
    return found.start() if found else 0


def _read_facts(path: Path, sources: Mapping[str, Source]) -> dict[str, tuple[Source, ...]]:
    """Return, for the id of each fact, where it was read."""
    lines = _read(path).text.rstrip("\n").split("\n")
    if tuple(lines[0].split("\t")) != _FACT_COLUMNS:
        raise BadContent(path, 1, "the columns are not id, fact, sources")
    facts: dict[str, tuple[Source, ...]] = {}
    for number, line in enumerate(lines[1:], start=2):
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) != len(_FACT_COLUMNS):
            raise BadContent(path, number, "a fact has three columns: id, fact, sources")
        name, fact, keys = cells
        if not name or not fact:
            raise BadContent(path, number, "a fact has an id and says something")
        if name in facts:
            raise BadContent(path, number, f"the fact {name} stands here twice")
        if not keys:
            raise BadContent(path, number, f"the fact {name} has no source")
        for key in keys.split(";"):
            if key not in sources:
                raise BadContent(path, number, f"the source {key} of the fact {name} is not in sources.toml")
        facts[name] = tuple(sources[key] for key in keys.split(";"))
    return facts


def _read_excerpt(
    path: Path, facts: Mapping[str, tuple[Source, ...]], taken: dict[tuple[str, ...], str], today: date | None
) -> Excerpt:
    """Read one page; its aliases are added to those *taken* on its shelf."""
    if path.suffix != ".md" or not _TOPIC.fullmatch(path.stem) or not path.is_file():
        raise BadContent(path, None, "this is not a page called topic.md, in small letters")
    front, body = _split(_read(path))
    values = _parsed(front)
    _checked_keys(values, _NEEDED_KEYS, _OTHER_KEYS, front, r"\A")
    _check_names(values, front, taken)
    _check_facts(values["facts"], facts, front)
    _refuse_future(values["checked"], today, front, "checked")
    shelf = path.parent.name
    if shelf == "urgent" and not values.get("urgent"):
        front.refuse_key("urgent", "a page on the urgent shelf says urgent = true")
    _check_length(body, r"\S", "the body")
    neutral = _neutral(values, front)
    return Excerpt(
        shelf=shelf,
        topic=path.stem,
        title=values["title"].strip(),
        aliases=tuple(values["aliases"]),
        body=body.text.strip(),
        facts=tuple(values["facts"]),
        checked=values["checked"],
        sources=_sources_of(values["facts"], facts),
        clinician=_clinician(values, front, today),
        urgent=values.get("urgent", False),
        neutral=neutral,
        unless=tuple(values.get("unless", ())),
    )


def _split(text: _Text) -> tuple[_Text, _Text]:
    """Part the front matter from the body; each knows how many lines of the file stand above it."""
    lines = text.text.split("\n")
    if lines[0].rstrip() != _FENCE:
        raise BadContent(text.path, 1, "a page begins with a line +++")
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == _FENCE:
            front = _Text(text.path, "\n".join(lines[1:number]) + "\n", above=1)
            return front, _Text(text.path, "\n".join(lines[number + 1 :]), above=number + 1)
    raise BadContent(text.path, 1, "the front matter has no second line +++")


def _check_names(values: Mapping[str, Any], front: _Text, taken: dict[tuple[str, ...], str]) -> None:
    """Refuse a title or alias that cannot be searched for, and an alias that stands on the shelf already."""
    if not folded(values["title"]) or "\n" in values["title"].strip():
        front.refuse_key("title", "a title is one line and has a word in it")
    if not values["aliases"]:
        front.refuse_key("aliases", "aliases is empty")
    for alias in values["aliases"]:
        words = folded(alias)
        if not words:
            front.refuse_item("aliases", alias, f'the alias "{alias}" has no word in it')
        if words in taken:
            front.refuse_item("aliases", alias, f'the alias "{alias}" is taken on this shelf, by {taken[words]}')
        taken[words] = front.path.name


def _check_facts(named: list[str], facts: Mapping[str, tuple[Source, ...]], front: _Text) -> None:
    if not named:
        front.refuse_key("facts", "facts is empty")
    for fact in named:
        if fact not in facts:
            front.refuse_item("facts", fact, f"the fact {fact} is not in facts.tsv")


def _check_length(body: _Text, pattern: str, whose: str) -> None:
    shown = body.text.strip()
    if not folded(shown):
        body.refuse(pattern, f"{whose} is empty")
    if len(shown) > LONGEST_BODY:
        body.refuse(pattern, f"{whose} has {len(shown)} characters, {LONGEST_BODY} at most")


def _neutral(values: Mapping[str, Any], front: _Text) -> str | None:
    text: str | None = values.get("neutral")
    if text is None:
        return None
    line = front.line_of(r"^neutral\b")
    _check_length(_Text(front.path, text, above=line - 1), r"\A", "neutral")
    named = _MEDICINE.search(text)
    if named:
        front.refuse_key("neutral", f"neutral names the medicine ({named[0]})")
    return text.strip()


def _clinician(values: Mapping[str, Any], front: _Text, today: date | None) -> Clinician | None:
    given = values.get("clinician")
    if given is None:
        return None
    _checked_keys(given, _CLINICIAN_KEYS, {}, front, r"^[ \t]*\[?clinician\b")
    _refuse_future(given["date"], today, front, "date")
    return Clinician(**given)


def _sources_of(named: list[str], facts: Mapping[str, tuple[Source, ...]]) -> tuple[Source, ...]:
    """Return where the facts *named* were read, once each, the best grade first."""
    return tuple(sorted(dict.fromkeys(source for fact in named for source in facts[fact]), key=lambda one: one.grade))


@cache
def _markdown() -> MarkdownIt:
    # Lazily: six megabytes, and most of what is said holds no Markdown.
    from markdown_it import MarkdownIt  # noqa: PLC0415

    return MarkdownIt("commonmark", {"html": False})


def plain(markdown: str) -> str:
    """Return *markdown* of ours as plain text; what a person typed never comes here."""
    lines: list[str] = []
    lists, bullet = 0, ""
    for token in _markdown().parse(markdown):
        if token.type == "list_item_open":
            bullet = "- "
        elif token.type in {"bullet_list_open", "ordered_list_open"}:
            lists += 1
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            lists -= 1
        elif token.content.strip():
            lines.append(bullet + ("".join(map(_said, token.children or ())) or token.content).strip())
            bullet = ""
        # A list is one block, whatever its items hold.
        if not lists and token.nesting <= 0:
            lines.append("")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _said(token: Token) -> str:
    """Return what is left of a piece of a line without its marks."""
    return {"softbreak": " ", "hardbreak": "\n"}.get(token.type, token.content)


@dataclass(frozen=True, slots=True)
class Phrases:
    """Every word azalea says that is not in the guide, by name."""

    _bundle: FluentBundle
    _wants: Mapping[str, frozenset[str]]

    def say(self, name: str, /, **arguments: str | int) -> str:
        """Return the phrase called *name* with its *arguments* in it, which are the ones it was declared with."""
        if self._wants[name] != arguments.keys():
            message = f"{name} takes {sorted(self._wants[name])}, not {sorted(arguments)}"
            raise TypeError(message)
        pattern = self._bundle.get_message(name).value
        if pattern is None:
            raise LookupError(name)
        said, errors = self._bundle.format_pattern(pattern, arguments)
        if errors:
            raise errors[0]
        return str(said)


def read_phrases(folder: Path, wants: Mapping[str, frozenset[str]], language: str = "en") -> Phrases:
    """Read the phrases under *folder*; *wants* names each that is needed, with its arguments, and none else may be."""
    # Lazily, for they bring Babel: who only wants the guide does without.
    from fluent.runtime import FluentBundle  # noqa: PLC0415
    from fluent.syntax import FluentParser  # noqa: PLC0415

    text = _read(folder / "phrases" / f"{language}.ftl")
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


def _entries(resource: ast.Resource, text: _Text) -> dict[str, _Entry]:
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


def _junk(node: ast.Junk, text: _Text) -> BadContent:
    said = node.annotations[0] if node.annotations else None
    what = said.message if said and said.message else "nothing that Fluent knows"
    return BadContent(text.path, _line(said or node, text), f"this is not Fluent: {what}")


def _line(node: ast.SyntaxNode, text: _Text) -> int:
    return text.line_at(node.span.start if node.span else 0)


def _entry(node: ast.Message | ast.Term, name: str, text: _Text) -> _Entry:
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


def _check_marks(pattern: ast.Pattern, name: str, text: _Text, *, at_start: bool = True) -> bool:
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


def _check_phrases(entries: Mapping[str, _Entry], wants: Mapping[str, frozenset[str]], text: _Text) -> None:
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
    name: str, entries: Mapping[str, _Entry], text: _Text, above: tuple[str, ...] = ()
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
