"""Every phrase of the chat, in every form it has, as a person reads it: short, plain, without blame or cheer."""

from __future__ import annotations

import ast as python
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from fluent.syntax import FluentParser, ast
from sqlalchemy import Connection

import bot
from bot import wiring
from bot.care.occasions import Occasion, What, scheduled
from bot.care.people import Style, Voice
from bot.care.places import Places
from bot.care.plans import Pause, Reason, Schedule, Version
from bot.channels.console_channel import NAME, address_of
from bot.content import content_folder, read_phrases
from bot.letters import UNASKED
from bot.store import occasions, people, plans
from bot.wording import WANTS, Phrases, Wording

FOLDER = content_folder()
PHRASES = read_phrases(FOLDER, WANTS)

MOST_WORDS = 25  # in a sentence
# That something is not safe may be said; that it is, never.
BANNED = re.compile(
    r"!|\b(you should|you must|you need to|you have to|normal\w*|abnormal\w*|(?<!not )safe\w*|missed|forgot\w*|"
    r"alert\w*|warning|overdue|failed|failure|wrongly|oops|unfortunately|well done|good job|great|congratulat\w*|"
    r"keep it up|perfect|promise\w*|guarantee\w*|don't worry|do not worry|nothing to worry|rest assured|harmless|"
    r"simply|easy|obviously|as soon as possible|immediately|compliance|adherence|non-?compliant)\b",
    re.IGNORECASE,
)
# Pictures, and what looks different from screen to screen.
SIGNS = re.compile("[^\\x20-\\x7e\\n\u00bd\u00bc\u00be\u2019]")
MARKS = ("*", "[", ".")

# What stands for an argument that no phrase asks about, where a word of its own makes the sentence one.
SAMPLES = {
    "emergency": "999 (UK), 112 (Europe) or 911 (US and Canada)",
    "card": "St Anne's, 020 7188, Mon to Fri 9 to 5",
    "line": "St Anne's, 020 7188, Mon to Fri 9 to 5",
    "usual": "Feed the cat",
    "patient": "Mia",
    "dose": "Tue 1 Dec 08:00",
    "time": "08:04",
    "amount": "three tablets of 50 mg",
    "sum": "3 x 50 mg = 150 mg",
    "words": "all day",
}


def _nodes(node: object) -> Iterator[ast.BaseNode]:
    """Yield a node and all that is in it."""
    if isinstance(node, list):
        for one in node:
            yield from _nodes(one)
    elif isinstance(node, ast.BaseNode):
        yield node
        for inner in vars(node).values():
            yield from _nodes(inner)


def _forms() -> dict[str, dict[str, set[str]]]:
    """Return, for each phrase, the arguments it has forms for, with the names of the forms."""
    found: dict[str, dict[str, set[str]]] = {}
    for path in sorted(FOLDER.glob("phrases/*.ftl")):
        for entry in FluentParser().parse(path.read_text(encoding="utf-8")).body:
            if isinstance(entry, ast.Message):
                forms = found.setdefault(entry.id.name, {})
                for node in _nodes(entry):
                    if isinstance(node, ast.SelectExpression) and isinstance(node.selector, ast.VariableReference):
                        keys = {one.key.name for one in node.variants if isinstance(one.key, ast.Identifier)}
                        forms.setdefault(node.selector.id.name, set()).update(keys)
    return found


FORMS = _forms()


def said(phrase: str, told: Mapping[str, str] | None = None) -> Iterator[str]:
    """Yield each form of a phrase in words; *told* are arguments that are known."""
    free = sorted(WANTS[phrase] - set(told or {}))
    values = [sorted(FORMS[phrase].get(name, {SAMPLES.get(name, "7")})) for name in free]
    for chosen in product(*values):
        yield PHRASES.say(phrase, **dict(zip(free, chosen, strict=True)), **(told or {}))


def wrong(found_in: Callable[[str], object]) -> dict[str, list[object]]:
    """Return what is wrong with each phrase in any of its forms; *found_in* finds that in a text."""
    every = {phrase: [found for text in said(phrase) if (found := found_in(text))] for phrase in WANTS}
    return {phrase: found for phrase, found in every.items() if found}


def test_no_phrase_blames_cheers_alarms_or_promises() -> None:
    assert wrong(lambda text: [found[0] for found in BANNED.finditer(text)]) == {}


