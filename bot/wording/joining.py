"""What is said to somebody who has no code, and by whom azalea is run."""

from __future__ import annotations

from bot.care.joining import Door
from bot.wording.said import Choice, Said
from bot.wording.words import Words, wanted

WANTS = wanted({
    "stranger": "emergency", "stranger-from": "emergency operator", "i-have-a-code": "", "ask-code": "",
    "ask-code-from": "operator contact", "code-unknown": "",
})  # fmt: skip

HAVE_CODE = "code"


class JoiningWords(Words):
    """Puts the way in into words."""

    def stranger(self, door: Door, emergency: str, *, refused: bool = False) -> Said:
        """Say that a code is needed, and that nothing is kept; *refused*: the one that was tried does not work."""
        named = {"operator": door.operator} if door.operator else {}
        line = self._say("stranger-from" if named else "stranger", emergency=emergency, **named)
        text = f"{self._say('code-unknown')}\n\n{line}" if refused else line
        return Said(text, (Choice(self._say("i-have-a-code"), HAVE_CODE),))

    def says_have_code(self, words: str) -> bool:
        """Tell whether the choice under that was pressed, or typed by its number or label."""
        return words.strip().casefold() in {HAVE_CODE, "1", self._say("i-have-a-code").casefold()}

    def ask_code(self, door: Door) -> Said:
        """Ask for the code, and say who gives codes, where that is known."""
        if not (door.operator and door.contact):
            return self.plain("ask-code")
        return self.plain("ask-code-from", operator=door.operator, contact=door.contact)
