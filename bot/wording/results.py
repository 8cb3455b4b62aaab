"""What is said about laboratory values: read back, asked about where they are not sure, shown. Never a word on one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.care.results import Kind, Odd, Value, kind_of
from bot.wording.bloodtests import TestWords
from bot.wording.said import Choice, Said, shortened
from bot.wording.words import wanted

WANTS = wanted({
    "value": "name value unit", "value-range": "value range", "range-ends": "low high", "value-no-unit": "value unit",
    "values-right": "values day", "value-doubted": "name value", "value-unit": "name value",
    "value-no-number": "words", "value-not-a-number": "words", "value-negative": "words", "value-too-long": "words",
    "value-thousands": "words", "value-two-numbers": "words", "value-two-units": "words",
    "value-unknown-unit": "words", "value-unknown-test": "words", "value-twice": "words",
    "values-written": "values day", "values-ask": "", "values-left-out": "", "values-list": "values",
    "value-line": "value day before", "value-before": "value day", "value-in": "value unit",
    "range-kept": "value day", "range-which": "", "value-which": "", "range-no-value": "", "range-other-unit": "",
    "value-change": "name day from to", "value-out": "values day", "value-out-which": "", "value-taken-out": "",
    "values-still": "", "values-which-day": "", "values-wrong": "", "all-of-them": "", "value-or-choice": "",
    "value-range-order": "words", "range-order": "",
    "value-none": "", "event-values-out": "day values",
    "value-changed": "", "value-same": "", "event-result": "day values",
    "another-unit": "", "not-printed": "", "mistyped": "", "leave-this-out": "", "heard-not-yet": "clinic again",
    "heard-later": "day",
})  # fmt: skip


class ResultWords(TestWords):
    """Puts laboratory values into words. What a choice carries is read by `conversation.results`."""

    def value(self, value: Value, kinds: Sequence[Kind]) -> str:
        """Return a value as it is shown: white cells 3.2 10⁹/L, printed range 4.0-11.0."""
        shown = self._say("value", name=_name(value, kinds), value=figures(value), unit=value.unit or "").rstrip()
        if not (value.low or value.high):
            return shown
        low, high = (_dotted(one or "") for one in (value.low, value.high))
        ends = self._say("range-ends", low=low, high=high) if low and high else f"<{high}" if high else f">{low}"
        return self._say("value-range", value=shown, range=ends)

    def proposed(self, value: Value, unit: str, kinds: Sequence[Kind]) -> str:
        """Return a value with a unit that is asked about."""
        return self._say("value-no-unit", value=self.value(value, kinds), unit=unit)

    def values_right(self, lines: Sequence[str], day: date, act: str, *, units: bool) -> Said:
        """Read values of a day back, and ask whether that is what is printed; some *units* are to be confirmed."""
        yes = Choice(self._say("yes"), f"{act}:yes", "yes")
        other = (Choice(self._say("another-unit"), f"{act}:units"),) if units else ()
        no = Choice(self._say("mistyped"), f"{act}:no", "no")
        read = self._say("values-right", values="\n".join(lines), day=self.full_day(day))
        return Said(read, (yes, *other, no), letters=True)

    def value_doubted(self, value: Value, kinds: Sequence[Kind], act: str) -> Said:
        """Ask whether a number is what is printed."""
        said = self._say("value-doubted", name=_name(value, kinds), value=figures(value))
        yes = Choice(self._say("yes"), f"{act}:yes", "yes")
        no = Choice(self._say("mistyped"), f"{act}:no", "no")
        return Said(said, (yes, no, self._left_out(act)), letters=True)

    def values_day(self, day: date, act: str) -> Said:
        """Ask of which day values are, and offer the one that they are of by all that is known."""
        return Said(self._say("values-which-day"), (Choice(self.full_day(day), f"{act}:yes"),), letters=True)

    def values_wrong(self, names: Sequence[str], act: str) -> Said:
        """Ask which of several values is wrong."""
        offered = (Choice(name, f"{act}:{place}") for place, name in enumerate(names))
        every = Choice(self._say("all-of-them"), f"{act}:every")
        return Said(self._say("values-wrong"), (*offered, every), letters=True)

    def value_unit(self, value: Value, units: Sequence[str], kinds: Sequence[Kind], act: str) -> Said:
        """Ask which unit is printed."""
        said = self._say("value-unit", name=_name(value, kinds), value=figures(value))
        offered = (Choice(unit, f"{act}:unit-{place}") for place, unit in enumerate(units))
        return Said(said, (*offered, Choice(self._say("not-printed"), f"{act}:unit-none")), letters=True)

    def value_odd(self, odd: Odd, act: str) -> Said:
        """Ask about what could not be read as a value."""
        said = self._say(f"value-{odd.why.value.replace('_', '-')}", words=shortened(odd.words))
        return Said(said, (self._left_out(act),), letters=True)

    def _left_out(self, act: str) -> Choice:
        return Choice(self._say("leave-this-out"), f"{act}:out")

    def values_written(self, said: str, day: date, yes: str, no: str) -> Said:
        """Say that values were written down, and ask whether the clinic has spoken."""
        text = self._say("values-written", values=said, day=self.full_day(day))
        return Said(text, (Choice(self._say("yes"), yes, "yes"), Choice(self._say("not-yet"), no, "no")))

    def value_line(self, value: Value, day: date, before: str, kinds: Sequence[Kind]) -> str:
        """Return a line of the list of values, with what was before."""
        return self._say("value-line", value=self.value(value, kinds), day=self.full_day(day), before=before).rstrip()

    def value_before(self, value: Value, day: date, beside: str) -> str:
        """Return the value before, with what it is in the unit of the newer one where that is another."""
        shown = " ".join(filter(None, (figures(value), value.unit, beside)))
        return self._say("value-before", value=shown, day=self.full_day(day))

    def value_in(self, value: str, unit: str) -> str:
        """Return a value in another unit, as it stands beside the one that was typed."""
        return self._say("value-in", value=_dotted(value), unit=unit)

    def value_change(self, old: Value, new: Value, day: date, kinds: Sequence[Kind], act: str) -> Said:
        """Ask whether a value that was written down shall be another."""
        shown = {"from": figures(old), "to": figures(new)}
        said = self._say("value-change", name=_name(old, kinds), day=self.short_day(day), **shown)
        return Said(said, self.yes_no(f"{act}:yes", "none"))

    def value_out(self, values: Sequence[Value], day: date, kinds: Sequence[Kind], act: str) -> Said:
        """Ask whether values that were written down shall hold no more."""
        shown = ", ".join(f"{_name(one, kinds)} {figures(one)}" for one in values)
        return Said(self._say("value-out", values=shown, day=self.short_day(day)), self.yes_no(f"{act}:yes", "none"))


def figures(value: Value) -> str:
    """Return a number as it was typed, with a decimal point: <0.1."""
    text = _dotted(value.text)
    return text if not value.bound or text.startswith(value.bound) else f"{value.bound}{text}"


def _dotted(text: str) -> str:
    return text.replace(",", ".")


def _name(value: Value, kinds: Sequence[Kind]) -> str:
    kind = kind_of(value.kind, kinds)
    return kind.name if kind else value.kind
