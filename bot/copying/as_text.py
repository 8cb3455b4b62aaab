"""A copy as a text to read."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.care.diary import Entry, Event, Kind
from bot.care.drafts import UNTIL_HOME
from bot.care.plans import DosePlan, Pause
from bot.copying.kept import Kept
from bot.wording import Wording, clock

SAID = {Kind.TAKEN, Kind.NOT_HAD}  # what somebody's own words may stand beside


class Text:
    """Puts what is kept into words."""

    def __init__(self, kept: Kept, words: Wording) -> None:
        """Take what is kept, and the words of who reads it."""
        self._kept = kept
        self._words = words

    def whole(self) -> str:
        """Return the whole text."""
        diary = [self._line(one) for one in self._kept.diary.lines] or [self._say("log-empty")]
        parts = [
            [
                self._say(
                    "copy-head", name=self._kept.person.name, at=self._when(self._kept.now), zone=self._kept.zone.key
                )
            ],
            [self._say("copy-settings"), *self._settings()],
            *([self._say("copy-plan"), *self._versions(plan)] for plan in self._kept.plans),
            *([[self._say("copy-tests"), *self._days()]] if self._kept.tests else ()),
            *([[self._say("copy-occasions"), *self._dates()]] if self._kept.occasions else ()),
            [self._say("copy-diary"), *diary],
        ]
        return "\n\n".join("\n".join(part) for part in parts)

    def _settings(self) -> list[str]:
        circle = self._kept.circle
        known = {
            "copy-patient": circle.name if self._kept.person.id in circle.keepers else "",
            "copy-tests-called": self._kept.person.voice.tests,
            "copy-visits-called": self._kept.person.voice.visits,
            "copy-quiet": self._words.quiet(self._kept.person.quiet),
            "copy-clinic": ", ".join(self._words.card(circle.clinic).split("\n")) if circle.clinic else "",
            "copy-country": circle.country or "",
            "copy-home": self._kept.places.home,
        }
        told = [self._say(phrase, what=what) for phrase, what in known.items() if what]
        moves = (
            self._say("copy-move", zone=one.zone, day=self._words.full_day(one.day)) for one in self._kept.places.moves
        )
        agreed = (
            self._say("copy-consent", at=self._when(one.given_at), version=one.text_version)
            for one in self._kept.consents
        )
        tips = [
            self._say("copy-tip", topic=topic, day=self._words.full_day(day))
            for topic, day in self._kept.person.tips.items()
        ]
        return [self._say("copy-voice"), *told, *moves, *agreed, *tips]

    def _days(self) -> list[str]:
        return [
            self._say("copy-test", day=self._words.full_day(one.day), stands=self._words.test_stands(one))
            for one in self._kept.tests
        ]

    def _dates(self) -> list[str]:
        return [
            self._say(
                "copy-occasion",
                what=one.what.value,
                day=self._words.full_day(one.day),
                at=f" {clock(one.at)}" if one.at else "",
                title=f", {one.title}" if one.title else "",
                every=str(one.every or "once"),
                state=one.state.value,
            )
            for one in self._kept.occasions
        ]

    def _versions(self, plan: DosePlan) -> list[str]:
        versions = [
            self._say(
                "copy-version" if one.until in {None, UNTIL_HOME} else "copy-override",
                day=self._words.full_day(one.from_day),
                schedule=self._words.schedule(one.schedule, one.from_day),
                **({"until": self._words.full_day(one.until)} if one.until and one.until != UNTIL_HOME else {}),
            )
            for one in plan.versions
        ]
        return [*versions, *(self._pause(one) for one in plan.pauses)]

    def _pause(self, pause: Pause) -> str:
        ended = self._when(pause.ended) if pause.ended else "none"
        return self._say("copy-pause", reason=pause.reason.value, since=self._when(pause.since), ended=ended)

    def _line(self, line: Entry | Event) -> str:
        by = self._kept.diary.by(line) or self._say("copy-by-azalea")
        at = self._when(line.at)
        if isinstance(line, Event):
            day = self._words.full_day(line.day)
            return self._say("copy-event", day=day, kind=line.kind.value, text=line.text, by=by, at=at)
        dose = self._kept.diary.dose(line)
        stands = self._words.stands(line.kind, line.taken_at, dose.day, ZoneInfo(dose.zone))
        named = f"{self._words.full_day(dose.day)} {clock(dose.wall)}{self._elsewhere(dose.zone)}"
        phrase = "copy-entry" if line.corrects is None else "copy-correction"
        why = self._say("copy-why", reason=line.reason) if line.reason and line.kind in SAID else ""
        return self._say(phrase, dose=named, stands=stands, why=why, by=by, at=at)

    def _when(self, moment: datetime) -> str:
        zone = self._kept.places.zone_at(moment)
        there = moment.astimezone(zone)
        return f"{self._words.full_day(there.date())} {clock(there.time())}{self._elsewhere(zone.key)}"

    def _elsewhere(self, zone: str) -> str:
        return "" if zone == self._kept.zone.key else f" ({zone})"

    def _say(self, phrase: str, **arguments: str) -> str:
        return self._words.plain(phrase, **arguments).text
