"""Setting up: consent, and where the person's clock is. Plans have a file of their own."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

from bot.care import doses as rules
from bot.care import timetable
from bot.care.people import Circle, Right, may
from bot.care.plans import DosePlan
from bot.care.timetable import Occurrence
from bot.conversation import coming, planning
from bot.conversation.talk import Talk
from bot.store import doses, people, plans
from bot.store.people import Step
from bot.wording import Said, local

CONSENT = "consent"
ZONE = "zone"
TEXT_VERSION = "1"  # of the consent; a new text has a new number
LONGEST_PLACE = 60
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
    if talk.plan is None:
        return [talk.wording.plain("ask-plan")]
    return []


def zone(talk: Talk, words: str) -> list[Said]:
    """/timezone: take the place, at once where nothing is planned yet, else after a yes."""
    circle = talk.circle
    if circle is None or talk.person is None or not may(talk.person, Right.CHANGE, circle):
        return [talk.wording.plain("start-first")]
    if not words:
        return [talk.wording.plain("ask-zone")]
    name = timetable.zone_named(words)
    if name is None:
        return [talk.wording.plain("zone-unknown", words=words[:LONGEST_PLACE])]
    plan = talk.plan
    if plan is None:
        return _saved(talk, circle, name)
    people.ask(talk.conn, talk.account.id, Step(ZONE, {"zone": name}), talk.now)
    there = ZoneInfo(name)
    planned = talk.wording.next_ones(coming.ahead(talk, plan, there))
    kept = _kept(talk, plan, there)
    if kept is not None:
        planned = f"{talk.wording.dose(kept.day, kept.wall)} ({talk.zone}), {planned}"
    text = talk.wording.plain("zone-echo", place=name, time=local(talk.now, there), next=planned).text
    return [Said(text, talk.wording.yes_no(f"zone-yes:{name}", f"zone-no:{name}"))]


def _kept(talk: Talk, plan: DosePlan, there: ZoneInfo) -> Occurrence | None:
    """Return the next dose if its own time would be over already on the clock of *there*: it keeps its old instant."""
    owed = coming.first(talk, plan)
    moved = coming.in_zone(plan, there, owed)
    return owed if timetable.span(plan, there, moved).end <= talk.now else None


def _saved(talk: Talk, circle: Circle, name: str) -> list[Said]:
    changed = replace(circle, zone=name)
    people.save_circle(talk.conn, changed)
    there = ZoneInfo(name)
    saved = talk.wording.plain("zone-saved", place=name, time=local(talk.now, there))
    return [saved, *go_on(talk.with_circle(changed))]


def zone_yes(talk: Talk, name: str) -> list[Said]:
    """Change the zone, after the yes."""
    step = people.step(talk.conn, talk.account.id)
    circle = talk.circle
    plan = talk.plan
    if step is None or step.kind != ZONE or step.draft["zone"] != name or circle is None or plan is None:
        return [talk.wording.plain("button-gone")]
    people.settle_step(talk.conn, talk.account.id)
    kept = _kept(talk, plan, ZoneInfo(name))
    if kept is not None:
        doses.add_all(talk.conn, [rules.planned(plan, talk.zone, kept)])
    owed = coming.in_zone(plan, ZoneInfo(name), coming.first(talk, plan))
    plans.point(talk.conn, [(plan.id, owed.at)])
    return _saved(talk, circle, name)


def zone_no(talk: Talk) -> list[Said]:
    """Leave the zone as it is."""
    people.settle_step(talk.conn, talk.account.id)
    return [talk.wording.plain("zone-kept", place=str(talk.zone))]


def typed(talk: Talk) -> list[Said] | None:
    """Take words that are no command as the answer to what the set-up asks for; else ask it once more."""
    step = people.step(talk.conn, talk.account.id)
    if talk.circle is None:
        return _ask_consent(talk, "consent") if step is not None else None
    if talk.circle.zone is None:
        known = timetable.zone_named(talk.heard.text) is not None
        return zone(talk, talk.heard.text) if known else [talk.wording.plain("ask-zone")]
    if step is not None:
        return go_on(talk)
    if talk.plan is None:
        return planning.typed(talk, talk.heard.text) or [talk.wording.plain("ask-plan")]
    return None
