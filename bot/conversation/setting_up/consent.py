"""Consent stands before the set-up: what it asks, and what is said to it. Before it nothing is kept."""

from __future__ import annotations

from bot.care.reading import Choice, Help, Meaning, No, Nod, WhoSees, Yes
from bot.care.reading.english_set_up import agrees, asks_more, goes_on, greets, starts_over, wants_no_more
from bot.conversation import asking_the_guide
from bot.conversation.setting_up.asking import CONSENT, SET_UP, ask_consent, go_on
from bot.conversation.setting_up.turning import wants_to_know_why
from bot.conversation.talk import Talk
from bot.store import people
from bot.store.people import Step
from bot.wording import Said

TEXT_VERSION = "2"  # of the consent; a new text has a new number
RUN_VERSION = "2 with operator"  # of the one that says who runs azalea
LONGEST_NAME = 64
UNDERSTOOD = (Choice, Yes, No, Help, WhoSees)  # before anybody agreed; all else asks for that again


def more(talk: Talk) -> list[Said]:
    """Tell what is kept."""
    if talk.person is not None:
        return []
    people.ask(talk.conn, talk.account.id, Step(CONSENT, {}), talk.now)
    return [talk.wording.consent_more()]


def decline(talk: Talk) -> list[Said]:
    """Keep nothing."""
    if talk.person is not None:
        return []
    people.settle_step(talk.conn, talk.account.id, CONSENT)
    return [talk.wording.plain("declined")]


def agree(talk: Talk) -> list[Said]:
    """Make the person and their circle, and ask the first question."""
    if talk.person is not None:
        return []
    people.settle_step(talk.conn, talk.account.id, CONSENT)
    version = RUN_VERSION if talk.desk.door.operator else TEXT_VERSION
    people.join(talk.conn, talk.account, talk.heard.name[:LONGEST_NAME], version, talk.now)
    people.ask(talk.conn, talk.account.id, Step(SET_UP, {}), talk.now)
    return go_on(talk.again())


def begun(talk: Talk, meaning: Meaning) -> list[Said] | None:
    """Take words with which somebody who is not known yet begins, or asks for more first.

    Beginning keeps nothing: consent is asked for. So a mere "ok" is enough.
    """
    words = talk.heard.text
    if isinstance(meaning, Nod) or goes_on(words) or starts_over(words) or agrees(words):
        return ask_consent(talk)
    return more(talk) if asks_more(words) else None


def consented(talk: Talk, meaning: Meaning) -> list[Said] | None:
    """Take words that agree as plainly as a yes; a mere "ok" is none, for it may be politeness."""
    words = talk.heard.text
    if agrees(words):
        return agree(talk)
    if wants_no_more(words):
        return decline(talk)
    if wants_to_know_why(talk, meaning) or asks_more(words):
        return more(talk)
    if isinstance(meaning, UNDERSTOOD) and not (goes_on(words) or greets(words)):
        return None
    return asking_the_guide.beside(talk, meaning) or [talk.wording.consent_say()]
