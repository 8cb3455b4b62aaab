"""The JSON of a request to act as a person, read strictly: a value of another type is refused."""

from __future__ import annotations

import json

from aiohttp import web

from bot.sandbox.refusals import Unfit
from bot.sandbox.state_file import Json


class Asked:
    """The JSON of a request, read strictly."""

    def __init__(self, body: object) -> None:
        if not isinstance(body, dict):
            raise Unfit("the body is not a JSON object")
        self._body: Json = body

    def whole(self, name: str) -> int:
        """Return a whole number."""
        value = self._body.get(name)
        if isinstance(value, bool) or not isinstance(value, int):
            raise Unfit(f'"{name}" is not a whole number')
        return value

    def text(self, name: str, default: str | None = None) -> str:
        """Return a text; without a default it must be there."""
        value = self._body.get(name, default)
        if not isinstance(value, str):
            raise Unfit(f'"{name}" is not a text')
        return value

    def flag(self, name: str, *, default: bool | None = None) -> bool:
        """Return true or false; without a default it must be there."""
        value = self._body.get(name, default)
        if not isinstance(value, bool):
            raise Unfit(f'"{name}" is not true or false')
        return value

    def number(self, name: str, default: float) -> float:
        """Return a number."""
        value = self._body.get(name, default)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise Unfit(f'"{name}" is not a number')
        return float(value)

    def wholes(self, name: str) -> list[int]:
        """Return some whole numbers."""
        value = self._body.get(name)
        if not isinstance(value, list) or any(isinstance(one, bool) or not isinstance(one, int) for one in value):
            raise Unfit(f'"{name}" is not a list of whole numbers')
        return value

    def has(self, name: str) -> bool:
        """Return whether it was given."""
        return self._body.get(name) is not None

    def title(self, name: str, longest: int) -> str:
        """Return a name, without blanks at its ends."""
        title = self.text(name).strip()
        if not 0 < len(title) <= longest:
            raise Unfit(f'"{name}" has 1 to {longest} characters')
        return title


async def read_asked(request: web.BaseRequest) -> Asked:
    """Read the body of a request. Raises Unfit."""
    # Only a page of this address may send this type without asking first, so no other page can act as a person.
    if request.content_type != "application/json":
        raise Unfit("the content type is not application/json", 415)
    try:
        return Asked(json.loads(await request.read()))
    except (ValueError, RecursionError) as error:
        raise Unfit("the body is not JSON") from error
