"""What was said beside an answer, and waits for a yes before it is written into the diary. Writes nothing itself.

Until then the words stand in a step, sealed, and nowhere else: never in what a button carries.
"""

from __future__ import annotations

from bot.care.diary import Kind
from bot.conversation.talk import Talk
from bot.store import new_uid, people
from bot.store.people import Step
from bot.wording import Said

TELL = "tell"


def ask(talk: Talk, kind: Kind, words: str, phrase: str = "write-words") -> Said:
    """Ask whether *words* shall be written down."""
    uid = new_uid()
    talk.ask(Step(TELL, {"id": uid, "kind": kind.value, "words": words, "day": talk.today.isoformat()}))
    return talk.wording.write_words(phrase, words, uid)


def ask_hushed(talk: Talk, kind: Kind, words: str, hushed: tuple[str, int]) -> Said:
    """Ask the same of an event, for which a dose is not asked about while this waits, nor after a yes.

    *hushed* names that dose, and how often it was asked about before. The question stays, whatever else is asked.
    """
    uid, day = new_uid(), talk.today.isoformat()
    talk.ask(Step(people.HUSH, {"id": uid, "kind": kind.value, "words": words, "day": day, "hushed": hushed}))
    return talk.wording.write_words("write-event", words, uid)


def again(talk: Talk, step: Step) -> Said | None:
    """Ask once more what *step* waits for, in its own words, if it is one of these questions."""
    phrase = {TELL: "write-words", people.HUSH: "write-event"}.get(step.kind)
    return talk.wording.write_words(phrase, step.draft["words"], step.draft["id"]) if phrase else None


def also(talk: Talk, words: str) -> list[Said]:
    """Ask about what was said beside an answer, if anything was."""
    return [ask(talk, Kind.SYMPTOM, words)] if words else []
