"""What is said when somebody stops, takes a copy, deletes everything, or has died."""

from __future__ import annotations

from dataclasses import replace

from bot.care.joining import Door
from bot.messages import File
from bot.wording.said import Choice, Said
from bot.wording.words import Words, wanted

WANTS = wanted({
    "stop-what": "", "stop-for-now": "", "clinic-stopped": "", "delete-everything": "", "carry-on": "",
    "ended": "whose patient",
    "delete-question": "whose patient", "delete-word": "", "delete-copied": "", "not-deleted": "", "deleted": "",
    "privacy": "whose patient", "privacy-stranger": "", "copy-of-data": "", "copied": "",
    "run-by": "operator contact privacy",
    "died": "patient", "died-whose": "patient", "died-other": "", "stop-asking": "",
    "keep-the-diary": "", "delete-it": "", "diary-kept": "patient",
    "copy-head": "name at zone", "copy-settings": "", "copy-plan": "", "copy-diary": "", "copy-tests": "",
    "copy-test": "day stands", "copy-tests-called": "what", "copy-visits-called": "what", "copy-occasions": "",
    "copy-occasion": "what day at title every state", "copy-voice": "style usual",
    "copy-patient": "what", "copy-quiet": "what", "copy-clinic": "what", "copy-country": "what", "copy-home": "what",
    "copy-move": "zone day", "copy-consent": "version at", "copy-tip": "topic day", "copy-version": "day schedule",
    "copy-override": "day until schedule", "copy-pause": "reason since ended", "copy-entry": "dose stands why by at",
    "copy-correction": "dose stands why by at", "copy-why": "reason", "copy-event": "day kind text by at",
    "copy-by-azalea": "",
})  # fmt: skip

ACT = "leave-azalea"


class LeavingWords(Words):
    """Puts stopping, copies and deleting into words."""

    def stop(self, *, plan: bool) -> Said:
        """Offer what stopping can mean; *plan*: there is something that is asked about."""
        asks = {f"{ACT}:pause": "stop-for-now", f"{ACT}:ended": "clinic-stopped"} if plan else {}
        return self.ask("stop-what", asks | {f"{ACT}:delete": "delete-everything", "none": "carry-on"})

    def delete_question(self) -> Said:
        """Say what goes and what stays, and ask whether to make a copy first."""
        return Said(self._say("delete-question"), self.yes_no(f"{ACT}:copy-first", f"{ACT}:no-copy"))

    def with_data(self, phrase: str, door: Door) -> Said:
        """Say something about what is kept, and who could read it, with what can be done about it."""
        said = self.ask(phrase, {f"{ACT}:copy": "copy-of-data", f"{ACT}:delete": "delete-everything"})
        return replace(said, text=self._and_by_whom(said.text, door))

    def without_data(self, phrase: str, door: Door) -> Said:
        """Say something about what would be kept, and who could read it, to whom nothing is kept of yet."""
        return Said(self._and_by_whom(self._say(phrase), door))

    def _and_by_whom(self, text: str, door: Door) -> str:
        if not door.operator:
            return text
        told = self._say("run-by", operator=door.operator, contact=door.contact, privacy=door.privacy)
        return f"{text}\n\n{told}".rstrip()

    def copied(self, phrase: str, files: tuple[File, ...]) -> Said:
        """Hand over the copy."""
        return Said(self._say(phrase), files=files)

    def died(self) -> Said:
        """Say that everything is stopped, and ask what becomes of the diary."""
        return self.ask("died", {f"{ACT}:keep": "keep-the-diary", f"{ACT}:delete": "delete-it", "none": "later"})

    def died_whose(self) -> Said:
        """Ask whether it is the patient who died."""
        return Said(self._say("died-whose"), self.yes_no(f"{ACT}:died", f"{ACT}:other"))

    def died_other(self) -> Said:
        """Say something kind, and offer to be asked nothing for a while."""
        carry_on = Choice(self._say("carry-on"), "none")
        return Said(self._say("died-other"), (carry_on, Choice(self._say("stop-asking"), f"{ACT}:pause")))
