"""Someone wrote: who, what did they mean, what is written down, what is answered. All in one transaction.

`answer` routes; each story has a file: setting_up, planning, answers (words), presses (buttons), sheets,
asking_the_guide; what is written down about a dose goes through noting.
Reads words with `care.reading`, leaves what becomes of a dose to `care.doses`, and how it is said to `wording`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import datetime, time

from sqlalchemy import Connection

from bot.care import reading
from bot.care.doses import State
from bot.care.reading import Meaning
from bot.care.timetable import DoseName
from bot.conversation import answers, asking_the_guide, planning, presses, setting_up, sheets
from bot.conversation.talk import Desk, Shown, Talk, open_talk, say
from bot.messages import Incoming
from bot.store import doses, outbox, people, plans
from bot.wording import Choice, Said

__all__ = ["Desk", "answer", "put_aside"]

LONGEST = 4096  # characters; Telegram sends no more in one message

Command = Callable[[Talk, str], list[Said]]

LASTING = {"change", "later", "unknown", "guide"}  # a message that offers one of these can be pressed again

COMMANDS: dict[str, Command] = {
    "start": lambda talk, _: setting_up.start(talk),
    "timezone": setting_up.zone,
    "plan": planning.plan,
    "today": lambda talk, _: sheets.today(talk),
    "log": lambda talk, _: sheets.log(talk),
    "taken": lambda talk, words: _known(talk) or _taken(talk, words),
    "skip": lambda talk, _: _known(talk) or answers.not_had(talk),
    "sideeffects": asking_the_guide.side_effects,
    "help": lambda talk, _: [talk.wording.plain("help")],
}


def answer(desk: Desk, conn: Connection, heard: Incoming, key: str, now: datetime) -> None:
    """Act on what someone wrote and put the replies into the outbox, under names that begin with *key*."""
    talk = open_talk(conn, heard, now, desk)
    if len(heard.text) > LONGEST:
        say(talk, key, [*asking_the_guide.urgent(talk), talk.wording.plain("too-long")])
        return
    urgent = asking_the_guide.urgent(talk)
    meaning = reading.understand(heard.text)
    if urgent and isinstance(meaning, reading.Unclear) and _label(talk, meaning) is None:
        say(talk, key, urgent)
        return
    say(talk, key, [*urgent, *_replies(talk, meaning)])


def put_aside(desk: Desk, conn: Connection, heard: Incoming, key: str, now: datetime) -> None:
    """Tell someone that what they wrote could not be acted on."""
    talk = open_talk(conn, heard, now, desk)
    say(talk, key, [talk.wording.plain("put-aside")])


def _known(talk: Talk) -> list[Said]:
    return [] if talk.person else [talk.wording.plain("start-first")]


def _taken(talk: Talk, words: str) -> list[Said]:
    if not words:
        return answers.took(talk, None)
    meaning = reading.understand(f"took it {words}")
    return answers.took(talk, meaning.at) if isinstance(meaning, reading.Took) else answers.doubt(talk)


def _replies(talk: Talk, meaning: Meaning) -> list[Said]:
    if isinstance(meaning, reading.Command):
        command = COMMANDS.get(meaning.name)
        if command is None:
            return [talk.wording.plain("unknown-command", name=_printable(meaning.name)[:30])]
        return command(talk, meaning.words)
    if isinstance(meaning, reading.Help):
        return [talk.wording.plain("help")]
    typed_time = planning.typed_half(talk, talk.heard.text)
    if typed_time is not None:
        return typed_time
    label = _label(talk, meaning)
    if label is not None:
        return _press(talk, *label)
    if isinstance(meaning, reading.Choice):
        return _chosen(talk, meaning)
    if isinstance(meaning, reading.Yes | reading.No):
        return _yes_or_no(talk, "yes" if isinstance(meaning, reading.Yes) else "no")
    return _known(talk) or _about_a_dose(talk, meaning)


def _about_a_dose(talk: Talk, meaning: Meaning) -> list[Said]:
    match meaning:
        case reading.Took(None):
            return _which(talk) or answers.took(talk, None)
        case reading.Took(at):
            return answers.took(talk, at)
        case reading.Done():
            return _which(talk) or answers.done(talk)
        case reading.AskedWhether():
            return [Said(answers.facts(talk))]
        case reading.Doubt():
            return answers.doubt(talk)
        case reading.Later():
            return answers.put_off(talk)
        case reading.NotHad():
            return answers.not_had(talk)
        case reading.Nod():
            return answers.nod(talk)
    return [talk.wording.plain("unclear")]


def _which(talk: Talk) -> list[Said]:
    """Ask which dose, where the newest question is about the one before and today's is open as well."""
    newest = next(iter(talk.shown()), None)
    if newest is None or newest.first == 1:
        return []
    return answers.which_of_two(talk, newest.choices[0].data.partition(":")[2])


