"""What a value on a laboratory report is: which test, as it was typed, in which unit. Never what it means."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum, auto


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit that a test may be printed in.

    *name* is how it is shown, *spellings* how it is typed. *factor* says how many of the test's first unit are in one
    of this, None if that is not known. Outside *low* to *high* a number is asked about once: no reference range.
    """

    name: str
    spellings: tuple[str, ...]
    factor: Decimal | None
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Kind:
    """A test with a value: its *name* in plain words, what else it is called, its units.

    The *short* names mean other things too, and count only with a unit or beside another value. *units* begins with
    the one that is printed where nothing else is known; *us* is the one in the US.
    """

    key: str
    name: str
    spellings: tuple[str, ...]
    short: tuple[str, ...]
    units: tuple[Unit, ...]
    us: str

    def unit(self, name: str | None) -> Unit | None:
        """Return the unit that is shown as *name*, if it is one of this test's."""
        return next((unit for unit in self.units if unit.name == name), None)


@dataclass(frozen=True, slots=True)
class Value:
    """What somebody says is printed: *text* as typed, with its sign and its decimal comma.

    *number* is None where words are printed, as "negative" is. *unit* is None where none was typed. *low* and *high*
    are the range printed beside it, as typed; either may be missing.
    """

    kind: str
    text: str
    number: Decimal | None
    bound: str | None = None
    unit: str | None = None
    low: str | None = None
    high: str | None = None


class Why(StrEnum):
    """Why something that looks like a value was not read as one; each is one question or one refusal."""

    NO_NUMBER = auto()  # a test is named among values, and no value follows
    NOT_A_NUMBER = auto()  # nan, 1e400, 1_000, 4²
    NEGATIVE = auto()  # below nothing
    TOO_LONG = auto()  # more digits than any report prints
    THOUSANDS = auto()  # 1.000: one, or a thousand?
    TWO_NUMBERS = auto()  # 120/80, 31 45, 31-45
    TWO_UNITS = auto()
    RANGE_ORDER = auto()  # a range whose higher number stands first
    UNKNOWN_UNIT = auto()  # not a unit of this test
    UNKNOWN_TEST = auto()
    TWICE = auto()  # one test with two values


@dataclass(frozen=True, slots=True)
class Odd:
    """What is to be asked about: its *words* as typed, cut where they are long, and the test it is about, if known."""

    why: Why
    words: str
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """What was read from some words: values, what is to be asked about, and the *rest* that is neither.

    Where nothing in the words looks like a value, both are empty and the rest is all of them.
    """

    values: tuple[Value, ...]
    odd: tuple[Odd, ...]
    rest: str


def kind_of(key: str, kinds: Iterable[Kind]) -> Kind | None:
    """Return the test with the key *key*, if it is one of *kinds*."""
    return next((kind for kind in kinds if kind.key == key), None)
