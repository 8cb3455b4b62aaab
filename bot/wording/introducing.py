"""How azalea introduces itself on a network: its menu and descriptions. Whoever looks at a phone may see them."""

from __future__ import annotations

from bot.messages import Introduction
from bot.wording.words import Words, wanted

WANTS = wanted({
    "menu-today": "", "menu-log": "", "menu-tests": "", "menu-ask": "", "menu-sideeffects": "", "menu-tips": "",
    "menu-help": "", "description": "", "description-short": "",
})  # fmt: skip

# What works now; all else works when it is typed, and stands behind buttons.
PRIVATE = ("today", "log", "tests", "ask", "sideeffects", "tips", "help")


class IntroducingWords(Words):
    """Puts what azalea is for into words that name neither a medicine nor an illness."""

    def introduction(self) -> Introduction:
        """Return the menu and descriptions."""
        return Introduction(
            self.plain("description").text,
            self.plain("description-short").text,
            self._menu(PRIVATE),
        )

    def _menu(self, names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
        return tuple((name, self.plain(f"menu-{name}").text) for name in names)
