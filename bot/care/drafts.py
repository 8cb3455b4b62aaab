"""A plan in the making: what was said of it so far, what is to be asked before it can be read back, what it becomes.

Fills in only what a person said. Milligrams are held against the tablets, and never made into them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from decimal import Decimal
from itertools import pairwise

from bot.care.plans import EVERY_WEEKDAY, WEEK, Amount, Days, DosePlan, Intake, Part, Schedule, Version, total_mg
from bot.care.reading import ClockTime, Either, Half, IntakeWords, PlanWords, resolve

DAY = timedelta(days=1)
UNTIL_HOME = date.max  # the last day of other times whose end is not known: a journey's without a way back


@dataclass(frozen=True, slots=True)
class PartSaid:
    """Some tablets of one strength; what was not said is None. *count* may be nothing at all, of one of two kinds."""

    count: Decimal | None = None
    strength: Decimal | None = None


@dataclass(frozen=True, slots=True)
class IntakeSaid:
    """One intake as far as it was said.

    *mg* is a figure that was typed: the whole of it, or, unless it is *in_all*, the strength of a tablet. Its days are
    each *every*-th one, *phase* after the first day of the plan, or counted as `Days` does where they are *fixed*.
    """

    parts: tuple[PartSaid, ...]
    at: ClockTime | None = None
    mg: Decimal | None = None
    in_all: bool = False
    every: int = 1
    phase: int = 0
    weekdays: frozenset[int] = EVERY_WEEKDAY
    fixed: bool = False

    @property
    def amount(self) -> Amount | None:
        """Return the tablets, once all of them are known."""
        known = [(part.count, part.strength) for part in self.parts]
        if any(count is None or strength is None for count, strength in known):
            return None
        return tuple(Part(count, strength) for count, strength in known if count and strength)

    def intake(self, first: date) -> Intake:
        """Return what it becomes in a plan that begins on *first*; everything was said."""
        if self.amount is None or self.at is None:
            message = "an intake is made once all of it was said"
            raise ValueError(message)
        return Intake(self.at.readings()[0], self.amount, Days(self.every, self._phase(first), self.weekdays))

    def _phase(self, first: date) -> int:
        if self.fixed:
            return self.phase
        begins = first + self.phase * DAY
        while self.every % WEEK == 0 and begins.weekday() not in self.weekdays:  # every second week on a Monday
            begins += DAY
        return begins.toordinal() % self.every


@dataclass(frozen=True, slots=True)
class StepSaid:
    """The intakes from a day on; *from_day* is None where none was said. *either* are two days that one may be."""

    from_day: date | None
    intakes: tuple[IntakeSaid, ...]
    either: tuple[date, date] | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """What was said of a plan so far; *stated_mg* is the total of one time, where one was typed."""

    steps: tuple[StepSaid, ...]
    stated_mg: Decimal | None = None

    @property
    def intakes(self) -> tuple[IntakeSaid, ...]:
        """Return the intakes of all steps, in the order they were said."""
        return tuple(one for step in self.steps for one in step.intakes)

    @property
    def said_mg(self) -> Decimal | None:
        """Return the whole of one time in milligrams, if it was said."""
        return self.stated_mg or next((one.mg for one in self.intakes if one.mg is not None), None)

    def each(self, change: Callable[[IntakeSaid], IntakeSaid]) -> Draft:
        """Return the draft with every intake changed."""
        return replace(self, steps=tuple(replace(s, intakes=tuple(map(change, s.intakes))) for s in self.steps))


# What keeps a draft from being read back, in the order in which it is asked


@dataclass(frozen=True, slots=True)
class NoDay:
    """It is not known from which of two days on."""

    first: date
    second: date


@dataclass(frozen=True, slots=True)
class NoStrength:
    """It is not known how strong the tablets are: *count* of them, or *mg*, was said."""

    count: Decimal | None
    mg: Decimal | None


@dataclass(frozen=True, slots=True)
class NoCount:
    """It is not known how many tablets of *strength* there are; *of_two*: there is another kind besides."""

    strength: Decimal
    mg: Decimal | None
    of_two: bool


@dataclass(frozen=True, slots=True)
class NoTablets:
    """Of every kind none was said."""


@dataclass(frozen=True, slots=True)
class Disagrees:
    """The tablets are one figure, and another one was typed: nothing is saved."""

    amount: Amount
    mg: Decimal


@dataclass(frozen=True, slots=True)
class NoTimes:
    """So many times of a day are not known."""

    count: int


@dataclass(frozen=True, slots=True)
class NoHalf:
    """It is not known whether a time is in the morning or in the evening."""

    at: ClockTime


@dataclass(frozen=True, slots=True)
class SameTime:
    """Two intakes of a day have one time."""


Missing = NoDay | NoStrength | NoCount | NoTablets | Disagrees | NoTimes | NoHalf | SameTime


def missing(draft: Draft) -> Missing | None:
    """Return the first thing that keeps a draft from being read back."""
    return _missing_day(draft) or _missing_tablets(draft) or _disagrees(draft) or _missing_times(draft)


def _missing_day(draft: Draft) -> NoDay | None:
    unclear = next((step.either for step in draft.steps if step.either), None)
    return NoDay(*unclear) if unclear else None


def _missing_tablets(draft: Draft) -> NoStrength | NoCount | NoTablets | None:
    for one in draft.intakes:
        for part in one.parts:
            if part.strength is None:
                return NoStrength(part.count, one.mg)
            if part.count is None:
                return NoCount(part.strength, one.mg, of_two=len(one.parts) > 1)
        if not one.amount:
            return NoTablets()
    return None


def _disagrees(draft: Draft) -> Disagrees | None:
    for one in draft.intakes:
        for mg in (one.mg, draft.stated_mg):
            if one.amount and mg is not None and total_mg(one.amount) != mg:
                return Disagrees(one.amount, mg)
    return None


def _missing_times(draft: Draft) -> NoTimes | NoHalf | SameTime | None:
    lacking = max(len(group) for step in draft.steps for group in _timeless(step).values())
    if lacking:
        return NoTimes(lacking)
    unclear = (one.at for one in draft.intakes if one.at is not None and one.at.half is Half.EITHER)
    found = next(unclear, None)
    if found is not None:
        return NoHalf(found)
    try:
        _versions_from(draft, date(2000, 1, 1), 1)
    except ValueError:  # what a schedule refuses: two of one time on one day
        return SameTime()
    return None


def _timeless(step: StepSaid) -> dict[tuple[int, int, frozenset[int]], list[int]]:
    """Return which intakes of a step have no time, by the days on which they are taken together."""
    groups: dict[tuple[int, int, frozenset[int]], list[int]] = {}
    for place, one in enumerate(step.intakes):
        group = groups.setdefault((one.every, one.phase, one.weekdays), [])
        if one.at is None:
            group.append(place)
    return groups


# Answers


def with_day(draft: Draft, asked: NoDay, day: date) -> Draft:
    """Return the draft once it is known from which of two days on."""
    unclear = (asked.first, asked.second)
    return replace(
        draft,
        steps=tuple(replace(one, from_day=day, either=None) if one.either == unclear else one for one in draft.steps),
    )


def with_strength(draft: Draft, asked: NoStrength, strength: Decimal) -> Draft:
    """Return the draft once the strength of the tablets is known; a figure that was the strength is no total."""

    def filled(one: IntakeSaid) -> IntakeSaid:
        if one.mg != asked.mg or PartSaid(asked.count) not in one.parts:
            return one
        parts = tuple(PartSaid(asked.count, strength) if part == PartSaid(asked.count) else part for part in one.parts)
        return replace(one, parts=parts, mg=one.mg if one.in_all or one.mg != strength else None)

    return draft.each(filled)


def with_count(draft: Draft, asked: NoCount, count: Decimal) -> Draft:
    """Return the draft once it is known how many tablets of a strength there are."""
    wanted = PartSaid(None, asked.strength)

    def filled(one: IntakeSaid) -> IntakeSaid:
        parts = tuple(replace(part, count=count) if part == wanted else part for part in one.parts)
        return replace(one, parts=parts) if one.mg == asked.mg else one

    return draft.each(filled)


def with_times(draft: Draft, times: Sequence[ClockTime]) -> Draft:
    """Return the draft once its times are known, in the order of the day."""

    def filled(step: StepSaid) -> StepSaid:
        at = {place: clock for group in _timeless(step).values() for place, clock in zip(group, times, strict=False)}
        return replace(
            step, intakes=tuple(replace(one, at=at.get(place, one.at)) for place, one in enumerate(step.intakes))
        )

    return replace(draft, steps=tuple(map(filled, draft.steps)))


def with_half(draft: Draft, wall: time) -> Draft | None:
    """Return the draft once the half of the day of the first unclear time is known; None: it is another time."""
    unclear = next((one.at for one in draft.intakes if one.at is not None and one.at.half is Half.EITHER), None)
    if unclear is None or wall not in unclear.readings():
        return None
    exact = ClockTime(wall.hour, wall.minute, Half.DAY24)
    left = [step for step in draft.steps if any(one.at == unclear for one in step.intakes)]
    return replace(
        draft, steps=tuple(_first_exact(step, unclear, exact) if step in left else step for step in draft.steps)
    )


def _first_exact(step: StepSaid, unclear: ClockTime, exact: ClockTime) -> StepSaid:
    """Return a step in which the first of some equal times is exact: "8 and 8" are two."""
    place = next(n for n, one in enumerate(step.intakes) if one.at == unclear)
    return replace(
        step, intakes=tuple(replace(one, at=exact) if n == place else one for n, one in enumerate(step.intakes))
    )


# Where drafts come from


def from_words(words: PlanWords, today: date) -> Draft | None:
    """Return a plan as it was typed on a local day; None where a day was named that no calendar has."""
    begins = [resolve(step.from_day, today) if step.from_day else None for step in words.steps]
    if any(step.from_day and day is None for step, day in zip(words.steps, begins, strict=True)):
        return None
    steps = (step_from(day, map(_said, step.intakes)) for step, day in zip(words.steps, begins, strict=True))
    return Draft(tuple(steps), words.stated_mg)


def step_from(day: date | Either | None, intakes: Iterable[IntakeSaid]) -> StepSaid:
    """Return a step from a day on, which may be two."""
    if isinstance(day, Either):
        return StepSaid(None, tuple(intakes), (day.first, day.second))
    return StepSaid(day, tuple(intakes))


def _said(words: IntakeWords) -> IntakeSaid:
    parts: tuple[PartSaid, ...] = (PartSaid(words.count),)
    if words.amount:
        parts = tuple(PartSaid(part.count, part.strength_mg) for part in words.amount)
    days = EVERY_WEEKDAY if words.weekdays is None else words.weekdays
    return IntakeSaid(parts, words.time, words.mg, every=words.every, phase=words.phase, weekdays=days)


def from_change(
    base: Schedule, day: date | Either | None, count: Decimal | None, mg: Decimal | None, strength: Decimal | None
) -> Draft:
    """Return *base*, the same amount at each of its times, with another amount, as far as it was said.

    Where two kinds of tablets are taken, or none was named, the count of each is asked for.
    """
    kinds = [part.strength_mg for part in base.intakes[0].amount] if strength is None else [strength]
    parts = tuple(PartSaid(count if len(kinds) == 1 else None, kind) for kind in kinds)
    intakes = (
        IntakeSaid(
            parts, clock_time(one.wall), mg, in_all=True, every=one.days.every, phase=one.days.phase,
            weekdays=one.days.weekdays, fixed=True,
        )
        for one in base.intakes
    )  # fmt: skip
    return Draft((step_from(day, intakes),))


def clock_time(wall: time) -> ClockTime:
    """Return a wall time as one that was typed without doubt."""
    return ClockTime(wall.hour, wall.minute, Half.DAY24)


def one_amount(schedule: Schedule) -> bool:
    """Tell whether the same tablets are taken at every time of a schedule."""
    return len({one.amount for one in schedule.intakes}) == 1


def with_known_strength(draft: Draft, standing: Schedule) -> Draft:
    """Return the draft with the strength of the tablets that are taken now, where none was said and they have one."""
    strengths = {part.strength_mg for one in standing.intakes for part in one.amount}
    asked = _missing_tablets(draft)
    while len(strengths) == 1 and isinstance(asked, NoStrength):
        draft = with_strength(draft, asked, *strengths)
        asked = _missing_tablets(draft)
    return draft


# What a draft becomes


def versions(draft: Draft, begins: date, number: int) -> tuple[Version, ...]:
    """Return the versions that a draft makes from the local day *begins* on, counted on from *number*.

    A step whose time is over already is left out; the one that is under way begins with the plan.
    """
    made = _versions_from(draft, begins, number)
    over = sum(following.from_day <= begins for _, following in pairwise(made))
    return tuple(
        replace(version, number=number + place, from_day=max(version.from_day, begins))
        for place, version in enumerate(made[over:])
    )


def _versions_from(draft: Draft, begins: date, number: int) -> tuple[Version, ...]:
    made = []
    for place, step in enumerate(draft.steps):
        first = step.from_day or begins
        intakes = sorted((one.intake(first) for one in step.intakes), key=lambda one: one.wall)
        made.append(Version(number + place, first, Schedule(tuple(intakes))))
    return tuple(made)


def lasting(plan: DosePlan, day: date) -> Version:
    """Return the version that holds on a local day, whatever other times hold for some days."""
    begun = [one for one in plan.versions if one.until is None and one.from_day <= day]
    return begun[-1] if begun else plan.versions[0]


def ahead(plan: DosePlan, today: date) -> list[Version]:
    """Return what else holds today or will: other times for some days, and what follows, in the order of days."""
    now = lasting(plan, today)
    later = [one for one in plan.versions if one is not now and _is_met(plan, one, today)]
    return sorted(later, key=lambda one: one.from_day)


def _is_met(plan: DosePlan, version: Version, today: date) -> bool:
    if version.until is None:
        before = lasting(plan, version.from_day - DAY).schedule
        met = version.from_day > today and lasting(plan, version.from_day) is version
        return met and version.schedule != before
    first = max(version.from_day, today)
    shown = [first, *(one.until + DAY for one in plan.versions if one.until and one.until < version.until)]
    met = any(first <= day <= version.until and plan.on(day) is version for day in shown)
    return met and not same_times(version.schedule, lasting(plan, first).schedule)


def told(plan: DosePlan, today: date) -> list[Version]:
    """Return what is ahead as it is told: other times that were ended early up to the last day they hold."""
    return [_cut(plan, one) for one in ahead(plan, today)]


def _cut(plan: DosePlan, version: Version) -> Version:
    if version.until is None or plan.on(version.until) is version:
        return version
    newer = (one.from_day for one in plan.versions if one.number > version.number)
    return replace(version, until=min(day for day in newer if version.from_day < day <= version.until) - DAY)


def overrides(plan: DosePlan, today: date) -> list[Version]:
    """Return the other times that hold for some days, now or later, in the order of days."""
    return [one for one in ahead(plan, today) if one.until is not None]


def keeps_times(plan: DosePlan, adds: Sequence[Version]) -> tuple[Version, ...]:
    """Return what keeps the other times of some days, where lasting versions that change only amounts are added.

    New times of every day end them, for then nobody knows what was meant for those days.
    """
    made: list[Version] = []
    ends = [*(later.from_day - DAY for later in adds[1:]), date.max]
    for over in sorted(overrides(plan, adds[0].from_day), key=lambda one: one.number):
        for one, end in zip(adds, ends, strict=True):
            first, last = max(one.from_day, over.from_day), min(over.until or date.max, end)
            if first > last:
                continue
            times = _other_times(lasting(plan, first).schedule, over.schedule, one.schedule)
            if times is None:
                return ()
            made.append(Version(adds[-1].number + len(made) + 1, first, times, last))
    return tuple(made)


def ended(plan: DosePlan, over: Version, day: date) -> DosePlan:
    """Return the plan with what holds every day in the place of other times, from a *day* on; all else stays."""
    first, last = max(over.from_day, day), over.until or date.max
    turns = sorted({one.from_day for one in plan.versions if one.until is None and first < one.from_day <= last})
    ends = [*(turn - DAY for turn in turns), last]
    for begins, end in zip([first, *turns], ends, strict=True):
        if begins <= end:
            base = lasting(plan, begins).schedule
            plan = plan.changed(Version(plan.versions[-1].number + 1, begins, base, end))
    return plan


def _other_times(base: Schedule, over: Schedule, new: Schedule) -> Schedule | None:
    if not same_times(base, new):
        return None
    return overridden(new, sorted({one.wall for one in over.intakes}))


def changed_parts(old: Sequence[Schedule], new: Iterable[Schedule]) -> list[Part]:
    """Return the tablets that are not what they were in each of *old*, each once. A first plan changes nothing."""
    changed = [schedule for schedule in new if any(_amounts(schedule) != _amounts(one) for one in old)]
    return list(dict.fromkeys(part for schedule in changed for one in schedule.intakes for part in one.amount))


def _amounts(schedule: Schedule) -> list[tuple[Amount, Days]]:
    return [(one.amount, one.days) for one in schedule.intakes]


def overridden(base: Schedule, walls: Sequence[time]) -> Schedule | None:
    """Return a schedule at other times, in the order of the day; None where it has not as many."""
    own = sorted({one.wall for one in base.intakes})
    if len(own) != len(walls):
        return None
    other = dict(zip(own, sorted(walls), strict=True))
    moved = (replace(one, wall=other[one.wall]) for one in base.intakes)
    return Schedule(tuple(sorted(moved, key=lambda one: one.wall)))


def same_times(one: Schedule, other: Schedule) -> bool:
    """Tell whether two schedules ask at the same times, so that their turns are the same."""
    return [(a.wall, a.days) for a in one.intakes] == [(b.wall, b.days) for b in other.intakes]
