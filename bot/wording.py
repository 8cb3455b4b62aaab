"""Decisions become phrases and choices. Every word comes from content; nothing here decides or sends."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from bot.care.diary import Entry, Kind, standing
from bot.care.doses import Dose, State
from bot.care.guide import Excerpt
from bot.care.plans import Amount, Part, Schedule, Version, tablets, total_mg
from bot.care.timetable import DoseName, Occurrence

# The phrases there have to be, each with its arguments. A phrase file that differs from this stops the start.
WANTS: Mapping[str, frozenset[str]] = {
    name: frozenset(arguments.split())
    for name, arguments in {
        "opening": "",
        "consent": "", "agree": "", "tell-me-more": "", "no-thanks": "", "consent-more": "", "declined": "",
        "agreed": "", "ask-zone": "", "ask-plan": "", "welcome-back": "", "start-first": "",
        "zone-saved": "place time", "zone-echo": "place time next", "zone-unknown": "words", "zone-kept": "place",
        "plan-echo": "schedule next begins", "plan-from-today": "", "plan-from-tomorrow": "day",
        "plan-from-start": "name", "plan-many": "tablets", "plan-half": "clock", "plan-saved": "next before",
        "plan-before": "times", "plan-kept-old": "", "plan-none-saved": "", "plan-none": "ask",
        "plan-now": "schedule next change", "plan-then": "day schedule", "schedule": "words times sum often",
        "trouble-empty": "", "trouble-no-time": "", "trouble-no-amount": "", "trouble-mg-alone": "",
        "trouble-bad-time": "words", "trouble-bad-count": "words", "trouble-bad-strength": "words",
        "trouble-same-time": "", "trouble-hourly": "", "trouble-other-medicine": "", "trouble-mg-disagree": "",
        "trouble-not-understood": "words", "number-word": "name figure", "tablets": "shape word",
        "tablets-of": "tablets strength", "part": "count strength", "sum": "parts total", "and": "first last",
        "prompt": "when", "prompt-past": "when", "prompt-off": "from until when", "still-open": "when",
        "still-open-last": "when", "repeat": "", "before-unanswered": "when", "before-off": "when", "done": "",
        "later": "", "not-today": "", "had-it": "", "just-now": "", "earlier": "", "did-not": "", "do-not-know": "",
        "not-had": "", "not-yet": "", "leave-it": "", "ask-me-again": "", "change": "", "it-was": "time", "yes": "",
        "no": "", "in-minutes": "minutes", "in-an-hour": "", "noted": "time dose", "noted-early": "time dose",
        "noted-no-time": "dose", "noted-not-had": "dose", "already": "dose stands", "differs": "dose stands new",
        "changed": "dose stands", "changed-open": "dose stands until", "open-again": "dose until",
        "open-again-asks": "dose time", "unchanged": "", "too-old": "dose", "over": "dose until",
        "nothing-open": "facts", "which": "", "none-of-these": "", "had-for": "time dose",
        "stands-already": "dose stands", "cannot-say": "facts", "when-was-it": "time facts", "when-to-ask": "dose",
        "asks-later": "time", "later-spent": "dose until", "later-past": "dose until", "do-you-mean": "dose",
        "wrote-nothing": "facts", "facts-dose": "dose stands", "facts-none": "", "change-what": "dose stands",
        "left-unknown": "dose", "stands": "state time", "said-on": "stands day", "first-said": "stands first when",
        "yesterday": "time", "today-at": "time", "today": "day", "today-none": "day", "log": "", "log-empty": "",
        "line": "what stands", "from-guide": "title", "sources": "checked", "source": "name", "more-sources": "count",
        "source-in-full": "name url", "no-clinician": "", "clinician": "name day", "guide-shelf": "",
        "guide-close": "", "guide-none": "", "urgent": "", "help": "", "unclear": "", "unknown-command": "name",
        "ask-nod": "dose", "no-such-choice": "mark", "which-question": "", "which-choice": "", "not-yours": "",
        "button-gone": "", "too-long": "", "put-aside": "",
    }.items()
}  # fmt: skip

LATE = timedelta(minutes=60)  # from here on a prompt says that its time is past
HALF_AN_HOUR = 30
MOST_SOURCES = 3  # that a chat shows, best grade first; `azalea guide show` shows all


class Phrases(Protocol):
    """Says a phrase by name."""

    def say(self, name: str, /, **arguments: str) -> str:
        """Return the words."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to press. *role* is "yes" or "no" where a typed yes or no presses it."""

    label: str
    data: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A message: its text and choices. *letters*: the answer is a number, so choices are not numbered.

    *first* is the number of the first choice; it is not 1 where a message stands under another one with choices.
    """

    text: str
    choices: tuple[Choice, ...] = ()
    letters: bool = False
    first: int = 1


def choices_kept(said: Said) -> dict[str, Any] | None:
    """Return the choices of a message as a row keeps them."""
    if not said.choices:
        return None
    choices = [[one.label, one.data, one.role] for one in said.choices]
    return {"choices": choices, "letters": said.letters, "first": said.first}


def choices_back(kept: dict[str, Any] | None) -> tuple[tuple[Choice, ...], bool, int]:
    """Return what a row kept: the choices, whether they have letters, and the number of the first."""
    if kept is None:
        return (), False, 1
    return tuple(Choice(*one) for one in kept["choices"]), kept["letters"], kept["first"]


@dataclass(frozen=True, slots=True)
class Option:
    """A dose to choose: its label, what its button carries, how it stands if settled, and a time that was said."""

    dose: str
    data: str
    stands: str | None = None
    had: str | None = None


@dataclass(frozen=True, slots=True)
class Here:
    """The moment, and the reader's zone."""

    now: datetime
    zone: ZoneInfo

    @property
    def today(self) -> date:
        """Return the local day."""
        return self.now.astimezone(self.zone).date()


