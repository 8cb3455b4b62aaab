"""Someone touched a message of azalea's: pressed a button under it, replied to it, or reacted to it.

What a button carries comes back from the network, and anybody can make that up. So a press counts if its message has
that choice now; of a message that is no longer known only what names the dose, the test or the date that it is about,
and whose that is is looked up for who pressed.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.care import doses as rules
from bot.care import reading
from bot.care.diary import Kind
from bot.care.doses import State
from bot.care.reading import Meaning
from bot.care.timetable import DoseName
from bot.conversation import bloodtests, correcting, noting, occasions, presses
from bot.conversation.choosing import Chosen
from bot.conversation.noting import Target
from bot.conversation.talk import Shown, Talk
from bot.messages import Incoming
from bot.store import doses, outbox
from bot.wording import Said, choices_back

STILL_THERE = timedelta(minutes=2)  # a press is not lost for so long
LONGEST_TOAST = 200  # characters of what a network shows for a moment
YES = {"\N{THUMBS UP SIGN}", "\N{OK HAND SIGN}", "\N{HUNDRED POINTS SYMBOL}", "\N{WHITE HEAVY CHECK MARK}"}

# What is asked days ahead, and may be answered when its message is not known any more.
OF_OLD = {"test": bloodtests.press_of_old, "date": occasions.press_of_old}


def chosen(talk: Talk) -> Chosen | None:
    """Return the choice that was pressed, as its message has it now."""
    told = talk.about
    if told is None:
        return None
    message = Shown(told.id, told.at, *choices_back(told.buttons))
    return next((Chosen(message, one) for one in message.choices if one.data == talk.heard.text), None)


def pressed_of_old(talk: Talk) -> list[Said]:
    """Do what a button does that names what it is about, where its message is no longer known; refuse any other."""
    act, _, rest = talk.heard.text.partition(":")
    if act in OF_OLD:
        return OF_OLD[act](talk, rest) or [talk.wording.plain("button-gone")]
    said = presses.press(talk, act, rest) if act in presses.ACTS else None
    if said is None:
        return [talk.wording.plain("button-gone")]
    _close(talk)
    return said


def _close(talk: Talk) -> None:
    """Let the message that was pressed read as its dose stands, if that is settled: it may be one that got lost."""
    target, ref = _pressed(talk), talk.heard.about
    if target is not None and target.dose is not None and target.is_settled and talk.circle is not None and ref:
        found = outbox.Draft(
            key=f"found {talk.account.id}/{ref}",
            account_id=talk.account.id,
            circle_id=talk.circle.id,
            body={"stands": True},
            priority=outbox.ANSWER,
            not_before=talk.now,
            about=target.dose.id,
            valid_until=talk.now + outbox.CHANGEABLE,
            edits=ref,
        )
        outbox.add(talk.conn, found)


def _pressed(talk: Talk) -> Target | None:
    """Return the dose that a button itself names, and that is theirs who pressed."""
    _, _, rest = talk.heard.text.partition(":")
    try:
        return noting.coded(talk, rest.partition(":")[0])
    except ValueError:
        return None


def toast(talk: Talk, replies: list[Said]) -> str | None:
    """Return what is said of a press for a moment, and so needs no message: that today's was noted, or nothing changed.

    The bubble under which it was pressed is changed to say what was noted, and can be changed from there. A button that
    is pressed again and again is answered as often, and no message waits behind those answers.
    """
    if talk.heard.press is not None and replies == [talk.wording.plain("button-gone")]:
        return replies[0].text
    target = _target(talk) if talk.about is not None else _pressed(talk)  # what is not known is closed by `_close`
    if target is None or len(replies) != 1 or target.occurrence.day != talk.today:
        return None
    bare = [choice.data for choice in replies[0].choices] == [f"change:{target.name}"]
    return replies[0].text if bare and len(replies[0].text) <= LONGEST_TOAST else None


def replied(talk: Talk, meaning: Meaning) -> list[Said] | None:
    """Take plain words that answer a prompt as being about its dose. None: they are about no prompt, or say more."""
    target = _target(talk)
    if target is None:
        return None
    match meaning:
        case reading.Took(at=None, day=None, aside="") | reading.Done() | reading.Yes():
            return presses.press(talk, "had", str(target.name))
        case reading.NotHad(reason):
            return [noting.write(talk, target, Kind.NOT_HAD, None, reason=reason)]
        case reading.NotTaken(day=None, aside="") | reading.No():
            return [presses.lack(talk, target)]
    return None


def reacted(talk: Talk) -> list[Said]:
    """Take a yes of an emoji on a prompt as an answer, and its being taken back; any other is no answer."""
    target = _target(talk)
    if target is None:
        return []
    if talk.heard.text in YES:
        return presses.press(talk, "had", str(target.name)) or []
    if talk.heard.text or not target.is_settled or target.standing is None or target.standing.kind is not Kind.TAKEN:
        return []
    return [correcting.change_what(talk, target)]


def press_again(conn: Connection, silence: Incoming) -> None:
    """Let each prompt that is open say that a press of it may be gone, where a network was silent for a while.

    Not one that was sent when presses were heard again, and not what was asked anew since.
    """
    since, until = datetime.fromisoformat(silence.text), silence.at
    newest = {(one.account_id, one.about): one for one in outbox.open_prompts(conn, silence.channel)}
    asked = doses.by_ids(conn, {one.about for one in newest.values()})
    again = {
        one.row_id: {"again": [max(since, one.sent_at).isoformat(), until.isoformat()], "rung": one.rung}
        for one in newest.values()
        if one.ref is not None and one.sent_at < until - STILL_THERE and _asks(asked[one.about])
    }
    outbox.change(conn, again, outbox.REMINDER, until)


def _asks(dose: rules.Dose) -> bool:
    return dose.state is State.OPEN and not rules.is_hushed(dose)


def _target(talk: Talk) -> Target | None:
    """Return the dose of the prompt that was touched."""
    told = talk.about
    if told is None or told.about is None or talk.plan is None:
        return None
    dose = doses.by_ids(talk.conn, [told.about])[told.about]
    return noting.named(talk, DoseName(talk.plan.uid, dose.day, dose.turn, dose.lap))
