"""What is said from the guide: excerpts, topics, and whom to ring where something sounds urgent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.care.guide import Excerpt
from bot.care.people import Clinic
from bot.care.timetable import DoseName
from bot.content import Country
from bot.wording.said import Choice, Said
from bot.wording.words import Words, wanted

WANTS = wanted({
    "from-guide": "title", "sources": "checked", "source": "name", "more-sources": "count",
    "source-in-full": "name url", "no-clinician": "", "clinician": "name day", "guide-shelf": "", "guide-close": "",
    "guide-none": "", "urgent-now": "emergency", "urgent-home": "place emergency", "urgent-team": "advice",
    "urgent-clinic": "card advice", "urgent-clinic-closed": "card closed advice", "urgent-nobody": "",
    "urgent-crisis": "crisis emergency", "urgent-overdose": "emergency", "urgent-poison": "poison",
    "urgent-listen": "crisis", "urgent-crisis-home": "place crisis emergency", "urgent-someone": "",
    "your-team": "", "clinic-line": "card", "clinic-line-closed": "card closed",
    "late-facts": "last today next", "late-last": "dose stands", "late-none": "", "late-ask": "team",
    "had-it-now": "", "leaving-it-out": "",
})  # fmt: skip

MOST_SOURCES = 3  # that a chat shows, best grade first; `azalea guide show` shows all


class GuideWords(Words):
    """Puts what the guide says into words."""

    def excerpt(self, found: Excerpt, body: str, *, in_full: bool = False) -> Said:
        """Show an excerpt, word for word, with its sources; *in_full* with their addresses."""
        if in_full:
            sources = [self._say("source-in-full", name=one.name, url=one.url) for one in found.sources]
        else:
            sources = [self._say("source", name=one.name) for one in found.sources[:MOST_SOURCES]]
            left_out = len(found.sources) - len(sources)
            sources += [self._say("more-sources", count=str(left_out))] if left_out else []
        reader = self._say("no-clinician")
        if found.clinician is not None:
            reader = self._say("clinician", name=found.clinician.name, day=self._full(found.clinician.date))
        listed = "\n".join([self._say("sources", checked=self._full(found.checked)), *sources])
        text = "\n\n".join([self._say("from-guide", title=found.title), body, f"{listed}\n{reader}"])
        return Said(text, page=True)

    def urgent(self, country: Country, home: Country | None, clinic: Clinic | None) -> Said:
        """Return the one fixed block; the reader picks from it. *home* is said below where the person is elsewhere."""
        there = ""
        if home is not None and home.code != country.code:
            there = self._say("urgent-home", place=home.name, emergency=home.emergency)
        now, nobody = self._say("urgent-now", emergency=country.emergency), self._say("urgent-nobody")
        return _paragraphs(now, there, self._team(country, clinic), nobody)

    def late_choices(self, name: DoseName) -> tuple[Choice, ...]:
        """Return what can be noted after a question about a late tablet."""
        acts = {"had": "had-it-now", "not": "leaving-it-out", "leave": "not-yet"}
        return tuple(Choice(self._say(label), f"{act}:{name}") for act, label in acts.items())

    def clinic(self, clinic: Clinic | None) -> str:
        """Return whom to ask, as it stands in a sentence: the clinic card, or "your team or a pharmacist"."""
        if clinic is None:
            return self._say("your-team")
        card = ", ".join(filter(None, (clinic.name, clinic.number, clinic.hours)))
        if not clinic.after_hours:
            return self._say("clinic-line", card=card)
        return self._say("clinic-line-closed", card=card, closed=clinic.after_hours)

    def _team(self, country: Country, clinic: Clinic | None) -> str:
        if clinic is None:
            return self._say("urgent-team", advice=country.advice)
        card = ", ".join(filter(None, (clinic.name, clinic.number, clinic.hours)))
        if not clinic.after_hours:
            return self._say("urgent-clinic", card=card, advice=country.advice)
        return self._say("urgent-clinic-closed", card=card, closed=clinic.after_hours, advice=country.advice)

    def crisis(self, country: Country, home: Country | None, *, overdose: bool) -> Said:
        """Return whom to ring now, where someone wants to die or took too much on purpose."""
        there = ""
        if home is not None and home.code != country.code:
            numbers = {"crisis": home.crisis, "emergency": home.emergency}
            there = self._say("urgent-crisis-home", place=home.name, **numbers)
        someone = self._say("urgent-someone")
        if not overdose:
            first = self._say("urgent-crisis", crisis=country.crisis, emergency=country.emergency)
            return _paragraphs(first, there, someone)
        first = self._say("urgent-overdose", emergency=country.emergency)
        poison = self._say("urgent-poison", poison=country.poison) if country.poison else ""
        return _paragraphs(first, poison, self._say("urgent-listen", crisis=country.crisis), there, someone)

    def _full(self, day: date) -> str:
        return f"{day.day} {self.day(day).split()[-1]} {day.year}"

    def topics(self, phrase: str, excerpts: Sequence[Excerpt]) -> Said:
        """Offer topics of the guide."""
        choices = tuple(Choice(one.title, f"guide:{one.shelf}/{one.topic}") for one in excerpts)
        return Said(self._say(phrase), choices)


def _paragraphs(*texts: str) -> Said:
    """Return a message of those *texts* that say something."""
    return Said("\n\n".join(filter(None, texts)))
