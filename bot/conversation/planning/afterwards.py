"""What is asked once a plan goes on after a pause: another medicine. And whom to ask."""

from __future__ import annotations

from bot.care.reading import Meaning, OtherMedicine, Unclear
from bot.conversation import asking_the_guide
from bot.conversation.planning.waiting import PLAN, wait
from bot.conversation.talk import Talk
from bot.store import new_uid
from bot.wording import Said

NEW_MEDICINE = "interactions/new-medicine"  # the page of the guide about one


def who_can_say(talk: Talk, *, times: bool = False) -> str:
    """Return whom to ask, as a sentence. *times*: whether the times may move."""
    return talk.wording.can_say(asking_the_guide.clinic_line(talk), times=times)


def ask_medicine(talk: Talk, before: str) -> list[Said]:
    """Ask, after a pause, whether another medicine is new."""
    kept = {"id": new_uid()}
    return wait(talk, kept, "medicine", talk.wording.new_medicine(before, f"plan:medicine:{kept['id']}"))


def typed_medicine(talk: Talk, words: str, meaning: Meaning) -> list[Said] | None:
    """Take words as the answer to whether another medicine is new. None: they are none."""
    match meaning:
        case OtherMedicine():
            return medicine(talk, new=True)
        case Unclear() if words.casefold().replace(",", " ").split()[:1] in (["yes"], ["yeah"], ["yep"]):
            return medicine(talk, new=True)
    return None  # a plain yes or no presses its choice


def medicine(talk: Talk, *, new: bool) -> list[Said]:
    """Show what is known about a new medicine, if there is one."""
    talk.settle(PLAN)
    if not new:
        return [talk.wording.plain("no-new-medicine")]
    closing = talk.wording.plain("not-on-my-list", clinic=who_can_say(talk))
    return [asking_the_guide.excerpt(talk, NEW_MEDICINE), closing]
