"""What is said about amounts, plans, and every change of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

from bot.care.doses import Dose
from bot.care.drafts import UNTIL_HOME
from bot.care.places import DAY
from bot.care.plans import (
    EVERY_DAY,
    EVERY_WEEKDAY,
    LONGEST_EVERY,
    WEEK,
    Amount,
    Days,
    Intake,
    Part,
    Schedule,
    Version,
    total_mg,
)
from bot.care.timetable import Occurrence
from bot.wording.said import Choice, Said, clock, figure
from bot.wording.setting_up import place
from bot.wording.words import Words, wanted

WANTS = wanted({
    "number-word": "name figure", "tablets": "shape word", "tablets-of": "tablets strength", "part": "count strength",
    "sum": "parts total", "and": "first last", "schedule": "words days times sum often", "days": "which",
    "every-n-days": "count", "only-on": "days weekdays", "ask-plan": "", "ask-zone": "", "no-such-day": "",
    "plan-echo": "schedule next begins", "plan-from-today": "", "plan-from-tomorrow": "day", "plan-from-day": "day",
    "plan-from-start": "name whose patient", "plan-mg-as-said": "mg", "plan-kept-times": "day times end",
    "plan-no-longer": "change", "plan-change": "old new begins next asks", "plan-is-right": "",
    "plan-type-again": "strength when often", "plan-type-number": "said", "plan-many": "tablets mg strength",
    "plan-mistyped": "", "plan-mistyped-it": "still", "plan-not-same": "still", "plan-still": "schedule",
    "plan-still-none": "", "plan-try-again": "", "plan-try-example": "", "plan-as-on-letter": "", "plan-half": "clock",
    "plan-day": "", "plan-strength": "", "plan-count": "strength", "plan-none-of-it": "", "plan-times": "count often",
    "plan-which-dose": "old new", "plan-from-todays": "time", "plan-tomorrow-on": "", "plan-leave": "",
    "plan-not-right": "", "plan-saved": "next before", "plan-before": "times", "plan-saved-change": "from day next",
    "plan-saved-next": "next", "asks-next": "next", "asks-none": "", "still-stopped": "",
    "plan-still-open": "time amount", "plan-kept-old": "", "plan-none-saved": "", "plan-none": "ask",
    "plan-now": "schedule next change",
    "plan-next": "next", "plan-then": "day schedule", "plan-until": "first last times end", "plan-differ": "schedule",
    "plan-disagrees": "tablets strength total mg", "plan-disagrees-sum": "sum mg", "short": "sum times",
    "from-day": "day",
    "plan-no-tablets": "",
    "plan-tests": "saved", "plan-ask-them": "", "plan-tests-yes": "", "plan-tests-no": "", "plan-tests-asked": "",
    "question-tests": "", "new-medicine": "", "no-new-medicine": "", "not-on-my-list": "clinic", "tablets-differ": "",
    "time-differs": "", "trouble-empty": "", "trouble-no-time": "", "trouble-no-amount": "", "trouble-mg-alone": "",
    "trouble-bad-time": "words", "trouble-bad-count": "words", "trouble-bad-strength": "words",
    "trouble-bad-every": "", "trouble-same-time": "", "trouble-hourly": "", "trouble-other-medicine": "",
    "trouble-mg-disagree": "", "trouble-not-understood": "words", "your-team": "", "team-can-say": "card",
    "moving-times": "card",
})  # fmt: skip

STRENGTHS = ("25", "50", "75", "100")
TWO = 2


@dataclass(frozen=True, slots=True)
class Echo:
    """A change as it is read back: what is taken now, what would be, from when, and the doses that come next."""

    old: str
    new: str
    begins: str
    coming: str


class PlanningWords(Words):
    """Puts amounts and plans into words."""

    # Amounts

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

    # Schedules

    def schedule(self, schedule: Schedule) -> str:
        """Return amounts and times: one tablet of 50 mg, every day at 08:00. That is 1 x 50 mg = 50 mg."""
        lines = [self._alike(group) for group in _alike(schedule)]
        return lines[0] if len(lines) == 1 else "".join(f"\n- {line}" for line in lines)

    def _alike(self, intakes: Sequence[Intake]) -> str:
        amount = intakes[0].amount
        return self._say(
            "schedule",
            words=self.amount(amount),
            days=self._days(intakes[0].days),
            times=self.times([one.wall for one in intakes]),
            sum=self.sum(amount),
            often="once" if len(intakes) == 1 else "often",
        )

    def short(self, schedule: Schedule) -> str:
        """Return a schedule as a choice names it: 2 x 50 mg = 100 mg at 08:00."""
        groups = _alike(schedule)
        return "; ".join(
            self._say("short", sum=self.sum(group[0].amount), times=self.times([one.wall for one in group]))
            for group in groups
        )

    def told_apart(self, intakes: Sequence[Intake], begins: date) -> str:
        """Return when some intakes are, so that they are told apart from the others: Mondays, 08:00."""
        times, days = self.times(sorted({one.wall for one in intakes})), intakes[0].days
        if days == EVERY_DAY:
            return times
        if days.every == 1:
            return f"{self._days(days)}, {times}"
        first = next(day for day in (begins + number * DAY for number in range(LONGEST_EVERY * WEEK)) if day in days)
        return f"{self._days(days)}, {self._say('from-day', day=self.day(first))}, {times}"

    def times(self, walls: Sequence[time]) -> str:
        """Return wall times as people list them."""
        return self.listed([clock(wall) for wall in walls])

    def _days(self, days: Days) -> str:
        if days == EVERY_DAY:
            return self._say("days", which="every")
        named = self.listed([self._say("days", which=f"d{number}") for number in sorted(days.weekdays)])
        if days.every == 1:
            return self._say("only-on", days="", weekdays=named).strip()
        often = self._say("days", which="other")
        if days.every > TWO:
            often = self._say("every-n-days", count=str(days.every))
        return often if days.weekdays == EVERY_WEEKDAY else self._say("only-on", days=often, weekdays=named)

    def next_ones(self, coming: Sequence[Occurrence], here: ZoneInfo | None = None) -> str:
        """Return planned doses as a list: Wed 2 Dec 08:00, Thu 3 Dec 08:00; with the place, if that is not *here*."""
        differ = len({one.amount for one in coming}) > 1
        return ", ".join(
            f"{self.day(one.day)} {clock(one.wall)}"
            + (f" ({place(one.zone)})" if here is not None and one.zone != here.key else "")
            + (f" ({' + '.join(self._part(part) for part in one.amount)})" if differ else "")
            for one in coming
        )

    def clock_first(self, at: datetime, zone: ZoneInfo) -> str:
        """Return a moment in a zone: 11:00 Wed 2 Dec."""
        there = at.astimezone(zone)
        return f"{clock(there.time())} {self.day(there.date())}"

    # Questions before a plan can be read back

    def _open(self, text: str, choices: Sequence[Choice], act: str) -> Said:
        """Ask, and offer to leave all as it is."""
        name = act.rsplit(":", maxsplit=1)[-1].split(".", maxsplit=1)[0]
        leave = Choice(self._say("plan-leave"), f"plan:no:{name}", "no")
        return Said(text, (*choices, leave), letters=True)

    def plan_day(self, act: str, days: Sequence[date]) -> Said:
        """Ask which of two days is meant."""
        return self._open(
            self._say("plan-day"), [Choice(self.day(one), f"{act}:{one.isoformat()}") for one in days], act
        )

    def plan_strength(self, act: str) -> Said:
        """Ask what the box says."""
        choices = [Choice(f"{mg} mg", f"{act}:{mg}") for mg in STRENGTHS]
        return self._open(self._say("plan-strength"), choices, act)

    def plan_count(self, act: str, strength: Decimal, *, none: bool) -> Said:
        """Ask how many tablets of a strength there are; *none*: there may be none of them."""
        choices = [Choice(self._say("plan-none-of-it"), f"{act}:0")] if none else []
        return self._open(self._say("plan-count", strength=figure(strength)), choices, act)

    def plan_times(self, act: str, offered: Sequence[Sequence[time]], count: int) -> Said:
        """Ask at what times of the day."""
        choices = [Choice(self.times(walls), f"{act}:{','.join(clock(one) for one in walls)}") for walls in offered]
        return self._open(self._say("plan-times", count=str(count), often=_often(count)), choices, act)

    def plan_half(self, act: str, typed: str, walls: Sequence[time]) -> Said:
        """Ask whether a time is in the morning or in the evening."""
        choices = [Choice(clock(wall), f"{act}:{clock(wall)}") for wall in walls]
        return self._open(self._say("plan-half", clock=typed), choices, act)

    def plan_many(self, amount: Amount, part: Part, name: str) -> Said:
        """Ask once more about more than four tablets at one time."""
        text = self._say(
            "plan-many",
            tablets=self.amount(amount),
            mg=figure(total_mg(amount)),
            strength=figure(part.strength_mg),
        )
        return Said(text, (Choice(self._say("plan-mistyped"), f"plan:wrong:{name}", "no"),), letters=True)

    def plan_which_dose(self, old: str, new: str, dose: Dose, name: str) -> Said:
        """Ask whether a change holds for the dose of today that is open, or from tomorrow on."""
        today = Choice(self._say("plan-from-todays", time=clock(dose.wall)), f"plan:from:{name}:{dose.day.isoformat()}")
        following = (dose.day + DAY).isoformat()
        tomorrow = Choice(self._say("plan-tomorrow-on"), f"plan:from:{name}:{following}")
        text = self._say("plan-which-dose", old=old, new=new)
        return self._open(text, (today, tomorrow), f"plan:from:{name}")

    # Reading back

    def plan_echo(self, new: str, coming: Sequence[Occurrence], begins: str, name: str, *, in_set_up: bool) -> Said:
        """Read a first plan back; the choices are about this draft alone."""
        text = _tight(self._say("plan-echo", schedule=new, next=self.next_ones(coming), begins=begins))
        yes = Choice(self._say("yes"), f"plan:yes:{name}", "yes")
        if not in_set_up:
            return Said(text, (yes, Choice(self._say("plan-not-right"), f"plan:no:{name}", "no")))
        tablets = Choice(self._say("tablets-differ"), "setup-again:tablets", "no")
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
            return self.schedule(versions[0].schedule)
        return "".join(f"\n{self.version(one)}" for one in versions)

    def version(self, one: Version) -> str:
        """Return a schedule and its days."""
        if one.until is None:
            return self._say("plan-then", day=self.day(one.from_day), schedule=self.schedule(one.schedule))
        last = "" if one.until == UNTIL_HOME else self.day(one.until)
        end = "day" if last else "home"
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

    def plan_now(self, schedule: Schedule, coming: str, later: str) -> Said:
        """Show the plan that holds, what it owes next, and what follows or rests."""
        following = self._say("plan-next", next=coming) if coming else ""
        text = self._say("plan-now", schedule=self.schedule(schedule), next=following, change=later)
        return Said(_tight(text))

    def nothing_saved(self, phrase: str, standing: Sequence[Version]) -> Said:
        """Say that nothing was saved, what holds still, today and from later on, and offer to type it anew."""
        still = self._say("plan-still-none")
        if standing:
            now = self._say("plan-still", schedule=self.schedule(standing[0].schedule))
            still = "\n".join([now, *(self.version(one) for one in standing[1:])])
        return Said(self._say(phrase, still=still), (Choice(self._say("plan-try-again"), "plan:retry:"),))

    def plan_disagrees(self, amount: Amount, mg: Decimal) -> Said:
        """Say that tablets and milligrams disagree, and that nothing was saved."""
        if len(amount) > 1:
            return self.plain("plan-disagrees-sum", sum=self.sum(amount), mg=figure(mg))
        part = amount[0]
        total, strength = figure(total_mg(amount)), figure(part.strength_mg)
        tablets = self.count(part.count)
        return self.plain("plan-disagrees", tablets=tablets, strength=strength, total=total, mg=figure(mg))

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

    def tests_changed(self, before: str) -> Said:
        """Ask whether the blood tests were changed too, behind what was said *before*."""
        labels = {"yes": "yes", "no": "no", "ask": "plan-ask-them"}
        choices = (
            Choice(self._say(label), f"plan:tests:{value}", value if value in {"yes", "no"} else "")
            for value, label in labels.items()
        )
        return Said(self._say("plan-tests", saved=before), tuple(choices))

    def new_medicine(self, before: str, act: str) -> Said:
        """Ask whether another medicine is new, behind what was said *before*."""
        return Said(f"{before}\n{self._say('new-medicine')}", self.yes_no(f"{act}:yes", f"{act}:no"))

    def changed_event(self, adds: Sequence[Version]) -> str:
        """Return a change as the diary tells of it."""
        return " ".join(" ".join(self.version(one).split()) for one in adds)

    def can_say(self, card: str, *, times: bool) -> str:
        """Return who can say; *card* is the clinic's line. *times*: whether times may move."""
        known = "" if card == self._say("your-team") else card
        return self._say("moving-times" if times else "team-can-say", card=known).rstrip()


def _often(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, "more")


def _tight(text: str) -> str:
    """Return a text without the lines that stayed empty."""
    return "\n".join(line for line in text.splitlines() if line.strip())


def walls_of(version: Version) -> list[time]:
    """Return the wall times of a version, each once."""
    return sorted({one.wall for one in version.schedule.intakes})


def _alike(schedule: Schedule) -> list[list[Intake]]:
    """Return the intakes that differ by their times alone, together."""
    groups: dict[tuple[Amount, Days], list[Intake]] = {}
    for one in schedule.intakes:
        groups.setdefault((one.amount, one.days), []).append(one)
    return list(groups.values())
