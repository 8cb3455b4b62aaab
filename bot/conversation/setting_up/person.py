"""The first questions: how azalea writes, whose medicine it is, and where their clock is."""

from __future__ import annotations

import re
from dataclasses import replace
from difflib import get_close_matches

from bot.care.cities import CITIES, on_clock
from bot.care.people import LONGEST_WORDS, Style, Voice
from bot.care.places import Places
from bot.care.reading import ClockTime, ZoneSaid, read_clock, read_count, understand
from bot.care.reading.english_pieces import RELATION
from bot.care.reading.not_known import is_not_known
from bot.content.whereabouts import zones_said
from bot.conversation.setting_up.question import Draft, Question, Taken
from bot.conversation.spoken import SPOKEN
from bot.conversation.talk import Talk
from bot.store import people
from bot.wording import Said, local, place

LONGEST_NAME = 40
PATIENTS = {"my-child": "your-child", "mum": "mum", "dad": "dad"}  # labels, and what azalea calls them
AGAIN = "again"
ELSEWHERE = "elsewhere"
RENAMES = "renames"  # of a draft: another name is to be typed
AS_NAMES = {"mum", "mom", "mam", "mummy", "mommy", "dad", "daddy", "grandma", "granny", "nan", "grandad", "grandpa"}
MOST_NAMES = 3  # words of a name that is typed where oneself is an answer as well
SOMEBODY = {"someone else", "somebody else", "someone i look after", "somebody i look after", "other", "someone"}
NOT_A_NAME = {
    "both", "both of us", "us", "we", "all", "everyone", "again", "back", "go back", "wrong", "looks good", "good",
    "mistake", "cancel", "undo", "correct", "right", "change", "nobody", "no one", "start", "begin", "yes", "no",
    "private words", "plain words", "own words", "other words", "tablets", "pills", "medicine", "azathioprine",
}  # fmt: skip
NEARLY = 0.8  # alike enough for a slip of the finger
NO_NAMES = {"what", "why", "who", "whose", "which", "how", "huh", "pardon", "sorry", "idk", "and", "or", "i", "me"}
MOST_PLACES = 8
STYLES = {"private": Style.PRIVATE, "plain": Style.PLAIN, "own": Style.OWN}
UTC = "UTC"  # what a machine that was told nothing says

_WORDS = re.compile(r"\w+")
_IT_IS_SO = re.compile(r"(?:yes|yeah|yep)?,? ?(?:it is|that is right|that's right|thats right|correct)", re.IGNORECASE)
_SHOWS = re.compile(
    r"^(?:(?:my|the|his|her|their) (?:clock|watch|phone) (?:says|shows)|it is now|it's now|it is|it's|its|now)\s+"
    r"|\s+(?:here|there|now)$",
    re.IGNORECASE,
)
_ITS_FOR = re.compile(r"^(?:(?:it is|its|it's) )?(?:for )?", re.IGNORECASE)
_ONESELF = re.compile(r"(?:just )?(?:me|myself|mine|self|i do|i take (?:it|them)|i am|i'm|im)(?: myself)?")
_NAME = re.compile(r"[^\W\d_]+(?:[-'.][^\W\d_]*)*")
_MY = re.compile(rf"^my (?:(?:{RELATION}) (?=\S))?", re.IGNORECASE)  # "my daughter Mia" is Mia
_RELATION = re.compile(rf"my ({RELATION})")  # who is named by nothing else: azalea calls them "your daughter"
_NOT_THERE = re.compile(r"^(?:no|nope|nah)\b[,.:;]?\s*(?=\S)", re.IGNORECASE)


def left_open(draft: Draft) -> bool:
    """Tell whether even the first question was left without an answer."""
    return "voice" not in draft


# How azalea writes


def _ask_voice(talk: Talk, _draft: Draft, act: str) -> list[Said]:
    return [talk.wording.ask_voice(act)]


