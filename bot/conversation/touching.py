"""Someone touched a message of azalea's: pressed a button under it, replied to it, or reacted to it.

What a button carries comes back from the network, and anybody can make that up. So a press counts if its message has
that choice now; of a message that is no longer known only what stands under a dose for ever, and whose dose that is
looked up for who pressed.
"""

from __future__ import annotations

from bot.care import reading
from bot.care.diary import Kind
from bot.care.reading import Meaning
from bot.care.timetable import DoseName
from bot.conversation import correcting, noting, presses
from bot.conversation.choosing import Chosen
from bot.conversation.noting import Target
from bot.conversation.talk import Shown, Talk
from bot.store import doses
from bot.wording import Said, choices_back

LONGEST_TOAST = 200  # characters of what a network shows for a moment
YES = {"\N{THUMBS UP SIGN}", "\N{OK HAND SIGN}", "\N{HUNDRED POINTS SYMBOL}", "\N{WHITE HEAVY CHECK MARK}"}


def chosen(talk: Talk) -> Chosen | None:
    """Return the choice that was pressed, as its message has it now."""
    told = talk.about
    if told is None:
        return None
    message = Shown(told.id, told.at, *choices_back(told.buttons))
    return next((Chosen(message, one) for one in message.choices if one.data == talk.heard.text), None)


def pressed_of_old(talk: Talk) -> list[Said]:
    """Do what a button does that stands under a dose, where its message is no longer known; refuse any other."""
    act, _, rest = talk.heard.text.partition(":")
    return (presses.press(talk, act, rest) if act in presses.ACTS else None) or [talk.wording.plain("button-gone")]


def toast(talk: Talk, replies: list[Said]) -> str | None:
    """Return what is said of a press in the bubble itself, and so needs no message: that today's was noted.

    The bubble under which it was pressed is changed to say the same, and can be changed from there.
    """
    target = _target(talk)
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


def _target(talk: Talk) -> Target | None:
    """Return the dose of the prompt that was touched."""
    told = talk.about
    if told is None or told.about is None or talk.plan is None:
        return None
    dose = doses.by_ids(talk.conn, [told.about])[told.about]
    return noting.named(talk, DoseName(talk.plan.uid, dose.day, dose.turn, dose.lap))
