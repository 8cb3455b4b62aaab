"""What one answer is given with: who wrote, where, when, and the open transaction. Holds, and decides nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.care.guide import Guide
from bot.care.people import Circle, Person
from bot.care.plans import DosePlan
from bot.finder import Finder
from bot.messages import Incoming
from bot.store import outbox, plans
from bot.store import people as people_rows
from bot.store.people import Account
from bot.wording import Choice, Said, Wording, choices_back, choices_kept

UTC_ZONE = ZoneInfo("UTC")
KEEP = timedelta(hours=24)  # an answer that could not be delivered by then is dropped, and its words are wiped


@dataclass(frozen=True, slots=True)
class Desk:
    """What every conversation is held with: the words and the guide."""

    wording: Wording
    guide: Guide
    finder: Finder


@dataclass(frozen=True, slots=True)
class Shown:
    """A message with choices that the account got, by the id of its row."""

    id: int
    choices: tuple[Choice, ...]
    letters: bool
    first: int


@dataclass(frozen=True)  # without slots, so that the plan is read once, when it is first needed
class Talk:
    """One message and all that is needed to answer it."""

    conn: Connection
    now: datetime
    desk: Desk
    heard: Incoming
    account: Account
    person: Person | None
    circle: Circle | None

    @cached_property
    def plan(self) -> DosePlan | None:
        """Return the plan as it stood when the message came."""
        return plans.of_circle(self.conn, self.circle.id) if self.circle else None

    @property
    def wording(self) -> Wording:
        """Return what puts decisions into words."""
        return self.desk.wording

    @property
    def zone(self) -> ZoneInfo:
        """Return the patient's zone; UTC as long as none is known."""
        known = self.circle.zone if self.circle else None
        return ZoneInfo(known) if known else UTC_ZONE

    def shown(self) -> list[Shown]:
        """Return the messages with choices that the account got last, newest first."""
        rows = outbox.with_choices(self.conn, self.account.id)
        return [Shown(row_id, *choices_back(kept)) for row_id, _, kept in rows]

    def with_circle(self, circle: Circle) -> Talk:
        """Return the talk after the circle changed."""
        return replace(self, circle=circle)


def open_talk(conn: Connection, heard: Incoming, now: datetime, desk: Desk) -> Talk:
    """Find out who wrote. Of a stranger the address is kept, and nothing else."""
    account = people_rows.account(conn, heard.channel, heard.sender)
    if account is None:
        account = people_rows.add_account(conn, heard.channel, heard.sender, heard.chat, now)
    if account.person_id is None:
        return Talk(conn, now, desk, heard, account, None, None)
    person = people_rows.person(conn, account.person_id)
    return Talk(conn, now, desk, heard, account, person, people_rows.circle_of(conn, person.id))


def say(talk: Talk, key: str, replies: Sequence[Said]) -> None:
    """Put replies into the outbox, in order, each under a key of its own."""
    for number, said in enumerate(replies):
        outbox.add(
            talk.conn,
            outbox.Draft(
                key=f"{key}/{number}",
                account_id=talk.account.id,
                circle_id=talk.circle.id if talk.circle else None,
                body={"text": said.text},
                buttons=choices_kept(said),
                priority=outbox.ANSWER,
                not_before=talk.now,
                valid_until=talk.now + KEEP,
            ),
        )