def test_no_phrase_says_anything_with_a_picture() -> None:
    assert wrong(lambda text: [found[0] for found in SIGNS.finditer(text)]) == {}


def test_every_sentence_is_short() -> None:
    def long(text: str) -> list[str]:
        return [one for one in re.split(r"(?<=[.?:;]) |\n", text) if len(one.split()) > MOST_WORDS]

    assert wrong(long) == {}


def test_no_line_begins_with_a_mark() -> None:
    assert wrong(lambda text: [line for line in text.split("\n") if line.lstrip().startswith(MARKS)]) == {}


def test_no_place_is_left_empty_or_torn() -> None:
    assert wrong(lambda text: re.findall(r"[{}]| [,.?;:](?!\d)|\.\.", text)) == {}


def test_the_forms_of_a_phrase_are_all_walked() -> None:
    assert len(list(said("voice-saved"))) == 3
    assert "Feed the cat" in "".join(said("voice-saved", {"style": "own"}))


SAYING = {"_say", "plain", "ask"}


def test_every_phrase_that_is_said_is_wanted() -> None:
    rooms = Path(bot.__file__).parent
    said_by_name = {
        call.args[0].value
        for path in (
            *rooms.glob("*.py"),
            *rooms.glob("wording/*.py"),
            *rooms.glob("copying/*.py"),
            *rooms.glob("conversation/**/*.py"),
        )
        for call in python.walk(python.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, python.Call)
        and isinstance(call.func, python.Attribute)
        and call.func.attr in SAYING
        and call.args
        and isinstance(call.args[0], python.Constant)
        and isinstance(call.args[0].value, str)
    }
    assert len(said_by_name) > 300
    assert said_by_name - set(WANTS) == set()


# What is sent unasked: a locked phone shows it.

NAMES_A_MEDICINE = re.compile(
    r"azathioprine|imuran|\bmg\b|tablets?|pills?|dose|medicine|medication|blood|\btests?\b|illness|crohn|colitis|hepatitis",
    re.IGNORECASE,
)


@pytest.mark.parametrize("style", [Style.PRIVATE, Style.OWN])
@pytest.mark.parametrize("phrase", sorted(UNASKED))
def test_what_is_sent_unasked_has_a_private_form(phrase: str, style: Style) -> None:
    told = {"style": style.value} if "style" in WANTS[phrase] else {}
    assert [text for text in said(phrase, told) if NAMES_A_MEDICINE.search(text)] == []


class Listening:
    """Says phrases, and remembers which, in what words."""

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases
        self.heard: set[tuple[str, str]] = set()

    def say(self, name: str, /, **arguments: str) -> str:
        text = self._phrases.say(name, **arguments)
        self.heard.add((name, text))
        return text

    def forget(self) -> None:
        """Forget nothing."""


class Watched:
    """A chat that is listened to while time passes, and nobody says anything."""

    def __init__(self, chat: Any, phrases: Listening) -> None:
        self.chat = chat
        self.phrases = phrases
        self.shown: dict[str, str] = {}

    async def passes(self, moment: datetime) -> None:
        """Let time pass, and note which phrases are shown in what is sent."""
        self.phrases.heard.clear()
        sent = len(self.chat.channel.sent)
        await self.chat.until(moment)
        self._note(sent)

    async def is_off(self, until: datetime) -> None:
        """Let azalea be off until a moment, and note what it says when it is back."""
        await self.chat.close()
        self.chat.clock.moment = until.replace(tzinfo=self.chat.zone)
        self.phrases.heard.clear()
        await self.chat.open()
        self._note(0)

    def _note(self, since: int) -> None:
        for out in self.chat.channel.sent[since:]:
            whole = [out.text, *(button.label for button in out.buttons)]
            self.shown |= {name: out.text for name, text in self.phrases.heard if any(text in one for one in whole)}

    async def pauses(self, reason: Reason, days: int | None = None) -> None:
        """Pause the plan, for as many days if it is said."""

        def work(conn: Connection) -> None:
            plan, now = plans.of_circle(conn, _circle(conn)), self.chat.clock.now()
            assert plan is not None
            until = now.date() + timedelta(days=days) if days else None
            paused = plan.paused(Pause(reason, now, until))
            plans.save_pauses(conn, paused, now + timedelta(days=days or 7))

        await self.chat.azalea._store.write(work)

    async def goes_on(self) -> None:
        """End the pause."""

        def work(conn: Connection) -> None:
            plan = plans.of_circle(conn, _circle(conn))
            assert plan is not None
            plans.save_pauses(conn, plan.resumed(self.chat.clock.now()), None)

        await self.chat.azalea._store.write(work)

    async def has_dates(self) -> None:
        """Let there be an appointment, a day to reorder and a weekly tip in the days to come."""
        today = self.chat.clock.now().date()

        def work(conn: Connection) -> None:
            for what, ahead in ((What.APPOINTMENT, 2), (What.REORDER, 4), (What.TIP, 5)):
                day = today + timedelta(days=ahead)
                one = Occasion(0, "", _circle(conn), _person(conn), what, day, time(14, 30), every=28)
                occasions.add(conn, scheduled(one, self.chat.clock.now(), Places(self.chat.zone.key), None))

        await self.chat.azalea._store.write(work)

    async def has_other_times(self, until: date) -> None:
        """Let the tablets be at another time up to a day."""

        def work(conn: Connection) -> None:
            plan = plans.of_circle(conn, _circle(conn))
            assert plan is not None
            amount = plan.versions[0].schedule.intakes[0].amount
            other = Version(2, until, Schedule.daily(amount, [time(9)]), until)
            plans.change(conn, plan, other, _person(conn), self.chat.clock.now())

        await self.chat.azalea._store.write(work)