def _read_voice(_talk: Talk, _draft: Draft, words: str) -> str | None:
    """Return the style that a sentence names: "I should like plain words, please"."""
    named = {style for word, style in STYLES.items() if word in _WORDS.findall(words.casefold())}
    return named.pop().value if len(named) == 1 else None


def _take_voice(talk: Talk, draft: Draft, value: str) -> Taken:
    if talk.person is not None and value != Style.OWN:
        people.save_person(talk.conn, replace(talk.person, voice=Voice(Style(value))))
    return Taken({**draft, "voice": value})


def own_words(words: str) -> str:
    """Return words as they are kept: one line, and a capital to begin with."""
    line = " ".join(words.split())
    return line[:1].upper() + line[1:]


def _take_own(talk: Talk, draft: Draft, value: str) -> Taken:
    words = talk.wording.plain(f"suggested-words-{value}").text if value in {"1", "2"} else own_words(value)
    if not 0 < len(words) <= LONGEST_WORDS:
        return Taken(draft, [talk.wording.plain("own-words-long", most=str(LONGEST_WORDS))])
    if talk.person is not None:
        people.save_person(talk.conn, replace(talk.person, voice=Voice(Style.OWN, words)))
    return Taken({**draft, "own": words})


def _read_words(_talk: Talk, _draft: Draft, words: str) -> str | None:
    return None if is_not_known(words) else words


# Whose medicine it is


def _ask_whose(talk: Talk, draft: Draft, act: str) -> list[Said]:
    return [talk.wording.ask_whose(act, draft.get("own", ""))]


def _read_whose(talk: Talk, _draft: Draft, words: str) -> str | None:
    """Return whom words name: oneself, somebody else without a name, or a name of a few words."""
    said = _ITS_FOR.sub("", " ".join(words.split()).replace("\u2019", "'").rstrip(".!"))
    plain = said.casefold()
    if get_close_matches(plain, ("myself", "just me"), 1, NEARLY):
        return "me"
    if _ONESELF.fullmatch(plain) or (talk.person is not None and plain == talk.person.name.casefold()):
        return "me"
    if plain in SOMEBODY:
        return "other"
    pieces = plain.split()
    if is_not_known(plain) or plain in {*SPOKEN, *NOT_A_NAME} or read_count(plain) is not None:
        return None
    relation = _RELATION.fullmatch(plain)
    if relation is not None and relation[1] not in AS_NAMES:
        return f"your {relation[1]}"
    named = (
        pieces[:1] != ["the"]
        and 0 < len(pieces) <= MOST_NAMES
        and all(_NAME.fullmatch(one) and one not in NO_NAMES for one in pieces)
    )
    return own_words(_MY.sub("", said)) if named else None


def _take_whose(talk: Talk, draft: Draft, value: str) -> Taken:
    if value == AGAIN:
        return Taken({name: kept for name, kept in draft.items() if name != "own"})
    if value in {"me", "other"}:
        return Taken({**draft, "whose": value})
    return _take_patient(talk, {**draft, "whose": "other"}, value)


def _ask_patient(talk: Talk, _draft: Draft, act: str) -> list[Said]:
    return [talk.wording.ask("ask-patient", {f"{act}:{one}": one for one in PATIENTS})]


def _take_patient(talk: Talk, draft: Draft, value: str) -> Taken:
    label = PATIENTS.get(value)
    name = talk.wording.plain(label).text if label else " ".join(value.split())[:LONGEST_NAME]
    if talk.person is None or talk.circle is None or not name:
        return Taken(draft)
    if talk.keeps:
        people.save_person(talk.conn, replace(people.person(talk.conn, talk.circle.patient_id), name=name))
    else:
        people.keep(talk.conn, talk.person, talk.circle, name, talk.now)
    return Taken({**draft, RENAMES: False})


def _read_patient(talk: Talk, draft: Draft, words: str) -> str | None:
    """Return a name as it was typed; oneself is none, and neither is whoever was not named."""
    named = _read_whose(talk, draft, words)
    return None if named in {"me", "other"} else named


