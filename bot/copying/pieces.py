"""What JSON says of days, moments, numbers and values. Knows nothing of rows."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime, tzinfo
from decimal import Decimal
from typing import Any

from bot.care.diary import Event
from bot.care.results import Value

Line = dict[str, Any]


def day(one: date | None) -> str | None:
    """Return a local day."""
    return one.isoformat() if one else None


def moment(one: datetime | None, zone: tzinfo) -> str | None:
    """Return a moment on the clock of a zone."""
    return one.astimezone(zone).isoformat(timespec="seconds") if one else None


def number(value: Decimal) -> int | float:
    """Return a number, whole where it is."""
    return int(value) if value == int(value) else float(value)


def beside(event: Event) -> Line:
    """Return what stands beside the words of a line of the diary, where there is anything."""
    values = {"values": [_value(one) for one in event.values]} if event.values else {}
    return values | ({"tick": event.tick} if event.tick else {})


def _value(one: Value) -> Line:
    typed = asdict(one)
    return typed | {"number": str(one.number) if one.number is not None else None}
