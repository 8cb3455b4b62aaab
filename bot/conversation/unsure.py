"""Asks, where words do not plainly say what became of a dose; answers from the diary what was asked. Writes nothing."""

from __future__ import annotations

from bot.care.diary import Kind
from bot.care.places import DAY
from bot.care.reading import DayWord, Why
from bot.care.timetable import DoseName
from bot.conversation import noting, presses, which
from bot.conversation.noting import Target
from bot.conversation.talk import Shown, Talk
from bot.wording import Said

PRONOUNS = ("he", "she", "they", "his", "hers", "her", "theirs")  # for who is kept
ANYONE = ("anyone", "anybody")


def unclear(talk: Talk) -> Said:
    """Say that nothing was understood, and whom to ring in an emergency where this person is."""
    return talk.wording.plain("unclear", emergency=talk.emergency)


def meant_by(talk: Talk, message: Shown) -> list[Said]:
    """Ask what to write for the dose that a message is about, where only a number was typed."""
    target = noting.named(talk, DoseName.read(message.choices[0].data.partition(":")[2]))
    return [presses.mean(talk, target)] if target else which.nothing(talk)


def is_patient(talk: Talk, whose: str) -> bool:
    """Tell whether a word for somebody is for the patient whom the person keeps, and for nobody else."""
    patient = talk.circle.name.casefold().removeprefix("your ") if talk.circle else ""
    called = whose.casefold().replace("\u2019", "'").removeprefix("my ").removesuffix("'s")
    return talk.keeps and called in {patient, *PRONOUNS}


def asked_whether(talk: Talk, day: DayWord | None = None, whose: str = "") -> list[Said]:
    """Answer "did I take it?" from the diary: the time, and who said so. Writes nothing.

    *whose* is another name than the one the diary is about: then it says whom it knows, and no yes.
    """
    if whose and not (is_patient(talk, whose) or whose.casefold() in ANYONE):
        return [talk.wording.plain("only-about")]
    targets = which.due_on(talk, day) if day is not None else which.due(talk, talk.today)
    if not targets and day is None:
        last = noting.latest(talk)
        targets = [last] if last else []
    if not targets:
        return which.nothing(talk)
    if len(targets) == 1 and targets[0].standing is not None and targets[0].standing.kind is Kind.TAKEN:
        return [talk.wording.plain("asked-yes", facts=noting.facts(talk, targets[0]))]
    return [Said("\n".join(noting.facts(talk, one) for one in targets))]


def doubt(talk: Talk, why: Why = Why.UNCLEAR) -> list[Said]:
    """Ask, where words speak of taking and do not plainly say so. A question is not answered with a form."""
    if why is Why.QUESTION:
        return [talk.wording.plain("cannot-say", facts=which.facts(talk))]
    targets = _of_two_days(talk) if why is Why.OTHER_DAY else which.meant(talk)
    if len(targets) > 1:
        return which.ask_which(talk, targets, "mean")
    return [presses.mean(talk, targets[0])] if targets else which.nothing(talk)


def somebody_elses(talk: Talk, whose: str) -> list[Said]:
    """Take "mia took hers" of somebody whose diary is not kept here: how the patient's own stands, and no form.

    A "she" may be the patient, so that is asked about.
    """
    return doubt(talk) if whose.casefold() in PRONOUNS else [talk.wording.plain("not-kept", facts=which.facts(talk))]


def _of_two_days(talk: Talk) -> list[Target]:
    """Return what fell due yesterday and today."""
    return [*which.due(talk, talk.today - DAY), *which.due(talk, talk.today)]


def nod(talk: Talk) -> list[Said]:
    """Ask, where someone was only polite while a dose is open; else say nothing."""
    return [presses.mean(talk, one, "ask-nod") for one in which.open_now(talk)][:1]


def other_language(talk: Talk) -> list[Said]:
    """Answer in one line what is in a language that is not read here, with the buttons of the open dose."""
    return [_with_buttons(talk, "only-english")]


def no_words(talk: Talk) -> list[Said]:
    """Answer what is not text: a voice, a picture, a place. Nothing of it is kept."""
    return [_with_buttons(talk, "only-words")]


def passed_on(talk: Talk) -> list[Said]:
    """Answer a message that was passed on: whoever wrote it, it is no answer of the one who sends it here."""
    return [_with_buttons(talk, "only-own-words")]


def _with_buttons(talk: Talk, phrase: str) -> Said:
    open_now = which.open_now(talk)
    return talk.wording.fallback(phrase, open_now[0].name if open_now else None)
