"""Someone asks the guide: /sideeffects and the words after it. Asking is private: nothing of it is written down."""

from __future__ import annotations

from bot.care.guide import Excerpt
from bot.content import plain
from bot.conversation.talk import Talk
from bot.wording import Said

SIDE_EFFECTS = "sideeffects"


def side_effects(talk: Talk, words: str) -> list[Said]:
    """Show one excerpt, or offer the ones there are."""
    finder = talk.desk.finder
    if not words:
        return [talk.wording.topics("guide-shelf", talk.desk.guide.shelf(SIDE_EFFECTS))]
    found = finder.find(SIDE_EFFECTS, words)
    if found.winner is not None:
        return [_excerpt(talk, found.winner)]
    if found.close:
        return [talk.wording.topics("guide-close", found.close)]
    return [talk.wording.topics("guide-none", talk.desk.guide.shelf(SIDE_EFFECTS))]


def show(talk: Talk, name: str) -> list[Said] | None:
    """Show the excerpt that a button names."""
    shelf, _, topic = name.partition("/")
    found = talk.desk.guide.get(shelf, topic)
    return [_excerpt(talk, found)] if found else None


def urgent(talk: Talk) -> list[Said]:
    """Show the one fixed block, and the excerpt below it, where words sound urgent: the reader picks the tier."""
    found = talk.desk.finder.urgent(talk.heard.text)
    return [talk.wording.plain("urgent"), _excerpt(talk, found)] if found else []


def _excerpt(talk: Talk, found: Excerpt) -> Said:
    return talk.wording.excerpt(found, plain(found.body))