def _printable(words: str) -> str:
    return "".join(c for c in words if unicodedata.category(c)[0] != "C")


def _folded(words: str) -> str:
    return " ".join(words.casefold().replace("\u2019", "'").split())


def _label(talk: Talk, meaning: Meaning) -> tuple[Shown, Choice] | None:
    """Return the choice of the newest message whose label was typed.

    Under a message that stands below another one with choices, words that also mean something alone are left to that;
    so they are where the message asked about a dose that is no longer open.
    """
    newest = next(iter(talk.shown()), None)
    if newest is None or (newest.first > 1 and not isinstance(meaning, reading.Unclear | reading.Doubt)):
        return None
    typed = next((c for c in newest.choices if _folded(c.label) == _folded(talk.heard.text)), None)
    if typed is None or (typed.role and _about_dose(typed) and not _open(talk, typed.data)):
        return None
    return newest, typed


def _chosen(talk: Talk, choice: reading.Choice) -> list[Said]:
    """Press what a bare number or letter stands for: it belongs to the newest message with choices.

    Choices that are numbered on from another message keep their numbers for as long as they are in view.
    """
    shown = talk.shown()
    for place, message in enumerate(shown):
        if place > 0 and message.first == 1 and shown[place - 1].first == 1:
            continue
        number = _position(message, choice)
        if number is not None:
            return _press(talk, message, message.choices[number])
    mark = str(choice.number) if choice.number is not None else str(choice.letter)
    return [talk.wording.plain("no-such-choice", mark=mark)] if shown else [talk.wording.plain("unclear")]


def _position(message: Shown, choice: reading.Choice) -> int | None:
    if message.letters:
        position = ord(choice.letter) - ord("a") if choice.letter else -1
    else:
        position = choice.number - message.first if choice.number is not None else -1
    return position if 0 <= position < len(message.choices) else None


def _yes_or_no(talk: Talk, role: str) -> list[Said]:
    """Press the yes or no of the last question asked."""
    step = people.step(talk.conn, talk.account.id)
    for message in talk.shown():
        found = next((c for c in message.choices if c.role == role), None)
        if found is None:
            continue
        about_dose = _about_dose(found)
        if about_dose and not _open(talk, found.data):
            continue
        if about_dose and step is not None:
            return [talk.wording.plain("which-question"), *setting_up.go_on(talk)]
        return _press(talk, message, found)
    return _known(talk) or [talk.wording.plain("nothing-open", facts=answers.facts(talk))]


def _about_dose(choice: Choice) -> bool:
    return choice.data.startswith(("had:", "not:"))


def _open(talk: Talk, data: str) -> bool:
    name = DoseName.read(data.split(":")[1])
    plan = plans.by_uid(talk.conn, name.plan)
    known = doses.on_days(talk.conn, plan.id, name.day, name.day) if plan else []
    return any((d.turn, d.lap, d.state) == (name.turn, name.lap, State.OPEN) for d in known)


def _press(talk: Talk, message: Shown, choice: Choice) -> list[Said]:
    """Do what a choice says. A question that is answered with it is no longer in view."""
    if not any(one.data.partition(":")[0] in LASTING for one in message.choices):
        outbox.drop_choices(talk.conn, message.id)
    said = _pressed(talk, choice.data)
    return [talk.wording.plain("button-gone")] if said is None else said


def _pressed(talk: Talk, data: str) -> list[Said] | None:
    act, _, rest = data.partition(":")
    acts: dict[str, Callable[[Talk], list[Said]]] = {
        "agree": setting_up.agree,
        "more": setting_up.more,
        "decline": setting_up.decline,
        "zone-yes": setting_up.zone_yes,
        "zone-no": setting_up.zone_no,
        "plan-yes": lambda t: planning.yes(t, sure=False),
        "plan-sure": lambda t: planning.yes(t, sure=True),
        "plan-no": planning.no,
        "half": lambda t: planning.half(t, time(int(rest[:2]), int(rest[2:]))),
    }
    if act in acts:
        return acts[act](talk) or None
    if act == "guide":
        return asking_the_guide.show(talk, rest)
    return presses.press(talk, act, rest)
