"""Someone wrote: who, what did they mean, what is written down, what is answered. All in one transaction.

`answer` looks for what sounds urgent; `routing` then finds who is to act, in this order: commands; the words of a
choice that is in view; the answer to a question that waits; a number, a yes or a no; and then what the words mean by
themselves. `commands` and `meant` are its tables. Each story has a file:

    setting_up      from the first word to the trial            planning    what is taken, and every change of it
    moving          journeys as people tell of them             homecoming  journeys that end, or are off
    clocks          by which clock to go                        previewing  what a journey means for the doses
    shifting        other times for some days                   ending      other times that end early
    quieting        quiet hours of their own for some days      pausing     nothing asked for a while
    had             a dose was had, in words                    answers     it was not; yes or no to a prompt; edits
    unsure          asks, where words do not plainly say        presses     the buttons under a dose
    correcting      another time, another day                   other_amount  another number of tablets than planned
    touching        a message was pressed, answered, reacted to  groups     where others read
    putting_off     asked again later                           asides      what was said besides, and waits for a yes
    telling         notes, symptoms, and what is not a dose     sheets      /today and /log
    preferences     how azalea writes, quiet, country           clinic      the clinic card
    going_on        what holds after a pause                    helping     /help, and who azalea is
    joining         somebody wrote where a code is needed       leaving     /stop, a copy, deleting everything
    asking_the_guide    a question, a tip                   parking     questions kept for the clinic
    occasions       appointments, reordering, weekly tips   naming      what may stand on a locked phone
    bloodtests      their dates, and what became of each    results     values that are typed, and shown
    summary         all of some days, for an appointment    baseline    whether tests from before are on file

`choosing` finds what a number stands for, `which` knows the doses that words may be about, `noting` writes down what
became of one, `coming` knows what is owed next, `drafting` asks for what is missing of a plan, `offering` keeps what
the choices of a question stand for, `waiting` brings back a question that was not answered, `spoken` has the commands
that need no slash. `journeys` holds a journey as it is asked about, and the one that is saved; `date_line` asks where a
day is met twice or not at all.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection

from bot.conversation import asking_the_guide, choosing, groups, joining, touching, waiting
from bot.conversation.routing import replied
from bot.conversation.talk import Desk, Talk, open_talk, say
from bot.messages import Heard, Incoming
from bot.store import reaching
from bot.wording import Said

__all__ = ["Desk", "answer", "put_aside"]

LONGEST = 4096  # characters; Telegram sends no more in one message

# What is no word to azalea, and is not answered.
UNHEARD: dict[Heard, Callable[[Talk], None]] = {
    Heard.BLOCKED: lambda talk: reaching.lose(talk.conn, [talk.account.id], talk.now),
    Heard.UNBLOCKED: lambda talk: reaching.reach(talk.conn, [talk.account.id]),
    Heard.ADDED: lambda _: None,
    Heard.NOBODY: lambda _: None,
}


def answer(desk: Desk, conn: Connection, heard: Incoming, key: str, now: datetime) -> str | None:
    """Act on what someone wrote or pressed, and put the replies into the outbox, under names that begin with *key*.

    Returns what is to be shown for a moment where a button was pressed, if that says it all.
    """
    if heard.kind is Heard.SILENCE:
        touching.press_again(conn, heard)
        return None
    if not heard.private:
        groups.answer(desk, conn, heard, key, now)
        return None
    talk = open_talk(conn, heard, now, desk)
    if heard.kind in UNHEARD:
        UNHEARD[heard.kind](talk)
        return None
    crisis = asking_the_guide.crisis(talk)
    if crisis is not None:
        if talk.plan is not None:  # a set-up goes on where it was
            choosing.retire(talk)
        say(talk, key, [crisis])
        return None
    if joining.is_stranger(talk):
        say(talk, key, joining.answer(talk))
        return None
    replies, after = _answered(talk), talk.again()
    replies = waiting.then_set_up(talk, after, replies)
    toast = touching.toast(talk, replies) if heard.kind is Heard.PRESS else None
    if toast is None:
        say(after, key, choosing.numbered_on(talk, replies))
    return toast


def _answered(talk: Talk) -> list[Said]:
    replies = asking_the_guide.urgent(talk)
    if len(talk.heard.text) > LONGEST:
        return [*replies, talk.wording.plain("too-long")]
    if not replies:
        replies = replied(talk, urgent=False)
        return waiting.behind_the_guide(talk, replies) if choosing.from_guide(replies) else replies
    waits = waiting.besides_set_up(talk)
    replies += replied(talk, urgent=True)
    return [*replies, *waiting.shown_again(talk, waits)]


def put_aside(desk: Desk, conn: Connection, heard: Incoming, key: str, now: datetime) -> None:
    """Tell someone that what they wrote could not be acted on."""
    if heard.kind is Heard.SILENCE:  # nobody wrote it
        return
    talk = open_talk(conn, heard, now, desk)
    say(talk, key, [talk.wording.plain("put-aside")])
