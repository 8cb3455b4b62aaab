"""A tip a week, for whoever asks for it. What is sent unasked names nothing; the tip comes with a tap."""

from __future__ import annotations

from bot.care.occasions import What, off, weekly_tip
from bot.conversation import asking_the_guide
from bot.conversation.occasions.kept import allowed, save, still_open
from bot.conversation.talk import Talk
from bot.wording import Said


def command(talk: Talk, words: str) -> list[Said]:
    """Answer /tips: a tip, or what is looked for on that shelf; with "weekly" behind it one a week, with "off" none."""
    on = {"weekly": True, "off": False}.get(words.casefold())
    return asking_the_guide.tips(talk, words) if on is None else switch(talk, on=on)


def switch(talk: Talk, *, on: bool) -> list[Said]:
    """Bring a tip each week from now on, or no more."""
    if talk.person is None or talk.circle is None or not allowed(talk):
        return [talk.wording.plain("start-first")]
    mine = [one for one in still_open(talk, What.TIP) if one.by == talk.person.id]
    if not on:
        for one in mine:
            save(talk, off(one), None)
        return [talk.wording.plain("weekly-off")]
    kept = mine[0] if mine else save(talk, weekly_tip(talk.circle.id, talk.person.id, talk.today), None)
    first = talk.places.today(kept.next_step_at) if kept.next_step_at else kept.day
    return [talk.wording.weekly_on(talk.wording.day(first))]
