"""Another time, another day: corrections in words, of what this person wrote down last. Each is asked about once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from bot.care import doses as rules
from bot.care import owning, timetable
from bot.care.diary import Kind
from bot.care.doses import Noted
from bot.care.places import DAY
from bot.care.reading import (
    Actually,
    Ago,
    Choice,
    ClockTime,
    DayWord,
    Either,
    Later,
    Meaning,
    TimeSaid,
    TimeUnknown,
    Took,
    TookMine,
    Unclear,
    When,
    read_clock,
    resolve,
)
from bot.conversation import noting, putting_off, which
from bot.conversation.noting import Target
from bot.conversation.putting_off import LATER, TIME
from bot.conversation.talk import Talk
from bot.store import diary, doses, new_uid
from bot.store.people import Step
from bot.wording import Said

HAD, OTHER_DAY = "had", "other-day"
RECENT = timedelta(hours=12)  # "actually at half seven" is about something that was written down since then


# A time that is typed


def ask_when(talk: Talk, target: Target) -> Said:
    """Ask when a dose was had."""
    talk.ask(Step(TIME, {"for": HAD, "dose": str(target.name)}))
    return talk.wording.ask_when(noting.label(talk, target), target.name)


def ask_until(talk: Talk, target: Target) -> Said:
    """Ask at what time to ask again."""
    talk.ask(Step(TIME, {"for": LATER, "dose": str(target.name)}))
    return talk.wording.plain("ask-until", dose=noting.label(talk, target))


def typed(talk: Talk, step: Step, meaning: Meaning) -> list[Said] | None:
    """Take a time as the answer to the question for one. None: the words are no time."""
    wanted = step.draft["for"]
    if wanted == OTHER_DAY:
        return None
    target = noting.coded(talk, step.draft["dose"])
    if wanted == LATER and isinstance(meaning, Took | TookMine | Actually | Choice):
        return None  # what was had, and a number that presses, are no time to ask at
    at = _time(talk, meaning)
    if target is None:
        return None
    if at is None:
        again = ask_when if wanted == HAD else ask_until
        return [again(talk, target)] if isinstance(meaning, Unclear) else None
    said = _had_at(talk, target, at) if wanted == HAD else _ask_at(talk, target, at)
    if said is None:
        return [talk.wording.plain("not-past" if wanted == HAD else "time-wanted")]
    talk.settle(TIME)
    return [said]


def _time(talk: Talk, meaning: Meaning) -> When | None:
    match meaning:
        case TimeSaid(at, None) | Took(at, None) | TookMine(at, None) | Actually(at) if at is not None:
            return at
        case Later(wait=int(minutes)):
            return Ago(-minutes)
        case Later(until=ClockTime() as at):
            return at
    return read_clock(talk.heard.text)


def _ask_at(talk: Talk, target: Target, at: When) -> Said | None:
    match at:
        case ClockTime():
            return putting_off.at_clock(talk, target, at.readings())
        case Ago(minutes) if minutes < 0:
            return putting_off.wait(talk, target, -minutes)
    return None


def _had_at(talk: Talk, target: Target, at: When) -> Said | None:
    """Write down that a dose was had at a time; None where that has not come yet, or is not near the dose.

    Two readings are asked about, and so is a time of the day before or after.
    """
    moments = _moments(talk, target, at)
    if len(moments) > 1 or not all(_on_its_day(target, one) for one in moments):
        return talk.wording.which_time(noting.label(talk, target), target.name, moments, target.zone)
    if not moments:
        return None
    return noting.write(talk, target, Kind.TAKEN, moments[0], change=True, stated=True)


def _moments(talk: Talk, target: Target, at: When) -> Sequence[datetime | None]:
    """Return when a dose can have been had, if *at* was said of it: on its own day, else the day before or after.

    A None is a time that is not known.
    """
    match at:
        case ClockTime():
            days = (target.occurrence.day + step * DAY for step in (-1, 0, 1))
            said = (timetable.instant(day, wall, target.zone) for day in days for wall in at.readings())
            found = owning.near(noting.span(talk, target), tuple(said), talk.now)
            return [one for one in found if _on_its_day(target, one)] or found
        case Ago(minutes):
            said_at = talk.now.replace(second=0, microsecond=0) - timedelta(minutes=minutes)
            return owning.near(noting.span(talk, target), (said_at,), talk.now)
        case TimeUnknown():
            return (None,)


def _on_its_day(target: Target, moment: datetime | None) -> bool:
    return moment is None or moment.astimezone(target.zone).date() == target.occurrence.day


# What was written down last


def last_noted(talk: Talk) -> Target | None:
    """Return the dose that this person wrote down last, if that was not long ago."""
    if talk.person is None or talk.plan is None:
        return None
    entry = diary.last_by(talk.conn, talk.person.id, talk.now - RECENT)
    dose = doses.by_ids(talk.conn, [entry.dose_id]).get(entry.dose_id) if entry else None
    if dose is None or dose.plan_id != talk.plan.id:
        return None
    return noting.named(talk, timetable.DoseName(talk.plan.uid, dose.day, dose.turn, dose.lap))


def actually(talk: Talk, at: When) -> list[Said]:
    """Take "actually at half seven": asks whether what was written down last shall say so."""
    target = last_noted(talk)
    if target is None:
        return [talk.wording.plain("nothing-noted")]
    moments = _moments(talk, target, at)
    if len(moments) > 1:
        return [talk.wording.which_time(noting.label(talk, target), target.name, moments, target.zone)]
    if not moments:
        return [talk.wording.plain("not-past")]
    if _says(target, moments[0]):
        return [noting.write(talk, target, Kind.TAKEN, moments[0])]
    return [noting.propose(talk, target, Kind.TAKEN, moments[0])]


def _says(target: Target, taken_at: datetime | None) -> bool:
    standing = target.standing
    return standing is not None and standing.kind is Kind.TAKEN and standing.taken_at == taken_at


def other_day(talk: Talk, day: DayWord) -> list[Said]:
    """Take "sorry, that was yesterday": asks whether the other day's dose shall say it, and this one no longer."""
    noted = last_noted(talk)
    found = resolve(day, talk.today, past=True)
    if noted is None or found is None or isinstance(found, Either) or noted.standing is None:
        return [talk.wording.plain("nothing-noted")]
    other = noting.named(talk, _on(noted, found))
    if other is None or other.name == noted.name or noted.standing.kind is not Kind.TAKEN:
        return [talk.wording.plain("wrote-nothing", facts=noting.facts(talk, other or noted))]
    # What the other day says already stays as it is.
    to = "" if other.is_settled else str(other.name)
    draft = {"for": OTHER_DAY, "id": new_uid(), "from": str(noted.name), "to": to}
    talk.ask(Step(TIME, draft))
    dose, stands = noting.label(talk, noted), noting.stands(talk, noted)
    if other.is_settled:
        return [talk.wording.take_back(dose, stands, noting.facts(talk, other), draft["id"])]
    return [talk.wording.other_day(dose, stands, noting.label(talk, other), draft["id"])]


