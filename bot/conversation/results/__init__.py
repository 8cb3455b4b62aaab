"""Values of blood tests as people type them: read back, kept as typed, shown. No word is said on any of them.

taking      values that were typed: what is not sure is asked about, one thing at a time
answering   what is answered to that
kept        what is written down, and what follows: has the clinic spoken?
showing     /results: the last value of each test, and the one before
charting    /chart: values as a picture
correcting  a value that was written down was another
taking_out  a value that was written down is taken out again
ranging     the range that a report prints, typed after its value
putting_right   another number, or a range, for what is not written down yet
"""

from __future__ import annotations

from bot.conversation.results.answering import press, typed
from bot.conversation.results.charting import chart
from bot.conversation.results.correcting import CHANGE, corrected
from bot.conversation.results.correcting import press as press_change
from bot.conversation.results.kept import HEARD, press_heard, written_last
from bot.conversation.results.ranging import ranged
from bot.conversation.results.showing import asked, command
from bot.conversation.results.taking import VALUES, ask_for, names_some, take
from bot.conversation.results.taking_out import OUT, last_taken_out, taken_out
from bot.conversation.results.taking_out import press as press_out

__all__ = [
    "CHANGE", "HEARD", "OUT", "VALUES", "ask_for", "asked", "chart", "command", "corrected", "last_taken_out",
    "names_some", "press", "press_change", "press_heard", "press_out", "ranged", "take", "taken_out", "typed",
    "written_last",
]  # fmt: skip
