"""A value that was written down was another: "actually the wbc was 5.2 not 3.2". The first entry is kept."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from bot.care.diary import Event, results
from bot.care.results import Value, kind_named, read_value
from bot.conversation.bloodtests.kept import allowed
from bot.conversation.results import kept
from bot.conversation.talk import Talk
from bot.store import diary, new_uid
from bot.store.diary import of_value, to_value
from bot.store.people import Step
from bot.wording import Said

CHANGE = "value-change"
LONGEST = 200  # letters of such a sentence

_WAS = re.compile(
    r"(?P<opener>(?:actually|no|oops|sorry|wait|correction)[,:]?\s+)*(?:the |my )?(?P<name>.{2,40}?) "
    r"(?:was|is|were|should be|should have been|should say)(?: actually)? "
    r"(?P<new>[<>]?[\d.,]{1,12}+[^ ]{0,20}(?: [^\d ]{1,20})?)"
    r"(?:,? (?:and )?not (?P<old>[<>]?[\d.,]{1,12}+).*)?",
    re.IGNORECASE,
)


def corrected(talk: Talk) -> list[Said] | None:
    """Ask whether a value shall be another, where words say so of one that was written down; None for other words."""
    words = talk.heard.text.strip().rstrip(".!")
    match = _WAS.fullmatch(words) if len(words) <= LONGEST else None
    if match is None or not (match["opener"] or match["old"]) or not allowed(talk) or talk.circle is None:
        return None
    kind = kind_named(match["name"], talk.desk.kinds)
    if kind is None:
        return None
    read = read_value(match["new"], kind)
    found = _last(talk, kind.key, (match["old"] or "").rstrip(".,"))
    if not read.values or found is None:
        return None
    event, old = found
    new = replace(read.values[0], unit=read.values[0].unit or old.unit, low=old.low, high=old.high)
    if (new.number, new.bound, new.unit) == (old.number, old.bound, old.unit):
        return [talk.wording.plain("value-same")]
    name = new_uid()
    talk.ask(Step(CHANGE, {"id": name, "event": event.id, "old": of_value(old), "new": of_value(new)}))
    return [talk.wording.value_change(old, new, event.day, talk.desk.kinds, f"{CHANGE}:{name}")]


def _last(talk: Talk, kind: str, old: str) -> tuple[Event, Value] | None:
    """Return the last value of a kind, or the last that reads as *old*."""
    known = results(diary.events(talk.conn, talk.circle.id)) if talk.circle else []
    told = [(event, value) for event in known for value in event.values if value.kind == kind]
    wanted = old.replace(",", ".")
    return next((one for one in reversed(told) if not old or one[1].text.replace(",", ".") == wanted), None)


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
