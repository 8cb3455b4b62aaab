"""Rows of what people agreed to. A consent is given with the person, by `people.join`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from bot.store.tables import consents


@dataclass(frozen=True, slots=True)
class Consent:
    """What a person agreed to, and when (UTC)."""

    text_version: str
    channel: str
    given_at: datetime
    withdrawn_at: datetime | None


def consents_of(conn: Connection, person_id: int) -> list[Consent]:
    """Return what a person agreed to, oldest first."""
    rows = conn.execute(select(consents).where(consents.c.person_id == person_id).order_by(consents.c.id))
    return [Consent(row.text_version, row.channel, row.given_at, row.withdrawn_at) for row in rows]
