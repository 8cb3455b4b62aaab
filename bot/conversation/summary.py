"""/summary: what is written down of some days, to show at an appointment. Writes nothing, and tells nobody else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property

from bot.care import summary as rules
from bot.care.bloodtests import BloodTest
from bot.care.diary import Entry, Event, parked, results, standing
from bot.care.occasions import Occasion, State, What
from bot.care.plans import DosePlan
from bot.care.reading.periods import PeriodSaid, PeriodTrouble, read_period
from bot.care.summary import Held, PauseTold, Period, Summary, Told
from bot.care.timetable import INSTANT
from bot.conversation import baseline
from bot.conversation.talk import Talk
from bot.store import bloodtests, diary, doses, occasions, people, plans
from bot.wording import Here, Said

MOST_LETTERS = 40  # of words that are not read


def show(talk: Talk, words: str = "") -> list[Said]:
    """/summary: tell of the last four weeks, or of the days that *words* name."""
    kept = _Kept(talk)
    if talk.circle is None or talk.person is None:
        return [talk.wording.plain("start-first")]
    if kept.begun is None:
        return [talk.wording.plain("summary-empty")]
    if not words:
        return [_said(kept, rules.last_days(rules.DAYS, talk.today, kept.begun))]
    match read_period(words, talk.today):
        case PeriodTrouble.NOT_READ:
            return [talk.wording.plain("summary-not-read", words=words[:MOST_LETTERS])]
        case PeriodTrouble() as trouble:
            return [talk.wording.plain(f"summary-{trouble.value}")]
        case PeriodSaid(first, last):
            return [_said(kept, rules.since(first or kept.begun, last, kept.begun))]


def press(talk: Talk, rest: str) -> list[Said]:
    """Show more days, or hand the same ones over as a file."""
    act, _, days = rest.partition(":")
    kept, period = _Kept(talk), _period(days)
    if talk.circle is None or kept.begun is None or period is None:
        return []
    if act == "show":
        return [_said(kept, period)]
    here = Here(talk.now, talk.zone)
    return [talk.wording.summary_file(kept.told_of(period), here, talk.desk.kinds, talk.circle.name)]


def _period(days: str) -> Period | None:
    first, _, last = days.partition(":")
    try:
        return Period(*(datetime.strptime(day, "%Y%m%d").replace(tzinfo=UTC).date() for day in (first, last)))
    except ValueError:
        return None


def _said(kept: _Kept, period: Period) -> Said:
    talk = kept.talk
    longer = rules.last_days(rules.LONGER, talk.today, kept.begun or period.first)
    more = longer if period.last == talk.today and longer.first < period.first else None
    return talk.wording.summary(kept.told_of(period), Here(talk.now, talk.zone), talk.desk.kinds, more)


@dataclass(frozen=True)  # without slots, so that each thing is read once
class _Kept:
    """What is written down of the patient."""

    talk: Talk

    @cached_property
    def _circle_id(self) -> int:
        return self.talk.circle.id if self.talk.circle else 0

    @cached_property
    def _lines(self) -> list[Entry | Event]:
        return diary.of_circle(self.talk.conn, self._circle_id)

    @cached_property
    def _events(self) -> list[Event]:
        return [line for line in self._lines if isinstance(line, Event)]

    @cached_property
    def _plans(self) -> list[DosePlan]:
        return plans.ever_of_circle(self.talk.conn, self._circle_id)

    @cached_property
    def _tests(self) -> list[BloodTest]:
        return bloodtests.of_circle(self.talk.conn, self._circle_id)

    @cached_property
    def begun(self) -> date | None:
        """Return the first local day of which anything is known; None where nothing is."""
        told = [plan.since for plan in self._plans] + [line.at for line in self._lines]
        return self.talk.places.today(min(told)) if told else None

    def told_of(self, period: Period) -> Summary:
        """Return all that is told of some days."""
        told = self._doses(period)
        used = {one.dose.plan_id for one in told}
        now = self.talk.plan
        those = [plan for plan in self._plans if plan.id in used or (now and plan.id == now.id)]
        return Summary(
            period=period,
            doses=rules.doses_of(told, period, self.talk.now),
            plan=self._plan(those, period),
            asks=now is not None,
            pauses=tuple(one for plan in those for one in self._pauses(plan, period)),
            appointments=self._appointments(period),
            tests=self._tests_of(period),
            values=tuple(rules.lately(results(self._events), lambda event: event.day, period)),
            diary=tuple(rules.in_words(self._events, period)),
            questions=tuple(parked(self._events)),
            baseline=tuple(baseline.answered(self.talk)),
        )

    def _doses(self, period: Period) -> list[Told]:
        entries: dict[int, list[Entry]] = {}
        for line in self._lines:
            if isinstance(line, Entry):
                entries.setdefault(line.dose_id, []).append(line)
        known = doses.of_circle(self.talk.conn, self._circle_id, period.first)
        return [Told(dose, standing(entries.get(dose.id, []))) for dose in known if dose.day in period]

    def _plan(self, those: Sequence[DosePlan], period: Period) -> tuple[tuple[Held, str], ...]:
        """Return what held, each with the name of who told it, where that is another person than who reads."""
        makers = plans.makers(self.talk.conn, [plan.id for plan in those])
        now, until_now = self.talk.plan, period.last >= self.talk.today
        held = [
            (plan, one)
            for plan in those
            for one in rules.held(plan, period, ahead=until_now and now is not None and plan.id == now.id)
        ]
        reader = self.talk.person.id if self.talk.person else None
        others = {by for by in makers.values() if by is not None and by != reader}
        names = {number: one.name for number, one in people.persons(self.talk.conn, others).items()}
        return tuple((one, names.get(makers[plan.id, one.number] or 0, "")) for plan, one in held)

    def _pauses(self, plan: DosePlan, period: Period) -> Iterable[PauseTold]:
        today = self.talk.places.today
        for pause in plan.pauses:
            # One that ended at midnight did not reach into the new day.
            first, last = today(pause.since), today(pause.ended - INSTANT) if pause.ended else None
            if first <= period.last and (last is None or last >= period.first):
                yield PauseTold(pause.reason, first, last)

    def _appointments(self, period: Period) -> tuple[Occasion, ...]:
        """Return the appointments of some days, and those that are to come after them, where they end today."""
        kept = (one for one in occasions.of_circle(self.talk.conn, self._circle_id) if one.what is What.APPOINTMENT)
        ahead = period.last >= self.talk.today
        return tuple(
            one
            for one in kept
            if one.state is not State.OFF and (one.day in period or (ahead and one.day > period.last))
        )

    def _tests_of(self, period: Period) -> tuple[BloodTest, ...]:
        """Return the tests of some days, and the next one that is to come after them, where they end today."""
        told = rules.lately(self._tests, lambda test: test.drawn or test.day, period)
        ahead = (one for one in self._tests if one.is_coming and one.day > period.last)
        coming = next(ahead, None) if period.last >= self.talk.today else None
        return (*told, coming) if coming else tuple(told)
