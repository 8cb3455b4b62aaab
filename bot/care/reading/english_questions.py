"""English: whether words ask something, whatever it is about. Means nothing by itself, and finds no answer."""

from __future__ import annotations

import re
from typing import Final

from bot.care.reading.english_pieces import OPENERS, TYPOS
from bot.care.reading.sentence import sentence

_WHO: Final = "i|we|you|it|he|she|they|this|that|these|those|there|anyone|people|my|the|a|our|his|her"
_ASKS: Final = re.compile(
    rf"{OPENERS}(?:(?:so|and|but|please|(?:quick |a |another )*question) ){{0,3}}(?:"
    rf"(?:can|could|may|should|shall|must|will|would|is|are|am|was|do|does|did|has|have|cant|isnt|doesnt) (?:{_WHO})\b"
    r"|(?:can|does|(?:is|are)(?! (?:for|it|just|only|not|with|at|in|on|to|from)\b)) \S+ \S+"
    r"|(?:what|whats|wat|wot|why|how|hows|which|where|who)\b|when (?:can|do|does|should|will|is|are)\b"
    r"|(?:is |any )?(?:ok|okay|fine|safe|bad|allowed|dangerous) (?:to|with|if)\b"
    r"|(?:tell me|i want to know|wondering|i wonder) (?:about|if|whether|what|how|why)\b)"
    r"|.*\b(?:(?:can|should|may|must|could|will|do|does|is|are|was) (?:i|it|this|that|we|he|she|they)"
    r"|what now|what do i do|what to do|what does|what is|what are|is that|or not|any (?:tricks?|tips?|ideas?|advice)"
    r"|(?:what|which) \w+s|why$)\b",
)


def asks(words: str) -> bool:
    """Tell whether *words* ask something: by their mark, or by how they are put."""
    said = sentence(words, TYPOS)
    return said.asked or _ASKS.match(said.text) is not None


# Who was given another box, or a medicine, has not had it by that: "the pharmacist gave me a different brand".
_HANDED: Final = "(?:me|us) (?:a|an|another|some|other|new|different|the (?:other|wrong))"
_HAD: Final = re.compile(
    rf"\b(?:took|taken|had|swallowed|popped|tkn|gave(?! {_HANDED}\b)|(?<!been )given(?! {_HANDED}\b)"
    r"|given (?:it|them|mine|my|his|her)\b)\b"
)


def speaks_of_having(words: str) -> bool:
    """Tell whether *words* speak of something that was had, whatever they ask besides."""
    return _HAD.search(sentence(words, TYPOS).text) is not None


def is_bare(words: str) -> bool:
    """Tell whether somebody only asks back: "why?"."""
    return sentence(words, TYPOS).text in {"why", "what", "how", "when", "who", "where", "which"}
