"""An answer to what is asked about a plan: typed, or pressed."""

from __future__ import annotations

from decimal import Decimal

from bot.care import drafts
from bot.care.reading import (
    Choice,
    DaySaid,
    Meaning,
    OtherMedicine,
    Pause,
    PauseSaid,
    PlanRefused,
    PlanTrouble,
    ToldToStop,
    TravelSaid,
    Unclear,
    Yes,
    read_count,
    read_counted,
)
from bot.content.whereabouts import zones_said
from bot.conversation import choosing, drafting, offering
from bot.conversation.planning.afterwards import medicine, typed_medicine
from bot.conversation.planning.asking_anew import count_anew, kept_before
from bot.conversation.planning.beginning import begin, not_read, placed
from bot.conversation.planning.making import make, many_of, row
from bot.conversation.planning.putting_right import (
    NAMES_NOTHING,
    counted_instead,
    times_said,
    turned_round,
)
from bot.conversation.planning.putting_right import typed as put_right
from bot.conversation.planning.reading_back import SET_UP, go_on, told_when
from bot.conversation.planning.saving import save
from bot.conversation.planning.waiting import PLAN, Kept, ask_words, flags_of, let_go, wait
from bot.conversation.talk import Talk
from bot.store import people
from bot.store.people import Step
from bot.wording import Said, figure


def typed(talk: Talk, step: Step, meaning: Meaning) -> list[Said] | None:
    """Take words as the answer to what is asked about a plan. None: they are none."""
    kept, words = step.draft, talk.heard.text
    if talk.plan is not None and _stops(meaning):
        let_go(talk)
        return None
    if isinstance(meaning, Choice) and (meaning.letter or not _in_view(talk, kept)):
        return None  # a letter is a choice, and a number belongs to what was shown last
    match kept["asked"]:
        case "words":
            return _typed_plan(talk, words, meaning)
        case "place":
            zones = zones_said(words, talk.now)
            if len(zones) == 1:
                return placed(talk, zones[0])
            return [talk.wording.plain("ask-zone")] if isinstance(meaning, Unclear | TravelSaid | Yes) else None
        case "missing":
            return _typed_missing(talk, kept, meaning)
        case "medicine":
            return typed_medicine(talk, words, meaning)
        case "yes":
            return turned_round(talk, kept, words) if talk.plan else put_right(talk, kept, meaning)
        case "many" | "again":
            return _typed_count(talk, kept, meaning)
    return None


def _stops(meaning: Meaning) -> bool:
    """Tell whether words say that the team stopped what a question about the plan is about."""
    return isinstance(meaning, ToldToStop) or (isinstance(meaning, PauseSaid) and meaning.reason is Pause.TOLD_TO_STOP)


def _says_nothing(talk: Talk, meaning: Meaning) -> bool:
    """Tell whether words may be a try at an answer that could not be read; long after it was asked they are none."""
    return isinstance(meaning, Unclear) and (talk.plan is None or choosing.asked_lately(talk))


def _typed_missing(talk: Talk, kept: Kept, meaning: Meaning) -> list[Said] | None:
    asked, words = drafts.missing(drafting.back(kept["draft"])), talk.heard.text
    other_count = counted_instead(talk, kept, asked, words)
    if other_count is not None:
        return other_count
    value = drafting.read(asked, words) if isinstance(asked, drafting.ASKED) else None
    if value is not None:
        return _answered(talk, kept, value, by_hand=True)
    if isinstance(asked, drafts.NoTimes):
        return times_said(talk, kept, words, meaning)
    chats = talk.plan is None and isinstance(meaning, NAMES_NOTHING)
    return go_on(talk, kept) if chats or _says_nothing(talk, meaning) else None


def _typed_count(talk: Talk, kept: Kept, meaning: Meaning) -> list[Said] | None:
    words = talk.heard.text
    other_way = turned_round(talk, kept, words)
    if other_way is not None:
        return other_way
    count = read_count(words)
    if count is not None or (words[:1].isdigit() and isinstance(meaning, Unclear | Choice | DaySaid)):
        return _typed_again(talk, kept, count)
    if isinstance(meaning, Yes) or _says_nothing(talk, meaning):
        said_what = "yes" if isinstance(meaning, Yes) else "words"
        return [talk.wording.plain("plan-type-number", said=said_what)]
    return None


