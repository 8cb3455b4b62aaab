"""What is said about pauses: those that are asked about, that hold, and that are kept for a later day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.care.places import Places
from bot.care.plans import Pause, Reason, Schedule
from bot.wording.away import AwayWords
from bot.wording.said import Choice, Said, clock
from bot.wording.words import wanted

WANTS = wanted({
    "pause-why": "", "in-hospital": "", "team-told-me": "", "pause-other": "", "pause-until": "reason",
    "pause-until-later": "reason day", "until-i-say": "", "until-a-date": "", "until-day": "day",
    "pause-date": "", "pause-told": "", "pause-today": "", "told-had": "facts",
    "pause-until-they-say": "", "pause-reason": "reason", "pause-span": "span reason first last",
    "paused": "reason day", "pause-asks": "day time", "pause-kept": "pause reason asks next",
    "pause-planned": "pause", "pause-off": "pause", "pause-replaces": "pause",
    "pause-called-off": "next", "pause-cancel": "", "pause-ahead": "pause", "paused-already": "reason day",
    "rests-as-told": "day",
    "paused-until": "reason day until", "go-on": "", "what-holds": "reason", "same-as-before-plain": "schedule",
    "changed-now": "", "they-stopped-it": "", "do-not-know-yet": "", "goes-on": "", "stays-paused": "",
    "stays-stopped": "day clinic", "plan-ended": "", "welcome-home": "",
    "not-paused": "", "not-this-pause": "", "event-goes-on": "", "event-stopped": "",
})  # fmt: skip


class PauseWords(AwayWords):
    """Puts pauses into words."""

    def _since(self, pause: Pause, places: Places) -> str:
        return self.day(places.today(pause.since))

    def stopped(self, pause: Pause, places: Places) -> str:
        """Return why nothing is asked, since when, and until when where that is settled."""
        since = {"reason": self.pause_event(pause.reason), "day": self._since(pause, places)}
        if pause.ended is None:
            return self._say("paused-already", **since)
        return self._say("paused-until", **since, until=self.day(places.today(pause.ended)))

    def rests_as_told(self, pause: Pause, places: Places) -> str:
        """Say since when the plan rests because the team said so."""
        return self._say("rests-as-told", day=self._since(pause, places))

    def paused_already(self, pause: Pause, places: Places, on: str) -> Said:
        """Say that nothing is asked already, and offer to go on."""
        return Said(self.stopped(pause, places), (Choice(self._say("go-on"), on),))

    def pause_why(self, act: str, leave: str) -> Said:
        """Ask why nothing is to be asked."""
        labels = {Reason.HOSPITAL: "in-hospital", Reason.TEAM: "team-told-me", Reason.OTHER: "pause-other"}
        choices = [Choice(self._say(label), f"{act}:{reason.value}") for reason, label in labels.items()]
        return Said(self._say("pause-why"), (*choices, self._stays(leave)))

    def pause_until(self, reason: Reason, days: tuple[date | None, date | None], act: str, leave: str) -> Said:
        """Ask until when; of the *days*, a first one that is still to come is named, a last one is offered first."""
        first, until = days
        say = Choice(self._say("until-i-say"), f"{act}:say", "" if until else "yes")
        other, no = Choice(self._say("until-a-date"), f"{act}:date"), Choice(self._say("no"), leave, "no")
        text = self._say("pause-until", reason=reason.value)
        if first is not None:
            text = self._say("pause-until-later", reason=reason.value, day=self.day(first))
        if until is None:
            return Said(text, (say, other, no))
        named = Choice(self._say("until-day", day=self.day(until)), f"{act}:{until.isoformat()}", "yes")
        return Said(text, (named, say, other, no))

    def pause_told(self, until: date | None, act: str) -> Said:
        """Ask whether what the team said is for today, until the day that they named, or until they say."""
        named = [Choice(self._say("until-day", day=self.day(until)), f"{act}:{until.isoformat()}")] if until else []
        today = Choice(self._say("pause-today"), f"{act}:today")
        return Said(self._say("pause-told"), (today, *named, Choice(self._say("pause-until-they-say"), f"{act}:team")))

    def pause_date(self, days: Sequence[date], act: str, leave: str) -> Said:
        """Ask for the day on which to ask again."""
        choices = [Choice(self.day(day), f"{act}:{day.isoformat()}") for day in days]
        return Said(self._say("pause-date"), (*choices, self._stays(leave)), letters=True)

    def pause_asks(self, at: datetime, zone: ZoneInfo) -> str:
        """Return when it is asked whether to start again."""
        here = at.astimezone(zone)
        return self._say("pause-asks", day=self.day(here.date()), time=clock(here.time()))

    def paused(self, pause: Pause, asks_at: datetime, zone: ZoneInfo) -> Said:
        """Say that nothing is asked from now on."""
        day = self.pause_asks(asks_at, zone) if pause.until else ""
        return self.plain("paused", reason=self.pause_event(pause.reason), day=day)

    def pause_kept(self, pause: Pause, asks_at: datetime, places: Places, next_one: str) -> Said:
        """Say that nothing is asked from a later day on, and what is asked next before that."""
        asks = self.pause_asks(asks_at, places.zone_at(asks_at)) if pause.until else ""
        span, reason = self._lasting(pause, places), self.pause_event(pause.reason)
        said = self._say("pause-kept", pause=span, reason=reason, asks=asks, next=next_one)
        return Said("\n".join(line.strip() for line in said.splitlines() if line.strip()))

    def pause_replaces(self, pause: Pause, places: Places) -> Said:
        """Say that a pause that was kept for a later day is off, as another one takes its place."""
        return self.plain("pause-replaces", pause=self._lasting(pause, places))

    def pause_ahead(self, pause: Pause, places: Places) -> str:
        """Return a pause that is kept for a later day, as a plan shows it."""
        return self._say("pause-ahead", pause=self._lasting(pause, places))

    def cancel_pause(self, data: str) -> Choice:
        """Return the choice that calls off a pause that is kept."""
        return Choice(self._say("pause-cancel"), data)

    def _lasting(self, pause: Pause, places: Places) -> str:
        """Return why nothing will be asked, and on which days."""
        return self._say(
            "pause-span",
            span="both" if pause.until else "from",
            reason=self.pause_event(pause.reason),
            first=self._since(pause, places),
            last=self.day(pause.until) if pause.until else "",
        )

    def what_holds(self, reason: Reason, schedule: Schedule, plan: str) -> Said:
        """Ask what holds after a pause, before anything is asked again."""
        labels = {"changed": "changed-now", "stopped": "they-stopped-it", "unknown": "do-not-know-yet"}
        same = Choice(self._say("same-as-before-plain", schedule=self.short(schedule)), f"pause:same:{plan}")
        others = (Choice(self._say(label), f"pause:{act}:{plan}") for act, label in labels.items())
        return Said(self._say("what-holds", reason=reason.value), (same, *others))

    # As the diary tells of it

    def pause_event(self, reason: Reason, until: date | None = None) -> str:
        """Return a pause that begins, and the day until which it was said to be."""
        why = self._say("pause-reason", reason=reason.value)
        return self._say("pause-span", span="until", reason=why, first="", last=self.day(until)) if until else why

    def pause_planned(self, pause: Pause, places: Places) -> str:
        """Return a pause that is kept for a later day."""
        return self._say("pause-planned", pause=self._lasting(pause, places))

    def pause_off(self, pause: Pause, places: Places) -> str:
        """Return a pause that was kept, and is off."""
        return self._say("pause-off", pause=self._lasting(pause, places))
