"""Laboratory values: read as typed, asked about where they are not sure, shown in another unit. Never judged.

No word on a value is formed here or anywhere: not high, not low, not normal.
"""

from bot.care.results.reading import kind_named, read_range, read_value, read_values
from bot.care.results.units import converted, doubtful, unit_named, unit_to_ask
from bot.care.results.values import Kind, Odd, Read, Unit, Value, Why, kind_of

__all__ = [
    "Kind",
    "Odd",
    "Read",
    "Unit",
    "Value",
    "Why",
    "converted",
    "doubtful",
    "kind_named",
    "kind_of",
    "read_range",
    "read_value",
    "read_values",
    "unit_named",
    "unit_to_ask",
]
