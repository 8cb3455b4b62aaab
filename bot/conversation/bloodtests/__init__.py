"""Blood tests as people speak of them: when they are, what became of each. Reads nothing into a value.

dates       the dates a clinic gave: typed, shown, replaced
published   plans that others publish
keeping     dates are read back, kept, and get a name for a locked phone
told        what is said of a test in words
answers     what is pressed: arranged, done, moved, not gone to, heard back of
around      what a change of the dose, or a pause, may mean for their dates
kept        what is kept of them, and how it is written down
"""

from __future__ import annotations

from bot.care.reading import Meaning
from bot.conversation.bloodtests import answers, dates, told
from bot.conversation.bloodtests.around import ask_rest, dose_changed, goes_on, press_around, rest_off
from bot.conversation.bloodtests.dates import asked, begin, command, open_lines
from bot.conversation.bloodtests.keeping import end
from bot.conversation.bloodtests.kept import DATES, TESTS
from bot.conversation.bloodtests.told import done_alone, in_words, removed_alone, said, which_of
from bot.conversation.talk import Talk
from bot.store.people import Step
from bot.wording import Said

__all__ = [
    "DATES",
    "TESTS",
    "ask_rest",
    "asked",
    "begin",
    "command",
    "done_alone",
    "dose_changed",
    "end",
    "goes_on",
    "in_words",
    "open_lines",
    "press",
    "press_around",
    "press_of_old",
    "removed_alone",
    "rest_off",
    "said",
    "typed",
    "which_of",
]

OF_DATES = {"new", "ask-off", "off", "add", "instead", "word", "published", "plan"}


def press(talk: Talk, rest: str) -> list[Said]:
    """Take a choice: about the dates, or about one test."""
    verb = rest.partition(":")[0]
    return dates.press(talk, rest) if verb in OF_DATES else answers.press(talk, rest)


def press_of_old(talk: Talk, rest: str) -> list[Said]:
    """Take a choice of a message that is no longer known, if it names the test that it is about."""
    return answers.press(talk, rest) if rest.partition(":")[0].removeprefix(answers.FIX) in answers.VERBS else []


def typed(talk: Talk, step: Step, meaning: Meaning) -> list[Said] | None:
    """Take words as the answer to a question about tests that waits."""
    take = told.typed if step.draft["at"] == "move" else dates.typed
    return take(talk, step, meaning)
