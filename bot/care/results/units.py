"""Units: found in words, asked for where they are missing, converted to stand beside a value. Nothing is changed."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_EVEN, Context, Decimal
from functools import cache

from bot.care.results.figures import folded
from bot.care.results.values import Kind, Unit, Value

UK, US = "GB", "US"
FEWEST_DIGITS = 2  # of a converted number: 5 may stand for anything from 4.5 to 5.4
_PIECES = re.compile(r"(?P<power>10(?:\^|e)?(?P<of>[0-9])(?![0-9]))|(?P<per>/)|(?P<gap>\s+)|(?P<other>.)", re.DOTALL)
_RAISED = dict(zip("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹", strict=True))


@cache
def unit_pattern(units: tuple[Unit, ...]) -> re.Pattern[str]:
    """Return what finds one of *units* in folded words, with what parts it from a number; `lastgroup` says which."""
    spelled = sorted(
        ((spelling, number) for number, unit in enumerate(units) for spelling in (unit.name, *unit.spellings)),
        key=lambda one: -len(one[0]),
    )
    # One group a spelling, for a name may stand only once in a pattern.
    choices = (f"(?P<u{number}_{place}>{_spelled(spelling)})" for place, (spelling, number) in enumerate(spelled))
    # Possessive, for what parts them can be long, and is not to be cut in every way.
    return re.compile(rf"\s*+(?:[,|]\s*+)?(?:{'|'.join(choices)})(?![a-z0-9^])")


def unit_at(words: str, start: int, units: tuple[Unit, ...]) -> tuple[Unit, int] | None:
    """Return the unit that stands in folded *words* at *start*, after blanks, and where it ends."""
    found = unit_pattern(units).match(words, start)
    if not found or found.lastgroup is None:
        return None
    return units[int(found.lastgroup[1:].partition("_")[0])], found.end()


def unit_named(words: str, kind: Kind) -> str | None:
    """Return the name of the unit of *kind* that *words* are, as an answer to "which unit?"."""
    text = folded(words).strip(" .()[]")
    found = unit_at(text, 0, kind.units)
    return found[0].name if found and found[1] == len(text) else None


def _spelled(spelling: str) -> str:
    """Return what finds a *spelling* however its power and its blanks are typed: 10^9/L, 10*9 / l, 10⁹/litre."""
    plain = folded(spelling)
    for raised, digit in zip(_RAISED.values(), _RAISED, strict=True):
        plain = plain.replace(f"10{raised}", f"10^{digit}").replace(raised, digit)
    return "".join(map(_piece, _PIECES.finditer(plain)))


def _piece(piece: re.Match[str]) -> str:
    if piece["power"]:
        return rf"10\s?(?:\^|\*{{1,2}}|e\+?0?|exp)?\s?\(?[{piece['of']}{_RAISED[piece['of']]}]\)?"
    if piece["per"]:
        return r"\s?(?:/|\bper\b)\s?"
    if piece["gap"]:
        return r"\s?"
    match piece["other"]:
        case "x":
            return r"[x*]?\s?" if piece.start() == 0 and "/" in piece.string else r"\s?[x*]\s?"
        case "l" if piece.end() == len(piece.string):
            return r"l(?:it(?:re|er)s?)?"
        case "2" | "3" as digit:
            return rf"[{digit}{_RAISED[digit]}]"
        case other:
            return re.escape(other)


def doubtful(value: Value, kind: Kind, country: str = "") -> bool:
    """Tell whether to ask once if *value* is what is printed: a slip of the decimal point or of the unit is likely.

    Without a unit that of the *country*, its ISO code, is meant, where it is known which one that is; elsewhere it is
    asked about only if no unit of *kind* makes it likely. It is never a word on the value.
    """
    number = value.number
    if number is None:
        return False
    unit = kind.unit(_of_country(kind, country) if value.unit is None else value.unit)
    return not any(one.low <= number <= one.high for one in ((unit,) if unit else kind.units))


def unit_to_ask(value: Value, kind: Kind, country: str) -> tuple[str, ...]:
    """Return the units to offer for *value*, the likeliest first; those in which nobody could have it are left out.

    *country* is its ISO code; its own unit always stands first, where it is known. Where every unit is unlikely, all
    are offered.
    """
    own = _of_country(kind, country)
    first = own or kind.units[0].name
    ordered = sorted(kind.units, key=lambda unit: unit.name != first)
    number = value.number
    fits = [unit.name for unit in ordered if number is None or unit.low <= number <= unit.high]
    likely = [own, *(name for name in fits if name != own)] if own and fits else fits
    return tuple(likely or [unit.name for unit in ordered])


def _of_country(kind: Kind, country: str) -> str | None:
    """Return the unit that the laboratories of a country print; None where that is not known."""
    return kind.us if country == US else kind.units[0].name if country == UK else None


def converted(value: Value, kind: Kind, to_unit: str) -> str | None:
    """Return what *value* is in *to_unit*, to stand beside it as it was typed; None where no factor is known.

    It has as many digits as were typed. A bound goes with it: <0.1 stays below something.
    """
    unit, other = kind.unit(value.unit), kind.unit(to_unit)
    if value.number is None or unit is None or other is None or unit.factor is None or other.factor is None:
        return None
    shift = (unit.factor / other.factor).normalize()
    if not value.number:
        moved = Decimal(0)
    elif shift.as_tuple().digits == (1,):  # the decimal point moves, and no digit changes
        moved = value.number.scaleb(shift.adjusted())
    else:
        digits = max(FEWEST_DIGITS, len(value.number.as_tuple().digits))
        moved = Context(prec=digits, rounding=ROUND_HALF_EVEN).create_decimal(value.number * unit.factor / other.factor)
    return f"{value.bound or ''}{moved:f}"
