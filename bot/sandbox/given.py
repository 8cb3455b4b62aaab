"""The parameters of a call, however they came: in the address, as a form, as JSON, or in parts with files.

Telegram takes every value as text and reads it leniently: a number that is none counts as not given.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web

from bot.sandbox.refusals import Refused, bad

ATTACHED = "attach://"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a call."""

    name: str
    media: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Given:
    """What was given, as text by name, and the files."""

    values: dict[str, str]
    files: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Return the value, empty where none was given."""
        return self.values.get(name, "")

    def whole(self, name: str, default: int = 0, low: int | None = None, high: int | None = None) -> int:
        """Return a whole number, moved between *low* and *high*."""
        try:
            number = int(self.values[name])
        except (KeyError, ValueError):
            number = default
        number = number if low is None else max(low, number)
        return number if high is None else min(high, number)

    def flag(self, name: str) -> bool:
        """Return whether it was said to be so."""
        return self.text(name).lower() in {"true", "yes", "1"}

    def structure(self, name: str, what: str) -> Any:  # noqa: ANN401 - whatever the JSON holds
        """Return the JSON of a value, None where none was given. *what* names it in the refusal."""
        if not (text := self.text(name)):
            return None
        try:
            return json.loads(text)
        except (ValueError, RecursionError) as error:
            raise bad(f"can't parse {what} JSON object") from error

    def upload(self, name: str) -> Upload | None:
        """Return the file that came under this name, or that the value points to."""
        value = self.text(name)
        return self.files.get(value.removeprefix(ATTACHED) if value.startswith(ATTACHED) else name)


async def read_given(request: web.BaseRequest) -> Given:
    """Read the parameters of a call. Raises Refused."""
    try:
        return await _read(request)
    except web.HTTPRequestEntityTooLarge as error:
        raise Refused(413, "Request Entity Too Large") from error


async def _read(request: web.BaseRequest) -> Given:
    values = dict(request.query) if request.query_string else {}
    if request.method != "POST":
        return Given(values)
    if request.content_type == "application/json":
        return Given(values | _from_json(await request.read()))
    if request.content_type == "multipart/form-data":
        return await _from_parts(request, values)
    body = (await request.read()).decode("utf-8", "replace")
    return Given(values | dict(parse_qsl(body, keep_blank_values=True)))


def _from_json(body: bytes) -> dict[str, str]:
    try:
        found = json.loads(body or b"{}")
    except (ValueError, RecursionError) as error:
        raise bad("can't parse JSON object") from error
    if not isinstance(found, dict):
        raise bad("object expected")
    return {name: value if isinstance(value, str) else json.dumps(value) for name, value in found.items()}


async def _from_parts(request: web.BaseRequest, values: dict[str, str]) -> Given:
    files = {}
    for name, part in (await request.post()).items():
        if isinstance(part, web.FileField):
            with part.file:  # aiohttp closes it only behind an answer, and a fault may give none
                files[name] = Upload(part.filename, part.content_type, part.file.read())
        else:
            values[name] = str(part)
    return Given(values, files)
