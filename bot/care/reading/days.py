"""Days as people name them, and which day of the calendar that is. A day that can be two is handed back as two."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Final

WEEK: Final = 7
MONTHS: Final = 12
FARTHEST: Final = 3653  # days; no plan, journey or diary here reaches farther than ten years


@dataclass(frozen=True, slots=True)
class FromToday:
    """A day counted from today: -1 is yesterday, 0 today (or tonight), 1 tomorrow."""

    days: int


class Which(Enum):
    """What stood before the name of a weekday."""

    PLAIN = "plain"
    LAST = "last"
    NEXT = "next"


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week, Monday is 0."""

    number: int
    which: Which = Which.PLAIN


@dataclass(frozen=True, slots=True)
class Dated:
    """A date as typed; *month* and *year* may be left out. *either_order*: "03/04" may be in April or in March."""

    day: int
    month: int | None = None
    year: int | None = None
    either_order: bool = False


@dataclass(frozen=True, slots=True)
class After:
    """A day named by how long something lasts: so many days after its first one. A month is 30 of them."""

    days: int


DayWord = FromToday | Weekday | Dated | After


@dataclass(frozen=True, slots=True)
class DaySpan:
    """From one day to another, both of them in it; *last* is None where no end was said."""

    first: DayWord
    last: DayWord | None


@dataclass(frozen=True, slots=True)
class Week:
    """A whole week: 0 is this one (what is left of it), 1 the next."""

    ahead: int


@dataclass(frozen=True, slots=True)
class Either:
    """Two dates that one name can stand for, earlier first: to be asked about."""

    first: date
    second: date


def resolve(day: DayWord, today: date, *, past: bool = False) -> date | Either | None:
    """Return the date that *day* names, seen from *today*; None where the calendar has no such day.

    Without a month or year the nearest one counts: from today on, or until today where *past* is meant.
    """
    if isinstance(day, FromToday | After):
        return _shifted(today, day.days)
    if isinstance(day, Weekday):
        return _weekday(day, today, past=past)
    return _dated(day, today, past=past)


def resolve_span(span: DaySpan | Week, today: date) -> tuple[date, date | None] | None:
    """Return the first and the last date of *span*; None where one of them is not clear or the end comes first.

    What begins on the weekday that it is begins today: whoever uses it reads the dates back.
    """
    if isinstance(span, Week):
        monday = today + timedelta(days=WEEK * span.ahead - today.weekday())
        return max(today, monday), monday + timedelta(days=WEEK - 1)
    first = resolve(span.first, today)
    if isinstance(first, Either) and isinstance(span.first, Weekday):
        first = first.first
    if not isinstance(first, date):
        return None
    if span.last is None:
        return first, None
    last = last_from(span.last, first, today)
    return (first, last) if last is not None else None


def last_from(day: DayWord, first: date, today: date) -> date | None:
    """Return the date that *day* names as the end of what begins on *first*; None where it is not clear, or earlier.

    "the 29th" and "Thursday" are the ones after the beginning; what is counted from today stays so.
    """
    last = resolve(day, today if isinstance(day, FromToday) else first)
    if isinstance(last, Either):
        last = last.second if isinstance(day, Weekday) else None
    return last if last is not None and last >= first else None


def nearest(day: DayWord, today: date, *, past: bool = False) -> date | None:
    """Return the date that *day* names; of two the earlier one, where what is read back names the date."""
    found = resolve(day, today, past=past)
    return found.first if isinstance(found, Either) else found


def nearest_either_side(day: DayWord, today: date) -> date | None:
    """Return the day on which something begins, or has begun: of a date of the month the nearer one, past or ahead."""
    ahead, behind = nearest(day, today), nearest(day, today, past=True)
    if ahead is None or behind is None or not isinstance(day, Dated):
        return ahead
    return behind if today - behind < ahead - today else ahead


def _shifted(today: date, days: int) -> date | None:
    return today + timedelta(days=days) if abs(days) <= FARTHEST else None


def _weekday(day: Weekday, today: date, *, past: bool) -> date | Either:
    ahead = (day.number - today.weekday()) % WEEK
    if past or day.which is Which.LAST:
        before = today - timedelta(days=(WEEK - ahead) % WEEK)
        if before < today:
            return before
        return (
            before - timedelta(days=WEEK) if day.which is Which.LAST else Either(before - timedelta(days=WEEK), today)
        )
    found = today + timedelta(days=ahead)
    # On a Tuesday "Tuesday" may be today or in a week; "next Tuesday" may be the coming one or the one after it.
    if ahead == 0 and day.which is Which.NEXT:
        return found + timedelta(days=WEEK)
    if ahead == 0 or day.which is Which.NEXT:
        return Either(found, found + timedelta(days=WEEK))
    return found


def _dated(day: Dated, today: date, *, past: bool) -> date | Either | None:
    found = _near(_in_order(day.day, day.month, day.year, today, past=past), today)
    if not day.either_order or day.month is None or day.month == day.day:
        return found
    other = _near(_in_order(day.month, day.day, day.year, today, past=past), today)
    if found is None or other is None:
        return found or other
    return Either(min(found, other), max(found, other))


def _near(found: date | None, today: date) -> date | None:
    return found if found is not None and abs((found - today).days) <= FARTHEST else None


def _in_order(day: int, month: int | None, year: int | None, today: date, *, past: bool) -> date | None:
    if year is not None:
        return _on_calendar(year, month or today.month, day)
    step = -1 if past else 1
    found = _beside(day, month, today, 0)
    if found is None or (found <= today if past else found >= today):
        return found
    return _beside(day, month, today, step)


def _beside(day: int, month: int | None, today: date, step: int) -> date | None:
    """Return the day so many months away from this one, or years where its month is known."""
    if month is not None:
        return _on_calendar(today.year + step, month, day)
    moved = today.year * MONTHS + today.month - 1 + step
    return _on_calendar(moved // MONTHS, moved % MONTHS + 1, day)


def _on_calendar(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
