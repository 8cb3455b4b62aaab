"""Someone presses a button under a dose. Each button does one thing, and says what it did."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from bot.care import doses as rules
from bot.care import timetable
from bot.care.diary import Kind
from bot.care.doses import Over, Refused, State
from bot.care.timetable import DoseName
from bot.conversation import noting
from bot.conversation.noting import MINUTES, Target
from bot.conversation.talk import Talk
from bot.store import diary, doses
from bot.wording import Said, local


def press(talk: Talk, act: str, rest: str) -> list[Said] | None:
    """Do what a button under a dose says. None: it is not a button of ours, or no longer fits."""
    code, _, minutes = rest.partition(":")
    try:
        name = DoseName.read(code)
        moment = datetime.strptime(minutes, MINUTES).replace(tzinfo=UTC) if minutes else None
    except ValueError:
        return None
    target = noting.named(talk, name)
    if target is None:
        return [talk.wording.plain("not-yours")]
    said = _pressed(talk, act, target, moment)
    return None if said is None else [said]


def _pressed(talk: Talk, act: str, target: Target, moment: datetime | None) -> Said | None:  # noqa: C901, PLR0912 - a table
    match act:
        case "had":
            return noting.write(talk, target, Kind.TAKEN, moment or _moment_of_press(talk, target))
        case "had-then":
            return noting.write(talk, target, Kind.TAKEN, None)
        case "not":
            return noting.write(talk, target, Kind.NOT_HAD, None)
        case "later":
            return later(talk, target)
        case "wait10" | "wait30" | "wait60":
            return _wait(talk, target, timedelta(minutes=int(act.removeprefix("wait"))))
        case "mean":
            return mean(talk, target, "do-you-mean")
        case "unknown":
            return talk.wording.noted(
                talk.wording.plain("left-unknown", dose=noting.label(talk, target)).text, target.name
            )
        case "change":
            return _change_what(talk, target)
        case "fix-had":
            return noting.write(talk, target, Kind.TAKEN, moment, change=True)
        case "fix-had-then":
            return noting.write(talk, target, Kind.TAKEN, None, change=True)
        case "fix-not":
            return noting.write(talk, target, Kind.NOT_HAD, None, change=True)
        case "again":
            return _open_again(talk, target)
        case "leave":
            return talk.wording.plain("unchanged")
    return None


def _moment_of_press(talk: Talk, target: Target) -> datetime | None:
    # A button pressed after the dose's own time says that it was had, not when.
    if target.dose is not None:
        return talk.now if talk.now < target.dose.closes_at else None
    return talk.now if talk.now in timetable.span(target.plan, talk.zone, target.occurrence) else None


def mean(talk: Talk, target: Target, phrase: str) -> Said:
    """Ask what to write for a dose; where that is settled, show what is written."""
    if target.is_settled:
        text = talk.wording.plain("wrote-nothing", facts=noting.facts(talk, target)).text
        return talk.wording.noted(text, target.name)
    over = _moment_of_press(talk, target) is None
    return talk.wording.mean(phrase, noting.label(talk, target), target.name, over=over)


def _change_what(talk: Talk, target: Target) -> Said:
    if target.dose is None:
        return mean(talk, target, "do-you-mean")
    inside = talk.now < target.dose.closes_at
    offered: dict[State, Sequence[str]] = {
        State.TAKEN: ("fix-not",),
        State.NOT_HAD: ("fix-had-then", "again") if inside else ("fix-had-then",),
    }
    acts = (*offered.get(target.dose.state, ("fix-had-then", "fix-not")), "leave")
    return talk.wording.change_what(noting.label(talk, target), noting.stands(talk, target), target.name, acts)


def _open_again(talk: Talk, target: Target) -> Said | None:
    if target.dose is None or talk.person is None or target.dose.state is State.OPEN:
        return None
    outcome = rules.open_again(target.dose, target.standing, talk.person.id, talk.now)
    label = noting.label(talk, target)
    if isinstance(outcome, Over):
        return talk.wording.plain("over", dose=label, until=local(target.dose.closes_at, talk.zone))
    diary.write(talk.conn, outcome.dose, outcome.entry)
    doses.save(talk.conn, outcome.dose)
    asks = outcome.dose.next_step_at
    if asks is None or asks >= outcome.dose.closes_at:
        return talk.wording.plain("open-again", dose=label, until=local(outcome.dose.closes_at, talk.zone))
    return talk.wording.plain("open-again-asks", dose=label, time=local(asks, talk.zone))


def later(talk: Talk, target: Target) -> Said:
    """Ask for how long to wait, if there is still something to wait for."""
    label = noting.label(talk, target)
    if target.dose is None or target.dose.state is not State.OPEN:
        return talk.wording.plain("nothing-open", facts=noting.facts(talk, target))
    if target.dose.prompts >= rules.MOST_PROMPTS:
        return talk.wording.plain("later-spent", dose=label, until=local(target.dose.closes_at, talk.zone))
    return talk.wording.later(label, target.name)


def _wait(talk: Talk, target: Target, wait: timedelta) -> Said:
    label = noting.label(talk, target)
    if target.dose is None or target.dose.state is not State.OPEN:
        return talk.wording.plain("nothing-open", facts=noting.facts(talk, target))
    outcome = rules.later(target.dose, wait, talk.now)
    if isinstance(outcome, Refused):
        phrase = "later-spent" if outcome.spent else "later-past"
        return talk.wording.plain(phrase, dose=label, until=local(target.dose.closes_at, talk.zone))
    doses.save(talk.conn, outcome)
    return talk.wording.plain("asks-later", time=local(talk.now + wait, talk.zone))
