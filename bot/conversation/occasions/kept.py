"""The occasions that a talk is about, and how one is written down. Decides nothing."""

from __future__ import annotations

from bot.care import occasions as rules
from bot.care.diary import Kind
from bot.care.occasions import Occasion, What
from bot.care.people import Right, may
from bot.conversation import noting
from bot.conversation.talk import Talk
from bot.store import occasions

DATES = "occasion"  # the kind of the question that waits
KINDS = {What.APPOINTMENT: Kind.APPOINTMENT, What.REORDER: Kind.REORDER}


def allowed(talk: Talk) -> bool:
    """Tell whether whoever wrote may note and change dates."""
    return talk.person is not None and talk.circle is not None and may(talk.person, Right.NOTE, talk.circle)


def still_open(talk: Talk, what: What) -> list[Occasion]:
    """Return those of a kind that are neither over nor off, in the order of their days; they may be past."""
    if talk.circle is None:
        return []
    return [one for one in occasions.of_circle(talk.conn, talk.circle.id) if one.what is what and one.is_open]


def named(talk: Talk, uid: str) -> Occasion | None:
    """Return the one that a button names, if whoever pressed may note for it."""
    if talk.circle is None or not allowed(talk):
        return None
    return next((one for one in occasions.of_circle(talk.conn, talk.circle.id) if one.uid == uid), None)


def end(talk: Talk, *whats: What) -> None:
    """Speak no more of any of some kinds."""
    for what in whats:
        for one in still_open(talk, what):
            occasions.save(talk.conn, rules.off(one))


def save(talk: Talk, one: Occasion, event: str | None) -> Occasion:
    """Write how one stands, with its next step, and what happened into the diary, if it is a matter of that."""
    kept = rules.scheduled(one, talk.now, talk.places, talk.person)
    if kept.id:
        occasions.save(talk.conn, kept)
    else:
        kept = occasions.add(talk.conn, kept)
    if event is not None:
        noting.tell(talk, KINDS[one.what], event)
    return kept