def _person(conn: Connection) -> int:
    account = people.account(conn, NAME, address_of("Ana"))
    assert account is not None
    assert account.person_id is not None
    return account.person_id


def _circle(conn: Connection) -> int:
    return people.circle_of(conn, _person(conn)).id


@pytest.mark.parametrize("voice", [Voice(), Voice(Style.OWN, "Feed the cat")], ids=["private", "own"])
async def test_all_that_is_sent_unasked_is_listed_and_private(
    voice: Voice, open_chat: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    phrases = Listening(PHRASES)
    desk = replace(wiring.read_desk(), wording=Wording(phrases))
    monkeypatch.setattr(wiring, "read_desk", lambda _overlay: desk)
    chat = await open_chat(datetime(2026, 11, 30, 19, 40))
    await chat.set_up("3 x 50 mg at 08:00")
    watched = Watched(chat, phrases)
    await chat.azalea._store.write(
        lambda conn: people.save_person(conn, replace(people.person(conn, _person(conn)), voice=voice))
    )

    await watched.passes(datetime(2026, 12, 2, 8, 10))  # three prompts without an answer, and the question about it
    chat.terminal.trouble = [("after", TimeoutError())]
    await watched.passes(datetime(2026, 12, 2, 9, 0))  # one that may not have arrived is said again
    await watched.passes(datetime(2026, 12, 4, 20, 0))  # three days of silence
    await watched.is_off(datetime(2026, 12, 5, 9, 20))
    await watched.is_off(datetime(2026, 12, 8, 7, 30))
    await watched.passes(datetime(2026, 12, 8, 8, 10))  # a day on which nobody was asked
    await watched.passes(datetime(2026, 12, 9, 7, 59))
    chat.terminal.trouble = [("before", OSError())] * 6
    await watched.passes(datetime(2026, 12, 9, 8, 1))
    await watched.is_off(datetime(2026, 12, 9, 9, 5))  # one that left late
    await watched.has_other_times(date(2026, 12, 11))
    await watched.passes(datetime(2026, 12, 12, 20, 0))
    for reason in Reason:
        await watched.pauses(reason)
        await watched.passes(chat.clock.moment + timedelta(days=8))
        await watched.goes_on()
    await watched.pauses(Reason.HOSPITAL, days=3)
    await watched.passes(chat.clock.moment + timedelta(days=4))

    await watched.goes_on()
    await watched.has_dates()
    await watched.passes(chat.clock.moment + timedelta(days=8))

    assert set(watched.shown) - UNASKED == set()
    assert [text for text in watched.shown.values() if NAMES_A_MEDICINE.search(text)] == []
    asked = {"prompt", "prompt-past", "prompt-off", "still-open", "still-open-last", "back-to", "repeat", "silence"}
    asked |= {"before-unanswered", "before-off", "pause-check", "pause-check-hospital", "pause-team", "pause-return"}
    asked |= {"appointment-tomorrow", "appointment-after", "reorder-today", "tip-waits"}
    assert asked - set(watched.shown) == set()
