"""How old somebody is who reads a text with ease, by the Automated Readability Index."""

from __future__ import annotations

import re

# Nobody who takes them has to learn to read these here.
_MEDICINES = re.compile(
    r"\b(azathioprine|imuran|azasan|mercaptopurine|thiopurines?|allopurinol|febuxostat|trimethoprim|co-trimoxazole|"
    r"methotrexate|mesalazine|sulfasalazine|ciclosporin|tacrolimus|mycophenolate|infliximab|adalimumab|ribavirin|"
    r"penicillamine|paracetamol|acetaminophen|ibuprofen|naproxen|prednisolone|warfarin|echinacea)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.:;?]\s|[.:;?]?\n")
_WORD = re.compile(r"[^\W_]+(?:['\N{RIGHT SINGLE QUOTATION MARK}-][^\W_]+)*")
_FIRST_GRADE = 5  # what a grade of school is younger than who is in it


def reading_age(text: str) -> float:
    """Return the age in years for plain *text*; an item of a list is a sentence, and medicines are not counted."""
    pieces = (_WORD.findall(piece) for piece in _SENTENCE.split(_MEDICINES.sub("", text) + "\n"))
    sentences = [words for words in pieces if words]
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return _FIRST_GRADE
    letters = sum(map(len, words)) / len(words)
    return 4.71 * letters + 0.5 * len(words) / len(sentences) - 21.43 + _FIRST_GRADE
