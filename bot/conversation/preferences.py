"""Settings: how azalea writes, when it is quiet, the clinic card and the country. Asks nothing that was not asked for.

One question waits at a time, as a step of the kind PREFER; its draft names what it is about. Clock, place and plan have
stories of their own.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from bot.care import reading
from bot.care.people import Clinic, Quiet
from bot.care.reading import Meaning
from bot.care.reading.english_set_up import name_and_number
from bot.care.reading.hours import read_hours
from bot.care.reading.not_known import is_not_known
from bot.content import Country
from bot.conversation import choosing
from bot.conversation.setting_up.person import VOICE
from bot.conversation.setting_up.question import ELSEWHERE, Draft, Question
from bot.conversation.talk import Talk
from bot.store import people
from bot.store.people import Step
from bot.wording import Said, local, place

PREFER = "prefer"
CARD = ("name", "number", "hours", "after_hours")  # the lines of the clinic card, in the order in which they are asked
FEWEST_DIGITS = 3  # of a number that can be rung
LONGEST_LINE = 200  # letters of a line of the clinic card
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
        "emergency": _emergency(talk, talk.home),
        "place": place(talk.zone.key) if talk.circle.places else _said(talk, "not-set"),
        "time": local(talk.now, talk.zone),
    }
    return [talk.wording.settings(PREFER, **shown)]


def _said(talk: Talk, phrase: str, **arguments: str) -> str:
    return talk.wording.plain(phrase, **arguments).text


def emergency(talk: Talk) -> str:
    """Return what to ring in an emergency, and where: 999 (the UK)."""
    return _emergency(talk, talk.country)


def _emergency(talk: Talk, country: Country) -> str:
    if country is talk.desk.countries.default:
        return country.emergency  # which says where each number works
    return _said(talk, "emergency-in", number=country.emergency, country=country.name)


def begin(talk: Talk, name: str) -> list[Said]:
    """Ask for one preference: "quiet", "clinic", "country" or "voice"."""
    if talk.person is None or talk.circle is None:
        return []
    if name == "clinic" and talk.circle.clinic is not None:
        return [talk.wording.clinic_card("clinic-card", f"{PREFER}:clinic", talk.circle.clinic)]
    match name:
        case "quiet":
            talk.ask(Step(PREFER, {"what": name}))
            return [talk.wording.ask_quiet(f"{PREFER}:quiet")]
        case "clinic":
            return _ask_clinic(talk, {})
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
        case "clinic":
            return _press_clinic(talk, value)
        case "country":
            return _take_country(talk, None if value == BY_CLOCK else value)
        case "voice":
            return _press_voice(talk, value)
    return []


def typed(talk: Talk, step: Step, meaning: Meaning) -> list[Said] | None:
    """Take words as the answer to what is asked; None where they mean something else."""
    if step.draft["what"] == "clinic" and is_not_known(talk.heard.text) and not choosing.prompted_last(talk):
        return _leave_out(talk, step.draft["card"])  # "skip" is about the line, not about a dose
    if isinstance(meaning, ELSEWHERE) or (isinstance(meaning, reading.Choice) and _presses(talk, meaning)):
        return None
    words = talk.heard.text.strip()
    match step.draft["what"]:
        case "quiet":
            return _read_quiet(talk, words, meaning)
        case "clinic":
            return _take_line(talk, step.draft, " ".join(words.split())[:LONGEST_LINE])
        case "country":
            return _read_country(talk, words, meaning)
        case "voice":
            return _read_voice(talk, step.draft, words)
    return None


def _presses(talk: Talk, typed: reading.Choice) -> bool:
    """Tell whether a bare letter or number is meant for a choice: a number is not, where the choices have letters."""
    newest = next(iter(talk.shown()), None)
    return typed.letter is not None or (newest is not None and not newest.letters)


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


# The clinic card


def _ask_clinic(talk: Talk, card: Draft) -> list[Said]:
    """Ask for the next line of the card that is not answered; keep the card once all are."""
    line = _next_line(card)
    if line is not None:
        talk.ask(Step(PREFER, {"what": "clinic", "card": card}))
        return [talk.wording.ask_clinic(f"{PREFER}:clinic", line)]
    talk.settle(PREFER)
    clinic = Clinic(**card)
    _save_clinic(talk, clinic)
    return [talk.wording.clinic_card("clinic-saved", f"{PREFER}:clinic", clinic)]


def _next_line(card: Draft) -> str | None:
    return next((one for one in CARD if one not in card), None)


def _take_line(talk: Talk, draft: Draft, words: str) -> list[Said]:
    card = draft["card"]
    line = next(one for one in CARD if one not in card)
    if line == "name":
        return _ask_clinic(talk, {**card, **name_and_number(words)})
    if line == "number" and sum(letter.isdigit() for letter in words) < FEWEST_DIGITS:
        return [talk.wording.plain("clinic-number-short")]
    return _ask_clinic(talk, {**card, line: words})


def _press_clinic(talk: Talk, value: str) -> list[Said]:
    if value == "change":
        return _ask_clinic(talk, {})
    if value == "remove":
        talk.settle(PREFER)
        _save_clinic(talk, None)
        return [talk.wording.plain("clinic-removed")]
    step = talk.step(PREFER)
    card: Draft | None = step.draft.get("card") if step else None
    line = _next_line(card) if card is not None else None
    if card is None or line is None or value != f"skip-{line}":
        return []
    return _leave_out(talk, card)


def _leave_out(talk: Talk, card: Draft) -> list[Said]:
    """Leave the line out that is asked for; a card without a number helps nobody, so it is not kept."""
    line = next(one for one in CARD if one not in card)
    if line == "number":
        talk.settle(PREFER)
        return [talk.wording.plain("clinic-none")]
    return _ask_clinic(talk, {**card, line: ""})


def _save_clinic(talk: Talk, clinic: Clinic | None) -> None:
    if talk.circle is not None:
        people.save_circle(talk.conn, replace(talk.circle, clinic=clinic))


# The country


def _ask_country(talk: Talk) -> Said:
    names = {one.code: one.name for one in talk.desk.countries.choices}
    return talk.wording.ask_country(f"{PREFER}:country", names, emergency=_emergency(talk, talk.home))


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
    return [talk.wording.plain(phrase, emergency=_emergency(talk, talk.again().home))]


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
