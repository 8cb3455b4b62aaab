"""Values of blood tests as people type them: read back, kept as typed, shown. No word is said on any of them.

taking      values that were typed: what is not sure is asked about, one thing at a time
kept        what is written down, and what follows: has the clinic spoken?
showing     /results: the last value of each test, and the one before
charting    /chart: values as a picture
correcting  a value that was written down was another
"""

from __future__ import annotations

from bot.conversation.results.charting import chart
from bot.conversation.results.correcting import CHANGE, corrected
from bot.conversation.results.correcting import press as press_change
from bot.conversation.results.kept import press_heard
from bot.conversation.results.showing import command
from bot.conversation.results.taking import VALUES, ask_for, names_some, press, take, typed

__all__ = [
    "CHANGE", "VALUES", "ask_for", "chart", "command", "corrected", "names_some", "press", "press_change",
    "press_heard", "take", "typed",
]  # fmt: skip
