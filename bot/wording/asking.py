"""What azalea says unasked about a dose: the prompt, and the question about the one before.

Whoever wants private words, or words of their own, is told neither medicine nor amount: a locked phone shows it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.care.diary import Entry, standing
from bot.care.doses import Dose, State
from bot.care.people import Style
from bot.care.plans import Amount
from bot.care.timetable import DoseName
from bot.wording.answering import AnswerWords
from bot.wording.planning import PlanningWords
from bot.wording.said import Choice, Here, Off, Said, clock
from bot.wording.words import wanted

WANTS = wanted({
    "prompt": "when amount style usual whose called", "prompt-past": "when amount style usual whose called",
    "prompt-off": "from until when whose called", "still-open": "when whose called",
    "still-open-last": "when whose called", "repeat": "", "before-unanswered": "when whose called",
    "before-off": "when whose called", "did-not": "whose", "do-not-know": "",
    "yesterday": "time whose", "today-at": "time whose",
    "yes": "", "no": "", "back-to": "when", "still-waits": "",
    "settled": "when stands whose called", "press-again": "from until",
})  # fmt: skip

LATE = timedelta(minutes=60)  # from here on a prompt says that its time is past


@dataclass(frozen=True, slots=True)
class Asked:
    """A dose that is asked about: what names it, and how much it is."""

    dose: Dose
    name: DoseName
    amount: Amount


class AskWords(AnswerWords, PlanningWords):
    """Puts prompts into words."""

    def _when(self, dose: Dose, here: Here) -> str:
        """Return a dose by its time: with the day where that is not today, with the place where that is another one."""
        when = clock(dose.wall) if dose.day == here.today else self.dose(dose.day, dose.wall)
        return self._there(when, dose, here)

    def _there(self, when: str, dose: Dose, here: Here) -> str:
        there = dose.due_at.astimezone(ZoneInfo(dose.zone)).utcoffset()
        return when if there == dose.due_at.astimezone(here.zone).utcoffset() else self.placed(when, dose.zone)

    def prompt(self, asked: Asked, rung: int, here: Here, off: Off | None = None, *, back: bool = False) -> Said:
        """Ask about a dose. *off* is when azalea was off, if that is why it asks late.

        *back*: other times ended the day before.
        """
        text = self._prompt(asked, rung, here, off)
        if back:
            text = f"{text}\n{self._say('back-to', when=clock(asked.dose.wall))}"
        return Said(text, self.answers(asked.name))

    def _prompt(self, asked: Asked, rung: int, here: Here, off: Off | None) -> str:
        dose = asked.dose
        when = self._when(dose, here)
        if rung > 1:
            return self._say("still-open" if rung == 2 else "still-open-last", when=when)  # noqa: PLR2004
        if off is not None:
            return self._say("prompt-off", when=when, **self._span(off, here))
        late = here.now >= dose.due_at + LATE
        # Only plain words name it, and it takes longer to say than all the rest.
        amount = self.amount(asked.amount) if self._reader.voice.style is Style.PLAIN else ""
        return self._say("prompt-past" if late else "prompt", when=when, amount=amount)

    def press_again(self, asked: Asked, rung: int, here: Here, silent: Off) -> Said:
        """Ask as before, and say that what was pressed at some time did not arrive."""
        said = self.prompt(asked, rung, here)
        return replace(said, text=f"{said.text}\n{self._say('press-again', **self._span(silent, here))}")

    def _span(self, off: Off, here: Here) -> dict[str, str]:
        days = {moment.astimezone(here.zone).date() for moment in off}
        start, end = (self._moment(moment, here, in_full=len(days) > 1) for moment in off)
        return {"from": start, "until": end}

    def _moment(self, moment: datetime, here: Here, *, in_full: bool) -> str:
        there = moment.astimezone(here.zone)
        return self.dose(there.date(), there.time()) if in_full else clock(there.time())

    def before(self, asked: Asked, here: Here) -> Said:
        """Ask once about the dose before, under a prompt; so its choices are numbered on."""
        dose, name = asked.dose, asked.name
        spoken = {here.today: "today-at", here.today - timedelta(days=1): "yesterday"}.get(dose.day)
        when = self._say(spoken, time=clock(dose.wall)) if spoken else self.dose(dose.day, dose.wall)
        when = self._there(when, dose, here)
        choices = (
            Choice(self._say("had-it"), f"had-then:{name}"),
            Choice(self._say("did-not"), f"not:{name}"),
            Choice(self._say("do-not-know"), f"unknown:{name}"),
        )
        phrase = "before-off" if dose.state is State.OFF else "before-unanswered"
        return Said(self._say(phrase, when=when), choices, first=4)

    def settled(self, asked: Asked, entries: Sequence[Entry], here: Here) -> Said:
        """Say in place of a prompt how its dose stands; one that is open again is asked about."""
        dose, when = asked.dose, self._when(asked.dose, here)
        if dose.state is State.OPEN:
            return Said(self._say("still-open", when=when), self.answers(asked.name))
        last = standing(entries)
        zone = ZoneInfo(dose.zone)
        stands = self.stands(last.kind if last else "open", last.taken_at if last else None, dose.day, zone)
        return self.noted(self._say("settled", when=when, stands=stands), asked.name)

    def still_waits(self, choices: tuple[Choice, ...] = (), *, letters: bool = False) -> Said:
        """Say that a question still waits, with its choices if it has any: its own words are wiped once they left."""
        return Said(self._say("still-waits"), choices, letters=letters)

    def repeated(self, said: Said) -> Said:
        """Mark a message that may have arrived before."""
        return replace(said, text=f"{self._say('repeat')}\n{said.text}")
