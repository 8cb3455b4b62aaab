"""Who is who, how each wants to be written to, and what each may do. Rights are asked by ids, in the transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.care.places import Places


class Right(StrEnum):
    """What a person may do for a patient; given one by one."""

    NOTE = "note"
    CHANGE = "change"


class Style(StrEnum):
    """How a person is written to: private names neither medicine nor illness, own has words of the person's own."""

    PRIVATE = "private"
    OWN = "own"
    PLAIN = "plain"


LONGEST_WORDS = 30  # of a person's own words for the tablets: what a locked phone shows of a line


@dataclass(frozen=True, slots=True)
class Voice:
    """How a person is written to. *words* are their own ones for the tablets, and empty in the other styles.

    *tests* and *visits* are what they call a blood test and an appointment, empty where they did not say.
    """

    style: Style = Style.PRIVATE
    words: str = ""
    tests: str = ""
    visits: str = ""


@dataclass(frozen=True, slots=True)
class Quiet:
    """Wall times between which a person is not disturbed. It may pass midnight: 22:00 to 07:00."""

    start: time
    end: time

    def __post_init__(self) -> None:
        """Refuse a quiet that is no time at all, or all of it."""
        if self.start == self.end:
            message = "quiet hours begin and end at different times"
            raise ValueError(message)

    def ends(self, now: datetime, zone: ZoneInfo) -> datetime | None:
        """Return when the quiet that *now* lies in is over (UTC), or None where *now* is not in it."""
        here = now.astimezone(zone)
        wall = here.time()
        inside = self.start <= wall < self.end if self.start < self.end else not self.end <= wall < self.start
        if not inside:
            return None
        day = here.date() if wall < self.end else here.date() + timedelta(days=1)
        return datetime.combine(day, self.end, tzinfo=zone).astimezone(now.tzinfo)


@dataclass(frozen=True, slots=True)
class Person:
    """Someone azalea knows. *quiet* holds on every day but those in *quiet_on*, which have their own, or none.

    *tips* are topics of the guide, and the local day on which each was shown last.
    """

    id: int
    name: str
    voice: Voice = Voice()
    quiet: Quiet | None = None
    quiet_on: Mapping[date, Quiet | None] = field(default_factory=dict)
    tips: Mapping[str, date] = field(default_factory=dict)

    def disturbed_from(self, now: datetime, zone: ZoneInfo) -> datetime:
        """Return the first moment from *now* on (UTC) at which the person may be disturbed."""
        quiet = self.quiet_on.get(now.astimezone(zone).date(), self.quiet)
        return (quiet.ends(now, zone) if quiet else None) or now


@dataclass(frozen=True, slots=True)
class Clinic:
    """Whom the patient rings, in their own words: the team's name and number, when it answers, who does after that."""

    name: str
    number: str
    hours: str
    after_hours: str


@dataclass(frozen=True, slots=True)
class Circle:
    """A patient and those around them. *places* is where the patient is, None until that was told.

    *name* is the patient's. *keepers* are ids of those who act for a patient without an account. *country* is a code
    of two letters that the person chose; None: the one that the zone lies in.
    """

    id: int
    uid: str
    patient_id: int
    name: str
    places: Places | None = None
    keepers: frozenset[int] = frozenset()
    country: str | None = None
    clinic: Clinic | None = None


def may(person: Person, right: Right, circle: Circle) -> bool:
    """Tell whether *person* has *right* in *circle*: the patient and a keeper have every right, nobody else any yet."""
    return right in Right and (person.id == circle.patient_id or person.id in circle.keepers)
