"""What is asked once a plan goes on after a pause: dates of tests, another medicine. And whom to ask."""

from __future__ import annotations

from datetime import date

from bot.care.reading import Meaning, OtherMedicine, Unclear
from bot.conversation import asking_the_guide, bloodtests
from bot.conversation.planning.waiting import PLAN, wait
from bot.conversation.talk import Talk
from bot.store import new_uid
from bot.wording import Said

INTERACTIONS = "interactions"  # the shelf of the guide about other medicines
NEW_MEDICINE = f"{INTERACTIONS}/new-medicine"  # the page about a new one


def who_can_say(talk: Talk, *, times: bool = False) -> str:
    """Return whom to ask, as a sentence. *times*: whether the times may move."""
    return talk.wording.can_say(asking_the_guide.clinic_line(talk), times=times)


def ask_after_pause(talk: Talk, before: str, day: date, *, changed: bool = False) -> list[Said]:
    """Ask, as doses go on from a local *day* on, whether the dates of tests are the same, and of a new medicine.

    *changed*: they go on as other doses.
    """
    asked = bloodtests.goes_on(talk, day, changed=changed)
    if asked is None:
        return _ask_medicine(talk, before)
    return [asked.behind(before), *_ask_medicine(talk, "")]


def _ask_medicine(talk: Talk, before: str) -> list[Said]:
    kept = {"id": new_uid()}
    return wait(talk, kept, "medicine", talk.wording.new_medicine(before, f"plan:medicine:{kept['id']}"))


def typed_medicine(talk: Talk, words: str, meaning: Meaning) -> list[Said] | None:
    """Take words as the answer to whether another medicine is new. None: they are none."""
    match meaning:
        case OtherMedicine():
            return medicine(talk, new=True, words=words)
        case Unclear() if words.casefold().replace(",", " ").split()[:1] in (["yes"], ["yeah"], ["yep"]):
            return medicine(talk, new=True, words=words)
    return None  # a plain yes or no presses its choice


def medicine(talk: Talk, *, new: bool, words: str = "") -> list[Said]:
    """Show what is known about a new medicine, if there is one: about the one that *words* name, or about any."""
    step = talk.step(PLAN)
    if step is not None and step.draft["asked"] == "medicine":  # not another plan, begun in between
        talk.settle(PLAN)
    if not new:
        return [talk.wording.plain("no-new-medicine")]
    closing = talk.wording.plain("not-on-my-list", clinic=who_can_say(talk))
    named = asking_the_guide.called(talk, INTERACTIONS, words.casefold().removeprefix("yes")) if words else []
    return [*(named or [asking_the_guide.excerpt(talk, NEW_MEDICINE)]), closing]
