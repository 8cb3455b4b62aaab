"""What was said beside an answer, and waits for a yes before it is written into the diary. Writes nothing itself.

Until then the words stand in a step, sealed, and nowhere else: never in what a button carries.
"""

from __future__ import annotations

from bot.care.diary import Kind
from bot.conversation.talk import Talk
from bot.store import new_uid
from bot.store.people import Step
from bot.wording import Said

TELL = "tell"


def ask(talk: Talk, kind: Kind, words: str, phrase: str = "write-words", *, hush: str = "") -> Said:
    """Ask whether *words* shall be written down. *hush* names a dose that is not asked about again after a yes."""
    draft = {"id": new_uid(), "kind": kind.value, "words": words, "hush": hush}
    talk.ask(Step(TELL, draft))
    return talk.wording.write_words(phrase, words, draft["id"])


def also(talk: Talk, words: str) -> list[Said]:
    """Ask about what was said beside an answer, if anything was."""
    return [ask(talk, Kind.SYMPTOM, words)] if words else []
