"""What is said from the guide: excerpts, topics, and whom to ring where something sounds urgent."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, time

from bot.care.guide import Excerpt
from bot.care.people import Clinic
from bot.care.timetable import DoseName
from bot.content import Country
from bot.wording.said import Choice, Said, clock, shortened
from bot.wording.words import Words, wanted

WANTS = wanted({
    "from-guide": "title", "sources": "checked", "source": "name", "more-sources": "count",
    "source-in-full": "name url", "no-clinician": "", "clinician": "name day", "guide-shelf": "", "guide-close": "",
    "guide-none": "", "guide-no-nearer": "", "guide-more": "", "how-to-ask": "", "shelf": "name", "further": "",
    "in-short": "title", "whole-page": "", "not-what-i-asked": "", "more-on-this": "", "keep-for-clinic": "",
    "all-topics": "", "write-it-down": "",
    "only-your-team": "line", "amount-asked": "plan line", "tip": "", "tips-none": "day", "another-tip": "",
    "kept-for-clinic": "time also", "parked": "listed further", "parked-more": "count", "parked-line": "day words",
    "parked-one": "day words", "parked-none": "",
    "parked-ask": "", "parked-cleared": "", "parked-asked": "", "parked-dropped": "",
    "asked-it": "", "off-the-list": "", "clear-the-list": "", "leave-it": "", "none-of-these": "",
    "when-to-ring": "",
    "urgent-now": "emergency", "urgent-home": "place emergency", "urgent-team": "advice",
    "urgent-clinic": "card advice", "urgent-clinic-closed": "card closed advice", "urgent-nobody": "",
    "urgent-crisis": "crisis emergency", "urgent-overdose": "emergency", "urgent-poison": "poison",
    "urgent-listen": "crisis", "urgent-crisis-home": "place crisis emergency", "urgent-someone": "",
    "your-team": "", "clinic-line": "card", "clinic-line-closed": "card closed",
    "late-facts": "last today next", "late-last": "dose stands", "late-none": "", "late-ask": "team",
    "had-it-now": "", "leaving-it-out": "",
})  # fmt: skip

A_LABEL = 40  # letters of a question that a choice shows
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

    def in_short(self, found: Excerpt, body: str) -> str:
        """Return what carries an excerpt, and when to ring: its first paragraph, and each that says when to ring."""
        first, *others = body.split("\n\n")
        rings = (one for one in others if re.search(r"\b[Rr]ing\b", one))
        return "\n\n".join([self._say("in-short", title=found.title), first, *rings])

    def whole_page(self, found: Excerpt) -> Choice:
        """Offer the whole of an excerpt, with its sources."""
        return Choice(self._say("whole-page"), f"guide:{found.shelf}/{found.topic}")

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

    def early_choices(self, name: DoseName) -> tuple[Choice, ...]:
        """Return what can be noted of the first dose of all, before its time: it cannot be late yet."""
        acts = {"had": "had-it-now", "leave": "not-yet"}
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

    def topics(self, phrase: str, excerpts: Sequence[Excerpt], question: str = "") -> Said:
        """Offer topics of the guide; *question* is the id of what was asked, where it may be none of them."""
        none = (Choice(self._say("none-of-these"), f"not-asked:{question}"),) if question else ()
        return Said(self._say(phrase), (*_topics(excerpts), *none))

    def shelf(self, excerpts: Sequence[Excerpt], further: str) -> Said:
        """Offer the topics of a shelf; *further* is where the next ones begin, if there are any."""
        following = (Choice(self._say("further"), f"shelf:{further}"),) if further else ()
        return Said(self._say("guide-shelf"), (*_topics(excerpts), *following))

    def how_to_ask(self, shelves: Sequence[str]) -> Said:
        """Say how the guide is asked, and offer its shelves."""
        return Said(
            self._say("how-to-ask"), tuple(Choice(self._say("shelf", name=one), f"shelf:{one}") for one in shelves)
        )

    def below_excerpt(self, name: str, question: str) -> tuple[Choice, ...]:
        """Return what leads on: *name* is the excerpt's, where there is more; *question* the id of what was asked."""
        acts = {
            f"not-asked:{question}": "not-what-i-asked" if question else "",
            f"more-on:{name}": "more-on-this" if name else "",
            "ring:": "when-to-ring",
        }
        return tuple(Choice(self._say(label), data) for data, label in acts.items() if label)

    def write_it_down(self, question: str) -> Choice:
        """Offer to write into the diary what was told."""
        return Choice(self._say("write-it-down"), f"write:{question}")

    def nothing_on_that(self, question: str, phrase: str = "guide-none") -> Said:
        """Say that the guide has nothing on what was asked; *question* is its id, if it can be kept for the clinic."""
        keep = {f"keep:{question}": "keep-for-clinic"} if question else {}
        return self.ask(phrase, keep | {"shelf:": "all-topics", "ring:": "when-to-ring"})

    def cannot_judge(self, line: str) -> Said:
        """Say that only the team can judge, and whom to ring."""
        return self.ask("only-your-team", {"ring:": "when-to-ring"}, line=line)

    def amount_asked(self, plan: str, line: str, question: str) -> Said:
        """Say that no dose is judged here: the *plan* as it was given, and who can say."""
        keep = {f"keep:{question}": "keep-for-clinic"} if question else {}
        return self.ask("amount-asked", keep | {"ring:": "when-to-ring"}, plan=plan, line=line)

    def tip(self, found: Excerpt, body: str, *, another: bool) -> Said:
        """Show a tip below a first line that names nothing."""
        said = self.excerpt(found, body)
        choices = (Choice(self._say("another-tip"), "tip:"),) if another else ()
        return Said(f"{self._say('tip')}\n\n{said.text}", choices, page=True)

    # Kept for the clinic

    def kept_for_clinic(self, at: time, also: str) -> Said:
        """Say that a question is kept, and that nobody reads it; *also*: "yes" below something urgent."""
        return self.ask("kept-for-clinic", {"ring:": "when-to-ring"}, time=clock(at), also=also)

    def parked(self, kept: Sequence[tuple[int, date, str]], further: int) -> Said:
        """Show questions that are kept, and offer each; *further* is how many there are besides."""
        lines = [self._say("parked-line", day=self.day(day), words=shortened(words)) for _, day, words in kept]
        more = self._say("parked-more", count=str(further)) if further else ""
        text = self._say("parked", listed="\n".join(lines), further=more).rstrip()
        if len(kept) == 1:
            return Said(text, self._parked_choices(kept[0][0]))
        each = tuple(Choice(shortened(words, A_LABEL), f"parked:one:{number}") for number, _, words in kept)
        return Said(text, (*each, Choice(self._say("clear-the-list"), "parked:clear")))

    def parked_one(self, number: int, day: date, words: str) -> Said:
        """Show one of them, and ask what became of it."""
        leave = Choice(self._say("leave-it"), f"parked:leave:{number}")
        text = self._say("parked-one", day=self.day(day), words=shortened(words))
        return Said(text, (*self._parked_choices(number), leave))

    def _parked_choices(self, number: int) -> tuple[Choice, ...]:
        acts = {"asked": "asked-it", "off": "off-the-list"}
        return tuple(Choice(self._say(label), f"parked:{act}:{number}") for act, label in acts.items())


def _topics(excerpts: Sequence[Excerpt]) -> tuple[Choice, ...]:
    return tuple(Choice(one.title, f"guide:{one.shelf}/{one.topic}") for one in excerpts)


def _paragraphs(*texts: str) -> Said:
    """Return a message of those *texts* that say something."""
    return Said("\n\n".join(filter(None, texts)))
