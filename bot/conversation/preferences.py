"""Settings: how azalea writes, when it is quiet, and the country. Asks nothing that was not asked for.

One question waits at a time, as a step of the kind PREFER; its draft names what it is about. The clinic card, clock,
place and plan have stories of their own.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from bot.care import reading
from bot.care.people import Quiet
from bot.care.reading import Meaning
from bot.care.reading.hours import read_hours
from bot.care.reading.not_known import is_not_known
from bot.conversation import choosing
from bot.conversation.setting_up.person import VOICE
from bot.conversation.setting_up.question import Draft, Question
from bot.conversation.talk import Talk
from bot.store import people
from bot.store.people import Step
from bot.wording import Said, local, place

PREFER = "prefer"
BY_CLOCK = "clock"


def show(talk: Talk) -> list[Said]:
    """Show what is set, with a choice to change each: /settings."""
    if talk.person is None or talk.circle is None:
        return [talk.wording.plain("start-first")]
    clinic = talk.circle.clinic
    shown = {
        "quiet": talk.wording.quiet(talk.person.quiet),
        "clinic": ", ".join(filter(None, (clinic.name, clinic.number))) if clinic else _said(talk, "not-set"),
        "country": _said(talk, "country-chosen" if talk.circle.country else "by-your-clock"),
        "emergency": talk.ring_in(talk.home),
        "place": place(talk.zone.key) if talk.circle.places else _said(talk, "not-set"),
        "time": local(talk.now, talk.zone),
    }
    return [talk.wording.settings(**shown)]


def _said(talk: Talk, phrase: str, **arguments: str) -> str:
    return talk.wording.plain(phrase, **arguments).text


def begin(talk: Talk, name: str) -> list[Said]:
    """Ask for one preference: "quiet", "country" or "voice"."""
    if talk.person is None or talk.circle is None:
        return []
    match name:
        case "quiet":
            talk.ask(Step(PREFER, {"what": name}))
            return [talk.wording.ask_quiet(f"{PREFER}:quiet")]
        case "country":
            talk.ask(Step(PREFER, {"what": name}))
            return [_ask_country(talk)]
        case "voice":
            return _ask_voice(talk, {})
    return []


def press(talk: Talk, rest: str) -> list[Said]:
    """Take a choice: *rest* names the preference, and what is chosen for it."""
    name, _, value = rest.partition(":")
    if not value or talk.person is None or talk.circle is None:
        return begin(talk, name)
    match name:
        case "quiet":
            return _take_quiet(talk, value)
        case "country":
            return _take_country(talk, None if value == BY_CLOCK else value)
        case "voice":
            return _press_voice(talk, value)
    return []


def typed(talk: Talk, step: Step, meaning: Meaning) -> list[Said] | None:
    """Take words as the answer to what is asked; None where they mean something else."""
    if is_not_known(talk.heard.text) and not choosing.prompted_last(talk):
        talk.settle(PREFER)  # "skip" is about the question, not about a dose
        return [talk.wording.plain("unchanged")]
    if choosing.is_else(talk, meaning):
        return None
    words = talk.heard.text.strip()
    match step.draft["what"]:
        case "quiet":
            return _read_quiet(talk, words, meaning)
        case "country":
            return _read_country(talk, words, meaning)
        case "voice":
            return _read_voice(talk, step.draft, words)
    return None


def take(talk: Talk, name: str, words: str) -> list[Said]:
    """Take what was said for "quiet" or "country" without having been asked for."""
    read = {"quiet": _read_quiet, "country": _read_country}[name]
    return read(talk, words, reading.Unclear()) or []


# Quiet hours


def _read_quiet(talk: Talk, words: str, meaning: Meaning) -> list[Said] | None:
    readings = read_hours(words)
    if len(readings) > 1:
        return [talk.wording.ask_quiet_which(f"{PREFER}:quiet", readings)]
    if readings:
        return _set_quiet(talk, *readings[0])
    return [talk.wording.plain("quiet-not-read", words=words)] if isinstance(meaning, reading.Unclear) else None


def _take_quiet(talk: Talk, value: str) -> list[Said]:
    if value == "none":
        _save_quiet(talk, None)
        return [talk.wording.plain("quiet-off")]
    start, end = (time.fromisoformat(one) for one in value.split("-"))
    return _set_quiet(talk, start, end)


def _set_quiet(talk: Talk, start: time, end: time) -> list[Said]:
    if start == end:
        return [talk.wording.plain("quiet-equal")]
    _save_quiet(talk, Quiet(start, end))
    return [talk.wording.plain("quiet-saved", hours=talk.wording.hours(start, end))]


def _save_quiet(talk: Talk, quiet: Quiet | None) -> None:
    if talk.person is not None:
        people.save_person(talk.conn, replace(talk.person, quiet=quiet))
    talk.settle(PREFER)


# The country


def _ask_country(talk: Talk) -> Said:
    names = {one.code: one.name for one in talk.desk.countries.choices}
    return talk.wording.ask_country(f"{PREFER}:country", names, emergency=talk.ring_in(talk.home))


def _read_country(talk: Talk, words: str, meaning: Meaning) -> list[Said] | None:
    code = talk.desk.countries.named(words)
    if code is None:
        return [talk.wording.plain("country-not-read", words=words)] if isinstance(meaning, reading.Unclear) else None
    if talk.desk.countries.get(code) is None:
        _save_country(talk, talk.desk.countries.default.code)
        return [talk.wording.plain("country-unknown", words=words, emergency=talk.desk.countries.default.emergency)]
    return _take_country(talk, code)


def _take_country(talk: Talk, code: str | None) -> list[Said]:
    if code is not None and talk.desk.countries.get(code) is None:
        return []
    _save_country(talk, code)
    phrase = "country-saved" if code else "country-of-clock"
    return [talk.wording.plain(phrase, emergency=talk.ring_in(talk.again().home))]


def _save_country(talk: Talk, code: str | None) -> None:
    if talk.circle is not None:
        people.save_circle(talk.conn, replace(talk.circle, country=code))
    talk.settle(PREFER)


# How azalea writes: the questions are those of the set-up


def _ask_voice(talk: Talk, answers: Draft) -> list[Said]:
    question = next((one for one in VOICE if one.needed(talk, answers)), None)
    if question is None:
        talk.settle(PREFER)
        return [talk.again().wording.plain("voice-saved")]
    talk.ask(Step(PREFER, {"what": "voice", "at": question.name, "answers": answers}))
    return question.ask(talk, answers, f"{PREFER}:voice:{question.name}")


def _press_voice(talk: Talk, value: str) -> list[Said]:
    step = talk.step(PREFER)
    name, _, chosen = value.partition(":")
    if step is None or step.draft.get("at") != name:
        return []
    return _take_voice(talk, step.draft, _voice_question(name), chosen)


def _read_voice(talk: Talk, draft: Draft, words: str) -> list[Said] | None:
    question = _voice_question(draft["at"])
    value = question.read(talk, draft["answers"], words)
    return None if value is None else _take_voice(talk, draft, question, value)


def _take_voice(talk: Talk, draft: Draft, question: Question, value: str) -> list[Said]:
    taken = question.take(talk, draft["answers"], value)
    return [*taken.said, *_ask_voice(talk.again(), taken.draft)]


def _voice_question(name: str) -> Question:
    return next(one for one in VOICE if one.name == name)
