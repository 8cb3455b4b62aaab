"""The last questions: today's dose, what helps and can wait, and a trial."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

from bot.care import doses as rules
from bot.care import timetable
from bot.care.diary import Kind
from bot.care.places import DAY
from bot.care.reading import Done, Later, NotHad, NotTaken, NotYet, TheyTook, Took, TookMine, Unclear, understand
from bot.care.reading.clinic_card import FULL_NUMBER, read_card
from bot.care.reading.english_set_up import wants_no_more
from bot.care.reading.hours import read_hours
from bot.care.reading.meanings import Meaning
from bot.care.timetable import DoseName, Occurrence
from bot.conversation import bloodtests, choosing, clinic, coming, noting, preferences
from bot.conversation.drafting import read_time
from bot.conversation.setting_up.question import ON, Draft, Question, Taken
from bot.conversation.talk import Talk
from bot.conversation.unsure import is_patient
from bot.store import doses, plans
from bot.wording import Asked, Here, Said

LATER = "later"
TRIAL = "trial"
CAN_WAIT = {"helps", "tried"}  # what is asked once
AT = "at "  # before the moment at which today's dose was had
SAID = "said-"  # before what was said at once, and need not be asked for

# Words that name one of the choices among what helps.
NAMED = {
    TRIAL: TRIAL, "quiet": "quiet", "clinic": "clinic", "clinics": "clinic", "hospital": "clinic", "country": "country",
    "tests": "tests", "blood": "tests", "bloods": "tests",
}  # fmt: skip
BEGIN: dict[str, Callable[[Talk], list[Said]]] = {
    "quiet": lambda talk: preferences.begin(talk, "quiet"),
    "country": lambda talk: preferences.begin(talk, "country"),
    "clinic": clinic.begin,
    "tests": bloodtests.begin,
}

_LEADS = re.compile(
    r"^(?:(?:be|please|quiet|hours|time|from)\b[:, ]*)+"
    r"|^(?:(?:no|actually)\b,? )?(?:i am|i'm|im|i live|we live|living) in ",
    re.IGNORECASE,
)
_WORDS = re.compile(r"\w+")
_HAD = re.compile(r"^(?:(?:yes|yeah|yep|i|have|had|took|taken|it|them|at)\b[,.]?\s*)+|\s+(?:this morning|today)$")


# Today's dose


def _asks_today(talk: Talk, draft: Draft) -> bool:
    """Tell whether today's dose is still to be asked about: nothing became of it yet, and the day is the same."""
    plan, today = talk.plan, talk.today
    if plan is None or "today" in draft or plan.versions[0].from_day > today:
        return False
    same_day = draft.get("at") != "today" or draft.get(ON) == today.isoformat()
    planned = timetable.on_day(plan, talk.places, today)
    return same_day and bool(planned) and not doses.on_days(talk.conn, plan.id, today, today)


def _passed(talk: Talk) -> list[Occurrence]:
    """Return today's doses whose time was before the set-up."""
    today = timetable.on_day(talk.plan, talk.places, talk.today) if talk.plan else ()
    return [one for one in today if one.at <= talk.now]


def _ask_today(talk: Talk, _draft: Draft, act: str) -> list[Said]:
    """Ask about what is over; where nothing is, the first dose is named: a yes means that it is not asked about."""
    passed = [one.wall for one in _passed(talk)]
    ahead = timetable.on_day(talk.plan, talk.places, talk.today)[:1] if talk.plan and not passed else ()
    return [talk.wording.ask_today(act, passed, "".join(talk.wording.dose(one.day, one.wall) for one in ahead))]


def _take_today(talk: Talk, draft: Draft, value: str) -> Taken:
    after = {**draft, "today": value}
    plan = talk.plan
    if plan is None or value == "not-yet":
        return Taken(after, [talk.wording.plain("today-not-yet")] if _passed(talk) else [])
    if value.startswith(AT):
        (one,) = _passed(talk)
        at = datetime.fromisoformat(value.removeprefix(AT))
        return Taken(after, [noting.write(talk, noting.find(talk, plan, one), Kind.TAKEN, at)])
    if value == "tomorrow":
        return Taken(after, [_starts_tomorrow(talk)])
    had = _passed(talk) or list(timetable.on_day(plan, talk.places, talk.today)[:1])
    return Taken(after, [noting.write(talk, noting.find(talk, plan, one), Kind.TAKEN, None) for one in had])


_SAYS_SO = re.compile(
    r"(?:yes|yeah|yep)?,? ?(?:(?:s?he|they|i) (?:has|have|did)"
    r"|(?:s?he|they|i)(?:'s|'ve|s|ve)? (?:had|taken?) (?:it|them))"
    r"(?: (?:it|that|already))*"
    r"|(?:yes|yeah|yep),? (?:this morning|earlier|already|at breakfast|with breakfast)"
)
_TOMORROW = re.compile(r"\b(?:tomorrow|tomorow|tommorow|tomorro|tmrw|tmr|tmw|2moro)$")
_JUST = re.compile(r"\b(?:just|now)\b")


