"""Someone wrote: who, what did they mean, what is written down, what is answered. All in one transaction.

`answer` routes; each story has a file: setting_up, planning, answers (words), presses (buttons), sheets,
asking_the_guide; what is written down about a dose goes through noting; choosing finds what a number stands for.
Reads words with `care.reading`, leaves what becomes of a dose to `care.doses`, and how it is said to `wording`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import datetime, time

from sqlalchemy import Connection

from bot.care import reading
from bot.care.reading import Meaning
from bot.conversation import answers, asking_the_guide, choosing, planning, presses, setting_up, sheets
from bot.conversation.choosing import Chosen
from bot.conversation.talk import Desk, Talk, open_talk, say
from bot.messages import Incoming
from bot.store import outbox, people
from bot.wording import Said

__all__ = ["Desk", "answer", "put_aside"]

LONGEST = 4096  # characters; Telegram sends no more in one message
LONGEST_COMMAND = 30  # letters of an unknown command that are repeated

Command = Callable[[Talk, str], list[Said]]

COMMANDS: dict[str, Command] = {
    "start": lambda talk, _: setting_up.start(talk),
    "timezone": setting_up.zone,
    "plan": planning.plan,
    "today": lambda talk, _: sheets.today(talk),
    "log": lambda talk, _: sheets.log(talk),
    "taken": lambda talk, words: _known(talk) or _said(talk, f"took it {words}"),
    "skip": lambda talk, words: _known(talk) or _said(talk, f"skip {words}"),
    "sideeffects": asking_the_guide.side_effects,
    "help": lambda talk, _: [talk.wording.plain("help")],
}


def answer(desk: Desk, conn: Connection, heard: Incoming, key: str, now: datetime) -> None:
    """Act on what someone wrote and put the replies into the outbox, under names that begin with *key*."""
    talk = open_talk(conn, heard, now, desk)
    replies = asking_the_guide.urgent(talk)
    if len(heard.text) > LONGEST:
        replies.append(talk.wording.plain("too-long"))
    else:
        replies += _replies(talk, urgent=bool(replies))
    say(talk, key, choosing.numbered_on(talk, replies))


def put_aside(desk: Desk, conn: Connection, heard: Incoming, key: str, now: datetime) -> None:
    """Tell someone that what they wrote could not be acted on."""
    talk = open_talk(conn, heard, now, desk)
    say(talk, key, [talk.wording.plain("put-aside")])


def _known(talk: Talk) -> list[Said]:
    return [] if talk.person else [talk.wording.plain("start-first")]


def _replies(talk: Talk, *, urgent: bool) -> list[Said]:
    meaning = reading.understand(talk.heard.text)
    if isinstance(meaning, reading.Command):
        return _command(talk, meaning)
    typed_time = planning.typed_half(talk, talk.heard.text)
    if typed_time is not None:
        return typed_time
    labelled = choosing.by_label(talk, meaning)
    if labelled is not None:
        return _press(talk, labelled)
    match meaning:
        case reading.Help():
            return [talk.wording.plain("help")]
        case reading.Choice():
            return _chosen(talk, meaning)
        case reading.Yes():
            return _yes_or_no(talk, "yes")
        case reading.No():
            return _yes_or_no(talk, "no")
        case reading.Unclear() if urgent:
            return [talk.wording.plain("wrote-nothing", facts=answers.facts(talk))] if talk.person else []
        case reading.Unclear() | reading.Nod() | reading.Doubt():
            return setting_up.typed(talk) or _known(talk) or _about_a_dose(talk, meaning)
    return _known(talk) or _about_a_dose(talk, meaning)


def _command(talk: Talk, meaning: reading.Command) -> list[Said]:
    command = COMMANDS.get(meaning.name)
    if command is None:
        name = "".join(c for c in meaning.name if unicodedata.category(c)[0] != "C")
        return [talk.wording.plain("unknown-command", name=name[:LONGEST_COMMAND])]
    return command(talk, meaning.words)


def _said(talk: Talk, words: str) -> list[Said]:
    """Answer a command as the words it stands for."""
    return _about_a_dose(talk, reading.understand(words))


def _about_a_dose(talk: Talk, meaning: Meaning) -> list[Said]:
    match meaning:
        case reading.Took(at):
            return answers.took(talk, at)
        case reading.Done():
            return answers.done(talk)
        case reading.AskedWhether():
            return [Said(answers.facts(talk))]
        case reading.Doubt(why):
            return answers.doubt(talk, why)
        case reading.Later():
            return answers.put_off(talk)
        case reading.NotHad():
            return answers.not_had(talk)
        case reading.Nod():
            return answers.nod(talk)
    return [talk.wording.plain("unclear")]


def _chosen(talk: Talk, typed: reading.Choice) -> list[Said]:
    found = choosing.by_mark(talk, typed)
    if found is not None and found.message.id < outbox.on_its_way(talk.conn, talk.account.id):
        return answers.nod(talk) or [talk.wording.plain("unclear")]
    if found is not None:
        return _press(talk, found)
    if not talk.shown():
        return [talk.wording.plain("unclear")]
    mark = str(typed.number) if typed.number is not None else str(typed.letter)
    return [talk.wording.plain("no-such-choice", mark=mark)]


def _yes_or_no(talk: Talk, role: str) -> list[Said]:
    """Take a yes or no as the answer to the last question asked; ask where two are open, or it is no answer."""
    asked = choosing.question(talk)
    if talk.person is None and asked is None:
        return _known(talk)
    old = asked is not None and choosing.corrects(asked) and not choosing.is_last(talk, asked)
    if asked is None or old or (choosing.about_dose(asked) and not choosing.still_open(talk, asked)):
        return answers.nod(talk) or [talk.wording.plain("nothing-open", facts=answers.facts(talk))]
    if choosing.about_dose(asked):
        if people.step(talk.conn, talk.account.id) is not None:
            return [talk.wording.plain("which-question"), *setting_up.go_on(talk)]
        return answers.to_prompt(talk, asked, role)
    found = choosing.by_role(asked, role)
    if found is not None:
        return _press(talk, found)
    return [talk.wording.plain("which-choice" if role == "yes" else "unchanged")]


def _press(talk: Talk, chosen: Chosen) -> list[Said]:
    """Do what a choice says. A question that is answered with it is no longer in view."""
    if not choosing.lasts(chosen.message) or chosen.choice.data.startswith(f"{choosing.BEFORE}:"):
        outbox.drop_choices(talk.conn, chosen.message.id)
    said = _pressed(talk, chosen.choice.data)
    return [talk.wording.plain("button-gone")] if said is None else said


def _pressed(talk: Talk, data: str) -> list[Said] | None:
    act, _, rest = data.partition(":")
    acts: dict[str, Callable[[Talk], list[Said] | None]] = {
        "agree": setting_up.agree,
        "more": setting_up.more,
        "decline": setting_up.decline,
        "zone-yes": lambda t: setting_up.zone_yes(t, rest),
        "zone-no": setting_up.zone_no,
        "plan-yes": lambda t: planning.yes(t, rest, sure=False),
        "plan-sure": lambda t: planning.yes(t, rest, sure=True),
        "plan-no": lambda t: planning.no(t, rest),
        "half": lambda t: planning.half(t, time(int(rest[:2]), int(rest[2:]))),
        "guide": lambda t: asking_the_guide.show(t, rest),
        "none": lambda t: [t.wording.plain("unchanged")],
    }
    if act in acts:
        return acts[act](talk) or None
    return presses.press(talk, act, rest)
