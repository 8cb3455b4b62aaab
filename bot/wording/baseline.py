"""What is asked of tests from before the start: whether each is on file, and nothing of what it showed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from bot.wording.said import Choice, Said
from bot.wording.words import Words, wanted

WANTS = wanted({
    "baseline": "answered", "baseline-about": "tick", "baseline-ask": "about", "baseline-told": "about answer",
    "baseline-on": "told day", "baseline-question": "about", "baseline-noted": "told", "baseline-kept": "told",
})  # fmt: skip

ACT = "baseline"


class BaselineWords(Words):
    """Puts questions about tests from before the start into words."""

    def baseline_about(self, tick: str) -> str:
        """Return what a question is about."""
        return self._say("baseline-about", tick=tick)

    def baseline_told(self, tick: str, answer: str) -> str:
        """Return an answer as the diary has it: TPMT or NUDT15 test on file: yes."""
        return self._say("baseline-told", about=self.baseline_about(tick), answer=answer)

    def baseline(self, answered: Sequence[tuple[str, date]], asked: Said | None, ticks: Sequence[str]) -> Said:
        """Show what was answered, each on its day, and ask what was not; without a question, offer to change those."""
        lines = [self._say("baseline-on", told=told, day=self.full_day(day)) for told, day in answered]
        text = self._say("baseline", answered="\n".join(lines)).rstrip()
        if asked is None:
            return Said(text, tuple(Choice(self.baseline_about(tick), f"{ACT}:open:{tick}") for tick in ticks))
        return Said(f"{text}\n\n{asked.text}", asked.choices)

    def baseline_ask(self, tick: str, pages: Mapping[str, str]) -> Said:
        """Ask whether a test is on file; *pages* of the guide tell of it, titles by what names them."""
        ask = Choice(self._say("i-will-ask"), f"{ACT}:ask:{tick}")
        guide = (Choice(title, f"guide:{name}") for name, title in pages.items())
        text = self._say("baseline-ask", about=self.baseline_about(tick))
        return Said(text, (*self.yes_no(f"{ACT}:yes:{tick}", f"{ACT}:no:{tick}"), ask, *guide))

    def baseline_noted(self, told: str, tick: str, asked: Said | None, *, kept: bool) -> Said:
        """Acknowledge an answer, and ask what is left; *kept*: as a question for the clinic too."""
        text = self._say("baseline-kept" if kept else "baseline-noted", told=told)
        if asked is None:
            return Said(text, (Choice(self._say("change"), f"{ACT}:open:{tick}"),))
        return Said(f"{text}\n\n{asked.text}", asked.choices)
