"""The words with a slash: what each one does, and those that work without it. Does nothing by itself."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from bot.care import reading
from bot.conversation import (
    answers,
    asking_the_guide,
    baseline,
    bloodtests,
    clocks,
    helping,
    leaving,
    meant,
    moving,
    occasions,
    parking,
    pausing,
    planning,
    preferences,
    results,
    setting_up,
    sheets,
    summary,
    telling,
)
from bot.conversation.talk import Talk
from bot.wording import Said

LONGEST_COMMAND = 30  # letters of an unknown command that are repeated

Command = Callable[[Talk, str], list[Said]]

# Both names of each pair that people mix up work.
COMMANDS: dict[str, Command] = {
    "start": lambda talk, _: setting_up.start(talk),
    "help": lambda talk, _: helping.show(talk),
    "menu": lambda talk, _: helping.show(talk),
    "more": lambda talk, _: helping.more(talk),
    "today": lambda talk, _: sheets.today(talk),
    "log": sheets.log,
    "diary": sheets.log,
    "taken": lambda talk, words: known(talk) or _said(talk, f"took it {words}"),
    "skip": lambda talk, words: known(talk) or _said(talk, f"skip {words}"),
    "missed": lambda talk, _: known(talk) or answers.forgot(talk, reading.Forgot()),
    "plan": planning.plan,
    "timezone": clocks.timezone,
    "travel": moving.travel,
    "pause": pausing.pause,
    "hold": pausing.pause,
    "note": telling.note,
    "symptom": telling.symptom,
    "ask": asking_the_guide.ask,
    "guide": asking_the_guide.ask,
    "question": asking_the_guide.ask,
    "sideeffects": asking_the_guide.side_effects,
    "tips": occasions.weekly.command,
    "tip": occasions.weekly.command,
    "parked": parking.show,
    "settings": lambda talk, _: preferences.show(talk),
    "privacy": lambda talk, _: leaving.privacy(talk),
    "stop": lambda talk, _: stop(talk),
    "tests": bloodtests.command,
    "test": bloodtests.command,
    "bloodtest": bloodtests.command,
    "bloodtests": bloodtests.command,
    "appointment": occasions.appointments.command,
    "appointments": occasions.appointments.command,
    "reorder": occasions.reorders.command,
    "chart": results.chart,
    "results": results.command,
    "result": results.command,
    "summary": summary.show,
    "baseline": lambda talk, _: baseline.show(talk),
}


def known(talk: Talk) -> list[Said]:
    """Return what to say to somebody who has not begun yet; nothing to anybody else."""
    return [] if talk.person else [talk.wording.not_agreed()]


def stop(talk: Talk, *, delete: bool = False) -> list[Said]:
    """Leave a set-up, or ask what is to stop."""
    return setting_up.leave(talk) or leaving.stop(talk, delete=delete)


def obey(talk: Talk, meaning: reading.Command) -> list[Said]:
    """Do what a command says."""
    command = COMMANDS.get(meaning.name)
    if command is None:
        name = "".join(c for c in meaning.name if unicodedata.category(c)[0] != "C")
        return [talk.wording.plain("unknown-command", name=name[:LONGEST_COMMAND])]
    return command(talk, meaning.words)


def _said(talk: Talk, words: str) -> list[Said]:
    """Answer a command as the words it stands for."""
    return meant.follow(talk, reading.understand(words))
