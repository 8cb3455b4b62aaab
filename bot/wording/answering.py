"""What is said to answers, and to what people tell: acknowledged, asked about, corrected, shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.care.diary import Entry, Kind, standing
from bot.care.doses import Dose, State
from bot.care.plans import Reason
from bot.care.timetable import DoseName
from bot.wording.said import Choice, Option, Said, clock, local, shortened
from bot.wording.setting_up import place
from bot.wording.words import Words, wanted

WANTS = wanted({
    "done": "style whose", "later": "", "not-today": "style", "had-it": "whose", "just-now": "whose",
    "earlier": "whose", "not-had": "whose", "not-had-today": "whose", "not-yet": "", "leave-it": "",
    "will-have-it-later": "whose", "another-time": "", "time-not-known": "", "change": "", "it-was": "time",
    "none-of-these": "", "both": "", "in-minutes": "minutes", "in-an-hour": "", "at-a-time": "",
    "late-page": "", "when-to-ring": "", "todays": "", "yesterdays": "", "what-the-guide-says": "",
    "felt-sick": "", "told-to": "", "none-left": "",
    "noted": "time dose whose", "noted-early": "time dose whose", "noted-no-time": "dose whose",
    "noted-not-had": "dose whose", "noted-not-had-why": "dose reason whose", "want-to-say-why": "noted",
    "no-reason": "", "reason-sick": "", "reason-told": "", "reason-none-left": "",
    "already": "dose stands", "already-then": "dose stands facts", "differs": "dose stands new",
    "write-this": "dose new", "changed": "dose stands", "changed-open": "dose until",
    "open-again": "dose until", "open-again-asks": "dose time", "unchanged": "", "too-old": "dose",
    "day-long-past": "", "over": "dose until", "nothing-open": "facts", "which": "", "which-of-both": "first second",
    "which-time": "dose", "which-forgotten": "", "had-for": "time dose", "stands-already": "dose stands",
    "cannot-say": "facts", "when-was-it": "time facts", "when-had": "dose whose", "not-past": "", "time-wanted": "",
    "when-to-ask": "dose", "ask-until": "dose", "asks-later": "time", "later-spent": "dose until",
    "later-past": "dose until", "do-you-mean": "dose", "ask-nod": "dose", "ask-lack": "dose whose",
    "wrote-nothing": "facts", "facts-dose": "dose stands", "facts-none": "", "change-what": "dose stands",
    "left-unknown": "dose", "asked-yes": "facts", "only-about": "whose patient", "not-kept": "whose patient facts",
    "nothing-noted": "", "edit-seen": "",
    "move-day": "dose stands other", "take-back": "dose stands facts", "which-amount": "dose words",
    "noted-beside": "dose stands", "only-english": "", "only-words": "", "only-own-words": "",
    "nod": "", "group-first": "",
    "stands": "state time whose", "stands-why": "stands reason", "stands-by": "stands name",
    "said-on": "stands day", "first-said": "stands first when", "placed": "time place",
    "today": "day", "today-none": "day", "log": "", "log-empty": "", "line": "what stands",
    "write-words": "words", "write-event": "words", "write-test": "words",
    "written-down": "time hushed", "not-written": "",
    "ask-note": "", "ask-symptom": "", "sick-after": "day", "more-than-planned": "day", "hushed": "dose",
    "hushed-now": "dose", "not-written-asks": "dose",
    "clinic-can-say": "clinic", "other-medicine": "",
    "told-parked": "words", "told-asked": "words", "told-dropped": "words",
})  # fmt: skip

PAUSED = {Reason.HOSPITAL: "paused-hospital", Reason.TEAM: "paused-team", Reason.OTHER: "paused"}
STATES = {Kind.TAKEN: "taken", Kind.NOT_HAD: "not-had"}


class AnswerWords(Words):
    """Puts into words what became of a dose, and the questions about it."""

    # Days and times

    def dose(self, day: date, wall: time) -> str:
        """Return a dose by its day and time: Tue 1 Dec 08:00."""
        return f"{self.day(day)} {clock(wall)}"

    def placed(self, when: str, zone: str) -> str:
        """Return a time with the place whose clock it is on: 08:00 (New York). No zone, no place."""
        return self._say("placed", time=when, place=place(zone)) if zone else when

    def time_on(self, day: date, moment: datetime, zone: ZoneInfo) -> str:
        """Return a moment on the clock of a zone: by its time alone where that is on *day*."""
        there = moment.astimezone(zone)
        return clock(there.time()) if there.date() == day else self.dose(there.date(), there.time())

    def _on_clock(self, moment: datetime, zone: ZoneInfo) -> str:
        there = moment.astimezone(zone)
        return self.dose(there.date(), there.time())

    # Buttons

    def _change(self, name: DoseName) -> Choice:
        return Choice(self._say("change"), f"change:{name}")

    def _ring(self) -> Choice:
        return Choice(self._say("when-to-ring"), "ring")

    def answers(self, name: DoseName) -> tuple[Choice, ...]:
        """Return the three choices of a prompt."""
        return (
            Choice(self._say("done"), f"had:{name}"),
            Choice(self._say("later"), f"later:{name}"),
            Choice(self._say("not-today"), f"not:{name}"),
        )

    def with_answers(self, text: str, name: DoseName, *, late: bool = False) -> Said:
        """Return a text about an open dose with the choices of its prompt, and one more: it is no prompt itself.

        *late*: that one is the guide's page on a late one; else it is when to ring.
        """
        more = Choice(self._say("late-page"), "late") if late else self._ring()
        return Said(text, (*self.answers(name), more))

    def fallback(self, phrase: str, name: DoseName | None) -> Said:
        """Return one line to what is not understood, with the choices of an open dose and when to ring."""
        return Said(self._say(phrase), (*(self.answers(name) if name else ()), self._ring()))

    # Acknowledged

    def noted(self, text: str, name: DoseName) -> Said:
        """Acknowledge an answer; it can be changed for ever."""
        return Said(text, (self._change(name),))

    def why(self, text: str, name: DoseName) -> Said:
        """Acknowledge that a dose was not had, and ask why; nobody has to say."""
        reasons = {"sick": "felt-sick", "told": "told-to", "none-left": "none-left"}
        choices = [Choice(self._say(label), f"tell:why:{reason}:{name}") for reason, label in reasons.items()]
        no = Choice(self._say("no"), f"tell:why:no:{name}", "no")
        return Said(self._say("want-to-say-why", noted=text), (*choices, no, self._change(name)))

    def with_pages(self, said: Said, titles: Mapping[str, str]) -> Said:
        """Return a message with pages of the guide to look at, by what names them."""
        pages = tuple(Choice(title, f"guide:{page}") for page, title in titles.items())
        return Said(said.text, (*said.choices, *pages, self._ring()))

    def it_was(self, moment: datetime, name: DoseName, zone: ZoneInfo) -> Choice:
        """Offer the other reading of a time that was typed without am or pm."""
        return Choice(self._say("it-was", time=local(moment, zone)), f"fix-had:{name}:{moment:%Y%m%d%H%M}")

    # Asked

    def which(self, options: Sequence[Option]) -> Said:
        """Ask which of several doses is meant, or none of them."""
        choices = tuple(Choice(self._option(one), one.data) for one in options)
        return Said(self._say("which"), (*choices, Choice(self._say("none-of-these"), "none")), letters=True)

    def _option(self, one: Option) -> str:
        if one.had is not None and one.had != one.dose:
            return self._say("had-for", time=one.had, dose=one.dose)
        return self._say("stands-already", dose=one.dose, stands=one.stands) if one.stands else one.dose

    def both(self, labels: Sequence[str], names: Sequence[DoseName]) -> Said:
        """Ask whether two doses are meant, or one of them."""
        each = tuple(Choice(label, f"mean:{name}") for label, name in zip(labels, names, strict=True))
        none = Choice(self._say("none-of-these"), "none")
        text = self._say("which-of-both", first=labels[0], second=labels[1])
        return Said(text, (Choice(self._say("both"), f"had-both:{names[-1]}"), *each, none), letters=True)

    def which_time(self, dose: str, name: DoseName, moments: Sequence[datetime | None], zone: ZoneInfo) -> Said:
        """Ask which reading of a time is meant."""
        known = [moment for moment in moments if moment is not None]
        choices = tuple(Choice(self._on_clock(moment, zone), f"fix-had:{name}:{moment:%Y%m%d%H%M}") for moment in known)
        return Said(self._say("which-time", dose=dose), (*choices, self._leave(name)), letters=True)

    def which_forgotten(self, offered: Mapping[str, str]) -> Said:
        """Ask which one was forgotten; the guide is always there."""
        choices = tuple(Choice(label, data) for data, label in offered.items())
        return Said(self._say("which-forgotten"), (*choices, Choice(self._say("what-the-guide-says"), "late")))

    def _leave(self, name: DoseName) -> Choice:
        return Choice(self._say("leave-it"), f"leave:{name}")

    def mean(self, phrase: str, dose: str, name: DoseName, *, over: bool) -> Said:
        """Ask what to write for a dose, where the words did not say. One that is over was not had just now."""
        acts = {"just-now": "had", "earlier": "had-then", "not-had": "not", "not-yet": "leave"}
        leave_out = {"just-now"} if over else set()
        choices = tuple(
            Choice(self._say(label), f"{act}:{name}") for label, act in acts.items() if label not in leave_out
        )
        return Said(self._say(phrase, dose=dose), choices)

    def lack(self, dose: str, name: DoseName) -> Said:
        """Ask whether a dose that was not had is left out, or still to come."""
        return Said(
            self._say("ask-lack", dose=dose),
            (
                Choice(self._say("not-had-today"), f"not:{name}"),
                Choice(self._say("not-yet"), f"leave:{name}"),
                Choice(self._say("late-page"), "late"),
            ),
        )

    def differs(self, dose: str, stands: str, new: str, yes: str, name: DoseName) -> Said:
        """Ask before changing what was said."""
        return Said(self._say("differs", dose=dose, stands=stands, new=new), self.yes_no(yes, f"leave:{name}"))

    def write_this(self, dose: str, new: str, yes: str, name: DoseName) -> Said:
        """Ask before writing something down about a dose that nobody answered for."""
        return Said(self._say("write-this", dose=dose, new=new), self.yes_no(yes, f"leave:{name}"))

    def change_what(self, dose: str, stands: str, name: DoseName, offered: Iterable[str]) -> Said:
        """Offer what a dose can be changed to."""
        labels = {
            "fix-had-then": "had-it", "again": "will-have-it-later", "when": "another-time", "fix-not": "not-had",
            "leave": "leave-it",
        }  # fmt: skip
        choices = tuple(Choice(self._say(labels[act]), f"{act}:{name}") for act in offered)
        return Said(self._say("change-what", dose=dose, stands=stands), choices, letters=True)

    def ask_when(self, dose: str, name: DoseName) -> Said:
        """Ask for the time at which a dose was had."""
        unknown = Choice(self._say("time-not-known"), f"fix-had-then:{name}")
        return Said(self._say("when-had", dose=dose), (unknown, self._leave(name)), letters=True)

    def other_day(self, dose: str, stands: str, other: str, draft: str) -> Said:
        """Ask whether an answer was about another day's dose."""
        choices = self.yes_no(f"correct:yes:{draft}", f"correct:no:{draft}")
        return Said(self._say("move-day", dose=dose, stands=stands, other=other), choices)

    def take_back(self, dose: str, stands: str, facts: str, draft: str) -> Said:
        """Ask whether an answer shall be taken back, where the other day says something already."""
        choices = self.yes_no(f"correct:yes:{draft}", f"correct:no:{draft}")
        return Said(self._say("take-back", dose=dose, stands=stands, facts=facts), choices)

    def other_amount(self, dose: str, words: str, draft: str) -> Said:
        """Ask what a dose shall be noted as, where another number of tablets was had than planned."""
        acts = {"had-it": "had", "not-had": "not", "leave-it": "leave"}
        choices = tuple(Choice(self._say(label), f"amount:{act}:{draft}") for label, act in acts.items())
        return Said(self._say("which-amount", dose=dose, words=shortened(words)), choices)

    def later(self, dose: str, name: DoseName, waits: Iterable[timedelta]) -> Said:
        """Ask for how long to wait, or until when."""
        choices = [self._wait(wait, name) for wait in waits]
        until = Choice(self._say("at-a-time"), f"until:{name}")
        return Said(self._say("when-to-ask", dose=dose), (*choices, until), letters=True)

    def _wait(self, wait: timedelta, name: DoseName) -> Choice:
        minutes = wait // timedelta(minutes=1)
        label = self._say("in-an-hour") if wait == timedelta(hours=1) else self._say("in-minutes", minutes=str(minutes))
        return Choice(label, f"wait{minutes}:{name}")

    # How a dose stands

    def stands(
        self, kind: Kind | str, taken_at: datetime | None, day: date, zone: ZoneInfo, reason: str | None = None
    ) -> str:
        """Return how a dose stands: had it 08:04."""
        state = STATES.get(kind, str(kind)) if isinstance(kind, Kind) else kind
        if kind is Kind.PAUSED and reason:
            state, reason = PAUSED[Reason(reason)], None
        if state == "taken" and taken_at is None:
            state = "taken-no-time"
        text = self._say("stands", state=state, time=self.time_on(day, taken_at, zone) if taken_at else "")
        return self._say("stands-why", stands=text, reason=reason) if reason else text

    def history(self, dose: Dose, entries: Sequence[Entry], names: Mapping[int, str]) -> str:
        """Return how a dose stands, with what was said first and when it was changed, where that matters.

        Told in the zone in which the dose was opened, wherever the person is now. *names* are those of the people whose
        words are told as theirs.
        """
        zone = ZoneInfo(dose.zone)
        last = standing(entries)
        if last is None:
            return self.stands("open", None, dose.day, zone)
        kind: Kind | str = "open" if dose.state is State.OPEN else last.kind
        text = self._by(self.stands(kind, last.taken_at, dose.day, zone, last.reason), last, names)
        said = _apart([entry for entry in entries if entry.by is not None])
        if len(said) > 1:
            first = self._by(self.stands(said[0].kind, said[0].taken_at, dose.day, zone), said[0], names)
            return self._say("first-said", stands=text, first=first, when=self.time_on(dose.day, said[1].at, zone))
        written = last.at.astimezone(zone)
        if last.by is not None and last.taken_at is None and written.date() != dose.day:
            return self._say("said-on", stands=text, day=self.day(written.date()))
        return text

    def _by(self, text: str, entry: Entry, names: Mapping[int, str]) -> str:
        name = names.get(entry.by) if entry.by is not None else None
        return self._say("stands-by", stands=text, name=name) if name else text

    # What people tell

    def write_words(self, phrase: str, words: str, draft: str) -> Said:
        """Ask whether somebody's words shall be written down. They are shown, and never carried by a button."""
        choices = self.yes_no(f"tell:yes:{draft}", f"tell:no:{draft}")
        return Said(self._say(phrase, words=shortened(words)), (*choices, self._ring()))

    def written(self, at: time, hushed: str) -> Said:
        """Say that something was written down, and that nobody reads it."""
        return Said(self._say("written-down", time=clock(at), hushed=hushed).rstrip(), (self._ring(),))


def _apart(said: Sequence[Entry]) -> list[Entry]:
    """Return entries without those that only add why to the one before."""
    return [
        entry
        for before, entry in zip((None, *said), said, strict=False)
        if before is None or (before.kind, before.taken_at) != (entry.kind, entry.taken_at)
    ]
