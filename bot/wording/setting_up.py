"""What is asked while somebody sets azalea up, and when they change how they are written to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from itertools import combinations
from zoneinfo import ZoneInfo

from bot.care.cities import Spot
from bot.care.joining import Door
from bot.care.people import Style
from bot.care.plans import STRENGTHS
from bot.wording.said import Choice, Said, clock, figure, local
from bot.wording.words import Words, wanted

WANTS = wanted({
    "opening": "", "consent": "", "consent-run": "operator contact privacy",
    "agree": "", "tell-me-more": "", "no-thanks": "", "consent-more": "", "declined": "",
    "left-set-up": "", "welcome-back": "", "start-first": "",
    "ask-voice": "", "private-words": "", "plain-words": "", "my-own-words": "",
    "ask-own-words": "", "suggested-words-1": "", "suggested-words-2": "", "own-words-long": "most count",
    "show-own-words": "words", "other-words": "",
    "ask-whose": "", "me": "", "ask-patient": "", "my-child": "", "your-child": "", "mum": "", "dad": "",
    "ask-clock": "time place whose patient", "ask-place": "whose patient", "ask-clock-where": "", "ask-place-which": "",
    "ask-clock-by": "whose patient", "place-choice": "place time", "place-taken": "place time", "set-up-why": "at",
    "set-up-waits": "at", "set-up-plan-kept": "", "set-up-journey": "place time", "consent-waits": "",
    "somewhere-else": "",
    "someone-else": "", "consent-say": "", "set-up-not-known": "",
    "ask-strength": "", "ask-kinds": "", "two-kinds": "", "something-else": "", "back": "", "ask-strength-typed": "",
    "strength": "mg", "ask-count": "strength", "ask-count-of": "strength dose", "box-says": "strength",
    "ask-count-typed": "strength kinds",
    "how-many-of": "strength", "ask-times": "", "twice-a-day": "",
    "other": "", "ask-times-typed": "", "ask-twice": "", "two-times": "first second",
    "tablets-differ": "", "time-differs": "",
    "ask-today": "times whose patient", "ask-today-ahead": "dose whose patient", "today-not-yet": "",
    "set-up-unclear": "at asked",
    "ask-strength-sure": "strength", "start-tomorrow": "whose patient", "starts-tomorrow": "next",
    "ask-helps": "emergency whose patient", "ask-helps-more": "", "quiet-hours": "", "clinic-number": "",
    "a-trial": "", "trial": "prompt", "set-up-done": "",
})  # fmt: skip

MOST_SPOTS = 4  # of which one is picked without much reading

BOXES = tuple(figure(mg) for mg in STRENGTHS)
COUNTS = ("½", "1", "1½", "2", "2½", "3")
OTHER_COUNTS = ("¼", "¾", "3½", "4")
PAIRS = (("1", "1"), ("1", "2"), ("2", "1"), ("½", "1"), ("1", "½"), ("2", "2"))
OTHER_PAIRS = (("½", "½"), ("1", "1½"), ("1½", "1"), ("½", "2"), ("2", "½"), ("1", "3"))


class SetUpWords(Words):
    """Puts the questions of the set-up into words. What a choice carries is what pressing it means."""

    def consent(self, door: Door) -> Said:
        """Ask for consent, and say who runs azalea where they are named."""
        if not door.operator:
            return self._consent(self._say("consent"), Choice(self._say("tell-me-more"), "more"))
        told = self._say("consent-run", operator=door.operator, contact=door.contact, privacy=door.privacy)
        return self._consent(told, Choice(self._say("tell-me-more"), "more"))

    def consent_more(self) -> Said:
        """Ask for consent below what is kept."""
        return self._consent(self._say("consent-more"))

    def consent_say(self) -> Said:
        """Ask for consent once more, where the words were no clear yes."""
        return self._consent(self._say("consent-say"), Choice(self._say("tell-me-more"), "more"))

    def consent_waits(self) -> Said:
        """Ask for consent behind an answer to something else."""
        return self._consent(self._say("consent-waits"), Choice(self._say("tell-me-more"), "more"))

    def _consent(self, text: str, *more: Choice) -> Said:
        agree, decline = Choice(self._say("agree"), "agree", "yes"), Choice(self._say("no-thanks"), "decline", "no")
        return Said(text, (agree, *more, decline))

    def ask_voice(self, act: str) -> Said:
        """Ask how to write; *act* is what the choices begin with."""
        labels = {Style.PRIVATE: "private-words", Style.PLAIN: "plain-words", Style.OWN: "my-own-words"}
        return self.ask("ask-voice", {f"{act}:{style.value}": label for style, label in labels.items()})

    def ask_own_words(self, act: str) -> Said:
        """Ask for own words for the tablets, with two to choose from."""
        return self.ask("ask-own-words", {f"{act}:1": "suggested-words-1", f"{act}:2": "suggested-words-2"})

    def ask_whose(self, act: str, own: str) -> Said:
        """Ask who takes the tablets, behind *own* words as they would stand there, which can be chosen anew."""
        shown = f"{self._say('show-own-words', words=own)}\n\n" if own else ""
        names = {"me": "me", "my-child": "my-child", "mum": "mum", "dad": "dad"}
        names |= {"again": "other-words"} if own else {}
        asked = self.ask("ask-whose", {f"{act}:{value}": label for value, label in names.items()})
        return Said(f"{shown}{asked.text}", asked.choices)

    def ask_places(self, act: str, names: Sequence[str]) -> Said:
        """Ask where someone is, with the names of zones to choose from."""
        return Said(self._say("ask-place"), tuple(Choice(place(name), f"{act}:{name}") for name in names), letters=True)

    def ask_spots(self, phrase: str, act: str, spots: Sequence[Spot], now: datetime, other: str) -> Said:
        """Ask which of a few places is meant, each with its clock; *other* is what none of them carries."""
        choices = [
            Choice(
                self._say("place-choice", place=spot.name, time=_clock_of(spot, now)),
                f"{act}:in {spot.zone} {spot.name}",
            )
            for spot in spots
        ]
        none = [Choice(self._say("somewhere-else"), other)] if len(choices) < MOST_SPOTS else []
        return Said(self._say(phrase), (*choices, *none))

    def place_taken(self, spot: Spot, now: datetime) -> Said:
        """Show which place was read, and its clock."""
        return Said(self._say("place-taken", place=spot.name, time=_clock_of(spot, now)))

    def someone_else(self, data: str) -> Choice:
        """Return the way back where it is for somebody else than it says."""
        return Choice(self._say("someone-else"), data)

    def ask_strength(self, act: str) -> Said:
        """Ask what the box says."""
        choices = [Choice(self._say("strength", mg=mg), f"{act}:{mg}") for mg in BOXES]
        more = (Choice(self._say("two-kinds"), f"{act}:two"), Choice(self._say("something-else"), f"{act}:other"))
        return Said(self._say("ask-strength"), (*choices, *more), letters=True)

    def ask_kinds(self, act: str) -> Said:
        """Ask what two boxes say."""
        pairs = combinations(BOXES, 2)
        choices = [
            Choice(self.listed([self._say("strength", mg=mg) for mg in pair]), f"{act}:{','.join(pair)}")
            for pair in pairs
        ]
        return Said(self._say("ask-kinds"), (*choices, Choice(self._say("back"), f"{act}:back")), letters=True)

    def ask_sure(self, strengths: Sequence[str], yes: str, no: str) -> Said:
        """Ask whether the box says strengths that no tablet is known to have; *yes* and *no* are the choices' data."""
        return Said(self._say("ask-strength-sure", strength=self.listed(list(strengths))), self.yes_no(yes, no))

    def ask_count(self, act: str, strengths: Sequence[str], dose: str | None = None) -> Said:
        """Ask how many tablets are taken at one time, of one strength or of two; *dose*: the mg that were said."""
        other = Choice(self._say("something-else"), f"{act}:other")
        of = self._how_many(strengths)
        text = self._say("ask-count-of", strength=of, dose=dose) if dose else self._say("ask-count", strength=of)
        box = (Choice(self._say("box-says", strength=dose), f"{act}:box {dose}@"),) if dose else ()
        return Said(text, (*self._counts(act, strengths, COUNTS, PAIRS), *box, other), letters=True)

    def ask_other_count(self, act: str, strengths: Sequence[str]) -> Said:
        """Ask for a count that was not among the usual ones."""
        back = Choice(self._say("back"), f"{act}:back")
        kinds = "one" if len(strengths) == 1 else "two"
        text = self._say("ask-count-typed", strength=self._how_many(strengths), kinds=kinds)
        return Said(text, (*self._counts(act, strengths, OTHER_COUNTS, OTHER_PAIRS), back), letters=True)

    def _how_many(self, strengths: Sequence[str]) -> str:
        return self.listed([self._say("how-many-of", strength=one) for one in strengths])

    def _counts(
        self, act: str, strengths: Sequence[str], single: Sequence[str], pairs: Sequence[tuple[str, str]]
    ) -> list[Choice]:
        if len(strengths) == 1:
            return [Choice(count, f"{act}:{count}") for count in single]
        return [Choice(self._both(pair, strengths), f"{act}:{','.join(pair)}") for pair in pairs]

    def _both(self, counts: Sequence[str], strengths: Sequence[str]) -> str:
        both = zip(counts, strengths, strict=True)
        return " + ".join(self._say("part", count=count, strength=strength) for count, strength in both)

    def ask_times(self, act: str) -> Said:
        """Ask for the time of day."""
        usual = [Choice(clock(wall), f"{act}:{wall:%H%M}") for wall in (time(8), time(20))]
        twice = Choice(self._say("twice-a-day"), f"{act}:twice")
        other = Choice(self._say("other"), f"{act}:other")
        return Said(self._say("ask-times"), (*usual, twice, other), letters=True)

    def ask_other_time(self, act: str, walls: Sequence[time]) -> Said:
        """Ask for a time that was not among the usual ones."""
        choices = tuple(Choice(clock(wall), f"{act}:{wall:%H%M}") for wall in walls)
        return Said(self._say("ask-times-typed"), choices, letters=True)

    def ask_today(self, act: str, passed: Sequence[time], ahead: str = "") -> Said:
        """Ask about today's doses; *passed* are those whose time was before the set-up, *ahead* the first after it."""
        times = f" ({self.listed([clock(wall) for wall in passed])})" if passed else ""
        yes = Choice(self._say("yes"), f"{act}:yes", "yes")
        not_yet = Choice(self._say("not-yet"), f"{act}:not-yet", "no")
        return Said(
            self._say("ask-today-ahead", dose=ahead) if ahead else self._say("ask-today", times=times),
            (yes, not_yet, Choice(self._say("start-tomorrow"), f"{act}:tomorrow")),
        )

    def trial(self, act: str, prompt: Said) -> Said:
        """Show a prompt as it will come; its choices write nothing down."""
        choices = tuple(Choice(one.label, f"{act}:{number}") for number, one in enumerate(prompt.choices))
        return Said(self._say("trial", prompt=prompt.text), choices)

    def ask_twice(self, act: str, pairs: Sequence[tuple[time, time]]) -> Said:
        """Ask for two times of the day."""
        choices = tuple(
            Choice(self._say("two-times", first=clock(one), second=clock(two)), f"{act}:{one:%H%M}-{two:%H%M}")
            for one, two in pairs
        )
        return Said(self._say("ask-twice"), choices, letters=True)


def _clock_of(spot: Spot, now: datetime) -> str:
    return local(now, ZoneInfo(spot.zone))


def place(zone: str) -> str:
    """Return the name of a zone as people say it: New York."""
    return zone.rsplit("/", 1)[-1].replace("_", " ")
