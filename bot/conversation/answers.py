"""Someone says in words what became of a dose. Asks where it is not clear which one is meant; never guesses."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from bot.care import owning, timetable
from bot.care.diary import Kind
from bot.care.doses import ANSWERED
from bot.care.owning import Fit
from bot.care.places import DAY
from bot.care.plans import DosePlan
from bot.care.reading import (
    Ago,
    ClockTime,
    DayWord,
    Either,
    Forgot,
    FromToday,
    Later,
    Meaning,
    NotHad,
    NotTaken,
    NotYet,
    TimeUnknown,
    Took,
    TookMine,
    When,
    Why,
    resolve,
)
from bot.care.timetable import DoseName, Occurrence
from bot.conversation import asides, choosing, correcting, noting, presses, putting_off
from bot.conversation.noting import MINUTES, Target
from bot.conversation.talk import Shown, Talk
from bot.store import doses
from bot.wording import Option, Said, clock, local

LOG_LATE = timedelta(days=7)  # how far back a day can be named
A_DAY = 24 * 60  # minutes
PARTS = {
    "morning": (time(4), time(12)),
    "afternoon": (time(12), time(18)),
    "evening": (time(17), time(23, 59)),
    "night": (time(20), time(23, 59)),
}


# Which doses


def _fits(talk: Talk, plan: DosePlan, at: ClockTime | Ago | None) -> tuple[Fit, ...]:
    def settled(occurrence: Occurrence) -> bool:
        dose = doses.find(talk.conn, plan.id, occurrence)
        return dose is not None and dose.state in ANSWERED

    match at:
        case None:
            return owning.just_now(plan, talk.places, talk.now, settled)
        case Ago(minutes):
            then = (talk.now - timedelta(minutes=minutes)).astimezone(talk.zone)
            return owning.at_clock(
                plan, talk.places, (then.time().replace(second=0, microsecond=0),), talk.now, settled
            )
    return owning.at_clock(plan, talk.places, at.readings(), talk.now, settled)


def _meant(talk: Talk) -> list[Target]:
    """Return the doses that words said now may be about."""
    plan = talk.plan
    return [noting.find(talk, plan, fit.occurrence) for fit in _fits(talk, plan, None)] if plan else []


def _open(talk: Talk) -> list[Target]:
    return [one for one in _meant(talk) if one.is_open]


def _on(talk: Talk, day: date) -> list[Target]:
    """Return the doses of a local day on which the plan held."""
    plan = talk.plan
    if plan is None or day < plan.versions[0].from_day:
        return []
    return [noting.find(talk, plan, one) for one in timetable.on_day(plan, talk.places, day)]


def _due(talk: Talk, day: date) -> list[Target]:
    """Return the doses of a local day that fell due, or were answered early."""
    return [one for one in _on(talk, day) if one.occurrence.at <= talk.now or one.is_settled]


def facts(talk: Talk) -> str:
    """Return what the diary says of the doses around now: the last one that fell due, and one still to come today."""
    plan = talk.plan
    if plan is None:
        return talk.wording.plain("facts-none").text
    last = noting.latest(talk)
    following = timetable.first_owed(plan, talk.places, talk.now)
    around = [last] if last else []
    around += [noting.find(talk, plan, following)] if following and following.day == talk.today else []
    return " ".join(noting.facts(talk, target) for target in around)


def _nothing(talk: Talk) -> list[Said]:
    return [talk.wording.plain("wrote-nothing", facts=facts(talk))]


def _which(talk: Talk, targets: Sequence[Target], act: str) -> list[Said]:
    return [talk.wording.which([_option(talk, one, f"{act}:{one.name}") for one in targets])]


def _option(talk: Talk, target: Target, data: str, had: datetime | None = None) -> Option:
    """Return a dose to choose: what it is, what is written down for it if anything is, and the time that was said."""
    stands = noting.stands(talk, target) if target.is_settled else None
    return Option(noting.label(talk, target), data, stands, noting.moment(talk, had) if had else None)


# Had

PRONOUNS = ("he", "she", "they", "his", "hers", "her", "theirs", "anyone", "anybody")  # for who is kept


def took(talk: Talk, at: When | None, day: DayWord | None = None, aside: str = "", *, ask: bool = False) -> list[Said]:
    """Take "took it", "took it at 7:15", "took it yesterday at 8", and what was said beside it.

    With *ask* nothing is written down before a yes.
    """
    if talk.plan is None:
        return _nothing(talk)
    if day is not None and day != FromToday(0):
        said = _took_on(talk, at, day)
    elif isinstance(at, TimeUnknown):
        said = _took_sometime(talk, at, ask=ask)
    elif isinstance(at, Ago) and at.minutes >= A_DAY:
        said = doubt(talk, Why.OTHER_DAY)
    else:
        said = _took_at(talk, talk.plan, at, ask=ask)
    return [*said, *asides.also(talk, aside)]


def _took_at(talk: Talk, plan: DosePlan, at: ClockTime | Ago | None, *, ask: bool) -> list[Said]:
    fits = _fits(talk, plan, at)
    targets = [noting.find(talk, plan, fit.occurrence) for fit in fits]
    if not fits:
        return [talk.wording.plain("when-was-it", time=_spoken(talk, at), facts=facts(talk))]
    options = [
        _option(talk, one, f"had:{one.name}:{fit.at:{MINUTES}}", fit.at if at else None)
        for one, fit in zip(targets, fits, strict=True)
    ]
    if at is None:
        options += [_option(talk, one, f"had-then:{one.name}") for one in _asked_about(talk, targets)]
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
    targets = _meant(talk)
    if at.part is not None:
        start, end = PARTS[at.part]
        here = {one.name: one for one in (*targets, *_due(talk, talk.today)) if one.occurrence.day == talk.today}
        targets = [one for one in here.values() if start <= one.occurrence.wall <= end]
    if len(targets) == 1 and not ask:
        return [noting.write(talk, targets[0], Kind.TAKEN, None)]
    if targets:
        return _which(talk, targets, "had-then")
    return doubt(talk)


def _took_on(talk: Talk, at: When | None, day: DayWord) -> list[Said]:
    """Ask about a dose of a day that was named: it is never silently one of today."""
    found = resolve(day, talk.today, past=True)
    days = (found.first, found.second) if isinstance(found, Either) else (found,)
    options = [one for each in days if each is not None for one in _had_on(talk, at, each)]
    if not options:
        long_ago = isinstance(found, date) and found < talk.today - LOG_LATE
        return [talk.wording.plain("day-long-past")] if long_ago else _nothing(talk)
    if len(options) == 1:
        return [_asked(talk, *options[0])]
    return [
        talk.wording.which(
            [
                _option(talk, one, f"had:{one.name}:{had:{MINUTES}}" if had else f"had-then:{one.name}", had)
                for one, had in options
            ]
        )
    ]


def _had_on(talk: Talk, at: When | None, day: date) -> list[tuple[Target, datetime | None]]:
    """Return the doses of a day that words may be about, each with when it was had, as far as that was said."""
    if not talk.today - LOG_LATE <= day <= talk.today:
        return []
    targets = _due(talk, day)
    if isinstance(at, TimeUnknown) and at.part is not None:
        start, end = PARTS[at.part]
        targets = [one for one in targets if start <= one.occurrence.wall <= end] or targets
    if not isinstance(at, ClockTime):
        return [(one, None) for one in targets]
    moments = [timetable.instant(day, wall, talk.zone) for wall in at.readings()]
    own = [(one, had) for one in targets for had in moments if had in noting.span(talk, one) and had <= talk.now]
    return [*own] or [(one, None) for one in targets]


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
    """Take "done": the open dose was had; where none is open it is asked about."""
    return took(talk, None) if _open(talk) else doubt(talk)


def both(talk: Talk) -> list[Said]:
    """Take "took both": of two doses of today that nobody answered for, one question; else it is asked about."""
    unanswered = [one for one in _due(talk, talk.today) if not one.is_settled]
    if len(unanswered) != 2:  # noqa: PLR2004 - both
        return doubt(talk)
    labels = [noting.label(talk, one) for one in unanswered]
    return [talk.wording.both(labels, [one.name for one in unanswered])]


def to_prompt(talk: Talk, asked: Shown, role: str) -> list[Said]:
    """Take a yes or no to a prompt, or to the question about the dose before.

    It answers only the last thing that was said: a "yes" after a page of the guide is not about a dose.
    """
    if not choosing.is_last(talk, asked) or not choosing.asks_now(talk, asked):
        return nod(talk)
    if choosing.is_prompt(asked) or (role == "yes" and _open(talk)):
        return done(talk) if role == "yes" else doubt(talk)
    before = noting.coded(talk, asked.choices[0].data.partition(":")[2])
    return [presses.mean(talk, before)] if before else _nothing(talk)


# Not had


def not_had(talk: Talk, reason: str = "") -> list[Said]:
    """Take "skip" and "not today": they are about a dose of today, or it is asked what they are about.

    Why is written down with it; where it sounded urgent it is also offered for the diary by itself.
    """
    also = asides.also(talk, reason) if talk.alarm else []
    targets = [one for one in _meant(talk) if one.occurrence.day == talk.today]
    if len(targets) > 1:
        return [*_which(talk, targets, "not"), *also]
    if not targets:
        return [*doubt(talk), *also]
    return [noting.write(talk, targets[0], Kind.NOT_HAD, None, reason=reason), *also]


def not_taken(talk: Talk, day: DayWord | None = None, aside: str = "") -> list[Said]:
    """Take "I didn't take it": nobody said yet whether it still will be, so that is asked."""
    return [*_lack(talk, day), *asides.also(talk, aside)]


def _lack(talk: Talk, day: DayWord | None) -> list[Said]:
    if day is None:
        last = noting.latest(talk)
        return [presses.lack(talk, last)] if last else _nothing(talk)
    found = resolve(day, talk.today, past=True)
    days = (found.first, found.second) if isinstance(found, Either) else (found,)
    targets = [one for each in days if each is not None for one in _due(talk, each)]
    if len(targets) == 1:
        return [presses.lack(talk, targets[0])]
    return _which(talk, targets, "lack") if targets else _nothing(talk)


def forgot(talk: Talk, said: Forgot) -> list[Said]:
    """Take "forgot it": asks which one, and offers what the guide says; writes nothing."""
    if said.day is not None:
        return _lack(talk, said.day)
    days = (talk.today, talk.today - DAY)
    found = [one for day in days for one in _due(talk, day) if not one.is_settled]
    labels = {day: "todays" if day == talk.today else "yesterdays" for day in days}
    alone = {day for day in days if sum(one.occurrence.day == day for one in found) == 1}
    offered = {
        f"lack:{one.name}": talk.wording.plain(labels[one.occurrence.day]).text
        if one.occurrence.day in alone
        else noting.label(talk, one)
        for one in found
    }
    return [talk.wording.which_forgotten(offered)]


# Later, and what is none of these


def put_off(talk: Talk, wait: int | None = None, until: ClockTime | None = None) -> list[Said]:
    """Take "later", "in 10 minutes" and "at 12:30"; without a time that can be read, one is asked for."""
    targets = _open(talk)
    if not targets:
        return [talk.wording.plain("nothing-open", facts=facts(talk))]
    if wait is not None:
        return [putting_off.wait(talk, targets[0], wait)]
    if until is not None:
        return [putting_off.at_clock(talk, targets[0], until.readings())]
    return [putting_off.choose(talk, targets[0])]


def meant_by(talk: Talk, message: Shown) -> list[Said]:
    """Ask what to write for the dose that a message is about, where only a number was typed."""
    target = noting.named(talk, DoseName.read(message.choices[0].data.partition(":")[2]))
    return [presses.mean(talk, target)] if target else _nothing(talk)


def asked_whether(talk: Talk, day: DayWord | None = None, whose: str = "") -> list[Said]:
    """Answer "did I take it?" from the diary: the time, and who said so. Writes nothing.

    *whose* is another name than the one the diary is about: then it says whom it knows, and no yes.
    """
    patient = talk.circle.name.casefold() if talk.circle else ""
    if whose and whose.casefold() not in ({patient, *PRONOUNS} if talk.keeps else {"anyone", "anybody"}):
        return [talk.wording.plain("only-about")]
    found = resolve(day, talk.today, past=True) if day is not None else talk.today
    days = (found.first, found.second) if isinstance(found, Either) else (found,)
    targets = [one for each in days if each is not None for one in _due(talk, each)]
    if not targets and day is None:
        last = noting.latest(talk)
        targets = [last] if last else []
    if not targets:
        return _nothing(talk)
    if len(targets) == 1 and targets[0].standing is not None and targets[0].standing.kind is Kind.TAKEN:
        return [talk.wording.plain("asked-yes", facts=noting.facts(talk, targets[0]))]
    return [Said("\n".join(noting.facts(talk, one) for one in targets))]


def doubt(talk: Talk, why: Why = Why.UNCLEAR) -> list[Said]:
    """Ask, where words speak of taking and do not plainly say so. A question is not answered with a form."""
    if why is Why.QUESTION:
        return [talk.wording.plain("cannot-say", facts=facts(talk))]
    targets = _of_two_days(talk) if why is Why.OTHER_DAY else _meant(talk)
    if len(targets) > 1:
        return _which(talk, targets, "mean")
    return [presses.mean(talk, targets[0])] if targets else _nothing(talk)


def _of_two_days(talk: Talk) -> list[Target]:
    """Return what fell due yesterday and today."""
    return [*_due(talk, talk.today - DAY), *_due(talk, talk.today)]


def nod(talk: Talk) -> list[Said]:
    """Ask, where someone was only polite while a dose is open; else say nothing."""
    return [presses.mean(talk, one, "ask-nod") for one in _open(talk)][:1]


def other_language(talk: Talk) -> list[Said]:
    """Answer in one line what is in a language that is not read here, with the buttons of the open dose."""
    return [_with_buttons(talk, "only-english")]


def no_words(talk: Talk) -> list[Said]:
    """Answer what is not text: a voice, a picture, a place. Nothing of it is kept."""
    return [_with_buttons(talk, "only-words")]


def _with_buttons(talk: Talk, phrase: str) -> Said:
    open_now = _open(talk)
    return talk.wording.fallback(phrase, open_now[0].name if open_now else None)


def edited(talk: Talk, meaning: Meaning) -> list[Said]:
    """Take a message that was changed after it was sent: what it says now is asked about, and never simply written."""
    match meaning:
        case Took(at, day, _) | TookMine(at, day):
            return took(talk, at, day, ask=True)
        case NotTaken(day, _) if day is not None:
            return _lack(talk, day)
        case NotTaken() | NotHad() | NotYet() | Later():
            noted = correcting.last_noted(talk)
            return [presses.lack(talk, noted)] if noted else _lack(talk, None)
    return [talk.wording.plain("edit-seen")]
