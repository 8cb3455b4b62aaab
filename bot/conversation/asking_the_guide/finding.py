"""Which excerpt somebody's words mean: one is shown, a few are offered, or azalea says that it has nothing on that.

What was asked stands in a step of its own until it is asked for otherwise, for a day at most: so "not what I asked" can
look again, and it can be kept for the clinic in the person's own words. It is no question that waits.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.care.guide import Excerpt, folded
from bot.care.reading import Doubt, Meaning, Unclear
from bot.care.reading.english_questions import asks, is_bare, speaks_of_having
from bot.content import plain
from bot.conversation import asides, parking
from bot.conversation.asking_the_guide.showing import clinic_line, name_of, page, ring, show
from bot.conversation.talk import Talk
from bot.finder import Found
from bot.store import new_uid, people
from bot.store.people import ASKED, Step
from bot.wording import Said

SIDE_EFFECTS, TESTS, URGENT = "sideeffects", "bloodtests", "urgent"
# What is asked about most comes first where a shelf is listed; the rest follows in its own order.
FIRST = {SIDE_EFFECTS: ("when-to-ring", "nausea", "hair-thinning", "tiredness", "infections", "sun", "liver")}
AT_ONCE = 8  # topics in one message
FEW_WORDS = 3  # fewer are no question of which it could be said that the guide has nothing on it
LONGEST_KEPT = 1000  # letters of a question


# Commands


def ask(talk: Talk, words: str) -> list[Said]:
    """/ask: find what is asked; alone it says how to ask."""
    return on_shelf(talk, None, words) if words else [talk.wording.how_to_ask(talk.desk.guide.shelves)]


def side_effects(talk: Talk, words: str) -> list[Said]:
    """/sideeffects: the same on that shelf first; alone it offers the topics there are."""
    return on_shelf(talk, SIDE_EFFECTS, words) if words else shelf(talk, SIDE_EFFECTS)


def shelf(talk: Talk, rest: str) -> list[Said]:
    """Offer the topics of a shelf, so many at once; *rest* names it, and how many were offered before.

    Where it names none, the shelves are offered.
    """
    name, _, before = rest.partition(":")
    if not name:
        return ask(talk, "")
    first = FIRST.get(name, ())
    topics = sorted(
        talk.desk.guide.shelf(name), key=lambda one: first.index(one.topic) if one.topic in first else len(first)
    )
    start = int(before) if before.isdecimal() else 0
    if not topics[start:]:
        return []
    further = f"{name}:{start + AT_ONCE}" if topics[start + AT_ONCE :] else ""
    return [talk.wording.shelf(topics[start : start + AT_ONCE], further)]


def on_shelf(talk: Talk, shelf: str | None, words: str) -> list[Said]:
    """Answer a question from a shelf, or else from all of them."""
    found = talk.desk.finder.find(shelf, words)
    if not found.excerpts and shelf is not None:
        found = talk.desk.finder.find(None, words)
    return _answer(talk, words, found) if found.excerpts else _nothing(talk, words)


# Words without a command


def free(talk: Talk, meaning: Meaning) -> list[Said]:
    """Answer words that nothing else takes; nothing where they ask nothing that the guide has.

    Where they plainly ask something else, it says so.
    """
    asked = asks(talk.heard.text)
    if talk.alarm is not None or not (isinstance(meaning, Unclear) or (isinstance(meaning, Doubt) and asked)):
        return []
    if is_bare(talk.heard.text):
        return []
    found = talk.desk.finder.find(None, talk.heard.text)
    if isinstance(meaning, Doubt) and speaks_of_having(talk.heard.text) and not found.winner:
        return []
    if found.excerpts and (asked or _names(talk.heard.text, found)):
        return _answer(talk, talk.heard.text, found)
    outside = asked and isinstance(meaning, Unclear) and len(talk.heard.text.split()) >= FEW_WORDS
    return _nothing(talk, talk.heard.text) if outside and talk.person else []


def beside(talk: Talk, meaning: Meaning, *, unread: bool = False) -> list[Said]:
    """Answer words that were typed while something else is asked; nothing where they may be the answer to that.

    They have to ask plainly, and to name no figure. *unread*: that question could not read them, so a whole sentence
    need not ask. A page is shown in short, for the question that waits is not to be lost above it.
    """
    words = talk.heard.text
    answers = any(sign.isdigit() for sign in words) or not isinstance(meaning, Unclear | Doubt)
    sentence = unread and isinstance(meaning, Unclear) and len(words.split()) >= FEW_WORDS
    if answers or talk.alarm is not None or not (asks(words) or sentence):
        return []
    found = talk.desk.finder.find(None, words)
    answer = _answer(talk, words, found) if found.excerpts and (asks(words) or _names(words, found)) else []
    return [*answer[:-1], *(_short(talk, said, found.winner) for said in answer[-1:])]


def _names(words: str, found: Found) -> bool:
    """Tell whether something that was found is called by its name: words that ask nothing may be about anything."""
    told = f" {' '.join(folded(words))} "
    names = (name for one in found.excerpts if one.shelf != URGENT for name in (one.title, *one.aliases))
    return any(f" {' '.join(folded(name))} " in told for name in names)


def _short(talk: Talk, said: Said, found: Excerpt | None) -> Said:
    """Return a page *found* in short, with fewer choices: those of the question that waits stand beside them."""
    left = tuple(one for one in said.choices if one.data.partition(":")[0] not in {"more-on", "write"})
    if found is None or (talk.waits is None and talk.person is not None):
        return replace(said, choices=left)
    choices = (talk.wording.whole_page(found), *left)
    return replace(said, text=talk.wording.in_short(found, plain(found.body)), choices=choices)


def test_asked(talk: Talk) -> list[Said]:
    """Answer what a value of a blood test means: what the test looks for, and that only the team can say."""
    found = talk.desk.finder.find(TESTS, talk.heard.text)
    if found.winner is None:
        return [talk.wording.cannot_judge(clinic_line(talk))]
    return _answer(talk, talk.heard.text, found)


def pages(talk: Talk, shelf: str, words: str) -> tuple[Excerpt, ...]:
    """Return what words mean on a shelf, to be offered."""
    return talk.desk.finder.find(shelf, words).excerpts


def called(talk: Talk, shelf: str, words: str) -> list[Said]:
    """Show the page on a shelf that words call by its name, with whom to ring where it is urgent; else nothing."""
    found = talk.desk.finder.find(shelf, words)
    one = found.winner if _names(words, found) else None
    return show(talk, name_of(one)) if one else []


def _answer(talk: Talk, words: str, found: Found) -> list[Said]:
    if found.winner is not None:
        if found.winner == talk.alarm:
            return []  # it stands there already
        question = _remember(talk, words, [found.winner])
        said = page(talk, found.winner, question)
        if found.winner.shelf == TESTS and any(sign.isdigit() for sign in words):
            only = talk.wording.plain("only-your-team", line=clinic_line(talk)).text
            said = replace(said, text=f"{said.text}\n\n{only}")
        told = len(words.split()) >= FEW_WORDS and not asks(words) and not _is_command(talk)
        if question and told:
            said = replace(said, choices=(*said.choices, talk.wording.write_it_down(question)))
        return [*(ring(talk) if found.winner.urgent else ()), said]
    left = [one for one in found.close if one != talk.alarm]
    if not left:
        return []
    return [talk.wording.topics("guide-close", left, _remember(talk, words, left) or "0")]


def _is_command(talk: Talk) -> bool:
    return talk.heard.text.lstrip().startswith(("/", "\uff0f"))


def _nothing(talk: Talk, words: str) -> list[Said]:
    """Say that the guide has nothing on that, and offer to keep it for the clinic."""
    return [] if talk.alarm is not None else [talk.wording.nothing_on_that(_remember(talk, words, ()))]


# What was asked, and is remembered


def keepable(talk: Talk, words: str) -> str:
    """Remember a question that the guide does not answer; return its id, for the choice to keep it for the clinic."""
    return _remember(talk, words, ())


def _remember(talk: Talk, words: str, shown: Iterable[Excerpt]) -> str:
    """Remember what was asked, and what was shown to that; return its id. Of who did not agree nothing is kept."""
    if talk.person is None:
        return ""
    uid = new_uid()
    draft = {"id": uid, "words": words[:LONGEST_KEPT], "shown": [name_of(one) for one in shown]}
    people.ask(talk.conn, talk.account.id, Step(ASKED, draft), talk.now)
    return uid


def _remembered(talk: Talk, uid: str) -> Step | None:
    step = people.waiting(talk.conn, talk.account.id, ASKED)
    return step if step is not None and step.draft["id"] == uid else None


def not_meant(talk: Talk, uid: str) -> list[Said]:
    """Offer what else the words may mean, once it was not what was shown; else say that there is nothing."""
    step = _remembered(talk, uid)
    if step is None:
        return [talk.wording.how_to_ask(talk.desk.guide.shelves)]
    guide, words = talk.desk.guide, step.draft["words"]
    seen = [one for name in step.draft["shown"] if (one := guide.get(*name.split("/"))) is not None]
    nearest = guide.near(seen[0]) if len(seen) == 1 else ()
    left = [one for one in (*talk.desk.finder.find(None, words).excerpts, *nearest) if one not in seen]
    if not left:
        return [talk.wording.nothing_on_that(uid, "guide-no-nearer")]
    return [talk.wording.topics("guide-close", left, _remember(talk, words, [*seen, *left]))]


def keep(talk: Talk, uid: str) -> list[Said]:
    """Keep what was asked for the clinic, in the person's own words."""
    step = _remembered(talk, uid)
    if step is None:
        return []
    talk.settle(ASKED)
    return [parking.keep(talk, step.draft["words"])]


def write_down(talk: Talk, uid: str) -> list[Said]:
    """Ask whether to write into the diary what was told, and answered from the guide."""
    step = _remembered(talk, uid)
    return asides.also(talk, step.draft["words"]) if step is not None else []
