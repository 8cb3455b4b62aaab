"""The first questions: how azalea writes, whose medicine it is, and where their clock is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from difflib import get_close_matches

from bot.care.cities import CITIES, Spot, on_clock
from bot.care.people import LONGEST_WORDS, Style
from bot.care.places import Places
from bot.care.reading import ClockTime, Unclear, ZoneSaid, read_clock, read_count, understand
from bot.care.reading.english_set_up import away_in, home_and_away, names_oneself, person_said, says_yes
from bot.care.reading.not_known import is_not_known
from bot.content.whereabouts import names_place, spot_of, spots_said
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
    "uk", "gb", "usa", "eu", "summary",
}  # fmt: skip
NEARLY = 0.8  # alike enough for a slip of the finger
NO_NAMES = {
    "yes", "no", "is", "it", "correct", "what", "why", "who", "whose", "which", "how", "huh", "pardon", "sorry", "idk",
    "and", "or", "i", "me",
}  # fmt: skip
MOST_PLACES = 8
MOST_SPOTS = 4  # of which one is picked without much reading
ME = "me"
# What an answer about the place carries: it as typed, one that was picked, what the patient is called.
SAID, PICKED, CALLED = "said ", "in ", "called "
STYLES = {"private": Style.PRIVATE, "plain": Style.PLAIN, "own": Style.OWN}
UTC = "UTC"  # what a machine that was told nothing says

_WORDS = re.compile(r"\w+")
_IT_IS_SO = re.compile(
    r"(?:yes|yeah|yeh|yep)?,? ?(?:it is|same(?: as me)?|(?:(?:(?:that|it)(?: is|'s|s)|is) )?(?:right|correct|true)"
    r"|that's it|thats it)",
    re.IGNORECASE,
)
_SHOWS = re.compile(
    r"^(?:(?:my|the|his|her|their) (?:clock|watch|phone) (?:says|shows)|it is now|it's now|it is|it's|its|now)\s+"
    r"|\s+(?:here|there|now)$",
    re.IGNORECASE,
)
_ITS_FOR = re.compile(r"^(?:(?:it is|its|it's) )?(?:for )?", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_]+(?:[-'.][^\W\d_]*)*")
_NOT_THERE = re.compile(
    r"^(?:(?:no|nope|nah|yes|yeah|yeh|yep|just|(?:that|it)(?: is|'s|s) (?:right|correct))\b[,.:;!]?\s*)+(?=\S)"
    r"|,? (?:please|thanks|thank you)$",
    re.IGNORECASE,
)
_DOUBTS = {"not", "no", "dont", "don", "what", "whats", "why", "which", "how"}
_I_AM = re.compile(r"(?:me,? )?(?:i am|i'm|im|my name is) [^\W\d_]+")


def left_open(draft: Draft) -> bool:
    """Tell whether even the first question was left without an answer."""
    return "voice" not in draft


# How azalea writes


def _ask_voice(talk: Talk, _draft: Draft, act: str) -> list[Said]:
    return [talk.wording.ask_voice(act)]


def _read_voice(_talk: Talk, _draft: Draft, words: str) -> str | None:
    """Return the style that a sentence names: "I should like plain words, please"."""
    said = _WORDS.findall(words.casefold())
    if "?" in words or _DOUBTS.intersection(said):  # "what is private words", "not private"
        return None
    named = {
        style for word, style in STYLES.items() if get_close_matches(word, said, 1, NEARLY if word != "own" else 1)
    }
    return named.pop().value if len(named) == 1 else None


def _take_voice(talk: Talk, draft: Draft, value: str) -> Taken:
    if talk.person is not None and value != Style.OWN:
        people.save_person(
            talk.conn, replace(talk.person, voice=replace(talk.person.voice, style=Style(value), words=""))
        )
    return Taken({**draft, "voice": value})


def own_words(words: str) -> str:
    """Return words as they are kept: one line, a capital to begin with, and no mark at the end, for one follows."""
    line = " ".join(words.split()).rstrip("?!. ")
    return line[:1].upper() + line[1:]


def _take_own(talk: Talk, draft: Draft, value: str) -> Taken:
    words = talk.wording.plain(f"suggested-words-{value}").text if value in {"1", "2"} else own_words(value)
    if not 0 < len(words) <= LONGEST_WORDS:
        count = str(len(words)) if words else "none"
        return Taken(draft, [talk.wording.plain("own-words-long", most=str(LONGEST_WORDS), count=count)])
    if talk.person is not None:
        people.save_person(
            talk.conn, replace(talk.person, voice=replace(talk.person.voice, style=Style.OWN, words=words))
        )
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
    if _is_oneself(talk, words):
        return "me"
    if plain in SOMEBODY:
        return "other"
    related = person_said(words)
    if related is not None:
        name, relation = related
        return own_words(name) if name else _called(relation)
    return own_words(said) if _is_name(plain) else None


def _is_oneself(talk: Talk, words: str) -> bool:
    plain = " ".join(words.casefold().split()).rstrip(".!")
    own = talk.person is not None and plain == talk.person.name.casefold()
    return (
        own
        or names_oneself(words)
        or bool(_I_AM.fullmatch(plain.replace("\u2019", "'")))
        or bool(get_close_matches(plain, ("myself", "just me"), 1, NEARLY))
    )


def _called(relation: str) -> str:
    """Return what azalea calls somebody whose name was not said: Mum, your daughter."""
    return own_words(relation) if relation in AS_NAMES else f"your {relation}"


def _is_name(plain: str) -> bool:
    pieces = plain.split()
    if is_not_known(plain) or plain in {*SPOKEN, *NOT_A_NAME} or read_count(plain) is not None:
        return False
    return (
        pieces[:1] not in (["the"], ["my"])
        and 0 < len(pieces) <= MOST_NAMES
        and all(_NAME.fullmatch(one) and one not in NO_NAMES for one in pieces)
    )


def _take_whose(talk: Talk, draft: Draft, value: str) -> Taken:
    if value == AGAIN:
        return Taken({name: kept for name, kept in draft.items() if name != "own"})
    if value in {"me", "other"}:
        return Taken({**draft, "whose": value})
    return _take_patient(talk, {**draft, "whose": "other"}, value)


def _ask_patient(talk: Talk, _draft: Draft, act: str) -> list[Said]:
    return [talk.wording.ask("ask-patient", {f"{act}:{one}": one for one in (*PATIENTS, ME)})]


def _take_patient(talk: Talk, draft: Draft, value: str) -> Taken:
    if value == ME:
        return _take_oneself(talk, draft)
    label = PATIENTS.get(value)
    name = talk.wording.plain(label).text if label else " ".join(value.split())[:LONGEST_NAME]
    if talk.person is None or talk.circle is None or not name:
        return Taken(draft)
    if talk.keeps:
        people.save_person(talk.conn, replace(people.person(talk.conn, talk.circle.patient_id), name=name))
    else:
        people.keep(talk.conn, talk.person, talk.circle, name, talk.now)
    return Taken({**draft, RENAMES: False})


def _take_oneself(talk: Talk, draft: Draft) -> Taken:
    """Take back that it is for somebody else: nothing was written down of them but what they are called."""
    if talk.keeps and talk.person is not None and talk.circle is not None:
        people.keep_no_more(talk.conn, talk.person, talk.circle, talk.now)
    return Taken({**draft, "whose": ME, RENAMES: False})


def _read_patient(talk: Talk, draft: Draft, words: str) -> str | None:
    """Return a name as it was typed, or that it is for oneself after all; whoever was not named is none."""
    named = _read_whose(talk, draft, words)
    return None if named == "other" else named


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
    if near is None:
        return [talk.wording.ask_places(act, CITIES[:MOST_PLACES])]
    spots = [Spot(name, zone) for name, zone in near]
    return [talk.wording.ask_spots(draft["ask"], act, spots, talk.now, other=f"{act}:{ELSEWHERE}")]


def _here(words: str) -> ClockTime | None:
    """Return the time that words say it is: "it is 9:40 here", or the time alone."""
    meaning = understand(words)
    return meaning.at if isinstance(meaning, ZoneSaid) else read_clock(_SHOWS.sub("", words))


def _read_place(talk: Talk, draft: Draft, words: str) -> str | None:
    """Return the place, or the clock, that words say; of who is named only, the child say, that they are called so."""
    said = " ".join(words.replace("\u2019", "'").split()).rstrip(".! ")
    guess = _guess(talk, draft)
    if guess is not None and (_IT_IS_SO.fullmatch(said) or says_yes(said)):
        return guess
    if talk.keeps and names_oneself(words):
        return ME
    there = _NOT_THERE.sub("", said)  # "no, New York"
    if away_in(there) is not None or spots_of_both(there, talk.now) or names_place(there, talk.now):
        return f"{SAID}{there}"
    if talk.keeps and _without_a_name(talk) and _is_name(there.casefold()) and not spoken(talk, there):
        return f"{CALLED}{own_words(there)}"
    if spots_said(there, talk.now):
        return f"{SAID}{there}"
    at = _here(there)
    return f"clock {there}" if at and on_clock(at.readings(), talk.now) else None


def spoken(talk: Talk, words: str) -> bool:
    """Tell whether words mean something by themselves, so that they are no name."""
    return talk.desk.countries.named(words) is not None or not isinstance(understand(words), Unclear)


def _without_a_name(talk: Talk) -> bool:
    """Tell whether it is not known what the patient is called: so far it is your child, say."""
    return talk.circle is not None and talk.circle.name.startswith("your ")


def _take_place(talk: Talk, draft: Draft, value: str) -> Taken:
    if value == ME:
        return _take_oneself(talk, draft)
    if value == RENAMES:
        return Taken({**draft, RENAMES: True})
    if value.startswith(CALLED):
        return _take_patient(talk, draft, value.removeprefix(CALLED))
    if value in {"no", ELSEWHERE}:
        return Taken({name: kept for name, kept in draft.items() if name != "near"} | {"elsewhere": True})
    if value.startswith(SAID):
        return take_said(talk, draft, value.removeprefix(SAID))
    if value.startswith("clock "):
        at = _here(value.removeprefix("clock "))
        near = on_clock(at.readings() if at else (), talk.now)
        return _ask_which(talk, draft, "ask-clock-where", [spot_of(zone) for zone in near[:MOST_SPOTS]])
    if value.startswith(PICKED):
        zone, _, name = value.removeprefix(PICKED).partition(" ")
        return _settle(talk, draft, Spot(name, zone))
    if talk.circle is not None:
        people.save_circle(talk.conn, replace(talk.circle, places=Places(value)))
    return Taken(draft)


def spots_of_both(words: str, now: datetime) -> list[Spot]:
    """Return where somebody lives and where they are for a while, where words name both; a clock for each, no more."""
    named = home_and_away(words)
    found = [spots_said(one, now) for one in named] if named else []
    zones = {spot.zone: spot for spots in found for spot in spots}
    return list(zones.values())[:MOST_SPOTS] if all(found) else []


def take_said(talk: Talk, draft: Draft, words: str) -> Taken:
    """Take a place that was typed, at once where it can be only one; who is away is asked by which clock to go."""
    both = spots_of_both(words, talk.now)
    if both:
        return _ask_which(talk, draft, "ask-clock-by", both)
    away = away_in(words)
    spots = spots_said(words if away is None else away, talk.now)
    if away is None and len(spots) == 1:
        return _settle(talk, draft, spots[0])
    if away is None:
        return _ask_which(talk, draft, "ask-place-which", spots[:MOST_SPOTS])
    home = _guess(talk, draft)
    offered = {spot.zone: spot for spot in (*([spot_of(home)] if home else []), *spots)}
    return _ask_which(talk, draft, "ask-clock-by", list(offered.values())[:MOST_SPOTS])


def _ask_which(talk: Talk, draft: Draft, phrase: str, spots: Sequence[Spot]) -> Taken:
    """Let the place be picked; one that was known before holds no longer."""
    if talk.circle is not None:
        people.save_circle(talk.conn, replace(talk.circle, places=None))
    near = [[spot.name, spot.zone] for spot in spots]
    return Taken({**draft, "elsewhere": True, "near": near or None, "ask": phrase})


def _settle(talk: Talk, draft: Draft, spot: Spot) -> Taken:
    """Keep the zone of a place, and show both at once: a wrong one is to be seen before anything is built on it."""
    if talk.circle is not None:
        people.save_circle(talk.conn, replace(talk.circle, places=Places(spot.zone)))
    return Taken(draft, [talk.wording.place_taken(spot, talk.now)])


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
