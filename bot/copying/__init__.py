"""A copy of all that is kept of a person, to take away: a text to read, and JSON that says the same.

What waits to be said, asked or heard is not in it: that is gone within a day by itself.

The JSON, whose days and moments are ISO 8601 and whose amounts are numbers:

    format      "azalea copy 1"
    made_at     when, in the patient's zone; every other moment is in the zone it was lived in
    person      name, style, words, tests and appointments (how they are written to, and what those are called), quiet
                (from, until), quiet_on (the same, by day), tips (of the guide, and when each was shown last)
    consents    text_version, channel, given_at, withdrawn_at
    patient     name, kept (true: by the person, for somebody without an account), country, clinic (the card)
    places      home, and moves: zone, day, turn, at, again, left_out
    plans       since, versions (number, from_day, until, intakes), pauses (reason, since, until, ended)
                an intake: wall, parts (tablets, mg), every, phase, weekdays; Monday is 0
    tests       plans (made_at, days, every, anchor, counted_from, published, results, rest: first, until),
                days (day, state, moved_from, drawn, typed)
    dates       what (appointment, reorder, tip), day, at, title, every (days), state
    diary       as `azalea diary --json` says it; about a dose also the reason, where one was given. Its mg are what was
                planned; null where it was had and the reason says that it was another amount. What was answered of a
                test from before the start has its tick: genes, chickenpox

`kept` is what is read, `record` the diary in it, `as_json` and `as_text` say it, `pieces` are what JSON is made of.
"""

from __future__ import annotations

import json
from datetime import datetime

from sqlalchemy import Connection

from bot.care.people import Circle, Person
from bot.copying.as_json import whole
from bot.copying.as_text import SAID, Text
from bot.copying.kept import read
from bot.copying.pieces import Line
from bot.copying.record import Record
from bot.messages import File
from bot.wording import Wording

__all__ = ["SAID", "Line", "Record", "of_person"]

NAME = "azalea-copy"


def of_person(conn: Connection, person: Person, circle: Circle, wording: Wording, now: datetime) -> tuple[File, File]:
    """Return what is kept of *person*, and of the patient of *circle*: as text, and as JSON."""
    kept = read(conn, person, circle, now)
    data = json.dumps(whole(kept), indent=1, ensure_ascii=False)
    return File(f"{NAME}.txt", f"{Text(kept, wording).whole()}\n".encode()), File(f"{NAME}.json", f"{data}\n".encode())
