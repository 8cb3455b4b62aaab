"""English: what says that a dose was taken. The whole text must say so, and the vetoes hold beside the grammar.

A time or a day beside it is carried, never judged. What else is said may only be how someone feels.
"""

from __future__ import annotations

import re
from typing import Final

from bot.care.reading.clock import ClockTime
from bot.care.reading.days import DayWord, FromToday
from bot.care.reading.dose_meanings import Doubt, TheyTook, TimeUnknown, Took, TookBoth, TookMine, When, Why
from bot.care.reading.english_days import WEEKDAY, read_day
from bot.care.reading.english_pieces import (
    CLOSERS,
    IT,
    MY,
    OPENERS,
    RELATION,
    TABLETS,
    listed,
)
from bot.care.reading.english_vetoes import speaks_of_taking, veto
from bot.care.reading.english_when import ONE_WHEN, read_when
from bot.care.reading.meanings import Meaning
from bot.care.reading.sentence import BREAK, Sentence

# --- taken ------------------------------------------------------------------------------------------------------------

_WHOSE_DAY: Final = (
    rf"(?:(?:todays|yesterdays|{WEEKDAY}s)(?: (?:dose|tablets?|one|ones|pills?|meds))?|last nights(?: dose)?)"
)
_PART_TABLETS: Final = (
    rf"(?:{MY} )?(?:morning|evening|night|lunchtime|afternoon) (?:{TABLETS}|one)"
    rf"|(?:this (?:morning|afternoon|evening)|tonight)s(?: (?:{TABLETS}|one))?"
)
# Who gave "my tablets" or "them" gave them away, or to two people.
_IT_GIVEN: Final = rf"(?:it|(?:the|this) (?:{TABLETS}))"
_ADVERBS: Final = "(?:(?:just|already|finally|now|only just) ){0,2}"
_OBJECT: Final = rf"(?:{IT}|(?P<mine>mine)|(?P<dated>{_WHOSE_DAY})|(?P<part_of_day>{_PART_TABLETS}))"
_TOOK: Final = (
    # "had", "popped" and anything said with "i" need their object: "i took" may be half of a longer message.
    rf"(?:i )?{_ADVERBS}(?:(?:took|had|swallowed|popped|did take) {_OBJECT}|gave {_IT_GIVEN})"
)
_HAVE_TAKEN: Final = rf"(?:(?:i have|ive|have) )?{_ADVERBS}(?:taken|had|swallowed|popped) {_OBJECT}"
_BARE: Final = rf"(?:(?:i have|ive|have) )?{_ADVERBS}given {_IT_GIVEN}|{_ADVERBS}(?:taken|tkn|given)|took|swallowed"
_WAS_TAKEN: Final = (
    rf"(?:(?:{MY} |all )?(?:(?P<part_of_day>(?:morning|evening) (?:{TABLETS}))|{TABLETS}|todays)(?: (?:have been"
    rf"|has been|been|is|are|all))?) "
    rf"{_ADVERBS}(?:taken|swallowed|given|done)"
)
_WITH: Final = "(?: with (?:my |some |a )?(?:food|water|glass of water|drink|snack))?"


def _says(core: str) -> re.Pattern[str]:
    return re.compile(
        rf"{OPENERS}(?P<before>(?:{ONE_WHEN} ){{0,2}})(?P<core>{core}){_WITH}(?P<after>(?: {ONE_WHEN}){{0,3}}){CLOSERS}"
    )


SAYS_TOOK: Final = tuple(_says(core) for core in (_TOOK, _HAVE_TAKEN, _BARE, _WAS_TAKEN))
_BOTH: Final = re.compile(
    rf"{OPENERS}(?:i |they |we )?(?:have |ive |both )?{_ADVERBS}(?:(?:took|gave|given|had|taken|done) (?:them )?both"
    rf"(?: of them)?|both (?:have been |are |of them )?(?:done|taken|given|had)|(?:gave|given) both of them"
    rf"|both had (?:it|theirs|them)){CLOSERS}",
)
_HERS: Final = rf"(?:it|his|hers|theirs|(?:his|her|their|the) (?:{TABLETS})|(?:his|her|their))"
_NAME: Final = r"(?:(?:my )?[^\W\d_]{2,20})"
_THEY: Final = re.compile(
    rf"{OPENERS}(?:(?:i |ive |i have )?(?:just )?(?:gave|given) (?:(?P<to>{_NAME}) {_HERS}|it to (?P<to_whom>{_NAME}))"
    rf"|(?P<who>{_NAME})s? (?:(?:has|have) )?(?:just |already |now )?(?:took|taken|had) {_HERS})"
    rf"(?P<after>(?: {ONE_WHEN}){{0,3}}){CLOSERS}",
)
_PRONOUN_TOOK: Final = re.compile(
    rf"{OPENERS}(?P<who>s?he|they)(?:s|ve| has| have)? (?:just |already |now )?(?:took|taken|swallowed) {_HERS}"
    rf"(?P<after>(?: {ONE_WHEN}){{0,3}}){CLOSERS}"
)
_GIVEN_BY: Final = re.compile(
    rf"{OPENERS}(?P<by>(?:(?:her|his|their|my|our|the) )?(?:{RELATION}|nurse|school))s? (?:has |have )?"
    rf"(?:just |already )?(?:gave|given) (?:{_HERS}|(?:her|him|them)(?: {_HERS})?)"
    rf"(?P<after>(?: {ONE_WHEN}){{0,3}}){CLOSERS}"
)
# What stands where a name would, and is none that a circle could know.
_NO_NAME: Final = listed(
    "he she they we you it who i ive someone somebody everyone everybody anyone nobody noone people one this that him "
    "her them me us the dog cat nurse doctor my his hers theirs mine ours if when not never just already have had has "
    "would should could did yes no both all up in out back away and but or dr doc gp kids kid think hope hes shes "
    "theyve weve youve nearly almost maybe probably possibly hardly barely only sort kind wish lied im morning "
    "afternoon evening night tablets oops hi hello well so"
)
_HE_OR_SHE: Final = {"he": "he", "hes": "he", "she": "she", "shes": "she"}  # who that is, only the circle says

