"""Places to choose from where somebody's clock is asked for: one for each clock that people are likely to be on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

# The first eight are offered unasked: where azathioprine is known by the names that the guide uses.
CITIES: Final = (
    "Europe/London", "Europe/Dublin", "America/New_York", "America/Chicago", "America/Los_Angeles", "America/Toronto",
    "Australia/Sydney", "Pacific/Auckland", "Europe/Berlin", "Europe/Athens", "Europe/Moscow", "Atlantic/Reykjavik",
    "Atlantic/Azores", "America/Sao_Paulo", "America/St_Johns", "America/Halifax", "America/Denver", "America/Phoenix",
    "America/Anchorage", "Pacific/Honolulu", "Asia/Dubai", "Asia/Tehran", "Asia/Karachi", "Asia/Kolkata",
    "Asia/Kathmandu", "Asia/Dhaka", "Asia/Bangkok", "Asia/Singapore", "Asia/Tokyo", "Australia/Perth",
    "Australia/Adelaide", "Australia/Darwin", "Australia/Brisbane", "Africa/Lagos", "Africa/Johannesburg",
    "Africa/Nairobi", "Africa/Cairo",
)  # fmt: skip
NEAR: Final = timedelta(minutes=10)  # how far people's clocks, and what they type, may be off


def on_clock(readings: Sequence[time], now: datetime) -> tuple[str, ...]:
    """Return the cities whose clock shows one of *readings*, about, at *now*."""
    return tuple(city for city in CITIES if any(_shows(ZoneInfo(city), at, now) for at in readings))


def _shows(zone: ZoneInfo, at: time, now: datetime) -> bool:
    there = now.astimezone(zone)
    meant = there.replace(hour=at.hour, minute=at.minute, tzinfo=None)
    off = abs(there.replace(tzinfo=None) - meant)
    return min(off, timedelta(days=1) - off) <= NEAR
