"""What is set for Telegram: the bot, the Bot API it lives at, and whether updates are asked for or handed over."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from bot.settings_reading import BadSettings, address, is_loopback, said, secret

TOKEN, TOKEN_FILE, API = "AZALEA_TELEGRAM_TOKEN", "AZALEA_TELEGRAM_TOKEN_FILE", "AZALEA_TELEGRAM_API"
WEBHOOK, PORT = "AZALEA_TELEGRAM_WEBHOOK", "AZALEA_TELEGRAM_WEBHOOK_PORT"
SECRET, SECRET_FILE = "AZALEA_TELEGRAM_WEBHOOK_SECRET", "AZALEA_TELEGRAM_WEBHOOK_SECRET_FILE"
NAMES = (TOKEN, TOKEN_FILE, API, WEBHOOK, SECRET, SECRET_FILE, PORT)

TELEGRAM = "https://api.telegram.org"
PUBLIC_PORTS = (443, 80, 88, 8443)  # core.telegram.org/bots/api#setwebhook
LAST_PORT = 65535

_TOKEN = re.compile(r"[0-9]{1,20}:[A-Za-z0-9_-]{1,100}")  # it becomes a part of an address
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")  # core.telegram.org/bots/api#setwebhook


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where Telegram hands updates over: a *public* address, the *port* behind it here, the secret they share."""

    public: str
    port: int
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Telegram:
    """A bot of Telegram's, and the address of the Bot API that it lives at, without a slash at its end.

    Without a *webhook* Telegram is asked for what came.
    """

    token: str = field(repr=False)
    api: str = TELEGRAM
    webhook: Webhook | None = None

    @property
    def is_here(self) -> bool:
        """Tell whether that is on this machine: nobody else can write to the bot, or read what is written."""
        return is_loopback(urlsplit(self.api).hostname)


def read_telegram(ours: Mapping[str, str]) -> Telegram | None:
    """Read what is set for Telegram; None where no token is. Raises BadSettings."""
    api = _api(said(ours, API) or TELEGRAM)
    token, name = secret(ours, TOKEN)
    if token and not _TOKEN.fullmatch(token):
        raise BadSettings(f"{name} holds no token: that is a number, a colon, and letters, as @BotFather shows it.")
    webhook = _webhook(ours)
    if not token and webhook is not None:
        raise BadSettings(f"{WEBHOOK} is set without a bot: set {TOKEN_FILE} as well.")
    return Telegram(token, api, webhook) if token else None


def _api(text: str) -> str:
    parts = address(text)
    if parts is None:
        raise BadSettings(f"{API} is no address, as {TELEGRAM} is one.")
    if parts.scheme != "https" and not (parts.scheme == "http" and is_loopback(parts.hostname)):
        raise BadSettings(f"{API} begins with https; http is for this machine alone, as http://127.0.0.1:8081 is.")
    return text.rstrip("/")


def _webhook(ours: Mapping[str, str]) -> Webhook | None:
    public = said(ours, WEBHOOK)
    shared, name = secret(ours, SECRET)
    port = said(ours, PORT)
    if not public:
        if shared or port:
            raise BadSettings(f"{name if shared else PORT} is set without {WEBHOOK}: set both, or neither.")
        return None
    parts = address(public)
    if parts is None or not (parts.scheme == "https" or (parts.scheme == "http" and is_loopback(parts.hostname))):
        raise BadSettings(f"{WEBHOOK} is no https address, as https://bot.example.org/telegram is one.")
    if parts.scheme == "https" and (parts.port or PUBLIC_PORTS[0]) not in PUBLIC_PORTS:
        raise BadSettings(f"{WEBHOOK} has a port that Telegram does not use: it uses 443, 80, 88 and 8443.")
    if not shared or not port:
        raise BadSettings(f"{WEBHOOK} is set without {PORT if shared else SECRET_FILE}: set that as well.")
    if not _SECRET.fullmatch(shared):
        raise BadSettings(f"{name} holds no secret for a webhook: that has 1 to 256 of A-Z a-z 0-9 _ -")
    if not port.isascii() or not port.isdecimal() or not 0 < int(port) <= LAST_PORT:
        raise BadSettings(f"{PORT} takes a number from 1 to {LAST_PORT}.")
    return Webhook(public, int(port), shared)
