"""/tips: one tip of the guide, and another one each time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from bot.care.occasions import What
from bot.content import plain
from bot.conversation.asking_the_guide.finding import on_shelf
from bot.conversation.talk import Talk
from bot.store import occasions, people
from bot.wording import Said

TIPS = "tips"
A_MONTH = timedelta(days=31)  # for so long no tip is shown again


def tips(talk: Talk, words: str) -> list[Said]:
    """Show a tip that the person was not shown for a month; with words behind it, what they mean on that shelf."""
    if words:
        return on_shelf(talk, TIPS, words)
    shown = _lately(talk)
    fresh = [one for one in talk.desk.guide.shelf(TIPS) if one.topic not in shown]
    if not fresh:
        return [talk.wording.plain("tips-none", day=talk.wording.day(min(shown.values()) + A_MONTH))]
    found = fresh[talk.today.toordinal() % len(fresh)]
    if talk.person is not None:
        kept = {**shown, found.topic: talk.today}
        people.save_person(talk.conn, replace(talk.person, tips=kept))
    said = talk.wording.tip(found, plain(found.body), another=talk.person is not None)
    return [said if talk.person is None or _comes_weekly(talk) else talk.wording.with_weekly(said)]


def _comes_weekly(talk: Talk) -> bool:
    person, circle = talk.person, talk.circle
    if person is None or circle is None:
        return False
    kept = occasions.of_circle(talk.conn, circle.id)
    return any(one.what is What.TIP and one.is_open and one.by == person.id for one in kept)


def _lately(talk: Talk) -> dict[str, date]:
    """Return the tips that the person was shown within a month, and when."""
    known = talk.person.tips if talk.person is not None else {}
    return {topic: day for topic, day in known.items() if talk.today - day < A_MONTH}
