"""A copy of all that is kept of a person, to take away: a text to read, and JSON that says the same.

What waits to be said, asked or heard is not in it: that is gone within a day by itself.

The JSON, whose days and moments are ISO 8601 and whose amounts are numbers:

    format      "azalea copy 1"
    made_at     when, in the patient's zone; every other moment is in the zone it was lived in
    person      name, style, words and tests (how they are written to, and what a test is called), quiet (from, until),
                quiet_on (the same, by day), tips (of the guide, and when each was shown last)
    consents    text_version, channel, given_at, withdrawn_at
    patient     name, kept (true: by the person, for somebody without an account), country, clinic (the card)
    places      home, and moves: zone, day, turn, at, again, left_out
    plans       since, versions (number, from_day, until, intakes), pauses (reason, since, until, ended)
                an intake: wall, parts (tablets, mg), every, phase, weekdays; Monday is 0
    tests       plans (made_at, days, every, anchor, counted_from, published, results),
                days (day, state, moved_from, drawn, typed)
    diary       as `azalea diary --json` says it; about a dose also the reason, where one was given. Its mg are what was
                planned; null where it was had and the reason says that it was another amount
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime, tzinfo
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.care.bloodtests import BloodTest, BloodTestPlan
from bot.care.diary import Entry, Event, Kind
from bot.care.doses import Dose
from bot.care.drafts import UNTIL_HOME
from bot.care.people import Circle, Person, Quiet
from bot.care.places import Places
from bot.care.plans import DosePlan, Intake, Pause, Version, total_mg
from bot.care.results import Value
from bot.messages import File
from bot.store import bloodtests, consents, doses, people, plans
from bot.store import diary as diary_rows
from bot.store.consents import Consent
from bot.wording import Wording, clock

FORMAT = "azalea copy 1"
NAME = "azalea-copy"
BATCH = 500  # ids in one question; a database takes only so many

Line = dict[str, Any]


def of_person(conn: Connection, person: Person, circle: Circle, wording: Wording, now: datetime) -> tuple[File, File]:
    """Return what is kept of *person*, and of the patient of *circle*: as text, and as JSON."""
    copy = _Copy(conn, person, circle, now)
    data = json.dumps(copy.data(), indent=1, ensure_ascii=False)
    return File(f"{NAME}.txt", f"{copy.text(wording)}\n".encode()), File(f"{NAME}.json", f"{data}\n".encode())


SAID = {Kind.TAKEN, Kind.NOT_HAD}  # what somebody's own words may stand beside


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
            "at": _moment(entry.at, zone),
            "kind": entry.kind.value,
            "day": dose.day.isoformat(),
            "wall": clock(dose.wall),
            "mg": None if another else _number(total_mg(amount)),
            "taken_at": _moment(entry.taken_at, zone),
            "by": self.by(entry),
            "corrects": entry.corrects,
            "status": dose.state.value,
        }

    def _event(self, event: Event) -> Line:
        return {
            "id": event.id,
            "at": _moment(event.at, ZoneInfo(event.zone)),
            "kind": event.kind.value,
            "day": event.day.isoformat(),
            "wall": None,
            "mg": None,
            "taken_at": None,
            "by": self.by(event),
            "corrects": event.corrects,
            "status": None,
            "text": event.text,
        } | ({"values": [_value(one) for one in event.values]} if event.values else {})


class _Copy:
    """All that is kept of a person, read once."""

    def __init__(self, conn: Connection, person: Person, circle: Circle, now: datetime) -> None:
        self._person = person
        self._circle = circle
        self._places = circle.places or Places("UTC")
        self._zone = self._places.zone_at(now)
        self._now = now
        self._consents = consents.consents_of(conn, person.id)
        self._plans = plans.ever_of_circle(conn, circle.id)
        self._test_plans = bloodtests.plans_of(conn, circle.id)
        self._tests = bloodtests.of_circle(conn, circle.id)
        self._diary = Record(conn, diary_rows.of_circle(conn, circle.id))

    # JSON

    def data(self) -> Line:
        person, circle = self._person, self._circle
        return {
            "format": FORMAT,
            "made_at": _moment(self._now, self._zone),
            "person": {
                "name": person.name,
                "style": person.voice.style.value,
                "words": person.voice.words,
                "tests": person.voice.tests,
                "quiet": _quiet(person.quiet),
                "quiet_on": {day.isoformat(): _quiet(quiet) for day, quiet in person.quiet_on.items()},
                "tips": {topic: day.isoformat() for topic, day in person.tips.items()},
            },
            "consents": [_consent(one, self._zone) for one in self._consents],
            "patient": {
                "name": circle.name,
                "kept": person.id in circle.keepers,
                "country": circle.country,
                "clinic": asdict(circle.clinic) if circle.clinic else None,
            },
            "places": _places(circle.places),
            "plans": [self._plan(plan) for plan in self._plans],
            "tests": {
                "plans": [self._test_plan(made_at, plan) for made_at, plan in self._test_plans],
                "days": [_test(one) for one in self._tests],
            },
            "diary": self._diary.with_reasons(),
        }

    def _plan(self, plan: DosePlan) -> Line:
        return {
            "since": self._lived(plan.since),
            "versions": [_version(one) for one in plan.versions],
            "pauses": [
                {
                    "reason": one.reason.value,
                    "since": self._lived(one.since),
                    "until": _day(one.until),
                    "ended": self._lived(one.ended),
                }
                for one in plan.pauses
            ],
        }

    def _test_plan(self, made_at: datetime, plan: BloodTestPlan) -> Line:
        phases = plan.schedule.phases if plan.schedule else ()
        return {
            "made_at": self._lived(made_at),
            "days": [day.isoformat() for day in plan.days],
            "every": [{"first": one.first, "days": one.every, "times": one.times} for one in phases],
            "anchor": plan.schedule.anchor.value if plan.schedule else None,
            "counted_from": _day(plan.counted),
            "published": plan.published,
            "results": plan.sends,
        }

    def _lived(self, moment: datetime | None) -> str | None:
        """Return a moment on the clock that the patient lived by then."""
        return _moment(moment, self._places.zone_at(moment)) if moment else None

    # Text

    def text(self, wording: Wording) -> str:
        diary = [self._line(one, wording) for one in self._diary.lines] or [_say(wording, "log-empty")]
        parts = [
            [
                _say(
                    wording, "copy-head", name=self._person.name, at=self._when(self._now, wording), zone=self._zone.key
                )
            ],
            [_say(wording, "copy-settings"), *self._settings(wording)],
            *([_say(wording, "copy-plan"), *self._versions(plan, wording)] for plan in self._plans),
            *([[_say(wording, "copy-tests"), *self._days(wording)]] if self._tests else ()),
            [_say(wording, "copy-diary"), *diary],
        ]
        return "\n\n".join("\n".join(part) for part in parts)

    def _settings(self, wording: Wording) -> list[str]:
        circle = self._circle
        known = {
            "copy-patient": circle.name if self._person.id in circle.keepers else "",
            "copy-tests-called": self._person.voice.tests,
            "copy-quiet": wording.quiet(self._person.quiet),
            "copy-clinic": ", ".join(wording.card(circle.clinic).split("\n")) if circle.clinic else "",
            "copy-country": circle.country or "",
            "copy-home": self._places.home,
        }
        told = [_say(wording, phrase, what=what) for phrase, what in known.items() if what]
        moves = (_say(wording, "copy-move", zone=one.zone, day=wording.full_day(one.day)) for one in self._places.moves)
        agreed = (
            _say(wording, "copy-consent", at=self._when(one.given_at, wording), version=one.text_version)
            for one in self._consents
        )
        tips = [
            _say(wording, "copy-tip", topic=topic, day=wording.full_day(day))
            for topic, day in self._person.tips.items()
        ]
        return [_say(wording, "copy-voice"), *told, *moves, *agreed, *tips]

    def _days(self, wording: Wording) -> list[str]:
        return [
            _say(wording, "copy-test", day=wording.full_day(one.day), stands=wording.test_stands(one))
            for one in self._tests
        ]

    def _versions(self, plan: DosePlan, wording: Wording) -> list[str]:
        versions = [
            _say(
                wording,
                "copy-version" if one.until in {None, UNTIL_HOME} else "copy-override",
                day=wording.full_day(one.from_day),
                schedule=wording.schedule(one.schedule, one.from_day),
                **({"until": wording.full_day(one.until)} if one.until and one.until != UNTIL_HOME else {}),
            )
            for one in plan.versions
        ]
        return [*versions, *(self._pause(one, wording) for one in plan.pauses)]

    def _pause(self, pause: Pause, wording: Wording) -> str:
        ended = self._when(pause.ended, wording) if pause.ended else "none"
        return _say(
            wording, "copy-pause", reason=pause.reason.value, since=self._when(pause.since, wording), ended=ended
        )

    def _line(self, line: Entry | Event, wording: Wording) -> str:
        by = self._diary.by(line) or _say(wording, "copy-by-azalea")
        at = self._when(line.at, wording)
        if isinstance(line, Event):
            day = wording.full_day(line.day)
            return _say(wording, "copy-event", day=day, kind=line.kind.value, text=line.text, by=by, at=at)
        dose = self._diary.dose(line)
        stands = wording.stands(line.kind, line.taken_at, dose.day, ZoneInfo(dose.zone))
        named = f"{wording.full_day(dose.day)} {clock(dose.wall)}{self._elsewhere(dose.zone)}"
        phrase = "copy-entry" if line.corrects is None else "copy-correction"
        why = _say(wording, "copy-why", reason=line.reason) if line.reason and line.kind in SAID else ""
        return _say(wording, phrase, dose=named, stands=stands, why=why, by=by, at=at)

    def _when(self, moment: datetime, wording: Wording) -> str:
        zone = self._places.zone_at(moment)
        there = moment.astimezone(zone)
        return f"{wording.full_day(there.date())} {clock(there.time())}{self._elsewhere(zone.key)}"

    def _elsewhere(self, zone: str) -> str:
        return "" if zone == self._zone.key else f" ({zone})"


def _say(wording: Wording, phrase: str, **arguments: str) -> str:
    return wording.plain(phrase, **arguments).text


def _consent(one: Consent, zone: tzinfo) -> Line:
    moments = {"given_at": _moment(one.given_at, zone), "withdrawn_at": _moment(one.withdrawn_at, zone)}
    return {"text_version": one.text_version, "channel": one.channel, **moments}


def _places(places: Places | None) -> Line | None:
    if places is None:
        return None
    moves = [asdict(one) | {"day": _day(one.day), "at": _moment(one.at, ZoneInfo(one.zone))} for one in places.moves]
    return {"home": places.home, "moves": moves}


def _test(one: BloodTest) -> Line:
    days = {"day": one.day, "moved_from": one.moved_from, "drawn": one.drawn, "typed": one.typed}
    return {"state": one.state.value, **{name: _day(day) for name, day in days.items()}}


def _value(one: Value) -> Line:
    typed = asdict(one)
    return typed | {"number": str(one.number) if one.number is not None else None}


def _version(version: Version) -> Line:
    return {
        "number": version.number,
        "from_day": _day(version.from_day),
        "until": _day(version.until),
        "intakes": [_intake(one) for one in version.schedule.intakes],
    }


def _intake(intake: Intake) -> Line:
    return {
        "wall": clock(intake.wall),
        "parts": [{"tablets": _number(part.count), "mg": _number(part.strength_mg)} for part in intake.amount],
        "every": intake.days.every,
        "phase": intake.days.phase,
        "weekdays": sorted(intake.days.weekdays),
    }


def _quiet(quiet: Quiet | None) -> Line | None:
    return {"from": clock(quiet.start), "until": clock(quiet.end)} if quiet else None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _moment(moment: datetime | None, zone: tzinfo) -> str | None:
    return moment.astimezone(zone).isoformat(timespec="seconds") if moment else None


def _number(value: Decimal) -> int | float:
    return int(value) if value == int(value) else float(value)
