"""A copy as JSON says it; its form is told in the package's own words."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo

from bot.care.bloodtests import BloodTest, BloodTestPlan
from bot.care.occasions import Occasion
from bot.care.people import Quiet
from bot.care.places import Places
from bot.care.plans import DosePlan, Intake, Version
from bot.copying.kept import Kept
from bot.copying.pieces import Line, day, moment, number
from bot.store.consents import Consent
from bot.wording import clock

FORMAT = "azalea copy 1"


def whole(kept: Kept) -> Line:
    """Return all that is kept, as JSON says it."""
    person, circle = kept.person, kept.circle
    return {
        "format": FORMAT,
        "made_at": moment(kept.now, kept.zone),
        "person": {
            "name": person.name,
            "style": person.voice.style.value,
            "words": person.voice.words,
            "tests": person.voice.tests,
            "appointments": person.voice.visits,
            "quiet": _quiet(person.quiet),
            "quiet_on": {one.isoformat(): _quiet(quiet) for one, quiet in person.quiet_on.items()},
            "tips": {topic: one.isoformat() for topic, one in person.tips.items()},
        },
        "consents": [_consent(one, kept.zone) for one in kept.consents],
        "patient": {
            "name": circle.name,
            "kept": person.id in circle.keepers,
            "country": circle.country,
            "clinic": asdict(circle.clinic) if circle.clinic else None,
        },
        "places": _places(circle.places),
        "plans": [_plan(plan, kept) for plan in kept.plans],
        "tests": {
            "plans": [_test_plan(made_at, plan, kept) for made_at, plan in kept.test_plans],
            "days": [_test(one) for one in kept.tests],
        },
        "dates": [_occasion(one) for one in kept.occasions],
        "diary": kept.diary.with_reasons(),
    }


def _plan(plan: DosePlan, kept: Kept) -> Line:
    return {
        "since": _lived(plan.since, kept),
        "versions": [_version(one) for one in plan.versions],
        "pauses": [
            {
                "reason": one.reason.value,
                "since": _lived(one.since, kept),
                "until": day(one.until),
                "ended": _lived(one.ended, kept),
            }
            for one in plan.pauses
        ],
    }


def _test_plan(made_at: datetime, plan: BloodTestPlan, kept: Kept) -> Line:
    phases = plan.schedule.phases if plan.schedule else ()
    return {
        "made_at": _lived(made_at, kept),
        "days": [one.isoformat() for one in plan.days],
        "every": [{"first": one.first, "days": one.every, "times": one.times} for one in phases],
        "anchor": plan.schedule.anchor.value if plan.schedule else None,
        "counted_from": day(plan.counted),
        "published": plan.published,
        "results": plan.sends,
        "rest": {"first": day(plan.rest.first), "until": day(plan.rest.until)} if plan.rest else None,
    }


def _lived(one: datetime | None, kept: Kept) -> str | None:
    """Return a moment on the clock that the patient lived by then."""
    return moment(one, kept.places.zone_at(one)) if one else None


def _consent(one: Consent, zone: tzinfo) -> Line:
    moments = {"given_at": moment(one.given_at, zone), "withdrawn_at": moment(one.withdrawn_at, zone)}
    return {"text_version": one.text_version, "channel": one.channel, **moments}


def _places(places: Places | None) -> Line | None:
    if places is None:
        return None
    moves = [asdict(one) | {"day": day(one.day), "at": moment(one.at, ZoneInfo(one.zone))} for one in places.moves]
    return {"home": places.home, "moves": moves}


def _test(one: BloodTest) -> Line:
    days = {"day": one.day, "moved_from": one.moved_from, "drawn": one.drawn, "typed": one.typed}
    return {"state": one.state.value, **{name: day(one) for name, one in days.items()}}


def _occasion(one: Occasion) -> Line:
    kept = {"what": one.what.value, "day": day(one.day), "at": clock(one.at) if one.at else None}
    return kept | {"title": one.title, "every": one.every, "state": one.state.value}


def _version(version: Version) -> Line:
    return {
        "number": version.number,
        "from_day": day(version.from_day),
        "until": day(version.until),
        "intakes": [_intake(one) for one in version.schedule.intakes],
    }


def _intake(intake: Intake) -> Line:
    return {
        "wall": clock(intake.wall),
        "parts": [{"tablets": number(part.count), "mg": number(part.strength_mg)} for part in intake.amount],
        "every": intake.days.every,
        "phase": intake.days.phase,
        "weekdays": sorted(intake.days.weekdays),
    }


def _quiet(quiet: Quiet | None) -> Line | None:
    return {"from": clock(quiet.start), "until": clock(quiet.end)} if quiet else None
