"""What is said of appointments, days to reorder and weekly tips; and of several things in one message.

What is said unasked names no medicine and no illness. The questions kept for the clinic, which the person asked to be
shown, stand below a first line that names nothing, and are covered where a locked phone would show them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, time

from bot.care.notices import rest_name
from bot.care.occasions import Occasion, Tell, coming
from bot.care.people import Style
from bot.care.plans import DosePlan, Pause
from bot.care.timetable import DoseName
from bot.wording.said import Choice, Here, Said, clock, shortened
from bot.wording.words import Words, wanted

WANTS = wanted({
    "appointment-called": "", "appointment-of": "called patient", "appointment-tomorrow": "called at",
    "appointment-list": "listed", "appointment-after": "called date", "nothing-new": "", "next-appointment": "",
    "plan-changed": "", "dates-changed": "style", "my-list": "", "summary-label": "", "add-a-question": "",
    "move-it": "", "it-is-off": "", "new-appointment": "", "own-word": "", "appointments-none": "",
    "appointments": "listed", "appointment-line": "when", "appointment-open": "when", "appointment-when": "day title",
    "appointment-kept": "when next word", "appointment-word": "", "appointment-word-saved": "called",
    "appointment-not-read": "words", "appointment-past": "", "appointment-already": "when",
    "appointment-many": "most", "appointment-move-to": "when", "appointment-moved": "from to",
    "appointment-off": "when", "appointment-is-off": "when", "appointment-over": "", "appointment-written": "time",
    "event-appointment": "when", "event-appointment-moved": "from to", "event-appointment-off": "when",
    "event-appointment-over": "when what", "reorder-today": "day", "reorder-when": "", "reorder-every-28": "",
    "reorder-a-date": "", "reorder-lasts": "", "reorder-date": "", "reorder-first": "", "reorder-one": "",
    "reorder-not-read": "words", "reorder-read-back": "rule days", "reorder-read-back-once": "rule", "to-reorder": "",
    "appointment-which": "", "keep-it": "when", "appointment-ask": "when", "reorder-already": "next",
    "reorder-rule": "every day", "reorder-ordered": "", "reorder-offer": "", "reorder-remind": "", "got-them": "",
    "event-got": "", "done-which-order": "", "the-order": "", "reorder-saved": "", "reorder-kept": "rule",
    "reorder-end": "", "reorder-ended": "", "reorder-tomorrow": "", "reordered": "next", "stop-reminding": "",
    "event-reorder": "how", "event-reorder-off": "", "event-reordered": "", "tip-waits": "", "show-it": "",
    "no-more-tips": "", "one-a-week": "", "weekly-on": "day", "weekly-off": "", "the-pause": "",
})  # fmt: skip

SHOWN = 8  # questions for the clinic in one message

Part = tuple[Said, Choice]  # something said, and the choice that leads to it where it stands among others


class OccasionWords(Words):
    """Puts occasions into words. What a choice carries is read by `conversation.occasions`."""

    def together(self, parts: Sequence[Part]) -> Said:
        """Return one message of several things: one has its own choices, of several one chooses which."""
        if len(parts) == 1:
            return parts[0][0]
        covered = next((said.covered for said, _ in parts if said.covered), "")
        text = "\n".join(said.text for said, _ in parts)
        return Said(text, tuple(opens for _, opens in parts), covered=covered)

    def rest_part(self, said: Said, plan: DosePlan, pause: Pause | None) -> Part:
        """Return a question about a plan that rests, as one of several things."""
        return said, Choice(self._say("the-pause"), f"pause:ask:{rest_name(plan, pause) if pause else plan.uid}")

    def occasion_part(self, one: Occasion, day: date, tell: Tell, parked: Sequence[str], here: Here) -> Part:
        """Return what is said of an occasion for a day, as one of several things."""
        called = self._say("to-reorder") if tell is Tell.REORDER else self.appointment_called()
        at = f" {clock(one.at)}" if one.at else ""
        label = f"{called}, {self.day(day).partition(' ')[2]}{at}"
        opens = Choice(label, f"date:open:{one.uid}:{tell.value}:{day.isoformat()}")
        return self.occasion(one, day, tell, parked, here), opens

    def occasion(self, one: Occasion, day: date, tell: Tell, parked: Sequence[str], here: Here) -> Said:
        """Say something of an occasion for a day, unasked; *parked* are the questions that are kept for the clinic."""
        match tell:
            case Tell.TOMORROW:
                return self._tomorrow(one, parked)
            case Tell.AFTER:
                return self._after(one, kept=bool(parked))
            case Tell.REORDER:
                labels = {
                    f"done:{one.uid}:{day.isoformat()}": "reorder-ordered",
                    f"tomorrow:{one.uid}": "tomorrow-label",
                }
                said = self._say("reorder-today", day=self.day(min(day, here.today)))
                return Said(said, self._acts(labels | {f"move:{one.uid}": "other-date"}))
            case Tell.TIP:
                return Said(
                    self._say("tip-waits"), self._acts({f"tip:{one.uid}": "show-it", "no-tips": "no-more-tips"})
                )

    def _acts(self, labels: dict[str, str]) -> tuple[Choice, ...]:
        return tuple(Choice(self._say(label), f"date:{act}") for act, label in labels.items())

    # Appointments

    def appointment_called(self) -> str:
        """Return what an appointment is called where others may look on."""
        voice = self._reader.voice
        usual = self._say("appointment-called")
        called = usual if voice.style is Style.PLAIN else voice.visits or usual
        patient = self._reader.patient
        return self._say("appointment-of", called=called, patient=patient) if patient else called

    def _tomorrow(self, one: Occasion, parked: Sequence[str]) -> Said:
        at = f" {clock(one.at)}" if one.at else ""
        said = self._say("appointment-tomorrow", called=self.appointment_called(), at=at)
        labels = {"do:summary": "summary-label", "parked:ask": "add-a-question", f"date:move:{one.uid}": "move-it"}
        choices = tuple(Choice(self._say(label), data) for data, label in labels.items())
        if not parked:
            return Said(said, choices)
        listed = "\n".join(f"- {shortened(words)}" for words in parked[:SHOWN])
        covered = "" if self._reader.voice.style is Style.PLAIN else listed
        return Said(f"{said}\n\n{self._say('appointment-list', listed=listed)}", choices, covered=covered)

    def _after(self, one: Occasion, *, kept: bool) -> Said:
        date = self.day(one.day).partition(" ")[2]
        said = self._say("appointment-after", called=self.appointment_called(), date=date)
        listed = (Choice(self._say("my-list"), "do:parked"),) if kept else ()
        labels = {f"nothing:{one.uid}": "nothing-new", f"plan:{one.uid}": "plan-changed"}
        labels |= {f"tests:{one.uid}": "dates-changed", f"next:{one.uid}": "next-appointment"}
        return Said(said, (*self._acts(labels), *listed))

    def when(self, day: date, at: time | None, today: date) -> str:
        """Return a day, with its year where that is another one, and a time."""
        named = self.day(day) if day.year == today.year else self.full_day(day)
        return f"{named} {clock(at)}" if at else named

    def appointment_when(self, one: Occasion, today: date) -> str:
        """Return when an appointment is, and what it was called."""
        return self._say("appointment-when", day=self.when(one.day, one.at, today), title=one.title).rstrip(" ,")

    def appointment_line(self, one: Occasion, today: date) -> str:
        """Return a line about an appointment."""
        return self._say("appointment-line", when=self.appointment_when(one, today))

    def appointments(self, listed: str, shown: Sequence[Occasion], today: date) -> Said:
        """Show appointments, and what can be done: of several, one is chosen first."""
        if len(shown) == 1:
            return Said(self._say("appointments", listed=listed), (*self._of_one(shown[0]), *self._another()))
        offered = (Choice(self.appointment_when(one, today), f"date:one:{one.uid}") for one in shown)
        return Said(self._say("appointments", listed=listed), (*offered, *self._another()))

    def appointment_one(self, one: Occasion, today: date) -> Said:
        """Show an appointment, and what can be done with it."""
        return Said(self.appointment_when(one, today), self._of_one(one))

    def _of_one(self, one: Occasion) -> tuple[Choice, ...]:
        return self._acts({f"move:{one.uid}": "move-it", f"is-off:{one.uid}": "it-is-off"})

    def _another(self) -> tuple[Choice, ...]:
        return self._acts({"appointment": "new-appointment"})

    def appointment_kept(self, one: Occasion, today: date, following: Tell | None, *, word: bool) -> Said:
        """Read an appointment back, with what is said of it next; *word*: it is asked what to call it."""
        said = self._say(
            "appointment-kept",
            when=self.appointment_when(one, today),
            next=following.value if following else "none",
            word="yes" if word else "no",
        )
        return Said(said.rstrip(), self._acts({"usual": "appointment-called", "name": "own-word"}) if word else ())

    def appointment_which(self, about: Sequence[Occasion], act: str, today: date) -> Said:
        """Ask which of several appointments is meant; *act* is what is done with the one that is chosen."""
        offered = (Choice(self.appointment_when(one, today), f"date:{act}:{one.uid}") for one in about)
        return Said(self._say("appointment-which"), (*offered, Choice(self._say("none-of-these"), "none", "no")))

    def appointment_off(self, one: Occasion, today: date) -> Said:
        """Ask whether an appointment is off."""
        said = self._say("appointment-off", when=self.appointment_when(one, today))
        return Said(said, self.yes_no(f"date:off:{one.uid}", "none"))

    def appointment_written(self, one: Occasion, at: str, offered: Mapping[str, str]) -> Said:
        """Say that a note of an appointment is written down, and ask what changed.

        *offered* are appointments to keep that it may tell of, in words, by what a choice carries.
        """
        labels = {f"plan:{one.uid}": "plan-changed", f"tests:{one.uid}": "dates-changed"}
        keep = (Choice(self._say("keep-it", when=when), f"date:{act}") for act, when in offered.items())
        stopped = Choice(self._say("they-stopped-it"), "do:pause")
        return Said(self._say("appointment-written", time=at), (*self._acts(labels), stopped, *keep))

    def appointment_ask(self, when: str, act: str) -> Said:
        """Ask whether something that was told is an appointment to keep."""
        return Said(self._say("appointment-ask", when=when), self.yes_no(f"date:{act}", "none"))

    # Reordering

    def reorder_when(self, title: str, page: str) -> Said:
        """Ask when to say that it is the day to reorder, with a page of the guide by its *title*."""
        more = (Choice(title, f"guide:{page}"),) if title else ()
        return Said(
            self._say("reorder-when"), (*self._acts({"lasts": "reorder-every-28", "day": "reorder-a-date"}), *more)
        )

    def reorder_rule(self, one: Occasion, today: date) -> str:
        """Return how often it is, and from when: every 28 days from Sat 20 Feb."""
        return self._say("reorder-rule", every=str(one.every or "once"), day=self.when(one.day, None, today))

    def done_or_ordered(self, dose: DoseName, one: Occasion) -> Said:
        """Ask whether the tablets were had, or were ordered."""
        order = Choice(self._say("the-order"), f"date:done:{one.uid}:{one.day.isoformat()}")
        return Said(self._say("done-which-order"), (Choice(self._say("the-tablets"), f"had:{dose}"), order))

    def reorder_read_back(self, one: Occasion, asked: str, shown: int, today: date) -> Said:
        """Read back when it is to be said; *asked* is the id of the question."""
        days = "\n".join(f"- {self.when(day, None, today)}" for day in coming(one, shown))
        phrase, told = ("reorder-read-back", {"days": days}) if one.every else ("reorder-read-back-once", {})
        said = self._say(phrase, rule=self.reorder_rule(one, today), **told)
        return Said(
            said, (Choice(self._say("yes"), f"date:confirm:{asked}", "yes"), *self._acts({"reorder": "change"}))
        )

    def reorder_kept(self, one: Occasion, today: date) -> Said:
        """Show what is kept, and what can be done with it."""
        said = self._say("reorder-kept", rule=self.reorder_rule(one, today))
        labels = {f"done:{one.uid}:{one.day.isoformat()}": "reorder-ordered", "reorder": "other-date"}
        return Said(said, self._acts(labels | {f"end:{one.uid}": "stop-reminding"}))

    def reordered(self, following: Occasion | None, today: date, *, already: bool = False) -> Said:
        """Say that it is noted, or was *already*, and when the next one is, if it comes again."""
        following_day = self.when(following.day, None, today) if following and following.is_open else "none"
        return Said(self._say("reorder-already" if already else "reordered", next=following_day).rstrip())

    def with_reorder(self, said: Said) -> Said:
        """Return whom to ring where tablets run out, with a reminder for the next time."""
        text = f"{said.text} {self._say('reorder-offer')}"
        return Said(text, (*said.choices, *self._acts({"reorder": "reorder-remind"})))

    # Tips

    def weekly_on(self, day: str) -> Said:
        """Say that a tip comes each week, the first on a day."""
        return Said(self._say("weekly-on", day=day), self._acts({"no-tips": "no-more-tips"}))

    def with_weekly(self, said: Said) -> Said:
        """Return a tip with the offer of one a week."""
        return replace(said, choices=(*said.choices, *self._acts({"weekly": "one-a-week"})))
