"""One setting: its words, a secret that may lie in a file, an address. What is refused is named and never quoted."""

from __future__ import annotations

import ipaddress
import re
import stat
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

LONGEST = 1000  # letters of a setting that is shown to people

_ADDRESS = re.compile(r"[!-~]+")


class BadSettings(Exception):  # noqa: N818 - said as a state
    """A setting cannot be used as it is. Its text is one sentence that names it."""


def said(ours: Mapping[str, str], name: str) -> str:
    """Return a setting as one line, empty where it is not set. Raises BadSettings."""
    words = " ".join(ours.get(name, "").split())
    if len(words) > LONGEST:
        raise BadSettings(f"{name} takes {LONGEST} letters at most.")
    return words


def secret(ours: Mapping[str, str], name: str) -> tuple[str, str]:
    """Return a secret, and the setting that it came by: *name*, or that of a file that holds it. Raises BadSettings."""
    in_file = f"{name}_FILE"
    here, place = said(ours, name), said(ours, in_file)
    if here and place:
        raise BadSettings(f"{name} and {in_file} are both set: set one of them.")
    return (_in_file(in_file, Path(place)), in_file) if place else (here, name)


def _in_file(name: str, path: Path) -> str:
    try:
        if path.stat().st_mode & stat.S_IRWXO:
            raise BadSettings(f"{name} may be read by anybody on this machine: say `chmod 600 {path}` first.")
        found = path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError as error:
        raise BadSettings(f"{name} cannot be read: {error.strerror}.") from error
    if not found:
        raise BadSettings(f"{name} is empty: put the secret into it.")
    return found


def address(text: str) -> SplitResult | None:
    """Return the parts of an address without name, password, question and fragment; None where it is none."""
    try:
        parts = urlsplit(text)
        there = bool(parts.hostname) and parts.port != 0
    except ValueError:
        return None
    plain = not ("@" in parts.netloc or parts.query or parts.fragment)
    return parts if there and plain and _ADDRESS.fullmatch(text) else None


def is_loopback(host: str | None) -> bool:
    """Tell whether a host is this machine."""
    try:
        return host == "localhost" or ipaddress.ip_address(host or "").is_loopback
    except ValueError:
        return False
