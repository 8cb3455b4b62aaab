"""Where a patient is: the zone that each dose, and each moment, is on. Decides nothing about what a change asks for.

Zones are IANA names. A move is planned ahead or made at once; those of the past stay, so that the past stays as it was.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Move:
    """From the dose of local *day* and *turn* on, doses are on the clock of *zone*; moments are, from *at* (UTC) on.

    *again*: the day before, met twice at the date line, is asked about once more on the new clock, from *at* on.
    *left_out*: how many days right before *day* the patient does not live, so that nothing is asked on them.
    Without *doses* only moments move: doses stay on the clock they were on.
    """

    zone: str
    day: date
    turn: int
    at: datetime
    again: bool = False
    left_out: int = 0
    doses: bool = True

    @property
    def first(self) -> tuple[date, int]:
        """Return the day and turn from which it holds."""
        return self.day, self.turn


@dataclass(frozen=True, slots=True)
class Places:
    """The zone a patient began in, and every move since, in the order in which they were made."""

    home: str
    moves: tuple[Move, ...] = ()

    def zone_of(self, day: date, turn: int) -> ZoneInfo:
        """Return the zone on whose clock the dose of a local day and turn is."""
        if not self.moves:  # as nearly always, and it is asked for every dose again and again
            return ZoneInfo(self.home)
        names = (move.zone for move in reversed(self.moves) if move.doses and move.first <= (day, turn))
        return ZoneInfo(next(names, self.home))

    def zone_at(self, moment: datetime) -> ZoneInfo:
        """Return the zone that the patient is in at a moment."""
        if not self.moves:
            return ZoneInfo(self.home)
        names = (move.zone for move in reversed(self.moves) if move.at <= moment)
        return ZoneInfo(next(names, self.home))

    def today(self, now: datetime) -> date:
        """Return the patient's local day."""
        return now.astimezone(self.zone_at(now)).date()

    def again_on(self, day: date) -> tuple[Move, ...]:
        """Return the moves for which a local day is asked about a second time."""
        return tuple(move for move in self.moves if move.again and move.day - DAY == day)

    def lives(self, day: date) -> bool:
        """Tell whether the patient meets a local day at all."""
        return not any(move.day - move.left_out * DAY <= day < move.day for move in self.moves)

    def ahead(self, now: datetime) -> tuple[Move, ...]:
        """Return the moves that are planned for later than *now*."""
        return tuple(move for move in self.moves if move.at > now)

    def moved(self, *moves: Move, now: datetime) -> Places:
        """Return the places after new moves, which take the place of all that was planned for later than *now*."""
        past = [move for move in self.moves if move.at <= now]
        return replace(self, moves=(*past, *moves))


NOWHERE = Places("UTC")  # until somebody says where they are
