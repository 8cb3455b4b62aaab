"""Lines nobody would think of, made out of the corpus by chance from a seed, and a second opinion on each.

The second opinion knows no grammar: a text may be "taken" only if every word of it is one that people use to say so,
and every figure stands where a time or a day stands. It is simple on purpose, and shares nothing with the reading.
"""

# ruff: noqa: RUF001 - signs that look like other signs are what is made here

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence

from bot.care.reading import Meaning, Took, TookMine

# --- the second opinion -----------------------------------------------------------------------------------------------

VERBS = (
    "took taken tkn had swallowed popped gave given take tokk tookk toook takne takn tok tooken swalowed tablets done"
)
FILLING = """
i ive have has been is are just jst already alredy finally now it it's them my me the this one mine tablet tablets pill
pills tab tabs med meds medicine medicines medication medecine dose doses capsule capsules azathioprine aza imuran usual
usuals todays yes yep yeah yup yea ok okay sorry oh ah hi hiya hello hey good done did do thanks thank you u thx ty
cheers ta x xx xxx mate love y with food water drink snack a an some glass of and but
azathoprine tablest tablits tabelt medicin allready jus hav em 'em
"""
WHEN = """
at about around roughly approx like bout am pm a.m p.m oclock o'clock past to quarter half noon midday midnight morning
afternoon evening tonight night this in the today earlier on while little quite few couple ago min mins minute minutes
hour hours h hr hrs m an when as soon i got woke up once after before over first thing breakfast lunch dinner tea
supper bed bedtime work school coffee waking moment sec yesterdays lunchtime brekkie breakie 2day tonite
mornings afternoons evenings
"""
DAYS = """
yesterday yday yesturday yeserday day before days week mon monday tue tues tuesday wed weds wednesday thu thur thurs
thursday fri friday sat saturday sun sunday mondays tuesdays wednesdays thursdays fridays saturdays sundays yesterdays
jan january feb february mar march apr april may jun june jul july aug august sep sept september oct october nov
november dec december nights
"""
FEELINGS = """
feel feels felt feeling dizzy tired rough headache ache aches achy aching stomach tummy belly nausea nauseous queasy
sore throat rash itchy hot cold shivery shivering shivers fever temp temperature pain pains painful cramp cramps
hair cough
runny nose weak lightheaded woozy awful terrible horrible unwell ill grim dodgy funny weird bloated sweaty drowsy sleepy
mouth ulcers joints knees eyes flat low exhausted knackered faint fine great poorly sick bad im am was is a an the my
bit little lot really very so quite still today tho though also and with have has had got get getting been day over head
back but since its right well good too myself
"""


def listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


NUMBERS = listed(
    "one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty"
)
# Words that are harmless only before another one: "all good", "only just", "last night".
WITH = {
    "all": listed("good done taken day"),
    "only": listed("just"),
    "last": listed("night nights mon monday tue tuesday wed wednesday thu thursday fri friday sat saturday sun sunday"),
    "second": listed("ago"),
    "no": listed("fever"),
    "not": listed("feel feeling"),
    "dont": listed("feel feeling"),
}
NAMED_DAYS = listed(DAYS) - listed("day days week may last before")
KNOWN = listed(f"{VERBS} {FILLING} {WHEN} {DAYS} {FEELINGS}")
TAKING = listed(
    "took taken tkn had swallowed popped gave given take tokk tookk toook takne takn tok tooken swalowed done"
)
# Words that take back what was said before.
TAKES_BACK = listed("actually wait hang hold changed mind no scrap that correction oops")

GLAD = "👍👌✅✔☑💊🙂😊😀😃😄☺🙏💪🎉❤👏"
LOOKS = re.compile("[\ufe00-\ufe0f\u20e3\U0001f3fb-\U0001f3ff]")
APOSTROPHES = re.compile("(?<=\\w)['\u2018\u2019\u201b\u02bc\u02b9`\u00b4\u2032\u055a](?=\\w)")
A_TIME = re.compile(
    r"\d{1,2}[:.h]\d\d(?:[ap]\.?m)?|\d{1,2}h|\d{1,2}[ap]\.?m\.?|\d{1,2}(?:st|nd|rd|th)|\d{4}-\d\d?-\d\d?"
    r"|\d\d?/\d\d?(?:/\d+)?",
)
A_SPAN = re.compile(r"\d{1,3}(?:[.,]\d)?(?:m|mins?|minutes?|h|hrs?|hours?)")
FIGURE = re.compile(r"\d{1,4}(?:[.,:]\d{1,2})?")
BEFORE_A_TIME = NAMED_DAYS | listed("at about around roughly approx past to on the bout temp temperature is was of dec")
AFTER_A_FIGURE = NAMED_DAYS | listed(
    "am pm a.m p.m min mins minute minutes and hour hours h hr hrs m oclock past to days day",
)


