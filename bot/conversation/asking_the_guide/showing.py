"""An excerpt, with what leads on from it; and whom to ring. Which excerpt is meant is settled before."""

from __future__ import annotations

from dataclasses import replace

from bot.care.guide import Crisis, Excerpt
from bot.content import plain
from bot.conversation.talk import Talk
from bot.wording import Said


def show(talk: Talk, name: str) -> list[Said]:
    """Show the excerpt that a button names; above one that is urgent, whom to ring."""
    found = _named(talk, name)
    if found is None:
        return []
    return [*(ring(talk) if found.urgent else ()), page(talk, found)]


def page(talk: Talk, found: Excerpt, question: str = "") -> Said:
    """Show an excerpt, and offer more on it; *question* is the id of the one that it answers."""
    said = excerpt_of(talk, found)
    name = name_of(found) if talk.desk.guide.near(found) else ""
    return replace(said, choices=talk.wording.below_excerpt(name, question))


def more(talk: Talk, name: str) -> list[Said]:
    """Offer what lies nearest to an excerpt."""
    found = _named(talk, name)
    return [talk.wording.topics("guide-more", talk.desk.guide.near(found))] if found else []


def name_of(found: Excerpt) -> str:
    """Return what names an excerpt."""
    return f"{found.shelf}/{found.topic}"


def excerpt(talk: Talk, name: str) -> Said:
    """Return an excerpt that is there for sure, by shelf and topic."""
    shelf, _, topic = name.partition("/")
    return excerpt_of(talk, next(one for one in talk.desk.guide.shelf(shelf) if one.topic == topic))


def excerpt_of(talk: Talk, found: Excerpt) -> Said:
    """Return an excerpt and nothing else."""
    return talk.wording.excerpt(found, plain(found.body))


def _named(talk: Talk, name: str) -> Excerpt | None:
    shelf, _, topic = name.partition("/")
    return talk.desk.guide.get(shelf, topic)


def crisis(talk: Talk) -> Said | None:
    """Say whom to ring, and nothing else, where someone wants to die or took too much on purpose."""
    if not isinstance(talk.alarm, Crisis):
        return None
    return talk.wording.crisis(talk.country, talk.home, overdose=talk.alarm is Crisis.OVERDOSE)


def urgent(talk: Talk) -> list[Said]:
    """Show the one fixed block, and the excerpt below it, where words sound urgent: the reader picks the tier."""
    if not isinstance(talk.alarm, Excerpt):
        return []
    return [*ring(talk), excerpt_of(talk, talk.alarm)]


def ring(talk: Talk) -> list[Said]:
    """Show when to ring, and whom: the one fixed block."""
    return [talk.wording.urgent(talk.country, talk.home, talk.circle.clinic if talk.circle else None)]


def clinic_line(talk: Talk) -> str:
    """Return whom to ask, as it stands in a sentence."""
    return talk.wording.clinic(talk.circle.clinic if talk.circle else None)
