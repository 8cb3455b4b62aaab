"""Texts and buttons in the shape that Telegram takes them, and a narrow phone shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.care.text_plots import text_plot
from bot.messages import Button, Picture, Weight

LONGEST_TEXT = 4096  # UTF-16 units (core.telegram.org/bots/api#sendmessage)
LONGEST_CAPTION = 1024  # of what stands under a picture (core.telegram.org/bots/api#sendphoto)
PLOT_WIDTH = 34  # letters of one width that a narrow phone shows in a line
ROW = 24  # letters of labels that a row of buttons holds on a narrow phone
MOST_IN_ROW = 3
# Of InlineKeyboardButton, since Bot API 9.4; a server that is older leaves it out.
STYLES = {Weight.USUAL: "success", Weight.GOES_ON: "primary", Weight.ERASES: "danger"}


@dataclass(frozen=True, slots=True)
class Plot:
    """A part of a chart in letters, to be shown in letters of one width."""

    text: str

    @property
    def entities(self) -> list[dict[str, object]]:
        """Return what tells Telegram so."""
        return [{"type": "pre", "offset": 0, "length": _units(self.text)}]


def spoiler(text: str, covered: str) -> list[dict[str, object]] | None:
    """Return what tells Telegram to cover a part of a text until it is tapped; it is covered in notifications too."""
    begins = text.find(covered) if covered else -1
    if begins < 0:
        return None
    return [{"type": "spoiler", "offset": _units(text[:begins]), "length": _units(covered)}]


def in_letters(picture: Picture) -> list[Plot]:
    """Return a chart in letters, in parts that Telegram takes."""
    return [Plot(part) for part in parts(text_plot(picture.chart, picture.captions, PLOT_WIDTH))]


def keyboard(buttons: Sequence[Button]) -> dict[str, list[list[dict[str, str]]]] | None:
    """Return buttons in rows that a narrow phone shows whole."""
    rows: list[list[dict[str, str]]] = []
    room = 0
    for button in buttons:
        if not rows or len(rows[-1]) == MOST_IN_ROW or len(button.label) > room:
            rows.append([])
            room = ROW
        style = {"style": STYLES[button.weight]} if button.weight in STYLES else {}
        rows[-1].append({"text": button.label, "callback_data": button.data} | style)
        room -= len(button.label)
    return {"inline_keyboard": rows} if rows else None


def parts(text: str, longest: int = LONGEST_TEXT) -> list[str]:
    """Cut a text, at lines or words where it has any, into parts of at most *longest* UTF-16 units."""
    found, text = [], text.strip()  # Telegram shows no blanks there, and takes no part that is nothing else
    while _units(text) > longest:
        end = _fitting(text, longest)
        borders = (text.rfind(border, 0, end) for border in ("\n\n", "\n", " "))
        cut = next((border for border in borders if border > 0), end)
        found.append(text[:cut].rstrip())
        text = text[cut:].lstrip()
    return [*found, text]


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _fitting(text: str, longest: int) -> int:
    """Return how many characters of a text fit into *longest* UTF-16 units."""
    end = min(len(text), longest)
    while _units(text[:end]) > longest:
        end -= (_units(text[:end]) - longest + 1) // 2
    return end
