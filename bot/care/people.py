"""Who is who, and what each may do. Rights are asked by ids, inside the transaction that acts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Right(StrEnum):
    """What a person may do for a patient; given one by one."""

    NOTE = "note"
    CHANGE = "change"


@dataclass(frozen=True, slots=True)
class Person:
    """Someone azalea knows."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Circle:
    """A patient and those around them. *zone* is an IANA name, None until it was given."""

    id: int
    uid: str
    patient_id: int
    zone: str | None


def may(person: Person, right: Right, circle: Circle) -> bool:
    """Tell whether *person* has *right* in *circle*: the patient has every right, nobody else has one yet."""
    return right in Right and person.id == circle.patient_id
