"""A plan that was read back and is not right yet, put right in words. Saves nothing.

What was not named stays as it is, turn by turn; where the words leave that open, it is asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.care import drafts
from bot.care.drafts import Draft, NoStrength, NoTimes
from bot.care.places import DAY
from bot.care.reading import (
    Choice,
    ClockTime,
    DaySaid,
    Done,
    Doubt,
    HalfSaid,
    Later,
    Meaning,
    No,
    Nod,
    NotTaken,
    NotYet,
    PlanTrouble,
    PlanWords,
    StopSaid,
    TimeSaid,
    Took,
    TookMine,
    TravelSaid,
    Unclear,
    Yes,
    read_count,
    read_counted,
    read_day,
    read_plan,
    read_strength,
    read_turn,
    resolve,
)
from bot.conversation import choosing, coming, drafting
from bot.conversation.planning.making import make
from bot.conversation.planning.reading_back import go_on, read_back
from bot.conversation.planning.saving import save
from bot.conversation.planning.waiting import Kept, fresh
from bot.conversation.talk import Talk
from bot.wording import Said, figure

# What says nothing of a plan, nor anything else that can be met before there is one.
NAMES_NOTHING = (Unclear, Doubt, Took, TookMine, NotTaken, NotYet, Later, Done, HalfSaid, TimeSaid, DaySaid)

MOST_COUNTED = 4  # where tablets were read back, so small a figure alone is a number of them

_SO = "right|correct|exactly|true|so|it|fine|what it says|what the (?:label|box) says"
_AGREES = re.compile(
    r"(?:yes|yeah|yep)?(?: ?(?:it is|it does|that is|thats|it's|its|that's|is))?"
    rf"(?: ?(?:exactly |quite |all )?(?:{_SO}))?"
    r"(?: ?(?:i think so|(?:(?:that|it) )?(?:looks|sounds) (?:good|right|correct|fine)))?"
    r"(?: (?:please|perfect|great|lovely|brilliant|(?:thanks|thank you)(?: so much| very much)?|ta|dear|love)){0,3}"
)
# Whoever says that it is right, and then something that names neither a figure nor a day nor a difference.
_AGREES_AND_CHATS = re.compile(
    r"(?:yes|yeah|yep),? (?:that is|thats|that's|it is|its|it's) (?:all )?(?:right|correct|true|it)[,.!]"
    r"(?:(?!\d|\b(?:but|not|except|only|instead|from|start|when|if|no|half|one|two|three|four|weeks?|days?|\w+day)\b).)*"
)
_OPENING = re.compile(
    r"^(?:(?:no|nope|nah|yes|yeah|yep|but|oh|wait|hang on|sorry|actually|well|only|just|and|not quite|wrong"
    r"|that is wrong|that's wrong|i mean|i meant"
    r"|(?:please )?(?:make|change|set|put) (?:it|that|this)(?: to)?|change to"
    r"|it is|its|it's|(?:it |that )?should be|it says|(?:the )?(?:box|label) says|i take|(?:s?he|they) takes?"
    r"|at(?= \d))\b[\s,.:;-]*)+"
)

_MARKS = re.compile(r"[,.;:!]")
_NOT_THAT = re.compile(r",? (?:not|instead of|rather than) [^,]+$")
_BOX_SAYS = re.compile(
    r"(?:.*[\s,])?(?:tablets?|box(?:es)?|label|strength) (?:is|are|says?|reads?)(?: of)? (?P<mg>\d+)(?: ?mg)?"
)
_PUTS_RIGHT = re.compile(r"\b(?:make|change|set|put|should|meant?|wrong|mistake|tablets?|tabs?|pills?|\d ?mgs?)\b")
_BEGINS = re.compile(
    r"(?:i |we |it )?(?:will )?(?:from|start|starts|starting|begin|begins|beginning)(?: on| from)? (.+)"
)


def typed(talk: Talk, kept: Kept, meaning: Meaning) -> list[Said] | None:
    """Take words as the answer to whether a first plan is what the label says. None: they mean something else."""
    words = drafting.without_pictures(talk.heard.text.casefold()).rstrip(".! ")
    if isinstance(meaning, Yes | StopSaid):
        return None
    if isinstance(meaning, Choice):  # it presses what is in view, or is a number of nobody knows what
        return None if choosing.by_mark(talk, meaning) else told_again(talk, kept, "plan-what-differs")
    plain = " ".join(_MARKS.sub(" ", words).split())
    if (plain and _AGREES.fullmatch(plain) and not isinstance(meaning, Nod)) or _AGREES_AND_CHATS.fullmatch(words):
        return save(talk, kept)
    if isinstance(meaning, Nod):
        return told_again(talk, kept, "plan-yes-or-no")
    if isinstance(meaning, No):
        return told_again(talk, kept, "plan-what-differs")
    box = _BOX_SAYS.fullmatch(words)
    bare = f"{box['mg']} mg" if box else _NOT_THAT.sub("", _OPENING.sub("", words))
    right = turned_round(talk, kept, words) or corrected(talk, kept, bare)
    if right is not None:
        return right
    return told_again(talk, kept, "plan-what-differs") if isinstance(meaning, NAMES_NOTHING) or bare != words else None


def saved_wrong(talk: Talk) -> list[Said] | None:
    """Take words that put right what was saved a moment ago: "actually make it 7am". None: they say nothing of it."""
    words = drafting.without_pictures(talk.heard.text.casefold()).rstrip(".! ")
    if talk.plan is None or not _PUTS_RIGHT.search(words):
        return None
    draft = drafts.from_schedule(drafts.lasting(talk.plan, talk.today + DAY).schedule)
    return corrected(talk, fresh(draft), _NOT_THAT.sub("", _OPENING.sub("", words)))


def told_again(talk: Talk, kept: Kept, phrase: str) -> list[Said]:
    """Read a draft back once more, behind what can be said to it."""
    first, *others = read_back(talk, kept, make(talk, kept))
    return [replace(first, text=f"{talk.wording.plain(phrase).text}\n\n{first.text}"), *others]


def corrected(talk: Talk, kept: Kept, words: str) -> list[Said] | None:
    """Take words that say what differs: times, a number of tablets, a strength, or more of the plan at once."""
    if not words or words.isdigit():  # nothing is named; or tablets to some, a time to others
        return None
    draft = drafting.back(kept["draft"])
    count, strength = read_count(words), read_strength(words)
    if count is not None:
        return changed(talk, kept, draft, drafts.with_other_count(draft, count))
    if strength is not None and not words[-1].isdigit():
        return changed(talk, kept, draft, drafts.with_other_strength(draft, strength))
    counted = _from(talk, draft, read_counted(words))
    times = drafting.clock_times(words)
    if times and counted is None:
        return changed(talk, kept, draft, retimed(draft, times))
    begun = _begun(talk, draft, words)
    if begun is not None:
        return changed(talk, kept, draft, begun)
    whole = counted or _read(talk, draft, words)
    beside = drafts.with_said(draft, whole) if whole else None
    if beside is not None:
        return changed(talk, kept, draft, beside)
    # Words without a time are not the whole of it: what was read back has days that they would drop.
    if whole and (counted or not _lacks_times(whole)):
        return changed(talk, kept, draft, whole)
    several = _several(draft, words)
    return changed(talk, kept, draft, several) if several else None


_BETWEEN = re.compile(r"\s*(?:[,;]|\bbut\b|\band\b|\bat\b)\s*")


def _several(draft: Draft, words: str) -> Draft | None:
    """Return a draft with all that words name one after another: "9pm and 2 tablets"; None where a piece is none."""
    times: list[ClockTime] = []
    after: Draft | None = draft
    for piece in filter(None, _BETWEEN.split(words)):
        count, strength, at = read_count(piece), read_strength(piece), drafting.read_time(piece)
        if after is None:
            return None
        if at is not None and not piece.isdigit():
            times.append(at)
        elif count is not None and not piece.isdigit():
            after = drafts.with_other_count(after, count)
        elif strength is not None and not piece[-1].isdigit():
            after = drafts.with_other_strength(after, strength)
        else:
            return None
    return retimed(after, times) if after and times else after


def turned_round(talk: Talk, kept: Kept, words: str) -> list[Said] | None:
    """Take words that say which of two amounts that take turns is had on which day. None: they say nothing of it."""
    draft = drafting.back(kept["draft"])
    turned = drafts.turned(draft)
    said = read_turn(_OPENING.sub("", words.casefold())) if turned else None
    if said is None:
        return None
    if said.count is None:
        return changed(talk, kept, draft, turned)
    made = make(talk, kept)
    first, day = made.begins, resolve(said.day, talk.today) if said.day else None
    if said.day is None:  # what comes first is what is asked about first
        first = day = coming.ahead(talk, made.plan, talk.places)[0].day
    told = drafts.with_turn(beginning_on(draft, first), first, day, said.count) if isinstance(day, date) else None
    return changed(talk, kept, draft, told) if told else None


def beginning_on(draft: Draft, day: date) -> Draft:
    """Return a draft whose first part begins on a local day."""
    first, *later = draft.steps
    return replace(draft, steps=(replace(first, from_day=day), *later))


def counted_instead(talk: Talk, kept: Kept, asked: drafts.Missing | None, words: str) -> list[Said] | None:
    """Take a few tablets, typed where the strength of what was read back is asked for anew. None: it is a strength."""
    count = read_count(words)
    if not isinstance(asked, NoStrength) or "before" not in kept or count is None or count > MOST_COUNTED:
        return None
    before = drafting.back(kept["before"])
    return changed(talk, kept, before, drafts.with_other_count(before, count))


def _lacks_times(draft: Draft) -> bool:
    return isinstance(drafts.missing(draft), NoTimes)


def _begun(talk: Talk, draft: Draft, words: str) -> Draft | None:
    """Return a draft that begins on another day, where words say no more than that: "from tomorrow"."""
    said = _BEGINS.fullmatch(words)
    day = read_day(said[1]) if said else None
    found = resolve(day, talk.today) if day else None
    if not isinstance(found, date):
        return None
    return beginning_on(draft, found)


def times_said(talk: Talk, kept: Kept, words: str, meaning: Meaning) -> list[Said] | None:
    """Take words that are more, or fewer, than the times that were asked for. None: they mean something else."""
    draft = drafting.back(kept["draft"])
    times = drafting.clock_times(words)
    if times:
        fitting = drafts.with_more_or_fewer(draft, times)
        return (
            go_on(talk, {**kept, "draft": drafting.kept(fitting)})
            if fitting
            else _ask_times(talk, kept, "plan-type-all")
        )
    whole = _from(talk, draft, read_counted(words)) or _read(talk, draft, words)
    if whole is not None:
        return go_on(talk, {**kept, "draft": drafting.kept(whole)})
    chats = talk.plan is None and isinstance(meaning, (*NAMES_NOTHING, TravelSaid))
    nothing = chats or (isinstance(meaning, Unclear) and choosing.asked_lately(talk))
    return _ask_times(talk, kept, "plan-times-unclear") if nothing else None


def _ask_times(talk: Talk, kept: Kept, phrase: str) -> list[Said]:
    """Ask for the times once more, behind what kept them from being read."""
    first, *others = go_on(talk, kept)
    return [replace(first, text=f"{talk.wording.plain(phrase).text}\n\n{first.text}"), *others]


def retimed(draft: Draft, times: Sequence[ClockTime]) -> Draft | None:
    """Return a draft at other times, in the order of the day; None where nobody said which turn has which time."""
    left = drafts.without_times(draft)
    asked = drafts.missing(left)
    if isinstance(asked, NoTimes) and asked.count == len(times):
        return drafts.with_times(left, times)
    return drafts.with_more_or_fewer(draft, times)


def _read(talk: Talk, draft: Draft, words: str) -> Draft | None:
    """Return the plan that words are behind the tablets that were said: "mon to fri at 9am"."""
    each = drafts.alike(draft)
    known = each.amount if each else None
    if not known:
        return None
    amount = " + ".join(f"{figure(part.count)} x {figure(part.strength_mg)} mg" for part in known)
    read = (read_plan(line) for line in (f"{amount} at {words}", f"{amount} {words}"))
    return next((said for said in (_from(talk, draft, one) for one in read) if said), None)


def _from(talk: Talk, draft: Draft, read: PlanWords | PlanTrouble) -> Draft | None:
    """Return a plan that was read, with the strength of the tablets that are in the draft before it."""
    said = drafts.from_words(read, talk.today) if isinstance(read, PlanWords) else None
    strengths = {part.strength for one in draft.intakes for part in one.parts if part.strength}
    return drafts.with_known_strength(said, strengths) if said else None


def changed(talk: Talk, kept: Kept, before: Draft, draft: Draft | None) -> list[Said]:
    """Go on with a draft that was put right; where words do not say enough, ask for all of it."""
    if draft is None:
        return told_again(talk, kept, "plan-type-all")
    return go_on(talk, {**anew(kept, draft), "before": drafting.kept(before)})


def anew(kept: Kept, draft: Draft) -> Kept:
    """Return a draft under a name of its own: the choices below what was read back before save nothing of it."""
    lasting: Kept = {name: kept[name] for name in ("sure", "resumes", "from") if name in kept}
    return {**fresh(draft), **lasting}