# --- how someone feels besides ----------------------------------------------------------------------------------------

_FEELING: Final = listed(
    "dizzy tired rough headache ache aches achy aching stomach tummy belly nausea nauseous queasy sore throat rash "
    "itchy hot cold shivery shivering shivers fever temp temperature pain pains painful cramp cramps hair cough runny "
    "nose weak lightheaded woozy awful terrible horrible unwell ill grim dodgy funny weird bloated sweaty drowsy "
    "sleepy mouth ulcers joints knees eyes flat low exhausted knackered faint fine great poorly sick bad"
)
_FEELING_TOO: Final = listed(
    "i im ive am was is a an the my bit little lot really very so quite still now today tho though also and with have "
    "has had got get getting feel feels felt feeling been head back but since it's its right"
)
_NOT_WELL: Final = re.compile(
    r"\b(?:not|dont|do not) (?:feel|feeling) (?:well|good|great|right|too good|too great|myself)\b"
)
_ALL_DAY: Final = re.compile(r"\ball (?:day|night|morning|over)\b")
_TEMPERATURE: Final = re.compile(r"\b(?:temp|temperature)(?: (?:is|was|of|at))? (?:3[5-9]|4[0-2])(?:\.\d)?\b")
_WAS_SICK: Final = re.compile(r"\b(?<!feel )(?<!felt )(?<!feeling )(?<!bit )(?<!really )(?<!so )sick\b")
# Nothing to write down, and nothing that speaks against the taking.
_WELL: Final = re.compile(
    r"(?:no (?:more )?(?:fever|temp|temperature|pain|rash|nausea)(?: (?:today|now|this morning|any ?more|so far)){0,2}"
    r"|(?:the |my )?(?:fever|temperature|temp)(?:s| is| has)? gone(?: (?:today|now))?"
    r"|(?:im |i )?(?:feel|feeling) (?:fine|ok|okay|better)"
    r"(?: (?:today|now))?)"
)
_SPLIT: Final = re.compile(rf" (?:{BREAK} (?:(?:but|and) )?|but |and )")
_MOST_SPLITS: Final = 4


def only_feelings(text: str) -> bool:
    """Return whether *text* says how someone feels and nothing else. Having been sick is something else."""
    plain = _ALL_DAY.sub("still", _TEMPERATURE.sub("temp", _NOT_WELL.sub("unwell", text)))
    words = plain.replace(BREAK, " ").split()
    if not _FEELING.intersection(words) or _WAS_SICK.search(text):
        return False
    return all(word in _FEELING or word in _FEELING_TOO for word in words)


def split(said: Sentence) -> list[tuple[str, str]]:
    """Return what stands before and after each of the first pauses, "but" and "and"."""
    found: list[tuple[str, str]] = []
    for at in _SPLIT.finditer(said.paused):
        found.append((said.paused[: at.start()].replace(f" {BREAK}", ""), said.paused[at.end() :]))
        if len(found) == _MOST_SPLITS:
            break
    return found


# --- taken after all --------------------------------------------------------------------------------------------------

_CHANGED: Final = (
    "(?:(?:oh|no|sorry|ah|oops) ){0,2}(?:(?:actually|wait|hang on|hold on|(?:ive |i )?changed my mind|scrap that|"
    "correction) )"
)
_INSTEAD: Final = re.compile(
    rf"{_CHANGED}{{1,2}}(?P<taken>.+?)(?: after all)?|(?:(?:oh|no|sorry|ah) ){{0,2}}(?P<late>.+) after all"
)
_I_DID: Final = re.compile("i did(?: take)?(?: it)?")