def _read_today(talk: Talk, _draft: Draft, words: str) -> str | None:
    """Return what words say of today's dose: not yet, tomorrow, had, or had at a time that is over."""
    said = words.rstrip(".! ").casefold()
    if _TOMORROW.search(said):
        return "tomorrow"
    meaning = understand(words)
    if said.startswith(("not yet", "no not yet")):
        return "not-yet"
    if isinstance(meaning, Later | NotYet | NotTaken | NotHad) or wants_no_more(words):
        return "not-yet"
    if _SAYS_SO.fullmatch(said) or (_had(talk, meaning) and not _JUST.search(said)):
        return "yes"  # it was had, and nobody said when
    at = read_time(_HAD.sub("", said))
    if at is None or len(_passed(talk)) != 1:
        return None
    walls = at.readings()[:1] if "morning" in said else at.readings()
    walls = tuple(wall for wall in walls if wall == _passed(talk)[0].wall) or walls  # as it stands in the question
    over = [had for had in (timetable.instant(talk.today, wall, talk.zone) for wall in walls) if had <= talk.now]
    return f"{AT}{over[0].isoformat()}" if len(over) == 1 else None


def _had(talk: Talk, meaning: Meaning) -> bool:
    """Tell whether words say that the dose was had, with no time and no other day."""
    match meaning:
        case Took(None, None) | TookMine(None, None):
            return True
        case TheyTook(whose, None, None):
            return is_patient(talk, whose)
    return False


def _starts_tomorrow(talk: Talk) -> Said:
    """Let the plan begin tomorrow: nobody was asked about it yet, so its first day can still be another."""
    plan = talk.plan
    if plan is None:
        return talk.wording.plain("start-first")
    later = plans.begin_on(talk.conn, plan, talk.today + DAY)
    coming.point(talk, later, talk.places)
    owed = coming.first(talk, later, talk.places)
    return talk.wording.plain("starts-tomorrow", next=talk.wording.dose(owed.day, owed.wall) if owed else "")


# What helps


def _ask_helps(talk: Talk, draft: Draft, act: str) -> list[Said]:
    settled = draft.get("helped", [])
    offered = {"quiet": "quiet-hours", "clinic": "clinic-number", "tests": "test-dates"}
    left = {f"{act}:{name}": label for name, label in offered.items() if name not in settled}
    left |= {f"{act}:{TRIAL}": "a-trial", f"{act}:{LATER}": LATER}
    if settled:
        return [talk.wording.ask("ask-helps-more", left)]
    return [talk.wording.ask("ask-helps", left, emergency=talk.emergency)]


def _take_helps(talk: Talk, draft: Draft, value: str) -> Taken:
    if value in {LATER, TRIAL}:
        return Taken({**draft, "helps": value})
    name = value.removeprefix(SAID)
    after = {**draft, "helped": [*draft.get("helped", []), name]}
    if name == value:
        return Taken(after, goes_on=False, said=BEGIN[name](talk))
    said = clinic.take(talk, talk.heard.text) if name == "clinic" else preferences.take(talk, name, _bare(talk))
    return Taken(after, goes_on=not any(one.choices and one.letters for one in said), said=said)


def _read_helps(talk: Talk, _draft: Draft, words: str) -> str | None:
    """Return what words name or say outright, or that nothing is wanted; behind a prompt "not now" is for the dose."""
    if wants_no_more(words) and not choosing.prompted_last(talk):
        return LATER
    if read_hours(_bare(talk)):
        return f"{SAID}quiet"
    if _is_card(talk, words):
        return f"{SAID}clinic"
    if talk.desk.countries.named(_bare(talk)):
        return f"{SAID}country"
    said = set(_WORDS.findall(words.casefold()))
    named = {name for word, name in NAMED.items() if word in said}
    return named.pop() if len(named) == 1 else None


def _is_card(talk: Talk, words: str) -> bool:
    """Tell whether words are a clinic card, where there is none yet."""
    digits = sum(letter.isdecimal() for letter in read_card(words).number)
    none_yet = talk.circle is not None and talk.circle.clinic is None
    return none_yet and digits >= FULL_NUMBER and isinstance(understand(words), Unclear)


def _bare(talk: Talk) -> str:
    """Return what was written without what leads up to it: "22 to 7" of "quiet hours 22 to 7"."""
    return _LEADS.sub("", talk.heard.text.strip())


# A trial


def _read_tried(talk: Talk, _draft: Draft, words: str) -> str | None:
    """Return that a trial was seen: it is left as politely as it is answered."""
    seen = wants_no_more(words) or isinstance(understand(words), Done | Took | TookMine)
    return LATER if seen and not choosing.prompted_last(talk) else None


def _ask_tried(talk: Talk, _draft: Draft, act: str) -> list[Said]:
    plan = talk.plan
    owed = timetable.first_owed(plan, talk.places, talk.now) if plan else None
    if plan is None or owed is None:
        return []
    name = DoseName(plan.uid, owed.day, owed.turn, owed.lap)
    asked = Asked(rules.planned(plan, talk.places, owed), name, owed.amount)
    return [talk.wording.trial(act, talk.wording.prompt(asked, 1, Here(owed.at, talk.zone), None))]


QUESTIONS = (
    Question(
        "today",
        _asks_today,
        _ask_today,
        _take_today,
        _read_today,
    ),
    Question(
        "helps",
        lambda _, draft: "helps" not in draft,
        _ask_helps,
        _take_helps,
        _read_helps,
    ),
    Question(
        "tried",
        lambda _, draft: draft["helps"] == TRIAL and "tried" not in draft,
        _ask_tried,
        lambda _talk, draft, _value: Taken({**draft, "tried": True}),
        _read_tried,
    ),
)