def may_be_taken(text: str, *, day_carried: bool) -> bool:
    """Tell whether *text* may be "taken"; *day_carried*: a day was read from it, so that it is not silently today."""
    words = _said_last(_words(text) or [])
    if not TAKING & set(words):
        return False
    if NAMED_DAYS & set(words) and not day_carried:
        return False
    return all(_is_harmless(words, place) for place in range(len(words)))


def _said_last(words: list[str]) -> list[str]:
    """Return the words without those that take back what was said before, if what stands behind them says "taken"."""
    words = words[:-2] if words[-2:] == ["after", "all"] else words
    back = max((place for place, word in enumerate(words) if word in TAKES_BACK), default=None)
    if back is None:
        return words
    said = ["took" if word == "did" else word for word in words[back:]]
    return [word for word in words[:back] + said if word not in TAKES_BACK] if TAKING & set(said) else words


def _words(text: str) -> list[str] | None:
    """Return the words of *text*; None where a question mark is in it."""
    seen = "".join(_seen(sign) for sign in text)
    plain = unicodedata.normalize("NFKC", LOOKS.sub("", seen)).casefold()
    if re.search("[?❓❔؟¿]", plain + seen):
        return None
    for sign in GLAD:
        plain = plain.replace(sign, " ")
    # A sign for a word: "@8h", "@noon" and "at @noon" say no more than "at" does.
    plain = APOSTROPHES.sub("", plain).replace("@", " at ").replace(":-)", " ").replace(":)", " ").replace(";)", " ")
    return [word.strip(",.!") for word in re.split(r"[\s,!]+|(?<=\s)[-\u2013\u2014](?=\s)", plain) if word.strip(",.!")]


def _seen(sign: str) -> str:
    if sign.isspace():
        return " "
    return "" if unicodedata.category(sign) in {"Cc", "Cf", "Cs"} else sign


def _is_harmless(words: Sequence[str], place: int) -> bool:
    word = words[place]
    before = words[place - 1] if place else ""
    after = words[place + 1] if place + 1 < len(words) else ""
    if word in WITH:
        return after in WITH[word]
    if word in {"half", "quarter"}:
        return bool({"past", "to", "hour", "an", "ago", "a"} & {after, before})
    if word in KNOWN:
        return True
    if A_TIME.fullmatch(word) or (A_SPAN.fullmatch(word) and "ago" in words):
        return True
    return (word in NUMBERS or bool(FIGURE.fullmatch(word))) and (before in BEFORE_A_TIME or after in AFTER_A_FIGURE)


def is_false(text: str, meaning: Meaning) -> bool:
    """Tell whether *meaning* is a "taken" that the second opinion does not allow."""
    if not isinstance(meaning, Took | TookMine):
        return False
    return not may_be_taken(text, day_carried=meaning.day is not None)


# --- the lines --------------------------------------------------------------------------------------------------------

NEGATIONS = (
    "not|never|no|didn't|didnt|haven't|havent|isn't|nobody|without|won't|refused to|forgot i|almost|hardly|n't|nope"
)
QUESTIONS = "?|❓|؟|did i|should i|can i|have i|whether|or not|right|is it|was it"
PEOPLE = "mum|dad|she|he|they|my wife|mia|priya|the nurse|hers|his|my son|someone|we|you|ben's"
OTHER_DAYS = "yesterday|monday|last night|on friday|tomorrow|last week|on the 3rd|2 days ago|the other day|next week"
AMOUNTS = "2|two|half|½|1½|twice|double|75 mg|another|all|one|only|x2|٢|1.5|some of|too many|again|💊💊"
CONDITIONS = (
    "if|when|unless|would have|should have|wish|pretend|maybe|i think|will|going to|about to|later|wrong|by mistake"
    "|instead"
)
HOMOGLYPHS = str.maketrans("aeotknipcxyd", "аеоtкпірсху\u0501")
UNSEEN = "\u200b|\u200d|\u2060|\ufeff|\xad|\u202e|\u202d|\u2066|\x00|\x07|\ud800|\udfff|\U000e0041"
MARKS = "|".join(chr(point) for point in range(0x300, 0x340))
GLUE = (" ", ", ", ". ", " and ", " but ", "\n", "; ", " - ", "! ", "... ", "? ", " then ", " or ", "/", " (", " | ")
SIGNS = "👍|❌|🙅|👎|✅|💊|🤷|😂|*|_|`|~|<|>|&|%|$|#|@|\\|'|(|)|[|]|{|}|^|+|=|\u201c|\u00ab"

