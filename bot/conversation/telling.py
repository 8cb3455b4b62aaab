"""What people tell that is no answer about a dose: notes, symptoms, too much, running out. Nobody reads it.

Urgent words were met before any of this runs. What is to be written down after a yes waits in a step (see `asides`).
"""

from __future__ import annotations

from bot.care import doses as rules
from bot.care import timetable
from bot.care.diary import Kind, NewEvent
from bot.care.reading import Doubt, HelpMe, Meaning, NoteSaid, Unclear
from bot.conversation import asides, asking_the_guide, noting, pausing
from bot.conversation.asides import TELL
from bot.conversation.noting import Target
from bot.conversation.talk import Talk
from bot.store import diary, doses
from bot.store.people import Step
from bot.wording import Said

IN_WORDS = (Unclear, NoteSaid, HelpMe, Doubt)  # what may be the text of a note that was asked for
SICK_AFTER = "missed/sick-after"
RUNNING_OUT = "missed/running-out"
PAGES_WHEN_SICK = (SICK_AFTER, "sideeffects/nausea")


# Notes and symptoms


def note(talk: Talk, words: str) -> list[Said]:
    """/note: write the words into the diary; alone it asks for them."""
    return _told(talk, Kind.NOTE, words)


def symptom(talk: Talk, words: str) -> list[Said]:
    """/symptom: the same, for how somebody feels."""
    return _told(talk, Kind.SYMPTOM, words)


def park(talk: Talk, words: str) -> list[Said]:
    """Keep a question for the clinic, as typed."""
    return _told(talk, Kind.PARKED, words)


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
    talk.settle(TELL)
    return [_write(talk, Kind(step.draft["wants"]), talk.heard.text)]


def press(talk: Talk, rest: str) -> list[Said]:
    """Take the yes or no to a question about what was told, or why a dose was not had."""
    verb, _, asked = rest.partition(":")
    if verb == "why":
        return _why(talk, asked)
    step = talk.step(TELL)
    if step is None or step.draft.get("id") != asked:
        return []
    talk.settle(TELL)
    if verb != "yes":
        return [talk.wording.plain("not-written")]
    hushed = _hush(talk, step.draft["hush"])
    return [_write(talk, Kind(step.draft["kind"]), step.draft["words"], hushed)]


def _write(talk: Talk, kind: Kind, words: str, hushed: str = "") -> Said:
    """Write an event into the diary."""
    if talk.person is None or talk.circle is None:
        return talk.wording.plain("start-first")
    event = NewEvent(kind, talk.now, talk.person.id, talk.today, talk.zone.key, words)
    diary.tell(talk.conn, talk.circle.id, event)
    phrase = "kept-for-clinic" if kind is Kind.PARKED else "written-down"
    return talk.wording.written(phrase, talk.now.astimezone(talk.zone).time(), hushed)


# About a dose, and no answer to it


def sick_after(talk: Talk) -> list[Said]:
    """Take "threw up after it": the guide and the clinic's number, and a question. The dose stays as it was."""
    words = talk.wording.plain("sick-after", day=talk.wording.day(talk.today)).text
    return [*_page(talk, SICK_AFTER), asides.ask(talk, Kind.SICK_AFTER, words, "write-event")]


def too_much(talk: Talk) -> list[Said]:
    """Take "took two by mistake", behind the urgent block: never a tick, and no more prompts after a yes."""
    words = talk.wording.plain("more-than-planned", day=talk.wording.day(talk.today)).text
    dose = _asked_about_next(talk)
    return [asides.ask(talk, Kind.TOO_MUCH, words, "write-event", hush=str(dose.name) if dose else "")]


def _asked_about_next(talk: Talk) -> Target | None:
    """Return the dose of this time, as long as nobody said what became of it."""
    plan = talk.plan
    owned = timetable.owner(plan, talk.places, talk.now) if plan else None
    dose = noting.find(talk, plan, owned) if plan and owned else None
    return dose if dose and not dose.is_settled else None


def _hush(talk: Talk, code: str) -> str:
    """Ask no more about a dose, and say so; nothing where none is named, or it is settled by now."""
    target = noting.coded(talk, code) if code else None
    if target is None or target.is_settled:
        return ""
    if target.dose is None:
        planned = rules.planned(target.plan, talk.places, target.occurrence)
        doses.add_all(talk.conn, [rules.hush(planned)])
    elif target.is_open:
        doses.save(talk.conn, rules.hush(target.dose))
    return talk.wording.plain("hushed", dose=noting.label(talk, target)).text


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
    """Take "only four left" and "ran out": the guide, and whom to ring. Counts nothing, and writes nothing down."""
    return _page(talk, RUNNING_OUT)


def _page(talk: Talk, name: str) -> list[Said]:
    """Show a page of the guide, and whom to ring about it."""
    ring = talk.wording.plain("clinic-can-say", clinic=asking_the_guide.clinic_line(talk))
    return [asking_the_guide.excerpt(talk, name), ring]


def _titles(talk: Talk, names: tuple[str, ...]) -> dict[str, str]:
    pages = (page for name in names if (page := talk.desk.guide.get(*name.split("/"))))
    return {f"{page.shelf}/{page.topic}": page.title for page in pages}


def other_medicine(talk: Talk) -> list[Said]:
    """Say that azathioprine is all that is known here."""
    return [talk.wording.plain("other-medicine")]


def test(talk: Talk) -> list[Said]:
    """Offer to write "bloods done" down as a note: tests have no place of their own yet."""
    return [asides.ask(talk, Kind.NOTE, talk.heard.text, "write-test")]


def result(talk: Talk, words: str) -> list[Said]:
    """Offer to write values down as typed. Says nothing about any value."""
    if not words or talk.circle is None:
        return [talk.wording.plain("tests-not-kept")]
    return [asides.ask(talk, Kind.NOTE, words, "write-result")]
