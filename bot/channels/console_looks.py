"""How a message looks in a terminal: pieces of text, and how each is drawn. Joined, they are the message in plain text.

Knows no terminal. One that draws nothing, or is asked not to (NO_COLOR), shows the same words.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence

from bot.care.text_plots import text_plot
from bot.messages import Button, Outgoing, Picture, Weight

SPEAKER = "azalea"
NARROWEST = 20
PLOT_WIDTH = 72  # letters of a chart where lines are not to be broken

# As prompt_toolkit names them; colours are the sixteen that whoever owns the terminal chose.
QUIET = "dim"
NAMED = "bold ansimagenta"
MARK = "bold ansicyan"
LABELS = {Weight.USUAL: "ansigreen", Weight.GOES_ON: "ansicyan", Weight.ERASES: "ansired"}
BETWEEN = "  "  # two buttons

Piece = tuple[str, str]  # how it is drawn, and the text
Line = list[Piece]


def rendered(out: Outgoing, width: int | None = None, files: Sequence[str] = ()) -> list[Piece]:
    """Return a message as the terminal shows it: who and when, what was said, where its files are, and the choices.

    *width* is how many letters a line holds; where it is None no line is broken. A picture is shown in letters, before
    the files.
    """
    time = f"{out.at:%H:%M} " if out.at else ""
    lead: Line = [(QUIET, time), (NAMED, SPEAKER), (QUIET, " | ")]
    before = len(plain(lead))
    room = None if width is None else max(width - before, NARROWEST)
    shown = (*out.text.split("\n"), *_in_letters(out.picture, room or PLOT_WIDTH), *files)
    said: list[Line] = [[("", part)] for line in shown for part in _broken(line, room)]
    choices = list(zip(out.marks, out.buttons, strict=True)) if out.buttons else []
    first, *others = [*said, *_choices(choices, room)]
    pieces = lead + first
    for line in others:
        bar = " " * (before - 2) + "|"
        pieces += [("", "\n"), (QUIET, f"{bar} " if plain(line) else bar), *line]
    return pieces


def plain(pieces: Iterable[Piece]) -> str:
    """Return the words alone."""
    return "".join(text for _, text in pieces)


def _broken(line: str, room: int | None) -> list[str]:
    return [line.rstrip()] if room is None else textwrap.wrap(line, room, break_long_words=False) or [""]


def _in_letters(picture: Picture | None, width: int) -> list[str]:
    return [] if picture is None else ["", *text_plot(picture.chart, picture.captions, width).split("\n"), ""]


def _choices(choices: Sequence[tuple[str, Button]], room: int | None) -> list[Line]:
    """Return the lines of the choices; none is torn in two."""
    lines: list[Line] = []
    for mark, button in choices:
        choice = [(MARK, f"[{mark}]"), (LABELS.get(button.weight, ""), f" {button.label}")]
        together = [*lines[-1], ("", BETWEEN), *choice] if lines else choice
        if lines and (room is None or len(plain(together)) <= room):
            lines[-1] = together
        else:
            lines.append(choice)
    return lines
