"""Someone asks the guide. Asking is private: nothing of it is written down but what is kept for the clinic on a press.

showing     an excerpt with what leads on from it, what is more on it, and whom to ring
finding     which excerpt words mean: /ask, /sideeffects, and questions that are no command
tips        /tips, another one each time
late        whether a late tablet may be taken: what is noted, and what the guide says
"""

from __future__ import annotations

from bot.conversation.asking_the_guide.finding import (
    ask,
    beside,
    called,
    free,
    keep,
    keepable,
    not_meant,
    on_shelf,
    pages,
    shelf,
    side_effects,
    test_asked,
    write_down,
)
from bot.conversation.asking_the_guide.late import late
from bot.conversation.asking_the_guide.showing import clinic_line, crisis, excerpt, more, ring, show, urgent
from bot.conversation.asking_the_guide.tips import tips

__all__ = [
    "ask", "beside", "called", "clinic_line", "crisis", "excerpt", "free", "keep", "keepable", "late", "more",
    "not_meant", "on_shelf", "pages", "ring", "shelf", "show", "side_effects", "test_asked", "tips", "urgent",
    "write_down",
]  # fmt: skip
