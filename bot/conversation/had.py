"""Someone says that a dose was had: when, on which day, and what was said beside it. Asks where that is not clear."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from bot.care import owning, timetable
from bot.care.diary import Kind
from bot.care.owning import Fit
from bot.care.plans import DosePlan
from bot.care.reading import Ago, ClockTime, DayWord, Either, FromToday, TimeUnknown, When, Why, resolve
from bot.conversation import asides, choosing, noting, unsure, which
from bot.conversation.noting import MINUTES, Target
from bot.conversation.talk import Talk
from bot.wording import Said, clock, local

LOOK_BACK = timedelta(days=7)  # how far back a day can be named
A_DAY = 24 * 60  # minutes


def took(talk: Talk, at: When | None, day: DayWord | None = None, aside: str = "", *, ask: bool = False) -> list[Said]:
    """Take "took it", "took it at 7:15", "took it yesterday at 8", and what was said beside it.

    With *ask* nothing is written down before a yes.
    """
    if talk.plan is None:
        return which.nothing(talk)
    if day is not None and day != FromToday(0):
        said = _took_on(talk, at, day)
    elif isinstance(at, TimeUnknown):
        said = _took_sometime(talk, at, ask=ask)
    elif isinstance(at, Ago) and at.minutes >= A_DAY:
        said = unsure.doubt(talk, Why.OTHER_DAY)
    else:
        said = _took_at(talk, talk.plan, at, ask=ask)
    return [*said, *asides.also(talk, aside)]


def _took_at(talk: Talk, plan: DosePlan, at: ClockTime | Ago | None, *, ask: bool) -> list[Said]:
    fits = which.fits(talk, plan, at)
    targets = [noting.find(talk, plan, fit.occurrence) for fit in fits]
    if not fits:
        return [talk.wording.plain("when-was-it", time=_spoken(talk, at), facts=which.facts(talk))]
    options = [
        which.option(talk, one, f"had:{one.name}:{fit.at:{MINUTES}}", fit.at if at else None)
        for one, fit in zip(targets, fits, strict=True)
    ]
    if at is None:
        options += [which.option(talk, one, f"had-then:{one.name}") for one in _asked_about(talk, targets)]
    if len(options) > 1 or not fits[0].sure or _elsewhere(talk, targets[0], at):
        return [talk.wording.which(options)]
    if ask:
        return [_asked(talk, targets[0], fits[0].at)]
    return [_had(talk, targets[0], fits[0], stated=at is not None)]


def _spoken(talk: Talk, at: ClockTime | Ago | None) -> str:
    if isinstance(at, ClockTime):
        return clock(at.readings()[0])
    return local(talk.now - timedelta(minutes=at.minutes if at else 0), talk.zone)


def _asked(talk: Talk, target: Target, taken_at: datetime | None) -> Said:
    """Ask before writing down that a dose was had; where the diary says so already, say that."""
    standing = target.standing
    if standing is not None and (standing.kind, standing.taken_at) == (Kind.TAKEN, taken_at):
        return noting.write(talk, target, Kind.TAKEN, taken_at)
    return noting.propose(talk, target, Kind.TAKEN, taken_at)


def _took_sometime(talk: Talk, at: TimeUnknown, *, ask: bool) -> list[Said]:
    """Take "took it when I got up": the time is not known; a part of the day narrows which dose that is."""
    targets = which.meant(talk)
    if at.part is not None:
        here = {one.name: one for one in (*targets, *which.due(talk, talk.today)) if one.occurrence.day == talk.today}
        targets = [one for one in here.values() if owning.is_in_part(one.occurrence.wall, at.part)]
    if len(targets) == 1 and not ask:
        return [noting.write(talk, targets[0], Kind.TAKEN, None)]
    if targets:
        return which.ask_which(talk, targets, "had-then")
    return unsure.doubt(talk)


def took_of(talk: Talk, at: ClockTime, part: str) -> list[Said]:
    """Take "took this morning's at 8": the part of the day says which dose of today it is, and not the clock time."""
    targets = [one for one in which.due(talk, talk.today) if owning.is_in_part(one.occurrence.wall, part)]
    options = _at_clock(talk, at, talk.today, targets)
    likely = [(one, had) for one, had in options if had and owning.is_in_part(had.astimezone(talk.zone).time(), part)]
    found = likely or options
    if not found:
        return unsure.doubt(talk, Why.OTHER_DAY)
    if len(found) == 1 and found[0][1] is not None:
        return [noting.write(talk, found[0][0], Kind.TAKEN, found[0][1], stated=True)]
    return _which(talk, found)


def _took_on(talk: Talk, at: When | None, day: DayWord) -> list[Said]:
    """Ask about a dose of a day that was named: it is never silently one of today."""
    found = resolve(day, talk.today, past=True)
    days = (found.first, found.second) if isinstance(found, Either) else (found,)
    options = [one for each in days if each is not None for one in _had_on(talk, at, each)]
    if not options:
        long_ago = isinstance(found, date) and found < talk.today - LOOK_BACK
        return [talk.wording.plain("day-long-past")] if long_ago else which.nothing(talk)
    return [_asked(talk, *options[0])] if len(options) == 1 else _which(talk, options)


def _which(talk: Talk, options: Sequence[tuple[Target, datetime | None]]) -> list[Said]:
    """Ask which dose is meant, each with when it was had as far as that was said."""
    return [
        talk.wording.which(
            [
                which.option(talk, one, f"had:{one.name}:{had:{MINUTES}}" if had else f"had-then:{one.name}", had)
                for one, had in options
            ]
        )
    ]


def _had_on(talk: Talk, at: When | None, day: date) -> list[tuple[Target, datetime | None]]:
    """Return the doses of a day that words may be about, each with when it was had, as far as that was said."""
    if not talk.today - LOOK_BACK <= day <= talk.today:
        return []
    targets = which.due(talk, day)
    if isinstance(at, TimeUnknown) and at.part is not None:
        targets = [one for one in targets if owning.is_in_part(one.occurrence.wall, at.part)] or targets
    if not isinstance(at, ClockTime):
        return [(one, None) for one in targets]
    return _at_clock(talk, at, day, targets)


def _at_clock(talk: Talk, at: ClockTime, day: date, targets: Sequence[Target]) -> list[tuple[Target, datetime | None]]:
    """Return doses of a day, each with the past moments that a clock time can be: those of its own time, if any."""
    moments = [timetable.instant(day, wall, talk.zone) for wall in at.readings()]
    said = [(one, had) for one in targets for had in moments if had <= talk.now]
    own = [(one, had) for one, had in said if had in noting.span(talk, one)]
    return [*(own or said)] or [(one, None) for one in targets]


def _elsewhere(talk: Talk, target: Target, at: ClockTime | Ago | None) -> bool:
    """Tell whether a time was said on another clock than the one the dose was opened on."""
    return isinstance(at, ClockTime) and target.dose is not None and target.dose.zone != talk.zone.key


def _asked_about(talk: Talk, targets: Sequence[Target]) -> list[Target]:
    """Return the dose before, where the newest question is about it and today's is open as well."""
    asked = choosing.question(talk)
    if asked is None or choosing.is_prompt(asked) or not choosing.still_open(talk, asked):
        return []
    before = noting.coded(talk, asked.choices[0].data.partition(":")[2])
    if before is None or not any(one.is_open for one in targets) or before.name in {one.name for one in targets}:
        return []
    return [before]


def _had(talk: Talk, target: Target, fit: Fit, *, stated: bool) -> Said:
    said = noting.write(talk, target, Kind.TAKEN, fit.at, stated=stated)
    if fit.other is None or target.is_settled:
        return said
    other = talk.wording.it_was(fit.other, target.name, talk.zone)
    return Said(said.text, (*said.choices, other), letters=True)


def done(talk: Talk) -> list[Said]:
    """Take "done": the open dose was had, and one noted as not had is asked about; else it is asked what that is."""
    says = [one.is_open or (one.is_settled and _not_had(one)) for one in which.meant(talk)]
    return took(talk, None) if any(says) else unsure.doubt(talk)


def _not_had(target: Target) -> bool:
    return target.standing is not None and target.standing.kind is Kind.NOT_HAD


def both(talk: Talk) -> list[Said]:
    """Take "took both": of two doses of today that nobody answered for, one question; else it is asked about."""
    unanswered = [one for one in which.due(talk, talk.today) if not one.is_settled]
    if len(unanswered) != 2:  # noqa: PLR2004 - both
        return unsure.doubt(talk)
    labels = [noting.label(talk, one) for one in unanswered]
    return [talk.wording.both(labels, [one.name for one in unanswered])]