def _in_view(talk: Talk, kept: Kept) -> bool:
    """Tell whether the question about the plan is the last one that was shown, or has no choices."""
    newest = next(iter(talk.shown()), None)
    mine = newest is not None and any(kept["id"] in choice.data for choice in newest.choices)
    return mine or kept["asked"] == "words"


def _typed_plan(talk: Talk, words: str, meaning: Meaning) -> list[Said] | None:
    read = read_counted(words)
    if not isinstance(read, PlanTrouble):
        return begin(talk, read)
    tried = isinstance(meaning, PlanRefused | OtherMedicine) or _says_nothing(talk, meaning)
    return [not_read(talk, read)] if tried else None


def press(talk: Talk, rest: str) -> list[Said]:
    """Take a pressed answer: what it says, the draft it is about, and its value."""
    about = rest.partition(":")[0]
    if about == "retry":
        return ask_words(talk, "plan-try-example", flags_of(talk))
    if about == "medicine":  # also once dates of tests were asked for in between
        return medicine(talk, new=rest.endswith(":yes"))
    pressed = choosing.pressed(talk, PLAN, rest)
    return _pressed(talk, *pressed) if pressed else []


def _pressed(talk: Talk, what: str, kept: Kept, value: str) -> list[Said]:
    match what, kept["asked"]:
        case "no", _ if "before" in kept:
            return kept_before(talk, kept)
        case "no", _:
            let_go(talk)
            return [talk.wording.plain(_let_go_words(talk))]
        case "wrong", "many":
            many = many_of(make(talk, kept), kept)
            return (
                count_anew(talk, kept, many[1], "plan-mistyped-count")
                if many and not talk.plan
                else _nothing_saved(talk)
            )
        case "from", "from":
            return go_on(talk, {**kept, "from": value})
        case "yes", "yes":
            return save(talk, kept)
        case "answer", "missing":
            answers, _, place = value.partition(":")
            chosen = offering.meant_by(kept["offered"], place) if answers == str(kept["answers"]) else None
            return _answered(talk, kept, chosen, by_hand=False) or [] if chosen else []
    return []


def _let_go_words(talk: Talk) -> str:
    if talk.plan is not None:
        return "plan-kept-old"
    in_set_up = people.waiting(talk.conn, talk.account.id, SET_UP) is not None
    return "plan-mistyped-count" if in_set_up else "plan-none-saved"


def _answered(talk: Talk, kept: Kept, value: str, *, by_hand: bool) -> list[Said] | None:
    draft = drafting.back(kept["draft"])
    asked = drafts.missing(draft)
    if not isinstance(asked, drafting.ASKED):
        return None
    taken = drafting.take(draft, asked, value)
    if taken is None:
        return None
    typed_now = list(kept["typed"])
    if by_hand and isinstance(asked, drafts.NoCount):
        typed_now.append([value, figure(asked.strength)])
    answers = kept["answers"] + 1
    return go_on(talk, {**kept, "draft": drafting.kept(taken), "answers": answers, "typed": typed_now})


def _typed_again(talk: Talk, kept: Kept, count: Decimal | None) -> list[Said]:
    made = make(talk, kept)
    if kept["asked"] == "many":
        many = many_of(made, kept)
        part = many[1] if many else None
    else:
        part = next((one for one in made.again() if row(one) not in kept["typed"]), None)
    if part is not None and part.count != count and talk.plan is None:
        return count_anew(talk, kept, part, "plan-not-same-count")
    if part is None or part.count != count:
        return _nothing_saved(talk, "plan-not-same")
    known = {**kept, "typed": [*kept["typed"], row(part)]}
    if kept["asked"] == "many":
        return go_on(talk, {**known, "many": [*kept["many"], row(part)]})
    left = [one for one in made.again() if row(one) not in known["typed"]]
    if not left:
        return save(talk, known)
    return wait(talk, known, "again", talk.wording.asked_again(left[0], told_when(talk, made, left[0]), kept["id"]))


def _nothing_saved(talk: Talk, phrase: str = "plan-mistyped-it") -> list[Said]:
    """Say that another number was typed, and what holds still. What else the plan was to end is not forgotten."""
    let_go(talk)
    standing = [drafts.lasting(talk.plan, talk.today), *drafts.told(talk.plan, talk.today)] if talk.plan else []
    return [talk.wording.nothing_saved(phrase, standing, talk.today)]
