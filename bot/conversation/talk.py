"""What one answer is given with: who wrote, where, when, and the open transaction. Holds, and decides nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.care.guide import Crisis, Excerpt, Guide
from bot.care.joining import OPEN, Door
from bot.care.people import Circle, Person
from bot.care.places import NOWHERE, Places
from bot.care.plans import DosePlan
from bot.care.results import Kind
from bot.content import Countries, Country
from bot.content.testplans import PublishedPlan
from bot.finder import Finder
from bot.messages import Heard, Incoming
from bot.store import outbox, plans
from bot.store import people as people_rows
from bot.store.outbox import Told
from bot.store.people import Account, Step
from bot.wording import Choice, Reader, Said, Wording, choices_back, choices_kept, text_kept

WORDLESS = {Heard.PRESS, Heard.REACTION}  # what comes with these is no words of a person's
KEEP = timedelta(hours=24)  # an answer that could not be delivered by then is dropped, and its words are wiped


@dataclass(frozen=True, slots=True)
class Desk:
    """What every conversation is held with: the words, the guide, whom to ring, who may start, what tests there are.

    *published* are the plans of tests that others publish, *kinds* what is printed on a report.

    *zone* is that of this machine, if known.
    """

    wording: Wording
    guide: Guide
    finder: Finder
    countries: Countries
    zone: str | None = None
    door: Door = OPEN
    published: tuple[PublishedPlan, ...] = ()
    kinds: tuple[Kind, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """A message with choices that the account got, by the id of its row, and when it left."""

    id: int
    sent_at: datetime
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

    @cached_property
    def waits(self) -> Step | None:
        """Return the question that the account was asked last and had not answered when the message came."""
        return people_rows.step(self.conn, self.account.id)

    @cached_property
    def alarm(self) -> Crisis | Excerpt | None:
        """Return what the message sounds like, if it sounds urgent; every message is held against that, once."""
        return self.desk.finder.urgent(self.heard.text) if self.heard.kind not in WORDLESS else None

    @property
    def wording(self) -> Wording:
        """Return what puts decisions into words, for the person who wrote."""
        return self.desk.wording.to(Reader.of(self.person, self.circle))

    @property
    def keeps(self) -> bool:
        """Tell whether the person acts for a patient without an account."""
        return self.circle is not None and self.person is not None and self.person.id in self.circle.keepers

    @property
    def places(self) -> Places:
        """Return where the patient is, and was; in UTC as long as none is known."""
        known = self.circle.places if self.circle else None
        return known or NOWHERE

    @property
    def zone(self) -> ZoneInfo:
        """Return the zone that the patient is in now."""
        return self.places.zone_at(self.now)

    @property
    def today(self) -> date:
        """Return the patient's local day."""
        return self.places.today(self.now)

    @property
    def home(self) -> Country:
        """Return the country that the person lives in: the one they chose, else that of the zone they began in."""
        chosen = self.desk.countries.get(self.circle.country) if self.circle and self.circle.country else None
        places = self.circle.places if self.circle else None
        return chosen or self.desk.countries.of_zone(places.home if places else self.desk.zone)

    @property
    def country(self) -> Country:
        """Return the country that the person is in now."""
        away = self.circle is not None and self.circle.places is not None and self.zone.key != self.places.home
        return self.desk.countries.of_zone(self.zone.key) if away else self.home

    @property
    def emergency(self) -> str:
        """Return what to ring in an emergency, and where: 999 (the UK)."""
        return self.ring_in(self.country)

    def ring_in(self, country: Country) -> str:
        """Return what to ring in a country; the default one says itself where each number works."""
        if country is self.desk.countries.default:
            return country.emergency
        return self.wording.plain("emergency-in", number=country.emergency, country=country.name).text

    def shown(self) -> list[Shown]:
        """Return the messages with choices that the account got last, newest first."""
        rows = outbox.with_choices(self.conn, self.account.id)
        shown = (Shown(row_id, sent_at, *choices_back(kept)) for row_id, sent_at, kept in rows)
        return [message for message in shown if message.choices]

    @cached_property
    def about(self) -> Told | None:
        """Return the message of azalea's that was pressed, replied to or reacted to, as it reads now."""
        ref = self.heard.about
        return outbox.by_ref(self.conn, self.account.id, ref) if ref is not None else None

    def ask(self, step: Step) -> None:
        """Let a question wait for an answer, in place of every other one but those that stay."""
        people_rows.settle_others(self.conn, self.account.id)
        people_rows.ask(self.conn, self.account.id, step, self.now)

    def settle(self, kind: str) -> None:
        """Let a question wait no longer."""
        people_rows.settle_step(self.conn, self.account.id, kind)

    def step(self, kind: str) -> Step | None:
        """Return the question that waits, if it is of a kind."""
        step = people_rows.step(self.conn, self.account.id)
        return step if step is not None and step.kind == kind else None

    def again(self) -> Talk:
        """Return the talk as it stands after something was changed."""
        return open_talk(self.conn, self.heard, self.now, self.desk)


def open_talk(conn: Connection, heard: Incoming, now: datetime, desk: Desk) -> Talk:
    """Find out who wrote. Of a stranger the address is kept, and nothing else."""
    found = people_rows.who(conn, heard.channel, heard.sender)
    if found is None:
        found = people_rows.add_account(conn, heard.channel, heard.sender, heard.chat, now), None, None
    return Talk(conn, now, desk, heard, *found)


def say(talk: Talk, key: str, replies: Sequence[Said]) -> None:
    """Put replies into the outbox, in order, each under a key of its own."""
    drafts = [
        outbox.Draft(
            key=f"{key}/{number}",
            account_id=talk.account.id,
            circle_id=talk.circle.id if talk.circle else None,
            body=text_kept(said),
            buttons=choices_kept(said),
            priority=outbox.ANSWER,
            not_before=talk.now,
            valid_until=talk.now + KEEP,
        )
        for number, said in enumerate(replies)
    ]
    outbox.add_all(talk.conn, drafts)
