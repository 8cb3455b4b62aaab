"""Someone presses a button under a dose. Each button does one thing, and says what it did."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from bot.care import doses as rules
from bot.care import timetable
from bot.care.diary import Kind
from bot.care.timetable import DoseName
from bot.conversation import correcting, noting, putting_off
from bot.conversation.noting import MINUTES, Target
from bot.conversation.talk import Talk
from bot.wording import Said

Press = Callable[[Talk, Target], Said | None]


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
    if act == "had-both":
        return [noting.write(talk, one, Kind.TAKEN, None) for one in both(talk, target)]
    if act in {"had", "fix-had"} and moment is not None:
        return [noting.write(talk, target, Kind.TAKEN, moment, change=act == "fix-had", stated=True)]
    said = ACTS[act](talk, target) if act in ACTS else None
    return None if said is None else [said]


def moment_of_press(talk: Talk, target: Target) -> datetime | None:
    """Return now, or None after the dose's own time: a button pressed then says that it was had, not when."""
    return talk.now if talk.now in noting.span(talk, target) else None


def mean(talk: Talk, target: Target, phrase: str = "do-you-mean") -> Said:
    """Ask what to write for a dose; where that is settled, show what is written."""
    if target.is_settled:
        text = talk.wording.plain("wrote-nothing", facts=noting.facts(talk, target)).text
        return talk.wording.noted(text, target.name)
    over = moment_of_press(talk, target) is None
    return talk.wording.mean(phrase, noting.label(talk, target), target.name, over=over)


def lack(talk: Talk, target: Target) -> Said:
    """Ask, where a dose is said not to have been had: left out, or not yet; what was said before is asked about."""
    if target.is_settled:
        said_so = target.standing is not None and target.standing.kind is Kind.NOT_HAD
        ask = noting.write if said_so else noting.propose
        return ask(talk, target, Kind.NOT_HAD, None)
    if moment_of_press(talk, target) is None:
        return noting.propose(talk, target, Kind.NOT_HAD, None)
    return talk.wording.lack(noting.label(talk, target), target.name)


def both(talk: Talk, last: Target) -> list[Target]:
    """Return the doses of a day up to and with *last* that nobody answered for."""
    day = timetable.on_day(last.plan, talk.places, last.occurrence.day)
    found = (noting.find(talk, last.plan, one) for one in day if one.turn <= last.occurrence.turn)
    return [one for one in found if not one.is_settled]


def _had(talk: Talk, target: Target) -> Said:
    return noting.write(talk, target, Kind.TAKEN, moment_of_press(talk, target))


def _change_what(talk: Talk, target: Target) -> Said:
    return mean(talk, target) if target.dose is None else correcting.change_what(talk, target)


def _left_unknown(talk: Talk, target: Target) -> Said:
    text = talk.wording.plain("left-unknown", dose=noting.label(talk, target)).text
    return talk.wording.noted(text, target.name)


def _open_again(talk: Talk, target: Target) -> Said | None:
    if target.dose is None or target.is_open:
        return None
    label, end = noting.label(talk, target), noting.time_of(talk, target, target.dose.closes_at)
    outcome = correcting.open_again(talk, target)
    if outcome is None:
        return talk.wording.plain("over", dose=label, until=end)
    asks = outcome.dose.next_step_at
    if outcome.dose.prompts >= rules.MOST_PROMPTS or asks is None or asks >= outcome.dose.closes_at:
        return talk.wording.with_answers(talk.wording.plain("open-again", dose=label, until=end).text, target.name)
    at = noting.time_of(talk, target, asks)
    return talk.wording.plain("open-again-asks", dose=label, time=at)


ACTS: dict[str, Press] = {
    "had": _had,
    "had-then": lambda talk, target: noting.write(talk, target, Kind.TAKEN, None),
    "not": lambda talk, target: noting.write(talk, target, Kind.NOT_HAD, None),
    "later": putting_off.choose,
    "wait10": lambda talk, target: putting_off.wait(talk, target, 10),
    "wait30": lambda talk, target: putting_off.wait(talk, target, 30),
    "wait60": lambda talk, target: putting_off.wait(talk, target, 60),
    "until": correcting.ask_until,
    "mean": mean,
    "lack": lack,
    "unknown": _left_unknown,
    "change": _change_what,
    "when": correcting.ask_when,
    "fix-had-then": lambda talk, target: noting.write(talk, target, Kind.TAKEN, None, change=True),
    "fix-not": lambda talk, target: noting.write(talk, target, Kind.NOT_HAD, None, change=True),
    "again": _open_again,
    "leave": lambda talk, _: talk.wording.plain("unchanged"),
}
