"""Blood tests as people speak of them: when they are, what became of each. Reads nothing into a value.

dates       the dates a clinic gave: typed, shown, replaced
published   plans that others publish
keeping     dates are read back, kept, and get a name for a locked phone
told        what is said of a test in words
answers     what is pressed: arranged, done, moved, not gone to, heard back of
kept        what is kept of them, and how it is written down
"""

from __future__ import annotations

from bot.care.reading import Meaning
from bot.conversation.bloodtests import answers, dates, told
from bot.conversation.bloodtests.dates import asked, begin, changed, command, open_lines
from bot.conversation.bloodtests.kept import TESTS
from bot.conversation.bloodtests.told import done_alone, in_words, said
from bot.conversation.talk import Talk
from bot.store.people import Step
from bot.wording import Said

__all__ = [
    "TESTS",
    "asked",
    "begin",
    "changed",
    "command",
    "done_alone",
    "in_words",
    "open_lines",
    "press",
    "said",
    "typed",
]

OF_DATES = {"new", "ask-off", "off", "add", "instead", "word", "published", "plan"}


def press(talk: Talk, rest: str) -> list[Said]:
    """Take a choice: about the dates, or about one test."""
    verb = rest.partition(":")[0]
    return dates.press(talk, rest) if verb in OF_DATES else answers.press(talk, rest)


def typed(talk: Talk, step: Step, meaning: Meaning) -> list[Said] | None:
    """Take words as the answer to a question about tests that waits."""
    take = told.typed if step.draft["at"] == "move" else dates.typed
    return take(talk, step, meaning)