Off = tuple[datetime, datetime]  # azalea was off from, until


def figure(value: Decimal) -> str:
    """Return a number as people write it: 75, 1.5, 12.5."""
    return f"{value.normalize():f}"


def clock(wall: time) -> str:
    """Return a time of day: 08:00."""
    return wall.strftime("%H:%M")


def local(moment: datetime, zone: ZoneInfo) -> str:
    """Return the time of day of a moment in a zone."""
    return clock(moment.astimezone(zone).time())


class Wording:
    """Puts decisions into words of one language."""

    def __init__(self, phrases: Phrases) -> None:
        """Take the phrases."""
        self._say = phrases.say

    def plain(self, phrase: str, /, **arguments: str) -> Said:
        """Return a phrase without choices. An argument at its end may be empty."""
        return Said(self._say(phrase, **arguments).rstrip())

    def day(self, day: date) -> str:
        """Return a day: Tue 1 Dec."""
        from babel.dates import format_date  # noqa: PLC0415 - takes megabytes that `azalea --help` does not need

        return format_date(day, "EEE d MMM", locale="en")

    def listed(self, items: Sequence[str]) -> str:
        """Return items as people list them."""
        if len(items) == 1:
            return items[0]
        return self._say("and", first=", ".join(items[:-1]), last=items[-1])

    # Amounts and plans

    def count(self, count: Decimal) -> str:
        """Return a count of tablets in words: one and a half tablets."""
        whole, rest = int(count), count % 1
        fractions = {Decimal("0.25"): "quarter", Decimal("0.5"): "half", Decimal("0.75"): "three-quarters"}
        word = self._say("number-word", name=f"n{whole}", figure=str(whole))
        if not rest:
            return self._say("tablets", shape="one" if whole == 1 else "whole", word=word)
        shape = fractions[rest] if not whole else f"and-{fractions[rest]}"
        return self._say("tablets", shape=shape, word=word)

    def amount(self, amount: Amount) -> str:
        """Return an amount in words."""
        parts = [
            self._say("tablets-of", tablets=self.count(part.count), strength=figure(part.strength_mg))
            for part in amount
        ]
        return self.listed(parts)

    def sum(self, amount: Amount) -> str:
        """Return the only arithmetic there is: 1½ x 50 mg = 75 mg."""
        parts = " + ".join(self._part(part) for part in amount)
        return self._say("sum", parts=parts, total=figure(total_mg(amount)))

    def _part(self, part: Part) -> str:
        glyphs = {Decimal(0): "", Decimal("0.25"): "¼", Decimal("0.5"): "½", Decimal("0.75"): "¾"}
        whole = str(int(part.count)) if part.count >= 1 else ""
        return self._say("part", count=whole + glyphs[part.count % 1], strength=figure(part.strength_mg))

    def schedule(self, schedule: Schedule) -> str:
        """Return an amount and its times: one tablet of 50 mg, every day at 08:00. That is 1 x 50 mg = 50 mg."""
        times = self.listed([clock(wall) for wall in schedule.walls])
        often = "once" if len(schedule.walls) == 1 else "often"
        words, total = self.amount(schedule.amount), self.sum(schedule.amount)
        return self._say("schedule", words=words, times=times, sum=total, often=often)

    def next_ones(self, coming: Sequence[Occurrence]) -> str:
        """Return planned doses as a list: Wed 2 Dec 08:00, Thu 3 Dec 08:00."""
        return ", ".join(f"{self.day(o.day)} {clock(o.wall)}" for o in coming)

    def plan_echo(self, schedule: Schedule, coming: Sequence[Occurrence], begins: str, draft: str) -> Said:
        """Read a plan back and ask whether it is right; the choices are about this *draft* alone."""
        text = self._say("plan-echo", schedule=self.schedule(schedule), next=self.next_ones(coming), begins=begins)
        return Said(text, self.yes_no(f"plan-yes:{draft}", f"plan-no:{draft}"))

    def plan_now(self, schedule: Schedule, following: Version | None, coming: Sequence[Occurrence]) -> Said:
        """Show the plan that holds, and the one that follows."""
        change = ""
        if following is not None:
            change = self._say(
                "plan-then", day=self.day(following.from_day), schedule=self.schedule(following.schedule)
            )
        return self.plain("plan-now", schedule=self.schedule(schedule), next=self.next_ones(coming), change=change)

    def plan_many(self, schedule: Schedule, draft: str) -> Said:
        """Ask once more about more than four tablets at one time."""
        text = self._say("plan-many", tablets=self.count(tablets(schedule.amount)))
        return Said(text, self.yes_no(f"plan-sure:{draft}", f"plan-no:{draft}"))

    def plan_half(self, typed: str, walls: Sequence[time]) -> Said:
        """Ask whether a time is in the morning or in the evening."""
        choices = tuple(Choice(clock(wall), f"half:{wall:%H%M}") for wall in walls)
        return Said(self._say("plan-half", clock=typed), choices, letters=True)

    def yes_no(self, yes: str, no: str) -> tuple[Choice, Choice]:
        """Return the two choices of a question; *yes* and *no* are their data."""
        return Choice(self._say("yes"), yes, "yes"), Choice(self._say("no"), no, "no")

    def consent(self, phrase: str) -> Said:
        """Ask for consent, with or without more about what is kept."""
        agree = Choice(self._say("agree"), "agree", "yes")
        more = (Choice(self._say("tell-me-more"), "more"),) if phrase == "consent" else ()
        return Said(self._say(phrase), (agree, *more, Choice(self._say("no-thanks"), "decline", "no")))

    # Doses

    def dose(self, day: date, wall: time) -> str:
        """Return a dose by its day and time: Tue 1 Dec 08:00."""
        return f"{self.day(day)} {clock(wall)}"

    def when(self, day: date, wall: time, here: Here) -> str:
        """Return the same, without the day where that is today."""
        return clock(wall) if day == here.today else self.dose(day, wall)

    def prompt(self, dose: Dose, name: DoseName, rung: int, here: Here, off: Off | None) -> Said:
        """Ask about a dose. *off* is when azalea was off, if that is why it asks late."""
        when = self.when(dose.day, dose.wall, here)
        choices = (
            Choice(self._say("done"), f"had:{name}"),
            Choice(self._say("later"), f"later:{name}"),
            Choice(self._say("not-today"), f"not:{name}"),
        )
        if rung > 1:
            return Said(self._say("still-open" if rung == 2 else "still-open-last", when=when), choices)  # noqa: PLR2004
        if off is not None:
            days = {moment.astimezone(here.zone).date() for moment in off}
            start, end = (self._moment(moment, here, in_full=len(days) > 1) for moment in off)
            spoken = {"from": start, "until": end}
            return Said(self._say("prompt-off", when=when, **spoken), choices)
        return Said(self._say("prompt-past" if here.now >= dose.due_at + LATE else "prompt", when=when), choices)

    def _moment(self, moment: datetime, here: Here, *, in_full: bool) -> str:
        there = moment.astimezone(here.zone)
        return self.dose(there.date(), there.time()) if in_full else clock(there.time())

    def before(self, dose: Dose, name: DoseName, here: Here) -> Said:
        """Ask once about the dose before, under a prompt; so its choices are numbered on."""
        spoken = {here.today: "today-at", here.today - timedelta(days=1): "yesterday"}.get(dose.day)
        when = self._say(spoken, time=clock(dose.wall)) if spoken else self.dose(dose.day, dose.wall)
        choices = (
            Choice(self._say("had-it"), f"had-then:{name}"),
            Choice(self._say("did-not"), f"not:{name}"),
            Choice(self._say("do-not-know"), f"unknown:{name}"),
        )
        phrase = "before-off" if dose.state is State.OFF else "before-unanswered"
        return Said(self._say(phrase, when=when), choices, first=4)

    def repeated(self, said: Said) -> Said:
        """Mark a message that may have arrived before."""
        return Said(f"{self._say('repeat')}\n{said.text}", said.choices, said.letters, said.first)

    def noted(self, text: str, name: DoseName, also: Sequence[Choice] = ()) -> Said:
        """Acknowledge an answer; it can be changed for ever."""
        return Said(text, (Choice(self._say("change"), f"change:{name}"), *also))

    def it_was(self, moment: datetime, name: DoseName, zone: ZoneInfo) -> Choice:
        """Offer the other reading of a time that was typed without am or pm."""
        return Choice(self._say("it-was", time=local(moment, zone)), f"fix-had:{name}:{moment:%Y%m%d%H%M}")

    def which(self, options: Sequence[Option]) -> Said:
        """Ask which of several doses is meant, or none of them."""
        choices = tuple(Choice(self._option(one), one.data) for one in options)
        return Said(self._say("which"), (*choices, Choice(self._say("none-of-these"), "none")), letters=True)

    def _option(self, one: Option) -> str:
        if one.had is not None:
            return self._say("had-for", time=one.had, dose=one.dose)
        return self._say("stands-already", dose=one.dose, stands=one.stands) if one.stands else one.dose

    def mean(self, phrase: str, dose: str, name: DoseName, *, over: bool) -> Said:
        """Ask what to write for a dose, where the words did not say. One that is over was not had just now."""
        acts = {"just-now": "had", "earlier": "had-then", "not-had": "not", "not-yet": "leave"}
        leave_out = {"just-now"} if over else set()
        choices = tuple(
            Choice(self._say(label), f"{act}:{name}") for label, act in acts.items() if label not in leave_out
        )
        return Said(self._say(phrase, dose=dose), choices)

    def differs(self, dose: str, stands: str, new: str, yes: str, name: DoseName) -> Said:
        """Ask before changing what was said."""
        return Said(self._say("differs", dose=dose, stands=stands, new=new), self.yes_no(yes, f"leave:{name}"))

    def change_what(self, dose: str, stands: str, name: DoseName, offered: Iterable[str]) -> Said:
        """Offer what a dose can be changed to."""
        labels = {"fix-had-then": "had-it", "fix-not": "not-had", "again": "ask-me-again", "leave": "leave-it"}
        choices = tuple(Choice(self._say(labels[act]), f"{act}:{name}") for act in offered)
        return Said(self._say("change-what", dose=dose, stands=stands), choices, letters=True)

    def later(self, dose: str, name: DoseName) -> Said:
        """Ask for how long to wait."""
        soon = [Choice(self._say("in-minutes", minutes=str(m)), f"wait{m}:{name}") for m in (10, HALF_AN_HOUR)]
        choices = (*soon, Choice(self._say("in-an-hour"), f"wait60:{name}"))
        return Said(self._say("when-to-ask", dose=dose), choices, letters=True)

    def stands(self, kind: Kind | str, taken_at: datetime | None, day: date, zone: ZoneInfo) -> str:
        """Return how a dose stands: had it 08:04."""
        words = {Kind.TAKEN: "taken", Kind.NOT_HAD: "not-had", Kind.UNANSWERED: "unanswered"}
        state = words.get(kind, str(kind)) if isinstance(kind, Kind) else kind
        if state == "taken" and taken_at is None:
            state = "taken-no-time"
        shown = ""
        if taken_at is not None:
            there = taken_at.astimezone(zone)
            shown = clock(there.time()) if there.date() == day else self.dose(there.date(), there.time())
        return self._say("stands", state=state, time=shown)

    def history(self, dose: Dose, entries: Sequence[Entry]) -> str:
        """Return how a dose stands, with what was said first and when it was said, where that matters.

        Told in the zone in which the dose was opened, wherever the person is now.
        """
        zone = ZoneInfo(dose.zone)
        said = [entry for entry in entries if entry.by is not None]
        last = standing(entries)
        if last is None:
            return self.stands("open", None, dose.day, zone)
        text = self.stands("open" if dose.state is State.OPEN else last.kind, last.taken_at, dose.day, zone)
        written = last.at.astimezone(zone)
        if len(said) > 1:
            first = self.stands(said[0].kind, said[0].taken_at, dose.day, zone)
            return self._say("first-said", stands=text, first=first, when=self.dose(written.date(), written.time()))
        if last.by is not None and last.taken_at is None and written.date() != dose.day:
            return self._say("said-on", stands=text, day=self.day(written.date()))
        return text

    # The guide

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
        return Said("\n\n".join([self._say("from-guide", title=found.title), body, f"{listed}\n{reader}"]))

    def _full(self, day: date) -> str:
        return f"{day.day} {self.day(day).split()[-1]} {day.year}"

    def topics(self, phrase: str, excerpts: Sequence[Excerpt]) -> Said:
        """Offer topics of the guide."""
        choices = tuple(Choice(one.title, f"guide:{one.shelf}/{one.topic}") for one in excerpts)
        return Said(self._say(phrase), choices)
