"""Lines of the diary with all that they speak of, as JSON says them."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.care.diary import Entry, Event, Kind
from bot.care.doses import Dose
from bot.care.plans import total_mg
from bot.copying.pieces import Line, beside, moment, number
from bot.store import doses, people, plans
from bot.wording import clock

BATCH = 500  # ids in one question; a database takes only so many


class Record:
    """Lines of the diary with all that they speak of: doses, plans, and the names of who said them."""

    def __init__(self, conn: Connection, lines: Sequence[Entry | Event]) -> None:
        """Read what the lines are about."""
        self.lines = lines
        self._doses: dict[int, Dose] = {}
        about = [line.dose_id for line in lines if isinstance(line, Entry)]
        for start in range(0, len(about), BATCH):
            self._doses |= doses.by_ids(conn, about[start : start + BATCH])
        self._plans = plans.by_ids(conn, list({dose.plan_id for dose in self._doses.values()}))
        known = people.persons(conn, {line.by for line in lines if line.by is not None})
        self._names = {number: one.name for number, one in known.items()}

    def dose(self, entry: Entry) -> Dose:
        """Return the dose that an entry is about."""
        return self._doses[entry.dose_id]

    def by(self, line: Entry | Event) -> str | None:
        """Return the name of who said it; None for azalea itself, or who is not here any more."""
        return self._names.get(line.by) if line.by is not None else None

    def data(self) -> list[Line]:
        """Return the lines as JSON says them."""
        return [self._event(one) if isinstance(one, Event) else self._entry(one) for one in self.lines]

    def with_reasons(self) -> list[Line]:
        """Return the lines with what stands beside an answer: why it was not had, or how much of it was."""
        return [
            line | ({"reason": told.reason} if isinstance(told, Entry) else {})
            for line, told in zip(self.data(), self.lines, strict=True)
        ]

    def _entry(self, entry: Entry) -> Line:
        dose = self.dose(entry)
        zone = ZoneInfo(dose.zone)
        amount = self._plans[dose.plan_id].amount(dose.day, dose.turn, dose.version)
        another = entry.kind is Kind.TAKEN and entry.reason is not None  # how much it was stands in those words alone
        return {
            "id": entry.id,
            "at": moment(entry.at, zone),
            "kind": entry.kind.value,
            "day": dose.day.isoformat(),
            "wall": clock(dose.wall),
            "mg": None if another else number(total_mg(amount)),
            "taken_at": moment(entry.taken_at, zone),
            "by": self.by(entry),
            "corrects": entry.corrects,
            "status": dose.state.value,
        }

    def _event(self, event: Event) -> Line:
        return {
            "id": event.id,
            "at": moment(event.at, ZoneInfo(event.zone)),
            "kind": event.kind.value,
            "day": event.day.isoformat(),
            "wall": None,
            "mg": None,
            "taken_at": None,
            "by": self.by(event),
            "corrects": event.corrects,
            "status": None,
            "text": event.text,
        } | beside(event)
