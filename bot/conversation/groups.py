"""Someone wrote where others read. azalea says nothing about anybody there: one line where to go, and then it leaves.

Urgent words are answered where they were said, with the numbers to ring and nothing else.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.conversation import asking_the_guide
from bot.conversation.talk import Desk, Talk, say
from bot.messages import Heard, Incoming
from bot.store import outbox, people
from bot.wording import Said

LEAVES_AFTER = timedelta(minutes=10)
TRIED_FOR = timedelta(days=1)  # for so long leaving is tried, where a network does not answer


def answer(desk: Desk, conn: Connection, heard: Incoming, key: str, now: datetime) -> None:
    """Meet a group: it is told once where to go, and left a little later."""
    group = people.account(conn, heard.channel, heard.chat)
    known = group is not None
    if group is None:
        group = people.add_account(conn, heard.channel, heard.chat, heard.chat, now)
    talk = Talk(conn, now, desk, heard, group, None, None)
    replies: list[Said] = []
    if heard.kind in {Heard.TEXT, Heard.FORWARDED} and talk.alarm is not None:
        replies += asking_the_guide.ring(talk)
    if not known or heard.kind is Heard.ADDED:
        replies.append(talk.wording.plain("group-first"))
        outbox.add(conn, _leaving(group.id, key, now + LEAVES_AFTER))
    say(talk, key, replies)


def _leaving(account_id: int, key: str, at: datetime) -> outbox.Draft:
    return outbox.Draft(
        key=f"{key}/leave",
        account_id=account_id,
        circle_id=None,
        body={"leaves": True},
        priority=outbox.REMINDER,
        not_before=at,
        valid_until=at + TRIED_FOR,
    )
