"""Appointments: kept, spoken of the evening before with what is to be asked there, and asked about afterwards."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

from bot.care import occasions as rules
from bot.care.bloodtests import LONGEST_AWAY
from bot.care.diary import Kind
from bot.care.occasions import LATELY, Occasion, Tell, What, moved, off, over
from bot.care.people import LONGEST_WORDS, Style
from bot.care.places import DAY
from bot.care.reading import Dated, Doubt, Either, Meaning, NoteSaid, Unclear, resolve
from bot.care.reading.english_questions import asks
from bot.care.reading.occasions import (
    AppointmentSaid,
    Became,
    When,
    read_appointment,
    read_change,
    read_mention,
    read_when,
)
from bot.conversation import bloodtests, choosing, noting, planning
from bot.conversation.naming import Unfit, name_in
from bot.conversation.occasions.kept import DATES, allowed, save, still_open
from bot.conversation.talk import Talk
from bot.store import new_uid, people
from bot.store.people import Step
from bot.wording import Said, clock

MOST = 12  # appointments at once
SHORTEST = 4  # letters of a word that names one
UNSAID = 300 * DAY  # a day that far ahead was past when it was typed, if nobody said its year


def command(talk: Talk, words: str) -> list[Said]:
    """Answer /appointments: show those that are kept; with words behind it, keep another one."""
    if not allowed(talk):
        return [talk.wording.plain("start-first")]
    if not words:
        return show(talk)
    when = read_when(words)
    return keep(talk, when) if when else [talk.wording.plain("appointment-not-read", words=words[:LONGEST_WORDS])]


def show(talk: Talk) -> list[Said]:
    """Show what is kept, and what can be done with it; ask for one where there is none."""
    kept = _listed(talk)
    if not kept:
        return ask(talk)
    lines = "\n".join(talk.wording.appointment_line(one, talk.today) for one in kept)
    return [talk.wording.appointments(lines, kept, talk.today)]


def ask(talk: Talk) -> list[Said]:
    """Ask when one is."""
    talk.ask(Step(DATES, {"at": "appointment"}))
    return [talk.wording.plain("appointments-none")]


def _listed(talk: Talk) -> list[Occasion]:
    """Return those that are to come, or were lately."""
    return [one for one in still_open(talk, What.APPOINTMENT) if one.day > talk.today - LATELY]


def show_one(talk: Talk, one: Occasion) -> list[Said]:
    """Show one, and what can be done with it."""
    return [talk.wording.appointment_one(one, talk.today)]


def said(talk: Talk, words: AppointmentSaid) -> list[Said]:
    """Take what is said of an appointment: a new one, the next one moved or off, or when it is."""
    if not allowed(talk):
        return [talk.wording.plain("start-first")]
    about = _about(talk, words.when if words.became is Became.OFF else None)
    match words:
        case AppointmentSaid(Became.KEPT, When() as when, sure):
            return keep(talk, when) if sure else ask_whether(talk, when)
        case AppointmentSaid(Became.KEPT):
            return [talk.wording.plain("appointment-not-read", words=talk.heard.text[:LONGEST_WORDS])]
        case AppointmentSaid(Became.MOVED, When() as when):
            if len(about) > 1:
                return _which_moves(talk, about, when)
            return move(talk, about[0], when) if about else keep(talk, when)
        case AppointmentSaid(Became.OFF) if len(about) == 1:
            return [talk.wording.appointment_off(about[0], talk.today)]
        case AppointmentSaid(Became.OFF) if about:
            return [talk.wording.appointment_which(about, "is-off", talk.today)]
    return show(talk)


def _about(talk: Talk, on: When | None) -> list[Occasion]:
    """Return the appointments to come that words may be about: those of a day, the one that they name, else all."""
    ahead = [one for one in still_open(talk, What.APPOINTMENT) if one.day >= talk.today]
    if on is not None:
        day = _day(talk, on)
        return [one for one in ahead if one.day == day]
    named = _named(talk, ahead)
    return [named] if named else ahead


def _named(talk: Talk, among: list[Occasion]) -> Occasion | None:
    """Return the one of some that what was typed names, by its whole name or by a word of it."""
    heard = f" {' '.join(talk.heard.text.casefold().split())} "
    whole = [one for one in among if one.title and one.title.casefold() in heard]
    words = [
        one
        for one in among
        if any(f" {word} " in heard for word in one.title.casefold().split() if len(word) >= SHORTEST)
    ]
    return next((found[0] for found in (whole, words) if len(found) == 1), None)


def changed(talk: Talk) -> list[Said] | None:
    """Take what is said of an appointment by its name: "dr shah moved to 11 feb"; None where words name none."""
    ahead = [one for one in still_open(talk, What.APPOINTMENT) if one.day >= talk.today]
    one = _named(talk, ahead)
    said = read_change(talk.heard.text, one.title) if one else None
    if one is None or said is None:
        return None
    if said.became is Became.OFF:
        return ask_off(talk, one)
    return move(talk, one, said.when) if said.when else None


def _which_moves(talk: Talk, about: list[Occasion], when: When) -> list[Said]:
    """Ask which of several is moved; the day that was said waits with the question."""
    day = _day(talk, when)
    if isinstance(day, Said):
        return [day]
    talk.ask(Step(DATES, {"at": "which", "day": day.isoformat(), "time": when.wall.isoformat() if when.wall else None}))
    return [talk.wording.appointment_which(about, "put", talk.today)]


def put(talk: Talk, one: Occasion) -> list[Said]:
    """Move the one that was chosen to the day that was said before."""
    step = talk.step(DATES)
    if step is None or step.draft["at"] != "which":
        return []
    at = time.fromisoformat(step.draft["time"]) if step.draft["time"] else None
    return _moved(talk, one, date.fromisoformat(step.draft["day"]), at)


def ask_off(talk: Talk, one: Occasion) -> list[Said]:
    """Ask whether it is off."""
    return [talk.wording.appointment_off(one, talk.today)]


def _day(talk: Talk, when: When) -> date | Said:
    """Return the day that is meant, or what to say where it is none to come."""
    found = resolve(when.day, talk.today)
    if isinstance(found, Either):
        return talk.wording.plain("tests-either")
    if found is None:
        return talk.wording.plain("no-such-day")
    unsaid = isinstance(when.day, Dated) and when.day.year is None
    if found < talk.today or (unsaid and found > talk.today + UNSAID):
        return talk.wording.plain("appointment-past")
    return found if found <= talk.today + timedelta(days=LONGEST_AWAY) else talk.wording.plain("tests-far")


def keep(talk: Talk, when: When) -> list[Said]:
    """Keep an appointment, and read it back."""
    day = _day(talk, when)
    return [day] if isinstance(day, Said) else _keep(talk, day, when.wall, when.title)


def _keep(talk: Talk, day: date, at: time | None, title: str) -> list[Said]:
    if talk.person is None or talk.circle is None:
        return []
    kept = [one for one in still_open(talk, What.APPOINTMENT) if one.day >= talk.today]
    same = next((one for one in kept if (one.day, one.at, one.title) == (day, at, title)), None)
    if same is not None:
        return [talk.wording.plain("appointment-already", when=_told(talk, same))]
    if len(kept) >= MOST:
        return [talk.wording.plain("appointment-many", most=str(MOST)), *show(talk)]
    talk.settle(DATES)
    one = Occasion(0, "", talk.circle.id, talk.person.id, What.APPOINTMENT, day, at, title)
    saved = save(talk, one, talk.wording.plain("event-appointment", when=_told(talk, one)).text)
    return [talk.wording.appointment_kept(saved, talk.today, _next(talk, saved), word=_asks_word(talk))]


def _told(talk: Talk, one: Occasion) -> str:
    return talk.wording.appointment_when(one, talk.today)


def _next(talk: Talk, one: Occasion) -> Tell | None:
    """Return what is said of it next."""
    step = rules.following(one, talk.now, talk.places, talk.person)
    return step.tell if step else None


def ask_whether(talk: Talk, when: When) -> list[Said]:
    """Ask whether something that was told is an appointment to keep."""
    day = _day(talk, when)
    if isinstance(day, Said):
        return [day]
    act = _carried(talk, day, when)
    return [talk.wording.appointment_ask(talk.wording.when(day, when.wall, talk.today), act)]


def _carried(talk: Talk, day: date, when: When) -> str:
    """Let what was told wait, and return what a choice carries that keeps it."""
    uid = new_uid()
    wall = when.wall.isoformat() if when.wall else None
    talk.ask(Step(DATES, {"at": "offered", "id": uid, "day": day.isoformat(), "time": wall, "title": when.title}))
    return f"keep:{uid}"


def keep_offered(talk: Talk, uid: str) -> list[Said]:
    """Keep what was offered."""
    step = talk.step(DATES)
    if step is None or step.draft.get("id") != uid or not allowed(talk):
        return []
    at = time.fromisoformat(step.draft["time"]) if step.draft["time"] else None
    return _keep(talk, date.fromisoformat(step.draft["day"]), at, step.draft["title"])


def _asks_word(talk: Talk) -> bool:
    """Ask what it is called on a locked phone, of whoever wants private words and was not asked yet."""
    voice = talk.person.voice if talk.person else None
    if voice is None or voice.style is Style.PLAIN or voice.visits:
        return False
    talk.ask(Step(DATES, {"at": "word"}))
    return True


def name(talk: Talk, called: str) -> list[Said]:
    """Let an appointment be called so on a locked phone."""
    talk.settle(DATES)
    if talk.person is not None:
        people.save_person(talk.conn, replace(talk.person, voice=replace(talk.person.voice, visits=called)))
    return [talk.wording.plain("appointment-word-saved", called=talk.again().wording.appointment_called())]


def ask_name(talk: Talk) -> list[Said]:
    """Ask for a name of their own."""
    talk.ask(Step(DATES, {"at": "word"}))
    return [talk.wording.plain("appointment-word")]


def take_name(talk: Talk, meaning: Meaning) -> list[Said] | None:
    """Take words as what an appointment is called; None where they are no name, or it was asked long ago."""
    if choosing.is_else(talk, meaning) or not choosing.asked_lately(talk):
        return None
    match name_in(talk.heard.text):
        case Unfit.NONE:
            return None
        case Unfit.LONG:
            return [talk.wording.plain("name-long", most=str(LONGEST_WORDS))]
        case Unfit.TELLS:
            return [talk.wording.ask("name-tells", {"date:usual": "appointment-called"}, letters=True)]
        case str() as called:
            return name(talk, called)


# What becomes of it


def ask_day(talk: Talk, one: Occasion) -> list[Said]:
    """Ask for another day."""
    talk.ask(Step(DATES, {"at": "move", "uid": one.uid}))
    return [talk.wording.plain("appointment-move-to", when=_told(talk, one))]


def move(talk: Talk, one: Occasion, when: When) -> list[Said]:
    """Keep it on another day, as the person says."""
    day = _day(talk, when)
    return [day] if isinstance(day, Said) else _moved(talk, one, day, when.wall)


def _moved(talk: Talk, one: Occasion, day: date, at: time | None) -> list[Said]:
    talk.settle(DATES)
    then = moved(one, day, at)
    told = {"from": _told(talk, one), "to": talk.wording.when(then.day, then.at, talk.today)}
    save(talk, then, talk.wording.plain("event-appointment-moved", **told).text)
    return [talk.wording.plain("appointment-moved", **told)]


def call_off(talk: Talk, one: Occasion) -> list[Said]:
    """Keep it no more."""
    save(talk, off(one), talk.wording.plain("event-appointment-off", when=_told(talk, one)).text)
    return [talk.wording.plain("appointment-is-off", when=_told(talk, one))]


def after(talk: Talk, one: Occasion, what: str) -> list[Said]:
    """Take what they said: nothing new, or that the plan or the tests changed, which is told as ever."""
    if one.is_open:
        save(
            talk,
            over(one, one.day),
            talk.wording.plain("event-appointment-over", when=_told(talk, one), what=what).text,
        )
    match what:
        case "plan":
            return planning.plan(talk, "")
        case "tests":
            return bloodtests.begin(talk)
        case "next":
            return ask(talk)
    return [talk.wording.plain("appointment-over")]


def take_words(talk: Talk, meaning: Meaning) -> list[Said] | None:
    """Take words below "what did they say?" as a note of one's own; None where they are something else.

    Words that are an appointment and nothing else are none; where they tell of one as well, to keep it is offered.
    """
    one = _asked_about(talk) if isinstance(meaning, Unclear | Doubt | NoteSaid) else None
    said = read_appointment(talk.heard.text) if one else None
    plain = said is not None and said.became is Became.KEPT and said.sure
    if one is None or plain or asks(talk.heard.text) or not noting.tell(talk, Kind.NOTE, talk.heard.text):
        return None
    save(
        talk, over(one, one.day), talk.wording.plain("event-appointment-over", when=_told(talk, one), what="note").text
    )
    when = read_mention(talk.heard.text)
    day = _day(talk, when) if when else None
    offered = {}
    if when is not None and isinstance(day, date):
        offered = {_carried(talk, day, when): talk.wording.when(day, when.wall, talk.today)}
    return [talk.wording.appointment_written(one, clock(_now(talk)), offered)]


def _asked_about(talk: Talk) -> Occasion | None:
    """Return the appointment of which the last message asks what they said; of several in it the first."""
    asked = choosing.question(talk)
    if asked is None or not choosing.is_last(talk, asked):
        return None
    alone = {choice.data.split(":")[2] for choice in asked.choices if choice.data.startswith("date:nothing:")}
    among = [choice.data.split(":") for choice in asked.choices if choice.data.startswith("date:open:")]
    uids = alone | {parts[2] for parts in among if parts[3] == Tell.AFTER}
    return next((one for one in still_open(talk, What.APPOINTMENT) if one.uid in uids), None)


def _now(talk: Talk) -> time:
    return talk.now.astimezone(talk.zone).time()


def open_lines(talk: Talk) -> list[str]:
    """Return a line for each that is today or tomorrow."""
    near = (one for one in still_open(talk, What.APPOINTMENT) if talk.today <= one.day <= talk.today + DAY)
    return [talk.wording.plain("appointment-open", when=_told(talk, one)).text for one in near]
