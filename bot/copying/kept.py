"""All that is kept of a person, and of the patient of a circle, read once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.care.bloodtests import BloodTest, BloodTestPlan
from bot.care.occasions import Occasion
from bot.care.people import Circle, Person
from bot.care.places import Places
from bot.care.plans import DosePlan
from bot.copying.record import Record
from bot.store import bloodtests, consents, diary, occasions, plans
from bot.store.consents import Consent


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept. *test_plans* stand beside the moments (UTC) at which they were made; *now* is that of the copy."""

    person: Person
    circle: Circle
    now: datetime
    consents: Sequence[Consent]
    plans: Sequence[DosePlan]
    test_plans: Sequence[tuple[datetime, BloodTestPlan]]
    tests: Sequence[BloodTest]
    occasions: Sequence[Occasion]
    diary: Record

    @property
    def places(self) -> Places:
        """Return where the patient is, and was."""
        return self.circle.places or Places("UTC")

    @property
    def zone(self) -> ZoneInfo:
        """Return the zone that the patient is in now."""
        return self.places.zone_at(self.now)


def read(conn: Connection, person: Person, circle: Circle, now: datetime) -> Kept:
    """Read all of it."""
    return Kept(
        person,
        circle,
        now,
        consents.consents_of(conn, person.id),
        plans.ever_of_circle(conn, circle.id),
        bloodtests.plans_of(conn, circle.id),
        bloodtests.of_circle(conn, circle.id),
        occasions.of_circle(conn, circle.id),
        Record(conn, diary.of_circle(conn, circle.id)),
    )
