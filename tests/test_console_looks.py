"""What a message looks like in a terminal: the words are the same however they are drawn, and no choice is torn."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from bot.channels.console_looks import LABELS, MARK, QUIET, plain, rendered
from bot.messages import Button, Outgoing, Weight

BUTTONS = (Button("Done", "had:1", Weight.USUAL), Button("Later", "later:1"), Button("Not today", "not:1"))
PROMPT = Outgoing(
    "chat", "Your usual?\n\nIt is time.", BUTTONS, ("1", "2", "3"), datetime(2026, 12, 1, 8, 0, tzinfo=UTC)
)


def test_a_pipe_gets_one_line_of_choices_whatever_their_number() -> None:
    many = replace(PROMPT, buttons=BUTTONS * 9, marks=("1", "2", "3") * 9)
    assert plain(rendered(PROMPT)).split("\n") == [
        "08:00 azalea | Your usual?",
        "             |",
        "             | It is time.",
        "             | [1] Done  [2] Later  [3] Not today",
    ]
    assert len(plain(rendered(many)).split("\n")) == 4


def test_a_choice_stands_whole_on_its_line() -> None:
    lines = plain(rendered(PROMPT, width=40)).split("\n")
    assert lines[-2:] == ["             | [1] Done  [2] Later", "             | [3] Not today"]
    assert all(len(line) <= 40 for line in lines)


def test_what_is_drawn_is_who_speaks_the_marks_and_what_weighs_something() -> None:
    looks = {text: look for look, text in rendered(PROMPT)}
    assert looks["[1]"] == looks["[3]"] == MARK
    assert (looks[" Done"], looks[" Later"]) == (LABELS[Weight.USUAL], "")
    assert looks["08:00 "] == QUIET
    assert looks["Your usual?"] == ""


def test_a_message_without_a_time_begins_with_who_speaks() -> None:
    assert plain(rendered(Outgoing("chat", "Hello"))) == "azalea | Hello"
