"""What is said about other times for some days, and other places and clocks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot.care.moving import Planned, Trip, Way
from bot.care.people import Quiet
from bot.care.plans import Version
from bot.care.reading import ClockTime
from bot.care.timetable import Occurrence
from bot.content import Country
from bot.wording.planning import PlanningWords, walls_of
from bot.wording.said import Choice, Said, clock, local
from bot.wording.setting_up import place
from bot.wording.words import wanted

WANTS = wanted({
    # Other times for some days
    "shift-days": "", "this-week": "", "next-week": "", "shift-times": "count often", "as-ever": "times",
    "shift-other": "", "shift-type-time": "", "shift-line": "days times", "day-to-day": "first last",
    "shift-back": "day times", "shift-echo": "lines clinic", "shift-change": "", "shift-as-ever": "times",
    "shift-quiet": "start end", "shift-quiet-type": "", "shift-quiet-saved": "start end", "shift-no-quiet": "",
    "shift-end": "times day next", "shift-over": "day",
    # Other places
    "zone-saved": "place time", "zone-echo": "place time next", "zone-unknown": "words", "zone-kept": "place",
    "which-zone": "words places", "clock-agrees": "place time", "travel-how": "", "clock-of": "place",
    "clock-kept": "place home", "journey-saved": "span first last clock", "travel-none": "",
    "travel-off": "place next", "cancel-it": "", "journey": "place", "journey-from": "place first",
    "journey-until": "place last", "journey-both": "place first last", "move-how": "journey clinic",
    "move-keep": "home time place", "move-there": "time place", "move-other-times": "", "move-type-times": "place",
    "move-twice": "day stands there clinic", "move-noted": "dose here", "move-not-met": "day there clinic",
    "move-way": "way", "move-ask-again": "", "move-next": "when place", "move-team-first": "",
    "move-unchanged": "here when place clinic", "move-echo": "lines", "move-numbers": "numbers",
    "move-number": "place number", "move-number-unknown": "places", "move-paused": "journey", "move-replaces": "saved",
    "move-left-out": "day", "and-so-on": "", "planned": "dose place", "planned-also": "dose place other there",
    "move-home-when": "", "tomorrow-label": "", "move-leave-when": "", "event-clock": "place",
    "event-home": "place day",
    "event-no-journey": "place", "no-other-times": "",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class DateLine:
    """A way over the date line: the local *day* that is met twice or not at all, and what is planned each way.

    *here* and *there* are zones; *noted* is the dose of that day that is written down already, or empty.
    """

    day: date
    here: str
    there: str
    noted: str
    lists: Mapping[Way, Sequence[str]]


class AwayWords(PlanningWords):
    """Puts days that are not as ever into words."""

    def _stays(self, data: str) -> Choice:
        return Choice(self._say("plan-leave"), data, "no")

    # Other times for some days

    def shift_days(self, act: str, leave: str) -> Said:
        """Ask which days are meant."""
        choices = [Choice(self._say(one), f"{act}:{one}") for one in ("this-week", "next-week")]
        return Said(self._say("shift-days"), (*choices, self._stays(leave)), letters=True)

    def shift_times(self, act: str, offered: Sequence[Sequence[time]], leave: str) -> Said:
        """Ask at what time on those days; the first of what is *offered* is the time of every day."""
        data = [f"{act}:{','.join(clock(wall) for wall in walls)}" for walls in offered]
        labels = [self._say("as-ever", times=self.times(offered[0])), *(self.times(walls) for walls in offered[1:])]
        choices = [Choice(label, one) for label, one in zip(labels, data, strict=True)]
        other = Choice(self._say("shift-other"), f"{act}:other")
        count = len(offered[0])
        text = self._say("shift-times", count=str(count), often="once" if count == 1 else "more")
        return Said(text, (*choices, other, self._stays(leave)), letters=True)

    def shift_half(self, act: str, at: ClockTime, leave: str) -> Said:
        """Ask whether a time is in the morning or in the evening."""
        choices = [Choice(clock(wall), f"{act}:{clock(wall)}") for wall in at.readings()]
        text = self._say("plan-half", clock=f"{at.hour}:{at.minute:02}")
        return Said(text, (*choices, self._stays(leave)), letters=True)

    def days(self, first: date, last: date) -> str:
        """Return a run of days."""
        return self.day(first) if first == last else self._say("day-to-day", first=self.day(first), last=self.day(last))

    def shift_line(self, days: Sequence[date], walls: Sequence[time]) -> str:
        """Return days and their times: Mon 14 Dec, Tue 15 Dec: 16:00."""
        return self._say("shift-line", days=", ".join(self.day(day) for day in days), times=self.times(walls))

    def shift_span(self, first: date, last: date, walls: Sequence[time]) -> str:
        """Return many days and their times."""
        return self._say("shift-line", days=self.days(first, last), times=self.times(walls))

    def shift_back(self, day: date, walls: Sequence[time]) -> str:
        """Return from when on all is as ever."""
        return self._say("shift-back", day=self.day(day), times=self.times(walls))

    def shift_echo(self, lines: Sequence[str], clinic: str, yes: str, change: str) -> Said:
        """Read other times back, day by day."""
        text = self._say("shift-echo", lines=_listed(lines), clinic=clinic)
        return Said(text, (Choice(self._say("yes"), yes, "yes"), Choice(self._say("shift-change"), change, "no")))

    def shift_quiet(self, act: str, quiet: Quiet) -> Said:
        """Ask whether those days have quiet hours of their own."""
        text = self._say("shift-quiet", start=clock(quiet.start), end=clock(quiet.end))
        labels = {"yes": "yes", "other": "shift-other", "no": "no"}
        choices = (
            Choice(self._say(label), f"{act}:{value}", value if value in {"yes", "no"} else "")
            for value, label in labels.items()
        )
        return Said(text, tuple(choices))

    def shift_end(self, day: date, walls: Sequence[time], nexts: str, name: str) -> Said:
        """Ask whether other times end before their last day."""
        text = self._say("shift-end", times=self.times(walls), day=self.day(day), next=nexts)
        return Said(text, self.yes_no(f"end:yes:{name}", f"end:no:{name}"))

    def shift_over(self, day: date) -> Said:
        """Say that other times are over by then anyway."""
        return self.plain("shift-over", day=self.day(day))

    def shift_event(self, made: Sequence[Version]) -> str:
        """Return other times as the diary tells of them."""
        lines = [self.shift_span(one.from_day, one.until or one.from_day, walls_of(one)) for one in made]
        return "; ".join(lines)

    # Other places

    def ask_zones(self, phrase: str, act: str, zones: Sequence[str], **arguments: str) -> Said:
        """Ask which place is meant."""
        choices = tuple(Choice(place(zone), f"{act}:{zone}") for zone in zones)
        return Said(self._say(phrase, **arguments), choices, letters=True)

    def which_zone(self, words: str, act: str, zones: Sequence[str]) -> Said:
        """Ask which place is meant where a country has several clocks."""
        named = self.listed([place(zone) for zone in zones])
        return self.ask_zones("which-zone", act, zones, words=words, places=named)

    def journey(self, where: str, leaves: date | None, returns: date | None) -> str:
        """Return where a journey goes, and when."""
        if leaves is None:
            return (
                self._say("journey-until", place=where, last=self.day(returns))
                if returns
                else self._say("journey", place=where)
            )
        if returns is None:
            return self._say("journey-from", place=where, first=self.day(leaves))
        return self._say("journey-both", place=where, first=self.day(leaves), last=self.day(returns))

    def move_how(self, journey: str, clinic: str, offered: Mapping[str, str], leave: str) -> Said:
        """Ask by which clock to go in another place; *offered* are labels by what pressing them means."""
        choices = [Choice(label, data) for data, label in offered.items()]
        return Said(self._say("move-how", journey=journey, clinic=clinic), (*choices, self._stays(leave)), letters=True)

    def date_line(self, line: DateLine, offered: Mapping[str, str], clinic: str) -> Said:
        """Ask how to go on where a local day is met twice, or not at all, with what is planned each way."""
        day, there = self.day(line.day), place(line.there)
        if Way.AGAIN in line.lists:
            stands = self._say("move-noted", dose=line.noted, here=place(line.here)) if line.noted else ""
            text = self._say("move-twice", day=day, stands=stands, there=there, clinic=clinic)
        else:
            text = self._say("move-not-met", day=day, there=there, clinic=clinic)
        lists = {way: _listed(lines) for way, lines in line.lists.items() if lines}
        ways = [f"{self._say('move-way', way=way.value)}\n{lines}" for way, lines in lists.items()]
        text = "\n".join(one.rstrip() for one in text.splitlines())
        choices = tuple(Choice(label, data) for data, label in offered.items())
        return Said("\n\n".join([text, *ways]), choices, letters=True)

    def planned(self, one: Planned) -> str:
        """Return a dose of a preview, on its clock and on the other one: Wed 23 Dec 08:00 New York (13:00 London)."""
        dose = one.occurrence
        when, where = f"{self.day(dose.day)} {clock(dose.wall)}", place(dose.zone)
        if one.other is None:
            return self._say("planned", dose=when, place=where)
        other = clock(one.other.time())
        if one.other.date() != dose.day:
            other = f"{self.day(one.other.date())} {other}"
        zone = one.other.tzinfo
        there = place(zone.key) if isinstance(zone, ZoneInfo) else ""
        return self._say("planned-also", dose=when, place=where, other=other, there=there)

    def zone_echo(self, zone: ZoneInfo, now: datetime, lines: Sequence[str], yes: str, no: str) -> Said:
        """Read a change of clock back."""
        text = self._say("zone-echo", place=place(zone.key), time=local(now, zone), next="\n".join(lines))
        return Said(text, self.yes_no(yes, no))

    def move_echo(self, lines: Sequence[str], yes: str, change: str) -> Said:
        """Read a journey back."""
        text = self._say("move-echo", lines="\n".join(lines))
        return Said(text, (Choice(self._say("yes"), yes, "yes"), Choice(self._say("shift-change"), change, "no")))

    def numbers(self, countries: Mapping[str, Country | None]) -> list[str]:
        """Return whom to ring in an emergency in the countries of some zones; of one not known, that it is not."""
        known = dict.fromkeys(one for one in countries.values() if one is not None)
        unknown = [place(zone) for zone, one in countries.items() if one is None]
        ring = self.listed([self._say("move-number", place=one.name, number=one.emergency) for one in known])
        said = [self._say("move-numbers", numbers=ring)] if known else []
        return [*said, self._say("move-number-unknown", places=self.listed(unknown))] if unknown else said

    def saved_journey(self, trip: Trip, asked_by: ZoneInfo) -> str:
        """Return a journey that is planned: its days, and by which clock doses are asked about."""
        where = place(trip.zone)
        kept = self._say("clock-kept", place=where, home=place(asked_by.key))
        return self._say(
            "journey-saved",
            span="until" if trip.leaves is None else "both" if trip.returns else "from",
            first=self.day(trip.leaves) if trip.leaves else "",
            last=self.day(trip.returns) if trip.returns else "",
            clock=self._say("clock-of", place=where) if asked_by.key == trip.zone else kept,
        )

    def cancel_journey(self, data: str) -> Choice:
        """Return the choice that calls off a journey."""
        return Choice(self._say("cancel-it"), data)

    def move_next(self, dose: Occurrence) -> str:
        """Return the label that names a way by the next dose on it."""
        return self._say("move-next", when=f"{self.day(dose.day)} {clock(dose.wall)}", place=place(dose.zone))


def _listed(lines: Sequence[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)
