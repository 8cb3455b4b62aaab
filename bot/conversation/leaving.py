"""Stopping, a copy of everything, deleting everything, and a death. Nothing is deleted but by the typed word."""

from __future__ import annotations

from datetime import timedelta

from bot import copying
from bot.care import reading
from bot.care.occasions import What
from bot.care.people import Circle, Person
from bot.care.reading import Meaning
from bot.conversation import bloodtests, going_on, occasions, pausing, setting_up
from bot.conversation.talk import Talk
from bot.messages import File
from bot.store import erasing, people
from bot.store.people import Step
from bot.wording import Said

LEAVE = "leave"
ARMED = timedelta(minutes=10)  # how long the word that deletes everything is waited for
ACT = "leave-azalea"  # what its choices begin with
DELETE = "delete"  # the word that deletes, in any case, with or without the quotes it is shown in

# What may be said to the question instead of the word, and is answered by saying that nothing was deleted.
NOTHING_ELSE = reading.Yes | reading.No | reading.Nod | reading.Unclear


def stop(talk: Talk, *, delete: bool = False) -> list[Said]:
    """/stop, "stop", "delete my data": ask what stopping is to mean; *delete* says it already."""
    if talk.person is None:
        return [talk.wording.plain("start-first")]
    return _ask_delete(talk) if delete else [talk.wording.stop(plan=talk.plan is not None)]


def privacy(talk: Talk) -> list[Said]:
    """/privacy: say what is kept, for how long, and who can see it."""
    if talk.person is None:
        return [talk.wording.without_data("privacy-stranger", talk.desk.door)]
    return [talk.wording.with_data("privacy", talk.desk.door)]


def press(talk: Talk, rest: str) -> list[Said]:  # noqa: C901 - a table
    """Do what a choice says."""
    if talk.person is None or talk.circle is None:
        return []
    match rest:
        case "pause":
            return pausing.pause(talk, "")
        case "ended":
            _end(talk)
            return [talk.wording.plain("ended")]
        case "delete":
            return _ask_delete(talk)
        case "copy":
            return [talk.wording.copied("copied", _copy(talk, talk.person, talk.circle))]
        case "copy-first" if talk.step(LEAVE):
            talk.ask(Step(LEAVE, {"asked": "word"}))
            return [talk.wording.copied("delete-copied", _copy(talk, talk.person, talk.circle))]
        case "no-copy" if talk.step(LEAVE):
            talk.ask(Step(LEAVE, {"asked": "word"}))
            return [talk.wording.plain("delete-word")]
        case "died" if _kept(talk):
            return _stop_for_ever(talk)
        case "other":
            return [talk.wording.died_other()]
        case "keep":
            return [talk.wording.plain("diary-kept")]
    return []


# Deleting


def _ask_delete(talk: Talk) -> list[Said]:
    talk.ask(Step(LEAVE, {"asked": "copy"}))
    return [talk.wording.delete_question()]


def _copy(talk: Talk, person: Person, circle: Circle) -> tuple[File, ...]:
    return copying.of_person(talk.conn, person, circle, talk.wording, talk.now)


def typed(talk: Talk, step: Step, meaning: Meaning) -> list[Said] | None:
    """Delete, if that is what was typed. Anything else deletes nothing; what means something is done as it means."""
    if not people.waits_since(talk.conn, talk.account.id, talk.now - ARMED):
        talk.settle(LEAVE)
        return None
    if talk.heard.text.strip(" \t\n\"'.\u201c\u201d").casefold() == DELETE:
        return _delete(talk)
    if isinstance(meaning, reading.Choice) or (
        step.draft["asked"] == "copy" and isinstance(meaning, reading.Yes | reading.No)
    ):
        return None  # they press what is in view
    if isinstance(meaning, reading.StopSaid):
        return [talk.wording.plain("delete-word")]  # it was asked already what that is to mean
    talk.settle(LEAVE)
    return [talk.wording.plain("not-deleted")] if isinstance(meaning, NOTHING_ELSE) else None


def _delete(talk: Talk) -> list[Said]:
    if talk.person is None:
        return []
    erasing.leave(talk.conn, talk.person.id, talk.now)
    return [talk.wording.plain("deleted")]


# A death


def died(talk: Talk, whose: str) -> list[Said]:
    """Stop everything at once for a patient who died; for anybody else, change nothing."""
    if talk.circle is None or not _kept(talk):
        return [talk.wording.died_other()]
    if whose and whose.casefold().removeprefix("my ") == talk.circle.name.casefold():
        return _stop_for_ever(talk)
    return [talk.wording.died_whose()]


def _kept(talk: Talk) -> bool:
    """Tell whether who writes keeps a patient who has no account."""
    return talk.person is not None and talk.circle is not None and talk.person.id in talk.circle.keepers


def _stop_for_ever(talk: Talk) -> list[Said]:
    _end(talk)
    bloodtests.end(talk)
    occasions.end(talk, *What)
    return [talk.wording.died()]


def _end(talk: Talk) -> None:
    """Ask nothing more: neither about doses, nor what a set-up would still ask."""
    going_on.end(talk)
    talk.settle(setting_up.SET_UP)
