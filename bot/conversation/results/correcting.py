"""A value that was written down was another: "actually the wbc was 5.2 not 3.2". The first entry is kept.

"wbc was 6" says so only of a value that was written down today, or an hour ago: later it is a value of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from bot.care.diary import Event, results
from bot.care.reading.test_dates import read_past_day
from bot.care.results import Read, Value, kind_named, kind_of, read_value
from bot.conversation import choosing
from bot.conversation.bloodtests.kept import allowed
from bot.conversation.results import kept
from bot.conversation.talk import Talk
from bot.store import diary, new_uid
from bot.store.diary import of_value, to_value
from bot.store.people import Step
from bot.wording import Said

CHANGE = "value-change"
LONGEST = 200  # letters of such a sentence

LATELY = timedelta(hours=1)  # for so long a number alone may be about what was written down last

_NEW = r"(?P<new>[<>]?[\d.,]{1,12}+[^ ]{0,20}(?: [^\d ]{1,20})?)"
_NOT_OLD = r",? (?:and )?not (?P<old>[<>]?[\d.,]{1,12}+).*"
_MEANT = re.compile(
    r"(?P<opener>(?:(?:no|oops|sorry|wait|correction|typo|actually|i mean|i meant|i meant to (?:type|say)|it'?s"
    r"|it (?:is|was)|that'?s|that (?:is|was)|(?:it |that )?should (?:be|have been|say|read)"
    r"|make (?:it|that)|i mistyped)[,:.]* +)*)"
    rf"{_NEW}(?:{_NOT_OLD})?",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?P<opener>(?:(?:no|oops|sorry|wait|correction|actually|i mean|i meant|i meant to (?:type|say))[,:.]* +)*)"
    rf"(?:the |my )?(?P<name>\D{{2,40}}?) {_NEW}(?:{_NOT_OLD})?",
    re.IGNORECASE,
)
_WAS = re.compile(
    r"(?P<opener>(?:actually|no|oops|sorry|wait|correction)[,:]?\s+)*(?:the |my )?(?P<name>.{2,40}?) "
    r"(?:was|is|were|should be|should have been|should say)(?: actually)? "
    rf"{_NEW}(?:{_NOT_OLD})?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Meant:
    """A value as it was meant, typed without the name of its test; *old* is what it was, where that was said."""

    new: str
    old: str

    def place_in(self, values: Sequence[Value]) -> int | None:
        """Return the place of the one value that it can be about; None where it is none of them, or any."""
        places = [place for place, one in enumerate(values) if not self.old or _same(one, self.old)]
        return places[0] if len(places) == 1 else None


def meant(words: str) -> Meant | None:
    """Return what words say that a value is instead: "no i mean 5.2", "5.2 not 52"; None for other words."""
    match = _MEANT.fullmatch(_plainly(words)) if len(words) <= LONGEST else None
    if match is None or not (match["opener"] or match["old"]):
        return None
    return Meant(match["new"], (match["old"] or "").rstrip(".,"))


def _plainly(words: str) -> str:
    return " ".join(words.replace("\u2019", "'").split()).rstrip(".!")


def corrected(talk: Talk) -> list[Said] | None:
    """Ask whether a value shall be another, where words say so of one that was written down; None for other words."""
    words = _plainly(talk.heard.text)
    if len(words) > LONGEST or not allowed(talk) or talk.circle is None:
        return None
    was = _WAS.fullmatch(words)
    match = was or _NAMED.fullmatch(words)
    kind = kind_named(match["name"], talk.desk.kinds) if match else None
    if match is None or kind is None or not (was or match["old"] or match["opener"]):
        return _without_name(talk)
    found = last_of(talk, kind.key, (match["old"] or "").rstrip(".,"))
    surely = match["old"] or (was and match["opener"])
    if found is None or not (surely or _is_about(talk, found[0])):
        return None
    return _ask(talk, *found, match["new"])


def _is_about(talk: Talk, event: Event) -> bool:
    """Tell whether words that only name a value are about one that was written down lately: they name no other day."""
    lately = talk.places.today(event.at) == talk.today or talk.now - event.at <= LATELY
    return lately and read_past_day(talk.heard.text, talk.today) in {None, event.day}


def _without_name(talk: Talk) -> list[Said] | None:
    """Ask the same of a number alone, which is about what was written down last, if that was a short while ago."""
    said = meant(talk.heard.text)
    known = results(diary.events(talk.conn, talk.circle.id)) if talk.circle and said else []
    if said is None or not known or talk.now - known[-1].at > LATELY or choosing.prompted_last(talk):
        return None
    place = said.place_in(known[-1].values)
    if place is None:
        return [talk.wording.plain("value-which")]
    return _ask(talk, known[-1], known[-1].values[place], said.new)


def in_place_of(talk: Talk, old: Value, typed: str) -> Read | None:
    """Read what was typed in the place of a value, whose unit and range stay where no others are typed."""
    kind = kind_of(old.kind, talk.desk.kinds)
    read = read_value(typed, kind) if kind else None
    if read is None or not read.values:
        return read
    new = read.values[0]
    return replace(read, values=(replace(new, unit=new.unit or old.unit, low=old.low, high=old.high),))


def _ask(talk: Talk, event: Event, old: Value, typed: str) -> list[Said] | None:
    """Ask whether a value shall be what was typed instead."""
    read = in_place_of(talk, old, typed)
    if read is None or not read.values:
        return None
    new = read.values[0]
    if (new.number, new.bound, new.unit) == (old.number, old.bound, old.unit):
        return [talk.wording.plain("value-same")]
    name = new_uid()
    talk.ask(Step(CHANGE, {"id": name, "event": event.id, "old": of_value(old), "new": of_value(new)}))
    return [talk.wording.value_change(old, new, event.day, talk.desk.kinds, f"{CHANGE}:{name}")]


def last_of(talk: Talk, kind: str, old: str = "") -> tuple[Event, Value] | None:
    """Return the last value of a kind, or the last that reads as *old*."""
    known = results(diary.events(talk.conn, talk.circle.id)) if talk.circle else []
    told = [(event, value) for event in known for value in event.values if value.kind == kind]
    return next((one for one in reversed(told) if not old or _same(one[1], old)), None)


def _same(value: Value, typed: str) -> bool:
    return value.text.replace(",", ".") == typed.replace(",", ".")


def press(talk: Talk, rest: str) -> list[Said]:
    """Change it, after a yes."""
    name, _, value = rest.partition(":")
    step = talk.step(CHANGE)
    if step is None or step.draft["id"] != name or value != "yes":
        return []
    talk.settle(CHANGE)
    return _change(talk, step.draft)


def _change(talk: Talk, draft: dict[str, Any]) -> list[Said]:
    known = results(diary.events(talk.conn, talk.circle.id)) if talk.circle else []
    event = next((one for one in known if one.id == draft["event"]), None)
    if event is None:
        return [talk.wording.plain("unchanged")]
    old, new = to_value(draft["old"]), to_value(draft["new"])
    kept.put_right(talk, event, tuple(new if one == old else one for one in event.values))
    return [talk.wording.plain("value-changed")]
