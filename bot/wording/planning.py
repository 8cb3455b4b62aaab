"""What is said about plans, and every change of them: read back, shown, saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from zoneinfo import ZoneInfo

from bot.care.drafts import UNTIL_HOME
from bot.care.places import DAY
from bot.care.plans import Amount, Part, Schedule, Version, total_mg
from bot.care.timetable import Occurrence
from bot.wording.plan_questions import PlanQuestionWords
from bot.wording.said import Choice, Said, figure
from bot.wording.words import wanted

WANTS = wanted({
    "ask-plan": "", "ask-zone": "", "no-such-day": "", "plan-echo": "schedule next begins whose",
    "plan-for": "patient", "plan-from-today": "", "plan-from-tomorrow": "day", "plan-from-day": "day",
    "plan-from-start": "name whose patient", "plan-mg-as-said": "mg", "plan-strength-odd": "strength",
    "plan-kept-times": "day times end",
    "plan-no-longer": "change", "plan-change": "old new begins next asks", "plan-is-right": "",
    "plan-type-again": "strength when often", "plan-type-number": "said",
    "plan-mistyped-count": "",
    "plan-not-same-count": "", "plan-yes-or-no": "", "plan-what-differs": "", "plan-type-all": "",
    "plan-mistyped-it": "still",
    "plan-times-unclear": "",
    "plan-not-same": "still", "plan-still": "schedule", "plan-still-none": "", "plan-try-again": "",
    "plan-try-example": "", "plan-as-on-letter": "", "plan-not-right": "", "plan-saved": "next before",
    "plan-before": "times", "plan-saved-change": "from day next", "plan-saved-next": "next", "asks-next": "next",
    "asks-none": "", "still-stopped": "", "plan-still-open": "time amount", "plan-kept-old": "", "plan-stays": "",
    "plan-none-saved": "", "plan-none": "ask", "plan-now": "schedule whose patient", "plan-next": "next",
    "plan-then": "day schedule", "plan-until": "first last times end", "plan-differ": "schedule",

    "plan-disagrees": "tablets strength total mg whose", "plan-disagrees-sum": "sum mg whose",
    "plan-no-tablets": "",
    "new-medicine": "", "no-new-medicine": "", "not-on-my-list": "clinic", "tablets-differ": "",
    "time-differs": "", "trouble-empty": "", "trouble-no-time": "", "trouble-no-amount": "", "trouble-mg-alone": "",
    "trouble-bad-time": "words", "trouble-bad-count": "words", "trouble-bad-strength": "words",
    "trouble-bad-every": "", "trouble-same-time": "", "trouble-hourly": "", "trouble-other-medicine": "",
    "trouble-mg-disagree": "", "trouble-not-understood": "words", "your-team": "", "team-can-say": "card",
    "moving-times": "card",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Echo:
    """A change as it is read back: what is taken now, what would be, from when, and the doses that come next."""

    old: str
    new: str
    begins: str
    coming: str


class PlanningWords(PlanQuestionWords):
    """Puts plans and their changes into words."""

    # Reading back

    def plan_echo(self, new: str, coming: Sequence[Occurrence], begins: str, name: str, *, in_set_up: bool) -> Said:
        """Read a first plan back; the choices are about this draft alone."""
        text = _tight(self._say("plan-echo", schedule=new, next=self.next_ones(coming), begins=begins))
        yes = Choice(self._say("yes"), f"plan:yes:{name}", "yes")
        if not in_set_up:
            return Said(text, (yes, Choice(self._say("plan-not-right"), f"plan:no:{name}", "no")))
        tablets = Choice(self._say("tablets-differ"), "setup-again:tablets")
        return Said(text, (yes, tablets, Choice(self._say("time-differs"), "setup-again:times")))

    def plan_change(self, echo: Echo, name: str, again: Part | None, when: str = "") -> Said:
        """Read a change back, with what is taken now; *again*: the tablets whose number is typed once more."""
        no = Choice(self._say("plan-not-right"), f"plan:no:{name}", "no")
        choices: tuple[Choice, ...] = (no,)
        if again is None:
            asks, choices = self._say("plan-is-right"), (Choice(self._say("yes"), f"plan:yes:{name}", "yes"), no)
        else:
            asks = self.type_again(again, when)
        text = self._say("plan-change", old=echo.old, new=echo.new, next=echo.coming, begins=echo.begins, asks=asks)
        return Said(text, choices, letters=again is not None)

    def type_again(self, part: Part, when: str) -> str:
        """Ask for the number of some tablets once more; *when* tells them apart, where there are several."""
        often = "several" if when else "once"
        return self._say("plan-type-again", strength=figure(part.strength_mg), when=when, often=often)

    def asked_again(self, part: Part, when: str, name: str) -> Said:
        """Ask for the next number once more."""
        return Said(
            self.type_again(part, when),
            (Choice(self._say("plan-not-right"), f"plan:no:{name}", "no"),),
            letters=True,
        )

    def versions(self, versions: Sequence[Version]) -> str:
        """Return schedules with the days from which they hold, where there are several."""
        if len(versions) == 1:
            return self.schedule(versions[0].schedule, versions[0].from_day)
        return "".join(f"\n{self.version(one)}" for one in versions)

    def version(self, one: Version) -> str:
        """Return a schedule and its days."""
        if one.until is None:
            return self._say(
                "plan-then", day=self.day(one.from_day), schedule=self.schedule(one.schedule, one.from_day)
            )
        last = "" if one.until == UNTIL_HOME else self.day(one.until)
        end = "home" if not last else "same" if one.until == one.from_day else "day"
        times = self.times(walls_of(one))
        return self._say("plan-until", first=self.day(one.from_day), last=last, times=times, end=end)

    def kept_times(self, overrides: Sequence[Version]) -> list[str]:
        """Say that the other times of some days stay as they are."""
        until = {self.times(walls_of(one)): one.until for one in overrides}  # of the same times the last day
        ends = {times: "" if day is None or day == UNTIL_HOME else self.day(day) for times, day in until.items()}
        return [
            self._say("plan-kept-times", day=day, times=times, end="day" if day else "home")
            for times, day in ends.items()
        ]

    def no_longer(self, version: Version) -> str:
        """Say what was planned for later, and is not any more."""
        return self._say("plan-no-longer", change=self.version(version))

    # What stands

    def plan_now(self, schedule: Schedule, day: date, upcoming: Sequence[Occurrence], here: ZoneInfo) -> str:
        """Show what holds on a *day*, and what it owes next."""
        return "\n".join([self._say("plan-now", schedule=self.schedule(schedule, day)), *self._next(upcoming, here)])

    def plan_later(self, version: Version, upcoming: Sequence[Occurrence], here: ZoneInfo) -> str:
        """Show what holds from another day on, and what it owes next."""
        return "\n".join([self.version(version), *self._next(upcoming, here)])

    def _next(self, upcoming: Sequence[Occurrence], here: ZoneInfo) -> list[str]:
        return [self._say("plan-next", next=self.next_ones(upcoming, here))] if upcoming else []

    def nothing_saved(self, phrase: str, standing: Sequence[Version], today: date) -> Said:
        """Say that nothing was saved, what holds still, today and from later on, and offer to type it anew."""
        still = self._say("plan-still-none")
        if standing:
            now = self._say("plan-still", schedule=self.schedule(standing[0].schedule, today))
            still = "\n".join([now, *(self.version(one) for one in standing[1:])])
        return Said(self._say(phrase, still=still), (Choice(self._say("plan-try-again"), "plan:retry:"),))

    def plan_disagrees(self, amount: Amount, mg: Decimal) -> Said:
        """Say that tablets and milligrams disagree, and that nothing was saved."""
        if len(amount) > 1:
            return self.plain("plan-disagrees-sum", sum=self.sum(amount), mg=figure(mg))
        part = amount[0]
        total, strength = figure(total_mg(amount)), figure(part.strength_mg)
        tablets = self.count(part.count)
        said = {"tablets": tablets, "strength": strength, "total": total, "mg": figure(mg)}
        return self.plain("plan-disagrees", **said)

    # After saving

    def asks_next(self, owed: Occurrence | None, here: ZoneInfo) -> str:
        """Return what is asked about next."""
        return self._say("asks-next", next=self.next_ones([owed], here)) if owed else self._say("asks-none")

    def plan_saved(self, next_one: str, before: str) -> Said:
        """Say that a first plan is saved."""
        return self.plain("plan-saved", next=next_one, before=before)

    def plan_saved_change(self, next_one: str, begins: date, today: date) -> str:
        """Say that a change is saved, and from which day it holds."""
        begin = {today: "today", today + DAY: "tomorrow"}.get(begins, "later")
        return self._say("plan-saved-change", next=next_one, day=self.day(begins), **{"from": begin})

    def new_medicine(self, before: str, act: str) -> Said:
        """Ask whether another medicine is new, behind what was said *before*."""
        return Said(self._say("new-medicine"), self.yes_no(f"{act}:yes", f"{act}:no")).behind(before)

    def changed_event(self, adds: Sequence[Version]) -> str:
        """Return a change as the diary tells of it."""
        return " ".join(" ".join(self.version(one).split()) for one in adds)

    def can_say(self, card: str, *, times: bool) -> str:
        """Return who can say; *card* is the clinic's line. *times*: whether times may move."""
        known = "" if card == self._say("your-team") else card
        return self._say("moving-times" if times else "team-can-say", card=known).rstrip()


def _tight(text: str) -> str:
    """Return a text without the lines that stayed empty."""
    return "\n".join(line for line in text.splitlines() if line.strip())


def walls_of(version: Version) -> list[time]:
    """Return the wall times of a version, each once."""
    return sorted({one.wall for one in version.schedule.intakes})
