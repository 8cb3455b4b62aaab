"""Requests to the Bot API over aiohttp, so that an error tells whether the request may have arrived.

python-telegram-bot's own requests go over httpx, which collapses above some thirty in flight, and httpx over aiohttp
reports a connection that was lost after sending as one that could not be made. Here each is told apart:

    Unreached      the request certainly did not arrive, or was turned away before it came to the Bot API
    Lost           it may have arrived: no answer, half an answer, or one that is no JSON
    ServerTrouble  the server itself failed; it may have done what was asked
    Unauthorized   the token is not known
    NoSuchMethod   the method is not
    TooMany        it is to wait; python-telegram-bot's own error for that warns of its future at each one

The token is a part of every address: none of these errors, nor what they remember, quotes one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import aiohttp
from telegram.error import InvalidToken, NetworkError
from telegram.request import BaseRequest, RequestData
from telegram.request._requestparameter import RequestParameter
from yarl import URL  # aiohttp's own

FORM = "application/x-www-form-urlencoded"
CONNECT = 10.0  # seconds
READ = 20.0  # seconds; PTB's five make doubt of what did arrive
# A proxy that refuses, as the last of these says, has passed nothing on.
CERTAINLY_NOT = (
    aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.InvalidURL, aiohttp.ClientHttpProxyError
)  # fmt: skip
REDIRECT, UNAUTHORIZED, NOT_FOUND, TOO_MANY, SERVER = 300, 401, 404, 429, 500


class Unreached(NetworkError):  # noqa: N818 - said as a state, as those below
    """The request certainly did not arrive."""


class Lost(NetworkError):  # noqa: N818
    """The request may have arrived."""


class ServerTrouble(Lost):
    """The server answered that it failed."""


class Unauthorized(InvalidToken):
    """The token is not known."""


class NoSuchMethod(NetworkError):  # noqa: N818
    """The server does not know the method."""


class TooMany(NetworkError):  # noqa: N818
    """The server asks to wait some *seconds*; None where it does not say how many."""

    def __init__(self, seconds: float | None) -> None:
        """Keep how long."""
        super().__init__("too many requests")
        self.seconds = seconds


class Wire(BaseRequest):
    """A pool of at most *connections* to the server at *api*; https may go by the proxy that the environment names."""

    def __init__(self, connections: int, api: str) -> None:
        """Open nothing yet."""
        self._connections = connections
        self._proxied = api.startswith("https:")  # http is for this machine alone, and a proxy would read the token
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Return how many seconds an answer may take."""
        return READ

    async def initialize(self) -> None:
        """Open the pool."""
        if self._session is None:
            pool = aiohttp.TCPConnector(limit=self._connections)
            self._session = aiohttp.ClientSession(connector=pool, trust_env=self._proxied)

    async def shutdown(self) -> None:
        """Close the pool."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(  # noqa: PLR0913, PLR0917 - python-telegram-bot's shape
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        write_timeout: object = BaseRequest.DEFAULT_NONE,
        connect_timeout: object = BaseRequest.DEFAULT_NONE,
        pool_timeout: object = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Send a request, and return the status and body of its answer. Raises the errors named above."""
        del write_timeout, connect_timeout, pool_timeout  # one time for all of them; see `_timeout`
        if self._session is None:
            message = "the pool is closed"
            raise Unreached(message)
        read = float(read_timeout) if isinstance(read_timeout, int | float) else READ
        # An error of aiohttp's quotes the address, and so the token: a new one is raised outside, that remembers none.
        try:
            # What answers for another address is not Telegram: a redirect would hand it the token and the words.
            async with self._session.request(
                method, url, data=_body(request_data), timeout=_timeout(read), allow_redirects=False
            ) as answer:
                code, payload = answer.status, await answer.read()
        except CERTAINLY_NOT as error:
            trouble: NetworkError = Unreached(type(error).__name__)
        except (aiohttp.ClientError, OSError) as error:  # TimeoutError is an OSError
            trouble = Lost(type(error).__name__)
        else:
            _refuse(code, payload)
            return code, payload
        raise trouble

    async def fetch(self, url: str, asked: Mapping[str, object], read: float | None = None) -> bytes:
        """Return the body of an answer as it came, within *read* seconds, else READ. What is asked as None is left out.

        Raises TelegramError, as python-telegram-bot tells them apart.
        """
        # In words at once: python-telegram-bot would put each of them into JSON twice.
        parameters = [RequestParameter(name, _word(value), None) for name, value in asked.items() if value is not None]
        return await self._request_wrapper(
            url, "POST", RequestData(parameters), read_timeout=READ if read is None else read
        )

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Read an answer. Raises Lost, and quotes nothing of it: people's words are in there."""
        try:
            answer = json.loads(payload)
        except (ValueError, RecursionError):
            answer = None
        if not isinstance(answer, dict):
            message = "the answer is no JSON object"
            raise Lost(message)
        return answer


def _word(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _timeout(read: float) -> aiohttp.ClientTimeout:
    # The whole has an end as well: an answer that drips would otherwise never be given up.
    return aiohttp.ClientTimeout(total=CONNECT + 2 * read, connect=CONNECT, sock_connect=CONNECT, sock_read=read)


def _body(data: RequestData | None) -> aiohttp.BytesPayload | aiohttp.FormData | None:
    if data is None:
        return None
    if not data.contains_files:
        # As aiohttp's own form would be, which takes a third of the time that a request does.
        return aiohttp.BytesPayload(URL.build(query=data.json_parameters).raw_query_string.encode(), content_type=FORM)
    form = aiohttp.FormData(data.json_parameters)
    for name, (file_name, content, kind) in (data.multipart_data or {}).items():
        form.add_field(name, content, filename=file_name, content_type=kind)
    return form


def _refuse(code: int, payload: bytes) -> None:
    if code == UNAUTHORIZED:
        message = "the token is not known"
        raise Unauthorized(message)
    if code == NOT_FOUND:
        message = "the method is not known"
        raise NoSuchMethod(message)
    if code >= SERVER:
        message = f"status {code}"
        raise ServerTrouble(message)
    if code < REDIRECT and b'"result"' not in payload:
        message = "an answer without a result"
        raise Lost(message)
    answer = _refusal(payload) if code >= REDIRECT else {}
    if code == TOO_MANY:
        raise TooMany(_seconds(answer))
    if code >= REDIRECT and "description" not in answer:  # something on the way to the Bot API said so
        message = f"status {code}"
        raise Unreached(message)


def _refusal(payload: bytes) -> dict[str, Any]:
    try:
        return Wire.parse_json_payload(payload)
    except Lost:
        return {}


def _seconds(answer: dict[str, Any]) -> float | None:
    parameters = answer.get("parameters")
    wait = parameters.get("retry_after") if isinstance(parameters, dict) else None
    return float(wait) if isinstance(wait, int | float) else None
