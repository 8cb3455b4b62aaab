"""Words that leave a question without an answer: "dont know it", "not sure", "skip"."""

from __future__ import annotations

import re
from typing import Final

from bot.care.reading.spelling import fold

_NOT_KNOWN: Final = re.compile(
    r"(?:sorry |erm? |um |hmm+ |no |nope )*(?:"
    r"(?:(?:i )?(?:really )?(?:do not|dont|didnt|cant) (?:know|remember|recall|have)(?: (?:it|that|one|them|the \w+"
    r"|their \w+|what \w+))?(?: (?:here|now|yet|yet sorry|by heart|off by heart|sorry))?)"
    r"|dunno|idk|i ?dk|(?:(?:i ?am|im) )?(?:not|un) ?sure(?: (?:of it|about that|what it is))?|no (?:idea|clue)"
    r"|(?:i )?(?:forgot|have no idea|have none|have not got (?:it|one)|havent got (?:it|one))"
    r"|skip(?: (?:it|this|that))?|pass|next|later|leave (?:it )?out|leave it|n ?/? ?a|none|nothing|unknown|-+|\?+"
    r")(?: sorry| for now| yet| right now)?"
)


def is_not_known(words: str) -> bool:
    """Tell whether words say that somebody does not know, or leaves it out."""
    return _NOT_KNOWN.fullmatch(fold(words).replace("'", "").rstrip(".!, ").replace(",", "")) is not None
