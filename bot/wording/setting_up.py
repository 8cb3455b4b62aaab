"""What is asked while somebody sets azalea up, and when they change how they are written to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time

from bot.care.people import Style
from bot.wording.said import Choice, Said, clock
from bot.wording.words import Words, wanted

WANTS = wanted({
    "opening": "", "consent": "", "agree": "", "tell-me-more": "", "no-thanks": "", "consent-more": "", "declined": "",
    "left-set-up": "", "welcome-back": "", "start-first": "",
    "ask-voice": "", "private-words": "", "plain-words": "", "my-own-words": "",
    "ask-own-words": "", "suggested-words-1": "", "suggested-words-2": "", "own-words-long": "most",
    "show-own-words": "words", "good": "", "another": "",
    "ask-whose": "", "me": "", "someone-else": "", "ask-patient": "", "my-child": "", "mum": "", "dad": "",
    "ask-clock": "time place", "ask-place": "", "ask-clock-where": "",
    "ask-strength": "box", "two-kinds": "", "something-else": "", "back": "", "ask-strength-typed": "",
    "strength": "mg", "ask-count": "strength", "ask-count-typed": "strength", "ask-times": "", "twice-a-day": "",
    "other": "", "ask-times-typed": "", "ask-twice": "", "two-times": "first second",
    "tablets-differ": "", "time-differs": "",
    "ask-today": "times whose patient", "set-up-unclear": "",
    "ask-strength-sure": "strength", "start-tomorrow": "", "starts-tomorrow": "next",
    "ask-helps": "emergency", "another-country": "", "quiet-hours": "", "clinic-number": "",
    "ask-trial": "", "trial": "prompt", "set-up-done": "",
})  # fmt: skip

STRENGTHS = ("25", "50", "75", "100")
COUNTS = ("½", "1", "1½", "2", "2½", "3")
OTHER_COUNTS = ("¼", "¾", "3½", "4")


class SetUpWords(Words):
    """Puts the questions of the set-up into words. What a choice carries is what pressing it means."""

    def consent(self, phrase: str) -> Said:
        """Ask for consent, with or without more about what is kept."""
        agree = Choice(self._say("agree"), "agree", "yes")
        more = (Choice(self._say("tell-me-more"), "more"),) if phrase == "consent" else ()
        return Said(self._say(phrase), (agree, *more, Choice(self._say("no-thanks"), "decline", "no")))

    def ask_voice(self, act: str) -> Said:
        """Ask how to write; *act* is what the choices begin with."""
        labels = {Style.PRIVATE: "private-words", Style.PLAIN: "plain-words", Style.OWN: "my-own-words"}
        return self.ask("ask-voice", {f"{act}:{style.value}": label for style, label in labels.items()})

    def ask_own_words(self, act: str) -> Said:
        """Ask for own words for the tablets, with two to choose from."""
        return self.ask("ask-own-words", {f"{act}:1": "suggested-words-1", f"{act}:2": "suggested-words-2"})

    def show_own_words(self, act: str, words: str) -> Said:
        """Show own words as they would stand there."""
        good = Choice(self._say("good"), f"{act}:good", "yes")
        return Said(
            self._say("show-own-words", words=words), (good, Choice(self._say("another"), f"{act}:again", "no"))
        )

    def ask_places(self, act: str, names: Sequence[str], phrase: str, **arguments: str) -> Said:
        """Ask where someone is, with places to choose from: the names of zones."""
        choices = tuple(Choice(place(name), f"{act}:{name}") for name in names)
        return Said(self._say(phrase, **arguments), choices, letters=True)

    def ask_strength(self, act: str, box: str) -> Said:
        """Ask what the box says: the "only" one, or of two kinds the "first" or the "other"."""
        choices = [Choice(self._say("strength", mg=mg), f"{act}:{mg}") for mg in STRENGTHS]
        more = [Choice(self._say("two-kinds"), f"{act}:two")] if box == "only" else []
        more.append(Choice(self._say("something-else"), f"{act}:other"))
        return Said(self._say("ask-strength", box=box), (*choices, *more), letters=True)

    def ask_count(self, act: str, strength: str) -> Said:
        """Ask how many tablets are taken at one time."""
        choices = [Choice(count, f"{act}:{count}") for count in COUNTS]
        other = Choice(self._say("something-else"), f"{act}:other")
        return Said(self._say("ask-count", strength=strength), (*choices, other), letters=True)

    def ask_other_count(self, act: str, strength: str) -> Said:
        """Ask for a count that was not among the usual ones."""
        choices = [Choice(count, f"{act}:{count}") for count in OTHER_COUNTS]
        back = Choice(self._say("back"), f"{act}:back")
        return Said(self._say("ask-count-typed", strength=strength), (*choices, back), letters=True)

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

    def ask_today(self, act: str, passed: Sequence[time]) -> Said:
        """Ask about today's doses; *passed* are those whose time was before the set-up."""
        times = f" ({self.listed([clock(wall) for wall in passed])})" if passed else ""
        yes = Choice(self._say("yes"), f"{act}:yes", "yes")
        not_yet = Choice(self._say("not-yet"), f"{act}:not-yet", "no")
        return Said(
            self._say("ask-today", times=times), (yes, not_yet, Choice(self._say("start-tomorrow"), f"{act}:tomorrow"))
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


def place(zone: str) -> str:
    """Return the name of a zone as people say it: New York."""
    return zone.rsplit("/", 1)[-1].replace("_", " ")
