"""The clinic card: whom the patient rings, asked for in one line, and kept as it was typed. Rings nobody.

A name alone waits for its number, as a step of the kind CLINIC whose draft holds the name.
"""

from __future__ import annotations

from dataclasses import replace

from bot.care.people import Clinic
from bot.care.reading import Meaning
from bot.care.reading.clinic_card import read_card
from bot.care.reading.english_questions import asks
from bot.care.reading.not_known import is_not_known
from bot.conversation import choosing
from bot.conversation.talk import Talk
from bot.store import people
from bot.store.people import Step
from bot.wording import Said

CLINIC = "clinic"
LONGEST = 300  # letters of a card


def begin(talk: Talk) -> list[Said]:
    """Show the card, which can be changed; ask for it where there is none."""
    if talk.circle is None:
        return []
    if talk.circle.clinic is not None:
        return [talk.wording.clinic_card("clinic-card", CLINIC, talk.circle.clinic)]
    return _ask(talk, "")


def press(talk: Talk, rest: str) -> list[Said]:
    """Take a choice under the card or its question: "change", "remove" or "none"; nothing asks for the card."""
    if talk.circle is None:
        return []
    match rest:
        case "change":
            return _ask(talk, "")
        case "remove":
            _save(talk, None)
            return [talk.wording.plain("clinic-removed")]
        case "none":
            return _leave(talk) if talk.step(CLINIC) else []
    return begin(talk)


def typed(talk: Talk, step: Step, meaning: Meaning) -> list[Said] | None:
    """Take words as the card, or as the number of one whose name was said; None where they mean something else."""
    if is_not_known(talk.heard.text) and not choosing.prompted_last(talk):
        return _leave(talk)  # "skip" is about the card, not about a dose
    if choosing.is_else(talk, meaning) or asks(talk.heard.text):
        return None
    return take(talk, talk.heard.text, step.draft["name"])


def take(talk: Talk, words: str, name: str = "") -> list[Said]:
    """Keep a card as it was typed, under a *name* that was said before; ask for the number where there is none."""
    card = read_card(words[:LONGEST])
    if not card.number:
        return _ask(talk, card.name) if card.name and not name else [talk.wording.plain("clinic-number-short")]
    clinic = Clinic(name or card.name, card.number, card.hours, card.after_hours)
    _save(talk, clinic)
    return [talk.wording.clinic_card("clinic-saved", CLINIC, clinic)]


def _ask(talk: Talk, name: str) -> list[Said]:
    talk.ask(Step(CLINIC, {"name": name}))
    return [talk.wording.ask_clinic(CLINIC, name)]


def _leave(talk: Talk) -> list[Said]:
    """Ask no further; a card without a number helps nobody, so it is not kept."""
    talk.settle(CLINIC)
    return [talk.wording.plain("clinic-none")]


def _save(talk: Talk, clinic: Clinic | None) -> None:
    if talk.circle is not None:
        people.save_circle(talk.conn, replace(talk.circle, clinic=clinic))
    talk.settle(CLINIC)
