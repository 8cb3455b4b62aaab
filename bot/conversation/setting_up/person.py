"""The first questions: how azalea writes, whose medicine it is, and where their clock is."""

from __future__ import annotations

from dataclasses import replace

from bot.care import timetable
from bot.care.cities import CITIES, on_clock
from bot.care.people import LONGEST_WORDS, Style, Voice
from bot.care.places import Places
from bot.care.reading import ClockTime, ZoneSaid, read_clock, understand
from bot.conversation.setting_up.question import Draft, Question, Taken
from bot.conversation.talk import Talk
from bot.store import people
from bot.wording import Said, local, place

LONGEST_NAME = 40
GOOD = "good"
MOST_PLACES = 8
UTC = "UTC"  # what a machine that was told nothing says


def left_open(draft: Draft) -> bool:
    """Tell whether even the first question was left without an answer."""
    return "voice" not in draft


# How azalea writes


def _ask_voice(talk: Talk, _draft: Draft, act: str) -> list[Said]:
    return [talk.wording.ask_voice(act)]


def _take_voice(talk: Talk, draft: Draft, value: str) -> Taken:
    if talk.person is not None and value != Style.OWN:
        people.save_person(talk.conn, replace(talk.person, voice=Voice(Style(value))))
    return Taken({**draft, "voice": value})


def own_words(words: str) -> str:
    """Return words for the tablets as they are kept: one line, and a capital to begin with."""
    line = " ".join(words.split())
    return line[:1].upper() + line[1:]


def _take_own(talk: Talk, draft: Draft, value: str) -> Taken:
    if value in {"1", "2"}:  # seen as they would stand there, so there is nothing to show
        return _take_shown(talk, {**draft, "own": talk.wording.plain(f"suggested-words-{value}").text}, GOOD)
    words = own_words(value)
    if not 0 < len(words) <= LONGEST_WORDS:
        return Taken(draft, [talk.wording.plain("own-words-long", most=str(LONGEST_WORDS))])
    return Taken({**draft, "own": words})


def _take_shown(talk: Talk, draft: Draft, value: str) -> Taken:
    if value != GOOD or talk.person is None:
        return Taken({name: kept for name, kept in draft.items() if name != "own"})
    people.save_person(talk.conn, replace(talk.person, voice=Voice(Style.OWN, draft["own"])))
    return Taken({**draft, "shown": True})


# Whose medicine it is


def _take_whose(_talk: Talk, draft: Draft, value: str) -> Taken:
    return Taken({**draft, "whose": value})


def _ask_patient(talk: Talk, _draft: Draft, act: str) -> list[Said]:
    names = {f"{act}:{one}": one for one in ("my-child", "mum", "dad")}
    return [talk.wording.ask("ask-patient", names)]


def _take_patient(talk: Talk, draft: Draft, value: str) -> Taken:
    known = value in {"my-child", "mum", "dad"}
    name = talk.wording.plain(value).text if known else " ".join(value.split())[:LONGEST_NAME]
    if talk.person is not None and talk.circle is not None and name:
        people.keep(talk.conn, talk.person, talk.circle, name, talk.now)
    return Taken(draft)


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
    return [Said(text, talk.wording.yes_no(f"{act}:{zone}", f"{act}:no"))]


def _ask_place(talk: Talk, draft: Draft, act: str) -> list[Said]:
    near = draft.get("near")
    if near:
        return [talk.wording.ask_places(act, near, "ask-clock-where")]
    return [talk.wording.ask_places(act, CITIES[:MOST_PLACES], "ask-place")]


def _here(words: str) -> ClockTime | None:
    """Return the time that words say it is: "it is 9:40 here", or the time alone."""
    meaning = understand(words)
    return meaning.at if isinstance(meaning, ZoneSaid) else read_clock(words)


def _read_place(_talk: Talk, _draft: Draft, words: str) -> str | None:
    zone = timetable.zone_named(words)
    if zone is not None:
        return zone
    return f"clock {words}" if _here(words) else None


def _take_place(talk: Talk, draft: Draft, value: str) -> Taken:
    if value == "no":
        return Taken({**draft, "elsewhere": True})
    if value.startswith("clock "):
        at = _here(value.removeprefix("clock "))
        near = on_clock(at.readings() if at else (), talk.now)[:MOST_PLACES]
        return Taken({**draft, "elsewhere": True, "near": near})
    if talk.circle is not None:
        people.save_circle(talk.conn, replace(talk.circle, places=Places(value)))
    return Taken(draft)


VOICE = (
    Question("voice", lambda _, draft: left_open(draft), _ask_voice, _take_voice),
    Question(
        "own",
        lambda _, draft: draft["voice"] == Style.OWN and "own" not in draft,
        lambda talk, _, act: [talk.wording.ask_own_words(act)],
        _take_own,
        lambda _talk, _draft, words: words,
        free=True,
    ),
    Question(
        "shown",
        lambda _, draft: "own" in draft and "shown" not in draft,
        lambda talk, draft, act: [talk.wording.show_own_words(act, draft["own"])],
        _take_shown,
    ),
)
QUESTIONS = (
    *VOICE,
    Question(
        "whose",
        lambda _, draft: "whose" not in draft,
        lambda talk, _, act: [talk.wording.ask("ask-whose", {f"{act}:me": "me", f"{act}:other": "someone-else"})],
        _take_whose,
    ),
    Question(
        "patient",
        lambda talk, draft: draft["whose"] == "other" and not (talk.circle and talk.circle.keepers),
        _ask_patient,
        _take_patient,
        lambda _talk, _draft, words: words,
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
