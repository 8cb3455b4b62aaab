"""How azalea introduces itself on a network: its menus and descriptions. Whoever looks at a phone may see them."""

from __future__ import annotations

from bot.messages import Introduction
from bot.wording.words import Words, wanted

WANTS = wanted({
    "menu-today": "", "menu-log": "", "menu-sideeffects": "", "menu-help": "", "menu-taken": "",
    "description": "", "description-short": "",
})  # fmt: skip

# What works now; all else works when it is typed, and stands behind buttons.
PRIVATE = ("today", "log", "sideeffects", "help")
GROUPS = ("today", "taken", "sideeffects")


class IntroducingWords(Words):
    """Puts what azalea is for into words that name neither a medicine nor an illness."""

    def introduction(self) -> Introduction:
        """Return menus and descriptions."""
        return Introduction(
            self.plain("description").text,
            self.plain("description-short").text,
            self._menu(PRIVATE),
            self._menu(GROUPS),
        )

    def _menu(self, names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
        return tuple((name, self.plain(f"menu-{name}").text) for name in names)
