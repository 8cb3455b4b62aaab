"""Someone wrote where a code is needed, and has none: they are told so, and nothing of what they write is kept.

Their address is kept until they were told, for it is where the answer goes; then it is removed.
"""

from __future__ import annotations

from bot.care import joining
from bot.care.joining import Join
from bot.conversation import asking_the_guide, setting_up
from bot.conversation.talk import Talk
from bot.messages import Heard
from bot.store import codes, people
from bot.wording import Said

ANSWERED = {Heard.TEXT, Heard.PRESS, Heard.VOICE, Heard.PICTURE, Heard.OTHER}


def is_stranger(talk: Talk) -> bool:
    """Tell whether a code is needed, and whoever wrote came without one."""
    return talk.desk.door.join is Join.CODE and talk.person is None and not talk.account.is_let_in


def answer(talk: Talk) -> list[Said]:
    """Let in who has a code; tell anybody else that one is needed, below the fixed block where words sound urgent."""
    if talk.heard.kind not in ANSWERED:
        return []
    words = talk.heard.text
    if talk.wording.says_have_code(words):
        return [talk.wording.ask_code(talk.desk.door)]
    code = joining.tried(words)
    if code is not None and codes.use(talk.conn, joining.hashed(code), talk.now):
        people.let_in(talk.conn, talk.account.id, talk.now)
        return setting_up.start(talk.again())
    block = asking_the_guide.ring(talk) if talk.alarm else []
    emergency = talk.emergency
    return [*block, talk.wording.stranger(talk.desk.door, emergency, refused=code is not None)]
