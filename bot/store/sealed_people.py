"""What of a person and of a circle is sealed, as a row keeps it and as the rules know it."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime, time
from typing import Any

from bot.care.people import Circle, Clinic, Person, Quiet, Style, Voice
from bot.care.places import Move, Places
from bot.store.keys import Owner, Secret


def of_person(one: Person) -> Secret:
    """Return what of a person is sealed."""
    value = {
        "name": one.name,
        "language": "en",
        "voice": [one.voice.style.value, one.voice.words, one.voice.tests, one.voice.visits],
        "quiet": _of_quiet(one.quiet),
        "quiet_on": {day.isoformat(): _of_quiet(quiet) for day, quiet in one.quiet_on.items()},
        "tips": {topic: day.isoformat() for topic, day in one.tips.items()},
    }
    return Secret(Owner.of_person(one.id), value)


def to_person(person_id: int, sealed: dict[str, Any]) -> Person:
    """Return a person."""
    style, words, *names = sealed["voice"]  # rows from before tests and appointments had names of their own
    quiet_on = {date.fromisoformat(day): _quiet(kept) for day, kept in sealed["quiet_on"].items()}
    tips = {topic: date.fromisoformat(day) for topic, day in sealed.get("tips", {}).items()}  # rows from before them
    return Person(
        person_id, sealed["name"], Voice(Style(style), words, *names), _quiet(sealed["quiet"]), quiet_on, tips
    )


def _of_quiet(quiet: Quiet | None) -> list[str] | None:
    return [quiet.start.isoformat("minutes"), quiet.end.isoformat("minutes")] if quiet else None


def _quiet(kept: list[str] | None) -> Quiet | None:
    return Quiet(*map(time.fromisoformat, kept)) if kept else None


def to_circle(named: tuple[int, str, int], patient: str, keepers: frozenset[int], sealed: dict[str, Any]) -> Circle:
    """Return a circle, *named* by its id, its uid and the id of its *patient*."""
    clinic = sealed["clinic"]
    places, country = to_places(sealed["places"]), sealed["country"]
    return Circle(*named, patient, places, keepers, country, Clinic(**clinic) if clinic else None)


def to_places(kept: dict[str, Any] | None) -> Places | None:
    """Return where a patient is, if that is known."""
    if kept is None:
        return None
    moves = (
        Move(zone, date.fromisoformat(day), turn, datetime.fromisoformat(at), again, left_out, doses)
        for zone, day, turn, at, again, left_out, doses in kept["moves"]
    )
    return Places(kept["home"], tuple(moves))


def of_circle(circle: Circle) -> Secret:
    """Return what of a circle is sealed."""
    places = circle.places
    moves = [
        [move.zone, move.day.isoformat(), move.turn, move.at.isoformat(), move.again, move.left_out, move.doses]
        for move in (places.moves if places else ())
    ]
    value = {
        "places": {"home": places.home, "moves": moves} if places else None,
        "country": circle.country,
        "clinic": asdict(circle.clinic) if circle.clinic else None,
    }
    return Secret(Owner.of_circle(circle.id), value)
