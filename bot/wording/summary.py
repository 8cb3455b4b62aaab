"""What is told for an appointment, as lines to read: counts, the plan, tests, the diary, questions. It rates nothing.

In a message long lists are cut, and say so; a file has all of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from bot.care.diary import Event
from bot.care.results import Kind
from bot.care.summary import Became, Count, PauseTold, Period, Stretch, Summary
from bot.messages import File
from bot.wording.amounts import AmountWords
from bot.wording.answering import AnswerWords
from bot.wording.results import ResultWords
from bot.wording.said import Choice, Here, Said, clock, local, shortened
from bot.wording.words import wanted

WANTS = wanted({
    "summary-head": "whose patient", "summary-made": "name at zone", "summary-doses": "days number",
    "summary-no-doses": "days", "summary-count": "number became", "summary-beside": "what stretches",
    "summary-stretch": "days words", "summary-days": "first last", "summary-amounts": "stretches",
    "summary-cut": "count", "summary-more": "count", "summary-plan": "", "summary-from": "day plan",
    "summary-by": "plan name", "summary-asks-none": "", "summary-item": "what",
    "summary-appointments": "", "summary-tests": "", "summary-values": "", "summary-diary": "", "summary-questions": "",
    "summary-baseline": "", "summary-longer": "", "summary-as-file": "", "summary-filed": "", "summary-empty": "",
    "summary-ahead": "", "summary-either": "", "summary-not-read": "words",
})  # fmt: skip

ACT = "summary"
STRETCHES = 6  # of one count, in a message
LINES = 10  # of one list, in a message
REASON = 60  # letters of words beside a day, in a message
LONG_AGO = 330  # days before the last one: from there on a day is told with its year


@dataclass(frozen=True, slots=True)
class Telling:
    """How it is told: *here* is the moment and the zone, *kinds* what laboratories print; *whole*: nothing is cut."""

    here: Here
    kinds: Sequence[Kind]
    whole: bool


class SummaryWords(ResultWords, AnswerWords, AmountWords):
    """Puts what is told for an appointment into words."""

    def summary(self, told: Summary, here: Here, kinds: Sequence[Kind], longer: Period | None) -> Said:
        """Return it as a message; *longer* are more days to show, if there are any."""
        acts = {f"{ACT}:show:{_days(longer)}": "summary-longer"} if longer else {}
        acts[f"{ACT}:file:{_days(told.period)}"] = "summary-as-file"
        text = "\n\n".join((self._head(), *self._parts(told, Telling(here, kinds, whole=False))))
        return Said(text, tuple(Choice(self._say(label), data) for data, label in acts.items()), page=True)

    def summary_file(self, told: Summary, here: Here, kinds: Sequence[Kind], name: str) -> Said:
        """Hand all of it over as a file, about the patient of that *name*."""
        at = f"{self.full_day(here.today)} {local(here.now, here.zone)}"
        made = self._say("summary-made", name=name, at=at, zone=here.zone.key)
        text = "\n\n".join((self._head(), made, *self._parts(told, Telling(here, kinds, whole=True))))
        file = File(f"summary-{told.period.last.isoformat()}.txt", f"{text}\n".encode())
        return Said(self._say("summary-filed"), files=(file,))

    def _head(self) -> str:
        return self._say("summary-head").rstrip()

    def _parts(self, told: Summary, telling: Telling) -> list[str]:
        """Return what there is to tell, each part with its heading."""
        tests = [self.dated(one.day, telling.here.today, one) for one in told.tests]
        visits = [self.appointment_line(one, telling.here.today) for one in told.appointments]
        values = [self._values(one, telling) for one in told.values]
        diary = [self._in_diary(one, telling) for one in told.diary]
        questions = [self._item(_words(one.text, telling)) for one in told.questions]
        baseline = [self._item(one.text) for one in told.baseline]
        listed: Mapping[str, list[str]] = {
            "summary-plan": self._plan(told), "summary-appointments": visits, "summary-tests": tests,
            "summary-values": values, "summary-diary": diary, "summary-questions": questions,
            "summary-baseline": baseline,
        }  # fmt: skip
        lists = ("\n".join((self._say(head), *self._cut(lines, telling))) for head, lines in listed.items() if lines)
        return ["\n".join(self._doses(told, telling)), *lists]

    def _item(self, what: str) -> str:
        return self._say("summary-item", what=what)

    def _cut(self, lines: list[str], telling: Telling) -> list[str]:
        """Return lines, the last ones where a message would be too long, and how many more there are."""
        if telling.whole or len(lines) <= LINES:
            return lines
        return [*lines[-LINES:], self._say("summary-more", count=str(len(lines) - LINES))]

    # Doses

    def _doses(self, told: Summary, telling: Telling) -> list[str]:
        doses, days = told.doses, self._told_of(told.period.first, told.period.last)
        if not doses.planned:
            return [self._say("summary-no-doses", days=days)]
        head = self._say("summary-doses", days=days, number=str(doses.planned))
        counts = [self._item(self._count(one, told.period.last, telling)) for one in doses.counts]
        if not doses.other_amounts:
            return [head, *counts]
        amounts = self._stretches(doses.other_amounts, told.period.last, telling)
        return [head, *counts, self._say("summary-amounts", stretches=amounts)]

    def _count(self, count: Count, last: date, telling: Telling) -> str:
        counted = self._say("summary-count", number=str(count.number), became=count.became.value)
        if count.became is Became.HAD:
            return counted
        stretches = self._stretches(count.stretches, last, telling)
        return self._say("summary-beside", what=counted, stretches=stretches)

    def _stretches(self, stretches: Sequence[Stretch], last: date, telling: Telling) -> str:
        shown = stretches if telling.whole else stretches[-STRETCHES:]
        left = len(stretches) - len(shown)
        more = [self._say("summary-cut", count=str(left))] if left else []
        return "; ".join([*(self._stretch(one, last, telling) for one in shown), *more])

    def _stretch(self, one: Stretch, last: date, telling: Telling) -> str:
        first = self._dated(one.first, last)
        days = f"{first} {clock(one.wall)}" if one.wall else first
        if one.last != one.first:
            in_month = (one.first.year, one.first.month) == (one.last.year, one.last.month)
            until = self._dated(one.last, last)
            days = f"{one.first.day}-{until}" if in_month else self._say("summary-days", first=first, last=until)
        words = " ".join(one.words.split())
        words = words if telling.whole else shortened(words, REASON)
        return self._say("summary-stretch", days=days, words=words) if words else days

    def _dated(self, day: date, last: date) -> str:
        """Return a day: 8 Jan; with its year where it is long ago."""
        return self.short_day(day) if (last - day).days < LONG_AGO else f"{self.short_day(day)} {day.year}"

    def _told_of(self, first: date, last: date) -> str:
        """Return the days that are told of: 6 Jan to 2 Feb 2027."""
        begins = self.short_day(first) if first.year == last.year else f"{self.short_day(first)} {first.year}"
        ends = f"{self.short_day(last)} {last.year}"
        return self._say("summary-days", first=begins, last=ends) if first != last else ends

    # The rest

    def _plan(self, told: Summary) -> list[str]:
        """Return what held, from when and by whom it was told, and the pauses."""
        lines = []
        for place, (held, name) in enumerate(told.plan):
            from_day = place or held.day > told.period.first
            amount = self.figures_of(held.schedule, held.day)
            line = (
                self._say("summary-from", day=self._dated(held.day, told.period.last), plan=amount)
                if from_day
                else amount
            )
            lines.append(self._item(self._say("summary-by", plan=line, name=name) if name else line))
        pauses = [self._item(self._pause(one, told.period.last)) for one in told.pauses]
        over = [] if told.asks else [self._item(self._say("summary-asks-none"))]
        return [*lines, *pauses, *over] if told.plan else []

    def _pause(self, pause: PauseTold, last: date) -> str:
        reason = self._say("pause-reason", reason=pause.reason.value)
        until = self._dated(pause.last, last) if pause.last else ""
        span = "both" if pause.last else "from"
        return self._say("pause-span", span=span, reason=reason, first=self._dated(pause.first, last), last=until)

    def _values(self, told: Event, telling: Telling) -> str:
        values = ", ".join(self.value(one, telling.kinds) for one in told.values)
        return self._say("line", what=self.full_day(told.day), stands=values)

    def _in_diary(self, told: Event, telling: Telling) -> str:
        zone = ZoneInfo(told.zone)
        at = self.placed(local(told.at, zone), "" if zone == telling.here.zone else zone.key)
        words = _words(told.text, telling)
        return self._say("line", what=f"{self._dated(told.day, telling.here.today)} {at}", stands=words)


def _days(period: Period) -> str:
    """Return days as a choice carries them."""
    return f"{period.first:%Y%m%d}:{period.last:%Y%m%d}"


def _words(words: str, telling: Telling) -> str:
    return words if telling.whole else shortened(words)
