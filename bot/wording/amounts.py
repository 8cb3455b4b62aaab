"""Amounts and times in words: how many tablets of what strength, on which days, at what times."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

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
    total_mg,
)
from bot.care.timetable import Occurrence
from bot.wording.said import clock, figure
from bot.wording.setting_up import place
from bot.wording.words import Words, wanted

WANTS = wanted({
    "number-word": "name figure", "tablets": "shape word", "tablets-of": "tablets strength", "part": "count strength",
    "sum": "parts total", "and": "first last", "schedule": "words days times sum often", "days": "which",
    "every-n-days": "count", "only-on": "days weekdays", "short": "sum times", "from-day": "days day",
    "in-figures": "sum days times",
})  # fmt: skip

TWO = 2


class AmountWords(Words):
    """Puts amounts, days and times into words."""

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

    def schedule(self, schedule: Schedule, day: date) -> str:
        """Return amounts and times: one tablet of 50 mg, every day at 08:00. That is 1 x 50 mg = 50 mg.

        What is not taken every week says from which day on, counted from *day*.
        """
        lines = [self._alike(group, day) for group in _alike(schedule)]
        return lines[0] if len(lines) == 1 else "".join(f"\n- {line}" for line in lines)

    def _alike(self, intakes: Sequence[Intake], day: date) -> str:
        amount = intakes[0].amount
        return self._say(
            "schedule",
            words=self.amount(amount),
            days=self._days(intakes[0].days, day),
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

    def figures_of(self, schedule: Schedule, day: date) -> str:
        """Return a schedule in figures, its days counted from *day*: 2 x 50 mg = 100 mg, every day at 08:00."""
        return "; ".join(
            self._say(
                "in-figures",
                sum=self.sum(group[0].amount),
                days=self._days(group[0].days, day),
                times=self.times([one.wall for one in group]),
            )
            for group in _alike(schedule)
        )

    def told_apart(self, intakes: Sequence[Intake], begins: date) -> str:
        """Return when some intakes are, so that they are told apart from the others: Mondays, 08:00."""
        times, days = self.times(sorted({one.wall for one in intakes})), intakes[0].days
        if days == EVERY_DAY:
            return times
        return f"{self._days(days, begins)}, {times}"

    def times(self, walls: Sequence[time]) -> str:
        """Return wall times as people list them."""
        return self.listed([clock(wall) for wall in walls])

    def _days(self, days: Days, begins: date) -> str:
        if days == EVERY_DAY:
            return self._say("days", which="every")
        named = self.listed([self._say("days", which=f"d{number}") for number in sorted(days.weekdays)])
        if days.every == 1:
            return self._say("only-on", days="", weekdays=named).strip()
        often = self._say("days", which="other")
        if days.every > TWO:
            often = self._say("every-n-days", count=str(days.every))
        if days.weekdays != EVERY_WEEKDAY:
            often = self._say("only-on", days=often, weekdays=named)
        first = next(day for day in (begins + number * DAY for number in range(LONGEST_EVERY * WEEK)) if day in days)
        return self._say("from-day", days=often, day=self.day(first))

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


def _alike(schedule: Schedule) -> list[list[Intake]]:
    """Return the intakes that differ by their times alone, together."""
    groups: dict[tuple[Amount, Days], list[Intake]] = {}
    for one in schedule.intakes:
        groups.setdefault((one.amount, one.days), []).append(one)
    return list(groups.values())
