"""What people tell that is no answer about a dose: notes, symptoms, too much, running out. Nobody reads it.

Urgent words were met before any of this runs. What is to be written down after a yes waits in a step (see `asides`).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.care import doses as rules
from bot.care import timetable
from bot.care.diary import Kind
from bot.care.places import DAY
from bot.care.reading import Doubt, HelpMe, Meaning, NoteSaid, Unclear
from bot.conversation import asides, asking_the_guide, choosing, noting, pausing
from bot.conversation.asides import TELL
from bot.conversation.noting import Target
from bot.conversation.talk import Talk
from bot.store import doses, people
from bot.store.people import Step
from bot.wording import Said

IN_WORDS = (Unclear, NoteSaid, HelpMe, Doubt)  # what may be the text of a note that was asked for
SICK_AFTER = "missed/sick-after"
TOO_MUCH = "urgent/taken-too-much"
RUNNING_OUT = "missed/running-out"
OTHERS = "interactions/new-medicine"
PREGNANCY = "pregnancy"
PAGES_WHEN_SICK = (SICK_AFTER, "sideeffects/nausea")


# Notes and symptoms


def note(talk: Talk, words: str) -> list[Said]:
    """/note: write the words into the diary; alone it asks for them."""
    return _told(talk, Kind.NOTE, words)


def symptom(talk: Talk, words: str) -> list[Said]:
    """/symptom: the same, for how somebody feels."""
    return _told(talk, Kind.SYMPTOM, words)


def _told(talk: Talk, kind: Kind, words: str) -> list[Said]:
    if talk.circle is None:
        return [talk.wording.plain("start-first")]
    if not words:
        talk.ask(Step(TELL, {"wants": kind.value}))
        return [talk.wording.plain(f"ask-{kind.value}")]
    return [_write(talk, kind, words)]


def note_said(talk: Talk, words: str) -> list[Said]:
    """Ask whether words that begin like a note are one."""
    return [asides.ask(talk, Kind.NOTE, words)]


def aside(talk: Talk, words: str) -> list[Said]:
    """Ask whether to write down words that sounded urgent: the block stands before it."""
    return asides.also(talk, words)


def typed(talk: Talk, step: Step, meaning: Meaning) -> list[Said] | None:
    """Take words as the text of the note that was asked for. None: they mean something else."""
    if "wants" not in step.draft or not isinstance(meaning, IN_WORDS):
        return None
    if not choosing.asked_lately(talk):
        talk.settle(TELL)
        return None
    talk.settle(TELL)
    return [_write(talk, Kind(step.draft["wants"]), talk.heard.text)]


def press(talk: Talk, rest: str) -> list[Said]:
    """Take the yes or no to a question about what was told, or why a dose was not had."""
    verb, _, asked = rest.partition(":")
    if verb == "why":
        return _why(talk, asked)
    step = talk.step(TELL)
    if step is not None and step.draft.get("id") == asked:
        talk.settle(TELL)
        return [*_told_so(talk, step, verb), *_hush_waits(talk)]
    hush = people.waiting(talk.conn, talk.account.id, people.HUSH)
    return _about_hushed(talk, hush, verb) if hush is not None and hush.draft["id"] == asked else []


def _told_so(talk: Talk, step: Step, verb: str) -> list[Said]:
    """Write down what was told, or do not; a yes that comes days later writes nothing under another day."""
    if date.fromisoformat(step.draft["day"]) < talk.today - DAY:
        return [talk.wording.plain("button-gone")]
    if verb != "yes":
        return [talk.wording.plain("not-written")]
    return [_write(talk, Kind(step.draft["kind"]), step.draft["words"])]


def _write(talk: Talk, kind: Kind, words: str, hushed: str = "") -> Said:
    """Write an event into the diary."""
    if not noting.tell(talk, kind, words):
        return talk.wording.plain("start-first")
    return talk.wording.written(talk.now.astimezone(talk.zone).time(), hushed)


# About a dose, and no answer to it


def sick_after(talk: Talk, *, as_typed: bool = False) -> list[Said]:
    """Take "threw up after it": the guide and the clinic's number, and a question. The dose stays as it was.

    *as_typed*: it was spat out, so that is what would be written down.
    """
    if as_typed:
        return [*_page(talk, SICK_AFTER), asides.ask(talk, Kind.SICK_AFTER, talk.heard.text)]
    words = talk.wording.plain("sick-after", day=talk.wording.day(talk.today)).text
    return [*_page(talk, SICK_AFTER), asides.ask(talk, Kind.SICK_AFTER, words, "write-event")]


def too_much(talk: Talk) -> list[Said]:
    """Take "took two by mistake": never a tick, and no more prompts before a no.

    The urgent block stands before it, also where only the plan tells that it is more.
    """
    words = talk.wording.plain("more-than-planned", day=talk.wording.day(talk.today)).text
    shown = _block(talk)
    dose = _asked_about_next(talk)
    hushed = _hush(talk, dose) if dose else None
    if dose is None or hushed is None:
        return [*shown, asides.ask(talk, Kind.TOO_MUCH, words, "write-event")]
    return [*shown, _ask_hushed(talk, dose, words, hushed)]


def _ask_hushed(talk: Talk, dose: Target, words: str, hushed: tuple[str, int]) -> Said:
    quiet = talk.wording.plain("hushed-now", dose=noting.label(talk, dose)).text
    asked = asides.ask_hushed(talk, Kind.TOO_MUCH, words, hushed)
    return replace(asked, text=f"{quiet} {asked.text}")


def _hush_waits(talk: Talk) -> list[Said]:
    """Ask again what a dose is not asked about for, where something else was asked and answered in between."""
    step = people.waiting(talk.conn, talk.account.id, people.HUSH)
    dose = _hushed(talk, step) if step else None
    return [_ask_hushed(talk, dose, step.draft["words"], step.draft["hushed"])] if step and dose else []


def _about_hushed(talk: Talk, step: Step, verb: str) -> list[Said]:
    """Take the yes or no to more than planned: after a no the dose is asked about as before."""
    talk.settle(people.HUSH)
    dose = _hushed(talk, step)
    if verb != "yes":
        return [_asked_again(talk, dose, step.draft["hushed"][1]) if dose else talk.wording.plain("not-written")]
    if date.fromisoformat(step.draft["day"]) < talk.today - DAY:
        return [talk.wording.plain("button-gone")]
    hushed = talk.wording.plain("hushed", dose=noting.label(talk, dose)).text if dose else ""
    return [_write(talk, Kind(step.draft["kind"]), step.draft["words"], hushed)]


def not_theirs(talk: Talk) -> list[Said]:
    """Take "my son swallowed my tablets": the block and the page, and no form. The words may be written down.

    The patient's own dose is still owed, so it is asked about as before.
    """
    return [*_block(talk), *asides.also(talk, talk.heard.text)]


def _block(talk: Talk) -> list[Said]:
    """Show what is urgent about too much, unless it was shown already."""
    return [] if talk.alarm else [*asking_the_guide.ring(talk), asking_the_guide.excerpt(talk, TOO_MUCH)]


def _asked_about_next(talk: Talk) -> Target | None:
    """Return the dose of this time, as long as nobody said what became of it."""
    plan = talk.plan
    owned = timetable.owner(plan, talk.places, talk.now) if plan else None
    dose = noting.find(talk, plan, owned) if plan and owned else None
    return dose if dose and not dose.is_settled else None


def _hush(talk: Talk, target: Target) -> tuple[str, int] | None:
    """Ask no more about a dose; return its name, and how often it was asked about.

    One that is hushed already belongs to the question that waits, or to a yes that no later answer takes back.
    """
    if target.dose is not None and rules.is_hushed(target.dose):
        waits = people.waiting(talk.conn, talk.account.id, people.HUSH)
        return waits.draft["hushed"] if waits and waits.draft["hushed"][0] == str(target.name) else None
    if target.dose is None:
        planned = rules.planned(target.plan, talk.places, target.occurrence)
        doses.add_all(talk.conn, [rules.hush(planned)])
        return str(target.name), planned.prompts
    doses.save(talk.conn, rules.hush(target.dose))
    return str(target.name), target.dose.prompts


def _hushed(talk: Talk, step: Step) -> Target | None:
    """Return the dose that is not asked about because of a question, if nobody said by now what became of it."""
    dose = noting.coded(talk, step.draft["hushed"][0])
    return dose if dose and dose.is_open else None


def _asked_again(talk: Talk, target: Target, prompts: int) -> Said:
    """Ask about a dose as before: it was not more than planned."""
    if target.dose is not None:
        ladder = rules.ladder_of(target.plan, target.dose)
        doses.save(talk.conn, rules.ask_again(target.dose, prompts, talk.now, ladder))
    return talk.wording.plain("not-written-asks", dose=noting.label(talk, target))


def _why(talk: Talk, asked: str) -> list[Said]:
    """Write down why a dose was not had, as far as that was pressed, and show what belongs to it."""
    reason, _, code = asked.partition(":")
    if reason == "no":
        return [talk.wording.plain("no-reason")]
    target = noting.coded(talk, code)
    if target is None or target.standing is None or target.standing.kind is not Kind.NOT_HAD:
        return []
    words = talk.wording.plain(f"reason-{reason}").text
    noted = noting.write(talk, target, Kind.NOT_HAD, None, change=True, reason=words)
    match reason:
        case "sick":
            return [talk.wording.with_pages(noted, _titles(talk, PAGES_WHEN_SICK))]
        case "told":
            return [noted, *pausing.told(talk, words)]
    return [noted, *running_out(talk)]


# What azalea does not know


def running_out(talk: Talk) -> list[Said]:
    """Take "only four left" and "ran out": the guide, whom to ring, a reminder for the next time. Counts nothing."""
    page, ring = _page(talk, RUNNING_OUT)
    return [page, talk.wording.with_reorder(ring) if talk.circle is not None else ring]


def _page(talk: Talk, name: str) -> list[Said]:
    """Show a page of the guide, and whom to ring about it."""
    ring = talk.wording.plain("clinic-can-say", clinic=asking_the_guide.clinic_line(talk))
    return [asking_the_guide.excerpt(talk, name), ring]


def _titles(talk: Talk, names: tuple[str, ...]) -> dict[str, str]:
    pages = (page for name in names if (page := talk.desk.guide.get(*name.split("/"))))
    return {f"{page.shelf}/{page.topic}": page.title for page in pages}


def other_medicine(talk: Talk) -> list[Said]:
    """Say that azathioprine is all that is known here, and offer what the guide says of others."""
    found = asking_the_guide.pages(talk, "interactions", talk.heard.text)
    named = {f"{one.shelf}/{one.topic}": one.title for one in found}
    return [talk.wording.with_pages(talk.wording.plain("other-medicine"), named | _titles(talk, (OTHERS,)))]


def pregnancy(talk: Talk) -> list[Said]:
    """Show what the guide says of it. Writes nothing down."""
    return [] if talk.alarm else asking_the_guide.on_shelf(talk, PREGNANCY, talk.heard.text)


def test(talk: Talk) -> list[Said]:
    """Offer to write "bloods done" down as a note: tests have no place of their own yet."""
    return [asides.ask(talk, Kind.NOTE, talk.heard.text, "write-test")]
