"""What a message is made of: its text, its choices, and the small words of time and number. Decides nothing."""

from __future__ import annotations

from base64 import b64decode, b64encode
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from bot.care.charts import Captions, chart_back, chart_kept
from bot.messages import File, Picture, Weight

# By what a button's data begins with. Few, or none would stand out; and none where a colour would answer for somebody:
# not whether they agree to be kept, and not what has been.
WEIGHTS = {
    "had:": Weight.USUAL,
    "do:start": Weight.GOES_ON,
    "plan:yes:": Weight.GOES_ON,
    "shift:yes:": Weight.GOES_ON,
    "move:yes:": Weight.GOES_ON,
    "leave-azalea:delete": Weight.ERASES,
}

LONGEST_SHOWN = 200  # characters of somebody's words that are repeated in a question


class Phrases(Protocol):
    """Says a phrase by name."""

    def say(self, name: str, /, **arguments: str) -> str:
        """Return the words."""

    def forget(self) -> None:
        """Forget what was said."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to press. *role* is "yes" or "no" where a typed yes or no presses it."""

    label: str
    data: str
    role: str = ""

    @property
    def weight(self) -> Weight:
        """Return what pressing it would mean."""
        return next((weight for begins, weight in WEIGHTS.items() if self.data.startswith(begins)), Weight.PLAIN)


@dataclass(frozen=True, slots=True)
class Said:
    """A message: its text and choices. *letters*: the answer is a number, so choices are not numbered.

    *first* is the number of the first choice; it is not 1 where a message stands under another one with choices.
    *covered* is the part of the text that a locked phone is not to show. *files* and a *picture* come with it. A
    *page*, of the guide or of the log, asks nothing: a number behind it is for what was asked before.
    """

    text: str
    choices: tuple[Choice, ...] = ()
    letters: bool = False
    first: int = 1
    files: tuple[File, ...] = ()
    page: bool = False
    picture: Picture | None = None
    covered: str = ""

    def behind(self, text: str) -> Said:
        """Return the same behind a *text* that comes first, if there is one."""
        return replace(self, text=f"{text}\n{self.text}") if text else self


def text_kept(said: Said) -> dict[str, Any]:
    """Return the text of a message, and what comes with it, as a row keeps them."""
    kept: dict[str, Any] = {"text": said.text}
    if said.files:
        kept["files"] = [[one.name, b64encode(one.body).decode()] for one in said.files]
    if said.picture:
        kept["picture"] = _picture_kept(said.picture)
    return kept


def _picture_kept(picture: Picture) -> dict[str, Any]:
    """Return what is to be drawn; it is drawn anew each time that it is sent."""
    captions = picture.captions
    words = [captions.changed, captions.band, captions.months]
    return {"name": picture.name, "chart": chart_kept(picture.chart), "captions": words, "alt": picture.alt}


def files_back(kept: dict[str, Any]) -> tuple[File, ...]:
    """Return the files that a row kept beside a text."""
    return tuple(File(name, b64decode(body)) for name, body in kept.get("files", ()))


def picture_back(kept: dict[str, Any]) -> Picture | None:
    """Return the picture that a row kept beside a text, if there is one."""
    found = kept.get("picture")
    if found is None:
        return None
    changed, band, months = found["captions"]
    return Picture(found["name"], chart_back(found["chart"]), Captions(changed, band, tuple(months)), found["alt"])


def choices_kept(said: Said) -> dict[str, Any] | None:
    """Return the choices of a message as a row keeps them: of words alone nothing, of a page that it has none."""
    if not said.choices and not said.page:
        return None
    choices = [[one.label, one.data, one.role] for one in said.choices]
    return {"choices": choices, "letters": said.letters, "first": said.first}


def choices_back(kept: dict[str, Any] | None) -> tuple[tuple[Choice, ...], bool, int]:
    """Return what a row kept: the choices, whether they have letters, and the number of the first."""
    if kept is None:
        return (), False, 1
    return tuple(Choice(*one) for one in kept["choices"]), kept["letters"], kept["first"]


@dataclass(frozen=True, slots=True)
class Option:
    """A dose to choose: its label, what its button carries, how it stands if settled, and a time that was said."""

    dose: str
    data: str
    stands: str | None = None
    had: str | None = None


@dataclass(frozen=True, slots=True)
class Here:
    """The moment, and the reader's zone."""

    now: datetime
    zone: ZoneInfo

    @property
    def today(self) -> date:
        """Return the local day."""
        return self.now.astimezone(self.zone).date()


Off = tuple[datetime, datetime]  # azalea was off from, until


def shortened(words: str, longest: int = LONGEST_SHOWN) -> str:
    """Return somebody's words as a question repeats them."""
    return words if len(words) <= longest else f"{words[:longest]}..."


def figure(value: Decimal) -> str:
    """Return a number as people write it: 75, 1.5, 12.5."""
    return f"{value.normalize():f}"


def clock(wall: time) -> str:
    """Return a time of day: 08:00."""
    return wall.strftime("%H:%M")


def local(moment: datetime, zone: ZoneInfo) -> str:
    """Return the time of day of a moment in a zone."""
    return clock(moment.astimezone(zone).time())