Mutation = Callable[[random.Random, str, Sequence[str]], str]


def _insert(words: str) -> Mutation:
    choices = words.split("|")

    def mutate(chance: random.Random, text: str, _: Sequence[str]) -> str:
        tokens = text.split(" ")
        place = chance.randint(0, len(tokens))
        return " ".join([*tokens[:place], chance.choice(choices), *tokens[place:]])

    return mutate


def _sprinkle(signs: str, most: int) -> Mutation:
    choices = signs.split("|")

    def mutate(chance: random.Random, text: str, _: Sequence[str]) -> str:
        for _n in range(chance.randint(1, most)):
            place = chance.randint(0, len(text))
            text = text[:place] + chance.choice(choices) + text[place:]
        return text

    return mutate


def _look_alikes(chance: random.Random, text: str, _: Sequence[str]) -> str:
    return "".join(sign.translate(HOMOGLYPHS) if chance.random() < 0.3 else sign for sign in text)


def _case(chance: random.Random, text: str, _: Sequence[str]) -> str:
    return "".join(sign.upper() if chance.random() < 0.5 else sign.lower() for sign in text)


def _wide(_: random.Random, text: str, __: Sequence[str]) -> str:
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text)


def _drop(chance: random.Random, text: str, _: Sequence[str]) -> str:
    tokens = text.split(" ")
    del tokens[chance.randrange(len(tokens))]
    return " ".join(tokens)


def _shuffle(chance: random.Random, text: str, _: Sequence[str]) -> str:
    tokens = text.split(" ")
    chance.shuffle(tokens)
    return " ".join(tokens)


def _slip(chance: random.Random, text: str, _: Sequence[str]) -> str:
    if not text:
        return text
    place = chance.randrange(len(text))
    return text[:place] + chance.choice(("", text[place] * 2, chance.choice("abcdeghiknorstuwy "))) + text[place + 1 :]


def _join(chance: random.Random, text: str, lines: Sequence[str]) -> str:
    return text + chance.choice(GLUE) + chance.choice(lines)


def _long(chance: random.Random, text: str, _: Sequence[str]) -> str:
    wanted = chance.choice((300, 1000, 4000, 4096, 4097, 9000))
    return (f"{text}{chance.choice(GLUE)}" * (wanted // max(len(text), 1) + 1))[:wanted]


MUTATIONS: tuple[Mutation, ...] = (
    _insert(NEGATIONS), _insert(QUESTIONS), _insert(PEOPLE), _insert(OTHER_DAYS), _insert(AMOUNTS), _insert(CONDITIONS),
    _insert(SIGNS), _sprinkle(NEGATIONS, 1), _sprinkle(UNSEEN, 4), _sprinkle(MARKS, 30), _sprinkle(SIGNS, 2),
    _sprinkle("?", 1), _look_alikes, _case, _wide, _drop, _shuffle, _slip, _join, _join,
)  # fmt: skip
ONE_IN_LONG = 400


def lines(corpus: Sequence[str], taken: Sequence[str], count: int, seed: int) -> Iterator[str]:
    """Yield *count* lines made of those of *corpus* by one to three mutations; the same ones for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - nothing here is secret
    for _ in range(count):
        # What says "taken" is what can be spoilt, so half of the lines begin as that.
        text = chance.choice(taken if chance.random() < 0.5 else corpus)
        for mutate in chance.choices(MUTATIONS, k=chance.randint(1, 3)):
            text = mutate(chance, text, corpus)
        yield _long(chance, text, corpus) if chance.randrange(ONE_IN_LONG) == 0 else text
