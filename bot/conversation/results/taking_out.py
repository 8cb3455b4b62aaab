"""A value that was written down is taken out again, after a yes. What was typed stays in the diary."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.care.diary import Event, results
from bot.care.results import Value, kind_named
from bot.conversation import choosing
from bot.conversation.bloodtests.kept import allowed
from bot.conversation.results import kept
from bot.conversation.results.correcting import LATELY, last_of
from bot.conversation.talk import Talk
from bot.store import diary, new_uid
from bot.store.diary import of_value, to_value
from bot.store.people import Step
from bot.wording import Said

OUT = "value-out"

_ASKED = re.compile(
    r"(?:(?:no|oops|sorry|wait|please|can you|could you),? )*"
    r"(?:delete|remove|erase|scrap|cancel|drop|take out|get rid of)"
    r"(?: (?:the|my|that|this|those|these|last|it|them))*(?: (?P<name>[^\d,]{1,40}?))??"
    r"(?: (?P<what>values?|results?|numbers?|readings?|one))?(?: (?:out|again|please))*"
)


def taken_out(talk: Talk) -> list[Said] | None:
    """Ask whether a value is to be taken out, where words say so of one; None for other words."""
    asked = _ASKED.fullmatch(" ".join(talk.heard.text.casefold().split()).rstrip(".!"))
    if asked is None or not allowed(talk):
        return None
    if not asked["name"] and not asked["what"]:
        return last_taken_out(talk) if kept.written_last(talk) else None
    if not asked["name"]:
        return _last(talk, several=asked["what"].endswith("s"))
    kind = kind_named(asked["name"], talk.desk.kinds)
    if kind is None:
        return None
    found = last_of(talk, kind.key)
    return _ask(talk, found[0], [found[1]]) if found else [talk.wording.plain("value-none")]


def last_taken_out(talk: Talk) -> list[Said] | None:
    """Ask whether what was written down last is to be taken out, all of it."""
    return _last(talk, several=True) if allowed(talk) else None


def _last(talk: Talk, *, several: bool) -> list[Said] | None:
    known = results(diary.events(talk.conn, talk.circle.id)) if talk.circle else []
    if not known or talk.now - known[-1].at > LATELY or choosing.prompted_last(talk):
        return None
    if len(known[-1].values) > 1 and not several:
        return [talk.wording.plain("value-out-which")]
    return _ask(talk, known[-1], known[-1].values)


def _ask(talk: Talk, event: Event, values: Sequence[Value]) -> list[Said]:
    name = new_uid()
    talk.ask(Step(OUT, {"id": name, "event": event.id, "values": [of_value(one) for one in values]}))
    return [talk.wording.value_out(values, event.day, talk.desk.kinds, f"{OUT}:{name}")]


def press(talk: Talk, rest: str) -> list[Said]:
    """Take it out, after a yes."""
    name, _, value = rest.partition(":")
    step = talk.step(OUT)
    if step is None or step.draft["id"] != name or value != "yes":
        return []
    talk.settle(OUT)
    known = results(diary.events(talk.conn, talk.circle.id)) if talk.circle else []
    event = next((one for one in known if one.id == step.draft["event"]), None)
    if event is None:
        return [talk.wording.plain("unchanged")]
    kept.take_out(talk, event, [to_value(one) for one in step.draft["values"]])
    return [talk.wording.plain("value-taken-out")]