# Where their clock is


def clock_known(talk: Talk) -> bool:
    """Tell whether it is known where the patient is."""
    return talk.circle is not None and talk.circle.places is not None


def _guess(talk: Talk, draft: Draft) -> str | None:
    return None if talk.desk.zone == UTC or draft.get("elsewhere") else talk.desk.zone


def _ask_clock(talk: Talk, draft: Draft, act: str) -> list[Said]:
    zone = _guess(talk, draft) or UTC
    there = Places(zone).zone_at(talk.now)
    text = talk.wording.plain("ask-clock", time=local(talk.now, there), place=place(zone)).text
    choices = talk.wording.yes_no(f"{act}:{zone}", f"{act}:no")
    other = (talk.wording.someone_else(f"{act}:{RENAMES}"),) if talk.keeps else ()
    return [Said(text, (*choices, *other))]


def _ask_place(talk: Talk, draft: Draft, act: str) -> list[Said]:
    near = draft.get("near")
    if near:
        return [talk.wording.ask_places(act, near, "ask-clock-where", other=f"{act}:{ELSEWHERE}")]
    return [talk.wording.ask_places(act, CITIES[:MOST_PLACES], "ask-place")]


def _here(words: str) -> ClockTime | None:
    """Return the time that words say it is: "it is 9:40 here", or the time alone."""
    meaning = understand(words)
    return meaning.at if isinstance(meaning, ZoneSaid) else read_clock(_SHOWS.sub("", words))


def _read_place(talk: Talk, draft: Draft, words: str) -> str | None:
    said = " ".join(words.replace("\u2019", "'").split()).rstrip(".! ")
    guess = _guess(talk, draft)
    if guess is not None and _IT_IS_SO.fullmatch(said):
        return guess
    there = _NOT_THERE.sub("", said)  # "no, New York"
    zones = zones_said(there, talk.now)
    if zones:
        return f"near {' '.join(zones)}" if len(zones) > 1 else zones[0]
    return f"clock {there}" if _here(there) else None


def _take_place(talk: Talk, draft: Draft, value: str) -> Taken:
    if value == RENAMES:
        return Taken({**draft, RENAMES: True})
    if value in {"no", ELSEWHERE}:
        return Taken({name: kept for name, kept in draft.items() if name != "near"} | {"elsewhere": True})
    if value.startswith("near "):
        return Taken({**draft, "elsewhere": True, "near": value.split()[1:]})
    if value.startswith("clock "):
        at = _here(value.removeprefix("clock "))
        near = on_clock(at.readings() if at else (), talk.now)[:MOST_PLACES]
        return Taken({**draft, "elsewhere": True, "near": near})
    if talk.circle is not None:
        people.save_circle(talk.conn, replace(talk.circle, places=Places(value)))
    return Taken(draft)


VOICE = (
    Question("voice", lambda _, draft: left_open(draft), _ask_voice, _take_voice, _read_voice),
    Question(
        "own",
        lambda _, draft: draft["voice"] == Style.OWN and "own" not in draft,
        lambda talk, _, act: [talk.wording.ask_own_words(act)],
        _take_own,
        _read_words,
        free=True,
    ),
)
QUESTIONS = (
    *VOICE,
    Question(
        "whose",
        lambda _, draft: "whose" not in draft,
        _ask_whose,
        _take_whose,
        _read_whose,
        free=True,
    ),
    Question(
        "patient",
        lambda talk, draft: draft["whose"] == "other" and (draft.get(RENAMES) or not talk.keeps),
        _ask_patient,
        _take_patient,
        _read_patient,
        free=True,
    ),
    Question(
        "clock",
        lambda talk, draft: not clock_known(talk) and _guess(talk, draft) is not None,
        _ask_clock,
        _take_place,
        _read_place,
    ),
    Question("place", lambda talk, _: not clock_known(talk), _ask_place, _take_place, _read_place),
)
