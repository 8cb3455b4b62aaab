"""What is said about azalea itself: what it does, who sees what is written, and what it cannot do."""

from __future__ import annotations

from bot.wording.said import Choice, Said
from bot.wording.words import Words, wanted

WANTS = wanted({
    "help": "emergency", "not-agreed": "", "help-more": "", "begin": "", "today-label": "", "my-plan": "",
    "settings-label": "",
    "when-to-ring": "", "more": "", "my-log": "", "my-tests": "", "my-values": "", "my-chart": "", "my-summary": "",
    "my-baseline": "", "side-effects": "",
    "ask-the-guide": "", "a-tip": "", "kept-questions": "", "my-appointments": "", "my-supply": "",
    "write-a-note": "", "write-a-symptom": "",
    "a-journey": "", "a-pause": "", "who-can-see": "", "stop-or-delete": "",
    "who-sees": "whose patient", "who-sees-stranger": "",
    "pass-on": "line", "pass-on-clinic": "clinic line",
    "unclear": "emergency", "unknown-command": "name", "no-such-choice": "mark", "which-choice": "",
    "not-yours": "", "button-gone": "", "too-long": "", "put-aside": "",
})  # fmt: skip

MORE = {
    "do:log": "my-log", "do:tests": "my-tests", "do:results": "my-values", "do:chart": "my-chart",
    "do:summary": "my-summary", "do:baseline": "my-baseline",
    "do:ask": "ask-the-guide", "do:sideeffects": "side-effects", "do:tips": "a-tip", "do:parked": "kept-questions",
    "do:appointments": "my-appointments", "do:reorder": "my-supply",
    "do:note": "write-a-note", "do:symptom": "write-a-symptom", "do:travel": "a-journey",
    "do:timezone": "clock-and-place", "do:pause": "a-pause", "do:privacy": "who-can-see", "do:stop": "stop-or-delete",
}  # fmt: skip
RING = "ring:"


class HelpingWords(Words):
    """Puts what azalea is and is not into words."""

    def help(self, emergency: str, *, known: bool) -> Said:
        """Say what azalea does, with what people do most; who is not known yet can only begin."""
        if not known:
            return self.beginning(self._say("help", emergency=emergency))
        most = {"do:today": "today-label", "do:plan": "my-plan", "do:settings": "settings-label", RING: "when-to-ring"}
        return self.ask("help", most | {"do:more": "more"}, emergency=emergency)

    def beginning(self, text: str) -> Said:
        """Offer to begin below a text, to somebody who is not known yet: a yes is enough."""
        return Said(text, (Choice(self._say("begin"), "do:start", "yes"),))

    def not_agreed(self) -> Said:
        """Say that nothing is written down yet, and offer to begin."""
        return self.beginning(self._say("not-agreed"))

    def more(self) -> Said:
        """Offer everything else there is, to press."""
        return self.ask("help-more", MORE)

    def pass_on(self, clinic: str, line: str) -> Said:
        """Say that nothing is passed on, and whom to ring; *clinic* is empty where its name is not known."""
        ring = {RING: "when-to-ring"}
        return (
            self.ask("pass-on-clinic", ring, clinic=clinic, line=line)
            if clinic
            else self.ask("pass-on", ring, line=line)
        )
