"""Setting up: consent, and where the person's clock is. Plans have a file of their own."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from bot.care import timetable
from bot.care.people import Circle
from bot.care.plans import DosePlan
from bot.conversation import planning
from bot.conversation.talk import Talk
from bot.store import doses, people, plans
from bot.store.people import Step
from bot.wording import Said, local

CONSENT = "consent"
ZONE = "zone"
TEXT_VERSION = "1"  # of the consent; a new text has a new number
SHOWN = 3  # doses that are shown ahead
LONGEST_NAME = 64


def start(talk: Talk) -> list[Said]:
    """/start: ask for consent, or go on where the set-up stands."""
    if talk.person is None:
        return _ask_consent(talk, "consent")
    left = go_on(talk)
    return left or [talk.wording.plain("welcome-back")]


def _ask_consent(talk: Talk, phrase: str) -> list[Said]:
    people.ask(talk.conn, talk.account.id, Step(CONSENT, {}), talk.now)
    return [talk.wording.consent(phrase)]


def more(talk: Talk) -> list[Said]:
    """Tell what is kept."""
    return _ask_consent(talk, "consent-more") if talk.person is None else []


def decline(talk: Talk) -> list[Said]:
    """Keep nothing."""
    if talk.person is not None:
        return []
    people.settle_step(talk.conn, talk.account.id)
    return [talk.wording.plain("declined")]


def agree(talk: Talk) -> list[Said]:
    """Make the person and their circle, and ask for the next thing."""
    if talk.person is not None:
        return []
    people.settle_step(talk.conn, talk.account.id)
    person, circle = people.join(talk.conn, talk.account, talk.heard.name[:LONGEST_NAME], TEXT_VERSION, talk.now)
    joined = replace(talk, person=person, circle=circle)
    return [talk.wording.plain("agreed"), *go_on(joined)]


def go_on(talk: Talk) -> list[Said]:
    """Ask what the set-up still needs: the open question, the zone, the plan; nothing once all is there."""
    if talk.circle is None:
        return _ask_consent(talk, "consent")
    if talk.circle.zone is None:
        return [talk.wording.plain("ask-zone")]
    step = people.step(talk.conn, talk.account.id)
    if step is not None and step.kind == ZONE:
        return zone(talk, step.draft["zone"])
    if step is not None:
        return planning.resume(talk, step)
    if plans.of_circle(talk.conn, talk.circle.id) is None:
        return [talk.wording.plain("ask-plan")]
    return []


def zone(talk: Talk, words: str) -> list[Said]:
    """/timezone: take the place, at once where nothing is planned yet, else after a yes."""
    circle = talk.circle
    if circle is None:
        return [talk.wording.plain("start-first")]
    if not words:
        return [talk.wording.plain("ask-zone")]
    name = timetable.zone_named(words)
    if name is None:
        return [talk.wording.plain("zone-unknown", words=words[:60])]
    plan = plans.of_circle(talk.conn, circle.id)
    if plan is None:
        return _saved(talk, circle, name)
    people.ask(talk.conn, talk.account.id, Step(ZONE, {"zone": name}), talk.now)
    coming = islice(_coming(talk, plan, ZoneInfo(name)), SHOWN)
    text = talk.wording.plain(
        "zone-echo", place=name, time=local(talk.now, ZoneInfo(name)), next=talk.wording.next_ones(list(coming))
    ).text
    return [Said(text, talk.wording.yes_no("zone-yes", "zone-no"))]


def _saved(talk: Talk, circle: Circle, name: str) -> list[Said]:
    changed = replace(circle, zone=name)
    people.save_circle(talk.conn, changed)
    there = ZoneInfo(name)
    saved = talk.wording.plain("zone-saved", place=name, time=local(talk.now, there))
    return [saved, *go_on(talk.with_circle(changed))]


def _coming(talk: Talk, plan: DosePlan, zone: ZoneInfo) -> list[timetable.Occurrence]:
    first = next_owed(talk, plan, zone)
    ahead = timetable.from_day(plan, zone, first.day)
    return list(islice((o for o in ahead if (o.day, o.turn) >= (first.day, first.turn)), SHOWN))


def next_owed(talk: Talk, plan: DosePlan, zone: ZoneInfo) -> timetable.Occurrence:
    """Return the dose that the plan owes next, by its name, on the clock of *zone*.

    The name stays the same when the zone changes, so a change of zone neither adds a dose nor drops one. What fell due
    a moment ago and was not opened yet is owed as well: the pointer still stands at it.
    """
    pointer = plans.pointers(talk.conn, [plan.id])[plan.id]
    owed = timetable.first_owed(plan, talk.zone, min(pointer, talk.now) - timedelta(microseconds=1))
    while doses.find(talk.conn, plan.id, owed) is not None:
        owed = timetable.first_owed(plan, talk.zone, owed.at)
    same = timetable.DoseName(plan.uid, owed.day, owed.turn, owed.lap)
    return timetable.named(plan, zone, same) or owed


def zone_yes(talk: Talk) -> list[Said]:
    """Change the zone, after the yes."""
    step = people.step(talk.conn, talk.account.id)
    circle = talk.circle
    plan = plans.of_circle(talk.conn, circle.id) if circle else None
    if step is None or step.kind != ZONE or circle is None or plan is None:
        return [talk.wording.plain("button-gone")]
    people.settle_step(talk.conn, talk.account.id)
    there = ZoneInfo(step.draft["zone"])
    plans.point(talk.conn, [(plan.id, next_owed(talk, plan, there).at)])
    return _saved(talk, circle, step.draft["zone"])


def zone_no(talk: Talk) -> list[Said]:
    """Leave the zone as it is."""
    people.settle_step(talk.conn, talk.account.id)
    return [talk.wording.plain("zone-kept", place=str(talk.zone))]