def _on(target: Target, day: date) -> timetable.DoseName:
    name = target.name
    return timetable.DoseName(name.plan, day, name.turn, 0)


def press(talk: Talk, rest: str) -> list[Said]:
    """Take the yes or no to another day. A question that was asked anew since is not answered by an old button."""
    verb, _, asked = rest.partition(":")
    step = talk.step(TIME)
    if step is None or step.draft.get("id") != asked:
        return []
    talk.settle(TIME)
    noted = noting.coded(talk, step.draft["from"])
    if verb != "yes" or noted is None:
        return [talk.wording.plain("unchanged")]
    other = noting.coded(talk, step.draft["to"]) if step.draft["to"] else None
    written = [noting.write(talk, other, Kind.TAKEN, None)] if other else []
    return [*written, *_taken_back(talk, noted)]


def _taken_back(talk: Talk, target: Target) -> list[Said]:
    """Open a dose again whose answer was about another one; where its time is over, ask what it shall say."""
    if open_again(talk, target) is None:
        return [change_what(talk, target)]
    now = noting.find(talk, target.plan, target.occurrence)
    return [talk.wording.with_answers(noting.facts(talk, now), now.name)]


# What an answer can be changed to


def change(talk: Talk, day: DayWord | None) -> list[Said]:
    """Take "oops" and "change last monday": asks what shall stand for what was noted last, or on that day."""
    if day is None:
        noted = last_noted(talk)
        return [change_what(talk, noted) if noted else _nothing_noted(talk)]
    targets = which.due_on(talk, day)
    if len(targets) == 1:
        return [change_what(talk, targets[0])]
    return which.ask_which(talk, targets, "change") if targets else which.nothing(talk)


def _nothing_noted(talk: Talk) -> Said:
    """Say that nothing was noted of late; with the choices of a dose that is open."""
    said = talk.wording.plain("nothing-noted")
    open_now = which.open_now(talk)
    return talk.wording.with_answers(said.text, open_now[0].name) if open_now else said


def open_again(talk: Talk, target: Target) -> Noted | None:
    """Take an answer back: the dose is asked about again. None where its time is over, or there is nothing to open."""
    if target.dose is None or talk.person is None or target.is_open:
        return None
    ladder = rules.ladder_of(target.plan, target.dose)
    outcome = rules.open_again(target.dose, target.standing, talk.person.id, talk.now, ladder)
    if not isinstance(outcome, Noted):
        return None
    noting.keep(talk, target, outcome)
    return outcome


def change_what(talk: Talk, target: Target) -> Said:
    """Offer what a dose can be changed to: for ever, but for asking about it again."""
    inside = target.dose is not None and talk.now < target.dose.closes_at
    standing = target.standing.kind if target.is_settled and target.standing else None
    acts = ["fix-had-then"] if standing is not Kind.TAKEN else []
    acts += ["again"] if inside and standing is Kind.NOT_HAD else []
    acts += ["when"]
    acts += ["fix-not"] if standing is not Kind.NOT_HAD else []
    return talk.wording.change_what(
        noting.label(talk, target), noting.stands(talk, target), target.name, (*acts, "leave")
    )
