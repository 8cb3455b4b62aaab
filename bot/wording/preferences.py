"""What is said about how azalea writes, when it is quiet, and whom to ring."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import time

from bot.care.people import Clinic, Quiet
from bot.wording.said import Choice, Said, clock
from bot.wording.words import Words, wanted

WANTS = wanted({
    "settings": "style usual quiet clinic country emergency place time", "not-set": "", "no-quiet-hours": "",
    "by-your-clock": "", "country-chosen": "", "emergency-in": "number country", "hours": "start end",
    "how-i-write": "", "clinic": "", "country": "", "clock-and-place": "", "the-plan": "",
    "ask-quiet": "", "ask-quiet-which": "", "none": "", "quiet-saved": "hours", "quiet-off": "",
    "quiet-equal": "", "quiet-not-read": "words",
    "ask-clinic": "", "ask-clinic-number": "clinic", "leave-out": "",
    "clinic-number-short": "", "clinic-none": "", "clinic-card": "card", "clinic-saved": "card", "clinic-removed": "",
    "clinic-after": "number", "remove": "",
    "ask-country": "emergency", "by-my-clock": "", "country-not-read": "words",
    "country-saved": "emergency", "country-of-clock": "emergency", "country-unknown": "words emergency",
    "voice-saved": "style usual",
})  # fmt: skip

USUAL_HOURS = ((time(22), time(7)), (time(21), time(8)), (time(23), time(6)))
LABELS = {
    "prefer:voice": "how-i-write", "prefer:quiet": "quiet-hours", "clinic": "clinic", "prefer:country": "country",
    "do:timezone": "clock-and-place", "do:plan": "the-plan",
}  # fmt: skip


class PreferenceWords(Words):
    """Puts preferences, and the questions about them, into words. *act* is what the choices begin with."""

    def settings(self, **present: str) -> Said:
        """Show what is set, with a choice to change each."""
        choices = tuple(Choice(self._say(label), data) for data, label in LABELS.items())
        return Said(self._say("settings", **present), choices)

    def hours(self, start: time, end: time) -> str:
        """Return hours: 22:00 to 07:00."""
        return self._say("hours", start=clock(start), end=clock(end))

    def quiet(self, quiet: Quiet | None) -> str:
        """Return quiet hours, or that there are none."""
        return self.hours(quiet.start, quiet.end) if quiet else self._say("no-quiet-hours")

    def ask_quiet(self, act: str) -> Said:
        """Ask for quiet hours."""
        none = Choice(self._say("none"), f"{act}:none", "no")
        return Said(self._say("ask-quiet"), (*self._spans(act, USUAL_HOURS), none), letters=True)

    def ask_quiet_which(self, act: str, readings: Sequence[tuple[time, time]]) -> Said:
        """Ask which hours were meant, where the half of the day was left out."""
        return Said(self._say("ask-quiet-which"), self._spans(act, readings), letters=True)

    def _spans(self, act: str, spans: Sequence[tuple[time, time]]) -> tuple[Choice, ...]:
        return tuple(Choice(self.hours(*span), f"{act}:{span[0]:%H%M}-{span[1]:%H%M}") for span in spans)

    def ask_clinic(self, act: str, name: str) -> Said:
        """Ask for the clinic card; for the number alone where the *name* was said."""
        asked = self._say("ask-clinic-number", clinic=name) if name else self._say("ask-clinic")
        return Said(asked, (Choice(self._say("leave-out"), f"{act}:none", "no"),), letters=True)

    def card(self, clinic: Clinic) -> str:
        """Return the clinic card: a line each for what is on it."""
        after = self._say("clinic-after", number=clinic.after_hours) if clinic.after_hours else ""
        return "\n".join(filter(None, (clinic.name, clinic.number, clinic.hours, after)))

    def clinic_card(self, phrase: str, act: str, clinic: Clinic) -> Said:
        """Show the clinic card, which can be changed and removed."""
        choices = (Choice(self._say("change"), f"{act}:change"), Choice(self._say("remove"), f"{act}:remove"))
        return Said(self._say(phrase, card=self.card(clinic)), choices)

    def ask_country(self, act: str, names: Mapping[str, str], emergency: str) -> Said:
        """Ask for the country; *names* are those to choose from, by their codes."""
        known = tuple(Choice(f"{name[:1].upper()}{name[1:]}", f"{act}:{code}") for code, name in names.items())
        return Said(
            self._say("ask-country", emergency=emergency), (*known, Choice(self._say("by-my-clock"), f"{act}:clock"))
        )