# --- reading ----------------------------------------------------------------------------------------------------------


def read_took(said: Sentence) -> Meaning | None:
    """Return that a dose was taken, or why that is doubtful; None where nothing speaks of taking."""
    meaning = _plainly(said.text)
    if isinstance(meaning, Took | TookMine):
        return meaning
    both = _BOTH.fullmatch(said.text)
    if both:
        return TookBoth()
    they = _they(said)
    if they is not None:
        return they
    return _instead(said.text) or meaning or _with_aside(said)


def says_took(text: str) -> bool:
    """Return whether the whole of *text* says that it was taken."""
    return isinstance(_plainly(text), Took | TookMine)


def _plainly(text: str) -> Meaning | None:
    for pattern in SAYS_TOOK:
        says = pattern.fullmatch(text)
        if says is None:
            continue
        why = veto(_without(text, says))
        return Doubt(why) if why else _took(text, says)
    return None


def _instead(text: str) -> Took | None:
    match = _INSTEAD.fullmatch(text)
    if match is None:
        return None
    words = match["taken"] or match["late"]
    taken = Took(None) if _I_DID.fullmatch(words) else _plainly(words)
    return taken if isinstance(taken, Took) else None


def _without(text: str, says: re.Match[str]) -> str:
    """Return *text* without the time and the day that were read from it: they are no amounts and no other days."""
    groups = says.groupdict()
    rest = text[: says.start("before")] + says["core"] + text[says.end("after") :]
    for name in ("dated", "part_of_day"):
        if groups.get(name):
            rest = rest.replace(groups[name], "it")
    return rest


def _took(text: str, says: re.Match[str]) -> Meaning:
    groups = says.groupdict()
    if not says["before"].strip() and not says["after"].strip():
        return _of_object(groups, None, None)
    when = read_when(text, says.span("before"), says.span("after"))
    return _of_object(groups, *when) if when else Doubt(Why.TIME)


def _of_object(groups: dict[str, str | None], at: When | None, day: DayWord | None) -> Meaning:
    dated, part = groups.get("dated"), groups.get("part_of_day")
    if dated:
        named = read_day("yesterday" if dated.startswith("last night") else dated.split()[0])
        if day is not None and day != named:
            return Doubt(Why.OTHER_DAY)
        day = named if named != FromToday(0) else None
        part = "night" if dated.startswith("last night") else None
    named_part = next((word for name, word in _PARTS.items() if name in part), None) if part else None
    if named_part and isinstance(at, ClockTime):
        return Took(at, day, part=named_part)
    if named_part:
        at = at or TimeUnknown(named_part)
    return TookMine(at, day) if groups.get("mine") else Took(at, day)


_PARTS: Final = {
    "morning": "morning", "afternoon": "afternoon", "evening": "evening", "tonight": "evening", "night": "night",
    "lunchtime": "afternoon",
}  # fmt: skip


def _they(said: Sentence) -> Meaning | None:
    given = _GIVEN_BY.fullmatch(said.text)
    pronoun = given or _PRONOUN_TOOK.fullmatch(said.text)
    if pronoun:
        when = read_when(said.text, pronoun.span("after")) if pronoun["after"] else (None, None)
        who, by = ("they", said.typed(given["by"])) if given else (pronoun["who"], "")
        return None if when is None or said.asked else TheyTook(who, *when, by)
    match = _THEY.fullmatch(said.text)
    if match is None:
        return None
    who = match["to"] or match["to_whom"] or match["who"]
    if who in _HE_OR_SHE and match["who"]:
        who = _HE_OR_SHE[who]
    elif any(word in _NO_NAME for word in who.removeprefix("my ").split()) or said.asked:
        return None
    if who.endswith("s") and who[:-1] in RELATION.split("|"):
        who = who[:-1]
    when = read_when(said.text, match.span("after")) if match["after"] else (None, None)
    rest = said.text[: match.start("after")] + said.text[match.end("after") :]
    if when is None or veto(rest, Why.OTHER_PERSON):
        return None
    return TheyTook(said.typed(who), *when)


def _with_aside(said: Sentence) -> Meaning | None:
    for head, tail in split(said):
        well = _plainly(tail) if _WELL.fullmatch(head) else None
        if isinstance(well, Took):
            return well
        taken = _plainly(head)
        if isinstance(taken, Took) and _WELL.fullmatch(tail):
            return taken
        if isinstance(taken, Took) and only_feelings(tail):
            return Took(taken.at, taken.day, said.typed(" ".join(tail.replace(BREAK, " ").split())))
    return None


def doubt(said: Sentence) -> Doubt | None:
    """Return why words that speak of taking must be asked about; None where they do not speak of it."""
    if not speaks_of_taking(said.text):
        return None
    return Doubt(veto(said.text) or Why.UNCLEAR)
