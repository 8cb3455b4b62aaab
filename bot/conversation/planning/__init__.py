"""What is taken, and every change of it: read, asked for where something is missing, read back, and saved.

A first plan is saved after a yes. A change of an amount has the number of tablets typed again, and so has whatever is
more than four tablets at one time. Nothing is worked out but strength x count.

    beginning       a plan that was typed, /plan                answers     typed or pressed
    changing        a change, and another one in its place
    making          what a draft would make of the plan         saving      versions, the diary, what is asked next
    reading_back    what is missing; then old and new           afterwards  a new medicine
    putting_right   what was read back differs, in words    waiting     the step that waits for the answer
    asking_anew     the same, with a choice
"""

from __future__ import annotations

from bot.conversation.planning.afterwards import ask_after_pause, who_can_say
from bot.conversation.planning.answers import press, typed
from bot.conversation.planning.asking_anew import tablets_anew, times_anew
from bot.conversation.planning.beginning import (
    begin,
    begin_in,
    changed_after,
    is_answered,
    other_time,
    placed,
    plan,
    refused,
    said,
    show,
    stays,
)
from bot.conversation.planning.changing import change
from bot.conversation.planning.putting_right import saved_wrong
from bot.conversation.planning.saving import note, save_versions
from bot.conversation.planning.waiting import PLAN, waiting

__all__ = [
    "PLAN",
    "ask_after_pause",
    "begin",
    "begin_in",
    "change",
    "changed_after",
    "is_answered",
    "note",
    "other_time",
    "placed",
    "plan",
    "press",
    "refused",
    "said",
    "save_versions",
    "saved_wrong",
    "show",
    "stays",
    "tablets_anew",
    "times_anew",
    "typed",
    "waiting",
    "who_can_say",
]
