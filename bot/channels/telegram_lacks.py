"""Says once that a Bot API does less than Telegram's own: one warning, whatever else is found missing later."""

from __future__ import annotations

import logging

log = logging.getLogger(__name__)


class Lacks:
    """What a Bot API was found to lack."""

    def __init__(self) -> None:
        """Know of nothing."""
        self._found: set[str] = set()

    def tell(self, what: str) -> None:
        """Warn of the first thing; name the others only to who asks for more."""
        if what not in self._found:
            say = log.info if self._found else log.warning
            say("this Bot API does less than Telegram's, and azalea goes on without: %s", what)
        self._found.add(what)
